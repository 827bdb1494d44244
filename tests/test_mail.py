"""Mailing lists."""

import gzip
import io
import mailbox

import pandas as pd
import pytest
from conftest import SHARED
from hypothesis import given
from hypothesis import strategies as st

from analysis import InputError, check_comments, load_threads
from analysis.readers import mail, mail_message

ROOT = b"""From ann at example.org  Tue Apr  2 16:10:27 2019
From: ann at example.org (=?UTF-8?Q?Ann_L=C3=A9e?=)
Date: Tue, 2 Apr 2019 09:10:27 -0500
Subject: [list] A bridge
 and a tunnel
Message-ID: <1@example.org>

It opened.

>From here to there.

--\x20
Ann

"""
ANSWER = b"""From bo@example.org  Wed Apr  3 10:00:00 2019
From: "Bo, Jr." <bo@example.org>
Date: Wed, 3 Apr 2019 10:00:00 +0000
Subject: Re: [list] A bridge and a tunnel
In-Reply-To: <1@example.org>
References: <1@example.org>
Message-ID: <2@example.org>

Ann wrote:
> It opened.

So?
______________________________________________
list at example.org mailing list
https://example.org/listinfo/list

\t[[alternative HTML version deleted]]

"""
DEEPER = b"""From cy@example.org  Thu Apr  4 10:00:00 2019
From: cy@example.org
Date: Thu, 4 Apr 2019 10:00:00 +0000
Subject: Re: [list] A bridge and a tunnel
In-Reply-To: <2@example.org>
References: <1@example.org> <2@example.org>
Message-ID: <3@example.org>

From the other side
nothing is seen.

"""
NEXT_MONTH = b"""From dee@example.org  Wed May  1 10:00:00 2019
From: Dee <dee@example.org>
Date: Wed, 1 May 2019 10:00:00 +0000
Subject: Re: A bridge
In-Reply-To: <3@example.org>
References: <1@example.org> <2@example.org> <3@example.org>
Message-ID: <4@example.org>

Late.

"""


def message(number, subject="S", body="Text.", more=""):
    return (
        f"From a@example.org Mon Jan  7 10:00:{number:02} 2019\nFrom: A <a@example.org>\nSubject: {subject}\n"
        f"Date: Mon, 7 Jan 2019 10:00:{number:02} +0000\nMessage-ID: <{number}@x>\n{more}\n{body}\n\n"
    ).encode()


def load(tmp_path, *messages, name="list.mbox"):
    path = tmp_path / name
    path.write_bytes(b"".join(messages))
    return load_threads([path])


def told(corpus):
    return corpus.notices.set_index("code")["message"].to_dict()


def test_a_thread(tmp_path):
    "The article is its subject and time; its first message is the first comment, and answers to it have it as parent."
    corpus = load(tmp_path, ROOT, ANSWER, DEEPER)
    (article,) = corpus.articles.itertuples()
    assert (article.thread_id, article.title) == ("1@example.org", "[list] A bridge and a tunnel")
    assert pd.isna(article.text)
    assert article.published == pd.Timestamp("2019-04-02 14:10:27", tz="UTC")
    comments = check_comments(corpus.comments)
    assert comments["thread_id"].to_list() == ["1@example.org"] * 3
    assert comments["comment_id"].to_list() == ["1@example.org", "2@example.org", "3@example.org"]
    assert comments["parent_id"].fillna("").to_list() == ["", "1@example.org", "2@example.org"]
    assert set(comments["parent_evidence"]) == {"explicit"}
    assert comments["author"].to_list() == ["Ann Lée", "Bo, Jr.", "cy@example.org"]
    assert comments["body"].to_list() == [
        "It opened.\n\nFrom here to there.\n\n-- \nAnn",
        "Ann wrote:\n> It opened.\n\nSo?",
        "From the other side\nnothing is seen.",
    ]
    assert comments["own_words"][1] == "So?"
    assert corpus.quotes[["comment_id", "quoted_from", "text"]].to_numpy().tolist() == [
        ["2@example.org", "1@example.org", "It opened."]
    ]
    assert told(corpus)["threads"] == (
        "1 thread; the article of each is its subject alone, the first message its first comment"
    )
    assert told(corpus).keys() == {"read_as", "threads", "attachment"}


def test_times_stand_as_the_message_has_them(tmp_path):
    '`posted_text` is the header Date, whatever it says; without one the time of the line "From ".'
    undated = message(1).replace(b"Date: Mon, 7 Jan 2019 10:00:01 +0000\n", b"")
    corpus = load(tmp_path, ROOT, ANSWER, undated, message(2).replace(b"Date: Mon, 7 Jan 2019", b"Date: Some day"))
    assert corpus.comments["posted_text"].to_list() == [
        "Tue, 2 Apr 2019 09:10:27 -0500",
        "Wed, 3 Apr 2019 10:00:00 +0000",
        "2019-01-07 10:00:01",
        "Some day 10:00:02 +0000",
    ]
    times = ["2019-04-02 14:10:27", "2019-04-03 10:00", "2019-01-07 10:00:01", "2019-01-07 10:00:02"]
    assert corpus.comments["posted"].dt.floor("s").to_list() == [pd.Timestamp(time, tz="UTC") for time in times]


def test_threads_run_over_many_files(tmp_path):
    "As one folder, as files given one by one, and without the first month."
    (tmp_path / "list").mkdir()
    april, may = tmp_path / "list" / "2019-April.txt.gz", tmp_path / "list" / "2019-May.txt"
    april.write_bytes(gzip.compress(ROOT + ANSWER + DEEPER))
    may.write_bytes(NEXT_MONTH)
    for sources in ([tmp_path / "list"], [april, may], [may, april]):
        corpus = load_threads(sources)
        late = corpus.comments.set_index("comment_id").loc["4@example.org"]
        assert (late["thread_id"], late["parent_id"]) == ("1@example.org", "3@example.org")
        assert sorted(corpus.comments["comment_id"]) == [f"{n}@example.org" for n in (1, 2, 3, 4)]
        assert corpus.comments.set_index("comment_id")["body"]["1@example.org"].startswith("It opened.")
        assert corpus.articles["published"].to_list() == [pd.Timestamp("2019-04-02 14:10:27", tz="UTC")]
        assert corpus.comments["lost_parent_id"].isna().all()
    alone = load_threads([may])
    assert alone.articles["thread_id"].to_list() == ["1@example.org"]
    assert alone.articles["title"].to_list() == ["A bridge"] and alone.articles["text"].isna().all()
    assert alone.comments["lost_parent_id"].to_list() == ["3@example.org"]
    assert "1 thread whose first message is not here" in told(alone)["headless"]


def test_no_link_out_of_the_folder_is_followed(tmp_path):
    folder = tmp_path / "list"
    folder.mkdir()
    (tmp_path / "outside.mbox").write_bytes(ANSWER)
    (folder / "april.mbox").write_bytes(ROOT)
    (folder / "may.mbox").symlink_to(tmp_path / "outside.mbox")
    assert load_threads([folder]).comments["comment_id"].to_list() == ["1@example.org"]
    (folder / "april.mbox").unlink()
    with pytest.raises(InputError, match="is a folder without a thread"):
        load_threads([folder])


def test_an_answer_to_what_is_not_here_stands_under_the_nearest_before(tmp_path):
    corpus = load(tmp_path, ROOT, ANSWER, NEXT_MONTH)
    assert corpus.comments["parent_id"].fillna("").to_list() == ["", "1@example.org", "2@example.org"]
    assert "1 answer to messages that are not here" in told(corpus)["nearest"]


def test_answers_that_name_nobody(tmp_path):
    "By their subject to the thread that has it, but whom they answer is not known; else a thread of that name."
    corpus = load(
        tmp_path,
        message(1, "[list] Bridges"),
        message(2, "AW: Re: [list] Bridges"),
        message(3, "Re: Tunnels"),
        message(4, "RE: tunnels", more="References: <9@x>\n"),
        message(5, "Re: Tunnels"),
    )
    comments = corpus.comments
    assert comments["thread_id"].to_list() == ["1@x", "1@x", "Tunnels", "9@x", "Tunnels"]
    assert comments["parent_id"].isna().all()
    assert comments["parent_evidence"].to_list() == ["explicit", "none", "none", "none", "none"]
    assert comments["lost_parent_id"].fillna("").to_list() == ["", "", "", "9@x", ""]
    assert corpus.articles["title"].to_list() == ["[list] Bridges", "Tunnels", "tunnels"]


def test_odd_headers(tmp_path):
    "No id, no date, no subject, no name, no colon, no headers at all; ids twice; letters of another encoding."
    bare = b"From x@example.org Fri Jan  4 08:00:00 2019\nFrom: \nX-Other: 1\n\nBare.\n\n"
    wrong = b"From l\xfacia Fri Jan  4 08:00:00 2019\n"
    wrong += b"From: l\xfacia@example.org (=?x-unknown?Q?L=FA?=)\nDate: soon\n\n\xe9\n\n"
    corpus = load(tmp_path, bare, bare, wrong, message(1), message(1), message(1, body="Other."))
    articles = corpus.articles
    assert corpus.comments["body"].to_list() == ["Bare.", "é", "Text.", "Other."]
    assert corpus.comments["comment_id"].to_list() == articles["thread_id"].to_list()
    assert corpus.comments["author"].fillna("").to_list() == ["", "Lú", "A", "A"]
    assert corpus.comments["posted"].dt.floor("s").to_list() == articles["published"].dt.floor("s").to_list()
    assert articles["thread_id"].to_list()[2:] == ["1@x", "1@x-2"]
    assert articles["title"].isna().to_list() == [True, True, False, False]
    assert articles["published"].dt.floor("s")[0] == pd.Timestamp("2019-01-04 08:00", tz="UTC")
    assert told(corpus)["twice"].startswith("2 messages") and told(corpus)["same_id"].startswith("1 message ")


def test_a_circle_of_answers_ends(tmp_path):
    one, two = (message(n, more=f"In-Reply-To: <{m}@x>\n") for n, m in ((1, 2), (2, 1)))
    corpus = load(tmp_path, one, two, message(3, more="In-Reply-To: <3@x>\n"))
    assert corpus.articles["thread_id"].to_list() == ["2@x", "3@x"]
    assert corpus.comments[["comment_id", "thread_id", "parent_id"]].fillna("").to_numpy().tolist() == [
        ["1@x", "2@x", "2@x"],
        ["2@x", "2@x", ""],
        ["3@x", "3@x", ""],
    ]


MULTIPART = """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Caf=E9
--c
Content-Type: text/html

<p>Not this</p>
--c--
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--b--
"""
HTML = """Content-Type: text/html; charset=no-such
Content-Transfer-Encoding: base64

PHA+T25lPC9wPjxibG9ja3F1b3RlPlR3bzwvYmxvY2txdW90ZT4=
"""
SIGNED = """
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Sure.
-----BEGIN PGP SIGNATURE-----

iQEz
-----END PGP SIGNATURE-----
-------------- next part --------------
A non-text attachment was scrubbed...
Name: a.png
Type: image/png
URL: <https://example.org/a.png>
"""


def test_bodies(tmp_path):
    "Plain text before HTML, HTML as text, no attachments, no signatures of PGP."
    headers = "From a Mon Jan  7 10:00:00 2019\nFrom: a\nMessage-ID: <{}@x>\n"
    corpus = load(
        tmp_path, *(f"{headers.format(n)}{text}\n".encode() for n, text in enumerate([MULTIPART, HTML, SIGNED]))
    )
    assert corpus.comments["body"].to_list() == ["Café", "One\n\n> Two", "Sure."]
    assert told(corpus)["attachment"].startswith("2 attachments")
    assert told(corpus)["pgp"].startswith("1 PGP signature,")


def test_a_single_message(tmp_path):
    'An .eml file has no line "From ".'
    corpus = load(tmp_path, message(1).partition(b"\n")[2], name="one.eml")
    assert corpus.articles[["thread_id", "title"]].to_numpy().tolist() == [["1@x", "S"]]
    assert corpus.comments[["thread_id", "comment_id", "body"]].to_numpy().tolist() == [["1@x", "1@x", "Text."]]


@pytest.mark.parametrize(
    "text",
    [
        "From Wikipedia:\nNote: this is none.\n",
        "From: the desk of Ann\n\nHello\n",
        "From me\n\nto you\n",
        "Subject: x\n",
    ],
)
def test_what_is_no_mail(text):
    assert mail.messages(text.encode(), io.BytesIO(text.encode())) is None


def test_text_is_not_taken_for_the_next_message():
    "A paragraph may start with From, and a header-like line may follow."
    body = (
        b"A.\n\nFrom the policies\n<https://example.org>: read\n\nFrom Ann\nNote: x\n\nFrom b at 10:00 in 2019\nyes\n\n"
    )
    raw = message(1).replace(b"Text.", body) + message(2)
    assert len(list(mail.split(io.BytesIO(raw)))) == 2


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=8), st.integers(700, 5000))
def test_messages_are_whole_wherever_a_block_ends(sizes, block):
    raw = [message(n, body="x " * size) for n, size in enumerate(sizes)]
    old, mail.BLOCK = mail.BLOCK, block
    try:
        assert list(mail.split(io.BytesIO(b"".join(raw)))) == raw
    finally:
        mail.BLOCK = old


@given(st.binary(max_size=400))
def test_never_raises_on_odd_bytes(tail):
    start = b"From a Mon Jan  7 10:00:00 2019\nFrom: a\nContent-Type: multipart/mixed; boundary=b\n"
    for raw in (start + tail, start + b"\n--b\n" + tail, tail):
        list(mail._rows(mail.split(io.BytesIO(raw)), []))


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("Tue, 2 Apr 2019 09:10:27 -0500 (CDT)", 1554214227),
        ("Wed, 30 Nov -0001 00:00:00 +0000", None),
        ("2 Apr 19 14:10 GMT", 1554214200),
        ("yesterday", "yesterday"),
        ("Tue, 99 Foo 99999999999", "Tue, 99 Foo 99999999999"),
    ],
)
def test_dates(date, known):
    assert mail_message.seconds(date) == known


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "messages", "twice", "answers"),
    [
        ("perceval_mbox_iso8859_encoding.mbox", 1, 0, 0),
        ("perceval_mbox_no_fields.mbox", 6, 1, 0),
        ("perceval_pipermail_2015_november.mbox", 4, 0, 3),
        ("r-announce_2010.txt", 18, 0, 2),
        ("r-package-devel_2019q2.txt", 444, 0, 364),
    ],
)
def test_real_lists(name, messages, twice, answers):
    "Counted with grep -ci '^Message-ID:'; an answer has In-Reply-To or References, and a parent, which may be lost."
    path = SHARED / "data" / "exports" / "mbox" / name
    with path.open("rb") as stream:
        assert len(list(mail.split(stream))) == messages
    table = load_threads([path]).comments
    assert len(table) == messages - twice
    assert table[["parent_id", "lost_parent_id"]].notna().sum().sum() == answers
    assert table[["author", "posted"]].notna().all(axis=None)


@pytest.mark.shared
def test_a_real_list_has_the_parents_that_mailbox_finds():
    "Each answer whose In-Reply-To is a comment of the file has that parent."
    path = SHARED / "data" / "exports" / "mbox" / "r-package-devel_2019q2.txt"
    wanted = {}
    box = mailbox.mbox(path, create=False)
    for one in box:
        if one["in-reply-to"] and one["message-id"]:
            wanted[one["message-id"].strip("<> ")] = one["in-reply-to"].split(">")[0].strip("< ")
    box.close()
    parents = load_threads([path]).comments.set_index("comment_id")["parent_id"]
    inside = {child: parent for child, parent in wanted.items() if parent in parents.index}
    assert len(inside) > 300
    assert parents[list(inside)].to_dict() == inside


@pytest.mark.parametrize(
    "charset",
    ["charset*=us-ascii'en'iso-8859-1", 'charset="x\0y"', "charset=idna", "charset=undefined", "charset=punycode"],
)
def test_a_charset_that_is_none_loses_nothing(tmp_path, charset):
    "Whatever a header says, the messages around it are read too."
    odd = message(2, body="Déjà vu.", more=f"Content-Type: text/plain; {charset}\n")
    comments = load(tmp_path, message(1), odd, message(3)).comments
    assert len(comments) == 3 and comments["body"].iloc[1].endswith(" vu.")


def test_parts_that_nothing_divides_are_text(tmp_path):
    one = message(1, body="All of it.", more="Content-Type: multipart/mixed\n")
    assert load(tmp_path, one).comments["body"].to_list() == ["All of it."]


def test_parts_within_parts_without_end(tmp_path):
    "A text nested 2,000 deep is there, as it is written; so is the next message."
    inside = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(2000))
    deep = message(1, body=f"{inside}Deep.", more="Content-Type: multipart/mixed; boundary=b0\n")
    comments = load(tmp_path, deep, message(2)).comments
    assert len(comments) == 2 and comments["body"].iloc[0].endswith("Deep.")


def test_one_id_for_all_takes_no_more_time_for_each(tmp_path, monkeypatch):
    "The next free number is remembered, not looked for from 2 on."
    tried = []
    monkeypatch.setattr(mail, "numbers", lambda start: (tried.append(n) or n for n in range(start, 10_000)))
    raw = b"".join(message(1, body=f"Text {n}.") for n in range(50))
    comments = load(tmp_path, raw).comments
    assert comments["comment_id"].to_list() == ["1@x", *(f"1@x-{n}" for n in range(2, 51))] and len(tried) == 49
