"""Tables of PDFs that other projects publish, against what their pages show."""

from __future__ import annotations

from pathlib import Path

from pipeline.extract.pdf.reading import read_pdf
from pipeline.ink import census
from pipeline.records import Extraction, Table

REAL = Path(__file__).parent / "real"
CARS = """\
|mpg|cyl|disp|hp|drat|wt|qsec|vs|am|gear|carb
Mazda RX4|21.0|6|160.0|110|3.90|2.620|16.46|0|1|4|4
Mazda RX4 Wag|21.0|6|160.0|110|3.90|2.875|17.02|0|1|4|4
Datsun 710|22.8|4|108.0|93|3.85|2.320|18.61|1|1|4|1
Hornet 4 Drive|21.4|6|258.0|110|3.08|3.215|19.44|1|0|3|1
Hornet Sportabout|18.7|8|360.0|175|3.15|3.440|17.02|0|0|3|2
Valiant|18.1|6|225.0|105|2.76|3.460|20.22|1|0|3|1
Duster 360|14.3|8|360.0|245|3.21|3.570|15.84|0|0|3|4
Merc 240D|24.4|4|146.7|62|3.69|3.190|20.00|1|0|4|2
Merc 230|22.8|4|140.8|95|3.92|3.150|22.90|1|0|4|2
Merc 280|19.2|6|167.6|123|3.92|3.440|18.30|1|0|4|4
Merc 280C|17.8|6|167.6|123|3.92|3.440|18.90|1|0|4|4
Merc 450SE|16.4|8|275.8|180|3.07|4.070|17.40|0|0|3|3
Merc 450SL|17.3|8|275.8|180|3.07|3.730|17.60|0|0|3|3
Merc 450SLC|15.2|8|275.8|180|3.07|3.780|18.00|0|0|3|3
Cadillac Fleetwood|10.4|8|472.0|205|2.93|5.250|17.98|0|0|3|4
Lincoln Continental|10.4|8|460.0|215|3.00|5.424|17.82|0|0|3|4
Chrysler Imperial|14.7|8|440.0|230|3.23|5.345|17.42|0|0|3|4
Fiat 128|32.4|4|78.7|66|4.08|2.200|19.47|1|1|4|1
Honda Civic|30.4|4|75.7|52|4.93|1.615|18.52|1|1|4|2
Toyota Corolla|33.9|4|71.1|65|4.22|1.835|19.90|1|1|4|1
Toyota Corona|21.5|4|120.1|97|3.70|2.465|20.01|1|0|3|1
Dodge Challenger|15.5|8|318.0|150|2.76|3.520|16.87|0|0|3|2
AMC Javelin|15.2|8|304.0|150|3.15|3.435|17.30|0|0|3|2
Camaro Z28|13.3|8|350.0|245|3.73|3.840|15.41|0|0|3|4
Pontiac Firebird|19.2|8|400.0|175|3.08|3.845|17.05|0|0|3|2
Fiat X1-9|27.3|4|79.0|66|4.08|1.935|18.90|1|1|4|1
Porsche 914-2|26.0|4|120.3|91|4.43|2.140|16.70|0|1|5|2
Lotus Europa|30.4|4|95.1|113|3.77|1.513|16.90|1|1|5|2
Ford Pantera L|15.8|8|351.0|264|4.22|3.170|14.50|0|1|5|4
Ferrari Dino|19.7|6|145.0|175|3.62|2.770|15.50|0|1|5|6
Maserati Bora|15.0|8|301.0|335|3.54|3.570|14.60|0|1|5|8
Volvo 142E|21.4|4|121.0|109|4.11|2.780|18.60|1|1|4|2
"""
FIRST_FLOWERS = """\
Sepal.Length|Sepal.Width|Petal.Length|Petal.Width|Species
5.1|3.5|1.4|0.2|setosa
4.9|3.0|1.4|0.2|setosa
4.7|3.2|1.3|0.2|setosa
4.6|3.1|1.5|0.2|setosa
5.0|3.6|1.4|0.2|setosa
5.4|3.9|1.7|0.4|setosa
"""
LAST_FLOWERS = """\
|Sepal.Length|Sepal.Width|Petal.Length|Petal.Width|Species
145|6.7|3.3|5.7|2.5|virginica
146|6.7|3.0|5.2|2.3|virginica
147|6.3|2.5|5.0|1.9|virginica
148|6.5|3.0|5.2|2.0|virginica
149|6.2|3.4|5.4|2.3|virginica
150|5.9|3.0|5.1|1.8|virginica
"""
TEETH = """\
len|supp|dose
4.2|VC|0.5
11.5|VC|0.5
7.3|VC|0.5
5.8|VC|0.5
6.4|VC|0.5
10.0|VC|0.5
11.2|VC|0.5
11.2|VC|0.5
5.2|VC|0.5
7.0|VC|0.5
16.5|VC|1.0
16.5|VC|1.0
15.2|VC|1.0
17.3|VC|1.0
22.5|VC|1.0
"""

WITHHELD = """\
Weekly|$ 71.15
Biweekly|142.31
Semimonthly|154.17
Monthly|308.33
Quarterly|925.00
Semiannually|1,850.00
Annually|3,700.00
Daily or Miscellaneous|14.23
"""
ADDED = """\
Payroll Period|Add Additional
Weekly|$ 40.40
Biweekly|80.80
Semimonthly|87.50
Monthly|175.00
Quarterly|525.00
Semiannually|1,050.00
Annually|2,100.00
Daily or Miscellaneous|8.10
"""


def read(name: str) -> Extraction:
    """Read a file, and prove that no character is lost or made up."""
    extraction = read_pdf(REAL / name, name)
    texts = [cell.text for table in extraction.tables for cell in table.cells]
    texts += [part.text for part in (*extraction.outside, *extraction.removed)]
    assert census(texts) == extraction.characters
    return extraction


def rows_of(table: Table) -> list[list[str]]:
    """The texts of a table without merged cells, row by row."""
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in table.cells)
    by_place = {(cell.row, cell.column): cell.text for cell in table.cells}
    columns = range(table.columns)
    return [[by_place[row, column] for column in columns] for row in range(table.rows)]


def typed(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.splitlines()]


def test_figures_ruled_without_outer_borders() -> None:
    tables = [rows_of(table) for table in read("r-tables.pdf").tables]
    assert tables == [typed(text) for text in (CARS, FIRST_FLOWERS, LAST_FLOWERS, TEETH)]


def test_figures_in_two_blocks_without_any_line() -> None:
    [table] = read("multi-column.pdf").tables
    left = [[str(n + start) for start in (1, 100, 200)] for n in range(24)]
    right = [[str(n + start) for start in (25, 124, 224)] for n in range(20)]
    right += [["", "", ""]] * 4
    assert rows_of(table) == [a + b for a, b in zip(left, right, strict=True)]


def test_cells_over_columns_and_rows() -> None:
    [table] = read("spans.pdf").tables
    assert {(c.row, c.column, c.row_span, c.column_span): c.text for c in table.cells} == {
        (0, 0, 1, 3): "Cell with colspan 3",
        (1, 0, 2, 1): "Cell with rowspan 2",
        (1, 1, 1, 1): "row 1; cell 1",
        (1, 2, 1, 1): "row 1; cell 2",
        (2, 1, 1, 1): "row 2; cell 1",
        (2, 2, 1, 1): "row 2; cell 2",
    }


def test_a_sheet_as_printed() -> None:
    [table] = read("sheet.pdf").tables
    assert rows_of(table) == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]


def test_tables_within_one_of_two_columns_of_prose() -> None:
    one, other = read("prose-and-tables.pdf").tables
    assert rows_of(one)[-8:] == typed(WITHHELD)
    assert rows_of(other) == typed(ADDED)
