"""Sums of a corpus by day, depth, length and more: small tables for charts, the same however the corpus was divided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.naming import key

# Scores are summed as whole billionths: sums of whole numbers do not depend on the order in which they are made.
UNIT = 1_000_000_000
FEELING = 0.05  # from which VADER's authors call a text positive or negative
ENTITIES = 10_000  # that are kept, those with the most mentions

SUMS = ["comments", "words", "scored", "score", "positive", "negative"]
# What comments are counted by, and the type of its values.
BY: dict[str, Any] = {
    "day": "datetime64[us, UTC]",
    "depth": "Int64",
    "children": "Int64",
    "words": "Int64",
    "sentiment": "float64",
    "language": "str",
    "parent_evidence": "str",
    "status": "str",
}
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


def sums(comments: pd.DataFrame) -> pd.DataFrame:
    """Counts and sums of measured comments, a row per group, that can be added to those of others.

    Returns
    -------
    DataFrame
        `by` and `value` name the group, value as text, missing where it is not known; then `SUMS` (int64): of `scored`
        comments the `score` in billionths.
    """
    scores = comments.get("mean_sentence", pd.Series(np.nan, comments.index))
    added = pd.DataFrame(
        {
            "comments": 1,
            "words": comments["words"].fillna(0) if "words" in comments else 0,
            "scored": scores.notna(),
            "score": (scores.fillna(0) * UNIT).round(),
            "positive": scores >= FEELING,
            "negative": scores <= -FEELING,
        },
        index=comments.index,
    ).astype("int64")
    groups = {
        "day": comments["posted"].dt.strftime("%Y-%m-%d"),
        "sentiment": scores.round(2) + 0.0 if "mean_sentence" in comments else None,  # -0 is 0
        "words": comments.get("words"),
        **{name: comments.get(name) for name in ("depth", "children", "language", "parent_evidence", "status")},
    }
    found = []
    for by, values in groups.items():
        if values is not None:
            table = added.groupby(values.astype("str"), dropna=False).sum().rename_axis("value").reset_index()
            found.append(table.assign(by=by))
    return total(found)


def total(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The sums of several parts."""
    whole = pd.concat(list(parts), ignore_index=True)
    return whole.groupby(["by", "value"], dropna=False, sort=True)[SUMS].sum().reset_index()


def tables(whole: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The sums of a corpus as a table per kind of group, with means and shares.

    Returns
    -------
    dict of str to DataFrame
        For each kind of `BY` that was measured a table in rising order: its value, `comments`, `scored`; of these
        `mean_sentence` and the shares `positive` and `negative`, missing where none was; and `mean_words`.
    """
    found = {}
    for by, rows in whole.groupby("by"):
        values = rows["value"].astype(BY[str(by)]) if by != "day" else pd.to_datetime(rows["value"], utc=True)
        scored = rows["scored"].where(rows["scored"] > 0)
        columns = {
            str(by): values.astype(BY[str(by)]),
            "comments": rows["comments"],
            "scored": rows["scored"],
            "mean_sentence": rows["score"] / UNIT / scored,
            "positive": rows["positive"] / scored,
            "negative": rows["negative"] / scored,
            "mean_words": rows["words"] / rows["comments"],
        }
        found[str(by)] = pd.DataFrame(columns).sort_values(str(by), ignore_index=True)
    return found


def quantiles(counts: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Quantiles of what is counted by value: the least value that so large a share does not exceed.

    Parameters
    ----------
    counts : dict of str to Series
        How often each value occurs, indexed by it in rising order.

    Returns
    -------
    DataFrame
        Indexed by `measure`: `n`, `mean` and a column per quantile of `QUANTILES`, "p50" for the median.

    Examples
    --------
    >>> quantiles({"words": pd.Series({1: 2, 5: 1, 100: 1})})[["n", "mean", "p50", "p75"]]
             n   mean  p50  p75
    measure
    words    4  26.75    1    5
    """
    rows = {}
    for measure, numbers in counts.items():
        below, values = numbers.cumsum().to_numpy(), numbers.index.to_numpy()
        n = int(below[-1]) if len(below) else 0
        found = {f"p{share * 100:.0f}": values[np.searchsorted(below, share * n)] for share in QUANTILES} if n else {}
        rows[measure] = {"n": n, "mean": float((values * numbers.to_numpy()).sum() / n) if n else np.nan, **found}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("measure")


def named(mentions: pd.DataFrame) -> pd.DataFrame:
    """Counts of entities that can be added to those of other threads: a row per entity, as spelt, and its label.

    Columns: `entity`, `label`, `mentions` and `comments` in the comments' own words, `threads` and `in_article`.
    """
    own = mentions[mentions["comment_id"].notna() & ~mentions["in_quote"]]
    group = ["entity", "label"]
    found = pd.DataFrame(
        {
            "mentions": own.groupby(group).size(),
            "comments": own.drop_duplicates([*group, "thread_id", "comment_id"]).groupby(group).size(),
            "threads": mentions.drop_duplicates([*group, "thread_id"]).groupby(group).size(),
            "in_article": mentions[mentions["comment_id"].isna()].groupby(group).size(),
        }
    )
    return found.fillna(0).astype("int64").reset_index()


def names(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Entities of a corpus, those with the most mentions first, at most `ENTITIES`; spelt and labelled as most often.

    An entity whose label differs between threads is one; `comments` and `threads` are then upper bounds.
    """
    whole = pd.concat(list(parts), ignore_index=True)
    counts = ["mentions", "comments", "threads", "in_article"]
    whole = whole.groupby(["entity", "label"])[counts].sum().reset_index()
    whole["weight"] = whole["mentions"] + whole["in_article"]
    whole = whole.sort_values(["weight", "entity", "label"], ascending=[False, True, True])
    whole["key"] = whole["entity"].map(key)
    found = whole.groupby("key", sort=False).agg({"entity": "first", "label": "first"} | dict.fromkeys(counts, "sum"))
    found = found.sort_values(["mentions", "in_article", "entity"], ascending=[False, False, True])
    return found.head(ENTITIES).reset_index(drop=True)
