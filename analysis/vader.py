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
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
from vaderSentiment import vaderSentiment as reference

from analysis import sums
from analysis.text import MARK, tokens

T = TypeVar("T")

BATCH = 1 << 18  # characters scored at once: what is computed of their words fits into the cache
REMEMBERED = 1 << 19  # distinct words whose codes are kept

# A code's bits: what the rules ask of a word.
UPPER, NEGATION, NO, NOR, LEAST, AT_VERY, NEVER, SO_THIS, WITHOUT, DOUBT, BUT, KIND, OF, BEGINS, GOES_ON = (
    1 << n for n in range(15)
)
BOOSTER = 15  # three bits: which value of a booster
EXCLAIMED, ASKED = 18, 21  # three bits each: how many "!" and "?", up to four
PLACE = 24  # the rest: place in the lexicon
CHANGES = NEGATION | LEAST | NEVER | SO_THIS | WITHOUT | 7 << BOOSTER  # what changes the valence of a word behind
NOTHING = [0] * 3  # before the first word and behind the last one
NAMED = {
    "no": NO, "or": NOR, "nor": NOR, "least": LEAST, "at": AT_VERY, "very": AT_VERY, "never": NEVER, "so": SO_THIS,
    "this": SO_THIS, "without": WITHOUT, "doubt": DOUBT, "but": BUT, "kind": KIND, "of": OF,
}  # fmt: skip
BETWEEN = -1  # code of a MARK

# What one to four or more signs add.
EMPHASIS = np.array([reference.SentimentIntensityAnalyzer._amplify_ep("!" * n) for n in range(5)], float)
QUESTION = np.array([reference.SentimentIntensityAnalyzer._amplify_qm("?" * n) for n in range(5)], float)


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
        self.valences = np.array([0.0, *self.analyzer.lexicon.values()])
        boosters = [0.0, *sorted(set(reference.BOOSTER_DICT.values()))]
        self.boosts = np.array(boosters)
        phrases = [phrase.split() for phrase in [*reference.SPECIAL_CASES, *reference.BOOSTER_DICT] if " " in phrase]
        self.pairs = {(phrase[0], phrase[1]) for phrase in phrases}
        self.rules = {word: place << PLACE for place, word in enumerate(self.analyzer.lexicon, 1)}
        for word, bit in [
            *NAMED.items(),
            *((word, boosters.index(value) << BOOSTER) for word, value in reference.BOOSTER_DICT.items()),
            *((word, NEGATION) for word in reference.NEGATE),
            *chain.from_iterable(((first, BEGINS), (second, GOES_ON)) for first, second in self.pairs),
        ]:
            self.rules[word] = self.rules.get(word, 0) | bit
        self.codes = _Codes(self._code)
        # VADER looks at single signs only. A space too many before the words does no harm: they are split at spaces.
        described = {sign: f" {words}" for sign, words in self.analyzer.emojis.items() if len(sign) == 1}
        self.signs, self.described = set(described), str.maketrans(described)
        low = "".join(sign for sign in described if sign < "\u2000")
        first, last = min(sign for sign in described if sign > "\u2000"), max(described)
        self.symbol = re.compile(f"[{low}{first}-{last}]")  # what could be an emoji

    def _code(self, token: str) -> int:
        """What the rules ask of a word, as a number."""
        if token == MARK:
            return BETWEEN
        word = unpunctuated(token)
        lower = word.lower()
        code = self.rules.get(lower, 0) | UPPER * word.isupper() | NEGATION * ("n't" in lower)
        if "!" in token or "?" in token:
            code |= min(token.count("!"), 4) << EXCLAIMED | min(token.count("?"), 4) << ASKED
        return code

    def scores(self, texts: Iterable[str]) -> np.ndarray:
        """Compound, pos, neu and neg of each text: an array of four columns."""
        parts = [np.empty((0, 4))]
        for batch in _batches(texts, len):
            read = self._read(batch)
            text, valence = self._valences(read, read.starts, read.ends)
            emphasis = _emphasis(read.code, read.ends)
            shares = sums.shares(read.ends - read.starts, text, valence, emphasis)
            parts.append(np.column_stack([sums.compound(text, valence, emphasis), shares]))
        return np.concatenate(parts)

    def by_sentence(self, texts: Iterable[tuple[str, list[str]]]) -> Iterator[_BySentence]:
        """Scores of texts and of their sentences, one batch after the other; each word is looked up once for both."""
        for batch in _batches(texts, lambda pair: len(pair[0])):
            counts = np.fromiter((len(parts) for _, parts in batch), np.intp, len(batch))
            read = self._read(list(chain.from_iterable(parts for _, parts in batch)))
            ends = np.append(0, read.ends)[np.cumsum(counts)]
            whole = self._compounds(read, np.append(0, ends[:-1]), ends)
            other = [row for row, (text, parts) in enumerate(batch) if _cut_in_words(text, parts)]
            whole[other] = self.scores([batch[row][0] for row in other])[:, 0]
            hits = np.bincount(np.searchsorted(ends, read.known, side="right"), minlength=len(batch))
            yield _BySentence(whole, hits, counts, self._compounds(read, read.starts, read.ends))

    def hits(self, text: str) -> int:
        """Count the words of a text that the lexicon has, those that describe an emoji included."""
        return sum(self.codes[word] >> PLACE > 0 for word in self._in_words(text).split())

    def _compounds(self, read: _Words, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Compound of each run of words."""
        text, valence = self._valences(read, starts, ends)
        return sums.compound(text, valence, _emphasis(read.code, ends))

    def _read(self, texts: Sequence[str]) -> _Words:
        words = tokens(list(map(self._in_words, texts)))
        code = np.fromiter(map(self.codes.__getitem__, words), np.int64, len(words))
        return _Words(words, code, self.pairs)

    def _in_words(self, text: str) -> str:
        if text.isascii() or self.signs.isdisjoint(self.symbol.findall(text)):
            return text
        return text.translate(self.described)

    def _valences(self, read: _Words, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which text the words are of that have a valence, and the valences; VADER's `sentiment_valence`."""
        code = read.code
        at = read.known[code[read.known] >> BOOSTER & 7 == 0]
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
        shouted = read.uppers[ends] - read.uppers[starts]
        caps = ((shouted > 0) & (shouted < ends - starts))[text]  # some words are in capitals, and not all
        lexical = self.valences[own >> PLACE]
        valence = np.where((own & NO > 0) & (after >> PLACE > 0), 0.0, lexical)
        valence = np.where(_by_no(*before), lexical * reference.N_SCALAR, valence)
        valence = _raised(valence, caps & (own & UPPER > 0))
        near = np.flatnonzero(np.bitwise_or.reduce(before) & CHANGES)
        valence[near] = self._changed(valence[near], [word[near] for word in before], place[near], caps[near])
        for n in read.near_idioms(at, place):
            valence[n] = self._in_window(read, at[n], ends[text[n]], caps[n])
        self._but(code, starts, at, text, valence)
        return text, valence

    def _changed(
        self, valence: np.ndarray, before: Sequence[np.ndarray], place: np.ndarray, caps: np.ndarray
    ) -> np.ndarray:
        """What the three words before make of a valence."""
        one, two, three = before
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
        return np.where(least, valence * reference.N_SCALAR, valence)

    def _in_window(self, read: _Words, at: int, end: int, caps: bool) -> float:
        """The valence that VADER's own method finds in the window around a word that its rules look at."""
        window = _Window()
        window.words_and_emoticons = list(map(unpunctuated, read.words(at - 3, min(at + 3, end))))
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
                valence[low:high] = sums.around_but(at[low:high].tolist(), valence[low:high].tolist(), turn)


@cache
def scorer() -> Scorer:
    """VADER with its own lexicon; made when it is first asked for, which takes 20 ms."""
    return Scorer()


unpunctuated = reference.SentiText._strip_punc_if_word  # a token as VADER's rules see it


def looked_up(token: str) -> str:
    """Return a token as the lexicon has it."""
    return unpunctuated(token).lower()


class _Words:
    """The words of some texts, looked up, and what the rules need to know of all of them.

    Parameters
    ----------
    marked : list of str
        The words, with a MARK behind each text.
    code : ndarray
        Of each of these.
    pairs : set of pairs of str
        What idioms begin with.
    """

    def __init__(self, marked: list[str], code: np.ndarray, pairs: set[tuple[str, str]]) -> None:
        marks = np.flatnonzero(code == BETWEEN)
        self.marked = marked
        self.code = np.append(np.delete(code, marks), NOTHING)
        self.ends = marks - np.arange(len(marks))  # of each text
        self.starts = np.append(0, self.ends[:-1])
        self.known = np.flatnonzero(self.code >> PLACE)  # where the words stand that are in the lexicon
        self.uppers = np.append(0, np.cumsum(self.code & UPPER))  # how many words before each are in capitals
        first = np.flatnonzero(self.code & BEGINS)
        first = first[self.code[first + 1] & GOES_ON > 0]
        self.idioms = [at for at in first.tolist() if tuple(map(looked_up, self.words(at, at + 2))) in pairs]

    def words(self, first: int, end: int) -> list[str]:
        """Return some words, without the marks between them."""
        at = np.arange(first, end)
        return [self.marked[place] for place in (at + np.searchsorted(self.ends, at, side="right")).tolist()]

    def near_idioms(self, at: np.ndarray, place: np.ndarray) -> list[int]:
        """Which of the words that have a valence stand so that VADER looks for an idiom and may find one."""
        if not self.idioms:
            return []
        near = np.isin(at, np.add.outer(self.idioms, np.arange(4)))
        return np.flatnonzero(near & (place > 2)).tolist()


class _BySentence(NamedTuple):
    """Scores of some texts and of their sentences."""

    whole: np.ndarray  # compound of each text
    hits: np.ndarray  # of each text: words that the lexicon has
    counts: np.ndarray  # of each text: sentences
    each: np.ndarray  # compound of each sentence


class _Codes(dict):
    """Codes of words, each found out when it is first asked for."""

    def __init__(self, code: Callable[[str], int]) -> None:
        super().__init__()
        self.code = code

    def __missing__(self, token: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        self[token] = code = self.code(token)
        return code


class _Window:
    """What VADER's methods want to know of a text."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


def _by_no(one: np.ndarray, two: np.ndarray, three: np.ndarray) -> np.ndarray:
    """Where a "no" before a word negates it."""
    return (one & NO > 0) | (two & NO > 0) | ((three & NO > 0) & (one & NOR > 0))


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


def _batches(texts: Iterable[T], length: Callable[[T], int]) -> Iterator[list[T]]:
    """As many texts together as are scored at once."""
    batch, size = list[T](), 0
    for text in texts:
        batch.append(text)
        size += length(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _cut_in_words(text: str, sentences: list[str]) -> bool:
    """Whether the sentences have other words than the text, as those of Chinese, which no space parts."""
    return not text.isascii() and " ".join(sentences).split() != text.split()


def _emphasis(code: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """What the "!" and "?" of each text add."""
    at = np.flatnonzero(code & (7 << EXCLAIMED | 7 << ASKED))
    text = np.searchsorted(ends, at, side="right")
    exclaimed, asked = (np.bincount(text, code[at] >> sign & 7, len(ends)).clip(max=4) for sign in (EXCLAIMED, ASKED))
    return EMPHASIS[exclaimed.astype(np.intp)] + QUESTION[asked.astype(np.intp)]
