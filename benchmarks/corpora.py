"""Corpora of made-up comments of any size, as lifelike in shape and load as figures measured on real ones make them.

    python benchmarks/corpora.py OUTPUT [--comments N] [--seed N]
    python benchmarks/corpora.py --against FOLDER [--comments N]

OUTPUT is a dump as Reddit has them (`.ndjson`, `.ndjson.zst`) or our comments table (`.parquet`, in row groups of
50,000), in the order of time, all threads between one another. The same seed gives the same bytes. Kept in memory are
one row group and some hundred bytes of every comment. With `--against`, FOLDER is the material that the figures below
were measured on, and tables show how far the made-up comments are from it (`lifelike.py`).

Who answers whom: the k-th comment of a thread answers the article with probability (k + 1.2)^-0.5, as in 2,724 whole
threads of Barrapunto, and at least with `TOP`. Another one turns to one of the last comments (`RECENT`) or to any, and
from there often to what that one answers (`POPULAR`), and again: so those answered before are answered more. These were
fitted to mean depth, width, h-index and structural virality of 16,436 threads of Slashdot and Barrapunto, by size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd
from made_texts import texts

from analysis.thread import COMMENTS, table

ROWS = 50_000  # of a row group, and made at a time
START = 1_400_000_000
PER_DAY = 33_000  # comments: a million in a month

SIZES = [1, 2, 7, 12, 26, 65, 160, 272, 348, 501, 742, 1191]  # comments of threads: Slashdot and Barrapunto
SIZES_AT = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]
TOP, RECENT, BACK, POPULAR, CLIMBS = 0.16, 0.4, 2.0, 0.5, 3
SECONDS_LOG_MEAN, SECONDS_LOG_SD = 9.93, 1.3  # from article to comment: quantiles of Barrapunto

PER_AUTHOR, ACTIVITY_SD = 7, 2.2  # comments of an author: log-normal; fitted to named authors of Barrapunto
RESUMED = 0.535  # of the answers to an answer, by the author whom it answered: Barrapunto, named authors
SELF = 0.036  # of the answers, to one's own: the same
PRESENT = 0.2  # of the others by somebody who wrote in this thread before: fitted to authors per thread

DELETED, QUOTING, NAMING = 0.03, 0.05, 0.01  # chosen: these differ by platform
QUOTED_WORDS = 14


def structure(number: int, seed: int) -> pd.DataFrame:
    """One row per comment, in the order of time: thread, parent (a row, or -1 for the article), author, posted.

    >>> structure(4, 1)[["thread", "parent"]].T.to_numpy().tolist()
    [[0, 0, 0, 0], [-1, -1, 0, -1]]
    """
    chance = np.random.default_rng(seed)
    mean = np.trapezoid(SIZES, SIZES_AT)
    sizes = np.empty(0, "int64")
    while sizes.sum() < number:
        drawn = chance.random(max(1, int(number / mean)))
        sizes = np.append(sizes, np.exp(np.interp(drawn, SIZES_AT, np.log(SIZES))).round().astype("int64"))
    sizes = sizes[: np.searchsorted(sizes.cumsum(), number) + 1]
    sizes[-1] -= sizes.sum() - number

    threads = np.repeat(np.arange(len(sizes)), sizes)
    began = np.sort(chance.uniform(0, number / PER_DAY * 86_400, len(sizes)))
    seconds = np.exp(chance.normal(SECONDS_LOG_MEAN, SECONDS_LOG_SD, number))
    seconds = (began[threads] + seconds[np.lexsort([seconds, threads])]).astype("int64")
    first = np.repeat(sizes.cumsum() - sizes, sizes)
    parents = _parents(np.arange(number) - first, first, chance)
    authors = _authors(threads, first, parents, chance)

    order = np.argsort(seconds, kind="stable")
    row = np.empty(number, "int64")
    row[order] = np.arange(number)
    parents = np.where(parents < 0, -1, row[parents])
    columns = {"thread": threads, "parent": parents, "author": authors, "posted": START + seconds}
    return pd.DataFrame({name: column[order] for name, column in columns.items()})


def _parents(place: np.ndarray, first: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The row that each comment answers, -1 for the article; `place` counts the comments of a thread from 0."""
    number = len(place)
    back = np.where(
        chance.random(number) < RECENT,
        np.minimum(chance.geometric(1 / BACK, number), place),
        place - (chance.random(number) * place).astype("int64"),
    )
    turned = np.maximum(place - back, 0) + first
    top = (place == 0) | (chance.random(number) < np.maximum((place + 1.2) ** -0.5, TOP))
    answered = np.where(top, -1, turned)
    parents, climbing = answered, ~top
    for _ in range(CLIMBS):
        above = answered[parents]
        climbing = climbing & (chance.random(number) < POPULAR) & (above >= 0)
        parents = np.where(climbing, above, parents)
    return parents


def _authors(threads: np.ndarray, first: np.ndarray, parents: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The number of each comment's author; some write in a thread again, above all to answer who answered them."""
    number = len(threads)
    activity = np.exp(chance.normal(0, ACTIVITY_SD, max(2, int(number / PER_AUTHOR)))).cumsum()

    def anybody(size: int) -> np.ndarray:
        return np.searchsorted(activity, chance.random(size) * activity[-1], side="right")

    rows = np.arange(number)
    above = np.where(parents >= 0, parents[parents], -1)
    same = rows.copy()  # the row whose author wrote this one too
    present = chance.random(number) < PRESENT
    same[present] = first[present] + (chance.random(present.sum()) * (rows - first)[present]).astype("int64")
    resumed = (above >= 0) & (chance.random(number) < RESUMED)
    same[resumed] = above[resumed]
    own = (parents >= 0) & (chance.random(number) < SELF)
    same[own] = parents[own]
    while not np.array_equal(same, further := same[same]):
        same = further
    authors = anybody(number)[same]
    to_self = (parents >= 0) & ~own & (authors == authors[parents])
    authors[to_self] = anybody(int(to_self.sum()))
    return authors


def tables(number: int, seed: int = 0) -> Iterator[pd.DataFrame]:
    """Comments tables of 50,000 rows, in the order of time.

    >>> [comments] = tables(200)
    >>> comments[["thread_id", "comment_id", "status"]].tail(2).values.tolist()
    [['t000000', 'c00000c6', 'visible'], ['t000000', 'c00000c7', 'visible']]
    """
    whole = structure(number, seed)
    for start in range(0, number, ROWS):
        yield _table(whole.iloc[start : start + ROWS], start, np.random.default_rng([seed, start]))


def _table(rows: pd.DataFrame, start: int, chance: np.random.Generator) -> pd.DataFrame:
    size = len(rows)
    own, tongues = texts(size, chance)
    languages: list[str | None] = [*tongues]
    deleted = chance.random(size) < DELETED
    authors = [None if gone else f"user{author}" for gone, author in zip(deleted, rows["author"], strict=True)]
    parents = rows["parent"].to_numpy()
    bodies = own.copy()
    odd = chance.random(size)
    for row in np.flatnonzero((odd < QUOTING + NAMING) & (parents >= start)).tolist():  # the parent is at hand
        parent = parents[row] - start
        if deleted[parent]:
            continue
        if odd[row] < QUOTING:
            bodies[row] = f"> {' '.join(own[parent].split()[:QUOTED_WORDS])}\n\n{own[row]}"
        else:
            bodies[row] = f"@{authors[parent]} {own[row]}"
    for row in np.flatnonzero(deleted).tolist():
        bodies[row], own[row], languages[row] = "[deleted]", "", None
    posted = pd.Series(pd.to_datetime(rows["posted"].to_numpy(), unit="s", utc=True)).astype("datetime64[us, UTC]")
    columns: dict[str, Any] = {
        "thread_id": [f"t{thread:06x}" for thread in rows["thread"].tolist()],
        "comment_id": [f"c{row:07x}" for row in range(start, start + size)],
        "parent_id": [f"c{parent:07x}" if parent >= 0 else None for parent in parents.tolist()],
        "parent_evidence": ["explicit"] * size,
        "author": authors,
        "posted_text": list(map(str, rows["posted"].tolist())),
        "posted_from": posted,
        "posted_until": posted,
        "posted": posted,
        "body": bodies,
        "own_words": own,
        "score": chance.pareto(1, size).clip(0, 50_000).astype("int64") + 1 - chance.poisson(0.5, size),
        "status": np.where(deleted, "deleted", "visible"),
        "kind": ["comment"] * size,
        "language": languages,
    }
    return table(columns, COMMENTS)


def write(path: Path, number: int, seed: int = 0) -> None:
    """Write a corpus: a dump (`.ndjson`, `.ndjson.zst`), or our comments table (`.parquet`)."""
    if path.suffix == ".parquet":
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        schema = pa.Schema.from_pandas(table([], COMMENTS), preserve_index=False)
        with ParquetWriter(path, schema) as writer:
            for comments in tables(number, seed):
                writer.write_table(pa.Table.from_pandas(comments, schema=schema, preserve_index=False))
        return
    import zstandard

    with zstandard.open(path, "wb") if path.suffix == ".zst" else path.open("wb") as file:
        for comments in tables(number, seed):
            for line in _lines(comments):
                file.write(line)


def _lines(comments: pd.DataFrame) -> Iterator[bytes]:
    """Lines of a dump of Reddit."""
    names = ["comment_id", "thread_id", "parent_id", "author", "body", "posted_text", "score"]
    columns = (comments[name].astype(object).where(comments[name].notna(), None).tolist() for name in names)
    for own, thread, parent, author, body, posted, score in zip(*columns, strict=True):
        record = {
            "id": own,
            "author": author or "[deleted]",
            "body": body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "created_utc": int(posted),
            "link_id": f"t3_{thread}",
            "parent_id": f"t1_{parent}" if parent else f"t3_{thread}",
            "score": score,
            "subreddit": "made_up",
            "subreddit_id": "t5_2qh1a",
            "controversiality": 0,
            "gilded": 0,
            "distinguished": None,
            "edited": False,
            "retrieved_on": int(posted) + 86_400,
            "author_flair_text": None,
            "stickied": False,
            "permalink": f"/r/made_up/comments/{thread}/_/{own}/",
        }
        yield orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path, nargs="?")
    parser.add_argument("--comments", type=int, default=100_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--against", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.against:
        from lifelike import against

        against(pd.concat(tables(options.comments, options.seed), ignore_index=True), options.against)
    if options.output:
        start = time.perf_counter()
        write(options.output, options.comments, options.seed)
        size = options.output.stat().st_size / 1e6
        print(f"{options.output}: {options.comments:,} comments, {size:.0f} MB, {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
