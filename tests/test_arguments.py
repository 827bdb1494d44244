"""What is no table, no column, or of other rows is named in one line, by measures and charts alike."""

import pandas as pd
import pytest

from analysis import TableError, charts, groups, length, repeats, replies

ROWS = pd.DataFrame({"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, "a", "b"], "author": list("xyz")})
COMMENTS = ROWS.assign(own_words="hi there", posted_from=pd.Timestamp("2024-05-03"), posted_until=pd.NaT)
SHAPE, OTHER, WORDS, TEXTS = (
    replies.summarise(ROWS),
    pd.DataFrame({"x": [1, 2, 3]}),
    pd.Series([1, 2, 3]),
    ROWS["author"],
)
FOUND = repeats.find(COMMENTS)
DRAW, LENGTH = charts.replies, charts.length

CALLS = {
    "thread_id, comment_id, parent_id, author": [
        lambda: DRAW.who_answers_whom(OTHER),
        lambda: DRAW.thread_map(OTHER, words=WORDS),
        lambda: DRAW.network(OTHER),
    ],
    "a table is needed": [lambda: DRAW.who_answers_whom([1]), lambda: DRAW.lorenz(TEXTS)],
    "the column author": [lambda: DRAW.lorenz(OTHER)],
    "the column posted_from, posted_until": [lambda: DRAW.activity(OTHER)],
    "the column half_life_seconds,": [lambda: DRAW.activity(COMMENTS, OTHER)],
    "the column replies, depth": [lambda: DRAW.sensitivity(OTHER, OTHER)],
    "the column guessed, replies_low": [lambda: DRAW.sensitivity(SHAPE, SHAPE)],
    "the column comments, lower, median": [lambda: LENGTH.quartiles(OTHER), lambda: LENGTH.over_time(OTHER, "day")],
    "the column group, resemblance": [lambda: repeats.summarise(COMMENTS, OTHER)],
    "words is one column: pass it, as in .*; the table has x": [
        lambda: LENGTH.histogram(OTHER),
        lambda: length.summarise(OTHER),
        lambda: DRAW.thread_map(ROWS, words=OTHER),
        lambda: LENGTH.by_author(OTHER, TEXTS),
    ],
    "words is a Series, .* this is (list|NoneType)": [
        lambda: LENGTH.histogram([1, 2]),
        lambda: length.summarise([1]),
        lambda: DRAW.thread_map(ROWS, words=None),
    ],
    "words is a column of numbers; this one is (str|object)": [
        lambda: LENGTH.histogram(TEXTS),
        lambda: length.summarise(TEXTS),
        lambda: DRAW.thread_map(ROWS, words=TEXTS),
    ],
    "words has another index than the rest": [lambda: DRAW.thread_map(ROWS, words=WORDS[:2])],
    "sentiment (is one column|is a Series|has another index|is a column of numbers)": [
        lambda: replies.graph(ROWS, OTHER),
        lambda: replies.graph(ROWS, [0, 0, 0]),
        lambda: replies.graph(ROWS, WORDS[:2]),
        lambda: replies.graph(ROWS, TEXTS),
        lambda: DRAW.thread_map(ROWS, words=WORDS, sentiment=[0, 0, 0]),
    ],
    "(by|groups|authors) (is a Series|has another index|is one column)": [
        lambda: length.summarise(WORDS, "depth"),
        lambda: length.summarise(WORDS, by=["a", "b", "c"]),
        lambda: length.summarise(WORDS, OTHER),
        lambda: groups.summarise(WORDS, by=TEXTS[:2]),
        lambda: groups.summarise(WORDS, OTHER),
        lambda: LENGTH.histogram(WORDS, authors=TEXTS[:2]),
    ],
    "scores is a Series": [lambda: groups.answers([1, 2, 3], ROWS)],
    "found has another index": [lambda: repeats.summarise(COMMENTS, FOUND[:2])],
    "counts (is|are)": [lambda: replies.gini([1, 2]), lambda: replies.gini(TEXTS), lambda: replies.gini(-WORDS)],
    "most=0: a chart shows at least one": [
        lambda: LENGTH.by_author(WORDS, TEXTS, most=0),
        lambda: DRAW.who_answers_whom(ROWS, most=0),
    ],
}


@pytest.mark.parametrize(("says", "call"), [(says, call) for says, calls in CALLS.items() for call in calls])
def test_what_is_wrong_is_named(says, call):
    """One line each, of the kind that callers expect."""
    with pytest.raises(TableError, match=says) as error:
        call()
    assert "\n" not in str(error.value)


def test_columns_are_of_the_same_rows_not_of_the_same_places():
    """A column in another order, or of more rows, is brought into that of the table."""
    turned = WORDS[::-1]
    assert length.summarise(WORDS, TEXTS, by=TEXTS).equals(length.summarise(turned, TEXTS, by=TEXTS))
    assert groups.summarise(WORDS / 10, TEXTS).equals(groups.summarise(turned / 10, TEXTS))
    assert groups.answers(WORDS / 10, ROWS).equals(groups.answers(turned / 10, ROWS))
    straight, other = replies.graph(ROWS, WORDS), replies.graph(ROWS, turned)
    assert straight.edges["y", "x"]["sentiment"] == other.edges["y", "x"]["sentiment"] == 2
    part = ROWS.iloc[1:]
    assert replies.graph(part, WORDS).edges["z", "y"]["sentiment"] == 3
    ax = DRAW.thread_map(ROWS, words=turned, sentiment=turned / 10)
    assert [text.get_text() for text in ax.texts[:3]] == ["x  +0.10", "y  +0.20", "z  +0.30"]
