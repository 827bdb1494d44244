"""Intervals that resample whole authors, because what one person writes is not independent.

A resample draws as many authors as there are, with replacement, and takes all that each of them wrote. The middle 95 %
of what many resamples say is the percentile interval. It is too narrow where authors are few, or where a few of them
wrote most. So its ends are moved outwards, as far as Student's t is wider than the normal curve (Hesterberg 2015: the
expanded percentile interval), for Kish's effective number of authors: so many of equal weight would be as sure.

A share near 0 or 1 needs another way: authors who all say the same say nothing else in any resample. It has Wilson's
interval, with as many independent comments as would make the share vary as it does when each author in turn is left out
(Dean & Pagano 2015).

`benchmarks/coverage.py` shows how often such intervals hold the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import InputError

FEWEST = 8  # groups; an interval from fewer holds the truth less often than it says
BLOCK = 20_000  # groups drawn at a time: more would leave the cache
ROWS = 1_000_000  # values weighed at a time
NORMAL = NormalDist()


class Interval(NamedTuple):
    """An estimate, the ends of its interval, and what it rests on."""

    estimate: float
    low: float
    high: float
    values: int
    groups: int

    def __str__(self) -> str:
        """Write it as people read it.

        >>> print(Interval(0.5, 0.25, 0.75, 12, 9))
        0.50, 95 % interval 0.25 to 0.75 (n = 12, by 9 authors)
        """
        rest = f"(n = {self.values:_}, by {self.groups:_} author{'' if self.groups == 1 else 's'})"
        rest = rest.replace("_", "\N{NARROW NO-BREAK SPACE}")
        if not self.values:
            return f"not known {rest}"
        if self.estimate != self.estimate:
            return f"not known, as one side does not vary {rest}"
        sure = f"no interval: {'too few' if self.groups < FEWEST else 'does not vary'}"
        if self.low == self.low:
            sure = f"95 % interval {self.low:.2f} to {self.high:.2f}"
        return f"{self.estimate:.2f}, {sure} {rest}".replace("-0.00", "0.00").replace("-", "−")


def mean(
    values: pd.Series, by: pd.Series | None = None, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> Interval:
    """Mean of values with an expanded percentile bootstrap interval over groups.

    Parameters
    ----------
    values : Series of numbers
        Missing ones are left out.
    by : Series, optional
        The group of each value, usually its author; every value with a missing group is a group of its own. Without
        `by` every value is.
    level : float
        How often the interval is to hold the truth.
    draws, seed : int
        Number of resamples, and the seed that makes them repeatable.

    Returns
    -------
    Interval
        `low` and `high` are NaN with fewer than 8 groups or where these do not differ, all three without a value.

    References
    ----------
    Davison & Hinkley (1997), Bootstrap Methods and their Application, section 3.8. Hesterberg (2015), What Teachers
    Should Know About the Bootstrap, The American Statistician 69(4).

    Examples
    --------
    >>> mean(pd.Series([1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0]))
    Interval(estimate=0.5, low=0.125, high=0.875, values=8, groups=8)
    """
    _check(level, draws)
    (numbers,), codes, groups = _grouped([values], by)
    if not groups:
        return Interval(np.nan, np.nan, np.nan, 0, 0)
    low, high = _mean_interval(np.bincount(codes, numbers), np.bincount(codes), level, draws, seed)
    return Interval(float(numbers.mean()), low, high, len(numbers), groups)


def mean_of_groups(
    means: pd.Series, sizes: pd.Series, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> Interval:
    """What `mean` says of values of which only the mean and the number in each group are known.

    So a corpus is resampled by whole threads without its comments: a second for 100,000 groups.

    Parameters
    ----------
    means : Series of numbers
        Of each group.
    sizes : Series of int
        How many values each mean is of; groups of none are left out.
    level, draws, seed
        As in `mean`.

    Returns
    -------
    Interval
        As `mean` gives of the values themselves, by the same groups in the same order.

    Examples
    --------
    >>> mean_of_groups(pd.Series([1.0, 0.25, None]), pd.Series([1, 2, 0]))
    Interval(estimate=0.5, low=nan, high=nan, values=3, groups=2)
    """
    _check(level, draws)
    known = means.notna() & (sizes > 0)
    counts = sizes[known].to_numpy(dtype="int64")
    if not len(counts):
        return Interval(np.nan, np.nan, np.nan, 0, 0)
    sums = means[known].to_numpy(dtype="float64") * counts
    low, high = _mean_interval(sums, counts, level, draws, seed)
    return Interval(float(sums.sum() / counts.sum()), low, high, int(counts.sum()), len(counts))


def share(flags: pd.Series, by: pd.Series | None = None, *, level: float = 0.95) -> Interval:
    """Share of values that are true, with Wilson's interval at the effective number of independent values.

    Parameters
    ----------
    flags : Series of bool
        Missing ones are left out.
    by : Series, optional
        The group of each value, as in `mean`.
    level : float
        How often the interval is to hold the truth.

    Returns
    -------
    Interval
        `low` and `high` are NaN with fewer than 8 groups, all three without a value.

    References
    ----------
    Dean & Pagano (2015), Evaluating Confidence Interval Methods for Binomial Proportions in Clustered Surveys, Journal
    of Survey Statistics and Methodology 3(4).

    Examples
    --------
    Nobody of twelve is not nobody at all:

    >>> round(share(pd.Series([False] * 12)).high, 2)
    0.29
    """
    _check(level)
    (numbers,), codes, groups = _grouped([flags], by)
    if not groups:
        return Interval(np.nan, np.nan, np.nan, 0, 0)
    part, low, high = float(numbers.mean()), np.nan, np.nan
    if groups >= FEWEST:
        true, sizes = np.bincount(codes, numbers), np.bincount(codes)
        without = (true.sum() - true) / (sizes.sum() - sizes)  # each group left out in turn: the jackknife
        variance = (groups - 1) / groups * ((without - part) ** 2).sum()
        if 0 < part < 1:
            independent = min(part * (1 - part) / max(variance, 1e-12), len(numbers))
        else:  # unanimous groups tell nothing of how they vary: each is taken for one voice
            independent = _effective(sizes)
        wide = _student((1 + level) / 2, groups - 1) ** 2 / float(independent)
        middle, half = part + wide / 2, sqrt(wide * (part * (1 - part) + wide / 4))
        low, high = (middle - half) / (1 + wide), (middle + half) / (1 + wide)
        low, high = max(0.0, min(part, low)), min(1.0, max(part, high))  # whatever the last bit is
    return Interval(part, low, high, len(numbers), groups)


def correlation(
    x: pd.Series, y: pd.Series, by: pd.Series | None = None, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> Interval:
    """Pearson's correlation with an expanded percentile bootstrap interval over groups.

    Parameters
    ----------
    x, y : Series of numbers
        Pairs of which one is missing are left out.
    by : Series, optional
        The group of each pair, as in `mean`.
    level, draws, seed
        As in `mean`.

    Returns
    -------
    Interval
        `low` and `high` are NaN with fewer than 8 groups, all three where `x` or `y` does not vary. A resample in which
        one does not vary says nothing: it counts as -1 for the low end and as 1 for the high one.

    Examples
    --------
    >>> correlation(pd.Series([1, 2, 3]), pd.Series([2, 4, 6]))
    Interval(estimate=1.0, low=nan, high=nan, values=3, groups=3)
    """
    _check(level, draws)
    (first, second), codes, groups = _grouped([x, y], by)
    if not groups or not _varies(first) or not _varies(second):
        return Interval(np.nan, np.nan, np.nan, len(first), groups)
    first, second = first - first.mean(), second - second.mean()  # so that sums of squares lose no digits
    products = [first, second, first * first, second * second, first * second, np.ones(len(first))]
    totals = np.stack([np.bincount(codes, product) for product in products], axis=1)
    low, high = _interval(totals, _pearson, level, draws, seed)
    return Interval(float(_pearson(totals.sum(axis=0)[None])[0]), low, high, len(first), groups)


def quantile(
    values: pd.Series,
    q: float = 0.5,
    by: pd.Series | None = None,
    *,
    level: float = 0.95,
    draws: int = 1000,
    seed: int = 0,
) -> Interval:
    """Quantile of values, by default the median, with an expanded percentile bootstrap interval over groups.

    Parameters
    ----------
    values : Series of numbers
        Missing ones are left out.
    q : float
        Share of the values below it: 0.25 for the lower quartile.
    by : Series, optional
        The group of each value, as in `mean`.
    level, draws, seed
        As in `mean`.

    Returns
    -------
    Interval
        `low` and `high` are NaN with fewer than 8 groups or where all values are equal, all three without a value.
        Both may be one number where most values are that.

    Examples
    --------
    >>> quantile(pd.Series([1, 2, 3, 4, 5, 6, 7, 8, 99]))
    Interval(estimate=5.0, low=2.0, high=8.0, values=9, groups=9)
    """
    _check(level, draws)
    (numbers,), codes, groups = _grouped([values], by)
    if not groups:
        return Interval(np.nan, np.nan, np.nan, 0, 0)
    estimate, low, high = float(np.quantile(numbers, q)), np.nan, np.nan
    if groups >= FEWEST and _varies(numbers):  # else nothing tells how others differ
        order = np.argsort(numbers, kind="stable")
        numbers, codes = numbers[order], codes[order]
        found = []
        for times in _resamples(groups, draws, seed, max(1, ROWS // len(numbers))):
            below = times[:, codes].cumsum(axis=1)
            found.append(numbers[(below >= q * below[:, -1:]).argmax(axis=1)])
        tail = _tail(level, _effective(np.bincount(codes)))
        drawn = np.concatenate(found)  # ends are values that were drawn: of whole numbers, whole numbers
        low, high = (
            float(np.quantile(drawn, tail, method="lower")),
            float(np.quantile(drawn, 1 - tail, method="higher")),
        )
        low, high = min(low, estimate), max(high, estimate)
    return Interval(estimate, low, high, len(numbers), groups)


def _grouped(columns: list[pd.Series], by: pd.Series | None) -> tuple[list[np.ndarray], np.ndarray, int]:
    """Columns as numbers, without the rows where one is missing; the number of each row's group; how many groups."""
    numbers = [column.astype("float64").to_numpy() for column in columns]
    if len({len(column) for column in [*columns, *([] if by is None else [by])]}) > 1:
        raise InputError(f"there are {len(numbers[0])} values: give as many groups, and as many of the other values")
    if any(np.isinf(column).any() for column in numbers):
        raise InputError("a value is infinite: make it missing, or leave it out")
    known = ~np.isnan(numbers).any(axis=0)
    if by is None:
        codes = np.arange(known.sum())
    else:
        codes = pd.factorize(by.to_numpy()[known])[0].astype("int64")
        alone = codes < 0
        codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    return [column[known] for column in numbers], codes, int(codes.max(initial=-1)) + 1


def _mean_interval(sums: np.ndarray, counts: np.ndarray, level: float, draws: int, seed: int) -> tuple[float, float]:
    """Ends of the interval of the mean of values, from the sum and the number of those in each group."""
    if not _varies(sums / counts):
        return np.nan, np.nan  # not certain: nothing tells how others differ
    return _interval(np.stack([sums, counts], axis=1), lambda drawn: drawn[:, 0] / drawn[:, 1], level, draws, seed)


def _interval(
    totals: np.ndarray, statistic: Callable[[np.ndarray], np.ndarray], level: float, draws: int, seed: int
) -> tuple[float, float]:
    """Ends of the interval of a statistic of sums, from the sums of each group, of which the last is its size."""
    groups = len(totals)
    if groups < FEWEST:
        return np.nan, np.nan
    block = max(1, BLOCK // groups)  # a few at a time: memory stays that of the groups
    sums = [times.astype("float64") @ totals for times in _resamples(groups, draws, seed, block)]
    tail = _tail(level, _effective(totals[:, -1]))
    found = statistic(np.concatenate(sums))
    low, high = (np.quantile(np.nan_to_num(found, nan=end), share) for end, share in [(-1, tail), (1, 1 - tail)])
    return float(low), float(high)


def _resamples(groups: int, draws: int, seed: int, block: int) -> Iterator[np.ndarray]:
    """How often each group (column) is drawn in each resample (row), so many resamples at a time."""
    generator = np.random.default_rng(seed)
    for start in range(0, draws, block):
        number = min(block, draws - start)
        drawn = generator.integers(groups, size=(number, groups)) + groups * np.arange(number)[:, None]
        yield np.bincount(drawn.ravel(), minlength=number * groups).reshape(number, groups)


def _pearson(sums: np.ndarray) -> np.ndarray:
    """Correlation from the sums of x, y, xx, yy, xy and 1; NaN where x or y does not vary."""
    x, y, xx, yy, xy, n = sums.T
    one, other = n * xx - x * x, n * yy - y * y
    varies = (one > 1e-9 * n * xx) & (other > 1e-9 * n * yy)  # what is left of equal numbers is a rounding error
    r = np.divide(n * xy - x * y, np.sqrt(np.abs(one * other)), out=np.full(len(sums), np.nan), where=varies)
    return np.clip(r, -1, 1)


def _varies(values: np.ndarray) -> bool:
    return bool(np.ptp(values) > 1e-12 * np.abs(values).max())


def _check(level: float, draws: int = 1) -> None:
    if not 0 < level < 1:
        raise InputError(f"level is {level}: give how often the interval is to hold the truth, such as 0.95")
    if draws < 1:
        raise InputError(f"draws is {draws}: it takes a resample at least, and some thousand for an interval")


def _effective(sizes: np.ndarray) -> float:
    """Kish's effective number of groups: how many of equal size would weigh as evenly.

    >>> float(_effective(np.array([2, 2, 2]))), float(_effective(np.array([4, 1, 1])))
    (3.0, 2.0)
    """
    return sizes.sum() ** 2 / np.square(sizes).sum()


def _tail(level: float, groups: float) -> float:
    """Share of the resamples to leave out at each end."""
    return NORMAL.cdf(-sqrt(groups / (groups - 1)) * _student((1 + level) / 2, groups - 1))


def _student(share: float, freedom: float) -> float:
    """Quantile of Student's t, by the Cornish-Fisher expansion: to the third digit from 6 degrees of freedom on.

    >>> round(_student(0.975, 7), 3), round(_student(0.975, 30), 3)
    (2.364, 2.042)
    """
    z = NORMAL.inv_cdf(share)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
