"""Whom a reply answers on platforms that show one level of them: whoever it names, or else what all stand below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from analysis.readers.markup import to_text
from analysis.readers.records import Article, Comment, Markup

AFTER = re.compile(r"(?!\w|[.·-]\w)")  # a name does not go on here


def whom(rows: Iterable[Comment | Article], markup: Markup = "plain") -> Iterator[Comment | Article]:
    """Make the parent of a reply that begins with "@Bob" the last reply before it by Bob, below the same comment.

    The evidence is then a mention; of the other replies it is nesting, as the platform puts also what answers a reply
    below the comment at the top. Replies to one comment stand together in the source, the oldest first unless all have
    exact times.

    >>> said = [("Why?", "1", None, "Ann"), ("Because.", "2", "1", "@bo"), ("@Bo Really?", "3", "1", "Ann")]
    >>> [(row.id, row.parent, row.evidence) for row in whom(Comment(*row) for row in said)]
    [('1', None, None), ('2', '1', 'nesting'), ('3', '2', 'mention')]
    """
    text_of = to_text(markup)
    for above, family in groupby(rows, lambda row: row.parent if isinstance(row, Comment) else None):
        if above is None:
            yield from family
            continue
        replies = [row for row in family if isinstance(row, Comment)]
        last: dict[str, str | None] = {}  # reply by each author
        found = {}
        for place in _by_time(replies):
            reply = replies[place]
            text = text_of(reply.body[:1000]).lstrip().casefold() if "@" in reply.body else ""
            meant = _meant(text.removeprefix("@").lstrip(), last) if text.startswith("@") else None
            evidence = "nesting" if meant is None else "mention"
            found[place] = reply._replace(parent=meant or above, evidence=evidence)
            if reply.author:
                last[_key(reply.author)] = reply.id
        yield from (found[place] for place in range(len(replies)))


def _meant(text: str, last: dict[str, str | None]) -> str | None:
    names = [name for name in last if text.startswith(name) and AFTER.match(text, len(name))]
    return last[max(names, key=len)] if names else None


def _key(name: str) -> str:
    return name.casefold().removeprefix("@").strip()


def _by_time(replies: list[Comment]) -> list[int]:
    places = list(range(len(replies)))
    times = [reply.posted for reply in replies]
    exact = all(isinstance(time, str) and time[4:5] == "-" for time in times)
    return sorted(places, key=lambda place: str(times[place])) if exact else places
