"""Many sources read together: what belongs to one thread, what keeps apart, and what a folder is."""

import gzip
import json

import pandas as pd
import pytest

from analysis import Corpus, InputError, TableError, Thread, check_comments, load_thread, load_threads
from analysis.readers import each_source

PASTED = "News.\n\nAnn\n3 May 2024\nHello.\n"


def dump(*comments, thread="abc"):
    """Lines of a Reddit dump: (id, whom it answers, text)."""
    lines = [
        {"id": id, "parent_id": parent, "link_id": f"t3_{thread}", "body": body, "author": "ann", "created_utc": 1.5e9}
        for id, parent, body in comments
    ]
    return "\n".join(map(json.dumps, lines)) + "\n"


@pytest.mark.parametrize("text", [PASTED, "One very long line. " * 300])
def test_text_in_place_of_a_path_is_told_in_one_short_line(text):
    "With what to do, and without the whole article."
    with pytest.raises(InputError, match="… is text, not a path: save it as a file") as error:
        load_thread(text)
    assert len(str(error.value)) < 200 and "\n" not in str(error.value)


def test_a_text_that_is_given_twice_is_told(tmp_path):
    "It becomes two threads, as two copies may be meant; the second says so."
    (tmp_path / "a.txt").write_text(PASTED)
    (tmp_path / "b.txt").write_text(PASTED.replace("Hello", "Ho"))
    corpus = load_threads([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.txt"])
    same = corpus.notices[corpus.notices["code"] == "same_text"]
    assert same[["thread_id", "message"]].to_numpy().tolist() == [["a-2", "the same text as a: it counts twice"]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<?xml version="1.0"?><disqus></disqus>', "XML"),
        ("<!DOCTYPE html><html><body>Hello.</body></html>", "a web page"),
        ('{"user": "Ann", "comment": "Hello."}', "JSON"),
    ],
)
def test_a_dialect_is_of_pasted_text_alone(tmp_path, text, what):
    "Anything else would be read as text, tags and all."
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(InputError, match=f"--dialect is the shape of text copied from a page, and this is {what}$"):
        load_thread(tmp_path / "a.txt", dialect="lwn")


def test_parts_of_a_thread_in_two_files_become_one(tmp_path):
    "A parent that is in the other file is found there."
    (tmp_path / "a.json").write_text(dump(("1", "t3_abc", "First.")) + dump(("2", "t1_1", "Second.")))
    (tmp_path / "b.json").write_text(dump(("3", "t1_1", "Third."), ("2", "t1_1", "Second.")))
    corpus = load_threads([tmp_path / "a.json", tmp_path / "b.json"])
    check_comments(corpus.comments)
    assert corpus.articles["thread_id"].to_list() == ["abc"]
    assert corpus.comments[["comment_id", "parent_id"]].fillna("").to_numpy().tolist() == [
        ["1", ""],
        ["2", "1"],
        ["3", "1"],
    ]
    assert "1 comment that stood twice was kept once: 2" in corpus.notices["message"].to_list()


def test_threads_of_two_formats_with_one_id_keep_apart(tmp_path):
    "7 is a story of Hacker News and a submission of Reddit."
    (tmp_path / "a.json").write_text(dump(("1", "t3_7", "Reddit."), ("2", "t1_1", "More."), thread="7"))
    story = {"id": 7, "type": "story", "title": "T", "children": [{"id": 1, "type": "comment", "text": "HN."}]}
    (tmp_path / "b.json").write_text(json.dumps(story))
    corpus = load_threads([tmp_path / "a.json", tmp_path / "b.json"])
    assert corpus.comments.groupby("thread_id")["body"].apply(list).to_dict() == {
        "7": ["Reddit.", "More."],
        "7-2": ["HN."],
    }
    assert corpus.articles.set_index("thread_id")["title"].to_dict()["7-2"] == "T"


def test_pasted_texts_exports_and_frames_are_read_together(tmp_path):
    "A pasted text stays a Thread with its spans; two of one name get two ids."
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "news.txt").write_text(PASTED)
    frame = pd.DataFrame({"user": ["Bob"], "comment": ["Ho."], "likes": ["1.2K"]})
    paths = [tmp_path / "x" / "news.txt", frame, tmp_path / "y" / "news.txt"]
    found = list(each_source(paths))
    assert [type(one) for one in found] == [Thread, Thread, Corpus]
    corpus = load_threads(paths)
    assert corpus.articles["thread_id"].to_list() == ["news", "news-2", "table"]
    assert corpus.comments[["author", "body"]].to_numpy().tolist() == [
        ["Ann", "Hello."],
        ["Ann", "Hello."],
        ["Bob", "Ho."],
    ]
    assert corpus.comments["score"].to_list()[2] == 1200


def test_a_folder_is_its_exports_and_texts(tmp_path):
    "Hidden files, notes in Markdown and links that lead out of it are not read."
    outside = tmp_path / "outside.txt"
    outside.write_text(PASTED.replace("Hello.", "Outside."))
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.json.gz").write_bytes(
        gzip.compress(dump(("1", "t3_abc", "Packed."), ("2", "t1_1", "Too.")).encode())
    )
    (folder / "b.txt").write_text(PASTED)
    (folder / "README.md").write_text("# Notes\n\nWhere it comes from.\n")
    (folder / ".hidden.txt").write_text(PASTED)
    (folder / "link.txt").symlink_to(outside)
    assert sorted(load_threads([folder]).comments["body"]) == ["Hello.", "Packed.", "Too."]


def test_an_empty_folder_says_so(tmp_path):
    "In one line."
    with pytest.raises(InputError, match="is a folder without a thread: give one with exports"):
        load_threads([tmp_path])


def test_one_thread_is_asked_for_and_many_are_there(tmp_path):
    "The line says which function reads them."
    path = tmp_path / "dump.jsonl"
    path.write_text(dump(("1", "t3_abc", "Hello.")) + dump(("2", "t3_d", "Ho."), thread="d"))
    with pytest.raises(InputError, match="holds 2 threads: read them with load_threads"):
        load_thread(path)


def test_a_corpus_splits_into_its_threads(tmp_path):
    "Each with its own article, comments and notices."
    path = tmp_path / "dump.jsonl"
    path.write_text(dump(("1", "t3_abc", "> Who?\n\nHello.")) + dump(("2", "t1_9", "Ho."), thread="d"))
    one, two = load_threads([path]).split()
    assert isinstance(one, Thread) and (one.thread_id, two.thread_id) == ("abc", "d")
    check_comments(one.comments)
    assert one.comments["own_words"].to_list() == ["Hello."] and one.quotes["text"].to_list() == ["Who?"]
    assert two.comments["lost_parent_id"].to_list() == ["9"] and two.quotes.empty
    assert two.notices["code"].to_list() == ["parent_missing"]
    assert list(two.notices) == ["code", "message", "comment_id", "count"]
    assert Corpus.of([one, two]).comments.equals(load_threads([path]).comments)
    with pytest.raises(TableError, match="two threads are called 'd'"):
        Corpus.of([two, two])


def test_a_quotation_is_found_in_the_comment_it_answers(tmp_path):
    "With the place of its words there."
    path = tmp_path / "dump.jsonl"
    said = "They close the old bridge on Sunday. I shall miss it."
    answer = "> I shall miss it.\n\nWhy?"
    path.write_text(dump(("1", "t3_abc", said), ("2", "t1_1", answer)))
    thread = load_thread(path)
    [quote] = thread.quotes.to_dict("records")
    assert (quote["comment_id"], quote["quoted_from"]) == ("2", "1")
    assert said[quote["start"] : quote["end"]] == "I shall miss it"
    assert thread.comments["own_words"].to_list() == [said, "Why?"]


def wxr(title, *comments):
    """A WordPress export of one post with the id 1; comments as (id, parent, author)."""
    rows = "".join(
        f"<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_author>{author}</wp:comment_author><wp:comment_content>I am {author}.</wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved></wp:comment>"
        for id, parent, author in comments
    )
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    item = f"<item><title>{title}</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type>"
    return f"<rss {spaces}><channel>{item}<wp:status>publish</wp:status>{rows}</item></channel></rss>"


def test_two_sites_with_the_same_ids_are_two_threads(tmp_path):
    "Post 1 of one blog is not post 1 of another, and nobody answers a stranger."
    (tmp_path / "a.xml").write_text(wxr("Cats", (1, 0, "Ann"), (2, 1, "Bob")))
    (tmp_path / "b.xml").write_text(wxr("War", (1, 0, "Cid"), (2, 1, "Dan")))
    corpus = load_threads([tmp_path / "a.xml", tmp_path / "b.xml"])
    rows = corpus.comments[["thread_id", "comment_id", "parent_id", "author"]].fillna("").to_numpy().tolist()
    assert rows == [["1", "1", "", "Ann"], ["1", "2", "1", "Bob"], ["1-2", "1", "", "Cid"], ["1-2", "2", "1", "Dan"]]
    assert corpus.articles["title"].to_list() == ["Cats", "War"]
    assert "threads_apart" in corpus.notices["code"].to_list()
    again = load_threads([tmp_path / "a.xml", tmp_path / "a.xml"])
    assert again.comments["author"].to_list() == ["Ann", "Bob"]


def test_load_thread_of_a_folder_with_two_is_an_error(tmp_path):
    "Nothing is dropped in silence."
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(PASTED)
    with pytest.raises(InputError, match="holds 2 threads"):
        load_thread(tmp_path)


def test_what_a_folder_holds_and_is_not_read_is_told(tmp_path):
    "Damaged files, empty ones and those of no known format are named; if there is nothing else, that is an error."
    (tmp_path / "a.json").write_text('[{"body": ')
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"user,comment\nAnn,Hello.\n" * 1000)[:-20])
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "d.py").write_text("print(1)")
    with pytest.raises(InputError, match="a folder without a thread: 4 files were not read: a.json .looks like JSON"):
        load_threads([tmp_path])
    (tmp_path / "e.txt").write_text(PASTED)
    corpus = load_threads([tmp_path])
    assert corpus.comments["body"].to_list() == ["Hello."]
    [told] = corpus.notices[corpus.notices["code"] == "not_read"].to_dict("records")
    assert told["count"] == 4 and "b.csv.gz (the compressed file is damaged" in told["message"]


def test_columns_are_for_tables(tmp_path):
    "Given for anything else they are not forgotten in silence."
    (tmp_path / "a.html").write_text("<!DOCTYPE html><p>Hi")
    (tmp_path / "a.xml").write_text(wxr("Cats", (1, 0, "Ann")))
    for name, what in (("a.html", "a web page"), ("a.xml", "XML")):
        with pytest.raises(InputError, match=f"--columns tells of a table, and this is {what}"):
            load_threads([tmp_path / name], columns={"body": "x"})


def test_one_source_needs_no_list(tmp_path):
    "A path, as text or not, and a frame."
    (tmp_path / "t.csv").write_text("user,text\nAnn,Hello\n")
    for source in (tmp_path / "t.csv", str(tmp_path / "t.csv"), pd.read_csv(tmp_path / "t.csv")):
        assert load_threads(source).comments["author"].to_list() == ["Ann"]
