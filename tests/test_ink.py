"""Which characters the ledger counts."""

from __future__ import annotations

import unicodedata

from pipeline.ink import census, ink, is_ink


def test_layout_is_what_unicode_says() -> None:
    """Control, format and separator characters of the basic plane; all else is ink."""
    layout = {"Cc", "Cf", "Zs", "Zl", "Zp"}
    wrong = [
        hex(code)
        for code in range(0x10000)
        if is_ink(chr(code)) == (unicodedata.category(chr(code)) in layout)
    ]
    assert wrong == []


def test_ink_and_census() -> None:
    """White space of all kinds goes, everything printed stays and is counted."""
    assert ink(" 市公安局、\n\u3000市\u200b民\xad政局\ufeff") == "市公安局、市民政局"
    assert census(["市 市", "局\t"]) == {"市": 2, "局": 1}
