"""PDFs made to harm end in a clear error within limits; nothing is run and nothing fetched."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from string import ascii_letters

import pytest
from PIL import Image

from pipeline import extract
from pipeline.engine import reader
from pipeline.engine.reader import Limits
from pipeline.errors import SourceError
from pipeline.extract.scan import reading as scan
from pipeline.extract.scan.characters import Character
from pipeline.extract.scan.page import Scanned
from pipeline.records import Extraction

TEXT = b"BT /F 12 Tf 50 700 Td (Hello) Tj ET\n"
LIMITS = Limits(seconds=3.0, megabytes=150.0)
IMAGE = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray"
WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q\n"


def stream(entries: str, data: bytes) -> bytes:
    """A packed stream with further entries."""
    packed = zlib.compress(data, 9)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def pdf(objects: Mapping[int, str | bytes], *, shift: int = 0, trailer: str = "") -> bytes:
    """A file of these objects, the first its root; ``shift`` makes the places of all wrong."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, one in objects.items():
        places[number] = len(out) + shift
        body = one.encode() if isinstance(one, str) else one
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    listed = "".join(f"{places.get(n, 0):010d} 00000 n \n" for n in range(1, max(places) + 1))
    size = max(places) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{listed}"
    end += f"trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + end.encode()


def page(
    content: bytes = TEXT,
    *,
    root: str = "",
    resources: str = "",
    more: Mapping[int, str | bytes] | None = None,
) -> dict[int, str | bytes]:
    """The objects of a file with one page; ``more`` overrides and extends them."""
    return {
        1: f"<</Type/Catalog/Pages 2 0 R{root}>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        f"/Resources<</Font<</F 5 0 R>>{resources}>>>>",
        4: stream("", content),
        5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **(more or {}),
    }


def forms(depth: int, times: int, content: bytes) -> bytes:
    """Forms that each draw the next so many times: ``times`` to the power of ``depth``."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>"
    more: dict[int, str | bytes] = {
        10 + n: stream(f"{form}/XObject<</X {11 + n} 0 R>>>>", b"/X Do " * times)
        for n in range(depth)
    }
    more[10 + depth] = stream(f"{form}>>", content)
    return pdf(page(b"/X Do", resources="/XObject<</X 10 0 R>>", more=more))


def picture(wide: int, high: int, entries: str, data: bytes, content: bytes = WHOLE_PAGE) -> bytes:
    image = f"<<{IMAGE}/Width {wide}/Height {high}{entries}/Length {len(data)}>>stream\n".encode()
    more = {6: image + data + b"\nendstream"}
    return pdf(page(content, resources="/XObject<</I 6 0 R>>", more=more))


def jpx(wide: int, high: int) -> bytes:
    """The head of a JPEG 2000 picture that says it is so large; its data are nothing."""
    size = b"".join(n.to_bytes(4, "big") for n in (wide, high, 0, 0, wide, high, 0, 0))
    size = b"\0\0" + size + b"\0\1\7\1\1"
    coding = bytes([0, 0, 0, 1, 0, 5, 4, 4, 0, 0])
    steps = bytes([0x40, *[0x48] * 16])
    marked = b"".join(
        mark + (len(body) + 2).to_bytes(2, "big") + body
        for mark, body in ((b"\xff\x51", size), (b"\xff\x52", coding), (b"\xff\x5c", steps))
    )
    tile = b"\xff\x90\0\x0a\0\0\0\0\0\x5e\0\1\xff\x93" + bytes(80)
    return b"\xff\x4f" + marked + tile + b"\xff\xd9"


def tree(kids: str, count: int, *, below: str = "") -> bytes:
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        3: below or "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    }
    return pdf(objects)


def read(tmp_path: Path, data: bytes, limits: Limits = LIMITS) -> Extraction | str:
    """What comes of a file within small limits: its text, or the code of a clear error."""
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    try:
        return reader.read(path, limits=limits)
    except SourceError as error:
        return error.code


SAME_TEXT = {
    "places of objects wrong": pdf(page(), shift=4321),
    "a table of places that leads to itself": pdf(page(), trailer="/Prev 9"),
    "arrays 100,000 deep": pdf(page(b"[" * 100_000 + b"]" * 100_000 + b" TJ " + TEXT)),
    "200,000 saved states": pdf(page(b"q " * 200_000 + TEXT)),
    "a length that means itself": pdf(
        page(more={4: b"<</Length 4 0 R>>stream\n" + TEXT + b"\nendstream"})
    ),
    "forms 25 deep": forms(20, 1, TEXT),
}


@pytest.mark.parametrize("data", SAME_TEXT.values(), ids=SAME_TEXT)
def test_the_text_is_read_all_the_same(data: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, data)
    assert isinstance(found, Extraction)
    assert [part.text for part in found.outside] == ["Hello"]


NOTHING_TO_READ = {
    "a loop in the page tree": (
        tree("3 0 R 2 0 R", 500, below="<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 250>>"),
        "damaged",
    ),
    "two thousand million pages said": (tree("3 0 R", 2_000_000_000), "no_text_layer"),
    "5,000 blank pages": (tree("3 0 R " * 5000, 5000), "no_text_layer"),
    "a picture of 60,000 by 60,000": (
        picture(60_000, 60_000, "/BitsPerComponent 8/Filter/FlateDecode", zlib.compress(b"0")),
        "picture_too_large",
    ),
    "forms that draw each other 10^9 times": (forms(9, 10, TEXT), "reader_memory"),
    "a form that draws itself": (
        pdf(
            page(
                b"/X Do",
                resources="/XObject<</X 6 0 R>>",
                more={
                    6: stream(
                        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                        "/Resources<</XObject<</X 6 0 R>>>>",
                        b"/X Do /X Do " * 10,
                    )
                },
            )
        ),
        "reader_memory",
    ),
    "text that unpacks to 400 MB": (pdf(page(b" " * 400_000_000)), "reader_memory"),
    "JPEG 2000 that is larger than it says": (
        picture(600, 600, "/BitsPerComponent 8/Filter/JPXDecode", jpx(40_000, 40_000)),
        "reader_memory",
    ),
    "a pattern of a million million tiles": (
        pdf(
            page(
                WHOLE_PAGE + b"/Pattern cs /P scn 0 0 595 842 re f ",
                resources="/XObject<</I 6 0 R>>/Pattern<</P 7 0 R>>",
                more={
                    6: stream(f"{IMAGE}/Width 100/Height 100/BitsPerComponent 8", b"\xff" * 10_000),
                    7: stream(
                        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
                        "/XStep 0.001/YStep 0.001/Resources<<>>",
                        b"0 0 1 1 re f",
                    ),
                },
            )
        ),
        "reader_time",
    ),
}


@pytest.mark.parametrize(("data", "code"), NOTHING_TO_READ.values(), ids=NOTHING_TO_READ)
def test_what_cannot_be_read_is_a_clear_error(data: bytes, code: str, tmp_path: Path) -> None:
    # A busy machine must not make time of what is another error.
    seconds = LIMITS.seconds if code == "reader_time" else 20.0
    found = read(tmp_path, data, replace(LIMITS, seconds=seconds))
    # Where memory is refused a library may end the process before it is seen to be too large.
    assert found == code or (found, code) == ("reader_died", "reader_memory")


def test_a_page_of_millions_of_characters_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "_MOST_CHARACTERS", 4)
    assert read(tmp_path, pdf(page())) == "page_too_full"


def test_a_page_that_is_named_again_is_told(tmp_path: Path) -> None:
    """A file may name one page 50,000 times; what is new on others is told as ever."""
    kids = {2: "<</Type/Pages/Kids[3 0 R 3 0 R 6 0 R 3 0 R]/Count 4>>"}
    other = {
        6: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 7 0 R]"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        7: stream("", b"BT /F 12 Tf 50 600 Td (again) Tj ET"),
    }
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf(page(more=kids | other)))
    told: list[str] = []
    extract.read(path, path.name, told=lambda kind, _: told.append(kind))
    assert told == ["text", "again", "text", "again"]


def test_a_scan_that_comes_again_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same scan on each page beside the number of the page: each picture is another."""
    lines = iter([["一是推进统计改革", "1"], ["一是推进统计改革", "2"], ["二是加强监督", "3"]])

    def found(*_: object) -> Scanned:
        read = [[Character(one, (0.0, 0.0, 9.0, 9.0), 1.0) for one in line] for line in next(lines)]
        return Scanned((595.0, 842.0), 0, 0.0, tuple(map(tuple, read)), (), (), ())

    monkeypatch.setattr(scan, "read_picture", found)
    first, *more = [Image.new("L", (60, 80), shade) for shade in (240, 245, 250)]
    path = tmp_path / "x.tif"
    first.save(path, save_all=True, append_images=more)
    told: list[str] = []
    pages = scan.Pages(path.name, lambda kind, _: told.append(kind))
    scan.read_scan(path.read_bytes(), path.name, pages)
    assert told == ["recognised", "again", "recognised"]


def told_of(tmp_path: Path, data: bytes) -> list[tuple[str, int]]:
    """What the reader of a file tells of each page."""
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    told: list[tuple[str, int]] = []
    extract.read(path, path.name, told=lambda *one: told.append(one))
    return told


def named_often(beside: Sequence[bytes], objects: Mapping[int, str | bytes]) -> bytes:
    """A file whose pages all show the content 4, and one thing of their own beside it."""
    kids = " ".join(f"{100 + 2 * n} 0 R" for n in range(len(beside)))
    pages: dict[int, str | bytes] = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(beside)}>>",
        **objects,
    }
    for n, own in enumerate(beside):
        pages[100 + 2 * n] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Contents[4 0 R {101 + 2 * n} 0 R]"
            "/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>"
        )
        pages[101 + 2 * n] = stream("", own)
    return pdf(pages)


def test_a_page_with_another_number_earns_nothing(tmp_path: Path) -> None:
    """However often its text is named, wherever the number stands; another text earns again."""
    text = " ".join(f"{word}ing the {word}s of {n} towns" for n, word in enumerate(ascii_letters))
    print_ = b"BT /F 8 Tf 20 %d Td (%s) Tj ET\n"
    first = {4: stream("", print_ % (700, text.encode())), 5: page()[5]}
    beside = [print_ % (800 if n % 2 else 30, b"- %d -" % n) for n in range(9, 13)]
    other = " ".join(f"{n} harbours that {word}{word} may open" for n, word in enumerate(text[:70]))
    told = told_of(tmp_path, named_often([*beside, print_ % (400, other.encode())], first))
    assert [kind for kind, _ in told] == ["text", "again", "again", "again", "text"]
    assert [characters for _, characters in told[1:4]] == [0, 0, 0]


def test_a_picture_that_is_cut_otherwise_on_each_page_earns_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read of it differs a little each time; its next stretch earns all the same."""
    lines = [f"{n} {letter * 12}" for n, letter in enumerate(ascii_letters)]
    shown = iter([lines[:8], [*lines[:4], *lines[20:24]], lines[8:16]])

    def found(*_: object) -> Scanned:
        read = [[Character(one, (0.0, 0.0, 9.0, 9.0), 1.0) for one in line] for line in next(shown)]
        return Scanned((595.0, 842.0), 0, 0.0, tuple(map(tuple, read)), (), (), ())

    monkeypatch.setattr(scan, "read_picture", found)
    picture = {
        4: stream("", WHOLE_PAGE),
        5: page()[5],
        6: stream(f"{IMAGE}/Width 100/Height 100/BitsPerComponent 8", bytes(range(100)) * 100),
    }
    beside = [b"1 g %d 90 50 50 re f" % (90 * n) for n in range(3)]
    told = told_of(tmp_path, named_often(beside, picture))
    assert [kind for kind, _ in told] == ["recognised", "again", "recognised"]
    assert told[1][1] == 0


def test_nothing_is_started_or_fetched(tmp_path: Path) -> None:
    """A launch action, a script, a link to follow on opening: none of them is looked at."""
    mark = tmp_path / "launched"
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"http://127.0.0.1:{server.getsockname()[1]}/"
        actions = (
            f"/OpenAction<</S/Launch/F(touch {mark})/Unix(touch {mark})>>"
            f"/AA<</WC<</S/URI/URI({place})>>>>/URI<</Base({place})>>"
            "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\(\\))>>]>>>>"
        )
        assert isinstance(read(tmp_path, pdf(page(root=actions))), Extraction)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert not mark.exists()
