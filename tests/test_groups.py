"""Sentiment of groups of comments and how sure it is."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, bootstrap, groups, replies, summary


def times(*written, unsure="0s"):
    """A table of comments with these times, each as unsure as that."""
    posted = pd.to_datetime(pd.Series(written, dtype="str"), format="ISO8601", utc=True).astype("datetime64[us, UTC]")
    return pd.DataFrame({"posted_from": posted, "posted": posted, "posted_until": posted + pd.Timedelta(unsure)})


def forum(*rows):
    """A table of comments from (comment_id, parent_id, author)."""
    table = pd.DataFrame(rows, columns=["comment_id", "parent_id", "author"]).astype("str")
    return table.assign(thread_id=pd.Series("t", table.index, dtype="str"))


def test_summarise_counts_neutral_between_the_bounds_of_vader():
    """-0.05 is negative and 0.05 positive; a comment without a score is in no group, one without a group nowhere."""
    scores = pd.Series([-0.05, 0.05, 0.0499, -0.0499, None, 0.9])
    found = groups.summarise(scores, pd.Series(["a", "a", "a", "a", "a", None]))
    assert found.index.to_list() == ["a"]
    row = found.loc["a"]
    assert row[["comments", "independent"]].to_list() == [4, 4]
    assert row[["mean", "positive", "neutral", "negative"]].to_list() == pytest.approx([0, 0.25, 0.5, 0.25])
    assert row.filter(regex="_(low|high)$").isna().all()  # four authors


def test_summarise_is_what_bootstrap_says_of_each_group():
    """Groups in order, each with the intervals over its own authors; the index of the input does not matter."""
    random = np.random.default_rng(0)
    scores = pd.Series(random.uniform(-1, 1, 60), index=[7] * 60)
    depth = pd.Series([2, 1, 1] * 20, index=[7] * 60)
    authors = pd.Series(list("abcdefghijk") * 6, dtype="str").head(60).set_axis([7] * 60)
    found = groups.summarise(scores, depth, by=authors)
    assert found.index.to_list() == [1, 2]
    for level in (1, 2):
        inside = (depth == level).to_numpy()
        own, by = scores[inside], authors[inside]
        for name, one in [("mean", bootstrap.mean(own, by)), ("negative", bootstrap.share(own <= -0.05, by))]:
            assert found.loc[level, [name, f"{name}_low", f"{name}_high"]].to_list() == list(one[:3])
    assert groups.summarise(scores, by=authors).loc["all", "comments"] == 60


@given(st.lists(st.none() | st.floats(-1, 1), max_size=30), st.data())
def test_summarise_shares_add_up_and_no_comment_is_lost(values, data):
    """Shares of a group sum to 1, groups to all scored comments that have one."""
    names = data.draw(st.lists(st.sampled_from(["a", "b", None]), min_size=len(values), max_size=len(values)))
    found = groups.summarise(pd.Series(values, dtype="float64"), pd.Series(names, dtype="str"))
    assert np.allclose(found[groups.SHARES].sum(axis=1), 1)
    assert found["comments"].sum() == sum(v is not None and n is not None for v, n in zip(values, names, strict=True))


def test_depths_beyond_the_eighth_are_one_group():
    """In their order, whatever the order of the rows; an unknown depth is none."""
    found = groups.depths(pd.Series([12, 1, 10, None, *range(2, 10)], dtype="Int64"))
    assert list(found.cat.categories) == [*(f"depth {n}" for n in range(1, 9)), "deeper"]
    assert found.head(4).to_list()[:3] == ["deeper", "depth 1", "deeper"] and found.isna().to_list()[3]


def test_busiest_authors_first():
    """Ten scored comments make an author; of as many, who wrote first; the nameless are nobody."""
    authors = pd.Series(["Bob"] * 11 + ["Ann"] * 12 + ["Cem"] * 11 + [None] * 20, dtype="str")
    scores = pd.Series([None, *[0.1] * 53])
    found = groups.busiest(authors, scores, most=2)
    assert list(found.cat.categories) == ["Ann", "Cem"] and found.count() == 23


@pytest.mark.parametrize(
    ("scores", "name"),
    [(-0.3, "very negative"), (-0.29, "negative"), (-0.05, "negative"), (-0.04, "neutral"), (0.04, "neutral"),
     (0.05, "positive"), (0.29, "positive"), (0.3, "very positive")],
)  # fmt: skip
def test_bands_hold_their_outer_ends(scores, name):
    """Strong begins at 0.3, feeling at 0.05, to either side."""
    assert groups.bands(pd.Series([scores])).to_list() == [name]


@pytest.mark.parametrize(
    ("hours", "unit"),
    [(40 / 60, "hour"), (24, "day"), (24 * 3, "week"), (24 * 10, "month"), (24 * 40, "quarter"), (24 * 400, "year")],
)
def test_periods_are_the_shortest_that_are_full_and_few(hours, unit):
    """200 comments so many hours apart on average: 20 periods at most, of ten each."""
    start = pd.Timestamp("2020-01-01", tz="UTC")
    table = times(*[str(start + pd.Timedelta(hours=hours * number / 12)) for number in range(200)])
    found, chosen = groups.periods(table)
    assert chosen == unit
    assert found.notna().all() and found.nunique() <= 20
    assert ((table["posted"].dt.tz_localize(None) - found) >= pd.Timedelta(0)).all()


def test_periods_take_only_times_that_are_sure_enough():
    """Dates make no hours; "last year" makes no day; what has no time is in none."""
    dated = times(*["2024-05-03", "2024-05-04"] * 20, unsure="1D")
    vague = times("2023-06-01", unsure="365D")
    found, unit = groups.periods(pd.concat([dated, vague, times(None)], ignore_index=True))
    assert unit == "day" and found.isna().to_list() == [False] * 40 + [True] * 2
    assert found.dropna().value_counts().to_dict() == {
        pd.Timestamp("2024-05-03"): 20,
        pd.Timestamp("2024-05-04"): 20,
    }


def test_periods_of_nothing():
    """Without a time nothing is in a period, and a table without the columns is told so."""
    found, _ = groups.periods(times(None, None))
    assert found.isna().all()
    with pytest.raises(TableError, match="posted"):
        groups.periods(pd.DataFrame({"body": []}))


def test_answers_pair_each_comment_with_what_it_answers():
    """Not to oneself, not to the article, not without a score; the nameless may be others. Parents may stand below."""
    rows = [
        ("a", None, "Ann"),
        ("b", "a", "Bob"),
        ("c", "b", "Bob"),
        ("d", "e", None),
        ("e", "x", None),
        ("f", "a", "Cem"),
    ]
    table = forum(*rows)
    found = groups.answers(pd.Series([0.1, 0.2, 0.3, 0.4, 0.5, None]), table)
    assert found["answered"].to_list() == [0.1, 0.5] and found["answer"].to_list() == [0.2, 0.4]
    assert found.index.to_list() == [1, 3] and found["parent"].to_list() == [0, 4]


def test_shared_mood_is_no_surer_than_the_comments_answered():
    """Forty authors who answer ten comments tell of ten comments."""
    random = np.random.default_rng(0)
    parent = np.arange(40) % 10
    pairs = pd.DataFrame({"answered": random.uniform(-1, 1, 10)[parent], "parent": parent, "author": range(40)})
    pairs["answer"] = random.uniform(-1, 1, 10)[parent]
    found = groups.shared_mood(pairs)
    assert found[3:] == (40, 40)
    assert found[1:3] == bootstrap.correlation(pairs["answered"], pairs["answer"], pairs["parent"])[1:3]
    assert found.high - found.low > 1.5 * np.ptp(bootstrap.correlation(pairs["answered"], pairs["answer"])[1:3])
    few = groups.change(pairs[pairs["parent"] < 7])
    assert few[3] == 28 and np.isnan([few.low, few.high]).all()


def test_sentences_of_the_article_are_scored_like_comments():
    """Each sentence of each article; none of one without a text, no score in another language."""
    articles = pd.DataFrame(
        {
            "thread_id": ["a", "b", "c"],
            "text": ["They are great people. He said it was so.", None, "Das ist wirklich schlimm und furchtbar."],
        }
    )
    found = groups.of_articles(articles)
    assert found["thread_id"].to_list() == ["a", "a", "c"]
    assert found["compound"].round(4).to_list()[:2] == [0.6249, 0] and np.isnan(found["compound"].iloc[2])
    assert groups.of_articles(articles.head(0)).empty


def test_no_comments_make_no_groups():
    """Every function takes an empty table."""
    table = forum().assign(**{name: pd.to_datetime([]).tz_localize("UTC") for name in ("posted", "posted_from")})
    table["posted_until"] = table["posted"]
    scores = pd.Series([], dtype="float64")
    assert groups.summarise(scores, table["author"]).empty
    assert groups.depths(pd.Series([], dtype="Int64")).empty and groups.busiest(table["author"], scores).empty
    assert groups.periods(table)[0].empty and groups.answers(scores, table).empty
    assert groups.summarise(scores, by=table["author"]).loc["all", "comments"] == 0


def test_eight_comments_are_too_few_to_compare():
    """The text says so, and gives no share of them; ten are described."""
    scores, authors = pd.Series([0.5, -0.5] * 5), pd.Series(list("abcdefghij"))
    few = summary.sure(scores.head(8), authors.head(8), authors.head(8))
    assert few[-1] == "n = 8: too few to compare groups of comments with each other; read them."
    assert summary.feelings(groups.summarise(scores.head(8)), "depth")["positive"].isna().all()
    enough = summary.sure(scores, authors, authors)
    # t(9) = 2.262, nine free ones: wide = .5686; (.5 + .2843 +- sqrt(.5686 * (.25 + .1421))) / 1.5686
    assert enough[-1] == (
        "Of the comments 50 % (20–80) are positive, 0 % (0–34) are neutral, 50 % (20–80) are negative."
    )


@pytest.mark.parametrize(
    ("change", "verdict"), [(-0.2, "are angrier than"), (0.2, "are kinder than"), (0, "are neither angrier nor kinder")]
)
def test_answers_are_called_angrier_only_if_the_interval_bears_it_out(change, verdict):
    """Twelve authors who all change as much, give or take 0.05; nothing is said of nine."""
    noise = pd.Series([0.05, -0.05] * 6)
    pairs = pd.DataFrame({"answered": 0.1, "answer": 0.1 + change + noise, "author": range(12), "parent": range(12)})
    assert verdict in summary.replied(pairs)
    assert summary.replied(pairs.head(9)) == ""


def test_comments_are_called_other_than_the_article_only_beyond_chance():
    """The article's mean outside of the interval, of ten comments or more; without a text nothing is compared."""
    scores, authors = pd.Series([0.5, 0.4] * 6), pd.Series(range(12))

    def said(*compounds, many=12):
        return summary.beside_article(pd.DataFrame({"compound": compounds}), scores.head(many), authors.head(many))

    assert said(-0.2, 0).endswith("The comments are more positive than the article.") and "is −0.10 (n = 2)" in said(
        -0.2, 0
    )
    assert said(0.9).endswith("The comments are more negative than the article.")
    assert said(0.46).endswith("That is no difference beyond chance.")
    assert said(0.9, many=9).endswith("n = 9: too few comments to compare.")
    same = summary.beside_article(pd.DataFrame({"compound": [0.1]}), pd.Series([0.0] * 10), pd.Series(range(10)))
    assert "that of the comments 0.00, no interval: does not vary (n = 10, by 10 authors)." in same
    assert same.endswith("Comments that do not vary are compared with nothing.")
    assert said() == "There is no text of an article that VADER can read."


def test_coverage_counts_what_was_read_and_what_has_no_words():
    """A comment without words scores nothing, not 0; one in another language was not read. Labels may repeat."""
    hits = pd.array([2, 0, 0, 0, None], dtype="Int64")
    table = pd.DataFrame({"mean_sentence": [0.3, 0, None, None, None], "hits": hits}, index=[1] * 5)
    assert summary.coverage(table) == (
        "1 of 2 comments that were read holds a word VADER knows; the others score 0. 2 have no words of their own. "
        "1 in another language was not read."
    )
    assert summary.coverage(table.head(1)) == "1 of 1 comment that was read holds a word VADER knows."


def test_without_variation_nothing_is_said_of_answers():
    """Equal differences, or one pair of twelve that is not 0, bear nothing out."""
    table = pd.DataFrame({"answered": [0.0] * 12, "answer": [-0.1] * 12, "author": range(12), "parent": range(12)})
    assert summary.replied(table) == (
        "Answers are neither angrier nor kinder, as far as can be told, than what they answer: the mean difference is "
        "−0.10, no interval: does not vary (n = 12, by 12 authors)."
    )
    one = table.assign(answered=[0] * 11 + [0.6], answer=[0] * 11 + [0.5])
    assert groups.shared_mood(one)[:3] == pytest.approx((1, -1, 1))


def test_twenty_thousand_comments_are_summarised_at_once():
    """By 5,000 authors, nine depths: within a few seconds of computing."""
    random = np.random.default_rng(0)
    scores, depth = pd.Series(random.uniform(-1, 1, 20_000)), pd.Series(random.integers(1, 10, 20_000))
    authors = pd.Series(random.integers(0, 5000, 20_000))
    start = time.process_time()
    assert len(groups.summarise(scores, groups.depths(depth), by=authors)) == 9
    assert time.process_time() - start < 4


def test_subthreads_of_circles_and_lost_parents():
    """A lost parent makes a top; a circle, one's own answer included, is one subthread with what hangs on it."""
    table = forum(
        *[(name, parent, "x") for name, parent in zip("abcdefg", ["gone", "a", "d", "e", "c", "c", "g"], strict=True)]
    )
    assert replies.subthreads(table).to_list() == [0, 0, 2, 2, 2, 2, 6]
