"""Which line above a time names the author, and where that header begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.readers.lines import STUB, bare_name, is_action, is_frame, is_profile, nameness, vote
from analysis.readers.page import Line
from analysis.readers.stamps import NAMED, Stamp
from analysis.times import find

SAMPLE = 200  # times that settle where the names stand
REACH = 8  # lines above a time that may belong to the header
SURELY = 0.6  # how much a line must look like a name to be one where it is usual


def authors(lines: Sequence[Line], stamps: Sequence[Stamp]) -> list[int | None]:
    """For each time the line above it that names the author, None if there is none.

    The name stands where the header begins, below the buttons of the comment before, or a fixed number of lines above
    the time: whichever gives names in more cases. Where the buttons are missing the usual distance tells.
    """
    ranges = [
        range(stamp.line - 1, max(stamps[number - 1].line if number else -1, stamp.line - 1 - REACH), -1)
        for number, stamp in enumerate(stamps)
    ]
    seen = Counter(lines[line].text for above in ranges for line in set(above))
    often = {line for line, count in seen.items() if count > max(2, 0.8 * len(stamps))}

    def fits(line: int | None) -> float:
        if line is None or lines[line].text in often or find(lines[line].text):
            return 0.0
        return nameness(lines[line].text)

    def worth(rule: Sequence[int | None]) -> float:
        rule = rule[:SAMPLE]
        names = [lines[line].text for line in rule if line is not None]
        total = sum(map(fits, rule)) / len(rule)
        return total * (0.5 + 0.5 * min(1.0, len(set(names)) / len(names) ** 0.7)) if names else 0.0

    tops = [_headerheader_start(lines, above, often) for above in ranges]
    tops[0] = None  # above the first comment stand other buttons
    usual = Counter(
        stamp.line - top for stamp, top in zip(stamps, tops, strict=True) if top is not None and fits(top) > NAMED
    )
    if usual:
        common = [usual.most_common(1)[0][0], *sorted(distance for distance, count in usual.items() if count > 1)]
        for number, (stamp, above) in enumerate(zip(stamps, ranges, strict=True)):
            if fits(tops[number]) <= NAMED and not _is_badge(lines, tops[number], above):
                options = [stamp.line - distance for distance in [*(common if number else sorted(common)), 1]]
                options = [line for line in options if line in above and fits(line) > NAMED]
                tops[number] = next(
                    (line for line in options if fits(line) > SURELY), max(options, key=fits, default=None)
                )
    rules = [tops, *([above[back] if back < len(above) else None for above in ranges] for back in range(REACH))]
    best = max(rules, key=lambda rule: worth(rule) + (0.2 if rule is tops else 0.0))
    return [
        line if fits(line) > NAMED or (best is tops and _is_badge(lines, line, above)) else None
        for line, above in zip(best, ranges, strict=True)
    ]


def _is_badge(lines: Sequence[Line], line: int | None, above: range) -> bool:
    """True if somebody's name is "Guest": a badge alone between buttons and time."""
    return line is not None and len(above) > 0 and line == above[0] and is_profile(lines[line].text)


def _headerheader_start(lines: Sequence[Line], above: range, often: set[str]) -> int | None:
    """The first line of a header: the one below the nearest buttons, votes or other lines that recur above a time."""
    for line in above:
        words = lines[line].text
        beside = line == above[0]
        if (
            is_action(words)
            or STUB.fullmatch(words)
            or (not beside and (vote(words) is not None or (words in often and not is_profile(words))))
        ):
            top = line + 1
            while top < above[0] and (is_frame(lines[top].text) or is_alt(lines, top)):
                top += 1
            return top if top in above else None
    return None


def is_alt(lines: Sequence[Line], line: int) -> bool:
    """True if a line holds the name of the next one again: the text of a picture ("Ann's avatar", "A")."""
    if line + 1 >= len(lines):
        return False
    above, name = lines[line].text, bare_name(lines[line + 1].text)
    if len(bare_name(above)) == 1 < len(name):
        return name.casefold().startswith(bare_name(above).casefold())
    return (
        len(above) <= len(name) + 30
        and _squeeze(bare_name(above)).startswith(_squeeze(name)[:18].rstrip(".…"))
        and nameness(name) > NAMED
    )


def header_start(lines: Sequence[Line], line: int, name: str | None) -> int:
    """The line a header starts at: above it may stand the name again ("Ann's avatar", "A"), a badge."""
    for _ in range(3):
        above = lines[line - 1].text if line else ""
        again = (
            name
            and len(above) <= len(name) + 30
            and _squeeze(bare_name(above)).startswith(_squeeze(name)[:18].rstrip(".…"))
        )
        if not (
            again
            or (name and len(bare_name(above)) == 1 and name.casefold().startswith(bare_name(above).casefold()))
            or (above and is_profile(above) and not is_action(above))
        ):
            break
        line -= 1
    return line


def _squeeze(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()
