"""Known names that the model missed, found by reading the texts of a thread again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from analysis.gazetteer import known
from analysis.naming import Form, Mention, key

FIRES = 0.3  # share of the occurrences of a name that the model has to find, for the others to count
WORD = re.compile(r"\w+")
GLUED_BEFORE, GLUED_AFTER = set("@/\\_"), set("/\\_@")  # an address, a path, another's name
AFFIX = re.compile(r"(?:anti|pro|non|ex|pre|post|neo|un|mid|trans|pan|all|half|semi|self|co)\Z", re.IGNORECASE)
HYPHENED = re.compile(r"([^\W\d_]+)-\Z")


def again(
    texts: Mapping[int, str], mentions: Sequence[Mention], found: Mapping[str, Form], articles: set[int],
    *, by: str = "rescan", guarded: bool = True,
) -> list[Mention]:
    """Occurrences of found names that no mention covers, for names that the article has or the model often finds.

    A name in small letters counts if the article has it and the thread writes it so in less than half of all cases.
    """
    first: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for name in found:
        words = WORD.findall(name)
        if words:
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
        words_too = not guarded or (form.in_article and 2 * small[name] < large + small[name]) or _known_small(name)
        kept += [one for one in more if words_too or not one.name.islower() or form.usual.islower()]
    return kept


def _occurrences(text: str, first: Mapping[str, list[tuple[list[str], str]]]) -> Iterator[tuple[int, int, str]]:
    """Where known names stand in a text, none inside another."""
    words = [(match.start(), match.end(), match[0].casefold()) for match in WORD.finditer(text)]
    place = 0
    while place < len(words):
        for wanted, name in first.get(words[place][2], ()):
            last = place + len(wanted) - 1
            if last < len(words) and [word for _, _, word in words[place : last + 1]] == wanted:
                start, end = words[place][0], words[last][1]
                if key(text[start:end]) == name.rstrip("."):
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
    return any(
        " ".join(one.split()) in form.spellings or (one.isupper() and len(one) > 2) for one in (written, last)
    )


def _known_small(name: str) -> bool:
    return known(name.lower()) is not None
