"""The tasks of `analysis.scale`: each reads files, writes others whole or not at all, and says what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from analysis import aggregates, partition, shuffle
from analysis.files import write_beside
from analysis.partition import Measures
from analysis.readers.raw import RAW, RAW_ARTICLES, RAW_QUOTES
from analysis.thread import table

Result = dict[str, Any]
COMMENTS, THREADS, ARTICLES, MENTIONS, AUTHORS = (
    f"{name}/part-{{:05}}.parquet" for name in ("comments", "threads", "articles", "mentions", "authors")
)
RAW_FOLDER, SOURCES = ".work/raw/{:05}", ".work/sources.json"
BLOCK, BLOCK_ARTICLES, BLOCK_QUOTES = (
    f".work/blocks/{name}-{{:05}}.arrow" for name in ("comments", "articles", "quotes")
)
BY_AUTHOR, SUMS, NAMES = ".work/by-author/{:05}.arrow", ".work/sums/{:05}.parquet", ".work/names/{:05}.parquet"


def divide(folder: Path, raw: int, groups: Sequence[int], block: int, partitions: int) -> Result:
    """Divide row groups of a raw table of comments by thread."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(folder / RAW_FOLDER.format(raw) / "comments.parquet") as file:
        rows = file.read_row_groups(list(groups)).to_pandas()
    rows = _named(table(rows, RAW), _sources(folder))
    shuffle.split(rows, "thread_id", partitions, _place(folder, BLOCK.format(block)))
    return {"rows": len(rows)}


def divide_others(folder: Path, raw: int, partitions: int) -> Result:
    """Divide raw tables of articles and quotations by thread."""
    tables = (("articles", RAW_ARTICLES, BLOCK_ARTICLES), ("quotes", RAW_QUOTES, BLOCK_QUOTES))
    for name, columns, block in tables:
        rows = pd.read_parquet(folder / RAW_FOLDER.format(raw) / f"{name}.parquet")
        rows = _named(table(rows, columns), _sources(folder))
        shuffle.split(rows, "thread_id", partitions, _place(folder, block.format(raw)))
    return {}


def measure(
    folder: Path, number: int, blocks: int, raws: int, measures: Measures, started: pd.Timestamp, author_parts: int
) -> Result:
    """Measure a partition, and divide its comments by author."""
    comments = shuffle.gather((folder / BLOCK.format(block) for block in range(blocks)), number)
    articles, quotes = (
        shuffle.gather((folder / name.format(raw) for raw in range(raws)), number)
        for name in (BLOCK_ARTICLES, BLOCK_QUOTES)
    )
    tables = table(comments, RAW), table(articles, RAW_ARTICLES), table(quotes, RAW_QUOTES)
    found = partition.measured(*tables, list(_sources(folder).values()), measures, started)
    _write(found.comments, folder / COMMENTS.format(number))
    _write(found.threads, folder / THREADS.format(number))
    _write(found.articles, folder / ARTICLES.format(number))
    _write(aggregates.sums(found.comments), folder / SUMS.format(number))
    if "entities" in measures.what:
        _write(found.mentions, folder / MENTIONS.format(number))
        _write(aggregates.named(found.mentions), folder / NAMES.format(number))
    named = partition.by_author(found.comments)
    shuffle.split(named, "author", author_parts, _place(folder, BY_AUTHOR.format(number)))
    rows = {"comments": len(found.comments), "threads": len(found.threads), "mentions": len(found.mentions)}
    return {"rows": rows, "repairs": found.repairs, "sizes": _sizes(found.threads)}


def authors(folder: Path, number: int, partitions: int) -> Result:
    """Count the authors of a partition of all authors."""
    rows = shuffle.gather((folder / BY_AUTHOR.format(part) for part in range(partitions)), number)
    found = partition.of_authors(rows)
    _write(found, folder / AUTHORS.format(number))
    return {"rows": {"authors": len(found)}, "sizes": _sizes(found)}


def _sources(folder: Path) -> dict[int, dict]:
    return {source["number"]: source for source in orjson.loads((folder / SOURCES).read_bytes())}


def _named(rows: pd.DataFrame, sources: dict[int, dict]) -> pd.DataFrame:
    """Rows of the sources that were read, under the ids that their threads have among all."""
    rows = rows[rows["file"].isin(list(sources))]
    threads = rows["thread_id"].fillna(rows["file"].map({number: one["alone"] for number, one in sources.items()}))
    for number in rows["file"].unique():
        if names := sources[number]["renamed"]:
            inside = rows["file"] == number
            threads[inside] = threads[inside].replace(names)
    return rows.assign(thread_id=threads.astype("str"))


def _sizes(rows: pd.DataFrame) -> dict[str, int]:
    """How many threads or authors have how many comments."""
    sizes = rows["comments"].value_counts(sort=False)
    return {str(size): int(number) for size, number in sizes.items()}


def _write(rows: pd.DataFrame, path: Path) -> None:
    with write_beside(path) as beside:
        rows.to_parquet(beside, index=False)


def _place(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
