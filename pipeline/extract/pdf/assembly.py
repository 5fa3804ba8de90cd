"""What was read on the pages of one file to an Extraction: tables joined over the pages. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from pipeline.extract.many import many
from pipeline.extract.pdf.chains import link_fragments, page_edges
from pipeline.extract.pdf.fragments import PageRead
from pipeline.extract.pdf.furniture import find_furniture
from pipeline.extract.pdf.left_below import doubt_left_below
from pipeline.extract.pdf.page import Doubled, Frame
from pipeline.extract.pdf.sheets import lay_abreast
from pipeline.extract.pdf.tables import assemble
from pipeline.extract.pdf.text import Line
from pipeline.extract.pdf.underprint import WATERMARK, is_printed_again
from pipeline.extract.pdf.unruled_pages import set_unruled
from pipeline.records import Box, Extraction, Part, Place, Removal


def assemble_pages(
    pages: Sequence[PageRead],
    name: str,
    characters: Mapping[str, int],
    *,
    count: int,
    format: str = "pdf",
    notes: Sequence[str] = (),
) -> Extraction:
    """Make one extraction of the pages of a file.

    ``name`` is what stands in ``Place.file``; ``characters`` the census of all pages;
    ``count`` the pages of the file, those that could not be read among them. Boxes are in
    points on the page as a viewer shows it, origin at the upper left of its visible box.
    """
    furniture: dict[tuple[int, Line], str] = {
        **find_furniture([page_edges(page) for page in pages]),
        **_watermarks(pages),
    }
    pages = lay_abreast(set_unruled(pages, furniture))
    left = {(page.number, line) for page in pages for line in page.outside}
    furniture = {key: rule for key, rule in furniture.items() if key in left}
    place = _Places(name, {page.number: page.frame for page in pages})
    body = {
        page.number: [line for line in page.outside if (page.number, line) not in furniture]
        for page in pages
    }
    pages = doubt_left_below(pages, body)
    room = _room_on_pages(pages, {n: [li.bottom for li in lines] for n, lines in body.items()})
    assembled = [
        assemble(chain, index, place, room)
        for index, chain in enumerate(link_fragments(pages, furniture))
    ]
    return Extraction(
        file=name,
        format=format,
        tables=tuple(one.table for one in assembled),
        outside=tuple(
            Part(line.text, place(number, line.box))
            for number, lines in body.items()
            for line in lines
        ),
        removed=(
            *(
                Removal(rule, line.text, place(number, line.box))
                for (number, line), rule in furniture.items()
            ),
            *(
                Removal("doubled_glyph", doubled.text, place(page.number, doubled.box))
                for page in pages
                for doubled in page.doubled
            ),
            *(
                Removal(rule, text.text, place(page.number, text.box))
                for page in pages
                for rule, text in page.aside
            ),
            *(removal for one in assembled for removal in one.removed),
        ),
        characters=characters,
        pages=count,
        notes=(
            *notes,
            *(note for page in pages for note in page.notes),
            *(note for one in assembled for note in one.notes),
        ),
    )


def _watermarks(pages: Sequence[PageRead]) -> dict[tuple[int, Line], str]:
    """The lines outside that are watermarks on other pages, with the rule that takes them."""
    marks: dict[str, set[Doubled]] = defaultdict(set)  # most pages have the same at one place
    for page in pages:
        for rule, mark in page.aside:
            if rule == WATERMARK:
                marks[mark.text].add(mark)
    return {
        (page.number, line): WATERMARK
        for page in pages
        for line in page.outside
        if line.text in marks and is_printed_again(line, marks[line.text])
    }


class _Rounded(dict[float, float]):
    """Coordinates rounded to the hundredth; each edge of a table is that of many cells."""

    def __missing__(self, value: float) -> float:
        rounded = self[value] = round(value, 2)
        return rounded


@dataclass(frozen=True, slots=True)
class _Places:
    """Gives the place of a box on a page of the file ``name``, in a table or outside of all."""

    name: str
    frames: Mapping[int, Frame]

    def __call__(
        self,
        page: int,
        box: Box,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> Place:
        return Place(self.name, page, self._shown(page, box), table, row, column)

    def of_cells(
        self,
        pages: Sequence[int],
        boxes: Sequence[Box],
        table: int,
        rows: Sequence[int],
        columns: Sequence[int],
    ) -> list[Place]:
        return many(
            Place,
            len(pages),
            file=repeat(self.name),
            page=pages,
            bbox=self._all_shown(pages, boxes),
            table=repeat(table),
            row=rows,
            column=columns,
        )

    def _all_shown(self, pages: Sequence[int], boxes: Sequence[Box]) -> Iterator[Box]:
        rounded = _Rounded()
        for page, box in zip(pages, boxes, strict=True):
            left, top, right, bottom = self.frames[page].as_shown(box)
            yield rounded[left], rounded[top], rounded[right], rounded[bottom]

    def _shown(self, page: int, box: Box) -> Box:
        left, top, right, bottom = self.frames[page].as_shown(box)
        return (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))


def _room_on_pages(
    pages: Sequence[PageRead], bottoms: Mapping[int, Sequence[float]]
) -> dict[int, float]:
    """How far above the end of the page body the last table of each page ends, in points.

    The body ends where it does on the fullest quarter of the pages of the same size, so
    that a single page with more on it does not count.
    """
    ends: dict[tuple[int, int], list[float]] = defaultdict(list)
    for page in pages:
        tables = [fragment.ys[-1] for fragment in page.fragments]
        ends[_size(page)].append(max([0.0, *tables, *bottoms[page.number]]))
    body_end = {size: sorted(found)[-1 - len(found) // 4] for size, found in ends.items()}
    return {
        page.number: body_end[_size(page)] - page.fragments[-1].ys[-1]
        for page in pages
        if page.fragments
    }


def _size(page: PageRead) -> tuple[int, int]:
    width, height = page.frame.size
    return (round(width), round(height))
