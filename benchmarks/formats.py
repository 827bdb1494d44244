"""What every file of a folder of exports is read as, and what had to be done about it.

    python benchmarks/formats.py FOLDER [--into docs/formats.md]

Files of a folder that is one export (a ConvoKit corpus, Staticman's comments) count as one. With `--into` the tables
replace what stands below the last heading of that file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis import InputError, Thread
from analysis.readers import each_source, recognise

REPAIRS = {
    "parent_missing": "answers to a comment that is not there: now to the article",
    "parent_elsewhere": "answers to a comment of another thread: now to the article",
    "parent_self": "answers to itself: now to the article",
    "parent_cycle": "circles of replies: cut",
    "duplicate_comment": "comments that stood twice: kept once",
    "old_version": "comments in an older version too: the latest kept",
    "duplicate_id": "comments with the id of another: given one of their own",
}
COUNTS = ["threads", "comments", "without author", "without parent there", "deleted"]


def sources(folder: Path) -> Iterator[Path]:
    """The folders that are one export, and all other files."""
    for path in sorted(folder.iterdir()):
        if path.is_file() or recognise.folder(path):
            yield path
        else:
            yield from sources(path)


def measure(path: Path, folder: Path) -> dict:
    """What a file is read as, its counts and its repairs; with no counts if it is no export."""
    name = str(path.relative_to(folder))
    try:
        [found] = each_source([path])
    except InputError:
        return {"file": name}
    if isinstance(found, Thread) and found.comments.empty:  # read as text, and nothing was found in it
        return {"file": name}
    comments, known = found.comments, found.notices.set_index("code")
    read_as = "web page (no comments found)"
    if "read_as" in known.index:
        read_as = known.loc[["read_as"], "message"].iloc[0].removeprefix("read as ").split(":")[0]
    done = [f"{known.loc[[code], 'count'].sum()} {words}" for code, words in REPAIRS.items() if code in known.index]
    missing = [int(comments[column].isna().sum()) for column in ("author", "lost_parent_id")]
    gone = int((comments["status"] == "deleted").sum())
    counts = [len(found.articles), len(comments), missing[0], len(comments) - missing[1], gone]
    return {"file": name, "read as": read_as, **dict(zip(COUNTS, counts, strict=True)), "repaired": "; ".join(done)}


def markdown(table: pd.DataFrame) -> str:
    """A table as Markdown, numbers to the right."""
    kinds = ["---:" if pd.api.types.is_numeric_dtype(table[name]) else "---" for name in table]
    rows: list[list[str]] = table.astype("str").to_numpy().tolist()
    return "\n".join(f"| {' | '.join(row)} |" for row in [list(table.columns), kinds, *rows])


def report(files: Iterator[Path], folder: Path) -> str:
    """A table by format, one by file, and a list of what is no export."""
    table = pd.DataFrame([measure(path, folder) for path in files])
    exports = table.dropna(subset="read as").astype(dict.fromkeys(COUNTS, "int64"))
    others = table.loc[table["read as"].isna(), "file"]
    by_format = exports.groupby("read as", as_index=False).agg(
        files=("file", "size"), **{n: (n, "sum") for n in COUNTS}
    )
    return "\n\n".join(
        [
            markdown(by_format.sort_values("read as", key=lambda names: names.str.casefold())),
            "### By file",
            markdown(exports.astype({"repaired": "str"})),
            f"Beside them lie {len(others)} files that are no exports (notes, programs, schemas). They are refused, or "
            f"read as text without comments: {', '.join(others)}.",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    found = report(sources(options.folder), options.folder)
    if options.into is None:
        print(found)
        return
    text = options.into.read_text(encoding="utf-8")
    start = text.index("\n", text.rindex("\n## ") + 1)
    options.into.write_text(f"{text[:start]}\n\n{found}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
