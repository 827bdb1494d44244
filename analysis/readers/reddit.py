"""Reddit: listings as its API gives them, and records one per line as in the dumps of Pushshift and Arctic Shift.

A page of comments is `[Listing of one t3, Listing of t1]`; a comment's `replies` is a Listing, or "" if it has none.
`kind: more` stands for comments that were not fetched ("_" is its id where a branch goes on too deep). `morechildren`
is flat. A page that was opened at one comment starts in the middle of the tree. In dumps `id` is bare and `parent_id`
prefixed (t1_ a comment, t3_ the submission), `created_utc` a number or digits. Without `raw_json=1` "&" is "&amp;". A
deleted author may leave the body, a removed body the author.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found

SITE = "https://www.reddit.com"


def document(data: Any) -> Found | None:
    """Comments of a page, of `morechildren` or of any listing."""
    if isinstance(data, dict) and isinstance(data.get("json"), dict):
        things = (data["json"].get("data") or {}).get("things")
    elif isinstance(data, dict) and data.get("kind") == "Listing":
        things = [data]
    elif isinstance(data, list) and data and all(isinstance(one, dict) and "kind" in one for one in data):
        things = data
    else:
        return None
    if not isinstance(things, list):
        return None
    found = Found("Reddit listing", (), "markdown")
    found.rows = _walk(things, found)
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Comments and submissions of a dump."""
    if "link_id" in first and "body" in first or "subreddit" in first and "selftext" in first:
        return Found(
            "Reddit dump", (_comment(one) if "link_id" in one else _article(one) for one in records), "markdown"
        )
    return None


def _comment(thing: dict) -> Comment:
    parent = thing.get("parent_id")
    kind, _, parent = parent.partition("_") if isinstance(parent, str) else ("", "", None)
    posted = thing.get("created_utc")
    body = thing.get("body")
    return Comment(
        body if body is not None else "[deleted]",
        thing["id"],
        parent if kind == "t1" else None,
        thing.get("author"),
        float(posted) if isinstance(posted, str) and posted.isdigit() else posted,
        thing.get("score"),
        thing["link_id"].removeprefix("t3_"),
    )


def _article(thing: dict) -> Article:
    posted = thing.get("created_utc")
    return Article(
        thing["id"],
        thing.get("title"),
        thing.get("selftext"),
        float(posted) if isinstance(posted, str) and posted.isdigit() else posted,
        SITE + thing["permalink"] if thing.get("permalink") else thing.get("url"),
    )


def _walk(things: list, found: Found) -> Iterator[Comment | Article]:
    """The tree in the order a reader sees it; how many comments it only counts is told when it ends."""
    stack, unfetched, deeper = things[::-1], 0, 0
    while stack:
        thing = stack.pop()
        data = thing.get("data") if isinstance(thing, dict) else None
        if not isinstance(data, dict):
            continue
        match thing.get("kind"):
            case "Listing":
                stack += reversed(data.get("children") or [])
            case "t3" if "id" in data:
                yield _article(data)
            case "t1" if "id" in data and "link_id" in data:
                yield _comment(data)
                if isinstance(data.get("replies"), dict):
                    stack.append(data["replies"])
            case "more":
                unfetched += data.get("count") or 0
                deeper += not data.get("count")
    if unfetched or deeper:
        where = f" and {deeper} branches that go on" if deeper else ""
        message = f"{unfetched} comments{where} are only counted in the file, not there: Reddit gives them on request"
        found.notices.append({"code": "not_fetched", "message": message, "count": unfetched + deeper})
