"""Names without what surrounds them, their spellings, and the vote on what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.naming import Mention, clean, forms, key, shown, trim, vote


def mentions(*names, text=0, label="PERSON"):
    """Mentions of these names, one after the other in one text."""
    return [Mention(text, 100 * n, 100 * n + len(name), name, label, "model") for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the Élysée", "Élysée"),
        ("The  United\nStates", "United\nStates"),
        ("Theresa May", "Theresa May"),
        ("Putin’s", "Putin"),
        ("Soviets'", "Soviets"),
        ("“Macron”!", "Macron"),
        ("#Paris", "Paris"),
        ("U.S.", "U.S."),
        ("Acme Inc.", "Acme Inc."),
        ("Kyiv.", "Kyiv"),
        ("President Biden", "Biden"),
        ("Prime Minister  Lee", "Lee"),
        ("Uncle Lee", "Lee"),
        ("Mr. T", "T"),
        ("President", "President"),  # nothing but a title
        ("General Motors", "Motors"),  # as a person, which is what it is asked as here
        ("Anna Lee http://x.org/a", "Anna Lee"),
        ("Anna Lee - Never", "Anna Lee"),
        ("Anna-Maria Lee", "Anna-Maria Lee"),
        ("Anna Lee\n\nBob", "Anna Lee"),
        ("Anna\nLee", "Anna\nLee"),
        ("Congress (the upper", "Congress"),
        ("Congress (USA) Act", "Congress (USA) Act"),
        ("AC/DC", "AC/DC"),
        ("नरेन्द्र मोदी", "नरेन्द्र मोदी"),
        ("9/11", "9/11"),
        ("1", ""),
        ("https://x.org/Anna", ""),
        ("/u/anna", ""),
        ("Noooo", ""),
        ("LOL", ""),
        ("\ufe0f", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_clean(marked, name):
    """What is left of what a model marked as a person."""
    start, end = clean(marked, "PERSON")
    assert marked[start:end] == name


def test_only_persons_have_titles():
    """General Motors is no general."""
    assert clean("General Motors", "ORG") == (0, 14)


@given(st.text(max_size=40), st.sampled_from(["PERSON", "ORG", None]))
def test_clean_gives_a_piece(name, label):
    """Of any text, and cleaning that again changes at most what a title or a mark hid."""
    start, end = clean(name, label)
    assert 0 <= start <= end <= len(name)
    assert not name[start:end].startswith((" ", "\n")) and not name[start:end].endswith((" ", "\n"))


def test_a_name_is_one_whatever_nobody_sees():
    """Case, white space, soft hyphens, the shape of apostrophes."""
    assert key("O\u2019Neill \n J\u00adones") == key("o'neill jones") == "o'neill jones"
    assert shown("J\u00adones \n Jr") == "Jones Jr"


def test_forms_count_spellings_labels_and_the_article():
    """The usual spelling is the most frequent, and not the one in capitals where they are equal."""
    found = forms([*mentions("NATO", "Nato"), *mentions("Lyon", text=1, label=None)], {1})
    assert found["nato"].count == 2 and found["nato"].usual == "Nato" and found["nato"].in_article == 0
    assert found["nato"].labels == {"PERSON": 2}
    assert found["lyon"].in_article == 1 and not found["lyon"].labels


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Lee first", "Lee"),
        ("imagine Lee", "Lee"),
        ("just imagine Lee jumped", "Lee"),
        ("Actually Lee", "Lee"),  # the thread writes actually, too
        ("Ann Lee", "Ann Lee"),
        ("Lee Boat", "Lee Boat"),
        ("Bo only", "Bo only"),  # Bo is not known
        ("Bank of america", "Bank"),  # of the article
    ],
)
def test_trim(marked, name):
    """What is around a name that is found elsewhere; a name of its own is left."""
    names = [*mentions("Lee", "Lee", marked, "Bo"), Mention(1, 0, 4, "Bank", "ORG", "model")]
    one = trim(names, forms(names, {1}), {"actually", "of", "first"})[2]
    assert one.name == name and marked[one.start - 200 : one.end - 200] == name


def test_what_is_found_twice_is_not_trimmed():
    """A name that stands twice is one."""
    names = mentions("Lee", "Lee", "Lee first", "Lee first")
    assert trim(names, forms(names, set()), {"first"}) == names


@pytest.mark.parametrize(
    ("labels", "known", "label", "margin"),
    [
        ({"PERSON": 1}, True, "PERSON", 1),
        ({"PERSON": 2, "GPE": 2}, True, "GPE", 0),  # a tie goes to the first by name
        ({"PERSON": 2, "GPE": 2}, False, "PERSON", (2 - 0.8) / 2.8),
        ({"PERSON": 1, "GPE": 2}, False, "PERSON", 0.2 / 1.8),
        ({"PERSON": 1, "GPE": 3}, False, "GPE", 0.2 / 2.2),
        ({"FAC": 5}, False, "FAC", 1),
    ],
)
def test_vote(labels, known, label, margin):
    """A place that no gazetteer knows counts 0.4."""
    assert vote(labels, place_known=known) == (label, pytest.approx(margin))
