"""vaderSentiment's scores, the same to the last bit, many texts at once and in time linear in their length.

VADER looks a word up in its lexicon and changes the value by what stands around: the three words before it (boosters
such as "very", negations, "no", "least", "never so"), the word after "no", capitals, some idioms. All its rules ask for
few properties of a word, and the vocabulary of any number of texts is small. So each distinct word is looked at once
and becomes a number, its *code*: the place in the lexicon and a bit for each property that a rule asks for. What is
left are a few words per text that the lexicon knows; their rules run as NumPy expressions over all texts at once, in
the order in which VADER computes, since floating point is not associative.

Two things go to VADER's own code or to Python's, because they are rare: words with an idiom around them, in a window of
six words, and ties in rounding. The lexicon, the word lists and the constants are those of the installed package.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import heappop, heappush
from itertools import chain

import numpy as np
from vaderSentiment import vaderSentiment as reference

BATCH = 1 << 16  # words scored at once: their codes and what is computed from them fit into the cache
REMEMBERED = 1 << 19  # distinct words whose codes are kept

# A code's bits: what the rules ask of a word.
UPPER, NEGATION, NO, NOR, LEAST, AT_VERY, NEVER, SO_THIS, WITHOUT, DOUBT, BUT, KIND, OF, BEGINS, GOES_ON = (
    1 << n for n in range(15)
)
BOOSTER = 15  # three bits: which value of a booster
PLACE = 18  # the rest: place in the lexicon
NOTHING = [""] * 3  # before the first text and behind the last one
NAMED = {
    "no": NO, "or": NOR, "nor": NOR, "least": LEAST, "at": AT_VERY, "very": AT_VERY, "never": NEVER, "so": SO_THIS,
    "this": SO_THIS, "without": WITHOUT, "doubt": DOUBT, "but": BUT, "kind": KIND, "of": OF,
}  # fmt: skip


# What one to four or more signs add.
EXCLAIMED = np.array([reference.SentimentIntensityAnalyzer._amplify_ep("!" * n) for n in range(5)], float)
ASKED = np.array([reference.SentimentIntensityAnalyzer._amplify_qm("?" * n) for n in range(5)], float)


class Scorer:
    """Scores texts as a SentimentIntensityAnalyzer does that has this lexicon.

    Parameters
    ----------
    lexicon : dict of str to float, optional
        Words in lower case and their valences; by default VADER's own.
    """

    def __init__(self, lexicon: dict[str, float] | None = None) -> None:
        self.analyzer = reference.SentimentIntensityAnalyzer()
        if lexicon is not None:
            self.analyzer.lexicon = lexicon
        self.places = {word: place for place, word in enumerate(self.analyzer.lexicon, 1)}
        self.valences = np.array([0.0, *self.analyzer.lexicon.values()])
        boosters = [0.0, *sorted(set(reference.BOOSTER_DICT.values()))]
        self.boosts = np.array(boosters)
        self.booster_bits = {word: boosters.index(v) << BOOSTER for word, v in reference.BOOSTER_DICT.items()}
        phrases = [phrase.split() for phrase in [*reference.SPECIAL_CASES, *reference.BOOSTER_DICT] if " " in phrase]
        self.pairs = {(phrase[0], phrase[1]) for phrase in phrases}
        self.first, self.second = map(set, zip(*self.pairs, strict=True))
        self.codes = _Codes(self._code)
        # VADER looks at single signs only. A space too many before the words does no harm: they are split at spaces.
        described = {sign: f" {words}" for sign, words in self.analyzer.emojis.items() if len(sign) == 1}
        self.signs, self.described = set(described), str.maketrans(described)
        low = "".join(sign for sign in described if sign < "\u2000")
        first, last = min(sign for sign in described if sign > "\u2000"), max(described)
        self.symbol = re.compile(f"[{low}{first}-{last}]")  # what could be an emoji

    def _code(self, token: str) -> int:
        """What the rules ask of a word, as a number."""
        word = unpunctuated(token)
        lower = word.lower()
        code = NAMED.get(lower, 0) | self.booster_bits.get(lower, 0) | self.places.get(lower, 0) << PLACE
        code |= UPPER * word.isupper() | NEGATION * reference.negated([lower])
        return code | BEGINS * (lower in self.first) | GOES_ON * (lower in self.second)

    def scores(self, texts: Iterable[str]) -> np.ndarray:
        """Compound, pos, neu and neg of each text: an array of four columns."""
        parts = [np.empty((0, 4))]
        for batch, tokens in self._batches(texts):
            parts.append(self._scored(batch, tokens))
        return np.concatenate(parts)

    def _batches(self, texts: Iterable[str]) -> Iterator[tuple[list[str], list[list[str]]]]:
        batch, tokens, size = list[str](), list[list[str]](), 0
        for text in texts:
            if not text.isascii() and not self.signs.isdisjoint(self.symbol.findall(text)):
                text = text.translate(self.described)
            words = text.split()
            batch.append(text)
            tokens.append(words)
            size += len(words)
            if size >= BATCH:
                yield batch, tokens
                batch, tokens, size = [], [], 0
        if batch:
            yield batch, tokens

    def _scored(self, texts: Sequence[str], tokens: Sequence[list[str]]) -> np.ndarray:
        if len(self.codes) > REMEMBERED:
            self.codes.clear()
        sizes = np.fromiter(map(len, tokens), np.intp, len(tokens))
        ends = np.cumsum(sizes)
        starts = ends - sizes
        words = [*chain.from_iterable(tokens), *NOTHING]
        code = np.fromiter(map(self.codes.__getitem__, words), np.int64, len(words))
        uppers = np.append(0, np.cumsum(code & UPPER))
        shouted = uppers[ends] - uppers[starts]
        differs = (shouted > 0) & (shouted < sizes)  # some words are in capitals, and not all
        at, valence = self._valences(words, code, starts, ends, differs)
        text = np.searchsorted(ends, at, side="right")
        self._but(code, starts, at, text, valence)
        return _summed(texts, sizes, text, valence)

    def _valences(
        self, words: Sequence[str], code: np.ndarray, starts: np.ndarray, ends: np.ndarray, differs: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Where the words stand that have a valence, and which; VADER's `sentiment_valence`."""
        at = np.flatnonzero((code >= 1 << PLACE) & ((code >> BOOSTER & 7) == 0))
        text = np.searchsorted(ends, at, side="right")
        place, size = at - starts[text], (ends - starts)[text]
        # The three words before and the one after; a code that no rule asks for where there is none.
        before = [np.where(place > n, code[at - n - 1], 0) for n in range(3)]
        after = np.where(place + 1 < size, code[at + 1], 0)
        own = code[at]
        kind_of = (own & KIND > 0) & (after & OF > 0)
        if kind_of.any():
            keep = ~kind_of
            at, text, place, own, after = at[keep], text[keep], place[keep], own[keep], after[keep]
            before = [word[keep] for word in before]
        one, two, three = before
        caps = differs[text]
        lexical = self.valences[own >> PLACE]
        valence = np.where((own & NO > 0) & (after >> PLACE > 0), 0.0, lexical)
        no = (one & NO > 0) | (two & NO > 0) | ((three & NO > 0) & (one & NOR > 0))
        valence = np.where(no, lexical * reference.N_SCALAR, valence)
        valence = _raised(valence, caps & (own & UPPER > 0))
        for distance, word in enumerate(before):
            unknown = (word >> PLACE == 0) & (place > distance)
            boost = self.boosts[word >> BOOSTER & 7]
            boost = np.where(valence < 0, -boost, boost)
            loud = caps & (word & UPPER > 0) & (boost != 0)
            boost = np.where(loud, boost + np.where(valence > 0, reference.C_INCR, -reference.C_INCR), boost)
            boosted = valence + boost * (1.0, 0.95, 0.9)[distance]
            boosted = _negated(boosted, one, two, three, distance)
            valence = np.where(unknown, boosted, valence)
        least = (one & LEAST > 0) & (one >> PLACE == 0) & ~((place > 1) & (two & AT_VERY > 0))
        valence = np.where(least, valence * reference.N_SCALAR, valence)
        for n in self._near_idioms(words, code, at, place):
            valence[n] = self._in_window(words, at[n], ends[text[n]], caps[n])
        return at, valence

    def _near_idioms(self, words: Sequence[str], code: np.ndarray, at: np.ndarray, place: np.ndarray) -> list[int]:
        """Which of the words that have a valence stand so that VADER looks for an idiom and may find one."""
        begins = (code & BEGINS > 0) & (np.append(code[1:], 0) & GOES_ON > 0)
        for first in np.flatnonzero(begins).tolist():
            begins[first] = (looked_up(words[first]), looked_up(words[first + 1])) in self.pairs
        if not begins.any():
            return []
        begins = np.append(begins, [False] * 3)  # for places before the first
        return np.flatnonzero((place > 2) & np.logical_or.reduce([begins[at - n] for n in range(4)])).tolist()

    def _in_window(self, words: Sequence[str], at: int, end: int, caps: bool) -> float:
        """The valence that VADER's own method finds in the window around a word that its rules look at."""
        window = _Window()
        window.words_and_emoticons = list(map(unpunctuated, words[at - 3 : min(at + 3, end)]))
        window.is_cap_diff = caps
        return self.analyzer.sentiment_valence(0, window, window.words_and_emoticons[3], 3, [])[0]

    def _but(self, code, starts, at, text, valence: np.ndarray) -> None:
        """Halve what stands before the first "but" of a text and raise the rest, as `_but_check` does."""
        buts = np.flatnonzero(code & BUT)
        if not len(buts):
            return
        whose = np.searchsorted(starts, buts, side="right") - 1
        first = np.full(len(starts), -1)
        first[whose[::-1]] = buts[::-1]
        has = np.flatnonzero(first >= 0)
        lows, highs = np.searchsorted(text, has), np.searchsorted(text, has, side="right")
        for low, high, turn in zip(lows.tolist(), highs.tolist(), first[has].tolist(), strict=True):
            if high > low:
                valence[low:high] = around_but(at[low:high].tolist(), valence[low:high].tolist(), turn)


@cache
def scorer() -> Scorer:
    """VADER with its own lexicon; made when it is first asked for, which takes 20 ms."""
    return Scorer()


unpunctuated = reference.SentiText._strip_punc_if_word  # a token as VADER's rules see it


def looked_up(token: str) -> str:
    """Return a token as the lexicon has it."""
    return unpunctuated(token).lower()


class _Codes(dict):
    """Codes of words, each found out when it is first asked for."""

    def __init__(self, code) -> None:
        super().__init__()
        self.code = code

    def __missing__(self, token: str) -> int:
        self[token] = code = self.code(token)
        return code


class _Window:
    """What VADER's methods want to know of a text."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


def _raised(valence: np.ndarray, where: np.ndarray) -> np.ndarray:
    return np.where(where, valence + np.where(valence > 0, reference.C_INCR, -reference.C_INCR), valence)


def _negated(valence: np.ndarray, one: np.ndarray, two: np.ndarray, three: np.ndarray, distance: int) -> np.ndarray:
    """VADER's `_negation_check` for the word so far before."""
    more = one & 0 > 0
    doubtless = more
    if distance == 1:
        more = (two & NEVER > 0) & (one & SO_THIS > 0)
        doubtless = (two & WITHOUT > 0) & (one & DOUBT > 0)
    elif distance == 2:
        more = (three & NEVER > 0) & (two & SO_THIS > 0) | (one & SO_THIS > 0)
        doubtless = (three & WITHOUT > 0) & ((two | one) & DOUBT > 0)
    negation = ((one, two, three)[distance] & NEGATION > 0) & ~more & ~doubtless
    factor = np.where(more, 1.25, np.where(negation, reference.N_SCALAR, 1.0))
    return valence * factor


def around_but(at: list[int], valences: list[float], turn: int) -> list[float]:
    """What VADER makes of the valences of a text with "but" at the place `turn`.

    It goes through the values and changes the first one equal to each, which may be an earlier one that has become
    equal meanwhile. Zeros stay zeros whichever is meant, so words without a valence can be left out.
    """
    turned = list(valences)
    equals: dict[float, list[int]] = {}  # where each value stands, a heap
    for n, value in enumerate(valences):
        equals.setdefault(value, []).append(n)
    for value in valences:
        equal = equals[value]
        while turned[equal[0]] != value:
            heappop(equal)
        first = equal[0]
        if value and at[first] != turn:
            turned[first] = changed = value * (0.5 if at[first] < turn else 1.5)
            if changed in equals:
                heappush(equals[changed], first)
    return turned


def _summed(texts: Sequence[str], sizes: np.ndarray, text: np.ndarray, valence: np.ndarray) -> np.ndarray:
    """VADER's `score_valence` of each text."""
    many = len(texts)
    if sys.version_info < (3, 12):
        total = np.bincount(text, valence, many)
    else:  # Python's `sum` has compensated for rounding since
        bounds, values = np.searchsorted(text, np.arange(many + 1)).tolist(), valence.tolist()
        total = np.array([float(sum(values[low:high])) for low, high in zip(bounds, bounds[1:], strict=False)])
    exclaimed, asked = ([min(text.count(sign), 4) for text in texts] for sign in "!?")
    emphasis = EXCLAIMED[exclaimed] + ASKED[asked]
    total = np.where(total > 0, total + emphasis, np.where(total < 0, total - emphasis, total))
    compound = np.clip(total / np.sqrt(total * total + 15), -1.0, 1.0)
    good, bad = valence > 0, valence < 0
    positive = np.bincount(text[good], valence[good] + 1, many)
    negative = np.bincount(text[bad], valence[bad] - 1, many)
    neutral = sizes - np.bincount(text[good | bad], minlength=many)
    more = positive > -negative
    less = positive < -negative
    positive = np.where(more, positive + emphasis, positive)
    negative = np.where(less, negative - emphasis, negative)
    whole = positive + np.abs(negative) + neutral
    whole[whole == 0] = 1  # no word: all shares are 0
    shares = np.abs(np.column_stack([positive, neutral, negative]) / whole[:, None])
    return np.column_stack([_rounded(compound, 4), _rounded(shares, 3)])


def _rounded(values: np.ndarray, digits: int) -> np.ndarray:
    """Python's `round`, which goes by the decimal value, of each."""
    scaled = values * 10**digits
    rounded = np.rint(scaled) / 10**digits
    ties = np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6
    rounded[ties] = [round(value, digits) for value in values[ties].tolist()]
    return rounded
