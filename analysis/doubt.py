"""How sure the shape of a thread is, where whom a comment answers was guessed or is not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.shape import of_tree
from analysis.text import need
from analysis.thread import count
from analysis.tree import parents

GUESSED = ["mention", "quote", "order"]  # evidence that may mislead
MANY = 0.1  # share of comments of which nothing says whom they answer, from which on figures are bounds
SHAPE = [
    "replies", "depth", "width", "branching", "structural_virality", "h_index", "reciprocity", "reciprocity_with_self",
    "unanswered",
]  # fmt: skip


def sensitivity(comments: pd.DataFrame) -> pd.DataFrame:
    """How far the figures of each thread rest on replies that were guessed.

    Each figure of `analysis.replies.summarise` about the tree is computed twice: with all replies, and without those
    whose evidence is a mention, a quotation or the order of times, which then answer the article. This is the range
    between two readings of the thread, not a bound: a reading that drops some of them may lie outside it.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id`, `parent_evidence` and `author`.

    Returns
    -------
    DataFrame
        Indexed by `thread_id`: `guessed`, the number of such replies, and for `replies`, `depth`, `width`, `branching`,
        `structural_virality`, `h_index`, `reciprocity`, `reciprocity_with_self` and `unanswered` the lower of both
        values in `_low` and the higher in `_high`; both are missing where one is.

    Examples
    --------
    >>> thread = pd.DataFrame(
    ...     {"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, "a", "b"], "author": list("xyz")}
    ... )
    >>> found = sensitivity(thread.assign(parent_evidence=["explicit", "explicit", "mention"]))
    >>> found.loc["t", ["guessed", "depth_low", "depth_high"]].to_list()
    [1, 2, 3]
    """
    need(comments, "thread_id", "comment_id", "parent_id", "parent_evidence", "author")
    parent = parents(comments)
    guessed = comments["parent_evidence"].isin(GUESSED).to_numpy() & (parent >= 0)
    table = comments[["thread_id", "author"]]
    one, other = (of_tree(table, rows)[SHAPE] for rows in (parent, np.where(guessed, -1, parent)))
    known = one.notna() & other.notna()
    low, high = one.where(one <= other, other).where(known), one.where(one >= other, other).where(known)
    thread = pd.factorize(comments["thread_id"])[0]
    result = {"guessed": pd.array(np.bincount(thread[guessed], minlength=len(one)), dtype="Int64")}
    for name in SHAPE:
        result |= {f"{name}_low": low[name].array, f"{name}_high": high[name].array}
    return pd.DataFrame(result, index=one.index)


def bounded(summary: pd.DataFrame) -> pd.Series:
    """Whether a tenth or more of a thread's comments have nothing that says whom they answer.

    Depth and the number of replies are lower bounds there, and the share unanswered is an upper bound.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`; without evidence no thread is known to be so.

    Examples
    --------
    >>> bounded(pd.DataFrame({"evidence_none": [0.0, 0.25, None]})).to_list()
    [False, True, False]
    """
    need(summary, "evidence_none")
    return summary["evidence_none"] >= MANY


def caveat(summary: pd.DataFrame) -> str:
    """Say which figures are bounds because nothing says whom many comments answer; nothing where few are so.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.

    Examples
    --------
    >>> caveat(pd.DataFrame({"comments": [8], "evidence_none": [0.25]}))[:59]
    'For 2 of 8 comments nothing says whom they answer: they cou'
    >>> caveat(pd.DataFrame({"comments": [8], "evidence_none": [0.0]}))
    ''
    """
    need(summary, "comments", "evidence_none")
    if not bounded(summary).any():
        return ""
    comments = summary["comments"].astype("float64")
    unknown, total = round((summary["evidence_none"] * comments).sum()), count(int(comments.sum()), "comment")
    return (
        f"For {unknown} of {total} nothing says whom they answer: they count as answers to the article. Depth and the "
        "number of replies are lower bounds, the share unanswered is an upper bound, and the other figures may be off "
        "either way."
    )
