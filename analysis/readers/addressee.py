"""Whom a comment's header names beside its author: "Ann > Bob", "In reply to Bob", "Ann  Bob • 2 hours ago"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from analysis.readers import words
from analysis.readers.lines import REPLIED, any_of, bare_name, is_placeholder
from analysis.readers.page import Line, Page
from analysis.readers.posts import Post

MOST = 0.7  # share of the names that must have a part before it is taken for the page's
SEVERAL = 2  # comments that begin with the name of the one answered before that is the page's way
_TO = re.compile(rf"(?:{any_of(words.ANSWERING, raw=True)})\s*[:：]?\s*@?(?P<name>[^\n]{{0,60}})", re.IGNORECASE)
_ARROW = re.compile(
    rf"\s*(?:[>›»→►▸▶⇒➜]|\s:\s(?:do|to|an|à|a)\s|{REPLIED.pattern}|\s(?:à|to)\s)\s*(?=\S)", re.IGNORECASE
)
_GAP = re.compile(r"\s{2,}")
_PAREN = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_KIND = re.compile(
    r"(?:(?P<reply>reply|antwort|réponse|respuesta|resposta|risposta)"
    r"|(?P<comment>comment|kommentar|commentaire|comentario|comentário|commento))"
    r" (?:posted )?(?:by|from|von|par|de|por|di|da) ",
    re.IGNORECASE,
)
_HASH = re.compile(r"#\d{1,6}(?:\.\d{1,4})*")
_NUMBER = re.compile(r"#(?<![^\s(]#)(?P<number>\d{1,6}(?:\.\d{1,4})*)(?!\d)")


def find(page: Page, posts: Sequence[Post]) -> None:
    """Take the one answered out of author, header and text of each post: `marks["ref"]`; and its number there."""
    _part_cities(posts)
    names = {post.author or "" for post in posts}
    known = {_key(_ARROW.split(name)[0]) for name in names if name}
    gaps = {name: gap for name in names if (gap := _GAP.search(name))}
    spaced = len(gaps) >= SEVERAL and any(_key(name[gap.end() :]) in known for name, gap in gaps.items())
    parted = {name: _split(name, known, spaced) for name in names}
    for post in posts:
        if both := parted[post.author or ""]:
            post.author, post.marks["ref"] = both
    _split_joined(posts)
    known = {_key(name) for name in {post.author for post in posts} if name}
    tops = [page.between(post.start, post.end)[:2] for post in posts]
    _above_texts(posts, tops, known)
    for post, top in zip(posts, tops, strict=True):
        _in_header(page, post, known)
        _in_text(page, post, top, known)
    _levels(page, posts)
    _count(page, posts)
    for post in posts:
        if post.author and " " in post.author and is_placeholder(_PAREN.sub("", post.author)):
            post.author, post.marks["status"] = None, "deleted"
    _key.cache_clear()  # it would keep lines, and with them the blocks of memory that they lie in


@lru_cache(maxsize=8192)
def _key(name: str | None) -> str:
    return "".join((name or "").split()).casefold()


def _part_cities(posts: Sequence[Post]) -> None:
    """Cut "Ann, Barnsley, United Kingdom" where most names are like that."""
    parted = [post for post in posts if post.author and re.search(r"\S ?, \S", post.author)]
    spaced = [post for post in parted if " , " in (post.author or "")]
    if len(spaced) > 2 or (len(parted) > 2 and len(parted) >= MOST * len(posts)):
        for post in parted:
            post.author = (post.author or "").split(",")[0].strip()


def _split(name: str, known: set[str], spaced: bool) -> tuple[str, str] | None:
    """The parts of "Ann > Bob" and "Ann  Bob", if there is a Bob or several names have such a gap (`spaced`)."""
    for match in [*_ARROW.finditer(name), *_GAP.finditer(name)]:
        answered = bare_name(name[match.end() :])
        if (_key(answered) in known or (spaced and match.re is _GAP)) and name[: match.start()].strip():
            return bare_name(name[: match.start()]), answered
    return None


def _split_joined(posts: Sequence[Post]) -> None:
    """Part "Ann Lee Bob" where several names end with that of somebody who wrote before, as on pages of Disqus."""
    found: list[tuple[Post, str, str]] = []
    before: set[str] = {"guest"}
    for post in posts:
        parts = (post.author or "").split(" ")
        for cut in range(1, len(parts)):
            answered = " ".join(parts[cut:])
            if _key(answered) in before and _key(post.author) not in before:
                found.append((post, " ".join(parts[:cut]), answered))
                before.add(_key(found[-1][1]))
                break
        else:
            before.add(_key(post.author))
    known = {_key(post.author) for post in posts} | {_key(answered) for _, _, answered in found}
    people = sum(_key(name) in known for _, name, _ in found)  # "Big Mike" answers no Mike: there is no Big
    for post, name, answered in found if len(found) >= SEVERAL and people >= len(found) / 2 else ():
        post.author, post.marks["ref"] = name, answered


def _in_header(page: Page, post: Post, known: set[str]) -> None:
    """A header line that is "In reply to Bob", or the name of somebody else who wrote here."""
    own = _key(post.author)
    for start, end in post.header:
        if "\n" not in page.text[start:end] and "\r" not in page.text[start:end]:
            continue  # the name or the time, and nothing else
        for line in page.between(start, end):
            if line.text in (post.author, post.posted_text):
                continue
            named = _TO.fullmatch(line.text)
            name = bare_name(named["name"] if named else line.text)
            if own != _key(name) in known:
                post.marks.setdefault("ref", name)


def _in_text(page: Page, post: Post, lines: Sequence[Line], known: set[str]) -> None:
    """A first line of the text that says whom it answers, and nothing else."""
    if not lines or lines[0].text.startswith(("@", "ответ", "svar")):
        return
    named = _TO.fullmatch(lines[0].text)
    if not named and _key(lines[0].text) in known:  # below a line that recurs, and was cut off as the page's
        above = page.between(post.header[-1][1], post.start)[-1:] if post.header else []
        called = _TO.fullmatch(above[0].text) if above else None
        if called and not called["name"]:
            lines = [*above, *lines]
            named = called
    if not named:
        return
    used, name = 1, bare_name(named["name"])
    if not name and len(lines) > 1:
        used, name = 2, bare_name(lines[1].text)
    numbered = _HASH.fullmatch(name)
    if (
        not numbered
        and _key(name) not in known
        and not any(_key(name)[:size] in known for size in range(3, len(_key(name)) + 1))
    ):
        return
    post.marks.setdefault("ref", name)
    post.header.append((lines[0].start, lines[used - 1].end))
    rest = page.between(lines[used - 1].end, post.end)
    post.start = rest[0].start if rest else post.end


def _above_texts(posts: Sequence[Post], tops: list[list[Line]], known: set[str]) -> None:
    """Names of others that stand alone above a blank line where the text begins, if several comments have one."""
    found = [
        number
        for number, (post, lines) in enumerate(zip(posts, tops, strict=True))
        if len(lines) > 1 and lines[1].gap and _key(post.author) != _key(lines[0].text) in known
    ]
    for number in found if len(found) >= SEVERAL else ():
        post, (name, text) = posts[number], tops[number]
        post.marks.setdefault("ref", name.text)
        post.header.append((name.start, name.end))
        post.start, tops[number] = text.start, [text]


def _levels(page: Page, posts: Sequence[Post]) -> None:
    """Tell answers from comments on the article where headers do: "Comment by Ann.", "Reply by Bob."."""
    kinds = [
        next((match.lastgroup for start, _ in post.header if (match := _KIND.match(page.text, start))), None)
        for post in posts
    ]
    if {"comment", "reply"} <= set(kinds) and kinds.count(None) <= (1 - MOST) * len(kinds):
        for post, kind in zip(posts, kinds, strict=True):
            if kind:
                post.marks.setdefault("level", 1 + (kind == "reply"))


def _count(page: Page, posts: Sequence[Post]) -> None:
    """Take the comments' own numbers ("#2.1") if their headers have them."""
    found = [
        next((match["number"] for span in post.header if (match := _NUMBER.search(page.text, *span))), None)
        for post in posts
    ]
    if len(posts) > 1 and len(set(found) - {None}) >= MOST * len(posts):
        for post, number in zip(posts, found, strict=True):
            if number:
                post.marks.setdefault("number", number)
