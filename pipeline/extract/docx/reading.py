"""DOCX: the bytes of a package to tables and the text outside them.

    package ─▶ styles, lists, state of tracked changes ─▶ walk ─▶ Extraction
            └▶ count of every character, on its own ────────────▶ Extraction.characters

The walk looks through content controls at any depth. What the chosen state of tracked
changes leaves out, hidden text and comments are removals by a named rule.
"""

from __future__ import annotations

from pipeline.extract.docx.count import count_characters, count_written
from pipeline.extract.docx.count_numbers import count_numbers
from pipeline.extract.docx.notes import text_notes, unread
from pipeline.extract.docx.numbering import read_numbering
from pipeline.extract.docx.package import open_package
from pipeline.extract.docx.revisions import STATES, Revisions
from pipeline.extract.docx.text import Reading
from pipeline.extract.docx.walk import Walk
from pipeline.extract.many import uncollected
from pipeline.records import Extraction


@uncollected()
def read_docx(data: bytes, name: str, revisions: Revisions = "final") -> Extraction:
    """Read the bytes of a DOCX with its tracked changes accepted or, original, rejected.

    Raises ``SourceError``: ``damaged``, ``encrypted``. A document without a table is no
    error: all its text is outside.
    """
    package = open_package(data, name)
    reading = Reading(package.styles, STATES[revisions])
    walk = Walk(name, reading, read_numbering(package.numbering), package.folded)
    stories = [package.document, *(root for kind, root in package.parts if kind != "comments")]
    comments = [root for kind, root in package.parts if kind == "comments"]
    for story in stories:
        walk.part(story)
    for comment in comments:
        walk.comments(comment)
    characters = count_characters([*stories, *comments]) + count_written(package.folded)
    for story in stories:
        characters += count_numbers(story, reading, walk.lists, name)
    return Extraction(
        file=name,
        format="docx",
        tables=tuple(walk.tables[index] for index in sorted(walk.tables)),
        outside=tuple(walk.outside),
        removed=tuple(walk.removed),
        characters=characters,
        above=walk.above,
        notes=(
            *walk.notes,
            *text_notes(walk.undefined, walk.unknown_formats, walk.formulas),
            *unread(package.document, reading.state),
        ),
    )
