"""The article above the comments: its text, title and date, without the navigation around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analysis.readers.lines import FOOT, HEADING, is_action, vote
from analysis.readers.page import Line, Page
from analysis.times import find, intervals

BYLINE = ("by", "von", "par", "por")
LONG = 100  # characters that make a line a paragraph and no link
BARS = 3  # that make a line a menu: "new | past | comments | ask"
NEAR = 12  # lines above the first paragraph that can be its title or date
SENTENCE = re.compile(r"^(?=(?:\S+\s+){3})[^\W\d_].*[.!?…][\"”»’)]*$|^[\"“„«].*[.!?…][\"”»’)]*$")
# What some pages put before the article's first paragraph, on the same line.
DATED = re.compile(r"\s*date (?P<date>\d{4}-\d\d-\d\d)\s+")
A_DAY = pd.Timedelta(hours=23)  # or more, where clocks are changed
Span = tuple[int, int, str]


def read(page: Page, end: int, timezone: str = "UTC") -> tuple[dict, pd.Timestamp | None, list[Span]]:
    """Return the row of the articles table, without ids, the earliest that it can be of, and its spans.

    Of an article dated to the day `published` is midnight UTC of that day whatever the zone, by which `analysis.pace`
    knows that it has no time.

    Parameters
    ----------
    page : Page
        What was pasted.
    end : int
        Where the first comment starts; what is above may be navigation, article, buttons.
    timezone : str
        The zone of a time of publication that names none.
    """
    spans: list[Span] = []
    start, published, earliest = 0, None, None
    if dated := DATED.match(page.text, 0, end):
        published, earliest = _first([dated["date"]], timezone)
        if published is not None:  # "date 2024-99-99" is text like any other
            start = dated.end()
            spans.append((0, start, "header"))
    lines = page.between(start, end)
    paragraphs = [number for number, line in enumerate(lines) if len(line.text) >= LONG]
    while lines and (is_action(lines[-1].text) or HEADING.fullmatch(lines[-1].text[:120])):
        lines.pop()
    first = 0
    while first < len(lines) and (is_action(lines[first].text) or lines[first].text.count(" | ") >= BARS):
        first += 1
    lines = lines[first:]
    title = None
    if len(paragraphs) > 1:
        top = max(0, paragraphs[0] - first)
        above = lines[max(0, top - NEAR) : top]
        if published is None:
            published, earliest = _first(_dates(lines[max(0, top - NEAR) : top + 3]), timezone)
        if top + 1 < len(lines) and find(lines[top + 1].text) and not SENTENCE.search(lines[top].text):
            above.append(lines[top])  # a title as long as a paragraph, with who and when below it
        named = max(above, key=lambda line: _titleness(line.text), default=None)
        if named and _titleness(named.text) > 0:
            title = named.text
        top = lines.index(named) if title and named else top
        last = max(paragraphs[-1] - first, top)
        while last + 1 < len(lines) and SENTENCE.search(lines[last + 1].text) and not FOOT.match(lines[last + 1].text):
            last += 1  # a short paragraph ends the article
        lines = lines[top : last + 1]
    if not lines:
        return {"title": title, "published": published, "text": None}, earliest, spans
    begin, stop = lines[0].start, lines[-1].end
    spans.append((begin, stop, "article"))
    if title:
        begin = lines[1].start if len(lines) > 1 else stop
    elif len(lines) > 1 and lines[1].gap and len(lines[0].text) <= 200 and not re.search(r"[.\"”!?]$", lines[0].text):
        title, begin = lines[0].text, lines[1].start
    return {"title": title, "published": published, "text": page.words(begin, stop) or None}, earliest, spans


def _titleness(text: str) -> int:
    """How many words of a title a line may hold; 0 if it is a date, a byline or a button."""
    words = text.split()
    no_title = find(text) or is_action(text) or vote(text) is not None or words[:1] and words[0].lower() in BYLINE
    return 0 if no_title or len(words) < 3 else len(words)


def _dates(lines: Sequence[Line]) -> list[str]:
    times = [(line, time) for line in lines for time in find(line.text)]
    return [line.text[time.start : time.end] for line, time in times if time.kind in ("date", "datetime")]


def _first(texts: Sequence[str], timezone: str) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """Return the first of the dates that is one, midnight UTC of a day without a time, and the earliest it may mean."""
    for low, high in intervals(texts, timezone=timezone):
        if pd.notna(low):
            noon = (low + (high - low) / 2).tz_convert(timezone)
            return low if high - low < A_DAY else noon.tz_localize(None).normalize().tz_localize("UTC"), low
    return None, None
