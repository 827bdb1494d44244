"""Small tables and sentences for the notebooks, computed from the tables of a thread."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten

import numpy as np
import pandas as pd

from analysis import bootstrap, groups, sentiment
from analysis.doubt import GUESSED
from analysis.models import by_language, languages
from analysis.thread import EVIDENCE, ROLES, count, part, percent, thousands

MEANING = {
    "explicit": "the source says so",
    "nesting": "by how it stands on the page",
    "mention": "it begins with @ and a name",
    "quote": "it quotes that comment",
    "order": "its time runs backwards",
    "none": "nothing says so; counted as an answer to the article",
}


def roles(spans: pd.DataFrame) -> pd.DataFrame:
    """Characters of the source by what they were read as, and their share in per cent.

    >>> roles(pd.DataFrame({"start": [0, 6], "end": [6, 8], "role": ["body", "blank"]}))
       read as  characters  per cent
    0     body           6      75.0
    1    blank           2      25.0
    """
    size = (spans["end"] - spans["start"]).groupby(spans["role"].astype("str")).sum().astype("int64")
    found = size.reindex([role for role in ROLES if role in size.index])
    return pd.DataFrame(
        {"read as": found.index, "characters": found.to_numpy(), "per cent": (100 * found / found.sum()).to_numpy()}
    )


def evidence(comments: pd.DataFrame) -> pd.DataFrame:
    """Comments by how it is known whom they answer."""
    size = comments["parent_evidence"].value_counts()
    known = [kind for kind in EVIDENCE if size.get(kind, 0)]
    return pd.DataFrame(
        {"evidence": known, "which means": [MEANING[k] for k in known], "comments": [int(size[k]) for k in known]}
    )


def parents_known(comments: pd.DataFrame) -> str:
    """Say for how many comments it is known whom they answer.

    >>> parents_known(pd.DataFrame({"parent_evidence": ["nesting", "none"], "parent_id": ["c1", None]}))
    '1 of 2 comments answers another one. For 1 nothing in the text says whom it answers: depths are lower bounds.'
    """
    unknown, answers = int((comments["parent_evidence"] == "none").sum()), int(comments["parent_id"].notna().sum())
    said = f"{part(answers, len(comments), 'comment')} {'answers' if answers == 1 else 'answer'} another one."
    if not unknown:
        return said + " For every comment the text shows whom it answers." if len(comments) else said
    they = "it answers" if unknown == 1 else "they answer"
    guessed = comments["parent_evidence"].isin(GUESSED).any()
    depths = "depths may be off either way, as some answers are guessed" if guessed else "depths are lower bounds"
    return f"{said} For {unknown} nothing in the text says whom {they}: {depths}."


def coverage(scores: pd.DataFrame) -> str:
    """Say how many comments hold words that the sentiment lexicon knows; `scores` as from `analysis.sentiment.score`.

    >>> coverage(pd.DataFrame({"mean_sentence": [0.3, 0, None], "hits": pd.array([2, 0, None], dtype="Int64")}))
    '1 of 2 comments that were read holds a word VADER knows; the others score 0. 1 in another language was not read.'
    """
    hits, scored = scores["hits"], scores["mean_sentence"].notna()
    read, unread = hits[scored], int(hits.isna().sum())
    known, wordless = int((read > 0).sum()), int((hits.notna() & ~scored).sum())
    said = f"{part(known, len(read), 'comment')} that {'was' if len(read) == 1 else 'were'} read "
    said += f"{'holds' if known == 1 else 'hold'} a word VADER knows"
    said += "." if known == len(read) else "; the others score 0."
    said += f" {wordless} {'has' if wordless == 1 else 'have'} no words of their own." if wordless else ""
    return said + (f" {unread} in another language {'was' if unread == 1 else 'were'} not read." if unread else "")


def sure(scores: pd.Series, authors: pd.Series, subthreads: pd.Series) -> list[str]:
    """Say what the mean and the shares of all comments are and how sure they are.

    Parameters
    ----------
    scores : Series of float
        One per comment.
    authors, subthreads : Series
        What is resampled as a whole: first the ones, then the others.
    """
    mean, other = bootstrap.mean(scores, by=authors), bootstrap.mean(scores, by=subthreads)
    said, number = [f"Mean sentiment of a comment: {mean}."], scores.count()
    if number < groups.ENOUGH:
        return [*said, f"n = {number}: too few to compare groups of comments with each other; read them."]
    if other.low == other.low:
        ends = _ends(other.low, other.high)
        said.append(f"Resampling whole subthreads instead, of which there are {other.groups}, it is {ends}.")
    row = groups.summarise(scores, by=authors).iloc[0]
    parts = [f"{_percent(row, feeling)} are {feeling}" for feeling in groups.SHARES]
    return [*said, "Of the comments " + ", ".join(parts) + "."]


def feelings(summary: pd.DataFrame, thing: str, unit: str = "authors") -> pd.DataFrame:
    """Sentiment of groups, from `analysis.groups.summarise`, as a table to read; no shares of under ten comments.

    >>> found = feelings(groups.summarise(pd.Series([0.5, -0.5] * 10)), "thread").iloc[0]
    >>> found["95 % interval"], found["positive"], found["neutral"]
    ('−0.25 to 0.25', '50 % (28–72)', '0 % (0–18)')
    """
    written = {
        thing: summary.index,
        "comments": summary["comments"],
        unit: summary["independent"],
        "mean": summary["mean"],
        "95 % interval": list(map(_ends, summary["mean_low"], summary["mean_high"])),
    }
    shares = {feeling: [_percent(row, feeling) for _, row in summary.iterrows()] for feeling in groups.SHARES}
    return pd.DataFrame(written | shares).reset_index(drop=True)


def replied(pairs: pd.DataFrame) -> str:
    """Say whether answers are angrier than what they answer; nothing of under ten pairs of `analysis.groups.answers`.

    >>> pairs = pd.DataFrame({"answered": [0.0] * 9 + [0.2], "answer": [-0.1] * 10, "author": list("abcdefghij")})
    >>> replied(pairs.assign(parent=range(10)))[:72]
    'Answers are angrier than what they answer: the mean difference is −0.12,'
    """
    if len(pairs) < groups.ENOUGH:
        return ""
    change = groups.change(pairs)
    verdict = "are neither angrier nor kinder, as far as can be told, than"
    if change.low > 0 or change.high < 0:
        verdict = f"are {'kinder' if change.low > 0 else 'angrier'} than"
    return f"Answers {verdict} what they answer: the mean difference is {change}."


def beside_article(sentences: pd.DataFrame, scores: pd.Series, authors: pd.Series) -> str:
    """Compare the sentences of the article, from `analysis.groups.of_articles`, with the comments.

    The article stands as it is: its mean has no interval, since it was not drawn from many.
    """
    known, number = sentences["compound"].dropna(), scores.count()
    if known.empty:
        return "There is no text of an article that VADER can read."
    mean = bootstrap.mean(scores, by=authors)
    said = (
        f"The mean sentiment of the article's sentences is {_number(known.mean())} (n = {len(known)}), "
        f"that of the comments {mean}."
    )
    if number < groups.ENOUGH or mean.groups < bootstrap.FEWEST:
        return f"{said} n = {number}: too few comments to compare."
    if mean.low != mean.low:
        return f"{said} Comments that do not vary are compared with nothing."
    if mean.low <= known.mean() <= mean.high:
        return f"{said} That is no difference beyond chance."
    return f"{said} The comments are more {'positive' if mean.low > known.mean() else 'negative'} than the article."


def _number(value: float, sign: str = "-") -> str:
    return f"{value:{sign}.2f}".replace("-0.00", "0.00").replace("-", "−")


def _ends(low: float, high: float) -> str | None:
    return f"{_number(low)} to {_number(high)}" if low == low else None


def _percent(row: pd.Series, feeling: str) -> str | None:
    if row["comments"] < groups.ENOUGH:
        return None
    low, high = row[f"{feeling}_low"], row[f"{feeling}_high"]
    if low != low:
        return percent(row[feeling])
    digits = 0 if f"{low:.0%}" != f"{high:.0%}" else 1  # of many comments both ends may be under 1 %
    return f"{percent(row[feeling])} ({100 * low:.{digits}f}–{100 * high:.{digits}f})"


def found(mentions: pd.DataFrame, comments: pd.DataFrame, model: str | Mapping[str, str] | None = None) -> list[str]:
    """Say how many mentions were found where, by which model, and which comments were not read.

    Parameters
    ----------
    mentions, comments : DataFrame
        From `analysis.entities.find`, and what it was given.
    model
        What it was given.
    """
    in_article = int(mentions["comment_id"].isna().sum())
    quoted = int(mentions["in_quote"].sum())
    named = mentions.loc[mentions["comment_id"].notna() & ~mentions["in_quote"], ["thread_id", "comment_id"]]
    by = by_language(model)
    read = [name if language == "en" else f"{name} ({language})" for language, name in by.items()]
    said = (
        f"{' and '.join(read)} found {count(len(mentions), 'mention')}: {in_article} in the article, "
        f"{thousands(len(named))} in "
        f"{part(len(named.drop_duplicates()), len(comments), 'comment')}, {quoted} in passages that comments quote."
    )
    spoken = languages(comments)
    unread = spoken[~spoken.isin(by)].value_counts()
    if unread.empty:
        return [said]
    number, which = int(unread.sum()), ", ".join(f"{language} {size}" for language, size in unread.items())
    were = "comment in another language was" if number == 1 else "comments in other languages were"
    return [said, f"{number} {were} not read ({which}): docs/models.md says how to give a model for them."]


def doubtful(counts: pd.DataFrame, *, most: int = 5) -> list[str]:
    """Say which labels of `analysis.entities.count` are doubtful, the first of many, and how many rest on few mentions.

    >>> counts = pd.DataFrame({"entity": ["Khabib", "Ann"], "check": ["PERSON 0.2, please check", "only 1 vote"]})
    >>> doubtful(counts)
    ['Khabib: PERSON 0.2, please check.', 'What kind of thing a name is rests on one or two votes, or none, for 1 of 2
    names: a unanimous vote of few is not a sure one.']
    """
    asked = counts["check"].str.endswith("please check").fillna(False).astype("bool")
    few = int((counts["check"].notna() & ~asked).sum())
    first = counts[asked].head(most)
    said = [f"{name}: {check}." for name, check in zip(first["entity"], first["check"], strict=True)]
    if asked.sum() > most:
        said.append(f"Likewise doubtful: {count(int(asked.sum()) - most, 'more name')}.")
    if few:
        said.append(
            f"What kind of thing a name is rests on one or two votes, or none, for {few} of {len(counts)} names: a "
            "unanimous vote of few is not a sure one."
        )
    return said


def neutralised(names: Mapping[str, float], effect: pd.Series, *, most: int = 5) -> str:
    """Say which names VADER takes for feelings and what the mean would be without them.

    Parameters
    ----------
    names : dict of str to float
        From `analysis.sentiment.names`.
    effect : Series
        From `analysis.sentiment.effect`, with these names as the lexicon.
    most : int
        How many names to tell, the strongest first.

    Examples
    --------
    >>> comments, names = pd.DataFrame({"own_words": ["The United States won.", "Great!"]}), {"United States": 0.0}
    >>> neutralised(names, sentiment.effect(comments, names))
    'VADER takes words of some names for feelings: United States (+0.42). With these names as neutral 1 of 2 comments
    changes, and the mean sentiment is 0.62 instead of 0.71 (difference −0.09, no interval).'
    """
    if not names:
        return "No name in the comments holds a word that VADER takes for a feeling."
    scores = sentiment.score(pd.DataFrame({"own_words": list(names)}))["compound"]
    strong = scores.set_axis(list(names)).sort_values(key=abs, ascending=False, kind="stable")
    told = ", ".join(f"{name} ({_number(value, '+')})" for name, value in strong.head(most).items())
    more = f" and {len(strong) - most} more" if len(strong) > most else ""
    changed, read = int(effect["changed"]), int(effect["comments"])
    said = f"VADER takes words of some names for feelings: {told}{more}. With these names as neutral"
    if not changed:
        return f"{said} none of {count(read, 'comment')} with a score changes."
    ends = _ends(effect["low"], effect["high"])
    instead, mean, difference = (_number(effect[name]) for name in ("without", "with", "difference"))
    return (
        f"{said} {changed} of {read} comments {'changes' if changed == 1 else 'change'}, and the mean sentiment is "
        f"{mean} instead of {instead} (difference {difference}, {f'95 % interval {ends}' if ends else 'no interval'})."
    )


def without_words(words: pd.Series) -> str:
    """Say how many comments a table of lengths covers, and how many of these have no words of their own.

    >>> without_words(pd.Series([3, 0, 7]))
    'Quantiles over comments, n = 3; 1 of them has no words of its own.'
    """
    empty = int((words == 0).sum())
    has = "has no words of its own" if empty == 1 else "have no words of their own"
    return f"Quantiles over comments, n = {thousands(len(words))}" + (f"; {empty} of them {has}." if empty else ".")


def quantiles(measures: pd.DataFrame) -> pd.DataFrame:
    """Number of known values, least, quartiles and greatest of each column; whole ones stay whole where all values are.

    >>> quantiles(pd.DataFrame({"words": [1, 2, 3, None]}))
      measure  comments least lower quartile median upper quartile greatest
    0   words         3     1            1.5      2            2.5        3
    """
    numbers = measures.astype("float64").quantile([0, 0.25, 0.5, 0.75, 1]).T.astype("object")
    whole = (measures.isna() | (measures % 1 == 0)).all()
    numbers[whole] = numbers[whole].map(lambda value: int(value) if value % 1 == 0 else value)
    numbers.columns = ["least", "lower quartile", "median", "upper quartile", "greatest"]
    numbers.insert(0, "comments", measures.count())
    return numbers.rename_axis("measure").reset_index()


def extremes(table: pd.DataFrame, *, by: str, most: int) -> pd.DataFrame:
    """Rows with the lowest and the highest values of a column, lowest first; all rows of a short table.

    >>> extremes(pd.DataFrame({"x": [3, 1, 2, 5, 4]}), by="x", most=2)["x"].to_list()
    [1, 2, 4, 5]
    """
    known = table.dropna(subset=by).sort_values(by, kind="stable")
    return known if len(known) <= 2 * most else pd.concat([known.head(most), known.tail(most)])


MORE = {"depth": "The deeper in the thread", "time": "The later"}
HABITS = {"emoji": "an emoji", "links": "a link", "shouting": "half of the words or more in capitals"}
SHOWN = 300  # characters of a comment in a table


def habits(lengths: pd.DataFrame, authors: pd.Series) -> pd.DataFrame:
    """How many comments have an emoji, a link, half of their words in capitals; no shares of under ten comments.

    Parameters
    ----------
    lengths : DataFrame
        From `analysis.length.measure`.
    authors : Series
        Who wrote each comment: what is resampled as a whole.

    Examples
    --------
    >>> lengths = pd.DataFrame({"emoji": [2, 0] * 5, "links": [0] * 10, "shouting": [0.5] + [None] * 9})
    >>> habits(lengths, pd.Series(list("abcdefghij")))
                               comments with  number  of         share
    0                               an emoji       5  10  50 % (20–80)
    1                                 a link       0  10    0 % (0–34)
    2  half of the words or more in capitals       1   1           NaN
    """
    rows = []
    for name, written in HABITS.items():
        known = lengths[name].dropna()
        share = bootstrap.share(known >= 0.5, by=authors[lengths[name].notna()])
        row = pd.Series({"comments": len(known), "it": share.estimate, "it_low": share.low, "it_high": share.high})
        rows.append([written, int((known >= 0.5).sum()), len(known), _percent(row, "it")])
    return pd.DataFrame(rows, columns=["comments with", "number", "of", "share"])


def with_length(words: pd.Series, other: pd.Series, thing: str, authors: pd.Series) -> str:
    """Say whether the length of comments goes with something else; nothing of under ten comments or eight authors.

    Parameters
    ----------
    words : Series of int
        Of each comment. Those without words are left out, as they have no logarithm.
    other : Series of numbers or times
        What may go with it.
    thing : str
        What that is: "depth" or "time".
    authors : Series
        Who wrote each: what is resampled as a whole.

    Examples
    --------
    >>> words = pd.Series([2, 4, 8, 16, 32] * 4)
    >>> with_length(words, pd.Series([1, 2, 3, 4, 5] * 4), "depth", pd.Series(range(20)))[:50]
    'The deeper in the thread, the longer the comment: '
    """
    number = words.astype("float64")
    if pd.api.types.is_datetime64_any_dtype(other):
        other = (other - other.min()).dt.total_seconds()
    found = bootstrap.correlation(pd.Series(np.log2(number.where(number > 0))), other, by=authors)
    if ((number > 0) & other.notna()).sum() < groups.ENOUGH or found.low != found.low:
        return ""
    verdict = f"As far as can be told, the length of a comment does not go with {thing}"
    if found.low > 0 or found.high < 0:
        verdict = f"{MORE[thing]}, the {'longer' if found.low > 0 else 'shorter'} the comment"
    return f"{verdict}: the correlation of {thing} with the logarithm of the words is {found}."


def repeated(groups: pd.DataFrame, comments: pd.DataFrame) -> str:
    """Say how many comments repeat another one, from `analysis.repeats.summarise`.

    >>> repeated(pd.DataFrame({"comments": [3, 2], "authors": [3, 1]}), pd.DataFrame(index=range(169)))
    '5 of 169 comments (3 %) say what another one says too: 2 groups, 1 by several authors. The earliest of each:'
    """
    if groups.empty:
        return "No comment says again what another one says."
    number, several = int(groups["comments"].sum()), int((groups["authors"] > 1).sum())
    return (
        f"{part(number, len(comments), 'comment')} ({percent(number / len(comments))}) say what another one says too: "
        f"{count(len(groups), 'group')}, {several} by several authors. The earliest of each:"
    )


def copies(groups: pd.DataFrame) -> pd.DataFrame:
    """Groups of repeated comments, from `analysis.repeats.summarise`, as a table to read."""
    shown = groups[["comments", "authors", "identical", "first_posted", "last_posted"]].rename(
        columns={"first_posted": "first", "last_posted": "last"}
    )
    return shown.assign(text=[shorten(text, SHOWN, placeholder=" …") for text in groups["text"]])
