"""Charts of what stands around names: feelings, other names, and who brings them up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from analysis import attention, bootstrap, mentions
from analysis.charts.doubt import bounds
from analysis.charts.draw import (
    ARTICLE,
    INK,
    NEGATIVE_TO_POSITIVE,
    READERS,
    canvas,
    dates,
    finish,
    label,
    names,
    nothing,
    whole,
)
from analysis.mentions import ENOUGH
from analysis.thread import count, part, thousands

PAIRS = 3  # that a sentence holds better than a chart
LINE = 0.7  # up to where the axes are for the thread, before words follow
MANY = 30  # sentences of one name, from which dots would hide each other


def sentiment(contexts: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Sentiment of the sentences that name an entity, with the mean and its interval over authors.

    Parameters
    ----------
    contexts : DataFrame
        From `analysis.entities.contexts`. Entities in under 5 sentences are left out: there is nothing to tell of them.
    most : int
        How many entities to show, of those named in most sentences; sorted by their means.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title = "Sentiment around names"
    found = mentions.feelings(contexts)
    known = (
        found.dropna(subset="mean").head(most).sort_values("mean", ascending=False, kind="stable", ignore_index=True)
    )
    ax = canvas(len(known) + 1) if ax is None else ax
    if known.empty:
        return nothing(ax, title, attention.felt(found))
    random = np.random.default_rng(0)
    for row, (entity, number, mean, low, high) in enumerate(
        known[["entity", "sentences", "mean", "low", "high"]].itertuples(index=False)
    ):
        values = contexts.loc[contexts["entity"] == entity, "compound"]
        spread = random.uniform(-0.2, 0.2, number) if number > MANY else np.zeros(number)
        ax.scatter(
            values, row + spread, c=values, cmap=NEGATIVE_TO_POSITIVE, vmin=-1, vmax=1, edgecolor="#777777",
            linewidth=0.5, s=40 if number <= MANY else 14, alpha=0.85, zorder=2, clip_on=False,
        )  # fmt: skip
        ax.plot([low, high], [row + 0.33] * 2, color=INK, lw=1.5, zorder=3)
        ax.plot(mean, row + 0.33, marker="D", color=INK, ms=5, zorder=3)
    ax.axvline(0, color="#bbbbbb", lw=1, zorder=0)
    labels = zip(known["entity"], known["sentences"], strict=True)
    ax.set_yticks(range(len(known)), [f"{label(entity, 22)} (n = {thousands(number)})" for entity, number in labels])
    ax.set(xlim=(-1.02, 1.02), ylim=(len(known) - 0.35, -0.6), xlabel="sentiment of the sentence (VADER, −1 to 1)")
    ax.grid(axis="x")
    shown, enough = int(known["sentences"].sum()), int(found["mean"].notna().sum())
    which = f"those in {ENOUGH} or more" if len(known) == enough else f"of {enough} in {ENOUGH} or more those in most"
    return finish(
        ax,
        title=title,
        subtitle=f"dots: sentences in commenters' own words, n = {thousands(shown)} for "
        f"{part(len(known), len(found), 'name')}, {which}; ◆ mean, from {bootstrap.FEWEST} authors on with the 95 % "
        "interval over authors",
        found=attention.felt(found),
    )


def together(pairs: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """How many comments name two entities together, as a triangle of numbers; up to three pairs as a sentence.

    Parameters
    ----------
    pairs : DataFrame
        From `analysis.entities.together`. Entities that no two comments name beside the same other one are left out.
    most : int
        How many entities to show, of those in most pairs of comments.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, again = "Named together", pairs[pairs["comments"] > 1]
    if len(again) <= PAIRS:
        return nothing(canvas(1) if ax is None else ax, title, attention.paired(pairs))
    both = pd.concat([pairs, pairs.rename(columns={"first": "second", "second": "first"})])
    weight = (
        both[both["first"].isin({*again["first"], *again["second"]})].groupby("first", sort=False)["comments"].sum()
    )
    order = weight.sort_values(ascending=False, kind="stable").index[:most]
    matrix = both.pivot_table(index="first", columns="second", values="comments", aggfunc="sum")
    matrix = matrix.reindex(index=order, columns=order).fillna(0).astype("int64")
    below = np.tril(np.ones(matrix.shape, bool), -1)
    shown = matrix.iloc[1:, :-1]
    ax = canvas(len(shown) + 3) if ax is None else ax
    sns.heatmap(
        shown, ax=ax, cmap="Oranges", vmin=0, vmax=max(5, int(matrix.to_numpy()[below].max())), mask=~below[1:, :-1],
        annot=shown.astype("str").where(shown > 0, ""), fmt="", cbar=False, linewidths=1, linecolor="white",
        annot_kws={"size": 9}, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    rows, columns = (np.arange(size) + 0.5 for size in shown.shape)
    ax.set_xticks(columns, names(shown.columns), rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(rows, names(shown.index), rotation=0)
    ax.set(xlabel="", ylabel="")
    ax.set_xlim(0, max(len(columns), 8))  # a few cells need not fill the page
    inside = int((matrix.to_numpy()[below] > 0).sum())
    everyone = len({*pairs["first"], *pairs["second"]})
    return finish(
        ax,
        title=title,
        subtitle=f"comments that name both in their own words; n = {part(inside, len(pairs), 'pair')}, between "
        f"{len(order)} of {count(everyone, 'name')}",
        found=attention.paired(pairs),
    )


def introduced(found: pd.DataFrame, comments: pd.DataFrame, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Where along a thread entities are first named and named again, who names them first, and how deep they get.

    Along time where it is known of all comments and tells them apart, by place in the thread otherwise. Of several
    threads the longest is shown.

    Parameters
    ----------
    found, comments : DataFrame
        From `analysis.entities.find`, and what it was given, with `parent_id`, `author` and `posted`.
    most : int
        How many entities to show, of those that most comments name; one comment is no journey. Sorted by first mention.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, threads = "Who brings a name up", comments["thread_id"].value_counts()
    comments = comments[comments["thread_id"] == (threads.index[0] if len(threads) else "")]
    found = found[found["thread_id"].isin(comments["thread_id"])]
    first = mentions.introduced(found, comments)
    again = first[first["comments"] > 1].sort_values("comments", ascending=False, kind="stable").head(most)
    ax = canvas(len(again) + 1) if ax is None else ax
    if again.empty:
        return nothing(ax, title, attention.brought(first))
    place, timed = _along(comments)
    named = mentions.own(found).drop_duplicates(["entity", "comment_id"])
    at = named["comment_id"].map(place)
    again = again.assign(at=again["comment_id"].map(place)).sort_values("at", kind="stable", ignore_index=True)
    for row, (entity, by_article, start) in enumerate(again[["entity", "by_article", "at"]].itertuples(index=False)):
        places = at[named["entity"] == entity]
        ax.plot([start, places.max()], [row, row], color="#d0d0d0", lw=1, zorder=1)
        ax.plot(places, np.full(len(places), row), "|", color=READERS, ms=8, mew=1.2, zorder=2)
        ax.plot(start, row, "o", color=READERS, mfc="white" if by_article else READERS, ms=7, zorder=3)
        if by_article:
            ax.plot(0.015, row, "s", color=ARTICLE, ms=6.5, transform=ax.get_yaxis_transform(), zorder=3)
    deep = bool((again["deepest"] > 1).any())
    for row, who in enumerate(again[["author", "depth", "deepest"]].itertuples(index=False)):
        ax.text(LINE + 0.02, row, _who(*who, deep=deep), va="center", size=9, color="#555555",
                transform=ax.get_yaxis_transform())  # fmt: skip
    ax.annotate(f"who is first{', depth' if deep else ''}", (LINE + 0.02, 0), xytext=(0, -18), xycoords="axes fraction",
                textcoords="offset points", va="top", size=9)  # fmt: skip
    numbers = zip(again["entity"], again["comments"], strict=True)
    ax.set_yticks(range(len(again)), [f"{label(entity, 22)} ({thousands(number)})" for entity, number in numbers])
    ax.set_ylim(len(again) - 0.4, -0.6)
    if timed:
        dates(ax)
        ax.set_xlabel("time (UTC)", loc="left")
        ax.xaxis.get_offset_text().set_x(LINE)
    else:
        whole(ax.xaxis)
        ax.locator_params(axis="x", nbins=6)
        ax.set_xlabel("comments, in the order they stand", loc="left")
    _leave_room(ax, place.min(), place.max())
    subtitle = "● comment that brings a name up, | others that name it"
    if again["by_article"].any():
        subtitle = "■ in the article, ○ first comment to name it; ● brought up by readers; | named again"
    subtitle += f"; in brackets, comments; n = {part(len(again), len(first), 'name')}, those in two comments or more"
    if len(again) < (first["comments"] > 1).sum():
        subtitle = subtitle.replace("those in two comments or more", "those in most comments")
    which = f"; the longest of {len(threads)} threads" if len(threads) > 1 else ""
    depths = bounds(comments) if deep else ""
    return finish(ax, title=title, subtitle=f"{subtitle}{which}{depths}", found=attention.brought(first))


def _along(comments: pd.DataFrame) -> tuple[pd.Series, bool]:
    """Place of each comment by its id, and whether it is a time; rough times, the same for many, are no places."""
    posted = comments["posted"].set_axis(comments["comment_id"])
    if posted.notna().all() and posted.nunique() > len(posted) / 2 and len(posted) > 1:
        return pd.Series(date2num(posted.dt.tz_convert(None)), posted.index), True
    order = posted.sort_values(kind="stable") if posted.notna().all() else posted
    return pd.Series(np.arange(1.0, len(order) + 1), order.index), False


def _who(author: str, depth: int, deepest: int, *, deep: bool) -> str:
    """Who names it first, and how far down the thread it travels."""
    [name] = names([author])
    if not deep or pd.isna(depth):
        return name
    return f"{label(name, 18)}, {depth}" + (f" to {deepest}" if deepest > depth else "")


def _leave_room(ax: Axes, low: float, high: float) -> None:
    """Leave the left margin to the article and the right third to words; ticks stand where the data are."""
    size = high - low or 1
    ax.set_xlim(low, low + size)
    ax.set_xticks([tick for tick in ax.get_xticks() if low <= tick <= high])
    ax.set_xlim(low - 0.06 * size, low - 0.06 * size + 1.08 * size / LINE)
    ax.spines["bottom"].set_bounds(low - 0.06 * size, high + 0.02 * size)
