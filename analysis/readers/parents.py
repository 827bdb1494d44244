"""Whom each comment answers: what page and writers say about it, weighed against each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import pandas as pd

Comment = Mapping[str, Any]
Mention = tuple[int | None, int, bool]  # whom the first words address, where these end, whether by "@"
Node = tuple[int, int, Any, Any]  # a comment, its level, its parent's node, the node of the comment before it

STRENGTH = ("explicit", "nesting", "mention", "quote", "order")
MOST = 8  # words of a name, or names that part of one may belong to
FAR_BACK = 50  # comments by one author that are tried as the one meant
HEAD = 160  # characters in which a salutation ends
LEVELS = 2, 3, 4, 5, 6, 8, 10  # how deep pages nest, the last for those that do not say
PATHS = 3  # ways to nest the comments so far that are kept in mind
IMPOSSIBLE, CERTAIN, STRONG, WEAK = 100.0, 8.0, 2.5, 0.5  # what it costs to deny a witness

GREETING = re.compile(
    r"(?:(?:hi|hello|hey|dear|thanks|hallo|hej|moin|servus|danke|lieb(?:e|er|es|ste|ster)|werte[rs]?|grüß gott"
    r"|guten (?:tag|morgen|abend)|bonjour|salut|merci|ch(?:er|ère)|hola|querid[oa]|gracias|ciao|car[oa]|beste|drog[ia])"
    r"[ \t]+){1,2}(?:(?:herr|frau|mr|mrs|ms|dr|prof|monsieur|madame|señora?|signora?)\b\.?[ \t]+)?",
    re.IGNORECASE,
)
AT = re.compile(r"[\s.,:;!?–—-]{0,9}(?:(?:and|und|et|y|e|en|och)\b|[&+])?\s{0,9}@[ \t]?(?=[^\s@])", re.IGNORECASE)
BARE = re.compile(r"(?P<name>[^\W_][^\n,:;!–—]{1,60}?)[ \t]?(?P<mark>[,:;!–—])(?!\S)")
HANDLE = re.compile(r"#?\w(?:[\w.\-]*\w)?|\S+|")
TOKEN = re.compile(r"\S+")
WORD = re.compile(r"[^\W_]{3,}")
AFTER_NAME = " \t\n.,:;!?–—-"
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


def answers(comments: Sequence[Comment], article: str | None = None) -> list[Answer]:
    """Say for each comment which earlier one it answers, and how we know.

    Parameters
    ----------
    comments : sequence of mappings
        In document order. `author` (None if unknown) and `body`, and as far as the page has them:
        `own_start` (the body without its quotes); `level` (the depth shown, 1 on the article); `responses` (how many
        comments stand below it, direct or not); `links` (Hacker News: which of "root", "parent", "prev" it offers);
        `number` and `ref` (its own id, and the id or author that it says it answers); `quotes` (pairs of the index of
        a comment quoted and the share of the body); `when` (from, until); `gap` (a blank line parts it from the comment
        before); `footer` (it has a Reply button).
    article : str, optional
        The article: "Ann Lee, well said" is said to its author or subject if it names Ann Lee, not to her comment.

    Returns
    -------
    list of Answer
        `parent` is an index, None if the article is answered or nothing is known (`evidence` then is "none"),
        `mention_end` counts characters of `own_start`, and `conflict` tells which weaker witness disagreed.

    Examples
    --------
    >>> said = [("Ann", "Good!"), ("Bob", "Bad."), ("Cid", "@Ann: why?"), ("Dan", "Hello Bob, you are right.")]
    >>> [answer[:3] for answer in answers([{"author": author, "body": body} for author, body in said])]
    [(None, 'none', 0), (None, 'none', 0), (0, 'mention', 6), (1, 'mention', 0)]
    """
    thread = _Thread(comments, article or "")
    mentions = [thread.mention(i) for i in range(len(comments))]
    above = _answers_above(thread.keys, mentions)
    claims: list[list[Claim]] = [[] for _ in comments]
    for i, (target, _, sign) in enumerate(mentions):
        if target is not None and (sign or thread.keys[target] not in above):
            claims[i].append(Claim(target, "mention"))
        elif thread.keys[i] in above:
            claims[i].append(Claim(i - 1, "order"))
    for i, claim in [*_explicit(thread), *_quoted(thread)]:
        claims[i].append(claim)
    for i, claim in _nesting(thread, claims):
        claims[i].append(claim)
    return _judge(thread, claims, mentions)


def _judge(thread: _Thread, claims: list[list[Claim]], mentions: list[Mention]) -> list[Answer]:
    """Let the strongest witness win; say where another does not fit in with it."""
    found: list[Answer] = []
    roots: list[int] = []
    for i, (said, mention) in enumerate(zip(claims, mentions, strict=True)):
        said.sort(key=lambda claim: STRENGTH.index(claim.evidence))
        best = said[0] if said else Claim(None, "none")
        roots.append(i if best.parent is None else roots[best.parent])
        against = [other for other in said[1:] if not _fits(thread, best, other, roots)]
        conflict = " and ".join(f"{thread.name(other.parent)} by {other.evidence}" for other in against)
        conflict = conflict and f"answers {thread.name(best.parent)} by {best.evidence}, but {conflict}"
        found.append(Answer(best.parent, best.evidence, mention[1], conflict or None))
    return found


def _fits(thread: _Thread, best: Claim, other: Claim, roots: list[int]) -> bool:
    """True if what another witness says does not contradict the best one."""
    if best.parent is None or other.parent is None:
        return best.parent == other.parent
    if other.evidence == "order":  # times say that it is a reply, hardly to whom
        return True
    if best.evidence == "nesting":  # pages nest so deep and no deeper: who is meant may stand beside
        return roots[other.parent] == roots[best.parent]
    return thread.keys[best.parent] == thread.keys[other.parent]


class _Thread:
    """The comments with what several witnesses need: names, times, numbers."""

    def __init__(self, comments: Sequence[Comment], article: str):
        self.comments, self.article = comments, article
        self.keys = [_squeeze(comment["author"] or "") for comment in comments]
        times = [comment.get("when") or (pd.NaT, pd.NaT) for comment in comments]
        self.low = [-inf if low is pd.NaT else int(low.value) for low, _ in times]
        self.high = [inf if high is pd.NaT else int(high.value) for _, high in times]
        self.numbers: dict[str, int] = {}
        self.places: dict[str, list[int]] = {}
        self.words: dict[str, list[str]] = {}
        for i, (key, comment) in enumerate(zip(self.keys, comments, strict=True)):
            if comment.get("number") is not None:
                self.numbers.setdefault(_squeeze(comment["number"]), i)
            places = self.places.setdefault(key, [])
            if not places:
                for word in set(WORD.findall((comment["author"] or "").casefold())):
                    self.words.setdefault(word, []).append(key)
            places.append(i)
        self.places.pop("", None)
        self.sorted = sorted(self.places)
        self.longest = max(map(len, self.sorted), default=0)

    def name(self, i: int | None) -> str:
        return "the article" if i is None else f"{self.comments[i]['author'] or 'nobody'} (comment {i + 1})"

    def later(self, i: int, j: int) -> bool:
        """True if comment i was certainly written after j."""
        return self.low[i] >= self.high[j] and self.low[i] > self.low[j]

    def nearest(self, key: str, i: int) -> int | None:
        """The last comment by an author before i, on the page and in time."""
        places = self.places.get(key)
        if not places:
            return None
        last = bisect_left(places, i)
        return next((j for j in reversed(places[max(0, last - FAR_BACK) : last]) if not self.later(j, i)), None)

    def mention(self, i: int) -> Mention:
        """Whom the first words of a comment address."""
        comment = self.comments[i]
        text = (comment["body"] if comment.get("own_start") is None else comment["own_start"])[: 4 * HEAD].rstrip()
        start = len(text) - len(text.lstrip())
        target, end, at = None, 0, AT.match(text, start)
        if at:
            target, end = self.addressed(text, at.end(), i)
            while more := AT.match(text, end):
                end = self.addressed(text, more.end(), i)[1]
        elif greeting := GREETING.match(text, start):
            line = text[greeting.end() : greeting.end() + HEAD].split("\n", 1)[0]
            target, word = self.in_full(line, i)[0], WORD.match(line)
            target = self.in_part(word[0], i) if target is None and word else target
        elif bare := BARE.match(text, start):
            target, end = self.called(bare["name"], bare["mark"], i), bare.end()
        if not at:
            author = self.comments[target]["author"].strip() if target is not None else ""
            if target is None or (" " in author and author in self.article):
                return None, 0, False
        return target, end and len(text) - len(text[end:].lstrip(AFTER_NAME)), bool(at)

    def addressed(self, text: str, start: int, i: int) -> tuple[int | None, int]:
        """Whom "@..." means, by name, number or part of a name, and where that ends."""
        line = text[start : start + HEAD].split("\n", 1)[0]
        target, end = self.in_full(line, i)
        if target is not None:
            return target, start + end
        word = HANDLE.match(line)[0]  # type: ignore[index]
        number = self.numbers.get(_squeeze(word), i)
        return number if number < i else self.in_part(word, i, starts=True), start + len(word)

    def called(self, name: str, mark: str, i: int) -> int | None:
        """Who is meant by a name without "@" before a colon or comma: written as the author writes it."""
        target = self.nearest(_squeeze(name), i)
        target = self.in_part(name, i) if target is None else target
        if target is None or len(name) < 3 or name not in self.comments[target]["author"]:
            return None
        return target if mark == ":" or not (name[0].islower() or GREETING.match(name + " ")) else None

    def in_full(self, line: str, i: int) -> tuple[int | None, int]:
        """Whom a line starts to name, the longest name first, and where the name ends."""
        key, names = "", []
        for token in TOKEN.finditer(line):
            word = token[0].casefold()
            bare = word.rstrip(AROUND_NAME)
            names += [(key + bare, token.start() + len(bare)), (key + word, token.end())]
            key += word
            if len(key) > self.longest:
                break
        for key, end in reversed(names):
            target = self.nearest(key, i)
            if target is not None:
                return target, end
        return None, 0

    def in_part(self, word: str, i: int, starts: bool = False) -> int | None:
        """Who is meant by a word of a name, or else by its start, if only one earlier author can be."""
        word = word.casefold()
        names = self.words.get(word, [])
        if starts and not names and len(word) > 2:
            first = bisect_left(self.sorted, word)
            names = [name for name in self.sorted[first : first + MOST] if name.startswith(word)]
        found = [self.nearest(name, i) for name in names] if len(names) < MOST else []
        known = [target for target in found if target is not None]
        return known[0] if len(known) == 1 else None


def _squeeze(name: object) -> str:
    return "".join(str(name).split()).casefold().lstrip("@#>")


def _answers_above(keys: list[str], mentions: list[Mention]) -> set[str]:
    """Authors, as of a blog, who answer the comment just above every time: at least twice they greet who wrote it."""
    hits: dict[str, int] = {}
    others: set[str] = set()
    for i, (target, _, sign) in enumerate(mentions):
        if i == 0 or keys[i - 1] == keys[i] or sign or target not in (None, i - 1):
            others.add(keys[i])
        elif target is not None:
            hits[keys[i]] = hits.get(keys[i], 0) + 1
    return {key for key, count in hits.items() if count > 1 and key not in others}


def _explicit(thread: _Thread) -> Iterator[tuple[int, Claim]]:
    """The number or author that a comment says it answers, though that may not be here; "3.1" answers "3"."""
    dotted = any(number.rpartition(".")[0] in thread.numbers for number in thread.numbers)
    for i, comment in enumerate(thread.comments):
        ref, own = comment.get("ref"), comment.get("number")
        if ref is None and own is not None and dotted:
            ref = _squeeze(own).rpartition(".")[0]
        if ref is not None:
            target = thread.numbers.get(_squeeze(ref), thread.nearest(_squeeze(ref), i))
            if target is None or target < i:
                yield i, Claim(target, "explicit")


def _quoted(thread: _Thread) -> Iterator[tuple[int, Claim]]:
    """The comment that most of the quoted words come from; who repeats herself, or says nothing else, quotes nobody."""
    for i, comment in enumerate(thread.comments):
        quotes = [(share, j) for j, share in comment.get("quotes") or () if 0 <= j < i and share < 0.95]
        quotes = [quote for quote in quotes if thread.keys[quote[1]] != thread.keys[i]]
        if quotes:
            yield i, Claim(max(quotes)[1], "quote")


def _nesting(thread: _Thread, claims: list[list[Claim]]) -> Iterator[tuple[int, Claim]]:
    """What the page shows: depths, or counts of answers, or else its layout and the order of the times."""
    levels = [comment.get("level") for comment in thread.comments]
    counts = [comment.get("responses") for comment in thread.comments]
    if not any(levels) and any(counts):
        levels = list(_levels(counts))
    return _by_levels(levels) if any(levels) else _Layout(thread, claims).claims()


def _by_levels(levels: Sequence[int | None]) -> Iterator[tuple[int, Claim]]:
    """The parent is the last comment before it that stands less deep."""
    open_: list[tuple[int, int]] = []
    for i, level in enumerate(levels):
        if level is not None:
            while open_ and open_[-1][1] >= level:
                open_.pop()
            yield i, Claim(open_[-1][0] if open_ else None, "nesting")
            open_.append((i, level))


def _levels(counts: Sequence[int | None]) -> Iterator[int]:
    """A comment with 3 responses has the next 3 comments below it, unless one of these claims more than that."""
    ends: list[int] = []  # of the comments above, the last one below each
    for i, count in enumerate(counts):
        end = i + (count or 0)
        while ends and ends[-1] < end:
            ends.pop()
        ends.append(end)
        yield len(ends)


class _Layout:
    """The nesting that explains blank lines, Reply buttons, Hacker News links and times with the least effort.

    It is a path through the levels: each comment stands one deeper than the one before it, as deep, or less deep.
    """

    def __init__(self, thread: _Thread, claims: list[list[Claim]]):
        self.thread, self.n = thread, len(claims)
        self.meant = [[c.parent for c in said if c.evidence in ("mention", "quote")] for said in claims]
        # Links tell the depth, though not beyond the third level, and which answer is a comment's first.
        links = [comment.get("links") or () for comment in thread.comments]
        linked = any("parent" in said for said in links)
        self.depths = [1 + ("parent" in said) + ("root" in said) if linked else None for said in links]
        self.first = ["parent" in said and "prev" not in said for said in links]
        ends = [comment.get("footer") for comment in thread.comments]
        # A blank line tells something only where a Reply button stands before it: a body has one after it anyway.
        gaps = [c.get("gap") if i and ends[i - 1] else None for i, c in enumerate(thread.comments)]
        self.gaps, self.ends = _telling(gaps, 0.05, 1), _telling(ends, 0, 0.3)
        self.inside = _inside(thread)
        self.shown = [linked or gap is not None for gap in self.gaps]
        self.blind = not any(self.shown) and False not in self.ends

    def claims(self) -> Iterator[tuple[int, Claim]]:
        if self.blind and not any(self.inside):
            return
        levels = LEVELS if False in self.ends else LEVELS[-1:]
        node = self.path(min(levels, key=lambda most: self.path(most, 500)[0]), self.n)[1]
        tops = any(self.shown)
        while node:
            i, level, parent, node = node
            if self.depths[i] not in (None, min(level, 3)):
                continue  # what it answers is not here
            if parent or tops:
                yield i, Claim(parent and parent[0], "order" if self.blind else "nesting")

    def path(self, most: int, stop: int) -> tuple[float, Node | None]:
        """The cheapest nesting of the first comments, no deeper than `most`: what it costs, and its last node."""
        states: list[tuple[float, Node | None]] = [(0.0, None)]
        for i in range(min(stop, self.n)):
            best: dict[int, tuple[float, Node | None]] = {}
            for cost, node in states:
                above, beside = node, None  # below which it would hang, and next to which it would stand there
                deepest = 1 if node is None or (self.blind and not self.inside[i]) else min(node[1] + 1, most)
                for level in range(deepest, 0, -1):
                    while above and above[1] >= level:
                        above, beside = above[2], above
                    total = cost + self.price(i, level, node, above, beside) + 4 * (self.ends[i] is (level == most))
                    if level not in best or total < best[level][0]:
                        best[level] = total, (i, level, above, node)
            states = sorted(best.values(), key=lambda state: state[0])[:PATHS]
        return states[0]

    def price(self, i: int, level: int, last: Node | None, above: Node | None, beside: Node | None) -> float:
        """How odd it is for comment i to stand at a level after `last`, below `above` and next to `beside`."""
        step = level - last[1] if last else 0
        price, depth, gap = 0.0, self.depths[i], self.gaps[i]
        if depth is not None and last:
            price += IMPOSSIBLE * ((min(level, 3) != depth) + (self.first[i] != (step == 1)))
        if gap is not None:
            price += 2 * STRONG * (gap is (step == 0)) + WEAK * (step < 0 and level > 1)
        elif level > 1:
            price += WEAK + WEAK * (step == 1)
        if above is None:
            return price + CERTAIN * self.inside[i]
        thread, key, parent = self.thread, self.thread.keys[i], above[0]
        price += WEAK if self.inside[i] or self.shown[i] else 3 * WEAK
        price += CERTAIN * thread.later(parent, i) + 2 * WEAK * (thread.keys[parent] == key)
        if beside is not None:
            price += STRONG * thread.later(beside[0], i) + WEAK * (thread.keys[beside[0]] == key)
        if above[2] is not None and thread.keys[above[2][0]] == key:
            price -= 2 * WEAK  # she wrote, he answered, she answers him
        if self.meant[i]:
            named = thread.keys[parent] in [thread.keys[j] for j in self.meant[i] if j is not None]
            price += WEAK - STRONG * named - WEAK * (parent in self.meant[i])
        return price


def _telling(values: list[bool | None], low: float, high: float) -> list[bool | None]:
    """The values if no more and no fewer of them are False than tells something, else nothing."""
    known = [value for value in values if value is not None]
    return values if known and low < known.count(False) / len(known) < high else [None] * len(values)


def _inside(thread: _Thread) -> list[bool]:
    """Which comments stand in the subtree of another one, by their times.

    Where top-level comments run in time order, oldest first, one that is later than any after it is none of them;
    newest first, one that is later than the top-level comment before it. If no more comments seem to be in order
    than there are records in a random series, times say nothing.
    """
    n = len(thread.comments)
    rising, falling = [False] * n, [False] * n
    lowest, top = inf, inf
    for i, j in zip(range(n), reversed(range(n)), strict=True):
        rising[j] = j > 0 and thread.low[j] >= lowest
        lowest = min(lowest, thread.high[j])
        falling[i] = thread.low[i] >= top
        top = top if falling[i] else min(top, thread.high[i])
    inside = min(rising, falling, key=sum)
    return inside if n - sum(inside) >= 2 * sum(1 / k for k in range(1, n + 1)) else [False] * n
