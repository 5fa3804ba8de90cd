"""Text that nobody sees: layers that are off, white on white; light text on dark is seen."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pdf_layouts.by_hand import HIGH, Hand
from pdf_layouts.truth import grid, read_balanced
from pdf_press import FONT

XS = (50.0, 90.0, 290.0, 400.0)
ROWS = [["序号", "任务", "责任单位"], ["1", "健全工作机制。", "市公安局"]]


def table(hand: Hand) -> None:
    """A ruled table of two rows."""
    hand.canvas.setFillGray(0)
    hand.grid(XS, (60, 80, 100))
    for y, row in zip((63, 83), ROWS, strict=True):
        hand.row(y, XS, *([text] for text in row))


def removed(path: Path) -> list[tuple[str, str]]:
    return [(one.rule, one.text) for one in read_balanced(path).removed]


def test_white_text_on_paper_and_over_other_text_is_taken_out(tmp_path: Path) -> None:
    hand = Hand(tmp_path / "a.pdf")
    table(hand)
    hand.canvas.setFillGray(1)
    hand.text(200, 83, "内部编号")
    hand.text(96, 84, "绝密")
    path = hand.save()
    assert grid(read_balanced(path).tables[0]) == ROWS
    assert removed(path) == [("hidden_text", "内部编号"), ("hidden_text", "绝密")]


@pytest.mark.parametrize("shape", ["box", "slanted"])
def test_white_text_on_a_dark_area_stays(tmp_path: Path, shape: str) -> None:
    """A header row in white on a dark box, or on a dark area that is no box."""
    hand = Hand(tmp_path / "a.pdf")
    hand.canvas.setFillGray(0.2)
    area = hand.canvas.beginPath()
    slope = 0 if shape == "box" else 30
    area.moveTo(XS[0], HIGH - 60)
    area.lineTo(XS[-1] + slope, HIGH - 60)
    area.lineTo(XS[-1], HIGH - 80)
    area.lineTo(XS[0] - slope, HIGH - 80)
    area.close()
    hand.canvas.drawPath(area, stroke=0, fill=1)
    table(hand)
    hand.canvas.setFillGray(1)
    hand.canvas.drawString(XS[1] + 60, HIGH - 73, "分解")
    path = hand.save()
    assert "任务分解" in (grid(read_balanced(path).tables[0])[0][1] or "")
    assert removed(path) == []


@pytest.mark.parametrize("kind", ["marked", "form"])
@pytest.mark.parametrize("is_off", [True, False])
def test_a_layer_is_read_where_it_is_shown(tmp_path: Path, kind: str, *, is_off: bool) -> None:
    hand = Hand(tmp_path / "a.pdf")
    table(hand)
    if kind == "form":
        hand.canvas.beginForm("layer")
        hand.canvas.setFont(FONT, 10)
    else:
        hand.canvas._code.append("/OC /L BDC")
    hand.text(200, 83, "绝密")
    if kind == "form":
        hand.canvas.endForm()
        hand.canvas.doForm("layer")
    else:
        hand.canvas._code.append("EMC")
    plain = hand.save()
    with pikepdf.open(plain) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="内部"))
        shown = pikepdf.Dictionary(OFF=pikepdf.Array([layer] if is_off else []))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=shown)
        if kind == "form":
            (form,) = pdf.pages[0].Resources.XObject.values()
            form.OC = layer
        else:
            pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
        pdf.save(path := tmp_path / "b.pdf")
    task = grid(read_balanced(path).tables[0])[1][1]
    assert (task, removed(path)) == (
        ("健全工作机制。", [("hidden_text", "绝密")]) if is_off else ("健全工作机制。绝密", [])
    )
