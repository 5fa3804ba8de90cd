"""Tables drawn for a terminal: spans visible, wide characters in line, nothing cut."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.drawing import draw, width_of
from pipeline.ink import census
from pipeline.records import Cell, Extraction, Part, Place, Removal, Table
from word_xml import p, read, tbl, tc, tr

START, REST = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def wide(columns: int) -> str:
    return f"<w:gridSpan w:val='{columns}'/>"


def grid(body: str, width: int = 100) -> list[str]:
    """The lines of the first table's drawing."""
    lines = draw(read(body), width).split("\n")
    start = lines.index(next(line for line in lines if line.startswith("table 1:")))
    return lines[start + 1 : lines.index("", start)]


def test_a_merged_cell_is_one_box_over_its_rows() -> None:
    assert grid(tbl(tr(tc("项", START), "甲"), tr(tc("", REST), "乙"), tr("次", "丙"))) == [
        "┌────┬────┐",
        "│ 项 │ 甲 │",
        "│    ├────┤",
        "│    │ 乙 │",
        "├────┼────┤",
        "│ 次 │ 丙 │",
        "└────┴────┘",
    ]


def test_a_cell_across_columns_and_a_block_across_both() -> None:
    body = tbl(
        tr(tc("任务分解表", wide(3))),
        tr(tc("块", wide(2) + START), "甲"),
        tr(tc("", wide(2) + REST), "乙"),
        tr("一", "二", "三"),
    )
    assert grid(body) == [
        "┌──────────────┐",
        "│ 任务分解表   │",
        "├─────────┬────┤",
        "│ 块      │ 甲 │",
        "│         ├────┤",
        "│         │ 乙 │",
        "├────┬────┼────┤",
        "│ 一 │ 二 │ 三 │",
        "└────┴────┴────┘",
    ]


def test_text_of_a_merged_cell_runs_past_the_lines_between_its_rows() -> None:
    body = tbl(tr(tc("一二三四", START), "甲"), tr(tc("", REST), "乙"))
    assert grid(body, 13) == [
        "┌──────┬────┐",
        "│ 一二 │ 甲 │",
        "│ 三四 ├────┤",
        "│      │ 乙 │",
        "└──────┴────┘",
    ]


def test_a_merged_cell_taller_than_its_rows_makes_the_last_one_taller() -> None:
    body = tbl(tr(tc("一\n二\n三\n四", START), "甲"), tr(tc("", REST), "乙"))
    assert grid(body) == [
        "┌────┬────┐",
        "│ 一 │ 甲 │",
        "│ 二 ├────┤",
        "│ 三 │ 乙 │",
        "│ 四 │    │",
        "└────┴────┘",
    ]


def test_a_position_without_a_cell_is_open_and_an_empty_cell_is_a_box() -> None:
    body = tbl(tr("甲", "乙"), tr("丙", properties="<w:gridBefore w:val='1'/>"), tr("", "丁"))
    assert grid(body) == [
        "┌────┬────┐",
        "│ 甲 │ 乙 │",
        "└────┼────┤",
        "     │ 丙 │",
        "┌────┼────┤",
        "│    │ 丁 │",
        "└────┴────┘",
    ]


def test_wide_and_narrow_characters_stand_in_line() -> None:
    body = tbl(tr("局Ab", "é"), tr("（一）", "e\u0301"))
    assert {width_of(line) for line in grid(body)} == {15}
    assert grid(body)[1] == "│ 局Ab   │ é  │"


def test_long_text_is_wrapped_to_the_width_and_words_are_kept() -> None:
    lines = grid(tbl(tr("推进消防部门与消防协会彻底脱钩", "see the plan of work")), 32)
    assert lines[1:3] == ["│ 推进消防部门  │ see the plan │", "│ 与消防协会彻  │ of work      │"]
    assert {width_of(line) for line in lines} == {32}


def test_a_table_without_rows_or_cells_does_not_fail() -> None:
    assert "table 1: 0 rows, 0 columns" in draw(read(tbl()))
    assert "table 1: 1 row, 0 columns" in draw(read(tbl(tr())))


def test_text_outside_removals_and_notes_are_listed_with_their_places() -> None:
    deleted = "<w:del w:id='1'><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = p("附件") + tbl(tr("甲", tc(f"<w:p>{deleted}</w:p>"))) + p("完")
    assert draw(read(body)).endswith(
        "\noutside the tables\n  line 1: 附件\n  line 2: 完\n"
        "\ntaken out\n  tracked_deletion (table 1, row 1, column 2): 旧\n"
        "\nnotes\n  tracked changes: 1, read in their final state\n"
    )


def test_pages_are_told() -> None:
    places = (Place("t.pdf", 2), Place("t.pdf", 3))
    cell = Cell(0, 0, 1, 1, "甲\n乙", tuple(Part("甲", place) for place in places))
    extraction = Extraction(
        "t.pdf",
        "pdf",
        (Table(0, 1, 1, (cell,)),),
        (Part("题", places[0]),),
        (Removal("page_number", "2", places[0]),),
        {},
    )
    drawn = draw(extraction)
    assert "table 1: 1 row, 1 column, pages 2 to 3" in drawn
    assert "  page 2: 题" in drawn
    assert "  page_number (page 2): 2" in drawn


def test_nothing_in_a_text_can_take_hold_of_the_terminal() -> None:
    text = "甲\x1b[2J乙\u202e丙\ud800\u2028丁\t戊"
    cell = Cell(0, 0, 1, 1, text, (Part(text, Place("t")),))
    extraction = Extraction(
        "\x1bt",
        "text",
        (Table(0, 1, 1, (cell,)),),
        (Part(text, Place("t")),),
        (),
        {},
        notes=("\x07",),
    )
    drawn = draw(extraction)
    assert "│ 甲 [2J乙丙\ufffd 丁 戊 │" in drawn
    assert not {"\x1b", "\u202e", "\ud800", "\x07"} & set(drawn)


@st.composite
def tables(draw_: st.DrawFn) -> Table:
    """A grid cut into cells: some merged to the right or down, some positions open."""
    rows, columns = draw_(st.integers(1, 4)), draw_(st.integers(1, 4))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row, column in sorted(free):
        if (row, column) not in free or draw_(st.integers(0, 9)) == 0:
            continue
        across, down = draw_(st.integers(1, columns - column)), draw_(st.integers(1, rows - row))
        while not {(row, column + step) for step in range(across)} <= free:
            across -= 1
        covered = {(row + y, column + x) for y in range(down) for x in range(across)}
        if not covered <= free:
            down, covered = 1, {(row, column + step) for step in range(across)}
        free -= covered
        text = draw_(st.text("市公安局、a b\n", max_size=12))
        cells.append(Cell(row, column, down, across, text, ()))
    return Table(0, rows, columns, tuple(cells))


@settings(max_examples=150)
@given(tables(), st.integers(1, 60))
def test_every_character_is_drawn_within_the_width(table: Table, width: int) -> None:
    extraction = Extraction("t", "text", (table,), (), (), {})
    lines = draw(extraction, width).split("\n")[3:-1]
    drawn = census(lines)
    for character in "┌┐└┘├┤┬┴┼─│":
        drawn.pop(character, None)
    assert drawn == census(cell.text for cell in table.cells)
    assert max(map(width_of, lines)) <= max(width, 5 * table.columns + 1)
