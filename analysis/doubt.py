"""How sure the shape of a thread is, where whom a comment answers was guessed or is not known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.shape import of_tree
from analysis.text import need
from analysis.thread import EVIDENCE, part
from analysis.tree import evidence, parents

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
    guessed = np.isin(evidence(comments), [EVIDENCE.index(kind) for kind in GUESSED]) & (parent >= 0)
    table = comments[["thread_id", "author", "parent_id"]]
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

    Depth and the number of replies are lower bounds there, and the share unanswered is an upper bound, unless some of
    the replies were guessed (`guesses`).

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


def guesses(summary: pd.DataFrame) -> pd.Series:
    """Whether any reply of a thread rests on a mention, a quotation or the order of times: a wrong one adds depth.

    >>> guesses(pd.DataFrame({"evidence_mention": [0.0, 0.5, None], "evidence_quote": 0.0})).to_list()
    [False, True, False]
    """
    kinds = [f"evidence_{kind}" for kind in GUESSED if f"evidence_{kind}" in summary]
    return (summary[kinds] > 0).any(axis=1)


def circles(summary: pd.DataFrame) -> pd.Series:
    """Whether comments of a thread answer each other in a circle, so that it is no tree and has no virality.

    >>> circles(pd.DataFrame({"comments": [3, 3], "structural_virality": [1.5, None]})).to_list()
    [False, True]
    """
    return summary["structural_virality"].isna() & (summary["comments"] > 0)


def caveat(summary: pd.DataFrame) -> str:
    """Say which figures are bounds because nothing says whom many comments answer; nothing where few are so.

    Circles of replies are told too.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.

    Examples
    --------
    >>> caveat(pd.DataFrame({"comments": [8], "evidence_none": [0.25]}))[:77]
    'For 2 of 8 comments nothing says whom they answer, or it is not here: they co'
    >>> caveat(pd.DataFrame({"comments": [8], "evidence_none": [0.0]}))
    ''
    """
    need(summary, "comments", "evidence_none")
    return " ".join(filter(None, [_bounds(summary), _circles(summary)]))


def _bounds(summary: pd.DataFrame) -> str:
    if not bounded(summary).any():
        return ""
    bound = summary[bounded(summary)]
    unknown, total = round((bound["evidence_none"] * bound["comments"]).sum()), int(bound["comments"].sum())
    where = f", in {part(len(bound), len(summary), 'thread')}," if len(summary) > 1 else ""
    said = f"For {part(unknown, total, 'comment')}{where} nothing says whom they answer, or it is not here: they count "
    said += "as answers to the article."
    if guesses(bound).any():
        return f"{said} As some replies were only guessed, all figures of the tree may be off either way."
    return (
        f"{said} Depth and the number of replies are lower bounds, the share unanswered is an upper bound, and the "
        "other figures may be off either way."
    )


def _circles(summary: pd.DataFrame) -> str:
    number = int(circles(summary).sum()) if "structural_virality" in summary else 0
    if not number:
        return ""
    where = f"In {part(number, len(summary), 'thread')} comments" if len(summary) > 1 else "Comments"
    return f"{where} answer each other in a circle: these, and what hangs on them, have no depth."
