"""Threads as JSON and as files for other tools."""

import csv
import json

import networkx as nx
import pandas as pd
import pytest

from analysis import InputError, graphml, load_threads
from analysis.export import as_json, write
from analysis.readers.pasted import read
from analysis.thread import ARTICLES, COMMENTS, NOTICES, QUOTES, SPANS, Corpus, table


def corpus(rows, articles=()):
    """A corpus of comments with these values."""
    always = {"thread_id": "t", "parent_evidence": "explicit", "body": "", "own_words": "", "status": "visible"}
    comments = table([always | {"kind": "comment"} | row for row in rows], COMMENTS)
    about = table(list(articles) or [{"thread_id": name} for name in comments["thread_id"].unique()], ARTICLES)
    empty = {"quotes": QUOTES, "spans": {"thread_id": "str"} | SPANS, "notices": {"thread_id": "str"} | NOTICES}
    return Corpus(comments, about, **{name: table([], schema) for name, schema in empty.items()})


def test_json_has_the_promised_shape(thread):
    "article, comments with every column, quotations, notices; missing values are null and all of it is strict JSON."
    found = json.loads(json.dumps(as_json(thread), allow_nan=False))
    assert list(found) == ["article", "comments", "quotes", "notices"]
    assert found["article"]["published"] == "2024-05-03T00:00:00+00:00"
    assert found["article"]["title"] is None
    assert list(found["comments"][0]) == list(thread.comments.columns)
    mouse = found["comments"][5]
    assert (mouse["author"], mouse["parent_id"], mouse["parent_evidence"]) == ("Mouse", "c5", "nesting")
    assert (mouse["posted"], mouse["score"]) == (None, None)
    assert type(mouse["start"]) is int
    assert [notice["code"] for notice in found["notices"]] == ["read_as", "captured_unknown"]
    assert list(found["notices"][0]) == ["code", "message", "comment_id", "count"]


def test_json_of_several_threads_is_one_object(three):
    "`articles` instead of `article`, the comments of all, and notices that say of which thread they are, if of one."
    notices = [{"thread_id": "u", "code": "x", "message": "One.", "count": 1}, {"code": "y", "message": "", "count": 2}]
    three = Corpus(**vars(three) | {"notices": table(notices, {"thread_id": "str"} | NOTICES)})
    found = json.loads(json.dumps(as_json(three), allow_nan=False))
    assert list(found) == ["articles", "comments", "quotes", "notices"]
    assert found["articles"] == [
        {"thread_id": "t", "title": "Bridge", "published": "2024-05-03T00:00:00+00:00", "text": "It is shut.",
         "source": None, "author": None},
        {"thread_id": "u", "title": None, "published": None, "text": None, "source": None, "author": None},
        {"thread_id": "v", "title": None, "published": None, "text": None, "source": None, "author": None},
    ]  # fmt: skip
    assert list(found["comments"][0]) == list(COMMENTS)
    assert [(row["thread_id"], row["comment_id"], row["parent_id"]) for row in found["comments"]] == [
        ("t", "1", None), ("t", "2", "1"), ("t", "x", "2"), ("u", "1", None), ("u", "v/1", "1"), ("v", "1", None),
    ]  # fmt: skip
    assert found["notices"] == [
        {"thread_id": "u", "code": "x", "message": "One.", "comment_id": None, "count": 1},
        {"thread_id": None, "code": "y", "message": "", "comment_id": None, "count": 2},
    ]
    one, _, _ = three.split()
    assert list(as_json(Corpus.of([one]))) == ["article", "comments", "quotes", "notices"]
    assert as_json(Corpus.of([one])) == as_json(one)


def test_files_hold_every_comment(thread, tmp_path):
    "CSV, JSON lines and Parquet: what is read back is what was written."
    for name in ("c.csv", "c.jsonl", "c.parquet"):
        write([thread], tmp_path / name)
    back = [
        pd.read_csv(tmp_path / "c.csv"),
        pd.read_json(tmp_path / "c.jsonl", lines=True),
        pd.read_parquet(tmp_path / "c.parquet"),
    ]
    for found in back:
        assert list(found.columns) == list(thread.comments.columns)
        assert found["body"].str.lstrip("'").to_list() == thread.comments["body"].to_list()
        assert found["parent_id"].isna().sum() == 7


def test_a_missing_time_beside_a_known_one_is_null():
    "One comment is dated, the other says only how long ago."
    text = "News.\n\nAnn\n3 May 2024\nIt is so.\n\nBob\n2 days ago\nIt is not.\n"
    comments = as_json(read(text, thread_id="t"))["comments"]
    assert [comment["posted_from"] for comment in comments] == ["2024-05-03T00:00:00+00:00", None]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("x")', "'=HYPERLINK(\"x\")"), ("+1", "'+1"), ("-1", "'-1"), ("@Ann hi", "'@Ann hi"),
        ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("'=1", "''=1"), ("'tis", "'tis"), ("a=1", "a=1"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_of_a_csv_is_a_formula(tmp_path, text, cell):
    "An apostrophe stands before what a spreadsheet would calculate, and before one that could be taken for it."
    write([corpus([{"comment_id": "-1", "author": text or None, "body": text, "score": -5}])], tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["body"], row["author"], row["comment_id"], row["score"]) == (cell, cell, "'-1", "-5")


def test_every_field_of_a_csv_is_quoted(tmp_path):
    "A program that splits at semicolons finds one inside quotes; the table comes back as it was."
    written = corpus([{"comment_id": "1", "author": "a;=1", "body": "a;=cmd\n;=x", "score": 3}])
    write([written], tmp_path / "c.csv")
    text = (tmp_path / "c.csv").read_text(encoding="utf-8")
    assert text.startswith('"thread_id","comment_id","') and '"a;=1"' in text and '"a;=cmd\n;=x"' in text
    assert '"3"' in text and ",," not in text
    pd.testing.assert_frame_equal(load_threads([tmp_path / "c.csv"]).comments, written.comments)


GRAPH = [
    {"comment_id": "1", "author": "Ann"},
    {"comment_id": "2", "author": "Bob & <Co>\x01", "parent_id": "1"},
    {"comment_id": "3", "author": "Bob & <Co>\x01", "parent_id": "1"},
    {"comment_id": "4", "author": "Ann", "parent_id": "2"},
    {"comment_id": "5", "author": "Ann", "parent_id": "4"},
    {"comment_id": "6", "parent_id": "1"},
    {"comment_id": "7", "author": "Zoë 🦩", "parent_id": "6"},
    {"comment_id": "1", "author": "Zoë 🦩", "thread_id": "u"},
    {"comment_id": "2", "author": "Ann", "parent_id": "1", "thread_id": "u"},
]


def test_graphml_says_who_answers_whom(tmp_path):
    "Edges from who answers to who is answered; the article and oneself are none; the nameless are left out."
    write([corpus(GRAPH)], tmp_path / "g.graphml")
    graph = nx.read_graphml(tmp_path / "g.graphml")
    label = nx.get_node_attributes(graph, "label")
    assert type(graph) is nx.DiGraph
    assert {(label[a], label[b]): weight for a, b, weight in graph.edges(data="weight")} == {
        ("Bob & <Co>", "Ann"): 2,
        ("Ann", "Bob & <Co>"): 1,
        ("Ann", "Zoë 🦩"): 1,
    }
    counted = ("comments", "to_article", "to_self")
    nodes = {data["label"]: tuple(data[name] for name in counted) for _, data in graph.nodes(data=True)}
    assert nodes == {"Ann": (4, 1, 1), "Bob & <Co>": (2, 0, 0), "Zoë 🦩": (2, 1, 0)}


def test_graphml_of_authors_that_are_numbers(tmp_path):
    "Many data sets have them; their labels are texts."
    comments = pd.DataFrame({"thread_id": 1, "comment_id": [1, 2], "parent_id": [None, 1], "author": [7, 8]})
    graphml.write(comments, tmp_path / "g.graphml")
    assert [data["label"] for _, data in nx.read_graphml(tmp_path / "g.graphml").nodes(data=True)] == ["7", "8"]


def test_graphml_of_nobody(tmp_path):
    "No comments, and none with a name."
    for rows in ([], [{"comment_id": "1"}]):
        write([corpus(rows, [{"thread_id": "t"}])], tmp_path / "g.graphml")
        assert len(nx.read_graphml(tmp_path / "g.graphml")) == 0


CONVO = [
    {"comment_id": "1", "author": "Ann", "body": "Hi 🦩", "posted": "2024-05-03T10:00:00.5"},
    {"comment_id": "2", "parent_id": "1", "body": "No time", "score": 3},
    {"comment_id": "x", "parent_id": "2", "author": "Bob", "posted": "2024-05-04"},
    {"comment_id": "1", "thread_id": "u", "author": "Ann"},
    {"comment_id": "v/1", "thread_id": "u", "author": "Ann", "parent_id": "1"},
    {"comment_id": "1", "thread_id": "v", "author": "Ann"},
]


def convokit(folder):
    """The five files of a corpus of ConvoKit."""
    lines = (folder / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
    rest = ("speakers", "conversations", "corpus", "index")
    return [list(map(json.loads, lines)), *(json.loads((folder / f"{name}.json").read_text("utf-8")) for name in rest)]


@pytest.fixture
def three():
    """Three threads, of which two share ids of comments."""
    articles = [
        {"thread_id": "t", "title": "Bridge", "text": "It is shut."},
        {"thread_id": "u"},
        {"thread_id": "v"},
    ]
    rows = [row | {"posted": pd.Timestamp(row.get("posted"), tz="UTC")} for row in CONVO]
    found = corpus(rows, articles)
    published = pd.Series(pd.to_datetime(["2024-05-03", None, None], utc=True)).astype("datetime64[us, UTC]")
    return Corpus(**vars(found) | {"articles": found.articles.assign(published=published)})


def test_a_convokit_corpus_has_the_documented_shape(tmp_path, three):
    "Every id once, one root per conversation, every parent in it, a time for each, all our columns in meta."
    write([three], tmp_path / "c.convokit")
    utterances, speakers, conversations, whole, index = convokit(tmp_path / "c.convokit")
    ids = [row["id"] for row in utterances]
    assert ids == ["t", "u", "v", "t/1", "2", "x", "u/1", "v/1", "v/1'"]
    assert [row["reply-to"] for row in utterances] == [None, None, None, "t", "t/1", "2", "u", "u/1", "v"]
    assert [row["speaker"] for row in utterances[3:6]] == ["Ann", "[unknown]", "Bob"]
    assert utterances[0]["text"] == "Bridge\n\nIt is shut." and utterances[0]["speaker"] == "[article]"
    day = 1_714_694_400  # 3 May 2024
    assert [row["timestamp"] for row in utterances] == [day, 0, 0, day + 36000, day + 36000, day + 86400, 0, 0, 0]
    assert (
        utterances[4]["meta"] | {"score": 3, "author": None, "posted": None, "comment_id": "2", "parent_id": "1"}
        == (utterances[4]["meta"])
    )
    assert set(utterances[4]["meta"]) == set(COMMENTS) - {"thread_id", "body"}
    assert all(set(row) == set(utterances[0]) and isinstance(row["timestamp"], int) for row in utterances)
    assert set(speakers) == {"[article]", "Ann", "[unknown]", "Bob"}
    assert conversations["t"]["meta"]["title"] == "Bridge" and list(conversations) == ["t", "u", "v"]
    assert whole["comments"] == 6
    assert index["utterances-index"]["score"] == ["<class 'int'>"] and index["utterances-index"]["language"] == []


def test_a_corpus_is_written_whole_or_not_at_all(tmp_path, three, monkeypatch):
    "One of ours is replaced, a folder of other things is not, and a failure leaves what was there."
    out = tmp_path / "c.convokit"
    for _ in range(2):
        write([three], out)
    before = (out / "utterances.jsonl").read_bytes()
    monkeypatch.setattr("analysis.convokit._dump", lambda path, data: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write([three], out)
    monkeypatch.undo()
    assert (out / "utterances.jsonl").read_bytes() == before and list(tmp_path.iterdir()) == [out]
    (out / "mine.txt").write_text("dear")
    with pytest.raises(InputError, match=r"is a folder with other files \(mine.txt\)"):
        write([three], out)
    assert (out / "mine.txt").read_text() == "dear"
    (tmp_path / "file.convokit").write_text("")
    with pytest.raises(InputError, match="it is a file"):
        write([three], tmp_path / "file.convokit")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.convokit", "file.convokit"]


def test_graphml_keeps_a_carriage_return_in_a_name(tmp_path):
    "Which an XML parser would make a line feed."
    write([corpus([{"comment_id": "1", "author": "A\rB", "body": "x"}])], tmp_path / "g.graphml")
    assert [data["label"] for _, data in nx.read_graphml(tmp_path / "g.graphml").nodes(data=True)] == ["A\rB"]
