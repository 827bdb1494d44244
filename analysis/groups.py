"""Sentiment of groups of comments and how sure it is: by depth, by author, over time, answers and what they answer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import bootstrap, replies, sentiment
from analysis.language import detect
from analysis.text import authors, column, need, numeric, sentence_spans, storable

NEUTRAL = 0.05  # VADER's own bound: compounds nearer to 0 are neither positive nor negative
STRONG = 0.3  # about one standard deviation of the sentiment of comments
ENOUGH = 10  # comments; of fewer nothing is compared
SHARES = ["positive", "neutral", "negative"]
UNITS = ["hour", "day", "week", "month", "quarter", "year"]
HOURS = dict(zip(UNITS, [1, 24, 7 * 24, 30 * 24, 91 * 24, 365 * 24], strict=True))
MOST_PERIODS = 30  # in one chart


def summarise(scores: pd.Series, groups: pd.Series | None = None, *, by: pd.Series | None = None) -> pd.DataFrame:
    """Mean and shares of positive, neutral and negative comments of each group, with their 95 % intervals.

    Parameters
    ----------
    scores : Series of float
        One per comment, -1 to 1, such as `mean_sentence`; missing ones are left out.
    groups : Series, optional
        The group of each comment, such as its depth; those without are left out. By default all are one group.
    by : Series, optional
        What is resampled as a whole: the author of each comment, or its subthread (`analysis.replies.subthreads`). A
        missing one, or none at all, makes each comment independent of all others.

    Returns
    -------
    DataFrame
        One row per group, sorted: `comments`, `independent` (the authors or subthreads they are of), `mean` and the
        shares `positive` (0.05 or more), `neutral`, `negative` (-0.05 or less), each with `_low` and `_high`: its 95 %
        interval, missing where it would rest on fewer than 8 authors or subthreads, that of a mean also where these
        do not differ. See `analysis.bootstrap`.

    Examples
    --------
    >>> scores = pd.Series([0.5, 0.0, -0.5, 0.3])
    >>> summarise(scores, pd.Series([1, 1, 2, 2]))[["comments", "mean", "positive", "negative"]]
       comments  mean  positive  negative
    1         2  0.25       0.5       0.0
    2         2 -0.10       0.5       0.5
    """
    numbers = pd.DataFrame({"score": numeric(scores, "scores").array})
    numbers["by"] = pd.NA if by is None else column(by, "by", scores.index).array
    names: list = ["all"]
    parts = [numbers.dropna(subset="score")]
    if groups is not None:
        kept = storable(column(groups, "groups", scores.index)).reset_index(drop=True)[parts[0].index]
        grouped = parts[0].groupby(kept, sort=True, observed=True)
        names, parts = list(grouped.groups), [part for _, part in grouped]
    rows = [_row(part["score"], part["by"]) for part in parts]
    columns = ["comments", "independent", *(n + end for n in ["mean", *SHARES] for end in ("", "_low", "_high"))]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(names, dtype=None if names else "object"))


def _row(scores: pd.Series, by: pd.Series) -> list[float]:
    mean = bootstrap.mean(scores, by)
    flags = [scores >= NEUTRAL, scores.abs() < NEUTRAL, scores <= -NEUTRAL]
    found = [mean, *(bootstrap.share(flag, by) for flag in flags)]
    return [len(scores), mean.groups, *(number for one in found for number in one[:3])]


def busiest(authors: pd.Series, scores: pd.Series, most: int = 10) -> pd.Series:
    """Authors as groups: those of the most comments with a score, of ten at least; all others are in none.

    >>> busiest(pd.Series(["Ann"] * 11 + ["Bob"] * 2), pd.Series([0.1] * 13)).value_counts().to_dict()
    {'Ann': 11}
    """
    authors = storable(authors)
    comments = authors[scores.notna().to_numpy()].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    names = list(comments[comments >= ENOUGH].index[:most])
    return authors.where(authors.isin(names)).astype(pd.CategoricalDtype(names))


def depths(depth: pd.Series, most: int = 8) -> pd.Series:
    """Depths as groups, the deepest of them together.

    >>> depths(pd.Series([1, 3, None, 2], dtype="Int64"), most=2).to_list()
    ['depth 1', 'deeper', nan, 'depth 2']
    """
    known = sorted(depth.dropna().unique())
    names = {value: f"depth {value}" for value in known[:most]} | dict.fromkeys(known[most:], "deeper")
    return depth.astype("object").map(names).astype(pd.CategoricalDtype(list(dict.fromkeys(names.values()))))


def bands(scores: pd.Series) -> pd.Series:
    """Scores as groups: very negative (-0.3 or less), negative, neutral, positive, very positive (0.3 or more).

    >>> bands(pd.Series([-0.3, 0.05, None])).to_list()
    ['very negative', 'positive', nan]
    """
    names = ["very negative", "negative", "neutral", "positive", "very positive"]
    found = [scores <= -STRONG, scores <= -NEUTRAL, scores < NEUTRAL, scores < STRONG, scores >= STRONG]
    chosen = pd.Series(np.select(found, names, ""), index=scores.index)
    return chosen.where(scores.notna()).astype(pd.CategoricalDtype(names))


def periods(comments: pd.DataFrame) -> tuple[pd.Series, str]:
    """Beginning (UTC) of the hour, day, week, month, quarter or year that each comment is of, and which of these it is.

    It is the shortest that makes at most 30 of them, of ten comments or more on average, and that is no shorter than
    most times are sure. A comment is of none (NaT) if its time is missing or less sure than that.

    Parameters
    ----------
    comments : DataFrame
        With `posted`, `posted_from` and `posted_until`.

    Examples
    --------
    >>> day = pd.to_datetime(pd.Series(["2024-05-03 10:00", None, "2024-05-04 09:00"]), utc=True)
    >>> start, unit = periods(pd.DataFrame({"posted_from": day, "posted": day, "posted_until": day}))
    >>> unit, start.dt.strftime("%Y-%m-%d").to_list()
    ('year', ['2024-01-01', nan, '2024-01-01'])
    """
    need(comments, "posted", "posted_from", "posted_until")
    posted = comments["posted"].dt.tz_localize(None)
    unsure = comments["posted_until"] - comments["posted_from"]
    for unit in UNITS:
        # A day by a summer clock may have 25 hours, and a month 31 days.
        exact = posted.where(unsure <= 1.05 * pd.Timedelta(hours=HOURS[unit]))
        start = exact.dt.to_period(unit[0].upper() if unit != "hour" else "h").dt.start_time
        many = start.nunique()
        if 2 * exact.count() > posted.count() and many <= min(MOST_PERIODS, posted.count() / ENOUGH):
            break
    return start, unit


def answers(scores: pd.Series, comments: pd.DataFrame) -> pd.DataFrame:
    """Each answer to another person's comment, with the sentiment of both.

    Parameters
    ----------
    scores : Series of float
        One per comment.
    comments : DataFrame
        With `thread_id`, `comment_id`, `parent_id` and `author`. Answers to oneself are left out: they say how a person
        stays in a mood, not how one answers another.

    Returns
    -------
    DataFrame
        `answered` and `answer`, the scores of the two; `author` of the answer; `parent`, the row number of the comment
        answered. One row per pair of scored comments, with the index of the answer.

    Examples
    --------
    >>> thread = pd.DataFrame(
    ...     {"thread_id": "t", "comment_id": list("abc"), "parent_id": [None, "a", "a"], "author": ["Ann", "Bo", "Ann"]}
    ... )
    >>> answers(pd.Series([0.5, -0.2, 0.1]), thread)
       answered  answer author  parent
    1       0.5    -0.2     Bo       0
    """
    need(comments, "thread_id", "comment_id", "parent_id", "author")
    parent = replies.parents(comments)
    answered, author = parent >= 0, authors(comments).reset_index(drop=True)
    score = numeric(scores, "scores", comments.index).reset_index(drop=True)
    pairs = pd.DataFrame(
        {
            "answered": score.reindex(np.where(answered, parent, -1)).array,
            "answer": score.array,
            "author": author.array,
            "parent": parent,
        },
        index=comments.index,
    )
    to_oneself = author.reindex(np.where(answered, parent, -1)).reset_index(drop=True) == author
    return pairs[(~to_oneself).to_numpy(dtype=bool) & pairs[["answered", "answer"]].notna().all(axis=1)]


def shared_mood(pairs: pd.DataFrame) -> bootstrap.Interval:
    """Correlation of answers with what they answer.

    Two answers by one author are not independent, nor are two to the same comment: whole authors are resampled, then
    all that answers one comment, and the ends are those of the wider interval.

    Parameters
    ----------
    pairs : DataFrame
        From `answers`.
    """
    answered, answer = pairs["answered"], pairs["answer"]
    return _wider(*(bootstrap.correlation(answered, answer, by=pairs[by]) for by in ("author", "parent")))


def change(pairs: pd.DataFrame) -> bootstrap.Interval:
    """Mean of an answer's sentiment less that of what it answers; its interval as in `shared_mood`."""
    return _wider(*(bootstrap.mean(pairs["answer"] - pairs["answered"], by=pairs[by]) for by in ("author", "parent")))


def _wider(one: bootstrap.Interval, other: bootstrap.Interval) -> bootstrap.Interval:
    """Return the first with the ends of the wider one, or without ends if either has none."""
    widths = np.array([one.high - one.low, other.high - other.low])
    wider = other if widths.argmax() == 1 else one  # argmax finds a NaN first
    return one._replace(low=wider.low, high=wider.high)


def of_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Sentiment of each sentence of the articles, by the same `analysis.sentiment.score` as that of the comments.

    Parameters
    ----------
    articles : DataFrame
        With `thread_id` and `text`; those without a text have no sentence, those in another language no scores.

    Returns
    -------
    DataFrame
        `thread_id`, `sentence`, `compound`, `hits`.
    """
    need(articles, "thread_id", "text")
    known = articles.dropna(subset="text")
    languages = detect(list(known["text"]), threads=list(known["thread_id"]))
    rows = [
        (name, text[start:end], language)
        for name, text, language in zip(known["thread_id"], known["text"], languages, strict=True)
        for start, end in sentence_spans(text)
    ]
    found = pd.DataFrame(rows, columns=["thread_id", "own_words", "language"]).astype("str")
    scores = sentiment.score(found)[["compound", "hits"]]
    return found.drop(columns="language").rename(columns={"own_words": "sentence"}).join(scores)
