"""Whether `entities.find` finds and counts names right, what each of its steps gains, and how fast it is.

    python benchmarks/entities.py SHARED [--only quality|sets|speed|growth|verdicts] [--model NAME]

SHARED holds `pasted/kyiv-post__1.txt`, `entities/` (its entities labelled by hand, WNUT17 dev, Broad Twitter G) and
`sentiment/civil-news-comments.csv.gz`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import spacy

from analysis import entities, keyness, load_thread
from analysis.aliases import Aliases
from analysis.consolidate import STEPS, Text, consolidate
from analysis.errors import InputError
from analysis.models import MODELS, folder, load_model, read
from analysis.naming import Mention
from analysis.thread import Thread

PLAIN: tuple[str, ...] = ()
# What the sets call what the models call otherwise; the rest is in neither.
TWITTER = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
WNUT = {
    "PERSON": "person", "GPE": "location", "LOC": "location", "FAC": "location", "ORG": "corporation", "NORP": "group",
    "PRODUCT": "product", "WORK_OF_ART": "creative-work",
}  # fmt: skip
ROUNDS, COMMENTS = 3, 2000


def installed() -> list[str]:
    """The models that can be measured here."""
    found = []
    for name in MODELS:
        try:
            found.append(entities.model_name(name))
        except InputError:
            continue
    return found


def placed(thread: Thread, found: pd.DataFrame) -> list[tuple[int, int, str, str]]:
    """Mentions at their places in the file: start, end, label, entity."""
    article = thread.spans.loc[thread.spans["role"] == "article", "start"].iloc[0]
    first = thread.comments.set_index("comment_id")["start"].to_dict()
    rows = found[["comment_id", "start", "end", "label", "entity"]].itertuples(index=False)
    return [
        (start + first.get(c, article), end + first.get(c, article), label, name) for c, start, end, label, name in rows
    ]


def f1(right: int, found: int, wanted: int) -> float:
    return 100 * 2 * right / (found + wanted) if found + wanted else 100.0


def exact(found: Iterable[tuple[int, int, str, str]], gold: dict, part: str | None = None) -> float:
    """F1 of mentions with the same place and label; optional ones and participants count neither way."""
    segments = [(s["start"], s["end"]) for s in gold["segments"] if part in (None, s["part"])]
    marked = [m for m in gold["mentions"] if part in (None, m["part"])]
    free = [(m["start"], m["end"]) for m in marked if m.get("flag") in ("opt", "participant")]
    wanted = [m for m in marked if not m.get("flag")]
    accepted = {}
    for number, m in enumerate(wanted):
        for start, end, label in [(m["start"], m["end"], m["label"]), *map(tuple, m.get("alt", []))]:
            accepted[start, end, label] = number
    ours = {
        (start, end, label) for start, end, label, _ in found
        if any(a <= start < b for a, b in segments) and not any(a < end and start < b for a, b in free)
    }  # fmt: skip
    return f1(len({accepted[one] for one in ours if one in accepted}), len(ours), len(wanted))


def table_error(found: Iterable[tuple[int, int, str, str]], gold: dict) -> float:
    """How far the frequency table is off: sum of the differences of counts, in per cent of the labelled mentions.

    An entity of ours is the labelled one that most of its mentions are; what is left of either is off in full.
    """
    wanted = [m for m in gold["mentions"] if not m.get("flag")]
    free = [(m["start"], m["end"]) for m in gold["mentions"] if m.get("flag")]
    ours = [one for one in found if not any(a < one[1] and one[0] < b for a, b in free)]
    counted = Counter(name for *_, name in ours)
    shared: dict[str, Counter] = defaultdict(Counter)
    for start, end, _, name in ours:
        for m in wanted:
            if m["start"] < end and start < m["end"]:
                shared[name][m["canonical"]] += 1
    pairs = sorted(((n, name, real) for name, reals in shared.items() for real, n in reals.items()), reverse=True)
    left, off = Counter(m["canonical"] for m in wanted), 0
    for _, name, real in pairs:
        if name in counted and real in left:
            off += abs(counted.pop(name) - left.pop(real))
    return 100 * (off + counted.total() + left.total()) / len(wanted)


def quality(shared: Path, model: str) -> None:
    """The user's thread: what each step gains when it is added, and loses when it is left out."""
    thread = load_thread(shared / "pasted" / "kyiv-post__1.txt")
    gold = json.loads((shared / "entities" / "kyiv-post__1.entities.json").read_text())

    def row(name: str, steps: Collection[str]) -> None:
        found = placed(thread, entities.find(thread.comments, thread.articles, thread.quotes, model, steps=steps))
        scores = [exact(found, gold), exact(found, gold, "comment"), table_error(found, gold)]
        print(f"| {model} | {name} | " + " | ".join(f"{score:.1f}" for score in scores) + " |", flush=True)

    row("plain model", PLAIN)
    for number in range(1, len(STEPS) + 1):
        row(f"+ {STEPS[number - 1]}", STEPS[:number])
    for step in STEPS:
        row(f"all but {step}", [other for other in STEPS if other != step])


def conll(path: Path) -> list[tuple[str, list[tuple[int, int]], list[tuple[int, int, str]]]]:
    """Texts of a labelled set: tokens joined by spaces, where each token is, and the labelled runs of tokens."""
    texts = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if not rows:
            continue
        where: list[tuple[int, int]] = []
        runs: list[tuple[int, int, str]] = []
        end = 0
        for number, (token, tag, *_) in enumerate(rows):
            where.append((end, end + len(token)))
            end += len(token) + 1
            if tag.startswith("B-"):
                runs.append((number, number + 1, tag[2:]))
            elif tag.startswith("I-") and runs:
                runs[-1] = (runs[-1][0], number + 1, runs[-1][2])
        texts.append((" ".join(token for token, *_ in rows), where, runs))
    return texts


def on_set(path: Path, names: dict[str, str], model: str, steps: Collection[str], together: bool) -> tuple[float, ...]:
    """Precision, recall and F1 over whole tokens; each text a thread of its own, or all of them one."""
    texts = conll(path)
    ids = [str(number) for number in range(len(texts))]
    comments = pd.DataFrame({"thread_id": "t" if together else ids, "comment_id": ids}).astype("str")
    comments["body"] = [text for text, *_ in texts]
    found = entities.find(comments, model=model, steps=steps)
    ours = set()
    for text, start, end, label in found[["comment_id", "start", "end", "label"]].itertuples(index=False):
        tokens = [n for n, (a, b) in enumerate(texts[int(text)][1]) if a < end and start < b]
        if label in names and tokens:
            ours.add((text, tokens[0], tokens[-1] + 1, names[label]))
    gold = {(str(n), *run) for n, (_, _, runs) in enumerate(texts) for run in runs}
    right = len(ours & gold)
    return 100 * right / max(len(ours), 1), 100 * right / len(gold), f1(right, len(ours), len(gold))


def sets(shared: Path, model: str) -> None:
    """WNUT17 dev and Broad Twitter G, where there is nothing to consolidate: not worse than the plain model."""
    for name, labels in [("wnut17-dev", WNUT), ("broad-twitter-g", TWITTER)]:
        for what, steps, together in (
            ("plain model", PLAIN, False),
            ("cleaned", ("clean",), False),
            ("all steps, each text a thread", STEPS, False),
            ("all steps, all one thread", STEPS, True),
        ):
            scores = on_set(shared / "entities" / f"{name}.conll", labels, model, steps, together)
            print(f"| {name} | {model} | {what} | " + " | ".join(f"{s:.1f}" for s in scores) + " |", flush=True)


def speed(shared: Path, model: str) -> None:
    """Words a second of one core against the same model with all its components, in turn, and what the steps add."""
    path = shared / "sentiment" / "civil-news-comments.csv.gz"
    texts = pd.read_csv(path, usecols=["comment_text"])["comment_text"].dropna().head(COMMENTS).to_list()
    comments = pd.DataFrame({"thread_id": "t", "comment_id": [str(n) for n in range(len(texts))], "body": texts})
    whole = spacy.load(folder(model) or model)
    load_model(model)
    ways: dict[str, Callable] = {
        "spacy.load(model).pipe": lambda: [spans(document) for document in whole.pipe(texts)],
        "ner only": lambda: list(read(texts, model)),
        "entities.find": lambda: entities.find(comments, model=model),
    }
    seconds: dict[str, list[float]] = defaultdict(list)
    found = {}
    for number in range(ROUNDS + 1):  # the first one warms up
        for name, way in ways.items():
            start = time.process_time()  # of a core: what else the machine does hardly shows
            found[name] = way()
            if number:
                seconds[name].append(time.process_time() - start)
    words = sum(len(text.split()) for text in texts)
    rival = seconds["spacy.load(model).pipe"]
    different = sum(a != b for a, b in zip(found["spacy.load(model).pipe"], found["ner only"], strict=True))
    for name, taken in seconds.items():
        times = statistics.median(a / b for a, b in zip(rival, taken, strict=True))
        print(f"| {model} | {name} | {words / statistics.median(taken):,.0f} | {times:.2f} |", flush=True)
    added = statistics.median(a / b - 1 for a, b in zip(seconds["entities.find"], seconds["ner only"], strict=True))
    print(f"\n{model}: {different} of {len(texts)} comments have other raw entities; the steps add {added:.0%}.\n")


def spans(document) -> list[tuple[int, int, str]]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in document.ents]


def growth() -> None:
    """Seconds of the steps alone on made-up threads, ten words a mention, up to a million mentions."""
    generator = np.random.default_rng(0)
    for mentions, distinct in [(1000, 200), (10_000, 2000), (100_000, 20_000), (1_000_000, 20_000)]:
        letters = generator.choice(list("abcdefghijklmnoprstuvz"), (distinct, 8))
        names = ["".join(word).title() + " " + "".join(word[::-1]).title() for word in letters]
        # Two of three mentions are by the surname or the first name alone.
        drawn = [
            names[n] if n % 3 == 0 else names[n].split()[n % 2] for n in generator.integers(distinct, size=mentions)
        ]
        texts, found = {}, []
        for number in range(0, mentions, 5):
            text, marked = "", []
            for name in drawn[number : number + 5]:
                text += "people say that of all of them only "
                marked.append(Mention(number // 5, len(text), len(text) + len(name), name, "PERSON", "model"))
                text += f"{name} did it. "
            texts[number // 5] = Text("t", str(number // 5), text, "made up")
            found.append(marked)
        start = time.perf_counter()
        consolidate(texts, found, Aliases(), STEPS)
        taken = time.perf_counter() - start
        print(f"| {mentions:,} | {distinct:,} | {taken:.2f} | {1e6 * taken / mentions:.1f} |", flush=True)


def verdicts() -> None:
    """How often the log-odds leave out 0 where article and readers name alike, and where readers name more often."""
    generator, draws = np.random.default_rng(1), 20_000

    def told(prior: int, written: int, said: int, in_article: float, by_readers: float) -> tuple[float, float]:
        article = pd.Series(generator.binomial(written, in_article, draws), dtype="float64")
        readers = pd.Series(generator.binomial(said, by_readers, draws), dtype="float64")
        enough = article + readers >= keyness.FEWEST
        odds = keyness.log_odds(readers[enough], article[enough], said, written, prior=prior)
        return 100 * ((odds["low"] > 0) | (odds["high"] < 0)).mean(), 100 * (odds["low"] > 0).mean()

    for prior in (10, 50, 100, 300, 500):
        texts = [(300, 300), (300, 3000), (1000, 5000), (600, 20_000)]
        wrong = [told(prior, *sizes, rate, rate)[0] for sizes in texts for rate in (0.003, 0.01, 0.03)]
        right = told(prior, 500, 3000, 0.005, 0.02)[1]
        print(f"| {prior} | {min(wrong):.1f} to {max(wrong):.1f} | {right:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", choices=["quality", "sets", "speed", "growth", "verdicts"])
    parser.add_argument("--model")
    options = parser.parse_args()
    models = [options.model] if options.model else installed()
    if options.only in (None, "quality"):
        print("| model | steps | F1 | F1 in comments | error of the counts % |\n| --- | --- | ---: | ---: | ---: |")
        for model in models:
            quality(options.shared, model)
    if options.only in (None, "sets"):
        print("| set | model | steps | precision | recall | F1 |\n| --- | --- | --- | ---: | ---: | ---: |")
        for model in models:
            sets(options.shared, model)
    if options.only in (None, "speed"):
        print("| model | way | words/s | times faster |\n| --- | --- | ---: | ---: |")
        for model in models:
            speed(options.shared, model)
    if options.only in (None, "growth"):
        print("| mentions | names | s | µs a mention |\n| ---: | ---: | ---: | ---: |")
        growth()
    if options.only in (None, "verdicts"):
        print("| prior, words | wrong verdicts % | found of a fourfold rate % |\n| ---: | ---: | ---: |")
        verdicts()


if __name__ == "__main__":
    main()
