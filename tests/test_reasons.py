"""Why a text has its score."""

from itertools import chain

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear import check_time_is_in_proportion
from test_sentiment import REFERENCE, TEXTS

from analysis import InputError, TableError, reasons, sentiment


def compound(rows):
    """VADER's compound of a sum, before it is rounded."""
    total = sum(rows["valence"])
    return total / (total * total + 15) ** 0.5


@given(TEXTS | st.text(max_size=40))
def test_the_sum_of_an_explanation_is_vaders(text):
    """Of any text as given, and of its repaired form: vaderSentiment's compound comes out."""
    plain = sentiment.explain(text, repairs=[])
    assert compound(plain) == pytest.approx(REFERENCE.polarity_scores(text)["compound"], abs=5.1e-5)
    repaired = sentiment.explain(text)
    assert compound(repaired) == pytest.approx(
        REFERENCE.polarity_scores(sentiment.repair(text))["compound"], abs=5.1e-5
    )


@given(st.lists(TEXTS, max_size=4))
def test_it_explains_the_score(texts):
    """`score`'s compound is the explanation's, with a lexicon too."""
    lexicon = {"great love": -1.5, "Tree": 2, "sucks": 0}
    scores = sentiment.score(pd.DataFrame({"own_words": pd.Series(texts, dtype="str")}), lexicon=lexicon)["compound"]
    for text, score in zip(texts, scores.fillna(0), strict=True):
        assert compound(sentiment.explain(text, lexicon)) == pytest.approx(score, abs=5.1e-5)


@pytest.mark.parametrize(
    ("text", "token", "valence", "rule"),
    [
        ("great", "great", 3.1, "lexicon"),
        ("a tree", "tree", 0, ""),
        ("very great", "very", 0, "booster"),
        ("very great", "great", 3.393, "lexicon, booster very"),
        ("kinda great", "great", 2.807, "lexicon, booster kinda"),
        ("not great", "great", -2.294, "lexicon, negated by not"),
        ("isn’t that great", "great", -2.294, "lexicon, negated by isn't"),
        ("so GREAT", "GREAT", (3.1 + 0.733 + 0.293), "lexicon, capitals, booster so"),
        ("never so great", "great", (3.1 + 0.293) * 1.25, "lexicon, booster so, raised by so"),
        ("this was a great", "great", 3.1, "lexicon"),
        ("no great thing", "no", 0, "no before a word of the lexicon"),
        ("no great thing", "great", -2.294, "lexicon, negated by no"),
        ("least great", "great", -2.294, "lexicon, negated by least"),
        ("great, but bad", "great", 1.55, "lexicon, before but"),
        ("great, but bad", "bad", -3.75, "lexicon, after but"),
        ("it is kind of great", "kind", 0, "kind of"),
        ("it is all the shit here", "shit", 3, "lexicon, idiom"),
    ],
)
def test_rules_by_hand(text, token, valence, rule):
    """great is 3.1, bad -2.5; a booster adds .293, capitals .733, a negation makes it times -.74."""
    rows = sentiment.explain(text).set_index("token")
    assert rows.loc[token, "valence"] == pytest.approx(valence) and rows.loc[token, "rule"] == rule


def test_tokens_stand_where_they_stood():
    """In the text as given, though it is repaired before it is explained; an emoji is each of its words."""
    text = "<b>“Don’t”</b> love 👩🏽\u200d🚒 &amp; Justice  Department’s"
    rows = sentiment.explain(text, {"Justice Department": 0})
    found = [(row.token, text[row.start : row.end]) for row in rows.iloc[:-1].itertuples()]
    emoji = "👩🏽\u200d🚒"
    assert found == [
        ("Don't", "Don’t"), ("love", "love"), ("woman", emoji), ("firefighter", emoji), ("&", "&amp;"),
        ("Justice  Department’s", "Justice  Department’s"),
    ]  # fmt: skip


def test_the_last_row_is_the_emphasis():
    """! adds .292 each, up to four, with the sign of the whole; where nothing is felt it adds nothing."""
    last = sentiment.explain("Bad, bad! Why?! !!!!!").iloc[-1]
    assert last["valence"] == pytest.approx(-4 * 0.292) and last["token"] == "!?!!!!!!" and pd.isna(last["start"])
    assert sentiment.explain("So!!!").iloc[-1]["valence"] == 0


@pytest.mark.parametrize("text", ["", " ", "\ud800n't great \udfff", "tree"])
def test_texts_without_much_have_the_same_columns(text):
    """The dtypes do not depend on what is found."""
    dtypes = {"token": "str", "start": "Int64", "end": "Int64", "valence": "float64", "rule": "str"}
    assert sentiment.explain(text).dtypes.astype(str).to_dict() == dtypes


@pytest.mark.parametrize("text", [None, b"great", 3, float("nan")])
def test_what_is_no_text_is_refused(text):
    """As by `vader`."""
    for tell in (sentiment.explain, reasons.marks, sentiment.hits, sentiment.repair):
        with pytest.raises(TableError, match="VADER reads str"):
            tell(text)


def test_a_wrong_lexicon_is_refused():
    """As by `score`."""
    with pytest.raises(InputError, match="-4 to 4"):
        sentiment.explain("great", {"great": 5})


def test_a_long_text_is_explained_to_its_end():
    """20,000 words, half of them with sentiment."""
    rows = sentiment.explain("great tree " * 10_000)
    assert (rows["valence"] == 3.1).sum() == 10_000


@pytest.mark.parametrize("text", ["great tree " * 10_000, "Great. 😅 " * 5_000, "but bad " * 10_000])
def test_marks_take_time_in_proportion(text):
    """A text is repaired once, and each sentence read once."""
    check_time_is_in_proportion(reasons.marks, text)


PARTS = (
    "<br> <p> not…great “bad” Mr. Good Dr. No &#10; &amp; http://x.org/a. love... but no. ok! 😅 ❤️ 👩\u200d🚒 . ! ? "
    "Bad very U.S. House great-minded"
).split(" ")


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(["", " ", " "])), max_size=15))
def test_what_is_marked_made_the_score(parts):
    """Sentence by sentence the marked words give `mean_sentence`, however repairs and entries move its sentences."""
    text = "".join(chain.from_iterable(parts))
    lexicon = {"Mr. Good": 0, "Dr. No": -3, "U.S. House": 1, "great": 2, "love... but": -1}
    told = [[word.valence for word in words] + [emphasis] for words, emphasis in reasons.by_sentence(text, lexicon)]
    mean = sentiment.score(pd.DataFrame({"own_words": [text]}), lexicon=lexicon)["mean_sentence"].item()
    if told:
        assert sum(sum(s) / (sum(s) ** 2 + 15) ** 0.5 for s in told) / len(told) == pytest.approx(mean, abs=5.1e-5)
    else:
        assert pd.isna(mean)
    marked = sum(valence for *_, valence, _ in reasons.marks(text, lexicon))
    assert marked == pytest.approx(sum(sum(s[:-1]) for s in told), abs=0.005 * len(text) + 1e-9)


@pytest.mark.parametrize(
    ("text", "lexicon", "marked"),
    [
        ("not...great people. He is calm.", None, [("great", 3.1), ("calm", 1.3)]),
        ("not<br>good", None, [("good", 1.9)]),
        ("Mr. Good went home", {"Mr. Good": 0}, []),
        ("Dr. No is bad", {"Dr. No": -3}, [("Dr. No", -3), ("bad", -2.5)]),
        ("<b>U.S. House’s</b> great", {"U.S. House": 1}, [("U.S. House’s", 1), ("great", 3.1)]),
    ],
)  # fmt: skip
def test_marks_stand_at_the_words_that_were_scored(text, lexicon, marked):
    """Not at those that the raw text would have been cut into."""
    found = [(text[start:end], valence) for start, end, valence, _ in reasons.marks(text, lexicon)]
    assert found == marked


def test_marks_are_those_of_the_sentences():
    """The but of another sentence changes nothing; an emoji's words are one mark; what is not felt has none."""
    text = "Great! But it is bad 😅😅 tree."
    found = [(text[start:end], valence, rule) for start, end, valence, rule in reasons.marks(text)]
    assert found == [
        ("Great", 3.1, "lexicon"),
        ("bad", -3.75, "lexicon, after but"),
        ("😅", 2.25, "lexicon, after but"),
        ("😅", 2.25, "lexicon, after but"),
    ]
