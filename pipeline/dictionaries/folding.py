"""One spelling for many: the folding under which names are compared.

Folding never touches a stored text. It makes full-width and half-width alike (NFKC),
writes Chinese punctuation one way, and leaves out quotation marks, white space and
zero-width characters. Traditional characters are folded by a table (traditional.csv)
that the dictionaries carry.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pipeline.ink import is_ink

_MARKS = {
    "(": "（",
    ")": "）",
    "[": "（",
    "]": "）",
    "【": "（",
    "】": "）",
    "〔": "（",
    "〕": "）",
    "{": "（",
    "}": "）",
    ",": "，",
    "､": "、",
    ";": "；",
    ":": "：",
    "︰": "：",
    ".": "。",
    "｡": "。",
    "•": "·",
    "‧": "·",
    "∙": "·",
    "－": "-",
    "–": "-",
    "―": "—",
    "─": "—",
}
# Quotation marks carry no meaning inside a name: “扫黄打非”办 is 扫黄打非办.
_QUOTES = frozenset("\"'“”‘’„‟「」『』＂＇`´〝〞")


# Texts of these characters alone are already folded.
_PLAIN = re.compile(r"[一-鿿、，；：。（）A-Za-z0-9]*\Z")


def is_plain(text: str) -> bool:
    """Whether folding would leave a text as it is (traditional characters aside)."""
    return _PLAIN.match(text) is not None


def fold_character(character: str) -> str:
    """The folded spelling of one character: one character, or none.

    >>> fold_character("（"), fold_character("("), fold_character("”"), fold_character("Ａ")
    ('（', '（', '', 'A')
    """
    if character in _QUOTES:
        return ""
    if character in _MARKS:
        return _MARKS[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if not is_ink(character):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) > 1:
        # ⑩, ⒈, ㈠ number the owners of a cell; what the number is does not matter.
        return "0" if unicodedata.category(character) == "No" else character
    return "" if plain in _QUOTES else _MARKS.get(plain, plain)


def fold(text: str, traditional: Mapping[str, str] | None = None) -> str:
    """``text`` as it is compared; positions may shift (see owners.clauses for offsets).

    >>> fold("“扫黄打非” 办(市)")
    '扫黄打非办（市）'
    """
    folded = text if is_plain(text) else "".join(map(fold_character, text))
    if traditional:
        folded = "".join(traditional.get(c, c) for c in folded)
    return folded
