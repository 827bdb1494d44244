"""What a written time says: year, month, day, clock, zone, or how long ago; not yet when that was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis import timewords as words
from analysis.timeshapes import find, letters, plain, shapes, tokens

DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


def _numbered(lists: Iterable[str]) -> dict[str, int]:
    return {word: n for n, text in enumerate(lists) for word in text.split()}


def _named(*tables: dict[str, str]) -> dict[str, str]:
    """Word to unit; the first table that knows a word counts."""
    return {word: unit for table in reversed(tables) for unit, text in table.items() for word in text.split()}


_MONTHS, _WEEKDAYS = _numbered(words.MONTHS), _numbered(words.WEEKDAYS)
_UNITS, _TWO = _named(words.UNITS, words.UNITS_AGO, words.SHORT_UNITS), _named(words.TWO)
_ONE = frozenset(words.ONE.split())
_NUMBER = frozenset("znothDmxNY")


@cache
def _shape(name: str) -> re.Pattern[str]:
    return re.compile(shapes()[name])


@lru_cache(maxsize=1024)
def _place(name: str, shape: str) -> tuple[int, int] | None:
    """Where the first shape of this name stands among the letters."""
    match = _shape(name).search(shape)
    return match.span() if match else None


@cache
def _phrases(text: str) -> re.Pattern[str]:
    return re.compile(letters().phrases(text))


class Written(NamedTuple):
    """What a time says; None for what it does not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None  # day and month of a numeric date, in the order written
    dotted: bool = False  # 3.4.2010 is day first wherever it is written so
    weekday: int | None = None
    days_ago: int | None = None  # today 0, yesterday 1
    ago: tuple[tuple[str, int], ...] | None = None  # units and how many; () is now
    roughly: str = ""
    clock: timedelta | None = None
    width: timedelta = DAY
    offset: timedelta | None = None  # of the zone from UTC
    half: bool = False  # AM or PM

    @property
    def needs_capture(self) -> bool:
        """True if the moment of capture is needed to know the day."""
        dayless = self.day is not None and self.year is None
        return self.ago is not None or self.days_ago is not None or dayless or self._only_weekday

    @property
    def _only_weekday(self) -> bool:
        return self.weekday is not None and self.day is None and self.pair is None


@lru_cache(maxsize=100_000)
def read(text: str) -> Written | None:
    """What the time in a text says, None if there is none or the text holds more than a time."""
    found = find(text)
    if not found:
        return None
    start, end, kind = found[0]
    if any(map(str.isdigit, text[:start] + text[end:])):
        return Written()  # such as "3 May 2024 24:30": not to be guessed at
    parts, shape = tokens(plain(text[start:end]))
    if kind == "clock":
        return Written()  # of which day?
    if kind == "relative" and not any(map(_WEEKDAYS.__contains__, map(str.lower, parts))):
        days_ago = 0 if _phrases(words.TODAY).search(shape) else 1 if _phrases(words.YESTERDAY).search(shape) else None
        if days_ago is None:
            roughly = next((name for name, text in words.ROUGHLY.items() if _phrases(text).search(shape)), "")
            return Written(ago=_ago(parts), roughly=roughly)
        return _with_clock(Written(days_ago=days_ago), parts, shape)
    day = _place("day", shape)
    weekday = next((_WEEKDAYS[p.lower()] for p in parts if p.lower() in _WEEKDAYS), None)
    if day is None:
        return _with_clock(Written(weekday=weekday), parts, shape)
    first, last = day
    written = _date(tuple(parts[first:last]), shape[first:last])
    if weekday is not None:
        written = written._replace(weekday=weekday)
    if written.year is None and shape.endswith("Y"):  # Fri Nov 16 14:33:02 2001
        written = written._replace(year=int(parts[-1]))
    return _with_clock(written, [*parts[:first], "", *parts[last:]], f"{shape[:first]}_{shape[last:]}")


@lru_cache(maxsize=8192)
def _date(parts: tuple[str, ...], shape: str) -> Written:
    """The day alone: a thread has many times, but few days."""
    numbers = [int(part) for part, letter in zip(parts, shape, strict=True) if letter in _NUMBER]
    months = [_MONTHS[part.lower()] + 1 for part in parts if part.lower() in _MONTHS]
    year = next((int(part) for part, letter in zip(parts, shape, strict=True) if letter == "Y"), None)
    if months and len(numbers) == 1 and (year is not None or "'" in parts):  # "May 2021"
        return Written(year=year or _century(numbers[0]), month=months[-1])
    if year is None and len(numbers) == 3 - bool(months):
        year = _century(numbers.pop())
    elif year is not None:
        year_first = shape[0] == "Y"
        numbers.remove(year)
        if year_first and not months:
            return Written(year=year, month=numbers[0], day=numbers[1])
    if months:
        return Written(year=year, month=months[-1], day=numbers[0])
    if any(part in "월月" for part in parts):
        return Written(year=year, month=numbers[0], day=numbers[1])
    if any(part.lower() in ("tháng", "thg") for part in parts):
        return Written(year=year, month=numbers[1], day=numbers[0])
    return Written(year=year, pair=(numbers[0], numbers[1]), dotted="." in shape)


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)


def _with_clock(written: Written, parts: list[str], shape: str) -> Written:
    found = _clock(tuple(parts), shape)
    return written._replace(**found) if found else written


@lru_cache(maxsize=8192)
def _clock(parts: tuple[str, ...], shape: str) -> dict[str, Any]:
    """What the time of day and the zone beside a date say; nothing without an hour."""
    place = _place("hour", shape)
    if place is None:
        return {}
    first, last = place
    span = list(zip(parts[first:last], shape[first:last], strict=True))
    sign = next((i for i, (part, _) in enumerate(span) if part in "+-" and i), len(span))
    hour, minute, second, *_ = [int(part) for part, letter in span[:sign] if letter in _NUMBER] + [0, 0, 0]
    counted = sum(letter in _NUMBER for _, letter in span[:sign])
    half = "".join(letter for _, letter in span if letter in letters().any("am", "pm", "half"))[:1]
    if half and 1 <= hour <= 12:
        afternoon = half in letters().any("pm") or span[[s[1] for s in span].index(half)][0].lower() in ("p", "μ")
        hour = hour % 12 + 12 * afternoon
    zone = next((words.ZONES[part] for part, letter in zip(parts, shape, strict=True) if part in words.ZONES), None)
    if sign < len(span):
        digits = "".join(part for part, letter in span[sign:] if letter in _NUMBER)
        ahead = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
        zone = (zone or 0) + (ahead if span[sign][0] == "+" else -ahead)
    return {
        "clock": timedelta(hours=hour, minutes=minute, seconds=second),
        "width": SECOND if counted > 2 else MINUTE,
        "offset": None if zone is None else timedelta(minutes=zone),
        "half": bool(half),
    }


def _ago(parts: list[str]) -> tuple[tuple[str, int], ...]:
    """The units and how many of each; nothing for "just now"."""
    lower = [part.lower() for part in parts]
    beside = {unit: to for (ago, unit), to in words.UNITS_BESIDE.items() if ago in lower}
    units, number = [], None
    for part in lower:
        unit = beside.get(part) or _UNITS.get(part)
        if part.isdigit():
            number = int(part)
        elif number is not None and unit:
            units.append((unit, number))
            number = None
        elif part in _ONE:
            number = 1
    if not units:
        units = [(_TWO[part], 2) for part in lower if part in _TWO] or [
            (beside.get(part) or _UNITS[part], 1) for part in lower if part in _UNITS and len(part) > 1
        ]
    return tuple(units)
