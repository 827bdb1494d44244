"""Sources as tables on disk: as they are, in bounded memory, all or none of them."""

import sys

import orjson
import pandas as pd
import pytest
from conftest import KYIV
from made_corpus import dump, lines, made

from analysis import InputError, load_threads
from analysis.export import write
from analysis.readers import raw
from analysis.readers.raw import RAW, File, Reading

pytest.importorskip("pyarrow")
ASSEMBLE = sys.modules["analysis.readers.assemble"]


def read(folder, *paths, listed=False, **how):
    """What is written of files, and what is told of them."""
    files = [File(number, str(path), listed) for number, path in enumerate(paths)]
    told = raw.write(files, folder / "raw", Reading(**how))
    assert {path.name for path in (folder / "raw").iterdir()} == {
        "comments.parquet", "articles.parquet", "quotes.parquet", "corrupt.txt",
    }  # fmt: skip
    return pd.read_parquet(folder / "raw" / "comments.parquet"), told


def test_rows_are_written_as_they_are_read(tmp_path, monkeypatch):
    "Some at a time; parents that cannot be and ids that stand twice are left for where the thread is whole."
    rows = dump(30)
    source = made(tmp_path / "dump.ndjson", [*rows, rows[0], rows[1] | {"parent_id": "t1_gone"}])
    monkeypatch.setattr(ASSEMBLE, "BATCH", 7)
    monkeypatch.setattr(ASSEMBLE, "PIECE", 7)
    found, told = read(tmp_path, source)
    assert list(found) == list(RAW)
    assert found["row"].to_list() == list(range(32)) and (found["file"] == 0).all()
    assert found["comment_id"].to_list() == [*(row["id"] for row in rows), "c00000", "c00001"]
    assert found["parent_id"].iloc[-1] == "gone"
    (source,) = told["sources"]
    assert (source["name"], source["whole"], source["nameless"], source["comments"]) == ("dump", False, False, 32)
    assert (source["platform"], source["notices"][0]["code"]) == ("Reddit", "read_as")


def test_progress_adds_up_to_the_size_of_the_files(tmp_path):
    "Of those that are read at once too."
    sources = [made(tmp_path / "dump.ndjson", dump(40)), KYIV]
    steps: list[int] = []
    files = [File(number, str(path), False) for number, path in enumerate(sources)]
    raw.write(files, tmp_path / "raw", Reading(), steps.append)
    assert sum(steps) == sum(path.stat().st_size for path in sources) and min(steps) >= 0


def test_a_text_is_whole_with_its_quotations(tmp_path):
    "As `load_thread` reads it; what it quotes is kept."
    found, told = read(tmp_path, KYIV, captured="2024-05-17")
    corpus = load_threads([KYIV], captured="2024-05-17")
    for name in ("comments", "articles", "quotes"):
        rows = pd.read_parquet(tmp_path / "raw" / f"{name}.parquet")
        assert len(rows) == len(getattr(corpus, name))
    assert found["body"].to_list() == corpus.comments["body"].to_list()
    assert told["sources"][0]["whole"] and told["sources"][0]["quoted"]


def test_our_own_parquet_is_read_in_pieces(tmp_path, monkeypatch):
    "Bodies, times and evidence as they were."
    corpus = load_threads([made(tmp_path / "dump.ndjson", dump(30))])
    write([corpus], tmp_path / "own.parquet")
    monkeypatch.setattr(raw, "BATCH", 7)
    found, told = read(tmp_path, tmp_path / "own.parquet")
    pd.testing.assert_frame_equal(found[list(corpus.comments)], corpus.comments, check_categorical=False)
    assert told["sources"][0]["whole"] and not told["sources"][0]["quoted"]
    assert "a comments table of ours: 30 comments" in told["sources"][0]["notices"][0]["message"]


def test_a_thread_without_an_id_has_the_name_of_its_file(tmp_path):
    "Which another file may have too; one with ids of its own does not need it."
    (tmp_path / "table.csv").write_text("author,body\nAnn,Hello\n")
    _, told = read(tmp_path, tmp_path / "table.csv", made(tmp_path / "dump.ndjson", dump(3)))
    assert [(one["nameless"], one["alone"]) for one in told["sources"]] == [(True, "table"), (False, "dump")]


def test_corrupt_lines_of_all_files_are_kept(tmp_path):
    "In the order of the files, and none of the good ones."
    for name in "ab":
        good = lines(dump(3)).splitlines(keepends=True)
        (tmp_path / f"{name}.ndjson").write_bytes(b"".join([*good, f'{{"{name}": \n'.encode(), b"\xff\n"]))
    found, told = read(tmp_path, tmp_path / "a.ndjson", tmp_path / "b.ndjson")
    assert (tmp_path / "raw" / "corrupt.txt").read_bytes() == b'{"a": \n\xff\n{"b": \n\xff\n'
    assert len(found) == 6
    counts = [row["count"] for one in told["sources"] for row in one["notices"] if row["code"] == "broken_lines"]
    assert counts == [2, 2]


def test_what_is_no_thread_is_told_or_left_out(tmp_path):
    "Given by name it is an error, and nothing is written; in a folder it is named."
    (tmp_path / "bad.json").write_bytes(orjson.dumps({"weather": [1]}))
    good = made(tmp_path / "dump.ndjson", dump(3))
    with pytest.raises(InputError, match=r"bad.json: JSON without comments in any known format"):
        read(tmp_path, good, tmp_path / "bad.json")
    assert not (tmp_path / "raw").exists()
    found, told = read(tmp_path, tmp_path / "bad.json", good, listed=True)
    (reason,) = told["unread"]
    assert reason.startswith("bad.json (JSON without comments") and str(tmp_path) not in reason
    assert [one["number"] for one in told["sources"]] == [1] and found["file"].to_list() == [1] * 3


def test_a_file_that_is_damaged_after_its_beginning_leaves_no_rows(tmp_path):
    "Of a folder's files each is read whole, or its rows are not of the sources that count."
    import zstandard

    whole = zstandard.ZstdCompressor().compress(lines(dump(500)))
    (tmp_path / "cut.zst").write_bytes(whole[: len(whole) - 99])
    good = made(tmp_path / "dump.ndjson", dump(3))
    found, told = read(tmp_path, tmp_path / "cut.zst", good, listed=True)
    assert [one["number"] for one in told["sources"]] == [1] and "damaged" in told["unread"][0]
    assert (found["file"] == 1).sum() == 3
