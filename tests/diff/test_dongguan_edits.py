"""The real table with twelve meant edits: twelve changes, each by its name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.engine.single import extract_file

HEADER = "任务项目\t任务分解\t责任单位\n"
FACTS = 'title = "任务分解表"\njurisdiction = "441900"\n'


@pytest.fixture(scope="module")
def table(project_root: Path) -> Path:
    (path,) = project_root.glob("raw/dongguan-fire-reform/2021-08-26/*.docx")
    return path


@pytest.fixture(scope="module")
def printed(table: Path) -> list[dict[str, Any]]:
    """Its tasks; what the source lost is made up, so that a paste of them reads alike."""
    return [
        {
            **task,
            "item_title": task["item_title"] or f"补录第{task['item_no']}号事项",
            "text": task["text"] or f"补录第{task['row_no']}行缺失的工作内容。",
        }
        for task in extract_file(table)["tasks"]
    ]


def paste(tasks: list[dict[str, Any]]) -> str:
    """The table as pasted from a page, its items numbered anew."""
    lines, title, number = [], None, 0
    for task in tasks:
        head = ""
        if task["item_title"] != title:
            title, number = task["item_title"], number + 1
            head = f"{number}．{title}。"
        lines.append(f"{head}\t{task['text']}\t{task['owner_text']}\n")
    return HEADER + "".join(lines)


def put(folder: Path, edition: str, text: str) -> Path:
    path = folder / "doc" / edition / "table.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    (folder / "doc" / "document.toml").write_text(FACTS, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path


def at(tasks: list[dict[str, Any]], number: str) -> int:
    return next(i for i, task in enumerate(tasks) if task["task_no"] == number)


def edited(tasks: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Twelve edits, each with its kind."""
    new = [dict(task) for task in tasks]
    meant: list[str] = []

    def task(number: str) -> dict[str, Any]:
        return next(one for one in new if one["task_no"] == number)

    def say(kind: str, number: str, **values: Any) -> None:
        meant.append(kind)
        task(number).update(values)

    say("text_reworded", "4.1", text=task("4.1")["text"].replace("，", "，进一步", 1))
    say("owner_added", "10.1", owner_text=task("10.1")["owner_text"] + "、市统计局")
    say("owner_removed", "18.1", owner_text=task("18.1")["owner_text"].rpartition("、")[0])
    say("role_changed", "37.1", owner_text=_led(task("37.1")["owner_text"]))
    say("punctuation", "14.1", text=task("14.1")["text"].replace("，", "；", 1))
    say("deadline_changed", "17.1", text="2022年6月底前" + task("17.1")["text"])
    owners = task("38.3")["owner_text"].split("、")
    say("owner_order", "38.3", owner_text="、".join(owners[::-1]))
    meant += ["title_reworded", "task_split", "task_removed", "task_moved", "task_added"]
    for one in new:
        if one["item_no"] == 8:
            one["item_title"] = "进一步" + one["item_title"]
    place = at(new, "41.1")
    first, _, second = new[place]["text"].partition("，")
    new[place : place + 1] = [{**new[place], "text": part} for part in (f"{first}。", second)]
    del new[at(new, "23.3")]
    moved = [one for one in new if one["item_no"] == 30]
    new = [one for one in new if one["item_no"] != 30]
    new[at(new, "35.1") : at(new, "35.1")] = moved
    added = {**new[0], "task_no": None, "item_no": None, "item_title": "建设智慧消防平台"}
    added |= {"text": "统筹建设全市统一的智慧消防预警平台并组织演练。", "owner_text": "市财政局"}
    new.insert(at(new, "16.1"), added)
    return new, meant


def _led(cell: str) -> str:
    first, _, rest = cell.partition("、")
    return f"{first}（牵头）、{rest}"


def test_two_renditions_of_the_table_have_no_difference(table: Path) -> None:
    found = pipeline.diff(table, table.with_suffix(".pdf"))
    assert found.changes == ()
    assert found.summary.same == 129


def test_twelve_edits_are_twelve_changes(printed: list[dict[str, Any]], tmp_path: Path) -> None:
    new, meant = edited(printed)
    old_file = put(tmp_path, "2021-08-26", paste(printed))
    found = pipeline.diff(old_file, put(tmp_path, "2022-03-01", paste(new)))
    assert len(meant) == 12
    assert Counter(change.kind for change in found.changes) == Counter(meant), found.changes
    assert found.summary.shifted > 80


def test_one_inserted_item_among_129_tasks_is_one_change(
    printed: list[dict[str, Any]], tmp_path: Path
) -> None:
    added = {**printed[60], "item_title": "建设智慧消防平台", "text": "统筹建设预警平台。"}
    place = next(i for i in range(60, 129) if printed[i]["subtask_no"] == 1)
    new = [*printed[:place], added, *printed[place:]]
    found = pipeline.diff(
        put(tmp_path, "2021-08-26", paste(printed)), put(tmp_path, "2022-03-01", paste(new))
    )
    assert [change.kind for change in found.changes] == ["task_added"]
