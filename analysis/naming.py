"""What a name is without what surrounds it, how it is spelt in a thread, and what kind of thing most take it for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import regex

PLACES = {"GPE", "LOC", "FAC"}
UNKNOWN_PLACE = 0.4  # what a vote for a place counts where no gazetteer knows the name: models call anything a place
TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|sir|lady|lord|dame|president|vice president|prime minister|chancellor|minister"
    r"|secretary|senator|sen|representative|rep|governor|gov|king|queen|prince|princess|pope|general|gen|colonel|col"
    r"|captain|capt|sergeant|sgt|judge|justice|professor|mayor|comrade|uncle|aunt|herr|frau|monsieur|madame)\b\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
NAME = regex.compile(r"^[^\w@]*(?:the\s+)?(.*?)(?:['’]s?)?[^\w\p{M}]*$", regex.IGNORECASE | regex.DOTALL)
# What follows this is no name: an address, somebody's handle, another line, a remark in brackets or behind a dash.
CUT = re.compile(r"\s*(?:\S*://|www\.|(?<!\w)/?[ur]/\w|\n\s*\n|\s@\w|\s[-–—|/]\s|\s\((?!.*\)))", re.DOTALL)
SHOUT = re.compile(r"([^\W\d_])\1{3}", re.IGNORECASE)  # Noooo
LETTER = re.compile(r"[^\W\d_]|\d\d")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# What models take for names in comments.
STOP = set(
    "amen bravo btw congrats congratulations dammit damn damnit edit ergo eta ftfy haha hahaha hmm idk imho imo itt "
    "lmao lol nah nope omg op rofl smh tbh thank thanks til tldr touche wow wtf yeah yep".split()
)
LONGEST = 6  # words of a name that is looked into
POINT = re.compile(r"(?:\.\w|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St))\Z")  # behind which a point belongs to the name
WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")


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
        """The spelling that most use; not the one in capitals or small letters, if there is a choice."""
        spelt = self.spellings
        return max(spelt, key=lambda name: (spelt[name], not name.isupper() and not name.islower(), name))


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    r"""A name without what does not tell it from another: case, white space, the shape of apostrophes and hyphens.

    >>> key("Jean\u2011Luc \n O’Neill")
    "jean-luc o'neill"
    """
    return shown(name).casefold().replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


def shown(name: str) -> str:
    """A name on one line, without signs that nobody sees."""
    return " ".join(UNSEEN.sub("", name).split())


def clean(name: str, label: str | None = None) -> tuple[int, int]:
    """Where the name itself starts and ends in what was marked: no article, title, possessive, address or punctuation.

    It ends where it starts if nothing is left that could be a name.

    >>> marked = "President Trump’s"
    >>> start, end = clean(marked, "PERSON")
    >>> marked[start:end]
    'Trump'
    """
    cut = CUT.search(name)
    match = NAME.search(name[: cut.start()] if cut else name)
    if match is None or not LETTER.search(match[1]) or SHOUT.search(match[1]) or key(match[1]) in STOP:
        return 0, 0
    start, end = match.span(1)
    if name[end : end + 1] == "." and POINT.search(name, start, end):
        end += 1
    if label == "PERSON":
        title = TITLE.match(name, start, end)
        start = title.end() if title else start
    return start, end


def forms(mentions: Iterable[Mention], articles: set[int]) -> dict[str, Form]:
    """The spellings of a thread by their keys."""
    found: dict[str, Form] = defaultdict(Form)
    for mention in mentions:
        form = found[key(mention.name)]
        form.spellings[shown(mention.name)] += 1
        form.in_article += mention.text in articles
        if mention.label is not None:
            form.labels[mention.label] += 1
    return dict(found)


def trim(mentions: Sequence[Mention], found: Mapping[str, Form], small: Collection[str]) -> list[Mention]:
    """Names seen once without the words around a name that is known: Lee of "Lee first", "imagine Lee", "Actually Lee".

    Such words are in small letters, or, in a comment, are written so elsewhere in the thread.

    Parameters
    ----------
    mentions, found
        Of one thread.
    small : set of str
        Words that the thread writes in small letters.
    """
    trimmed = []
    for one in mentions:
        form, words = found[key(one.name)], list(WORD.finditer(one.name))
        if 1 < len(words) <= LONGEST and form.count == 1:
            loose = [word[0].islower() or (not form.in_article and word[0].casefold() in small) for word in words]
            for start, end in _inside(loose):
                first, last = words[start].start(), words[end - 1].end()
                inner = found.get(key(one.name[first:last]))
                if inner and (inner.in_article or inner.count > 1):
                    one = one._replace(name=one.name[first:last], start=one.start + first, end=one.start + last)
                    break
        trimmed.append(one)
    return trimmed


def _inside(loose: Sequence[bool]) -> list[tuple[int, int]]:
    """Pieces outside of which everything is loose, the longest first."""
    size = len(loose)
    pieces = [(start, end) for start in range(size) for end in range(start + 1, size + 1) if end - start < size]
    fit = [(a, b) for a, b in pieces if all(loose[:a]) and all(loose[b:])]
    return sorted(fit, key=lambda piece: piece[0] - piece[1])


def is_person(form: Form) -> bool:
    """Whether the model takes a name for a person at least as often as not."""
    return form.labels["PERSON"] > 0 and form.labels["PERSON"] * 2 >= form.labels.total()


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
