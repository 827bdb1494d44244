"""How well sentiment follows people who rated the same texts: repairs, documents, second opinions.

The folder holds the four sets of VADER's paper (Hutto & Gilbert 2014): NAME_GroundTruth.txt.gz, lines of id, mean
rating from -4 to 4, and text.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import sentiment
from analysis.errors import InputError

SETS = {
    "tweets": "tweets",
    "Amazon": "amazonReviewSnippets",
    "movies": "movieReviewSnippets",
    "NYT": "nytEditorialSnippets",
}
NEUTRAL = 0.05  # VADER's own bound
NAME = re.compile(r"\b(?:[A-Z][a-z]+ )+[A-Z][a-z]+\b")
NAMES = [100, 1000]


def load(folder: Path, name: str) -> pd.DataFrame:
    with gzip.open(folder / f"{name}_GroundTruth.txt.gz", "rt", encoding="utf-8", errors="replace") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return pd.DataFrame(
        {"id": [row[0] for row in rows], "rating": [float(row[1]) for row in rows], "own_words": [r[2] for r in rows]}
    )


def documents(snippets: pd.DataFrame, least: int, most: int) -> pd.DataFrame:
    """Texts of so many snippets: those whose ids begin alike (12_1, 12_2, ...), and the mean of their ratings."""
    whole = snippets.groupby(snippets["id"].str.split("_").str[0], sort=False)
    table = pd.DataFrame({"own_words": whole["own_words"].agg(" ".join), "rating": whole["rating"].mean()})
    return table[whole.size().between(least, most)].reset_index(drop=True)


def curly(text: str) -> str:
    """The text as a typesetter or a telephone writes it."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"(^|(?<=\s))\"", "“", text).replace('"', "”")
    return text.replace("...", "…").replace(" - ", " – ")


def correlation(rating: pd.Series, score: pd.Series) -> float:
    return float(np.corrcoef(rating, score.fillna(0))[0, 1])


def f1(rating: pd.Series, score: pd.Series) -> float:
    """F1 of positive, neutral and negative, weighted by how many texts people put there."""
    felt, found = np.sign(rating), np.sign(score.fillna(0).where(score.abs() >= NEUTRAL, 0))
    total = 0.0
    for kind in (-1, 0, 1):
        right, said, true = ((felt == kind) & (found == kind)).sum(), (found == kind).sum(), (felt == kind).sum()
        total += 2 * right / max(1, said + true) * true / len(felt)
    return total


def row(name: str, cells: list[str]) -> str:
    return f"| {' | '.join([name, *cells])} |"


def heading(columns: list[str]) -> str:
    return row(columns[0], columns[1:]) + "\n|" + " --- |" * len(columns)


def repairs(sets: dict[str, pd.DataFrame]) -> None:
    """Pearson's r / F1 of the compound, straight and with curly typography."""
    every = sentiment.REPAIRS
    chosen = {"none": (), "all": every}
    chosen |= {f"only {step}": (step,) for step in every}
    chosen |= {f"all but {step}": tuple(other for other in every if other != step) for step in every}
    print(heading(["repairs", *(f"{name}{how}" for name in sets for how in ("", ", curly"))]))
    for name, steps in chosen.items():
        cells = []
        for table in sets.values():
            for change in (str, curly):
                texts = pd.DataFrame({"own_words": table["own_words"].map(change)})
                score = sentiment.score(texts, repairs=steps)["compound"]
                cells.append(f"{correlation(table['rating'], score):.4f} / {f1(table['rating'], score):.3f}")
        print(row(name, cells))


def sentences(sets: dict[str, pd.DataFrame]) -> None:
    """Pearson's r of VADER's own compound, ours, and the mean of the sentences."""
    print(
        heading(["texts", "n", "VADER as it is", "compound", "mean_sentence", "over .9 (compound)", "over .9 (mean)"])
    )
    tables = dict(sets)
    for name in ("NYT", "Amazon"):
        tables[f"{name}, documents of 5 to 20 snippets"] = documents(sets[name], 5, 20)
        tables[f"{name}, all documents"] = documents(sets[name], 1, 10**6)
    for name, table in tables.items():
        scores = sentiment.score(table)
        plain = sentiment.vader(table["own_words"])["compound"]
        cells = [f"{correlation(table['rating'], s):.3f}" for s in (plain, scores["compound"], scores["mean_sentence"])]
        extreme = [f"{(scores[column].abs() > 0.9).mean():.0%}" for column in ("compound", "mean_sentence")]
        print(row(name, [f"{len(table):,}", *cells, *extreme]))


def opinions(sets: dict[str, pd.DataFrame]) -> None:
    """Pearson's r of each method and of their mean."""
    tables = sets | {"NYT, documents of 5 to 20 snippets": documents(sets["NYT"], 5, 20)}
    try:
        told = {name: sentiment.opinions(table) for name, table in tables.items()}
    except InputError as error:
        print(error)
        return
    columns = list(map(str, told["NYT"]))
    print(heading(["texts", *columns]))
    for name, table in tables.items():
        print(row(name, [f"{correlation(table['rating'], told[name][column]):.3f}" for column in columns]))


def speed(texts: pd.DataFrame, rounds: int = 7) -> None:
    """Time of `score` over the time of `vader` on the same texts, in turn."""

    def seconds(run: Callable[[], object]) -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    ways: dict[str, Callable[[], object]] = {
        "score": lambda: sentiment.score(texts),
        "score without repairs": lambda: sentiment.score(texts, repairs=()),
    }
    for size in NAMES:
        entries = dict.fromkeys(names(texts["own_words"], size), 0.0)
        ways[f"score with the {size:,} names they hold most often"] = partial(sentiment.score, texts, lexicon=entries)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        base = seconds(lambda: sentiment.vader(texts["own_words"]))
        for name, way in ways.items():
            ratio = seconds(way) / base
            if turn:  # the first warms up
                times[name].append(ratio)
    words = texts["own_words"].str.split().map(len).mean()
    print(heading([f"{len(texts):,} texts of {words:.0f} words", "median ratio", "range"]))
    for name, ratios in times.items():
        print(row(name, [f"{statistics.median(ratios):.1f}", f"{min(ratios):.1f} to {max(ratios):.1f}"]))


def names(texts: pd.Series, most: int) -> list[str]:
    """What stands most often in the texts of what looks like a name: two or more words with a capital."""
    found = Counter(name for text in texts for name in NAME.findall(text))
    return [name for name, _ in found.most_common(most)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, help="a CSV with a column comment_text, for the speed")
    options = parser.parse_args()
    sets = {name: load(options.folder, file) for name, file in SETS.items()}
    for part in (repairs, sentences, opinions):
        print(f"\n{part.__doc__}\n")
        part(sets)
    if options.texts:
        texts = pd.read_csv(options.texts)["comment_text"].dropna().astype("str").reset_index(drop=True)
        print(f"\n{speed.__doc__}\n")
        speed(pd.DataFrame({"own_words": texts}))


if __name__ == "__main__":
    main()
