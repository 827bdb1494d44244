"""Where a passage comes from: the words it shares with earlier texts, in order.

Two texts are compared word by word, and a word is its letters and digits alone: curly or straight quotation marks,
kinds of dashes and spaces, soft hyphens, capitals and line breaks make no difference. Candidates are the texts that
share five words in a row with the passage; only those are compared, so the work grows with the text, not its square.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

BATCH = 4096  # texts looked at together: few enough that what is known of each word takes little memory
RUN = 5  # words in a row that make a text a candidate
ARTICLE = -1
JUMP = 10  # words of the source that a quotation may leave out
SIMILAR = 75  # rapidfuzz ratio from which two words are one word and a slip of the finger

# Scripts without spaces between words give one word per character; marks inside a word belong to it.
ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
INVISIBLE = "\u00ad\u200b-\u200d\u2060"
WORD = re.compile(rf"[{ALONE}]|(?:[^\W{ALONE}]|[\u0300-\u036f{INVISIBLE}])+")
ASCII_WORD = re.compile(r"\w+")
UNSEEN = re.compile(f"[{INVISIBLE}]+")


class Match(NamedTuple):
    """How far a passage runs along a source: the passage's words [first, last), the source's [start, end)."""

    first: int
    last: int
    start: int
    end: int
    shared: int


class Text:
    """The words of a text, where each of them stands, and where each run of five words starts."""

    def __init__(self, text: str, pieces: Iterable[tuple[int, int]] = ((0, -1),)) -> None:
        self.text = text
        self.pieces = [(start, len(text) if end < 0 else end) for start, end in pieces]
        if text.isascii():  # lower case is as long
            lower = text.lower()
            self.words = [word for start, end in self.pieces for word in ASCII_WORD.findall(lower, start, end)]
        else:
            self.words = [fold(word[0]) for word in self._found()]

    def _found(self) -> Iterator[re.Match[str]]:
        return chain.from_iterable(_pattern(self.text).finditer(self.text, *piece) for piece in self.pieces)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [word.start() for word in self._found()]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [word.end() for word in self._found()]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where words [first, end) stand in the text."""
        words = list(islice(self._found(), first, end))
        return words[0].start(), words[-1].end()

    @cached_property
    def runs(self) -> list[int]:
        """A number for each five words in a row."""
        return runs(self.words).tolist()

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """Where a run of words starts; of a run that comes again and again, the first few places."""
        places: dict[int, list[int]] = {}
        for place, run in enumerate(self.runs):
            known = places.setdefault(run, [])
            if len(known) < 4:
                known.append(place)
        return places

    def breaks(self, first: int, last: int) -> bool:
        """Whether words [first, last) are set off by a line break."""
        return first < last and "\n" in self.text[self.ends[first - 1] : self.starts[last]]

    @cached_property
    def joined(self) -> str:
        """The words with one space before, between and after them."""
        return f" {' '.join(self.words)} "


def fold(text: str) -> str:
    """Text without what typing and typesetting change: capitals, composed or separate accents, soft hyphens."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", UNSEEN.sub("", text).casefold())


def words(text: str) -> list[str]:
    r"""The words of a text, folded.

    >>> words("Don’t co\u00adoperate – EVER")
    ['don', 't', 'cooperate', 'ever']
    """
    text = fold(text)
    return _pattern(text).findall(text)


def runs(words: Sequence[str]) -> np.ndarray:
    """A number for each five words in a row."""
    return _rolled(np.fromiter(map(hash, words), np.int64, len(words)).view(np.uint64))


def shared_runs(texts: Sequence[str], passages: Iterable[Sequence[str]], head: int) -> dict[int, list[int]]:
    """For each text its runs of words that may lead from a passage to its source.

    That is a run which one of the passages has, or the first `head` words of a text, and which two texts have at least.
    What no text shares with another, nearly everything, is never looked at again.

    >>> texts = ["We like this very old bridge.", "So do we. We like this very old bridge!", "What?"]
    >>> {number: len(found) for number, found in shared_runs(texts, [], 12).items()}
    {0: 2, 1: 2}
    """
    parts = [_inside(texts[first : first + BATCH], head) for first in range(0, len(texts), BATCH)]
    asked = np.concatenate([*(leading for _, _, leading in parts), *(runs(passage) for passage in passages)])
    sieve = np.zeros(1 << 24, bool)  # a look at a few bits spares most runs the search
    sieve[asked & np.uint64(len(sieve) - 1)] = True
    hits = []
    for number, (all_runs, ends, _) in enumerate(parts):
        hit = np.flatnonzero(sieve[all_runs & np.uint64(len(sieve) - 1)])
        hits.append((all_runs[hit], np.searchsorted(ends, hit, "right") + number * BATCH))
    run, text = (np.concatenate(column) for column in zip(*hits, strict=True))
    order = np.argsort(run, kind="stable")  # the texts of a run stay in order
    run, text = run[order], text[order]
    fresh = np.append(True, (run[1:] != run[:-1]) | (text[1:] != text[:-1]))[: len(run)]
    run, text = run[fresh], text[fresh]
    first = np.flatnonzero(np.append(True, run[1:] != run[:-1])[: len(run)])
    count = np.diff(np.append(first, len(run)))
    shared = np.repeat(count, count) > 1
    run, text = run[shared], text[shared]
    asked.sort()
    wanted = asked[np.minimum(np.searchsorted(asked, run), len(asked) - 1)] == run
    found: dict[int, list[int]] = {}
    for one, owner in zip(run[wanted].tolist(), text[wanted].tolist(), strict=True):
        found.setdefault(owner, []).append(one)
    return found


def _inside(texts: Sequence[str], head: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return all runs of some texts, where those of each text end, and those among the first `head` words of a text."""
    found = [words(text) for text in texts]
    sizes = np.array([len(one) for one in found])
    owner = np.repeat(np.arange(len(found)), sizes)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    all_runs = runs(list(chain.from_iterable(found)))
    last = len(all_runs)
    inside = owner[:last] == owner[len(owner) - last :]
    ends = np.cumsum(np.maximum(sizes - RUN + 1, 0))
    return all_runs[inside], ends, all_runs[inside & (place[:last] <= head - RUN)]


def follow(passage: Text, source: Text, leading: bool = False) -> Match | None:
    """The longest stretch that runs along both texts, words left out or mistyped here and there.

    Parameters
    ----------
    passage, source : Text
        What was quoted, and where it may come from.
    leading : bool
        Whether the stretch has to start with the passage (at its third word at the latest).

    Returns
    -------
    Match or None
        None if the two share no five words in a row.
    """
    best = None
    done = -1
    for first, run in enumerate(passage.runs):
        if leading and first > 2:
            break
        if first < done:  # inside a stretch that was followed already
            continue
        for start in source.places.get(run, ()):
            match = _stretch(passage, source, first, start, leading)
            done = max(done, match.last)
            if best is None or match.shared > best.shared:
                best = match
    return best


def locate(passage: Text, source: Text) -> Match | None:
    """A short passage in a source: word for word, or with slips."""
    wanted = passage.joined
    if not passage.words:
        return None
    at = source.joined.find(wanted)
    size = len(passage.words)
    if at >= 0:
        start = source.joined.count(" ", 0, at)
        return Match(0, size, start, start + size, size)
    if len(wanted) < 25 or len(wanted) > 400 or len(source.joined) > 20_000:
        return None
    near = fuzz.partial_ratio_alignment(wanted, source.joined, score_cutoff=85)
    if near is None:
        return None
    edges = [place for place, sign in enumerate(source.joined) if sign == " "]
    start = max(0, bisect_right(edges, near.dest_start + 1) - 1)
    end = max(start + 1, min(bisect_left(edges, near.dest_end - 1), len(source.words)))
    return Match(0, size, start, end, size)


def _stretch(passage: Text, source: Text, first: int, start: int, leading: bool) -> Match:
    """Follow both texts from a run that they share: back to its beginning, then on to its end."""
    words, others = passage.words, source.words
    low, down = first, start
    while low and down and first - low < 20 and _alike(words[low - 1], others[down - 1]):
        low, down = low - 1, down - 1
    here, there, shared = first, start, first - low
    last, end = here, there
    while here < len(words) and there < len(others):
        if words[here] == others[there]:
            shared += 1
        elif not (_alike(words[here], others[there]) and words[here + 1 : here + 3] == others[there + 1 : there + 3]):
            onward = _resume(passage, here, source, there, there + max(JUMP, shared))
            if onward is None or leading and passage.breaks(here, onward[0]):
                break  # a line between two quoted ones is the answer to the first
            here, there = onward
            continue
        here, there = here + 1, there + 1
        last, end = here, there
    return Match(low, last, down, end, shared)


def _resume(passage: Text, here: int, source: Text, there: int, limit: int) -> tuple[int, int] | None:
    """Where both texts come together again within a few words."""
    for skip, run in enumerate(passage.runs[here : here + 4]):
        for place in source.places.get(run, ()):
            if there <= place <= limit:
                return here + skip, place
    return None


def _rolled(ids: np.ndarray) -> np.ndarray:
    """One number for each five neighbours of an array."""
    size = max(0, len(ids) - RUN + 1)
    rolled = np.zeros(size, np.uint64)
    for skip in range(RUN):
        rolled *= np.uint64(0x9E3779B97F4A7C15)
        rolled += ids[skip : skip + size]
    return rolled


def _alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= SIMILAR


def _pattern(text: str) -> re.Pattern[str]:
    return ASCII_WORD if text.isascii() else WORD
