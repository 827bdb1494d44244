"""Discourse: the JSON of a topic (`/t/ID.json`) and lists of posts. The plain text of `/raw/ID` is read as pasted text.

The article is the topic's title; the first post is the first comment, as in any forum. `reply_to_post_number` counts
within the topic and is no id; so posts are called by their numbers here. A page holds some of the posts whose ids are
in `stream`. `post_type` 1 is a post, 2 a note of moderators, 3 an action such as closing, 4 a whisper among staff.
`cooked` is HTML, `raw` (only if asked for) is Markdown. `score` ranks posts; the likes are in `actions_summary` under
id 2, or in `like_count`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import at, dicts, flag, identity, moment, name, number, text, unfetched

LIKE = 2
NOTES = (2, 3, 4)
FORMAT = "Discourse topic"


def document(data: Any) -> Found | None:
    """A topic, or what holds posts of one or many: `{"latest_posts": [...]}`, `{"post_stream": ...}`."""
    if not isinstance(data, dict):
        return None
    stream = data.get("post_stream")
    posts = dicts(at(stream, "posts") or data.get("latest_posts") or data.get("posts"))
    if not (isinstance(stream, dict) and "posts" in stream) and not (posts and _is_post(posts[0])):
        return None
    found = Found(FORMAT, _posts(posts, data if "title" in data else {}), "html")
    listed = at(stream, "stream")
    known = len(listed) if isinstance(listed, list) else number(data.get("posts_count")) or 0
    found.notices += unfetched(known - len(posts), "post")
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Posts one after the other."""
    return Found(FORMAT, _posts(records, {}), "html") if _is_post(first) else None


def _is_post(post: dict) -> bool:
    return {"post_number", "topic_id", "username"} <= post.keys() and ("cooked" in post or "raw" in post)


def _posts(posts: Iterable[dict], topic: dict) -> Iterator[Comment | Article]:
    about = identity(topic.get("id"))
    if topic and not any(number(post.get("post_number")) == 1 for post in posts):
        yield Article(about, text(topic.get("title")), None, moment(topic.get("created_at")))
    for post in posts:
        thread = identity(post.get("topic_id")) or about
        body = text(post.get("cooked")) or text(post.get("raw")) or ""
        if number(post.get("post_number")) == 1:
            title = text(topic.get("title")) or text(post.get("topic_title"))
            yield Article(thread, title, None, moment(post.get("created_at")))
        gone = flag(post.get("user_deleted")) or flag(post.get("deleted_at"))
        above = number(post.get("reply_to_post_number"))
        yield Comment(
            "" if gone else body,
            identity(post.get("post_number")),
            None if above is None else str(above),
            name(post.get("username")),
            moment(post.get("created_at")),
            _likes(post),
            thread,
            "deleted" if gone else "hidden" if flag(post.get("hidden")) else "visible",
            "moderator_note" if number(post.get("post_type")) in NOTES else "comment",
        )


def _likes(post: dict) -> int | None:
    given = next((one.get("count") for one in dicts(post.get("actions_summary")) if one.get("id") == LIKE), None)
    if given is None and "actions_summary" in post:
        return 0
    return number(post.get("like_count")) if given is None else number(given)
