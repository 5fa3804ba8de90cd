"""Signs that look like a character and are another one."""

from __future__ import annotations

from pathlib import Path

from pipeline import extract
from pipeline.extract.lookalikes import as_shown
from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms


def test_radicals_in_text_titles_and_owners(tmp_path: Path) -> None:
    """Kangxi radicals, signs of the supplement and compatibility ideographs."""
    source = tmp_path / "t.md"
    source.write_text(
        "| 序号 | 重点任务 | 责任单位 |\n"
        "| 1 | 推进⼯业⾼质\uf97e发展。 | 市⼯业和信息化局、市⺠政局、⼾政科 |\n"
        "| 2 | 加强⻋辆监管。 | 市公安局 |\n",
        encoding="utf-8",
    )
    extraction = extract.read(source)
    result = repair(locate(extraction, synonyms()))
    assert [(task.text, task.owner_text) for task in result.tasks] == [
        ("推进工业高质量发展。", "市工业和信息化局、市民政局、户政科"),
        ("加强车辆监管。", "市公安局"),
    ]
    assert balance(result).balanced
    [note] = [each for each in extraction.notes if "radicals" in each]
    assert note.startswith("7 signs for radicals are read as the characters that they show:")
    assert "⼯ as 工 (2)" in note


def test_plain_text_is_left_alone(tmp_path: Path) -> None:
    """No such sign, no note; radicals that are no character of today stay."""
    source = tmp_path / "t.txt"
    source.write_text("市公安局⺌", encoding="utf-8")
    extraction = extract.read(source)
    assert [part.text for part in extraction.outside] == ["市公安局⺌"]
    assert extraction.notes == ()


def test_signs_whose_decomposition_is_an_old_form() -> None:
    """戶 and 靑 by Unicode, but printed as the characters of today."""
    assert as_shown("\u2fad年\u2f3e外") == "青年户外"
