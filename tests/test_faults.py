"""Killed and stopped processes, a full disk, damaged sources: the same answer, or one line, and on from there."""

import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path

import orjson
import pandas as pd
import pytest
import zstandard
from conftest import ROOT
from made_corpus import assert_same, below, dump, in_the_middle, lines, made, runs, tables, threads, wait_for

from analysis import InputError, scale, sentiment
from analysis.errors import UnfinishedError

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for processes in /proc")
ROWS = dump(300, threads=60)
SMALL = ROWS[:100]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A dump that is measured in fifteen partitions."""
    return made(tmp_path_factory.mktemp("dump") / "dump.ndjson", ROWS)


@pytest.fixture(scope="module")
def answer(source, tmp_path_factory):
    """What is measured where nothing goes wrong."""
    folder = tmp_path_factory.mktemp("answer") / "out"
    scale.measure([source], folder)
    return tables(folder)


def done(folder):
    """When the files of each partition that is noted as done were written."""
    noted = (folder / ".work" / "done.jsonl").read_text().splitlines()
    files = [name for line in noted if line.endswith("}") for name in orjson.loads(line)["files"]]
    return {name: (folder / name).stat().st_mtime_ns for name in files if (folder / name).is_file()}


def ended(process, seconds=60):
    """How a process ended, and what it said."""
    out, told = process.communicate(timeout=seconds)
    return process.returncode, out, told


SAID = "300 comments in 60 threads by 27 authors\n"


def test_a_worker_that_is_killed_in_the_middle_is_replaced(source, answer, tmp_path):
    "The job finishes with the same answer, says nothing of it, and leaves no process."
    job = threads(source, "-o", tmp_path / "out", "--rows", 20, "--engine", "dask", "--workers", 2)
    in_the_middle(job, tmp_path / "out")
    workers = [child for child in below(job.pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    assert ended(job) == (0, f"{tmp_path / 'out'}\n", SAID)
    wait_for(lambda: not any(map(runs, workers)), 10)
    assert_same(tables(tmp_path / "out"), answer)


@pytest.mark.parametrize("engine", ["pandas", "dask"])
def test_a_job_that_is_killed_goes_on_when_it_is_called_again(source, answer, tmp_path, engine):
    "What was done is kept; a part that is cut short or gone is made again; no process is left."
    out = tmp_path / "out"
    how = ["--rows", 20, "--engine", engine, *(["--workers", 2] if engine == "dask" else [])]
    job = threads(source, "-o", out, *how)
    in_the_middle(job, out)
    family = below(job.pid)
    job.kill()
    ended(job)
    wait_for(lambda: not any(map(runs, family)), 20)
    before = done(out)
    cut, gone = sorted(name for name in before if name.startswith("comments/"))[:2]
    (out / cut).write_bytes((out / cut).read_bytes()[:-9])
    (out / gone).unlink()
    for name in ("comments/.part-00000-a.parquet", ".manifest-a.json"):  # as it leaves what it was writing
        (out / name).write_bytes(b"PAR1")
    scale.measure([source], out, rows=20)
    assert_same(tables(out), answer)
    assert_complete(out)
    number = {name.rpartition("-")[2] for name in (cut, gone)}
    kept = [name for name in before if name.startswith(("comments/", "threads/")) and name[-13:] not in number]
    assert len(kept) >= 3
    for name in kept:
        again = name.rpartition("-")[2] in number
        assert ((out / name).stat().st_mtime_ns == before[name]) != again, name


@pytest.mark.parametrize("engine", ["pandas", "dask"])
def test_ctrl_c_stops_with_one_line_and_leaves_no_process(source, answer, tmp_path, engine):
    "Sent to all processes of the terminal, as it is; the next call goes on."
    out = tmp_path / "out"
    how = ["--rows", 20, "--engine", engine, *(["--workers", 2] if engine == "dask" else [])]
    job = threads(source, "-o", out, *how)
    in_the_middle(job, out)
    family = below(job.pid)
    os.killpg(job.pid, signal.SIGINT)
    assert ended(job) == (130, "", "threads: stopped; call again to go on\n")
    wait_for(lambda: not any(map(runs, family)), 10)
    scale.measure([source], out, rows=20)
    assert_same(tables(out), answer)


@pytest.mark.parametrize("most", [2_000, 16_000])
def test_a_disk_that_is_full_stops_with_one_line(tmp_path, most):
    "No file may be longer: while sources are read, and later; with room it goes on."
    source, out = made(tmp_path / "dump.ndjson", SMALL), tmp_path / "out"
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))}
    status, printed, told = ended(threads(source, "-o", out, "--rows", 60, **limit))
    assert (status, printed) == (1, "") and len(told.splitlines()) == 1
    assert told.startswith(f"threads: {out}: ") and "File too large" in told
    assert told.endswith("are done and kept: call again to go on\n")
    assert not (out / "manifest.json").exists() and not [*out.rglob(".[!w]*")]
    scale.measure([source], out, rows=60)
    scale.measure([source], tmp_path / "answer")
    assert_same(tables(out), tables(tmp_path / "answer"))


@pytest.fixture
def tiny_disk(tmp_path):
    """Mounts a file system of so many kilobytes, where that is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(size):
        options = f"size={size}k" + (",remount" if os.path.ismount(folder) else "")
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
        if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("may not mount a file system here")
        return folder

    yield mount
    if os.path.ismount(folder):
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_without_room_for_more_stops_with_one_line(tiny_disk, tmp_path):
    "Wherever it becomes full."
    source = made(tmp_path / "dump.ndjson", SMALL)
    folder = tiny_disk(8)
    for size in (20, 60, 120, 180):
        tiny_disk(size)
        with pytest.raises(UnfinishedError, match=r"No space left on device; .*kept: call again to go on$"):
            scale.measure([source], folder / "out", rows=25)
    tiny_disk(10_000)
    scale.measure([source], folder / "out", rows=25)
    scale.measure([source], tmp_path / "answer")
    assert_same(tables(folder / "out"), tables(tmp_path / "answer"))


@pytest.mark.parametrize("place", [0, 1, 50, 100])
def test_corrupt_lines_are_counted_and_kept(tmp_path, place, capsys):
    "Also the first, the last, and one that is no UTF-8; the answer is that without them."
    broken = [b'{"id": "c1", "body": "cut sh\n', b'{"body": "\xff\xfe not UTF-8"}\n', b"\0\0\0\n"]
    rows = lines(SMALL).splitlines(keepends=True)
    (tmp_path / "a").mkdir()
    source = tmp_path / "a" / "dump.ndjson"
    first, *others = broken
    source.write_bytes(b"".join([*rows[:place], first, *rows[place : place + 2], *others, *rows[place + 2 :]]))
    found = scale.measure([source], tmp_path / "out")
    scale.measure([made(tmp_path / "dump.ndjson", SMALL)], tmp_path / "answer")
    assert found["corrupt_lines"] == 3 and "corrupt.txt" in found["files"]
    assert (tmp_path / "out" / "corrupt.txt").read_bytes() == b"".join(broken)
    one, other = tables(tmp_path / "out"), tables(tmp_path / "answer")
    del one["articles"], other["articles"]  # which say where they are from
    assert_same(one, other)
    notices = pd.read_parquet(tmp_path / "out" / "notices.parquet").set_index("code")
    assert notices.loc["broken_lines", "count"] == 3


def test_a_damaged_source_is_told_in_one_line(tmp_path):
    "Its end is missing, or something else stands in its middle: exit status 2, and nothing of it is kept."
    whole = zstandard.ZstdCompressor().compress(lines(ROWS))
    for name, data in [("cut.zst", whole[: len(whole) // 2]), ("odd.zst", whole[:3000] + b"?" * 99 + whole[3099:])]:
        (tmp_path / name).write_bytes(data)
        status, out, told = ended(threads(tmp_path / name, "-o", tmp_path / "out"))
        assert (status, out) == (2, "") and told.count("\n") == 1
        assert told.startswith(f"threads: {tmp_path / name}: the compressed file is damaged")
        shutil.rmtree(tmp_path / "out")


def test_a_partition_that_fails_is_named_and_the_others_are_done(tmp_path, monkeypatch):
    "When its cause is gone the next call does it alone."
    source, out = made(tmp_path / "dump.ndjson", SMALL), tmp_path / "out"
    scores = sentiment.score
    thread = SMALL[0]["link_id"].removeprefix("t3_")

    def fails(comments):
        if comments["thread_id"].eq(thread).any():
            raise ValueError("a bug\nin two lines")
        return scores(comments)

    with monkeypatch.context() as patched:
        patched.setattr(sentiment, "score", fails)
        with pytest.raises(UnfinishedError) as told:
            scale.measure([source], out, rows=25)
    pattern = r"out: measuring stopped at measure/0000\d: ValueError: a bug in two lines; 3 of 4 are done and kept"
    assert pd.Series([str(told.value)]).str.contains(pattern).all(), told.value
    before = done(out)
    calls = []
    monkeypatch.setattr(sentiment, "score", lambda comments: (calls.append(1), scores(comments))[1])
    scale.measure([source], out, rows=25)
    assert len(calls) == 1 and len([name for name in before if name.startswith("comments/")]) >= 2
    monkeypatch.undo()
    scale.measure([source], tmp_path / "answer")
    assert_same(tables(out), tables(tmp_path / "answer"))


def test_ctrl_c_while_workers_are_started_is_one_line_too(source, tmp_path):
    "Dask cannot end what it has half begun: it is heard a little later."
    job = threads(source, "-o", tmp_path / "out", "--engine", "dask", "--workers", 1)
    wait_for(lambda: len(below(job.pid)) > 1)
    family = below(job.pid)
    os.killpg(job.pid, signal.SIGINT)
    assert ended(job) == (130, "", "threads: stopped; call again to go on\n")
    wait_for(lambda: not any(map(runs, family)), 10)


def test_two_calls_on_one_folder(source, tmp_path):
    "The second says so and does nothing; the first goes on."
    job = threads(source, "-o", tmp_path / "out", "--rows", 20)
    in_the_middle(job, tmp_path / "out", 1)
    with pytest.raises(InputError, match="out: is being measured by another process$"):
        scale.measure([source], tmp_path / "out", rows=20)
    assert ended(job)[0] == 0


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    "Other files, another measurement, one of a source that has changed since; the same again is given back."
    source, out = made(tmp_path / "dump.ndjson", SMALL), tmp_path / "out"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("Mine.")
    with pytest.raises(InputError, match="full: is a folder with other files; give a new one"):
        scale.measure([source], tmp_path / "full")
    with pytest.raises(InputError, match=r"thesis.txt: is a file; give a new folder"):
        scale.measure([source], tmp_path / "full" / "thesis.txt")
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]
    first = scale.measure([source], out, what=["length"])
    written = (out / "manifest.json").stat().st_mtime_ns
    assert scale.measure([source], out, what=["length"]) == first
    with pytest.raises(InputError, match="out: holds a measurement with other what; choose another folder or delete"):
        scale.measure([source], out)
    os.utime(source, (1, 1))
    with pytest.raises(InputError, match="out: holds a measurement with other sources"):
        scale.measure([source], out, what=["length"])
    assert (out / "manifest.json").stat().st_mtime_ns == written


def test_a_folder_that_cannot_be_written_to(tmp_path):
    "One line, as for everything that is given wrongly."
    status, _, told = ended(threads("data/kyiv-post-macron/thread.txt", "-o", "/proc/out", cwd=ROOT))
    assert (status, told) == (2, "threads: /proc/out: cannot be written (No such file or directory)\n")


def test_the_manifest_names_every_file(tmp_path):
    "With its bytes and its hash; nothing else is left in the folder."
    out = tmp_path / "out"
    found = scale.measure([made(tmp_path / "dump.ndjson", SMALL)], out, rows=25)
    assert assert_complete(out) == found


def assert_complete(folder):
    """The folder holds what its manifest says, and nothing else."""
    found = orjson.loads((folder / "manifest.json").read_bytes())
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == set(found["files"]) | {"manifest.json"}
    assert all((folder / name).stat().st_size == size for name, (size, _) in found["files"].items())
    return found
