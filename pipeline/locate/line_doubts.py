"""Cells of a table told from a cell a line of which the lines do not tell whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.labels import OWNERS
from pipeline.locate.placing import OPEN_END, Row, are_bodies

_SELDOM = 3  # one row of so many, at most, has bodies on several lines
_MAY_BE_TWO = "its lines are bodies each; they may be those of two rows"
_WHICH = "of two columns of bodies one is blank; that it is the other is not printed"


def doubts_of(
    texts: Sequence[str], meanings: Sequence[str], rows: Sequence[Row]
) -> dict[tuple[int, int], str]:
    """The doubts of cells, by the index of the row in ``rows`` and the column.

    ``texts``: of the pieces that the rows are made of. Bodies on several lines are doubted
    where most rows have one line of them; a body where another column beside it is blank.
    """
    owners = [i for i, meaning in enumerate(meanings) if meaning in OWNERS]
    doubts: dict[tuple[int, int], str] = {}
    several: list[tuple[int, int]] = []
    for row, placing in enumerate(rows):
        held = {column: [texts[i] for i, c in placing if c == column] for column in owners}
        filled = [column for column in owners if held[column]]
        several += [(row, column) for column in filled if _are_several(held[column])]
        if 0 < len(filled) < len(owners) and len(placing) > 1:
            doubts |= {(row, column): _WHICH for column in filled}
    if _SELDOM * len({row for row, _ in several}) <= len(rows):
        doubts |= dict.fromkeys(several, _MAY_BE_TWO)
    return doubts


def _are_several(lines: Sequence[str]) -> bool:
    """Whether a line of bodies that ends no open list is followed by another."""
    return any(
        are_bodies(above) and are_bodies(line) and not above.rstrip().endswith(OPEN_END)
        for above, line in pairwise(lines)
    )
