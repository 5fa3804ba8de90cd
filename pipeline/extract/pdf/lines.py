"""What is drawn on one PDF page apart from its characters, from its path and image objects.

Tools draw a border as a stroked line, as the side of a stroked rectangle, as a thin filled
rectangle, or as a picture stretched to a line. All become a ``Ruling``: an axis-parallel
line in the upright frame of the page. Slanted and curved strokes are no borders, nor is what
is drawn in white on white or fully transparent. Wider filled rectangles are shading: their
edges part rows and cells where nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.calls import Matrix
from pipeline.extract.pdf.page import Frame, Ruling
from pipeline.records import Box

Point = tuple[float, float]

_START, _END = itemgetter(1), itemgetter(2)  # of a ruling
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_TEXT = bytes([raw.FPDF_PAGEOBJ_TEXT])
_IS_TEXT = bytes(kind == raw.FPDF_PAGEOBJ_TEXT for kind in range(256))  # by kind
_IS_OTHER = bytes(kind != raw.FPDF_PAGEOBJ_TEXT for kind in range(256))
_WHITE = 250  # of 255 in each channel
CLEAR = 2  # text that is wholly transparent; white text counts 1
SLANT = 1.0  # points a line may deviate from its axis
THIN = 6.0  # points: a filled rectangle or a stroke up to this is a line, wider is shading
_PAGE = 0.8  # of the width and height of the page: a picture that is the page
_THIN_PICTURE = 3.0  # points: a picture up to this is a line
# Points: a path with curves and no longer straight line is the outline of print, which some
# printers stroke to make it bold.
STROKE_OF_PRINT = 40.0
_DOT = 2.0  # points: a mark this small may belong to a dotted line of either direction
_LINE_SEGMENTS = 2  # of a path that is one line
_BOX_SEGMENTS = (4, 5)  # of a path that is one rectangle
_NESTING = 8  # forms within forms; deeper ones are hostile
_MOST_OBJECTS = 100_000  # a page of more is a drawing: its lines are no borders
_MOST_SEGMENTS = 2_000  # a path of more is a drawing


@dataclass(slots=True)
class Drawn:
    """The rulings, shaded areas and pictures of a page, and its text objects.

    ``white`` are white lines, to be seen on shading alone, each as (x0, top, x1, bottom).
    ``texts`` are handles of pdfium, which live no longer than the open page; ``clips``,
    ``layered`` and ``blank`` say of each what ``Objects`` does. ``forms`` gives the matrix of the
    form for those that stand in one. The first ``covered`` texts are painted before a picture as
    large as the page.
    """

    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    white: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    clips: list[int] = field(default_factory=list)
    layered: list[bool] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    forms: dict[int, Matrix] = field(default_factory=dict)
    covered: int = 0
    is_drawing: bool = False


class Objects(NamedTuple):
    """The objects of a page or form: handles of pdfium, the same as arguments, and their kinds.

    For each text among them the number of its clip paths, whether it is content of a layer, and
    whether it is filled with what shows nothing on paper: white (1), or nothing at all (``CLEAR``).
    """

    handles: list[int]
    asked: list[Any]
    kinds: bytes
    texts: list[int]
    clips: list[int]
    layered: list[bool]
    blank: list[int]


def ask_objects(handles: list[int]) -> Objects:
    """What is asked of all objects, for most are text and nothing else is asked of that.

    To be called as soon as the page is open: pdfium has them in the processor's cache, without
    which the questions take half as long again.
    """
    asked = calls.arguments(handles)
    kinds = calls.kinds(asked)
    are_texts = kinds.translate(_IS_TEXT)
    texts = list(compress(handles, are_texts))
    arguments = list(compress(asked, are_texts))
    colors = calls.fill_colors(arguments)
    blank = np.where(colors[:, 3] == 0, CLEAR, colors[:, :3].min(axis=1, initial=255) >= _WHITE)
    return Objects(
        handles,
        asked,
        kinds,
        texts,
        calls.clip_counts(texts),
        calls.are_layered(arguments),
        blank.tolist(),
    )


def read_drawn(objects: Objects, frame: Frame) -> Drawn:
    """All that is drawn on a page with these objects, forms included."""
    drawn = Drawn()
    drawn.is_drawing = len(objects.handles) > _MOST_OBJECTS
    _take_objects(objects, _IDENTITY, _NESTING, frame, drawn, calls.PathReader())
    return drawn


def _take_objects(
    objects: Objects,
    outer: Matrix,
    depth: int,
    frame: Frame,
    drawn: Drawn,
    reader: calls.PathReader,
) -> None:
    """Objects of a page or form; ``outer`` is the matrix of the form."""
    drawn.texts += objects.texts
    drawn.clips += objects.clips
    drawn.layered += objects.layered
    drawn.blank += objects.blank
    if outer is not _IDENTITY:
        drawn.forms.update(dict.fromkeys(objects.texts, outer))
    are_others = objects.kinds.translate(_IS_OTHER)
    others = list(compress(objects.handles, are_others))
    asked = list(compress(objects.asked, are_others))
    kinds = objects.kinds.translate(None, _TEXT)
    boxes = _all_shown(calls.bounds(asked), outer, frame)
    paints = _paints(asked)
    for handle, one, kind, box, paint in zip(others, asked, kinds, boxes, paints, strict=True):
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth:
                matrix = _product(reader.matrix(one) or _IDENTITY, outer)
                within = ask_objects(calls.form_objects(handle))
                _take_objects(within, matrix, depth - 1, frame, drawn, reader)
        elif drawn.is_drawing:
            continue
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            _take_path(reader, one, box, paint, outer, frame, drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN_PICTURE:
                _take_line(box, drawn)
            else:
                drawn.images.append(box)
                if outer is _IDENTITY and objects.texts and _fills(box, frame):
                    before = objects.kinds[: objects.handles.index(handle)]
                    drawn.covered = before.count(raw.FPDF_PAGEOBJ_TEXT)


def _fills(box: Box, frame: Frame) -> bool:
    """Whether a picture is about as large as the page."""
    wide, high = frame.size
    return box[2] - box[0] >= _PAGE * wide and box[3] - box[1] >= _PAGE * high


def _all_shown(bounds: NDArray[np.float32], outer: Matrix, frame: Frame) -> list[Box]:
    """``_shown`` for the bounds of many objects."""
    if outer is not _IDENTITY:
        return [_shown(one, outer, frame) for one in bounds.tolist()]
    left, bottom, right, top = bounds.astype(np.float64).T
    edges: Any = frame.upright(left, bottom, right, top)
    return list(zip(*[edge.tolist() for edge in edges], strict=True))


def _paints(objects: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    """With what each of the paths is stroked and filled (see ``_paint``), and whether stroked."""
    modes = calls.draw_modes(objects)
    strokes = calls.stroke_colors(objects).tolist()
    fills = calls.fill_colors(objects).tolist() if any(mode[0] for mode in modes) else strokes
    for (is_filled, is_stroked), stroke, fill in zip(modes, strokes, fills, strict=True):
        stroked, filled = is_stroked and _paint(*stroke), is_filled and _paint(*fill)
        yield stroked or "", filled or "", bool(is_stroked)


def in_sight(drawn: Drawn, frame: Frame, boxes: NDArray[np.float64]) -> Drawn:
    """The drawing with its rulings cut at the page edges, or at ``boxes`` of text beyond them.

    Some printers draw a row on both of the pages that it is cut by, each time as a whole.
    """
    height = frame.size[1]
    across, down = drawn.horizontal, drawn.vertical
    if not across or not down:
        return drawn
    lowest, highest = max(across).at, min(across).at
    if max(lowest, max(map(_END, down))) <= height and min(highest, min(map(_START, down))) >= 0:
        return drawn
    top = min(0.0, float(boxes[:, 1].min(initial=0.0)))
    bottom = max(height, float(boxes[:, 3].max(initial=0.0)))
    return replace(
        drawn,
        horizontal=[one for one in across if top <= one.at <= bottom],
        vertical=[
            Ruling(x, max(start, top), min(end, bottom))
            for x, start, end in down
            if start < bottom and end > top
        ],
    )


def object_box(handle: int, matrix: Matrix | None, frame: Frame) -> Box:
    """The box of an object in the upright frame; ``matrix`` is that of the form around it."""
    return _shown(calls.bounds(calls.arguments([handle]))[0].tolist(), matrix or _IDENTITY, frame)


def _shown(bounds: Sequence[float], outer: Matrix, frame: Frame) -> Box:
    """Bounds of pdfium (left, bottom, right, top within the form) in the upright frame."""
    left, bottom, right, top = bounds
    if outer is _IDENTITY:
        return frame.upright(left, bottom, right, top)
    corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.upright(min(xs), min(ys), max(xs), max(ys))


def _take_path(
    reader: calls.PathReader,
    path: Any,
    box: Box,
    paint: tuple[str, str, bool],
    outer: Matrix,
    frame: Frame,
    drawn: Drawn,
) -> None:
    stroked, filled, is_stroked = paint
    segments = calls.count_segments(path)
    if stroked:
        if segments == _LINE_SEGMENTS and _is_thin(box):  # as most are: the box says it all
            _take_stroke((box,), drawn, stroked)
        else:
            _take_stroke(_strokes(reader, path, outer, frame), drawn, stroked)
    if filled:
        if segments in _BOX_SEGMENTS and _is_thin(box):
            _take_filled(box, drawn, filled, is_stroked=is_stroked)
            return
        for points in _subpaths(reader, path, outer):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = frame.upright(min(xs), min(ys), max(xs), max(ys))
            if _is_thin(box) or _is_box(points):
                _take_filled(box, drawn, filled, is_stroked=is_stroked)


def _take_stroke(boxes: Sequence[Box], drawn: Drawn, paint: str) -> None:
    for one in boxes:
        if paint == "white":
            drawn.white.append(one)
        else:
            _take_line(one, drawn)


def _strokes(reader: calls.PathReader, path: Any, outer: Matrix, frame: Frame) -> list[Box]:
    """The lines of a stroked path; none where it is shading or print."""
    a, b, c, d, _, _ = _product(reader.matrix(path) or _IDENTITY, outer)
    if reader.stroke_width(path) * abs(a * d - b * c) ** 0.5 > THIN:
        return []
    boxes = [
        frame.upright(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for points in _subpaths(reader, path, outer)
        for (x0, y0), (x1, y1) in pairwise(points)
        if abs(x1 - x0) <= SLANT or abs(y1 - y0) <= SLANT
    ]
    longest = max((max(x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes), default=0.0)
    return [] if longest <= STROKE_OF_PRINT and _has_curves(reader, path) else boxes


def _has_curves(reader: calls.PathReader, path: Any) -> bool:
    return any(kind == raw.FPDF_SEGMENT_BEZIERTO for kind, *_ in reader.segments(path))


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= THIN


def _take_filled(box: Box, drawn: Drawn, paint: str, *, is_stroked: bool) -> None:
    """A filled rectangle: a line if it is thin, else shading."""
    if _is_thin(box):
        if paint == "white":
            drawn.white.append(box)
        elif not is_stroked:
            _take_line(box, drawn)
    elif paint == "dark":
        drawn.shades.append(box)


def _take_line(box: Box, drawn: Drawn) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    is_dot = max(wide, high) <= _DOT
    if wide >= high or is_dot:
        drawn.horizontal.append(Ruling((top + bottom) / 2, left, right))
    if high > wide or is_dot:
        drawn.vertical.append(Ruling((left + right) / 2, top, bottom))


def _is_box(points: list[Point]) -> bool:
    """Whether all sides are parallel to the axes: a slanted or round shape shades no cell."""
    return all(
        abs(x1 - x0) <= SLANT or abs(y1 - y0) <= SLANT for (x0, y0), (x1, y1) in pairwise(points)
    )


def _subpaths(reader: calls.PathReader, path: Any, outer: Matrix) -> Iterator[list[Point]]:
    """The straight runs of a path in user space; a curve ends the run before it."""
    a, b, c, d, e, f = _product(reader.matrix(path) or _IDENTITY, outer)
    points: list[Point] = []
    for count, (kind, x, y, segment) in enumerate(reader.segments(path)):
        if count > _MOST_SEGMENTS:
            return
        point = (a * x + c * y + e, b * x + d * y + f)
        if kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
            if calls.segment_closes(segment):
                points.append(points[0])
        else:
            if len(points) > 1:
                yield points
            points = [point]
    if len(points) > 1:
        yield points


def _paint(red: int, green: int, blue: int, alpha: int) -> str:
    """How a colour shows on paper: ``dark``, ``white``, or ``""`` where it is transparent."""
    if not alpha:
        return ""
    return "dark" if min(red, green, blue) < _WHITE else "white"


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
            e * h + f * j + m)  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
