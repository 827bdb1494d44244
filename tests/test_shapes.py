"""Invented threads in the shapes of known platforms (`shapes`) and of others that no dialect describes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import hypothesis.strategies as st
import pytest
from conftest import SHARED
from hypothesis import given, settings

from analysis.files import read_text
from analysis.readers.pasted import read

HERE = Path(__file__).parent
SHAPES = sorted((HERE / "shapes").glob("*.json"))
ELSEWHERE = sorted((HERE / "elsewhere").glob("*.json"))
FORUMS = sorted((HERE / "forums").glob("*.json"))
NO_THREADS = [path for path in SHAPES if not json.loads(path.read_text())["comments"]]
BOUNDS = {"whole": 0.95, "start": 0.97, "author": 0.97, "time": 0.95, "parent": 0.80}


def squeeze(text):
    return re.sub(r"\s|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", text or "").casefold()


def found(path):
    """Share of a fixture's labels whose comment is found with its author, from its first letters to its last."""
    labels = json.loads(path.read_text())["comments"]
    text, _ = read_text(path.with_suffix(".txt"))
    rest = [
        (squeeze(author), squeeze(body))
        for author, body in read(text, thread_id="t").comments[["author", "body"]].fillna("").to_numpy()
    ]
    hits = 0
    for label in labels:
        first, last = squeeze(label["body_first60"])[:40], squeeze(label["body_last40"])[-25:]
        match = next(
            (
                one
                for one in rest
                if one[0] == squeeze(label["author"]) and one[1].startswith(first) and one[1].endswith(last)
            ),
            None,
        )
        if match:
            rest.remove(match)
            hits += 1
    return hits / len(labels)


@pytest.mark.parametrize("path", [path for path in SHAPES if path not in NO_THREADS], ids=lambda path: path.stem)
def test_each_known_platform_is_read(path):
    "At least three in five comments of every platform are whole, with their author; most platforms have all."
    assert found(path) >= 0.6


def test_known_platforms_are_read_on_average():
    "Nineteen in twenty comments, over all platforms."
    shares = [found(path) for path in SHAPES if path not in NO_THREADS]
    assert sum(shares) / len(shares) >= 0.95


def test_unknown_platforms_are_read_on_average():
    "The generic layer finds three in four comments of platforms that nobody described to it, whole, with their author."
    shares = [found(path) for path in ELSEWHERE]
    assert sum(shares) / len(shares) >= 0.75


def test_comments_below_a_header_are_read_on_average():
    "On platforms that nobody described, whose comments begin with a header, most are whole, with their author."
    shares = [found(path) for path in FORUMS]
    assert sum(shares) / len(shares) >= 0.7


@pytest.mark.parametrize("path", NO_THREADS, ids=lambda path: path.stem)
def test_what_is_no_thread_has_no_comments(path):
    "An article, a chat log, source code, a novel, rows of a table, a log: a notice, and nothing invented."
    thread = read(path.with_suffix(".txt").read_text(), thread_id="t")
    assert thread.comments.empty
    assert thread.notices["code"].to_list() == ["no_comments"]


LINES = [line for path in SHAPES for line in path.with_suffix(".txt").read_text().splitlines()[-25:]]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=60), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_spans_tile_any_mix_of_the_shapes(lines, end):
    "Whatever stands together: each character has one role, and each comment lies in the text."
    text = end.join(lines)
    thread = read(text, thread_id="t")
    edges = [0, *thread.spans["end"]]
    assert list(thread.spans["start"]) == edges[:-1]
    assert edges[-1] == len(text)
    assert set(thread.spans["comment_id"].dropna()) <= set(thread.comments["comment_id"])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("layers", "bounds"), [([], BOUNDS), (["--dialect", "generic"], {"whole": 0.80})], ids=["all layers", "generic"]
)
def test_real_threads_are_read(layers, bounds):
    "The goals of the reader, measured on labelled real threads; those of the generic layer, which knows no platform."
    command = [sys.executable, SHARED / "tools" / "score_threads.py", SHARED / "data" / "pasted"]
    command += [word for name, value in bounds.items() for word in ("--min", f"{name}={value}")]
    done = subprocess.run(
        [*command, "--", sys.executable, "-m", "analysis.cli", "parse", *layers],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-300:]
