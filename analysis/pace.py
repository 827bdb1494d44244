"""How soon people answer and how long a thread lives, with the interval that uncertain times allow.

Times are microseconds as floats: whole numbers of them are exact, and NaN is a missing one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SECOND = 1e6


def since_parent(comments: pd.DataFrame, parent: np.ndarray) -> pd.DataFrame:
    """`seconds_to_parent`, `seconds_to_parent_from` and `seconds_to_parent_until`, see `analysis.replies.measure`."""
    best, low, high = _times(comments)
    answered = parent >= 0
    before = [np.where(answered, time[parent], np.nan) if len(time) else time for time in (best, low, high)]
    return _named("seconds_to_parent", _between(before, (best, low, high)))


def summarise(
    comments: pd.DataFrame, published: pd.Series, parent: np.ndarray, thread: np.ndarray, threads: int
) -> pd.DataFrame:
    """First replies and half-life of each thread, see `analysis.replies.summarise`.

    `published` is when the article of each thread was published, missing where that is not known.
    """
    times = _times(comments)
    timed = np.bincount(thread[~np.isnan(times[0])], minlength=threads)
    groups = pd.DataFrame(dict(enumerate(times))).groupby(thread)
    first = groups.min().reindex(range(threads)).to_numpy().T
    half = groups.quantile(0.5, interpolation="lower").reindex(range(threads)).to_numpy().T
    article = microseconds(published)
    since = np.select([article <= first[0], timed >= 3], ["article", "first comment"], "")
    start = [np.where(since == "article", article, np.where(since == "", np.nan, time)) for time in first]
    life = _named("half_life_seconds", _between(start, half))
    life["half_life_since"] = pd.Series(since).where(since != "")
    return pd.concat([_first_replies(times, parent, thread, threads), life.assign(timed=timed)], axis=1)


def microseconds(times: pd.Series) -> np.ndarray:
    """Times as numbers."""
    numbers = times.dt.tz_localize(None).to_numpy("datetime64[us]")
    return np.where(np.isnat(numbers), np.nan, numbers.astype("int64"))


def _times(comments: pd.DataFrame) -> list[np.ndarray]:
    """Best estimate, earliest and latest time of each comment; all missing in a table without the column."""
    missing = np.full(len(comments), np.nan)
    names = ["posted", "posted_from", "posted_until"]
    return [microseconds(comments[name]) if name in comments else missing for name in names]


def _first_replies(times: list[np.ndarray], parent: np.ndarray, thread: np.ndarray, threads: int) -> pd.DataFrame:
    """Median time that the comments with an answer waited for the first one."""
    answers = np.flatnonzero(parent >= 0)
    first = pd.DataFrame({n: time[answers] for n, time in enumerate(times)}).groupby(parent[answers]).min()
    waited = _named("first_reply_seconds", _between([time[first.index] for time in times], first.to_numpy().T))
    return waited.groupby(thread[first.index]).median().reindex(range(threads))


def _between(before, after) -> list[np.ndarray]:
    """Seconds between two times: best estimate, least and most; from 0 on, unless the times say that it cannot be."""
    best, low, high = after[0] - before[0], after[1] - before[2], after[2] - before[1]
    low = np.where(high >= 0, np.maximum(low, 0), low)
    return [np.fmin(np.fmax(best, low), high) / SECOND + 0 * best, low / SECOND, high / SECOND]


def _named(name: str, values: list[np.ndarray]) -> pd.DataFrame:
    return pd.DataFrame(dict(zip([name, f"{name}_from", f"{name}_until"], values, strict=True)))
