"""How long `import analysis` takes beside `import pandas`, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

from timing import in_turn, machine, summary

ROUNDS = 21


def main() -> None:
    commands = {f"import {name}": [sys.executable, "-c", f"import {name}"] for name in ("pandas", "analysis")}
    seconds = in_turn(commands, ROUNDS)
    print(f"{machine()}, {ROUNDS} rounds\n\n{summary(seconds, 'import pandas')}\n")
    extra = (seconds["import analysis"] - seconds["import pandas"]).median()
    print(f"import analysis takes {1000 * extra:.0f} ms longer (median of the differences; goal: at most 50)")
    code = "import sys, analysis; print(sorted({'spacy', 'matplotlib'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    print(f"of spaCy and matplotlib it loads: {loaded}")


if __name__ == "__main__":
    main()
