"""The rule about columns of figures that say how much of a task is to be reached."""

from __future__ import annotations

import re

from pipeline.ink import ink
from pipeline.labels import fold
from pipeline.repair.sheet import Line, Sheet, Slot
from pipeline.thaw import replace

_MEASURE = re.compile(
    r"(?:.*(?:目标|指标|计划|任务|考核)(?:值|数|量|任务|\((?:数量?|任务量|值)\))|数量|工程量|.*(?:年度?|期末|季度|半年)目标|目标"
    r"|(?:19|20)\d\d年(?:度)?(?:计划|任务)?)(?:\((?P<unit>[^()]{1,8})\))?"
)
_BEFORE = re.compile(r"基[数准期]|现状|上年|去年|同期|实际|已完成")
_UNIT = re.compile(r"(?:计量|度量)?单位(?:\(计量\))?")
_FIGURE = re.compile(r"[^\d]{0,4}\d[\d.,，~～\-—－]*\D{0,8}")
_HAS_UNIT = re.compile(r"\d[^\d.,，~～\-—－以左上下内]")


def read_measures(sheet: Sheet) -> Sheet:
    """The figures in columns such as 目标值, 数量 or 2025年目标, with the unit beside them.

    ``目标值 | 单位`` over ``5 | 所`` is the measure 5所 of the task; the unit may also stand in the
    label (数量（所）). The cells stay declared outside the fields.
    """
    return sheet.after(map(_measured, sheet.lines))


def _measured(line: Line) -> Line:
    notes = [slot for slot in line.of("note") if ink(slot.cell.text)]
    units = [ink(slot.cell.text) for slot in notes if _UNIT.fullmatch(fold(slot.column.label))]
    found = [_measure(slot, units[0] if len(units) == 1 else "") for slot in notes]
    measures = tuple(filter(None, found))
    return replace(line, measures=measures) if measures else line


def _measure(slot: Slot, unit: str) -> str:
    label, text = fold(slot.column.label), ink(slot.cell.text)
    named = _MEASURE.fullmatch(label)
    if named is None or _BEFORE.search(label) or not _FIGURE.fullmatch(text):
        return ""
    return text if _HAS_UNIT.search(text) else text + (named["unit"] or unit)
