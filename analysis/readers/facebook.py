"""Facebook: answers of the Graph API, and the tables of posts and of comments that scrapers make of them.

In the Graph a comment's replies stand in its `comments`, and so do a post's comments; what has a field that only
posts have is a post, so an article. `like_count` or `reactions` are votes. Tables: posts and comments are files of
their own, joined by the post's id. One scraper (`status_id`, `comment_published`) writes times five hours behind UTC,
the other (`post_id`, `comment_created`) as the Graph gives them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.readers.records import Article, Comment, Found, preorder
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text

FORMAT = "Facebook posts and comments"
EASTERN = "-05:00"
POST = {
    "story",
    "type",
    "status_type",
    "shares",
    "updated_time",
    "permalink_url",
    "full_picture",
    "is_published",
    "actions",
}
COMMENTS_A, POSTS_A = (
    {"status_id", "comment_id", "comment_message"},
    {"status_id", "status_message", "status_published"},
)
COMMENTS_B = {"post_id", "comment_id", "message", "comment_from_name"}
POSTS_B = {"post_id", "from_name", "message", "post_type"}


def document(data: Any) -> Found | None:
    """Posts with their comments, or comments."""
    if not isinstance(data, dict):
        return None
    inner = dicts(data.get("data"))
    things = inner or ([data] if isinstance(at(data, "comments", "data"), list) else [])
    if not things or not _is_thing(things[0]):
        return None
    found = Found(FORMAT, _rows(things), platform=FORMAT)
    nodes = [data, *(node for node, _ in preorder(things, _inside))]
    more = sum(bool(at(node, *way, "paging", "next")) for node in nodes for way in ((), ("comments",)))
    if more:
        message = f"{more} further pages of comments are not in the file: each list ends with the address of the next"
        found.notices.append({"code": "not_fetched", "message": message, "count": more})
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """The rows of a table of comments or of posts, or what the Graph gives, one after the other."""
    makers = ((COMMENTS_A, _comment_a), (POSTS_A, _post_a), (COMMENTS_B, _comment_b), (POSTS_B, _post_b))
    for names, maker in makers:
        if names <= first.keys():
            return Found(FORMAT, map(maker, records), platform=FORMAT)
    if _is_thing(first):
        return Found(FORMAT, _rows(list(records)), platform=FORMAT)
    return None


def _is_thing(thing: dict) -> bool:
    """A post or a comment; `from` may be missing where somebody may not be named."""
    return "id" in thing and "created_time" in thing and bool(thing.keys() & {"message", "from", "comments", "story"})


def _inside(thing: dict) -> list[dict]:
    return dicts(at(thing, "comments", "data"))


def _rows(things: list[dict]) -> Iterator[Comment | Article]:
    about = None
    for thing, above in preorder(things, _inside):
        id, posted, body = (
            identity(thing.get("id")),
            moment(thing.get("created_time")),
            text(thing.get("message")) or "",
        )
        author = name(thing.get("from"))
        if above is None:
            about = None
            if thing.keys() & POST:
                about = id
                yield Article(id, text(thing.get("story")), body, posted, text(thing.get("permalink_url")), author)
                continue
        answered = parent(at(thing, "parent", "id")) or parent(at(above, "id"))
        votes = thing.get("like_count", at(thing, "reactions", "summary", "total_count"))
        yield Comment(
            body,
            id,
            None if answered == about else answered,
            author,
            posted,
            number(at(thing, "likes", "count") if votes is None else votes),
            about,
            "hidden" if thing.get("is_hidden") else "visible",
        )


def _comment_a(row: dict) -> Comment:
    return Comment(
        text(row.get("comment_message")) or "",
        identity(row.get("comment_id")),
        parent(row.get("parent_id")),
        name(row.get("comment_author")),
        _eastern(row.get("comment_published")),
        number(row.get("num_reactions", row.get("comment_likes", row.get("num_likes")))),
        identity(row.get("status_id")),
    )


def _post_a(row: dict) -> Article:
    title, link = text(row.get("link_name")), text(row.get("status_link"))
    said, posted = text(row.get("status_message")), _eastern(row.get("status_published"))
    return Article(identity(row.get("status_id")), title, said, posted, link)


def _comment_b(row: dict) -> Comment:
    return Comment(
        text(row.get("message")) or "",
        identity(row.get("comment_id")),
        None,
        name(row.get("comment_from_name")),
        moment(row.get("comment_created")),
        number(row.get("like_count")),
        identity(row.get("post_id")),
    )


def _post_b(row: dict) -> Article:
    return Article(identity(row.get("post_id")), None, text(row.get("message")), moment(row.get("created_time")))


def _eastern(written: Any) -> float | str | None:
    known = moment(written)
    return f"{known}{EASTERN}" if isinstance(known, str) and known[-3:-2] == ":" else known
