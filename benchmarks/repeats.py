"""Copies that `repeats.find` finds: how many of those planted, against comparing all pairs, how fast beside datasketch.

    python benchmarks/repeats.py COMMENTS.csv [--column comment_text] [--size 100000]

So many comments are made up from yours, word by word after the last two (a Markov chain). Into them go 400 copies for
each share of words that are changed, left out or added. The rival is measured where it is installed
(`pip install datasketch`): MinHash and LSH with as many orders and bands on the same pairs of words, and nothing else.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

import numpy as np
import pandas as pd
from timing import machine

from analysis import repeats
from analysis.text import words

RATES = [0.0, 0.05, 0.1, 0.15, 0.2]
COPIES = 400
SAMPLE = 3000  # comments of which all pairs are compared


def made_up(texts: list[str], size: int, chance: random.Random) -> list[str]:
    following: dict[tuple, list] = {}
    for text in texts:
        last: tuple = (None, None)
        for word in [*text.split(), None]:
            following.setdefault(last, []).append(word)
            last = (last[1], word)
    made = []
    for _ in range(size):
        said, last = list[str](), (None, None)
        while (word := chance.choice(following[last])) is not None:
            said.append(word)
            last = (last[1], word)
        made.append(" ".join(said))
    return made


def edited(text: str, rate: float, vocabulary: list[str], chance: random.Random) -> str:
    said = []
    for word in text.split():
        kind = chance.choice(["change", "leave out", "add"]) if chance.random() < rate else None
        if kind in ("change", "add"):
            said.append(chance.choice(vocabulary))
        if kind in (None, "add"):
            said.append(word)
    return " ".join(said)


def pairs(text: str) -> set[tuple[str, str]]:
    said = words(text.lower())
    return set(zip(said, said[1:], strict=False)) if len(said) >= repeats.FEWEST else set()


def all_pairs(sets: list[set]) -> set[tuple[int, int]]:
    """Every two that are alike, by comparing each with each that has a pair of words in common."""
    alike, having = set(), dict[tuple[str, str], list[int]]()
    for one, own in enumerate(sets):
        shared: dict[int, int] = {}
        for pair in own:
            for other in having.setdefault(pair, []):
                shared[other] = shared.get(other, 0) + 1
            having[pair].append(one)
        for other, common in shared.items():
            if common >= repeats.ALIKE * (len(own) + len(sets[other]) - common):
                alike.add((other, one))
    return alike


def grouped(texts: list[str]) -> np.ndarray:
    return repeats.find(pd.DataFrame({"own_words": texts}))["group"].to_numpy(dtype="float64", na_value=np.nan)


def rival(sets: list[set]) -> float | None:
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    start = time.perf_counter()
    index = MinHashLSH(num_perm=repeats.ROWS * repeats.BANDS, params=(repeats.BANDS, repeats.ROWS))
    coded = [[" ".join(pair).encode() for pair in own] for own in sets if own]
    for place, sketch in enumerate(MinHash.bulk(coded, num_perm=repeats.ROWS * repeats.BANDS)):
        index.query(sketch)
        index.insert(place, sketch)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", help="a CSV file with one comment a row")
    parser.add_argument("--column", default="comment_text", help="the column of the texts (default: comment_text)")
    parser.add_argument("--size", type=int, default=100_000, help="how many comments to make up (default: 100,000)")
    options = parser.parse_args()
    real = pd.read_csv(options.path)[options.column].dropna().astype("str").to_list()
    chance = random.Random(0)
    texts = made_up(real, options.size, chance)
    vocabulary = " ".join(real[:2000]).split()
    long = [place for place, text in enumerate(texts) if len(words(text)) >= 12]
    planted: dict[float, list[tuple[int, int]]] = {rate: [] for rate in RATES}
    for rate in RATES:
        for place in chance.sample(long, min(COPIES, len(long))):
            planted[rate].append((place, len(texts)))
            texts.append(edited(texts[place], rate, vocabulary, chance))
    start = time.perf_counter()
    groups = grouped(texts)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sets = list(map(pairs, texts))
    print(
        f"{len(texts):,} comments in {taken:.1f} s, {1e6 * taken / len(texts):.0f} µs each, {peak:.0f} MB; {machine()}"
    )
    if other := rival(sets):
        print(f"datasketch: {other:.1f} s, {other / taken:.1f} times as long.")
    print("\n| words changed | copies | alike by 0.5 | found | of those alike |\n| ---: | ---: | ---: | ---: | ---: |")
    for rate, copies in planted.items():
        alike = np.array([len(sets[a] & sets[b]) >= 0.5 * len(sets[a] | sets[b]) for a, b in copies])
        hit = np.array([groups[a] == groups[b] for a, b in copies])
        print(f"| {rate:.0%} | {len(copies)} | {alike.mean():.1%} | {hit.mean():.1%} | {hit[alike].mean():.1%} |")
    sample = sorted({place for copies in planted.values() for pair in copies for place in pair} | set(range(SAMPLE)))
    true = all_pairs([sets[place] for place in sample])
    some = grouped([texts[place] for place in sample])
    together = sum(some[a] == some[b] for a, b in true) / len(true)
    print(f"\nAll pairs of {len(sample):,} compared: {len(true):,} are alike, {together:.1%} of them in one group.")
    rows = pd.Series(some).dropna()
    same = {(a, b) for _, part in rows.groupby(rows) for a in part.index for b in part.index if a < b}
    print(
        f"Of {len(same):,} pairs in one group {len(same & true) / len(same):.1%} are alike, others by way of a third."
    )


if __name__ == "__main__":
    main()
