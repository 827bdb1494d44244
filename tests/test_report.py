"""The report: one file, whole or not there, in which text is only text."""

import html
import io
import json
import re
from base64 import b64decode, b64encode

import nbformat
import pytest
from conftest import ROOT
from made_up import NASTY, pasted
from PIL import Image

from analysis import InputError, NotebookError, report

KYIV = "data/kyiv-post-macron/thread.txt"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The report of the user's thread, with every chart it can have."""
    out = tmp_path_factory.mktemp("report") / "out.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        report.report([KYIV], out, captured="2024-05-17")
    return out.read_text(encoding="utf-8")


def test_headings_contents_and_figures(page):
    "Every heading is in the contents, every figure has its alternative, the code is folded away."
    titles = ["What was read?", "How do people feel?", "How much do people write?", "Who answers whom?"]
    found = [html.unescape(re.sub("<.*?>", "", title)).strip() for title in re.findall(r"<h2.*?>(.*?)</h2>", page)]
    assert found == [*titles, "Whom and what do they talk about?"]
    targets, ids = set(re.findall(r'href="#(.*?)"', page)), set(re.findall(r'<section [^>]*id="(.*?)"', page))
    assert targets - {"main"} <= ids and len(targets) > 15
    alternatives = re.findall(r'<img [^>]*alt="(.*?)"', page)
    assert len(alternatives) >= 10 and all(len(alternative) > 60 for alternative in alternatives)
    captions = re.findall(r"<figcaption>(.+?)</figcaption>", page)
    assert len(captions) == len(alternatives) and all(page.count(caption) <= 2 for caption in captions)  # in alt too
    assert page.count('<details class="code">') == page.count("<summary>Code</summary>") > 15


def test_notices_stand_before_the_first_figure(page):
    "What could not be read is seen first."
    assert 0 < page.index('class="notices"') < page.index("<figure>")


def test_under_300_kb_and_without_a_path_of_this_machine(page):
    "Small, and nothing of the maker's machine in it but the path that was given."
    assert len(page.encode()) < 300_000
    assert "site-packages" not in page and str(ROOT) not in page


def test_nothing_to_load_or_run(page):
    "No script, and no reference to anything but data and places in the page itself."
    assert "<script" not in page
    assert set(re.findall(r'(?:src|href)="(.)', page)) == {"#", "d"}
    assert not re.findall(r'(?:src|href)="d(?!ata:)', page)
    assert "url(" not in page and "@import" not in page


def test_text_of_a_nasty_thread_stays_text(tmp_path):
    "Names and bodies full of markup come out as exactly that text."
    path, out = tmp_path / "nasty.txt", tmp_path / "out.html"
    bodies = [*NASTY, '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "{% raw %}", "$$\\frac{1}{2}$$"]
    path.write_text(
        "News.\n\n" + "".join(f"{n}\n3 May 2024\nsaid {b}\n\n" for n, b in zip(NASTY * 2, bodies, strict=False))
    )
    report.report([path], out)
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page and "onerror=alert(1)>" not in page and page.count("</style>") == 1
    text = html.unescape(re.sub(r"<(?=[a-z/!])[^<>]*>", "", page))  # markup has no bare < or > inside
    for expected in [*(f"said {body}" for body in bodies), *NASTY]:
        assert expected in text


def test_the_notices_of_the_report_are_told(tmp_path):
    "What stands in its first box, with the thread that each is about."
    told = []
    (tmp_path / "t.csv").write_text("id,author,body\n1,Ann,Well said.\n")
    report.report([KYIV, tmp_path / "t.csv"], tmp_path / "r.html", tell=told.append)
    (notices,) = told
    first, *_, last = notices.itertuples(index=False)
    assert first.thread_id == "kyiv-post-macron" and first.message.startswith("read as kyiv-post: 8 comments")
    assert last.thread_id == "t" and last.message.startswith("columns taken: body=body, author=author")


def test_a_report_of_one_thread_is_headed_by_the_articles_title(tmp_path):
    "With the name of the file below; without a title, or of several, the name alone."
    text = "A bridge & a tunnel\n\nThey opened.\n\nAnn\n3 May 2024\nHello, well said!\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    page = report.report([tmp_path / "one.txt"], tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<title>A bridge &amp; a tunnel</title>" in page and ">A bridge &amp; a tunnel</h1>" in page
    assert '<p class="kicker name">one</p>' in page
    page = report.report(tmp_path.glob("*.txt"), tmp_path / "both.html").read_text(encoding="utf-8")
    assert re.search("<title>(one, two|two, one)</title>", page) and "kicker name" not in page


def test_a_thousand_comments_stay_under_a_megabyte(tmp_path):
    "As promised in docs/design.md."
    (tmp_path / "t.txt").write_text(pasted(1000), encoding="utf-8")
    out = report.report([tmp_path / "t.txt"], tmp_path / "out.html")
    assert out.stat().st_size < 1_000_000


def failing(folder, source):
    """A notebook with a parameters cell and one that fails."""
    cells = [
        nbformat.v4.new_code_cell("PATHS = []", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(source),
    ]
    path = folder / "9_broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_a_failing_cell_is_named_and_leaves_no_file(tmp_path, monkeypatch):
    "Notebook, cell and error in one line; the old report stands."
    broken = failing(tmp_path, "1 / 0")
    monkeypatch.setattr(report, "notebooks", lambda: [broken])
    out = tmp_path / "out" / "r.html"
    with pytest.raises(NotebookError) as error:
        report.report([KYIV], out)
    assert str(error.value) == "9_broken.ipynb, cell 2: ZeroDivisionError: division by zero"
    assert not list(out.parent.iterdir())


def test_a_kernel_that_dies_is_one_line_too(tmp_path, monkeypatch):
    "No traceback, no file."
    monkeypatch.setattr(report, "notebooks", lambda: [failing(tmp_path, "import os; os._exit(1)")])
    with pytest.raises(NotebookError, match="kernel died"):
        report.report([KYIV], tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()


def test_bad_input_is_the_readers_own_line(tmp_path):
    "Said before the kernel starts where that is possible, and without a notebook's name either way."
    with pytest.raises(InputError, match="no such file"):
        report.report([tmp_path / "no.txt"], tmp_path / "r.html")
    with pytest.raises(InputError, match="^captured='soon' is no date"):
        report.report([KYIV], tmp_path / "r.html", captured="soon")


def test_a_module_in_the_users_folder_is_not_imported(tmp_path, monkeypatch):
    "A file called pandas.py beside the thread must not be taken for pandas, nor a folder called analysis."
    (tmp_path / "pandas.py").write_text("raise SystemExit")
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "__init__.py").write_text("raise SystemExit")
    (tmp_path / "t.txt").write_text("News.\n\nAnn\n3 May 2024\nHello.\n")
    monkeypatch.chdir(tmp_path)
    cells = report.run(report.notebooks()[:1], ["t.txt"]).cells
    assert "1 comment by 1 author" in json.dumps(cells)


def test_each_notebook_sees_only_what_it_made_itself(tmp_path):
    "The kernel is wiped between two notebooks."
    for name, source in {"1_a.ipynb": "secret = 1", "2_b.ipynb": "assert 'secret' not in globals()"}.items():
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), tmp_path / name)
    cells = report.run([tmp_path / "1_a.ipynb", tmp_path / "2_b.ipynb"], []).cells
    assert [cell.source for cell in cells] == ["secret = 1", "assert 'secret' not in globals()"]


def test_the_slow_grammars_of_jsonschema_are_not_built():
    "A second of every start; hidden only while Jupyter's parts are imported."
    import subprocess
    import sys

    code = (
        "import sys; from analysis import report; report._jupyter(); import jsonschema; "
        "print('rfc3987_syntax' in sys.modules, 'lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_report_under_pseudonyms_names_nobody(tmp_path):
    "Neither in charts, texts and title nor by where it was read from; the key is kept, the other file is gone."
    folder = tmp_path / "Zebediah Quux"
    folder.mkdir()
    text = "News.\n\n" + "".join(
        f"{name}\n3 May 2024\n{body}\n\n"
        for name, body in [("Zebediah Quux", "I like this very much."), ("Wilma Brontosaur", "Zebediah Quux is wrong."),
                           ("Zebediah Quux", "@Wilma Brontosaur why do you hate it so badly?")]
    )  # fmt: skip
    (folder / "zebediah-quux.txt").write_text(text, encoding="utf-8")
    out = report.report([folder / "zebediah-quux.txt"], tmp_path / "out.html", key=b"k" * 32)
    page = re.sub(r"data:image/\w+;base64,[\w+/=]+", "", out.read_text(encoding="utf-8"))  # which may spell anything
    assert not re.search("zebediah|quux|wilma|brontosaur", page, re.IGNORECASE)
    assert str(tmp_path) not in page and page.count("user-") > 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Zebediah Quux", "out.html"]


def test_pictures_are_kept_to_the_pixel():
    "What the report shows as WebP is what the chart was as PNG."
    picture = Image.effect_noise((60, 40), 50).convert("RGB")
    made = io.BytesIO()
    picture.save(made, "png")
    shown = Image.open(io.BytesIO(b64decode(report._webp(b64encode(made.getvalue()).decode()))))
    assert shown.format == "WEBP" and shown.convert("RGB").tobytes() == picture.tobytes()
