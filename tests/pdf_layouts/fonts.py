"""Chinese fonts for generated PDFs: the one of the system, and one with other outlines."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

CFF_NAME = "Fenjie Test CFF"


def truetype() -> str:
    """The file of a Chinese font with TrueType outlines (Debian: fonts-wqy-microhei)."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "WenQuanYi Micro Hei:lang=zh"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert Path(found).exists(), "no Chinese font is installed (fonts-wqy-microhei)"
    return found


def make_cff(folder: Path, characters: Iterable[str]) -> Path:
    """A font of these characters with PostScript outlines (CFF), drawn after the other."""
    source = truetype()
    font = TTCollection(source).fonts[0] if source.endswith(".ttc") else TTFont(source)
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    wanted = {ord(c): names[ord(c)] for c in sorted(set(characters) | {" "}) if ord(c) in names}
    order = [".notdef", *dict.fromkeys(wanted.values())]
    outlines, metrics = {}, {}
    for name in order:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(pen)
        outlines[name] = pen.getCharString()
        metrics[name] = (glyphs[name].width, 0)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(wanted)
    builder.setupCFF("FenjieTestCFF", {"FullName": CFF_NAME}, outlines, {})
    builder.setupHorizontalMetrics(metrics)
    ascent, descent = font["hhea"].ascent, font["hhea"].descent
    builder.setupHorizontalHeader(ascent=ascent, descent=descent)
    builder.setupNameTable({"familyName": CFF_NAME, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent,
                     usWinDescent=-descent)  # fmt: skip
    builder.setupPost()
    path = folder / "cff.otf"
    builder.save(path)
    return path
