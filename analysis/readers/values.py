"""What a field of a source may hold, and what it is to us: odd values are none, and only `loaded` ever raises."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from analysis.thread import count

LARGEST = 2**63 - 1
SECONDS = 1e8  # in 1973; less are no seconds since 1970 but days, years and the like
MILLISECONDS = 1e11  # seconds would be the year 5138, milliseconds 1973; then come microseconds and nanoseconds
NEVER = 1e19
NOBODY = {"", "0", "-1", "nan", "none", "null", "root", "~"}  # what stands for no parent
NO = {"", "0", "false", "f", "no", "nan", "none", "null"}
PERSON = ("name", "displayName", "display_name", "username", "userName", "login", "id")  # where a user has a name
_VOTES = re.compile(r"\s*([+-]?)(\d+(?:[.,]\d+)*)\s*([KMkm]?)\s*")
_SECONDS = re.compile(r"\s*\d{9,19}(?:\.\d+)?\s*")
_DAY = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_LONE = re.compile(  # half of a character that takes two: texts cut in the middle of an emoji
    rb"\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}"
)
ODD = re.compile(rb"NaN|Infinity|" + _LONE.pattern)  # what only `loaded` reads
DIGITS = 4000  # of a whole number; Python makes none of more than 4300
_WORD = re.compile(r"[^\s./]+")
_TIMES = {"": 1, "k": 1e3, "m": 1e6}


def loaded(raw: bytes | str) -> Any:
    r"""What JSON says, also with NaN, half of an emoji, line ends in texts, or a number of any length, then a text.

    Raises ValueError if it is broken, RecursionError if it nests too deep.

    >>> loaded('{"id": 1, "text": "so \\ud83d"}')
    {'id': 1, 'text': 'so \ufffd'}
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raw = raw.encode("utf-8", "replace") if isinstance(raw, str) else raw
        whole = _LONE.sub(rb"\\ufffd", raw)
    return json.loads(whole, strict=False, parse_int=lambda said: int(said) if len(said) < DIGITS else said)


def text(value: Any) -> str | None:
    """A text, or a number as one; None if it is empty or anything else.

    >>> text("Ann"), text(7), text(" "), text(None), text(float("nan")), text(["Ann"])
    ('Ann', '7', None, None, None, None)
    >>> text(Decimal("12.000")), text(Decimal("nan")), text(UUID(int=7))
    ('12', None, '00000000-0000-0000-0000-000000000007')
    """
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, Decimal | UUID):  # from databases
        return None if value != value else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    return str(value)


def column(records: Sequence[Mapping], key: str, read: Callable[[Any], Any]) -> list:
    """What a function makes of a field of each record.

    Ids and names are nearly all words that `text`, `name` and `identity` leave as they are, and one look at all of them
    together tells so: `read` has to leave those too, and is not asked.

    >>> column([{"id": "ab"}, {"id": "cd"}], "id", identity), column([{"id": "ab"}, {"id": 7}, {}], "id", identity)
    (['ab', 'cd'], ['ab', '7', None])
    """
    found: list[Any] = [record.get(key) for record in records]
    words = {*map(type, found)} == {str} and all(found) and _WORD.fullmatch("".join(found))
    return found if words else list(map(read, found))


def name(value: Any) -> str | None:
    """Who somebody is: a name, or what an object of a user says.

    >>> name({"id": 7, "username": "ann"}), name(" Ann "), name({"name": ""})
    ('ann', 'Ann', None)
    """
    if type(value) is str:  # nearly always, and much cheaper to ask than whether it is a mapping
        return value.strip() or None
    if isinstance(value, Mapping):
        value = next((value[key] for key in PERSON if text(value.get(key))), None)
    known = text(value)
    return known and known.strip()


def identity(value: Any) -> str | None:
    """An id as text; one that was made a number with a fraction is whole again.

    >>> identity(12), identity("12.0"), identity(12.0), identity(" t1_x "), identity("")
    ('12', '12', '12', 't1_x', None)
    """
    known = text(value)
    if known is None:
        return None
    known = known.strip()
    return known[:-2] if known.endswith(".0") and known[:-2].isdigit() else known


def parent(value: Any) -> str | None:
    """The id of what is answered; None for what stands for nobody, such as 0, "root" or "null".

    >>> parent(0), parent("root"), parent("c7")
    (None, None, 'c7')
    """
    known = identity(value)
    return None if known is None or known.casefold() in NOBODY else known


def number(value: Any) -> int | None:
    """Votes as a number: 12, 12.0, "12", "1,204", "3.8K"; three digits after a comma or a point are thousands.

    >>> number(12), number("1,204"), number("1.204"), number("3.8K"), number("3,8 k"), number("-3"), number("many")
    (12, 1204, 1204, 3800, 3800, -3, None)
    """
    if type(value) is int:
        return value if -LARGEST <= value <= LARGEST else None
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return round(value) if -LARGEST < value < LARGEST else None
    match = _VOTES.fullmatch(value) if isinstance(value, str) and len(value) < 30 else None
    if match is None:
        return None
    sign, digits, times = match.groups()
    groups, marks = re.split("[.,]", digits), set(re.findall("[.,]", digits))
    alone = len(groups) == 2 and (times or groups[0][0] == "0" or len(groups[0]) > 3)  # 1.204K, 0.125, 1204.125
    fraction = groups.pop() if alone or len(marks) == 2 or len(groups[-1]) != 3 and marks else "0"
    return number(round(float(f"{sign}{''.join(groups)}.{fraction}") * _TIMES[times.lower()]))


def moment(value: Any) -> float | str | None:
    """A time as `records.Comment` wants it: seconds since 1970, also from milliseconds and digits, or as written.

    Numbers too small for seconds (before 1973) are as written too: the day 20240503, or nothing that can be told, as
    a year or the day of a spreadsheet.

    >>> moment(1400000000), moment("1400000000"), moment(1400000000000), moment("2 days ago"), moment(None)
    (1400000000, 1400000000.0, 1400000000.0, '2 days ago', None)
    >>> moment(20240503), moment("20240503"), moment(2024), moment(45415.5)
    ('2024-05-03', '2024-05-03', '2024', '45415.5')
    """
    if type(value) is int and SECONDS <= value < MILLISECONDS:
        return value
    if isinstance(value, Decimal):
        value = float(value)
    if hasattr(value, "isoformat"):
        return value.isoformat() if value == value else None
    if isinstance(value, str) and _SECONDS.fullmatch(value):
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not 0 < value < NEVER:
            return None
        while value >= MILLISECONDS:
            value = value / 1000
        if value >= SECONDS:
            return value
    written = identity(value)
    day = _DAY.fullmatch(written) if written else None
    return "-".join(day.groups()) if day else text(value)


def flag(value: Any) -> bool:
    """Whether something is said to be so, also in words, as in CSV; a time says so too: "deleted_at".

    >>> flag(True), flag("true"), flag("2024-05-03"), flag("False"), flag(""), flag("0"), flag(None)
    (True, True, True, False, False, False, False)
    """
    return bool(value) and (not isinstance(value, str) or value.strip().casefold() not in NO)


def dicts(value: Any) -> list[dict]:
    """The objects of a list; of anything else none.

    >>> dicts([{"id": 1}, None, "x"]), dicts(None)
    ([{'id': 1}], [])
    """
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def at(value: Any, *keys: str) -> Any:
    """What stands inside objects under these keys, None if there is nothing.

    >>> at({"author": {"name": "Ann"}}, "author", "name"), at({"author": "Ann"}, "author", "name")
    ('Ann', None)
    """
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def unfetched(number: int, what: str = "comment") -> list[dict[str, Any]]:
    """The notice on what a source only counts, an empty list if that is nothing.

    >>> unfetched(1)
    [{'code': 'not_fetched', 'message': '1 comment is only counted in the file, not there', 'count': 1}]
    """
    if number <= 0:
        return []
    message = f"{count(number, what)} {'is' if number == 1 else 'are'} only counted in the file, not there"
    return [{"code": "not_fetched", "message": message, "count": number}]
