"""Feeds of comments: RSS and Atom as WordPress gives them, and the Atom of Blogger's export and of Google Takeout.

WordPress: an item's title is "Comment on ARTICLE by NAME", in the feed of one article "By: NAME"; its link is the
article's with `#comment-NUMBER`; whom it answers stands in the text ("In reply to <a href="...#comment-1">Ann</a>."),
not in all versions, or in `thr:in-reply-to` (Atom). Planets that collect such feeds put the feed's name for the author.
Blogger: settings, templates, pages, posts and comments are entries, told apart by a category (`kind#comment`) or, from
Takeout, by `blogger:type`; a comment names its post in `thr:in-reply-to` or `blogger:parent`, the comment that it
answers in a link that is `related` or in `blogger:inReplyTo`. Its author may be "Anonymous".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, NamedTuple

from lxml import etree

from analysis.readers.mail_message import seconds
from analysis.readers.records import Article, Comment, Found
from analysis.readers.xml import children, elements, local, text
from analysis.thread import count

_COMMENTS = re.compile(rb"kind#|schemas\.google\.com/blogger/|in-reply-to|#comment-\d|>\s*(?:<!\[CDATA\[)?Comment on ")
_NUMBER = re.compile(r"#(?:comment-|c)(\d+)$")
_TITLE = re.compile(r"Comment on (?P<article>.+) by (?P<author>.+)|By: (?P<name>.+)", re.DOTALL)
_ANSWER = re.compile(r"\s*(?:<p>)?\s*In reply to <a href=\"[^\"]*#comment-(\d+)\"[^>]*>.*?</a>\.?\s*(?:</p>)?")
_PINGBACK = re.compile(r"\s*(?:<p>)?\s*\[(?:&#8230;|&hellip;|…|\.\.\.)\].*\[(?:&#8230;|&hellip;|…|\.\.\.)\]", re.DOTALL)
STATUS = {"LIVE": "visible", "EMPTIED": "deleted", "SOFT_TRASHED": "deleted"}


class Entry(NamedTuple):
    """An item or entry: its parts by their names, what it is, and where its links lead."""

    parts: dict[str, etree._Element]
    kind: str
    links: dict[str, str]

    def get(self, *names: str) -> str:
        """The first of these parts that has a text."""
        return next(filter(None, (text(self.parts.get(name)) for name in names)), "")


def xml(root: str, head: bytes, stream: IO[bytes]) -> Found | None:
    """Comments of a feed, and the articles that are entries of it."""
    if root not in ("rss", "feed", "RDF") or not _COMMENTS.search(head):
        return None
    blogger = b"kind#" in head or b"schemas.google.com/blogger/" in head
    answers = blogger or b"in-reply-to" in head
    found = Found("Blogger export" if blogger else "feed of comments", (), "html", answers)
    found.rows = _blogger(stream, found) if blogger else _comments(stream, found)
    return found


def _entries(stream: IO[bytes], found: Found) -> Iterator[Entry]:
    for element in elements(stream, {"entry", "item"}, found.notices):
        parts = children(element)
        terms = [child.get("term", "") for child in element if local(child.tag) == "category"]
        kind = text(parts.get("type")) or next((term.rpartition("#")[2] for term in terms if "kind#" in term), "")
        links = {
            child.get("rel", "alternate"): child.get("href") or text(child)
            for child in reversed(element)
            if local(child.tag) == "link"
        }
        yield Entry(parts, kind.lower(), links)


def _comments(stream: IO[bytes], found: Found) -> Iterator[Comment | Article]:
    """The entries of WordPress; each article once, named by the titles of its comments."""
    known: set[str] = set()
    others = 0
    for entry in _entries(stream, found):
        link = entry.links.get("alternate") or entry.get("guid", "id")
        number = _NUMBER.search(link) or _NUMBER.search(entry.get("guid", "id"))
        article, name = _titled(entry)
        if not number and not name and "in-reply-to" not in entry.parts:
            others += 1
            continue
        thread = link.partition("#")[0] or None
        if thread and thread not in known:
            known.add(thread)
            yield Article(thread, article, source=thread)
        body = entry.get("encoded", "content", "summary", "description")
        answer = _ANSWER.match(body)
        named = _reference(entry)
        yield Comment(
            body[answer.end() :] if answer else body,
            number[1] if number else entry.get("id", "guid") or None,
            answer[1] if answer else named[1] if named else None,
            name or entry.get("creator") or _author(entry),
            entry.get("published", "updated", "date") or seconds(entry.get("pubDate")),
            None,
            thread,
            kind="pingback" if _PINGBACK.match(body) else "comment",
        )
    if others:
        message = f"{count(others, 'entry')} of the feed that are no comments were left out"
        found.notices.append({"code": "left_out", "message": message, "count": others})


def _titled(entry: Entry) -> tuple[str | None, str | None]:
    """The article and the author that an entry's title names; the author's own element may be a planet's."""
    title, creator = entry.get("title"), entry.get("creator") or _author(entry)
    if creator and title.startswith("Comment on ") and title.endswith(f" by {creator}"):
        return title.removeprefix("Comment on ").removesuffix(f" by {creator}"), creator
    match = _TITLE.fullmatch(title)
    return (match["article"], entry.get("creator") or match["author"] or match["name"]) if match else (None, None)


def _reference(entry: Entry) -> re.Match[str] | None:
    """The number of the comment that an entry of Atom says it answers; None if that is the article."""
    element = entry.parts.get("in-reply-to")
    names = () if element is None else (element.get("ref", ""), element.get("href", ""))
    return next((match for name in names if (match := _NUMBER.search(name))), None)


def _blogger(stream: IO[bytes], found: Found) -> Iterator[Comment | Article]:
    """Posts and comments; pages only if they have comments, which stand after them."""
    silent: set[str] = set()
    pages: dict[str, Article] = {}
    for entry in _entries(stream, found):
        name = _name(entry.get("id"))
        if entry.kind == "comment":
            comment = _blogger_comment(entry, name)
            silent.discard(comment.thread or "")
            if page := pages.pop(comment.thread or "", None):
                yield page
            yield comment
        elif entry.kind in ("post", "page") and entry.get("status") in ("", "LIVE") and "control" not in entry.parts:
            link = entry.links.get("alternate")
            article = Article(name, entry.get("title") or None, entry.get("content"), entry.get("published"), link)
            if entry.kind == "page":
                pages[name] = article
                continue
            silent.add(name)
            yield article
    if silent:
        message = f"{count(len(silent), 'article')} without a comment"
        found.notices.append({"code": "no_comments", "message": message, "count": len(silent)})


def _blogger_comment(entry: Entry, name: str) -> Comment:
    above = entry.parts.get("in-reply-to")
    thread = above.get("ref", "") if above is not None else entry.get("parent")
    answered = entry.get("inReplyTo") or entry.links.get("related", "").rpartition("/")[2]
    state = entry.get("status")
    status = STATUS.get(state, "hidden") if state else "visible"
    author = _author(entry)
    return Comment(
        "" if status == "deleted" else entry.get("content", "summary"),
        name or None,
        _name(answered) or None,
        author if author != "Anonymous" else None,
        entry.get("published", "updated") or None,
        None,
        _name(thread) or None,
        status,
    )


def _author(entry: Entry) -> str | None:
    author = entry.parts.get("author")
    return None if author is None else text(children(author).get("name")) or (text(author) if not len(author) else None)


def _name(id: str) -> str:
    """The number of a post or comment of Blogger: what follows "tag:blogger.com,1999:blog-1.post-"."""
    return id.rpartition(".post-")[2].rpartition(".page-")[2]
