"""Intervals that resample whole authors, because what one person writes is not independent."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

FEWEST = 5  # groups; an interval from fewer pretends to know what it cannot


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
        rest = f"(n = {self.values}, by {self.groups} author{'' if self.groups == 1 else 's'})"
        if not self.values:
            return f"not known {rest}"
        sure = f"95 % interval {self.low:.2f} to {self.high:.2f}" if self.low == self.low else "no interval: too few"
        return f"{self.estimate:.2f}, {sure} {rest}".replace("-0.00", "0.00").replace("-", "−")


def mean(
    values: pd.Series, by: pd.Series | None = None, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> Interval:
    """Mean of values with a percentile bootstrap interval over groups.

    Parameters
    ----------
    values : Series of numbers
        Missing ones are left out.
    by : Series, optional
        The group of each value, usually its author; every value with a missing group is a group of its own. Without
        `by` every value is.
    level : float
        Share of resampled means inside the interval.
    draws, seed : int
        Number of resamples, and the seed that makes them repeatable.

    Returns
    -------
    Interval
        `low` and `high` are NaN with fewer than 5 groups, all three without a value.

    References
    ----------
    Davison & Hinkley (1997), Bootstrap Methods and their Application, section 3.8.

    Examples
    --------
    >>> mean(pd.Series([1.0, 1.0, 0.0, 0.0, 1.0, 0.0]), by=pd.Series(list("aabcde")))
    Interval(estimate=0.5, low=0.0, high=0.875, values=6, groups=5)
    """
    numbers = values.astype("float64")
    known = numbers.notna().to_numpy()
    numbers_known = numbers.to_numpy()[known]
    if by is None:
        codes = np.arange(known.sum())
    else:
        codes = pd.factorize(by.to_numpy()[known])[0].astype("int64")
        alone = codes < 0
        codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    groups = int(codes.max(initial=-1)) + 1
    if not groups:
        return Interval(np.nan, np.nan, np.nan, 0, 0)
    low = high = np.nan
    if groups >= FEWEST:
        sums, sizes = np.bincount(codes, numbers_known), np.bincount(codes)
        generator = np.random.default_rng(seed)
        means = np.empty(draws)
        for draw in range(draws):  # one at a time: memory stays that of the groups
            drawn = generator.integers(groups, size=groups)
            means[draw] = sums[drawn].sum() / sizes[drawn].sum()
        tail = (1 - level) / 2
        low, high = np.quantile(means, [tail, 1 - tail]).tolist()
    return Interval(float(numbers_known.mean()), low, high, int(known.sum()), groups)
