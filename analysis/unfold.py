"""Tables of names, each of which unfolds to what was said of it, and the draft of a file of aliases, for the notebook.

All text is data: it is escaped here and never becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import starmap

import pandas as pd
from IPython.display import HTML, display

from analysis.cells import cell, clipped, grid
from analysis.display import say
from analysis.summary import extremes
from analysis.thread import count, thousands

LONGEST = 300  # characters of one sentence
LINES = 60  # of a draft
COLUMNS = {
    "entity": "name",
    "label": "kind",
    "mentions": "by readers",
    "authors": "readers",
    "in_quotes": "quoted",
    "in_article": "in article",
    "check": "check",
}


def names(counts: pd.DataFrame, concordance: pd.DataFrame, *, most: int = 20, each: int = 6) -> None:
    """Show the names of a thread, each with its mentions in their context, folded away.

    Parameters
    ----------
    counts : DataFrame
        From `analysis.entities.count`.
    concordance : DataFrame
        From `analysis.entities.concordance`.
    most : int
        How many names to show, the first of `counts`.
    each : int
        How many mentions of each: first those in commenters' own words, then what they quote, then the article.
    """
    if counts.empty:
        return say("No name was found.")
    top = counts.head(most)
    order = concordance["comment_id"].isna() * 2 + concordance["in_quote"]
    lines = concordance.assign(order=order).sort_values("order", kind="stable")
    by_name = dict(iter(lines.groupby("entity")[["before", "text", "after", "author", "comment_id", "in_quote"]]))
    folded = [_list(starmap(_in_context, by_name[n].head(each).to_numpy()), len(by_name[n])) for n in top["entity"]]
    caption = (
        f"Names, n = {thousands(len(counts))}{_first(most, len(counts))}; each can be unfolded to its mentions in "
    )
    caption += "context. Check: what makes the kind doubtful."
    display(HTML(grid(top[list(COLUMNS)].rename(columns=COLUMNS), caption, folded)))


def sentences(contexts: pd.DataFrame, found: pd.DataFrame, *, most: int = 20, each: int = 6) -> None:
    """Show the sentiment around names, each with the sentences that name it, folded away.

    Parameters
    ----------
    contexts, found : DataFrame
        From `analysis.entities.contexts`, and what `feelings` makes of it.
    most : int
        How many names to show, the first of `found`.
    each : int
        How many sentences of each: half of them the lowest, half the highest.
    """
    if found.empty:
        return
    top = found.head(most)
    by_name = dict(iter(contexts.groupby("entity")[["sentence", "author", "compound"]]))
    folded = []
    for name in top["entity"]:
        rows = extremes(by_name[name], by="compound", most=each // 2)
        folded.append(_list(starmap(_sentence, rows.to_numpy()), len(by_name[name])))
    columns = {"entity": "name", "sentences": "sentences", "authors": "readers", "mean": "mean"}
    shown = top[list(columns)].rename(columns=columns)
    shown["95 % interval"] = [
        f"{cell(low)} to {cell(high)}" if low == low else None
        for low, high in zip(top["low"], top["high"], strict=True)
    ]
    caption = f"Names in commenters' own sentences, n = {thousands(len(found))}{_first(most, len(found))}; each can be "
    caption += "unfolded to its sentences, the lowest score first."
    display(HTML(grid(shown, caption, folded)))


def draft(text: str) -> None:
    """Show the draft of a file of aliases, from `analysis.entities.draft_aliases`, folded away: its first 60 lines."""
    lines = text.splitlines()
    more = f"\n… and {count(len(lines) - LINES, 'more line')}" if len(lines) > LINES else ""
    shown = escape("\n".join(lines[:LINES]) + more)
    page = '<details class="text tex2jax_ignore mathjax_ignore"><summary>First draft of a file of aliases</summary>'
    display(HTML(f"{page}<pre>{shown}</pre></details>"))


def _first(most: int, whole: int) -> str:
    return f", the first {most} of them" if whole > most else ""


def _in_context(before: str, text: str, after: str, author: str, comment: str | None, in_quote: bool) -> str:
    who = cell(author) if isinstance(comment, str) else "article"
    return (
        f"{escape(before)}<b>{escape(text)}</b>{escape(after)} <small>({'quoted by ' if in_quote else ''}{who})</small>"
    )


def _sentence(sentence: str, author: str, compound: float) -> str:
    return f"{escape(clipped(sentence, LONGEST))} <small>({cell(author)}, {cell(compound)})</small>"


def _list(items: Iterable[str], whole: int) -> str:
    """A list of what is unfolded, and how many more there are."""
    shown = list(items)
    rest = f"<li><small>and {thousands(whole - len(shown))} more</small></li>" if whole > len(shown) else ""
    return f'<ol class="said">{"".join(f"<li dir=auto>{item}</li>" for item in shown)}{rest}</ol>'
