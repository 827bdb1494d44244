"""What a model found in a text, kept on disk: the second report on a thread need not load the model.

Hashes of the texts, places and labels are kept and no words, as JSON in an SQLite file in the user's cache folder.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

import orjson
from platformdirs import user_cache_path

Spans = list[tuple[int, int, str]]
LARGEST = 256 << 20  # bytes; a larger file is begun anew


def place() -> Path:
    """Where it is kept."""
    return user_cache_path("thread-analysis") / "names.sqlite"


def remembered(texts: Sequence[str], model: Path, read: Callable[[list[str]], Iterable[Spans]]) -> list[Spans]:
    """What `read` finds in each text, from the cache what is there; what is new is kept for the next time.

    Parameters
    ----------
    texts : sequence of str
        Any; of equal ones one is read.
    model : Path
        The folder of the model; another or a changed model finds something else.
    read : function
        Takes texts, and returns start, end and label of each name in each. It is not called if nothing is new. A cache
        that cannot be read or written is done without.
    """
    made_for = _print_of(model)
    coded = (text.encode("utf-8", "surrogatepass") for text in texts)
    keys = [blake2b(text, digest_size=16, key=made_for).digest() for text in coded]
    by_key = dict(zip(keys, texts, strict=True))
    found = _kept(by_key)
    new = [key for key in by_key if key not in found]
    if new:
        fresh = dict(zip(new, read([by_key[key] for key in new]), strict=True))
        _keep(fresh)
        found |= fresh
    return [found[key] for key in keys]


def _kept(keys: Iterable[bytes]) -> dict[bytes, Spans]:
    found: dict[bytes, Spans] = {}
    with suppress(sqlite3.Error, OSError, ValueError, TypeError):
        if not place().is_file():
            return {}
        with closing(sqlite3.connect(place())) as store:
            for key in keys:
                for (told,) in store.execute("SELECT found FROM names WHERE text = ?", (key,)):
                    found[key] = [(int(start), int(end), str(label)) for start, end, label in orjson.loads(told)]
    return found


def _keep(found: dict[bytes, Spans]) -> None:
    with suppress(sqlite3.Error, OSError):
        place().parent.mkdir(parents=True, exist_ok=True)
        if place().is_file() and place().stat().st_size > LARGEST:
            place().unlink()
        with closing(sqlite3.connect(place())) as store, store:
            store.execute("CREATE TABLE IF NOT EXISTS names (text BLOB PRIMARY KEY, found BLOB) WITHOUT ROWID")
            rows = ((key, orjson.dumps(spans)) for key, spans in found.items())
            store.executemany("INSERT OR REPLACE INTO names VALUES (?, ?)", rows)


@cache
def _print_of(model: Path) -> bytes:
    """Hash of what a model says of itself and of the sizes and times of its files, too large to be read each time."""
    files = sorted(path for path in model.rglob("*") if path.is_file())
    told = [(str(path.relative_to(model)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return blake2b(orjson.dumps([str(model), *told]) + (model / "meta.json").read_bytes(), digest_size=16).digest()
