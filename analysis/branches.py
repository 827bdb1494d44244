"""A thread too long to draw comment by comment, folded to its largest branches."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.text import need
from analysis.tree import parents, unroll


def branches(comments: pd.DataFrame, most: int = 40) -> pd.Series:
    """Row number of the comment with which the branch begins that each comment is folded into.

    A branch begins with a comment on the article, or splits off where a comment has several answers: the one with the
    most below it carries on, each other one begins a branch (the heavy paths of Sleator & Tarjan 1983, J. Comput. Syst.
    Sci. 26). The largest branches stand for themselves, and a smaller one is part of what it splits off from, so that
    a long exchange between two people is one branch however deep it goes.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`.
    most : int
        How many branches may stand for themselves: those with the most comments, of equal ones the first. Where there
        is not room for all, a single comment is no branch, unless there is nothing else.

    Returns
    -------
    Series of int64
        Indexed as the input; -1 for what is in none of them, and for what hangs on a circle of replies.

    Examples
    --------
    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": list("abcde"), "parent_id": [None, "a", "b", "a", None]})
    >>> branches(thread, most=1).to_list(), branches(thread, most=3).to_list()
    ([0, 0, 0, 0, -1], [0, 0, 0, 3, 4])
    """
    need(comments, "thread_id", "comment_id", "parent_id")
    parent = parents(comments)
    depth, below = unroll(parent)
    size = len(parent)
    first = np.lexsort((-below, parent))  # stable: of equal answers the first
    carries_on = np.zeros(size, dtype=bool)
    carries_on[first[np.diff(parent[first], prepend=-2) != 0]] = True
    begins = np.flatnonzero((~carries_on | (parent < 0)) & (depth > 0))
    shown = begins[np.argsort(-below[begins], kind="stable")]
    if len(shown) > most:
        answered = below[shown] > 0
        shown = shown[answered][:most] if answered.any() else shown[:most]
    above = np.append(np.where(parent < 0, size, parent), size)  # the article is one more place, and its own parent
    above[shown] = shown
    for _ in range(size.bit_length() + 1):
        above = above[above]
    found = np.isin(above[:-1], shown)
    return pd.Series(np.where(found, above[:-1], -1), index=comments.index, dtype="int64")
