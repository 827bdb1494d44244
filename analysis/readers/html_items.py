"""Which elements of a page are its comments: the structure that repeats, with a text, a name and a time in each.

Elements that share a tag and a class name (or the shape of their id, or microdata of schema.org, or, in the part of the
page that is called "comments", just their place) are a group. The best group has most members that hold a text, a
name and a time outside of other members: the wrapper of all comments is one, a comment's head holds no text. Then more
groups are looked for in what is left: answers around their comments, pingbacks beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from analysis.readers.html_marks import (
    LETTER,
    LEVELS,
    OUTER,
    SILENT,
    Marks,
    as_name,
    classes,
    is_author,
    mark,
    names_of,
    property_of,
)
from analysis.readers.html_words import BY, INVITING, SAYS, said
from analysis.times import find

SCHEMA = re.compile(r"(?:schema\.org/|schema:|^)(?:Comment|Answer|UserComments|Review)$", re.IGNORECASE)
PROPERTIES = {"comment", "suggestedAnswer", "acceptedAnswer"}
ANSWERS = {"reply", "answer", "antwort", "response", "reponse", "respuesta"}
NEVER = OUTER | {
    "form",
    "a",
    "p",
    "br",
    "img",
    "input",
    "label",
    "em",
    "strong",
    "b",
    "i",
    "time",
    "h1",
    "h2",
    "h3",
    "h4",
    "cite",
}
RANKS = {"comment": 3, "post": 2}
SAMPLE = 20  # members of a group that show what it is
ROUNDS = 5  # kinds of comments on a page
_DIGITS = re.compile(r"\d+")
_OWN_ID = re.compile(r"data-.*(?:comment|review|post|reply|message|entry)[-_]?id|data-c?id")


class Group(NamedTuple):
    """Elements that may be comments.

    Attributes
    ----------
    members : list of int
        Places in `Marks.elements`.
    rank : int
        3: they are called comments; 2: posts, answers or reviews; 1: they are in the part of the page called comments.
    complete : int
        How many names and times stand beside their texts.
    """

    members: list[int]
    rank: int
    complete: int


def items(tree: HtmlElement) -> list[HtmlElement]:
    """The elements that are comments, in the order of the page; those of replies may stand inside others."""
    marks = mark(tree)
    groups = _groups(marks)
    taken: list[int] = []
    for _ in range(ROUNDS):
        judged = [group for members, rank in groups if (group := _judge(members, rank, marks, taken))]
        if taken:
            judged = [group for group in judged if group.rank == 3 and group.complete >= 1.5 * len(group.members)]
        if not judged:
            break
        best = _best(judged, marks)
        taken = sorted({*taken, *_widened(best, marks)})
    found = [marks.elements[n] for n in taken]
    if answers := set(_answers(found)):
        answers.update(found)
        found = [element for element in marks.elements if element in answers]
    return found


def _answers(found: list[HtmlElement]) -> Iterator[HtmlElement]:
    """Answers that stand in a comment without being built like one: those of a shop to its customers."""
    among = set(found)
    for item in found:
        for element in item.iter("div", "li", "section", "article", "blockquote"):
            if (
                element in among
                or element.find(".//form") is not None
                or not any(one.last in ANSWERS for one in names_of(element))
            ):
                continue
            if next(above for above in element.iterancestors() if above in among) is not item:
                continue
            if any(above in among for above in element.iterdescendants()):
                continue
            linked = sum(len(link.text_content()) for link in element.iter("a", "button"))
            if len(element.text_content()) - linked > 40:
                yield element


def _widened(group: Group, marks: Marks) -> list[int]:
    """The members, or the rows around them where names and times stand there: what holds one member and no other."""
    if len(group.members) < 2 or group.complete == 2 * len(group.members):
        return group.members
    place = {element: n for n, element in enumerate(marks.elements)}
    wide = []
    for member in group.members:
        n = member
        while (around := marks.elements[n].getparent()) is not None and around.tag not in OUTER:
            up = place[around]
            if bisect_left(group.members, marks.end[up]) - bisect_left(group.members, up) > 1:
                break
            n = up
        wide.append(n)
    wider = _judge(wide, 2, marks, [])
    return wider.members if wider and wider.complete > group.complete else group.members


def _groups(marks: Marks) -> list[tuple[list[int], int]]:
    groups: dict[tuple, list[int]] = defaultdict(list)
    for n, element in enumerate(marks.elements):
        if element.tag in NEVER or element.tag in SILENT or is_author(element) and not _is_numbered(element):
            continue
        keys = {(element.tag, _DIGITS.sub("#", name), RANKS[of]) for name in classes(element) if (of := said(name).of)}
        if (name := element.get("id")) and _DIGITS.search(name) and (of := said(name).of):
            keys.add((element.tag, "#" + _DIGITS.sub("#", name), RANKS[of]))
        if SCHEMA.search(element.get("itemtype") or element.get("typeof") or "") or property_of(element) in PROPERTIES:
            keys.add(("", "schema.org", 3))
        if marks.area[n]:
            around = element.getparent()
            signature = _DIGITS.sub("#", element.get("class") or "") or f"in {around.tag}.{around.get('class') or ''}"
            keys.add((element.tag, "=" + signature, 1))
        for key in keys:
            groups[key].append(n)
    return [(members, key[2]) for key, members in groups.items()]


def _judge(members: list[int], rank: int, marks: Marks, taken: Sequence[int]) -> Group | None:
    """A group without what has been taken and without members that are none; None if nothing is left."""
    inside: dict[int, list[int]] = defaultdict(list)
    found, free = set(taken), []
    stack: list[int] = []
    for n in sorted({*members, *taken}):
        while stack and marks.end[stack[-1]] <= n:
            stack.pop()
        if stack:
            inside[stack[-1]].append(n)
        if n not in found and not any(n_ in found for n_ in stack[-1:]):
            free.append(n)
        stack.append(n)

    def own(sums: list[int], n: int) -> int:
        return sums[marks.end[n]] - sums[n] - sum(sums[marks.end[hole]] - sums[hole] for hole in inside[n])

    kept = []
    for n in free:
        letters, linked, names, times = (own(sums, n) for sums in marks[2:6])
        if (
            not letters
            or not (names and times)
            and letters < linked / (3 if rank == 3 else 1)
            or _elsewhere(marks.elements[n])
        ):
            continue
        if rank < 3 and marks.aside[n] or rank == 3 and n in marks.titled and not _is_numbered(marks.elements[n]):
            continue
        kept.append((n, bool(names) + bool(times)))
    most = max((complete for _, complete in kept), default=0)
    full = {marks.elements[n].getparent() for n, complete in kept if complete == most}
    kept = [
        one
        for one in kept
        if one[1] == most
        or _is_among(marks.elements[one[0]], full)
        and (one[1] or _is_numbered(marks.elements[one[0]]))
    ]
    if not kept:
        return None
    first, complete = marks.elements[kept[0][0]], sum(complete for _, complete in kept)
    alone = len(kept) == 1
    if rank == 3:
        sure = _is_numbered(first) or not _is_wrapper(first) and any(one.is_single() for one in names_of(first))
        texts = not complete and all(_is_text(marks.elements[n]) for n, _ in kept[:SAMPLE])
        if not texts and (complete < 2 * len(kept) and not sure or not complete and alone and not _is_numbered(first)):
            return None
    if rank == 2 and not _is_numbered(first) and any(one.of and one.ends("meta") for one in names_of(first)):
        return None
    sample = [marks.elements[n] for n, _ in kept[:SAMPLE]]
    if rank < 3 and sum(_is_cut(one) or rank == 2 and _is_teaser(one) for one in sample) * 2 > len(sample):
        return None
    headed = rank == 1 and complete and all(map(_has_head, sample))
    if rank < 3 and not headed and (alone or complete < (1.5 if rank == 1 else 1) * len(kept)):
        return None
    return Group([n for n, _ in kept], rank, complete)


def _is_text(element: HtmlElement) -> bool:
    """Whether it is called a comment's text, and does not invite to write one."""
    called = [one for one in names_of(element) if one.of == "comment" and one.ends("text")]
    if not called or any(one.has("many") or one.has("meta") for one in called):
        return False
    return element.find(".//form") is None and not INVITING.search(element.text_content())


def _is_cut(element: HtmlElement) -> bool:
    """Whether only the beginning of a text is shown, as in a list of the latest comments."""
    longest = max(element.itertext(), key=len, default="")
    return longest.rstrip(" \n\t\r[]()»").endswith(("...", "…"))


def _says(line: str) -> bool:
    """Whether a line ends, but for a time, with a verb of saying."""
    times = find(line)
    said_ = SAYS.search(line[: times[0].start] if times else line)
    return bool(said_ and LETTER.search(said_[0]))


def _has_head(element: HtmlElement) -> bool:
    """Whether it begins with a name that is told to be one ("von Ann", "Ann says") and a time."""
    for text in (element.text_content(), "\n".join(element.itertext())):
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()][:4]
        named = any((BY.match(line) or _says(line)) and as_name(line) for line in lines[:2])
        if named and any(map(find, lines[:3])):
            return True
    return False


def _is_among(element: HtmlElement, lists: set[HtmlElement]) -> bool:
    """Whether it stands in one of the lists, or in something that does."""
    return any(above in lists for above in element.iterancestors())


def _is_wrapper(element: HtmlElement) -> bool:
    return not _is_numbered(element) and any(
        one.of and (one.has("many") or one.has("meta")) for one in names_of(element)
    )


def _is_numbered(element: HtmlElement) -> bool:
    """Whether it has a number of its own, as comments have."""
    name = element.get("id") or ""
    if _DIGITS.search(name) and (said(name).of or name.strip("cpr-_").isdecimal()):
        return True
    return any(
        _OWN_ID.fullmatch(name) and (len(name) > 8 and value or value.isdecimal()) for name, value in element.items()
    )


def _is_teaser(element: HtmlElement) -> bool:
    """Whether its heading leads to another page: a list of articles has names and times too."""
    for heading in element.iter("h1", "h2", "h3", "h4", "h5"):
        if any(map(is_author, heading.iter("*"))):
            continue
        links = [*heading.iter("a"), *heading.iterancestors("a")]
        if any(not (link.get("href") or "#").startswith("#") for link in links):
            return True
    return False


def _elsewhere(element: HtmlElement) -> bool:
    """Whether it is in a list of what was said under other articles."""
    for _ in range(LEVELS):
        if element is None or element.tag in OUTER:
            return False
        if any(one.has("elsewhere") for one in names_of(element)):
            return True
        element = element.getparent()
    return False


def _best(groups: list[Group], marks: Marks) -> Group:
    """The most complete one; of about equal ones what is called a comment and has a number, else the outermost."""
    if called := [group for group in groups if group.rank == 3]:
        groups = called + [group for group in groups if group.rank == 1]
    most = max(group.complete for group in groups)

    def order(group: Group) -> tuple:
        first = marks.elements[group.members[0]]
        single = any(one.is_single() for one in names_of(first))
        plain = not _is_wrapper(first)
        about = group.complete * 2 >= most
        named = plain and (_is_numbered(first) or single)
        outer = group.members[0] if len(group.members) == 1 and not named else -group.members[0]
        return about, about and plain, group.complete, named, len(group.members), outer

    return max(groups, key=order)
