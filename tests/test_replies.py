"""Who answers whom: every measure against its definition, worked out by networkx or the slow way."""

import gzip
import json
import math
import re
from collections import Counter
from itertools import product
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import TableError, replies

SHARED = Path(__file__).parents[2] / "shared" / "data" / "replies"
KEYS = ["thread_id", "comment_id", "parent_id"]
KINDS = ["explicit", "nesting", "mention", "quote", "order"]


def table(rows, columns=(*KEYS, "author")):
    return pd.DataFrame(rows, columns=list(columns)).astype("str")


@st.composite
def forests(draw):
    """Threads with the same ids, parents that are missing or in another thread only, nameless authors; shuffled."""
    rows = []
    for thread in draw(st.lists(st.sampled_from("xyz"), min_size=1, max_size=3, unique=True)):
        for number in range(draw(st.integers(1, 12))):
            parent = draw(st.sampled_from([None, "gone", *(f"c{i}" for i in range(number))]))
            author = draw(st.sampled_from([*"ABCDEFGHIJKL", "Ann", "Ann", None]))
            rows.append((thread, f"c{number}", parent, author, draw(st.sampled_from([*KINDS, "none"]))))
    return table(draw(st.permutations(rows)), (*KEYS, "author", "parent_evidence"))


def tree_of(one):
    """The thread as a networkx tree below the node "article"."""
    known = set(one["comment_id"])
    edges = [(p if p in known else "article", c) for c, p in zip(one["comment_id"], one["parent_id"], strict=True)]
    return nx.DiGraph(edges)


@given(forests())
def test_measure_is_what_the_tree_says(comments):
    """Depth, children and descendants equal networkx's on each thread's tree; position counts rows."""
    measured = replies.measure(comments)
    for _, one in comments.groupby("thread_id"):
        tree = tree_of(one)
        depth = nx.single_source_shortest_path_length(tree, "article")
        rows = measured.loc[one.index]
        assert rows["depth"].to_list() == [depth[c] for c in one["comment_id"]]
        assert rows["children"].to_list() == [tree.out_degree(c) for c in one["comment_id"]]
        assert rows["descendants"].to_list() == [len(nx.descendants(tree, c)) for c in one["comment_id"]]
        assert rows["position"].to_list() == list(range(1, len(one) + 1))


@given(forests())
def test_subthreads_are_what_hangs_below_the_article(comments):
    """Two comments are of one subthread if networkx joins them once the article is gone."""
    found = replies.subthreads(comments)
    for _, one in comments.groupby("thread_id"):
        tree = tree_of(one)
        tree.remove_node("article")
        parts = {frozenset(part) for part in nx.weakly_connected_components(tree)}
        assert {frozenset(part["comment_id"]) for _, part in one.groupby(found[one.index])} == parts
    assert (replies.parents(comments)[found.unique()] == -1).all()


@given(forests())
def test_preorder_is_a_walk_through_the_tree(comments):
    """Sorted by it, comments stand as a reader meets them: each answer with its own below, siblings as in the table."""
    order = replies.preorder(comments)
    for _, one in comments.groupby("thread_id"):
        tree = tree_of(one)
        place = {name: number for number, name in enumerate(one["comment_id"])}
        walk = nx.dfs_preorder_nodes(tree, "article", sort_neighbors=lambda names: sorted(names, key=place.get))  # noqa: B023
        assert one["comment_id"][order.loc[one.index].sort_values().index].to_list() == list(walk)[1:]
        assert sorted(order.loc[one.index]) == list(range(1, len(one) + 1))


@given(forests())
def test_summary_is_what_the_definitions_say(comments):
    """Every figure of a thread equals its definition, computed pair by pair and level by level."""
    summary = replies.summarise(comments)
    assert summary.index.to_list() == list(dict.fromkeys(comments["thread_id"]))
    for name, one in comments.groupby("thread_id"):
        tree, found = tree_of(one), summary.loc[name]
        depths = Counter(nx.single_source_shortest_path_length(tree, "article").values())
        del depths[0]
        answers = [degree for node, degree in tree.out_degree() if degree and node != "article"]
        answers_to_comments = sum(answers)
        wrote = Counter(one["author"].dropna())
        by = dict(zip(one["comment_id"], one["author"], strict=True))
        edges = {(by[child], by[up]) for up, child in tree.edges if up != "article"}
        edges = {(a, b) for a, b in edges if a == a and b == b}
        others = {(a, b) for a, b in edges if a != b}
        busiest = sorted(wrote.values())[-math.ceil(len(wrote) / 10) :]
        none, lost = one["parent_evidence"] == "none", ~one["parent_id"].isin([None, *one["comment_id"]])
        known = Counter(one["parent_evidence"][one["comment_id"].isin([c for up, c in tree.edges if up != "article"])])
        expected = {
            "comments": len(one),
            "authors": len(wrote),
            "replies": answers_to_comments,
            "depth": max(depths),
            "width": max(depths.values()),
            "widest": min(level for level, size in depths.items() if size == max(depths.values())),
            "branching": np.mean(answers) if answers else np.nan,
            "structural_virality": nx.average_shortest_path_length(tree.to_undirected()),
            "h_index": max([h for h in depths if depths[h] >= h], default=0),
            "gini": sum(abs(a - b) for a, b in product(wrote.values(), repeat=2)) / (2 * len(wrote) * wrote.total())
            if wrote
            else np.nan,
            "top_share": sum(busiest) / wrote.total() if wrote else np.nan,
            "reciprocity": np.mean([(b, a) in edges for a, b in others]) if others else np.nan,
            "reciprocity_with_self": np.mean([(b, a) in edges for a, b in edges]) if edges else np.nan,
            "returning_authors": np.mean([n > 1 for n in wrote.values()]) if wrote else np.nan,
            "unanswered": np.mean([tree.out_degree(c) == 0 for c in one["comment_id"]]),
            "timed": 0,
            "evidence_none": (none | lost).mean(),
            **{
                f"evidence_{kind}": known[kind] / answers_to_comments if answers_to_comments else np.nan
                for kind in KINDS
            },
        }
        figures = found.drop("half_life_since").astype("float64")
        assert figures[list(expected)].to_dict() == pytest.approx(expected, nan_ok=True)
        assert figures.drop(list(expected)).isna().all() and pd.isna(found["half_life_since"])  # there are no times


@settings(max_examples=25)
@given(forests(), st.randoms(use_true_random=False))
def test_row_order_does_not_matter(comments, random):
    """Shuffling the rows shuffles depth, children and descendants with them and leaves the summary as it is."""
    rows = random.sample(range(len(comments)), len(comments))
    measures = ["depth", "children", "descendants"]
    pd.testing.assert_frame_equal(
        replies.measure(comments.iloc[rows])[measures], replies.measure(comments)[measures].iloc[rows]
    )
    once, again = replies.summarise(comments), replies.summarise(comments.iloc[rows])
    pd.testing.assert_frame_equal(again.loc[once.index], once)


@settings(max_examples=25)
@given(forests(), st.data())
def test_each_thread_is_measured_as_if_it_were_alone(comments, data):
    """Whatever is wrong in a thread, here parents that stand anywhere, itself included, changes no other's figures."""
    anyone = st.sampled_from([None, "gone", *(f"c{number}" for number in range(4))])
    broken = [data.draw(anyone) for _ in range(len(comments))]
    comments = comments.assign(parent_id=pd.Series(broken, index=comments.index, dtype="str"))
    together = {f: f(comments) for f in (replies.measure, replies.summarise, replies.sensitivity, replies.roles)}
    for name, one in comments.groupby("thread_id"):
        for function, all_threads in together.items():
            if function is replies.measure:
                part = all_threads.loc[one.index]
            elif function is replies.roles:
                part = all_threads[all_threads["thread_id"] == name]
            else:
                part = all_threads.loc[[name]]
            alone = function(one)
            if function is replies.roles:  # authors stand in the order in which the table first has them
                part, alone = (rows.sort_values("author").reset_index(drop=True) for rows in (part, alone))
            pd.testing.assert_frame_equal(part, alone)


@pytest.mark.parametrize("size", [2, 3, 9, 40])
def test_star_and_path_in_closed_form(size):
    """Of n nodes with the article a star's structural virality is 2(n-1)/n, a path's (n+1)/3 (Goel et al. 2016)."""
    star = [("star", f"c{i}", None, "Ann") for i in range(1, size)]
    path = [("path", f"c{i}", f"c{i - 1}", "Ann") for i in range(1, size)]
    virality = replies.summarise(table(star + path))["structural_virality"]
    assert virality.to_list() == pytest.approx([2 * (size - 1) / size, (size + 1) / 3])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_circles_are_missing_and_harm_nobody_else(size):
    """A circle and what hangs on it have no depth; the rest of the thread and other threads are measured as ever."""
    sound = [("t", "a", None, "Ann"), ("t", "b", "a", "Bob"), ("u", "o1", None, "Ann"), ("u", "o2", "o1", "Ann")]
    circle = [("t", f"o{i}", f"o{(i + 1) % size}", "Cem") for i in range(size)] + [("t", "hangs", "o0", "Dee")]
    comments = table(sound[:2] + circle + sound[2:])
    measured, alone = replies.measure(comments), replies.measure(table(sound))
    lost = comments["author"].isin(["Cem", "Dee"])
    assert (measured["depth"].isna() == lost).all() and (measured["descendants"].isna() == lost).all()
    assert (replies.preorder(comments).isna() == lost).all()
    columns = ["depth", "children", "descendants"]
    assert measured.loc[~lost, columns].to_numpy().tolist() == alone[columns].to_numpy().tolist()
    assert replies.preorder(comments)[~lost].to_list() == [1, 2, 1, 2]
    summary, without = replies.summarise(comments), replies.summarise(table(sound))
    pd.testing.assert_series_equal(summary.loc["u"], without.loc["u"])
    assert np.isnan(summary.loc["t", "structural_virality"])
    assert summary.loc["t", ["comments", "depth", "width"]].to_list() == [size + 3, 2, 1]


def test_chain_of_100_000():
    """Each answers the one before: no recursion breaks, and of n = 100,001 nodes the virality is (n + 1) / 3."""
    size = 100_000
    ids = [f"c{i}" for i in range(size)]
    chain = pd.DataFrame({"thread_id": "t", "comment_id": ids, "parent_id": [None, *ids[:-1]], "author": "Ann"})
    chain = chain.sample(frac=1, random_state=0)
    measured = replies.measure(chain).sort_index()
    assert (measured["depth"] == np.arange(1, size + 1)).all()
    assert (measured["descendants"] == np.arange(size)[::-1]).all()
    assert (replies.preorder(chain).sort_index() == np.arange(1, size + 1)).all()
    assert replies.summarise(chain).loc["t", "structural_virality"] == pytest.approx((size + 2) / 3)


def test_empty_table_keeps_its_columns():
    """No comment gives no row, of the promised dtypes."""
    nothing = table([])
    assert replies.measure(nothing).dtypes.astype(str).to_dict() == {
        **dict.fromkeys(["depth", "children", "descendants", "position"], "Int64"),
        **dict.fromkeys(["seconds_to_parent", "seconds_to_parent_from", "seconds_to_parent_until"], "float64"),
    }
    summary = replies.summarise(nothing)
    assert summary.dtypes.astype(str).to_dict() == replies.SUMMARY and summary.empty
    assert replies.preorder(nothing).dtype == "Int64" and replies.preorder(nothing).empty


def test_seconds_to_parent():
    """An answer 90 s later counts 90, whatever the order of rows; without a time, or to the article, it is missing."""
    comments = table([("t", "b", "a"), ("t", "a", None), ("t", "c", "b"), ("t", "d", "c"), ("t", "e", "gone")], KEYS)
    comments["posted"] = pd.to_datetime(
        ["2024-05-03 10:01:30", "2024-05-03 10:00:00", "2024-05-04 10:01:30", None, "2024-05-03 09:00:00"], utc=True
    )
    comments.index = [4, 4, 2, 1, 0]
    found = replies.measure(comments)["seconds_to_parent"]
    assert found.to_list() == pytest.approx([90, np.nan, 86_400, np.nan, np.nan], nan_ok=True)
    assert found.index.to_list() == [4, 4, 2, 1, 0]
    assert replies.measure(comments[KEYS])["seconds_to_parent"].isna().all()


def test_ids_need_not_be_texts():
    """Numbers, of which a missing parent makes floats, lead to the same rows; so do categories."""
    comments = pd.DataFrame({"thread_id": [7, 7, 7, 8], "comment_id": [1, 2, 3, 1], "parent_id": [3, np.nan, 2, 3]})
    for columns in (comments, comments.astype({"thread_id": "category", "parent_id": "category"})):
        assert replies.parents(columns).tolist() == [2, -1, 1, -1]


@pytest.mark.parametrize(
    ("own", "up", "says"),
    [
        (["1", "2", "3"], [np.nan, 1, 2], "comment_id is str and parent_id float64"),
        ([1, 2, 3], [None, "1", "2"], "comment_id is int64 and parent_id"),
        ([2**60 + 1, 2**60 + 2, 2**60 + 3], [np.nan, 2.0**60, 2.0**60], "float, which rounds them: make both 'Int64'"),
    ],
)
def test_ids_of_two_kinds_are_refused(own, up, says):
    """They would be equal to none, or, rounded, to the wrong one."""
    comments = pd.DataFrame({"thread_id": "t", "comment_id": own, "parent_id": up})
    with pytest.raises(TableError, match=re.escape(says)):
        replies.parents(comments)


@pytest.mark.parametrize("dtype", ["object", "float64", "Int64", "string", "category"])
def test_parents_that_are_all_missing_are_of_any_kind(dtype):
    """No id, no kind; and Int64 holds large ids exactly."""
    none = pd.Series([None, None], dtype=dtype)
    for ids in (["a", "b"], [1, 2]):
        comments = pd.DataFrame({"thread_id": "t", "comment_id": ids, "parent_id": none})
        assert replies.parents(comments).tolist() == [-1, -1]
    large = pd.array([2**60 + 1, 2**60 + 2, None], dtype="Int64")
    assert replies.parents(
        pd.DataFrame({"thread_id": "t", "comment_id": large[:2], "parent_id": large[[2, 0]]})
    ).tolist() == [-1, 0]


def test_an_id_that_stands_twice_and_a_comment_of_no_thread_are_refused():
    """Each with what is wrong and where; the same id in another thread is right."""
    with pytest.raises(TableError, match="comment_id 'a' stands twice in thread 't'"):
        replies.parents(table([("u", "a", None), ("t", "a", None), ("t", "b", None), ("t", "a", "b")], KEYS))
    with pytest.raises(TableError, match="thread_id is missing in 1 rows"):
        replies.summarise(table([("t", "a", None, "Ann"), (None, "b", None, "Ann")]))


@pytest.mark.parametrize("function", [replies.measure, replies.preorder, replies.summarise])
def test_missing_column_is_named(function):
    """A table without parent_id is refused, with its name."""
    with pytest.raises(TableError, match="parent_id"):
        function(table([("t", "a", "Ann")], ("thread_id", "comment_id", "author")))


def test_the_users_thread(thread):
    """Seven comments on the article and Mouse's on Sasha's: of 36 pairs of nodes 8 are at 1, 22 at 2, 6 at 3."""
    found = replies.summarise(thread.comments).iloc[0]
    assert found[["comments", "authors", "replies", "depth", "width", "h_index"]].to_list() == [8, 8, 1, 2, 7, 1]
    assert found["structural_virality"] == pytest.approx((8 * 1 + 22 * 2 + 6 * 3) / 36)
    assert found["unanswered"] == 7 / 8


@pytest.mark.shared
def test_barrapunto_means():
    """2,724 real threads have the means computed independently (18 are empty: depth 0, width 1, h 0, no virality)."""
    with gzip.open(SHARED / "barrapunto-threads.jsonl.gz", "rt") as lines:
        threads = [json.loads(line) for line in lines]
    rows = [
        (str(t["thread"]), f"{t['thread']}-{comment}", f"{t['thread']}-{parent}", str(author))
        for t in threads
        for comment, parent, author, _ in t["comments"]
    ]
    found = replies.summarise(table(rows))
    totals = found[["depth", "width", "h_index"]].sum() + [0, len(threads) - len(found), 0]
    assert (totals / len(threads)).to_list() == pytest.approx([5.526, 12.564, 3.358], abs=0.0005)
    assert found["structural_virality"].mean() == pytest.approx(3.962, abs=0.0005)
    network = replies.summarise(table(rows).assign(thread_id="all"))  # who answers whom in all threads together
    assert network["reciprocity"].item() == pytest.approx(0.453, abs=0.0005)
