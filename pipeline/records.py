"""What flows between the stages: frozen records, and nothing else.

    file ─ extract ─▶ Extraction ─ locate ─▶ Located ─ repair ─▶ Repaired
         ─ owners ─▶ Resolution ─▶ publish

Rows and columns of a table count from 0, pages and text lines from 1. Boxes are in PDF points,
origin at the upper left: ``(x0, top, x1, bottom)``. A text keeps the printed characters;
paragraphs of one cell are separated by a line feed. Lost and absent are ``None``, never ``""``,
but in ``Cell.text``, where ``""`` is a cell printed empty (one that is covered has no ``Cell``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]

Meaning: TypeAlias = Literal[
    "number",  # 序号
    "item",  # 任务项目: the heading that several rows share
    "task",  # 任务分解: what one row asks for
    "owner",  # 责任单位
    "lead",  # 牵头单位
    "support",  # 配合单位
    "deadline",  # 完成时限
    "person",  # 责任人, 牵头领导
    "section",  # 类别, 领域: above the item
    "note",  # 备注 and all else: declared text outside the task fields
]
Role: TypeAlias = Literal["lead", "responsible", "support"]
Grade: TypeAlias = Literal["A", "B", "C"]
DeadlineKind: TypeAlias = Literal["by", "within", "ongoing", "recurring"]
Comparison: TypeAlias = Literal["=", ">=", "<=", ">", "<", "~"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands in its source; what a format does not have is ``None``."""

    file: str
    page: int | None = None
    bbox: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of printed text and its place.

    ``confidence`` is that of the least certain character of a text that was recognised on a
    picture, from 0 to 1; ``doubts`` are its doubtful characters as (offset, confidence).
    """

    text: str
    place: Place
    confidence: float | None = None
    doubts: tuple[tuple[int, float], ...] = ()


# --- extract -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed, with its spans; ``parts`` are its pieces in reading order.

    A cell cut by a page edge has a part for each page. The ink of ``text`` is that of its
    parts, in order. ``doubt``: why the page does not tell for certain what belongs to it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    parts: tuple[Part, ...]
    doubt: str = ""

    @property
    def confidence(self) -> float | None:
        """The least of its parts; ``None`` where nothing was recognised on a picture."""
        return min((p.confidence for p in self.parts if p.confidence is not None), default=None)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order (row, then column). No two cells overlap.

    ``seams`` are the rows that are the first on a new page. ``header_rows`` counts rows that the
    file itself marks as header (``w:tblHeader``). ``sheet``: its name in a workbook.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    seams: tuple[int, ...] = ()
    header_rows: int = 0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """Printed text that a named rule took out while reading (``page_number``, ...)."""

    rule: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Extraction:
    """One file as read, before any repair.

    ``characters`` counts every printed character by a pass of its own, for the ledger. ``notes``
    are for the run report. ``above``: how many of ``outside`` are above a table, by its index.
    """

    file: str
    format: str
    tables: tuple[Table, ...]
    outside: tuple[Part, ...]
    removed: tuple[Removal, ...]
    characters: Mapping[str, int]
    pages: int | None = None
    notes: tuple[str, ...] = ()
    above: Mapping[int, int] = field(default_factory=dict)


# --- locate --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """What one grid column of a task table means; ``label`` is its printed header.

    ``noted``: each cell prints the label; ``ticked``: it names bodies, and cells tick them.
    ``evidence``: what cells told; ``doubt``: why to review.
    """

    index: int
    meaning: Meaning
    label: str
    noted: bool = False
    evidence: str = ""
    doubt: str = ""
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that lists tasks: its header rows and the meaning of each column.

    ``transposed``: labels are printed in the first column, and ``table`` is turned.
    ``origins``: where its cells are printed, (row, column) to (row, column), if elsewhere.
    ``captions``: headings and bodies printed above it. ``aside``: cells that are no task's.
    """

    table: Table
    header_rows: int
    columns: tuple[Column, ...]
    transposed: bool = False
    origins: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    captions: tuple[Part, ...] = ()
    aside: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """The task tables of a file; ``others`` maps each other table's index to the reason.

    ``labels`` are the folded labels that were known, with their meanings: a note inside a
    text is told by the same words as a column. ``findings`` say how columns were read.
    """

    extraction: Extraction
    task_tables: tuple[TaskTable, ...]
    others: Mapping[int, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


# --- repair --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """An item's printed heading, taken apart: ``number`` + ``title`` + ``closing``.

    ``"1．落实取消资质许可宣告。"`` is number ``"1．"``, title, closing ``"。"``.
    """

    number: str
    title: str
    closing: str


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified target: ``text`` as printed, ``quantity`` in ``unit``.

    The multiplier stays with the unit, which is folded: ５.6萬張 is 5.6 万张. A range (1~2所) is
    two targets of the same text, ``>=`` its lower and ``<=`` its upper end. 达到 is ``>=``, a
    bare number ``=``, 约 and 左右 are ``~``. The unit is ``""`` where none is printed.
    """

    text: str
    quantity: float
    unit: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Task:
    """One sub-task: a printed row after repair.

    ``heading`` is set on the row that prints it. ``owner_breaks`` are where paragraphs of
    ``owner_text`` end; ``owner_role`` is the role that the one column of bodies gives.
    ``owner_doubts`` are doubtful characters, as (offset, confidence). ``measures``: figures beside.
    """

    row_no: int
    task_no: str | None
    item_no: int | None
    subtask_no: int | None
    item_title: str | None
    text: str | None
    owner_text: str | None
    section: tuple[str, ...] = ()
    deadline_text: str | None = None
    deadline_kind: DeadlineKind | None = None
    deadline_date: str | None = None
    targets: tuple[Target, ...] = ()
    persons: tuple[str, ...] = ()
    keywords: tuple[str, ...] | None = None  # none were asked for
    item_title_lost: bool = False
    text_lost: bool = False
    review_reasons: tuple[str, ...] = ()
    grade: Grade = "A"
    heading: Heading | None = None
    places: tuple[Place, ...] = ()
    owner_breaks: tuple[int, ...] = ()
    owner_role: Role | None = None
    owner_doubts: tuple[tuple[int, float], ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that is not printed exactly so: what a rule did to it, and on what evidence.

    ``row_no`` is the task concerned, ``None`` where no task is left (a blank row).
    ``confidence`` is from 0 to 1: 1.0 where geometry or the whole sequence decides.
    """

    rule: str
    rule_version: int
    row_no: int | None
    field: str
    before: str | None
    after: str | None
    evidence: str
    confidence: float
    place: Place | None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a cell's text went: a task's field, or the rule that took it out (``row_no`` None)."""

    table: int
    row: int
    column: int
    row_no: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The count of printed characters: every one is in exactly one of four places."""

    source_chars: int
    in_fields: int
    in_headers: int
    outside: int
    removed: int
    balanced: bool
    lost: str = ""
    surplus: str = ""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The tasks of one file with everything that was done to them.

    ``headers`` and ``outside`` are the texts that are no task's: column headers, and the
    declared rest (titles, other tables or columns). ``removed`` is what repair rules took out.
    """

    located: Located
    tasks: tuple[Task, ...]
    repairs: tuple[Repair, ...]
    headers: tuple[Part, ...]
    outside: tuple[Part, ...]
    removed: tuple[Removal, ...]
    destinations: tuple[Destination, ...]


# --- owners --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that an unresolved name may mean, and why."""

    bureau_id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A resolved owner. ``start`` and ``end`` cut ``surface`` out of the owner text."""

    surface: str
    start: int
    end: int
    role: Role
    role_evidence: str
    bureau_id: str
    name: str
    method: str
    score: float
    is_collective: bool = False
    needs_review: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A part of the owner text that names no known body with certainty."""

    surface: str
    start: int
    end: int
    reason: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """One owner text, read: mentions and unresolved rest in order of their offsets.

    ``flags`` are findings on the whole cell, as ``code: words`` (a trailing separator...).
    """

    raw: str
    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bureau:
    """A canonical body at a date. Dates are ISO (``2018``, ``2018-10``); ``None`` is open."""

    bureau_id: str
    name: str
    short_name: str | None
    jurisdiction: str
    jurisdiction_name: str
    function: str
    branch: str
    valid_from: str | None
    valid_to: str | None
    current_bureau_id: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of an edition: from ``document.toml``, the call, or read from the text.

    ``jurisdiction`` is a GB/T 2260 code of six digits. ``date`` is ISO, as far as known.
    ``evidence`` says for each fact where it comes from.
    """

    document_id: str
    edition: str
    title: str | None = None
    number: str | None = None
    jurisdiction: str | None = None
    date: str | None = None
    evidence: tuple[str, ...] = ()
