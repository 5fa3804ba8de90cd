"""Text dumps: rows are found again from cells, orphans from what is left of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.extract import read
from pipeline.extract.text.reading import read_text
from pipeline.records import Extraction
from word_xml import accounted, texts

HEADER = ["任务项目", "任务分解", "责任单位"]


def dump(rows: list[list[str]]) -> str:
    """Rows as the dump prints them; one shorter than the first is an orphan."""
    lines = ["附件\n\n《意见》任务分解表\n"]
    for number, row in enumerate(rows):
        lines += [""] * bool(number)
        if len(row) < len(rows[0]):
            *earlier, last = row[0].split("\n")
            lines.append("")
            for paragraph in earlier:
                lines += [paragraph, ""]
            row = [last, *row[1:]]
        lines += ["\t" + text for text in row]
    return "\n".join(lines) + "\n"


def table_of(text: str) -> tuple[list[list[str | None]], Extraction]:
    extraction = read_text(text.encode(), "t.txt")
    assert accounted(extraction) == extraction.characters
    [table] = extraction.tables
    return texts(table), extraction


def test_the_real_dump(seed_edition: Path) -> None:
    extraction = read(next(seed_edition.glob("*.txt")))
    [table] = extraction.tables
    assert accounted(extraction) == extraction.characters
    assert (table.rows, table.columns, len(table.cells)) == (131, 3, 393)
    rows = texts(table)
    assert rows[0] == HEADER
    lost = {row for row in range(131) if not next(c for c in table.cells if c.row == row).parts}
    assert len(lost) == 16
    assert all(rows[row][:2] == ["", ""] and rows[row][2] for row in lost)
    assert [row for row in rows if not any(row)] == [["", "", ""]]
    assert rows[72] == ["", "", "市住房城乡建设局"]
    assert rows[92][2] == (
        "市人力资源社会保障局、\n市消防救援支队、\n市财政局、\n市委宣传部、\n"
        "市科技局、\n市应急管理局、\n市教育局、\n市住房城乡建设局"
    )
    assert [part.text for part in extraction.outside] == [
        "附件",
        "《东莞市关于贯彻消防执法改革的实施意见》任务分解表",
    ]
    assert extraction.notes[0].startswith("16 rows of the dump: only the last cells are left")


def test_places_are_lines() -> None:
    _, extraction = table_of(dump([HEADER, ["1．甲", "做", "市公安局"], ["甲局、\n乙局"]]))
    last = extraction.tables[0].cells[-1]
    assert [(part.text, part.place.line) for part in last.parts] == [("甲局、", 14), ("乙局", 16)]
    assert [part.place.line for part in extraction.outside] == [1, 3]


def test_an_orphan_with_an_empty_last_paragraph() -> None:
    rows, _ = table_of(dump([HEADER, ["甲局\n"], ["乙局\n"], ["1．甲", "做", "丙局"]]))
    assert rows[1:] == [["", "", "甲局"], ["", "", "乙局"], ["1．甲", "做", "丙局"]]


def test_an_orphan_keeps_the_cells_after_it() -> None:
    header = ["序号", "任务", "责任单位", "完成时限"]
    text = (
        dump([header, ["1", "做", "甲局", "年底"]])
        + "\n\n乙局、\n\n\t丙局\n\t明年\n\n\t2\n\t干\n\t丁局\n\t年底\n"
    )
    rows, extraction = table_of(text)
    assert rows[2:] == [["", "", "乙局、\n丙局", "明年"], ["2", "干", "丁局", "年底"]]
    assert not extraction.tables[0].cells[8].parts


def test_a_cell_of_several_paragraphs_within_a_row() -> None:
    text = dump([HEADER, ["1．甲", "做", "甲局"]]) + "\n\t2．乙\n先做\n\n再做\n\n\t后做\n\t乙局\n"
    rows, extraction = table_of(text)
    assert rows[2] == ["2．乙", "先做\n再做\n后做", "乙局"]
    assert extraction.notes == ()


def test_one_cell_alone_is_a_heading_across_the_row() -> None:
    rows, extraction = table_of(dump([HEADER]) + "\n\t一、总体\n\n\t1．甲\n\t做\n\t甲局\n")
    assert rows == [HEADER, ["一、总体", None, None], ["1．甲", "做", "甲局"]]
    assert extraction.tables[0].cells[3].column_span == 3
    assert extraction.notes == ("1 rows of the dump: one cell across all columns (lines 9)",)


def test_a_row_that_misses_a_cell_is_filled_and_noted() -> None:
    full = [["1．甲", "做", "甲局"]] * 3
    rows, extraction = table_of(dump([HEADER, *full]) + "\n\t2．乙\n\t做\n\n\t\n\t干\n\t乙局\n")
    assert rows[4:] == [["2．乙", "做", ""], ["", "干", "乙局"]]
    assert extraction.notes == ("1 rows of the dump: cells are missing (lines 22)",)


def test_a_dump_that_does_not_show_its_rows_says_so() -> None:
    for cells in (6, 60):
        _, extraction = table_of("\t甲\n" * cells)
        assert extraction.notes == ("nothing in the dump shows where its rows begin",)


def test_text_after_the_last_cell_is_outside() -> None:
    _, extraction = table_of(dump([HEADER, ["1．甲", "做", "甲局"]]) + "\n\n（此件公开发布）\n")
    assert extraction.outside[-1].text == "（此件公开发布）"


def test_line_ends_and_encodings_make_no_difference() -> None:
    text = dump([HEADER, ["1．甲", "做", "甲局"], ["甲局、\n乙局"]])
    expected = read_text(text.encode(), "t")
    for end in ("\r\n", "\r"):
        assert read_text(text.replace("\n", end).encode("gb18030"), "t") == expected
    assert read_text(text.encode("utf-8-sig"), "t").tables == expected.tables


def test_a_dump_stripped_of_its_blank_lines_is_read_by_its_orphans() -> None:
    rows = [HEADER, ["1．甲", "做", "甲局"], ["2．乙", "干", "乙局"], ["甲局、\n乙局"]]
    rows += [["4．丁", "办", "丁局"], ["丙局、\n丁局"], ["6．己", "建", "己局"]]
    text = "\n".join(line for line in dump(rows).split("\n") if line)
    expected = [row if len(row) == 3 else ["", "", row[0]] for row in rows]
    assert table_of(text)[0] == expected


def test_plain_text_is_all_outside() -> None:
    extraction = read_text("通知\n\n各镇街：\n".encode(), "t")
    assert extraction.tables == ()
    assert [(part.text, part.place.line) for part in extraction.outside] == [
        ("通知", 1),
        ("各镇街：", 3),
    ]


words = st.text("市局、1．做", min_size=1, max_size=4)


@st.composite
def dumped_rows(draw: st.DrawFn) -> list[list[str]]:
    """A header, then rows of which some are orphans: the owner cell and those after it."""
    columns = draw(st.integers(2, 7))
    after = draw(st.integers(0, columns - 2))
    full = st.lists(st.one_of(words, st.just("")), min_size=columns, max_size=columns)
    tail = st.lists(words, min_size=after, max_size=after)
    several = st.lists(words, min_size=2, max_size=4).map("\n".join)
    orphan = st.tuples(st.one_of(several, words.map("{}\n".format)), tail)
    rows = st.one_of(full, full, orphan.map(lambda row: [row[0], *row[1]]))
    header = [f"栏{column}" for column in range(columns)]
    whole = draw(st.lists(words, min_size=columns, max_size=columns))
    return [header, whole, *draw(st.lists(rows, max_size=12))]


@settings(max_examples=300)
@given(dumped_rows())
def test_what_was_dumped_comes_back(rows: list[list[str]]) -> None:
    columns = len(rows[0])
    # Where more rows than not have lost their left half, what is left is the table.
    assume(2 * sum(len(row) < columns for row in rows) < len(rows))
    expected = [[""] * (columns - len(row)) + [text.rstrip("\n") for text in row] for row in rows]
    assert table_of(dump(rows))[0] == expected


@settings(max_examples=200)
@given(st.text('市1 \t\t\n\n"、\r', max_size=60))
def test_any_text_is_kept_whole(text: str) -> None:
    if text.strip():
        extraction = read_text(text.encode(), "t")
        assert accounted(extraction) == extraction.characters
        for table in extraction.tables:
            covered = [
                (cell.row, column)
                for cell in table.cells
                for column in range(cell.column, cell.column + cell.column_span)
            ]
            assert len(covered) == len(set(covered))
            assert all(row < table.rows and column < table.columns for row, column in covered)
