"""ActivityPub: objects, activities around them, and collections of both, as any server of the fediverse hands them out.

What is commented on is a Page, an Article, a Question, a Video - or a Note that answers nothing (`inReplyTo`), as
Mastodon's posts are and as Lemmy reads them. All other Notes are comments. Create, Update and Announce are around
what they are about, or name it only; Delete and Tombstone say that it is gone. `attributedTo` is an address, an
object, or a list of them. `content` is HTML unless `mediaType` says otherwise; `source` is what was typed. A
comment's article is what its parents lead to, as far as they are in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from analysis.readers import markup
from analysis.readers.records import Article, Comment, Found, roots
from analysis.readers.values import at, dicts, identity, moment, name, number, text

ACTIVITIES = {"Create", "Update", "Announce", "Delete", "Remove"}
COLLECTIONS = {"Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"}
ARTICLES = {"Page", "Article", "Question", "Video", "Event"}
GONE = "Tombstone"
TYPES = ACTIVITIES | COLLECTIONS | ARTICLES | {GONE, "Note"}


def document(data: Any) -> Found | None:
    """One object, activity or collection, or a list of them."""
    things = dicts(data) if isinstance(data, list) else dicts([data])
    return _read(things) if things and all(map(_is_ours, things)) else None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Objects and activities, one after the other."""
    return _read(list(records)) if _is_ours(first) else None


def _is_ours(thing: dict) -> bool:
    kind = thing.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        return False
    if kind in ACTIVITIES:
        return "actor" in thing and "object" in thing
    if kind in COLLECTIONS:
        return bool(thing.keys() & {"orderedItems", "items", "first"})
    return "@context" in thing or _link(thing.get("id")) is not None and ("attributedTo" in thing or kind == GONE)


def _read(things: list[dict]) -> Found:
    objects, gone, named = _unpacked(things)
    found = Found("ActivityPub", _rows(objects, gone), "html", platform="ActivityPub")
    if named:
        message = f"{named} of what the file lists is only named in it, not there"
        found.notices.append({"code": "not_fetched", "message": message, "count": named})
    return found


def _unpacked(things: list[dict]) -> tuple[dict[str, dict], set[str], int]:
    """Return the objects by their ids, the ids of what is gone, and how many others are named only."""
    objects: dict[str, dict] = {}
    gone: set[str] = set()
    named: set[str] = set()
    stack: list[Any] = things[::-1]
    while stack:
        thing = stack.pop()
        if not isinstance(thing, dict):
            named |= {thing} if isinstance(thing, str) else set()
            continue
        kind, id = text(thing.get("type")), _link(thing.get("id")) or f"#{len(objects)}"
        if kind in COLLECTIONS:
            for key in ("orderedItems", "items", "first"):
                inside = thing.get(key)
                stack += reversed(inside) if isinstance(inside, list) else [inside] if isinstance(inside, dict) else []
        elif kind in ("Delete", "Remove"):
            gone |= {_link(thing.get("object"))} - {None}  # type: ignore[arg-type]
        elif kind in ACTIVITIES:
            stack.append(thing.get("object"))
        elif kind == GONE:
            gone.add(id)
        elif kind in TYPES:
            objects[id] = thing
            stack.append(thing.get("replies") if isinstance(thing.get("replies"), dict) else None)
    for id in gone - objects.keys():
        objects[id] = {"type": GONE}
    return objects, gone, len(named - objects.keys())


def _rows(objects: dict[str, dict], gone: set[str]) -> Iterator[Comment | Article]:
    parents = {id: _link(thing.get("inReplyTo")) for id, thing in objects.items()}
    articles = {id for id, thing in objects.items() if thing.get("type") in ARTICLES or _begins(thing)}
    top = roots({id: None if id in articles else above for id, above in parents.items()})
    for id, thing in objects.items():
        if id in articles:
            published, link = moment(thing.get("published")), _link(thing.get("url")) or id
            yield Article(id, text(thing.get("name")), _content(thing), published, link, _author(thing))
            continue
        yield Comment(
            "" if id in gone else _content(thing) or "",
            id,
            None if parents[id] in articles else parents[id],
            None if id in gone else _author(thing),
            moment(thing.get("published")),
            number(at(thing, "likes", "totalItems")),
            top[id] if top[id] in articles else None,
            "deleted" if id in gone else "visible",
        )


def _begins(thing: dict) -> bool:
    return thing.get("type") == "Note" and _link(thing.get("inReplyTo")) is None


def _link(value: Any) -> str | None:
    """An id, also of an object that stands in its place; of a list the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("id") or value.get("href")
    return identity(value)


def _author(thing: dict) -> str | None:
    """What somebody is called, or the last part of the address unless that is a number."""
    value = thing.get("attributedTo") or thing.get("actor")
    if isinstance(value, list):
        value = value[0] if value else None
    known = name(value) if isinstance(value, dict) and value.keys() & {"name", "preferredUsername"} else None
    link = _link(value) or ""
    last = link.rstrip("/").rpartition("/")[2].removeprefix("@")
    return known or (link if last.isdigit() else last) or None


def _content(thing: dict) -> str | None:
    """The body as HTML."""
    languages = thing.get("contentMap")
    body = text(thing.get("content")) or (
        next(filter(None, map(text, languages.values())), None) if isinstance(languages, dict) else None
    )
    plain = body is not None and thing.get("mediaType") in ("text/markdown", "text/plain")
    if body is None:
        body, plain = text(at(thing, "source", "content")), True
    if body is None:
        return None
    if plain:
        return escape(markup.markdown(body)).replace("\n", "<br>")
    warning = text(thing.get("summary"))
    return f"<p>{warning}</p>{body}" if warning and thing.get("type") == "Note" else body
