"""Whether the text layer of a PDF page says what is printed on it. Pure.

Fonts without a Unicode map, codes of a private use, a recognition that somebody laid under a
scan: such layers read like text and are none. What is found wrong is said in words, for the
message that sends the page to recognition or the file to quarantine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.extract.pdf.page import Printed
from pipeline.ink import ink
from pipeline.mistold import mistold
from pipeline.records import Box


@dataclass(frozen=True, slots=True)
class Limits:
    """From which share on a layer is not believed; all shares are of the printed characters.

    ``unmapped``: without certain meaning (a bullet from a symbol font is one, too, so that a
    few do not count). ``rare``: characters of Chinese outside the 3,755 most used of GB 2312
    and the 5,401 of Big5; real tables have at most 3 %. ``latin``: accented letters, as which
    GBK bytes are shown; ``mistold``: the same between Chinese characters, at least three.
    ``covered``: of the page by pictures that make it a scan.
    """

    unmapped: float = 0.05
    rare: float = 0.08
    latin: float = 0.10
    mistold: float = 0.005
    hidden: float = 0.5
    shapeless: float = 0.5
    covered: float = 0.4
    fewest: int = 20  # characters by which shares mean anything

    def __post_init__(self) -> None:
        shares = (
            self.unmapped, self.rare, self.latin, self.mistold, self.hidden, self.shapeless,
            self.covered,
        )  # fmt: skip
        if not all(0 < share <= 1 for share in shares) or self.fewest < 1:
            raise ValueError("shares lie between 0 and 1, and fewest is at least 1")


def _block(first: int, last: int, lows: Sequence[int], encoding: str) -> str:
    codes = bytes(byte for high in range(first, last + 1) for low in lows for byte in (high, low))
    return codes.decode(encoding, "ignore")


# The first levels of the two national standards, which are ordered by how much they are used.
_COMMON = frozenset(
    _block(0xB0, 0xD7, range(0xA1, 0xFF), "gb2312")
    + _block(0xA4, 0xC6, [*range(0x40, 0x7F), *range(0xA1, 0xFF)], "big5")
)
_FEWEST_MISTOLD = 3
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[\xa1-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u024f]")
_NO_MEANING = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_CID = re.compile(r"\(cid:\d+\)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Characters that say nothing against a text; the few others of a page are looked at closely.
_PLAIN = _COMMON.union(
    map(chr, (*range(0x20, 0x7F), *range(0x2000, 0x3400), *range(0xFE30, 0xFF65)))
)
_PLAIN_UNITS = np.zeros(0x10000, dtype=np.bool_)
_PLAIN_UNITS[[ord(character) for character in _PLAIN]] = True


def find_lie(printed: Printed, limits: Limits = Limits()) -> str | None:
    """Why the text of a page is not to be believed, in words; ``None`` where it is.

    A page without any text is no lie; see ``is_picture``.
    """
    if _is_plain(printed):
        return None
    text = printed.glyphs.text
    total = len(ink(text))
    if not total:
        return None
    if len(printed.hidden) and is_picture(printed, limits):
        share = _hidden_share(printed)
        if share >= limits.hidden:
            return f"its text is invisible and laid under a picture ({share:.0%} of it)"
    codes = sum(len(code) for code in _CID.findall(text)) if "(cid:" in text else 0
    odd = "".join(set(text) - _PLAIN)
    unmapped = max(printed.unreadable, _count(_NO_MEANING, odd, text), codes)
    if unmapped > limits.unmapped * total:
        return (
            f"{unmapped} of its {max(total, unmapped)} characters have no meaning: the fonts do not"
            " say which characters they show"
        )
    if total < limits.fewest:
        return None
    controls = _count(_CONTROL, odd, text)
    if controls > limits.unmapped * total:
        return f"{controls} of its {total} characters are control codes, which no page prints"
    if (count := _count(_LATIN, odd, text)) > limits.latin * total:
        return f"{count} of its {total} characters are accented letters, no Chinese and no English"
    if odd and (strange := len(mistold(text))) >= max(limits.mistold * total, _FEWEST_MISTOLD):
        return (
            f"{strange} of its {total} characters are signs of Latin amid Chinese: the fonts say"
            " other characters than they show"
        )
    if (rare := _count(_CHINESE, odd, text)) > max(limits.rare * total, limits.fewest / 2):
        return f"{rare} of its {total} characters are rare ones that no document is made of"
    boxes = printed.glyphs.boxes
    shapeless = int(((boxes[:, 2] <= boxes[:, 0]) | (boxes[:, 3] <= boxes[:, 1])).sum())
    if shapeless > limits.shapeless * len(boxes):
        return f"{shapeless} of its {len(boxes)} characters have no size on the page"
    return None


def is_picture(printed: Printed, limits: Limits = Limits()) -> bool:
    """Whether pictures cover so much of the page that they are the page."""
    width, height = printed.frame.size
    if width <= 0 or height <= 0:
        return False
    covered = sum(_area(box, width, height) for box in printed.images)
    return covered >= limits.covered * width * height


def _is_plain(printed: Printed) -> bool:
    """Whether there is nothing to weigh, as on most pages: all is plain, to be seen, and sized."""
    text, boxes = printed.glyphs.text, printed.glyphs.boxes
    if printed.unreadable or printed.hidden or "(cid:" in text:
        return False
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    return bool(_PLAIN_UNITS[units].all() and (boxes[:, 2:] > boxes[:, :2]).all())


def _count(kind: re.Pattern[str], odd: str, text: str) -> int:
    """How many characters of a text are of a kind; ``odd`` are those that may be."""
    return sum(map(text.count, kind.findall(odd)))


def _hidden_share(printed: Printed) -> float:
    """The share of characters whose middle lies in a box of invisible text."""
    boxes = printed.glyphs.boxes
    across, down = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = across != across
    for x0, top, x1, bottom in printed.hidden:
        inside |= (across >= x0) & (across <= x1) & (down >= top) & (down <= bottom)
    return float(inside.sum()) / max(len(boxes), 1)


def _area(box: Box, width: float, height: float) -> float:
    x0, top, x1, bottom = box
    across = min(x1, width) - max(x0, 0.0)
    down = min(bottom, height) - max(top, 0.0)
    return max(across, 0.0) * max(down, 0.0)
