"""Numbers, before and after: shifts that follow from what stands above, and renumbering.

In each side an item has an ordinal in its run of numbers (a run begins anew where numbers
begin at 1 again). What its number has above its ordinal is its excess: 0 in a table that
counts right, 1 below a number that was left out. Rows inserted, removed or moved change
ordinals and never the excess; so a changed excess is what nothing explains. It is told once,
where it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.diff.lines import items_of
from pipeline.diff.records import Pair, Row, Shift


@dataclass(frozen=True, slots=True)
class _Position:
    run: int
    ordinal: int


def renumbered(
    stayed: Sequence[Pair], old: Sequence[Row], new: Sequence[Row]
) -> list[tuple[Pair, ...]]:
    """Pairs that kept their place and have another number that nothing explains, by item."""
    positions = _positions(old), _positions(new)
    items = items_of(old)
    groups: list[list[Pair]] = []
    before = 0  # the excess of the item above
    last: Pair | None = None
    told: int | None = None  # the item of the group that is open
    for pair in stayed:
        item = items[pair.old]
        if _found_or_lost(old[pair.old], new[pair.new]):
            groups.append([pair])
            last, told = pair, None
            continue
        if last is not None and item == items[last.old]:
            if told == item:
                groups[-1].append(pair)
            continue
        excess = _excess(old[pair.old], new[pair.new], positions, pair)
        anew = last is not None and _restart(last, pair, positions, old, new)
        told = None
        differs = old[pair.old]["item_no"] != new[pair.new]["item_no"]
        if differs and (anew or excess not in (0, before)):
            groups.append([pair])
            told = item
        before, last = excess, pair
    return [tuple(group) for group in groups]


def _found_or_lost(old: Row, new: Row) -> bool:
    """Whether one side alone knows the item or the ordinal: such rows are told one by one."""
    return any((old[key] is None) != (new[key] is None) for key in ("item_no", "subtask_no"))


def _excess(
    old: Row, new: Row, positions: tuple[list[_Position], list[_Position]], pair: Pair
) -> int:
    """How much more a number is above its ordinal than it was."""
    before = (old["item_no"] or 0) - positions[0][pair.old].ordinal
    after = (new["item_no"] or 0) - positions[1][pair.new].ordinal
    return int(after - before)


def _restart(
    last: Pair,
    pair: Pair,
    positions: tuple[list[_Position], list[_Position]],
    old: Sequence[Row],
    new: Sequence[Row],
) -> bool:
    """Whether numbers begin anew between two rows in one side only, and no heading tells why."""
    runs = [
        positions[0][pair.old].run != positions[0][last.old].run,
        positions[1][pair.new].run != positions[1][last.new].run,
    ]
    headed = [
        old[pair.old]["section"] != old[last.old]["section"],
        new[pair.new]["section"] != new[last.new]["section"],
    ]
    return runs[0] != runs[1] and headed[0] == headed[1]


def _positions(rows: Sequence[Row]) -> list[_Position]:
    found: list[_Position] = []
    run = ordinal = 0
    number: int | None = None
    item = -1
    for row, count in zip(rows, items_of(rows), strict=True):
        if count != item:
            mine = row["item_no"]
            if mine is not None:
                ordinal += 1
                if mine == 1 and number is not None and number > 1:
                    run, ordinal = run + 1, 1
                number = mine
            item = count
        found.append(_Position(run, ordinal))
    return found


def shifts(pairs: Sequence[Pair], old: Sequence[Row], new: Sequence[Row]) -> list[Shift]:
    """Every number that is not the old one, as runs of pairs with one difference."""
    found: list[Shift] = []
    open_run = False
    for pair in sorted(pairs, key=lambda pair: pair.new):
        here = _shift(old[pair.old], new[pair.new])
        if here is None:
            open_run = False
            continue
        last = found[-1] if found else None
        same = last is not None and (
            (last.items, last.subtasks, last.prefix) == (here.items, here.subtasks, here.prefix)
        )
        if open_run and same and last is not None:
            found[-1] = Shift(
                last.first, here.last, last.tasks + 1, last.items, last.subtasks, last.prefix
            )
        else:
            found.append(here)
        open_run = True
    return found


def _shift(old: Row, new: Row) -> Shift | None:
    items = _added(old["item_no"], new["item_no"])
    subtasks = _added(old["subtask_no"], new["subtask_no"])
    prefix = prefix_of(new)
    if prefix == prefix_of(old):
        prefix = None
    if not items and not subtasks and prefix is None:
        return None
    return Shift(new["row_no"], new["row_no"], 1, items, subtasks, prefix)


def _added(old: int | None, new: int | None) -> int:
    return 0 if old is None or new is None else int(new - old)


def prefix_of(row: Row) -> str | None:
    """What stands before item and ordinal in the printed position; ``None`` without position."""
    position: str | None = row["task_no"]
    if position is None:
        return None
    return position.removesuffix(f"{row['item_no']}.{row['subtask_no']}")
