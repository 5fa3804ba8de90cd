"""Print of a recognised page that stands like rows and is in no table makes its place doubtful."""

from __future__ import annotations

from pipeline.extract.pdf.page import Ruling
from pipeline.extract.scan.balance import doubt_beside, find_strays
from pipeline.extract.scan.page import Scanned
from pipeline.records import Box, Cell, Extraction, Part, Place, Table

RULES = tuple(Ruling(float(at), 50.0, 550.0) for at in (100, 300, 700))


def page(*, unread: tuple[Box, ...] = (), rules: tuple[Ruling, ...] = ()) -> Scanned:
    """A page of 600 by 800 points."""
    return Scanned((600.0, 800.0), 0, 0.0, (), rules, (), unread)


def part(text: str, box: Box, number: int = 1) -> Part:
    return Part(text, Place("a.png", number, box), 1.0)


def file(outside: tuple[Part, ...], pages: int = 1) -> Extraction:
    """A table of two cells at the top of each page, and what stands outside."""
    tables = tuple(
        Table(
            number - 1,
            1,
            2,
            tuple(
                Cell(
                    0,
                    at,
                    1,
                    1,
                    text,
                    (part(text, (50 + 250 * at, 100, 300 + 250 * at, 200), number),),
                )
                for at, text in enumerate(("一", "二"))
            ),
        )
        for number in range(1, pages + 1)
    )
    return Extraction("a.png", "image", tables, outside, (), {})


def doubted(extraction: Extraction, read: dict[int, Scanned]) -> list[tuple[int, int]]:
    """Page and column of the cells that are made doubtful."""
    tables = doubt_beside(extraction.tables, find_strays(extraction, read))
    return [
        (part.place.page or 0, cell.column)
        for table in tables
        for cell in table.cells
        for part in cell.parts
        if part.doubts == ((len(part.text), 0.0),) and part.confidence == 0.0
    ]


def test_rows_between_ruling_lines_that_are_in_no_table() -> None:
    """Three long lines make a table; a row below the cells that were found is none of its cells."""
    lost = part("市公安局", (60, 400, 120, 412))
    assert doubted(file((lost,)), {1: page(rules=RULES)}) == [(1, 1)]
    assert doubted(file((lost,)), {1: page(rules=RULES[:2])}) == []


def test_texts_side_by_side_at_several_heights() -> None:
    """One such height may be a signature; two are rows. So on the next page, without a table."""
    row = [part("文", (x, top, x + 60, top + 12), 2) for top in (100, 130) for x in (60, 300)]
    pages = {1: page(), 2: page()}
    assert doubted(file((row[0], row[1])), pages) == []
    assert doubted(file(tuple(row)), pages) == [(1, 1)]


def test_a_title_and_paragraphs_are_no_rows() -> None:
    lines = tuple(part("文", (60, top, 500, top + 12)) for top in (20, 40, 720, 740))
    assert doubted(file(lines), {1: page(rules=RULES)}) == []


def test_print_within_a_table_that_no_cell_holds() -> None:
    """Ink in the gap between two cells, in which nothing was recognised; dust outside is none."""
    cells = file(())
    gap = Cell(1, 0, 1, 1, "三", (part("三", (50, 300, 550, 400)),))
    tables = (Table(0, 2, 2, (*cells.tables[0].cells, gap)),)
    extraction = Extraction("a.png", "image", tables, (), (), {})
    read = {1: page(unread=((60.0, 240.0, 90.0, 252.0), (60.0, 600.0, 90.0, 612.0)))}
    assert doubted(extraction, read) == [(1, 1)]


def test_pages_that_were_not_recognised_are_not_weighed() -> None:
    lost = part("市公安局", (60, 400, 120, 412))
    assert find_strays(file((lost,)), {2: page(rules=RULES)}) == []


def test_the_first_cell_is_doubted_where_none_stands_before() -> None:
    above = part("市公安局", (60, 40, 120, 52))
    rules = (Ruling(20.0, 50.0, 550.0), *RULES)
    assert doubted(file((above,)), {1: page(rules=rules)}) == [(1, 0)]


def test_a_page_that_cannot_be_read_is_a_doubt_of_the_row_before_it() -> None:
    crowded = Scanned((600.0, 800.0), 0, 0.0, (), (), (), (), crowded=True)
    assert doubted(file(()), {1: page(), 2: crowded}) == [(1, 1)]
