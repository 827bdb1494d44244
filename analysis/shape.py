"""The shape of each thread in figures: `analysis.replies.summarise`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import pace, participation, tree
from analysis.text import authors, need
from analysis.thread import EVIDENCE

SUMMARY = {
    "comments": "Int64",
    "authors": "Int64",
    "replies": "Int64",
    "depth": "Int64",
    "width": "Int64",
    "widest": "Int64",
    "branching": "float64",
    "structural_virality": "float64",
    "h_index": "Int64",
    "gini": "float64",
    "top_share": "float64",
    "reciprocity": "float64",
    "reciprocity_with_self": "float64",
    "returning_authors": "float64",
    "unanswered": "float64",
    "timed": "Int64",
    **{f"first_reply_seconds{end}": "float64" for end in ("", "_from", "_until")},
    **{f"half_life_seconds{end}": "float64" for end in ("", "_from", "_until")},
    "half_life_since": "str",
    **{f"evidence_{kind}": "float64" for kind in EVIDENCE},
}


def summarise(comments: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Shape of each thread.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`; `posted`, `posted_from`, `posted_until` and
        `parent_evidence` are used where they are there. Every row counts, pingbacks and moderator notes too. Of a part
        of the table, such as `comments[comments["kind"] == "comment"]`, answers to what is left out count as answers
        to the article, and in `evidence_none`.
    articles : DataFrame, optional
        With `thread_id` and `published`: activity is then counted from the article.

    Returns
    -------
    DataFrame
        Indexed by `thread_id`, in order of first appearance; a thread without comments has no row. What does not exist,
        such as the reciprocity of nobody, is missing, and so is all that needs a column that is not there.

        - `comments`, `authors` (by name; "[deleted]" and the like are nobody's), `replies` (comments that answer a
          comment).
        - `depth`: of the deepest comment; `width`: comments on the fullest level; `widest`: which level that is, the
          first of several.
        - `branching`: mean number of answers to a comment that has any : `replies` by the comments
          answered, no published measure but the plain mean.
        - `structural_virality`: mean distance between two nodes of the tree, article included (Goel et al. 2016,
          doi 10.1287/mnsc.2015.2158): 2W / (n (n - 1)), W the sum of s (n - s) over the comments, s being a comment and
          its descendants; missing where a circle of replies makes no tree.
        - `h_index`: largest h with at least h comments at depth h (Gómez, Kaltenbrunner & López 2008, WWW).
        - `gini`: inequality of the number of comments among n authors, 0 if all write as many (Gini 1912; as in
          Damgaard & Weiner 2000, Ecology 81(4)): 2 sum(i x_i) / (n sum(x)) - (n + 1) / n, x in rising order.
        - `top_share`: share of the comments by the most active tenth of the authors, rounded up to whole authors: one
          less the ordinate of the Lorenz curve at nine tenths (Lorenz 1905, doi 10.2307/2276207).
          Both leave comments without an author out.
        - `reciprocity`: share of the directed edges author -> author answered by one in the other direction (Newman,
          Forrest & Balthrop 2002, doi 10.1103/PhysRevE.66.035101); answers to oneself and to the article are no edges.
          `reciprocity_with_self`: with answers to oneself as edges that answer themselves, as igraph counts loops.
        - `returning_authors`: share of authors with two comments or more.
        - `unanswered`: share of comments without an answer.
        - `timed`: comments with a time, on which the following rest.
        - `first_reply_seconds`: how long a comment that has an answer waited for the first: the median.
        - `half_life_seconds`: time until half of the comments were there: the lower median of what Kaltenbrunner,
          Gómez & López (2007, LA-WEB) call post-comment intervals. It counts from the article where its time is known
          and before the first comment's, else from the first comment, as on a mailing list, where that begins the
          thread; `half_life_since` says which ("article" or "first comment"). An article of midnight or noon sharp
          (UTC) is of a day without a time: its interval is that day as far as the first comment. Missing for under
          three comments with nothing but each other to count from.

          Both are of the best estimates; `_from` and `_until` hold the least and the most that the times allow. No time
          is below 0 except where the source says that an answer came before what it answers: then
          `first_reply_seconds` may be negative, as it is not repaired.
        - `evidence_explicit`, `_nesting`, `_mention`, `_quote`, `_order`: share of the replies whose parent is known
          that way; `evidence_none`: share of all comments of which nothing says whom they answer, or whose parent is
          not in the table. Where it is large, depth and `replies` are lower bounds: `analysis.replies.caveat`.

    Raises
    ------
    TableError
        If a column is not there, a comment_id stands twice in one thread, or what a column holds is not what it should.

    Examples
    --------
    >>> thread = pd.DataFrame(
    ...     {"thread_id": "t", "comment_id": list("abcd"), "parent_id": [None, "a", "a", "b"], "author": list("xyzx")}
    ... )
    >>> summarise(thread)[["depth", "width", "branching", "h_index", "reciprocity"]]
               depth  width  branching  h_index  reciprocity
    thread_id
    t              3      2        1.5        2     0.666667
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    return of_tree(comments, tree.parents(comments), articles)


def of_tree(comments: pd.DataFrame, parent: np.ndarray, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """`summarise`, with the row number of the comment that each comment answers."""
    thread, names = pd.factorize(comments["thread_id"])
    threads = len(names)

    def count(rows: np.ndarray) -> np.ndarray:
        return np.bincount(thread[rows], minlength=threads)

    reply = parent >= 0
    answered = np.bincount(parent[reply], minlength=len(parent)) > 0
    depth, below = tree.unroll(parent)
    person, home = participation.people(thread, authors(comments))
    size = np.bincount(thread, minlength=threads)
    with np.errstate(invalid="ignore"):  # 0 / 0, where there is nothing to divide: missing
        result = pd.DataFrame(
            {
                "comments": size,
                "replies": count(reply),
                "branching": count(reply) / count(answered),
                "structural_virality": tree.virality(below, thread, size),
                "unanswered": count(~answered) / size,
            }
        )
        if "parent_evidence" in comments:
            evidence = tree.evidence(comments)
            for number, kind in enumerate(EVIDENCE[:-1]):
                result[f"evidence_{kind}"] = count(reply & (evidence == number)) / count(reply)
        unknown = count(tree.unknown(comments, parent)) / size
        result["evidence_none"] = np.where((unknown > 0) | ("parent_evidence" in comments), unknown, np.nan)
    edges = participation.edges(person, len(home), parent)
    parts = [
        result,
        _levels(thread, depth, threads),
        participation.spread(person, home, threads),
        participation.reciprocity(edges, home, threads),
        pace.summarise(comments, _published(articles, names), parent, thread, threads),
    ]
    table = pd.concat(parts, axis=1).set_axis(pd.Index(names, name="thread_id"), axis=0)
    return table.reindex(columns=list(SUMMARY)).astype(SUMMARY)


def _levels(thread: np.ndarray, depth: np.ndarray, threads: int) -> pd.DataFrame:
    """Depth, width, widest level and h-index, from the size of each level of each thread."""
    known = depth > 0
    levels = pd.DataFrame({"thread": thread[known], "depth": depth[known]}).value_counts(sort=False)
    size = levels.rename("width").reset_index()
    widest = size.sort_values(["width", "depth"], ascending=[False, True]).drop_duplicates("thread")
    found = widest.rename(columns={"depth": "widest"}).set_index("thread")
    found["depth"] = size.groupby("thread")["depth"].max()
    found["h_index"] = size[size["width"] >= size["depth"]].groupby("thread")["depth"].max()
    return found.reindex(range(threads))


def _published(articles: pd.DataFrame | None, threads: pd.Index) -> pd.Series:
    if articles is None:
        return pd.Series(pd.NaT, index=threads, dtype="datetime64[us, UTC]")
    need(articles, "thread_id", "published")
    return articles.drop_duplicates("thread_id").set_index("thread_id")["published"].reindex(threads)
