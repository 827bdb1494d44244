"""CSV, or the same with tabs, semicolons or bars, as programs and people really write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from analysis.errors import InputError
from analysis.files import decoded
from analysis.readers.records import Found
from analysis.readers.tables import SAMPLE, Claim, distinct, named
from analysis.thread import count

HEAD = 64 * 1024
LONGEST = 1 << 27  # characters of a field
SEPARATORS = ",\t;|"


def read(stream: io.BufferedReader, path: Path, claim: Claim) -> Found | None:
    """CSV, or the same with tabs, semicolons or bars; None if the first line is no header that `claim` knows.

    `claim` is given the names as the keys of an object, first without any rows: does it know them?
    """
    start = _start(stream.peek(HEAD)[:HEAD], path)
    if start is None:
        return None
    written, encoding = start
    sign, header = max(((sign, _header(written, sign)) for sign in SEPARATORS), key=lambda pair: len(pair[1]))
    if not header or not _regular(written, sign, len(header)):
        return None
    header, told = distinct(header)
    found = named(claim, dict.fromkeys(header), iter(()), path)
    if found is None:
        return None
    csv.field_size_limit(LONGEST)
    records = _records(stream, encoding, sign, header, path, told)
    found = named(claim, dict.fromkeys(header), records, path)
    if found:
        told += found.notices
        found.notices = told
    return found


def _start(head: bytes, path: Path) -> tuple[str, str] | None:
    """Return the whole lines of the beginning of a file and its encoding, None if it is no text."""
    end = head.rfind(b"\n") + 1
    end += head[end : end + 1] == b"\0"  # UTF-16
    try:
        written, encoding = decoded(head[:end] if len(head) == HEAD and end else head, path)
    except InputError:
        return None
    return written.lstrip("\ufeff").lstrip("\r\n"), encoding


def _header(written: str, sign: str) -> list[str]:
    return next(_rows(written, sign), [])


def _rows(written: str, sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(written, newline=""), delimiter=sign)
    except csv.Error:
        return


def _regular(written: str, sign: str, width: int) -> bool:
    """Whether most rows have as many fields as the header: lines of prose with commas do not."""
    rows = _Rows(io.StringIO(written, newline=""), sign, width)
    try:
        sizes = [len(row) for row in islice(rows, 1, SAMPLE) if row]
    except csv.Error:
        return False
    return sum(size == width for size in sizes) >= len(sizes) / 2


class _Rows:
    """The rows of a table in which a quotation mark may be just that, with nothing around it that says so.

    Such a mark at the beginning of a field would make one field of all that follows, up to the next mark or the end
    of the file. So where a field of several lines does not end as it should, and most of its lines are whole rows, its
    first line is read without regard to quotation marks, and what follows anew. A field that ends soundly is believed,
    but if each of its lines is a whole row of many columns.
    """

    MANY = 4  # columns: so many separators stand in each line of a text by no chance

    def __init__(self, text: Iterable[str], sign: str, width: int) -> None:
        self.text, self.sign, self.width = iter(text), sign, width
        self.again: list[str] = []  # lines to be read anew, the last first
        self.lines: list[str] = []  # of the row that is being read
        self.number = self.stray = self.open = 0

    def __iter__(self) -> Iterator[list[str]]:
        ended = False
        while not ended:
            try:
                for row in csv.reader(self._feed(), delimiter=self.sign, strict=True):
                    if len(self.lines) > 1 and self.width >= self.MANY and self._whole() == len(self.lines):
                        break
                    self.lines.clear()
                    yield row
                else:
                    ended = True
            except csv.Error:
                pass
            if self.lines:
                yield from self._mended()

    def _feed(self) -> Iterator[str]:
        while True:
            line = self.again.pop() if self.again else next(self.text, None)
            if line is None:
                return
            self.number += 1
            self.lines.append(line)
            yield line

    def _whole(self) -> int:
        """How many of the lines are rows of the right number of fields, if quotation marks mean nothing."""
        return sum(line.count(self.sign) == self.width - 1 for line in self.lines)

    def _mended(self) -> Iterator[list[str]]:
        stray = self.width > 1 and self._whole() > len(self.lines) / 2
        lines, self.lines = self.lines, []
        if stray:
            self.stray += 1
            self.number -= len(lines) - 1
            self.again += reversed(lines[1:])
            for row in csv.reader(lines[:1], delimiter=self.sign, quoting=csv.QUOTE_NONE):
                yield [_unquoted(field) for field in row]
            return
        self.open += len(lines) > 1
        yield from csv.reader(lines, delimiter=self.sign)


def _unquoted(field: str) -> str:
    """A field without the quotation marks around it: other fields of its row may be sound."""
    return field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field


def _records(
    stream: io.BufferedReader, encoding: str, sign: str, header: list[str], path: Path, told: list[dict]
) -> Iterator[dict]:
    """The rows below the header; what could not be read as it should is counted."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    source = _Rows(text, sign, len(header))
    rows = filter(None, source)
    wide = odd = 0
    try:
        next(rows, None)
        for row in rows:
            wide += len(row) > len(header)
            odd += any("\ufffd" in field for field in row)
            yield dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError(f"{path}: line {source.number} is no row of a table ({error})") from None
    finally:
        if not stream.closed:
            text.detach()  # the stream is not ours to close
    for code, number, what in (
        ("wide_rows", wide, "more fields than the table has columns: the last ones were left out"),
        ("encoding_broken", odd, "letters that are not in the encoding of the file; they stand as �"),
        ("stray_quotes", source.stray, "a quotation mark that encloses no field: it was read as part of the text"),
        ("unclosed_quotes", source.open, "a field of several lines whose quotation marks are wrong: see where it ends"),
    ):
        if number:
            have = "has" if number == 1 else "have"
            told.append({"code": code, "message": f"{count(number, 'row')} {have} {what}", "count": number})
