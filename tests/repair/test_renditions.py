"""Several files of one edition: the best is read, the others fill and check it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import Repaired
from pipeline.repair.ledger import balance
from pipeline.repair.renditions import reconcile
from tables import repaired


def _named(result: Repaired, file: str, format: str) -> Repaired:
    extraction = replace(result.located.extraction, file=file, format=format)
    return replace(result, located=replace(result.located, extraction=extraction))


_WHOLE = [
    ("1．甲。", "一", "市公安局"),
    ("2．乙。", "二", "市民政局"),
    ("3．丙。", "三", "市财政局"),
]
_BROKEN = [_WHOLE[0], ("", "", "市民政局"), _WHOLE[2]]
_OTHER = [_WHOLE[0], ("2．乙。", "贰", "市民政局"), _WHOLE[2]]


def test_the_whole_rendition_wins() -> None:
    """Fewest lost values first, whatever the order of the files."""
    whole = _named(repaired(_WHOLE), "b.txt", "text")
    broken = _named(repaired(_BROKEN), "a.docx", "docx")
    for order in ([whole, broken], [broken, whole]):
        assert reconcile(order).located.extraction.file == "b.txt"


def test_what_one_lost_the_other_fills() -> None:
    """Each lost another row: both come back, with the place in the other file."""
    first = _named(repaired([_WHOLE[0], _WHOLE[1], ("", "", "市财政局")]), "a.docx", "docx")
    second = _named(repaired(_BROKEN), "b.txt", "text")
    result = reconcile([first, second])
    assert [task.text for task in result.tasks] == ["一", "二", "三"]
    assert [task.item_title for task in result.tasks] == ["甲", "乙", "丙"]
    fills = [record for record in result.repairs if record.rule == "rendition_fill"]
    assert {record.field for record in fills} >= {"text", "item_title"}
    assert not any(task.text_lost or task.item_title_lost for task in result.tasks)
    assert balance(result).balanced


def test_disagreement_keeps_the_best_and_is_flagged() -> None:
    """Both texts stand in the record; the value is not changed."""
    best = _named(repaired(_WHOLE), "a.docx", "docx")
    other = _named(repaired(_OTHER), "b.txt", "text")
    result = reconcile([best, other])
    assert result.tasks[1].text == "二"
    assert result.tasks[1].review_reasons == ("rendition_differs text: b.txt",)
    assert any("贰" in record.evidence for record in result.repairs)
    assert balance(result).balanced


def test_a_row_of_the_other_file_alone_is_reported() -> None:
    """Nothing of another rendition is passed over in silence."""
    best = _named(repaired(_WHOLE), "a.docx", "docx")
    longer = _named(repaired([*_WHOLE, ("4．丁。", "四", "市司法局")]), "b.txt", "text")
    result = reconcile([best, longer])
    assert any("市司法局" in reason for reason in result.tasks[-1].review_reasons)


def test_equal_renditions_change_nothing() -> None:
    """Three times the same table is the table."""
    one = repaired(_WHOLE)
    assert (
        reconcile([_named(one, "a.docx", "docx"), _named(one, "b.pdf", "pdf")]).tasks == one.tasks
    )
