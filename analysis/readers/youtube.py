"""YouTube: youtube-comment-downloader, the info.json of yt-dlp, and the Data API.

The downloader writes one object a line, or a list under `comments`; a reply's `cid` is its parent's, a dot and its
own. `votes` is "3.8K"; `time` is relative, in the language of the reader, and ends with "(edited)" in that language;
what video it is stands nowhere. In yt-dlp's file `parent` is "root" for what answers the video, and `timestamp` is
estimated from a text such as "6 days ago". The API gives pages: threads whose `snippet.topLevelComment` is the
comment and whose `replies` hold only the first few, or, asked for a `parentId`, comments that do not name the video.
`textDisplay` is HTML, `textOriginal` plain; it may be missing. All show one level of replies (`one_level`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analysis.readers.one_level import whom
from analysis.readers.records import Article, Comment, Found, Markup
from analysis.readers.values import at, dicts, identity, moment, name, number, parent, text, unfetched
from analysis.thread import count

SITE = "https://www.youtube.com/watch?v="
PLATFORM = "YouTube"
_EDITED = re.compile(r"\s*\([^()]*\)\s*$")
_UNSEEN = ("heldForReview", "likelySpam", "rejected")


def document(data: Any) -> Found | None:
    """What yt-dlp knows of a video, or pages of the Data API."""
    pages = dicts(data) if isinstance(data, list) else [data]
    if pages and all(_kind(page).startswith("youtube#comment") for page in pages):
        return _api(pages)
    if not isinstance(data, dict):
        return None
    comments = dicts(data.get("comments"))
    if comments and "parent" in comments[0] and comments[0].keys() & {"author_id", "author_thumbnail", "like_count"}:
        return _info(data, comments)
    if "extractor_key" in data and "webpage_url" in data:
        return _info(data, comments)
    return None


def lines(first: dict, records: Iterator[dict]) -> Found | None:
    """What the downloader writes, or pages of the Data API."""
    if {"cid", "text", "time"} <= first.keys():
        return Found("youtube-comment-downloader", whom(map(_downloaded, records)), platform=PLATFORM)
    if _kind(first).startswith("youtube#comment"):
        return _api(list(records))
    return None


def _downloaded(row: dict) -> Comment:
    id, time = identity(row.get("cid")), row.get("time")
    above, dot, _ = (id or "").partition(".")
    return Comment(
        text(row.get("text")) or "",
        id,
        above if dot else None,
        name(row.get("author")),
        moment(_EDITED.sub("", time) if isinstance(time, str) else time),
        number(row.get("votes")),
    )


def _info(video: dict, comments: list[dict]) -> Found:
    id = identity(video.get("id"))
    published = moment(video.get("timestamp")) or _day(video.get("upload_date"))
    link = text(video.get("webpage_url")) or (SITE + id if id else None)
    written = all("text" in comment for comment in comments)

    def rows() -> Iterator[Comment | Article]:
        yield Article(id, text(video.get("title")), text(video.get("description")), published, link)
        for row in comments:
            body = row.get("text") if written else row.get("html") or row.get("text")
            yield Comment(
                text(body) or "",
                identity(row.get("id")),
                parent(row.get("parent")),
                name(row.get("author")),
                moment(row.get("timestamp")),
                number(row.get("like_count")),
                id,
            )

    markup: Markup = "plain" if written else "html"
    found = Found("yt-dlp", whom(rows(), markup), markup, platform=PLATFORM)
    found.notices += unfetched((number(video.get("comment_count")) or 0) - len(comments))
    if estimated := sum("timestamp" in row for row in comments):
        message = f"the times of {count(estimated, 'comment')} are estimated by yt-dlp from texts such as “6 days ago”"
        found.notices.append({"code": "time_estimated", "message": message, "count": estimated})
    return found


def _day(written: Any) -> str | None:
    """yt-dlp's 20240503 as 2024-05-03."""
    known = text(written) or ""
    return f"{known[:4]}-{known[4:6]}-{known[6:]}" if re.fullmatch(r"\d{8}", known) else None


def _kind(thing: Any) -> str:
    return text(at(thing, "kind")) or ""


def _api(pages: list[dict]) -> Found:
    """Pages, threads and comments, in any mixture."""
    things = [thing for page in pages for thing in (dicts(page["items"]) if "items" in page else [page])]
    comments: list[tuple[dict, str | None, str | None]] = []  # each with its thread and parent
    missing = 0
    for thing in things:
        if _kind(thing) != "youtube#commentThread":
            comments.append((thing, None, None))
            continue
        video = identity(at(thing, "snippet", "videoId"))
        top, replies = at(thing, "snippet", "topLevelComment"), dicts(at(thing, "replies", "comments"))
        missing += max(0, (number(at(thing, "snippet", "totalReplyCount")) or 0) - len(replies))
        above = identity(at(top, "id"))
        comments += [(comment, video, up) for comment, up in [(top, None), *((reply, above) for reply in replies)]]
    comments = [row for row in comments if isinstance(at(row[0], "snippet"), dict)]
    written = all("textOriginal" in comment["snippet"] for comment, _, _ in comments)
    rows = [_listed(comment, video, above, written) for comment, video, above in comments]
    videos = {row.id: row.thread for row in rows if row.thread}
    rows = [row if row.thread else row._replace(thread=videos.get(row.parent)) for row in rows]
    markup: Markup = "plain" if written else "html"
    found = Found("YouTube Data API", whom(rows, markup), markup, platform=PLATFORM)
    found.notices += unfetched(missing, "reply")
    if pages and pages[-1].get("nextPageToken"):
        message = "the last page says that there is a next one, which is not in the file"
        found.notices.append({"code": "not_fetched", "message": message, "count": 1})
    return found


def _listed(comment: dict, video: str | None, above: str | None, written: bool) -> Comment:
    said = comment["snippet"]
    return Comment(
        text(said.get("textOriginal" if written else "textDisplay")) or "",
        identity(comment.get("id")),
        parent(said.get("parentId")) or above,
        name(said.get("authorDisplayName")),
        moment(said.get("publishedAt")),
        number(said.get("likeCount")),
        video or identity(said.get("videoId")),
        "hidden" if said.get("moderationStatus") in _UNSEEN else "visible",
    )
