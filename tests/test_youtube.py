"""YouTube: what three tools save of the comments on a video."""

import json

import pytest
from conftest import SHARED
from made_exports import DOWNLOADED, INFO, YOUTUBE_PAGE, corpus, lines, read_as, rows, times, told, tree

from analysis import load_threads


@pytest.mark.parametrize(
    "content", [lines(DOWNLOADED), {"comments": DOWNLOADED}, DOWNLOADED], ids=["lines", "object", "list"]
)
def test_downloader(content):
    "Replies are known by their ids, votes are abbreviated, texts are plain."
    read = corpus(content)
    assert rows(read, "comment_id", "parent_id", "author", "score", "body") == [
        ("Ug1", None, "@ann", 3800, "First!"),
        ("Ug1.r1", "Ug1", "@bo", 1, "No, \nI was."),
        ("Ug2", None, "@cy", 0, "So <b>so</b>"),
    ]
    assert read_as(read) == "youtube-comment-downloader"


def test_downloader_times():
    "Relative in any language, dated by the capture, without the mark of an edit."
    read = corpus(lines(DOWNLOADED), captured="2024-05-17")
    assert rows(read, "posted_text") == [("2 days ago",), ("1 day ago",), ("vor 3 Tagen",)]
    assert [str(day)[:10] for (day,) in rows(read, "posted_from")] == ["2024-05-14", "2024-05-15", "2024-05-13"]
    assert times(corpus(lines(DOWNLOADED))) == [None] * 3


def test_yt_dlp():
    "The video is the article; estimated times and missing comments are told."
    read = corpus(INFO)
    assert tree(read) == {"Ug1": None, "Ug1.r1": "Ug1"}
    assert rows(read, "author", "score") == [("@ann", 12), ("@bo", None)]
    assert times(read) == ["2024-05-05T00:00:00+00:00", "2024-05-06T00:00:00+00:00"]
    video = read.articles.iloc[0]
    assert (video["thread_id"], video["title"], video["text"]) == ("vid00000001", "A talk", "About\nthings.")
    assert str(video["published"])[:10] == "2024-05-03"
    assert video["source"] == "https://www.youtube.com/watch?v=vid00000001"
    assert told(read) == {"not_fetched": 3, "time_estimated": 2}


def test_yt_dlp_without_comments():
    "A video whose comments were not asked for has none, and says how many there are."
    read = corpus(INFO | {"comments": None})
    assert len(read.comments) == 0 and told(read) == {"not_fetched": 5}


def test_api():
    "Threads of several videos with the replies that the page has; plain text where it is there."
    read = corpus(YOUTUBE_PAGE)
    assert rows(read, "comment_id", "parent_id", "thread_id", "status", "body") == [
        ("Ug1", None, "vid1", "visible", "It's \nso"),
        ("Ug1.r1", "Ug1", "vid1", "visible", "No"),
        ("Ug2", None, "vid2", "hidden", "Held"),
    ]
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"
    assert told(read) == {"not_fetched": 2 + 1}  # replies, and that there is a next page


def test_api_displayed_text_is_html():
    page = {"kind": "youtube#commentListResponse", "items": [YOUTUBE_PAGE["items"][0]["snippet"]["topLevelComment"]]}
    page["items"][0] = page["items"][0] | {"snippet": page["items"][0]["snippet"] | {"parentId": "Ug0"}}
    del page["items"][0]["snippet"]["textOriginal"]
    read = corpus(page)
    assert rows(read, "body", "parent_id", "lost_parent_id") == [("It's\nso", None, "Ug0")]


@pytest.mark.parametrize("content", [[YOUTUBE_PAGE] * 2, lines([YOUTUBE_PAGE] * 2), YOUTUBE_PAGE["items"] * 2])
def test_api_pages(content):
    "Pages as a list or one a line, and their items alone; what stands on both is kept once."
    read = corpus(content)
    assert list(tree(read)) == ["Ug1", "Ug1.r1", "Ug2"]
    assert told(read)["duplicate_comment"] == 3


def _answers(*parents):
    """A page that was asked for by `parentId`: it does not say of which video."""
    said = {"textOriginal": "So", "authorDisplayName": "@di", "publishedAt": "2024-05-03T10:00:00Z", "likeCount": 0}
    items = [
        {"kind": "youtube#comment", "id": f"{parent}.late", "snippet": said | {"parentId": parent}}
        for parent in parents
    ]
    return {"kind": "youtube#commentListResponse", "items": items}


def test_answers_asked_for_later():
    "They belong to the video of what they answer."
    read = corpus([_answers("Ug2", "Ug1"), YOUTUBE_PAGE])
    threads = dict(rows(read, "comment_id", "thread_id"))
    assert (threads["Ug1.late"], threads["Ug2.late"]) == ("vid1", "vid2")
    assert tree(read)["Ug1.late"] == "Ug1" and "parent_missing" not in told(read)
    assert set(read.articles["thread_id"]) == {"vid1", "vid2"}


def test_answers_in_a_file_of_their_own(tmp_path):
    "Those whose parent no file has stay in a thread of their own."
    (tmp_path / "1.json").write_text(json.dumps(_answers("Ug2", "Ug1")))
    (tmp_path / "2.json").write_text(json.dumps(YOUTUBE_PAGE))
    read = load_threads([tmp_path])
    assert tree(read)["Ug1.late"] == "Ug1" and set(read.articles["thread_id"]) == {"vid1", "vid2"}
    (tmp_path / "1.json").write_text(json.dumps(_answers("Ug2", "Ug9")))
    threads = dict(rows(load_threads([tmp_path]), "comment_id", "thread_id"))
    assert (threads["Ug2.late"], threads["Ug9.late"]) == ("vid2", "1")


def _replies(*said):
    """What the downloader gives of a comment by @ann and its replies."""
    row = {"time": "2 days ago", "votes": "0"}
    top = row | {"cid": "Ug1", "author": "@ann", "text": "Why?"}
    below = [
        row | {"cid": f"Ug1.r{n}", "author": author, "text": body} for n, (author, body) in enumerate(said, start=1)
    ]
    return [top, *below]


def test_a_reply_answers_whom_it_names():
    "Its parent is the last reply before it by whoever it names at its start, else the comment at the top."
    read = corpus(
        lines(
            _replies(
                ("@bo", "Because."),
                ("@bo", "And so."),
                ("@Bobby", "@Bo\xa0 Really?"),
                ("@cy", "@bobby-x is not here, nor @bo"),
                ("@ann", "@bobby. Yes"),
                ("@bo", "@ann: no"),
                ("@di", "@ed who writes below"),
                ("@ed", "@nobody"),
            )
        )
    )
    assert rows(read, "parent_id", "parent_evidence") == [
        (None, "explicit"),
        ("Ug1", "nesting"),
        ("Ug1", "nesting"),
        ("Ug1.r2", "mention"),
        ("Ug1", "nesting"),
        ("Ug1.r3", "mention"),
        ("Ug1.r5", "mention"),
        ("Ug1", "nesting"),
        ("Ug1", "nesting"),
    ]


def test_a_name_means_nobody_of_another_comment():
    read = corpus(
        lines([*_replies(("@bo", "So")), *({**row, "cid": f"X{row['cid']}"} for row in _replies(("@cy", "@bo!")))])
    )
    assert tree(read)["XUg1.r1"] == "XUg1"


def test_the_api_lists_the_newest_reply_first():
    "Who was there before is told by the times; names in HTML are found too."
    page = _answers("Ug1", "Ug1")
    for item, day, author, body in zip(
        page["items"], "21", ["Cy Doe", "Bo Lee"], ["<a>@Bo Lee</a> no", "yes"], strict=True
    ):
        item["id"] = f"Ug1.{day}"
        item["snippet"] |= {
            "textDisplay": body,
            "authorDisplayName": author,
            "publishedAt": f"2024-05-0{day}T10:00:00Z",
        }
        del item["snippet"]["textOriginal"]
    read = corpus([YOUTUBE_PAGE, page])
    assert tree(read)["Ug1.2"] == "Ug1.1" and tree(read)["Ug1.1"] == "Ug1"


@pytest.mark.shared
def test_replies_of_a_long_thread():
    "Of 207 replies that begin with a name 192 name who replied above them, and not who wrote the comment at the top."
    file = SHARED / "data/exports/youtube_comment_downloader/mkbhd.json"
    counts = load_threads([file], captured="2024-01-01").comments["parent_evidence"].value_counts()
    assert counts["nesting"] + counts["mention"] == 809 and counts["mention"] >= 192
