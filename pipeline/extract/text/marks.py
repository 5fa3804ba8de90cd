"""Marks of Markdown that are no text: ``## 一、经济发展``, ``**责任单位**：市教育局``, ``1\\.``.

They count only where a ``##`` heading or bold words show that the file is Markdown, since a
lone ``#`` (it may head a column of numbers) or ``*`` is text elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.text.rows import drawing_of
from pipeline.ink import ink
from pipeline.records import Place, Removal

_HEADING = re.compile(r"\s{0,3}#{1,6}[ \u3000]+(?=\S)")
_LOWER_HEADING = re.compile(r"\s{0,3}##")
_BOLD = re.compile(
    r"(?<!\*)\*\*(?![\s*])([^*]+?)(?<!\s)\*\*(?!\*)|(?<!_)__(?![\s_])([^_]+?)(?<!\s)__(?!_)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{}~])")  # not of a bar, which a table's reader parts at


def without_marks(lines: Sequence[str], name: str) -> tuple[list[str], tuple[Removal, ...]]:
    """The lines without headings' and bold words' marks, and these as removals ``markup``.

    ``lines[0]`` is line 1. Lines keep their numbers; a file that is not Markdown stays as it is.
    """
    headings = [line for line in lines if _HEADING.match(line)]
    if not any(map(_LOWER_HEADING.match, headings)) and not any(map(_BOLD.search, lines)):
        return list(lines), ()
    bare = [_bare(line) for line in lines]
    removed = tuple(
        Removal("markup", drawing_of(line, kept), Place(name, line=at))
        for at, (line, kept) in enumerate(zip(lines, bare, strict=True), start=1)
        if ink(line) != ink(kept)
    )
    return bare, removed


def _bare(line: str) -> str:
    plain = _BOLD.sub(lambda match: match[1] or match[2], _HEADING.sub("", line))
    return _ESCAPED.sub(r"\1", plain)
