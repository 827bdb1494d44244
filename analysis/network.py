"""Who answers whom: authors as a graph, and the part that each takes in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import participation
from analysis.doubt import GUESSED
from analysis.text import authors, need, numeric
from analysis.thread import EVIDENCE
from analysis.tree import evidence, on_article, parents

if TYPE_CHECKING:
    import networkx as nx

SURE = 1.96  # normal quantile of a 95 % interval
FEWEST = 4  # comments of an author, of which nothing less can tell a habit from chance (see `roles`)
HUB = 5  # people to exchange with


def nodes(comments: pd.DataFrame) -> pd.DataFrame:
    """Authors of all threads together: `comments`, `to_article` and `to_self` (answers to the article, to oneself).

    An answer to the article is one that is known to be so, see `on_article`.
    Indexed by author, in order of first appearance; comments without one are left out.
    """
    code, names = pd.factorize(authors(comments))
    up = parents(comments)
    target = np.where(up >= 0, code[up], -1) if len(code) else code
    counted = {
        "comments": code >= 0,
        "to_article": (code >= 0) & on_article(comments),
        "to_self": (code >= 0) & (code == target),
    }
    counts = {name: np.bincount(code[rows], minlength=len(names)) for name, rows in counted.items()}
    return pd.DataFrame(counts, index=pd.Index(names, name="author"))


def edges(comments: pd.DataFrame, sentiment: pd.Series | None = None) -> pd.DataFrame:
    """Who answers whom in all threads together: `source`, `target`, `weight` (number of answers) and `sentiment`.

    Source and target are row numbers of `nodes`; see `graph`.
    """
    code, names = pd.factorize(authors(comments))
    up = parents(comments)
    answer = np.flatnonzero(up >= 0)
    source, target = code[answer], code[up[answer]]
    other = (source >= 0) & (target >= 0) & (source != target)
    pairs, pair = np.unique(source[other] * len(names) + target[other], return_inverse=True)
    scores = np.full(len(comments), np.nan)
    if sentiment is not None:
        scores = numeric(sentiment, "sentiment", comments.index).to_numpy()
    mean = pd.Series(scores[answer][other]).groupby(pair).mean()
    source, target = np.divmod(pairs, max(len(names), 1))
    weight = np.bincount(pair, minlength=len(pairs))
    return pd.DataFrame({"source": source, "target": target, "weight": weight, "sentiment": mean.to_numpy()})


def graph(comments: pd.DataFrame, sentiment: pd.Series | None = None) -> nx.DiGraph:
    """Who answers whom, as a graph of networkx.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`; `parent_evidence` and `lost_parent_id` are used where
        they are there.
    sentiment : Series of float, optional
        Of each comment, such as `mean_sentence`; missing ones are left out.

    Returns
    -------
    networkx.DiGraph
        A node is an author, one for all threads in which the name stands, with the number of `comments`, of those known
        to answer the article (`to_article`) and of those `to_self`. An edge leads from who answers to who is answered;
        its `weight` is the number of answers, its `sentiment` their mean, where one is known. Answers to the article
        and to oneself are no edges. Comments without an author are left out, with the answers to them and from them.

    Examples
    --------
    >>> thread = pd.DataFrame(
    ...     {"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, "a", "a"], "author": ["Ann", "Bo", "Bo"]}
    ... )
    >>> graph(thread, pd.Series([0.0, 0.5, 0.25])).edges["Bo", "Ann"]
    {'weight': 2, 'sentiment': 0.375}
    """
    import networkx as nx

    need(comments, "thread_id", "comment_id", "parent_id", "author")
    people, pairs = nodes(comments), edges(comments, sentiment)
    names = people.index.to_list()
    result = nx.DiGraph()
    result.add_nodes_from(zip(names, people.to_dict("records"), strict=True))
    for source, target, weight, mean in pairs.itertuples(index=False):
        known = {} if np.isnan(mean) else {"sentiment": mean}
        result.add_edge(names[source], names[target], weight=weight, **known)
    return result


def roles(comments: pd.DataFrame) -> pd.DataFrame:
    """The part that each author takes in each thread.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`; `parent_evidence` and `lost_parent_id` are used where
        they are there.

    Returns
    -------
    DataFrame
        One row per thread and author, threads in order of appearance:

        - `thread_id`, `author`, `comments` (theirs).
        - `starts`: comments on the article; `answers`: to other people, also without a name; `to_self`: to their own;
          `unknown`: comments of which it is not known whom they answer: nothing says so (evidence `none`), only a
          mention, a quotation or the order of times hints at it, or it is not here.
        - `answered`: answers by others to their comments, also by those without a name.
        - `partners`: other people, by name, whom they answer or who answer them.
        - `role`: the first of these that applies, and missing where none does or with fewer than four comments.
          `lone voice`: answers nobody and is answered by nobody, and no comment of the thread is unknown.
          `hub`: answers others and is answered by others, with five partners or more, and more than two standard
          deviations above the mean of the thread's authors: who only asks, or only answers, exchanges with nobody.
          `starter`, `answerer`: starts or answers are more than half of both beyond chance, whatever the unknown ones
          are, which Wilson's 95 % interval of their share shows by leaving out one half:
          |starts - answers| - unknown > 1.96 √(starts + answers + unknown). Four of four is the least that does.

    Examples
    --------
    >>> thread = pd.DataFrame({"thread_id": "t", "comment_id": list("abcde"), "parent_id": [None, "a", "a", "a", "a"]})
    >>> found = roles(thread.assign(author=["Ann", "Bo", "Bo", "Bo", "Bo"]))
    >>> found[["author", "starts", "answers", "answered", "partners", "role"]]
      author  starts  answers  answered  partners      role
    0    Ann       1        0         4         1       NaN
    1     Bo       0        4         0         1  answerer
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    up, starts = parents(comments), on_article(comments)
    if "parent_evidence" in comments:
        up[np.isin(evidence(comments), [EVIDENCE.index(kind) for kind in GUESSED])] = -1
    thread, names = pd.factorize(comments["thread_id"])
    person, home = participation.people(thread, authors(comments))
    target = np.where(up >= 0, person[up], -1) if len(up) else person
    other = (up >= 0) & (target != person)
    unknown = (up < 0) & ~starts

    def count(who: np.ndarray) -> np.ndarray:
        return np.bincount(who[who >= 0], minlength=len(home))

    pairs = participation.edges(person, len(home), up)
    source, aim = np.divmod(pairs, max(len(home), 1))
    both = participation.distinct(np.concatenate([pairs, aim * len(home) + source])[np.tile(source != aim, 2)])
    named = np.flatnonzero(person >= 0)[::-1]
    first = np.zeros(len(home), dtype="int64")
    first[person[named]] = named  # of several rows the last to be written stays: that of the first comment
    table = pd.DataFrame(
        {
            "thread_id": comments["thread_id"].array[first],
            "author": comments["author"].array[first],
            "comments": count(person),
            "starts": count(person[starts]),
            "answers": count(person[other]),
            "to_self": count(person[(up >= 0) & (target == person)]),
            "unknown": count(person[unknown]),
            "answered": count(target[other]),
            "partners": count(both // max(len(home), 1)),
        }
    )
    lead = (table["starts"] - table["answers"]).to_numpy()
    least = (abs(lead) - table["unknown"]).to_numpy()
    sure = least > SURE * np.sqrt(table[["starts", "answers", "unknown"]].sum(axis=1).to_numpy())
    all_known = np.bincount(thread[unknown], minlength=len(names))[home] == 0
    partners = pd.Series(table["partners"].to_numpy("float64")).groupby(home)
    far = partners.transform("mean") + 2 * partners.transform("std", ddof=0)
    kinds = {
        "lone voice": (table[["answers", "answered"]] == 0).all(axis=1) & all_known,
        "hub": (table[["answers", "answered"]] > 0).all(axis=1)
        & (table["partners"] >= HUB)
        & (table["partners"] > far),
        "starter": sure & (lead > 0),
        "answerer": sure & (lead < 0),
    }
    role = pd.Series(np.select([np.asarray(flag) for flag in kinds.values()], list(kinds), ""), dtype="str")
    table["role"] = role.where((role != "") & (table["comments"] >= FEWEST))
    return table
