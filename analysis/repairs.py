"""What hides words from VADER, step by step put right: each step is a function from a text to a text.

VADER splits at white space and looks the pieces up, stripped of ASCII punctuation if more than two letters are left.
So "don’t" with a curly apostrophe is no negation, "“great”" no word, and "no." scores nothing. What each step gains on
texts that people rated stands in `benchmarks/RESULTS.md`.

Every step changes its text only with the `sub` it is given, which is `re.Pattern.sub` where speed counts and
`Located.sub` where it has to be known afterwards what stood where. Each first looks cheaply whether there is
anything to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from html import unescape

from analysis.errors import InputError
from analysis.text import strings

Sub = Callable[..., str]  # (pattern, replacement, text); the replacement a plain string or a function of the match
Step = Callable[..., str]  # (text, sub)

ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BLOCK = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|ol|p|pre|ul)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|img|q|s|small|span|strike|strong|sub|sup|u)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
# What ends a sentence or closes a bracket behind an address is no part of it.
ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]}'\"…’”]|(?<![\w@])@\w+(?:[.@-]\w+)*")
CURLY = {
    **dict.fromkeys("‘’‚‛ʼ´`", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("–—―", " - "),
    "…": "... ",
}
TYPESET = re.compile(f"[{''.join(CURLY)}]")
POINTS = re.compile(r"\.\.(?=\w)")
# Soft hyphen, zero-width space and non-joiner, marks of direction, word joiner, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# Punctuation behind the words of two letters that carry sentiment; the lexicon's others, such as "tx" and "dx", are
# abbreviations. It is rarer than any letter, and `re` is quick to skip to the next sign of a set, from which letters of
# other alphabets are ruled out only then. Both cases are written out, as it does not skip where case is ignored.
BEHIND_SHORT = re.compile(
    r"[\0-\x08\x0e-\x1b!-&(-,./:-@\[-\^`{-\U0010ffff](?<=(?:[nN][oO]|[oO][kK\u212a]|[hH][aA])[^\w\s'-])"
    r"(?<![\w'.]...)(?=[^\w\s'-]*(?:\s|$))",
    re.DOTALL,
)
PICTURE = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]+")  # which picture of a sign, which colour of skin
JOINER = re.compile("\u200d")
JOINED = re.compile(f"{PICTURE}(?:\u200d{PICTURE})+")
BEFORE_WORD = re.compile(f"{PICTURE}(?=\\w)")


def repair(text: str, repairs: Iterable[str] | None = None, sub: Sub = re.Pattern.sub) -> str:
    """Text with what hides words from VADER put right.

    Parameters
    ----------
    text : str
    repairs : sequence of str
        Steps to take, in this order, of `REPAIRS`; by default all.
    sub : function
        What replaces a pattern in a text.

    Raises
    ------
    InputError
        If there is no such step.
    TableError
        If the text is no str.

    Examples
    --------
    >>> repair("Don’t &lt;b&gt;worry&lt;/b&gt;… be happy❤️")
    "Don't  worry ... be happy❤"
    >>> repair("Don’t", repairs=["tags"])
    'Don’t'
    """
    (text,) = strings([text])
    for step in steps(repairs).values():
        text = step(text, sub)
    return text


def steps(repairs: Iterable[str] | None = None) -> dict[str, Step]:
    """Return the functions of these steps by name, all if none are named."""
    if repairs is None:
        return STEPS
    if isinstance(repairs, str) or not isinstance(repairs, Iterable):
        raise InputError(f"repairs is {repairs!r:.40}: give a list of steps, such as [{REPAIRS[0]!r}]")
    named = list(repairs)
    for name in named:
        if name not in REPAIRS:
            raise InputError(f"there is no repair {name!r:.40}: choose from {', '.join(map(repr, REPAIRS))}")
    return {name: STEPS[name] for name in named}


def entities(text: str, sub: Sub = re.Pattern.sub) -> str:
    r"""Signs for HTML entities, escaped once or several times.

    >>> entities("don&#39;t &amp;quot;like&amp;quot; AT&T")
    'don\'t "like" AT&T'
    """
    return sub(ENTITY, _unescaped, text) if "&" in text else text


def tags(text: str, sub: Sub = re.Pattern.sub) -> str:
    r"""A space for an HTML tag, the end of a line for one that ends a paragraph; `1 < 2 > 0` stays.

    >>> tags("<p>so <b>bad</b><br>1 < 2 > 0")
    '\nso  bad \n1 < 2 > 0'
    """
    return sub(INLINE, " ", sub(BLOCK, "\n", text)) if "<" in text and ">" in text else text


def addresses(text: str, sub: Sub = re.Pattern.sub) -> str:
    """A lone @ for URLs and @names: nobody feels happy because of "@happy", and the "?" of an address asks nothing.

    They keep their place as a word, since VADER raises capitals only where not all words are in capitals.

    >>> addresses("@happy look: https://x.org/love?a=1!")
    '@ look: @!'
    """
    return sub(ADDRESS, "@", text) if "@" in text or "://" in text or "www." in text else text


def typography(text: str, sub: Sub = re.Pattern.sub) -> str:
    r"""Quotes, apostrophes, dashes and ellipses as a typewriter has them: "don’t like it" would score +.36, not -.28.

    >>> typography("“don’t”—well…but...still")
    '"don\'t" - well... but... still'
    """
    if not text.isascii() or "`" in text:
        text = sub(TYPESET, _typed, text)
    return sub(POINTS, _spaced, text) if ".." in text else text


def invisible(text: str, sub: Sub = re.Pattern.sub) -> str:
    r"""No signs without a picture that stand inside words.

    >>> invisible("gr\u00adeat \u200blove\ufeff")
    'great love'
    """
    return text if text.isascii() else sub(INVISIBLE, "", text)


def short_words(text: str, sub: Sub = re.Pattern.sub) -> str:
    """A space behind "no", "ok" and "ha" before punctuation, which VADER strips of longer words only.

    >>> short_words("No, no. OK!")
    'No , no . OK !'
    """
    return sub(BEHIND_SHORT, _apart, text)


def emoji(text: str, sub: Sub = re.Pattern.sub) -> str:
    r"""VADER's own description of emoji that are joined of several, bare signs for dressed ones.

    VADER looks at single code points. Flags are names and stay as they are: that of the "United" States would be glad.

    >>> emoji("❤️ 👍🏽 😅great"), emoji("\N{WOMAN}\u200d\N{FIRE ENGINE}")
    ('❤ 👍 😅 great', ' woman firefighter ')
    """
    if text.isascii():
        return text
    text = undressed(text, sub)
    if "\u200d" in text:
        text = sub(JOINER, "", sub(JOINED, _described, text))
    return sub(BEFORE_WORD, _spaced, text)


def undressed(text: str, sub: Sub = re.Pattern.sub) -> str:
    """Bare signs for dressed emoji; a part of the step `emoji` that can go before a text is cut into sentences."""
    return text if text.isascii() else sub(DRESS, "", text)


STEPS: dict[str, Step] = {
    "entities": entities,
    "tags": tags,
    "addresses": addresses,
    "typography": typography,
    "invisible": invisible,
    "short words": short_words,
    "emoji": emoji,
}
REPAIRS = tuple(STEPS)


class Located:
    """A text that is changed by `sub` and knows where each of its characters stood at first.

    >>> where = Located(text := "I don&#39;t")
    >>> text = entities(text, where.sub)
    >>> text[2:7], where.span(2, 7)
    ("don't", (2, 11))
    """

    def __init__(self, text: str) -> None:
        self.starts = list(range(len(text)))
        self.ends = list(range(1, len(text) + 1))

    def sub(self, pattern: re.Pattern, replacement: str | Callable[[re.Match], str], text: str) -> str:
        """Do what `re.Pattern.sub` does; what replaces a match stands where the match stood."""
        pieces, starts, ends, last = list[str](), list[int](), list[int](), 0
        for match in pattern.finditer(text):
            first, end = match.span()
            new = replacement if isinstance(replacement, str) else replacement(match)
            keep = end - first if new.startswith(match[0]) else 0  # only something behind it is new
            pieces += [text[last:first], new]
            starts += self.starts[last : first + keep]
            ends += self.ends[last : first + keep]
            if first < end:
                starts += [self.starts[first if not keep else end - 1]] * (len(new) - keep)
                ends += [self.ends[end - 1]] * (len(new) - keep)
            last = end
        self.starts = starts + self.starts[last:]
        self.ends = ends + self.ends[last:]
        return "".join([*pieces, text[last:]])

    def part(self, first: int, end: int) -> Located:
        """Return the characters from `first` to before `end` as a text of their own."""
        part = Located("")
        part.starts, part.ends = self.starts[first:end], self.ends[first:end]
        return part

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the characters from `first` to before `end` of the text as it is now stood."""
        return self.starts[first], self.ends[end - 1]


def _unescaped(match: re.Match) -> str:
    return unescape(f"&{match[1]};")


def _typed(match: re.Match) -> str:
    return CURLY[match[0]]


def _spaced(match: re.Match) -> str:
    return match[0] + " "


def _apart(match: re.Match) -> str:
    return " " + match[0]


def _described(match: re.Match) -> str:
    described = _descriptions().get(match[0])
    return f" {described} " if described else match[0]


@cache
def _descriptions() -> dict[str, str]:
    """VADER's description of each emoji joined of several, without what dresses it."""
    from analysis.vader import scorer

    joined = [(DRESS.sub("", sign), words) for sign, words in scorer().analyzer.emojis.items() if "\u200d" in sign]
    return dict(sorted(joined, key=lambda pair: -len(pair[1])))  # the shortest is left: it tells no colour of skin
