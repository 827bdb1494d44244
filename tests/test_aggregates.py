"""Sums of a corpus, worked out by hand, and the same however it is divided."""

import hypothesis.strategies as st
import pandas as pd
from hypothesis import given, settings

from analysis import aggregates

DAY = pd.Timestamp("2024-05-01 23:59", tz="UTC")
COMMENTS = pd.DataFrame(
    {
        "posted": pd.Series([DAY, DAY, DAY + pd.Timedelta("1min"), pd.NaT], dtype="datetime64[us, UTC]"),
        "mean_sentence": [0.5, -0.05, None, -0.001],
        "words": pd.array([10, 2, 0, None], "Int64"),
        "depth": pd.array([1, 2, 2, 1], "Int64"),
        "children": pd.array([2, 0, 0, 0], "Int64"),
        "language": pd.Series(["en", "en", "fr", None], dtype="str"),
        "parent_evidence": pd.Categorical(["explicit"] * 4),
        "status": pd.Categorical(["visible"] * 3 + ["deleted"]),
    }
)


def test_sums_by_hand():
    "Per day in UTC, with those of no known day; a missing score is none, a missing number of words no word."
    found = aggregates.tables(aggregates.sums(COMMENTS))
    assert set(found) == {"day", "depth", "children", "words", "sentiment", "language", "parent_evidence", "status"}
    day = found["day"]
    assert day["day"].to_list()[:2] == [pd.Timestamp("2024-05-01", tz="UTC"), pd.Timestamp("2024-05-02", tz="UTC")]
    assert day["day"].isna().to_list() == [False, False, True]
    assert day["comments"].to_list() == [2, 1, 1] and day["scored"].to_list() == [2, 0, 1]
    assert day["mean_sentence"].fillna(9).to_list() == [0.225, 9, -0.001]
    assert day["positive"].fillna(9).to_list() == [0.5, 9, 0] and day["negative"].fillna(9).to_list() == [0.5, 9, 0]
    assert day["mean_words"].to_list() == [6, 0, 0]
    assert found["depth"]["depth"].to_list() == [1, 2] and found["depth"]["comments"].to_list() == [2, 2]
    assert found["words"]["words"].to_list() == [0, 2, 10, pd.NA]
    assert found["sentiment"]["sentiment"].to_list()[:3] == [-0.05, 0, 0.5]
    assert str(found["day"]["day"].dtype) == "datetime64[us, UTC]" and found["words"]["words"].dtype == "Int64"


def test_what_was_not_measured_is_not_counted():
    "No table of it."
    found = aggregates.tables(aggregates.sums(COMMENTS[["posted", "status"]]))
    assert set(found) == {"day", "status"} and found["day"]["mean_sentence"].isna().all()


@settings(max_examples=20)
@given(st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_sums_do_not_depend_on_the_partition(places):
    "To the last bit: scores that no binary number is."
    scores = [0.1, 0.2, -0.3, 0.7, 1 / 3, -1 / 7, 0.05, -0.05, None, 0.9999, 1e-9, -0.6]
    rows = COMMENTS.sample(12, replace=True, random_state=0, ignore_index=True).assign(mean_sentence=scores)
    parts = [aggregates.sums(part) for _, part in rows.groupby(pd.Series(places))]
    pd.testing.assert_frame_equal(aggregates.total(parts), aggregates.sums(rows), check_exact=True)


def test_quantiles_are_values_that_occur():
    "The least that so large a share does not exceed; the mean of all; nothing of nothing."
    counts = {"words": pd.Series({1: 5, 2: 90, 1000: 5}), "none": pd.Series(dtype="int64")}
    found = aggregates.quantiles(counts)
    assert found.loc["words", ["n", "mean", "p5", "p10", "p50", "p95", "p99"]].to_list() == [
        100,
        51.85,
        1,
        2,
        2,
        2,
        1000,
    ]
    assert found.loc["none", "n"] == 0 and pd.isna(found.loc["none", "mean"]) and pd.isna(found.loc["none", "p50"])


def mention(thread, comment, entity, label="PERSON", quoted=False):
    """A row of mentions."""
    return {"thread_id": thread, "comment_id": comment, "entity": entity, "label": label, "in_quote": quoted}


MENTIONS = pd.DataFrame(
    [
        mention("t", "1", "Merkel"), mention("t", "1", "Merkel"), mention("t", "2", "Merkel", quoted=True),
        mention("t", None, "Merkel"), mention("u", "1", "merkel", "ORG"), mention("u", "1", "Paris", "GPE"),
    ]
).astype({"comment_id": "str"})  # fmt: skip


def test_names_by_hand():
    "Counted in own words; what is quoted or in the article makes a thread; spelt and labelled as most often."
    found = aggregates.names([aggregates.named(MENTIONS)])
    assert found.columns.to_list() == ["entity", "label", "mentions", "comments", "threads", "in_article"]
    assert found.to_numpy().tolist() == [["Merkel", "PERSON", 3, 2, 2, 1], ["Paris", "GPE", 1, 1, 1, 0]]


def test_names_do_not_depend_on_the_partition():
    "Threads are whole in each; a partition may name nobody."
    parts = [MENTIONS[MENTIONS["thread_id"] == thread] for thread in ("u", "nobody", "t")]
    found = aggregates.names(map(aggregates.named, parts))
    pd.testing.assert_frame_equal(found, aggregates.names([aggregates.named(MENTIONS)]), check_exact=True)


def test_only_the_most_frequent_names_are_kept(monkeypatch):
    "A corpus names millions."
    monkeypatch.setattr(aggregates, "ENTITIES", 1)
    assert aggregates.names([aggregates.named(MENTIONS)])["entity"].to_list() == ["Merkel"]
