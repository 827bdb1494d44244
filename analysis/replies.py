"""Who answers whom: the shape of a discussion.

The article is the root of every thread's tree and stands at depth 0; depth counts edges, so a comment on the
article has depth 1. A comment whose parent is not in the table answers the article. Comments that answer each other in
a circle, and what hangs on them, have no depth: it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.errors import TableError
from analysis.text import need

SUMMARY = {
    "comments": "Int64",
    "authors": "Int64",
    "replies": "Int64",
    "depth": "Int64",
    "width": "Int64",
    "branching": "float64",
    "structural_virality": "float64",
    "h_index": "Int64",
    "gini": "float64",
    "reciprocity": "float64",
    "returning_authors": "float64",
    "unanswered": "float64",
}


def measure(comments: pd.DataFrame) -> pd.DataFrame:
    """Place of each comment in its thread.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `parent_id`, in document order; `posted` is used where it is there. Rows of a
        thread need not be together, nor parents stand before their answers.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `depth`: edges from the article (Int64); missing in a circle of replies.
        - `children`: answers to it (Int64).
        - `descendants`: answers, their answers and so on (Int64); missing in a circle.
        - `position`: 1 for the thread's first comment in the table, and so on (Int64).
        - `seconds_to_parent`: between the best estimates of both times (float64); missing for an answer to the article
          or where a time is. It is as sure as `posted` is.

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
    depth, descendants = _unroll(parent)
    answered = parent >= 0
    result = pd.DataFrame(
        {
            "depth": pd.array(depth, dtype="Int64"),
            "children": pd.array(np.bincount(parent[answered], minlength=len(parent)), dtype="Int64"),
            "descendants": pd.array(descendants, dtype="Int64"),
            "position": (comments.groupby("thread_id").cumcount() + 1).astype("Int64").array,
            "seconds_to_parent": np.nan,
        },
        index=comments.index,
    )
    result.loc[depth < 0, ["depth", "descendants"]] = pd.NA
    if "posted" in comments:
        posted = comments["posted"].reset_index(drop=True)
        lag = (posted - posted.reindex(np.where(answered, parent, -1)).set_axis(posted.index)).dt.total_seconds()
        result["seconds_to_parent"] = lag.to_numpy()
    return result


def summarise(comments: pd.DataFrame) -> pd.DataFrame:
    """Shape of each thread.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`.

    Returns
    -------
    DataFrame
        Indexed by `thread_id`, in order of first appearance; a thread without comments has no row.

        - `comments`, `authors` (named ones), `replies` (comments that answer a comment).
        - `depth`: of the deepest comment; `width`: comments on the fullest level.
        - `branching`: mean number of answers to a comment that has any; missing where none has.
        - `structural_virality`: mean distance between two nodes of the tree, article included (Goel et al. 2016,
          doi 10.1287/mnsc.2015.2158): 2W / (n (n - 1)), W the sum of s (n - s) over the comments, s being a comment and
          its descendants; missing where a circle of replies makes no tree.
        - `h_index`: largest h with at least h comments at depth h (Gómez, Kaltenbrunner & López 2008, WWW).
        - `gini`: inequality of the number of comments among authors, 0 if all write as many.
        - `reciprocity`: share of the directed edges author -> author answered by one in the other direction; answers to
          oneself and to the article are no edges; missing without an edge.
        - `returning_authors`: share of authors with two comments or more.
        - `unanswered`: share of comments without an answer.

    Examples
    --------
    >>> thread = pd.DataFrame(
    ...     {"thread_id": "t", "comment_id": list("abcd"), "parent_id": [None, "a", "a", "b"], "author": list("xyzx")}
    ... )
    >>> summarise(thread).loc["t", ["depth", "width", "branching", "h_index", "reciprocity"]].to_list()
    [3.0, 2.0, 1.5, 2.0, 0.6666666666666666]
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    places = measure(comments[["thread_id", "comment_id", "parent_id"]]).reset_index(drop=True)
    table = comments[["thread_id", "author"]].reset_index(drop=True)
    parent = parents(comments)
    table["reply"] = parent >= 0
    threads = table["thread_id"].drop_duplicates().array
    per_thread = table.groupby("thread_id", sort=False)
    counted = places.assign(thread_id=table["thread_id"]).groupby("thread_id", sort=False)
    levels = counted["depth"].value_counts().rename("size").reset_index()
    authors = per_thread["author"].value_counts()  # by thread and author, missing ones left out
    by_thread = authors.groupby("thread_id", sort=False)
    answered = places["children"] > 0

    result = pd.DataFrame(index=pd.Index(threads, name="thread_id"))
    result["comments"] = per_thread.size()
    result["authors"] = by_thread.size().reindex(result.index, fill_value=0)
    result["replies"] = per_thread["reply"].sum()
    result["depth"] = counted["depth"].max()
    result["width"] = levels.groupby("thread_id")["size"].max()
    result["branching"] = places["children"][answered].groupby(table["thread_id"][answered]).mean()
    result["structural_virality"] = _virality(places["descendants"], table["thread_id"], result["comments"])
    enough = levels[levels["size"] >= levels["depth"]]
    result["h_index"] = enough.groupby("thread_id")["depth"].max()
    result["gini"] = by_thread.agg(gini)
    result["reciprocity"] = _reciprocity(table["thread_id"], table["author"], parent)
    result["returning_authors"] = (authors >= 2).groupby("thread_id").mean()
    result["unanswered"] = (~answered).groupby(table["thread_id"]).mean()
    return result.reindex(columns=list(SUMMARY)).astype(SUMMARY)


def gini(counts: pd.Series) -> float:
    """Gini coefficient of counts: 0 if all are equal, near 1 if one has them all.

    >>> gini(pd.Series([1, 1, 1, 1])), gini(pd.Series([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    ordered = np.sort(counts.to_numpy(dtype="float64"))
    size = len(ordered)
    return float(2 * (np.arange(1, size + 1) * ordered).sum() / (size * ordered.sum()) - (size + 1) / size)


def parents(comments: pd.DataFrame) -> np.ndarray:
    """Row number of the comment that each comment answers; -1 where it is the article, or not in the table.

    Raises
    ------
    TableError
        If a comment_id stands twice in one thread.
    """
    names = pd.MultiIndex.from_arrays([comments["thread_id"], comments["comment_id"]])
    wanted = pd.MultiIndex.from_arrays([comments["thread_id"], comments["parent_id"]])
    if names.has_duplicates:
        thread, comment = names[names.duplicated()][0]
        raise TableError(f"comment_id {comment!r} stands twice in thread {thread!r}; ids are unique within a thread")
    found = names.get_indexer(wanted)
    return np.where(comments["parent_id"].isna(), -1, found)


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
    depth, below = _unroll(parent)
    thread = pd.factorize(comments["thread_id"])[0]
    size = pd.Series(below + 1)
    family = [np.where(parent < 0, -1 - thread, parent)]  # the answers to one comment, or to one article
    before = size.groupby(family).cumsum() - size
    order, _ = _path_sum(parent, 1 + before.to_numpy())
    return pd.Series(order, index=comments.index, dtype="Int64").mask(depth < 0)


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


def _unroll(parent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Depth and number of descendants of each comment, -1 where it hangs on a circle."""
    depth, lost = _path_sum(parent, np.ones(len(parent), dtype="int64"))
    below = np.append(np.ones(len(parent)), 0)  # itself and its descendants less than 2^k below
    for above in _ancestors(parent):
        below += np.bincount(above, weights=below, minlength=len(below))
        below[-1] = 0
    return np.where(lost, -1, depth), np.where(lost, -1, below[:-1].astype("int64") - 1)


def _path_sum(parent: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sum of the weights from each comment up to the article, and whether it hangs on a circle instead."""
    total = np.append(weight, 0)
    for above in _ancestors(parent):
        total = total + total[above]
    return total[:-1], above[:-1] != len(parent)


def _ancestors(parent: np.ndarray) -> Iterator[np.ndarray]:
    """Pointer doubling: each comment's ancestor 1, 2, 4, ... levels up, until all have reached the article.

    The article is one more place at the end, and its own ancestor. A chain of a million takes 21 rounds, whatever the
    order of the rows; what has not arrived by then goes in circles.
    """
    above = np.append(np.where(parent < 0, len(parent), parent), len(parent))
    for _ in range(len(parent).bit_length() + 1):
        yield above
        if (above == len(parent)).all():
            return
        above = above[above]


def _virality(descendants: pd.Series, thread: pd.Series, comments: pd.Series) -> pd.Series:
    nodes = comments + 1
    size = descendants.astype("float64") + 1
    cut = size * (nodes.reindex(thread).to_numpy(dtype="float64") - size)
    total = cut.groupby(thread).sum(min_count=1).where(~size.isna().groupby(thread).any())
    return 2 * total / (nodes * (nodes - 1))


def _reciprocity(thread: pd.Series, author: pd.Series, parent: np.ndarray) -> pd.Series:
    answer = np.flatnonzero(parent >= 0)
    edges = pd.DataFrame(
        {
            "thread_id": thread.array[answer],
            "source": author.array[answer],
            "target": author.array[parent[answer]],
        }
    ).dropna()
    edges = edges[edges["source"] != edges["target"]].drop_duplicates()
    turned = edges.rename(columns={"source": "target", "target": "source"})
    mutual = edges.merge(turned, how="left", indicator=True)["_merge"].to_numpy() == "both"
    return pd.Series(mutual, index=edges.index, dtype="float64").groupby(edges["thread_id"]).mean()
