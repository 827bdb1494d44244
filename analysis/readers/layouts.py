"""The layouts of comments that pages use: where name, time and text stand to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.readers.authors import authors, header_start, is_alt
from analysis.readers.lines import HEADING, bare_name, is_action, is_frame, is_profile, mask, nameness, vote
from analysis.readers.page import Line, Page
from analysis.readers.posts import Post
from analysis.readers.stamps import ANSWERS, NAMED, Stamp

ALIKE = 4  # names that end alike before the end is none of theirs
QUOTING = 0.4  # share of the headers right below another up to which they are those of quotations
PROFILE_LINES = 14  # lines of a profile below the name
NEAR = 40  # lines that the first text takes at most, where its time stands below
TITLES = 3  # lines of it before the first field with label and value
_COUNTED = re.compile(r"#?(\d{1,5})(?:[.:)]|$)")
_RE = re.compile(r"^(?:re|aw|sv|antw|ответ): ?")


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
    quoting = [number for number in range(1, len(stamps)) if stamps[number].line - stamps[number - 1].line == 1]
    if len(quoting) < QUOTING * len(stamps):  # below a header: whom and when the comment quotes
        stamps = [stamp for number, stamp in enumerate(stamps) if number not in quoting]
    tops = _titles(page.lines, [header_start(page.lines, stamp.line, stamp.name) for stamp in stamps])
    names = _unlike([stamp.name for stamp in stamps])
    headers = zip(tops, stamps, names, strict=True)
    posts = _posts_below(page, [(top, stamp.line, name, stamp.time) for top, stamp, name in headers])
    for post, stamp in zip(posts, stamps, strict=True):
        post.named = stamp.named
    return posts


def _above_below(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The name on a line above the time, the text below."""
    headers = []
    for stamp, author in zip(stamps, authors(page, stamps), strict=True):
        if author is not None:
            name = bare_name(page.lines[author].text)
            headers.append((header_start(page.lines, author, name), stamp.line, name, stamp.time))
    tops = _titles(page.lines, [top for top, *_ in headers])
    return _posts_below(
        page, [(top, last, name, time) for top, (_, last, name, time) in zip(tops, headers, strict=True)]
    )


def _unlike(names: Sequence[str | None]) -> list[str | None]:
    """The names without the words that most of them end with: "on Chapter 3"."""
    names = list(names)
    while True:
        ends = Counter(mask(name.rsplit(" ", 1)[1]) for name in names if name and " " in name)
        word, count = ends.most_common(1)[0] if ends else ("", 0)
        if count < max(ALIKE, 0.7 * len(names)):
            return names
        names = [
            name.rsplit(" ", 1)[0] if name and " " in name and mask(name.rsplit(" ", 1)[1]) == word else name
            for name in names
        ]


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
        while author < end and is_frame(page.lines[author].text):
            author += 1
        if author < end and nameness(page.lines[author].text) > NAMED:
            last = _profile_end(page, author, end)
            headers.append((stamp.line, last, bare_name(page.lines[author].text), stamp.time))
    posts = _posts_below(page, headers)
    for post, (line, *_) in zip(posts, headers, strict=True):
        post.closed = is_action(page.lines[line + 1].text)
    return posts


def _profile_end(page: Page, author: int, end: int) -> int:
    """The last line of the profile below a name, the name itself if there is none."""
    below = range(author + 1, min(end, author + PROFILE_LINES))
    near = [line for line in below if line in page.fields or is_profile(page.lines[line].text)]
    return near[-1] if near and near[0] - author <= TITLES else author


def _time_last(page: Page, stamps: Sequence[Stamp]) -> list[Post]:
    """The name above the text, the time below it."""
    lines = page.lines
    posts, top = [], _first(lines, stamps, named=True)
    for stamp in stamps:
        while top < stamp.line and (is_frame(lines[top].text) or ANSWERS.match(lines[top].text) or is_alt(lines, top)):
            if vote(lines[top].text) is not None and _names_somebody(lines, top):
                break  # somebody is called "1001"
            top += 1
        if top < stamp.line and nameness(lines[top].text) <= NAMED:  # a caption, or what else the page says
            top = next((n for n in range(top + 1, stamp.line) if is_alt(lines, n - 1)), top)
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


def _names_somebody(lines: Sequence[Line], line: int) -> bool:
    """True if a number stands where a name should be: what follows is text, and no name."""
    after = next((n for n in range(line + 1, min(line + 5, len(lines))) if not is_frame(lines[n].text)), None)
    return after is None or lines[line + 1].gap > 0 or nameness(lines[after].text) <= NAMED


def _first(lines: Sequence[Line], stamps: Sequence[Stamp], *, named: bool = False) -> int:
    """The line the first comment can start at, where its text stands above its time.

    That is below the heading of the comments if it is near, or where the last paragraph begins; with a name on top
    (`named`) it is the nearest name that a button, a number, a heading or a blank line stands above.
    """
    first = stamps[0].line
    top = next((n + 1 for n in range(first - 1, max(-1, first - 200), -1) if HEADING.fullmatch(lines[n].text[:120])), 0)
    if named:
        for line in range(first - 2, top - 1, -1):
            parted = line == top or lines[line].gap or is_frame(lines[line - 1].text) or is_alt(lines, line - 1)
            if parted and nameness(lines[line].text) > NAMED and not is_frame(lines[line].text):
                return line
    elif top and first - top < NEAR:
        return top
    line = first
    for _ in range(2):
        while line > 0 and lines[line].gap == 0 and first - line < NEAR:
            line -= 1
        if line < first or line == 0:
            break
        line -= 1
    return max(top, line)


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
