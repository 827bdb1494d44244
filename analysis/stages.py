"""The stages of `analysis.scale`, each a number of tasks, and what they leave behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import orjson
import pandas as pd
from pyarrow.parquet import ParquetFile
from tqdm import tqdm

from analysis import __version__, aggregates, tasks
from analysis.files import write_beside
from analysis.jobs import Job, Result, Task, local
from analysis.partition import Measures
from analysis.readers import free_name, left_out, names_apart, raw
from analysis.readers.integrity import told
from analysis.thread import ARTICLES, NOTICES, table

NAMED = {"thread_id": "str"} | NOTICES


def read(job: Job, batches: Sequence[Sequence[raw.File]], reading: raw.Reading, engine: str) -> list[str]:
    """Read the sources, settle under which ids their threads stand, and return why some of a folder were not read."""
    folder = job.folder
    here = engine == "pandas" or len(batches) == 1  # where a bar can follow each byte
    size = sum(Path(file.path).stat().st_size for batch in batches for file in batch)
    bar = tqdm(total=size, desc="reading", unit="B", unit_scale=True, disable=job.quiet, leave=False)
    with bar if here else nullcontext():
        todo = []
        for number, batch in enumerate(batches):
            into = tasks.RAW_FOLDER.format(number)
            arguments = (batch, folder / into, reading, *([bar.update] if here else []))
            names = ("comments.parquet", "articles.parquet", "quotes.parquet", "corrupt.txt")
            files = [f"{into}/{name}" for name in names]
            todo.append(Task(f"read/{number:05}", raw.write, arguments, files))
        found = job.results("reading", todo, local(folder) if here else None)
    sources = [source for result in found for source in result["sources"]]
    taken: dict[str, tuple] = {}
    for number, result in enumerate(found):
        articles = pd.read_parquet(folder / tasks.RAW_FOLDER.format(number) / "articles.parquet")
        by_file = dict(iter(table(articles, raw.RAW_ARTICLES).groupby("file")))
        for source in result["sources"]:
            _settle(source, by_file.get(source["number"], table([], ARTICLES)), taken)
    with write_beside(folder / tasks.SOURCES) as beside:
        beside.write_bytes(orjson.dumps(sources))
    return [name for result in found for name in result["unread"]]


def _settle(source: dict[str, Any], articles: pd.DataFrame, taken: dict[str, tuple]) -> None:
    """Give the threads of a source ids that no other thread has."""
    if source["whole"]:
        names = {}
        for name in articles["thread_id"]:
            names[name] = free_name(name, taken)
            taken[names[name]] = ("whole", None, None)
    else:
        own = articles["thread_id"]
        if source["nameless"]:
            own = own.replace(source["name"], free_name(source["name"], taken))
        renamed, notices = names_apart(articles.assign(thread_id=own), source["platform"], source["read_as"], taken)
        names = dict(zip(articles["thread_id"], own.map(renamed), strict=True))
        source["notices"] += notices
    source["renamed"] = {old: new for old, new in names.items() if old != new}


def measured(job: Job, raws: int, measures: Measures, rows: int, started: pd.Timestamp) -> tuple[list[Result], ...]:
    """Divide the comments by thread and measure the partitions; then count the authors."""
    folder, blocks = job.folder, []
    total = 0
    for number in range(raws):
        with ParquetFile(folder / tasks.RAW_FOLDER.format(number) / "comments.parquet") as file:
            sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        blocks += [(number, groups) for groups in _grouped(sizes, rows)]
        total += sum(sizes)
    partitions = max(1, -(-total // rows))
    author_parts = -(-partitions // 4)  # their rows are narrow
    todo = []
    for block, (number, groups) in enumerate(blocks):
        arguments: tuple = (folder, number, groups, block, partitions)
        todo.append(Task(f"divide/{block:05}", tasks.divide, arguments, [tasks.BLOCK.format(block)]))
    for number in range(raws):
        files = [name.format(number) for name in (tasks.BLOCK_ARTICLES, tasks.BLOCK_QUOTES)]
        todo.append(Task(f"divide/others-{number:05}", tasks.divide_others, (folder, number, partitions), files))
    job.results("dividing", todo)
    outputs = [tasks.COMMENTS, tasks.THREADS, tasks.ARTICLES, tasks.BY_AUTHOR, tasks.SUMS]
    outputs += [tasks.MENTIONS, tasks.NAMES] if "entities" in measures.what else []
    todo = []
    for part in range(partitions):
        arguments = (folder, part, len(blocks), raws, measures, started, author_parts)
        todo.append(Task(f"measure/{part:05}", tasks.measure, arguments, [name.format(part) for name in outputs]))
    parts = job.results("measuring", todo)
    todo = [
        Task(f"authors/{part:05}", tasks.authors, (folder, part, partitions), [tasks.AUTHORS.format(part)])
        for part in range(author_parts)
    ]
    return parts, job.results("counting authors", todo)


def _grouped(sizes: Iterable[int], rows: int) -> list[list[int]]:
    """Numbers of consecutive row groups, together about as many rows as a partition has."""
    groups: list[list[int]] = []
    room = 0
    for number, size in enumerate(sizes):
        if not groups or room <= 0:
            groups.append([])
            room = rows
        groups[-1].append(number)
        room -= size
    return groups


def finish(
    job: Job, unread: Sequence[str], parts: Sequence[Result], authors: Sequence[Result], settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Add up what the partitions have summed, and write the manifest, which says that all is there."""
    folder = job.folder
    sources = orjson.loads((folder / tasks.SOURCES).read_bytes())
    files: dict[str, Any] = {}
    for result in (*parts, *authors):
        files |= {name: known for name, known in result["files"].items() if not name.startswith(".work")}
    extra = _aggregates(folder, parts, authors, "entities" in settings["what"])
    corrupt = sum(row["count"] for source in sources for row in source["notices"] if row["code"] == "broken_lines")
    extra["notices.parquet"] = _notices(sources, unread, parts)
    for name, rows in extra.items():
        with write_beside(folder / name) as beside:
            rows.to_parquet(beside, index=False)
    if corrupt:
        with write_beside(folder / "corrupt.txt") as beside, beside.open("wb") as file:
            for part in sorted((folder / tasks.RAW_FOLDER).parent.glob("[0-9]*/corrupt.txt")):
                file.write(part.read_bytes())
    names = [*extra, *(["corrupt.txt"] if corrupt else [])]
    for left in (*folder.glob("[!.]*/.*"), *folder.glob(".*-*")):  # half written by processes that were killed
        left.unlink(missing_ok=True)
    manifest = {
        "made_by": f"thread-analysis {__version__}",
        **{kind: sum(part["rows"][kind] for part in parts) for kind in ("comments", "threads", "mentions")},
        "authors": sum(part["rows"]["authors"] for part in authors),
        "corrupt_lines": corrupt,
        "settings": settings,
        "files": files | {name: job.print_of(name) for name in names},
    }
    with write_beside(folder / "manifest.json") as beside:
        beside.write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    return manifest


def _aggregates(
    folder: Path, parts: Sequence[Result], authors: Sequence[Result], entities: bool
) -> dict[str, pd.DataFrame]:
    numbers = range(len(parts))
    sums = aggregates.tables(aggregates.total(pd.read_parquet(folder / tasks.SUMS.format(part)) for part in numbers))
    counts = {
        name: rows.dropna(subset=name).set_index(name)["comments"]
        for name, rows in sums.items()
        if name in ("words", "depth", "children", "sentiment")
    }
    counts["comments of a thread"] = _counted(parts)
    counts["comments of an author"] = _counted(authors)
    found = {f"aggregates/{name}.parquet": rows for name, rows in sums.items()}
    found["aggregates/quantiles.parquet"] = aggregates.quantiles(counts).reset_index()
    if entities:
        named = (pd.read_parquet(folder / tasks.NAMES.format(part)) for part in numbers)
        found["aggregates/entities.parquet"] = aggregates.names(named)
    return found


def _counted(results: Iterable[Result]) -> pd.Series:
    sizes: Counter[int] = Counter()
    for result in results:
        sizes.update({int(size): number for size, number in result["sizes"].items()})
    return pd.Series(dict(sorted(sizes.items())), dtype="int64")


def _notices(sources: Sequence[dict], unread: Sequence[str], parts: Sequence[Result]) -> pd.DataFrame:
    """The notices of the sources, and what was repaired in all partitions."""
    rows = []
    for source in sources:
        alone = source["renamed"].get(source["alone"], source["alone"]) if source["threads"] == 1 else None
        rows += [row | {"thread_id": alone} for row in source["notices"]]
    if unread:
        rows.append({"code": "not_read", "message": left_out(unread), "count": len(unread)})
    repairs: Counter[str] = Counter()
    for part in parts:
        repairs.update(part["repairs"])
    rows += [{"code": code, "message": told(code, size), "count": size} for code, size in sorted(repairs.items())]
    return table(rows, NAMED)
