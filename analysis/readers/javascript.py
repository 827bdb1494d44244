"""Source code in JavaScript or TypeScript that holds data: the first literal of a module that is an export.

Fixtures and pages keep an answer of an interface as `export const discussion = {...}` or `json({...})`. A literal is
read as JSON once its names are quoted, its strings have double quotes, and comments and commas before a closing
bracket are gone. What has to be run to be known - names of variables, templates, calls, `...` - cannot be read, and
ends it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from analysis.readers.values import loaded

STARTS = re.compile(
    r"\s*+(?:(?://[^\n]*+|/\*(?:(?!\*/).){0,2000}+\*/)\s*+)*+"  # possessive: comments are divided in one way only
    r"(?:import\b|export\b|const\b|let\b|var\b|module\.exports\b|window\.|[\"']use strict)",
    re.DOTALL,
)
LITERALS = 50  # beginnings that are tried
_BEGIN = re.compile(r"(?:=|\(|\bdefault)\s*(?=[\[{])")
_TOKEN = re.compile(
    r"(?P<space>\s+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<mark>[{}\[\],:])",
    re.DOTALL,
)
_CONSTANTS = {"true": "true", "false": "false", "null": "null", "undefined": "null", "NaN": "null"}
_ESCAPE = re.compile(r"\\(u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}


def literals(source: str) -> Iterator[Any]:
    """The values of the literals of a module that can be read without running it, in its order.

    >>> list(literals("export const thread: Thread = { id: 1, by: 'Ann', };"))
    [{'id': 1, 'by': 'Ann'}]
    """
    place = 0
    for _ in range(LITERALS):
        begin = _BEGIN.search(source, place)
        if begin is None:
            return
        written, place = _json(source, begin.end())
        if written is not None:
            try:
                yield loaded(written)
            except (ValueError, RecursionError):
                pass


def _json(source: str, start: int) -> tuple[str | None, int]:
    """Return a literal as JSON, None if it is no mere literal, and where it ends."""
    out: list[str] = []
    depth, place = 0, start
    while token := _TOKEN.match(source, place):
        place, kind, said = token.end(), token.lastgroup, token[0]
        if kind == "space":
            continue
        if kind == "string":
            said = json.dumps(_ESCAPE.sub(_unescaped, said[1:-1]))
        elif kind == "number":
            fraction, digits = "." in said or "e" in said.lower(), said.lstrip("+-").lstrip("0") or "0"
            said = json.dumps(float(said)) if fraction else "-" * said.startswith("-") + digits
        elif kind == "name":
            if source[place : place + 20].lstrip().startswith(":"):
                said = json.dumps(said)
            elif said in _CONSTANTS:
                said = _CONSTANTS[said]
            else:
                return None, place
        elif said in "}]" and out[-1] == ",":
            out.pop()
        out.append(said)
        depth += (said in ("{", "[")) - (said in ("}", "]"))
        if depth == 0:
            return " ".join(out), place
    return None, max(place, start + 1)


def _unescaped(match: re.Match) -> str:
    said = match[1]
    if said[0] in "ux" and len(said) > 1:
        code = int(said[1:].strip("{}"), 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _ESCAPED.get(said, said)
