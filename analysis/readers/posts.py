"""A comment as found in a page: where its header and its text stand, and the buttons and votes around the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_low

from analysis.readers import words
from analysis.readers.lines import (
    FOOT,
    RULE,
    SENTENCE_END,
    any_of,
    is_action,
    is_edit,
    is_placeholder,
    is_profile,
    is_stub,
    mask,
    vote,
)
from analysis.readers.page import Line, Page

EDGE = 8  # lines from either end of a comment's part that are looked at for what recurs
BUTTONS = 4  # in a row that end a comment whose header is missing
SHORT = 80  # characters: what is longer is text, however often it recurs
RECURS = 0.5  # share of the comments that have a line before it counts as the page's own
HEADED = 0.6  # share of the comments whose first line a blank line sets off before it is the header's
HEAD_LINES = 3  # such lines at most
LINK, MENU = 30, 4  # characters of a link in the foot of a page, and how many such lines are one
SIGNATURE = 6  # lines of what a forum puts below somebody's every text, and the rule above it
VOTED = 0.2  # share of the comments with a lone number before that counts as votes
_LAST = re.compile(r"[^\w\s] ?([A-ZÀ-Þ]\w{2,15})$")
_EDITED = re.compile(rf"[\W\d]*(?:{any_of(words.EDITED, raw=True)})\W*", re.IGNORECASE)
_REACTION = re.compile(r"[^\W\d_]{2,15}(?: [^\W\d_]{1,15})? \d{1,4}")
Place = tuple[int, int]
Cut = tuple[int, int]  # the first line of a text, and the one below its last


@dataclass(slots=True)
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
    footed: bool = False  # buttons, votes or other lines of the page stand below its text
    topped: bool = False  # buttons stand above its text
    answerable: bool | None = False  # one of the buttons below is a word, as "Reply" is
    named: float = 1.0  # how much what stands for its author looks like a name
    parted: bool | None = False  # a blank line stands above it
    closed: bool = False  # buttons stand right below its time

    @property
    def top(self) -> int:
        """Where it begins, header or text."""
        return min([self.start, *[start for start, _ in self.header]])


def fill(page: Page, posts: Sequence[Post], residue: re.Pattern[str] | None = None) -> None:
    """Shrink each post's part of the page to what its author wrote, and take the votes.

    What stands at the edges of a part is the page's own if it is a button ("Reply"), a lone number where many comments
    have one (votes), a line that half of the comments have, or one that matches `residue`. Below the first such line
    that recurs everything is the page's.
    """
    parts = _unheaded([page.between(post.start, post.end) for post in posts])
    before, after = _recurring(parts)
    after |= _rules(parts)
    heads = Counter(mask(line.text) for part in parts for line in part[:2] if len(line.text) <= SHORT)
    tops = {line for line, count in heads.items() if count >= max(2, 0.1 * len(parts))} - after
    cuts = _cuts(page, posts, parts, before, after, tops, residue)
    if sum(first >= stop for first, stop in cuts) > len(parts) / 2:  # they all said the same
        cuts = _cuts(page, posts, parts, set(), set(), set(), residue)
    enough = max(2, VOTED * len(parts))
    counted = sum(_reactions(part, *cut) > 0 for part, cut in zip(parts, cuts, strict=True)) >= enough
    if counted:
        cuts = [(first, stop - _reactions(part, first, stop)) for part, (first, stop) in zip(parts, cuts, strict=True)]
    above = [_leading(part, *cut) for part, cut in zip(parts, cuts, strict=True)]
    leading = len(above) - above.count(0) >= enough
    taken = [_trailing(part, *cut) for part, cut in zip(parts, cuts, strict=True)]
    trailing = len(taken) - taken.count(0) >= enough
    usual = median_low(
        [number for number, (first, stop) in zip(taken, cuts, strict=True) if number < stop - first] or [0]
    )
    glued = _glued([part[stop - 1].text for part, (first, stop) in zip(parts, cuts, strict=True) if stop > first])
    buttons = median_low([len(part) - stop for part, (_, stop) in zip(parts, cuts, strict=True)] or [0])
    for post, part, (first, stop), over, votes in zip(posts, parts, cuts, above, taken, strict=True):
        begin, end = first + (over if leading else 0), stop
        if trailing:
            alone = votes == stop - begin > usual  # nothing but numbers, and one more than usual: somebody wrote "42"
            end -= votes - alone
            while end > begin + 1 and is_edit(part[end - 1].text):  # above the votes
                end -= 1
        if (
            begin >= end
            and first == 0
            and len(part) - stop > buttons
            and is_action(part[0].text)
            and part[0].text.isalpha()
        ):
            begin, end = 0, 1  # somebody wrote "Share", and then come the page's own "Share" and "Reply"
        if glued and end > begin and part[end - 1].text.endswith(glued) and part[end - 1].text != glued:
            words = part[end - 1].text.removesuffix(glued).rstrip()
            part[end - 1] = part[end - 1]._replace(text=words, end=part[end - 1].start + len(words))
        post.footed = end < len(part) or bool(glued)
        post.answerable = any(is_action(line.text) for line in part[end:])
        post.topped = any(is_action(line.text) for line in part[:begin])
        if "score" not in post.marks:
            score = _score(part[first:begin] + part[end:stop], part[:first] + part[stop:])
            if score is not None:
                post.marks["score"] = score
        post.start, post.end = (part[begin].start, part[end - 1].end) if end > begin else (post.start, post.start)


def _unheaded(parts: list[list[Line]]) -> list[list[Line]]:
    """The parts without what a blank line sets off below most headers: "Works at the mill"."""
    heads = [_head(part) for part in parts]
    lines = {part[0].text for part, head in zip(parts, heads, strict=True) if head}
    if len(lines) > RECURS * len(parts):  # all different: several lines may be somebody's words
        heads = [head if head == 1 else 0 for head in heads]
    if len(parts) < 3 or heads.count(0) > (1 - HEADED) * len(parts):
        return parts
    return [part[head:] for part, head in zip(parts, heads, strict=True)]


def _head(part: Sequence[Line]) -> int:
    """How many short lines without the end of a sentence stand above the first blank line of a part, three at most."""
    for number, line in enumerate(part[: HEAD_LINES + 1]):
        if number and line.gap:
            return number
        if line.gap or len(line.text) > (SHORT if number == 0 else LINK) or SENTENCE_END.search(line.text):
            return 0
    return 0


def _glued(ends: Sequence[str]) -> str:
    """The button that most texts end with, glued to their last word: "as it is.Report"."""
    found = Counter(match[1] for line in ends if (match := _LAST.search(line)) and is_action(match[1]))
    word, count = found.most_common(1)[0] if found else ("", 0)
    return word if count > 2 and count >= RECURS * len(ends) else ""


def _cuts(
    page: Page,
    posts: Sequence[Post],
    parts: Sequence[Sequence[Line]],
    before: set[str],
    after: set[str],
    tops: set[str],
    residue: re.Pattern[str] | None,
) -> list[Cut]:
    return [
        _cut(page, part, post.author, before, after, tops, residue, last=number == len(parts) - 1)
        for number, (post, part) in enumerate(zip(posts, parts, strict=True))
    ]


def _reactions(part: Sequence[Line], first: int, stop: int) -> int:
    """How many lines such as "Haha 3" a text ends with, and when it was edited above them."""
    count = 0
    while first + count + 1 < stop:
        words = part[stop - count - 1].text
        if not (_REACTION.fullmatch(words) or is_edit(words)):
            break
        count += 1
    return count


def _leading(part: Sequence[Line], first: int, stop: int) -> int:
    """How many lone numbers a text begins with, as long as something follows."""
    count = 0
    while first + count < stop - 1 and vote(part[first + count].text) is not None:
        count += 1
    return count


def _trailing(part: Sequence[Line], first: int, stop: int) -> int:
    """How many lone numbers a text ends with, the buttons between them included."""
    count = 0
    while count < stop - first and (
        vote(part[stop - count - 1].text) is not None or is_action(part[stop - count - 1].text)
    ):
        count += 1
    return count


def _recurring(parts: Sequence[Sequence[Line]]) -> tuple[set[str], set[str]]:
    """Masked lines that half of the parts begin with, and that half of them have below the text."""
    leading, trailing = Counter[str](), Counter[str]()
    for part in parts:
        edges = part if len(part) <= 3 * EDGE else [*part[:EDGE], *part[-2 * EDGE :]]
        masked = [mask(line.text) if _can_recur(line) else "" for line in edges]
        leading.update(set(masked[:EDGE]))
        trailing.update(set(masked[1:][-2 * EDGE :]))
    enough = max(2, RECURS * len(parts)) if len(parts) > 2 else len(parts)
    if len(parts) < 2:
        return set(), set()
    del leading[""], trailing[""]
    often = {line for line, count in leading.items() if count >= enough}
    for part in parts:  # above the text: nothing but other such lines stands before it
        clean = True
        for line in part[:EDGE] if often else ():
            words = mask(line.text) if len(line.text) <= SHORT else ""
            clean = clean and (words in often or is_action(line.text) or vote(line.text) is not None)
            if not clean:
                leading[words] -= 1
    before = {line for line in often if leading[line] >= enough}
    after = {line for line, count in trailing.items() if count >= enough} - before
    return before, after


def _rules(parts: Sequence[Sequence[Line]]) -> set[str]:
    """Rules of underscores near the end of several texts, masked: a forum puts signatures below them."""
    found = Counter(mask(line.text) for part in parts for line in part[1:][-SIGNATURE:] if line.text.startswith("____"))
    return {rule for rule, count in found.items() if count > 1 and RULE.fullmatch(rule)}


def _can_recur(line: Line) -> bool:
    """True if a line could be the page's own: it is short, no number, and quotes nothing."""
    words = line.text
    return len(words) <= SHORT and not words.startswith(">") and vote(words) is None


def _cut(
    page: Page,
    part: Sequence[Line],
    author: str | None,
    before: set[str],
    after: set[str],
    tops: set[str],
    residue: re.Pattern[str] | None,
    *,
    last: bool,
) -> tuple[int, int]:
    """Where the text in a part starts and ends, as numbers of lines; votes are still part of it."""

    def is_frame(line: Line) -> bool:
        return is_action(line.text) or is_stub(line.text) or bool(residue and residue.match(line.text))

    def is_head(line: Line) -> bool:
        words = line.text
        return len(words) <= 2 * SHORT and (
            (len(words) <= SHORT and mask(words) in before)
            or words == author
            or is_profile(words)
            or RULE.fullmatch(words) is not None
            or _EDITED.fullmatch(words) is not None
            or is_edit(words)
            or line.start in page.field_starts
        )

    first, stop = 0, len(part)
    while first < stop and is_head(part[first]):
        first += 1
    while first < stop and is_frame(part[first]) and mask(part[first].text) in tops:
        first += 1
    for number in range(first, stop):
        text = part[number].text
        if last and (FOOT.match(text) or (number > first and is_frame(part[number]))):
            stop = number
        elif len(text) > 2 * SHORT:
            continue
        elif (len(text) <= SHORT and mask(text) in after) or part[number].start in page.field_starts:
            stop = number
        elif number > first and (
            text == author and any(is_profile(line.text) for line in part[number + 1 : number + 4])
        ):
            stop = number
        if stop == number:
            break
    if last and part and part[-1].end == page.lines[-1].end:
        stop = _above_menu(part, first, stop)
    if stop > first + 1 and is_placeholder(part[stop - 1].text) and is_action(part[stop - 2].text):
        stop -= 1  # below the buttons: the next comment, which is gone
    while stop > first and (is_frame(part[stop - 1]) or is_edit(part[stop - 1].text)):
        stop -= 1
    while stop > first + 1 and RULE.fullmatch(part[stop - 1].text):
        stop -= 1
    return first, stop


def _above_menu(part: Sequence[Line], first: int, stop: int) -> int:
    """Where the text of a page's last comment stops: above the links of the page's foot, many short lines."""
    top = stop
    while top > first + 1 and len(part[top - 1].text) <= LINK and not SENTENCE_END.search(part[top - 1].text):
        top -= 1
    return top if stop - top >= MENU else stop


def _score(votes: Sequence[Line], around: Sequence[Line]) -> int | None:
    """The votes of a comment, if there is one number of them."""
    numbers = [number for line in votes if (number := vote(line.text)) is not None]
    if numbers:
        return numbers[0] if len(numbers) == 1 else None
    for line in around:
        words = mask(line.text)
        if "#" in words and any(word in words for word in ("vote", "like", "score", "point", "recommend")):
            digits = re.findall(r"\d+", line.text)
            return int(digits[0]) if len(digits) == 1 and len(digits[0]) < 10 else None
    return None


def headless(page: Page, posts: Sequence[Post], opens: re.Pattern[str] | None = None) -> Post | None:
    """The comment above the first header, if the paste began below its own: the buttons of a comment stand there.

    Its author and time are not in the text, which begins below a button, the page's foot or a line that `opens` a text.
    """
    if not posts:
        return None
    top = min(post.top for post in posts)
    above = page.between(0, top)
    stop = len(above)
    while stop and is_action(above[stop - 1].text):
        stop -= 1
    buttons = [mask(line.text) for line in above[stop:]]
    if len(buttons) < BUTTONS:
        return None
    usual = {mask(line.text) for post in posts for line in page.between(post.end, post.end + 300)[: 2 * EDGE]}
    if sum(button in usual for button in buttons) < 0.6 * len(buttons):
        return None
    first = stop
    while first and not (
        is_action(above[first - 1].text)
        or FOOT.match(above[first - 1].text)
        or opens
        and opens.match(above[first - 1].text)
    ):
        first -= 1
    return Post([], above[first].start, above[stop - 1].end, footed=True) if first < stop else None


def gone(page: Page, posts: Sequence[Post]) -> list[Post]:
    """The posts with those between them of which the page shows nothing but that they are gone: no name, no time.

    Where a post has no text, what the page says in its place is its own.
    """
    found: list[Post] = []
    for post, after in zip(posts, [*posts[1:], None], strict=True):
        found.append(post)
        if after:
            end = max([post.end, *(stop for _, stop in post.header)])
            lines = [line for line in page.between(end, after.top) if is_placeholder(line.text)]
            if lines and post.start == post.end:
                post.start, post.end = lines[0].start, lines[0].end
                lines = lines[1:]
            found += [Post([], line.start, line.end) for line in lines]
    return found
