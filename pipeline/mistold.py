"""Signs that nobody prints amid Chinese: a font or an encoding told another character."""

from __future__ import annotations

import re

_HAN = "[\u3001\u3002\u3400-\u9fff\uf900-\ufaff\uff0c]"
_SIGN = re.compile(
    rf"\ufffd|(?<={_HAN})[\x80-\x9f¡¦¨ª¬¯¸¿À-ÖØ-öø-\u024f]{{1,3}}(?={_HAN})"
)  # letters with accents and control codes, up to three in a row


def mistold(text: str) -> list[int]:
    """Where in a text the unknown sign stands, or signs of Latin between Chinese ones.

    >>> mistold("市财政局、市\u00aa\u017f局"), mistold("Čapek 路 30°以北")
    ([6, 7], [])
    """
    if text.isascii():
        return []
    return [at for found in _SIGN.finditer(text) for at in range(*found.span())]
