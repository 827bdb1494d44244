"""A thread folded to its largest branches."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.branches import branches
from analysis.errors import TableError
from analysis.replies import measure


def table(parents):
    return pd.DataFrame(
        {
            "thread_id": "t",
            "comment_id": [f"c{n}" for n in range(len(parents))],
            "parent_id": [None if parent < 0 else f"c{parent}" for parent in parents],
        }
    ).astype({"thread_id": "str", "comment_id": "str", "parent_id": "str"})


def brute(parents, most):
    """Walk the heavy paths of a networkx tree one by one."""
    tree = nx.DiGraph((parent, child) for child, parent in enumerate(parents))
    size = {node: len(nx.descendants(tree, node)) + 1 for node in tree}
    begins = list(tree.successors(-1)) if parents else []
    for node in range(len(parents)):
        answers = sorted(tree.successors(node), key=lambda answer: (-size[answer], answer))
        begins += answers[1:]
    begins.sort(key=lambda node: (-size[node], node))
    shown = begins[:most]
    if len(begins) > most:
        shown = [node for node in shown if size[node] > 1] or shown
    found = []
    for node in range(len(parents)):
        while node >= 0 and node not in shown:
            node = parents[node]
        found.append(node)
    return found


@st.composite
def trees(draw):
    """Parents stand before their answers; -1 is the article."""
    return [draw(st.integers(-1, number - 1)) for number in range(draw(st.integers(0, 40)))]


@given(trees(), st.integers(1, 12))
def test_as_walked_one_by_one(parents, most):
    "Every comment is in the branch that the definition puts it in."
    assert branches(table(parents), most).to_list() == brute(parents, most)


@given(trees(), st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_sizes_do_not_depend_on_the_order_of_rows(parents, most, random):
    "Which of two equal branches is shown depends on the order, but not how much is below those shown."
    comments = table(parents)
    shuffled = comments.sample(frac=1, random_state=random.randrange(1000))
    sizes = []
    for rows in (comments, shuffled):
        begins = np.unique(branches(rows, most).to_numpy())
        sizes.append(sorted(measure(rows)["descendants"].iloc[begins[begins >= 0]]))
    assert sizes[0] == sizes[1] and len(sizes[0]) <= most


def test_a_long_exchange_is_one_branch():
    "A chain of 20,000 answers is one branch; a side remark deep in it is another."
    parents = [*range(-1, 19_999), 10_000]
    found = branches(table(parents), most=2)
    assert found.value_counts().to_dict() == {0: 20_000, 20_000: 1}


def test_single_comments_are_no_branches_where_not_all_have_room():
    "Of two pairs the first, and no single comment, though there is room for one; of nothing but single ones the first."
    assert branches(table([-1, -1, 1, -1, 3, -1]), most=1).to_list() == [-1, 1, 1, -1, -1, -1]
    assert branches(table([-1, -1, 1, -1, 3, -1]), most=3).to_list() == [-1, 1, 1, 3, 3, -1]
    assert branches(table([-1] * 4), most=2).to_list() == [0, 1, -1, -1]


def test_circles_are_in_no_branch():
    "Nor is what hangs on them; the index is kept."
    comments = table([1, 0, 0, -1]).set_axis([7, 8, 9, 7])
    found = branches(comments)
    assert found.to_list() == [-1, -1, -1, 3] and found.index.to_list() == [7, 8, 9, 7]


def test_a_missing_column_is_named():
    "One clear line, not a KeyError."
    with pytest.raises(TableError, match="parent_id"):
        branches(pd.DataFrame({"thread_id": ["t"], "comment_id": ["a"]}))


def test_no_comments():
    "Nothing in, nothing out."
    assert branches(table([])).dtype == np.int64
