"""What all charts share: colours, headings, the text alternative, and text of any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from textwrap import fill
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.dates import AutoDateFormatter, AutoDateLocator, date2num
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from analysis import thread
from analysis.errors import TableError

# Okabe & Ito: told apart by colour-blind readers too. One colour for one meaning everywhere.
ARTICLE, READERS, GREY, INK = "#0072B2", "#D55E00", "#8c8c8c", "#222222"
_VLAG = sns.color_palette("vlag_r", as_cmap=True)
# vlag's ends around grey: its own middle is white and vanishes on white.
NEGATIVE_TO_POSITIVE = LinearSegmentedColormap.from_list("feeling", [_VLAG(0.0), "#d0d0d0", _VLAG(1.0)])
BASE_FONT, LOST = "DejaVu Sans", "�"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"

EVER = date2num([datetime(1, 1, 1), datetime(9999, 12, 31)])  # matplotlib's first and last

_TOLD: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()
# How dates are written, by the days from one to the next.
DATES = {365: "%Y", 31: "%Y-%m", 1: "%Y-%m-%d", 1 / 24: "%H:%M\n%Y-%m-%d", 1 / 1440: "%H:%M\n%Y-%m-%d"}
DATES |= {1 / 86400: "%H:%M:%S\n%Y-%m-%d", 1e-6 / 86400: "%S.%f s\n%Y-%m-%d %H:%M"}


def canvas(rows: int | None = None) -> Axes:
    """Make axes of the report's width; with `rows`, as high as that many labelled rows need."""
    height = 3.8 if rows is None else min(max(1.5 + 0.27 * rows, 2.4), 9.5)
    return plt.figure(figsize=(6.4, height)).gca()


def figure_of(ax: Axes) -> Figure:
    """Return the figure that axes stand in."""
    figure = ax.get_figure(root=True)
    assert figure is not None, "axes without a figure cannot be shown"
    return figure


def alt_text(ax: Axes) -> str:
    """Return the text alternative of a chart made here: what it shows, computed from its data."""
    heading, found = _TOLD.get(ax, ("", ""))
    return f"{heading} {found}".strip()


def reading(ax: Axes) -> str:
    """Return what a chart made here shows, in a sentence or two computed from its data."""
    return _TOLD.get(ax, ("", ""))[1]


def finish(ax: Axes, *, title: str, subtitle: str, found: str) -> Axes:
    """Give a chart its heading and its reading, and every text in it a font that has its letters.

    The title says what is seen, the subtitle what is plotted, in which unit, and how many; `found` what the data say.
    """
    labels = [*ax.get_xticklabels(), *ax.get_yticklabels()]
    if any(LOST in text.get_text() for text in [*ax.texts, *labels]):
        subtitle += f"; {LOST} stands for a sign that no font installed here has"
    found = re.sub(r"(?<!\w)-(?=0\.00\b)", "", found)
    _TOLD[ax] = f"{title}. {subtitle}.", re.sub(r"(?<!\w)-(?=\d)", "−", found)
    _as_text(labels)
    room = _room(ax)
    subtitle = fill(subtitle, max(30, int(room / 5.1)))
    ax.set_title(fill(title, max(24, int(room / 7.5))), pad=20 + 12.5 * subtitle.count("\n"))
    small: dict[str, Any] = {"color": "#555555", "size": 9, "in_layout": False}
    ax.annotate(subtitle, (0, 1), xytext=(0, 6), xycoords="axes fraction", textcoords="offset points", **small)
    _as_text(ax.findobj(Text))
    return ax


def _as_text(texts: Iterable[Any]) -> None:
    """Show texts as they are, without mathematics, in fonts that have their letters."""
    for text in texts:
        text.set_parse_math(False)
        strange = _strange(text.get_text())
        if strange:
            text.set_fontfamily([BASE_FONT, *_fallbacks(strange)[0]])


def _room(ax: Axes) -> float:
    """Return how wide a heading may be, in points: the figure without the labels beside the axes."""
    figure = figure_of(ax)
    beside = max((text.get_window_extent().width for text in ax.get_yticklabels()), default=0) * 72 / figure.dpi
    return 72 * figure.get_figwidth() - beside - (28 if ax.get_ylabel() else 10)


def at_least_one(most: int) -> int:
    """Return how many are to be shown.

    Raises
    ------
    TableError
        If that is none.
    """
    if most < 1:
        raise TableError(f"most={most}: a chart shows at least one")
    return most


def whole(axis: Axis) -> None:
    """Make the ticks of an axis whole numbers as people read them."""
    axis.set_major_locator(MaxNLocator(integer=True))
    axis.set_major_formatter(lambda value, _: thread.thousands(round(value)))


def dated(ax: Axes, times: pd.Series) -> None:
    """Make the horizontal axis one of dates, given as matplotlib's numbers, with room at both ends."""
    margin = 0.06 * (times.max() - times.min())
    ends = np.array([times.min() - margin, times.max() + margin])
    ax.set_xlim(*ends.clip(*EVER))
    dates(ax)


def dates(ax: Axes) -> None:
    """Make the horizontal axis one of dates in full: what is left out of one is read off another, and may be wrong."""
    ax.xaxis_date()
    locator = AutoDateLocator(minticks=2, maxticks=6)
    formatter = AutoDateFormatter(locator)
    formatter.scaled = DATES
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(formatter)
    ax.set_xlabel("time (UTC)")


def nothing(ax: Axes, title: str, reason: str) -> Axes:
    """Say in place of a chart why there is none."""
    ax.set_axis_off()
    ax.text(0, 0.5, fill(reason, 80), transform=ax.transAxes, color="#555555")
    return finish(ax, title=title, subtitle="nothing to draw", found=reason)


def label(text: str, most: int = 24) -> str:
    """Make a name a label: on one line, not too long, and � for each sign that no installed font has.

    >>> label("a name much longer than anyone needs")
    'a name much longer than…'
    """
    shown = (" " if unicodedata.category(sign) == "Cc" else sign for sign in str(text) if not _invisible(sign))
    text = " ".join("".join(shown).split())
    text = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    strange = _strange(text)
    lost = _fallbacks(strange)[1] if strange else ()
    text = "".join(LOST if sign in lost else sign for sign in text)
    # What follows an Arabic name, such as its number, stays behind it.
    around = LEFT_TO_RIGHT if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text) else ""
    return f"{around}{text}{around}"


def names(authors: Iterable) -> list[str]:
    """Return authors as labels; those without a name, or whose name cannot be seen, as (no name)."""
    return [("" if pd.isna(author) else label(author)) or "(no name)" for author in authors]


def share(part: int, whole: int, thing: str = "comment") -> str:
    """Write a share as people read it.

    >>> share(12, 169), share(1, 1)
    ('12 of 169 comments (7 %)', '1 of 1 comment (100 %)')
    """
    return thread.part(part, whole, thing) + (f" ({thread.percent(part / whole)})" if whole else "")


def _invisible(sign: str) -> bool:
    """Joiners, variation selectors and direction marks: they change other signs and have no picture."""
    return sign in "\ufe0e\ufe0f" or unicodedata.category(sign) == "Cf"


def _strange(text: str) -> frozenset[str]:
    """Return the signs that the base font does not have."""
    return frozenset() if text.isascii() else frozenset(s for s in text if ord(s) not in _charmap(BASE_FONT)) - {"\n"}


@cache
def _installed() -> dict[str, str]:
    """Font families by name with the file of their regular face, sans serif ones first; none that draws boxes."""
    faces = sorted(font_manager.fontManager.ttflist, key=lambda f: (f.style != "normal", abs(int(f.weight) - 400)))
    files = {font.name: font.fname for font in reversed(faces) if "Last Resort" not in font.name}
    return dict(sorted(files.items(), key=lambda item: ("Sans" not in item[0], item[0])))


@cache
def _charmap(family: str) -> frozenset[int]:
    try:
        return frozenset(FT2Font(_installed()[family]).get_charmap())
    except (OSError, RuntimeError, ValueError):  # a font that FreeType cannot draw, such as colour emoji
        return frozenset()


@cache
def _fallbacks(signs: frozenset[str]) -> tuple[list[str], set[str]]:
    """Installed families that together have the signs, and the signs that none has."""
    wanted, chosen = set(map(ord, signs)), []
    for family in _installed():
        if wanted & _charmap(family):
            chosen.append(family)
            wanted -= _charmap(family)
        if not wanted:
            break
    return chosen, set(map(chr, wanted))
