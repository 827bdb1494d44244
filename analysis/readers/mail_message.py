"""One message of a mailing list: its ids, who wrote it, when, about what, and the text a reader sees.

Archives show addresses as "ann at example.org (Ann Lee)" and cut attachments out ("-------------- next part
--------------", "[[alternative HTML version deleted]]"); lists add a footer; headers hold bytes of any encoding or
name charsets that do not exist. Text is wrapped at some seventy characters, where a line end means nothing.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections import Counter
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_tz
from hashlib import blake2b
from typing import NamedTuple

from analysis.readers.markup import to_text

NARROW, WIDE = 60, 80  # the longest line of a text that was wrapped
MIME = {b"content-type", b"content-transfer-encoding"}
_FIELD = re.compile(rb"^([!-9;-~]+):[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_END = re.compile(rb"\r?\n\r?\n|\r\r")
_ID = re.compile(r"<([^<>\s]+)>")
_NAME_FIRST = re.compile(r"\s*\"?(.*?)\"?\s*<[^<>]*>\s*", re.DOTALL)
_NAME_LAST = re.compile(r"\S[^()]*?\s*\((.+)\)\s*", re.DOTALL)
_CLOCK = re.compile(rb"(\w{3}) +(\d{1,2}) +(\d\d:\d\d(?::\d\d)?)(?: +[A-Z+\-\d]+)? +((?:19|20)\d\d)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ESCAPED = re.compile(r"^>(>*From )", re.MULTILINE)
_CUT_OUT = re.compile(
    r"^-{8,} next part -{8,}\n(?:An? .*was scrubbed\.\.\.\n(?:\w+: .*\n?)*)?"
    r"|^\s*\[\[alternative HTML version deleted\]\]",
    re.MULTILINE,
)
_FOOTER = re.compile(r"^_{20,}\n[^\n]*mailing list\b[^\n]*(?:\n[^\n]+)*", re.MULTILINE)
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:\w+: .*\n)*\n?", re.MULTILINE)
_PGP = re.compile(r"^-----BEGIN PGP ([A-Z ]+)-----\n.*?(?:^-----END PGP \1-----\n?|\Z)", re.MULTILINE | re.DOTALL)
_PARAGRAPH_END = re.compile(r"[\s>|*#=+\-\d•]")  # a line that starts so does not go on with the one before


class Mail(NamedTuple):
    """A message: `answered` are the ids it refers to, the nearest first."""

    id: str
    answered: tuple[str, ...]
    root: str | None
    author: str | None
    subject: str
    posted: float | str | None
    date: str | None
    body: str


def read(raw: bytes, dropped: Counter[str]) -> Mail:
    """Read a message, its line "From " first if it has one; `dropped` counts what is left out of its text."""
    first, _, raw = raw.partition(b"\n") if raw.startswith(b"From ") else (b"", b"", raw)
    head, body = _halves(raw)
    fields = {name.lower(): value for name, value in reversed(_FIELD.findall(head))}

    def get(name: bytes) -> str:
        return _decoded(fields.get(name, b""))

    refers, answers = _ids(get(b"references")), _ids(get(b"in-reply-to"))
    nearest = dict.fromkeys([*answers[:1], *reversed(refers)])
    own = _ids(get(b"message-id"))
    return Mail(
        own[0] if own else blake2b(raw, digest_size=6).hexdigest(),
        tuple(nearest),
        next(iter([*refers, *answers]), None),
        author(get(b"from")),
        " ".join(get(b"subject").split()),
        _posted(get(b"date"), first),
        get(b"date").strip() or None,
        _text(_parts(head + body, dropped) if fields.keys() & MIME else _letters(body, None), dropped),
    )


def author(written: str) -> str | None:
    """The name in a line "From:", else its address.

    >>> author('"Lee, Ann" <ann@example.org>'), author("ann at example.org (Ann Lee)"), author("ann@example.org")
    ('Lee, Ann', 'Ann Lee', 'ann@example.org')
    """
    written = " ".join(written.split())
    match = _NAME_FIRST.fullmatch(written) or _NAME_LAST.fullmatch(written)
    name = match[1].replace('\\"', '"').strip() if match else ""
    return name or written.strip("<> ") or None


def seconds(date: str) -> float | str | None:
    """Seconds since 1970 of a date as mail and RSS write it; as it is where it is written otherwise; never the year -1.

    >>> seconds("Tue, 2 Apr 2019 09:10:27 -0500"), seconds("yesterday"), seconds("")
    (1554214227, 'yesterday', None)
    """
    if " -0001 " in date:  # how PHP writes "0000-00-00"
        return None
    try:
        parsed = parsedate_tz(date)
        return date.strip() or None if parsed is None else timegm(parsed[:6] + (0, 0, 0)) - (parsed[9] or 0)
    except (ValueError, OverflowError):
        return date


def unwrap(text: str) -> str:
    r"""Join the lines of a paragraph that was wrapped: there the next line's first word had no room on this one.

    >>> line = "I have used this bridge on every single day of the last twenty years"
    >>> unwrap(f"{line}\nand nobody ever fell off it.\nNobody!\n> {line}\nReally?") == (
    ...     f"{line} and nobody ever fell off it.\nNobody!\n> {line}\nReally?")
    True
    """
    lines = text.split("\n")
    wide = max((size for line in lines if (size := len(line)) <= WIDE and line[:1] not in (">", " ", "\t")), default=0)
    if wide < NARROW:
        return text
    joined = lines[:1]
    last = lines[0]
    for line in lines[1:]:
        full = len(last) + 1 + len(line.partition(" ")[0]) > wide >= len(last)
        if full and last and last[0] not in "> \t|" and line and not _PARAGRAPH_END.match(line):
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _halves(raw: bytes) -> tuple[bytes, bytes]:
    """A message's headers and its body."""
    if raw.startswith((b"\n", b"\r")):
        return b"", raw
    end = _END.search(raw)
    return (raw[: end.end()], raw[end.end() :]) if end else (raw, b"")


def _ids(written: str) -> list[str]:
    return _ID.findall(written) or ([written.strip()] if "@" in written and " " not in written.strip() else [])


def _posted(date: str, first: bytes) -> float | str | None:
    """As the message says, else as the mail system noted when it came, in its own time zone."""
    posted = seconds(date)
    if isinstance(posted, int | float):
        return posted
    if (noted := _CLOCK.search(first)) and (month := noted[1].decode("ascii", "replace").title()) in _MONTHS:
        return f"{int(noted[4])}-{_MONTHS.index(month) + 1:02}-{int(noted[2]):02} {noted[3].decode()}"
    return posted


def _decoded(raw: bytes) -> str:
    """A header as text, whatever its bytes and its encoded words are."""
    written = _letters(raw, None)
    if "=?" not in written:
        return written
    try:
        words = decode_header(written)
    except (HeaderParseError, ValueError):
        return written
    return "".join(word if isinstance(word, str) else _letters(word, charset) for word, charset in words)


def _letters(raw: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name or "ascii")
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _text(text: str, dropped: Counter[str]) -> str:
    """What the writer wrote: without what mail programs, archives and lists add."""
    text = text.replace("\r\n", "\n")
    if "From " in text:
        text = _ESCAPED.sub(r"\1", text)
    if "-----BEGIN PGP" in text:
        text = _SIGNED.sub("", text)
        text, blocks = _PGP.subn("", text)
        dropped["pgp"] += blocks
    if "next part" in text or "[[alternative" in text:
        text, cuts = _CUT_OUT.subn("", text)
        dropped["attachment"] += cuts
    if "mailing list" in text:
        text = _FOOTER.sub("", text)
    return unwrap(text.strip("\r\n"))


def _parts(raw: bytes, dropped: Counter[str]) -> str:
    """The plain texts of a message in MIME, else its HTML as text; what is attached is counted."""
    plain: list[str] = []
    html: list[str] = []
    try:
        stack: list[Message] = [BytesParser().parsebytes(raw)]
    except RecursionError:  # parts in parts in parts, as no mail program makes them
        return _letters(raw, None)
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            stack += [one for one in reversed([*part.get_payload()]) if isinstance(one, Message)]
            continue
        kind = "text/plain" if kind.startswith("multipart/") else kind  # but nothing divides it
        if kind not in ("text/plain", "text/html") or str(part.get("content-disposition", ""))[:10] == "attachment":
            dropped["pgp" if kind == "application/pgp-signature" else "attachment"] += 1
        else:
            payload = part.get_payload(decode=True)
            text = _letters(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
            (plain if kind == "text/plain" else html).append(text)
    return "\n".join(plain) if any(map(str.strip, plain)) else "\n\n".join(map(to_text("html"), html))
