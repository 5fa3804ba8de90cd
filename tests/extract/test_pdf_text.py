"""Glyphs to lines, and lines to the text of a cell: wraps, paragraphs, words."""

from __future__ import annotations

import numpy as np

from pipeline.extract.pdf.page import Glyph, Glyphs
from pipeline.extract.pdf.runs import read_lines as read_groups
from pipeline.extract.pdf.text import Block, Line, is_full, join_lines, room_at_end


def read_lines(found: list[Glyph], *, split: bool = False) -> list[Line]:
    """The lines of one cell, or of the text outside all cells."""
    group = -1 if split else 0
    lines = read_groups(Glyphs.of(found), np.full(len(found), group))
    return [outside.line for outside in lines.outside] if split else lines.inside[0]


def glyphs(text: str, x: float = 0, y: float = 0, size: float = 10) -> list[Glyph]:
    found = []
    for character in text:
        width = size if character > "⺀" or character in "“”" else size / 2
        found.append(Glyph(character, x, y, x + width, y + size))
        x += width
    return found


def cell(*texts: str, width: float = 104, indent: float = 0) -> Block:
    """Lines of ten-point type in a cell of ten characters, with margins of two points."""
    lines = [
        read_lines(glyphs(text, 2 + (indent if not number else 0), 15.0 * number))[0]
        for number, text in enumerate(texts)
    ]
    return Block(tuple(lines), (0, 0, width, 100))


def text(*texts: str, indent: float = 0) -> str:
    return join_lines([cell(*texts, indent=indent)])[0]


def test_lines_are_read_from_the_top_and_from_the_left() -> None:
    """The file may set them in any order."""
    scattered = glyphs("第二行", 0, 15) + glyphs("行", 20, 0) + glyphs("第一", 0, 0)
    assert [line.text for line in read_lines(scattered)] == ["第一行", "第二行"]


def test_small_marks_belong_to_the_line_they_stand_on() -> None:
    raised = glyphs("①", 20, 0, 6)
    assert [line.text for line in read_lines(glyphs("第一", 0, 1) + raised)] == ["第一①"]


def test_texts_far_apart_outside_tables_are_two_lines() -> None:
    row = glyphs("公报", 0) + glyphs("第3页", 300)
    assert [line.text for line in read_lines(row, split=True)] == ["公报", "第3页"]
    assert [line.text for line in read_lines(row)] == ["公报第3页"]


def test_words_set_apart_get_a_space_and_single_letters_none() -> None:
    assert read_lines(glyphs("Data", 0) + glyphs("Act", 25))[0].text == "Data Act"
    spread = [g for i, c in enumerate("GDP") for g in glyphs(c, 6.0 * i)]
    assert read_lines(spread)[0].text == "GDP"


def test_spaces_that_are_printed_within_a_line_are_kept() -> None:
    assert read_lines(glyphs(" 责 任 "))[0].text == "责 任"


def test_a_next_line_printed_as_a_character_is_white_space() -> None:
    """Else a line has more boxes of ink than characters, and cannot be cut at its columns."""
    [line] = read_lines(glyphs("甲\x85乙"))
    [one] = read_groups(Glyphs.of(glyphs("甲\x85乙")), np.full(3, -1)).outside
    assert sum(not character.isspace() for character in line.text) == len(one.marks) == 2


def test_wrapped_lines_join_without_a_separator() -> None:
    assert (
        text("落实国家关于取消消防技", "术服务机构许可。")
        == "落实国家关于取消消防技术服务机构许可。"
    )


def test_names_one_a_line_are_paragraphs() -> None:
    assert text("市消防救援支队、", "市住房城乡建设局") == "市消防救援支队、\n市住房城乡建设局"


def test_no_paragraph_ends_with_a_comma_but_in_a_numbered_list() -> None:
    assert "\n" not in text("试验区建设，", "CO₂排放强度下降18%")
    assert text("一、尽责，", "二、落实。") == "一、尽责，\n二、落实。"


def test_an_item_of_a_list_begins_a_paragraph_even_below_a_full_line() -> None:
    assert text("1．盘活闲置用地。", "2．建强链条。") == "1．盘活闲置用地。\n2．建强链条。"
    assert text("●盘活闲置低用地。", "●建强链条。") == "●盘活闲置低用地。\n●建强链条。"


def test_an_item_of_a_list_begins_a_paragraph_below_a_line_that_is_nearly_full() -> None:
    """The number and its point had just had room, so that the line alone does not tell."""
    assert text("1.盘活闲置地块1。", "2.建强链条。") == "1.盘活闲置地块1。\n2.建强链条。"


def test_items_that_count_from_one_begin_paragraphs_below_an_opening_sentence() -> None:
    items = ("落实以下工作要求。", "（1）定期报送进展；", "（2）建立配套制度。", "（3）开展宣传。")
    assert text(*items) == "\n".join(items)
    other = ("落实以下工作要求。", "（2）定期报送进展；", "（4）建立配套制度。")
    assert text(*other) == "".join(other)


def test_no_paragraph_ends_within_a_list_or_with_an_opening_bracket() -> None:
    assert "\n" not in text("完成3燃气、供水、", "桥梁、综合管廊改造")
    assert "\n" not in text("地表水断面（", "Ⅰ—Ⅲ类）比例提高")


def test_numbers_within_a_paragraph_begin_none() -> None:
    """One stands within a line, so that the other stands at its beginning by chance."""
    assert "\n" not in text("1．盘活；2．建强；", "3．提高质量。")
    assert "\n" not in text("盘活闲置低效用地。", "2.5万吨产能。")


def test_what_is_set_without_full_width_characters_goes_to_the_next_line_as_a_whole() -> None:
    assert "\n" not in text("年平均浓度降至", "30μg/m³以下")
    assert "\n" not in text("用好各类", "www.gov.cn等平台")
    assert "\n" not in text("统筹推进建", "立“1+N”政策体系")
    assert "\n" not in text("接触式”办", "税，90%以上的事项")


def test_a_word_and_a_number_at_the_ends_of_two_lines_stay_one_sentence() -> None:
    assert text("配备AED", "300台，") == "配备AED 300台，"
    assert text("完成投资1", "2.6亿元。") == "完成投资12.6亿元。"


def test_a_line_that_ends_early_without_a_mark_ends_a_paragraph() -> None:
    assert text("市公安局", "市民政局") == "市公安局\n市民政局"


def test_a_line_one_character_short_before_what_stays_together_is_wrapped() -> None:
    """果“掌 cannot be parted, nor can 局、."""
    assert "\n" not in text("推行消防办事结", "果“掌上查”、网上缴纳")
    assert "\n" not in text("市公安局、市民政", "局、市司法局")


def test_an_indented_paragraph_is_measured_by_where_it_ends() -> None:
    assert "\n" not in text("落实国家关于取消", "消防技术服务机构资质", indent=20)


def set_in(*texts: str) -> Block:
    """Lines of a cell of ten characters; those marked with > are set in by two."""
    lines = [
        read_lines(glyphs(each.lstrip(">"), 2 + 20 * each.startswith(">"), 15.0 * number))[0]
        for number, each in enumerate(texts)
    ]
    return Block(tuple(lines), (0, 0, 104, 100))


def test_first_lines_set_in_begin_paragraphs_and_no_others_do() -> None:
    """The first is short because a word follows, the second is full and ends a paragraph."""
    first = set_in(">1．推动发展基", "金，引导社会资本投早。", ">2．盘活低效用", "地。")
    assert join_lines([first])[0] == "1．推动发展基金，引导社会资本投早。\n2．盘活低效用地。"


def test_first_lines_set_in_over_a_page_edge() -> None:
    parts = [set_in(">推动产业发", "展，健全机制"), set_in("，完善服务。"), set_in(">盘活用地。")]
    assert join_lines(parts)[0] == "推动产业发展，健全机制，完善服务。\n盘活用地。"
    parts[2] = set_in(">盘活用地，提高亩", "均税收。")
    assert join_lines(parts)[0] == "推动产业发展，健全机制，完善服务。\n盘活用地，提高亩均税收。"


def test_a_centred_cell_is_measured_on_both_sides() -> None:
    lines = (
        read_lines(glyphs("市公安局、市民政局、", 2, 0))[0],
        read_lines(glyphs("市司法局", 32, 15))[0],
        read_lines(glyphs("市财政局", 32, 30))[0],
    )
    block = Block(lines, (0, 0, 104, 60))
    assert room_at_end(lines[1], block) == 6
    assert join_lines([block])[0] == "市公安局、市民政局、市司法局\n市财政局"


def test_latin_words_join_with_a_space_and_hyphenated_ones_without() -> None:
    assert text("the open data law", "act of 2021") == "the open data law act of 2021"
    assert text("a law that is well-", "known act") == "a law that is well-known act"


def test_words_at_the_end_of_a_full_line_join_with_a_space_too() -> None:
    """The line is broken between words; a word too long for its line is broken within."""
    assert text("full name of owners", "is printed") == "full name of owners is printed"
    assert text("fullnameofownership", "er") == "fullnameofownershiper"
    assert text("Report No 440190202", "12") == "Report No 44019020212"


def test_a_long_number_broken_at_the_edge_stays_whole() -> None:
    assert text("编号44190020210826000001", "23") == "编号4419002021082600000123"


def test_the_texts_of_the_parts_make_the_text() -> None:
    whole, parts = join_lines([cell("市消防救援支队、市住房"), cell("城乡建设局")])
    assert whole == "市消防救援支队、市住房城乡建设局"
    assert parts == ["市消防救援支队、市住房", "城乡建设局"]


def test_an_empty_cell_has_an_empty_text() -> None:
    assert join_lines([Block((), (0, 0, 10, 10))]) == ("", [""])


def test_a_full_line_has_no_room_for_what_follows() -> None:
    block = cell("市公安局、市民政局、", "市司法局")
    assert is_full(block.lines[0], "市", block)
    assert not is_full(block.lines[1], "市", block)


def test_the_box_of_a_line_is_that_of_its_ink() -> None:
    assert read_lines(glyphs(" 甲 "))[0] == Line("甲", 5, 0, 15, 10, 10, spaced=True)


def test_figures_below_each_other_are_no_one_figure() -> None:
    """They stand at the right of their cell, and one that is too long fills its line."""

    def figures(*values: str, width: float) -> str:
        lines = [
            read_lines(glyphs(value, width - 4 - 5 * len(value), 15.0 * number))[0]
            for number, value in enumerate(values)
        ]
        return join_lines([Block(tuple(lines), (0, 0, width, 100))])[0]

    assert figures("27,462", "27,145", "26,830", width=50) == "27,462\n27,145\n26,830"
    assert figures("218.00", "-43.40", width=60) == "218.00\n-43.40"
    assert figures("1", "8", width=12) == "18"


def test_words_of_ascii_are_parted_where_white_is_printed() -> None:
    """No space stands in the file."""
    found = [*glyphs("Dick", 0), *glyphs("&", 24), *glyphs("Peg", 33), *glyphs("(1)", 52)]
    assert read_lines(found)[0].text == "Dick & Peg (1)"
    assert read_lines([*glyphs("完成", 0), *glyphs("(1)", 24)])[0].text == "完成(1)"
