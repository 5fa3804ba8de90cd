"""``fenjie history`` and ``fenjie versions`` over three editions of one document."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
import raw_folders as rf
from pipeline.cli import main

FIRST = (
    ("1．落实改革。", "做好甲事，在十五日内办结", "市公安局、市民政局"),
    ("2．加强监管。", "做好乙事", "市财政局"),
)
SECOND = (
    ("1．落实改革。", "做好甲事，在十五日内一次办结", "市公安局、市民政局"),
    ("2．统一平台。", "建设全市统一的数据平台并向社会开放", "市财政局"),
    ("3．加强监管。", "做好乙事", "市财政局"),
)
THIRD = (
    ("1．统一平台。", "建设全市统一的数据平台并向社会开放", "市财政局牵头，市公安局配合"),
    ("2．加强监管。", "做好乙事", "市财政局"),
)

DOC = ("--document", "doc")
POLICE = ("--bureau", "市公安局", *DOC)


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """Three editions, and another document, published. Not to be written to."""
    tree = tmp_path_factory.mktemp("tree")
    for edition, rows in (("2019", FIRST), ("2020", SECOND), ("2021", THIRD)):
        rf.add(tree / "raw", "doc", edition, table_txt=rf.text_table(rows))
    rf.add(tree / "raw", "other", "2019", table_txt=rf.text_table(FIRST))
    assert pipeline.refresh(tree / "raw", tree / "normalized", workers=1).exit_code == 0
    return tree


@pytest.fixture
def published(monkeypatch, capsys, tree):
    """Runs ``fenjie`` in this process, in the folder of the tree."""
    monkeypatch.chdir(tree)

    def run(*arguments: str | Path):
        monkeypatch.setattr(sys, "argv", ["fenjie", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


def task_of(text: str, edition: str) -> str:
    """The ID of the task whose text begins so."""
    tasks = pipeline.load("normalized", "tasks", "doc", edition)
    return str(tasks[tasks["text"].str.startswith(text)]["task_id"].iloc[0])


def test_a_task_is_followed_through_every_edition(published) -> None:
    task_id = task_of("做好甲事", "2019")
    code, out, _ = published("history", task_id)
    assert code == 0
    assert out.splitlines() == [
        f"{task_id}  doc",
        "  任务分解表",
        "",
        "2019  1.1  落实改革",
        "  做好甲事，在十五日内办结",
        "  东莞市公安局, 东莞市民政局",
        "",
        "2020  1.1  落实改革",
        "  text reworded         …甲事，在十五日内{+一次+}办结",
        "",
        "2021  no such task",
        "  task removed          1.1 做好甲事，在十五日内一次办结",
    ]


def test_an_edition_in_which_a_task_only_got_another_number_is_as_before(published) -> None:
    _, out, _ = published("history", task_of("做好乙事", "2019"))
    assert "2020  3.1  加强监管\n  as in 2019\n" in out


def test_a_task_as_json_has_its_row_and_the_changes_of_each_edition(published) -> None:
    task_id = task_of("建设", "2021")
    found = json.loads(published("history", task_id, "--json")[1])
    assert list(found) == ["task_id", "document_id", "title", "editions"]
    first, second, third = found["editions"]
    assert (first["task"], first["since"], first["changes"]) == (None, None, [])
    assert [change["kind"] for change in second["changes"]] == ["task_added"]
    assert {change["kind"] for change in third["changes"]} == {"owner_added", "role_changed"}
    assert third["task"]["text"].startswith("建设")
    assert [row["role"] for row in third["bureaus"]] == ["lead", "support"]


def test_a_bureau_has_what_it_gained_and_lost_since_the_edition_before(published) -> None:
    code, out, _ = published("history", *POLICE)
    assert code == 0
    lines = out.splitlines()
    assert lines[:2] == ["441900:public-security  东莞市公安局", "  doc  任务分解表"]
    assert lines[2] == "  2019  1 tasks (responsible 1)"
    assert lines[3].startswith("  2020  1 tasks (responsible 1); gained 0, lost 0,")
    assert lines[4].startswith("  2021  1 tasks (support 1); gained 1, lost 1,")
    assert sorted(line.split()[0] for line in lines[5:]) == ["+", "-"]


def test_with_v_a_bureau_also_has_what_else_changed_in_its_tasks(published) -> None:
    assert "    . 1.1" not in published("history", *POLICE)[1]
    assert "    . 1.1" in published("history", *POLICE, "-v")[1]


def test_a_bureau_as_json(published) -> None:
    (found,) = json.loads(published("history", "--bureau", "441900:finance", *DOC, "--json")[1])
    assert (found["bureau_id"], found["name"]) == ("441900:finance", "东莞市财政局")
    assert [edition["tasks"] for edition in found["editions"]] == [1, 2, 2]
    third = found["editions"][2]
    assert third["roles"] == {"lead": 1, "responsible": 1}
    assert [change["kind"] for change in third["role"]] == ["role_changed"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "TASK_ID or --bureau"),
        (("t-000000000000", "--bureau", "市公安局"), "TASK_ID or --bureau"),
        (("t-000000000000",), "no published edition has the task t-000000000000"),
        (("--bureau", "市水利局"), "市水利局: owns no task here"),
        (("t-000000000000", "--document", "none"), "none is not published"),
        (("t-000000000000", "--out", "nowhere"), "nothing is published there"),
    ],
)
def test_what_cannot_be_followed_is_a_wrong_call_in_one_line(published, arguments, said) -> None:
    code, out, err = published("history", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_bureau_has_its_duties_document_by_document(published) -> None:
    out = published("history", "--bureau", "市公安局")[1]
    heads = [line for line in out.splitlines() if line.startswith("  ") and "任务分解表" in line]
    assert heads == ["  doc  任务分解表", "  other  任务分解表"]


def test_a_task_id_of_two_documents_is_asked_for(published, monkeypatch) -> None:
    from pipeline.engine import history

    task_id, real = task_of("做好乙事", "2019"), history.side_of

    def same_ids(name: str, **more):
        side = real(name, **more)
        tasks = tuple({**row, "task_id": task_id} for row in side.tasks[:1])
        return replace(side, tasks=tasks, assignments=())

    monkeypatch.setattr(history, "side_of", same_ids)
    code, _, err = published("history", task_id)
    assert code == 2
    assert f"{task_id} stands in doc, other. Say which with --document." in err


def test_versions_lists_every_edition_and_marks_the_newest_of_each_document(published) -> None:
    lines = published("versions")[1].splitlines()
    begin = ["  doc@2019", "  doc@2020", "* doc@2021", "* other@20"]
    assert [line[:10] for line in lines] == begin
    rows = json.loads(published("versions", "--json")[1])
    assert [row["current"] for row in rows] == [False, False, True, True]
