"""A resolution in words, and as the JSON object of ``fenjie resolve``."""

from __future__ import annotations

from typing import Any

from pipeline.records import Mention, Resolution, Unresolved

_METHODS = {
    "exact": "official wording with its place",
    "alias": "listed other wording",
    "template": "whole name with the place inside, by a template",
    "place": "a place that stands for its government",
    "inherited": "listed wording, place carried along the list",
    "plate": "listed name with a second plate in brackets",
    "segmentation": "listed names run together",
    "repaired": "typing error: 和 与 及 的, a doubled character, or two swapped",
    "fuzzy": "typing error: one character of a long name",
    "decision": "settled by a person",
}
_ROLES = {"lead": "leads", "responsible": "is responsible", "support": "supports"}


def explain(resolution: Resolution) -> str:
    """Every mention and every unresolved part with its reasons, one block each."""
    blocks = [resolution.raw]
    parts: list[Mention | Unresolved] = [*resolution.mentions, *resolution.unresolved]
    blocks += [
        _mention(part) if isinstance(part, Mention) else _unresolved(part)
        for part in sorted(parts, key=lambda p: p.start)
    ]
    blocks += [f"  note: {flag.partition(': ')[2] or flag}" for flag in resolution.flags]
    return "\n".join(blocks)


def _mention(mention: Mention) -> str:
    place = f"{mention.surface} [{mention.start}:{mention.end}]"
    method = _METHODS.get(mention.method, mention.method)
    lines = [
        f"  {place} -> {mention.bureau_id} {mention.name}",
        f"    {_ROLES[mention.role]} ({mention.role_evidence})",
        f"    {mention.method}, {mention.score:.2f}: {method}",
        f"    {mention.why}",
    ]
    if mention.needs_review:
        lines.append("    to be reviewed")
    return "\n".join(lines)


def _unresolved(part: Unresolved) -> str:
    lines = [f"  {part.surface} [{part.start}:{part.end}] -> unresolved: {part.reason}"]
    lines += [f"    {c.score:.2f} {c.bureau_id} {c.name}: {c.why}" for c in part.candidates]
    return "\n".join(lines)


def as_json(resolution: Resolution) -> dict[str, Any]:
    """The object that ``fenjie resolve`` prints on one line."""
    return {
        "raw": resolution.raw,
        "mentions": [
            {
                "surface": m.surface,
                "start": m.start,
                "end": m.end,
                "role": m.role,
                "bureau_id": m.bureau_id,
                "name": m.name,
                "method": m.method,
                "score": m.score,
                "is_collective": m.is_collective,
                "needs_review": m.needs_review,
            }
            for m in resolution.mentions
        ],
        "unresolved": [
            {
                "surface": u.surface,
                "start": u.start,
                "end": u.end,
                "reason": u.reason,
                "candidates": [
                    {"bureau_id": c.bureau_id, "name": c.name, "score": c.score, "why": c.why}
                    for c in u.candidates
                ],
            }
            for u in resolution.unresolved
        ],
        "flags": list(resolution.flags),
    }
