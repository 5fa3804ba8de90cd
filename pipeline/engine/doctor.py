"""What this machine has of what fenjie can use, and what each missing thing is needed for."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass

from pipeline.engine import fonts
from pipeline.engine.making import library_version

_OFFICE = ("soffice", "libreoffice")
_OFFICE_FOLDERS = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
)
_PACKAGES = {
    "python-docx": "reading DOCX",
    "lxml": "reading DOCX",
    "pdfplumber": "reading PDF",
    "pypdfium2": "reading PDF",
    "ahocorasick-rs": "finding names of bodies",
    "rapidfuzz": "near names of bodies",
    "pyarrow": "writing and reading Parquet",
    "pandas": "pipeline.load and the notebooks",
    "pydantic": "checking document.toml",
    "filelock": "one publisher at a time",
    "typer": "the command line",
    "rich": "progress and the summary",
    "rapidocr": "reading scans (extra: ocr)",
    "onnxruntime": "reading scans (extra: ocr)",
    "opencv-python-headless": "reading scans (extra: ocr)",
    "matplotlib": "charts in the notebooks (extra: notebook)",
    "nbclient": "running the notebooks (extra: notebook)",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for; ``found`` is its version or place, ``None`` where it is missing."""

    name: str
    found: str | None
    needed_for: str
    advice: str


def examine() -> list[Check]:
    """Look at Python, the packages, LibreOffice and the fonts."""
    checks = [Check("Python", platform.python_version(), "everything", "")]
    checks += [
        Check(name, library_version(name), use, f"{sys.executable} -m pip install {name}")
        for name, use in _PACKAGES.items()
    ]
    checks.append(
        Check(
            "LibreOffice",
            _office(),
            "turning .doc and .wps into DOCX, and DOCX into PDF",
            "Install it from libreoffice.org or the system's packages; all else works without.",
        )
    )
    checks.append(
        Check(
            "Chinese font",
            fonts.find_chinese_font(),
            "Chinese labels in charts",
            "Install Noto Sans CJK (fonts-noto-cjk); the data are made without.",
        )
    )
    return checks


def _office() -> str | None:
    places = [
        shutil.which(name, path=folder) for folder in (None, *_OFFICE_FOLDERS) for name in _OFFICE
    ]
    program = next((place for place in places if place), None)
    if program is None:
        return None
    try:
        told = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"{program} (does not answer)"
    return f"{told.stdout.strip() or program}"
