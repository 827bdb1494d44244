"""SOCC, the SFU Opinion and Comments Corpus: gnm_comments.csv, gnm_comment_threads.csv and gnm_articles.csv.

Whom a comment answers its `comment_counter` says: source1_ARTICLE_0_1 is the second answer to source1_ARTICLE_0; the
ids and `parentID` of the scraped JSON are only there for one of the two sources. In gnm_comments.csv duplicates were
left out, so parents may be missing. `timestamp` is in milliseconds, `post_time` a text; a comment has one of them.
Articles are HTML, and their dates end with a zone: "2015-10-16 EDT".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import identity, moment, name, number, text

FORMAT = "SOCC"
UNSEEN = {"deleted": "deleted", "rejected": "hidden", "hidden": "hidden", "spam": "hidden"}


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """The rows of one of the tables."""
    if {"article_id", "comment_counter", "comment_text"} <= first.keys():
        return Found(FORMAT, map(_comment, records), platform=FORMAT)
    if {"article_id", "article_url", "article_text"} <= first.keys():
        return Found(FORMAT, map(_article, records), "html", platform=FORMAT)
    return None


def _comment(row: dict) -> Comment:
    counter = identity(row.get("comment_counter"))
    source, *steps = (counter or "").split("_")
    return Comment(
        text(row.get("comment_text")) or "",
        counter,
        "_".join([source, *steps[:-1]]) if len(steps) > 2 else None,
        name(row.get("comment_author")),
        moment(row.get("timestamp")) or moment(row.get("post_time")),
        _votes(row),
        identity(row.get("article_id")),
        UNSEEN.get(str(row.get("status")).casefold(), "visible"),
    )


def _votes(row: dict) -> int | None:
    """What readers saw: votes for minus votes against."""
    up, down = number(row.get("posVotes")), number(row.get("negVotes"))
    return number(row.get("TotalVotes")) if up is None or down is None else up - down


def _article(row: dict) -> Article:
    published: Any = text(row.get("published_date"))
    return Article(
        identity(row.get("article_id")),
        text(row.get("title")),
        text(row.get("article_text")),
        published and published.split(" ")[0],
        text(row.get("article_url")),
    )
