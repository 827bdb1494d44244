"""What a file is, told by its content: names do not matter, damage ends in one line, nothing wrong is claimed."""

import gzip
import io
import json
import sys

import pytest
import zstandard
from made_exports import (
    DOCUMENTS,
    FACEBOOK_TABLE,
    ITEMS,
    NYT_TABLE,
    REDDIT,
    SOCC_TABLE,
    corpus,
    dumped,
    lines,
    read_as,
    tree,
)

from analysis import InputError, load_thread, load_threads

TABLES = {"Facebook posts and comments": FACEBOOK_TABLE, "New York Times comments": NYT_TABLE, "SOCC": SOCC_TABLE}
NAMES = ["made.json", "made.txt", "made.csv", "made.jsonl.zst", "made"]


@pytest.mark.parametrize("format", DOCUMENTS)
def test_each_format_is_known_by_its_content(format):
    assert read_as(corpus(DOCUMENTS[format])) == format


@pytest.mark.parametrize("format", TABLES)
def test_each_table_is_known_by_its_names(format):
    assert read_as(corpus(TABLES[format])) == format


@pytest.mark.parametrize("format", DOCUMENTS)
def test_indented_or_with_a_mark_it_is_the_same(format):
    "Spaces, line ends and a byte order mark before the data."
    data = DOCUMENTS[format]
    for raw in (json.dumps(data, indent=1).encode(), b"\xef\xbb\xbf \r\n" + dumped(data)):
        assert read_as(corpus(raw)) == format


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
def test_names_do_not_matter(tmp_path, name, pack):
    path = tmp_path / name
    path.write_bytes(pack(dumped(REDDIT)))
    assert list(tree(load_thread(path))) == list("abcdef")


def test_zstandard_with_the_window_of_public_dumps(tmp_path):
    "2^31, which readers refuse unless told, in two frames."
    parameters = zstandard.ZstdCompressionParameters(window_log=31)
    raw = lines(ITEMS)
    path = tmp_path / "RC_2024-05.zst"
    with path.open("wb") as file:
        for part in (raw[:100], raw[100:]):
            with zstandard.ZstdCompressor(compression_params=parameters).stream_writer(file, closefd=False) as packed:
                packed.write(part)
    assert list(tree(load_thread(path))) == ["3", "2", "4", "5"]


def test_broken_lines_are_told():
    "Those in the middle, one that is no object, and a last one that was cut; NaN is none."
    good = [json.dumps(item) for item in ITEMS]
    nan = '{"id": 6, "by": "ed", "parent": 1, "text": "NaN", "time": NaN, "type": "comment"}'
    read = corpus("\n".join([good[0], '{"id": 7, "by', "[1]", *good[1:], "", nan, good[0][:30]]))
    assert list(tree(read)) == ["3", "2", "4", "5", "6"]
    message = read.notices.set_index("code").loc["broken_lines", "message"]
    assert message == "3 lines could not be read as JSON and left out; the first is line 2"


def test_lines_whose_first_has_nan():
    item = '{"id": 6, "by": "ed", "parent": 1, "text": "x", "time": NaN, "type": "comment"}'
    assert list(tree(corpus(f"{item}\n{json.dumps(ITEMS[2])}\n"))) == ["6", "2"]


@pytest.mark.parametrize(
    "raw, message",
    [
        (dumped(REDDIT)[:-10], "looks like JSON and is broken: .* column"),
        (b'[{"id": 1,}]', "looks like JSON and is broken"),
        (b'{"a": ' * 100_000, "JSON nested deeper than any thread is"),
        (b"[" * 100_000 + b'{"a":1}' + b"]" * 100_000, "JSON nested deeper than any thread is"),
        (b'[{"a":' * 100_000 + b"1" + b"}]" * 100_000, "JSON nested deeper than any thread is"),
        (b"[]", "without comments in any known format .it has a list of 0"),
        (b"{}", "without comments in any known format .it has nothing"),
        (b'{"a": 1, "b": [2]}', "it has a, b.: see docs/formats.md, or name the columns"),
        (b'[{"a": 1}]', "it has a list of 1"),
        (b'{"a": 1}\n{"a": 2}\n', "without comments in any known format .it has a"),
        (b'{"cells": [], "metadata": {}, "nbformat": 4}', "it has cells, metadata, nbformat"),
    ],
)
def test_json_that_cannot_be_read(raw, message):
    "One line says what was wrong and where."
    with pytest.raises(InputError, match=f"^made.json.*{message}") as error:
        corpus(raw)
    assert "\n" not in str(error.value) and len(str(error.value)) < 400


def test_half_an_emoji():
    "Texts that were cut between the two halves of a character: the half is unreadable, the comment is not."
    item = '{"id": 6, "by": "ed", "parent": 1, "text": "So \\ud83d", "time": 3, "type": "comment"}'
    for raw in (f"{json.dumps(ITEMS[2])}\n{item}\n", f"[{json.dumps(ITEMS[2])}, {item}]"):
        read = corpus(raw)
        assert read.comments["body"].to_list()[1] == "So \ufffd" and "broken_lines" not in set(read.notices["code"])
    assert corpus([ITEMS[2] | {"text": "\U0001f600"}]).comments["body"].to_list() == ["\U0001f600"]


def test_nan_in_a_document():
    assert list(tree(corpus(json.dumps({"post": ITEMS[1] | {"score": float("nan")}, "comments": ITEMS[2:3]})))) == ["2"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encoded_json(encoding):
    assert list(tree(corpus(json.dumps(REDDIT, indent=1).encode(encoding)))) == list("abcdef")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_bomb(tmp_path, pack, monkeypatch):
    "A megabyte of blanks in a kilobyte is not unpacked, whatever it would hold."
    from analysis import files

    monkeypatch.setattr(files, "FREE", 1 << 16)
    path = tmp_path / "made.json"
    path.write_bytes(pack(b"[" + b" " * (1 << 22) + b"]"))
    with pytest.raises(InputError, match="made.json unpacks to more than 200 times its size"):
        load_thread(path)


def checked(raw):
    return zstandard.ZstdCompressor(write_checksum=True).compress(raw)


def cut(raw):
    return raw[: len(raw) // 2]


def holed(raw):
    return raw[:60] + bytes(20) + raw[80:]


@pytest.mark.parametrize("pack, damage", [(gzip.compress, cut), (gzip.compress, holed), (checked, holed)])
def test_damaged_archive(tmp_path, pack, damage):
    raw = pack(lines({"id": n, "by": str(n * 7919 % 1000), "parent": n - 1, "time": n} for n in range(1, 500)))
    path = tmp_path / "made.gz"
    path.write_bytes(damage(raw))
    with pytest.raises(InputError, match="made.gz: the compressed file is damaged"):
        load_thread(path)


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(100), b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(500)]
)
def test_binary(tmp_path, raw):
    path = tmp_path / "made.json"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="made.json is not text"):
        load_thread(path)


def test_empty(tmp_path):
    path = tmp_path / "made.json"
    path.write_bytes(b"")
    with pytest.raises(InputError, match="made.json is empty"):
        load_thread(path)


@pytest.mark.parametrize(
    "text",
    [
        "[deleted]\nA page that begins with a bracket.\n",
        "{{ template }}\n",
        "[1] A note.\n",
        "name: Ann\n",
        "import this\n",
        "# Title\n\nSome *Markdown*, with commas.\n",
        "From ann@x.example Fri May 03 2024\nSubject: x\n\nHi\n",
        "<!DOCTYPE html>\n<html><body><p>Hi, there</p></body></html>\n",
        '<?xml version="1.0"?>\n<disqus></disqus>\n',
    ],
)
def test_other_texts_are_left_alone(text):
    "They are of other readers, or were copied from a page."
    from pathlib import Path

    from analysis.readers import recognise

    found = recognise.find(io.BufferedReader(io.BytesIO(text.encode())), Path("made.txt"))
    assert found is None or found.read_as not in {*DOCUMENTS, *TABLES, "a table", "Staticman comments"}


def test_one_value_of_each_kind():
    "JSON that is no list and no object is text."
    for raw in (b"1", b"null", b'"x"', b"true"):
        with pytest.raises(AssertionError, match="taken for text"):
            corpus(raw)


def test_columns_tell_what_a_format_is_not():
    "Who names columns is believed, whatever the file looks like."
    read = corpus({"data": [{"body": "a", "link_id": "t3_x", "note": "Yes"}]}, columns={"body": "note"})
    assert read_as(read) == "a table" and read.comments["body"].to_list() == ["Yes"]


def test_folder_of_exports(tmp_path):
    "Its files one by one: hidden ones, links out of it and what is no export are left out."
    inside = tmp_path / "inside"
    (inside / "deep").mkdir(parents=True)
    (inside / "one.json").write_bytes(dumped(REDDIT))
    (inside / "deep" / "two.jsonl.gz").write_bytes(gzip.compress(lines(ITEMS)))
    (inside / ".hidden.json").write_bytes(dumped(REDDIT))
    (inside / "readme.md").write_text("# Comments\n")
    (inside / "other.json").write_text('{"a": 1}')
    (inside / "photo.png").write_bytes(b"\x89PNG" + bytes(50))
    (tmp_path / "outside.json").write_bytes(dumped([ITEMS[1] | {"id": 77}]))
    (inside / "link.json").symlink_to(tmp_path / "outside.json")
    read = load_threads([inside])
    assert read.articles["thread_id"].to_list() == ["1", "p"]
    assert set(read.comments["comment_id"]) == {*"abcdef", *"2345"}


def test_memory_of_lines_is_bounded():
    "Objects are read as they are needed: the first is there before the last."
    from pathlib import Path

    from analysis.readers import recognise

    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"id": "a", "link_id": "t3_p", "parent_id": "t3_p", "body": "Yes", "subreddit": "x"}\n'
            data = (line * (len(buffer) // len(line) + 1))[: len(buffer) // len(line) * len(line)]
            buffer[: len(data)] = data
            return len(data)

    found = recognise.find(io.BufferedReader(Endless(), 1 << 16), Path("endless"))
    assert found.columns([next(iter(found.rows))])["body"] == ["Yes"]


def test_deep_but_allowed():
    "As deep as JSON is read at all, every reader walks."
    node = {"id": 0, "type": "comment", "author": "x", "text": "deep", "children": []}
    for n in range(1, 200):
        node = {"id": n, "type": "comment", "author": "x", "text": "deep", "children": [node]}
    story = {"id": 1000, "type": "story", "title": "x", "author": "y", "children": [node]}
    limit = sys.getrecursionlimit()
    assert len(corpus(story).comments) == 200 and sys.getrecursionlimit() == limit


@pytest.mark.shared
def test_other_real_files_are_left_alone():
    "No reader of JSON, tables or folders claims a saved page, XML, mail, source code or documentation."
    from conftest import SHARED

    from analysis.files import opened
    from analysis.readers import recognise

    ours = {".json", ".jsonl", ".csv", ".ts", ".yml"}
    others = [
        file for file in sorted((SHARED / "data/exports").rglob("*")) if file.is_file() and file.suffix not in ours
    ]
    claimed = []
    readers = {*DOCUMENTS, *TABLES, "a table", "Staticman comments"}
    for file in others:
        with opened(file) as stream:
            try:
                found = recognise.find(stream, file)
            except InputError:
                continue
        claimed += [file.name] if found and found.read_as in readers else []
    assert claimed == ["commentThreads_7ghhRHRP6t4_embedded.js"] and len(others) > 60
