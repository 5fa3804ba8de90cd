"""What stands at the edges of a note: brackets, spaces, a number."""

from __future__ import annotations

from pipeline.ink import ink
from pipeline.numbering import leading_number

OPENING = {"）": "（", ")": "(", "】": "【", "]": "[", "〕": "〔", "］": "［"}
SPACES = " \u3000\n\t"
ENDS = "。；;，,、 \u3000\n\t"


def opening_bracket(text: str) -> int | None:
    """Where the bracket opens that closes at the end of ``text``."""
    if text[-1:] not in OPENING:
        return None
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in OPENING:
            depth += 1
        elif text[i] in OPENING.values():
            depth -= 1
            if depth == 0:
                return i
    return None


def before_spaces(text: str, end: int, spaces: str = SPACES) -> int:
    """Where the spaces begin that stand right before ``end``."""
    while end and text[end - 1] in spaces:
        end -= 1
    return end


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number that stands before others: （一）."""
    number = leading_number(text)
    return number is not None and not ink(text[len(number.printed) :])
