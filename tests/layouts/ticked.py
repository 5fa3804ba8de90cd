"""Bodies at the head of columns, with a mark where they have a duty."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "ticks-with-a-legend-below",
        "★ leads and ▲ supports, as a line below the table says; a body without mark has no duty",
        "滨城区",
        """
        滨城区2024年校园周边环境整治任务分工表

        序号 | 任务 | 区教育局 | 区公安局 | 区城管局 | 各街道 | 完成时限
        1 | 整治校园周边秩序。 | ▲ | ★ | ▲ | ▲ | 6月底
        2 | 清理占道经营摊点120处。 |  |  | ★ | ▲ | 9月底
        3 | 检查网吧24家。 | — | ★ |  |  | 长期坚持

        注：★牵头 ▲配合
        """,
        """
        1.1 | - | 整治校园周边秩序。 | 牵头：区公安局；配合：区教育局、区城管局、各街道 | \
            deadline=6月底
        2.1 | - | 清理占道经营摊点120处。 | 牵头：区城管局；配合：各街道 | deadline=9月底
        3.1 | - | 检查网吧24家。 | 牵头：区公安局 | deadline=长期坚持
        """,
        removed=("owner_tick",),
        formats="docx html xlsx paste markdown",
    ),
    Layout(
        "ticks-below-column-numbers",
        "a row that counts the columns between the bodies at their heads and the ticks",
        "台江县",
        """
        台江县2025年村寨消防安全责任矩阵
        标注说明：●主责 ○协同

        编号 | 攻坚事项 | 县消防救援大队 | 县民宗局 | 各乡镇（街道） | 完成节点
        （1） | （2） | （3） | （4） | （5） | （6）
        1 | 新建消防水池26座。 | ○ | ● | ○ | 9月底前
        2 | 排查线路3200户。 | ● |  | ○ | 10月底前
        """,
        """
        1.1 | - | 新建消防水池26座。 | 主责：县民宗局；协同：县消防救援大队、各乡镇（街道） | \
            deadline=9月底前
        2.1 | - | 排查线路3200户。 | 主责：县消防救援大队；协同：各乡镇（街道） | \
            deadline=10月底前
        """,
        removed=("owner_tick", "column_numbers"),
    ),
    Layout(
        "ticks-under-a-label-of-bodies",
        "√ under short names, which stand under 配合单位: the label gives the role",
        "榆林市",
        """
        榆林市2024年重点任务分工表

        序号 | 重点任务 | 牵头单位 | 配合单位 | < | < | 完成时限
        ^ | ^ | ^ | 发改 | 公安 | 住建 | ^
        1 | 推进老旧小区改造50个。 | 市城管局 | √ |  | √ | 11月底
        2 | 新建停车位3000个。 | 市城管局 | √ | √ |  | 12月底
        3 | 完善社会信用体系。 | 市大数据局 |  |  |  | 12月底
        """,
        """
        1.1 | - | 推进老旧小区改造50个。 | 牵头单位：市城管局；配合：发改、住建 | deadline=11月底
        2.1 | - | 新建停车位3000个。 | 牵头单位：市城管局；配合：发改、公安 | deadline=12月底
        3.1 | - | 完善社会信用体系。 | 市大数据局 | deadline=12月底
        """,
    ),
    Layout(
        "ticks-with-a-legend-in-the-header",
        "●主责 ○协同 behind the label over the bodies; section rows, and a row of sums",
        "安康市",
        """
        安康市2024年防汛任务分解

        序号 | 工作任务 | 责任单位（●主责 ○协同） | < | < | < | 备注
        ^ | ^ | 市水利局 | 市应急局 | 市气象局 | 各县（市、区） | ^
        一、监测预警 | < | < | < | < | < | <
        1 | 完善雨情监测网络。 | ○ |  | ● | ○ |
        2 | 修订防汛应急预案。 | ● | ○ |  | ○ | 市级
        二、抢险救援 | < | < | < | < | < | <
        3 | 储备防汛物资。 | ○ | ● |  | ● |
        合计 |  | 3 | 2 | 1 | 3 |
        """,
        """
        1.1 | - | 完善雨情监测网络。 | 主责：市气象局；协同：市水利局、各县（市、区） | \
            section=一、监测预警
        2.1 | - | 修订防汛应急预案。 | 主责：市水利局；协同：市应急局、各县（市、区） | \
            section=一、监测预警
        3.1 | - | 储备防汛物资。 | 主责：市应急局、各县（市、区）；协同：市水利局 | \
            section=二、抢险救援
        """,
        removed=("owner_tick", "total_row"),
    ),
    Layout(
        "ticks-in-words",
        "牵头, 配合 and 主, 协 in the cells; a column of √ beside the bodies is none of them",
        "韶关市",
        """
        韶关市文明创建任务分解表

        测评内容 | 市委宣传部 | 市教育局 | 市卫生健康局 | 是否达标
        开展志愿服务活动12场。 | 牵头 | 配合 | 配合 | √
        建设健康校园20所。 |  | 主 | 协 |
        """,
        """
        -.1 | - | 开展志愿服务活动12场。 | 牵头：市委宣传部；配合：市教育局、市卫生健康局
        -.1 | - | 建设健康校园20所。 | 主办：市教育局；协办：市卫生健康局
        """,
    ),
    Layout(
        "ticks-of-one-kind",
        '√ alone, and bodies before the tasks: each is responsible, a blank is no "as above"',
        "梧州市",
        """
        梧州市2024年平安建设任务

        市公安局 | 市司法局 | 市信访局 | 序号 | 任务
        √ | √ | √ | 1 | 排查矛盾纠纷。
         | √ |  | 2 | 建设公共法律服务站30个。
         |  |  | 3 | 办理信访积案。
        """,
        """
        1.1 | - | 排查矛盾纠纷。 | 市公安局、市司法局、市信访局
        2.1 | - | 建设公共法律服务站30个。 | 市司法局
        3.1 | - | 办理信访积案。 | - | flags=owner_missing
        """,
    ),
    Layout(
        "ticks-that-nothing-explains",
        "● and ○ without a legend: the bodies are responsible, and a person has to look",
        "百色市",
        """
        百色市2024年平安建设任务

        序号 | 任务 | 市公安局 | 市司法局 | 市信访局
        1 | 排查矛盾纠纷。 | ● | ○ | ○
        2 | 建设公共法律服务站30个。 |  | ● |
        """,
        """
        1.1 | - | 排查矛盾纠纷。 | 市公安局、市司法局、市信访局 | \
            flags=role_doubtful>role_doubtful>role_doubtful
        2.1 | - | 建设公共法律服务站30个。 | 市司法局 | flags=role_doubtful
        """,
    ),
    Layout(
        "ticks-that-are-no-bodies",
        "√ under quarters says when it is looked at: notes",
        "河池市",
        """
        河池市2024年督查计划

        序号 | 任务 | 责任单位 | 一季度 | 二季度 | 三季度
        1 | 排查矛盾纠纷。 | 市公安局 | √ |  | √
        2 | 建设公共法律服务站30个。 | 市司法局 |  | √ |
        """,
        """
        1.1 | - | 排查矛盾纠纷。 | 市公安局
        2.1 | - | 建设公共法律服务站30个。 | 市司法局
        """,
    ),
)
