"""Trees of replies, all threads at once: whom each comment answers, depth, descendants, reading order, subthreads.

Everything is an array with one entry per comment. `parent` holds row numbers, -1 for the article. Nothing recurses and
nothing is done thread by thread, so that a chain of a million comments and a million threads are ordinary.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.errors import TableError
from analysis.text import need
from analysis.thread import EVIDENCE

EXACT = 2**53  # up to which floats hold every whole number


def parents(comments: pd.DataFrame) -> np.ndarray:
    """Row number of the comment that each comment answers; -1 where it is the article, or not in the table.

    A blank `parent_id` is none.

    Raises
    ------
    TableError
        If a comment_id stands twice in one thread, a comment is of none, or ids are of two kinds, such as texts in one
        column and numbers in the other, or are numbers that a float does not hold.

    Examples
    --------
    >>> parents(pd.DataFrame({"thread_id": "t", "comment_id": list("abc"), "parent_id": ["c", None, "gone"]}))
    array([ 2, -1, -1])
    """
    size, thread = len(comments), thread_numbers(comments)
    own, up = comments["comment_id"], comments["parent_id"]
    if size and up.notna().any() and _numeric(own) != _numeric(up):
        raise TableError(f"comment_id is {own.dtype} and parent_id {up.dtype}: make both texts, or both whole numbers")
    both = pd.concat([own, up], ignore_index=True)
    if pd.api.types.is_float_dtype(both) and (both >= EXACT).any():
        raise TableError("ids from 2**53 on stand beside missing ones as float, which rounds them: make both 'Int64'")
    code, names = pd.factorize(both)  # at once: texts are compared only here
    first = thread * (len(names) + 1) + 1  # of the numbers that a thread's ids have, after one for a missing id
    known = pd.Index(first + code[:size])
    if not known.is_unique:
        where, name = comments.loc[known.duplicated(), ["thread_id", "comment_id"]].iloc[0]
        raise TableError(f"comment_id {name!r} stands twice in thread {where!r}; ids are unique within a thread")
    parent = np.full(size, -1)
    blank = names.get_loc("") if "" in names else -1
    reply = np.flatnonzero((code[size:] >= 0) & (code[size:] != blank))
    parent[reply] = known.get_indexer(pd.Index(first[reply] + code[size:][reply]))
    return parent


def _numeric(ids: pd.Series) -> bool:
    values = ids.cat.categories if isinstance(ids.dtype, pd.CategoricalDtype) else ids
    if values.dtype == object:
        return pd.api.types.infer_dtype(values, skipna=True) in ("integer", "floating", "mixed-integer-float")
    return pd.api.types.is_numeric_dtype(values)


def on_article(comments: pd.DataFrame) -> np.ndarray:
    """Whether a comment is known to answer the article: not if its parent is lost or nothing says whom it answers.

    >>> rows = pd.DataFrame({"parent_id": [None, None, "gone"], "parent_evidence": ["nesting", "none", "nesting"]})
    >>> on_article(rows).tolist()
    [True, False, False]
    """
    above = comments["parent_id"]
    known = (above.isna() | (above == "")).to_numpy(bool)
    if "parent_evidence" in comments:
        known = known & (evidence(comments) != EVIDENCE.index("none"))
    if "lost_parent_id" in comments:
        known = known & comments["lost_parent_id"].isna().to_numpy()
    return known


def unknown(comments: pd.DataFrame, parent: np.ndarray) -> np.ndarray:
    """Whether nothing here says whom a comment answers: no evidence, or a parent that is not in the table.

    >>> rows = pd.DataFrame({"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, "a", "gone"]})
    >>> unknown(rows, parents(rows)).tolist()
    [False, False, True]
    """
    absent = (parent < 0) & ~on_article(comments)
    return absent | (evidence(comments) == EVIDENCE.index("none")) if "parent_evidence" in comments else absent


def evidence(comments: pd.DataFrame) -> np.ndarray:
    """Number in `analysis.thread.EVIDENCE` of how each parent is known; where that is missing it is none.

    Raises
    ------
    TableError
        If there is another word in `parent_evidence`.
    """
    code, names = pd.factorize(comments["parent_evidence"])
    wrong = [name for name in names if name not in EVIDENCE]
    if wrong:
        raise TableError(f"parent_evidence {wrong[0]!r} is unknown: use {', '.join(EVIDENCE)}")
    return np.array([EVIDENCE.index(name) for name in [*names, "none"]])[code]


def thread_numbers(comments: pd.DataFrame) -> np.ndarray:
    """Number of each comment's thread, in order of first appearance; every comment has to be of one."""
    thread = pd.factorize(comments["thread_id"])[0]
    if (thread < 0).any():
        raise TableError(f"thread_id is missing in {(thread < 0).sum()} rows; every comment is of a thread")
    return thread


def preorder(comments: pd.DataFrame) -> pd.Series:
    """Reading order within each thread: a comment, then each answer with all below it; 1 for the first (Int64).

    Answers to the same comment keep the order of the table. Missing in a circle of replies.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`.

    Examples
    --------
    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, None, "a"]})
    >>> preorder(thread).to_list()
    [1, 3, 2]
    """
    need(comments, "thread_id", "comment_id", "parent_id")
    parent = parents(comments)
    depth, below = unroll(parent)
    thread = thread_numbers(comments)
    size = pd.Series(below + 1)
    family = [np.where(parent < 0, -1 - thread, parent)]  # the answers to one comment, or to one article
    before = size.groupby(family).cumsum() - size
    order = np.append(1 + before.to_numpy(), 0)
    for above in _ancestors(parent):
        order += order[above]
    return pd.Series(order[:-1], index=comments.index, dtype="Int64").mask(depth < 0)


def subthreads(comments: pd.DataFrame) -> pd.Series:
    """Row number of the top-level comment that each comment stands below, in any thread; its own for one at the top.

    Answers may share a mood with what they answer, so that whole subthreads are what `analysis.bootstrap` resamples. A
    circle of replies, with what hangs on it, is a subthread of its own.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`.

    Examples
    --------
    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": list("abcd"), "parent_id": [None, "a", None, "b"]})
    >>> subthreads(thread).to_list()
    [0, 0, 2, 0]
    """
    need(comments, "thread_id", "comment_id", "parent_id")
    parent = parents(comments)
    above = np.where(parent < 0, np.arange(len(parent)), parent)  # what answers the article stays where it is
    first = np.arange(len(parent))  # of the rows passed on the way up: in a circle, its first
    for _ in range(len(parent).bit_length() + 1):
        first, above = np.minimum(first, first[above]), above[above]
    top = np.where(parent[above] < 0, above, first[above])
    return pd.Series(top, index=comments.index, dtype="int64")


def unroll(parent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Depth and number of descendants of each comment, -1 where it hangs on a circle."""
    depth = np.ones(len(parent) + 1, dtype=_whole(len(parent)))
    depth[-1] = 0
    below = depth.copy()  # itself and its descendants less than 2^k below
    above = np.full(len(depth), len(parent))
    for above in _ancestors(parent):
        np.add.at(below, above, below.copy())
        below[-1] = 0
        depth += depth[above]
    lost = above[above] != len(parent)
    below -= 1
    depth[lost], below[lost] = -1, -1
    return depth[:-1], below[:-1]


def virality(below: np.ndarray, thread: np.ndarray, comments: np.ndarray) -> np.ndarray:
    """Structural virality of each thread, from the descendants of each comment; NaN where a circle makes no tree."""
    size, nodes = below + 1, comments + 1.0
    cut = nodes[thread]  # in place: it is as long as the table
    cut -= size
    cut *= size
    cuts = np.bincount(thread, weights=cut, minlength=len(comments))
    circles = np.bincount(thread[below < 0], minlength=len(comments))
    return np.where(circles > 0, np.nan, 2 * cuts / (nodes * (nodes - 1)))


def _ancestors(parent: np.ndarray) -> Iterator[np.ndarray]:
    """Pointer doubling: each comment's ancestor 1, 2, 4, ... levels up, until all have reached the article.

    The article is one more place at the end, and its own ancestor. A chain of a million takes 20 rounds, whatever the
    order of the rows; what has not arrived by then goes in circles.
    """
    above = np.append(np.where(parent < 0, len(parent), parent), len(parent))
    for _ in range(len(parent).bit_length()):
        if (above == len(parent)).all():
            return
        yield above
        above = above[above]


def _whole(rows: int) -> type[np.signedinteger]:
    """Type of whole numbers that can count the rows; the smaller is faster, as more of them fit into the cache."""
    return np.int32 if rows < 2**31 - 1 else np.int64
