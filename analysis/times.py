"""From a time as written to the interval it allows: "2 weeks ago" is a week wide, "3 May 2024" a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

import pandas as pd

from analysis.errors import InputError
from analysis.timeshapes import Found, find

__all__ = ["Found", "captured_interval", "find", "intervals", "is_relative", "lacks_zone"]

Interval = tuple[pd.Timestamp, pd.Timestamp]
UNKNOWN: Interval = (pd.NaT, pd.NaT)  # type: ignore[assignment]

UNITS = {
    "s": "seconds",
    "mi": "minutes",
    "m": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "mo": "months",
    "y": "years",
}
UNIT = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|[smhdwy]"
RELATIVE = rf"(?:just now|yesterday|(?:about |over |almost )?(?:\d{{1,4}}|an?|one) ?(?:{UNIT}) ago)"
CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?"
MONTH = (
    r"(?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|janv|févr|mars|avr|juin|juil|août|déc)\w*\.?"
)
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.? {MONTH},? \d{{4}})"
)
ABSOLUTE = rf"{DATE}(?:,? ?(?:T| at | um | @ | à | - |\s)\s?{CLOCK}(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
TIME = rf"(?:{RELATIVE}|{ABSOLUTE})"

FIRST_PAGE = pd.Timestamp("1991", tz="UTC")  # there was no web before

_RELATIVE = re.compile(
    rf"(?:(?P<around>about|over|almost) )?(?P<number>\d{{1,4}}|an?|one) ?(?P<unit>{UNIT}) ago", re.IGNORECASE
)
# How many units longer and shorter ago it may have been than the number says.
AROUND = {"": (1, 0), "over": (1, 0), "about": (1, 1), "almost": (0, 1)}
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d\d)\b")
_PARTS = re.compile(
    rf"(?P<date>{DATE})(?:\D*(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def is_relative(text: str) -> bool:
    """True if a time can only be understood from the moment the page was captured."""
    return re.fullmatch(RELATIVE, text, re.IGNORECASE) is not None


def lacks_zone(text: str) -> bool:
    """True if a time gives the hour but not of which zone."""
    parts = _PARTS.fullmatch(text.strip())
    return parts is not None and parts["hour"] is not None and parts["zone"] is None


def captured_interval(captured: str | date | pd.Timestamp | None) -> Interval:
    """Return the moment a page was copied as an interval: a day alone means some time during that day (UTC).

    Raises
    ------
    InputError
        If it is not a date or time.

    Examples
    --------
    >>> captured_interval("2024-05-17")
    (Timestamp('2024-05-17 00:00:00+0000', tz='UTC'), Timestamp('2024-05-18 00:00:00+0000', tz='UTC'))
    """
    if captured is None:
        return UNKNOWN
    try:
        if isinstance(captured, str) and not _ISO.match(captured.strip()):
            raise ValueError  # pandas would read "May" and "05/06/2024" somehow
        moment = pd.Timestamp(captured)
        moment = moment.tz_localize("UTC") if moment.tz is None else moment.tz_convert("UTC")
    except (ValueError, TypeError):
        raise InputError(
            f"captured={captured!r} is no date: write it as '2024-05-17' or '2024-05-17T18:30+02:00'"
        ) from None
    if not FIRST_PAGE <= moment <= pd.Timestamp.now("UTC") + pd.Timedelta(days=1):
        raise InputError(f"captured={captured!r} cannot be: a page is copied between {FIRST_PAGE:%Y} and today")
    day_only = _ISO.fullmatch(captured.strip()) if isinstance(captured, str) else not isinstance(captured, datetime)
    return moment, moment + pd.Timedelta(days=1) if day_only else moment


def intervals(texts: Iterable[str | None], captured: Interval = UNKNOWN) -> list[Interval]:
    """For each time as written, the earliest and latest moment it allows (UTC); NaT for what cannot be told.

    A relative time needs `captured`. "2 weeks ago" means at least two and less than three weeks before it;
    months and years are calendar ones. A date without a time of day is a whole day, "yesterday" the UTC day before.
    Times without a zone are read as UTC.
    `03/04/2010` is read day first or month first by the thread's other dates, and is unknown if none settles it.

    Examples
    --------
    >>> (low, high), = intervals(["2 weeks ago"], captured_interval("2024-05-17T12:00Z"))
    >>> print(low, high)
    2024-04-26 12:00:00+00:00 2024-05-03 12:00:00+00:00
    """
    texts = list(texts)
    order = _date_order(texts)

    @cache
    def interval(text: str | None) -> Interval:
        if text is None:
            return UNKNOWN
        return _before(text, captured) if is_relative(text) else _absolute(text, order)

    return [interval(text) for text in texts]


def _before(text: str, captured: Interval) -> Interval:
    low, high = captured
    match = _RELATIVE.fullmatch(text.strip())
    if match is None:
        if text.strip().lower() == "yesterday":
            last = (high - pd.Timedelta(microseconds=1)).normalize()
            return low.normalize() - pd.Timedelta(days=1), last
        return low - pd.Timedelta(minutes=1), high  # just now
    number = int(match["number"]) if match["number"].isdigit() else 1
    letters = match["unit"].lower()
    unit = UNITS.get(letters[:2]) or UNITS[letters[0]]
    longer, shorter = AROUND[(match["around"] or "").lower()]
    try:
        return low - _offset(unit, number + longer), high - _offset(unit, max(0, number - shorter))
    except (ValueError, OverflowError):  # "9000 years ago" lies outside of time as pandas knows it
        return UNKNOWN


def _offset(unit: str, number: int) -> pd.DateOffset:
    return pd.DateOffset(**{unit: number})  # type: ignore[arg-type]


def _date_order(texts: list[str | None]) -> str | None:
    """DMY or MDY if some number above 12 in the thread's numeric dates says so, and none the contrary."""
    pairs = [(int(m[1]), int(m[2])) for text in texts if text for m in [_NUMERIC.search(text)] if m]
    day_first, month_first = any(a > 12 for a, b in pairs), any(b > 12 for a, b in pairs)
    return None if day_first == month_first else "DMY" if day_first else "MDY"


def _absolute(text: str, order: str | None) -> Interval:
    parts = _PARTS.fullmatch(text.strip())
    day = _day(parts["date"], order) if parts else None
    if parts is None or day is None:
        return UNKNOWN
    if parts["hour"] is None:
        return day, day + pd.Timedelta(days=1)
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if parts["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return UNKNOWN
    start = day + pd.Timedelta(hours=hour, minutes=minute, seconds=second) - _zone(parts["zone"])
    return start, start + pd.Timedelta(seconds=1 if parts["second"] else 60)


def _zone(text: str | None) -> pd.Timedelta:
    if text is None or text[0] not in "+-":
        return pd.Timedelta(0)
    ahead = pd.Timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return ahead if text[0] == "+" else -ahead


@cache
def _day(text: str, order: str | None) -> pd.Timestamp | None:
    """The day a date names in any language, None if there is none or 3/4 could be 4/3."""
    numeric = _NUMERIC.search(text)
    if numeric and order is None and numeric[1] != numeric[2]:
        return None
    try:
        found = _dateparser(order).get_date_data(text).date_obj
    except (ValueError, OverflowError):
        return None
    return pd.Timestamp(found).normalize() if found and found.year < 2200 else None  # a slip, not a date


@cache
def _dateparser(order: str | None):
    from dateparser.date import DateDataParser

    settings = {
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
    }
    if order:
        settings |= {"DATE_ORDER": order, "PREFER_LOCALE_DATE_ORDER": False}
    return DateDataParser(settings=settings)
