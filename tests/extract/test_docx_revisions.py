"""Tracked changes, read as made and as not made; each state's rest is a named removal."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import read as read_file
from pipeline.extract.docx.revisions import Revisions
from word_xml import docx, level, lists, np, p, r, read, spans, tbl, tc, texts, tr

BOTH: tuple[Revisions, Revisions] = ("final", "original")
INSERTED, DELETED = "tracked_insertion", "tracked_deletion"


def gone(text: str) -> str:
    return f"<w:del w:id='1'><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def new(text: str) -> str:
    return f"<w:ins w:id='1'>{r(text)}</w:ins>"


@pytest.mark.parametrize(
    ("trait", "content", "final", "original"),
    [
        ("an insertion", f"<w:p>{r('市')}{new('公安')}{r('局')}</w:p>", "市公安局", "市局"),
        ("a deletion", f"<w:p>{r('市')}{gone('公安')}{r('局')}</w:p>", "市局", "市公安局"),
        ("a replacement", f"<w:p>{gone('旧')}{new('新')}</w:p>", "新", "旧"),
        (
            "text moved in a paragraph",
            f"<w:p><w:moveFrom w:id='1'>{r('甲')}</w:moveFrom>{r('乙')}"
            f"<w:moveTo w:id='1'>{r('甲')}</w:moveTo></w:p>",
            "乙甲",
            "甲乙",
        ),
        (
            "paragraphs moved as a whole",
            f"<w:moveFrom w:id='1'>{p('甲')}</w:moveFrom>{p('乙')}"
            f"<w:moveTo w:id='1'>{p('甲')}</w:moveTo>",
            "乙\n甲",
            "甲\n乙",
        ),
        (
            "inserted and then deleted",
            f"<w:p>{r('甲')}<w:ins w:id='1'>{gone('又')}</w:ins></w:p>",
            "甲",
            "甲",
        ),
        (
            "a deleted end mark",
            p("甲", "<w:rPr><w:del w:id='1'/></w:rPr>") + p("乙"),
            "甲乙",
            "甲\n乙",
        ),
        (
            "an inserted end mark",
            p("甲", "<w:rPr><w:ins w:id='1'/></w:rPr>") + p("乙"),
            "甲\n乙",
            "甲乙",
        ),
        (
            "a paragraph deleted with its mark does not join its neighbours",
            p("甲")
            + f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{gone('旧')}</w:p>"
            + p("乙"),
            "甲\n乙",
            "甲\n旧\n乙",
        ),
        (
            "hidden by a change of properties",
            "<w:p>"
            + r("甲")
            + r("乙", "<w:vanish/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange>")
            + "</w:p>",
            "甲",
            "甲乙",
        ),
    ],
)
def test_text_in_both_states(trait: str, content: str, final: str, original: str) -> None:
    found = [read(tbl(tr(tc(content))), state).tables[0].cells[0].text for state in BOTH]
    assert found == [final, original], trait


def test_what_a_state_leaves_out_is_removed_by_its_rule() -> None:
    body = tbl(tr(tc(f"<w:p>{gone('旧')}{new('新')}</w:p>")))
    removed = [[(each.rule, each.text) for each in read(body, state).removed] for state in BOTH]
    assert removed == [[(DELETED, "旧")], [(INSERTED, "新")]]


def test_rows_and_cells_inserted_and_deleted() -> None:
    body = tbl(
        tr("甲", "乙"),
        tr("新", "行", properties="<w:ins w:id='1'/>"),
        tr("旧", "行", properties="<w:del w:id='2'/>"),
        tr("丙", tc("旧格", "<w:cellDel w:id='3'/>"), tc("新格", "<w:cellIns w:id='4'/>")),
    )
    final, original = (read(body, state) for state in BOTH)
    assert texts(final.tables[0]) == [["甲", "乙"], ["新", "行"], ["丙", "新格"]]
    assert texts(original.tables[0]) == [["甲", "乙"], ["旧", "行"], ["丙", "旧格"]]
    assert [(each.rule, each.text) for each in original.removed] == [
        *((INSERTED, "新行"), (INSERTED, "新格"))
    ]
    assert "table 1: 1 rows are inserted by tracked changes" in original.notes
    assert "tracked changes: 4, read in their original state" in original.notes
    assert "tracked changes: 4, read in their final state" in final.notes


def test_spans_before_a_change_of_the_cell() -> None:
    change = "<w:tcPrChange w:id='1'><w:tcPr><w:gridSpan w:val='2'/></w:tcPr></w:tcPrChange>"
    body = tbl(tr(tc("甲", change), tc("乙")), tr("一", "二", "三"))
    final, original = (spans(read(body, state).tables[0]) for state in BOTH)
    assert (final[0, 0], final[0, 1]) == ((1, 1, "甲"), (1, 1, "乙"))
    assert (original[0, 0], original[0, 2]) == ((1, 2, "甲"), (1, 1, "乙"))


def test_a_tracked_merge_is_made_in_the_final_state_alone() -> None:
    body = tbl(
        tr(tc("项", "<w:cellMerge w:vMerge='rest'/>"), "甲"),
        tr(tc("", "<w:cellMerge w:vMerge='cont'/>"), "乙"),
    )
    final, original = (texts(read(body, state).tables[0]) for state in BOTH)
    assert final == [["项", "甲"], [None, "乙"]]
    assert original == [["项", "甲"], ["", "乙"]]


def test_a_tracked_unmerge_is_still_merged_in_the_original() -> None:
    body = tbl(
        tr(tc("项", "<w:cellMerge w:vMergeOrig='rest'/>"), "甲"),
        tr(tc("", "<w:cellMerge w:vMergeOrig='cont'/>"), "乙"),
    )
    final, original = (texts(read(body, state).tables[0]) for state in BOTH)
    assert final == [["项", "甲"], ["", "乙"]]
    assert original == [["项", "甲"], [None, "乙"]]


def test_rows_shifted_by_a_change_of_their_properties() -> None:
    change = "<w:trPrChange w:id='1'><w:trPr><w:gridBefore w:val='1'/></w:trPr></w:trPrChange>"
    body = tbl(tr("一", "二"), tr("甲", properties=change))
    final, original = (texts(read(body, state).tables[0]) for state in BOTH)
    assert final[1] == ["甲", None]
    assert original[1] == [None, "甲"]


def test_numbers_of_either_state_count_what_that_state_shows() -> None:
    mark = "<w:rPr>{}</w:rPr>"
    numbered = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    body = (
        np("一")
        + f"<w:p><w:pPr>{numbered}{mark.format('<w:ins/>')}</w:pPr>{new('新')}</w:p>"
        + f"<w:p><w:pPr>{numbered}{mark.format('<w:del/>')}</w:pPr>{gone('旧')}</w:p>"
        + np("二")
        + p("三", "<w:numPr><w:numId w:val='1'/><w:ins w:id='1'/></w:numPr>")
        + p("四", f"<w:pPrChange w:id='1'><w:pPr>{numbered}</w:pPr></w:pPrChange>")
    )
    numbering = lists(level(0, "%1."))
    final, original = (
        [part.text for part in read(body, state, numbering=numbering).outside] for state in BOTH
    )
    assert final == ["1.一", "2.新", "3.二", "4.三", "四"]
    assert original == ["1.一", "2.旧", "3.二", "三", "4.四"]


def test_a_file_without_changes_reads_the_same_in_both_states(seed_edition: Path) -> None:
    path = next(seed_edition.glob("*.docx"))
    assert read_file(path, revisions="original") == read_file(path)


def test_the_choice_is_taken_from_the_call(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(docx(f"<w:p>{gone('旧')}{new('新')}</w:p>"))
    outside = [[part.text for part in read_file(path, None, state).outside] for state in BOTH]
    assert outside == [["新"], ["旧"]]
