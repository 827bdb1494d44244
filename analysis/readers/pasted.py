"""Plain text copied from a page: an article and the comments below it.

A comment starts at its header (who, when); what lies before the first header is the article. Every character of
the text belongs to one span: header, body, quote, article, residue of the interface, or blank.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.errors import InputError
from analysis.language import detect
from analysis.readers.dialects import ARTICLE_DATE, DIALECTS, RESIDUE, Dialect
from analysis.readers.passages import locate, passages
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Thread, count, table
from analysis.times import Interval, captured_interval, intervals, is_relative, lacks_zone

QUOTED_FROM_LAST = 200  # comments back that a quoted passage is looked for
LINE = re.compile(r"\S(?:[^\r\n]*\S)?")  # without the white space around it
AFTER_NAME = " \t\n,.:;!?–—"
Span = tuple[int, int, str, str | None]


def read(
    text: str,
    *,
    thread_id: str,
    source: str | None = None,
    captured: str | date | pd.Timestamp | None = None,
    dialect: str | None = None,
) -> Thread:
    r"""Find the article and the comments in text copied from a page.

    Parameters
    ----------
    text : str
        The paste, line ends as they are.
    thread_id : str
        What to call the article in the tables.
    source : str, optional
        Where the text is from, for the articles table.
    captured : str, date or Timestamp, optional
        When the page was copied. Without it "2 weeks ago" has no date: `posted` stays NaT, and a notice says so.
    dialect : str, optional
        The platform's shape, a name from `analysis.readers.dialects`; by default the one that explains the text.

    Raises
    ------
    InputError
        If `captured` is no date or `dialect` no dialect.

    Examples
    --------
    >>> thread = read("The news.\n\nAnn\n2024-05-03 10:15\nGood!\n\nBob\n3 May 2024\n@Ann No.", thread_id="t")
    >>> thread.comments[["comment_id", "parent_id", "author", "body", "own_words"]]
      comment_id parent_id author      body own_words
    0         c1       NaN    Ann     Good!     Good!
    1         c2        c1    Bob  @Ann No.       No.
    """
    moment = captured_interval(captured)
    shape, headers = _headers(text, dialect)
    ends = [*(header.start() for header in headers), len(text)]
    article, spans = _article(text, ends[0])
    found = [_comment(text, *place) for place in zip(headers, ends[1:], strict=True)]
    for number, comment in enumerate(found, 1):
        comment["comment_id"] = f"c{number}"
        spans += [(*span, comment["comment_id"]) for span in comment["spans"]]
    _say_who_answers(found, shape)
    times = intervals([comment["posted_text"] for comment in found], moment)
    comments = _comments(found, times, article["text"], thread_id)
    quotes = [quote | {"thread_id": thread_id} for quote in _quotes(found, article["text"])]
    return Thread(
        comments=comments,
        articles=table([article | {"thread_id": thread_id, "source": source}], ARTICLES),
        quotes=table(quotes, QUOTES),
        spans=_tile(text, spans),
        notices=table(_notices(comments, moment), NOTICES),
        text=text,
    )


def _headers(text: str, name: str | None) -> tuple[Dialect, list[re.Match[str]]]:
    """Return the dialect and its headers: the one asked for, else the first whose own marks most headers bear."""
    known = {dialect.name: dialect for dialect in DIALECTS}
    if name is not None and name not in known:
        raise InputError(f"no dialect {name!r}: use one of {', '.join(known)}")
    for dialect in DIALECTS if name is None else [known[name]]:
        found = list(dialect.header.finditer(text))
        marked = sum(header["top"] is not None for header in found) if dialect.shows_nesting else len(found)
        if name or dialect is DIALECTS[-1] or marked > len(found) / 2:
            return dialect, found
    raise AssertionError("the last dialect always answers")


def _article(text: str, end: int) -> tuple[dict, list[Span]]:
    """Return the row of the articles table, without ids, and its spans."""
    spans: list[Span] = []
    published, start = None, 0
    dated = ARTICLE_DATE.match(text, 0, end)
    if dated:
        try:
            published = pd.Timestamp(dated["date"], tz="UTC")
        except ValueError:
            pass  # "date 2024-99-99" is text like any other
        else:
            spans.append((0, dated.end(), "header", None))
            start = dated.end()
    start, stop, extra = _trim(text, start, end)
    spans += [(a, b, "residue", None) for a, b in extra]
    if stop > start:
        spans.append((start, stop, "article", None))
    title = re.compile(r"(?P<title>[^\n]{1,200}(?<![.\"”!?\s]))\s*\n\s*\n\s*").match(text, start, stop)
    if title:
        start = title.end()
    return {
        "title": title["title"].strip() if title else None,
        "published": published,
        "text": _lines(text[start:stop]) or None,
    }, spans


def _trim(text: str, start: int, end: int) -> tuple[int, int, list[tuple[int, int]]]:
    """Shrink a region to its text; return also the lines of interface residue that stood at its ends."""
    lines = deque((line.start(), line.end()) for line in LINE.finditer(text, start, end))
    residue: list[tuple[int, int]] = []
    for side, drop in ((-1, lines.pop), (0, lines.popleft)):
        while lines and RESIDUE.fullmatch(text, *lines[side]):
            residue.append(drop())
    return (lines[0][0], lines[-1][1], residue) if lines else (end, end, residue)


def _comment(text: str, header: re.Match[str], end: int) -> dict:
    """Return what stands in a comment's part of the text: some columns of its row, its spans and quoted passages."""
    start, stop, extra = _trim(text, header.end(), end)
    quoted = list(passages(text[start:stop]))
    spans = [(header.start(), header.end(), "header"), *((a, b, "residue") for a, b in extra)]
    edge = start
    for first, last in quoted:
        spans += [(edge, start + first, "body"), (start + first, start + last, "quote")]
        edge = start + last
    return {
        "author": (header["author"] or header["name"]).strip(),
        "posted_text": header["time"],
        "body": _lines(text[start:stop]),
        "own_words": _without(text[start:stop], quoted),
        "start": start,
        "end": stop,
        "spans": [*spans, (edge, stop, "body")],
        "quoted": [_lines(text[start + first : start + last]) for first, last in quoted],
        "top": header.groupdict().get("top") is not None,
    }


def _say_who_answers(found: list[dict], shape: Dialect) -> None:
    """Give each comment `parent_id` and `parent_evidence`, and take a leading mention off its own words.

    A mention of an earlier author counts most; else a header that tells a reply makes it one to the last comment on the
    article; else nothing says whom it answers.
    """
    latest: dict[str, str] = {}  # each author's last comment so far
    top = None
    for comment in found:
        named, comment["own_words"] = _mention(comment["own_words"], latest)
        reply = shape.shows_nesting and not comment["top"]
        if named is not None:
            comment |= {"parent_id": named, "parent_evidence": "mention"}
        else:
            comment |= {"parent_id": top if reply else None}
            comment |= {"parent_evidence": "nesting" if shape.shows_nesting else "none"}
        latest[_squeeze(comment["author"])] = comment["comment_id"]
        if not reply:
            top = comment["comment_id"]


def _quotes(found: list[dict], article: str | None) -> Iterator[dict]:
    """Rows of the quotes table, without thread_id."""
    for number, comment in enumerate(found):
        for passage in comment["quoted"]:
            before = [earlier["body"] for earlier in found[max(0, number - QUOTED_FROM_LAST) : number]]
            place = locate(passage, article, before, number)
            yield {"comment_id": comment["comment_id"], "text": passage} | place


def _without(body: str, quoted: list[tuple[int, int]]) -> str:
    """Return a body without the quoted passages and the marks around them."""
    pieces, start = [], 0
    for first, last in quoted:
        pieces.append(re.sub(r'(?:^|\n)[ \t]*["“”][ \t\r]*\n?\s*\Z', "", body[start:first]))
        start = last
        closing = re.compile(r'\s*["”][ \t\r]*(?=\n|\Z)').match(body, start)
        start = closing.end() if closing else start
    pieces.append(body[start:])
    return _lines("\n".join(filter(None, (piece.strip() for piece in pieces))))


def _mention(own: str, latest: dict[str, str]) -> tuple[str | None, str]:
    """Return the comment that a leading "@name" answers, None if it names nobody so far, and the words without it."""
    if not own.startswith("@"):
        return None, own
    line = own[1:].split("\n", 1)[0]
    ends = [match.end() for match in re.finditer(r"\S+", line)][:5]
    for end in reversed(ends):  # "@Tom Lowe" before "@Tom"
        name = line[:end].rstrip(AFTER_NAME)
        if _squeeze(name) in latest:
            return latest[_squeeze(name)], own[1 + len(name) :].lstrip(AFTER_NAME)
    return None, own[1 + ends[0] :].lstrip(AFTER_NAME) if ends else own


def _squeeze(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _lines(text: str) -> str:
    """Text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _comments(rows: list[dict], times: list[Interval], article: str | None, thread_id: str) -> pd.DataFrame:
    comments = table(rows, COMMENTS)
    comments["thread_id"] = pd.Series(thread_id, index=comments.index, dtype="str")
    for place, column in enumerate(["posted_from", "posted_until"]):
        comments[column] = pd.Series([t[place] for t in times], dtype="datetime64[us, UTC]")
    comments["posted"] = comments["posted_from"] + (comments["posted_until"] - comments["posted_from"]) / 2
    comments["status"] = comments["status"].fillna("visible")
    comments["kind"] = comments["kind"].fillna("comment")
    comments["language"] = detect(list(comments["own_words"]), article or "")
    return table(comments, COMMENTS)


def _tile(text: str, pieces: list[Span]) -> pd.DataFrame:
    """Return spans without gap or overlap: what no piece claims is blank if it is white space, else residue."""
    spans: list[Span] = []

    def fill(start: int, end: int) -> None:
        if end > start:
            spans.append((start, end, "residue" if text[start:end].strip() else "blank", None))

    end = 0
    for piece in sorted(piece for piece in pieces if piece[1] > piece[0]):
        fill(end, piece[0])
        spans.append(piece)
        end = piece[1]
    fill(end, len(text))
    return table(pd.DataFrame(spans, columns=list(SPANS)), SPANS)


def _notices(comments: pd.DataFrame, moment: Interval) -> Iterator[dict]:
    if comments.empty:
        yield {
            "code": "no_comments",
            "message": "no comments found: looked for lines with a name and a time (“Ann 2 weeks ago”, "
            "“Ann · 3 May 2024”), and everything is read as the article",
            "count": 0,
        }
        return
    relative = comments["posted_text"].map(is_relative)
    if relative.any() and pd.isna(moment[0]):
        example = comments.loc[relative, "posted_text"].iloc[0]
        yield {
            "code": "captured_unknown",
            "message": f"{relative.sum()} of {len(comments)} comments say when they were posted only as “{example}”: "
            'to date them pass when the page was copied, captured="YYYY-MM-DD" (in the command: --captured YYYY-MM-DD)',
            "count": int(relative.sum()),
        }
    undated = comments["posted"].isna() & ~relative
    if undated.any():
        example = comments.loc[undated, "posted_text"].iloc[0]
        yield {
            "code": "time_unreadable",
            "message": f"{undated.sum()} of {len(comments)} times could not be read for certain, such as “{example}”",
            "count": int(undated.sum()),
        }
    zoneless = comments["posted_text"].map(lacks_zone)
    if zoneless.any():
        message = f"{zoneless.sum()} of {count(len(comments), 'comment')} with an hour but no time zone, read as UTC"
        yield {"code": "zone_unknown", "message": message, "count": int(zoneless.sum())}
    latest = moment[1] if pd.notna(moment[1]) else pd.Timestamp.now("UTC")
    future = comments["posted_from"] > latest
    if future.any():
        yield {
            "code": "time_in_future",
            "message": f"{future.sum()} comments are dated after {'the capture' if pd.notna(moment[1]) else 'today'}",
            "count": int(future.sum()),
        }
    unknown = comments["parent_evidence"] == "none"
    if unknown.any():
        yield {
            "code": "parent_unknown",
            "message": f"nothing in the text says whom {unknown.sum()} of {len(comments)} comments answer: they are "
            "counted as answers to the article, and depths are lower bounds",
            "count": int(unknown.sum()),
        }
    empty = comments["body"] == ""
    if empty.any():
        message = f"{empty.sum()} of {count(len(comments), 'comment')} without any text"
        yield {"code": "empty_body", "message": message, "count": int(empty.sum())}
    foreign = comments["language"].notna() & (comments["language"] != "en")
    if foreign.any():
        message = (
            f"{foreign.sum()} of {count(len(comments), 'comment')} not in English: no sentiment and no names there"
        )
        yield {"code": "other_language", "message": message, "count": int(foreign.sum())}
