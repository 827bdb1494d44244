"""The generic layer: find the repeating pattern of the page at hand, whatever the site and language.

Comments repeat: each has a time, and who wrote it stands at the same place near each time. So the lines that hold a
time are sorted by how they look, and for each kind of line the layouts that pages use are tried: which gives names
where names should be, text where text should be, and the buttons below the text. The best one is taken, if it is good
enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log2

from analysis.readers import addressee
from analysis.readers.layouts import LAYOUTS
from analysis.readers.lines import FOOT, HEADING, is_action, is_frame, nameness
from analysis.readers.page import Line, Page
from analysis.readers.posts import Post, fill, gone
from analysis.readers.stamps import Stamp, families, find_stamps
from analysis.times import find

BRIEF = 600  # characters that a comment standing alone may have; what is longer may be an article
SAMPLE = 200  # times that settle the layout of a page
COPIED = 0.8  # share of the comments that buttons end, before one without them is doubted
FOOT_TIMES = 50  # in the foot of a page at most
FOOT_LINES = 5  # between two lines of the foot of a page
NEAR = 30  # lines between the heading of the comments and the first time
SAME = 4  # comments that do not all have the same author
ENOUGH = 0.62  # the worth of a layout below which a page has no comments


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
    seen = _above_foot(page, list(find_stamps(page)))
    for stamps in families(page.lines, seen):
        for layout, (looks, build) in LAYOUTS.items():
            if stamps[0].look not in looks:
                continue
            sample = build(page, stamps[:SAMPLE])
            if len(stamps) > SAMPLE:  # the last one would go on to the end of the page
                stop = page.lines[stamps[SAMPLE].line].start
                sample[-1:] = [replace(post, end=min(post.end, stop)) for post in sample[-1:]]
            fill(page, sample)
            worth = _worth(page, sample, stamps, layout)
            if best is None or worth * log2(1 + len(stamps)) > best[0] * log2(1 + len(best[2])):
                best = worth, layout, stamps
    if best is None or best[0] < ENOUGH:
        return Reading([], 0.0, "", len(seen))
    worth, layout, stamps = best
    posts = _build(page, layout, stamps)
    if copied := _copied(posts):
        kept = [stamp for stamp in stamps if page.lines[stamp.line].start not in copied]
        posts = _build(page, layout, kept)
    if len(posts) > 3 and [number for number, post in enumerate(posts) if post.start == post.end] == [0]:
        top = posts[0].header[-1][1]  # who began the thread, and when
        posts = _build(page, layout, [stamp for stamp in stamps if page.lines[stamp.line].start >= top])
    unread = len(stamps) - len(posts)
    posts = gone(page, posts)
    addressee.find(page, posts)
    return Reading(posts, worth, layout, unread)


def _above_foot(page: Page, stamps: list[Stamp]) -> list[Stamp]:
    """The times above the foot of a page: lines as stand there, close together, below most of the times."""
    if not stamps:
        return stamps
    first = stamps[max(len(stamps) // 2, len(stamps) - FOOT_TIMES)].line + 1
    feet = [n for n in range(first, len(page.lines)) if FOOT.match(page.lines[n].text)]
    foot = next((n for n, after in zip(feet, feet[1:], strict=False) if after - n <= FOOT_LINES), len(page.lines))
    return [stamp for stamp in stamps if stamp.line < foot]


def _build(page: Page, layout: str, stamps: Sequence[Stamp]) -> list[Post]:
    posts = LAYOUTS[layout][1](page, stamps)
    fill(page, posts)
    return posts


def _copied(posts: Sequence[Post]) -> set[int]:
    """Places that belong to headers inside a text: somebody pasted another's comment into the own one.

    Such a header names author and time of an earlier one, and the buttons that end every comment are missing above it.
    """
    if sum(post.footed for post in posts) < COPIED * len(posts):
        return set()
    seen: set[tuple[str | None, str | None]] = set()
    found: set[int] = set()
    for before, post in zip([None, *posts], posts, strict=False):
        who = post.author, post.posted_text
        if before and before.start < before.end and not before.footed and who in seen:
            found.update(place for start, end in post.header for place in range(start, end))
        seen.add(who)
    return found


def _worth(page: Page, posts: Sequence[Post], stamps: Sequence[Stamp], layout: str) -> float:
    """How well a layout explains a page: about 1 if it is right, less than `ENOUGH` if this is no thread at all."""
    if not posts:
        return 0.0
    size = len(posts)
    names = [post.author or "" for post in posts]
    named = sum(post.named * nameness(name) ** 0.5 for post, name in zip(posts, names, strict=True)) / size
    named *= min(1.0, 0.4 + 0.6 * len(set(names)) / max(1.0, size**0.5))
    if stamps[0].look in ("alone", "button") and size >= SAME and Counter(names).most_common(1)[0][1] > 0.6 * size:
        named *= 0.3  # a button or a badge: nobody talks to himself all day
    bodies = [page.text[post.start : post.end] for post in posts]
    worded = sum(_wordiness(body, few=size < 3) for body in bodies) / size
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
    if layout == "time, name, text":  # no header has buttons between its time and its name
        buttons -= 0.3 * sum(post.closed for post in posts) / size
    edge = 0.15 * _edges(page.lines, stamps) * (1 if layout.endswith((", text", "above the text")) else -1)
    bare = bodies[-1] if layout.endswith((", text", "above the text")) else bodies[0]
    cut_off = 0.25 if size > 2 and not bare and sum(not body for body in bodies) < 0.3 * size else 0.0
    signed = sum(stamp.signed for stamp in stamps) > 0.5 * len(stamps)
    rare = 0.1 if layout.endswith("below the text") and not signed else 0.0
    timed = size == 1 and any(time.kind != "clock" for line in bodies[0].splitlines()[:20] for time in find(line))
    brief = len(bodies[0]) < BRIEF and stamps[0].kind != "clock" and not timed  # no list of links with their dates
    brief = brief and not stamps[0].signed and layout.endswith((", time, text", "above the text"))
    few = (0.35 if brief else 0.7) if size == 1 else 0.15 if size == 2 else 0.0
    kept = (size / min(len(stamps), SAMPLE)) ** 0.5
    return named * (0.3 + 0.7 * worded) * kept + buttons + edge - 0.5 * own / size - cut_off - rare - few


def _wordiness(body: str, *, few: bool) -> float:
    """How much a body looks like something that somebody said, from 0 to 1."""
    words = body.strip()
    if not words or is_action(words):
        return 0.0
    return 1.0 if few or len(words) > 12 or " " in words else 0.5


def _edges(lines: Sequence[Line], stamps: Sequence[Stamp]) -> int:
    """1 if a text stands below the last of the times and none above the first, -1 the other way round, else 0.

    Above a header that begins with the name, a text is between it and the heading of the comments.
    """
    first, last = stamps[0].line, stamps[-1].line

    def is_text(number: int) -> bool:
        if not 0 <= number < len(lines):
            return False
        words = lines[number].text
        prose = words.count(" ") > 2 and (len(words) > 60 or words[-1] in '.!?…”"')
        return prose and not (is_frame(words) or FOOT.match(words) or HEADING.fullmatch(words[:120]))

    above = is_text(first - 1) and not lines[first].gap
    if stamps[0].look in ("before", "after"):
        near = range(first - 1, max(-1, first - NEAR), -1)
        heading = next((n for n in near if HEADING.fullmatch(lines[n].text[:120])), first)
        above = above or any(is_text(n) for n in range(heading + 1, first))
    return is_text(last + 1) - above
