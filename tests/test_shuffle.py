"""Rows of one key come together, in an order that does not depend on how they were divided."""

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis import shuffle

pytest.importorskip("pyarrow")
KEYS = st.lists(st.text("abcé🦩", max_size=3), max_size=30)


def frame(keys):
    """Rows that remember where they stood."""
    return pd.DataFrame({"key": pd.Series(keys, dtype="str"), "place": pd.array(range(len(keys)), "Int64")})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where blocks are written, over and over."""
    return tmp_path_factory.mktemp("blocks")


@given(KEYS, KEYS, st.integers(1, 9))
def test_all_rows_come_back_in_the_order_of_their_hash(folder, one, other, partitions):
    "However many partitions; those of one block before those of the next, and each block in its order."
    blocks = [frame(one), frame(other)]
    paths = [folder / f"{number}.arrow" for number in range(2)]
    for rows, path in zip(blocks, paths, strict=True):
        shuffle.split(rows, "key", partitions, path)
    back = [shuffle.gather(paths, number) for number in range(partitions)]
    for rows in back:
        assert rows.dtypes.to_dict() == blocks[0].dtypes.to_dict()
    together = pd.concat(back, ignore_index=True)
    order = shuffle.hashes(together["key"])
    parts = shuffle.partition_of(order, partitions)
    assert (np.diff(parts) >= 0).all()
    whole = pd.concat(blocks, ignore_index=True)
    in_order = [rows.iloc[np.argsort(shuffle.hashes(rows["key"]), kind="stable")] for rows in (together, whole)]
    pd.testing.assert_frame_equal(*(rows.reset_index(drop=True) for rows in in_order))


def test_partitions_are_equal_ranges_of_hashes():
    "So that more of them are finer ones of the same order."
    hashes = np.array([0, 2**62, 2**63, 3 * 2**62, 2**64 - 1], np.uint64)
    assert shuffle.partition_of(hashes, 4).tolist() == [0, 1, 2, 3, 3]
    assert shuffle.partition_of(hashes, 1).tolist() == [0] * 5
    assert shuffle.partition_of(hashes, 1_000_000)[-1] == 999_999
    spread = np.bincount(shuffle.partition_of(shuffle.hashes(pd.Series(map(str, range(9000)))), 9))
    assert spread.min() > 900 and spread.max() < 1100


def test_hashes_are_those_of_every_process():
    "Python's own differ from one to the next."
    assert shuffle.hashes(pd.Series(["a", "é"])).tolist() == [13950350942979735504, 16908809132758853863]


def test_texts_in_several_pieces(tmp_path):
    "As they are where tables were put together."
    rows = pd.concat([frame(["a"] * 3), frame(["b", "a"])], ignore_index=True)
    shuffle.split(rows, "key", 3, tmp_path / "block")
    back = pd.concat([shuffle.gather([tmp_path / "block"], number) for number in range(3)])
    assert sorted(back["place"]) == [0, 0, 1, 1, 2]
