"""The fediverse: Mastodon's API, ActivityPub, Lemmy's API; and Bluesky."""

import pytest
from made_exports import (
    ANSWER,
    AP,
    BLUESKY,
    BLUESKY_2,
    CONTEXT,
    CONTEXT_OF_FIRST,
    LEMMY,
    NOTE,
    OUTBOX,
    PAGE,
    corpus,
    lines,
    rows,
    times,
    told,
    tree,
)


def test_mastodon_context():
    "The status asked for, 3, is not in its context: whoever answers it is under the same article, the first status."
    read = corpus(CONTEXT)
    assert rows(read, "comment_id", "parent_id", "lost_parent_id", "thread_id", "author", "score", "body") == [
        ("2", None, None, "1", "bo@b.example", 4, "Yes"),
        ("4", None, "3", "1", "cy", 4, "Why?"),
        ("5", "4", None, "1", "ann", 4, "Frogs\n\nSo."),
    ]
    assert read.articles[["thread_id", "text", "source"]].to_numpy().tolist() == [
        ["1", "Ponds?", "https://s.example/@ann/1"]
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"


def test_mastodon_context_of_the_first_status():
    "Without ancestors the status asked for is the article, although it is not in the file."
    read = corpus(CONTEXT_OF_FIRST)
    assert tree(read) == {"2": None, "3": "2", "4": None, "5": None}
    assert read.articles["thread_id"].to_list() == ["1"]
    assert told(read) == {"parent_missing": 1}  # 99


def test_mastodon_statuses():
    "A list in any order, with a boost in it; a status that answers none is an article."
    statuses = [*CONTEXT["descendants"], *CONTEXT["ancestors"]]
    boost = CONTEXT["ancestors"][0] | {"id": "8", "content": "", "reblog": CONTEXT["ancestors"][0]}
    for content in ([*statuses, boost], lines([*statuses, boost])):
        read = corpus(content)
        assert tree(read) == {"4": None, "5": "4", "2": None}
        assert read.articles["text"].dropna().to_list() == ["Ponds?"]


def test_activitypub_collection():
    "Activities around objects, also around one another; answers as lists; deleted objects; Markdown; names only."
    read = corpus(OUTBOX)
    post, c2, c3 = "https://l.example/post/1", "https://l.example/comment/2", "https://m.example/3"
    assert rows(read, "comment_id", "parent_id", "author", "status", "body")[:4] == [
        (c2, None, "bo", "visible", "Yes"),
        (c3, c2, "Cy", "visible", "Frösche\n\nNein"),
        ("https://p.example/4", c3, "https://p.example/users/44", "visible", "a < b"),
        ("https://l.example/comment/5", None, None, "deleted", ""),
    ]
    assert [thread for (thread,) in rows(read, "thread_id")] == [post] * 4 + ["made"]
    assert rows(read, "comment_id", "status")[4] == ("https://l.example/comment/6", "deleted")
    assert read.articles[["thread_id", "title", "text"]].to_numpy().tolist()[0] == [post, "Ponds", "May they?"]
    assert told(read) == {"not_fetched": 1}
    assert times(read)[:2] == ["2024-05-03T11:00:00+00:00", "2024-05-03T12:00:00+00:00"]


def test_activitypub_single_objects():
    "A Note that answers is a comment; one that answers nothing, and any Page, is an article."
    read = corpus(NOTE | {"@context": AP})
    assert rows(read, "parent_id", "lost_parent_id", "thread_id") == [(None, "https://l.example/post/1", "made")]
    assert len(corpus(PAGE).comments) == 0
    post = corpus(NOTE | {"@context": AP, "inReplyTo": None})
    assert len(post.comments) == 0 and post.articles["text"].to_list() == ["Yes"]
    assert tree(corpus(lines([PAGE, NOTE, ANSWER]))) == {NOTE["id"]: None, ANSWER["id"]: NOTE["id"]}


def test_lemmy():
    "The path says whom a comment answers; scores may be below 0; who removed it makes the difference."
    read = corpus(LEMMY)
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        ("12", None, "bo", 3, "visible", "Yes"),
        ("15", "12", "bo", 6, "visible", "No"),
        ("20", "15", "bo", 11, "deleted", ""),
        ("8", None, "bo", -1, "hidden", "spam"),
    ]
    article = read.articles.iloc[0]
    assert (article["title"], article["text"], article["source"]) == ("Ponds", "May they?", "https://l.example/post/1")
    assert tree(corpus(LEMMY["comments"])) == tree(read) == tree(corpus(lines(LEMMY["comments"])))


def test_lemmy_post():
    "A post and its comments as one object: what is counted only is told."
    view = {"post": {"id": 1, "name": "Ponds"}, "counts": {"comments": 6}}
    assert told(corpus(LEMMY | {"post_view": view})) == {"not_fetched": 2}


def test_bluesky():
    "The tree above and below the post asked for; what cannot be seen keeps its place."
    read = corpus(BLUESKY)
    uri = "at://did/post/"
    assert rows(read, "comment_id", "parent_id", "author", "score", "status", "body") == [
        (uri + "b", None, "b.example", 7, "visible", "text b"),
        (uri + "c", uri + "b", "c.example", 7, "visible", "text c"),
        (uri + "d", uri + "c", None, None, "deleted", ""),
        (uri + "e", uri + "b", None, None, "hidden", ""),
    ]
    article = read.articles.iloc[0]
    assert len(read.articles) == 1 and article["text"] == "text a"
    assert article["source"] == "https://bsky.app/profile/a.example/post/a"
    assert told(read) == {"not_fetched": 3}  # b has 5 replies, 2 are here


def test_bluesky_2():
    "The list of version 2: what cannot be seen answers what is above it."
    read = corpus(BLUESKY_2)
    assert [key[-1] for key in tree(read)] == ["b", "c", "d", "e"]
    assert [parent and parent[-1] for parent in tree(read).values()] == [None, "b", "b", None]
    assert [status for (status,) in rows(read, "status")] == ["visible", "hidden", "deleted", "visible"]
    assert told(read) == {"not_fetched": 3}


def test_bluesky_posts():
    "Posts in a list belong to the thread that each names."
    posts = [item["value"]["post"] for item in BLUESKY_2["thread"] if "post" in item["value"]]
    for content in ({"posts": posts}, {"feed": [{"post": post} for post in posts]}, lines(posts), posts):
        assert list(tree(corpus(content)).values()) == [None, None]


@pytest.mark.shared
@pytest.mark.parametrize(
    "notes, name",
    [
        (0, "lemmy_objects_page"),
        (1, "lemmy_objects_comment"),
        (1, "peertube_objects_note"),
        (0, "mastodon_collections_featured"),
        (1, "lotide_activities_delete_note"),
    ],
)
def test_real_objects(notes, name):
    from conftest import SHARED

    assert len(corpus((SHARED / "data/exports/activitypub" / f"{name}.json").read_bytes()).comments) == notes
