"""How long exports take to read, beside what merely parses the same file.

    python benchmarks/exports.py [--comments 100000] [FORMAT ...]

The data are made up, the same each time, and as comments are: most of a few sentences, some with a link, a quotation or
a list, a third of them answers. The floor is a widely used parser going over the file: for XML `lxml.etree.iterparse`
(and `lxml.etree.parse`, which builds the whole tree), for mail the standard library's `mailbox.mbox` with the text of
each message. Both are measured in turn, in seconds of processor time, and the fastest of three rounds counts; languages
are found out too in the last two columns.
"""

from __future__ import annotations

import argparse
import mailbox
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pandas as pd
from lxml import etree
from timing import machine

from analysis.files import opened
from analysis.readers import recognise
from analysis.readers.assemble import assemble, part
from analysis.readers.records import Found

ROUNDS = 3
START = pd.Timestamp("2019-01-01", tz="UTC")
WORDS = (
    "the a of to and in that it is was for on with as be this have are not by but from they we you his her or all will "
    "one would there what about which people government minister country money bridge city water never always think "
    "because should really nobody election police taxes school children climate energy years again wrong right article "
    "question answer point reader newspaper history language important different simply perhaps however"
).split()


def sentences(random: random.Random) -> list[str]:
    """A comment's paragraphs."""
    return [
        " ".join(
            " ".join(random.choices(WORDS, k=random.randint(4, 22))).capitalize() + random.choice([".", ".", "!", "?"])
            for _ in range(random.randint(1, 4))
        )
        for _ in range(1 + (random.random() < 0.4) + (random.random() < 0.1))
    ]


def disqus(path: Path, size: int) -> None:
    """An export of Disqus: 100 comments an article."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" ')
        file.write('xmlns:dsq="http://disqus.com/disqus-internals">\n')
        for thread in range(size // 100 + 1):
            file.write(
                f'<thread dsq:id="{thread}"><id>{thread}</id><forum>news</forum><category dsq:id="1"/>'
                f"<link>https://example.org/{thread}</link><title>{' '.join(rng.choices(WORDS, k=6))}</title><message/>"
                "<createdAt>2018-12-31T00:00:00Z</createdAt><author><name>Editor</name></author></thread>\n"
            )
        last = ["Nothing yet."]
        for number in range(size):
            paragraphs = sentences(rng)
            kind = rng.random()
            if kind < 0.08:
                paragraphs[0] += ' <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">https://example.org/a</a>'
            elif kind < 0.13:
                paragraphs[0] = f"<b>{paragraphs[0]}</b><br>{paragraphs[0]}"
            body = "".join(f"<p>{text}</p>" for text in paragraphs)
            if kind > 0.96:
                body = f"<blockquote>{escape(last[0], quote=False)}</blockquote>{body}"
            last = paragraphs
            answer = rng.random() < 0.35 and number % 100 > 5
            parent = f'<parent dsq:id="{number - rng.randint(1, 5)}"/>' if answer else ""
            name = f"Reader {int(rng.paretovariate(0.6)) % 20_000}"
            file.write(
                f'<post dsq:id="{number}">\n<id/>\n<message><![CDATA[{body}]]></message>\n'
                f"<createdAt>{START + pd.Timedelta(seconds=97 * number):%Y-%m-%dT%H:%M:%SZ}</createdAt>\n"
                "<isDeleted>false</isDeleted>\n<isSpam>false</isSpam>\n<author>\n<email>reader@example.org</email>\n"
                f"<name>{name}</name>\n<isAnonymous>false</isAnonymous>\n<username>{name.lower()}</username>\n</author>\n"
                f'<ipAddress>192.0.2.1</ipAddress>\n<thread dsq:id="{number // 100}"/>\n{parent}\n</post>\n'
            )
        file.write("</disqus>\n")


def mbox(path: Path, size: int) -> None:
    """A mailing list: threads of ten, answers quote."""
    rng = random.Random(2)
    with path.open("w", encoding="utf-8") as file:
        texts: dict[int, list[str]] = {}
        for number in range(size + size // 9):
            when = (START + pd.Timedelta(seconds=97 * number)).to_pydatetime()
            first = number - number % 10
            name = f"Reader {int(rng.paretovariate(0.6)) % 5_000}"
            subject = f"[list] Thread {first}"
            answered = number - rng.randint(1, number - first) if number > first else None
            lines = [
                f"From reader at example.org  {when:%a %b %d %H:%M:%S %Y}",
                f"From: reader at example.org ({name})",
                f"Date: {format_datetime(when)}",
                f"Subject: {subject if answered is None else f'Re: {subject}'}",
            ]
            if answered is not None:
                references = dict.fromkeys([first, answered])
                lines.append(f"In-Reply-To: <{answered}@example.org>")
                lines.append("References: " + " ".join(f"<{one}@example.org>" for one in references))
            lines += [f"Message-ID: <{number}@example.org>", ""]
            texts[number] = wrapped(rng)
            if answered is not None:
                lines += ["On Tue, Jan 1, 2019, a reader wrote:", *(f"> {line}" for line in texts[answered]), ""]
            lines += [*texts[number], "", "-- ", name, "", ""]
            file.write("\n".join(lines))


def wrapped(rng: random.Random) -> list[str]:
    """A comment's lines, as mail has them."""
    lines = []
    for paragraph in sentences(rng):
        line = ""
        for word in paragraph.split():
            if len(line) + 1 + len(word) > 72:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return lines[:-1]


def read(path: Path, languages: bool) -> int:
    """From the file to the tables; the number of comments."""
    with opened(path) as stream:
        found = recognise.find(stream, path)
        assert isinstance(found, Found)
        return len(assemble([part(found, path.stem, str(path))], languages).comments)


def iterparse(path: Path) -> None:
    for _, element in etree.iterparse(path):
        element.clear()


def parse(path: Path) -> None:
    etree.parse(path)


def stdlib_mailbox(path: Path) -> None:
    for message in mailbox.mbox(path):
        message.get_payload(decode=True)


FORMATS: dict[str, tuple[Callable[[Path, int], None], dict[str, Callable[[Path], None]]]] = {
    "disqus.xml": (disqus, {"lxml iterparse": iterparse, "lxml parse": parse}),
    "list.mbox": (mbox, {"mailbox": stdlib_mailbox}),
}


def measure(path: Path, floors: dict[str, Callable[[Path], None]], rounds: int) -> Iterator[str]:
    """One row of the table for each floor."""
    count = 0
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, floor in floors.items():
            start = time.process_time()
            floor(path)
            best[name] = min(best.get(name, 1e9), time.process_time() - start)
        for languages in (False, True):
            start = time.process_time()
            count = read(path, languages)
            best[str(languages)] = min(best.get(str(languages), 1e9), time.process_time() - start)
    plain, whole = best["False"], best["True"]
    for name in floors:
        floor_seconds = best[name]
        yield (
            f"| {path.name} | {count:,} | {path.stat().st_size / 1e6:.0f} | {plain:.2f} | {name} {floor_seconds:.2f} | "
            f"{plain / floor_seconds:.1f} | {whole:.2f} | {whole / floor_seconds:.1f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMATS)}; by default all")
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    print(machine(), file=sys.stderr)
    print("| format | comments | MB | CPU seconds | floor | ratio | with languages | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            make, floors = FORMATS[name]
            path = Path(folder) / name
            make(path, options.comments)
            for row in measure(path, floors, options.rounds):
                print(row, flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
