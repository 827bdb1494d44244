"""ConvoKit: a folder with utterances.jsonl (or .json), conversations.json, speakers.json, corpus.json, index.json.

An utterance that answers none (`reply-to`, formerly `reply_to`, is null) begins its conversation (`conversation_id`,
formerly `root`). It is a comment like the others, unless its `meta` says that it is no one's answer to anything: in
corpora of Reddit it is the submission (`top_level_comment` is there and null), in those of Wikipedia's talk pages a
heading (`is_section_header`). That is the article. Texts from Reddit are Markdown. A corpus without times has null
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis.convokit import ARTICLE, NOBODY
from analysis.files import inside, opened, whole
from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import at, dicts, identity, loaded, moment, name, number, text

FILES = ("utterances.jsonl", "utterances.json")
FORMAT = "ConvoKit corpus"


def folder(path: Path) -> Found | None:
    """A corpus, told by its files."""
    file = next((path / name for name in FILES if inside(path / name, path)), None)
    if file is None or not any(
        inside(path / name, path) for name in ("conversations.json", "corpus.json", "index.json")
    ):
        return None
    first = next(_utterances(file), None)
    if first is None or not _is_utterance(first):
        return None
    return _found(first, _utterances(file), _conversations(path / "conversations.json", path))


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """The utterances alone."""
    return _found(first, records, {}) if _is_utterance(first) else None


def _is_utterance(row: dict) -> bool:
    answers, under = row.keys() & {"reply-to", "reply_to"}, row.keys() & {"conversation_id", "root"}
    return bool(answers and under and row.keys() & {"speaker", "user"}) and "text" in row


def _utterances(file: Path) -> Iterator[dict]:
    with opened(file) as stream:
        if file.suffix == ".json":
            yield from dicts(_loaded(whole(stream, file)))
            return
        for line in stream:
            row = _loaded(line)
            if isinstance(row, dict):
                yield row


def _conversations(file: Path, folder: Path) -> dict[str, dict]:
    """What is known of each conversation; in old corpora without `meta` around it."""
    if not inside(file, folder):
        return {}
    with opened(file) as stream:
        known = _loaded(whole(stream, file))
    known = known if isinstance(known, dict) else {}
    return {id: about.get("meta", about) for id, about in known.items() if isinstance(about, dict)}


def _loaded(raw: bytes) -> Any:
    try:
        return loaded(raw)
    except (ValueError, RecursionError):
        return None


def _found(first: dict, records: Iterable[dict], conversations: dict[str, dict]) -> Found:
    return Found(FORMAT, _rows(records, conversations), "markdown" if "subreddit" in _meta(first) else "plain")


def _meta(row: dict) -> dict:
    meta = row.get("meta")
    return meta if isinstance(meta, dict) else {}


def _rows(records: Iterable[dict], conversations: dict[str, dict]) -> Iterator[Comment | Article]:
    articles: set[str | None] = set()
    named: set[str | None] = set()
    for row in records:
        id, meta = identity(row.get("id")), _meta(row)
        thread = identity(row.get("conversation_id", row.get("root"))) or id
        above = identity(row.get("reply-to", row.get("reply_to")))
        about = conversations.get(thread or "", {})
        title, body, posted = text(at(about, "title")), text(row.get("text")) or "", moment(row.get("timestamp"))
        heading = bool(meta.get("is_section_header"))
        speaker = name(row.get("speaker", row.get("user")))
        if above is None and (
            heading or speaker == ARTICLE or "top_level_comment" in meta and meta["top_level_comment"] is None
        ):
            articles.add(id)
            named.add(thread)
            title = title or body.strip("= \n") if heading else title
            author = None if speaker == ARTICLE else speaker
            yield Article(thread, title, None if heading else body, posted, None, author)
            continue
        if title and thread not in named:
            named.add(thread)
            yield Article(thread, title)
        begun = above in articles or "top_level_comment" in meta and above == thread
        yield Comment(
            body,
            id,
            None if begun else above,
            None if speaker == NOBODY else speaker,
            posted,
            number(meta.get("score")),
            thread,
        )
