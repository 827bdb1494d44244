"""What a file is, told by its content and not by its name, and the reader for it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from analysis.errors import InputError
from analysis.files import BUFFER, WHOLE, decoded, whole
from analysis.readers import (
    activitypub,
    bluesky,
    chat,
    convokit,
    coral,
    discourse,
    disqus,
    facebook,
    feeds,
    guardian,
    hackernews,
    javascript,
    lemmy,
    mail,
    mastodon,
    nyt,
    own,
    reddit,
    separated,
    sites,
    socc,
    stackexchange,
    staticman,
    tables,
    widgets,
    wordpress,
    youtube,
)
from analysis.readers import xml as markup
from analysis.readers.own import Own
from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import ODD, dicts, loaded
from analysis.thread import count

# Each reader says for itself whether a source is of its format; the first that does reads it.
READERS: list[Any] = [
    reddit, hackernews, youtube, discourse, mastodon, lemmy, bluesky, guardian, coral, nyt, facebook, socc, chat,
    widgets, sites, convokit, activitypub, staticman, mail, disqus, wordpress, feeds, stackexchange,
]  # fmt: skip
DOCUMENTS = [reader for reader in READERS if hasattr(reader, "document")]  # document(data): one JSON value
LINES = [reader for reader in READERS if hasattr(reader, "lines")]  # lines(first, records): objects or rows
FOLDERS = [reader for reader in READERS if hasattr(reader, "folder")]  # folder(path): a folder that is one export
XML = [reader for reader in READERS if hasattr(reader, "xml")]  # xml(root, head, stream)
LISTS = ("comments", "data", "items", "results", "posts")  # where a document has its records
KNOWN_XML = "exports of Disqus, WordPress (WXR) and Blogger, feeds of comments and Comments.xml of Stack Exchange"

HEAD = 64 * 1024
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?:\[\s*){50}|(?:\[\s*)*\{\s*[\"}]|\[\s*\]\s*$)")

PAGE = re.compile(  # possessive: of many comments no other way to divide them is tried
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*+(?:<!--(?:(?!-->).)*+-->\s*+|<\?xml[^>]*+>\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
MAILED = re.compile(rb"^(?:received|message-id):", re.IGNORECASE | re.MULTILINE)  # a letter with pictures in it
MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def find(
    stream: io.BufferedReader,
    path: Path,
    columns: Mapping[str, str] | None = None,
    broken: Callable[[bytes], object] | None = None,
) -> Found | Own | None:
    """Return what an export holds, or None for a text that no format claims: it was copied from a page.

    Parameters
    ----------
    stream : binary stream
        The file, unpacked, at its start; the rows found are read from it later, so it has to stay open.
    path : Path
        What errors name.
    columns : mapping, optional
        Which column of a table is which of `tables.NAMES`: {"author": "user"}.
    broken : function, optional
        Called with each line of JSON lines that is none.

    Raises
    ------
    InputError
        If the file is of a known format and broken, or has no comments in any known one.
    """
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(b"PAR1"):
        with path.open("rb") as file:
            packed = not file.read(4) == b"PAR1"
        source = io.BytesIO(whole(stream, path)) if packed else None
        ours = None if columns else own.parquet(path, source)
        return ours or tables.parquet(path, claim(columns), source)
    if is_page(head):
        if columns:
            raise InputError(f"{path}: --columns tells of a table, and this is a web page")
        from analysis.readers import html

        return html.page(whole(stream, path), str(path))
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        text, _ = decoded(whole(stream, path), path)
        return find(io.BufferedReader(io.BytesIO(text.encode("utf-8", "replace"))), path, columns)
    if _JSON.match(head):
        return _json(stream, path, columns, broken)
    root, declared = markup.root(head)
    if root and root != "html" and (found := _xml(root, head, stream, path if declared else None)):
        if columns:
            raise InputError(f"{path}: --columns tells of a table, and this is XML ({found.read_as})")
        return found
    if not columns and (ours := own.separated(stream, head, path)):
        return ours
    found = mail.messages(head, stream) or separated.read(stream, path, claim(columns))
    return found or _plain(head, stream, path)


def not_pasted(stream: io.BufferedReader) -> str | None:
    """Return what a file at its start says that it is, where that is nothing a page is copied as; else None."""
    head = stream.peek(HEAD)[:HEAD]
    if is_page(head):
        return "a web page"
    if markup.root(head)[1]:
        return "XML"
    return "Parquet" if head.startswith(b"PAR1") else "JSON" if _JSON.match(head) else None


def frame(table: pd.DataFrame, columns: Mapping[str, str] | None = None) -> Found:
    """Return what a pandas frame holds; parameters and errors as in `find`."""
    return tables.frame(table, claim(columns))


def claim(columns: Mapping[str, str] | None = None) -> tables.Claim:
    """The reader of objects or rows: the first that knows their names, or `tables` if it is told what they are."""
    if columns:
        return partial(tables.lines, columns=columns)
    return _claimed


def _claimed(first: dict, records: Iterator[dict]) -> Found | None:
    found = next((found for reader in LINES if (found := reader.lines(first, records))), None)
    return found or _documents(first, records) or tables.lines(first, records)


def _documents(first: dict, records: Iterator[dict]) -> Found | None:
    """One document after the other, each of the format of the first."""
    reader = next((reader for reader in DOCUMENTS if reader.document(first)), None)
    if reader is None:
        return None
    known = reader.document(first)

    def rows() -> Iterator[Comment | Article]:
        for record in records:
            if found := reader.document(record):
                yield from found.rows
                known.notices += found.notices

    known.rows, known.notices = rows(), []
    return known


def is_page(head: bytes) -> bool:
    """Whether a file that begins so is a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    return bool(PAGE.match(head) or (MHTML.match(head) and not MAILED.search(head)))


def folder(path: Path) -> Found | None:
    """Return what a folder holds that is one export as a whole, or None."""
    return next((found for reader in FOLDERS if (found := reader.folder(path))), None)


def _plain(head: bytes, stream: io.BufferedReader, path: Path) -> Found | None:
    """Text whose beginning shows that it was not copied from a page."""
    start = head.decode("utf-8-sig", "replace")
    readers = [reader for reader in (staticman, javascript) if reader.STARTS.match(start)]
    if not readers:
        return None
    try:
        text, _ = decoded(whole(stream, path), path)
    except InputError:
        return None
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    if staticman in readers and (found := staticman.plain(text, path)):
        return found
    values = javascript.literals(text) if javascript in readers else iter(())
    return next((found for data in values for reader in DOCUMENTS if (found := reader.document(data))), None)


def _xml(root: str, head: bytes, stream: io.BufferedReader, path: Path | None) -> Found | None:
    """What a file of XML holds; an error, if a path is given to name in it, where it is of no known format."""
    found = next((found for reader in XML if (found := reader.xml(root, head, stream))), None)
    if found is None and path:
        raise InputError(f"{path}: XML of no known format (its first element is <{root}>): {KNOWN_XML} can be read")
    return found


def _json(
    stream: io.BufferedReader, path: Path, columns: Mapping[str, str] | None, broken: Callable[[bytes], object] | None
) -> Found | Own:
    """One JSON document, or one object a line."""
    line = stream.readline(WHOLE + 1)
    first = _value(line)
    told: list[dict[str, Any]] = []
    if first is None and _goes_on(stream):
        records = _records(chain([line], stream), 1, told, dict, broken)
        first = next(records)
        return _objects(first, records, told, path, columns)
    if first is None:
        return _document(_loaded(line + whole(stream, path), path), path, columns)
    follows = bool(stream.peek(BUFFER).strip())
    if isinstance(first, list) and follows:
        return _lists(first, stream, path, columns, broken)
    if isinstance(first, dict) and follows:
        return _objects(first, _records(stream, 2, told, dict, broken), told, path, columns)
    return _document(first, path, columns)


def _goes_on(stream: io.BufferedReader) -> bool:
    """Whether two objects follow, a line each, as in no JSON document: what came before was a damaged line."""
    ahead = stream.peek(BUFFER).split(b"\n", 2)
    return len(ahead) == 3 and all(isinstance(_value(line), dict) for line in ahead[:2])


def _objects(
    first: dict, others: Iterator[dict], told: list[dict], path: Path, columns: Mapping[str, str] | None
) -> Found | Own:
    """One object a line; `told` has notices on the others when these are at an end."""
    records = chain([first], others)
    if not columns and own.is_ours(first):
        return own.lines(records, path, told)
    found = claim(columns)(first, records)
    if found is None:
        raise InputError(f"{path}: {_unknown(first)}")
    told += found.notices
    found.notices = told
    return found


def _lists(
    first: list,
    stream: io.BufferedReader,
    path: Path,
    columns: Mapping[str, str] | None,
    broken: Callable[[bytes], object] | None,
) -> Found | Own:
    """One list a line, as of pages: read as one list."""
    told: list[dict[str, Any]] = []
    others = _records(stream, 2, told, list, broken)
    found = _document([*first, *chain.from_iterable(others)], path, columns)
    if isinstance(found, Found):
        found.notices += told
    elif told:
        raise InputError(f"{path} is damaged: {told[0]['message']}")
    return found


def _records(
    lines: Iterable[bytes], number: int, told: list[dict], kind: type, broken: Callable[[bytes], object] | None
) -> Iterator[Any]:
    """The objects or lists of lines, the first of which has this number; those that are none are counted."""
    wrong, where = 0, 0
    for place, line in enumerate(lines, number):
        record = _value(line)
        if isinstance(record, kind):
            yield record
        elif line.strip():
            wrong, where = wrong + 1, where or place
            if broken:
                broken(line)
    if wrong:
        message = f"{count(wrong, 'line')} could not be read as JSON and left out; the first is line {where}"
        told.append({"code": "broken_lines", "message": message, "count": wrong})


def _document(data: Any, path: Path, columns: Mapping[str, str] | None) -> Found | Own:
    if not columns and (ours := own.document(data, path)):
        return ours
    found = next((found for reader in DOCUMENTS if not columns and (found := reader.document(data))), None)
    if found:
        return found
    lists = [data] if isinstance(data, list) else [data.get(name) for name in LISTS] if isinstance(data, dict) else []
    if isinstance(data, dict):
        lists.append([data])
    for records in lists:
        rows = dicts(records)
        if rows and (found := claim(columns)(rows[0], iter(rows))):
            return found
    raise InputError(f"{path}: {_unknown(data)}")


def _value(line: bytes) -> Any:
    """The value of a line, also with NaN or half of an emoji in it; None if it is broken."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        if not ODD.search(line):
            return None
    try:
        return loaded(line)
    except (ValueError, RecursionError):
        return None


def _loaded(raw: bytes, path: Path) -> Any:
    try:
        return loaded(raw)
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
