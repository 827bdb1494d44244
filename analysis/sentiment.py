"""How people feel: VADER scores of comments, with what is known to mislead VADER repaired first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

import numpy as np
import pandas as pd

from analysis import bootstrap
from analysis import lexicon as lexicons
from analysis.opinions import opinions
from analysis.reasons import explain
from analysis.repairs import REPAIRS, repair
from analysis.text import in_english, need, strings

__all__ = ["REPAIRS", "effect", "explain", "hits", "names", "opinions", "repair", "score", "vader"]


def vader(texts: Iterable[str]) -> pd.DataFrame:
    """vaderSentiment's `polarity_scores` of each text exactly as given, to the last bit; `analysis.vader` says how.

    Parameters
    ----------
    texts : sequence or Series of str
        Without missing values.

    Returns
    -------
    DataFrame
        float64 columns `compound` (-1 to 1), `pos`, `neu`, `neg` (shares that sum to 1, all 0 for a text without a
        word); the index of a Series is kept.

    Raises
    ------
    TableError
        If one of them is no str: None, NaN, bytes, a number.

    References
    ----------
    Hutto & Gilbert (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text. ICWSM.

    Examples
    --------
    >>> vader(["VADER is smart, handsome, and funny!"])
       compound    pos    neu  neg
    0    0.8439  0.752  0.248  0.0
    """
    from analysis.vader import scorer

    index = texts.index if isinstance(texts, pd.Series) else None
    texts = strings(texts)
    return pd.DataFrame(scorer().scores(texts), columns=["compound", "pos", "neu", "neg"], index=index)


def score(
    comments: pd.DataFrame, *, lexicon: Mapping[str, float] | None = None, repairs: Sequence[str] = REPAIRS
) -> pd.DataFrame:
    """Sentiment of each comment's own words.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `language` is used where it is there.
    lexicon : dict of str to float, optional
        Words or phrases of the subject and their valences, -4 to 4; 0 says that it carries no sentiment. One with a
        capital letter counts only as written, one without in any case; as whole words, with a possessive s and at the
        beginning of a hyphenated word too. It is repaired as the texts are, and goes before all that VADER knows of
        its words: a "not", "very" or "but" of yours negates, boosts and turns no more, and is in no idiom.
    repairs : sequence of str
        Which steps of `analysis.repairs` put a text right before it is scored.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `compound`: VADER's compound of the whole, -1 to 1. It saturates in long comments.
        - `mean_sentence`: mean of the sentences' compounds, the one to use: it follows human ratings better.
        - `hits`: words found in the lexicon, those that describe an emoji included (Int64). A score of 0 with no hits
          says nothing.
        - `sentences`: how many (Int64).

        All are missing where the language is known not to be English; `compound` and `mean_sentence` also where
        there are no words at all.

    Raises
    ------
    TableError
        If there is no `own_words`, or one of them is no str.
    InputError
        If an entry of the lexicon or a repair cannot be used.

    Examples
    --------
    >>> comments = pd.DataFrame({"own_words": ["I don’t like it. Great people, though!", "He said so.", ""]})
    >>> score(comments)
       compound  mean_sentence  hits  sentences
    0   -0.6904        0.19165     2          2
    1    0.0000        0.00000     0          1
    2       NaN            NaN     0          0
    >>> score(comments, lexicon={"great people": 0})["mean_sentence"].to_list()[:2]
    [-0.13775, 0.0]
    """
    need(comments, "own_words")
    reading = lexicons.of(lexicon, repairs)
    readable = in_english(comments).to_numpy()
    texts = reading.read(compress(strings(comments["own_words"]), readable))
    rows = [np.empty((0, 4))]
    for found in reading.scorer.by_sentence(texts):
        many = len(found.counts)
        with np.errstate(invalid="ignore"):  # no sentence, no mean
            means = np.bincount(np.repeat(np.arange(many), found.counts), found.each, many) / found.counts
        compound = np.where(found.counts > 0, found.whole, np.nan)
        rows.append(np.column_stack([compound, means, found.hits, found.counts]))
    table = np.full((len(comments), 4), np.nan)
    table[readable] = np.concatenate(rows)
    columns = ["compound", "mean_sentence", "hits", "sentences"]
    return pd.DataFrame(table, comments.index, columns).astype({"hits": "Int64", "sentences": "Int64"})


def hits(text: str, lexicon: Mapping[str, float] | None = None) -> int:
    """Count the words of a text as given that the lexicon knows, those that describe an emoji included.

    >>> hits("Great, just great 😅. He said so.")
    3
    """
    (text,) = strings([text])
    reading = lexicons.of(lexicon, repairs=())
    return reading.scorer.hits(reading.join(text))


def names(mentions: pd.DataFrame) -> dict[str, float]:
    """Return a lexicon that takes the names that hold words of VADER's lexicon, such as United States, as neutral.

    Only names with a capital letter are in it: "hope" as a name would take the feeling from every hope.

    Parameters
    ----------
    mentions : DataFrame
        From `analysis.entities.find`. Look through the result: a model takes "Thanks" for a name now and then.

    Examples
    --------
    >>> names(pd.DataFrame({"text": ["United  States", "Paris", "the Supreme Court", "United States", "hope"]}))
    {'United States': 0.0, 'the Supreme Court': 0.0}
    """
    need(mentions, "text")
    written = dict.fromkeys(" ".join(text.split()) for text in strings(mentions["text"]))
    read = {name: repair(name) for name in written if any(map(str.isupper, name))}
    return {name: 0.0 for name, text in read.items() if hits(text) and "@" not in text.split()}


def effect(comments: pd.DataFrame, lexicon: Mapping[str, float]) -> pd.Series:
    """Mean sentiment with a lexicon and without it.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `author` is used where it is there.
    lexicon : dict of str to float
        As for `score`.

    Returns
    -------
    Series
        `comments` with a score; how many were `changed`; the mean of `mean_sentence` `without` and `with` the lexicon;
        their `difference` with the ends of its 95 % interval, `low` and `high`, which resamples whole authors.

    Examples
    --------
    >>> effect(pd.DataFrame({"own_words": ["The United States won.", "Great!"]}), {"United States": 0}).round(3)
    comments      2.000
    changed       1.000
    without       0.708
    with          0.615
    difference   -0.093
    low             NaN
    high            NaN
    dtype: float64
    """
    before, after = (score(comments, lexicon=entries)["mean_sentence"] for entries in (None, lexicon))
    change = bootstrap.mean(after - before, comments["author"] if "author" in comments else None)
    return pd.Series(
        {
            "comments": before.count(),
            "changed": ((before != after) & before.notna()).sum(),
            "without": before.mean(),
            "with": after.mean(),
            "difference": change.estimate,
            "low": change.low,
            "high": change.high,
        },
        dtype="float64",
    )
