"""Hacker News: items of its API (Firebase), trees and searches of Algolia's API, rows of the BigQuery table.

Firebase items have `by`, `kids`, `parent`, `text`, `time`, `type`, and `deleted` or `dead`; a story may have no `text`.
Algolia's have `children` inside one another, `author`, `created_at_i`, `parent_id`, `story_id`; found ones `objectID`,
`comment_text` and `story_title`. BigQuery rows name the comment they answer in `parent` too, not the story; numbers
are texts in JSON (INT64), and in CSV everything is. Texts are HTML whose `<p>` are never closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder, roots
from analysis.readers.values import at, dicts, flag, identity, moment, name, number, text

ROW = {"id", "by", "parent", "time", "type", "text"}  # columns of the BigQuery table
SITE = "https://news.ycombinator.com/item?id="
PLATFORM = "Hacker News"
STORIES = ("story", "poll", "job")
TYPES = (*STORIES, "comment", "pollopt")


def document(data: Any) -> Found | None:
    """A tree of Algolia or what it found, or a story of the API with its comments."""
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("children"), list) and at(data, "type") in TYPES and "id" in data:
        return Found("Hacker News thread (Algolia)", _tree(data), "html", platform=PLATFORM)
    hits = dicts(data.get("hits"))
    if hits and {"objectID", "comment_text", "story_id"} <= hits[0].keys():
        return Found("Hacker News search (Algolia)", _hits(hits), "html", platform=PLATFORM)
    story, comments = data.get("post") or data.get("story"), data.get("comments")
    if isinstance(story, dict) and isinstance(comments, list) and all(map(_is_item, [story, *comments])):
        return Found("Hacker News items", _linked([story, *comments]), "html", platform=PLATFORM)
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Items or rows in any order; a comment's story is the item that its parents lead to."""
    if not _is_item(first) and not (ROW <= first.keys() and not any(first.values())):  # columns of a CSV
        return None
    return Found("Hacker News items", _linked([row for row in records if _is_item(row)]), "html", platform=PLATFORM)


def _is_item(item: Any) -> bool:
    """A comment or a story of the API, or a row of BigQuery (where a column without a value is null)."""
    if not isinstance(item, dict):
        return False
    known = isinstance(item.get("id"), int) or at(item, "type") in TYPES and (identity(item.get("id")) or "").isdigit()
    if not known:
        return False
    named = "by" in item or "author" in item or "deleted" in item
    return named and "time" in item and ("parent" in item or item.get("type") in TYPES)


def _tree(story: dict) -> Iterator[Comment | Article]:
    about = story if story.get("type") != "comment" else {"id": story.get("story_id")}
    yield _article(about)
    for item, above in preorder([story], lambda item: dicts(item.get("children"))):
        if item is not about and "id" in item:
            yield _comment(
                item, None if above is None or above is about else identity(above.get("id")), identity(about["id"])
            )


def _hits(hits: list[dict]) -> Iterator[Comment | Article]:
    titles = {identity(hit.get("story_id")): hit for hit in hits if hit.get("comment_text") is not None}
    for story, hit in titles.items():
        yield Article(story, text(hit.get("story_title")), None, None, text(hit.get("story_url")) or f"{SITE}{story}")
    for hit in hits:
        if hit.get("comment_text") is None:
            continue
        story, above = identity(hit.get("story_id")), identity(hit.get("parent_id"))
        answered = None if above == story else above
        yield _comment(hit | {"id": hit.get("objectID"), "text": hit["comment_text"]}, answered, story)


def _linked(items: Sequence[dict]) -> Iterator[Comment | Article]:
    parents = {identity(item["id"]) or "": identity(item.get("parent")) for item in items}
    top = roots(parents)
    for item in items:
        id = identity(item["id"]) or ""
        above = parents[id]
        kind = item.get("type")
        if kind == "pollopt":  # an answer to tick
            continue
        if kind in STORIES or above is None and kind != "comment" and not flag(item.get("deleted")):
            yield _article(item)
            continue
        yield _comment(item, None if above is None or parents.get(above, "") is None else above, top[id])


def _comment(item: dict, parent: str | None, story: str | None) -> Comment:
    author, body = _author(item), text(item.get("text"))
    gone = flag(item.get("deleted")) or author is None and body is None
    status = "deleted" if gone else "hidden" if flag(item.get("dead")) else "visible"
    return Comment(
        body or "",
        identity(item.get("id")),
        parent,
        author,
        _time(item),
        number(item.get("points")),
        story,
        status,
    )


def _article(item: dict) -> Article:
    link = text(item.get("url")) or (f"{SITE}{item['id']}" if item.get("id") else None)
    title, author = text(item.get("title")), _author(item)
    return Article(identity(item.get("id")), title, text(item.get("text")), _time(item), link, author)


def _author(item: dict) -> str | None:
    return name(item.get("by")) or name(item.get("author"))


def _time(item: dict) -> float | str | None:
    return moment(item.get("time")) or moment(item.get("created_at_i")) or moment(item.get("created_at"))
