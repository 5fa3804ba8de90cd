"""Tables set over pages in many ways, with the printed rows as exact truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pdf_press import Press, Row, Setting
from pipeline.extract.pdf.reading import read_pdf
from pipeline.ink import census
from pipeline.records import Extraction, Table

BODIES = [
    "市公安局",
    "市住房城乡建设局",
    "市消防救援支队",
    "市市场监督管理局",
    "市应急管理局",
    "市民政局",
    "市政务服务数据管理局",
    "市城市管理综合执法局",
    "各镇街（园区）人民政府",
]
HEADER = ["任务项目", "任务分解", "责任单位"]
DIGITS = "一二三四五六七八九十"


def task(number: int) -> str:
    what = DIGITS[number % 10] * (1 + number * 3 % 9)
    return f"建立健全{what}工作机制，定期开展联合检查和考核评估，强化结果运用，对问题限期整改。"


def owners(number: int) -> str:
    return "、".join(BODIES[(number + k) % len(BODIES)] for k in range(1 + number % 4))


def items(count: int, *, per_item: int = 1) -> list[Row]:
    rows: list[Row] = [HEADER]
    for item in range(1, count + 1):
        for part in range(per_item):
            heading = f"{item}．推进第{item}项改革。" if part == 0 else None
            rows.append([heading, task(item + part), owners(item + part)])
    return rows


def read(path: Path) -> Extraction:
    """Read the file, and prove that no character is lost or made up."""
    extraction = read_pdf(path, "a.pdf")
    texts = [cell.text for table in extraction.tables for cell in table.cells]
    texts += [part.text for part in extraction.outside]
    texts += [removal.text for removal in extraction.removed]
    assert census(texts) == extraction.characters
    return extraction


def set_and_read(folder: Path, rows: Sequence[Row], how: Setting) -> Extraction:
    press = Press(folder / "a.pdf", how)
    press.table(rows)
    press.save()
    return read(folder / "a.pdf")


def printed(table: Table) -> list[list[str | None]]:
    """The rows of a table as they were given to the press.

    An empty first cell on a seam stands for the rest of a merged cell, which it may be.
    """
    rows: list[list[str | None]] = [[None] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        on_seam = cell.row in table.seams and cell.column == 0 and not cell.text
        rows[cell.row][cell.column] = None if on_seam else cell.text.replace("\n", "")
    return rows


def as_set(rows: Sequence[Row]) -> list[list[str | None]]:
    return [[cell and cell.replace("\n", "") for cell in row] for row in rows]


@pytest.mark.parametrize(
    "border", ["line", "rectangle", "thick", "double", "dashed", "cut open", "open"]
)
def test_borders_as_tools_draw_them(tmp_path: Path, border: str) -> None:
    rows = items(20)
    extraction = set_and_read(tmp_path, rows, Setting(border=border))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]
    assert not extraction.notes


@pytest.mark.parametrize("height", range(300, 460, 23))
@pytest.mark.parametrize(
    "how",
    [
        Setting(),
        Setting(centred=True),
        Setting(header_rows=1, head="某市人民政府公报", number="— {n} —"),
        Setting(header_rows=1, cut_rows=False),
        Setting(shift=28),
    ],
    ids=["cut", "centred", "furniture", "whole", "shifted"],
)
def test_rows_cut_anywhere(tmp_path: Path, height: int, how: Setting) -> None:
    rows = items(18)
    extraction = set_and_read(tmp_path, rows, replace(how, page=(595, height)))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]
    assert not extraction.outside


@pytest.mark.parametrize("height", range(300, 460, 23))
def test_merged_items_over_page_edges(tmp_path: Path, height: int) -> None:
    rows = items(9, per_item=3)
    extraction = set_and_read(tmp_path, rows, Setting(page=(595, height)))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]


def test_the_text_of_a_merged_item_goes_on_while_its_rows_are_whole(tmp_path: Path) -> None:
    long = "2．" + "全面推进消防执法领域简政放权放管结合优化服务改革" * 4 + "。"
    rows: list[Row] = [HEADER, ["1．先行。", "先行先试。", "市民政局"], [long, "甲。", "市公安局"]]
    rows += [[None, f"第{DIGITS[n % 10]}步。", "市公安局"] for n in range(16)]
    rows += items(3)[1:]
    extraction = set_and_read(tmp_path, rows, Setting(page=(595, 330)))
    (table,) = extraction.tables
    # The one row that is left on the last page may be under the item or under a lost one:
    # its empty cell stays on the seam.
    assert next(cell for cell in table.cells if cell.text == long).row_span == 16
    assert table.seams == (9, 18)
    assert [row[1:] for row in printed(table)] == [row[1:] for row in as_set(rows)]


def test_only_the_owner_cell_goes_on(tmp_path: Path) -> None:
    rows: list[Row] = [HEADER]
    rows += [[f"{n}．改革。", "落实改革。", "、".join(BODIES[:3])] for n in range(1, 8)]
    for height in range(300, 360, 15):
        extraction = set_and_read(tmp_path, rows, Setting(page=(595, height)))
        assert [printed(table) for table in extraction.tables] == [as_set(rows)], height


def test_an_orphan_at_the_page_top_stays_a_row(tmp_path: Path) -> None:
    rows: list[Row] = items(5)
    press = Press(tmp_path / "a.pdf", Setting())
    press.table(rows)
    height = 460 - press.y  # the page ends with the table
    orphan: Row = ["", "", "市应急管理局、\n市消防救援支队"]
    rows = [*rows, orphan, *items(9)[6:]]
    extraction = set_and_read(tmp_path, rows, Setting(page=(595, height)))
    (table,) = extraction.tables
    assert table.seams[0] == 6
    assert printed(table) == [
        [None if (r, c) == (6, 0) else cell for c, cell in enumerate(row)]
        for r, row in enumerate(as_set(rows))
    ]


def test_a_row_that_ends_with_the_page_is_whole(tmp_path: Path) -> None:
    press = Press(tmp_path / "a.pdf", Setting())
    press.table(items(4))
    height = 460 - press.y
    extraction = set_and_read(tmp_path, items(9), Setting(page=(595, height)))
    assert [printed(table) for table in extraction.tables] == [as_set(items(9))]
    assert extraction.tables[0].seams[0] == 5


def test_a_row_over_three_pages(tmp_path: Path) -> None:
    rows: list[Row] = [*items(3), ["4．长期工作。", "".join(task(n) for n in range(14)), owners(5)]]
    rows += items(7)[5:]
    extraction = set_and_read(tmp_path, rows, Setting(page=(595, 260)))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]
    long = next(c for c in extraction.tables[0].cells if (c.row, c.column) == (4, 1))
    pages = [part.place.page for part in long.parts]
    assert len(pages) >= 3
    assert pages == list(range(pages[0], pages[0] + len(pages)))


@pytest.mark.parametrize("columns", [4, 5, 6])
def test_tables_of_more_columns(tmp_path: Path, columns: int) -> None:
    header = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "备注"][:columns]
    rows: list[Row] = [header]
    for n in range(1, 16):
        row = [str(n), task(n), BODIES[n % 9], owners(n + 1), "2021年12月底前", "无"]
        rows.append(row[:columns])
    widths = (30.0, 190.0, 70.0, 100.0, 60.0, 40.0)[:columns]
    extraction = set_and_read(tmp_path, rows, Setting(widths=widths, number="{n}"))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages(tmp_path: Path, rotation: int) -> None:
    rows = items(12)
    extraction = set_and_read(tmp_path, rows, Setting(rotation=rotation, number="-{n}-"))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]
    assert {removal.rule for removal in extraction.removed} == {"page_number"}


def test_landscape_tables_drawn_on_upright_pages(tmp_path: Path) -> None:
    """The page is not rotated, its contents are: boxes are still those of the page shown."""
    rows = items(12)
    extraction = set_and_read(tmp_path, rows, Setting(sideways=True))
    assert [printed(table) for table in extraction.tables] == [as_set(rows)]
    # Turned by a quarter to the left: the first cell stands at the lower left.
    assert extraction.tables[0].cells[0].parts[0].place.bbox == pytest.approx(
        (60, 595 - 150, 83, 595 - 60), abs=1
    )


@pytest.mark.parametrize(
    "number", ["— {n} —", "-{n}-", "第{n}页 共8页", "{n}/8", "{n}", "第 {n} 页", "第{n}页，共8页"]
)
def test_page_numbers_and_running_heads_are_taken_out_by_name(tmp_path: Path, number: str) -> None:
    how = Setting(number=number, head="某市人民政府办公室")
    extraction = set_and_read(tmp_path, items(12), how)
    assert [printed(table) for table in extraction.tables] == [as_set(items(12))]
    assert not extraction.outside
    numbers = [r.text for r in extraction.removed if r.rule == "page_number"]
    assert numbers == [number.format(n=n + 1) for n in range(extraction.pages or 0)]
    heads = [r.text for r in extraction.removed if r.rule == "running_head"]
    assert heads == ["某市人民政府办公室"] * len(numbers)


def test_a_mark_of_continuation_does_not_part_a_table(tmp_path: Path) -> None:
    extraction = set_and_read(tmp_path, items(12), Setting(continued="（续表）", header_rows=1))
    assert [printed(table) for table in extraction.tables] == [as_set(items(12))]


def test_repeated_headers_are_taken_out_and_do_not_stop_a_join(tmp_path: Path) -> None:
    header: list[Row] = [["任务", "分工", "分工"], [None, "具体措施", "责任单位"]]
    rows = [*header, *items(12)[1:]]
    extraction = set_and_read(tmp_path, rows, Setting(header_rows=2, page=(595, 330)))
    (table,) = extraction.tables
    assert printed(table)[2:] == as_set(rows)[2:]
    assert len(table.seams) < (extraction.pages or 0) - 1
    repeated = [r.text for r in extraction.removed if r.rule == "repeated_header"]
    assert repeated == ["任务", "分工", "分工", "具体措施", "责任单位"] * (
        (extraction.pages or 0) - 1
    )


def test_a_repeated_header_without_a_border_below_it(tmp_path: Path) -> None:
    """Some tools cut a row and print the header right above the rest of it."""
    press = Press(tmp_path / "a.pdf", Setting(page=(595, 700)))
    rows = items(6)
    press.table(rows)
    press.turn()
    rest = [f"{head}\n{cell}" for head, cell in zip(HEADER, items(7)[7], strict=True)]
    press.table([rest, *items(9)[8:]])
    press.save()
    (table,) = read(tmp_path / "a.pdf").tables
    assert printed(table) == as_set(items(9))
    assert table.seams == (7,)


def test_two_tables_on_a_page_and_one_that_goes_on(tmp_path: Path) -> None:
    how = Setting(page=(595, 500))
    press = Press(tmp_path / "a.pdf", how)
    press.text("附件1 分工表")
    press.table(items(3))
    press.text("附件2 分工表")
    press.table(items(9))
    press.save()
    extraction = read(tmp_path / "a.pdf")
    assert [printed(table) for table in extraction.tables] == [as_set(items(3)), as_set(items(9))]
    assert [part.text for part in extraction.outside] == ["附件1 分工表", "附件2 分工表"]


def test_a_heading_on_the_next_page_begins_a_new_table(tmp_path: Path) -> None:
    press = Press(tmp_path / "a.pdf", Setting())
    press.table(items(3))
    press.turn()
    press.text("二、保障措施")
    press.table(items(2))
    press.save()
    extraction = read(tmp_path / "a.pdf")
    assert [table.rows for table in extraction.tables] == [4, 3]


def test_other_columns_on_the_next_page_are_a_new_table(tmp_path: Path) -> None:
    press = Press(tmp_path / "a.pdf", Setting())
    press.table(items(3))
    press.turn()
    press.how = Setting(widths=(60, 60, 290))
    press.table(items(2))
    press.save()
    assert [table.rows for table in read(tmp_path / "a.pdf").tables] == [4, 3]


names = st.lists(st.sampled_from(BODIES), min_size=1, max_size=5, unique=True).map("、".join)
sentences = st.text("改革监管审批服务执法检查整改落实机制", min_size=4, max_size=70).map(
    "{}。".format
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(sentences, names), min_size=3, max_size=14),
    st.integers(200, 420),
    st.booleans(),
)
def test_numbered_rows_are_never_fused_and_nothing_is_lost(
    tmp_path: Path, cells: list[tuple[str, str]], height: int, repeat: bool
) -> None:
    """Whatever the page edges cut: each number has its row, and all text is in it, in order."""
    rows: list[Row] = [HEADER]
    rows += [[f"{n}．任务。", text, owner] for n, (text, owner) in enumerate(cells, 1)]
    how = Setting(page=(595, height), header_rows=int(repeat))
    (table,) = set_and_read(tmp_path, rows, how).tables
    found: list[list[str]] = []
    for row in printed(table):
        if row[0]:
            found.append(["", "", ""])
        for column, text in enumerate(row):
            found[-1][column] += text or ""
    assert found == as_set(rows)
