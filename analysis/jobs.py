"""A job of many tasks that each write files of their own: done here or by Dask, and gone on with after a failure.

A task is a function of the package with plain arguments. It writes its files whole or not at all and returns what is
to be known of them. That is noted in a journal when it is done; a task in the journal whose files are unchanged is not
done again. So a task may be done twice, or by a worker that was thought dead, and nothing is ever half there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from tqdm import tqdm

from analysis.errors import AnalysisError, InputError, UnfinishedError

Result = dict[str, Any]
Run = Callable[[Sequence["Task"]], Iterator[tuple["Task", "Result | Exception"]]]
ENGINES = "pandas, dask or the address of a Dask scheduler, such as tcp://host:8786"


class Task(NamedTuple):
    """Something to do: `function(*arguments)` returns what is noted; `files` are what it writes, below the folder."""

    name: str
    function: Callable[..., Result]
    arguments: tuple
    files: Sequence[str]


class Job:
    """Tasks that write into one folder, and the journal of those that are done."""

    def __init__(self, folder: Path, journal: Path, run: Run, quiet: bool | None = None) -> None:
        self.folder, self.journal, self.run, self.quiet = folder, journal, run, quiet
        self.done: dict[str, Result] = {}
        for line in journal.read_bytes().splitlines() if journal.is_file() else []:
            try:
                noted = orjson.loads(line)
                self.done[noted["task"]] = noted
            except (orjson.JSONDecodeError, KeyError, TypeError):
                continue  # the last line of a run that was killed while it was written

    def results(self, title: str, tasks: Sequence[Task], run: Run | None = None) -> list[Result]:
        """What tasks return, in their order: those that are not done are done first, by `run` if it is given.

        Raises
        ------
        UnfinishedError
            If some fail; the others are done first, but where the disk is full or a file cannot be written.
        InputError
            If a task says that what it was given cannot be used.
        """
        left = [task for task in tasks if not self._is_done(task)]
        failed: list[tuple[Task, Exception]] = []
        done = len(tasks) - len(left)
        quiet = self.quiet if run is None else True
        with tqdm(total=len(tasks), initial=done, desc=title, unit="part", disable=quiet, leave=False) as bar:
            for task, result in (run or self.run)(left):
                if isinstance(result, AnalysisError):
                    raise result
                if isinstance(result, OSError):
                    raise self._unfinished(title, [(task, result)], len(tasks))
                if isinstance(result, Exception):
                    failed.append((task, result))
                else:
                    self._note(task, result)
                    bar.update()
        if failed:
            raise self._unfinished(title, failed, len(tasks))
        return [self.done[task.name] for task in tasks]

    def print_of(self, name: str) -> list:
        """Size and hash of a file."""
        return _print_of(self.folder / name)

    def _is_done(self, task: Task) -> bool:
        noted = self.done.get(task.name)
        return noted is not None and all(
            known == _print_of(self.folder / name) for name, known in noted["files"].items()
        )

    def _note(self, task: Task, result: Result) -> None:
        self.done[task.name] = result = result | {"task": task.name}
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        with self.journal.open("ab") as file:
            file.write(b"\n" + orjson.dumps(result))  # the line before may be torn

    def _unfinished(self, title: str, failed: Sequence[tuple[Task, Exception]], tasks: int) -> UnfinishedError:
        task, error = failed[0]
        why = reason(error)
        kind = "" if isinstance(error, OSError) else f"{type(error).__name__}: "
        done = sum(name.split("/")[0] == task.name.split("/")[0] for name in self.done)
        others = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        return UnfinishedError(
            f"{self.folder}: {title} stopped at {task.name}{others}: {kind}{why}; {done} of {tasks} "
            "are done and kept: call again to go on"
        )


def reason(error: Exception) -> str:
    """What went wrong, in a line; of the system's errors without where in whose library."""
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return " ".join(str(error).split()) or type(error).__name__


def perform(task: Task, folder: str) -> Result:
    """Do a task, and add to its result how large each of its files is and what hash it has."""
    result = task.function(*task.arguments)
    return result | {"files": {name: _print_of(Path(folder) / name) for name in task.files}}


def _print_of(path: Path) -> list:
    """Size and hash of a file; nothing if it is not there."""
    if not path.is_file():
        return []
    with path.open("rb") as file:
        found = blake2b(digest_size=16)
        while block := file.read(1 << 20):
            found.update(block)
        return [file.tell(), found.hexdigest()]


@contextmanager
def engine(name: str, folder: Path, workers: int | None = None) -> Iterator[Run]:
    """Give what runs tasks: in this process ("pandas"), by Dask here ("dask"), or by that of a scheduler's address.

    Raises
    ------
    InputError
        If there is no such engine, or it cannot do this (`analysis.cluster.client`).
    """
    if workers is not None and workers < 1:
        raise InputError(f"{workers} workers do nothing: give 1 or more, by default all processors")
    if name == "pandas":
        yield local(folder)
    elif name == "dask" or "://" in name:
        from analysis import cluster

        with cluster.client(name, folder, workers) as client:
            yield lambda tasks: cluster.each_done(client, tasks, folder)
    else:
        raise InputError(f"{name!r} is no engine: choose {ENGINES}")


def local(folder: Path) -> Run:
    """What runs tasks in this process, one after the other."""
    return lambda tasks: ((task, _tried(task, folder)) for task in tasks)


def _tried(task: Task, folder: Path) -> Result | Exception:
    try:
        return perform(task, str(folder))
    except Exception as error:
        return error


def same(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Names of what differs between the settings of two jobs, as they are written to JSON."""
    new = orjson.loads(orjson.dumps(new))
    return [name for name in new if old.get(name) != new[name]]
