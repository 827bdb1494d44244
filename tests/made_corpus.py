"""Made-up dumps for `analysis.scale`, its tables read back, and the command as a process of its own."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pandas as pd
from conftest import ROOT

WORDS = "the war is bad but I love peace and he said they lie great people stop Angela Merkel went to Paris now".split()
AUTHORS = [f"{name}{number}" for name in ("Ann", "Zoë", "محمد") for number in range(9)]


def dump(comments: int, threads: int = 9, seed: int = 0) -> list[dict]:
    """Rows of a dump of Reddit, a minute apart, seven in ten answers; every eleventh author is gone."""
    chance = random.Random(seed)
    known: dict[str, list[str]] = {}
    rows = []
    for number in range(comments):
        thread = f"t{chance.randrange(threads)}"
        earlier = known.setdefault(thread, [])
        answered = chance.choice(earlier) if earlier and chance.random() < 0.7 else None
        said = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(30)))
        row = {"id": f"c{number:05}", "parent_id": f"t1_{answered}" if answered else f"t3_{thread}",
               "link_id": f"t3_{thread}", "author": "[deleted]" if number % 11 == 5 else chance.choice(AUTHORS),
               "body": said.capitalize() + chance.choice([".", "!", " 😅", ". No! Never."]),
               "created_utc": 1_600_000_000 + 60 * number, "score": chance.randrange(99)}  # fmt: skip
        earlier.append(row["id"])
        rows.append(row)
    return rows


def lines(rows: list[dict]) -> bytes:
    """JSON lines."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def made(path: Path, rows: list[dict]) -> Path:
    """A dump on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lines(rows))
    return path


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    """All tables of a measurement, by where they are."""
    whole = {path.parent for path in folder.glob("*/part-*.parquet")}
    found = {path.name: pd.read_parquet(path) for path in whole}
    return found | {path.stem: pd.read_parquet(path) for path in folder.glob("aggregates/*.parquet")}


def assert_same(found: dict[str, pd.DataFrame], wanted: dict[str, pd.DataFrame]) -> None:
    """Bit by bit."""
    assert set(found) == set(wanted)
    for name, rows in wanted.items():
        pd.testing.assert_frame_equal(found[name], rows, check_exact=True, obj=name)


def threads(*arguments: object, **options) -> subprocess.Popen:
    """`threads measure`, begun; what it says on standard error comes in the order of a terminal."""
    command = [sys.executable, "-W", "error", "-m", "analysis.cli", "measure", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=environment, start_new_session=True, **pipes, **options)


def in_the_middle(process: subprocess.Popen, folder: Path, measured: int = 4) -> None:
    """Wait until so many partitions are measured, and more are not."""
    journal = folder / ".work" / "done.jsonl"
    wait_for(
        lambda: process.poll() is not None or journal.is_file() and journal.read_bytes().count(b'"measure/') >= measured
    )
    assert process.poll() is None, process.communicate()


def wait_for(true, seconds: float = 60) -> None:
    """Wait until something is true."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)


def below(process: int) -> list[int]:
    """The processes that a process began, and those that they did, which still run."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text().rpartition(") ")
        except OSError:
            continue
        state, parent, *_ = rest.split()
        if state != "Z":
            parents[int(name.split()[0])] = int(parent)
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def runs(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
