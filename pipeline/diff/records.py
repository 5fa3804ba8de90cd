"""What a comparison of two editions is made of: sides, pairs, changes.

A ``Change`` has exactly the keys of a change in the JSON of ``fenjie diff``. Everything a
writer shows comes from a ``Comparison``; nothing is looked up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "task_added",
    "task_removed",
    "task_moved",
    "task_renumbered",
    "task_split",
    "task_merged",
    "title_reworded",
    "text_reworded",
    "punctuation",
    "owner_added",
    "owner_removed",
    "owner_order",
    "owner_renamed",
    "role_changed",
    "deadline_changed",
    "target_changed",
    "section_changed",
]
# substance: the duty changed. form: the same duty, written or placed otherwise. none: the
# same duty and the same body under another name (owner_renamed alone).
Severity: TypeAlias = Literal["substance", "form", "none"]
Cause: TypeAlias = Literal["source", "dictionary", "decision", "code"]
# [old_start, old_end, new_start, new_end], in characters; an empty half is an insertion
# or a deletion.
Span: TypeAlias = tuple[int, int, int, int]
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as an auditor would name it.

    ``task_id`` is the task's stable ID. ``task_no_old`` and ``task_no_new`` are printed
    positions, ``None`` where a side does not have the task. ``field`` is the column that
    differs. What ``old`` and ``new`` are goes by the kind:

    ==================  =================  ==========================================
    kind                field              old and new
    ==================  =================  ==========================================
    task_added          task               null, a task (see below)
    task_removed        task               a task, null
    task_split          task               [a task], [its parts, in order]
    task_merged         task               [its parts, in order], [a task]
    task_moved          place              a place
    task_renumbered     task_no            a number: {task_no, item_no, subtask_no}
    title_reworded      item_title         text or null; spans
    text_reworded       text               text or null; spans
    punctuation         item_title, text,  text; spans
                        owner_text
    section_changed     section            list of headings, outermost first
    owner_added         owners, persons    null (or a name not known to be a body), an owner
    owner_removed       owners, persons    an owner, null (or the same)
    owner_renamed       owners             an owner
    role_changed        owners             an owner
    owner_order         owners             list of the owners of unchanged role, in order
    deadline_changed    deadline           {deadline_text, deadline_kind, deadline_date}
    target_changed      targets            list of targets
    ==================  =================  ==========================================

    A place: {row_no, task_no, item_no, subtask_no, item_title, section}. An owner:
    {position, bureau_id, bureau_name, role, surface}, position from 1; ``bureau_id`` is null
    where the dictionaries know no such body, ``bureau_name`` is then the surface. A task: its
    place with task_id, text, owner_text, deadline_text, deadline_kind, deadline_date, targets,
    persons (lists) and owners (a list of owners).

    ``spans`` cut what differs out of two texts. A deadline or target that is printed in the
    task's text has the spans of its words in ``text``; the text is then not reworded besides.
    Else they are empty. ``score`` is the certainty, from 0 to 1, that the two sides are the
    same task (1 where only one side has it).
    """

    kind: Kind
    severity: Severity
    cause: Cause
    task_id: str
    task_no_old: str | None
    task_no_new: str | None
    field: str
    old: Any
    new: Any
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class About:
    """What one side is. ``label`` names it to people: ``doc@edition``, a folder or a file.

    ``snapshot`` is ``None`` for a file. ``sources`` maps file names to their sha256,
    ``dictionaries``, ``decisions`` and ``code`` are digests: two sides that differ in one of
    them alone differ because of it. ``folder`` is the snapshot's folder or the file's path.
    """

    label: str
    document_id: str
    edition: str
    snapshot: str | None = None
    title: str | None = None
    number: str | None = None
    jurisdiction: str | None = None
    date: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    dictionaries: str | None = None
    decisions: str | None = None
    code: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One edition to compare: rows with the columns of the published tables.

    ``tasks`` stand in the order of the document, ``assignments`` and ``unresolved`` in order
    of their tasks and positions, however they were given. ``bureaus`` may be empty.
    ``carried``: the task IDs were carried over the editions of a published tree, so equal
    IDs are one task.
    """

    about: About
    tasks: tuple[Row, ...]
    assignments: tuple[Row, ...]
    unresolved: tuple[Row, ...] = ()
    bureaus: tuple[Row, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that are one task: indexes into the ``tasks`` of both sides.

    ``reason`` says in words what paired them; ``needs_review`` marks a pair that another
    reading of the evidence would not make.
    """

    old: int
    new: int
    score: float
    reason: str
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """One row of one side that is several of the other (``split``), or the reverse (``merged``).

    Indexes into ``tasks``; ``score`` is the share of the text that the other side has.
    """

    kind: Literal["split", "merged"]
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reason: str
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """Rows in a run whose numbers moved by the same, because of what stands above them.

    ``first`` and ``last`` are row numbers of the new side (from 1); the run has ``tasks``
    paired rows. ``items`` is added to the old item number, ``subtasks`` to the old ordinal;
    ``prefix`` is what stands before them in the new ``task_no`` where that differs, else null.
    """

    first: int
    last: int
    tasks: int
    items: int
    subtasks: int
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a comparison. ``kinds`` has the kinds that occur, in order of ``Kind``.

    ``same`` counts pairs without any change; ``shifted`` pairs whose number moved only
    because of what stands above them. ``shifts`` tells all numbers that are not the old ones,
    run by run, those of moved rows too. ``headings`` are section headings that differ in
    number or punctuation alone. ``redated`` has (row of the new side, old date, new date) where
    the same words (年底前) mean another day because the edition is of another date.
    """

    tasks_old: int
    tasks_new: int
    same: int
    shifted: int
    kinds: Mapping[str, int]
    severities: Mapping[str, int]
    causes: Mapping[str, int]
    needs_review: int
    shifts: tuple[Shift, ...] = ()
    headings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    redated: tuple[tuple[int, str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, what is paired, and every change, in the order of the new document.

    ``covers`` has one entry for each change: the row numbers (new side, from 1; for removed
    tasks of the old side) it holds for. A title stands on every row of its item, so a
    reworded title is one change that covers them all.
    """

    old: Side
    new: Side
    pairs: tuple[Pair, ...]
    divisions: tuple[Division, ...]
    changes: tuple[Change, ...]
    covers: tuple[tuple[int, ...], ...]
    summary: Summary
