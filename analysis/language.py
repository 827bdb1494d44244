"""Which language a comment is in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.text import IDEOGRAPH

LOOKED_AT = 100  # characters of a comment: 200 help one long comment in 500, and only in a foreign thread
CONTEXT = 1000  # characters of an article
WORDS = 3  # "lol" is Sotho to a detector, and "ja" a dozen languages
PRIOR = 20  # how much likelier a comment is in the language of its whole thread than in another one
LIKELY = 0.6  # probability, this prior counted in, from which a comment has a language
CODE = 0.06  # share of a text's characters that are brackets and the like, from which it is no prose
BATCH = 256  # texts scored at once: their scores fit into the processor's cache

# The languages people mostly comment in. py3langid knows 55 more, Latin to Zulu; without these, more comments of
# three to five words get an answer (97 instead of 95 % of those measured), as often the right one.
LANGUAGES = set(
    "af am ar be bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk km kn ko lo lt lv mk ml mr "
    "my ne nl no pa pl pt ro ru si sk sl sq sr sv ta te th tr uk ur vi zh gu".split()
)
UNSPACED = rf"{IDEOGRAPH}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # with Thai, Lao, Burmese, Khmer
WORD = re.compile(rf"[{UNSPACED}]|[^\W\d_][^\s{UNSPACED}]*")
ADDRESS = re.compile(r"(?:https?://|www\.|[@#])\S+|\b[ur]/\w+")
# What every address and every symbol has in it: most texts have neither, and this is found out ten times faster.
ADDRESS_SIGN = re.compile(r"[/@#]|www\.")
SYMBOL_SIGN = re.compile(r"[{}\[\]=\\|_<$(+*;]")
SYMBOL = re.compile(r"[{}\[\]=\\|_]|<(?!3)|\$(?!\d)|[(+*](?<=\w[(+*])\w|\(\)|;$", re.MULTILINE)


def detect(
    texts: Sequence[str], context: str | Mapping[str, str] = "", threads: Sequence[str] | None = None
) -> pd.Series:
    """Language of each text as ISO 639-1 code, by py3langid's model and what the other texts of the thread are in.

    NA for a text under three words (web addresses, @mentions, #tags and emoji are none), for one that looks like
    program code, and where the language stays in doubt.

    Parameters
    ----------
    texts : sequence of str
        The comments of one thread, or of many.
    context : str, or mapping of str to str
        What else is known to be in the thread's language: the article; or of each thread its own.
    threads : sequence of str, optional
        Which thread each text is of; by default all are of one.

    Examples
    --------
    >>> found = detect(["Das ist doch Unsinn, finde ich.", "lol", "Who cares what he says in that interview?"])
    >>> [None if pd.isna(language) else language for language in found]
    ['de', None, 'en']
    """
    whose, names = pd.factorize(np.asarray(threads if threads is not None else [""] * len(texts), dtype="object"))
    contexts = [context if isinstance(context, str) else context.get(name, "") for name in names]
    said = {text: _prose(text, LOOKED_AT) for text in dict.fromkeys(texts)}
    readable = [pair for pair in dict.fromkeys(zip(whose.tolist(), texts, strict=True)) if said[pair[1]]]
    known = _in_threads(
        [said[text] for _, text in readable],
        np.array([thread for thread, _ in readable], dtype=np.intp),
        [_prose(about, CONTEXT) for about in contexts],
    )
    languages = dict(zip(readable, known, strict=True))
    return pd.Series([languages.get(pair) for pair in zip(whose.tolist(), texts, strict=True)], dtype="str")


def _prose(text: str, size: int) -> str:
    """First characters of a text without addresses, or "" where it has too few words or looks like code."""
    start = text[: 4 * size]
    prose = (ADDRESS.sub(" ", start) if ADDRESS_SIGN.search(start) else start)[:size]
    if len(list(islice(WORD.finditer(prose), WORDS))) < WORDS:
        return ""
    return "" if SYMBOL_SIGN.search(prose) and len(SYMBOL.findall(prose)) >= CODE * len(prose) else prose


def _in_threads(texts: list[str], thread: np.ndarray, contexts: list[str]) -> list[str | None]:
    """Likely language of each text, given what the context and all the other texts of its thread are in."""
    if not texts:
        return []
    chances, about = _chances(texts), _chances(contexts)
    letters = np.array([len(text) for text in texts], dtype=np.float32)
    total = np.array([len(text) for text in contexts], dtype=np.float32)[:, None] * about
    for start in range(0, len(texts), BATCH):
        rows = slice(start, start + BATCH)
        np.add.at(total, thread[rows], chances[rows] * letters[rows, None])
    languages = _model().languages
    found: list[str | None] = []
    for start in range(0, len(chances), BATCH):
        rows = slice(start, start + BATCH)
        others = np.maximum(total[thread[rows]] - chances[rows] * letters[rows, None], 0)
        share = others / np.maximum(others.sum(axis=1, keepdims=True), 1)
        informed = chances[rows] * (1 + (PRIOR - 1) * share)
        likely = informed.max(axis=1) >= LIKELY * informed.sum(axis=1)
        found += [languages[best] if sure else None for best, sure in zip(informed.argmax(axis=1), likely, strict=True)]
    return found


class _Model(NamedTuple):
    """py3langid's model: an automaton over bytes whose states may stand for a feature, and naive Bayes over those."""

    languages: list[str]
    row: np.ndarray  # where that of a state starts in the table of following states
    following: np.ndarray
    feature: np.ndarray  # of a state; -1: none
    weight: np.ndarray  # of a feature for a language
    prior: np.ndarray


@cache
def _model() -> _Model:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(LANGUAGES)
    following = np.frombuffer(model.tk_nextmove, dtype=model.tk_nextmove.typecode)
    row, feature = np.array(model.tk_row, dtype=np.intp) << 8, np.array(model.tk_output, dtype=np.intp)
    weight = np.ascontiguousarray(model.nb_ptc, dtype=np.float32)  # a feature's weights side by side: read together
    return _Model(model.nb_classes, row, following, feature, weight, model.nb_pc)


def _chances(texts: list[str]) -> np.ndarray:
    """Probability of each language for each text: what py3langid's `rank` says of one text, for many at once."""
    chances = np.empty((len(texts), len(_model().languages)), dtype=np.float32)
    by_length = sorted(range(len(texts)), key=lambda row: len(texts[row]))  # a batch is padded to its longest
    for start in range(0, len(texts), BATCH):
        rows = by_length[start : start + BATCH]
        chances[rows] = _batch([_coded(texts[row]) for row in rows])
    return chances


def _coded(text: str) -> bytes:
    """Capitals and accents as the model was trained on them."""
    plain = unicodedata.normalize("NFC", text.lower() if text.isupper() else text)
    return plain.encode("utf-8", "surrogatepass")


def _batch(coded: list[bytes]) -> np.ndarray:
    """Walk the automaton over all texts at once, count the features met, weigh them."""
    model = _model()
    lengths = np.array([len(text) for text in coded])
    width = max(1, int(lengths.max()))
    letters = np.frombuffer(b"".join(text.ljust(width) for text in coded), dtype=np.uint8).reshape(-1, width).T
    states = np.empty(letters.shape, dtype=np.intp)
    state = np.zeros(len(coded), dtype=np.intp)
    for step in range(width):
        state = states[step] = model.following[model.row[state] + letters[step]]
    met = model.feature[states]
    place, text = np.nonzero((met >= 0) & (np.arange(width)[:, None] < lengths))
    # One number for text and feature, so that one sort counts the features of every text.
    pairs, count = np.unique(text * len(model.weight) + met[place, text], return_counts=True)
    text, feature = np.divmod(pairs, len(model.weight))
    scores = np.zeros((len(coded), len(model.languages)), dtype=np.float32)
    if len(pairs):
        weighed = model.weight.take(feature, axis=0)
        weighed *= np.log1p(count, dtype=np.float32)[:, None]
        first = np.flatnonzero(np.diff(text, prepend=-1))
        scores[text[first]] = np.add.reduceat(weighed, first) + model.prior
    scores /= np.sqrt(np.maximum(lengths, 1))[:, None]  # py3langid's temperature
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return chances / chances.sum(axis=1, keepdims=True)
