"""Layouts of tables: marks and blanks in rows."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "repair-section-owners",
        "同上, 〃, 小计 and 注 in a table with section rows",
        "濮阳市",
        """
        濮阳市2023年重点工作责任分解表

        序号 | 工作任务 | 责任单位 | 完成时限
        一、产业转型（牵头市领导：刘某） | < | < | <
        1 | 建设新型化工基地。 | 市工信局 | 12月底
        2 | 培育百亿级企业2家。 | 同上 | 〃
        小计：2项 | < | < | <
        二、城市建设 | < | < | <
        3 | 打通断头路6条。 | 市城管局 | 10月底
        4 | 改造老旧管网50公里。 | 市住建局 | 〃
        注：完成时限均为2023年，责任单位排序第一的为牵头单位。 | < | < | <
        """,
        """
        1.1 | - | 建设新型化工基地。 | 市工信局 | section=一、产业转型（牵头市领导：刘某） | \
            deadline=12月底
        2.1 | - | 培育百亿级企业2家。 | 市工信局 | \
            section=一、产业转型（牵头市领导：刘某） | deadline=12月底
        3.1 | - | 打通断头路6条。 | 市城管局 | section=二、城市建设 | deadline=10月底
        4.1 | - | 改造老旧管网50公里。 | 市住建局 | section=二、城市建设 | deadline=10月底
        """,
        formats="docx xlsx html",
    ),
    Layout(
        "repair-blank-owner-groups",
        "blank number and title go on with the item, blank bodies stay blank",
        "河池市",
        """
        序号 | 重点任务 | 具体措施 | 牵头单位 | 责任单位
        1 | 糖业发展 | 良种良法推广10万亩。 | 市农业农村局 | 各县（区）政府
         | | 建设糖料蔗双高基地。 | |
        2 | 桑蚕产业 | 新种桑园5万亩。 | 市农业农村局 | 宜州区政府
         | | 引进丝绸企业2家。 | 市工信局 | 同上
        3 | 有色金属 | 建设生态环保型产业示范基地。 | 市工信局 | 南丹县政府
        """,
        """
        1.1 | 糖业发展 | 良种良法推广10万亩。 | \
            牵头单位：市农业农村局；责任单位：各县（区）政府
        1.2 | 糖业发展 | 建设糖料蔗双高基地。 | - | flags=owner_missing
        2.1 | 桑蚕产业 | 新种桑园5万亩。 | 牵头单位：市农业农村局；责任单位：宜州区政府
        2.2 | 桑蚕产业 | 引进丝绸企业2家。 | 牵头单位：市工信局；责任单位：宜州区政府
        3.1 | 有色金属 | 建设生态环保型产业示范基地。 | \
            牵头单位：市工信局；责任单位：南丹县政府
        """,
        formats="docx xlsx html",
    ),
)
