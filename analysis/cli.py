"""The command `threads`: argument handling and nothing else."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from analysis import __version__
from analysis.errors import AnalysisError, InputError
from analysis.readers.dialects import DIALECTS
from analysis.thread import Corpus, Thread

if TYPE_CHECKING:
    import pandas as pd

DONE = """exit status:
  0  done
"""
FAILED = "  1  a notebook failed\n"
UNFINISHED = "  1  it could not be finished: the same call goes on from there\n"
WRONG = "  2  wrong use or input that cannot be read; one line on standard error says what would be right"
STATUSES = DONE + FAILED + WRONG


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        options.run(options)
        sys.stdout.flush()
    except AnalysisError as error:
        print(f"threads: {' '.join(str(error).split())}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        kept = "call again to go on" if options.command == "measure" else "nothing was written"
        print(f"threads: stopped; {kept}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `threads parse ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a folder that may not be read
        print(f"threads: {error.filename or 'writing'}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def parse(options: argparse.Namespace) -> None:
    """Read threads and print or write their tables."""
    from analysis.export import FORMATS, write, write_json
    from analysis.pseudonyms import apply
    from analysis.readers import each_source

    if options.explain:
        return explain(options)
    output = None if options.output is None else _checked(options, list(FORMATS))
    if output is not None and _streams(options, output):
        return
    files = tqdm(options.files, desc="reading", unit="file", disable=_quiet(), leave=False)
    key = None if options.pseudonyms is None else _key(options)
    found = list(each_source(files, options.captured, options.dialect, options.timezone, options.columns))
    if key is not None:
        found = [apply(found[0] if len(found) == 1 else Corpus.of(found), key)]
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # JSON is, whatever the terminal shows
        write_json(found, sys.stdout)
    else:
        write(found, output)
        print(output)
    for source in found:
        name = source.thread_id if isinstance(source, Thread) else "exports"
        notices = source.notices.assign(thread_id=name) if isinstance(source, Thread) else source.notices
        _tell(notices, name)


def _streams(options: argparse.Namespace, output: Path) -> bool:
    """Write one export to Parquet without holding it in memory; False if that is not what was asked for."""
    if output.suffix != ".parquet" or len(options.files) > 1 or options.pseudonyms is not None or options.dialect:
        return False
    source = Path(options.files[0])
    if not source.is_file():  # a pipe cannot be read twice
        return False
    from analysis.readers.streaming import convert

    notices = convert(source, output, options.captured, options.timezone, options.columns)
    if notices is None:
        return False
    print(output)
    _tell(notices, "exports")
    return True


def _tell(notices: pd.DataFrame, name: str) -> None:
    """Print notices on standard error, each behind its thread or this name."""
    from analysis.explain import visible

    if sys.stderr is None:
        return
    for thread, message in zip(notices["thread_id"].fillna(name), notices["message"], strict=True):
        print(visible(f"{thread}: {message}"), file=sys.stderr)


def explain(options: argparse.Namespace) -> None:
    """Print the texts of threads, one after the other, with the role of each line in the margin."""
    from analysis.explain import text
    from analysis.readers import each_source

    if options.output is not None:
        raise InputError(f"--explain prints text for people: leave out --output, or add > {options.output}")
    if options.pseudonyms is not None:
        raise InputError("--explain prints the text as it is: it cannot be combined with --pseudonyms")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Unicode shows codes
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    found = each_source(options.files, options.captured, options.dialect, options.timezone, options.columns)
    for number, thread in enumerate(found):
        if isinstance(thread, Corpus):
            raise InputError("--explain shows how text copied from a page was read; the rest was read field by field")
        if number:
            sys.stdout.write("\n\n")
        sys.stdout.writelines(text(thread, color=color))


def report(options: argparse.Namespace) -> None:
    """Write all notebooks over the threads as one HTML file and print its path."""
    from analysis import report as reports

    output = _checked(options, [".html"])
    measured = reports.measured(options.files)
    key = None
    if options.pseudonyms is not None:
        key = b"" if measured else _key(options)  # none is made for what is refused
    told: list[pd.DataFrame] = []
    with tqdm(total=1 if measured else len(reports.notebooks()), unit="notebook", disable=_quiet(), leave=False) as bar:

        def progress(name: str) -> None:
            bar.set_description(name)
            bar.update()

        path = reports.report(
            options.files,
            output,
            captured=options.captured,
            timezone=options.timezone,
            dialect=options.dialect,
            columns=options.columns,
            model=_models(options),
            aliases=options.aliases,
            key=key,
            progress=progress,
            tell=told.append,
        )
    print(path)
    for notices in told:
        _tell(notices, "exports")


def measure(options: argparse.Namespace) -> None:
    """Measure any number of comments."""
    from analysis import scale
    from analysis.thread import count

    found = scale.measure(
        options.files,
        options.output,
        engine=options.engine,
        what=[name.strip() for name in options.what.split(",")],
        workers=options.workers,
        rows=options.rows,
        captured=options.captured,
        dialect=options.dialect,
        timezone=options.timezone,
        columns=options.columns,
        model=_models(options) if options.model else None,
        aliases=options.aliases,
    )
    print(options.output)
    if sys.stderr:
        sizes = [count(found[f"{thing}s"], thing) for thing in ("comment", "thread", "author")]
        print(f"{sizes[0]} in {sizes[1]} by {sizes[2]}", file=sys.stderr)
        if found["corrupt_lines"]:
            lines = count(found["corrupt_lines"], "line")
            print(f"{lines} could not be read: {options.output}/corrupt.txt", file=sys.stderr)


def _checked(options: argparse.Namespace, formats: list[str]) -> Path:
    """Return the output's path if it is of these formats and overwrites neither a folder nor what is read."""
    output = Path(options.output)
    if output.suffix not in formats:
        raise InputError(f"{output}: cannot write that format; use a name that ends in {', '.join(formats)}")
    if output.is_dir() and output.suffix != ".convokit":
        raise InputError(f"{output}: cannot be written (it is a folder)")
    read = [Path(file).resolve() for file in options.files]
    if any(
        output.resolve() in (file, *file.parents) or output.exists() and output.samefile(file)
        for file in read
        if file.exists()
    ):
        raise InputError(f"{output}: is read from and would be overwritten; choose another name to write to")
    return output


def _key(options: argparse.Namespace) -> bytes:
    """Return the key that pseudonyms are made with; say so if nobody will know it."""
    from analysis.keys import make_key

    if options.pseudonyms:
        if any(
            Path(file).exists() and Path(options.pseudonyms).resolve() == Path(file).resolve() for file in options.files
        ):
            raise InputError(f"{options.pseudonyms}: is a thread and cannot be the key of --pseudonyms too")
        return make_key(options.pseudonyms)
    if sys.stderr:
        print(
            "pseudonyms: the key was made up and is not kept: the next time the names will be others (to keep it: "
            "--pseudonyms KEYFILE)",
            file=sys.stderr,
        )
    return make_key()


def _columns(told: str) -> dict[str, str]:
    """Return what --columns says, as a mapping."""
    pairs = [pair.partition("=") for pair in told.split(",")]
    if not all(ours.strip() and theirs.strip() for ours, _, theirs in pairs):
        raise argparse.ArgumentTypeError(f"{told!r} is no list such as author=user,body=text")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _models(options: argparse.Namespace) -> dict[str, str] | None:
    """Return which model reads which language, by what --model says."""
    from analysis.models import language_of

    pairs = [told.rpartition("=") for told in options.model]
    return {language if equals else language_of(name): name for language, equals, name in pairs} or None


def _quiet() -> bool | None:
    """Return what tqdm takes for: progress only on a terminal, and standard error may be closed."""
    return True if sys.stderr is None else None


def _parser() -> argparse.ArgumentParser:
    known = [dialect.name for dialect in DIALECTS]
    shape: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter}
    parser = argparse.ArgumentParser(
        prog="threads", description="Turn an online comment thread into tables, charts and one HTML report.",
        epilog=f"example:\n  threads report thread.txt -o report.html\n\n{STATUSES}", **shape,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    one = commands.add_parser(
        "parse", help="read threads and print their tables as JSON, or write them to a file",
        description="Print article, comments, quotations and notices as JSON; notices also go to standard error.",
        epilog="examples:\n  threads parse thread.txt\n  threads parse --explain thread.txt\n"
        "  threads parse *.txt -o comments.csv --captured 2024-05-17\n"
        "  threads parse dump.ndjson.zst -o network.graphml --pseudonyms\n\n"
        + DONE + WRONG, **shape,
    )  # fmt: skip
    one.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write to OUT.json; only the comments to OUT.jsonl, .csv or .parquet; who answers whom to OUT.graphml "
        "(for Gephi); a folder for ConvoKit to OUT.convokit; and print the path",
    )
    one.add_argument(
        "--explain",
        action="store_true",
        help="print instead the text with each line's comment and role in the margin: see how it was understood",
    )
    one.set_defaults(run=parse)

    two = commands.add_parser(
        "report", help="write all notebooks over the threads as one HTML file",
        description="Run all notebooks over the threads and write them as one self-contained HTML file. Of one folder "
        "that threads measure has written, the report is on its sums, without any of the options below.",
        epilog="examples:\n  threads report thread.txt -o report.html --captured 2024-05-17\n"
        f"  threads report measured -o report.html\n\n{STATUSES}", **shape,
    )  # fmt: skip
    two.add_argument("-o", "--output", metavar="OUT", required=True, help="the HTML file to write")
    two.set_defaults(run=report)

    three = commands.add_parser(
        "measure", help="measure any number of comments into Parquet, in bounded memory",
        description="Measure comments into a folder of Parquet files: comments, threads, authors, and sums of all. The "
        "same call goes on after a failure. `threads report FOLDER` shows the result.",
        epilog="examples:\n  threads measure dump.ndjson.zst -o measured\n"
        "  threads measure mails/ dumps/ -o measured --engine dask\n"
        "  threads measure dumps/ -o /shared/measured --engine tcp://host:8786 --what sentiment,entities\n\n"
        + STATUSES.replace(FAILED, UNFINISHED), **shape,
    )  # fmt: skip
    three.add_argument("-o", "--output", metavar="DIR", required=True, help="a new folder, or one that is not finished")
    three.add_argument(
        "--what",
        metavar="NAMES",
        default="sentiment,length,replies",
        help="of sentiment,length,replies,entities; by default all but the last, which takes far longer",
    )
    three.add_argument(
        "--engine",
        metavar="ENGINE",
        default="pandas",
        help="pandas: one process; dask: processes of this machine; or a Dask scheduler, such as tcp://host:8786",
    )
    three.add_argument("--workers", metavar="N", type=int, help="processes of --engine dask; by default all processors")
    three.add_argument(
        "--rows", metavar="N", type=int, default=100_000, help="comments in a partition, about: memory grows with it"
    )
    three.set_defaults(run=measure)

    for command in (two, three):
        command.add_argument(
            "--model",
            metavar="NAME",
            action="append",
            default=[],
            help="the spaCy model that finds names; by default the best English one installed. For comments in another "
            "language, also more than once: de=de_core_news_md",
        )
        command.add_argument(
            "--aliases",
            metavar="TOML",
            help="what you know about names: aliases, labels, words that are none; docs/models.md shows one",
        )
    for command in (one, two, three):
        command.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            type=lambda name: "/dev/stdin" if name == "-" else name,
            help="text copied from a page, a saved page, an export of a platform, a table, or a folder of these; for "
            "parse also - for standard input",
        )
        command.add_argument(
            "--captured", metavar="DATE", help="when the page was copied, such as 2024-05-17: dates “2 weeks ago”"
        )
        command.add_argument(
            "--timezone",
            metavar="ZONE",
            default="UTC",
            help="of the times that name none, such as Europe/Berlin; by default UTC",
        )
        command.add_argument(
            "--columns",
            metavar="NAMES",
            type=_columns,
            help="which column of a table is which, where its names do not say: author=user,body=text",
        )
        command.add_argument(
            "--dialect",
            metavar="NAME",
            help=f"the platform's shape; by default what explains the text. One of: generic, {', '.join(known)}",
        )
    for command in (one, two):
        command.add_argument(
            "--pseudonyms",
            nargs="?",
            const="",
            metavar="KEYFILE",
            help="replace the authors' names, also in texts; the same names get the same pseudonyms with the same "
            "KEYFILE, which is made if it is not there. Write it after the files; docs/writing.md has its limits",
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
