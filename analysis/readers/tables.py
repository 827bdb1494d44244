"""Any table of comments: CSV and the like, JSON lines, Parquet, a pandas frame. The names tell what a column is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.files import decoded
from analysis.readers.records import Article, Comment, Found, Markup

HEAD = 64 * 1024
LONGEST = 1 << 27  # characters of a field
SEPARATORS = ",\t;|"
PERSON = ("name", "displayName", "username", "login", "id")  # where the object of a user has its name
SAMPLE = 200  # rows that tell whether the bodies are HTML

# What each column of ours is called elsewhere, the surest first; case, "_", "-" and blanks do not matter.
NAMES = {
    "body": "body commentbody commenttext commentcontent textoriginal textdisplay selftext commentmessage text comment "
    "content message contenttext contenthtml bodytext replytext posttext reviewtext review tweet",
    "author": "author authorname commentauthor username userdisplayname authordisplayname displayname screenname "
    "commentfromname fromname nickname nick user poster name by postedby userid authorid",
    "id": "commentid id cid uid commenthex postid messageid",
    "parent": "parentid parentcommentid parent replyto inreplyto inreplytoid replytoid parenthex parentcomment "
    "inreplytocommentid replyid",
    "posted": "createdutc createdat posted postedat publishedat timestamp datetime createdtime commentcreated "
    "commentdate createdate creationdate created date time postdate posttime publisheddate published when updatedat",
    "score": "score likes likecount votes upvotes points recommendations ups totalvotes netvotes karma",
    "thread": "threadid articleid linkid storyid conversationid topicid submissionid videoid articleurl postid "
    "articletitle url",
}
NOBODY = {"", "0", "-1", "nan", "none", "null", "root"}  # what stands for no parent
_HTML = re.compile(
    r"</?(?:p|br|a|i|b|em|strong|blockquote|div|span)\b[^<>]*>|&(?:#\d+|#x[\da-f]+|amp|quot|lt|gt);", re.I
)


def lines(first: dict, records: Iterator[dict], columns: Mapping[str, str] | None = None) -> Found | None:
    """Rows as objects; None if their names do not say where the comment's text and anything else about it is."""
    chosen = choose(list(first), columns)
    if chosen is None:
        return None
    return _rows(chosen, records)


def separated(stream: io.BufferedReader, path: Path, columns: Mapping[str, str] | None = None) -> Found | None:
    """CSV, or the same with tabs, semicolons or bars; None if the first line is no header of a table of comments."""
    head = stream.peek(HEAD)[:HEAD]
    if not head.strip():
        return None
    try:
        start, encoding = decoded(head[: head.rfind(b"\n") + 1] or head, path)
    except InputError:
        return None
    title = start.lstrip("\ufeff").splitlines()[0]
    headers = {sign: _split(title, sign) for sign in SEPARATORS}
    sign = max(headers, key=lambda sign: len(headers[sign]))
    if len(headers[sign]) < 2 and not columns or choose(headers[sign], columns) is None:
        return None
    csv.field_size_limit(LONGEST)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    rows = csv.DictReader(text, delimiter=sign)
    return lines(dict.fromkeys(rows.fieldnames or ()), _checked(rows, path), columns)


def parquet(stream: io.BufferedReader, path: Path, columns: Mapping[str, str] | None = None) -> Found:
    """The rows of a Parquet file, a batch in memory at a time."""
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise InputError(f"{path}: reading Parquet needs pyarrow: pip install pyarrow") from None
    try:
        file = ParquetFile(path)
    except (ArrowInvalid, OSError) as error:
        raise InputError(f"{path}: a damaged Parquet file ({error})") from None
    names = file.schema_arrow.names
    records = (row for batch in file.iter_batches() for row in batch.to_pylist())
    found = lines(dict.fromkeys(names), records, columns)
    if found is None:
        raise InputError(f"{path}: a table without a column of comments (it has {', '.join(names[:12])})")
    return found


def frame(table: pd.DataFrame, columns: Mapping[str, str] | None = None) -> Found:
    """The rows of a pandas frame."""
    plain = table.astype("object").where(table.notna(), None)
    records = plain.rename(columns=str).to_dict("records")
    found = lines(dict.fromkeys(map(str, table.columns)), iter(records), columns)
    if found is None:
        raise InputError(f"a table without a column of comments (it has {', '.join(map(str, table.columns[:12]))})")
    return found


def choose(names: Sequence[str], columns: Mapping[str, str] | None = None) -> dict[str, str] | None:
    """Return which of a table's columns is which of `NAMES`: as told, else as the names say.

    None if there is no text, or nothing but a text.

    Raises
    ------
    InputError
        If `columns` names one that is not there or that we do not have.

    >>> choose(["user", "text", "created_at", "likes"])
    {'body': 'text', 'author': 'user', 'posted': 'created_at', 'score': 'likes'}
    """
    told = dict(columns or {})
    for ours, theirs in told.items():
        if ours not in NAMES:
            raise InputError(f"no column can be given as {ours!r}: there are {', '.join(NAMES)}")
        if theirs not in names:
            raise InputError(f"there is no column {theirs!r}: the table has {', '.join(map(str, names[:20]))}")
    plain = {re.sub(r"[\W_]", "", str(name)).casefold(): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for ours, others in NAMES.items():
        taken = {*told.values(), *chosen.values()}
        free = [plain[other] for other in others.split() if other in plain and plain[other] not in taken]
        if ours in told:
            chosen[ours] = told[ours]
        elif free:
            chosen[ours] = free[0]
    return chosen if "body" in chosen and (len(chosen) > 1 or told) else None


def _rows(chosen: dict[str, str], records: Iterator[dict]) -> Found | None:
    sample = list(islice(records, SAMPLE))
    marked = sum(bool(_HTML.search(str(row.get(chosen["body"]) or ""))) for row in sample)
    markup: Markup = "html" if marked > 0.05 * len(sample) else "plain"
    if sample and not any(isinstance(row.get(chosen["body"]), str) for row in sample):
        return None
    comment = _maker(chosen)
    names = ", ".join(f"{ours}={theirs}" for ours, theirs in chosen.items())
    found = Found("a table", map(comment, chain(sample, records)), markup, "parent" in chosen)
    message = f"columns taken: {names}; if that is wrong, give the right ones with --columns {names.replace(', ', ',')}"
    found.notices.append({"code": "columns", "message": message, "count": len(chosen)})
    return found


def _maker(chosen: dict[str, str]) -> Callable[[dict], Comment | Article]:
    body, author, id, parent, posted, score, thread = (chosen.get(name, "") for name in NAMES)

    def comment(row: dict) -> Comment:
        get = row.get
        answered, under = _id(get(parent)), _id(get(thread))
        if answered is not None and (answered.casefold() in NOBODY or answered == under or answered[:3] == "t3_"):
            answered = None
        return Comment(
            _text(get(body)) or "",
            _id(get(id)),
            answered,
            _text(get(author)),
            _time(get(posted)),
            _number(get(score)),
            under,
        )

    return comment


def _text(value: Any) -> str | None:
    """A value as text; an object of a user is its name."""
    if isinstance(value, dict):
        value = next((value[name] for name in PERSON if value.get(name)), None)
    return None if value is None or value != value else str(value)


def _id(value: Any) -> str | None:
    text = _text(value)
    if text is None or not text.strip():
        return None
    return text.strip().removesuffix(".0").removeprefix("t1_")  # an id that was a number; Reddit's ids


def _time(value: Any) -> float | str | None:
    """Seconds or milliseconds since 1970, or a time as written."""
    if isinstance(value, pd.Timestamp) or hasattr(value, "isoformat"):
        return value.isoformat() if value == value else None
    if isinstance(value, str) and re.fullmatch(r"\d{9,13}(?:\.\d+)?", value.strip()):
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value / 1000 if value > 1e11 else value if value == value else None
    return _text(value) or None


def _number(value: Any) -> int | None:
    """Votes: 12, "12", "1,204", "3.8K"."""
    match = re.fullmatch(r"\s*([+-]?\d[\d,]*(?:\.\d+)?)\s*([KMkm]?)\s*", str(value))
    if match is None:
        return None
    return round(float(match[1].replace(",", "")) * {"": 1, "k": 1e3, "m": 1e6}[match[2].lower()])


def _split(line: str, sign: str) -> list[str]:
    return next(csv.reader([line], delimiter=sign), [])


def _checked(rows: csv.DictReader, path: Path) -> Iterator[dict]:
    try:
        yield from rows
    except csv.Error as error:
        raise InputError(f"{path}: line {rows.line_num} is no row of a table ({error})") from None
