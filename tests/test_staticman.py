"""Comments kept as files of YAML or JSON in the sources of a site."""

import pytest
from conftest import SHARED
from made_exports import ITEMS, REDDIT, corpus, dumped, lines, read_as, rows, times, told, tree

from analysis import load_threads

FIRST = "_id: 1a2b\nname: Ann\nemail: d41d8cd98f00\ndate: 1714730400\nmessage: |\n  **Yes**,\n\n  indeed\n"
ANSWER = "_id: 3c4d\nname: Bo\nreplying_to: 1a2b\ndate: '2024-05-03T11:00:00.000Z'\nmessage: 'No: not at all'\n"
NUMBERED = "_id: 0505\nname: yes\nreplying_to: '1'\ndate: 2004-08-30T01:12:00.0000000-07:00\nmessage: Why\n"


def write(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_folder_of_posts(tmp_path):
    "A folder for each post; ids and names are texts even where YAML has numbers and truths; Markdown."
    write(
        tmp_path,
        {
            "ponds/entry1.yml": FIRST,
            "ponds/entry2.yml": ANSWER,
            "ponds/entry3.yml": NUMBERED,
            "frogs/entry1.yml": FIRST,
            "README.md": "# Comments",
        },
    )
    read = load_threads([tmp_path])
    assert rows(read, "thread_id", "comment_id", "parent_id", "author", "body") == [
        ("frogs", "1a2b", None, "Ann", "Yes,\n\nindeed"),
        ("ponds", "1a2b", None, "Ann", "Yes,\n\nindeed"),
        ("ponds", "3c4d", "1a2b", "Bo", "No: not at all"),
        ("ponds", "0505", "1a2b", "yes", "Why"),  # answers the first of the post
    ]
    assert times(read)[1:] == ["2024-05-03T10:00:00+00:00", "2024-05-03T11:00:00+00:00", "2004-08-30T08:12:00+00:00"]
    assert told(read) == {}


def test_names_of_files_name_the_post(tmp_path):
    "As POST__COMMENT.yml; bodies may be HTML; without an id the file's name is one."
    write(
        tmp_path,
        {
            "ponds__dsq-1.yml": "id: dsq-1\nname: Ann\nmessage: <p>Yes &amp; no</p>\n",
            "frogs__x.yml": "name: Bo\nmessage: <p>Oh</p>\n",
        },
    )
    read = load_threads([tmp_path])
    assert rows(read, "thread_id", "comment_id", "body") == [
        ("frogs", "frogs__x", "Oh"),
        ("ponds", "dsq-1", "Yes & no"),
    ]


def test_json_files(tmp_path):
    write(
        tmp_path,
        {
            "ponds/1.json": '{"_id": "a", "name": "Ann", "message": "Yes", "date": 1714730400}',
            "ponds/2.json": '{"_id": "b", "name": "Bo", "message": "No", "replyID": "a", "replyThread": "a"}',
        },
    )
    assert tree(load_threads([tmp_path])) == {"a": None, "b": "a"}


def test_one_file(tmp_path):
    "Alone it is a comment of the post that its name or folder tells."
    write(tmp_path, {"ponds/1.yml": FIRST})
    read = load_threads([tmp_path / "ponds" / "1.yml"])
    assert rows(read, "thread_id", "comment_id", "author") == [("ponds", "1a2b", "Ann")]
    assert read_as(corpus(FIRST)) == "Staticman comments"


def test_file_that_is_no_comment_is_told(tmp_path):
    write(
        tmp_path,
        {"ponds/1.yml": FIRST, "ponds/2.yml": "a: [", "ponds/3.yml": "- 1\n- 2\n", "ponds/4.yml": "message: ''"},
    )
    read = load_threads([tmp_path])
    assert len(read.comments) == 1 and told(read) == {"left_out": 3}


def test_alias_bomb_is_harmless(tmp_path):
    "Ten to the ninth texts in a kilobyte are never written out."
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{other}: &{other} [{','.join([f'*{one}'] * 10)}]\n"
    write(
        tmp_path,
        {"ponds/1.yml": FIRST, "ponds/2.yml": bomb + "name: Mallory\nmessage: *i\n", "ponds/3.yml": "[" * 50_000},
    )
    assert len(load_threads([tmp_path]).comments) == 1


def test_mixed_folder_is_no_export(tmp_path):
    "Where other files are beside them, each file is read by itself."
    write(tmp_path, {"1.yml": FIRST, "other.csv": "id,text,author\n1,Hello,Cy\n"})
    read = load_threads([tmp_path])
    assert sorted(author for (author,) in rows(read, "author")) == ["Ann", "Cy"]


@pytest.mark.shared
def test_real_folder():
    from conftest import SHARED

    read = load_threads([SHARED / "data/exports/staticman"])
    assert read.comments["author"].to_list() == [
        "TestDriven.NET by Jamie Cansda",
        "Koba",
        "hebig.org/blog",
        "Anders Jacobsen's blog",
    ]
    assert read.comments["thread_id"].nunique() == 2 and times(read)[1] == "2004-08-30T08:12:00+00:00"


def test_json_of_other_platforms_is_theirs(tmp_path):
    "A flat object beside it makes no folder of Staticman's of it, in whatever order they come, and however many."
    flat = {f"a{n}.json": '{"id": %d, "text": "So", "author": "x", "date": "2020-01-01"}' % n for n in range(12)}  # noqa: UP031
    for number, other in enumerate([dumped(REDDIT), lines(ITEMS)]):
        folder = tmp_path / str(number)
        write(folder, dict(list(flat.items())[: 1 if number else 12]) | {"b.json": other.decode()})
        alone = load_threads([folder / "b.json"]).comments
        assert set(alone["comment_id"]) < set(load_threads([folder]).comments["comment_id"])


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    write(tmp_path, {"outside.yml": ANSWER, "ponds/1.yml": FIRST})
    (tmp_path / "ponds" / "2.yml").symlink_to(tmp_path / "outside.yml")
    assert len(load_threads([tmp_path / "ponds"]).comments) == 1


@pytest.mark.shared
def test_objects_of_activitypub_are_no_staticman():
    "As many as in the files one by one."
    files = sorted((SHARED / "data" / "exports" / "activitypub").glob("*.json"))
    together, apart = load_threads([files[0].parent]), load_threads(files)
    assert (len(together.comments), len(together.articles)) == (len(apart.comments), len(apart.articles)) == (20, 33)
