"""Reading the CSV files: rows with their line numbers, errors that name file and line."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dictionaries.records import Entry
from pipeline.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a dictionary file; ``columns`` is the header's, shared by all rows."""

    columns: Mapping[str, int]
    cells: Sequence[str]
    entry: Entry

    def get(self, column: str) -> str | None:
        """The value without white space around it, or ``None`` where the cell is empty."""
        return self.cells[self.columns[column]].strip() or None

    def need(self, column: str) -> str:
        """The value of a column that must not be empty."""
        value = self.get(column)
        if value is None:
            raise ConfigurationError(f"{self.entry}: column {column} is empty; write its value.")
        return value

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a column that holds a list joined by ``|``."""
        value = self.get(column)
        if value is None:
            return ()
        return tuple(part.strip() for part in value.split("|") if part.strip())


def read_bytes(path: Path) -> bytes:
    """The bytes of a dictionary file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"{path}: the dictionary cannot be read ({error.strerror}); check the file."
        ) from error


def rows(data: bytes, name: str, columns: Sequence[str], directory: str = "") -> Iterator[Row]:
    """The rows of a CSV file in UTF-8 with a header; ``columns`` must all be there.

    ``name`` and ``directory`` say in the entries where the rows are written.

    Raises:
        ConfigurationError: not UTF-8, a column missing, or a row of another length.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigurationError(
            f"{name}:{line}: not UTF-8; save the file as CSV UTF-8."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in columns if column not in header]
        if missing:
            raise ConfigurationError(
                f"{name}:1: column {', '.join(missing)} is missing; the header must have "
                f"{', '.join(columns)}."
            )
        index = {column: place for place, column in enumerate(header)}
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) == len(header):
                yield Row(index, cells, Entry(name, reader.line_num, directory))
                continue
            raise ConfigurationError(
                f"{name}:{reader.line_num}: {len(cells)} values under {len(header)} columns; "
                "a value with a comma needs quotation marks."
            )
    except csv.Error as error:
        raise ConfigurationError(
            f"{name}:{reader.line_num}: not a readable CSV line ({error})."
        ) from error


def unzip(data: bytes, name: str) -> str:
    """The text of a gzipped CSV file, without its header line."""
    try:
        text = gzip.decompress(data).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{name}: not a gzipped CSV file in UTF-8 ({error}); restore it."
        ) from error
    return text.partition("\n")[2]
