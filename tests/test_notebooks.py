"""The notebooks: committed clean, and they run on any thread through the function that the report uses."""

import re

import nbformat
import pytest
from made_up import pasted

from analysis.report import notebooks, run

NAMES = ["0_thread.ipynb", "1_sentiment.ipynb", "2_length.ipynb", "3_replies.ipynb", "4_entities.ipynb"]
THREADS = {
    "made_up": pasted(60),
    "no_comments": "Once upon a time there was a king.\n\nHe had three sons.\n",
    "one_comment": "News.\n\nAnn\n3 May 2024\nWell said.\n",
    "only_emoji": "News.\n\nAnn\n3 May 2024\n😅😅\n\nBob\n3 May 2024\n👍\n",
    "empty_body": "News.\n\nAnn\n3 May 2024\n\nBob\n3 May 2024\n\n",
    "no_article": "Ann\n3 May 2024\nWell said, but where is the article?\n",
    "german": "Nachrichten.\n\nAnn\n3. Mai 2024\nIch glaube nicht, dass der Minister das wirklich verstanden hat.\n",
    "long_comment": "News.\n\nAnn\n3 May 2024\n" + "I do not like this war. " * 1000 + "\n",
}


def test_the_five_notebooks_are_there():
    "In the order of the report."
    assert [path.name for path in notebooks()] == NAMES


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_committed_without_outputs_counts_or_stray_metadata(path):
    "What is committed is what was written, not what once ran."
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_each_opens_with_its_question_and_ends_with_how_far_to_trust_it(path):
    "A question as title, then the parameters; the last heading is about trust."
    cells = nbformat.read(path, as_version=4).cells
    assert re.match(r"# .+\?\n", cells[0].source)
    assert cells[1].metadata["tags"] == ["parameters"]
    assert cells[1].source.startswith('PATHS = ["../data/kyiv-post-macron/thread.txt"]')
    headings = [line for cell in cells if cell.cell_type == "markdown" for line in re.findall(r"(?m)^#.*", cell.source)]
    assert headings[-1] == "## How far to trust this"


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_each_runs_by_itself_on_the_user_thread(path):
    "Alone, without what another notebook made, and every chart has a text alternative."
    cells = run([path], ["data/kyiv-post-macron/thread.txt"], captured="2024-05-17").cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "stream"]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert all(re.search(r"n = \d|\(n = ", picture.metadata["image/png"]["alt"]) for picture in pictures)
    if path.stem != "0_thread":
        assert len(pictures) >= 2


@pytest.mark.parametrize("stem", ["1_sentiment", "2_length", "3_replies"])
@pytest.mark.parametrize(
    ("name", "start", "comment", "bounded"),
    [
        ("a.txt", "News.\n", "\n{0}\n3 May 2024\nI like this bridge.\n", True),
        ("a.csv", "id,parent_id,author,date,text\n", "{0},,{0},2024-05-03,I like this bridge.\n", False),
    ],
)
def test_who_shows_depth_says_when_it_is_a_lower_bound(stem, name, start, comment, bounded, tmp_path):
    "Where nothing says whom the comments answer, and only there: a table does."
    (tmp_path / name).write_text(start + "".join(map(comment.format, ["Ann", "Bob", "Cem", "Dora"])), encoding="utf-8")
    path = next(path for path in notebooks() if path.stem == stem)
    cells = run([path], [tmp_path / name]).cells
    shown = "".join(output.get("data", {}).get("text/plain", "") for c in cells for output in c.get("outputs", []))
    assert ("nothing says whom they answer" in shown) == bounded


@pytest.mark.parametrize("name", THREADS)
def test_all_run_on_any_thread(name, tmp_path):
    "No comments, one, only emoji, empty bodies, no article, another language, a comment of 6,000 words."
    path = tmp_path / f"{name}.txt"
    path.write_text(THREADS[name], encoding="utf-8")
    cells = run(notebooks(), [path]).cells
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    assert len(outputs) > 20


def test_several_threads_go_into_one_report(tmp_path):
    "The corpus of both is what the cells see."
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(pasted(12, seed=ord(name)), encoding="utf-8")
    cells = run(notebooks()[:1], [tmp_path / "a.txt", tmp_path / "b.txt"]).cells
    html = "".join(output.data.get("text/html", "") for cell in cells[:3] for output in cell.get("outputs", []))
    assert "Corpus of 2 threads" in html
    assert "24 comments" in html
