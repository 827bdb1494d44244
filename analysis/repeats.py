"""Comments that say the same again: sent twice, copied by others, or pasted with a few words changed.

Two comments are compared by their pairs of neighbouring words, in lower case, without punctuation and links, however
their apostrophes, hyphens and accents are encoded: their resemblance is the share of pairs that both have among those
that either has (Broder 1997). To compare each comment with each other one would take years for a forum; MinHash finds
those that are likely alike in one pass (Indyk & Motwani 1998), and only these are compared.
"""

from __future__ import annotations

import unicodedata
from itertools import chain

import numpy as np
import pandas as pd

from analysis.pace import moments
from analysis.text import authors, column, need, without_links, words

FEWEST = 8  # words; shorter comments say the same by chance
ALIKE = 0.5  # resemblance; a copy with every tenth word changed, left out or added still has about 0.7
ROWS, BANDS = 4, 40  # finds 92 % of the pairs that are alike by 0.5, 99.6 % by 0.6, all by 0.7
BATCH = 10_000  # comments cut into words at once: the words of all would not fit into memory
# Signs that stand for one another, and invisible ones, which telephones and editors put in or leave out.
SIGNS = str.maketrans(
    dict.fromkeys("‘’ʼ´`＇", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, with well mixed bits: the golden ratio (Knuth)


def find(comments: pd.DataFrame) -> pd.DataFrame:
    """Groups of comments that say the same, word by word or nearly, across all threads of the table.

    Parameters
    ----------
    comments : DataFrame
        With `own_words`. Comments of under 8 words are in no group.

    Returns
    -------
    DataFrame
        Indexed as the input:

        - `group`: 1 for the group of which a comment comes first in the table, and so on (Int64); missing for a comment
          like no other.
        - `resemblance`: with the first comment of its group, 0 to 1 (float64); 1 if they have the same pairs of words.
          It may be under 0.5, where a comment resembles the first by way of a third. Missing where `group` is.

    Raises
    ------
    TableError
        If `own_words` is not there or is missing in a row.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents, doi 10.1109/SEQUEN.1997.666900. Indyk & Motwani
    (1998), Approximate nearest neighbors, doi 10.1145/276698.276876.

    Examples
    --------
    >>> said = ["Vote no on the bridge, it will ruin us all!", "I like it.", "Vote NO on the bridge: it'll ruin us all"]
    >>> find(pd.DataFrame({"own_words": said}))
       group  resemblance
    0      1     1.000000
    1   <NA>          NaN
    2      1     0.545455
    """
    need(comments, "own_words")
    pairs, owner = _pairs(comments["own_words"])
    result = pd.DataFrame(
        {"group": pd.array([pd.NA] * len(comments), dtype="Int64"), "resemblance": np.nan}, index=comments.index
    )
    if not len(pairs):
        return result
    start = np.flatnonzero(np.diff(owner, prepend=-1))
    sets = [np.unique(part) for part in np.split(pairs, start[1:])]
    first = _groups(_candidates(pairs, start), sets)
    alike = np.bincount(first, minlength=len(first))[first] > 1
    rows, leaders = owner[start][alike], first[alike]
    result.iloc[rows, 0] = pd.factorize(leaders)[0] + 1
    result.iloc[rows, 1] = [
        _resemblance(sets[one], sets[leader]) for one, leader in zip(np.flatnonzero(alike), leaders, strict=True)
    ]
    return result


def summarise(comments: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Each group of repeated comments: how many, by how many authors, since when.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `author`, `own_words`; `posted` (times, or texts in ISO 8601) is used where it
        is there.
    found : DataFrame
        From `find`.

    Returns
    -------
    DataFrame
        One row per group, indexed by it, those of most authors first: `comments`, `authors` (by name), `threads`,
        `identical` (comments with the same pairs of words as the group's first), `first_posted` and `last_posted` (NaT
        where no time is known), and `thread_id`, `comment_id` and `text` of the earliest comment, or of the first in
        the table where no time is known.

    Examples
    --------
    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["a", "b"], "author": ["Ann", "Bob"]})
    >>> comments["own_words"] = "Vote no on the bridge, it will ruin us!"
    >>> summarise(comments, find(comments))[["comments", "authors", "identical", "comment_id"]]
           comments  authors  identical comment_id
    group
    1             2        2          2          a
    """
    need(comments, "thread_id", "comment_id", "author", "own_words")
    need(found, "group", "resemblance")
    group = column(found["group"], "found", comments.index).array
    same = column(found["resemblance"], "found", comments.index).array == 1
    table = comments[["thread_id", "comment_id", "own_words"]].assign(author=authors(comments)).reset_index(drop=True)
    table["posted"] = moments(comments["posted"]).array if "posted" in comments else pd.NaT
    table["group"], table["same"] = group, same
    table = table.dropna(subset="group").sort_values("posted", kind="stable", na_position="last")
    grouped = table.groupby("group")
    result = grouped.agg(
        comments=("same", "size"),
        authors=("author", "nunique"),
        threads=("thread_id", "nunique"),
        identical=("same", "sum"),
        first_posted=("posted", "min"),
        last_posted=("posted", "max"),
    )
    earliest = (
        grouped[["thread_id", "comment_id", "own_words"]]
        .head(1)
        .set_axis(pd.Index(grouped.head(1)["group"], name="group"))
    )
    result = result.join(earliest.rename(columns={"own_words": "text"}))
    return result.sort_values(["authors", "comments"], ascending=False, kind="stable")


def _pairs(texts: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of neighbouring words of each text of eight words or more as numbers, and the row of the text of each."""
    pairs, owners = [np.empty(0, dtype="uint32")], [np.empty(0, dtype="int64")]
    for begin in range(0, len(texts), BATCH):
        said = [words(_plain(without_links(text)[0])) for text in texts.iloc[begin : begin + BATCH]]
        number = np.fromiter(map(len, said), dtype="int64", count=len(said))
        every = np.fromiter(chain.from_iterable(said), dtype="object", count=number.sum())
        codes, vocabulary = pd.factorize(every)
        word = pd.util.hash_array(np.asarray(vocabulary, dtype="object"))[codes]
        owner = np.repeat(np.arange(len(said)), number)
        inside = (owner[1:] == owner[:-1]) & (number[owner[1:]] >= FEWEST)
        mixed = (word[:-1] * MIX + word[1:])[inside]
        pairs.append(((mixed ^ (mixed >> np.uint64(31))) * MIX >> np.uint64(32)).astype("uint32"))
        owners.append(owner[1:][inside] + begin)
    return np.concatenate(pairs), np.concatenate(owners)


def _plain(text: str) -> str:
    """Text in lower case, the same however it was encoded: composed (NFKC), with a typewriter's apostrophes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return unicodedata.normalize("NFKC", text.translate(SIGNS)).casefold()


def _candidates(pairs: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Two comments each that are likely alike, from the numbers of their word pairs and where those of each start.

    Of a random order of all pairs of words, two comments have the same first one as often as they resemble each other.
    Those whose first ones are the same in all orders of a band are compared with the first such comment: not with each,
    so that a thousand copies do not cost a million comparisons.
    """
    random = np.random.default_rng(0)
    found = []
    for _ in range(BANDS):
        key = np.zeros(len(start), dtype="uint64")
        for _ in range(ROWS):
            factor, shift = random.integers(1 << 32, size=2, dtype="uint32")
            key = key * MIX + np.minimum.reduceat(pairs * (factor | np.uint32(1)) + shift, start)
        code, _ = pd.factorize(key)
        earliest = np.flatnonzero(~pd.Series(code).duplicated().to_numpy())[code]
        later = np.flatnonzero(earliest < np.arange(len(code)))
        found.append(earliest[later] * len(start) + later)
    return np.stack(np.divmod(np.unique(np.concatenate(found)), len(start)), axis=1)


def _groups(candidates: np.ndarray, sets: list[np.ndarray]) -> np.ndarray:
    """Return the first comment of the group of each: those that are alike, directly or by way of others."""
    leader = list(range(len(sets)))

    def first(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in candidates.tolist():
        a, b = sorted((first(one), first(other)))
        if a != b and _resemblance(sets[one], sets[other]) >= ALIKE:
            leader[b] = a
    return np.array([first(one) for one in range(len(sets))])


def _resemblance(one: np.ndarray, other: np.ndarray) -> float:
    if np.array_equal(one, other):  # most copies are, and this is found out ten times faster
        return 1.0
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)
