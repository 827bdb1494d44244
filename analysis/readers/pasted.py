"""Plain text copied from a page: an article and the comments below it.

A comment starts at its header (who, when); what lies before the first header is the article. Every character of
the text belongs to one span: header, body, quote, article, residue of the interface, or blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.errors import InputError
from analysis.language import detect
from analysis.readers.dialects import ARTICLE_DATE, DIALECTS, RESIDUE, Dialect
from analysis.readers.passages import locate, passages
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Thread, table
from analysis.times import Interval, captured_interval, intervals, is_relative

QUOTED_FROM_LAST = 200  # comments back that a quoted passage is looked for
Span = tuple[int, int, str, str | None]


def read(
    text: str,
    *,
    thread_id: str,
    source: str | None = None,
    captured: str | date | pd.Timestamp | None = None,
    dialect: str | None = None,
) -> Thread:
    """Find the article and the comments in text copied from a page.

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
    >>> thread = read("The news.\\n\\nAnn\\n2024-05-03 10:15\\nGood!\\n\\nBob\\n3 May 2024\\n@Ann No.", thread_id="t")
    >>> thread.comments[["comment_id", "parent_id", "author", "body", "own_words"]]
      comment_id parent_id author      body own_words
    0         c1       NaN    Ann     Good!     Good!
    1         c2        c1    Bob  @Ann No.       No.
    """
    moment = captured_interval(captured)
    shape, headers = _headers(text, dialect)
    ends = [header.start() for header in headers[1:]] + [len(text)]
    article, spans = _article(text, headers[0].start() if headers else len(text))
    rows, quotes, bodies = [], [], []
    latest: dict[str, int] = {}  # the last comment of each author so far, for mentions
    top = None
    for number, (header, end) in enumerate(zip(headers, ends, strict=True)):
        name = f"c{number + 1}"
        spans.append((header.start(), header.end(), "header", name))
        start, stop, extra = _trim(text, header.end(), end)
        spans += [(a, b, "residue", name) for a, b in extra]
        quoted = list(passages(text[start:stop]))
        spans += _body_spans(text, start, stop, quoted, name)
        own = _without(text[start:stop], quoted)
        author = header["author"].strip()
        target, own = _mention(own, latest)
        reply = shape.shows_nesting and header["top"] is None
        if target is not None:
            parent, evidence = f"c{target + 1}", "mention"
        elif reply and top is not None:
            parent, evidence = f"c{top + 1}", "nesting"
        else:
            parent, evidence = None, "nesting" if shape.shows_nesting else "none"
        if not reply:
            top = number
        rows.append(
            {
                "comment_id": name,
                "parent_id": parent,
                "parent_evidence": evidence,
                "author": author,
                "posted_text": header["time"],
                "body": _lines(text[start:stop]),
                "own_words": own,
                "start": start,
                "end": stop,
            }
        )
        for first, last in quoted:
            passage = _lines(text[start + first : start + last])
            where = locate(passage, article["text"], bodies[-QUOTED_FROM_LAST:], number)
            quotes.append({"comment_id": name, "text": passage} | where)
        bodies.append(rows[-1]["body"])
        latest[_squeeze(author)] = number
    times = intervals([row["posted_text"] for row in rows], moment)
    comments = _comments(rows, times, article["text"], thread_id)
    return Thread(
        comments=comments,
        articles=table([article | {"thread_id": thread_id, "source": source}], ARTICLES),
        quotes=table([quote | {"thread_id": thread_id} for quote in quotes], QUOTES),
        spans=_tile(text, spans),
        notices=table(_notices(comments, shape, moment), NOTICES),
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
    residue = []
    while True:
        piece = text[start:end]
        start, end = end - len(piece.lstrip()) if piece.strip() else end, start + len(piece.rstrip())
        if start >= end:
            return start, start, residue
        last = max(text.rfind("\n", start, end) + 1, start)
        if RESIDUE.fullmatch(text[last:end].strip()):
            residue.append((last, end))
            end = last
            continue
        first = text.find("\n", start, end)
        if first > 0 and RESIDUE.fullmatch(text[start:first].strip()):
            residue.append((start, first))
            start = first
            continue
        return start, end, residue


def _body_spans(text: str, start: int, stop: int, quoted: list[tuple[int, int]], name: str) -> Iterator[Span]:
    end = start
    for first, last in quoted:
        yield end, start + first, "body", name
        yield start + first, start + last, "quote", name
        end = start + last
    yield end, stop, "body", name


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


def _mention(own: str, latest: dict[str, int]) -> tuple[int | None, str]:
    """Return the comment that a leading "@name" answers, None if it names nobody so far, and the words without it."""
    if not own.startswith("@"):
        return None, own
    line = own[1:].split("\n", 1)[0]
    ends = [match.end() for match in re.finditer(r"\S+", line)][:5]
    for end in reversed(ends):  # "@Tom Lowe" before "@Tom"
        name = line[:end].rstrip(",.:;!?-–—")
        if _squeeze(name) in latest:
            return latest[_squeeze(name)], own[1 + len(name) :].lstrip(" \t\n,.:;-–—")
    return None, own[1 + ends[0] :].lstrip(" \t\n,.:;-–—") if ends else own


def _squeeze(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _lines(text: str) -> str:
    """Text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _comments(rows: list[dict], times: list[Interval], article: str | None, thread_id: str) -> pd.DataFrame:
    comments = table(rows, COMMENTS)
    comments["thread_id"] = pd.Series(thread_id, index=comments.index, dtype="str")
    for place, column in enumerate(["posted_from", "posted_until"]):
        comments[column] = pd.Series([t[place] for t in times], dtype=COMMENTS[column])
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


def _notices(comments: pd.DataFrame, shape: Dialect, moment: Interval) -> Iterator[dict]:
    if comments.empty:
        yield {
            "code": "no_comments",
            "message": "no comments found: looked for lines with a name and a time (“Ann 2 weeks ago”, “Ann · 3 May 2024”), "
            "and everything is read as the article",
            "count": 0,
        }
        return
    relative = comments["posted_text"].map(is_relative)
    if relative.any() and pd.isna(moment[0]):
        example = comments.loc[relative, "posted_text"].iloc[0]
        yield {
            "code": "captured_unknown",
            "message": f"{relative.sum()} of {len(comments)} comments say when they were posted only as “{example}”: to "
            'date them pass when the page was copied, captured="YYYY-MM-DD" (in the command: --captured YYYY-MM-DD)',
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
        yield {"code": "empty_body", "message": f"{empty.sum()} comments have no text", "count": int(empty.sum())}
