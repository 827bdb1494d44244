"""How evenly people write, and whether they answer each other: values worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from test_replies import KEYS, table

from analysis import charts, groups, replies


def wrote(*counts):
    """A thread in which each author wrote so many comments, all on the article."""
    names = [f"A{number}" for number, count in enumerate(counts) for _ in range(count)]
    return table([("t", f"c{row}", None, name) for row, name in enumerate(names)], (*KEYS, "author"))


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ([3, 1], 3 / 4),  # a tenth of two authors is one author
        ([1] * 10, 1 / 10),
        ([5, 3, *[1] * 9], 8 / 17),  # a tenth of eleven is two
        ([5, 3, 2, *[1] * 18], 10 / 28),  # of twenty-one three
    ],
)
def test_top_share_rounds_authors_up(counts, share):
    """The most active tenth are whole people, one at least."""
    assert replies.summarise(wrote(*counts)).loc["t", "top_share"] == pytest.approx(share)


def test_gini_by_hand():
    """Of 1, 1 and 4 comments it is 2 (1 + 2 + 12) / (3 * 6) - 4 / 3 = 1 / 3; of nothing it is missing."""
    assert replies.gini(pd.Series([4, 1, 1])) == pytest.approx(1 / 3)
    assert replies.summarise(wrote(4, 1, 1)).loc["t", "gini"] == pytest.approx(1 / 3)
    assert np.isnan(replies.gini(pd.Series([], dtype="int64")))


def test_reciprocity_by_hand():
    """a -> b, b -> a, a -> c, c -> c: two of three, and with c's answer to itself three of four, as igraph has it."""
    rows = [("1", None, "b"), ("2", "1", "a"), ("3", "2", "b"), ("4", None, "c"), ("5", "4", "a"), ("6", "4", "c")]
    found = replies.summarise(table([("t", *row) for row in rows], (*KEYS, "author"))).loc["t"]
    assert found[["reciprocity", "reciprocity_with_self"]].to_list() == pytest.approx([2 / 3, 3 / 4])


def test_one_name_in_two_threads_is_two_people():
    """Ann comes back in neither, and nobody's answer in one thread is returned in the other."""
    rows = [("t", "1", None, "Ann"), ("t", "2", "1", "Bob"), ("u", "1", None, "Bob"), ("u", "2", "1", "Ann")]
    found = replies.summarise(table(rows, (*KEYS, "author")))
    assert found["returning_authors"].to_list() == [0, 0] and found["reciprocity"].to_list() == [0, 0]
    assert found["authors"].to_list() == [2, 2]


def test_nobody_is_no_author():
    """What stands in place of a name that is gone is nobody's: no author, no partner, no part in the thread."""
    names = ["[deleted]", "[deleted]", "[removed]", "", "  ", None, "[Deleted]", "Ann", "Bob"]
    comments = pd.DataFrame({"thread_id": "t", "comment_id": list("abcdefghi"), "author": names})
    comments["parent_id"] = [None, "a", "a", "a", "a", "a", "a", "a", "h"]
    assert replies.authors(comments).dropna().to_list() == ["Ann", "Bob"]
    assert replies.summarise(comments).loc["t", ["authors", "gini"]].to_list() == [2, 0]
    assert replies.roles(comments)["author"].to_list() == ["Ann", "Bob"]
    assert list(replies.graph(comments).edges) == [("Bob", "Ann")]
    assert len(groups.answers(pd.Series(0.1, comments.index), comments)) == 8
    assert "n = 1 answer: Bob answers Ann" in charts.reading(charts.replies.who_answers_whom(comments))
    assert "Each of n = 2 authors wrote 1 comment" in charts.reading(charts.replies.lorenz(comments))
