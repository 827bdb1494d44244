"""Charts of how much people write."""

import io

import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts
from analysis.charts.draw import label

LENGTH = charts.length


def words(*numbers):
    return pd.Series(numbers, dtype="Int64")


def people(size):
    return pd.Series([f"Author {n}" for n in range(size)], dtype="str")


CHARTS = {
    "histogram": lambda size, ax=None: LENGTH.histogram(words(*range(1, size + 1)), ax=ax),
    "by_author": lambda size, ax=None: LENGTH.by_author(words(*range(1, size + 1)), people(size), ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@EACH
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
        "The median is 3 words; the shortest comment has 1, the longest 100. 1 of 5 comments (20 %) have 100 or more."
    )


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
    assert charts.reading(ax) == "Bob wrote most: 1200 of 1260 words."


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
