"""A lexicon of the user's own on top of VADER's: how its entries are read, and how texts are made to show them.

VADER looks up single words in lower case. An entry may be of several words, or match only as written, and it goes
before all that VADER knows of its words. So it is replaced in the text by a token that nobody writes, before the text
is scored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from string import punctuation
from typing import TYPE_CHECKING

import numpy as np

from analysis.errors import InputError
from analysis.repairs import REPAIRS, Step, Sub, steps, undressed
from analysis.text import sentences

if TYPE_CHECKING:
    from analysis.vader import Scorer

EXAMPLE = '{"Justice Department": 0, "corrupt": -2.1}'
STRONGEST = 4.0  # VADER's raters had -4 to 4
UNIT = re.compile(r"\w+|[^\w\s]")  # what an entry may begin with: a word or a sign
TOKEN = "entry\ue000"  # and a number: a sign for private use is in no lexicon
BESIDE = 20  # more signs in a row than that hide a word anyway


class Lexicon:
    """VADER's lexicon with these entries in it, from `checked`, for texts repaired in these steps; 0: no sentiment."""

    def __init__(self, entries: Mapping[str, float], repairs: Iterable[str] = REPAIRS) -> None:
        from analysis.vader import Scorer, scorer

        valences = dict(scorer().analyzer.lexicon)
        self.keys: dict[str, list[tuple[int, str]]] = {}  # by what they begin with, the longest first
        self.patterns: dict[str, re.Pattern] = {}  # made of them when a text has such a beginning
        for number, key in enumerate(sorted(entries, key=lambda key: (-len(key), key)), 1):
            self.keys.setdefault(UNIT.findall(_lower(key))[0], []).append((number, key))
            if entries[key]:  # 0 would not do: VADER raises a word in capitals even from there
                valences[f"{TOKEN}{number}"] = entries[key]
        self.scorer: Scorer = Scorer(valences) if entries else scorer()
        self.whole, self.within = divided(repairs)
        if entries:
            self.whole = [*self.whole, self.join]

    def join(self, text: str, sub: Sub | None = None) -> str:
        """Text with a token in the place of every entry."""
        if self.keys.keys().isdisjoint(UNIT.findall(_lower(text))):
            return text
        return (sub or _sub)(self, self._token, text)

    def finditer(self, text: str) -> Iterator[re.Match]:
        """Entries in a text from left to right, of several that begin at one place the longest."""
        end = 0
        for unit in UNIT.finditer(_lower(text)):
            if unit[0] in self.keys and unit.start() >= end:
                match = self._beginning(unit[0]).match(text, unit.start())
                if match:
                    end = match.end()
                    yield match

    def read(self, texts: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield each text as it is scored, and its sentences."""
        for text in texts:
            for step in self.whole:
                text = step(text)
            parts = sentences(text)
            if self.within and not text.isascii():
                for step in self.within:
                    text, parts = step(text), list(map(step, parts))
            yield text, parts

    def _beginning(self, head: str) -> re.Pattern:
        if head not in self.patterns:
            self.patterns[head] = re.compile("|".join(_pattern(key, number) for number, key in self.keys[head]))
        return self.patterns[head]

    def _token(self, match: re.Match) -> str:
        """Token of an entry; apart from a word that only signs part it from, as in "fake news/lies".

        Signs that no word follows stay at it: VADER strips them, and would count them as words of their own.
        """
        group, text = str(match.lastgroup), match.string
        token = f"{TOKEN}{group[1:]}"
        before = text[max(0, match.start() - BESIDE) : match.start()].rstrip(punctuation)[-1:]
        after = text[match.end() : match.end() + BESIDE].lstrip(punctuation)[:1]
        left, right = (" " if sign.strip() else "" for sign in (before, after))
        return f"{left}{token.upper() if match[group].isupper() else token}{right}"


def divided(repairs: Iterable[str]) -> tuple[list[Step], list[Step]]:
    """What is done to a text before it is cut into sentences, and what to each of them.

    An emoji belongs to the sentence before it, but not once it is words.
    """
    named = steps(repairs)
    within = [step for name, step in named.items() if name == "emoji"]
    return [*(step for name, step in named.items() if name != "emoji"), *([undressed] if within else [])], within


def checked(lexicon: object, repairs: Iterable[str] = REPAIRS) -> dict[str, float]:
    """Entries repaired as the texts are before they are cut into sentences, with single spaces between their words.

    Raises
    ------
    InputError
        If this is no dict of text to numbers from -4 to 4, says which entry is wrong.

    Examples
    --------
    >>> checked({"Women’s  March": 0, "Justice &amp; Peace": 0})
    {"Women's March": 0.0, 'Justice & Peace': 0.0}
    >>> checked({"corrupt": -9})
    Traceback (most recent call last):
    analysis.errors.InputError: the lexicon's 'corrupt' has -9: a valence is a number from -4 to 4
    """
    if not isinstance(lexicon, Mapping):
        raise InputError(f"a lexicon is a dict such as {EXAMPLE}; this is {type(lexicon).__name__}")
    entries: dict[str, float] = {}
    repairs = list(steps(repairs))
    for key, value in lexicon.items():
        if not isinstance(key, str) or not key.strip():
            raise InputError(f"the lexicon has the entry {key!r:.40}: an entry is a word or several, as in {EXAMPLE}")
        if (
            isinstance(value, bool | np.bool_)
            or not isinstance(value, int | float | np.number)
            or not -STRONGEST <= value <= STRONGEST
        ):
            raise InputError(f"the lexicon's {key!r:.40} has {value!r:.40}: a valence is a number from -4 to 4")
        plain = key
        for step in divided(repairs)[0]:
            plain = step(plain)
        words = plain.split()
        if not words or ("@" in words and "addresses" in repairs):
            raise InputError(
                f"the lexicon's {key!r:.40} is never found: texts are repaired first, and of it {plain.strip()!r:.40} "
                "is left; addresses and @names count as no words"
            )
        plain = " ".join(words)
        if entries.setdefault(plain, float(value)) != float(value):
            raise InputError(f"the lexicon has {plain!r:.40} twice, with {entries[plain]:g} and {float(value):g}")
    return entries


def of(lexicon: object, repairs: Iterable[str] = REPAIRS) -> Lexicon:
    """Return VADER's lexicon, or with entries in it, for texts repaired in these steps; made once for the same ones."""
    named = tuple(steps(repairs))
    return _made(tuple(checked({} if lexicon is None else lexicon, named).items()), named)


@lru_cache(8)
def _made(entries: tuple[tuple[str, float], ...], repairs: tuple[str, ...]) -> Lexicon:
    return Lexicon(dict(entries), repairs)


def _lower(text: str) -> str:
    """Text in lower case, of the same length: İ would become two characters."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[0] for sign in text)


def _sub(pattern: Lexicon, replacement: Callable[[re.Match], str], text: str) -> str:
    """Do what `re.Pattern.sub` does."""
    pieces, last = list[str](), 0
    for match in pattern.finditer(text):
        pieces += [text[last : match.start()], replacement(match)]
        last = match.end()
    return "".join([*pieces, text[last:]])


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _pattern(key: str, number: int) -> str:
    """Return the entry as a group: whole words, with a possessive s or without; in any case if it has no capital.

    What an apostrophe joins is one word ("can" is not in "can't"), and "anti-corrupt" is no "corrupt", though
    "corrupt-minded" is. An emoticon stands alone, as VADER finds it.
    """
    words = r"\s+".join(map(re.escape, key.split()))
    words = words if any(map(str.isupper, key)) else f"(?i:{words})"
    if key.isascii() and not any(map(str.isalnum, key)):
        return rf"(?<!\S)(?P<e{number}>{words})(?!\S)"
    before = r"(?<!\w)(?<!\w['-])" if _in_word(key[0]) else ""
    after = r"(?:'s)?(?!'?\w)" if _in_word(key[-1]) else ""
    return f"{before}(?P<e{number}>{words}){after}"
