"""Reddit: listings as its API gives them, and records one per line as in the dumps of Pushshift and Arctic Shift.

A page of comments is `[Listing of one t3, Listing of t1]`; a comment's `replies` is a Listing, or "" if it has none.
`kind: more` stands for comments that were not fetched ("_" is its id where a branch goes on too deep). `morechildren`
is flat. A page that was opened at one comment starts in the middle of the tree. In dumps `id` is bare and `parent_id`
prefixed (t1_ a comment, t3_ the submission) or, in some, bare, or a number (ids are numbers of base 36); `created_utc`
a number or digits. Without `raw_json=1` "&" is "&amp;". A deleted author may leave the body, a removed body the author.
URS, a scraper, writes "u/" before names, times as 06-02-2021 20:44:02 (the month first, UTC) and a comment's
`submission` inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from analysis.readers import values
from analysis.readers.records import Article, Columns, Found, preorder
from analysis.readers.values import at, column, dicts, identity, moment, name, number, text
from analysis.thread import count

SITE = "https://www.reddit.com"
PLATFORM = "Reddit"
LONGEST = 8  # letters of an id of base 36: more digits are a number
KINDS = ("Listing", "t1", "t3", "more")
_URS_TIME = re.compile(r"(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d)")


def document(data: Any) -> Found | None:
    """Comments of a page, of `morechildren` or of any listing."""
    if isinstance(data, list):
        things = data
    elif at(data, "kind") == "Listing":
        things = [data]
    else:
        things = at(data, "json", "data", "things") or []
    if isinstance(things, list) and things and all(at(thing, "kind") in KINDS for thing in things):
        found = Found("Reddit listing", (), "markdown", columns=_columns, platform=PLATFORM)
        found.rows = _walk(things, found)
        return found
    scraped, about = at(data, "data", "comments"), at(data, "data", "submission_metadata")
    if isinstance(scraped, list) and isinstance(about, dict) and "subreddit" in about:
        nodes = preorder(dicts(scraped), lambda node: dicts(node.get("replies")))
        return _dump([about, *(node for node, _ in nodes)])
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Comments and submissions of a dump."""
    if {"link_id", "body"} <= first.keys() or {"subreddit", "selftext"} <= first.keys():
        return _dump(records)
    return None


def _dump(records: Iterable[dict]) -> Found:
    return Found("Reddit dump", _dumped(records), "markdown", columns=_columns, platform=PLATFORM)


def _dumped(records: Iterable[dict]) -> Iterator[dict | Article]:
    known: set[str | None] = set()
    for thing in records:
        about = thing.get("submission")
        if isinstance(about, dict) and identity(about.get("id")) not in known:
            known.add(identity(about.get("id")))
            yield _article(about)
        yield thing if "body" in thing else _article(thing)


def _columns(things: Sequence[dict]) -> Columns:
    """The columns of comments as Reddit has them."""
    link = [known and known.removeprefix("t3_") or None for known in column(things, "link_id", text)]
    parent = [_bare(thing.get("parent_id")) for thing in things]
    return {
        "body": [_body(thing.get("body")) for thing in things],
        "id": column(things, "id", identity),
        "parent": [None if known == under else known for known, under in zip(parent, link, strict=True)],
        "author": column(things, "author", _name),
        "posted": [_time(thing.get("created_utc")) for thing in things],
        "score": [number(thing.get("score")) for thing in things],
        "thread": link,
    }


def _bare(parent: Any) -> str | None:
    """The bare id of a parent, None for a submission.

    >>> _bare("t1_ab"), _bare("t3_p"), _bare("ab"), _bare(623698779)
    ('ab', None, 'ab', 'abc123')
    """
    if type(parent) is str and parent.startswith(("t1_", "t3_")):  # nearly always
        return parent[3:].rstrip() if parent[1] == "1" else None
    known = values.parent(parent)
    if known is None or known.startswith("t3_"):
        return None
    if known.isdecimal() and (len(known) > LONGEST or not isinstance(parent, str)):
        return np.base_repr(int(known), 36).lower() if int(known) <= values.LARGEST else known
    return known.removeprefix("t1_")


def _article(thing: dict) -> Article:
    link = text(thing.get("permalink"))
    link = SITE + link if link and link.startswith("/") else link
    return Article(
        identity(thing.get("id")),
        text(thing.get("title")),
        _raw(text(thing.get("selftext")) or "") or None,
        _time(thing.get("created_utc")),
        link or text(thing.get("url")),
        _name(thing.get("author")),
    )


def _body(body: Any) -> str:
    return _raw(body) if type(body) is str else "[deleted]" if body is None else text(body) or ""


def _raw(body: str) -> str:
    """Markdown as it was typed: where "&" is "&amp;", references of Markdown such as &#x200B; are escaped twice."""
    return body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&amp;" in body else body


def _name(author: Any) -> str | None:
    return (name(author) or "").removeprefix("u/") or None


def _time(posted: Any) -> float | str | None:
    if type(posted) is int:
        return moment(posted)
    scraped = _URS_TIME.fullmatch(posted) if isinstance(posted, str) else None
    return f"{scraped[3]}-{scraped[1]}-{scraped[2]} {scraped[4]}Z" if scraped else moment(posted)


def _walk(things: list, found: Found) -> Iterator[dict | Article]:
    """The tree in the order a reader sees it; how many comments it only counts is told when it ends."""
    stack, unfetched, deeper = things[::-1], 0, 0
    while stack:
        thing = stack.pop()
        data = at(thing, "data")
        if not isinstance(data, dict):
            continue
        match thing.get("kind"):
            case "Listing":
                stack += reversed(dicts(data.get("children")))
            case "t3" if "id" in data:
                yield _article(data)
            case "t1" if "id" in data:
                yield data
                if isinstance(data.get("replies"), dict):
                    stack.append(data["replies"])
            case "more":
                counted = number(data.get("count")) or 0
                unfetched, deeper = unfetched + counted, deeper + (not counted)
    if unfetched or deeper:
        parts = [count(unfetched, "comment")] * bool(unfetched) + [f"{deeper} branches that go on"] * bool(deeper)
        message = f"{' and '.join(parts)} are only counted in the file, not there: Reddit gives them on request"
        found.notices.append({"code": "not_fetched", "message": message, "count": unfetched + deeper})
