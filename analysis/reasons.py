"""Why a text has the score it has: VADER's rules, one after the other, and what each did to a word.

The rules themselves are vaderSentiment's own methods, asked in its order in a window around each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon as lexicons
from analysis.repairs import REPAIRS, Located
from analysis.sums import around_but
from analysis.text import HALF, sentence_spans, strings

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.lexicon import Lexicon

REASONS = {"token": "str", "start": "Int64", "end": "Int64", "valence": "float64", "rule": "str"}
WORD = re.compile(r"\S+")


def explain(text: str, lexicon: Mapping[str, float] | None = None, *, repairs: Sequence[str] = REPAIRS) -> pd.DataFrame:
    """How the `compound` that `score` gives a text comes about.

    Parameters
    ----------
    text : str
    lexicon, repairs
        As for `score`.

    Returns
    -------
    DataFrame
        One row per `token`: `start` and `end` in code points of the text as given, `valence`, and the `rule` or rules
        that made it, none for a word without sentiment. The last row is the emphasis of "!" and "?", without a place.
        With s the sum of the valences, s / sqrt(s * s + 15) is the compound.

    Examples
    --------
    >>> explain("Don’t like it at all!")[["token", "start", "end", "valence", "rule"]]
       token  start   end  valence                      rule
    0  Don't      0     5    0.000
    1   like      6    10   -1.110  lexicon, negated by don't
    2     it     11    13    0.000
    3     at     14    16    0.000
    4    all     17    20    0.000
    5      !   <NA>  <NA>   -0.292       emphasis of ! and ?
    """
    (text,) = strings([text])
    reading = lexicons.of(lexicon, repairs)
    where, found = Located(text), text
    for step in [*reading.whole, *reading.within]:
        found = step(found, where.sub)
    words, emphasis = _explained(found, where, reading)
    tokens = [text[slice(*word.place)] if lexicons.TOKEN in word.token.lower() else word.token for word in words]
    table: dict[str, list] = {
        "token": [*tokens, "".join(sign for sign in found if sign in "!?")],
        "start": [*(word.place[0] for word in words), pd.NA],
        "end": [*(word.place[1] for word in words), pd.NA],
        "valence": [*(word.valence for word in words), emphasis],
        "rule": [*(", ".join(word.rules) for word in words), "emphasis of ! and ?" if emphasis else ""],
    }
    for name in ("token", "rule"):  # half a character cannot be stored
        table[name] = [HALF.sub("\ufffd", said) for said in table[name]]
    return pd.DataFrame({name: pd.Series(table[name], dtype=dtype) for name, dtype in REASONS.items()})


def marks(text: str, lexicon: Mapping[str, float] | None = None) -> list[tuple[int, int, float, str]]:
    """Where the words stand that give a comment its `mean_sentence`: start, end, valence and the rules that made it.

    An emoji is one word.

    >>> marks("Great 😅 people. I don't like it.")
    [(0, 5, 3.1, 'lexicon'), (6, 7, 1.5, 'lexicon'), (24, 28, -1.11, "lexicon, negated by don't")]
    """
    found: dict[tuple[int, int], tuple[float, str]] = {}
    for words, _ in by_sentence(text, lexicon):
        for word in words:
            if word.valence:
                before, why = found.get(word.place, (0.0, ""))
                found[word.place] = before + word.valence, why or ", ".join(word.rules)
    return [(start, end, round(valence, 2), rule) for (start, end), (valence, rule) in found.items()]


def by_sentence(text: str, lexicon: Mapping[str, float] | None = None) -> Iterator[tuple[list[Word], float]]:
    """Words of each sentence as `score` reads them, where they stood in the text, and the emphasis of "!" and "?"."""
    (text,) = strings([text])
    reading = lexicons.of(lexicon)
    where, found = Located(text), text
    for step in reading.whole:
        found = step(found, where.sub)
    for first, last in sentence_spans(found):
        inside, sentence = where.part(first, last), found[first:last]
        for step in reading.within:
            sentence = step(sentence, inside.sub)
        yield _explained(sentence, inside, reading)


class Word(NamedTuple):
    """A word as VADER sees it, from where to where it stood, its valence, and the rules that made it."""

    token: str
    place: tuple[int, int]
    valence: float
    rules: list[str]


def _explained(text: str, where: Located, reading: Lexicon) -> tuple[list[Word], float]:
    """Words of a repaired text, and its emphasis."""
    from analysis.vader import reference, unpunctuated

    analyzer, described = reading.scorer.analyzer, reading.scorer.described
    text = where.sub(reading.scorer.symbol, lambda match: described.get(ord(match[0]), match[0]), text)
    words, places = list[str](), list[tuple[int, int]]()
    for match in WORD.finditer(text):
        words.append(word := unpunctuated(match[0]))
        first = match.start() + match[0].index(word)
        places.append(where.span(first, first + len(word)))
    caps = reference.allcap_differential(words)
    values, rules = [], []
    for at in range(len(words)):
        value, why = _valence(words[max(0, at - 3) : at + 3], min(at, 3), caps, analyzer)
        values.append(value)
        rules.append(why)
    turn = next((at for at, word in enumerate(words) if word.lower() == "but"), None)
    if turn is not None:
        for at, value in enumerate(around_but([*range(len(words))], values, turn)):
            if value != values[at]:
                values[at] = value
                rules[at].append("before but" if at < turn else "after but")
    emphasis = float(analyzer._punctuation_emphasis(text) * np.sign(sum(values)) + 0.0)
    return list(map(Word, words, places, values, rules)), emphasis


def _valence(words: list[str], at: int, caps: bool, analyzer: SentimentIntensityAnalyzer) -> tuple[float, list[str]]:
    """Valence of the word at this place, and the rules that made it: VADER's `sentiment_valence`, step by step."""
    from analysis.vader import reference

    lexicon, lower = analyzer.lexicon, list(map(str.lower, words))
    word = lower[at]
    if word in reference.BOOSTER_DICT:
        return 0.0, ["booster"]
    after = lower[at + 1] if at + 1 < len(words) else None
    if word == "kind" and after == "of":
        return 0.0, ["kind of"]
    if word not in lexicon:
        return 0.0, []
    valence, why = lexicon[word], ["lexicon"]
    if word == "no" and after in lexicon:
        valence, why = 0.0, ["no before a word of the lexicon"]
    one, two, three = (lower[at - back] if at >= back else None for back in (1, 2, 3))
    if one == "no" or two == "no" or (three == "no" and one in ("or", "nor")):
        valence = lexicon[word] * reference.N_SCALAR
        why.append("negated by no")
    if caps and words[at].isupper():
        valence += reference.C_INCR if valence > 0 else -reference.C_INCR
        why.append("capitals")

    def tell(changed: float, reason: str) -> None:
        nonlocal valence
        if changed != valence:
            valence = changed
            why.append(reason)

    for distance, weight in enumerate((1.0, 0.95, 0.9)):
        before = at - distance - 1
        if before < 0 or lower[before] in lexicon:
            continue
        boost = reference.scalar_inc_dec(words[before], valence, caps) * weight
        tell(valence + boost, f"booster {lower[before]}")
        changed = analyzer._negation_check(valence, words, distance, at)
        raising = next((said for said in (one, two) if said in ("so", "this")), "")
        tell(changed, f"raised by {raising}" if changed == valence * 1.25 else f"negated by {lower[before]}")
        if distance == 2:
            tell(analyzer._special_idioms_check(valence, words, at), "idiom")
    tell(analyzer._least_check(valence, words, at), "negated by least")
    return valence, why
