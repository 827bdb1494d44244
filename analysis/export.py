"""Tables as JSON objects and files for other tools."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

import orjson
import pandas as pd

from analysis import convokit, graphml
from analysis.errors import InputError
from analysis.files import folder_beside, write_beside
from analysis.plain import plain, records
from analysis.thread import ALWAYS_KNOWN, Corpus, Thread

# What a spreadsheet would calculate. An apostrophe before it says that it is text; one more says so of the apostrophe.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# Where an empty cell means that nothing is known, an empty text is an apostrophe alone.
EMPTY = re.compile(r"'*\Z")


def as_json(thread: Thread | Corpus) -> dict:
    """Return a thread as plain objects: times in ISO 8601, missing values as None.

    Of several threads the comments stand in one list, and `articles` are a list instead of one `article`.

    Examples
    --------
    >>> from analysis import load_thread
    >>> found = as_json(load_thread("data/kyiv-post-macron/thread.txt"))
    >>> found["article"]["published"], found["comments"][5]["parent_id"], found["comments"][0]["parent_id"]
    ('2024-05-03T00:00:00+00:00', 'c5', None)
    """
    articles, notices, quotes = list(records(thread.articles)), thread.notices, thread.quotes
    if one := len(articles) == 1:
        notices = notices.drop(columns="thread_id", errors="ignore")
    return {
        **({"article": articles[0]} if one else {"articles": articles}),
        "comments": list(records(thread.comments)),
        "quotes": list(records(quotes)),
        "notices": list(records(notices)),
    }


def write_json(sources: Sequence[Thread | Corpus], stream: TextIO) -> None:
    """Write what one source holds as one object of `as_json`, of several a list of them; all exports are one source."""
    found = [as_json(source) for source in sources]
    json.dump(found[0] if len(found) == 1 else found, stream, ensure_ascii=False, indent=1, allow_nan=False)
    stream.write("\n")


def write(threads: Sequence[Thread | Corpus], path: Path) -> None:
    """Write threads by the path's ending, one of `FORMATS`: whole, or not at all.

    Raises
    ------
    InputError
        If there is no such format, or the path cannot be written to; for Parquet without pyarrow.
    """
    if path.suffix not in FORMATS:
        raise InputError(f"{path}: cannot write that format; use a name that ends in {', '.join(FORMATS)}")
    with (folder_beside if path.suffix == ".convokit" else write_beside)(path) as beside:
        FORMATS[path.suffix](threads, beside)


def _json(threads: Sequence[Thread | Corpus], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        write_json(threads, file)


def _lines(threads: Sequence[Thread | Corpus], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(map(_line, records(Corpus.of(threads).comments)))


def _line(row: dict) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _csv(threads: Sequence[Thread | Corpus], path: Path) -> None:
    comments = Corpus.of(threads).comments
    columns = [_cells(comments[name]) for name in comments]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, quoting=csv.QUOTE_ALL)  # a spreadsheet may split at semicolons: a;=1
        table.writerow(comments)
        table.writerows(zip(*columns, strict=True))


def _cells(column: pd.Series) -> list:
    """What stands in a CSV file: text that no spreadsheet takes for a formula."""
    cells = plain(column)
    if column.dtype != "str":
        return cells
    optional = column.name not in ALWAYS_KNOWN
    return [
        "'" + text if text is not None and (FORMULA.match(text) or optional and EMPTY.match(text)) else text
        for text in cells
    ]


def _parquet(threads: Sequence[Thread | Corpus], path: Path) -> None:
    try:
        Corpus.of(threads).comments.to_parquet(path, index=False)
    except ImportError:
        raise InputError("writing Parquet needs pyarrow: pip install pyarrow") from None


FORMATS: dict[str, Callable[[Sequence[Thread | Corpus], Path], None]] = {
    ".json": _json,
    ".jsonl": _lines,
    ".csv": _csv,
    ".parquet": _parquet,
    ".graphml": lambda threads, path: graphml.write(Corpus.of(threads).comments, path),
    ".convokit": lambda threads, path: convokit.write(Corpus.of(threads), path),
}
