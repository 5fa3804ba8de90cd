"""Tables whose grid was lost in copying: a cell a line, or cells parted by bars or spaces.

    序号            序号 |            序号 工作任务 责任部门
    民生实事        目标与任务 |      1 落实门前四包。 县住建局
    责任单位        责任单位 |        2 开展无烟单位创建。 县卫健局
    1               80 |
    新建人行天桥。  加大托育供给。 |
    县住建局        县教育局 |

A row that a copy broke at the margin is several lines, of which the first begins with its number.

The header is found by its labels; ``placing`` puts what follows into its columns. Blank cells
and cells of several paragraphs are told by what they hold, so the run names the lines of the
rows that are not plain. A text without such a header, or that does not fit it, is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.ink import ink
from pipeline.labels import meaning_of
from pipeline.labels.times import is_time
from pipeline.locate.headers import read_columns
from pipeline.locate.line_doubts import doubts_of
from pipeline.locate.placing import ACROSS, Piece, Row, are_bodies, placed
from pipeline.numbering import leading_number, whole_number
from pipeline.records import Cell, Extraction, Part, Removal, Table

_BAR = re.compile(r"[|｜│]")
_WIDE_GAP = re.compile(r"\t|[ \u3000\xa0]{2,}|(?<=\S)\u3000(?=\S)")
_GAP = re.compile(r"[ \u3000\xa0\t]+")
_PAGE_NUMBER = re.compile(r"\s*(?:第\s*\d+\s*页.*|[-—–－]+\s*\d+\s*[-—–－]+)\s*")
_LONGEST_LABEL = 14
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_MOST_COST = 2.5  # of a row, on average: above it the text is no such table
_HOW = {
    "lines": "a cell a line",
    "bars": "parted by bars",
    "wrapped": "over several lines",
}
_MOST_HEADERS = 100  # lines with a label that are tried as the begin of one
_LABELLED = re.compile(r"\s*.{1,12}[:：]")
_LISTED = 20
_SHOWN = 40  # characters of a text that a reason quotes


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the table: its text, the paragraph it is from, and whether it opens that."""

    text: str
    at: int
    opens: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A header and what follows: the paragraphs ``first`` to ``last`` of the text."""

    labels: tuple[_Token, ...]
    meanings: tuple[str, ...]
    tokens: tuple[_Token, ...]
    drawn: tuple[tuple[int, str], ...]  # bars, by paragraph
    ways: str


def with_lines(extraction: Extraction, synonyms: Mapping[str, str]) -> Extraction | None:
    """The extraction with its text set as the table that it was, or ``None`` where it was none.

    The table comes behind the others; its cells have the places of their lines, and the bars
    are removals by rule ``drawing``. A note names the lines of rows that are not plain.
    """
    parts = extraction.outside
    for found in _readings(parts, synonyms):
        pieces = [
            Piece(token.text, token.opens, token.opens and found.ways not in ("lines", "wrapped"))
            for token in found.tokens
        ]
        cost, rows = placed(pieces, found.meanings)
        told = [row for row in rows if row[0][1] != ACROSS]
        if len(told) < 2 or cost > _MOST_COST * len(told):
            continue
        if len(found.labels) < _FEWEST_COLUMNS and not _alternates(rows):
            continue
        return _set(extraction, found, rows)
    return None


def _alternates(rows: Sequence[Row]) -> bool:
    """Whether of two columns every row fills both, with a piece each."""
    return len(rows) > 2 and all([column for _, column in row] == [0, 1] for row in rows)


def _readings(parts: Sequence[Part], synonyms: Mapping[str, str]) -> Iterable[_Found]:
    headed: list[_Found] = []
    for pattern, ways in ((_BAR, "bars"), (_WIDE_GAP, "gaps"), (_GAP, "spaces")):
        for at, part in enumerate(parts):
            found = _rows_on_lines(parts, at, pattern, ways, synonyms) if part.text else None
            if found:
                headed.append(found)
                yield found
                break
    begins = [at for at, part in enumerate(parts) if meaning_of(_cell(part.text), synonyms)]
    for at in begins[:_MOST_HEADERS]:
        found = _cells_on_lines(parts, at, synonyms)
        if found:
            yield found
            break
    yield from (replace(each, ways="wrapped") for each in headed if "number" in each.meanings)


def _rows_on_lines(
    parts: Sequence[Part],
    at: int,
    pattern: re.Pattern[str],
    ways: str,
    synonyms: Mapping[str, str],
) -> _Found | None:
    """A header on one line, and the rows on the lines below it."""
    labels = _split(parts[at].text, at, pattern)
    if not _FEWEST_COLUMNS <= len(labels) <= _MOST_COLUMNS:
        return None
    meanings = meanings_of([label.text for label in labels], synonyms)
    if meanings is None:
        return None
    tokens: list[_Token] = []
    header = [label.text for label in labels]
    for i in range(at + 1, len(parts)):
        split = _split(parts[i].text, i, pattern)
        if [token.text for token in split] != header and not _is_furniture(parts[i].text):
            tokens += split
    drawn = [(i, "".join(_BAR.findall(parts[i].text))) for i in range(at, len(parts))]
    bars = tuple(pair for pair in drawn if pair[1]) if pattern is _BAR else ()
    return _Found(tuple(labels), meanings, tuple(tokens), bars, ways) if tokens else None


def _split(text: str, at: int, pattern: re.Pattern[str]) -> list[_Token]:
    fields = [field.strip() for field in pattern.split(text)]
    filled = [field for field in fields if ink(field)]
    return [_Token(field, at, opens=i == 0) for i, field in enumerate(filled)]


def _cells_on_lines(parts: Sequence[Part], at: int, synonyms: Mapping[str, str]) -> _Found | None:
    """A header with a label on each line, and the cells on the lines below it."""
    end = at
    while end < len(parts) and end - at < _MOST_COLUMNS and _may_be_label(parts[end].text):
        end += 1
    for stop in range(end, at + 1, -1):
        texts = [_cell(parts[i].text) for i in range(at, stop)]
        meanings = meanings_of(texts, synonyms)
        if meanings is None or not meaning_of(texts[-1], synonyms):
            continue
        if len(texts) < _FEWEST_COLUMNS and meanings != ("task", "owner"):
            continue
        rest = [i for i in range(stop, len(parts)) if not _is_furniture(parts[i].text)]
        rest = _without_headers(rest, parts, texts)
        tokens = tuple(_Token(_cell(parts[i].text), i, opens=True) for i in rest)
        drawn = tuple((i, "|") for i in (*range(at, stop), *rest) if _has_bar(parts[i].text))
        labels = tuple(_Token(text, at + k, opens=True) for k, text in enumerate(texts))
        return _Found(labels, meanings, tokens, drawn, "lines") if tokens else None
    return None


def _without_headers(
    rest: Sequence[int], parts: Sequence[Part], labels: Sequence[str]
) -> list[int]:
    """The paragraphs below a header without those that print it again on a further page."""
    kept: list[int] = []
    i = 0
    while i < len(rest):
        if [_cell(parts[at].text) for at in rest[i : i + len(labels)]] == list(labels):
            i += len(labels)
        else:
            kept.append(rest[i])
            i += 1
    return kept


def _has_bar(text: str) -> bool:
    return text.rstrip().endswith("|")


def _cell(text: str) -> str:
    """A cell that stands on a line of its own, without the bar behind it."""
    return text.rstrip().removesuffix("|").strip()


def _may_be_label(text: str) -> bool:
    cell = _cell(text)
    return (
        0 < len(ink(cell)) <= _LONGEST_LABEL
        and leading_number(cell) is None
        and whole_number(cell) is None
        and not re.search(r"[。，；！]", cell)
    )


def meanings_of(labels: Sequence[str], synonyms: Mapping[str, str]) -> tuple[str, ...] | None:
    """The meanings of a header's labels; ``None`` where it heads no tasks with bodies.

    At least two labels are known, and as many as are not. A label that is not known heads
    the tasks where no other does.
    """
    if any(not 0 < len(ink(label)) <= _LONGEST_LABEL for label in labels):
        return None
    known = [meaning_of(label, synonyms) for label in labels]
    if sum(map(bool, known)) < max(2, len(labels) / 2):
        return None
    columns = read_columns([(label,) for label in labels], synonyms)
    if columns is None:
        first = next((i for i, meaning in enumerate(known) if not meaning), None)
        if first is None or not any(meaning in ("owner", "lead") for meaning in known):
            return None
        return tuple("task" if i == first else m or "note" for i, m in enumerate(known))
    return tuple(column.meaning for column in columns)


def _is_furniture(text: str) -> bool:
    return _PAGE_NUMBER.fullmatch(text) is not None


def _set(extraction: Extraction, found: _Found, rows: Sequence[Row]) -> Extraction:
    """The extraction with the rows as a table of their own."""
    parts, index, width = extraction.outside, len(extraction.tables), len(found.meanings)
    cells = [
        _filled(parts, index, 0, column, 1, [label]) for column, label in enumerate(found.labels)
    ]
    used = {label.at for label in found.labels}
    odd: list[int] = []
    doubts = doubts_of([token.text for token in found.tokens], found.meanings, rows)
    for row, placing in enumerate(rows, start=1):
        tokens = [(found.tokens[i], column) for i, column in placing]
        used.update(token.at for token, _ in tokens)
        if tokens[0][1] == ACROSS:
            cells.append(_filled(parts, index, row, 0, width, [tokens[0][0]]))
            continue
        held = {
            column: [token for token, _ in group]
            for column, group in groupby(tokens, lambda pair: pair[1])
        }
        if len(held) < width or any(len(group) > 1 for group in held.values()):
            odd.append(parts[tokens[0][0].at].place.line or tokens[0][0].at + 1)
        cells += [
            replace(
                _filled(parts, index, row, column, 1, held[column]),
                doubt=doubts.get((row - 1, column), ""),
            )
            if column in held
            else Cell(row, column, 1, 1, "", ())
            for column in range(width)
        ]
    if left := _left_below(found, rows):
        why = f"what is printed below it stands in no row: {left[:_SHOWN]}"
        cells[-1] = replace(cells[-1], doubt=why)
    table = Table(index, len(rows) + 1, width, tuple(cells))
    bars = tuple(
        Removal("drawing", drawn, parts[at].place) for at, drawn in found.drawn if at in used
    )
    return replace(
        extraction,
        tables=(*extraction.tables, table),
        outside=tuple(part for at, part in enumerate(parts) if at not in used),
        removed=extraction.removed + bars,
        notes=(*extraction.notes, *_notes(found.ways, len(rows), odd)),
    )


def _left_below(found: _Found, rows: Sequence[Row]) -> str:
    """What the last row leaves below it, if that is more than a line of one text.

    A cell a line, it is a task (no body, time or label) with bodies below it.
    """
    last = max(i for row in rows for i, _ in row)
    left = [token.text for token in found.tokens[last + 1 :]]
    if found.ways == "lines":
        begins = bool(left) and not (
            are_bodies(left[0]) or is_time(left[0]) or _LABELLED.match(left[0])
        )
        is_row = begins and any(map(are_bodies, left[1 : len(found.meanings)]))
    else:
        is_row = len(left) > len({token.at for token in found.tokens[last + 1 :]})
    return "".join(left) if is_row else ""


def _notes(ways: str, rows: int, odd: Sequence[int]) -> Iterable[str]:
    how = _HOW.get(ways, "parted by spaces")
    yield f"the cells of the table are printed {how}; its {rows} rows are put together from them"
    if odd:
        more = f" and {len(odd) - _LISTED} more" if len(odd) > _LISTED else ""
        yield (
            f"{len(odd)} rows have blank cells or cells of several lines, told by what they "
            f"hold: those that begin at lines {', '.join(map(str, odd[:_LISTED]))}{more}"
        )


def _filled(
    parts: Sequence[Part], index: int, row: int, column: int, span: int, tokens: Sequence[_Token]
) -> Cell:
    """A cell of its pieces: a line that breaks off in a sentence goes on in the same paragraph."""
    paragraphs: list[Part] = []
    for token in tokens:
        place = replace(parts[token.at].place, table=index, row=row, column=column)
        if paragraphs and _goes_on(paragraphs[-1].text, token.text):
            paragraphs[-1] = replace(paragraphs[-1], text=paragraphs[-1].text + token.text)
        else:
            paragraphs.append(Part(token.text, place))
    return Cell(
        row, column, 1, span, "\n".join(part.text for part in paragraphs), tuple(paragraphs)
    )


def _goes_on(before: str, text: str) -> bool:
    closed = before.rstrip().endswith(("。", "；", "！", "？", "：", ";", ":"))
    return (not closed and not (are_bodies(before) and are_bodies(text))) or before.endswith("、")
