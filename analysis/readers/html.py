"""Web pages as a browser saves them: HTML, or MHTML with the HTML in one of its parts.

What a page says of its comments to machines (schema.org) and the structure that repeats on it are both looked at; what
finds more comments is taken, and where neither finds any, the guess of trafilatura. Pages whose comments a script
fetches are often saved without them. Nothing is fetched and no script is run.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from html import unescape
from itertools import islice

import lxml.html
from lxml.html import HtmlElement

from analysis.errors import InputError
from analysis.files import BOMS, decoded
from analysis.readers import html_parts
from analysis.readers.html_heads import line
from analysis.readers.html_items import items
from analysis.readers.html_marks import is_author, is_clock, names_of
from analysis.readers.html_words import ACTIONS, FEET, HEADING, INVITING, ROLE
from analysis.readers.recognise import MHTML
from analysis.readers.records import Article, Comment, Found
from analysis.readers.schema_org import json_ld, plain
from analysis.thread import count

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)(?![0-9A-Za-z])")


PUBLISHED = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate")
BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
}
HUGE = 300_000  # elements
POSTS = {"post", "message", "msg", "beitrag", "posting", "postbit"}
OWN = ("data-fullname", "data-comment-id", "data-commentid", "data-review-id", "data-post-id", "data-id", "thingid")
PARENT = ("parentid", "data-parent-id", "data-parentid", "data-parent-comment-id", "data-parent")


TOO_DEEP = {
    "code": "too_deep",
    "message": "the page nests elements deeper than any that people read; what is inside those was left out",
    "count": 1,
}
NOTHING = {
    "code": "no_comments",
    "message": "no comments found: looked for comments described by schema.org, for elements called comments that hold "
    "a text, a name and a time, and for what trafilatura takes for comments. Where a script fetches them, scroll down "
    "to the comments before saving the page",
    "count": 0,
}


def page(data: str | bytes, source: str) -> Found:
    """Read the article and the comments of a page."""
    text = data if isinstance(data, str) else _decoded(data, source)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    tree = lxml.html.document_fromstring(
        text.replace("\0", "").encode("utf-8", "replace") or b"<html></html>", parser=parser
    )
    _bundle(tree)
    described, about = json_ld(tree)
    shown, empty = _shown(tree)
    comments, how = shown, "its structure"
    if _worth(described) > _worth(shown):
        comments, how = described, "schema.org"
    article = _article(tree, about, source)
    document = _extracted(tree, comments=not comments)
    if document and not comments:
        comments, how = _guessed(document.comments, article.title), "trafilatura"
    if about and about.text and comments and _starts(comments[0].body) == _starts(about.text):
        comments = comments[1:]  # the first post of a forum, which the others answer
    if document and document.text:
        article = article._replace(text=plain(re.sub(r"\s*\n\s*", "\n\n", document.text)))
    answers = any(comment.parent for comment in comments)
    found = Found(f"web page (comments by {how})", [article, *comments], "html", answers)
    if any("Excessive depth" in error.message for error in parser.error_log):
        found.notices.append(dict(TOO_DEEP))
    if empty and comments is shown:
        message = f"{count(empty, 'element')} built like a comment and without a text: left out"
        found.notices.append({"code": "left_out", "message": message, "count": empty})
    if not comments:
        found.read_as = "web page"
        found.notices.append(dict(NOTHING))
    return found


def _decoded(data: bytes, source: str) -> str:
    if MHTML.match(data[:65536]):
        data, charset = _mhtml(data, source)
        if charset:
            try:
                return data.decode(charset)
            except (LookupError, UnicodeError):
                pass
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:  # whoever saved the page may have changed its encoding and not what it says of it
        return data.decode("utf-8")
    except UnicodeError:
        pass
    if match := _CHARSET.search(data[:4096]):
        name = match[1].decode("ascii").lower()
        try:
            return data.decode(BROWSERS.get(name, name), "replace")
        except (LookupError, UnicodeError):
            pass
    return decoded(data.replace(b"\0", b""), source)[0]


def _mhtml(data: bytes, source: str) -> tuple[bytes, str | None]:
    """The first HTML part of an archive, and its charset."""
    try:
        parts = list(email.message_from_bytes(data, policy=email.policy.compat32).walk())
    except RecursionError:
        raise InputError(f"{source}: an archive in an archive, deeper than any browser saves a page") from None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            return (body if isinstance(body, bytes) else b""), part.get_content_charset()
    return b"<html></html>", None


def _worth(comments: Sequence[Comment]) -> tuple[int, int]:
    filled = sum(
        (comment.author is not None) + (comment.posted is not None) + (comment.parent is not None)
        for comment in comments
    )
    return len(comments), filled


def _starts(markup: str) -> str:
    """The first letters of a text, to compare it with another copy."""
    return re.sub(r"\W+", "", unescape(re.sub(r"<[^>]*>|&\w+;", "", markup)))[:80]


def _shown(tree: HtmlElement) -> tuple[list[Comment], int]:
    """The comments of the page's structure, which are taken out of the tree, and how many of them say nothing."""
    found = items(tree)
    empty = _empty(found)
    ids = _ids(found)
    parents = _parents(found, ids)
    comments: list[Comment | None] = []
    for item in reversed(found):  # those inside others first
        comments.append(html_parts.comment(item, ids[item], parents.get(item)))
        if item.getparent() is not None:
            item.tail = (item.tail or "").strip() or None  # or the blanks between a million items would pile up
            item.drop_tree()
    return [comment for comment in reversed(comments) if comment], empty + comments.count(None)


def _empty(found: Sequence[HtmlElement]) -> int:
    """How many elements are built like a comment beside them, name and time included, and are none."""

    def shape(element: HtmlElement) -> tuple:
        return element.getparent(), element.tag, re.sub(r"\d+", "#", element.get("class") or "")

    among, shapes = set(found), set(map(shape, found))
    lists = dict.fromkeys(above for item in found if (above := item.getparent()) is not None)
    alike = (one for above in lists for one in above.iterchildren("*") if one not in among and shape(one) in shapes)
    insides = (list(one.iter("*")) for one in alike)
    return sum(
        among.isdisjoint(inside) and any(map(is_author, inside)) and any(map(is_clock, inside)) for inside in insides
    )


def _bundle(tree: HtmlElement) -> None:
    """Put what belongs together of a list of comments without elements of their own: <dt> the author, <dd> the text."""
    for listing in list(tree.iter("dl")):
        if not any(one.of == "comment" for one in names_of(listing)):
            continue
        item = None
        for part in list(listing):
            if part.tag == "dt":
                item = lxml.html.Element("div", {"class": "comment", "id": part.get("id") or ""})
                part.addprevious(item)
            if item is not None:
                item.append(part)


def _ids(found: Sequence[HtmlElement]) -> dict[HtmlElement, str]:
    """A name for each comment: the page's own where it has one."""
    ids: dict[HtmlElement, str] = {}
    taken: set[str] = set()
    for number, item in enumerate(found, 1):
        own = next((item.get(key) for key in OWN if item.get(key)), None)
        before = item.getprevious()
        anchor = before.get("id") or before.get("name") if before is not None and before.tag == "a" else None
        if own is None and (name := item.get("id") or anchor):
            own = match[1] if (match := _DIGITS.search(name)) else name if any(map(str.isdigit, name)) else None
        if own is None or own in taken:
            own = f"c{number}" if f"c{number}" not in taken else f"c{number}-{len(taken)}"
        taken.add(own)
        ids[item] = own
    return ids


def _parents(found: Sequence[HtmlElement], ids: dict[HtmlElement, str]) -> dict[HtmlElement, str]:
    """Whom each comment answers: the one it stands in or behind, or the last of a lower level."""
    parents: dict[HtmlElement, str] = {}
    among, named = set(found), set(ids.values())
    levels: list[tuple[int, HtmlElement]] = []
    for item in found:
        given = next((item.get(key) for key in PARENT if item.get(key)), None)
        depth = html_parts.level(item)
        while levels and depth is not None and levels[-1][0] >= depth:
            levels.pop()
        if given in named and given != ids[item]:
            parents[item] = given
        elif (up := _answered(item, among)) is not None:
            parents[item] = ids[up]
        elif levels and depth is not None:
            parents[item] = ids[levels[-1][1]]
        if depth is not None:
            levels.append((depth, item))
    return parents


def _answered(item: HtmlElement, among: set[HtmlElement]) -> HtmlElement | None:
    """The comment that one stands in, or that stands right before the list of answers it is in."""
    is_post = any(one.last in POSTS for one in names_of(item))  # an open tag nests those of forums by mistake
    listed = False
    for above in item.iterancestors():
        if above in among:
            return above if listed or not is_post else None
        listed = listed or above.tag in ("ul", "ol") or any(one.words & ROLE["below"] for one in names_of(above))
        before = above.getprevious()
        if before is None or not any(one.words & ROLE["below"] for one in names_of(above)):
            continue
        if before in among:
            return before
        inside = [one for one in before.iter() if one in among]
        if len(inside) == 1:
            return inside[0]
    return None


def _extracted(tree: HtmlElement, comments: bool):
    """What trafilatura makes of a page, or None where it fails or would take minutes."""
    if sum(1 for _ in islice(tree.iter(), HUGE + 1)) > HUGE:
        return None
    for heading in [one for one in tree.iter("h2", "h3", "h4", "h5", "h6") if HEADING.fullmatch(line(one))]:
        heading.drop_tree()
    from trafilatura import bare_extraction

    try:
        return bare_extraction(tree, include_comments=comments, with_metadata=False)
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError):
        return None


def _guessed(text: str | None, title: str | None) -> list[Comment]:
    """The lines that trafilatura takes for comments, if all can be."""
    lines = [one.strip("- ") for one in (text or "").split("\n") if one.strip("- ")]
    lines = [one for one in lines if not HEADING.fullmatch(one) and one.lower() not in ACTIONS]
    if title in lines or any(INVITING.search(one) or one.lower().startswith(tuple(FEET)) for one in lines):
        return []  # where readers could write, not what they wrote
    return [Comment(plain(one)) for one in lines]


def _article(tree: HtmlElement, about: Article | None, source: str) -> Article:
    """The article as its page describes it."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (meta.get("content") or "").strip():
            metas.setdefault(name, meta.get("content").strip())
    about = about or Article()
    title = about.title or metas.get("og:title") or next((line(one) for one in tree.iter("title")), None)
    for heading in map(line, tree.iter("h1")):  # without the name of the site
        if heading and (not title or heading in title):
            title = heading
    published = about.published or next((metas[key] for key in PUBLISHED if key in metas), None)
    if not published:
        times = (one for one in tree.iter("*") if one.get("itemprop") in ("datePublished", "dateCreated"))
        published = next((value for one in times if (value := one.get("datetime") or one.get("content"))), None)
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    url = next((one for one in (*links, metas.get("og:url")) if one and one.startswith("http")), None)
    return Article(title=title, text=about.text, published=published, source=url or source)
