"""What `analysis.scale.measure` wrote: a folder of Parquet files, each known to its manifest by its size.

The manifest is written last: a folder without it is not finished, and a file that does not fit it is damaged.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from analysis.errors import InputError

MANIFEST, BEGUN = "manifest.json", Path(".work") / "job.json"
MAKER = "thread-analysis"
FILE = re.compile(r"([a-z_]+|aggregates/[a-z_]+)(?:/part-\d{5,})?\.parquet")  # and what table it is of


def manifest(folder: str | os.PathLike) -> dict[str, Any] | None:
    """What manifest.json of a measured folder holds, see `analysis.scale.measure`; None if the folder is none.

    Raises
    ------
    InputError
        If the measurement is not finished, or its manifest is damaged.
    """
    folder = Path(folder)
    if (folder / MANIFEST).is_file():
        data = (folder / MANIFEST).read_bytes()
        try:
            known = orjson.loads(data)
        except orjson.JSONDecodeError:
            if MAKER.encode() in data:
                raise _damaged(folder, f"{MANIFEST} is not as we wrote it") from None
            return None
        ours = isinstance(known, dict) and str(known.get("made_by")).startswith(MAKER)
        if ours and not isinstance(known.get("files"), dict):
            raise _damaged(folder, f"{MANIFEST} is not as we wrote it")
        return known if ours else None
    if (folder / BEGUN).is_file():
        raise InputError(f"{folder}: is a measurement that is not finished: call threads measure again to go on")
    return None


def tables(folder: str | os.PathLike) -> list[str]:
    """Names of the tables of a measured folder, for `load`."""
    return list(dict.fromkeys(match[1] for name in _files(folder) if (match := FILE.fullmatch(name))))


def load(folder: str | os.PathLike, name: str, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Read one table of a measured folder into memory.

    Parameters
    ----------
    folder : path
        What `threads measure` or `analysis.scale.measure` wrote, which says what is in each table.
    name : str
        "comments", "threads", "authors", "articles", "notices", "mentions" (if entities were measured), or one of the
        aggregates, such as "aggregates/day". Of these `comments` alone is as large as what was measured.
    columns : collection of str, optional
        Those to read; by default all. Of a hundred million comments two columns fit into memory where all do not.

    Returns
    -------
    DataFrame
        Its rows in the order in which they were written, numbered from 0.

    Raises
    ------
    InputError
        If the folder is no measured one, is not finished, has no such table or column, or if a file of the table is
        missing or is not the one that was written.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import scale
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = scale.measure(["data/kyiv-post-macron/thread.txt"], f"{folder}/measured")
    ...     scale.load(f"{folder}/measured", "comments", ["author", "words", "depth"]).head(2)
       author  words  depth
    0   David     39      1
    1  Boogie     42      1
    """
    folder = Path(folder)
    files = _files(folder)
    parts = [part for part in files if (match := FILE.fullmatch(part)) and match[1] == name]
    if not parts:
        raise InputError(f"{folder} has no table {name!r}; it has {', '.join(tables(folder))}")
    for part in parts:
        path, size = folder / part, files[part][0]
        if not path.is_file():
            raise _damaged(folder, f"{part} is missing")
        if (found := path.stat().st_size) != size:
            raise _damaged(folder, f"{part} has {found} bytes and was written with {size}")
    return _read(folder, parts, columns)


def _read(folder: Path, parts: list[str], columns: Collection[str] | None) -> pd.DataFrame:
    try:
        import pyarrow as pa
        from pyarrow.parquet import read_schema
    except ImportError:
        raise InputError("reading Parquet needs pyarrow: pip install 'thread-analysis[parquet]'") from None
    try:
        there = read_schema(folder / parts[0]).names
        if strange := [column for column in columns or () if column not in there]:
            raise InputError(f"{folder / parts[0]} has no column {strange[0]!r}; it has {', '.join(there)}")
        chosen = None if columns is None else list(columns)
        return pd.concat([pd.read_parquet(folder / part, columns=chosen) for part in parts], ignore_index=True)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(folder, f"a file cannot be read ({' '.join(str(error).split())})") from None


def _files(folder: str | os.PathLike) -> dict[str, Any]:
    known = manifest(folder)
    if known is None:
        raise InputError(f"{folder}: is no folder that threads measure has written")
    return known["files"]


def _damaged(folder: Path, why: str) -> InputError:
    return InputError(f"{folder} is damaged: {why}; delete it and call threads measure again")
