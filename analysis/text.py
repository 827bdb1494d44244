"""What every measure of text needs to agree on: what a word is, what a sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd
import regex

from analysis.errors import TableError

# An ideograph or kana counts as a word each: their scripts have no spaces.
IDEOGRAPH = "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Marks and joiners belong to the letter before them: a Hindi word is not cut at its vowel signs.
LETTERS = rf"(?:(?![{IDEOGRAPH}])[\p{{L}}\p{{N}}][\p{{M}}\p{{Cf}}]*)+"
WORD = regex.compile(rf"[{IDEOGRAPH}]|{LETTERS}(?:['’.\-]{LETTERS})*")
# As plain as this, mean sentiment follows ratings of editorials (r .634) as it does with pysbd or punkt (.631, .638).
SENTENCE_END = re.compile(r"[.!?…]\s+|\n+|[。！？]")


def words(text: str) -> list[str]:
    """Words of a text: runs of letters and digits, with inner apostrophes, points and hyphens.

    >>> words("Don't trust Pesky-Peskov, 4.5 times!")
    ["Don't", 'trust', 'Pesky-Peskov', '4.5', 'times']
    """
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    r"""Sentences of a text; a line end ends one too, and a piece without a letter or digit joins the one before.

    >>> sentences("Really?! Yes.\nNo doubt... 😅")
    ['Really?!', 'Yes.', 'No doubt... 😅']
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of `sentences` starts and ends."""
    start, found = 0, None
    ends = [(match.start() + 1, match.end()) for match in SENTENCE_END.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        start = following
        if right == left:
            continue
        if found and not any(map(str.isalnum, text[left:right])):
            found = (found[0], right)
            continue
        if found:
            yield found
        found = (left, right)
    if found:
        yield found


def need(table: pd.DataFrame, *columns: str) -> None:
    """Raise unless the table has these columns.

    Raises
    ------
    TableError
        Names the missing ones and those that are there, or a column of text with missing values; also if this is no
        table.
    """
    if not isinstance(table, pd.DataFrame):
        raise TableError(f"a measure needs a DataFrame with the column {columns[0]}; this is {type(table).__name__}")
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise TableError(
            f"this measure needs the column {', '.join(missing)}; the table has {', '.join(map(str, table.columns))}"
        )
    for name in {"body", "own_words"} & set(columns):
        if table[name].isna().any():
            raise TableError(f'column {name!r} is missing in {table[name].isna().sum()} rows; no words are ""')


def strings(texts: Iterable) -> list[str]:
    """Return the texts as a list.

    Raises
    ------
    TableError
        If one of them is no str: None, NaN, bytes, a number; also if they are one text or a table.
    """
    if isinstance(texts, str | bytes | pd.DataFrame) or not isinstance(texts, Iterable):
        raise TableError(f"texts are a list or a Series of str; this is {type(texts).__name__}")
    texts = list(texts)
    wrong = next((place for place, text in enumerate(texts) if not isinstance(text, str)), None)
    if wrong is not None:
        raise TableError(f"text {wrong} is {texts[wrong]!r:.40}; VADER reads str: leave out what is missing")
    return texts


def in_english(comments: pd.DataFrame) -> pd.Series:
    """True where the comment's language is English or not known (a table without `language` included).

    >>> in_english(pd.DataFrame({"language": ["en", None, "en-US", "EN", "de"]})).to_list()
    [True, True, True, True, False]
    """
    if "language" not in comments:
        return pd.Series(True, index=comments.index)
    code = comments["language"].astype("str").str.lower().str.replace("_", "-")
    return code.isna() | (code == "en") | code.str.startswith("en-", na=False)
