"""Wiki talk pages: who signed a comment, where the signature begins, and where a section's first comment does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.readers.page import Line, Page
from analysis.readers.posts import Post

INDENT = 4  # columns of a level
REACH = 160  # characters before a time in which a signature lies
WORDS = 5  # of a name, at most
BULLET = re.compile(r"(?:[•□☆○▪◦■*#:\s]*\s)?")
EDIT = re.compile(
    r".*\[ ?(?:edit|bearbeiten|quelltext|modifier|editar|edita|edytuj|править|редагувати|modifica|bewerken"
    r"|redigera|rediger|muokkaa|editovat|szerkesztés|değiştir|編集|编辑|編輯|편집|sửa)\b[^\]\n]{0,40}\]$",
    re.IGNORECASE,
)
CLOSED = re.compile(r"(?:the|this|please do not|no further)\b.{0,60}\b(?:discussion|modify|edits)\b.*", re.IGNORECASE)
_TALK = re.compile(
    r"[\s,/|·•~-]*(?:(?-i:(?<=[A-Z])talk)|\b(?:[tc]|user[ _]talk|let's talk|talk|speak|say"
    r"|dyskusja|diskussion|disk|discuter|discussione|discusión|discussió|discussão|disc|keskustelu|diskuse|diskusjon|overleg"
    r"|vita|tartışma|mesaj|contributions|contribs?|msg|говорить|обс|обсуждение|обговорення)\b\.?"
    r"|会話|ノート|讨论|討論|留言|对话|對話|토론|שיחה|نقاش|بحث)!?[\s,]*$",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*,?\s*$")
_OPEN = re.compile(r"\s*\([^()]{0,60}$")
_IMAGE = re.compile(r"\s*[\w-]{1,60}\.(?:svg|png|gif)\s*$")
_OPEN_END = re.compile(r"(?:\s*\([^()\d]{0,40}\)?)+$")
_ADDRESS = re.compile(r"(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7})$")
_DASH = re.compile(r"(?:--+|[—–~]|(?<=\s)-)\s*")
_SENTENCE = re.compile(r"[.!?…:;,)\"”](?:\s+|(?=[A-ZÀ-Þ]))|\n")


def sign(page: Page, posts: Sequence[Post]) -> None:
    """Find the names before the times, take them off the texts, and join what one person signed twice in a line."""
    tails = [page.text[max(post.start, post.end - REACH) : post.end] for post in posts]
    known = Counter(end for tail in tails for end in set(_endings(_bare(tail).split()[-WORDS:])))
    for post, tail in zip(posts, tails, strict=True):
        name, cut = signature(tail, known)
        post.author = name or None
        if name:
            while picture := _IMAGE.search(tail, 0, cut):
                cut = picture.start()
            if not tail[:cut].strip() and " " in name:  # somebody wrote a word before her name
                name = post.author = name.split()[-1]
                cut = tail.rindex(name)
            post.end -= len(tail) - cut
            post.header[0] = (post.end, post.header[0][1])


def _endings(words: Sequence[str]) -> list[str]:
    return [" ".join(words[first:]) for first in range(len(words))]


def _bare(tail: str) -> str:
    """A text up to the name: without "(talk)", pictures and whatever else stands after it.

    >>> _bare("Done. Ann Lee (talk · contribs) "), _bare("--Bob (t 桜 c) (talk")
    ('Done. Ann Lee', '--Bob')
    """
    body = tail.rstrip()
    while True:
        shorter = _TALK.sub("", _OPEN.sub("", _PAREN.sub("", body))).rstrip()
        words = shorter.split()
        if len(words) > 1 and not any(map(str.isalnum, words[-1])) and not _DASH.fullmatch(words[-1]):
            shorter = shorter[: -len(words[-1])].rstrip()
        if shorter == body or not shorter:
            return body
        body = shorter


def signature(tail: str, known: Counter[str] | None = None) -> tuple[str, int]:
    """Return the name at the end of a text, and where the signature begins.

    Parameters
    ----------
    tail : str
        The end of a comment up to its time.
    known : Counter, optional
        How often the last words before a time stand there on this page: who signs often is known.

    Examples
    --------
    >>> signature("Asking for help. Ann T 🌟 ")
    ('Ann', 16)
    >>> signature("No. --Bob (t 桜 c) (talk) ")
    ('Bob', 3)
    >>> signature("Thanks, Jens (192.0.2.7 (talk) ")
    ('192.0.2.7', 14)
    """
    body = _bare(tail)
    if address := _ADDRESS.search(_OPEN_END.sub("", tail.rstrip())) or _ADDRESS.search(body):
        return address[0], _signed(tail, address.start())
    start = 0
    for mark in (*_SENTENCE.finditer(body, 0, len(body)), *_DASH.finditer(body)):
        if body[mark.end() :].strip(" ^_'*"):
            start = max(start, mark.end())
    words = body[start:].split()
    familiar = [end for end in _endings(words[-WORDS:]) if known and known[end] > 1]
    if familiar and not _DASH.search(body[max(0, start - 3) : start]):
        words = familiar[0].split()
    elif len(words) > WORDS:
        first = len(words) - 1
        while first > len(words) - WORDS and (words[first - 1][:1].isupper() or words[first - 1] in ("of", "the")):
            first -= 1
        words = words[first:]
    if not words:
        return "", len(tail)
    start = body.rindex(words[0], start)
    name = re.sub(r"\^(?!\d).*|\^", "", " ".join(words)).strip(" ,.-_*'~")
    return name, _signed(tail, start)


def _signed(tail: str, start: int) -> int:
    """Where the dashes before a name begin."""
    while start > 0 and tail[start - 1] in "-—–~ \n":
        start -= 1
    return start


def open_sections(page: Page, posts: Sequence[Post]) -> None:
    """Let a text begin below the headings and bullets above it, and tell its level from how far it is indented."""
    base, before = 0, 0
    shown = []
    for number, post in enumerate(posts):
        part = page.between(post.start, post.end)
        first = _below_heading(part, everywhere=number == 0, outdented=number == 0 or before > 0)
        lead = next((line for line in part[first:] if line.text.strip("•□☆○▪◦■*#: ")), None)
        if lead is None:
            shown.append(0)
            continue
        depth = (lead.indent + INDENT // 2) // INDENT
        base = depth if first or number == 0 else min(base, depth)
        before = depth
        shown.append(depth - base + 1)
        post.start = lead.start
        post.start = BULLET.match(page.text, post.start, post.end).end()  # type: ignore[union-attr]
    if len(set(shown)) > 1:
        for post, level in zip(posts, shown, strict=True):
            post.marks["level"] = level or None


def _below_heading(part: Sequence[Line], *, everywhere: bool, outdented: bool) -> int:
    """The line that a text begins at: below headings, notes that a discussion is closed and, on top, the page's own."""
    first = 0
    for number, line in enumerate(part[:-1]):
        alone = not line.indent and (line.gap > 0 or not number) and part[number + 1].gap > 0
        short = len(line.text) <= 80 and not line.text.endswith((",", ":", ";", "!", "…"))
        full = line.text.endswith(".") and (first > 0 or not outdented or len(line.text) > 50)
        if EDIT.match(line.text) or CLOSED.match(line.text) or (alone and short and not full):
            first = number + 1
        elif not everywhere and line.text.strip():
            break
    return first
