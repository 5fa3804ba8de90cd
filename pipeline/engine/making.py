"""Of what a snapshot is made: the bytes of its sources, and the version of the code."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import pipeline
from pipeline.engine.raw import Facts, Source, printable
from pipeline.publish.files import sha256
from pipeline.publish.snapshot import Making, SourceFile

# The libraries that decide what is read, matched and written: another version of one of
# them may give other bytes, and so makes another snapshot.
LIBRARIES = (
    "ahocorasick-rs",
    "lxml",
    "onnxruntime",
    "opencv-python-headless",
    "pdfminer.six",
    "pdfplumber",
    "pyarrow",
    "pypdfium2",
    "python-docx",
    "rapidfuzz",
    "rapidocr",
)
_OF_THE_CODE = frozenset({".py", ".csv", ".toml"})


def making_of(
    source: Source,
    facts: Facts,
    dictionaries: str,
    code: str,
    *,
    decisions: str = "",
    names: str = "",
    pdf_engine: Literal["pdfium", "pdfplumber"] = "pdfium",
) -> Making:
    """Hash the files of ``source``; the others are digests of the run, see ``Making``."""
    return Making(
        document_id=source.document_id,
        edition=source.edition,
        sources=tuple(_weigh(path) for path in source.files),
        facts=json.dumps(asdict(facts), ensure_ascii=False) + _lineage(source),
        dictionaries=dictionaries,
        code=code,
        decisions=decisions,
        names=names,
        pdf_engine=pdf_engine,
    )


def code_version() -> str:
    """This package's version and a digest of its files and of the libraries it rests on."""
    digest = hashlib.sha256()
    package = Path(pipeline.__file__).parent
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package)
        # The wheel carries the dictionaries in data/; they have a digest of their own.
        if path.suffix in _OF_THE_CODE and place.parts[0] != "data":
            digest.update(place.as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    for library in LIBRARIES:
        digest.update(f"{library}={library_version(library)}\0".encode())
    return f"{pipeline.__version__}+{digest.hexdigest()[:12]}"


def library_version(name: str) -> str | None:
    """The installed version of a distribution, ``None`` where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _lineage(source: Source) -> str:
    """What people settled about the document's lineage, as a digest."""
    return "" if source.lineage_file is None else f" {_weigh(source.lineage_file).sha256}"


def _weigh(path: Path) -> SourceFile:
    # A pipe or a device would be waited for without end; a folder has no bytes.
    if not path.is_file():
        return SourceFile(printable(path.name), None, None)
    try:
        return SourceFile(printable(path.name), sha256(path), path.stat().st_size)
    except OSError:
        return SourceFile(printable(path.name), None, None)
