"""Text that is drawn but not to be seen where it stands: it was clipped to a part of the page.

A text too long for its cell is clipped to the cell; a merged cell cut by the page edge is drawn
whole on both pages and clipped to the part that the page has. Such text belongs to what it is
clipped to. The page is open.
"""

from __future__ import annotations

from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from pipeline.extract.pdf import calls
from pipeline.extract.pdf.doubles import pick
from pipeline.extract.pdf.lines import Drawn, object_box
from pipeline.extract.pdf.page import Clipped, Frame, Glyphs
from pipeline.records import Box


def part_clipped(
    text: int, glyphs: Glyphs, index: NDArray[np.intp], drawn: Drawn, frame: Frame
) -> tuple[Glyphs, NDArray[np.intp], tuple[Clipped, ...]]:
    """The glyphs that are seen with their index, and those that are not.

    ``text`` is the open text page; ``index`` the place of each glyph in pdfium's count. Text in
    forms is left as it is.
    """
    if max(drawn.clips, default=0) <= 0:
        return glyphs, index, ()
    objects: dict[int, Box] = {}
    for handle, count in zip(drawn.texts, drawn.clips, strict=True):
        clip = calls.clip_box(handle, count)
        if handle in drawn.forms or clip is None:
            continue
        x0, top, x1, bottom = object_box(handle, None, frame)
        seen = frame.upright(*clip)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        if not (seen[0] < x < seen[2] and seen[1] < y < seen[3]):
            objects[handle] = seen
    if not objects:
        return glyphs, index, ()
    found = map(calls.text_object_of, repeat(text), index.tolist())
    homes = [objects.get(handle) for handle in found]
    hidden = np.array([home is not None for home in homes], dtype=np.bool_)
    clipped = tuple(
        Clipped(pick(glyphs, np.array([home == box for home in homes], dtype=np.bool_)), box)
        for box in sorted(set(objects.values()))
    )
    seen_glyphs = pick(glyphs, ~hidden)
    return seen_glyphs, index[~hidden], tuple(one for one in clipped if len(one.glyphs))
