"""How wide the marks of a recognised line are: ， or ,  （ or (. Pure; places in pixels.

Such marks look alike, so that recognition gives the wide one. What tells is the room that the
print leaves them, from the ink of the character before to that of the one after: a wide mark
takes a square of the line, a narrow one half of it or less. What stands beside them counts,
too: among Chinese characters print sets wide marks, within numbers and addresses narrow ones,
so that the other kind must have clear room. Where room says nothing, the neighbours decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.scan.ocr import TWINS, Read

_NARROW = {wide: narrow for narrow, wide in TWINS.items()}
_MARKS = frozenset("“”‘’、。《》〈〉【】〔〕「」…—·").union(TWINS, _NARROW)
_PAIRS = {"）": "（", "（": "）"}
_SQUARE = 1.08  # heights of a character, where no two stand side by side to measure by
# Squares from ink to ink from which on a mark is wide: among wide characters, one on one side,
# among narrow ones. Blank rims of characters are in it, about a tenth of a square.
_WIDE_FROM = {2: 0.62, 1: 0.75, 0: 0.95}
_APART_FROM = 1.25  # squares between the middles of narrow characters beside a wide mark
_SOLID = 0.1  # heights of a character of ink in a column of pixels; less may be grain
_LOW_MARKS, _LOW = frozenset("，．：；"), 0.6  # heights of ink in a column of such a mark, at most
_OWN = 0.45  # squares from its place within which the ink of a mark lies


@dataclass(frozen=True, slots=True)
class Width:
    """A character and what was weighed: ``room`` in squares, ``None`` where it says nothing.

    ``overruled``: its neighbours decided against what its room alone would say.
    """

    text: str
    room: float | None = None
    overruled: bool = False


def set_widths(
    inked: Sequence[Read], middles: Sequence[float], columns: Sequence[int], height: float
) -> list[Width]:
    """Each character as it is, the marks of two widths as wide as they are printed.

    ``middles`` are their places among the columns of pixels, of which ``columns`` tells how many
    pixels have ink; ``height`` is that of a character. A ％ behind a digit is narrow: its shape
    fills a square in many fonts where it is a narrow one, and print sets it as it sets the number.
    So is a point behind a digit at the end of a line, which is that of a decimal cut in two.
    """
    square = square_of(inked, middles, height)
    solid = [count if count > _SOLID * height else 0 for count in columns]
    has_wide = any(one.text > "⺀" and one.text not in _NARROW for one in inked)
    texts = [one.text for one in inked]
    found: list[Width] = []
    unpaired: list[int] = []
    for index, text in enumerate(texts):
        if text not in _NARROW:
            found.append(Width(text))
            continue
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        if text == "％" and before.isascii() and before.isdigit():
            found.append(Width("%"))
            continue
        room, overruled = None, False
        if before and after and not {before, after} & _MARKS:
            tallest = _LOW * height if text in _LOW_MARKS else height
            room = _room(solid, middles, index, square, tallest)
            beside = is_wide(before) + is_wide(after)
            wide = beside > 0 if room is None else room >= _WIDE_FROM[beside]
            if not beside and middles[index + 1] - middles[index - 1] < _APART_FROM * square:
                wide = False  # narrow characters may have wide rims, as 7 and 1 do
            overruled = room is not None and wide != (room >= _WIDE_FROM[1])
        else:
            is_cut = text == "．" and not after and before.isascii() and before.isdigit()
            wide = has_wide and not is_cut
        found.append(Width(text if wide else _NARROW[text], room, overruled))
        if text == "（":
            unpaired.append(index)
        elif text == "）" and unpaired:
            _pair(found, unpaired.pop(), index)
    return found


def square_of(inked: Sequence[Read], middles: Sequence[float], height: float) -> float:
    """How wide a Chinese character of the line is: from one to the next, else by its height."""
    pitches = sorted(
        at - before
        for (one, before), (other, at) in pairwise(zip(inked, middles, strict=True))
        if is_wide(one.text) and is_wide(other.text)
    )
    return pitches[len(pitches) // 2] if pitches else _SQUARE * height


def is_wide(character: str) -> bool:
    """Whether a character fills a square of the line and is no mark."""
    return character > "⺀" and character not in _MARKS


def _pair(found: list[Width], opening: int, closing: int) -> None:
    """A bracket of which nothing tells how wide it is, as wide as its partner."""
    for one, other in ((opening, closing), (closing, opening)):
        known = found[other]
        if found[one].room is None and known.room is not None:
            wide = known.text in _PAIRS
            text = "（" if one == opening else "）"
            found[one] = Width(text if wide else _NARROW[text])


def ink_at(
    columns: Sequence[int], middles: Sequence[float], index: int, square: float
) -> tuple[int, int] | None:
    """The first and last column of the stretch of ink nearest to the place of a mark."""
    at = middles[index]
    low, high = at - _OWN * square, at + _OWN * square
    if index:
        low = max(low, (middles[index - 1] + at) / 2)
    if index + 1 < len(middles):
        high = min(high, (at + middles[index + 1]) / 2)
    first, last = max(round(low), 0), min(round(high), len(columns) - 1)
    own = [column for column in range(first, last + 1) if columns[column]]
    if not own:
        return None
    start = end = min(own, key=lambda column: abs(column - at))
    while start > 0 and columns[start - 1]:
        start -= 1
    while end + 1 < len(columns) and columns[end + 1]:
        end += 1
    return start, end


def _room(
    columns: Sequence[int], middles: Sequence[float], index: int, square: float, tallest: float
) -> float | None:
    """Squares from the ink before a mark to the ink after it; ``None`` where inks touch."""
    ink = ink_at(columns, middles, index, square)
    if ink is None:
        return None
    start, end = ink
    # What touches the ink of another character, or is one, is not the mark's own.
    is_other = start <= middles[index - 1] or end >= middles[index + 1]
    if is_other or max(columns[start : end + 1]) > tallest:
        return None
    left = next((column for column in range(start - 1, -1, -1) if columns[column]), None)
    right = next((column for column in range(end + 1, len(columns)) if columns[column]), None)
    if left is None or right is None:
        return None
    return (right - left - 1) / square
