"""How soon people answer and how long a thread lives, with the interval that uncertain times allow.

Times are microseconds as floats: whole numbers of them are exact, and NaN is a missing one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import TableError

SECOND = 1e6
DAY = 86_400 * SECOND


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

    `published` is when the article of each thread was published, missing where that is not known. Midnight and noon
    sharp (UTC) are what readers give for a day without a time: some time of that day, not after the first comment.
    """
    times = _times(comments)
    timed = np.bincount(thread[~np.isnan(times[0])], minlength=threads)
    groups = pd.DataFrame(dict(enumerate(times))).groupby(thread)
    first = groups.min().reindex(range(threads)).to_numpy().T
    half = groups.quantile(0.5, interpolation="lower").reindex(range(threads)).to_numpy().T
    article = microseconds(published)
    day = article % (DAY / 2) == 0
    early = np.where(day, article // DAY * DAY, article)
    articles = [
        np.where(day, np.minimum(known, latest), article)
        for known, latest in zip((early + DAY / 2, early, early + DAY), (first[0], first[0], first[2]), strict=True)
    ]
    before = (early < first[0]) | (day & (early == first[0]))  # a first message is the article's time and a comment too
    since = np.select([before, timed >= 3], ["article", "first comment"], "")
    start = [
        np.where(since == "article", own, np.where(since == "", np.nan, time))
        for own, time in zip(articles, first, strict=True)
    ]
    life = _named("half_life_seconds", _between(start, half))
    life["half_life_since"] = pd.Series(since).where(since != "")
    return pd.concat([_first_replies(times, parent, thread, threads), life.assign(timed=timed)], axis=1)


def moments(times: pd.Series) -> pd.Series:
    """Times of pandas or texts in ISO 8601; those of another zone in UTC, those without one as if they were.

    Raises
    ------
    TableError
        If the column holds something else; names the first that is no time.
    """
    if pd.api.types.is_numeric_dtype(times) and times.notna().any():
        raise TableError(f"column {times.name!r} holds numbers; a time is one of pandas, as of `pandas.to_datetime`")
    try:
        found = pd.to_datetime(times, utc=True, format="ISO8601", errors="coerce")
    except TypeError:
        raise TableError(f"column {times.name!r} does not hold times but {times.dtype}") from None
    wrong = np.flatnonzero(found.isna() & times.notna())
    if len(wrong):
        said = f"column {times.name!r} does not hold times: {times.iloc[wrong[0]]!s:.40} in row {wrong[0]}"
        raise TableError(f"{said}; a time is one of pandas, or a text such as 2024-05-03T10:00Z")
    return found


def microseconds(times: pd.Series) -> np.ndarray:
    """Times as numbers, see `moments`."""
    numbers = moments(times).dt.tz_localize(None).to_numpy("datetime64[us]")
    return np.where(np.isnat(numbers), np.nan, numbers.astype("int64"))


def _times(comments: pd.DataFrame) -> list[np.ndarray]:
    """Best estimate, earliest and latest time of each comment; all missing in a table without the column.

    Where only the best estimate is known, it is all three: otherwise the ends would be of other comments.
    """
    missing = np.full(len(comments), np.nan)
    best = microseconds(comments["posted"]) if "posted" in comments else missing
    ends = [
        np.where(np.isnan(end := microseconds(comments[name])), best, end + 0 * best) if name in comments else missing
        for name in ("posted_from", "posted_until")
    ]
    wrong = np.flatnonzero(ends[1] < ends[0])
    if len(wrong):
        raise TableError(f"posted_until is before posted_from in row {wrong[0]}: it is the latest a time may be")
    return [best, *ends]


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
