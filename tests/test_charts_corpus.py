"""Charts of a measured corpus, from sums."""

import io

import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts

CORPUS = charts.corpus
EVIDENCE = pd.DataFrame({"parent_evidence": ["none", "nesting"], "comments": [3, 9]})


def sums(values, sizes, name="value", **columns):
    """An aggregate of so many comments at each value, all with a score of 0.1."""
    table = pd.DataFrame({name: values, "comments": sizes, "scored": sizes, "mean_sentence": 0.1, "mean_words": 9.0})
    return table.assign(**{"positive": 1.0, "negative": 0.0} | columns)


def periods(*sizes, **columns):
    start = pd.date_range("2024-05-03", periods=len(sizes))
    return sums(start, sizes, **columns).set_index("value")


def depths(*sizes, **columns):
    return sums([f"depth {n}" for n in range(1, len(sizes) + 1)], sizes, **columns).set_index("value")


def by_depth(*sizes):
    return sums(pd.array(range(1, len(sizes) + 1), "Int64"), sizes, "depth")


def by_size(*means):
    table = pd.DataFrame({"threads": 20, "comments": 100, "mean": means}, index=["1", "2–4", "5–9"][: len(means)])
    return table.assign(low=table["mean"] - 0.1, high=table["mean"] + 0.1)


def names(*mentions):
    table = pd.DataFrame({"entity": [f"Name {n}" for n in range(len(mentions))], "label": "PERSON"})
    return table.assign(mentions=mentions, threads=1, comments=mentions, in_article=0)


def words(size):
    return sums(pd.array(range(size), "Int64"), [2] * size, "words")


CHARTS = {
    "activity": lambda size, ax=None: CORPUS.activity(periods(*range(1, size + 1)), "day", ax=ax),
    "sentiment": lambda size, ax=None: CORPUS.sentiment(sums(np.linspace(-0.9, 0.8, size), 5, "sentiment"), ax=ax),
    "over_time": lambda size, ax=None: CORPUS.over_time(periods(*[100] * (size + 1)), "day", ax=ax),
    "by_depth": lambda size, ax=None: CORPUS.by_depth(depths(*[100] * (size + 1)), ax=ax),
    "by_size": lambda size, ax=None: CORPUS.by_size(by_size(0.1, 0.2), ax=ax),
    "length": lambda size, ax=None: CORPUS.length(words(size + 1), ax=ax),
    "thread_sizes": lambda size, ax=None: CORPUS.thread_sizes(
        pd.DataFrame({"comments": pd.array(range(1, size + 2), "Int64")}), ax=ax
    ),
    "depths": lambda size, ax=None: CORPUS.depths(by_depth(*[7] * size), ax=ax),
    "lorenz": lambda size, ax=None: CORPUS.lorenz(pd.DataFrame({"comments": range(1, size + 8)}), ax=ax),
    "entities": lambda size, ax=None: CORPUS.entities(names(*range(1, size + 1)), ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    "The axes given come back with data; their neighbour and the figures are as before."
    check_draws_only_on_its_axes(draw)


@EACH
@pytest.mark.parametrize("size", [1, 300])
def test_any_number_of_values_has_its_n_and_its_reading(draw, size):
    "One value or 300 are drawn without a warning."
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    assert "n = " in charts.alt_text(ax) and charts.reading(ax)


@pytest.mark.parametrize(
    ("ax", "reading"),
    [
        (lambda: CORPUS.activity(periods(), "day"), "No comment has a date."),
        (lambda: CORPUS.activity(periods(7), "day"), "All n = 7 comments are of one day, 2024-05-03."),
        (lambda: CORPUS.sentiment(sums([], [], "sentiment")), "No comment has a sentiment score."),
        (lambda: CORPUS.sentiment(sums([None], [9], "sentiment", scored=0)), "No comment has a sentiment score."),
        (lambda: CORPUS.over_time(periods(100, 99), "week"), "No two weeks have 100 comments with a score: "
         "nothing can be compared."),
        (lambda: CORPUS.by_depth(depths(100)), "No two depths have 100 comments with a score: "
         "nothing can be compared."),
        (lambda: CORPUS.by_size(by_size(0.1)), "Threads of one size only have ten comments with a score: nothing can "
         "be compared."),
        (lambda: CORPUS.by_size(by_size()), "Threads of no size have ten comments with a score."),
        (lambda: CORPUS.length(words(1)), "No comment has any words."),
        (lambda: CORPUS.length(words(0)), "No comment has any words."),
        (lambda: CORPUS.thread_sizes(pd.DataFrame({"comments": []})), "There is no thread with comments."),
        (lambda: CORPUS.thread_sizes(pd.DataFrame({"comments": [3]})), "n = 1 thread, of 3 comments: nothing can be "
         "compared."),
        (lambda: CORPUS.depths(by_depth()), "No comment has a known depth."),
        (lambda: CORPUS.lorenz(pd.DataFrame({"comments": []})), "No comment has the name of an author."),
        (lambda: CORPUS.entities(names()), "No name was found in the comments."),
        (lambda: CORPUS.entities(names(0)), "No name was found in the comments."),
    ],
)  # fmt: skip
def test_nothing_is_said_in_words(ax, reading):
    "Without enough to draw there are no axes but a sentence."
    drawn = ax()
    assert not drawn.axison and charts.reading(drawn) == reading


def test_the_cumulative_share_reaches_each_value():
    "1, 2 and 1 of 4 comments: a quarter up to -0.5, three up to 0, all up to 0.7; the median is 0."
    table = sums([-0.5, 0.0, 0.7], [1, 2, 1], "sentiment", positive=[0, 0, 1.0], negative=[1.0, 0, 0])
    ax = CORPUS.sentiment(pd.concat([table, sums([None], [3], "sentiment", scored=0)]))
    line = ax.lines[0]
    assert dict(zip(line.get_xdata(), line.get_ydata(), strict=True)) == {
        -1.02: 0,
        -0.5: 0.25,
        0: 0.75,
        0.7: 1,
        1.02: 1,
    }
    assert "n = 4 comments; 3 without a score" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "1 of 4 comments (25 %) score −0.05 or less, 1 of 4 comments (25 %) 0.05 or more. The median is 0.00, the "
        "range −0.50 to 0.70."
    )


def test_bars_over_time_leave_out_the_few_at_the_ends():
    "Below a hundredth of the fullest; a hole between many is a hole."
    ax = CORPUS.activity(periods(1, 500, 0, 1000, 9, 2), "day")
    assert [bar.get_height() for bar in ax.patches] == [500, 0, 1000]
    assert "n = 1 512 comments; 12 before or after are not drawn" in charts.alt_text(ax).replace("\u202f", " ")
    assert "the fullest is that of 2024-05-06 with 1\u202f000 comments" in charts.reading(ax)


def test_times_at_the_beginning_of_all_dates_are_drawn():
    "Somebody's clock says year 1: the axis has room at both ends only where there are dates."
    table = periods(10, 20)
    ax = CORPUS.activity(table.set_axis(pd.DatetimeIndex(["0001-01-01", "0002-01-01"], dtype="datetime64[us]")), "year")
    ax.figure.savefig(io.BytesIO())
    assert charts.reading(ax).startswith("From the year of 0001-01-01 to that of 0002-01-01")


def test_means_over_time_are_of_periods_with_enough_comments():
    "Under 100 are left out; lowest and highest are told of those with a tenth of the most."
    means = [0.1, 0.9, -0.2, 0.8, 0.3]
    ax = CORPUS.over_time(periods(2000, 99, 5000, 150, 4000, mean_sentence=means), "day")
    assert ax.lines[1].get_ydata().tolist() == [0.1, -0.2, 0.8, 0.3]
    assert [text.get_text() for text in ax.texts[:4]] == ["2\u202f000", "5\u202f000", "150", "4\u202f000"]
    assert "1 day of under 100 left out" in charts.alt_text(ax)
    assert charts.reading(ax).startswith(
        "Of 3 days with a tenth of the most comments or more, the mean is lowest in that of 2024-05-05 (−0.20), and "
        "highest in that of 2024-05-07 (0.30)."
    )


def test_depths_are_bars_with_their_numbers_and_lower_bounds_are_told():
    "Up to the 25th; where nothing says whom 3 of 12 comments answer the subtitle does."
    ax = CORPUS.depths(by_depth(5, 9, *[1] * 25), EVIDENCE)
    assert [bar.get_width() for bar in ax.patches][:3] == [5, 9, 1] and len(ax.patches) == 25
    assert "2 deeper than 25 not shown; for 3 of 12 comments nothing says whom they answer" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "5 of 39 comments (13 %) answer the article. The fullest level is depth 2 with 9 comments, the "
        "deepest depth 27."
    )
    assert "depths and answers are lower bounds" in charts.alt_text(CORPUS.by_depth(depths(100, 100), EVIDENCE))
    known = EVIDENCE.assign(comments=[0, 12])
    assert "lower bounds" not in charts.alt_text(CORPUS.depths(by_depth(5, 9), known))


def test_the_histogram_counts_comments_not_values():
    "Lengths 1, 2, 3 and 100 in bins from 1, 2, 3 ...: as many comments as say so, the empty ones beside."
    table = sums(pd.array([0, 1, 2, 3, 100], "Int64"), [4, 10, 20, 5, 1], "words")
    ax = CORPUS.length(table)
    bars = {round(bar.get_x()): bar.get_height() for bar in ax.patches if bar.get_height()}
    assert bars == {1: 10, 2: 20, 3: 5, 91: 1}
    assert "n = 36; 4 without any words left out" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("The median is 2 words; the longest comment has 100. 1 of 36 comments (3 %)")


def test_how_much_the_largest_threads_hold():
    "Ten threads of 1 and one of 90: the largest two of eleven hold 91 of 100 comments."
    ax = CORPUS.thread_sizes(pd.DataFrame({"comments": pd.array([1] * 10 + [90], "Int64")}))
    assert charts.reading(ax) == (
        "The median thread has 1 comment, the largest 90. The largest 2 of 11 threads hold 91 % of the comments."
    )


def test_sentiment_by_size_draws_its_intervals():
    "A line from low to high at each mean, none where it is missing."
    table = by_size(0.1, 0.2, 0.3)
    table.loc["5–9", ["low", "high"]] = np.nan
    ax = CORPUS.by_size(table)
    drawn = [path.vertices[:, 0].tolist() for path in ax.collections[0].get_paths()]
    assert drawn[:2] == [pytest.approx([0.0, 0.2]), pytest.approx([0.1, 0.3])]
    assert ax.get_xlim() == pytest.approx((-0.36, 0.36))
    assert charts.reading(ax) == "Means: 1 comment 0.10; 2–4 comments 0.20; 5–9 comments 0.30."


def test_the_most_mentioned_names_come_first():
    "With the threads they stand in; names that only articles have are not among them."
    ax = CORPUS.entities(names(3, 2000, 0, 5), most=2)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Name 1", "Name 3"]
    assert ax.texts[0].get_text() == "2\u202f000 in 1"
    assert "the first 2 of 4 names" in charts.alt_text(ax)
    assert charts.reading(ax) == "Name 1 is named most often: 2\u202f000 mentions."


def test_the_lorenz_curve_of_authors_is_that_of_their_comments():
    "The same line as of a comments table; comments without a name are told."
    authors = pd.Series(["a"] * 9 + list("bcdefgh"), dtype="str")
    one = charts.replies.lorenz(pd.DataFrame({"author": authors}))
    other = CORPUS.lorenz(pd.DataFrame({"comments": pd.array([1, 1, 1, 9, 1, 1, 1, 1], "Int64")}), nameless=1200)
    for axis in ("get_xdata", "get_ydata"):
        assert getattr(one.lines[1], axis)().tolist() == getattr(other.lines[1], axis)().tolist()
    assert charts.reading(one) == charts.reading(other)
    assert "1\u202f200 without a name left out" in charts.alt_text(other)
