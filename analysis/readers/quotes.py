"""Which passages a comment quotes, and where each of them comes from.

Marks and words such as ">" or "X wrote:" show most of them (`quote_marks`); where they come from, and where a quotation
without an end mark ends, is found by comparing words with the article and the earlier comments (`sources`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.readers import quote_marks
from analysis.readers.quote_marks import ARROW, BLANK, LETTER, Mark
from analysis.readers.sources import ARTICLE, RUN, Match, Text, follow, locate, runs, shared_runs, words

SENTENCE_END = re.compile(r"[.!?…。！？]+[\"”“»')\]]*(?=\s|$)|[ \t\r]*(?:\n|$)")
MENTION = re.compile(r"\s*@[^\s:,]{1,60}[:,]?\s*")
WIDE, MANY_BLANK = re.compile(r"(?<=\S) {2,}"), re.compile(r"\n{3,}")
BARE_WORDS = 12  # what the first words of a body are compared by
OPENING, CLOSING = '"“„«»', tuple('"”“»«')
LONGEST = 20_000  # characters of an article that is searched for a few words
STOCK = 3  # comments that open alike: a formula, and no quotation


class Quote(NamedTuple):
    """A passage that a comment quotes.

    Attributes
    ----------
    start, end : int
        Where the quoted words stand in the body.
    outer_start, outer_end : int
        The same with the marks and the introduction ("X wrote:") around them: what the comment's writer did not write.
    named : str or None
        Who wrote it, according to the introduction.
    source : int, "article" or None
        The earlier comment it comes from, counted from 0; None if it was found nowhere.
    source_start, source_end : int or None
        Where it stands in the source's text.
    depth : int
        1, or more for a quotation inside a quotation.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    named: str | None = None
    source: int | Literal["article"] | None = None
    source_start: int | None = None
    source_end: int | None = None
    depth: int = 1


def find(bodies: Sequence[str], authors: Sequence[str | None], article: str | None = None) -> list[list[Quote]]:
    r"""The passages that each comment quotes, from the article or from a comment before it.

    Parameters
    ----------
    bodies : sequence of str
        What the comments of one thread say, in document order.
    authors : sequence of str or None
        Who wrote them.
    article : str, optional
        The article's text.

    Returns
    -------
    list of list of Quote
        For each comment its quotations, in order and without overlap.

    Examples
    --------
    >>> first = "They close the old bridge on Sunday. I shall miss it."
    >>> [none, [quote]] = find([first, "> They close the old bridge on Sunday.\nWho says so?"], ["Ann", "Bob"])
    >>> quote.source, first[quote.source_start:quote.source_end]
    (0, 'They close the old bridge on Sunday.')
    """
    thread = _Thread(bodies, authors, article)
    return [thread.quotes(number) for number in range(len(bodies))]


def own_words(body: str, quotes: Sequence[Quote]) -> str:
    r"""A body without what it quotes.

    >>> body = "> Is it true?\nIt is."
    >>> own_words(body, [Quote(2, 13, 0, 13)])
    'It is.'
    """
    kept, start = [], 0
    for quote in quotes:
        first, last = quote.outer_start, quote.outer_end
        kept.append(body[start:first])
        if first and not body[first - 1].isspace() and last < len(body) and not body[last].isspace():
            kept.append("\n" if "\n" in body[first:last] else " ")
        start = last
    text = "".join([*kept, body[start:]])
    if quotes:
        text = "\n".join(map(str.rstrip, text.split("\n")))
        text = WIDE.sub(" ", text) if "  " in text else text
        text = MANY_BLANK.sub("\n\n", text) if "\n\n\n" in text else text
    return text.strip()


def passage(body: str, quote: Quote) -> str:
    r"""The quoted words alone, without the ">" before their lines.

    >>> passage("> Is it\n> true?", Quote(2, 15, 0, 15))
    'Is it\ntrue?'
    """
    lines = body[quote.start : quote.end].split("\n")
    return "\n".join([lines[0], *(ARROW.sub("", line, count=1) for line in lines[1:])])


class _Thread:
    """The comments so far: which of them said a run of five words last, and who said what."""

    def __init__(self, bodies: Sequence[str], authors: Sequence[str | None], article: str | None) -> None:
        self.bodies, self.article = bodies, article or ""
        self.authors = [_key(author) for author in authors]
        self.marks = [quote_marks.scan(body) for body in bodies]
        self.spans = [[span for span in quote_marks.spans(body) if _long(body, span)] for body in bodies]
        shared = shared_runs([self.article, *bodies], self._passages(), BARE_WORDS)
        self.runs = {text - 1: found for text, found in shared.items()}  # the article stands before the comments
        self.latest = dict.fromkeys(self.runs.get(ARTICLE, ()), ARTICLE)
        self.by_author: dict[tuple[int, str], int] = {}
        self.seen: Counter[int] = Counter()
        self.comments_of: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=8))

        @lru_cache(maxsize=256)  # not a method's: the thread would hold itself, and stay
        def text(number: int) -> Text:
            return Text((article or "") if number == ARTICLE else bodies[number])

        self.text = text

    def quotes(self, number: int) -> list[Quote]:
        """The quotations of a comment; it is a source for the next ones then."""
        if not (self.marks[number] or self.spans[number] or number in self.runs):  # most quote nothing
            self._remember(number, [])
            return []
        found = list(self._marked(number))
        before = found[0].outer_start if found else len(self.bodies[number])
        bare = self._bare(number, before)
        inside = list(self._spans(number, found))
        if bare and not (inside and inside[0].start - 1 <= bare.start and bare.end <= inside[0].outer_end):
            more = [bare, *self._lines(number, bare, before)]
            inside = more + [span for span in inside if all(_apart(span, quote) for quote in more)]
        found = self._joined(number, sorted([*found, *inside]))
        self._remember(number, found)
        return found

    def _passages(self) -> Iterator[list[str]]:
        """The words of everything that may be a quotation."""
        for body, marks, spans in zip(self.bodies, self.marks, self.spans, strict=True):
            for mark in (*marks, *spans):
                yield [word for start, end in mark.pieces for word in words(body[start:end])]

    def _remember(self, number: int, quotes: list[Quote]) -> None:
        body, author = self.bodies[number], self.authors[number]
        found = self.runs.get(number, ())
        own = set(runs(words(own_words(body, quotes))).tolist()) if found and quotes else found
        for run in found:
            if run in own:
                self.latest[run] = number
                self.seen[run] += 1
                if author:
                    self.by_author[run, author] = number
            else:  # what a comment quotes comes from somewhere else
                self.latest.setdefault(run, number)
        if author:
            self.comments_of[author].append(number)

    def _candidates(self, said: Text, author: str | None) -> list[tuple[int, int]]:
        """The texts that share most runs of words with a passage, the nearest first among equals; with their share."""
        votes: Counter[int] = Counter()
        for run in said.runs:
            source = self.latest.get(run) if author is None else self.by_author.get((run, author))
            if source is not None:
                votes[source] += 1
        return sorted(((share, source) for source, share in votes.items()), reverse=True)[:3]

    def _source(self, said: Text, number: int, named: str | None, leading: bool = False) -> tuple[int, Match] | None:
        """Where a passage comes from: the named author's comments first, then any text before."""
        author = _key(named)
        for who in [author, None] if author in self.comments_of else [None]:
            best: tuple[int, int, int] | None = None
            for share, source in self._candidates(said, who):
                match = follow(said, self.text(source), leading)
                if match and (best is None or (match.shared, share, source) > best):
                    best, place = (match.shared, share, source), (source, match)
            if best:
                return place
        if said.words and (len(said.words) < RUN or author in self.comments_of):
            near = self.comments_of[author] if author in self.comments_of else range(max(0, number - 8), number)
            if author in self.comments_of or len(said.joined) > 10:
                for source in reversed(near):
                    if found_here := locate(said, self.text(source)):
                        return source, found_here
                if author not in self.comments_of and len(self.article) <= LONGEST:
                    article = self.text(ARTICLE)
                    if article.joined.count(said.joined) == 1 and (found_here := locate(said, article)):
                        return ARTICLE, found_here
        return None

    def _marked(self, number: int) -> Iterator[Quote]:
        body = self.bodies[number]
        for mark in self.marks[number]:
            said = Text(body, mark.pieces)
            known = _key(mark.named) in self.comments_of
            if mark.open:
                quote = self._open(number, mark, said)
                if quote:
                    yield quote
                continue
            place = self._source(said, number, mark.named)
            if place and place[1].shared < 0.6 * len(said.words):
                place = None
            if place or mark.sure or known:
                yield self._quote(mark, said, place)

    def _open(self, number: int, mark: Mark, said: Text) -> Quote | None:
        """A quotation without an end: it ends where its source goes on differently, else with the first paragraph."""
        body, (start, stop) = self.bodies[number], mark.pieces[0]
        place = self._source(said, number, mark.named, leading=True) if len(said.words) >= RUN else None
        if place:
            return self._quote(mark, said, place, self._end(said, place))
        line = body.find("\n", start, stop)
        line = stop if line < 0 else line
        if _key(mark.named) in self.comments_of:
            first = Text(body, [(start, line)])
            if place := self._source(first, number, mark.named):
                return self._quote(mark, first, place, line)
        if not mark.sure or start >= stop:
            return None
        blank = BLANK.search(body, start, stop)
        return self._quote(mark, said, None, blank.start() if blank else line)

    def _end(self, said: Text, place: tuple[int, Match]) -> int:
        """Where a matched passage ends: with the signs after its last word that its source has too."""
        source, match = place
        end, there = said.ends[match.last - 1], self.text(source).ends[match.end - 1]
        return end + _same_signs(said.text[end : end + 10], self.text(source).text[there : there + 10])

    def _quote(self, mark: Mark, said: Text, place: tuple[int, Match] | None, end: int | None = None) -> Quote:
        """The quotation of a mark, which ends where the mark says or, if that is open, at `end`."""
        body, start = said.text, mark.pieces[0][0]
        if end is None:
            end, outer_end = mark.pieces[-1][1], mark.outer_end
        else:
            outer_end = end
            if body[start] in OPENING and start + 1 < end:
                start += 1
                outer_end += body[end : end + 1] in CLOSING
        quote = Quote(start, end, mark.outer_start, outer_end, mark.named, depth=mark.depth)
        if place is None:
            return quote
        source, match = place
        text = self.text(source)
        first, last = text.starts[match.start], text.ends[match.end - 1]
        first -= _same_signs(body[start : said.starts[match.first]][::-1], text.text[max(0, first - 10) : first][::-1])
        last += _same_signs(body[said.ends[match.last - 1] : end], text.text[last : last + 10])
        return quote._replace(source="article" if source == ARTICLE else source, source_start=first, source_end=last)

    def _bare(self, number: int, before: int) -> Quote | None:
        """A sentence of an earlier text, by somebody else, that a comment repeats at its start without any mark."""
        if not any(run in self.latest for run in self.runs.get(number, ())):
            return None
        body = self.bodies[number]
        start = _opening(body)
        head = runs(words(body[start : min(before, start + 200)])[:BARE_WORDS]).tolist()
        if not any(run in self.latest for run in head):
            return None
        said = Text(body, [(start, before)])
        place = self._source(said, number, None, leading=True)
        if place is None or place[1].first:
            return None
        source, match = place
        reached = said.ends[match.last - 1]
        ends = [sign.end() for sign in SENTENCE_END.finditer(body, start, min(before, reached + 6))]
        ends = [end for end in ends if not LETTER.search(body, reached, max(reached, end))]
        if not ends:
            return None
        end = start + len(body[start : ends[-1]].rstrip())
        said = Text(body, [(start, end)])
        again = follow(said, self.text(source), leading=True)
        if again is None or len(said.words) < RUN or end - start < 25 or again.shared < 0.8 * len(said.words):
            return None
        if source != ARTICLE:
            alone = body[end : end + 2].strip(" \r")[:1] in ("", "\n")
            own = LETTER.search(body, end)
            formula = max(self.seen[run] for run in head) > STOCK
            if (
                self.authors[source] == self.authors[number]
                or formula
                or not own
                or not (alone or len(said.words) >= 8)
            ):
                return None
        return self._quote(Mark(start, end, [(start, end)]), said, (source, again))

    def _lines(self, number: int, bare: Quote, before: int) -> Iterator[Quote]:
        """More lines of the text that a comment quoted a bare sentence of, with answers between them."""
        body, source = self.bodies[number], ARTICLE if bare.source == "article" else bare.source
        assert isinstance(source, int)
        for line in quote_marks.LINE.finditer(body, bare.end, before):
            said = Text(body, [line.span()])
            match = follow(said, self.text(source)) if len(said.words) >= RUN and len(line[0]) >= 25 else None
            if match and match.shared == len(said.words):
                yield self._quote(Mark(*line.span(), [line.span()]), said, (source, match))

    def _joined(self, number: int, found: list[Quote]) -> list[Quote]:
        """Quotations with what stands between two of them, where that comes from the source too ("...", he added)."""
        joined: list[Quote] = []
        for quote in found:
            last = joined[-1] if joined else None
            if last and last.source is not None and last.source == quote.source and last.named is quote.named is None:
                text = self.article if last.source == "article" else self.bodies[int(last.source)]
                between = words(self.bodies[number][last.end : min(quote.start, last.end + 500)])
                assert last.source_end is not None and quote.source_start is not None
                if between and between == words(text[last.source_end : min(quote.source_start, last.source_end + 500)]):
                    joined[-1] = last._replace(end=quote.end, outer_end=quote.outer_end, source_end=quote.source_end)
                    continue
            joined.append(quote)
        return joined

    def _spans(self, number: int, found: list[Quote]) -> Iterator[Quote]:
        """What stands between quotation marks and is found in an earlier text."""
        body, taken = self.bodies[number], 0
        for span in self.spans[number]:
            while taken < len(found) and found[taken].outer_end <= span.outer_start:
                taken += 1
            if taken < len(found) and found[taken].outer_start < span.outer_end:
                continue
            said = Text(body, span.pieces)
            place = self._source(said, number, None)
            if place and place[1].shared >= 0.8 * len(said.words) and not self._name(said, place):
                yield self._quote(span, said, place)

    def _name(self, said: Text, place: tuple[int, Match]) -> bool:
        """Whether a source has the few words more than once: the name of something then, and no quotation."""
        text, match = self.text(place[0]), place[1]
        again = text.places.get(text.runs[match.start], ()) if match.start < len(text.runs) else ()
        return len(said.words) < 10 and len(again) > 1


def _apart(one: Quote, other: Quote) -> bool:
    return one.outer_end <= other.outer_start or other.outer_end <= one.outer_start


def _same_signs(one: str, other: str) -> int:
    """How many signs both texts start with."""
    size = 0
    for sign, same in zip(one, other, strict=False):
        if sign != same or sign.isspace() or sign.isalnum():
            break
        size += 1
    return size


def _opening(body: str) -> int:
    mention = MENTION.match(body)
    return mention.end() if mention else 0


def _long(body: str, span: Mark) -> bool:
    start, end = span.pieces[0]
    return end - start >= 15 and len(words(body[start:end])) >= RUN


def _key(name: str | None) -> str:
    return re.sub(r"[\s.…]+", "", name).casefold() if name else ""
