"""A pasted page as lines: each with its place in the text and what is to be read in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from analysis.readers.fields import fields

# White space and marks of direction that pages use around names and times, and digits of other scripts: one sign for
# one, so that places keep.
PLAIN = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "
        ),
        **dict.fromkeys(
            "\u3000\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069", " "
        ),
        **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966) for digit in range(10)},
        "\ufeff": " ",
    }
)
CLIPPED = 0.8  # share of the lines that start with ">" in a page that was clipped as a quotation
_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.){0,300})\]"
    r"\((?:https?:|/|#|mailto:|javascript:void)[^()\s]{0,900}(?:\([^()\s]{0,300}\)[^()\s]{0,300})?"
    r"(?: \"[^\"]{0,300}\")?\)"
)
_HEAD = re.compile(r"#{1,6} (?=\S)")


class Line(NamedTuple):
    """A line that is not blank: the place of its text, what is to be read in it, the blank lines above, the indent."""

    start: int
    end: int
    text: str
    gap: int
    indent: int


class Page:
    r"""The lines of a text that are not blank, and a view of them as one string for patterns over several lines.

    In the view lines are stripped and joined by a line feed each, links of a Markdown clip are their words, and the
    white space and the digits of other scripts are plain.

    Examples
    --------
    >>> page = Page("Ann\n\n[3h](https://example.org)\u00a0\nHello")
    >>> page.view
    'Ann\n3h\nHello'
    >>> page.lines[1].start, page.lines[1].gap, page.line_at(5)
    (5, 1, 1)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines(text)
        arrows = sum(line.text.startswith(">") for line in self.lines)
        self.clipped = len(self.lines) > 3 and arrows > CLIPPED * len(self.lines)
        if self.clipped or "](" in text:
            self.lines = [read for line in self.lines if (read := self._read(line)).text]

    @cached_property
    def view(self) -> str:
        """The lines joined by a line feed each: what patterns over several lines are matched against."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _at(self) -> array[int]:
        """Where in the view each line starts."""
        return array("q", accumulate((len(line.text) + 1 for line in self.lines[:-1]), initial=0))

    def drop_view(self) -> None:
        """Forget the view, which is as large as the text, once the headers are found in it."""
        self.__dict__.pop("view", None)
        self.__dict__.pop("_at", None)

    def drop_lines(self) -> None:
        """Forget the lines and all that was made of them: most of a page's memory. `words` and `origins` still work."""
        self.__dict__ = {"text": self.text, "clipped": self.clipped}

    def _read(self, line: Line) -> Line:
        words = line.text
        if self.clipped:
            words = words.removeprefix(">").strip()
        if "](" in words:
            while (plain := _LINK.sub(r"\1", words)) != words:
                words = plain
            words = _HEAD.sub("", re.sub(r"^- +", "", words).strip()).replace("\\[", "[").replace("\\]", "]")
        return line._replace(text=words) if words != line.text else line

    @cached_property
    def fields(self) -> set[int]:
        """The numbers of the lines that are fields of a profile."""
        return fields([line.text for line in self.lines])

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _ends(self) -> list[int]:
        return [line.end for line in self.lines]

    @cached_property
    def field_starts(self) -> set[int]:
        """Where in the text these lines start."""
        return {self.lines[number].start for number in self.fields}

    def line_at(self, offset: int) -> int:
        """The number of the line that an offset of the view lies in."""
        return bisect_right(self._at, offset) - 1

    def place(self, offset: int) -> int:
        """Where in the text an offset of the view lies."""
        number = self.line_at(offset)
        line, column = self.lines[number], offset - self._at[number]
        return line.end if column >= len(line.text) else line.start + column

    def as_written(self, words: str | None, places: list[tuple[int, int]]) -> str | None:
        """Return words that were read in one of these places with the signs that stand there."""
        for start, end in places if words else []:
            raw = self.text[start:end]
            at = (raw if raw.isascii() else raw.translate(PLAIN)).find(words or "")
            if at >= 0:
                return raw[at : at + len(words or "")]
        return words

    def is_parted(self, start: int) -> bool:
        """True if a blank line stands above the line that starts at an offset of the text."""
        number = bisect_right(self._starts, start) - 1
        return number >= 0 and self.lines[number].gap > 0

    def between(self, start: int, end: int) -> list[Line]:
        """Return the lines that lie between two offsets of the text, cut where an offset lies inside a line."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        found = self.lines[first:last]
        if found and (found[0].start < start or found[-1].end > end):
            cut = [_cut(line, start, end) for line in (found[0], found[-1])[: len(found)]]
            found = [line for line in [cut[0], *found[1:-1], *cut[1:]] if line.text]
        return found

    def words(self, start: int, end: int) -> str:
        """Return a part of the text with plain line ends, without the ">" of a clipping before each line."""
        part = self.text[start:end].replace("\r\n", "\n").replace("\r", "\n")
        return re.sub(r"(?m)^[ \t]*>[ \t]?", "", part) if self.clipped else part

    def origins(self, start: int, end: int) -> list[int]:
        """Where in the text each character of `words(start, end)` stands."""
        part = self.text[start:end]
        gone = {place for match in re.finditer(r"\r(?=\n)", part) for place in range(*match.span())}
        if self.clipped:
            gone |= {place for match in re.finditer(r"(?m)^[ \t]*>[ \t]?", part) for place in range(*match.span())}
        return [start + place for place in range(len(part)) if place not in gone]


def lines(text: str) -> list[Line]:
    r"""Return the lines of a text that are not blank.

    >>> [(line.text, line.gap) for line in lines("Ann\n\n 2 weeks ago \nHello")]
    [('Ann', 0), ('2 weeks ago', 1), ('Hello', 0)]
    """
    found: list[Line] = []
    at, feeds = 0, 0  # where a line starts, and the line feeds since the last one that is not blank
    for row in text.split("\n"):
        for raw in row.split("\r") if "\r" in row else (row,):
            plain = raw if raw.isascii() else raw.translate(PLAIN)
            words = plain.strip()
            if words:
                indent = 0 if len(words) == len(plain) else len(plain) - len(plain.lstrip())
                left = at + indent
                found.append(Line(left, left + len(words), words, feeds - 1 if found and feeds else feeds, indent))
                feeds = 0
            at += len(raw) + 1
        feeds += 1
    return found


def _cut(line: Line, start: int, end: int) -> Line:
    left, right = max(start, line.start), min(end, line.end)
    part = line.text[left - line.start : right - line.start]
    left += len(part) - len(part.lstrip())
    words = part.strip()
    return line._replace(start=left, end=left + len(words), text=words)
