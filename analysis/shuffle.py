"""Rows of one key put together, however many there are: each block is written by partition, each partition read back.

What MapReduce calls a shuffle (Dean & Ghemawat 2004), over files that all workers see. A key belongs to the partition
into whose range its hash falls: ordered by hash, rows stand in the same order however many partitions there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.files import write_beside


def hashes(keys: pd.Series) -> np.ndarray:
    """64-bit hashes of texts, the same in every process."""
    return pd.util.hash_array(keys.to_numpy(dtype="object"), categorize=False)


def partition_of(hashes: np.ndarray, partitions: int) -> np.ndarray:
    """Number of the partition of each hash: equal ranges of all hashes that there are.

    >>> partition_of(np.array([0, 2**63 - 1, 2**63, 2**64 - 1], np.uint64), 2)
    array([0, 0, 1, 1])
    """
    return ((hashes >> np.uint64(32)) * np.uint64(partitions) >> np.uint64(32)).astype(np.int64)


def split(rows: pd.DataFrame, key: str, partitions: int, path: Path) -> None:
    """Write rows into an Arrow file, whole or not at all: a batch per partition of the key."""
    import pyarrow as pa

    number = partition_of(hashes(rows[key]), partitions)
    order = np.argsort(number, kind="stable")
    ends = np.cumsum(np.bincount(number, minlength=partitions))
    ordered = pa.Table.from_pandas(rows.iloc[order], preserve_index=False)  # its columns may be in several pieces
    columns = [column.combine_chunks() for column in ordered.columns]
    whole = pa.RecordBatch.from_arrays(columns, schema=ordered.schema)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with write_beside(path) as beside, pa.OSFile(str(beside), "wb") as sink:
        with pa.ipc.new_file(sink, whole.schema, options=options) as writer:
            for start, end in zip([0, *ends[:-1]], ends, strict=True):
                writer.write_batch(whole.slice(start, end - start))


def gather(paths: Iterable[Path], partition: int) -> pd.DataFrame:
    """Rows of one partition from files that `split` wrote, at least one, in their order."""
    import pyarrow as pa

    batches = []
    for path in paths:
        with pa.memory_map(str(path)) as source:
            batches.append(pa.ipc.open_file(source).get_batch(partition))
    return pa.Table.from_batches(batches).to_pandas()
