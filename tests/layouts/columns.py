"""Layouts of columns: which there are, what they mean, and tables turned on their side."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "columns-mapped-by-a-person",
        "headers that no synonym knows, mapped under [columns] in document.toml",
        "榆林市",
        """
        条目 | 干什么 | 谁来干 | 谁帮忙 | 啥时干完
        1 | 打通断头路。 | 市城管执法局 | 市住建局 | 8月底
        2 | 增设公交线路。 | 市交通局 | 无 | 10月底
        """,
        """
        1.1 | - | 打通断头路。 | 谁来干：市城管执法局；谁帮忙：市住建局 | deadline=8月底
        2.1 | - | 增设公交线路。 | 谁来干：市交通局；谁帮忙：无 | deadline=10月底
        """,
        columns={
            "条目": "number",
            "干什么": "task",
            "谁来干": "lead",
            "谁帮忙": "support",
            "啥时干完": "deadline",
        },
    ),
    Layout(
        "synonym-overruled-by-a-person",
        "a person maps 内容 to the title and 备注 to the task",
        "榆林市",
        """
        内容 | 备注 | 责任单位
        1．扩大免费停车。 | 公布停车点位。 | 市公安局
        ^ | 施划夜间泊位。 | 市公安局
        """,
        """
        1.1 | 扩大免费停车 | 公布停车点位。 | 市公安局
        1.2 | 扩大免费停车 | 施划夜间泊位。 | 市公安局
        """,
        columns={"内容": "item", "备注": "task"},
    ),
    Layout(
        "persons-beside-bodies",
        "牵头领导 and 责任人 are persons; 牵头单位 and 配合(责任)单位 are bodies",
        "牡丹江市",
        """
        任务 | 牵头领导 | 牵头单位 | 配合(责任)单位 | 责任人 | 完成时限
        1．建设跨境电商园。 | 王某 | 市商务局 | 市财政局 | 赵某 | 6月底
        2．恢复口岸客运。 | 孙某 | 市口岸办 | 市公安局、市卫健委 | 钱某 | 年底
        """,
        """
        1.1 | - | 建设跨境电商园。 | 牵头单位：市商务局；配合(责任)单位：市财政局 | \
            deadline=6月底 | person=王某>赵某
        2.1 | - | 恢复口岸客运。 | 牵头单位：市口岸办；配合(责任)单位：市公安局、市卫健委 | \
            deadline=年底 | person=孙某>钱某
        """,
    ),
    Layout(
        "two-authorities-in-one-row",
        "measures and lead bodies of province and city side by side, nine columns",
        "汕尾市",
        """
        序号 | 改革任务 | 我省工作措施 | 省牵头单位 | 我市工作措施 | 市牵头单位 | 配合单位 | \
            责任处室 | 联系人及电话
        1 | 推进强镇扩权 | 下放事项清单。 | 省委编办 | 承接下放事项。 | 市委编办 | 市司法局 | \
            三科 | 林某000-1
        2 | 完善河湖长制 | 出台考核办法。 | 省水利厅 | 分解考核指标。 | 市水务局 | 无 | 河长科 | \
            黄某000-2
        """,
        """
        1.1 | 推进强镇扩权 | 承接下放事项。 | \
            省牵头单位：省委编办；市牵头单位：市委编办；配合单位：市司法局 | person=林某000-1
        2.1 | 完善河湖长制 | 分解考核指标。 | \
            省牵头单位：省水利厅；市牵头单位：市水务局；配合单位：无 | person=黄某000-2
        """,
        outside=("下放事项清单。", "三科"),
    ),
    Layout(
        "three-levels-of-columns",
        "类别, 重点任务 and 工作内容: section, item and task",
        "云南省",
        """
        序号 | 类别 | 重点任务 | 工作内容 | 牵头单位 | 配合单位 | 时间
        1 | 产业强省 | 做优茶产业 | 认定古茶园。 | 省农业农村厅 | 省林草局 | 2026年3月
        ^ | ^ | ^ | 建立追溯体系。 | 省市场监管局 | 无 | 2026年9月
        2 | ^ | 做强咖啡产业 | 建设精品庄园。 | 省农业农村厅 | 省文旅厅 | 持续推进
        3 | 开放兴滇 | 畅通中老铁路 | 增开国际货班。 | 省发展改革委 | 昆明海关 | 2026年12月
        """,
        """
        1.1 | 做优茶产业 | 认定古茶园。 | 牵头单位：省农业农村厅；配合单位：省林草局 | \
            deadline=2026年3月 | section=产业强省
        1.2 | 做优茶产业 | 建立追溯体系。 | 牵头单位：省市场监管局；配合单位：无 | \
            deadline=2026年9月 | section=产业强省
        2.1 | 做强咖啡产业 | 建设精品庄园。 | 牵头单位：省农业农村厅；配合单位：省文旅厅 | \
            deadline=持续推进 | section=产业强省
        3.1 | 畅通中老铁路 | 增开国际货班。 | 牵头单位：省发展改革委；配合单位：昆明海关 | \
            deadline=2026年12月 | section=开放兴滇
        """,
    ),
    Layout(
        "number-column-without-label",
        "the column of numbers has no header word",
        "白银市",
        """
        | 工作任务 | 责任单位
        1 | 治理黄河风情线。 | 市水务局
        2 | 改造老工业区。 | 市发展改革委
        """,
        """
        1.1 | - | 治理黄河风情线。 | 市水务局
        2.1 | - | 改造老工业区。 | 市发展改革委
        """,
    ),
    Layout(
        "transposed",
        "labels in the first column, a task in each further one",
        "拉萨市",
        """
        序号 | 1 | 2 | 3
        工作任务 | 整治八廓街消防通道。 | 修建牧道桥。 | 普及国家通用语言。
        责任单位 | 市消防救援支队 | 市交通运输局 | 市教育局
        完成时限 | 2020年6月 | 2020年9月 | 长期坚持
        """,
        """
        1.1 | - | 整治八廓街消防通道。 | 市消防救援支队 | deadline=2020年6月
        2.1 | - | 修建牧道桥。 | 市交通运输局 | deadline=2020年9月
        3.1 | - | 普及国家通用语言。 | 市教育局 | deadline=长期坚持
        """,
    ),
    Layout(
        "transposed-with-merged-titles",
        "a transposed table whose titles span several tasks, its owners in the last row",
        "拉萨市",
        """
        考核项目 | 1.防灾减灾 | < | 2.市容管理
        考核内容 | 排查地灾隐患点。 | 储备救灾物资。 | 清运建筑垃圾。
        责任单位 | 市自然资源局 | 市应急局 | 市城管局
        """,
        """
        1.1 | 防灾减灾 | 排查地灾隐患点。 | 市自然资源局
        1.2 | 防灾减灾 | 储备救灾物资。 | 市应急局
        2.1 | 市容管理 | 清运建筑垃圾。 | 市城管局
        """,
    ),
    Layout(
        "footer-remark-inside-the-table",
        "注：… over the whole width at the foot",
        "南通市",
        """
        序号 | 工作任务 | 责任单位
        1 | 疏浚通江河道。 | 市水利局
        2 | 整治沿江码头。 | 市交通运输局
        注：列第一位的为牵头单位。 | < | <
        """,
        """
        1.1 | - | 疏浚通江河道。 | 市水利局
        2.1 | - | 整治沿江码头。 | 市交通运输局
        """,
        outside=("注：列第一位的为牵头单位。",),
    ),
    Layout(
        "owners-of-two-levels",
        "市级责任单位 and 县级责任单位 side by side",
        "衡水市",
        """
        序号 | 整改任务 | 整改措施 | 市级责任单位 | 县级责任单位 | 整改时限
        1 | 扬尘超标 | 覆盖裸土。 | 市住建局 | 桃城区政府 | 立行立改
        2 | 污水直排 | 封堵排口。 | 市生态环境局 | 冀州区政府、枣强县政府 | 2022年8月底前
        """,
        """
        1.1 | 扬尘超标 | 覆盖裸土。 | 市级责任单位：市住建局；县级责任单位：桃城区政府 | \
            deadline=立行立改
        2.1 | 污水直排 | 封堵排口。 | \
            市级责任单位：市生态环境局；县级责任单位：冀州区政府、枣强县政府 | \
            deadline=2022年8月底前
        """,
    ),
    Layout(
        "single-lead-column",
        "牵头单位 is the only column of bodies: the cell as printed, without label",
        "衡水市",
        """
        序号 | 重点任务 | 牵头单位
        1 | 评选名中医。 | 市卫生健康委
        2 | 修订非遗名录。 | 市文化广电和旅游局
        """,
        """
        1.1 | - | 评选名中医。 | 市卫生健康委
        2.1 | - | 修订非遗名录。 | 市文化广电和旅游局
        """,
        formats="docx html xlsx paste dump markdown",
    ),
    Layout(
        "footer-remark-in-two-cells",
        "备注 in the first cell and its sentence merged beside it, below filled-in lines",
        "南通市",
        """
        序号 | 工作任务 | 责任单位
        1 | 保护长江岸线。 | 市水利局
        2 | 培育船舶配套。 | 市工信局
        备注 | 排第一位的为牵头单位。 | <
        填表人：吴某　联系电话：0006 | < | <
        """,
        """
        1.1 | - | 保护长江岸线。 | 市水利局
        2.1 | - | 培育船舶配套。 | 市工信局
        """,
        outside=("排第一位的为牵头单位。",),
    ),
    Layout(
        "columns-tasks-and-bodies-in-one",
        "具体措施及责任单位: one column says what is to be done and names the bodies in notes",
        "如皋市",
        """
        序号 | 重点任务 | 具体措施及责任单位
        1 | 优化园区布局 | 盘活闲置用地2000亩。（责任单位：市自然资源和规划局）
        ^ | ^ | 完善管道和道路。（责任单位：市住房城乡建设局、市水利局）
        2 | 加强水污染治理 | 全面落实河湖长制。（责任单位：市水利局）
        """,
        """
        1.1 | 优化园区布局 | 盘活闲置用地2000亩。 | 市自然资源和规划局
        1.2 | 优化园区布局 | 完善管道和道路。 | 市住房城乡建设局、市水利局
        2.1 | 加强水污染治理 | 全面落实河湖长制。 | 市水利局
        """,
    ),
)
