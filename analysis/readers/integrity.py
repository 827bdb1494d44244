"""One check of the ids, parents and times of a comments table for all readers: nothing is repaired in silence."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.thread import NOTICES, count, table
from analysis.times import lacks_zone

AHEAD = pd.Timedelta(days=1)  # clocks and time zones that differ
MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|blockquote|img|code|pre)\b[^<>]*>|&(?:amp|lt|gt|quot|nbsp|#x?[\da-f]{2,6});",
    re.IGNORECASE | re.ASCII,
)
NAMED = 3  # comments that a notice names


def repair(
    comments: pd.DataFrame,
    articles: pd.DataFrame,
    now: pd.Timestamp | None = None,
    *,
    parent_or_article: bool | np.ndarray = False,
    versions: bool | np.ndarray = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make ids unique and parents sound; say what was done, and which times and bodies look wrong.

    A comment that stands twice is kept once; two that differ and share an id are versions of one, of which the latest
    that has a text is kept, or get ids of their own. An answer to a
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
    parent_or_article : bool or array of bool
        Whether a parent that is the thread's id and no comment's is the article, of all comments or of each.
    versions : bool or array of bool
        Whether comments of one id are versions of one.

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
    perhaps = np.broadcast_to(parent_or_article, len(comments))
    comments, notices, kept = _unique(comments, np.broadcast_to(versions, len(comments)))
    top = under_article(comments["thread_id"], comments["comment_id"], comments["parent_id"]) & perhaps[kept]
    comments = comments.assign(parent_id=comments["parent_id"].mask(top)) if top.any() else comments
    lost = unsound(comments["thread_id"], comments["comment_id"], comments["parent_id"], comments["posted"])
    notices += [notice(code, comments["comment_id"].iloc[rows], len(rows)) for code, rows in lost.items() if len(rows)]
    wrong = np.zeros(len(comments), bool)
    wrong[np.concatenate(list(lost.values()))] = True
    comments = cut(comments, wrong)
    for code, doubted in doubtful(comments, articles, now or pd.Timestamp.now("UTC")).items():
        if doubted.any():
            notices.append(notice(code, comments.loc[doubted, "comment_id"], int(doubted.sum())))
    return comments, table(notices, NOTICES)


def cut(comments: pd.DataFrame, wrong: np.ndarray) -> pd.DataFrame:
    """Make the comments that a mask names answers to the article, and keep whom the source named."""
    if not wrong.any():
        return comments
    return comments.assign(
        lost_parent_id=comments["parent_id"].where(wrong, comments["lost_parent_id"]),
        parent_id=comments["parent_id"].mask(wrong),
        parent_evidence=comments["parent_evidence"].mask(wrong, "none"),
    )


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
    "old_version": (
        "comment",
        "that stood in another version too was left out for the latest one with a text",
        "that stood in other versions too were left out for the latest ones with a text",
    ),
    "duplicate_id": (
        "comment",
        "with the id of another one got an id of its own",
        "with the ids of others got ids of their own",
    ),
    "time_in_future": (
        "comment",
        "has a time in the future, or after the page was copied",
        "have a time in the future, or after the page was copied",
    ),
    "time_before_article": ("comment", "is older than the article", "are older than the article"),
    "time_undated": (
        "comment",
        "has a time that gives no date (if it is one such as “2 days ago”, say with --captured when the file was made)",
        "have times that give no date (if they are such as “2 days ago”, say with --captured when the file was made)",
    ),
    "zone_unknown": (
        "comment",
        "has an hour but no time zone: it was read in the one given with --timezone, by default UTC",
        "have an hour but no time zone: they were read in the one given with --timezone, by default UTC",
    ),
    "markup_left": ("comment", "still has HTML in its text", "still have HTML in their text"),
    "other_language": (
        "comment",
        "is not in English: it has no sentiment and no names",
        "are not in English: they have no sentiment and no names",
    ),
}


def notice(code: str, first: Sequence[str] | pd.Series, size: int) -> dict:
    """Return a row of the notices table: of so many comments the first are named."""
    ids = list(first[:NAMED])
    more = f" and {size - NAMED} more" if size > NAMED else ""
    message = f"{told(code, size)}: {', '.join(ids)}{more}"
    return {"code": code, "message": message, "comment_id": ids[0], "count": size}


def told(code: str, size: int) -> str:
    """What a notice says of so many.

    >>> told("parent_self", 2)
    '2 comments that answer themselves were attached to the article'
    """
    thing, one, many = MESSAGES[code]
    return f"{count(size, thing)} {one if size == 1 else many}"


def repeated(keys: pd.DataFrame, gone: np.ndarray, versions: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Masks of the comments that stand twice, of old versions, and of others with an id that another one has.

    Parameters
    ----------
    keys : DataFrame
        The thread, the id, and whatever else makes two comments one and the same.
    gone : array of bool
        Which have no text or were deleted.
    versions : array of bool
        Which are versions of one comment if they share its id.
    """
    again = keys.duplicated(list(keys)[:2]).to_numpy()
    if not again.any():
        return again, again, again
    twice = again & keys.duplicated().to_numpy()
    old = np.zeros(len(keys), bool)
    several = np.flatnonzero(~twice & versions & keys.duplicated(list(keys)[:2], keep=False).to_numpy())
    latest = several[np.argsort(~gone[several], kind="stable")]  # last those with a text, of these the latest
    old[latest] = keys.iloc[latest].duplicated(list(keys)[:2], keep="last")
    kept = ~twice & ~old
    other = np.zeros(len(keys), bool)
    other[kept] = keys[kept].duplicated(list(keys)[:2])
    return twice, old, other


def free_names(wanted: Iterable[tuple[Hashable, str]], is_taken: Callable[[Hashable, str], bool]) -> list[str]:
    """A new name for each pair of thread and id: the first of id-2, id-3 ... that no comment of the thread has."""
    given: set[tuple[Hashable, str]] = set()
    numbers: dict[tuple[Hashable, str], Iterator[int]] = defaultdict(lambda: itertools.count(2))
    names = []
    for thread, name in wanted:
        free = (f"{name}-{number}" for number in numbers[thread, name])
        names.append(next(new for new in free if (thread, new) not in given and not is_taken(thread, new)))
        given.add((thread, names[-1]))
    return names


def _unique(comments: pd.DataFrame, versions: np.ndarray) -> tuple[pd.DataFrame, list[dict], np.ndarray]:
    """Return the comments with unique ids, notices on what was done for it, and a mask of those that were kept."""
    gone = (comments["body"].eq("") | comments["status"].eq("deleted")).fillna(False).to_numpy(bool)
    keys = comments[["thread_id", "comment_id", "author", "posted", "body"]]
    twice, old, other = repeated(keys, gone, versions)
    told = [
        notice(code, comments.loc[rows, "comment_id"], int(rows.sum()))
        for code, rows in (("duplicate_comment", twice), ("old_version", old), ("duplicate_id", other))
        if rows.any()
    ]
    kept = ~twice & ~old
    if not told:
        return comments, told, kept
    taken = set(zip(comments["thread_id"], comments["comment_id"], strict=True))
    wanted = comments.loc[other, ["thread_id", "comment_id"]].itertuples(index=False, name=None)
    names = pd.Series(free_names(wanted, lambda *pair: pair in taken), index=comments.index[other], dtype="str")
    ids = comments["comment_id"].copy()
    ids[other] = names
    return comments.assign(comment_id=ids)[kept].reset_index(drop=True), told, kept


def under_article(thread: pd.Series, own: pd.Series, answered: pd.Series) -> np.ndarray:
    """A mask of the rows whose parent is the id of their thread, and of no comment in it; parameters as `unsound`'s."""
    top = (answered == thread).fillna(False).to_numpy(bool)
    return top & ~thread.isin(thread[own == thread]).to_numpy() if top.any() else top


def unsound(thread: pd.Series, own: pd.Series, answered: pd.Series, posted: pd.Series) -> dict[str, np.ndarray]:
    """Rows whose parent cannot be, by what is wrong with it.

    Parameters
    ----------
    thread, own, answered : Series
        Ids of the thread, the comment and its parent, or numbers that stand for them; NA for no parent.
    posted : Series
        Times.
    """
    size = len(own)
    codes, _ = pd.factorize(pd.concat([own, answered], ignore_index=True))
    mine, theirs = codes[:size].astype(np.int64), codes[size:].astype(np.int64)
    place_of = pd.factorize(thread)[0].astype(np.int64) * (2 * size + 1)
    order = np.argsort(place_of + mine, kind="stable")
    known = (place_of + mine)[order]
    place = np.minimum(np.searchsorted(known, place_of + theirs), size - 1)
    replies = theirs >= 0
    there = replies & (known[place] == place_of + theirs) if size else replies
    up = np.where(there, order[place], -1) if size else np.empty(0, int)
    elsewhere = replies & ~there & np.isin(theirs, mine)
    itself = there & (up == np.arange(size))
    up[itself] = -1
    return {
        "parent_missing": np.flatnonzero(replies & ~there & ~elsewhere),
        "parent_elsewhere": np.flatnonzero(elsewhere),
        "parent_self": np.flatnonzero(itself),
        "parent_cycle": _circles(up, posted.to_numpy("datetime64[us]")),
    }


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


def doubtful(comments: pd.DataFrame, articles: pd.DataFrame, now: pd.Timestamp) -> dict[str, pd.Series]:
    """Masks of the comments with times that cannot be, and with markup in their bodies."""
    published = articles.set_index("thread_id")["published"].reindex(comments["thread_id"]).set_axis(comments.index)
    # Few need the longer look; Python finds one sign in a text faster than Arrow does.
    marked = [bool(("<" in body or "&" in body) and MARKUP.search(body)) for body in comments["body"].to_numpy()]
    zoneless = comments["posted_text"].str.contains(":", regex=False).fillna(False).astype(bool)
    zoneless[zoneless] = comments.loc[zoneless, "posted_text"].map(lacks_zone)
    return {
        "time_in_future": comments["posted_from"] > now + AHEAD,
        "time_before_article": comments["posted_until"] < published - AHEAD,
        "time_undated": comments["posted_text"].notna() & comments["posted"].isna(),
        "zone_unknown": zoneless & comments["posted"].notna(),
        "markup_left": pd.Series(marked, comments.index, dtype=bool),
    }
