"""Mastodon's API, which Pleroma, Misskey's relatives and others speak too: contexts, and lists of statuses.

A context is `{ancestors, descendants}` of a status that is itself not in it. The status that begins the conversation,
which answers none, is the article. If there are no ancestors, that is the status asked for: the file lacks it, and
all that answer the same unknown status answer the article. A boost (`reblog`) says nothing of its own. `content` is
HTML, a content warning stands in `spoiler_text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.readers.records import Article, Comment, Found, roots
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text

FORMAT = "Mastodon statuses"


def document(data: Any) -> Found | None:
    """A context, also with its status beside it as `{status, ancestors, descendants}` or `{status, context}`."""
    if not isinstance(data, dict):
        return None
    around = data["context"] if isinstance(data.get("context"), dict) else data
    if not (isinstance(around.get("ancestors"), list) and isinstance(around.get("descendants"), list)):
        return None
    asked = dicts([data.get("status")])
    statuses = [*dicts(around["ancestors"]), *asked, *dicts(around["descendants"])]
    above = [parent(status.get("in_reply_to_id")) for status in statuses]
    known = {identity(status.get("id")) for status in statuses}
    missing = Counter(one for one in above if one is not None and one not in known)
    if around["ancestors"] and statuses:
        first = above[0] or identity(statuses[0].get("id"))
    else:
        first = missing.most_common(1)[0][0] if missing else None
    return Found(FORMAT, _linked(statuses, first), "html")


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Statuses in any order; what thread they are of their answers say."""
    if {"in_reply_to_id", "content", "account", "created_at"} <= first.keys():
        return Found(FORMAT, _linked([row for row in records if "content" in row and not row.get("reblog")]), "html")
    return None


def _linked(statuses: Sequence[dict], article: str | None = None) -> Iterator[Comment | Article]:
    """Rows of statuses; `article` is the id of what all of them are about if they are of one conversation."""
    parents = {identity(status.get("id")) or "": parent(status.get("in_reply_to_id")) for status in statuses}
    top = roots(parents)
    begun = {id for id, above in parents.items() if above is None} | {article}
    if article is not None and article not in parents:
        yield Article(article)
    for status in statuses:
        id = identity(status.get("id")) or ""
        body, posted = _body(status), moment(status.get("created_at"))
        author = name(at(status, "account", "acct")) or name(status.get("account"))
        if parents[id] is None:
            yield Article(id, None, body, posted, text(status.get("url")), author)
            continue
        yield Comment(
            body,
            id,
            None if parents[id] in begun else parents[id],
            author,
            posted,
            number(status.get("favourites_count")),
            top[id] if top[id] in begun else article,
        )


def _body(status: dict) -> str:
    warning, body = text(status.get("spoiler_text")), text(status.get("content")) or ""
    return f"<p>{warning}</p>{body}" if warning else body
