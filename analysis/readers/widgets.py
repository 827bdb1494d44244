"""Comment systems that sites host themselves: Remark42 and Commento.

Remark42 has flat lists (`id`, `pid`, `text` as HTML, `user`, `locator.url`), trees (`{comment, replies}`), and
backups: one object a line, the first of which names users and pages instead. Commento's export holds `comments`
(`commentHex`, `parentHex` "root", `markdown`, `state`) and `commenters`, who are named there only; "anonymous" is
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text

NOBODY = {"anonymous", "unregistered"}


def document(data: Any) -> Found | None:
    """A tree or a list of Remark42, or an export of Commento."""
    if not isinstance(data, dict):
        return None
    comments = dicts(data.get("comments"))
    if comments and "commentHex" in comments[0]:
        return _commento(comments, dicts(data.get("commenters")))
    if comments and _is_remark(comments[0].get("comment")):
        nodes = preorder(comments, lambda node: dicts(node.get("replies")))
        return Found(
            "Remark42", [_remark(node["comment"]) for node, _ in nodes if _is_remark(node.get("comment"))], "html"
        )
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Remark42's comments one after the other, or its backup."""
    if _is_remark(first) or {"version", "users", "posts"} <= first.keys():
        return Found("Remark42", (_remark(row) for row in records if _is_remark(row)), "html")
    return None


def _is_remark(comment: Any) -> bool:
    return isinstance(comment, dict) and {"id", "pid", "text", "user", "locator"} <= comment.keys()


def _remark(row: dict) -> Comment:
    gone = bool(row.get("delete"))
    return Comment(
        "" if gone else text(row.get("text")) or "",
        identity(row.get("id")),
        parent(row.get("pid")),
        name(row.get("user")),
        moment(row.get("time")),
        number(row.get("score")),
        identity(at(row, "locator", "url")),
        "deleted" if gone else "visible",
    )


def _commento(comments: list[dict], commenters: list[dict]) -> Found:
    names = {identity(one.get("commenterHex")): name(one.get("name")) for one in commenters}

    def row(comment: dict) -> Comment:
        who, gone = identity(comment.get("commenterHex")), bool(comment.get("deleted"))
        unseen = comment.get("state") not in (None, "", "approved")
        return Comment(
            "" if gone else text(comment.get("markdown")) or "",
            identity(comment.get("commentHex")),
            parent(comment.get("parentHex")),
            None if who in NOBODY else names.get(who, who),
            moment(comment.get("creationDate")),
            number(comment.get("score")),
            identity(comment.get("url")) or identity(comment.get("path")),
            "deleted" if gone else "hidden" if unseen else "visible",
        )

    return Found("Commento", map(row, comments), "markdown")
