"""An export of any length to a Parquet file, in the memory of fifty thousand comments and a few numbers of the rest.

The comments are written as they are read. Kept of each are hashes (64 bits) of its thread, its id, its parent, and of
what else makes two comments one: enough to see which stand twice and which parents cannot be. A second pass over what
was written mends these and writes the result. It is the table that `load_threads` gives, but for `language`: a comment
is judged by those of the fifty thousand that it was read with, not by all of its thread.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.files import opened, write_beside
from analysis.readers import integrity, pasted, recognise, thread_name
from analysis.readers.assemble import articles_of, languages_of, tables
from analysis.readers.records import Article, Found
from analysis.text import in_english
from analysis.thread import COMMENTS, NOTICES, count, table

MIX = np.uint64(0x9E3779B97F4A7C15)
RECURRING = ["thread_id", "parent_evidence", "author", "status", "kind", "language"]  # no other column repeats itself
NOTHING = "\0"  # hashed for what is missing


def convert(
    source: Path,
    output: Path,
    captured: Any = None,
    timezone: str = "UTC",
    columns: Mapping[str, str] | None = None,
    languages: bool = True,
) -> pd.DataFrame | None:
    """Write the comments of an export to a Parquet file.

    Parameters
    ----------
    source, output : Path
        The export, and the file to write: whole, or not at all.
    captured, timezone, columns
        As for `load_threads`.
    languages : bool
        Whether to find out the language of each comment.

    Returns
    -------
    DataFrame or None
        The notices; None, and nothing written, if the source is no export but a pasted text or what we wrote ourselves.

    Raises
    ------
    InputError
        As for `load_threads`; without pyarrow.
    """
    moment = pasted.check(captured, timezone)
    with opened(source) as stream:
        found = recognise.find(stream, source, columns)
        if not isinstance(found, Found):
            return None
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise InputError("writing Parquet needs pyarrow: pip install pyarrow") from None
        with write_beside(output) as beside, tempfile.TemporaryDirectory(dir=beside.parent, prefix=".") as folder:
            raw = Path(folder) / "read.parquet"
            keys = _Keys()
            articles: list[Article] = []
            _write(raw, keys.watch(tables(found, articles, moment, timezone)))
            name = thread_name(source)
            threads = pd.Series([*keys.threads, *([None] if keys.unnamed else [])], dtype="str")
            about = articles_of(found, articles, threads, name, str(source), moment, timezone)
            alone = about["thread_id"].iloc[0] if len(about) == 1 else name
            with ParquetFile(raw) as file:
                mended = _Mended(file, keys, about, alone, languages, found)
                _write(beside, mended)
    read_as = f"read as {found.read_as}: {count(keys.size, 'comment')}"
    told = [{"code": "read_as", "message": read_as, "count": keys.size}, *found.notices, *mended.notices()]
    notices = table(told, NOTICES)
    ids = notices["comment_id"].where(notices["count"] == 1)  # more may be of several threads
    whose = [alone] * len(notices) if len(about) == 1 else list(map(mended.thread_of, ids))
    notices.insert(0, "thread_id", pd.Series(whose, index=notices.index, dtype="str"))
    return notices


class _Keys:
    """What is kept of each comment."""

    def __init__(self) -> None:
        self.parts: list[tuple[np.ndarray, ...]] = []
        self.threads: dict[str, None] = {}
        self.unnamed = False
        self.size = 0

    def watch(self, chunks: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The chunks, unchanged."""
        for chunk in chunks:
            same = (_hash(chunk["author"]) * MIX + _hash(chunk["body"])) * MIX
            same += chunk["posted"].to_numpy("datetime64[us]").view(np.uint64)
            thread = chunk["thread_id"]
            self.size += len(chunk)
            self.threads |= dict.fromkeys(thread.dropna().unique())
            self.unnamed = self.unnamed or bool(thread.isna().any())
            self.parts.append(
                (
                    _hash(thread),
                    _hash(chunk["comment_id"]),
                    _hash(chunk["parent_id"]),
                    chunk["parent_id"].notna().to_numpy(),
                    chunk["posted"].to_numpy("datetime64[us]"),
                    same,
                    (chunk["body"].eq("") | chunk["status"].eq("deleted")).to_numpy(bool),
                )
            )
            yield chunk

    def joined(self, alone: str) -> pd.DataFrame:
        """One row per comment; those that name no thread are of the one that stands alone."""
        names = ("thread", "own", "answered", "replies", "posted", "same", "gone")
        hashes, masks = np.empty(0, np.uint64), np.empty(0, bool)
        empty = (hashes, hashes, hashes, masks, np.empty(0, "M8[us]"), hashes, masks)
        columns = [np.concatenate(parts) for parts in zip(*(self.parts or [empty]), strict=True)]
        self.parts.clear()
        keys = pd.DataFrame(dict(zip(names, columns, strict=True)))
        keys["thread"] = keys["thread"].where(keys["thread"] != _hash_of(NOTHING), _hash_of(alone))
        return keys


class _Mended:
    """The chunks of a file with unique ids and sound parents; when they are through, what was done."""

    def __init__(
        self, file: Any, keys: _Keys, articles: pd.DataFrame, alone: str, languages: bool, found: Found
    ) -> None:
        self.file, self.articles, self.alone, self.languages = file, articles, alone, languages
        self.now = pd.Timestamp.now("UTC")
        known = keys.joined(alone)
        versions = np.full(len(known), bool(found.platform))
        masks = integrity.repeated(known[["thread", "own", "same"]], known["gone"].to_numpy(), versions)
        self.twice, self.old, self.other = masks
        self.names: dict[int, str] = self._renamed(known)
        for row, name in self.names.items():
            known.loc[row, "own"] = _hash_of(name)
        kept = np.flatnonzero(~self.twice & ~self.old)
        known = known.iloc[kept]
        self.ids, self.under = known["own"].to_numpy(), known["thread"].to_numpy()
        answered = known["answered"].astype("UInt64").mask(~known["replies"])
        self.top = np.zeros(len(self.twice), bool)
        if found.parent_or_article:
            self.top[kept] = integrity.under_article(known["thread"], known["own"], answered)
            answered = answered.mask(self.top[kept])
        lost = integrity.unsound(known["thread"], known["own"].astype("UInt64"), answered, known["posted"])
        self.lost = {code: kept[rows] for code, rows in lost.items()}
        self.wrong = np.zeros(len(self.twice), bool)
        self.wrong[np.concatenate(list(self.lost.values()))] = True
        self.told: dict[str, tuple[list[str], int]] = {}

    def _renamed(self, known: pd.DataFrame) -> dict[int, str]:
        """A new id for each comment that has the id of another."""
        rows = np.flatnonzero(self.other)
        if not len(rows):
            return {}
        near = known[known["thread"].isin(known["thread"].iloc[rows])]
        taken = set(zip(near["thread"].tolist(), near["own"].tolist(), strict=True))
        ids = [
            name
            for start, chunk in self._groups(["comment_id"])
            for name in chunk["comment_id"].to_numpy()[self.other[start : start + len(chunk)]]
        ]
        wanted = zip(known["thread"].iloc[rows].tolist(), ids, strict=True)
        new = integrity.free_names(wanted, lambda thread, name: (thread, int(_hash_of(name))) in taken)
        return dict(zip(rows.tolist(), new, strict=True))

    def _groups(self, columns: list[str] | None = None) -> Iterator[tuple[int, pd.DataFrame]]:
        """The row groups that have a row where something is to be done, or all; with the number of their first row."""
        start = 0
        for number in range(self.file.num_row_groups):
            size = self.file.metadata.row_group(number).num_rows
            if columns is None or self.other[start : start + size].any():
                yield start, self.file.read_row_group(number, columns=columns).to_pandas()
            start += size

    def __iter__(self) -> Iterator[pd.DataFrame]:
        for start, chunk in self._groups():
            rows = slice(start, start + len(chunk))
            chunk["thread_id"] = chunk["thread_id"].fillna(self.alone)
            self._tell("duplicate_comment", chunk.loc[self.twice[rows], "comment_id"])
            self._tell("old_version", chunk.loc[self.old[rows], "comment_id"])
            self._tell("duplicate_id", chunk.loc[self.other[rows], "comment_id"])
            new = {row - start: self.names[row] for row in (np.flatnonzero(self.other[rows]) + start).tolist()}
            if new:
                chunk.loc[list(new), "comment_id"] = list(new.values())
            if self.top[rows].any():
                chunk.loc[self.top[rows], "parent_id"] = None
            for code, lost in self.lost.items():
                first, last = np.searchsorted(lost, [rows.start, rows.stop])
                self._tell(code, chunk["comment_id"].iloc[lost[first:last] - start])
            chunk = integrity.cut(chunk, self.wrong[rows])[~(self.twice | self.old)[rows]].reset_index(drop=True)
            for code, doubted in integrity.doubtful(chunk, self.articles, self.now).items():
                self._tell(code, chunk.loc[doubted, "comment_id"])
            if self.languages and len(chunk):
                chunk["language"] = languages_of(chunk, self.articles)
                self._tell("other_language", chunk.loc[~in_english(chunk), "comment_id"])
            yield table(chunk, COMMENTS)

    def _tell(self, code: str, ids: pd.Series) -> None:
        first, size = self.told.get(code, ([], 0))
        self.told[code] = ([*first, *ids.head(integrity.NAMED - len(first))], size + len(ids))

    def thread_of(self, comment: str | float) -> str | None:
        """The thread of a comment that no other one of the file shares its id with."""
        if not isinstance(comment, str):
            return None
        under = self.under[self.ids == _hash_of(comment)]
        return next(
            (name for name in self.articles["thread_id"] if len(under) == 1 and _hash_of(name) == under[0]), None
        )

    def notices(self) -> list[dict]:
        """Rows of the notices table, in the order of `integrity.repair`."""
        order = ["duplicate_comment", "old_version", "duplicate_id", *self.lost, *integrity.MESSAGES]
        codes = sorted(self.told, key=order.index)
        return [integrity.notice(code, *self.told[code]) for code in codes if self.told[code][1]]


@contextmanager
def writing(path: Path, columns: dict) -> Iterator[Callable[[pd.DataFrame], None]]:
    """Give what writes tables of these columns into a Parquet file, one after the other, a row group each."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.Schema.from_pandas(table([], columns), preserve_index=False)
    with ParquetWriter(path, schema, use_dictionary=[name for name in RECURRING if name in columns]) as writer:
        yield lambda rows: writer.write_table(pa.Table.from_pandas(rows, schema=schema, preserve_index=False))


def _write(path: Path, chunks: Iterator[pd.DataFrame] | _Mended) -> None:
    with writing(path, COMMENTS) as write:
        for chunk in chunks:
            write(chunk)


def _hash(texts: pd.Series) -> np.ndarray:
    return pd.util.hash_array(texts.fillna(NOTHING).to_numpy(dtype="object"), categorize=False)


def _hash_of(text: str) -> np.uint64:
    return pd.util.hash_array(np.array([text], dtype="object"), categorize=False)[0]
