"""Other office formats (DOC, WPS, RTF, ODT, XLS, ...): LibreOffice turns them into DOCX or XLSX.

    bytes ─ LibreOffice ─▶ DOCX or XLSX ─ read_docx or read_xlsx ─▶ Extraction

LibreOffice runs without a window, in a folder of its own with a profile of its own, so that
runs do not disturb each other or the person's settings. The profile forbids macros, links
to other documents and the network. It gets a limit of time, and all processes that it
started end with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import SourceError
from pipeline.extract.docx.reading import read_docx
from pipeline.extract.docx.revisions import Revisions
from pipeline.extract.format import LARGEST_FILE
from pipeline.extract.office.bytes import (
    PRINTED,
    SHEETS,
    OfficeFormat,
    has_stream,
    is_encrypted,
    office_format,
)
from pipeline.extract.xlsx.reading import read_xlsx
from pipeline.records import Extraction

Failed: TypeAlias = Callable[[str], SourceError]

_TIME_LIMIT = 25.0  # seconds; a document takes about two, the first start about five
# LibreOffice needs about 200 MB (here in kB) beside its own files. A shell sets the limit, for
# a process with threads cannot do so safely in the child.
_MOST_MEMORY = "700000"
_LIMITED = ("/bin/sh", "-c", 'ulimit -d "$0"; exec "$@"', _MOST_MEMORY)
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_FOLDERS = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    "C:/Program Files/LibreOffice/program",
)
# The filter is named where one fits all files, for LibreOffice would else read a broken
# workbook as lines of text. A DOC may be of any version; broken ones are not taken for text.
_FILTERS: dict[OfficeFormat, str] = {
    "xls": "MS Excel 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "ods": "calc8",
    "xlsb": "Calc MS Excel 2007 Binary",
    "wordml": "MS Word 2003 XML",
}
_SAVE_AS = "Open it in Word, Excel or WPS and save it as {}."
# What a document could otherwise do: run macros, fetch what it links to.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>\n"
)
_NETWORKS = ("HTTP", "HTTPS", "FTP")
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in _NETWORKS),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in _NETWORKS),
    ("Inet/Settings", "ooInetNoProxy", ""),
)


def read_office(data: bytes, name: str, revisions: Revisions = "final") -> Extraction:
    """Read the bytes of an office document that is neither DOCX nor XLSX.

    Tracked changes are read in the state ``revisions`` names, as in a DOCX. ``format`` is
    that of the file (``doc``, ``xls``, ``rtf``, ...). Raises ``SourceError``:
    ``needs_libreoffice`` where it is not installed, ``encrypted``, ``conversion_failed``
    where it cannot read the document in time, and those of the DOCX and XLSX readers.
    """
    format_ = office_format(data)
    if format_ is None:
        raise _failed(name, "doc", "LibreOffice knows no such format")
    if is_encrypted(data, format_):
        raise SourceError(
            "encrypted",
            name,
            "The document is protected by a password.",
            "Open it in Word, Excel or WPS, take the password off, and save it again.",
        )
    if format_ == "doc":
        # olefile is needed for this format alone.
        from pipeline.extract.office.doc_cells import has_cell_marks
        from pipeline.extract.office.doc_end import with_last_paragraph

        data = with_last_paragraph(data)
    converted = _convert(data, format_, name)
    if format_ in SHEETS:
        extraction = read_xlsx(converted, name)
    else:
        extraction = read_docx(converted, name, revisions)
    if format_ == "doc" and not extraction.tables and has_cell_marks(data):
        raise _failed(name, format_, "the tables in it get lost")
    return replace(
        extraction, format=format_, notes=("read through LibreOffice", *extraction.notes)
    )


def find_libreoffice() -> str | None:
    """The path of LibreOffice's program, or ``None`` where it is not installed."""
    for program in _PROGRAMS:
        found = shutil.which(program)
        if found:
            return found
        for folder in _USUAL_FOLDERS:
            found = shutil.which(program, path=folder)
            if found:
                return found
    return None


def _convert(data: bytes, format_: OfficeFormat, name: str) -> bytes:
    program = find_libreoffice()
    target = "xlsx" if format_ in SHEETS else "docx"
    if program is None:
        raise SourceError(
            "needs_libreoffice",
            name,
            f"This is {PRINTED[format_]}; LibreOffice is needed to read it and is not installed.",
            "Install it from libreoffice.org or the system's packages, or save the document as "
            f"{target.upper()} in Word, Excel or WPS.",
        )
    suffix = "xml" if format_ in {"wordml", "excelml"} else format_

    def failed(why: str) -> SourceError:
        return _failed(name, format_, why)

    return _run_libreoffice(program, data, suffix, target, _filters(data, format_), failed)


def as_pdf(data: bytes, name: str) -> bytes:
    """A document set on pages by LibreOffice; the ending of ``name`` tells its format.

    Raises ``SourceError``: ``needs_libreoffice``, ``conversion_failed``.
    """
    program = find_libreoffice()
    if program is None:
        raise SourceError(
            "needs_libreoffice",
            name,
            "LibreOffice, which sets the document on pages, is not installed.",
            "Install it from libreoffice.org or the system's packages.",
        )

    def failed(why: str) -> SourceError:
        message = f"LibreOffice cannot set the document on pages ({why})."
        return SourceError("conversion_failed", name, message, _SAVE_AS.format("DOCX"))

    suffix = Path(name).suffix.removeprefix(".").lower()
    return _run_libreoffice(program, data, suffix, "pdf", (), failed)


def _run_libreoffice(
    program: str, data: bytes, suffix: str, target: str, filters: Iterable[str], failed: Failed
) -> bytes:
    """What LibreOffice makes of ``data``, in a folder and with a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="fenjie-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"source.{suffix}")
        source.write_bytes(data)
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        settings = "".join(_SETTING.format(*setting) for setting in _SETTINGS)
        (profile / "registrymodifications.xcu").write_text(
            _PROFILE.format(settings), encoding="utf-8"
        )
        command = [
            program,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck"),
            *(f"--infilter={filter_}" for filter_ in filters),
            *("--convert-to", target, "--outdir", str(Path(folder, "out")), str(source)),
        ]
        said = _run(command, Path(folder), failed)
        result = Path(folder, "out", f"source.{target}")
        if not result.is_file():
            raise failed(_reason(said))
        if result.stat().st_size > LARGEST_FILE:
            raise failed("what it made of it is too large")
        return result.read_bytes()


def _filters(data: bytes, format_: OfficeFormat) -> Iterator[str]:
    if format_ == "xls" and not has_stream(data, "Workbook"):
        yield "MS Excel 95"
    elif format_ in _FILTERS:
        yield _FILTERS[format_]


def _run(command: list[str], folder: Path, failed: Failed) -> str:
    """Run LibreOffice and give back what it said; nothing that it started lives on."""
    try:
        process = subprocess.Popen(
            [*(_LIMITED if os.name == "posix" else ()), *command],
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise failed(f"it cannot be started: {error.strerror}") from error
    try:
        output, _ = process.communicate(timeout=_TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        raise failed(f"it was not done in {_TIME_LIMIT:.0f} seconds") from error
    finally:
        _end(process)
    return output.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and, where there are process groups, all that it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.lower().startswith("error")]
    return lines[-1].removeprefix("Error:").strip() if lines else "it wrote nothing"


def _failed(name: str, format_: OfficeFormat, why: str) -> SourceError:
    target = "XLSX" if format_ in SHEETS else "DOCX"
    return SourceError(
        "conversion_failed",
        name,
        f"LibreOffice cannot read the document ({why}).",
        _SAVE_AS.format(target),
    )
