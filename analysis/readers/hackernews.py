"""Hacker News: items of its API (Firebase), trees of Algolia's API, rows of the BigQuery table.

Firebase items have `by`, `kids`, `parent`, `text`, `time`, `type`, and `deleted` or `dead`; a story may have no `text`.
Algolia's have `children` inside one another, `author`, `created_at_i`, `parent_id`, `story_id`. BigQuery rows name the
comment they answer in `parent` too, not the story. Texts are HTML whose `<p>` are never closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analysis.readers.records import Article, Comment, Found

SITE = "https://news.ycombinator.com/item?id="


def document(data: Any) -> Found | None:
    """A tree of Algolia, or a story of the API with its comments."""
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("children"), list) and "type" in data and "id" in data:
        return Found("Hacker News thread (Algolia)", _tree(data), "html")
    story, comments = data.get("post") or data.get("story"), data.get("comments")
    if isinstance(story, dict) and isinstance(comments, list) and all(map(_is_item, [story, *comments])):
        return Found("Hacker News items", _linked([story, *comments]), "html")
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Items or rows in any order; a comment's story is the item that its parents lead to."""
    if not _is_item(first):
        return None
    return Found("Hacker News items", _linked([row for row in records if _is_item(row)]), "html")


def _is_item(item: Any) -> bool:
    """A comment or a story of the API, or a row of BigQuery (where a column without a value is null)."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), int):
        return False
    named = "by" in item or "author" in item or "deleted" in item
    return named and "time" in item and ("parent" in item or "type" in item)


def _tree(story: dict) -> Iterator[Comment | Article]:
    yield _article(story)
    stack: list[tuple[Any, str | None]] = [(child, None) for child in reversed(story["children"])]
    while stack:
        item, parent = stack.pop()
        if not isinstance(item, dict) or "id" not in item:
            continue
        yield _comment(item, parent, str(story["id"]))
        stack += [(child, str(item["id"])) for child in reversed(item.get("children") or [])]


def _linked(items: Sequence[dict]) -> Iterator[Comment | Article]:
    parents = {item["id"]: item.get("parent") for item in items if item.get("parent") is not None}
    stories = {item["id"] for item in items if item.get("parent") is None}
    roots: dict[int, int] = {}
    for item in items:
        if item["id"] in stories:
            yield _article(item)
            continue
        way = [item["id"]]
        while way[-1] not in roots and way[-1] in parents and len(way) <= len(parents):
            way.append(parents[way[-1]])
        root = roots.get(way[-1], way[-1])
        roots.update(dict.fromkeys(way, root))
        parent = item["parent"]
        yield _comment(item, None if parent in stories else str(parent), str(root))


def _comment(item: dict, parent: str | None, story: str) -> Comment:
    status = "deleted" if item.get("deleted") else "hidden" if item.get("dead") else "visible"
    author = item.get("by") or item.get("author")
    posted = item.get("time") or item.get("created_at_i") or item.get("created_at")
    return Comment(item.get("text") or "", str(item["id"]), parent, author, posted, None, story, status)


def _article(item: dict) -> Article:
    posted = item.get("time") or item.get("created_at_i") or item.get("created_at")
    return Article(
        str(item["id"]), item.get("title"), item.get("text"), posted, item.get("url") or f"{SITE}{item['id']}"
    )
