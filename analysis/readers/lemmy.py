"""Lemmy's own API: `{"comments": [{comment, creator, post, counts, community}]}`, single comments, posts.

`comment.path` is the way from the article to it: "0.12.15" answers 12. Contents are Markdown. `counts.score` is votes
for minus votes against. `removed` is by a moderator, `deleted` by who wrote it. Newer servers give `creator` and
counts inside the comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found
from analysis.readers.values import at, dicts, identity, moment, name, number, text, unfetched

FORMAT = "Lemmy comments"


def document(data: Any) -> Found | None:
    """The answer to a request for comments or for a post, also both as one object."""
    if not isinstance(data, dict):
        return None
    posts = dicts([data.get("post_view")])
    comments = [one for one in [*dicts(data.get("comments")), *dicts([data.get("comment_view")])] if _is_view(one)]
    if not comments and not (posts and isinstance(at(posts[0], "post", "id"), int)):
        return None
    found = Found(FORMAT, _rows([*posts, *comments]), "markdown")
    if posts:
        found.notices += unfetched((number(at(posts[0], "counts", "comments")) or 0) - len(comments))
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Comments one after the other."""
    return Found(FORMAT, _rows(records), "markdown") if _is_view(first) else None


def _is_view(view: dict) -> bool:
    return isinstance(at(view, "comment", "path"), str) and "content" in view["comment"]


def _rows(views: Iterable[dict]) -> Iterator[Comment | Article]:
    known: set[str | None] = set()
    for view in views:
        post = view.get("post")
        about = identity(at(view, "comment", "post_id")) or identity(at(post, "id"))
        if isinstance(post, dict) and about not in known:
            known.add(about)
            link = text(post.get("ap_id")) or text(post.get("url"))
            title, posted = text(post.get("name")), moment(post.get("published"))
            author = None if _is_view(view) else name(at(view, "creator", "name"))  # a comment's view has the comment's
            yield Article(about, title, text(post.get("body")), posted, link, author)
        if _is_view(view):
            yield _comment(view["comment"], view, about)


def _comment(said: dict, view: dict, about: str | None) -> Comment:
    above = ["0", *said["path"].split(".")][-2]
    gone = "deleted" if said.get("deleted") else "hidden" if said.get("removed") else "visible"
    creator = view.get("creator") or said.get("creator")
    score = at(view, "counts", "score")
    return Comment(
        "" if gone == "deleted" else text(said.get("content")) or "",
        identity(said.get("id")),
        None if above == "0" else above,
        name(at(creator, "name")) or name(creator),
        moment(said.get("published") or said.get("published_at")),
        number(said.get("score") if score is None else score),
        about,
        gone,
    )
