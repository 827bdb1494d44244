"""Small tables and sentences for the notebooks, computed from the tables of a thread."""

from __future__ import annotations

import pandas as pd

from analysis.thread import EVIDENCE, ROLES

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
    said = f"{answers} of {len(comments)} comments {'answers' if answers == 1 else 'answer'} another one."
    if not unknown:
        return said + " For every comment the text shows whom it answers." if len(comments) else said
    they = "it answers" if unknown == 1 else "they answer"
    return f"{said} For {unknown} nothing in the text says whom {they}: depths are lower bounds."


def coverage(scores: pd.DataFrame) -> str:
    """Say how many comments hold words that the sentiment lexicon knows.

    >>> coverage(pd.DataFrame({"hits": pd.array([2, 0, None], dtype="Int64")}))
    '1 of 2 comments that were read holds a word VADER knows; the others score 0. 1 in another language was not read.'
    """
    read = scores["hits"].dropna()
    known, unread = int((read > 0).sum()), int(scores["hits"].isna().sum())
    said = f"{known} of {len(read)} comments that were read {'holds' if known == 1 else 'hold'} a word VADER knows"
    said += "." if known == len(read) else "; the others score 0."
    return said + (f" {unread} in another language {'was' if unread == 1 else 'were'} not read." if unread else "")


def found(mentions: pd.DataFrame, comments: pd.DataFrame, *, model: str) -> str:
    """Say how many mentions were found where, by which model, and what was not read."""
    in_article = int(mentions["comment_id"].isna().sum())
    quoted = int(mentions["in_quote"].sum())
    named = mentions.loc[mentions["comment_id"].notna() & ~mentions["in_quote"], ["thread_id", "comment_id"]]
    unread = int((comments["language"].notna() & (comments["language"] != "en")).sum())
    said = (
        f"{model} found {len(mentions)} mentions: {in_article} in the article, {len(named)} in "
        f"{len(named.drop_duplicates())} of {len(comments)} comments, {quoted} in passages that comments quote."
    )
    return said + (f" {unread} comments in another language were not read." if unread else "")


def quantiles(measures: pd.DataFrame) -> pd.DataFrame:
    """Least, quartiles and greatest of each column.

    >>> quantiles(pd.DataFrame({"words": [1, 2, 3]}))
      measure  least  lower quartile  median  upper quartile  greatest
    0   words    1.0             1.5     2.0             2.5       3.0
    """
    numbers = measures.astype("float64").quantile([0, 0.25, 0.5, 0.75, 1]).T
    numbers.columns = ["least", "lower quartile", "median", "upper quartile", "greatest"]
    return numbers.rename_axis("measure").reset_index()


def extremes(table: pd.DataFrame, *, by: str, most: int) -> pd.DataFrame:
    """Rows with the lowest and the highest values of a column, lowest first; all rows of a short table.

    >>> extremes(pd.DataFrame({"x": [3, 1, 2, 5, 4]}), by="x", most=2)["x"].to_list()
    [1, 2, 4, 5]
    """
    known = table.dropna(subset=by).sort_values(by, kind="stable")
    return known if len(known) <= 2 * most else pd.concat([known.head(most), known.tail(most)])


def transpose(measures: pd.DataFrame) -> pd.DataFrame:
    """Measures as rows, threads as columns; whole numbers stay whole."""
    return measures.astype("object").T.rename_axis("measure").reset_index()
