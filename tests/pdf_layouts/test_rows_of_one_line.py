"""Tables of numbers and names as other makers print them: a line of print is a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pdf_layouts.by_hand import Hand
from pdf_layouts.truth import grid, read_balanced
from pipeline.ink import ink

NAMES = ("Mena", "Molle", "Perazzo", "Sarrabayrouse", "Tailhade", "Ustarroz", "Vicente", "Picardi")
FIRST = ("Juan", "Ana Luisa", "Pedro", "Carlos Alberto", "Luis", "Rosa", "Ines", "Federico")
HEAD = ["Surname", "First name", "Number", "Date", "Amount"]
XS = (50, 170, 280, 350, 470)


def people() -> list[list[str]]:
    return [
        [name, first, f"2{n}.{n * 77 + 100}", f"0{n + 1}/10/2013", f"$ {n * 5 + 5}.000,00"]
        for n, (name, first) in enumerate(zip(NAMES, FIRST, strict=True))
    ]


class Sheet:
    """A page of Latin text, measured from its upper end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(600, 800))
        self.canvas.setFont("Helvetica", 9)

    def row(self, y: float, xs: Sequence[float], texts: Sequence[str], right: int = 99) -> None:
        for place, (x, text) in enumerate(zip(xs, texts, strict=True)):
            draw = self.canvas.drawRightString if place >= right else self.canvas.drawString
            draw(x, 800 - y, text)

    def fill(self, x: float, y: float, wide: float, high: float, grey: float) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, 800 - y - high, wide, high, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def rule(self, y: float, x0: float, x1: float) -> None:
        self.canvas.line(x0, 800 - y, x1, 800 - y)

    def read(self) -> list[list[Sequence[str | None]]]:
        self.canvas.save()
        return [grid(table) for table in read_balanced(self.path).tables]


def printed(rows: Sequence[Sequence[str | None]]) -> list[list[str | None]]:
    """The texts without white space, as a grid gives them."""
    return [[text and ink(text) for text in row] for row in rows]


def test_lines_of_print_close_together_are_a_row_each(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [HEAD, *people()]
    for number, row in enumerate(rows):
        sheet.row(100 + 11 * number, XS, row, right=4)
    assert sheet.read() == [printed(rows)]


def test_columns_drawn_and_rows_not(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [HEAD, *people()]
    for number, row in enumerate(rows):
        sheet.row(110 + 12 * number, XS, row)
    xs = (45, 165, 275, 345, 465, 545)
    for x in xs:
        sheet.canvas.line(x, 700, x, 800 - 112 - 12 * len(rows))
    for y in (100, 113, 112 + 12 * len(rows)):
        sheet.rule(y, xs[0], xs[-1])
    assert sheet.read() == [printed(rows)]


def test_cells_without_text_leave_their_rows_apart(tmp_path: Path) -> None:
    """Each column has blanks but the first two."""
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [["State", "Total", "Q1", "Q2", "Q3", "Q4"]]
    for n, name in enumerate(("Alabama", "Alaska", "Arizona", "Arkansas", "Colorado", "Delaware")):
        quarters = [str(17 * (n + k) + 3) if (n + k) % 2 else "" for k in range(4)]
        rows.append([name, str(991 - 83 * n), *quarters])
    for number, row in enumerate(rows):
        sheet.row(100 + 12 * number, (50, 160, 220, 280, 340, 400), row, right=1)
    assert sheet.read() == [printed(rows)]


def test_a_table_of_few_rows_above_prose_and_another(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    upper = [["Make", "Model", "Colour"], ["Toyota", "Camry", "Brown"], ["Fiat", "Uno", "Red"]]
    lower = [["Year", "Sum", "Mean"], ["2001", "5", "2.5"], ["2002", "7", "3.5"]]
    for number, (one, other) in enumerate(zip(upper, lower, strict=True)):
        sheet.row(100 + 14 * number, (60, 160, 260), one)
        sheet.row(260 + 14 * number, (60, 140, 220), other)
    prose = "This paragraph of plain text stands between two tables, longer than their cells are."
    for number in range(4):
        sheet.row(190 + 12 * number, (60,), [prose])
    assert sheet.read() == [printed(upper), printed(lower)]


def test_few_words_on_each_line_between_three_rules(tmp_path: Path) -> None:
    """In no column but the first is much room left, and still each line is a row."""
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [
        ["System", "Release", "Editor"],
        ["Windows", "MikTeX", "TeXnicCenter, WinEdt"],
        ["Unix", "TeX Live", "Emacs, vim, Kile"],
        ["Macintosh", "MacTeX", "TeXShop"],
    ]
    for number, row in enumerate(rows):
        sheet.row(100 + 14 * number, (60, 130, 190), row)
    for y in (88, 104, 146):
        sheet.rule(y, 55, 300)
    assert sheet.read() == [printed(rows)]


def test_two_rows_with_one_value_of_two_words(tmp_path: Path) -> None:
    """The second word is a column of its own, without a label: all others are full."""
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [["Make", "Model", "Tag", "Code", "Last used", ""]]
    rows += [["Toyota", "Camry", "111A", "222", "2016-04-29", "10:02"]]
    rows += [["Toyota", "Prius", "222B", "333", "2016-04-30", "20:19"]]
    for number, row in enumerate(rows):
        sheet.row(100 + 14 * number, (60, 120, 180, 230, 280, 360), row)
    assert sheet.read() == [printed(rows)]


def test_sections_leaders_and_a_wrapped_label_between_rules(tmp_path: Path) -> None:
    """The body of a statistical table is one ruled row; its columns have no lines either."""
    sheet = Sheet(tmp_path / "a.pdf")
    names = ["Total", "Violent crime", "Robbery", "Theft of motor vehicles", "Fraud", "Gambling"]
    rows = [["Offence", "All", "Men", "Women"]]
    for n, name in enumerate(names):
        rows.append([name + " ." * 12, f"{n + 2},{n}71.{n}", f"{n + 1}.7", f"{n}.{9 - n}"])
    rows.insert(3, ["Murder and", "", "", ""])
    sheet.row(109, (50, 250, 330, 410), rows[0], right=1)
    for number, row in enumerate(rows[1:]):
        sheet.row(122 + 9 * number, (50, 250, 330, 410), row, right=1)
    for y in (100, 113, 120 + 9 * len(rows)):
        for x0, x1 in ((45, 200), (200, 420)):
            sheet.rule(y, x0, x1)
    for x in (45, 200, 420):
        sheet.canvas.line(x, 700, x, 680 - 9 * len(rows))
    assert sheet.read() == [printed(rows)]


def test_codes_begin_rows_of_wrapped_texts(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    texts = [
        ("A00", "Cholera due to the classical kind, of which", "cases are seldom"),
        ("A01", "Typhoid fever"),
        ("A02", "Other infections of this or of a like kind,", "whether by food or by drink, and"),
        ("A03", "Shigellosis"),
        ("A04", "Other bacterial infections which stand not", "in another place"),
    ]
    y = 100
    for code, *lines in texts:
        sheet.row(y, (60,), [code])
        for line in lines:
            sheet.row(y, (120,), [line])
            y += 12
    (found,) = sheet.read()
    assert [row[0] for row in found] == [code for code, *_ in texts]


def test_heads_beside_their_numbers_name_one_column(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [["Item", "Quantity sold", "Price"]]
    rows += [[n, str(k * 7 + 5), f"{k}.50"] for k, n in enumerate(("Bolt", "Nut", "Washer", "Pin"))]
    sheet.row(100, (60, 160, 300), rows[0])
    for number, row in enumerate(rows[1:]):
        sheet.row(114 + 14 * number, (60, 260, 380), row, right=1)
    assert sheet.read() == [printed(rows)]


def test_filled_cells_without_lines(tmp_path: Path) -> None:
    """Each cell is a filled area; two cells are merged, and one has two lines."""
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [["Name", "From", "Days"], ["Delhi", "1 May", "8"], ["Kerala", "9 May", None]]
    for number, row in enumerate(rows):
        y = 100 + 31 * number
        for column, text in enumerate(row):
            if text is not None:
                high = 61 if text == "8" else 30
                sheet.fill(50 + 101 * column, y, 100, high, 0.6 if not number else 0.9)
                sheet.row(y + 12, (56 + 101 * column,), [text])
    sheet.row(143 + 10, (157,), ["to 8 May"])
    rows[1][1] = "1 May to 8 May"
    sheet.row(230, (50,), ["A note of one line stands below the table and runs over its columns."])
    assert sheet.read() == [printed(rows)]


def test_shaded_rows_at_the_head_of_more_are_no_table(tmp_path: Path) -> None:
    """Header and first rows are shaded cell by cell, the rows below are not."""
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [HEAD, *people()]
    for number, row in enumerate(rows):
        if number < 3:
            for x0, x1 in zip(XS, (*XS[1:], 560), strict=True):
                sheet.fill(x0 - 3, 90 + 14 * number, x1 - x0, 14, 0.9)
        sheet.row(100 + 14 * number, XS, row)
    assert sheet.read() == [printed(rows)]


def test_prose_in_two_columns_below_a_table(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for y in (100, 120, 140):
        sheet.rule(y, 50, 350)
    for x in (50, 200, 350):
        sheet.canvas.line(x, 700, x, 660)
    for number, row in enumerate((["State", "Days"], ["Delhi", "8"])):
        sheet.row(113 + 20 * number, (55, 205), row)
    words = "the train will travel through many states and come back by another way in spring "
    for number in range(12):
        line = (words[number * 5 :] + words)[:52].strip()
        sheet.row(200 + 12 * number, (50, 310), [line, line.upper()[:44]])
    assert sheet.read() == [[["State", "Days"], ["Delhi", "8"]]]


def test_a_text_too_long_for_its_column_lies_under_the_next(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [HEAD, *people()]
    rows[4][0] = "Valsangiacomo Blancos"
    for number, row in enumerate(rows):
        sheet.row(100 + 15 * number, (50, 144, 280, 350, 470), row)
    assert sheet.read() == [printed(rows)]


def test_a_full_stop_near_that_of_leaders_is_no_copy(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.row(100, (50,), ["240.9 of all"])
    width = sheet.canvas.stringWidth("240", "Helvetica", 9)
    sheet.canvas.setFont("Times-Roman", 7)
    sheet.row(96, (50 + width,), ["."])
    sheet.canvas.save()
    text = "".join(part.text for part in read_balanced(sheet.path).outside)
    assert text.count(".") == 2


def test_a_wrapped_task_among_rows_of_one_line_is_one_row(tmp_path: Path) -> None:
    """Its bodies stand one on a line; the column of numbers is not printed."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 290.0, 420.0)
    rows: list[tuple[list[str], list[str], list[str]]] = [
        (["任务"], ["责任单位"], ["完成时限"]),
        (["完成城市燃气管道更新改造"], ["市住房城乡建设局"], ["全年"]),
        (["新建中小学校3所"], ["市教育局"], ["6月底"]),
        (
            ["开展食品抽检三千批次并公布结果，对问题产", "品及时处置"],
            ["市场监管局", "卫生健康局"],
            ["12月底"],
        ),
        (["建成口袋公园8个"], ["市城市管理局"], ["9月底"]),
        (["改造农村公路50公里"], ["市交通运输局"], ["全年"]),
        (["培育专精特新企业12家"], ["市工业和信息化局"], ["6月底"]),
        (["推广电子证照应用"], ["市数据局"], ["全年"]),
        (["建成智慧农贸市场2个"], ["市商务局"], ["12月底"]),
        (["新增公共停车泊位600个"], ["市公安局"], ["6月底"]),
    ]
    y = 40.0
    for row in rows:
        hand.row(y, xs, *row)
        y += 15 * len(row[0])
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == [["".join(lines) for lines in row] for row in rows]


def test_turned_heads_above_and_sums_below(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    rows = [["State", "Permit", "Handgun", "Long gun"]]
    rows += [[name, str(7 * n + 45), str(93 - n), f"{n + 1}.50"] for n, name in enumerate(NAMES)]
    rows += [["", "", "Sum", "36.00"], ["", "", "Tax", "3.60"]]
    sheet.row(140, (50,), rows[0][:1])
    for number, head in enumerate(rows[0][1:]):
        sheet.canvas.saveState()
        sheet.canvas.translate(150 + 70 * number, 660)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, head)
        sheet.canvas.restoreState()
    for y in (90, 144, 150 + 12 * len(rows)):
        sheet.rule(y, 45, 340)
    for number, row in enumerate(rows[1:]):
        sheet.row(155 + 12 * number, (50, 140, 210, 280), row)
    assert sheet.read() == [printed(rows)]


def test_white_alone_parts_the_tasks_of_an_item(tmp_path: Path) -> None:
    """Lines part the items; in tasks and bodies the next begins at one height, after a gap."""
    hand = Hand(tmp_path / "a.pdf")
    xs, y, ys = (50.0, 90.0, 180.0, 380.0, 540.0), 60.0, [60.0]
    truth: list[list[str | None]] = []
    for number, lengths in enumerate((((2, 1), (1, 2)), ((1, 1),), ((2, 2), (1, 1))), 1):
        hand.row(y + 3, xs, [str(number)], ["推进数据", "共享"])
        for place, (tasks, bodies) in enumerate(lengths):
            texts = (
                ["健全协同机制并开展评估，", "完善预案。"][:tasks],
                ["市公安局、", "市民政局"][:bodies],
            )
            hand.row(y + 3, xs, [], [], *texts)
            own = [None, None] if place else [str(number), "推进数据共享"]
            truth.append([*own, *("".join(lines) for lines in texts)])
            y += 15 * max(tasks, bodies) + 6
        y = max(y, ys[-1] + 36)
        ys.append(y)
    hand.grid(xs, ys)
    (table,) = read_balanced(hand.save()).tables
    assert grid(table) == truth


def test_paragraphs_of_two_cells_that_meet_by_chance_are_one_row(tmp_path: Path) -> None:
    """Those above them are of one length, wherever they do."""
    hand = Hand(tmp_path / "a.pdf")
    xs = (50.0, 90.0, 300.0, 540.0)
    for number in range(3):
        for line, y in enumerate((63, 78, 99)):
            texts = [str(number)] if not line else [], ["健全协同机制。"], ["市公安局"]
            hand.row(y + 60 * number, xs, *texts)
    hand.grid(xs, (60, 120, 180, 240))
    (table,) = read_balanced(hand.save()).tables
    assert table.rows == 3


def test_marked_words_part_no_rows(tmp_path: Path) -> None:
    """Words with a highlight behind them, an area for each line, in a table of level lines."""
    sheet = Sheet(tmp_path / "a.pdf")
    names = ["Alpha", "Beta", "Gamma", "Delta"]
    rows = [["No", "What is to be done", "Who"]]
    for n, name in enumerate(names):
        text = ["Open the new road and the bridge to the", "town in all of its length before June"]
        rows.append([str(n + 1), "".join(text), name])
        y = 130 + 40 * n
        if n % 2:
            wide = sheet.canvas.stringWidth(text[1], "Helvetica", 9)
            begun = sheet.canvas.stringWidth(text[0][:20], "Helvetica", 9)
            whole = sheet.canvas.stringWidth(text[0], "Helvetica", 9)
            sheet.fill(100 + begun, y - 10, whole - begun, 13, 0.8)
            sheet.fill(100, y + 4, wide, 13, 0.8)
        sheet.row(y, (50, 100, 330), [str(n + 1), text[0], name])
        sheet.row(y + 14, (100,), [text[1]])
        sheet.rule(y + 22, 45, 400)
    sheet.row(105, (50, 100, 330), rows[0])
    sheet.rule(95, 45, 400)
    sheet.rule(112, 45, 400)
    assert sheet.read() == [printed(rows)]
