"""Fields of a person's profile whose label and value are lines: "Joined", "May 2010", "Messages", "3,318"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.readers import words
from analysis.readers.lines import any_of, is_action, vote

LONGEST = 40  # characters of a value
_LABEL = re.compile(rf"(?:{any_of(words.TRAITS)}) ?[:：]?", re.IGNORECASE)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LIKED = re.compile(r"(?:reactions|likes|liked by|thanks|reaktionen|gefällt|danksagungen):", re.IGNORECASE)
_DATE = re.compile(r"date|join|seit|since|regist|inscrit", re.IGNORECASE)  # labels that are clear when they stand once


def fields(texts: Sequence[str]) -> set[int]:
    """Return which lines are the label or the value of a field.

    A label recurs, and its value is a number or a date; one with other words ("Location") stands beside such a field.
    In any language two labels that recur together with numbers below them are fields.

    Examples
    --------
    >>> sorted(fields(["Ann", "Joined", "May 2010", "Location", "Leek", "Hi", "Bob", "Joined", "May 2011", "Ho"]))
    [1, 2, 3, 4, 7, 8]
    """
    labels = [n for n, text in enumerate(texts[:-1]) if len(text) <= LONGEST and _LABEL.fullmatch(text)]
    often = Counter(texts[n].casefold() for n in labels)
    liked = [n for n, text in enumerate(texts[:-1]) if text.endswith(":") and _LIKED.fullmatch(text)]
    found = {line for n in liked for line in (n, n + 1)}
    others = []
    for label in labels:
        value = texts[label + 1]
        if len(value) > LONGEST or _LABEL.fullmatch(value) or is_action(value):
            continue
        clear = vote(value) is not None or _YEAR.search(value)
        if clear and (often[texts[label].casefold()] > 1 or _DATE.search(texts[label]) or label - 1 in found):
            found.update((label, label + 1))
        elif not clear:
            others.append(label)
    found |= _pairs(texts)
    starts = {label for label in labels if label in found}
    for label in others:
        if label - 1 in found or label + 2 in starts:
            found.update((label, label + 1))
    return found


def _pairs(texts: Sequence[str]) -> set[int]:
    """Lines that are word, number, word, number, if the two words recur."""
    numbers = [len(text) <= 24 and vote(text) is not None for text in texts]
    starts = [
        n - 1
        for n, number in enumerate(numbers[:-2])
        if number and n and numbers[n + 2] and not (numbers[n - 1] or numbers[n + 1]) and not is_action(texts[n - 1])
    ]
    often = Counter((texts[n], texts[n + 2]) for n in starts)
    return {line for n in starts if often[texts[n], texts[n + 2]] > 2 for line in range(n, n + 4)}
