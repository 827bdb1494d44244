"""Whether the measures of replies agree with those of others, and how fast and in how much memory they are made.

    python benchmarks/replies.py [FOLDER] [--sizes N ...]

FOLDER holds `barrapunto-threads.jsonl.gz` and `barrapunto-stored-features.csv.gz`; without it only speed is measured.

Speed: depth and number of descendants of every comment and the structural virality, from an array that says in which
row the comment stands that each answers. The graph libraries first make a graph of it, then walk it breadth first; the
sums over subtrees are a loop over that walk, as none of them has a function for it. All have to find the same. Times
are the processor's, so that others who use it count for less; ratios are medians of those of each round. Memory is the
peak of a process that does it, less its peak when it has only read the array.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import rustworkx
from timing import machine

from analysis import replies, tree

ROUNDS = 3
CUT = 52_080  # seconds from the article to the time at which others stored the figures: the minute that most agree with
LARGE = 40  # comments; of small threads many look alike by chance
FIGURES = ["comments", "depth", "width", "h_index", "structural_virality"]
NETWORKX_MOST = 1_000_000


def grown(size: int) -> np.ndarray:
    """A tree that grows as threads do: three in ten answer the article, the others any comment before them."""
    chance = np.random.default_rng(0)
    parent = (chance.random(size) * np.arange(size)).astype("int64")
    parent[chance.random(size) < 0.3] = -1
    parent[:1] = -1
    return parent


def chain(size: int) -> np.ndarray:
    return np.arange(-1, size - 1)


def shuffled(parent: np.ndarray) -> np.ndarray:
    place = np.random.default_rng(1).permutation(len(parent))
    result = np.empty_like(parent)
    result[place] = np.where(parent < 0, -1, place[parent])
    return result


Found = tuple[int, int, float]  # sum of depths, sum of descendants, structural virality: they differ if anything does


def ours(parent: np.ndarray) -> Found:
    depth, below = tree.unroll(parent)
    virality = tree.virality(below, np.zeros(len(parent), dtype="int64"), np.array([len(parent)]))
    return int(depth.sum(dtype="int64")), int(below.sum(dtype="int64")), float(virality[0])


def with_networkx(parent: np.ndarray) -> Callable[[], Found]:
    up = (parent + 1).tolist()
    graph = nx.DiGraph()
    graph.add_edges_from(zip(up, range(1, len(up) + 1), strict=True))

    def figures() -> Found:
        depth = nx.single_source_shortest_path_length(graph, 0)
        return sums(list(depth), sum(depth.values()), up)

    return figures


def with_igraph(parent: np.ndarray) -> Callable[[], Found]:
    up = (parent + 1).tolist()
    edges = np.column_stack([parent + 1, np.arange(1, len(parent) + 1)])
    graph = igraph.Graph(n=len(parent) + 1, edges=edges, directed=True)

    def figures() -> Found:
        order, starts, _ = graph.bfs(0, mode="out")
        return sums(order, int((np.diff(starts) * np.arange(len(starts) - 1)).sum()), up)

    return figures


def with_rustworkx(parent: np.ndarray) -> Callable[[], Found]:
    up = (parent + 1).tolist()
    graph = rustworkx.PyDiGraph(node_count_hint=len(up) + 1, edge_count_hint=len(up))
    graph.add_nodes_from(range(len(up) + 1))
    graph.add_edges_from_no_data(list(zip(up, range(1, len(up) + 1), strict=True)))

    def figures() -> Found:
        layers = rustworkx.bfs_layers(graph, [0])
        depths = sum(depth * len(layer) for depth, layer in enumerate(layers))
        return sums([node for layer in layers for node in layer], depths, up)

    return figures


def sums(order: list[int], depths: int, up: list[int]) -> Found:
    """What a walk from the article gives: subtrees are summed from its end."""
    size = [1] * len(order)
    for node in reversed(order[1:]):
        size[up[node - 1]] += size[node]
    below = np.array(size[1:], dtype="float64")
    nodes = len(order)
    return depths, int(below.sum()) - len(up), 2 * float((below * (nodes - below)).sum()) / (nodes * (nodes - 1))


RIVALS = {"networkx": with_networkx, "igraph": with_igraph, "rustworkx": with_rustworkx}
SHAPES = {
    "tree": grown,
    "tree, shuffled": lambda n: shuffled(grown(n)),
    "chain": chain,
    "chain, shuffled": lambda n: shuffled(chain(n)),
}


def speed(sizes: list[int]) -> None:
    print("| shape | comments | method | graph ms | figures ms | ours: times faster | graph apart | bytes a comment |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        rivals = {name: rival for name, rival in RIVALS.items() if name != "networkx" or size <= NETWORKX_MOST}
        for shape, make in SHAPES.items():
            parent = make(size)
            seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in ["ours", *rivals]}
            for _ in range(ROUNDS if size <= NETWORKX_MOST else 1):
                start = time.process_time()
                found = ours(parent)
                seconds["ours"].append((0.0, time.process_time() - start))
                for name, rival in rivals.items():
                    start = time.process_time()
                    figures = rival(parent)
                    made = time.process_time()
                    others = figures()
                    seconds[name].append((made - start, time.process_time() - made))
                    assert others[:2] == found[:2] and np.isclose(others[2], found[2]), (name, others, found)
                    del figures
            for name, rounds in seconds.items():
                graph, walk = (statistics.median(part) for part in zip(*rounds, strict=True))
                pairs = list(zip(rounds, seconds["ours"], strict=True))
                whole = statistics.median(sum(other) / own[1] for other, own in pairs)
                alone = statistics.median(other[1] / own[1] for other, own in pairs)
                ratios = f"{whole:.0f} | {alone:.0f}" if name != "ours" else "|"
                memory = f"{peak(name, parent) / size:.0f}" if size >= 10**6 else ""
                print(
                    f"| {shape} | {size:,} | {name} | {1e3 * graph:.1f} | {1e3 * walk:.1f} | {ratios} | {memory} |",
                    flush=True,
                )


def peak(method: str, parent: np.ndarray) -> int:
    """Bytes that a new process needs at its peak, beyond the input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parent.npy"
        np.save(path, parent)
        done = subprocess.run(
            [sys.executable, __file__, "--peak", method, path], check=True, capture_output=True, text=True
        )
    return int(done.stdout)


def needed(method: str, path: str) -> int:
    parent = np.load(path)
    for function in [ours, *RIVALS.values()]:  # all is imported before, and counts for none
        run(function, np.array([-1, 0]))
    before = held()
    run({"ours": ours, **RIVALS}[method], parent)
    return held() - before


def held() -> int:
    """Most bytes that this process has held; Linux's ru_maxrss would count those of the process that started it too."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(function: Callable, parent: np.ndarray) -> Found:
    found = function(parent)
    return found() if callable(found) else found


def table(parent: np.ndarray, threads: int) -> pd.DataFrame:
    """Comments of threads of equal size, with texts as ids, some named authors who write much, and times."""
    size = len(parent)
    chance = np.random.default_rng(2)
    ids = pd.Series(np.arange(size)).astype("str").radd("c")
    written = pd.Series(np.where(parent >= 0, parent, 0)).astype("str").radd("c").where(parent >= 0)
    posted = pd.Timestamp("2024-05-03", tz="UTC") + pd.to_timedelta(np.arange(size) % (size // threads) * 7, unit="s")
    return pd.DataFrame(
        {
            "thread_id": pd.Series(np.arange(size) // (size // threads)).astype("str").radd("t"),
            "comment_id": ids,
            "parent_id": written,
            "author": pd.Series((20 * chance.pareto(1, size)).astype("int64").clip(max=size // 5)).astype("str"),
            **dict.fromkeys(["posted_from", "posted", "posted_until"], posted.as_unit("us")),
        }
    )


def many(threads: int = 10_000, size: int = 20) -> None:
    """All threads at once, against one of the same size."""
    one = table(grown(threads * size), 1)
    small = grown(size)
    forest = np.concatenate([np.where(small < 0, -1, small + number * size) for number in range(threads)])
    lots = table(forest, threads)
    print(f"\n| function | one thread of {threads * size:,} ms | {threads:,} threads of {size} ms | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for function in (replies.measure, replies.summarise, replies.preorder, replies.roles):
        rounds = []
        for _ in range(2 * ROUNDS + 1):
            times = []
            for comments in (one, lots):
                start = time.process_time()
                function(comments)
                times.append(time.process_time() - start)
            rounds.append(times)
        first, second = (1e3 * statistics.median(part) for part in zip(*rounds[1:], strict=True))
        ratio = statistics.median(other / own for own, other in rounds[1:])
        print(f"| `replies.{function.__name__}` | {first:.0f} | {second:.0f} | {ratio:.2f} |")


def from_texts(size: int = 1_000_000) -> None:
    """A whole comments table, whose ids are texts, against networkx with the same texts as nodes."""
    comments = table(shuffled(grown(size)), 1)
    start = time.process_time()
    measured = replies.measure(comments)
    middle = time.process_time()
    graph = nx.DiGraph()
    graph.add_edges_from(zip(comments["parent_id"].fillna("article"), comments["comment_id"], strict=True))
    depth = nx.single_source_shortest_path_length(graph, "article")
    below = dict.fromkeys(depth, 0)
    for node in reversed(list(depth)[1:]):
        (up,) = graph.pred[node]
        below[up] += below[node] + 1
    end = time.process_time()
    assert (measured["depth"] == comments["comment_id"].map(depth)).all()
    assert (measured["descendants"] == comments["comment_id"].map(below)).all()
    own, other = middle - start, end - middle
    print(
        f"\nFrom texts, {size:,} comments: `replies.measure` {own:.2f} s; depth and descendants by networkx on the ids"
    )
    print(f"{other:.2f} s, {other / own:.0f} times as long.")


def read(path: Path) -> tuple[pd.DataFrame, int]:
    """Comments of the Barrapunto threads, times in seconds after the article; the number of threads."""
    with gzip.open(path, "rt") as lines:
        threads = [json.loads(line) for line in lines]
    rows = [(one["thread"], *comment) for one in threads for comment in one["comments"]]
    names = ["thread_id", "comment_id", "parent_id", "author", "seconds"]
    comments = pd.DataFrame(rows, columns=names)
    thread = comments["thread_id"].astype("str") + "-"  # ids that hold for all threads together; a 0 is in none
    ids = {name: thread + comments[name].astype("str") for name in ("comment_id", "parent_id")}
    return comments.assign(**ids), len(threads)


def agreement(folder: Path) -> None:
    comments, threads = read(folder / "barrapunto-threads.jsonl.gz")
    summary = replies.summarise(comments)
    empty = threads - len(summary)  # others count them as depth 0, width 1, h-index 0
    total = summary[["depth", "width", "h_index"]].astype("float64").sum() + [0, empty, 0]
    whole = replies.summarise(comments.assign(thread_id="all"))  # who answers whom in all threads together
    virality, reciprocity = summary["structural_virality"].mean(), whole["reciprocity"].item()
    print(f"\n{threads:,} threads of Barrapunto, {len(comments):,} comments, {empty} threads empty. Means:\n")
    print("| depth | width | h-index | structural virality | reciprocity |\n| ---: | ---: | ---: | ---: | ---: |")
    print("| " + " | ".join(f"{mean:.3f}" for mean in [*total / threads, virality, reciprocity]) + " |")

    stored = set(keys(pd.read_csv(folder / "barrapunto-stored-features.csv.gz")))
    print(f"\n| cut after | threads | found among the stored | of {LARGE} comments or more | found |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for cut in (CUT - 3600, CUT - 60, CUT, CUT + 60, CUT + 3600):
        early = replies.summarise(comments[comments["seconds"] <= cut])
        found = np.array([key in stored for key in keys(early)])
        large = (early["comments"] >= LARGE).to_numpy(dtype=bool)
        time_cut = f"{cut // 3600} h {cut // 60 % 60} min"
        print(f"| {time_cut} | {len(early):,} | {found.sum():,} | {large.sum()} | {found[large].sum()} |")


def keys(figures: pd.DataFrame) -> list[tuple]:
    return list(figures[FIGURES].astype("float64").round(6).itertuples(index=False, name=None))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10**4, 10**5, 10**6], help="comments of the trees")
    parser.add_argument("--peak", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peak:
        print(needed(*arguments.peak))
        return
    print(machine())
    if arguments.folder:
        agreement(arguments.folder)
    print()
    speed(arguments.sizes)
    many()
    from_texts()


if __name__ == "__main__":
    main()
