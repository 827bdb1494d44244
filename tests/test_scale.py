"""Many comments by the same functions: whatever engine, workers, partitions, order and source, the same answer."""

import gzip
import random

import pandas as pd
import pytest
import zstandard
from conftest import KYIV, SHARED
from made_corpus import assert_same, dump, lines, made, tables
from made_up import pasted

from analysis import InputError, entities, length, load_threads, replies, scale, sentiment
from analysis.export import write
from analysis.partition import STEPS, in_order

pytest.importorskip("pyarrow")

MBOX = "".join(
    f"From a@x Mon Jan  1 00:00:00 2024\nFrom: Ann{n % 4} <a{n % 4}@x.org>\n"
    f"Subject: {'Re: ' if n % 3 else ''}S{n // 3}\n"
    f"Date: Mon, 1 Jan 2024 0{n}:00:00 +0000\nMessage-ID: <m{n}@x>\n"
    + (f"In-Reply-To: <m{n - 1}@x>\n" if n % 3 else "")
    + f"\n> I love number {n - 1}.\n\nI love number {n}. Angela Merkel does not.\n\n"
    for n in range(9)
)
TABLE = "who,what,when,number,answers\nAnn,Hello there,2024-01-02T03:04:05Z,1,\nBob,No!,2024-01-02T04:04:05Z,2,1\n"
ROWS = dump(40)
START = 1_600_000_000


def row(own, parent, body="Round and round.", thread="t1", time=START, author="Eve"):
    """A row of a dump."""
    return {"id": own, "parent_id": parent, "link_id": f"t3_{thread}", "author": author, "body": body,
            "created_utc": time, "score": 1}  # fmt: skip


TROUBLE = [
    *ROWS[:20], ROWS[3], ROWS[4] | {"body": "A second version."},
    row("lost", "t1_gone"), row("self", "t1_self"), row("x", "t1_y"), row("y", "t1_x", time=START + 1),
    row("away", f"t1_{ROWS[0]['id']}", "<b>Bold</b> and late", "other", 9 * START), row("never", "t3_other", time=None),
    row("fr", "t3_other", "Bonjour tout le monde, je suis très content de vous voir ici aujourd'hui.", "other", START),
]  # fmt: skip


def of_kind(kind, folder):
    """Sources of each kind that `load_threads` reads, and how they are read."""
    how = {}
    if kind == "pasted text":
        return [KYIV], {"captured": "2024-05-17"}
    if kind == "folder of texts":
        folder = folder / "texts"
        folder.mkdir()
        for number in range(3):
            (folder / f"t{number}.txt").write_text(pasted(9, seed=number), encoding="utf-8")
        (folder / "other.bin").write_bytes(b"\0\1\2" * 99)
        return [folder], how
    if kind == "table":
        (folder / "c.csv").write_text(TABLE)
        names = {"author": "who", "body": "what", "posted": "when", "id": "number", "parent": "answers"}
        return [folder / "c.csv"], {"columns": names}
    if kind == "mails":
        (folder / "list.mbox").write_text(MBOX)
        return [folder / "list.mbox"], how
    if kind in ("gz", "zst"):
        packed = gzip.compress if kind == "gz" else zstandard.ZstdCompressor().compress
        (folder / f"dump.{kind}").write_bytes(packed(lines(ROWS)))
        return [folder / f"dump.{kind}"], how
    if kind == "two months":
        return [made(folder / "1.ndjson", ROWS[:17]), made(folder / "2.ndjson", ROWS[17:])], how
    if kind == "trouble":
        return [made(folder / "dump.ndjson", TROUBLE)], how
    if kind == "one comment":
        return [made(folder / "dump.ndjson", ROWS[:1])], how
    if kind == "no comments":
        (folder / "none.json").write_text(
            '{"article": {"thread_id": "t"}, "comments": [], "notices": [], "quotes": []}'
        )
        return [folder / "none.json"], how
    if kind == "without ids":  # and of one name
        for name, year in (("a", 2023), ("b", 2024)):
            (folder / name).mkdir()
            (folder / name / "table.csv").write_text(f"author,body\nAnn,Hello {year}\nBob,No good\n")
        page = {"cid": "1", "text": "Nice", "author": "A", "channel": "c", "votes": "0", "time_parsed": START}
        videos = [made(folder / name / "comments.json", [page, page | {"cid": "2"}]) for name in ("a", "b")]
        return [folder / "a" / "table.csv", folder / "b" / "table.csv", *videos], how
    if kind == "mixture":
        (folder / "list.mbox").write_text(MBOX)
        write([load_threads([made(folder / "dump.ndjson", ROWS)])], folder / "own.csv")
        return [KYIV, folder / "own.csv", folder / "list.mbox", folder / "dump.ndjson"], how
    write([load_threads([made(folder / "dump.ndjson", ROWS)])], folder / f"own.{kind}")
    return [folder / f"own.{kind}"], how


KINDS = ["pasted text", "folder of texts", "table", "mails", "gz", "zst", "two months", "trouble", "one comment"]
KINDS += ["no comments", "without ids", "mixture", "parquet", "json", "csv", "jsonl"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_that_of_the_same_functions_over_load_threads(tmp_path, kind):
    "Of every kind of source, in partitions of seven comments and in one."
    sources, how = of_kind(kind, tmp_path)
    scale.measure(sources, tmp_path / "small", rows=7, **how)
    made = scale.measure(sources, tmp_path / "large", **how)
    found = tables(tmp_path / "large")
    assert_same(tables(tmp_path / "small"), found)
    assert_measured(found, load_threads(sources, **how), made)


def assert_measured(found, corpus, made):
    """The tables are what the functions give for the whole corpus, in the order of the tables."""
    comments = in_order(corpus.comments)
    scores = sentiment.score(comments).rename(columns={"sentences": "scored_sentences"})
    wanted = pd.concat([comments, scores, length.measure(comments), replies.measure(comments)], axis=1)
    if len(wanted):  # of none Parquet keeps no categories
        pd.testing.assert_frame_equal(found["comments"], wanted, check_exact=True)
    pd.testing.assert_frame_equal(found["articles"], in_order(corpus.articles), check_exact=True)
    shape = replies.summarise(comments, corpus.articles)
    threads = found["threads"].set_index("thread_id")
    pd.testing.assert_frame_equal(threads[list(shape)], shape.reindex(threads.index), check_exact=True)
    assert len(threads) == len(shape) == made["threads"]
    assert (made["comments"], made["authors"]) == (len(comments), comments["author"].nunique())
    for name, rows in found.items():
        if "comments" in rows and "by" not in rows and name in ("day", "depth", "status", "words", "threads"):
            assert rows["comments"].sum() == len(comments), name


def test_the_order_of_lines_and_sources_does_not_matter(tmp_path):
    "Where ids are the source's own; the sources of the threads are where they are."
    one = made(tmp_path / "a" / "1.ndjson", ROWS[:17])
    two = made(tmp_path / "a" / "2.ndjson", ROWS[17:])
    mixed = random.Random(1).sample(ROWS, len(ROWS))
    other = made(tmp_path / "b" / "1.ndjson", mixed)
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for sources, folder in zip([[one, two], [two, one], [other]], folders, strict=True):
        scale.measure(sources, folder, rows=10)
    first, second, third = (tables(folder) for folder in folders)
    for found in (first, second, third):
        del found["articles"]
    assert_same(second, first)
    assert_same(third, first)


def test_mentions_are_those_of_entities_find_for_each_thread(tmp_path):
    "However many threads a partition has; what is quoted is known."
    (tmp_path / "list.mbox").write_text(MBOX)
    sources = [KYIV, tmp_path / "list.mbox", made(tmp_path / "dump.ndjson", dump(60))]
    for rows in (7, 1000):
        made_of = scale.measure(sources, tmp_path / str(rows), rows=rows, what=["entities"])
    found = tables(tmp_path / "1000")
    assert_same(tables(tmp_path / "7"), found)
    corpus = load_threads(sources)
    parts = []
    for thread in found["articles"]["thread_id"]:
        rows = [table[table["thread_id"] == thread] for table in (corpus.comments, corpus.articles, corpus.quotes)]
        parts.append(entities.find(in_order(rows[0]), *rows[1:], steps=STEPS))
    wanted = pd.concat(parts, ignore_index=True)
    pd.testing.assert_frame_equal(found["mentions"], wanted, check_exact=True)
    assert made_of["mentions"] == len(wanted) > 50 and wanted["in_quote"].any()
    own = wanted[wanted["comment_id"].notna() & ~wanted["in_quote"]]
    assert found["entities"]["mentions"].sum() == len(own)


def test_one_worker_of_dask_gives_the_same_answer(tmp_path):
    "Called as a function; two workers are in test_faults.py, and those of a cluster in test_cluster.py."
    pytest.importorskip("distributed")
    source = made(tmp_path / "dump.ndjson", dump(120))
    scale.measure([source], tmp_path / "pandas")
    scale.measure([source], tmp_path / "dask", rows=30, engine="dask", workers=1)
    assert_same(tables(tmp_path / "dask"), tables(tmp_path / "pandas"))


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["reddit_api", "discourse", "mbox", "disqus", "hackernews", "convokit", "wxr", "mastodon"]
)
def test_real_exports(tmp_path, name):
    "A folder of exports each; what is no thread is left out by both."
    sources = [(SHARED / "data" / "exports" / name).resolve()]
    made = scale.measure(sources, tmp_path / "out", rows=50)
    assert_measured(tables(tmp_path / "out"), load_threads(sources), made)


def test_what_is_not_asked_for_is_not_there(tmp_path):
    "Length alone."
    scale.measure([KYIV], tmp_path / "out", what=["length"])
    found = tables(tmp_path / "out")
    aggregates = {"day", "words", "language", "parent_evidence", "status", "quantiles"}
    assert set(found) == {"comments", "threads", "articles", "authors"} | aggregates
    assert "words" in found["comments"] and not {"depth", "compound"} & set(found["comments"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"what": ["sentiment", "mood"]}, "'mood' cannot be measured; choose of sentiment, length, replies, entities"),
        ({"what": []}, "nothing cannot be measured"),
        ({"rows": 0}, "a partition of 0 comments is none: give 1 or more"),
        ({"engine": "spark"}, "'spark' is no engine: choose pandas, dask or the address"),
        ({"workers": 0}, "0 workers do nothing: give 1 or more"),
        ({"timezone": "Mars"}, "Mars"),
    ],
)
def test_wrong_options_are_told_and_nothing_is_made(tmp_path, options, message):
    "Before anything is read."
    with pytest.raises(InputError, match=message):
        scale.measure([KYIV], tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()
