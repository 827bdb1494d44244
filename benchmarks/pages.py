"""How well saved pages are read: strings that have to be in the comments, and strings that must not be.

    python benchmarks/pages.py [FOLDER]

FOLDER holds pages and labels.json: {page: {"comments": [...], "without": [...]}}, as trafilatura's evaluation has them.
A string that is nowhere in the page's file (a script fetched the comments later) cannot be found; such strings are
counted apart. White space is normalised. Beside it stands what trafilatura alone takes for comments.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pandas as pd
from trafilatura import bare_extraction

from analysis import load_threads

ROOT = Path(__file__).parent.parent


def spaced(text: str) -> str:
    return " ".join(unescape(text).split())


def hits(strings: Iterable[str], text: str) -> int:
    return sum(spaced(string) in text for string in strings)


def measure(path: Path, labels: dict) -> dict:
    """What both find on one page."""
    raw = path.read_bytes()
    comments = load_threads([path]).comments
    read = spaced("\n".join(comments["body"]))
    document = bare_extraction(raw, include_comments=True, with_metadata=False)
    rival = spaced(getattr(document, "comments", None) or "")
    source = spaced(re.sub(r"<[^>]*>", "", raw.decode("utf-8", "replace")))
    return {
        "wanted": len(labels["comments"]),
        "in the page": sum(max(hits([s], source), hits([s], read)) for s in labels["comments"]),
        "found": hits(labels["comments"], read),
        "unwanted": len(labels["without"]),
        "foreign": hits(labels["without"], read),
        "trafilatura found": hits(labels["comments"], rival),
        "trafilatura foreign": hits(labels["without"], rival),
        "comments": len(comments),
        "authors": int(comments["author"].notna().sum()),
        "times": int(comments["posted_text"].notna().sum()),
        "parents": int(comments["parent_id"].notna().sum()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = ROOT.parent / "shared" / "data" / "exports" / "html"
    parser.add_argument("folder", nargs="?", type=Path, default=default, metavar="FOLDER")
    folder = parser.parse_args().folder
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    pages = {name: measure(folder / name, labels[name]) for name in sorted(labels) if (folder / name).exists()}
    table = pd.DataFrame.from_dict(pages, orient="index")
    table.loc["all"] = table.sum()
    print(f"| page | {' | '.join(table.columns)} |")
    print(f"| --- |{' ---: |' * len(table.columns)}")
    for name, row in table.iterrows():
        print(f"| {name} | {' | '.join(map(str, row))} |")
    every = table.loc["all"]
    print()
    for who in ("", "trafilatura "):
        found, foreign = every[f"{who}found"], every[f"{who}foreign"]
        print(
            f"{who or 'this reader '}finds {found / every['wanted']:.0%} of the wanted strings, "
            f"{found / every['in the page']:.0%} of those in the pages, {foreign / every['unwanted']:.1%} of the others"
        )


if __name__ == "__main__":
    main()
