"""Charts of who answers whom."""

import io

import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts
from analysis.charts.draw import label

REPLIES = charts.replies


def table(rows):
    return pd.DataFrame(rows, columns=["thread_id", "comment_id", "parent_id", "author"]).astype("str")


def chain(size):
    """Ann and Bob answer each other in turn."""
    return table([("t", f"c{n}", f"c{n - 1}", "Ann" if n % 2 else "Bob") for n in range(size)])


def times(*days):
    return pd.to_datetime(pd.Series(days, dtype="str"), utc=True).astype("datetime64[us, UTC]")


def words(size):
    return pd.Series(range(size), dtype="Int64")


def posted(size):
    day = pd.Series(pd.date_range("2024-05-03", periods=size, freq="h", tz="UTC", unit="us"))
    return pd.DataFrame({"posted_from": day, "posted_until": day + pd.Timedelta("1D")})


CHARTS = {
    "thread_map": lambda size, ax=None: REPLIES.thread_map(chain(size), words=words(size), ax=ax),
    "levels": lambda size, ax=None: REPLIES.levels(pd.Series(range(1, size + 1), dtype="Int64"), ax=ax),
    "who_answers_whom": lambda size, ax=None: REPLIES.who_answers_whom(chain(size + (size > 0)), ax=ax),
    "activity": lambda size, ax=None: REPLIES.activity(posted(size), ax=ax),
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
    assert f"n = {size}" in charts.alt_text(ax) and charts.reading(ax).endswith(".")


@EACH
def test_nothing_is_said_in_words(draw):
    """Without comments there are no axes but a sentence that is the reading too."""
    ax = draw(0)
    shown = ax.texts[0].get_text().replace("\n", " ")
    assert not ax.axison and shown == charts.reading(ax) and shown.startswith(("No comment", "There are no comments"))


def test_thread_map_is_an_indented_outline():
    """Bars stand in reading order, start at their depth, and grow with the square root of the words."""
    comments = table([("t", "b", "a", "Bob"), ("t", "c", None, "Cem"), ("t", "a", None, "Ann"), ("u", "a", None, "U")])
    ax = REPLIES.thread_map(
        comments, words=pd.Series([4, 0, 1, 9], dtype="Int64"), sentiment=pd.Series([-1, np.nan, 1, 0])
    )
    boxes = [path.get_extents() for path in ax.collections[0].get_paths()]
    assert [text.get_text() for text in ax.texts[:3]] == ["Cem", "Ann", "Bob"] and ax.yaxis_inverted()
    assert [box.x0 for box in boxes] == [0, 0, 1]
    assert [(box.y0 + box.y1) / 2 for box in boxes] == pytest.approx([0, 1, 2])
    assert boxes[2].width - boxes[0].width == pytest.approx(2 * (boxes[1].width - boxes[0].width))
    grey, blue, red = ax.collections[0].get_facecolor()[:, :3]
    assert grey[0] == grey[1] == grey[2] and blue[2] > blue[0] and red[0] > red[2]
    assert "n = 3 comments; the longest of 2 threads" in charts.alt_text(ax)
    assert charts.reading(ax) == "1 of 3 comments (33 %) answer another comment; the deepest stands at depth 2."


@pytest.mark.parametrize("sentiment", [None, pd.Series([0.5])])
def test_thread_map_explains_colour_only_where_there_is_one(sentiment):
    """Without sentiment all bars are grey, and nothing says that colour is sentiment."""
    ax = REPLIES.thread_map(chain(1), words=words(1), sentiment=sentiment)
    assert ("sentiment" in charts.alt_text(ax)) == (len(ax.figure.axes) == 2) == (sentiment is not None)


def test_thread_map_tells_what_it_leaves_out():
    """Comments in a circle of replies have no place in it: they are counted, and alone they are no chart."""
    circle = [("t", "x", "y", "Xi"), ("t", "y", "x", "Yu")]
    ax = REPLIES.thread_map(table([("t", "a", None, "Ann"), *circle]), words=words(3))
    assert len(ax.collections[0].get_paths()) == 1
    assert "n = 1 comment" in charts.alt_text(ax) and "2 in circles of replies left out" in charts.alt_text(ax)
    assert not REPLIES.thread_map(table(circle), words=words(2)).axison


def test_thread_map_draws_the_first_2000():
    """A longer thread is cut, and the subtitle says so."""
    ax = REPLIES.thread_map(chain(2001), words=words(2001))
    assert len(ax.collections[0].get_paths()) == 2000
    assert "n = 2001 comments, the first 2000 drawn" in charts.alt_text(ax).replace("\u202f", "")


def test_levels_counts_each_depth():
    """Also a depth at which nobody stands has a bar, of length 0; circles are told."""
    ax = REPLIES.levels(pd.Series([1, 4, 2, 1, 2, 2, None], dtype="Int64"))
    assert [bar.get_width() for bar in ax.patches] == [2, 3, 0, 1] and ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["1", "2", "3", "4"]
    assert "n = 6 comments; 1 in circles of replies left out" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "2 of 6 comments (33 %) answer the article. The fullest level is depth 2 with 3, the deepest depth 4."
    )


def test_who_answers_whom_counts_pairs():
    """Rows answer columns: Bob answers Ann twice, she answers him once; nameless and article answers do not count."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "a", "Bob"), ("d", "b", "Ann"), ("e", "d", None)]
    ax = REPLIES.who_answers_whom(table([("t", *row) for row in rows]))
    by, to = ([text.get_text() for text in axis.get_ticklabels()] for axis in (ax.yaxis, ax.xaxis))
    counts = ax.collections[0].get_array().reshape(len(by), len(to))
    found = {(y, x): counts[i, j] for i, y in enumerate(by) for j, x in enumerate(to) if not counts.mask[i, j]}
    assert found == {("Bob", "Ann"): 2, ("Ann", "Bob"): 1}
    assert "n = 3; 2 authors" in charts.alt_text(ax)
    assert charts.reading(ax) == "Most often Bob answers Ann: 2 times."


def test_who_answers_whom_shows_the_most_active():
    """Of 3 authors the 2 most active are shown, and the subtitle says that there are more."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "b", "Ann"), ("d", "c", "Bob"), ("e", "d", "Cem")]
    ax = REPLIES.who_answers_whom(table([("t", *row) for row in rows]), most=2)
    assert {text.get_text() for text in ax.get_yticklabels()} == {"Ann", "Bob"}
    assert "n = 4; the 2 most active of 3 authors" in charts.alt_text(ax)


def test_activity_draws_earliest_and_latest():
    """The count runs up once by the earliest times, once by the latest, each in order; undated comments are told."""
    comments = pd.DataFrame(
        {
            "posted_from": times("2024-05-05", "2024-05-03", None),
            "posted_until": times("2024-05-06", "2024-05-09", None),
        }
    )
    ax = REPLIES.activity(comments)
    days = [[str(day)[:10] for day in line.get_xdata()] for line in ax.lines]
    assert days == [["2024-05-03", "2024-05-03", "2024-05-05"], ["2024-05-06", "2024-05-06", "2024-05-09"]]
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0, 1, 2]] * 2
    assert "n = 2 comments, 1 without a date" in charts.alt_text(ax)
    assert charts.reading(ax) == "From 2024-05-03 at the earliest to 2024-05-09 at the latest."


@pytest.mark.parametrize("span", ["0s", "3min", "3h", "3D", "30D", "1100D"])
def test_activity_over_any_span(span):
    """From a single moment to three years the time axis has ticks that can be told apart, and nothing warns."""
    moment = times("2024-05-03 10:00", "2024-05-03 10:00")
    moment[1] += pd.Timedelta(span)
    ax = REPLIES.activity(pd.DataFrame({"posted_from": moment, "posted_until": moment}))
    ax.figure.savefig(io.BytesIO())
    low, high = ax.get_xlim()
    assert 2 <= sum(low <= tick <= high for tick in ax.get_xticks()) <= 8


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, and is saved without a missing sign."""
    comments = chain(3).assign(author=[name, "Bob", name])
    outline, pairs = REPLIES.thread_map(comments, words=words(3)), REPLIES.who_answers_whom(comments)
    shown = [
        outline.texts[0],
        *(t for t in [*pairs.get_xticklabels(), *pairs.get_yticklabels()] if "Bob" not in t.get_text()),
    ]
    assert [text.get_text() for text in shown] == [label(name)] * 3
    for text in shown:
        assert not text.get_parse_math()
        text.figure.savefig(io.BytesIO())
