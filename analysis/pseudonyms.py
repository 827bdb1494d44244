"""Pseudonyms for authors: the same for the same name and key, also where the name stands in texts, ids and addresses.

What counts as a name in a text is said in `analysis.names`. Who is named by an address is replaced whether they comment
or not: e-mail, u/name, /users/name, @name@host, @name.bsky.social, did:plc:...

Not found are misspelt and shortened names, names without a letter or digit, and all else that tells people apart: what
they say of themselves, how they write, addresses that lead to them by a number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

import pandas as pd

from analysis.errors import InputError
from analysis.keys import KEY, LONGEST_KEY
from analysis.names import Names, Place
from analysis.thread import NOTICES, QUOTES, SPANS, Corpus, Thread, count, table

Tables = TypeVar("Tables", bound=Thread | Corpus)

SHORT = 8  # hexadecimal digits of a pseudonym


def apply(tables: Tables, key: bytes) -> Tables:
    """Return a thread or corpus whose authors have pseudonyms, wherever they are named.

    The text as copied, where in it comments stand and the spans are left out, for they would tell the names.

    Parameters
    ----------
    tables : Thread or Corpus
        It is not changed.
    key : bytes
        Who has it can find out which pseudonym is whose; the same key gives the same names the same pseudonyms.

    Returns
    -------
    Thread or Corpus
        With a notice on what was done.

    Raises
    ------
    InputError
        If the key is too short or too long.

    Examples
    --------
    >>> from analysis import load_thread
    >>> thread = apply(load_thread("data/kyiv-post-macron/thread.txt"), b"secret" * 6)
    >>> thread.comments["author"].iloc[4], thread.comments["body"].iloc[5][:24]
    ('user-1fd221ed', '@user-1fd221ed, Peskov i')
    """
    if not KEY <= len(key) <= LONGEST_KEY:
        raise InputError(
            f"a key of {len(key)} bytes: pseudonyms need one of {KEY} to {LONGEST_KEY}, as keys.make_key() gives"
        )
    comments: pd.DataFrame = tables.comments
    people = pd.concat([comments["author"], tables.articles["author"]]).dropna().unique()
    authors = _Authors(people, key, {"en", *comments["language"].dropna().unique()})
    ids = authors.ids([frame[name] for frame in _frames(tables) for name in _id_columns(frame)])
    found = {name: _with_ids(getattr(tables, name), ids) for name in ("comments", "articles", "quotes", "notices")}
    columns: dict[str, Any] = {"author": comments["author"].map(authors.pseudonyms), "start": pd.NA, "end": pd.NA}
    found["comments"] = found["comments"].assign(**columns, **_bodies(comments, authors)).astype(comments.dtypes)
    articles = {
        "title": authors.column(tables.articles["title"], loose=True),
        "text": authors.column(tables.articles["text"]),
        "source": authors.column(tables.articles["source"], loose=True),
        "author": tables.articles["author"].map(authors.pseudonyms).astype("str"),
    }
    found["articles"] = found["articles"].assign(**articles)
    found["quotes"] = found["quotes"].assign(**_quotes(tables, authors))
    found["notices"] = pd.concat([found["notices"].assign(message=_messages(tables, authors)), _told(tables, ids)])
    found["notices"] = found["notices"].reset_index(drop=True)
    spans = table([], ({"thread_id": "str"} if isinstance(tables, Corpus) else {}) | SPANS)
    made = Corpus if isinstance(tables, Corpus) else Thread
    return made(**found, spans=spans)  # type: ignore[return-value,arg-type]


class _Authors:
    """Authors and their pseudonyms, also of who is named by an address."""

    def __init__(self, authors: Iterable[str], key: bytes, languages: Iterable[str]) -> None:
        authors, self.key = list(authors), key
        self.pseudonyms = _pseudonyms(authors, key)
        self.places = Names(authors, languages).places

    def put(self, text: str, places: Iterable[Place]) -> str:
        """The text with pseudonyms in these places."""
        pieces, last = [], 0
        for start, end, author in places:
            if author not in self.pseudonyms:
                self.pseudonyms |= _pseudonyms([author], self.key)
            pieces += [text[last:start], self.pseudonyms[author]]
            last = end
        return "".join([*pieces, text[last:]]) if pieces else text

    def replace(self, text: str, loose: bool = False, known: Collection[str] = ()) -> str:
        """The text with pseudonyms wherever it names somebody."""
        return self.put(text, self.places(text, loose, known))

    def moved(self, start: int, end: int, places: Iterable[Place]) -> tuple[int, int]:
        """A stretch of a text after the names in it were replaced; what cuts a name takes it in."""
        first, last = start, end
        for place in places:
            grown = len(self.pseudonyms[place.author]) - (place.end - place.start)
            if place.end <= start:
                first += grown
            elif place.start < start:
                first -= start - place.start
            if place.end <= end:
                last += grown
            elif place.start < end:
                last += place.end - end + grown
        return first, last

    def column(self, texts: pd.Series, loose: bool = False) -> pd.Series:
        """A column of texts with pseudonyms."""
        known = texts.dropna()
        found = [self.replace(text, loose) for text in known]
        return pd.Series(found, known.index, dtype=texts.dtype).reindex(texts.index)

    def ids(self, columns: Iterable[pd.Series]) -> dict[str, str]:
        """The new id for each id that names an author; ids that differ do so afterwards."""
        values = set().union(*(column.dropna().unique() for column in columns)) - {"article"}
        found = {value: self.replace(value, loose=True) for value in sorted(values)}
        times = Counter(found.values())
        return {
            old: new if times[new] == 1 else f"{new}-{blake2b(old.encode(), digest_size=4).hexdigest()}"
            for old, new in found.items()
            if old != new
        }


def _pseudonyms(authors: list[str], key: bytes) -> dict[str, str]:
    """Short names, longer only for authors who would share one."""
    digests = {author: blake2b(author.encode("utf-8", "surrogatepass"), key=key).hexdigest() for author in authors}
    size = dict.fromkeys(authors, SHORT)
    while True:
        names = {author: f"user-{digest[: size[author]]}" for author, digest in digests.items()}
        times = Counter(names.values())
        if len(times) == len(names):
            return names
        size |= {author: 2 * size[author] for author, name in names.items() if times[name] > 1}


def _frames(tables: Thread | Corpus) -> list[pd.DataFrame]:
    return [tables.comments, tables.articles, tables.quotes, tables.notices]


def _id_columns(frame: pd.DataFrame) -> list[str]:
    return [name for name in map(str, frame) if name.endswith("_id") or name == "quoted_from"]


def _with_ids(frame: pd.DataFrame, ids: dict[str, str]) -> pd.DataFrame:
    if not ids:
        return frame
    return frame.assign(**{name: frame[name].map(ids).fillna(frame[name]) for name in _id_columns(frame)})


def _bodies(comments: pd.DataFrame, authors: _Authors) -> dict[str, list[str]]:
    """The bodies with pseudonyms, and what of them are own words: there is a name what is one in the body."""
    bodies, own = [], []
    for body, words in zip(comments["body"], comments["own_words"], strict=True):
        places = list(authors.places(body))
        bodies.append(authors.put(body, places))
        if body.endswith(words):
            start, _ = authors.moved(len(body) - len(words), len(body), places)
            own.append(bodies[-1][start:])
        else:
            own.append(authors.replace(words, known={place.author for place in places}))
    return {"body": bodies, "own_words": own}


def _quotes(tables: Thread | Corpus, authors: _Authors) -> dict[str, pd.Series]:
    """The quotations with pseudonyms, and where they then stand in the text they come from."""
    quotes, comments = tables.quotes, tables.comments
    texts: dict[tuple, Any] = {("article", row.thread_id): row.text for row in tables.articles.itertuples()}
    ids = pd.concat([quotes["quoted_from"], quotes["comment_id"]]).dropna()
    needed = comments[comments["comment_id"].isin(ids)]
    texts |= {(row.comment_id, row.thread_id): row.body for row in needed.itertuples()}

    @cache
    def hidden(*place: str) -> tuple[str, str, list[Place]]:
        text = texts.get(place)
        places = list(authors.places(text)) if isinstance(text, str) else []
        return (text, authors.put(text, places), places) if isinstance(text, str) else ("", "", [])

    rows = []
    names = ["comment_id", "thread_id", "quoted_from", "text", "start", "end"]
    for comment, thread, origin, said, start, end in quotes[names].itertuples(index=False):
        source, new, places = hidden(origin, thread)
        exact = False
        if source and not pd.isna(start):
            exact = source[start:end] == said
            start, end = authors.moved(start, end, places)
        if exact:
            said = new[start:end]
        elif isinstance(said, str):
            whom = {place.author for place in (*places, *hidden(comment, thread)[2])}
            said = authors.replace(said, known=whom)
        rows.append((said, start, end))
    columns = zip(("text", "start", "end"), zip(*rows, strict=True), strict=True) if rows else ()
    return {name: pd.Series(list(values), quotes.index, QUOTES[name]) for name, values in columns}


def _messages(tables: Thread | Corpus, authors: _Authors) -> list[str]:
    """What notices say: they name the author of the comment that they are about."""
    writers = tables.comments.drop_duplicates("comment_id").set_index("comment_id")["author"].dropna()
    messages = []
    for message, comment in zip(tables.notices["message"], tables.notices["comment_id"], strict=True):
        author = writers.get(comment)
        said = message if author is None else message.replace(f" by {author} ", f" by {authors.pseudonyms[author]} ")
        messages.append(authors.replace(said, loose=True))
    return messages


def _told(tables: Thread | Corpus, ids: dict[str, str]) -> pd.DataFrame:
    authors = tables.comments["author"].nunique()
    message = (
        f"{count(authors, 'author')} got pseudonyms, also where texts name them; names that are common words only "
        "where that is clear. The text as copied was left out. Read what you give away: people can be known by what "
        "they write"
    )
    notice = table([{"code": "pseudonyms", "message": message, "count": authors}], NOTICES)
    if isinstance(tables, Thread):
        return notice
    threads = list(tables.articles["thread_id"])
    whose = ids.get(threads[0], threads[0]) if len(threads) == 1 else None
    notice.insert(0, "thread_id", pd.Series([whose], dtype="str"))
    return notice
