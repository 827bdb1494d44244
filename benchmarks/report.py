"""`threads report` on the user's thread against `jupyter nbconvert --execute --to html` on the same notebooks.

Both are whole processes, run in turn. The rival makes one page per notebook and does not parametrise them; run in
`notebooks/` it reads the same thread.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from timing import in_turn, machine, summary

from analysis.report import notebooks

ROUNDS = 5
ROOT = Path(__file__).parent.parent


def main() -> None:
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
