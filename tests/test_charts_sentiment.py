"""Charts of how people feel."""

import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts, groups
from analysis.charts.draw import label

SENTIMENT = charts.sentiment


def scores(size):
    return pd.Series(np.linspace(-0.9, 0.8, size))


def halves(size):
    return pd.Series(np.where(np.arange(size) % 2, "Ann", "Bob"), dtype="str")


def days(size):
    return pd.Series(pd.Timestamp("2024-05-03") + pd.to_timedelta(np.arange(size) % 3, unit="D"))


def summary(size, by):
    return groups.summarise(scores(size), by)


def pairs(size):
    table = pd.DataFrame({"answered": scores(size), "answer": scores(size)[::-1].array})
    return table.assign(author=range(size), parent=range(size))


CHARTS = {
    "ecdf": lambda size, ax=None: SENTIMENT.ecdf(scores(size), ax=ax),
    "strip": lambda size, ax=None: SENTIMENT.strip(scores(size), pd.Series([1] * size, dtype="Int64"), ax=ax),
    "each": lambda size, ax=None: SENTIMENT.each(scores(size), pd.Series(["Ann"] * size, dtype="str"), ax=ax),
}
SUMMARIES = {
    "shares": lambda size, ax=None: SENTIMENT.shares(summary(size, halves(size)), thing="author", ax=ax),
    "over_time": lambda size, ax=None: SENTIMENT.over_time(summary(size, days(size)), "day", ax=ax),
    "answers": lambda size, ax=None: SENTIMENT.answers(pairs(size), ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def rows(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@pytest.mark.parametrize("draw", SUMMARIES.values(), ids=SUMMARIES)
def test_comparisons_draw_on_the_axes_given_and_on_no_other(draw):
    """As all charts do, with 80 comments: eight are too few to compare."""
    check_draws_only_on_its_axes(lambda size, ax: draw(10 * size, ax=ax))


@pytest.mark.parametrize("draw", SUMMARIES.values(), ids=SUMMARIES)
@pytest.mark.parametrize("size", [0, 1, 9])
def test_comparisons_of_under_ten_are_refused_in_words(draw, size):
    """No axes, but a sentence that says why."""
    ax = draw(size)
    assert not ax.axison and ax.texts[0].get_text().replace("\n", " ") == charts.reading(ax)
    assert re.search(r"too few to compare|nothing can be compared", charts.reading(ax)) and not ax.lines


@EACH
@pytest.mark.parametrize("size", [1, 200, 1800])
def test_any_number_of_comments(draw, size):
    """One comment or 1,800 are drawn without a warning, and it is said how many; minus signs and spaces are true."""
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    told = charts.alt_text(ax) + "".join(rows(ax))
    assert {1: "n = 1", 200: "n = 200", 1800: "n = 1\u202f800"}[size] in told
    assert not re.search(r"\b1 comments|1800", told)
    if not ax.axison:
        return
    shown = [charts.alt_text(ax), *(text.get_text() for text in [*ax.texts, *ax.get_xticklabels()])]
    assert "−0.50" in shown and not [text for text in shown if re.search(r"-\d", text)]


@EACH
def test_nothing_is_said_in_words(draw):
    """Without a score there are no axes but a sentence that is the reading too."""
    ax = draw(0)
    assert not ax.axison and ax.texts[0].get_text() == charts.reading(ax) != ""
    assert charts.reading(ax).startswith("No comment has") and not ax.lines and not ax.collections


def test_ecdf_shows_the_share_of_comments():
    """Of -0.8, 0, 0, 0.6 a quarter are at or below -0.8, three quarters at or below 0; missing ones are told."""
    ax = SENTIMENT.ecdf(pd.Series([0, 0.6, None, -0.8, 0]))
    x, y = ax.lines[0].get_data()
    assert [y[x <= at].max() for at in (-0.9, -0.8, 0, 0.6)] == pytest.approx([0, 0.25, 0.75, 1])
    assert "n = 4 comments; 1 without a score" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "1 of 4 comments (25 %) score −0.05 or less, 1 of 4 comments (25 %) 0.05 or more. "
        "The median is 0.00, the range −0.80 to 0.60."
    )


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (9, 1, "More comments are negative than positive"),  # two-sided sign test: p = .021
        (1, 9, "More comments are positive than negative"),
        (8, 2, "Distribution of sentiment"),  # p = .109
        (5, 0, "Distribution of sentiment"),  # too few for a verdict
        (0, 12, "More comments are positive than negative"),
    ],
)
def test_ecdf_title_states_only_what_a_sign_test_bears_out(low, high, title):
    """A finding needs a significant majority among at least ten comments; neutral ones do not vote."""
    ax = SENTIMENT.ecdf(pd.Series([-0.5] * low + [0.5] * high + [0.0] * 30))
    assert ax.get_title("left") + ax.get_title() == title


def test_strip_puts_each_comment_on_the_row_of_its_group():
    """Rows are depths from the top with their n; unscored comments and unknown depths are left out."""
    depth = pd.Series([2, 1, 1, 2, 1, None, 1] * 3, dtype="Int64")
    ax = SENTIMENT.strip(pd.Series([0.1, -0.2, 0.3, 0.5, None, 0.7, 0.4] * 3), depth)
    assert rows(ax) == ["depth 1 (n = 9)", "depth 2 (n = 6)"] and ax.yaxis_inverted()
    for row, values in enumerate([[-0.2, 0.3, 0.4] * 3, [0.1, 0.5] * 3]):
        x, y = ax.collections[row].get_offsets().T
        assert list(x) == list(ax.collections[row].get_array()) == values and (abs(y - row) <= 0.25).all()
        assert ax.collections[row].get_clim() == (-1, 1)
    assert [line.get_xdata().item() for line in ax.lines if line.get_marker() == "D"] == pytest.approx([1 / 6, 0.3])


@pytest.mark.parametrize(("authors", "known"), [("abcdefgh", True), ("abcdefga", False)])
def test_strip_draws_intervals_over_eight_authors_or_more(authors, known):
    """The mean's interval is drawn and told with eight authors; with seven neither is."""
    values = pd.Series([-0.5, -0.4, -0.3, -0.4, 0.1, 0.2, 0.3, 0.2] * 2)
    ax = SENTIMENT.strip(values, pd.Series([1] * 16), authors=pd.Series(list(authors) * 2))
    low, high = ax.lines[0].get_xdata()
    assert ("95 % interval −" in charts.reading(ax)) == known == (low < -0.1 < high)
    assert charts.reading(ax).startswith("Means: depth 1 (n = 16): −0.10")


def test_strip_of_under_ten_compares_nothing():
    """Every comment is shown, no mean is, and the reading says that they are too few."""
    ax = SENTIMENT.strip(scores(9), pd.Series([1, 2, 3] * 3))
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 9
    assert not [line for line in ax.lines if line.get_marker() == "D"]
    assert charts.reading(ax) == "n = 9: too few to compare, it takes 10 comments with a score."


def test_strip_gathers_what_is_deeper_than_eight_groups():
    """The ninth row holds all that is deeper, so no comment is lost."""
    ax = SENTIMENT.strip(scores(24), pd.Series(list(range(1, 13)) * 2, dtype="Int64"))
    assert rows(ax) == [*(f"depth {n} (n = 2)" for n in range(1, 9)), "deeper (n = 8)"]
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 24


def test_each_keeps_the_order_of_the_thread():
    """One row per scored comment, from the top, with its author's name and its score."""
    ax = SENTIMENT.each(
        pd.Series([0.5, None, -0.25], index=[9, 9, 1]), pd.Series(["Ann", "Bob", None], index=[9, 9, 1])
    )
    assert ax.collections[1].get_offsets().tolist() == [[0.5, 0], [-0.25, 1]]
    assert rows(ax) == ["Ann", "(no name)"] and ax.yaxis_inverted()
    assert "n = 2 comments; 1 without a score" in charts.alt_text(ax)
    assert charts.reading(ax) == "The lowest is (no name) with −0.25, the highest is Ann with 0.50."


def test_each_shows_the_ends_of_a_long_thread():
    """Of 50 comments it shows the lowest 20 and the highest 20 and says so."""
    ax = SENTIMENT.each(scores(50)[::-1], pd.Series(["Ann"] * 50)[::-1])
    drawn = ax.collections[1].get_offsets()[:, 0]
    assert drawn.tolist() == pytest.approx([*scores(50)[:20], *scores(50)[30:]])
    assert "the 20 lowest and the 20 highest of 50" in charts.alt_text(ax)


def test_each_names_nobody_where_several_are_lowest():
    """Three of the same score are three, also where only 20 are shown."""
    ax = SENTIMENT.each(pd.Series([-1.0] * 30 + [0.5, 0.0, 1.0]), pd.Series(["Ann"] * 32 + ["Bob"]))
    assert charts.reading(ax) == "The lowest are 30 comments with −1.00, the highest is Bob with 1.00."


def test_each_of_over_200_is_a_sentence():
    """Forty bars at both ends of 20,000 comments say nothing."""
    ax = SENTIMENT.each(scores(201), pd.Series(["Ann"] * 201))
    assert not ax.axison and charts.reading(ax) == "n = 201 comments with a score: too many to show one by one."


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_name_that_cannot_be_seen_is_none(name):
    """An empty label would name nothing."""
    assert rows(SENTIMENT.each(scores(2), pd.Series([name, "Bob"]))) == ["(no name)", "Bob"]
    summary = groups.summarise(scores(40), pd.Series([name, "Bob"] * 20))
    assert "(no name) (n = 20)" in rows(SENTIMENT.shares(summary, thing="author"))


def test_half_a_character_in_a_name_is_drawn():
    """As a broken export has it, in a column of objects."""
    name = pd.Series(["\ud800", "Bob"] * 20, dtype="object")
    shares = SENTIMENT.shares(groups.summarise(scores(40), name), thing="author")
    for ax in (SENTIMENT.each(scores(40), name), shares, SENTIMENT.ecdf(scores(40), by=name)):
        ax.figure.savefig(io.BytesIO())
        charts.alt_text(ax).encode()
    assert "� (n = 20)" in rows(shares)


def test_the_number_stands_behind_an_arabic_name():
    """A mark of direction before it keeps the line from turning around."""
    summary = groups.summarise(scores(40), pd.Series(["محمد علي", "Bob"] * 20))
    assert "\u200eمحمد علي\u200e (n = 20)" in rows(SENTIMENT.shares(summary, thing="author"))


@pytest.mark.parametrize("name", ["W" * 24, "名" * 24, "i" * 24, "mmmm WWWW MMMM @@@@ %%%%"])
def test_the_heading_fits_beside_wide_names(name):
    """Title and subtitle end inside the figure however wide the letters of a label are."""
    with plt.style.context("analysis.charts.thread"):
        ax = SENTIMENT.shares(groups.summarise(scores(40), pd.Series([name, "Bob"] * 20)), thing="author")
        ax.figure.canvas.draw()
    for text in (ax._left_title, *(text for text in ax.texts if "95 %" in text.get_text())):
        assert 0 <= text.get_window_extent().x0 and text.get_window_extent().x1 <= ax.figure.bbox.x1


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, and is saved without a missing sign."""
    ax = SENTIMENT.each(scores(2), pd.Series([name, "Bob"]))
    assert rows(ax) == [label(name), "Bob"] and not ax.get_yticklabels()[0].get_parse_math()
    assert label(name) in charts.reading(ax)
    ax.figure.savefig(io.BytesIO())


def test_ecdf_draws_a_line_per_group():
    """Each group's own curve ends at its greatest score, told apart by colour and dashes, with its n."""
    with plt.style.context("analysis.charts.thread"):
        ax = SENTIMENT.ecdf(pd.Series([0.1, 0.2, 0.3, None, -0.5]), by=pd.Series(["a", "a", "a", "a", "b"]))
        ax.figure.canvas.draw()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a (n = 3)", "b (n = 1)"]
    assert [line.get_xdata().max() for line in ax.lines] == [0.3, -0.5]
    assert "by group, n = 4 comments; 1 without a score" in charts.alt_text(ax)
    assert ax.get_legend().get_window_extent().y1 < ax.bbox.y0 and ax.get_legend().get_window_extent().y0 >= 0
    assert len({line.get_linestyle() for line in ax.lines}) == len({line.get_color() for line in ax.lines}) == 2


def test_ecdf_tells_of_the_groups_it_draws():
    """Of eight groups the six largest; what is left out counts neither as positive nor as negative."""
    by = pd.Series(np.repeat(list("abcdefgh"), [20, 9, 9, 8, 7, 5, 1, 1]))
    ax = SENTIMENT.ecdf(pd.Series([0.5] * 20 + [-0.5] * 38 + [0.9, 0.9]), by=by)
    assert len(ax.lines) == 6 and "the 6 largest of 8 groups, n = 58 of 60 comments" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("38 of 58 comments (66 %) score −0.05 or less, 20 of 58")
    assert [text.get_text() for text in ax.texts[:2]] == ["negative\n38 comments", "positive\n20 comments"]


def test_ecdf_writes_nothing_on_the_rug():
    """The label of the positive ones ends above the marks of 200 comments."""
    ax = SENTIMENT.ecdf(scores(200))
    ax.figure.canvas.draw()
    low = ax.transAxes.inverted().transform(ax.texts[1].get_window_extent())[0][1]
    assert low > 0.03 and ax.texts[1].get_text() == f"positive\n{(scores(200) >= 0.05).sum()} comments"


def test_shares_marks_negative_and_positive_on_each_row():
    """Of Ann's 20 a quarter are negative and half positive, with intervals; Bob's 3 are left out and told."""
    names = pd.Series(["Ann"] * 20 + ["$x_1$"] * 10 + ["Bob"] * 3)
    feeling = pd.Series([-0.5, 0, 0.5, 0.4] * 5 + [0.3] * 10 + [0.1] * 3)
    ax = SENTIMENT.shares(groups.summarise(feeling, names), thing="author")
    assert rows(ax) == ["$x_1$ (n = 10)", "Ann (n = 20)"] and ax.yaxis_inverted()
    assert [line.get_xdata().tolist() for line in ax.lines] == [[0, 0.25], [1, 0.5]]
    assert len({line.get_marker() for line in ax.lines}) == 2
    for line, bars in zip(ax.lines, ax.collections, strict=True):
        for x, y, bar in zip(*line.get_data(), bars.get_segments(), strict=True):
            assert bar[0][0] <= x <= bar[1][0] and bar[0][0] < bar[1][0] and bar[0][1] == y
    assert "1 with fewer than 10 comments left out" in charts.alt_text(ax)
    assert charts.reading(ax) == "$x_1$: 0 % negative, 100 % positive; Ann: 25 % negative, 50 % positive."


def test_over_time_shows_means_with_intervals_and_the_number_of_comments():
    """Two days by ten authors each; of a third by one only the number; what has no time is told."""
    day = pd.to_datetime(pd.Series(["2024-05-03"] * 10 + ["2024-05-04"] * 10 + ["2024-05-05"]))
    feeling = pd.Series([0.5, 0.3] * 5 + [-0.4, -0.2] * 5 + [1.0])
    ax = SENTIMENT.over_time(groups.summarise(feeling, day), "day", left_out=4)
    [means] = [line for line in ax.lines if line.get_marker() == "o"]
    assert means.get_ydata() == pytest.approx([0.4, -0.3])
    for mean, ((_, low), (_, high)) in zip((0.4, -0.3), ax.collections[0].get_segments(), strict=True):
        assert mean - 0.1 <= low < mean < high <= mean + 0.1
    assert [text.get_text() for text in ax.texts if text.get_text().startswith("n")] == ["n = 10", "n = 10", "n = 1"]
    assert "n = 21 in all; 4 left out: no time, or none sure to the day" in charts.alt_text(ax)
    assert re.fullmatch(
        r"The lowest mean of a day is that of 2024-05-04, −0\.30 \(95 % interval −0.3\d to −0.2\d\), the highest that "
        r"of 2024-05-03, 0\.40 \(95 % interval 0\.3\d to 0\.4\d\)\. The lowest and the highest of 2 days lie apart by "
        r"chance too: this bears out no change\.",
        charts.reading(ax),
    )


@pytest.mark.parametrize("seed", range(5))
def test_over_time_finds_no_change_where_there_is_none(seed):
    """Of thirty days that are all alike the lowest and the highest, picked for it, often have intervals apart."""
    day = pd.Series(pd.date_range("2024-05-01", periods=30).repeat(30))
    feeling = pd.Series(np.random.default_rng(seed).normal(0, 0.3, 900))
    told = charts.alt_text(SENTIMENT.over_time(groups.summarise(feeling, day), "day"))
    assert "bears out no change" in told and "overlap" not in told


def test_over_time_of_one_week_is_none():
    """One week, or weeks by too few people, are not compared."""
    week = pd.Series([pd.Timestamp("2024-04-29")] * 30)
    ax = SENTIMENT.over_time(groups.summarise(scores(30), week), "week", left_out=1)
    assert charts.reading(ax) == (
        "As far as their times are sure, all 30 comments are of one week: nothing can be compared. "
        "1 left out: no time, or none sure to the week."
    )


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (lambda x: x, "Answers share the mood of what they answer"),
        (lambda x: -x, "Answers go against the mood of what they answer"),
        (lambda x: x.abs(), "Answers and what they answer"),
    ],
)
def test_answers_title_states_only_what_the_correlation_bears_out(answer, title):
    """Forty answers by forty people to forty comments."""
    answered = pd.Series(np.linspace(-0.8, 0.8, 40))
    table = pd.DataFrame({"answered": answered, "answer": answer(answered), "author": range(40), "parent": range(40)})
    ax = SENTIMENT.answers(table)
    assert ax.get_title("left") + ax.get_title() == title


def test_answers_shows_every_pair_and_the_mean_of_each_band():
    """Pairs as dots; means at the mean of what is answered, with their numbers below."""
    table = pairs(30)
    ax = SENTIMENT.answers(table)
    assert ax.collections[0].get_offsets().tolist() == table[["answered", "answer"]].to_numpy().tolist()
    bands = groups.bands(table["answered"])
    marks = np.array([line.get_xydata()[0] for line in ax.lines if line.get_marker() == "D"])
    assert marks == pytest.approx(table.groupby(bands, observed=True)[["answered", "answer"]].mean().to_numpy())
    numbers = [text.get_text() for text in ax.texts if re.fullmatch(r"(n = )?\d+", text.get_text())]
    assert [int(number.removeprefix("n = ")) for number in numbers] == bands.value_counts(sort=False).to_list()
    assert "The correlation is −1.00" in charts.reading(ax)


def test_answers_of_many_are_means_alone():
    """Over 2,000 dots would hide the means, which are then shown at their own scale."""
    ax = SENTIMENT.answers(pairs(2001).assign(answer=0.1))
    assert not ax.collections and ax.get_ylim()[1] == 0.25


def opinions(size):
    x = np.linspace(-1, 1, size)
    return pd.DataFrame({"vader": x, "afinn": x * x * np.sign(x), "textblob": np.cos(7 * x), "mean": x})


def test_agreement_draws_each_pair_with_its_interval():
    """Best first: r of x and x|x| over 50 even places is .968; the mean is no method of its own."""
    ax = charts.opinions.agreement(opinions(50), pd.Series([f"author {n % 20}" for n in range(50)]))
    assert rows(ax)[0] == "VADER – AFINN (n = 50)" and len(rows(ax)) == 3
    drawn = ax.collections[1].get_offsets()
    assert drawn[0].tolist() == pytest.approx([0.968, 0], abs=0.002)
    (low, _), (high, _) = ax.collections[0].get_segments()[0]
    assert low < drawn[0][0] < high
    assert "VADER – AFINN: 0.97 (95 % interval 0.9" in charts.reading(ax)


@pytest.mark.parametrize("size", [0, 9])
def test_agreement_is_not_judged_on_few_comments(size):
    """Under ten comments no correlation is shown."""
    ax = charts.opinions.agreement(opinions(size))
    assert not ax.axison and f"n = {size} of {size} comments" in charts.reading(ax)


def test_agreement_draws_only_on_its_axes():
    """As every chart."""
    check_draws_only_on_its_axes(lambda size, ax: charts.opinions.agreement(opinions(size * 2), ax=ax))
