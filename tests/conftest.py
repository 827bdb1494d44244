"""What all tests share."""

import atexit
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import hypothesis
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from made_up import dump

from analysis import load_thread, scale

matplotlib.use("Agg")
# Kernels of tests keep what models find in a folder of their own.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="threads-cache-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
# Machines differ in speed and CI must not: no deadlines, and the same examples every time.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
KYIV = ROOT / "data" / "kyiv-post-macron" / "thread.txt"


@pytest.fixture(autouse=True)
def clean_slate():
    """Seed randomness before, close figures and restore their style after each test."""
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - for libraries that still use it
    with matplotlib.rc_context():
        yield
    plt.close("all")


@pytest.fixture(autouse=True)
def at_root(monkeypatch):
    """Run from the root of the project, as the doctests' paths expect."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def thread():
    """The user's own thread."""
    return load_thread(KYIV)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built as pip builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT],
        check=True, capture_output=True,
    )  # fmt: skip
    (built,) = folder.glob("thread_analysis-*.whl")
    return built


@pytest.fixture(scope="session")
def measured(tmp_path_factory):
    """A measured folder of 600 made-up comments in several partitions; what it was made of lies beside it."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "dump.ndjson").write_bytes(dump(600, broken=2))
    scale.measure([folder / "dump.ndjson"], folder / "measured", rows=250)
    return folder / "measured"


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; CI fails without one, a laptop skips."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI has no chromium: .ci/run installs it from Debian")
    if found is None:
        pytest.skip("no chromium on this machine: install it to run the browser tests")
    return found


def pytest_collection_modifyitems(items):
    """Skip tests of the shared material where it is missing."""
    if not SHARED.exists():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason="needs the labelled material beside the project"))
