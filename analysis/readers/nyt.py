"""The New York Times: its comments API as JSON, and tables made of it (comments and articles, one CSV each).

`results.comments` hold their `replies`, of which the first three are given unless asked for all. `parentID` is 0,
null or missing for what answers the article; in tables it is a number with a fraction, and `inReplyTo` stands for it
in old ones. Times are seconds since 1970 as text. `permID` is the id in links, `commentID` the one in `parentID`.
Bodies are HTML with `<br/>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text, unfetched

FORMAT = "New York Times comments"
IDS = ("commentID", "permID", "permid")


def document(data: Any) -> Found | None:
    """The answer of the API."""
    results = at(data, "results")
    comments = dicts(at(results, "comments"))
    if not isinstance(at(results, "comments"), list) or comments and not _is_comment(comments[0]):
        return None
    found = Found(FORMAT, _rows(comments), "html", platform=FORMAT)
    replies = sum(
        max(0, (number(row.get("replyCount")) or 0) - len(_replies(row))) for row, _ in preorder(comments, _replies)
    )
    top = max(0, (number(results.get("totalParentCommentsFound")) or 0) - len(comments))
    found.notices += unfetched(replies + top)
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """The rows of a table of comments or of articles, or comments as the API gives them."""
    if _is_comment(first):
        return Found(FORMAT, _rows(records), "html", platform=FORMAT)
    if {"articleID", "headline", "webURL"} <= first.keys():
        return Found(FORMAT, map(_article, records), "html", platform=FORMAT)
    return None


def _is_comment(row: dict) -> bool:
    return "commentBody" in row and bool(row.keys() & set(IDS))


def _replies(row: dict) -> list[dict]:
    return dicts(row.get("replies"))


def _rows(records: Iterable[dict]) -> Iterator[Comment | Article]:
    known: set[str | None] = set()
    for record in records:
        link = text(record.get("asset_assetURL")) or text(record.get("assetURL"))
        about = identity(record.get("articleID")) or link
        if link and about not in known:
            known.add(about)
            yield Article(about, text(record.get("asset_assetTitle")) or text(record.get("assetTitle")), source=link)
        for row, above in preorder([record], _replies):
            yield _comment(row, above, about)


def _comment(row: dict, above: dict | None, about: str | None) -> Comment:
    answered = parent(row.get("parentID")) or parent(row.get("inReplyTo"))
    return Comment(
        text(row.get("commentBody")) or "",
        next(filter(None, (identity(row.get(key)) for key in IDS)), None),
        answered or parent(at(above, "commentID")),
        name(row.get("userDisplayName")),
        moment(row.get("createDate")) or moment(row.get("approveDate")),
        number(row.get("recommendations")),
        about,
        "visible" if str(row.get("status") or "approved").casefold() in ("approved", "nan") else "hidden",
    )


def _article(row: dict) -> Article:
    title, about = text(row.get("headline")), text(row.get("abstract")) or text(row.get("snippet"))
    title = None if title == "Unknown" else title
    return Article(identity(row.get("articleID")), title, about, moment(row.get("pubDate")), text(row.get("webURL")))
