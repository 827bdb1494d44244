"""Whom each comment answers: what page and writers say about it, weighed against each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

Comment = Mapping[str, Any]
Node = tuple[int, int, Any, Any]  # a comment, its level, its parent's node, the node of the comment before it

STRENGTH = ("explicit", "nesting", "mention", "quote", "order")
DEEPEST = 10  # levels that a layout is searched for
IMPOSSIBLE = 100.0
CERTAIN = 8.0  # what a layout has to pay for saying that a later comment was answered by an earlier one
FAR_BACK = 50  # comments by one author that are tried as the one meant
HEAD = 160  # characters of a body in which its salutation ends

GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|hej|moin|servus|liebe[rs]?|lieb(?:st|ster|ste)|werte[rs]?|guten (?:tag|morgen|abend)"
    r"|grüß gott|bonjour|salut|ch(?:er|ère)|hola|querid[oa]|estimad[oa]|ciao|car[oa]|beste|hoi|drogi|droga)"
    r"(?:[ \t]+(?:herr|frau|mr|mrs|ms|mister|dr|prof|monsieur|madame|señora?|signora?)\b\.?)?[ \t]+",
    re.IGNORECASE,
)
AT = re.compile(r"(?:[,;&+]|(?:and|und|et|y|e|en|och)\b)?\s*@[ \t]?(?=[^\s@])", re.IGNORECASE)
BARE = re.compile(r"(?P<name>[^\W\d_][^\n,:;!–—]{2,60}?)[ \t]?(?P<mark>[,:;!–—])(?!\S)")
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W_]{3,}")
AROUND_NAME = " \t.,:;!?–—-()[]\"'„“”«»"


class Answer(NamedTuple):
    """Which comment one answers, how we know, what to take off its own words, and what said otherwise."""

    parent: int | None
    evidence: str
    mention_end: int = 0
    conflict: str | None = None


class Claim(NamedTuple):
    """What one witness says: the comment answered, None for the article."""

    parent: int | None
    evidence: str
    words: str


def answers(comments: Sequence[Comment], article: str | None = None) -> list[Answer]:
    """Say for each comment which earlier one it answers, and how we know.

    Parameters
    ----------
    comments : sequence of mappings
        In document order. `author` (None if unknown) and `body`, and as far as the page has them:
        `own_start` (the body without its quotes); `level` (the depth shown, 1 on the article); `responses` (how many
        comments stand below it, direct or not); `links` (Hacker News: which of "root", "parent", "prev" it offers);
        `number` and `ref` (its own id, and the one that it says it answers); `quotes` (pairs of the index of a comment
        quoted and the share of the body); `when` (from, until); `gap` (a blank line parts it from the comment before);
        `footer` (it has a Reply button).
    article : str, optional
        The article: somebody it names is its author or subject, and "Ann, well said" does not answer a comment by Ann.

    Returns
    -------
    list of Answer
        `parent` is an index, None if the article is answered or nothing is known (`evidence` is then "none");
        `mention_end` counts characters of `own_start`; `conflict` tells which weaker witness disagreed.

    Examples
    --------
    >>> said = [("Ann", "Good!"), ("Bob", "Bad."), ("Cid", "@Ann: why?"), ("Dan", "Hello Bob, you are right.")]
    >>> [answer[:3] for answer in answers([{"author": author, "body": body} for author, body in said])]
    [(None, 'none', 0), (None, 'none', 0), (0, 'mention', 6), (1, 'mention', 0)]
    """
    thread = _Thread(comments, article or "")
    named = [thread.mention(i) for i in range(len(comments))]
    above = _answers_above(thread, named)
    claims: list[list[Claim]] = [[] for _ in comments]
    for i, (claim, _, spoken) in enumerate(named):
        if claim is not None and (spoken or thread.keys[claim.parent or 0] not in above):
            claims[i].append(claim)
        if thread.keys[i] in above and i and not claims[i]:
            claims[i].append(Claim(i - 1, "order", "like its author's others"))
    for found in (_explicit(comments, thread.numbers), _nesting(thread, claims), _quoted(comments)):
        for i, claim in found:
            claims[i].append(claim)
    return _judge(thread, claims, [end for _, end, _ in named])


def _judge(thread: _Thread, claims: list[list[Claim]], ends: list[int]) -> list[Answer]:
    """Let the strongest witness win; say where another does not fit in with it."""
    found: list[Answer] = []
    roots: list[int] = []
    for i, said in enumerate(claims):
        said = sorted(said, key=lambda claim: STRENGTH.index(claim.evidence))
        if not said:
            found.append(Answer(None, "none", ends[i]))
            roots.append(i)
            continue
        best = said[0]
        root = i if best.parent is None else roots[best.parent]
        roots.append(root)
        against = [claim for claim in said[1:] if _disagree(thread, best, claim, root, roots)]
        conflict = None
        if against:
            others = "; ".join(f"by {claim.words} {thread.name(claim.parent)}" for claim in against)
            conflict = f"answers {thread.name(best.parent)} by {best.words}, but {others}"
        found.append(Answer(best.parent, best.evidence, ends[i], conflict))
    return found


def _disagree(thread: _Thread, best: Claim, other: Claim, root: int, roots: list[int]) -> bool:
    if best.parent == other.parent:
        return False
    if best.parent is None or other.parent is None:
        return True
    if other.evidence == "order":  # times say that it is a reply, hardly to whom
        return False
    if best.evidence == "nesting":  # pages nest so deep and no deeper: who is named may stand beside
        return roots[other.parent] != root
    return thread.keys[best.parent] != thread.keys[other.parent]


class _Thread:
    """The comments with what several witnesses need: names, times, numbers."""

    def __init__(self, comments: Sequence[Comment], article: str):
        self.comments, self.article = comments, article
        self.keys = [_squeeze(comment["author"] or "") for comment in comments]
        self.low, self.high = _bounds(comments)
        self.numbers: dict[str, int] = {}
        self.places: dict[str, list[int]] = {}
        self.plain: dict[str, int] = {}  # the first comment by a name without "@"
        self.words: dict[str, list[str]] = {}
        for i, (key, comment) in enumerate(zip(self.keys, comments, strict=True)):
            if comment.get("number") is not None:
                self.numbers.setdefault(_number(comment["number"]), i)
            if not key:
                continue
            if key not in self.places:
                self.places[key] = []
                for word in set(WORD.findall(comment["author"].casefold())):
                    self.words.setdefault(word, []).append(key)
            self.places[key].append(i)
            if not comment["author"].startswith("@"):
                self.plain.setdefault(key, i)
        self.sorted = sorted(self.places)
        self._hosts: dict[str, bool] = {}

    def name(self, i: int | None) -> str:
        return "the article" if i is None else f"{self.comments[i]['author'] or 'nobody'} (comment {i + 1})"

    def later(self, i: int, j: int) -> bool:
        """True if comment i was certainly written after j."""
        low, high = self.low[i], self.high[j]
        return low is not None and high is not None and low >= high and low != self.low[j]

    def nearest(self, key: str, i: int) -> int | None:
        """The last comment by an author before i, on the page and in time."""
        places = self.places.get(key, [])
        last = bisect_left(places, i)
        return next((j for j in reversed(places[max(0, last - FAR_BACK) : last]) if not self.later(j, i)), None)

    def host(self, key: str) -> bool:
        """True if the article names this author in full."""
        if key not in self._hosts:
            name = self.comments[self.places[key][0]]["author"].strip()
            self._hosts[key] = " " in name and name in self.article
        return self._hosts[key]

    def mention(self, i: int) -> tuple[Claim | None, int, bool]:
        """Whom the first words address, where a mention ends, and whether it is more than a salutation."""
        comment = self.comments[i]
        text = (comment["body"] if comment.get("own_start") is None else comment["own_start"])[: 4 * HEAD]
        author = comment["author"] or ""
        found, end = None, len(text) - len(text.lstrip())
        spoken = True
        at = AT.match(text, end)
        if author.startswith("@") and self.plain.get(self.keys[i], i) < i:
            found = self.plain[self.keys[i]]  # somebody put "@Ann" where the own name belongs
        if at:
            first = True
            while at:
                target, end = self._addressed(text, at.end(), i)
                found = target if first and found is None else found
                first = False
                at = AT.match(text, end) or AT.match(text, end + len(text[end:]) - len(text[end:].lstrip()))
        elif found is None:
            greeting = GREETING.match(text, end)
            spoken = False
            if greeting:
                found = self._greeted(text[greeting.end() : greeting.end() + HEAD], i)
                end = 0
            elif bare := BARE.match(text, end):
                found = self._called(bare["name"], bare["mark"], i)
                end = bare.end() if found is not None else 0
            if found is not None and self.host(self.keys[found]):
                found = None
        if at is None and found is None and not text[:end].strip():
            end = 0
        while end and end < len(text) and text[end] in " \t\n,.:;!?–—-":
            end += 1
        return (None if found is None else Claim(found, "mention", "mention")), end, spoken

    def _addressed(self, text: str, start: int, i: int) -> tuple[int | None, int]:
        """Whom "@..." means, the longest name first, and where it ends."""
        line = text[start : start + HEAD].split("\n", 1)[0]
        ends = [token.end() for token in TOKEN.finditer(line)][:8]
        for end in reversed(ends):
            for name in (line[:end], line[:end].rstrip(AROUND_NAME)):
                target = self.nearest(_squeeze(name), i)
                if target is not None:
                    return target, start + len(name)
        word = re.match(r"#?[\w.\-]*\w|", line)[0]  # type: ignore[index]
        end = start + (len(word) or ends[0])
        if _number(word) in self.numbers and self.numbers[_number(word)] < i:
            return self.numbers[_number(word)], end
        return self._short(_squeeze(word), i), end

    def _short(self, key: str, i: int) -> int | None:
        """Who is meant by part of a name, if only one earlier author can be."""
        if len(key) < 3:
            return None
        first = bisect_left(self.sorted, key)
        starts = [name for name in self.sorted[first : first + 8] if name.startswith(key)]
        for names in (starts, self.words.get(key, [])[:8]):
            found = [target for name in names if (target := self.nearest(name, i)) is not None]
            if len(found) == 1 and len(names) < 8:
                return found[0]
        return None

    def _greeted(self, text: str, i: int) -> int | None:
        """Who is meant by the name after a greeting."""
        line = text.split("\n", 1)[0]
        ends = [token.end() for token in TOKEN.finditer(line)][:4]
        for end in reversed(ends):
            target = self.nearest(_squeeze(line[:end].rstrip(AROUND_NAME)), i)
            if target is not None:
                return target
        word = WORD.match(line)
        names = self.words.get(word[0].casefold(), [])[:8] if word else []
        found = [target for name in names if (target := self.nearest(name, i)) is not None]
        return found[0] if len(found) == 1 else None

    def _called(self, name: str, mark: str, i: int) -> int | None:
        """Who is meant by a name without "@" before a colon or comma: written as the author writes it."""
        target = self.nearest(_squeeze(name), i)
        if target is None and " " not in name:
            names = self.words.get(name.casefold(), [])[:8]
            found = [j for key in names if (j := self.nearest(key, i)) is not None]
            target = found[0] if len(found) == 1 else None
        if target is None or name not in self.comments[target]["author"]:
            return None
        return target if mark == ":" or name[0].isupper() or not name[0].isalpha() else None


def _squeeze(name: str) -> str:
    return "".join(name.split()).casefold().lstrip("@")


def _number(number: object) -> str:
    return str(number).strip().lstrip("#>").casefold()


def _bounds(comments: Sequence[Comment]) -> tuple[list[int | None], list[int | None]]:
    low: list[int | None] = []
    high: list[int | None] = []
    for comment in comments:
        since, until = comment.get("when") or (pd.NaT, pd.NaT)
        known = since is not pd.NaT and until is not pd.NaT
        low.append(int(since.value) if known else None)
        high.append(int(until.value) if known else None)
    return low, high


def _answers_above(thread: _Thread, named: list[tuple[Claim | None, int, bool]]) -> set[str]:
    """Authors who answer the comment just above, every time: whoever of them is named stands there, at least twice."""
    hits: dict[str, int] = {}
    others: set[str] = set()
    for i, (claim, _, _) in enumerate(named):
        key = thread.keys[i]
        if i == 0 or thread.keys[i - 1] == key or (claim is not None and claim.parent != i - 1):
            others.add(key)
        elif claim is not None:
            hits[key] = hits.get(key, 0) + 1
    return {key for key, count in hits.items() if count > 1 and key not in others}


def _explicit(comments: Sequence[Comment], numbers: dict[str, int]) -> Iterator[tuple[int, Claim]]:
    """Ids and numbers that a comment says it answers; "3.1" answers "3"."""
    dotted = any("." in number and number.rpartition(".")[0] in numbers for number in numbers)
    for i, comment in enumerate(comments):
        ref = comment.get("ref")
        own = "" if comment.get("number") is None else _number(comment["number"])
        if ref is None and dotted and own:
            ref = own.rpartition(".")[0]
            if not ref:
                yield i, Claim(None, "explicit", "number")
        if not ref:
            continue
        target = numbers.get(_number(ref))
        if target is None:  # it answers a comment that is not here
            yield i, Claim(None, "explicit", f"reference to {ref}, which is not here,")
        elif target < i:
            yield i, Claim(target, "explicit", "reference")


def _quoted(comments: Sequence[Comment]) -> Iterator[tuple[int, Claim]]:
    """The comment that most of the quoted words come from, the last of several."""
    for i, comment in enumerate(comments):
        shares = [(share, source) for source, share in comment.get("quotes") or () if 0 <= source < i]
        if shares:
            yield i, Claim(max(shares)[1], "quote", "quote")


def _nesting(thread: _Thread, claims: list[list[Claim]]) -> Iterator[tuple[int, Claim]]:
    """What the page shows: depths, or counts of answers, or else its layout and the order of the times."""
    comments = thread.comments
    if any(comment.get("level") is not None for comment in comments):
        yield from _by_levels([comment.get("level") for comment in comments])
        return
    if any(comment.get("responses") for comment in comments):
        yield from _by_counts([comment.get("responses") or 0 for comment in comments])
        return
    yield from _Layout(thread, claims).claims()


def _by_levels(levels: Sequence[int | None]) -> Iterator[tuple[int, Claim]]:
    """The parent is the last comment before it that stands less deep."""
    open_: list[tuple[int, int]] = []
    for i, level in enumerate(levels):
        if level is None:
            continue
        while open_ and open_[-1][1] >= level:
            open_.pop()
        yield i, Claim(open_[-1][0] if open_ else None, "nesting", "level")
        open_.append((i, level))


def _by_counts(counts: Sequence[int]) -> Iterator[tuple[int, Claim]]:
    """A comment with 3 responses has the next 3 comments below it, unless these claim more than that."""
    open_: list[tuple[int, int]] = []  # a comment, and the last one below it
    for i, count in enumerate(counts):
        while open_ and (open_[-1][1] < i or open_[-1][1] < i + count):
            open_.pop()
        yield i, Claim(open_[-1][0] if open_ else None, "nesting", "count of answers")
        open_.append((i, i + count))


class _Layout:
    """The nesting that explains blank lines, Reply buttons, Hacker News links and times with the least effort.

    A path through the levels, comment after comment: one deeper than the comment before it, as deep, or less deep.
    """

    def __init__(self, thread: _Thread, claims: list[list[Claim]]):
        self.thread = thread
        comments = thread.comments
        self.n = len(comments)
        self.named = [next((claim.parent for claim in said if claim.evidence == "mention"), None) for said in claims]
        self.links = [comment.get("links") for comment in comments]
        self.linked = any("parent" in links for links in self.links if links)
        footers = [comment.get("footer") for comment in comments]
        gaps = [None if i and footers[i - 1] is False else comment.get("gap") for i, comment in enumerate(comments)]
        self.gaps = gaps if 0.02 < _share(gaps, False) < 0.98 else [None] * self.n
        self.footers = footers if 0 < _share(footers, False) < 0.3 else [None] * self.n
        self.inside = _inside(thread)

    def claims(self) -> Iterator[tuple[int, Claim]]:
        gapped, ended = any(gap is not None for gap in self.gaps), any(end is not None for end in self.footers)
        if not (self.linked or gapped or ended or any(self.inside)):
            return
        most = min((2, 3, 4, 5, 6, 8, DEEPEST), key=lambda k: self.path(k, 500)[0]) if ended else DEEPEST
        node = self.path(most, self.n)[1]
        shown = self.linked or gapped
        while node:
            i, _, parent, node = node
            if parent is not None:
                yield i, Claim(parent[0], "nesting" if shown or ended else "order", "layout" if shown else "order")
            elif shown:
                yield i, Claim(None, "nesting", "layout")

    def path(self, most: int, stop: int) -> tuple[float, Node | None]:
        """The cheapest nesting of the first comments, at most so deep: what it costs, and its last node."""
        states: list[tuple[float, Node | None]] = [(0.0, None)]
        for i in range(min(stop, self.n)):
            best: dict[int, tuple[float, Node]] = {}
            for cost, node in states:
                above, beside = node, None  # where a comment could hang below, and what would stand before it there
                for level in range(min(node[1] + 1 if node else 1, most), 0, -1):
                    while above and above[1] >= level:
                        above, beside = above[2], above
                    total = cost + self.price(i, level, node, above, beside, most)
                    if level not in best or total < best[level][0]:
                        best[level] = total, (i, level, above, node)
            cheapest = min(cost for cost, _ in best.values())
            states = [state for state in best.values() if state[0] < cheapest + CERTAIN]
        return min(states, key=lambda state: state[0])

    def price(self, i: int, level: int, last: Node | None, above: Node | None, beside: Node | None, most: int) -> float:
        """How much is odd about comment i at this level, after `last`, below `above` and next after `beside`."""
        step = level - last[1] if last else 0
        price = 0.0
        links, gap, footer, named = self.links[i], self.gaps[i], self.footers[i], self.named[i]
        if self.linked and links is not None:
            shown = 1 if "parent" not in links else 2 if "root" not in links else 3
            first = shown > 1 and "prev" not in links
            price += IMPOSSIBLE * (min(level, 3) != shown) + IMPOSSIBLE * (last is not None and first != (step == 1))
        if gap is not None and last:
            price += (0.0 if gap is (step != 0) else 5.0) + 0.4 * (step < 0 and level > 1)
        elif level > 1:
            price += 0.5 + 0.5 * (step == 1)
        if footer is not None:
            price += 4.0 * (footer is (level == most))
        if above is None:
            return price + CERTAIN * self.inside[i]
        thread, key = self.thread, self.thread.keys[i]
        price += 0.5 if self.inside[i] or gap is not None or links else 1.5
        price += CERTAIN * thread.later(above[0], i)
        price += 3.0 * (beside is not None and thread.later(beside[0], i))
        price += thread.keys[above[0]] == key
        if above[2] is not None and thread.keys[above[2][0]] == key:
            price -= 1.0  # she wrote, he answered, she answers him
        if named is not None:
            price += -2.5 if thread.keys[above[0]] == thread.keys[named] else 0.5
        return price


def _share(values: Sequence[bool | None], wanted: bool) -> float:
    known = [value for value in values if value is not None]
    return sum(value is wanted for value in known) / len(known) if known else 0.0


def _inside(thread: _Thread) -> list[bool]:
    """Which comments stand in the subtree of another one, by their times.

    Where top-level comments run in time order, oldest first, one that is later than any after it cannot be one of them;
    newest first, one that is later than the top-level comment before it. In no order at all, only as many seem
    to be in order as there are records in a random series: then times say nothing.
    """
    n = len(thread.comments)
    rising, falling = [False] * n, [False] * n
    least = None
    for i in reversed(range(n)):
        low, high = thread.low[i], thread.high[i]
        rising[i] = i > 0 and low is not None and least is not None and low >= least
        if high is not None:
            least = high if least is None else min(least, high)
    least = None
    for i in range(n):
        low, high = thread.low[i], thread.high[i]
        falling[i] = low is not None and least is not None and low >= least
        if not falling[i] and high is not None:
            least = high if least is None else min(least, high)
    inside = min(rising, falling, key=sum)
    records = sum(1 / k for k in range(1, n + 1))
    return inside if n - sum(inside) >= 2 * records else [False] * n
