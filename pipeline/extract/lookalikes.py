"""Signs that look like a character and are another one: ⼯业 for 工业.

Some printers and font subsets map the glyph of 工 to the sign of the radical (U+2F2F), or of a
character to its double among the compatibility ideographs; whoever copies from such a PDF
carries the signs on into other formats. They are read as the character that they show: of
Kangxi radicals and compatibility ideographs by their Unicode decomposition, of the
supplement, which has none, those that are a whole character of today (Unicode,
``EquivalentUnifiedIdeograph.txt``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from pipeline.records import Extraction, Part

_SUPPLEMENT = dict(
    zip(
        "⺁⺎⺒⺓⺙⺝⺟⺠⺬⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂兀巳幺攵月母民示虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
# Their decompositions are 戶 and 靑, but fonts of the mainland have one glyph for them and these.
_OF_ONE_GLYPH = {0x2F3E: "户", 0x2FAD: "青"}
_SIGNS = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")
_MOST_NAMED = 8


def _table() -> dict[int, str]:
    found = {ord(sign): character for sign, character in _SUPPLEMENT.items()}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA)):
        character = unicodedata.normalize("NFKC", chr(code))
        if character != chr(code):
            found[code] = character
    return found | _OF_ONE_GLYPH


def as_shown(text: str) -> str:
    """A text with the characters that such signs show.

    >>> as_shown("⼯业")
    '工业'
    """
    return text.translate(_table()) if _SIGNS.search(text) else text


def with_characters(extraction: Extraction) -> Extraction:
    """The extraction with the characters that such signs show; a note counts them.

    >>> with_characters(Extraction("t", "text", (), (), (), {"⼯": 2, "业": 1})).characters
    Counter({'工': 2, '业': 1})
    """
    if not any(map(_SIGNS.match, extraction.characters)):
        return extraction
    shown = _table()
    counts: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for character, count in extraction.characters.items():
        kept = shown.get(ord(character), character)
        counts[kept] += count
        if kept != character:
            read[f"{character} as {kept}"] += count
    if not read:
        return extraction

    def told(part: Part) -> Part:
        return replace(part, text=part.text.translate(shown))

    tables = tuple(
        replace(
            table,
            cells=tuple(
                replace(cell, text=cell.text.translate(shown), parts=tuple(map(told, cell.parts)))
                if _SIGNS.search(cell.text)
                else cell
                for cell in table.cells
            ),
        )
        for table in extraction.tables
    )
    named = ", ".join(f"{each} ({count})" for each, count in read.most_common(_MOST_NAMED))
    more = f" and {len(read) - _MOST_NAMED} other signs" if len(read) > _MOST_NAMED else ""
    return replace(
        extraction,
        tables=tables,
        outside=tuple(map(told, extraction.outside)),
        removed=tuple(
            replace(each, text=each.text.translate(shown)) for each in extraction.removed
        ),
        characters=counts,
        notes=(
            *extraction.notes,
            f"{read.total()} signs for radicals are read as the characters that they show: "
            f"{named}{more}",
        ),
    )
