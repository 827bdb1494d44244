"""The Guardian, Coral, the New York Times, SOCC: comments of newspapers."""

import pytest
from made_exports import (
    CORAL,
    GUARDIAN,
    NYT,
    NYT_ARTICLES,
    NYT_TABLE,
    SOCC_ARTICLES,
    SOCC_TABLE,
    corpus,
    lines,
    read_as,
    rows,
    times,
    told,
    tree,
)


def test_guardian():
    "Responses inside the comment that began the thread, of any depth; the moderators' sentence is nobody's comment."
    read = corpus(GUARDIAN)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        ("1", None, "user1", 45, "visible", "Yes"),
        ("2", "1", "user2", 45, "visible", "No"),
        ("3", "2", "user3", 45, "visible", "Why"),
        ("4", "1", "user4", 45, "hidden", ""),
        ("5", None, "user5", 45, "visible", "Oh"),
    ]
    assert times(read)[0] == "2020-03-09T19:09:28+00:00" and told(read) == {"not_fetched": 5}
    article = read.articles.iloc[0]
    assert (article["thread_id"], article["title"]) == ("xy12", "Frogs")
    assert article["source"] == "https://www.theguardian.com/a"


def test_guardian_comments_alone():
    "One comment with its responses and what it is about; comments in a list."
    comments = GUARDIAN["discussion"]["comments"]
    about = {"key": "/p/xy12", "webUrl": "https://www.theguardian.com/a", "title": "Frogs"}
    read = corpus(comments[0] | {"discussion": about})
    assert tree(read) == {"1": None, "2": "1", "3": "2", "4": "1"} and read.articles["title"].to_list() == ["Frogs"]
    assert tree(corpus(comments)) == tree(corpus(GUARDIAN))


def test_guardian_empty():
    "A discussion without comments is one, with none."
    read = corpus({"discussion": {"key": "/p/x", "webUrl": "https://www.theguardian.com/a", "comments": []}})
    assert len(read.comments) == 0 and read_as(read) == "Guardian discussion"


def test_coral():
    "Replies within replies; deleted comments have neither body nor author; rejected ones are hidden."
    read = corpus(CORAL)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        ("a", None, "user-a", 3, "visible", "Yes"),
        ("b", "a", "user-b", 3, "visible", "No"),
        ("c", "b", None, 3, "deleted", ""),
        ("d", "a", "user-d", 3, "hidden", "spam"),
        ("e", None, "user-e", 3, "visible", "Oh"),
    ]
    assert read.articles[["thread_id", "title", "source"]].to_numpy().tolist() == [
        ["story-1", "Frogs", "https://n.example/a"]
    ]
    assert told(read) == {"not_fetched": 3 + 1}  # replies, and the next page


def test_talk():
    "Coral's older form: nodes, users and times of other names."
    node = {
        "id": "a",
        "body": "Yes",
        "user": {"id": "u", "username": "ann"},
        "created_at": "2018-05-03T10:00:00.000Z",
        "replies": {
            "nodes": [
                {"id": "b", "body": "No", "user": None, "parent": {"id": "a"}, "created_at": "2018-05-03T11:00:00.000Z"}
            ]
        },
    }
    read = corpus(
        {"data": {"asset": {"id": "x", "title": "Frogs", "url": "https://n.example", "comments": {"nodes": [node]}}}}
    )
    assert rows(read, "comment_id", "parent_id", "author", "status") == [
        ("a", None, "ann", "visible"),
        ("b", "a", None, "visible"),
    ]


def test_new_york_times():
    read = corpus(NYT)
    assert tree(read) == {"10": None, "11": "10", "12": "11", "13": None}
    assert rows(read, "author", "score", "body")[0] == ("user 10", 8, "Yes\nindeed")
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"
    assert told(read) == {"not_fetched": 2 + 2}  # replies, and comments on the article


def test_new_york_times_table():
    "Parents as numbers with a fraction; in old tables `inReplyTo` tells."
    read = corpus(NYT_TABLE)
    assert rows(read, "comment_id", "parent_id", "thread_id", "score", "body") == [
        ("10", None, "art1", 8, "Yes\nso"),
        ("11", "10", "art1", None, "No"),
        ("12", "10", "art1", 1, "Old"),
    ]
    assert times(read)[1] == "2024-05-03T10:01:40+00:00"


def test_new_york_times_articles():
    read = corpus(NYT_ARTICLES)
    article = read.articles.iloc[0]
    assert (article["thread_id"], article["title"], article["text"]) == ("art1", "Frogs", "About frogs")
    assert len(read.comments) == 0 and str(article["published"])[:16] == "2024-05-03 09:00"


def test_socc():
    "The counter tells whom a comment answers, in both sources, also where that one is not there."
    read = corpus(SOCC_TABLE)
    assert rows(read, "comment_id", "parent_id", "lost_parent_id", "author", "score", "status") == [
        ("source1_26_0", None, None, "Ann", 3, "visible"),
        ("source1_26_0_0", "source1_26_0", None, "Bo", None, "visible"),
        ("source1_26_0_0_1", "source1_26_0_0", None, "Cy", 2, "hidden"),
        ("source1_26_3_0", None, "source1_26_3", "Di", 0, "visible"),
    ]
    assert times(read)[:2] == ["2015-10-16T12:53:20+00:00", "2015-10-16T12:55:00+00:00"]
    assert str(read.comments["posted_from"].iloc[2])[:10] == "2016-12-13"
    assert set(read.comments["thread_id"]) == {"26"}


def test_socc_articles():
    read = corpus(SOCC_ARTICLES)
    article = read.articles.iloc[0]
    assert (article["thread_id"], article["title"], article["text"]) == ("26", "Frogs", "One.\n\nTwo.")
    assert article["source"] == "https://g.example/26"


def test_lines_of_answers():
    "Several discussions, one a line, are several threads."
    other = {"discussion": GUARDIAN["discussion"] | {"key": "/p/zz"}}
    read = corpus(lines([GUARDIAN, other]))
    assert read.articles["thread_id"].to_list() == ["xy12", "zz"] and len(read.comments) == 10
    assert told(read) == {"not_fetched": 10}


@pytest.mark.shared
@pytest.mark.parametrize(
    "name, comments, answers, blocked",
    [
        ("comment", 5, 4, 1),
        ("discussion", 51, 1, 5),
        ("discussionWithNoComments", 0, 0, 0),
        ("discussionWithTwoComments", 2, 0, 0),
        ("legacyDiscussionWithoutThreading", 45, 0, 0),
        ("topPicks", 2, 0, 0),
    ],
)
def test_real_discussions(name, comments, answers, blocked):
    "Counted by grep: isoDateTime, commentApiUrl of answers, status: 'blocked'."
    from conftest import SHARED

    read = corpus((SHARED / "data/exports/guardian" / f"{name}.ts").read_bytes())
    answered = sum(parent is not None for parent in tree(read).values())
    assert (len(read.comments), answered, (read.comments["status"] == "hidden").sum()) == (comments, answers, blocked)
