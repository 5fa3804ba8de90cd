"""The smallest records that make every table have rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.publish.rows import Reading
from pipeline.publish.snapshot import Making, SourceFile, write
from pipeline.records import (
    Bureau,
    Candidate,
    Cell,
    Destination,
    Document,
    Extraction,
    Ledger,
    Located,
    Mention,
    Part,
    Place,
    Repair,
    Repaired,
    Resolution,
    Table,
    Task,
    Unresolved,
)

LEDGER = Ledger(20, 20, 0, 0, 0, balanced=True)
PLACE = Place("a.docx", table=0, row=1, column=1)


def cell(row: int, column: int, text: str, **places: int) -> Cell:
    place = Place("a.docx", table=0, row=row, column=column, **places)
    return Cell(row, column, 1, 1, text, (Part(text, place),) if text else ())


def task(row_no: int = 1, **changes) -> Task:
    plain = Task(
        row_no=row_no,
        task_no=f"1.{row_no}",
        item_no=1,
        subtask_no=row_no,
        item_title="落实改革",
        text="做好“放管服”，\n做细",
        owner_text="市公安局、市量子局",
        places=(PLACE,),
    )
    return replace(plain, **changes)


def resolution() -> Resolution:
    return Resolution(
        raw="市公安局、市量子局",
        mentions=(
            Mention(
                "市公安局",
                0,
                4,
                "lead",
                "",
                "441900:public-security",
                "东莞市公安局",
                "template",
                1.0,
            ),
        ),
        unresolved=(
            Unresolved(
                "市量子局",
                5,
                9,
                "no body has this name",
                (Candidate("441900:statistics", "东莞市统计局", 0.5, "3 of 4 characters"),),
            ),
        ),
    )


def bureau(bureau_id: str = "441900:public-security", name: str = "东莞市公安局") -> Bureau:
    return Bureau(
        bureau_id,
        name,
        None,
        "441900",
        "东莞市",
        "public-security",
        "government",
        None,
        None,
        bureau_id,
    )


def reading(
    document_id: str = "doc", edition: str = "2021-08-26", tasks: tuple[Task, ...] | None = None
) -> Reading:
    tasks = (
        (task(), task(2, text=None, text_lost=True, grade="C", review_reasons=("text_lost: x",)))
        if tasks is None
        else tasks
    )
    table = Table(
        0, 2, 2, (cell(0, 0, "1．落实改革。"), cell(0, 1, "做好“放管服”，\n做细"), cell(1, 1, ""))
    )
    extraction = Extraction("a.docx", "docx", (table,), (), (), {})
    repaired = Repaired(
        located=Located(extraction, (), {}),
        tasks=tasks,
        repairs=(
            Repair("orphan", 1, 1, "item_no", None, "1", "the numbers", 1.0, PLACE),
            Repair("blank_row", 1, None, "row", None, None, "all blank", 1.0, None),
        ),
        headers=(),
        outside=(),
        removed=(),
        destinations=(
            Destination(0, 0, 0, 1, "item_title"),
            Destination(0, 0, 0, 1, "item_no"),
            Destination(0, 0, 1, 1, "text"),
        ),
    )
    document = Document(document_id, edition, "任务分解表", "东府〔2021〕51号", "441900", edition)
    return Reading(document, repaired, tuple(resolution() for _ in tasks), (bureau(),))


def making(document_id: str = "doc", edition: str = "2021-08-26", code: str = "0.1.0") -> Making:
    return Making(document_id, edition, (SourceFile("a.docx", "0" * 64, 3),), "{}", "d" * 64, code)


def snapshot(out: Path, document_id: str = "doc", edition: str = "2021-08-26", **kwargs) -> Path:
    """A published snapshot folder in its place below ``out``."""
    made = making(document_id, edition)
    folder = out / "snapshots" / document_id / edition / made.fingerprint()
    write(folder, reading(document_id, edition, **kwargs), LEDGER, made)
    return folder
