"""How often the 95 % intervals of `analysis.bootstrap` hold the truth, on made-up threads of which it is known.

An author writes 1 to 80 comments (a power law: 59 % write one, the coefficient of variation is 2.3, as in threads of a
large forum) and has a mood of their own (correlation within an author 0.12). A fifth of the comments hold no word that
VADER knows: they score 0. All is seeded.
"""

from __future__ import annotations

import argparse
from math import hypot
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import bootstrap, groups

SIZES = np.arange(1, 81)
TAIL = SIZES**-1.3
CHANCE = TAIL - np.append(TAIL[1:], 0)
AUTHORS = [5, 8, 10, 20, 30, 60, 200]


class World(NamedTuple):
    """How all possible comments are made, of which a thread has some."""

    mood: float = -0.05  # mean before the ends are cut off at -1 and 1
    person: float = 0.12  # standard deviation between authors
    moment: float = 0.32  # and between comments of one author
    silent: float = 0.2  # share of comments without a word that VADER knows
    slope: float = 0.0  # change of the mean with the logarithm of the number of comments by the author
    heavy: bool = True  # whether some write much more than others


WORLDS = {
    "some write much": World(),
    "each writes once": World(heavy=False),
    "positive is rare": World(mood=-0.4, moment=0.25),
    "who writes much is angrier": World(slope=-0.03),
    "who writes much is far angrier": World(slope=-0.1),
}


def truth(world: World) -> list[float]:
    """Mean and shares of positive, neutral and negative among all possible comments."""
    total = np.zeros(4)
    chances = CHANCE if world.heavy else CHANCE[:1]
    spread, unit = hypot(world.person, world.moment), NormalDist()
    for size, chance in zip(SIZES, chances, strict=False):
        curve = NormalDist(world.mood + world.slope * np.log(size), spread)
        low, high = (-1 - curve.mean) / spread, (1 - curve.mean) / spread
        mean = curve.mean * (unit.cdf(high) - unit.cdf(low)) - spread * (unit.pdf(high) - unit.pdf(low))
        mean += unit.cdf(-high) - unit.cdf(low)
        positive, negative = 1 - curve.cdf(groups.NEUTRAL), curve.cdf(-groups.NEUTRAL)
        felt = np.array([mean, positive, 0, negative]) * (1 - world.silent)
        felt[2] = 1 - felt[1] - felt[3]
        total += size * chance * felt
    return list(total / (SIZES[: len(chances)] * chances).sum())


def thread(world: World, authors: int, random: np.random.Generator) -> tuple[pd.Series, pd.Series]:
    """Scores of the comments of a thread, and their authors."""
    sizes = random.choice(SIZES, size=authors, p=CHANCE) if world.heavy else np.ones(authors, dtype=int)
    moods = world.mood + world.slope * np.log(sizes) + world.person * random.standard_normal(authors)
    who = np.repeat(np.arange(authors), sizes)
    scores = np.clip(moods[who] + world.moment * random.standard_normal(len(who)), -1, 1)
    scores[random.random(len(who)) < world.silent] = 0
    return pd.Series(scores), pd.Series(who)


def pairs(link: float, authors: int, random: np.random.Generator) -> pd.DataFrame:
    """Answers to comments, of which a few get most: moods of what is answered (`link`), of its topic, of the author."""
    sizes = random.choice(SIZES, size=authors, p=CHANCE)
    who = np.repeat(np.arange(authors), sizes)
    answered = max(2, len(who) // 2)
    popular = random.choice(SIZES, size=answered, p=CHANCE)
    parent = random.choice(answered, size=len(who), p=popular / popular.sum())
    moods, topics, persons = (random.standard_normal(size) for size in (answered, answered, authors))
    answer = link * moods[parent] + 0.3 * topics[parent] + 0.3 * persons[who] + random.standard_normal(len(who))
    return pd.DataFrame({"answered": moods[parent], "answer": answer, "author": who, "parent": parent})


def percentile(scores: pd.Series, who: pd.Series, random: np.random.Generator) -> tuple[float, float]:
    """Return the plain percentile interval of the mean, to compare."""
    sums, sizes = np.bincount(who, scores), np.bincount(who)
    times = random.multinomial(len(sizes), np.full(len(sizes), 1 / len(sizes)), size=500)
    low, high = np.quantile(times @ sums / (times @ sizes), [0.025, 0.975])
    return low, high


def covered(world: World, authors: int, threads: int) -> list[float]:
    """Share of threads in which the plain and the expanded interval of the mean, and those of the shares, are right."""
    random, true = np.random.default_rng(authors), truth(world)
    hits = np.zeros(5)
    for _ in range(threads):
        scores, who = thread(world, authors, random)
        row = groups.summarise(scores, by=who).iloc[0]
        low, high = percentile(scores, who, random)
        hits[0] += low <= true[0] <= high
        for place, name in enumerate(["mean", *groups.SHARES]):
            hits[place + 1] += row[name + "_low"] <= true[place] <= row[name + "_high"]
    return list(hits / threads)


def linked(link: float, authors: int, threads: int) -> float:
    """Share of the threads in which the interval of the correlation of answers with what they answer is right."""
    random, true = np.random.default_rng(authors), link / np.sqrt(link**2 + 0.3**2 + 0.3**2 + 1)
    found = [groups.shared_mood(pairs(link, authors, random)) for _ in range(threads)]
    return sum(one.low <= true <= one.high for one in found) / threads


def typical(share: float, authors: int, threads: int) -> float:
    """Share of the threads in which the interval of a quantile of the words of comments is right."""
    random, hits = np.random.default_rng(authors), 0.0
    true = np.round(np.exp(3.3 + NormalDist(0, hypot(0.5, 0.9)).inv_cdf(share)))
    for _ in range(threads):
        who = np.repeat(np.arange(authors), random.choice(SIZES, size=authors, p=CHANCE))
        spread = 0.5 * random.standard_normal(authors)[who] + 0.9 * random.standard_normal(len(who))
        words = pd.Series(np.maximum(1, np.round(np.exp(3.3 + spread))))
        found = bootstrap.quantile(words, share, by=pd.Series(who))
        hits += float(found.low <= true <= found.high)
    return hits / threads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1000, help="made-up threads per cell (default: 1000)")
    threads = parser.parse_args().threads
    bootstrap.FEWEST = 2  # to see what smaller ones would be worth
    print(f"Per cent of {threads} threads whose 95 % interval holds the truth, by number of authors.\n")
    print("| | authors | mean, plain percentile | mean | positive | neutral | negative |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, world in WORLDS.items():
        for authors in AUTHORS:
            cells = " | ".join(f"{100 * share:.1f}" for share in covered(world, authors, threads))
            print(f"| {name} | {authors} | {cells} |", flush=True)
    print("\n| authors | correlation 0 | correlation 0.3 |\n| --- | --- | --- |")
    for authors in AUTHORS:
        cells = " | ".join(f"{100 * linked(link, authors, threads):.1f}" for link in (0, 0.34))
        print(f"| {authors} | {cells} |", flush=True)
    print("\n| authors | lower quartile of words | median | upper quartile |\n| --- | --- | --- | --- |")
    for authors in AUTHORS:
        cells = " | ".join(f"{100 * typical(share, authors, threads):.1f}" for share in (0.25, 0.5, 0.75))
        print(f"| {authors} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
