"""Who wrote a comment on a web page, and when: the texts and the elements that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from analysis.readers.html_marks import (
    LETTER,
    SHORT,
    TIMES,
    as_name,
    classes,
    is_author,
    leads_to_person,
    names_of,
    own_text,
    property_of,
)
from analysis.readers.html_words import ACTIONS, DATED, SAYS, TRAITS, said
from analysis.times import Found, find

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?(?![\d:])")
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
EXACT = (
    "datetime",
    "data-timestamp",
    "data-time",
    "data-utime",
    "data-epoch",
    "data-datetime",
    "data-date",
    "content",
    "title",
)
KINDS = ["clock", "relative", "date", "datetime"]  # the later says more
AUTHOR = ("data-author", "data-username", "data-user-name", "data-author-name", "author")
ABOUT = re.compile("|".join(map(re.escape, sorted(TRAITS | DATED, key=len, reverse=True))), re.IGNORECASE)
TITLES = {"title", "titel", "subject", "betreff", "headline", "topic"}
NAMES = {"fn", "name", "author", "nick", "nickname", "username", "displayname"}
LABELS = {"author", "autor", "auteur", "автор", "by", "von", "par", "por", "name", "profile", "profil", "user"}
AROUND = 40  # characters that may stand around a time in its line


def line(element: HtmlElement) -> str:
    """All the text in an element on one line."""
    return " ".join(element.text_content().split())


def posted(item: HtmlElement, body: set[HtmlElement]) -> tuple[float | str | None, list[HtmlElement]]:
    """The time of a comment, and the elements that show it; the first that says most counts."""
    best: tuple[int, float | str] = (-1, "")
    shown, clock = [], ""
    for element in item.iter("*"):
        if element in body or is_quoted(element, item):
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


def author(
    item: HtmlElement, body: set[HtmlElement], clocks: list[HtmlElement]
) -> tuple[str | None, list[HtmlElement]]:
    """The name of who wrote it, and the elements that show it."""
    given = next((item.get(key) for key in AUTHOR if item.get(key)), None)
    best = None
    people = []
    for element in item.iter("*"):
        if element in body or element is item or not is_author(element):
            continue
        if is_quoted(element, item):
            continue
        if len(element.text_content()) > 3 * SHORT:
            continue
        people.append(element)
        if best is None and (name := _name(element, clocks)):
            best = name
    name = given or best or next(filter(None, map(_odd_name, people)), None)
    if not name:
        return _guess(item, clocks)
    again = (one for one in item.iter("a", "span", "b", "strong") if line(one) == name and not is_quoted(one, item))
    return name, [*people, *(one for one in again if one not in body)]


def _name(element: HtmlElement, clocks: list[HtmlElement]) -> str | None:
    """The first words in an element that can be a name; a better called one inside it counts first."""
    inner = [one for one in element.iter("*") if one is not element and is_author(one) and one not in clocks]
    for one in (*inner, element):
        for piece in _pieces(one, clocks):
            if name := as_name(piece):
                return name
    return None


def _odd_name(element: HtmlElement) -> str | None:
    """What stands alone in an element called the name itself, be it a word that is said of people: "admin"."""
    text = line(element)
    alone = element.tag == "cite" or any(said(name).last in NAMES for name in classes(element))
    is_word = any(map(str.isalpha, text)) and len(text) <= SHORT and text.lower() not in ACTIONS | LABELS
    return text if alone and is_word and not find(text) and not SAYS.fullmatch(text) else None


def _pieces(element: HtmlElement, clocks: list[HtmlElement]) -> Iterator[str]:
    """The texts in an element, those of its clocks left out."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one in clocks and not is_author(one):
            walk.skip_subtree()
            continue
        text = one.text if event == "start" else one.tail if one is not element else None
        if text and text.strip():
            yield " ".join(text.split())


def _guess(item: HtmlElement, clocks: list[HtmlElement]) -> tuple[str | None, list[HtmlElement]]:
    """A short emphasised or linked text before the time, or beside it, where nothing is called a name."""
    links = [link for link in item.iter("a") if leads_to_person(link) and not is_quoted(link, item)]
    for link in links[:2]:  # the first may be a picture
        if name := as_name(line(link)):
            return name, [link]
    for element in islice(item.iter("*"), 12):
        text = own_text(element)
        times = find(text) if len(text) <= SHORT else []
        before = text[: times[0].start] if times else text
        says = SAYS.search(before) if len(text) <= SHORT else None
        if says and LETTER.search(says[0]) and (name := as_name(before)):
            return name, [element] if element is not item else []
        after = (element.tail or "").strip()
        if len(after) <= SHORT and LETTER.search(after) and SAYS.fullmatch(after) and (name := as_name(line(element))):
            return name, [element]
    for element in item.iter("b", "strong", "cite", "h2", "h3", "h4", "h5", "h6", "dt", "th", "a", "u"):
        text = line(element)
        if not clocks or len(text) > SHORT or any(one.words & TITLES for one in names_of(element)):
            continue
        above = head(element, item)
        around = line(above) if above is not element else text
        first = next(iter(item.itertext()), "")
        if (name := as_name(text)) and (_starts(item, element) or above is not element or around.startswith(first)):
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


def is_quoted(element: HtmlElement, item: HtmlElement) -> bool:
    """Whether it stands in a quotation, or in a sentence."""
    for above in element.iterancestors():
        if above is item:
            return False
        if above.tag in ("blockquote", "q", "aside"):
            return True
        if above.tag == "p" and len(line(above)) > len(line(element)) + 2 * AROUND:
            return True
    return False


def letters(element: HtmlElement) -> int:
    """How many letters, digits and emoji an element holds."""
    return len(LETTER.findall(element.text_content()))


def head(element: HtmlElement, item: HtmlElement) -> HtmlElement:
    """The whole line or head that a name or time stands in: nothing in it is of the text."""
    while (above := element.getparent()) is not None and above is not item and item in above.iterancestors():
        called = any(
            one.ends("meta") or one.ends("author") or one.has("author") and one.has("meta") for one in names_of(above)
        )
        if not called and above.tag not in ("header", "dt", "th", "footer"):
            break
        if holds_text(above):
            break
        element = above
    return element


def holds_text(element: HtmlElement) -> bool:
    """Whether something in an element is called the text."""
    return any(
        one.ends("text") and not (one.has("meta") or one.has("author") or one.has("time"))
        for inner in element.iter("*")
        if inner is not element
        for one in names_of(inner)
        if letters(inner)
    )
