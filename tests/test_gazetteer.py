"""Countries, capitals, peoples."""

import pytest

from analysis.gazetteer import OWN, known


@pytest.mark.parametrize(
    ("name", "canonical", "label"),
    [
        ("Britain", "United Kingdom", "GPE"),
        ("U.K.", "United Kingdom", "GPE"),
        ("usa", "United States", "GPE"),
        ("US", "United States", "GPE"),
        ("UKRAINE", "Ukraine", "GPE"),
        ("Kiev", "Kyiv", "GPE"),
        ("russians", "Russian", "NORP"),
        ("British", "British", "NORP"),
        ("Chinese", "Chinese", "NORP"),
        ("EU", "European Union", "ORG"),
        ("Tbilisi", "Tbilisi", "GPE"),
        ("Polish", "Polish", "NORP"),
    ],
)
def test_known(name, canonical, label):
    """By the names that people call them, in any case."""
    found = known(name)
    assert (found.name, found.label, found.sure) == (canonical, label, True)


@pytest.mark.parametrize("name", ["us", "polish", "turkey", "china", "Macron", "", ".", "s", "Boss", "is", "Island"])
def test_words_are_no_names(name):
    """What is a word when written small, what a country's code would be, and what nobody knows."""
    assert known(name) is None


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Victoria", "Paris"])
def test_some_places_are_people_too(name):
    """Only the vote tells what they are."""
    assert known(name).name == name and not known(name).sure


def test_own_entries_name_no_person():
    """Some 35, of places, peoples and institutions."""
    assert {label for _, label, _ in OWN} == {"GPE", "LOC", "ORG", "NORP"} and len(OWN) < 45
