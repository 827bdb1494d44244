"""How people feel: VADER scores of comments, with what is known to mislead VADER repaired first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import TableError
from analysis.text import in_english, need, sentences

if TYPE_CHECKING:
    from analysis.vader import Scorer

# Typography that hides a word from VADER: "don’t like it" would score +.36, "don't like it" scores -.28.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("–—―", " - "),
        "…": "... ",
        "\u00a0": " ",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff", ""),
    }
)
TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|del|div|em|h[1-6]|hr|i|img|li|ol|p|pre|q|s|small|span|strike|strong|sub|sup|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)


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
    index = texts.index if isinstance(texts, pd.Series) else None
    texts = list(texts)
    wrong = next((place for place, text in enumerate(texts) if not isinstance(text, str)), None)
    if wrong is not None:
        raise TableError(f"text {wrong} is {texts[wrong]!r:.40}; VADER reads str: leave out what is missing")
    return pd.DataFrame(scorer().scores(texts), columns=["compound", "pos", "neu", "neg"], index=index)


def score(comments: pd.DataFrame) -> pd.DataFrame:
    """Sentiment of each comment's own words.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `language` is used where it is there.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `compound`: VADER's compound of the whole, -1 to 1. It saturates in long comments.
        - `mean_sentence`: mean of the sentences' compounds, the one to use: it follows human ratings better.
        - `hits`: words and emoji found in VADER's lexicon (Int64). A score of 0 with no hits says nothing.
        - `sentences`: how many (Int64).

        All are missing where the language is known not to be English; `compound` and `mean_sentence` also where
        there are no words at all.

    Examples
    --------
    >>> score(pd.DataFrame({"own_words": ["I don’t like it. Great people, though!", "He said so.", ""]}))
       compound  mean_sentence  hits  sentences
    0   -0.6904        0.19165     2          2
    1    0.0000        0.00000     0          1
    2       NaN            NaN     0          0
    """
    need(comments, "own_words")
    readable = in_english(comments)
    texts = comments.loc[readable, "own_words"].map(repair)
    pieces = texts.map(sentences)
    said = pieces.map(len) > 0
    each = pieces[said].explode()
    result = pd.DataFrame(index=texts.index)
    result["compound"] = vader(texts)["compound"].where(said)
    # Positions, not labels, as keys: the index of the input need not be unique.
    place = np.repeat(np.flatnonzero(said), pieces[said].map(len))
    means = vader(list(each))["compound"].groupby(place).mean()
    result["mean_sentence"] = means.reindex(range(len(texts))).to_numpy(dtype="float64")
    result["hits"] = texts.map(hits).astype("Int64")
    result["sentences"] = pieces.map(len).astype("Int64")
    blank = pd.DataFrame(index=comments.index, columns=result.columns).astype(result.dtypes)
    blank.loc[readable.to_numpy()] = result
    return blank


def repair(text: str) -> str:
    """Text with what hides words from VADER put right: curly quotes, dashes, entities, tags, invisible characters.

    >>> repair("Don’t &lt;b&gt;worry&lt;/b&gt;… be happy❤️")
    "Don't  worry ... be happy❤"
    """
    return TAG.sub(" ", unescape(text)).translate(TYPOGRAPHY)


def hits(text: str) -> int:
    """Count the words and emoji of a text that VADER's lexicon knows.

    >>> hits("Great, just great 😅. He said so.")
    3
    """
    from vaderSentiment.vaderSentiment import SentiText

    analyzer = scorer().analyzer
    known = sum(_feels(sign) for sign in text if sign in analyzer.emojis)
    plain = "".join(" " if sign in analyzer.emojis else sign for sign in text)
    return known + sum(token.lower() in analyzer.lexicon for token in SentiText(plain).words_and_emoticons)


@cache
def _feels(emoji: str) -> bool:
    """True if the words that VADER reads an emoji as are in its lexicon."""
    analyzer = scorer().analyzer
    return any(word in analyzer.lexicon for word in analyzer.emojis[emoji].split())


@cache
def scorer() -> Scorer:
    """VADER with its own lexicon; made when it is first asked for, which takes 20 ms."""
    from analysis.vader import Scorer

    return Scorer()
