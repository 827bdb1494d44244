"""How much people write."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import TableError, length

NAN = float("nan")
TEXTS = st.text(alphabet="abé1 .!?\n'-我😅", max_size=40)


def table(*texts, **columns):
    return pd.DataFrame({"own_words": pd.Series(texts, dtype="str")}).assign(**columns)


@pytest.mark.parametrize(
    ("text", "characters", "words", "sentences", "ease"),
    [
        # 206.835 - 1.015 * words / sentences - 84.6 * syllables / words, counted by hand:
        ("The cat sat on the mat.", 23, 6, 1, 206.835 - 1.015 * 6 - 84.6),
        # Troops crossed the ri-ver at night. No-bo-dy saw them: 9 words, 12 syllables
        ("Troops crossed the river at night. Nobody saw them.", 51, 9, 2, 206.835 - 1.015 * 4.5 - 84.6 * 12 / 9),
        # Well-known (2) peo-ple (2) don't (1)
        ("Well-known people don’t!", 24, 3, 1, 206.835 - 1.015 * 3 - 84.6 * 5 / 3),
        ("Really?!\nYes... 😅", 17, 2, 2, 206.835 - 1.015 - 84.6 * 3 / 2),
        ("😅😅", 2, 0, 1, NAN),
        ("", 0, 0, 0, NAN),
        (" \n", 2, 0, 0, NAN),
    ],
)
def test_counted_by_hand(text, characters, words, sentences, ease):
    """Code points, words, sentences and Flesch's formula as one counts them on paper."""
    row = length.measure(table(text)).astype("float64").loc[0]
    assert row.to_list() == pytest.approx([characters, words, sentences, ease], nan_ok=True)


def test_other_scripts_are_counted_but_not_rated():
    """我喜欢这本书。你呢？ has eight ideographs in two sentences; Flesch's formula knows English only."""
    measured = length.measure(table("我喜欢这本书。你呢？", "Das war gut.", language=["zh", "de"]))
    assert measured[["characters", "words", "sentences"]].to_numpy().tolist() == [[10, 8, 2], [12, 3, 1]]
    assert measured["reading_ease"].isna().all()


def test_unknown_language_is_read_as_english():
    """A comment whose language nobody knows is rated like one in English."""
    eases = length.measure(table("I go.", "I go.", language=["en", None]))["reading_ease"]
    assert eases.to_list() == pytest.approx([206.835 - 1.015 * 2 - 84.6] * 2)


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("a", 1), ("the", 1), ("cat", 1), ("horse", 1), ("horses", 2), ("apple", 2), ("asked", 1), ("wanted", 2),
        ("needed", 2), ("likes", 1), ("river", 2), ("banana", 3), ("security", 4), ("Macron’s", 2), ("rhythm", 1),
        ("XXL", 1), ("2024", 1), ("tree", 1), ("free", 1),
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
        "characters": "Int64", "words": "Int64", "sentences": "Int64", "reading_ease": "float64"
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


def test_quotes_are_not_counted(thread):
    """Sasha wrote It's already like this you idiot Putin's servant: eight words; the rest is the article's."""
    assert length.measure(thread.comments)["words"][thread.comments["author"] == "Sasha"].to_list() == [8]
