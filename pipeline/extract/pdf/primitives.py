"""One page of a PDF to what is printed on it, by pdfium. The page stays open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.chars import all_characters, page_frame, read_text_layers
from pipeline.extract.pdf.clipped import part_clipped, part_cut_off
from pipeline.extract.pdf.flat import Opened
from pipeline.extract.pdf.lines import Drawn, in_sight, object_box, read_drawn
from pipeline.extract.pdf.page import Doubled, Frame, Glyphs, Printed
from pipeline.extract.pdf.turned import part_turned, stand_alone
from pipeline.extract.pdf.unseen import part_unseen
from pipeline.ink import ink
from pipeline.records import Box

_EMPTY_TEXT = 2  # bytes pdfium answers for no text: the terminator alone
_LOOKED_BACK = 8  # text objects among which pdfium looks for the same text again
_SHIFT = 1.0  # heights of a text by which a copy may be shifted


def read_together(pages: Sequence[Opened]) -> list[Printed]:
    """The characters, lines and pictures of each page.

    They go through each stage together: its code is then at hand in the processor's cache,
    without which all of it takes a tenth longer.
    """
    texts = [(one.text, one.characters) for one in pages]
    frames = [page_frame(one.page, *text) for one, text in zip(pages, texts, strict=True)]
    layers = read_text_layers(texts, frames)
    drawings = [read_drawn(one.objects, frame) for one, frame in zip(pages, frames, strict=True)]
    characters = [
        all_characters(*text, layer.forgotten) for text, layer in zip(texts, layers, strict=True)
    ]
    taken = list(zip(pages, texts, frames, drawings, strict=True))
    clipped = [
        part_clipped(text, layer.glyphs, layer.index, drawn, frame)
        for (_, (text, _), frame, drawn), layer in zip(taken, layers, strict=True)
    ]
    unseen = [
        part_unseen(one.page, text, glyphs, index, drawn, frame)
        for (one, (text, _), frame, drawn), (glyphs, index, _) in zip(taken, clipped, strict=True)
    ]
    alone = stand_alone([glyphs for glyphs, *_ in unseen])
    turned = [
        part_turned(text, glyphs, index, frame, places)
        for (_, (text, _), frame, _), (glyphs, index, _), places in zip(
            taken, unseen, alone, strict=True
        )
    ]
    drawings = [
        in_sight(drawn, frame, glyphs.boxes)
        for drawn, frame, (glyphs, *_) in zip(drawings, frames, turned, strict=True)
    ]
    parted = [part_cut_off(one[-1], frame) for one, frame in zip(clipped, frames, strict=True)]
    swallowed = [
        _swallowed(glyphs, _left_out(text, count, drawn, frame))
        for (_, (text, count), frame, drawn), (glyphs, _) in zip(taken, turned, strict=True)
    ]
    return [
        Printed(
            number=one.number,
            frame=frame,
            glyphs=turned[n][0],
            horizontal=tuple(drawn.horizontal),
            vertical=tuple(drawn.vertical),
            shades=tuple(drawn.shades),
            white=tuple(drawn.white),
            characters=characters[n] + "".join([ink(again.text) for again in swallowed[n]]),
            swallowed=swallowed[n],
            clipped=parted[n][0],
            turned=turned[n][-1],
            unseen=(*unseen[n][-1], *parted[n][1]),
            unreadable=layers[n].unreadable,
            hidden=_hidden(drawn, frame),
            images=tuple(drawn.images),
            notes=(f"page {one.number}: a drawing of very many lines, which were not read",)
            if drawn.is_drawing
            else (),
        )
        for n, (one, frame, drawn) in enumerate(zip(pages, frames, drawings, strict=True))
    ]


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
        for place in np.flatnonzero(_may_be_copies(calls.bounds(calls.arguments(texts)))).tolist()
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
    if not boxes:
        return ()
    left, upper, right, lower = glyphs.boxes.T
    middle = (left + right) / 2
    order = middle.argsort()
    across = middle.take(order)
    found: list[Doubled] = []
    for x0, top, x1, bottom in boxes:
        y = (top + bottom) / 2
        near = order[slice(*across.searchsorted((x0 - 1, x1 + 1)))]
        at = np.sort(near[(upper.take(near) < y) & (y < lower.take(near))])
        text = "".join(glyphs.text[n] for n in at.tolist()).strip()
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
