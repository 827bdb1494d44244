"""What the tables of names say, in words."""

import numpy as np
import pandas as pd
import pytest

from analysis import attention
from analysis.entities import COMPARED, FEELINGS, INTRODUCED, TOGETHER
from analysis.thread import table


def made(columns, **values):
    """A table of these columns, the others missing."""
    return table(pd.DataFrame(values), columns)


def test_raised_and_ignored_are_told_the_surest_first():
    """Of a table that is sorted by z; more than six are counted."""
    verdicts = ["raised by readers"] * 7 + [None] + ["ignored by readers"] * 2
    found = made(
        COMPARED, entity=list("ABCDEFGHIJ"), mentions=range(10, 0, -1), in_article=5, log_odds=0.0, verdict=verdicts
    )
    assert attention.raised(found) == list("ABCDEFG") and attention.ignored(found) == ["J", "I"]
    assert attention.uneven(found) == (
        "Readers name A most often, 10 times. Raised by readers: A, B, C, D, E, F and 1 more. Ignored by readers: J, I."
    )


def test_without_a_verdict_it_is_said_on_how_much_that_rests():
    """How many names are named often enough."""
    found = made(COMPARED, entity=["A", "B"], mentions=[2, 1], in_article=[3, 1], log_odds=0.0)
    assert attention.uneven(found).endswith("more than the other; 1 of 2 names is named 5 times or more.")


@pytest.mark.parametrize(
    ("mean", "low", "high", "said"),
    [
        ([0.1], [np.nan], [np.nan], "A: mean 0.10 (n = 9). No interval: that takes 8 authors whose sentences differ."),
        ([-0.001], [-0.2], [0.2], "A: mean 0.00 (−0.20 to 0.20, n = 9). No interval leaves out 0."),
        ([-0.5], [-0.9], [-0.1], "A: mean −0.50 (−0.90 to −0.10, n = 9). The interval leaves out 0 for 1 of 1 name: "
         "negative around A."),
        ([np.nan], [np.nan], [np.nan], "No name stands in more than 9 sentences: too few for a mean, which takes 5."),
    ],
)  # fmt: skip
def test_felt_says_what_the_interval_bears_out(mean, low, high, said):
    """A mean, its interval, and a direction only where 0 lies outside."""
    assert attention.felt(made(FEELINGS, entity=["A"], sentences=[9], mean=mean, low=low, high=high)) == said


def test_a_hyphen_in_a_name_is_no_minus():
    """Only numbers get another sign."""
    found = made(FEELINGS, entity=["Pesky-7"], sentences=[9], mean=[-0.5], low=[np.nan], high=[np.nan])
    assert attention.felt(found).startswith("Pesky-7: mean −0.50 (n = 9).")


def test_paired_tells_the_first_three():
    """Those that more than one comment names together."""
    found = made(
        TOGETHER,
        first=list("ABCDE"),
        second=list("VWXYZ"),
        comments=[5, 4, 3, 2, 1],
        authors=[1, 2, 2, 2, 1],
        share=0.5,
    )
    assert attention.paired(found) == (
        "Together in most comments: A and V, 5 by 1 author (50 % of those that name either); B and W, 4 by 2 authors "
        "(50 %); C and X, 3 by 2 authors (50 %)."
    )


def test_brought_tells_what_others_take_up():
    """Who repeats a name alone takes nothing up; an author without a name and an unknown depth are no nonsense."""
    found = made(
        INTRODUCED, entity=["A", "B", "C"], by_article=[False, False, True], author=["Ann", None, "Cem"],
        comments=[9, 3, 20], later=[8, 2, 19], authors=[1, 2, 9],
    )  # fmt: skip
    assert attention.brought(found) == (
        "Readers bring up 2 of 3 names, which the article does not have. Taken up most is B: after somebody without a "
        "name in 2 comments."
    )
    assert (
        attention.brought(found.tail(1))
        == "Readers bring up nobody new: the article has all whom they name, n = 1 name."
    )
