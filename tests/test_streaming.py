"""An export too long for memory becomes the same table as one that is not."""

import gzip
import random
import sys
import tracemalloc

import hypothesis.strategies as st
import orjson
import pandas as pd
import pytest
import zstandard
from hypothesis import example, given, settings

from analysis import InputError, load_threads
from analysis.cli import main
from analysis.readers import reddit, streaming

ASSEMBLE = sys.modules["analysis.readers.assemble"]  # the package has a function of that name
KYIV = "data/kyiv-post-macron/thread.txt"


def dump(rows):
    """A dump of Reddit: (id, parent, thread, author, body, seconds) a line, or a submission's id alone."""
    lines = []
    for row in rows:
        if isinstance(row, str):
            row = {"id": row, "subreddit": "x", "selftext": "So it is.", "title": "T", "created_utc": 1_600_000_000}
        else:
            own, parent, thread, author, body, time = row
            parent = f"t1_{parent}" if parent else f"t3_{thread}"
            row = {"id": own, "parent_id": parent, "link_id": f"t3_{thread}", "author": author, "body": body,
                   "created_utc": time, "score": 1}  # fmt: skip
        lines.append(orjson.dumps(row))
    return b"\n".join(lines)


def both(tmp_path, data, monkeypatch, batch, ending="ndjson"):
    """What is read in one go and what is read in small pieces: comments and notices."""
    path = tmp_path / f"dump.{ending}"
    path.write_bytes(data)
    whole = load_threads([path])
    with monkeypatch.context() as patched:
        patched.setattr(ASSEMBLE, "BATCH", batch)
        notices = streaming.convert(path, tmp_path / "out.parquet")
    back = load_threads([tmp_path / "out.parquet"])
    return whole, back, notices


def assert_same(whole, back, notices):
    """The same but for languages, which are judged a piece at a time."""
    columns = [name for name in whole.comments if name != "language"]
    pd.testing.assert_frame_equal(back.comments[columns], whole.comments[columns])
    pd.testing.assert_frame_equal(notices, whole.notices)


MONDAY = 1_600_000_000
TROUBLE = [
    ("a", None, "t", "Ann", "First.", MONDAY),
    ("b", "z", "t", "Bob", "An orphan.", MONDAY + 1),
    ("c", "e", "t", "Cy", "Round", MONDAY + 3),
    "t",
    ("a", None, "t", "Ann", "First.", MONDAY),
    ("a", None, "t", "Zed", "Another with that id.", MONDAY),
    ("d", "c", "t", "Dee", "and", MONDAY + 4),
    ("a-2", "a", "t", "Eve", "The name is taken.", MONDAY),
    ("e", "d", "t", "Eve", "round.", MONDAY + 2),
    ("a", "a", "t", "Zed", "And one more.", MONDAY),
    ("f", "f", "t", None, "Me, myself", MONDAY - 90_000_000),
    ("g", "a", "u", "Ann", "Elsewhere <b>bold</b>", 9_000_000_000),
    ("a", "a-3", "u", "Ann", "[deleted]", None),
    ("h", "a-3", "t", "Bob", "To one that was renamed.", MONDAY),
    ("h", "a-3", "t", "Bob", "To one that was renamed.", MONDAY),
]


@pytest.mark.parametrize("batch", [1, 2, 3, 5, 50])
def test_what_spans_pieces_is_mended_as_in_one_piece(tmp_path, monkeypatch, batch):
    "Orphans, duplicates, shared ids, a circle, an answer to oneself and to another thread, doubtful times, markup."
    monkeypatch.setattr(reddit, "PLATFORM", "")  # as if ids were not unique
    whole, back, notices = both(tmp_path, dump(TROUBLE), monkeypatch, batch)
    assert_same(whole, back, notices)
    assert set(notices["code"]) == {
        "read_as", "duplicate_comment", "duplicate_id", "parent_missing", "parent_elsewhere", "parent_self",
        "parent_cycle", "time_in_future", "time_before_article", "markup_left",
    }  # fmt: skip
    ids = back.comments["comment_id"].to_list()
    assert ids == ["a", "b", "c", "a-3", "d", "a-2", "e", "a-4", "f", "g", "a", "h"]
    parents = dict(zip(ids, back.comments["parent_id"].fillna("-"), strict=True))
    assert (parents["b"], parents["e"], parents["c"], parents["h"]) == ("-", "-", "e", "a-3")


IDS = st.sampled_from("abcdef")
ROW = st.tuples(IDS, st.none() | IDS, st.sampled_from("tu"), st.sampled_from(["Ann", "Bob", None]),
                st.sampled_from(["x", "y"]), st.sampled_from([None, MONDAY, MONDAY + 1]))  # fmt: skip


@settings(max_examples=60)
@given(st.lists(ROW | st.just("t"), min_size=1, max_size=14), st.integers(1, 6))
@example([("a", None, "t", "Ann", "x", 1)] * 3, 2)
def test_any_dump_gives_the_same_table(tmp_path_factory, rows, batch):
    "Whatever is repeated, missing or circular, wherever a piece ends."
    if isinstance(rows[0], str) and all(isinstance(row, str) for row in rows):
        rows = [*rows, ("a", None, "t", "Ann", "x", MONDAY)]
    with pytest.MonkeyPatch.context() as patch:
        assert_same(*both(tmp_path_factory.mktemp("stream"), dump(rows), patch, batch))


def test_one_piece_gives_the_same_languages(tmp_path, monkeypatch):
    "Where all comments of a thread are read together."
    rows = [(f"{n}", None, "t", "Ann", text, MONDAY) for n, text in enumerate(
        ["Das ist doch Unsinn, finde ich.", "Who cares what he says in that interview?", "lol"])]  # fmt: skip
    whole, back, _ = both(tmp_path, dump(rows), monkeypatch, 50)
    assert back.comments["language"].to_list()[:1] == ["de"]
    pd.testing.assert_frame_equal(back.comments, whole.comments)


def test_tables_without_threads_are_one_thread(tmp_path, monkeypatch):
    "Comments without ids are numbered through, the thread has the file's name."
    rows = b'{"text": "Hi", "user": "Ann"}\n{"text": "Ho"}'
    whole, back, notices = both(tmp_path, rows, monkeypatch, 1)
    assert_same(whole, back, notices)
    assert back.comments["comment_id"].to_list() == ["c1", "c2"]
    assert back.comments["thread_id"].to_list() == ["dump", "dump"]
    assert notices["thread_id"].to_list() == ["dump"] * len(notices)


@pytest.mark.parametrize("batch", [1, 2, 50])
def test_versions_of_one_comment(tmp_path, monkeypatch, batch):
    "The latest that has a text, wherever a piece ends."
    said = [("a", "Ann", "First."), ("b", "Bo", "[deleted]"), ("a", "Ann", "Edited."), ("a", None, "[deleted]")]
    said += [("b", None, "[removed]"), ("c", "Cy", "So."), ("c", "Cy", "So.")]
    data = dump([(id, None, "t", author, body, MONDAY) for id, author, body in said])
    whole, back, notices = both(tmp_path, data, monkeypatch, batch)
    assert_same(whole, back, notices)
    assert back.comments[["comment_id", "body"]].to_numpy().tolist() == [
        ["a", "Edited."],
        ["b", "[removed]"],
        ["c", "So."],
    ]
    assert notices.set_index("code")["count"].to_dict() == {"read_as": 7, "duplicate_comment": 1, "old_version": 3}


def test_answers_to_the_thread_itself(tmp_path, monkeypatch):
    "A parent that is the thread's id and no comment's is the article, also where the two are batches apart."
    table = b"thread_id,id,parent_id,text\n5,6,5,a\n6,7,6,b\n6,8,7,c\n5,5,,d\n"
    whole, back, notices = both(tmp_path, table, monkeypatch, 2, "csv")
    assert_same(whole, back, notices)
    assert back.comments["parent_id"].fillna("-").to_list() == ["5", "-", "7", "-"]
    assert back.comments["lost_parent_id"].isna().all()


def test_the_command_streams_and_packed_files_too(tmp_path, capsys):
    "zstandard with the window of public dumps, gzip; the notices on standard error."
    data = dump(TROUBLE)
    packer = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=31, compression_level=1)
    )
    for name, packed in {"d.ndjson.zst": packer.compress(data), "d.ndjson.gz": gzip.compress(data)}.items():
        (tmp_path / name).write_bytes(packed)
        out = tmp_path / f"{name}.parquet"
        assert main(["parse", str(tmp_path / name), "-o", str(out)]) == 0
        said = capsys.readouterr()
        assert said.out == f"{out}\n" and "1 circle of replies was cut" in said.err
        assert len(load_threads([out]).comments) == 10
    assert main(["parse", KYIV, "-o", str(tmp_path / "k.parquet")]) == 0
    assert len(load_threads([tmp_path / "k.parquet"]).comments) == 8


def test_what_is_no_export_is_left_to_the_others(tmp_path):
    "A pasted text; a table of ours."
    assert streaming.convert(KYIV, tmp_path / "out.parquet") is None
    assert main(["parse", KYIV, "-o", str(tmp_path / "k.csv")]) == 0
    assert streaming.convert(tmp_path / "k.csv", tmp_path / "out.parquet") is None
    assert [path.name for path in tmp_path.iterdir()] == ["k.csv"]


def test_a_file_that_breaks_off_leaves_nothing(tmp_path):
    "Neither a result nor what was written on the way."
    path = tmp_path / "d.ndjson.gz"
    path.write_bytes(gzip.compress(dump(TROUBLE * 50))[:-40])
    with pytest.raises(InputError, match="damaged"):
        streaming.convert(path, tmp_path / "out.parquet")
    assert [file.name for file in tmp_path.iterdir()] == ["d.ndjson.gz"]


def test_memory_does_not_grow_with_the_bodies(tmp_path, monkeypatch):
    "Ten times the comments: a hundred bytes or two more for each, not its text."
    chance = random.Random(0)
    peaks = []
    monkeypatch.setattr(ASSEMBLE, "BATCH", 500)
    for size in (1000, 10_000):
        bodies = ["".join(chance.choices("abcdefghij klmn", k=1000)) for _ in range(size)]
        rows = [(f"{n}", None, "t", "Ann", body, MONDAY) for n, body in enumerate(bodies)]
        (tmp_path / "d.ndjson").write_bytes(dump(rows))
        del rows, bodies
        tracemalloc.start()
        streaming.convert(tmp_path / "d.ndjson", tmp_path / "out.parquet", languages=False)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 9000 * 300


@pytest.mark.parametrize("wrong", [{"timezone": "Mars/X"}, {"captured": "yesterday-ish"}], ids=["a zone", "a date"])
def test_what_cannot_be_is_said_before_anything_is_read(tmp_path, wrong):
    "As in memory, also where no time of the file needs a zone."
    (tmp_path / "d.ndjson").write_bytes(dump(TROUBLE))
    with pytest.raises(InputError) as memory:
        load_threads([tmp_path / "d.ndjson"], **wrong)
    with pytest.raises(InputError) as stream:
        streaming.convert(tmp_path / "d.ndjson", tmp_path / "out.parquet", **wrong)
    assert str(stream.value) == str(memory.value) and not (tmp_path / "out.parquet").exists()
