"""The pasted text with the role of each line in the margin: how the paste was understood, seen at a glance."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby, islice
from typing import NamedTuple

import pandas as pd

from analysis import summary
from analysis.errors import InputError
from analysis.thread import ROLES, SPANS, Thread, count

MEANING = {
    "article": "the article, above the comments",
    "header": "who wrote it, and when",
    "body": "what a comment says",
    "quote": "a passage that a comment quotes",
    "residue": "left over from the page: buttons, menus, votes",
    "blank": "white space",
}
SIGNS = {
    "↳c1": "answers c1",
    "↳?": "nothing says whom it answers",
    "┊": "goes on in the same line",
}
LINE_END = re.compile(r"\r\n?|\n")
ROLE_WIDTH = max(map(len, ROLES))
WIDEST = 24  # of the comment's id and whom it answers; one that is longer still is shown whole, its line out of step
# What a terminal obeys instead of showing it, and what turns the text around it; tabs are harmless.
UNSEEN = {code: chr(0x2400 + code) for code in range(32) if code != 9} | {0x7F: "␡"}
UNSEEN |= {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
UNSEEN |= {code: f"\\u{code:04x}" for code in [*range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)]}
# Terminals' colours for the margin, of equal strength on black and white and apart for every kind of sight; the text
# itself keeps the reader's colour.
MARGIN = {"article": "38;5;32", "header": "1", "body": "38;5;166", "quote": "38;5;169", "residue": "2", "blank": "2"}
GRID = "display: grid; grid-template-columns: max-content minmax(0, 1fr); white-space: pre-wrap"  # for JupyterLab
TEXT = {"header": "1", "quote": "3", "residue": "2"}


class Line(NamedTuple):
    """A line of the text, or the part of it that has one role; parts of one line have the same number."""

    number: int
    comment_id: str | None
    role: str
    text: str


def lines(thread: Thread) -> Iterator[Line]:
    r"""Each line of a thread's text with its role, a line of several roles in parts; together they are the text.

    White space beside other text in its line belongs to that.

    Raises
    ------
    InputError
        If the thread does not come from a text.

    Examples
    --------
    >>> from analysis.readers.pasted import read
    >>> for line in lines(read("News.\n\nAnn\n3 May 2024\nGood!", thread_id="t")):
    ...     print(tuple(line))
    (1, None, 'article', 'News.\n')
    (2, None, 'blank', '\n')
    (3, 'c1', 'header', 'Ann\n')
    (4, 'c1', 'header', '3 May 2024\n')
    (5, 'c1', 'body', 'Good!')
    """
    text = thread.text
    if text is None:
        raise InputError(f"{thread.thread_id}: only a thread that was read from text can be explained line by line")
    number, first, last, comment_id, role, empty = 0, 0, 0, None, "blank", True
    for new_number, start, end, new_id, new_role in _pieces(text, thread.spans):
        new_empty = text[start:end].isspace()
        if number == new_number and (empty or new_empty or (comment_id, role) == (new_id, new_role)):
            if empty and not new_empty:
                comment_id, role, empty = new_id, new_role, False
        else:
            if last:
                yield Line(number, comment_id, role, text[first:last])
            number, first, comment_id, role, empty = new_number, start, new_id, new_role, new_empty
        last = end
    if last:
        yield Line(number, comment_id, role, text[first:last])


def _pieces(text: str, spans: pd.DataFrame) -> Iterator[tuple[int, int, int, str | None, str]]:
    """Cut the spans at line ends: number of the line, start, end, comment_id, role."""
    ends = (match.end() for match in LINE_END.finditer(text))
    number, line_end = 0, 0
    for start, end, role, comment_id in zip(*(spans[name] for name in SPANS), strict=True):
        while start < end:
            if start == line_end:
                number, line_end = number + 1, next(ends, len(text))
            yield number, start, min(end, line_end), comment_id if isinstance(comment_id, str) else None, role
            start = min(end, line_end)


def text(thread: Thread, *, color: bool = False) -> Iterator[str]:
    r"""The text as lines to print: title, counts, notices, shares and signs, then each line with its role before it.

    Nothing in the text reaches the terminal as a command: control characters are shown as signs.

    Parameters
    ----------
    thread : Thread
        Read from pasted text.
    color : bool
        With ANSI codes for a terminal. The words are the same without.

    Examples
    --------
    >>> from analysis.readers.pasted import read
    >>> thread = read("News.\n\nAnn\n3 May 2024\nGood!\n\nBob\n3 May 2024\n@Ann No.", thread_id="t")
    >>> print("".join(text(thread)).split("\n\n")[-1])
           article │ News.
           blank   │
    c1 ↳?  header  │ Ann
    c1     header  │ 3 May 2024
    c1     body    │ Good!
           blank   │
    c2 ↳c1 header  │ Bob
    c2     header  │ 3 May 2024
    c2     body    │ @Ann No.
    """

    def paint(words: str, codes: dict[str, str], role: str) -> str:
        return f"\x1b[{codes[role]}m{words}\x1b[0m" if color and words and role in codes else words

    rows = lines(thread)
    answers = _answers(thread.comments)
    width = min(WIDEST, max((len(comment + answer) for comment, answer in answers.items()), default=0))
    yield paint(f"── {visible(thread.thread_id)} ──", MARGIN, "header") + "\n"
    yield _counts(thread.comments) + "\n"
    yield from (f"notice: {visible(message)}\n" for message in thread.notices["message"])
    yield "\n"
    for role, share in _shares(thread.spans):
        yield f"{paint(role.ljust(ROLE_WIDTH), MARGIN, role)} {share:>5}  {MEANING[role]}\n"
    yield from (f"{sign:<{ROLE_WIDTH + 6}}  {meaning}\n" for sign, meaning in SIGNS.items())
    yield "\n"
    for line, whose, goes_on in _margins(rows, answers):
        margin = paint(f"{line.role:<{ROLE_WIDTH}} {'┊' if goes_on else '│'}", MARGIN, line.role)
        said = paint(_shown(line), TEXT, line.role)
        yield f"{whose:<{width}} {margin}{said and ' ' + said}\n"


def html(thread: Thread, *, most: int = 2000, longest: int = 100_000) -> str:
    r"""The same as HTML, folded away, without the notices; neighbouring lines of one role share a margin.

    Parameters
    ----------
    thread : Thread
        Read from pasted text.
    most, longest : int
        How many lines and characters are shown; below them the command that shows all.

    Examples
    --------
    >>> from analysis.readers.pasted import read
    >>> found = html(read("Ann\n3 May 2024\n<b>", thread_id="t"))
    >>> "<dt class=body>c1 <b>body</b></dt><dd dir=auto>&lt;b&gt;</dd>" in found
    True
    """
    title = f"How the text of “{escape(visible(thread.thread_id))}” was read, line by line"
    items = [
        f"<li class={role}><b>{role}</b> {escape(share)}: {MEANING[role]}</li>" for role, share in _shares(thread.spans)
    ]
    items += [f"<li><b>{sign}</b> {meaning}</li>" for sign, meaning in SIGNS.items()]
    blocks, read = [], 0
    rows = _margins(_first(lines(thread), most, longest), _answers(thread.comments))
    for (_, role), block in groupby(rows, key=lambda row: (row[0].comment_id, row[0].role)):
        (line, whose, goes_on), *others = block
        together = [line, *(other for other, *_ in others)]
        read += sum(len(line.text) for line in together)
        margin = f"{escape(whose)} <b>{role}</b>{' ┊' if goes_on else ''}".lstrip()
        said = escape("\n".join(map(_shown, together)))
        blocks.append(f"<dt class={role}>{margin}</dt><dd dir=auto>{said}</dd>\n")
    return (
        # The classes keep JupyterLab's MathJax away from dollar signs in the text.
        f'<details class="explained tex2jax_ignore mathjax_ignore"><summary>{title}</summary>\n'
        f'<ul>{"".join(items)}</ul>\n<dl style="{GRID}">\n{"".join(blocks)}</dl>{_left_out(thread, read)}</details>'
    )


def visible(words: str) -> str:
    r"""Text with every character shown that a terminal would obey, such as ESC, or that turns text around.

    >>> visible("\x1b[31mred \x9b\u202e")
    '␛[31mred \\x9b\\u202e'
    """
    return words.translate(UNSEEN)


def _shown(line: Line) -> str:
    return visible(line.text.rstrip("\r\n"))


def _answers(comments: pd.DataFrame) -> dict[str, str]:
    """What stands behind each comment's id: whom it answers, nothing if that is the article."""
    found = {}
    for comment_id, parent_id, evidence in zip(
        comments["comment_id"], comments["parent_id"], comments["parent_evidence"], strict=True
    ):
        found[comment_id] = f" ↳{parent_id}" if isinstance(parent_id, str) else " ↳?" if evidence == "none" else ""
    return found


def _margins(rows: Iterable[Line], answers: dict[str, str]) -> Iterator[tuple[Line, str, bool]]:
    """Each line, what its margin says of the comment (whom it answers only once), whether it goes on the one before."""
    latest, number = "", 0
    for line in rows:
        whose = line.comment_id or ""
        if whose not in ("", latest):
            latest, whose = whose, whose + answers.get(whose, "")
        yield line, visible(whose), line.number == number
        number = line.number


def _first(rows: Iterable[Line], most: int, longest: int) -> Iterator[Line]:
    for line in islice(rows, most):
        yield line._replace(text=line.text[:longest])
        longest -= len(line.text)
        if longest <= 0:
            return


def _left_out(thread: Thread, read: int) -> str:
    """Say what is not shown of the text, and what shows it."""
    text = str(thread.text)
    if read == len(text):
        return ""
    ends = sum(1 for _ in LINE_END.finditer(text, read)) + (text[-1] not in "\r\n")
    source = thread.articles["source"].iloc[0]
    command = f"threads parse --explain {shlex.quote(source) if isinstance(source, str) else 'FILE'}"
    left = f"{count(ends, 'line')} ({count(len(text) - read, 'character')}) left out here. To see all: "
    return f"<p>{left}<code>{escape(visible(command))}</code></p>"


def _counts(comments: pd.DataFrame) -> str:
    """How many comments, and how it is known whom they answer."""
    if comments.empty:
        return "no comments"
    known = summary.evidence(comments)
    kinds = ", ".join(f"{kind} {size}" for kind, size in zip(known["evidence"], known["comments"], strict=True))
    authors = count(comments["author"].nunique(), "author")
    return f"{count(len(comments), 'comment')} by {authors}; how it is known whom they answer: {kinds}"


def _shares(spans: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Each role that occurs and its share of the characters."""
    found = summary.roles(spans)
    for role, share in zip(found["read as"], found["per cent"], strict=True):
        yield role, "< 1 %" if share < 0.5 else "> 99 %" if 99.5 < share < 100 else f"{share:.0f} %"
