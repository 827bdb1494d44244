"""A measured corpus in words and small tables."""

import numpy as np
import pandas as pd
import pytest

from analysis import InputError, bootstrap, corpus, scale

SUMS = {"scored": 0, "mean_sentence": np.nan, "positive": np.nan, "negative": np.nan, "mean_words": np.nan}


def days(start, sizes, frequency="D"):
    """So many comments of each day."""
    return pd.DataFrame({"day": pd.date_range(start, periods=len(sizes), freq=frequency, tz="UTC"), "comments": sizes})


def made(threads=None, authors=None, what=("sentiment", "length", "replies"), **by):
    """What `read` gives, of a few tables."""
    manifest = {
        "comments": 12, "threads": 3, "authors": 2, "corrupt_lines": 1,
        "settings": {"sources": [["/data/a.ndjson", 1, 2], ["/data/b.ndjson", 1, 2]], "what": list(what),
                     "reading": {"timezone": "Europe/Berlin"}},
    }  # fmt: skip
    empty = pd.DataFrame({"day": pd.to_datetime([], utc=True), "comments": [], "sentiment": [], "scored": []})
    authors = pd.DataFrame({"comments": [7, 2]}) if authors is None else authors
    return corpus.Measured(manifest, empty, threads, authors, empty, empty, {"day": empty, "sentiment": empty} | by)


def test_about_tells_size_time_sources_and_measures():
    "With what is not known of the comments, and how many lines are missing."
    told = corpus.about(made(day=days("2024-05-03", [4, 5, 1]), what=["length"]))
    assert told == [
        "12 comments in 3 threads by 2 authors, of 2024-05-03 to 2024-05-05 (UTC). Of the comments 3 have no author's "
        "name and 2 have no time.",
        "Read from 2 files (a.ndjson, …); times that name no zone as of Europe/Berlin.",
        "1 line could not be read: see corrupt.txt in the folder.",
        "Measured: length. Not measured: sentiment, replies, entities.",
    ]


def test_notices_are_few_however_many_files_there_were():
    "Three of a kind, kinds in the order of the first; a very long one is cut."
    told = pd.DataFrame({"thread_id": [f"t{n}" for n in range(10_000)], "code": "read_as", "message": "read as mail"})
    told.loc[1, ["code", "message"]] = ["not_read", "x" * 5000]
    found = corpus.notices(told)
    assert found["thread_id"].to_list() == ["t0", "t1", "t2", "t3"]
    assert found["message"].to_list() == [
        "read as mail", "x" * 300 + " …", "read as mail",
        "read as mail (and 9\u202f996 more of this kind in notices.parquet)",
    ]  # fmt: skip
    assert corpus.notices(told.head(0)).empty


def test_the_mean_resamples_whole_threads():
    "As `bootstrap.mean` does of the comments themselves; the shares are those of all comments with a score."
    chance = np.random.default_rng(1)
    comments = pd.DataFrame({"thread": chance.integers(20, size=300), "score": chance.uniform(-1, 1, 300).round(2)})
    by = comments.groupby("thread", sort=False)["score"]
    threads = pd.DataFrame({"scored": by.count().astype("Int64"), "mean_sentence": by.mean()})
    sums = pd.DataFrame({"sentiment": [-0.5, 0.5], "scored": [3, 1], "positive": [0.0, 1.0], "negative": [1.0, 0.0]})
    told = corpus.feeling(made(threads, sentiment=sums.assign(comments=sums["scored"])))
    mean = bootstrap.mean(comments["score"], by=comments["thread"])
    ends = " to ".join(f"{end:.3f}".replace("-", "−") for end in (mean.low, mean.high))
    assert f"{mean.estimate:.3f}, 95 % interval {ends} (n = 4 comments".replace("-", "−") in told[0]
    assert told[0].endswith("in 20 threads; whole threads are resampled).")
    assert told[1] == "25 % of them are positive (0.05 or more), 75 % negative (−0.05 or less)."
    assert told[2] == "8 of 12 comments have none: without words, or not English."


@pytest.mark.parametrize(
    ("means", "why"),
    [([0.5, -0.5], "no interval: too few threads"), ([0.25] * 9, "no interval: threads do not differ")],
)
def test_no_interval_of_few_threads_or_of_equal_ones(means, why):
    "And it is said why."
    threads = pd.DataFrame({"scored": 1, "mean_sentence": means})
    sums = pd.DataFrame({"sentiment": [0.0], "comments": 9, "scored": 9, "positive": 0.0, "negative": 0.0})
    assert why in corpus.feeling(made(threads, sentiment=sums))[0]


def test_no_score_is_said():
    "Of a corpus in another language, and where sentiment was not measured."
    assert corpus.feeling(made(pd.DataFrame({"comments": [3]}))) == ["No comment has a sentiment score."]


def test_pooled_means_are_those_of_all_comments_together():
    "(2 * 0.5 + 6 * -0.1) / 8 = 0.05; shares of scored ones, words of all; a group without a score has no mean."
    table = pd.DataFrame(
        {"comments": [4, 6, 5], "scored": [2, 6, 0], "mean_sentence": [0.5, -0.1, np.nan], "positive": [1, 0, np.nan],
         "negative": [0, 0.5, np.nan], "mean_words": [10.0, 5.0, 2.0]}
    )  # fmt: skip
    found = corpus.pooled(table, pd.Series(["a", "a", "b"]))
    assert found.loc["a"].to_list() == pytest.approx([10, 8, 0.05, 0.25, 0.375, 7])
    assert found.loc["b"].to_list() == pytest.approx([5, 0, np.nan, np.nan, np.nan, 2], nan_ok=True)


@pytest.mark.parametrize(
    ("table", "unit", "periods"),
    [
        (days("2024-05-03", [5] * 40), "day", 40),
        (days("2024-05-03", [1000] * 40 + [1] * 100), "day", 140),  # few comments in a long tail
        (days("2024-05-06", [5] * 41), "week", 6),
        (days("2024-01-01", [5] * 400), "month", 14),
        (days("2000-01-01", [5] * 45, "MS"), "quarter", 15),
        (days("1990-01-01", [5] * 200, "QS"), "year", 50),
        (days("2024-05-03", []), "day", 0),
    ],
)
def test_periods_are_as_short_as_their_number_allows(table, unit, periods):
    "40 of them hold 99 of 100 comments; all comments with a time are in one."
    found, name = corpus.periods(table.assign(**SUMS))
    assert (name, len(found)) == (unit, periods)
    assert found["comments"].sum() == table["comments"].sum()


def test_comments_without_a_time_are_in_no_period():
    "They are a row without a day."
    table = pd.concat([days("2024-05-03", [5]), pd.DataFrame({"day": [pd.NaT], "comments": [3]})]).assign(**SUMS)
    assert corpus.periods(table)[0]["comments"].to_list() == [5]


def test_depths_have_the_deepest_together_and_last():
    "In rising order, and comments without a depth in none."
    depth = pd.DataFrame({"depth": pd.array([1, 2, 9, 10, None], "Int64"), "comments": [5, 4, 3, 2, 1]})
    found = corpus.depths(depth.assign(**SUMS))["comments"]
    assert found.to_dict() == {"depth 1": 5, "depth 2": 4, "deeper": 5}
    assert list(found.index) == ["depth 1", "depth 2", "deeper"]


def test_sentiment_by_size_has_intervals_over_threads():
    "Nine threads of 2 to 4 comments, two of 10: no interval of two; one of a single comment is too little for a row."
    threads = pd.DataFrame(
        {"comments": [1] + [2, 4, 3] * 3 + [10] * 2, "scored": [1] + [2, 4, 2] * 3 + [10, 10],
         "mean_sentence": [1.0] + [0.5, 0.25, 0.0] * 3 + [0.1, 0.3]}
    )  # fmt: skip
    found = corpus.by_size(threads)
    assert found.index.to_list() == ["2–4", "10–24"]
    assert found["threads"].to_list() == [9, 2] and found["comments"].to_list() == [24, 20]
    assert found["mean"].to_list() == pytest.approx([0.25, 0.2])
    assert found["low"].iloc[0] < 0.25 < found["high"].iloc[0] and found[["low", "high"]].iloc[1].isna().all()
    assert corpus.by_size(pd.DataFrame({"comments": [3]})).empty


def test_the_busiest_come_first_and_ties_by_name():
    "No mean sentiment of under ten comments; what was not measured has no column."
    authors = pd.DataFrame(
        {"author": ["b", "c", "a"], "comments": [10, 12, 10], "threads": 1, "scored": [10, 9, 10],
         "mean_sentence": [0.5, 0.4, 0.3], "first_posted": pd.Timestamp("2024-05-03", tz="UTC"), "last_posted": pd.NaT}
    )  # fmt: skip
    found = corpus.busiest(authors, most=2)
    assert found["author"].to_list() == ["c", "a"]
    assert found["sentiment"].to_list() == pytest.approx([np.nan, 0.3], nan_ok=True)
    assert "words" not in found


def test_quantiles_to_read():
    "Whole numbers are whole, scores are not, and what was not measured has no row."
    table = pd.DataFrame({"measure": ["sentiment", "words"], "n": [4, 4], "mean": [0.1, 26.75]})
    table = table.assign(**{name: [0.05, 5.0] for name in corpus.QUANTILES})
    found = corpus.quantiles(table, "words", "depth", "sentiment")
    assert found["measure"].to_list() == ["words of a comment", "sentiment of a comment"]
    assert found["median"].to_list() == [5, 0.05] and isinstance(found["median"].iloc[0], int)


def test_shares_put_the_rarest_together():
    "In per cent of all, the most frequent first."
    table = pd.DataFrame({"language": ["de", "en", "fr", "it"], "comments": [2, 14, 3, 1]})
    found = corpus.shares(table, most=2)
    assert found.to_numpy().tolist() == [["en", 14, 70.0], ["fr", 3, 15.0], ["2 others", 3, 15.0]]


def test_evidence_is_in_the_order_of_its_strength():
    "Only what occurs."
    table = pd.DataFrame({"parent_evidence": ["none", "explicit"], "comments": [3, 9]})
    assert corpus.evidence(table)[["evidence", "comments"]].to_numpy().tolist() == [["explicit", 9], ["none", 3]]


def test_read_gives_all_tables_without_the_comments(measured, monkeypatch):
    "Threads by their id; those of what was not measured are empty, with the columns that charts look for."
    loaded = []
    load = corpus.dataset.load
    monkeypatch.setattr(corpus.dataset, "load", lambda folder, name: loaded.append(name) or load(folder, name))
    found = corpus.read(measured)
    assert "comments" not in loaded and found.threads.index.name == "thread_id"
    assert found.by["words"]["comments"].sum() == found.threads["comments"].sum() == 600
    assert found.entities.empty and "mentions" in found.entities
    comments = scale.load(measured, "comments")
    assert found.by["day"]["comments"].sum() == comments["posted"].notna().sum()
    assert corpus.nameless(found) == comments["author"].isna().sum()


def test_read_of_another_folder_is_refused(tmp_path):
    "With what would be right."
    with pytest.raises(InputError, match="is no folder that threads measure has written"):
        corpus.read(tmp_path)
