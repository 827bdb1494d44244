"""The notebooks over one or more threads, as one HTML file.

All notebooks run one after the other in a single kernel, which is wiped between them: each sees only what it made
itself, and pandas, matplotlib and spaCy are imported once.

A folder that `threads measure` has written has a notebook of its own, which never reads its comments.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image

from analysis import __version__, dataset
from analysis.aliases import read as read_aliases
from analysis.errors import InputError, NotebookError
from analysis.export import write
from analysis.files import opened, write_beside
from analysis.models import by_language
from analysis.pseudonyms import apply
from analysis.readers import load_threads, thread_name
from analysis.readers.pasted import check
from analysis.thread import count, table

PACKAGE = Path(__file__).parent
TEMPLATES = PACKAGE / "template"
WIPE = "%reset -f"


def notebooks() -> list[Path]:
    """Return the notebooks in the order of the report: the wheel's own, or in a checkout those beside the package."""
    return _shipped("[0-9]_*.ipynb")


def corpus_notebook() -> Path:
    """Return the notebook of a measured folder."""
    return _shipped("corpus.ipynb")[0]


def _shipped(names: str) -> list[Path]:
    for folder in (PACKAGE / "notebooks", PACKAGE.parent / "notebooks"):
        found = sorted(folder.glob(names))
        if found:
            return found
    raise NotebookError(f"no notebooks found beside {PACKAGE}: install the package again")


def measured(paths: Sequence[str | os.PathLike]) -> dict[str, Any] | None:
    """Return the manifest of a folder that `threads measure` has written; None if these are threads.

    Raises
    ------
    InputError
        If it is not finished or not the only one.
    """
    found = [known for path in paths if Path(path).is_dir() and (known := dataset.manifest(path)) is not None]
    if found and len(paths) > 1:
        raise InputError("a folder of threads measure has a report of its own: give it alone, or measure all together")
    return found[0] if found else None


def report(
    paths: Iterable[str | os.PathLike],
    output: str | os.PathLike,
    *,
    captured: str | date | pd.Timestamp | None = None,
    timezone: str = "UTC",
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
    model: str | Mapping[str, str] | None = None,
    aliases: str | os.PathLike | None = None,
    key: bytes | None = None,
    progress: Callable[[str], None] = lambda text: None,
    tell: Callable[[pd.DataFrame], None] = lambda notices: None,
) -> Path:
    """Run the notebooks over threads and write them as one HTML file without references to anything outside it.

    Parameters
    ----------
    paths : sequence of path
        The threads, as for `load_threads`; or one folder that `threads measure` has written. Of such a folder the
        report is of its sums, in which no comment stands, and none of the options below can be given.
    output : path
        The file to write; it is replaced only by a complete one.
    captured : str, date or Timestamp, optional
        When the pages were copied.
    timezone, dialect, columns
        As for `load_threads`.
    model, aliases
        As for `analysis.entities.find`; aliases as a file.
    key : bytes, optional
        Of the pseudonyms that authors get, as for `analysis.pseudonyms.apply`; by default they keep their names.
    progress : function
        Called with the name of each notebook when it starts.
    tell : function
        Called with the notices of how the threads were read, the ones that stand in the report: thread_id, message.

    Returns
    -------
    Path
        `output`.

    Raises
    ------
    NotebookError
        If a cell fails; names notebook, cell and error. Nothing is written then.
    InputError
        If the output cannot be written, or what was given cannot be.
    """
    paths = list(paths)
    if manifest := measured(paths):
        given: dict[str, Any] = {
            "captured": captured,
            "dialect": dialect,
            "columns": columns,
            "model": model,
            "aliases": aliases,
        }
        given |= {"timezone": None if timezone == "UTC" else timezone, "pseudonyms": key}
        return _of_measured(Path(paths[0]), manifest, Path(output), given, progress, tell)
    check(captured, timezone, dialect)
    by_language(model)
    if aliases is not None:
        read_aliases(aliases)
    for path in paths:
        if Path(path).exists() and not (Path(path).is_dir() or Path(path).is_file()):
            raise InputError(f"{path}: a report reads its files more than once; save this one first")
        if not Path(path).is_dir():  # what cannot be read is said at once, not after the kernel has started
            with opened(path):
                pass
    reading: dict[str, Any] = {"captured": captured, "timezone": timezone, "dialect": dialect, "columns": columns}
    with write_beside(output) as beside, tempfile.TemporaryDirectory() as folder:
        name = ", ".join(map(thread_name, paths))
        if key is not None:
            hidden = Path(folder) / "pseudonyms.json"
            name = _hide(paths, hidden, key, reading)
            paths, reading = [hidden], {}
        notebook = run(notebooks(), paths, **reading, model=model, aliases=aliases, progress=progress)
        titles = _told(notebook, "titles")
        heading = [titles[0], name] if len(titles) == 1 and titles[0] else [name]
        beside.write_text(render(notebook, *heading), encoding="utf-8")
    tell(table(_told(notebook, "notices"), {"thread_id": "str", "message": "str"}))
    return Path(output)


def _of_measured(
    folder: Path,
    manifest: dict[str, Any],
    output: Path,
    given: Mapping[str, Any],
    progress: Callable[[str], None],
    tell: Callable[[pd.DataFrame], None],
) -> Path:
    if given["pseudonyms"] is not None:
        raise InputError(
            f"{folder}: is measured already: names are replaced before (threads parse --pseudonyms -o comments.parquet)"
        )
    if strange := [name for name, value in given.items() if value is not None]:
        raise InputError(f"{folder}: is measured already: {', '.join(strange)} can only be given to threads measure")
    left_out = {"sentiment", "length", "replies", "entities"} - set(manifest["settings"]["what"])
    with write_beside(output) as beside:
        notebook = run([corpus_notebook()], [folder], without=left_out, progress=progress)
        sizes = [count(manifest[f"{thing}s"], thing) for thing in ("comment", "thread")]
        beside.write_text(render(notebook, folder.absolute().name, " in ".join(sizes)), encoding="utf-8")
    tell(table(_told(notebook, "notices"), {"thread_id": "str", "message": "str"}))
    return output


def _told(notebook, name: str) -> list:
    """Return what the outputs of a notebook hold under a name in their metadata, where `analysis.display` puts it."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return list(chain.from_iterable(out.get("metadata", {}).get("text/html", {}).get(name, []) for out in outputs))


def _hide(paths: Sequence[str | os.PathLike], hidden: Path, key: bytes, reading: dict[str, Any]) -> str:
    """Write threads with pseudonyms, and nothing of where they were read from; return what they are called."""
    corpus = apply(load_threads(paths, **reading), key)
    nowhere = corpus.articles.assign(source=pd.Series(None, corpus.articles.index, dtype="str"))
    write([replace(corpus, articles=nowhere)], hidden)
    threads = list(corpus.articles["thread_id"])
    return threads[0] if len(threads) == 1 else count(len(threads), "thread")


def run(
    sources: Iterable[Path],
    paths: Iterable[str | os.PathLike],
    *,
    captured: str | date | pd.Timestamp | None = None,
    timezone: str = "UTC",
    dialect: str | None = None,
    columns: Mapping[str, str] | None = None,
    model: str | Mapping[str, str] | None = None,
    aliases: str | os.PathLike | None = None,
    without: Collection[str] = (),
    progress: Callable[[str], None] = lambda text: None,
):
    """Execute notebooks over threads in one kernel, in the current folder, and return them as one notebook.

    Parameters
    ----------
    sources : sequence of Path
        Notebooks whose cell tagged `parameters` sets `PATHS`, `CAPTURED`, `TIMEZONE`, `DIALECT`, `COLUMNS`,
        `MODEL` and `ALIASES`, or those of them that it needs; it is replaced.
    paths, captured, timezone, dialect, columns, model, aliases, progress
        As in `report`.
    without : collection of str
        Tags of cells that are left out.

    Returns
    -------
    NotebookNode
        All cells with their outputs; `metadata.thread_analysis` of a cell names its notebook and its number there.

    Raises
    ------
    NotebookError
        If a cell fails.
    """
    nbformat, client_class, manager, errors = _jupyter()
    parameters = (
        f"PATHS = {[str(path) for path in paths]!r}\nCAPTURED = {None if captured is None else str(captured)!r}\n"
        f"TIMEZONE = {timezone!r}\nDIALECT = {dialect!r}\n"
        f"COLUMNS = {dict(columns) if columns else None!r}\n"
        f"MODEL = {dict(model) if isinstance(model, Mapping) else model!r}\n"
        f"ALIASES = {None if aliases is None else str(aliases)!r}"
    )
    whole = nbformat.v4.new_notebook()
    for source in sources:
        cells = nbformat.read(source, as_version=4).cells
        for number, cell in enumerate(cells, 1):
            cell.metadata["thread_analysis"] = {"notebook": source.name, "cell": number}
            cell.id = f"{source.stem.lstrip('0123456789_')}-{number}"
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = parameters
        wipe = nbformat.v4.new_code_cell(WIPE, id=f"{source.stem}-wipe", metadata={"tags": ["remove-cell"]})
        wipe.metadata["thread_analysis"] = {"notebook": source.name, "cell": 0}
        whole.cells += [wipe, *(cell for cell in cells if not set(without) & set(cell.metadata.get("tags", [])))]

    channels = set()

    def started(cell, **_) -> None:
        channels.update([client.kc.stdin_channel, client.kc.control_channel])
        if cell.metadata["thread_analysis"]["cell"] == 0:
            progress(cell.metadata["thread_analysis"]["notebook"])

    client = client_class(
        whole,
        timeout=None,
        km=manager,
        on_cell_start=started,
        resources={"metadata": {"path": os.getcwd()}},
        # ignore_cwd: a file called pandas.py in the user's folder must not be taken for pandas.
        extra_arguments=["--IPKernelApp.log_level=ERROR", "--IPKernelApp.ignore_cwd=True"],
    )
    try:
        client.execute()
    except errors.CellExecutionError as error:
        failed = next(cell for cell in whole.cells if _failed(cell))
        place = failed.metadata["thread_analysis"]
        if error.ename == InputError.__name__:  # the reader's own line says all there is to say
            raise InputError(error.evalue) from None
        what = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
        raise NotebookError(f"{place['notebook']}, cell {place['cell']}: {what}") from None
    except (errors.DeadKernelError, RuntimeError) as error:
        raise NotebookError(f"the notebooks' kernel died: {error}") from None
    finally:
        for channel in channels:  # nbclient leaves these two open
            channel.stop()
    whole.cells = [cell for cell in whole.cells if "remove-cell" not in cell.metadata.get("tags", [])]
    return whole


def render(notebook, title: str, name: str = "") -> str:
    """Render an executed notebook as one HTML page with the project's own template; the name stands below the title."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_anchor_links=True)
    exporter.register_filter("webp", _webp)
    contents = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            contents += [
                (len(marks), name, cell.id) for marks, name in re.findall(r"(?m)^(#{1,2}) +(.+?) *$", cell.source)
            ]
            cell.source = re.sub(r"(?m)^#", "##", cell.source)  # the page has a title of its own above theirs
    style = (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")
    resources = {"title": title, "name": name, "contents": contents, "style": style, "version": __version__}
    return exporter.from_notebook_node(notebook, resources)[0]


def _webp(png: str) -> str:
    """A picture in base64 as lossless WebP, which every browser shows: the same pixels in two thirds of the space."""
    small = io.BytesIO()
    Image.open(io.BytesIO(b64decode(png))).convert("RGB").save(small, "webp", lossless=True)
    return b64encode(small.getvalue()).decode("ascii")


def _failed(cell) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


def _jupyter():
    """Import Jupyter's parts, and make a manager for a kernel in this very environment.

    jsonschema builds the grammars of rfc3987_syntax when it is imported, 1 s of every start, to check addresses that no
    notebook has (jsonschema issue 1428). Hidden from it, it does without.
    """
    hidden = "rfc3987_syntax"
    known = sys.modules.get(hidden)
    sys.modules[hidden] = None  # type: ignore[assignment]
    try:
        import nbformat
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient, exceptions
    finally:
        del sys.modules[hidden]
        if known is not None:
            sys.modules[hidden] = known
    # Without kernel folders only the native kernel is left: no "python3" of another environment can shadow it.
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    return nbformat, NotebookClient, manager, exceptions
