"""Any grid at all: no crash, every character counted, every cell with a destination."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.ink import census
from pipeline.locate import locate
from pipeline.records import Cell, Extraction, Part, Place, Table
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from pipeline.terms import read_terms
from tables import synonyms

_SYNONYMS = synonyms()
_HEADS = [
    *("序号", "任务", "责任单位", "牵头单位", "配合单位", "完成时限", "责任人", "类别"),
    *("重点任务", "具体措施", "工作目标", "备注", "责任科室", "单位", "姓名", ""),
]
_BODY = [
    *(
        "",
        "",
        "",
        "1",
        "2",
        "3",
        "1.1",
        "①",
        "一",
        "一、甲",
        "（一）乙",
        "1．丙",
        "任务一：甲",
        "甲、",
    ),
    *(
        "同上",
        "〃",
        "合计",
        "小计",
        "注：甲",
        "填表人：甲",
        "责任单位：市教育局",
        "、",
        "。",
        "甲\n乙",
    ),
    *("责任单位：甲局 完成时限：6月", "推进甲。（责任单位：市财政局）", "市公安局、", "市公安局"),
    *("推进乙（市公安局负责）", "（市教育局）", "2022年底前"),
]
_LINES = [
    "一、工业",
    "（一）农业",
    "责任单位：市教育局",
    "正文。",
    "1．任务。（责任单位：甲局）",
    "附件2",
]


@st.composite
def _tables(draw: st.DrawFn, index: int) -> Table:
    rows, columns = draw(st.integers(0, 7)), draw(st.integers(1, 7))
    has_header = draw(st.booleans())
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells: list[Cell] = []
    for row, column in sorted(free):
        if (row, column) not in free or draw(st.integers(0, 30)) == 0:
            continue
        deep, wide = draw(st.sampled_from([(1, 1)] * 5 + [(1, 2), (2, 1), (2, 2), (1, columns)]))
        covered = {(row + r, column + c) for r in range(deep) for c in range(wide)}
        if not covered <= free:
            deep, wide, covered = 1, 1, {(row, column)}
        free -= covered
        text = draw(st.sampled_from(_HEADS if has_header and row == 0 else _HEADS + _BODY))
        place = Place("t", table=index, row=row, column=column)
        parts = tuple(Part(line, place) for line in text.split("\n")) if text else ()
        cells.append(Cell(row, column, deep, wide, text, parts))
    seams = draw(st.sets(st.integers(0, max(rows - 1, 0)), max_size=2))
    return Table(index, rows, columns, tuple(cells), tuple(sorted(seams)), draw(st.integers(0, 2)))


@st.composite
def _files(draw: st.DrawFn) -> Extraction:
    tables = [draw(_tables(index)) for index in range(draw(st.integers(1, 3)))]
    lines = draw(st.lists(st.sampled_from(_LINES), max_size=5))
    bounds = sorted(draw(st.lists(st.integers(0, len(lines)), min_size=3, max_size=3)))
    return Extraction(
        file="t",
        format="docx",
        tables=tuple(tables),
        outside=tuple(Part(line, Place("t", line=i)) for i, line in enumerate(lines, start=1)),
        removed=(),
        characters=census([*lines, *(cell.text for each in tables for cell in each.cells)]),
        above=dict(enumerate(bounds)),
    )


@settings(max_examples=150, deadline=None)
@given(_files())
def test_nothing_is_lost_whatever_the_grid(extraction: Extraction) -> None:
    """Header words in odd places, spans over header and body, cells of punctuation alone."""
    try:
        located = locate(extraction, _SYNONYMS)
    except SourceError as error:
        assert error.code in ("no_table", "no_task_table")  # noqa: PT017
        return
    result = repair(located)
    ledger = balance(read_terms(result, published="2022"))
    assert ledger.balanced, (ledger.lost, ledger.surplus)
    sent = sorted((each.table, each.row, each.column) for each in result.destinations)
    tables = located.extraction.tables
    assert sent == sorted((t.index, cell.row, cell.column) for t in tables for cell in t.cells)
    assert [task.row_no for task in result.tasks] == list(range(1, len(result.tasks) + 1))


def test_table_of_two_hundred_columns() -> None:
    """Most columns are notes; the tasks are there all the same."""
    header = ["序号", "任务", "责任单位", *(f"列{i}" for i in range(197))]
    texts = [header, ["1", "甲", "市公安局", *["x"] * 197]]
    cells = tuple(
        Cell(row, column, 1, 1, text, (Part(text, Place("t")),))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    counted = census(text for line in texts for text in line)
    source = Extraction("t", "xlsx", (Table(0, 2, 200, cells),), (), (), counted)
    result = repair(locate(source, _SYNONYMS))
    assert [(task.task_no, task.text) for task in result.tasks] == [("1.1", "甲")]
    assert balance(result).balanced


def test_header_without_rows() -> None:
    """A table of nothing but its header has no task, and loses nothing."""
    cells = tuple(
        Cell(0, column, 1, 1, text, (Part(text, Place("t")),))
        for column, text in enumerate(["序号", "任务", "责任单位"])
    )
    source = Extraction("t", "docx", (Table(0, 1, 3, cells),), (), (), census(["序号任务责任单位"]))
    result = repair(locate(source, _SYNONYMS))
    assert result.tasks == ()
    assert balance(result).balanced
