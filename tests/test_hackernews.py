"""Hacker News: items, trees, found comments, rows."""

import pytest
from made_exports import ALGOLIA, HITS, ITEMS, corpus, lines, read_as, rows, times, told, tree


@pytest.mark.parametrize("content", [lines(ITEMS), ITEMS, {"post": ITEMS[1], "comments": [ITEMS[0], *ITEMS[2:]]}])
def test_items(content):
    "In any order; a paragraph that is never closed; deleted comments and dead ones."
    read = corpus(content)
    assert read_as(read) == "Hacker News items"
    assert rows(read, "comment_id", "parent_id", "author", "status", "thread_id", "body") == [
        ("3", "2", "cy", "visible", "1", "No"),
        ("2", None, "bo", "visible", "1", "Yes\n\nso 'it' is"),
        ("4", None, None, "deleted", "1", ""),
        ("5", None, "di", "hidden", "1", "Spam"),
    ]
    assert times(read)[0] == "2024-05-03T10:01:40+00:00"
    article = read.articles.iloc[0]
    assert (article["thread_id"], article["title"]) == ("1", "Ponds")
    assert article["source"] == "https://news.ycombinator.com/item?id=1"


def test_tree():
    "A story without a text, a comment whose author and text are gone."
    read = corpus(ALGOLIA)
    assert rows(read, "comment_id", "parent_id", "author", "status", "body") == [
        ("101", None, "bo", "visible", "Yes\n\nso"),
        ("102", "101", "cy", "visible", "No"),
        ("103", None, None, "deleted", ""),
    ]
    assert times(read)[1] == "2024-05-03T10:01:40+00:00"
    assert read.articles["source"].to_list() == ["https://x.example"]


def test_tree_below_a_comment():
    "A comment asked for is a comment as well; its story is not in the file."
    read = corpus(ALGOLIA["children"][0])
    assert tree(read) == {"101": None, "102": "101"} and read.articles["thread_id"].to_list() == ["100"]


def test_found_comments():
    read = corpus(HITS)
    assert tree(read) == {"102": "101", "101": None} and read.articles["title"].to_list() == ["Ponds"]


def test_rows_of_the_table():
    "As in BigQuery: no story, nulls, parents that are not there."
    table = [
        {
            "id": 9,
            "by": "ann",
            "parent": 8,
            "text": "Yes",
            "time": 1714730400,
            "dead": None,
            "deleted": None,
            "type": "comment",
        },
        {
            "id": 10,
            "by": "bo",
            "parent": 9,
            "text": "No",
            "time": 1714730500,
            "dead": True,
            "deleted": None,
            "type": "comment",
        },
    ]
    read = corpus(lines(table))
    assert rows(read, "comment_id", "parent_id", "lost_parent_id", "thread_id", "status") == [
        ("9", None, "8", "8", "visible"),
        ("10", "9", None, "8", "hidden"),
    ]


TEXTS = [
    {"id": "1", "by": "pg", "type": "story", "time": "1714730400", "parent": None, "text": None, "title": "Ponds"},
    {"id": "2", "by": "ann", "type": "comment", "time": "1714730500", "parent": "1", "text": "Yes<p>so"},
    {"id": "3", "by": "bo", "type": "comment", "time": "1714730600", "parent": "2", "text": "No", "dead": "true"},
    {"id": "4", "by": None, "type": "comment", "time": "1714730700", "parent": "2", "text": None, "deleted": "true"},
    {"id": "5", "by": "di", "type": "comment", "time": "1714730700", "parent": "3", "text": "So", "dead": "false"},
]


def test_numbers_as_texts():
    "As BigQuery writes INT64 in JSON, and everything in CSV, where what is missing is empty."
    names = ["id", "by", "type", "time", "parent", "text", "title", "dead", "deleted"]
    table = [names, *([row.get(name) or "" for name in names] for row in TEXTS)]
    for content in (lines(TEXTS), "".join(",".join(row) + "\n" for row in table)):
        read = corpus(content)
        assert read_as(read) == "Hacker News items" and read.articles["title"].to_list() == ["Ponds"]
        assert rows(read, "comment_id", "parent_id", "author", "status", "thread_id", "body") == [
            ("2", None, "ann", "visible", "1", "Yes\n\nso"),
            ("3", "2", "bo", "hidden", "1", "No"),
            ("4", "2", None, "deleted", "1", ""),
            ("5", "3", "di", "visible", "1", "So"),
        ]
        assert times(read)[0] == "2024-05-03T10:01:40+00:00"


def test_circle_of_parents_ends():
    circle = [
        {"id": 1, "by": "a", "parent": 2, "text": "x", "time": 1, "type": "comment"},
        {"id": 2, "by": "b", "parent": 1, "text": "y", "time": 2, "type": "comment"},
    ]
    read = corpus(lines(circle))
    assert told(read) == {"parent_cycle": 1, "time_undated": 2} and len(read.comments) == 2


@pytest.mark.shared
def test_real_files():
    '407 comments; grep counts 12 `"deleted": true` and 16 `"dead": true`, 3 of them of deleted ones.'
    from conftest import SHARED

    read = corpus((SHARED / "data/exports/hackernews/hn_firebase_post_plus_comments.json").read_bytes())
    assert len(read.comments) == 407 and read.comments["parent_id"].isna().all()
    assert read.comments["status"].value_counts().to_dict() == {"visible": 382, "hidden": 13, "deleted": 12}


def test_polls_and_deleted_stories():
    "What can be ticked is no comment and no article, a story that was deleted is an article."
    read = corpus(
        lines(
            [
                {"id": 1, "by": "ann", "title": "Which?", "time": 1714726800, "type": "poll", "parts": [2, 3]},
                {"id": 2, "by": "ann", "text": "This", "poll": 1, "time": 1714726800, "type": "pollopt", "score": 4},
                {"id": 3, "by": "ann", "text": "That", "poll": 1, "time": 1714726800, "type": "pollopt"},
                {"id": 4, "by": "bo", "text": "Neither", "parent": 1, "time": 1714730400, "type": "comment"},
                {"id": 5, "deleted": True, "time": 1714726800, "type": "story"},
                {"id": 6, "by": "cy", "text": "Gone?", "parent": 5, "time": 1714730400, "type": "comment"},
            ]
        )
    )
    assert rows(read, "thread_id", "comment_id", "status") == [("1", "4", "visible"), ("5", "6", "visible")]
    assert read.articles["thread_id"].to_list() == ["1", "5"]
