"""Whether the text of a DOC has table cells.

Each cell ends in a mark, the character U+0007 ([MS-DOC] 2.4.1). The text lies in pieces, of
one or two bytes a character; read two bytes wide, 万 (U+4E07) has the same byte and is no mark.

Structures and offsets: [MS-DOC] 2.5 (Fib), 2.9.38 (Clx), 2.9.178 (Pcdt) and 2.8.35 (PlcPcd).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile

_WORD_MARK = b"\xec\xa5"  # of Word 97 and later
_FLAGS, _OTHER_TABLE = 10, 0x0200  # FibBase: whether the table stream is 1Table
_CHARACTERS, _CLX = 0x4C, 0x1A2  # ccpText; fcClx and lcbClx
_COMPRESSED = 0x40000000
_PRC, _PCDT = 1, 2
_FEWEST_MARKS = 4


def has_cell_marks(data: bytes) -> bool:
    """Whether the body of a DOC (not its headers and notes) has the marks of table cells.

    A damaged file has none that could be found.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            word = file.openstream("WordDocument").read()
            if not word.startswith(_WORD_MARK):
                return False
            (flags,) = struct.unpack_from("<H", word, _FLAGS)
            table = file.openstream("1Table" if flags & _OTHER_TABLE else "0Table").read()
        return sum(map(_marks, _pieces(word, table))) >= _FEWEST_MARKS
    # What a damaged compound file raises is not documented.
    except Exception:
        return False


def _pieces(word: bytes, table: bytes) -> Iterator[tuple[int, bytes]]:
    """The pieces of the body, each with its bytes a character."""
    (characters,) = struct.unpack_from("<I", word, _CHARACTERS)
    at, length = struct.unpack_from("<II", word, _CLX)
    end = at + length
    while at < end and table[at] == _PRC:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if at >= end or table[at] != _PCDT:
        return
    (size,) = struct.unpack_from("<I", table, at + 1)
    count = (size - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for i in range(count):
        (place,) = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * i + 2)
        width = 1 if place & _COMPRESSED else 2
        first = (place & ~_COMPRESSED) // (3 - width)
        held = min(bounds[i + 1], characters) - bounds[i]
        yield width, word[first : first + width * max(held, 0)]


def _marks(piece: tuple[int, bytes]) -> int:
    width, text = piece
    return text.decode("utf-16-le" if width == 2 else "latin-1", "replace").count("\x07")
