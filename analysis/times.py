"""From a time as written to the interval it allows: "2 weeks ago" is a week wide, "3 May 2024" a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from analysis import timewords as words
from analysis.errors import InputError
from analysis.timeshapes import LETTERS, SHAPES, Found, find, plain, tokens

__all__ = ["UNKNOWN", "Found", "Interval", "captured_interval", "find", "intervals", "is_relative", "lacks_zone"]

Interval = tuple[pd.Timestamp, pd.Timestamp]
UNKNOWN: Interval = (pd.NaT, pd.NaT)  # type: ignore[assignment]

# Patterns for the readers that do not use `find` yet.
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

# How many units longer and shorter ago it may have been than the number says.
AROUND = {"": (1, 0), "over": (1, 0), "about": (1, 1), "almost": (0, 1)}
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
YEARS_BACK = 28  # after so many years the weekdays of a calendar come round

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _numbered(lists: Iterable[str]) -> dict[str, int]:
    return {word: n for n, text in enumerate(lists) for word in text.split()}


def _named(*tables: dict[str, str]) -> dict[str, str]:
    """Word to unit; the first table that knows a word counts."""
    return {word: unit for table in reversed(tables) for unit, text in table.items() for word in text.split()}


_MONTHS, _WEEKDAYS = _numbered(words.MONTHS), _numbered(words.WEEKDAYS)
_UNITS, _TWO = _named(words.UNITS, words.UNITS_AGO, words.SHORT_UNITS), _named(words.TWO)
_ONE = frozenset(words.ONE.split())
_DAY, _HOUR = re.compile(SHAPES["day"]), re.compile(SHAPES["hour"])
_TODAY, _YESTERDAY = (re.compile(LETTERS.phrases(text)) for text in (words.TODAY, words.YESTERDAY))
_ROUGHLY = {name: re.compile(LETTERS.phrases(text)) for name, text in words.ROUGHLY.items()}
_AM, _PM, _HALF = (LETTERS.any(role) for role in ("am", "pm", "half"))
_NUMBER = frozenset("znothDmxNY")


class _Written(NamedTuple):
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


def is_relative(text: str) -> bool:
    """True if a time can only be understood from the moment the page was captured."""
    written = _read(text)
    return written is not None and written.needs_capture


def lacks_zone(text: str) -> bool:
    """True if a time gives the hour of a day but not of which zone."""
    written = _read(text)
    return written is not None and written.clock is not None and written.offset is None


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


def intervals(
    texts: Iterable[str | None], captured: Interval = UNKNOWN, timezone: str = "UTC", language: str | None = None
) -> list[Interval]:
    """For each time as written, the earliest and latest moment it allows (UTC); NaT for what cannot be told.

    A relative time needs `captured`. "2 weeks ago" means at least two and less than three weeks before it; months and
    years are calendar ones. A date without a time of day is a whole day, a date without a year the last such day.
    `03/04/2010` is read day first or month first by the thread's other dates, and is unknown if none settles it.

    Parameters
    ----------
    texts
        All times of one thread, in the order of the page.
    captured
        When the page was copied: see `captured_interval`.
    timezone
        Where the page was copied: the zone of the times that name none, such as "Europe/Berlin".
    language
        The page's language (ISO 639-1), if known: it may settle the order of day and month.

    Raises
    ------
    InputError
        If there is no such time zone.

    Examples
    --------
    >>> (low, high), = intervals(["2 weeks ago"], captured_interval("2024-05-17T12:00Z"))
    >>> print(low, high)
    2024-04-26 12:00:00+00:00 2024-05-03 12:00:00+00:00
    """
    texts, zone = list(texts), _zone(timezone)
    order = _order([written for text in texts if text and (written := _read(text)) and written.pair], language)

    @cache
    def interval(text: str | None) -> Interval:
        if not text:
            return UNKNOWN
        written = _read(text)
        try:
            if written is None:
                return _parsed(text, order, zone)
            return _before(written, captured) if written.ago is not None else _on_a_day(written, order, captured, zone)
        except (ValueError, OverflowError):  # "31 February", "9000 years ago": no such day, or outside of time
            return UNKNOWN

    return [interval(text) for text in texts]


def _zone(name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ValueError, OSError, KeyError, TypeError):
        raise InputError(f"timezone={name!r} is no time zone: write it as 'Europe/Berlin' or 'UTC'") from None


def _before(written: _Written, captured: Interval) -> Interval:
    low, high = captured
    if not written.ago:
        return low - MINUTE, high  # just now
    longer, shorter = AROUND[written.roughly]
    *coarse, (unit, number) = written.ago
    rest = dict(coarse)
    return (
        low - pd.DateOffset(**rest | {unit: number + longer}),  # type: ignore[arg-type]
        high - pd.DateOffset(**rest | {unit: max(0, number - shorter)}),  # type: ignore[arg-type]
    )


def _on_a_day(written: _Written, order: str | None, captured: Interval, zone: tzinfo) -> Interval:
    if written.offset is not None:
        zone = _fixed(written.offset)
    if not written.needs_capture:
        day = _day(written, order)
        return _moments(day, day, written, zone) if day else UNKNOWN
    low, high = captured
    if low is pd.NaT:
        return UNKNOWN
    last = high if high == low else high - timedelta(microseconds=1)
    first_day, last_day = (_latest(written, moment.to_pydatetime().astimezone(zone)) for moment in (low, last))
    if first_day is None or last_day is None:
        return UNKNOWN
    earliest, latest = _moments(first_day, last_day, written, zone)
    return earliest, min(latest, high) if earliest < high else latest  # nobody writes after the capture


def _day(written: _Written, order: str | None) -> date | None:
    """The day that is written; None for a clock alone, and where 3/4 could be 4/3."""
    year, month, day = written.year, written.month, written.day
    if written.pair is not None:
        a, b = written.pair
        if not order and not written.dotted and a != b:
            return None
        day, month = (b, a) if order == "MDY" and not written.dotted else (a, b)
    return date(year, month, day) if year and month and day else None


def _latest(written: _Written, moment: datetime) -> date | None:
    """The last day before a moment that fits: yesterday, Monday, 3 May; a later clock was the time before."""
    today = moment.date()
    if written.days_ago is not None:
        return today - written.days_ago * DAY
    passed = written.clock is None or datetime.combine(today, datetime.min.time()) + written.clock <= moment.replace(
        tzinfo=None
    )
    if written.day is None or written.month is None:
        back = (today.weekday() - (written.weekday or 0)) % 7
        return today - timedelta(days=back if back or passed else 7)
    for year in range(today.year, today.year - YEARS_BACK, -1):
        try:
            day = date(year, written.month, written.day)
        except ValueError:  # 29 February
            continue
        if (day < today or (day == today and passed)) and written.weekday in (None, day.weekday()):
            return day
    return None


def _moments(first: date, last: date, written: _Written, zone: tzinfo) -> Interval:
    """From the first day's to the last day's time as written; an hour that the clocks repeat may be either."""
    starts = [
        (datetime.combine(day, datetime.min.time(), zone) + (written.clock or timedelta(0))).replace(fold=fold)
        for day, fold in ((first, 0), (first, 1), (last, 0), (last, 1))
    ]
    if written.clock is None:  # a day may have 23 hours
        return _utc(min(s.astimezone(UTC) for s in starts)), _utc(max((s + DAY).astimezone(UTC) for s in starts))
    moments = [start.astimezone(UTC) for start in starts]
    return _utc(min(moments)), _utc(max(moments) + written.width)


def _utc(moment: datetime) -> pd.Timestamp:
    return pd.Timestamp(moment.replace(tzinfo=None), tz="UTC")


def _fixed(offset: timedelta) -> tzinfo:
    from datetime import timezone

    return timezone(offset)


def _order(dates: list[_Written], language: str | None) -> str | None:
    """DMY or MDY if the thread's numeric dates say so, one order for all.

    A number above 12 is a day. Where there is none, a page mostly runs forwards or backwards in time: the order in
    which it clearly does is right. The language settles the rest, but English only beside AM or PM.
    """
    slashed = [written for written in dates if not written.dotted]
    pairs = [written.pair for written in slashed if written.pair]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day_first or month_first:
        return None if day_first and month_first else "DMY" if day_first else "MDY"
    dmy = _turns([(written.year or 0, b, a) for written, (a, b) in zip(slashed, pairs, strict=True)])
    mdy = _turns([(written.year or 0, a, b) for written, (a, b) in zip(slashed, pairs, strict=True)])
    if min(dmy, mdy) <= 0.1 and max(dmy, mdy) >= 0.25:
        return "DMY" if dmy < mdy else "MDY"
    if language == "en":
        return "MDY" if any(written.half for written in slashed) else None
    return "DMY" if language else None


def _turns(days: list[tuple[int, int, int]]) -> float:
    """The share of steps against the direction in which the days mostly run; of fewer than four steps none."""
    steps = [a < b for a, b in zip(days, days[1:], strict=False) if a != b]
    return min(sum(steps), len(steps) - sum(steps)) / len(steps) if len(steps) >= 4 else 0.2


@lru_cache(maxsize=100_000)
def _read(text: str) -> _Written | None:
    """What the time in a text says, None if there is none or the text holds more than a time."""
    found = find(text)
    if not found:
        return None
    start, end, kind = found[0]
    if any(map(str.isdigit, text[:start] + text[end:])):
        return _Written()  # such as "3 May 2024 24:30": not to be guessed at
    parts, letters = tokens(plain(text[start:end]))
    if kind == "clock":
        return _Written()  # of which day?
    if kind == "relative" and not any(map(_WEEKDAYS.__contains__, map(str.lower, parts))):
        days_ago = 0 if _TODAY.search(letters) else 1 if _YESTERDAY.search(letters) else None
        if days_ago is None:
            return _Written(ago=_ago(parts), roughly=next((n for n, p in _ROUGHLY.items() if p.search(letters)), ""))
        return _with_clock(_Written(days_ago=days_ago), parts, letters)
    day = _DAY.search(letters)
    weekday = next((_WEEKDAYS[p.lower()] for p in parts if p.lower() in _WEEKDAYS), None)
    if day is None:
        return _with_clock(_Written(weekday=weekday), parts, letters)
    first, last = day.span()
    written = _date(parts[first:last], letters[first:last])._replace(weekday=weekday)
    if written.year is None and letters.endswith("Y"):  # Fri Nov 16 14:33:02 2001
        written = written._replace(year=int(parts[-1]))
    return _with_clock(written, parts, letters[:first] + "_" * (last - first) + letters[last:])


def _date(parts: list[str], letters: str) -> _Written:
    numbers = [int(part) for part, letter in zip(parts, letters, strict=True) if letter in _NUMBER]
    months = [_MONTHS[part.lower()] + 1 for part in parts if part.lower() in _MONTHS]
    year = next((int(part) for part, letter in zip(parts, letters, strict=True) if letter == "Y"), None)
    if year is None and len(numbers) == 3 - bool(months):
        year = 2000 + numbers[-1] if numbers[-1] < 70 else 1900 + numbers[-1]
        numbers.pop()
    elif year is not None:
        year_first = letters[0] == "Y"
        numbers.remove(year)
        if year_first and not months:
            return _Written(year=year, month=numbers[0], day=numbers[1])
    if months:
        return _Written(year=year, month=months[-1], day=numbers[0])
    if any(part in "월月" for part in parts):
        return _Written(year=year, month=numbers[0], day=numbers[1])
    if any(part.lower() in ("tháng", "thg") for part in parts):
        return _Written(year=year, month=numbers[1], day=numbers[0])
    return _Written(year=year, pair=(numbers[0], numbers[1]), dotted="." in letters)


def _with_clock(written: _Written, parts: list[str], letters: str) -> _Written:
    match = _HOUR.search(letters)
    if match is None:
        return written
    first, last = match.span()
    span = list(zip(parts[first:last], letters[first:last], strict=True))
    sign = next((i for i, (part, _) in enumerate(span) if part in "+-" and i), len(span))
    hour, minute, second, *_ = [int(part) for part, letter in span[:sign] if letter in _NUMBER] + [0, 0, 0]
    counted = sum(letter in _NUMBER for _, letter in span[:sign])
    half = "".join(letter for _, letter in span if letter in _AM + _PM + _HALF)[:1]
    if half and 1 <= hour <= 12:
        afternoon = half in _PM or span[[s[1] for s in span].index(half)][0].lower() in ("p", "μ")
        hour = hour % 12 + 12 * afternoon
    zone = next((words.ZONES[part] for part, letter in zip(parts, letters, strict=True) if part in words.ZONES), None)
    if sign < len(span):
        digits = "".join(part for part, letter in span[sign:] if letter in _NUMBER)
        ahead = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
        zone = (zone or 0) + (ahead if span[sign][0] == "+" else -ahead)
    return written._replace(
        clock=timedelta(hours=hour, minutes=minute, seconds=second),
        width=SECOND if counted > 2 else MINUTE,
        offset=None if zone is None else timedelta(minutes=zone),
        half=bool(half),
    )


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


def _parsed(text: str, order: str | None, zone: tzinfo) -> Interval:
    """A day that dateparser makes out where the shapes do not."""
    if not any(map(str.isdigit, text)) or len(text) > 60:
        return UNKNOWN
    found = _dateparser(order).get_date_data(text).date_obj
    if found is None or found.year >= 2200:  # a slip, not a date
        return UNKNOWN
    return _moments(found.date(), found.date(), _Written(), zone)


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
