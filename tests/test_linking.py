"""Which spellings are one entity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_naming import mentions

from analysis.linking import alike, fuzzy, link, sound, surnames
from analysis.naming import Mention, forms


def thread(*names, article=(), label="PERSON"):
    """Forms of a thread that names these, and of its article."""
    marked = [one._replace(text=1, label=label) for one in mentions(*names)]
    return forms([*mentions(*article), *marked], {0})


@pytest.mark.parametrize(
    ("names", "linked"),
    [
        ("Ann Lee, Lee", {"lee": "ann lee"}),
        ("Ann Lee, Ann", {}),  # a first name may be anybody's
        ("Ann Lee, Bo Lee, Lee", {}),  # which of the two?
        ("Ann Lee, Ann Lee, Ann Lee, Bo Lee, Lee", {"lee": "ann lee"}),  # the one named three times as often
        ("Ann Lee, Leeds", {}),
        ("Ursula von Ahn, von Ahn, Ahn", {"von ahn": "ursula von ahn", "ahn": "ursula von ahn"}),
        ("Ann M. Lee, Ann Lee, Ann Lee, Lee", {"ann m. lee": "ann lee", "lee": "ann lee"}),
        ("Ann Lee Jr., Lee", {"lee": "ann lee jr."}),
        ("Dana Roe, Dana, Dana, Dana", {"dana": "dana roe"}),  # whom people call by the first name
        ("Dana Roe, Dana Roe, Dana, Dana, Dana, Roe, Roe, Roe", {"roe": "dana roe"}),
        ("Lee Roe, Lee, Lee, Roe, Roe", {}),  # two names side by side, seen once
        ("READ Roe, Roe", {}),
        ("silly Roe, silly Roe, Roe", {}),  # a full name has capitals
        ("Took Roe, Roe, Roe, Roe, Roe, Roe", {}),  # what was seen once is not what five stand for
        ("Ursula von der Ahn, Ahn", {"ahn": "ursula von der ahn"}),
        ("ANN LEE, LEE", {"lee": "ann lee"}),
        ("Ann Lee, Lee, Silly-Lee", {"lee": "ann lee", "silly-lee": "ann lee"}),
        ("Lee-Roe, Bo", {}),
    ],
)
def test_link(names, linked):
    """A short name stands for the one full name that it can be of."""
    assert link(thread(*names.split(", "))) == linked


def test_the_article_goes_first():
    """Of two full names the article's is meant; a bigram of the article is a full name though seen once."""
    assert link(thread("Bo Lee", "Bo Lee", "Lee", article=["Ann Lee"]))["lee"] == "ann lee"
    assert link(thread("Lee", "Lee", "Roe", "Roe", article=["Lee Roe"])) == {"roe": "lee roe"}


def test_a_participant_is_nobody_elses_first_name():
    """Dana who writes in the thread is not Dana Roe."""
    assert link(thread("Dana Roe", "Dana", "Dana", "Dana"), {"dana"}) == {}


def test_a_first_name_is_a_persons_whatever_it_is_called():
    """Dana is Dana Roe where the model calls it ORG, and not where it calls it a place."""
    full = [one._replace(text=1) for one in mentions("Dana Roe", "Dana Roe")]
    for label, linked in [("ORG", {"dana": "dana roe"}), ("GPE", {})]:
        alone = [one._replace(text=1) for one in mentions("Dana", "Dana", "Dana", label=label)]
        assert link(forms([*full, *alone], {0})) == linked
    assert link(thread("Paris Roe", "Paris Roe", "Paris", "Paris", "Paris")) == {}


def test_only_persons_have_surnames():
    """Ukraine is not the Security Service of Ukraine; a surname whose mentions are called ORG is one still."""
    assert link(thread("Security Service of Ukraine", "Ukraine", label="ORG")) == {}
    assert link(thread("Lee", "Lee", article=["Ann Lee"], label="ORG")) == {"lee": "ann lee"}


@pytest.mark.parametrize(
    ("name", "other", "is_alike"),
    [
        ("cameron", "camreon", True),
        ("marcon", "macron", True),  # swapped
        ("macro", "macron", True),
        ("obama", "osama", False),  # one letter for another, in a short name
        ("clinton", "clifton", True),
        ("peterson", "pederzen", False),  # three
        ("peterson", "pedersen", True),  # two, with the same initial
        ("heterson", "pedersen", False),
        ("iran", "iraq", False),
        ("john smith", "joan smith", False),
        ("john smith", "john smiht", True),
        ("john smith", "smith", False),
    ],
)
def test_alike(name, other, is_alike):
    """Worked out by hand from the rules; they hold in both directions."""
    assert alike(name, other) == alike(other, name) == is_alike


@pytest.mark.parametrize(
    ("names", "merged"),
    [
        ("Zelinsky, Zelinskyy", {"zelinskyy": "zelinsky"}),  # sound alike
        ("Jackson, Jackson, Jackson, Jacksen", {"jacksen": "jackson"}),
        ("Jackson, Jackson, Jacksen", {}),  # not three times as frequent
        ("Austria, Australia, Australia, Australia", {}),  # both known
        ("Slovakya, Slovakia", {"slovakya": "slovakia"}),
        ("Model-100, Model-101, Model-101, Model-101", {}),
        ("Anderson, Anderson, Anderson, Andersan, Andersn", {"andersan": "anderson", "andersn": "anderson"}),
    ],
)
def test_fuzzy(names, merged):
    """The rarer spelling joins the more frequent one."""
    assert fuzzy(thread(*names.split(", "))) == merged


def test_two_that_the_article_has_are_two():
    """An article is edited; against it a reader's spelling is the wrong one."""
    assert fuzzy(thread(article=["Jackson", "Jackson", "Jackson", "Jacksen"])) == {}
    assert fuzzy(thread("Jacksen", article=["Jackson", "Jackson"])) == {"jacksen": "jackson"}


def test_a_plural_is_one_name_unless_of_a_person():
    """Democrats are Democrat; Adams is not Adam."""
    assert fuzzy(thread("Democrat", "Democrats", "Democrats", label="NORP")) == {"democrat": "democrats"}
    assert fuzzy(thread("Jacob", "Jacobs", "Jacobs")) == {}


@given(st.lists(st.text("abcdekly ", min_size=1, max_size=9).map(str.strip).filter(bool), max_size=30))
def test_what_is_merged_is_alike_and_final(names):
    """No name is merged into one that is merged itself; what the index of shortened names finds is near."""
    found = forms([Mention(1, 0, 1, name, "PERSON", "model") for name in names], {0})
    merged = fuzzy(found)
    assert not set(merged.values()) & set(merged)
    assert all(alike(name, other) for name, other in merged.items())


def test_sound():
    """Doubled letters and the ends of transcribed names."""
    assert sound("zelenskyy") == sound("zelenskiy") == sound("zelenski") == "zelensky"


def test_surnames_are_of_the_articles_persons():
    """Of those that were not found alone; a comment's persons and short names give none."""
    found = surnames(thread("Bo Roeder", article=["Ann Leeson Jr.", "Theresa Mayer", "Mayer", "Al Roe"]))
    assert {name: (form.usual, form.count, form.in_article) for name, form in found.items()} == {
        "leeson": ("Leeson", 0, 1),
    }  # fmt: skip
