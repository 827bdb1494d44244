"""A lexicon of the user's own on top of VADER's: how its entries are read, and how texts are made to show them.

VADER looks up single words in lower case. An entry of several words, or one that matches only as written, is
replaced in the text by a token that nobody writes, before the text is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analysis.errors import InputError
from analysis.repairs import REPAIRS, Step, Sub, steps, typography
from analysis.text import sentences

if TYPE_CHECKING:
    from analysis.vader import Scorer

EXAMPLE = '{"Justice Department": 0, "corrupt": -2.1}'
STRONGEST = 4.0  # VADER's raters had -4 to 4
WORDS = re.compile(r"\w+")
TOKEN = "entry\ue000"  # and a number: a sign for private use is in no lexicon


class Lexicon:
    """VADER's lexicon with these entries in it, from `checked`, and 0 for no sentiment."""

    def __init__(self, entries: Mapping[str, float]) -> None:
        from analysis.vader import Scorer, reference

        known = scorer().analyzer
        valences = dict(known.lexicon)
        found = []
        for number, (key, value) in enumerate(sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])), 1):
            # What VADER itself would find: a word of three letters or more, an emoticon.
            wordlike = key.strip(reference.string.punctuation) == key and len(key) > 2
            single = key == key.lower() and key.split() == [key] and known.emojis.keys().isdisjoint(key)
            if single and (wordlike or not any(map(str.isalnum, key))) and key not in reference.BOOSTER_DICT:
                token = key
            else:
                token = f"{TOKEN}{number}"
                found.append((token, key))
            valences.pop(token, None)
            if value:  # 0 would not do: VADER raises a word in capitals even from there
                valences[token] = value
        self.scorer: Scorer = Scorer(valences) if entries else scorer()
        self.known = _Known(valences)
        self.tokens = [token for token, _ in found]
        self.pattern = re.compile("|".join(_pattern(key) for _, key in found)) if found else None
        # A text is searched only if a word that an entry begins with is in it.
        heads = [(WORDS.findall(key.lower()) or [""])[0] for _, key in found]
        self.heads, self.always = set(heads), "" in heads

    def join(self, text: str, sub: Sub = re.Pattern.sub) -> str:
        """Text with a token for every entry that VADER could not look up itself."""
        if not self.pattern or not (self.always or not self.heads.isdisjoint(WORDS.findall(text.lower()))):
            return text
        return sub(self.pattern, self._token, text)

    def steps(self, repairs: Iterable[str] = REPAIRS) -> tuple[list[Step], list[Step]]:
        """What is done to a text before it is cut into sentences, and what to each of them.

        An emoji belongs to the sentence before it, but not once it is words.
        """
        named = steps(repairs)
        within = [step for name, step in named.items() if name == "emoji"]
        return [*(step for name, step in named.items() if name != "emoji"), self.join], within

    def read(self, texts: Iterable[str], repairs: Iterable[str] = REPAIRS) -> tuple[list[str], list[list[str]]]:
        """Return the texts as they are scored, and the sentences of each."""
        whole, within = self.steps(repairs)
        read, parts = [], []
        for text in texts:
            for step in whole:
                text = step(text)
            pieces = sentences(text)
            for step in within:
                text, pieces = step(text), list(map(step, pieces))
            read.append(text)
            parts.append(pieces)
        return read, parts

    def hits(self, text: str) -> int:
        """Count the words that have a valence."""
        if not text.isascii():
            text = text.translate(self.scorer.described)
        return sum(map(self.known.__getitem__, text.split()))

    def _token(self, match: re.Match) -> str:
        token = self.tokens[match.lastindex - 1]  # type: ignore[operator]
        before, after = ("" if _in_word(sign) else " " for sign in (match[0][0], match[0][-1]))
        return f"{before}{token.upper() if match[0].isupper() else token}{after}"


class _Known(dict[str, bool]):
    """Whether the lexicon has a token, punctuation and capitals aside; looked up once for each."""

    def __init__(self, valences: Mapping[str, float]) -> None:
        super().__init__()
        self.valences = valences

    def __missing__(self, token: str) -> bool:
        from analysis.vader import REMEMBERED, looked_up

        if len(self) > REMEMBERED:
            self.clear()
        self[token] = known = looked_up(token) in self.valences
        return known


def checked(lexicon: object) -> dict[str, float]:
    """Entries with their apostrophes straight and single spaces between their words.

    Raises
    ------
    InputError
        If this is no dict of text to numbers from -4 to 4, says which entry is wrong.

    Examples
    --------
    >>> checked({"Women’s  March": 0})
    {"Women's March": 0.0}
    >>> checked({"corrupt": -9})
    Traceback (most recent call last):
    analysis.errors.InputError: the lexicon's 'corrupt' has -9: a valence is a number from -4 to 4
    """
    if not isinstance(lexicon, Mapping):
        raise InputError(f"a lexicon is a dict such as {EXAMPLE}; this is {type(lexicon).__name__}")
    entries: dict[str, float] = {}
    for key, value in lexicon.items():
        if not isinstance(key, str) or not key.strip():
            raise InputError(f"the lexicon has the entry {key!r:.40}: an entry is a word or several, as in {EXAMPLE}")
        if (
            isinstance(value, bool | np.bool_)
            or not isinstance(value, int | float | np.number)
            or not -STRONGEST <= value <= STRONGEST
        ):
            raise InputError(f"the lexicon's {key!r:.40} has {value!r:.40}: a valence is a number from -4 to 4")
        plain = " ".join(typography(key).split())
        if entries.setdefault(plain, float(value)) != float(value):
            raise InputError(f"the lexicon has {plain!r:.40} twice, with {entries[plain]:g} and {float(value):g}")
    return entries


def of(lexicon: object) -> Lexicon:
    """Return VADER's lexicon, or with entries in it; made once for the same ones."""
    return _made(tuple(checked({} if lexicon is None else lexicon).items()))


@lru_cache(8)
def _made(entries: tuple[tuple[str, float], ...]) -> Lexicon:
    return Lexicon(dict(entries))


@cache
def scorer() -> Scorer:
    """VADER with its own lexicon; made when it is first asked for, which takes 20 ms."""
    from analysis.vader import Scorer

    return Scorer()


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _pattern(key: str) -> str:
    """Return the entry as a group: whole words, with a possessive s or without; in any case if it has no capital."""
    words = r"\s+".join(map(re.escape, key.split()))
    words = words if any(map(str.isupper, key)) else f"(?i:{words})"
    before = r"(?<!\w)" if _in_word(key[0]) else ""
    after = r"(?:'s)?(?!\w)" if _in_word(key[-1]) else ""
    return f"{before}({words}){after}"
