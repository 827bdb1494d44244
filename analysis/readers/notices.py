"""What a reader of a pasted page has to say about its own work: how it read the page, and what looks doubtful."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.readers.integrity import notice
from analysis.text import in_english
from analysis.thread import count, part
from analysis.times import Interval, is_relative, lacks_zone

LONG = 20  # times the median length that a comment may have before it looks as if it had swallowed others


def notices(
    comments: pd.DataFrame,
    moment: Interval,
    *,
    read_as: str,
    explained: float,
    unread: int,
    conflicts: pd.Series,
    published: pd.Timestamp | None = None,
) -> Iterator[dict]:
    """Rows of the notices table.

    Parameters
    ----------
    comments : DataFrame
        The comments table.
    moment : pair of Timestamps
        When the page was copied.
    read_as : str
        The dialect, and in generic pages the layout.
    explained : float
        Share of the letters from the first comment on that are text, header or known buttons.
    unread : int
        Lines that look like the time of a comment and were not taken for one.
    conflicts : Series
        For some comments, by their index, what the witnesses of whom one answers disagree about.
    published : Timestamp, optional
        When the article was, at the earliest.
    """
    if comments.empty and not read_as.startswith("generic"):
        yield {
            "code": "no_comments",
            "message": f"no comments found in the shape of {read_as}: leave the dialect out to look for what repeats "
            "on the page. Everything is read as the article",
            "count": 0,
        }
        return
    if comments.empty:
        yield {
            "code": "no_comments",
            "message": "no comments found: looked for times that recur with a name beside, above or below them (“Ann 2 "
            f"weeks ago”, “Ann · 3 May 2024”) and text between, in any language; {count(unread, 'line')} with a time "
            "was not enough. Everything is read as the article",
            "count": 0,
        }
        return
    rest = "" if explained > 0.995 else ", the rest taken for buttons and the foot of the page"
    yield {
        "code": "read_as",
        "message": f"read as {read_as}: {count(len(comments), 'comment')}, {explained:.0%} of the text from the first "
        f"comment on explained{rest}",
        "count": len(comments),
    }
    yield from _doubtful(comments, unread)
    yield from _times(comments, moment)
    yield from _impossible(comments, moment, published)
    for comment, words in zip(comments.loc[conflicts.index, "comment_id"], conflicts, strict=True):
        yield {"code": "parent_conflict", "message": words, "comment_id": comment, "count": 1}
    unknown = comments["parent_evidence"] == "none"
    if unknown.any():
        yield {
            "code": "parent_unknown",
            "message": f"nothing in the text says whom {part(unknown.sum(), len(comments), 'comment')} "
            f"answer{'s' if unknown.sum() == 1 else ''}: counted as answering the article, and depths are lower bounds",
            "count": int(unknown.sum()),
        }
    yield from _told("other_language", comments, ~in_english(comments))


def _told(code: str, comments: pd.DataFrame, which: pd.Series) -> Iterator[dict]:
    """The notice on some comments that readers of every format give in the same words."""
    if which.any():
        yield notice(code, comments.loc[which, "comment_id"], int(which.sum()))


def _doubtful(comments: pd.DataFrame, unread: int) -> Iterator[dict]:
    """Comments that look as if they had been read wrongly."""
    visible = comments["status"] == "visible"
    if unread:
        yield {
            "code": "times_left",
            "message": f"{count(unread, 'line')} with a time among the comments could begin another one, and was not "
            "taken to: look whether a comment is missing",
            "count": unread,
        }
    nameless = comments["author"].isna() & visible
    if nameless.any():
        message = f"{part(nameless.sum(), len(comments), 'comment')} without an author"
        yield {"code": "no_author", "message": message, "count": int(nameless.sum())}
    empty = (comments["body"] == "") & visible
    if empty.any():
        message = f"{part(empty.sum(), len(comments), 'comment')} without any text"
        yield {"code": "empty_body", "message": message, "count": int(empty.sum())}
    size = comments["body"].str.len()
    usual = max(100.0, size.median())
    for number in comments.index[size > LONG * usual]:
        comment, author = comments.loc[number, ["comment_id", "author"]]
        yield {
            "code": "long_comment",
            "message": f"{comment} by {author} has {size[number]} characters, the median comment {size.median():.0f}: "
            "look whether it holds others",
            "comment_id": comment,
            "count": 1,
        }


def _times(comments: pd.DataFrame, moment: Interval) -> Iterator[dict]:
    """Times that could not be dated, or cannot be."""
    written = comments["posted_text"].fillna("")
    relative = written.map(is_relative)
    if relative.any() and pd.isna(moment[0]):
        example = comments.loc[relative, "posted_text"].iloc[0]
        yield {
            "code": "captured_unknown",
            "message": f"{part(relative.sum(), len(comments), 'comment')} "
            f"{'says when it was' if relative.sum() == 1 else 'say when they were'} posted only as “{example}”: "
            'to date them say when the page was copied, as in --captured 2024-05-17 (in Python: captured="2024-05-17")',
            "count": int(relative.sum()),
        }
    undated = comments["posted"].isna() & ~relative & (written != "")
    if undated.any():
        example = comments.loc[undated, "posted_text"].iloc[0]
        yield {
            "code": "time_unreadable",
            "message": f"{part(undated.sum(), len(comments), 'time')} could not be read for certain, as “{example}”",
            "count": int(undated.sum()),
        }
    yield from _told("zone_unknown", comments, written.map(lacks_zone) & comments["posted"].notna())


def _impossible(comments: pd.DataFrame, moment: Interval, published: pd.Timestamp | None) -> Iterator[dict]:
    """Times that cannot be: after the capture, before the article, before the comment that is answered."""
    latest = moment[1] if pd.notna(moment[1]) else pd.Timestamp.now("UTC")
    yield from _told("time_in_future", comments, comments["posted_from"] > latest)
    early = comments["posted_until"] < published if published is not None else pd.Series(False, comments.index)
    yield from _told("time_before_article", comments, early)
    answered = comments["parent_id"].map(comments.set_index("comment_id")["posted_from"])
    before = comments["posted_until"] <= answered
    if before.any():
        theirs = "it answers" if before.sum() == 1 else "they answer"
        message = f"{part(before.sum(), len(comments), 'comment')} dated before what {theirs}"
        yield {"code": "time_before_parent", "message": message, "count": int(before.sum())}
