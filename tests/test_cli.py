"""The command, as a newcomer types it."""

import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from analysis.cli import main

KYIV = "data/kyiv-post-macron/thread.txt"


def threads(*arguments, **options):
    """Run the command as its own process."""
    command = [sys.executable, "-m", "analysis.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_parse_prints_json_and_notices_on_standard_error():
    "Standard output is JSON alone; what to pass for dates stands on standard error."
    done = threads("parse", KYIV)
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert [comment["author"] for comment in found["comments"]][4:6] == ["Sasha", "Mouse"]
    assert done.stderr.startswith("kyiv-post-macron: 8 of 8 comments say when") and "--captured" in done.stderr


def test_parse_of_several_threads_prints_a_list(capsys):
    "One object for one file, a list for several."
    assert main(["parse", KYIV, KYIV, "--captured", "2024-05-17"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(thread["comments"]) for thread in found] == [8, 8]
    assert found[0]["comments"][0]["posted_from"] == "2024-04-26T00:00:00+00:00"


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "parquet"])
def test_parse_writes_files(tmp_path, suffix, capsys):
    "Every format of --help, with all comments in it and nothing on standard output."
    out = tmp_path / "new" / f"out.{suffix}"
    assert main(["parse", KYIV, "-o", str(out)]) == 0
    if suffix == "json":
        authors = [comment["author"] for comment in json.loads(out.read_text())["comments"]]
    else:
        read = {"csv": pd.read_csv, "jsonl": lambda p: pd.read_json(p, lines=True), "parquet": pd.read_parquet}[suffix]
        authors = read(out)["author"].to_list()
    assert len(authors) == 8 and authors[0] == "David"
    assert capsys.readouterr().out == ""
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse", "no.txt"], "threads: no.txt: no such file"),
        (["parse", "data"], "threads: data is a folder: give a file in it"),
        (["parse", KYIV, "-o", "out.xls"], "threads: out.xls: cannot write that format; use a name that ends in .json"),
        (["parse", KYIV, "--captured", "soon"], "threads: captured='soon' is no date: write it as '2024-05-17'"),
        (["parse", KYIV, "--dialect", "myspace"], "threads: no dialect 'myspace': use one of kyiv-post, generic"),
        (["parse", KYIV, "-o", "docs"], "threads: docs: cannot write that format"),
        (
            ["report", KYIV, "-o", "out.pdf"],
            "threads: out.pdf: cannot write that format; use a name that ends in .html",
        ),
        (["report", "no.txt", "-o", "out.html"], "threads: no.txt: no such file"),
        (["report", KYIV, "-o", "README.md/out.html"], "threads: README.md/out.html: cannot be written"),
    ],
)
def test_bad_input_is_one_line_and_status_2(arguments, message, capsys):
    "What was wrong, where, and what would be right; nothing on standard output, no file."
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(message) and said.err.count("\n") == 1
    assert not os.path.exists("out.xls") and not os.path.exists("out.html")


def test_what_is_read_is_never_overwritten(tmp_path, capsys):
    "Whatever the command, and a folder neither."
    path = tmp_path / "thread.csv"
    path.write_text("News.\n\nAnn\n3 May 2024\nHello.\n")
    assert main(["parse", str(path), "-o", str(path)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert path.read_text().startswith("News.")
    (tmp_path / "folder.html").mkdir()
    assert main(["report", str(path), "-o", str(tmp_path / "folder.html")]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_two_threads_in_one_table_need_different_names(tmp_path, capsys):
    "The same file twice gets a number."
    out = tmp_path / "out.csv"
    assert main(["parse", KYIV, KYIV, "-o", str(out)]) == 0
    assert list(pd.read_csv(out)["thread_id"].unique()) == ["kyiv-post-macron", "kyiv-post-macron-2"]
    capsys.readouterr()


@pytest.mark.parametrize("arguments", [[], ["parse"], ["report", KYIV], ["explode"]])
def test_wrong_use_is_status_2(arguments):
    "No command, no file, no output, an unknown command."
    done = threads(*arguments)
    assert done.returncode == 2
    assert "usage: threads" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [[], ["parse"], ["report"]])
def test_help_shows_an_example_and_the_exit_statuses(command):
    "What to type, and what comes back."
    done = threads(*command, "--help")
    assert done.returncode == 0
    assert "example" in done.stdout and "threads " in done.stdout.split("example")[1]
    assert "exit status:" in done.stdout


def test_help_starts_without_the_heavy_libraries():
    "Neither pandas' charts nor spaCy nor Jupyter are imported to parse arguments."
    code = (
        "import sys; from analysis.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print({'matplotlib', 'spacy', 'nbclient', 'seaborn', 'dateparser'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_a_closed_pipe_is_no_error():
    "threads parse ... | head"
    parse = f"{sys.executable} -m analysis.cli parse {KYIV} 2>/dev/null"
    command = f"{parse} | head -c 10; s=${{PIPESTATUS[0]}}; echo; echo $s"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0" and done.stderr == ""


def test_report_runs_in_any_folder_and_prints_its_path(tmp_path):
    "The file is the one that was asked for, and its path is all that is printed."
    (tmp_path / "thread one.txt").write_text("News.\n\nAnn\n3 May 2024\nHello, well said!\n", encoding="utf-8")
    done = threads("report", "thread one.txt", "-o", "out.html", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "out.html\n", "")
    assert "Hello, well said!" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "thread one.txt"]
