"""From a time as written to the interval it allows."""

import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError
from analysis.times import captured_interval, find, intervals, is_relative, lacks_zone

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
        ("5 maj 14 09:12", "2014-05-05 09:12", "2014-05-05 09:13"),  # a year of two digits, before a clock only
        ("May 2021", "2021-05-01", "2021-06-01"),  # a whole month
        ("Feb '24", "2024-02-01", "2024-03-01"),
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


RELATIVE = """2 weeks ago|3h|1d|5 mo|2y|3 Std.|now|4 yr. ago|73 months ago|about an hour ago
just now|yesterday|Yesterday at 14:10|Today, 09:12|Monday at 14:10|vor 7 Stunden
vor einer Stunde|gestern 14:10|il y a 3 heures|il y a un an|hace 2 días|há 3 horas
3 giorni fa|3 uur geleden|för 3 timmar sedan|for en time siden|3 tuntia sitten
3 godziny temu|godzinę temu|před 3 hodinami|pred 2 dňami|3 órája|acum 3 ore
преди 3 дни|5 часов назад|2 дня назад|вчера в 14:10|3 години тому|2 saat önce
πριν από 3 ώρες|منذ 3 ساعات|قبل ٣ ساعات|منذ ساعتين|۳ ساعت پیش|לפני 3 שעות|3 घंटे पहले
3 jam yang lalu|3 giờ trước|3 ชั่วโมงที่แล้ว|3時間前|3小时前|3일 전|刚刚"""
DATETIME = """29.04.2019 // 15:27|14. 01. 2020, 13:47|23. Juni 2016 um 17:21 Uhr
1. November 2023 um 11:54\u00a0Uhr|March 10, 2017 at 12:20 AM
March 10, 2017 at 12:20\u202fAM|Oct. 9, 2010 - 7:28 AM EST|9 Oct 2010 7:28 am
03:24 AM on 9/19/2010|Le 06/04/2013 à 11:36|06/04/2013 à 11:36|Mar 4 '15 at 13:56
Jun 25, 2024 19:16 UTC (Tue)|2017-01-02 01:11:47 UTC|2024-05-03T10:15:00+02:00
2024-05-03T10:15:00.123456Z|10:08, 21 June 2019 (UTC)|08:23, 29 wrz 2018 (CEST)
Monday July 02, @02:31PM|Fri Nov 16 14:33:02 2001|Fri, 16 Nov 2001 14:33:02 -0500
15 de marzo de 2012 a las 10:22|6 avril 2013 à 11h36|Sat May 04, 2013 3:22 pm
04-05-2013, 03:22 PM|2013年5月4日 15:22|2013/05/04(土) 15:22:33.12|2013. 5. 4. 오후 3:22
٤ مايو ٢٠١٣ ١٥:٢٢|11 May at 10:20|10:20, 11 May|5 maj 14 09:12|4 мая 2013 г. в 15:22|2013. május 4. 15:22
4. kvě 2013 v 15:22|4 maj 2013 kl. 15:22|4 พฤษภาคม 2013 15:22
ngày 4 tháng 5 năm 2013 lúc 15:22|4 Mayıs 2013 15:22|4 במאי 2013 15:22"""
DATE = (
    "13. 1. 2020|May 11|May 2021|Sep '20|on Jun 8|12 May|January 3|June 15, 2019|31st May 2019|4-May-13"
    "|4 tháng 5, 2013|5月4日|9/19/2010"
)
CLOCK = "21:00|07:56|9:15 PM|3 pm|15時22分"
TIMES = [
    (text, kind)
    for kind, texts in (("relative", RELATIVE), ("datetime", DATETIME), ("date", DATE), ("clock", CLOCK))
    for text in texts.replace("\n", "|").split("|")
]


@pytest.mark.parametrize(("text", "kind"), TIMES)
def test_a_time_is_found_whole(text, kind):
    "Alone, beside a name, and between other fields."
    assert find(text) == [(0, len(text), kind)]
    assert find(f"Ann · {text} · Reply") == [(6, 6 + len(text), kind)]
    assert find(f"Ann | {text}") == [(6, 6 + len(text), kind)]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("1 year ago (edited)", ["1 year ago"]),
        ("IwonaMay 30, 2019 at 1:06 PM", ["May 30, 2019 at 1:06 PM"]),
        ("Sana7. Juni 2015 um 22:29", ["7. Juni 2015 um 22:29"]),
        ("Ruby21:00", ["21:00"]),
        ("mad4203.03.2011", ["03.03.2011"]),
        ("Kgaard June 15, 2019", ["June 15, 2019"]),
        ("bob_1 — May 6, 2022 at 10:16 AM", ["May 6, 2022 at 10:16 AM"]),
        ("12:20 AMReply", ["12:20 AM"]),
        ("2 hours agoReply", ["2 hours ago"]),
        ("posted 2 hours ago, edited 5 minutes ago", ["2 hours ago", "5 minutes ago"]),
        ("4 May 2013 - 5 May 2013", ["4 May 2013", "5 May 2013"]),
    ],
)
def test_times_are_found_in_what_is_glued_to_them(line, times):
    "A name ends where the time begins."
    assert [line[found.start : found.end] for found in find(line)] == times


@pytest.mark.parametrize(
    "line",
    [
        "", "a plain sentence", "Maya 11, 2013", "Marcel 5", "Juniper 3, 2013", "24:30", "version 1.2.3",
        "they won 3:2", "10.12.11.14", "9/10", "costs 3.50", "12 may be enough", "in 2013 we met",
        "He ran 3 m and fell", "it is now or never", "yesterday I said so", "May 11 people came",
        "the 2y plan", "3h later", "5 days of rain", "40 minutes.", "in May 2021 we met", "May 2021 was hot",
        "12:60", "100:30", "٣", "42",
    ],
)  # fmt: skip
def test_what_is_no_time_is_left(line):
    "Numbers, names and prose."
    assert [line[found.start : found.end] for found in find(line)] == []


@given(st.text() | st.text("0123456789 .:/-,|aApPmMyhdw'年月日前()\u200f٣") | st.lists(st.sampled_from(TIMES)).map(str))
def test_what_is_found_lies_in_the_text_in_order(text):
    "No text makes it fail, and neither does reading what was found."
    found = find(text)
    edges = [edge for written in found for edge in (written.start, written.end)]
    assert edges == sorted(edges) and all(written.start < written.end for written in found)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
    assert {written.kind for written in found} <= {"relative", "date", "datetime", "clock"}
    for low, high in intervals([text, *(text[written.start : written.end] for written in found)], CAPTURED):
        assert (pd.isna(low) and pd.isna(high)) or low <= high


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "12:", "May ", "1.", "1 May ", "A", "aA", " ", "a few seconds ", "12:00 at ", "(", "の"]
)
def test_hostile_lines_take_linear_time(piece):
    "Ten times the length takes about ten times as long, never a hundred."

    def seconds(n):
        start = time.perf_counter()
        find("1" + piece * n)
        return time.perf_counter() - start

    assert min(seconds(30_000) for _ in range(3)) < 40 * min(seconds(3_000) for _ in range(3)) + 0.01


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("vor 7 Stunden", "2024-05-17 04:00", "2024-05-17 05:00"),
        ("il y a un an", "2022-05-17 12:00", "2023-05-17 12:00"),
        ("час назад", "2024-05-17 10:00", "2024-05-17 11:00"),
        ("преди 3 години", "2020-05-17 12:00", "2021-05-17 12:00"),  # Bulgarian years,
        ("3 години тому", "2024-05-17 08:00", "2024-05-17 09:00"),  # Ukrainian hours
        ("منذ ساعتين", "2024-05-17 09:00", "2024-05-17 10:00"),  # two, in one word
        ("1 year, 3 months ago", "2023-01-17 12:00", "2023-02-17 12:00"),
        ("1个月前", "2024-03-17 12:00", "2024-04-17 12:00"),
        ("2y", "2021-05-17 12:00", "2022-05-17 12:00"),
        ("1 year ago (edited)", "2022-05-17 12:00", "2023-05-17 12:00"),
        ("Yesterday at 14:10", "2024-05-16 14:10", "2024-05-16 14:11"),
        ("today", "2024-05-17", "2024-05-17 12:00"),  # until the capture
        ("Monday at 14:10", "2024-05-13 14:10", "2024-05-13 14:11"),  # the 17th is a Friday
        ("Friday at 13:00", "2024-05-10 13:00", "2024-05-10 13:01"),  # today 13:00 is still to come
        ("May 18", "2023-05-18", "2023-05-19"),  # this year's is still to come
        ("11 May at 10:20", "2024-05-11 10:20", "2024-05-11 10:21"),
        ("Monday July 02, @02:31PM", "2018-07-02 14:31", "2018-07-02 14:32"),  # the last year in which it was a Monday
    ],
)
def test_what_needs_the_capture_is_reckoned_from_it(text, low, high):
    "In any language; and is unknown without."
    assert is_relative(text)
    assert intervals([text], CAPTURED) == [(pd.Timestamp(low, tz="UTC"), pd.Timestamp(high, tz="UTC"))]
    assert all(pd.isna(moment) for moment in intervals([text])[0])


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("08:23, 29 wrz 2018 (CEST)", "2018-09-29 06:23"),
        ("Oct. 9, 2010 - 7:28 AM EST", "2010-10-09 12:28"),
        ("10:08, 21 June 2019 (UTC)", "2019-06-21 10:08"),
        ("Mar 4 '15 at 13:56", "2015-03-04 13:56"),
        ("2013. 5. 4. 오후 3:22", "2013-05-04 15:22"),
        ("٤ مايو ٢٠١٣ ١٥:٢٢", "2013-05-04 15:22"),
        ("6 avril 2013 à 11h36", "2013-04-06 11:36"),
        ("03:24 AM on 9/19/2010", "2010-09-19 03:24"),
        ("03.04.2010, 10:00", "2010-04-03 10:00"),  # with dots the day is first
        ("12/31/14 12:04 pm", "2014-12-31 12:04"),
    ],
)
def test_clocks_of_any_shape_become_a_minute(text, low):
    "In UTC, by the zone that is written."
    start = pd.Timestamp(low, tz="UTC")
    assert intervals([text]) == [(start, start + pd.Timedelta(minutes=1))]


def test_a_clock_without_a_day_is_unknown():
    "Of which day?"
    assert pd.isna(intervals(["21:00"], CAPTURED)[0][0])


def test_times_without_a_zone_are_of_the_zone_given():
    "10:15 in Berlin is 8:15 UTC in summer; the hour that comes twice may be either; a written zone counts more."
    texts = ["2024-05-03 10:15", "2024-10-27 02:30", "2024-03-31", "2024-05-03 10:15 UTC"]
    assert [(str(low)[:16], str(high)[:16]) for low, high in intervals(texts, timezone="Europe/Berlin")] == [
        ("2024-05-03 08:15", "2024-05-03 08:16"),
        ("2024-10-27 00:30", "2024-10-27 01:31"),
        ("2024-03-30 23:00", "2024-03-31 22:00"),  # the day when the clocks go forward
        ("2024-05-03 10:15", "2024-05-03 10:16"),
    ]
    assert [lacks_zone(text) for text in texts] == [True, True, False, False]


@pytest.mark.parametrize("timezone", ["Mars", "", "../etc", None])
def test_a_time_zone_that_there_is_not_is_refused(timezone):
    "In one line that says what would be right."
    with pytest.raises(InputError, match="is no time zone: write it as 'Europe/Berlin' or 'UTC'"):
        intervals([], timezone=timezone)


def test_the_direction_of_the_page_settles_the_order_of_day_and_month():
    "1/5, 1/9, 2/3, ... runs forwards only if the month is first; too few dates settle nothing, but the language may."
    dates = ["1/5/2013", "1/9/2013", "2/3/2013", "3/1/2013", "4/2/2013", "5/1/2013"]
    assert intervals(dates)[1][0] == pd.Timestamp("2013-01-09", tz="UTC")
    assert pd.isna(intervals(dates[:2])[1][0])
    assert intervals(dates[:2], language="fr")[1][0] == pd.Timestamp("2013-09-01", tz="UTC")
    assert intervals(["1/9/2013 3:22 pm"], language="en")[0][0] == pd.Timestamp("2013-01-09 15:22", tz="UTC")
    assert pd.isna(intervals(["1/9/2013 15:22"], language="en")[0][0])
