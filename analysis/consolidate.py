"""The steps of `analysis.entities.find` in their order: from what a model found in one thread to entities."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from analysis import linking, naming, rescan
from analysis.aliases import LABELS, Aliases
from analysis.gazetteer import known
from analysis.naming import Form, Mention, key

# The last makes names of several threads one: `analysis.entities.find` does it, where they are together.
STEPS = ("clean", "gazetteer", "rescan", "fuzzy", "link", "vote", "spelling")
BETWEEN = re.compile(r",\s+(?![JS]r\b|I)|\s+(?:v|vs|versus)\b\.?\s+")  # two persons


class Text(NamedTuple):
    """An article, which has no comment, or a comment; and the model that reads it."""

    thread: str
    comment: str | None
    text: str
    model: str | None
    author: str | None = None


def consolidate(
    texts: Mapping[int, Text], found: Sequence[Sequence[Mention]], told: Aliases, steps: Collection[str]
) -> list[tuple]:
    """Rows of the table of mentions of one thread, in the order of the texts.

    Parameters
    ----------
    texts : dict of int to Text
        By their numbers.
    found : sequence
        What the model found in each text, by its number.
    told : Aliases
        What the user knows.
    steps : list of str
        Of `STEPS`; those that are not in it are left out.
    """
    articles = {number for number, text in texts.items() if text.comment is None}
    mentions = [one for number in texts for one in found[number] if one.label in LABELS]
    if "clean" in steps:
        mentions = [one for mention in mentions for one in _cleaned(mention)]
        small = rescan.written_small(text.text for text in texts.values())
        mentions = [one for one in mentions if not _within_word(texts[one.text].text, one)]
        forms = naming.forms(mentions, articles)
        mentions = [one for one in mentions if not rescan.is_word(forms[key(one.name)], small)]
        mentions = naming.trim(mentions, forms, small)
    mentions = [one for one in mentions if key(one.name) and key(one.name) not in told.stop]
    by_article = {key(one.name) for one in mentions if one.text in articles}
    mentions = [one for one in mentions if key(one.name) in by_article or not _addressed(texts[one.text].text, one)]
    mentions += _again(texts, mentions, articles, told, steps)
    mentions.sort(key=lambda one: (one.text, one.start))
    forms = naming.forms(mentions, articles)
    authors = {key(text.author).split(" ")[0] for text in texts.values() if text.author}
    entity, by_link = _entities(forms, authors, told, steps)
    heard = {entity[name] for name, form in forms.items() if form.labels}
    mentions = [one for one in mentions if one.found_by != "rescan" or entity[key(one.name)] in heard]
    labels = _labels(mentions, entity, by_link, told, steps)
    rows = []
    for one in mentions:
        name = entity[key(one.name)]
        label, by = labels[name] if name in labels else (one.label or "MISC", "model")
        text = texts[one.text]
        rows.append((text.thread, text.comment, one.start, one.end, one.name, label, name, one.found_by, one.label, by))
    return rows


def _cleaned(mention: Mention) -> list[Mention]:
    """The names in what was marked as one: of persons several, as in Lee v Roe."""
    pieces, place = [], 0
    if mention.label == "PERSON":
        for match in BETWEEN.finditer(mention.name):
            pieces.append((place, match.start()))
            place = match.end()
    cleaned = []
    for first, last in [*pieces, (place, len(mention.name))]:
        start, end = naming.clean(mention.name[first:last], mention.label)
        if start < end:
            name, at = mention.name[first + start : first + end], mention.start + first + start
            cleaned.append(mention._replace(name=name, start=at, end=at + len(name)))
    return cleaned


def _within_word(text: str, mention: Mention) -> bool:
    """Whether it starts inside a word, as n't does."""
    before = text[mention.start - 1] if mention.start else " "
    return before.isalnum() and text[mention.start].isalnum()


def _addressed(text: str, mention: Mention) -> bool:
    """Whether it is the name of a participant: @name, u/name."""
    before = text[max(0, mention.start - 2) : mention.start]
    return before.endswith(("@", "u/")) or "@" in text[mention.start : mention.end]


def _again(
    texts: Mapping[int, Text], mentions: list[Mention], articles: set[int], told: Aliases, steps: Collection[str]
) -> list[Mention]:
    """Names that the model missed: those of the user, and those it found elsewhere."""
    whole = {number: text.text for number, text in texts.items()}
    more: list[Mention] = []
    if told.names:
        # One given in small letters counts in any case.
        wanted = {
            name: Form(Counter([spelt, spelt, spelt.title() if spelt.islower() else spelt]))
            for name, spelt in told.spelt.items()
        }
        more += rescan.again(whole, mentions, wanted, articles, by="alias", guarded=False)
    if "rescan" in steps:
        forms = naming.forms(mentions + more, articles)
        more += rescan.again(whole, mentions + more, forms | linking.surnames(forms), articles)
        if "fuzzy" in steps:
            more += rescan.misspelt(whole, mentions + more, naming.forms(mentions + more, articles))
    return [one for one in more if key(one.name) not in told.stop]


def _entities(
    forms: Mapping[str, Form], authors: set[str], told: Aliases, steps: Collection[str]
) -> tuple[dict[str, str], set[str]]:
    """The entity of each spelling, and the entities whose surnames were linked to a full name."""
    near = linking.fuzzy(forms) if "fuzzy" in steps else {}
    right = {name: form for name, form in forms.items() if name not in near}
    full = linking.link(right, authors) if "link" in steps else {}
    entity, linked = {}, set()
    for name in forms:
        one = near.get(name, name)
        short = full.get(one)
        one = short or one
        place = known(forms[one].usual) if "gazetteer" in steps else None
        canonical = place.name if place and place.sure else forms[one].usual
        canonical = told.names.get(name) or told.names.get(one) or canonical
        entity[name] = canonical
        if short:
            linked.add(canonical)
    return entity, linked


def _labels(
    mentions: list[Mention], entity: Mapping[str, str], linked: set[str], told: Aliases, steps: Collection[str]
) -> dict[str, tuple[str, str]]:
    """Label of each entity, and what settled it; nothing for those whose mentions keep their own."""
    votes: dict[str, Counter] = defaultdict(Counter)
    for one in mentions:
        votes[entity[key(one.name)]][one.label] += one.label is not None
    labels = {}
    for name, cast in votes.items():
        place = known(name)
        cast = +cast
        if key(name) in told.labels:
            labels[name] = (told.labels[key(name)], "alias")
        elif "gazetteer" in steps and place and place.sure:
            labels[name] = (place.label, "gazetteer")
        elif name in linked and "vote" in steps:
            labels[name] = ("PERSON", "link")
        elif "vote" in steps and cast:
            labels[name] = (naming.vote(cast, place_known=place is not None)[0], "vote")
    return labels
