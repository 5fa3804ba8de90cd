"""Text layers that lie are told from those that do not, page by page, with the cause in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.documents import source
from pdf_layouts.fonts import print_told
from pdf_press import FONT
from pipeline import extract
from pipeline.errors import SourceError
from pipeline.extract.pdf.chars import all_characters
from pipeline.extract.pdf.flat import open_page
from pipeline.extract.pdf.page import Frame, Glyph, Glyphs, Printed
from pipeline.extract.pdf.primitives import read_together
from pipeline.extract.pdf.text_layer import Limits, find_lie, is_picture
from pipeline.extract.scan import ocr
from pipeline.records import Box
from scans import strip

TRUE = "落实取消资质许可宣告，对社会进行公告宣贯。市消防救援支队、市住房城乡建设局（牵头）2021年"


def page(text: str, *, hidden: bool = False, images: tuple[Box, ...] = (), **more: int) -> Printed:
    """A page of 600 by 800 points that prints ``text`` in one line."""
    glyphs = Glyphs.of(
        Glyph(character, 10 + 5 * at, 100, 15 + 5 * at, 105) for at, character in enumerate(text)
    )
    boxes = ((0.0, 90.0, 600.0, 110.0),) if hidden else ()
    frame = Frame(0, 0, 600, 800, 0, 0)
    return Printed(1, frame, glyphs, hidden=boxes, images=images, **more)


@pytest.mark.parametrize(
    "text",
    [
        TRUE,
        "",
        TRUE * 3 + "\uf0b7\uf0b7",  # bullets of a symbol font
        "Plan for the reform of fire safety, naïve façade: 12 items, p. 3 " * 2,
        "落實取消資質許可宣告，對社會進行公告宣貫。市消防救援支隊、市住房城鄉建設局（牽頭）",
        TRUE + "犇骉淼焱",  # rare characters of names
        TRUE + "北纬30°以北，25℃±5℃，科技（Čapek）馆、某某®牌、拼音bǎo",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18",
    ],
)
def test_what_is_true(text: str) -> None:
    assert find_lie(page(text)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(cid:123)(cid:45)(cid:678)局、" * 4, "have no meaning"),
        ("\ue644\ueef6\ue00a\uee1c", "4 of its 4 characters have no meaning"),
        ("\ufffd" * 30, "have no meaning"),
        (TRUE + "\ue644" * 4, "4 of its 50 characters have no meaning"),
        (TRUE + "\x03\x04\x05\x06" * 2, "control codes"),
        ("ÊÐÏû·À¾ÈÔ®Ö§¶ÓÊÐ¹«°²¾Ö", "accented letters"),
        (TRUE + "市财¯局、各县ÿ市、区Ā人民政府", "signs of Latin amid Chinese"),
        ("柼塪撖薤療踞墽橒峁錵僸磮" * 3, "rare ones"),
        (TRUE + "柼撖薤踞墽橒峁錵僸磮哹瞻旫乂", "rare ones"),  # half-good
    ],
)
def test_what_lies(text: str, said: str) -> None:
    lie = find_lie(page(text))
    assert lie is not None
    assert said in lie


def test_characters_without_unicode_map_count() -> None:
    """pdfium gives such a character some code; that the font has no map is told apart."""
    assert find_lie(page(TRUE, unreadable=2)) is None
    assert "40 of its 46 characters" in str(find_lie(page(TRUE, unreadable=40)))


def test_invisible_text_under_a_picture() -> None:
    """Text laid under a scan is another's recognition; without a picture it is merely hidden."""
    whole = ((0.0, 0.0, 600.0, 800.0),)
    assert "invisible and laid under a picture" in str(
        find_lie(page(TRUE, hidden=True, images=whole))
    )
    assert find_lie(page(TRUE, hidden=True)) is None
    assert find_lie(page(TRUE, images=whole)) is None


def test_characters_without_size() -> None:
    glyphs = Glyphs.of(Glyph(character, 10, 10, 10, 10) for character in TRUE)
    printed = Printed(1, Frame(0, 0, 600, 800, 0, 0), glyphs)
    assert "have no size" in str(find_lie(printed))


def test_a_picture_is_as_large_as_what_is_seen_of_it() -> None:
    assert is_picture(page("", images=((0, 0, 600, 400),)))
    assert not is_picture(page("", images=((0, 0, 100, 100),)))  # a logo
    assert not is_picture(page("", images=((-5000, -5000, 10, 10),)))
    assert is_picture(page("", images=((0, 0, 600, 200), (0, 200, 600, 400))))


@pytest.mark.parametrize("limits", [{"rare": 0.0}, {"unmapped": 1.5}, {"fewest": 0}])
def test_limits_check_themselves(limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Limits(**limits)  # type: ignore[arg-type]


def test_the_real_pages_are_believed() -> None:
    document = pypdfium2.PdfDocument(source(".pdf"))
    pages = read_together([open_page(document, index) for index in range(len(document))])
    lies = [find_lie(printed) for printed in pages]
    document.close()
    assert set(lies) == {None}


def _invisible(path: Path) -> None:
    """A scan over which somebody's recognition lies as text in the invisible render mode."""
    picture = strip(1, 60, 150)
    high = picture.height * 72 / 200
    canvas = Canvas(str(path), pagesize=(612, high))
    canvas.drawImage(ImageReader(picture), 0, 0, 612, high)
    text = canvas.beginText(80, 60)
    text.setFont(FONT, 10)
    text.setTextRenderMode(3)
    text.textLine("這是別人認出来的字，和印的不一様")
    canvas.drawText(text)
    canvas.save()


def _covered(path: Path) -> None:
    """A scan painted over somebody's recognition, which is drawn as print is."""
    picture = strip(1, 60, 150)
    high = picture.height * 72 / 200
    canvas = Canvas(str(path), pagesize=(612, high))
    canvas.setFont(FONT, 10)
    canvas.drawString(80, 60, "這是別人認出来的字，和印的不一様")
    canvas.drawImage(ImageReader(picture), 0, 0, 612, high)
    canvas.save()


def _clear(path: Path) -> None:
    """The same recognition over the picture of the scan, wholly transparent."""
    picture = strip(1, 60, 150)
    high = picture.height * 72 / 200
    canvas = Canvas(str(path), pagesize=(612, high))
    canvas.drawImage(ImageReader(picture), 0, 0, 612, high)
    canvas.setFont(FONT, 10)
    canvas.setFillAlpha(0)
    canvas.drawString(80, 60, "這是別人認出来的字，和印的不一様")
    canvas.save()


def _curves(path: Path) -> None:
    """A page on which every character is drawn as a curve."""
    canvas = Canvas(str(path), pagesize=(612, 300))
    for at in range(300):
        canvas.circle(50 + at % 30 * 15, 50 + at // 30 * 15, 5)
    canvas.save()


@pytest.mark.parametrize(
    ("make", "cause"),
    [(_invisible, "its text is invisible"), (_curves, "its text is drawn as curves")],
)
def test_a_lying_page_is_quarantined_without_the_extra(
    make: Callable[[Path], None], cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "a.pdf")
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    with pytest.raises(SourceError, match=f"page 1: {cause}") as caught:
        extract.read(tmp_path / "a.pdf")
    assert caught.value.code == "needs_ocr"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_invisible, "its text is invisible"),
        (_covered, "its text is not to be seen"),
        (_clear, "its text is not to be seen"),
    ],
)
def test_a_lying_page_is_recognised_with_it(
    make: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    """What is printed counts, not what is laid under it."""
    make(tmp_path / "a.pdf")
    extraction = extract.read(tmp_path / "a.pdf")
    printed = "".join(cell.text for table in extraction.tables for cell in table.cells)
    assert "具备投入使用条件后" in printed
    assert "別人" not in printed
    assert any(told in note for note in extraction.notes)


def test_a_glyph_that_the_map_of_its_font_leaves_out_is_unknown(tmp_path: Path) -> None:
    """建 without an entry comes as a sign of its own: it is no hyphen, and never 8 or Ö."""
    path = tmp_path / "gap.pdf"
    texts = ("新建公园八处，改造老旧小区二十个。", TRUE)
    print_told(path, texts, (b"<5EFA>", b"<0000>"))
    with pypdfium2.PdfDocument(path) as document:
        (printed,) = read_together([open_page(document, 0)])
    assert "新\ufffd公园八处" in printed.glyphs.text
    assert printed.characters.count("\ufffd") == printed.unreadable == 2


def test_a_bare_code_that_looks_like_a_hyphen_is_counted_once(tmp_path: Path) -> None:
    """The ledger has U+FFFD for it, and no hyphen beside."""
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "a-b")
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        page = open_page(document, 0)
        assert all_characters(page.text, page.characters, "-") == "a\ufffdb"


def test_a_picture_beside_text_that_shows_no_print_is_left(tmp_path: Path) -> None:
    """A cover: the text stays as it is, without doubt."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 800))
    canvas.setFont(FONT, 24)
    canvas.drawString(100, 700, "某市重点任务汇编")
    canvas.drawImage(ImageReader(Image.linear_gradient("L").resize((800, 500))), 50, 100, 500, 400)
    canvas.save()
    [title] = extract.read(tmp_path / "a.pdf").outside
    assert (title.text, title.confidence) == ("某市重点任务汇编", None)
