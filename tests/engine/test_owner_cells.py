"""Owner cells of a document: rules stated once, line breaks, and what makes a row doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest

import readings
from pipeline import dictionaries
from pipeline.engine.owner_cells import resolve_cells, reviewed
from pipeline.owners import Namebook
from pipeline.owners.names import build
from pipeline.records import Column, Part, Place, Repaired, Resolution, Table, TaskTable, Unresolved


@pytest.fixture(scope="module")
def namebook() -> Namebook:
    return build(dictionaries.load(), "441900", "2021-08-26")


def with_owners(*owners: str | None, outside: str = "") -> Repaired:
    tasks = tuple(readings.task(n, owner_text=text) for n, text in enumerate(owners, start=1))
    parts = (Part(outside, Place("a.docx")),) if outside else ()
    return replace(readings.reading(tasks=tasks).repaired, outside=parts)


def roles(found: tuple[Resolution | None, ...]) -> list[list[str]]:
    return [[m.role for m in one.mentions] if one else [] for one in found]


def test_a_rule_outside_the_table_makes_the_first_of_every_cell_lead(namebook: Namebook) -> None:
    rule = "注：责任单位列第一位者为牵头单位。"
    found = resolve_cells(
        with_owners("市公安局、市财政局", outside=rule), namebook, first_is_lead=False
    )
    assert roles(found) == [["lead", "responsible"]]


def test_a_rule_in_a_cell_holds_from_there_on_where_it_says_so(namebook: Namebook) -> None:
    cells = (
        "市公安局、市财政局",
        "市民政局（列第一位者为牵头单位，下同）、市财政局",
        "市公安局、市财政局",
    )
    found = resolve_cells(with_owners(*cells), namebook, first_is_lead=False)
    assert [one[0] for one in roles(found)] == ["responsible", "lead", "lead"]


def test_a_rule_of_document_toml_holds_for_all_cells(namebook: Namebook) -> None:
    found = resolve_cells(with_owners("市公安局、市财政局"), namebook, first_is_lead=True)
    assert roles(found)[0][0] == "lead"


def test_a_cell_without_owner_has_no_resolution(namebook: Namebook) -> None:
    assert resolve_cells(with_owners(None), namebook, first_is_lead=False) == (None,)


def test_paragraph_ends_part_names_and_offsets_still_cut_the_owner_text(
    namebook: Namebook,
) -> None:
    text = "市公安局市财政局、市民政局"
    repaired = with_owners(text)
    broken = replace(repaired.tasks[0], owner_breaks=(4, 9))
    (found,) = resolve_cells(replace(repaired, tasks=(broken,)), namebook, first_is_lead=False)
    assert found is not None
    assert found.raw == text
    assert [m.surface for m in found.mentions] == ["市公安局", "市财政局", "市民政局"]
    assert all(text[m.start : m.end] == m.surface for m in found.mentions)


def test_a_remark_that_explains_a_mark_gives_it_its_role(namebook: Namebook) -> None:
    cells = ("*市公安局、市财政局", "市民政局*", "市公安局▲、市财政局")
    legend = "注：带*号的为牵头单位。"
    found = resolve_cells(with_owners(*cells, outside=legend), namebook, first_is_lead=False)
    assert roles(found) == [["lead", "responsible"], ["lead"], ["responsible", "responsible"]]
    assert [one.flags for one in found if one] == [
        (),
        (),
        ("mark_unexplained: nothing says what ▲ means",),
    ]


def test_the_head_of_a_column_is_a_label_and_no_body(namebook: Namebook) -> None:
    repaired = with_owners("行业主管部门：市公安局；属地镇（街道）：常平镇；责任单位1：市财政局")
    columns = (
        Column(0, "owner", "行业主管部门"),
        Column(1, "support", "属地镇（街道）"),
        Column(2, "owner", "责任单位1"),
    )
    table = TaskTable(Table(0, 1, 3, ()), 1, columns)
    located = replace(repaired.located, task_tables=(table,))
    (found,) = resolve_cells(replace(repaired, located=located), namebook, first_is_lead=False)
    assert found is not None
    assert [m.surface for m in found.mentions] == ["市公安局", "常平镇", "市财政局"]
    assert [m.role for m in found.mentions] == ["responsible", "support", "responsible"]
    assert found.unresolved == ()


def test_an_unresolved_name_flags_the_row_and_makes_it_grade_c() -> None:
    unresolved = (Unresolved("市量子局", 0, 4, "no body has this name"),)
    task = reviewed(readings.task(), Resolution("市量子局", (), unresolved))
    assert task.grade == "C"
    assert task.review_reasons == ("owner_unresolved: 市量子局: no body has this name",)


def test_a_mention_in_doubt_and_a_flag_are_reasons_after_those_of_the_row() -> None:
    mention = replace(readings.resolution().mentions[0], needs_review=True, why="near")
    task = readings.task(review_reasons=("text_lost",))
    found = reviewed(task, Resolution("x", (mention,), (), ("trailing_separator: 、",)))
    assert [reason.partition(":")[0] for reason in found.review_reasons] == [
        "text_lost",
        "owner_doubtful",
        "trailing_separator",
    ]


def test_what_a_cell_states_is_no_doubt() -> None:
    task = readings.task()
    flags = ("first_is_lead: the cell states it", "empty: — says that there is no owner")
    assert reviewed(task, Resolution("x", (), (), flags)) == task
