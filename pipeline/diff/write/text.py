"""A comparison on one screen: the figures, then one line a change under its task."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from pipeline.diff.narrow import Wanted
from pipeline.diff.records import Change, Comparison
from pipeline.diff.write.group import Group, groups
from pipeline.diff.write.headline import headline
from pipeline.diff.write.line import bracketed, one_line, pieces
from pipeline.diff.write.words import CAUSES, KINDS, Language, kind_of

_STYLES = {"old": "red", "new": "green", "out": "red strike", "in": "green", "both": ""}
_WIDTH = 24  # columns that the name of a kind takes


def as_text(
    comparison: Comparison, wanted: Wanted, language: Language, *, coloured: bool
) -> list[Text]:
    """The lines. Without colour, what was taken out and put in stands in [- -] and {+ +}."""
    return list(_lines(comparison, wanted, language, coloured=coloured))


def _lines(
    comparison: Comparison, wanted: Wanted, language: Language, *, coloured: bool
) -> Iterator[Text]:
    old, new = comparison.old.about, comparison.new.about
    yield Text(f"{old.label} → {new.label}", "bold")
    for sentence in headline(comparison, wanted, language):
        yield Text(sentence)
    if comparison.summary.kinds:
        labels = KINDS[language]
        between = "，" if language == "zh" else ", "
        yield Text(
            between.join(
                f"{labels[kind]} {count:,}" for kind, count in comparison.summary.kinds.items()
            ),
            "dim",
        )
    for group in groups(comparison):
        yield Text()
        yield _heading(group, language)
        for change, spread in zip(group.changes, group.spread, strict=True):
            yield _line(change, spread, language, coloured=coloured)


def _heading(group: Group, language: Language) -> Text:
    first = group.changes[0]
    numbers = dict.fromkeys(no for no in (first.task_no_old, first.task_no_new) if no)
    line = Text(
        "  ".join(filter(None, (" → ".join(numbers) or "-", one_line(group.title or "")))), "bold"
    )
    line.append(f"  {group.task_id}", "dim not bold")
    if group.pair is not None and group.pair.needs_review:
        doubt = "对应存疑" if language == "zh" else "pairing in doubt"
        line.append(f"  {doubt} {group.pair.score:.2f}", "yellow not bold")
    return line


def _line(change: Change, spread: int, language: Language, *, coloured: bool) -> Text:
    name = Text(f"  {kind_of(change, language)}", "" if change.severity == "substance" else "dim")
    name.pad_right(max(2, _WIDTH - name.cell_len))
    for piece in pieces(change, language):
        name.append(piece[0] if coloured else bracketed(piece), _STYLES[piece[1]])
    if spread > 1:
        name.append(f"（{spread} 项任务）" if language == "zh" else f" ({spread} tasks)", "dim")
    if change.cause != "source":
        name.append(f"  {CAUSES[language][change.cause]}", "yellow")
    return name
