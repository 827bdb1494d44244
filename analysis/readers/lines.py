"""What a line of a pasted page looks like: a button, a vote, a name, a heading above comments, the page's foot."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.readers import words
from analysis.times import find

SEPARATOR = r"[\s·•∙⋅|,;:/–—»«›‹>▪●…⚑−▲▼△▽↑↓⬆⬇⇧⇩👍👎♥❤☆★✓✔✕×⋮+&()\[\]#*\-\u200d\ufe0f]"
NUMBER = r"[+\-−–]?\d[\d.,]*(?:\s?(?:[kKmM]|Tsd\.?|tys\.?|тыс\.?|mil|万|만|千)(?!\w))?"

LONGEST = 160  # characters that a line with a name, a button or a badge can have
_DIGITS = re.compile(r"\d+")
_SIGN = re.compile(r"(?<!\w)[+\-−–]#")
_NUMBERED = re.compile(r"#?\d{1,6}(?:\.\d{1,4})*\.?")  # a comment's own number
_ADDRESS = re.compile(r"<\S+@\S+>|\b(?=[a-f]*\d)[0-9a-f]{16,}\b")  # of a person, or the number of a commit
_LATER = re.compile(r"\d+ (?:hours?|days?|weeks?|months?|years?) later", re.IGNORECASE)
# Two counts side by side, or the size of a picture.
_COUNTS = re.compile(rf"{NUMBER}(?:\s+{NUMBER})+|[+]?\d+ ?/ ?[-−–+]?\d+|\d{{2,4}} ?[x×] ?\d{{2,4}}")
_COUNTED = re.compile(r"\d[\d.,]*[kKmM]? [^\W\d_A-ZÀ-Þ]{3,}(?: [^\W\d_A-ZÀ-Þ]+)?")  # "512 reviews"
RULE = re.compile(r"[-_=*~─━—\s]{5,}|[<>|·•\-–—]{1,3}(?: [<>|])?")  # a line across the page, or a separator
SENTENCE_END = re.compile(r"(?:(?<!\.\.)\.|[!?:;,])['”\"»)]*$")


def any_of(data: str, *, raw: bool = False) -> str:
    """Alternatives of a pattern that ignores case, from the words of a table, the longest first.

    Those that begin with the same letter are put together, so that one look at a character passes over all the others.

    >>> any_of("pin|pinned|edits")
    '(?-i:[eE])(?:dits)|(?-i:[pP])(?:inned|in)'
    """
    found = sorted({word for word in data.replace("\n", "|").split("|") if word}, key=lambda word: (-len(word), word))
    groups: dict[str, list[str]] = {}
    for word in found:
        groups.setdefault(word[0], []).append(word[1:] if raw else re.escape(word[1:]))
    return "|".join(f"{_either_case(first)}(?:{'|'.join(ends)})" for first, ends in sorted(groups.items()))


def _either_case(letter: str) -> str:
    forms = "iIıİ" if letter == "i" else "".join(dict.fromkeys((letter, letter.upper())))
    return f"(?-i:[{forms}])" if letter.isalpha() else re.escape(letter)


ACTION = re.compile(
    rf"(?:(?:{any_of(words.ACTIONS)})(?-i:(?![a-zß-ÿа-я]))|{SEPARATOR}|{NUMBER})++(?:\.\.\.|…)?", re.IGNORECASE
)
PROFILE = re.compile(
    rf"(?:(?:{any_of(words.PROFILE)})(?!\w)|{SEPARATOR})++"
    rf"|(?:{any_of(words.TRAITS)})(?: ?[:：].{{0,80}}|(?: |(?<=[^\W\d]{{4}}))[\d#].{{0,30}})"
    rf"|{NUMBER} ?(?:fans?|followers?|posts?|karma|beiträge|messages|abonnés?|subscribers?|badges?)"
    r"|(?:liked|pinned) by .{1,60}|@[\w.-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
FOOT = re.compile(
    rf"[\s+>»]*+(?:{any_of(words.FEET)})(?!\w)|.{{0,80}}\ball rights reserved"
    r"|←\s*\w.{0,60}$|\w.{0,60}→\s*$"
    r"|\W*(?:seite|page|página|pagina|strona|strana|страница|sida|side|sivu|sayfa):? ?"
    r"\d+ ?(?:von|of|de|z|ze|из|av|di|van|/) ?\d+",
    re.IGNORECASE,
)
HEADING = re.compile(
    rf"[\W\d_]*+(?:[^\W\d_]++[\W\d_]++){{0,4}}(?:{any_of(words.COMMENTS, raw=True)})(?!\w)"
    r"(?:[\W\d_]*+|[\W\d_]++(?:to|on|zu|zum|sur|en|su|op|für|about|geben)\b.*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"[\s(▲▼↑↓⬆⬇👍👎♥❤]*(?P<number>{NUMBER})[\s)%+]*(?P<unit>points?|pts|p|votes?|likes?|upvotes?|people|personen)?\s*",
    re.IGNORECASE,
)
_PICTURE = r"\w*avatar\w*|photo|picture|image|icon|profilbild|profilfoto|foto"
_AVATAR = re.compile(
    rf"^view (?=.{{1,60}}profile$)|^(?:default )?(?:profile |user )?(?:{_PICTURE})"
    r"(?: (?:for|of|von|de|di|van|av))?(?: user)?:? "
    r"|(?:['’]s?)? (?:avatar|profile (?:photo|picture|image)|photo|icon|profile)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\d{1,4}(?:\.\d{1,4})*\s?(?:[-–—:：)]|\.(?!\d))\s?(?=\D)"
    r"|^(?:autor|author|from|von|by|user|name|nick|auteur|autore|gast|guest|автор|بواسطة|投稿者|名前)\s?[:：]\s?"
    r"|^(?:[+-]?\d{1,5} )?#\d{1,6}\s+(?=\S)",
    re.IGNORECASE,
)
_BADGES = re.compile(
    r"(?<=\w)(?:\s*\[[^\]]{1,30}\]?"
    r"|\s*\((?i:not verified|op|mod|admin|author|gast|guest|topic creator|staff|new|homepage|website|url|link)\)|\s+_"
    r"|(?:\s+|(?<=[a-z]))(?:Post author|Author|Autor|Mod|Admin|OP|edited|楼主)"
    r"|\s+(?:Moderator|Administrator|Staff|Verified|Original Poster))+$"
)
_PRESENT = re.compile(r"(?<=\S)\s+(?:is )?(?:offline|online)$", re.IGNORECASE)
_TWICE = re.compile(r"^(\S.{0,39}?) {1,3}\1$")
EDITED = re.compile(rf"\W*(?:\w+ ){{0,3}}(?:{any_of(words.EDITED, raw=True)})\b.*", re.IGNORECASE)
PINGBACK = re.compile(r"(?:pingback|trackback|ping)\b.{0,120}", re.IGNORECASE)
# What a pingback quotes of the page that it stands for.
EXCERPT = re.compile(r"\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]", re.DOTALL)
GONE = re.compile(
    rf".{{0,60}}\b(?:{any_of(words.GONE, raw=True)})\b.{{0,80}}|.{{0,20}}(?:{any_of(words.GONE_UNSPACED)}).{{0,20}}",
    re.IGNORECASE,
)
_BY_WHOM = "(?:by|von|durch|par|por|da|dal|door|av|af|przez|od|автором|модератором)"
_THIS, _GONE = f"(?:{any_of(words.THIS_COMMENT)})", f"(?:{any_of(words.GONE, raw=True)})"
# What a page shows in place of a text: "[deleted]", "deleted by creator", "This comment was removed by a moderator."
PLACEHOLDER = re.compile(
    rf"\W*{_GONE}(?: by [^\W_]+| {_THIS})?\W*|\W*(?:{any_of(words.GONE_UNSPACED)})\W*"
    rf"|{_THIS} (?:{any_of(words.WAS)}) (?:[^\W_]+ ){{0,2}}{_GONE}\b.{{0,80}}"
    rf"|{_THIS} {_GONE}\b(?:\W*|[.:].{{0,80}}|,? ?{_BY_WHOM}\b.{{0,60}})"
    rf"|{_THIS} violate[ds]? (?:our|the|community|its)\b.{{0,80}}",
    re.IGNORECASE,
)
STUB = re.compile(
    rf"[+\W]*(?:{any_of(words.SHOW, raw=True)})\b.{{0,30}}\b(?:{any_of(words.ANSWERS)}).{{0,20}}"
    r"|.{0,20}\b(?:antwort|kommentar|reaktion)\w*\b.{0,40}(?:ausblenden|anzeigen|einblenden)"
    r"|[+\W]*\d+ (?:more |weitere |further )?(?:replies|reply|antworten|antwort|comments?)\W{0,5}"
    r"|(?:showing|displaying|viewing|results|page) [\d,.]+ ?(?:-|–|to|of|/) ?[\d,.]+.{0,40}"
    r"|\d+ (?:trả lời|odpowiedzi|respuestas|ответ\w*|svar)",
    re.IGNORECASE,
)
SAYS = re.compile(
    rf"\s*(?:{any_of(words.SAYS, raw=True)})(?: (?:on|at|am|le|el|il|op))?\s*(?:\.\.\.|…|[:：])?\s*$", re.IGNORECASE
)
# Between author and answered: "Ann replied to Bob".
REPLIED = re.compile(
    r"\s(?:in reply to|replied to|antwortete?(?: auf)?|ha risposto a|a répondu à|(?:le )?respondió a|respondeu a"
    r"|svarade|svarte|odpowiedziała? do|ответила?|в ответ)\s(?!this\b)",
    re.IGNORECASE,
)
_WHAT = r"(?:(?:comments?|commentaire|kommentar|reply|response|answer|post|message)(?: ?#?\d+)?:? ?)?"
_WROTE = rf"{_WHAT}(?:{any_of(words.POSTED, raw=True)})"
BY = re.compile(rf"^(?:{_WROTE}|{_WHAT}) ?(?:by|von|par|por|da|door|av|af|przez|od|от|автор):?\s+", re.IGNORECASE)
# Alone, "da" and "av" begin names.
_BY = re.compile(
    rf"^(?:(?:{_WROTE}|{_WHAT}) ?(?:by|von|par|por|door|przez|от)|(?:reply|response) from"
    rf"|{_WROTE} ?(?:da|av|af|od)):?\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_action(text: str) -> bool:
    """True if a line holds nothing but buttons and counts: "Reply", "ReplyDelete", "2 • Reply • Share ›".

    >>> [is_action(line) for line in ("12Reply", "Antworten", "43 more replies", "I like it", "12")]
    [True, True, True, False, False]
    """
    return len(text) <= 100 and ACTION.fullmatch(text) is not None and any(map(str.isalpha, text))


@lru_cache(maxsize=8192)
def is_placeholder(text: str) -> bool:
    """True if a line is what a page shows in place of a comment that is gone: "(Deleted comment)"."""
    return len(text) <= LONGEST and PLACEHOLDER.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_stub(text: str) -> bool:
    """True if a line stands for comments that are folded away: "43 more replies"."""
    return len(text) <= LONGEST and STUB.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_profile(text: str) -> bool:
    """True if a line says something about a person and names nobody: "Moderator", "Joined: May 2010"."""
    return len(text) <= LONGEST and PROFILE.fullmatch(text) is not None and any(map(str.isalpha, text))


@lru_cache(maxsize=8192)
def is_edit(text: str) -> bool:
    """True if a line says when and by whom a comment was edited."""
    return len(text) <= LONGEST and EDITED.fullmatch(text) is not None and len(find(text)) > 0


def vote(text: str) -> int | None:
    """Return the number a line consists of, None if it is something else.

    >>> vote("848"), vote("1.8k"), vote("12 points"), vote("24:30")
    (848, 1800, 12, None)
    """
    return _voted(text) if len(text) <= 24 else None


@lru_cache(maxsize=8192)
def _voted(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["number"].replace("−", "-").replace("–", "-")
    factor = 1000 if digits[-1] in "kK千" else 1_000_000 if digits[-1] in "mM" else 1
    bare = digits.rstrip("kKmM千 ")
    try:
        return round(float(bare.replace(",", "." if factor > 1 else "")) * factor)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def is_frame(line: str) -> bool:
    """True if a line is the page's: a button, a vote, a badge, a number, a stub for comments that are folded away."""
    return (
        is_action(line)
        or vote(line) is not None
        or is_profile(line)
        or _NUMBERED.fullmatch(line) is not None
        or _COUNTS.fullmatch(line) is not None
        or is_stub(line)
        or RULE.fullmatch(line) is not None
    )


@lru_cache(maxsize=8192)
def mask(text: str) -> str:
    """Return a line with its numbers masked, to tell which lines recur.

    >>> mask("Score: 97 Votes")
    'score: # votes'
    """
    masked, numbers = _DIGITS.subn("#", text.casefold())
    return _SIGN.sub("#", masked) if numbers else masked


@lru_cache(maxsize=8192)
def bare_name(text: str) -> str:
    """Return a name without what pages put around it.

    >>> bare_name("jyen Avatar"), bare_name("Fse says:"), bare_name("– Bill"), bare_name("Comment by Ann [staff]")
    ('jyen', 'Fse', 'Bill', 'Ann')
    """
    if len(text) > LONGEST:
        return text
    name = _AVATAR.sub("", SAYS.sub("", text).strip()).strip()
    name = _BY.sub("", _LABEL.sub("", name)).removeprefix("u/")
    name = _TWICE.sub(r"\1", _PRESENT.sub("", _BADGES.sub("", name))).strip(" \t·•|–—-:：,»›♦▪●\u200d")
    return name or text


@lru_cache(maxsize=8192)
def nameness(text: str) -> float:
    """How much a line looks like a name and nothing else, from 0 to 1.

    >>> [round(nameness(line), 1) for line in ("MA Sullivan", "Reply", "Who cares what he says, really?", "1001")]
    [1.0, 0.0, 0.0, 0.7]
    """
    if not text or len(text) > 70 or FOOT.match(text) or is_action(text) or "://" in text or text.startswith("www."):
        return 0.0
    if is_profile(text) or HEADING.fullmatch(text) or _ADDRESS.search(text):
        return 0.05
    if _COUNTS.fullmatch(text) or _LATER.fullmatch(text):
        return 0.05
    name = REPLIED.split(bare_name(text))[0]
    words = name.split()
    if not words:
        return 0.0
    score = 1.0 - 0.12 * max(0, len(words) - 3) - 0.25 * (len(name) > 40)
    if SENTENCE_END.search(name):
        score -= 0.15 * len(words)
    if re.search(r"[^\s:]: \S|\d\.\d", name):
        score -= 0.5
    if not any(map(str.isalpha, name)):
        score -= 0.3 if len(name) > 2 and any(map(str.isdigit, name)) else 0.6
    if len(words) > 2 and name[0].islower():
        score -= 0.1 * len(words)
    if SAYS.search(text):
        score += 0.5
    if _COUNTED.fullmatch(name):
        score -= 0.6
    return min(1.0, max(0.0, score))


def forget() -> None:
    """Forget the lines that were looked at: each would keep the block of memory that it lies in."""
    for known in (is_action, is_placeholder, is_stub, is_profile, is_edit, _voted, is_frame, mask, bare_name, nameness):
        known.cache_clear()
