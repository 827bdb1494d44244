"""Make data/usual-threads.csv: what is usual for a thread of a given size, from figures stored by others."""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from analysis import replies

OUT = Path(__file__).parents[1] / "data" / "usual-threads.csv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with the files *-stored-features.csv.gz")
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    arguments = parser.parse_args()
    tables = []
    for path in sorted(arguments.folder.glob("*-stored-features.csv.gz")):
        site = path.name.removesuffix("-stored-features.csv.gz").capitalize()
        tables.append(replies.usual(pd.read_csv(path), site))
    pd.concat(tables).to_csv(arguments.output, index=False, float_format="%g", lineterminator="\n")
    print(arguments.output)


if __name__ == "__main__":
    main()
