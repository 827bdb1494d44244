"""Comments that a page describes for machines: schema.org in JSON-LD.

Comments stand inside one another (`comment` of a comment, `suggestedAnswer` of a question) or name what they answer in
`parentItem`; graphs, lists and several scripts per page are common, and so are broken ones. Answers of an FAQPage are
the site's own words, not a reader's. Microdata says the same in attributes of the page's elements: `html_items`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

from lxml.html import HtmlElement

from analysis.readers.records import Article, Comment
from analysis.readers.values import identity, loaded, name, number

REVIEWS = {"review", "userreview"}
COMMENTS = {"comment", "answer", "usercomments", "discussionforumposting", "socialmediaposting"} | REVIEWS
POSTINGS = {"discussionforumposting", "socialmediaposting"}
INSIDE = ("comment", "comments", "suggestedAnswer", "acceptedAnswer", "review", "reviews")
ARTICLES = {"question", "creativework", "webpage", "blogposting", "product", "recipe", "videoobject"} | POSTINGS
_BROKEN = re.compile(
    r",(?=\s*[}\]])|^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)


def json_ld(tree: HtmlElement) -> tuple[list[Comment], Article | None]:
    """The comments of a page's JSON-LD, their texts as HTML, in preorder; and the article, if it is described."""
    comments: list[Comment] = []
    article: Article | None = None
    seen: set[str] = set()
    reviews: list[str] = []
    stack: list[tuple[Any, str | None, bool]] = [(data, None, False) for data in reversed(list(_scripts(tree)))]
    while stack:
        node, parent, inside = stack.pop()
        if isinstance(node, list):
            stack += [(one, parent, inside) for one in reversed(node)]
            continue
        if not isinstance(node, dict):
            continue
        types = {str(kind).rpartition("/")[2].lower() for kind in _list(node.get("@type"))}
        if "faqpage" in types:
            continue
        if types & COMMENTS and (inside or not types & (POSTINGS | REVIEWS)) and (text := _text(node)):
            own = _id(node) or f"ld{len(comments) + 1}"
            if own not in seen:
                seen.add(own)
                comments.append(_comment(node, own, parent, text))
                reviews += [own] * bool(types & REVIEWS)
            parent = own
        elif _is_article(types) and not inside:
            found = _article(node)
            article = found if article is None or (found.text and not article.text) else article
        for key in reversed(list(node)):
            if isinstance(node[key], dict | list):
                below = inside or key in INSIDE
                stack.append((node[key], parent if key in INSIDE else None, below))
    if len(reviews) == 1:  # the site's own
        comments = [comment for comment in comments if comment.id not in reviews]
    known = {comment.id for comment in comments}
    return [comment if comment.parent in known else comment._replace(parent=None) for comment in comments], article


def _scripts(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        text = script.text or ""
        for attempt in (text, _BROKEN.sub("", text), unescape(_BROKEN.sub("", text))):
            try:
                yield loaded(attempt)
                break
            except (ValueError, RecursionError):
                continue


def _comment(node: dict, id: str, parent: str | None, text: str) -> Comment:
    about = node.get("parentItem")
    answered = _id(about) if isinstance(about, dict) else about if isinstance(about, str) else None
    return Comment(
        text,
        id,
        answered or parent,
        _name(node.get("author") or node.get("creator")),
        _first(node, "dateCreated", "datePublished", "commentTime"),
        number(node.get("upvoteCount")),
    )


def _is_article(types: set[str]) -> bool:
    return bool(types & ARTICLES) or any(kind.endswith("article") for kind in types)


def _article(node: dict) -> Article:
    return Article(
        title=_first(node, "headline", "name"),
        text=_text(node, ("articleBody", "text")),
        published=_first(node, "datePublished", "dateCreated"),
    )


def _first(node: dict, *keys: str) -> str | None:
    """The first of these that holds a text."""
    return next((node[key] for key in keys if isinstance(node.get(key), str) and node[key].strip()), None)


def _text(
    node: dict, keys: tuple[str, ...] = ("text", "commentText", "reviewBody", "articleBody", "description")
) -> str | None:
    text = _first(node, *keys)
    if text is None:
        return None
    return text if re.search(r"<(?:p|br|div|a|span|blockquote)\b|&\w+;", text) else plain(text)


def plain(text: str) -> str:
    r"""Text as HTML that shows it as it is.

    >>> plain("1 < 2\n\nYes")
    '<p>1 &lt; 2</p><p>Yes</p>'
    """
    parts = [escape(part.strip(), quote=False).replace("\n", "<br>") for part in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{part}</p>" for part in parts if part)


def _id(node: dict) -> str | None:
    return identity(node.get("@id") or node.get("identifier") or node.get("url"))


def _name(author: Any) -> str | None:
    author = next(iter(_list(author)), None)
    said = author.get("name") if isinstance(author, dict) else author
    return name(next(iter(_list(said)), None))


def _list(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]
