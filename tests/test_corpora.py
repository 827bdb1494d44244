"""The made-up corpora of benchmarks/: the sizes asked for, the same for the same seed, and read as what they are."""

import doctest
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import load_threads, replies
from analysis.readers.streaming import convert
from analysis.thread import COMMENTS, check_comments

sys.path.insert(0, str(ROOT / "benchmarks"))

import corpora
import made_texts
import scale_rival

SIZE = 3_000
KNOWN = [name for name in COMMENTS if name != "language"]  # short comments are in a language that cannot be told


@pytest.fixture(scope="module")
def made():
    return pd.concat(corpora.tables(SIZE, seed=3), ignore_index=True)


def in_order(comments):
    return comments.sort_values("comment_id", ignore_index=True)


@pytest.mark.parametrize("module", [corpora, made_texts])
def test_examples_of_the_docstrings(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


def test_a_corpus_is_a_comments_table_of_the_size_asked_for(made):
    assert len(check_comments(made)) == SIZE
    assert [len(part) for part in corpora.tables(1)] == [1]


@pytest.mark.parametrize("name", ["dump.ndjson", "dump.ndjson.zst"])
def test_a_dump_is_read_as_the_table_that_it_was_made_from(made, tmp_path, name):
    corpora.write(tmp_path / name, SIZE, seed=3)
    read = load_threads(tmp_path / name)
    assert read.articles["thread_id"].nunique() == made["thread_id"].nunique()
    assert set(read.notices["code"]) == {"read_as", "other_language"}
    pd.testing.assert_frame_equal(in_order(read.comments)[KNOWN], in_order(made)[KNOWN])
    told = in_order(read.comments)["language"]
    right = told.eq(in_order(made)["language"])
    assert right[told.notna()].all()
    assert told.notna().mean() > 0.9


def test_a_parquet_file_is_the_same_table_and_so_is_a_dump_converted_to_one(made, tmp_path):
    corpora.write(tmp_path / "made.parquet", SIZE, seed=3)
    pd.testing.assert_frame_equal(load_threads(tmp_path / "made.parquet").comments, made)
    corpora.write(tmp_path / "dump.ndjson", SIZE, seed=3)
    convert(tmp_path / "dump.ndjson", tmp_path / "converted.parquet", languages=False)
    converted = pd.read_parquet(tmp_path / "converted.parquet")
    pd.testing.assert_frame_equal(converted[KNOWN], made[KNOWN], check_dtype=False, check_categorical=False)


@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.zst", "a.parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(tmp_path, name):
    made = []
    for seed in (1, 1, 2):
        corpora.write(tmp_path / name, 500, seed)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1] != made[2]


def test_row_groups_are_made_one_after_the_other(monkeypatch):
    monkeypatch.setattr(corpora, "ROWS", 400)
    parts = list(corpora.tables(1_000))
    assert [len(part) for part in parts] == [400, 400, 200]
    check_comments(pd.concat(parts, ignore_index=True))


def test_threads_stand_between_one_another_in_the_order_of_time_and_answers_come_after_what_they_answer(made):
    assert made["posted"].is_monotonic_increasing
    runs = (made["thread_id"] != made["thread_id"].shift()).sum()
    assert runs > 5 * made["thread_id"].nunique()
    row = pd.Series(made.index, made["comment_id"])
    answers = made[made["parent_id"].notna()]
    answered = row.loc[answers["parent_id"]].to_numpy()
    assert (answered < answers.index).all()
    assert (made["thread_id"].to_numpy()[answered] == answers["thread_id"]).all()


def test_the_shape_is_that_of_the_threads_measured():
    """The quantiles are those of `lifelike.py`, which prints them; here only that nothing drifts far from them."""
    made = corpora.structure(200_000, 0)
    sizes = made.groupby("thread").size()
    assert sizes.quantile([0.25, 0.5, 0.75]).to_list() == pytest.approx([26, 65, 160], rel=0.15)
    table = pd.DataFrame(
        {
            "thread_id": made["thread"].astype("str"),
            "comment_id": made.index.astype("str"),
            "parent_id": made["parent"].astype("str").where(made["parent"] >= 0),
            "author": made["author"].astype("str"),
        }
    )
    threads = replies.summarise(table)
    middle = threads[threads["comments"].between(20, 40)]
    assert middle["depth"].mean() == pytest.approx(4.88, rel=0.15)
    assert middle["width"].mean() == pytest.approx(12.29, rel=0.1)
    assert middle["structural_virality"].mean() == pytest.approx(3.70, rel=0.1)


def test_texts_hold_what_vader_and_the_splitting_of_sentences_have_to_see_to():
    bodies, languages = made_texts.texts(20_000, np.random.default_rng(0))
    words = pd.Series(bodies).str.count(r"\S+")
    assert words.quantile([0.25, 0.5, 0.75]).to_list() == pytest.approx([13, 25, 48], rel=0.1)
    assert np.mean([language != "en" for language in languages]) == pytest.approx(made_texts.FOREIGN, rel=0.2)
    for sign in ["don't", "don’t", "isn't", "very", " but ", "https://", "😂", ":)", '"', "!", "?", "...", "\n\n"]:
        assert any(sign in body for body in bodies), sign
    assert all(body == body.strip() and body for body in bodies)


def test_quotations_and_names_are_no_own_words(made):
    quoting = made["body"].str.startswith("> ")
    naming = made["body"].str.startswith("@")
    assert quoting.sum() > 20
    assert naming.sum() > 5
    assert not made.loc[quoting | naming, "own_words"].str.startswith((">", "@")).any()
    one = made[naming].iloc[0]
    parent = made.set_index("comment_id").loc[one["parent_id"]]
    assert one["body"] == f"@{parent['author']} {one['own_words']}"


def test_the_rival_scores_every_body_as_vader_does(made, tmp_path):
    corpora.write(tmp_path / "made.parquet", SIZE, seed=3)
    found = scale_rival.measure(tmp_path / "made.parquet", processes=2)
    analyzer = SentimentIntensityAnalyzer()
    expected = np.mean([analyzer.polarity_scores(body)["compound"] for body in made["body"]])
    assert found["comments"] == SIZE
    assert found["mean"] == pytest.approx(expected, abs=1e-9)
    assert found["cpu_seconds"] > found["cpu_seconds_reading"] > 0
