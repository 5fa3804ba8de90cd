"""Which columns a spanner in the head of a table stands over. Pure; points of the page.

What says so, the strongest first: the short line below it; that labels below it come again below
the others of its line (2010, 2011 under each); that it stands in the middle of its columns, or at
the left of them, better than over any other columns that are free beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import NamedTuple

from pipeline.extract.pdf.text import Line

Range = tuple[int, int]  # the first column and that after the last

_FEWEST_ALIKE = 2  # ranges with the same labels
_REACH = 0.3  # of a character's size by which a text may reach beyond its columns
_LEFT = 0.25  # of a character's size: what it costs to stand at the left, not in the middle
_UNCOVERED = 0.5  # of a character's size: to leave a column with a label below it
_SHIFT = 0.3  # of what all texts of a line stand off their middles
_MOST_MORE = 4  # columns to either side of those that a text runs over


class Text(NamedTuple):
    """A text of the head, all on one line of print or on several; its columns if they are known."""

    lines: tuple[Line, ...]
    x0: float
    x1: float

    @property
    def size(self) -> float:
        """Of its characters."""
        return max(line.size for line in self.lines)


class Span(NamedTuple):
    """From where to where the texts of a column go, the labels of the head's last line too."""

    left: float
    right: float


def over_columns(text: Text, edges: Sequence[float]) -> Range:
    """The columns a text runs over, by the edges between columns; it may hang over by a hair."""
    reach = _REACH * text.size
    last = len(edges) - 2
    first = max(0, min(sum(x <= text.x0 + reach for x in edges) - 1, last))
    end = max(first, min(sum(x < text.x1 - reach for x in edges) - 1, last))
    return first, end + 1


def over_texts(text: Text, edges: Sequence[float], spans: Sequence[Span]) -> Range:
    """The columns with texts below a text; where none are, those whose white it is in.

    What is set to the left of columns of figures begins in the white before them.
    """
    reach = _REACH * text.size
    met = [
        number
        for number, (left, right) in enumerate(spans)
        if min(right, text.x1) - max(left, text.x0) > min(reach, (right - left) / 2)
    ]
    return (met[0], met[-1] + 1) if met else over_columns(text, edges)


def repeated(
    texts: Sequence[Text], homes: Sequence[Range], labels: Sequence[str], spans: Sequence[Span]
) -> list[Range] | None:
    """Ranges below each of which the same labels come again; ``None``: there are none.

    Each begins with the label of the first of them, and has no more than the longest before the
    last, which goes as far as its text is best in the middle. ``homes``: the columns that each
    text of a line runs over; one beside all ranges keeps them. ``labels``: the last of the head,
    for each column, and ``spans`` where its texts go.
    """
    for start in range(1, homes[0][0] + 1 if homes else 0):
        begins = [n for n in range(start, len(labels)) if labels[n] == labels[start]]
        if len(begins) < _FEWEST_ALIKE or not labels[start]:
            continue
        ranges = list(pairwise(begins))
        longest = max((labels[a:b] for a, b in ranges), key=len)
        if any(b - a < _FEWEST_ALIKE or labels[a:b] != longest[: b - a] for a, b in ranges):
            continue
        within = [
            [n for n, (a, b) in enumerate(homes) if low <= a and b <= high] for low, high in ranges
        ]
        last = [n for n, (a, _) in enumerate(homes) if begins[-1] <= a]
        if not last or any(len(own) != 1 for own in within):
            continue
        shift = sum(_off(texts[n], r, spans) for [n], r in zip(within, ranges, strict=True)) / len(
            ranges
        )
        end = _last_end(texts[last[0]], begins[-1], homes, (labels, longest, shift), spans)
        if end < max(begins[-1] + _FEWEST_ALIKE, homes[last[0]][1]):
            continue
        found = list(homes)
        for own, columns in zip([*within, last[:1]], [*ranges, (begins[-1], end)], strict=True):
            found[own[0]] = columns
        return found
    return None


def _last_end(
    text: Text,
    begin: int,
    homes: Sequence[Range],
    told: tuple[Sequence[str], Sequence[str], float],
    spans: Sequence[Span],
) -> int:
    """Where the last range ends: as its labels are, or where its text is far better centred."""
    labels, longest, shift = told
    alike = 0
    while labels[begin + alike : begin + alike + 1] == list(longest[alike : alike + 1]) != []:
        alike += 1
    limit = min([a for a, _ in homes if a > begin + alike - 1], default=len(labels))
    ends = [begin + alike]
    while ends[-1] < limit and labels[ends[-1]]:
        ends.append(ends[-1] + 1)
    return min(
        ends,
        key=lambda end: abs(_off(text, (begin, end), spans) - shift) + (end > ends[0]) * text.size,
    )


def parted(
    texts: Sequence[Text],
    homes: Sequence[Range],
    spans: Sequence[Span],
    free: Sequence[bool],
    *,
    is_whole: bool = False,
) -> list[Range] | None:
    """The ranges of texts on one line, side by side, over columns that are ``free``.

    Each is one of the columns that its text runs over, and of free ones beside these.
    ``is_whole``: none is left over. ``None`` where no way fits.
    """
    every = [_choices(home, free) for home in homes]
    size = max(text.size for text in texts)
    uncovered = 0.0 if is_whole else _UNCOVERED * size
    widest = max((b.left - a.right for a, b in pairwise(spans)), default=0.0)
    shifts = {
        off
        for text, choices in ((texts[0], every[0]), (texts[-1], every[-1]))
        for choice in choices
        if len(texts) > 1 and abs(off := _off(text, choice, spans)) <= max(widest, size) / 2
    }
    ways = []
    for shift in sorted({0.0, *shifts}, key=abs):
        offs = [
            [abs(_off(t, c, spans) - shift) for c in cs] for t, cs in zip(texts, every, strict=True)
        ]
        ways.append((_SHIFT * abs(shift), offs))
    lefts = [[abs(t.x0 - spans[c[0]].left) for c in cs] for t, cs in zip(texts, every, strict=True)]
    ways.append((_LEFT * size * len(texts), lefts))
    best: tuple[float, list[Range]] | None = None
    for more, costs in ways:
        found = _cheapest(every, costs, free, uncovered, is_whole=is_whole)
        if found is not None and (best is None or found[0] + more < best[0] - size / 100):
            best = found[0] + more, found[1]
    return best[1] if best else None


def _choices(home: Range, free: Sequence[bool]) -> list[Range]:
    """The columns a text may stand over: its own, and free ones on both sides."""
    low, high = home
    while low > 0 and free[low - 1] and home[0] - low < _MOST_MORE:
        low -= 1
    while high < len(free) and free[high] and high - home[1] < _MOST_MORE:
        high += 1
    return list(product(range(low, home[0] + 1), range(home[1], high + 1)))


def _off(text: Text, columns: Range, spans: Sequence[Span]) -> float:
    left, right = spans[columns[0]].left, spans[columns[1] - 1].right
    return (text.x0 + text.x1 - left - right) / 2


def _cheapest(
    every: Sequence[Sequence[Range]],
    costs: Sequence[Sequence[float]],
    free: Sequence[bool],
    uncovered: float,
    *,
    is_whole: bool,
) -> tuple[float, list[Range]] | None:
    """The cheapest ranges one right of the other, and what they cost.

    Of ranges that cost the same, as all do that begin at the left, the wider.
    """
    # For each column, the cheapest way to have set the texts so far left of it.
    ways: dict[int, tuple[float, list[Range]]] = {0: (0.0, [])}
    for choices, own in zip(every, costs, strict=True):
        after: dict[int, tuple[float, list[Range]]] = {}
        for (low, high), cost in zip(choices, own, strict=True):
            for end, (before, ranges) in ways.items():
                gap = sum(free[end:low])
                if end > low or (is_whole and gap):
                    continue
                total = before + cost + uncovered * gap
                if high not in after or total < after[high][0]:
                    after[high] = total, [*ranges, (low, high)]
        ways = after
    ends = [
        (cost + uncovered * sum(free[end:]), ranges)
        for end, (cost, ranges) in ways.items()
        if not (is_whole and sum(free[end:]))
    ]
    return min(ends, default=None)
