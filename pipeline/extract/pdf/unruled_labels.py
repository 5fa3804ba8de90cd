"""The labels in the head of a table, and the columns of each. Pure; points of the page.

A short line drawn below a label says which columns it stands over; several labels above one line
share its columns. Where no line is drawn it is told by where they stand (``unruled_ranges``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.pdf.pieces import Strip
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.unruled_breaks import middle_of
from pipeline.extract.pdf.unruled_ranges import (
    Range,
    Span,
    Text,
    over_columns,
    over_texts,
    parted,
    repeated,
)

_NEAR = 2.0  # of a character's size: two lines of one label are nearer
_COVERED = 0.6  # of a column's texts is above or below a line that is drawn for it
_TOUCH = 1.5  # points between the parts of one line
_AT = 0.4  # of a character's size by which a label may stand off its place in the column
_BLANK = 0.6  # of a character's size: the widest between two words
_BLANK_OF_WHITE = 0.5  # of the white between two columns: more parts texts there


class Label(NamedTuple):
    """A text of the head, and the columns it stands over."""

    columns: Range
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        """The middle of its first line."""
        return min(map(middle_of, self.lines))

    @property
    def bottom(self) -> float:
        """The middle of its last line."""
        return max(map(middle_of, self.lines))

    @property
    def size(self) -> float:
        """Of its characters."""
        return max(line.size for line in self.lines)


class Rule(NamedTuple):
    """A level line, and the columns it is drawn for."""

    at: float
    start: float
    end: float
    columns: Range


def drawn_rules(
    rulings: Sequence[Ruling], edges: Sequence[float], heights: Sequence[Sequence[Line]]
) -> list[Rule]:
    """The level lines near a head, the parts of one joined, with the columns they are drawn for."""
    bottom = max(line.bottom for line in heights[-1])
    spans = text_spans(heights, edges)
    joined: list[list[float]] = []
    for at, start, end in sorted(rulings):
        if not heights[0][0].top - heights[0][0].size < at < bottom:
            continue
        near = [one for one in joined if at - one[0] < _TOUCH and start <= one[2] + _TOUCH]
        if near and end >= near[-1][1] - _TOUCH:
            near[-1][1:] = [min(near[-1][1], start), max(near[-1][2], end)]
        else:
            joined.append([at, start, end])
    by_height: list[list[list[float]]] = []
    for one in joined:
        if by_height and one[0] - by_height[-1][0][0] < _TOUCH:
            by_height[-1].append(one)
        else:
            by_height.append([one])
    found: list[Rule] = []
    for level in by_height:
        parts = [(at, start, end, _columns_of(start, end, spans)) for at, start, end in level]
        parts = [part for part in parts if part[3][0] < part[3][1]]
        met = {n for part in parts for n in range(*part[3])}
        if len(met) == len(spans):
            ends = min(part[1] for part in parts), max(part[2] for part in parts)
            found.append(Rule(parts[0][0], *ends, (0, len(spans))))
        else:
            found += [Rule(*part) for part in parts]
    return found


def _columns_of(start: float, end: float, spans: Sequence[Span]) -> Range:
    met = [
        number
        for number, (left, right) in enumerate(spans)
        if min(end, right) - max(start, left) >= _COVERED * (right - left)
    ]
    return (met[0], met[-1] + 1) if met else (0, 0)


def text_spans(heights: Sequence[Sequence[Line]], edges: Sequence[float]) -> list[Span]:
    """From where to where the texts of each column go; those over several columns aside."""
    found = [[left, right] for left, right in pairwise(edges)]
    met: set[int] = set()
    for row in heights:
        for line in row:
            first, end = over_columns(one_text([line]), edges)
            if end - first != 1:
                continue
            if first not in met:
                found[first] = [line.x0, line.x1]
                met.add(first)
            found[first] = [min(found[first][0], line.x0), max(found[first][1], line.x1)]
    return [Span(left, right) for left, right in found]


def one_text(lines: Sequence[Line]) -> Text:
    """The text of some lines."""
    return Text(tuple(lines), min(li.x0 for li in lines), max(li.x1 for li in lines))


def whole_texts(row: Sequence[Line], strips: Sequence[Strip], spans: Sequence[Span]) -> list[Text]:
    """The texts of one height, each whole where a column edge lies in the blank of its words.

    Two labels close to each other are no such text: each stands in its column (``spans``).
    """
    found: list[list[Line]] = []
    for line in sorted(row, key=lambda one: one.x0):
        if found:
            last = found[-1][-1]
            blank = line.x0 - last.x1
            place = next((n for n, s in enumerate(strips) if last.x1 <= s.middle <= line.x0), None)
            if blank < _BLANK * line.size and (
                place is None
                or (
                    blank < _BLANK_OF_WHITE * (strips[place].x1 - strips[place].x0)
                    and not (_stands_in(last, spans[place]) and _stands_in(line, spans[place + 1]))
                )
            ):
                found[-1].append(line)
                continue
        found.append([line])
    return [one_text(lines) for lines in found]


def _stands_in(line: Line, span: Span) -> bool:
    """Whether a text stands at the left, in the middle or at the right of a column."""
    off = (
        line.x0 - span.left,
        (line.x0 + line.x1 - span.left - span.right) / 2,
        line.x1 - span.right,
    )
    return min(map(abs, off)) < _AT * line.size


def labels_of(
    rows: Sequence[Sequence[Text]],
    rules: Sequence[Rule],
    edges: Sequence[float],
    spans: Sequence[Span],
) -> list[Label] | None:
    """The cells of a head, the lines of one label joined, from the top down."""
    count = len(edges) - 1
    labels = ["" for _ in range(count)]
    for row in rows:
        for text in row:
            first, end = over_columns(text, edges)
            if end - first == 1:
                labels[first] = "".join(line.text for line in text.lines)
    by_rule: dict[Rule, list[Text]] = {}
    free: list[list[Text]] = []
    for row in rows:
        free.append([])
        for text in row:
            rule = _rule_below(text, rules, count)
            if rule is None:
                free[-1].append(text)
            else:
                by_rule.setdefault(rule, []).append(text)
    found: list[Label] = []
    for rule, texts in by_rule.items():
        ranges = _over_rule(rule, _stacked(texts), edges, (spans, labels))
        if ranges is None:
            return None
        found += ranges
    for number, texts in enumerate(free):
        if texts:
            beside = [one.columns for one in found if _is_level(one, rows[number])]
            below = [text for row in rows[number + 1 :] for text in row]
            found += _by_place(texts, beside, below, (edges, spans, labels))
    return _joined(found, rules)


def _rule_below(text: Text, rules: Sequence[Rule], count: int) -> Rule | None:
    """The next line below a text, if it is drawn for several of all columns, and for the text."""
    for rule in sorted(rules):
        covered = min(rule.end, text.x1) - max(rule.start, text.x0)
        if rule.at > middle_of(text.lines[0]) and covered >= _COVERED * (text.x1 - text.x0):
            is_spanner = 1 < rule.columns[1] - rule.columns[0] < count
            return rule if is_spanner else None
    return None


def _stacked(texts: Sequence[Text]) -> list[list[Text]]:
    """Texts above one line, each with those below it."""
    found: list[list[Text]] = []
    for text in texts:
        above = next(
            (
                one
                for one in found
                if min(text.x1, one[-1].x1) - max(text.x0, one[-1].x0) > 0
                and middle_of(text.lines[0]) > middle_of(one[-1].lines[0]) + text.size / 2
            ),
            None,
        )
        if above is None:
            found.append([text])
        else:
            above.append(text)
    return found


def _over_rule(
    rule: Rule,
    stacks: Sequence[list[Text]],
    edges: Sequence[float],
    told: tuple[Sequence[Span], Sequence[str]],
) -> list[Label] | None:
    """The cells above one line: one takes all its columns, several share them."""
    spans, labels = told
    low, high = rule.columns
    whole = [one_text([li for text in stack for li in text.lines]) for stack in stacks]
    order = sorted(range(len(whole)), key=lambda n: whole[n].x0)
    ranges: Sequence[Range] | None = [rule.columns]
    if len(whole) > 1:
        homes = [over_texts(whole[n], edges, spans) for n in order]
        homes = [(max(a, low), min(max(b, low + 1), high)) for a, b in homes]
        if any(a[1] > b[0] for a, b in pairwise(homes)):
            return None
        is_free = [low <= n < high for n in range(len(spans))]
        for a, b in homes:
            is_free[a:b] = [False] * (b - a)
        texts = [whole[n] for n in order]
        ranges = repeated(texts, homes, labels, spans) or parted(
            texts, homes, spans, is_free, is_whole=True
        )
    if ranges is None:
        return None
    return [
        Label(columns, tuple(li for text in stacks[n] for li in text.lines))
        for n, columns in zip(order, ranges, strict=True)
    ]


def _is_level(cell: Label, row: Sequence[Text]) -> bool:
    return any(
        cell.top - cell.size / 2 < middle_of(text.lines[0]) < cell.bottom + cell.size / 2
        for text in row
    )


def _by_place(
    texts: Sequence[Text],
    beside: Sequence[Range],
    below: Sequence[Text],
    told: tuple[Sequence[float], Sequence[Span], Sequence[str]],
) -> list[Label]:
    """The cells of texts on one line that no line is drawn for."""
    edges, spans, labels = told
    homes = [over_columns(text, edges) for text in texts]
    free = [bool(n) for n in range(len(spans))]
    for low, high in (*beside, *homes):
        free[low:high] = [False] * (high - low)
    # What has no label of its own further down is no column of a spanner.
    has_label = {n for text in below for n in range(*over_columns(text, edges))}
    free = [is_free and n in has_label for n, is_free in enumerate(free)]
    inner = [n for n, home in enumerate(homes) if home[0]]
    own, at = [texts[n] for n in inner], [homes[n] for n in inner]
    ranges = list(homes)
    cores = [over_texts(text, edges, spans) for text in own]
    found = repeated(own, cores, labels, spans) if inner and not beside else None
    if found is not None:
        for n, columns in zip(inner, found, strict=True):
            ranges[n] = columns
    elif any(high - low > 1 for low, high in at):
        found = parted(own, at, spans, free) or at
        wide = {b - a for (a, b), (low, high) in zip(found, at, strict=True) if high - low > 1}
        for n, (low, high), (a, b) in zip(inner, found, at, strict=True):
            # A text over one column may be the first line of its label.
            ranges[n] = (low, high) if b - a > 1 or high - low in wide else (a, b)
    return [Label(columns, text.lines) for columns, text in zip(ranges, texts, strict=True)]


def _joined(cells: Sequence[Label], rules: Sequence[Rule]) -> list[Label]:
    """The cells with those joined that are lines of one label: near, and no line between."""
    found: list[Label] = []
    for cell in sorted(cells, key=lambda one: (one.top, one.columns)):
        above = next(
            (
                one
                for one in reversed(found)
                if one.columns[0] < cell.columns[1] and cell.columns[0] < one.columns[1]
            ),
            None,
        )
        if (
            above is None
            or above.columns != cell.columns
            or cell.top - above.bottom > _NEAR * cell.size
            or any(
                above.bottom < rule.at < cell.top
                and rule.columns[0] < cell.columns[1]
                and cell.columns[0] < rule.columns[1]
                for rule in rules
            )
        ):
            found.append(cell)
            continue
        found[found.index(above)] = Label(cell.columns, (*above.lines, *cell.lines))
    return found
