"""Intervals that resample whole authors; benchmarks/coverage.py measures how often they hold the truth."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, bootstrap

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


def test_few_authors_have_ends_further_out():
    """Of 10 tosses binomial(10, .5) has 1.1 % at 1 head or none, 5.5 % at 2 or fewer.

    The plain percentile (2.5 %) is 2 heads; Student's t with 9 degrees of freedom moves it to 0.9 %, which is 1 head:
    norm.cdf(-sqrt(10 / 9) * 2.262) = .0085.
    """
    found = bootstrap.mean(pd.Series([0, 1] * 5))
    assert (found.low, found.high) == pytest.approx((0.1, 0.9))


def test_level_sets_the_width():
    """The middle half of binomial(100, .5) lies between 47 and 53."""
    found = bootstrap.mean(pd.Series([0, 1] * 50), level=0.5)
    assert (found.low, found.high) == pytest.approx((0.47, 0.53), abs=0.011)


def test_repeating_oneself_is_no_evidence():
    """Ten comments by each author that all say the same give the interval that one each gives, not a narrower one."""
    once = pd.Series([0.1, 0.9, -0.4, 0.3, 0.0, -0.8, 0.5, 0.2, -0.1])
    authors = pd.Series(list("abcdefghi")).repeat(10)
    often = bootstrap.mean(once.repeat(10), by=authors)
    assert often[:3] == pytest.approx(bootstrap.mean(once)[:3])
    assert often[3:] == (90, 9)
    pretending = bootstrap.mean(once.repeat(10))
    assert pretending.high - pretending.low < 0.5 * (often.high - often.low)


def test_authors_are_weighted_by_what_they_wrote():
    """A resample is a mean over comments: z is in it binomial(9, 1/9) times, not once in a third of them.

    Nine authors of whom one wrote nearly all are worth 1.2: nothing is known, and the interval is all that was drawn.
    """
    found = bootstrap.mean(pd.Series([1.0] * 92 + [0.0] * 8), by=pd.Series(["z"] * 92 + list("abcdefgh")))
    assert found.estimate == 0.92
    assert found.low == 0 and found.high in [z * 92 / (z * 92 + 9 - z) for z in (4, 5, 6)]


def test_nameless_comments_are_authors_of_their_own():
    """Values without an author count like values by different people, beside those with one."""
    values = pd.Series([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    nameless = pd.Series([None] * 6, dtype="str")
    assert bootstrap.mean(values, by=nameless) == bootstrap.mean(values)
    assert bootstrap.mean(values, by=pd.Series(["a", None, "a", None, "b", None])).groups == 5


@given(VALUES, st.data())
def test_interval_stays_within_the_values_and_the_seed_repeats_it(values, data):
    """Low <= high inside the range of the values; the same seed gives the same, whatever the authors are called."""
    authors = data.draw(st.lists(st.integers(0, 14), min_size=len(values), max_size=len(values)))
    numbers, by = pd.Series(values), pd.Series(authors)
    found = bootstrap.mean(numbers, by=by, draws=50, seed=3)
    renamed = bootstrap.mean(numbers, by="author " + by.astype(str), draws=50, seed=3)
    np.testing.assert_equal(tuple(found), tuple(renamed))
    assert found.groups == len(set(authors))
    means = numbers.groupby(by).mean()
    assert (found.low == found.low) == (found.groups >= 8 and np.ptp(means) > 1e-12 * means.abs().max())
    if found.low == found.low:
        assert min(values) - 1e-12 <= found.low <= found.high <= max(values) + 1e-12


def test_another_seed_gives_another_interval():
    """The seed is used."""
    values = pd.Series(np.linspace(-1, 1, 37))
    assert bootstrap.mean(values, seed=1)[1:3] != bootstrap.mean(values, seed=2)[1:3]


@pytest.mark.parametrize(("groups", "known"), [(7, False), (8, True)])
def test_fewer_than_eight_authors_have_no_interval(groups, known):
    """Seven authors are too few whatever they wrote, eight are enough, for a mean, a share and a correlation."""
    values, by = pd.Series(np.arange(20.0)), pd.Series(np.arange(20) % groups)
    found = [bootstrap.mean(values, by), bootstrap.share(values > 9, by), bootstrap.correlation(values, values, by)]
    for one, estimate in zip(found, [9.5, 0.5, 1], strict=True):
        assert one.estimate == pytest.approx(estimate) and one.groups == groups
        assert [np.isfinite(one.low), np.isfinite(one.high)] == [known] * 2


@pytest.mark.parametrize("values", [pd.Series([], dtype="float64"), pd.Series([None, None], dtype="Int64")])
def test_nothing_is_not_known(values):
    """Without a value the estimate is missing, not 0."""
    by = pd.Series(["a"] * len(values), dtype="str")
    for found in (bootstrap.mean(values, by), bootstrap.share(values, by), bootstrap.correlation(values, values, by)):
        np.testing.assert_equal(tuple(found), (np.nan, np.nan, np.nan, 0, 0))
    assert str(found) == "not known (n = 0, by 0 authors)"


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        ((-0.5, -0.754, 0.25, 12, 9), "−0.50, 95 % interval −0.75 to 0.25 (n = 12, by 9 authors)"),
        ((0.126, np.nan, np.nan, 2, 1), "0.13, no interval: too few (n = 2, by 1 author)"),
        ((0.1, 0.05, 0.15, 13893, 5941), "0.10, 95 % interval 0.05 to 0.15 (n = 13\u202f893, by 5\u202f941 authors)"),
        ((0.126, np.nan, np.nan, 9, 8), "0.13, no interval: does not vary (n = 9, by 8 authors)"),
        ((np.nan, np.nan, np.nan, 9, 9), "not known, as one side does not vary (n = 9, by 9 authors)"),
    ],
)
def test_written_as_people_read_it(interval, text):
    """Two decimals, a true minus sign, and what it rests on."""
    assert str(bootstrap.Interval(*interval)) == text


def test_share_of_independent_comments_has_wilsons_interval():
    """Of 20, 10: the jackknife leaves 19 free ones, t(19) = 2.093: (.5 + .1153 +- .2663) / 1.2306."""
    found = bootstrap.share(pd.Series([True, False] * 10))
    assert found == pytest.approx((0.5, 0.2836, 0.7164, 20, 20), abs=2e-4)


def test_share_of_authors_who_never_change_their_mind_is_one_of_authors():
    """Ten comments by each that all say the same make nothing surer; ten by each that differ as much as any do."""
    once = pd.Series([True, False, False, False, True] * 4)
    authors = pd.Series(range(20))
    assert bootstrap.share(once.repeat(10), by=authors.repeat(10))[:3] == pytest.approx(bootstrap.share(once)[:3])
    mixed = bootstrap.share(pd.Series([True, False, False, False, True] * 40), by=pd.Series(np.arange(200) // 10))
    assert mixed.estimate == 0.4
    # No author differs from another: 200 comments are 200. t(19)^2 / 200 = .0219: (.4 + .0110 +- .0733) / 1.0219
    assert (mixed.low, mixed.high) == pytest.approx((0.3304, 0.4739), abs=2e-4)


def test_share_of_none_and_of_all_is_not_certain():
    """Unanimous authors count as one voice each: t(9)^2 / 10 = .5117, and of that 1 / 1.5117 is left."""
    by = pd.Series(list("abcdefghij")).repeat(3)
    none, all_of = (bootstrap.share(pd.Series([flag] * 30, index=by.index), by) for flag in (False, True))
    assert none[:3] == pytest.approx((0, 0, 0.3385), abs=2e-4)
    assert all_of[:3] == pytest.approx((1, 0.6615, 1), abs=2e-4)


@given(st.lists(st.booleans(), min_size=8, max_size=40), st.data())
def test_share_lies_in_its_interval_and_its_opposite_mirrors_it(flags, data):
    """0 <= low <= share <= high <= 1, and of the others the same from above."""
    authors = pd.Series(data.draw(st.lists(st.integers(0, 12), min_size=len(flags), max_size=len(flags))))
    found, others = bootstrap.share(pd.Series(flags), authors), bootstrap.share(~pd.Series(flags), authors)
    if found.groups >= 8:
        assert 0 <= found.low <= found.estimate + 1e-12 and found.estimate - 1e-12 <= found.high <= 1
        assert (1 - found.high, 1 - found.low) == pytest.approx((others.low, others.high))


def test_correlation_of_four_pairs():
    """Deviations -1.5 -.5 .5 1.5 and -.5 -1.5 1.5 .5: 3 of sqrt(5 * 5); a pair with a missing part is none."""
    x, y = pd.Series([1.0, 2, 3, 4, 9, None]), pd.Series([2.0, 1, 4, 3, None, 5])
    assert bootstrap.correlation(x, y)[:1] == pytest.approx((0.6,))
    assert bootstrap.correlation(x, y)[3:] == (4, 4)


def test_correlation_interval_is_fishers_for_independent_normal_pairs():
    """Of 400 pairs tanh(atanh(r) +- 1.96 / sqrt(397))."""
    random = np.random.default_rng(5)
    x = pd.Series(random.standard_normal(400))
    found = bootstrap.correlation(x, x + random.standard_normal(400))
    ends = np.tanh(np.arctanh(found.estimate) + np.array([-1.96, 1.96]) / np.sqrt(397))
    assert (found.low, found.high) == pytest.approx(tuple(ends), abs=0.02)


def test_correlation_with_what_does_not_vary_is_not_known():
    """Neither estimate nor interval, and how many pairs there were."""
    found = bootstrap.correlation(pd.Series([0.0] * 9), pd.Series(range(9)))
    np.testing.assert_equal(tuple(found), (np.nan, np.nan, np.nan, 9, 9))


@pytest.mark.parametrize("values", [[0.0] * 12, [-0.1] * 12, [0.1 + 0.2, 0.3] * 6, [0.5] * 12 + [-0.5] * 12])
def test_a_mean_over_authors_who_do_not_differ_has_no_interval(values):
    """Twelve equal numbers do not say that the thirteenth is equal too."""
    found = bootstrap.mean(pd.Series(values), pd.Series(np.arange(len(values)) % 12))
    assert found.estimate == pytest.approx(np.mean(values)) and np.isnan([found.low, found.high]).all()


def test_a_correlation_that_one_pair_makes_is_not_known():
    """A resample leaves that pair out with a chance of (11 / 12)^12 = .35, and says nothing then."""
    found = bootstrap.correlation(pd.Series([0.0] * 11 + [0.6]), pd.Series([0.0] * 11 + [0.5]))
    assert found == pytest.approx((1, -1, 1, 12, 12))


@pytest.mark.parametrize("scale", [1e-9, 1, 1e9])
def test_a_correlation_has_no_unit(scale):
    """Nor an offset."""
    random = np.random.default_rng(4)
    x, y = (pd.Series(random.standard_normal(30)) for _ in range(2))
    found = bootstrap.correlation(x * scale, scale * (y + 7))
    assert found == pytest.approx(bootstrap.correlation(x, y))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"level": 95}, "level is 95: give how often .* such as 0.95"),
        ({"level": 0}, "level is 0"),
        ({"level": 1.0}, "level is 1.0"),
        ({"draws": 0}, "draws is 0: it takes a resample at least"),
    ],
)
def test_options_that_cannot_be_used(options, said):
    """Whatever the data are."""
    values = pd.Series(np.arange(5.0))
    with pytest.raises(InputError, match=said):
        bootstrap.mean(values, **options)
    with pytest.raises(InputError, match=said):
        bootstrap.correlation(values, values, **options)
    with pytest.raises(InputError, match=said):
        bootstrap.quantile(values, **options)
    if "level" in options:
        with pytest.raises(InputError, match=said):
            bootstrap.share(values > 2, **options)


def test_as_many_groups_as_values():
    """Of other lengths they cannot belong to each other."""
    values = pd.Series([0.1, 0.2])
    for call in (bootstrap.mean, bootstrap.share, lambda x, by: bootstrap.correlation(x, by)):
        with pytest.raises(InputError, match="there are 2 values: give as many"):
            call(values, pd.Series([1]))


def test_twenty_thousand_comments_by_five_thousand_authors_take_a_moment():
    """Some seconds of computing at most, where every pair of authors would take minutes."""
    random = np.random.default_rng(0)
    values, by = pd.Series(random.standard_normal(20_000)), pd.Series(random.integers(0, 5000, 20_000))
    start = time.process_time()
    bootstrap.mean(values, by), bootstrap.share(values > 0, by), bootstrap.correlation(values, -values, by)
    assert time.process_time() - start < 20


def test_quantile_of_a_hundred_ranks():
    """Of 1 to 100 the median's place is binomial(100, .5): 95 % between the 40th and the 61st value."""
    found = bootstrap.quantile(pd.Series(range(1, 101)))
    assert found.estimate == 50.5 and found[3:] == (100, 100)
    assert (found.low, found.high) == pytest.approx((40.5, 60.5), abs=1.5)


def test_quantile_of_other_shares():
    """The lower quartile of 1 to 100 lies where binomial(100, .25) is: 17 to 34."""
    found = bootstrap.quantile(pd.Series(range(1, 101)), 0.25)
    assert found.estimate == 25.75
    assert (found.low, found.high) == pytest.approx((17, 34), abs=1.5)


def test_quantile_resamples_whole_authors():
    """Ten times the same by each author is as sure as once; order and index of the rows do not matter."""
    once = pd.Series([5, 9, 2, 7, 1, 30, 12, 3, 8])
    often, authors = once.repeat(10), pd.Series(list("abcdefghi")).repeat(10)
    found = bootstrap.quantile(often, by=authors)
    assert found[:3] == bootstrap.quantile(once)[:3] and found[3:] == (90, 9)
    order = np.random.default_rng(0).permutation(90)
    assert bootstrap.quantile(often.iloc[order], by=authors.iloc[order])[0] == found.estimate
    assert bootstrap.quantile(often).high < found.high


def test_quantile_needs_eight_authors_and_a_value():
    """Seven give an estimate only, none nothing; a missing value is none."""
    assert bootstrap.quantile(pd.Series([1, 2, None, 3, 4, 5, 6, 7])) == pytest.approx(
        (4, np.nan, np.nan, 7, 7), nan_ok=True
    )
    assert bootstrap.quantile(pd.Series([None], dtype="Int64"))[3:] == (0, 0)


@given(VALUES, st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_quantile_lies_in_its_interval(values, q):
    """Also where many values are the same, or the estimate lies between two."""
    found = bootstrap.quantile(pd.Series(values + values[:2] * 4), q, draws=100)
    if np.ptp(values) > 1e-9:
        assert found.low <= found.estimate <= found.high


@given(st.lists(st.tuples(st.integers(0, 12), st.floats(-1, 1)), min_size=1, max_size=60))
def test_means_of_groups_say_what_the_values_say(rows):
    """The same estimate, interval and numbers, whatever the groups are; a group of none changes nothing."""
    values = pd.DataFrame(rows, columns=["group", "value"])
    by = values.groupby("group", sort=False)["value"]
    means, sizes = pd.concat([by.mean(), pd.Series([np.nan])]), pd.concat([by.size(), pd.Series([0])])
    found, expected = bootstrap.mean_of_groups(means, sizes), bootstrap.mean(values["value"], by=values["group"])
    assert found[3:] == expected[3:] and found.estimate == pytest.approx(expected.estimate, abs=1e-12)
    if expected.low == expected.low and found.low == found.low:  # what nearly does not vary may be told either way
        assert found[1:3] == pytest.approx(expected[1:3], abs=1e-9)


def test_no_group_has_no_mean():
    """Neither of none nor of groups without a value."""
    for means, sizes in [([], []), ([None, 0.5], [0, 0])]:
        found = bootstrap.mean_of_groups(pd.Series(means, dtype="float64"), pd.Series(sizes, dtype="Int64"))
        assert found == pytest.approx((np.nan, np.nan, np.nan, 0, 0), nan_ok=True)


def test_a_quantile_of_equal_values_has_no_interval():
    """As their mean: ten equal numbers do not say that the eleventh is equal too."""
    found = bootstrap.quantile(pd.Series([5] * 10))
    assert found.estimate == 5 and np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize("call", [bootstrap.mean, bootstrap.quantile, lambda x: bootstrap.correlation(x, x)])
def test_infinite_values_are_refused(call):
    """In one line, and not with a warning from the depths of the arithmetic."""
    with pytest.raises(InputError, match="a value is infinite: make it missing"):
        call(pd.Series([1.0, 2.0, -np.inf] * 4))
