"""The report on a measured folder, and the notebook that it is made with."""

import html
import re
import shutil

import nbformat
import pandas as pd
import pytest
from conftest import KYIV, ROOT
from made_up import NASTY, dump

from analysis import InputError, dataset, report, scale
from analysis.cli import main
from analysis.thread import count


@pytest.fixture(scope="module")
def page(measured, tmp_path_factory):
    """The report on 600 made-up comments, whose comments are not there any more."""
    folder = tmp_path_factory.mktemp("report")
    told = []
    copy = shutil.copytree(measured, folder / "forum")
    shutil.rmtree(copy / "comments")
    report.report([copy], folder / "out.html", tell=told.append)
    return (folder / "out.html").read_text(encoding="utf-8"), told[0]


def headings(page):
    return [html.unescape(re.sub("<.*?>", "", title)).strip() for title in re.findall(r"<h2.*?>(.*?)</h2>", page)]


def text(page):
    return " ".join(html.unescape(re.sub(r"<(?=[a-z/!])[^<>]*>", " ", page)).split())


def test_it_needs_no_comments_and_has_its_sections_in_order(page):
    "What was measured, in the order of the other notebooks; nothing of entities, which were not."
    page, _ = page
    assert headings(page) == [
        "What was measured?", "How do people feel?", "How much do people write?", "Who answers whom?",
        "Who takes part?", "How far to trust this",
    ]  # fmt: skip
    assert "<title>forum</title>" in page and re.search(r'kicker name">600 comments in \d\d threads<', page)
    targets, ids = set(re.findall(r'href="#(.*?)"', page)), set(re.findall(r'<section [^>]*id="(.*?)"', page))
    assert targets - {"main"} <= ids and len(targets) >= 10


def test_every_chart_has_its_alternative_with_n_and_its_caption(page):
    "Or is the sentence that says why there is none."
    alternatives = re.findall(r'<img [^>]*alt="(.*?)"', page[0])
    assert len(alternatives) >= 9 and all("n = " in alternative for alternative in alternatives)
    assert len(re.findall(r"<figcaption>(.+?)</figcaption>", page[0])) == len(alternatives)
    assert "<title>" in page[0] and "Traceback" not in page[0]


def test_figures_are_those_of_the_comments(page, measured):
    "Mean, shares and quantiles of the page, counted again from the comments."
    comments, said = scale.load(measured, "comments"), text(page[0])
    scores = comments["mean_sentence"].dropna()
    assert f"Mean sentiment of a comment: {scores.mean():.3f}, 95 % interval".replace("-", "−") in said
    assert f"{(scores >= 0.05).mean():.0%} of them are positive".replace("%", " %") in said
    middle = comments.loc[comments["words"] > 0, "words"].quantile(interpolation="lower")
    assert f"The median is {middle:.0f} words" in said
    assert f"{(comments['depth'] == 1).sum()} of 600 comments" in said
    authors = comments["author"].value_counts()
    assert f"{(authors > 1).sum()} of {len(authors)} authors" in said and str(authors.index[0]) in said


def test_notices_and_corrupt_lines_are_told(page):
    "In the report, before the first figure, and to the caller."
    page, notices = page
    assert "2 lines could not be read: see corrupt.txt" in page
    assert 0 < page.index('class="notices"') < page.index("<figure>")
    assert any("2 lines" in message for message in notices["message"])


def test_nothing_to_load_no_text_of_a_comment_and_no_path(page, measured):
    "Names are only text, however nasty."
    page, _ = page
    assert "<script" not in page and page.count("</style>") == 1
    assert set(re.findall(r'(?:src|href)="(.)', page)) == {"#", "d"}
    assert "site-packages" not in page and str(ROOT) not in page and len(page.encode()) < 400_000
    shown = [name for name in NASTY if name in text(page)]
    assert len(shown) >= 5
    bodies = scale.load(measured, "comments", ["body"])["body"]
    assert not [body for body in bodies if len(body) > 40 and html.escape(body) in page]


@pytest.mark.parametrize(
    ("what", "there"), [("length", "How much do people write?"), ("sentiment", "How do people feel?")]
)
def test_what_was_not_measured_is_left_out(what, there, tmp_path):
    "A sentence says so, and what the table of threads tells is there all the same."
    (tmp_path / "d.ndjson").write_bytes(dump(60))
    scale.measure([tmp_path / "d.ndjson"], tmp_path / "measured", what=[what])
    report.report([tmp_path / "measured"], tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert headings(page) == [
        "What was measured?",
        there,
        "Who answers whom?",
        "Who takes part?",
        "How far to trust this",
    ]
    assert f"Measured: {what}. Not measured: " in page


def test_the_whole_notebook_runs_where_little_was_measured(tmp_path):
    "As in JupyterLab, where no cell is left out: each says what there is not."
    (tmp_path / "d.ndjson").write_bytes(dump(60))
    scale.measure([tmp_path / "d.ndjson"], tmp_path / "measured", what=["length"])
    cells = report.run([report.corpus_notebook()], [tmp_path / "measured"]).cells
    shown = "".join(out.get("data", {}).get("text/plain", "") for cell in cells for out in cell.get("outputs", []))
    for said in ["No comment has a sentiment score.", "No comment has a known depth.", "Replies were not measured.",
                 "No name was found in the comments."]:  # fmt: skip
        assert said in shown


@pytest.mark.parametrize(
    ("text", "comments"),
    [("Once upon a time there was a king.\n\nHe had three sons.\n", 0), ("Ann\n3 May 2024\nHi!\n", 1)],
)
def test_a_corpus_of_one_comment_or_of_none(text, comments, tmp_path):
    "Sentences in place of charts, and no error."
    (tmp_path / "t.txt").write_text(text)
    scale.measure([tmp_path / "t.txt"], tmp_path / "measured")
    page = report.report([tmp_path / "measured"], tmp_path / "out.html").read_text(encoding="utf-8")
    assert f'kicker name">{count(comments, "comment")} in' in page and headings(page)[-1] == "How far to trust this"


def test_entities_have_a_section_where_they_were_measured(tmp_path):
    "A chart and a table of the names, with their mentions and threads."
    scale.measure([KYIV], tmp_path / "measured", what=["entities"])
    page = report.report([tmp_path / "measured"], tmp_path / "out.html").read_text(encoding="utf-8")
    assert "Whom and what do they talk about?" in headings(page)
    names = scale.load(tmp_path / "measured", "aggregates/entities")
    top = names[names["mentions"] > 0].nlargest(1, "mentions").iloc[0]
    assert f"{top['entity']} is named most often: {top['mentions']} mention" in page
    assert f"Names in comments and articles, n = {len(names)} names." in page


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("captured", "2024-05-17", "is measured already: captured can only be given to threads measure"),
        ("timezone", "Europe/Berlin", "is measured already: timezone can only be given to threads measure"),
        ("model", "en_core_web_sm", "is measured already: model can only be given to threads measure"),
        ("key", b"k" * 32, r"is measured already: names are replaced before \(threads parse --pseudonyms -o "),
    ],
)
def test_options_of_threads_make_no_sense(measured, tmp_path, option, value, message):
    "One line that says where they belong, and no file."
    with pytest.raises(InputError, match=message):
        report.report([measured], tmp_path / "out.html", **{option: value})
    assert not (tmp_path / "out.html").exists()


def test_no_key_is_made_for_what_is_refused(measured, tmp_path, capsys):
    "One line, and no file of a key."
    out, key = tmp_path / "out.html", tmp_path / "key"
    assert main(["report", str(measured), "-o", str(out), "--pseudonyms", str(key)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "names are replaced before (threads parse --pseudonyms" in said
    assert not out.exists() and not key.exists()


def test_a_measured_folder_stands_alone(measured, tmp_path):
    "Its report is of sums, to which nothing can be added."
    with pytest.raises(InputError, match="has a report of its own: give it alone, or measure all together"):
        report.report([measured, KYIV], tmp_path / "out.html")


def test_an_unfinished_or_damaged_one_is_one_line(measured, tmp_path, capsys):
    "Of the command too, with status 2 and no file."
    copy = shutil.copytree(measured, tmp_path / "measured")
    (copy / "threads" / "part-00000.parquet").unlink()
    out = tmp_path / "out.html"
    assert main(["report", str(copy), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.endswith("threads/part-00000.parquet is missing; delete it and call threads measure again\n")
    (copy / "manifest.json").unlink()
    (copy / ".work").mkdir()
    (copy / ".work" / "job.json").write_text("{}")
    assert main(["report", str(copy), "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "a measurement that is not finished: call threads measure again to go on" in said
    assert not out.exists()


def test_the_notebook_is_committed_clean_and_opens_with_a_question():
    "As the others: no outputs, no stray metadata; the parameters follow; the last heading is about trust."
    notebook = nbformat.read(report.corpus_notebook(), as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    tags = {tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])}
    assert tags == {"parameters", "sentiment", "length", "replies", "entities"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"} and not cell.get("outputs") and cell.get("execution_count") is None
    assert re.match(r"# .+\?\n", notebook.cells[0].source) and notebook.cells[1].metadata["tags"] == ["parameters"]
    titles = [line for cell in notebook.cells for line in re.findall(r"(?m)^#.*", cell.source)]
    assert titles[-1] == "# How far to trust this"
    assert report.corpus_notebook() not in report.notebooks()


def test_the_command_prints_its_path_and_the_notices(measured, tmp_path, capsys):
    "As for threads."
    out = tmp_path / "out.html"
    assert main(["report", str(measured), "-o", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    told = pd.read_parquet(measured / "notices.parquet")["message"]
    assert all(message in said.err for message in told) and dataset.manifest(measured)
