"""Whether `sentiment.vader` gives vaderSentiment's numbers to the last bit, and how much faster.

    python benchmarks/sentiment.py FOLDER [--generated N] [--rounds N] [--only equality|speed|measures|first]

FOLDER holds the human-rated sets of VADER's paper (`*_GroundTruth.txt.gz`) and `civil-news-comments.csv.gz`. Equality
is checked on all of these texts and on generated ones: from a grammar of what VADER's rules look at, with and without
spaces between, and from random characters. For the speed real comments are joined to texts of so many words; each round
times vaderSentiment, ours and the floor in turn, which is `str.split` and one look-up in a dict per word. Then the
measures that go over every comment, in processor time beside vaderSentiment's: with all words new, and known. Last
comes the first call in a fresh process, after the import, beside the making of vaderSentiment's own analyzer.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd
from timing import machine
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis import language, length, sentiment

LENGTHS = {17: 2_000, 86: 400, 517: 60, 3_400: 12}  # words of a text, and how many texts
EMOJI = 10_000
BATCH = 20_000
COLUMNS = ["compound", "pos", "neu", "neg"]
FIRST = {  # what a notebook waits for, and its rival
    "score of 8 comments": """
import pandas as pd
from analysis import sentiment
comments = pd.DataFrame({"own_words": json.load(sys.stdin)})
start = time.perf_counter()
sentiment.score(comments)""",
    "vaderSentiment": """
texts = json.load(sys.stdin)
start = time.perf_counter()
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
list(map(SentimentIntensityAnalyzer().polarity_scores, texts))""",
}
FEELING = (
    "great good nice love like happy lol bad hate ugly sad no no. alone kind least sucks shit bomb death heart stop :) "
    ":( :D <3 ;-) 😅 💔 ❤️ 👍🏽 😡 ☹ © hope hell united fun"
).split()
PLAIN = (
    "the this so but of or nor at least very never without doubt tree he said 3.5 é я 我 - ... … ! !!! ? ?? ???? ’ "
    "“good” don’t wow!! \n \t to for enough just sort kind"
).split(" ")


def human(folder: Path) -> dict[str, list[str]]:
    """The texts of the rated sets and of the news comments."""
    found = {}
    for path in sorted(folder.glob("*_GroundTruth.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
            found[path.name.removesuffix("_GroundTruth.txt.gz")] = [line.rstrip("\n").split("\t")[2] for line in file]
    with gzip.open(folder / "civil-news-comments.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    text = max(range(len(rows[0])), key=lambda column: sum(len(row[column]) for row in rows[1:100]))
    found["news comments"] = [row[text] for row in rows[1:]]
    return found


def generated(seed: int) -> Iterator[str]:
    """Texts without end of what the rules look at, every third without spaces, every tenth of any characters."""
    chance = random.Random(seed)
    rules = [*BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, *" ".join(SPECIAL_CASES).split()]
    shapes: list[Callable[[str], str]] = [
        str,
        str,
        str,
        str.upper,
        str.title,
        lambda word: word + chance.choice(".,!?;)"),
    ]
    ranges = [(0x20, 0x7F), (0, 0x2FFF), (0x1F300, 0x1FAFF), (0xD800, 0xDFFF)]
    while True:
        size = chance.randint(0, 30)
        if chance.random() < 0.1:
            yield "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(size))
            continue
        words = [chance.choice(chance.choice((FEELING, FEELING, PLAIN, rules))) for _ in range(size)]
        gap = chance.choice([" ", " ", ""])
        yield gap.join(chance.choice(shapes)(word) for word in words)


def differing(texts: Sequence[str], reference: SentimentIntensityAnalyzer) -> list[str]:
    """The texts that get another number, or zero with another sign."""
    ours = sentiment.vader(texts).to_dict("records")
    theirs = map(reference.polarity_scores, texts)
    pairs = zip(texts, ours, theirs, strict=True)
    return [text for text, one, other in pairs if any(repr(one[name]) != repr(other[name]) for name in COLUMNS)]


def equality(sets: dict[str, list[str]], number: int) -> None:
    reference = SentimentIntensityAnalyzer()
    print("| texts | n | different |\n| --- | ---: | ---: |")
    for name, texts in sets.items():
        print(f"| {name} | {len(texts):,} | {len(differing(texts, reference))} |", flush=True)
    source, wrong = generated(seed=1), 0
    for start in range(0, number, BATCH):
        wrong += len(differing(list(islice(source, min(BATCH, number - start))), reference))
    print(f"| generated | {number:,} | {wrong} |\n")


def joined(texts: Sequence[str], size: int, most: int) -> list[str]:
    """So many texts of about so many words: comments of about that length, or for long ones several together."""
    if size < 200:
        return [text for text in texts if 0.85 * size <= len(text.split()) <= 1.15 * size][:most]
    found, parts, words = [], list[str](), 0
    for text in texts:
        parts.append(text)
        words += len(text.split())
        if words >= size:
            found.append(" ".join(parts))
            parts, words = [], 0
    return found[:most]


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def ways(texts: Sequence[str], reference: SentimentIntensityAnalyzer) -> dict[str, Callable[[], object]]:
    """What is timed: vaderSentiment, ours, and the least that must be done."""
    known = dict.fromkeys(" ".join(texts).split(), 1)
    return {
        "vader": lambda: [reference.polarity_scores(text) for text in texts],
        "ours": lambda: sentiment.vader(texts),
        "floor": lambda: [[known[word] for word in text.split()] for text in texts],
    }


def speed(texts: Sequence[str], rounds: int) -> None:
    reference = SentimentIntensityAnalyzer()
    samples = {f"{size:,} words": joined(texts, size, most) for size, most in LENGTHS.items()}
    samples[f"{EMOJI:,} emoji"] = ["😅" * EMOJI]
    print("| text | n | vaderSentiment ms | ours ms | times faster | floor: times faster |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, sample in samples.items():
        calls = ways(sample, reference)
        if "emoji" in name:
            del calls["vader"]  # five minutes
        taken = [{who: seconds(call) for who, call in calls.items()} for _ in range(rounds + 1)][1:]
        each = {who: statistics.median(one[who] for one in taken) / len(sample) * 1e3 for who in calls}
        row = [name, f"{len(sample):,}", "", f"{each['ours']:.4f}", "", ""]
        if "vader" in calls:
            ratios = [statistics.median(one["vader"] / one[who] for one in taken) for who in ("ours", "floor")]
            row[2], row[4], row[5] = f"{each['vader']:.3f}", f"{ratios[0]:.1f}", f"{ratios[1]:.0f}"
        print(f"| {' | '.join(row)} |", flush=True)


def measures(texts: Sequence[str], rounds: int) -> None:
    """Processor time of what is measured of every comment, in turn with vaderSentiment on some of them."""
    reference, table = SentimentIntensityAnalyzer(), pd.DataFrame({"own_words": pd.Series(texts, dtype="str")})
    few, threads = texts[:: len(texts) // 2_000], [f"t{row // 50}" for row in range(len(texts))]
    calls: dict[str, tuple[Callable[[], object], int]] = {
        "vaderSentiment": (lambda: [reference.polarity_scores(text) for text in few], len(few)),
        "sentiment.score": (lambda: sentiment.score(table), len(texts)),
        "length.measure": (lambda: length.measure(table), len(texts)),
        "language.detect": (lambda: language.detect(texts, threads=threads), len(texts)),
    }
    sentiment.score(table[:1])  # reads the lexicon
    language.detect(texts[:1])  # reads the model
    taken = [{who: 1e6 * spent(call) / many for who, (call, many) in calls.items()} for _ in range(rounds + 1)]
    print("\n| measure | µs a comment, words new | words known | times faster than vaderSentiment |")
    print("| --- | ---: | ---: | ---: |")
    for who in calls:
        known, faster = (
            statistics.median(values)
            for values in zip(*((one[who], one["vaderSentiment"] / one[who]) for one in taken[1:]), strict=True)
        )
        print(f"| {who} | {taken[0][who]:.1f} | {known:.1f} | {faster:.1f} |", flush=True)


def spent(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def first(texts: Sequence[str], rounds: int) -> None:
    """Milliseconds of the first call in a fresh process."""
    print("| first call | median ms | range ms |\n| --- | ---: | ---: |")
    taken: dict[str, list[float]] = {name: [] for name in FIRST}
    for turn in range(rounds + 1):
        for name, code in FIRST.items():
            command = [sys.executable, "-c", f"import json, sys, time\n{code}\nprint(time.perf_counter() - start)"]
            done = subprocess.run(command, input=json.dumps(texts), check=True, capture_output=True, text=True)
            if turn:  # the first fills the file system's cache
                taken[name].append(1e3 * float(done.stdout))
    for name, each in taken.items():
        print(f"| {name} | {statistics.median(each):.0f} | {min(each):.0f} to {max(each):.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generated", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", choices=["equality", "speed", "measures", "first"])
    options = parser.parse_args()
    sets = human(options.folder)
    print(machine(), end="\n\n")
    if options.only in (None, "equality"):
        equality(sets, options.generated)
    if options.only in (None, "speed"):
        speed(sets["news comments"], options.rounds)
    if options.only in (None, "measures"):
        measures(sets["news comments"], options.rounds)
    if options.only in (None, "first"):
        first(sets["news comments"][:8], 3 * options.rounds)


if __name__ == "__main__":
    main()
