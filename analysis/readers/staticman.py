"""Staticman and its like: each comment is a small file of YAML or JSON in the sources of a static site.

A folder has a folder for each post, or files named POST__COMMENT.yml. The fields are those of the site's form: `_id`
or `id`, `name`, `message`, `date` (a time, or seconds since 1970), whom it answers (`replying_to` and others), and at
times the post (`_parent`). Some forms give for whom it answers the number of a comment among those that answer none,
from 1, in the order of the files' names. Bodies are Markdown or HTML. All values are read as they are written;
references in YAML are harmless, because only texts are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from analysis.files import inside
from analysis.readers.records import Comment, Found
from analysis.readers.tables import is_html
from analysis.readers.values import identity, loaded, moment, name, number, parent, text
from analysis.thread import count

FORMAT = "Staticman comments"
KINDS = {".yml", ".yaml", ".json"}
IDS = ("_id", "id", "uid")
BODIES = ("message", "comment", "body", "content", "text")
ANSWERED = ("replying_to", "replyingTo", "reply_to", "replyTo", "replyID", "replyThread", "parent", "parent_id")
LARGEST = 1 << 20  # bytes of one comment
FEW = 10  # one file of so many may be broken
SAMPLE = 50  # files that tell whether bodies are HTML
STARTS = re.compile(
    r"(?:---\s*\n)?(?:#.*\n)*\s*(?:_?id|_parent|name|message|date|email|avatar|body|uid)\s*:\s", re.IGNORECASE
)


def folder(path: Path) -> Found | None:
    """A folder that holds such files and nothing else but notes (.md)."""
    files = []
    for file in path.rglob("*"):
        if file.suffix != ".md" and inside(file, path):
            if file.suffix not in KINDS:
                return None
            files.append(file)
    files.sort()
    if not files or not _is_comment(_loaded(files[0])) or _holds_others(files):
        return None
    sample = [_body(values) for file in files[:SAMPLE] if _is_comment(values := _loaded(file))]
    found = Found(FORMAT, (), "html" if is_html(sample) else "markdown")
    found.rows = _rows(files, path, found)
    return found


def plain(written: str, path: Path) -> Found | None:
    """The text of one such file."""
    values = _parsed(written)
    if not _is_comment(values):
        return None
    return Found(FORMAT, [_comment(values, path, path.parent)], "html" if is_html([_body(values)]) else "markdown")


def _holds_others(files: list[Path]) -> bool:
    """Whether JSON of another kind is among them, which other readers may know: YAML is read here or nowhere."""
    odd = [file for file in files if file.suffix == ".json" and not _is_comment(_loaded(file))]
    return len(odd) * FEW > len(files) or any(file.stat().st_size > LARGEST or _nests(_loaded(file)) for file in odd)


def _nests(values: Any) -> bool:
    inside = values.values() if isinstance(values, dict) else ()
    return isinstance(values, list) or any(isinstance(value, dict | list) for value in inside)


def _loaded(file: Path) -> Any:
    try:
        return _parsed(file.read_text("utf-8-sig", "replace")) if file.stat().st_size <= LARGEST else None
    except OSError:
        return None


def _parsed(written: str) -> Any:
    """The values of the outermost names; those that are no texts, and all that is inside them, are not built."""
    try:
        return loaded(written) if written.lstrip().startswith(("{", "[")) else _scalars(written)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _scalars(written: str) -> dict[str, str]:
    values: dict[str, str] = {}
    depth, name = 0, None
    for event in yaml.parse(written, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            name = None
        elif depth == 1 and isinstance(event, yaml.NodeEvent):
            said = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if name is not None:
                values[name] = said
            name = said if name is None else None
    return values


def _is_comment(values: Any) -> bool:
    """A flat object with a text and something about it: other formats have lists and objects inside."""
    if not isinstance(values, dict) or _nests(values):
        return False
    return bool(_body(values)) and bool(values.keys() & {"name", "author", "date", *IDS})


def _body(values: dict) -> str:
    return next(filter(None, (text(values.get(key)) for key in BODIES)), "")


def _comment(values: dict, file: Path, path: Path) -> Comment:
    post, mark, _ = file.stem.partition("__")
    inner = file.parent.relative_to(path).parts
    return Comment(
        _body(values),
        next(filter(None, (identity(values.get(key)) for key in IDS)), file.stem),
        next(filter(None, (parent(values.get(key)) for key in ANSWERED)), None),
        name(values.get("name")) or name(values.get("author")),
        moment(values.get("date")) or moment(values.get("timestamp")),
        thread=identity(values.get("_parent")) or (post if mark else "/".join(inner) or path.name),
    )


def _rows(files: list[Path], path: Path, found: Found) -> Iterator[Comment]:
    loaded = ((file, _loaded(file)) for file in files)
    comments = [_comment(values, file, path) for file, values in loaded if _is_comment(values)]
    if len(comments) < len(files):
        message = f"{count(len(files) - len(comments), 'file')} of the folder could not be read as a comment"
        found.notices.append({"code": "left_out", "message": message, "count": len(files) - len(comments)})
    begun: dict[str | None, list[str | None]] = {}
    for comment in comments:
        if comment.parent is None:
            begun.setdefault(comment.thread, []).append(comment.id)
    known = {(comment.thread, comment.id) for comment in comments}
    for comment in comments:
        place = number(comment.parent) or 0
        first = begun.get(comment.thread, [])
        if (comment.thread, comment.parent) not in known and 0 < place <= len(first):
            comment = comment._replace(parent=first[place - 1])
        yield comment
