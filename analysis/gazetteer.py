"""Countries, capitals and peoples, and the names that people call them by."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# What countryinfo does not have, or calls otherwise than people do: canonical name, label, and how it is called.
OWN: list[tuple[str, str, str]] = [
    ("United Kingdom", "GPE", "Britain, Great Britain, UK, U.K"),
    ("United States", "GPE", "US, U.S, USA, U.S.A, America, United States of America"),
    ("Russia", "GPE", "Russian Federation"),
    ("United Arab Emirates", "GPE", "UAE, Emirates"),
    ("Netherlands", "GPE", "Holland, The Netherlands"),
    ("Czech Republic", "GPE", "Czechia"),
    ("Myanmar", "GPE", "Burma"),
    ("Turkey", "GPE", "Türkiye, Turkiye"),
    ("North Macedonia", "GPE", "Macedonia"),
    ("Democratic Republic of the Congo", "GPE", "DRC, DR Congo"),
    ("Kyiv", "GPE", "Kiev"),
    ("Washington", "GPE", "Washington DC, Washington D.C"),
    ("England", "GPE", ""),
    ("Scotland", "GPE", ""),
    ("Wales", "GPE", ""),
    ("Northern Ireland", "GPE", ""),
    ("Crimea", "GPE", ""),
    ("Gaza", "GPE", "Gaza Strip"),
    ("Kosovo", "GPE", ""),
    ("Tibet", "GPE", ""),
    ("Europe", "LOC", ""),
    ("Africa", "LOC", ""),
    ("Asia", "LOC", ""),
    ("Middle East", "LOC", ""),
    ("European Union", "ORG", "EU, E.U"),
    ("United Nations", "ORG", "UN, U.N"),
    ("NATO", "ORG", ""),
    ("Kremlin", "ORG", ""),
    ("White House", "ORG", ""),
    ("Pentagon", "ORG", ""),
    ("British", "NORP", "Brit"),
    ("European", "NORP", ""),
    ("African", "NORP", ""),
    ("Asian", "NORP", ""),
    ("Arab", "NORP", ""),
    ("Jewish", "NORP", "Jew"),
    ("Muslim", "NORP", "Moslem"),
]
# Places that people are called like: only the model's vote tells which.
BEARERS = set(
    "adamstown chad douglas georgia hamilton jamestown jordan kingston male malé nelson nassau paris plymouth santiago "
    "sofia stanley sydney victoria washington wellington".split()
)
# Names that are words when written small.
WORDS = set("bern chad china guinea island jersey male panama polish states sucre turkey un us wales".split())


class Known(NamedTuple):
    """What a name stands for."""

    name: str
    label: str
    sure: bool  # nothing else is called so


def known(name: str) -> Known | None:
    """What a name is known to stand for, in any case and also in the plural of a people; None if nothing.

    >>> known("britain"), known("Russians").name, known("Macron")
    (Known(name='United Kingdom', label='GPE', sure=True), 'Russian', None)
    """
    folded = name.casefold().rstrip(".")
    if name.islower() and folded in WORDS:
        return None
    return _names().get(folded) or (_peoples().get(folded[:-1]) if folded.endswith("s") else None)


@cache
def _names() -> dict[str, Known]:
    from countryinfo import all_countries

    found: dict[str, Known] = {}
    for country in all_countries():
        facts = country.info()
        capital, people = facts.get("capital"), facts.get("demonym")
        entries = [(facts["name"], "GPE"), (capital if isinstance(capital, str) else "", "GPE")]
        entries += [(one.strip(), "NORP") for one in (people or "").replace("/", ",").split(",")]
        for name, label in entries:
            if name:
                found.setdefault(name.casefold(), Known(name, label, name.casefold() not in BEARERS))
    for name, label, others in OWN:
        for called in [name, *filter(None, others.split(", "))]:
            found[called.casefold()] = Known(name, label, called.casefold() not in BEARERS)
    return found


@cache
def _peoples() -> dict[str, Known]:
    return {name: entry for name, entry in _names().items() if entry.label == "NORP"}
