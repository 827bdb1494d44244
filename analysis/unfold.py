"""Lists of names, each of which unfolds to what was said of it, and the draft of a file of aliases, for the notebook.

All text is data: it is escaped here and never becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import starmap

import pandas as pd
from IPython.display import HTML, display

from analysis.cells import cell, clipped
from analysis.display import say
from analysis.summary import extremes
from analysis.thread import count, part, thousands

LONGEST = 300  # characters of one sentence
LINES = 60  # of a draft


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
    top = counts.head(most)
    lines = concordance[concordance["entity"].isin(top["entity"])]
    order = lines["comment_id"].isna() * 2 + lines["in_quote"]
    lines = lines.loc[order.sort_values(kind="stable").index]
    by_name = dict(iter(lines.groupby("entity")[["before", "text", "after", "author", "comment_id", "in_quote"]]))
    columns = ["entity", "label", "mentions", "authors", "in_quotes", "in_article", "check"]
    rows = []
    for name, *about in top[columns].itertuples(index=False):
        shown = starmap(_in_context, by_name[name].head(each).to_numpy())
        rows.append(_row(name, _counted(*about), shown, len(by_name[name])))
    _show("Names by how often readers mention them", rows, len(counts))


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
    top = found.head(most)
    lines = contexts[contexts["entity"].isin(top["entity"])]
    by_name = dict(iter(lines.groupby("entity")[["sentence", "author", "compound"]]))
    columns = ["entity", "sentences", "authors", "mean", "low", "high"]
    rows = []
    for name, *about in top[columns].itertuples(index=False):
        shown = starmap(_sentence, extremes(by_name[name], by="compound", most=each // 2).to_numpy())
        rows.append(_row(name, _felt(*about), shown, len(by_name[name])))
    _show("Names in commenters' own sentences, the lowest score first", rows, len(found))


def draft(text: str) -> None:
    """Show the draft of a file of aliases, from `analysis.entities.draft_aliases`, folded away: its first 60 lines."""
    lines = text.splitlines()
    more = f"\n… and {count(len(lines) - LINES, 'more line')}" if len(lines) > LINES else ""
    shown = escape("\n".join(lines[:LINES]) + more)
    page = '<details class="text tex2jax_ignore mathjax_ignore"><summary>First draft of a file of aliases</summary>'
    display(HTML(f"{page}<pre>{shown}</pre></details>"))


def _counted(label: str, said: int, authors: int, quoted: int, written: int, check: str | None) -> str:
    """What is known of a name."""
    parts = [f"{thousands(said)} by {count(authors, 'reader')}"] if said else []
    parts += [f"{thousands(quoted)} quoted"] if quoted else []
    parts += [f"{thousands(written)} in the article"] if written else []
    return f"{label}: {', '.join(parts)}" + (f" ({check})" if isinstance(check, str) else "")


def _felt(number: int, authors: int, mean: float, low: float, high: float) -> str:
    """How sentences feel, as far as that can be told."""
    said = f"mean {cell(mean)}" if mean == mean else ""
    said += f" ({cell(low)} to {cell(high)})" if low == low else ""
    return f"{said}{', ' if said else ''}{count(number, 'sentence')} by {count(authors, 'reader')}"


def _in_context(before: str, text: str, after: str, author: str, comment: str | None, in_quote: bool) -> str:
    who = cell(author) if isinstance(comment, str) else "article"
    return (
        f"{escape(before)}<b>{escape(text)}</b>{escape(after)} <small>({'quoted by ' if in_quote else ''}{who})</small>"
    )


def _sentence(sentence: str, author: str, compound: float) -> str:
    return f"{escape(clipped(sentence, LONGEST))} <small>({cell(author)}, {cell(compound)})</small>"


def _row(name: str, about: str, items: Iterable[str], whole: int) -> str:
    """A name that unfolds to a list of what was said, and how many more there are."""
    shown = list(items)
    more = f"<li><small>and {thousands(whole - len(shown))} more</small></li>" if whole > len(shown) else ""
    inside = f"<ul>{''.join(f'<li dir=auto>{item}</li>' for item in shown)}{more}</ul>"
    return f"<li><details><summary><strong>{cell(name)}</strong> {escape(about)}</summary>{inside}</details></li>"


def _show(caption: str, rows: list[str], whole: int) -> None:
    if not rows:
        return say("There is no name to list.")
    which = f"the first {part(len(rows), whole, 'name')}" if len(rows) < whole else f"n = {count(whole, 'name')}"
    # The classes keep JupyterLab's MathJax away from dollar signs in the text.
    box = f'<ol class="names tex2jax_ignore mathjax_ignore">{"".join(rows)}</ol>'
    display(HTML(f'<p class="caption">{caption}, {which}. Each can be unfolded.</p>{box}'))
