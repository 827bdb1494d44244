"""Comments that say the same again."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, repeats

VOTE = "Vote no on the bridge, friends: it will ruin this town and all who live in it."
OTHER = "I have lived here for forty years and never once saw a flood like the one of last week."


def table(*texts, **columns):
    return pd.DataFrame({"own_words": pd.Series(texts, dtype="str")}).assign(**columns)


def found(*texts):
    """Groups as plain numbers, None for no group."""
    return [None if pd.isna(group) else group for group in repeats.find(table(*texts))["group"]]


def test_case_punctuation_and_links_do_not_matter():
    """The same words are the same comment, whatever stands between them."""
    again = VOTE.upper().replace(",", " -").replace(".", "!!! https://example.org/petition")
    assert repeats.find(table(VOTE, OTHER, again))["resemblance"].to_list() == pytest.approx(
        [1, np.nan, 1], nan_ok=True
    )
    assert found(VOTE, OTHER, again, OTHER) == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Don't say it's what they're for, we'll see", "Don’t say it’s what they´re for, we`ll see"),
        (
            "Die Brücke möchte hier niemand für so viel Geld",
            "Die Bru\u0308cke mo\u0308chte hier niemand fu\u0308r so viel Geld",
        ),
        (
            "Nobody has ever asked the people in this town",
            "No\u00adbody has ever\u2060 asked the peo\u200bple in this town",
        ),
        ("A well-known man said so to you and me", "A well‑known man said so to you and me"),
        ("This is a text of eight words, count them", "Ｔｈｉｓ is a text of eight words, count them"),
        ("In dieser Straße baut man heute keine Brücken mehr", "IN DIESER STRASSE BAUT MAN HEUTE KEINE BRÜCKEN MEHR"),
    ],
)
def test_encoding_does_not_matter(text, again):
    """Curly apostrophes, decomposed accents, invisible signs, other hyphens, wide letters, ß in capitals."""
    assert repeats.find(table(text, again))["resemblance"].to_list() == [1, 1]


def test_resemblance_by_hand():
    """16 pairs of 17 words; "town" for "village" costs two of each: 14 of 18 pairs are in both."""
    one, other = repeats.find(table(VOTE, VOTE.replace("town", "village")))["resemblance"]
    assert (one, other) == (1, pytest.approx(14 / 18))


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("one two three four five six seven", False),
        ("one two three four five six seven eight", True),
        ("lol", False),
        ("", False),
        ("今天天气很好，我们去公园吧！今天天气很好。", True),
    ],
)
def test_short_comments_say_the_same_by_chance(text, repeated):
    """It takes eight words."""
    assert found(text, text) == ([1, 1] if repeated else [None, None])


def test_groups_hold_together_by_way_of_a_third():
    """Each seven words further on: 32 of 46 pairs are in neighbours, only 25 of 53 in the first and the last."""
    texts = [" ".join(f"word{n}" for n in range(start, start + 40)) for start in (0, 7, 14)]
    assert found(*texts) == [1, 1, 1] and found(texts[0], texts[2]) == [None, None]
    assert repeats.find(table(*texts))["resemblance"].to_list() == pytest.approx([1, 32 / 46, 25 / 53])


def test_groups_are_numbered_by_their_first_comment():
    """In the order of the table, and its index is kept."""
    comments = table(OTHER, VOTE, VOTE, "Short.", OTHER).set_axis(list("babab"))
    before = comments.copy(deep=True)
    result = repeats.find(comments)
    assert result.index.to_list() == list("babab") and result["group"].to_list() == [1, 2, 2, pd.NA, 1]
    assert result.dtypes.astype(str).to_dict() == {"group": "Int64", "resemblance": "float64"}
    pd.testing.assert_frame_equal(comments, before)


@pytest.mark.parametrize("texts", [(), ("",), ("lol", "lol"), (VOTE,)])
def test_nothing_repeated(texts):
    """No comments, none with words, one alone: no group, with the dtypes of any other answer."""
    result = repeats.find(table(*texts))
    assert len(result) == len(texts) and result.isna().all(axis=None)
    assert result.dtypes.astype(str).to_list() == ["Int64", "float64"]


WORDS = [f"w{n}" for n in range(2000)]


def brute(texts):
    """Groups by comparing each comment with each other one."""
    sets = [set(zip(text.split(), text.split()[1:], strict=False)) for text in texts]
    first = list(range(len(texts)))
    for one in range(len(texts)):
        for other in range(one):
            if len(sets[one] & sets[other]) >= repeats.ALIKE * len(sets[one] | sets[other]):
                a, b = sorted((first[one], first[other]))
                first = [a if leader == b else leader for leader in first]
    return first


@given(st.integers(0, 10**6))
def test_equals_comparing_each_with_each(seed):
    """Copies with up to one word in twelve changed fall into the groups that comparing all pairs gives."""
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(24, 40))) for _ in range(6)]
    for _ in range(8):
        words = chance.choice(texts[:6]).split()
        for place in chance.sample(range(len(words)), len(words) // 12):
            words[place] = chance.choice(WORDS)
        texts.append(" ".join(words))
    first = brute(texts)
    leaders = [leader if first.count(leader) > 1 else None for leader in first]
    numbers = {
        leader: place + 1 for place, leader in enumerate(dict.fromkeys(filter(lambda x: x is not None, leaders)))
    }
    assert found(*texts) == [numbers.get(leader) for leader in leaders]


def test_batches_are_joined(monkeypatch):
    """However few comments are cut into words at once, the groups are the same."""
    comments = table(OTHER, VOTE, "Short.", VOTE, "", OTHER)
    whole = repeats.find(comments)
    monkeypatch.setattr(repeats, "BATCH", 2)
    pd.testing.assert_frame_equal(repeats.find(comments), whole)


def test_a_thousand_copies_cost_a_thousand_comparisons(monkeypatch):
    """Each is compared with the first, not with each other."""
    calls = []
    compare = repeats._resemblance
    monkeypatch.setattr(repeats, "_resemblance", lambda *pair: calls.append(1) or compare(*pair))
    assert set(found(*[VOTE] * 1000)) == {1}
    assert len(calls) < 3000


def test_missing_words_are_refused():
    """A row without own_words is an error, and so is a table without them."""
    with pytest.raises(TableError, match="'own_words' is missing in 1 rows"):
        repeats.find(table(VOTE, None))
    with pytest.raises(TableError, match="own_words"):
        repeats.find(pd.DataFrame({"body": []}))


def test_summarise_by_hand():
    """Nameless authors are not counted; the earliest by time is the first; groups of most authors come first."""
    comments = table(
        OTHER, OTHER, VOTE, VOTE + " Please.", "Short.", VOTE, VOTE,
        thread_id=list("ttttuuu"), comment_id=[f"c{n}" for n in range(7)],
        author=["Ann", "Ann", "Bob", "Cem", "Ann", None, "Bob"],
        posted=pd.to_datetime([None, None, "2024-05-04", "2024-05-03", None, None, "2024-05-05"], utc=True),
    )  # fmt: skip
    result = repeats.summarise(comments, repeats.find(comments))
    assert result.index.to_list() == [2, 1]
    assert result[["comments", "authors", "threads", "identical"]].to_numpy().tolist() == [[4, 2, 2, 3], [2, 1, 1, 2]]
    assert result["comment_id"].to_list() == ["c3", "c0"] and result["text"].to_list() == [VOTE + " Please.", OTHER]
    assert result["first_posted"].iloc[0] == pd.Timestamp("2024-05-03", tz="UTC")
    assert result["last_posted"].iloc[0] == pd.Timestamp("2024-05-05", tz="UTC")
    assert result.loc[1, ["first_posted", "last_posted"]].isna().all()


def test_summarise_nothing_and_no_times():
    """No group gives no row but all columns; a table without times is read in its order."""
    comments = table(VOTE, VOTE, thread_id="t", comment_id=["a", "b"], author="Ann")
    result = repeats.summarise(comments, repeats.find(comments))
    assert result["comment_id"].to_list() == ["a"] and result["first_posted"].isna().all()
    nothing = repeats.summarise(comments.head(1), repeats.find(comments.head(1)))
    assert nothing.empty and list(nothing) == list(result)


def test_times_as_text_are_times():
    """They are sorted by the moment, not by their letters, and what is no time is refused."""
    comments = pd.DataFrame({"thread_id": "t", "comment_id": ["a", "b"], "author": "Ann"})
    comments["own_words"] = "Vote no on the bridge, it will ruin us!"
    comments["posted"] = ["2024-05-03T10:00Z", "2024-05-03T11:00+03:00"]
    row = repeats.summarise(comments, repeats.find(comments)).iloc[0]
    assert row["comment_id"] == "b" and row["first_posted"] == pd.Timestamp("2024-05-03T08:00Z")
    with pytest.raises(TableError, match="does not hold times: 3 May in row 1"):
        repeats.summarise(comments.assign(posted=["2024-05-03", "3 May"]), repeats.find(comments))
