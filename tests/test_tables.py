"""Tables of comments: what their columns are is guessed by name, and can be told."""

import gzip
import io
import uuid
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from made_exports import corpus, lines, rows, times, told, tree

from analysis import InputError, load_thread, load_threads
from analysis.readers import separated
from analysis.readers.tables import choose, is_html
from analysis.thread import COMMENTS

PLAIN = "id,user,text,created_at,likes,parent_id\n1,Ann,Yes,2024-05-03T10:00:00Z,5,\n2,Bo,No,2024-05-03T11:00:00Z,,1\n"
READ = [("1", None, "Ann", 5, "Yes"), ("2", "1", "Bo", None, "No")]
NAMES = ("comment_id", "parent_id", "author", "score", "body")


@pytest.mark.parametrize(
    "names, chosen",
    [
        (
            ["user", "text", "created_at", "likes"],
            {"body": "text", "author": "user", "posted": "created_at", "score": "likes"},
        ),
        (["Comment ID", "Comment", "Author Name"], {"body": "Comment", "author": "Author Name", "id": "Comment ID"}),
        (["comment_id", "post_id", "body"], {"body": "body", "id": "comment_id", "thread": "post_id"}),
        (["videoId", "textDisplay", "textOriginal"], {"body": "textOriginal", "thread": "videoId"}),
        (["comment_text", "comment", "date"], {"body": "comment_text", "posted": "date"}),
        (
            ["at", "score", "thumbsUpCount", "content", "reviewId"],
            {"body": "content", "id": "reviewId", "posted": "at", "score": "thumbsUpCount"},
        ),
        (
            ["ID_Post", "ID_Parent_Post", "ID_Article", "ID_User", "CreatedAt", "Body", "PositiveVotes"],
            {
                "body": "Body",
                "author": "ID_User",
                "id": "ID_Post",
                "parent": "ID_Parent_Post",
                "posted": "CreatedAt",
                "score": "PositiveVotes",
                "thread": "ID_Article",
            },
        ),
        (
            ["message_id", "sender", "reply_to_message_id", "thread", "body_html"],
            {
                "body": "body_html",
                "author": "sender",
                "id": "message_id",
                "parent": "reply_to_message_id",
                "thread": "thread",
            },
        ),
        (["text"], None),
        (["user", "likes"], None),
        ([], None),
    ],
)
def test_guessing(names, chosen):
    assert choose(names) == chosen


def test_comments_table_of_wordpress():
    "Its parents, its posts, and of its two times the one whose zone is known."
    read = load_threads(
        [
            pd.DataFrame(
                {
                    "comment_ID": [5, 6],
                    "comment_post_ID": [5, 5],
                    "comment_author": ["Ann", "Bo"],
                    "comment_date": ["2024-05-03 12:00:00", "2024-05-03 13:00:00"],
                    "comment_date_gmt": ["2024-05-03 10:00:00", "2024-05-03 11:00:00"],
                    "comment_content": ["First", "Second"],
                    "comment_parent": [0, 5],
                }
            )
        ],
        timezone="Europe/Berlin",
    )
    assert rows(read, "thread_id", "comment_id", "parent_id", "author", "body") == [
        ("5", "5", None, "Ann", "First"),
        ("5", "6", "5", "Bo", "Second"),
    ]
    assert times(read) == ["2024-05-03T10:00:00+00:00", "2024-05-03T11:00:00+00:00"]


def test_columns_of_one_name():
    "The first is taken, and it is told; the other can be asked for."
    table = "user,text,text\nAnn,first,second\nBo,x,y\n"
    assert rows(corpus(table), "body") == [("first",), ("x",)] and told(corpus(table))["columns_of_one_name"] == 1
    assert rows(corpus(table, columns={"body": "text (2)"}), "body") == [("second",), ("y",)]
    read = load_threads([pd.DataFrame([["Ann", "first", "second"]], columns=["user", "text", "text"])])
    assert rows(read, "body") == [("first",)] and told(read)["columns_of_one_name"] == 1


def test_told_columns_override():
    assert choose(["a", "text", "b"], {"body": "a", "author": "b"}) == {"body": "a", "author": "b"}
    assert choose(["only"], {"body": "only"}) == {"body": "only"}
    assert choose(["text", "body", "x"], {"author": "body"}) == {"author": "body", "body": "text"}


@pytest.mark.parametrize(
    "columns, message",
    [
        ({"writer": "user"}, "no column can be given as 'writer': there are body, author, id"),
        ({"author": "usr"}, "made.csv: there is no column 'usr': the table has id, user, text"),
    ],
)
def test_wrong_columns(columns, message):
    with pytest.raises(InputError, match=message):
        corpus(PLAIN, columns=columns, name="made.csv")


@pytest.mark.parametrize("sign", list(",;\t|"))
def test_separators(sign):
    assert rows(corpus(PLAIN.replace(",", sign)), *NAMES) == READ


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding, end):
    text = PLAIN.replace("Ann", "Zoë").replace("Yes", "Où est l’été\xa0?").replace("\n", end)
    read = corpus(text.encode(encoding))
    assert rows(read, "author", "body")[0] == ("Zoë", "Où est l’été\xa0?")
    assert times(read)[0] == "2024-05-03T10:00:00+00:00"


def test_other_encoding_further_down():
    "Letters that show only after the beginning not to be UTF-8 are told."
    filler = "".join(f"{n},Ann,Yes,,,\n" for n in range(20_000))
    read = corpus((PLAIN.splitlines()[0] + "\n" + filler).encode() + "x,Zoë,Yes,,,\n".encode("cp1252"))
    assert told(read)["encoding_broken"] == 1 and rows(read, "author")[-1] == ("Zo\ufffd",)


def test_quoted_fields():
    "Line breaks, separators and quotes inside a text; a line break inside a name of the header; a blank line above."
    table = '\n"text","the\nuser",author\n"Yes,\nsaid ""Bo"".",1,Ann\n\n"No",2,Cy\n'
    assert rows(corpus(table), "author", "body") == [("Ann", 'Yes,\nsaid "Bo".'), ("Cy", "No")]


def test_rows_of_other_lengths():
    "Too short: missing. Too long: told."
    read = corpus("id,author,text\n1,Ann,Yes\n2,Bo\n3,Cy,No, never\n4,Di,So\n")
    assert rows(read, "author", "body") == [("Ann", "Yes"), ("Bo", ""), ("Cy", "No"), ("Di", "So")]
    assert told(read)["wide_rows"] == 1


def test_stray_quotation_mark():
    "It swallows nothing, and stays in the text; a sound field of several lines further down is still one."
    table = [f"{n}\tU{n}\tcomment {n}" for n in range(1, 21)]
    table[4] = '5\tU5\t"Quote starts here'
    read = corpus("\n".join(["id\tuser\ttext", *table, '21\tU21\t"two\nlines"']) + "\n")
    assert [id for (id,) in rows(read, "comment_id")] == [str(n) for n in range(1, 22)]
    assert rows(read, "body")[4:6] == [('"Quote starts here',), ("comment 6",)]
    assert rows(read, "author", "body")[20] == ("U21", "two\nlines") and told(read)["stray_quotes"] == 1


def test_stray_quotation_mark_up_to_the_end():
    table = "".join(f"{n},U{n},comment {n}\n" for n in range(6, 10))
    read = corpus('id,user,text\n5,U5,"Quote\n' + table)
    assert len(rows(read, "body")) == 5 and told(read)["stray_quotes"] == 1


def test_words_in_quotation_marks_at_the_beginning():
    "Nothing is quoted in this table; in the other every field is, but the marks inside are not doubled."
    read = corpus('id\ttext\n1\t"Yes" is what she said\n2\tNo\n')
    assert rows(read, "body") == [('"Yes" is what she said',), ("No",)] and told(read)["stray_quotes"] == 1
    assert rows(corpus('"id","text"\n"1","So "yes" it is"\n'), "comment_id", "body") == [("1", 'So "yes" it is')]


def test_two_stray_quotation_marks_that_seem_to_be_a_pair():
    read = corpus('id,user,likes,text\n1,U1,5,"She said\n2,U2,6,so what\n3,U3,7,and left"\n')
    assert rows(read, "comment_id") == [("1",), ("2",), ("3",)]


@pytest.mark.parametrize(
    "table, bodies",
    [
        ('author,text\nAnn,"Yes\nwell, no"\nBo,So\n', ["Yes\nwell, no", "So"]),
        ('id,author,likes,text\n1,Ann,2,"a, b\nc, d, e, f\ng"\n', ["a, b\nc, d, e, f\ng"]),
    ],
)
def test_sound_fields_of_several_lines_with_separators(table, bodies):
    read = corpus(table)
    assert [body for (body,) in rows(read, "body")] == bodies and set(told(read)) == {"columns"}


def test_file_that_ends_within_a_text():
    read = corpus('author,text\nBo,No\nAnn,"Yes\nand then')
    assert rows(read, "body") == [("No",), ("Yes\nand then",)] and told(read)["unclosed_quotes"] == 1


def test_huge_field():
    assert len(rows(corpus("author,text\nAnn," + "x" * 300_000 + "\n"), "body")[0][0]) == 300_000


@pytest.mark.parametrize("parent", ["", "0", "-1", "nan", "None", "null", "root", "NaN"])
def test_what_stands_for_no_parent(parent):
    assert rows(corpus(f"id,text,parent_id\n1,Yes,{parent}\n"), "parent_id", "lost_parent_id") == [(None, None)]


def test_comment_whose_id_is_0():
    "Then 0 is a parent like others."
    assert rows(corpus("id,text,parent_id\n0,Yes,\n1,No,0\n2,Why,0.0\n"), "parent_id") == [(None,), ("0",), ("0",)]


def test_parent_that_is_the_article():
    read = corpus("id,text,parent_id,article_id\n1,Yes,art,art\n2,No,1,art\n")
    assert rows(read, "parent_id", "lost_parent_id") == [(None, None), ("1", None)]


def test_thread_and_comment_of_one_id():
    "There the comment is answered; in the other thread, where no comment has its id, the article."
    read = corpus("thread_id,id,parent_id,author,text\n5,5,,Ann,cats\n5,6,5,Bob,me too\n6,7,6,Cid,x\n6,8,,Cid,y\n")
    assert tree(read) == {"5": None, "6": "5", "7": None, "8": None}
    assert read.comments["lost_parent_id"].isna().all() and set(told(read)) == {"columns"}
    assert set(read.comments["parent_evidence"]) == {"explicit"}


def test_reddit_ids():
    read = corpus("name,body,parent_id,id\nt1_a,Yes,t3_p,t1_a\nt1_b,No,t1_a,t1_b\n")
    assert rows(read, "comment_id", "parent_id") == [("a", None), ("b", "a")]


@pytest.mark.parametrize(
    "likes, score",
    [
        ("12", 12),
        ("12.0", 12),
        ("1,204", 1204),
        ("3.8K", 3800),
        ("1.2M", 1200000),
        ("3,8 k", 3800),
        ("1,2K", 1200),
        ("1.204", 1204),
        ("1.204.567", 1204567),
        ("1,204.5", 1204),
        ("1.204,6", 1205),
        ("0.125", 0),
        ("1204.125", 1204),
        ("1.204K", 1204),
        ("-7", -7),
        ("+7", 7),
        ("many", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_votes(likes, score):
    assert rows(corpus(f'text,likes,author\nYes,"{likes}",Ann\n'), "score") == [(score,)]


@pytest.mark.parametrize(
    "written, moment",
    [
        ("1714730400", "2024-05-03T10:00:00+00:00"),
        ("1714730400.5", "2024-05-03T10:00:00.500000+00:00"),
        ("1714730400000", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03 10:00:00+02:00", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03 10:00:00 UTC", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03 10:00:00", "2024-05-03T10:00:00+00:00"),
        ("", None),
        ("yesterday maybe", None),
        ("20240503", "2024-05-03T12:00:00+00:00"),  # a day; its middle
        ("2024", None),
        ("45415.5", None),
        ("1714730400000000", "2024-05-03T10:00:00+00:00"),
        ("1714730400000000000", "2024-05-03T10:00:00+00:00"),
    ],
)
def test_moments(written, moment):
    assert times(corpus(f"text,date,author\nYes,{written},Ann\n")) == [moment]


@pytest.mark.parametrize(
    "number, moment, written",
    [
        (1714730400, "2024-05-03T10:00:00+00:00", "1714730400"),
        (1.7147304e15, "2024-05-03T10:00:00+00:00", "1714730400"),
        (20240503, "2024-05-03T12:00:00+00:00", "2024-05-03"),
        (2024, None, "2024"),
        (45415.5, None, "45415.5"),
        (99_999_999, None, "99999999"),
        (10**30, None, None),
    ],
)
def test_numbers_as_times(number, moment, written):
    "Too small for seconds: a day, or nothing that can be told, but kept as it is written."
    read = corpus(lines([{"text": "Yes", "date": number, "author": "Ann"}]))
    assert times(read) == [moment] and rows(read, "posted_text") == [(written,)]


def test_recurring_id_is_the_thread():
    "A column called like an id whose values recur names the threads."
    read = corpus("post_id,text\n" + "".join(f"{n % 2},comment {n}\n" for n in range(8)))
    assert rows(read, "comment_id", "thread_id")[:3] == [("c1", "0"), ("c2", "1"), ("c3", "0")]


def test_link_of_each_comment_is_no_thread():
    read = corpus("url,text,author\n" + "".join(f"https://x.example/{n},comment {n},Ann\n" for n in range(8)))
    assert set(read.comments["thread_id"]) == {"made"}


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_few_links_are_no_threads(size):
    read = corpus("url,text,author\n" + "".join(f"https://x.example/{n},comment {n},Ann\n" for n in range(size)))
    assert set(read.comments["thread_id"]) == {"made"} and rows(read, "comment_id")[0] == ("c1",)


def test_link_that_rows_share_is_the_thread():
    read = corpus("url,id,parent_id,text\nA,1,,a\nA,2,1,b\nB,3,,c\n")
    assert rows(read, "thread_id", "parent_id") == [("A", None), ("A", "1"), ("B", None)]


def test_what_answers_do_not_share_is_no_thread():
    "Two rows link to one page by chance."
    read = corpus("url,id,parent_id,text\nA,1,,a\nB,2,1,b\nC,3,2,c\nC,4,1,d\n")
    assert tree(read) == {"1": None, "2": "1", "3": "2", "4": "1"} and set(read.comments["thread_id"]) == {"made"}


def test_single_comment_of_a_named_thread():
    assert rows(corpus("thread_id,id,text\nt,1,a\n"), "thread_id") == [("t",)]


def test_rows_without_text():
    "They are comments, and counted."
    read = corpus(lines([{"user": "Ann", "text": "Yes"}, {"user": "Bo"}, {"user": "Cy", "text": [1]}]))
    assert rows(read, "author", "body") == [("Ann", "Yes"), ("Bo", ""), ("Cy", "")] and told(read)["empty_text"] == 2
    assert "empty_text" not in told(corpus(PLAIN))


def test_html_is_guessed():
    "By the first rows; a few signs are no markup."
    marked = "author,text\nAnn,<p>Yes &amp; <b>no</b></p>\nBo,So\n"
    assert rows(corpus(marked), "body") == [("Yes & no",), ("So",)]
    plain = "author,text\n" + "Ann,1 < 2 & 3 > 2\n" * 30 + "Bo,a <b> c\n"
    assert rows(corpus(plain), "body")[-1] == ("a <b> c",)
    assert not is_html([]) and not is_html([None, 3])


def test_says_which_columns_it_took():
    message = corpus(PLAIN).notices.set_index("code").loc["columns", "message"]
    assert message.endswith("--columns body=text,author=user,id=id,parent=parent_id,posted=created_at,score=likes")


def test_without_parents_nothing_says_whom_they_answer():
    assert rows(corpus("author,text\nAnn,Yes\n"), "parent_id", "parent_evidence") == [(None, "none")]
    assert rows(corpus(PLAIN), "parent_evidence") == [("explicit",), ("explicit",)]


@pytest.mark.parametrize(
    "text",
    [
        "Comment, reply, and author\nThis is prose.\nIt goes on, and on, with commas, here and there.\nNo table.\n",
        "Ann, 3 May 2024\nI think so.\nBo, 4 May 2024\nI do not, because, well.\n",
        "text\nonly one column\n",
        "Text | Author | Share\nThe quick brown fox.\nIt jumped.\nOver dogs.\n",
        "",
        "\n\n",
    ],
)
def test_text_that_only_looks_like_a_table(text):
    with pytest.raises(AssertionError, match="taken for text"):
        corpus(text or b"")


def test_one_column_told():
    assert rows(corpus("remark\nYes\nNo\n", columns={"body": "remark"}), "body") == [("Yes",), ("No",)]


def test_header_alone():
    assert len(corpus("id,author,text\n").comments) == 0


def test_json_rows():
    "Objects one a line, with a user as an object, odd values and nulls."
    records = [
        {"id": 1, "text": "Yes", "user": {"id": 7, "login": "ann"}, "created_at": 1714730400, "likes": None},
        {"id": 2, "text": None, "user": None, "created_at": [], "likes": True},
        {"id": 3.0, "text": 5, "user": {}, "created_at": "2024-05-03"},
    ]
    for content in (lines(records), records, {"items": records}):
        assert rows(corpus(content), "comment_id", "author", "score", "body") == [
            ("1", "ann", None, "Yes"),
            ("2", None, None, ""),
            ("3", None, None, "5"),
        ]


FRAME = pd.DataFrame(
    {
        "id": [1.0, 2.0, 3.0],
        "text": ["Yes", "No", None],
        "author": ["Ann", None, "Cy"],
        "parent": [np.nan, 1.0, 2.0],
        "likes": [5, np.nan, 0],
        "date": pd.to_datetime(["2024-05-03T10:00Z", None, "2024-05-03T12:00Z"]),
    }
)
FRAMED = [("1", None, "Ann", 5, "Yes"), ("2", "1", None, None, "No"), ("3", "2", "Cy", 0, "")]


def test_frame():
    "Ids that became numbers with a fraction, NaN, NaT."
    thread = load_thread(FRAME)
    assert rows(thread, *NAMES) == FRAMED
    assert times(thread) == ["2024-05-03T10:00:00+00:00", None, "2024-05-03T12:00:00+00:00"]
    assert thread.articles["source"].to_list() == ["a pandas frame"]


def test_frame_with_told_columns():
    read = load_thread(FRAME.rename(columns={"text": "remark"}), columns={"body": "remark"})
    assert rows(read, "body")[0] == ("Yes",)
    with pytest.raises(InputError, match="a table without a column of comments .it has remark"):
        load_thread(FRAME[["author"]].rename(columns={"author": "remark"}))


def test_parquet(tmp_path):
    path = tmp_path / "saved"
    FRAME.to_parquet(path)
    assert rows(load_thread(path), *NAMES) == FRAMED
    FRAME[["id", "likes"]].to_parquet(path)
    with pytest.raises(InputError, match="saved: a table without a column of comments .it has id, likes"):
        load_thread(path)
    path.write_bytes(b"PAR1" + b"x" * 100 + b"PAR1")
    with pytest.raises(InputError, match="saved: a damaged Parquet file"):
        load_thread(path)


def test_csv_of_pandas(tmp_path):
    "Written and read back it is the same."
    path = tmp_path / "made.csv"
    FRAME.to_csv(path)
    assert rows(load_thread(path), *NAMES) == FRAMED


def test_not_a_row(monkeypatch):
    "A quotation mark without a partner would make one field of the rest of the file."
    monkeypatch.setattr(separated, "LONGEST", 1000)
    with pytest.raises(InputError, match="made.csv: line 3 is no row of a table"):
        corpus('author,text\nAnn,Yes\nBo,"x' + "y" * 2000, name="made.csv")


def test_stream_is_left_open():
    from pathlib import Path

    from analysis.readers import recognise

    stream = io.BufferedReader(io.BytesIO(PLAIN.encode()))
    list(recognise.find(stream, Path("x")).rows)
    assert not stream.closed


@pytest.mark.shared
def test_real_tables():
    "Rows counted with Python's csv module."
    import csv

    from conftest import SHARED

    path = SHARED / "data/exports/facebook/coffeeparty_comments.csv"
    with path.open(newline="") as file:
        known = list(csv.DictReader(file))
    read = load_threads([path])
    assert read.comments["comment_id"].to_list() == [row["comment_id"] for row in known]
    assert read.comments["posted"].notna().all() and read.comments["author"].to_list() == [
        row["comment_from_name"] for row in known
    ]
    assert len(load_threads([SHARED / "data/exports/facebook/coffeeparty.csv"]).comments) == 0  # posts


def bomb(path, texts, **columns):
    """A small Parquet file in which each row of these columns names the same long text."""
    rows = 20_000
    one = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["A" * 100_000]))
    pq.write_table(pa.table({**dict.fromkeys(texts, one), **columns}), path, store_schema=False)
    assert path.stat().st_size < 1_000_000
    return path


def test_a_parquet_bomb_does_not_go_off(tmp_path):
    "Two gigabytes in a dictionary, also inside a list and in a table of ours: one line, and little memory."
    few = pa.array([["b", "c"]] * 20_000)
    flat = bomb(tmp_path / "flat.parquet", ["text", "user"], tags=few)
    inside = pa.ListArray.from_arrays(
        pa.array(range(20_001), pa.int32()),
        pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array(["A" * 100_000])),
    )
    nested = tmp_path / "nested.parquet"
    pq.write_table(pa.table({"text": ["x"] * 20_000, "user": inside}), nested, store_schema=False)
    ours = bomb(tmp_path / "ours.parquet", list(COMMENTS))
    for path in (flat, nested, ours):
        with pytest.raises(InputError, match="unpacks to more than 200 times its size") as error:
            load_threads([path])
        assert str(path) in str(error.value) and "\n" not in str(error.value)


def test_what_parquet_holds_in_dictionaries_is_read(tmp_path):
    "Texts that recur, missing ones, and columns of other types."
    path = tmp_path / "t.parquet"
    rows = {"user": ["Ann", "Bob", None] * 1000, "text": ["Hi", "Ho", "Hi"] * 1000, "likes": [1, None, 3] * 1000}
    pq.write_table(pa.table(rows | {"tags": [["x"], None, []] * 1000}), path)
    comments = load_threads([path]).comments
    assert len(comments) == 3000 and comments["body"].head(3).to_list() == ["Hi", "Ho", "Hi"]
    assert comments["author"].isna().sum() == 1000 and comments["score"].sum() == 4000


def test_answers_in_a_row():
    "Rows in rows are answers, to any depth."
    data = [
        {"id": 1, "text": "Hi", "author": "ann", "replies": [
            {"id": 2, "text": "Ho", "author": "bo", "replies": [{"id": 3, "text": "Hm", "replies": []}]},
        ]},
        {"id": 4, "text": "Oh", "author": "di", "replies": None},
    ]  # fmt: skip
    assert tree(corpus(data)) == {"1": None, "2": "1", "3": "2", "4": None}


def test_a_list_a_line():
    "Pages of an export one after the other; a line that is broken is told."
    pages = [[{"id": n, "text": f"Text {n}", "author": "ann"}] for n in range(3)]
    read = corpus(lines(pages) + b"[{]\n")
    assert read.comments["comment_id"].to_list() == ["0", "1", "2"] and told(read)["broken_lines"] == 1


def test_numbers_of_databases(tmp_path):
    "Ids, parents and votes that are decimals or UUIDs."
    ids = [uuid.UUID(int=n) for n in (1, 2)]
    rows = [{"id": Decimal("7.000"), "parent_id": None, "body": "Hi", "score": Decimal("12")},
            {"id": Decimal("8.000"), "parent_id": Decimal("7.000"), "body": "Ho", "score": Decimal("NaN")}]  # fmt: skip
    read = load_threads([pd.DataFrame(rows)]).comments
    assert read["comment_id"].to_list() == ["7", "8"] and read["parent_id"].to_list()[1] == "7"
    assert read["score"].fillna(-1).to_list() == [12, -1]
    frame = pd.DataFrame({"id": ids, "parent_id": [None, ids[0]], "body": ["Hi", "Ho"]})
    assert load_threads([frame]).comments["parent_id"].to_list()[1] == str(ids[0])


def test_a_point_before_fractions():
    "In a column that has 0.999, 1.000 is one and not a thousand."
    data = [{"id": n, "text": "Hi", "score": score} for n, score in enumerate(["1.000", "0.999", "2.500", ""])]
    assert corpus(data).comments["score"].fillna(-1).to_list() == [1, 1, 2, -1]
    assert corpus(data[:1]).comments["score"].to_list() == [1000]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_parquet_that_was_packed_again(tmp_path, pack):
    pq.write_table(pa.table({"id": ["1", "2"], "body": ["Hi", "Ho"], "author": ["ann", "bo"]}), tmp_path / "t.parquet")
    ours = load_threads([tmp_path / "t.parquet"]).comments
    ours.to_parquet(tmp_path / "ours.parquet")
    for name in ("t.parquet", "ours.parquet"):
        (tmp_path / f"{name}.packed").write_bytes(pack((tmp_path / name).read_bytes()))
        read = load_threads([tmp_path / f"{name}.packed"]).comments
        assert read[["comment_id", "author", "body"]].equals(ours[["comment_id", "author", "body"]])
