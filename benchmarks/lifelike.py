"""How near made-up comments come to the real ones that their figures were measured on: tables of both.

`python benchmarks/corpora.py --against FOLDER` runs it. FOLDER holds `replies/` with stored features of threads of
Slashdot and Barrapunto and whole threads of Barrapunto, and `sentiment/` with comments of Civil Comments. Words are
counted between spaces where they are only counted, and without their punctuation where they are looked up.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer

from analysis import length, replies, sentiment

ROUNDS = 3
QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
LIKE_SIZES = [20, 40, 160, 320]  # depth and width are compared for threads of so many comments
FIGURES = ["depth", "width", "structural_virality"]


def against(made: pd.DataFrame, folder: Path) -> None:
    """Print what is measured on real comments beside the same of made-up ones."""
    threads = replies.summarise(made)
    stored = [pd.read_csv(folder / "replies" / f"{name}-stored-features.csv.gz") for name in ("slashdot", "barrapunto")]
    real = pd.concat(stored).query("comments > 0")
    civil = pd.read_csv(folder / "sentiment" / "civil-news-comments.csv.gz")["comment_text"].dropna()
    with gzip.open(folder / "replies" / "barrapunto-threads.jsonl.gz", "rt") as lines:
        named = pd.DataFrame(
            [(n, comment[2]) for n, line in enumerate(lines) for comment in json.loads(line)["comments"]],
            columns=["thread_id", "author"],
        )
    named = named[named["author"] != named["author"].mode()[0]]  # an account for all who have none writes half of them
    visible = made[made["status"] == "visible"]
    texts = (
        visible["own_words"].sample(len(civil), random_state=0) if len(visible) > len(civil) else visible["own_words"]
    )

    print(f"{len(made):,} made-up comments, {len(threads):,} threads; measured: {len(real):,} threads of Slashdot and")
    print(
        f"Barrapunto, {len(named):,} comments with a name of Barrapunto, {len(civil):,} comments of Civil Comments.\n"
    )
    head = " | ".join(f"{100 * at:g} %" for at in QUANTILES)
    print(f"| quantiles | | {head} |\n| --- | --- |{' ---: |' * len(QUANTILES)}")
    _quantiles("comments of a thread", real["comments"], threads["comments"])
    for low, high in zip(LIKE_SIZES[::2], LIKE_SIZES[1::2], strict=True):
        for name in FIGURES:
            like = [one.loc[one["comments"].between(low, high), name] for one in (real, threads)]
            _quantiles(f"{name}, {low} to {high} comments", *like)
    words = [bodies.str.count(r"\S+") for bodies in (civil, texts)]
    _quantiles("words of a comment", *words)
    _quantiles("comments of an author", *(one["author"].value_counts() for one in (named, visible)))
    _quantiles("authors per comment, threads of 20 to 40", *map(_authors_per_comment, (named, visible)))

    print("\n| | measured | made up |\n| --- | ---: | ---: |")
    rows: dict[str, list[float]] = {
        "words of a comment, mean": [float(size.mean()) for size in words],
        "comments by the 1 % of authors who write most, %": [_most(one, 0.01) for one in (named, visible)],
        "the same, 10 %": [_most(one, 0.1) for one in (named, visible)],
    }
    for name, (measured, other) in zip(TEXT_FIGURES, zip(_figures(civil), _figures(texts), strict=True), strict=True):
        rows[name] = [measured, other]
    for name, (measured, other) in rows.items():
        print(f"| {name} | {measured:,.1f} | {other:,.1f} |")
    print("\n| CPU seconds per 100,000 comments | measured | made up |\n| --- | ---: | ---: |")
    for name, way in LOADS.items():
        seconds = [100_000 / len(bodies) * _seconds(way, bodies.astype("str")) for bodies in (civil, texts)]
        print(f"| {name} | {seconds[0]:.1f} | {seconds[1]:.1f} |")


def _plain(bodies: pd.Series) -> None:
    analyzer = SentimentIntensityAnalyzer()
    for body in bodies:
        analyzer.polarity_scores(body)


LOADS: dict[str, Callable[[pd.Series], object]] = {
    "`polarity_scores` of each body": _plain,
    "`sentiment.vader`": sentiment.vader,
    "`sentiment.score`": lambda bodies: sentiment.score(pd.DataFrame({"own_words": bodies})),
    "`length.measure`": lambda bodies: length.measure(pd.DataFrame({"own_words": bodies})),
}


def _seconds(way: Callable[[pd.Series], object], bodies: pd.Series) -> float:
    """CPU seconds, the least of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        way(bodies)
        taken.append(time.process_time() - start)
    return min(taken)


def _quantiles(name: str, *pair: pd.Series) -> None:
    for which, values in zip(("measured", "made up"), pair, strict=True):
        cells = " | ".join(f"{value:.3g}" for value in values.astype("float64").quantile(QUANTILES))
        print(f"| {name} | {which} | {cells} |")
        name = ""


def _authors_per_comment(comments: pd.DataFrame) -> pd.Series:
    threads = comments.groupby("thread_id")["author"].agg(["nunique", "size"])
    threads = threads[threads["size"].between(20, 40)]
    return threads["nunique"] / threads["size"]


def _most(comments: pd.DataFrame, share: float) -> float:
    counts = comments["author"].value_counts()
    return 100 * counts.head(int(share * len(counts))).sum() / counts.sum()


WORD = re.compile(r"[\w'-]+")
TEXT_FIGURES = [
    "comments with a word of VADER's lexicon, %",
    "words of that lexicon, % of words",
    "words that deny, %",
    "words that strengthen or weaken, %",
    "contractions, % of words",
    "sentences of a comment, mean",
    "characters of a word, mean",
    "different words",
]


def _figures(bodies: pd.Series) -> list[float]:
    scores = sentiment.score(pd.DataFrame({"own_words": bodies.astype("str")}))
    words = pd.Series(WORD.findall(" ".join(bodies).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))
    lexicon = SentimentIntensityAnalyzer().lexicon
    return [
        100 * (scores["hits"] > 0).mean(),
        100 * words.isin(lexicon.keys()).mean(),
        100 * words.isin(NEGATE).mean(),
        100 * words.isin(BOOSTER_DICT.keys()).mean(),
        100 * words.str.contains("'", regex=False).mean(),
        scores["sentences"].mean(),
        bodies.str.len().sum() / bodies.str.count(r"\S+").sum(),
        words.nunique(),
    ]
