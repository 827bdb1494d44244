"""Which line above a time names the author, and where that header begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from analysis.readers.lines import bare_name, is_action, is_frame, is_placeholder, is_profile, is_stub, nameness, vote
from analysis.readers.page import Line, Page
from analysis.readers.stamps import NAMED, Stamp
from analysis.times import find

SAMPLE = 200  # times that settle where the names stand
REACH = 16  # lines above a time that may belong to the header
SURELY = 0.6  # how much a line must look like a name to be one where it is usual
ADAPTED = -0.13  # what a rule that looks for names finds more easily than one that counts lines
PICTURED = 0.5  # share of the headers with a picture's text before those without are thought to lack it
HANDLE = 0.4  # how much "@ann" counts as a name below another name

Rule = Callable[[Sequence[range]], list[int | None]]  # the lines above each time, and which of them is the name
Fits = Callable[[int | None], float]


def authors(page: Page, stamps: Sequence[Stamp]) -> list[int | None]:
    """For each time the line above it that names the author, None if there is none.

    The name stands where the header begins: below the buttons of the comment before, above the fields of a profile,
    below its own picture, or a fixed number of lines above the time; whichever gives names in more cases.
    """
    lines = page.lines
    ranges = [
        range(stamp.line - 1, max(stamps[number - 1].line if number else -1, stamp.line - 1 - REACH), -1)
        for number, stamp in enumerate(stamps)
    ]
    seen = Counter(text for above in ranges for text in {lines[line].text for line in above})
    often = {line for line, count in seen.items() if count > max(2, 0.8 * len(stamps))}

    @cache
    def fits(line: int | None) -> float:
        if line is None or line in page.fields or lines[line].text in often or find(lines[line].text):
            return 0.0
        handle = line and lines[line].text.startswith("@") and nameness(lines[line - 1].text) > SURELY
        return nameness(lines[line].text) * (HANDLE if handle else 1.0)

    def worth(rule: Rule) -> float:
        found = rule(ranges[:SAMPLE])
        names = [lines[line].text for line in found if line is not None]
        if not names:
            return 0.0
        various = len(set(names)) / len(names)
        return (
            sum(fits(line) ** 2 for line in found) / len(found) * (0.5 + 0.5 * min(1.0, various * len(names) ** 0.5))
            + 0.05 * various
        )

    def tops(ranges: Sequence[range]) -> list[int | None]:
        return _tops(lines, ranges, often, fits)

    def pictured(ranges: Sequence[range]) -> list[int | None]:
        found = [next((line for line in above if line and is_alt(lines, line - 1)), None) for above in ranges]
        few = sum(line is not None for line in found) < PICTURED * len(found)
        return [
            line if few or line is not None else _nearest(page, above)
            for line, above in zip(found, ranges, strict=True)
        ]

    def at(back: int) -> Rule:
        return lambda ranges: [above[back] if back < len(above) else None for above in ranges]

    def block(parted: bool, described: bool) -> Rule:
        return lambda ranges: [_top(page, above, fits, parted=parted, described=described) for above in ranges]

    rules: list[tuple[Rule, float]] = [(tops, 0.2), (pictured, 0.1)]
    rules += [(block(parted, described), ADAPTED) for described in (False, True) for parted in (True, False)]
    rules += [(lambda ranges: [_nearest(page, above) for above in ranges], ADAPTED)]
    rules += [(at(back), 0.0) for back in range(REACH)]
    best = max(rules, key=lambda rule: worth(rule[0]) + rule[1])[0]
    found = best(ranges)
    chosen = {bare_name(lines[line].text) for line in found[1:] if line is not None}
    if found[0] is not None and bare_name(lines[found[0]].text) not in chosen:  # what stands above the first comment
        below = range(found[0] + 1, stamps[0].line)
        again = [line for line in below if bare_name(lines[line].text) in chosen or is_alt(lines, line - 1)]
        found[0] = again[0] if again else found[0]
    found = [_above_badges(lines, line, above, fits) for line, above in zip(found, ranges, strict=True)]
    return [
        line if fits(line) > NAMED or (best is tops and _is_badge(lines, line, above)) else None
        for line, above in zip(found, ranges, strict=True)
    ]


def _tops(lines: Sequence[Line], ranges: Sequence[range], often: set[str], fits: Fits) -> list[int | None]:
    """The line below the buttons of the comment before; where they are missing the usual distance tells."""
    tops = [_below_buttons(lines, above, often) for above in ranges]
    tops[0] = None  # above the first comment stand other buttons
    usual = Counter(above.start - top for above, top in zip(ranges, tops, strict=True) if top and fits(top) > NAMED)
    if not usual:
        return tops
    common = [usual.most_common(1)[0][0], *sorted(distance for distance, count in usual.items() if count > 1)]
    for number, above in enumerate(ranges):
        if fits(tops[number]) <= NAMED and not _is_badge(lines, tops[number], above):
            options = [above.start - distance for distance in [*(common if number else sorted(common)), 0]]
            options = [line for line in options if line in above and fits(line) > NAMED]
            tops[number] = next((line for line in options if fits(line) > SURELY), max(options, key=fits, default=None))
    return tops


def _nearest(page: Page, above: range) -> int | None:
    """The nearest line above a time that is no button, number, badge or field of a profile."""
    return next((n for n in above if n not in page.fields and not is_frame(page.lines[n].text)), None)


def _top(page: Page, above: range, fits: Fits, *, parted: bool, described: bool) -> int | None:
    """The topmost name of the block of lines above a time, which buttons or prose end, or a blank line (`parted`).

    With `described` something of a profile stands below the name.
    """
    found = None
    for line in above:
        words = page.lines[line].text
        if line in page.fields or vote(words) is not None or is_profile(words) or not any(map(str.isalnum, words)):
            continue  # stars and dots too
        if is_frame(words) or nameness(words) <= NAMED or find(words):
            if found is not None:
                return found
        elif fits(line) > NAMED and not is_alt(page.lines, line):
            below = line + 1
            if not described or below in page.fields or is_frame(page.lines[below].text):
                found = line
        if parted and found is not None and page.lines[line].gap:
            return found
    return found if found is not None and 0 in above else _nearest(page, above)


def _above_badges(lines: Sequence[Line], line: int | None, above: range, fits: Fits) -> int | None:
    """The name above a badge ("[developer]") that stands where the names of the others do; else the line as it is."""
    if line is None or not is_profile(lines[line].text):
        return line
    name = next((n for n in above if n < line and not is_profile(lines[n].text)), None)
    return name if fits(name) > SURELY else line


def _is_badge(lines: Sequence[Line], line: int | None, above: range) -> bool:
    """True if somebody's name is "Guest": a badge alone between buttons and time."""
    return line is not None and len(above) > 0 and line == above[0] and is_profile(lines[line].text)


def _below_buttons(lines: Sequence[Line], above: range, often: set[str]) -> int | None:
    """The first line of a header: the one below the nearest buttons, votes or other lines that recur above a time."""
    for line in above:
        words = lines[line].text
        beside = line == above[0]
        if (
            is_action(words)
            or is_stub(words)
            or (
                not beside
                and (vote(words) is not None or is_placeholder(words) or (words in often and not is_profile(words)))
            )
        ):
            top = line + 1
            while top < above[0] and (is_frame(lines[top].text) or is_alt(lines, top)):
                top += 1
            return top if top in above else None
    return None


def is_alt(lines: Sequence[Line], line: int) -> bool:
    """True if a line says what a picture of the one named below says ("Ann's avatar", "A"), or is the first of two."""
    below = [bare_name(after.text) for after in lines[line + 1 : line + 3]]
    if below and nameness(below[0]) > NAMED and _is_picture(lines[line].text, below[0]):
        return True
    return (
        len(below) > 1
        and nameness(below[1]) > NAMED
        and _is_picture(lines[line + 1].text, below[1])
        and _is_picture(lines[line].text, below[1])
    )


def _is_picture(text: str, name: str) -> bool:
    """True if a line is what the picture of somebody says: the name again, its first letter or its initials."""
    bare = bare_name(text)
    if len(bare) == 1 < len(name):
        return name.casefold().startswith(bare.casefold())
    if 1 < len(text) <= 3 < len(name) and text.isupper() and text.isalpha():
        return text in ("".join(word[0] for word in name.split()).upper(), name[: len(text)].upper())
    return len(text) <= len(name) + 30 and _squeeze(bare).startswith(_squeeze(name)[:18].rstrip(".…"))


def header_start(lines: Sequence[Line], line: int, name: str | None) -> int:
    """The line a header starts at: above it may stand the name again ("Ann's avatar", "A"), a badge."""
    for _ in range(3):
        above = lines[line - 1].text if line else ""
        pictured = name and above and _is_picture(above, name)
        if not (pictured or (above and is_profile(above) and not is_action(above))):
            break
        line -= 1
    return line


def _squeeze(name: str) -> str:
    return "".join(name.split()).casefold()
