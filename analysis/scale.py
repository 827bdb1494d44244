"""The same measures over any number of comments, on pandas or on Dask: partitioned Parquet, in bounded memory.

1. Sources are read once, as a stream, into tables on disk (`analysis.readers.raw`).
2. Their rows are divided by thread, so that threads are whole (`analysis.shuffle`).
3. Each partition is mended and measured (`analysis.partition`), with the functions that everyone calls, and its
   comments are divided again by author.
4. Authors are counted, and the sums of all partitions added up (`analysis.aggregates`).

Each step is a number of `analysis.tasks`, done here or by Dask, that can be gone on with after a failure
(`analysis.jobs`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pandas as pd

from analysis import __version__
from analysis.aliases import read as read_aliases
from analysis.dataset import load as load
from analysis.errors import InputError, UnfinishedError
from analysis.files import FULL, write_beside
from analysis.jobs import Job, reason, same
from analysis.jobs import engine as engine_of
from analysis.models import by_language
from analysis.readers import Captured, Columns, each_file
from analysis.readers.pasted import check

if TYPE_CHECKING:
    from analysis.partition import Measures
    from analysis.readers.raw import File

ROWS = 100_000  # comments in a partition: some 500 MB while they are measured
TOGETHER = 64 << 20  # bytes of small sources that are read by one task
MANIFEST = "manifest.json"
WHAT = ("sentiment", "length", "replies", "entities")


def measure(
    sources: Iterable[str | os.PathLike],
    output: str | os.PathLike,
    *,
    engine: str = "pandas",
    what: Collection[str] = WHAT[:3],
    workers: int | None = None,
    rows: int = ROWS,
    captured: Captured = None,
    dialect: str | None = None,
    timezone: str = "UTC",
    columns: Columns = None,
    model: str | Mapping[str, str] | None = None,
    aliases: str | os.PathLike | None = None,
) -> dict[str, Any]:
    """Measure the comments of any number of sources, in bounded memory, into a data set of Parquet files.

    The same call on the same folder goes on after a failure. Neither engine nor workers, nor the size of partitions,
    nor the order of the rows changes what comes out. With an engine of Dask the call has to stand under
    `if __name__ == "__main__":`, as always where Python starts processes.

    Parameters
    ----------
    sources : list of path
        What `load_threads` reads: files, or folders of them. With a scheduler all workers see them at these paths, and
        `output` too.
    output : path
        A new folder, or that of a measurement which was not finished.
    engine : str
        "pandas": one process; "dask": processes of this machine; or the address of a Dask scheduler.
    what : collection of str
        Of "sentiment", "length", "replies" and "entities"; the last takes far longer than the others.
    workers : int, optional
        Processes of the engine "dask"; by default as many as there are processors.
    rows : int
        Comments in a partition, about; a thread is never cut. Memory grows with it.
    captured, dialect, timezone, columns
        As for `load_threads`.
    model, aliases
        As for `analysis.entities.find`; aliases as a file.

    Returns
    -------
    dict
        What manifest.json of the folder holds: `comments`, `threads`, `authors`, `corrupt_lines`, `settings`, and of
        each of the `files` its bytes and its hash. In the folder, `part-*.parquet` each:

        - `comments`: the comments table with the measures of `sentiment.score` (its `sentences` as `scored_sentences`),
          `length.measure` and `replies.measure`; threads in the order of the hash of their id, comments of a thread by
          time.
        - `threads`: `replies.summarise`, `words`, `scored` and `mean_sentence`; `articles`: the articles table.
        - `authors`: `analysis.partition.of_authors`, by name over all threads.
        - `mentions`: of `analysis.entities.find`, if asked for.
        - `aggregates`: `day.parquet`, `depth.parquet` and others (`analysis.aggregates`), `quantiles.parquet`, and
          `entities.parquet`.
        - `notices.parquet`; `corrupt.txt`: lines that could not be read.

    Raises
    ------
    InputError
        If a source cannot be read, an option cannot be used, or the folder holds something else.
    UnfinishedError
        If a partition fails, the disk is full, or workers die again and again.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = measure(["data/kyiv-post-macron/thread.txt"], f"{folder}/measured")
    ...     threads = pd.read_parquet(f"{folder}/measured/threads")
    >>> made["comments"], made["authors"], threads["depth"].to_list()
    (8, 8, [2])
    """
    _parquet()
    from analysis import stages
    from analysis.readers.raw import Reading

    reading = Reading(None if captured is None else str(captured), dialect, timezone, columns)
    check(captured, timezone, dialect)
    measures = _measures(what, model, aliases)
    files = _files(sources)
    folder = Path(output).resolve()
    settings = {
        "sources": [[file.path, *_stamp(Path(file.path))] for batch in files for file in batch],
        "reading": reading._asdict(),
        "what": list(measures.what),
        "model": measures.model,
        "aliases": None if aliases is None else [str(aliases), *_stamp(Path(aliases))],
        "rows": rows,
        "version": __version__,
    }
    if rows < 1:
        raise InputError(f"a partition of {rows} comments is none: give 1 or more, by default {ROWS}")
    if finished := _before(folder, settings):
        return finished
    try:
        with engine_of(engine, folder, workers) as run, _locked(folder / ".work"):
            started = _started(folder, settings)
            job = Job(folder, folder / ".work" / "done.jsonl", run)
            unread = stages.read(job, files, reading, engine)
            parts, authors = stages.measured(job, len(files), measures, rows, started)
            manifest = stages.finish(job, unread, parts, authors, settings)
        shutil.rmtree(folder / ".work")
    except OSError as error:
        raise UnfinishedError(f"{folder}: {reason(error)}; what is done is kept: call again to go on") from error
    return manifest


def _parquet() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise InputError("measuring into Parquet needs pyarrow: pip install 'thread-analysis[scale]'") from None


def _measures(what: Collection[str], model: str | Mapping[str, str] | None, aliases: Any) -> Measures:
    from analysis.partition import Measures

    strange = [name for name in what if name not in WHAT]
    if strange or not what:
        given = repr(strange[0]) if strange else "nothing"
        raise InputError(f"{given} cannot be measured; choose of {', '.join(WHAT)}")
    chosen = [name for name in WHAT if name in what]
    if "entities" not in chosen:
        return Measures(chosen)
    return Measures(chosen, by_language(model), None if aliases is None else read_aliases(aliases))


def _files(sources: Iterable[str | os.PathLike]) -> list[list[File]]:
    """The files to be read, small ones together."""
    from analysis.readers.raw import File

    files: list[list[File]] = []
    room = 0
    given = [sources] if isinstance(sources, str | os.PathLike) else sources
    for number, (path, listed) in enumerate(each_file(given)):
        if isinstance(path, pd.DataFrame):
            raise InputError("a pandas frame is in memory already: write it with to_parquet, and give the file")
        if not path.exists():
            raise InputError(f"{path}: no such file")
        if not (path.is_file() or path.is_dir()):
            raise InputError(f"{path}: is read again after a failure; save it to a file first")
        file, size = File(number, str(path.resolve()), listed), path.stat().st_size
        if files and size <= room:
            files[-1].append(file)
        else:
            files.append([file])
            room = TOGETHER
        room -= size
    if not files:
        raise InputError("no file was given: name at least one to read")
    return files


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _before(folder: Path, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    """The manifest, if the same was measured before; an error if the folder holds anything else than a part of it."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise InputError(f"{folder}: is a file; give a new folder")
    manifest, begun = folder / MANIFEST, folder / ".work" / "job.json"
    if manifest.is_file() or begun.is_file():
        known = orjson.loads((manifest if manifest.is_file() else begun).read_bytes())
        if other := same(known["settings"], settings):
            raise InputError(
                f"{folder}: holds a measurement with other {', '.join(other)}; choose another folder or delete this one"
            )
        if manifest.is_file():
            shutil.rmtree(folder / ".work", ignore_errors=True)
            return known
    elif any(path.name != ".work" for path in folder.iterdir()):
        raise InputError(f"{folder}: is a folder with other files; give a new one")
    return None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock that the system takes back when this process ends, however it does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("wb")
    except OSError as error:
        if error.errno in FULL:
            raise
        raise InputError(f"{folder.parent}: cannot be written ({error.strerror})") from None
    with file:
        try:
            _lock(file.fileno())
        except BlockingIOError:
            raise InputError(f"{folder.parent}: is being measured by another process") from None
        yield


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _started(folder: Path, settings: Mapping[str, Any]) -> pd.Timestamp:
    """When the measurement began: what times may not be after, also when it is gone on with."""
    begun = folder / ".work" / "job.json"
    if not begun.is_file():
        now = pd.Timestamp.now("UTC").isoformat()
        with write_beside(begun) as beside:
            beside.write_bytes(orjson.dumps({"started": now, "settings": settings}))
    return pd.Timestamp(orjson.loads(begun.read_bytes())["started"])
