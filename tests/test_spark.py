"""The example for Spark gives what pandas gives, where Spark and Java are."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from conftest import ROOT
from made_corpus import dump, made

from analysis import load_threads
from analysis.export import write
from analysis.partition import in_order, of_comments


def test_spark_measures_as_pandas_does(tmp_path):
    "By two local workers, in groups of whole threads."
    pytest.importorskip("pyspark", reason="no pyspark: pip install 'thread-analysis[spark]'")
    if not shutil.which("java"):
        pytest.skip("no Java, which Spark runs on")
    corpus = load_threads([made(tmp_path / "dump.ndjson", dump(300))])
    write([corpus], tmp_path / "comments.parquet")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
    }  # fmt: skip
    command = [sys.executable, "examples/spark_measure.py", tmp_path / "comments.parquet", tmp_path / "measured"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    wanted = of_comments(in_order(corpus.comments))
    found = in_order(pd.read_parquet(tmp_path / "measured").astype(wanted.dtypes))
    pd.testing.assert_frame_equal(found, wanted, check_exact=True)
