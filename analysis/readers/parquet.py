"""Parquet files, which may hold a text once and name it in each of a billion rows: read so that no bomb goes off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import FileMetaData, ParquetFile

from analysis.errors import InputError
from analysis.files import FREE, RATIO

ROWS = 1000  # that are read together


def names(path: Path, unpacked: BytesIO | None = None) -> list[str]:
    """The columns of a file, or of what was packed in it; an InputError if it is damaged."""
    with _opened(path, unpacked) as file:
        return file.schema_arrow.names


def check(path: Path, unpacked: BytesIO | None = None) -> None:
    """Read a file to its end and keep nothing; errors as in `rows`."""
    for _ in _batches(path, unpacked):
        pass


def rows(path: Path, unpacked: BytesIO | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file, `FREE` bytes of them in memory at a time.

    Raises
    ------
    InputError
        If the file is damaged, or its rows take more than `RATIO` times its size.
    """
    for batch, size in _batches(path, unpacked):
        step = max(1, batch.num_rows * FREE // max(size, FREE))
        for start in range(0, batch.num_rows, step):
            yield from batch.slice(start, step).to_pylist()


def ours(path: Path, size: int) -> Iterator[pd.DataFrame]:
    """A comments table that we wrote, so many rows at a time; errors as in `rows`."""
    for batch, _ in _batches(path, None, size):
        columns = [
            column.dictionary_decode() if pa.types.is_dictionary(column.type) else column for column in batch.columns
        ]
        yield pa.RecordBatch.from_arrays(columns, batch.schema.names).to_pandas()


def _batches(path: Path, unpacked: BytesIO | None, rows: int = ROWS) -> Iterator[tuple[pa.RecordBatch, int]]:
    """Some rows, whose texts are left in dictionaries, and the bytes that they take without these."""
    limit, given = max(FREE, RATIO * path.stat().st_size), 0
    with _opened(path, unpacked) as file:
        texts = _texts(file.metadata)
    with _opened(path, unpacked, read_dictionary=texts) as file:
        groups = range(file.metadata.num_row_groups)
        stored = sum(file.metadata.row_group(group).total_byte_size for group in groups)
        for batch in file.iter_batches(rows) if stored <= limit else [None]:
            size = limit + 1 if batch is None else sum(map(_unpacked, batch.columns))
            given += size
            if given > limit:
                raise InputError(
                    f"{path} unpacks to more than {RATIO} times its size: no table of comments does, so it is not read "
                    "further"
                )
            yield batch, size


@contextmanager
def _opened(path: Path, unpacked: BytesIO | None, **options: Any) -> Iterator[ParquetFile]:
    try:
        with ParquetFile(unpacked or path, **options) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: a damaged Parquet file ({error})") from None


def _texts(about: FileMetaData) -> list[str]:
    """The columns of texts and bytes, also of those inside others."""
    columns = map(about.schema.column, range(about.num_columns))
    return [
        column.path
        for column in columns
        if column.physical_type == "BYTE_ARRAY" and column.logical_type.type in ("STRING", "NONE", "ENUM", "JSON")
    ]


def _unpacked(array: Any) -> int:
    """The bytes of a column without its dictionaries."""
    if pa.types.is_dictionary(array.type):
        return pc.sum(pc.binary_length(array.dictionary).take(array.indices)).as_py() or 0
    if pa.types.is_nested(array.type):
        parts = array.flatten()
        return sum(map(_unpacked, parts if isinstance(parts, list) else [parts]))
    return array.nbytes
