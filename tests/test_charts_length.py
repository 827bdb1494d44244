"""Charts of how much people write."""

import io
import itertools

import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import bootstrap, charts, length
from analysis.charts.draw import label

LENGTH = charts.length


def words(*numbers):
    return pd.Series(numbers, dtype="Int64")


def people(size):
    return pd.Series([f"Author {n}" for n in range(size)], dtype="str")


def summary(size, start=None):
    """Quartiles of two groups of so many comments each, every comment by another author."""
    numbers = words(*range(1, 2 * size + 1))
    return length.summarise(numbers, pd.Series(["a", "b"] * size) if start is None else start, by=people(2 * size))


def days(size):
    """The same, of two days."""
    return summary(size, pd.Series(pd.to_datetime(["2024-05-03", "2024-05-04"])).repeat(size).reset_index(drop=True))


CHARTS = {
    "histogram": lambda size, ax=None: LENGTH.histogram(words(*range(1, size + 1)), ax=ax),
    "by_author": lambda size, ax=None: LENGTH.by_author(words(*range(1, size + 1)), people(size), ax=ax),
    "quartiles": lambda size, ax=None: LENGTH.quartiles(summary(size + 2), ax=ax),
    "over_time": lambda size, ax=None: LENGTH.over_time(days(size + 2), "day", ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@pytest.mark.parametrize("draw", list(CHARTS.values())[:2], ids=list(CHARTS)[:2])
@pytest.mark.parametrize("size", [1, 800])
def test_any_number_of_comments(draw, size):
    """One comment or 800 are drawn without a warning, and the text alternative says how many."""
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    assert f"n = {size}" in charts.alt_text(ax) and f"{size}" in charts.reading(ax)


@pytest.mark.parametrize("numbers", [(), (0, 0), (None,)])
def test_nothing_is_said_in_words(numbers):
    """Without any words there are no axes but a sentence that is the reading too."""
    authors = pd.Series(["Ann"] * len(numbers), dtype="str")
    for ax in (LENGTH.histogram(words(*numbers)), LENGTH.by_author(words(*numbers), authors)):
        assert not ax.axison and not ax.patches
        assert ax.texts[0].get_text() == charts.reading(ax)
        assert charts.reading(ax) in ("No comment has any words.", "No named author wrote any words.")


def test_histogram_counts_in_powers_of_two():
    """Of 1, 2, 3, 4, 100 one is in [1, 2), two in [2, 4), one in [4, 8), one in [64, 128); empty ones are told."""
    ax = LENGTH.histogram(words(1, 0, 2, 100, 3, 4, None))
    bars = {round(bar.get_x()): bar.get_height() for bar in ax.patches}
    assert bars == {1: 1, 2: 2, 4: 1, 8: 0, 16: 0, 32: 0, 64: 1}
    assert ax.get_xscale() == "log" and "n = 5; 1 without any words" in charts.alt_text(ax)
    assert set(ax.lines[-1].get_xdata()) == {3}
    assert charts.reading(ax) == (
        "The median is 3 words; the shortest comment with words has 1, the longest 100. "
        "1 of 5 comments (20 %) have 100 or more."
    )


def test_histogram_shows_how_sure_the_median_is():
    """The line is the interval over authors, and the reading says it; under eight authors there is none."""
    numbers, authors = words(*range(1, 41)), people(20).repeat(2)
    sure = bootstrap.quantile(numbers, by=authors)
    ax = LENGTH.histogram(numbers, authors=authors.set_axis(numbers.index))
    assert list(ax.lines[-2].get_xdata()) == [sure.low, sure.high]
    assert f"median is 20.5 words (95 % interval {sure.low:g} to {sure.high:g})" in charts.reading(ax)
    assert "line: 95 % interval of the median over authors" in charts.alt_text(ax)
    few = LENGTH.histogram(numbers, authors=pd.Series(["Ann", "Bob"] * 20))
    assert "interval" not in charts.alt_text(few) and pd.isna(few.lines[-2].get_xdata()).all()


def test_histogram_has_no_bin_without_a_whole_number():
    """Of many comments the bins begin at 1, 2, 3, 4, 6, 8, 12, 16."""
    ax = LENGTH.histogram(words(*range(1, 16), *[15] * 60))
    assert [round(bar.get_x()) for bar in ax.patches] == [1, 2, 3, 4, 6, 8, 12]
    assert [bar.get_height() for bar in ax.patches] == [1, 1, 1, 2, 2, 4, 64]


def test_quartiles_draws_what_summarise_found():
    """A bar from quartile to quartile, a mark at the median and a line for its interval, on a logarithmic axis."""
    table = summary(30)
    table.loc["c"] = [9, 9, 1, 2, 1, 3, 4]
    ax = LENGTH.quartiles(table, thing="letter")
    enough = table.head(2)
    assert [bar.get_x() for bar in ax.patches] == enough["lower"].to_list()
    assert [bar.get_x() + bar.get_width() for bar in ax.patches] == pytest.approx(enough["upper"].to_list())
    assert list(ax.lines[0].get_xdata()) == enough["median"].to_list()
    ends = [list(line[:, 0]) for line in ax.collections[0].get_segments()]
    assert ends == enough[["median_low", "median_high"]].to_numpy().tolist()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a (n = 30)", "b (n = 30)"] and ax.yaxis_inverted()
    assert ax.get_xscale() == "log"
    low, high = ax.get_xlim()
    assert low < enough["lower"].min() and enough["upper"].max() < high
    alt = charts.alt_text(ax)
    assert "Length of comments by letter." in alt and "n = 69 comments with words; 1 group of under 10 left out" in alt
    first = enough.iloc[0]
    assert f"a: 30 (95 % interval {first['median_low']:g} to {first['median_high']:g});" in charts.reading(ax)


def test_quartiles_says_when_there_is_nothing_to_compare():
    """Under ten comments, or no two groups of ten, there is a sentence and no axes."""
    few = LENGTH.quartiles(summary(4), thing="depth")
    assert charts.reading(few) == "n = 8: too few to compare, it takes 10 comments with words and a depth."
    small = LENGTH.quartiles(summary(9), thing="depth")
    assert charts.reading(small).startswith("No two groups by depth have 10 comments with words")
    assert not few.axison and not small.axison


def test_over_time_gives_no_verdict_on_ends_that_were_picked():
    """Every day has its number; the shortest and longest of several medians lie apart by chance too, and it says so."""
    ax = LENGTH.over_time(days(30), "day", left_out=3)
    table = days(30)
    assert list(ax.lines[0].get_ydata()) == table["median"].to_list() == [15.5, 45.5]
    assert [text.get_text() for text in ax.texts[:2]] == ["n = 30", "n = 30"] and ax.get_yscale() == "log"
    assert "n = 60 in all; 3 left out: no time, or none sure to the day" in charts.alt_text(ax)
    first, second = table.iloc[0], table.iloc[1]
    assert charts.reading(ax) == (
        f"The lowest median of a day is that of 2024-05-03, 15.5 words (95 % interval {first['median_low']:g} to "
        f"{first['median_high']:g}), the highest that of 2024-05-04, 45.5 words (95 % interval "
        f"{second['median_low']:g} to {second['median_high']:g}). "
        "The lowest and the highest of 2 days lie apart by chance too: this bears out no change."
    )


@pytest.mark.parametrize(("late", "written"), [(2, ["40", "24", "3"]), (400, ["40", "3"])])
def test_numbers_over_time_stand_beside_each_other(late, written):
    """Two days and one long after: upright where there is little room, and the larger alone where there is none."""
    start = pd.Series(pd.to_datetime(["2024-05-03"] * 40 + ["2024-05-04"] * 24 + ["2024-05-06"] * 3))
    start[64:] += pd.Timedelta(days=10 * late)
    table = length.summarise(words(*range(1, 68)), start, by=people(67))
    ax = LENGTH.over_time(table, "day")
    *numbers, _ = ax.texts  # the last is the subtitle
    assert [text.get_text() for text in numbers] == written
    assert ("below: comments where there is room, n = 67 in all" in charts.alt_text(ax)) == (len(written) == 2)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in numbers]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (days(4), "n = 8: too few to compare, it takes 10 comments with a time and words. 2 left out"),
        (days(30).head(1), "all 30 comments are of one day: nothing can be compared. 2 left out"),
        (days(6), "No two days have comments by 8 authors who differ: nothing can be compared. 2 left out"),
        (summary(6).head(0), "n = 0: too few to compare"),
    ],
)
def test_over_time_says_when_there_is_nothing_to_compare(table, reason):
    """Too few comments, one day, too few authors."""
    ax = LENGTH.over_time(table, "day", left_out=2)
    assert reason in charts.reading(ax) and not ax.axison


@pytest.mark.parametrize("numbers", [[1], [2], [3], [1024], [7, 8], [1, 100_000], [*range(1, 200)]])
def test_histogram_loses_no_comment(numbers):
    """The bars hold every comment, also at the edges of a bin, and the axis shows all of them."""
    ax = LENGTH.histogram(words(*numbers))
    assert sum(bar.get_height() for bar in ax.patches) == len(numbers)
    low, high = ax.get_xlim()
    assert low <= min(numbers) <= max(numbers) <= high


def test_by_author_adds_up():
    """Who writes most stands first, with all words and comments; nameless comments are no author."""
    ax = LENGTH.by_author(words(10, 1200, 50, 90, None), pd.Series(["Ann", "Bob", "Ann", None, "Ann"]))
    assert [bar.get_width() for bar in ax.patches] == [1200, 60] and ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Bob", "Ann"]
    assert [text.get_text().strip() for text in ax.texts[:2]] == ["1\u202f200 in 1", "60 in 3"]
    assert set(ax.lines[0].get_xdata()) == {630}  # an even share of 1260 words
    assert "n = 2 authors" in charts.alt_text(ax)
    ax.figure.canvas.draw()
    assert "1\u202f200" in [text.get_text() for text in ax.get_xticklabels()]
    assert charts.reading(ax) == "Bob wrote most: 1\u202f200 of 1\u202f260 words."


def test_by_author_says_what_part_it_shows():
    """The 2 who wrote most of 4 have 70 of 100 words."""
    ax = LENGTH.by_author(words(10, 20, 30, 40), people(4), most=2)
    assert [bar.get_width() for bar in ax.patches] == [40, 30]
    assert set(ax.lines[0].get_xdata()) == {25}  # an even share among all four
    assert "n = 4 authors; the 2 who wrote most, 70 % of all words" in charts.alt_text(ax)


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, and is saved without a missing sign."""
    ax = LENGTH.by_author(words(9, 3), pd.Series([name, "Bob"]))
    first = ax.get_yticklabels()[0]
    assert first.get_text() == label(name) and not first.get_parse_math()
    assert charts.reading(ax) == f"{label(name)} wrote most: 9 of 12 words."
    ax.figure.savefig(io.BytesIO())
