"""Pieces of one height in a cell without lines become one line of print; odd pieces."""

from __future__ import annotations

import numpy as np

from pipeline.extract.pdf.runs import SetLine
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled import find_regions
from pipeline.extract.pdf.unruled_breaks import Column
from pipeline.extract.pdf.unruled_pages import as_lines
from pipeline.extract.pdf.unruled_white import rows_between_white


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


def test_type_without_height_is_in_no_table() -> None:
    """As a form drawn within itself leaves it."""
    marks = np.array([[0.0, 5.0, 0.0, 5.0]] * 2)
    assert find_regions([SetLine(Line("ab", 0, 5, 0, 5, 0), marks)] * 3) == []


def test_labels_with_nothing_beside_them_are_no_rows_between_white() -> None:
    """All other texts of such a table run over several columns."""
    labels = tuple(Line("标签标签标签", 0, 14 * n, 60, 14 * n + 10, 10) for n in range(4))
    columns = [Column(labels, 0, 60), Column((), 70, 80), Column((), 90, 100)]
    assert rows_between_white(columns, []) is None
