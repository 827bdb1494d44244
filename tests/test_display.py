"""What the notebooks show things with."""

import io
import struct

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from analysis import Corpus, charts, display, load_threads, sentiment
from analysis.readers.pasted import read


@pytest.fixture
def shown(monkeypatch):
    """Everything that is displayed, as (data by MIME type, metadata)."""
    found = []

    def catch(thing, raw=False, metadata=None):
        found.append((thing if raw else {"text/html": thing.data}, metadata or {}))

    monkeypatch.setattr(display, "display", catch)
    return found


def test_a_chart_is_shown_with_its_text_alternative_at_twice_the_resolution(shown):
    "The PNG is twice as wide as the width it is shown at; the figure is closed."
    display.figure(charts.sentiment.ecdf(pd.Series([-0.5, 0.0, 0.5])))
    (data, metadata), (below, about) = shown
    assert below["text/plain"] == metadata["image/png"]["caption"] and about == {"text/html": {"figcaption": True}}
    assert data["image/png"].startswith(b"\x89PNG")
    assert struct.unpack(">I", data["image/png"][16:20])[0] == 2 * metadata["image/png"]["width"]
    assert "n = 3 comments" in metadata["image/png"]["alt"]
    assert "1 of 3 comments" in metadata["image/png"]["caption"]
    assert not plt.get_fignums()


def test_small_coloured_marks_keep_their_colour_on_a_white_ground(shown):
    "The small palette has white as it is, and a red and a blue for two small marks."
    plt.style.use("analysis.charts.thread")
    ax = charts.canvas()
    ax.scatter([0, 1], [0, 1], s=16, color=["#a9373b", "#2369bd"])
    picture = Image.open(io.BytesIO(display.png(ax)[0])).convert("RGB")
    colours = [colour for _, colour in picture.getcolors()]
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert any(red > blue + 60 for red, _, blue in colours)
    assert any(blue > red + 60 for red, _, blue in colours)


def test_what_has_a_meaning_keeps_its_colour_beside_thousands_of_dots(shown):
    "Ink, white and the grey of what is neutral are what they are, however many other colours there are."
    plt.style.use("analysis.charts.thread")
    values = pd.Series(np.random.default_rng(0).normal(0, 0.4, 5000).clip(-1, 1)).where(np.arange(5000) % 4 > 0, 0)
    strip = charts.sentiment.strip(values, pd.Series(np.arange(5000) % 9))
    picture = Image.open(io.BytesIO(display.png(strip)[0])).convert("RGB")
    colours = {colour: number for number, colour in picture.getcolors()}
    assert picture.getpixel((0, 0)) == (255, 255, 255) == max(colours, key=colours.get)
    assert colours[34, 34, 34] > 1000 and colours[85, 85, 85] > 100 and colours[208, 208, 208] > 1000
    assert len(colours) <= display.COLOURS


def test_six_lines_keep_six_colours(shown):
    "Each is there within a step that the eye does not take for another."
    plt.style.use("analysis.charts.thread")
    values = pd.Series(np.random.default_rng(0).normal(0, 0.4, 600).clip(-1, 1))
    ax = charts.sentiment.ecdf(values, by=pd.Series(list("abcdef") * 100))
    picture = Image.open(io.BytesIO(display.png(ax)[0])).convert("RGB")
    colours = np.array([colour for number, colour in picture.getcolors() if number > 300])
    for line in ax.lines:
        assert np.abs(colours - 255 * np.array(to_rgb(line.get_color()))).max(axis=1).min() < 32


def test_a_chart_with_nothing_to_draw_is_a_sentence(shown):
    "No empty frame."
    display.figure(charts.sentiment.ecdf(pd.Series([], dtype="float64")))
    ((data, _),) = shown
    assert data["text/plain"] == "No comment has a sentiment score."
    assert "image/png" not in data


def test_a_table_escapes_text_and_says_what_it_leaves_out(shown):
    "Missing values are a dash, numbers have two places and a minus sign, long tables are cut and say so."
    frame = pd.DataFrame({"author": ["<b>", None, "c"], "score": [-0.5, float("nan"), 1.0], "n": [5652, 2, 3]})
    display.table(frame, caption="Scores & more.", most=2)
    html = shown[0][0]["text/html"]
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "−0.50" in html and "5\u202f652" in html and html.count("–") == 2
    assert "Scores &amp; more. The first 2 of 3 rows." in html
    assert html.count("<tr>") == 3
    assert "<th class=number>score" in html and "<th class=name>author" in html


def test_comments_are_shown_escaped_and_indented(shown):
    "An answer stands one step in and names whom it answers; markup is text."
    text = "News.\n\nAnn\n3 May 2024\n<script>alert(1)</script>\n\nBob\n3 May 2024\n@Ann </style>\n"
    display.comments(read(text, thread_id="t").comments)
    html = shown[0][0]["text/html"]
    assert "n = 2 comments." in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html and "<script" not in html and "</style" not in html
    assert html.index("margin-left:0em") < html.index("margin-left:1em") < html.index("answers Ann (mention)")


def test_a_name_in_another_direction_is_kept_to_itself(shown):
    "An Arabic name, or one with a mark that turns text around, leaves the date beside it as it is."
    text = "News.\n\nمحمد علي\n3 May 2024\nنعم.\n\nAnn \u202e evil\n3 May 2024\nHo!\n"
    display.comments(read(text, thread_id="t").comments)
    html = shown[0][0]["text/html"]
    assert "<strong><bdi>محمد علي</bdi></strong> 3 May 2024" in html
    assert "<strong><bdi>Ann \u202e evil</bdi></strong> 3 May 2024" in html
    assert '<p dir="auto">نعم.</p>' in html


def test_of_many_comments_the_first_are_shown(shown, thread):
    "And it says how many there are."
    display.comments(thread.comments, most=3)
    html = shown[0][0]["text/html"]
    assert "The first 3 of 8 comments." in html
    assert html.count("<li") == 3


def test_of_several_threads_it_is_said_whose_is_what(shown):
    "Comments stand below their thread's name, notices behind it."
    text = "News.\n\nAnn\n3 May 2024\nHello.\n"
    corpus = Corpus.of([read(text, thread_id="one"), read(text, thread_id="two")])
    display.comments(corpus.comments)
    display.notices(corpus.notices)
    assert shown[0][0]["text/html"].count("<strong>Thread ") == 2
    assert "<li>one: nothing in the text" in shown[1][0]["text/html"]


def test_a_notice_of_no_single_thread_stands_without_a_name(shown):
    "Beside those of one thread, in the list and in the metadata that a program reads."
    rows = {"thread_id": [None, "one"], "message": ["read as mail", "1 time < 1970"]}
    display.notices(pd.DataFrame(rows, dtype="str"))
    ((data, metadata),) = shown
    assert "<ul><li>read as mail</li><li>one: 1 time &lt; 1970</li></ul>" in data["text/html"]
    assert metadata["text/html"]["notices"] == [
        {"thread_id": None, "message": "read as mail"}, {"thread_id": "one", "message": "1 time < 1970"},
    ]  # fmt: skip


def test_of_a_long_thread_each_comment_is_shown_in_600_characters(shown):
    "It says how much is left out; a thread that is shown whole has whole texts."
    rows = {"comment_id": ["1", "2"], "body": ["word " * 400 + "end.", "Short."]}
    comments = load_threads([pd.DataFrame(rows)]).comments
    display.comments(comments, most=1)
    display.comments(comments, most=2)
    cut, whole = shown[0][0]["text/html"], shown[1][0]["text/html"]
    assert "word … (1\u202f404 more characters)</p>" in cut and "end." not in cut
    assert "end.</p>" in whole and "more characters" not in whole


def test_a_long_text_in_a_table_is_cut(shown):
    "At 600 characters, saying how many more there are."
    display.table(pd.DataFrame({"sentence": ["a" * 601, "b" * 600]}), caption="Sentences.")
    html = shown[0][0]["text/html"]
    assert ">" + "a" * 600 + " … (1 more character)<" in html.replace("<bdi>", "").replace("</bdi>", "")
    assert ">" + "b" * 600 + "<" in html


def test_an_exact_time_is_shown_as_a_date_and_another_as_written(shown):
    "Seconds since 1970 are for programs."
    rows = {"comment_id": ["1", "2"], "body": ["Hello.", "Ho."], "posted": [1503977074, "2 weeks ago"]}
    display.comments(load_threads([pd.DataFrame(rows)]).comments)
    page = shown[0][0]["text/html"]
    assert "2017-08-29 03:24" in page and "1503977074" not in page
    assert "2 weeks ago" in page


def test_a_table_without_rows_is_a_sentence(shown):
    "No empty grid."
    display.table(pd.DataFrame({"x": []}), caption="Names, n = 0.")
    assert shown[0][0]["text/plain"] == "Names, n = 0. There is nothing to list."


def test_notices_come_as_a_list_or_say_there_are_none(shown, thread):
    "Escaped, too."
    display.notices(thread.notices)
    display.notices(thread.notices.iloc[:0])
    assert "captured=&quot;2024-05-17&quot;" in shown[0][0]["text/html"]
    assert "None: everything was read as it stands." in shown[1][0]["text/html"]


def test_sentences_and_long_texts_are_escaped(shown):
    "say and text."
    display.say("1 < 2", "", "& so on.")
    display.text("Title <b>", "</details>")
    assert shown[0][0] == {"text/html": "<p>1 &lt; 2 &amp; so on.</p>", "text/plain": "1 < 2 & so on."}
    assert shown[1][0]["text/html"].count("</details>") == 1


def test_articles_are_a_table_and_a_text_that_says_their_titles(shown, thread):
    "For the report, which heads its page with one."
    display.articles(thread.articles.assign(title="A <b> title"))
    (table, _), (text, metadata) = shown
    assert "A &lt;b&gt; title" in table["text/html"] and "Macron" in text["text/html"]
    assert metadata["text/html"] == {"titles": ["A <b> title"]}


def marked(texts, **options):
    comments = pd.DataFrame({"author": ["Ann"] * len(texts), "own_words": texts}, index=[7] * len(texts))
    lexicon = options.get("lexicon")
    display.marked(comments, sentiment.score(comments, lexicon=lexicon), **options)


def test_the_words_that_carry_sentiment_are_marked(shown):
    "With the sign behind it, the valence and the rule for a pointer, and text as text."
    marked(["<b> It isn’t “great”, is it?", "tree"])
    html = shown[0][0]["text/html"]
    mark = '<mark class="negative" dir="auto" title="−2.29: lexicon, negated by isn&#x27;t">great<sup>−</sup></mark>'
    assert f'<p dir="auto">&lt;b&gt; It isn’t “{mark}”, is it?</p>' in html
    assert html.count("<mark") == 1 and '<p dir="auto">tree</p>' in html
    assert "tex2jax_ignore mathjax_ignore" in html and "Lowest first, n = 2 comments with a score." in html


def test_of_many_comments_the_strongest_are_marked(shown):
    "The lowest and the highest, lowest first; it says of how many; one without words is none."
    marked(["great", "bad", "tree", "good", "sad", ""], most=1)
    html = shown[0][0]["text/html"]
    assert html.count("<li>") == 2 and html.index('<mark class="negative"') < html.index("great<sup>+")
    assert "The 1 lowest and the 1 highest of n = 5 comments with a score." in html
    assert '<mark class="positive"' in html and "great<sup>+</sup>" in html


def test_marks_follow_the_lexicon_and_stay_in_their_direction(shown):
    "An entry is marked as written; Arabic text around a mark keeps its order."
    marked(["نعم Justice  Department great"], lexicon={"Justice Department": -2})
    html = shown[0][0]["text/html"]
    assert '<p dir="auto">نعم <mark class="negative" dir="auto" title="−2.00: lexicon">Justice  Department<sup>' in html


@pytest.mark.parametrize("texts", [[], ["", ""]])
def test_without_a_score_nothing_is_marked(shown, texts):
    "A sentence says so."
    comments = pd.DataFrame({"author": pd.Series(["Ann"] * len(texts), dtype="str"), "own_words": texts})
    display.marked(comments, sentiment.score(comments.astype("str")))
    assert shown[0][0]["text/plain"] == "No comment has a sentiment score."
