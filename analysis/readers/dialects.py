"""How a comment's header looks on each platform once it is pasted: data, one entry per platform."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.times import RELATIVE, TIME

# One to five words with a letter or digit at the start, no end of a sentence: a name, not a paragraph's last line.
NAME = r"(?!(?:by|updated|published|posted|edited)\b)(?=[^\w\r\n]{0,3}\w)\S{1,40}(?:[ \t]\S{1,40}){0,4}?(?<![.?!;,])"
# Where the page repeats the name, any line is one: René "Zed", John, Jr., Who?
REPEATED = r"\S(?:[^\r\n]{0,78}\S)?"
EDITED = r"(?:[ \t]*+[·•]?[ \t]*+\(?edited\)?)?"
LINE_END = r"[ \t]*(?:\r?\n|\Z)"


@dataclass(frozen=True)
class Dialect:
    """A platform's shape.

    Attributes
    ----------
    name : str
        What `--dialect` calls it.
    header : pattern
        Matches from the start of a line to the end of the header, with the groups `author` (or, in another branch,
        `name`) and `time`. A group `top`, where there is one, matches what only a comment on the article has: without
        it, it is a reply.
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
            rf"^[ \t]*(?:(?P<top>{REPEATED}){LINE_END}[ \t]*(?P<author>(?P=top))|(?P<name>{NAME}))"
            rf"[ \t](?P<time>{RELATIVE}){EDITED}{LINE_END}",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    # "Name", "time", body: on one line, with or without a mark between them, or on two.
    Dialect(
        "generic",
        re.compile(
            rf"^[ \t]*(?P<author>{NAME})(?: says| said| wrote)?:?(?:[ \t]*+(?:\r?\n|[·•|,–—-])[ \t]*+|[ \t]++)"
            rf"(?:on |at |posted )?(?P<time>{TIME}){EDITED}{LINE_END}",
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
