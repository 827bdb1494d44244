"""Passages that a comment quotes: where they are, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# Straight and typographic signs count as the same when a quotation is looked for; one sign each, so places keep.
SAME = str.maketrans("“”„«»‘’‚–—\u00a0", '"""""\'\'\'--\N{SPACE}')


def passages(body: str) -> Iterator[tuple[int, int]]:
    r"""Where the quoted passages of a body start and end, their marks left out.

    A passage stands between two lines that hold nothing but a quotation mark, or its lines start with ">".

    >>> body = 'Nonsense!\n"\nIt is true.\n"\n> and\n> this\nNo.'
    >>> [body[start:end] for start, end in passages(body)]
    ['It is true.', '> and\n> this']
    """
    lines = [(m.start(), m.end(), m[0].strip()) for m in re.finditer(r"[^\r\n]+", body)]
    opened, arrows = None, None
    for number, (start, _, line) in enumerate(lines):
        if arrows is not None and not line.startswith(">"):
            yield arrows, lines[number - 1][1]
            arrows = None
        if line in ('"', "“", "”"):
            if opened is None:
                opened = number
            else:
                if number > opened + 1:
                    yield lines[opened + 1][0], lines[number - 1][1]
                opened = None
        elif opened is None and arrows is None and line.startswith(">"):
            arrows = start
    if arrows is not None:
        yield arrows, lines[-1][1]


def locate(passage: str, article: str | None, bodies: Sequence[str], number: int) -> dict:
    """Where a passage was taken from: `quoted_from` ("article" or a comment's id), `start` and `end` in that text.

    Parameters
    ----------
    passage : str
        What was quoted, with or without ">" before its lines.
    article : str or None
        The article's text; it is looked at first.
    bodies : sequence of str
        The comments just before this one, the last of them last.
    number : int
        How many comments there are before this one.

    Returns
    -------
    dict
        Empty if the passage is found nowhere.
    """
    wanted = re.sub(r"(?m)^[ \t]*>+[ \t]?", "", passage).strip().translate(SAME)
    sources = [("article", article or "")]
    sources += [(f"c{number - back}", body) for back, body in enumerate(reversed(bodies))]
    for name, text in sources:
        start = text.translate(SAME).find(wanted) if wanted else -1
        if start >= 0:
            return {"quoted_from": name, "start": start, "end": start + len(wanted)}
    return {}
