"""How much people write, and how: words, sentences, emoji, links, capitals, how easy it is to read."""

from __future__ import annotations

import re
from itertools import chain

import numpy as np
import pandas as pd
import regex

from analysis import bootstrap
from analysis.text import column, in_english, need, numeric, sentences, without_links, words

BATCH = 10_000  # comments measured at once: their words fit into memory, however many comments there are
READABLE = 30  # words; in fewer, one long word decides over the reading ease
LATIN = "\u024f"  # the last letter of the Latin script's blocks that English borrows from
FOREIGN = 0.1  # share of words in other letters, up to which a text of no known language may be English
APOSTROPHE = re.compile("['’‘`´]")
VOWELS = re.compile(r"[aeiouy]+")
NOT = re.compile("[^aeiouy]n$")  # before an apostrophe and a t
SILENT = re.compile(r"(?<=[^aeiouy])(?:e|(?<![dt])ed|(?<![cgsxz])es)$")
# A sign that is a picture by itself; also one that need not be, such as ❤ and ⏱ but not © and ▪; or any with the
# selector that makes it one. With its colour of skin; several joined are one (Unicode Technical Standard 51).
SIGN = (
    r"(?:\p{Emoji_Presentation}|[\p{Emoji}&&[\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]]"
    r"|[\p{Emoji}--\p{ASCII}](?=\ufe0f))(?!\ufe0e)"
)
PICTURE = rf"{SIGN}\ufe0f?\p{{Emoji_Modifier}}?[\U000e0020-\U000e007f]*"
EMOJI = regex.compile(rf"(?V1)\p{{Regional_Indicator}}{{2}}|[0-9#*]\ufe0f?\u20e3|{PICTURE}(?:\u200d{PICTURE})*+")
EMOJI_SIGN = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")  # looked for first: most texts have none
COUNTS = ["characters", "words", "sentences", "emoji", "links"]


def measure(comments: pd.DataFrame) -> pd.DataFrame:
    """Length of each comment's own words, and how it is written.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`; `language` is used where it is there.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `characters`: Unicode code points (Int64).
        - `words`: as `analysis.text.words` has them; links (http://, https://, www.) are none, an e-mail address is one
          (Int64).
        - `sentences`: Int64.
        - `reading_ease`: Flesch's formula (1948), 206.835 - 1.015 words/sentence - 84.6 syllables/word; 60 to 70 is
          plain English, higher is easier. Syllables are estimated from spelling. Missing under 30 words, where the
          language is known not to be English, and where more than one word in ten is not in Latin letters.
        - `emoji`: as people see them: a flag, a family or a coloured hand is one (Int64). :-) is none.
        - `links`: Int64.
        - `shouting`: share, of the words of two or more cased letters, of those that are all capitals next to another
          one that is, in the same sentence (float64): "NATO" alone among others is an acronym, and so may be "NOT".
          Missing where there is no such word, as in Chinese.

    Raises
    ------
    TableError
        If `own_words` is not there or is missing in a row: a comment without words has "".

    References
    ----------
    Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32(3).

    Examples
    --------
    >>> comments = pd.DataFrame({"own_words": ["The CIA? No, WAKE UP! 👍🏽", "See https://example.org/a", "😅😅"]})
    >>> measure(comments).drop(columns=["sentences", "reading_ease"])
       characters  words  emoji  links  shouting
    0          24      5      1      0       0.4
    1          25      1      0      1       0.0
    2           2      0      2      0       NaN
    """
    need(comments, "own_words")
    texts = comments["own_words"]
    counted = [_counted(texts.iloc[start : start + BATCH].to_list()) for start in range(0, len(texts), BATCH)]
    columns = [*COUNTS, "syllables", "foreign", "cased", "shouted"]
    numbers = pd.DataFrame(np.concatenate([np.empty((0, 9), dtype="int64"), *counted]), comments.index, columns)
    readable = in_english(comments) & numbers["words"].ge(READABLE) & (numbers["foreign"] <= FOREIGN * numbers["words"])
    number = numbers["words"].where(readable)
    result = numbers[COUNTS[:3]].astype("Int64")
    result["reading_ease"] = (
        206.835 - 1.015 * number / numbers["sentences"].where(readable) - 84.6 * numbers["syllables"] / number
    )
    result[COUNTS[3:]] = numbers[COUNTS[3:]].astype("Int64")
    result["shouting"] = numbers["shouted"] / numbers["cased"].where(numbers["cased"] > 0)
    return result


def summarise(words: pd.Series, groups: pd.Series | None = None, *, by: pd.Series | None = None) -> pd.DataFrame:
    """Quartiles of the number of words in each group of comments, with the 95 % interval of the median.

    Parameters
    ----------
    words : Series of int
        Of each comment. Those without words are left out: they have no place on a logarithmic axis.
    groups : Series, optional
        The group of each comment, such as its depth; those without are left out. By default all are one group.
    by : Series, optional
        What is resampled as a whole: the author of each comment. A missing one, or none at all, makes each comment
        independent of all others.

    Returns
    -------
    DataFrame
        One row per group, sorted: `comments`, `independent` (the authors they are of), `lower` (quartile), `median`,
        `upper`, and `median_low` and `median_high`: its 95 % interval, missing where it would rest on fewer than 8
        authors or all values are equal. See `analysis.bootstrap`.

    Examples
    --------
    >>> summarise(pd.Series([2, 4, 10, 0]), pd.Series([1, 1, 2, 2]))[["comments", "lower", "median", "upper"]]
       comments  lower  median  upper
    1         2    2.5     3.0    3.5
    2         1   10.0    10.0   10.0
    """
    table = pd.DataFrame({"words": numeric(words, "words").array})
    table["by"] = pd.NA if by is None else column(by, "by", words.index).array
    table["group"] = "all" if groups is None else column(groups, "groups", words.index).array
    rows, names = [], []
    for name, part in table[table["words"] > 0].groupby("group", sort=True, observed=True):
        median = bootstrap.quantile(part["words"], 0.5, by=part["by"])
        lower, upper = part["words"].quantile([0.25, 0.75])
        rows.append([len(part), median.groups, lower, *median[:3], upper])
        names.append(name)
    columns = ["comments", "independent", "lower", "median", "median_low", "median_high", "upper"]
    return pd.DataFrame(rows, pd.Index(names, dtype=None if names else "object"), columns)


def _counted(texts: list[str]) -> np.ndarray:
    """Everything that is counted, one row per text: what a word is, is found out once for all texts that have it."""
    cut = list(map(sentences, texts))
    number = np.fromiter(map(len, cut), dtype="int64", count=len(cut))
    text = np.repeat(np.arange(len(cut)), number)  # of each sentence
    linkless = [without_links(sentence) for sentence in chain.from_iterable(cut)]
    links = np.fromiter((number for _, number in linkless), dtype="int64", count=len(linkless))
    said = [words(sentence) for sentence, _ in linkless]
    length = np.fromiter(map(len, said), dtype="int64", count=len(said))
    codes, vocabulary = pd.factorize(np.fromiter(chain.from_iterable(said), dtype="object", count=length.sum()))
    sentence = np.repeat(np.arange(len(said)), length)  # of each word
    owner = text[sentence]
    beats = np.fromiter(map(syllables, vocabulary), dtype="int64", count=len(vocabulary))
    foreign = np.fromiter((word[0] > LATIN for word in vocabulary), dtype="bool", count=len(vocabulary))
    kinds = np.fromiter(map(_case, vocabulary), dtype="int64", count=len(vocabulary))
    case = kinds[codes]
    capitals, within, whose = case[case > 0] == 2, sentence[case > 0], owner[case > 0]
    pair = capitals[1:] & capitals[:-1] & (within[1:] == within[:-1])
    shouted = np.r_[pair, False] | np.r_[False, pair] if len(capitals) else capitals
    columns: list = [
        list(map(len, texts)),
        np.bincount(owner, minlength=len(texts)),
        number,
        list(map(_emoji, texts)),
        *(
            np.bincount(rows, weights, minlength=len(texts)).astype("int64")
            for rows, weights in [
                (text, links),
                (owner, beats[codes]),
                (owner[foreign[codes]], None),
                (whose, None),
                (whose[shouted], None),
            ]
        ),
    ]
    return np.stack(columns, axis=1)


def _emoji(text: str) -> int:
    return 0 if text.isascii() or not EMOJI_SIGN.search(text) else len(EMOJI.findall(text))


def _case(word: str) -> int:
    """Return 0 for a word of under two cased letters, 2 for one all in capitals, else 1."""
    if len(word) < 2 or sum(sign.isupper() or sign.islower() for sign in word) < 2:
        return 0
    return 2 if word.isupper() else 1


def syllables(word: str) -> int:
    """Syllables of an English word, estimated: groups of vowels, but for a silent ending; at least one.

    What follows an apostrophe has none, but "n't" behind a consonant has.

    >>> [syllables(word) for word in ["mat", "table", "horse", "asked", "wanted", "Ukraine", "security", "didn’t"]]
    [1, 2, 1, 1, 2, 2, 4, 2]
    """
    word, *after = APOSTROPHE.split(word.lower(), maxsplit=1)
    if after == ["t"] and NOT.search(word):
        return 1 + syllables(word[:-1])
    if len(word) > 3 and not re.search(r"[^aeiouy]le$", word):
        word = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(word)))
