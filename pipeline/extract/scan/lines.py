"""The ruling lines on a page picture, by morphology. Pure, in pixels.

What stays of the ink when every run shorter than a line is taken away is lines (opening by a
long thin element, Serra 1982). They come out as the PDF reader's ``Ruling``, so that one logic
makes cells of drawn and of scanned lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.broken import Pieces, mend
from pipeline.extract.scan.picture import INK_SHARE

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Darkness, Picture

# Inches. The longest stroke of a character in large type (一 in a heading) is a third.
_STROKE = 0.4
_SHORTEST = 0.2
_MEETS = 0.06
_ALIGNED = 0.02
_MOST_PAIRS = 1_000_000  # of lines that are compared; a page with more is a drawing
_DASHED = 0.33  # a dashed line is at least so long,
_DASH_THICKNESS = 0.03  # thinner than this,
_DASH_GAP = 0.055  # and has smaller gaps
_FAINT = 0.2  # of the contrast of the print: a hairline may be as faint
_LONGER = 2.5  # times as long as that a faint line must be: dense print is faint lines, too
_THICKEST = 0.07
_EDGE = 0.03  # a line this near to the edge of the picture is the edge of the sheet
_HALO = 0.004  # around a line: what is left of it after opening
_BESIDE = 0.035  # so near on both sides of a line there is paper,
_IN_PRINT = 0.2  # but for this share of its length, where strokes of print are taken for a line
_UNBROKEN = 0.9  # of its length that a drawn line has ink
_BESIDE_STROKES = 0.5  # of the pieces of a broken line beside which there may be print
_ACROSS = 3.0  # a dashed line across a table, of which another begins and ends alike
_LONG = 1.5  # strokes of print, end to end without a gap, are no longer


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a picture in pixels, and the mask of where they are."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    mask: Picture


def find_lines(dark: Darkness, dots_per_inch: float) -> Lines:
    """The straight level and upright lines, hairlines included.

    A line that is no longer than a stroke of large type counts if it ends at lines.
    """
    import cv2
    import numpy as np

    faint, clear = dark.over(_FAINT), dark.over(INK_SHARE)
    across = _level_runs(clear, faint, dots_per_inch)
    down = _level_runs(np.ascontiguousarray(clear.T), np.ascontiguousarray(faint.T), dots_per_inch)
    ways = ((across, down, clear), (down, across, clear.T))
    horizontal, vertical = (
        [
            n
            for n in _certain(runs, others, dots_per_inch)
            if not _is_in_print(runs, n, ink, dots_per_inch)
        ]
        for runs, others, ink in ways
    )
    borders = [down.lines[n] for n in vertical], [across.lines[n] for n in horizontal]
    for kept, sure, (runs, _, ink) in zip((horizontal, vertical), borders, ways, strict=True):
        cut = _cut_off(runs, kept, sure, dots_per_inch)
        kept += [n for n in cut if not _is_in_print(runs, n, ink, dots_per_inch)]
    both = cv2.bitwise_or(_mask(across, horizontal, faint), _mask(down, vertical, faint.T).T)
    reach = 2 * max(1, round(_HALO * dots_per_inch)) + 1
    mask = cv2.dilate(both, np.ones((reach, reach), np.uint8))
    (level, gaps), (upright, holes) = mend(
        _pieces(across, horizontal, clear, dots_per_inch),
        _pieces(down, vertical, clear.T, dots_per_inch),
        cv2.subtract(clear, mask),
        dots_per_inch,
    )
    for gap in gaps:
        mask[gap.top : gap.bottom, gap.start : gap.end] = 255
    for gap in holes:
        mask[gap.start : gap.end, gap.top : gap.bottom] = 255
    return Lines(tuple(level), tuple(upright), mask)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Level runs of ink by their label, and the picture of the labels.

    ``certain`` are those that are longer than any stroke and not made of pieces.
    """

    lines: dict[int, Ruling]
    labels: Picture
    certain: frozenset[int]


def _pieces(runs: _Runs, kept: list[int], ink: Picture, dots_per_inch: float) -> Pieces:
    """The lines that are kept, and the pieces that are no strokes of print."""
    sure = frozenset(kept)
    loose = [label for label in runs.lines if label not in sure]
    return Pieces(
        [runs.lines[label] for label in kept],
        [runs.lines[n] for n in loose if not _is_in_print(runs, n, ink, dots_per_inch)],
    )


def _level_runs(clear: Picture, faint: Picture, dots_per_inch: float) -> _Runs:
    import cv2
    import numpy as np

    def solid(shortest: float) -> Picture:
        length = shortest * dots_per_inch
        return cv2.bitwise_or(_runs(clear, length), _runs(faint, _LONGER * length))

    high = len(clear)
    short = solid(_SHORTEST)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(
        cv2.bitwise_or(short, _dashed(clear, short, dots_per_inch)), connectivity=8
    )
    long = np.bincount(labels[solid(_STROKE) != 0], minlength=count)
    lines: dict[int, Ruling] = {}
    for label in range(1, count):
        left, _, width, _, area = (int(value) for value in stats[label])
        at = float(centres[label][1])
        near_edge = min(at, high - at) < _EDGE * dots_per_inch
        if area / width - 2 <= _THICKEST * dots_per_inch and not near_edge:
            lines[label] = Ruling(at, float(left), float(left + width))
    return _Runs(lines, labels, frozenset(label for label in lines if long[label]))


def _dashed(ink: Picture, solid: Picture, dots_per_inch: float) -> Picture:
    """Rows of thin pieces with small gaps, away from solid lines: dashes, or strokes of print."""
    import cv2
    import numpy as np

    thick = max(3, round(_DASH_THICKNESS * dots_per_inch))
    gap = max(3, round(_DASH_GAP * dots_per_inch))
    high_marks = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((thick, 1), np.uint8))
    near_solid = cv2.dilate(solid, np.ones((2 * thick + 1, 1), np.uint8))
    thin = cv2.subtract(ink, cv2.bitwise_or(high_marks, near_solid))
    closed = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    return _runs(closed, _DASHED * dots_per_inch)


def _certain(runs: _Runs, across: _Runs, dots_per_inch: float) -> list[int]:
    """The labels of the lines that are longer than strokes, or end at such lines.

    Where borders have gaps, a short line may end at a longer piece of its own line instead.
    A row of strokes is like a dashed line, but does not reach from border to border. Where the
    border at one end is faint, dashed lines across the table are alike.
    """
    near = _MEETS * dots_per_inch
    longest_stroke = _STROKE * dots_per_inch
    borders = [line for line in across.lines.values() if line.end - line.start > longest_stroke]
    certain = [runs.lines[label] for label in runs.certain]
    if len(runs.lines) * (len(borders) + len(certain)) > _MOST_PAIRS:
        return sorted(runs.certain)

    def meets(at: float, place: float) -> bool:
        return any(
            abs(line.at - place) <= near and line.start - near <= at <= line.end + near
            for line in borders
        )

    # Strokes of neighbouring characters go on each other, too: the other piece must be certain.
    def goes_on(line: Ruling, place: float) -> bool:
        return any(
            abs(other.at - line.at) <= _ALIGNED * dots_per_inch
            and min(abs(other.start - place), abs(other.end - place)) <= near
            for other in certain
        )

    def ends(line: Ruling, place: float) -> bool:
        return meets(line.at, place) or goes_on(line, place)

    def has_like(line: Ruling) -> bool:
        return line.end - line.start >= _ACROSS * dots_per_inch and any(
            other is not line
            and abs(other.start - line.start) <= near
            and abs(other.end - line.end) <= near
            for other in runs.lines.values()
        )

    def is_line(line: Ruling) -> bool:
        begins, stops = ends(line, line.start), ends(line, line.end)
        return (begins and stops) or ((begins or stops) and has_like(line))

    return [label for label, line in runs.lines.items() if label in runs.certain or is_line(line)]


def _cut_off(
    runs: _Runs, kept: Sequence[int], borders: Sequence[Ruling], dots_per_inch: float
) -> list[int]:
    """The labels of further lines that go from one border through another: the last is cut off.

    ``borders`` are those of which there is no doubt: print does not go through them.
    """
    near, inside = _MEETS * dots_per_inch, _STROKE * dots_per_inch
    found = []
    for label in runs.lines.keys() - set(kept) if len(borders) > 1 else ():
        line = runs.lines[label]
        met = [
            other.at
            for other in borders
            if other.start - near <= line.at <= other.end + near
            and line.start - near <= other.at <= line.end + near
        ]
        ends = any(min(abs(at - line.start), abs(at - line.end)) <= near for at in met)
        if ends and any(line.start + inside < at < line.end - inside for at in met):
            found.append(label)
    return sorted(found)


def _is_in_print(runs: _Runs, label: int, ink: Picture, dots_per_inch: float) -> bool:
    """Whether a line is strokes of print in a row: it has ink close by on both sides.

    Of a broken one, ink on one side of most pieces says so: the upper strokes of a line of print.

    Where characters stand in squares, line below line, their upright strokes are like a dashed
    border from one ruling to the next; of a seal, a stroke is as long as a border.
    """
    line = runs.lines[label]
    if label in runs.certain and line.end - line.start > _LONG * dots_per_inch:
        return False
    start, end = round(line.start), round(line.end)
    near = round(_BESIDE * dots_per_inch)
    half = max(2, round((runs.labels[:, start:end] == label).sum() / (end - start) / 2))
    at = round(line.at)
    before = ink[max(0, at - half - near) : max(0, at - half), start:end].any(axis=0)
    after = ink[at + half + 1 : at + half + 1 + near, start:end].any(axis=0)
    if (before & after).mean() > _IN_PRINT:
        return True
    own = ink[max(0, at - half) : at + half + 1, start:end].any(axis=0)
    strokes = (own & (before | after)).sum() / max(own.sum(), 1)
    return bool(own.mean() < _UNBROKEN and strokes > _BESIDE_STROKES)


def _mask(runs: _Runs, labels: list[int], ink: Picture) -> Picture:
    import cv2
    import numpy as np

    kept = np.zeros(int(runs.labels.max()) + 1, dtype=np.uint8)
    kept[labels] = 255
    return cv2.bitwise_and(kept[runs.labels], np.ascontiguousarray(ink))


def _runs(ink: Picture, length: float) -> Picture:
    """What of a mask is in level runs of at least ``length`` pixels."""
    import cv2
    import numpy as np

    # A line that is not quite level goes from one row of pixels to the next.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(3, round(length))), np.uint8))
