"""What a file is, told by its content and not by its name, and the reader for it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import orjson

from analysis.errors import InputError
from analysis.files import BUFFER, WHOLE, opened, whole
from analysis.readers import hackernews, reddit, tables
from analysis.readers.records import Found
from analysis.thread import count

# Each reader says for itself whether a source is of its format; the first that does reads it.
DOCUMENTS = [reddit, hackernews]  # document(data): one JSON value
LINES = [reddit, hackernews, tables]  # lines(first, records): JSON objects one after the other
FOLDERS: list[Any] = []  # folder(path): a folder that is one export
LISTS = ("comments", "data", "items", "results")  # where a document has its records

HEAD = 64 * 1024
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?:\[\s*)*\{\s*[\"}]|\[\s*\]\s*$)")


PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def find(stream: io.BufferedReader, path: Path, columns: Mapping[str, str] | None = None) -> Found | None:
    """Return what an export holds, or None for a text that no format claims: it was copied from a page.

    Parameters
    ----------
    stream : binary stream
        The file, unpacked, at its start; the rows found are read from it later, so it has to stay open.
    path : Path
        What errors name.
    columns : mapping, optional
        Which column of a table is which of `tables.NAMES`: {"author": "user"}.

    Raises
    ------
    InputError
        If the file is of a known format and broken, or has no comments in any known one.
    """
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(b"PAR1"):
        return tables.parquet(stream, path, columns)
    if _JSON.match(head):
        return _json(stream, path, columns)
    if is_page(head):
        from analysis.readers import html

        return html.page(whole(stream, path), str(path))
    return tables.separated(stream, path, columns)


def is_page(head: bytes) -> bool:
    """Whether a file that begins so is a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    return bool(PAGE.match(head) or MHTML.match(head))


def folder(path: Path) -> Found | None:
    """Return what a folder holds that is one export as a whole, or None."""
    return next((found for reader in FOLDERS if (found := reader.folder(path))), None)


def readable(file: Path, folder: Path) -> bool:
    """Whether a file of a folder is an export or a text: no hidden one, and none that a link names outside of it."""
    if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        return False
    if any(name.startswith(".") for name in file.relative_to(folder).parts):
        return False
    if file.suffix == ".txt":
        return True
    with opened(file) as stream:
        try:
            return find(stream, file) is not None
        except InputError:
            return False


def _json(stream: io.BufferedReader, path: Path, columns: Mapping[str, str] | None) -> Found:
    """One JSON document, or one object a line."""
    line = stream.readline(WHOLE + 1)
    try:
        first = orjson.loads(line)
    except orjson.JSONDecodeError:
        return _document(_loaded(line + whole(stream, path), path), path, columns)
    if isinstance(first, dict) and stream.peek(BUFFER).strip():
        told: list[dict[str, Any]] = []
        records = chain([first], _records(stream, told))
        found = tables.lines(first, records, columns) if columns else _found(first, records)
        if found is None:
            raise InputError(f"{path}: {_unknown(first)}")
        told += found.notices
        found.notices = told
        return found
    return _document(first, path, columns)


def _records(stream: io.BufferedReader, told: list[dict]) -> Iterator[dict]:
    """The objects of the lines; those that are none are counted."""
    broken, where = 0, 0
    for number, line in enumerate(stream, 2):
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError:
            record = None
        if isinstance(record, dict):
            yield record
        elif line.strip():
            broken, where = broken + 1, where or number
    if broken:
        message = f"{count(broken, 'line')} could not be read as JSON and left out; the first is line {where}"
        told.append({"code": "broken_lines", "message": message, "count": broken})


def _document(data: Any, path: Path, columns: Mapping[str, str] | None) -> Found:
    found = next((found for reader in DOCUMENTS if not columns and (found := reader.document(data))), None)
    if found:
        return found
    lists = [data] if isinstance(data, list) else [data.get(name) for name in LISTS] if isinstance(data, dict) else []
    for records in lists:
        rows = [record for record in records or [] if isinstance(record, dict)] if isinstance(records, list) else []
        if rows and (found := tables.lines(rows[0], iter(rows), columns) if columns else _found(rows[0], iter(rows))):
            return found
    if isinstance(data, dict) and (found := _found(data, iter([data]))):
        return found
    raise InputError(f"{path}: {_unknown(data)}")


def _found(first: dict, records: Iterator[dict]) -> Found | None:
    return next((found for reader in LINES if (found := reader.lines(first, records))), None)


def _loaded(raw: bytes, path: Path) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass
    try:  # Python's own reads NaN, and UTF-16
        return json.loads(raw)
    except RecursionError:
        raise InputError(f"{path}: JSON nested deeper than any thread is") from None
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(f"{path} looks like JSON and is broken: {error}") from None


def _unknown(data: Any) -> str:
    keys = ", ".join(map(str, list(data)[:8])) if isinstance(data, dict) else f"a list of {len(data)}"
    return (
        f"JSON without comments in any known format (it has {keys or 'nothing'}): see docs/formats.md, or name the "
        "columns, as in --columns body=text,author=user"
    )
