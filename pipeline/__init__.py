"""fenjie (分解): from printed task-breakdown tables to a dataset with canonical bureau IDs.

``refresh`` is the main job; ``extract`` and ``resolve`` read one file or one owner text;
``load`` gives a published table to pandas, ``diff`` every change between two editions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

# The stage has the name of the function below: bound first, the function keeps the name.
import pipeline.diff  # noqa: F401

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.diff.records import Comparison
    from pipeline.engine.summary import Run

__version__ = "0.1.0"
__all__ = ["__version__", "diff", "extract_file", "load", "refresh", "resolve"]

# The imports stand inside, so that reading one DOCX waits for no library that it needs not.


def refresh(
    raw: str | Path = "raw",
    out: str | Path = "normalized",
    *,
    only: Collection[str] = (),
    edition: str | None = None,
    workers: int | None = None,
    dry_run: bool = False,
    strict: bool = False,
) -> Run:
    """Read everything new in ``raw`` and publish it into ``out``; see ``fenjie refresh``.

    Raises ``pipeline.errors.FenjieError`` where the call cannot be carried out; a document
    that cannot be published is a failure in the returned run, and no error.
    """
    from pipeline.engine.refresh import refresh as run

    return run(
        Path(raw),
        Path(out),
        only=only,
        edition=edition,
        workers=workers,
        dry_run=dry_run,
        strict=strict,
    )


def extract_file(
    path: str | Path, *, jurisdiction: str | None = None, date: str | None = None
) -> dict[str, Any]:
    """Read one file; the object of ``fenjie extract`` (``pipeline.extract`` is the stage).

    Raises ``pipeline.errors.SourceError`` where the file cannot be read or has no task table.
    """
    from pipeline.engine.single import extract_file as run

    return run(Path(path), jurisdiction=jurisdiction, date=date)


def resolve(
    texts: Iterable[str], *, jurisdiction: str | None = None, date: str | None = None
) -> list[dict[str, Any]]:
    """Read owner texts; one object of ``fenjie resolve`` for each."""
    from pipeline.engine.single import resolve_texts
    from pipeline.owners import as_json

    return [as_json(one) for one in resolve_texts(texts, jurisdiction=jurisdiction, date=date)]


def load(
    out: str | Path,
    table: str,
    document: str | None = None,
    edition: str | None = None,
    as_of: str | None = None,
) -> pd.DataFrame:
    """A published table; the newest edition of every document unless told otherwise.

    ``as_of`` (ISO) takes for each document the newest edition issued by then.
    """
    from pipeline.engine.published import load as run

    return run(Path(out), table, document, edition, as_of)


def diff(
    old: str | Path,
    new: str | Path,
    *,
    out: str | Path = "normalized",
    jurisdiction: str | None = None,
    date: str | None = None,
) -> Comparison:
    """Every change between two editions, by its name; see ``fenjie diff``.

    Each side is ``<document>@<edition>`` as published in ``out``, a snapshot folder, or a
    source file. ``jurisdiction`` (GB/T 2260) and ``date`` (ISO) overrule what the files say.
    """
    from pipeline.engine.comparing import compare_named as run

    return run(old, new, out=Path(out), jurisdiction=jurisdiction, date=date)
