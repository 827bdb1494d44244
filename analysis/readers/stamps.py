"""Lines that hold a time and little else: where the headers or the signatures of comments may be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from statistics import median
from typing import NamedTuple

from analysis.readers import words
from analysis.readers.lines import (
    BY,
    EDITED,
    GONE,
    HEADING,
    PINGBACK,
    any_of,
    bare_name,
    is_action,
    is_frame,
    is_profile,
    is_stub,
    mask,
    nameness,
    vote,
)
from analysis.readers.page import Line, Page
from analysis.times import find

TAIL = 90  # characters at the end of a long line that a signature can take
FEW = 4  # times that may each be written in another way
NEAR = (-4, -3, -2, -1, 1)  # lines from a time that may be like those at other times
MANY = 500  # times of a page whose headings are all looked at
ABOVE = 2  # fifths of the times that may stand above the heading of the comments
OFTEN = 4  # lines that end alike before that is taken for the page's
NAMED = 0.3  # how much a line must look like a name to be an author

_VERB = any_of(words.POSTED, raw=True)
_POSTED = re.compile(
    rf"(?:^|\s)(?:{_VERB}|{any_of(words.ON)})$|^(?:{_VERB})(?: (?:on|at|am|le))?(?=\s|$)", re.IGNORECASE
)
_DATED = re.compile(rf"(?:last |first |zuletzt )?(?:{any_of(words.DATED, raw=True)})\b.*", re.IGNORECASE)
_NUMBER = re.compile(r"^\W*#\d{1,6}(?:\.\d{1,4})*(?=[^\W\d])")  # "#3Ann"
# A label, or the text of a picture that says whether a comment is new.
_LABELLED = re.compile(r"\W*(?:(?:date|time|datum|fecha|data|дата)\s*:|old|unread|alt|ungelesen)\s*", re.IGNORECASE)
ANSWERS = re.compile(rf"(?=\w+ \w)(?:{any_of(words.ANSWERING, raw=True)})\s", re.IGNORECASE)
_SCORES = re.compile(r"(?:(?:^|[\s•·|,])-?\d[\d.,]*[km]? ?points?)(?:-?\d[\d.,]*[km]? ?points?)*\s*$")
# A heading that says nothing but that comments follow, and is no button ("Comment", "3 replies").
_PLAIN = re.compile(
    r"(?!\W*(?:comment|kommentar|comentario)\W*$|.*(?:repl|antwor|odpov|odpowied|resp(?:ues|os)t|répons|reactions|ответ|svar))"
    r"[\W\d_]*(?:(?:all|alle|the|die|les|i|los|leser|user|readers?['’]?|visitors?|viewers?)\W)?"
    rf"(?:{any_of(words.COMMENTS, raw=True)})[\W\d_]*",
    re.IGNORECASE,
)
_SIGNED = (" – ", " — ", " -- ", "--", "—", " - ", " ~")
_ASIDE = re.compile(rf"\([^()]*\b(?:{any_of(words.EDITED, raw=True)})[^()]*\)", re.IGNORECASE)
_MARKS = " \t·•|,;–—-:：>»«/@#^←_"


class Stamp(NamedTuple):
    """A time in a line: which line, the time as written and its kind; how the line looks; the name in it, and where."""

    line: int
    time: str
    kind: str
    look: (
        str  # alone, button, before (a name before the time), after, signature (a name and a time at the end of a text)
    )
    name: str | None
    at: int
    named: float = 1.0  # how much what stands for the name looks like one
    signed: bool = False  # the line says "by"


def find_stamps(page: Page) -> Iterator[Stamp]:
    """Lines that could be the header or the signature of a comment: a time, and little else but a name.

    What stands after the time in line after line is the page's, in whatever language.
    """
    found = []
    fields = page.fields
    for number, line in enumerate(page.lines):
        text = line.text
        shift = len(text) - TAIL if len(text) > 2 * TAIL else 0
        times = find(text[shift:] if shift else text)
        if times and number not in fields:  # no "Joined", "May 2010"
            time = times[-1] if shift or len(text) > TAIL else times[0]
            found.append((number, line, time.start + shift, time.end + shift, time.kind))
    after = Counter(mask(line.text[end:]) for _, line, _, end, _ in found if len(line.text) - end <= TAIL)
    for number, line, start, end, kind in found:
        rest = line.text[end:]
        if len(rest) > 2 * TAIL:
            continue
        lead = line.text[:start]
        look, name, at = _look(lead, "" if rest and after[mask(rest)] >= OFTEN else rest)
        if look:
            whole = line.end - line.start == len(line.text)
            words = page.text[line.start + start : line.start + end] if whole else line.text[start:end]
            gone = name and GONE.fullmatch(name)
            named = 1.0 if look == "alone" else 0.6 if gone else nameness(_lead(lead) or name or "")
            yield Stamp(number, words, kind, look, name, at, named, BY.match(line.text) is not None)


def _look(before: str, after: str) -> tuple[str | None, str | None, int]:
    """How a line with a time looks, the name in it, and where that starts if it stands before the time."""
    lead, rest = _lead(before), _rest(after)
    if _LABELLED.fullmatch(before):
        lead = ""
    if not lead and not rest:
        number = before.strip(_MARKS)
        buttons = is_action(before.strip()) or is_action(after.strip())
        return "button" if buttons else "alone", number if number.isdigit() or is_profile(number) else None, 0
    if not lead:
        by = BY.match(rest)
        name = bare_name(re.split(r"\s*[(\[|#·•]", rest[by.end() if by else 0 :], maxsplit=1)[0].strip(_MARKS))
        beside = by or re.match(r"\s*[·•|–—-]\s*\S", after)
        return ("after", name, 0) if name and beside and nameness(name) > NAMED else (None, None, 0)
    if rest or _DATED.fullmatch(lead.rsplit("|", 1)[-1].strip()):
        return None, None, 0
    surely = BY.match(before) or PINGBACK.fullmatch(before)
    if surely or (len(lead) <= 70 and (nameness(lead) > NAMED or GONE.fullmatch(lead))):
        return "before", bare_name(lead), 0
    cut = max(before.rfind(mark) for mark in _SIGNED)
    signed = before[cut:].strip(_MARKS) if cut >= 0 else ""
    if signed and len(signed) <= 50 and nameness(signed) > NAMED:
        return "signature", bare_name(signed), cut
    return None, None, 0


def _lead(before: str) -> str:
    """What stands before a time but for separators, buttons and words such as "posted on"."""
    lead = before and _unbracket(_SCORES.sub("", _NUMBER.sub("", before)))
    if not lead:
        return ""
    if ANSWERS.match(lead):  # "replied to Ann on 3 May"
        return ""
    while (shorter := _unbracket(_POSTED.sub("", lead))) != lead:
        lead = shorter
    return "" if is_action(lead) or vote(lead) is not None or is_profile(lead) else lead


def _unbracket(text: str) -> str:
    """Text without separators around it, and without a bracket that is not closed in it."""
    text = text.strip(_MARKS)
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing + _MARKS)
    return text


def _rest(after: str) -> str:
    """What stands after a time but for buttons, badges, other times, numbers of comments and when it was edited."""
    if not after:
        return ""
    parts = [part.strip(_MARKS) for part in re.split(r"[·•|,;()\[\]–—~«»]", EDITED.sub("", _ASIDE.sub("", after)))]
    return " ".join(
        part
        for part in parts
        if part and not (is_frame(part) or any(time.end - time.start == len(part) for time in find(part)))
    )


def families(lines: Sequence[Line], stamps: list[Stamp]) -> Iterator[list[Stamp]]:
    """Stamps that look alike, for each look; times of another kind only where they stand among them."""
    above = lines[: stamps[min(len(stamps) - 1, MANY + len(stamps) * ABOVE // 5)].line] if stamps else []
    headings = [n for n, line in enumerate(above) if len(line.text) <= 120 and HEADING.fullmatch(line.text)]
    seen = Counter(mask(lines[number].text) for number in headings)
    headings = [number for number in headings if seen[mask(lines[number].text)] < 3]
    plain = [
        n
        for n in headings
        if seen[mask(lines[n].text)] == 1 and _PLAIN.fullmatch(lines[n].text) and not is_profile(lines[n].text)
    ]
    named = sum(stamp.look == "before" for stamp in stamps)
    for looks in ({"alone", "button"}, {"before"}, {"after"}, {"signature"}):
        alike = [
            stamp
            for stamp in stamps
            if stamp.look in looks or ("before" in looks and stamp.name and stamp.look == "alone" and named > 2)
        ]
        kinds = Counter(stamp.kind for stamp in alike)
        for kind, _count in kinds.most_common(2):
            places = [number for number, stamp in enumerate(alike) if stamp.kind == kind]
            among = alike[places[0] : places[-1] + 1] if kind != "clock" else [alike[number] for number in places]
            if kind != "clock" and len(alike) <= FEW:  # too few to tell a strange one by its kind
                among = alike
            among = [stamp for stamp in among if stamp.kind == kind or stamp.kind != "clock"]
            if kind != "clock" and len(among) > 1:
                among = _extended(lines, alike, among)
            below, surely = _below_heading(among, headings, plain)
            if below:
                yield below
            if not surely and len(below) < 0.8 * len(among):
                yield among


def _extended(lines: Sequence[Line], alike: Sequence[Stamp], among: list[Stamp]) -> list[Stamp]:
    """Stamps and those of another kind that follow ("yesterday"), as long as a line above or below is like theirs."""

    def around(stamp: Stamp) -> set[tuple[int, str]]:
        near = [(step, lines[stamp.line + step].text) for step in NEAR if 0 <= stamp.line + step < len(lines)]
        return {
            (0, "button") if step < -1 and (is_action(text) or is_stub(text)) else (step, mask(text))
            for step, text in near
        }

    later = [stamp for stamp in alike if stamp.line > among[-1].line and stamp.kind != "clock"]
    seen = Counter(place for stamp in among for place in around(stamp)) if later else Counter()
    more = takewhile(lambda stamp: any(seen[place] > 1 for place in around(stamp)), later)
    return among + list(more)


def _below_heading(stamps: list[Stamp], headings: Sequence[int], plain: Sequence[int]) -> tuple[list[Stamp], bool]:
    """Most of the stamps: those below a heading that parts them from the article's date, and whether that is sure.

    It is if the heading says nothing else; another one has to stand far below the article's date.
    """
    steps = [below.line - above.line for above, below in zip(stamps, stamps[1:], strict=False)]
    far = max(15, 3 * median(steps or [5]))
    for number, step in enumerate(steps[: len(stamps) * ABOVE // 5], 1):
        above, below = stamps[number - 1].line, stamps[number].line
        if _any_between(plain, above, below):
            return stamps[number:], True
        if step > far and _any_between(headings, above, below):
            return stamps[number:], False
    return [], False


def _any_between(numbers: Sequence[int], above: int, below: int) -> bool:
    """True if one of some sorted numbers lies between two."""
    first = bisect_right(numbers, above)
    return first < len(numbers) and numbers[first] < below
