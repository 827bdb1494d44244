"""The fast VADER gives vaderSentiment's numbers to the last bit."""

import random
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis import sentiment, vader

REFERENCE = SentimentIntensityAnalyzer()
COLUMNS = ["compound", "pos", "neu", "neg"]
FEELING = "great bad hate love no no. kind least shit bomb death heart stop alone lol :) :D <3 😅 💔 ❤️ 😡".split()
PLAIN = "the so this or nor at very without doubt of to for but BUT tree 3.5 é 我 ! !! ??? ???? … “good” \n".split(" ")
RULES = [*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES]
WORDS = st.sampled_from(FEELING) | st.sampled_from(PLAIN) | st.sampled_from(RULES)
SHAPED = st.tuples(WORDS, st.sampled_from([str, str, str.upper, str.title]), st.sampled_from(["", "", ",", "!", ")"]))
TEXTS = st.tuples(st.lists(SHAPED, max_size=30), st.sampled_from([" ", " ", ""])).map(
    lambda drawn: drawn[1].join(shape(word) + sign for word, shape, sign in drawn[0])
)


def exact(texts):
    """Ours and the reference's scores, written so that 0.0 and -0.0 differ."""
    ours = sentiment.vader(texts).to_dict("records")
    theirs = [REFERENCE.polarity_scores(text) for text in texts]
    return [repr([row[name] for name in COLUMNS]) for row in ours], [
        repr([row[name] for name in COLUMNS]) for row in theirs
    ]


@given(st.lists(TEXTS | st.text(max_size=40), max_size=6))
def test_any_texts_score_as_the_reference_does(texts):
    "From what the rules look at, and from any characters."
    ours, theirs = exact(texts)
    assert ours == theirs


@pytest.mark.parametrize(
    "text",
    [
        "good good but good",  # three equal values: each is looked for from the start of the text
        "bad great but bad great but great",  # only the first "but" turns
        "sad bad sad but mad mad",
        "but",
        "so this love",  # two words before "love", and no third
        "never this love",
        "at least good",
        "very least good",
        "no no no good",
        "no great or nor bad",
        "That was the shit and to die for",
        "kind of a bad kiss of death",
        "just enough of this is the bomb",
        "GOOD good",  # capitals count where others are small
        "GOOD GOOD",
        "great😅great",  # what follows an emoji is glued to its description
        "😅 😅😅 !!!! ????",
        "© ® ☹",
        "\ud83d love \udc00",  # halves of a character
        "a\u2028b\x1cgood\u00a0bad\u3000no",  # whatever `split` takes for a space
        "ẞ good ǅ İ",
        "",
        "   \n ",
    ],
)
def test_traps(text):
    "Where a rule looks at what is not there, or VADER does what one would not expect."
    ours, theirs = exact([text])
    assert ours == theirs


def test_a_small_negative_compound_is_minus_zero_as_there():
    "Python rounds -0.00003 to -0.0."
    scorer = vader.Scorer({"zzz": -0.0001})
    reference = SentimentIntensityAnalyzer()
    reference.lexicon = {"zzz": -0.0001}
    compound = scorer.scores(["zzz"])[0, 0]
    assert repr(float(compound)) == repr(reference.polarity_scores("zzz")["compound"]) == "-0.0"


def test_batches_and_forgotten_codes_change_nothing(monkeypatch):
    "Texts are scored many at a time, and words forgotten when there are too many."
    chance = random.Random(3)
    words = [*FEELING, *PLAIN, *RULES]
    texts = [" ".join(chance.choices(words, k=chance.randint(0, 40))) for _ in range(300)]
    whole = vader.Scorer().scores(texts)
    monkeypatch.setattr(vader, "BATCH", 50)
    monkeypatch.setattr(vader, "REMEMBERED", 20)
    assert np.array_equal(vader.Scorer().scores(texts), whole)
    assert np.array_equal(vader.Scorer().scores(texts[:1]), whole[:1])


def test_compensated_sums_are_those_of_this_python(monkeypatch):
    "Since 3.12 Python's `sum` corrects for rounding: either way of adding gives what `sum` gives here."
    texts = ["great " * 7 + "bad sad lol " * 5, "love hate " * 40, "tree"]
    found = vader.Scorer().scores(texts)[:, 0].tolist()
    assert found == [REFERENCE.polarity_scores(text)["compound"] for text in texts]
    monkeypatch.setattr(sys, "version_info", (3, 12))
    assert vader.Scorer().scores(texts)[:, 0].tolist() == found


def test_another_lexicon_is_another_scorer():
    "Words as given, in lower case."
    scorer = vader.Scorer({"brexit": -2.0})
    assert scorer.scores(["Brexit is great."])[0, 0] == pytest.approx(-2 / np.sqrt(4 + 15), abs=5e-5)
    assert vader.Scorer().scores(["Brexit is great."])[0, 0] == 0.6249
