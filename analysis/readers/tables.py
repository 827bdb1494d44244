"""Any table of comments: CSV and the like, JSON lines, Parquet, a pandas frame. The names tell what a column is."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import InputError
from analysis.files import decoded
from analysis.readers import values
from analysis.readers.records import Article, Comment, Found
from analysis.thread import count

HEAD = 64 * 1024
LONGEST = 1 << 27  # characters of a field
SEPARATORS = ",\t;|"
SAMPLE = 200  # rows that tell what the names leave open
FEW = 4  # rows that tell nothing about what is the same or different in them

# What each column of ours is called elsewhere, the surest first; case, "_", "-" and blanks do not matter.
NAMES = {
    "body": "body commentbody commenttext commentcontent textoriginal textdisplay selftext commentmessage fulltext "
    "tweettext text comment content message contenttext contenthtml bodytext replytext posttext reviewtext review "
    "tweet",
    "author": "author authorname commentauthor username userdisplayname authordisplayname displayname screenname "
    "commentfromname fromname nickname nick user poster name by postedby userid authorid iduser",
    "id": "commentid id cid uid commenthex idstr tweetid reviewid idpost postid messageid",
    "parent": "parentid parentcommentid parent replyto inreplyto inreplytoid replytoid replytocommentid parenthex "
    "parentcomment inreplytocommentid inreplytostatusid inreplytotweetid idparentpost parentpostid replyid",
    "posted": "createdutc createdat posted postedat publishedat timestamp datetime createdtime commentcreated "
    "commentdate commentpublished createdate createddate creationdate created date time postdate posttime "
    "publisheddate published when at updatedat",
    "score": "thumbsupcount score likes likecount votes upvotes points recommendations ups favoritecount diggcount "
    "totalvotes netvotes positivevotes numreactions numlikes karma",
    "thread": "threadid articleid idarticle linkid storyid conversationid topicid submissionid videoid issueurl "
    "articleurl postid articletitle url",
}
_HTML = re.compile(
    r"</?(?:p|br|a|i|b|em|strong|blockquote|div|span)\b[^<>]*>|&(?:#\d+|#x[\da-f]+|amp|quot|lt|gt);", re.IGNORECASE
)

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
    html = is_html([row.get(chosen["body"]) for row in sample])
    first_ids = {values.identity(row.get(chosen.get("id"))) for row in sample}
    rows = map(_maker(chosen, values.NOBODY - first_ids), chain(sample, records))
    found = Found("a table", rows, "html" if html else "plain", "parent" in chosen)
    names = ", ".join(f"{ours}={theirs}" for ours, theirs in chosen.items())
    message = f"columns taken: {names}; if that is wrong, give the right ones with --columns {names.replace(', ', ',')}"
    found.notices.append({"code": "columns", "message": message, "count": len(chosen)})
    return found


def separated(stream: io.BufferedReader, path: Path, claim: Claim) -> Found | None:
    """CSV, or the same with tabs, semicolons or bars; None if the first line is no header that `claim` knows.

    `claim` is given the names as the keys of an object, first without any rows: does it know them?
    """
    start = _start(stream.peek(HEAD)[:HEAD], path)
    if start is None:
        return None
    written, encoding = start
    sign, header = max(((sign, _header(written, sign)) for sign in SEPARATORS), key=lambda pair: len(pair[1]))
    if not header or not _regular(written, sign, len(header)):
        return None
    found = _named(claim, dict.fromkeys(header), iter(()), path)
    if found is None:
        return None
    csv.field_size_limit(LONGEST)
    told: list[dict[str, Any]] = []
    records = _records(stream, encoding, sign, header, path, told)
    found = _named(claim, dict.fromkeys(header), records, path)
    if found:
        told += found.notices
        found.notices = told
    return found


def parquet(path: Path, claim: Claim) -> Found:
    """The rows of a Parquet file, a few in memory at a time."""
    try:
        from analysis.readers import parquet
    except ImportError:
        raise InputError(f"{path}: reading Parquet needs pyarrow: pip install pyarrow") from None
    names = parquet.names(path)
    found = _named(claim, dict.fromkeys(names), parquet.rows(path), path)
    if found is None:
        raise InputError(f"{path}: a table without a column of comments (it has {', '.join(names[:12])})")
    return found


def frame(table: pd.DataFrame, claim: Claim) -> Found:
    """The rows of a pandas frame."""
    plain = table.astype("object").where(table.notna(), None)
    records = plain.rename(columns=str).to_dict("records")
    found = claim(dict.fromkeys(map(str, table.columns)), iter(records))
    if found is None:
        raise InputError(f"a table without a column of comments (it has {', '.join(map(str, table.columns[:12]))})")
    return found


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
    plain = {re.sub(r"[\W_]", "", str(name)).casefold(): name for name in reversed(names)}
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
    if len(sample) < FEW:
        return
    seen = {ours: Counter(str(row.get(theirs)) for row in sample) for ours, theirs in chosen.items()}
    if (
        "id" in seen
        and not {"id", "thread"} & told.keys()
        and "thread" not in chosen
        and len(seen["id"]) <= len(sample) / 2
    ):
        chosen["thread"] = chosen.pop("id")
    elif "thread" in seen and "thread" not in told and len(seen["thread"]) == len(sample):
        del chosen["thread"]


def _maker(chosen: dict[str, str], nobody: Container[str]) -> Callable[[dict], Comment | Article]:
    body, author, id, parent, posted, score, thread = (chosen.get(name) for name in NAMES)

    def comment(row: dict) -> Comment:
        get = row.get
        answered, under = values.identity(get(parent)), values.identity(get(thread))
        if answered is not None and (answered.casefold() in nobody or answered == under or answered.startswith("t3_")):
            answered = None
        return Comment(
            values.text(get(body)) or "",
            _bare(values.identity(get(id))),
            _bare(answered),
            values.name(get(author)),
            values.moment(get(posted)),
            values.number(get(score)),
            under,
        )

    return comment


def _bare(id: str | None) -> str | None:
    """Reddit's ids without what says that they are a comment's."""
    return id and id.removeprefix("t1_")


def _named(claim: Claim, first: dict, records: Iterator[dict], path: Path) -> Found | None:
    try:
        return claim(first, records)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _start(head: bytes, path: Path) -> tuple[str, str] | None:
    """Return the whole lines of the beginning of a file and its encoding, None if it is no text."""
    end = head.rfind(b"\n") + 1
    end += head[end : end + 1] == b"\0"  # UTF-16
    try:
        written, encoding = decoded(head[:end] if len(head) == HEAD and end else head, path)
    except InputError:
        return None
    return written.lstrip("\ufeff").lstrip("\r\n"), encoding


def _header(written: str, sign: str) -> list[str]:
    return next(_rows(written, sign), [])


def _rows(written: str, sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(written, newline=""), delimiter=sign)
    except csv.Error:
        return


def _regular(written: str, sign: str, width: int) -> bool:
    """Whether most rows have as many fields as the header: lines of prose with commas do not."""
    sizes = [len(row) for row in islice(_rows(written, sign), 1, SAMPLE) if row]
    return sum(size == width for size in sizes) >= len(sizes) / 2


def _records(
    stream: io.BufferedReader, encoding: str, sign: str, header: list[str], path: Path, told: list[dict]
) -> Iterator[dict]:
    """The rows below the header; those with too many fields and letters that could not be read are counted."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    rows = csv.reader(text, delimiter=sign)
    wide = odd = 0
    try:
        next(filter(None, rows), None)
        for row in filter(None, rows):
            wide += len(row) > len(header)
            odd += any("\ufffd" in field for field in row)
            yield dict(zip(header, row, strict=False))
    except csv.Error as error:
        raise InputError(f"{path}: line {rows.line_num} is no row of a table ({error})") from None
    finally:
        if not stream.closed:
            text.detach()  # the stream is not ours to close
    for code, number, what in (
        ("wide_rows", wide, "more fields than the table has columns: the last ones were left out"),
        ("encoding_broken", odd, "letters that are not in the encoding of the file; they stand as �"),
    ):
        if number:
            have = "has" if number == 1 else "have"
            told.append({"code": code, "message": f"{count(number, 'row')} {have} {what}", "count": number})
