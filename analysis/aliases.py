"""What the user knows about names: a small TOML file with aliases, labels and words that are no names."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.errors import InputError
from analysis.files import opened
from analysis.naming import key

LABELS = ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "MISC"]
TABLES = {"aliases": "other names of a name", "labels": "labels of names"}
EXAMPLE = 'such as [aliases] "Full Name" = ["Nickname"]'


class Aliases(NamedTuple):
    """What a file of aliases says, by the keys of names."""

    names: Mapping[str, str] = {}  # the key of a spelling: the name it stands for
    labels: Mapping[str, str] = {}  # the key of a name: its label
    stop: frozenset[str] = frozenset()  # keys of what is no name
    spelt: Mapping[str, str] = {}  # the key of a spelling: as it was given


def read(path: str | os.PathLike) -> Aliases:
    """Read a file of aliases.

    Raises
    ------
    InputError
        If it cannot be read, is no TOML, or says something else than it may.
    """
    with opened(path) as stream:
        try:
            told = tomllib.loads(stream.read().decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: is no TOML file ({error})") from None
    return check(told, str(path))


def check(told: Mapping[str, Any], source: str = "aliases") -> Aliases:
    """Return what a file of aliases says, if that is possible.

    Parameters
    ----------
    told : dict
        `stop`, a list of what is no name; `aliases`, the other names of each name; `labels`, the label of each name.
    source : str
        What to call it in errors.

    Raises
    ------
    InputError
        If something else is in it, a label is none, or a name stands for two.

    Examples
    --------
    >>> check({"stop": ["Lol"], "aliases": {"Ann Lee": ["Annie"]}}).names
    {'ann lee': 'Ann Lee', 'annie': 'Ann Lee'}
    >>> check({"labels": {"Ann Lee": "HUMAN"}})
    Traceback (most recent call last):
    analysis.errors.InputError: aliases: the label of 'Ann Lee' is 'HUMAN'; use one of PERSON, NORP, FAC, ORG, GPE, LOC,
    PRODUCT, EVENT, WORK_OF_ART, LAW, MISC
    """
    strange = sorted(set(told) - {"stop", *TABLES})
    if strange:
        raise InputError(f"{source}: knows no {strange[0]!r}; use stop, [aliases] and [labels]")
    for name, holds in TABLES.items():
        if not isinstance(told.get(name, {}), Mapping):
            raise InputError(f"{source}: {name} has to be a table of {holds}, {EXAMPLE}")
    names: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for name, others in told.get("aliases", {}).items():
        for other in [name, *_names(others, f"{source}: the aliases of {name!r}")]:
            if names.setdefault(key(other), name) != name:
                raise InputError(f"{source}: {other!r} stands for {names[key(other)]!r} and for {name!r}; choose one")
            if not key(other):
                raise InputError(f"{source}: an alias of {name!r} is empty; leave it out")
            spelt.setdefault(key(other), other)
    for name, label in told.get("labels", {}).items():
        if label not in LABELS:
            raise InputError(f"{source}: the label of {name!r} is {label!r}; use one of {', '.join(LABELS)}")
    stop = frozenset(map(key, _names(told.get("stop", []), f"{source}: stop")))
    labels = {key(names.get(key(name), name)): label for name, label in told.get("labels", {}).items()}
    return Aliases(names, labels, stop, spelt)


def draft(mentions: pd.DataFrame, counts: pd.DataFrame) -> str:
    """Write a first draft of a file of aliases: what was taken for one, and what is doubtful, to be put right by hand.

    Parameters
    ----------
    mentions, counts : DataFrame
        From `analysis.entities.find` and `count`.
    """
    named = mentions.assign(spelt=mentions["text"].str.split().str.join(" "))
    lines = ["# What is one name, what kind of thing it is, and what is none. Change it and give it to --aliases.", ""]
    lines += ["stop = []  # words that are no names", "", "[aliases]"]
    for entity, spelt in named.groupby("entity", sort=False)["spelt"]:
        others = [name for name in dict.fromkeys(spelt) if name != entity]
        if others:
            lines.append(f"{_quoted(str(entity))} = [{', '.join(map(_quoted, others))}]")
    lines += ["", "[labels]"]
    for entity, label, check in counts[["entity", "label", "check"]].itertuples(index=False):
        if isinstance(check, str):
            lines.append(f"# {_quoted(entity)} = {_quoted(label)}  # {check}")
    return "\n".join(lines) + "\n"


def _names(told: Any, what: str) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(name, str) for name in told):
        raise InputError(f"{what} have to be a list of names, such as ['Annie', 'A. Lee']; found {told!r:.40}")
    return told


def _quoted(text: str) -> str:
    """A string of TOML; JSON's escapes are valid there."""
    import orjson

    return orjson.dumps(text.encode("utf-8", "replace").decode()).decode().replace("\x7f", "\\u007f")
