"""Tables as JSON objects and files for other tools."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pandas as pd

from analysis.errors import InputError
from analysis.thread import Corpus, Thread


def as_json(thread: Thread) -> dict:
    """Return a thread as plain objects: times in ISO 8601, missing values as None.

    Examples
    --------
    >>> from analysis import load_thread
    >>> found = as_json(load_thread("data/kyiv-post-macron/thread.txt"))
    >>> found["article"]["published"], found["comments"][5]["parent_id"], found["comments"][0]["parent_id"]
    ('2024-05-03T00:00:00+00:00', 'c5', None)
    """
    return {
        "article": _records(thread.articles)[0],
        "comments": _records(thread.comments),
        "notices": _records(thread.notices),
    }


def write_json(sources: Sequence[Thread | Corpus], stream: TextIO) -> None:
    """Write one thread as one object of `as_json`, several as a list of them."""
    threads = (thread for source in sources for thread in (source.split() if isinstance(source, Corpus) else [source]))
    found = [as_json(thread) for thread in threads]
    json.dump(found[0] if len(found) == 1 else found, stream, ensure_ascii=False, indent=1, allow_nan=False)
    stream.write("\n")


def write(threads: Sequence[Thread | Corpus], path: Path) -> None:
    """Write threads as .json, or only their comments as .jsonl, .csv or .parquet, by the path's ending.

    Raises
    ------
    InputError
        For Parquet without pyarrow.
    """
    if path.suffix == ".json":
        with path.open("w", encoding="utf-8") as file:
            return write_json(threads, file)
    comments = Corpus.of(threads).comments
    if path.suffix == ".csv":
        pd.DataFrame(_records(comments), columns=list(comments)).to_csv(path, index=False)
    elif path.suffix == ".jsonl":
        lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in _records(comments))
        with path.open("w", encoding="utf-8") as file:
            file.writelines(lines)
    else:
        try:
            comments.to_parquet(path, index=False)
        except ImportError:
            raise InputError("writing Parquet needs pyarrow: pip install pyarrow") from None


def _records(table: pd.DataFrame) -> list[dict]:
    plain = table.astype("object").where(table.notna(), None)
    for name in table.select_dtypes("datetimetz"):
        times = [None if pd.isna(time) else time.isoformat() for time in table[name]]
        plain[name] = pd.Series(times, index=table.index, dtype="object")  # as text, None would become NaN
    return plain.to_dict("records")
