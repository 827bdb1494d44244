"""One check of the ids, parents and times of a comments table for all readers: nothing is repaired in silence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.thread import NOTICES, count, table

AHEAD = pd.Timedelta(days=1)  # clocks and time zones that differ
MARKUP = r"</?(?:p|br|div|span|a|b|i|em|strong|ul|li|blockquote|img)\b[^<>]*>|&(?:amp|lt|gt|quot|nbsp|#x?[\da-f]{2,6});"
NAMED = 3  # comments that a notice names


def repair(
    comments: pd.DataFrame, articles: pd.DataFrame, now: pd.Timestamp | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make ids unique and parents sound; say what was done, and which times and bodies look wrong.

    A comment that stands twice is kept once; two that differ and share an id get ids of their own. An answer to a
    comment that is not there, to one of another thread, to itself, or round in a circle becomes an answer to the
    article, and `lost_parent_id` keeps whom the source named.

    Parameters
    ----------
    comments : DataFrame
        A comments table whose ids, parents and times are as the source has them; any order.
    articles : DataFrame
        The articles table.
    now : Timestamp, optional
        What times may not be after; by default today.

    Returns
    -------
    comments, notices : DataFrame
        The comments table, in the same order, and rows of the notices table.

    Examples
    --------
    >>> from analysis.thread import ARTICLES, COMMENTS
    >>> rows = [{"thread_id": "t", "comment_id": "1", "parent_id": "9", "body": "Who?"}]
    >>> fixed, notices = repair(table(rows, COMMENTS), table([{"thread_id": "t"}], ARTICLES))
    >>> fixed["lost_parent_id"].to_list(), notices["message"].to_list()
    (['9'], ['1 reply to a comment that is not here was attached to the article: 1'])
    """
    comments, told = _unique(comments)
    notices = list(told)
    up, lost = _parents(comments)
    for code, rows in lost.items():
        if len(rows):
            notices.append(_notice(code, comments.iloc[rows]))
    rows = np.concatenate(list(lost.values()))
    if len(rows):
        comments = comments.copy()
        wrong = np.zeros(len(comments), bool)
        wrong[rows] = True
        comments["lost_parent_id"] = comments["parent_id"].where(wrong, comments["lost_parent_id"])
        comments["parent_id"] = comments["parent_id"].mask(wrong)
        comments["parent_evidence"] = comments["parent_evidence"].mask(wrong, "none")
    notices += _doubtful(comments, articles, now or pd.Timestamp.now("UTC"))
    return comments, table(notices, NOTICES)


# What is counted, and what is said of one and of more.
MESSAGES = {
    "parent_missing": (
        "reply",
        "to a comment that is not here was attached to the article",
        "to comments that are not here were attached to the article",
    ),
    "parent_elsewhere": (
        "reply",
        "to a comment of another thread was attached to the article",
        "to comments of other threads were attached to the article",
    ),
    "parent_self": (
        "comment",
        "that answers itself was attached to the article",
        "that answer themselves were attached to the article",
    ),
    "parent_cycle": (
        "circle",
        "of replies was cut: its first comment was attached to the article",
        "of replies were cut: the first comment of each was attached to the article",
    ),
    "duplicate_comment": ("comment", "that stood twice was kept once", "that stood twice were kept once"),
    "duplicate_id": (
        "comment",
        "with the id of another one got an id of its own",
        "with the ids of others got ids of their own",
    ),
    "time_in_future": ("comment", "has a time in the future", "have a time in the future"),
    "time_before_article": ("comment", "is older than the article", "are older than the article"),
    "markup_left": ("comment", "still has HTML in its text", "still have HTML in their text"),
}


def _notice(code: str, rows: pd.DataFrame) -> dict:
    thing, one, many = MESSAGES[code]
    ids = list(rows["comment_id"].head(NAMED))
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    message = f"{count(len(rows), thing)} {one if len(rows) == 1 else many}: {', '.join(ids)}{more}"
    return {"code": code, "message": message, "comment_id": ids[0], "count": len(rows)}


def _unique(comments: pd.DataFrame) -> tuple[pd.DataFrame, Iterator[dict]]:
    """Return the comments with unique ids, and notices on what was done for it."""
    where = ["thread_id", "comment_id"]
    again = comments.duplicated(where)
    if not again.any():
        return comments, iter(())
    same = comments.duplicated([*where, "author", "posted", "body"])
    twice, other = comments[again & same], comments[again & ~same]
    comments = comments[~(again & same)].reset_index(drop=True)
    again = comments.duplicated(where)
    taken = set(zip(comments["thread_id"], comments["comment_id"], strict=True))
    names = []
    for thread, name in comments.loc[again, where].itertuples(index=False):
        number = next(n for n in range(2, len(comments) + 2) if (thread, f"{name}-{n}") not in taken)
        taken.add((thread, f"{name}-{number}"))
        names.append(f"{name}-{number}")
    comments.loc[again, "comment_id"] = pd.Series(names, index=comments.index[again], dtype="str")
    told = {"duplicate_comment": twice, "duplicate_id": other}
    return comments, (_notice(code, rows) for code, rows in told.items() if len(rows))


def _parents(comments: pd.DataFrame) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the row of each comment's parent, -1 for none, and the rows whose parent cannot be."""
    size = len(comments)
    codes, _ = pd.factorize(pd.concat([comments["comment_id"], comments["parent_id"]], ignore_index=True))
    own, answered = codes[:size].astype(np.int64), codes[size:].astype(np.int64)
    thread = pd.factorize(comments["thread_id"])[0].astype(np.int64) * (2 * size + 1)
    order = np.argsort(thread + own, kind="stable")
    known = (thread + own)[order]
    place = np.minimum(np.searchsorted(known, thread + answered), size - 1)
    replies = answered >= 0
    there = replies & (known[place] == thread + answered) if size else replies
    up = np.where(there, order[place], -1) if size else np.empty(0, int)
    elsewhere = replies & ~there & np.isin(answered, own)
    itself = there & (up == np.arange(size))
    up[itself] = -1
    circles = _circles(up, comments["posted"].to_numpy("datetime64[us]"))
    up[circles] = -1
    lost = {
        "parent_missing": np.flatnonzero(replies & ~there & ~elsewhere),
        "parent_elsewhere": np.flatnonzero(elsewhere),
        "parent_self": np.flatnonzero(itself),
        "parent_cycle": circles,
    }
    return up, lost


def _circles(up: np.ndarray, posted: np.ndarray) -> np.ndarray:
    """Return a row of each circle of replies: the earliest, or where times are missing the first.

    Each round doubles how far up a row looks (pointer jumping): who after as many steps as there are rows has not come
    to the article leads into a circle, and the rows then reached are those of the circles.
    """
    far = up
    for _ in range(max(1, len(up)).bit_length() + 1):
        if not (far >= 0).any():
            return np.empty(0, int)
        far = np.where(far >= 0, far[far], -1)
    waiting, cut = set(np.unique(far[far >= 0]).tolist()), []
    for row in sorted(waiting):
        if row not in waiting:
            continue
        circle = [row]
        while (following := int(up[circle[-1]])) != row:
            circle.append(following)
        waiting.difference_update(circle)
        times = posted[circle]
        cut.append(circle[int(np.argmin(times))] if not np.isnat(times).any() else min(circle))
    return np.array(cut, int)


def _doubtful(comments: pd.DataFrame, articles: pd.DataFrame, now: pd.Timestamp) -> list[dict]:
    """Notices on times that cannot be and on markup in bodies."""
    published = comments["thread_id"].map(articles.set_index("thread_id")["published"])
    body = comments["body"]
    marked = body.str.contains("<", regex=False) | body.str.contains("&", regex=False)  # few need the longer look
    marked[marked] = body[marked].str.contains(MARKUP, case=False, regex=True)
    found = {
        "time_in_future": comments["posted_from"] > now + AHEAD,
        "time_before_article": comments["posted_until"] < published - AHEAD,
        "markup_left": marked,
    }
    return [_notice(code, comments[rows]) for code, rows in found.items() if rows.any()]
