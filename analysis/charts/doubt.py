"""Charts of how sure the shape of a thread is, and what every other chart says of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import tree
from analysis.charts.draw import GREY, INK, canvas, finish, label, nothing
from analysis.doubt import GUESSED, MANY
from analysis.text import need
from analysis.thread import count, part

FIGURES = {
    "replies": "replies",
    "depth": "depth",
    "width": "width",
    "h_index": "h-index",
    "structural_virality": "structural virality",
    "reciprocity": "reciprocity",
    "unanswered": "share unanswered",
}


def unknown(comments: pd.DataFrame) -> int:
    """Count the comments of which nothing says whom they answer, if a tenth or more of all are so; else 0."""
    number = int(tree.unknown(comments, tree.parents(comments)).sum())
    return number if number >= MANY * len(comments) else 0


def bounds(comments: pd.DataFrame) -> str:
    """Say for the end of a chart's subtitle that depths are lower bounds, or guesses; nothing where they are known.

    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": ["a", "b"], "parent_id": [None, "a"]})
    >>> bounds(thread.assign(parent_evidence=["none", "nesting"]))
    '; for 1 of 2 comments nothing says whom they answer: depths and answers are lower bounds'
    """
    number = unknown(comments)
    if not number:
        return ""
    guessed = "parent_evidence" in comments and comments["parent_evidence"].isin(GUESSED).any()
    return _bounds(number, len(comments), bool(guessed))


def bounds_of(evidence: pd.DataFrame) -> str:
    """What `bounds` says, by how many `comments` there are of each kind of `parent_evidence`."""
    sizes = evidence[evidence["comments"] > 0].set_index("parent_evidence")["comments"]
    total, number = int(sizes.sum()), int(sizes.get("none", 0))
    if not number or number < MANY * total:
        return ""
    return _bounds(number, total, bool(sizes.index.isin(GUESSED).any()))


def _bounds(number: int, total: int, guessed: bool) -> str:
    are = "may be off either way, as some are guessed" if guessed else "are lower bounds"
    return f"; for {part(number, total, 'comment')} nothing says whom they answer: depths and answers {are}"


def deeper(comments: pd.DataFrame) -> str:
    """Say behind a depth that it is a lower bound."""
    return " or deeper" if bounds(comments).endswith("lower bounds") else ""


def sensitivity(summary: pd.DataFrame, ranges: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Figures of a thread without the replies that were guessed, beside those with all of them.

    Parameters
    ----------
    summary : DataFrame
        From `analysis.replies.summarise`.
    ranges : DataFrame
        From `analysis.replies.sensitivity`, of the same threads. Of several the one with the most such replies is
        shown.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title = "What rests on guessed replies"
    need(summary, *FIGURES)
    need(ranges, "guessed", *(f"{name}_{end}" for name in FIGURES for end in ("low", "high")))
    if not ranges["guessed"].sum():
        reason = "No reply was guessed from a mention, a quotation or the order of times, so nothing rests on that."
        return nothing(canvas(1) if ax is None else ax, title, reason)
    chosen = int(ranges["guessed"].to_numpy("int64").argmax())
    thread, one, other = (
        ranges.index[chosen],
        summary.loc[ranges.index, list(FIGURES)].astype("float64").iloc[chosen],
        ranges.astype("float64").iloc[chosen],
    )
    rows = []
    for name, words in FIGURES.items():
        whole, low, high = one[name], other[f"{name}_low"], other[f"{name}_high"]
        if low == low and whole:
            rows.append((words, whole, low + high - whole))  # one of both ends is with all replies
    ax = canvas(len(rows) + 1) if ax is None else ax
    place = np.arange(len(rows))
    change = np.array([100 * cut / whole for _, whole, cut in rows])
    ax.axvline(100, color="#bbbbbb", lw=1, zorder=0)
    ax.hlines(place, 100, change, color=GREY, lw=2, zorder=1)
    ax.plot(change, place, "D", color=INK, ms=6, zorder=2, clip_on=False)
    ax.set_yticks(place, [f"{words}: {_number(whole)} → {_number(cut)}" for words, whole, cut in rows])
    ax.set(xlim=(-4, max(110, change.max() * 1.05)), ylim=(len(rows) - 0.4, -0.6))
    ax.set_xlabel("without them, in per cent of the figure with them", loc="left")
    ax.grid(axis="x")
    guessed, replies = int(other["guessed"]), int(one["replies"])
    several = f"; of {len(ranges)} threads the one with the most, {label(str(thread))}" if len(ranges) > 1 else ""
    changed = [
        f"{words} {_number(whole)} with them, {_number(cut)} without" for words, whole, cut in rows if whole != cut
    ]
    return finish(
        ax,
        title=title,
        subtitle="with all replies → without those that a mention, a quotation or the order of times hints at; "
        f"n = {guessed} of {count(replies, 'reply')}{several}",
        found="; ".join(changed).capitalize() + ".",
    )


def _number(value: float) -> str:
    return f"{value:.2f}" if value % 1 else f"{value:.0f}"
