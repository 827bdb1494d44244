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
        with tqdm(total=len(tasks), initial=done, desc=title, disable=quiet, leave=False) as bar:
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
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
        kind = "" if isinstance(error, OSError) else f"{type(error).__name__}: "
        done = sum(name.split("/")[0] == task.name.split("/")[0] for name in self.done)
        others = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        return UnfinishedError(
            f"{self.folder}: {title} stopped at {task.name}{others}: {kind}{' '.join(why.split())}; {done} of {tasks} "
            "are done and kept: call again to go on"
        )


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
        If there is no such engine, Dask is not installed, or no scheduler answers.
    """
    if name == "pandas":
        yield local(folder)
    elif name == "dask" or "://" in name:
        with _client(name, folder, workers) as client:
            yield lambda tasks: _by_dask(client, tasks, folder)
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


@contextmanager
def _client(name: str, folder: Path, workers: int | None) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InputError("the engine dask needs Dask: pip install 'thread-analysis[scale]'") from None
    import dask

    with dask.config.set({"distributed.comm.timeouts.connect": "10s", "distributed.logging.distributed": "error"}):
        if name == "dask":
            with (
                LocalCluster(
                    n_workers=workers or os.cpu_count(),
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",  # None takes port 8787, and warns where it is not free
                    local_directory=str(folder / ".work" / "dask"),
                    silence_logs=50,
                ) as cluster,
                Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = Client(name)
        except (OSError, ValueError) as error:
            raise InputError(
                f"{name}: no Dask scheduler answers there ({' '.join(str(error).split())[:200]})"
            ) from None
        with client:
            yield client


def _by_dask(client: Any, tasks: Sequence[Task], folder: Path) -> Iterator[tuple[Task, Result | Exception]]:
    from distributed import KilledWorker, as_completed

    futures = {client.submit(perform, task, str(folder), pure=False): task for task in tasks}
    try:
        for future in as_completed(futures):
            error = future.exception()
            if isinstance(error, KilledWorker):
                error = RuntimeError("its worker died again and again, most likely of want of memory")
            yield futures[future], future.result() if error is None else error
            future.release()
    finally:
        client.cancel(list(futures))


def same(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Names of what differs between the settings of two jobs, as they are written to JSON."""
    new = orjson.loads(orjson.dumps(new))
    return [name for name in new if old.get(name) != new[name]]
