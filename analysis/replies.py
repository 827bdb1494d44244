"""Who answers whom: the shape of a discussion.

The article is the root of every thread's tree and stands at depth 0; depth counts edges, so a comment on the
article has depth 1. A comment whose parent is not in the table answers the article. Comments that answer each other in
a circle, and what hangs on them, have no depth: it is missing.

All that users call is here. The parts: `analysis.tree` (parents, reading order), `analysis.shape` (a thread in
figures), `analysis.participation`, `analysis.pace`, `analysis.doubt`, `analysis.usual` and `analysis.network`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import pace
from analysis.doubt import bounded, caveat, sensitivity
from analysis.network import graph, roles
from analysis.participation import gini
from analysis.shape import SUMMARY, summarise
from analysis.text import authors, need
from analysis.tree import parents, preorder, subthreads, unroll
from analysis.usual import compare, usual

__all__ = [
    "SUMMARY", "authors", "bounded", "caveat", "compare", "gini", "graph", "measure", "parents", "preorder", "roles",
    "sensitivity", "subthreads", "summarise", "usual",
]  # fmt: skip


def measure(comments: pd.DataFrame) -> pd.DataFrame:
    """Place of each comment in its thread.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`, in document order; `posted`, `posted_from` and `posted_until`
        are used where they are there. Rows of a thread need not be together, nor parents stand before their answers.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `depth`: edges from the article (Int64); missing in a circle of replies.
        - `children`: answers to it (Int64).
        - `descendants`: answers, their answers and so on (Int64); missing in a circle.
        - `position`: 1 for the thread's first comment in the table, and so on (Int64).
        - `seconds_to_parent`: between the best estimates of both times (float64), moved into the interval that follows.
        - `seconds_to_parent_from`, `seconds_to_parent_until`: the least and the most that `posted_from` and
          `posted_until` of both allow. No answer comes before what it answers, so that the least is never below 0,
          unless even the most is: then the source contradicts itself, and all three say so as they are.

        All three are missing for an answer to the article or where a time is.

    Examples
    --------
    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": ["a", "b", "c"], "parent_id": [None, "a", "b"]})
    >>> measure(thread)[["depth", "children", "descendants", "position"]]
       depth  children  descendants  position
    0      1         1            2         1
    1      2         1            1         2
    2      3         0            0         3
    """
    need(comments, "thread_id", "comment_id", "parent_id")
    parent = parents(comments)
    depth, descendants = unroll(parent)
    lost = depth < 0
    places = pd.DataFrame(
        {
            "depth": pd.arrays.IntegerArray(depth.astype("int64"), lost),
            "children": pd.array(np.bincount(parent[parent >= 0], minlength=len(parent)), dtype="Int64"),
            "descendants": pd.arrays.IntegerArray(descendants.astype("int64"), lost),
            "position": (comments.groupby("thread_id").cumcount() + 1).astype("Int64").array,
        }
    )
    return pd.concat([places, pace.since_parent(comments, parent)], axis=1).set_index(comments.index)
