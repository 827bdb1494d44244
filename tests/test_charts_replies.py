"""Charts of who answers whom."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes
from matplotlib.dates import num2date

from analysis import charts, replies
from analysis.charts.draw import NEGATIVE_TO_POSITIVE, label

REPLIES = charts.replies
MARK = "\N{LEFT-TO-RIGHT MARK}"
KINDS = ["explicit", "nesting", "mention", "quote", "order", "none"]


def table(rows):
    return pd.DataFrame(rows, columns=["thread_id", "comment_id", "parent_id", "author"]).astype("str")


def chain(size):
    """Ann, Bob and Cem answer each other in turn."""
    return table([("t", f"c{n}", f"c{n - 1}", ["Ann", "Bob", "Cem"][n % 3]) for n in range(size)])


def flat(size):
    return chain(size).assign(parent_id=None).astype({"parent_id": "str"})


def knows(comments, *evidence):
    """With the kinds of evidence given in turn."""
    kinds = [evidence[n % len(evidence)] for n in range(len(comments))]
    return comments.assign(parent_evidence=pd.Categorical(kinds, KINDS))


def times(*days):
    return pd.to_datetime(pd.Series(days, dtype="str"), utc=True).astype("datetime64[us, UTC]")


def words(size):
    return pd.Series(range(size), dtype="Int64")


def posted(size):
    day = pd.Series(pd.date_range("2024-05-03", periods=size, freq="h", tz="UTC", unit="us"))
    return pd.DataFrame({"posted_from": day, "posted": day, "posted_until": day + pd.Timedelta("1D")})


def wrote(*counts):
    """Authors who wrote so many comments each, all on the article."""
    names = [f"a{n}" for n, number in enumerate(counts) for _ in range(number)]
    return table([("t", f"c{n}", None, name) for n, name in enumerate(names)])


def summary(comments, depth, *, evidence_none=0.0):
    """What `replies.summarise` gives of one thread, as far as what is usual needs it."""
    shape = {"depth": depth, "width": 30, "h_index": 4, "structural_virality": 4.0, "evidence_none": evidence_none}
    return pd.DataFrame({"comments": comments} | shape, index=pd.Index(["t"], name="thread_id"))


def guessed(comments):
    return replies.summarise(comments), replies.sensitivity(comments)


CHARTS = {
    "thread_map": lambda size, ax=None: REPLIES.thread_map(chain(size), words=words(size), ax=ax),
    "levels": lambda size, ax=None: REPLIES.levels(chain(size), ax=ax),
    "who_answers_whom": lambda size, ax=None: REPLIES.who_answers_whom(
        table([("t", f"c{n}", f"c{n - 1}", f"a{n}") for n in range(size + 1)]), ax=ax
    ),
    "network": lambda size, ax=None: REPLIES.network(
        table([("t", f"c{n}", f"c{n - 1}", f"a{n % 3}") for n in range(size)]), ax=ax
    ),
    "activity": lambda size, ax=None: REPLIES.activity(posted(size), ax=ax),
    "lorenz": lambda size, ax=None: REPLIES.lorenz(wrote(*range(size, 0, -1)) if size < 99 else wrote(size), ax=ax),
    "usual": lambda size, ax=None: REPLIES.usual(summary(max(size, 16) if size else 0, 5), ax=ax),
    "sensitivity": lambda size, ax=None: REPLIES.sensitivity(*guessed(knows(chain(size), "explicit", "quote")), ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@EACH
@pytest.mark.parametrize("size", [1, 2, 41, 800])
def test_any_number_of_comments(draw, size):
    """Few comments or 800 are drawn, or a sentence says why not, without a warning."""
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    assert charts.reading(ax).endswith(".")
    assert ax.axison == any(axes.has_data() for axes in [ax, *ax.child_axes])


@EACH
def test_nothing_is_said_in_words(draw):
    """Without comments there are no axes but a sentence that is the reading too."""
    ax = draw(0)
    shown = ax.texts[0].get_text().replace("\n", " ")
    assert not ax.axison and shown == charts.reading(ax)
    assert shown.startswith(("No ", "There are no comments", "Nobody", "n = 0 comments"))


def test_thread_map_is_an_indented_outline():
    """Bars stand in reading order, start at their depth, and grow with the square root of the words."""
    comments = table([("t", "b", "a", "Bob"), ("t", "c", None, "Cem"), ("t", "a", None, "Ann"), ("u", "a", None, "U")])
    ax = REPLIES.thread_map(
        comments, words=pd.Series([4, 0, 1, 9], dtype="Int64"), sentiment=pd.Series([-1, np.nan, 1, 0])
    )
    boxes = [path.get_extents() for path in ax.collections[0].get_paths()]
    assert [text.get_text() for text in ax.texts[:3]] == ["Cem", "Ann  +1.00", "Bob  −1.00"] and ax.yaxis_inverted()
    assert [box.x0 for box in boxes] == [0, 0, 1]
    assert [(box.y0 + box.y1) / 2 for box in boxes] == pytest.approx([0, 1, 2])
    assert boxes[2].width - boxes[0].width == pytest.approx(2 * (boxes[1].width - boxes[0].width))
    grey, blue, red = ax.collections[0].get_facecolor()[:, :3]
    assert grey[0] == grey[1] == grey[2] and blue[2] > blue[0] and red[0] > red[2]
    assert "grey: no score; n = 3 comments; of 2 threads the longest, t" in charts.alt_text(ax)
    assert charts.reading(ax) == "1 of 3 comments (33 %) answer another comment; the deepest stands at depth 2."


def folded():
    """Ann has 38 answers by Bob, of which the third is answered by Cem; Dan, Eve and Fay say one thing each."""
    rows = [("a", None, "Ann"), *((f"b{n}", "a", "Bob") for n in range(38)), ("c", "b2", "Cem")]
    return table([("t", *row) for row in [*rows, ("d", None, "Dan"), ("e", None, "Eve"), ("f", None, "Fay")]])


def test_thread_map_of_many_comments_is_folded():
    """A row for each large branch, a bar for each depth with the words there, and a last row for the rest."""
    comments = folded()
    said = pd.Series(1, index=comments.index, dtype="Int64").mask(comments["author"] == "Bob", 2)
    ax = REPLIES.thread_map(comments, words=said, sentiment=pd.Series(-0.5, index=comments.index))
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels == ["Ann (40)  −0.50", "3 others (3)  −0.50"]
    boxes = [path.get_extents() for path in ax.collections[0].get_paths()]
    assert [round((box.y0 + box.y1) / 2) for box in boxes] == [0, 0, 0, 1]
    assert [box.x0 for box in boxes] == [0, 1, 2, 0]
    assert [box.height - 0.12 for box in boxes] == pytest.approx([0.76 * (w / 76) ** 0.5 for w in (1, 76, 1, 76)])
    assert "The largest branch begins with Ann and holds 40 of 43 comments (93 %)." in charts.reading(ax)


def test_numbers_stand_behind_a_name_written_from_right_to_left():
    """The marks around it make the line run from left to right, so that no sign changes its side."""
    rows = table([("t", "a", None, "محمد")])
    text = REPLIES.thread_map(rows, words=words(1), sentiment=pd.Series([0.25])).texts[0]
    assert text.get_text() == f"{MARK}محمد{MARK}  +0.25"
    text.figure.savefig(io.BytesIO())


def test_thread_map_puts_depths_together_where_they_are_many():
    """A chain of 20,000 is one row of 30 bars, and says so."""
    ax = REPLIES.thread_map(chain(20_000), words=words(20_000))
    assert len(ax.collections[0].get_paths()) == 30
    assert "the only branch" in charts.alt_text(ax) and "a bar for every 667 depths" in charts.alt_text(ax)


def test_thread_map_of_many_comments_on_the_article_is_a_sentence():
    """Of 41 comments without an answer there is nothing to map; of 40 the outline is shown."""
    assert charts.reading(REPLIES.thread_map(flat(41), words=words(41))).startswith("None of the 41 comments is known")
    assert REPLIES.thread_map(flat(40), words=words(40)).axison


@pytest.mark.parametrize("sentiment", [None, pd.Series([np.nan]), pd.Series([0.5])], ids=["none", "missing", "known"])
def test_thread_map_explains_colour_only_where_there_is_one(sentiment):
    """Without sentiment all bars are grey, and nothing says that colour is sentiment."""
    ax = REPLIES.thread_map(chain(1), words=words(1), sentiment=sentiment)
    known = sentiment is not None and bool(sentiment.notna().any())
    assert ("sentiment" in charts.alt_text(ax)) == (len(ax.figure.axes) == 2) == known


def test_thread_map_tells_what_it_leaves_out():
    """Comments in a circle of replies have no place in it: they are counted, and alone they are no chart."""
    circle = [("t", "x", "y", "Xi"), ("t", "y", "x", "Yu")]
    ax = REPLIES.thread_map(table([("t", "a", None, "Ann"), *circle]), words=words(3))
    assert len(ax.collections[0].get_paths()) == 1
    assert "n = 1 comment" in charts.alt_text(ax) and "2 in circles of replies left out" in charts.alt_text(ax)
    assert not REPLIES.thread_map(table(circle), words=words(2)).axison


BOUND = "for 2 of 4 comments nothing says whom they answer: depths and answers are lower bounds"


def test_bounds_are_said_where_nobody_knows_whom_many_answer():
    """Map, levels, pairs and conversations say that depths are lower bounds, of one in eleven comments nothing."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "a", "Cem"), ("d", None, "Ann")]
    unsure = knows(table([("t", *row) for row in rows]), "none", "nesting", "nesting", "none")
    told = [
        REPLIES.thread_map(unsure, words=words(4)),
        REPLIES.levels(unsure),
        REPLIES.network(unsure),
    ]
    for ax in told:
        assert BOUND in charts.alt_text(ax)
    assert charts.reading(told[0]).endswith("the deepest stands at depth 2 or deeper.")
    assert charts.reading(told[1]).endswith("the deepest depth 2 or deeper.")
    guesses = knows(unsure, "none", "nesting", "mention", "none")
    assert "depths and answers may be off either way, as some are guessed" in charts.alt_text(REPLIES.levels(guesses))
    assert charts.reading(REPLIES.levels(guesses)).endswith("the deepest depth 2.")
    assert "2 of 4 comments (50 %) may answer the article" in charts.reading(REPLIES.levels(guesses))
    outline = charts.reading(REPLIES.thread_map(guesses, words=words(4)))
    assert outline == "2 of 4 comments (50 %) seem to answer another comment; the deepest stands at depth 2."
    for sentence in (REPLIES.who_answers_whom(unsure), REPLIES.network(unsure.head(2))):
        assert not sentence.axison and "nothing says whom they answer: depths and answers are" in charts.reading(
            sentence
        )
    sure = knows(chain(11), "none", *["explicit"] * 10)
    for ax in (REPLIES.thread_map(sure, words=words(11)), REPLIES.levels(sure), REPLIES.network(sure)):
        assert "lower bound" not in charts.alt_text(ax)


def test_what_is_largest_is_said_to_be_so_only_where_it_is_alone():
    """Two levels, two branches, or two pairs that are as large as each other are not told as one."""
    rows = [(f"{start}{n}", f"{start}{n - 1}" if n else None) for start in "ab" for n in range(22)]
    comments = table([("t", *row, "Ann" if int(row[0][1:]) % 2 else "Bob") for row in rows])
    assert "No level is fuller than depth 1 with 2, the deepest depth 22." in charts.reading(REPLIES.levels(comments))
    said = charts.reading(REPLIES.thread_map(comments, words=words(44)))
    assert said.endswith("The first of the 2 largest branches begins with Bob and holds 22 of 44 comments (50 %).")
    rows = [("a", None, "Ann"), *((f"b{n}", "a", name) for name in ("Bob", "Cem") for n in range(2))]
    rows = [(id_ if id_ == "a" else f"{id_}{name}", up, name) for id_, up, name in rows]
    rows += [("d", "a", "Dan"), ("e", "a", "Eve")]
    said = charts.reading(REPLIES.who_answers_whom(table([("t", *row) for row in rows])))
    assert said == "Most often Bob answers Ann: 2 times, and 1 other pair as often."


def test_one_in_three_hundred_is_not_nobody():
    """Of a chain of 300 one answers the article, which is not 0 %, and thousands are set apart."""
    assert "1 of 300 comments (under 1 %) answer the article" in charts.reading(REPLIES.levels(chain(300)))
    many = REPLIES.levels(flat(1234))
    assert many.texts[0].get_text() == " 1\u202f234" and "depth 1 with 1\u202f234" in charts.reading(many)


def test_levels_of_a_long_chain_take_no_page():
    """Without a number on each level the chart is as high as others."""
    assert REPLIES.levels(chain(300)).figure.get_figheight() < 4 < REPLIES.levels(chain(25)).figure.get_figheight()


def test_levels_counts_each_depth():
    """Each depth has its bar; circles are told."""
    rows = [("a", None), ("b", "a"), ("c", "a"), ("d", "a"), ("e", "b"), ("x", "x")]
    ax = REPLIES.levels(table([("t", *row, "Ann") for row in rows]))
    assert [bar.get_width() for bar in ax.patches] == [1, 3, 1] and ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_yticklabels()] == ["1", "2", "3"]
    assert "n = 5 comments; 1 in circles of replies left out" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "1 of 5 comments (20 %) answer the article. The fullest level is depth 2 with 3, the deepest depth 3."
    )


def pairs():
    """Bob answers Ann twice, she him once, Cem himself and Ann once; a nameless one and the article do not count."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "a", "Bob"), ("d", "b", "Ann"), ("e", "d", None)]
    return table([("t", *row) for row in [*rows, ("f", "d", "Cem"), ("g", "f", "Cem")]])


def test_who_answers_whom_counts_pairs():
    """Rows answer columns, and answers to oneself are told apart from those to others."""
    ax = REPLIES.who_answers_whom(pairs())
    by, to = ([text.get_text() for text in axis.get_ticklabels()] for axis in (ax.yaxis, ax.xaxis))
    counts = ax.collections[0].get_array().reshape(len(by), len(to))
    found = {(y, x): counts[i, j] for i, y in enumerate(by) for j, x in enumerate(to) if not counts.mask[i, j]}
    assert found == {("Bob", "Ann"): 2, ("Ann", "Bob"): 1, ("Cem", "Ann"): 1, ("Cem", "Cem"): 1}
    assert "n = 5; 3 authors" in charts.alt_text(ax)
    assert charts.reading(ax) == "Most often Bob answers Ann: 2 times. 1 of 5 answers (20 %) is to oneself."


def test_who_answers_whom_shows_the_most_active():
    """Of 5 authors the 2 most active are shown, with the number of answers between them."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "b", "Ann"), ("d", "c", "Bob"), ("e", "d", "Cem")]
    rows += [("f", "e", "Dan"), ("g", "f", "Eve")]
    ax = REPLIES.who_answers_whom(table([("t", *row) for row in rows]), most=2)
    assert {text.get_text() for text in ax.get_yticklabels()} == {"Ann", "Bob"}
    assert "n = 6; 3 between the 2 most active of 5 authors" in charts.alt_text(ax)


def test_who_answers_whom_of_few_pairs_is_a_sentence():
    """Up to three pairs are told, and no chart is made."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", "a", "Bob"), ("d", "a", "Ann")]
    ax = REPLIES.who_answers_whom(table([("t", *row) for row in rows]))
    assert charts.reading(ax) == "n = 3 answers: Bob answers Ann 2 times, Ann answers themselves." and not ax.axison


def test_who_answers_whom_needs_names():
    """Answers by nobody are counted, not denied."""
    comments = chain(3).assign(author=pd.Series([None] * 3, dtype="str"))
    said = charts.reading(REPLIES.who_answers_whom(comments))
    assert said == "n = 2 answers, none of them between comments that both have an author's name."


def test_network_has_an_arrow_for_each_pair():
    """From who answers to who is answered, thicker for more answers; oneself and the article have none."""
    ax = REPLIES.network(pairs())
    place = {text.get_text(): text.xy for text in ax.texts if text.get_text() in ("Ann", "Bob", "Cem")}
    arrows = {tuple(map(tuple, arrow._posA_posB)): arrow.get_linewidth() for arrow in ax.patches}
    ann, bob, cem = (tuple(place[name]) for name in ("Ann", "Bob", "Cem"))
    assert set(arrows) == {(bob, ann), (ann, bob), (cem, ann)} and arrows[bob, ann] > arrows[ann, bob]
    assert "n = 3 authors who answer others or are answered" in charts.alt_text(ax)
    assert charts.reading(ax) == "Nobody exchanges with more others than Ann: 2. 1 pair answers each other."


def everybody(size, *, back=()):
    """A ring in which each answers the next, and those given are answered in turn."""
    rows = [("a0", None, "n0"), *((f"a{n}", f"a{n - 1}", f"n{n}") for n in range(1, size))]
    return table([("t", *row) for row in [*rows, *((f"b{n}", f"a{n + 1}", f"n{n}") for n in back)]])


def test_no_name_in_a_network_stands_over_another():
    """Of 24 authors, each with a long name, no two boxes meet, and every name is inside the figure."""
    comments = everybody(24)
    comments["author"] = comments["author"].str.ljust(40, "n")
    ax = REPLIES.network(comments)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().startswith("n")]
    assert len(boxes) == 24
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])
    frame = ax.figure.bbox
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in boxes)


def test_network_of_many_shows_who_answers_each_other():
    """Of 25 authors those three are left who answer each other; where nobody does, a sentence says so."""
    ax = REPLIES.network(everybody(25, back=[3, 4]))
    shown = {text.get_text() for text in ax.texts}
    assert {"n3", "n4", "n5"} <= shown and not {"n2", "n6"} & shown
    assert "n = 3 authors who answer each other, of 25 who answer or are answered" in charts.alt_text(ax)
    assert charts.reading(REPLIES.network(everybody(25))) == (
        "n = 25 authors who answer others or are answered, none of them both ways: too many for a drawing."
    )
    assert charts.reading(REPLIES.network(everybody(40, back=range(39)))).endswith("too many for a drawing.")


def test_who_has_a_name_that_cannot_be_seen_is_told_all_the_same():
    """In drawing and sentence, and where nobody answers back that is said in words."""
    rows = [("a", None, "\u200d"), ("b", "a", "Bob"), ("c", "a", "Cem"), ("d", "a", "Dan"), ("e", "a", "Dan")]
    comments = table([("t", *row) for row in rows])
    ax = REPLIES.network(comments)
    assert "(no name)" in [text.get_text() for text in ax.texts]
    assert charts.reading(ax) == "Nobody exchanges with more others than (no name): 3. No pair answers each other."
    assert "Dan answers (no name) 2 times" in charts.reading(REPLIES.who_answers_whom(comments))


def test_pairs_are_no_network():
    """Nobody has two partners: there is nothing that a drawing could show."""
    rows = [("a", None, "Ann"), ("b", "a", "Bob"), ("c", None, "Cem"), ("d", "c", "Dan")]
    assert "no network to draw" in charts.reading(REPLIES.network(table([("t", *row) for row in rows])))


def test_activity_draws_earliest_and_latest():
    """The count runs up once by the earliest times, once by the latest, each in order; undated comments are told."""
    comments = pd.DataFrame(
        {
            "posted_from": times("2024-05-05", "2024-05-03", "2024-05-03", None),
            "posted_until": times("2024-05-06", "2024-05-09", "2024-05-04", None),
        }
    )
    ax = REPLIES.activity(comments)
    days = [[str(day)[:10] for day in line.get_xdata()] for line in ax.lines]
    assert days == [
        ["2024-05-03", "2024-05-03", "2024-05-03", "2024-05-05"],
        ["2024-05-04", "2024-05-04", "2024-05-06", "2024-05-09"],
    ]
    assert [line.get_ydata().tolist() for line in ax.lines] == [[0, 1, 2, 3]] * 2
    assert "n = 3 comments, 1 without a date" in charts.alt_text(ax)
    assert charts.reading(ax) == "From 2024-05-03 at the earliest to 2024-05-09 at the latest."
    day = pd.DataFrame({name: times(*["2024-05-03"] * 3) for name in ("posted_from", "posted_until")})
    assert charts.reading(REPLIES.activity(day)) == "All of 2024-05-03."


def test_activity_shows_when_half_of_the_comments_were_there():
    """The half-life that `replies.summarise` gives, and on the curve the times that it may have ended."""
    comments = pd.concat([chain(4), posted(4)], axis=1)
    ax = REPLIES.activity(comments, replies.summarise(comments))
    half = [plt.matplotlib.dates.num2date(number).strftime("%d %H:%M") for number in ax.lines[-1].get_xdata()]
    assert half == ["03 01:00", "04 01:00"] and set(ax.lines[-1].get_ydata()) == {2}
    assert charts.reading(ax).endswith(
        "Half of the 4 comments with a time were there 60 minutes (0 seconds to 25 hours) after the first comment."
    )


def test_activity_is_in_utc_whatever_the_zone():
    """The axis says so: a table of another zone gives the same curve."""
    there = posted(4).apply(lambda times: times.dt.tz_convert("Asia/Tokyo"))
    lines = [REPLIES.activity(comments).lines[0].get_xdata().tolist() for comments in (posted(4), there)]
    assert lines[0] == lines[1]


def dates(ax):
    """Moments of the ticks that are seen, and what is written there."""
    low, high = ax.get_xlim()
    ticks = zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)
    return [(num2date(tick), text.get_text()) for tick, text in ticks if low <= tick <= high]


@pytest.mark.parametrize("span", ["0s", "3min", "3h", "3D", "30D", "1100D"])
def test_activity_over_any_span(span):
    """From a single moment to three years the time axis has ticks that can be told apart, and nothing warns."""
    moment = times(*["2024-05-03 10:00"] * 3)
    moment[1] += pd.Timedelta(span)
    ax = REPLIES.activity(pd.DataFrame({"posted_from": moment, "posted_until": moment}))
    ax.figure.savefig(io.BytesIO())
    seen = dates(ax)
    assert 2 <= len(seen) <= 8
    assert len({text for _, text in seen}) == len(seen)
    assert all(f"{tick:%Y-%m-%d}".startswith(text.split("\n")[-1]) for tick, text in seen)


def test_every_tick_says_of_which_month_it_is():
    """Of October only October is read, also where the next tick would be of November."""
    moment = times("2018-10-04", "2018-10-11", "2018-10-31")
    ax = REPLIES.activity(pd.DataFrame({"posted_from": moment, "posted_until": moment}))
    ax.figure.canvas.draw()
    assert [text for _, text in dates(ax)] == ["2018-10-08", "2018-10-15", "2018-10-22", "2018-11-01"]
    assert ax.xaxis.get_offset_text().get_text() == ""


def test_lorenz_curve():
    """Ten authors wrote 1 to 10 comments: the least active nine wrote 45 of 55; Gini 0.3 by hand."""
    ax = REPLIES.lorenz(wrote(*range(10, 0, -1)))
    curve = next(line for line in ax.lines if len(line.get_xdata()) == 11)
    assert curve.get_ydata() == pytest.approx(np.cumsum(range(11)) / 55)
    assert "n = 55 comments by 10 authors" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "The most active of 10 authors wrote 18 % of the comments; 10 % of the authors wrote one only. "
        "The Gini coefficient is 0.30 (0: all as many, near 1: one writes all)."
    )


def test_categories_that_nobody_has_are_nobody():
    """A part of a table of categories is drawn as the same part of a table of texts."""
    whole = pd.concat([wrote(*range(10, 0, -1)), wrote(3).assign(thread_id="u", author="Zoe")], ignore_index=True)
    part = whole[whole["thread_id"] == "t"]
    kinds = whole.astype({"thread_id": "category", "author": "category"})[whole["thread_id"] == "t"]
    for draw in (REPLIES.lorenz, lambda rows: REPLIES.thread_map(rows, words=words(len(whole))[: len(rows)])):
        assert charts.alt_text(draw(kinds)) == charts.alt_text(draw(part))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([12], "One author wrote all: n = 12 comments."),
        ([2] * 9, "Each of n = 9 authors wrote 2 comments: nobody writes more than others."),
        ([1, 3, 2], "n = 3 authors: too few for a curve. They wrote 3, 2, 1 comments."),
    ],
)
def test_lorenz_curve_of_few_or_equals_is_a_sentence(counts, said):
    """Where a curve would say nothing, what there is to say is said."""
    ax = REPLIES.lorenz(wrote(*counts))
    assert charts.reading(ax) == said and not ax.axison


def test_usual_marks_the_thread_among_others():
    """Four small axes, one for each measure, with the thread as a mark at its size and its verdict as the reading."""
    ax = REPLIES.usual(summary(120, 9))
    assert [small.get_title() for small in ax.child_axes] == ["Depth", "Width", "h-index", "Structural virality"]
    marks = [small.lines[-1].get_xydata().tolist() for small in ax.child_axes]
    assert marks == [[[120, 9]], [[120, 30]], [[120, 4]], [[120, 4.0]]]
    assert "Slashdot (solid) and Barrapunto (dashed)" in charts.alt_text(ax)
    assert "◆ this thread, n = 120 comments" in charts.alt_text(ax)
    assert charts.reading(ax).startswith(
        "Among threads of Slashdot of that size (1\u202f984 with 100 to 159 comments): depth 9, more than in 86 %; "
        "width 30, less than in "
    )


def test_usual_of_many_threads_counts_them():
    """Threads too small or too large for the table are left out, and told."""
    several = pd.concat([summary(120, 9)] * 9 + [summary(9, 2), summary(5000, 9)])
    several.index = pd.Index([f"t{n}" for n in range(11)], name="thread_id")
    ax = REPLIES.usual(several)
    assert "n = 9 threads of 11 (the others: under 10 comments" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("Compared with threads of ")


@pytest.mark.parametrize(
    ("thread", "said"),
    [
        (summary(9, 3), "n = 9 comments: too few to compare with other threads, it takes 10."),
        (
            summary(5000, 3),
            "n = 5\u202f000 comments: there is no comparison. The table is of threads of Slashdot with 16",
        ),
        (summary(120, 3, evidence_none=0.5), "n = 120 comments: too little is known of who answers whom"),
    ],
    ids=["small", "large", "unknown"],
)
def test_usual_says_why_nothing_can_be_compared(thread, said):
    """Too few comments, more than the table covers, or whom they answer is not known."""
    ax = REPLIES.usual(thread)
    assert charts.reading(ax).startswith(said) and not ax.axison


def test_usual_does_not_hide_a_depth_that_is_great_all_the_same():
    """A lower bound of 12 is more than most: the depth is marked and told as a bound, the rest is not."""
    ax = REPLIES.usual(summary(120, 12, evidence_none=0.5))
    assert "depth 12 or more, more than in 9" in charts.reading(ax) and "width" not in charts.reading(ax)
    assert "n = 120 comments; not known well enough to be compared: width, h-index, struct" in charts.alt_text(ax)
    assert "not known" not in charts.alt_text(REPLIES.usual(summary(120, 12)))
    for drawn, other in zip(ax.child_axes, REPLIES.usual(summary(120, 12)).child_axes, strict=True):
        for axes in (drawn, other):  # a mark of nothing took the room of a hundred pixels
            axes.figure.canvas.draw()
        assert drawn.get_window_extent().x0 == pytest.approx(other.get_window_extent().x0, abs=5)
    assert sum(line.get_marker() == "D" and len(line.get_xdata()) > 0 for a in ax.child_axes for line in a.lines) == 1


def test_sensitivity_shows_both_readings():
    """Of a chain of four with one guessed link the depth is 4, without it 2; of no guesses a sentence is left."""
    comments = knows(chain(4), "explicit", "explicit", "mention", "explicit")
    ax = REPLIES.sensitivity(*guessed(comments))
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels[:3] == ["replies: 3 → 2", "depth: 4 → 2", "width: 1 → 2"]
    assert ax.lines[-1].get_xdata()[:3] == pytest.approx([200 / 3, 50, 200])
    assert "n = 1 of 3 replies" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("Replies 3 with them, 2 without; depth 4 with them, 2 without; width ")
    none = REPLIES.sensitivity(*guessed(knows(chain(4), "explicit")))
    assert charts.reading(none).startswith("No reply was guessed") and not none.axison


def test_sensitivity_of_several_threads_is_of_the_one_with_most_guesses():
    """And says which one."""
    comments = pd.concat(
        [knows(chain(4), "explicit", "mention"), knows(chain(5), "mention").assign(thread_id="$u_1$")],
        ignore_index=True,
    )
    ax = REPLIES.sensitivity(*guessed(comments))
    assert "n = 4 of 4 replies; of 2 threads the one with the most, $u_1$" in charts.alt_text(ax)


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, and is saved without a missing sign."""
    comments = pairs().replace({"author": {"Ann": name}})
    outline, many = (REPLIES.thread_map(rows, words=words(len(rows))) for rows in (comments, flat(0)))
    matrix, arrows = REPLIES.who_answers_whom(comments), REPLIES.network(comments)
    rows = folded().replace({"author": {"Ann": name}})
    many = REPLIES.thread_map(rows, words=words(len(rows)))
    shown = [outline.texts[0], matrix.get_xticklabels()[0], arrows.texts[0], many.get_yticklabels()[0]]
    assert [text.get_text() for text in shown] == [
        label(name),
        label(name),
        label(name),
        f"{label(name)} (40)",
    ]
    for text in shown:
        assert not text.get_parse_math()
        text.figure.savefig(io.BytesIO())


def test_who_answers_whom_shows_the_pair_that_it_names():
    """Ann and Bob answer many once each; the pair that answers twice, Yu to Zoe, is shown beside the most active."""
    rows = [("t", "z", None, "Zoe"), ("t", "y1", "z", "Yu"), ("t", "y2", "z", "Yu")]
    for n in range(8):
        rows += [("t", f"x{n}", None, f"X{n}"), ("t", f"a{n}", f"x{n}", "Ann"), ("t", f"b{n}", f"a{n}", "Bob")]
    rows = [row if row[3] != "Bob" else (*row[:2], row[1].replace("b", "x"), "Bob") for row in rows]
    ax = REPLIES.who_answers_whom(table(rows), most=3)
    assert "Most often Yu answers Zoe: 2 times" in charts.alt_text(ax)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Yu"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["Zoe"]
    assert "2 between the 3 most active of 12 authors, with the pair that is named below" in charts.alt_text(ax)


def test_the_mean_of_one_comment_is_drawn_weaker_than_that_of_many():
    """Of 42 comments at 0 one at +1 stands alone: (1 + 5/43) / 6 is its colour, and its row says +1.00 of 1."""
    comments = folded()
    ax = REPLIES.thread_map(
        comments, words=words(43), sentiment=pd.Series(0.0, comments.index).mask(comments["comment_id"] == "c", 1)
    )
    shade = NEGATIVE_TO_POSITIVE(((1 + 5 / 43) / 6 + 1) / 2)
    assert ax.collections[0].get_facecolor()[2].tolist() == pytest.approx(shade)
    assert "colour, nearer to that of the thread the fewer comments it is of" in charts.alt_text(ax)


def test_thread_map_of_several_threads_says_which_it_is_of():
    comments = pd.concat([chain(4).assign(thread_id="short"), chain(5).assign(thread_id="the long one")])
    ax = REPLIES.thread_map(comments.reset_index(drop=True), words=words(9))
    assert "n = 5 comments; of 2 threads the longest, the long one" in charts.alt_text(ax)
