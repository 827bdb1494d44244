"""How evenly people take part in a thread, and whether they answer each other: all threads at once.

An author of one thread is a person; the same name in two threads is two persons. `person` holds the number of each
comment's, -1 without an author, and `home` the number of each person's thread.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.errors import TableError
from analysis.text import numeric


def people(thread: np.ndarray, author: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Number the persons, thread by thread: that of each comment, and the thread of each person."""
    names, known = pd.factorize(author)
    pairs, person = np.unique(np.where(names < 0, -1, thread * len(known) + names), return_inverse=True)
    nameless = int((pairs[:1] < 0).sum())
    return person - nameless, pairs[nameless:] // max(len(known), 1)


def edges(person: np.ndarray, persons: int, parent: np.ndarray) -> np.ndarray:
    """Who answers whom, each pair of persons once, oneself too: source * persons + target, in rising order."""
    answer = np.flatnonzero(parent >= 0)
    source, target = person[answer], person[parent[answer]]
    known = (source >= 0) & (target >= 0)
    return distinct(source[known] * persons + target[known])


def distinct(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers from 0 on, each once, in rising order; `numpy.unique` hashes and takes several times as long."""
    rising = np.sort(numbers)
    return rising[np.diff(rising, prepend=-1) > 0]


def spread(person: np.ndarray, home: np.ndarray, threads: int) -> pd.DataFrame:
    """`authors`, `gini`, `top_share` and `returning_authors` of each thread, see `analysis.replies.summarise`."""
    wrote = np.bincount(person[person >= 0], minlength=len(home))
    authors = np.bincount(home, minlength=threads)
    rising = np.lexsort((wrote, home))
    thread, wrote = home[rising], wrote[rising]
    rank = np.arange(1, len(home) + 1) - (np.cumsum(authors) - authors)[thread]
    top = rank > (authors - (authors + 9) // 10)[thread]
    total = np.bincount(thread, weights=wrote, minlength=threads)
    ranked = np.bincount(thread, weights=rank * wrote, minlength=threads)
    with np.errstate(invalid="ignore"):  # 0 / 0 in a thread without authors: missing
        return pd.DataFrame(
            {
                "authors": authors,
                "gini": (2 * ranked / total - authors - 1) / authors,
                "top_share": np.bincount(thread[top], weights=wrote[top], minlength=threads) / total,
                "returning_authors": np.bincount(thread[wrote > 1], minlength=threads) / authors,
            }
        )


def gini(counts: pd.Series) -> float:
    """Gini coefficient of counts: 0 if all are equal, near 1 if one has them all; missing for none.

    The formula is in `analysis.replies.summarise`; missing counts are left out.

    >>> gini(pd.Series([1, 1, 1, 1])), gini(pd.Series([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    ordered = np.sort(numeric(counts, "counts").dropna().to_numpy())
    if (ordered < 0).any():
        raise TableError("counts are 0 or more")
    size = len(ordered)
    if not ordered.sum() > 0:
        return np.nan
    return float(2 * (np.arange(1, size + 1) * ordered).sum() / (size * ordered.sum()) - (size + 1) / size)


def reciprocity(edges: np.ndarray, home: np.ndarray, threads: int) -> pd.DataFrame:
    """`reciprocity` and `reciprocity_with_self` of each thread, see `analysis.replies.summarise`."""
    source, target = np.divmod(edges, max(len(home), 1))
    mutual = np.isin(target * len(home) + source, edges, assume_unique=True)

    def share(kept: np.ndarray) -> np.ndarray:
        back = np.bincount(home[source[kept & mutual]], minlength=threads)
        with np.errstate(invalid="ignore"):  # 0 / 0 in a thread without an edge: missing
            return back / np.bincount(home[source[kept]], minlength=threads)

    everyone = np.ones(len(edges), dtype=bool)
    return pd.DataFrame({"reciprocity": share(source != target), "reciprocity_with_self": share(everyone)})
