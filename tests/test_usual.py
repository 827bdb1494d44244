"""What is usual for a thread of a given size."""

from math import floor

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, charts, replies

MEASURES = ["depth", "width", "h_index", "structural_virality"]
SHIPPED = ROOT / "data" / "usual-threads.csv"


def summaries(depths, comments=30, **more):
    """Threads of one size that differ in depth."""
    rows = {"comments": comments, "depth": depths, "width": 3, "h_index": 2, "structural_virality": 2 / 3, **more}
    return pd.DataFrame(rows, index=[f"t{n}" for n in range(len(depths))])


@given(st.lists(st.integers(1, 9), min_size=100, max_size=250), st.integers(0, 10))
def test_place_is_the_share_of_smaller_and_larger_threads(depths, depth):
    """Counted one by one, and rounded down by at most a per cent: never more than is true."""
    placed = replies.compare(summaries([depth]), replies.usual(summaries(depths)))
    row = placed[placed["measure"] == "depth"].iloc[0]
    smaller, larger = sum(other < depth for other in depths), sum(other > depth for other in depths)
    assert row["below"] == pytest.approx(min(floor(100 * smaller / len(depths)), 99) / 100)
    assert 0 <= larger / len(depths) - row["above"] + 1e-9 <= 0.01 + 2e-9
    assert row["threads"] == len(depths)


def test_equal_values_are_neither_below_nor_above():
    """2/3 is stored with three digits and is still the same as 2/3."""
    placed = replies.compare(summaries([4]), replies.usual(summaries([4] * 100)))
    assert (placed[["below", "above"]] == 0).all(axis=None) and len(placed) == 4


def test_no_verdict_outside_the_sizes_covered():
    """99 threads are too few, threads of another size say nothing, and a thread without comments is in no row."""
    table = pd.concat(
        [replies.usual(summaries([1, 2] * 100, comments=30)), replies.usual(summaries([1] * 99, comments=90))]
    )
    assert table["from"].to_list() == [25] * 4 and table["until"].to_list() == [31] * 4
    placed = replies.compare(summaries([1, 1, 1, 1, 0], comments=[24, 25, 31, 90, 0]), table)
    depth = placed[placed["measure"] == "depth"]
    assert depth["thread_id"].to_list() == ["t0", "t1", "t2", "t3"]
    assert depth["verdict"].isna().to_list() == depth["below"].isna().to_list() == [True, False, False, True]
    assert depth["threads"].isna().to_list() == depth["from"].isna().to_list() == [True, False, False, True]


def test_of_too_few_threads_nothing_is_usual():
    """Of 99 threads there is no row, no verdict, and the chart says why."""
    table = replies.usual(summaries([1, 2, 3] * 33))
    assert table.empty and replies.compare(summaries([3]), table)["verdict"].isna().all()
    assert "no size had 100 threads" in charts.reading(charts.replies.usual(summaries([3]), table))


def test_bounds_do_not_make_the_usual():
    """Threads of which nobody knows who answers whom would make all others look deep: they are not counted."""
    table = replies.usual(summaries([5] * 100 + [1] * 300, evidence_none=[0.0] * 100 + [0.9] * 300))
    assert table["threads"].to_list() == [100] * 4 and table.loc[0, "p1"] == 5


def test_sentences():
    """More than, less than, or in between; with the source, the number of threads and their size."""
    table = replies.usual(summaries([1] * 30 + [2] * 40 + [3] * 30), "Here")
    placed = replies.compare(summaries([1, 2, 4], comments=[25, 30, 31]), table)
    assert placed.loc[placed["measure"] == "depth", "verdict"].to_list() == [
        "Depth 1 with 25 comments: less than in 69 % of threads of Here of that size (100 with 25 to 31 comments).",
        "Depth 2 with 30 comments: 30 % of threads of Here of that size (100 with 25 to 31 comments) have less, 29 % "
        "more.",
        "Depth 4 with 31 comments: more than in 99 % of threads of Here of that size (100 with 25 to 31 comments).",
    ]
    virality = placed.loc[placed["measure"] == "structural_virality", "verdict"].iloc[0]
    assert virality.startswith("Structural virality 0.67 with 25 comments: 0 % of threads")


def test_bounds_are_no_verdict():
    """Where whom many answer is not known only a depth above others is; the share is still given."""
    table = replies.usual(summaries([1] * 60 + [3] * 40, width=[3] * 60 + [9] * 40))
    unsure = summaries([1, 2], width=12, evidence_none=0.5)
    placed = replies.compare(unsure, table).set_index(["thread_id", "measure"])
    assert placed.loc["t1", "verdict"].notna().to_list() == [True, False, False, False]
    assert placed.loc[("t1", "depth"), "verdict"].startswith("Depth 2 or more with 30 comments: more than in 60 %")
    assert placed.loc["t0", "verdict"].isna().all() and placed["below"].notna().all()


def test_shares_lie_between_those_of_neighbouring_ranges():
    """Of 25 to 31 comments a fifth are flatter than 3, of 32 to 39 all: half way between their middles 60 %."""
    small, large = summaries([2] * 20 + [4] * 80, comments=30), summaries([2] * 100, comments=39)
    table = replies.usual(pd.concat([small, large]))
    middle = round((25 * 31 * 32 * 39) ** 0.25)  # 31: just below half way
    weight = np.log(middle / np.sqrt(25 * 31)) / np.log(np.sqrt(32 * 39 / (25 * 31)))
    placed = replies.compare(summaries([3] * 4, comments=[25, middle, 39, 40]), table)
    depth = placed[placed["measure"] == "depth"].set_index("comments")
    assert depth["below"].dropna().to_list() == [0.2, floor(20 + 79 * weight) / 100, 0.99]
    assert depth.loc[middle, ["from", "until", "threads"]].to_list() == [25, 39, 200]
    assert depth.loc[[25, 39], "threads"].to_list() == [100, 100] and pd.isna(depth.loc[40, "threads"])


def test_a_table_that_is_none_is_refused():
    """With the columns that it lacks."""
    with pytest.raises(TableError, match="needs the column source, measure"):
        replies.compare(summaries([3]), pd.DataFrame())


def test_several_sources_stand_side_by_side():
    """Each thread is placed in each source; an index of any name, or none, becomes `thread_id`."""
    here, there = replies.usual(summaries([1] * 100), "Here"), replies.usual(summaries([5] * 100), "There")
    placed = replies.compare(summaries([3]).rename_axis("name"), pd.concat([here, there]))
    depth = placed[placed["measure"] == "depth"]
    assert depth[["thread_id", "source", "below", "above"]].to_numpy().tolist() == [
        ["t0", "Here", 0.99, 0.0],
        ["t0", "There", 0.0, 0.99],
    ]


def test_an_empty_summary_has_the_same_columns():
    """No thread is no row."""
    nothing = replies.compare(summaries([]))
    assert nothing.empty and list(nothing) == list(replies.compare(summaries([3])))
    assert replies.usual(summaries([])).empty


def test_the_table_that_is_shipped():
    """Both sites, each size once, quantiles that rise, and the number of threads that made it."""
    table = pd.read_csv(SHIPPED)
    quantiles = table[[f"p{step}" for step in range(1, 100)]].to_numpy()
    assert (np.diff(quantiles, axis=1) >= 0).all() and (table["threads"] >= 100).all()
    assert not table.duplicated(["source", "measure", "from"]).any()
    threads = table[table["measure"] == "depth"].groupby("source")["threads"].sum()
    assert threads["Barrapunto"] <= 7241 and threads["Slashdot"] <= 9222 and set(table["measure"]) == set(MEASURES)


@pytest.mark.shared
def test_the_table_that_is_shipped_is_made_from_the_stored_figures():
    """It is what `benchmarks/usual.py` writes, and a share counted on the figures themselves agrees with it."""
    stored = pd.read_csv(SHARED / "data" / "replies" / "slashdot-stored-features.csv.gz")
    table = pd.read_csv(SHIPPED)
    again = replies.usual(stored, "Slashdot")
    shipped = table[table["source"] == "Slashdot"].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, shipped, check_dtype=False)
    shares = {n: (stored.loc[stored["comments"].between(*n), "depth"] < 9).mean() for n in [(100, 124), (125, 159)]}
    placed = replies.compare(summaries([9], comments=120))
    row = placed[(placed["measure"] == "depth") & (placed["source"] == "Slashdot")].iloc[0]
    assert row[["from", "until", "threads"]].to_list() == [100, 159, 903 + 1081]
    weight = np.log(120 / np.sqrt(100 * 124)) / np.log(np.sqrt(125 * 159) / np.sqrt(100 * 124))
    assert row["below"] == pytest.approx(np.dot(list(shares.values()), [1 - weight, weight]), abs=0.02)


@pytest.mark.shared
def test_a_rank_does_not_depend_on_the_place_inside_a_range():
    """The smaller and the larger threads of Slashdot of each range are in the middle of those as large, on average."""
    stored = pd.read_csv(SHARED / "data" / "replies" / "slashdot-stored-features.csv.gz")
    stored = stored[stored["comments"].between(50, 399)]
    placed = replies.compare(stored, replies.usual(stored)).astype({"comments": "float64"})
    placed = placed[placed["comments"].between(63, 314)]
    ranges = np.array([63, 80, 100, 125, 160, 200, 250, 315])
    number = np.searchsorted(ranges, placed["comments"], side="right") - 1
    part = np.log(placed["comments"] / ranges[number]) / np.log((ranges[number + 1] - 1) / ranges[number])
    rank = (placed["below"] + 1 - placed["above"]) / 2
    for end in (part <= 0.2, part >= 0.8):
        assert rank[end].groupby(placed["measure"]).mean().to_list() == pytest.approx([0.5] * 4, abs=0.02)
