"""Every change between two sides, each by its name: the one public function of this stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pipeline.diff.align import Alignment, Settled, align
from pipeline.diff.causes import cause
from pipeline.diff.duties import person_changes, same_duty, task_value
from pipeline.diff.figures import summarize
from pipeline.diff.lines import Line, lines_of
from pipeline.diff.numbers import renumbered
from pipeline.diff.owners import Owners, owner_changes, owners_of, successors
from pipeline.diff.places import find_moves, heading_change, place, unnumbered
from pipeline.diff.records import (
    Change,
    Comparison,
    Division,
    Kind,
    Pair,
    Row,
    Severity,
    Side,
)
from pipeline.diff.sides import checked
from pipeline.diff.texts import TextChange, text_changes, wording_change

_SEVERITIES: dict[Kind, Severity] = {
    "task_added": "substance",
    "task_removed": "substance",
    "task_moved": "form",
    "task_renumbered": "form",
    "section_changed": "form",
    "owner_added": "substance",
    "owner_removed": "substance",
    "owner_order": "form",
    "owner_renamed": "none",
    "role_changed": "substance",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change with the rows it covers and its place in the list."""

    place: tuple[float, int]
    change: Change
    covers: tuple[int, ...]


def compare(old: Side, new: Side, settled: Settled | None = None) -> Comparison:
    """Align two sides and name every change; see ``records`` for what is given back.

    The order of the rows given plays no part. Raises ``CallError`` where two rows of a side
    share a key (see ``sides``).
    """
    old, new = checked(old), checked(new)
    alignment = align(old, new, settled)
    return _Comparer(old, new, alignment).comparison()


class _Comparer:
    """Both sides and their alignment; each method gives the changes of one kind."""

    def __init__(self, old: Side, new: Side, alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment
        self.lines: tuple[tuple[Line, ...], tuple[Line, ...]] = lines_of(old), lines_of(new)
        self.owners = owners_of(old), owners_of(new)
        self.today = successors(old, new)
        self.moves = find_moves(alignment.pairs, *self.lines)
        self.redated: list[tuple[int, str | None, str | None]] = []
        self.headings: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}

    def comparison(self) -> Comparison:
        entries = [
            *self._rows_of_one_side(),
            *map(self._division, self.alignment.divisions),
            *self._moves(),
            *self._numbers(),
            *self._titles(),
            *self._sections(),
        ]
        for pair in self.alignment.pairs:
            entries += self._texts(pair)
            entries += self._owners(pair)
        entries.sort(key=lambda entry: entry.place)
        return Comparison(
            old=self.old,
            new=self.new,
            pairs=self.alignment.pairs,
            divisions=self.alignment.divisions,
            changes=tuple(entry.change for entry in entries),
            covers=tuple(entry.covers for entry in entries),
            summary=summarize(
                (self.old, self.new),
                self.alignment,
                self.moves,
                [(entry.change, entry.covers) for entry in entries],
                tuple(self.headings),
                tuple(self.redated),
            ),
        )

    # --- rows ------------------------------------------------------------------------

    def _rows_of_one_side(self) -> Iterator[_Entry]:
        paired = [{p.old for p in self.alignment.pairs}, {p.new for p in self.alignment.pairs}]
        for division in self.alignment.divisions:
            paired[0] |= set(division.old)
            paired[1] |= set(division.new)
        twin = {p.old: self.new.tasks[p.new]["row_no"] for p in self.moves.stayed}
        at = 0
        for index, row in enumerate(self.old.tasks):
            at = twin.get(index, at)
            if index not in paired[0]:
                task = self._task(0, index)
                yield self._entry(
                    "task_removed",
                    "task",
                    (row, None),
                    (task, None),
                    1.0,
                    (row["row_no"],),
                    at + 0.5,
                )
        for index, row in enumerate(self.new.tasks):
            if index not in paired[1]:
                task = self._task(1, index)
                yield self._entry("task_added", "task", (None, row), (None, task), 1.0)

    def _division(self, division: Division) -> _Entry:
        before = [self._task(0, index) for index in division.old]
        after = [self._task(1, index) for index in division.new]
        whole, parts = (before, after) if division.kind == "split" else (after, before)
        form = same_duty(whole[0], parts)
        return self._entry(
            "task_split" if division.kind == "split" else "task_merged",
            "task",
            (self.old.tasks[division.old[0]], self.new.tasks[division.new[0]]),
            (before, after),
            division.score,
            tuple(self.new.tasks[index]["row_no"] for index in division.new),
            severity="form" if form else "substance",
        )

    def _task(self, side: int, index: int) -> dict[str, Any]:
        row = (self.old, self.new)[side].tasks[index]
        return task_value(row, self.owners[side].get(row["task_id"], ()))

    # --- places ----------------------------------------------------------------------

    def _moves(self) -> Iterator[_Entry]:
        for group in self.moves.moved:
            a, b = self._rows(group[0])
            yield self._entry(
                "task_moved", "place", (a, b), (place(a), place(b)), group[0].score,
                self._numbers_of(group),
            )  # fmt: skip

    def _numbers(self) -> Iterator[_Entry]:
        keys = ("task_no", "item_no", "subtask_no")
        for group in renumbered(self.moves.stayed, self.old.tasks, self.new.tasks):
            a, b = self._rows(group[0])
            values = ({key: a[key] for key in keys}, {key: b[key] for key in keys})
            yield self._entry(
                "task_renumbered", "task_no", (a, b), values, group[0].score,
                self._numbers_of(group),
            )  # fmt: skip

    def _titles(self) -> Iterator[_Entry]:
        """A title stands on every row of its item: one change for all of them.

        A task that went to another item has another title by that alone.
        """
        groups: dict[tuple[Any, ...], list[Pair]] = {}
        stayed = set(self.moves.stayed)
        for pair in self.alignment.pairs:
            a, b = self._rows(pair)
            items = self.lines[0][pair.old].item, self.lines[1][pair.new].item
            if a["item_title"] != b["item_title"] and (pair in stayed or items in self.moves.twins):
                groups.setdefault((*items, a["item_title"], b["item_title"]), []).append(pair)
        for group in groups.values():
            # The same row in both directions of a comparison.
            first = min(group, key=lambda pair: (pair not in stayed, pair.old + pair.new))
            a, b = self._rows(first)
            change = wording_change(
                "item_title", a["item_title"], b["item_title"], "title_reworded"
            )
            if change is not None:
                yield self._of_text(change, [first, *(pair for pair in group if pair != first)])

    def _sections(self) -> Iterator[_Entry]:
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Pair]] = {}
        for pair in self.moves.stayed:
            a, b = (tuple(row["section"]) for row in self._rows(pair))
            if a == b:
                continue
            if unnumbered(a) == unnumbered(b):
                self.headings[a, b] = None
            else:
                groups.setdefault(heading_change(a, b), []).append(pair)
        for (before, after), group in groups.items():
            yield self._entry(
                "section_changed", "section", self._rows(group[0]), (list(before), list(after)),
                group[0].score, self._numbers_of(group),
            )  # fmt: skip

    # --- what a task says ------------------------------------------------------------

    def _texts(self, pair: Pair) -> Iterator[_Entry]:
        a, b = self._rows(pair)
        same_date = self.old.about.date == self.new.about.date
        changes, redated = text_changes(a, b, same_date=same_date)
        if redated:
            self.redated.append((b["row_no"], a["deadline_date"], b["deadline_date"]))
        for change in changes:
            yield self._of_text(change, [pair])

    def _owners(self, pair: Pair) -> Iterator[_Entry]:
        a, b = self._rows(pair)
        before: Owners = self.owners[0].get(a["task_id"], ())
        after: Owners = self.owners[1].get(b["task_id"], ())
        same_cell = a.get("owner_text") == b.get("owner_text")
        changes = owner_changes(before, after, self.today, same_cell=same_cell)
        for each in changes:
            yield self._entry(
                each.kind, "owners", (a, b), (each.old, each.new), pair.score,
                printed=each.printed, owner=True, decided=each.decided,
            )  # fmt: skip
        if not changes and not same_cell:
            cell = wording_change(
                "owner_text", a.get("owner_text"), b.get("owner_text"), "text_reworded"
            )
            if cell is not None:
                yield self._of_text(replace(cell, severity="form"), [pair])
        for kind, one, other in person_changes(a, b):
            yield self._entry(kind, "persons", (a, b), (one, other), pair.score)

    # --- entries ---------------------------------------------------------------------

    def _rows(self, pair: Pair) -> tuple[Row, Row]:
        return self.old.tasks[pair.old], self.new.tasks[pair.new]

    def _numbers_of(self, group: Iterable[Pair]) -> tuple[int, ...]:
        return tuple(self.new.tasks[pair.new]["row_no"] for pair in group)

    def _of_text(self, change: TextChange, group: Sequence[Pair]) -> _Entry:
        entry = self._entry(
            change.kind, change.field, self._rows(group[0]), (change.old, change.new),
            group[0].score, self._numbers_of(group),
            severity=change.severity, printed=change.printed,
        )  # fmt: skip
        return replace(entry, change=replace(entry.change, spans=change.spans))

    def _entry(
        self,
        kind: Kind,
        field: str,
        rows: tuple[Row | None, Row | None],
        values: tuple[Any, Any],
        score: float,
        covers: tuple[int, ...] | None = None,
        at: float | None = None,
        *,
        severity: Severity | None = None,
        printed: bool = True,
        owner: bool = False,
        decided: bool = False,
    ) -> _Entry:
        a, b = rows
        if covers is None:
            covers = tuple(row["row_no"] for row in rows[1:] if row is not None)
        change = Change(
            kind=kind,
            severity=severity or _SEVERITIES[kind],
            cause=cause(
                self.old.about, self.new.about, printed=printed, owner=owner, decided=decided
            ),
            task_id=self._task_id(a, b),
            task_no_old=None if a is None else a["task_no"],
            task_no_new=None if b is None else b["task_no"],
            field=field,
            old=values[0],
            new=values[1],
            spans=(),
            score=score,
        )
        where = float(covers[0]) if at is None else at
        return _Entry((where, get_args(Kind).index(kind)), change, covers)

    def _task_id(self, old: Row | None, new: Row | None) -> str:
        """The ID that the task goes by: the published one, then that of the older edition.

        So both directions of a comparison name it alike, and ``fenjie trace`` knows it.
        """
        if old is None or new is None:
            return str((new or old or {})["task_id"])
        ranks = [
            (about.snapshot is None, about.date is None, about.date or "", about.edition)
            for about in (self.old.about, self.new.about)
        ]
        if ranks[0] == ranks[1]:
            return str(min(old["task_id"], new["task_id"]))
        return str((old if ranks[0] < ranks[1] else new)["task_id"])
