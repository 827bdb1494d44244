"""Who answers whom: the shape of a discussion.

The article is the root of every thread's tree and stands at depth 0; depth counts edges, so a comment on the
article has depth 1. A comment whose parent is not in the table answers the article. Comments that answer each other in
a circle, and what hangs on them, have no depth: it is missing.

All that users call is here; the parts are in `analysis.tree`, `analysis.participation`, `analysis.pace`,
`analysis.usual` and `analysis.network`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import pace, participation
from analysis.network import graph, roles
from analysis.participation import gini
from analysis.text import need
from analysis.thread import EVIDENCE
from analysis.tree import parents, preorder, subthreads, unroll, virality
from analysis.usual import compare, usual

__all__ = [
    "caveat", "compare", "gini", "graph", "measure", "parents", "preorder", "roles", "sensitivity", "subthreads",
    "summarise", "usual",
]  # fmt: skip

GUESSED = ["mention", "quote", "order"]  # evidence that may mislead
MANY = 0.1  # share of comments without evidence from which on a thread's figures are bounds and not values
SUMMARY = {
    "comments": "Int64",
    "authors": "Int64",
    "replies": "Int64",
    "depth": "Int64",
    "width": "Int64",
    "widest": "Int64",
    "branching": "float64",
    "structural_virality": "float64",
    "h_index": "Int64",
    "gini": "float64",
    "top_share": "float64",
    "reciprocity": "float64",
    "reciprocity_with_self": "float64",
    "returning_authors": "float64",
    "unanswered": "float64",
    "timed": "Int64",
    "first_reply_seconds": "float64",
    "first_reply_seconds_from": "float64",
    "first_reply_seconds_until": "float64",
    "half_life_seconds": "float64",
    "half_life_seconds_from": "float64",
    "half_life_seconds_until": "float64",
    "half_life_since": "str",
    **{f"evidence_{kind}": "float64" for kind in EVIDENCE},
}
SHAPE = [
    "replies", "depth", "width", "branching", "structural_virality", "h_index", "reciprocity", "reciprocity_with_self",
    "unanswered",
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
            "depth": pd.arrays.IntegerArray(depth, lost),
            "children": pd.array(np.bincount(parent[parent >= 0], minlength=len(parent)), dtype="Int64"),
            "descendants": pd.arrays.IntegerArray(descendants, lost),
            "position": (comments.groupby("thread_id").cumcount() + 1).astype("Int64").array,
        }
    )
    return pd.concat([places, pace.since_parent(comments, parent)], axis=1).set_index(comments.index)


def summarise(comments: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Shape of each thread."""
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    parent = parents(comments)
    return _summarise(comments, parent, articles)


def _summarise(comments: pd.DataFrame, parent: np.ndarray, articles: pd.DataFrame | None) -> pd.DataFrame:
    thread, names = pd.factorize(comments["thread_id"])
    threads = len(names)

    def per_thread(rows, weights=None):
        return np.bincount(thread[rows], weights=weights, minlength=threads)

    depth, below = unroll(parent)
    answered = np.bincount(parent[parent >= 0], minlength=len(parent)) > 0
    size, reply = per_thread(slice(None)), parent >= 0
    result = pd.DataFrame({"comments": size, "replies": per_thread(reply)})
    result = result.join(_levels(thread, depth, threads))
    person, home = participation.people(thread, comments["author"])
    result = result.join(participation.spread(person, home, threads))
    both = participation.reciprocity(person, home, parent, threads)
    result["reciprocity"], result["reciprocity_with_self"] = both
    with np.errstate(invalid="ignore"):
        result["branching"] = result["replies"] / per_thread(answered)
        result["structural_virality"] = virality(below, thread, size)
        result["unanswered"] = per_thread(~answered) / size
        if "parent_evidence" in comments:
            evidence = comments["parent_evidence"].astype("str").to_numpy()
            for kind in EVIDENCE[:-1]:
                result[f"evidence_{kind}"] = per_thread(reply & (evidence == kind)) / result["replies"]
            result["evidence_none"] = per_thread(evidence == "none") / size
    published = pd.Series(pd.NaT, index=names, dtype="datetime64[us, UTC]")
    if articles is not None:
        need(articles, "thread_id", "published")
        published = articles.set_index("thread_id")["published"].reindex(names)
    result = result.join(pace.summarise(comments, published, parent, thread, threads))
    return result.set_axis(pd.Index(names, name="thread_id")).reindex(columns=list(SUMMARY)).astype(SUMMARY)


def _levels(thread: np.ndarray, depth: np.ndarray, threads: int) -> pd.DataFrame:
    known = depth > 0
    levels = pd.DataFrame({"thread": thread[known], "depth": depth[known]}).value_counts(sort=False).reset_index()
    levels.columns = pd.Index(["thread", "depth", "size"])
    widest = (
        levels.sort_values(["size", "depth"], ascending=[False, True]).drop_duplicates("thread").set_index("thread")
    )
    found = pd.DataFrame({"depth": levels.groupby("thread")["depth"].max()}).reindex(range(threads))
    found["width"], found["widest"] = widest["size"], widest["depth"]
    enough = levels[levels["size"] >= levels["depth"]]
    found["h_index"] = enough.groupby("thread")["depth"].max()
    return found


def sensitivity(comments: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """How far the figures of each thread rest on replies that were guessed."""
    need(comments, "thread_id", "comment_id", "parent_id", "author", "parent_evidence")
    parent = parents(comments)
    doubtful = comments["parent_evidence"].isin(GUESSED).to_numpy() & (parent >= 0)
    found = [_summarise(comments, np.where(cut, -1, parent), articles)[SHAPE] for cut in (False, doubtful)]
    low, high = np.minimum(*found), np.maximum(*found)
    result = pd.DataFrame({"doubtful": pd.Series(doubtful).groupby(comments["thread_id"].array, sort=False).sum()})
    for name in SHAPE:
        result[f"{name}_low"], result[f"{name}_high"] = low[name], high[name]
    return result.rename_axis("thread_id").astype({"doubtful": "Int64"})


def caveat(summary: pd.DataFrame) -> str:
    """Say which figures are bounds only because nothing says whom many comments answer; nothing where few are so."""
    unknown = (summary["evidence_none"] * summary["comments"].astype("float64")).sum()
    total = int(summary["comments"].sum())
    if not unknown > 0 or unknown < MANY * total:
        return ""
    return (
        f"For {unknown:.0f} of {total} comments nothing says whom they answer; they count as answers to the article. Depth and the "
        "number of replies are lower bounds, the share unanswered an upper bound; the other figures may be off either way."
    )
