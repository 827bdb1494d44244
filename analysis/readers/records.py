"""What every reader of an export gives: articles and comments as the source has them, one record each."""

from __future__ import annotations

from collections.abc import Iterable
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


class Article(NamedTuple):
    """What is commented on; `text` is in the markup of the comments, `published` a time as in `Comment`."""

    id: str | None = None
    title: str | None = None
    text: str | None = None
    published: float | str | None = None
    source: str | None = None


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
    notices : list of dict
        Rows of the notices table; a generator of rows may add to it until it ends.
    """

    read_as: str
    rows: Iterable[Comment | Article]
    markup: Markup = "plain"
    answers: bool = True
    notices: list[dict[str, Any]] = field(default_factory=list)
