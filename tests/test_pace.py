"""How soon people answer and how long a thread lives: against definitions, and never surer than the times are."""

import math
from statistics import median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, load_thread, replies

START = pd.Timestamp("2024-05-03 10:00", tz="UTC")
TIMES = ["posted_from", "posted", "posted_until"]
ENDS = ["", "_from", "_until"]


def at(seconds):
    return pd.Series(
        [START + pd.Timedelta(seconds=s) if s == s else pd.NaT for s in seconds], dtype="datetime64[us, UTC]"
    )


def thread(rows, name="t"):
    """Comments from rows of parent number, posted_from, posted and posted_until in seconds; NaN is a missing time."""
    parents, *times = zip(*rows, strict=True)
    ids = pd.DataFrame(
        {
            "thread_id": name,
            "comment_id": [f"c{n}" for n in range(len(rows))],
            "parent_id": [None if p is None else f"c{p}" for p in parents],
            "author": "Ann",
        }
    ).astype("str")
    return ids.assign(**{column: at(values) for column, values in zip(TIMES, times, strict=True)})


@st.composite
def unsure(draw):
    """Comments whose true times, answers after what they answer, lie inside the intervals that are told."""
    rows, truth = [], []
    for number in range(draw(st.integers(1, 9))):
        parent = draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        true = draw(st.integers(0, 6)) + (0 if parent is None else truth[parent])
        low, high = true - draw(st.integers(0, 5)), true + draw(st.integers(0, 5))
        truth.append(true)
        rows.append((parent, low, draw(st.integers(low, high)), high))
    return rows, truth


@given(unsure())
def test_seconds_to_parent_are_all_that_the_intervals_allow(case):
    """The least and the most of all pairs of whole seconds of which the answer is not the earlier."""
    rows, truth = case
    found = replies.measure(thread(rows))
    for row, (parent, low, best, high), true in zip(found.itertuples(), rows, truth, strict=True):
        known = [row.seconds_to_parent_from, row.seconds_to_parent, row.seconds_to_parent_until]
        if parent is None:
            assert np.isnan(known).all()
            continue
        _, first, estimate, last = rows[parent]
        lags = [own - other for own in range(low, high + 1) for other in range(first, last + 1) if own >= other]
        assert (known[0], known[2]) == (min(lags), max(lags))
        assert known[1] == min(max(best - estimate, known[0]), known[2])
        assert known[0] <= true - truth[parent] <= known[2]


def test_an_answer_that_the_source_puts_before_what_it_answers():
    """Nothing is repaired: 60 s too early by exact times is -60; where some order is possible the least is 0."""
    found = replies.measure(thread([(None, 100, 100, 100), (0, 40, 40, 40), (0, 0, 50, 120)]))
    columns = ["seconds_to_parent_from", "seconds_to_parent", "seconds_to_parent_until"]
    assert found[columns].to_numpy()[1:].tolist() == [[-60, -60, -60], [0, 0, 20]]


def test_without_intervals_the_best_estimate_stands_alone():
    """A table with `posted` only has no interval; a missing time gives none either."""
    table = thread([(None, 0, 0, 0), (0, 90, 90, 90), (1, math.nan, math.nan, math.nan)])
    found = replies.measure(table.drop(columns=["posted_from", "posted_until"]))
    assert found["seconds_to_parent"].to_list() == pytest.approx([math.nan, 90, math.nan], nan_ok=True)
    assert found[["seconds_to_parent_from", "seconds_to_parent_until"]].isna().all(axis=None)


@given(unsure(), st.one_of(st.none(), st.integers(-9, 9)))
def test_pace_is_what_the_definitions_say(case, published):
    """Half-life and first replies from true times, one by one; and uncertain times leave them inside their interval."""
    rows, truth = case
    exact = thread([(row[0], true, true, true) for row, true in zip(rows, truth, strict=True)])
    articles = pd.DataFrame({"thread_id": ["t"], "published": at([math.nan if published is None else published])})
    found = replies.summarise(exact, articles).loc["t"]

    article = published is not None and published < min(truth)
    waits = [
        min(child) - truth[number]
        for number in range(len(rows))
        if (child := [time for row, time in zip(rows, truth, strict=True) if row[0] == number])
    ]
    halfway = min(time for time in truth if 2 * sum(other <= time for other in truth) >= len(truth))
    life = halfway - (published if article else min(truth)) if article or len(truth) >= 3 else math.nan
    assert found["timed"] == len(truth)
    for end in ENDS:
        assert found[f"half_life_seconds{end}"] == pytest.approx(life, nan_ok=True)
        assert found[f"first_reply_seconds{end}"] == pytest.approx(median(waits) if waits else math.nan, nan_ok=True)
    since = "article" if article else "first comment"
    assert found["half_life_since"] == since if life == life else pd.isna(found["half_life_since"])

    told = replies.summarise(thread(rows)).loc["t"]
    alone = replies.summarise(exact).loc["t"]
    for name in ("half_life_seconds", "first_reply_seconds"):
        if alone[name] == alone[name]:
            assert told[f"{name}_from"] <= alone[name] <= told[f"{name}_until"]
            assert told[f"{name}_from"] <= told[name] <= told[f"{name}_until"]
        else:
            assert told[[name, f"{name}_from", f"{name}_until"]].isna().all()


def test_pace_by_hand():
    """Answers after 10 s and 30 s: 20 s; of four comments two are there at 10 s, 40 s after the article."""
    one = thread([(None, 0, 0, 0), (0, 10, 10, 10), (1, 40, 40, 40), (0, 99, 99, 99)], "one")
    late = thread([(None, 0, 0, 0), (None, 7, 7, 7), (None, math.nan, math.nan, math.nan), (None, 9, 9, 9)], "late")
    two = thread([(None, 0, 0, 0), (0, 5, 5, 5)], "two")
    articles = pd.DataFrame({"thread_id": ["late", "one"], "published": at([1, -30])})
    found = replies.summarise(pd.concat([one, late, two]), articles)
    assert found["first_reply_seconds"].to_list() == pytest.approx([20, math.nan, 5], nan_ok=True)
    assert found["half_life_seconds"].to_list() == pytest.approx([40, 7, math.nan], nan_ok=True)
    assert found["half_life_since"].fillna("").to_list() == ["article", "first comment", ""]
    assert found["timed"].to_list() == [4, 3, 2]


NIGHT = pd.Timestamp("2024-05-03", tz="UTC") - START  # before the first comment at START


@pytest.mark.parametrize(
    ("hour", "first", "expected"),
    [
        (0, 18, [7, 1, 19]),  # the second of three, at 19 h: 7 h after noon, 19 h after midnight, 1 h after the first
        (12, 18, [7, 1, 19]),
        (12, 9, [1, 1, 10]),  # not after the first comment, though noon is
        (13, 18, [6, 6, 6]),
        (12, 30, [19, 7, 31]),  # at 31 h, the day after: the article came between 0 and 24 h
    ],
)
def test_half_life_since_an_article_of_a_day(hour, first, expected):
    """Midnight and noon sharp are what a day alone becomes: the half-life spans all that the day allows."""
    hours = [first, first + 1, first + 9]
    comments = thread([(None, *[NIGHT.total_seconds() + 3600 * h] * 3) for h in hours])
    articles = pd.DataFrame({"thread_id": ["t"], "published": at([NIGHT.total_seconds() + 3600 * hour])})
    found = replies.summarise(comments, articles).loc["t"]
    assert found[[f"half_life_seconds{end}" for end in ENDS]].to_list() == [3600 * hours for hours in expected]
    assert found["half_life_since"] == "article"


@given(unsure(), st.integers(-9, 9))
def test_half_life_with_an_article_and_uncertain_times_holds_the_truth(case, published):
    """Where it counts from the article with either times, the true one lies inside what is told."""
    rows, truth = case
    exact = thread([(row[0], true, true, true) for row, true in zip(rows, truth, strict=True)])
    articles = pd.DataFrame({"thread_id": ["t"], "published": at([published])})
    known, told = (replies.summarise(comments, articles).loc["t"] for comments in (exact, thread(rows)))
    low, best, high = (told[f"half_life_seconds{end}"] for end in ("_from", "", "_until"))
    assert low <= best <= high or np.isnan([low, best, high]).all()
    if known["half_life_since"] == told["half_life_since"] == "article":
        assert low <= known["half_life_seconds"] <= high


@pytest.mark.parametrize(
    "made",
    [
        lambda times: times.dt.tz_convert("Europe/Berlin"),
        lambda times: times.dt.tz_localize(None),
        lambda times: times.astype("object"),
        lambda times: times.astype("str"),
        lambda times: times.astype("datetime64[ns, UTC]"),
    ],
    ids=["Berlin", "naive", "object", "text", "nanoseconds"],
)
def test_times_of_any_kind_are_the_same_moments(made):
    """Of a zone with its summer time ending in between, of none, as objects or as text."""
    autumn = pd.Timestamp("2024-10-27 00:30", tz="UTC") - START
    rows = [(up, *[autumn.total_seconds() + 3600 * n] * 3) for n, up in enumerate([None, 0, None])]
    comments = thread(rows)
    other = comments.assign(**{name: made(comments[name]) for name in TIMES})
    pd.testing.assert_frame_equal(replies.measure(other), replies.measure(comments))
    pd.testing.assert_frame_equal(replies.summarise(other), replies.summarise(comments))
    articles = pd.DataFrame({"thread_id": ["t"], "published": comments["posted"].head(1) - pd.Timedelta("1min")})
    expected = replies.summarise(comments, articles)
    pd.testing.assert_frame_equal(
        replies.summarise(comments, articles.assign(published=made(articles["published"]))), expected
    )


@pytest.mark.parametrize("missing", [None, np.nan, pd.NaT, pd.NA])
def test_times_that_are_all_missing(missing):
    """Of any dtype they are no times; so are those of a table without rows."""
    comments = thread([(None, 0, 0, 0)] * 3).assign(**{name: pd.Series([missing] * 3) for name in TIMES})
    articles = pd.DataFrame({"thread_id": ["t"], "published": [missing]})
    assert replies.summarise(comments, articles).loc["t", "timed"] == 0
    empty = pd.DataFrame(columns=comments.columns)
    assert replies.summarise(empty).empty and replies.measure(empty).empty


@pytest.mark.parametrize(
    ("wrong", "says"),
    [(1714730400.0, "holds numbers"), ("yesterday", "does not hold times: yesterday in row 0; a time is")],
)
def test_what_is_no_time_is_refused(wrong, says):
    """Seconds would be read as nanoseconds; words are no times."""
    with pytest.raises(TableError, match=f"column 'posted' {says}"):
        replies.summarise(thread([(None, 0, 0, 0)]).assign(posted=wrong))


def test_a_first_message_is_no_article_to_count_from():
    """On a mailing list the thread begins with its first comment: of 0, 2 and 5 h the second; of two there is none."""
    comments = thread([(None, *[3600 * h] * 3) for h in (0, 2, 5)])
    articles = pd.DataFrame({"thread_id": ["t"], "published": comments["posted"].iloc[:1]})
    found = replies.summarise(comments, articles).loc["t"]
    assert (found["half_life_seconds"], found["half_life_since"]) == (7200, "first comment")
    assert pd.isna(replies.summarise(comments.iloc[:2], articles).loc["t", "half_life_seconds"])
    earlier = articles.assign(published=articles["published"] - pd.Timedelta(hours=1))
    found = replies.summarise(comments, earlier).loc["t"]
    assert (found["half_life_seconds"], found["half_life_since"]) == (3 * 3600, "article")


def test_the_latest_is_not_before_the_earliest():
    """A table that says so has its columns mixed up, and no interval."""
    comments = thread([(None, 0, 60, 60), (None, 0, 60, 60)])
    comments.loc[1, "posted_until"] = comments.loc[1, "posted_from"] - pd.Timedelta(seconds=1)
    with pytest.raises(TableError, match="posted_until is before posted_from in row 1"):
        replies.measure(comments)


def test_a_best_estimate_without_ends_is_all_three():
    """Of 0, 1, 5 and 8 h the second is the half, also where the first has no ends of its own."""
    comments = thread([(None, *[3600 * h] * 3) for h in (0, 1, 5, 8)])
    comments.loc[0, ["posted_from", "posted_until"]] = pd.NaT
    found = replies.summarise(comments).loc["t"]
    assert found[[f"half_life_seconds{end}" for end in ENDS]].to_list() == [3600, 3600, 3600]


def test_first_replies_may_be_before_what_they_answer():
    """An answer an hour too early by exact times is not repaired."""
    found = replies.summarise(thread([(None, *[3600] * 3), (0, 0, 0, 0)])).loc["t"]
    assert found[[f"first_reply_seconds{end}" for end in ENDS]].to_list() == [-3600] * 3


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York"])
def test_half_life_of_an_export_whose_article_has_a_date_only(tmp_path, zone):
    """Comments from 18 h on the day after, one a minute: the fourth came 18 h 3 min to 42 h 3 min later."""
    said = ",".join(
        f'{{"@type": "Comment", "text": "This is comment {n} on it", "dateCreated": "2024-05-04T18:{n:02d}:00Z", '
        f'"author": {{"@type": "Person", "name": "A{n}"}}}}'
        for n in range(7)
    )
    about = (
        '"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge", "datePublished": "2024-05-03"'
    )
    page = f'<html><head><script type="application/ld+json">{{{about}, "comment": [{said}]}}</script></head></html>'
    (tmp_path / "page.html").write_text(page)
    read = load_thread(tmp_path / "page.html", timezone=zone)
    assert read.articles["published"].to_list() == [pd.Timestamp("2024-05-03 12:00", tz="UTC")]
    found = replies.summarise(read.comments, read.articles).iloc[0]
    minutes = [found[f"half_life_seconds{end}"] / 60 for end in ENDS]
    assert minutes == [30 * 60 + 3, 18 * 60 + 3, 42 * 60 + 3]
