"""Second opinions on how people feel, and how far the methods agree; the packages come with the extra `second`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, combinations, compress
from typing import Any

import numpy as np
import pandas as pd

from analysis import bootstrap
from analysis import lexicon as lexicons
from analysis.errors import InputError
from analysis.text import in_english, need, strings

FEWEST = 10  # comments from which a correlation is told
LABELS = {"positive": 1.0, "pos": 1.0, "negative": -1.0, "neg": -1.0, "neutral": 0.0, "neu": 0.0}
STARS = re.compile(r"([1-5]) stars?")


def opinions(comments: pd.DataFrame, pipeline: Callable[[list[str]], Sequence[Any]] | None = None) -> pd.DataFrame:
    """Sentiment of each comment by several methods, each the mean over the comment's sentences, repaired as for VADER.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `language` is used where it is there.
    pipeline : callable, optional
        One more method, such as a `transformers` pipeline that you have: called with the list of all sentences, it
        returns for each a number from -1 to 1, or a dict with a `label` (positive, neutral, negative, or 1 to 5 stars)
        and a `score`, or a list of such dicts.

    Returns
    -------
    DataFrame
        Indexed as the input, from -1 to 1: `vader` (`score`'s `mean_sentence`), `afinn`, `textblob`, with a pipeline
        `pipeline`, and their `mean`; missing where there are no words to read.

    Raises
    ------
    InputError
        If AFINN or TextBlob is not installed, or what the pipeline returned is none of the above.

    References
    ----------
    Nielsen (2011), A new ANEW: evaluation of a word list for sentiment analysis in microblogs. arXiv:1103.2903.
    """
    need(comments, "own_words")
    reading = lexicons.of(None)
    methods: dict[str, Callable[[list[str]], list[float]]] = {
        "vader": lambda texts: reading.scorer.scores(texts)[:, 0].tolist(),
        "afinn": _afinn(),
        "textblob": _textblob(),
    }
    if pipeline is not None:
        methods["pipeline"] = lambda texts: _answers(pipeline, texts)
    readable = in_english(comments).to_numpy()
    parts = [sentences for _, sentences in reading.read(compress(strings(comments["own_words"]), readable))]
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    place, each = np.repeat(np.arange(len(parts)), sizes), list(chain.from_iterable(parts))
    table = np.full((len(comments), len(methods)), np.nan)
    for column, method in enumerate(methods.values()):
        with np.errstate(invalid="ignore"):
            table[readable, column] = np.bincount(place, method(each) if each else [], len(parts)) / sizes
    result = pd.DataFrame(table, comments.index, list(methods))
    return result.assign(mean=result.mean(axis="columns"))


def agreement(opinions: pd.DataFrame, by: pd.Series | None = None, *, draws: int = 1000, seed: int = 0) -> pd.DataFrame:
    """How far methods agree: Pearson's correlation of each two, with a 95 % interval that resamples whole authors.

    Parameters
    ----------
    opinions : DataFrame
        One column per method, one row per comment; a column `mean` is left out.
    by : Series, optional
        Who wrote each comment; one with a missing author is a group of its own.
    draws, seed : int
        Number of resamples, and the seed that makes them repeatable.

    Returns
    -------
    DataFrame
        One row per pair: `one`, `other`, `n` (comments with both), `r`, `low`, `high`; r is missing for fewer than 10
        comments or where a method says the same of all, the interval also for fewer than 8 authors.

    Examples
    --------
    >>> table = pd.DataFrame({"vader": [0.1, 0.5, -0.5, 0, 1] * 2, "afinn": [0.2, 0.4, -0.8, 0, 0.9] * 2})
    >>> agreement(table, by=pd.Series(list("abcabcabca"))).round(2)
         one  other   n     r  low  high
    0  vader  afinn  10  0.97  NaN   NaN
    """
    rows = []
    for one, other in combinations(opinions.columns.drop("mean", errors="ignore"), 2):
        r, low, high, n, _ = bootstrap.correlation(opinions[one], opinions[other], by, draws=draws, seed=seed)
        rows.append((one, other, n, *((r, low, high) if n >= FEWEST else (np.nan,) * 3)))
    table = pd.DataFrame(rows, columns=["one", "other", "n", "r", "low", "high"])
    return table.astype({"n": "int64", "r": "float64", "low": "float64", "high": "float64"})


def _afinn() -> Callable[[list[str]], list[float]]:
    try:
        from afinn import Afinn
    except ImportError:
        raise _missing("afinn") from None
    score = Afinn(emoticons=True).score
    # A sum of valences without bounds, as VADER's before it is made a compound, so by VADER's own formula.
    return lambda texts: [total / (total * total + 15) ** 0.5 for total in map(score, texts)]


def _textblob() -> Callable[[list[str]], list[float]]:
    try:
        from textblob import TextBlob
    except ImportError:
        raise _missing("textblob") from None
    return lambda texts: [float(TextBlob(text).sentiment.polarity) for text in texts]


def _missing(package: str) -> InputError:
    return InputError(
        f"a second opinion needs {package}, which is not installed: pip install 'thread-analysis[second]'"
    )


def _answers(pipeline: Callable[[list[str]], Sequence[Any]], texts: list[str]) -> list[float]:
    returned = pipeline(texts)
    if isinstance(returned, str | bytes) or not isinstance(returned, Iterable):
        raise InputError(f"the pipeline returned {returned!r:.40}: wanted is a list with an answer for each text")
    answers = list(returned)
    if len(answers) != len(texts):
        raise InputError(f"the pipeline was given {len(texts)} texts and returned {len(answers)} answers: one for each")
    return list(map(_number, answers))


def _number(answer: Any) -> float:
    """From -1 to 1: what a pipeline says of a text."""
    if isinstance(answer, dict):
        answer = [answer]
    try:
        if isinstance(answer, list | tuple):
            number = sum(_worth(str(one["label"])) * float(one["score"]) for one in answer)
        else:
            number = float(answer)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        number = np.nan
    if not -1.001 <= number <= 1.001:
        raise InputError(
            f"the pipeline returned {answer!r:.60}: wanted is a number from -1 to 1, or a dict with label and score"
        )
    return float(np.clip(number, -1, 1))


def _worth(label: str) -> float:
    name = label.strip().lower()
    stars = STARS.fullmatch(name)
    if stars:
        return (int(stars[1]) - 3) / 2
    if name not in LABELS:
        raise InputError(
            f"the pipeline's label {label!r:.40} is not known: wanted is positive, neutral, negative or 1 to 5 stars; "
            "wrap it in a function that returns numbers from -1 to 1"
        )
    return LABELS[name]
