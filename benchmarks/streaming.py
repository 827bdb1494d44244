"""How fast a dump of comments becomes a Parquet file or a table, and how much memory that takes.

    python benchmarks/streaming.py [--comments N] [--no-memory]

The comments are made up and seeded, as a dump of Reddit has them: some thirty words, one in eight with Markdown, a
quotation or an address, two in three answering another one. The floor is `orjson.loads` of every line of the same file.
Memory is what a process that converts has at its peak, less what one has that only imports.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import orjson

ROUNDS = 3
MEMORY = [100_000, 1_000_000]
WORDS, NAMES = 5_000, 20_000
START = 1_400_000_000


def comments(number: int, seed: int = 0) -> Iterator[dict]:
    """Made-up comments in the order of their times, with the keys that dumps have."""
    chance = random.Random(seed)
    syllables = [a + b for a in "b d f g k l m n p r s t v w st".split() for b in "a e i o u en or".split()]
    words = ["the", "and", "to", "of", "is", "that", "it", "you", "not", "for"]
    words += ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    recent: list[tuple[str, str]] = []
    for n in range(number):
        own = f"c{n:07x}"
        if recent and chance.random() < 0.95:
            parent, link = chance.choice(recent)
        else:
            parent, link = "", f"t3_{n:06x}"
        body = " ".join(chance.choices(words, cum_weights=weights, k=1 + int(chance.lognormvariate(3, 0.9))))
        odd = chance.random()
        if odd < 0.05:
            body = f"&gt; {body[:60]}\n\n{body}"
        elif odd < 0.1:
            body = f"{body} **{words[n % 99]}** [so](https://example.org/{n})"
        elif odd < 0.13:
            body = f"@{words[n % 999]} {body} it&amp;s 😅"
        elif odd < 0.16:
            body = "[deleted]"
        yield {
            "id": own,
            "author": f"user{int(chance.paretovariate(0.7)) % NAMES}" if body != "[deleted]" else "[deleted]",
            "body": body,
            "created_utc": START + n,
            "link_id": link,
            "parent_id": f"t1_{parent}" if parent and chance.random() < 0.67 else link,
            "score": int(chance.paretovariate(1)),
            "subreddit": "made_up",
            "subreddit_id": "t5_2qh1a",
            "controversiality": 0,
            "gilded": 0,
            "distinguished": None,
            "edited": False,
            "retrieved_on": START + n + 9,
            "author_flair_text": None,
            "stickied": False,
            "permalink": f"/r/made_up/comments/{link[3:]}/_/{own}/",
        }
        recent = [*recent[-300:], (own, link)]


def write(path: Path, number: int) -> None:
    """Write a dump, compressed if its name says so."""
    import zstandard

    lines = (orjson.dumps(comment) + b"\n" for comment in comments(number))
    if path.suffix == ".zst":
        with zstandard.open(path, "wb") as file:
            for line in lines:
                file.write(line)
    else:
        with path.open("wb") as file:
            file.writelines(lines)


def floor(path: Path) -> None:
    """Parse every line and keep nothing."""
    from analysis.files import opened

    with opened(path) as stream:
        for line in stream:
            orjson.loads(line)


def table(path: Path, languages: bool) -> None:
    """The comments table in memory, with all that `load_threads` does."""
    from analysis.files import opened
    from analysis.readers import recognise
    from analysis.readers.assemble import assemble, part
    from analysis.readers.records import Found

    with opened(path) as stream:
        found = recognise.find(stream, path)
        assert isinstance(found, Found)
        assemble([part(found, "dump", str(path))], languages)


def parquet(path: Path, languages: bool) -> None:
    """The comments in a Parquet file, in bounded memory."""
    from analysis.readers.streaming import convert

    convert(path, path.with_suffix(".parquet"), languages=languages)


WAYS: dict[str, Callable[[Path], None]] = {
    "orjson.loads alone": floor,
    "to Parquet, without languages": lambda path: parquet(path, False),
    "to Parquet": lambda path: parquet(path, True),
    "to a table, without languages": lambda path: table(path, False),
    "to a table": lambda path: table(path, True),
}


def speed(number: int, folder: Path) -> None:
    """Print seconds of each way, and their ratio to the floor in the same round."""
    print("| file | way | median s | times the floor |\n| --- | --- | --- | --- |")
    for ending in ("ndjson", "ndjson.zst"):
        path = folder / f"dump.{ending}"
        write(path, number)
        seconds: dict[str, list[float]] = {name: [] for name in WAYS}
        for turn in range(ROUNDS + 1):
            for name, way in WAYS.items():
                start = time.perf_counter()
                way(path)
                if turn:  # the first is for the caches
                    seconds[name].append(time.perf_counter() - start)
        floors = seconds["orjson.loads alone"]
        for name, taken in seconds.items():
            ratio = sorted(one / least for one, least in zip(taken, floors, strict=True))[ROUNDS // 2]
            print(f"| {ending} | {name} | {sorted(taken)[ROUNDS // 2]:.2f} | {ratio:.1f} |", flush=True)
    print()


def memory(folder: Path) -> None:
    """Print the peak of a process that converts, for some sizes."""
    print("| comments | file MB | to Parquet, peak MB | to a table, peak MB |\n| --- | --- | --- | --- |")
    for number in MEMORY:
        path = folder / f"dump-{number}.ndjson"
        write(path, number)
        peaks = [_peak(way, path) - _peak("nothing", path) for way in ("to Parquet", "to a table")]
        size = path.stat().st_size / 1e6
        print(f"| {number:,} | {size:.0f} | {peaks[0]:.0f} | {peaks[1]:.0f} |", flush=True)


def _peak(way: str, path: Path) -> float:
    done = subprocess.run(
        [sys.executable, __file__, "--way", way, str(path)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=200_000, metavar="N")
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--way", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        import pyarrow.parquet  # noqa: F401

        from analysis.language import detect
        from analysis.readers import streaming  # noqa: F401

        detect(["So that the model is loaded."])
        name, path = options.way
        if name != "nothing":
            WAYS[name](Path(path))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
        return
    with tempfile.TemporaryDirectory() as folder:
        if not options.no_memory:  # first: a process begins with the peak of the one that started it
            memory(Path(folder))
        speed(options.comments, Path(folder))


if __name__ == "__main__":
    main()
