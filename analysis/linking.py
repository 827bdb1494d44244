"""Which spellings in a thread are one entity: short names by full ones, misspelt ones by those they are near to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz.distance import OSA

from analysis.gazetteer import known
from analysis.naming import PLACES, Form, is_person

OFTEN = 5  # mentions, from which what was seen once in comments cannot be what they stand for
PARTICLES = set("af al av bin da das de del della den der di do dos du el ibn la le los ten ter van von y zu".split())


def link(found: Mapping[str, Form], authors: Collection[str] = ()) -> dict[str, str]:
    """Short names by the full name of a person they stand for; the article's full names go before others.

    What ends one longer name stands for it: Macron for Emmanuel Macron, but not Ukraine for Security Service of
    Ukraine. Of several the one that the thread names three times as often is meant. So does a first name that is used
    more than the surname, if nobody who writes in the thread is called so, and a nickname before a hyphen:
    Pesky-Peskov.
    """
    full = [name for name, form in found.items() if is_person(form) and _is_full(name, found)]
    ended = {end for name in full for end in _ends(name)}
    full = [name for name in full if name not in ended]  # von Ahn, where there is an Ursula von Ahn
    linked = _one_person(full, found)
    weight: dict[str, tuple[int, int]] = {}  # of a person: in the article, in all
    for name in full:
        one, form = linked.get(name, name), found[name]
        in_article, count = weight.get(one, (0, 0))
        weight[one] = (in_article + form.in_article, count + form.count)
    ends: dict[str, set[str]] = defaultdict(set)
    begins: dict[str, set[str]] = defaultdict(set)
    for name in full:
        for end in _ends(name):
            ends[end].add(linked.get(name, name))
        begins[_parts(name)[0]].add(linked.get(name, name))
    for short, names in ends.items():
        meant = _meant(names, weight)
        if short in found and meant:
            linked[short] = meant
    for short, names in begins.items():
        meant = _meant(names, weight)
        if short in found and short not in linked and meant and short not in authors:
            surname = found.get(_parts(meant)[-1])
            if found[short].count > max(2, surname.count if surname else 0) and not _is_place(short, found[short]):
                linked[short] = meant
    for name in found:
        nickname, _, rest = name.rpartition("-")
        if nickname and name not in linked and rest in found and (rest in linked or is_person(found[rest])):
            linked[name] = linked.get(rest, rest)
    return linked


def surnames(found: Mapping[str, Form]) -> dict[str, Form]:
    """Surnames of the article's persons that nobody was found to use alone: they are names where they stand."""
    alone = {}
    for name, form in found.items():
        last = _parts(name)[-1]
        if form.in_article and len(_parts(name)) > 1 and len(last) > 3 and is_person(form) and last not in found:
            spelt = _parts(form.usual)[-1]
            alone[last] = Form(Counter({spelt: 0}), Counter(PERSON=0), form.in_article)
    return alone


def _is_full(name: str, found: Mapping[str, Form]) -> bool:
    """Whether a person's name is a full one: words with capitals, and more than once or in the article.

    Seen once in the comments it may be two names side by side, or a word before a name, as soon as what it would stand
    for is frequent.
    """
    form, words = found[name], name.split()
    written = form.usual.split()
    if len(words) < 2 or any(word.islower() and word not in PARTICLES for word in written):
        return False
    shouted = [word.isupper() and len(word) > 2 for word in written]
    if form.count > 1:
        return True
    if shouted[0] and not all(shouted):
        return False
    alone = [found[word].count if word in found else 0 for word in (words[0], words[-1])]
    return form.in_article > 0 or max(alone) < OFTEN and min(alone) < 2


def _ends(name: str) -> list[str]:
    """What a full name ends in, the surname last.

    >>> _ends("ursula von ahn")
    ['von ahn', 'ahn']
    """
    parts = _parts(name)
    return [" ".join(parts[place:]) for place in range(1, len(parts))]


def _is_place(name: str, form: Form) -> bool:
    """Whether a name is a town's or a country's more than a person's, such as Paris."""
    places = sum(form.labels[label] for label in PLACES)
    return known(name) is not None or 2 * places > form.labels.total()


def _parts(name: str) -> list[str]:
    """Words of a person's name, without Jr. and the like."""
    parts = name.split()
    return parts[:-1] if len(parts) > 2 and parts[-1].casefold().strip(".") in {"jr", "sr", "ii", "iii"} else parts


def _one_person(full: Iterable[str], found: Mapping[str, Form]) -> dict[str, str]:
    """Full names with a middle name or initials by those of the same person without."""
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in full:
        parts = _parts(name)
        same[parts[0], parts[-1]].append(name)
    merged: dict[str, str] = {}
    for names in same.values():
        best = max(names, key=lambda name: (found[name].in_article > 0, found[name].count, -len(name)))
        merged |= {name: best for name in names if name != best}
    return merged


def _meant(names: Collection[str], weight: Mapping[str, tuple[int, int]]) -> str | None:
    """Which of several full names is meant by what they share; None if that cannot be told."""
    ranked = sorted(names, key=lambda name: (-weight[name][0], -weight[name][1], name))
    if len(ranked) == 1:
        return ranked[0]
    (in_article, count), (other_in_article, other) = weight[ranked[0]], weight[ranked[1]]
    return ranked[0] if in_article and not other_in_article or count >= 3 * other else None


def fuzzy(found: Mapping[str, Form]) -> dict[str, str]:
    """Misspelt names by the one that they are near to, which is three times as frequent or in the article.

    Word by word, near is a letter too many, too few or two swapped, from 5 letters on; from 7 on also another letter,
    and with the same initial two such errors (optimal string alignment). Spellings that sound alike, such
    as -y, -i and -yy or ll and l, are one name however frequent, and so is the plural of what is no person. Names that
    the gazetteer knows are right as they are, and so are two that the article both has.
    """
    ranked = sorted(found, key=lambda name: (-found[name].in_article, -found[name].count, name))
    near: dict[str, list[str]] = defaultdict(list)
    merged: dict[str, str] = {}
    for name in ranked:  # the better known a name, the sooner it is there for others to be near to
        last, form = name.rsplit(" ", 1)[-1], found[name]
        if len(last) < 5 or any(map(str.isdigit, name)):
            continue
        shorter = shortened(last)
        if not known(name):
            others = dict.fromkeys(other for part in shorter for other in near.get(part, ()))
            for other in sorted(others, key=lambda other: (-found[other].in_article, -found[other].count, other)):
                better, place = found[other], known(other)
                if form.in_article and better.in_article or place and place.label == "NORP":
                    continue
                rare = 3 * form.count <= better.count or better.in_article > form.count
                one = (
                    sound(name) == sound(other)
                    or (name + "s" == other or name == other + "s")
                    and not (is_person(form) and is_person(better))
                )
                if alike(name, other) and (rare or one):
                    merged[name] = other
                    break
        if name not in merged:
            for part in shorter:
                near[part].append(name)
    return merged


def alike(name: str, other: str) -> bool:
    """Whether two names differ by what may be a slip.

    >>> alike("cameron", "camreon"), alike("obama", "osama"), alike("ann lee", "an lee")
    (True, False, False)
    """
    words, others = name.split(), other.split()
    return len(words) == len(others) and all(map(_near, words, others))


def sound(name: str) -> str:
    """A name without what transcriptions differ in: letters doubled or not, and -y, -i, -iy, -yy.

    >>> sound("dmitriy") == sound("dmitri"), sound("mohammed") == sound("mohamed")
    (True, True)
    """
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[iyj]+", "y", name))


def _near(word: str, other: str) -> bool:
    if word == other:
        return True
    shorter = min(len(word), len(other))
    if shorter < 5:
        return False
    if shorter < 7:
        return OSA.distance(word, other) == 1 and (len(word) != len(other) or sorted(word) == sorted(other))
    most = 2 if word[0] == other[0] else 1
    return OSA.distance(word, other, score_cutoff=most) <= most


def shortened(word: str) -> set[str]:
    """A word and what is left of it without one letter, or without two from 7 letters on: alike ones share one."""
    once = {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
    if len(word) < 7:
        return once
    return once | {one[:i] + one[i + 1 :] for one in once for i in range(len(one))}
