"""Make data/usual-threads.csv: what is usual for a thread of a given size, from figures stored by others.

Printed is the mean rank that `replies.compare` gives these very threads, 0.5 if it is fair, for the smaller and the
larger ones of each range of sizes with one on either side: the lowest and the highest fifth of its logarithm.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import replies, usual

OUT = Path(__file__).parents[1] / "data" / "usual-threads.csv"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with the files *-stored-features.csv.gz")
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    arguments = parser.parse_args()
    tables, stored = [], {}
    for path in sorted(arguments.folder.glob("*-stored-features.csv.gz")):
        site = path.name.removesuffix("-stored-features.csv.gz").capitalize()
        stored[site] = pd.read_csv(path)
        tables.append(replies.usual(stored[site], site))
    pd.concat(tables).to_csv(arguments.output, index=False, float_format="%g", lineterminator="\n")
    print(f"{arguments.output}\n\n| site | measure | smaller | larger |\n| --- | --- | ---: | ---: |")
    for table, (site, threads) in zip(tables, stored.items(), strict=True):
        for measure, (small, large) in ranks(threads, table).iterrows():
            print(f"| {site} | {measure} | {small:.3f} | {large:.3f} |")


def ranks(threads: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Mean rank by measure of the smaller and of the larger threads of a range: half of the equals count as below."""
    places = replies.compare(threads, table)
    number = np.searchsorted(usual.SIZES, places["comments"].to_numpy("int64"), side="right") - 1
    low, high = usual.SIZES[number], usual.SIZES[number + 1]
    inner = (low > table["from"].min()) & (high <= table["from"].max()) & (high - low >= 5)
    part = np.log(places["comments"].to_numpy("float64") / low) / np.log(np.maximum(high - 1, low + 1) / low)
    rank = (places["below"] + 1 - places["above"]) / 2
    kept = {"smaller": rank.where(inner & (part <= 0.2)), "larger": rank.where(inner & (part >= 0.8))}
    return pd.DataFrame(kept).groupby(places["measure"], sort=False).mean()


if __name__ == "__main__":
    main()
