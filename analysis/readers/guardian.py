"""The Guardian's discussion API: `{"discussion": {"comments": [...]}}`, or comments with their `responses`.

Ids are numbers, `responseTo.commentId` is text. Responses stand inside the comment that began the thread, to any
depth of `responseTo`. `blocked` comments hold the moderators' sentence instead of their own and so have no body here.
`isoDateTime` is exact, `date` for people. Bodies are HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text, unfetched

FORMAT = "Guardian discussion"


def document(data: Any) -> Found | None:
    """A discussion or one comment."""
    about = at(data, "discussion")
    if isinstance(about, dict) and isinstance(about.get("comments"), list) and about.keys() & {"key", "webUrl"}:
        return _found(about, dicts(about["comments"]))
    if isinstance(data, dict) and _is_comment(data):
        return _found(about if isinstance(about, dict) else {}, [data])
    if isinstance(at(data, "comment"), dict) and _is_comment(data["comment"]):
        return document(data["comment"])
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Comments with their responses, one after the other."""
    return Found(FORMAT, (row for one in records for row in _rows({}, [one])), "html") if _is_comment(first) else None


def _is_comment(comment: dict) -> bool:
    return {"id", "body", "isoDateTime", "userProfile"} <= comment.keys()


def _found(about: dict, comments: list[dict]) -> Found:
    found = Found(FORMAT, _rows(about, comments), "html")
    there = len(list(preorder(comments, _responses)))
    found.notices += unfetched((number(about.get("commentCount")) or 0) - there)
    return found


def _responses(comment: dict) -> list[dict]:
    return dicts(comment.get("responses"))


def _rows(about: dict, comments: list[dict]) -> Iterator[Comment | Article]:
    link = text(about.get("webUrl"))
    key = (identity(about.get("key")) or "").rpartition("/")[2] or link
    if about:
        yield Article(key, text(about.get("title")), None, None, link)
    for comment, above in preorder(comments, _responses):
        blocked = comment.get("status") not in (None, "visible")
        yield Comment(
            "" if blocked else text(comment.get("body")) or "",
            identity(comment.get("id")),
            parent(at(comment, "responseTo", "commentId")) or parent(at(above, "id")),
            name(at(comment, "userProfile", "displayName")),
            moment(comment.get("isoDateTime")) or moment(comment.get("date")),
            number(comment.get("numRecommends")),
            key,
            "hidden" if blocked else "visible",
        )
