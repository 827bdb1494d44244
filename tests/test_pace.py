"""How soon people answer and how long a thread lives: against definitions, and never surer than the times are."""

import math
from statistics import median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import replies

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

    article = published is not None and published <= min(truth)
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
