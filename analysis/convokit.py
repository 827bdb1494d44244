"""Threads as a corpus of ConvoKit, the Cornell toolkit for conversations: a folder that `convokit.Corpus` loads.

A thread is a conversation, and its article the one utterance that answers nothing, because ConvoKit wants one root. A
comment is an utterance whose `meta` holds all columns of the comments table. Utterances of one corpus may not share an
id, comments of two threads may: their utterances are then called thread/comment. ConvoKit sorts by time and fails where
one is missing: such an utterance has the time of the one before it, and null in its `meta`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import orjson
import pandas as pd

from analysis.plain import records
from analysis.thread import Corpus

WRITER = "thread-analysis"
ARTICLE, NOBODY = "[article]", "[unknown]"  # the speakers of the article, and of comments without an author


def write(corpus: Corpus, folder: Path) -> None:
    """Write a corpus into a folder that is there.

    Parameters
    ----------
    corpus : Corpus
        The threads.
    folder : Path
        Where its five files are put.
    """
    comments, articles = corpus.comments, corpus.articles
    names = _utterances(comments, articles)
    authors = comments["author"].fillna(NOBODY).to_list()
    times = dict(zip(articles["thread_id"], _seconds(articles["published"]), strict=True))
    kept = {"utterances": _Kinds(), "conversations": _Kinds()}
    with (folder / "utterances.jsonl").open("wb") as file:
        for article in records(articles):
            thread = article["thread_id"]
            text = "\n\n".join(filter(None, (article["title"], article["text"])))
            file.write(_utterance(thread, thread, text, ARTICLE, None, times[thread] or 0, {}))
        for row, author, time in zip(records(comments), authors, _seconds(comments["posted"]), strict=True):
            thread, text = row["thread_id"], row["body"]
            meta = {name: value for name, value in row.items() if name not in ("thread_id", "body")}
            kept["utterances"].add(meta)
            times[thread] = time if time is not None else times[thread]
            answered = names.get((thread, row["parent_id"]), thread)  # else the article
            name = names[thread, row["comment_id"]]
            file.write(_utterance(name, thread, text, author, answered, times[thread] or 0, meta))
    about = {row["thread_id"]: row for row in records(articles)}
    for row in about.values():
        kept["conversations"].add(row)
    whole = {"threads": len(articles), "comments": len(comments), "written_by": WRITER}
    index = {
        "utterances-index": kept["utterances"].found,
        "speakers-index": {},
        "conversations-index": kept["conversations"].found,
        "overall-index": {name: [str(type(value))] for name, value in whole.items()},
        "version": 1,
        "vectors": [],
    }
    _dump(folder / "speakers.json", {name: _component({}) for name in dict.fromkeys([ARTICLE, *authors])})
    _dump(folder / "conversations.json", {name: _component(meta) for name, meta in about.items()})
    _dump(folder / "corpus.json", whole)
    _dump(folder / "index.json", index)


class _Kinds:
    """Which types each field of `meta` has, as ConvoKit's index names them."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def add(self, meta: dict) -> None:
        for name, value in meta.items():
            kinds = self.found.setdefault(name, [])
            if value is not None and (kind := str(type(value))) not in kinds:
                kinds.append(kind)


def _utterances(comments: pd.DataFrame, articles: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The id of each comment's utterance; that of an article is its thread's."""
    pairs = list(zip(comments["thread_id"], comments["comment_id"], strict=True))
    shared = set(comments.loc[comments["comment_id"].duplicated(keep=False), "comment_id"]) | set(articles["thread_id"])
    names: dict[tuple[str, str], str] = {}
    taken = set(articles["thread_id"])
    for thread, comment in pairs:
        name = f"{thread}/{comment}" if comment in shared else comment
        while name in taken:
            name += "'"
        taken.add(name)
        names[thread, comment] = name
    return names


def _utterance(name: str, thread: str, text: str, speaker: str, answered: str | None, time: int, meta: dict) -> bytes:
    row: dict = {
        "id": name,
        "conversation_id": thread,
        "text": text,
        "speaker": speaker,
        "meta": meta,
        "reply-to": answered,
        "timestamp": time,
        "vectors": [],
    }
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def _seconds(moments: pd.Series) -> list[int | None]:
    known = moments.dt.tz_localize(None).to_numpy("datetime64[s]").astype(np.int64)
    return [None if missing else time for missing, time in zip(moments.isna(), known.tolist(), strict=True)]


def _component(meta: dict) -> dict:
    return {"meta": meta, "vectors": []}


def _dump(path: Path, data: dict) -> None:
    path.write_bytes(orjson.dumps(data))
