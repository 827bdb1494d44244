"""Whom and what an article and its readers talk about, found by spaCy and counted by canonical name."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from analysis import aliases as known_names
from analysis import keyness
from analysis.aliases import Aliases
from analysis.consolidate import STEPS, Text, consolidate
from analysis.errors import InputError
from analysis.mentions import (
    CONCORDANCE,
    CONTEXTS,
    FEELINGS,
    INTRODUCED,
    TOGETHER,
    concordance,
    contexts,
    feelings,
    introduced,
    own,
    passages,
    together,
)
from analysis.models import MODELS, by_language, languages, model_name, read, remembered, written_in
from analysis.naming import Mention, key
from analysis.text import need, words

__all__ = [
    "COMPARED", "CONCORDANCE", "CONTEXTS", "COUNTS", "FEELINGS", "INTRODUCED", "MENTIONS", "MODELS", "STEPS",
    "TOGETHER", "compare", "concordance", "contexts", "count", "draft_aliases", "feelings", "find", "introduced",
    "model_name", "readable", "together",
]  # fmt: skip

LABELS = [label for label in known_names.LABELS if label != "MISC"]  # of the English models
SURROGATE = re.compile("[\ud800-\udfff]")  # half a sign: no model and no table takes one
FEW = 3  # votes on a label, under which even a unanimous one is not sure
CLOSE = 0.5  # margin of a vote, under which it is doubtful

MENTIONS = {
    "thread_id": "str",
    "comment_id": "str",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "label": "str",
    "entity": "str",
    "found_by": "str",
    "in_quote": "bool",
    "model_label": "str",
    "label_by": "str",
}
COUNTS = {
    "entity": "str",
    "label": "str",
    "margin": "float64",
    "votes": "Int64",
    "check": "str",
    "mentions": "Int64",
    "comments": "Int64",
    "authors": "Int64",
    "in_quotes": "Int64",
    "in_article": "Int64",
    "comments_rate": "float64",
    "article_rate": "float64",
}
COMPARED = {
    "entity": "str",
    "mentions": "Int64",
    "authors": "Int64",
    "in_article": "Int64",
    "comments_rate": "float64",
    "article_rate": "float64",
    "log_odds": "float64",
    "low": "float64",
    "high": "float64",
    "z": "float64",
    "verdict": "str",
}


def find(
    comments: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    model: str | Mapping[str, str] | None = None,
    aliases: Aliases | Mapping | str | os.PathLike | None = None,
    steps: Collection[str] = STEPS,
    *,
    cache: bool = False,
) -> pd.DataFrame:
    """Named entities in comments and articles, each text read as a document of its own.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `body`; `language` is used where it is there: what no model reads is left
        out (`readable` says which).
    articles : DataFrame, optional
        With `thread_id` and `text`. Full names and spellings come from it first.
    quotes : DataFrame, optional
        With `thread_id`, `comment_id` and `text`: what the comments quote.
    model : str or dict of str to str, optional
        A spaCy pipeline with `ner`, or one of each language, such as `{"de": "de_core_news_md"}`; by default the best
        English one installed, of `MODELS`.
    aliases : path or dict, optional
        What you know about names: a TOML file, or what is in it (`analysis.aliases`).
    steps : list of str
        What is done to what the model finds, of `STEPS`.
    cache : bool
        Whether what the model finds is kept on disk, for the next time (`analysis.cache`).

    Returns
    -------
    DataFrame
        One row per mention: `thread_id`; `comment_id`, missing in an article; `start` and `end` in code points of the
        body or article text; `text`; `label` (PERSON, NORP, FAC, ORG, GPE, LOC, PRODUCT, EVENT, WORK_OF_ART or LAW);
        `entity`, the canonical name; `found_by` (model, rescan, gazetteer or alias); `in_quote`; `model_label`, what
        the model called this mention, missing where it missed it; `label_by`, what settled the label (model, vote,
        link, gazetteer or alias). Names with @ are participants and left out, unless the article names them.

    Raises
    ------
    InputError
        If a model is not installed, a step is none, or the aliases cannot be used.

    Examples
    --------
    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c1"], "body": ["Merkel is in Paris."]})
    >>> article = pd.DataFrame({"thread_id": ["t"], "text": ["Angela Merkel spoke in Paris on Friday."]})
    >>> find(comments, article)[["comment_id", "text", "label", "entity"]]
      comment_id           text   label         entity
    0        NaN  Angela Merkel  PERSON  Angela Merkel
    1        NaN          Paris     GPE          Paris
    2         c1         Merkel  PERSON  Angela Merkel
    3         c1          Paris     GPE          Paris
    """
    need(comments, "thread_id", "comment_id", "body")
    strange = [step for step in steps if step not in STEPS]
    if strange:
        raise InputError(f"{strange[0]!r} is no step of entities.find; choose of {', '.join(STEPS)}")
    told = _aliases(aliases)
    models = by_language(model)
    texts = _texts(comments, articles, models)
    found: list[list[Mention]] = [[] for _ in texts]
    for name in dict.fromkeys(models.values()):
        whose = [number for number, text in enumerate(texts) if text.model == name]
        bodies = [texts[number].text for number in whose]
        by_model = remembered(bodies, name) if cache else read(bodies, name)
        for number, spans in zip(whose, by_model, strict=True):
            text = texts[number].text
            found[number] = [Mention(number, a, b, text[a:b], label, "model") for a, b, label in spans]
    threads: dict[str, list[int]] = {}
    for number, each in enumerate(texts):
        threads.setdefault(each.thread, []).append(number)
    rows = []
    for whole in threads.values():
        rows += consolidate({number: texts[number] for number in whole}, found, told, steps)
    mentions = pd.DataFrame.from_records(rows, columns=[name for name in MENTIONS if name != "in_quote"])
    if "spelling" in steps:
        mentions["entity"] = _spelt_alike(mentions["entity"])
    quoted = passages(comments, quotes)
    places = mentions[["thread_id", "comment_id", "start"]].itertuples(index=False)
    mentions["in_quote"] = [any(a <= start < b for a, b in quoted.get((t, c), ())) for t, c, start in places]
    return mentions.reindex(columns=list(MENTIONS)).astype(MENTIONS)


def readable(comments: pd.DataFrame, model: str | Mapping[str, str] | None = None) -> pd.Series:
    """Name of the model that reads each comment; missing where none reads its language.

    >>> found = readable(pd.DataFrame({"thread_id": "t", "language": ["en", "fr"]}), model_name())
    >>> found.isna().to_list()
    [False, True]
    """
    return languages(comments).map(by_language(model)).astype("str")


def count(
    mentions: pd.DataFrame,
    comments: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    model: str | Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Count entities over all threads of the tables, those that readers name most often first.

    An entity is one row, whatever its mentions are labelled.

    Parameters
    ----------
    mentions : DataFrame
        From `find`.
    comments, articles, model
        What `find` was given; `comments` also with `author` and `own_words`. Without `articles` there is no
        `article_rate`.

    Returns
    -------
    DataFrame
        One row per `entity`: `label`; `margin`, the share of the model's `votes` for it minus that of the best other
        label (missing without a vote); `check`, what makes the label doubtful, missing where nothing does;
        `mentions`, `comments` and `authors` that name it in their own words; mentions `in_quotes` and `in_article`;
        `comments_rate` and `article_rate`, mentions per 1,000 own words of comments that were read and per 1,000 words
        of article.

    Examples
    --------
    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c1"], "author": "Ann"})
    >>> comments["body"] = comments["own_words"] = "Angela Merkel is in Paris."
    >>> count(find(comments), comments)[["entity", "label", "mentions", "comments_rate"]]
              entity   label  mentions  comments_rate
    0  Angela Merkel  PERSON         1          200.0
    1          Paris     GPE         1          200.0
    """
    need(mentions, "thread_id", "comment_id", "label", "entity", "in_quote", "model_label", "label_by")
    need(comments, "thread_id", "comment_id", "author", "own_words")
    in_article = mentions["comment_id"].isna()
    spoken = own(mentions)
    named = spoken.merge(comments[["thread_id", "comment_id", "author"]], how="left", on=["thread_id", "comment_id"])
    counts = _labels(mentions)
    counts["mentions"] = spoken.groupby("entity").size()
    counts["comments"] = spoken.drop_duplicates(["entity", "thread_id", "comment_id"]).groupby("entity").size()
    counts["authors"] = named.groupby("entity")["author"].nunique()
    counts["in_quotes"] = mentions[mentions["in_quote"]].groupby("entity").size()
    counts["in_article"] = mentions[in_article].groupby("entity").size()
    numbers = ["mentions", "comments", "authors", "in_quotes", "in_article"]
    counts[numbers] = counts[numbers].fillna(0)
    said, written = _words(comments, articles, model)
    counts["comments_rate"] = counts["mentions"] * (1000 / said if said else np.nan)
    counts["article_rate"] = counts["in_article"] * (1000 / written if written else np.nan)
    counts = counts.sort_values(["mentions", "in_article", "entity"], ascending=[False, False, True])
    return counts.reset_index().reindex(columns=list(COUNTS)).astype(COUNTS)


def compare(
    counts: pd.DataFrame,
    comments: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    model: str | Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """What readers raise and what they ignore: the entities of the comments' own words against those of the article.

    Parameters
    ----------
    counts : DataFrame
        From `count`.
    comments, articles, model
        What `count` was given.

    Returns
    -------
    DataFrame
        One row per entity of `counts` that is in own words or article, the most raised first: `mentions`, `authors`,
        `in_article` and both rates as there; `log_odds`, `low`, `high` and `z` of `analysis.keyness.log_odds` (above
        0: named more by readers); and a `verdict`, "raised by readers" or "ignored by readers", where the interval
        leaves out 0 and the counts are not too small (`analysis.keyness`), missing otherwise.
    """
    need(counts, "entity", "mentions", "authors", "in_article")
    said, written = _words(comments, articles, model)
    here = counts[counts["mentions"] + counts["in_article"] > 0].reset_index(drop=True)
    odds = keyness.log_odds(here["mentions"].astype("float64"), here["in_article"].astype("float64"), said, written)
    found = here.join(odds)
    found["verdict"] = keyness.verdict(found, said, written)
    found = found.sort_values("z", ascending=False, kind="stable", ignore_index=True)
    return found.reindex(columns=list(COMPARED)).astype(COMPARED)


def draft_aliases(mentions: pd.DataFrame) -> str:
    """First draft of a file of aliases: which spellings were taken for one name, and which labels are doubtful.

    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c1"], "body": ["Barack Obama spoke. Obama left."]})
    >>> print(draft_aliases(find(comments)).split("[aliases]")[1].split("[labels]")[0].strip())
    "Barack Obama" = ["Obama"]
    """
    need(mentions, "text", "entity", "label", "model_label", "label_by")
    return known_names.draft(mentions, _labels(mentions).reset_index())


def _spelt_alike(names: pd.Series) -> pd.Series:
    """Names of several threads that differ in case only, as most of the threads' mentions spell them."""
    usual: dict[str, str] = {}
    for name in names.value_counts(sort=False).sort_index(ascending=False).sort_values(kind="stable").index:
        usual[key(name)] = name
    return names.map({name: usual[key(name)] for name in names.unique()})


def _aliases(told: Aliases | Mapping | str | os.PathLike | None) -> Aliases:
    if told is None or isinstance(told, Aliases):
        return told or Aliases()
    return known_names.check(told) if isinstance(told, Mapping) else known_names.read(told)


def _texts(comments: pd.DataFrame, articles: pd.DataFrame | None, models: Mapping[str, str]) -> list[Text]:
    """All texts that a model reads, articles first."""
    texts: list[Text] = []

    def add(thread: str, comment: str | None, text: str, *rest: str | None) -> None:
        texts.append(Text(thread, comment, SURROGATE.sub("\ufffd", text), *rest))

    of_comments = languages(comments)
    if articles is not None:
        need(articles, "thread_id", "text")
        known = articles.dropna(subset="text")
        for thread, text, language in zip(known["thread_id"], known["text"], written_in(known, comments), strict=True):
            add(thread, None, text, models.get(language))
    read_by, authors = of_comments.map(models), comments.get("author", pd.Series(None, comments.index))
    columns = [comments["thread_id"], comments["comment_id"], comments["body"], read_by, authors]
    for thread, comment, body, name, author in zip(*columns, strict=True):
        name, author = (told if isinstance(told, str) else None for told in (name, author))
        add(thread, comment, body, name, author)
    return [text for text in texts if text.model is not None]


def _labels(mentions: pd.DataFrame) -> pd.DataFrame:
    """Label of each entity, the margin of the model's vote for it, its votes, and what makes it doubtful."""
    sizes = mentions.groupby(["entity", "label", "label_by"]).size().sort_values(ascending=False, kind="stable")
    found = sizes.reset_index().drop_duplicates("entity").set_index("entity").sort_index()[["label", "label_by"]]
    votes = mentions.groupby(["entity", "model_label"]).size().rename("cast").reset_index()
    votes = votes.assign(chosen=votes["model_label"] == votes["entity"].map(found["label"]))
    found["votes"] = votes.groupby("entity")["cast"].sum()
    found["votes"] = found["votes"].fillna(0).astype("int64")
    own_share = votes[votes["chosen"]].groupby("entity")["cast"].max()
    other_share = votes[~votes["chosen"]].groupby("entity")["cast"].max()
    lead = own_share.reindex(found.index, fill_value=0) - other_share.reindex(found.index, fill_value=0)
    found["margin"] = lead / found["votes"].replace(0, np.nan)
    rows = found[["label", "label_by", "margin", "votes"]].itertuples(index=False)
    found["check"] = pd.Series([_check(*row) for row in rows], found.index, dtype="str")
    return found[["label", "margin", "votes", "check"]]


def _check(label: str, settled_by: str, margin: float, votes: int) -> str | None:
    """What to say of a doubtful label."""
    if settled_by in ("gazetteer", "alias"):
        return None
    if votes and margin < CLOSE:
        return f"{label} {margin:.1f}, please check".replace("-0.0", "0.0").replace("-", "−")
    if votes < FEW:
        return "no vote: the model missed it" if not votes else f"only {votes} vote{'' if votes == 1 else 's'}"
    return None


def _words(
    comments: pd.DataFrame, articles: pd.DataFrame | None, model: str | Mapping[str, str] | None
) -> tuple[int, int]:
    """Own words of the comments that were read, and words of the articles."""
    models = by_language(model)
    said = comments.loc[languages(comments).isin(models), "own_words"]
    written = pd.Series(dtype="str")
    if articles is not None:
        written = articles.loc[written_in(articles, comments).isin(models), "text"].dropna()
    return sum(len(words(text)) for text in said), sum(len(words(text)) for text in written)
