"""What differs between the texts of one task: words, deadline, targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.diff.records import Kind, Row, Severity, Span
from pipeline.diff.wording import fold, spans

_DEADLINE = ("deadline_text", "deadline_kind", "deadline_date")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of a printed text or of what was read in it (``printed`` false)."""

    kind: Kind
    severity: Severity
    field: str
    old: Any
    new: Any
    spans: tuple[Span, ...] = ()
    printed: bool = True


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of a deadline or target in a text; ``offset`` is their place in the bare text."""

    start: int
    end: int
    field: str
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class _Cut:
    bare: str
    phrases: tuple[_Phrase, ...]

    def place(self, offset: int) -> int:
        """The place in the whole text of an offset in the bare one."""
        return offset + sum(p.end - p.start for p in self.phrases if p.offset < offset)


def wording_change(field: str, old: str | None, new: str | None, kind: Kind) -> TextChange | None:
    """``kind`` where the words differ, ``punctuation`` where only their layout does."""
    if old == new:
        return None
    if old is not None and new is not None and fold(old) == fold(new):
        return TextChange("punctuation", "form", field, old, new, spans(old, new))
    return TextChange(kind, "substance", field, old, new, spans(old, new))


def text_changes(old: Row, new: Row, *, same_date: bool) -> tuple[list[TextChange], bool]:
    """Changes of text, deadline and targets; and whether the same words mean another day.

    Where the text differs in the words of its deadline or targets alone, it is these that
    changed, and the text is not reworded besides. ``same_date``: both editions are of one
    date, so that 年底前 means one day.
    """
    if all(old.get(key) == new.get(key) for key in ("text", "targets", *_DEADLINE)):
        return [], False
    where: dict[str, tuple[Span, ...]] = {}
    found: list[TextChange] = []
    if fold(old["text"]) != fold(new["text"]):
        where = _within(_cut(old), _cut(new))
    if not where:
        change = wording_change("text", old["text"], new["text"], "text_reworded")
        found += [change] if change else []
    deadline, redated = _deadline(old, new, where.get("deadline", ()), same_date)
    target = _targets(old, new, where.get("targets", ()))
    return found + [change for change in (deadline, target) if change], redated


def targets_of(row: Row) -> list[tuple[float, str, str]]:
    """What a task commits to, in a fixed order: quantity, unit, comparison."""
    return sorted((t["quantity"], t["unit"], t["comparison"]) for t in row.get("targets") or ())


def _deadline(
    old: Row, new: Row, where: tuple[Span, ...], same_date: bool
) -> tuple[TextChange | None, bool]:
    before, after = ({key: row.get(key) for key in _DEADLINE} for row in (old, new))
    same_day = all(before[key] == after[key] for key in _DEADLINE[1:])
    same_words = fold(before["deadline_text"]) == fold(after["deadline_text"])
    if same_words and (same_day or not same_date):
        return None, not same_day
    severity: Severity = "form" if same_day and before["deadline_date"] else "substance"
    return (
        TextChange("deadline_changed", severity, "deadline", before, after, where, not same_words),
        False,
    )


def _targets(old: Row, new: Row, where: tuple[Span, ...]) -> TextChange | None:
    same = targets_of(old) == targets_of(new)
    if same and not where:
        return None
    before, after = list(old.get("targets") or ()), list(new.get("targets") or ())
    printed = fold(old["text"]) != fold(new["text"])
    severity: Severity = "form" if same else "substance"
    return TextChange("target_changed", severity, "targets", before, after, where, printed)


def _cut(row: Row) -> _Cut:
    """The text without the words of its deadline and targets; each is cut out once."""
    text = row["text"] or ""
    places: list[tuple[int, int, str]] = []
    words = row.get("deadline_text")
    if words and (start := text.find(words)) >= 0:
        places.append((start, start + len(words), "deadline"))
    at = 0
    for words in dict.fromkeys(target["text"] for target in row.get("targets") or ()):
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            if all(at <= s or e <= start for s, e, _ in places):
                places.append((start, at, "targets"))
    bare: list[str] = []
    phrases: list[_Phrase] = []
    at = gone = 0
    for start, end, field in sorted(places):
        bare.append(text[at:start])
        phrases.append(_Phrase(start, end, field, start - gone, text[start:end]))
        at, gone = end, gone + end - start
    return _Cut("".join([*bare, text[at:]]), tuple(phrases))


def _within(old: _Cut, new: _Cut) -> dict[str, tuple[Span, ...]]:
    """By field the spans of phrases that differ, where the texts differ in nothing else."""
    if old.bare != new.bare:
        return {}
    waiting = list(new.phrases)
    found: list[tuple[str, Span]] = []
    for a in old.phrases:
        twin = next((b for b in waiting if (b.field, b.offset) == (a.field, a.offset)), None)
        if twin is None:
            at = new.place(a.offset)
            found.append((a.field, (a.start, a.end, at, at)))
        else:
            waiting.remove(twin)
            if a.text != twin.text:
                found.append((a.field, (a.start, a.end, twin.start, twin.end)))
    for b in waiting:
        at = old.place(b.offset)
        found.append((b.field, (at, at, b.start, b.end)))
    return {
        field: tuple(sorted(span for name, span in found if name == field))
        for field in ("deadline", "targets")
        if any(name == field for name, _ in found)
    }
