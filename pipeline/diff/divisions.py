"""One row that became several, or several that became one.

``推进改革试点，完善监督机制，加强队伍建设。`` in one row of one side, ``推进改革试点。`` and
``完善监督机制，加强队伍建设。`` in two of the other: the parts together have the text of the
whole, each stands in it for the most part, and none of them alone is near it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from pipeline.diff.lines import Line
from pipeline.diff.order import tie
from pipeline.diff.records import Division

_RUN = 3  # characters in a row that count as taken over
_SHORTEST = 6  # characters of a part
_COVERED = 0.80  # share of the whole that its parts must have together
_OWN = 0.50  # share of a part that must come from the whole
_ALONE = 0.85  # a part that has more of the whole is the whole, reworded
_LONGEST = 20_000  # characters of a row that is looked at here
_GAIN = 0.12  # share of the whole that each part must add


@dataclass(frozen=True, slots=True)
class _Found:
    whole: Line
    parts: tuple[Line, ...]
    covered: float
    kind: Literal["split", "merged"]


def find_divisions(
    old: Mapping[int, Line], new: Mapping[int, Line], near: Sequence[tuple[int, int]]
) -> list[Division]:
    """Splits and merges among unpaired rows; ``near`` are the pairs worth comparing.

    A row is in one division at most: that which covers most of its whole.
    """
    of_old: dict[int, list[Line]] = defaultdict(list)
    of_new: dict[int, list[Line]] = defaultdict(list)
    for a, b in near:
        of_old[a].append(new[b])
        of_new[b].append(old[a])
    found = [each for a, lines in of_old.items() if (each := _divide(old[a], lines, "split"))]
    found += [each for b, lines in of_new.items() if (each := _divide(new[b], lines, "merged"))]
    taken: set[tuple[bool, int]] = set()
    divisions: list[Division] = []
    for each in sorted(found, key=_rank):
        split = each.kind == "split"
        rows = {(split, each.whole.index), *((not split, part.index) for part in each.parts)}
        if rows & taken:
            continue
        taken |= rows
        whole, parts = (each.whole.index,), tuple(part.index for part in each.parts)
        reason = f"{len(parts)} rows have {each.covered:.0%} of the text of one"
        divisions.append(
            Division(
                each.kind,
                whole if split else parts,
                parts if split else whole,
                round(each.covered, 4),
                reason,
                needs_review=each.covered < 0.9,
            )
        )
    return divisions


def _rank(found: _Found) -> tuple[float, int, int]:
    words = "".join(sorted(part.subject for part in found.parts))
    return -found.covered, len(found.parts), tie(found.whole.subject, words)


def _divide(whole: Line, lines: Sequence[Line], kind: Literal["split", "merged"]) -> _Found | None:
    length = len(whole.subject)
    if length > _LONGEST:
        return None
    inside: list[tuple[int, Line, frozenset[int]]] = []
    for line in lines:
        if not _SHORTEST <= len(line.subject) < length:
            continue
        taken = _taken(whole.subject, line.subject)
        if len(taken) >= _ALONE * length:
            return None
        if len(taken) >= _OWN * len(line.subject):
            inside.append((-len(taken), line, taken))
    covered: frozenset[int] = frozenset()
    parts: list[Line] = []
    for _, line, taken in sorted(
        inside, key=lambda one: (one[0], tie(whole.subject, one[1].subject), one[1].index)
    ):
        if len(taken - covered) >= max(_GAIN * length, _OWN * len(taken)):
            covered |= taken
            parts.append(line)
    share = len(covered) / length if length else 0.0
    if len(parts) < 2 or share < _COVERED:
        return None
    return _Found(whole, tuple(sorted(parts, key=lambda part: part.index)), share, kind)


def _taken(whole: str, part: str) -> frozenset[int]:
    """The characters of ``whole`` that ``part`` has in runs of some length."""
    return frozenset(
        index
        for code in Indel.opcodes(part, whole)
        if code.tag == "equal" and code.src_end - code.src_start >= _RUN
        for index in range(code.dest_start, code.dest_end)
    )
