"""A DOC that ends with a table, given the paragraph that must follow one.

Word always writes a paragraph behind the last table. Some programs do not, LibreOffice among
them where it saves what had none; reading such a file, LibreOffice loses all its tables. The
paragraph is put where the text ends: one character, with the lengths that count it.

Structures and offsets: [MS-DOC] 2.5 (Fib), 2.8.35 (PlcPcd), 2.8.5 and 2.8.6 (PlcBte*),
2.9.33 (ChpxFkp) and 2.9.175 (PapxFkp).
"""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

_FLAGS, _OTHER_TABLE = 10, 0x0200  # FibBase: whether the table stream is 1Table
_TEXT_END, _CHARACTERS = 0x1C, 0x4C  # fcMac; ccpText
_SECTIONS, _CHPX, _PAPX, _CLX = 0xCA, 0xFA, 0x102, 0x1A2  # fc and lcb of each
_PAGE, _BX = 512, 13  # bytes of an FKP and of a BX
_COMPRESSED = 0x40000000
_CELL_MARK, _PARAGRAPH = 7, 13
_LEAST = 0x1AA


def with_last_paragraph(data: bytes) -> bytes:
    """The bytes of a DOC with a paragraph behind the table that ends it.

    Any other file comes back as it is: one that ends with a paragraph, has headers or notes
    behind its text, has no room left where the text ends, or is damaged.
    """
    try:
        return _ended(data)
    # What a damaged compound file raises is not documented; LibreOffice is to judge it.
    except Exception:
        return data


def _ended(data: bytes) -> bytes:
    buffer = BytesIO(data)
    with olefile.OleFileIO(buffer, write_mode=True) as file:
        word = bytearray(file.openstream("WordDocument").read())
        if len(word) < _LEAST:
            return data
        (flags,) = struct.unpack_from("<H", word, _FLAGS)
        name = "1Table" if flags & _OTHER_TABLE else "0Table"
        table = bytearray(file.openstream(name).read())
        if not _put(word, table):
            return data
        file.write_stream("WordDocument", bytes(word))
        file.write_stream(name, bytes(table))
    return buffer.getvalue()


def _put(word: bytearray, table: bytearray) -> bool:
    """Put the paragraph into both streams; ``False``, with neither changed, where it cannot."""
    (characters,) = struct.unpack_from("<I", word, _CHARACTERS)
    clx, length = struct.unpack_from("<II", word, _CLX)
    if table[clx] != 2:  # no Prc before the Pcdt
        return False
    pieces = (length - 5 - 4) // 12
    last = clx + 5 + 4 * pieces  # the place of the last CP
    (end,) = struct.unpack_from("<I", table, last)
    (begin,) = struct.unpack_from("<I", table, last - 4)
    (at,) = struct.unpack_from("<I", table, last + 4 + 8 * (pieces - 1) + 2)
    size = 1 if at & _COMPRESSED else 2
    at = (at & ~_COMPRESSED) // (3 - size) + size * (characters - begin)
    mark = int.from_bytes(word[at - size : at], "little")
    room = word[at : at + size]
    if end != characters or mark != _CELL_MARK or len(room) < size or any(room):
        return False
    bounds = [_last_bound(word, table, pair) for pair in (_CHPX, _PAPX)]
    (_, runs), (_, paragraphs) = bounds
    if not _widened(word, runs, at, size, paragraphs):
        return False
    word[at : at + size] = _PARAGRAPH.to_bytes(size, "little")
    struct.pack_into("<I", word, _TEXT_END, at + size)
    struct.pack_into("<I", word, _CHARACTERS, characters + 1)
    struct.pack_into("<I", table, last, end + 1)
    for bound, _ in bounds:
        struct.pack_into("<I", table, bound, at + size)
    sections, length = struct.unpack_from("<II", word, _SECTIONS)
    bound = sections + 4 * ((length - 4) // 16)
    if length and struct.unpack_from("<I", table, bound)[0] == characters:
        struct.pack_into("<I", table, bound, characters + 1)
    return True


def _last_bound(word: bytearray, table: bytearray, pair: int) -> tuple[int, int]:
    """Where the last bound of a PlcBte stands in the table stream, and its last page's begin."""
    first, length = struct.unpack_from("<II", word, pair)
    pages = (length - 4) // 8
    (page,) = struct.unpack_from("<I", table, first + 4 * (pages + 1) + 4 * (pages - 1))
    return first + 4 * pages, (page & 0x3FFFFF) * _PAGE


def _widened(word: bytearray, runs: int, at: int, size: int, paragraphs: int) -> bool:
    """Let the last run of characters end behind the new one, and add a paragraph of its own."""
    count = word[runs + _PAGE - 1]
    (run_end,) = struct.unpack_from("<I", word, runs + 4 * count)
    held = word[paragraphs + _PAGE - 1]
    (paragraph_end,) = struct.unpack_from("<I", word, paragraphs + 4 * held)
    # The mark that ends a row may stand behind the last run.
    if paragraph_end != at or not at - size <= run_end <= at:
        return False
    bounds = paragraphs + 4 * (held + 1)
    entries = bytes(word[bounds : bounds + _BX * held])
    used = [2 * entries[_BX * i] for i in range(held) if entries[_BX * i]]
    if 4 * (held + 2) + _BX * (held + 1) > min(used, default=_PAGE - 1):
        return False
    struct.pack_into("<I", word, runs + 4 * count, at + size)
    struct.pack_into("<I", word, bounds, at + size)
    # A BX of zeros says that the paragraph has the properties of the plain style.
    word[bounds + 4 : bounds + 4 + _BX * (held + 1)] = entries + bytes(_BX)
    word[paragraphs + _PAGE - 1] = held + 1
    return True
