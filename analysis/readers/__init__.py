"""Readers: one module per source format. This one recognises the format and calls its reader."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import InputError
from analysis.files import opened, read_text
from analysis.readers import pasted, recognise, tables
from analysis.readers.assemble import assemble
from analysis.thread import NOTICES, Corpus, Thread, table
from analysis.times import captured_interval

Source = str | os.PathLike | pd.DataFrame
Captured = str | date | pd.Timestamp | None
Columns = Mapping[str, str] | None


def load_thread(
    source: Source,
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
    columns: Columns = None,
) -> Thread:
    """Read one thread: an article and its comments.

    Parameters
    ----------
    path : path
        A text file with what was copied from the page. UTF-8, or any other encoding, which a notice then names.
    captured : str, date or Timestamp, optional
        When the page was copied, such as "2024-05-17": only then can "2 weeks ago" be dated. Never guessed.
    dialect : str, optional
        The platform's shape, a name from `analysis.readers.dialects` or "generic"; by default what explains the text.
    timezone : str
        The zone of times that name none, such as "Europe/Berlin".

    Returns
    -------
    Thread
        Its id is the file's name, or the folder's for a file called `thread`.

    Raises
    ------
    InputError
        If the file cannot be read as a thread: missing, a folder, empty, binary, another format; or if there is no such
        dialect, time zone or date of capture.

    Examples
    --------
    >>> load_thread("data/kyiv-post-macron/thread.txt", captured="2024-05-17")
    Thread kyiv-post-macron
      8 comments by 8 authors
      1 reply to another comment
      article of 2024-05-03, 12 paragraphs
      1 notice on how it was read
        read as kyiv-post: 8 comments, 100% of the text from the first comment on explained
    """
    found = _read(source, captured, dialect, timezone, columns)
    if isinstance(found, Thread):
        return found
    if len(found.articles) != 1:
        raise InputError(f"{source} holds {len(found.articles)} threads: read them with load_threads")
    return _only(found)


def _read(source: Source, captured: Captured, dialect: str | None, timezone: str, columns: Columns) -> Thread | Corpus:
    """All threads of one source."""
    moment = captured_interval(captured)
    if isinstance(source, pd.DataFrame):
        return assemble(tables.frame(source, columns), "table", "a pandas frame", moment, timezone)
    path = Path(source)
    if dialect is None:
        with opened(path) as stream:
            if found := recognise.find(stream, path, columns):
                return assemble(found, thread_name(path), str(path), moment, timezone)
    text, encoding = read_text(path)
    thread = pasted.read(
        text, thread_id=thread_name(path), source=str(path), captured=captured, timezone=timezone, dialect=dialect
    )
    if not encoding.startswith("utf"):
        message = f"the file is not UTF-8; it was read as {encoding}: look for wrong letters"
        odd = table([{"code": "encoding_guessed", "message": message, "count": 1}], NOTICES)
        thread = Thread(**vars(thread) | {"notices": pd.concat([odd, thread.notices], ignore_index=True)})
    return thread


def _only(corpus: Corpus) -> Thread:
    tables = {name: getattr(corpus, name) for name in ("comments", "articles", "quotes")}
    plain = {name: getattr(corpus, name).drop(columns="thread_id") for name in ("spans", "notices")}
    return Thread(**tables | plain)


def load_threads(
    paths: Iterable[str | os.PathLike],
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
) -> Corpus:
    """Read any number of threads into one corpus; parameters and errors as in `load_thread`.

    Two files of the same name get the ids `name` and `name-2`.

    Examples
    --------
    >>> load_threads(["data/kyiv-post-macron/thread.txt"]).comments["author"].head(3).to_list()
    ['David', 'Boogie', 'Tom Lowe']
    """
    threads = list(each_thread(paths, captured, dialect, timezone))
    if not threads:
        raise InputError("no file was given: name at least one thread to read")
    return Corpus.of(threads)


def each_thread(
    paths: Iterable[str | os.PathLike],
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
) -> Iterator[Thread]:
    """Read threads one after the other, each with an id of its own; parameters and errors as in `load_thread`."""
    seen: set[str] = set()
    for path in paths:
        thread = load_thread(path, captured, dialect, timezone)
        name, twin = thread.thread_id, 1
        while name in seen:
            twin += 1
            name = f"{thread.thread_id}-{twin}"
        seen.add(name)
        yield thread if twin == 1 else _renamed(thread, name)


def thread_name(path: str | os.PathLike) -> str:
    """Return the id of the thread in a file: the file's name, or the folder's for a file called `thread`.

    >>> thread_name("data/kyiv-post-macron/thread.txt"), thread_name("saved/pew-3.txt")
    ('kyiv-post-macron', 'pew-3')
    """
    path = Path(path)
    return (path.absolute().parent.name if path.stem == "thread" else path.stem) or "thread"


def _renamed(thread: Thread, name: str) -> Thread:
    tables = {
        t: getattr(thread, t).assign(thread_id=name).astype({"thread_id": "str"})
        for t in ("comments", "articles", "quotes")
    }
    return Thread(**vars(thread) | tables)
