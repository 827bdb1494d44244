"""Pseudonyms for authors: the same for the same name and key, also where the name stands in texts, ids and addresses.

A name is found in a text as whole words, whatever its capitals and what stands between its words: "Tony M" is also
"@TonyM", "tony_m" and "Tony M wrote:". The first word alone is one after "@" if only one author has it. Names of under
three letters and of words that everybody uses ("Me", "to", "Danke") would tear texts apart: they are replaced after "@"
and the like, where somebody is quoted ("Me wrote:"), and, if longer, with a capital inside a sentence.

Who is named by an address is replaced whether they comment or not: e-mail, u/name, /users/name, @name@host,
@name.bsky.social, did:plc:...

Not found are misspelt and shortened names, names without a letter or digit, and all else that tells people apart: what
they say of themselves, how they write, addresses that lead to them by a number.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from analysis.errors import InputError
from analysis.keys import KEY, LONGEST_KEY
from analysis.readers.quote_marks import VERB
from analysis.readers.sources import ALONE, INVISIBLE, fold
from analysis.thread import NOTICES, SPANS, Corpus, Thread, count, table

Tables = TypeVar("Tables", bound=Thread | Corpus)

SHORT = 8  # hexadecimal digits of a pseudonym
LETTERS = 3  # a name with fewer is a word to look twice at
GAP = re.compile(r"[^\w\n]{0,4}|_")  # between two words of a name
WORD = re.compile(rf"[{ALONE}]|(?:[^\W_{ALONE}]|[\u0300-\u036f{INVISIBLE}])+")
ASCII_WORD = re.compile("[a-zA-Z0-9]+")
# Who is named here was meant: @name, u/name, user/name, [quote=name], "Zitat von name".
NAMED = re.compile(
    r'(?:@ ?|(?:\b|/)u(?:ser)?s?/|\b(?:author|profile|people|members?)/|\[quote\s*=\s*["“]?|'
    r"\b(?:posted by|zitat von|quote from) )\Z",
    re.IGNORECASE,
)
LOOK_BACK = 24  # characters that NAMED may need
# Where an address says who somebody is: the name alone is taken out of it.
ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}\b"
    r"|(?<![\w.])(?<=@)[\w-]{1,64}(?:@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?:\.[\w-]{1,63}){2,})"
    r"|\bdid:[a-z\d]{1,16}:[\w.-]*\w"
    r"|(?:(?<=u/)(?<![^\W_]u/)|(?<=/user/)|(?<=/users/)|(?<=/profile/)|(?<=[a-z]/@))[\w.-]{2,64}(?<![.-])"
)
ENCODED = re.compile("%2[0-9a-f]|%3[a-f]|%40|%5f", re.IGNORECASE)  # what no letter or digit is, in addresses
COLON = re.compile(r"[ \t]*:")
SENTENCE = re.compile(r"(?:^|[.!?…:;\n>\"“„»*-])\s*\Z")  # what comes next would have a capital anyway
NOBODY = "admin anonymous anonym author everybody everyone gast guest moderator nobody reader someone unknown user"


class _Place(NamedTuple):
    start: int
    end: int
    author: str


def apply(tables: Tables, key: bytes) -> Tables:
    """Return a thread or corpus whose authors have pseudonyms, wherever they are named.

    The text as copied, where in it comments stand and the spans are left out, for they would tell the names.

    Parameters
    ----------
    tables : Thread or Corpus
        It is not changed.
    key : bytes
        Who has it can find out which pseudonym is whose; the same key gives the same names the same pseudonyms.

    Returns
    -------
    Thread or Corpus
        With a notice on what was done.

    Raises
    ------
    InputError
        If the key is too short or too long.

    Examples
    --------
    >>> from analysis import load_thread
    >>> thread = apply(load_thread("data/kyiv-post-macron/thread.txt"), b"secret" * 6)
    >>> thread.comments["author"].iloc[4], thread.comments["body"].iloc[5][:24]
    ('user-1fd221ed', '@user-1fd221ed, Peskov i')
    """
    if not KEY <= len(key) <= LONGEST_KEY:
        raise InputError(
            f"a key of {len(key)} bytes: pseudonyms need one of {KEY} to {LONGEST_KEY}, as keys.make_key() gives"
        )
    comments: pd.DataFrame = tables.comments
    people = pd.concat([comments["author"], tables.articles["author"]]).dropna().unique()
    names = _Names(people, key, {"en", *comments["language"].dropna().unique()})
    ids = names.ids([frame[name] for frame in _frames(tables) for name in _id_columns(frame)])
    found = {name: _with_ids(getattr(tables, name), ids) for name in ("comments", "articles", "quotes", "notices")}
    bodies = [names.replace(text) for text in comments["body"]]
    own = [
        new if words == old else names.replace(words)
        for old, new, words in zip(comments["body"], bodies, comments["own_words"], strict=True)
    ]
    columns: dict[str, Any] = {
        "author": comments["author"].map(names.pseudonyms),
        "body": bodies,
        "own_words": own,
        "start": pd.NA,
        "end": pd.NA,
    }
    found["comments"] = found["comments"].assign(**columns).astype(comments.dtypes)
    articles = {name: names.column(tables.articles[name]) for name in ("title", "text", "source")}
    articles["author"] = tables.articles["author"].map(names.pseudonyms).astype("str")
    found["articles"] = found["articles"].assign(**articles)
    found["quotes"] = found["quotes"].assign(**_quotes(tables, names))
    found["notices"] = pd.concat([found["notices"].assign(message=_messages(tables, names)), _told(tables, ids)])
    found["notices"] = found["notices"].reset_index(drop=True)
    spans = table([], ({"thread_id": "str"} if isinstance(tables, Corpus) else {}) | SPANS)
    made = Corpus if isinstance(tables, Corpus) else Thread
    return made(**found, spans=spans)  # type: ignore[return-value,arg-type]


class _Names:
    """The authors, their pseudonyms, and where a text names them: in time that grows with the text alone."""

    def __init__(self, authors: Iterable[str], key: bytes, languages: Iterable[str]) -> None:
        authors, self.key = list(authors), key
        self.pseudonyms = _pseudonyms(authors, key)  # later also of those who are named by an address
        common = _common(languages)
        self.whose: dict[str, list[str]] = defaultdict(list)  # by a name's words without what is between them
        self.longest: dict[str, int] = {}  # by the first word of a name, how many words it may have
        self.doubtful: set[str] = set()
        firsts: Counter[str] = Counter()
        parts = {author: [fold(word) for word in WORD.findall(author)] for author in authors}
        for author, words in parts.items():
            if not words:
                continue
            whole = "".join(words)
            self.whose[whole].append(author)
            self.longest[words[0]] = max(self.longest.get(words[0], 1), len(words))
            self.longest.setdefault(whole, 1)
            firsts[words[0]] += 1
            everyday = len(words) < 3 and all(word in common for word in words)
            if everyday or sum(map(str.isalpha, whole)) < LETTERS:
                self.doubtful.add(author)
        self.first = {
            words[0]: author
            for author, words in parts.items()
            if len(words) > 1 and len(words[0]) >= LETTERS and firsts[words[0]] == 1
        }

    def replace(self, text: str, loose: bool = False) -> str:
        """The text with pseudonyms; where it is `loose`, as ids are, a name may end at an underscore."""
        pieces, last = [], 0
        for start, end, author in self.places(text, loose):
            pieces += [text[last:start], self.pseudonyms[author]]
            last = end
        return "".join([*pieces, text[last:]]) if pieces else text

    def places(self, text: str, loose: bool = False) -> Iterable[_Place]:
        """Where a text names an author, or anybody by an address, from left to right."""
        if "%" in text:
            text = ENCODED.sub("   ", text)
        addressed = list(self._addressed(text)) if "@" in text or "/" in text or "did:" in text else []
        if not addressed:
            return self._named(text, loose)
        found: list[_Place] = []
        for place in sorted([*addressed, *self._named(text, loose)]):
            if found and place.start < found[-1].end:  # both are hidden, as whom the longer one names
                last = found.pop()
                author = max(last, place, key=lambda one: one.end - one.start).author
                place = _Place(last.start, max(last.end, place.end), author)
            found.append(place)
        return found

    def _addressed(self, text: str) -> Iterator[_Place]:
        for match in ADDRESS.finditer(text):
            words = "".join(fold(word) for word in WORD.findall(match[0]))
            whose = self.whose.get(words)
            name = self._best(whose, match[0]) if whose else match[0]
            if name not in self.pseudonyms:
                self.pseudonyms |= _pseudonyms([name], self.key)
            yield _Place(*match.span(), name)

    def _named(self, text: str, loose: bool) -> Iterator[_Place]:
        plain = fold(text)
        words = (ASCII_WORD if plain.isascii() else WORD).findall(plain)
        if self.longest.keys().isdisjoint(words):
            return
        spans = [word.span() for word in (ASCII_WORD if text.isascii() else WORD).finditer(text)]
        if not text.isascii():
            words = [fold(text[start:end]) for start, end in spans]
        done = 0
        for number in [number for number, word in enumerate(words) if word in self.longest]:
            if number < done:
                continue
            word, most = words[number], self.longest[words[number]]
            start = spans[number][0]
            reach = self._reach(text, spans, number, most)
            for last in range(reach, number - 1, -1):
                end = spans[last][1]
                whose = self.whose.get("".join(words[number : last + 1]))
                if whose is None:
                    continue
                author = self._best(whose, text[start:end])
                whole = self._whole(text, start, end, author)
                if not loose and "_" in (text[whole[0] - 1 : whole[0]], text[whole[1] : whole[1] + 1]):
                    continue
                if author in self.doubtful and not self._meant(text, start, end, author, text[slice(*whole)] == author):
                    continue
                yield _Place(*whole, author)
                done = last + 1
                break
            else:
                end = spans[number][1]
                if word in self.first and text[start - 1 : start] == "@" and text[end : end + 1] != "_":
                    yield _Place(start, end, self.first[word])

    def column(self, texts: pd.Series) -> pd.Series:
        """A column of texts with pseudonyms."""
        known = texts.dropna()
        return pd.Series([self.replace(text) for text in known], known.index, dtype=texts.dtype).reindex(texts.index)

    def ids(self, columns: Iterable[pd.Series]) -> dict[str, str]:
        """The new id for each id that names an author; ids that differ do so afterwards."""
        values = set().union(*(column.dropna().unique() for column in columns)) - {"article"}
        found = {value: self.replace(value, loose=True) for value in sorted(values)}
        times = Counter(found.values())
        return {
            old: new if times[new] == 1 else f"{new}-{blake2b(old.encode(), digest_size=4).hexdigest()}"
            for old, new in found.items()
            if old != new
        }

    @staticmethod
    def _reach(text: str, spans: list[tuple[int, int]], number: int, most: int) -> int:
        """The last word that may belong to a name which starts at this word."""
        last = number
        while last + 1 < min(number + most, len(spans)) and GAP.fullmatch(text, spans[last][1], spans[last + 1][0]):
            last += 1
        return last

    @staticmethod
    def _best(whose: list[str], written: str) -> str:
        """Of several authors whose names have the same letters the one who writes it most like that."""
        return max(whose, key=lambda author: (author == written, author.casefold() == written.casefold()))

    @staticmethod
    def _meant(text: str, start: int, end: int, author: str, exact: bool) -> bool:
        """Whether a word that is also a name is one here; `exact` if it is written as the author does."""
        if exact and not all(sign.isalnum() or sign == " " for sign in author):
            return True
        before = text[max(0, start - LOOK_BACK) : start]
        if NAMED.search(before) or VERB.match(text, end):
            return True
        _, new_line, beside = before.rpartition("\n")
        if COLON.match(text, end) and (new_line or len(before) == start) and not beside.strip(" \t>"):
            return True
        proper = exact and author[0].isupper() and sum(map(str.isalpha, author)) >= LETTERS
        return proper and not SENTENCE.search(before)

    @staticmethod
    def _whole(text: str, start: int, end: int, author: str) -> tuple[int, int]:
        """The place of a name with what is no letter at its ends: "Danke !!", "~Ann~"."""
        words = list(WORD.finditer(author))
        head, tail = author[: words[0].start()].lstrip("@"), author[words[-1].end() :]
        if head and text.endswith(head, 0, start):
            start -= len(head)
        return start, end + len(tail) if tail and text.startswith(tail, end) else end


def _pseudonyms(authors: list[str], key: bytes) -> dict[str, str]:
    """Short names, longer only for authors who would share one."""
    digests = {author: blake2b(author.encode("utf-8", "surrogatepass"), key=key).hexdigest() for author in authors}
    size = dict.fromkeys(authors, SHORT)
    while True:
        names = {author: f"user-{digest[: size[author]]}" for author, digest in digests.items()}
        times = Counter(names.values())
        if len(times) == len(names):
            return names
        size |= {author: 2 * size[author] for author, name in names.items() if times[name] > 1}


def _common(languages: Iterable[str]) -> set[str]:
    """Words that everybody uses: spaCy's stop words, and those that VADER knows."""
    from analysis.vader import scorer

    words = {*NOBODY.split(), *scorer().analyzer.lexicon}
    for language in sorted(languages):
        try:
            words |= importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
        except ImportError:
            continue
    return {fold(word) for word in words if word.isalpha()}


def _frames(tables: Thread | Corpus) -> list[pd.DataFrame]:
    return [tables.comments, tables.articles, tables.quotes, tables.notices]


def _id_columns(frame: pd.DataFrame) -> list[str]:
    return [name for name in map(str, frame) if name.endswith("_id") or name == "quoted_from"]


def _with_ids(frame: pd.DataFrame, ids: dict[str, str]) -> pd.DataFrame:
    if not ids:
        return frame
    return frame.assign(**{name: frame[name].map(ids).fillna(frame[name]) for name in _id_columns(frame)})


def _quotes(tables: Thread | Corpus, names: _Names) -> dict[str, pd.Series]:
    """The quotations with pseudonyms, and where they then stand in the text they come from."""
    quotes, comments = tables.quotes, tables.comments
    sources: dict[tuple, Any] = {("article", row.thread_id): row.text for row in tables.articles.itertuples()}
    cited = comments["comment_id"].isin(quotes["quoted_from"].dropna())
    sources |= {(row.comment_id, row.thread_id): row.body for row in comments[cited].itertuples()}
    starts, ends = [], []
    for origin, thread, start, end in quotes[["quoted_from", "thread_id", "start", "end"]].itertuples(index=False):
        text = sources.get((origin, thread))
        if isinstance(text, str) and not pd.isna(start):
            start, end = _moved(start, end, names, list(names.places(text)))
        starts.append(start)
        ends.append(end)
    moved = {name: pd.Series(values, quotes.index, "Int64") for name, values in (("start", starts), ("end", ends))}
    return {"text": names.column(quotes["text"])} | moved


def _moved(start: int, end: int, names: _Names, places: list[_Place]) -> tuple[int, int]:
    """A stretch of a text after its names were replaced; what cuts a name takes it in."""
    first, last = start, end
    for place in places:
        grown = len(names.pseudonyms[place.author]) - (place.end - place.start)
        if place.end <= start:
            first += grown
        elif place.start < start:
            first -= start - place.start
        if place.end <= end:
            last += grown
        elif place.start < end:
            last += place.end - end + grown
    return first, last


def _messages(tables: Thread | Corpus, names: _Names) -> list[str]:
    """What notices say: they name the author of the comment that they are about."""
    authors = tables.comments.drop_duplicates("comment_id").set_index("comment_id")["author"].dropna()
    messages = []
    for message, comment in zip(tables.notices["message"], tables.notices["comment_id"], strict=True):
        author = authors.get(comment)
        said = message if author is None else message.replace(f" by {author} ", f" by {names.pseudonyms[author]} ")
        messages.append(names.replace(said))
    return messages


def _told(tables: Thread | Corpus, ids: dict[str, str]) -> pd.DataFrame:
    authors = tables.comments["author"].nunique()
    message = (
        f"{count(authors, 'author')} got pseudonyms, also where texts name them; names that are common words only "
        "where that is clear. The text as copied was left out. Read what you give away: people can be known by what "
        "they write"
    )
    notice = table([{"code": "pseudonyms", "message": message, "count": authors}], NOTICES)
    if isinstance(tables, Thread):
        return notice
    threads = list(tables.articles["thread_id"])
    whose = ids.get(threads[0], threads[0]) if len(threads) == 1 else None
    notice.insert(0, "thread_id", pd.Series([whose], dtype="str"))
    return notice
