"""The glyphs of a page to lines of print, all cells at once. Pure; points of the upright page.

A run is a stretch of glyphs that follow each other on one line in the order of the file. Most
lines are one run, so that what is done for each character is done in bulk.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf.page import Glyphs
from pipeline.extract.pdf.text import Line

_LINE_SHARE = 0.5  # of a character's height two centres on one line may be apart
_WORD_GAP = 0.2  # of a character's height between two characters of ASCII is a space
_RUN_GAP = 0.5  # of a character's height; what is further apart is looked at again
_COLUMN_GAP = 3.0  # character heights between two texts that are no line together
_SET_IN = 0.2  # of a character: a run that begins further before the end of another is set into it
_UNEVEN = 0.5  # points by which the heights of characters of one run may differ
_TYPE_SHARE = 0.85  # of a line's height is the size of its type
_FIRST_WIDE = 0x2E80  # characters from here on are as wide as high
_WIDE = chr(_FIRST_WIDE)
_PRINTED = np.array(["!" <= chr(code) <= "~" for code in range(129)])
# Signs without ink: white space, a next line (U+0085) too, control characters and U+200B.
_BLANK = np.array([c <= " " or c.isspace() or c == "\u200b" for c in map(chr, range(0x3002))])


class Run(NamedTuple):
    """Glyphs ``start`` to ``end`` (in the order of the groups) and their box.

    ``centre`` is the middle of its first glyph in height, ``reach`` how far from there the
    line goes.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    centre: float
    reach: float
    text: str
    is_space: bool
    start: int
    end: int


class SetLine(NamedTuple):
    """A line of print, and the box of each of its inked characters, in order."""

    line: Line
    marks: NDArray[np.float64]


class PageLines(NamedTuple):
    """The lines of each group from the top down, and those of no group."""

    inside: dict[int, list[Line]]
    outside: list[SetLine]


def read_lines(glyphs: Glyphs, groups: NDArray[np.intp]) -> PageLines:
    """Set the glyphs of each group (a cell) into lines; group -1 is the text outside.

    Outside, texts far apart on one height are two lines.
    """
    [lines] = read_all_lines([(glyphs, groups)])
    return lines


def read_all_lines(pages: Sequence[tuple[Glyphs, NDArray[np.intp]]]) -> list[PageLines]:
    """The lines of each page; in one array those of many take little longer than those of one."""
    lines = [PageLines({}, []) for _ in pages]
    every = "".join([glyphs.text for glyphs, _ in pages])
    if not every:
        return lines
    firsts = [0]  # of the groups of each page, the first of which is its text outside
    for _, own in pages:
        firsts.append(firsts[-1] + 2 + int(own.max(initial=-1)))
    groups = np.concatenate([own + (n + 1) for (_, own), n in zip(pages, firsts, strict=False)])
    order = np.argsort(groups, kind="stable")
    boxes = np.concatenate([glyphs.boxes for glyphs, _ in pages]).take(order, axis=0)
    codes = np.frombuffer(every.encode("utf-32-le"), dtype="<u4").take(order)
    text = codes.tobytes().decode("utf-32-le")
    found = _runs(text, codes, boxes, groups.take(order))
    page = 0
    for counted, start, end, is_plain in found.bounds:
        while counted >= firsts[page + 1]:
            page += 1
        group = counted - firsts[page] - 1
        inside, outside = lines[page]
        if group < 0:
            outside += [
                SetLine(line, np.concatenate([boxes[run.start : run.end] for run in inked]))
                for row in _rows(found.runs(start, end))
                for piece in _pieces(_untangled(row, text, boxes))
                if (line := _line(piece)) is not None
                and (inked := [run for run in piece if not run.is_space])
            ]
        elif is_plain:  # as are most cells
            inside[group] = found.lines[start:end]
        else:
            inside[group] = [
                line
                for row in _rows(found.runs(start, end))
                if (line := _line(_untangled(row, text, boxes))) is not None
            ]
    return lines


class _Runs(NamedTuple):
    """The runs of all groups, field by field, in the order of the file within each group.

    ``lines`` are what they become where each is a line. ``bounds`` gives each group with its
    first run, the one after its last, and whether each of its runs is a line, below that before.
    """

    lines: list[Line]
    centres: list[float]
    reaches: list[float]
    spaces: list[bool]
    places: list[tuple[int, int]]
    bounds: list[tuple[int, int, int, bool]]

    def runs(self, start: int, end: int) -> list[Run]:
        """Runs that are still to be set into lines."""
        found = []
        for n in range(start, end):
            text, x0, top, x1, bottom, size, _ = self.lines[n]
            centre, reach = self.centres[n], self.reaches[n]
            is_space, place = self.spaces[n], self.places[n]
            found.append(Run(x0, top, x1, bottom, size, centre, reach, text, is_space, *place))
        return found


def _runs(
    text: str,
    codes: NDArray[np.uint32],
    boxes: NDArray[np.float64],
    groups: NDArray[np.intp],
) -> _Runs:
    x0, top, x1, bottom = boxes.T
    height = bottom - top
    reach = height * _LINE_SHARE
    centre = (top + bottom) / 2
    is_space = _BLANK.take(codes, mode="clip")
    gap = x0[1:] - x1[:-1]
    is_ascii = _PRINTED.take(codes, mode="clip")  # beyond its end stands False
    breaks = np.empty(len(codes), dtype=np.bool_)
    breaks[0] = True
    breaks[1:] = (
        (groups[1:] != groups[:-1])
        | (np.abs(centre[1:] - centre[:-1]) > np.maximum(reach[1:], reach[:-1]))
        | (x0[1:] < x0[:-1])
        | (gap > _RUN_GAP * height[1:])
        | (is_space[1:] != is_space[:-1])
        | ((gap > _WORD_GAP * height[1:]) & is_ascii[1:] & is_ascii[:-1])
    )
    starts = breaks.nonzero()[0]
    first = starts.tolist()
    places = list(zip(first, [*first[1:], len(text)], strict=True))
    upper, lower, sizes = _usual_heights(boxes, codes >= _FIRST_WIDE, starts)
    columns = (
        x0.take(starts),
        upper,
        np.maximum.reduceat(x1, starts),
        lower,
        np.where(sizes > 0, sizes, _TYPE_SHARE * height.take(starts)),
    )
    texts = [text[start:end] for start, end in places]
    values = zip(texts, *(column.tolist() for column in columns), repeat(False))
    centres, reaches = centre.take(starts), reach.take(starts)
    owners = groups.take(starts)
    changes = np.concatenate(([0], (owners[1:] != owners[:-1]).nonzero()[0] + 1))
    spaces = is_space.take(starts)
    is_odd = spaces.copy()
    is_odd[1:] |= ~(centres[1:] - centres[:-1] > reaches[:-1]) & (owners[1:] == owners[:-1])
    is_plain = ~np.logical_or.reduceat(is_odd, changes)
    begun = changes.tolist()
    ended = [*begun[1:], len(places)]
    bounds = zip(owners.take(changes).tolist(), begun, ended, is_plain.tolist(), strict=True)
    return _Runs(
        lines=list(map(Line._make, values)),
        centres=centres.tolist(),
        reaches=reaches.tolist(),
        spaces=spaces.tolist(),
        places=places,
        bounds=list(bounds),
    )


def _usual_heights(
    boxes: NDArray[np.float64], is_wide: NDArray[np.bool_], starts: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Upper and lower edge of each run, and the width of its widest full-width character.

    Where its characters differ in height, those of the middle one count. A character from
    another font than the rest has other heights, and says nothing about where the line stands.
    """
    x0, top, x1, bottom = boxes.T
    edges = np.stack((top, -bottom, x1 - x0))
    far = np.inf
    if is_wide.all():
        least, most = edges[:2], edges
    else:
        least = np.where(is_wide, edges[:2], far)
        most = np.where(is_wide, edges, -far)
    lowest = np.minimum.reduceat(least, starts, axis=1)
    highest = np.maximum.reduceat(most, starts, axis=1)
    upper, lower = lowest[0], -lowest[1]
    uneven = (highest[:2] - lowest).sum(axis=0)
    narrow = np.isinf(upper)
    if narrow.any():
        upper[narrow] = np.minimum.reduceat(top, starts)[narrow]
        lower[narrow] = np.maximum.reduceat(bottom, starts)[narrow]
    mixed = ((uneven > _UNEVEN) & ~narrow).nonzero()[0].tolist()
    if mixed:
        bounds = [*starts.tolist(), len(top)]
        for run in mixed:
            start, end = bounds[run], bounds[run + 1]
            middle = (end - start) // 2
            upper[run] = sorted(top[start:end].tolist())[middle]
            lower[run] = sorted(bottom[start:end].tolist())[middle]
    return upper, lower, highest[2]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs of one height, from the top down, each row from the left."""
    if len(runs) == 1:
        return [[runs[0]]]
    rows: list[list[Run]] = []
    last: list[Run] = []
    for run in runs:
        if last and _is_level(run, last):
            last.append(run)
            continue
        for row in rows:
            if _is_level(run, row):
                last = row
                break
        else:
            last = []
            rows.append(last)
        last.append(run)
    rows.sort(key=lambda row: row[0].centre)
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda run: run.x0)
    return rows


def _is_level(run: Run, row: Sequence[Run]) -> bool:
    """Whether a run is on one height with the first of a row, and below or above none of it.

    Two lines set close may each be level with a text beside them that stands between both.
    """
    first = row[0]
    if abs(run.centre - first.centre) > first.reach:
        return False
    return abs(run.centre - first.centre) < first.reach / 2 or not any(
        abs(run.centre - one.centre) > one.reach and run.x0 < one.x1 and one.x0 < run.x1
        for one in row
    )


def _untangled(row: list[Run], text: str, boxes: NDArray[np.float64]) -> list[Run]:
    """The runs of a row, those parted into which another is set.

    A file may print all characters of one font first, and those of another, mostly quotation
    marks, into the room that was left for them.
    """
    if len(row) == 1 or all(
        after.x0 > before.x1 - _SET_IN * before.size
        for before, after in pairwise(sorted(row, key=lambda run: run.x0))
    ):
        return row
    main = max(row, key=lambda run: run.x1 - run.x0)
    if any(abs(run.centre - main.centre) > _LINE_SHARE * main.size for run in row):
        return row  # lines set very close, and no text of one line
    middles = [(run.x0 + min(run.x1, run.x0 + run.size)) / 2 for run in row]
    parted: list[Run] = []
    for number, run in enumerate(row):
        lefts = boxes[run.start : run.end, 0]
        others = [x for n, x in enumerate(middles) if n != number and run.x0 < x < run.x1]
        cuts = sorted({int(np.searchsorted(lefts, x)) for x in others})
        for start, end in pairwise([0, *(cut for cut in cuts if 0 < cut < len(lefts)), len(lefts)]):
            first, last = run.start + start, run.start + end
            parted.append(
                run._replace(
                    x0=float(boxes[first, 0]),
                    x1=float(boxes[first:last, 2].max()),
                    text=text[first:last],
                    start=first,
                    end=last,
                )
            )
    parted.sort(key=lambda run: run.x0)
    return parted


def _pieces(row: list[Run]) -> list[list[Run]]:
    pieces = [row[:1]]
    right = row[0].x1
    for run in row[1:]:
        if run.x0 - right > _COLUMN_GAP * (run.bottom - run.top):
            pieces.append([])
        pieces[-1].append(run)
        right = max(right, run.x1)
    return pieces


def _line(row: Sequence[Run]) -> Line | None:
    first = row[0]
    if len(row) == 1:
        if first.is_space:
            return None
        return Line(first.text, first.x0, first.top, first.x1, first.bottom, first.size)
    inked = [run for run in row if not run.is_space]
    if not inked:
        return None
    texts: list[str] = []
    before: Run | None = None
    for run in row:
        if (
            before is not None
            and run.x0 - before.x1 > _WORD_GAP * (run.bottom - run.top)
            and before.text[-1].isascii()
            and run.text[0].isascii()
            and not (before.is_space or run.is_space)
        ):
            texts.append(" ")
        texts.append(run.text)
        before = run
    return Line(
        text="".join(texts).strip(),
        x0=inked[0].x0,
        top=min(run.top for run in inked),
        x1=max(run.x1 for run in inked),
        bottom=max(run.bottom for run in inked),
        size=max([run.size for run in inked if max(run.text) >= _WIDE] or [r.size for r in inked]),
        spaced=row[-1].is_space,
    )
