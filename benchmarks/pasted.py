"""How well pasted threads are read: the scores of labelled threads, and how it is known whom their comments answer.

    python benchmarks/pasted.py [FOLDER ...] [--scorer PROGRAM]

A folder holds labelled threads, NAME.txt with NAME.json; without one, the invented ones of `tests` are read. PROGRAM
compares them with what was read; its own functions are called, so that its definitions hold and no process is started
per thread. Each figure stands there twice: as read by all layers / by the generic layer alone, which knows no platform.
"""

from __future__ import annotations

import argparse
import json
import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import load_thread
from analysis.export import as_json
from analysis.thread import EVIDENCE

ROOT = Path(__file__).parent.parent
FIGURES = ["whole", "start", "author", "time", "parent"]
LAYERS = {"all": None, "generic": "generic"}


def measure(path: Path, dialect: str | None, scorer: dict[str, Any]) -> dict:
    """Read one labelled thread; return its figures, its counts, what it was read as and the evidence of its replies."""
    thread = load_thread(path, dialect=dialect)
    labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["comments"]
    counts = scorer["score"](as_json(thread)["comments"], labels)
    read_as = thread.notices["message"].iloc[0].split(":")[0].removeprefix("read as ")
    return {
        **scorer["figures"](counts),
        "found": counts["predicted"],
        "labelled": counts["labels"],
        "read as": read_as if counts["predicted"] else "-",
        **thread.comments["parent_evidence"].value_counts().reindex(EVIDENCE).to_dict(),
    }


def row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def pairs(one: pd.Series, other: pd.Series) -> list[str]:
    """Figures of all layers / of the generic one; "-" where a thread has no replies."""
    both = zip(one[FIGURES], other[FIGURES], strict=True)
    return ["-" if pd.isna(a) else f"{a:.2f} / {b:.2f}" for a, b in both]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--scorer", default=ROOT.parent / "shared" / "tools" / "score_threads.py", type=Path, metavar="PROGRAM"
    )
    options = parser.parse_args()
    scorer = runpy.run_path(str(options.scorer))
    folders = options.folders or [ROOT / "tests" / "shapes", ROOT / "tests" / "elsewhere"]
    means, tables = [], []
    for folder in folders:
        paths = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".json").exists())
        layers = [
            pd.DataFrame([measure(path, dialect, scorer) for path in paths], index=[path.stem for path in paths])
            for dialect in LAYERS.values()
        ]
        for name, read in zip(LAYERS, layers, strict=True):
            figures = (f"{figure:.3f}" for figure in read[FIGURES].astype(float).mean())
            found = f"{read['found'].sum():,} / {read['labelled'].sum():,}"
            means.append(row([folder.name, len(paths), name, found, *figures]))
        tables.append(f"\n{folder.name}: all layers / the generic one alone\n")
        tables.append(row(["thread", "read as", "found / labelled", *FIGURES, *EVIDENCE]))
        tables.append(row(["---", "---", "---", *["---:"] * (len(FIGURES) + len(EVIDENCE))]))
        for path, (_, one), (_, other) in zip(paths, layers[0].iterrows(), layers[1].iterrows(), strict=True):
            found = f"{one['found']} / {one['labelled']}"
            tables.append(row([path.stem, one["read as"], found, *pairs(one, other), *one[EVIDENCE]]))
    print(row(["folder", "threads", "layers", "found / labelled", *FIGURES]))
    print(row(["---", "---:", "---", "---", *["---:"] * len(FIGURES)]))
    print("\n".join([*means, *tables]))


if __name__ == "__main__":
    main()
