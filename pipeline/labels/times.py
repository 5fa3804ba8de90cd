"""By when, printed beside bodies: （商务部牵头，4月底前出台，年内持续推进）."""

from __future__ import annotations

import re

from pipeline.ink import ink
from pipeline.labels.bodies import are_names
from pipeline.labels.edges import ENDS

_LONGEST_TIME = 20  # characters
# By when, behind the bodies in the same bracket: （商务部牵头，4月底前出台，年内持续推进）.
WHEN = re.compile(r"\d[年月日]|年内|年底|全年|每年|持续|长期|立行立改|即知即改|立即")
PARTING = re.compile("[，,；;。]")


def is_time(text: str) -> bool:
    """Whether a short text says by when, and names no body: 4月20日前, 长期坚持."""
    said = ink(text)
    return len(said) <= _LONGEST_TIME and bool(WHEN.search(said)) and not are_names(said)


def without_time(text: str) -> tuple[str, str]:
    """Bodies, and by when, where the text ends in that.

    >>> without_time("市司法局、湘西经开区管委会，6月底完成")
    ('市司法局、湘西经开区管委会', '6月底完成')
    """
    start = when_from(text)
    bodies, when = text[:start].rstrip(ENDS), text[start:].strip(ENDS)
    said = [each for each in PARTING.split(when) if ink(each)]
    return (bodies, when) if bodies and said and all(map(is_time, said)) else (text, "")


def when_from(text: str) -> int:
    """Where, at the end of a text, it is said by when; its length where that is not said."""
    start = len(text)
    for parting in reversed([*PARTING.finditer(text)]):
        if not WHEN.search(text, parting.end(), start):
            break
        start = parting.start()
    return start
