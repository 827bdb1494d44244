"""What the elements of a page are called and hold: names, times, letters, and where its comments are said to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from lxml.html import HtmlElement

from analysis.readers.html_words import ACTIONS, BY, HEADING, PROFILE, ROLE, SAYS, Said, said
from analysis.times import find

SILENT = {"script", "style", "template", "head", "select", "option", "textarea", "button", "svg", "iframe", "object"}
OUTER = {"html", "body"}
TIMES = {"datePublished", "dateCreated", "commentTime"}
DATED = {"datetime", "title", "content"}
CALLED = {
    "data-testid",
    "data-test",
    "data-qa",
    "data-hook",
    "data-component",
    "data-role",
    "data-type",
    "data-selector",
}
SHORT = 80  # characters of what may be a name or a time
NEAR = 3  # levels between an element called "author" and the name
FEW, MANY = 6, 60  # elements beside a text, and in each of them, among which its name and time are
LETTER = re.compile(r"\w|[^\x00-\x7f]")
_PARTS = ROLE["meta"] | ROLE["author"] | ROLE["time"] | ROLE["button"]  # "reply-text" is a button
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PROFILE = re.compile(
    r"(?:^|/)(?:users?|profiles?|profil|members?|u|authors?|people|benutzer|nutzer|memberlist|by)(?:[/=-]|\?|\.php)"
    r"|[?&](?:user|userid|uid|member)=|site=profile|/@",
    re.IGNORECASE,
)
LEVELS = 5


class Marks(NamedTuple):
    """Of each element, in the order of the page: where its inside ends, and running sums of what is in it."""

    elements: list[HtmlElement]
    end: list[int]
    letters: list[int]
    linked: list[int]
    names: list[int]
    times: list[int]
    area: list[bool]
    aside: list[bool]
    titled: set[int]  # what holds the title of the page holds more than comments


def classes(element: HtmlElement) -> Iterator[str]:
    """The names of what an element is: its classes, what tests call it, and its tag if the page has made it up."""
    if "-" in element.tag:
        yield element.tag
    for key, value in element.items():
        if key == "class" or key in CALLED and len(value) < SHORT:
            yield from value.split()


def names_of(element: HtmlElement) -> Iterator[Said]:
    """What the names and the id of an element say."""
    yield from map(said, classes(element))
    if name := element.get("id"):
        yield said(name)


def property_of(element: HtmlElement) -> str:
    """The property of schema.org that an element is, in microdata or RDFa."""
    return element.get("itemprop") or (element.get("property") or "").removeprefix("schema:")


def is_scope(element: HtmlElement) -> bool:
    """Whether the properties in an element are its own."""
    return "itemscope" in element.attrib or "typeof" in element.attrib


def is_author(element: HtmlElement) -> bool:
    """Whether an element is called a name: by a class, a property or its tag."""
    if property_of(element) in ("author", "creator") or element.get("rel") == "author" or element.tag == "cite":
        return True
    return any(said(name).ends("author") for name in classes(element))


def leads_to_person(element: HtmlElement) -> bool:
    """Whether it is a link to somebody's profile."""
    return element.tag == "a" and bool(_PROFILE.search(element.get("href") or ""))


def is_time(element: HtmlElement, text: str) -> bool:
    """Whether an element is, or the text right in it has, a time."""
    if element.tag == "time" or property_of(element) in TIMES:
        return True
    if 1 < len(text) <= SHORT and find(text):
        return True
    return any(_ISO.match(value) for name, value in element.items() if name in DATED or name.startswith("data-"))


def is_clock(element: HtmlElement) -> bool:
    """Whether an element is called a time and holds one."""
    if element.tag == "time" or property_of(element) in TIMES:
        return True
    return any(one.has("time") for one in names_of(element)) and is_time(element, element.text_content()[: SHORT + 1])


def is_text(element: HtmlElement) -> bool:
    """Whether an element is called the text, and nothing in it a name or a time."""
    if not any(one.ends("text") and not _PARTS.intersection(one.words) for one in names_of(element)):
        return False
    return not any(is_author(one) or is_clock(one) for one in islice(element.iter("*"), 10 * MANY))


def stands_beside(element: HtmlElement, called: Callable[[HtmlElement], bool]) -> bool:
    """Whether something that is called so stands beside a text, and not in the next comment."""
    for _ in range(NEAR):
        around = element.getparent()
        if around is None or around.tag in OUTER:
            return False
        near = [*islice(element.itersiblings("*", preceding=True), FEW), *islice(element.itersiblings("*"), FEW)]
        if any(
            any(map(called, inside)) for one in near if not any(map(is_text, inside := [*islice(one.iter("*"), MANY)]))
        ):
            return True
        element = around
    return False


def mark(tree: HtmlElement) -> Marks:
    """Go through a page once."""
    elements: list[HtmlElement] = list(tree.iter("*"))
    place = {element: n for n, element in enumerate(elements)}
    above = [place.get(element.getparent(), -1) for element in elements]
    end = _ends(above)
    letters, linked, names, times = ([0] * len(elements) for _ in range(4))
    area, aside, silent, links = ([False] * len(elements) for _ in range(4))
    author = [0] * len(elements)  # how many levels deeper a name may stand
    titled = {place[above] for heading in tree.iter("h1") for above in heading.iterancestors() if above in place}
    headings = []
    dated, signed = ([False] * len(elements) for _ in range(2))  # inside a text whose time or name stands beside it
    for n, (element, up) in enumerate(zip(elements, above, strict=True)):
        silent[n] = element.tag in SILENT or up >= 0 and silent[up]
        links[n] = element.tag == "a" or up >= 0 and links[up]
        author[n] = NEAR if is_author(element) or leads_to_person(element) else max(0, author[up] - 1) if up >= 0 else 0
        called = list(names_of(element)) if element.tag not in OUTER else []
        area[n] = n not in titled and any(one.of == "comment" for one in called) or up >= 0 and area[up]
        aside[n] = any(one.last == "sidebar" for one in called) or up >= 0 and aside[up]
        if silent[n] or element.tag in OUTER:
            continue
        own = own_text(element)
        dated[n], signed[n] = up >= 0 and dated[up], up >= 0 and signed[up]
        if not dated[n] and not signed[n] and is_text(element):
            dated[n], signed[n] = stands_beside(element, is_clock), stands_beside(element, is_author)
        times[n] = int(not dated[n] and is_time(element, own))
        said_by_somebody = dated[n] or signed[n]
        size = len(LETTER.findall(own)) if said_by_somebody or own.lower() not in ACTIONS else 0
        if said_by_somebody and own:
            size = max(size, 1)  # ":)"
        names[n] = int(
            not signed[n] and author[n] > 0 and 0 < size <= SHORT and (not times[n] or as_name(own) is not None)
        )
        if names[n] or times[n] and size <= SHORT:
            size = 0
        letters[n], linked[n] = (0, size) if links[n] else (size, 0)
        if (
            own
            and len(own) < 2 * SHORT
            and HEADING.fullmatch(own)
            and not any(one.has("elsewhere") for one in names_of(element))
        ):
            headings.append(n)
    for n in headings:
        around = above[n]
        for _ in range(LEVELS):  # a heading may be wrapped
            if around < 0 or elements[around].tag in OUTER:
                break
            if end[around] - end[n] > 3:
                area[n : end[around]] = [True] * (end[around] - n)
                break
            around = above[around]
    sums = [[0, *accumulate(counts)] for counts in (letters, linked, names, times)]
    return Marks(elements, end, sums[0], sums[1], sums[2], sums[3], area, aside, titled)


def as_name(text: str) -> str | None:
    """A name without the words around it ("von Ann:", "#3 Ann says"), or None for what is none.

    >>> as_name("#1 Kommentar von Naru-chan"), as_name("Ann sagt:"), as_name("Antworten"), as_name("12")
    ('Naru-chan', 'Ann', None, None)
    """
    for time in reversed(find(text) if len(text) <= SHORT else []):
        text = text[: time.start] if time.start > 1 else text[time.end :]
    text = SAYS.sub("", BY.sub("", text)).strip(" \t,:;|–—-·•()[]")
    if not text or len(text) > 60 or not any(map(str.isalpha, text)) or text.lower() in ACTIONS | PROFILE:
        return None
    return None if SAYS.fullmatch(text) or HEADING.fullmatch(text) else text


def own_text(element: HtmlElement) -> str:
    """The text that stands right in an element, not in one inside it."""
    parts = [element.text, *(child.tail for child in element)]
    return " ".join(" ".join(part.split()) for part in parts if part and not part.isspace())


def _ends(above: Sequence[int]) -> list[int]:
    """For each element the place of the first that is not inside it."""
    end = list(range(1, len(above) + 1))
    for n in range(len(above) - 1, 0, -1):
        if above[n] >= 0:
            end[above[n]] = max(end[above[n]], end[n])
    return end
