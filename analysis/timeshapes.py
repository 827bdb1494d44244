"""Find the times written in a line, in thirty languages.

A line becomes one letter per token (a year, a month's name, a colon ...), and the shapes of times are one regular
expression over these letters: it stays small however many languages there are, and never looks back far.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import product, repeat
from typing import NamedTuple

from analysis import timewords as words


class Found(NamedTuple):
    """A time expression in a line: `line[start:end]`; kind is "relative", "datetime", "date" or "clock"."""

    start: int
    end: int
    kind: str


# Characters that mean the same to a reader, one for one so that offsets hold: digits, blanks, invisible marks.
_PLAIN = {ord(zero) + n: str(n) for zero in "٠۰०০๐０" for n in range(10)}
_PLAIN |= dict.fromkeys(
    map(ord, "\xa0\u2007\u2009\u200a\u202f\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069"), " "
)
_PLAIN |= dict(zip(map(ord, "’‘′：／．，（）－–—−،"), "''':/.,()----,", strict=True)) | dict.fromkeys(
    map(ord, "·•・∙⋅│¦"), "|"
)

_OTHER = (
    r"\s\d\x7b-\xbf×÷\u2000-\u206f\u2190-\u2bff\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\ufe00-\ufe0f"
    r"\U0001f000-\U0001faff"
)
# Scripts that write words without a blank between.
_UNSPACED = r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_YEAR = "(?:19|20)[0-9][0-9]"


def _tokens(unspaced: list[str]) -> re.Pattern[str]:
    """Numbers, words (glued ones apart: "AnnaMay", "PMReply", "bob4203.03.2011"), and everything else by itself."""
    known = "|".join(sorted(unspaced, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"[0-9]+?(?=[0-3][0-9][./-][0-3][0-9][./-]{_YEAR}(?![0-9]))|{_YEAR}(?=[0-2][0-9]:[0-5][0-9])"
        rf"|(?<=:[0-9][0-9][.,])[0-9]{{1,4}}|[0-9]+| {{1,3}}|(?={_UNSPACED})(?:{known})"
        rf"|[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[^\x00-\x60À-Þ{_OTHER}]+|[\s\S]"
    )


class _Letters:
    """Which letter stands for a token, and which letters stand for the tokens of a role."""

    def __init__(self) -> None:
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.classes: dict[tuple[str, ...], str] = {}
        self.split = _tokens([])

    def add(self, role: str, text: str) -> None:
        for word in text.split():
            for form in {word, word.capitalize(), word.upper(), word.lower()}:
                self.roles[form].add(role)

    def add_exactly(self, role: str, text: str) -> None:
        for word in text.split():
            self.roles[word].add(role)

    def add_phrases(self, phrases: str) -> None:
        for phrase in phrases.split("|"):
            for part in self.split.findall(phrase):
                if part[0].isalpha():
                    self.add("=" + part.lower(), part)

    def number(self) -> None:
        """Give every set of roles its letter."""
        letters: dict[frozenset[str], str] = {}
        self.letter = {
            word: letters.setdefault(frozenset(roles), chr(0xE000 + len(letters))) for word, roles in self.roles.items()
        }
        self.of_role: dict[str, str] = defaultdict(str)
        for roles, letter in letters.items():
            for role in roles:
                self.of_role[role] += letter
        self.letter |= {mark: mark for mark in " ,.:/-|@()[]'+°ºª~"} | {"  ": " ", "   ": "|", "\t": "|"}
        self.letter |= {f"{n:02}": "o" if n == 0 else "t" if n < 13 else "h" for n in range(24)}
        self.letter |= {str(n): "D" if n < 32 else "m" if n < 60 else "x" for n in range(24, 100)}
        self.letter |= {str(n): "n" for n in range(1, 10)} | {"0": "z"}
        self.letter |= {f"{n:0{width}}": "N" for width in (3, 4) for n in range(10**width)}
        self.letter |= {str(n): "Y" for n in range(1900, 2100)}

    def any(self, *roles: str) -> str:
        """The inside of a character class for these roles."""
        if roles not in self.classes:
            self.classes[roles] = "".join(self.of_role[role] for role in roles)
        return self.classes[roles]

    def phrases(self, text: str) -> str:
        """A pattern for these phrases, the longest first."""
        singles, longer = "", []
        for phrase in sorted(text.split("|"), key=len, reverse=True):
            parts = [
                f"[{self.any('=' + part.lower())}]" if part[0].isalpha() else re.escape(part)
                for part in self.split.findall(phrase)
            ]
            if len(parts) == 1:
                singles += parts[0].strip("[]")
            else:
                longer.append(parts)
        if not longer:
            return f"[{singles}]"
        firsts = "".join({parts[0].strip("[]") for parts in longer})  # tried only where one can begin
        return rf"(?:(?=[{firsts}])(?:{'|'.join(map(''.join, longer))})|[{singles}])"

    def firsts(self, *texts: str) -> str:
        """The inside of a character class for the words with which these phrases begin."""
        starts = {self.split.findall(phrase)[0].lower() for text in texts for phrase in text.split("|")}
        return "".join(self.any("=" + start) for start in starts) + "~"


@cache  # at the first time to find, so that the import is fast
def letters() -> _Letters:
    """The letters of all words."""
    table = _Letters()
    for role, texts in (("month", words.MONTHS), ("weekday", words.WEEKDAYS)):
        for text in texts:
            table.add(role, text)
    table.add_exactly("short weekday", words.SHORT_WEEKDAYS)
    for role, units in (
        ("unit", words.UNITS),
        ("two", words.TWO),
        ("short", words.SHORT_UNITS),
        ("unit ago", words.UNITS_AGO),
    ):
        for text in units.values():
            table.add(role, text)
    for role, text in (
        ("one", words.ONE), ("at", words.AT), ("of", words.OF), ("year mark", words.YEAR_MARKS),
        ("ordinal", words.ORDINALS), ("am", words.AM), ("pm", words.PM), ("thang", "tháng thg"), ("年", "年 년"),
        ("月", "月 월"), ("日", "日 일 号 號"), ("h", "h u ч시 시 時 时 点 點 giờ"), ("minute", "分 분 min phút m"),
        ("second", "秒 초 s"), ("uhr", "uhr h hrs ч น u"), ("half", "a p π μ"), ("half m", "m μ"),
        ("on", "on le am den el il dnia dne ngày"), ("siden", "for för"), ("and", "and und et y e i en och og и"),
    ):  # fmt: skip
        table.add(role, text)
    table.add_exactly("zone", " ".join(words.ZONES))
    for phrases in (words.AGO, words.BEFORE, words.BEFORE_ONE, words.AGO_ONE, words.NOW, words.TODAY, words.YESTERDAY):
        table.add_phrases(phrases)
    for phrases in words.ROUGHLY.values():
        table.add_phrases(phrases)
    table.number()
    table.split = _tokens([word for word in table.roles if re.fullmatch(f"{_UNSPACED}+", word)])
    return table


@cache
def shapes() -> dict[str, str]:
    """The patterns over letters; a number's letter tells its range: `_Letters.number` has the list."""
    of = letters()
    number = "znothDmxNY"
    day, month_number, hour, minute, year2 = "[nthD]", "[nt]", "[znoth]", "[othDm]", "[othDmx]"
    month = rf"(?:[{of.any('month')}]\.?|[{of.any('thang')}] ?[nt])"
    nth = rf"{day}(?:[.°ºª]|[{of.any('ordinal')}]\.?)?"
    join = rf"[ ,.\-/'{of.any('of')}]{{0,5}}"
    mark = rf"(?: ?[{of.any('year mark')}]\.?)?"
    weekday = rf"[{of.any('weekday', 'short weekday')}]"
    lead = rf"(?:[{of.any('on')}] )?(?:{weekday}\.?,?[ \-]?(?:[{of.any('on')}] )?)?"
    numeric = (
        rf"{day}(?:\. ?{day}\. ?Y|/ ?{day}/ ?(?:Y|{year2})|- ?{day}- ?Y)|[thD](?:\.[thD]\.|-[thD]-){year2}"
        rf"|Y(?:\. ?{month_number}\. ?{day}\.?|/{month_number}/{day}|-{month_number}-{day})"
    )
    cjk = rf"{month_number} ?[{of.any('月')}] ?{day} ?[{of.any('日')}]"
    named = (
        rf"{nth}{join}{month}(?:{join}Y|[ ,]{{0,2}}' ?{year2}|-{year2}| {year2}(?=[ ,]{{1,2}}{hour}:{minute})){mark}"
        rf"|{month}[ .\-/]{{0,2}}{nth}(?:[ ,.\-/]{{1,3}}Y|[ ,]{{0,2}}' ?{year2})"
        rf"|Y{mark}[ .,\-/]{{1,3}}{month}{join}{nth}"
    )
    edge = rf"(?<![{number}][.:/\-])"
    end = rf"(?![.:/\-]?[{number}])"
    date = rf"(?:Y ?[{of.any('年')}] ?{cjk}|{numeric}|{named})"
    # "bob_1 May 6, 2022" holds no 1 May.
    dayless = rf"(?:{nth}{join}{month}(?![ .\-/]{{0,2}}{nth}[ ,.\-/]{{1,3}}Y)|{month}[ .\-/]{{0,2}}{nth})"
    whole_month = rf"{month},? ?(?:Y|' ?{year2})"
    half = rf"(?:[{of.any('am', 'pm')}]|[{of.any('half')}]\. ?[{of.any('half m')}]\.?)"
    colon = rf"{hour}:{minute}(?::{minute}(?:[.,][{number}]{{1,3}})?)?"
    spelt = rf"{hour} ?[{of.any('h')}] ?{minute}(?: ?[{of.any('minute')}])?(?: ?{minute} ?[{of.any('second')}])?"
    named_zone = rf"[{of.any('zone')}](?:[+\-][{number}](?::{minute})?)?"
    zone = rf"(?: ?\({named_zone}\)| ?{named_zone}|[+\-][oth]:{minute}| ?[+\-]N)?"
    tail = rf"(?: ?{half})?(?: ?[{of.any('uhr')}])?{zone}(?: ?\({weekday}\))?"
    sharp = rf"(?:(?:{half} ?)?{colon}{tail}|(?:{half} ?)?{spelt}{zone})"
    dotted = rf"{hour}\.{minute}(?:\.{minute})?{tail}"
    clock = rf"(?:{sharp}|{dotted}|{month_number} ?{half}{zone}|{hour} ?[{of.any('uhr', 'h')}])"
    at = rf"(?: ?[(]?{weekday}[.)]?)?[ ,.:|\-@/(\[{of.any('at')}]{{0,6}}"
    before_date = rf"[ ,|\-/(\[{of.any('at', 'on')}]{{1,6}}"
    ago, before = of.phrases(words.AGO), of.phrases(words.BEFORE)
    rough = "|".join(words.ROUGHLY.values())
    roughly = of.phrases(rough)
    unit = rf"[{of.any('unit')}]\.?"
    count = rf"(?:[nthDmxNY]|[{of.any('one')}])"
    amount = rf"(?:{roughly} ?)?{count} ?{unit}(?:,? (?:[{of.any('and')}] )?{count} ?{unit})?"
    today, yesterday, now = (of.phrases(p) for p in (words.TODAY, words.YESTERDAY, words.NOW))
    starts = of.any("on", "weekday", "short weekday", "month", "thang")
    first = of.firsts(rough, words.BEFORE, words.BEFORE_ONE, words.NOW, words.TODAY, words.YESTERDAY)
    first += number + starts + of.any("am", "pm", "half", "one", "siden", "unit", "two")
    return {
        "first": rf"(?=[{first}])",
        "date": rf"(?=[nthDY{starts}]){edge}{lead}(?:{date}(?P<date_clock>{at}{clock})?"
        rf"|(?P<clock_year>{month} ?{nth},? {colon}{zone} Y{zone})|{cjk}(?P<cjk_clock>{at}{sharp})?"
        rf"|{dayless}(?P<dayless_clock>{at}{sharp})|(?P<dayless>{dayless})){end}",
        "clock": rf"(?=[znoth{of.any('am', 'pm', 'half')}]){edge}{sharp}"
        rf"(?P<clock_date>{before_date}{lead}(?:{date}{zone}|{dayless}))?{end}",
        "relative": rf"(?=[{number}{of.any('one', 'siden')}{of.firsts(rough)}]){edge}(?:[{of.any('siden')}] )?"
        rf"(?:{roughly} ?)?{count} ?(?:[{of.any('unit', 'short')}]\.?"
        rf"(?:,? ?(?:[{of.any('and')}] )?{count} ?{unit})? ?{ago}|[{of.any('unit ago')}])"
        rf"|{before} {amount}|{of.phrases(words.BEFORE_ONE)} [{of.any('unit', 'two')}]"
        rf"|(?:{roughly} )?[{of.any('unit', 'two')}] {of.phrases(words.AGO_ONE)}"
        rf"|(?:{today}|{yesterday}){at}{clock}{end}|[{of.any('weekday')}]{at}{sharp}{end}",
        "field": rf"{now}|{today}|{yesterday}|{edge}{count} ?[{of.any('short')}]\.?|(?P<hour>[nt] ?{half})"
        rf"|(?P<whole_month>{whole_month})",
        "line": rf"{edge}{count} ?[{of.any('unit')}]",  # "40 minutes." is a sentence
        # the parts, for reading a time that was found
        "day": rf"{edge}(?:{date}|{cjk}|{dayless}|{whole_month})",
        "hour": rf"{edge}{clock}",
    }


@cache
def _time() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{shapes()[kind]})" for kind in ("date", "relative", "clock", "field", "line"))
    return re.compile(rf"{shapes()['first']}(?:{kinds})")


SHORT = 30  # characters of a line that may stand on a page again and again
_DIGIT = re.compile(r"\d")


@cache
def _hints() -> frozenset[str]:
    """Words one of which is in every time without a digit, with the punctuation that may cling to them."""
    phrases = "|".join((words.AGO, words.NOW, words.TODAY, words.YESTERDAY, words.BEFORE_ONE, words.AGO_ONE)).split("|")
    last = {phrase.split()[-1] for phrase in phrases} | {"vor", "y", "ya", "hace", "há", "acum", "cách", "เมื่อ"}
    forms = {form for word in last for form in (word, word.capitalize(), word.upper())}
    return frozenset(a + form + b for form, a, b in product(forms, ("", "(", "["), ("", ",", ".", ")", "]", ":", ";")))


@lru_cache(maxsize=8)  # a time that was found is read next
def tokens(text: str) -> tuple[list[str], str]:
    """The tokens of a text, and the letter of each."""
    parts: list[str] = letters().split.findall(text)
    return parts, "".join(map(letters().letter.get, parts, repeat("_")))


def plain(text: str) -> str:
    """The text with plain digits, blanks and marks; as long as before."""
    return text if text.isascii() else text.translate(_PLAIN)


def find(line: str) -> list[Found]:
    """Find every time written in a line, in order, none inside another.

    Short forms ("3h", "now", "May 11") count only where they fill the line or a field of it, as in "Ann · 3h".

    Examples
    --------
    >>> find("Ann · 3h")
    [Found(start=6, end=8, kind='relative')]
    >>> line = "Sana7. Juni 2015 um 22:29 Uhr"
    >>> [(line[time.start : time.end], time.kind) for time in find(line)]
    [('7. Juni 2015 um 22:29 Uhr', 'datetime')]
    """
    if _DIGIT.search(line) is None and _hints().isdisjoint(line.split()):
        return []
    return list(_find_again(line) if len(line) <= SHORT else _find(line))


def _find(line: str) -> list[Found]:
    parts, shape = tokens(plain(line))
    found = []
    offset = position = 0
    for first, last, kind in _matches(shape):
        offset += sum(map(len, parts[position:first]))
        length = sum(map(len, parts[first:last]))
        found.append(Found(offset, offset + length, kind))
        offset += length
        position = last
    return found


_find_again = lru_cache(maxsize=1024)(_find)  # short lines recur: "2 weeks ago"


@lru_cache(maxsize=1024)
def _matches(shape: str) -> list[tuple[int, int, str]]:
    """First and last token and kind of the times in a line's letters; the lines of a page have few such shapes."""
    found = [(*match.span(), _kind(match, shape)) for match in _time().finditer(shape)]
    return [(first, last, kind) for first, last, kind in found if kind]


def forget() -> None:
    """Forget the lines that were looked at: each would keep the block of memory that it lies in."""
    for known in (tokens, _find_again, _matches):
        known.cache_clear()


_BOTH = ("date_clock", "clock_year", "cjk_clock", "dayless_clock", "clock_date")


def _kind(match: re.Match[str], letters: str) -> str | None:
    """What a match is; None for a short form that does not fill its field."""
    shape = match.lastgroup
    if shape in ("date", "clock"):
        if any(map(match.group, _BOTH)):
            return "datetime"
        return None if match["dayless"] and not _fills(match, letters, "|,()[]-") else shape
    if shape == "relative":
        return shape
    if not _fills(match, letters, "|,()[]-" if shape == "field" else "|"):
        return None
    return "clock" if match["hour"] else "date" if match["whole_month"] else "relative"


def _fills(match: re.Match[str], letters: str, separators: str) -> bool:
    """True if nothing but separators or the ends of the line stand around the match."""
    before, after = letters[: match.start()][-2:].rstrip(" "), letters[match.end() :][:2].lstrip(" ")
    return (not before or before[-1] in separators) and (not after or after[0] in separators)
