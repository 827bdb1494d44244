"""Where a text names somebody: its authors by their names, and anybody by an address.

A name is found as whole words, whatever its capitals and what stands between its words: "Tony M" is also "@TonyM",
"tony_m" and "Tony M wrote:"; signs that its author puts there are found whatever they are. Underscores make one word
of what they join ("tony_m_2"), but not where they stand for emphasis ("_Tony M_"), nor in addresses. Scripts without
spaces have no whole words; in Hangul, where particles are glued to a name, it has to start a word.

The first word alone is a name after "@" if only one author has it. Names of under three letters and of words that
everybody uses ("Me", "to", "Danke") would be found everywhere: they are names after "@" and the like, where somebody
is quoted ("Me wrote:"), and, if longer, with a capital inside a sentence.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

from analysis.readers.quote_marks import VERB
from analysis.readers.sources import ALONE, INVISIBLE, fold

LETTERS = 3  # a name with fewer is a word to look twice at
# Between two words of a name; it may be broken over two lines, quoted ones too.
GAP = re.compile(r"(?:[^\w\n]|_){0,4}|[ \t\r]{0,4}\n[ \t>|]{0,8}")
HANGUL = "\u1100-\u11ff\uac00-\ud7a3"
SYLLABLE = r"[\u1100-\u115f](?:[\u1160-\u11a7][\u11a8-\u11ff]?)?|[\uac00-\ud7a3][\u11a8-\u11ff]?"
SINGLE = rf"{ALONE}\u3130-\u318f"
LETTER = rf"[^\W_{SINGLE}\u1100-\u115f\uac00-\ud7a3]"
WORD = re.compile(rf"[{SINGLE}][\u3099\u309a]?|{SYLLABLE}|{LETTER}(?:{LETTER}|[\u0300-\u036f{INVISIBLE}])*")
ASCII_WORD = re.compile("[a-zA-Z0-9]+")
MIDDLE = re.compile(f"(?<=[{HANGUL}])[{HANGUL}]")
# Who is named here was meant: @name, u/name, user/name, [quote=name], "Zitat von name".
NAMED = re.compile(
    r'(?:@ ?|(?:\b|/)u(?:ser)?s?/|\b(?:author|profile|people|members?)/|\[quote\s*=\s*["“]?|'
    r"\b(?:posted by|zitat von|quote from) )\Z",
    re.IGNORECASE,
)
LOOK_BACK = 24  # characters that NAMED may need
JOINED_BEFORE = re.compile(r"[^\W_]_+\Z")
JOINED_AFTER = re.compile(r"_+[^\W_]")
IN_ADDRESS = re.compile(r"(?://|www\.)\S*\Z", re.IGNORECASE)
LONG_ADDRESS = 200
# Where an address says who somebody is: the name alone is taken out of it.
DOMAIN_END = r"[^\W\d_]{2,24}\b"
MAIL = re.compile(
    rf"(?P<name>(?<![\w.+-])[\w.+-]{{1,64}}@(?:[\w-]{{1,63}}\.)+{DOMAIN_END}"
    r"|(?<![\w.])(?<=@)[\w-]{1,64}(?:@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?:\.[\w-]{1,63}){2,}))"
)
PATH = re.compile(
    r"(?:(?<![^\W_])u/|(?<=/)(?:users?|profile)/|(?<=[a-z]/)@)(?=(?P<name>[\w.-]{2,64}(?<![.-])))", re.IGNORECASE
)
DID = re.compile(r"(?P<name>\bdid:[a-z\d]{1,16}:[\w.-]*\w)")
ADDRESSES = (("@", MAIL), ("/", PATH), ("did:", DID))
# An e-mail address in words, as archives of mailing lists write it: "ann7 at example.org", "ann(at)example.org".
DOT = re.compile(r"\.| dot | ?[\[({]dot[\])}] ?", re.IGNORECASE)
SPELT = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{0,63}}\w)( at | ?[\[({{]at[\])}}] ?)((?:[\w-]{{1,63}}(?:{DOT.pattern}))+{DOMAIN_END})",
    re.IGNORECASE,
)
AT = (" at ", "at)", "at]", "at}")  # one of them is in each
BEFORE = re.compile(r"(?:<[\s>]*|\||\bfrom:? |\b(?:to|cc|e-?mail): |mailto:)\s?\Z", re.IGNORECASE)  # in any words
AFTER = re.compile(rf"\s*<|>|{VERB.pattern}")
HANDLE = re.compile(r"(?=.*[\d._+])(?=.*[^\W\d_])")  # what is no word of prose: "available at example.org"
ENCODED = re.compile("%2[0-9a-f]|%3[a-f]|%40|%5f", re.IGNORECASE)  # what no letter or digit is, in addresses
COLON = re.compile(r"[ \t]*:")
SENTENCE = re.compile(r"(?:^|[.!?…:;\n>\"“„»*-])\s*\Z")  # what comes next would have a capital anyway
NOBODY = "admin anonymous anonym author everybody everyone gast guest moderator nobody reader someone unknown user"


Spans = Sequence[tuple[int, int]]


class Place(NamedTuple):
    """Where a text names whom: an author, or who has the address that stands there."""

    start: int
    end: int
    author: str


class Names:
    """The names of authors, and where a text has them: in time that grows with the text alone.

    Parameters
    ----------
    authors : iterable of str
        Those without a letter or digit are not found.
    languages : iterable of str
        ISO 639-1 codes of the texts' languages, for the words that everybody uses.

    Examples
    --------
    >>> list(Names(["Tony M"], ["en"]).places("@tony no, as tony_m said"))
    [Place(start=1, end=5, author='Tony M'), Place(start=13, end=19, author='Tony M')]
    """

    def __init__(self, authors: Iterable[str], languages: Iterable[str]) -> None:
        common = _common(languages)
        self.spelling: dict[str, str] = {}  # how an author is written
        self.whose: dict[str, str] = {}  # by a name's words without what is between them
        self.doubtful: set[str] = set()
        self.gaps: set[str] = set()  # what authors have between the words of their names
        sizes: dict[str, set[int]] = defaultdict(set)
        edges: dict[str, set[tuple[int, int]]] = defaultdict(set)
        firsts: dict[str, list[str]] = defaultdict(list)
        opening = set()
        for author in authors:
            spelling = _blank(author).strip().lstrip("@ ")
            spans = [word.span() for word in WORD.finditer(spelling)]
            if not spans:
                continue
            words = [fold(spelling[start:end]) for start, end in spans]
            letters = "".join(words)
            self.spelling[author] = spelling
            self.whose.setdefault(letters, author)
            self.gaps.update(spelling[one[1] : other[0]] for one, other in pairwise(spans))
            edges[letters].add((spans[0][0], len(spelling) - spans[-1][1]))
            sizes[words[0]].add(len(words))
            sizes[letters].add(1)
            firsts[words[0]].append(author if len(words) > 1 and len(words[0]) >= LETTERS else "")
            opening.add(WORD.findall(fold(spelling))[0])
            everyday = letters in common or len(words) < 3 and all(word in common for word in words)
            if everyday or sum(map(str.isalpha, letters)) < LETTERS:
                self.doubtful.add(author)
            for encoded in (
                () if author.isascii() else {quote(name, errors="replace") for name in (author, author.lower())}
            ):
                words = [fold(word) for word in WORD.findall(_blank(encoded))]
                self.whose.setdefault("".join(words), author)
                sizes[words[0]].add(len(words))
        self.first = {word: whose[0] for word, whose in firsts.items() if len(whose) == 1 and whose[0]}
        self.sizes = {word: sorted(found, reverse=True) for word, found in sizes.items()}  # by a name's first word
        self.edges = {letters: sorted(found, key=sum) for letters, found in edges.items()}  # signs before and after
        self.opening = opening.union(sizes)
        exactly = {spelling: author for author, spelling in self.spelling.items()}
        self.written = {spelling.casefold(): author for spelling, author in exactly.items()} | exactly

    def places(self, text: str, loose: bool = False, known: Collection[str] = ()) -> Iterable[Place]:
        """Where a text names an author, or anybody by an address, from left to right and apart.

        Parameters
        ----------
        text : str
        loose : bool
            Whether underscores part words, as they do in ids, names of files and addresses.
        known : collection of str
            Authors whose name is one where it has a capital, though it be a word that everybody uses.
        """
        if "%" in text:
            text = _blank(text)
        addressed = list(self._addressed(text))
        if not addressed:
            return self._named(text, loose, known)
        found: list[Place] = []
        for place in sorted([*addressed, *self._named(text, loose, known)]):
            if found and place.start < found[-1].end:  # both are hidden, as whom the longer one names
                last = found.pop()
                author = max(last, place, key=lambda one: one.end - one.start).author
                place = Place(last.start, max(last.end, place.end), author)
            found.append(place)
        return found

    def _addressed(self, text: str) -> Iterator[Place]:
        for sign, pattern in ADDRESSES:
            for match in pattern.finditer(text) if sign in text else ():
                yield Place(*match.span("name"), self._author(match["name"]) or match["name"])
        small = text.lower()
        if any(sign in small for sign in AT):
            for match in SPELT.finditer(text):
                start, end = match.span()
                framed = BEFORE.search(text[max(0, start - LOOK_BACK) : start]) or AFTER.match(text, end)
                if framed or HANDLE.match(match[1]) or match[2].strip().lower() != "at":
                    address = f"{match[1]}@{DOT.sub('.', match[3])}"
                    yield Place(start, end, self._author(match[0]) or self._author(address) or address)

    def _author(self, name: str) -> str | None:
        """Who is called so, and of several whose names have these letters who writes it most like that."""
        return (
            self.written.get(name)
            or self.written.get(name.casefold())
            or self.whose.get("".join(fold(word) for word in WORD.findall(name)))
        )

    def _named(self, text: str, loose: bool, known: Collection[str]) -> Iterator[Place]:
        plain = fold(text)
        words = (ASCII_WORD if plain.isascii() else WORD).findall(plain)
        if self.opening.isdisjoint(words):
            return
        spans = [word.span() for word in (ASCII_WORD if text.isascii() else WORD).finditer(text)]
        if not text.isascii():
            words = [fold(text[start:end]) for start, end in spans]
        done = reach = edge = 0
        for number in [number for number, word in enumerate(words) if word in self.sizes]:
            start, end = spans[number]
            if number < done or MIDDLE.match(text, start):
                continue
            sizes = self.sizes[words[number]]
            reach = self._reach(text, spans, max(number, reach), number + sizes[0] - 1)
            for size in sizes:
                letters = "".join(words[number : number + size])
                if number + size - 1 > reach or letters not in self.whose:
                    continue
                place = self._place(text, spans, number, number + size - 1, letters, edge)
                if not loose and _joined(text, place.start, place.end):
                    continue
                if place.author in self.doubtful and not self._meant(text, place, known):
                    continue
                yield place
                done, edge = number + size, place.end
                break
            else:
                if words[number] in self.first and text[start - 1 : start] == "@" and not JOINED_AFTER.match(text, end):
                    yield Place(start, end, self.first[words[number]])
                    edge = end

    def _reach(self, text: str, spans: Spans, last: int, most: int) -> int:
        """The last word that may belong to a name which ends at word `most`; those up to `last` may."""
        while last < min(most, len(spans) - 1):
            end, start = spans[last][1], spans[last + 1][0]
            if not GAP.fullmatch(text, end, start) and text[end:start] not in self.gaps:
                break
            last += 1
        return last

    def _place(self, text: str, spans: Spans, first: int, last: int, letters: str, edge: int) -> Place:
        """Whose name stands there: of several with these letters, his who writes it so with most signs at its ends."""
        start, end = spans[first][0], spans[last][1]
        before = start - (spans[first - 1][1] if first else 0)
        after = (spans[last + 1][0] if last + 1 < len(spans) else len(text)) - end
        place = Place(start, end, self._author(text[start:end]) or self.whose[letters])
        for head, tail in self.edges.get(letters, ()):
            if head + tail > before + after:
                break
            author = self.written.get(text[start - head : end + tail]) if start - head >= edge else None
            if author:
                place = Place(start - head, end + tail, author)
        return place

    def _meant(self, text: str, place: Place, known: Collection[str]) -> bool:
        """Whether a word that is also a name is one here."""
        start, end, author = place
        spelling = self.spelling[author]
        exact = text[start:end] == spelling
        if exact and not all(sign.isalnum() or sign == " " for sign in spelling):
            return True
        before = text[max(0, start - LOOK_BACK) : start]
        if NAMED.search(before) or VERB.match(text, end):
            return True
        _, new_line, beside = before.rpartition("\n")
        if COLON.match(text, end) and (new_line or len(before) == start) and not beside.strip(" \t>"):
            return True
        proper = exact and spelling[0].isupper() and sum(map(str.isalpha, spelling)) >= LETTERS
        return proper and (author in known or not SENTENCE.search(before))


def _joined(text: str, start: int, end: int) -> bool:
    """Whether underscores make one longer name of what stands here and what is beside it."""
    before = text[max(0, start - LOOK_BACK) : start]
    if not (before.endswith("_") and JOINED_BEFORE.search(before) or JOINED_AFTER.match(text, end)):
        return False
    return not IN_ADDRESS.search(text[max(0, start - LONG_ADDRESS) : start])


def _blank(text: str) -> str:
    """A text with blanks for the signs that are encoded in addresses, as long as before."""
    return ENCODED.sub("   ", text)


def _common(languages: Iterable[str]) -> set[str]:
    """Words that everybody uses: spaCy's stop words, and those that VADER knows."""
    from analysis.vader import scorer

    words = {*NOBODY.split(), *scorer().analyzer.lexicon}
    for language in sorted(languages):
        try:
            words |= importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
        except ImportError:
            continue
    return {fold(word) for word in words if word.isalpha()}
