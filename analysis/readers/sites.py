"""Sites whose interfaces give comments in a form of their own: Habr, Askbot, Meetup.

Habr has `comments` by their ids, with `parentId` and `level`, and in `threads` the ids that begin one. Askbot lists
the comments on one question or answer, `object_id`; they answer it and not one another. Meetup lists those on an
event, which only the `link` names, with times in milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text

_EVENT = re.compile(r"/events/([^/]+)")


def document(data: Any) -> Found | None:
    """The comments on an article of Habr."""
    comments = at(data, "comments")
    if not isinstance(comments, dict) or not isinstance(at(data, "threads"), list):
        return None
    rows = [row for row in comments.values() if isinstance(row, dict) and "message" in row]
    return Found("Habr", map(_habr, rows), "html") if rows or not comments else None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Comments of Askbot or Meetup."""
    if {"comment_added_at", "html", "object_id"} <= first.keys():
        return Found("Askbot", map(_askbot, records), "html")
    if {"comment", "created", "member"} <= first.keys():
        found = Found("Meetup", ())
        found.rows = (
            _meetup(row, above) for row, above in preorder(list(records), lambda row: dicts(row.get("replies")))
        )
        return found
    return None


def _habr(row: dict) -> Comment:
    unseen = row.get("status") not in (None, "published")
    return Comment(
        text(row.get("message")) or "",
        identity(row.get("id")),
        parent(row.get("parentId")),
        name(at(row, "author", "alias")) or name(row.get("author")),
        moment(row.get("timePublished")),
        number(row.get("score")),
        status="hidden" if unseen else "visible",
    )


def _askbot(row: dict) -> Comment:
    return Comment(
        text(row.get("html")) or "",
        identity(row.get("id")),
        None,
        name(row.get("user_display_name")),
        moment(row.get("comment_added_at")),
        number(row.get("score")),
        identity(row.get("object_id")),
    )


def _meetup(row: dict, above: dict | None) -> Comment:
    event = _EVENT.search(text(row.get("link")) or "")
    return Comment(
        text(row.get("comment")) or "",
        identity(row.get("id")),
        parent(row.get("in_reply_to")) or parent(at(above, "id")),
        name(row.get("member")),
        moment(row.get("created")),
        number(row.get("like_count")),
        event[1] if event else None,
    )
