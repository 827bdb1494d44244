"""A comment as found in a page: where its header and its text stand, and the buttons and votes around the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from analysis.readers.lines import FOOT, PROFILE, is_action, mask, vote
from analysis.readers.page import Line, Page

EDGE = 8  # lines from either end of a comment's part that are looked at for what recurs
SHORT = 80  # characters: what is longer is text, however often it recurs
RECURS = 0.5  # share of the comments that have a line before it counts as the page's own
VOTED = 0.2  # share of the comments with a lone number before that counts as votes
Place = tuple[int, int]


@dataclass
class Post:
    """A comment in the text; places are offsets.

    Attributes
    ----------
    header : list of places
        Who and when, above or below the text.
    start, end : int
        Where its text and whatever stands around that text lies; `fill` shrinks it to the text.
    author, posted_text : str or None
        As written.
    marks : dict
        What else the header says: level, number, ref, links, responses, top, score, status.
    """

    header: list[Place]
    start: int
    end: int
    author: str | None = None
    posted_text: str | None = None
    marks: dict = field(default_factory=dict)
    footed: bool = False  # buttons stand below its text
    topped: bool = False  # buttons stand above its text
    closed: bool = False  # buttons stand below its time, which stands below its text
    gap: bool | None = None  # a blank line parts it from what stands above


def fill(page: Page, posts: Sequence[Post], residue: re.Pattern[str] | None = None) -> None:
    """Shrink each post's part of the page to what its author wrote, and take the votes.

    What stands at the edges of a part is the page's own if it is a button ("Reply"), a lone number where many comments have
    one (votes), or a line that half of the comments have. Below the first such line that recurs everything is the page's.
    """
    parts = [page.between(post.start, post.end) for post in posts]
    before, after = _recurring(parts)
    cuts = [_cut(part, before, after, last=number == len(parts) - 1) for number, part in enumerate(parts)]
    voted = [
        sum(bool(part) and 0 <= at < len(part) and vote(part[at].text) is not None for part, at in edge)
        >= max(2, VOTED * len(parts))
        for edge in (
            [(part, first) for part, (first, _) in zip(parts, cuts, strict=True)],
            [(part, stop - 1) for part, (_, stop) in zip(parts, cuts, strict=True)],
        )
    ]
    usual = median(len(part) - stop for part, (_, stop) in zip(parts, cuts, strict=True)) if parts else 0
    for post, part, (first, stop) in zip(posts, parts, cuts, strict=True):
        votes: list[int] = []
        while voted[0] and first < stop - 1 and (number := vote(part[first].text)) is not None:
            votes.append(number)
            first += 1
        while voted[1] and first < stop and (number := vote(part[stop - 1].text)) is not None:
            votes.append(number)
            stop -= 1
            while stop > first and is_action(part[stop - 1].text):
                stop -= 1
        if first >= stop and len(part) > usual + 1 and is_action(part[0].text) and not votes:
            first, stop = 0, 1  # somebody wrote "Share", and then come the page's own "Share" and "Reply"
        post.footed = any(is_action(line.text) for line in part[stop:])
        post.topped = any(is_action(line.text) for line in part[:first])
        if "score" not in post.marks:
            post.marks["score"] = _score(votes, part[:first] + part[stop:])
        post.start, post.end = (part[first].start, part[stop - 1].end) if stop > first else (post.start, post.start)


def _recurring(parts: Sequence[Sequence[Line]]) -> tuple[set[str], set[str]]:
    """Masked lines that half of the parts begin with, and that half of them have below the text."""
    leading, trailing = Counter[str](), Counter[str]()
    for part in parts:
        leading.update({mask(line.text) for line in part[:EDGE] if len(line.text) <= SHORT and not line.text.isdigit()})
        trailing.update(
            {mask(line.text) for line in part[1:][-2 * EDGE :] if len(line.text) <= SHORT and vote(line.text) is None}
        )
    enough = max(2, RECURS * len(parts)) if len(parts) > 2 else len(parts)
    if len(parts) < 2:
        return set(), set()
    often = {line for line, count in leading.items() if count >= enough}
    before = set(often)
    for part in parts:  # above the text: nothing but other such lines stands before it
        clean = True
        for line in part[:EDGE]:
            masked = mask(line.text)
            clean = clean and (masked in often or is_action(line.text) or vote(line.text) is not None)
            if not clean:
                leading[masked] -= 1
    before = {line for line in often if leading[line] >= enough}
    after = {line for line, count in trailing.items() if count >= enough} - before
    return before, after


def _cut(part: Sequence[Line], before: set[str], after: set[str], last: bool) -> tuple[int, int]:
    """Where the text in a part starts and ends, as numbers of lines."""
    first, stop = 0, len(part)
    while first < stop and (mask(part[first].text) in before or PROFILE.fullmatch(part[first].text)):
        first += 1
    while first < stop and is_action(part[first].text) and (mask(part[first].text) not in after):
        first += 1
    for number in range(first, stop):
        masked = mask(part[number].text) if len(part[number].text) <= SHORT else ""
        if masked in after or (
            last and number > first and (is_action(part[number].text) or FOOT.match(part[number].text))
        ):
            stop = number
            break
    while stop > first and (is_action(part[stop - 1].text)):
        stop -= 1
    return first, stop


def _score(votes: list[int], around: Sequence[Line]) -> int | None:
    if votes:
        return votes[0] if len(votes) == 1 else None
    for line in around:
        masked = mask(line.text)
        if "#" in masked and ("vote" in masked or "like" in masked or "score" in masked or "point" in masked):
            digits = "".join(char if char.isdigit() else " " for char in line.text).split()
            return int(digits[0]) if len(digits) == 1 and len(digits[0]) < 10 else None
    return None
