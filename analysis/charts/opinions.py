"""Charts of several methods of measuring sentiment side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import bootstrap
from analysis import opinions as second
from analysis.charts.draw import INK, READERS, canvas, finish, label, nothing, share
from analysis.thread import thousands

METHODS = {"vader": "VADER", "afinn": "AFINN", "textblob": "TextBlob"}


def agreement(opinions: pd.DataFrame, authors: pd.Series | None = None, *, ax: Axes | None = None) -> Axes:
    """How far methods of measuring sentiment agree: the correlation of each two, with its interval.

    Parameters
    ----------
    opinions : DataFrame
        From `analysis.sentiment.opinions`: one column per method.
    authors : Series, optional
        Who wrote each comment; the intervals resample whole authors.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    pairs = second.agreement(opinions, authors)
    ax = canvas(len(pairs) + 2) if ax is None else ax
    known = pairs.dropna(subset="r").sort_values("r", ascending=False, kind="stable").reset_index(drop=True)
    if known.empty:
        most = int(pairs["n"].max()) if len(pairs) else 0
        reason = (
            f"n = {share(most, len(opinions))} with several opinions: too few, or too much alike, to compare methods."
        )
        return nothing(ax, "How far the methods agree", reason)
    rows = np.arange(len(known))
    ax.hlines(rows, known["low"], known["high"], color=INK, lw=1.5)
    ax.scatter(known["r"], rows, color=READERS, marker="D", s=40, zorder=2, clip_on=False)
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    least = min(0.0, float(np.nanmin(known[["r", "low"]].to_numpy())))
    ax.set(xlim=(least - 0.02, 1.02), ylim=(len(known) - 0.4, -0.6), xlabel="correlation (1: full agreement, 0: none)")
    named = known[["one", "other"]].replace(METHODS)
    between = [f"{label(one)} – {label(other)}" for one, other in zip(named["one"], named["other"], strict=True)]
    ax.set_yticks(rows, [f"{pair} (n = {thousands(n)})" for pair, n in zip(between, known["n"], strict=True)])
    ax.grid(axis="x")
    intervals = known[["r", "low", "high"]].to_numpy("float64").tolist()
    told = [
        f"{pair}: {r:.2f}" + (f" (95 % interval {low:.2f} to {high:.2f})" if low == low else "")
        for pair, (r, low, high) in zip(between, intervals, strict=True)
    ]
    over = "comments" if authors is None else "authors"
    return finish(
        ax,
        title="How far the methods agree",
        subtitle=f"◆ Pearson’s r on the same comments, 95\u00a0% interval over {over} (none under {bootstrap.FEWEST})",
        found="; ".join(told) + ".",
    )
