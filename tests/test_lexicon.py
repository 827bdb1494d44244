"""A lexicon of the user's own."""

import numpy as np
import pandas as pd
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import InputError, sentiment


def compound(text, lexicon):
    return sentiment.score(pd.DataFrame({"own_words": [text]}), lexicon=lexicon)["compound"].item()


def of(*valences):
    """What VADER makes of these valences."""
    total = sum(valences)
    return pytest.approx(round(total / (total * total + 15) ** 0.5, 4))


@pytest.mark.parametrize(
    ("text", "lexicon", "valences"),
    [
        ("A corrupt man", {"corrupt": -2.1}, [-2.1]),
        ("A CORRUPT man, corrupt.", {"corrupt": -2.1}, [-2.1 - 0.733, -2.1]),  # capitals add .733
        ("The Justice Department said", {}, [2.4]),
        ("The Justice Department's men, Justice\nDepartment!", {"Justice Department": 0}, []),
        ("the justice department", {"Justice Department": 0}, [2.4]),  # only as written
        ("the Justice DEPARTMENT", {"justice department": 0}, []),  # in any case
        ("the justice departments", {"justice department": -3}, [2.4]),
        ("He is a Grant of grant", {"Grant": 0}, [1.5]),
        ("not very fake news", {"fake news": -2.0}, [(-2.0 - 0.293) * -0.74]),
        ("women’s march", {"Women's March": 1, "women's march": 1.5}, [1.5]),
        ("It is great, GREAT people", {"great": 0}, []),
        ("the EU, the eu.", {"eu": -1}, [-1 - 0.733, -1]),
        ("This is very bad", {"very": -1}, [-1, -2.5]),  # a booster that has a valence boosts no more
        ("go 😅, go😅", {"😅": -1}, [-1, -1]),
        ("go 👩\u200d🚒go", {"👩\u200d🚒": 2}, [2]),
        ("in the U.S. they love", {"U.S.": -1}, [-1 - 0.733, 3.2]),
        ("Don't Panic we like it", {"Don't Panic": 0}, [1.5]),  # no negation inside the name
        ("great Great Wall", {"Great Wall": 0, "great": 1}, [1]),
        ("New York Post lies", {"New York": 1, "New York Post": 0, "lies": 0}, []),  # the longest first
    ],
)
def test_entries_go_before_vaders_own(text, lexicon, valences):
    """Words and phrases, as written or in any case, with 0 for none; VADER's rules hold for them too."""
    assert compound(text, lexicon) == of(*valences)


def test_the_cached_lexicon_of_one_call_does_not_reach_the_next():
    """Nor VADER's own."""
    assert compound("great", {"great": -1}) == of(-1)
    assert compound("great", None) == compound("great", {}) == of(3.1)
    assert compound("great", {"great": 1}) == of(1)
    assert SentimentIntensityAnalyzer().polarity_scores("great")["compound"] == of(3.1)


@pytest.mark.parametrize(
    ("lexicon", "said"),
    [
        (["corrupt"], "a lexicon is a dict such as"),
        ("corrupt", "this is str"),
        ({"": 1}, "an entry is a word"),
        ({" ": 1}, "an entry is a word"),
        ({3: 1}, "the entry 3"),
        ({None: 1}, "the entry None"),
        ({"corrupt": float("nan")}, "'corrupt' has nan: a valence is a number from -4 to 4"),
        ({"corrupt": 4.1}, "has 4.1"),
        ({"corrupt": -float("inf")}, "has -inf"),
        ({"corrupt": 10**400}, "has 1000"),
        ({"corrupt": "-2"}, "has '-2'"),
        ({"corrupt": None}, "has None"),
        ({"corrupt": True}, "has True"),
        ({"don't": 1, "don’t": 2}, "twice, with 1 and 2"),
    ],
)
def test_what_is_no_lexicon_is_refused_in_a_line(lexicon, said):
    """It is said which entry is wrong and what would be right."""
    with pytest.raises(InputError, match=said) as error:
        compound("great", lexicon)
    assert "\n" not in str(error.value)


def test_numbers_of_numpy_are_numbers():
    """As a lexicon from a table has them."""
    assert compound("so corrupt", dict(pd.Series({"corrupt": -2.0}))) == of(-2.293)
    assert compound("corrupt", {"corrupt": np.int64(-2)}) == compound("corrupt", {"corrupt": np.float32(-2)}) == of(-2)


def test_names_that_hold_words_of_the_lexicon():
    """united 1.8, supreme 2.6 and justice 2.4 are no feelings in a name; Paris needs no entry."""
    mentions = pd.DataFrame({"text": ["United\nStates", "Paris", "Supreme Court", "United States", "US"]})
    found = sentiment.names(mentions)
    assert found == {"United States": 0, "Supreme Court": 0}
    assert compound("The United  States won in the Supreme Court", found) == of(2.7)
    assert sentiment.names(mentions.head(0)) == {}


def test_the_effect_of_a_lexicon():
    """The mean of 3 scores with and without; a comment without words counts in neither."""
    comments = pd.DataFrame({"own_words": ["United States", "great", "tree", ""]}, index=[1, 1, 1, 1])
    told = sentiment.effect(comments, {"United States": 0})
    assert told["comments"] == 3 and told["changed"] == 1
    assert told["without"] == pytest.approx((0.4215 + 0.6249) / 3) and told["with"] == pytest.approx(0.6249 / 3)
    assert told.index.to_list() == ["comments", "changed", "without", "with"]
