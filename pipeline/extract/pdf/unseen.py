"""Text that nobody sees: of a layer that is off, white on white paper, or under a picture.

Which layers are off, and what lies beneath a text, is for pdfium to say: the page is drawn
with and without the texts in question, and one that makes no difference is not to be seen.
Only text in question is asked about: of a layer or a form among other text, white text that no
shading and no picture lies under, and text painted before a picture as large as the page. The
page is open.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.lines import CLEAR, Drawn, object_box
from pipeline.extract.pdf.page import Doubled, Frame, Glyphs
from pipeline.records import Box

_WHITE = 250  # of 255 in each channel
_PAPER = 0.75  # of the pixels beneath a text, from the darkest; strokes of other text may cross it
_LONGEST = 1500.0  # pixels of the longer side of the page as drawn


def part_unseen(
    page: pdfium.PdfPage,
    text: int,
    glyphs: Glyphs,
    index: NDArray[np.intp],
    drawn: Drawn,
    frame: Frame,
) -> tuple[Glyphs, NDArray[np.intp], tuple[Doubled, ...]]:
    """The glyphs that are seen with their index, and the texts that are not.

    ``text`` is the open text page; ``index`` the place of each glyph in pdfium's count.
    """
    groups = _in_question(drawn, frame)
    if not groups:
        return glyphs, index, ()
    found = calls.text_objects(text, index.tolist())
    asked = [one.handle for group in groups for one in group]
    boxes = dict(zip(asked, _boxes_of(asked, found, glyphs), strict=True))
    whole = _picture(page)
    beneath = _without(page, asked)
    changed = whole != beneath
    unseen: set[int] = set()
    for members in groups:
        group = [one for one in members if boxes[one.handle] is not None]
        parts = [_pixels(boxes[one.handle], whole.shape, page, frame) for one in group]
        if not any(part is None or changed[part].any() for part in parts):
            unseen.update(one.handle for one in group)
            continue
        unseen.update(
            one.handle
            for one, part in zip(group, parts, strict=True)
            if one.is_white and part is not None and np.quantile(beneath[part], _PAPER) >= _WHITE
        )
    hidden = np.isin(found, list(unseen))
    if not hidden.any():
        return glyphs, index, ()
    texts: dict[int, list[str]] = {handle: [] for handle in asked if handle in unseen}
    for place in hidden.nonzero()[0].tolist():
        texts[int(found[place])].append(glyphs.text[place])
    told = [
        Doubled("".join(text), box)
        for handle, text in texts.items()
        if (box := boxes[handle]) is not None
    ]
    return pick(glyphs, ~hidden), index[~hidden], tuple(told)


class _Asked(NamedTuple):
    """A text object that may not be seen, and whether it is filled with white alone."""

    handle: int
    is_white: bool


def _in_question(drawn: Drawn, frame: Frame) -> list[list[_Asked]]:
    """Text objects that may not be seen, those of one form in one list."""
    texts, forms = drawn.texts, drawn.forms
    if not (forms or drawn.covered or any(drawn.layered) or any(drawn.blank)):
        return []  # as on most pages
    all_in_forms = len(forms) >= len(texts)  # such a page is one that was placed on another
    groups: dict[object, list[_Asked]] = {}
    asked = zip(texts, drawn.layered, drawn.blank, strict=True)
    for number, (handle, layer, white) in enumerate(asked):
        form = forms.get(handle)
        if not (
            layer
            or number < drawn.covered
            or (form is not None and not all_in_forms)
            or white == CLEAR
            or (white and not _is_backed(object_box(handle, form, frame), drawn))
        ):
            continue
        mode = calls.render_mode(handle)
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            continue  # the text layer of a picture, of which another rule judges
        one = _Asked(handle, bool(white) and mode == raw.FPDF_TEXTRENDERMODE_FILL)
        groups.setdefault(handle if form is None else ("form", id(form)), []).append(one)
    return list(groups.values())


def _is_backed(box: Box, drawn: Drawn) -> bool:
    """Whether a shading or a picture lies under the middle of a text."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        x0 <= x <= x1 and top <= y <= bottom
        for areas in (drawn.shades, drawn.images)
        for x0, top, x1, bottom in areas
    )


def _boxes_of(handles: list[int], found: NDArray[np.int64], glyphs: Glyphs) -> list[Box | None]:
    """The boxes of the glyphs of text objects; ``None`` for one without any."""
    order = found.argsort(kind="stable")
    begins = found.take(order).searchsorted(handles)
    ends = found.take(order).searchsorted(handles, side="right")
    boxes: list[Box | None] = []
    for first, end in zip(begins.tolist(), ends.tolist(), strict=True):
        own = glyphs.boxes.take(order[first:end], axis=0)
        if len(own):
            (x0, top), (x1, bottom) = own[:, :2].min(axis=0), own[:, 2:].max(axis=0)
            boxes.append((float(x0), float(top), float(x1), float(bottom)))
        else:
            boxes.append(None)
    return boxes


def _without(page: pdfium.PdfPage, handles: list[int]) -> NDArray[np.uint8]:
    """The page as shown without these objects."""
    for handle in handles:
        calls.set_active(handle, 0)
    try:
        return _picture(page)
    finally:
        for handle in handles:
            calls.set_active(handle, 1)


def _picture(page: pdfium.PdfPage) -> NDArray[np.uint8]:
    bitmap = page.render(
        scale=min(1.0, _LONGEST / max(page.get_size())),
        grayscale=True,
        may_draw_forms=False,
        draw_annots=False,
    )
    try:
        return np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    finally:
        bitmap.close()


def _pixels(
    box: Box | None, shape: tuple[int, ...], page: pdfium.PdfPage, frame: Frame
) -> tuple[slice, slice] | None:
    """The pixels of a box; ``None`` where there is none, or it is not all on the page."""
    if box is None:
        return None
    high, wide = shape
    x0, top, x1, bottom = frame.as_shown(box)
    across, down = page.get_size()
    if x0 < 0 or top < 0 or x1 > across or bottom > down:
        return None
    return (
        slice(int(top * high / down), int(bottom * high / down) + 1),
        slice(int(x0 * wide / across), int(x1 * wide / across) + 1),
    )
