"""Where DOCX cells stand on the grid: spans, merges, skipped positions, controls."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from word_xml import p, read, sdt, spans, tbl, tc, texts, tr

RESTART, CONTINUE = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def span(columns: object) -> str:
    return f"<w:gridSpan w:val='{columns}'/>"


def test_a_merged_cell_is_one_cell_and_a_blank_one_is_a_cell() -> None:
    [table] = read(
        tbl(
            tr(tc("项", RESTART), "甲"),
            tr(tc("", CONTINUE), "乙"),
            tr(tc("", "<w:vMerge w:val='continue'/>"), "丙"),
            tr("", "丁"),
        )
    ).tables
    assert spans(table) == {
        (0, 0): (3, 1, "项"),
        (0, 1): (1, 1, "甲"),
        (1, 1): (1, 1, "乙"),
        (2, 1): (1, 1, "丙"),
        (3, 0): (1, 1, ""),
        (3, 1): (1, 1, "丁"),
    }


def test_a_block_merged_both_ways() -> None:
    [table] = read(
        tbl(
            tr(tc("块", span(2) + RESTART), "甲"),
            tr(tc("", span(2) + CONTINUE), "乙"),
            tr("丙", "丁", "戊"),
        )
    ).tables
    assert spans(table)[0, 0] == (2, 2, "块")
    assert spans(table)[1, 2] == (1, 1, "乙")
    assert (table.rows, table.columns) == (3, 3)


def test_text_in_a_covered_cell_is_added_to_the_cell_that_covers_it() -> None:
    extraction = read(tbl(tr(tc("项", RESTART), "甲"), tr(tc("余", CONTINUE), "乙")))
    cell = extraction.tables[0].cells[0]
    assert (cell.row_span, cell.text) == (2, "项\n余")
    assert [(part.text, part.place.row) for part in cell.parts] == [("项", 0), ("余", 1)]
    assert "covered" in extraction.notes[0]


def test_a_continuation_of_nothing_is_a_cell_of_its_own() -> None:
    extraction = read(tbl(tr("甲", "乙"), tr(tc("孤", CONTINUE), "丙"), tr(tc("", CONTINUE), "丁")))
    assert spans(extraction.tables[0])[1, 0] == (2, 1, "孤")
    assert extraction.notes == (
        "table 1: merged cells with no merge above them, kept apart (rows 2)",
    )


def test_a_continuation_from_another_column_is_a_cell_of_its_own() -> None:
    """Were it taken for covered, its text and that of its neighbour would be lost."""
    [table] = read(
        tbl(tr(tc("宽", RESTART + span(2)), "甲"), tr("乙", tc("窄", CONTINUE), "丙"))
    ).tables
    assert texts(table) == [["宽", None, "甲"], ["乙", "窄", "丙"]]


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
def test_a_merge_of_unequal_width_covers_the_columns_its_rows_share(
    first: int, second: int
) -> None:
    """A border dragged by a hair's breadth gives such grids; the merge is still a merge."""
    extraction = read(
        tbl(
            tr(tc("项", RESTART + span(first)), tc("甲", span(3 - first))),
            tr(tc("", CONTINUE + span(second)), tc("乙", span(3 - second))),
        )
    )
    assert spans(extraction.tables[0]) == {
        (0, 0): (2, 1, "项"),
        (0, first): (1, 3 - first, "甲"),
        (1, second): (1, 3 - second, "乙"),
    }
    assert extraction.notes == ("table 1: merged cells that are not equally wide (rows 2)",)


def test_a_merge_ends_at_a_row_that_skips_its_columns() -> None:
    [table] = read(
        tbl(
            tr(tc("项", RESTART), "甲"),
            tr("乙", properties="<w:gridBefore w:val='1'/>"),
            tr(tc("续", CONTINUE), "丙"),
        )
    ).tables
    assert texts(table) == [["项", "甲"], [None, "乙"], ["续", "丙"]]


def test_legacy_horizontal_merge() -> None:
    [table] = read(
        tbl(
            tr(tc("宽", "<w:hMerge w:val='restart'/>"), tc("余", "<w:hMerge/>"), "甲"),
            tr(tc("独", "<w:hMerge/>"), "乙", "丙"),
        )
    ).tables
    assert spans(table)[0, 0] == (1, 2, "宽\n余")
    assert texts(table) == [["宽\n余", None, "甲"], ["独", "乙", "丙"]]


def test_positions_before_and_after_a_row_have_no_cell() -> None:
    [table] = read(
        tbl(
            tr("甲", properties="<w:gridBefore w:val='2'/><w:gridAfter w:val='1'/>"),
            tr("一", "二", "三", "四"),
        )
    ).tables
    assert texts(table) == [[None, None, "甲", None], ["一", "二", "三", "四"]]


def test_rows_and_cells_in_content_controls_keep_their_places() -> None:
    row = tr("一", sdt(tc("二")), sdt(sdt(tc("三") + tc("四"))))
    [table] = read(sdt(tbl(tr("1", "2", "3", "4"), sdt(sdt(row)), tr("5", "6", "7", "8")))).tables
    assert texts(table)[1] == ["一", "二", "三", "四"]
    assert table.rows == 3


def test_a_deleted_row_and_a_deleted_cell_are_gone_but_accounted_for() -> None:
    extraction = read(
        tbl(
            tr("甲", "乙"),
            tr("旧", tc(p("行") + tbl(tr("内"))), properties="<w:del w:id='1'/>"),
            tr(tc("格", "<w:cellDel w:id='2'/>"), "丙", "丁"),
            tr("新", "行", properties="<w:ins w:id='3'/>"),
        )
    )
    assert [texts(table) for table in extraction.tables] == [
        [["甲", "乙"], ["丙", "丁"], ["新", "行"]]
    ]
    assert [(removal.rule, removal.text) for removal in extraction.removed] == [
        ("tracked_deletion", "旧行内"),
        ("tracked_deletion", "格"),
    ]


def test_a_hidden_row_is_no_row() -> None:
    extraction = read(tbl(tr("隐", properties="<w:hidden/>"), tr("甲")))
    assert texts(extraction.tables[0]) == [["甲"]]
    assert [removal.rule for removal in extraction.removed] == ["hidden_text"]


def test_a_merge_that_loses_its_first_row_to_a_deletion_keeps_its_rest() -> None:
    [table] = read(
        tbl(
            tr(tc("项", RESTART), "甲", properties="<w:del w:id='1'/>"),
            tr(tc("", CONTINUE), "乙"),
            tr(tc("", CONTINUE), "丙"),
        )
    ).tables
    assert spans(table)[0, 0] == (2, 1, "")


def test_a_tracked_merge_counts_as_made() -> None:
    [table] = read(
        tbl(
            tr(tc("项", "<w:cellMerge w:vMerge='rest'/>"), "甲"),
            tr(tc("", "<w:cellMerge w:vMerge='cont'/>"), "乙"),
        )
    ).tables
    assert spans(table)[0, 0] == (2, 1, "项")


def test_a_format_change_does_not_bring_the_old_span_back() -> None:
    change = f"<w:tcPrChange><w:tcPr>{span(3)}</w:tcPr></w:tcPrChange>"
    [table] = read(tbl(tr(tc("甲", span(2) + change), "乙"))).tables
    assert spans(table)[0, 0] == (1, 2, "甲")
    assert table.columns == 3


def test_header_rows_are_the_marked_ones_at_the_top() -> None:
    header = "<w:cantSplit/><w:tblHeader/>"
    [table] = read(
        tbl(
            tr("一", properties=header),
            tr("二", properties=header),
            tr("甲"),
            tr("三", properties=header),
        )
    ).tables
    assert table.header_rows == 2
    [table] = read(tbl(tr("一", properties="<w:tblHeader w:val='false'/>"))).tables
    assert table.header_rows == 0


@pytest.mark.parametrize("columns", ["1000000", "1001", "9" * 400])
@pytest.mark.parametrize("where", ["gridSpan", "gridBefore", "gridAfter"])
def test_absurd_numbers_of_columns_are_refused(where: str, columns: str) -> None:
    flood = f"<w:{where} w:val='{columns}'/>"
    row = tr(tc("甲", flood)) if where == "gridSpan" else tr("甲", properties=flood)
    with pytest.raises(SourceError, match="grid columns") as caught:
        read(tbl(row))
    assert caught.value.code == "damaged"


def test_many_small_spans_cannot_add_up_to_a_flood() -> None:
    with pytest.raises(SourceError, match="grid columns"):
        read(tbl(tr(*[tc("甲", span(99))] * 11)))


@pytest.mark.parametrize("columns", ["", "0", "-3", "x", "1.5"])
def test_a_span_that_is_no_number_is_one_column(columns: str) -> None:
    [table] = read(tbl(tr(tc("甲", span(columns)), "乙"))).tables
    assert texts(table) == [["甲", "乙"]]


def test_odd_tables_do_not_fail() -> None:
    extraction = read(tbl() + tbl(tr()) + tbl(tr(), tr("甲"), tr()))
    assert [(table.rows, table.columns) for table in extraction.tables] == [(0, 0), (1, 0), (3, 1)]
