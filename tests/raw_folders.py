"""Small documents for raw/, and sources that nothing can be read from."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pikepdf
from reportlab.pdfgen.canvas import Canvas

HEADER = ("任务项目", "任务分解", "责任单位")
ROWS = (
    ("1．落实改革。", "做好甲事", "市公安局、市民政局"),
    ("2．加强监管。", "做好乙事", "市财政局"),
)
FACTS = 'title = "任务分解表"\nnumber = "东府〔2021〕51号"\njurisdiction = "441900"\n'


def text_table(rows=ROWS) -> str:
    """A tab-separated paste of a task table."""
    return "".join("\t".join(row) + "\n" for row in (HEADER, *rows))


def add(raw: Path, document: str, edition: str = "2021-08-26", facts: str | None = FACTS, **files):
    """Put a document into raw/; ``files`` maps names (``a_txt`` is a.txt) to text or bytes."""
    folder = raw / document / edition
    folder.mkdir(parents=True, exist_ok=True)
    if facts is not None:
        (raw / document / "document.toml").write_text(facts, encoding="utf-8")
    for name, content in (files or {"table_txt": text_table()}).items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def docx_bytes(rows=(HEADER, *ROWS)) -> bytes:
    """A DOCX with one table, or with a paragraph alone where there are no rows."""
    document = docx.Document()
    document.add_paragraph("通知")
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def encrypted_docx_bytes() -> bytes:
    """The mark and directory entry by which Office wraps an encrypted document."""
    entry = "EncryptedPackage\0".encode("utf-16-le").ljust(128, b"\0")
    return bytes.fromhex("d0cf11e0a1b11ae1").ljust(1024, b"\0") + entry.ljust(1024, b"\0")


def pdf_bytes(*, text: bool = True) -> bytes:
    """A PDF of one page with a line of text, or with a drawing only."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 400))
    if text:
        canvas.drawString(40, 300, "not a table")
    canvas.rect(40, 40, 300, 200)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted_pdf_bytes() -> bytes:
    """A PDF that opens with a password only."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes())) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="owner", user="user", R=6))
    return file.getvalue()


def zip_bytes() -> bytes:
    """An archive that is no document, whatever it is called."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("table.txt", text_table())
    return file.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` by its path, without the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
