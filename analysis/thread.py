"""The tables of a thread: what their columns are, a check that a table keeps them, and the classes that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from html import escape
from typing import Any

import pandas as pd

from analysis.errors import TableError

EVIDENCE = ["explicit", "nesting", "mention", "quote", "order", "none"]
ROLES = ["article", "header", "body", "quote", "residue", "blank"]

COMMENTS = {
    "thread_id": "str",
    "comment_id": "str",
    "parent_id": "str",
    "parent_evidence": pd.CategoricalDtype(EVIDENCE),
    "author": "str",
    "posted_text": "str",
    "posted_from": "datetime64[us, UTC]",
    "posted_until": "datetime64[us, UTC]",
    "posted": "datetime64[us, UTC]",
    "body": "str",
    "own_words": "str",
    "score": "Int64",
    "status": pd.CategoricalDtype(["visible", "deleted", "hidden"]),
    "kind": pd.CategoricalDtype(["comment", "pingback", "moderator_note"]),
    "language": "str",
    "start": "Int64",
    "end": "Int64",
    "lost_parent_id": "str",
}
ARTICLES = {
    "thread_id": "str",
    "title": "str",
    "published": "datetime64[us, UTC]",
    "text": "str",
    "source": "str",
    "author": "str",
}
QUOTES = {
    "thread_id": "str",
    "comment_id": "str",
    "text": "str",
    "quoted_from": "str",
    "start": "Int64",
    "end": "Int64",
}
SPANS = {"start": "Int64", "end": "Int64", "role": pd.CategoricalDtype(ROLES), "comment_id": "str"}
NOTICES = {"code": "str", "message": "str", "comment_id": "str", "count": "Int64"}

PIECE = 10_000  # texts put into a column at a time
ALWAYS_KNOWN = ["thread_id", "comment_id", "parent_evidence", "body", "own_words", "status", "kind"]


def table(rows: Iterable[dict] | Mapping[str, Any] | pd.DataFrame, columns: dict) -> pd.DataFrame:
    """Make a table of exactly these columns and dtypes, from rows or from whole columns; what is not given is missing.

    >>> table([{"code": "no_time", "count": 2}], NOTICES)
          code message comment_id  count
    0  no_time     NaN        NaN      2
    """
    if isinstance(rows, Mapping):
        frame = pd.DataFrame({name: _column(values, columns[name]) for name, values in rows.items()})
    else:
        frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame.from_records(list(rows))
    missing = {name: pd.Series(None, frame.index, dtype) for name, dtype in columns.items() if name not in frame}
    return frame.assign(**missing)[list(columns)].astype(columns)


def _column(values: Any, dtype: Any) -> pd.Series:
    """A column of a table; texts in pieces, as Arrow reserves up to twice the room that those of one piece take."""
    if dtype != "str" or not isinstance(values, list) or len(values) <= PIECE:
        return pd.Series(values, dtype=dtype)
    pieces = [pd.Series(values[first : first + PIECE], dtype=dtype) for first in range(0, len(values), PIECE)]
    return pd.concat(pieces, ignore_index=True)


def check_comments(comments: pd.DataFrame) -> pd.DataFrame:
    """Return the table unchanged if it is a comments table, else raise and say which promise it breaks.

    Parameters
    ----------
    comments : DataFrame
        One row per comment, with the columns, order and dtypes of `analysis.thread.COMMENTS`; any index.
        `comment_id` is unique within its `thread_id`; the columns in `ALWAYS_KNOWN` have no missing value;
        `posted_from <= posted <= posted_until` and `start <= end` where they are known.

    Raises
    ------
    TableError
        Names the first column that is missing, misplaced, of another dtype or holds a wrong value.

    Examples
    --------
    >>> check_comments(pd.DataFrame({"author": ["Ann"]}))
    Traceback (most recent call last):
    analysis.errors.TableError: a comments table needs the column 'thread_id' (str) at position 1; found 'author'
    """
    found = list(comments.columns)
    for place, (name, dtype) in enumerate(COMMENTS.items()):
        if place >= len(found) or found[place] != name:
            there = repr(found[place]) if place < len(found) else "none"
            raise TableError(
                f"a comments table needs the column {name!r} ({dtype}) at position {place + 1}; found {there}"
            )
        if comments.dtypes.iloc[place] != pd.api.types.pandas_dtype(dtype):
            raise TableError(f"column {name!r} is {comments.dtypes.iloc[place]}; it has to be {dtype}")
    if len(found) > len(COMMENTS):
        raise TableError(f"a comments table has no column {found[len(COMMENTS)]!r}: join measures to a copy")
    for name in ALWAYS_KNOWN:
        if comments[name].isna().any():
            raise TableError(f"column {name!r} is missing in {comments[name].isna().sum()} rows; every comment has one")
    twice = comments.duplicated(["thread_id", "comment_id"])
    if twice.any():
        raise TableError(
            f"comment_id {comments.loc[twice, 'comment_id'].iloc[0]!r} stands twice in one thread; ids are unique"
        )
    for low, high in [("posted_from", "posted"), ("posted", "posted_until"), ("start", "end")]:
        if (comments[low] > comments[high]).any():
            raise TableError(f"{low!r} is after {high!r} in some rows; it has to be at or before it")
    return comments


@dataclass(frozen=True, eq=False, repr=False)
class Thread:
    """One article and what its readers wrote underneath, as pandas tables.

    Attributes
    ----------
    comments, articles, quotes, spans, notices : DataFrame
        See `docs/design.md` for their columns. `articles` has one row.
    text : str or None
        The source as read, where it was text; `spans` tile it.
    """

    comments: pd.DataFrame
    articles: pd.DataFrame
    quotes: pd.DataFrame
    spans: pd.DataFrame
    notices: pd.DataFrame
    text: str | None = None

    @property
    def thread_id(self) -> str:
        """The article's id."""
        return self.articles["thread_id"].iloc[0]

    def __repr__(self) -> str:
        notices = [f"  {message}" for message in self.notices["message"].head(5)]
        return "\n  ".join([f"Thread {self.thread_id}", *_facts(self), *notices])

    def _repr_html_(self) -> str:
        return _facts_html(f"Thread {self.thread_id}", _facts(self))


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """The same tables for any number of threads; `spans` and `notices` say in `thread_id` whose they are.

    Attributes
    ----------
    comments, articles, quotes, spans, notices : DataFrame
        As in `Thread`. `articles` has one row per thread.
    """

    comments: pd.DataFrame
    articles: pd.DataFrame
    quotes: pd.DataFrame
    spans: pd.DataFrame
    notices: pd.DataFrame

    @classmethod
    def of(cls, threads: Iterable[Thread | Corpus]) -> Corpus:
        """Put threads and corpora into one corpus, in the order given; the ids of all threads have to differ."""
        threads = list(threads)
        ids = [name for thread in threads for name in thread.articles["thread_id"]]
        if not threads:
            raise TableError("a corpus needs at least one thread; none was given")
        if len(set(ids)) < len(ids):
            same = next(name for name in ids if ids.count(name) > 1)
            raise TableError(f"two threads are called {same!r}; give each an id of its own")

        def stack(name: str) -> pd.DataFrame:
            tables = []
            for thread in threads:
                part = getattr(thread, name)
                if "thread_id" not in part:
                    part = part.assign(thread_id=thread.articles["thread_id"].iloc[0]).astype({"thread_id": "str"})
                    part = part[["thread_id", *part.columns[:-1]]]
                tables.append(part)
            return pd.concat(tables, ignore_index=True)

        return cls(**{field.name: stack(field.name) for field in fields(cls)})

    def split(self) -> Iterator[Thread]:
        """The threads one by one; notices that are about no single thread are with none."""
        names = [field.name for field in fields(self)]
        grouped = {name: dict(iter(getattr(self, name).groupby("thread_id", sort=False))) for name in names}
        for thread in self.articles["thread_id"]:
            parts = {name: grouped[name].get(thread, getattr(self, name).head(0)) for name in names}
            for name in ("spans", "notices"):
                parts[name] = parts[name].drop(columns="thread_id")
            yield Thread(**{name: part.reset_index(drop=True) for name, part in parts.items()})

    def __repr__(self) -> str:
        return "\n  ".join([self._title(), *_facts(self)])

    def _repr_html_(self) -> str:
        return _facts_html(self._title(), _facts(self))

    def _title(self) -> str:
        ids = list(self.articles["thread_id"])
        return f"Thread {ids[0]}" if len(ids) == 1 else f"Corpus of {len(ids)} threads"


def count(number: int, thing: str) -> str:
    r"""Write a number and the thing counted as people read them.

    >>> count(1, "reply"), count(2, "reply"), count(2, "day"), count(12000, "comment")
    ('1 reply', '2 replies', '2 days', '12\u202f000 comments')
    """
    return f"{thousands(number)} {_noun(number, thing)}"


def part(number: int, whole: int, thing: str) -> str:
    r"""Write a part of what is counted as people read it.

    >>> part(1, 1, "comment"), part(12, 5652, "comment")
    ('1 of 1 comment', '12 of 5\u202f652 comments')
    """
    return f"{thousands(number)} of {count(whole, thing)}"


def thousands(number: int) -> str:
    r"""Write a whole number as people read it, in groups of three digits.

    >>> thousands(999), thousands(5652)
    ('999', '5\u202f652')
    """
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def percent(share: float) -> str:
    """Write a share as people read it; what is not nothing, or not all, is not rounded to it.

    >>> percent(12 / 169), percent(1 / 300), percent(299 / 300), percent(1)
    ('7 %', 'under 1 %', 'over 99 %', '100 %')
    """
    rounded = f"{share:.0%}".replace("%", " %")
    if rounded == "0 %" and share > 0:
        return "under 1 %"
    return "over 99 %" if rounded == "100 %" and share < 1 else rounded


def _noun(number: int, thing: str) -> str:
    if number == 1:
        return thing
    return thing[:-1] + "ies" if thing.endswith("y") and thing[-2] not in "aeiou" else thing + "s"


def _facts(tables: Thread | Corpus) -> list[str]:
    comments, articles = tables.comments, tables.articles
    nameless = comments["author"].isna().sum()
    facts = [f"{count(len(comments), 'comment')} by {count(comments['author'].nunique(), 'author')}"]
    if nameless:
        facts[0] += f" and {nameless} without a name"
    facts.append(f"{count(int(comments['parent_id'].notna().sum()), 'reply')} to another comment")
    if len(articles) == 1:
        text, published = articles["text"].iloc[0], articles["published"].iloc[0]
        paragraphs = 0 if pd.isna(text) else sum(map(bool, map(str.strip, text.split("\n\n"))))
        date = "without a date" if pd.isna(published) else f"of {published:%Y-%m-%d}"
        facts.append(f"article {date}, {count(paragraphs, 'paragraph')}" if paragraphs else "no article text")
        if pd.notna(articles["title"].iloc[0]):
            facts[-1] += f": {articles['title'].iloc[0]}"
    if len(tables.notices):
        facts.append(f"{count(len(tables.notices), 'notice')} on how it was read")
    return facts


def _facts_html(title: str, facts: list[str]) -> str:
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return f"<div><strong>{escape(title)}</strong><ul>{items}</ul></div>"
