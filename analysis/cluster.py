"""Tasks of `analysis.jobs` done by Dask: by processes of this machine, or by the workers of a scheduler."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

from analysis import __version__
from analysis.errors import InputError
from analysis.jobs import Result, Task

ANSWER, ARRIVE = 10, 60  # seconds that a scheduler has to answer, and that its first worker has to come


@contextmanager
def client(name: str, folder: Path, workers: int | None = None) -> Iterator[Any]:
    """Give a Dask client: of so many processes of this machine ("dask"), or of the scheduler with this address.

    Raises
    ------
    InputError
        If Dask is not installed, no scheduler answers, or its workers do not come, lack this package or this folder.
    """
    try:
        from distributed import Client, LocalCluster
        from distributed.utils import silence_logging_cmgr as silenced
    except ImportError:
        raise InputError("the engine dask needs Dask: pip install 'thread-analysis[scale]'") from None
    with silenced(logging.CRITICAL), ExitStack() as stack:
        if name == "dask":
            with _deaf_to_interrupts():
                cluster = LocalCluster(
                    n_workers=workers or os.cpu_count(),
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",  # None takes port 8787, and warns where it is not free
                    local_directory=str(folder / ".work" / "dask"),
                    silence_logs=logging.CRITICAL,
                )
                stack.enter_context(cluster)
            yield stack.enter_context(Client(cluster))
            return
        try:
            found = stack.enter_context(Client(name, timeout=ANSWER))
        except (OSError, ValueError) as error:
            why = " ".join(str(error).split())[:200]
            raise InputError(f"{name}: no Dask scheduler answers there ({why})") from None
        _check(found, name, folder)
        yield found


def _check(client: Any, name: str, folder: Path) -> None:
    """Raise an InputError unless the workers can do tasks, and see what is written here."""
    wanted = client.submit(os.getpid, pure=False)  # a cluster that grows with what is to be done has no worker before
    try:
        client.wait_for_workers(1, timeout=ARRIVE)
    except TimeoutError:
        raise InputError(
            f"{name}: the scheduler has no worker: start some, as with `dask worker {name}` (waited {ARRIVE} s)"
        ) from None
    wanted.cancel()

    def look(path: str) -> tuple[str, bool]:  # sent as it is, not by the name of a module that may not be there
        import os

        import analysis

        return analysis.__version__, os.path.exists(path)

    shared = next(parent for parent in folder.parents if parent.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=shared, prefix=".seen-by-all-") as probe:
            found = client.run(look, probe.name, on_error="return")
    except PermissionError as error:
        raise InputError(f"{shared}: cannot be written ({error.strerror})") from None
    for worker, answer in found.items():
        if isinstance(answer, Exception):
            raise InputError(f"{worker}: has to have this package: pip install 'thread-analysis[scale]' ({answer})")
        version, seen = answer
        if version != __version__:
            raise InputError(f"{worker}: has version {version} of this package, and here is {__version__}: use one")
        if not seen:
            raise InputError(f"{worker}: does not see {shared}: choose a folder that all machines share")


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Have the threads that are started meanwhile, and the processes that they start, not hear Ctrl-C.

    A terminal sends it to all processes, and each worker would print where it was. This one hears it, and ends them,
    but not before they are started: Dask cannot end what it has half begun.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    heard: list[int] = []
    resource_tracker.ensure_running()  # which opens the ears of the thread that it is started by
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    main = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda *_: heard.append(1)) if main else None
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if heard:
        raise KeyboardInterrupt


def each_done(client: Any, tasks: Sequence[Task], folder: Path) -> Iterator[tuple[Task, Result | Exception]]:
    """Have tasks done, and give each with its result, or the error that it ended with, as soon as it is there."""
    from distributed import KilledWorker, as_completed

    def do(packed: bytes) -> Result:  # sent as it is, like `look`: the scheduler reads tasks too
        import io
        import pickle
        from contextlib import redirect_stderr

        from analysis.jobs import perform

        with redirect_stderr(io.StringIO()):  # bars of several workers would run across each other on one terminal
            return perform(*pickle.loads(packed))

    futures = {client.submit(do, pickle.dumps((task, str(folder))), pure=False): task for task in tasks}
    try:
        for future in as_completed(futures):
            if future.cancelled():  # only where nobody is there to do it: the others are too
                yield futures[future], ConnectionError("the connection to the scheduler was lost")
            error = future.exception()
            if isinstance(error, KilledWorker):
                error = RuntimeError("its worker died again and again, most likely of want of memory")
            yield futures[future], future.result() if error is None else error
            future.release()
    finally:
        client.cancel(list(futures))
