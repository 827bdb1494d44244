r"""WordPress: WXR, what "Tools > Export" writes, and the same as Disqus takes it for import.

RSS whose items are posts, pages, attachments, menu entries and whatever else a theme keeps (`wp:post_type`), each with
its `wp:comment`s inside; the versions differ in the namespace of `wp:`, and some writers declare none. A comment's
`comment_parent` is 0 for the article; `comment_approved` is 1, 0, spam, trash or post-trashed; `comment_type` is empty,
comment, pingback, trackback. Times are "0000-00-00 00:00:00" where there is none. Texts are HTML as WordPress stores
it: paragraphs are blank lines and a line end is a line end. `excerpt:encoded` has the local name of `content:encoded`.
Disqus' own variant has no `wp:post_id` but a `dsq:thread_identifier`. The database's table `wp_comments`, as a CSV
file or as WP-CLI prints it, has the same columns, `comment_post_ID` for the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import IO

from lxml import etree

from analysis.readers import values
from analysis.readers.mail_message import seconds
from analysis.readers.records import Article, Comment, Found
from analysis.readers.xml import children, elements, local, text
from analysis.thread import count

STATUS = {"0": "hidden", "hold": "hidden", "spam": "hidden", "trash": "deleted", "post-trashed": "deleted"}
PINGBACKS = {"pingback", "trackback", "webmention"}
BLOCK = r"/?(?:p|blockquote|ul|ol|li|pre|div|h[1-6]|table|tr|td|hr|br)\b[^<>]*>"
_REMARK = re.compile(r"<!--.*?(?:-->|(\Z))", re.DOTALL)  # or to the end: what is not closed is looked at once
_PARAGRAPH = re.compile(r"\n\n\s*")
_LINE_END = re.compile(rf"(<{BLOCK})?\n(?!\s*<{BLOCK})", re.IGNORECASE)
_KEPT = re.compile(r"(<pre\b.*?(?:</pre>|\Z))", re.IGNORECASE | re.DOTALL)


def xml(root: str, head: bytes, stream: IO[bytes]) -> Found | None:
    """Articles and their comments, as the file has them."""
    if root != "rss" or not re.search(rb"wordpress\.org/export|<wp:", head):
        return None
    found = Found("WordPress export", (), "html")
    found.rows = _rows(stream, found)
    return found


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """Rows of the table of comments."""
    if not {"comment_ID", "comment_content"} <= first.keys():
        return None
    return Found("WordPress comments table", map(_row, records), "html")


def paragraphs(text: str) -> str:
    r"""HTML as WordPress stores it with the paragraphs and line breaks that it shows.

    >>> paragraphs("One\nline.\n\nTwo <b>paragraphs</b>.\n<blockquote>Is it so?</blockquote>\nNo.")
    'One<br>line.<p>Two <b>paragraphs</b>.\n<blockquote>Is it so?</blockquote>\nNo.'
    """
    text = text.replace("\r\n", "\n").strip()
    if "\n" not in text:
        return text
    pieces = _KEPT.split(text)
    for n in range(0, len(pieces), 2):
        piece = _REMARK.sub(lambda match: "" if match[1] is None else match[0], pieces[n])
        piece = _PARAGRAPH.sub("<p>", "\n".join(map(str.rstrip, piece.split("\n"))))
        pieces[n] = _LINE_END.sub(lambda match: match[0] if match[1] else "<br>", piece)
    return "".join(pieces)


def _rows(stream: IO[bytes], found: Found) -> Iterator[Comment | Article]:
    answered: dict[str | None, bool] = {}  # of each article
    others: list[Article] = []
    kinds: Counter[str] = Counter()
    for item in elements(stream, {"item"}, found.notices):
        comments = [child for child in item if local(child.tag) == "comment"]
        parts = {local(child.tag): child for child in reversed(item) if "excerpt" not in str(child.tag)}
        kind, status = text(parts.get("post_type")) or "post", text(parts.get("status")) or "publish"
        article = _article(parts)
        if not comments and (kind != "post" or status != "publish"):
            kinds[kind if kind != "post" else status] += 1
            others += [article] if not answered else []
            continue
        answered[article.id] = answered.get(article.id, False) or bool(comments)
        others.clear()
        yield article
        yield from (_comment(_texts(comment), article.id) for comment in comments)
    yield from others
    if kinds and answered:
        names = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
        message = f"{count(kinds.total(), 'item')} without a comment that are no published posts were left out: {names}"
        found.notices.append({"code": "left_out", "message": message, "count": kinds.total()})
    if silent := len(answered) - sum(answered.values()):
        message = f"{count(silent, 'article')} without a comment"
        found.notices.append({"code": "no_comments", "message": message, "count": silent})


def _row(row: dict) -> Comment:
    texts = {name.removeprefix("comment_").lower(): values.identity(value) or "" for name, value in row.items()}
    texts["content"] = values.text(row["comment_content"]) or ""
    return _comment(texts, texts.get("post_id") or None)


def _comment(texts: Mapping[str, str], thread: str | None) -> Comment:
    get = lambda name: texts.get(name, "")  # noqa: E731
    status = STATUS.get(get("approved"), "visible")
    parent = get("parent")
    return Comment(
        "" if status == "deleted" else paragraphs(get("content")),
        get("id") or None,
        parent if parent not in ("", "0") else None,
        unescape(get("author")) or None,
        _time(texts, "date"),
        None,
        thread,
        status,
        "pingback" if get("type") in PINGBACKS else "comment",
    )


def _article(parts: dict[str, etree._Element]) -> Article:
    title, link = text(parts.get("title")), text(parts.get("link"))
    names = (text(parts.get(name)) for name in ("post_id", "thread_identifier", "link", "guid", "title"))
    return Article(
        next(filter(None, names), None),
        title or None,
        paragraphs(text(parts.get("encoded"))) or None,
        _time({name: text(part) for name, part in parts.items()}, "post_date") or seconds(text(parts.get("pubDate"))),
        link or None,
    )


def _texts(comment: etree._Element) -> dict[str, str]:
    return {name.removeprefix("comment_"): text(part) for name, part in children(comment).items()}


def _time(texts: Mapping[str, str], name: str) -> float | str | None:
    """The time in UTC, else the one of the site, whose zone is not said; "0000-00-00 00:00:00" is none."""
    for time, zone in ((texts.get(f"{name}_gmt"), "Z"), (texts.get(name), "")):
        if time and not time.startswith("0000"):
            return time + zone if time[:4].isdigit() and time[-1].isdigit() else seconds(time)
    return None
