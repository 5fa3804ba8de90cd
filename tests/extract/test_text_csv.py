"""Tables with their cells parted by commas."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.text.reading import read_text
from pipeline.ink import ink
from pipeline.locate import locate
from pipeline.repair import repair
from pipeline.repair.ledger import balance
from tables import synonyms

EXPORTED = """2022年民生实事任务表
序号,重点任务,责任单位,完成时限
1,"新建人行天桥,方便出行。","县住建局
县交通运输局",12月底前
一、教育,,,
2,"推行""一网通办""。",县教育局,
"""


def test_quotes_commas_and_lines_in_cells() -> None:
    """A title above, a comma, doubled quotes and a line end in a cell, a section row."""
    result = repair(locate(read_text(EXPORTED.encode("utf-8-sig"), "t.csv"), synonyms()))
    assert balance(result).balanced
    assert [
        (t.item_no, t.text, t.owner_text, t.section, t.deadline_text) for t in result.tasks
    ] == [
        (1, "新建人行天桥,方便出行。", "县住建局县交通运输局", (), "12月底前"),
        (2, '推行"一网通办"。', "县教育局", ("一、教育",), None),
    ]
    [cell] = [each for each in result.located.extraction.tables[0].cells if "交通" in each.text]
    assert [part.text for part in cell.parts] == ["县住建局", "县交通运输局"]
    assert [part.text for part in result.outside][:1] == ["2022年民生实事任务表"]


def test_semicolons() -> None:
    """A spreadsheet of another locale parts its cells by semicolons."""
    read = read_text("序号;任务;责任单位\n1;甲。;县住建局\n2;乙。;县教育局".encode(), "t.csv")
    assert [(table.rows, table.columns) for table in read.tables] == [(3, 3)]


def test_prose_with_commas_is_no_table() -> None:
    """Half-width commas in sentences: their number differs from line to line."""
    text = "一、总体要求\n1.推进改革,加强监管,优化服务。\n2.压缩时限,减少材料。\n3.公开,透明,便民。"
    assert read_text(text.encode(), "t.txt").tables == ()


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='甲,"\n;1 ', max_size=60))
def test_every_character_is_kept(text: str) -> None:
    """Cells, text outside and removals together are the text."""
    read = read_text(text.encode(), "t.csv")
    kept = [cell.text for table in read.tables for cell in table.cells]
    kept += [part.text for part in read.outside] + [each.text for each in read.removed]
    assert sorted(ink("".join(kept))) == sorted(ink(text))
