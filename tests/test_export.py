"""Threads as JSON and as files for other tools."""

import json

import pandas as pd

from analysis.export import as_json, write
from analysis.readers.pasted import read


def test_json_has_the_promised_shape(thread):
    "article, comments with every column, notices; missing values are null and all of it is strict JSON."
    found = json.loads(json.dumps(as_json(thread), allow_nan=False))
    assert list(found) == ["article", "comments", "notices"]
    assert found["article"]["published"] == "2024-05-03T00:00:00+00:00"
    assert found["article"]["title"] is None
    assert list(found["comments"][0]) == list(thread.comments.columns)
    mouse = found["comments"][5]
    assert (mouse["author"], mouse["parent_id"], mouse["parent_evidence"]) == ("Mouse", "c5", "nesting")
    assert (mouse["posted"], mouse["score"]) == (None, None)
    assert type(mouse["start"]) is int
    assert [notice["code"] for notice in found["notices"]] == ["read_as", "captured_unknown"]


def test_files_hold_every_comment(thread, tmp_path):
    "CSV, JSON lines and Parquet: what is read back is what was written."
    for name in ("c.csv", "c.jsonl", "c.parquet"):
        write([thread], tmp_path / name)
    back = [
        pd.read_csv(tmp_path / "c.csv"),
        pd.read_json(tmp_path / "c.jsonl", lines=True),
        pd.read_parquet(tmp_path / "c.parquet"),
    ]
    for table in back:
        assert list(table.columns) == list(thread.comments.columns)
        assert table["body"].to_list() == thread.comments["body"].to_list()
        assert table["parent_id"].isna().sum() == 7


def test_a_missing_time_beside_a_known_one_is_null():
    "One comment is dated, the other says only how long ago."
    text = "News.\n\nAnn\n3 May 2024\nIt is so.\n\nBob\n2 days ago\nIt is not.\n"
    comments = as_json(read(text, thread_id="t"))["comments"]
    assert [comment["posted_from"] for comment in comments] == ["2024-05-03T00:00:00+00:00", None]
