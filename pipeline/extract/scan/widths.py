"""How wide the signs of a recognised line are: ， or ,  （ or (  2 or ２. Pure; places in pixels.

Such marks look alike, so that recognition gives the wide one. What tells is the room that the
print leaves them, from the ink of the character before to that of the one after: a wide mark
takes a square of the line, a narrow one half of it or less. What stands beside them counts,
too: among Chinese characters print sets wide marks, within numbers and addresses narrow ones,
so that the other kind must have clear room. Where room says nothing, the neighbours decide.
Of letters and digits those are wide of which each takes a square.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.extract.scan.ocr import LETTERS, TWINS, Read

_NARROW = {wide: narrow for narrow, wide in TWINS.items()}
_SIGNS = frozenset("＝＜＞＃＋＊／～－")  # that stand between words as characters do
_MARKS = frozenset("“”‘’、。《》〈〉【】〔〕「」…—·").union(TWINS, _NARROW) - _SIGNS
_RIMMED = _MARKS - {"％"}  # beside which there is no telling where a square ends
_OPENING = {"（": "）", "［": "］"}
_SQUARE = 1.08  # heights of a character, where no two stand side by side to measure by
# Squares from ink to ink from which on a mark is wide: among wide characters, one on one side,
# among narrow ones. Blank rims of characters are in it, about a tenth of a square. Between the
# two others it may be a narrow one with wide rims or a wide one that was set close.
_WIDE_FROM = {2: 0.62, 1: 0.75, 0: 0.95}
_CLOSE = {2: (0.56, 0.84), 1: (0.75, 0.9), 0: (0.95, 0.95)}
_APART_FROM = 1.25  # squares between the middles of narrow characters beside a wide mark
_SOLID = 0.1  # heights of a character of ink in a column of pixels; less may be grain
_LOW_MARKS, _LOW = frozenset("，．：；"), 0.6  # heights of ink in a column of such a mark, at most
# A wide one of most signs has ink as wide as this, in squares; so is the room of each.
_BROAD, _BROAD_INK, _BROAD_FROM, _NEARLY = _SIGNS, 0.62, 0.9, 0.1
# From so much room, or ink, on what is read as % may be ％ or ‰; in some fonts a % has almost it.
# Before a mark there is the white of that, too.
_PER_CENT_ROOM, _PER_CENT_BEFORE_MARK, _PER_CENT_INK = 1.2, 1.3, 1.05
# So near to its digit, or with so little room, it is a narrow one in every type.
_PER_CENT_CLOSE, _PER_CENT_SMALL = 0.06, 0.9
_NARROW_HALF, _WIDE_HALF = 0.28, 0.5  # squares from the middle of a character to its rim
_WIDE_STEP = 0.85  # squares from one wide digit to the next
_ENDS = frozenset("，；：")
_OWN = 0.45  # squares from its place within which the ink of a mark lies


@dataclass(frozen=True, slots=True)
class Width:
    """A character and what was weighed: ``room`` in squares, ``None`` where it says nothing.

    ``overruled``: its neighbours decided against what its room alone would say. ``unsure``: what
    tells how wide it is does not agree. ``odd``: by its room it is the rarer kind, narrow beside
    a Chinese character or a wide ％. ``ink``: of a %, how broad it is, in heights of a character.
    """

    text: str
    room: float | None = None
    overruled: bool = False
    unsure: bool = False
    odd: bool = False
    ink: float | None = None


def set_widths(
    inked: Sequence[Read], middles: Sequence[float], columns: Sequence[int], height: float
) -> list[Width]:
    """Each character as it is, marks, letters and digits as wide as they are printed.

    ``middles`` are their places among the columns of pixels, of which ``columns`` tells how many
    pixels have ink; ``height`` is that of a character. A ％ behind a digit is as wide as that: its
    shape fills a square in many fonts where it is a narrow one. A point behind a digit at the end
    of a line is that of a decimal cut in two.
    """
    square = square_of(inked, middles, height)
    solid = [count if count > _SOLID * height else 0 for count in columns]
    has_wide = any(one.text > "⺀" and one.text not in _NARROW for one in inked)
    texts = [one.text for one in inked]
    letters, maybe = _wide_letters(texts, middles, square, height)
    texts = [LETTERS[text] if at in letters else text for at, text in enumerate(texts)]
    found: list[Width] = []
    unpaired: list[int] = []
    for index, text in enumerate(texts):
        if text not in _NARROW:
            found.append(Width(text, unsure=index in maybe))
            continue
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        if text == "％" and before.isdigit():
            after = texts[index + 1] if index + 1 < len(texts) else ""
            narrow = _per_cent(after, middles, columns, index, square, height)
            found.append(narrow if before.isascii() else Width(text))
            continue
        room, overruled, unsure = None, False, False
        if before and after and not {before, after} & _RIMMED:
            tallest = _LOW * height if text in _LOW_MARKS else height
            inks = columns if text in _BROAD else solid  # of a slanting stroke there is little
            room = _room(inks, middles, index, square, tallest)
            beside = is_wide(before) + is_wide(after)
            wide = beside > 0 if room is None else room >= _WIDE_FROM[beside]
            if not beside and middles[index + 1] - middles[index - 1] < _APART_FROM * square:
                wide = False  # narrow characters may have wide rims, as 7 and 1 do
            least, most = _CLOSE[beside]
            # Beside a wide mark there is white: one that touches its neighbours may be narrow.
            unsure = beside > 0 if room is None else least <= room < most
            overruled = room is not None and wide != (room >= _WIDE_FROM[1])
        else:
            is_cut = text == "．" and not after and before.isascii() and before.isdigit()
            # The end of a sentence may stand on a line without any Chinese character.
            ends = text in _ENDS and not has_wide and not after
            wide, unsure = (has_wide or ends) and not is_cut, ends
        if text in _BROAD:
            ink = _own_ink(columns, middles, index, square)
            is_broad = wide if ink is None else ink[1] + 1 - ink[0] >= _BROAD_INK * square
            # White may be set on both sides of a narrow /; no wide one is as narrow as that.
            is_wide_slash = is_broad or text != "／"
            wide = wide and is_broad if room is None else room >= _BROAD_FROM and is_wide_slash
            overruled = False
            unsure = (
                room is None
                or (room >= _BROAD_FROM) != is_broad
                or abs(room - _BROAD_FROM) < _NEARLY
            )
        odd = room is not None and not wide and is_wide(before) + is_wide(after) > 0
        found.append(Width(text if wide else _NARROW[text], room, overruled, unsure, odd))
        if text in _OPENING:
            unpaired.append(index)
        elif unpaired and text == _OPENING[texts[unpaired[-1]]]:
            _pair(found, unpaired.pop(), index)
    return found


def _per_cent(
    after: str,
    middles: Sequence[float],
    columns: Sequence[int],
    index: int,
    square: float,
    height: float,
) -> Width:
    """A % behind a narrow digit, unsure where it has the room of a wide sign, or may have.

    In heavy type, and where white is set beside the digits, both have the same room.
    """
    ink = _own_ink(columns, middles, index, square)
    solid = [count if count > _SOLID * height else 0 for count in columns]
    room = _room(solid, middles, index, square, height) if after else None
    is_broad = ink is not None and ink[1] + 1 - ink[0] >= _PER_CENT_INK * square
    most = _PER_CENT_BEFORE_MARK if after in _RIMMED else _PER_CENT_ROOM
    roomy = room is not None and room >= most
    low = middles[index - 1] + _NARROW_HALF * square
    high = middles[index] + square
    if after:
        high = middles[index + 1] - (_WIDE_HALF if is_wide(after) else _NARROW_HALF) * square
    # White parts the rings of some: all of the ink between its neighbours is its own.
    own = [at for at in range(max(0, round(low)), min(round(high), len(columns))) if columns[at]]
    broad = (own[-1] + 1 - own[0]) / height if own else None
    # Of a wide sign the blank rim is on the side of the digit, too.
    digit = ink_at(columns, middles, index - 1, square)
    start = next((at for at in own if digit is not None and at > digit[1]), None)
    close = digit is not None and (
        start is None or start - digit[1] - 1 <= _PER_CENT_CLOSE * square
    )
    small = room is not None and room < _PER_CENT_SMALL
    return Width("%", room, False, roomy or is_broad or not (close or small), roomy, broad)


def _wide_letters(
    texts: Sequence[str], middles: Sequence[float], square: float, height: float
) -> tuple[frozenset[int], frozenset[int]]:
    """Which letters and digits are wide, and which of them may be, places in the line.

    Those are that stand a square apart from each other. What stands alone is as wide as those,
    but unsure: white of half a square is set on both sides of narrow ones in many documents.
    """
    wide: set[int] = set()
    lone: set[int] = set()
    has_narrow = False
    for alike, places in groupby(range(len(texts)), lambda at: texts[at] in LETTERS):
        run = list(places) if alike else []
        # A capital may be as wide as a square, no narrow digit is.
        steps = [
            middles[after] - middles[at]
            for at, after in pairwise(run)
            if texts[at].isdigit() and texts[after].isdigit()
        ]
        if not steps:
            lone.update(run)
        elif sum(steps) >= _WIDE_STEP * max(square, height) * len(steps):
            wide.update(run)
        else:
            has_narrow = True
    if not wide or has_narrow:
        return frozenset(wide), frozenset()
    return frozenset(wide | lone), frozenset(lone)


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
    return character > "⺀" and character not in _MARKS and character not in _SIGNS


def is_latin(character: str) -> bool:
    """Whether a character is a narrow letter or digit."""
    return character.isascii() and character.isalnum()


def _pair(found: list[Width], opening: int, closing: int) -> None:
    """A bracket of which nothing tells how wide it is, as wide as its partner.

    Where both have their own room and it does not agree, both are unsure.
    """
    one, other = found[opening], found[closing]
    alike = (one.text in _NARROW) == (other.text in _NARROW)
    if one.room is not None and other.room is not None:
        if not alike:
            found[opening] = replace(one, unsure=True)
            found[closing] = replace(other, unsure=True)
    elif not alike:
        at = opening if one.room is None else closing
        text = found[at].text
        other = one if at == closing else found[closing]
        text = _NARROW[text] if text in _NARROW else TWINS[text]
        found[at] = replace(found[at], text=text, room=other.room, odd=other.odd)


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


def _own_ink(
    columns: Sequence[int], middles: Sequence[float], index: int, square: float
) -> tuple[int, int] | None:
    """The stretch of ink of a mark; ``None`` where it touches another character, or is one."""
    ink = ink_at(columns, middles, index, square)
    if ink is None or (index and ink[0] <= middles[index - 1]):
        return None
    return None if index + 1 < len(middles) and ink[1] >= middles[index + 1] else ink


def _room(
    columns: Sequence[int], middles: Sequence[float], index: int, square: float, tallest: float
) -> float | None:
    """Squares from the ink before a mark to the ink after it; ``None`` where inks touch."""
    ink = _own_ink(columns, middles, index, square)
    if ink is None or max(columns[ink[0] : ink[1] + 1]) > tallest:
        return None
    start, end = ink
    left = next((column for column in range(start - 1, -1, -1) if columns[column]), None)
    right = next((column for column in range(end + 1, len(columns)) if columns[column]), None)
    if left is None or right is None:
        return None
    return (right - left - 1) / square
