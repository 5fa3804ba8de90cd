"""Whole processes: how long a call of the command takes, and how much memory a PDF takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.documents import long_pdf, source
from bench.measure import Comparison, seconds_in_turn

ROUNDS = 9
PAGES = (50, 500)


def compare() -> Iterator[Comparison]:
    """`fenjie extract` against the import of pandas; peak memory over pages."""
    command = [sys.executable, "-m", "pipeline", "extract", str(source(".docx"))]
    pandas = [sys.executable, "-c", "import pandas"]
    [ours, theirs] = seconds_in_turn(ROUNDS, lambda: _run(command), lambda: _run(pandas))
    yield Comparison(
        "fenjie extract of the real DOCX, whole process",
        ours,
        'python -c "import pandas"',
        theirs,
        "s",
        f"Median of {ROUNDS} runs each, in turn; below 1x is faster.",
    )
    few, many = (_peak(long_pdf(pages)) for pages in PAGES)
    yield Comparison(
        f"peak memory, PDF of {PAGES[1]} pages",
        many / 1e6,
        f"the same reader, {PAGES[0]} pages",
        few / 1e6,
        "MB",
        f"Near 1x is flat. It grows by {(many - few) / (PAGES[1] - PAGES[0]) / 1e3:.0f} kB a page, "
        "with the cells that are kept among it.",
    )


def _run(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def _peak(path: Path) -> int:
    return int(_run([sys.executable, "-m", "bench.peak", str(path)]))
