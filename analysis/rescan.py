"""Known names that the model missed, found by reading the texts of a thread again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from analysis.gazetteer import known
from analysis.linking import alike, shortened
from analysis.naming import Form, Mention, key

FIRES = 0.3  # share of the occurrences of a name that the model has to find, for the others to count
WORD = re.compile(r"\w+")
GLUED_BEFORE, GLUED_AFTER = set("@/\\_"), set("/\\_@")  # an address, a path, another's name
AFFIX = re.compile(r"(?:anti|pro|non|ex|pre|post|neo|un|mid|trans|pan|all|half|semi|self|co)\Z", re.IGNORECASE)
OFTEN = 5  # mentions, from which a name may be written small without the article's having it
LONG = 7  # letters of a name, from which a word near to it is taken for it
CAPITAL = re.compile(rf"(?<![\w.])(?=[^\W\d_a-z])\w{{{LONG},}}")
HYPHENED = re.compile(r"([^\W\d_]+)-\Z")


def again(
    texts: Mapping[int, str],
    mentions: Sequence[Mention],
    found: Mapping[str, Form],
    articles: set[int],
    *,
    by: str = "rescan",
    guarded: bool = True,
) -> list[Mention]:
    """Occurrences of found names that no mention covers, for names that the article has or the model often finds.

    A name in small letters counts if the article has it or the model often found it, and the thread writes it so in
    less than half of all cases.
    """
    first: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for name, form in found.items():
        words = WORD.findall(name)
        if words and not (guarded and form.usual.islower()):
            first[words[0]].append((words, name))
    for candidates in first.values():
        candidates.sort(key=lambda candidate: -len(candidate[0]))  # the longest name that fits
    covered: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        covered[mention.text].append(mention)
    missed: dict[str, list[Mention]] = defaultdict(list)
    small: Counter = Counter()
    for number, text in texts.items():
        taken = sorted((mention.start, mention.end) for mention in covered[number])
        for start, end, name in _occurrences(text, first):
            while taken and taken[0][1] <= start:
                taken.pop(0)
            if taken and taken[0][0] < end:
                continue
            form, written = found[name], text[start:end]
            if start and text[start - 1] in GLUED_BEFORE and not (text[start - 1] == "@" and form.in_article):
                continue
            if written.islower() and not form.usual.islower():
                small[name] += 1
            elif not _as_written(written, form):
                continue
            missed[name].append(Mention(number, start, end, written, None, by))
    kept = []
    for name, more in missed.items():
        form = found[name]
        large = form.count + len(more) - small[name]
        if guarded and not form.in_article and form.count < FIRES * large:
            continue
        if not form.count and small[name] >= large:  # a surname that nobody was found to use alone, and a word
            continue
        name_too = form.in_article or form.count >= OFTEN
        simple = len(name) > 3 and (" " not in name or form.labels["PERSON"])
        small_too = guarded and (known(name.lower()) or (name_too and simple and small[name] < large))
        small_too = small_too or form.usual.islower()
        kept += [one for one in more if small_too or not one.name.islower()]
    return kept


def misspelt(texts: Mapping[int, str], mentions: Sequence[Mention], found: Mapping[str, Form]) -> list[Mention]:
    """Words with a capital, never written without it, that no mention covers and that are near to a person's name."""
    near: dict[str, list[str]] = defaultdict(list)
    for name, form in found.items():
        if len(name) >= LONG and " " not in name and form.labels["PERSON"]:
            for shorter in shortened(name):
                near[shorter].append(name)
    if not near:
        return []
    small = written_small(texts.values())
    covered = defaultdict(list)
    for one in mentions:
        covered[one.text].append((one.start, one.end))

    @cache
    def slip(word: str) -> bool:
        """Whether a word is a slip of the pen for a name."""
        if word in small or word in found or known(word):
            return False
        return any(alike(word, other) for shorter in shortened(word) for other in near.get(shorter, ()))

    more = []
    for number, text in texts.items():
        for match in CAPITAL.finditer(text):
            start, end = match.span()
            if not slip(match[0].casefold()) or any(a < end and start < b for a, b in covered[number]):
                continue
            if text[max(0, start - 1) : start] not in GLUED_BEFORE and text[end : end + 1] not in GLUED_AFTER:
                more.append(Mention(number, start, end, match[0], None, "rescan"))
    return more


def written_small(texts: Iterable[str]) -> Counter:
    """Words that texts write in small letters, and how often.

    >>> written_small(["Will he? I will, will."])
    Counter({'will': 2, 'he': 1})
    """
    return Counter(word for text in texts for word in WORD.findall(text) if word.islower())


def is_word(form: Form, small: Mapping[str, int]) -> bool:
    """Whether what was found is a word, always written small, which the model takes for a name now and then."""
    name = form.usual
    return name.islower() and " " not in name and form.count < FIRES * small.get(name, 0) and not known(name)


def _occurrences(text: str, first: Mapping[str, list[tuple[list[str], str]]]) -> Iterator[tuple[int, int, str]]:
    """Where known names stand in a text, none inside another."""
    words = [(match.start(), match.end(), match[0].casefold()) for match in WORD.finditer(text)]
    place = 0
    while place < len(words):
        for wanted, name in first.get(words[place][2], ()):
            last = place + len(wanted) - 1
            if last < len(words) and [word for _, _, word in words[place : last + 1]] == wanted:
                start, end = words[place][0], words[last][1]
                if name.endswith(".") and text[end : end + 1] == ".":
                    end += 1
                if key(text[start:end]) == name:
                    glued = HYPHENED.search(text, max(0, start - 30), start)
                    if glued and glued[1][0].isupper() and not AFFIX.match(glued[1]):
                        start = glued.start()
                    if end == len(text) or text[end] not in GLUED_AFTER:
                        yield start, end, name
                    place = last
                    break
        place += 1


def _as_written(written: str, form: Form) -> bool:
    """Whether a name stands there as it is spelt elsewhere in the thread, or in capitals."""
    last = written.rsplit("-", 1)[-1]
    return any(" ".join(one.split()) in form.spellings or (one.isupper() and len(one) > 2) for one in (written, last))
