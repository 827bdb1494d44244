"""Where a body may quote: the marks and the words that announce a quotation, in every shape seen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple


class Mark(NamedTuple):
    """A place that looks like a quotation, before anybody has looked where it comes from.

    `pieces` are the quoted words' stretches of the body. If `open`, nothing says where the quotation ends: with the
    last piece at the latest. If `sure`, it is one wherever it comes from; else only if its source is found.
    """

    outer_start: int
    outer_end: int
    pieces: list[tuple[int, int]]
    named: str | None = None
    depth: int = 1
    open: bool = False
    sure: bool = True


LINE = re.compile(r"[^\r\n]+")
ARROW = re.compile(r"[ \t]*((?:(?:>|&gt;)[ \t]?)+)(?![:;=._]\S{0,2}(?:\s|$))")  # ">" before words; ">:(" is a face
LETTER = re.compile(r"[^\W_]")
TAG = re.compile(r'\[quote(?:\s*=\s*["“]?(?P<name>[^\]\n"”,;]{1,60})[^\]\n]{0,80})?\]|\[/quote\]', re.IGNORECASE)
LONE = re.compile(r'(?m)^[ \t]*["“”„«»][ \t]*\r?$')
PAIRS = re.compile(r'„([^„“”"]+)[“”"]|“([^“”]+)[”]|”([^“”]+)”|«([^«»]+)»|»([^«»]+)«|「([^「」]+)」')
SIGN = re.compile(r'["“”„«»「]')  # what every quotation between marks has
BLANK = re.compile(r"\n[ \t\r]*\n")

# "X wrote:", also glued to what follows, also with the time: "X wrote: ↑Sat Oct 9, 2010 7:56 am".
VERB = re.compile(
    r"[ \t\n]\(?(?:wrote|writes|said|says|posted|schrieb|schreibt|sagte|meinte|a écrit|écrit|a dit|escribió|dijo|"
    r"ha scritto|scrive|schreef|escreveu|napisał\(a\)|napisał|napisała|pisze|skrev|kirjoitti|yazdı|"
    r"писал\(а\)|написал\(а\)|писал|писала|написал|написала|пишет|сказал|сказала)\)?"
    r"(?P<rest>(?:[^:\n]|(?<=\d):(?=\d)){0,40}?)[ \t\u00a0\u202f]*(?:(?<!\d):|:(?!\d))(?:[ \t]*↑[^\n]{0,60}|↑)?"
)
# "Zitat von X", "Quote:", "Originally Posted by X", "Цитата: X": the quotation follows on the next line.
LABEL = re.compile(
    r"(?m)^[ \t]*(?:(?:Zitat|Quote|Quoting|Citation|Citazione|Cita|Citaat|Citat|Цитата)"
    r"(?:[ \t]*:[ \t]*|[ \t]+(?:von|from|de|van|di|от)\b[ \t]*:?[ \t]*|"
    r"[ \t]*(?=\r?\n[ \t]*(?:Originally|Ursprünglich)))"
    r"(?P<name>[^\n]{0,60}?)|(?:Originally posted by|Ursprünglich (?:geschrieben|gepostet) von|Zitat Original von)"
    r"[ \t]*:?[ \t]*(?P<poster>[^\n]{1,60}?))[ \t]*(?:View Post|Beitrag anzeigen)?[ \t]*\r?(?:\n|\Z)",
    re.IGNORECASE,
)
LABELS = ("zita", "quot", "cita", "цитата", "originally", "ursprünglich")  # one of them is in every label
# "X: Oct. 9, 2010 - 7:56 AM EST", "X, 9 October 2010, 7:56:"
TIMED = re.compile(
    r"(?m)^[ \t]*(?P<name>[^:,\n]{1,60})[:,][ \t]+(?=[^\n]{0,25}\d)[^\n]{0,30}?\d{1,2}[:.]\d\d[^\n]{0,12}$\n?"
)
EXPAND = re.compile(r"(?m)^[ \t]*(?:Click to expand|Zum Vergrößern anklicken|Cliquez pour agrandir)[.… ]*$")
MAIL = re.compile(r"^(?:On|Am|Le|El|Op|Il|Den|Em|W dniu)\b.{0,60}[,\d]\s+", re.DOTALL)
AFTER_TIME = re.compile(r"(?:\d|Uhr|,)\s*$")
FROM = re.compile(r"[ \t]*(?:From|Von|De):[ \t]*(?P<name>[^\n]{1,80})")
FORWARDED = re.compile(r"[ \t]*-{3,}[^\n]{0,40}-{3,}[ \t]*")
ADDRESS = re.compile(r"[<\[(][^<>\n]*(?:@| at )[^<>\n]*[>\])]|\S+@\S+")
ONE_OF_US = frozenset(
    "i he she they you we who it one someone somebody as "
    "ich er sie wir ihr man wer du es il elle je on tu nous vous".split()
)


def scan(body: str) -> list[Mark]:
    """Every place of a body that its marks or words show to be a quotation, in order, none inside another."""
    found = [*_tags(body), *_arrows(body), *_lone(body), *_announced(body)]
    if not found:
        return []
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.outer_start, mark.open)):
        if kept and mark.outer_start < kept[-1].outer_end:
            if not kept[-1].open or mark.outer_start <= kept[-1].pieces[0][0]:
                continue
            kept[-1] = _until(kept[-1], mark.outer_start)
        kept.append(mark)
    return kept


def spans(body: str) -> Iterator[Mark]:
    """What stands between quotation marks inside the text: the writer's own marks, unless a source is found."""
    if not SIGN.search(body):
        return
    for match in PAIRS.finditer(body):
        yield Mark(match.start(), match.end(), [match.span(match.lastindex or 0)], sure=False)
    opened = None
    for sign in (match.start() for match in re.finditer('"', body)):
        before, after = body[sign - 1 : sign], body[sign + 1 : sign + 2]
        if opened is not None and not before.isspace():
            yield Mark(opened, sign + 1, [(opened + 1, sign)], sure=False)
            opened = None
        elif not after.isspace() and not before.isalnum():
            opened = sign


def _until(mark: Mark, end: int) -> Mark:
    return mark._replace(outer_end=end, pieces=[(mark.pieces[0][0], end)])


def _tags(body: str) -> Iterator[Mark]:
    """[quote="X, post:3"]...[/quote], one inside the other."""
    names: list[str | None] = []
    outer = inner = 0
    for tag in TAG.finditer(body) if "[" in body else ():
        closing = tag[0].startswith("[/")
        if names and LETTER.search(body, inner, tag.start()):
            end = tag.end() if closing else tag.start()
            yield Mark(outer, end, [_stripped(body, inner, tag.start())], names[-1], len(names))
            outer = end
        elif not names:
            outer = tag.start()
        if not closing:
            names.append(tag["name"].strip() if tag["name"] else None)
        elif names:
            names.pop()
        inner = tag.end()


def _arrows(body: str) -> Iterator[Mark]:
    """Lines that start with ">": those of one depth together, with the line before them that says who wrote them."""
    if ">" not in body and "&gt;" not in body:
        return
    block: list[tuple[int, int, int]] = []  # depth, start and end of the words, of each line of the block
    outer, end, before = 0, 0, 0
    for line in LINE.finditer(body):
        arrow = ARROW.match(body, line.start(), line.end())
        if arrow:
            outer = outer if block else line.start()
            block.append((arrow[1].count(">") or arrow[1].count("&gt;"), arrow.end(), line.end()))
            end = line.end()
        elif block and line[0].strip():
            yield from _block(body, before, outer, end, block)
            before, block = end, []
    if block:
        yield from _block(body, before, outer, end, block)


def _block(body: str, before: int, outer: int, end: int, lines: list[tuple[int, int, int]]) -> Iterator[Mark]:
    lines = _unwrapped(lines, body)
    if not any(LETTER.search(body, start, stop) for _, start, stop in lines):
        return
    outer, named = _attribution(body, before, outer)
    runs: list[tuple[int, list[tuple[int, int]]]] = []
    for depth, start, stop in lines:
        if not LETTER.search(body, start, stop):
            continue
        if not runs or runs[-1][0] != depth:
            runs.append((depth, []))
        runs[-1][1].append(_stripped(body, start, stop))
    shallow = min(depth for depth, _ in runs)
    introduced = None
    for number, (depth, pieces) in enumerate(runs):
        who = introduced or (named if depth == shallow else None)
        deeper = number + 1 < len(runs) and runs[number + 1][0] > depth
        introduced = _introduction(body[slice(*pieces[-1])]) if deeper else None
        if introduced:
            pieces.pop()
        if pieces:
            stop = pieces[-1][1] if number + 1 < len(runs) else end
            yield Mark(outer, stop, pieces, who, depth)
            outer = stop


def _introduction(line: str) -> str | None:
    """Whom a line such as "On 17 Nov 2001, X wrote:" names."""
    verbs = list(VERB.finditer(line))
    return _name(_subject(line, verbs[-1])) if verbs and verbs[-1].end() >= len(line) else None


def _subject(line: str, verb: re.Match[str]) -> str:
    """Who did what the verb says; where the time stands before it, the name comes after."""
    before = line[: verb.start()]
    return verb["rest"] if AFTER_TIME.search(before) and LETTER.search(verb["rest"]) else before


def _unwrapped(lines: list[tuple[int, int, int]], body: str) -> list[tuple[int, int, int]]:
    """Give a line that a mail program broke off a long quoted line the depth of that line."""
    kept = list(lines)
    for number in range(1, len(lines) - 1):
        (above, start, stop), (depth, first, last) = kept[number - 1], lines[number]
        if depth < above == lines[number + 1][0] and stop - start > 40 > last - first and body[first:last].strip():
            kept[number] = (above, first, last)
    return kept


def _attribution(body: str, floor: int, start: int) -> tuple[int, str | None]:
    """Where a quotation's introduction starts, and whom it names: "On 17 Nov 2001, X wrote:", "From: X", "X said:"."""
    lines = [line for line in LINE.finditer(body, max(floor, start - 300), start) if line[0].strip()][-2:]
    if not lines:
        return start, None
    last = lines[-1]
    for first in (lines[-1], lines[0]):
        text = body[first.start() : last.end()].rstrip()
        verbs = list(VERB.finditer(" " + text))
        if verbs and verbs[-1].end() >= len(text):
            whole = _subject(text, verbs[-1])
            if first is last and len(lines) > 1 and MAIL.match(lines[0][0]) and not MAIL.match(text):
                continue  # the introduction starts on the line before
            return first.start(), _name(whole)
    if match := FROM.fullmatch(last[0].rstrip()):
        first = lines[0] if FORWARDED.fullmatch(lines[0][0].rstrip()) else last
        return first.start(), _name(match["name"])
    if FORWARDED.fullmatch(last[0].rstrip()):
        return last.start(), None
    return start, None


def _name(text: str) -> str | None:
    """The name in an introduction, without the date and the address beside it."""
    text = ADDRESS.sub("", MAIL.sub("", text.strip()))
    name = text.strip(" \t\n\r,;:\"'“”@<>()").split("\n")[-1]
    words = name.split()  # none where a space of another width stands alone
    return name if words and words[0].casefold() not in ONE_OF_US else None


def _lone(body: str) -> Iterator[Mark]:
    """What stands between two lines that hold nothing but a quotation mark; a stray one must not swallow the rest."""
    signs = list(LONE.finditer(body)) if SIGN.search(body) else []
    even = len(signs) % 2 == 0
    number = 0
    while number + 1 < len(signs):
        opening, closing = signs[number : number + 2]
        inside = body[opening.end() : closing.start()]
        if not LETTER.search(inside):
            number += 1
            continue
        start, end = _stripped(body, opening.end(), closing.start())
        sure = even and not BLANK.search(body, start, end)
        yield Mark(opening.start(), closing.end(), [(start, end)], sure=sure)
        number += 2 if even else 1


def _announced(body: str) -> Iterator[Mark]:
    """What follows "Zitat von X", "X wrote:" and the like."""
    ends = [match.span() for match in EXPAND.finditer(body)] if "lick" in body or "Cliquez" in body else []
    above = None
    lower = body.lower()
    for match in LABEL.finditer(body) if any(word in lower for word in LABELS) else ():
        name = match["name"] or match["poster"]
        outer = above.start() if above and above.end() == match.start() else match.start()
        above = match
        if not LABEL.match(body, match.end()):  # "Quote:" stands above "Originally Posted by X"
            yield _open(body, ends, outer, match.end(), _name(name.split(" on ")[0]) if name else None, True)
    for match in _verbs(body):
        start = max(body.rfind("\n", max(0, match.start() - 120), match.start()) + 1, match.start() - 100)
        name = _name(body[start : match.start()])
        if start and body[start - 1] != "\n" or name is None or len(name.split()) > 6:
            continue
        alone = not body[match.end() : match.end() + 80].split("\n", 1)[0].strip()
        yield _open(body, ends, start, match.end(), name, alone)
    for match in TIMED.finditer(body) if ":" in body else ():
        yield _open(body, ends, match.start(), match.end(), _name(match["name"]), False)


def _verbs(body: str) -> Iterator[re.Match[str]]:
    """Each "X wrote:": only lines with a colon are looked at."""
    end = -1
    while (colon := body.find(":", end + 1)) >= 0:
        start, end = max(0, body.rfind("\n", 0, colon)), body.find("\n", colon)
        end = len(body) if end < 0 else end
        yield from VERB.finditer(body, start, end)


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    """A part of a body without the white space at its ends."""
    part = body[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _open(body: str, ends: list[tuple[int, int]], outer: int, start: int, named: str | None, sure: bool) -> Mark:
    while start < len(body) and body[start].isspace():
        start += 1
    here = bisect_left(ends, (start, 0))
    if here < len(ends):
        return Mark(outer, ends[here][1], [_stripped(body, start, ends[here][0])], named)
    return Mark(outer, len(body), [(start, len(body))], named, open=True, sure=sure)
