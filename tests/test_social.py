"""Facebook, chats, comment systems and sites of their own, ConvoKit."""

import pytest
from made_exports import (
    ASKBOT,
    BLUESKY,
    COMMENTO,
    FACEBOOK_POSTS,
    FACEBOOK_TABLE,
    GITTER,
    GRAPH,
    GRAPH_COMMENTS,
    HABR,
    MATTERMOST,
    MEETUP,
    OLD_UTTERANCES,
    REMARK,
    REMARK_BACKUP,
    REMARK_TREE,
    SLACK,
    TALK_PAGE,
    UTTERANCES,
    ZULIP,
    corpus,
    lines,
    read_as,
    rows,
    times,
    told,
    tree,
)

from analysis import InputError, load_threads


def test_facebook_graph():
    "A post is the article; comments and their replies; one without an author; a page that is not there."
    read = corpus(GRAPH)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "thread_id") == [
        ("2_3", None, "Ann A", 2, "visible", "1_2"),
        ("2_4", "2_3", None, 9, "visible", "1_2"),
        ("2_5", None, "Bo", None, "hidden", "1_2"),
    ]
    assert times(read)[0] == "2024-05-03T11:00:00+00:00" and told(read) == {"not_fetched": 1}
    assert read.articles["text"].to_list() == ["Ponds?"] and read.articles["source"].to_list() == [
        "https://fb.example/1"
    ]


def test_facebook_comments_only():
    assert rows(corpus(GRAPH_COMMENTS), "comment_id", "author", "thread_id") == [("3", "Ann A", "made")]


def test_facebook_tables(tmp_path):
    "Comments and posts are files of their own; this scraper's times are five hours behind UTC."
    (tmp_path / "comments.csv").write_text(FACEBOOK_TABLE)
    (tmp_path / "posts.csv").write_text(FACEBOOK_POSTS)
    read = load_threads([tmp_path])
    assert rows(read, "comment_id", "parent_id", "author", "score", "thread_id", "body") == [
        ("1_3", None, "Ann A", 12, "9_1", "Yes,\nindeed"),
        ("1_4", "1_3", "Bo", 0, "9_1", "No"),
    ]
    assert times(read) == ["2017-01-02T08:04:05+00:00", "2017-01-02T09:04:05+00:00"]
    assert read.articles[["thread_id", "title", "text"]].to_numpy().tolist() == [["9_1", "Frogs", "Ponds?"]]


def test_zulip():
    "Each topic of a stream is a thread; nobody says whom he answers; in the order of time."
    read = corpus(ZULIP)
    assert rows(read, "comment_id", "author", "parent_evidence", "thread_id", "body") == [
        ("4", "Ann", "none", "general > ponds", "Yes"),
        ("5", "Bo", "none", "general > ponds", "No"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00" and read.articles["title"].to_list() == ["ponds"]


def test_slack():
    "Threads hang on the time of their first message; marks become what one sees; joining is no message."
    for content in (SLACK, SLACK["messages"]):
        read = corpus(content)
        assert rows(read, "comment_id", "parent_id", "author", "body") == [
            ("1714730400.000100", None, "ann", "Ponds?"),
            ("1714730500.000200", "1714730400.000100", "U2", "@ann see this & #general"),
            ("1714730600.000000", None, "B1", "Beep"),
        ]
        assert times(read)[1] == "2024-05-03T10:01:40.000200+00:00" and told(read) == {"left_out": 1}


def test_mattermost():
    "Messages by their ids, in the order of time; a deleted one; what the server says."
    read = corpus(MATTERMOST)
    assert rows(read, "comment_id", "parent_id", "author", "status", "body") == [
        ("p1", None, "u1", "deleted", ""),
        ("p2", "p1", "u2", "visible", "No"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00" and told(read) == {"left_out": 1}


def test_gitter():
    for content in (GITTER, lines(GITTER)):
        assert rows(corpus(content), "comment_id", "parent_id", "author", "body") == [
            ("g1", None, "ann", "Yes"),
            ("g2", "g1", "bo", "No"),
        ]


@pytest.mark.parametrize("content", [REMARK, REMARK_TREE, {"comments": REMARK}, lines(REMARK_BACKUP)])
def test_remark42(content):
    "Flat, as a tree, and as a backup."
    read = corpus(content)
    assert read_as(read) == "Remark42"
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "thread_id", "body") == [
        ("1", None, "user 1", -2, "visible", "https://b.example/1", "Yes"),
        ("2", "1", "user 2", -2, "visible", "https://b.example/1", "No"),
        ("3", "2", "user 3", -2, "deleted", "https://b.example/1", ""),
    ]


def test_commento():
    "Names stand with the commenters; anonymous is nobody; flagged comments are hidden."
    assert rows(corpus(COMMENTO), "comment_id", "parent_id", "author", "status", "thread_id", "body") == [
        ("a1", None, None, "visible", "/1", "Yes"),
        ("a2", "a1", "Bo", "hidden", "/1", "No"),
        ("a3", None, "Bo", "deleted", "/2", ""),
    ]


def test_habr():
    read = corpus(HABR)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        ("30", None, "ann", 3, "visible", "Yes"),
        ("31", "30", "bo", -1, "hidden", "No"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"


def test_askbot():
    "Comments on one post do not answer one another; times have a zone."
    read = corpus(ASKBOT)
    assert rows(read, "comment_id", "parent_id", "author", "thread_id", "body")[0] == ("6", None, "Ann", "24", "Yes")
    assert times(read)[0] == "2010-04-09T17:09:03+00:00"


def test_meetup():
    read = corpus(MEETUP)
    assert rows(read, "comment_id", "parent_id", "author", "score", "thread_id") == [
        ("47", None, "Ann", 1, "2337"),
        ("48", "47", "Bo", 0, "2337"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"


def test_convokit_reddit():
    "The submission is the article, and what answers it answers the article; texts are Markdown."
    read = corpus(lines(UTTERANCES))
    assert rows(read, "comment_id", "parent_id", "author", "score", "body") == [
        ("k1", None, None, 2, "Yes > no"),
        ("k2", "k1", "bo", -2, "No"),
    ]
    assert read.articles[["thread_id", "text"]].to_numpy().tolist() == [["s1", "Ponds?"]]
    assert told(read) == {}
    assert tree(corpus(lines(reversed(UTTERANCES)))) == {"k2": "k1", "k1": None}  # in any order


def test_convokit_conversation():
    "Elsewhere who begins a conversation takes part in it; old names of fields; no times."
    read = corpus(OLD_UTTERANCES)
    assert rows(read, "comment_id", "parent_id", "author", "thread_id") == [
        ("0", None, "ann", "0"),
        ("1", "0", "bo", "0"),
    ]
    assert times(read) == [None, None]


def test_convokit_headings():
    "The heading of a section of a talk page is the article's title."
    read = corpus(TALK_PAGE)
    assert tree(read) == {"t.1": None} and read.articles["title"].to_list() == ["Ponds"]


@pytest.mark.parametrize("name", ["utterances.jsonl", "utterances.json"])
def test_convokit_folder(tmp_path, name):
    "The folder is one corpus, with the titles of its conversations."
    import json

    inside = lines(UTTERANCES) if name.endswith("l") else json.dumps(UTTERANCES).encode()
    (tmp_path / name).write_bytes(inside)
    (tmp_path / "conversations.json").write_text('{"s1": {"meta": {"title": "Frogs"}, "vectors": []}}')
    for other in ("speakers.json", "corpus.json", "index.json"):
        (tmp_path / other).write_text("{}")
    read = load_threads([tmp_path])
    assert tree(read) == {"k1": None, "k2": "k1"} and read.articles["title"].to_list() == ["Frogs"]
    assert read_as(read) == "ConvoKit corpus"


@pytest.mark.parametrize("linked", ["utterances.jsonl", "conversations.json"])
def test_convokit_follows_no_link_out_of_the_folder(tmp_path, linked):
    folder, outside = tmp_path / "corpus", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    for name, content in {
        "utterances.jsonl": lines(UTTERANCES),
        "conversations.json": b'{"s1": {"meta": {"title": "Secret"}}}',
        "corpus.json": b"{}",
    }.items():
        ((outside if name == linked else folder) / name).write_bytes(content)
    (folder / linked).symlink_to(outside / linked)
    if linked == "utterances.jsonl":
        with pytest.raises(InputError, match="a folder without a thread: 2 files were not read"):
            load_threads([folder])
    else:
        assert "Secret" not in load_threads([folder]).articles["title"].to_list()


@pytest.mark.shared
def test_real_convokit():
    '1519 utterances (wc -l), 50 with `"reply-to": null`, of which each is a submission.'
    from conftest import SHARED

    read = load_threads([SHARED / "data/exports/convokit"])
    assert (len(read.comments), len(read.articles)) == (1519 - 50, 50)
    assert told(read) == {"markup_left": 1, "other_language": 1} and read.comments["lost_parent_id"].isna().all()
    assert read.articles["title"].notna().all()


def test_bluesky_article_that_is_gone():
    "A post that began the conversation and was deleted is the article, no comment."
    thread = BLUESKY["thread"]
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://did/post/a", "notFound": True}
    read = corpus({"thread": thread | {"parent": gone}})
    whole = corpus(BLUESKY)
    assert read.articles["thread_id"].to_list() == whole.articles["thread_id"].to_list()
    assert read.comments["comment_id"].to_list() == whole.comments["comment_id"].to_list()
