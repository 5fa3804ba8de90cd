"""Lists, whose marks stand in a column of their own and are no column of a table. Pure.

A mark is a dot, a sign of a symbol font, or a number or letter with a stop or bracket: ``•``,
``a)``, ``(2)``. Lines of print above, among and below the items begin at the left margin too;
words of them may stand in the column of the marks, but the line runs on from there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.pdf.pieces import Piece, Strip, left_end

BULLETS = frozenset("#•‣∙◦·–—-∗*▪■◆●○➢➤►❖◇□✦▶▸»›⁃⚫⬤")
_PRIVATE = ("\ue000", "\uf8ff")  # where symbol fonts have their signs
_LETTERS = frozenset("oØüqvlnu§Þð")  # what symbol fonts have their dots and arrows for
_LABEL = re.compile(r"[(（]?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.)）:]")
_SECTION = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}[.．]?")
_RUNS_ON = 1.6  # characters: less white follows within a line set to both margins
_RUNS_ON_FIRST = 0.8  # the same in the first line, which might be the header of a table
_FEWEST = 2  # marks where other lines begin in their column
_SHARE = 0.5  # of what stands in their column


def are_bullets(texts: Sequence[str]) -> bool:
    """Whether texts are nothing but dots, arrows and other signs of a list."""
    if len(texts) >= _FEWEST and len(set(texts)) == 1 and texts[0] in _LETTERS:
        return True
    return all(text != "" and all(map(_is_sign, text)) for text in texts)


def is_mark(text: str) -> bool:
    """Whether a text is the mark of an item or a note, and nothing else."""
    return bool(_LABEL.fullmatch(text)) or text in _LETTERS or are_bullets([text])


def _is_sign(character: str) -> bool:
    return character in BULLETS or _PRIVATE[0] <= character <= _PRIVATE[1]


def is_list(rows: Sequence[Sequence[Piece]], strips: Sequence[Strip]) -> bool:
    """Whether texts in two columns are marks and the items of a list."""
    if len(strips) != 1:
        return False
    marks: list[str] = []
    others = 0
    for number, row in enumerate(rows):
        first = [n for n, p in enumerate(row) if not bisect_right([strips[0].middle], left_end(p))]
        if not first:
            continue
        text = "".join(row[n].line.text for n in first)
        if is_mark(text):
            marks.append(text)
        elif _runs_on(row[first[-1] :], _RUNS_ON if number else _RUNS_ON_FIRST) or (
            marks and _SECTION.fullmatch(text)
        ):
            others += 1
        else:
            return False
    if set(marks) & _LETTERS and not are_bullets([text for text in marks if text in _LETTERS]):
        return False
    return len(marks) >= (_FEWEST if others else 1) and len(marks) >= _SHARE * (len(marks) + others)


def _runs_on(row: Sequence[Piece], most: float) -> bool:
    """Whether the text after the first of a row goes on with no more white than a blank."""
    size = row[0].line.size
    if len(row) < 2:
        return row[0].line.x1 - row[0].line.x0 > most * size
    return row[1].line.x0 - row[0].line.x1 < most * size
