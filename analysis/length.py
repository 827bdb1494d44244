"""How much people write."""

from __future__ import annotations

import re

import pandas as pd

from analysis.text import in_english, need, sentences, words

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?<=[^aeiouy])(?:e|(?<![dt])ed|(?<![cgsxz])es)$")


def measure(comments: pd.DataFrame) -> pd.DataFrame:
    """Length and reading ease of each comment's own words.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `language` is used where it is there.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `characters`: Unicode code points (Int64).
        - `words`: runs of letters and digits; an ideograph or kana counts as one each (Int64).
        - `sentences`: Int64.
        - `reading_ease`: Flesch's formula (1948), 206.835 - 1.015 words/sentence - 84.6 syllables/word; 60 to 70 is
          plain English, higher is easier, short comments may leave 0 to 100. Syllables are estimated from spelling.
          Missing where there are no words or the language is known not to be English.

    Examples
    --------
    >>> measure(pd.DataFrame({"own_words": ["The cat sat on the mat.", "😅😅"]}))
       characters  words  sentences  reading_ease
    0          23      6          1       116.145
    1           2      0          1           NaN
    """
    need(comments, "own_words")
    texts = comments["own_words"]
    tokens = texts.map(words)
    result = pd.DataFrame(
        {
            "characters": texts.map(len).astype("Int64"),
            "words": tokens.map(len).astype("Int64"),
            "sentences": texts.map(lambda text: len(sentences(text))).astype("Int64"),
        },
        index=comments.index,
    )
    readable = in_english(comments) & (result["words"] > 0)
    count = result["words"].astype("float64").where(readable)
    beats = tokens.map(lambda found: sum(map(syllables, found))).astype("float64")
    result["reading_ease"] = 206.835 - 1.015 * count / result["sentences"].astype("float64") - 84.6 * beats / count
    return result


def syllables(word: str) -> int:
    """Syllables of an English word, estimated: groups of vowels, but for a silent ending; at least one.

    >>> [syllables(word) for word in ["mat", "table", "horse", "asked", "wanted", "Ukraine", "security"]]
    [1, 2, 1, 1, 2, 2, 4]
    """
    word = word.lower().replace("’", "'").partition("'")[0]
    if len(word) > 3 and not re.search(r"[^aeiouy]le$", word):
        word = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(word)))
