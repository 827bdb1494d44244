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
    sure = ~comments["parent_evidence"].isin(["mention", "quote", "order"]).to_numpy()
    answered = {number: target for _, _, target, number in answers_of(comments) if sure[number]}
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
            mine["answers"] += 1
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


def test_unknown_comments_are_held_against_a_part():
    """Four starts are a starter's; with one more comment that may answer somebody nobody knows; twelve bear one out."""

    def starts(number, unknown, evidence="none"):
        rows = [(f"c{n}", None if n < number else "b", "Ann") for n in range(number + unknown)]
        rows = [(name, up if evidence != "none" else None, author) for name, up, author in rows]
        known = ["explicit", "explicit", *["explicit"] * number, *[evidence] * unknown]
        return role([("b", None, "Bob"), ("r", "c0", "Bob"), *rows], "Ann", parent_evidence=known)

    assert starts(4, 0) == starts(12, 1) == starts(12, 1, "mention") == "starter"
    assert pd.isna(starts(4, 1)) and pd.isna(starts(4, 20)) and pd.isna(starts(4, 1, "order"))


def test_answers_to_the_nameless_are_answers():
    """Four comments on the article and ten answers to nobody by name: no starter."""
    rows = [("n", None, None), *((f"s{n}", None, "Ann") for n in range(4)), *((f"a{n}", "n", "Ann") for n in range(10))]
    found = replies.roles(table([("t", *row) for row in rows], (*KEYS, "author"))).set_index("author").loc["Ann"]
    assert found[["starts", "answers", "unknown", "partners"]].to_list() == [4, 10, 0, 0] and pd.isna(found["role"])
    assert role([*rows, *((f"b{n}", "n", "Ann") for n in range(10))], "Ann") == "answerer"


def test_guesses_make_no_hub():
    """Eight partners by the order of times alone are none that is known."""
    rows = [(f"b{n}", None, f"P{n}") for n in range(8)] + [(f"s{n}", f"b{n}", "Ann") for n in range(8)]
    rows.append(("r", "s0", "P0"))
    assert role(rows, "Ann", parent_evidence=["explicit"] * 8 + ["nesting"] * 9) == "hub"
    assert pd.isna(role(rows, "Ann", parent_evidence=["explicit"] * 8 + ["order"] * 9))


def test_nobody_is_alone_while_others_may_answer():
    """Bob's comments, of which nothing says whom they answer, may be on Ann's."""
    rows = [(f"c{n}", None, "Ann") for n in range(4)] + [("b", None, "Bob")]
    assert role(rows, "Ann", parent_evidence="explicit") == "lone voice"
    assert role(rows, "Ann", parent_evidence=["explicit"] * 4 + ["none"]) == "starter"


def test_only_what_is_known_to_answer_the_article_counts(tmp_path):
    """Neither a comment of which nothing says whom it answers nor one whose parent is lost, in graph and file."""
    comments = table([("t", f"c{n}", "gone" if n == 3 else None, "Ann") for n in range(4)])
    comments = comments.assign(parent_evidence=["explicit", "none", "explicit", "explicit"])
    comments = comments.assign(lost_parent_id=[None, None, "x", None])
    assert replies.graph(comments).nodes["Ann"] == {"comments": 4, "to_article": 1, "to_self": 0}
    graphml.write(comments, tmp_path / "g.graphml")
    assert nx.read_graphml(tmp_path / "g.graphml").nodes["n0"]["to_article"] == 1


def test_evidence_of_any_dtype_and_no_other_word():
    """A missing one is none, in a nullable column too; a misspelt one is refused."""
    comments = table([("t", f"c{n}", None, "Ann") for n in range(4)])
    kinds = [None, "explicit", "none", None]
    for dtype in ("object", "string", "category", "str"):
        told = comments.assign(parent_evidence=pd.Series(kinds, dtype=dtype))
        assert replies.roles(told)[["starts", "unknown"]].to_numpy().tolist() == [[1, 3]]
        assert replies.summarise(told).loc["t", "evidence_none"] == 0.75
    for function in (replies.roles, replies.summarise, replies.sensitivity, replies.graph):
        with pytest.raises(TableError, match="parent_evidence 'None' is unknown: use explicit, nesting"):
            function(comments.assign(parent_evidence="None"))


def test_an_answerer():
    """Four answers to another, nothing else."""
    assert role([("b", None, "Bob"), *((f"a{n}", "b", "Ann") for n in range(4))], "Ann") == "answerer"


def test_a_hub_stands_out():
    """Eight people answer Ann, who answers one: she has eight partners, the others one; with four nobody is a hub."""

    def answered(by, back=1):
        rows = [(f"c{n}", None, "Ann") for n in range(9)] + [(f"a{n}", "c0", f"P{n}") for n in range(by)]
        return role([*rows, *((f"r{n}", "a0", "Ann") for n in range(back))], "Ann")

    assert answered(8) == "hub" and answered(4) == "starter"
    assert answered(8, back=0) == "starter"


def test_whom_nobody_answers_is_no_hub():
    """Ann answers eight people and none of them says a word to her: that is no exchange."""
    rows = [(f"b{n}", None, f"P{n}") for n in range(8)] + [(f"s{n}", f"b{n}", "Ann") for n in range(8)]
    assert role(rows, "Ann") == "answerer"


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
