"""How sure the shape is: with and without the replies that were guessed, and where figures are bounds."""

import pandas as pd
import pytest
from hypothesis import given
from test_replies import KEYS, forests, table

from analysis import TableError, charts, replies

COLUMNS = [*KEYS, "author", "parent_evidence"]


@given(forests())
def test_range_is_of_the_summary_with_and_without_guesses(comments):
    """Cutting the guessed parents off by hand gives the other end; what one of both lacks has no range."""
    found = replies.sensitivity(comments)
    guessed = comments["parent_evidence"].isin(["mention", "quote", "order"])
    whole = replies.summarise(comments)
    cut = replies.summarise(comments.assign(parent_id=comments["parent_id"].mask(guessed)))
    assert found["guessed"].to_list() == (whole["replies"] - cut["replies"]).to_list()
    for name in [column.removesuffix("_low") for column in found if column.endswith("_low")]:
        ends = pd.DataFrame({"low": whole[name], "high": cut[name]}).astype("float64")
        missing = ends.isna().any(axis=1)
        for end, expected in {"low": ends.min(axis=1), "high": ends.max(axis=1)}.items():
            assert found[f"{name}_{end}"].astype("float64").equals(expected.mask(missing))


def test_range_by_hand():
    """a <- b <- c, of which c's parent is a guess: depth 2 or 3, and width 1 or 2."""
    rows = [("t", "a", None, "Ann", "explicit"), ("t", "b", "a", "Bob", "nesting"), ("t", "c", "b", "Cem", "quote")]
    found = replies.sensitivity(table(rows, COLUMNS)).loc["t"]
    names = ["guessed", "depth_low", "depth_high", "width_low", "width_high", "replies_low", "replies_high"]
    assert found[names].to_list() == [1, 2, 3, 1, 2, 1, 2]


def test_other_threads_are_not_touched_by_a_guess():
    """The range of a thread without guesses is one value."""
    rows = [("t", "a", None, "Ann", "none"), ("t", "b", "a", "Bob", "order"), ("u", "a", None, "Ann", "none")]
    found = replies.sensitivity(table([*rows, ("u", "b", "a", "Bob", "nesting")], COLUMNS)).loc["u"]
    assert found["guessed"] == 0 and found["depth_low"] == found["depth_high"] == 2


@pytest.mark.parametrize(("unknown", "says"), [(0, False), (1, False), (2, True), (20, True)])
def test_caveat_from_a_tenth_on(unknown, says):
    """One of twenty comments without evidence is let pass, two are named."""
    rows = [("t", f"c{n}", None, "Ann", "none" if n < unknown else "explicit") for n in range(20)]
    summary = replies.summarise(table(rows, COLUMNS))
    assert replies.bounded(summary).to_list() == [says]
    assert replies.caveat(summary).startswith(f"For {unknown} of 20 comments nothing says") == says
    assert bool(replies.caveat(summary)) == says


def test_guessed_depth_is_no_lower_bound():
    """A chain of eight by the order of times among 22 comments without evidence: neither bound nor verdict."""
    chain = [("t", f"g{n}", f"g{n - 1}" if n else None, f"A{n}", "order" if n else "none") for n in range(9)]
    loose = [("t", f"u{n}", None, f"B{n}", "none") for n in range(21)]
    summary = replies.summarise(table(chain + loose, COLUMNS))
    assert summary.loc["t", "depth"] == 9
    assert replies.caveat(summary) == (
        "For 22 of 30 comments nothing says whom they answer, or it is not here: they count as answers to the article. "
        "As some replies were only guessed, all figures of the tree may be off either way."
    )
    assert replies.compare(summary)["verdict"].isna().all()
    sure = summary.assign(evidence_order=0.0, evidence_nesting=1.0)
    assert "Depth and the number of replies are lower bounds" in replies.caveat(sure)
    assert replies.compare(sure)["verdict"].str.startswith("Depth 9 or more").sum() == 2


def test_without_evidence_nothing_is_said_and_no_range_is_made():
    """A summary of a table without `parent_evidence` claims nothing; `sensitivity` wants the column."""
    comments = table([("t", "a", None, "Ann")])
    assert replies.caveat(replies.summarise(comments)) == ""
    with pytest.raises(TableError, match="parent_evidence"):
        replies.sensitivity(comments)


def test_a_parent_that_is_not_in_the_table_is_not_known():
    """Of 20 answers to a comment that was filtered away none answers the article for sure: bounds and no verdict."""
    rows = [("t", "a", None, "Ann", "explicit"), *(("t", f"c{n}", "a", f"B{n}", "nesting") for n in range(20))]
    whole = table(rows, COLUMNS)
    assert replies.caveat(replies.summarise(whole)) == ""
    for part in (whole.iloc[1:], whole.iloc[1:].drop(columns="parent_evidence")):
        summary = replies.summarise(part)
        assert summary.loc["t", "evidence_none"] == 1 and replies.bounded(summary).all()
        assert replies.caveat(summary).startswith("For 20 of 20 comments nothing says whom they answer, or it is not")
        assert replies.compare(summary)["verdict"].isna().all()
        assert "20 of 20 comments (100 %) may answer the article" in charts.alt_text(charts.replies.levels(part))
    assert replies.summarise(whole.drop(columns="parent_evidence"))["evidence_none"].isna().all()


def test_a_blank_parent_is_none():
    """As a table read from CSV has it: no comment is named, so none is missing."""
    comments = table([("t", "a", "", "Ann", "explicit"), ("t", "b", "a", "Bob", "explicit")], COLUMNS)
    summary = replies.summarise(comments).loc["t"]
    assert (summary["evidence_none"], summary["depth"]) == (0, 2)
    assert replies.roles(comments)["starts"].to_list() == [1, 0]


def test_caveat_of_many_threads_says_of_how_many():
    """One of twenty threads is of unknown answers; the comments counted are those of that thread."""
    known = [(f"t{n}", f"c{m}", None, "Ann", "explicit") for n in range(19) for m in range(10)]
    comments = table([*known, *(("u", f"c{m}", None, "Ann", "none") for m in range(5))], COLUMNS)
    said = replies.caveat(replies.summarise(comments))
    assert said.startswith("For 5 of 5 comments, in 1 of 20 threads, nothing says whom they answer")


def test_a_circle_is_told_and_not_compared():
    """A thread of 30 where two answer each other is no tree: it is placed nowhere, and makes no usual ones."""
    rows = [("t", f"c{n}", None, "Ann", "explicit") for n in range(28)]
    sound = [("u", f"c{n}", None, "Ann", "explicit") for n in range(30)]
    circle = [("t", "x", "y", "Xi", "explicit"), ("t", "y", "x", "Yu", "explicit")]
    summary = replies.summarise(table([*rows, *circle, *sound], COLUMNS))
    assert replies.caveat(summary) == (
        "In 1 of 2 threads comments answer each other in a circle: these, and what hangs on them, have no depth."
    )
    places = replies.compare(summary)
    assert set(places["thread_id"][places["verdict"].notna()]) == {"u"}
    assert replies.usual(summary.loc[["t"] * 200]).empty and len(replies.usual(summary.loc[["u"] * 200])) == 4
