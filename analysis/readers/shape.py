"""The generic layer: find the repeating pattern of the page at hand, whatever the site and language.

Comments repeat: each has a time, and who wrote it stands at the same place near each time. So the lines that hold a time
are sorted by how they look, and for each kind of line the layouts that pages use are tried: which of them gives names where
names should be, text where text should be, and the buttons below the text. The best one is taken, if it is good enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from statistics import median
from typing import NamedTuple

from analysis.readers import addressee
from analysis.readers.lines import (
    BY,
    EDITED,
    FOOT,
    GONE,
    HEADING,
    RULE,
    STUB,
    bare_name,
    is_action,
    is_profile,
    mask,
    nameness,
    vote,
)
from analysis.readers.page import Line, Page
from analysis.readers.posts import Post, fill
from analysis.times import find

SAMPLE = 200  # times that settle the layout of a page
REACH = 8  # lines above a time that may belong to the header
TAIL = 90  # characters at the end of a long line that a signature can take
ENOUGH = 0.62  # the worth of a layout below which a page has no comments
OFTEN = 4  # lines that end alike before that is taken for the page's
NAMED = 0.3  # how much a line must look like a name to be an author

_POSTED = re.compile(
    r"(?:^|\s)(?:posted|published|written|submitted|commented|said|on|at|am|um|le|el|il|op|den|den|em|w dniu|dne|в|на|posté|publié|publiée|geschrieben|verfasst|erstellt|scritto|publicado|enviado|inviato|geplaatst)$"
    r"|^(?:posted|published|written|submitted|commented|publié|posté|geschrieben|verfasst|erstellt)(?: (?:on|at|am|le))?(?=\s|$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:last |first |zuletzt )?(?:published|updated|registered|joined|member since|mitglied seit|edited|modified|asked|answered|viewed|created|active|mis à jour|date|version|released?|aktualisiert|bearbeitet|actualizado|aggiornato|beigetreten|opened)\b.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"#?\d{1,6}(?:\.\d{1,4})*\.?")
_SCORES = re.compile(r"(?:(?:^|[\s•·|,])-?\d[\d.,]*[km]? ?points?)(?:-?\d[\d.,]*[km]? ?points?)*\s*$")
_COUNTED = re.compile(r"#?(\d{1,5})(?:[.:)]|$)")
_RE = re.compile(r"^(?:re|aw|sv|antw|ответ): ?")
_SIGNED = (" – ", " — ", " -- ", "--", "—", " - ", " ~")
_MARKS = " \t·•|,;–—-:：>»/@#^←_"


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


@dataclass
class Reading:
    """What one way of reading a page gives: the comments, and how good it is."""

    posts: list[Post]
    worth: float
    layout: str
    unread: int  # times among those of the comments that were not taken for one


def read(page: Page) -> Reading:
    """Return the comments of a page as its own repeating pattern shows them, none if there is no such pattern."""
    best: tuple[float, str, list[Stamp]] | None = None
    seen = list(_stamps(page))
    for stamps in _families(page.lines, seen):
        for layout, (looks, build) in LAYOUTS.items():
            if stamps[0].look not in looks:
                continue
            sample = build(page, stamps[:SAMPLE])
            fill(page, sample)
            worth = _worth(page, sample, stamps, layout)
            if best is None or worth * log2(1 + len(stamps)) > best[0] * log2(1 + len(best[2])):
                best = worth, layout, stamps
    if best is None or best[0] < ENOUGH:
        return Reading([], 0.0, "", len(seen))
    worth, layout, stamps = best
    posts = LAYOUTS[layout][1](page, stamps)
    fill(page, posts)
    addressee.find(page, posts)
    return Reading(posts, worth, layout, len(stamps) - len(posts))


def _stamps(page: Page) -> Iterator[Stamp]:
    """Lines that could be the header or the signature of a comment: a time, and little else but a name.

    What stands after the time in line after line is the page's, in whatever language.
    """
    found = []
    for number, line in enumerate(page.lines):
        shift = len(line.text) - TAIL if len(line.text) > 2 * TAIL else 0
        times = find(line.text[shift:] if shift else line.text)
        if times:
            time = times[-1] if shift or len(line.text) > TAIL else times[0]
            found.append((number, line, time.start + shift, time.end + shift, time.kind))
    after = Counter(mask(line.text[end:]) for _, line, _, end, _ in found if len(line.text) - end <= TAIL)
    for number, line, start, end, kind in found:
        rest = line.text[end:]
        look, name, at = _look(line.text[:start], "" if rest and after[mask(rest)] >= OFTEN else rest)
        if look:
            whole = line.end - line.start == len(line.text)
            words = page.text[line.start + start : line.start + end] if whole else line.text[start:end]
            named = 0.6 if name and GONE.fullmatch(name) else nameness(_lead(line.text[:start]) or name or "")
            yield Stamp(number, words, kind, look, name, at, named if look != "alone" else 1.0)


def _look(before: str, after: str) -> tuple[str | None, str | None, int]:
    """How a line with a time looks, the name in it, and where that starts if it stands before the time."""
    lead, rest = _lead(before), _rest(after)
    if not lead and not rest:
        number = before.strip(_MARKS)
        buttons = is_action(before.strip()) or is_action(after.strip())
        return "button" if buttons else "alone", number if number.isdigit() else None, 0
    if not lead:
        by = BY.match(rest)
        name = bare_name(re.split(r"\s*[(\[|#·•]", rest[by.end() if by else 0 :], maxsplit=1)[0].strip(_MARKS))
        beside = by or re.match(r"\s*[·•|–—-]\s*\S", after)
        return ("after", name, 0) if name and beside and nameness(name) > NAMED else (None, None, 0)
    if rest or _DATED.fullmatch(lead.rsplit("|", 1)[-1].strip()):
        return None, None, 0
    if len(lead) <= 70 and (nameness(lead) > NAMED or GONE.fullmatch(lead)):
        return "before", bare_name(lead), 0
    cut = max(before.rfind(mark) for mark in _SIGNED)
    signed = before[cut:].strip(_MARKS) if cut >= 0 else ""
    if signed and len(signed) <= 50 and nameness(signed) > NAMED:
        return "signature", bare_name(signed), cut
    return None, None, 0


def _lead(before: str) -> str:
    """What stands before a time but for separators, buttons and words such as "posted on"."""
    lead = _unbracket(_SCORES.sub("", before))
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
    parts = [part.strip(_MARKS) for part in re.split(r"[·•|,;()\[\]–—~]", EDITED.sub("", after))]
    return " ".join(
        part
        for part in parts
        if part and not (_is_frame(part) or any(time.end - time.start == len(part) for time in find(part)))
    )


def _families(lines: Sequence[Line], stamps: list[Stamp]) -> Iterator[list[Stamp]]:
    """Stamps that look alike, for each look; times of another kind only where they stand among them."""
    headings = [n for n, line in enumerate(lines) if len(line.text) <= 120 and HEADING.fullmatch(line.text)]
    seen = Counter(mask(lines[number].text) for number in headings)
    headings = [number for number in headings if seen[mask(lines[number].text)] < 3]
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
            among = [stamp for stamp in among if stamp.kind == kind or stamp.kind != "clock"]
            below = _below_heading(among, headings)
            if below:
                yield below
            if len(below) < 0.8 * len(among):
                yield among


def _below_heading(stamps: list[Stamp], headings: Sequence[int]) -> list[Stamp]:
    """Most of the stamps: those below a heading that parts them from the article's date, far above."""
    for number in range(1, len(stamps) * 2 // 5 + 1):
        above, below = stamps[number - 1].line, stamps[number].line
        rest = [b.line - a.line for a, b in zip(stamps[number:], stamps[number + 1 :], strict=False)]
        far = below - above > max(15, 3 * median(rest or [5]))
        if far and any(above < heading < below for heading in headings):
            return stamps[number:]
    return []


# -- layouts -----------------------------------------------------------------------------------------------------------


def _posts_below(page: Page, headers: Sequence[tuple[int, int, str | None, str]]) -> list[Post]:
    """Posts whose text follows their header, given as its first and last line, the name and the time."""
    lines = page.lines
    ends = [*(lines[first].start for first, *_ in headers), len(page.text)][1:]
    return [
        Post([(lines[first].start, lines[last].end)], lines[last].end, end, name, time)
        for (first, last, name, time), end in zip(headers, ends, strict=True)
    ]


def _beside_above(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """Name and time on one line, the text below: "Ann · 2 weeks ago"."""
    tops = _titles(page.lines, [_top(page.lines, stamp.line, stamp.name) for stamp in stamps])
    posts = _posts_below(page, [(top, s.line, s.name, s.time) for top, s in zip(tops, stamps, strict=True)])
    for post, stamp in zip(posts, stamps, strict=True):
        post.named = stamp.named
    return posts


def _above_below(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The name on a line above the time, the text below."""
    headers = []
    for stamp, author in zip(stamps, _authors(page.lines, stamps), strict=True):
        if author is not None:
            name = bare_name(page.lines[author].text)
            headers.append((_top(page.lines, author, name), stamp.line, name, stamp.time))
    tops = _titles(page.lines, [top for top, *_ in headers])
    return _posts_below(page, [(top, *rest) for top, (_, *rest) in zip(tops, headers, strict=True)])


def _titles(lines: Sequence[Line], tops: list[int]) -> list[int]:
    """Let headers begin at the comments' titles: a line above that counts them, or that most of them share."""
    for back in (1, 2):
        above = [lines[top - back].text if top >= back else "" for top in tops]
        counts = [int(match[1]) if (match := _COUNTED.match(words)) else None for words in above]
        steps = sum(
            b is not None and a is not None and 0 < b - a <= 2 for a, b in zip(counts, counts[1:], strict=False)
        )
        if len(tops) > 2 and steps >= 0.6 * (len(tops) - 1):
            return [top - back if count is not None else top for top, count in zip(tops, counts, strict=True)]
    above = [_RE.sub("", mask(lines[top - 1].text)) if top else "" for top in tops]
    shared, count = (
        above[0] if above else "",
        above.count(above[0]) if above else 0,
    )  # what ends a comment has none above the first
    if shared and count > 2 and count >= 0.5 * len(tops) and not is_action(shared) and vote(shared) is None:
        return [top - 1 if words == shared else top for top, words in zip(tops, above, strict=True)]
    return tops


def _time_above(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The time, then the name on a line, then the text."""
    ends = [*(stamp.line for stamp in stamps[1:]), len(page.lines)]
    headers = []
    for stamp, end in zip(stamps, ends, strict=True):
        author = stamp.line + 1
        while author < end and _is_frame(page.lines[author].text):
            author += 1
        if author < end and nameness(page.lines[author].text) > NAMED:
            headers.append((stamp.line, author, bare_name(page.lines[author].text), stamp.time))
    return _posts_below(page, headers)


def _time_last(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The name above the text, the time below it."""
    lines = page.lines
    posts, top = [], _first(lines, stamps, named=True)
    for stamp in stamps:
        while top < stamp.line and (_is_frame(lines[top].text) or _is_alt(lines, top)):
            if vote(lines[top].text) is not None and _names_somebody(lines, top):
                break  # somebody is called "1001"
            top += 1
        if top < stamp.line and nameness(lines[top].text) > NAMED:
            head, foot = (lines[top].start, lines[top].end), (lines[stamp.line].start, lines[stamp.line].end)
            post = Post([head, foot], head[1], foot[0], bare_name(lines[top].text), stamp.time)
            post.closed = stamp.look == "button" or (
                stamp.line + 1 < len(lines) and is_action(lines[stamp.line + 1].text)
            )
            posts.append(post)
        top = stamp.line + 1
    return posts


def _both_below(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The text, then the name on a line, then the time."""
    lines = page.lines
    posts, top = [], _first(lines, stamps)
    for stamp in stamps:
        author = stamp.line - 1
        if author >= top and nameness(lines[author].text) > NAMED:
            head = (lines[author].start, lines[stamp.line].end)
            posts.append(Post([head], lines[top].start, head[0], bare_name(lines[author].text), stamp.time))
        top = stamp.line + 1
    return posts


def _time_name_below(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The text, then the time, then the name on a line."""
    lines = page.lines
    posts, top = [], _first(lines, stamps)
    for stamp in stamps:
        author = stamp.line + 1
        if author < len(lines) and nameness(lines[author].text) > NAMED:
            head = (lines[stamp.line].start, lines[author].end)
            posts.append(
                Post([head], lines[min(top, stamp.line)].start, head[0], bare_name(lines[author].text), stamp.time)
            )
            top = author + 1
        else:
            top = stamp.line + 1
    return posts


def _beside_below(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The text, then name and time on one line, or at the end of the text's last line."""
    lines = page.lines
    posts, top = [], _first(lines, stamps)
    for stamp in stamps:
        line = lines[stamp.line]
        start = line.start + (stamp.at if stamp.look == "signature" else 0)
        posts.append(
            Post([(start, line.end)], min(lines[min(top, stamp.line)].start, start), start, stamp.name, stamp.time)
        )
        top = stamp.line + 1
    return posts


Build = Callable[[Page, Sequence[Stamp]], list[Post]]
LAYOUTS: dict[str, tuple[set[str], Build]] = {
    "name and time above the text": ({"before", "after"}, _beside_above),
    "name, time, text": ({"alone", "button"}, _above_below),
    "name, text, time": ({"alone", "button"}, _time_last),
    "text, name, time": ({"alone"}, _both_below),
    "time, name, text": ({"alone"}, _time_above),
    "text, time, name": ({"alone"}, _time_name_below),
    "name and time below the text": ({"before", "after", "signature"}, _beside_below),
}


def _is_frame(line: str) -> bool:
    """True if a line is the page's: a button, a vote, a badge, a number, a stub for comments that are folded away."""
    return (
        is_action(line)
        or vote(line) is not None
        or is_profile(line)
        or _NUMBERED.fullmatch(line) is not None
        or STUB.fullmatch(line) is not None
        or RULE.fullmatch(line) is not None
    )


def _names_somebody(lines: Sequence[Line], line: int) -> bool:
    """True if a number stands where a name should be: what follows is text, and no name."""
    after = next((n for n in range(line + 1, min(line + 5, len(lines))) if not _is_frame(lines[n].text)), None)
    return after is None or lines[line + 1].gap > 0 or nameness(lines[after].text) <= NAMED


def _is_alt(lines: Sequence[Line], line: int) -> bool:
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


def _squeeze(name: str) -> str:
    return re.sub(r"\s", "", name).casefold()


def _top(lines: Sequence[Line], line: int, name: str | None) -> int:
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


def _first(lines: Sequence[Line], stamps: Sequence[Stamp], *, named: bool = False) -> int:
    """The line the first comment can start at, where its text stands above its time.

    That is below the heading of the comments, or where the last paragraph begins; with a name on top (`named`) it is the
    nearest name that a button, a number, a heading or a blank line stands above.
    """
    first = stamps[0].line
    top = next((n + 1 for n in range(first - 1, max(-1, first - 200), -1) if HEADING.fullmatch(lines[n].text[:120])), 0)
    if named:
        for line in range(first - 2, top - 1, -1):
            parted = line == top or lines[line].gap or _is_frame(lines[line - 1].text) or _is_alt(lines, line - 1)
            if parted and nameness(lines[line].text) > NAMED and not _is_frame(lines[line].text):
                return line
    line = first
    for _ in range(2):
        while line > 0 and lines[line].gap == 0 and first - line < 40:
            line -= 1
        if line < first or line == 0:
            break
        line -= 1
    return max(top, line)


def _authors(lines: Sequence[Line], stamps: Sequence[Stamp]) -> list[int | None]:
    """For each time the line above it that names the author, None if there is none.

    The name stands where the header begins, below the buttons of the comment before, or a fixed number of lines above the
    time: whichever gives names in more cases. Where the buttons are missing the usual distance tells.
    """
    ranges = [
        range(stamp.line - 1, max(stamps[number - 1].line if number else -1, stamp.line - 1 - REACH), -1)
        for number, stamp in enumerate(stamps)
    ]
    seen = Counter(mask(lines[line].text) for above in ranges for line in set(above))
    often = {line for line, count in seen.items() if count > max(2, 0.8 * len(stamps)) and line != "#"}

    def fits(line: int | None) -> float:
        if line is None or mask(lines[line].text) in often or find(lines[line].text):
            return 0.0
        return nameness(lines[line].text)

    def worth(rule: Sequence[int | None]) -> float:
        names = [lines[line].text for line in rule if line is not None]
        total = sum(map(fits, rule)) / len(rule)
        return total * (0.5 + 0.5 * min(1.0, len(set(names)) / len(names) ** 0.7)) if names else 0.0

    tops = [_header_top(lines, above, often) for above in ranges]
    if len(tops) > 1:
        tops[0] = None  # above the first comment stand other buttons
    usual = Counter(
        stamp.line - top for stamp, top in zip(stamps, tops, strict=True) if top is not None and fits(top) > NAMED
    )
    if usual:
        common = [usual.most_common(1)[0][0], *sorted(distance for distance, count in usual.items() if count > 1)]
        for number, (stamp, above) in enumerate(zip(stamps, ranges, strict=True)):
            if fits(tops[number]) <= NAMED and not _is_badge(lines, tops[number], above):
                options = [stamp.line - distance for distance in (common if number else sorted(common))]
                tops[number] = next((line for line in options if line in above and fits(line) > NAMED), None)
    rules = [tops, *([above[back] if back < len(above) else None for above in ranges] for back in range(REACH))]
    best = max(rules, key=lambda rule: worth(rule) + (0.2 if rule is tops else 0.0))
    return [
        line if fits(line) > NAMED or (best is tops and _is_badge(lines, line, above)) else None
        for line, above in zip(best, ranges, strict=True)
    ]


def _is_badge(lines: Sequence[Line], line: int | None, above: range) -> bool:
    """True if somebody's name is "Guest": a badge alone between buttons and time."""
    return line is not None and len(above) > 0 and line == above[0] and is_profile(lines[line].text)


def _header_top(lines: Sequence[Line], above: range, often: set[str]) -> int | None:
    """The first line of a header: the one below the nearest buttons, votes or other lines that recur above a time."""
    for line in above:
        words = lines[line].text
        beside = line == above[0]
        if (
            is_action(words)
            or STUB.fullmatch(words)
            or (not beside and (vote(words) is not None or (mask(words) in often and not is_profile(words))))
        ):
            top = line + 1
            while top < above[0] and (_is_frame(lines[top].text) or _is_alt(lines, top)):
                top += 1
            return top if top in above else None
    return None


def _worth(page: Page, posts: Sequence[Post], stamps: Sequence[Stamp], layout: str) -> float:
    """How well a layout explains a page: about 1 if it is right, less than `ENOUGH` if this is no thread at all."""
    if not posts:
        return 0.0
    size = len(posts)
    names = [post.author or "" for post in posts]
    named = sum(post.named * nameness(name) ** 0.5 for post, name in zip(posts, names, strict=True)) / size
    named *= min(1.0, 0.4 + 0.6 * len(set(names)) / max(1.0, size**0.5))
    bodies = [page.text[post.start : post.end] for post in posts]
    worded = sum((len(body) > 12 or " " in body.strip()) and not is_action(body) for body in bodies) / size
    own = sum(
        body.lstrip("@ ").casefold().startswith(name.casefold())
        for body, name in zip(bodies, names, strict=True)
        if name
    )
    footed = sum(post.footed for post in posts) / size
    topped = sum(post.topped for post in posts) / size
    if layout.endswith(
        (", text", "above the text")
    ):  # buttons stand below a comment: below its text, or below the header that ends it
        buttons = 0.25 * footed - 0.3 * topped
    elif layout == "name, text, time":
        buttons = 0.2 * sum(post.closed for post in posts) / size - 0.1 * footed
    else:
        buttons = 0.2 * topped - 0.4 * footed
    edge = 0.15 * _edges(page.lines, stamps) * (1 if layout.endswith((", text", "above the text")) else -1)
    bare = bodies[-1] if layout.endswith((", text", "above the text")) else bodies[0]
    cut_off = 0.25 if size > 2 and not bare and sum(not body for body in bodies) < 0.3 * size else 0.0
    rare = 0.1 if layout.endswith("below the text") else 0.0
    few = 0.7 if size == 1 else 0.15 if size == 2 else 0.0
    kept = (size / min(len(stamps), SAMPLE)) ** 0.5
    return named * (0.3 + 0.7 * worded) * kept + buttons + edge - 0.5 * own / size - cut_off - rare - few


def _edges(lines: Sequence[Line], stamps: Sequence[Stamp]) -> int:
    """1 if a text stands below the last of the times and none above the first, -1 the other way round, else 0."""
    first, last = stamps[0].line, stamps[-1].line

    def is_text(number: int) -> bool:
        if not 0 <= number < len(lines):
            return False
        words = lines[number].text
        return (
            " " in words
            and not (_is_frame(words) or FOOT.match(words) or HEADING.fullmatch(words[:120]))
            and nameness(words) < 0.5
        )

    return is_text(last + 1) - is_text(first - 1)
