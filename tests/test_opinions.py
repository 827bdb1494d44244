"""Second opinions, and how far methods agree."""

import sys
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import InputError, TableError, opinions, sentiment

COMMENTS = pd.DataFrame({"own_words": ["Great. Bad!", "", "tree"], "language": ["en", "en", "de"]}, index=[4, 4, 2])


@pytest.fixture
def packages(monkeypatch):
    """AFINN that counts letters a, TextBlob that answers .5: what is tested here is what is made of them."""

    class TextBlob:
        def __init__(self, text):
            self.sentiment = SimpleNamespace(polarity=0.5 if "Great" in text else -1)

    class Afinn:
        def __init__(self, emoticons):
            assert emoticons

        def score(self, text):
            return float(text.count("a"))

    monkeypatch.setitem(sys.modules, "afinn", SimpleNamespace(Afinn=Afinn))
    monkeypatch.setitem(sys.modules, "textblob", SimpleNamespace(TextBlob=TextBlob))


def test_each_method_is_the_mean_of_the_sentences(packages):
    """AFINN's sum of 1 becomes 1 / sqrt(16); what has no words or is in another language is missing."""
    told = sentiment.opinions(COMMENTS)
    assert told.index.to_list() == [4, 4, 2] and list(told) == ["vader", "afinn", "textblob", "mean"]
    vader = sentiment.score(COMMENTS)["mean_sentence"].iloc[0]
    assert told.iloc[0].to_list() == pytest.approx([vader, 0.25, -0.25, vader / 3])
    assert told.iloc[1:].isna().all(axis=None)
    assert set(told.dtypes.astype(str)) == {"float64"}
    assert sentiment.opinions(COMMENTS.head(0)).empty


@pytest.mark.parametrize(
    ("answers", "mean"),
    [
        ([0.5, -1], -0.25),
        (np.array([0.5, -1.0]), -0.25),
        ([{"label": "POSITIVE", "score": 0.9}, {"label": "neg", "score": 0.7}], 0.1),
        ([{"label": "neutral", "score": 0.9}, {"label": "Positive", "score": 0.5}], 0.25),
        ([{"label": "5 stars", "score": 1.0}, {"label": "1 star", "score": 0.5}], 0.25),
        (
            [[{"label": "positive", "score": 0.7}, {"label": "negative", "score": 0.3}]] * 2,
            0.4,
        ),
    ],
)
def test_a_pipeline_of_ones_own(packages, answers, mean):
    """Numbers, the best label, or all labels with their scores, for each sentence of all comments at once."""
    asked = []

    def pipeline(texts):
        asked.append(texts)
        return answers

    told = sentiment.opinions(COMMENTS, pipeline)
    assert asked == [["Great.", "Bad!"]]
    assert told["pipeline"].iloc[0] == pytest.approx(mean)
    assert told["mean"].iloc[0] == pytest.approx(told.iloc[0, :4].mean())


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([0.5], "given 2 texts and returned 1 answers"),
        ([0.5, 2], "returned 2: wanted is a number from -1 to 1"),
        ([0.5, None], "returned None"),
        ([0.5, float("nan")], "returned nan"),
        ([0.5, {"name": "x"}], "wanted is"),
        ([{"label": "LABEL_0", "score": 0.5}] * 2, "label 'LABEL_0' is not known"),
        ([{"label": "negligible", "score": 0.5}] * 2, "label 'negligible' is not known"),
        (None, "the pipeline returned None: wanted is a list"),
        ("ab", "the pipeline returned 'ab': wanted is a list"),
    ],
)
def test_what_a_pipeline_may_not_return(packages, answers, said):
    """It is said what came and what would be right."""
    with pytest.raises(InputError, match=said):
        sentiment.opinions(COMMENTS, lambda texts: answers)


@pytest.mark.parametrize("package", ["afinn", "textblob"])
def test_a_missing_package_is_named_with_its_extra(packages, monkeypatch, package):
    """One line says how to install it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InputError, match=rf"{package}.*thread-analysis\[second\]"):
        sentiment.opinions(COMMENTS)


def test_bad_tables_are_refused(packages):
    """As by `score`."""
    with pytest.raises(TableError, match="own_words"):
        sentiment.opinions(pd.DataFrame({"body": ["great"]}))
    with pytest.raises(TableError, match="'own_words' has .+ in row 0"):
        sentiment.opinions(pd.DataFrame({"own_words": [b"great"]}))


def test_the_real_packages():
    """Where the extra is installed: both know that great is good and bad is bad, and read half a character over."""
    pytest.importorskip("afinn")
    pytest.importorskip("textblob")
    table = pd.DataFrame({"own_words": pd.Series(["A great day", "A bad day", "tree", "\ud800 great"], dtype="object")})
    told = sentiment.opinions(table)
    assert (told.iloc[0] > 0).all() and (told.iloc[1] < 0).all() and (told.iloc[2] == 0).all()
    assert (told.iloc[3] > 0).all()


def test_agreement_is_pearsons_correlation():
    """As NumPy computes it, over the comments that both judged; the mean is left out."""
    random = np.random.default_rng(1)
    table = pd.DataFrame(random.normal(size=(40, 3)), columns=["vader", "afinn", "mean"])
    table.loc[0, "afinn"] = np.nan
    (row,) = opinions.agreement(table).to_dict("records")
    assert (row["one"], row["other"], row["n"]) == ("vader", "afinn", 39)
    assert row["r"] == pytest.approx(np.corrcoef(table["vader"][1:], table["afinn"][1:])[0, 1])
    assert -1 <= row["low"] < row["r"] < row["high"] <= 1


def test_intervals_resample_whole_authors():
    """The same 40 comments by 8 authors, 5 alike ones each, are less certain than by 40; by 4 authors there is none."""
    x = np.repeat(np.random.default_rng(2).normal(size=8), 5)
    table = pd.DataFrame({"vader": x, "afinn": x + np.repeat(np.random.default_rng(3).normal(size=8), 5)})
    alone, eight, four = (
        opinions.agreement(table, by).loc[0]
        for by in (None, pd.Series(np.arange(40) // 5), pd.Series(np.arange(40) // 10))
    )
    assert eight["high"] - eight["low"] > 1.5 * (alone["high"] - alone["low"])
    assert np.isnan(four["low"]) and four["r"] == pytest.approx(alone["r"])


@pytest.mark.parametrize("values", [[0.5] * 9, [0.5] * 12])
def test_no_correlation_of_few_or_of_the_same(values):
    """Under ten comments, or where one method says the same of all, there is none."""
    table = pd.DataFrame({"vader": values, "afinn": np.linspace(0, 1, len(values))})
    assert opinions.agreement(table)[["r", "low", "high"]].isna().all(axis=None)
