"""pdfium's functions as bare C calls, for what is asked for each character and each object.

The wrappers of ``pypdfium2.raw`` look at every argument; asked a thousand times for a page
they take longer than pdfium itself. Handles and addresses are plain integers here. A call
must only be made with handles of an open page, and by one thread, as everywhere in pdfium.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import compress, repeat
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

_HANDLE, _INT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


_LAYER = "OC\0".encode("utf-16-le")  # the tag of content of a layer, as pdfium gives it
_FEW = 4096  # characters or objects of a page for which the arguments lie ready


def _bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function that keeps the interpreter's lock: a call is shorter than letting it go.

    Without types of the arguments it must be given whole numbers (of C's ``int``) and what
    ``_argument`` makes: they are not looked at, which is half of a short call.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None, "a function has an address"
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_argument: Callable[[int], Any] = _HANDLE.from_param  # a handle or address as an argument
_BLACK = (0, 0, 0, 255)
_INDEXES = tuple(range(_FEW))
_BOXES = np.zeros((_FEW, 4), dtype=np.float32)
_BOX_PLACES = tuple(
    map(_argument, range(_BOXES.ctypes.data, _BOXES.ctypes.data + _BOXES.nbytes, 16))
)
_FOURS = np.zeros((_FEW, 4), dtype=np.uint32)  # for up to four values of 32 bits each
_FOUR_PLACES = tuple(
    tuple(map(_argument, range(at, at + _FOURS.nbytes, 16)))
    for at in range(_FOURS.ctypes.data, _FOURS.ctypes.data + 16, 4)
)


# --- characters of a text page: (text page, index) -------------------------------------------

open_text = _bare(raw.FPDFText_LoadPage, _HANDLE, _HANDLE)  # of a page; ``None`` if it fails
close_text = _bare(raw.FPDFText_ClosePage, None, _HANDLE)
count_characters = _bare(raw.FPDFText_CountChars, _INT, _HANDLE)
is_generated = _bare(raw.FPDFText_IsGenerated, _INT, _HANDLE, _INT)
is_unmapped = _bare(raw.FPDFText_HasUnicodeMapError, _INT, _HANDLE, _INT)
is_line_end_hyphen = _bare(raw.FPDFText_IsHyphen, _INT, _HANDLE, _INT)
unicode_of = _bare(raw.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
angle_of = _bare(raw.FPDFText_GetCharAngle, _FLOAT, _HANDLE, _INT)  # clockwise, in radians
_text_object_of = _bare(raw.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
count_runs = _bare(raw.FPDFText_CountRects, _INT, _HANDLE, _INT, _INT)
_loose_box = _bare(raw.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
_loose_box_at = _bare(raw.FPDFText_GetLooseCharBox, None)
_char_box_at = _bare(raw.FPDFText_GetCharBox, None)
font_size_of = _bare(raw.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, _INT)
_get_text = _bare(raw.FPDFText_GetText, _INT, _HANDLE, _INT, _INT, _HANDLE)
_get_bounded = _bare(
    raw.FPDFText_GetBoundedText, _INT, _HANDLE, *[ctypes.c_double] * 4, _HANDLE, _INT
)

# --- objects of a page or form ---------------------------------------------------------------

_kind = _bare(raw.FPDFPageObj_GetType, _INT)
render_mode = _bare(raw.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)
text_length = _bare(raw.FPDFTextObj_GetText, ctypes.c_ulong, _HANDLE, _HANDLE, _HANDLE, _INT)
_count_in_page = _bare(raw.FPDFPage_CountObjects, _INT, _HANDLE)
_object_in_page = _bare(raw.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
_object_in_page_at = _bare(raw.FPDFPage_GetObject, _HANDLE)
_count_in_form = _bare(raw.FPDFFormObj_CountObjects, _INT, _HANDLE)
_object_in_form = _bare(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, _INT)
_bounds_at = _bare(raw.FPDFPageObj_GetBounds, None)
_matrix = _bare(raw.FPDFPageObj_GetMatrix, _INT)

set_active = _bare(raw.FPDFPageObj_SetIsActive, _INT, _HANDLE, _INT)
_count_marks = _bare(raw.FPDFPageObj_CountMarks, _INT)
_mark = _bare(raw.FPDFPageObj_GetMark, _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = _bare(raw.FPDFPageObjMark_GetName, _INT, _HANDLE, _HANDLE, ctypes.c_ulong, _HANDLE)

_clip_path = _bare(raw.FPDFPageObj_GetClipPath, _HANDLE, _HANDLE)
_count_clips = _bare(raw.FPDFClipPath_CountPaths, _INT)
_count_clip_segments = _bare(raw.FPDFClipPath_CountPathSegments, _INT, _HANDLE, _INT)
_clip_segment = _bare(raw.FPDFClipPath_GetPathSegment, _HANDLE, _HANDLE, _INT, _INT)

# --- paths -----------------------------------------------------------------------------------

segment_kind = _bare(raw.FPDFPathSegment_GetType, _INT)
segment_closes = _bare(raw.FPDFPathSegment_GetClose, _INT)
_draw_mode_at = _bare(raw.FPDFPath_GetDrawMode, None)
_stroke_width = _bare(raw.FPDFPageObj_GetStrokeWidth, _INT)
_stroke_color_at = _bare(raw.FPDFPageObj_GetStrokeColor, None)
_fill_color_at = _bare(raw.FPDFPageObj_GetFillColor, None)
count_segments = _bare(raw.FPDFPath_CountSegments, _INT)
_segment = _bare(raw.FPDFPath_GetPathSegment, _HANDLE)
_point = _bare(raw.FPDFPathSegment_GetPoint, _INT)

Matrix: TypeAlias = tuple[float, float, float, float, float, float]


def address(handle: Any) -> int:
    """The integer behind a handle of pypdfium2."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def page_text(text: int, count: int) -> NDArray[np.uint16]:
    """The UTF-16 units of all characters of a text page; fewer than ``count`` where pdfium
    leaves out those without any meaning."""
    buffer = np.empty(count + 1, dtype=np.uint16)
    written = _get_text(text, 0, count, buffer.ctypes.data)
    return buffer[: max(written - 1, 0)]


def text_within(text: int, count: int, within: Sequence[float]) -> str:
    """The text of those of ``count`` characters that stand within left, top, right, bottom."""
    room = 4 * count + 4  # pairs of units, and line feeds that are put between
    buffer = np.empty(room, dtype=np.uint16)
    written = _get_bounded(text, *within, buffer.ctypes.data, room)
    return buffer[:written].tobytes().decode("utf-16-le", "replace")


def loose_boxes(text: int, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each character kept its left, top, right, bottom in user space (y upwards), in points.

    ``kept`` says of each character of the text page whether it is.
    """
    count = int(np.count_nonzero(kept))
    if len(kept) <= _FEW:
        _BOXES[:count] = 0.0
        asked = compress(_INDEXES, kept.tolist())
        _exhaust(map(_loose_box_at, repeat(_argument(text)), asked, _BOX_PLACES))
        return _BOXES[:count].astype(np.float64)
    boxes = np.zeros((count, 4), dtype=np.float32)
    at = boxes.ctypes.data
    places = range(at, at + 16 * count, 16)
    _exhaust(map(_loose_box, repeat(text), kept.nonzero()[0].tolist(), places))
    return boxes.astype(np.float64)


def ink_box(text: int, place: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink of a character in user space, in points."""
    left, right, bottom, top = found = tuple(map(ctypes.c_double, (0.0,) * 4))
    _char_box_at(_argument(text), place, *map(ctypes.byref, found))
    return left.value, top.value, right.value, bottom.value


def text_objects(text: int, places: Iterable[int]) -> NDArray[np.intp]:
    """The object that draws each of some characters of a text page, 0 where pdfium knows none."""
    return np.array([_text_object_of(text, place) or 0 for place in places], dtype=np.intp)


def page_objects(page: int) -> list[int]:
    """The objects drawn on a page, in order."""
    count = _count_in_page(page)
    if count <= _FEW:
        return list(map(_object_in_page_at, repeat(_argument(page)), _INDEXES[:count]))
    return list(map(_object_in_page, repeat(page), range(count)))


def form_objects(form: int) -> list[int]:
    """The objects within a form."""
    return list(map(_object_in_form, repeat(form), range(_count_in_form(form))))


def arguments(objects: Iterable[int]) -> list[Any]:
    """The handles as what a call is given, for those that are asked more than once."""
    return list(map(_argument, objects))


def kinds(objects: Iterable[Any]) -> bytes:
    """The kind of each object, given as ``arguments``, as a byte."""
    return bytes(map(_kind, objects))


def bounds(objects: Sequence[Any]) -> NDArray[np.float32]:
    """For each object, given as ``arguments``, its left, bottom, right, top."""
    return _four_of_each(_bounds_at, objects).view(np.float32)


def clip_counts(objects: Sequence[int]) -> list[int]:
    """For each text object the number of paths it is clipped to, one after the other; or below 0.

    The clip path is a part of the object, at one distance from its beginning in all of a kind:
    where first and last agree on it, the others need not be asked.
    """
    if not objects:
        return []
    distance, other = (_clip_path(objects[n]) - objects[n] for n in (0, -1))
    if distance == other:
        paths = [handle + distance for handle in objects]
    else:
        paths = list(map(_clip_path, objects))
    return list(map(_count_clips, map(_argument, paths)))


def clip_box(object_: int, count: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of what ``count`` clip paths leave, in user space."""
    clip = _clip_path(object_)
    floats = (ctypes.c_float * 2)()
    at = ctypes.addressof(floats)
    x_place, y_place = arguments((at, at + 4))
    box: tuple[float, float, float, float] | None = None
    for path in range(count):
        xs, ys = [], []
        for number in range(_count_clip_segments(clip, path)):
            _point(_argument(_clip_segment(clip, path, number)), x_place, y_place)
            xs.append(floats[0])
            ys.append(floats[1])
        if not xs:
            continue
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        if box is not None:
            left, bottom = max(left, box[0]), max(bottom, box[1])
            right, top = min(right, box[2]), min(top, box[3])
        box = (left, bottom, right, top)
    return box


def fill_colors(objects: Sequence[Any]) -> NDArray[np.uint32]:
    """For each object red, green, blue, alpha of its fill, to 255; black for a pattern.

    Objects are given as ``arguments``.
    """
    return _four_of_each(_fill_color_at, objects, _BLACK)


def stroke_colors(objects: Sequence[Any]) -> NDArray[np.uint32]:
    """The same of its stroke."""
    return _four_of_each(_stroke_color_at, objects, _BLACK)


def draw_modes(paths: Sequence[Any]) -> list[list[int]]:
    """For each path, given as ``arguments``, how it is filled and whether it is stroked; 0: not.

    What is no path is neither.
    """
    found: list[list[int]] = _four_of_each(_draw_mode_at, paths, values=2)[:, :2].tolist()
    return found


def _four_of_each(
    ask: Callable[..., None],
    objects: Sequence[Any],
    before: tuple[int, ...] | int = 0,
    *,
    values: int = 4,
) -> NDArray[np.uint32]:
    """Up to four ``values`` of each object; ``before`` they are asked, and where it has none."""
    count = len(objects)
    if count <= _FEW:
        _FOURS[:count] = before
        _exhaust(map(ask, objects, *_FOUR_PLACES[:values]))
        return _FOURS[:count].copy()
    found = np.empty((count, 4), dtype=np.uint32)
    found[:] = before
    at = found.ctypes.data
    columns = (map(_argument, range(at + 4 * n, at + found.nbytes, 16)) for n in range(values))
    _exhaust(map(ask, objects, *columns))
    return found


def are_layered(objects: Sequence[Any]) -> list[bool]:
    """Which objects, given as ``arguments``, are marked as content of a layer.

    A layer may be switched off.
    """
    counts = list(map(_count_marks, objects))
    if not any(counts):
        return [False] * len(objects)
    marks = [
        [_mark(handle, n) for n in range(count)] if count > 0 else []
        for handle, count in zip(objects, counts, strict=True)
    ]
    layers = set(filter(_is_layer, {mark for found in marks for mark in found}))
    return [not layers.isdisjoint(found) for found in marks]


def _is_layer(mark: int) -> bool:
    name, size = (ctypes.c_uint16 * 4)(), ctypes.c_ulong()
    read = _mark_name(mark, ctypes.addressof(name), ctypes.sizeof(name), ctypes.addressof(size))
    return bool(read) and bytes(name)[: size.value] == _LAYER


class PathReader:
    """Reads the properties of paths, into the same small buffers again and again.

    An object is given as one of ``arguments``.
    """

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * 2)()
        at = ctypes.addressof(self._floats)
        self._float_places = tuple(arguments((at, at + 4)))
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_place = _argument(ctypes.addressof(self._matrix))

    def matrix(self, object_: Any) -> Matrix | None:
        """The matrix of an object; ``None`` where it has none."""
        return tuple(self._matrix) if _matrix(object_, self._matrix_place) else None

    def stroke_width(self, path: Any) -> float:
        """In units of the path's own space."""
        _stroke_width(path, self._float_places[0])
        return float(self._floats[0])

    def segments(self, path: Any) -> Iterable[tuple[int, float, float, Any]]:
        """The segments of a path: kind, x, y, and what a call is given for it."""
        (x_place, y_place), floats = self._float_places, self._floats
        for index in range(count_segments(path)):
            segment = _segment(path, index)
            asked = _argument(segment)
            _point(asked, x_place, y_place)
            yield segment_kind(asked), floats[0], floats[1], asked


def _exhaust(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)
