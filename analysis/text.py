"""What every measure of text needs to agree on: what a word is, what a sentence is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pandas as pd
import regex

from analysis.errors import TableError

IDEOGRAPH = "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, and those of Chinese and Japanese, 々 included.
UNSPACED = rf"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\uff66-\uff9f{IDEOGRAPH}"
LOWER, UPPER = "a-zß-öø-ÿа-яѐ-џ", "A-ZÀ-ÖØ-ÞЀ-Я"
# Holds a word together: don't, well-known, ann@example.org; don`t, col·lega and צה״ל, but not 3·4; U.S and 4.5, but not
# "agree.You"; 3,000. The set of signs stands first, as most words are followed by none of them.
INNER = rf"[.,'’＇\-‐‑@`´‘·׳״](?<!\d[`´‘·׳״])(?<![`´‘·׳״](?=\d))(?<!\D,)(?<!,(?=\D))(?<![{LOWER}]\.(?=[{UPPER}]))"
# Marks and joiners belong to the letter before them: a Hindi word is not cut at its vowel signs.
LETTERS = rf"[[\p{{L}}\p{{N}}]--[{UNSPACED}]][[\p{{L}}\p{{N}}\p{{M}}\p{{Cf}}]--[{UNSPACED}\u200b]]*+"
WORD = regex.compile(rf"(?V1)[{UNSPACED}]++|(?!\d\ufe0f?\u20e3){LETTERS}(?:{INNER}{LETTERS})*+")  # a keycap is an emoji
# The same where there is neither a mark, a joiner nor such a script, three times faster; SPECIAL finds what may be one.
PLAIN_WORD = re.compile(rf"[^\W_]++(?:{INNER}[^\W_]++)*+")
UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")
SPECIAL = re.compile(
    "[^\0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2100-\u2bff\U0001f000-\U0001faff]"
)
# What ends a sentence or closes a bracket behind a link is no part of it, nor is a next link; nor is Chinese behind a
# letter, as people write on without a space. Behind a sign it is: /wiki/中国.
LINKED = rf"(?![,;|](?:https?://|www\.))(?!(?<=[a-z0-9])[{UNSPACED}])[^\s<>\"。｡，！？、（）「」။។]"
LINK = re.compile(rf"(?:https?://|(?<![a-z0-9])www\.)(?:{LINKED})+(?<![.,;:!?)\]}}'…’”])", re.IGNORECASE)
# As plain as this, mean sentiment follows ratings of editorials (r .635) as it does with pysbd or punkt (.631, .638).
# A quotation or a bracket that closes behind its signs ends the sentence unless it goes on: "No!" he said,
# 「はい。」と言った。
CLOSING = "\"'”’»)\\]」』）】》"
ENDING, ENDING_ALONE = ".!?…؟۔։।॥።፧", "。！？｡។။"  # the signs that need white space behind them, and those that do not
SENTENCE_END = (
    rf"[{ENDING}\n{ENDING_ALONE}](?:(?<=[{ENDING}])(?:\s+|[{CLOSING}]+\s+(?![\s{LOWER}]))|(?<=\n)\n*"
    rf"|(?<=[{ENDING_ALONE}])(?:(?![{CLOSING}])|[{CLOSING}]+(?![{CLOSING}とっ])))"
)
GONE = {"[deleted]", "[removed]", "[deleted by user]", "[ Removed by Reddit ]"}  # in place of a text or a name
NOBODY = {"", *map(str.casefold, GONE)}
# Up to and with the first such end. Found as a whole, pieces take half the time that their ends take one by one.
NO_END = rf"[^{ENDING}\n{ENDING_ALONE}]*+"
PIECE = re.compile(rf"(?=[\s\S]){NO_END}(?:(?!{SENTENCE_END})[{ENDING}\n{ENDING_ALONE}]{NO_END})*+(?:{SENTENCE_END})?+")
MARK = "\0"  # stands behind each of the texts that are split together
HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair


def words(text: str) -> list[str]:
    """Words of a text: runs of letters and digits, with inner apostrophes, points and hyphens.

    So an e-mail address is one word. Chinese, Japanese, Thai, Lao, Khmer and Burmese, which have no spaces between
    words, are cut by the dictionaries of ICU, as browsers do it (Unicode Standard Annex 29).

    >>> words("Don't trust Pesky-Peskov, 4.5 times or 3,000!")
    ["Don't", 'trust', 'Pesky-Peskov', '4.5', 'times', 'or', '3,000']
    >>> words("今天天气很好。"), words("ฉันรักประเทศไทย")
    (['今天', '天气', '很好'], ['ฉัน', 'รัก', 'ประเทศไทย'])
    """
    if text.isascii() or not SPECIAL.search(text):
        return PLAIN_WORD.findall(text)
    found: list[str] = []
    for word in WORD.findall(text):
        found += _cut(word) if UNSPACED_SIGN.match(word) else [word]
    return found


def _cut(run: str) -> list[str]:
    """Words of a run of a script without spaces."""
    breaker = _breaker()(run, "en")
    pieces = [run[start:end] for start, end in breaker.segments()]
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


@cache
def _breaker() -> type:
    """ICU, loaded where it is needed: with its dictionaries it has 40 MB."""
    from icu4py.breakers import WordBreaker

    return WordBreaker


def without_links(text: str) -> tuple[str, int]:
    """Return the text with a space for each link, and how many there are.

    >>> without_links("See https://example.org/a, or www.example.org.")
    ('See  , or  .', 2)
    """
    return LINK.subn(" ", text) if "://" in text or "ww." in text.lower() else (text, 0)


def sentences(text: str) -> list[str]:
    r"""Sentences of a text; a line end ends one too, and a piece without a letter or digit joins the one before.

    >>> sentences("Really?! Yes.\nNo doubt... 😅")
    ['Really?!', 'Yes.', 'No doubt... 😅']
    >>> sentences('"Why?" he asked. (I know.) He said "No." Then he left.')
    ['"Why?" he asked.', '(I know.)', 'He said "No."', 'Then he left.']
    """
    pieces = [piece.strip() for piece in PIECE.findall(text)]
    if all([piece[:1].isalnum() or any(map(str.isalnum, piece)) for piece in pieces]):
        return pieces
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of `sentences` starts and ends."""
    end, found = 0, None
    for piece in PIECE.findall(text):
        left = end + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        end += len(piece)
        if right == left:
            continue
        if found and not any(map(str.isalnum, piece)):
            found = (found[0], right)
            continue
        if found:
            yield found
        found = (left, right)
    if found:
        yield found


def tokens(texts: Sequence[str]) -> list[str]:
    r"""What stands between white space in each text, with a MARK behind each: one split for all is half as fast again.

    A NUL in a text becomes another control character, which is as little to everybody.

    >>> tokens(["Don't!  No...", "", "Why?\n"])
    ["Don't!", 'No...', '\x00', '\x00', 'Why?', '\x00']
    """
    together = f" {MARK} ".join([*texts, ""])
    if together.count(MARK) > len(texts):
        together = f" {MARK} ".join([*(text.replace(MARK, "\1") for text in texts), ""])
    return together.split()


def need(table: pd.DataFrame, *columns: str) -> None:
    """Raise unless the table has these columns.

    Raises
    ------
    TableError
        If it is no table. Names the missing columns and those that are there, one that is there twice, or one of text
        with missing values or what is no text.
    """
    if not hasattr(table, "columns"):
        raise TableError(f"a table is needed, such as thread.comments; this is a {type(table).__name__}")
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise TableError(
            f"this measure needs the column {', '.join(missing)}; the table has {', '.join(map(str, table.columns))}"
        )
    twice = [name for name in columns if list(table.columns).count(name) > 1]
    if twice:
        raise TableError(f"the table has the column {', '.join(twice)} more than once: leave one")
    for name in {"body", "own_words"} & set(columns):
        if table[name].isna().any():
            raise TableError(f'column {name!r} is missing in {table[name].isna().sum()} rows; no words are ""')
        if isinstance(table[name].dtype, pd.StringDtype):
            continue
        wrong = next((row for row, text in enumerate(table[name]) if not isinstance(text, str)), None)
        if wrong is not None:
            raise TableError(f"column {name!r} has {table[name].iloc[wrong]!s:.40} in row {wrong}; a text is a str")


def column(values: pd.Series, name: str, rows: pd.Index | None = None) -> pd.Series:
    """Return one column; of the rows given and in their order, if it is of them.

    Raises
    ------
    TableError
        If it is a table, where the columns to choose from are named, no Series at all, or of other rows.

    >>> column(pd.Series([1, 2], index=["b", "a"]), "words", pd.Index(["a", "b"])).to_list()
    [2, 1]
    """
    if isinstance(values, pd.DataFrame):
        choice = ", ".join(map(str, values.columns))
        raise TableError(f"{name} is one column: pass it, as in table['NAME']; the table has {choice}")
    if not isinstance(values, pd.Series):
        raise TableError(f"{name} is a Series, such as a column of a table; this is {type(values).__name__}")
    if rows is None or values.index.equals(rows):
        return values
    if not values.index.is_unique or not rows.isin(values.index).all():
        raise TableError(f"{name} has another index than the rest: pass a column of a table with the same rows")
    return values.reindex(rows)


def numeric(values: pd.Series, name: str, rows: pd.Index | None = None) -> pd.Series:
    """Return one column of numbers as float64, see `column`.

    Raises
    ------
    TableError
        As `column`, and if it holds something else.
    """
    found = column(values, name, rows)
    try:
        return found.astype("float64")
    except (TypeError, ValueError):
        raise TableError(f"{name} is a column of numbers; this one is {found.dtype}") from None


def authors(comments: pd.DataFrame) -> pd.Series:
    """Who wrote each comment: `author`, missing where that is nobody's name: blank, or "[deleted]" and the like.

    The column says what stands on the page; measures count people.

    >>> authors(pd.DataFrame({"author": ["Ann", "[deleted]", " ", None]})).count()
    np.int64(1)
    """
    names = comments["author"]
    nobody = [name for name in names.unique() if isinstance(name, str) and name.strip().casefold() in NOBODY]
    return names.mask(names.isin(nobody)) if nobody else names


def strings(texts: Iterable) -> list[str]:
    """Return the texts as a list.

    Raises
    ------
    TableError
        If one of them is no str: None, NaN, bytes, a number; also if they are one text or a table.
    """
    if isinstance(texts, str | bytes | pd.DataFrame) or not isinstance(texts, Iterable):
        raise TableError(f"texts are a list or a Series of str; this is {type(texts).__name__}")
    texts = texts.to_list() if isinstance(texts, pd.Series) else list(texts)  # six times as fast
    wrong = next((place for place, text in enumerate(texts) if not isinstance(text, str)), None)
    if wrong is not None:
        raise TableError(f"text {wrong} is {texts[wrong]!r:.40}; VADER reads str: leave out what is missing")
    return texts


def storable(texts: pd.Series) -> pd.Series:
    """Texts of an object column with � for half a character, which pandas' own text type cannot hold."""
    if texts.dtype != object:
        return texts
    return texts.map(lambda text: HALF.sub("\ufffd", text) if isinstance(text, str) else text)


def in_english(comments: pd.DataFrame) -> pd.Series:
    """True where the comment's language is English or not known (a table without `language` included).

    >>> in_english(pd.DataFrame({"language": ["en", None, "en-US", "EN", "de"]})).to_list()
    [True, True, True, True, False]
    """
    if "language" not in comments:
        return pd.Series(True, index=comments.index)
    code = comments["language"].astype("str").str.lower().str.replace("_", "-")
    return code.isna() | (code == "en") | code.str.startswith("en-", na=False)
