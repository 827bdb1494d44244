"""Charts of whom and what people talk about."""

import io

import numpy as np
import pandas as pd
import pytest
from drawing import check_draws_only_on_its_axes

from analysis import charts, entities, keyness
from analysis.charts.draw import label
from analysis.thread import table

ENTITIES = charts.entities


def compared(*rows, said=1000, written=500):
    """Entities with their mentions by readers, each by a reader of its own, and in the article, as compare has them."""
    frame = pd.DataFrame(rows, columns=["entity", "mentions", "in_article"])
    frame = frame.assign(authors=frame["mentions"], comments_rate=np.nan, article_rate=np.nan)
    if len(frame) and said:
        frame["comments_rate"] = frame["mentions"] * 1000 / said
    if len(frame) and written:
        frame["article_rate"] = frame["in_article"] * 1000 / written
    counts = [frame[name].astype("float64") for name in ("mentions", "in_article")]
    frame = frame.join(keyness.log_odds(*counts, said, written))
    return table(frame.assign(verdict=keyness.verdict(frame, said, written)), entities.COMPARED)


def contexts(*rows):
    """Sentences by authors of their own: entity and compound."""
    frame = pd.DataFrame(rows, columns=["entity", "compound"])
    return table(frame.assign(author=[f"Author {n}" for n in range(len(frame))]), entities.CONTEXTS)


def pairs(*rows):
    """Pairs of names, each named together by as many authors as comments."""
    frame = pd.DataFrame(rows, columns=["first", "second", "comments"])
    return table(frame.assign(authors=frame["comments"], share=0.25), entities.TOGETHER)


def thread(*comments, article=(), **columns):
    """Mentions and comments; each comment is a list of the names it holds, by an author named after its place."""
    ids = [f"c{n}" for n in range(len(comments))]
    names = [(i, name) for i, said in zip(ids, comments, strict=True) for name in said]
    mentions = pd.DataFrame([(None, name) for name in article] + names, columns=["comment_id", "entity"])
    mentions = table(mentions.assign(thread_id="t", in_quote=False), entities.MENTIONS)
    posts = {"thread_id": "t", "comment_id": pd.Series(ids, dtype="str"), "parent_id": pd.Series(None, range(len(ids)))}
    posts |= {"author": [f"Author {i}" for i in ids], "posted": pd.Series(pd.NaT, range(len(ids)))} | columns
    posts = pd.DataFrame(posts).astype({"parent_id": "str", "author": "str"})
    posts["posted"] = pd.to_datetime(posts["posted"], utc=True)
    return mentions, posts


def many(size):
    """As many pairs as that, each named by two comments, between names that are all paired with one another."""
    both = [(f"E{b}", f"E{a}") for a in range(60) for b in range(a)]
    return pairs(*[(a, b, 2) for a, b in both[:size]])


CHARTS = {
    "frequency": lambda n, ax=None: ENTITIES.frequency(compared(*[(f"E{i}", 1, 0) for i in range(n)]), ax=ax),
    "sentiment": lambda n, ax=None: ENTITIES.sentiment(contexts(*[("E", i / 800) for i in range(n)]), ax=ax),
    "together": lambda n, ax=None: ENTITIES.together(many(n), ax=ax),
    "introduced": lambda n, ax=None: ENTITIES.introduced(*thread(*[["Kyiv"]] * n), ax=ax),
}
EACH = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


def rows(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def columns(ax):
    return [text.get_text() for text in ax.get_xticklabels()]


def words(ax):
    return [text.get_text() for text in ax.texts]


def dots(ax, name):
    [found] = [marks for marks in ax.collections if marks.get_label() == name]
    return found.get_offsets().tolist()


def lines(ax, marker):
    """Where the marks of a kind stand, line by line."""
    return [line.get_xydata().tolist() for line in ax.lines if line.get_marker() == marker]


@EACH
def test_draws_on_the_axes_given_and_on_no_other(draw):
    """The axes given come back with data; their neighbour and the figures are as before."""
    check_draws_only_on_its_axes(draw)


@EACH
@pytest.mark.parametrize("size", [1, 8, 800])
def test_any_number_of_rows(draw, size):
    """One mention or 800 are drawn or told without a warning, and it is said how many."""
    ax = draw(size)
    ax.figure.savefig(io.BytesIO())
    told = charts.alt_text(ax)
    if not ax.axison:
        assert size == 1 and charts.reading(ax) == ax.texts[0].get_text().replace("\n", " ")
    assert ("n = " in told or size == 1) and f"{size} of 799" not in told
    assert len(rows(ax)) <= 12 and len(told) < 700


@EACH
def test_nothing_is_said_in_words(draw):
    """Without a name there are no axes but a sentence that is the reading too."""
    ax = draw(0)
    assert not ax.axison and ax.texts[0].get_text() == charts.reading(ax)
    assert charts.reading(ax) in (
        "No name was found.",
        "No commenter names anybody in their own words.",
        "No comment names two of them in its own words.",
    )


def test_frequency_shows_two_rates_on_one_row():
    """Article and readers are two marks of two shapes; the readers' rate sorts, the label has the counts."""
    ax = ENTITIES.frequency(compared(("Kyiv", 3, 1), ("Paris", 0, 2), ("Macron", 1, 3)))
    assert rows(ax) == ["Kyiv (1 + 3)", "Macron (3 + 1)", "Paris (2 + 0)"] and ax.yaxis_inverted()
    assert dots(ax, "article") == [[2, 0], [6, 1], [4, 2]]
    assert dots(ax, "readers") == [[3, 0], [1, 1], [0, 2]]
    markers = {marks.get_label(): len(marks.get_paths()[0].vertices) for marks in ax.collections}
    assert markers["article"] != markers["readers"]  # colour is not the only cue
    assert "■ article, ● readers" in charts.alt_text(ax) and "n = 6 + 4 of 3 names" in charts.alt_text(ax)
    assert not ax.child_axes  # fewer than five mentions say nothing of who names it more
    assert charts.reading(ax).endswith("0 of 3 names are named 5 times or more.")


def test_frequency_says_what_readers_raise_and_ignore():
    """The interval stands on the row, on a logarithmic scale around 1, with the verdict as a word and as a shape."""
    found = compared(("Kyiv", 40, 1), ("Paris", 1, 40), ("Macron", 4, 2), ("Lyon", 1, 1), said=1000, written=1000)
    ax = ENTITIES.frequency(found)
    assert rows(ax) == ["Kyiv (1 + 40)", "Macron (2 + 4)", "Paris (40 + 1)", "Lyon (1 + 1)"]
    assert words(ax)[:3] == ["raised", "", "ignored"]
    [small] = ax.child_axes
    by_name = found.set_index("entity")
    for row, name, mark in [(0, "Kyiv", "o"), (1, "Macron", "D"), (2, "Paris", "s")]:
        [[place]] = [at for at in lines(small, mark) if len(at) == 1]
        assert place == pytest.approx([by_name.loc[name, "log_odds"], row])
    ends = [
        list(line.get_xdata()) for line in small.lines if line.get_linestyle() == "-" and len(line.get_xdata()) == 2
    ]
    assert ends[1:] == [
        pytest.approx(by_name.loc[name, ["low", "high"]].to_list()) for name in ("Kyiv", "Macron", "Paris")
    ]
    ticks = dict(zip([text.get_text() for text in small.get_xticklabels()], small.get_xticks(), strict=True))
    assert ticks["1"] == 0 and ticks["10"] == pytest.approx(np.log(10)) == -ticks["1/10"]
    assert small.get_ylim() == ax.get_ylim()
    assert charts.alt_text(ax).startswith("Readers raise Kyiv and ignore Paris. ")
    assert charts.reading(ax).endswith("Raised by readers: Kyiv. Ignored by readers: Paris.")


def test_frequency_without_an_article_has_no_mark_for_one():
    """A rate that is not known is not drawn as 0, and there is nothing to compare."""
    ax = ENTITIES.frequency(compared(("Kyiv", 6, 0), ("Paris", 1, 0), written=0))
    assert [marks.get_label() for marks in ax.collections if not marks.get_label().startswith("_")] == ["readers"]
    assert dots(ax, "readers") == [[6, 0], [1, 1]] and rows(ax) == ["Kyiv (6)", "Paris (1)"]
    assert "n = 7 of 2 names" in charts.alt_text(ax) and "article" not in charts.alt_text(ax).split(".")[1]
    assert charts.reading(ax).endswith("there is nothing to compare.") and not ax.child_axes


def test_frequency_shows_the_first_of_either():
    """Those that the readers name most and those that the article does; the subtitle counts all mentions."""
    found = compared(*[(f"R{n}", n, 0) for n in range(1, 21)], ("A1", 0, 9), ("A2", 0, 8), ("A3", 0, 7))
    ax = ENTITIES.frequency(found, most=4)
    assert rows(ax) == ["R20 (0 + 20)", "R19 (0 + 19)", "A1 (9 + 0)", "A2 (8 + 0)"]
    assert "n = 24 + 210 of 23 names, 4 shown" in charts.alt_text(ax)


@pytest.mark.parametrize(
    ("mentions", "said"),
    [
        (0, "Readers name none of them."),
        (1, "Readers name nobody more than once."),
        (2, "Readers name Kyiv most often"),
    ],
)
def test_frequency_when_readers_name_hardly_anybody(mentions, said):
    """The reading does not call one of none the most frequent."""
    assert charts.reading(ENTITIES.frequency(compared(("Kyiv", mentions, 2)))).startswith(said)


def test_sentiment_shows_every_sentence():
    """One row per entity from 5 sentences on, with its n, mean and interval, the highest mean first."""
    kyiv = [-0.5, 0.25, 0.25, 0.5, -1.0] * 2
    ax = ENTITIES.sentiment(contexts(("Lyon", 0.5), *[("Kyiv", value) for value in kyiv], *[("Paris", 0.5)] * 5))
    assert rows(ax) == ["Paris (n = 5)", "Kyiv (n = 10)"] and ax.yaxis_inverted()
    assert [marks.get_offsets()[:, 0].tolist() for marks in ax.collections] == [[0.5] * 5, kyiv]
    assert lines(ax, "D") == [[[0.5, 0.33]], [[pytest.approx(-0.1), 1.33]]]
    low, high = next(line.get_xdata() for line in ax.lines if line.get_ydata()[0] == 1.33)
    assert -1 <= low < -0.1 < high <= 0.5
    assert "n = 15 for 2 of 3 names, those in 5 or more" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("Kyiv: mean −0.10 (−0.")
    assert charts.reading(ax).endswith("n = 10). No interval leaves out 0.")


def test_sentiment_says_what_the_intervals_bear_out():
    """By name, in which direction, and that chance does it too."""
    rows = [("Kyiv", 0.4 + n / 100) for n in range(9)] + [("Paris", -0.4 - n / 100) for n in range(10)]
    ax = ENTITIES.sentiment(contexts(*rows, *[("Lyon", (-1) ** n / 2) for n in range(8)]))
    assert charts.reading(ax).endswith(
        "The interval leaves out 0 for 2 of 3 names (by chance 1 in 20 would): positive around Kyiv; negative around "
        "Paris."
    )


def test_sentiment_gives_no_mean_of_too_few():
    """Four sentences are for reading, not for a chart."""
    ax = ENTITIES.sentiment(contexts(*[("Kyiv", 0.5)] * 4))
    assert charts.reading(ax) == "No name stands in more than 4 sentences: too few for a mean, which takes 5."
    assert not ax.axison


def test_together_is_a_triangle_of_numbers():
    """Each pair once, names in most pairs first; a pair that no comment names has no number."""
    ax = ENTITIES.together(pairs(("A", "B", 5), ("A", "C", 4), ("B", "C", 3), ("A", "D", 2), ("E", "F", 1)))
    assert columns(ax) == ["A", "B", "C"] and rows(ax) == ["B", "C", "D"]
    numbers = ax.texts[:-1]  # the last is the heading
    cells = {tuple(np.floor(text.get_position()).astype(int)): text.get_text() for text in numbers}
    assert cells == {(0, 0): "5", (0, 1): "4", (1, 1): "3", (0, 2): "2", (1, 2): "", (2, 2): ""}
    assert "n = 4 of 5 pairs, between 4 of 6 names" in charts.alt_text(ax)
    assert charts.reading(ax).startswith("Together in most comments: A and B, 5 by 5 authors (25 % of those that name")


def test_together_shows_the_twelve_that_are_in_most_pairs():
    """Of sixty names that are all paired; the rest is counted."""
    ax = ENTITIES.together(many(1770))
    assert len(rows(ax)) == len(columns(ax)) == 11 and len(ax.texts) == 67  # with the heading
    assert "n = 66 of 1\u202f770 pairs, between 12 of 60 names" in charts.alt_text(ax)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (pairs(("A", "B", 1), ("A", "C", 1)), "n = 2 pairs, each together in one comment only."),
        (pairs(("A", "B", 2)), "Together in most comments: A and B, 2 by 2 authors (25 % of those that name either)."),
    ],
)
def test_a_few_pairs_are_a_sentence(found, said):
    """A matrix of ones, or of three cells, says less."""
    ax = ENTITIES.together(found)
    assert not ax.axison and charts.reading(ax) == said


def test_introduced_follows_names_along_the_thread():
    """Rows by first mention; a square for the article, a full dot where readers bring it up, a stroke a comment."""
    parents = [None, None, "c1", "c2", None]
    said = [["Kyiv"], ["Paris"], ["Kyiv", "Paris"], ["Paris", "Kyiv"], ["Lyon"]]
    ax = ENTITIES.introduced(*thread(*said, article=["Kyiv"], parent_id=parents))
    assert rows(ax) == ["Kyiv (3)", "Paris (3)"] and ax.yaxis_inverted()
    assert lines(ax, "|") == [[[1, 0], [3, 0], [4, 0]], [[2, 1], [3, 1], [4, 1]]]
    assert lines(ax, "o") == [[[1, 0]], [[2, 1]]] and [row for [[_, row]] in lines(ax, "s")] == [0]
    full = [line.get_markerfacecolor() == line.get_color() for line in ax.lines if line.get_marker() == "o"]
    assert full == [False, True]
    assert words(ax)[:3] == ["Author c0, 1 to 3", "Author c1, 1 to 3", "who is first, depth"]
    assert "n = 2 of 3 names, those in two comments or more" in charts.alt_text(ax)
    assert charts.reading(ax) == (
        "Readers bring up 2 of 3 names, which the article does not have. Taken up most is Paris: after Author c1 in 2 "
        "comments, down to depth 3."
    )


def test_introduced_goes_along_time_where_that_tells_comments_apart():
    """Comments that stand in another order are put right; of one rough time for all they go by place."""
    times = pd.to_datetime(["2024-05-03T12:00Z", "2024-05-03T10:00Z", "2024-05-03T11:00Z"])
    ax = ENTITIES.introduced(*thread(["Kyiv"], ["Kyiv"], ["Paris"], posted=times))
    [[(first, _), (second, _)]] = lines(ax, "|")
    assert abs(first - second) == pytest.approx(2 / 24) and words(ax)[0] == "Author c1"
    rough = ENTITIES.introduced(*thread(["Kyiv"], ["Kyiv"], ["Paris"], posted=times[[0, 0, 0]]))
    assert lines(rough, "|") == [[[1, 0], [2, 0]]] and rough.get_xlabel() == "comments, in the order they stand"


def test_introduced_shows_the_longest_of_several_threads():
    """And says so; a name that one comment holds only is told, not drawn."""
    mentions, comments = thread(["Kyiv"], ["Kyiv"], ["Paris"])
    other = [frame.assign(thread_id="u").head(2) for frame in (mentions, comments)]
    ax = ENTITIES.introduced(pd.concat([other[0], mentions]), pd.concat([other[1], comments]))
    assert rows(ax) == ["Kyiv (2)"] and "n = 1 of 2 names" in charts.alt_text(ax)
    assert "the longest of 2 threads" in charts.alt_text(ax)
    alone = ENTITIES.introduced(*thread(["Kyiv"], ["Paris"]))
    assert not alone.axison and charts.reading(alone) == (
        "Readers bring up 2 names: no article has one of them. Nobody takes up a name that another reader brought up."
    )


def test_introduced_says_that_depths_are_lower_bounds():
    """Where nothing says whom the comments answer, and some depth is shown."""
    evidence = ["none", "explicit", "none"]
    parents = [None, "c0", None]
    found = thread(["Kyiv"], ["Kyiv"], ["Kyiv"], parent_id=parents, parent_evidence=evidence)
    assert "for 2 of 3 comments nothing says whom they answer" in charts.alt_text(ENTITIES.introduced(*found))


def test_the_users_thread(thread):
    """Readers name Ukraine most often, David brings Zelensky up, and no difference to the article can be told."""
    mentions = entities.find(thread.comments, thread.articles, thread.quotes)
    counts = entities.count(mentions, thread.comments, thread.articles)
    ax = ENTITIES.frequency(entities.compare(counts, thread.comments, thread.articles))
    assert rows(ax)[0] == "Ukraine (6 + 6)" and "Readers name Ukraine most often, 6 times." in charts.alt_text(ax)
    assert "Of no name can it be told" in charts.reading(ax)
    ax = ENTITIES.introduced(mentions, thread.comments)
    assert "Taken up most is Zelensky: after David in 1 comment" in charts.reading(ax)


@pytest.mark.parametrize("name", ["$x_1$", "$$", "<script>", "محمد", "王小明", "Ann 😅", "\\frac{1", "n" * 30])
def test_names_are_shown_as_given(name):
    """A name is text in any script and no mathematics, also an author's, and is saved without a missing sign."""
    mentions, comments = thread([name], [name])
    for ax in (
        ENTITIES.frequency(compared((name, 9, 1))),
        ENTITIES.sentiment(contexts(*[(name, 0.1)] * 6)),
        ENTITIES.introduced(mentions, comments.assign(author=name)),
        ENTITIES.together(pairs(*[(name, other, 2) for other in "abcd"])),
    ):
        texts = [*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts]
        [text, *_] = [text for text in texts if text.get_text().startswith(label(name, 22)[:20])]
        assert not any(text.get_parse_math() for text in texts)
        assert name in charts.reading(ax) or "Nobody takes" in charts.reading(ax)
        ax.figure.savefig(io.BytesIO())
