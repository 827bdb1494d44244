"""Read a page of a known platform by its dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.readers.dialects import Dialect
from analysis.readers.page import Page
from analysis.readers.posts import Post, fill, headless
from analysis.readers.signatures import open_sections, sign
from analysis.times import find

FIELD = re.compile(r"([A-Z][\w-]{1,30}): ?")
SENDER = re.compile(r"[^(]{0,200}\((?P<after>.{1,100})\)|(?P<before>[^<]{1,100})<[^>]{0,200}>?")
GOES_ON = re.compile(r"[).]{0,3}[^\S\r\n]{1,3}[^\s).]")
ID = re.compile(r"<[^\s<>]{1,200}>")


def read(page: Page, dialect: Dialect) -> list[Post]:
    """Return the comments of a page in a platform's shape; none if its headers are not there."""
    posts = _headed(page, dialect)
    if not posts:
        return []
    page.drop_view()
    for post in posts:
        if dialect.opens and dialect.below:
            _open(page, post, dialect.opens)
        if dialect.block:
            _fields(page, post)
    if dialect.time_last:
        posts = _timed(page, posts)
    if dialect.closes and not dialect.below:
        for post in posts:
            _close(page, post, dialect.closes)
        if first := headless(page, posts, dialect.opens):
            posts = [first, *posts]
    if dialect.signed:
        open_sections(page, posts)
        sign(page, posts)
        posts = _joined(page, posts)
    if dialect.whole:
        for post in posts:
            _strip(page, post, dialect.residue)
    else:
        fill(page, posts, dialect.residue)
    return posts


def _headed(page: Page, dialect: Dialect) -> list[Post]:
    """Posts for the headers of a dialect, with all that these say; none if the page is not the platform's."""
    matches = [match for match in dialect.header.finditer(page.view) if _dated(match)]
    if len(matches) < dialect.least:
        return []
    if dialect.mostly and sum(match[dialect.mostly] is not None for match in matches) <= len(matches) / 2:
        return []
    posts = _above(page, matches) if dialect.below else _below(page, matches)
    for post, match in zip(posts, matches, strict=True):
        _mark(post, match)
    return posts


def _dated(match: re.Match[str]) -> bool:
    time = match.groupdict().get("time")
    return time is None or bool(find(time))


def _below(page: Page, matches: Sequence[re.Match[str]]) -> list[Post]:
    """Posts whose text follows the header."""
    lines = page.lines
    heads = [(lines[page.line_at(match.start())].start, lines[page.line_at(match.end())].end) for match in matches]
    return [
        Post([head], head[1], end)
        for head, end in zip(heads, [*(start for start, _ in heads[1:]), len(page.text)], strict=True)
    ]


def _above(page: Page, matches: Sequence[re.Match[str]]) -> list[Post]:
    """Posts whose text stands before the signature."""
    posts, start = [], 0
    for match in matches:
        first, last = page.place(match.start()), page.place(match.end())
        posts.append(Post([(first, last)], min(start, first), first))
        start = last
    return posts


def _mark(post: Post, match: re.Match[str]) -> None:
    """Take what the header says."""
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    post.author = said.pop("author", None) or said.pop("name", None)
    post.posted_text = " ".join(said.pop("time", "").split()) or None
    for name in ("level", "responses", "score"):
        if name in said:
            post.marks[name] = int(said.pop(name))
    if "links" in said:
        post.marks["links"] = set(re.findall(r"[a-z]+", said.pop("links")))
    if "top" in match.re.groupindex:
        post.marks["level"] = 1 if said.pop("top", None) else 2
    if "gone" in said:
        post.marks["status"] = "hidden" if "removed" in said.pop("gone") else "deleted"
    post.marks |= said


def _open(page: Page, post: Post, opens: re.Pattern[str]) -> None:
    """Let a text above its signature begin below the last line that none can begin above."""
    part = page.between(post.start, post.end)
    first = max((number for number, line in enumerate(part, 1) if opens.match(line.text)), default=0)
    if 0 < first < len(part):
        post.start = part[first].start


def _close(page: Page, post: Post, closes: re.Pattern[str]) -> None:
    """End a text above the buttons that the platform has below each."""
    part = page.between(post.start, post.end)
    found = closes.search("\n".join(line.text for line in part))
    if found:
        number = found.string.count("\n", 0, found.start())
        column = found.start() - (found.string.rfind("\n", 0, found.start()) + 1)
        post.end = part[number].start + column
        post.footed = post.answerable = True


def _strip(page: Page, post: Post, residue: re.Pattern[str] | None) -> None:
    """Take all that stands between two headers for text, but for the lines that are the page's."""
    part = page.between(post.start, post.end)
    while residue and part and residue.fullmatch(part[-1].text):
        part.pop()
    while residue and part and residue.fullmatch(part[0].text):
        del part[0]
    post.start, post.end = (part[0].start, part[-1].end) if part else (post.start, post.start)


def _joined(page: Page, posts: Sequence[Post]) -> list[Post]:
    """Join what the same person signed twice without a line of its own between: she went on after her signature."""
    kept: list[Post] = []
    for post in posts:
        last = kept[-1] if kept else None
        if (
            last
            and last.author == post.author
            and not re.match(r"[^\S\n]*[).]*\s*\n|$", page.text[last.header[0][1] :][:4])
        ):
            last.end, last.header = post.end, post.header
        else:
            kept.append(post)
    return kept


def _fields(page: Page, post: Post) -> None:
    """Read the block of fields at the head of a mail, up to its first blank line."""
    fields: dict[str, str] = {}
    name = ""
    top = post.header[0][0]
    for line in page.between(top, post.end):
        if line.gap and line.start > top:
            break
        post.header, post.start = [(top, line.end)], line.end
        field = FIELD.match(line.text)
        name = field[1].casefold() if field else name
        fields[name] = fields.get(name, "") + " " + line.text[field.end() if field else 0 :]
    sender = fields.get("from", "").strip()
    called = SENDER.fullmatch(sender)
    post.author = ((called and (called["after"] or called["before"])) or sender).strip(" \"'") or None
    post.posted_text = fields.get("date", "").strip() or post.posted_text
    post.marks["number"] = next(iter(ID.findall(fields.get("message-id", ""))), None)
    answered = ID.findall(fields.get("in-reply-to", ""))[:1] or ID.findall(fields.get("references", ""))[-1:]
    if answered:
        post.marks["ref"] = answered[0]


def _timed(page: Page, posts: Sequence[Post]) -> list[Post]:
    """Take the time below each text; what looks like a header though no time stands above it is part of the text."""
    kept: list[Post] = []
    for post in posts:
        _last_time(page, post)
        if kept and not kept[-1].posted_text:
            kept[-1].end, kept[-1].posted_text = post.end, post.posted_text
            kept[-1].header += post.header[1:]
        else:
            kept.append(post)
    return kept


def _last_time(page: Page, post: Post) -> None:
    """Take the time below a text."""
    for line in reversed(page.between(post.start, post.end)):
        times = find(line.text)
        if times and times[0].start < 6 and len(line.text) - times[-1].end < 12:
            post.posted_text = line.text[times[0].start : times[0].end]
            post.header.append((line.start, line.end))
            post.end = line.start
            break
