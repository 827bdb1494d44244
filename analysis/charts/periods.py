"""What charts over time share: when nothing can be compared, the axis with the numbers, and what the ends say."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis import bootstrap, groups
from analysis.charts.draw import dates
from analysis.thread import count, thousands

WIDE, NARROW = 0.13, 0.025  # parts of the axis that a number takes, written across and upright


def few(number: int, thing: str = "comment with a score") -> str:
    """Say that so many are too few to compare.

    >>> few(8)
    'n = 8: too few to compare, it takes 10 comments with a score.'
    """
    noun, *rest = thing.split(" ", 1)
    return f"n = {number}: too few to compare, it takes {groups.ENOUGH} {noun}s{' ' if rest else ''}{' '.join(rest)}."


def missing(unit: str, left_out: int) -> str:
    """Say of how many comments the period is not known; nothing of none."""
    return f"{thousands(left_out)} left out: no time, or none sure to the {unit}" if left_out else ""


def incomparable(summary: pd.DataFrame, sure: pd.DataFrame, unit: str, left_out: int, has: str) -> str:
    """Say why periods cannot be compared; nothing where two of them have an interval.

    Parameters
    ----------
    summary, sure : DataFrame
        One row per period with `comments`, and those rows that have an interval.
    unit : str
        What a period is: "day".
    left_out : int
        How many comments are of no period.
    has : str
        What a comment has that counts: "a time and words".
    """
    total = int(summary["comments"].sum())
    if total < groups.ENOUGH:
        reason = few(total, f"comment with {has}")
    elif len(summary) == 1:
        all_of = f"all {count(total, 'comment')} are of one {unit}"
        reason = f"As far as their times are sure, {all_of}: nothing can be compared."
    elif len(sure) < 2:
        reason = f"No two {unit}s have comments by {bootstrap.FEWEST} authors who differ: nothing can be compared."
    else:
        return ""
    return f"{reason} {missing(unit, left_out).capitalize()}." if left_out else reason


def dated(ax: Axes, numbers: pd.Series) -> pd.Series:
    """Make the horizontal axis one of dates, with the numbers at its foot; return their places on it.

    Where numbers would stand over each other the larger one is written.

    Parameters
    ----------
    ax : Axes
        With room below what is drawn.
    numbers : Series of int
        Of comments, indexed by the beginnings of the periods.
    """
    places = pd.Series(date2num(pd.DatetimeIndex(numbers.index)), numbers.index)
    span = places.max() - places.min()
    upright = places.sort_values().diff().min() < WIDE * span
    written: list[float] = []
    for place, number in sorted(zip(places, numbers, strict=True), key=lambda pair: -pair[1]):
        if any(abs(place - other) < NARROW * span for other in written):
            continue
        written.append(place)
        ax.text(place, 0.015, f"{'' if upright else 'n = '}{thousands(number)}", transform=ax.get_xaxis_transform(),
                ha="center", va="bottom", size=8, color="#555555", rotation=90 if upright else 0)  # fmt: skip
    margin = 0.06 * span
    ax.set(xlim=(places.min() - margin, places.max() + margin))
    dates(ax)
    ax.grid(axis="y")
    return places


def below(ax: Axes, numbers: pd.Series, unit: str, left_out: int) -> str:
    """Say for the end of a subtitle what the numbers at the foot of the axis are, and how many there are in all."""
    some = "" if len(ax.texts) == len(numbers) else " where there is room"
    total = f"below: comments{some}, n = {thousands(int(numbers.sum()))} in all"
    return f"{total}; {missing(unit, left_out)}" if left_out else total


def ends(sure: pd.DataFrame, column: str, unit: str, write: Callable[[pd.Series], str]) -> str:
    """Say where a figure is lowest and highest; whether they differ is no question once they have been picked."""
    written = "%Y-%m-%d %H:%M" if unit == "hour" else "%Y-%m-%d"
    least, most = (
        f"of {row.name:{written}}, {write(row)}"
        for row in (sure.iloc[sure[column].argmin()], sure.iloc[sure[column].argmax()])
    )
    return (
        f"The lowest {column} of {'an' if unit == 'hour' else 'a'} {unit} is that {least}, the highest that {most}. "
        f"The lowest and the highest of {len(sure)} {unit}s lie apart by chance too: this bears out no change."
    )
