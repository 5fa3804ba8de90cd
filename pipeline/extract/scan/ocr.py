"""Recognise single lines of print: pictures of lines in, characters with confidence out.

The model is PP-OCRv6 (small, recognition), which comes inside the package ``rapidocr``; it
is run by onnxruntime on one thread, so that the result does not depend on the number of
processors. The rest of ``rapidocr`` is not imported: it can fetch models from the network.
A model of this kind (CRNN with CTC, Shi et al. 2015, arXiv:1507.05717) gives for each slice
of 8 pixels the odds of every character; equal neighbours are one character.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import SourceError

if TYPE_CHECKING:
    from pipeline.extract.scan.picture import Picture

PACKAGES = ("rapidocr", "onnxruntime", "cv2")
MODEL = "PP-OCRv6_rec_small.onnx"
INSTALL = "pip install 'fenjie[ocr]'"

# Signs that differ in width alone, narrow to wide. The model cannot tell them apart by their
# shape; of marks it gives the wide one, of letters and digits the narrow one, and how far they
# reach on the line decides (``widths``).
TWINS = {chr(ord(wide) - 0xFEE0): wide for wide in "！（），．：；？％＝＜＞［］＃＋｜＊／～－"}
LETTERS = {
    chr(code): chr(code + 0xFEE0)
    for code in range(ord("0"), ord("z") + 1)
    if chr(code).isascii() and chr(code).isalnum()
}
# Of one shape or nearly; the second is the one of Chinese print, its width is told by its room.
_ALIKE = (("〜", "～"), ("∼", "～"), ("¥", "￥"))

_HEIGHT = 48  # pixels the model takes a line at
_SLICE = 8  # pixels of that for which it gives one character or none
_NARROWEST = 320  # pixels; narrower lines are padded to this
_WIDEST = 6_400  # pixels; a longer line is no line of print
_CERTAIN = 0.99  # confidence from which nothing else is asked for
_BLANK = 0  # "no character here", the first of its alphabet


class Read(NamedTuple):
    """One character: where its middle is, as a share of the line's width, and how sure.

    Of one that is not certain, ``rival`` is what else it may be and ``rival_odds`` how likely that
    is; ``blank`` is how likely there is no character.
    """

    text: str
    at: float
    confidence: float
    rival: str = ""
    rival_odds: float = 0.0
    blank: float = 0.0


@dataclass(frozen=True)
class Recogniser:
    """The model, loaded when first used. Give it to what reads pages; make one a process.

    A pickled one loads again where it arrives.
    """

    def __reduce__(self) -> tuple[type[Recogniser], tuple[()]]:
        return type(self), ()

    @cached_property
    def _session(self) -> Any:
        # It has no types of its own.
        onnxruntime: Any = importlib.import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.enable_cpu_mem_arena = False  # memory stays flat over lines of all lengths
        options.log_severity_level = 4
        return onnxruntime.InferenceSession(
            str(_model_path()), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _alphabet(self) -> list[str]:
        characters = self._session.get_modelmeta().custom_metadata_map["character"]
        return ["", *characters.splitlines(), " "]

    @cached_property
    def _twins(self) -> tuple[list[int], list[int]]:
        places = {character: index for index, character in enumerate(self._alphabet)}
        pairs = [*TWINS.items(), *((wide, narrow) for narrow, wide in LETTERS.items()), *_ALIKE]
        both = [
            (places[one], places[other]) for one, other in pairs if {one, other} <= places.keys()
        ]
        return [one for one, _ in both], [other for _, other in both]

    @cached_property
    def name(self) -> str:
        """Engine and model, with their versions and the digest of the model's bytes."""
        digest = hashlib.sha256(_model_path().read_bytes()).hexdigest()[:12]
        return (
            f"rapidocr {_version('rapidocr')} {MODEL} sha256:{digest},"
            f" onnxruntime {_version('onnxruntime')}"
        )

    def read(self, line: Picture) -> list[Read]:
        """The characters of one line of print, from left to right, spaces among them.

        Of ``TWINS`` always the wide one, of ``LETTERS`` the narrow one.
        """
        import cv2
        import numpy as np

        high, wide = line.shape
        width = min(max(1, round(wide * _HEIGHT / high)), _WIDEST)
        shrunk = cv2.INTER_AREA if high > _HEIGHT else cv2.INTER_CUBIC
        scaled = cv2.resize(line, (width, _HEIGHT), interpolation=shrunk)
        padded = np.zeros((1, 3, _HEIGHT, max(width, _NARROWEST)), dtype=np.float32)
        padded[:, :, :, :width] = scaled.astype(np.float32) / 127.5 - 1
        [odds] = self._session.run(None, {"x": padded})[0]
        never, given = self._twins
        np.add.at(odds.T, given, odds[:, never].T)  # several may be given to one
        odds[:, never] = 0
        best = odds.argmax(axis=1)
        sure = odds.max(axis=1)
        found: list[Read] = []
        start = 0
        for end in range(1, len(best) + 1):
            if end < len(best) and best[end] == best[start]:
                continue
            if best[start] != _BLANK:
                run = sure[start:end]
                middle = start + float((run * np.arange(end - start)).sum() / run.sum()) + 0.5
                at = min(middle * _SLICE / width, 1.0)
                text = self._alphabet[best[start]]
                read = Read(TWINS.get(text, text), at, min(float(run.max()), 1.0))
                if read.confidence < _CERTAIN:
                    read = self._with_rival(read, odds[start + int(run.argmax())], best[start])
                found.append(read)
            start = end
        return found

    def _with_rival(self, read: Read, odds: Picture, best: int) -> Read:
        others = odds.copy()
        others[[best, _BLANK]] = 0
        rival = int(others.argmax())
        text = self._alphabet[rival]
        return read._replace(
            rival=TWINS.get(text, text),
            rival_odds=float(others[rival]),
            blank=float(odds[_BLANK]),
        )


def missing() -> tuple[str, ...]:
    """What of the extra ``[ocr]`` is not installed; nothing where scans can be read."""
    return tuple(name for name in PACKAGES if importlib.util.find_spec(name) is None)


def require(file: str, pages: Sequence[int], why: str) -> None:
    """Raise ``SourceError`` (``needs_ocr``), naming the pages, where the extra is missing."""
    if not missing():
        return
    listed = f"page {pages[0]}" if len(pages) == 1 else f"pages {', '.join(map(str, pages))}"
    raise SourceError(
        "needs_ocr",
        file,
        f"{listed}: {why}, so the text must be read from the picture.",
        f"Install what reads pictures: {INSTALL}. Or give the DOCX or a PDF with text.",
    )


def _model_path() -> Path:
    found = importlib.util.find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ImportError("rapidocr is not installed")
    return Path(found.origin).parent / "models" / MODEL


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "of unknown version"
