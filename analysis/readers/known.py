"""Read a page of a known platform by its dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.readers.dialects import Dialect
from analysis.readers.page import Page
from analysis.readers.posts import Post, fill
from analysis.times import find

BULLET = re.compile(r"^(?:[•□☆○▪◦*#:]+\s+)+")
INDENT = 4  # columns that a level takes where indentation tells it
_PAREN = re.compile(r"\s*\([^()]{0,60}\)\s*,?\s*$")
_ADDRESS = re.compile(r"\(?((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})$", re.IGNORECASE)
_TALK = re.compile(
    r"[\s,]*(?:talk|dyskusja|diskussion|discuter|discusión|disc|contribs?|обс\.?|обсуждение|ノート|讨论)[\s!,]*$",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r".*(?:--+|[—–~_]|[.!?…:)\"”][\s\n]|\n\n)", re.DOTALL)


def read(page: Page, dialect: Dialect) -> list[Post]:
    """Return the comments of a page in a platform's shape; none if its headers are not there."""
    matches = [match for match in dialect.header.finditer(page.view) if _dated(match)]
    if len(matches) < dialect.least:
        return []
    if dialect.mostly and sum(match[dialect.mostly] is not None for match in matches) <= len(matches) / 2:
        return []
    posts = _above(page, matches) if dialect.below else _below(page, matches)
    for post, match in zip(posts, matches, strict=True):
        _mark(post, match)
        if dialect.below:
            _open(page, post, dialect)
        if dialect.time_last:
            _last_time(page, post)
    if dialect.indented:
        _sign(page, posts, matches)
    fill(page, posts, dialect.residue)
    if dialect.indented:
        for post in posts:
            post.start += (bullet := BULLET.match(page.text, post.start, post.end)) and bullet.end() - post.start or 0
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
    post.posted_text = said.pop("time", None)
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


def _open(page: Page, post: Post, dialect: Dialect) -> None:
    """Let a text above its signature begin below the last line that none can begin above, and below a heading."""
    part = page.between(post.start, post.end)
    first = 0
    for number, line in enumerate(part):
        if dialect.opens and dialect.opens.match(line.text):
            first = number + 1
        elif dialect.indented and number + 1 < len(part) and not line.indent and _is_heading(line.text):
            first = number + 1 if (line.gap or not number) and part[number + 1].gap else first
    if 0 < first < len(part):
        post.start = part[first].start
    if dialect.indented and first < len(part):
        post.marks["level"] = 1 + (part[first].indent + INDENT // 2) // INDENT


def _is_heading(text: str) -> bool:
    return len(text) <= 80 and not text.endswith((".", "!", ",", ":", ";"))


def _last_time(page: Page, post: Post) -> None:
    """Take the time below a text."""
    for line in reversed(page.between(post.start, post.end)):
        times = find(line.text)
        if times and times[0].start < 6 and len(line.text) - times[-1].end < 12:
            post.posted_text = line.text[times[0].start : times[0].end]
            post.header.append((line.start, line.end))
            post.end = line.start
            break


def _sign(page: Page, posts: Sequence[Post], matches: Sequence[re.Match[str]]) -> None:
    """Find who signed before the time: a name, "(talk)", and whatever else people put into a signature."""
    for post in posts:
        tail = page.text[max(post.start, post.end - 160) : post.end]
        name, cut = _signature(tail)
        post.author = name or None
        if name:
            start = post.end - len(tail) + cut
            post.header[0] = (start, post.header[0][1])
            post.end = start


def _signature(tail: str) -> tuple[str, int]:
    """The name at the end of a text, and where the signature begins.

    >>> _signature("Asking for help. Ann T 🌟 ")
    ('Ann', 17)
    >>> _signature("No. --Bob ([talk] 桜) (talk) ")
    ('Bob', 4)
    """
    body = tail.rstrip()
    if address := _ADDRESS.search(_PAREN.sub("", body).rstrip(" (")):
        mark = _BEFORE_NAME.match(tail, 0, address.start())
        return address[1], mark.end() - len(mark[0]) + max(
            mark[0].rfind(sign) for sign in ("--", "—", "–")
        ) if mark and "-" in mark[0][-12:] else address.start()
    while (shorter := _TALK.sub("", _PAREN.sub("", body))) != body:
        body = shorter
    mark = _BEFORE_NAME.match(body)
    start = mark.end() if mark else 0
    words = body[start:].split()
    if len(words) > 4:
        kept = []
        for word in reversed(words):
            if not word[:1].isupper() and kept:
                break
            kept.append(word)
        words = kept[::-1]
        start = body.rindex(words[0], start)
    while len(words) > 1 and sum(map(str.isalnum, words[-1])) < 2:
        words.pop()
    name = re.sub(r"\^(?!\d).*|\^", "", " ".join(words)).strip(" ,.-_*'")
    while start > 0 and body[start - 1] in "-—–~_ ":
        start -= 1
    return name, start
