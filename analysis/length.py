"""How much people write, and how: words, sentences, emoji, links, capitals, how easy it is to read."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

import numpy as np
import pandas as pd
import regex

from analysis import bootstrap
from analysis.text import MARK, column, in_english, need, numeric, sentences, tokens, without_links, words

BATCH = 1_000  # comments measured at once: their words fit into the cache, however many comments there are
READABLE = 30  # words; in fewer, one long word decides over the reading ease
LATIN = "\u024f"  # the last letter of the Latin script's blocks that English borrows from
FOREIGNER = 0.1  # share of words in other letters, up to which a text of no known language may be English
APOSTROPHE = re.compile("['’‘`´]")
VOWELS = re.compile(r"[aeiouy]+")
TABLE = re.compile("[^aeiouy]le$")  # one as at the end of this word is not silent
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
OPENING, CLOSING = "(\"'", ".,;:!?)]}'\""  # what stands around words, and ends no link
FOREIGN, CASED, CAPITALS = 1, 2, 4  # what is asked of a word
BEATS = 3  # the rest of its code: its syllables
END, LINK, SEVERAL = -1, -2, -3  # codes of what is no word
REMEMBERED = 1 << 18  # distinct words that are kept, with the signs around them
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
    readable = (
        in_english(comments) & numbers["words"].ge(READABLE) & (numbers["foreign"] <= FOREIGNER * numbers["words"])
    )
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
    """Everything that is counted, one row per text."""
    cut = list(map(sentences, texts))
    number = np.fromiter(map(len, cut), dtype="int64", count=len(cut))
    code = _coded(tokens(list(chain.from_iterable(cut))))
    sentence_ends = np.append(0, np.flatnonzero(code == END) + 1)
    bounds = sentence_ends[np.append(0, np.cumsum(number))]  # of each text and the next
    said = np.where(code < 0, 0, code)

    def count(values: np.ndarray) -> np.ndarray:
        return np.diff(np.append(0, np.cumsum(values))[bounds])

    cased = np.flatnonzero(said & CASED)
    loud = np.flatnonzero(code[cased] & CAPITALS)
    within = np.searchsorted(sentence_ends, cased[loud], side="right")
    pair = (np.diff(loud) == 1) & (within[1:] == within[:-1])
    shouted = np.append(pair, False) | np.append(False, pair) if len(loud) else loud
    shouting = np.searchsorted(bounds, cased[loud[shouted]], side="right") - 1
    columns = [
        np.fromiter(map(len, texts), dtype="int64", count=len(texts)),
        count(code >= 0),
        number,
        np.fromiter(map(_emoji, texts), dtype="int64", count=len(texts)),
        count(code == LINK),
        count(said >> BEATS),
        count(said & FOREIGN > 0),
        count(said & CASED > 0),
        np.bincount(shouting, minlength=len(texts)),
    ]
    return np.stack(columns, axis=1)


def _coded(found: list[str]) -> np.ndarray:
    """Code of each word and link in what stands between white space: nearly always one."""
    if len(_alone) > REMEMBERED:
        _alone.clear()
    code = np.fromiter(map(_alone.__getitem__, found), dtype="int64", count=len(found))
    places = np.flatnonzero(code == SEVERAL)
    several = [_several(found[place]) for place in places.tolist()]
    sizes = np.ones(len(code), dtype="int64")
    sizes[places] = list(map(len, several))
    code = np.repeat(code, sizes)
    code[code == SEVERAL] = list(chain.from_iterable(several))
    return code


class _Alone(dict[str, int]):
    """The code of the only word in what stands between white space, looked for once; SEVERAL if there is not one."""

    def __missing__(self, token: str) -> int:
        codes = _codes(token)
        self[token] = code = codes[0] if len(codes) == 1 else SEVERAL
        return code


_alone = _Alone()


def _codes(token: str) -> tuple[int, ...]:
    """Return the number of syllables of each word, with a bit for each of its properties; LINK for a link."""
    if token == MARK:
        return (END,)
    bare = token.lstrip(OPENING).rstrip(CLOSING)
    if bare.isalnum() and bare.isascii():
        return (_code(bare),)
    rest, links = without_links(token)
    return (*map(_code, words(rest)), *[LINK] * links)


_several = lru_cache(REMEMBERED)(_codes)


def _code(word: str) -> int:
    foreign = FOREIGN if word[0] > LATIN else 0
    return syllables(word) << BEATS | foreign | (0, CASED, CASED | CAPITALS)[_case(word)]


def _emoji(text: str) -> int:
    return 0 if text.isascii() or not EMOJI_SIGN.search(text) else len(EMOJI.findall(text))


def _case(word: str) -> int:
    """Return 0 for a word of under two cased letters, 2 for one all in capitals, else 1."""
    if len(word) < 2:
        return 0
    if not (word.isascii() and word.isalpha()) and sum(sign.isupper() or sign.islower() for sign in word) < 2:
        return 0
    return 2 if word.isupper() else 1


def syllables(word: str) -> int:
    """Syllables of an English word, estimated: groups of vowels, but for a silent ending; at least one.

    What follows an apostrophe has none, but "n't" behind a consonant has.

    >>> [syllables(word) for word in ["mat", "table", "horse", "asked", "wanted", "Ukraine", "security", "didn’t"]]
    [1, 2, 1, 1, 2, 2, 4, 2]
    """
    word = word.lower()
    if not word.isalpha():
        word, *after = APOSTROPHE.split(word, maxsplit=1)
        if after == ["t"] and NOT.search(word):
            return 1 + syllables(word[:-1])
    if len(word) > 3 and word.endswith(("e", "ed", "es")) and not TABLE.search(word):
        word = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(word)))
