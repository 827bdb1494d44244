"""Dask's engine: a scheduler and workers as separate processes with separate homes, and processes that die."""

import os
import re
import socket
import subprocess
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from made_corpus import assert_same, below, dump, in_the_middle, made, runs, tables, threads, wait_for

import analysis
from analysis import InputError, cluster, scale
from analysis.errors import UnfinishedError

pytest.importorskip("distributed")


class Cluster:
    """A scheduler, and the workers that are started."""

    def __init__(self, folder):
        self.folder, self.processes = folder, []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.run("scheduler", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")

    def run(self, home, *command, site=None):
        """Start a command of Dask, at home in a folder of its own, where only this package is to be found."""
        (self.folder / home).mkdir(parents=True, exist_ok=True)
        environment = {"HOME": str(self.folder / home), "PATH": os.environ["PATH"]}
        environment |= {"PYTHONPATH": str(site)} if site else {}
        with (self.folder / home / "log").open("wb") as log:
            told = {"stdout": log, "stderr": log, "cwd": self.folder / home, "env": environment}
            started = subprocess.Popen([sys.executable, "-m", "dask", *command], **told)
        self.processes.append(started)
        return started

    def worker(self, name, site):
        """Start a worker."""
        return self.run(name, "worker", self.address, "--nthreads", "1", "--no-dashboard", "--name", name, site=site)

    def close(self):
        """End all that was started, and see that it does."""
        all_of_them = [child for process in self.processes for child in (process.pid, *below(process.pid))]
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait(20)
        wait_for(lambda: not any(map(runs, all_of_them)), 20)


@pytest.fixture
def scheduler(tmp_path):
    """A scheduler without workers."""
    found = Cluster(tmp_path / "cluster")
    yield found
    found.close()


@pytest.fixture
def source(tmp_path):
    """A dump of some hundred comments."""
    return made(tmp_path / "dump.ndjson", dump(400, threads=60))


BUG = """
_measure = measure
def measure(comments):
    import os
    if os.path.exists({flag!r}) and comments["thread_id"].eq("t1").any():
        raise ValueError("a bug")
    return _measure(comments)
"""


def test_workers_that_have_only_the_wheel_give_the_same_answer(scheduler, wheel, source, tmp_path):
    "Each with a home and a directory of its own; a partition that fails is done later; without scheduler one line."
    site = tmp_path / "site"
    target = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel]
    subprocess.run(target, check=True, capture_output=True)
    flag = tmp_path / "fails"
    flag.touch()
    with (site / "analysis" / "length.py").open("a") as module:
        module.write(BUG.format(flag=str(flag)))
    for name in ("one", "two"):
        scheduler.worker(name, site)
    scale.measure([source], tmp_path / "here", rows=100)
    message = r"measuring stopped at measure/\d+: ValueError: a bug; 13 of 14 are done and kept: call again to go on$"
    with pytest.raises(UnfinishedError, match=message):
        scale.measure([source], tmp_path / "there", rows=30, engine=scheduler.address)
    flag.unlink()
    done = threads(source, "-o", tmp_path / "there", "--rows", 30, "--engine", scheduler.address)
    out, told = done.communicate(timeout=100)
    assert (done.returncode, out) == (0, f"{tmp_path / 'there'}\n"), told
    assert told == "400 comments in 60 threads by 27 authors\n"
    assert_same(tables(tmp_path / "there"), tables(tmp_path / "here"))
    assert not (tmp_path / "there" / ".work").exists()
    job = threads(source, "-o", tmp_path / "lost", "--rows", 20, "--engine", scheduler.address)
    in_the_middle(job, tmp_path / "lost", 2)
    scheduler.processes[0].kill()
    _, told = job.communicate(timeout=60)
    line = r"threads: .*: measuring stopped at measure/\d+: the connection to the scheduler was lost; \d+ of 20 .*\n"
    assert job.returncode == 1 and re.fullmatch(line, told), told


def test_workers_that_cannot_do_it_are_told_of_at_once(scheduler, source, tmp_path, monkeypatch):
    "None at all, without the package, with another version of it, on a machine that does not see the folder."
    monkeypatch.setattr(cluster, "ARRIVE", 1)
    with pytest.raises(InputError, match=r"^tcp://127.*the scheduler has no worker: start some.*waited 1 s"):
        scale.measure([source], tmp_path / "out", engine=scheduler.address)
    monkeypatch.setattr(cluster, "ARRIVE", 60)
    elsewhere = nullcontext(SimpleNamespace(name=str(tmp_path / "elsewhere")))
    for name, code, message in [
        (
            "without",
            "raise ModuleNotFoundError(\"No module named 'analysis'\")",
            "has to have this package: pip",
        ),
        ("older", "__version__ = '0.0.1'", "has version 0.0.1 of this package, and here is"),
        (
            "far",
            f"__version__ = '{analysis.__version__}'",
            "does not see .*: choose a folder that all machines",
        ),
    ]:
        made(tmp_path / name / "analysis" / "__init__.py", []).write_text(code)
        worker = scheduler.worker(name, tmp_path / name)
        if name == "far":
            monkeypatch.setattr(cluster.tempfile, "NamedTemporaryFile", lambda **_: elsewhere)
        with pytest.raises(InputError, match=message):
            scale.measure([source], tmp_path / "out", engine=scheduler.address)
        worker.terminate()
        worker.wait(20)
    assert not (tmp_path / "out").exists()


def test_an_address_where_nobody_answers(monkeypatch, source, tmp_path):
    "One line after some seconds, and nothing is made."
    monkeypatch.setattr(cluster, "ANSWER", 1)
    with pytest.raises(InputError, match=r"^tcp://127.0.0.1:1: no Dask scheduler answers there"):
        scale.measure([source], tmp_path / "out", engine="tcp://127.0.0.1:1")
    with pytest.raises(InputError, match="no Dask scheduler answers there"):
        scale.measure([source], tmp_path / "out", engine="carrier://pigeon")
    assert not (tmp_path / "out").exists()
