"""Whom a thread pays attention to, in words: what is seen in the tables of `analysis.entities`."""

from __future__ import annotations

import pandas as pd

from analysis import bootstrap
from analysis.keyness import FEWEST
from analysis.mentions import ENOUGH
from analysis.thread import count, part, thousands

NAMED = 6  # names that a sentence can hold
TOLD = 3  # pairs, likewise


def raised(compared: pd.DataFrame) -> list[str]:
    """Names that readers raise, from `analysis.entities.compare`, the surest first."""
    return compared.loc[compared["verdict"] == "raised by readers", "entity"].to_list()


def ignored(compared: pd.DataFrame) -> list[str]:
    """Names that readers ignore, from `analysis.entities.compare`, the surest first."""
    return compared.loc[compared["verdict"] == "ignored by readers", "entity"].to_list()[::-1]


def uneven(compared: pd.DataFrame) -> str:
    """Say whom readers name most often, and what article or readers name more than the other.

    Parameters
    ----------
    compared : DataFrame
        From `analysis.entities.compare`.

    Examples
    --------
    >>> rows = {"entity": ["Zelensky", "Paris"], "mentions": [9, 1], "in_article": [0, 9], "log_odds": [2.0, -2.0]}
    >>> uneven(pd.DataFrame(rows | {"verdict": ["raised by readers", "ignored by readers"]}))
    'Readers name Zelensky most often, 9 times. Raised by readers: Zelensky. Ignored by readers: Paris.'
    """
    if compared.empty:
        return "No name was found."
    first = compared.iloc[compared["mentions"].to_numpy().argmax()]
    said = "Readers name nobody more than once."
    if first["mentions"] > 1:
        said = f"Readers name {first['entity']} most often, {thousands(first['mentions'])} times."
    elif not first["mentions"]:
        said = "Readers name none of them."
    if compared["log_odds"].isna().all():
        return f"{said} Without words of both, article and comments, there is nothing to compare."
    for verdict, names in (("Raised", raised(compared)), ("Ignored", ignored(compared))):
        said += f" {verdict} by readers: {listed(names)}." if names else ""
    if compared["verdict"].isna().all():
        large = int((compared["mentions"] + compared["in_article"] >= FEWEST).sum())
        said += " Of no name can it be told that article or readers name it more than the other; "
        said += f"{part(large, len(compared), 'name')} {'is' if large == 1 else 'are'} named {FEWEST} times or more."
    return said


def felt(found: pd.DataFrame) -> str:
    """Say how sentences feel that name somebody, as far as their number and their intervals bear it out.

    Parameters
    ----------
    found : DataFrame
        From `analysis.entities.feelings`.

    Examples
    --------
    >>> felt(pd.DataFrame({"entity": ["Kyiv"], "sentences": [9], "mean": [-0.2], "low": [-0.3], "high": [-0.1]}))
    'Kyiv: mean −0.20 (−0.30 to −0.10, n = 9). The interval leaves out 0 for 1 of 1 name: negative around Kyiv.'
    """
    if found.empty:
        return "No commenter names anybody in their own words."
    known = found.dropna(subset="mean")
    if known.empty:
        most = count(int(found["sentences"].max()), "sentence")
        return f"No name stands in more than {most}: too few for a mean, which takes {ENOUGH}."
    first = known.iloc[known["sentences"].to_numpy().argmax()]
    ends = f"{_number(first['low'])} to {_number(first['high'])}, " if first["low"] == first["low"] else ""
    said = f"{first['entity']}: mean {_number(first['mean'])} ({ends}n = {thousands(first['sentences'])})."
    sure = known.dropna(subset="low")
    if sure.empty:
        return f"{said} No interval: that takes {bootstrap.FEWEST} authors whose sentences differ."
    kinds = {"positive": sure["entity"][sure["low"] > 0], "negative": sure["entity"][sure["high"] < 0]}
    told = [f"{kind} around {listed(names.to_list())}" for kind, names in kinds.items() if len(names)]
    if not told:
        return f"{said} No interval leaves out 0."
    outside = part(sum(map(len, kinds.values())), len(sure), "name")
    chance = " (by chance 1 in 20 would)" if len(sure) > 1 else ""
    return f"{said} The interval leaves out 0 for {outside}{chance}: {'; '.join(told)}."


def paired(pairs: pd.DataFrame) -> str:
    """Say which names comments name together most often.

    Parameters
    ----------
    pairs : DataFrame
        From `analysis.entities.together`.

    Examples
    --------
    >>> paired(pd.DataFrame({"first": ["Kyiv"], "second": ["Paris"], "comments": [4], "authors": [1], "share": [0.5]}))
    'Together in most comments: Kyiv and Paris, 4 by 1 author (50 % of those that name either).'
    """
    if pairs.empty:
        return "No comment names two of them in its own words."
    again = pairs[pairs["comments"] > 1]
    if again.empty:
        return f"n = {count(len(pairs), 'pair')}, each together in one comment only."
    told = [
        f"{first} and {second}, {comments} by {count(authors, 'author')} ({share:.0%}".replace("%", " %") + ")"
        for first, second, comments, authors, share in again.head(TOLD).itertuples(index=False)
    ]
    told[0] = told[0][:-1] + " of those that name either)"
    return f"Together in most comments: {'; '.join(told)}."


def brought(found: pd.DataFrame) -> str:
    """Say how many names readers bring up, and which of these travels farthest.

    Parameters
    ----------
    found : DataFrame
        From `analysis.entities.introduced`.

    Examples
    --------
    >>> rows = {"entity": ["Kyiv", "Paris"], "by_article": [False, True], "author": ["Ann", "Bob"], "authors": [2, 9]}
    >>> brought(pd.DataFrame(rows | {"comments": [4, 9], "later": [3, 8], "deepest": [2, 5]}))
    'Readers bring up 1 of 2 names, which the article does not have. Taken up most is Kyiv: after Ann in 3 comments,
    down to depth 2.'
    """
    if found.empty:
        return "No commenter names anybody in their own words."
    new, whole = found[~found["by_article"]], count(len(found), "name")
    if new.empty:
        return f"Readers bring up nobody new: the article has all whom they name, n = {whole}."
    said = f"Readers bring up {len(new)} of {whole}, which the article does not have."
    if len(new) == len(found):
        said = f"Readers bring up {whole}: no article has one of them."
    new = new[new["authors"] > 1]
    if new.empty:
        return f"{said} Nobody takes up a name that another reader brought up."
    far = new.iloc[new["comments"].to_numpy().argmax()]
    who = "somebody without a name" if pd.isna(far["author"]) else far["author"]
    said += f" Taken up most is {far['entity']}: after {who} in {count(far['later'], 'comment')}"
    return f"{said}, down to depth {far['deepest']}." if pd.notna(far["deepest"]) else f"{said}."


def listed(names: list[str], most: int = NAMED) -> str:
    """Write names as a list, of a long one the first.

    >>> listed(["Ann", "Bob", "Cem"]), listed(["Ann", "Bob", "Cem"], most=1)
    ('Ann, Bob, Cem', 'Ann and 2 more')
    """
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _number(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
