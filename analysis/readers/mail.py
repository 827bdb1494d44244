"""Mailing lists: mbox files and the monthly files of pipermail.

Messages follow one another, each after a line "From ADDRESS DATE"; a line of a text that starts so has a ">" before it,
or should have. Not all have a Message-ID, a Date, a Subject, or an address that is one; the same message may stand
there twice; an answer names the one it answers (In-Reply-To) and those before (References), which may be in last
month's file. A thread has no article but its subject; the first message is its first comment, and the thread's id is
that message's, so that the files of many months agree on it. A single message (.eml) is read as a list of one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import count as numbers
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from analysis.files import inside, opened
from analysis.readers import mail_message
from analysis.readers.mail_message import Mail
from analysis.readers.records import Article, Comment, Found
from analysis.thread import count

BLOCK = 1 << 20
LONGEST = 1 << 10  # bytes of a line "From " and the name of the header after it
_FIELDS = rb"(?:[!-9;-~]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?"
_MBOX = re.compile(
    rb"\s*From [^\n]*\n(?:>From [^\n]*\n)?" + _FIELDS + rb"(?:From|Message-ID|Return-Path|Received):", re.I
)
_SINGLE = re.compile(rb"(?=" + _FIELDS + rb"From:)" + _FIELDS + rb"Message-ID:", re.I)
# The line between two messages has a time and a header after it; or a blank line before it and one of these headers.
_BETWEEN = re.compile(
    rb"\nFrom (?:[^\n]{0,300}\d\d:\d\d[^\n]{0,60}\d{4}[^\n]{0,300}\n(?=>From |[A-Za-z][\w-]*:)"
    rb"|(?:(?<=\n\nFrom )|(?<=\n\r\nFrom ))[^\n]{0,300}\n(?i:(?=(?:X|Content)-[\w-]+:|(?:From|To|Date|Subject|Received"
    rb"|Sender|Return-Path|Reply-To|Message-ID|MIME-Version|Delivered-To|Status|DKIM-Signature):)))"
)
_MARKS = r"(?:re|aw|sv|antw|vs|odp)(?:\[\d+\])?\s*:"  # of an answer's subject, in the languages of mail programs
_ANSWER = re.compile(rf"\s*(?:\[[^\]]*\]\s*)*{_MARKS}", re.IGNORECASE)
_PREFIX = re.compile(rf"\s*(?:(?:{_MARKS}|\[[^\]]*\])\s*)+", re.IGNORECASE)


def messages(head: bytes, stream: IO[bytes]) -> Found | None:
    """The messages of a file, as threads."""
    return _found(split(stream)) if _is_mail(head) else None


def folder(path: Path) -> Found | None:
    """The messages of a folder that holds nothing but mail: threads run from one file to the next."""
    found = sorted(path.iterdir())
    files = [file for file in found if inside(file, path)]
    if not files or any(file.is_dir() and not file.name.startswith(".") for file in found):
        return None
    if not all(file.stat().st_size and _starts_with_mail(file) for file in files):
        return None
    return _found(message for file in files for message in _of_file(file))


def split(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of an mbox, each with its line "From "."""
    rest, seen = b"\n" + stream.read(BLOCK).lstrip(), 1
    while True:
        starts = [1, *(match.start() + 1 for match in _BETWEEN.finditer(rest, seen))]
        for start, end in pairwise(starts):
            yield rest[start:end]
        rest = rest[starts[-1] - 1 :]
        seen = max(1, len(rest) - LONGEST)
        if not (block := stream.read(BLOCK)):
            break
        rest += block
    if rest.strip():
        yield rest[1:]


def _is_mail(head: bytes) -> bool:
    return bool(_MBOX.match(head) or _SINGLE.match(head))


def _starts_with_mail(file: Path) -> bool:
    with opened(file) as stream:
        return _is_mail(stream.peek(BLOCK))


def _of_file(file: Path) -> Iterator[bytes]:
    with opened(file) as stream:
        yield from split(stream)


def _found(raw: Iterator[bytes]) -> Found:
    found = Found("mailing list", (), platform="mail")
    found.rows = _rows(raw, found.notices)
    return found


def _rows(raw: Iterator[bytes], notices: list[dict[str, Any]]) -> Iterator[Comment | Article]:
    told: Counter[str] = Counter()
    mails = _distinct((mail_message.read(message, told) for message in raw), told)
    above = _above(mails)
    tops = _tops(above)
    firsts = (mail for mail in reversed(mails) if not mail.answered and not _ANSWER.match(mail.subject))
    begins = {_plain(mail.subject): mail.id for mail in firsts}
    heads: set[str] = set()
    answered: dict[str, str] = {}
    for mail, up, top in zip(mails, above, tops, strict=True):
        thread = _thread(mails[top], begins)
        if thread == mail.id:
            heads.add(thread)
            yield Article(thread, mail.subject or None, None, mail.posted)
            yield _comment(mail, thread, None, None)
            continue
        answered.setdefault(thread, _plain(mail.subject))
        parent = mails[up].id if up >= 0 else next(iter(mail.answered), None)
        told["nearest"] += up >= 0 and parent != mail.answered[0]
        told["by_subject"] += not mail.answered
        yield _comment(mail, thread, parent, None if mail.answered else "none")
    headless = answered.keys() - heads
    yield from (Article(thread, subject) for thread, subject in answered.items() if thread in headless)
    told["threads"], told["headless"] = len(heads | headless), len(headless)
    told["unanswered"] = len(heads - answered.keys())
    notices += [
        {"code": code, "message": message.format(count(told[code], thing)), "count": told[code]}
        for code, (thing, message) in NOTICES.items()
        if told[code]
    ]


def _comment(mail: Mail, thread: str, parent: str | None, evidence: str | None) -> Comment:
    found = Comment(mail.body, mail.id, parent, mail.author, mail.posted, None, thread)
    return found._replace(evidence=evidence, written=mail.date)


NOTICES = {
    "threads": ("thread", "{}; the article of each is its subject alone, the first message its first comment"),
    "unanswered": ("message", "{} that nobody answered"),
    "headless": ("thread", "{} whose first message is not here"),
    "nearest": ("answer", "{} to messages that are not here: put under the nearest earlier message that is"),
    "by_subject": ("answer", "{} that name no message: put into the thread of their subject"),
    "twice": ("message", "{} that stood twice: kept once"),
    "same_id": ("message", "{} with the Message-ID of another one: given ids of their own"),
    "attachment": ("attachment", "{}, or what the archive left of them: not read"),
    "pgp": ("PGP signature", "{}, keys and encrypted texts included: left out"),
}


def _distinct(mails: Iterator[Mail], told: Counter[str]) -> list[Mail]:
    """Each message once, and no id twice."""
    known: dict[str, Mail] = {}
    free: dict[str, Iterator[int]] = defaultdict(lambda: numbers(2))
    for mail in mails:
        same = known.get(mail.id)
        if same and (same.author, same.posted, same.body) == (mail.author, mail.posted, mail.body):
            told["twice"] += 1
            continue
        if same:
            told["same_id"] += 1
            number = next(n for n in free[mail.id] if f"{mail.id}-{n}" not in known)
            mail = mail._replace(id=f"{mail.id}-{number}")
        known[mail.id] = mail
    return list(known.values())


def _above(mails: Sequence[Mail]) -> list[int]:
    """The place of the nearest message that each one refers to, -1 if none of them is here."""
    known = {mail.id: place for place, mail in enumerate(mails)}
    return [next((known[id] for id in mail.answered if id in known and id != mail.id), -1) for mail in mails]


def _tops(above: list[int]) -> list[int]:
    """The place of the message at which the way up from each one ends; a circle is cut where it is entered."""
    tops = [-1] * len(above)
    for start in range(len(above)):
        way, place = [], start
        on_way = set()
        while tops[place] < 0 and above[place] >= 0:
            if place in on_way:
                above[place] = -1
                break
            way.append(place)
            on_way.add(place)
            place = above[place]
        top = tops[place] if tops[place] >= 0 else place
        for each in (*way, place):
            tops[each] = top
    return tops


def _thread(top: Mail, begins: dict[str, str]) -> str:
    """The id of the thread of a message that answers none of those here."""
    if top.root or not _ANSWER.match(top.subject):
        return top.root or top.id
    subject = _plain(top.subject)
    return begins.get(subject, subject) if subject else top.id


def _plain(subject: str) -> str:
    """A subject without the list's name and the marks of an answer."""
    return _PREFIX.sub("", subject, count=1) if _PREFIX.match(subject) else subject
