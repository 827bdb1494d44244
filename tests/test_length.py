"""How much people write."""

from pathlib import Path

import pandas as pd
import pytest
import vaderSentiment
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, bootstrap, length
from analysis.text import sentences

NAN = float("nan")
TEXTS = st.text(alphabet="abé1 .!?\n'-我😅", max_size=40)


def table(*texts, **columns):
    kind = "str" if all(map(str.isprintable, texts)) else "object"  # Arrow holds no half signs
    return pd.DataFrame({"own_words": pd.Series(texts, dtype=kind)}).assign(**columns)


@pytest.mark.parametrize(
    ("text", "characters", "words", "sentences", "emoji", "links"),
    [
        ("The cat sat on the mat.", 23, 6, 1, 0, 0),
        ("Troops crossed the river at night. Nobody saw them.", 51, 9, 2, 0, 0),
        ("Well-known people don’t!", 24, 3, 1, 0, 0),
        ("Really?!\nYes... 😅", 17, 2, 2, 1, 0),
        ("Look: https://x.org/a-b?c=d, www.x.org!", 39, 1, 1, 0, 2),
        ("HTTPS://X.ORG", 13, 0, 1, 0, 1),
        ("Mail ann.lee@example.com 5️⃣ times", 34, 3, 1, 1, 0),
        ("https://x.org,https://y.org", 27, 0, 1, 0, 2),
        ("😅😅", 2, 0, 1, 2, 0),
        ("", 0, 0, 0, 0, 0),
        (" \n", 2, 0, 0, 0, 0),
        ("a\ud800b", 3, 2, 1, 0, 0),  # half a sign, as broken exports have them
    ],
)
def test_counted_by_hand(text, characters, words, sentences, emoji, links):
    """Code points, words, sentences, emoji and links as one counts them on paper; a link is no word."""
    row = length.measure(table(text)).iloc[0]
    counted = [row[name] for name in ("characters", "words", "sentences", "emoji", "links")]
    assert counted == [characters, words, sentences, emoji, links]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("👨‍👩‍👧‍👦", 1), ("👍🏽👍", 2), ("🇩🇪🇫🇷", 2), ("1️⃣", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1),  # the flag of England
        ("🏳️‍🌈", 1), ("❤ ❤️ ☺", 3), ("☺\ufe0e", 0), ("© ® ™ ↔ ▪ 1 # *", 0), ("©️", 1), ("★ ✓ ツ :-)", 0), ("🇩", 1),
    ],
)  # fmt: skip
def test_emoji_are_counted_as_people_see_them(text, number):
    """A family, a flag or a hand with its colour is one; signs that are no pictures are none."""
    assert length.measure(table(text))["emoji"].to_list() == [number]


def test_every_emoji_of_vader_is_one():
    """Of the 3,570 in its list all but those that are no pictures without a selector, such as ↔ and ©."""
    path = Path(vaderSentiment.__file__).with_name("emoji_utf8_lexicon.txt")
    signs = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    counted = length.measure(table(*signs))["emoji"]
    assert set(pd.Series(signs)[counted != 1]) == set("⬆↗↘⬇↙⬅↖↕↔↩↪⤴⤵▶◀〽‼⁉〰©®™ℹⓂ㊗㊙▪▫◻◼")


# 30 words, and 36 syllables: no-bo-dy and ri-ver twice each.
LONG = "Troops crossed the river at night. Nobody saw them. " * 2 + "The cat sat on the mat. We saw it go. Yes, gone."


def test_reading_ease_by_hand():
    """206.835 - 1.015 * 30 / 7 - 84.6 * 36 / 30 (Flesch 1948)."""
    row = length.measure(table(LONG)).iloc[0]
    assert (row["words"], row["sentences"]) == (30, 7)
    assert row["reading_ease"] == pytest.approx(206.835 - 1.015 * 30 / 7 - 84.6 * 36 / 30)


def test_reading_ease_takes_thirty_words():
    """Of 29 it is missing: one long word would decide."""
    eases = length.measure(table("word " * 29, "word " * 30, "")).loc[:, "reading_ease"]
    assert eases.isna().to_list() == [True, False, True]


def test_reading_ease_is_for_english():
    """A comment whose language nobody knows is rated like one in English, one in another language is not."""
    eases = length.measure(table(LONG, LONG, LONG, language=["en", None, "de"]))["reading_ease"]
    assert eases[0] == eases[1] and pd.isna(eases[2])


@pytest.mark.parametrize(
    ("text", "rated"),
    [
        ("Он сказал нам всё это очень быстро и потом ушёл домой. " * 4, False),
        ("今天天气很好，我们去公园吧。" * 8, False),
        ("word " * 27 + "слово " * 3, True),
        ("word " * 26 + "слово " * 4, False),
        ("naïve École 2024 word " * 8, True),
    ],
)
def test_reading_ease_is_for_latin_letters(text, rated):
    """Where nobody knows the language, more than one word in ten in other letters is no English."""
    assert length.measure(table(text))["reading_ease"].notna().to_list() == [rated]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("I like NATO. US is here", 0),  # a sentence ends between them
        ("I LIKE NATO. US is here", 2 / 5),
        ("See NATO? https://example.org/a US is here", 0),
        ("STOP THIS NOW", 1),
        ("Please STOP THIS now", 0.5),
        ("The NATO must NOT go", 0),  # each stands alone, an acronym or a stress
        ("YOU AND I, WHO ELSE", 1),  # I is too short to be either
        ("WRONG!", 0),
        ("ВОЙНА И МИР", 1),
        ("McDONALD IS HERE", 2 / 3),
        ("SEE HTTPS://EXAMPLE.ORG HERE", 1),
        ("5 I a", NAN),
        ("我喜欢这本书", NAN),
        ("", NAN),
    ],
)
def test_shouting(text, share):
    """Words of two or more cased letters, all capitals, next to another such word, of all words that long."""
    assert length.measure(table(text))["shouting"].to_list() == pytest.approx([share], nan_ok=True)


def test_shouting_does_not_reach_into_the_next_comment():
    """A comment that ends and one that begins in capitals make no shout together."""
    assert length.measure(table("This is the NATO", "US is here"))["shouting"].to_list() == [0, 0]


def test_other_scripts_are_counted():
    """我喜欢这本书。你呢？ are seven words for ICU's dictionary, in two sentences."""
    measured = length.measure(table("我喜欢这本书。你呢？", "Das war gut.", language=["zh", "de"]))
    assert measured[["characters", "words", "sentences"]].to_numpy().tolist() == [[10, 7, 2], [12, 3, 1]]


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("a", 1), ("the", 1), ("cat", 1), ("horse", 1), ("horses", 2), ("apple", 2), ("asked", 1), ("wanted", 2),
        ("needed", 2), ("likes", 1), ("river", 2), ("banana", 3), ("security", 4), ("Macron’s", 2), ("rhythm", 1),
        ("XXL", 1), ("2024", 1), ("tree", 1), ("free", 1),
        ("isn't", 2), ("DIDN’T", 2), ("haven`t", 2), ("don't", 1), ("can’t", 1), ("n't", 1), ("aren't", 2),
    ],
)  # fmt: skip
def test_syllables(word, beats):
    """The estimate agrees with the dictionary for regular words, and nothing has less than one."""
    assert length.syllables(word) == beats


@given(TEXTS, TEXTS)
def test_a_line_end_adds_up(first, second):
    """Two texts on two lines have the words of both, and the characters of both and one more."""
    one, two, both = length.measure(table(first, second, f"{first}\n{second}")).itertuples(index=False)
    assert both.words == one.words + two.words
    assert both.characters == one.characters + two.characters + 1
    assert both.sentences <= one.sentences + two.sentences


@pytest.mark.parametrize("comments", [table(), table("", ""), table("Guten Tag", language="de")])
def test_dtypes_are_always_the_same(comments):
    """Counts are nullable integers and reading ease a float, whatever there is to count."""
    measured = length.measure(comments)
    assert measured.dtypes.astype(str).to_dict() == {
        "characters": "Int64", "words": "Int64", "sentences": "Int64", "reading_ease": "float64",
        "emoji": "Int64", "links": "Int64", "shouting": "float64",
    }  # fmt: skip
    assert len(measured) == len(comments)


def test_index_is_kept_and_input_untouched():
    """Repeated labels in any order come back as given, and the table is not written to."""
    comments = table("one", "one two", "", language="en").set_axis(["b", "a", "b"])
    before = comments.copy(deep=True)
    measured = length.measure(comments)
    assert measured.index.to_list() == ["b", "a", "b"] and measured["words"].to_list() == [1, 2, 0]
    pd.testing.assert_frame_equal(comments, before)


def test_missing_column_is_named():
    """A table without own_words is refused, with its name."""
    with pytest.raises(TableError, match="own_words"):
        length.measure(pd.DataFrame({"body": ["one"]}))


@pytest.mark.parametrize("nothing", [None, NAN, pd.NA])
def test_missing_words_are_refused(nothing):
    """No words are "", and a row where nobody knows is an error, with its number."""
    with pytest.raises(TableError, match="'own_words' is missing in 1 rows"):
        length.measure(pd.DataFrame({"own_words": ["one", nothing]}))


@given(st.lists(st.text(alphabet="aB é.!?…\n。我😅", max_size=30), max_size=5))
def test_each_comment_is_measured_by_itself(texts):
    """Alone or among others a comment has the same numbers, and the sentences that `text.sentences` finds."""
    together = length.measure(table(*texts))
    for row, one in enumerate(texts):
        pd.testing.assert_frame_equal(length.measure(table(one)), together.iloc[[row]].reset_index(drop=True))
    assert together["sentences"].to_list() == [len(sentences(one)) for one in texts]


def test_batches_are_joined(monkeypatch):
    """However few comments are measured at once, the result is one."""
    comments = table("one", "one TWO THREE", "", "😅", "five words are not many", language="en")
    whole = length.measure(comments)
    monkeypatch.setattr(length, "BATCH", 2)
    pd.testing.assert_frame_equal(length.measure(comments), whole)


def test_forgotten_words_change_nothing(monkeypatch):
    """Words are forgotten when there are too many, those between two batches too."""
    texts = "one and/or two", "See www.example.org/a, and/or WAKE UP", "", "today\0 - 今天天气很好。ONE TWO"
    comments = table(*texts, language="en")
    whole = length.measure(comments)
    monkeypatch.setattr(length, "BATCH", 1)
    monkeypatch.setattr(length, "REMEMBERED", 2)
    pd.testing.assert_frame_equal(length.measure(comments), whole)


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        ("www.( (www.a), 'www.'", 1, 2),
        ("'and/or' ...but—no \"one\"", 5, 0),
        ("_snake_ @name #tag 1️⃣ (3,000)", 4, 0),
        ("- & ...", 0, 0),
    ],
)
def test_what_stands_around_words_by_hand(text, words, links):
    """Between white space stand one word with signs around it, several, none, or a link."""
    assert length.measure(table(text))[["words", "links"]].iloc[0].to_list() == [words, links]


def test_summarise_by_hand():
    """Comments without words or group are left out; quartiles are NumPy's; under eight authors nothing is sure."""
    words = pd.Series([2, 4, 6, 0, None, 8, 5], dtype="Int64", index=[7] * 7)
    groups = pd.Series(["b", "b", "b", "b", "b", "a", None], words.index)
    found = length.summarise(words, groups, by=pd.Series(list("xxyzzzz"), words.index))
    assert found.index.to_list() == ["a", "b"]
    row = found.loc["b"]
    assert row[["comments", "independent", "lower", "median", "upper"]].to_list() == [3, 2, 3, 4, 5]
    assert row[["median_low", "median_high"]].isna().all()


def test_summarise_is_what_bootstrap_says_of_each_group():
    """The median of a group has the interval over the authors of that group."""
    words, authors = pd.Series(range(1, 61)), pd.Series(list("abcdefghijkl") * 5)
    found = length.summarise(words, pd.Series([1, 2] * 30), by=authors.where(authors != "a"))
    one = bootstrap.quantile(words[::2], by=authors.where(authors != "a")[::2])
    assert found.loc[1, ["median", "median_low", "median_high"]].to_list() == list(one[:3])
    assert found["independent"].to_list() == [10, 6] and one.groups == 10  # five nameless ones are five


@pytest.mark.parametrize("words", [pd.Series([], dtype="Int64"), pd.Series([0, None], dtype="Int64")])
def test_summarise_nothing(words):
    """Without any words there is no group, and the columns are there."""
    found = length.summarise(words, words)
    assert found.empty and {"comments", "median", "median_low"} <= set(found)


def test_quotes_are_not_counted(thread):
    """Sasha wrote It's already like this you idiot Putin's servant: eight words; the rest is the article's."""
    assert length.measure(thread.comments)["words"][thread.comments["author"] == "Sasha"].to_list() == [8]
