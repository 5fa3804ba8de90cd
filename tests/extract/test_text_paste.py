"""Tab-separated pastes, as spreadsheets and Word put them on the clipboard."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.text.reading import read_text
from pipeline.records import Extraction
from word_xml import accounted, spans, texts

HEADER = "任务项目\t任务分解\t责任单位\n"


def paste(text: str) -> Extraction:
    extraction = read_text(text.encode(), "t.tsv")
    assert accounted(extraction) == extraction.characters
    return extraction


def rows_of(text: str) -> list[list[str | None]]:
    [table] = paste(text).tables
    return texts(table)


def test_a_paste_with_title_and_closing_lines() -> None:
    extraction = paste("附件\n任务分解表\n" + HEADER + "1．甲\t做\t甲局\n\t干\t乙局\n\n（公开）\n")
    assert [part.text for part in extraction.outside] == ["附件", "任务分解表", "（公开）"]
    assert texts(extraction.tables[0])[1:] == [["1．甲", "做", "甲局"], ["", "干", "乙局"]]
    place = extraction.tables[0].cells[-1].parts[0].place
    assert (place.line, place.table, place.row, place.column) == (5, 0, 2, 2)


def test_a_quoted_cell_of_several_lines() -> None:
    extraction = paste(HEADER + '1．甲\t做\t"甲局、\n乙局"\n2．乙\t"说""好"""\t丙局\n')
    assert texts(extraction.tables[0])[1:] == [
        ["1．甲", "做", "甲局、\n乙局"],
        ["2．乙", '说"好"', "丙局"],
    ]
    assert [(gone.rule, gone.text, gone.place.line) for gone in extraction.removed] == [
        ("quoting", '""', 2),
        ("quoting", '""""', 4),
    ]


@pytest.mark.parametrize("cell", ['"三小"场所', '"', '""甲', 'a"b', '甲"'])
def test_quotes_that_are_text_stay(cell: str) -> None:
    assert rows_of(f"{HEADER}{cell}\t做\t甲局\n2\t干\t乙局\n")[1] == [cell, "做", "甲局"]


def test_paragraphs_that_word_puts_on_lines_of_their_own() -> None:
    rows = rows_of(HEADER + "1．甲\t先做\n后做\t甲局\n2．乙\t干\t乙局、\n丙局\n3．丙\t办\t丁局\n")
    assert rows[1:] == [
        ["1．甲", "先做\n后做", "甲局"],
        ["2．乙", "干", "乙局、\n丙局"],
        ["3．丙", "办", "丁局"],
    ]


def test_a_line_without_a_tab_amid_rows_is_a_heading_across() -> None:
    extraction = paste(HEADER + "一、总体\n1．甲\t做\t甲局\n2．乙\t干\t乙局\n")
    assert spans(extraction.tables[0])[1, 0] == (1, 3, "一、总体")
    assert extraction.notes == ("1 rows have not as many cells as the table (lines 2)",)


def test_a_ragged_row_is_filled_and_noted() -> None:
    extraction = paste(HEADER + "1．甲\t做\n2．乙\t干\t乙局\n3．丙\t办\t丙局\t多\n")
    assert texts(extraction.tables[0])[1:] == [
        ["1．甲", "做", "", None],
        ["2．乙", "干", "乙局", None],
        ["3．丙", "办", "丙局", "多"],
    ]
    assert extraction.notes == ("2 rows have not as many cells as the table (lines 2, 4)",)


def test_a_running_head_does_not_end_the_table() -> None:
    extraction = paste(HEADER + "1．甲\t做\t甲局\n\n— 2 —\n\n2．乙\t干\t乙局\n")
    assert len(extraction.tables) == 1
    assert [part.text for part in extraction.outside] == ["— 2 —"]


def test_a_header_printed_again_after_a_title_begins_a_new_table() -> None:
    extraction = paste(HEADER + "1．甲\t做\t甲局\n\n附件2\n" + HEADER + "1．乙\t干\t乙局\n")
    assert [table.rows for table in extraction.tables] == [2, 2]
    assert [table.index for table in extraction.tables] == [0, 1]


def test_another_number_of_columns_begins_a_new_table() -> None:
    extraction = paste(HEADER + "1．甲\t做\t甲局\n\n联系表\n姓名\t电话\n甲\t1\n")
    assert [table.columns for table in extraction.tables] == [3, 2]


words = st.text('市局"1．、，\n', max_size=5)


@settings(max_examples=200)
@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_a_spreadsheet_copies_comes_back(rows: list[list[str]]) -> None:
    def field(text: str) -> str:
        quoted = text.replace('"', '""')
        return f'"{quoted}"' if '"' in text or "\n" in text else text

    lines = ["\t".join(field(text) for text in row) for row in [["甲", "乙", "丙"], *rows]]
    expected = [["\n".join(filter(None, text.split("\n"))) for text in row] for row in rows]
    assert rows_of("\n".join(lines))[1:] == expected
