"""A job: what is done is not done again, what is half done is not taken for whole."""

import errno
from hashlib import blake2b
from pathlib import Path

import pytest

from analysis import jobs
from analysis.errors import InputError, UnfinishedError
from analysis.jobs import Job, Task


def write(folder, name, text):
    """A task: a file, which also counts how often it was done."""
    with (Path(folder) / "log").open("a") as log:
        log.write(name)
    (Path(folder) / name).write_text(text)
    return {"length": len(text)}


def fail(error):
    """A task that ends so."""
    raise error


@pytest.fixture
def begin(tmp_path):
    """Begins the job, as after a failure."""
    return lambda: Job(tmp_path, tmp_path / "done.jsonl", jobs.local(tmp_path), quiet=True)


def task(folder, name, text="x"):
    """The task of a file."""
    return Task(f"write/{name}", write, (folder, name, text), [name])


def bad(name, error):
    """A task that fails."""
    return Task(f"write/{name}", fail, (error,), [])


def log(folder):
    """What was done, in its order."""
    return (folder / "log").read_text()


def test_what_is_done_is_not_done_again(begin, tmp_path):
    "Also by another process; results come in the order of the tasks."
    first = begin().results("writing", [task(tmp_path, "a"), task(tmp_path, "b", "yy")])
    again = begin().results("writing", [task(tmp_path, "b", "yy"), task(tmp_path, "c"), task(tmp_path, "a")])
    assert [result["length"] for result in first] == [1, 2] and [result["length"] for result in again] == [2, 1, 1]
    assert log(tmp_path) == "abc"
    assert first[1]["files"] == {"b": [2, blake2b(b"yy", digest_size=16).hexdigest()]}


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_text("z")])
def test_a_file_that_is_not_as_it_was_is_made_again(begin, tmp_path, harm):
    "Gone, or of the same length with something else in it."
    begin().results("writing", [task(tmp_path, "a"), task(tmp_path, "b")])
    harm(tmp_path / "a")
    begin().results("writing", [task(tmp_path, "a"), task(tmp_path, "b")])
    assert log(tmp_path) == "aba" and (tmp_path / "a").read_text() == "x"


def test_a_journal_that_is_torn_counts_as_far_as_it_is_whole(begin, tmp_path):
    "What was being written when the process died; what is noted after that is read."
    begin().results("writing", [task(tmp_path, "a"), task(tmp_path, "b")])
    journal = tmp_path / "done.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])
    begin().results("writing", [task(tmp_path, name) for name in "abc"])
    assert log(tmp_path) == "abbc"
    begin().results("writing", [task(tmp_path, name) for name in "abc"])
    assert log(tmp_path) == "abbc"
    journal.write_bytes(b"\x00\xff\n[]\n{}\n" + journal.read_bytes())
    begin().results("writing", [task(tmp_path, name) for name in "abc"])
    assert log(tmp_path) == "abbc"


def test_a_task_that_fails_does_not_stop_the_others(begin, tmp_path):
    "One line names the first, what went wrong, and how many are done."
    tasks = [bad("a", ValueError("two\n lines")), task(tmp_path, "b"), bad("c", KeyError()), task(tmp_path, "d")]
    with pytest.raises(UnfinishedError) as told:
        begin().results("writing", tasks)
    assert str(told.value) == (
        f"{tmp_path}: writing stopped at write/a (and 1 more): ValueError: two lines; 2 of 4 are done and kept: call "
        "again to go on"
    )
    assert log(tmp_path) == "bd"
    assert told.value.exit_status == 1


def test_a_full_disk_stops_at_once(begin, tmp_path):
    "The others would fail too; told as the system does, not as a library."
    full = OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28]")
    with pytest.raises(UnfinishedError, match=r"stopped at write/b: No space left on device; 1 of 3 are done"):
        begin().results("writing", [task(tmp_path, "a"), bad("b", full), task(tmp_path, "c")])
    assert log(tmp_path) == "a"


def test_what_was_given_wrongly_is_told_as_it_is(begin):
    "A source that cannot be read, however far the job is."
    with pytest.raises(InputError, match=r"^x.zst: the compressed file is damaged$"):
        begin().results("reading", [bad("a", InputError("x.zst: the compressed file is damaged"))])


def test_settings_are_compared_as_they_are_written():
    "A tuple is a list; what is new counts as other."
    assert jobs.same({"rows": 1, "what": ["a"]}, {"rows": 1, "what": ("a",)}) == []
    assert jobs.same({"rows": 1, "what": ["a"]}, {"rows": 2, "what": ["a"], "model": None}) == ["rows"]
    assert jobs.same({"rows": 1}, {"rows": 1, "model": "m"}) == ["model"]
