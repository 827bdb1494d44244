"""What stands around the mentions of entities: sentences and their feeling, names beside names, who brings one up."""

from __future__ import annotations

import re
from bisect import bisect

import numpy as np
import pandas as pd

from analysis import bootstrap, replies
from analysis.text import need, sentence_spans

LONE_MARK = re.compile(r"\n\s*[\"“”]\s*$")  # opens a quoted passage below the sentence
ENOUGH = 5  # sentences, from which their mean is told

CONTEXTS = {
    "thread_id": "str",
    "comment_id": "str",
    "author": "str",
    "entity": "str",
    "sentence": "str",
    "compound": "float64",
}
CONCORDANCE = {
    "thread_id": "str",
    "comment_id": "str",
    "author": "str",
    "entity": "str",
    "in_quote": "bool",
    "before": "str",
    "text": "str",
    "after": "str",
}
FEELINGS = {
    "entity": "str",
    "sentences": "Int64",
    "authors": "Int64",
    "mean": "float64",
    "low": "float64",
    "high": "float64",
}
TOGETHER = {"first": "str", "second": "str", "comments": "Int64", "authors": "Int64", "share": "float64"}
INTRODUCED = {
    "thread_id": "str",
    "entity": "str",
    "by_article": "bool",
    "comment_id": "str",
    "author": "str",
    "posted": "datetime64[us, UTC]",
    "depth": "Int64",
    "deepest": "Int64",
    "comments": "Int64",
    "later": "Int64",
    "authors": "Int64",
}
KEY = ["thread_id", "comment_id"]


def own(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions in commenters' own words."""
    need(mentions, *KEY, "in_quote")
    return mentions[mentions["comment_id"].notna() & ~mentions["in_quote"]]


def passages(comments: pd.DataFrame, quotes: pd.DataFrame | None) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Where in its body each comment quotes, by thread and comment; without what is not in it as it was quoted.

    Parameters
    ----------
    comments, quotes : DataFrame
        With `thread_id`, `comment_id` and `body`, or `text`.
    """
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    if quotes is None:
        return found
    told = quotes[[*KEY, "text"]].merge(comments[[*KEY, "body"]], on=KEY).dropna()
    for thread, comment, passage, body in told.itertuples(index=False):
        before = found.setdefault((thread, comment), [])
        start = body.find(passage, before[-1][1] if before else 0)
        start = body.find(passage) if start < 0 else start
        if start >= 0:
            before.append((start, start + len(passage)))
    return found


def contexts(mentions: pd.DataFrame, comments: pd.DataFrame, quotes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Sentences in which commenters name an entity in their own words, and the sentiment of each.

    Parameters
    ----------
    mentions : DataFrame
        From `analysis.entities.find`.
    comments, quotes : DataFrame
        What `find` was given; `comments` with `author`.

    Returns
    -------
    DataFrame
        One row per entity and sentence that names it: `thread_id`, `comment_id`, `author`, `entity`, `sentence` and the
        VADER `compound` of what of it is no quotation.
    """
    from analysis.sentiment import repair, vader

    need(comments, *KEY, "author", "body")
    placed = own(mentions).merge(comments[[*KEY, "author", "body"]], on=KEY)
    spans = {body: list(sentence_spans(body)) for body in set(placed["body"])}
    quoted = passages(comments, quotes)
    sentence, said = [], []
    for thread, comment, start, body in placed[[*KEY, "start", "body"]].itertuples(index=False):
        first, last = spans[body][bisect(spans[body], (start, len(body) + 1)) - 1]
        sentence.append(LONE_MARK.sub("", body[first:last]))
        said.append(_without(LONE_MARK.sub("", body[first:last]), first, quoted.get((thread, comment), [])))
    found = placed.assign(sentence=sentence, said=said).drop_duplicates([*KEY, "entity", "sentence"])
    found = found.assign(compound=vader(found["said"].map(repair))["compound"])
    return found.reindex(columns=list(CONTEXTS)).astype(CONTEXTS).reset_index(drop=True)


def _without(text: str, first: int, spans: list[tuple[int, int]]) -> str:
    """A piece of a body that starts at `first`, with a space for each of these spans of the body."""
    for start, end in sorted(spans, reverse=True):
        start, end = max(0, start - first), end - first
        if start < len(text) and end > 0:
            text = f"{text[:start]} {text[end:]}"
    return text


def feelings(contexts: pd.DataFrame) -> pd.DataFrame:
    """Mean sentiment of the sentences that name an entity, and how sure it is.

    Parameters
    ----------
    contexts : DataFrame
        From `contexts`.

    Returns
    -------
    DataFrame
        One row per `entity`, those in most sentences first: how many `sentences`, by how many `authors`; `mean`, with
        the ends of its 95 % interval by author, `low` and `high`. The mean is missing under 5 sentences, the interval
        under 8 authors.

    Examples
    --------
    >>> feelings(pd.DataFrame({"entity": "Kyiv", "author": list("abcde"), "compound": [0.5, 0, 0, 0, 0]}))
      entity  sentences  authors  mean  low  high
    0   Kyiv          5        5   0.1  NaN   NaN
    """
    need(contexts, "entity", "author", "compound")
    by = contexts.groupby("entity", sort=False)
    nameless = contexts["author"].isna().groupby(contexts["entity"], sort=False).sum()  # each somebody of their own
    found = pd.DataFrame({"sentences": by.size(), "authors": by["author"].nunique() + nameless})
    known = contexts[contexts["entity"].isin(found.index[found["sentences"] >= ENOUGH])]
    for entity, group in known.groupby("entity", sort=False):
        found.loc[entity, ["mean", "low", "high"]] = bootstrap.mean(group["compound"], by=group["author"])[:3]
    found = found.rename_axis("entity").reset_index().reindex(columns=list(FEELINGS)).astype(FEELINGS)
    return found.sort_values("sentences", ascending=False, kind="stable", ignore_index=True)


def concordance(
    mentions: pd.DataFrame, comments: pd.DataFrame, articles: pd.DataFrame | None = None, *, width: int = 60
) -> pd.DataFrame:
    """Each mention with what stands before and after it: keyword in context.

    Parameters
    ----------
    mentions, comments, articles : DataFrame
        From `analysis.entities.find`, and what it was given; `comments` with `author`.
    width : int
        Characters on either side.

    Returns
    -------
    DataFrame
        One row per mention: `thread_id`, `comment_id` (missing in an article), `author`, `entity`, `in_quote`,
        `before`, `text` and `after`, which follow each other without a gap, on one line and in whole words, with …
        where the text goes on.
    """
    need(comments, *KEY, "author", "body")
    bodies = {(thread, comment): body for thread, comment, body in comments[[*KEY, "body"]].itertuples(index=False)}
    if articles is not None:
        bodies |= {(thread, None): text for thread, text in articles[["thread_id", "text"]].itertuples(index=False)}
    found = mentions.merge(comments[[*KEY, "author"]], how="left", on=KEY)
    around = []
    for thread, comment, start, end in found[[*KEY, "start", "end"]].itertuples(index=False):
        text = bodies[thread, comment if isinstance(comment, str) else None]
        around.append(_around(text, start, end, width))
    found["before"], found["after"] = ([pair[side] for pair in around] for side in (0, 1))
    return found.reindex(columns=list(CONCORDANCE)).astype(CONCORDANCE)


def _around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands before and after a place, in whole words where words are written apart."""
    first, last = max(0, start - width), min(len(text), end + width)
    before, after = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        before = re.sub(r"^\S+\s+", "", before)
    if last < len(text) and not text[last].isspace():
        after = re.sub(r"\s+\S+$", "", after)
    before, after = (re.sub(r"\s+", " ", side) for side in (before.lstrip(), after.rstrip()))
    return ("… " if text[:first].strip() else "") + before, after + (" …" if text[last:].strip() else "")


def together(mentions: pd.DataFrame, comments: pd.DataFrame, *, most: int = 20) -> pd.DataFrame:
    """Which entities commenters name in the same comment, in their own words.

    Parameters
    ----------
    mentions, comments : DataFrame
        From `analysis.entities.find`, and what it was given, with `author`.
    most : int
        Of how many entities: those that most comments name.

    Returns
    -------
    DataFrame
        One row per pair that at least one comment names: `first` (named in more comments) and `second`, how many
        `comments` and `authors` name both, and `share`, of the comments that name one of them those that name both
        (Jaccard's index). Most comments first.
    """
    need(comments, *KEY, "author")
    named = own(mentions).drop_duplicates([*KEY, "entity"])
    sizes = named["entity"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").head(most)
    rank = {entity: place for place, entity in enumerate(sizes.index)}
    top = named[named["entity"].isin(sizes.index)].merge(comments[[*KEY, "author"]], on=KEY)
    top = top.assign(rank=top["entity"].map(rank))[[*KEY, "author", "rank"]]
    pairs = top.merge(top[[*KEY, "rank"]], on=KEY, suffixes=("", "_second"))
    pairs = pairs[pairs["rank"] < pairs["rank_second"]]
    found = pairs.groupby(["rank", "rank_second"]).agg(comments=("rank", "size"), authors=("author", "nunique"))
    found = found.reset_index()
    first, second = (sizes.to_numpy()[found[column].astype("int64")] for column in ("rank", "rank_second"))
    found["share"] = found["comments"] / (first + second - found["comments"])
    found["first"], found["second"] = (
        sizes.index.to_numpy()[found[column].astype("int64")] for column in ("rank", "rank_second")
    )
    found = found.sort_values("comments", ascending=False, kind="stable", ignore_index=True)
    return found.reindex(columns=list(TOGETHER)).astype(TOGETHER)


def introduced(mentions: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """Who brings an entity up, and how far down the thread it travels.

    Parameters
    ----------
    mentions, comments : DataFrame
        From `analysis.entities.find`, and what it was given, with `parent_id`, `author` and `posted`.

    Returns
    -------
    DataFrame
        One row per thread and entity that a comment names in its own words: whether the article had it (`by_article`);
        the first comment that names it, its `author`, `posted` and `depth` (1: it answers the article); the `deepest`
        comment that does; how many `comments` name it, how many of them `later` than the first, by how many `authors`.
        First is by time where it is known of all comments of the thread, and as they stand otherwise.
    """
    need(comments, *KEY, "parent_id", "author", "posted")
    depth = replies.measure(comments)["depth"]
    known = comments["posted"].notna().groupby(comments["thread_id"]).transform("all")
    place = pd.Series(np.arange(len(comments)), comments.index)
    order = comments["posted"].where(known)
    ordered = comments[[*KEY, "author", "posted"]].assign(depth=depth, order=order, place=place)
    named = own(mentions).drop_duplicates([*KEY, "entity"])[[*KEY, "entity"]].merge(ordered, on=KEY)
    named = named.sort_values(["order", "place"], kind="stable")
    by = named.groupby(["thread_id", "entity"], sort=False)
    found = by.first()
    found["comment_id"] = by["comment_id"].first()
    found["author"] = by["author"].nth(0).to_numpy() if len(named) else found["author"]
    found["deepest"], found["comments"], found["authors"] = by["depth"].max(), by.size(), by["author"].nunique()
    found["later"] = found["comments"] - 1
    article = set(map(tuple, mentions.loc[mentions["comment_id"].isna(), ["thread_id", "entity"]].to_numpy()))
    found["by_article"] = [pair in article for pair in found.index]
    return found.reset_index().reindex(columns=list(INTRODUCED)).astype(INTRODUCED)
