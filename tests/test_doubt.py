"""How sure the shape is: with and without the replies that were guessed, and where figures are bounds."""

import pandas as pd
import pytest
from hypothesis import given
from test_replies import KEYS, forests, table

from analysis import TableError, replies

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


def test_without_evidence_nothing_is_said_and_no_range_is_made():
    """A summary of a table without `parent_evidence` claims nothing; `sensitivity` wants the column."""
    comments = table([("t", "a", None, "Ann")])
    assert replies.caveat(replies.summarise(comments)) == ""
    with pytest.raises(TableError, match="parent_evidence"):
        replies.sensitivity(comments)
