"""One comment on a web page: its text without the buttons around it, and how deep it stands."""

from __future__ import annotations

import re
from html import escape
from itertools import islice

import lxml.html
from lxml.html import HtmlElement

from analysis.readers.html_heads import author, head, holds_text, is_quoted, letters, line, posted
from analysis.readers.html_marks import (
    LETTER,
    SHORT,
    SILENT,
    classes,
    is_author,
    is_clock,
    is_scope,
    is_text,
    names_of,
    property_of,
    stands_beside,
)
from analysis.readers.html_words import ACTIONS, LEADS, SAYS, said
from analysis.readers.records import Comment
from analysis.times import find

DROPPED = SILENT | {"input", "noscript", "nav", "meta", "link", "video", "audio", "canvas", "label"}
WORDS = {"p", "b", "strong", "i", "em", "blockquote", "q", "pre", "code", "td", "body"}  # a button is none of these
LARGE = 5_000  # elements of a comment
DEEP = 100  # levels that the steps after this one can follow
_LEVEL = re.compile(r"(?:depth|level|niveau|ebene|indent|nesting)[-_]?(\d{1,3})$", re.IGNORECASE)
STEPS = {"toplevel": 0, "indented": 1}
LEVELS = ("data-depth", "data-level", "data-indent", "aria-level", "depth", "indent")
_INDENT = re.compile(r"(?:margin|padding)-left:\s*(\d{1,4})", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d{1,7}")


def comment(item: HtmlElement, name: str | None, parent: str | None) -> Comment | None:
    """Read one comment; comments inside it have to be gone. None if nothing in it is said by anybody."""
    if sum(1 for _ in islice(item.iter("*"), LARGE + 1)) > LARGE:  # no comment is so large
        return Comment(escape(item.text_content(), quote=False), name, parent)
    _prepare(item)
    body = _property(item, "text", "commentText", "reviewBody", "articleBody")
    inside = set(body.iter()) if body is not None else set()
    texts = [element for element in item.iter("*") if element is not item and is_text(element)] if body is None else []
    dated = {inner for text in texts if stands_beside(text, is_clock) for inner in text.iter("*")}
    signed = {inner for text in texts if stands_beside(text, is_author) for inner in text.iter("*")}
    when, clocks = posted(item, inside | dated)
    who, people = author(item, inside | signed, clocks)
    words = {one for one in dated | signed if one not in clocks and one not in people}
    around = {above for one in texts if one in words for above in one.iterancestors()}
    score = _score(item)
    if body is None:
        mixed = {above for element in (*clocks, *people) for above in element.iterancestors()}
        for element in (*clocks, *people):
            _drop(head(element, item))
        _drop_buttons(item, words | around)
        body = _text(item, mixed)
        if body not in words:
            _drop_lead(body)
    else:
        _drop_buttons(body, inside)
    gone = any(one.has("gone") for one in names_of(item))
    if not letters(body) and not (body in words and line(body)) and not gone and body.find(".//img") is None:
        return None
    pinged = any(one.of and one.words & {"pingback", "trackback"} for one in names_of(item))
    status, kind = "deleted" if gone else "visible", "pingback" if pinged else "comment"
    return Comment(_html(body), name, parent, who, when, score, status=status, kind=kind)


def _prepare(item: HtmlElement) -> None:
    """Remove what no text is made of, and give what stands between elements one of its own."""
    for element in [one for one in item.iter(*DROPPED) if one is not item]:
        _drop(element)
    for form in list(item.iter("form")):
        if form is not item and not any(one.ends("text") for inner in form.iter("*") for one in names_of(inner)):
            _drop(form)
    for quotation in item.iter("blockquote"):  # some forums have every text in one
        if any(one.ends("text") and "quote" not in one.words for one in names_of(quotation)):
            quotation.tag = "div"
    for cite in item.iter("cite"):  # who is quoted stands above the quotation
        if cite.getparent() is not item and cite.getnext() is None and cite.tail:
            cite.tail, after = None, cite.tail
            cite.addnext(lxml.html.Element("br"))
            cite.getnext().tail = after
    _wrap_times(item)


def level(item: HtmlElement) -> int | None:
    """How deep a comment stands as its names, attributes or indent say: "depth-2"."""
    for name in (item.get("class") or "").split():
        if match := _LEVEL.search(name):
            return int(match[1])
    steps = {step for name in classes(item) for word, step in STEPS.items() if word in said(name).words}
    if steps:
        return max(steps)
    for element in islice(item.iter("*"), 8):  # in rows of tables the cell before
        for key in LEVELS:
            if (value := element.get(key) or "").isdecimal():
                return int(value)
    match = _INDENT.search(item.get("style") or "")
    return int(match[1]) if match else None


def _wrap_times(item: HtmlElement) -> None:
    """Give times that stand between elements an element of their own."""
    for element in list(item.iter("*")):
        for child in (None, *element):
            text = element.text if child is None else child.tail
            if not text or len(text.strip()) > SHORT or not len(element) or not find(" ".join(text.split())):
                continue
            span = lxml.html.Element("span")
            span.text = text
            if child is None:
                element.text = None
                element.insert(0, span)
            else:
                child.tail = None
                child.addnext(span)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_buttons(item: HtmlElement, words: set[HtmlElement]) -> None:
    """Remove what belongs to the page and not to the text: buttons, pictures of people, votes, notes."""
    whole = letters(item)
    for element in list(item.iter("*")):
        if element is item or element in words or element.getparent() is None:
            continue
        text = line(element)
        if element.tag not in WORDS and len(text) < SHORT and text.strip(" .:·|()[]0123456789»«›↵→").lower() in ACTIONS:
            _drop(element)
        elif _hidden(element) or any(one.ends("button") or one.ends("meta") for one in names_of(element)):
            if sum(map(str.isalnum, text)) * 2 < max(whole, 2) and not holds_text(element):
                _drop(element)


def _drop_lead(body: HtmlElement) -> None:
    """Blank what stands before the text and is none: "says:", "|", "at"."""
    for element in body.iter("*"):
        for place in ("text", "tail"):
            if place == "tail" and (element is body or len(element)):
                continue
            text = getattr(element, place)
            if text and text.strip():
                if LETTER.search(text) and not SAYS.fullmatch(text.strip()) and text.strip().lower() not in LEADS:
                    return
                setattr(element, place, None)


def _hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "screen-reader-text" in (element.get("class") or "")


def _text(item: HtmlElement, mixed: set[HtmlElement]) -> HtmlElement:
    """The element that holds the text: one that is called so and held no name and no time, or all that is left."""
    found: list[HtmlElement] = []
    for element in item.iter("*"):
        if element is item or element in mixed or not line(element):
            continue
        called = any(one.has("text") or one.of and one.is_single() for one in names_of(element))
        if called and not is_quoted(element, item) and not any(above in found for above in element.iterancestors()):
            found.append(element)
    best = max(found, key=letters, default=item)
    alike = [one for one in found if one is not best and one.get("class") == best.get("class")]
    return item if alike else best


def _property(item: HtmlElement, *names: str) -> HtmlElement | None:
    """The property of this item, not of one inside it, such as its author."""
    for element in item.iter("*"):
        if property_of(element) in names and element is not item:
            scope = next((above for above in element.iterancestors() if is_scope(above)), None)
            if (scope is item or not is_scope(item)) and letters(element):
                return element
    return None


def _html(body: HtmlElement) -> str:
    deep = max((sum(1 for _ in one.iterancestors()) for one in body.iter("*")), default=0)
    if deep - sum(1 for _ in body.iterancestors()) > DEEP:
        return escape(body.text_content(), quote=False)
    inside = (lxml.html.tostring(child, encoding="unicode") for child in body)
    return (escape(body.text or "", quote=False) + "".join(inside)).strip()


def _score(item: HtmlElement) -> int | None:
    """The votes, where an element that is called so holds nothing but a number."""
    for element in item.iter("*"):
        names = list(names_of(element))
        is_votes = property_of(element) == "upvoteCount" or any(
            one.words & {"vote", "votes", "score", "like", "likes", "upvote", "upvotes", "karma"}
            and not one.words & {"dislike", "dislikes", "down", "downvote", "negative"}
            for one in names
        )
        text = (element.get("content") or element.get("title") or line(element)).strip() if is_votes else ""
        if not _NUMBER.fullmatch(text):
            text = line(element) if is_votes else ""
        if _NUMBER.fullmatch(text):
            return int(text)
    return None
