"""What `analysis.scale` is measured against: vaderSentiment as it is, over the same bodies, in a pool of processes.

python benchmarks/scale_rival.py COMMENTS.parquet [--processes N]
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

PIECE = (
    1_000  # bodies that a process gets at a time: seldom enough to cost nothing, often enough for all to end together
)

_analyzer: SentimentIntensityAnalyzer | None = None


def measure(comments: Path, processes: int) -> dict[str, float]:
    """Score every body of a comments table; in a process of its own, so that none is copied that holds anything.

    Parameters
    ----------
    comments : Path
        A Parquet file; its column `body` is read, a row group at a time.
    processes : int
        How many score.

    Returns
    -------
    dict
        comments; seconds from the start of the pool to its end; cpu_seconds that all its processes took, of which
        cpu_seconds_reading were taken by the one that reads and hands out; mean, of the compounds.
    """
    command = [sys.executable, __file__, str(comments), "--processes", str(processes)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _pieces(comments: Path) -> Iterator[list[str]]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(comments) as file:
        for group in range(file.num_row_groups):
            bodies = file.read_row_group(group, columns=["body"])["body"].to_pylist()
            yield from (bodies[start : start + PIECE] for start in range(0, len(bodies), PIECE))


def _start() -> None:
    global _analyzer
    _analyzer = SentimentIntensityAnalyzer()


def _score(bodies: list[str]) -> list[float]:
    assert _analyzer is not None
    return [_analyzer.polarity_scores(body)["compound"] for body in bodies]


def _run(comments: Path, processes: int) -> dict[str, float]:
    start, own = time.perf_counter(), time.process_time()
    number, total = 0, 0.0
    with multiprocessing.Pool(processes, _start) as pool:
        for compounds in pool.imap(_score, _pieces(comments)):
            number += len(compounds)
            total += sum(compounds)
        pool.close()
        pool.join()
    reading = time.process_time() - own
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "comments": number,
        "seconds": time.perf_counter() - start,
        "cpu_seconds": reading + children.ru_utime + children.ru_stime,
        "cpu_seconds_reading": reading,
        "mean": total / number if number else float("nan"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("comments", type=Path)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    options = parser.parse_args()
    print(json.dumps(_run(options.comments, options.processes)))


if __name__ == "__main__":
    main()
