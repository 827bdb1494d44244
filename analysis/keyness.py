"""Which names an article and its readers use unevenly: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd

PRIOR = 100  # words of both texts together that are known beforehand
FEWEST = 5  # mentions in both, from which there may be a verdict
WORDS = 100  # of either text
AUTHORS = 3  # who raise it: one who repeats a name is no readership


def log_odds(
    first: pd.Series,
    second: pd.Series,
    first_words: int,
    second_words: int,
    *,
    prior: float = PRIOR,
    level: float = 0.95,
) -> pd.DataFrame:
    """How much more often a name stands in a first text than in a second one.

    The prior is the share that a name has in both together, as if `prior` words were known before: it draws what rests
    on few mentions to 0.

    Parameters
    ----------
    first, second : Series of int
        Mentions of each name.
    first_words, second_words : int
        Words of each text.
    prior : float
        The weight of the prior, in words.
    level : float
        How often the interval is to hold the truth.

    Returns
    -------
    DataFrame
        Indexed as `first`: `log_odds` (natural logarithm of the ratio of the odds; above 0: more often in the first),
        `low` and `high`, and `z`, the log-odds in standard errors. Missing where a text has no words, or
        neither the name.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), doi 10.1093/pan/mpn018, equations 16, 20
    and 22.

    Examples
    --------
    >>> log_odds(pd.Series([10]), pd.Series([0]), 1000, 1000).round(2)
       log_odds   low  high     z
    0      3.05  0.22  5.89  2.11
    """
    total = first_words + second_words
    if not first_words or not second_words:
        return pd.DataFrame(np.nan, first.index, ["log_odds", "low", "high", "z"])
    share = (prior * (first + second) / total).where(first + second > 0)

    def odds(count: pd.Series, words: int) -> pd.Series:
        return np.log((count + share) / (words + prior - count - share))

    difference = odds(first, first_words) - odds(second, second_words)
    error = np.sqrt(1 / (first + share) + 1 / (second + share))
    reach = NormalDist().inv_cdf((1 + level) / 2)
    return pd.DataFrame(
        {
            "log_odds": difference,
            "low": difference - reach * error,
            "high": difference + reach * error,
            "z": difference / error,
        }
    )


def verdict(odds: pd.DataFrame, said: int, written: int) -> pd.Series:
    """Who brings a name up, where the interval leaves out 0 and the counts are not too small; missing otherwise.

    Parameters
    ----------
    odds : DataFrame
        With `mentions` and `authors` of the readers, `in_article`, and `low` and `high` of `log_odds`.
    said, written : int
        Words of the readers and of the article.
    """
    many = (odds["mentions"] + odds["in_article"] >= FEWEST) & (min(said, written) >= WORDS)
    found = pd.Series(None, odds.index, dtype="str")
    found[many & (odds["low"] > 0) & (odds["authors"] >= AUTHORS)] = "raised by readers"
    found[many & (odds["high"] < 0)] = "ignored by readers"
    return found
