"""How a comment's header looks on each platform once it is pasted: data, one entry per platform."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.times import RELATIVE, TIME

# One to five words, no end of a sentence: a name, not the last line of a paragraph.
NAME = r"(?!(?:by|updated|published|posted|edited)\b)\S{1,40}(?:[ \t]\S{1,40}){0,4}?(?<![.?!;,\"'”])"
LINE_END = r"[ \t]*(?:\r?\n|\Z)"


@dataclass(frozen=True)
class Dialect:
    """A platform's shape.

    Attributes
    ----------
    name : str
        What `--dialect` calls it.
    header : pattern
        Matches from the start of a line to the end of the header, with the groups `author` and `time`. A group
        `top`, where there is one, matches what only a comment on the article has: without it, it is a reply.
    """

    name: str
    header: re.Pattern[str]

    @property
    def shows_nesting(self) -> bool:
        """True if the header tells a reply from a comment on the article."""
        return "top" in self.header.groupindex


DIALECTS = [
    # The avatar's alternative text, the author's name, stands on a line of its own above the header of a comment
    # on the article; a reply has none.
    Dialect(
        "kyiv-post",
        re.compile(
            rf"^[ \t]*(?:(?P<top>{NAME}){LINE_END}[ \t]*(?=(?P=top)[ \t]))?"
            rf"(?P<author>{NAME})[ \t](?P<time>{RELATIVE}){LINE_END}",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    # "Name", "time", body: on one line, with or without a mark between them, or on two.
    Dialect(
        "generic",
        re.compile(
            rf"^[ \t]*(?P<author>{NAME})(?: says| said| wrote)?:?[ \t]*(?:\r?\n|[·•|,–—-]|(?<=[ \t]))[ \t]*"
            rf"(?:on |at |posted )?(?P<time>{TIME}){LINE_END}",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
]

# Lines of the page's own interface that a copy brings along.
RESIDUE = re.compile(
    r"(?:\d+ )?(?:reply|replies|share|likes?|dislikes?|report|flag|permalink|link|edit|delete|show more|read more|"
    r"load more comments|log in to reply|leave a comment|add a comment|comments?)(?: ?\(?\d+\)?)?:?",
    re.IGNORECASE,
)
# What some pages put before the article's first paragraph, on the same line.
ARTICLE_DATE = re.compile(r"\s*date (?P<date>\d{4}-\d\d-\d\d)\s+")
