"""From a time as written to the interval it allows."""

import pandas as pd
import pytest

from analysis import InputError
from analysis.times import captured_interval, intervals, is_relative

CAPTURED = captured_interval("2024-05-17T12:00Z")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2 weeks ago", "2024-04-26 12:00", "2024-05-03 12:00"),  # more than 14, less than 21 days
        ("1 month ago", "2024-03-17 12:00", "2024-04-17 12:00"),  # calendar months, not 30 days
        ("a year ago", "2022-05-17 12:00", "2023-05-17 12:00"),
        ("3 hours ago", "2024-05-17 08:00", "2024-05-17 09:00"),
        ("5 min ago", "2024-05-17 11:54", "2024-05-17 11:55"),
        ("2mo ago", "2024-02-17 12:00", "2024-03-17 12:00"),
        ("4d ago", "2024-05-12 12:00", "2024-05-13 12:00"),
        ("yesterday", "2024-05-16", "2024-05-17"),  # the day before
        ("about 3 hours ago", "2024-05-17 08:00", "2024-05-17 10:00"),  # two to four
        ("almost 3 years ago", "2021-05-17 12:00", "2022-05-17 12:00"),  # under three
        ("over 3 years ago", "2020-05-17 12:00", "2021-05-17 12:00"),
        ("just now", "2024-05-17 11:59", "2024-05-17 12:00"),
    ],
)
def test_relative_times_become_intervals_before_the_capture(text, low, high):
    "A unit is as wide as it is: a week, a calendar month."
    assert is_relative(text)
    assert intervals([text], CAPTURED) == [(pd.Timestamp(low, tz="UTC"), pd.Timestamp(high, tz="UTC"))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024-05-03", "2024-05-03", "2024-05-04"),
        ("3 May 2024", "2024-05-03", "2024-05-04"),
        ("May 3, 2024 at 10:15 pm", "2024-05-03 22:15", "2024-05-03 22:16"),
        ("7. Juni 2015 um 22:29", "2015-06-07 22:29", "2015-06-07 22:30"),
        ("2024-05-03 10:15:30", "2024-05-03 10:15:30", "2024-05-03 10:15:31"),
        ("2024-05-03T10:15:30+02:00", "2024-05-03 08:15:30", "2024-05-03 08:15:31"),
        ("3 May 2024 12:05 am", "2024-05-03 00:05", "2024-05-03 00:06"),
        ("25/04/2010 - 09.30", "2010-04-25 09:30", "2010-04-25 09:31"),
    ],
)
def test_dates_are_a_day_and_clock_times_a_minute_wide(text, low, high):
    "What the text does not say, the interval leaves open."
    assert not is_relative(text)
    assert intervals([text]) == [(pd.Timestamp(low, tz="UTC"), pd.Timestamp(high, tz="UTC"))]


def test_without_a_capture_relative_times_stay_unknown():
    "Never a guess."
    assert all(pd.isna(moment) for moment in intervals(["2 weeks ago"])[0])


def test_an_ambiguous_date_is_unknown_until_another_date_of_the_thread_settles_it():
    "03/04/2010 is 3 April beside 25/04/2010, and 4 March beside 04/25/2010."
    assert pd.isna(intervals(["03/04/2010"])[0][0])
    assert intervals(["03/04/2010", "25/04/2010"])[0][0] == pd.Timestamp("2010-04-03", tz="UTC")
    assert intervals(["03/04/2010", "04/25/2010"])[0][0] == pd.Timestamp("2010-03-04", tz="UTC")
    assert pd.isna(intervals(["03/04/2010", "25/04/2010", "04/25/2010"])[0][0])


def test_a_capture_of_a_day_alone_widens_the_interval_by_that_day():
    "Copied some time on the 17th: between its first and its last moment."
    low, high = intervals(["2 weeks ago"], captured_interval("2024-05-17"))[0]
    assert (low, high) == (pd.Timestamp("2024-04-26", tz="UTC"), pd.Timestamp("2024-05-04", tz="UTC"))


def test_a_capture_with_a_zone_is_converted():
    "18:30 in +02:00 is 16:30 UTC."
    assert captured_interval("2024-05-17T18:30+02:00")[0] == pd.Timestamp("2024-05-17T16:30Z")


@pytest.mark.parametrize("captured", ["last week", "3 May", "May", "2024", "05/06/2024", "now", "", "2024-13-45"])
def test_what_is_no_time_of_capture_is_refused(captured):
    "The message shows the value and how to write it; nothing is completed by a guess."
    with pytest.raises(InputError, match=f"captured='{captured}' is no date: write it as '2024-05-17'"):
        captured_interval(captured)


@pytest.mark.parametrize("captured", ["0001-01-01", "2999-01-01"])
def test_a_page_cannot_be_copied_before_the_web_or_tomorrow(captured):
    "A slip of the keyboard is said, not reckoned with."
    with pytest.raises(InputError, match="cannot be: a page is copied between 1991 and today"):
        captured_interval(captured)


@pytest.mark.parametrize(
    "text", ["99/99/2010", "31 February 2024", "3 May 2024 24:30", "9999 years ago", "31 December 9999"]
)
def test_times_that_cannot_be_are_unknown(text):
    "No error, no guess."
    assert all(pd.isna(moment) for moment in intervals([text], CAPTURED)[0])
