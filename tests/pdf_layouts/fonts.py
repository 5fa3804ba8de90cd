"""Chinese fonts for generated PDFs: the one of the system, and one with other outlines."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase import ttfonts as pdf_fonts
from reportlab.pdfgen.canvas import Canvas

CFF_NAME = "Fenjie Test CFF"


def truetype() -> str:
    """The file of a Chinese font with TrueType outlines (Debian: fonts-wqy-microhei)."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "WenQuanYi Micro Hei:lang=zh"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert Path(found).exists(), "no Chinese font is installed (fonts-wqy-microhei)"
    return found


def print_told(path: Path, texts: Iterable[str], told: tuple[bytes, bytes]) -> None:
    """A page with a line for each text, in a font whose map tells other characters for one.

    ``told``: what it tells for a character, and what it is made to tell (<5EFA>, UTF-16).
    """
    pdfmetrics.registerFont(pdf_fonts.TTFont("Told", truetype(), subfontIndex=0))
    canvas = Canvas(str(path))
    canvas.setFont("Told", 12)
    for number, text in enumerate(texts):
        canvas.drawString(50, 700 - 40 * number, text)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                each.ToUnicode.write(each.ToUnicode.read_bytes().replace(*told))
        document.save(path)


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
