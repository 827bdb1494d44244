"""Whole threads of a partition, from raw rows to measures: what `analysis.scale` has done by its workers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis import entities, length, replies, sentiment
from analysis.aliases import Aliases
from analysis.readers.assemble import marked, mended, quoted
from analysis.shuffle import hashes
from analysis.text import authors
from analysis.thread import ARTICLES, COMMENTS, table

WHAT = ("sentiment", "length", "replies", "entities")
# Names of several threads are made one where they are counted, so that a mention does not depend on its partition.
STEPS = [step for step in entities.STEPS if step != "spelling"]
# What is known of an author's comments when all of them are together.
BY_AUTHOR = ["author", "thread_id", "comment_id", "posted", "depth", "children", "words", "mean_sentence"]


class Measures(NamedTuple):
    """What is measured, and with which models and known names, as for `analysis.entities.find`."""

    what: Collection[str]
    model: Mapping[str, str] | None = None
    aliases: Aliases | None = None


class Measured(NamedTuple):
    """Tables of a partition; `repairs` counts, by code, what was repaired."""

    comments: pd.DataFrame
    threads: pd.DataFrame
    articles: pd.DataFrame
    mentions: pd.DataFrame
    repairs: dict[str, int]


def measured(
    comments: pd.DataFrame,
    articles: pd.DataFrame,
    quotes: pd.DataFrame,
    sources: Sequence[Mapping[str, Any]],
    measures: Measures,
    now: pd.Timestamp,
) -> Measured:
    """Mend whole threads and measure them.

    Parameters
    ----------
    comments, articles, quotes : DataFrame
        Of `analysis.readers.raw`, any order: all of a number of threads.
    sources : list of dict
        What is told there of the files that they are of.
    measures : Measures
        What is measured.
    now : Timestamp
        What times may not be after.

    Returns
    -------
    Measured
        Ordered by the hash of the thread; its comments by place in the source text, time and id, so that the order of
        the sources does not matter.
    """
    quoted_files = [source["number"] for source in sources if source["quoted"]]
    read = comments.loc[comments["file"].isin(quoted_files), "thread_id"].unique()  # with their quotations
    articles = articles.sort_values(["file"], kind="stable").groupby("thread_id", sort=False).first().reset_index()
    articles = in_order(table(articles, ARTICLES))
    comments, repairs = sound(comments, articles, sources, now)
    comments = in_order(comments)
    whole = of_comments(comments, measures.what)
    mentions = table([], {})
    if "entities" in measures.what:
        others = comments[~comments["thread_id"].isin(read)]
        quotes = pd.concat([quotes, quoted(others, articles, marked(others["body"]))], ignore_index=True)
        mentions = in_order(entities.find(comments, articles, quotes, measures.model, measures.aliases, STEPS))
    return Measured(whole, of_threads(whole, articles), articles, mentions, repairs)


def sound(
    comments: pd.DataFrame, articles: pd.DataFrame, sources: Sequence[Mapping[str, Any]], now: pd.Timestamp
) -> tuple[pd.DataFrame, dict[str, int]]:
    """The comments table of raw rows of whole threads, and how often what was repaired."""
    comments = comments.sort_values(["file", "row"], ignore_index=True)
    told = pd.DataFrame(sources).set_index("number")
    whole = told["whole"].loc[comments["file"]].to_numpy(bool)
    ready, raw = comments[whole][list(COMMENTS)], comments[~whole].reset_index(drop=True)
    about = told.loc[raw["file"]]
    perhaps, versions = about["parent_or_article"].to_numpy(bool), about["platform"].ne("").to_numpy(bool)
    raw, notices = mended(raw[list(COMMENTS)], articles, perhaps, versions, now=now)
    repairs = dict(zip(notices["code"], notices["count"].astype(int), strict=True))
    # Whether another thread has the parent is only known where all threads are.
    elsewhere = repairs.pop("parent_elsewhere", 0)
    if elsewhere:
        repairs["parent_missing"] = repairs.get("parent_missing", 0) + elsewhere
    return pd.concat([part for part in (ready, raw) if len(part)] or [raw], ignore_index=True), repairs


def of_comments(comments: pd.DataFrame, what: Collection[str] = WHAT[:3]) -> pd.DataFrame:
    """The comments table of whole threads with the measures of each comment.

    Examples
    --------
    >>> from analysis import load_thread
    >>> comments = load_thread("data/kyiv-post-macron/thread.txt").comments
    >>> of_comments(comments)[["mean_sentence", "words", "depth"]].round(2).head(2)
       mean_sentence  words  depth
    0           0.12     39      1
    1          -0.11     42      1
    """
    joined = [comments]
    if "sentiment" in what:
        # Its sentences are those of the repaired text; `sentences` of `length` those of the text as written.
        joined.append(sentiment.score(comments).rename(columns={"sentences": "scored_sentences"}))
    if "length" in what:
        joined.append(length.measure(comments))
    if "replies" in what:
        joined.append(replies.measure(comments))
    return pd.concat(joined, axis=1)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by hash of their thread, else as they are; comments of a thread by place in the source text, time and id."""
    keys = pd.DataFrame({"hash": hashes(rows["thread_id"]), "thread_id": rows["thread_id"]})
    if "posted" in rows:
        keys = keys.assign(start=rows["start"], posted=rows["posted"])
        keys = keys.assign(length=rows["comment_id"].str.len(), comment_id=rows["comment_id"])
    order = keys.sort_values([str(name) for name in keys], kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def of_threads(comments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per thread that has comments: `replies.summarise`, and the means of what was measured."""
    by_thread = comments.groupby("thread_id", sort=False)
    columns: dict[str, pd.Series] = {}
    if "mean_sentence" in comments:
        columns |= _means(comments["mean_sentence"], comments["thread_id"])
    if "words" in comments:
        columns["words"] = by_thread["words"].sum()
    shape = replies.summarise(comments, articles)
    return shape.assign(**{name: column.reindex(shape.index) for name, column in columns.items()}).reset_index()


def of_authors(comments: pd.DataFrame) -> pd.DataFrame:
    """One row per named author, of all of their comments, from the columns of `BY_AUTHOR` that are there.

    Returns
    -------
    DataFrame
        `author`; how many `threads` and `comments`; `first_posted` and `last_posted`; if measured `on_article`
        (comments that answer the article), `answers` (that their comments got), `words`, `scored` (comments with a
        sentiment) and `mean_sentence`. Ordered by the hash of the name.
    """
    keys = {"hash": hashes(comments["author"]), "under": hashes(comments["thread_id"])}
    order = ["hash", "author", "under", "thread_id", "comment_id"]
    comments = comments.assign(**keys).sort_values(order, kind="stable", ignore_index=True)
    if "depth" in comments:
        comments = comments.assign(on_article=(comments["depth"] == 1).astype("Int64"))
    by_author = comments.groupby("author", sort=False)
    found = {
        "threads": by_author["thread_id"].nunique().astype("Int64"),
        "comments": by_author.size().astype("Int64"),
        "first_posted": by_author["posted"].min(),
        "last_posted": by_author["posted"].max(),
    }
    for name, column in {"on_article": "on_article", "answers": "children", "words": "words"}.items():
        if column in comments:
            found[name] = by_author[column].sum().astype("Int64")
    if "mean_sentence" in comments:
        found |= _means(comments["mean_sentence"], comments["author"])
    return pd.DataFrame(found).reset_index()


def _means(scores: pd.Series, by: pd.Series) -> dict[str, pd.Series]:
    """How many of each group are scored, and their mean: added one after the other.

    The last bit of pandas' own means depends on what other groups there are.
    """
    known = scores.notna().to_numpy()
    codes, groups = pd.factorize(by)
    index = groups.rename(by.name)
    scored = np.bincount(codes[known], minlength=len(groups))
    sums = np.bincount(codes[known], scores[known], minlength=len(groups))
    means = np.divide(sums, scored, out=np.full(len(groups), np.nan), where=scored > 0)
    return {"scored": pd.Series(scored, index, "Int64"), "mean_sentence": pd.Series(means, index)}


def by_author(comments: pd.DataFrame) -> pd.DataFrame:
    """What `of_authors` needs of the comments that have an author."""
    named = comments.assign(author=authors(comments)).dropna(subset="author")
    return named[[name for name in BY_AUTHOR if name in named]]
