"""Any table of comments: CSV and the like, JSON lines, Parquet, a pandas frame. The names tell what a column is.

Answers may stand in a row, as a list of rows like it.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.readers import values
from analysis.readers.records import Comment, Found, preorder
from analysis.readers.values import dicts
from analysis.thread import count

SAMPLE = 200  # rows that tell what the names leave open
FEW = 4  # rows that tell nothing about what is the same or different in them
LINKS = {"url", "articleurl", "issueurl"}  # may be those of the articles, or of each comment

# What each column of ours is called elsewhere, the surest first; case, "_", "-" and blanks do not matter.
NAMES = {
    "body": "body commentbody commenttext commentcontent textoriginal textdisplay selftext commentmessage fulltext "
    "tweettext text comment content message contenttext contenthtml bodytext bodyhtml replytext posttext reviewtext "
    "review tweet",
    "author": "author authorname commentauthor username userdisplayname authordisplayname displayname screenname "
    "commentfromname fromname nickname nick user poster name by postedby sender userid authorid iduser",
    "id": "commentid id cid uid commenthex idstr tweetid reviewid idpost postid messageid",
    "parent": "parentid parentcommentid parent replyto inreplyto inreplytoid replytoid replytocommentid parenthex "
    "parentcomment commentparent inreplytocommentid inreplytostatusid inreplytotweetid idparentpost parentpostid "
    "replytomessageid replyid",
    "posted": "createdutc commentdategmt createdat posted postedat publishedat timestamp datetime createdtime "
    "commentcreated commentdate commentpublished createdate createddate creationdate created date time "
    "postdate posttime publisheddate published when at updatedat",
    "score": "thumbsupcount score likes likecount votes upvotes points recommendations ups favoritecount diggcount "
    "totalvotes netvotes positivevotes numreactions numlikes karma",
    "thread": "threadid articleid idarticle linkid storyid conversationid topicid submissionid videoid issueurl "
    "commentpostid thread articleurl postid articletitle url",
}
_HTML = re.compile(
    r"</?(?:p|br|a|i|b|em|strong|blockquote|div|span)\b[^<>]*>|&(?:#\d+|#x[\da-f]+|amp|quot|lt|gt);", re.IGNORECASE
)
_UNZONED = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?")

Claim = Callable[[dict, Iterator[dict]], Found | None]  # what `lines` of a reader is


def lines(first: dict, records: Iterator[dict], columns: Mapping[str, str] | None = None) -> Found | None:
    """Rows as objects; None if their names do not say where the comment's text and anything else about it is."""
    chosen = choose(list(first), columns)
    if chosen is None:
        return None
    sample = list(islice(records, SAMPLE))
    if sample and not any(isinstance(row.get(chosen["body"]), str) for row in sample):
        return None
    _settle(chosen, sample, columns or {})
    nested = _nested(chosen["body"], sample)
    html = is_html([row.get(chosen["body"]) for row in sample])
    first_ids = {values.identity(row.get(chosen.get("id"))) for row in sample}
    fractions = any(str(row.get(chosen.get("score"))).startswith(("0.", "-0.")) for row in sample)
    make = _maker(chosen, values.NOBODY - first_ids, fractions)

    def rows() -> Iterator[Comment]:
        empty = 0
        for row, above in _unnested(chain(sample, records), nested):
            comment = make(row)
            if above and comment.parent is None:
                comment = comment._replace(parent=make(above).id)
            empty += not comment.body
            yield comment
        if empty:
            have = "has" if empty == 1 else "have"
            message = f"{count(empty, 'row')} {have} no text in the column {chosen['body']}"
            found.notices.append({"code": "empty_text", "message": message, "count": empty})

    answers = "parent" in chosen or bool(nested)
    found = Found("a table", rows(), "html" if html else "plain", answers, parent_or_article=True)
    names = ", ".join(f"{ours}={theirs}" for ours, theirs in chosen.items())
    message = f"columns taken: {names}; if that is wrong, give the right ones with --columns {names.replace(', ', ',')}"
    found.notices.append({"code": "columns", "message": message, "count": len(chosen)})
    return found


def parquet(path: Path, claim: Claim, unpacked: io.BytesIO | None = None) -> Found:
    """The rows of a Parquet file, or of what was packed in it, a few in memory at a time."""
    try:
        from analysis.readers import parquet
    except ImportError:
        raise InputError(f"{path}: reading Parquet needs pyarrow: pip install pyarrow") from None
    names = parquet.names(path, unpacked)
    found = named(claim, dict.fromkeys(names), parquet.rows(path, unpacked), path)
    if found is None:
        raise InputError(f"{path}: a table without a column of comments (it has {', '.join(names[:12])})")
    return found


def frame(table: pd.DataFrame, claim: Claim) -> Found:
    """The rows of a pandas frame."""
    names, told = distinct([str(name) for name in table.columns])
    plain = table.astype("object").where(table.notna(), None).set_axis(names, axis=1)
    found = claim(dict.fromkeys(names), iter(plain.to_dict("records")))
    if found is None:
        raise InputError(f"a table without a column of comments (it has {', '.join(names[:12])})")
    found.notices += told
    return found


def distinct(names: Sequence[str]) -> tuple[list[str], list[dict]]:
    """Names of columns, "text", "text (2)" where two have one; and a notice if there are any."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    twice = [name for name, number in seen.items() if number > 1 and name]
    if not twice:
        return distinct, []
    message = f"several columns have one name: the first one is taken, the others are called {twice[0]} (2) and so on"
    return distinct, [{"code": "columns_of_one_name", "message": message, "count": len(twice)}]


def choose(names: Sequence[str], columns: Mapping[str, str] | None = None) -> dict[str, str] | None:
    """Return which of a table's columns is which of `NAMES`: as told, else as the names say.

    None if there is no text, or nothing but a text.

    Raises
    ------
    InputError
        If `columns` names one that is not there or that we do not have.

    >>> choose(["user", "text", "created_at", "likes"])
    {'body': 'text', 'author': 'user', 'posted': 'created_at', 'score': 'likes'}
    """
    told = dict(columns or {})
    for ours, theirs in told.items():
        if ours not in NAMES:
            raise InputError(f"no column can be given as {ours!r}: there are {', '.join(NAMES)}")
        if theirs not in names:
            raise InputError(f"there is no column {theirs!r}: the table has {', '.join(map(str, names[:20]))}")
    plain = {_plain(str(name)): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for ours, others in NAMES.items():
        taken = {*told.values(), *chosen.values()}
        free = [plain[other] for other in others.split() if other in plain and plain[other] not in taken]
        if ours in told:
            chosen[ours] = told[ours]
        elif free:
            chosen[ours] = free[0]
    return chosen if "body" in chosen and (len(chosen) > 1 or told) else None


def is_html(bodies: Sequence[Any]) -> bool:
    """Whether one in twenty of these texts has a tag or a character reference.

    >>> is_html(["<p>Yes.</p>", "No."]), is_html(["1 < 2 & 3 > 2"])
    (True, False)
    """
    return sum(bool(_HTML.search(body)) for body in bodies if isinstance(body, str)) > 0.05 * len(bodies)


def _settle(chosen: dict[str, str], sample: Sequence[dict], told: Mapping[str, str]) -> None:
    """What names leave open the values tell: ids that recur are those of threads, what never recurs is no thread."""
    if not sample:
        return
    id, thread = chosen.get("id"), chosen.get("thread")
    if thread and "thread" not in told:
        few = len(sample) < FEW and _plain(thread) not in LINKS
        unshared = len({str(row.get(thread)) for row in sample}) == len(sample) and not few
        if unshared or _apart(chosen, sample):
            del chosen["thread"]
    elif id and not {"id", "thread"} & told.keys() and len(sample) >= FEW:
        if len({str(row.get(id)) for row in sample}) <= len(sample) / 2:
            chosen["thread"] = chosen.pop("id")


def _apart(chosen: dict[str, str], sample: Sequence[dict]) -> bool:
    """Whether most answers have another thread than what they answer: then it is none."""
    if not {"id", "parent"} <= chosen.keys():
        return False
    id, parent, thread = chosen["id"], chosen["parent"], chosen["thread"]
    threads = {values.identity(row.get(id)): row.get(thread) for row in sample}
    same = [threads[above] == row.get(thread) for row in sample if (above := values.parent(row.get(parent))) in threads]
    return sum(same) < len(same) / 2


def _nested(body: str, sample: Sequence[dict]) -> list[str]:
    """The columns that hold lists of rows: answers."""
    named = ((key, one) for row in sample for key, value in row.items() for one in dicts(value))
    return list(dict.fromkeys(key for key, one in named if body in one))


def _unnested(rows: Iterable[dict], keys: Sequence[str]) -> Iterator[tuple[dict, dict | None]]:
    """Rows and their answers, each with the row that it answers."""
    for row in rows:
        if keys:
            yield from preorder([row], lambda row: [one for key in keys for one in dicts(row.get(key))])
        else:
            yield row, None


def _maker(chosen: dict[str, str], nobody: Container[str], fractions: bool) -> Callable[[dict], Comment]:
    body, author, id, parent, posted, score, thread = (chosen.get(name) for name in NAMES)
    utc = _plain(posted or "").endswith(("gmt", "utc"))

    def comment(row: dict) -> Comment:
        get = row.get
        answered, under = values.identity(get(parent)), values.identity(get(thread))
        if answered is not None and (answered.casefold() in nobody or answered.startswith("t3_")):
            answered = None
        return Comment(
            values.text(get(body)) or "",
            _bare(values.identity(get(id))),
            _bare(answered),
            values.name(get(author)),
            in_utc(values.moment(get(posted))) if utc else values.moment(get(posted)),
            values.number(_fraction(get(score)) if fractions else get(score)),
            under,
        )

    return comment


def _fraction(value: Any) -> Any:
    """A number of a column in which a point stands before fractions, not thousands."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def in_utc(time: float | str | None) -> float | str | None:
    """A time of a column that is called after its zone.

    >>> in_utc("2024-05-03 10:00:00"), in_utc("2024-05-03T10:00:00Z"), in_utc(1714730400)
    ('2024-05-03 10:00:00Z', '2024-05-03T10:00:00Z', 1714730400)
    """
    return f"{time}Z" if isinstance(time, str) and _UNZONED.fullmatch(time) else time


def _plain(name: str) -> str:
    """The name of a column without what is written in many ways."""
    return re.sub(r"[\W_]", "", name).casefold()


def _bare(id: str | None) -> str | None:
    """Reddit's ids without what says that they are a comment's."""
    return id and id.removeprefix("t1_")


def named(claim: Claim, first: dict, records: Iterator[dict], path: Path) -> Found | None:
    """What a claim makes of rows; its errors name the file."""
    try:
        return claim(first, records)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
