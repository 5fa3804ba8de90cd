"""A comparison as lines for a terminal."""

from __future__ import annotations

from dataclasses import replace

import compared as c
from pipeline.diff.narrow import Wanted
from pipeline.diff.records import Comparison
from pipeline.diff.write import as_text
from pipeline.diff.write.line import described

OLD = c.task(1, "在十五个工作日内完成审批")
NEW = c.task(1, "在十个工作日内完成审批", (c.POLICE, c.CIVIL))


def both(old=OLD, new=NEW, *changes, **more) -> Comparison:
    sides = c.side("2020-01-01", [old]), c.side("2021-08-26", [new])
    return c.comparison(*sides, changes, **more)


def reworded():
    texts = OLD[0]["text"], NEW[0]["text"]
    return c.change("text_reworded", "text", *texts, of=NEW, was=OLD, spans=((1, 3, 1, 2),))


def lines(comparison: Comparison, wanted=None, language="en", *, coloured=False) -> list[str]:
    found = as_text(comparison, wanted or Wanted(), language, coloured=coloured)
    return [line.plain for line in found]


def test_counts_stand_above_and_each_change_takes_one_line_under_its_task() -> None:
    added = c.change("owner_added", "owners", None, c.owner(c.CIVIL), of=NEW, was=OLD)
    assert lines(both(OLD, NEW, reworded(), added)) == [
        "doc@2020-01-01 → doc@2021-08-26",
        "2 changes (substance 2) in 1 task.",
        "1 task before, 1 after; 0 the same.",
        "text reworded 1, owner added 1",
        "",
        "1.1  第1项任务  t-000000000001",
        "  text reworded         在[-十五-]{+十+}个工作日内完成审批",
        "  owner added           东莞市民政局 (responsible)",
    ]


def test_with_colour_there_are_no_brackets() -> None:
    found = as_text(both(OLD, NEW, reworded()), Wanted(), "zh", coloured=True)
    assert found[-1].plain.split() == ["内容改写", "在十五十个工作日内完成审批"]
    styles = {found[-1].plain[s.start : s.end]: s.style for s in found[-1].spans}
    assert styles["十五"] == "red strike"
    assert styles["十"] == "green"


def test_shifted_numbers_are_counted_and_not_listed() -> None:
    found = lines(both(OLD, NEW, reworded(), shifted=113))
    assert "113 numbers only shifted" in found[3]
    assert len(found) == 8


def test_a_new_number_stands_beside_the_old_one() -> None:
    new = c.task(1, NEW[0]["text"], item=2)
    change = replace(reworded(), task_no_new="2.1")
    assert any(line.startswith("1.1 → 2.1  ") for line in lines(both(OLD, new, change)))


def test_long_text_is_shown_around_what_differs() -> None:
    text = "甲" * 50
    change = replace(
        reworded(), old=f"{text}旧{text}", new=f"{text}新{text}", spans=((50, 51, 50, 51),)
    )
    assert described(change, "zh") == f"…{'甲' * 8}[-旧-]{{+新+}}{'甲' * 8}…"


def test_an_insertion_at_the_start_and_one_at_the_end() -> None:
    change = replace(reworded(), old="乙", new="甲乙丙", spans=((0, 0, 0, 1), (1, 1, 2, 3)))
    assert described(change, "zh") == "{+甲+}乙{+丙+}"


def test_a_change_is_one_line_even_if_its_text_has_several() -> None:
    change = replace(reworded(), old="甲\n乙", new="甲\n丙", spans=((2, 3, 2, 3),))
    assert described(change, "zh") == "甲 [-乙-]{+丙+}"


def test_a_line_feed_that_is_itself_the_change_is_seen() -> None:
    change = replace(reworded(), old="甲乙", new="甲\n乙", spans=((1, 1, 1, 2),))
    assert described(change, "zh") == "甲{+↵+}乙"


def test_a_text_that_was_lost_and_is_there_again() -> None:
    change = replace(reworded(), old=None, new="甲", spans=())
    assert described(change, "zh") == "甲"


def test_names_that_hold_markup_stay_as_they_are() -> None:
    new = c.task(1, "[bold]甲[/bold]", title="[red]乙[/red]")
    change = replace(reworded(), new="[bold]甲[/bold]", spans=())
    assert "[red]乙[/red]" in "\n".join(lines(both(OLD, new, change)))


def test_a_cause_other_than_the_source_and_a_doubtful_pairing_are_said() -> None:
    change = replace(reworded(), cause="dictionary")
    found = lines(c.doubtful(both(OLD, NEW, change)))
    assert "Causes: dictionary 1." in found
    assert "1 pairing in doubt: to be checked." in found
    assert found[-2].endswith("pairing in doubt 0.70")
    assert found[-1].endswith("  dictionary")


def test_a_title_says_for_how_many_tasks_it_stands() -> None:
    others = [c.task(n, f"第{n}事", item=1) for n in (2, 3)]
    sides = c.side("2020", [OLD, *others]), c.side("2021", [NEW, *others])
    title = c.change("title_reworded", "item_title", "甲", "乙", of=NEW, was=OLD)
    found = lines(c.comparison(*sides, [title], covers=[(1, 2, 3)]), language="zh")
    assert found[1] == "共 1 处改动（实质 1），涉及 3 项任务。"
    assert found[-1].endswith("（3 项任务）")


def test_nothing_changed() -> None:
    assert lines(both(OLD, OLD))[1:] == ["No changes.", "1 task before, 1 after; 1 the same."]


def test_what_the_reader_chose_to_see_is_said() -> None:
    wanted = Wanted((c.POLICE[0],), "form")
    found = lines(both(OLD, NEW, reworded()), wanted)
    assert "Only tasks of 东莞市公安局." in found
    assert "Only changes of substance and form." in found


def test_an_owner_renamed_shows_both_names_and_one_printed_otherwise_its_prints() -> None:
    old, new = c.owner(c.POLICE), {**c.owner(c.POLICE), "bureau_name": "东莞市公安总局"}
    change = c.change("owner_renamed", "owners", old, new, of=NEW, was=OLD, severity="none")
    assert described(change, "zh") == "东莞市公安局（负责） → 东莞市公安总局（负责）"
    change = replace(change, new={**old, "surface": "公安局"})
    assert described(change, "zh") == "市公安局（负责） → 公安局（负责）"


def test_every_other_value_has_its_words() -> None:
    def line(kind, field, old, new):
        return described(c.change(kind, field, old, new, of=NEW, was=OLD), "zh")

    def place(number, section):
        return {"task_no": number, "item_title": "标题", "section": section}

    def owners(*bodies):
        return [c.owner(body) for body in bodies]

    unknown = {**c.owner(), "bureau_id": None, "role": None, "bureau_name": "市某办"}
    deadline = {"deadline_text": "年底前", "deadline_kind": "by", "deadline_date": "2021-12-31"}
    target = {"text": "100件", "quantity": 100.0, "unit": "件", "comparison": "="}
    cases = [
        (("task_moved", "place", place("1.1", []), place("2.1", ["一"])),
         "标题 › 1.1 → 一 › 标题 › 2.1"),
        (("task_renumbered", "task_no", {"task_no": "1.1"}, {"task_no": None}), "1.1 → 无"),
        (("owner_order", "owners", owners(c.POLICE, c.CIVIL), owners(c.CIVIL, c.POLICE)),
         "东莞市公安局、东莞市民政局 → 东莞市民政局、东莞市公安局"),
        (("role_changed", "owners", c.owner(), c.owner(role="lead")), "东莞市公安局: 负责 → 牵头"),
        (("owner_added", "owners", None, unknown), "市某办（词典未收）"),
        (("owner_added", "persons", None, {**unknown, "surface": "张三"}), "张三"),
        (("deadline_changed", "deadline", dict.fromkeys(deadline), deadline),
         "无 → 年底前（2021-12-31）"),
        (("target_changed", "targets", [], [target]), "无 → 100件"),
        (("section_changed", "section", [], ["一", "二"]), "无 → 一、二"),
        (("task_split", "task", [c.whole(OLD)], [c.whole(OLD), c.whole(NEW)]),
         "1.1 在十五个工作日内完成审批 → 1.1 在十五个工作日内完成审批 1.1 在十个工作日内完成审批"),
    ]  # fmt: skip
    for given, words in cases:
        assert line(*given) == words
