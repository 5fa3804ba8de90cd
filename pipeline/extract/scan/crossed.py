"""Marks that run through ruling lines: strokes of a pen, of a stamp, no print. Pure, in pixels.

Print stands in its cell. What goes on beyond a border belongs to neither cell, and what is left
of it on one side may look like a figure: the end of a tick is a 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.text import Region

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

# Inches.
_THICKEST = 0.07  # of a ruling line with what is blurred
_SLANT = 0.02  # along the line, from where a stroke goes in to where it comes out
_SMALLEST = 0.03  # of the part of a stroke on either side
_WIDEST = 0.06  # of a stroke where it crosses


def crossing_strokes(
    ink: Picture,
    lines: Picture,
    horizontal: Sequence[Ruling],
    vertical: Sequence[Ruling],
    dots_per_inch: float,
) -> tuple[Picture, list[Region]]:
    """The mask of the marks that run through a line, and the box of each; all in pixels.

    ``ink`` is the mask of what is print or mark, ``lines`` that of the ruling lines.
    """
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    longest = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    labels = np.where((longest >= _SMALLEST * dots_per_inch)[labels], labels, 0)
    found = set(
        chain(
            _through(labels, lines, horizontal, dots_per_inch),
            _through(labels.T, lines.T, vertical, dots_per_inch),
        )
    )
    crosses = np.zeros(len(stats), dtype=np.bool_)
    crosses[list(found)] = True
    boxes = [tuple(int(value) for value in stats[label][:4]) for label in sorted(found)]
    return crosses[labels], [Region(x, y, x + wide, y + high) for x, y, wide, high in boxes]


def _through(
    labels: Picture, lines: Picture, rulings: Sequence[Ruling], dots_per_inch: float
) -> set[int]:
    """The marks that touch a level line from above where another does from below."""
    import numpy as np

    reach = max(2, round(_THICKEST * dots_per_inch))
    slant = max(1, round(_SLANT * dots_per_inch))
    high, wide = labels.shape
    found: set[int] = set()
    for line in rulings:
        at = round(line.at)
        start, end = max(0, round(line.start)), min(wide, round(line.end))
        if at < reach or at + reach >= high or end <= start:
            continue
        columns = np.arange(end - start)
        above = (lines[at - reach : at + 1, start:end] == 0)[::-1].argmax(axis=0)
        below = (lines[at : at + reach + 1, start:end] == 0).argmax(axis=0)
        over = np.where(above > 0, labels[at - above, start + columns], 0)
        under = np.where(below > 0, labels[at + below, start + columns], 0)
        for first, last in _runs_of(over):
            if last - first > _WIDEST * dots_per_inch:
                continue
            other = under[max(0, first - slant) : last + slant]
            if other.any() and len(np.flatnonzero(other)) <= _WIDEST * dots_per_inch:
                found.update((int(over[first]), int(other[other != 0][0])))
    return found


def _runs_of(values: Picture) -> list[tuple[int, int]]:
    """The stretches of one number other than 0, as (start, end)."""
    import numpy as np

    edges = np.flatnonzero(np.diff(values, prepend=0, append=0))
    return [(int(start), int(end)) for start, end in pairwise(edges) if values[start]]
