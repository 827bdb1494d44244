"""Readers: one module per source format. This one recognises the format and calls its reader."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, count
from pathlib import Path

import pandas as pd

from analysis.errors import InputError
from analysis.files import on_disk, opened, read_text
from analysis.readers import own, pasted, recognise
from analysis.readers.assemble import Part, assemble, part
from analysis.readers.own import Own
from analysis.readers.records import Found
from analysis.thread import NOTICES, Corpus, Thread, table

Source = str | os.PathLike | pd.DataFrame
Captured = str | date | pd.Timestamp | None
Columns = Mapping[str, str] | None
PACKED = {".gz", ".zst"}


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
    source : path or DataFrame
        What was copied from the page, saved as text in any encoding; an export of a platform, a saved page or a table
        (see `docs/formats.md`), also compressed with gzip or zstandard; or a pandas frame. Told by its content.
    captured : str, date or Timestamp, optional
        When the page was copied, such as "2024-05-17": only then can "2 weeks ago" be dated. Never guessed.
    dialect : str, optional
        The shape of a pasted text, a name from `analysis.readers.dialects` or "generic"; by default what explains it.
    timezone : str
        The zone of times that name none, such as "Europe/Berlin".
    columns : mapping, optional
        Which column of a table is which, where the names do not say: {"author": "user", "body": "text"}.

    Returns
    -------
    Thread
        Its id is the source's own, else the file's name, or the folder's for a file called `thread`.

    Raises
    ------
    InputError
        If the source cannot be read as a thread: missing, empty, binary, broken, no comments in any known format, more
        than one thread; or if there is no such dialect, time zone, column or date of capture.

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
    found = list(each_source([source], captured, dialect, timezone, columns))
    if len(found[0].articles) != 1:
        raise InputError(f"{source} holds {len(found[0].articles)} threads: read them with load_threads")
    return found[0] if isinstance(found[0], Thread) else next(found[0].split())


def load_threads(
    sources: Iterable[Source],
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
    columns: Columns = None,
) -> Corpus:
    """Read any number of threads into one corpus; as `load_thread` does; a folder is its files.

    Exports that hold parts of one thread are put together. Two texts of one name get the ids `name` and `name-2`.

    Examples
    --------
    >>> load_threads(["data/kyiv-post-macron/thread.txt"]).comments["author"].head(3).to_list()
    ['David', 'Boogie', 'Tom Lowe']
    """
    found = list(each_source(sources, captured, dialect, timezone, columns))
    if not found:
        raise InputError("no file was given: name at least one thread to read")
    return Corpus.of(found)


def each_source(
    sources: Iterable[Source],
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
    columns: Columns = None,
) -> Iterator[Thread | Corpus]:
    """Read sources: each pasted text is a Thread, what we wrote a Corpus, all other exports together one at the end.

    No two threads share an id.

    Parameters and errors as in `load_thread`.
    """
    moment = pasted.check(captured, timezone, dialect)
    taken: dict[str, str] = {}  # thread ids, and the format they come from
    parts: list[Part] = []
    found: Found | Own | None
    for source in _files(sources):
        if isinstance(source, pd.DataFrame):
            name = _free("table", taken)
            if not columns and own.is_ours(source.columns):
                yield _renamed(own.frame(source).read(name), taken)
            else:
                found = recognise.frame(source, columns)
                parts.append(_apart(part(found, name, "a pandas frame", moment, timezone), taken))
        elif source.is_dir():
            if ours := own.folder(source):
                yield _renamed(ours.read(source.name), taken)
            elif found := recognise.folder(source):
                parts.append(_apart(part(found, _free(source.name, taken), str(source), moment, timezone), taken))
        else:
            name = _free(thread_name(source), taken)
            with on_disk(source) as file, opened(file) as stream:
                found = None if dialect else recognise.find(stream, file, columns)
                if isinstance(found, Own):
                    yield _renamed(found.read(name), taken)
                elif found:
                    parts.append(_apart(part(found, name, str(source), moment, timezone), taken))
                else:
                    taken[name] = "text"
                    yield _pasted(file, str(source), name, captured, dialect, timezone)
    if parts:
        yield assemble(parts)


def thread_name(path: str | os.PathLike) -> str:
    """Return the id of the thread in a file: the file's name, or the folder's for a file called `thread`.

    >>> thread_name("data/kyiv-post-macron/thread.txt"), thread_name("saved/pew-3.json.gz")
    ('kyiv-post-macron', 'pew-3')
    """
    path = Path(path)
    stem = Path(path.stem).stem if path.suffix in PACKED else path.stem
    return (path.absolute().parent.name if stem == "thread" else stem) or "thread"


def _pasted(path: Path, source: str, name: str, captured: Captured, dialect: str | None, timezone: str) -> Thread:
    text, encoding = read_text(path)
    thread = pasted.read(text, thread_id=name, source=source, captured=captured, timezone=timezone, dialect=dialect)
    if not encoding.startswith("utf"):
        message = f"the file is not UTF-8; it was read as {encoding}: look for wrong letters"
        odd = table([{"code": "encoding_guessed", "message": message, "count": 1}], NOTICES)
        thread = Thread(**vars(thread) | {"notices": pd.concat([odd, thread.notices], ignore_index=True)})
    return thread


def _files(sources: Iterable[Source]) -> Iterator[pd.DataFrame | Path]:
    """The sources one by one: of a folder that is no export itself, its exports and pasted texts, by name."""
    for source in sources:
        if isinstance(source, pd.DataFrame):
            yield source
            continue
        path = Path(source)
        if not path.is_dir() or own.folder(path) or recognise.folder(path):
            yield path
            continue
        inside = [file for file in sorted(path.rglob("*")) if recognise.readable(file, path)]
        if not inside:
            raise InputError(f"{path} is a folder without a thread: give one with exports or with texts saved as .txt")
        yield from inside


def _free(name: str, taken: Container[str]) -> str:
    """Return the name, or the first of name-2, name-3 ... that no thread has."""
    return next(free for free in chain([name], (f"{name}-{n}" for n in count(2))) if free not in taken)


def _apart(part: Part, taken: dict[str, str]) -> Part:
    """Return what a source holds under ids that no source of another format or platform has."""
    format = part.found.platform or part.found.read_as
    names = {}
    for name in part.articles["thread_id"]:
        names[name] = _free(name, taken) if taken.get(name, format) != format else name
        taken[names[name]] = format
    return part._replace(comments=_with_ids(part.comments, names), articles=_with_ids(part.articles, names))


def _renamed(corpus: Corpus, taken: dict[str, str]) -> Corpus:
    """Return a corpus of ours under ids that no other thread has."""
    names = {}
    for name in corpus.articles["thread_id"]:
        names[name] = _free(name, taken)
        taken[names[name]] = "ours"
    return Corpus(**{name: _with_ids(frame, names) for name, frame in vars(corpus).items()})


def _with_ids(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with other thread ids."""
    if all(old == new for old, new in names.items()):
        return frame
    return frame.assign(thread_id=frame["thread_id"].map(names).astype("str"))
