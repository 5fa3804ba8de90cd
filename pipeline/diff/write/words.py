"""What kinds, severities, causes, fields and roles are called, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from pipeline.diff.records import Cause, Change, Kind, Severity

Language: TypeAlias = Literal["zh", "en"]
Labels: TypeAlias = Mapping[str, str]

KINDS: Mapping[Language, Labels] = {
    "zh": {
        "task_added": "新增任务",
        "task_removed": "删除任务",
        "task_moved": "任务移位",
        "task_renumbered": "编号变更",
        "task_split": "任务拆分",
        "task_merged": "任务合并",
        "title_reworded": "标题改写",
        "text_reworded": "内容改写",
        "punctuation": "标点排版",
        "owner_added": "增加单位",
        "owner_removed": "减少单位",
        "owner_order": "单位次序",
        "owner_renamed": "单位更名",
        "role_changed": "角色变更",
        "deadline_changed": "时限变更",
        "target_changed": "指标变更",
        "section_changed": "类别变更",
        "punctuation:item_title": "标点排版：标题",
        "punctuation:text": "标点排版：内容",
        "punctuation:owner_text": "标点排版：责任栏",
        "text_reworded:owner_text": "责任栏改写",
        "owner_added:persons": "增加责任人",
        "owner_removed:persons": "减少责任人",
    },
    "en": {
        **{kind: kind.replace("_", " ") for kind in get_args(Kind)},
        "punctuation:item_title": "punctuation: title",
        "punctuation:text": "punctuation: text",
        "punctuation:owner_text": "punctuation: owners",
        "text_reworded:owner_text": "owner cell reworded",
        "owner_added:persons": "person added",
        "owner_removed:persons": "person removed",
    },
}

SEVERITIES: Mapping[Language, Labels] = {
    "zh": {"substance": "实质", "form": "形式", "none": "仅更名"},
    "en": {"substance": "substance", "form": "form", "none": "name only"},
}

CAUSES: Mapping[Language, Labels] = {
    "zh": {
        "source": "原文改动",
        "dictionary": "词典改动",
        "decision": "人工裁定",
        "code": "程序改动",
    },
    "en": {
        "source": "source",
        "dictionary": "dictionary",
        "decision": "decision",
        "code": "code",
    },
}

FIELDS: Mapping[Language, Labels] = {
    "zh": {
        "task_no": "编号",
        "section": "类别",
        "item_title": "任务项目",
        "text": "任务内容",
        "owner_text": "责任单位",
        "deadline_text": "完成时限",
        "targets": "指标",
        "persons": "责任人",
    },
    "en": {
        "task_no": "number",
        "section": "section",
        "item_title": "item",
        "text": "task",
        "owner_text": "owners",
        "deadline_text": "deadline",
        "targets": "targets",
        "persons": "persons",
    },
}

ROLES: Mapping[Language, Labels] = {
    "zh": {"lead": "牵头", "responsible": "负责", "support": "配合"},
    "en": {"lead": "lead", "responsible": "responsible", "support": "support"},
}


def kind_of(change: Change, language: Language) -> str:
    """What a change is called; the field tells some kinds apart (persons are owners too)."""
    labels = KINDS[language]
    return labels.get(f"{change.kind}:{change.field}", labels[change.kind])


# The order in which each is listed wherever it is listed.
ORDER: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "severity": get_args(Severity),
    "cause": get_args(Cause),
}
