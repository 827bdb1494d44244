"""Plain text copied from a page: an article and the comments below it.

Two layers find the comments: the dialects of known platforms (`dialects`, read by `known`) and the repeating pattern of
the page at hand (`shape`). What explains more of the page is taken. Every character of the text belongs to one span:
header, body, quote, article, residue of the interface, or blank.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from analysis import timeshapes
from analysis.errors import InputError
from analysis.language import detect
from analysis.readers import article as articles
from analysis.readers import known, parents, quotes, shape
from analysis.readers.dialects import DIALECTS
from analysis.readers.lines import EXCERPT, PINGBACK, PLACEHOLDER, forget
from analysis.readers.notices import notices
from analysis.readers.page import Page
from analysis.readers.posts import Post, headless
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, ROLES, SPANS, Thread, table
from analysis.times import Interval, captured_interval, intervals

GENERIC = "generic"
NOMINAL = captured_interval("2020-01-01T00:00Z")  # some moment: only the order of the times counts
ENOUGH = 300_000  # characters that show what shape a page has
PREFERRED = 0.5  # a dialect is taken if it finds at least this share of the comments that the generic layer finds
HEADER, BODY, QUOTE, RESIDUE, BLANK = map(ROLES.index, ("header", "body", "quote", "residue", "blank"))
NOBODY = -1  # the number of the comment that a span belongs to, if it belongs to none
Span = tuple[int, int, int, int]
# There are several spans for each comment: as objects they would take much memory.
SPAN = np.dtype([("start", "i8"), ("end", "i8"), ("role", "i1"), ("comment", "i8")])


def read(
    text: str,
    *,
    thread_id: str,
    source: str | None = None,
    captured: str | date | pd.Timestamp | None = None,
    timezone: str = "UTC",
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
    timezone : str
        The zone of times that name none, such as "Europe/Berlin".
    dialect : str, optional
        The platform's shape, a name from `analysis.readers.dialects` or "generic"; by default what explains most.

    Raises
    ------
    InputError
        If `captured` is no date, `timezone` no zone or `dialect` no dialect.

    Examples
    --------
    >>> thread = read("The news.\n\nAnn\n2024-05-03 10:15\nGood!\n\nBob\n3 May 2024\n@Ann No.", thread_id="t")
    >>> thread.comments[["comment_id", "parent_id", "author", "body", "own_words"]]
      comment_id parent_id author      body own_words
    0         c1       NaN    Ann     Good!     Good!
    1         c2        c1    Bob  @Ann No.       No.
    """
    moment = check(captured, timezone, dialect)
    with uncollected():
        return _read(text, thread_id, source, moment, timezone, dialect)


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off the search for cycles of objects: reading makes millions of objects and no cycle.

    It would take a tenth of the time. Other threads of the process have to do without it meanwhile.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(
    text: str, thread_id: str, source: str | None, moment: Interval, timezone: str, dialect: str | None
) -> Thread:
    page = Page(text)
    read_as, posts, unread = _choose(page, dialect)
    posts = [post for post in posts if not _is_pingback(page, post)]
    if first := headless(page, posts):
        posts = [first, *posts]
    start = posts[0].top if posts else len(text)
    article, earliest, above = articles.read(page, start, timezone)
    heads = ((*place, HEADER, number) for number, post in enumerate(posts) for place in post.header)
    headers = np.fromiter(chain(((*place, ROLES.index(role), NOBODY) for *place, role in above), heads), SPAN)
    for post in posts:
        post.author = page.as_written(post.author, post.header)
        post.parted = page.is_parted(post.top)
        if not post.header:  # of one that is gone nothing is known
            post.parted = post.answerable = None
        # Numbers of its own: each number of a line would keep the block of memory that it lies in.
        post.header, post.start, post.end = [], post.start + 0, post.end + 0
    page.drop_lines()
    forget()
    timeshapes.forget()
    bodies = [page.words(post.start, post.end) for post in posts]
    quoted = quotes.find(bodies, [post.author for post in posts], article["text"])
    texts = chain.from_iterable(_spans(page, *row) for row in zip(posts, quoted, range(len(posts)), strict=True))
    spans = np.concatenate([headers, np.fromiter(texts, SPAN)])
    own = [quotes.own_words(body, found) for body, found in zip(bodies, quoted, strict=True)]
    for number, (post, body) in enumerate(zip(posts, bodies, strict=True)):
        if gone := _gone(post, body):
            post.marks["status"], own[number] = gone, ""
    times = intervals([post.posted_text for post in posts], moment, timezone)
    # What is "2 weeks ago" comes before what is "3 days ago", whenever the page was copied.
    order = times if pd.notna(moment[0]) else intervals([post.posted_text for post in posts], NOMINAL, timezone)
    seen = zip(posts, bodies, own, quoted, order, strict=True)
    answers = parents.answers([_seen(*row) for row in seen], article["text"])
    times = _not_before(times, [answer.parent for answer in answers], earliest)
    own = [
        words[answer.mention_end :].lstrip(" \t\n,.:;!–—-") if answer.mention_end else words
        for words, answer in zip(own, answers, strict=True)
    ]
    comments = _comments(posts, bodies, own, answers, times, thread_id)
    quotations = table(list(_quotes(bodies, quoted, thread_id)), QUOTES)
    conflicts = pd.Series([answer.conflict for answer in answers], dtype="str").dropna()
    del posts, bodies, quoted, own, times, order, answers  # the model of languages takes their room
    comments["language"] = detect(comments["own_words"].tolist(), article["text"] or "")
    tiled = _tile(text, spans, comments["comment_id"])
    return Thread(
        comments=comments,
        articles=table([article | {"thread_id": thread_id, "source": source}], ARTICLES),
        quotes=quotations,
        spans=tiled,
        notices=table(
            list(
                notices(
                    comments,
                    moment,
                    read_as=read_as,
                    explained=_explained(text, tiled, start),
                    unread=unread,
                    published=earliest,
                    conflicts=conflicts,
                )
            ),
            NOTICES,
        ),
        text=text,
    )


def check(
    captured: str | date | pd.Timestamp | None = None, timezone: str = "UTC", dialect: str | None = None
) -> Interval:
    """Return when the page was copied as an interval, unless what was given for `read` cannot be.

    Raises
    ------
    InputError
        If `captured` is no date, `timezone` no zone or `dialect` no dialect.
    """
    names = [GENERIC, *(known.name for known in DIALECTS)]
    if dialect is not None and dialect not in names:
        raise InputError(f"no dialect {dialect!r}: use one of {', '.join(names)}")
    intervals([], timezone=timezone)
    return captured_interval(captured)


def _choose(page: Page, name: str | None) -> tuple[str, list[Post], int]:
    """Return how the page is best read, in words, its comments, and how many times were not taken for a comment's.

    The shape of a long page is that of its beginning, if comments are found there.
    """
    if len(page.text) > 2 * ENOUGH:
        read_as, posts, _ = _best(Page(page.text[:ENOUGH]), name)
        if posts:
            name = read_as.partition(" ")[0]
    return _best(page, name)


def _best(page: Page, name: str | None) -> tuple[str, list[Post], int]:
    """The same by looking at all of the page."""
    known_as, posts = "", list[Post]()
    for dialect in DIALECTS:
        if name in (None, dialect.name):
            found = known.read(page, dialect)
            if len(found) > len(posts):
                known_as, posts = dialect.name, found
    if name not in (None, GENERIC):
        return name, posts, 0
    reading = shape.read(page)
    if posts and len(posts) >= PREFERRED * len(reading.posts):
        return known_as, posts, 0
    return f"{GENERIC} ({reading.layout})" if reading.posts else GENERIC, reading.posts, reading.unread


def _is_pingback(page: Page, post: Post) -> bool:
    """True if a post is no comment, but tells that another page links here."""
    return (
        PINGBACK.fullmatch(post.author or "") is not None
        or EXCERPT.fullmatch(page.text, post.start, post.end) is not None
    )


def _gone(post: Post, body: str) -> str | None:
    """The status of a comment if the page says something else in place of its text or, with no text, of its author."""
    said = PLACEHOLDER.fullmatch(body or post.author or "")
    return ("hidden" if "remov" in said[0].casefold() else "deleted") if said else None


def _seen(post: Post, body: str, own: str, quoted: list[quotes.Quote], time: Interval) -> dict:
    """What `parents.answers` weighs."""
    seen = post.marks | {
        "author": post.author,
        "body": body,
        "when": time,
        "gap": post.parted,
        "footer": post.answerable,
    }
    if own != body:
        seen["own_start"] = own
    if quoted:
        seen["quotes"] = [(q.source, (q.end - q.start) / len(body)) for q in quoted if isinstance(q.source, int)]
    return seen


def _not_before(
    times: Sequence[Interval], parents: Sequence[int | None], published: pd.Timestamp | None
) -> list[Interval]:
    """The intervals without what lies before the article or the comment answered, where they reach beyond it.

    A comment that is before it as a whole stays as it is: that is an error to be told.
    """
    found: list[Interval] = []
    for (low, high), parent in zip(times, parents, strict=True):
        for floor in (published, found[parent][0] if parent is not None and parent < len(found) else None):
            if floor is not None and low < floor < high:
                low = floor
        found.append((low, high))
    return found


def _spans(page: Page, post: Post, quoted: Sequence[quotes.Quote], number: int) -> Iterator[Span]:
    """Where a comment's body and quotes stand in the text."""
    places = page.origins(post.start, post.end) if quoted else None
    edge = post.start
    for quote in quoted:
        first, last = (places[quote.start], places[quote.end - 1] + 1) if places else (0, 0)
        yield edge, first, BODY, number
        yield first, last, QUOTE, number
        edge = last
    yield edge, post.end, BODY, number


def _quotes(bodies: Sequence[str], quoted: Sequence[Sequence[quotes.Quote]], thread_id: str) -> Iterator[dict]:
    """Rows of the quotes table."""
    for number, (body, found) in enumerate(zip(bodies, quoted, strict=True), 1):
        for quote in found:
            yield {
                "thread_id": thread_id,
                "comment_id": f"c{number}",
                "text": quotes.passage(body, quote),
                "quoted_from": f"c{quote.source + 1}" if isinstance(quote.source, int) else quote.source,
                "start": quote.source_start,
                "end": quote.source_end,
            }


def _comments(
    posts: Sequence[Post],
    bodies: Sequence[str],
    own: Sequence[str],
    answers: Sequence[parents.Answer],
    times: Sequence[Interval],
    thread_id: str,
) -> pd.DataFrame:
    """The comments table, but for the languages."""
    columns = {
        "thread_id": [thread_id] * len(posts),
        "comment_id": [f"c{number}" for number in range(1, len(posts) + 1)],
        "parent_id": [None if answer.parent is None else f"c{answer.parent + 1}" for answer in answers],
        "parent_evidence": [answer.evidence for answer in answers],
        "author": [post.author for post in posts],
        "posted_text": [post.posted_text for post in posts],
        "posted_from": [low for low, _ in times],
        "posted_until": [high for _, high in times],
        "body": bodies,
        "own_words": own,
        "score": [post.marks.get("score") for post in posts],
        "status": [post.marks.get("status", "visible") for post in posts],
        "kind": ["comment"] * len(posts),
        "start": [post.start for post in posts],
        "end": [post.end for post in posts],
    }
    comments = table(columns, COMMENTS)
    comments["posted"] = comments["posted_from"] + (comments["posted_until"] - comments["posted_from"]) / 2
    return comments


def _tile(text: str, pieces: np.ndarray, ids: pd.Series) -> pd.DataFrame:
    """Return spans without gap or overlap: what no piece claims is blank if it is white space, else residue."""
    pieces = pieces[pieces["end"] > pieces["start"]]
    pieces = pieces[np.lexsort((pieces["end"], pieces["start"]))]
    pieces["start"][1:] = np.maximum(pieces["start"][1:], np.maximum.accumulate(pieces["end"])[:-1])
    pieces = pieces[pieces["end"] > pieces["start"]]
    edges = np.column_stack([np.append(0, pieces["end"]), np.append(pieces["start"], len(text))])
    between = edges[edges[:, 0] < edges[:, 1]].tolist()
    rest = ((start, end, RESIDUE if text[start:end].strip() else BLANK, NOBODY) for start, end in between)
    tiled = np.concatenate([pieces, np.fromiter(rest, SPAN)])
    tiled = tiled[np.argsort(tiled["start"])]
    columns = {
        "start": tiled["start"],
        "end": tiled["end"],
        "role": pd.Categorical.from_codes(tiled["role"], pd.Index(ROLES)),
        "comment_id": ids.reindex(tiled["comment"]).array,
    }
    return table(columns, SPANS)


def _explained(text: str, spans: pd.DataFrame, start: int) -> float:
    """Share of the characters from the first comment on that belong to a comment."""
    below = spans.loc[spans["end"] > start, ["start", "end", "role"]]
    sizes = (below["end"] - below["start"]).astype(float)
    inked = sizes[below["role"] != "blank"].sum()
    return float(sizes[below["role"].isin(["header", "body", "quote"])].sum() / inked) if inked else 0.0
