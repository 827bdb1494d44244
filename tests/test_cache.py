"""What models found is kept, and nothing goes wrong where it cannot be."""

import os
import sqlite3

import pandas as pd
import pytest

from analysis import cache, entities
from analysis.cache import remembered


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A folder of a model, and a cache of its own."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "meta.json").write_text("{}")
    monkeypatch.setattr(cache, "place", lambda: tmp_path / "kept" / "names.sqlite")
    cache._print_of.cache_clear()
    return folder


def reader(calls):
    def read(texts):
        calls.append(list(texts))
        return [[(0, len(text), "ORG")] if text else [] for text in texts]

    return read


def test_only_what_is_new_is_read(model):
    """Each different text once; the second time nothing."""
    calls = []
    assert remembered(["a", "", "a", "\ud800"], model, reader(calls)) == [
        [(0, 1, "ORG")], [], [(0, 1, "ORG")], [(0, 1, "ORG")],
    ]  # fmt: skip
    assert remembered(["bb", "a", ""], model, reader(calls)) == [[(0, 2, "ORG")], [(0, 1, "ORG")], []]
    remembered(["bb", "a"], model, reader(calls))
    assert calls == [["a", "", "\ud800"], ["bb"]]


def test_another_model_reads_again(model):
    """A model whose files changed is another one."""
    calls = []
    remembered(["a"], model, reader(calls))
    (model / "weights").write_text("1")
    cache._print_of.cache_clear()
    remembered(["a"], model, reader(calls))
    assert calls == [["a"], ["a"]]


def test_no_word_of_a_text_is_kept(model):
    """Hashes, places and labels."""
    remembered(["a very private remark"], model, reader([]))
    kept = cache.place().read_bytes()
    assert b"private" not in kept and b"ORG" in kept


@pytest.mark.parametrize("broken", ["garbage", "folder", "json", "shape"])
def test_a_broken_cache_is_done_without(model, broken):
    """What cannot be read is read again from the text."""
    place = cache.place()
    remembered(["a"], model, reader([]))
    if broken in ("json", "shape"):
        with sqlite3.connect(place) as store:
            store.execute("UPDATE names SET found = ?", ("[[" if broken == "json" else "[1]",))
        store.close()
    else:
        place.unlink()
        place.mkdir() if broken == "folder" else place.write_bytes(b"no database" * 100)
    assert remembered(["a"], model, reader([])) == [[(0, 1, "ORG")]]


def test_a_cache_that_grew_too_large_is_begun_anew(model, monkeypatch):
    """What was in it is read again."""
    monkeypatch.setattr(cache, "LARGEST", 10)
    calls = []
    for text in ("a", "b", "a"):
        remembered([text], model, reader(calls))
    assert calls == [["a"], ["b"], ["a"]]


def test_find_remembers_only_when_asked(model):
    """The same mentions, without the model the second time."""
    comments = pd.DataFrame({"thread_id": "t", "comment_id": ["c"], "body": ["Angela Merkel is in Berlin."]})
    plain = entities.find(comments)
    assert not os.path.exists(cache.place())
    first = entities.find(comments, cache=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.models.load_model", lambda name: pytest.fail("the model was loaded"))
        again = entities.find(comments, cache=True)
    pd.testing.assert_frame_equal(plain, first)
    pd.testing.assert_frame_equal(plain, again)
