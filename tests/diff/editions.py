"""Editions made up for tests: items of tasks, numbered anew each time they are written out."""

from __future__ import annotations

import copy
import hashlib
import random
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.diff.records import About, Side
from pipeline.diff.sides import make_side
from pipeline.terms.deadlines import read_deadline
from pipeline.terms.targets import read_targets

DATE = "2021-08-26"

_VERBS = [
    "推进",
    "落实",
    "完善",
    "建立",
    "健全",
    "优化",
    "深化",
    "规范",
    "加强",
    "实施",
    "制定",
    "开展",
    "公布",
    "清理",
    "整合",
    "改造",
]
_OBJECTS = [
    "消防执法改革方案",
    "双随机抽查机制",
    "公众聚集场所检查流程",
    "火灾事故责任调查办法",
    "中介机构从业条件",
    "行政许可告知承诺制度",
    "信用监管平台数据",
    "执法全过程记录档案",
    "政务服务事项清单",
    "基层网格巡查力量",
    "重点单位消防档案",
    "老旧小区管网设施",
    "学校食品安全档案",
    "危险化学品运输路线",
    "河道排污口台账",
    "养老机构服务标准",
    "工业园区污水管道",
    "农村公路养护资金",
    "科技成果转化基金",
    "知识产权快速维权通道",
    "建筑工地扬尘监测设备",
    "医保基金使用台账",
    "公共停车泊位数据",
    "历史建筑保护名录",
    "林地占用审批流程",
    "企业开办一网通办窗口",
    "招标投标电子系统",
    "不动产登记历史资料",
    "社区矫正衔接办法",
    "校外培训备案目录",
]
_MEANS = [
    "明确各级责任分工",
    "按季度通报进展情况",
    "与省级平台互联互通",
    "形成问题整改闭环",
    "接受社会公众监督",
    "组织专家论证评估",
    "建立联席会议制度",
    "纳入年度考核内容",
    "统一数据采集口径",
    "分批次向社会公开",
    "配齐专业技术人员",
    "严格资金使用管理",
    "编制操作手册指南",
    "同步修订配套文件",
    "选取镇街先行试点",
    "压实属地管理责任",
    "畅通群众投诉渠道",
    "引入第三方评价",
    "强化结果分析运用",
    "定期开展回头看",
]
BODIES = [
    "公安局",
    "民政局",
    "财政局",
    "司法局",
    "教育局",
    "卫生健康局",
    "应急管理局",
    "自然资源局",
    "生态环境局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "城市管理和综合执法局",
    "科学技术局",
]


@dataclass
class Owner:
    name: str
    role: str = "responsible"
    surface: str | None = None
    bureau_id: str | None = ""

    def id(self) -> str | None:
        if self.bureau_id == "":
            return "441900:" + hashlib.md5(self.name.encode()).hexdigest()[:6]
        return self.bureau_id


@dataclass
class Job:
    text: str | None
    owners: list[Owner]
    deadline: str | None = None
    persons: list[str] = field(default_factory=list)


@dataclass
class Item:
    title: str | None
    jobs: list[Job]
    section: list[str] = field(default_factory=list)
    number: int | None = None  # printed in place of the count, which goes on


@dataclass
class Edition:
    items: list[Item]
    today: dict[str, str] = field(default_factory=dict)
    date: str = DATE

    def copy(self) -> Edition:
        return copy.deepcopy(self)


def sentence(rng: random.Random) -> str:
    first, second = rng.sample(_MEANS, 2)
    return f"{rng.choice(_VERBS)}{rng.choice(_OBJECTS)}，{first}，{second}。"


def owners(rng: random.Random) -> list[Owner]:
    return [Owner(name) for name in rng.sample(BODIES, rng.choice([1, 2, 2, 3, 4]))]


def edition(rng: random.Random, items: int, *, sections: int = 0) -> Edition:
    made = []
    for index in range(items):
        title = f"{rng.choice(_VERBS)}{rng.choice(_OBJECTS)}{index}".translate(
            str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
        )
        part = index * sections // items
        section = [f"{'一二三四五六七八九'[part]}、{_MEANS[part]}"]
        jobs = [Job(sentence(rng), owners(rng)) for _ in range(rng.choice([1, 1, 2, 3, 4]))]
        made.append(Item(title, jobs, section if sections else []))
    return Edition(made)


def rows(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """The published tables of an edition, as far as a comparison reads them."""
    tasks: list[dict[str, Any]] = []
    assignments: list[dict[str, Any]] = []
    unresolved: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    count = 0
    for item in edition.items:
        count += 1
        number = count if item.number is None else item.number
        for ordinal, job in enumerate(item.jobs, 1):
            key = f"{item.title}|{job.text}|{[o.name for o in job.owners] if not job.text else ''}"
            seen[key] = seen.get(key, 0) + 1
            task_id = "t-" + hashlib.md5(f"{key}{seen[key]}".encode()).hexdigest()[:12]
            found = read_deadline(job.deadline, job.text, published=edition.date)
            cell = ""
            for position, owner in enumerate(job.owners, 1):
                surface = owner.surface or "市" + owner.name
                cell += "、" if cell else ""
                start = len(cell)
                cell += surface
                if owner.id() is None:
                    unresolved.append(
                        {"task_id": task_id, "surface": surface, "reason": "no body", "count": 1}
                    )
                    continue
                assignments.append(
                    {
                        "task_id": task_id,
                        "position": position,
                        "bureau_id": owner.id(),
                        "bureau_name": "东莞市" + owner.name,
                        "role": owner.role,
                        "surface": surface,
                        "surface_start": start,
                        "method": "template",
                    }
                )
            tasks.append(
                {
                    "task_id": task_id,
                    "row_no": len(tasks) + 1,
                    "task_no": f"{number}.{ordinal}",
                    "item_no": number,
                    "subtask_no": ordinal,
                    "item_title": item.title,
                    "text": job.text,
                    "text_lost": job.text is None,
                    "owner_text": cell or None,
                    "section": list(item.section),
                    "deadline_text": job.deadline or (found.text if found else None),
                    "deadline_kind": found.kind if found else None,
                    "deadline_date": found.date if found else None,
                    "targets": [asdict(target) for target in read_targets(job.text or "")],
                    "persons": list(job.persons),
                }
            )
    bureaus = [{"bureau_id": a, "current_bureau_id": b} for a, b in edition.today.items()]
    return {
        "tasks": tasks,
        "assignments": assignments,
        "unresolved": unresolved,
        "bureaus": bureaus,
    }


def side(edition: Edition, label: str = "a", **about: Any) -> Side:
    facts = {"date": edition.date, "sources": {"a.docx": label}, **about}
    return make_side(About(label, "doc", edition.date, **facts), rows(edition))
