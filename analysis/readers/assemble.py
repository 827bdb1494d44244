"""The steps that all readers of exports share: from records to the tables of a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.language import detect
from analysis.readers import quote_marks, quotes
from analysis.readers.integrity import notice, repair
from analysis.readers.markup import to_text
from analysis.readers.records import Article, Comment, Found
from analysis.readers.sources import Text, locate
from analysis.text import GONE, in_english
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Corpus, count, table
from analysis.times import UNKNOWN, Interval, intervals

BATCH = 50_000  # comments that are made into a table together
PIECE = 500  # of these, taken apart together: as many records as stay near the processor
TEXTS = ("thread_id", "comment_id", "parent_id", "author", "posted_text", "body", "own_words")
REMEMBERED = 1000  # texts whose words are kept while quotations are looked for
MARKED = re.compile(r"^[ \t]*>|\[quote", re.IGNORECASE | re.MULTILINE)
MENTION = re.compile(r"@[^\s:,]{1,60}[:,]?\s*")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?")
LAST = 253_402_300_800  # the year 10000
A_DAY = (pd.Timedelta(hours=23), pd.Timedelta(hours=25))  # as long as days are, where clocks are changed


Marks = dict[str, list[quotes.Quote]]


class Part(NamedTuple):
    """What one source holds, not yet checked.

    `marks` are the quotations in its bodies, `unnamed` the comments whose thread it does not name, `source` is where it
    was read from.
    """

    found: Found
    comments: pd.DataFrame
    articles: pd.DataFrame
    marks: Marks
    unnamed: np.ndarray
    source: str


def part(found: Found, name: str, source: str, captured: Interval = UNKNOWN, timezone: str = "UTC") -> Part:
    """Make tables of what a reader found: bodies as plain text, times as intervals.

    Parameters
    ----------
    found : Found
        Its rows are gone through once.
    name : str
        The id of the article, where the source has none.
    source : str
        Where it was read from.
    captured, timezone
        As for `analysis.times.intervals`: what relative times and those without a zone need.
    """
    articles: list[Article] = []
    marks: Marks = {}
    parts = list(tables(found, articles, captured, timezone, marks))
    comments = pd.concat([*parts, table([], COMMENTS)], ignore_index=True)
    about = articles_of(found, articles, comments["thread_id"], name, source, captured, timezone)
    unnamed = comments["thread_id"].isna().to_numpy()
    comments["thread_id"] = comments["thread_id"].fillna(about["thread_id"].iloc[0] if len(about) == 1 else name)
    return Part(found, comments, about, marks, unnamed, source)


def assemble(parts: Iterable[Part], languages: bool = True) -> Corpus:
    """Put what sources hold into one corpus: ids checked, quotations and languages found.

    A thread that two sources of one format or platform hold parts of becomes one thread.

    Parameters
    ----------
    parts : iterable of Part
        At least one.
    languages : bool
        Whether to find out the language of each comment, which takes longer than all the rest.

    Returns
    -------
    Corpus
        With notices on what was repaired. It may hold no comment.
    """
    parts = _brought_home(list(parts))
    articles = pd.concat([part.articles for part in parts], ignore_index=True)
    if len(parts) > 1:
        articles = articles.groupby("thread_id", sort=False, as_index=False).first().astype(ARTICLES)
    sizes = [len(part.comments) for part in parts]
    perhaps = np.repeat([part.found.parent_or_article for part in parts], sizes)
    versions = np.repeat([bool(part.found.platform) for part in parts], sizes)
    comments = pd.concat([part.comments for part in parts], ignore_index=True)
    comments, repairs = mended(comments, articles, perhaps, versions, languages)
    read = [_told(row, part, len(parts) > 1) for part in parts for row in (_read_as(part), *part.found.notices)]
    notices = pd.concat([table(read, NOTICES), repairs], ignore_index=True)
    named = comments[comments["comment_id"].isin(notices["comment_id"].dropna())]
    whose = named.drop_duplicates("comment_id", keep=False).set_index("comment_id")["thread_id"]
    alone = notices["comment_id"].where(notices["count"] == 1)  # more may be of several threads
    threads = articles["thread_id"].iloc[0] if len(articles) == 1 else alone.map(whose)
    notices.insert(0, "thread_id", pd.Series(threads, index=notices.index, dtype="str"))
    spans = table([], {"thread_id": "str"} | SPANS)
    quotations = quoted(comments, articles, {body: found for part in parts for body, found in part.marks.items()})
    return Corpus(comments=comments, articles=articles, quotes=quotations, spans=spans, notices=notices)


def mended(
    comments: pd.DataFrame,
    articles: pd.DataFrame,
    perhaps: np.ndarray,
    versions: np.ndarray,
    languages: bool = True,
    now: pd.Timestamp | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Comments of whole threads with sound ids and parents and their languages, and notices on what was repaired.

    `perhaps` and `versions` are `parent_or_article` and `versions` of `repair`, of each comment; `now` as there.
    """
    comments, repairs = repair(comments, articles, now, parent_or_article=perhaps, versions=versions)
    if languages:
        comments = comments.assign(language=languages_of(comments, articles))
        if (other := ~in_english(comments)).any():
            told = notice("other_language", comments.loc[other, "comment_id"], int(other.sum()))
            repairs = pd.concat([repairs, table([told], NOTICES)], ignore_index=True)
    return comments, repairs


def _brought_home(parts: list[Part]) -> list[Part]:
    """Parts where answers that name no thread are in that of their parent, if another source of the platform has it."""
    homes: dict[tuple[str, str], str] = {}
    for part in parts:
        if part.found.platform and len(parts) > 1:
            named = part.comments[~part.unnamed]
            ids = zip([part.found.platform] * len(named), named["comment_id"], strict=True)
            homes |= dict(zip(ids, named["thread_id"], strict=True))
    return [_at_home(part, homes) if homes and part.unnamed.any() else part for part in parts]


def _at_home(part: Part, homes: dict[tuple[str, str], str]) -> Part:
    comments = part.comments
    found = [homes.get((part.found.platform, parent)) for parent in comments["parent_id"]]
    home = pd.Series(found, index=comments.index, dtype="str").where(part.unnamed)
    threads = home.fillna(comments["thread_id"])
    left = set(comments["thread_id"][home.notna()]) - set(threads)  # what stood for a thread without a name
    articles = part.articles[~part.articles["thread_id"].isin(left)]
    return part._replace(comments=comments.assign(thread_id=threads), articles=articles)


def _told(row: dict, part: Part, name: bool) -> dict:
    """A notice, of several sources with the name of the one that it is about."""
    return row | {"message": f"{Path(part.source).name}: {row['message']}"} if name else row


def _read_as(part: Part) -> dict:
    size = len(part.comments)
    return {"code": "read_as", "message": f"read as {part.found.read_as}: {count(size, 'comment')}", "count": size}


def tables(
    found: Found, articles: list[Article], captured: Interval, timezone: str, marks: Marks | None = None
) -> Iterator[pd.DataFrame]:
    """Comments tables of `BATCH` rows each, not yet checked: `thread_id` is missing where the source names none.

    Articles met on the way are added to `articles`, quotations to `marks` if it is given.
    """
    pieces = _pieces(found, articles, marks)
    while batch := list(islice(pieces, max(1, BATCH // PIECE))):
        yield _table(batch, found.answers, captured, timezone)


def _pieces(found: Found, articles: list[Article], marks: Marks | None) -> Iterator[dict[str, Any]]:
    """The comments by column, those that are text as Series under the names of the table.

    A few at a time, which the processor has at hand: to look again at a text that it has not takes longer than what is
    done with most.
    """
    rows, text_of, number = iter(found.rows), to_text(found.markup), 1
    while piece := list(islice(rows, min(PIECE, BATCH))):
        articles += [row for row in piece if isinstance(row, Article)]
        comments = [row for row in piece if not isinstance(row, Article)]
        if not comments:
            continue
        columns = found.columns(comments)
        bodies = list(map(text_of, columns["body"]))
        quoting = marked(bodies)
        if marks is not None:
            marks |= quoting
        posted_text = list(map(_written, columns["posted"]))
        if "written" in columns:
            posted_text = [told or time for told, time in zip(columns["written"], posted_text, strict=True)]
        texts = {
            "thread_id": columns["thread"],
            "comment_id": [f"c{n}" if known is None else known for n, known in enumerate(columns["id"], number)],
            "parent_id": columns["parent"],
            "author": list(map(_named, columns["author"])),
            "posted_text": posted_text,
            "body": bodies,
            "own_words": [_own_words(body, quoting.get(body)) for body in bodies],
        }
        yield {**columns, **{name: pd.Series(values, dtype="str") for name, values in texts.items()}}
        number += len(bodies)


def _table(pieces: Sequence[dict[str, Any]], answers: bool, captured: Interval, timezone: str) -> pd.DataFrame:
    texts = {name: pd.concat([piece[name] for piece in pieces], ignore_index=True) for name in TEXTS}

    def given(name: str, dtype: Any) -> pd.Series:
        every = [value for piece in pieces for value in piece[name]] if name in pieces[0] else None
        return pd.Series(Comment._field_defaults[name] if every is None else every, texts["body"].index, dtype)

    evidence = given("evidence", COMMENTS["parent_evidence"])
    unsaid = evidence.isna() & texts["parent_id"].isna()
    low, middle, high = _times([time for piece in pieces for time in piece["posted"]], captured, timezone)
    found = {
        **texts,
        "parent_evidence": evidence.mask(unsaid, "explicit" if answers else "none").fillna("explicit"),
        "posted_from": low,
        "posted_until": high,
        "posted": middle,
        "score": given("score", "Int64"),
        "status": given("status", COMMENTS["status"]).mask(texts["body"].isin(GONE), "deleted"),
        "kind": given("kind", COMMENTS["kind"]),
    }
    return table(found, COMMENTS)


def articles_of(
    found: Found,
    articles: Sequence[Article],
    threads: pd.Series,
    name: str,
    source: str,
    captured: Interval,
    timezone: str,
) -> pd.DataFrame:
    """The articles table: one row for each article of the source and for each that its comments name."""
    text_of = to_text(found.markup)
    known = {article.id or name: article for article in articles}
    if threads.isna().any() and (len(known) != 1 or threads.notna().any()):
        known.setdefault(name, Article())
    for thread in threads.dropna().unique():
        known.setdefault(thread, Article())
    if not known:
        known[name] = Article()
    low, published, high = _times([article.published for article in known.values()], captured, timezone)
    a_day = (high - low).between(*A_DAY)
    noon = published.dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize() + pd.Timedelta(hours=12)
    published = published.mask(a_day, noon.dt.tz_localize("UTC"))  # as `analysis.pace` knows a day without a time
    columns = {
        "thread_id": list(known),
        "title": [article.title and to_text("html")(article.title) or None for article in known.values()],
        "published": published,
        "text": [article.text and text_of(article.text) or None for article in known.values()],
        "source": [article.source or source for article in known.values()],
        "author": [_named(article.author) for article in known.values()],
    }
    return table(columns, ARTICLES)


def _times(posted: Sequence[float | str | None], captured: Interval, timezone: str) -> tuple[pd.Series, ...]:
    """The earliest, likeliest and latest moment of each time: one and the same where the source gives seconds."""
    seconds = [time if isinstance(time, int | float) and 0 < time < LAST else np.nan for time in posted]
    exact = (np.array(seconds, float) * 1e6).round().astype("datetime64[us]")
    written = {n: time.strip() for n, time in enumerate(posted) if isinstance(time, str)}
    iso = [n for n, time in written.items() if (m := MOMENT.fullmatch(time)) and (timezone == "UTC" or m[1])]
    texts = [written.pop(n).replace(",", ".").replace(" UTC", "Z").replace("UTC", "Z") for n in iso]
    moments = pd.to_datetime(pd.Series(texts, dtype="str"), format="ISO8601", utc=True, errors="coerce")
    exact[iso] = moments.dt.tz_localize(None).to_numpy("datetime64[us]")
    low = pd.Series(exact).dt.tz_localize("UTC")
    if not written:
        return low, low, low
    high = low.copy()
    spans = intervals([posted[n] for n in written], captured, timezone)  # type: ignore[misc]
    for series, end in ((low, 0), (high, 1)):
        series.iloc[list(written)] = pd.Series([span[end] for span in spans], dtype=low.dtype)
    return low, low + (high - low) / 2, high


def _named(author: str | None) -> str | None:
    return None if not author or author in GONE else author


def _written(time: float | str | None) -> str | None:
    return str(int(time)) if isinstance(time, float) and time.is_integer() else None if time is None else str(time)


def _own_words(body: str, marks: Sequence[quotes.Quote] | None) -> str:
    if body in GONE:
        return ""
    own = quotes.own_words(body, marks) if marks else body
    return MENTION.sub("", own, count=1) if own.startswith("@") else own


def marked(bodies: Iterable[str]) -> Marks:
    """The passages of each body that its marks show to be quotations; of bodies that have any."""
    seen = (body for body in bodies if (">" in body or "[" in body) and MARKED.search(body))
    return {body: found for body in seen if (found := _marked(body))}


def _marked(body: str) -> list[quotes.Quote]:
    return [
        quotes.Quote(mark.pieces[0][0], mark.pieces[-1][1], mark.outer_start, mark.outer_end, mark.named)
        for mark in quote_marks.scan(body)
        if mark.sure and not mark.open
    ]


def quoted(comments: pd.DataFrame, articles: pd.DataFrame, marks: Marks) -> pd.DataFrame:
    """The quotes table: a quotation comes from the comment that is answered or from the article, if it is there.

    `marks` are those of `marked`, of all comments.
    """
    quoting = comments[comments["body"].isin(list(marks))]
    texts = dict(zip(articles["thread_id"], articles["text"], strict=True))
    quoted = comments[comments["comment_id"].isin(quoting["parent_id"].dropna())]
    said = quoted[["thread_id", "comment_id", "body"]].to_numpy()
    bodies = {(thread, comment): body for thread, comment, body in said}

    @lru_cache(REMEMBERED)  # many answer one
    def text(thread: str, comment: str | None) -> Text:
        found = texts.get(thread) if comment is None else bodies.get((thread, comment))
        return Text(found if isinstance(found, str) else "")

    rows = []
    for thread, comment, answered, body in quoting[["thread_id", "comment_id", "parent_id", "body"]].to_numpy():
        places = [(answered, answered), ("article", None)] if isinstance(answered, str) else [("article", None)]
        for quote in marks[body]:
            words = quotes.passage(body, quote)
            found = {"thread_id": thread, "comment_id": comment, "text": words}
            passage = Text(words)
            for origin, name in places:
                source = text(thread, name)
                if source.words and (match := locate(passage, source)):
                    start, end = source.span(match.start, match.end)
                    found |= {"quoted_from": origin, "start": start, "end": end}
                    break
            rows.append(found)
    return table(rows, QUOTES)


def languages_of(comments: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """The language of each comment, as far as the others of its thread and the article tell."""
    known = articles.dropna(subset="text")
    about = dict(zip(known["thread_id"], known["text"], strict=True))
    return detect(comments["own_words"].to_list(), about, comments["thread_id"].to_list())
