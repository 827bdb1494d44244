"""How fast, and in how much memory, any number of comments is measured: sentiment, length and replies.

    python benchmarks/scale.py [--comments N ...] [--source FILE] [--rounds N] [--no-memory] [--entities N]

The corpora are those of `corpora.py`, as a comments table in Parquet, or one of your own. In one round after the other:

- the rival: a loop of vaderSentiment over the same bodies, in a pool of as many processes (`scale_rival.py`);
- `threads measure` with one process, and with the engine dask and one or two workers.

Seconds are those of the clock, CPU seconds those of all processes, from the start of the command to its end. Memory is
the peak of the largest process. It is measured first, from a process that holds nothing: one begins with the peak of
the one that started it.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
MEMORY = [100_000, 300_000, 1_000_000]
WORKERS = 2


class Cost(NamedTuple):
    """Seconds, seconds of all processors, and MB of the largest process."""

    seconds: float
    cpu: float
    peak: float


def corpus(folder: Path, number: int, ending: str = "parquet") -> Path:
    """A made-up corpus of this size."""
    path = folder / f"{number}.{ending}"
    if not path.exists():
        code = (
            "import sys; from pathlib import Path; import corpora; corpora.write(Path(sys.argv[1]), int(sys.argv[2]))"
        )
        subprocess.run([sys.executable, "-c", code, str(path), str(number)], check=True, cwd=HERE)
    return path


def measure(source: Path, engine: str, workers: int = 1, what: str = "sentiment,length,replies") -> Cost:
    """What the command costs."""
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        options = ["--engine", engine, "--workers", str(workers), "--what", what]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, __file__, "--run", str(source), "-o", f"{folder}/measured", *options]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, json.loads(told.splitlines()[-1]))


def run(arguments: list[str]) -> None:
    """Run the command, and print the peak of the largest of its processes."""
    from analysis.cli import main

    status = main(["measure", *arguments])
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps(max(peaks) / 1e3))
    sys.exit(status)


def memory(folder: Path) -> None:
    """Print the peak of the largest process for some sizes, from a dump and from a table."""
    print("| comments | from | MB of the source | one process, peak MB | of 2 workers the larger, peak MB |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for number in MEMORY:
        for ending in ("ndjson.zst", "parquet"):
            source = corpus(folder, number, ending)
            peaks = [measure(source, *how).peak for how in (("pandas", 1), ("dask", WORKERS))]
            size = source.stat().st_size / 1e6
            print(f"| {number:,} | {ending} | {size:.0f} | {peaks[0]:.0f} | {peaks[1]:.0f} |", flush=True)
    print()


def speed(source: Path, number: int, rounds: int) -> None:
    """Print what each way costs, and the ratios of each round."""
    import scale_rival

    costs: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        rival = scale_rival.measure(source, WORKERS)
        costs.setdefault("vaderSentiment, 2 processes", []).append(Cost(rival["seconds"], rival["cpu_seconds"], 0))
        costs.setdefault("threads measure, 1 process", []).append(measure(source, "pandas"))
        for workers in range(1, WORKERS + 1):
            name = f"threads measure, dask, {workers} worker{'s' if workers > 1 else ''}"
            costs.setdefault(name, []).append(measure(source, "dask", workers))
    print("| comments | way | s | CPU s | s per 10^6 | times faster than the rival | CPU s / those of 1 process |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    rivals, alone = costs["vaderSentiment, 2 processes"], costs["threads measure, 1 process"]
    for name, found in costs.items():
        seconds, cpu = (statistics.median(cost[field] for cost in found) for field in (0, 1))
        faster = statistics.median(rival.seconds / cost.seconds for rival, cost in zip(rivals, found, strict=True))
        more = statistics.median(cost.cpu / one.cpu for one, cost in zip(alone, found, strict=True))
        rate = seconds / number * 1e6
        print(
            f"| {number:,} | {name} | {seconds:.1f} | {cpu:.1f} | {rate:.0f} | {faster:.2f} | {more:.2f} |", flush=True
        )
    print()


def entities(folder: Path, number: int) -> None:
    """Print words per second that names are found in."""
    import pandas as pd

    source = corpus(folder, number)
    words = sum(len(body.split()) for body in pd.read_parquet(source, columns=["body"])["body"])
    print("| comments | words | way | s | words/s |\n| ---: | ---: | --- | ---: | ---: |")
    for how in (("pandas", 1), ("dask", WORKERS)):
        cost = measure(source, *how, what="entities")
        print(f"| {number:,} | {words:,} | {how[0]} | {cost.seconds:.1f} | {words / cost.seconds:,.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, nargs="+", default=[100_000, 1_000_000], metavar="N")
    parser.add_argument("--source", type=Path, help="a comments table in Parquet instead of made-up ones")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--entities", type=int, default=10_000, metavar="N", help="comments; 0: not at all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not options.no_memory:
            memory(folder)
        if options.source:
            from pyarrow.parquet import ParquetFile

            speed(options.source, ParquetFile(options.source).metadata.num_rows, options.rounds)
            return
        for number in options.comments:
            speed(corpus(folder, number), number, options.rounds)
        if options.entities:
            entities(folder, options.entities)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(sys.argv[2:])
    else:
        main()
