"""Pieces of one height in a cell without lines become one line of print."""

from __future__ import annotations

from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_pages import as_lines


def joined(*texts: tuple[str, float, float]) -> str:
    [line] = as_lines([Line(text, x0, 0, x1, 10, 10) for text, x0, x1 in texts])
    return line.text


def test_words_and_numbers_apart_are_never_one() -> None:
    """A label and its value, and figures of two columns that no strip parts."""
    assert (
        joined(("Effective Date", 0, 60), ("09/01/2015", 100, 150)) == "Effective Date 09/01/2015"
    )
    assert joined(("23.05", 0, 25), ("0.002", 29, 54)) == "23.05 0.002"
    assert joined(("0.", 0, 8), ("002", 8.5, 24)) == "0.002"
    assert joined(("责任", 0, 20), ("单位", 40, 60)) == "责任单位"
