"""Discourse: topics as JSON."""

import pandas as pd
import pytest
from made_exports import TOPIC, corpus, lines, rows, times, told, tree

POSTS = TOPIC["post_stream"]["posts"]


def test_topic():
    "Posts are called by their numbers; the first is the first comment; notes, deleted and hidden posts are marked."
    read = corpus(TOPIC)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "kind") == [
        ("1", None, "ann", 1, "visible", "comment"),
        ("2", "1", "bo", 2, "visible", "comment"),
        ("3", "2", "cy", 0, "visible", "comment"),
        ("4", None, "mod", 4, "visible", "moderator_note"),
        ("5", None, "di", 5, "deleted", "comment"),
        ("6", None, "spam", 6, "hidden", "comment"),
    ]
    assert times(read)[:2] == ["2024-05-01T10:00:00+00:00", "2024-05-02T10:00:00+00:00"]
    assert rows(read, "body")[0] == ("May ponds be dug?",)
    (article,) = read.articles.itertuples()
    assert (article.thread_id, article.title) == ("7", "Ponds & frogs") and pd.isna(article.text)
    assert article.published == pd.Timestamp("2024-05-01 10:00", tz="UTC")


def test_quotation_of_another_post():
    "It is a quotation, and none of the words of who quotes."
    read = corpus(TOPIC)
    assert rows(read, "body", "own_words")[2] == ("bo wrote:\n> Yes.\n\nNo.", "No.")
    assert read.quotes[["text", "quoted_from"]].to_numpy().tolist() == [["Yes.", "2"]]


def test_what_is_not_in_the_file():
    "Two posts of `stream`, and post 60 that one answers."
    read = corpus(TOPIC)
    assert told(read) == {"not_fetched": 2, "parent_missing": 1}
    assert rows(read, "lost_parent_id")[5] == ("60",)


def test_page_without_the_first_post():
    "A later page of a topic has its title and date."
    page = TOPIC | {"post_stream": {"stream": [901, 902, 903], "posts": POSTS[1:3]}}
    read = corpus(page)
    assert tree(read) == {"2": None, "3": "2"} and rows(read, "lost_parent_id") == [("1",), (None,)]
    assert read.articles["title"].to_list() == ["Ponds & frogs"] and told(read) == {
        "not_fetched": 1,
        "parent_missing": 1,
    }


@pytest.mark.parametrize(
    "content", [{"latest_posts": POSTS}, POSTS, lines(POSTS), [TOPIC, TOPIC], lines([TOPIC, TOPIC])]
)
def test_posts_without_a_topic(content):
    assert list(tree(corpus(content))) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name, comments, answers",
    [
        ("discourse_api_topic", 4, 1),
        ("perceval_discourse_topic_1148", 20, 9),
        ("urho3d_200fps-cap.223", 5, 0),
        ("urho3d_re-to-rbfx-and-not-to-rbfx.6605", 139, 100),
    ],
)
def test_real_topics(name, comments, answers):
    "Counted with other code: posts, and those with `reply_to_post_number`."
    from conftest import SHARED

    read = corpus((SHARED / "data/exports/discourse" / f"{name}.json").read_bytes())
    assert (len(read.comments), sum(parent is not None for parent in tree(read).values())) == (comments, answers)


def test_table():
    "In CSV numbers and truths are texts."
    read = corpus(
        "post_number,topic_id,topic_title,username,cooked,created_at,reply_to_post_number,post_type,hidden,deleted_at\n"
        "1,7,Ponds,ann,<p>First</p>,2024-05-03T10:00:00Z,,1,false,\n"
        "2,7,Ponds,bo,<p>Yes</p>,2024-05-03T11:00:00Z,1,1,true,\n"
        "3,7,Ponds,cy,<p>No</p>,2024-05-03T11:00:00Z,2,2,False,2024-05-04\n"
    )
    assert read.articles[["thread_id", "title"]].to_numpy().tolist() == [["7", "Ponds"]]
    assert rows(read, "comment_id", "parent_id", "status", "kind", "body") == [
        ("1", None, "visible", "comment", "First"),
        ("2", "1", "hidden", "comment", "Yes"),
        ("3", "2", "deleted", "moderator_note", ""),
    ]
