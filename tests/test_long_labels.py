"""Notes in paragraphs that are made to be slow: what is read of them is what is printed."""

from __future__ import annotations

import pytest

from pipeline.labels import label_pattern, meaning_of, read_notes
from pipeline.records import Part, Place

_KNOWN = {"责任单位": "owner", "牵头单位": "lead"}


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("改（市公安局牵头" + "，年内年内" * 4_000 + "）", 2),
        ("改（市公安局" + "，年内年内" * 4_000 + "，另行通知）", 0),
        ("改（" + "年内" * 20_000 + "市公安局牵头）", 1),
        ("改" + "（责任单位：" * 8_000, 0),
        ("改" + "（" * 20_000 + "）" * 20_000, 0),
        ("改" + "责任单位 " * 8_000, 0),
    ],
    ids=["dates", "dates broken off", "dates in one piece", "open", "nested", "bare"],
)
def test_a_paragraph_of_one_mark(text: str, notes: int) -> None:
    """Each is taken apart without trying all ways to part it, and nothing of it is lost."""
    pieces = read_notes(Part(text, Place("a")), label_pattern(_KNOWN), _KNOWN)
    assert "".join(piece.part.text for piece in pieces) == text
    assert sum(len(piece.notes) for piece in pieces) == notes


def test_a_cell_of_brackets_is_no_label() -> None:
    assert meaning_of("（" * 50_000, _KNOWN) is None
