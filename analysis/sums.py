"""From the valences of the words to VADER's scores of the texts: the turn at a "but", the sum, the shares, rounded."""

from __future__ import annotations

import sys
from heapq import heappop, heappush

import numpy as np


def around_but(at: list[int], valences: list[float], turn: int) -> list[float]:
    """What VADER makes of the valences of a text with "but" at the place `turn`.

    It goes through the values and changes the first one equal to each, which may be an earlier one that has become
    equal meanwhile. Zeros stay zeros whichever is meant, so words without a valence can be left out.
    """
    factors = [0.5 if place < turn else 1.5 if place > turn else 1.0 for place in at]
    turned = [value * factor for value, factor in zip(valences, factors, strict=True)]
    if len({*valences, *turned}) == 2 * len(at):  # as nearly always: none is equal to another
        return turned
    turned = list(valences)
    equals: dict[float, list[int]] = {}  # where each value stands, a heap
    for n, value in enumerate(valences):
        equals.setdefault(value, []).append(n)
    for value in valences:
        equal = equals[value]
        while turned[equal[0]] != value:
            heappop(equal)
        first = equal[0]
        if value and at[first] != turn:
            turned[first] = changed = value * (0.5 if at[first] < turn else 1.5)
            if changed in equals:
                heappush(equals[changed], first)
    return turned


def compound(text: np.ndarray, valence: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    """Sum of each text's valences and its emphasis, brought between -1 and 1: the first half of `score_valence`."""
    many = len(emphasis)
    if sys.version_info < (3, 12):
        total = np.bincount(text, valence, many)
    else:  # Python's `sum` has compensated for rounding since
        bounds, values = np.searchsorted(text, np.arange(many + 1)).tolist(), valence.tolist()
        total = np.array([float(sum(values[low:high])) for low, high in zip(bounds, bounds[1:], strict=False)])
    total = np.where(total > 0, total + emphasis, np.where(total < 0, total - emphasis, total))
    return _rounded(np.clip(total / np.sqrt(total * total + 15), -1.0, 1.0), 4)


def shares(sizes: np.ndarray, text: np.ndarray, valence: np.ndarray, emphasis: np.ndarray) -> np.ndarray:
    """Columns pos, neu and neg of each text: the second half of `score_valence`."""
    many = len(sizes)
    good, bad = valence > 0, valence < 0
    positive = np.bincount(text[good], valence[good] + 1, many)
    negative = np.bincount(text[bad], valence[bad] - 1, many)
    neutral = sizes - np.bincount(text[good | bad], minlength=many)
    more = positive > -negative
    less = positive < -negative
    positive = np.where(more, positive + emphasis, positive)
    negative = np.where(less, negative - emphasis, negative)
    whole = positive + np.abs(negative) + neutral
    whole[whole == 0] = 1  # no word: all shares are 0
    return _rounded(np.abs(np.column_stack([positive, neutral, negative]) / whole[:, None]), 3)


def _rounded(values: np.ndarray, digits: int) -> np.ndarray:
    """Python's `round`, which goes by the decimal value, of each."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    ties = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6
    rounded[ties] = [round(value, digits) for value in values[ties].tolist()]
    return rounded
