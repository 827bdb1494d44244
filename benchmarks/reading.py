"""How fast a long pasted thread is read, and how much memory that takes.

    python benchmarks/reading.py [--comments N] [--only SHAPE] [--no-growth]

The threads are made up, in the shapes of real pages. The floor is what no reader of lines can go below: `splitlines`
and one search of each line for a time (`TIME`), in the same process. Memory is what a process that reads has at its
peak, less what one has that only imports; each figure comes from a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}h\d{2}\b|\b\d+ (?:second|minute|hour|day|week|month|year)s? ago\b")
WORDS, NAMES = 20_000, 5_000
AGES = ["3 years ago", "2 years ago", "1 year ago", *(f"{n} months ago" for n in range(11, 1, -1)), "3 weeks ago"]
MONTHS = "Jan. Feb. März Apr. Mai Juni Juli Aug. Sep. Okt. Nov. Dez.".split()
SHAPES = {
    "WordPress": "{name} says:\n{when:%B} {when.day}, {when:%Y} at {hour} {half}\n\n{text}\n\nReply\n",
    "YouTube": "{name}\n{name}\n{age}\n{text}\n\n{votes}\n\n\n",
    "Reddit redesign": "level {level}\n{name}\n· {age}\n\n{text}\n\n{votes}\nReply\nShare\nReportSaveFollow\n",
    "taz": "{name}\n\n{when.day}. {month} {when:%Y}, {when:%H:%M}\n\n{text}\n\nAntworten\n\n",
    "Kyiv Post": "{name}\n{name} {age}\n{text}\n\n",
    "MacRumors": "{name}\n{age}\n{text}\nScore: {votes} Votes (Like | Disagree)\n",
}
GROWTH = [1_000, 10_000, 100_000, 1_000_000]


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Made-up words, and how often they come: as in every language, the n-th one n times less often than the first."""
    syllables = [a + b for a in "b d f g k l m n p r s t v w st".split() for b in "a e i o u en or".split()]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(WORDS)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(WORDS)))


def comments(shape: str, seed: int = 0) -> Iterator[str]:
    """Comments without end in the shape of a page: a third name whom they answer, one in twenty quotes a sentence."""
    chance = random.Random(seed)
    words, weights = vocabulary(chance)
    names = [f"{chance.choice(words)} {chance.choice(words)}".title() for _ in range(NAMES)]
    when, level, number = datetime(2019, 2, 1), 0, 0
    recent, quotable = deque(names[:1], maxlen=8), deque(["A headline of some words"], maxlen=50)
    while True:
        text = ""
        for _ in range(1 + int(chance.expovariate(0.6))):
            said = chance.choices(words, cum_weights=weights, k=max(2, int(chance.lognormvariate(2, 0.6))))
            sentence = " ".join(said).capitalize() + chance.choice(".!?")
            text += chance.choice([" ", " ", " ", "\n\n"]) + sentence if text else sentence
        luck = chance.random()
        if luck < 0.33:
            text = f"@{chance.choice(recent)} {text}"
        elif luck < 0.38:
            text = f"“{chance.choice(quotable)}”\n{text}"
        name, when, level = chance.choice(names), when + timedelta(seconds=chance.randrange(90)), level % 3 + 1
        quotable.append(sentence)
        recent.append(name)
        yield SHAPES[shape].format(
            name=name,
            text=text,
            when=when,
            hour=f"{(when.hour - 1) % 12 + 1}:{when:%M}",
            half="am" if when.hour < 12 else "pm",
            month=MONTHS[when.month - 1],
            age=AGES[min(len(AGES) - 1, number // 8_000)],
            votes=chance.randrange(500),
            level=level,
        )
        number += 1


def make(shape: str, path: str, most_comments: int, most_lines: int) -> None:
    """Write an article and comments in a shape, as many as wanted."""
    parts = ["A headline of some words\n\nThe first paragraph of an article.\n\nThe second paragraph of it.\n\n"]
    lines = parts[0].count("\n")
    for _, part in zip(range(most_comments), comments(shape), strict=False):
        parts.append(part)
        lines += part.count("\n")
        if lines >= most_lines:
            break
    Path(path).write_text("".join(parts), encoding="utf-8")


def floor(text: str) -> float:
    """Seconds for `splitlines` and one search per line, the least of three."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        for line in text.splitlines():
            TIME.search(line)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def measure(path: str) -> dict[str, float]:
    """Read a thread once; of a short one take the best of three times. Without a path, only import."""
    from analysis.readers.pasted import read

    if not path:
        return {"peak": peak()}
    text = Path(path).read_text(encoding="utf-8")
    least = floor(text)
    seconds = []
    for _ in range(3 if len(text) < 1_000_000 else 1):
        start = time.perf_counter()
        found = len(read(text, thread_id="t", captured="2022-03-01").comments)
        seconds.append(time.perf_counter() - start)
    return {
        "lines": text.count("\n"),
        "comments": found,
        "bytes": Path(path).stat().st_size,
        "seconds": min(seconds),
        "floor": least,
        "peak": peak(),
    }


def peak() -> float:
    """Most bytes of memory that this process has held; Linux counts in kilobytes, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def apart(call: str, *arguments: object) -> dict[str, float]:
    """Call a function of this file in a new process: its peak of memory is its own.

    A new process starts with the peak of the one that started it, which is why this one imports no pandas.
    """
    code = f"import json, reading; print(json.dumps(reading.{call}(*{arguments!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def row(name: str, found: dict[str, float], base: float) -> str:
    size, memory = found["bytes"], found["peak"] - base
    return (
        f"| {name} | {found['lines']:,} | {found['comments']:,} | {size / 1e6:.1f} | {found['seconds']:.2f} | "
        f"{found['floor']:.3f} | {found['seconds'] / found['floor']:.0f} | {memory / 1e6:.0f} | {memory / size:.1f} |"
    )


HEAD = """| {} | lines | comments found | MB | seconds | floor | x floor | peak MB | x size |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=100_000, metavar="N")
    parser.add_argument("--only", choices=SHAPES, metavar="SHAPE")
    parser.add_argument("--no-growth", action="store_true", help="leave out the table from 1,000 to 1,000,000 lines")
    options = parser.parse_args()
    base = apart("measure", "")["peak"]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "thread.txt")
        print(HEAD.format("shape"), flush=True)
        for shape in [options.only] if options.only else SHAPES:
            apart("make", shape, path, options.comments, sys.maxsize)
            print(row(shape, apart("measure", path), base), flush=True)
        if options.no_growth:
            return
        shape = options.only or "WordPress"
        print("\n" + HEAD.format(shape), flush=True)
        for lines in GROWTH:
            apart("make", shape, path, sys.maxsize, lines)
            print(row(f"{lines:,}", apart("measure", path), base), flush=True)


if __name__ == "__main__":
    main()
