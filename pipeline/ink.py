"""Which characters count: the ink of a text, without the white space.

The ledger (see ``pipeline.repair.ledger``) promises that no printed character is
lost. Line wraps, indents and zero-width marks are layout and come and go between
formats, so they are left out of every count, here and nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# Unicode categories Cc control, Cf format (zero-width, soft hyphen, byte order mark) and
# Zs Zl Zp separators, written out since a test by category costs a call for each character.
_LAYOUT = re.compile(
    r"["
    r"\x00-\x20\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u1680\u180e"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff\ufff9-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f"
    r"]+"
)


def ink(text: str) -> str:
    """``text`` without white space, control and zero-width characters.

    >>> ink(" 市公安局、\\n市民政局\\u200b ")
    '市公安局、市民政局'
    """
    # Nothing of layout is printable, and to see that takes a quarter of the time of a search.
    if " " not in text and text.isprintable():
        return text
    bare = "".join(text.split())
    return bare if bare.isprintable() else _LAYOUT.sub("", bare)


def is_ink(character: str) -> bool:
    """Whether one character is printed: not white space, control or zero-width."""
    return not _LAYOUT.match(character)


def census(texts: Iterable[str]) -> Counter[str]:
    """How often each printed character occurs in all ``texts`` together."""
    # White space goes first, at once; all other layout goes from the counts, where each
    # character stands once.
    counts = Counter("".join("".join(texts).split()))
    for character in [each for each in counts if _LAYOUT.match(each)]:
        del counts[character]
    return counts
