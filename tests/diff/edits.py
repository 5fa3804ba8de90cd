"""Edits with a known meaning: each changes an edition and says which changes it is."""

from __future__ import annotations

import random
from collections.abc import Callable

from diff.editions import BODIES, Edition, Item, Job, Owner, owners, sentence

Edit = Callable[["Desk"], list[str]]


class Desk:
    """An edition under edit; each edit takes an item that no other one has touched."""

    def __init__(self, edition: Edition, rng: random.Random) -> None:
        self.edition, self.rng = edition, rng
        self.free = list(edition.items[2:-2])
        rng.shuffle(self.free)
        # No two edits side by side: what moves past what would then be a matter of taste.
        self.order = list(edition.items)

    def item(self, jobs: int = 1, most: int = 9) -> Item:
        for item in self.free:
            if jobs <= len(item.jobs) <= most:
                self.take(item)
                return item
        raise LookupError(f"no free item with {jobs} jobs is left")

    def take(self, item: Item) -> None:
        self.free.remove(item)
        place = self.order.index(item)
        for near in (place - 1, place + 1):
            if 0 <= near < len(self.order) and self.order[near] in self.free:
                self.free.remove(self.order[near])

    def place(self, item: Item) -> int:
        return next(i for i, one in enumerate(self.edition.items) if one is item)

    def new_item(self, near: Item) -> Item:
        title = f"新增{self.rng.choice('甲乙丙丁戊己庚辛')}类{sentence(self.rng)[:9]}"
        return Item(title, [Job(sentence(self.rng), owners(self.rng))], list(near.section))

    def other_body(self, job: Job) -> str:
        return self.rng.choice([b for b in BODIES if b not in {o.name for o in job.owners}])


def insert_row(desk: Desk) -> list[str]:
    item = desk.item(2)
    item.jobs.insert(1, Job(sentence(desk.rng), owners(desk.rng)))
    return ["task_added"]


def insert_last_row(desk: Desk) -> list[str]:
    desk.item().jobs.append(Job(sentence(desk.rng), owners(desk.rng)))
    return ["task_added"]


def insert_item(desk: Desk) -> list[str]:
    item = desk.item()
    desk.edition.items.insert(desk.place(item), desk.new_item(item))
    return ["task_added"]


def insert_first_item(desk: Desk) -> list[str]:
    desk.edition.items.insert(0, desk.new_item(desk.edition.items[0]))
    return ["task_added"]


def insert_last_item(desk: Desk) -> list[str]:
    desk.edition.items.append(desk.new_item(desk.edition.items[-1]))
    return ["task_added"]


def remove_row(desk: Desk) -> list[str]:
    desk.item(2).jobs.pop(0)
    return ["task_removed"]


def remove_item(desk: Desk) -> list[str]:
    item = desk.item(1, 1)
    del desk.edition.items[desk.place(item)]
    return ["task_removed"]


def replace_row(desk: Desk) -> list[str]:
    item = desk.item(2)
    item.jobs[0] = Job("召开年度总结大会并表彰先进集体和个人。", owners(desk.rng))
    return ["task_removed", "task_added"]


def move_row(desk: Desk) -> list[str]:
    source, target = desk.item(2), desk.item()
    target.jobs.append(source.jobs.pop(0))
    return ["task_moved"]


def move_item(desk: Desk) -> list[str]:
    item = desk.item()
    away = desk.item()
    del desk.edition.items[desk.place(item)]
    desk.edition.items.insert(desk.place(away), item)
    item.section = list(away.section)
    return ["task_moved"]


def move_item_of_three(desk: Desk) -> list[str]:
    item = desk.item(3)
    away = desk.item()
    del desk.edition.items[desk.place(item)]
    desk.edition.items.insert(desk.place(away), item)
    item.section = list(away.section)
    return ["task_moved"]


def swap_near_equals(desk: Desk) -> list[str]:
    """Two tasks that differ in a word change places; ``prepare`` made them near-equal."""
    one, other = (item for item in desk.edition.items if item.jobs[0].text in NEAR)
    one.jobs[0], other.jobs[0] = other.jobs[0], one.jobs[0]
    return ["task_moved", "task_moved"]


def renumber(desk: Desk) -> list[str]:
    item = desk.item()
    item.number = 900 + desk.rng.randrange(90)
    return ["task_renumbered"]


def split_row(desk: Desk) -> list[str]:
    item = desk.item()
    job = item.jobs[0]
    first, second, third = (job.text or "").rstrip("。").split("，")
    item.jobs[0:1] = [
        Job(f"{first}。", list(job.owners)),
        Job(f"{second}，{third}。", list(job.owners)),
    ]
    return ["task_split"]


def merge_rows(desk: Desk) -> list[str]:
    item = desk.item(2)
    one, other = item.jobs[0], item.jobs[1]
    item.jobs[0:2] = [Job(f"{(one.text or '').rstrip('。')}；{other.text}", list(one.owners))]
    return ["task_merged"]


def reword_title(desk: Desk) -> list[str]:
    item = desk.item(2)
    item.title = "进一步" + (item.title or "")[2:]
    return ["title_reworded"]


def punctuate_title(desk: Desk) -> list[str]:
    item = desk.item()
    title = item.title or ""
    item.title = f"{title[:2]}“{title[2:]}”"
    return ["punctuation"]


def reword_text(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = (job.text or "").replace("，", "，进一步", 1)
    return ["text_reworded"]


def append_clause(desk: Desk) -> list[str]:
    job = desk.item().jobs[-1]
    job.text = (job.text or "").rstrip("。") + "，确保改革任务落到实处。"
    return ["text_reworded"]


def cut_clause(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = (job.text or "").rsplit("，", 1)[0] + "。"
    return ["text_reworded"]


def reword_half(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    first, _, third = (job.text or "").split("，")
    job.text = f"{first}，会同有关方面研究提出具体意见，{third}"
    return ["text_reworded"]


def punctuate_text(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = (job.text or "").replace("，", "；", 1)
    return ["punctuation"]


def break_text(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = (job.text or "").replace("，", "，\n", 1)
    return ["punctuation"]


def add_owner(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.owners.append(Owner(desk.other_body(job)))
    return ["owner_added"]


def add_owner_first(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.owners.insert(0, Owner(desk.other_body(job)))
    return ["owner_added"]


def add_unknown_owner(desk: Desk) -> list[str]:
    desk.item().jobs[0].owners.append(Owner("某某专班", surface="某某专班", bureau_id=None))
    return ["owner_added"]


def remove_owner(desk: Desk) -> list[str]:
    job = _with_owners(desk, 2)
    job.owners.pop(0)
    return ["owner_removed"]


def replace_owner(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.owners[0] = Owner(desk.other_body(job))
    return ["owner_removed", "owner_added"]


def swap_owners(desk: Desk) -> list[str]:
    job = _with_owners(desk, 2)
    job.owners[0], job.owners[1] = job.owners[1], job.owners[0]
    return ["owner_order"]


def rename_owner(desk: Desk) -> list[str]:
    """The same ID under another name."""
    owner = desk.item().jobs[0].owners[0]
    owner.bureau_id, owner.name = owner.id(), owner.name + "（新设）"
    return ["owner_renamed"]


def reform_owner(desk: Desk) -> list[str]:
    """Another ID, whose work the first body's is today."""
    owner = desk.item().jobs[0].owners[0]
    before = owner.id() or ""
    owner.name = "大" + owner.name
    desk.edition.today |= {before: owner.id() or "", owner.id() or "": owner.id() or ""}
    return ["owner_renamed"]


def change_role(desk: Desk) -> list[str]:
    desk.item().jobs[0].owners[0].role = "lead"
    return ["role_changed"]


def replace_person(desk: Desk) -> list[str]:
    desk.item().jobs[0].persons = ["张三"]
    return ["owner_added"]


def change_deadline(desk: Desk) -> list[str]:
    job = next(job for job in _all(desk) if "2022年6月底前" in (job.text or ""))
    job.text = (job.text or "").replace("2022年6月底前", "2023年12月底前")
    return ["deadline_changed"]


def change_deadline_column(desk: Desk) -> list[str]:
    job = next(job for job in _all(desk) if job.deadline)
    job.deadline = "2024年3月底"
    return ["deadline_changed"]


def add_deadline(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = "2022年9月底前" + (job.text or "")
    return ["deadline_changed"]


def remove_deadline(desk: Desk) -> list[str]:
    job = next(job for job in _all(desk) if "2022年10月底前" in (job.text or ""))
    job.text = (job.text or "").replace("2022年10月底前", "")
    return ["deadline_changed"]


def change_target(desk: Desk) -> list[str]:
    job = next(job for job in _all(desk) if "建成300个" in (job.text or ""))
    job.text = (job.text or "").replace("建成300个", "建成500个")
    return ["target_changed"]


def rename_section(desk: Desk) -> list[str]:
    last = desk.edition.items[-1].section[0]
    for item in desk.edition.items:
        if item.section == [last]:
            item.section = [last[:2] + "切实强化组织领导和保障"]
    return ["section_changed"]


def text_and_owner(desk: Desk) -> list[str]:
    job = desk.item().jobs[0]
    job.text = (job.text or "").replace("，", "，切实", 1)
    job.owners.append(Owner(desk.other_body(job)))
    return ["text_reworded", "owner_added"]


def move_and_reword(desk: Desk) -> list[str]:
    source, target = desk.item(2), desk.item()
    job = source.jobs.pop(0)
    job.text = (job.text or "").replace("，", "，切实", 1)
    target.jobs.append(job)
    return ["task_moved", "text_reworded"]


NEAR = (
    "推进消防执法改革方案落地，第一季度组织专家论证评估，按季度通报进展情况。",
    "推进消防执法改革方案落地，第三季度组织专家论证评估，按季度通报进展情况。",
)

EDITS: tuple[Edit, ...] = tuple(
    value
    for name, value in list(globals().items())
    if callable(value)
    and getattr(value, "__annotations__", {}).get("desk") == "Desk"
    and not name.startswith("_")
)


def prepare(edition: Edition, rng: random.Random) -> Desk:
    """Put in what some edits need, and keep it from the others."""
    desk = Desk(edition, rng)
    marked = [desk.item() for _ in range(6)]
    for text, item in zip(NEAR, marked, strict=False):
        item.jobs[0].text = text
    for words, item in zip(
        ("2022年6月底前", "2022年10月底前", "建成300个"), marked[2:], strict=False
    ):
        item.jobs[0].text = f"{words}{item.jobs[0].text}"
    marked[5].jobs[0].deadline = "2022年年底"
    return desk


def _all(desk: Desk) -> list[Job]:
    return [job for item in desk.edition.items for job in item.jobs]


def _with_owners(desk: Desk, count: int) -> Job:
    for item in list(desk.free):
        if len(item.jobs[0].owners) >= count:
            desk.take(item)
            return item.jobs[0]
    raise LookupError(f"no free task with {count} owners is left")
