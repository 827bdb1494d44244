"""Authors as a graph, and the part that each takes."""

from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from test_replies import KEYS, forests, table

from analysis import TableError, graphml, replies


def answers_of(comments):
    """Thread, who answers, who is answered, and the row, of each answer to a comment that is here."""
    author = {(row.thread_id, row.comment_id): row.author for row in comments.itertuples()}
    for number, row in enumerate(comments.itertuples()):
        if (row.thread_id, row.parent_id) in author:
            yield row.thread_id, row.author, author[row.thread_id, row.parent_id], number


@given(forests())
def test_graph_is_what_the_answers_say(comments):
    """Nodes, weights and mean sentiment counted one answer at a time."""
    scores = pd.Series(np.linspace(-1, 1, len(comments)), index=comments.index).where(np.arange(len(comments)) % 3 > 0)
    graph = replies.graph(comments, scores)
    weights, felt, to_self = Counter(), {}, Counter()
    for _, source, target, number in answers_of(comments):
        if source == target:
            to_self[source] += 1
        elif source == source and target == target:
            weights[source, target] += 1
            felt.setdefault((source, target), []).append(scores.iloc[number])
    assert {name: data["comments"] for name, data in graph.nodes(data=True)} == Counter(comments["author"].dropna())
    assert all(data["to_self"] == to_self[name] for name, data in graph.nodes(data=True))
    assert {(a, b): data["weight"] for a, b, data in graph.edges(data=True)} == weights
    for pair, values in felt.items():
        known = [value for value in values if value == value]
        assert graph.edges[pair].get("sentiment") == (pytest.approx(np.mean(known)) if known else None)


@given(forests())
def test_reciprocity_is_that_of_the_graph(comments):
    """networkx counts the mutual edges of each thread's graph as the summary does."""
    summary = replies.summarise(comments)
    for name, one in comments.groupby("thread_id"):
        graph = replies.graph(one)
        expected = nx.overall_reciprocity(graph) if graph.number_of_edges() else np.nan
        assert summary.loc[name, "reciprocity"] == pytest.approx(expected, nan_ok=True)


@given(forests())
def test_graphml_is_the_same_graph(tmp_path_factory, comments):
    """What the file holds, read by networkx, is what `graph` gives."""
    path = tmp_path_factory.mktemp("graph") / "g.graphml"
    graphml.write(comments, path)
    read, made = nx.read_graphml(path), replies.graph(comments)
    name = nx.get_node_attributes(read, "label")
    assert {
        name[node]: (data["comments"], data["to_article"], data["to_self"]) for node, data in read.nodes(data=True)
    } == {node: tuple(data.values()) for node, data in made.nodes(data=True)}
    assert {(name[a], name[b]): d["weight"] for a, b, d in read.edges(data=True)} == nx.get_edge_attributes(
        made, "weight"
    )


@given(forests())
def test_roles_count_what_each_author_did(comments):
    """Every count of every author, one comment at a time; each comment is of exactly one kind."""
    comments = comments.assign(lost_parent_id=comments["parent_id"].where(comments["comment_id"] == "c1"))
    comments["parent_id"] = comments["parent_id"].mask(comments["comment_id"] == "c1")
    found = replies.roles(comments).set_index(["thread_id", "author"])
    answered = {number: target for _, _, target, number in answers_of(comments)}
    counts = {key: Counter() for key in found.index}
    partners = {key: set() for key in found.index}
    for number, row in enumerate(comments.itertuples()):
        target = answered.get(number)
        if row.author != row.author:
            if target == target and target is not None:
                counts[row.thread_id, target]["answered"] += 1
            continue
        mine = counts[row.thread_id, row.author]
        mine["comments"] += 1
        if number not in answered:
            known = row.parent_id != row.parent_id and row.lost_parent_id != row.lost_parent_id
            mine["starts" if known and row.parent_evidence != "none" else "unknown"] += 1
        elif target != target:
            mine["unknown"] += 1
        elif target == row.author:
            mine["to_self"] += 1
        else:
            mine["answers"] += 1
            counts[row.thread_id, target]["answered"] += 1
            partners[row.thread_id, row.author].add(target)
            partners[row.thread_id, target].add(row.author)
    assert list(found.index) == list(dict.fromkeys(found.index)) and len(found) == len(counts)
    for key, row in found.iterrows():
        numbers = row.drop(["role", "partners"]).to_dict()
        assert {name: size for name, size in numbers.items() if size} == dict(counts[key])
        assert row["partners"] == len(partners[key])
        assert row["comments"] == row[["starts", "answers", "to_self", "unknown"]].sum()


def role(rows, author, **columns):
    comments = table([("t", *row) for row in rows], (*KEYS, "author")).assign(**columns)
    return replies.roles(comments).set_index("author").loc[author, "role"]


def test_a_starter_needs_four_of_four():
    """Three comments on the article are no habit, four are; five of six are not sure, eight of nine are."""

    def starts(number, answers=0):
        own = [(f"c{n}", None, "Ann") for n in range(number)] + [(f"a{n}", "b", "Ann") for n in range(answers)]
        return role([("b", None, "Bob"), ("r", "c0", "Bob"), *own], "Ann")

    assert [starts(4), starts(8, 1)] == ["starter"] * 2
    assert pd.isna(starts(3)) and pd.isna(starts(5, 1))


def test_an_answerer():
    """Four answers to another, nothing else."""
    assert role([("b", None, "Bob"), *((f"a{n}", "b", "Ann") for n in range(4))], "Ann") == "answerer"


def test_a_hub_stands_out():
    """Eight people answer Ann, each once: she has eight partners, the others one; of four partners nobody is a hub."""

    def answered(by):
        rows = [(f"c{n}", None, "Ann") for n in range(4)] + [(f"a{n}", "c0", f"P{n}") for n in range(by)]
        return role(rows, "Ann")

    assert answered(8) == "hub" and answered(4) == "starter"


def test_a_hub_is_no_hub_where_all_are():
    """Six who all answer each other have five partners each, and none stands out."""
    names = "ABCDEF"
    rows = [(f"{a}0", None, a) for a in names] + [(f"{a}{b}", f"{b}0", a) for a in names for b in names if a != b]
    assert replies.roles(table([("t", *row) for row in rows], (*KEYS, "author")))["role"].isna().all()


@pytest.mark.parametrize(("evidence", "expected"), [("explicit", "lone voice"), ("none", None)])
def test_a_lone_voice_only_where_it_is_known(evidence, expected):
    """Four comments, all unanswered: alone if the source says that they answer the article, else nobody knows."""
    rows = [(f"c{n}", None, "Ann") for n in range(4)]
    found = role(rows, "Ann", parent_evidence=evidence)
    assert found == expected if expected else pd.isna(found)


def test_empty_and_nameless():
    """No authors: no node, no row, the same columns."""
    nameless = table([("t", "a", None, None), ("t", "b", "a", None)])
    assert len(replies.graph(nameless)) == 0 and replies.roles(nameless).empty
    assert list(replies.roles(nameless.head(0))) == list(replies.roles(nameless))
    assert len(replies.graph(nameless.head(0))) == 0


@pytest.mark.parametrize("function", [replies.graph, replies.roles])
def test_missing_column_is_named(function):
    """A table without author is refused, with its name."""
    with pytest.raises(TableError, match="author"):
        function(table([("t", "a", None)], KEYS))
