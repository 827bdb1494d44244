"""Who answers whom: authors as a graph, and the part that each takes in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.text import need
from analysis.tree import parents

if TYPE_CHECKING:
    import networkx as nx


def graph(comments: pd.DataFrame, sentiment: pd.Series | None = None) -> nx.DiGraph:
    """Authors as nodes, and an edge from each who answers to each who is answered."""
    import networkx as nx

    need(comments, "thread_id", "comment_id", "parent_id", "author")
    parent = parents(comments)
    answer = np.flatnonzero(parent >= 0)
    author = comments["author"].array
    pairs = pd.DataFrame({"source": author[answer], "target": author[parent[answer]], "sentiment": np.nan})
    if sentiment is not None:
        pairs["sentiment"] = sentiment.to_numpy("float64")[answer]
    pairs = pairs[(pairs["source"] != pairs["target"]) & pairs["source"].notna() & pairs["target"].notna()]
    edges = pairs.groupby(["source", "target"], sort=False)["sentiment"].agg(["size", "mean"])
    result = nx.DiGraph()
    result.add_nodes_from(
        (name, {"comments": size}) for name, size in comments["author"].value_counts(sort=False).items()
    )
    for (source, target), weight, mean in edges.itertuples():
        result.add_edge(source, target, weight=weight, **({} if np.isnan(mean) else {"sentiment": mean}))
    return result


def roles(comments: pd.DataFrame) -> pd.DataFrame:
    """The part that each author takes in each thread.

    Returns
    -------
    DataFrame
        `thread_id`, `author`, `comments`, `starts`, `answers`, `answered`, `partners`, `role`.
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    parent = parents(comments)
    up = parent >= 0
    table = comments[["thread_id", "author"]].reset_index(drop=True)
    table["target"] = table["author"].reindex(np.where(up, parent, -1)).array
    other = table["author"].notna() & table["target"].notna() & (table["author"] != table["target"])
    pairs = table[other]
    back = pairs.rename(columns={"author": "target", "target": "author"})
    both = pd.concat([pairs, back]).drop_duplicates()
    keys = ["thread_id", "author"]
    result = table.dropna(subset="author").groupby(keys, sort=False).size().to_frame("comments")
    result["starts"] = table[~up].groupby(keys).size()
    result["answers"] = pairs.groupby(keys).size()
    result["answered"] = back.groupby(keys).size()
    result["partners"] = both.groupby(keys).size()
    result = result.fillna(0).astype("Int64")
    result["role"] = pd.Series(pd.NA, index=result.index, dtype="str")
    return result.reset_index()
