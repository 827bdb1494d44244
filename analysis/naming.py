"""Which spellings in a thread are one entity, and what kind of thing it is.

Each step is a function of its own: `clean` a name, `link` a surname to its full name, `fuzzy` spelling, `vote` on the
label. `analysis.entities.STEPS` has them in their order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from analysis.gazetteer import known

PLACES = {"GPE", "LOC", "FAC"}
UNKNOWN_PLACE = 0.4  # what a vote for a place counts where no gazetteer knows the name: models call anything a place
TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|sir|lady|lord|dame|president|vice president|prime minister|chancellor|minister"
    r"|secretary|senator|sen|representative|rep|governor|gov|king|queen|prince|princess|pope|general|gen|colonel|col"
    r"|captain|capt|sergeant|sgt|judge|justice|professor|mayor|comrade|herr|frau|monsieur|madame)\b\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
NAME = re.compile(r"^[^\w#@$]*(?:the\s+)?(.*?)(?:['’]s?)?[^\w.!)]*$", re.IGNORECASE | re.DOTALL)


class Mention(NamedTuple):
    """A name where it stands in one of a thread's texts."""

    text: int  # number of the text
    start: int
    end: int
    name: str  # as it stands there
    label: str | None  # what the model called it; None: it did not find it
    found_by: str


@dataclass
class Form:
    """One spelling of a name, in any case, and what a thread says of it."""

    spellings: Counter = field(default_factory=Counter)
    labels: Counter = field(default_factory=Counter)
    in_article: int = 0

    @property
    def count(self) -> int:
        """How often it was found."""
        return self.spellings.total()

    @property
    def usual(self) -> str:
        """The spelling that most use; not the one in capitals, if there is a choice."""
        return max(self.spellings, key=lambda name: (self.spellings[name], not name.isupper(), name))


def key(name: str) -> str:
    """A name without what does not tell it from another: case, white space, the shape of apostrophes and hyphens.

    >>> key("Jean\u2011Luc \\n O’Neill")
    "jean-luc o'neill"
    """
    return " ".join(name.casefold().replace("’", "'").replace("\u2010", "-").replace("\u2011", "-").split())


def clean(name: str, label: str | None = None) -> tuple[int, int]:
    """Where the name itself starts and ends in what was marked: no article, title, possessive or punctuation.

    >>> marked = "President Trump’s"
    >>> start, end = clean(marked, "PERSON")
    >>> marked[start:end]
    'Trump'
    """
    match = NAME.search(name)
    if match is None or not match[1]:
        return 0, 0
    start, end = match.span(1)
    if label == "PERSON":
        title = TITLE.match(name, start, end)
        start = title.end() if title else start
    return start, end


def forms(mentions: Iterable[Mention], articles: set[int]) -> dict[str, Form]:
    """The spellings of a thread by their keys."""
    found: dict[str, Form] = defaultdict(Form)
    for mention in mentions:
        form = found[key(mention.name)]
        form.spellings[" ".join(mention.name.split())] += 1
        form.in_article += mention.text in articles
        if mention.label is not None:
            form.labels[mention.label] += 1
    return dict(found)


def link(found: Mapping[str, Form]) -> dict[str, str]:
    """Surnames by the full name they stand for; the article's full name goes before others.

    A single word that ends exactly one longer name of a person stands for it: Macron for Emmanuel Macron, but not
    Ukraine for Security Service of Ukraine. Two names side by side, seen once, are no full name.
    """
    longer: dict[str, list[str]] = defaultdict(list)
    for name, form in found.items():
        if form.labels["PERSON"] * 2 < form.labels.total() or " " not in name:
            continue
        first, last = name.split(" ", 1)[0], name.rsplit(" ", 1)[1]
        beside = found.get(first)
        if form.count == 1 and not form.in_article and beside and beside.count > form.count:
            continue
        longer[last].append(name)
    linked = {}
    for last, names in longer.items():
        if len(names) > 1:
            names = [name for name in names if found[name].in_article] or names
        if len(names) == 1 and last in found:
            linked[last] = names[0]
    return linked


def fuzzy(found: Mapping[str, Form]) -> dict[str, str]:
    """Misspelt names by the more frequent one they are near to.

    Near is one insertion, deletion, exchange or swap, and two of them from 7 letters on with the same initial. Names
    that the gazetteer knows are right as they are.
    """
    ranked = sorted(found, key=lambda name: (-found[name].in_article, -found[name].count, name))
    rank = {name: place for place, name in enumerate(ranked)}
    near: dict[str, list[str]] = defaultdict(list)
    for name in ranked:
        if len(name) >= 5:
            for shorter in _shortened(name):
                near[shorter].append(name)
    merged: dict[str, str] = {}
    for name in ranked:
        if len(name) < 5 or known(name):
            continue
        others = {other for shorter in _shortened(name) for other in near[shorter] if rank[other] < rank[name]}
        for other in sorted(others, key=rank.__getitem__):
            if other not in merged and _alike(name, other):
                merged[name] = other
                break
    return merged


def _shortened(name: str) -> Iterator[str]:
    """A name and what is left of it without one letter, or without two from 7 letters on: alike ones share one."""
    once = {name} | {name[:i] + name[i + 1 :] for i in range(len(name))}
    return iter(once if len(name) < 7 else once | {one[:i] + one[i + 1 :] for one in once for i in range(len(one))})


def _alike(name: str, other: str) -> bool:
    most = 2 if min(len(name), len(other)) >= 7 and name[0] == other[0] else 1
    return OSA.distance(name, other, score_cutoff=most) <= most


def vote(labels: Mapping[str, float], *, place_known: bool = True) -> tuple[str, float]:
    """The label that most mentions bear and the margin of its share over the next; ties go to the first by name.

    >>> vote({"PERSON": 3, "ORG": 1})
    ('PERSON', 0.5)
    >>> vote({"PERSON": 1, "GPE": 2}, place_known=False)[0]
    'PERSON'
    """
    weighed = {
        label: count * (UNKNOWN_PLACE if label in PLACES and not place_known else 1) for label, count in labels.items()
    }
    ranked = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0], (ranked[0][1] - second) / sum(weighed.values())
