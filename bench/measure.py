"""Timing in turn, and the table of results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

Unit = Literal[
    "rows", "rows/s", "pages/s", "strings/s", "characters/s", "s", "µs", "changes", "MB", "%"
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the table: our figure, theirs, both in ``unit``."""

    what: str
    ours: float
    against: str
    theirs: float
    unit: Unit
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours through theirs: above 1 is better for a rate, below 1 for seconds and MB."""
        return self.ours / self.theirs


def seconds_in_turn(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """Median seconds of each action; every round runs each of them once, in order."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, times in zip(actions, taken, strict=True):
            start = time.perf_counter()
            action()
            times.append(time.perf_counter() - start)
    return [median(times) for times in taken]


def table(results: Iterable[Comparison]) -> str:
    """The results as aligned text, with the notes below."""
    head = ("what", "fenjie", "against", "theirs", "unit", "ratio")
    rows = [head]
    notes: list[str] = []
    for result in results:
        if result.note and result.note not in notes:
            notes.append(result.note)
        mark = f" [{notes.index(result.note) + 1}]" if result.note else ""
        figures = (_figure(result.ours), _figure(result.theirs))
        ratio = f"{result.ratio:.2f}x" if result.ratio >= 0.1 else f"{result.ratio:.4f}x"
        rows.append(
            (result.what + mark, figures[0], result.against, figures[1], result.unit, ratio)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    right = {1, 3, 5}
    lines = [
        "  ".join(
            text.rjust(width) if column in right else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    lines += [f"[{number}] {note}" for number, note in enumerate(notes, start=1)]
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
