"""Values and tables as HTML. All text is data: it is escaped here and never becomes markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from numbers import Integral, Number

import pandas as pd

from analysis.thread import count, thousands

LONG = ["body", "own_words", "sentence", "text"]  # columns of running text
EXCERPT = 600  # characters of one text among many


def grid(frame: pd.DataFrame, caption: str, folded: Sequence[str] | None = None) -> str:
    """Return a table as HTML below its caption, missing values as a dash.

    Parameters
    ----------
    frame : DataFrame
        What to show.
    caption : str
        Text that stands above it.
    folded : list of str, optional
        HTML of each row, to be unfolded from its first cell.
    """
    rows = [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
    kinds = [_kind(name, values) for name, *values in zip(*rows, strict=True)]

    def line(row: tuple, tag: str, inside: str = "") -> str:
        first, *others = map(cell, row)
        if inside:  # the style is for JupyterLab, which sets tables flush right
            first = f'<details style="text-align:left"><summary>{first}</summary>{inside}</details>'
        cells = zip([first, *others], kinds, strict=True)
        return "<tr>" + "".join(f"<{tag}{kind}>{value}</{tag}>" for value, kind in cells) + "</tr>"

    # The classes keep JupyterLab's MathJax away from dollar signs in the text.
    box = '<div class="table tex2jax_ignore mathjax_ignore" tabindex="0" role="region" aria-label="Table">'
    body = "".join(line(row, "td", inside) for row, inside in zip(rows[1:], folded or [""] * len(frame), strict=True))
    head = f"<caption>{escape(caption)}</caption><thead>{line(rows[0], 'th')}</thead>"
    return f"{box}<table>{head}<tbody>{body}</tbody></table></div>"


def cell(value: object) -> str:
    """Return a value as HTML: numbers as people read them, a missing one as a dash, text escaped."""
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
    if isinstance(value, Integral) and not isinstance(value, bool):
        return thousands(int(value)).replace("-", "−")
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    text = escape(clipped(str(value), EXCERPT))
    return text if text.isascii() else f"<bdi>{text}</bdi>"  # a name in Arabic does not turn its neighbours around


def clipped(content: str, most: int) -> str:
    """Return a text, of a longer one so many characters and how many more there are."""
    if len(content) <= most:
        return content
    return f"{content[:most].rstrip()} … ({count(len(content) - most, 'more character')})"


def _kind(name: str, values: list) -> str:
    """Return the class attribute of a column's cells: running text, numbers or words."""
    if name in LONG:
        return " class=text"
    known = [value for value in values if not pd.isna(value)]
    return " class=number" if known and all(isinstance(value, Number) for value in known) else ""
