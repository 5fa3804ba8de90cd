"""In which columns the cells of a row stand whose merged cells are left out (``bars``).

A column has a class, told by its label and by the longest rows: ``text``, ``number``, ``bodies``,
``time`` or ``any``. Of all ways to put the cells of a row into the columns, in their order, the
cheapest is taken; a row that fits none, or several about as well, is doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from pipeline.ink import ink
from pipeline.labels import OWNERS
from pipeline.locate.placing import are_bodies
from pipeline.locate.shapes import kind_of
from pipeline.numbering import leading_number, whole_number

MOST_COLUMNS = 9
_NAMED = ("chinese", "chinese-bracket", "ordinal")
_MISFIT, _CLOSE = 1.0, 0.4  # what a row may cost, and another way of putting it at least more
_SLIGHT = 0.1
_SHORT, _SHORT_NAME = 6, 0.6  # characters of what may be a body that no rule knows (办公室)
_STYLE, LEFT_OUT = 1.0, 0.6
_FIT: Mapping[tuple[str, str], float] = {
    ("text", "bodies"): 2.0,
    ("text", "time"): 1.5,
    ("text", "number"): 6.0,
    ("bodies", "text"): 1.5,
    ("time", "text"): 1.5,
    ("number", "text"): 4.0,
}
_OTHER = 4.0
_UNFIT = "its cells do not look like those of the columns that they stand in"
_WAYS = "cells of its row are left out; which columns the others stand in is not told for certain"
GONE = "a cell of its row is left out: it is blank, or goes on from above"

# Of each column its class, and the index of its label.
Columns: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Placing:
    """A row: the column of each cell, the cost, and why it is in doubt."""

    columns: tuple[int, ...]
    cost: float
    doubt: str


def _class_of(text: str) -> str:
    if not ink(text):
        return "blank"
    if whole_number(text):
        return "number"
    if kind_of(text) == "time":
        return "time"
    if leading_number(text):
        return "text"
    return "bodies" if are_bodies(text) or kind_of(text) == "persons" else "text"


def meant_by(meaning: str) -> str:
    """The class of the cells below a label."""
    if meaning in (*OWNERS, "person"):
        return "bodies"
    if meaning in ("section", "item", "task"):
        return "text"
    return {"number": "number", "deadline": "time"}.get(meaning, "any")


def columns_of_rows(
    meanings: Sequence[str], rows: Sequence[Sequence[str]], most: int
) -> Columns | None:
    """The columns of rows of which the longest have a cell in each; labels may head several.

    The last ones may be blank in all rows: so many as bars stand for, ``most`` at most.
    """
    labels, meant = len(meanings), [meant_by(meaning) for meaning in meanings]
    longest = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == longest]
    seen = [
        Counter(_class_of(row[c]) for row in full if row[c]).most_common(1) for c in range(longest)
    ]
    classes = [each[0][0] if each else "any" for each in seen]
    ways = []
    fewest = max(labels, longest)
    for width in range(fewest, min(max(most, fewest), MOST_COLUMNS) + 1):
        told = classes + ["any"] * (width - longest)
        for cuts in combinations(range(1, width), labels - 1):
            edges = (0, *cuts, width)
            price = sum(
                _heads(
                    meant[i], told[edges[i] : edges[i + 1]], is_last="text" not in meant[i + 1 :]
                )
                for i in range(labels)
            )
            ways.append((price + _SLIGHT * (width - fewest), edges, told))
    if not ways:
        return None
    price, edges, told = min(ways)
    if price >= _OTHER:
        return None
    return tuple(
        ("number" if meant[i] == "text" and told[c] == "number" else meant[i], i)
        for i in range(labels)
        for c in range(edges[i], edges[i + 1])
    )


def _heads(meant: str, classes: Sequence[str], *, is_last: bool) -> float:
    """What it costs that a label of this class heads columns of those classes.

    ``is_last``: no label of texts stands behind it.
    """
    extra = len(classes) - 1
    if meant == "text":
        numbers = [i for i, each in enumerate(classes) if each == "number"]
        strange = sum(2.0 for each in classes if each in ("bodies", "time"))
        # A number stands in front of what it counts; titles have their label rather than a task.
        strange += 0.2 * max(0, classes.count("text") - 1) * (2 if is_last else 1)
        return strange + sum(1.0 if i == extra else 0.3 * i for i in numbers)
    if meant == "any":
        return 1.0 * extra
    return 1.0 * extra + sum(_strange(meant, each) for each in classes)


def _strange(meant: str, class_: str) -> float:
    if class_ == meant:
        return 0.0
    return _SLIGHT if class_ == "any" else min(_FIT.get((class_, meant), _OTHER), _MISFIT + 1)


# --- where the cells of a row stand ----------------------------------------------------


def _cost(text: str, column: str, styles: frozenset[str]) -> float:
    """What it costs that a text stands in a column of this class, its titles numbered so."""
    class_ = _class_of(text)
    if class_ == "blank":
        return LEFT_OUT if column == "text" else _SLIGHT
    if column == "any":
        begins = is_named(text) or class_ == "number"
        return _MISFIT + 1 if begins else 2 * _SLIGHT if class_ == "text" else _SLIGHT
    if class_ != column:
        if class_ == "text" and column in ("bodies", "time"):
            short = column == "bodies" and len(ink(text)) <= _SHORT
            return _OTHER if "。" in text else _SHORT_NAME if short else _FIT[class_, column]
        return _FIT.get((class_, column), _OTHER)
    number = leading_number(text)
    style = number.style if number else ""
    return _STYLE if column == "text" and styles and style not in styles else 0.0


def placing(texts: Sequence[str], columns: Columns, styles: Sequence[frozenset[str]]) -> Placing:
    """The columns of the cells of a row, at the least cost."""
    costs = [
        [_cost(text, class_, styles[c]) for c, (class_, _) in enumerate(columns)] for text in texts
    ]
    ways = []
    for chosen in combinations(range(len(columns)), len(texts)):
        price = sum(costs[i][c] for i, c in enumerate(chosen))
        for c, (class_, _) in enumerate(columns):
            if c not in chosen:
                first = c < chosen[0] and class_ in ("text", "number")
                price += _SLIGHT if first or class_ == "any" else LEFT_OUT
        ways.append((price, chosen))
    ways.sort()
    price, chosen = ways[0]
    misfit = sum(costs[i][c] for i, c in enumerate(chosen))
    last = max((c for c, (class_, _) in enumerate(columns) if class_ == "text"), default=-1)
    gone = [c for c, (class_, _) in enumerate(columns) if c not in chosen and class_ != "any"]
    doubt = ""
    if misfit >= _MISFIT:
        doubt = _UNFIT
    elif len(ways) > 1 and ways[1][0] - price < _CLOSE:
        doubt = _WAYS
    elif any(c > chosen[0] or columns[c][0] in ("bodies", "time") or c == last for c in gone):
        doubt = GONE
    elif _is_either(texts[0], chosen[0], columns, styles):
        doubt = _WAYS
    return Placing(chosen, price, doubt)


def _is_either(text: str, column: int, columns: Columns, styles: Sequence[frozenset[str]]) -> bool:
    """Whether a title whose neighbour in front is left out may as well stand there."""
    if column == 0 or columns[column][0] != "text" or columns[column - 1][0] != "text":
        return False
    number = leading_number(text)
    return (number.style if number else "") in styles[column - 1] or not styles[column]


def is_named(text: str) -> bool:
    """Whether a text begins as a heading does: 一、, （一）, 第一."""
    number = leading_number(text)
    return number is not None and number.style in _NAMED


def styles_of(rows: Sequence[Sequence[str]], width: int) -> list[frozenset[str]]:
    """How the texts of each column are numbered, as the full rows show."""
    longest = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == longest]
    found = []
    for column in range(width):
        counts = Counter(
            number.style if (number := leading_number(row[column])) else ""
            for row in full
            if column < longest and row[column]
        )
        found.append(frozenset(s for s, often in counts.items() if 3 * often >= counts.total()))
    return found
