"""Values as HTML. All text is data: it is escaped here and never becomes markup."""

from __future__ import annotations

from html import escape
from numbers import Integral

import pandas as pd

from analysis.thread import count, thousands

EXCERPT = 600  # characters of one text among many


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
