"""Small tables and sentences: what they say of length and of repeated comments."""

import numpy as np
import pandas as pd
import pytest

from analysis import bootstrap, groups, repeats, summary

PEOPLE = pd.Series([f"Author {n}" for n in range(20)], dtype="str")


def test_habits_counts_comments_with_their_shares():
    """Two emoji in a comment are one comment; half in capitals counts, a comment without cased words is not asked."""
    lengths = pd.DataFrame({"emoji": [2] + [0] * 19, "links": [1] * 20, "shouting": [0.5, 0.49, None, 1, *[0] * 16]})
    found = summary.habits(lengths.astype({"emoji": "Int64"}), PEOPLE)
    assert found[["number", "of"]].to_numpy().tolist() == [[1, 20], [20, 20], [2, 19]]
    low, high = bootstrap.share(lengths["emoji"] > 0)[1:3]
    assert found["share"].to_list()[:1] == [f"5 % ({100 * low:.0f}–{100 * high:.0f})"]
    assert summary.habits(lengths.head(9), PEOPLE.head(9))["share"].isna().all()


@pytest.mark.parametrize(
    ("depth", "said"),
    [
        (range(20), "The deeper in the thread, the longer the comment: the correlation of depth with the logarithm of"),
        (range(20, 0, -1), "The deeper in the thread, the shorter the comment: "),
        ([1, 2] * 10, "As far as can be told, the length of a comment does not go with depth: the correlation of"),
    ],
)
def test_with_length_says_what_the_interval_bears_out(depth, said):
    """Longer, shorter or not to be told."""
    words = pd.Series([3, 4] + [2**n for n in range(1, 10) for _ in range(2)], dtype="Int64")
    assert summary.with_length(words, pd.Series(depth), "depth", PEOPLE).startswith(said)


def test_with_length_reads_times_and_leaves_out_what_has_no_logarithm():
    """The correlation is that of seconds with log2 of the words, of comments that have both."""
    words = pd.Series([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 0, 9])
    day = pd.Series(pd.date_range("2024-05-03", periods=12, tz="UTC")).astype("datetime64[us, UTC]")
    day.iloc[11] = pd.NaT
    said = summary.with_length(words, day, "time", PEOPLE.head(12))
    assert (
        said.startswith("The later, the longer the comment: ")
        and " is 1.00, 95 % interval 1.00 to 1.00 (n = 10," in said
    )


@pytest.mark.parametrize("authors", [PEOPLE.head(9), pd.Series(["Ann"] * 20)])
def test_with_length_of_too_few_says_nothing(authors):
    """Nine comments, or twenty by one author."""
    assert (
        summary.with_length(pd.Series(range(1, len(authors) + 1)), pd.Series(range(len(authors))), "depth", authors)
        == ""
    )


def test_repeated_and_copies():
    """A long text is shortened, and a group by one author is not one by several; nothing repeated is said too."""
    text = "The bridge will ruin this town and all who live in it. " * 20
    comments = pd.DataFrame(
        {"thread_id": "t", "comment_id": list("abc"), "author": "Ann", "own_words": [text, text, "No."]}
    )
    found = repeats.summarise(comments, repeats.find(comments))
    assert summary.repeated(found, comments) == (
        "2 of 3 comments (67 %) say what another one says too: 1 group, 0 by several authors. The earliest of each:"
    )
    (row,) = summary.copies(found).to_dict("records")
    assert (row["comments"], row["authors"], row["identical"]) == (2, 1, 2) and pd.isna(row["first"])
    assert len(row["text"]) <= summary.SHOWN and row["text"].startswith("The bridge") and row["text"].endswith(" …")
    assert summary.repeated(found.head(0), comments) == "No comment says again what another one says."
    assert summary.copies(found.head(0)).empty


def test_of_many_doubtful_labels_the_first_are_told():
    """Of twenty names five, and how many more; those that rest on few votes are counted apart."""
    checks = ["PERSON 0.2, please check"] * 20 + ["only 1 vote", None]
    found = summary.doubtful(pd.DataFrame({"entity": [f"E{n}" for n in range(22)], "check": checks}))
    assert found[:5] == [f"E{n}: PERSON 0.2, please check." for n in range(5)]
    assert found[5] == "Likewise doubtful: 15 more names." and "for 1 of 22 names" in found[6] and len(found) == 7


def test_quantiles_say_of_how_many():
    """A measure that is missing in some comments has fewer; one that no comment has, none."""
    found = summary.quantiles(pd.DataFrame({"words": [1, 5], "reading_ease": [np.nan, 60.0], "shouting": [np.nan] * 2}))
    assert found["comments"].to_list() == [2, 1, 0] and found["median"].to_list()[:2] == [3, 60]
    assert found["median"].isna().to_list() == [False, False, True]


def test_a_share_of_few_of_many_is_not_nothing():
    "Two negative ones of 2,000 comments: under 1 %, with ends that differ; without an interval the share alone."
    row = summary.feelings(groups.summarise(pd.Series([0.5] * 1998 + [-0.5] * 2)), "thread").iloc[0]
    assert row["negative"] == "under 1 % (0.0–0.4)" and row["positive"] == "over 99 % (99.6–100.0)"
    few = groups.summarise(pd.Series([0.5] * 12), by=pd.Series(["Ann", "Bob"] * 6))
    assert summary.feelings(few, "thread").iloc[0]["positive"] == "100 %"
