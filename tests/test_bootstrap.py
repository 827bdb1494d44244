"""Intervals that resample whole authors."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import bootstrap

VALUES = st.lists(st.floats(-1, 1), min_size=5, max_size=30)


def test_estimate_is_the_mean_of_the_known_values():
    """Missing values and their authors do not count."""
    values = pd.Series([1, None, 0, 0, 1], dtype="Int64")
    found = bootstrap.mean(values, by=pd.Series(["a", "b", "a", "c", "d"]))
    assert found == pytest.approx((0.5, np.nan, np.nan, 4, 3), nan_ok=True)


def test_interval_of_a_fair_coin():
    """Of 100 tosses with 50 heads the resampled heads are binomial(100, .5): 95 % lie between 40 and 60 (tables)."""
    found = bootstrap.mean(pd.Series([0, 1] * 50))
    assert found.estimate == 0.5 and found[3:] == (100, 100)
    assert (found.low, found.high) == pytest.approx((0.40, 0.60), abs=0.011)


def test_level_sets_the_width():
    """The middle half of binomial(100, .5) lies between 47 and 53."""
    found = bootstrap.mean(pd.Series([0, 1] * 50), level=0.5)
    assert (found.low, found.high) == pytest.approx((0.47, 0.53), abs=0.011)


def test_repeating_oneself_is_no_evidence():
    """Ten comments by each author that all say the same give the interval that one each gives, not a narrower one."""
    once = pd.Series([0.1, 0.9, -0.4, 0.3, 0.0, -0.8])
    authors = pd.Series(list("abcdef")).repeat(10)
    often = bootstrap.mean(once.repeat(10), by=authors)
    assert often[:3] == pytest.approx(bootstrap.mean(once)[:3])
    assert often[3:] == (60, 6)
    pretending = bootstrap.mean(once.repeat(10))
    assert pretending.high - pretending.low < 0.5 * (often.high - often.low)


def test_authors_are_weighted_by_what_they_wrote():
    """A resample is a mean over comments: z is in it binomial(5, .2) times, 0 and 3 at the ends of the interval."""
    found = bootstrap.mean(pd.Series([1.0] * 96 + [0.0] * 4), by=pd.Series(["z"] * 96 + list("abcd")))
    assert found.estimate == 0.96
    assert (found.low, found.high) == (0, 3 * 96 / (3 * 96 + 2))


def test_nameless_comments_are_authors_of_their_own():
    """Values without an author count like values by different people, beside those with one."""
    values = pd.Series([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    nameless = pd.Series([None] * 6, dtype="str")
    assert bootstrap.mean(values, by=nameless) == bootstrap.mean(values)
    assert bootstrap.mean(values, by=pd.Series(["a", None, "a", None, "b", None])).groups == 5


@given(VALUES, st.data())
def test_interval_stays_within_the_values_and_the_seed_repeats_it(values, data):
    """Low <= high inside the range of the values; the same seed gives the same, whatever the authors are called."""
    authors = data.draw(st.lists(st.integers(0, 9), min_size=len(values), max_size=len(values)))
    numbers, by = pd.Series(values), pd.Series(authors)
    found = bootstrap.mean(numbers, by=by, draws=50, seed=3)
    renamed = bootstrap.mean(numbers, by="author " + by.astype(str), draws=50, seed=3)
    np.testing.assert_equal(tuple(found), tuple(renamed))
    assert found.groups == len(set(authors))
    assert (found.low == found.low) == (found.groups >= 5)
    if found.groups >= 5:
        assert min(values) - 1e-12 <= found.low <= found.high <= max(values) + 1e-12


def test_another_seed_gives_another_interval():
    """The seed is used."""
    values = pd.Series(np.linspace(-1, 1, 37))
    assert bootstrap.mean(values, seed=1)[1:3] != bootstrap.mean(values, seed=2)[1:3]


@pytest.mark.parametrize(("groups", "known"), [(4, False), (5, True)])
def test_fewer_than_five_authors_have_no_interval(groups, known):
    """Four authors are too few whatever they wrote, five are enough."""
    found = bootstrap.mean(pd.Series(np.arange(20.0)), by=pd.Series(np.arange(20) % groups))
    assert (found.estimate, found.groups) == (9.5, groups)
    assert [np.isfinite(found.low), np.isfinite(found.high)] == [known] * 2


@pytest.mark.parametrize("values", [pd.Series([], dtype="float64"), pd.Series([None, None], dtype="Int64")])
def test_nothing_is_not_known(values):
    """Without a value the estimate is missing, not 0."""
    found = bootstrap.mean(values, by=pd.Series(["a"] * len(values), dtype="str"))
    np.testing.assert_equal(tuple(found), (np.nan, np.nan, np.nan, 0, 0))
    assert str(found) == "not known (n = 0, by 0 authors)"


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        ((-0.5, -0.754, 0.25, 12, 9), "−0.50, 95 % interval −0.75 to 0.25 (n = 12, by 9 authors)"),
        ((0.126, np.nan, np.nan, 2, 1), "0.13, no interval: too few (n = 2, by 1 author)"),
    ],
)
def test_written_as_people_read_it(interval, text):
    """Two decimals, a true minus sign, and what it rests on."""
    assert str(bootstrap.Interval(*interval)) == text
