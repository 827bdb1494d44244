"""How well pasted threads are read: the scores of labelled threads, and how it is known whom their comments answer.

    python benchmarks/pasted.py FOLDER SCORER

FOLDER holds labelled threads (NAME.txt with NAME.json), SCORER is the program that compares `threads parse` with them.
Printed are its means for all layers and for the generic layer alone, and of each thread what it was read as and the
evidence of its replies.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from analysis import load_thread
from analysis.thread import EVIDENCE


def main() -> None:
    folder, scorer = map(Path, sys.argv[1:3])
    parse = [sys.executable, "-m", "analysis.cli", "parse"]
    for layers, more in (("all layers", []), ("generic layer alone", ["--dialect", "generic"])):
        done = subprocess.run(
            [sys.executable, scorer, folder, "--", *parse, *more], capture_output=True, text=True, check=True
        )
        print(f"{layers}: {next(line for line in done.stdout.splitlines() if line.startswith('mean of'))}")
    print(f"\n| thread | read as | {' | '.join(EVIDENCE)} |")
    print(f"| --- | --- |{' ---: |' * len(EVIDENCE)}")
    for path in sorted(folder.glob("*.txt")):
        thread = load_thread(path)
        counts = thread.comments["parent_evidence"].value_counts()
        read_as = thread.notices["message"].iloc[0].split(":")[0].removeprefix("read as ")
        print(f"| {path.stem} | {read_as} | {' | '.join(str(counts.get(name, 0)) for name in EVIDENCE)} |")


if __name__ == "__main__":
    main()
