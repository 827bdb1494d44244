"""Chats: Zulip, Slack, Mattermost and Gitter.

Zulip (`messages` of a narrow) has topics (`subject`, now `topic`) within streams: each is a thread; nobody says whom
he answers. Slack (`messages` of a channel, or one day's list of an export) calls messages by their time `ts`;
`thread_ts` is the one that a thread hangs on. Mattermost has `posts` by id and `root_id`; only ids of users, times in
milliseconds, deleted posts with `delete_at`. Gitter has `fromUser` and sometimes `parentId`. Some come newest first:
here all are in the order of time. What the server says itself ("has joined") is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text
from analysis.thread import count

TALK = (None, "", "bot_message", "me_message", "thread_broadcast", "file_comment", "file_share", "tombstone")
_NAMED = re.compile(r"<([@#!])(?:[^<>|]*\|)?([^<>|]*)>")
_LINK = re.compile(r"<([a-z]+:[^<>|\s]*)(?:\|([^<>]*))?>")


def document(data: Any) -> Found | None:
    """What a chat's server answers."""
    if not isinstance(data, dict):
        return None
    posts = data.get("posts")
    if isinstance(posts, dict) and isinstance(data.get("order"), list) and posts:
        found = list(posts.values())
        return _mattermost(dicts(found)) if _is_mattermost(found[0]) else None
    messages = dicts(data.get("messages"))
    return lines(messages[0], iter(messages)) if messages and not _is_gitter(messages[0]) else None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Messages one after the other."""
    if "ts" in first and first.get("type") == "message":
        return _slack(list(records))
    if {"sender_full_name", "content", "timestamp"} <= first.keys():
        return _zulip(list(records))
    if _is_gitter(first):
        rows = (_gitter(row) for row in _by_time(records, "sent"))
        return Found("Gitter", rows, "html" if "html" in first else "markdown", answers=False)
    if _is_mattermost(first):
        return _mattermost(list(records))
    return None


def _is_gitter(message: dict) -> bool:
    return {"text", "sent", "fromUser"} <= message.keys()


def _is_mattermost(post: Any) -> bool:
    return isinstance(post, dict) and {"message", "create_at", "root_id", "user_id"} <= post.keys()


def _by_time(records: Iterable[dict], key: str) -> list[dict]:
    """The messages in the order of time; ISO times are in the order of their letters."""

    def when(row: dict) -> tuple[float, str]:
        time = moment(row.get(key))
        return (time, "") if isinstance(time, int | float) else (0.0, time or "")

    return sorted(records, key=when)


def _told(found: Found, left_out: int) -> Found:
    if left_out:
        message = f"{count(left_out, 'message')} of the server itself, such as who joined, left out"
        found.notices.append({"code": "left_out", "message": message, "count": left_out})
    return found


def _gitter(row: dict) -> Comment:
    body = text(row.get("html")) or text(row.get("text")) or ""
    who = name(at(row, "fromUser", "username")) or name(row.get("fromUser"))
    return Comment(body, identity(row.get("id")), parent(row.get("parentId")), who, moment(row.get("sent")))


def _zulip(messages: list[dict]) -> Found:
    def rows() -> Iterator[Comment | Article]:
        known = set()
        for row in _by_time(messages, "timestamp"):
            where = row.get("display_recipient")
            topic = text(row.get("subject")) or text(row.get("topic"))
            thread = " > ".join(filter(None, [where if isinstance(where, str) else None, topic])) or None
            if thread and thread not in known:
                known.add(thread)
                yield Article(thread, topic)
            body, who = text(row.get("content")) or "", name(row.get("sender_full_name"))
            yield Comment(body, identity(row.get("id")), None, who, moment(row.get("timestamp")), thread=thread)

    written = any(row.get("content_type") == "text/x-markdown" for row in messages)
    return Found("Zulip", rows(), "markdown" if written else "html", answers=False)


def _mattermost(posts: list[dict]) -> Found:
    said = [post for post in posts if not (text(post.get("type")) or "").startswith("system_")]
    rows = []
    for post in _by_time(said, "create_at"):
        gone = bool(number(post.get("delete_at")))
        rows.append(
            Comment(
                "" if gone else text(post.get("message")) or "",
                identity(post.get("id")),
                parent(post.get("root_id")),
                name(at(post, "props", "override_username")) or name(post.get("user_id")),
                moment(post.get("create_at")),
                thread=identity(post.get("channel_id")),
                status="deleted" if gone else "visible",
            )
        )
    return _told(Found("Mattermost", rows, "markdown", answers=False), len(posts) - len(said))


def _slack(messages: list[dict]) -> Found:
    said = [message for message in messages if message.get("subtype") in TALK]
    rows = map(_slacked, _by_time(said, "ts"))
    return _told(Found("Slack", rows, answers=False), len(messages) - len(said))


def _slacked(message: dict) -> Comment:
    id, thread = text(message.get("ts")), text(message.get("thread_ts"))
    inner = message.get("comment") if isinstance(message.get("comment"), dict) else None
    profile = message.get("user_profile") or {}
    who = at(profile, "display_name") or at(profile, "real_name") or message.get("username") or message.get("user")
    gone = message.get("subtype") == "tombstone"
    body = text(inner.get("comment") if inner else message.get("text")) or ""
    return Comment(
        "" if gone else _readable(body),
        id,
        None if thread == id else thread,
        name(who) or name(at(inner, "user")) or name(message.get("bot_id")),
        moment(id),
        status="deleted" if gone else "visible",
    )


def _readable(body: str) -> str:
    """Slack's marks as one sees them: people and channels by their names, links by their words."""
    shown: Callable[[re.Match], str] = lambda match: ("" if match[1] == "!" else match[1]) + match[2]  # noqa: E731
    return unescape(_LINK.sub(lambda match: match[2] or match[1], _NAMED.sub(shown, body)))
