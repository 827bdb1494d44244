"""From a time as written to the interval it allows: "2 weeks ago" is a week wide, "3 May 2024" a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import timezone as fixed_zone
from functools import cache
from zoneinfo import ZoneInfo

import pandas as pd

from analysis.errors import InputError
from analysis.timeparts import DAY, MINUTE, Written, read
from analysis.timeshapes import Found, find

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
YEARS_BACK = 28  # after so many years the weekdays of a calendar come round

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def is_relative(text: str) -> bool:
    """True if a time can only be understood from the moment the page was captured."""
    written = read(text)
    return written is not None and written.needs_capture


def lacks_zone(text: str) -> bool:
    """True if a time gives the hour of a day but not of which zone."""
    written = read(text)
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
    order = _order([written for text in texts if text and (written := read(text)) and written.pair], language)

    @cache
    def interval(text: str | None) -> Interval:
        if not text:
            return UNKNOWN
        written = read(text)
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


def _before(written: Written, captured: Interval) -> Interval:
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


def _on_a_day(written: Written, order: str | None, captured: Interval, zone: tzinfo) -> Interval:
    if written.offset is not None:
        zone = fixed_zone(written.offset)
    if not written.needs_capture:
        if written.year and written.month and written.day is None:
            first = date(written.year, written.month, 1)
            return _moments(first, first.replace(day=monthrange(first.year, first.month)[1]), written, zone)
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


def _day(written: Written, order: str | None) -> date | None:
    """The day that is written; None for a clock alone, and where 3/4 could be 4/3."""
    year, month, day = written.year, written.month, written.day
    if written.pair is not None:
        a, b = written.pair
        if not order and not written.dotted and a != b:
            return None
        day, month = (b, a) if order == "MDY" and not written.dotted else (a, b)
    return date(year, month, day) if year and month and day else None


def _latest(written: Written, moment: datetime) -> date | None:
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


def _moments(first: date, last: date, written: Written, zone: tzinfo) -> Interval:
    """From the first day's to the last day's time as written; an hour that the clocks repeat may be either."""
    folds = (0,) if isinstance(zone, fixed_zone) else (0, 1)  # a fixed offset repeats no hour
    starts = [
        (datetime.combine(day, datetime.min.time(), zone) + (written.clock or timedelta(0))).replace(fold=fold)
        for day in ((first,) if first == last else (first, last))
        for fold in folds
    ]
    if written.clock is None:  # a day may have 23 hours
        return _utc(min(s.astimezone(UTC) for s in starts)), _utc(max((s + DAY).astimezone(UTC) for s in starts))
    moments = [start.astimezone(UTC) for start in starts]
    return _utc(min(moments)), _utc(max(moments) + written.width)


def _utc(moment: datetime) -> pd.Timestamp:
    return pd.Timestamp(moment.replace(tzinfo=None), tz="UTC")


def _order(dates: list[Written], language: str | None) -> str | None:
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


def _parsed(text: str, order: str | None, zone: tzinfo) -> Interval:
    """A day that dateparser makes out where the shapes do not."""
    if not any(map(str.isdigit, text)) or len(text) > 60:
        return UNKNOWN
    found = _dateparser(order).get_date_data(text).date_obj
    if found is None or found.year >= 2200:  # a slip, not a date
        return UNKNOWN
    return _moments(found.date(), found.date(), Written(), zone)


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
