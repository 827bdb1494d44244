"""Time whole commands in turn, so that a slow minute of the machine slows all of them alike."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence

import pandas as pd


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> pd.DataFrame:
    """Run each command once to warm up, then all of them in turn; return seconds, one column per command."""
    # Installed packages are compiled once, and so is this one wherever Python may write its cache.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for command in commands.values():
        subprocess.run(command, check=True, capture_output=True, env=environment)
    rows = []
    for _ in range(rounds):
        row = {}
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            row[name] = time.perf_counter() - start
        rows.append(row)
    return pd.DataFrame(rows)


def summary(seconds: pd.DataFrame, baseline: str) -> str:
    """Median, least and greatest seconds of each command, and the median of the ratios to the baseline per round."""
    lines = ["| command | median s | range s | ratio |", "| --- | --- | --- | --- |"]
    for name in seconds:
        ratio = statistics.median(seconds[name] / seconds[baseline])
        spread = f"{seconds[name].min():.2f} to {seconds[name].max():.2f}"
        lines.append(f"| {name} | {seconds[name].median():.2f} | {spread} | {ratio:.2f} |")
    return "\n".join(lines)


def machine() -> str:
    """Say what this was measured on."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, pandas {pd.__version__}"
