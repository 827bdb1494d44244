"""Stack Exchange: `Comments.xml` of the public data dump.

One `<row Id PostId Score Text CreationDate UserId UserDisplayName/>` per comment, tens of millions in the largest file.
A comment stands under a question or an answer (`PostId`); which other comment it answers is not said. `Text` is the
small Markdown of comments, `CreationDate` UTC without saying so. An account has its number only; `UserDisplayName` is
there where the account is not any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from analysis.readers.records import Comment, Found
from analysis.readers.values import number
from analysis.readers.xml import elements


def xml(root: str, head: bytes, stream: IO[bytes]) -> Found | None:
    """Comments row by row."""
    if root != "comments" or b"PostId=" not in head:
        return None
    found = Found("Stack Exchange comments", (), "markdown", answers=False)
    found.rows = _rows(stream, found)
    return found


def _rows(stream: IO[bytes], found: Found) -> Iterator[Comment]:
    for row in elements(stream, {"row"}, found.notices):
        get = row.get
        posted = get("CreationDate")
        yield Comment(
            get("Text") or "",
            get("Id"),
            None,
            get("UserDisplayName") or get("UserId"),
            f"{posted}Z" if posted and posted[-1].isdigit() else posted,
            number(get("Score")),
            get("PostId"),
        )
