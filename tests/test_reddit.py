"""Reddit: listings of its API and dumps, one record per line."""

import hypothesis.strategies as st
import pytest
from hypothesis import example, given
from made_exports import DUMP, MORE_CHILDREN, REDDIT, SUBMISSION, corpus, lines, read_as, rows, times, told, tree


def test_page():
    "Preorder; deleted and removed comments; an author who is gone from a comment that is not; stubs are counted."
    read = corpus(REDDIT)
    assert read_as(read) == "Reddit listing"
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        ("a", None, "user_a", 3, "visible", "Yes"),
        ("b", "a", "user_b", 3, "visible", "No"),
        ("c", "b", "user_c", 3, "visible", "Why"),
        ("d", None, None, 3, "deleted", "[deleted]"),
        ("e", None, None, 3, "visible", "kept"),
        ("f", None, "user_f", -7, "deleted", "[removed]"),
    ]
    assert [own for (own,) in rows(read, "own_words")] == ["Yes", "No", "Why", "", "kept", ""]
    assert set(times(read)) == {"2024-05-03T10:00:00+00:00"}  # created_utc, not created
    assert told(read) == {"not_fetched": 4 + 1}
    assert set(read.comments["parent_evidence"]) == {"explicit"}


def test_submission_is_the_article():
    article = corpus(REDDIT).articles.iloc[0]
    assert (article["thread_id"], article["title"], article["text"]) == ("p", "Ponds & frogs", "May they?")
    assert article["source"] == "https://www.reddit.com/r/ponds/comments/p/ponds/"
    assert article["published"].isoformat() == "2024-05-03T09:00:00+00:00"


def test_page_opened_at_one_comment():
    "It starts in the middle of the tree: the parent is named and is not there."
    focused = [REDDIT[0], REDDIT[1]["data"]["children"][0]["data"]["replies"]]
    read = corpus(focused)
    assert rows(read, "comment_id", "parent_id", "lost_parent_id")[:2] == [("b", None, "a"), ("c", "b", None)]


def test_more_children_is_flat():
    read = corpus(MORE_CHILDREN)
    assert rows(read, "comment_id", "parent_id", "lost_parent_id") == [("x", None, "a"), ("y", "x", None)]


def test_page_and_more_children_together(tmp_path):
    "What was fetched later finds its parents in the page."
    import json

    from analysis import load_threads

    (tmp_path / "1.json").write_text(json.dumps(REDDIT))
    (tmp_path / "2.json").write_text(json.dumps(MORE_CHILDREN))
    read = load_threads([tmp_path])
    assert tree(read)["x"] == "a" and tree(read)["y"] == "x" and len(read.articles) == 1


@pytest.mark.parametrize("content", [lines(DUMP), DUMP, {"data": DUMP[1:]}], ids=["lines", "list", "object"])
def test_dump(content):
    "Bare ids, prefixed parents, times as digits, text escaped twice, orphans."
    read = corpus(content)
    assert rows(read, "comment_id", "parent_id", "lost_parent_id", "author", "status", "body") == [
        ("a", None, None, "ann", "visible", "1 < 2 & so \u200b"),
        ("b", "a", None, None, "deleted", "[deleted]"),
        ("c", None, "zz", "cy", "visible", "Orphan"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"
    assert told(read) == {"parent_missing": 1}


@pytest.mark.parametrize(
    "parent, answered, lost",
    [
        ("a", "a", None),
        ("p", None, None),
        (25, None, None),  # p in base 36
        (10, "a", None),
        ("41234567890", None, "ixxzw7m"),
        ("zz", None, "zz"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bare_parents(parent, answered, lost):
    first = {
        "id": "a",
        "link_id": "t3_p",
        "parent_id": "t3_p",
        "author": "Ann",
        "body": "Yes",
        "created_utc": 1714730400,
    }
    read = corpus(lines([first, first | {"id": "b", "parent_id": parent}]))
    assert rows(read, "parent_id", "lost_parent_id")[1] == (answered, lost)


def test_page_and_dump_together(tmp_path):
    "One thread: a comment of both is one, of two versions the one with a text is kept."
    import json

    from analysis import load_threads

    (tmp_path / "1.json").write_text(json.dumps(REDDIT))
    late = [dict(id="z", link_id="t3_p", parent_id="t1_c", author="Zed", body="Late", created_utc=1714730500)]
    late += [late[0] | {"id": "a", "parent_id": "t3_p", "author": None, "body": "[deleted]"}]
    (tmp_path / "2.ndjson").write_bytes(lines(late))
    read = load_threads([tmp_path])
    assert read.articles["thread_id"].to_list() == ["p"] and tree(read)["z"] == "c"
    assert rows(read, "comment_id", "body")[0] == ("a", "Yes") and told(read)["old_version"] == 1


def test_dump_as_csv():
    "A table with Reddit's names is read as Reddit's."
    header = "id,link_id,parent_id,author,body,score,created_utc\n"
    read = corpus(f"{header}a,t3_p,t3_p,Ann,**Yes**,5,1714730400.0\nb,t3_p,t1_a,[deleted],No,,\n")
    assert rows(read, "comment_id", "parent_id", "author", "score", "thread_id", "body") == [
        ("a", None, "Ann", 5, "p", "Yes"),
        ("b", "a", None, None, "p", "No"),
    ]


def test_submissions_only():
    read = corpus(lines([SUBMISSION, SUBMISSION | {"id": "q", "permalink": None}]))
    assert len(read.comments) == 0 and read.articles["thread_id"].to_list() == ["p", "q"]
    assert read.articles["source"].to_list()[1] == "https://x.example"


def test_urs():
    "A scraper that writes the month first, u/ before names, and the submission into each comment."
    about = {
        "id": "p",
        "title": "Ponds",
        "selftext": "",
        "author": "u/ann",
        "created_utc": "05-03-2024 09:00:00",
        "permalink": "/r/ponds/comments/p/",
        "subreddit": {"display_name": "ponds"},
    }
    comment = {
        "id": "a",
        "link_id": "t3_p",
        "parent_id": "t3_p",
        "author": "u/bo",
        "body": "Yes",
        "score": 1,
        "created_utc": "05-03-2024 10:00:00",
        "submission": about,
    }
    read = corpus({"livestream_settings": {}, "data": [comment, comment | {"id": "b", "parent_id": "t1_a"}]})
    assert rows(read, "comment_id", "parent_id", "author") == [("a", None, "bo"), ("b", "a", "bo")]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"
    assert read.articles["title"].to_list() == ["Ponds"]
    scraped = {
        "scrape_settings": {},
        "data": {
            "submission_metadata": about,
            "comments": [comment | {"replies": [comment | {"id": "b", "parent_id": "t1_a", "replies": []}]}],
        },
    }
    assert tree(corpus(scraped)) == {"a": None, "b": "a"}


def test_deep_page():
    "Ten thousand replies within one another, far deeper than Python recurses - but not than JSON is read."
    from analysis.readers import reddit

    thing = REDDIT[1]["data"]["children"][1]
    for _ in range(10_000):
        data = thing["data"] | {"replies": {"kind": "Listing", "data": {"children": [thing]}}}
        thing = {"kind": "t1", "data": data}
    assert sum(1 for _ in reddit.document([thing]).rows) == 10_001


ODD = [None, "", " ", "a", " a ", "t1_a", "t3_p", "t1_ a", "1.0", "1", "u/a", "[deleted]", "root", 7, 7.5, 1e30, 2**70]
ODD += [float("nan"), True, ["a"], {"name": "a"}, "2024-05-03", 1714730400, "1714730400", "05-03-2024 10:00:00"]
FIELDS = ["id", "link_id", "parent_id", "author", "body", "score", "created_utc"]
PLAIN = dict(zip(FIELDS, ["c", "t3_p", "t1_a", "ann", "Yes", 1, 1714730400], strict=True))
THING = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(ODD)).map(lambda odd: PLAIN | odd)


@given(st.lists(THING, min_size=1))
@example([PLAIN, PLAIN | {"id": "1.0"}])
@example([PLAIN, PLAIN | {"author": " ann"}, {"body": "No"}])
def test_many_at_once_are_read_as_each_alone(things):
    "A comment's neighbours, by which a shorter way is chosen for all, change nothing of what is read of it."
    from analysis.readers import reddit, values

    alone = [reddit._columns([thing]) for thing in things]
    assert reddit._columns(things) == {name: [one[name][0] for one in alone] for name in alone[0]}
    for name, read in [("id", values.identity), ("link_id", values.text), ("author", reddit._name)]:
        assert values.column(things, name, read) == [read(thing.get(name)) for thing in things]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name, comments, missing",
    [
        ("pushshift/pushshift_comments_ufc.jsonl", 1431, 37),
        ("reddit_api/thread_6wmniq_focus_dma3mi5.json", 200, 0),
        ("reddit_api/replace_morechildren_01.json", 11, 1),
        ("reddit_api/urs_livestream_askreddit_comments.json", 34, 17),
        ("reddit_api/thread_2gmzqe.json", 2, 0),
        ("reddit_api/info_t1_dma3mi5_removed.json", 1, 1),
        ("reddit_api/thread_3hahrw_focus_cu5uyz1.json", 2, 1),
        ("pushshift/pushshift_submissions_ufc.jsonl", 0, 0),
    ],
)
def test_real_files(name, comments, missing):
    'Counted with grep: `"kind": "t1"` or lines; parents that no line has as its id.'
    from conftest import SHARED

    read = corpus((SHARED / "data/exports" / name).read_bytes())
    assert (len(read.comments), int(read.comments["lost_parent_id"].notna().sum())) == (comments, missing)
    assert read.comments["posted"].notna().all()
