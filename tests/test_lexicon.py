"""A lexicon of the user's own."""

import numpy as np
import pandas as pd
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import InputError, bootstrap, lexicon, sentiment, summary


def compound(text, entries):
    return sentiment.score(pd.DataFrame({"own_words": [text]}), lexicon=entries)["compound"].item()


def of(*valences):
    """What VADER makes of these valences."""
    total = sum(valences)
    return pytest.approx(round(total / (total * total + 15) ** 0.5, 4))


@pytest.mark.parametrize(
    ("text", "entries", "valences"),
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
        ("Corrupt's friend, corrupt-minded", {"corrupt": -2, "friend": 0}, [-2, -2]),
        ("anti-corrupt, uncorrupt", {"corrupt": -2}, []),
        ("I can’t love", {"can": 2}, [3.2 * -0.74]),  # a negation is one word
        ("fake news/lies, x,fake news", {"fake news": -2}, [-2, -1.8, -2]),  # apart from what signs part it from
        ("fake news。really", {"fake news": -2}, [-2]),
        ("NEW YORK, BAD", {"new york": -1}, [-1, -2.5]),  # no word more beside it: all are in capitals
        ("not good, but bad", {"not": 0, "but": 0}, [1.9, -2.5]),
        ("not very good", {"not": -1, "very": 0}, [-1, 1.9]),
        ("it is the shit here to die for friends", {"shit": -1, "die": 0, "friends": 0}, [-1]),  # 3 as an idiom
        ("İstanbul love", {"İstanbul": 2}, [2, 3.2]),
        ("great :) x:) :)", {":)": -1}, [3.1, -1, -1]),
        ("well…but", {"well…": 3, "but": 0}, [3]),
    ],
)
def test_entries_go_before_vaders_own(text, entries, valences):
    """Words and phrases, as written or in any case, with 0 for none; VADER's rules hold for them too."""
    assert compound(text, entries) == of(*valences)


def test_the_cached_lexicon_of_one_call_does_not_reach_the_next():
    """Nor VADER's own."""
    assert compound("great", {"great": -1}) == of(-1)
    assert compound("great", None) == compound("great", {}) == of(3.1)
    assert compound("great", {"great": 1}) == of(1)
    assert SentimentIntensityAnalyzer().polarity_scores("great")["compound"] == of(3.1)


@pytest.mark.parametrize(
    ("entries", "said"),
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
        ({"👍": 1, "👍🏽": 2}, "'👍' twice, with 1 and 2"),
        ({"@trump": 1}, "'@trump' is never found: texts are repaired first, and of it '@' is left"),
        ({"www.corrupt.org": 1}, "never found"),
        ({"vote @ann now": 1}, "never found"),
        ({"<br>": 1}, "never found"),
        ({"\u200b": 1}, "never found"),
    ],
)
def test_what_is_no_lexicon_is_refused_in_a_line(entries, said):
    """It is said which entry is wrong and what would be right."""
    with pytest.raises(InputError, match=said) as error:
        compound("great", entries)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("Justice &amp; Peace", "Justice & Peace"),
        ("Justice & Peace", "<i>Justice</i> &amp; Peace"),
        ("gr\u00adeat", "great"),
        ("great", "gr\u200beat"),
        ("no.", "no."),
        ("ok.", "Ok. then"),
        ("❤️", "❤"),
        ("❤", "❤️"),
        ("👍🏽", "👍🏿"),
        ("👩🏽\u200d🚒", "👩\u200d🚒"),
        ("Women’s  March", "the Women's March"),
        ("fake—news", "fake – news"),
    ],
)
def test_entries_are_repaired_as_the_texts_are(key, text):
    """Whatever either is written with, they meet; where no repair is asked for, only as written."""
    assert compound(text, {key: 2}) == of(2)
    assert sentiment.hits(key, {key: 2}) == 1
    table = pd.DataFrame({"own_words": [key, text]})
    assert sentiment.score(table, lexicon={key: 2}, repairs=[])["compound"][0] == of(2)


def test_without_repairs_an_address_is_an_entry_too():
    """And what is repaired is no entry: each as written."""
    table = pd.DataFrame({"own_words": ["@trump", "Women's March", "Women’s March"]})
    found = sentiment.score(table, lexicon={"@trump": -2, "Women’s March": 2}, repairs=[])
    assert found["hits"].to_list() == [1, 0, 1]


def test_only_entries_that_may_be_there_are_looked_for(monkeypatch):
    """Of a thousand names those are compiled that begin as a word of the text does."""
    made = []
    monkeypatch.setattr(lexicon, "_pattern", lambda key, number: made.append(key) or f"(?P<e{number}>{key})")
    names = lexicon.Lexicon({f"Street{n} Name": -2.0 for n in range(1000)} | {"New York": 1.0, "New Ulm": 2.0})
    assert list(names.read(["Off to new places", "New York, Street7 Name"]))[1][1] == [
        f"{lexicon.TOKEN}{names.keys['new'][0][0]}, {lexicon.TOKEN}{names.keys['street7'][0][0]}"
    ]
    assert made == ["New York", "New Ulm", "Street7 Name"]


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


def test_names_without_a_capital_or_that_are_addresses_take_no_feeling_away():
    """Every hope would be nobody's; a typeset name is one; an @name is never found."""
    mentions = pd.DataFrame({"text": ["hope", "the supreme court", "“Great” Falls", "Good @ann", "US"]})
    found = sentiment.names(mentions)
    assert found == {"“Great” Falls": 0}
    assert compound("In “Great” Falls they hope", found) == of(1.9)


def test_the_effect_of_a_lexicon():
    """The mean of 3 scores with and without; a comment without words counts in neither."""
    comments = pd.DataFrame({"own_words": ["United States", "great", "tree", ""]}, index=[1, 1, 1, 1])
    told = sentiment.effect(comments, {"United States": 0})
    assert told["comments"] == 3 and told["changed"] == 1
    assert told["without"] == pytest.approx((0.4215 + 0.6249) / 3) and told["with"] == pytest.approx(0.6249 / 3)
    assert told["difference"] == pytest.approx(-0.4215 / 3) and told[["low", "high"]].isna().all()
    assert told.index.to_list() == ["comments", "changed", "without", "with", "difference", "low", "high"]


def test_the_effect_has_the_interval_of_the_paired_difference_over_authors():
    """-.4215 in a half of 40 comments, or in all of half of the 20 authors, which is less sure."""
    comments = pd.DataFrame({"own_words": ["United States", "tree"] * 20, "author": np.arange(40) // 2})
    even = sentiment.effect(comments, {"United States": 0})
    whole = sentiment.effect(comments.assign(author=np.arange(40) % 20), {"United States": 0})
    change = pd.Series([-0.4215, 0.0] * 20)
    for told, author in [(even, np.arange(40) // 2), (whole, np.arange(40) % 20)]:
        expected = bootstrap.mean(change, pd.Series(author))
        assert told[["difference", "low", "high"]].to_list() == pytest.approx(expected[:3], nan_ok=True)
    assert pd.isna(even["low"]) and -0.4215 < whole["low"] < -0.22 < whole["high"] < 0


def test_the_effect_is_told_with_its_interval():
    """And the strongest names first, scored as the comments are, in typeset letters too."""
    comments = pd.DataFrame({"own_words": ["United States", "great"] * 20})
    names = {"United States": 0.0, "Trump’s Supreme Court": 0.0}
    said = summary.neutralised(names, sentiment.effect(comments, names))
    assert "feelings: Trump’s Supreme Court (+0.56), United States (+0.42). With" in said
    assert "20 of 40 comments change, and the mean sentiment is 0.31 instead of 0.52 (difference −0.21, 95 %" in said


@pytest.mark.parametrize(("texts", "number"), [([], "0 comments"), (["tree"], "1 comment")])
def test_where_nothing_changes_no_mean_is_told(texts, number):
    """Without a scored comment there is no mean at all."""
    effect = sentiment.effect(pd.DataFrame({"own_words": pd.Series(texts, dtype="str")}), {"United States": 0})
    said = summary.neutralised({"United States": 0}, effect)
    assert said.endswith(f"With these names as neutral none of {number} with a score changes.") and "nan" not in said
