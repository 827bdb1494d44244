"""Readers: one module per source format. This one recognises the format and calls its reader."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis.errors import InputError
from analysis.files import consumed, inside, on_disk, opened, read_text
from analysis.readers import own, pasted, recognise
from analysis.readers.assemble import Part, assemble, part
from analysis.readers.own import Own
from analysis.readers.records import Found
from analysis.thread import NOTICES, Corpus, Thread, table
from analysis.times import captured_interval

Source = str | os.PathLike | pd.DataFrame
Captured = str | date | pd.Timestamp | None
Columns = Mapping[str, str] | None
Read = TypeVar("Read", bound=Thread | Corpus)
NAMED = 20  # files that a notice names
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
        (see `docs/formats.md`), also compressed with gzip or zstandard; a folder that `threads measure` has written, of
        which the measures are left out (`analysis.scale.load` has them); or a pandas frame. Told by its content.
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
    threads = sum(len(one.articles) for one in found)
    if threads != 1:
        raise InputError(f"{source} holds {threads} threads: read them with load_threads")
    return found[0] if isinstance(found[0], Thread) else next(found[0].split())


def load_threads(
    sources: Source | Iterable[Source],
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
    several = [sources] if isinstance(sources, str | os.PathLike | pd.DataFrame) else sources
    found = list(each_source(several, captured, dialect, timezone, columns))
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

    No two threads share an id. Files of a folder that are no thread are left out and named in a notice of the last one.

    Parameters and errors as in `load_thread`.
    """
    unread: list[str] = []
    last: Thread | Corpus | None = None
    pasted.check(captured, timezone, dialect)
    for found in _each(sources, captured, dialect, timezone, columns, unread):
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield _with_notice(last, "not_read", left_out(unread), len(unread)) if unread else last
    elif unread:
        raise InputError(f"a folder without a thread: {left_out(unread)}; give one with exports or texts saved as .txt")


def _each(
    sources: Iterable[Source],
    captured: Captured,
    dialect: str | None,
    timezone: str,
    columns: Columns,
    unread: list[str],
) -> Iterator[Thread | Corpus]:
    moment = captured_interval(captured)
    taken: dict[str, tuple] = {}  # thread ids, and what is known of the threads
    texts: dict[int, str] = {}  # hashes of pasted ones, and the threads that they are
    parts: list[Part] = []
    for source, listed in each_file(sources):
        if isinstance(source, pd.DataFrame):
            name = free_name("table", taken)
            if not columns and own.is_ours(source.columns):
                yield _renamed(own.frame(source).read(name), taken)
            else:
                rows = recognise.frame(source, columns)
                parts.append(_apart(part(rows, name, "a pandas frame", moment, timezone), taken))
            continue
        name = free_name(source.name if source.is_dir() else thread_name(source), taken)
        try:
            with on_disk(source) as file, found_in(file, dialect, columns) as (found, _):
                if isinstance(found, Own):
                    yield _renamed(found.read(name), taken)
                elif found:
                    parts.append(_apart(part(found, name, str(source), moment, timezone), taken))
                elif listed and source.suffix != ".txt":
                    unread.append(f"{source.name} (no known format)")
                else:
                    thread = pasted_thread(file, str(source), name, captured, dialect, timezone)
                    taken[name] = ("text", None, None)
                    if (same := texts.setdefault(hash(thread.text), name)) != name:
                        thread = _with_notice(thread, "same_text", f"the same text as {same}: it counts twice", 1)
                    yield thread
        except InputError as error:
            if not listed:
                raise
            unread.append(f"{source.name} ({str(error).removeprefix(str(source)).strip(' :')})")
    if parts:
        yield assemble(parts)


@contextmanager
def found_in(
    path: Path, dialect: str | None, columns: Columns, broken: Callable[[bytes], object] | None = None
) -> Iterator[tuple[Found | Own | None, Callable[[], int]]]:
    """What a file or a folder holds, open until it is read, None for a pasted text; and how much of the file was read.

    `broken` is given each line of JSON lines that is none.
    """
    if path.is_dir():
        yield own.folder(path) or recognise.folder(path), lambda: 0
        return
    with opened(path) as stream:
        if dialect and (what := recognise.not_pasted(stream)):
            raise InputError(f"{path}: --dialect is the shape of text copied from a page, and this is {what}")
        yield None if dialect else recognise.find(stream, path, columns, broken), partial(consumed, stream)


def left_out(unread: Sequence[str]) -> str:
    """What is said of files of a folder that are no thread."""
    more = f" and {len(unread) - NAMED} more" if len(unread) > NAMED else ""
    files = "1 file was" if len(unread) == 1 else f"{len(unread)} files were"
    return f"{files} not read: {'; '.join(unread[:NAMED])}{more}"


def _with_notice(found: Read, code: str, message: str, count: int) -> Read:
    row = table([{"code": code, "message": message, "count": count}], NOTICES)
    notices = pd.concat([found.notices, row], ignore_index=True)
    return replace(found, notices=notices.astype(found.notices.dtypes))


def thread_name(path: str | os.PathLike) -> str:
    """Return the id of the thread in a file: the file's name, or the folder's for a file called `thread`.

    >>> thread_name("data/kyiv-post-macron/thread.txt"), thread_name("saved/pew-3.json.gz")
    ('kyiv-post-macron', 'pew-3')
    """
    path = Path(path)
    stem = Path(path.stem).stem if path.suffix in PACKED else path.stem
    return (path.absolute().parent.name if stem == "thread" else stem) or "thread"


def pasted_thread(path: Path, source: str, name: str, captured: Captured, dialect: str | None, timezone: str) -> Thread:
    """Read a pasted text; parameters as of `load_thread`."""
    text, encoding = read_text(path)
    thread = pasted.read(text, thread_id=name, source=source, captured=captured, timezone=timezone, dialect=dialect)
    if not encoding.startswith("utf"):
        message = f"the file is not UTF-8; it was read as {encoding}: look for wrong letters"
        odd = table([{"code": "encoding_guessed", "message": message, "count": 1}], NOTICES)
        thread = replace(thread, notices=pd.concat([odd, thread.notices], ignore_index=True))
    return thread


def each_file(sources: Iterable[Source]) -> Iterator[tuple[pd.DataFrame | Path, bool]]:
    """The sources one by one, of a folder that is no export itself its files by name, and whether they are such."""
    for source in sources:
        if isinstance(source, pd.DataFrame):
            yield source, False
            continue
        path = _path(source)
        if not path.is_dir() or own.folder(path) or recognise.folder(path):
            yield path, False
            continue
        files = [file for file in sorted(path.rglob("*")) if inside(file, path)]
        if not files:
            raise InputError(f"{path} is a folder without a thread: give one with exports or with texts saved as .txt")
        yield from ((file, True) for file in files)


def _path(source: str | os.PathLike) -> Path:
    """Return the path of a source; text in its place is told as such, for its first words alone."""
    given = os.fspath(source)
    if "\n" in given or len(Path(given).name.encode()) > 255:
        raise InputError(
            f"{' '.join(given[:60].split())} … is text, not a path: save it as a file, or give it to "
            'analysis.readers.pasted.read(text, thread_id="name")'
        )
    return Path(source)


def free_name(name: str, taken: Container[str]) -> str:
    """Return the name, or the first of name-2, name-3 ... that no thread has."""
    return next(free for free in chain([name], (f"{name}-{n}" for n in count(2))) if free not in taken)


def _apart(part: Part, taken: dict[str, tuple]) -> Part:
    """Return what a source holds under ids that no other thread has."""
    names, told = names_apart(part.articles, part.found.platform, part.found.read_as, taken)
    part.found.notices += told
    return part._replace(comments=_with_ids(part.comments, names), articles=_with_ids(part.articles, names))


def names_apart(
    articles: pd.DataFrame, platform: str, read_as: str, taken: dict[str, tuple]
) -> tuple[dict[str, str], list[dict]]:
    """Ids of the threads of an export that no other thread has, by their own ids; and notices of what was kept apart.

    A thread that another source has too is the same one if its id is unique wherever it was exported from, or if the
    title or the address of the article is the same. `taken` has the ids given until now, and gets these.
    """
    names, apart = {}, 0
    for name, title, source in articles[["thread_id", "title", "source"]].to_numpy(dtype="object"):
        known = (platform or read_as, title, source)
        names[name] = name
        if other := taken.get(name):
            alike = platform or source == other[2] or (isinstance(title, str) and title == other[1])
            if known[0] != other[0] or not alike:
                names[name] = free_name(name, taken)
                apart += known[0] == other[0]
        taken.setdefault(names[name], known)
    if not apart:
        return names, []
    message = f"the ids of {apart} threads stand in another source too, and nothing says that they are the same"
    return names, [{"code": "threads_apart", "message": f"{message}: kept apart", "count": apart}]


def _renamed(corpus: Corpus, taken: dict[str, tuple]) -> Corpus:
    """Return a corpus of ours under ids that no other thread has."""
    names = {}
    for name in corpus.articles["thread_id"]:
        names[name] = free_name(name, taken)
        taken[names[name]] = ("ours", None, None)
    return Corpus(**{name: _with_ids(frame, names) for name, frame in vars(corpus).items()})


def _with_ids(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with other thread ids."""
    if all(old == new for old, new in names.items()):
        return frame
    return frame.assign(thread_id=frame["thread_id"].map(names).astype("str"))
