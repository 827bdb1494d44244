"""Charts of whom and what people talk about."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import bootstrap
from analysis.charts.draw import ARTICLE, INK, NEGATIVE_TO_POSITIVE, READERS, canvas, finish, label, nothing

ENOUGH = 5  # sentences; a mean of fewer says nothing


def frequency(counts: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """How often article and readers name an entity, as rates, so that the two can be compared.

    Parameters
    ----------
    counts : DataFrame
        From `analysis.entities.count`.
    most : int
        How many entities to show: those with the most mentions in comments and article together.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(min(len(counts), most)) if ax is None else ax
    total = counts["mentions"] + counts["in_article"]
    top = counts.assign(total=total)[total > 0].nlargest(most, "total", keep="first").reset_index(drop=True)
    if top.empty:
        return nothing(ax, "Names in article and comments", "No name was found.")
    rows = np.arange(len(top))
    article = top["article_rate"].fillna(0)
    ax.hlines(
        rows,
        np.minimum(article, top["comments_rate"].fillna(0)),
        np.maximum(article, top["comments_rate"].fillna(0)),
        color="#d0d0d0",
        lw=2,
        zorder=1,
    )
    if top["article_rate"].notna().any():
        ax.scatter(top["article_rate"], rows, color=ARTICLE, marker="s", s=46, label="article", zorder=2)
    ax.scatter(top["comments_rate"], rows, color=READERS, marker="o", s=52, label="comments", zorder=3)
    labels = [
        f"{label(name)} ({inside} + {said})"
        for name, inside, said in zip(top["entity"], top["in_article"], top["mentions"], strict=True)
    ]
    ax.set_yticks(rows, labels)
    ax.set(ylim=(len(top) - 0.4, -0.6), xlabel="mentions per 1,000 words")
    ax.set_xlim(left=-0.02 * ax.get_xlim()[1])
    ax.grid(axis="x")
    ax.legend(loc="lower right")
    first = counts.iloc[counts["mentions"].to_numpy().argmax()]
    return finish(
        ax,
        title="Names in article and comments",
        subtitle="in brackets: mentions in article + comments; "
        f"n = {counts['in_article'].sum()} + {counts['mentions'].sum()} mentions",
        found=f"Readers name {first['entity']} most often, {first['mentions']} times."
        if first["mentions"]
        else "Readers name none of them.",
    )


def sentiment(contexts: pd.DataFrame, *, most: int = 10, ax: Axes | None = None) -> Axes:
    """Sentiment of the sentences that name an entity.

    Parameters
    ----------
    contexts : DataFrame
        From `analysis.entities.contexts`.
    most : int
        How many entities to show, those named in the most sentences first.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    ax = canvas(min(contexts["entity"].nunique(), most)) if ax is None else ax
    if contexts.empty:
        return nothing(ax, "Sentiment around names", "No commenter names anybody in their own words.")
    top = contexts["entity"].value_counts().head(most)
    told, random = [], np.random.default_rng(0)
    for row, (entity, number) in enumerate(top.items()):
        inside = contexts[contexts["entity"] == entity]
        spread = random.uniform(-0.2, 0.2, number) if number > 30 else np.zeros(number)
        ax.scatter(
            inside["compound"], row + spread, c=inside["compound"], cmap=NEGATIVE_TO_POSITIVE, vmin=-1, vmax=1,
            edgecolor="#555555", linewidth=0.6, s=46 if number < 50 else 20, alpha=0.85, zorder=2, clip_on=False,
        )  # fmt: skip
        if number >= ENOUGH:
            mean = bootstrap.mean(inside["compound"], by=inside["author"])
            ax.plot([mean.low, mean.high], [row + 0.32] * 2, color=INK, lw=1.5)
            ax.plot(mean.estimate, row + 0.32, marker="D", color=INK, ms=5)
            told.append(f"{entity}: mean {mean.estimate:.2f} of {number} sentences")
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    ax.set_yticks(range(len(top)), [f"{label(str(entity))} (n = {number})" for entity, number in top.items()])
    ax.set(xlim=(-1.02, 1.02), ylim=(len(top) - 0.4, -0.6), xlabel="sentiment of the sentence (VADER, −1 to 1)")
    ax.grid(axis="x")
    return finish(
        ax,
        title="Sentiment around names",
        subtitle=f"the commenters' own sentences, n = {len(contexts)}; ◆ mean from {ENOUGH} sentences on, "
        f"95 % interval over authors from {bootstrap.FEWEST} authors on",
        found="; ".join(told) + "." if told else f"Nothing is named in {ENOUGH} sentences or more: too few for a mean.",
    )
