r"""How the comments of each platform look once they are pasted: data, one entry per platform.

A platform has an entry only where its pages say more than the repeating pattern that the generic layer finds in any
page: who answers whom, numbers, who is meant by a name, where a text ends. The patterns are matched against
`Page.view`: lines without the white space around them, no blank lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AGO = (
    r"(?:just now|yesterday|last (?:week|month|year)|(?:an?|one|\d{1,3}) "
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|\w{1,3}\.) ago)"
)
NAME = r"[^\n]{1,80}?"
MONTH = r"[A-Z][a-z]{2,8}\.?"
CLOCK = r"\d{1,2}[:.h]\d\d(?:min)?"
DATE = (
    r"(?:\d{1,2}\.?\s(?:de\s)?[^\W\d]{3,12}\.?\s(?:de\s)?\d{4}|\d{1,2}\.\s\d{1,2}\.\s\d{4}|[A-Z][a-z]{2,8}\s\d{1,2},\s\d{4}"
    r"|\d{4}\.?\s\w{3,12}\.?\s\d{1,2}\.?|\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]\s?\([^)\n]\))"
)


@dataclass(frozen=True)
class Dialect:
    """A platform's shape.

    Attributes
    ----------
    name : str
        What `--dialect` calls it.
    header : pattern
        Matches who and when. Its groups: `author` and `time`; `level` (1: on the article), `top` (there is one only on
        the article), `number` (the comment's own), `ref` (the number or id it answers), `links` (Hacker News),
        `responses` (how many answers it has), `score`, `gone` (the comment was deleted).
    below : bool
        The header stands below the text, as a signature.
    time_last : bool
        The time is the last time in the part below the header.
    signed : bool
        Texts are signed as on the talk pages of wikis: a name, then the time; how far one is indented tells its level.
    block : bool
        The header goes on to the next blank line, a field on each line, as in mails.
    whole : bool
        All between two headers is text, but for the lines of `residue` at its edges.
    opens : pattern or None
        Lines above which a text cannot begin.
    closes : pattern or None
        The buttons below each text. A text above the first header that has them below it is a comment as well.
    residue : pattern or None
        Lines that are no text at the edges of a text, beside buttons and what recurs.
    least : int
        How many headers make it this platform.
    mostly : str or None
        A group that more than half of the headers must have.
    """

    name: str
    header: re.Pattern[str]
    below: bool = False
    time_last: bool = False
    signed: bool = False
    block: bool = False
    whole: bool = False
    opens: re.Pattern[str] | None = None
    closes: re.Pattern[str] | None = None
    residue: re.Pattern[str] | None = None
    least: int = 2
    mostly: str | None = None


def _lines(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE | flags)


DIALECTS = [
    # The avatar's alternative text, the author's name, stands on a line of its own above the header of a comment on the
    # article; a reply has none.
    Dialect(
        "kyiv-post",
        _lines(
            rf"^(?:(?P<top>{NAME})\n(?P<author>(?P=top))|(?P<name>\S{{1,40}}(?: \S{{1,40}}){{0,4}}?))"
            rf" (?P<time>{AGO})(?: \(?edited\)?)?$"
        ),
        mostly="top",
    ),
    Dialect(
        "reddit-redesign",
        _lines(
            r"^level (?P<level>\d+)\n(?:(?P<gone>Comment (?:deleted|removed) by \w+)"
            r"|(?P<author>\S+)(?:\n[^\n·]{0,40})?) ?· ?"
            r"(?P<time>[^\n·]{2,20})(?: · [^\n]*)?$"
        ),
        residue=_lines(r"^(?:\d{1,3}|Vote|Continue this thread|\d+ more repl(?:y|ies))$"),
    ),
    Dialect(
        "reddit-old",
        _lines(
            r"^\[[–+-]\] ?(?P<author>\S+?)(?: \[\w+\])? (?:(?P<score>-?\d+) points?[^\n]*?|\[score hidden\] )?"
            rf"(?P<time>{AGO})\*?(?: ?\(last edited [^)\n]*\)|\*)? ?\((?P<responses>\d+) child(?:ren)?\)$"
        ),
        opens=_lines(
            r"^(?:sorted by:.*|you are viewing a single comment.*|view the rest of the comments.*|formatting help.*)$"
        ),
        closes=_lines(r"^permalink\n(?:embed|save|report|source|parent|context|full comments|reply)$"),
        least=1,
    ),
    Dialect(
        "hacker-news",
        _lines(
            rf"^(?:# )?(?P<author>[\w-]{{2,15}}) (?P<time>{AGO}|on {MONTH} \d{{1,2}}, \d{{4}})(?: \[[\w ]+\])?"
            r"(?: \| (?P<links>[a-z]+(?: \| (?:parent|prev|next|root|context|favorite|flag|vouch|hide))*))?"
            r"(?: \| (?:on|un\w+): [^\n]{1,120})?(?: ?\[(?:[–+-]|\d+ more)\])$"
        ),
        whole=True,
        residue=_lines(r"^(?:reply|help|Guidelines \| FAQ.*|Search: ?|Consider applying .*|Applications are open .*)$"),
        least=1,
    ),
    Dialect(
        "lwn",
        _lines(
            r"^(?:[^\n]{1,120}\n)?Posted (?P<time>[^\n]{8,40}? UTC \(\w{3}\)) by "
            r"(?P<author>[^\n(]{1,60}?) \([^)\n]*\)(?: ?\[Link\])?"
            r"(?: ?\((?P<responses>\d+) responses?\))?$"
        ),
    ),
    Dialect(
        "slashdot",
        _lines(
            r"^(?:[^\n]*\( ?Score: ?(?P<score>-?\d)[^)\n]*\) *\n)?"
            r"by (?P<author>[^\n(]{1,60}?)(?: ?\(\d+\)[^\n]{0,80}?)? on "
            r"(?P<time>\w+ \w+ \d{1,2},[^\n(]{5,20}?) ?\(#(?P<number>\d+)\)[^\n]*$"
        ),
    ),
    Dialect(
        "stack-exchange",
        _lines(
            rf"(?:(?<=\s)|^)[–—-] ?(?P<author>[^\n–—]{{1,40}}?)(?: ♦+)?(?:\n| )"
            rf"(?P<time>{MONTH} \d{{1,2}}(?:, \d{{4}}| '\d\d)? at \d{{1,2}}:\d\d|{AGO})$"
        ),
        below=True,
        opens=_lines(
            r"^(?:[\d.,k]+(?:\d+ (?:gold|silver|bronze) badges?)+|Add a comment.*|Show \d+ more comments?.*)$"
        ),
        residue=_lines(r"^\d{1,4}$"),
    ),
    Dialect(
        "mediawiki",
        _lines(
            rf"(?P<time>(?:{CLOCK}[,،]?\s(?:de\s|ngày\s)?{DATE}|{DATE}[,،]?\s(?:(?:à|kl\.|kello|ساعت|om)\s)?{CLOCK})"
            r"\s\((?:[A-Z]{2,5}|ت ع م)\))\)?\.?"
        ),
        below=True,
        signed=True,
        whole=True,
    ),
    Dialect(
        "mailing-list",
        _lines(r"^From \S[^\n]* (?P<time>\S{3} \S{3} +\d{1,2} [\d:]{8} \d{4})[^\n]*\n(?=[A-Z][\w-]{1,30}: )"),
        block=True,
        whole=True,
        least=1,
    ),
    Dialect(
        "discourse-raw",
        _lines(r"^(?P<author>[^\n|]{1,60}?) \| (?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC) \| #(?P<number>\d+)$"),
        whole=True,
        residue=_lines(r"^-{10,}$"),
        least=1,
    ),
    Dialect(
        "epoch",
        _lines(rf"^(?P<author>[^\n·]{{1,80}}) · (?P<time>{MONTH} \d{{1,2}}, \d{{4}} at \d{{1,2}}:\d\d [AP]M)$"),
        closes=_lines(r"Report\n(?:Reply$)?|Report$"),
    ),
    Dialect(
        "vbulletin",
        _lines(
            r"^(?P<author>[^\n]{1,60})\n(?:Profil|View Profile)\n(?:[^\n]{1,60}\n){1,7}?"
            r"(?P<time>\d\d[./-]\d\d[./-]\d{4}, ?\d\d:\d\d(?: [AP]M)?)\n#(?P<number>\d+)$"
        ),
    ),
    Dialect(
        "ars-technica-promoted",
        _lines(r"^(?P<author>[^\n]{1,40})\n[^\n]{1,60}\njump to post$"),
        residue=_lines(r"^[\d,]+ posts \| registered .*$"),
        least=1,
    ),
    Dialect(
        "blogger-said",
        _lines(r"^(?P<author>[^\n]{1,60}) said\.\.\.$"),
        time_last=True,
    ),
    Dialect(
        "wordpress",
        _lines(
            r"^(?P<author>[^\n]{1,100}?) (?:says|said|sagt|sagte|schreibt|meint|a dit|dit|dice|disse"
            r"|ha detto|zegt|schreef"
            r"|säger|siger|sier|pisze|mówi|napisał\(a\)|říká|говорит|пишет|сказал\(а\)|каже"
            r"|diyor ki|dedi ki|يقول|說道|说)(?: on)? ?:?"
            r"\n(?P<time>[^\n“”„«»\"!?]{6,60}(?<!\w{3}\.))$"
        ),
    ),
]
