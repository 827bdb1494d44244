"""What every file of a folder of exports is read as, and what had to be done about it.

    python benchmarks/formats.py FOLDER [--into docs/formats.md]

Files of a folder that is one export (a ConvoKit corpus, Staticman's comments) count as one. With `--into` the table
replaces what stands below the last heading of that file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from analysis import Corpus, InputError
from analysis.readers import each_source, recognise

REPAIRS = {
    "parent_missing": "answers to a comment that is not there: now to the article",
    "parent_elsewhere": "answers to a comment of another thread: now to the article",
    "parent_self": "answers to itself: now to the article",
    "parent_cycle": "circles of replies: cut",
    "duplicate_comment": "comments that stood twice: kept once",
    "duplicate_id": "comments with the id of another: given one of their own",
}
HEADER = "| file | read as | threads | comments | without author | without parent there | deleted | repaired |\n"
HEADER += "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"


def sources(folder: Path) -> Iterator[Path]:
    """The folders that are one export, and all other files."""
    for path in sorted(folder.iterdir()):
        if path.is_file() or recognise.folder(path):
            yield path
        else:
            yield from sources(path)


def row(path: Path, folder: Path) -> str:
    """A row of the table."""
    name = str(path.relative_to(folder))
    try:
        [found] = each_source([path])
    except InputError as error:
        said = str(error).replace(str(path), "").replace("|", "\\|").strip(" :")
        return f"| {name} | no thread: {said} | | | | | | |"
    comments, notices = found.comments, found.notices
    if comments.empty:
        said = notices["message"].iloc[-1] if len(notices) else "no comments"
        threads = len(found.articles) if isinstance(found, Corpus) else 0
        return f"| {name} | no comments: {said.split(':')[0]} | {threads} | 0 | | | | |"
    known = notices.set_index("code")
    read_as = known.loc[["read_as"], "message"].iloc[0].removeprefix("read as ").split(":")[0]
    done = [f"{known.loc[[code], 'count'].sum()} {words}" for code, words in REPAIRS.items() if code in known.index]
    gone = int((comments["status"] == "deleted").sum())
    counts = [len(found.articles), len(comments), int(comments["author"].isna().sum())]
    counts += [int(comments["lost_parent_id"].notna().sum()), gone]
    return f"| {name} | {read_as} | {' | '.join(map(str, counts))} | {'; '.join(done)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    lines = [HEADER, *(row(path, options.folder) for path in sources(options.folder))]
    if options.into is None:
        print("\n".join(lines))
        return
    text = options.into.read_text(encoding="utf-8")
    start = text.index("\n", text.rindex("\n## ") + 1)
    options.into.write_text(f"{text[:start]}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
