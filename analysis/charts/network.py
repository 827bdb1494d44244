"""Charts of who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from analysis import replies
from analysis.charts.doubt import bounds
from analysis.charts.draw import GREY, READERS, at_least_one, canvas, finish, names, nothing, share
from analysis.text import authors, need
from analysis.thread import count, thousands

if TYPE_CHECKING:
    import networkx as nx

PAIRS = 3  # that a sentence holds better than a chart
PEOPLE, ARROWS = 24, 60  # that can be told apart in a network


def who_answers_whom(comments: pd.DataFrame, *, most: int = 15, ax: Axes | None = None) -> Axes:
    """Number of answers from author to author, the most active first; up to three pairs as a sentence.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`; `parent_evidence` is used where it is there.
    most : int
        How many authors to show; those of the pair that is told are among them.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    at_least_one(most)
    title, parent = "Who answers whom", replies.parents(comments)
    answers = np.flatnonzero(parent >= 0)
    author = authors(comments).array
    pairs = pd.DataFrame({"by": author[answers], "to": author[parent[answers]]}).dropna().astype("object")
    if pairs.empty:
        reason = "No comment is known to answer another one."
        if len(answers):
            reason = (
                f"n = {count(len(answers), 'answer')}, none of them between comments that both have an author's name."
            )
        return nothing(canvas(1) if ax is None else ax, title, reason)
    busiest = pairs.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if len(busiest) <= PAIRS:
        told = [f"{_name(by)} answers {_whom(by, to)}{_times(n)}" for by, to, n in busiest.reset_index().to_numpy()]
        reason = f"n = {count(len(pairs), 'answer')}: {', '.join(told)}{bounds(comments)}."
        return nothing(canvas(1) if ax is None else ax, title, reason)
    others = busiest[busiest.index.get_level_values("by") != busiest.index.get_level_values("to")]
    order = pd.concat([pairs["by"], pairs["to"]]).value_counts().index
    pair = list(others.index[0]) if len(others) else []
    rest = order[~order.isin(pair)][: max(most - len(pair), 0)]
    active = order[order.isin([*pair, *rest])]
    matrix = pd.crosstab(pairs["by"], pairs["to"]).reindex(index=active, columns=active, fill_value=0)
    matrix = matrix.loc[matrix.sum(axis=1) > 0, matrix.sum(axis=0) > 0]
    ax = canvas(len(matrix) + 2) if ax is None else ax
    few = max(matrix.shape) <= 20
    sns.heatmap(
        matrix, ax=ax, cmap="Oranges", vmin=0, vmax=max(5, int(matrix.to_numpy().max(initial=0))), mask=matrix == 0,
        annot=few, fmt="d", cbar=not few, linewidths=0.5, linecolor="#e3e3e3",
        annot_kws={"size": 9}, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    columns, rows = (np.arange(size) + 0.5 for size in matrix.shape[::-1])
    ax.set_xticks(columns, names(matrix.columns), rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(rows, names(matrix.index), rotation=0)
    ax.set_xlabel("is answered", loc="left")
    ax.set_ylabel("answers")
    ax.set_xlim(0, max(matrix.shape[1], 8))  # a single cell need not fill the page
    people, shown = len(set(pairs["by"]) | set(pairs["to"])), int(matrix.to_numpy().sum())
    scope = count(people, "author")
    if people > len(active):
        which = "" if active.equals(order[:most]) else ", with the pair that is named below"
        scope = f"{thousands(shown)} between the {len(active)} most active of {scope}{which}"
    oneself = int((pairs["by"] == pairs["to"]).sum())
    said = f" {share(oneself, len(pairs), 'answer')} {'is' if oneself == 1 else 'are'} to oneself." if oneself else ""
    return finish(
        ax,
        title=title,
        subtitle=f"number of answers, n = {thousands(len(pairs))}; {scope}{bounds(comments)}",
        found=_most_often(others) + said,
    )


def network(comments: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Authors on a circle, and an arrow from each who answers to each who is answered; of many only the conversations.

    Answers to oneself are left out. Of more than 24 authors those are shown who answer each other; where that too is
    more than can be told apart, or only pairs have to do with each other, a sentence says so.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`; `parent_evidence` is used where it is there.
    ax : Axes, optional
        Where to draw; by default new axes of a fitting height.
    """
    title, graph = "Conversations", replies.graph(comments)
    graph.remove_nodes_from([author for author, degree in list(graph.degree) if not degree])
    people, scope = len(graph), f"n = {count(len(graph), 'author')} who answer others or are answered"
    mutual = [pair for pair in graph.edges if graph.has_edge(*pair[::-1])]
    if _crowded(graph):
        if not mutual:
            reason = f"{scope}, none of them both ways: too many for a drawing{bounds(comments)}."
            return nothing(canvas(1) if ax is None else ax, title, reason)
        graph = graph.edge_subgraph(mutual)
        scope = f"n = {count(len(graph), 'author')} who answer each other, "
        scope += f"of {thousands(people)} who answer or are answered"
    partners = dict(graph.to_undirected().degree)
    reason = ""
    if not people:
        reason = "Nobody is known to answer another person."
    elif _crowded(graph):
        reason = f"{scope}: too many for a drawing{bounds(comments)}."
    elif max(partners.values()) == 1:
        reason = f"{scope}: nobody has to do with more than one of the others, so there is no network to draw"
        reason += f"{bounds(comments)}."
    if reason:
        return nothing(canvas(1) if ax is None else ax, title, reason)
    place = _circle(graph)
    ax = canvas(int(0.8 * len(place)) + 3) if ax is None else ax
    radius = {author: min(2 + 0.8 * np.sqrt(answers), 8) for author, answers in graph.degree(weight="weight")}  # points
    for source, target, weight in graph.edges(data="weight"):
        arrow = FancyArrowPatch(
            place[source], place[target], arrowstyle="-|>", mutation_scale=9, connectionstyle="arc3,rad=0.12",
            shrinkA=radius[source], shrinkB=radius[target] + 1, color=GREY, lw=min(0.6 + 0.5 * weight, 4), zorder=1,
        )  # fmt: skip
        ax.add_patch(arrow)
    x, y = np.array(list(place.values())).T
    ax.scatter(x, y, s=[4 * radius[author] ** 2 for author in place], color=READERS, edgecolor="white", zorder=2)
    for author, (across, up) in place.items():
        ax.annotate(_name(author), (across, up), xytext=(np.copysign(radius[author] + 4, across), 0), size=9,
                    textcoords="offset points", va="center", ha="left" if across > 0 else "right")  # fmt: skip
    ax.set(xlim=(-2.6, 2.6), ylim=(-1.08, 1.08), xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    hub = max(partners, key=lambda author: partners[author])
    return finish(
        ax,
        title=title,
        subtitle=f"arrows from who answers to who is answered, thicker for more answers; {scope}{bounds(comments)}",
        found=f"Nobody exchanges with more others than {_name(hub)}: {partners[hub]}. {_both(len(mutual) // 2)}",
    )


def _crowded(graph: nx.DiGraph) -> bool:
    return len(graph) > PEOPLE or graph.number_of_edges() > ARROWS


def _circle(graph: nx.DiGraph) -> dict[str, tuple[float, float]]:
    """Places on a circle, at evenly spaced heights so that no name stands over another; a tree crosses no arrows."""
    import networkx as nx

    both = nx.Graph()
    both.add_nodes_from(sorted(graph, key=lambda author: -graph.degree(author, "weight")))
    both.add_edges_from(sorted(graph.edges, key=lambda pair: -graph.edges[pair]["weight"]))
    order = list(nx.dfs_preorder_nodes(both))
    right = (len(order) + 1) // 2
    places = {}
    for number, author in enumerate(order):  # down the right side and up the left one
        side, rank, size = (1, number, right) if number < right else (-1, len(order) - 1 - number, len(order) - right)
        up = 1 - (2 * rank + 1) / size
        places[author] = (side * np.sqrt(1 - up**2), up)
    return places


def _most_often(pairs: pd.Series) -> str:
    if pairs.empty:
        return "Nobody is known to answer another person."
    by, to, number = pairs.reset_index().to_numpy()[0]
    if number == 1:
        return "Nobody answers another person twice."
    others = int((pairs == number).sum()) - 1
    as_often = f", and {count(others, 'other pair')} as often" if others else ""
    return f"Most often {_name(by)} answers {_name(to)}: {thousands(number)} times{as_often}."


def _both(pairs: int) -> str:
    return f"{count(pairs, 'pair') if pairs else 'No pair'} {'answer' if pairs > 1 else 'answers'} each other."


def _whom(by: str, to: str) -> str:
    return "themselves" if by == to else _name(to)


def _times(number: int) -> str:
    return "" if number == 1 else f" {thousands(number)} times"


def _name(author: str) -> str:
    return names([author])[0]
