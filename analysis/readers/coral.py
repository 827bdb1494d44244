"""Coral, formerly Talk: answers of its GraphQL interface, whatever was asked for around `comments`.

Comments stand in `edges` as `node`, or in `nodes` (Talk); so do the replies of each. A deleted comment has neither
body nor author. `REJECTED` and those that wait for moderators are hidden. Bodies are HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text, unfetched

UNSEEN = ("REJECTED", "PREMOD", "SYSTEM_WITHHELD")
ABOUT = ("story", "asset", "stream")


def document(data: Any) -> Found | None:
    """An answer, as a whole or what `data` holds."""
    inner = data.get("data", data) if isinstance(data, dict) else None
    if not isinstance(inner, dict):
        return None
    about = next((inner[key] for key in ABOUT if isinstance(inner.get(key), dict)), inner)
    nodes = _nodes(about.get("comments")) or _nodes(inner.get("comments"))
    empty = "data" in data and isinstance(at(about, "comments", "edges"), list)
    if not (_is_comment(nodes[0]) if nodes else empty):
        return None
    found = Found("Coral", _rows(about if about is not inner else {}, nodes), "html")
    missing = sum(
        max(0, (number(node.get("replyCount")) or 0) - len(_replies(node))) for node, _ in preorder(nodes, _replies)
    )
    found.notices += unfetched(missing, "reply")
    if at(about, "comments", "pageInfo", "hasNextPage"):
        message = "the file says that there is a next page of comments, which is not in it"
        found.notices.append({"code": "not_fetched", "message": message, "count": 1})
    return found


def _nodes(connection: Any) -> list[dict]:
    if not isinstance(connection, dict):
        return []
    return dicts([edge.get("node") for edge in dicts(connection.get("edges"))]) or dicts(connection.get("nodes"))


def _replies(node: dict) -> list[dict]:
    return _nodes(node.get("replies"))


def _is_comment(node: dict) -> bool:
    return "id" in node and "body" in node and bool(node.keys() & {"author", "user", "createdAt", "created_at"})


def _rows(about: dict, nodes: list[dict]) -> Iterator[Comment | Article]:
    id = identity(about.get("id"))
    if about:
        title = text(at(about, "metadata", "title")) or text(about.get("title"))
        published = moment(at(about, "metadata", "publishedAt")) or moment(about.get("publication_date"))
        yield Article(id, title, text(at(about, "metadata", "description")), published, text(about.get("url")))
    for node, above in preorder(nodes, _replies):
        body = text(node.get("body"))
        gone = node.get("deleted") or node.get("deletedAt") or body is None and node.get("author") is None
        yield Comment(
            "" if gone else body or "",
            identity(node.get("id")),
            parent(at(node, "parent", "id")) or parent(at(above, "id")),
            name(node.get("author") or node.get("user")),
            moment(node.get("createdAt") or node.get("created_at")),
            number(at(node, "actionCounts", "reaction", "total")),
            id or identity(at(node, "story", "id")),
            "deleted" if gone else "hidden" if node.get("status") in UNSEEN else "visible",
        )
