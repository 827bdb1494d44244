"""A measured corpus in words and small tables, for its notebook: from the tables of `analysis.scale` without comments.

Only sums are known of days, depths and lengths, and none of them says how much threads differ: what is computed from
these has its n and no interval. What is computed from the table of threads has one, which resamples whole threads.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import bootstrap, dataset
from analysis.aggregates import BY, FEELING
from analysis.errors import InputError
from analysis.groups import ENOUGH
from analysis.summary import MEANING
from analysis.thread import EVIDENCE, count, part, thousands

MEASURES = ["sentiment", "length", "replies", "entities"]
UNITS = ["day", "week", "month", "quarter", "year"]
MOST_PERIODS = 40
SUMS = ["comments", "scored", "mean_sentence", "positive", "negative", "mean_words"]
# Names of `aggregates/quantiles` as people read them.
WRITTEN = {
    "words": "words of a comment",
    "sentiment": "sentiment of a comment",
    "depth": "depth of a comment",
    "children": "answers to a comment",
    "comments of a thread": "comments of a thread",
    "comments of an author": "comments of an author",
}
QUANTILES = {"p5": "5 %", "p25": "25 %", "p50": "median", "p75": "75 %", "p95": "95 %", "p99": "99 %"}
EXCERPT = 300  # characters of a notice
BANDS = [1, 2, 5, 10, 25, 100, 250, 1000, 2500, 10_000]  # least sizes of threads that are compared


class Measured(NamedTuple):
    """The tables of a measured folder that fit into memory; those of what was not measured are empty."""

    manifest: Mapping[str, Any]
    notices: pd.DataFrame
    threads: pd.DataFrame
    authors: pd.DataFrame
    quantiles: pd.DataFrame
    entities: pd.DataFrame
    by: Mapping[str, pd.DataFrame]


def read(folder: str | os.PathLike) -> Measured:
    """Read what `threads measure` wrote, without the comments.

    Returns
    -------
    Measured
        `manifest`, see `analysis.scale.measure`; its tables `threads` (indexed by thread_id), `authors` and `notices`;
        `quantiles`, `entities`, and `by` the other aggregates by their names: "day", "depth", "words", ...

    Raises
    ------
    InputError
        As `analysis.scale.load`.
    """
    manifest = dataset.manifest(folder)
    if manifest is None:
        raise InputError(f"{folder}: is no folder that threads measure has written")
    there = dataset.tables(folder)

    def table(name: str, *columns: str) -> pd.DataFrame:
        return dataset.load(folder, name) if name in there else pd.DataFrame({column: [] for column in columns})

    return Measured(
        manifest=manifest,
        notices=table("notices"),
        threads=table("threads").set_index("thread_id"),
        authors=table("authors"),
        quantiles=table("aggregates/quantiles", "measure", "n", "mean", *QUANTILES),
        entities=table("aggregates/entities", "entity", "label", "mentions", "comments", "threads", "in_article"),
        by={name: table(f"aggregates/{name}", name, *SUMS) for name in BY},
    )


def about(found: Measured) -> list[str]:
    """Say how much was measured, of which time, from what, and how."""
    manifest, days, settings = found.manifest, found.by["day"].dropna(subset="day"), found.manifest["settings"]
    sizes = [count(manifest[f"{thing}s"], thing) for thing in ("comment", "thread", "author")]
    said = f"{sizes[0]} in {sizes[1]} by {sizes[2]}"
    if len(days):
        first, last = (str(day.date()) for day in (days["day"].iloc[0], days["day"].iloc[-1]))
        said += f", of {first}" + (f" to {last}" if last != first else "") + " (UTC)"
    without = {"no author's name": nameless(found), "no time": manifest["comments"] - int(days["comments"].sum())}
    missing = [f"{thousands(number)} have {what}" for what, number in without.items() if number]
    names = [Path(source[0]).name for source in settings["sources"]]
    files = count(len(names), "file") + f" ({names[0]}{', …' if len(names) > 1 else ''})" if names else "no file"
    corrupt = manifest["corrupt_lines"]
    return [
        f"{said}." + (f" Of the comments {' and '.join(missing)}." if missing else ""),
        f"Read from {files}; times that name no zone as of {settings['reading']['timezone']}.",
        f"{count(corrupt, 'line')} could not be read: see corrupt.txt in the folder." if corrupt else "",
        _measured(settings["what"]),
    ]


def notices(table: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """Notices to read: of each kind the first three, and how many more there are; of a long one the beginning.

    A corpus of ten thousand files has as many that say how each was read; all stand in the folder's notices.parquet.

    >>> told = pd.DataFrame({"thread_id": list("abc"), "code": "no_time", "message": "no time"})
    >>> notices(told, most=2)["message"].to_list()
    ['no time', 'no time (and 1 more of this kind in notices.parquet)']
    """
    place = table.groupby("code", sort=False).cumcount()
    rest = table.groupby("code", sort=False)["code"].transform("size") - most
    told = [text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()} …" for text in table["message"]]
    more = [
        f" (and {thousands(left)} more of this kind in notices.parquet)" if left > 0 and number == most - 1 else ""
        for left, number in zip(rest, place, strict=True)
    ]
    said = [text + end for text, end in zip(told, more, strict=True)]
    return table.assign(message=pd.Series(said, table.index, "str"))[place < most].reset_index(drop=True)


def nameless(found: Measured) -> int:
    """Count the comments that have no author's name."""
    return int(found.manifest["comments"] - found.authors["comments"].sum())


def shares(table: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """Comments by a value such as their language, the most frequent first, and their share in per cent.

    >>> shares(pd.DataFrame({"language": ["de", "en", None], "comments": [1, 8, 1]}))
      language  comments  per cent
    0       en         8      80.0
    1       de         1      10.0
    2      NaN         1      10.0
    """
    name = str(table.columns[0])
    found = table[[name, "comments"]].sort_values("comments", ascending=False, kind="stable", ignore_index=True)
    rest = found[most:]
    if len(rest) > 1:
        others = pd.DataFrame({name: [f"{len(rest)} others"], "comments": [rest["comments"].sum()]})
        found = pd.concat([found[:most], others], ignore_index=True)
    return found.assign(**{"per cent": 100 * found["comments"] / found["comments"].sum()})


def evidence(table: pd.DataFrame) -> pd.DataFrame:
    """Comments by how it is known whom they answer, see `analysis.summary.evidence`."""
    size = table.set_index("parent_evidence")["comments"]
    known = [kind for kind in EVIDENCE if size.get(kind, 0)]
    written = {"evidence": known, "which means": [MEANING[kind] for kind in known]}
    return pd.DataFrame(written | {"comments": [int(size[kind]) for kind in known]})


def quantiles(table: pd.DataFrame, *measures: str) -> pd.DataFrame:
    """Rows of `aggregates/quantiles` to read; of no measure that no comment has."""
    known = table[table["n"] > 0].set_index("measure").reindex(columns=["n", "mean", *QUANTILES])
    rows = known.loc[[name for name in measures if name in known.index]]
    found = rows.rename(columns=QUANTILES)
    whole = [name for name in rows.index if name != "sentiment"]
    written = found.astype("object")
    for name in QUANTILES.values():
        written.loc[whole, name] = [int(value) for value in found.loc[whole, name]]
    return written.astype({"n": "int64"}).rename(index=WRITTEN).rename_axis("measure").reset_index()


def feeling(found: Measured) -> list[str]:
    """Say the mean sentiment and how sure it is, resampling whole threads, and the shares of positive and negative."""
    threads, scores = found.threads, found.by["sentiment"]
    scored = int(scores["scored"].sum())
    if not scored or "mean_sentence" not in threads:
        return ["No comment has a sentiment score."]
    mean = bootstrap.mean_of_groups(threads["mean_sentence"], threads["scored"])
    sure = f"95 % interval {_number(mean.low)} to {_number(mean.high)}"
    if mean.low != mean.low:
        sure = f"no interval: {'too few threads' if mean.groups < bootstrap.FEWEST else 'threads do not differ'}"
    where = f"n = {count(scored, 'comment')} with a score in {count(mean.groups, 'thread')}"
    said = [f"Mean sentiment of a comment: {_number(mean.estimate)}, {sure} ({where}; whole threads are resampled)."]
    positive, negative = (_share((scores[side] * scores["scored"]).sum() / scored) for side in ("positive", "negative"))
    said.append(f"{positive} of them are positive ({FEELING} or more), {negative} negative (−{FEELING} or less).")
    without = found.manifest["comments"] - scored
    if without:
        said.append(f"{part(without, found.manifest['comments'], 'comment')} have none: without words, or not English.")
    return said


def pooled(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Rows of an aggregate put together.

    Parameters
    ----------
    table : DataFrame
        One of `Measured.by`.
    groups : Series
        The group of each row; rows without one are left out.

    Returns
    -------
    DataFrame
        Indexed by group, in rising order: `comments`, `scored`, `mean_sentence`, `positive`, `negative` and
        `mean_words`, as of all comments of the group together.

    Examples
    --------
    >>> table = pd.DataFrame({"comments": [1, 3], "scored": [1, 2], "mean_sentence": [0.3, 0.0], "mean_words": [9, 1]})
    >>> pooled(table.assign(positive=1.0, negative=0.0), pd.Series(["a", "a"]))[["comments", "mean_sentence"]]
       comments  mean_sentence
    a         4            0.1
    """
    weights = {name: "comments" if name == "mean_words" else "scored" for name in SUMS[2:]}
    sums = table[["comments", "scored"]].astype("int64")
    sums = sums.assign(**{name: (table[name] * table[weight]).fillna(0) for name, weight in weights.items()})
    sums = sums.groupby(groups.set_axis(sums.index), sort=True, observed=True).sum()
    return sums.assign(**{name: sums[name] / sums[weight].where(sums[weight] > 0) for name, weight in weights.items()})


def periods(days: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Days, or these put together to weeks, months, quarters or years, and which of these they are.

    It is the shortest of which 40 hold 99 of 100 comments.

    Parameters
    ----------
    days : DataFrame
        `Measured.by["day"]`; comments without a time are in no period.

    Examples
    --------
    >>> days = pd.DataFrame({"day": pd.date_range("2024-01-01", periods=60, tz="UTC"), "comments": 2, "scored": 1})
    >>> found, unit = periods(days.assign(mean_sentence=0.5, positive=1.0, negative=0.0, mean_words=7.0))
    >>> unit, found.index[0].strftime("%Y-%m-%d"), int(found["comments"].iloc[0])
    ('week', '2024-01-01', 14)
    """
    known = days.dropna(subset="day").reset_index(drop=True)
    unit, start = UNITS[-1], pd.Series(dtype="datetime64[us]")
    for unit in UNITS:
        start = pd.to_datetime(known["day"], utc=True).dt.tz_localize(None).dt.to_period(unit[0].upper()).dt.start_time
        sizes = known["comments"].groupby(start).sum()
        if sizes.nlargest(MOST_PERIODS).sum() >= 0.99 * sizes.sum():
            break
    return pooled(known, start), unit


def depths(depth: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The aggregate by depth, the deepest together: indexed by "depth 1", "depth 2", ..., "deeper"."""
    known = depth.dropna(subset="depth").reset_index(drop=True)
    kinds = [f"depth {number}" for number in range(1, most + 1)] + ["deeper"]
    names = known["depth"].clip(upper=most + 1).map(dict(enumerate(kinds, 1)))
    return pooled(known, names.astype(pd.CategoricalDtype(kinds)))


def by_size(threads: pd.DataFrame) -> pd.DataFrame:
    """Mean sentiment of the comments of threads by how many these have, with intervals over threads.

    Parameters
    ----------
    threads : DataFrame
        `Measured.threads`.

    Returns
    -------
    DataFrame
        Indexed by the sizes, such as "10–24": `threads` and `comments` with a score, `mean`, `low` and `high`, the
        ends missing under 8 threads. Sizes with fewer than ten comments have no row.
    """
    band = np.searchsorted(BANDS, threads["comments"].to_numpy("int64"), side="right") - 1
    rows = {}
    for number in np.unique(band) if "scored" in threads else []:
        inside = threads[band == number]
        mean, low, high, comments, groups = bootstrap.mean_of_groups(inside["mean_sentence"], inside["scored"])
        if comments >= ENOUGH:
            rows[_between(int(number))] = [groups, comments, mean, low, high]
    columns = ["threads", "comments", "mean", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def busiest(authors: pd.DataFrame, most: int = 20) -> pd.DataFrame:
    """Authors with the most comments, with what was measured of them; no mean sentiment of under ten comments."""
    top = authors.sort_values(["comments", "author"], ascending=[False, True], kind="stable").head(most)
    found = {name: top[name] for name in ("author", "comments", "threads", "words") if name in top}
    if "mean_sentence" in top:
        found["sentiment"] = top["mean_sentence"].where(top["scored"] >= ENOUGH)
    return pd.DataFrame(found | {"first": top["first_posted"], "last": top["last_posted"]}).reset_index(drop=True)


def returning(authors: pd.DataFrame) -> str:
    """Say how many authors came back: to write again, and in another thread.

    >>> returning(pd.DataFrame({"comments": [1, 2, 9, 1], "threads": [1, 1, 3, 1]}))
    '2 of 4 authors (50 %) wrote more than one comment, 1 (25 %) in more than one thread.'
    """
    if authors.empty:
        return "No comment has the name of an author."
    again, elsewhere = int((authors["comments"] > 1).sum()), int((authors["threads"] > 1).sum())
    size = len(authors)
    return (
        f"{part(again, size, 'author')} ({_share(again / size)}) wrote more than one comment, {thousands(elsewhere)} "
        f"({_share(elsewhere / size)}) in more than one thread."
    )


def unanswered(children: pd.DataFrame) -> str:
    """Say how many comments nobody answered.

    >>> unanswered(pd.DataFrame({"children": [0, 1, 5], "comments": [6, 3, 1]}))
    '6 of 10 comments (60 %) have no answer; the most answers to one comment are 5.'
    """
    known = children.dropna(subset="children")
    if known.empty:
        return "Replies were not measured."
    none, total = int(known.loc[known["children"] == 0, "comments"].sum()), int(known["comments"].sum())
    return (
        f"{part(none, total, 'comment')} ({_share(none / total)}) have no answer; the most answers to one comment are "
        f"{thousands(int(known['children'].max()))}."
    )


def _measured(what: list[str]) -> str:
    left = [name for name in MEASURES if name not in what]
    said = f"Measured: {', '.join(what)}."
    return said + (f" Not measured: {', '.join(left)}." if left else "")


def _between(number: int) -> str:
    least = BANDS[number]
    if number + 1 == len(BANDS):
        return f"{thousands(least)} or more"
    most = BANDS[number + 1] - 1
    return thousands(least) + (f"–{thousands(most)}" if most > least else "")


def _share(share: float) -> str:
    """A share in per cent; what is not nothing does not look like it."""
    digits = 1 if 0 < share < 0.1 else 0
    return "under 0.1 %" if 0 < share < 0.0005 else f"{share:.{digits}%}".replace("%", " %")


def _number(value: float) -> str:
    return f"{value:.3f}".replace("-0.000", "0.000").replace("-", "−")
