"""`threads report` on the user's thread against `jupyter nbconvert --execute --to html` on the same notebooks.

Both are whole processes, run in turn. The rival makes one page per notebook and does not parametrise them; run in
`notebooks/` it reads the same thread.

    python benchmarks/report.py [MEASURED ...]

Of folders that `threads measure` has written it is the report on each, against reading its comments with pandas alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from timing import in_turn, machine, summary

from analysis.report import notebooks

ROUNDS = 5
ROOT = Path(__file__).parent.parent
READ = "import pandas as pd, sys; pd.read_parquet(sys.argv[1])"


def peak(command: list[str]) -> float:
    """MB of the largest process of a command and its kernel, looked at twenty times a second."""
    process, largest = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), 0
    while process.poll() is None:
        try:
            whole = psutil.Process(process.pid)
            largest = max(largest, *(one.memory_info().rss for one in [whole, *whole.children(recursive=True)]), 0)
        except psutil.Error:  # one has just ended
            pass
        time.sleep(0.05)
    return largest / 1e6


def measured(folder: Path) -> None:
    """Print what the report on a measured folder takes."""
    from analysis.dataset import manifest

    known = manifest(folder)
    if known is None:
        sys.exit(f"{folder}: is no folder that threads measure has written")
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "report.html"
        commands = {
            "pandas.read_parquet of the comments": [sys.executable, "-c", READ, str(folder / "comments")],
            "threads report": [sys.executable, "-m", "analysis.cli", "report", str(folder), "-o", str(page)],
        }
        seconds = in_turn(commands, ROUNDS)
        print(f"{machine()}, {ROUNDS} rounds, {known['comments']:,} comments in {known['threads']:,} threads\n")
        print(f"{summary(seconds, 'pandas.read_parquet of the comments')}\n")
        peaks = ", ".join(f"{name} {peak(command):.0f} MB" for name, command in commands.items())
        print(f"peak of the largest process: {peaks}; {page.stat().st_size / 1000:.0f} kB\n")


def main() -> None:
    if folders := sys.argv[1:]:
        for folder in folders:
            measured(Path(folder))
        return
    with tempfile.TemporaryDirectory() as folder:
        ours, bins = Path(folder) / "report.html", Path(sys.executable).parent
        rival = [str(bins / "jupyter"), "nbconvert", "--execute", "--to", "html", "--output-dir", folder]
        thread = str(ROOT / "data" / "kyiv-post-macron" / "thread.txt")
        commands = {
            "jupyter nbconvert": [*rival, *map(str, notebooks())],
            "threads report": [str(bins / "threads"), "report", thread, "-o", str(ours)],
        }
        seconds = in_turn(commands, ROUNDS)
        print(f"{machine()}, {ROUNDS} rounds\n\n{summary(seconds, 'jupyter nbconvert')}\n")
        pages = [path for path in Path(folder).glob("*.html") if path != ours]
        print(f"threads report: 1 file of {ours.stat().st_size / 1000:.0f} kB (goal: under 300)")
        print(f"jupyter nbconvert: {len(pages)} files of {sum(p.stat().st_size for p in pages) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
