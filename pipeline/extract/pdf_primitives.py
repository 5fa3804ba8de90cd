"""One page of a PDF to what is printed on it, by pdfium. The page stays open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.extract import pdf_calls as calls
from pipeline.extract.pdf_chars import all_characters, page_frame, read_text_layer
from pipeline.extract.pdf_clipped import part_clipped
from pipeline.extract.pdf_lines import Drawn, object_box, read_drawn
from pipeline.extract.pdf_page import Doubled, Frame, Glyphs, Printed
from pipeline.extract.pdf_turned import part_turned
from pipeline.extract.pdf_unseen import part_unseen
from pipeline.ink import ink
from pipeline.records import Box

_EMPTY_TEXT = 2  # bytes pdfium answers for no text: the terminator alone
_LOOKED_BACK = 8  # text objects among which pdfium looks for the same text again
_SHIFT = 1.0  # heights of a text by which a copy may be shifted


def read_printed(page: pdfium.PdfPage, number: int) -> Printed:
    """The characters, lines and pictures of one page; ``number`` counts from 1."""
    text = page.get_textpage()
    try:
        handle, count = calls.address(text.raw), text.count_chars()
        frame = page_frame(page, handle, count)
        layer = read_text_layer(handle, count, frame)
        drawn = read_drawn(calls.address(page.raw), frame)
        characters = all_characters(handle, count)
        seen, index, clipped = part_clipped(handle, layer.glyphs, layer.index, drawn, frame)
        seen, index, unseen = part_unseen(page, handle, seen, index, drawn, frame)
        glyphs, turned = part_turned(handle, seen, index, frame)
        swallowed = _swallowed(glyphs, _left_out(handle, count, drawn, frame))
        hidden = _hidden(drawn, frame)
    finally:
        text.close()
    characters += "".join(ink(doubled.text) for doubled in swallowed)
    return Printed(
        number=number,
        frame=frame,
        glyphs=glyphs,
        horizontal=tuple(drawn.horizontal),
        vertical=tuple(drawn.vertical),
        shades=tuple(drawn.shades),
        white=tuple(drawn.white),
        characters=characters,
        swallowed=swallowed,
        clipped=clipped,
        turned=turned,
        unseen=unseen,
        unreadable=layer.unreadable,
        hidden=hidden,
        images=tuple(drawn.images),
        notes=(f"page {number}: a drawing of very many lines, which were not read",)
        if drawn.is_drawing
        else (),
    )


def _left_out(text: int, count: int, drawn: Drawn, frame: Frame) -> list[Box]:
    """The boxes of text objects that pdfium left out: the same text stands there already.

    Each text object in the text of a page is a run of it, so that as many runs as objects
    means that none is left out.
    """
    texts = drawn.texts
    if not texts or calls.count_runs(text, 0, count) == len(texts):
        return []
    return [
        object_box(texts[place], drawn.forms.get(texts[place]), frame)
        for place in np.flatnonzero(_may_be_copies(calls.bounds(texts))).tolist()
        if calls.text_length(texts[place], text, None, 0) <= _EMPTY_TEXT
    ]


def _may_be_copies(boxes: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which boxes lie within one of those shortly before, give or take a shift."""
    found = np.zeros(len(boxes), dtype=np.bool_)
    left, bottom, right, top = boxes.T
    shift = np.maximum(top - bottom, 1.0) * _SHIFT
    for step in range(1, min(_LOOKED_BACK, len(boxes) - 1) + 1):
        found[step:] |= (
            (np.abs(bottom[step:] - bottom[:-step]) <= shift[step:])
            & (left[step:] >= left[:-step] - shift[step:])
            & (right[step:] <= right[:-step] + shift[step:])
        )
    return found


def _swallowed(glyphs: Glyphs, boxes: Sequence[Box]) -> tuple[Doubled, ...]:
    """The texts that pdfium left out as doubled: those that stand at the same place."""
    found: list[Doubled] = []
    for x0, top, x1, bottom in boxes:
        text = "".join(
            glyph.text
            for glyph in glyphs
            if x0 - 1 < (glyph.x0 + glyph.x1) / 2 < x1 + 1
            and glyph.top < (top + bottom) / 2 < glyph.bottom
        ).strip()
        if text:
            found.append(Doubled(text, (x0, top, x1, bottom)))
    return tuple(found)


def _hidden(drawn: Drawn, frame: Frame) -> tuple[Box, ...]:
    """Invisible text, which is looked for where there is a picture that it may lie under."""
    if not drawn.images:
        return ()
    modes = list(map(calls.render_mode, drawn.texts))
    if raw.FPDF_TEXTRENDERMODE_INVISIBLE not in modes:
        return ()
    return tuple(
        object_box(handle, drawn.forms.get(handle), frame)
        for handle, mode in zip(drawn.texts, modes, strict=True)
        if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    )
