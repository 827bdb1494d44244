"""What we wrote is read back as it was, whatever it holds."""

import json

import hypothesis.strategies as st
import numpy as np
import orjson
import pandas as pd
import pytest
from hypothesis import given, settings

from analysis import InputError, load_thread, load_threads
from analysis.cli import main
from analysis.export import write
from analysis.readers import own
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Corpus, Thread, check_comments, table

KYIV = "data/kyiv-post-macron/thread.txt"
NASTY = [
    "", "NA", "nan", "None", "null", "=1+1", "+1", "-1", "@Ann", "\tx", "\rx", "'", "''", "'=1", "''@x", "'tis", '"',
    '""', "a,b;c\td", "one\ntwo", "one\r\ntwo", "one\rtwo", " x ", "\x01\x1b[2J", "\ufeffx", "\u2028", "🦩", "محمد علي",
    "0012", "1e5", "2024-05-03", "TRUE",
]  # fmt: skip
TEXT = st.sampled_from(NASTY) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
WHOLE = st.none() | st.integers(-(2**63), 2**63 - 1)
MOMENT = st.none() | st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999)  # the years 1 to 9999
ROW = st.fixed_dictionaries(
    {
        "parent_id": MAYBE,
        "parent_evidence": st.sampled_from(COMMENTS["parent_evidence"].categories.to_list()),
        "author": MAYBE,
        "posted_text": MAYBE,
        "posted": MOMENT,
        "body": TEXT,
        "own_words": TEXT,
        "score": WHOLE,
        "status": st.sampled_from(["visible", "deleted", "hidden"]),
        "kind": st.sampled_from(["comment", "pingback", "moderator_note"]),
        "language": MAYBE,
        "start": WHOLE,
        "lost_parent_id": MAYBE,
    }
)
IDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)


def made(rows, threads):
    """A comments table of odd rows."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    columns["thread_id"] = [threads[number % len(threads)] for number in range(len(rows))]
    columns["comment_id"] = [f"{row['body']}{number}" for number, row in enumerate(rows)]
    moments = np.array([np.datetime64("NaT") if time is None else time for time in columns["posted"]], "datetime64[us]")
    for name in ("posted", "posted_from", "posted_until"):
        columns[name] = pd.Series(moments).dt.tz_localize("UTC")
    columns["end"] = columns["start"]
    return check_comments(table(table(columns, COMMENTS), COMMENTS))


def thread_of(comments, title=None):
    """A thread around a comments table."""
    about = {"thread_id": comments["thread_id"].iloc[0], "title": title, "text": title}
    articles = table([about], ARTICLES).assign(published=comments["posted"].head(1).array)
    notices = table(
        [{"code": "x", "message": "=1", "count": 3}, {"code": "y", "message": "", "comment_id": "c"}], NOTICES
    )
    return Thread(comments, articles, table([], QUOTES), table([], SPANS), notices)


def corpus_of(comments):
    """Tables without articles of their own."""
    articles = table([{"thread_id": name} for name in comments["thread_id"].unique()], ARTICLES)
    empty = {"quotes": QUOTES, "spans": {"thread_id": "str"} | SPANS, "notices": {"thread_id": "str"} | NOTICES}
    return Corpus(comments, articles, **{name: table([], schema) for name, schema in empty.items()})


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl", "convokit"])
@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=5), st.lists(IDS, min_size=1, max_size=3, unique=True))
def test_a_table_comes_back(tmp_path_factory, ending, rows, threads):
    "Every value and dtype, in the same order; nothing is taken for a formula, a number or nothing."
    comments = made(rows, threads)
    path = tmp_path_factory.mktemp("own") / f"out.{ending}"
    write([corpus_of(comments)], path)
    back = load_threads([path])
    pd.testing.assert_frame_equal(back.comments, comments)
    assert list(back.articles["thread_id"]) == list(comments["thread_id"].unique())


@settings(max_examples=60)
@given(st.lists(ROW, min_size=1, max_size=6), st.sampled_from([None, *NASTY]))
def test_a_thread_comes_back_from_json(tmp_path_factory, rows, title):
    "With its article and its notices."
    thread = thread_of(made(rows, ["=t"]), title)
    path = tmp_path_factory.mktemp("own") / "out.json"
    write([thread], path)
    back = load_thread(path)
    for name in ("comments", "articles", "notices"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(thread, name))


@settings(max_examples=60)
@given(
    st.lists(ROW, min_size=1, max_size=6),
    st.lists(IDS, min_size=2, max_size=4, unique=True),
    st.sampled_from([None, *NASTY]),
)
def test_several_threads_come_back_from_json(tmp_path_factory, rows, threads, title):
    "From one object: articles without a comment too, and notices of one thread, of another, of none."
    comments = made(rows, threads)
    notices = [
        {"thread_id": threads[-1], "code": "x", "message": "=1", "count": 3, "comment_id": "c"},
        {"code": "y", "message": "", "count": None},
        {"thread_id": threads[0], "code": "z", "message": "\x01", "count": 0},
    ]
    corpus = Corpus(
        comments,
        table([{"thread_id": name, "title": title, "text": title, "source": name} for name in threads], ARTICLES),
        table([], QUOTES),
        table([], {"thread_id": "str"} | SPANS),
        table(notices, {"thread_id": "str"} | NOTICES),
    )
    path = tmp_path_factory.mktemp("own") / "out.json"
    write([corpus], path)
    assert list(json.loads(path.read_text(encoding="utf-8"))) == ["articles", "comments", "quotes", "notices"]
    back = load_threads([path])
    for name in ("comments", "articles", "notices", "spans"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(corpus, name))


def test_a_list_of_sources_comes_back_from_json(tmp_path, thread):
    "One thread, and a source of two: a list of two objects, read as three threads."
    rows = [{"thread_id": name, "comment_id": "1", "body": name, "own_words": name} for name in "uv"]
    always = {"parent_evidence": "explicit", "status": "visible", "kind": "comment"}
    two = corpus_of(table([row | always for row in rows], COMMENTS))
    write([thread, two], tmp_path / "t.json")
    found = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert [list(each) for each in found] == [
        ["article", "comments", "quotes", "notices"],
        ["articles", "comments", "quotes", "notices"],
    ]
    back, whole = load_threads([tmp_path / "t.json"]), Corpus.of([thread, two])
    assert list(back.articles["thread_id"]) == ["kyiv-post-macron", "u", "v"]
    for name in ("comments", "articles", "notices"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(whole, name))


def test_a_real_thread_comes_back_in_every_format(tmp_path, thread, capsys):
    "The user's own, by the command: written, read, written again, the files are the same."
    for ending in ("json", "jsonl", "csv", "parquet"):
        first, second = tmp_path / f"kyiv-post-macron.{ending}", tmp_path / f"again.{ending}"
        assert main(["parse", KYIV, "-o", str(first)]) == 0
        assert main(["parse", str(first), "-o", str(second)]) == 0
        pd.testing.assert_frame_equal(load_thread(first).comments, thread.comments)
        assert first.read_bytes() == second.read_bytes()
    capsys.readouterr()


def test_a_frame_of_ours_is_taken_as_it_is(thread):
    "Whatever its index; measures joined to it are left out and named."
    comments = thread.comments.assign(compound=0.5).set_index(thread.comments.index + 7)
    back = load_thread(comments)
    pd.testing.assert_frame_equal(back.comments, thread.comments)
    assert back.thread_id == "kyiv-post-macron"
    assert back.notices["message"].to_list() == [
        "read as a comments table of ours: 8 comments",
        "columns left out that a comments table has not: compound",
    ]


def test_a_table_with_a_row_or_none(tmp_path, thread):
    "One line of JSON is a table too; a table without rows has the name of its file."
    one = thread_of(thread.comments.head(1))
    for ending in ("jsonl", "csv", "parquet"):
        write([one], tmp_path / f"one.{ending}")
        pd.testing.assert_frame_equal(load_thread(tmp_path / f"one.{ending}").comments, one.comments)
    none = Thread(**vars(thread) | {"comments": thread.comments.head(0)})
    for ending in ("json", "csv", "parquet"):
        write([none], tmp_path / f"none.{ending}")
        back = load_thread(tmp_path / f"none.{ending}")
        assert len(back.comments) == 0
        assert back.thread_id == ("kyiv-post-macron" if ending == "json" else "none")


def test_what_a_spreadsheet_saved_is_read(tmp_path, thread):
    "With semicolons or tabs, a byte order mark and a compressed file."
    write([thread], tmp_path / "c.csv")
    rows = pd.read_csv(tmp_path / "c.csv", dtype=str, keep_default_na=False)
    for sign in ";\t":
        rows.to_csv(tmp_path / "saved.csv", sep=sign, index=False, encoding="utf-8-sig")
        pd.testing.assert_frame_equal(load_thread(tmp_path / "saved.csv").comments, thread.comments)
    rows.to_csv(tmp_path / "saved.csv.gz", index=False)
    pd.testing.assert_frame_equal(load_thread(tmp_path / "saved.csv.gz").comments, thread.comments)


def test_quotations_are_found_again(tmp_path):
    "As of any export: by the marks in the text."
    rows = [
        {"thread_id": "t", "comment_id": "a", "parent_evidence": "explicit", "body": "The old bridge is lovely."},
        {"thread_id": "t", "comment_id": "b", "parent_id": "a", "parent_evidence": "explicit",
         "body": "> The old bridge\n\nIs it?"},
    ]  # fmt: skip
    for row in rows:
        row |= {"own_words": row["body"], "status": "visible", "kind": "comment"}
    write([thread_of(table(rows, COMMENTS))], tmp_path / "t.csv")
    quotes = load_thread(tmp_path / "t.csv").quotes
    assert quotes[["comment_id", "text", "quoted_from", "start", "end"]].to_numpy().tolist() == [
        ["b", "The old bridge", "a", 0, 14]
    ]


def test_json_keeps_quotations_without_marks(tmp_path):
    "They cannot be found again; a file of an older version has none, and those with marks are found."
    page = load_thread("tests/elsewhere/phpbb33.txt")
    assert len(page.quotes)
    write([page], tmp_path / "t.json")
    pd.testing.assert_frame_equal(load_thread(tmp_path / "t.json").quotes, page.quotes)
    old = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    del old["quotes"]
    (tmp_path / "t.json").write_text(json.dumps(old), encoding="utf-8")
    pd.testing.assert_frame_equal(load_thread(tmp_path / "t.json").comments, page.comments)


def test_the_same_table_twice_gets_other_names(tmp_path, thread):
    "No two threads share an id."
    write([thread], tmp_path / "t.jsonl")
    back = load_threads([tmp_path / "t.jsonl", tmp_path / "t.jsonl", KYIV])
    assert list(back.comments["thread_id"].unique()) == [
        "kyiv-post-macron", "kyiv-post-macron-2", "kyiv-post-macron-3"
    ]  # fmt: skip
    assert list(back.notices["thread_id"].unique()) == list(back.comments["thread_id"].unique())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ({"status": "gone"}, "the column 'status' holds what it cannot: 'gone' is none of visible, deleted, hidden"),
        ({"score": "many"}, "the column 'score' holds what it cannot"),
        ({"posted": "May 2024"}, "'May 2024' is not written as 2024-05-03T12:00:00+00:00"),
        ({"comment_id": "c1"}, "comment_id 'c1' stands twice in one thread; ids are unique"),
        ({"own_words": None}, "column 'own_words' is missing in 1 rows; every comment has one"),
        ({"posted_from": "2024-05-03T00:00:00+00:00", "posted": "2024-05-02T00:00:00+00:00"}, "'posted_from' is after"),
    ],
)
def test_a_broken_table_is_one_line(tmp_path, thread, spoil, message):
    "The file, the column and what is wrong."
    write([thread], tmp_path / "t.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    rows[1] |= spoil
    (tmp_path / "t.jsonl").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    with pytest.raises(InputError) as error:
        load_thread(tmp_path / "t.jsonl")
    assert str(error.value).startswith(str(tmp_path / "t.jsonl")) and message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_corpus_of_convokit_comes_back_with_its_article(tmp_path, thread):
    "Article and comments as they were; without its utterances it is damaged."
    write([thread], tmp_path / "c.convokit")
    back = load_thread(tmp_path / "c.convokit")
    pd.testing.assert_frame_equal(back.comments, thread.comments)
    pd.testing.assert_frame_equal(back.articles, thread.articles)
    alone = load_thread(tmp_path / "c.convokit" / "utterances.jsonl")
    assert len(alone.comments) == len(thread.comments) and "[article]" not in set(alone.comments["author"])
    assert alone.comments["author"].isna().sum() == thread.comments["author"].isna().sum()
    (tmp_path / "c.convokit" / "utterances.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(InputError, match="is damaged: its utterances are not as we wrote them"):
        load_thread(tmp_path / "c.convokit")


@pytest.mark.parametrize("linked", ["corpus.json", "conversations.json", "utterances.jsonl"])
def test_a_corpus_of_ours_follows_no_link_out_of_the_folder(tmp_path, thread, linked):
    write([thread], tmp_path / "c.convokit")
    file = tmp_path / "c.convokit" / linked
    outside = file.rename(tmp_path / linked)
    file.symlink_to(outside)
    assert own.folder(tmp_path / "c.convokit") is None


def test_damaged_files_are_one_line(tmp_path, thread):
    "A line cut off, a field too many, comments of another thread."
    write([thread], tmp_path / "t.jsonl")
    whole = (tmp_path / "t.jsonl").read_text(encoding="utf-8")
    (tmp_path / "t.jsonl").write_text(whole[:-30], encoding="utf-8")
    with pytest.raises(InputError, match="is damaged: 1 line could not be read as JSON"):
        load_thread(tmp_path / "t.jsonl")
    write([thread], tmp_path / "t.csv")
    with (tmp_path / "t.csv").open("a", encoding="utf-8") as file:
        file.write("x,y\n")
    with pytest.raises(InputError, match="a row has 2 fields and the first line 18"):
        load_thread(tmp_path / "t.csv")
    write([thread], tmp_path / "t.json")
    found = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    article = found.pop("article")
    for about in (
        {"article": article | {"thread_id": "other"}},
        {"article": article | {"thread_id": None}},
        {"articles": [article, article | {"thread_id": None}]},
        {"articles": [article | {"thread_id": "other"}, article | {"thread_id": "another"}]},
        {"articles": []},
    ):
        (tmp_path / "t.json").write_text(json.dumps(about | found), encoding="utf-8")
        with pytest.raises(InputError, match=r"t\.json: a comment has a thread_id that no article has, or an article"):
            load_threads([tmp_path / "t.json"])
    (tmp_path / "t.json").write_text(json.dumps({"articles": [article, article]} | found), encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.json: two threads are called 'kyiv-post-macron'"):
        load_threads([tmp_path / "t.json"])


@pytest.mark.parametrize("head", [b"a,b\0\r\0\n", b'"\r"x\n', b"thread_id,comment_id\n", b"\xff\xfe\n", b""])
def test_other_headers_are_not_ours(head):
    "Nor an error, whatever bytes they are."
    assert own.separated(None, head, None) is None


def test_a_corpus_of_convokit_that_is_damaged(tmp_path, thread):
    "Its article is a list; or its comments are of a thread that no article has."
    write([thread], folder := tmp_path / "c.convokit")
    file = folder / "conversations.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    (name,) = whole
    file.write_text(json.dumps({name: {"meta": {"thread_id": "another"}}}))
    with pytest.raises(InputError, match="a comment has a thread_id that no article has"):
        load_threads([folder])
    file.write_text(json.dumps({name: {"meta": ["x"]}}))
    assert own.folder(folder) is None
