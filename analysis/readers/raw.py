"""Sources of any number and length as tables on disk, in bounded memory: what `analysis.scale` begins with.

What an export says of ids, parents and times is written as it is. It is mended where whole threads are together, and
not here, where one thread may lie in several files and one file may hold a million threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.files import folder_beside, on_disk
from analysis.plain import records
from analysis.readers import found_in, own, parquet, pasted, pasted_thread, thread_name
from analysis.readers.assemble import BATCH, articles_of, tables
from analysis.readers.own import Own
from analysis.readers.records import Article, Found
from analysis.readers.streaming import writing
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, count, table

# Which file of all a row is of, and which row there it was.
RAW = COMMENTS | {"file": "int32", "row": "int64"}
RAW_ARTICLES = ARTICLES | {"file": "int32"}
RAW_QUOTES = QUOTES | {"file": "int32"}


class Reading(NamedTuple):
    """How sources are read; as for `load_threads`."""

    captured: str | None = None
    dialect: str | None = None
    timezone: str = "UTC"
    columns: Mapping[str, str] | None = None


class File(NamedTuple):
    """A file to be read: its number, its path, and whether it was found in a folder and may be no thread."""

    number: int
    path: str
    listed: bool


def write(
    files: Sequence[File], folder: Path, reading: Reading, progress: Callable[[int], object] = lambda size: None
) -> dict[str, Any]:
    """Write what files hold into a folder: comments, articles and quotes.parquet and corrupt.txt, all or none of them.

    Parameters
    ----------
    files : sequence of File
        The sources.
    folder : Path
        A folder of its own.
    reading : Reading
        How to read them.
    progress : function
        Called with the number of bytes that were read since the last time.

    Returns
    -------
    dict
        `sources`: of each file that was read a dict with its `number` and `name`; `nameless`, whether a thread has this
        name for want of an id of its own; `whole`, whether its tables are sound as they are; `quoted`, whether its
        quotations are known; `read_as`, `platform` and `parent_or_article` of `Found`; `alone`, the thread of comments
        that name none; how many `comments` and `threads`; and its `notices`. `unread`: why others of a folder were not.

    Raises
    ------
    InputError
        As `load_threads`, for a file that was not found in a folder.
    """
    sources: list[dict[str, Any]] = []
    unread: list[str] = []
    articles: list[pd.DataFrame] = []
    quotes: list[pd.DataFrame] = []
    with folder_beside(folder) as beside:
        with (beside / "corrupt.txt").open("wb") as corrupt, writing(beside / "comments.parquet", RAW) as write_rows:
            for file in files:
                try:
                    source = _Source(file, reading, corrupt.write, progress)
                    for chunk in source.chunks():
                        write_rows(chunk)
                except InputError as error:
                    if not file.listed:
                        raise
                    unread.append(f"{Path(file.path).name} ({str(error).removeprefix(file.path).strip(' :')})")
                    continue
                sources.append(source.told | {"threads": len(source.articles)})
                articles.append(source.articles.assign(file=file.number))
                quotes.append(source.quotes.assign(file=file.number))
        for name, parts, columns in (("articles", articles, RAW_ARTICLES), ("quotes", quotes, RAW_QUOTES)):
            with writing(beside / f"{name}.parquet", columns) as write_rows:
                for rows in parts:
                    write_rows(table(rows, columns))
    return {"sources": sources, "unread": unread}


class _Source:
    """One file, whose articles and quotations and what is told of it are known when its chunks are through."""

    def __init__(
        self,
        file: File,
        reading: Reading,
        broken: Callable[[bytes], object],
        progress: Callable[[int], object],
    ) -> None:
        self.file, self.reading, self.broken, self.progress = file, reading, broken, progress
        self.path, self.name = Path(file.path), thread_name(file.path)
        self.articles, self.quotes = table([], ARTICLES), table([], QUOTES)
        self.told: dict[str, Any] = {
            "number": file.number, "name": self.name, "path": file.path, "whole": True, "quoted": False,
            "read_as": "", "platform": "",
            "parent_or_article": False, "alone": self.name, "nameless": False, "comments": 0, "notices": [],
        }  # fmt: skip

    def chunks(self) -> Iterator[pd.DataFrame]:
        """Its comments, some at a time, with the columns of `RAW`."""
        done = 0
        with on_disk(self.path) as path, found_in(path, *self._how(), self.broken) as (found, consumed):
            for chunk in self._tables(path, found):
                first = self.told["comments"]
                self.told["comments"] += len(chunk)
                rows = np.arange(first, self.told["comments"])
                yield table(chunk.assign(file=self.file.number, row=rows), RAW)
                self.progress(consumed() - done)
                done = consumed()
        size = self.path.stat().st_size if self.path.is_file() else 0
        self.progress(max(0, size - done))

    def _how(self) -> tuple[str | None, Mapping[str, str] | None]:
        return self.reading.dialect, self.reading.columns

    def _tables(self, path: Path, found: Found | Own | None) -> Iterator[pd.DataFrame]:
        if isinstance(found, Found):
            yield from self._export(found)
        elif isinstance(found, Own) and path.is_file() and _is_parquet(path):
            yield from self._own(path)
        elif self.file.listed and not found and self.path.suffix != ".txt":
            raise InputError("no known format")
        else:
            how = (self.reading.captured, self.reading.dialect, self.reading.timezone)
            thread = found.read(self.name) if found else pasted_thread(path, self.file.path, self.name, *how)
            self.articles, self.quotes, self.told["quoted"] = thread.articles, thread.quotes, True
            self.told["notices"] = list(records(table(thread.notices, NOTICES)))
            yield thread.comments

    def _export(self, found: Found) -> Iterator[pd.DataFrame]:
        moment = pasted.check(self.reading.captured, self.reading.timezone)
        articles: list[Article] = []
        threads: dict[str, None] = {}
        unnamed = False
        for chunk in tables(found, articles, moment, self.reading.timezone):
            threads |= dict.fromkeys(chunk["thread_id"].dropna().unique())
            unnamed = unnamed or bool(chunk["thread_id"].isna().any())
            yield chunk
        named = pd.Series([*threads, *([None] if unnamed else [])], dtype="str")
        how = (self.name, self.file.path, moment, self.reading.timezone)
        self.articles = articles_of(found, articles, named, *how)
        given = {*threads, *(article.id for article in articles)}
        size = self.told["comments"]
        read_as = {"code": "read_as", "message": f"read as {found.read_as}: {count(size, 'comment')}", "count": size}
        self.told |= {
            "whole": False,
            "read_as": found.read_as,
            "platform": found.platform,
            "parent_or_article": found.parent_or_article,
            "nameless": self.name in set(self.articles["thread_id"]) - given,
            "alone": self.articles["thread_id"].iloc[0] if len(self.articles) == 1 else self.name,
            "notices": [read_as, *found.notices],
        }

    def _own(self, path: Path) -> Iterator[pd.DataFrame]:
        """A comments table of ours in Parquet, which may be too large for the memory."""
        threads: dict[str, None] = {}
        for batch in parquet.ours(path, BATCH):
            chunk = own.checked({name: batch[name] for name in batch.columns.astype(str)}, self.file.path)
            threads |= dict.fromkeys(chunk["thread_id"].unique())
            yield chunk
        names = list(threads) or [self.name]
        self.articles = table({"thread_id": names, "source": [self.file.path] * len(names)}, ARTICLES)
        size = self.told["comments"]
        message = f"read as a comments table of ours: {count(size, 'comment')}"
        self.told["notices"] = [{"code": "read_as", "message": message, "count": size}]


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"
