"""Charts of whom and what people talk about."""

import io

import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts, entities
from analysis.charts.draw import label
from analysis.thread import table

ENTITIES = charts.entities


def counts(*rows):
    """Entities with their mentions by readers and in the article; the rates are 10 and 20 times as high."""
    frame = pd.DataFrame(rows, columns=["entity", "mentions", "in_article"])
    frame["comments_rate"], frame["article_rate"] = frame["mentions"] * 10.0, frame["in_article"] * 20.0
    return table(frame, entities.COUNTS)


def contexts(*rows):
    """Sentences by authors of their own: entity and compound."""
    frame = pd.DataFrame(rows, columns=["entity", "compound"])
    return table(frame.assign(author=[f"Author {n}" for n in range(len(frame))]), entities.CONTEXTS)


CHARTS = {
    "frequency": lambda size, ax=None: ENTITIES.frequency(counts(*[(f"E{n}", 1, 0) for n in range(size)]), ax=ax),
    "sentiment": lambda size, ax=None: ENTITIES.sentiment(
        contexts(*[("E", -0.5 + n / 800) for n in range(size)]), ax=ax
    ),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def rows(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def dots(ax, name):
    [found] = [marks for marks in ax.collections if marks.get_label() == name]
    return found.get_offsets().tolist()


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@EACH
@pytest.mark.parametrize("size", [1, 800])
def test_any_number_of_rows(draw, size):
    """One mention or 800 are drawn without a warning, and the chart says how many."""
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    said = charts.alt_text(ax) + "".join(rows(ax))
    assert f"n = {size})" in said or f"n = 0 + {size} mentions" in said


@EACH
def test_nothing_is_said_in_words(draw):
    """Without a name there are no axes but a sentence that is the reading too."""
    ax = draw(0)
    assert not ax.axison and ax.texts[0].get_text() == charts.reading(ax)
    assert charts.reading(ax) in ("No name was found.", "No commenter names anybody in their own words.")


def test_frequency_shows_two_rates_on_one_row():
    """Article and comments are two marks; the label has the counts, those with most of both stand first."""
    ax = ENTITIES.frequency(counts(("Kyiv", 3, 1), ("Paris", 0, 2), ("Macron", 1, 7), ("quoted only", 0, 0)))
    assert rows(ax) == ["Macron (7 + 1)", "Kyiv (1 + 3)", "Paris (2 + 0)"] and ax.yaxis_inverted()
    assert dots(ax, "article") == [[140, 0], [20, 1], [40, 2]]
    assert dots(ax, "comments") == [[10, 0], [30, 1], [0, 2]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["article", "comments"]
    markers = {marks.get_label(): len(marks.get_paths()[0].vertices) for marks in ax.collections[1:]}
    assert markers["article"] != markers["comments"]  # colour is not the only cue
    assert "n = 10 + 4 mentions" in charts.alt_text(ax)
    assert charts.reading(ax) == "Readers name Kyiv most often, 3 times."


def test_frequency_without_an_article_has_no_mark_for_one():
    """A rate that is not known is not drawn as 0."""
    ax = ENTITIES.frequency(counts(("Kyiv", 2, 0), ("Paris", 1, 0)).assign(article_rate=np.nan))
    assert [marks.get_label() for marks in ax.collections[1:]] == ["comments"]
    assert dots(ax, "comments") == [[20, 0], [10, 1]]


def test_frequency_shows_at_most_so_many():
    """The subtitle counts all mentions, also those of entities that are not shown."""
    ax = ENTITIES.frequency(counts(*[(f"E{n}", n, 0) for n in range(1, 21)]), most=3)
    assert rows(ax) == ["E20 (0 + 20)", "E19 (0 + 19)", "E18 (0 + 18)"]
    assert "n = 0 + 210 mentions" in charts.alt_text(ax)


def test_frequency_when_readers_name_nobody():
    """The reading does not call one of none the most frequent."""
    ax = ENTITIES.frequency(counts(("Kyiv", 0, 2)))
    assert charts.reading(ax) == "Readers name none of them."


def test_sentiment_shows_every_sentence():
    """One row per entity with its n, those in the most sentences first; a mean only from 5 sentences on."""
    kyiv = [-0.5, 0.25, 0.25, 0.5, -1.0] * 2
    ax = ENTITIES.sentiment(contexts(("Paris", 0.5), *[("Kyiv", value) for value in kyiv]))
    assert rows(ax) == ["Kyiv (n = 10)", "Paris (n = 1)"] and ax.yaxis_inverted()
    assert [marks.get_offsets()[:, 0].tolist() for marks in ax.collections] == [kyiv, [0.5]]
    [(mean,)] = [line.get_xdata() for line in ax.lines if line.get_marker() == "D"]
    assert mean == pytest.approx(-0.1)
    low, high = ax.lines[0].get_xdata()
    assert -1 <= low < mean < high <= 0.5
    assert charts.reading(ax) == "Kyiv: mean −0.10 of 10 sentences."


def test_sentiment_gives_no_mean_of_too_few():
    """Four sentences are drawn, but there is no verdict."""
    ax = ENTITIES.sentiment(contexts(*[("Kyiv", 0.5)] * 4))
    assert len(ax.collections[0].get_offsets()) == 4 and not [x for x in ax.lines if x.get_marker() == "D"]
    assert "too few" in charts.reading(ax)


def test_the_users_thread(thread):
    """Readers name Ukraine most often, and the text alternative says it."""
    mentions = entities.find(thread.comments, thread.articles, thread.quotes)
    ax = ENTITIES.frequency(entities.count(mentions, thread.comments, thread.articles))
    assert "Ukraine" in rows(ax)[0] and "Readers name Ukraine most often" in charts.alt_text(ax)


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, and is saved without a missing sign."""
    for ax in (ENTITIES.frequency(counts((name, 2, 1))), ENTITIES.sentiment(contexts(*[(name, 0.1)] * 6))):
        [text] = ax.get_yticklabels()
        assert text.get_text().startswith(f"{label(name)} (") and not text.get_parse_math()
        assert name in charts.reading(ax)
        ax.figure.savefig(io.BytesIO())
