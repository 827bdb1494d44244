"""How evenly people take part in a thread, and whether they answer each other: all threads at once.

`thread` numbers the thread of each comment from 0, and there are `threads` of them; `person` numbers the author within
all threads, the same name in two threads being two, and is -1 for a comment without an author.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def people(thread: np.ndarray, author: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Number the authors of all threads: of each comment, and the thread of each author."""
    names, known = pd.factorize(author)
    pairs, person = np.unique(np.where(names < 0, -1, thread * len(known) + names), return_inverse=True)
    nameless = int(len(pairs) > 0 and pairs[0] < 0)
    return person - nameless, pairs[nameless:] // max(len(known), 1)


def spread(person: np.ndarray, home: np.ndarray, threads: int) -> pd.DataFrame:
    """Authors of each thread, and how evenly they wrote: `authors`, `gini`, `top_share`, `returning_authors`.

    Parameters
    ----------
    person, home : array
        From `people`.
    threads : int
        How many there are.
    """
    wrote = np.bincount(person[person >= 0], minlength=len(home))
    authors = np.bincount(home, minlength=threads)
    rising = np.lexsort((wrote, home))
    thread, wrote = home[rising], wrote[rising]
    rank = np.arange(1, len(home) + 1) - (np.cumsum(authors) - authors)[thread]
    total = np.bincount(thread, weights=wrote, minlength=threads)
    top = rank > (authors - (authors + 9) // 10)[thread]
    with np.errstate(invalid="ignore"):  # 0 / 0 in a thread without named authors: missing
        ranked = np.bincount(thread, weights=rank * wrote, minlength=threads)
        return pd.DataFrame(
            {
                "authors": authors,
                "gini": 2 * ranked / (authors * total) - (authors + 1) / authors,
                "top_share": np.bincount(thread[top], weights=wrote[top], minlength=threads) / total,
                "returning_authors": np.bincount(thread[wrote > 1], minlength=threads) / authors,
            }
        )


def gini(counts: pd.Series) -> float:
    """Gini coefficient of counts: 0 if all are equal, near 1 if one has them all.

    >>> gini(pd.Series([1, 1, 1, 1])), gini(pd.Series([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    ordered = np.sort(counts.to_numpy(dtype="float64"))
    size = len(ordered)
    return float(2 * (np.arange(1, size + 1) * ordered).sum() / (size * ordered.sum()) - (size + 1) / size)


def reciprocity(person: np.ndarray, home: np.ndarray, parent: np.ndarray, threads: int) -> tuple[np.ndarray, ...]:
    """Share of the edges author -> author of each thread that have one back: without and with answers to oneself."""
    answer = np.flatnonzero(parent >= 0)
    source, target = person[answer], person[parent[answer]]
    known = (source >= 0) & (target >= 0)
    edges = np.unique(source[known] * len(home) + target[known])
    source, target = np.divmod(edges, max(len(home), 1))
    mutual = np.isin(target * len(home) + source, edges, assume_unique=True)
    with np.errstate(invalid="ignore"):  # 0 / 0 in a thread without an edge: missing
        return tuple(
            np.bincount(home[source[kept & mutual]], minlength=threads)
            / np.bincount(home[source[kept]], minlength=threads)
            for kept in (source != target, source == source)
        )
