"""What all charts share: headings, the text alternative, and text of any script."""

import io
import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.figure import Figure

from analysis import TableError, charts
from analysis.charts import draw

NO_FONT = "\u0378"  # not assigned: no font can have it
HAS_CJK = any("CJK" in font.name for font in font_manager.fontManager.ttflist)


def chart(**told):
    """Plain axes with a heading."""
    return draw.finish(plt.figure().gca(), **{"title": "Title", "subtitle": "n = 3", "found": "Found.", **told})


def test_alt_text_is_heading_and_reading():
    """The alternative says title, subtitle and what was found; the reading is the last of them."""
    ax = chart(title="Seen", subtitle="words, n = 3", found="A is larger.")
    assert draw.alt_text(ax) == "Seen. words, n = 3. A is larger."
    assert draw.reading(ax) == "A is larger."
    assert ax.get_title() == "Seen" and ax.texts[-1].get_text() == "words, n = 3"


def test_axes_of_others_have_no_alt_text():
    """Axes that no chart of this package was drawn on, and another chart's neighbour, say nothing."""
    chart()
    ax = plt.figure().gca()
    assert (draw.alt_text(ax), draw.reading(ax)) == ("", "")


@pytest.mark.parametrize(
    ("written", "read"),
    [("-0.5 to -1", "−0.5 to −1"), ("(-3)", "(−3)"), ("2024-05-03", "2024-05-03"), ("COVID-19, a-b", "COVID-19, a-b")],
)
def test_minus_signs_are_typographic(written, read):
    """A hyphen before a number becomes a minus; dates and names keep theirs."""
    assert draw.reading(chart(found=written)) == read


@pytest.mark.parametrize("times", [1, 8])
def test_the_heading_stays_inside_the_figure(times):
    """Axes, subtitle and title stand above each other, and long ones wrap instead of running off the page."""
    with plt.style.context("analysis.charts.thread"):
        ax = chart(title="Title of words " * times, subtitle="what is plotted here " * times)
        ax.figure.canvas.draw()
        boxes = [artist.get_window_extent() for artist in (ax, ax.texts[-1], ax._left_title)]
    edges = [edge for box in boxes for edge in (box.y0, box.y1)]
    assert edges == sorted(edges) and edges[-1] <= ax.figure.bbox.y1
    assert max(box.x1 for box in boxes) <= ax.figure.bbox.x1


@pytest.mark.parametrize("name", ["Ann", "W" * 24, "NeedAGoodUsername"])
def test_the_heading_leaves_room_for_the_names_beside_the_axes(name):
    """Letters differ in width: what counts is how wide the names are, not how many letters they have."""
    with plt.style.context("analysis.charts.thread"):
        ax = draw.canvas(12)
        ax.set_yticks([0], [name])
        draw.finish(ax, title="Words written by authors " * 3, subtitle="how wide it is " * 12, found="Found.")
        ax.figure.canvas.draw()
        right = max(text.get_window_extent().x1 for text in (ax.texts[-1], ax._left_title))
    assert 0.8 * ax.figure.bbox.x1 < right <= ax.figure.bbox.x1


def test_a_chart_of_one_column_refuses_a_table():
    """It says what to pass and what there is, instead of drawing an empty chart."""
    table = pd.DataFrame({"compound": [0.1], "mean_sentence": [0.2]})
    for chart in (charts.sentiment.ecdf, charts.length.histogram):
        with pytest.raises(
            TableError, match=r"is one column: pass it, as in .*; the table has compound, mean_sentence$"
        ):
            chart(table)


def test_no_text_is_mathematics():
    """Dollar signs in a heading or a label are money."""
    ax = plt.figure().gca()
    label = ax.text(0, 0, "$a_1$")
    draw.finish(ax, title="$1_000$ and $\\frac{1$", subtitle="$n$", found="Found.")
    assert not any(text.get_parse_math() for text in [label, ax.title, ax.texts[-1], *ax.get_xticklabels()])
    ax.figure.savefig(io.BytesIO())


def test_nothing_says_why():
    """An empty chart is a sentence without axes, and its text alternative the same sentence."""
    ax = draw.nothing(plt.figure().gca(), "Title", "No comment has a date.")
    assert not ax.axison and [text.get_text() for text in ax.texts] == ["No comment has a date.", "nothing to draw"]
    assert draw.alt_text(ax) == "Title. nothing to draw. No comment has a date."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("$x_1$", "$x_1$"),
        ("<b>&amp;", "<b>&amp;"),
        ("Łukasz Ωmega Зоя 😅", "Łukasz Ωmega Зоя 😅"),  # DejaVu Sans, which matplotlib brings, has all of it
        ("محمد", "\u200eمحمد\u200e"),  # what follows stays behind it
        ("  two\n lines\t", "two lines"),
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 23 + "…"),
        ("a" * 22 + " bcd", "a" * 22 + "…"),
        ("\u202eevil\u202c ❤\ufe0f", "evil ❤"),  # direction marks would turn the rest of the chart round
        (f"x{NO_FONT}y", "x�y"),
        ("", ""),
        (7, "7"),
    ],
)
def test_label(name, shown):
    """A name on one line, not too long, without invisible signs, and � for what no font has."""
    assert draw.label(name) == shown


@pytest.mark.skipif(not HAS_CJK, reason="needs a CJK font: apt install fonts-noto-cjk")
def test_cjk_gets_a_font_that_has_it():
    """Where a CJK font is installed a Chinese name is shown as it is, in that font after the base font."""
    ax = plt.figure().gca()
    text = ax.text(0, 0, draw.label("王小明"))
    draw.finish(ax, title="王小明", subtitle="n = 1", found="Found.")
    assert text.get_text() == "王小明"
    assert text.get_fontfamily()[0] == "DejaVu Sans" and "CJK" in "".join(text.get_fontfamily()[1:])
    ax.figure.savefig(io.BytesIO())


def test_a_sign_without_a_font_is_told():
    """The subtitle explains � if there is one, on an axis or in the chart, and only then."""
    ax = plt.figure().gca()
    ax.set_yticks([0], draw.names([NO_FONT]))
    told = "� stands for a sign that no font installed here has"
    assert told in draw.alt_text(draw.finish(ax, title="Title", subtitle="n = 1", found="Found."))
    assert told not in draw.alt_text(chart())
    ax.figure.savefig(io.BytesIO())


@pytest.mark.parametrize("name", ["bell\x07", "nul\x00", "delete\x7f", "next\x85line", "\x1b[31mred"])
def test_control_characters_are_not_drawn(name):
    """Exports hold them: no font has them, and a box or a warning helps nobody."""
    ax = charts.length.by_author(pd.Series([3]), pd.Series([name]))
    ax.figure.savefig(io.BytesIO())
    assert ax.get_yticklabels()[0].get_text().replace("�", "").replace(" ", "").isprintable()


@given(st.text(max_size=40))
def test_label_is_short_and_on_one_line(name):
    """Whatever the name: at most 24 signs, no line end or white space around, and the same when done again."""
    shown = draw.label(name)
    assert len(shown) <= 24 and len(shown.splitlines()) <= 1 and shown == shown.strip()
    assert draw.label(shown) == shown


def test_names_without_a_name():
    """A missing author is (no name), however it is missing."""
    assert draw.names(["Ann", None, float("nan")]) == ["Ann", "(no name)", "(no name)"]
    assert draw.names(pd.Series(["Ann", None], dtype="str")) == ["Ann", "(no name)"]


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (12, 169, "12 of 169 comments (7 %)"),
        (1, 1, "1 of 1 comment (100 %)"),
        (0, 3, "0 of 3 comments (0 %)"),
        (0, 0, "0 of 0 comments"),
    ],
)
def test_share(part, whole, written):
    """Both counts, the noun in its number, and the percentage where there is one."""
    assert draw.share(part, whole) == written


@pytest.mark.parametrize(("rows", "height"), [(None, 3.8), (1, 2.4), (10, 4.2), (1000, 9.5)])
def test_canvas_is_as_high_as_its_rows(rows, height):
    """1.5 inches and 0.27 a row, but neither flat nor endless."""
    assert draw.canvas(rows).figure.get_size_inches().tolist() == pytest.approx([6.4, height])


def test_figure_of_a_subfigure_is_the_whole():
    """What is shown or saved is the root figure."""
    figure = Figure()
    assert draw.figure_of(figure.subfigures(1, 2)[0].subplots()) is figure


def test_palette_runs_from_red_over_grey_to_blue():
    """Negative is red, positive blue, neutral a grey that is not white, so that nothing vanishes on the page."""
    (red, _, blue, _), middle, (red2, _, blue2, _) = map(draw.NEGATIVE_TO_POSITIVE, (0.0, 0.5, 1.0))
    assert red > blue + 0.2 and blue2 > red2 + 0.2
    assert max(middle[:3]) - min(middle[:3]) < 0.02 and middle[0] < 0.85


def test_importing_sets_no_theme():
    """The look is asked for by plt.style.use; importing the charts leaves matplotlib as it was, with no figure open."""
    code = (
        "import matplotlib as m; import matplotlib.pyplot as plt; before = dict(m.rcParams); import analysis.charts;"
        "assert dict(m.rcParams) == before and not plt.get_fignums(); plt.style.use('analysis.charts.thread');"
        "assert not m.rcParams['text.parse_math'] and m.rcParams['axes.unicode_minus']"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
