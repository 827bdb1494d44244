"""A measured folder read back: as the threads it was made of, or one of its tables."""

import json
import shutil

import pandas as pd
import pytest

from analysis import InputError, dataset, length, load_thread, load_threads, scale
from analysis.thread import COMMENTS


@pytest.fixture
def copy(measured, tmp_path):
    """A measured folder that may be damaged."""
    return shutil.copytree(measured, tmp_path / "measured")


@pytest.mark.parametrize("name", ["comments", "articles", "quotes"])
def test_load_threads_gives_what_was_measured(measured, name):
    "The tables of the source, whatever the partitions, in another order of threads."
    back, source = (getattr(load_threads([path]), name) for path in (measured, measured.parent / "dump.ndjson"))
    keys = [key for key in ("thread_id", "comment_id", "start") if key in back]
    back, source = (table.sort_values(keys, ignore_index=True) for table in (back, source))
    unlike = ["source"] if name == "articles" else []  # as an absolute path
    pd.testing.assert_frame_equal(back.drop(columns=unlike), source.drop(columns=unlike))
    assert len(back) or name == "quotes"


def test_its_notices_are_those_of_the_measurement(measured):
    "And none is added: nothing is left out or repaired when it is read back."
    notices = load_threads(measured).notices
    assert notices["code"].to_list() == pd.read_parquet(measured / "notices.parquet")["code"].to_list()
    assert "broken_lines" in set(notices["code"])


def test_load_thread_of_one_thread(tmp_path):
    "With its article and all of its notices."
    path = "data/kyiv-post-macron/thread.txt"
    scale.measure([path], tmp_path / "measured", captured="2024-05-17")
    back, source = load_thread(tmp_path / "measured"), load_thread(path, captured="2024-05-17")
    pd.testing.assert_frame_equal(back.comments, source.comments)
    assert back.articles["text"].to_list() == source.articles["text"].to_list()
    assert "read_as" in set(back.notices["code"])


def test_a_table_has_all_rows_of_its_parts(measured):
    "Numbered from 0; of several hundred comments in three partitions, as many as the manifest says."
    comments = scale.load(measured, "comments")
    assert len(list((measured / "comments").iterdir())) == 3
    assert comments.index.to_list() == list(range(600)) and comments["comment_id"].is_unique
    assert comments["words"].to_list() == length.measure(comments[list(COMMENTS)])["words"].to_list()
    for name in ("threads", "authors"):
        assert len(scale.load(measured, name)) == dataset.manifest(measured)[name]


def test_columns_are_those_asked_for_in_their_order(measured):
    "Nothing else is read."
    assert list(scale.load(measured, "comments", ["depth", "author"])) == ["depth", "author"]
    assert list(scale.load(measured, "aggregates/day", ["comments"])) == ["comments"]


@pytest.mark.parametrize(
    ("name", "columns", "message"),
    [
        ("words", None, r"has no table 'words'; it has comments, threads, .*aggregates/words.*notices"),
        ("mentions", None, "has no table 'mentions'"),
        ("../authors", None, "has no table '../authors'"),
        ("threads", ["mood"], r"part-00000.parquet has no column 'mood'; it has thread_id, comments"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(measured, name, columns, message):
    "One line that lists the choice."
    with pytest.raises(InputError, match=message):
        scale.load(measured, name, columns)


def test_a_file_that_is_missing_is_told(copy):
    "Whatever reads it; what does not need it goes on."
    (copy / "comments" / "part-00001.parquet").unlink()
    message = r"measured is damaged: comments/part-00001.parquet is missing; delete it and call threads measure again"
    for read in (load_thread, load_threads, lambda path: scale.load(path, "comments")):
        with pytest.raises(InputError, match=message):
            read(copy)
    assert len(scale.load(copy, "authors"))


def test_a_file_of_another_size_is_told(copy):
    "A part that was cut off is not read as far as it goes."
    part = copy / "threads" / "part-00000.parquet"
    size = part.stat().st_size
    part.write_bytes(part.read_bytes()[:-1])
    with pytest.raises(InputError, match=f"part-00000.parquet has {size - 1} bytes and was written with {size}"):
        scale.load(copy, "threads")


def test_a_file_of_the_right_size_that_is_no_parquet_is_told(copy):
    "Its bytes are others."
    part = copy / "threads" / "part-00000.parquet"
    part.write_bytes(b"x" * part.stat().st_size)
    with pytest.raises(InputError, match="measured is damaged: a file cannot be read"):
        scale.load(copy, "threads")


def test_a_part_that_the_manifest_does_not_know_is_not_read(copy):
    "What was left behind by a run before is none of its own."
    shutil.copy(copy / "comments" / "part-00000.parquet", copy / "comments" / "part-00009.parquet")
    assert len(scale.load(copy, "comments")) == len(load_threads(copy).comments) == 600


def test_an_unfinished_measurement_is_told(copy):
    "There is a journal and no manifest yet."
    (copy / "manifest.json").unlink()
    (copy / ".work").mkdir()
    (copy / ".work" / "job.json").write_text("{}")
    for read in (load_threads, lambda path: scale.load(path, "threads")):
        with pytest.raises(InputError, match="a measurement that is not finished: call threads measure again to go on"):
            read(copy)


def test_a_torn_manifest_is_told(copy):
    "It is known by who made it."
    manifest = copy / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:200])
    with pytest.raises(InputError, match=r"damaged: manifest.json is not as we wrote it"):
        load_threads(copy)
    manifest.write_text(json.dumps({"made_by": "thread-analysis 0.1.0"}))
    with pytest.raises(InputError, match=r"damaged: manifest.json is not as we wrote it"):
        scale.load(copy, "threads")


@pytest.mark.parametrize("manifest", ['{"name": "an extension"}', "[]", '{"made_by'])
def test_the_manifest_of_somebody_else_is_none(tmp_path, manifest):
    "Such as that of a web page: the folder is one of files as any other."
    (tmp_path / "manifest.json").write_text(manifest)
    (tmp_path / "a.csv").write_text("id,author,body\n1,Ann,Well said.\n")
    assert dataset.manifest(tmp_path) is None
    assert load_threads(tmp_path).comments["author"].to_list() == ["Ann"]
    with pytest.raises(InputError, match="is no folder that threads measure has written"):
        scale.load(tmp_path, "comments")
