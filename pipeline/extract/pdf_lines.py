"""The ruling lines of one PDF page, from the paths that are drawn on it.

Tools draw a border as a stroked line, as the side of a stroked rectangle, or as a thin
filled rectangle. All become ``Ruling``: an axis-parallel line in the upright frame of
the page (``pdf_chars.Frame``), in points. Slanted and curved strokes are no borders, nor
is what is drawn in white or fully transparent.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.extract.pdf_chars import Frame
from pipeline.records import Box

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE = 250  # of 255 in each channel
_SLANT = 1.0  # points a line may deviate from its axis
_THIN = 6.0  # points: a filled rectangle or a stroke up to this is a line, wider is shading
_DOT = 2.0  # points: a mark this small may belong to a dotted line of either direction
_NESTING = 8  # forms within forms; deeper ones are hostile
_EMPTY_TEXT = 2  # bytes pdfium answers for no text: the terminator alone


class Ruling(NamedTuple):
    """A line at ``at`` from ``start`` to ``end``: at is y where horizontal, else x."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page apart from its characters.

    ``swallowed`` are the boxes of text objects that pdfium left out of the page's text
    because the same text stands at the same place already.
    """

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]
    swallowed: tuple[Box, ...]


def read_drawn(page: pdfium.PdfPage, text: pdfium.PdfTextPage, frame: Frame) -> Drawn:
    """All rulings of the page, forms included."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    swallowed: list[Box] = []
    for handle, kind, matrix in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetText(handle, text.raw, None, 0) <= _EMPTY_TEXT:
                swallowed.append(frame.upright(*_bounds(handle)))
            continue
        for x0, y0, x1, y1 in _visible_lines(handle, matrix):
            left, top, right, bottom = frame.upright(
                min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
            )
            wide, high = right - left, bottom - top
            is_dot = max(wide, high) <= _DOT
            if wide >= high or is_dot:
                horizontal.append(Ruling((top + bottom) / 2, left, right))
            if high > wide or is_dot:
                vertical.append(Ruling((left + right) / 2, top, bottom))
    return Drawn(tuple(horizontal), tuple(vertical), tuple(swallowed))


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int, Matrix]]:
    """Text and path objects with the matrix of the form they stand in."""
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        handle = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH):
            yield handle, kind, _IDENTITY
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _form_paths(handle, _IDENTITY, _NESTING)


def _form_paths(
    form: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int, Matrix]]:
    matrix = _product(_matrix(form), outer)
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        handle = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield handle, kind, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _form_paths(handle, matrix, depth - 1)


def _visible_lines(handle: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Box]:
    """The axis-parallel lines of a path in user space, as (x0, y0, x1, y1)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    width = ctypes.c_float()
    if stroke.value:
        raw.FPDFPageObj_GetStrokeWidth(handle, width)
    if stroke.value and width.value <= _THIN and _is_seen(raw.FPDFPageObj_GetStrokeColor, handle):
        for points in _subpaths(handle, matrix):
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= _SLANT or abs(y1 - y0) <= _SLANT:
                    yield x0, y0, x1, y1
    elif fill.value and _is_seen(raw.FPDFPageObj_GetFillColor, handle):
        for points in _subpaths(handle, matrix):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                yield box


def _subpaths(handle: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight runs of a path; a curve ends the run before it."""
    a, b, c, d, e, f = _product(_matrix(handle), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(handle)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        else:
            if len(points) > 1:
                yield points
            points = [point]
    if len(points) > 1:
        yield points


def _is_seen(get_color: Callable[..., int], handle: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether a colour shows on paper: not white, not transparent; patterns do."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not get_color(handle, *channels):
        return True
    *color, alpha = (channel.value for channel in channels)
    return alpha > 0 and min(color) < _WHITE


def _matrix(handle: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, matrix):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k,
            e * h + f * j + m)  # fmt: skip


def _bounds(handle: raw.FPDF_PAGEOBJECT) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return (left.value, bottom.value, right.value, top.value)
