"""The parts of one comment on a web page: who wrote it, when, the text without the buttons around it, whom it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

import lxml.html
from lxml.html import HtmlElement

from analysis.readers.html_items import LETTER, SHORT, SILENT, TIMES, as_name, classes, is_author, is_scope, leads_to_person, names_of, own_text, property_of
from analysis.readers.html_words import ACTIONS, DATED, LEADS, SAYS, TRAITS, said
from analysis.readers.records import Comment
from analysis.times import Found, find

DROPPED = SILENT | {"input", "noscript", "nav", "meta", "link", "video", "audio", "canvas", "label"}
WORDS = {"p", "b", "strong", "i", "em", "blockquote", "q", "pre", "code", "td", "body"}  # a button is none of these
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?(?![\d:])")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
EXACT = ("datetime", "data-timestamp", "data-time", "data-utime", "data-epoch", "data-datetime", "data-date", "content", "title")
KINDS = ["clock", "relative", "date", "datetime"]  # the later says more
AUTHOR = ("data-author", "data-username", "data-user-name", "data-author-name", "author")
ABOUT = re.compile("|".join(map(re.escape, sorted(TRAITS | DATED, key=len, reverse=True))), re.IGNORECASE)
AROUND = 40  # characters that may stand around a time in its line
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
    for quotation in item.iter("blockquote"):  # some forums have every text in one
        if any(one.ends("text") and "quote" not in one.words for one in names_of(quotation)):
            quotation.tag = "div"
    for element in [one for one in item.iter(*DROPPED) if one is not item]:
        _drop(element)
    for form in list(item.iter("form")):
        if form is not item and not any(one.ends("text") for inner in form.iter("*") for one in names_of(inner)):
            _drop(form)
    for cite in item.iter("cite"):  # who is quoted stands above the quotation
        if cite.getparent() is not item and cite.getnext() is None and cite.tail:
            cite.tail, after = None, cite.tail
            cite.addnext(lxml.html.Element("br"))
            cite.getnext().tail = after
    _wrap_times(item)
    body = _prop(item, "text", "commentText", "reviewBody", "articleBody")
    said_body = set(body.iter()) if body is not None else set()
    posted, clocks = _posted(item, said_body)
    author, people = _author(item, said_body, clocks)
    score = _score(item)
    if body is None:
        mixed = {above for element in (*clocks, *people) for above in element.iterancestors()}
        for element in (*clocks, *people):
            _drop(_head(element, item))
        _drop_buttons(item)
        body = _text(item, mixed)
        _drop_lead(body)
    else:
        _drop_buttons(body)
    gone = any(one.has("gone") for one in names_of(item))
    kind = "pingback" if any(one.of and one.words & {"pingback", "trackback"} for one in names_of(item)) else "comment"
    html = _html(body)
    if not _letters(body) and not gone and body.find(".//img") is None:
        return None
    status = "deleted" if gone else "visible"
    return Comment(html, name, parent, author, posted, score, status=status, kind=kind)


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


def line(element: HtmlElement) -> str:
    """All the text in an element on one line."""
    return " ".join(element.text_content().split())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _letters(element: HtmlElement) -> int:
    return len(LETTER.findall(element.text_content()))


def _prop(item: HtmlElement, *names: str) -> HtmlElement | None:
    """The property of this item, not of one inside it, such as its author."""
    for element in item.iter("*"):
        if property_of(element) in names and element is not item:
            scope = next((above for above in element.iterancestors() if is_scope(above)), None)
            if (scope is item or not is_scope(item)) and _letters(element):
                return element
    return None


# -- when -------------------------------------------------------------------------------------------------------------


def _posted(item: HtmlElement, body: set[HtmlElement]) -> tuple[float | str | None, list[HtmlElement]]:
    """The time of a comment, and the elements that show it; the first that says most counts."""
    best: tuple[int, float | str] = (-1, "")
    shown, clock = [], ""
    for element in item.iter("*"):
        if element in body or _is_quoted(element, item):
            continue
        named = element.tag == "time" or property_of(element) in TIMES
        called = named or element is not item and any(one.has("time") for one in names_of(element))
        exact = next(_exact(element, called), None)
        text = own_text(element) if element is not item else ""
        if called and len(whole := line(element)) <= SHORT:
            text = whole
        found = find(text) if len(text) <= SHORT else []
        title = element.get("title") or ""
        if len(title) <= SHORT and (called or found) and any(time.kind == "datetime" for time in find(title)):
            text, found = title, find(title)  # of "2 hours ago"
        if found and not called and len(text) - sum(time.end - time.start for time in found) > AROUND:
            found = []
        if (exact is None and not found) or _is_of_person(element, text[: found[0].start] if found else ""):
            continue
        if element is not item:
            shown.append(element)
        kinds = [KINDS.index(time.kind) for time in found]
        worth = len(KINDS) if exact is not None else max(kinds)
        if worth > best[0]:
            best = worth, exact if exact is not None else _first(text, found)
        if worth == 0:
            clock = clock or _first(text, found)
    if best[0] < 0:
        return None, shown
    is_day = best[0] == KINDS.index("date")
    return (f"{best[1]} {clock}" if is_day and clock else best[1]), shown


def _is_of_person(element: HtmlElement, before: str) -> bool:
    """Whether a time says since when somebody is a member, or when a text was edited."""
    label = element.getprevious()
    told = before or (line(label) if label is not None and element.tag == "dd" else "")
    return bool(told) and bool(ABOUT.match(told))


def _exact(element: HtmlElement, called: bool) -> Iterator[float | str]:
    for name in EXACT:
        value = (element.get(name) or "").strip()
        if (match := MOMENT.match(value)) and (called or name != "content"):
            yield match[0]
        elif called and EPOCH.fullmatch(value):
            yield float(value[:10])
    if called:
        yield from (m[0] for name, value in element.items() if name.startswith("data-") and (m := MOMENT.match(value)))


def _first(text: str, found: list[Found]) -> str:
    """The time as written, and a clock beside a date with it."""
    first = max(found, key=lambda time: KINDS.index(time.kind))
    if first.kind == "date" and (clock := next((time for time in found if time.kind == "clock"), None)):
        return f"{text[first.start : first.end]} {text[clock.start : clock.end]}"
    return text[first.start : first.end]


# -- who --------------------------------------------------------------------------------------------------------------


def _author(
    item: HtmlElement, body: set[HtmlElement], clocks: list[HtmlElement]
) -> tuple[str | None, list[HtmlElement]]:
    """The name of who wrote it, and the elements that show it."""
    given = next((item.get(key) for key in AUTHOR if item.get(key)), None)
    best = None
    people = []
    for element in item.iter("*"):
        if element in body or element in clocks or element is item or not is_author(element):
            continue
        if _is_quoted(element, item):
            continue
        if len(element.text_content()) > 3 * SHORT:
            continue
        people.append(element)
        if best is None and (name := _name(element, clocks)):
            best = name
    name = given or best
    if not name:
        return _guess(item, clocks)
    again = (one for one in item.iter("a", "span", "b", "strong") if line(one) == name and not _is_quoted(one, item))
    return name, [*people, *(one for one in again if one not in body)]


def _is_quoted(element: HtmlElement, item: HtmlElement) -> bool:
    """Whether it stands in a quotation, or in a sentence."""
    for above in element.iterancestors():
        if above is item:
            return False
        if above.tag in ("blockquote", "q", "aside"):
            return True
        if above.tag == "p" and len(line(above)) > len(line(element)) + 2 * AROUND:
            return True
    return False


def _name(element: HtmlElement, clocks: list[HtmlElement]) -> str | None:
    """The first words in an element that can be a name; a better called one inside it counts first."""
    inner = [one for one in element.iter("*") if one is not element and is_author(one) and one not in clocks]
    for one in (*inner, element):
        for piece in _pieces(one, clocks):
            if name := as_name(piece):
                return name
    return None


def _pieces(element: HtmlElement, clocks: list[HtmlElement]) -> Iterator[str]:
    """The texts in an element, those of its clocks left out."""
    if element in clocks and not is_author(element):
        return
    if element.text and element.text.strip():
        yield " ".join(element.text.split())
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, clocks)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


def _guess(item: HtmlElement, clocks: list[HtmlElement]) -> tuple[str | None, list[HtmlElement]]:
    """A short emphasised or linked text before the time, or beside it, where nothing is called a name."""
    links = [link for link in item.iter("a") if leads_to_person(link) and not _is_quoted(link, item)]
    for link in links[:2]:  # the first may be a picture
        if name := as_name(line(link)):
            return name, [link]
    for element in islice(item.iter("*"), 12):
        text = own_text(element)
        says = SAYS.search(text) if len(text) <= SHORT else None
        if says and LETTER.search(says[0]) and (name := as_name(text)):
            return name, [element] if element is not item else []
        after = (element.tail or "").strip()
        if len(after) <= SHORT and LETTER.search(after) and SAYS.fullmatch(after) and (name := as_name(line(element))):
            return name, [element]
    for element in item.iter("b", "strong", "cite", "h2", "h3", "h4", "h5", "h6", "dt", "th", "a", "u"):
        text = line(element)
        if not clocks or len(text) > SHORT:
            continue
        head = _head(element, item)
        around = line(head) if head is not element else text
        first = next(iter(item.itertext()), "")
        if (name := as_name(text)) and (_starts(item, element) or head is not element or around.startswith(first)):
            return name, [element]
    return None, []


def _starts(item: HtmlElement, element: HtmlElement) -> bool:
    """Whether nothing but a number stands before an element."""
    before = ""
    for one in item.iter("*"):
        if one is element:
            return not any(map(str.isalpha, before))
        before += one.text or ""
    return False


# -- what -------------------------------------------------------------------------------------------------------------


def _head(element: HtmlElement, item: HtmlElement) -> HtmlElement:
    """The whole line or head that a name or time stands in: nothing in it is of the text."""
    while (above := element.getparent()) is not None and above is not item and item in above.iterancestors():
        called = any(one.ends("meta") or one.ends("author") or one.has("author") and one.has("meta") for one in names_of(above))
        if not called and above.tag not in ("header", "dt", "th", "footer"):
            break
        if _holds_text(above):
            break
        element = above
    return element


def _holds_text(element: HtmlElement) -> bool:
    """Whether something in an element is called the text."""
    return any(
        one.ends("text") and not (one.has("meta") or one.has("author") or one.has("time"))
        for inner in element.iter("*")
        if inner is not element
        for one in names_of(inner)
        if _letters(inner)
    )


def _drop_buttons(item: HtmlElement) -> None:
    """Remove what belongs to the page and not to the text: buttons, pictures of people, votes, notes."""
    whole = _letters(item)
    for element in list(item.iter("*")):
        if element is item or element.getparent() is None:
            continue
        text = line(element)
        if element.tag not in WORDS and len(text) < SHORT and text.strip(" .:·|()[]0123456789»«›↵→").lower() in ACTIONS:
            _drop(element)
        elif _hidden(element) or any(one.ends("button") or one.ends("meta") for one in names_of(element)):
            if sum(map(str.isalnum, text)) * 2 < max(whole, 2) and not _holds_text(element):
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
        if element is item or element in mixed or not _letters(element):
            continue
        called = any(one.has("text") or one.of and one.is_single() for one in names_of(element))
        if called and not _is_quoted(element, item) and not any(above in found for above in element.iterancestors()):
            found.append(element)
    best = max(found, key=_letters, default=item)
    alike = [one for one in found if one is not best and one.get("class") == best.get("class")]
    return item if alike else best


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
