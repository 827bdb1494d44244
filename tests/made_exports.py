"""Exports made up to the schemas of their platforms, with their traps, and what reads them in tests."""

import io
import json
from pathlib import Path

from analysis import Corpus
from analysis.readers import recognise
from analysis.readers.assemble import assemble, part
from analysis.times import captured_interval


def corpus(content, captured=None, name="made.json", columns=None) -> Corpus:
    """What a file of this content (bytes, text, or data to be written as JSON) holds; no languages."""
    raw = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else dumped(content)
    found = recognise.find(io.BufferedReader(io.BytesIO(raw), 1 << 20), Path(name), columns)
    assert found is not None, "taken for text copied from a page"
    return assemble([part(found, "made", name, captured_interval(captured))], languages=False)


def dumped(data) -> bytes:
    return json.dumps(data).encode()


def lines(records) -> bytes:
    return b"".join(dumped(record) + b"\n" for record in records)


def rows(corpus: Corpus, *names: str) -> list[tuple]:
    """Columns of the comments, missing values as None."""
    table = corpus.comments[list(names)].astype("object")
    return list(table.where(table.notna(), None).itertuples(index=False, name=None))


def tree(corpus: Corpus) -> dict:
    """Whom each comment answers, by their ids."""
    return dict(rows(corpus, "comment_id", "parent_id"))


def times(corpus: Corpus) -> list:
    return [None if posted is None else posted.isoformat() for (posted,) in rows(corpus, "posted")]


def told(corpus: Corpus) -> dict:
    """The notices: their counts by their codes, without how it was read."""
    counts = corpus.notices.groupby("code", sort=False)["count"].sum()
    return {code: int(n) for code, n in counts.items() if code != "read_as"}


def read_as(corpus: Corpus) -> str:
    message = corpus.notices.loc[corpus.notices["code"] == "read_as", "message"].iloc[0]
    return message.removeprefix("read as ").rpartition(":")[0]


# YouTube -------------------------------------------------------------------------------------------------------------

DOWNLOADED = [
    {
        "cid": "Ug1",
        "text": "First!",
        "time": "2 days ago",
        "author": "@ann",
        "channel": "UCa",
        "votes": "3.8K",
        "photo": "",
        "heart": False,
    },
    {
        "cid": "Ug1.r1",
        "text": "No, \nI was.",
        "time": "1 day ago (edited)",
        "author": "@bo",
        "channel": "UCb",
        "votes": "1",
        "photo": "",
        "heart": False,
        "reply": True,
        "time_parsed": 1715000000.5,
    },
    {
        "cid": "Ug2",
        "text": "So <b>so</b>",
        "time": "vor 3 Tagen (bearbeitet)",
        "author": "@cy",
        "channel": "UCc",
        "votes": 0,
        "photo": "",
        "heart": True,
    },
]
INFO = {
    "id": "vid00000001",
    "title": "A talk",
    "description": "About\nthings.",
    "upload_date": "20240503",
    "extractor_key": "Youtube",
    "webpage_url": "https://www.youtube.com/watch?v=vid00000001",
    "comment_count": 5,
    "comments": [
        {
            "id": "Ug1",
            "parent": "root",
            "text": "First!",
            "timestamp": 1714867200,
            "time_text": "2 days ago",
            "like_count": 12,
            "author": "@ann",
            "author_id": "UCa",
            "author_is_uploader": True,
            "is_pinned": True,
        },
        {
            "id": "Ug1.r1",
            "parent": "Ug1",
            "text": "No.",
            "timestamp": 1714953600,
            "like_count": None,
            "author": "@bo",
            "author_id": "UCb",
            "author_is_uploader": False,
        },
    ],
}


def _said(id, text, author, **more):
    snippet = {"textDisplay": text, "authorDisplayName": author, "likeCount": 2, "publishedAt": "2024-05-03T10:00:00Z"}
    return {"kind": "youtube#comment", "id": id, "snippet": snippet | more}


YOUTUBE_PAGE = {
    "kind": "youtube#commentThreadListResponse",
    "nextPageToken": "abc",
    "items": [
        {
            "kind": "youtube#commentThread",
            "id": "Ug1",
            "snippet": {
                "videoId": "vid1",
                "totalReplyCount": 3,
                "topLevelComment": _said("Ug1", "It&#39;s <br>so", "Ann", textOriginal="It's \nso", videoId="vid1"),
            },
            "replies": {"comments": [_said("Ug1.r1", "No", "Bo", textOriginal="No", parentId="Ug1", videoId="vid1")]},
        },
        {
            "kind": "youtube#commentThread",
            "id": "Ug2",
            "snippet": {
                "videoId": "vid2",
                "totalReplyCount": 0,
                "topLevelComment": _said("Ug2", "Held", "Cy", textOriginal="Held", moderationStatus="heldForReview"),
            },
        },
    ],
}

# Discourse -----------------------------------------------------------------------------------------------------------


def _post(number, cooked, username, **more):
    return {
        "id": 900 + number,
        "post_number": number,
        "post_type": 1,
        "topic_id": 7,
        "username": username,
        "cooked": cooked,
        "created_at": f"2024-05-0{number}T10:00:00.000Z",
        "reply_to_post_number": None,
        "actions_summary": [{"id": 2, "count": number}],
        "hidden": False,
        "user_deleted": False,
        "score": 99.5,
        "deleted_at": None,
    } | more


TOPIC = {
    "id": 7,
    "title": "Ponds &amp; frogs",
    "slug": "ponds",
    "posts_count": 8,
    "created_at": "2024-05-01T10:00:00.000Z",
    "post_stream": {
        "stream": [901, 902, 903, 904, 905, 906, 907, 908],
        "posts": [
            _post(1, "<p>May ponds be dug?</p>", "ann"),
            _post(2, "<p>Yes.</p>", "bo", reply_to_post_number=1),
            _post(
                3,
                '<aside class="quote" data-username="bo" data-post="2"><div class="title">bo:</div><blockquote>'
                "<p>Yes.</p></blockquote></aside><p>No.</p>",
                "cy",
                reply_to_post_number=2,
                actions_summary=[],
            ),
            _post(4, "<p>Closed this</p>", "mod", post_type=3),
            _post(5, "<p>(post deleted by author)</p>", "di", user_deleted=True),
            _post(6, "<p>Buy pills</p>", "spam", hidden=True, reply_to_post_number=60),
        ],
    },
}

# The fediverse -------------------------------------------------------------------------------------------------------


def _status(id, answers, acct, content, **more):
    return {
        "id": id,
        "in_reply_to_id": answers,
        "created_at": "2024-05-03T10:00:00.000Z",
        "content": content,
        "account": {"id": "9", "acct": acct, "username": acct, "display_name": "X"},
        "favourites_count": 4,
        "url": f"https://s.example/@{acct}/{id}",
        "spoiler_text": "",
        "reblog": None,
    } | more


CONTEXT = {
    "ancestors": [_status("1", None, "ann", "<p>Ponds?</p>"), _status("2", "1", "bo@b.example", "<p>Yes</p>")],
    "descendants": [
        _status("4", "3", "cy", "<p>Why?</p>"),
        _status("5", "4", "ann", "<p>So.</p>", spoiler_text="Frogs"),
    ],
}
CONTEXT_OF_FIRST = {
    "ancestors": [],
    "descendants": [
        _status("2", "1", "bo", "<p>Yes</p>"),
        _status("3", "2", "cy", "<p>No</p>"),
        _status("4", "1", "di", "<p>Ja</p>"),
        _status("5", "99", "ed", "<p>?</p>"),
    ],
}

AP = "https://www.w3.org/ns/activitystreams"
PAGE = {
    "@context": AP,
    "type": "Page",
    "id": "https://l.example/post/1",
    "name": "Ponds",
    "content": "<p>May they?</p>",
    "attributedTo": "https://l.example/u/ann",
    "published": "2024-05-03T10:00:00Z",
}
NOTE = {
    "type": "Note",
    "id": "https://l.example/comment/2",
    "inReplyTo": "https://l.example/post/1",
    "attributedTo": "https://l.example/u/bo",
    "content": "<p>Yes</p>",
    "published": "2024-05-03T11:00:00Z",
}
ANSWER = {
    "type": "Note",
    "id": "https://m.example/3",
    "inReplyTo": ["https://l.example/comment/2"],
    "attributedTo": [{"type": "Person", "id": "https://m.example/users/3", "name": "Cy"}],
    "contentMap": {"de": "<p>Nein</p>"},
    "summary": "Frösche",
    "published": "2024-05-03T12:00:00Z",
}
OUTBOX = {
    "@context": AP,
    "type": "OrderedCollection",
    "totalItems": 9,
    "first": {
        "type": "OrderedCollectionPage",
        "items": [
            {
                "type": "Announce",
                "actor": "https://l.example/c/x",
                "object": {"type": "Create", "actor": "https://l.example/u/ann", "object": PAGE},
            },
            {"type": "Create", "actor": "https://l.example/u/bo", "object": NOTE},
            ANSWER,
            {
                "type": "Note",
                "id": "https://p.example/4",
                "inReplyTo": "https://m.example/3",
                "mediaType": "text/markdown",
                "attributedTo": "https://p.example/users/44",
                "content": "**a < b**",
                "published": "2024-05-03T13:00:00Z",
            },
            {
                "type": "Create",
                "actor": "https://l.example/u/di",
                "object": NOTE | {"id": "https://l.example/comment/5", "attributedTo": "https://l.example/u/di"},
            },
            {"type": "Delete", "actor": "https://l.example/u/di", "object": "https://l.example/comment/5"},
            {"type": "Tombstone", "id": "https://l.example/comment/6"},
            "https://l.example/comment/7",
        ],
    },
}


def _view(id, path, content, **more):
    return {
        "comment": {
            "id": id,
            "path": path,
            "content": content,
            "post_id": 1,
            "published": "2024-05-03T10:00:00Z",
            "deleted": False,
            "removed": False,
            "ap_id": f"https://l.example/comment/{id}",
        }
        | more,
        "creator": {"id": 5, "name": "bo", "display_name": "Bo!"},
        "counts": {"score": id - 9, "upvotes": 50},
        "post": {
            "id": 1,
            "name": "Ponds",
            "body": "May *they*?",
            "ap_id": "https://l.example/post/1",
            "published": "2024-05-03T09:00:00Z",
        },
    }


LEMMY = {
    "comments": [
        _view(12, "0.12", "**Yes**"),
        _view(15, "0.12.15", "No"),
        _view(20, "0.12.15.20", "x", deleted=True),
        _view(8, "0.8", "spam", removed=True),
    ],
}


def _skeet(key, parent=None, root=None, replies=0, **more):
    record = {"$type": "app.bsky.feed.post", "text": f"text {key}", "createdAt": "2024-05-03T10:00:00.000Z"}
    if parent:
        record["reply"] = {"parent": {"uri": f"at://did/post/{parent}"}, "root": {"uri": f"at://did/post/{root}"}}
    return {
        "uri": f"at://did/post/{key}",
        "cid": "c",
        "author": {"did": "d", "handle": f"{key}.example"},
        "record": record,
        "likeCount": 7,
        "replyCount": replies,
        "indexedAt": "2024-05-03T10:00:01.000Z",
    } | more


BLUESKY = {
    "thread": {
        "$type": "app.bsky.feed.defs#threadViewPost",
        "post": _skeet("b", "a", "a", 5),
        "parent": {"$type": "app.bsky.feed.defs#threadViewPost", "post": _skeet("a", replies=9)},
        "replies": [
            {
                "$type": "app.bsky.feed.defs#threadViewPost",
                "post": _skeet("c", "b", "a"),
                "replies": [{"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://did/post/d", "notFound": True}],
            },
            {
                "$type": "app.bsky.feed.defs#blockedPost",
                "uri": "at://did/post/e",
                "blocked": True,
                "author": {"did": "x"},
            },
        ],
    },
}
BLUESKY_2 = {
    "hasOtherReplies": False,
    "thread": [
        {
            "uri": "at://did/post/a",
            "depth": -1,
            "value": {"$type": "app.bsky.unspecced.defs#threadItemPost", "post": _skeet("a"), "moreReplies": 0},
        },
        {"uri": "at://did/post/b", "depth": 0, "value": {"post": _skeet("b", "a", "a"), "moreReplies": 3}},
        {"uri": "at://did/post/c", "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemBlocked"}},
        {"uri": "at://did/post/d", "depth": 1, "value": {"$type": "app.bsky.unspecced.defs#threadItemNotFound"}},
        {"uri": "at://did/post/e", "depth": 0, "value": {"post": _skeet("e", "a", "a"), "moreReplies": 0}},
    ],
}

# Newspapers ----------------------------------------------------------------------------------------------------------


def _guardian(id, body, answers=None, **more):
    answered = {"responseTo": {"commentId": answers, "displayName": "x"}} if answers else {}
    return (
        {
            "id": id,
            "body": body,
            "date": "09 March 2020 7:09pm",
            "isoDateTime": "2020-03-09T19:09:28Z",
            "status": "visible",
            "numRecommends": 45,
            "userProfile": {"userId": "1", "displayName": f"user{id}"},
        }
        | answered
        | more
    )


GUARDIAN = {
    "status": "ok",
    "page": 1,
    "pages": 2,
    "discussion": {
        "key": "/p/xy12",
        "webUrl": "https://www.theguardian.com/a",
        "title": "Frogs",
        "commentCount": 10,
        "comments": [
            _guardian(
                1,
                "<p>Yes</p>",
                responses=[
                    _guardian(2, "<p>No</p>", "1"),
                    _guardian(3, "<p>Why</p>", "2"),
                    _guardian(4, "This comment was removed by a moderator because ...", "1", status="blocked"),
                ],
            ),
            _guardian(5, "<p>Oh</p>"),
        ],
    },
}


def _coral(id, body, *replies, **more):
    edges = [{"node": node, "cursor": "x"} for node in replies]
    return {
        "id": id,
        "body": body,
        "author": {"id": "u", "username": f"user-{id}"},
        "status": "NONE",
        "deleted": None,
        "createdAt": "2024-05-03T10:00:00.000Z",
        "actionCounts": {"reaction": {"total": 3}},
        "parent": None,
        "replyCount": len(edges),
        "replies": {"edges": edges, "pageInfo": {"hasNextPage": False}},
    } | more


CORAL = {
    "data": {
        "story": {
            "id": "story-1",
            "url": "https://n.example/a",
            "metadata": {"title": "Frogs", "publishedAt": "2024-05-02T09:00:00Z"},
            "comments": {
                "pageInfo": {"hasNextPage": True},
                "edges": [
                    {
                        "node": _coral(
                            "a",
                            "<div>Yes</div>",
                            _coral("b", "No", _coral("c", None, author=None, deleted=True)),
                            _coral("d", "spam", status="REJECTED", parent={"id": "a"}),
                            replyCount=5,
                        )
                    },
                    {"node": _coral("e", "Oh")},
                ],
            },
        }
    },
}


def _nyt(id, body, parent, *replies, **more):
    return {
        "commentID": id,
        "permID": str(id),
        "commentBody": body,
        "userDisplayName": f"user {id}",
        "userID": 77,
        "createDate": "1714730400",
        "approveDate": "1714734000",
        "recommendations": 8,
        "parentID": parent,
        "status": "approved",
        "replyCount": len(replies),
        "replies": list(replies),
    } | more


NYT = {
    "status": "OK",
    "results": {
        "totalCommentsFound": 9,
        "totalParentCommentsFound": 4,
        "comments": [
            _nyt(10, "Yes<br/>indeed", None, _nyt(11, "No", 10, _nyt(12, "Why", 11)), replyCount=3),
            _nyt(13, "Oh", 0),
        ],
    },
}
NYT_TABLE = (
    "approveDate,commentBody,commentID,createDate,parentID,inReplyTo,recommendations,userDisplayName,articleID,status\n"
    '1714734000,"Yes<br/>so",10.0,1714730400,0.0,0,8.0,Ann,art1,approved\n'
    "1714734000,No,11.0,1714730500,10.0,10,,Bo,art1,approved\n"
    "1714734000,Old,12.0,1714730600,,10,1,Cy,art1,approved\n"
)
NYT_ARTICLES = (
    "articleID,headline,snippet,pubDate,webURL\nart1,Frogs,About frogs,2024-05-03 09:00:00,https://www.nytimes.com/a\n"
)

# Facebook and SOCC ---------------------------------------------------------------------------------------------------

GRAPH = {
    "data": [
        {
            "id": "1_2",
            "message": "Ponds?",
            "created_time": "2024-05-03T10:00:00+0000",
            "permalink_url": "https://fb.example/1",
            "type": "status",
            "comments": {
                "paging": {"next": "https://graph.example/x"},
                "data": [
                    {
                        "id": "2_3",
                        "message": "Yes",
                        "from": {"name": "Ann A", "id": "5"},
                        "created_time": "2024-05-03T11:00:00+0000",
                        "like_count": 2,
                        "comments": {
                            "data": [
                                {
                                    "id": "2_4",
                                    "message": "No",
                                    "created_time": "2024-05-03T12:00:00+0000",
                                    "parent": {"id": "2_3"},
                                    "reactions": {"summary": {"total_count": 9}},
                                }
                            ]
                        },
                    },
                    {
                        "id": "2_5",
                        "message": "Oh",
                        "from": {"name": "Bo"},
                        "created_time": "2024-05-03T13:00:00+0000",
                        "is_hidden": True,
                    },
                ],
            },
        },
    ],
}
GRAPH_COMMENTS = {
    "data": [
        {
            "id": "3",
            "message": "Yes",
            "from": {"name": "Ann A", "id": "5"},
            "created_time": "2024-05-03T11:00:00+0000",
            "can_remove": False,
            "like_count": 2,
            "user_likes": False,
        },
    ],
}
FACEBOOK_TABLE = (
    "comment_id,status_id,parent_id,comment_message,comment_author,comment_published,num_reactions,num_likes\n"
    '1_3,9_1,,"Yes,\nindeed",Ann A,2017-01-02 03:04:05,12,9\n'
    "1_4,9_1,1_3,No,Bo,2017-01-02 04:04:05,0,0\n"
)
FACEBOOK_POSTS = (
    "status_id,status_message,link_name,status_type,status_link,status_published,num_reactions,num_comments\n"
    "9_1,Ponds?,Frogs,link,https://n.example/a,2017-01-02 00:00:00,3,2\n"
)
SOCC_TABLE = (
    "article_id,comment_counter,comment_author,timestamp,post_time,comment_text,TotalVotes,posVotes,negVotes,comment_id,"
    "parentID,status\n"
    "26,source1_26_0,Ann,1445000000000.0,,Yes,5.0,4.0,1.0,77,,published\n"
    "26,source1_26_0_0,Bo,1445000100000.0,,No,,,,78,77,published\n"
    '26,source1_26_0_0_1,Cy,,"Dec 13, 2016",Why,2,,,,,rejected\n'
    "26,source1_26_3_0,Di,1445000100000.0,,Lost,0,0,0,,,published\n"
)
SOCC_ARTICLES = (
    "article_id,title,article_url,author,published_date,ncomments,ntop_level_comments,article_text\n"
    '26,Frogs,https://g.example/26,Ed,2015-10-16 EDT,4,2,"<p>One.</p><p>Two.</p>"\n'
)

# Chats, widgets, other sites -----------------------------------------------------------------------------------------

ZULIP = {
    "result": "success",
    "messages": [
        {
            "id": 5,
            "sender_full_name": "Bo",
            "sender_email": "b@x.example",
            "content": "<p>No</p>",
            "timestamp": 1714730500,
            "subject": "ponds",
            "display_recipient": "general",
            "content_type": "text/html",
            "stream_id": 1,
        },
        {
            "id": 4,
            "sender_full_name": "Ann",
            "sender_email": "a@x.example",
            "content": "<p>Yes</p>",
            "timestamp": 1714730400,
            "subject": "ponds",
            "display_recipient": "general",
            "content_type": "text/html",
            "stream_id": 1,
        },
    ],
}
SLACK = {
    "ok": True,
    "messages": [
        {
            "type": "message",
            "user": "U2",
            "text": "<@U1|ann> see <https://x.example|this> &amp; <#C1|general>",
            "ts": "1714730500.000200",
            "thread_ts": "1714730400.000100",
        },
        {"type": "message", "subtype": "channel_join", "user": "U3", "text": "joined", "ts": "1714730450.000100"},
        {
            "type": "message",
            "user": "U1",
            "text": "Ponds?",
            "ts": "1714730400.000100",
            "thread_ts": "1714730400.000100",
            "user_profile": {"display_name": "ann", "real_name": "Ann A"},
        },
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "Beep", "ts": "1714730600.000000"},
    ],
}
MATTERMOST = {
    "order": ["p2", "p1", "p3"],
    "posts": {
        "p2": {
            "id": "p2",
            "create_at": 1714730500000,
            "delete_at": 0,
            "user_id": "u2",
            "channel_id": "c",
            "root_id": "p1",
            "message": "**No**",
            "type": "",
        },
        "p1": {
            "id": "p1",
            "create_at": 1714730400000,
            "delete_at": 5,
            "user_id": "u1",
            "channel_id": "c",
            "root_id": "",
            "message": "Yes",
            "type": "",
        },
        "p3": {
            "id": "p3",
            "create_at": 1714730300000,
            "delete_at": 0,
            "user_id": "u1",
            "channel_id": "c",
            "root_id": "",
            "message": "u1 joined",
            "type": "system_join_channel",
        },
    },
}
GITTER = [
    {
        "id": "g1",
        "text": "**Yes**",
        "html": "<b>Yes</b>",
        "sent": "2024-05-03T10:00:00.000Z",
        "fromUser": {"username": "ann", "displayName": "Ann A"},
    },
    {
        "id": "g2",
        "text": "No",
        "html": "No",
        "sent": "2024-05-03T11:00:00.000Z",
        "parentId": "g1",
        "fromUser": {"username": "bo", "displayName": "Bo"},
    },
]


def _remark(id, pid, text, **more):
    return {
        "id": id,
        "pid": pid,
        "text": text,
        "user": {"name": f"user {id}", "id": "x"},
        "score": -2,
        "votes": {},
        "locator": {"site": "s", "url": "https://b.example/1"},
        "time": "2024-05-03T10:00:00Z",
    } | more


REMARK = [_remark("1", "", "<p>Yes</p>"), _remark("2", "1", "<p>No</p>"), _remark("3", "2", "", delete=True)]
REMARK_TREE = {
    "comments": [{"comment": REMARK[0], "replies": [{"comment": REMARK[1], "replies": [{"comment": REMARK[2]}]}]}],
    "info": {"url": "https://b.example/1", "count": 3},
}
REMARK_BACKUP = [{"version": 1, "users": [], "posts": []}, *REMARK]
COMMENTO = {
    "version": 1,
    "comments": [
        {
            "commentHex": "a1",
            "domain": "b.example",
            "url": "/1",
            "commenterHex": "anonymous",
            "markdown": "*Yes*",
            "html": "",
            "parentHex": "root",
            "score": 1,
            "state": "approved",
            "creationDate": "2024-05-03T10:00:00Z",
            "deleted": False,
        },
        {
            "commentHex": "a2",
            "domain": "b.example",
            "url": "/1",
            "commenterHex": "u2",
            "markdown": "No",
            "html": "",
            "parentHex": "a1",
            "score": 0,
            "state": "flagged",
            "creationDate": "2024-05-03T11:00:00Z",
            "deleted": False,
        },
        {
            "commentHex": "a3",
            "domain": "b.example",
            "url": "/2",
            "commenterHex": "u2",
            "markdown": "x",
            "html": "",
            "parentHex": "root",
            "score": 0,
            "state": "approved",
            "creationDate": "2024-05-03T11:00:00Z",
            "deleted": True,
        },
    ],
    "commenters": [{"commenterHex": "u2", "name": "Bo", "email": "b@x.example"}],
}
HABR = {
    "comments": {
        "30": {
            "id": "30",
            "parentId": None,
            "level": 0,
            "status": "published",
            "message": "<div><p>Yes</p></div>",
            "author": {"id": "1", "alias": "ann", "fullname": None},
            "score": 3,
            "timePublished": "2024-05-03T10:00:00+00:00",
        },
        "31": {
            "id": "31",
            "parentId": "30",
            "level": 1,
            "status": "hidden",
            "message": "<p>No</p>",
            "author": {"id": "2", "alias": "bo"},
            "score": -1,
            "timePublished": "2024-05-03T11:00:00+00:00",
        },
    },
    "threads": ["30"],
}
ASKBOT = [
    {
        "id": 6,
        "object_id": 24,
        "html": "<p>Yes</p>",
        "comment_added_at": "2010-04-09 11:09:03 -0600",
        "score": 1,
        "user_display_name": "Ann",
        "user_id": 1,
    },
    {
        "id": 7,
        "object_id": 24,
        "html": "<p>No</p>",
        "comment_added_at": "2010-04-09 12:09:03 -0600",
        "score": 0,
        "user_display_name": "Bo",
        "user_id": 2,
    },
]
MEETUP = [
    {
        "id": 47,
        "comment": "Yes",
        "created": 1714730400000,
        "like_count": 1,
        "member": {"id": 2, "name": "Ann"},
        "link": "https://www.meetup.example/sql/events/2337/comments/47/",
        "replies": [
            {
                "id": 48,
                "comment": "No",
                "created": 1714730500000,
                "like_count": 0,
                "member": {"id": 3, "name": "Bo"},
                "link": "https://www.meetup.example/sql/events/2337/comments/48/",
            }
        ],
    },
]

# ConvoKit, Reddit, Hacker News ---------------------------------------------------------------------------------------

UTTERANCES = [
    {
        "id": "s1",
        "conversation_id": "s1",
        "text": "Ponds?",
        "speaker": "ann",
        "reply-to": None,
        "timestamp": 1714730400,
        "meta": {"score": 5, "top_level_comment": None, "subreddit": "ponds"},
    },
    {
        "id": "k1",
        "conversation_id": "s1",
        "text": "**Yes** &gt; no",
        "speaker": "[deleted]",
        "reply-to": "s1",
        "timestamp": 1714730500,
        "meta": {"score": 2, "top_level_comment": "k1", "subreddit": "ponds"},
    },
    {
        "id": "k2",
        "conversation_id": "s1",
        "text": "No",
        "speaker": "bo",
        "reply-to": "k1",
        "timestamp": 1714730600,
        "meta": {"score": -2, "top_level_comment": "k1", "subreddit": "ponds"},
    },
]
OLD_UTTERANCES = [
    {"id": "0", "root": "0", "text": "Hello.", "user": "ann", "reply_to": None, "timestamp": None, "meta": {}},
    {"id": "1", "root": "0", "text": "Hi.", "user": "bo", "reply_to": "0", "timestamp": None, "meta": {}},
]
TALK_PAGE = [
    {
        "id": "t.0",
        "conversation_id": "t.0",
        "text": "== Ponds ==",
        "speaker": "ann",
        "reply-to": None,
        "timestamp": "1714730400.0",
        "meta": {"is_section_header": True},
    },
    {
        "id": "t.1",
        "conversation_id": "t.0",
        "text": "Why?",
        "speaker": "ann",
        "reply-to": "t.0",
        "timestamp": "1714730400.0",
        "meta": {"is_section_header": False},
    },
]


def _t1(id, parent, body, replies="", **more):
    return {
        "kind": "t1",
        "data": {
            "id": id,
            "name": f"t1_{id}",
            "link_id": "t3_p",
            "parent_id": parent,
            "body": body,
            "author": f"user_{id}",
            "created_utc": 1714730400.0,
            "created": 1714759200.0,
            "score": 3,
            "edited": False,
            "replies": replies,
        }
        | more,
    }


def _listing(*children):
    return {"kind": "Listing", "data": {"modhash": "", "after": None, "children": list(children)}}


SUBMISSION = {
    "id": "p",
    "name": "t3_p",
    "title": "Ponds &amp; frogs",
    "selftext": "May *they*?",
    "subreddit": "ponds",
    "created_utc": 1714726800.0,
    "permalink": "/r/ponds/comments/p/ponds/",
    "url": "https://x.example",
    "author": "ann",
    "num_comments": 9,
}
MORE = {"kind": "more", "data": {"id": "x1", "count": 4, "parent_id": "t1_b", "children": ["x1"]}}
DEEPER = {"kind": "more", "data": {"id": "_", "count": 0, "parent_id": "t1_c", "children": []}}
REDDIT = [
    _listing({"kind": "t3", "data": SUBMISSION}),
    _listing(
        _t1(
            "a",
            "t3_p",
            "**Yes**",
            _listing(_t1("b", "t1_a", "No", _listing(_t1("c", "t1_b", "Why", _listing(DEEPER)), MORE))),
        ),
        _t1("d", "t3_p", "[deleted]", author="[deleted]"),
        _t1("e", "t3_p", "kept", author="[deleted]"),
        _t1("f", "t3_p", "[removed]", score=-7),
    ),
]
MORE_CHILDREN = {"json": {"errors": [], "data": {"things": [_t1("x", "t1_a", "Flat"), _t1("y", "t1_x", "Flatter")]}}}
DUMP = [
    SUBMISSION,
    {
        "id": "a",
        "link_id": "t3_p",
        "parent_id": "t3_p",
        "body": "1 &lt; 2 &amp;amp; so &amp;#x200B;",
        "author": "ann",
        "created_utc": "1714730400",
        "score": 1,
        "subreddit": "ponds",
    },
    {
        "id": "b",
        "link_id": "t3_p",
        "parent_id": "t1_a",
        "body": "[deleted]",
        "author": "[deleted]",
        "created_utc": 1714730500,
        "score": 1,
        "subreddit": "ponds",
    },
    {
        "id": "c",
        "link_id": "t3_p",
        "parent_id": "t1_zz",
        "body": "Orphan",
        "author": "cy",
        "created_utc": 1714730600,
        "score": 1,
        "subreddit": "ponds",
    },
]

ALGOLIA = {
    "id": 100,
    "type": "story",
    "title": "Ponds",
    "author": "ann",
    "created_at_i": 1714726800,
    "url": "https://x.example",
    "text": None,
    "points": 50,
    "children": [
        {
            "id": 101,
            "type": "comment",
            "author": "bo",
            "text": "<p>Yes<p>so",
            "created_at_i": 1714730400,
            "parent_id": 100,
            "story_id": 100,
            "points": None,
            "children": [
                {
                    "id": 102,
                    "type": "comment",
                    "author": "cy",
                    "text": "No",
                    "created_at": "2024-05-03T10:01:40.000Z",
                    "parent_id": 101,
                    "story_id": 100,
                    "children": [],
                }
            ],
        },
        {
            "id": 103,
            "type": "comment",
            "author": None,
            "text": None,
            "created_at_i": 1714730600,
            "parent_id": 100,
            "story_id": 100,
            "children": [],
        },
    ],
}
ITEMS = [
    {"id": 3, "by": "cy", "parent": 2, "text": "No", "time": 1714730500, "type": "comment"},
    {"id": 1, "by": "ann", "title": "Ponds", "time": 1714726800, "type": "story", "kids": [2, 4], "score": 9},
    {
        "id": 2,
        "by": "bo",
        "parent": 1,
        "text": "Yes<p>so &#x27;it&#x27; is",
        "time": 1714730400,
        "type": "comment",
        "kids": [3],
    },
    {"id": 4, "parent": 1, "deleted": True, "time": 1714730600, "type": "comment"},
    {"id": 5, "by": "di", "parent": 1, "text": "Spam", "dead": True, "time": 1714730700, "type": "comment"},
]
HITS = {
    "hits": [
        {
            "objectID": "102",
            "comment_text": "No",
            "author": "cy",
            "story_id": 100,
            "parent_id": 101,
            "story_title": "Ponds",
            "created_at_i": 1714730500,
            "points": None,
        },
        {
            "objectID": "101",
            "comment_text": "Yes",
            "author": "bo",
            "story_id": 100,
            "parent_id": 100,
            "story_title": "Ponds",
            "created_at_i": 1714730400,
            "points": None,
        },
    ],
}

DOCUMENTS = {
    "youtube-comment-downloader": {"comments": DOWNLOADED},
    "yt-dlp": INFO,
    "YouTube Data API": YOUTUBE_PAGE,
    "Discourse topic": TOPIC,
    "Mastodon statuses": CONTEXT,
    "ActivityPub": OUTBOX,
    "Lemmy comments": LEMMY,
    "Bluesky posts": BLUESKY,
    "Guardian discussion": GUARDIAN,
    "Coral": CORAL,
    "New York Times comments": NYT,
    "Facebook posts and comments": GRAPH,
    "Zulip": ZULIP,
    "Slack": SLACK,
    "Mattermost": MATTERMOST,
    "Gitter": GITTER,
    "Remark42": REMARK_TREE,
    "Commento": COMMENTO,
    "Habr": HABR,
    "Askbot": ASKBOT,
    "Meetup": MEETUP,
    "ConvoKit corpus": UTTERANCES,
    "Reddit listing": REDDIT,
    "Reddit dump": DUMP,
    "Hacker News thread (Algolia)": ALGOLIA,
    "Hacker News items": ITEMS,
    "Hacker News search (Algolia)": HITS,
}
