"""Disqus: the XML of "Export comments".

`<disqus>` holds each `<category>`, then each `<thread>` (a page), then each `<post>` (a comment). Ids are attributes of
another namespace (`dsq:id`); a post names its `<thread dsq:id="..."/>` and, if it answers one, its `<parent dsq:id>`.
`<message>` is HTML. A post is `isDeleted` or `isSpam`; a guest (`isAnonymous`) still has the name that he gave. There
are threads without a title, threads that nobody wrote in (each page that was ever looked at is one), posts whose
thread or whose own id is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from lxml import etree

from analysis.readers.records import Article, Comment, Found
from analysis.readers.xml import children, elements, local, text
from analysis.thread import count

ID = "{http://disqus.com/disqus-internals}id"


def xml(root: str, head: bytes, stream: IO[bytes]) -> Found | None:
    """Threads and posts, as the file has them."""
    if root != "disqus":
        return None
    found = Found("Disqus export", (), "html")
    found.rows = _rows(stream, found)
    return found


def _rows(stream: IO[bytes], found: Found) -> Iterator[Comment | Article]:
    threads: set[str | None] = set()
    for element in elements(stream, {"thread", "post"}, found.notices):
        parts = children(element)
        if local(element.tag) == "post":
            comment = _comment(element, parts)
            threads.discard(comment.thread)
            yield comment
        elif "link" in parts or "title" in parts:  # else it is the mere number of a page
            threads.add(_id(element))
            yield _article(element, parts)
    if threads:
        message = f"{count(len(threads), 'article')} without a comment"
        found.notices.append({"code": "no_comments", "message": message, "count": len(threads)})


def _comment(post: etree._Element, parts: dict[str, etree._Element]) -> Comment:
    author = parts.get("author", ())
    deleted, spam = (text(parts.get(name)) == "true" for name in ("isDeleted", "isSpam"))
    return Comment(
        "" if deleted else text(parts.get("message")),
        _id(post),
        _id(parts.get("parent")),
        next((text(part) for part in author if local(part.tag) == "name"), None) or None,
        text(parts.get("createdAt")) or None,
        None,
        _id(parts.get("thread")),
        "deleted" if deleted else "hidden" if spam else "visible",
    )


def _article(thread: etree._Element, parts: dict[str, etree._Element]) -> Article:
    title, message, created, link = (text(parts.get(name)) for name in ("title", "message", "createdAt", "link"))
    return Article(_id(thread), title or None, message or None, created or None, link or None)


def _id(element: etree._Element | None) -> str | None:
    """The id of an element, whatever its namespace is."""
    if element is None:
        return None
    known = element.get(ID)
    if known is None:
        known = next((value for name, value in element.attrib.items() if local(name) == "id"), "")
    return known.strip() or None
