"""What this machine has of what fenjie can use, and what each missing thing is needed for."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.making import library_version

_OFFICE = ("soffice", "libreoffice")
_OFFICE_FOLDERS = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
)
# What the usual fonts with Chinese characters have in their file names.
_CHINESE_FONTS = (
    "notosanscjk", "notoserifcjk", "notosanssc", "sourcehan", "wqy", "simsun", "simhei",
    "msyh", "pingfang", "stheiti", "songti", "hiragino sans gb", "droidsansfallback", "uming",
)  # fmt: skip
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
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
            _chinese_font(_FONT_FOLDERS),
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


def _chinese_font(folders: Iterable[str]) -> str | None:
    for folder in folders:
        for path in sorted(Path(folder).expanduser().rglob("*.[tTo][tT]*")):
            if any(mark in path.name.lower().replace("-", "") for mark in _CHINESE_FONTS):
                return str(path)
    return None
