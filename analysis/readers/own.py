"""What `threads parse` wrote, read back as it was: nothing is guessed, repaired or left out.

A comments table (.parquet, .csv, .jsonl, a pandas frame) is known by columns that only ours has; its articles are their
ids. A .json file holds `article` (of several threads `articles`), `comments`, `quotes` and `notices`, or a list of such
objects. A corpus of ConvoKit has them in `meta`. A folder of `threads measure` has a manifest, and the columns of the
comments table are taken from it. In CSV an apostrophe stands before text that a spreadsheet would
calculate (see `analysis.export`). Quotations that are not in the file are found again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import pandas as pd

from analysis import dataset
from analysis.convokit import WRITER
from analysis.errors import InputError, TableError
from analysis.files import inside
from analysis.readers.assemble import marked, quoted
from analysis.thread import (
    ALWAYS_KNOWN,
    ARTICLES,
    COMMENTS,
    NOTICES,
    QUOTES,
    SPANS,
    Corpus,
    check_comments,
    count,
    table,
)

TELLING = {"thread_id", "comment_id", "parent_evidence", "own_words", "status"}
THREADS = [{"article", "comments", "notices"}, {"articles", "comments", "notices"}]
LONGEST = 1 << 27  # characters of a CSV field
SEPARATORS = ",;\t"  # what spreadsheets save with
MOMENT = re.compile(r"([+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00:00")
HIDDEN = re.compile(r"'+(?:[=+\-@\t\r]|\Z)")  # text that an apostrophe was put before
HIDDEN_FORMULA = re.compile(r"'+[=+\-@\t\r]")


class Own(NamedTuple):
    """What we wrote; `read` gives its tables, where the thread of an empty table has the name given."""

    read: Callable[[str], Corpus]


def document(data: Any, path: Path) -> Own | None:
    """What `analysis.export.as_json` gives, a list of it, or the only row of a table."""
    if isinstance(data, dict) and is_ours(data):
        return lines(iter([data]), path)
    threads = data if isinstance(data, list) else [data]
    if not threads or not all(map(_is_thread, threads)):
        return None
    return Own(lambda _: _threads(threads, path))


def lines(records: Iterator[dict], path: Path, broken: Sequence[dict] = ()) -> Own:
    """Rows of the comments table as JSON objects; `broken` has notices on other lines when the rows are at an end."""

    def read(name: str) -> Corpus:
        columns = _columns(records)
        if broken:
            raise InputError(f"{path} is damaged: {broken[0]['message']}")
        return _corpus(columns, name, path)

    return Own(read)


def separated(stream: io.BufferedReader, head: bytes, path: Path) -> Own | None:
    """The comments table as CSV."""
    title = next(iter(head.decode("utf-8-sig", errors="replace").splitlines()), "")
    for sign in SEPARATORS:
        if is_ours(name.strip('"') for name in title.split(sign)):
            return Own(partial(_separated, stream, sign, path))
    return None


def folder(path: Path) -> Own | None:
    """What `threads measure` wrote, or a corpus of ConvoKit of ours: all of comments and articles is in its `meta`."""
    if dataset.manifest(path) is not None:
        return Own(partial(_measured, path))
    if not all(inside(path / name, path) for name in ("corpus.json", "conversations.json", "utterances.jsonl")):
        return None
    try:
        whole = orjson.loads((path / "corpus.json").read_bytes())
        if not isinstance(whole, dict) or whole.get("written_by") != WRITER:
            return None
        articles = [dict(row["meta"]) for row in orjson.loads((path / "conversations.json").read_bytes()).values()]
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return None

    def read(_: str) -> Corpus:
        try:
            with (path / "utterances.jsonl").open("rb") as lines:
                utterances = [orjson.loads(line) for line in lines]
            rows = [
                one["meta"] | {"thread_id": one["conversation_id"], "body": one["text"]}
                for one in utterances
                if one["reply-to"] is not None
            ]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path} is damaged: its utterances are not as we wrote them ({error})") from None
        comments = checked(_columns(rows, COMMENTS), path)
        about = _typed(_columns(articles, ARTICLES), ARTICLES, path)
        _check_threads(comments, about, path)
        return _together(comments, about, _read_as(len(comments), list(about["thread_id"])))

    return Own(read)


def _measured(path: Path, _: str) -> Corpus:
    comments = checked(_series(dataset.load(path, "comments", list(COMMENTS))), path)
    articles = _typed(_series(dataset.load(path, "articles")), ARTICLES, path)
    _check_threads(comments, articles, path)
    notices = dataset.load(path, "notices")
    if len(articles) == 1:
        notices["thread_id"] = articles["thread_id"].iloc[0]
    return _together(comments, articles, notices)


def is_ours(names: Iterable) -> bool:
    """Whether a table has columns that only ours has."""
    return set(names) >= TELLING


def parquet(path: Path, unpacked: io.BytesIO | None = None) -> Own | None:
    """The comments table from a Parquet file, or what was packed in it; None if it is another table, or damaged."""
    try:
        from analysis.readers import parquet
    except ImportError:
        return None
    try:
        if not is_ours(parquet.names(path, unpacked)):
            return None
    except InputError:
        return None

    def read(name: str) -> Corpus:
        parquet.check(path, unpacked)
        return frame(pd.read_parquet(unpacked or path), path).read(name)

    return Own(read)


def frame(rows: pd.DataFrame, source: str | Path = "a pandas frame") -> Own:
    """The comments table itself, whatever its index."""
    return Own(lambda name: _corpus(_series(rows), name, source))


def _is_thread(data: Any) -> bool:
    if not isinstance(data, dict) or set(data) - {"quotes"} not in THREADS:
        return False
    lists = [data.get("articles", [data.get("article")]), data["comments"], data["notices"]]
    lists.append(data.get("quotes", []))
    if not all(isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in lists):
        return False
    return all(map(is_ours, data["comments"][:1]))


def _threads(threads: Iterable[dict], path: Path) -> Corpus:
    found = []
    for thread in threads:
        articles = _typed(_columns(thread.get("articles", [thread.get("article")]), ARTICLES), ARTICLES, path)
        comments = checked(_columns(thread["comments"], COMMENTS), path)
        _check_threads(comments, articles, path)
        notices = _typed(_columns(thread["notices"], told := {"thread_id": "str"} | NOTICES), told, path)
        if len(articles) == 1:
            notices["thread_id"] = articles["thread_id"].iloc[0]
        whole = _together(comments, articles, notices)
        if "quotes" in thread:  # not in what older versions wrote
            quotes = _typed(_columns(thread["quotes"], QUOTES), QUOTES, path)
            whole = replace(whole, quotes=quotes)
        found.append(whole)
    try:
        return Corpus.of(found)
    except TableError as error:
        raise InputError(f"{path}: {error}") from None


def _check_threads(comments: pd.DataFrame, articles: pd.DataFrame, path: Path) -> None:
    known = articles["thread_id"]
    if known.isna().any() or not comments["thread_id"].isin(known).all():
        raise InputError(f"{path}: a comment has a thread_id that no article has, or an article has none")


def _corpus(columns: Mapping[str, Sequence], name: str, source: str | Path) -> Corpus:
    comments = checked(columns, source)
    threads = pd.unique(comments["thread_id"]) if len(comments) else [name]
    foreign = [column for column in columns if column not in COMMENTS]
    articles = table({"thread_id": list(threads), "source": [str(source)] * len(threads)}, ARTICLES)
    return _together(comments, articles, _read_as(len(comments), list(threads), foreign))


def _read_as(size: int, threads: Sequence[str], foreign: Sequence[str] = ()) -> pd.DataFrame:
    told = [("read_as", f"read as a comments table of ours: {count(size, 'comment')}", size)]
    if foreign:
        told.append(("columns", f"columns left out that a comments table has not: {', '.join(foreign)}", len(foreign)))
    rows = [{"code": code, "message": message, "count": number} for code, message, number in told]
    return table(rows, NOTICES).assign(thread_id=threads[0] if len(threads) == 1 else None)


def _together(comments: pd.DataFrame, articles: pd.DataFrame, notices: pd.DataFrame) -> Corpus:
    notices = table(notices, {"thread_id": "str"} | NOTICES)
    spans = table([], {"thread_id": "str"} | SPANS)
    quotations = quoted(comments, articles, marked(comments["body"].to_numpy()))
    return Corpus(comments=comments, articles=articles, quotes=quotations, spans=spans, notices=notices)


def checked(columns: Mapping[str, Sequence], source: str | Path) -> pd.DataFrame:
    """The comments table that columns make; an InputError if they make none."""
    try:
        return check_comments(_typed(columns, COMMENTS, source))
    except TableError as error:
        raise InputError(f"{source}: {error}") from None


def _series(rows: pd.DataFrame) -> dict:
    return {str(column): rows[column].reset_index(drop=True) for column in rows}


def _columns(records: Iterable[dict], known: Iterable[str] = ()) -> dict[str, list]:
    """Rows as columns: those of the first row, and those known to be there."""
    rows = list(records)
    names = dict.fromkeys([*known, *(rows[0] if rows else ())])
    return {name: [row.get(name) for row in rows] for name in names}


def _separated(stream: io.BufferedReader, sign: str, path: Path, name: str) -> Corpus:
    csv.field_size_limit(LONGEST)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    rows = csv.reader(text, delimiter=sign)
    try:
        names = next(rows)
        cells = [row for row in rows if row]
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: line {rows.line_num + 1} is no row of a CSV file in UTF-8 ({error})") from None
    finally:
        text.detach()  # who opened the file closes it
    for row in cells:
        if len(row) != len(names):
            raise InputError(
                f"{path}: a row has {len(row)} fields and the first line {len(names)}: it starts {row[:2]}"
            )
    columns = dict(zip(names, zip(*cells, strict=True), strict=True)) if cells else dict.fromkeys(names, ())
    return _corpus({title: [_cell(text, title) for text in column] for title, column in columns.items()}, name, path)


def _cell(text: str, name: str) -> str | None:
    """What a cell of the CSV file says: nothing is known, or a text without the apostrophe before it."""
    if name in ALWAYS_KNOWN:
        return text[1:] if text[:1] == "'" and HIDDEN_FORMULA.match(text) else text
    return (text[1:] if text[:1] == "'" and HIDDEN.match(text) else text) or ("" if text else None)


def _typed(columns: Mapping[str, Sequence], schema: dict, source: str | Path) -> pd.DataFrame:
    """A table of this schema; a value that its column cannot have is an error."""
    size = len(next(iter(columns.values()), ()))
    found = {}
    for name, dtype in schema.items():
        try:
            found[name] = _values(columns.get(name, [None] * size), dtype)
        except (ValueError, TypeError, OverflowError) as error:
            raise InputError(f"{source}: the column {name!r} holds what it cannot: {error}") from None
    return table(found, schema)


def _values(values: Sequence, dtype: Any) -> pd.Series:
    if isinstance(dtype, pd.CategoricalDtype):
        known = pd.Series(values, dtype="object")
        if foreign := set(known.dropna()) - set(dtype.categories):
            raise ValueError(f"{min(map(str, foreign))!r} is none of {', '.join(dtype.categories)}")
        return known.astype(dtype)
    if isinstance(values, pd.Series) and values.dtype != "object":
        return values.astype(dtype)
    if dtype == "Int64":
        return pd.Series([None if value is None or value is pd.NA else int(value) for value in values], dtype=dtype)
    return _moments(values) if str(dtype).startswith("datetime64") else pd.Series(values, dtype=dtype)


def _moments(values: Sequence) -> pd.Series:
    """Times as `analysis.plain` writes them."""
    found = [None if text is None else MOMENT.fullmatch(text) for text in values]
    for text, match in zip(values, found, strict=True):
        if match is None and text is not None:
            raise ValueError(f"{text!r} is not written as 2024-05-03T12:00:00+00:00")
    moments = np.array(["NaT" if match is None else match[1] for match in found], dtype="datetime64[us]")
    return pd.Series(moments).dt.tz_localize("UTC")
