"""Bluesky: `app.bsky.feed.getPostThread`, its successor `getPostThreadV2`, and lists of posts.

A thread is a tree around the post asked for, with those above it inside one another as `parent`; or, in version 2, a
list in reading order with depths from below 0. Whom a post answers its own `record.reply.parent` says, and
`record.reply.root` what began the conversation: the article. Instead of a post there may be `notFoundPost` (deleted)
or `blockedPost`, and in version 2 `threadItemNotFound`, `threadItemBlocked`, `threadItemNoUnauthenticated`. The
handle names an author; display names change. `createdAt` is what the writer's app says, `indexedAt` when it arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, text, unfetched

SITE = "https://bsky.app/profile/"
FORMAT = "Bluesky posts"


def document(data: Any) -> Found | None:
    """A thread, or posts in a list (`posts`, `feed`)."""
    thread = data.get("thread") if isinstance(data, dict) else None
    if isinstance(thread, list) and thread and all(map(_is_item, thread)):
        return _flat(thread)
    if isinstance(thread, dict) and _is_node(thread):
        return _tree(thread)
    if isinstance(data, dict):
        posts = dicts(data.get("posts")) or [at(one, "post") or {} for one in dicts(data.get("feed"))]
        if posts and _is_post(posts[0]):
            return Found(FORMAT, map(_row, posts), platform=FORMAT)
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Posts one after the other."""
    return Found(FORMAT, map(_row, records), platform=FORMAT) if _is_post(first) else None


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and "uri" in post and isinstance(post.get("record"), dict) and "author" in post


def _is_node(node: dict) -> bool:
    return _is_post(node.get("post")) or "uri" in node and bool(node.get("notFound") or node.get("blocked"))


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and {"uri", "depth", "value"} <= item.keys() and isinstance(item["value"], dict)


def _tree(asked: dict) -> Found:
    above: list[dict] = []
    node = asked.get("parent")
    while isinstance(node, dict):
        above.append(node)
        node = node.get("parent")
    nodes = [*((node, None) for node in reversed(above)), *preorder([asked], _replies)]
    under = next((_root(node["post"]) for node, _ in nodes if _is_post(node.get("post"))), None)
    rows = [
        _row(node["post"]) if _is_post(node.get("post")) else _gone(node, bool(node.get("blocked")), parent, under)
        for node, parent in nodes
    ]
    found = Found(FORMAT, rows, platform=FORMAT)
    counted = (
        (number(at(node, "post", "replyCount")) or 0) - len(_replies(node)) for node, _ in preorder([asked], _replies)
    )
    found.notices += unfetched(sum(max(0, missing) for missing in counted), "reply")
    return found


def _replies(node: dict) -> list[dict]:
    return dicts(node.get("replies"))


def _flat(items: list[dict]) -> Found:
    under = next((_root(item["value"]["post"]) for item in items if _is_post(item["value"].get("post"))), None)
    rows: list[Comment | Article] = []
    above: dict[int, dict] = {}
    for item in items:
        value, depth = item["value"], number(item.get("depth")) or 0
        kind = (text(value.get("$type")) or "").rpartition("#")[2]
        if _is_post(value.get("post")):
            rows.append(_row(value["post"]))
        else:
            rows.append(_gone(item, kind != "threadItemNotFound", above.get(depth - 1), under))
        above[depth] = item
    found = Found(FORMAT, rows, platform=FORMAT)
    found.notices += unfetched(sum(max(0, number(item["value"].get("moreReplies")) or 0) for item in items), "reply")
    return found


def _root(post: dict) -> str | None:
    return identity(at(post, "record", "reply", "root", "uri")) or identity(post.get("uri"))


def _gone(node: dict, hidden: bool, above: dict | None, under: str | None) -> Comment | Article:
    """What stands in the place of a post; that it answers what is above it only the tree says."""
    id = identity(node.get("uri"))
    if id == under:
        return Article(id)
    parent = identity(at(above, "post", "uri") or at(above, "uri"))
    status = "hidden" if hidden else "deleted"
    return Comment("", id, None if parent == under else parent, thread=under, status=status)


def _row(post: dict) -> Comment | Article:
    if not isinstance(post.get("record"), dict):
        post = post | {"record": {}}
    id, record, root = identity(post.get("uri")), post["record"], _root(post)
    handle = name(at(post, "author", "handle"))
    posted = moment(record.get("createdAt")) or moment(post.get("indexedAt"))
    body = text(record.get("text")) or ""
    if root == id:
        link = f"{SITE}{handle}/post/{id.rpartition('/')[2]}" if handle and id else id
        return Article(id, None, body, posted, link, handle)
    above = identity(at(record, "reply", "parent", "uri"))
    return Comment(
        body,
        id,
        None if above == root else above,
        handle,
        posted,
        number(post.get("likeCount")),
        root,
    )
