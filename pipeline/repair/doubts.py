"""What the reader of a file doubts, carried to the tasks.

Characters that were recognised on a picture without certainty, or of which a file tells nothing
(U+FFFD) or something that nobody prints there, and cells of which the page does not tell what
belongs to them, are a doubt of every task that the cell belongs to, so that nobody takes a misread
word for a printed one. So are long texts in tables that were found to be no
task tables: lists of contacts and of money have none, lost columns have many; and so are rows of
long texts that were taken for a header. Texts whose characters make no words were told by a font
that shows others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.ink import ink
from pipeline.mistold import is_nonsense, mistold
from pipeline.records import Cell, Destination, Repaired, Task

_SHARED = ("section", "item_title", "item_no")  # fields that rows below have from a row above
_WEIGHED = 400  # characters of texts that are weighed together
_NONSENSE = (
    "text_doubtful: text: its characters make no words; the file may name others than it shows"
)
_BESIDE = 3  # characters on each side that say where in another text a character stands
_SHOWN = 4  # doubtful characters that a reason spells out
_LONG = 16  # characters of a cell that is more than a name, a number or a label
_NO_LABEL = 12  # characters of a header's cell that is no label; a title stands alone in its row
_FEWEST_LONG, _LONG_LEFT = 3, 0.25  # such cells in other tables, and their share of the characters


@dataclass(frozen=True, slots=True)
class _Doubted:
    """A cell with doubtful characters: its ink, and their (offset in it, confidence).

    An offset at the end stands for print in which nothing was recognised. ``layout``: why it
    is doubtful what belongs to the cell.
    """

    field: str
    text: str
    doubts: tuple[tuple[int, float], ...]
    layout: str


def carry_doubts(repaired: Repaired) -> Repaired:
    """Flag every task with a doubtful character in a cell of its rows, and say where it stands.

    The reason is ``recognition_doubtful: field: …消防[权]援… 0.31``, or ``layout_doubtful: field:
    why`` where it is doubtful what belongs to the cell; the grade becomes C. Characters in the
    owner text are given in ``Task.owner_doubts``. A cell merged over several rows counts
    for each of them. Where much that reads like tasks is in no task table, every task is flagged.
    """
    repaired = _doubting_nonsense(repaired)
    found = _by_task(repaired)
    lost = [words for words in (_left_out(repaired), _in_headers(repaired)) if words]
    if not found and not lost:
        return repaired
    tasks = tuple(
        _doubted(task, found[task.row_no]) if task.row_no in found else task
        for task in repaired.tasks
    )
    if not lost:
        return replace(repaired, tasks=tasks)
    reasons = [f"layout_doubtful: table: {words}" for words in lost]
    located = repaired.located
    return replace(
        repaired,
        located=replace(located, findings=(*located.findings, *lost)),
        tasks=tuple(
            replace(task, review_reasons=(*task.review_reasons, *reasons), grade="C")
            for task in tasks
        ),
    )


def _doubting_nonsense(repaired: Repaired) -> Repaired:
    """Flags tasks whose texts make no words: some font tells other characters than it shows.

    One text says too little, so that neighbouring ones are weighed together.
    """
    doubted: set[int] = set()
    for values in (
        [(task.row_no, task.text or "") for task in repaired.tasks],
        [(task.row_no, task.item_title or "") for task in repaired.tasks],
    ):
        for group in _neighbours(values):
            if is_nonsense("".join(dict.fromkeys(text for _, text in group))):
                doubted.update(row_no for row_no, text in group if text)
    if not doubted:
        return repaired
    tasks = tuple(
        replace(task, review_reasons=(*task.review_reasons, _NONSENSE), grade="C")
        if task.row_no in doubted
        else task
        for task in repaired.tasks
    )
    return replace(repaired, tasks=tasks)


def _neighbours(values: Iterable[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Texts in a row, parted into groups long enough to weigh; what is left is of the last."""
    groups: list[list[tuple[int, str]]] = [[]]
    length = 0
    for value in values:
        if length >= _WEIGHED:
            groups.append([])
            length = 0
        groups[-1].append(value)
        length += len(value[1])
    if length < _WEIGHED and len(groups) > 1:
        last = groups.pop()
        groups[-1] += last
    return groups


def _left_out(repaired: Repaired) -> str:
    """Which tables hold much text as long as a task's and are no task tables, in words."""
    located = repaired.located
    long = [
        (table, len(ink(cell.text)))
        for table in located.extraction.tables
        for cell in table.cells
        if len(ink(cell.text)) >= _LONG
    ]
    left = [(table, length) for table, length in long if table.index in located.others]
    lost, total = (sum(length for _, length in cells) for cells in (left, long))
    if len(left) < _FEWEST_LONG or lost < _LONG_LEFT * total:
        return ""
    tables = ", ".join(str(index + 1) for index in sorted({table.index for table, _ in left}))
    return f"{lost:,} of {total:,} characters of long cells are in no task (table {tables})"


def _in_headers(repaired: Repaired) -> str:
    """Which rows were taken for a header though several of their cells are no labels, in words."""
    headers = {(d.table, d.row, d.column) for d in repaired.destinations if d.name == "header"}
    rows = Counter(
        (table.index, cell.row)
        for table in repaired.located.extraction.tables
        for cell in table.cells
        if (table.index, cell.row, cell.column) in headers and len(ink(cell.text)) >= _NO_LABEL
    )
    long = sorted(row for row, count in rows.items() if count > 1)
    if not long:
        return ""
    tables = ", ".join(str(index + 1) for index in sorted({index for index, _ in long}))
    return f"{len(long)} rows with long texts are read as header (table {tables})"


def _by_task(repaired: Repaired) -> Mapping[int, list[_Doubted]]:
    cells = [
        (table.index, cell)
        for table in repaired.located.extraction.tables
        for cell in table.cells
        if cell.doubt or mistold(cell.text) or any(part.doubts for part in cell.parts)
    ]
    if not cells:
        return {}
    ends = {(d.table, d.row, d.column): d for d in repaired.destinations}
    tasks: dict[tuple[int, int], set[int]] = defaultdict(set)
    for each in repaired.destinations:
        if each.row_no is not None:
            tasks[each.table, each.row].add(each.row_no)
    found: dict[int, list[_Doubted]] = defaultdict(list)
    for table, cell in cells:
        end = ends.get((table, cell.row, cell.column))
        doubted = _of_cell(cell, end.name if end is not None else "row")
        if end is not None and end.row_no is not None and cell.row_span == 1:
            for row_no in (end.row_no, *_shared_with(repaired, end, doubted.text)):
                found[row_no].append(doubted)
            continue
        rows = range(cell.row, cell.row + cell.row_span)
        for row_no in sorted({no for row in rows for no in tasks.get((table, row), ())}):
            found[row_no].append(doubted)
    return found


def _shared_with(repaired: Repaired, end: Destination, text: str) -> Iterator[int]:
    """The tasks below that have the value of a cell from the row above: its section or item.

    Of a section each task to the next heading of its level, of a title or number each task that
    prints none of its own.
    """
    if end.name not in _SHARED:
        return
    printed = {
        (table.index, cell.row, cell.column)
        for table in repaired.located.extraction.tables
        for cell in table.cells
        if ink(cell.text)
    }
    own = {
        each.row_no
        for each in repaired.destinations
        if each.name == end.name and (each.table, each.row, each.column) in printed
    }
    below = (task for task in repaired.tasks if task.row_no >= (end.row_no or 0))
    first = next(below, None)
    if first is None:
        return
    for task in below:
        if end.name == "section":
            parts = [part for part in first.section if text in ink(part)] or first.section
            if not parts or parts[0] not in task.section:
                return
        elif task.row_no in own or getattr(task, end.name) != getattr(first, end.name):
            return
        yield task.row_no


def _of_cell(cell: Cell, field: str) -> _Doubted:
    text, doubts = "", []
    for part in cell.parts:
        doubts += [
            (len(text) + len(ink(part.text[:offset])), confidence)
            for offset, confidence in (*part.doubts, *((at, 0.0) for at in mistold(part.text)))
        ]
        text += ink(part.text)
    return _Doubted(field, text, tuple(doubts), cell.doubt)


def _doubted(task: Task, cells: Iterable[_Doubted]) -> Task:
    reasons: list[str] = []
    in_owners: set[tuple[int, float]] = set()
    for cell in cells:
        if cell.layout:
            reasons.append(f"layout_doubtful: {cell.field}: {cell.layout}")
        if not cell.doubts:
            continue
        reasons.append(f"recognition_doubtful: {cell.field}: {_shown(cell)}")
        if task.owner_text:
            in_owners.update(
                (place, confidence)
                for offset, confidence in cell.doubts
                for place in _places(cell, offset, task.owner_text)
            )
    return replace(
        task,
        review_reasons=tuple(dict.fromkeys((*task.review_reasons, *reasons))),
        grade="C",
        owner_doubts=tuple(sorted(in_owners)),
    )


def _shown(cell: _Doubted) -> str:
    shown = [
        f"{cell.text[max(0, at - _BESIDE) : at]}[{cell.text[at : at + 1] or 'unread print'}]"
        f"{cell.text[at + 1 : at + 1 + _BESIDE]} {confidence:.2f}"
        for at, confidence in cell.doubts[:_SHOWN]
    ]
    more = len(cell.doubts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _places(cell: _Doubted, offset: int, owners: str) -> list[int]:
    """Where in the owner text the character of a cell stands, by the characters beside it.

    Where the text of the cell stands in it as a whole, exactly there.
    """
    whole = owners.find(cell.text)
    if cell.field == "owner_text" and whole >= 0:
        return [min(whole + offset, len(owners) - 1)]
    if offset >= len(cell.text):
        return []
    before = min(offset, _BESIDE)
    beside = cell.text[offset - before : offset + 1 + _BESIDE]
    if cell.field != "owner_text" and len(beside) <= _BESIDE:
        return []
    return [at + before for at in range(len(owners)) if owners.startswith(beside, at)] or [
        at
        for at, character in enumerate(owners)
        if cell.field == "owner_text" and character == cell.text[offset]
    ]
