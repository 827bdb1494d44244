"""What every reader of an export gives: articles and comments as the source has them, one record each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Markup = Literal["plain", "html", "markdown"]


class Comment(NamedTuple):
    """A comment as its source has it; `assemble` makes a row of the comments table of it.

    Attributes
    ----------
    body : str
        In the markup that `Found` names.
    id : str or None
        None: it will be c1, c2, ... in the order of the source.
    parent : str or None
        The id of the comment it answers; None: it answers the article.
    author : str or None
        None where the source has none, or says that it was deleted.
    posted : number, str or None
        Seconds since 1970, or a time as written.
    score : int or None
        Votes.
    thread : str or None
        The id of the article it stands under; None: the only one of the source.
    status, kind : str
        As in the comments table.
    evidence : str or None
        How it is known whom it answers, as in the comments table; None: the source says it, or `Found.answers` how
        much a missing parent means.
    written : str or None
        The time as the source has it; None: that is `posted`.
    """

    body: str
    id: str | None = None
    parent: str | None = None
    author: str | None = None
    posted: float | str | None = None
    score: int | None = None
    thread: str | None = None
    status: str = "visible"
    kind: str = "comment"
    evidence: str | None = None
    written: str | None = None


Columns = Mapping[str, Sequence[Any]]  # fields of `Comment`, of many comments; without one it is as by default


class Article(NamedTuple):
    """What is commented on; `text` is in the markup of the comments, `published` a time as in `Comment`.

    `author` is who began the thread and goes by the same kind of name as those who comment.
    """

    id: str | None = None
    title: str | None = None
    text: str | None = None
    published: float | str | None = None
    source: str | None = None
    author: str | None = None


def transposed(comments: Sequence[Comment]) -> Columns:
    """The fields of comments as columns.

    >>> columns = transposed([Comment("Yes", author="Ann"), Comment("No")])
    >>> columns["body"], columns["author"]
    (('Yes', 'No'), ('Ann', None))
    """
    return dict(zip(Comment._fields, zip(*comments, strict=True), strict=True))


@dataclass
class Found:
    """What a reader found in a source.

    Attributes
    ----------
    read_as : str
        The format, in words for people: "Reddit listing".
    rows : iterable of Comment and Article
        In the order of the source. May be a generator: it is gone through once.
    markup : str
        How bodies and article texts are written.
    answers : bool
        Whether the source says whom a comment answers; if not, a comment without a parent may answer anybody.
    parent_or_article : bool
        Whether a parent that is no comment's id but the thread's is the article.
    platform : str
        Whose ids these are, if no two of its comments or articles ever share one: what several sources hold of it
        belongs together, and two comments of one id are versions of one. Empty if ids are only those of the source.
    notices : list of dict
        Rows of the notices table; a generator of rows may add to it until it ends.
    columns : function
        From rows that are no Article to their columns. With one of its own a reader may leave its records as they are
        and work on many at once.
    """

    read_as: str
    rows: Iterable[Any]
    markup: Markup = "plain"
    answers: bool = True
    parent_or_article: bool = False
    platform: str = ""
    notices: list[dict[str, Any]] = field(default_factory=list)
    columns: Callable[[Sequence[Any]], Columns] = transposed


def preorder(roots: Sequence[dict], children: Callable[[dict], Sequence[dict]]) -> Iterator[tuple[dict, dict | None]]:
    """Each node of a forest with the one above it, in the order in which a reader sees them.

    >>> tree = {"id": 1, "replies": [{"id": 2, "replies": [{"id": 3}]}, {"id": 4}]}
    >>> [(node["id"], above and above["id"]) for node, above in preorder([tree], lambda node: node.get("replies", []))]
    [(1, None), (2, 1), (3, 2), (4, 1)]
    """
    stack: list[tuple[dict, dict | None]] = [(root, None) for root in reversed(roots)]
    while stack:
        node, above = stack.pop()
        yield node, above
        stack += [(child, node) for child in reversed(children(node))]


def roots(parents: Mapping[str, str | None]) -> dict[str, str]:
    """What the parents of each comment lead up to: an id without a parent, or without an entry of its own.

    A circle leads to one of its own.

    >>> roots({"a": None, "b": "a", "c": "b", "d": "gone"})
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'gone'}
    """
    found: dict[str, str] = {}
    for start in parents:
        way, here, seen = [], start, set()
        while here not in found and here not in seen:
            seen.add(here)
            way.append(here)
            here = parents.get(here) or here
        found.update(dict.fromkeys(way, found.get(here, here)))
    return {name: found[name] for name in parents}
