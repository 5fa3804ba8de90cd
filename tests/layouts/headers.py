"""Layouts of the header: its depth, its words, and the columns under it."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "plain-three-columns",
        "项目, sub-task and owner in three columns, titles merged over their rows",
        "遵义市",
        """
        遵义市辣椒产业高质量发展任务分解表

        任务项目 | 任务分解 | 责任单位
        1．健全产业链条。 | 编制辣椒产业规划。 | 市农业农村局
        ^ | 建设标准化种植基地。 | 市农业农村局、市自然资源局
        2．培育龙头企业。 | 落实奖补政策。 | 市工业和信息化局
        """,
        """
        1.1 | 健全产业链条 | 编制辣椒产业规划。 | 市农业农村局
        1.2 | 健全产业链条 | 建设标准化种植基地。 | 市农业农村局、市自然资源局
        2.1 | 培育龙头企业 | 落实奖补政策。 | 市工业和信息化局
        """,
        formats="docx html xlsx pdf",
        outside=("遵义市辣椒产业高质量发展任务分解表",),
    ),
    Layout(
        "columns-in-reverse",
        "columns in any order: owner first, title last",
        "张掖市",
        """
        完成时限 | 责任单位 | 任务分解 | 任务项目
        2023年6月底前 | 市水务局 | 修复灌区干渠。 | 1.推进节水改造。
        2023年底前 | 市农业农村局 | 推广滴灌技术。 | ^
        持续推进 | 市林草局 | 加固沙区林带。 | 2.筑牢生态屏障。
        """,
        """
        1.1 | 推进节水改造 | 修复灌区干渠。 | 市水务局 | deadline=2023年6月底前
        1.2 | 推进节水改造 | 推广滴灌技术。 | 市农业农村局 | deadline=2023年底前
        2.1 | 筑牢生态屏障 | 加固沙区林带。 | 市林草局 | deadline=持续推进
        """,
        formats="docx html xlsx pdf",
    ),
    Layout(
        "header-of-two-rows",
        "header of two rows: 责任单位 merged over 牵头 and 配合",
        "泉州市",
        """
        序号 | 工作任务 | 责任单位 | < | 完成时限
        ^ | ^ | 牵头 | 配合 | ^
        1 | 开行闽台班列。 | 市口岸办 | 市商务局、市交通运输局 | 年内
        2 | 修缮古城街巷。 | 市住房城乡建设局 | 市文旅局 | 2024年3月
        """,
        """
        1.1 | - | 开行闽台班列。 | 牵头：市口岸办；配合：市商务局、市交通运输局 | deadline=年内
        2.1 | - | 修缮古城街巷。 | 牵头：市住房城乡建设局；配合：市文旅局 | deadline=2024年3月
        """,
    ),
    Layout(
        "header-of-three-rows",
        "header of three rows with merged cells on each level",
        "宜昌市",
        """
        序号 | 重点工作 | < | 责任分工 | < | <
        ^ | 项目 | 具体措施 | 单位 | < | 人员
        ^ | ^ | ^ | 牵头单位 | 配合单位 | 分管领导
        1 | 长江岸线整治 | 拆除非法码头。 | 市交通运输局 | 市水利和湖泊局 | 李某某
        ^ | ^ | 复绿滩地。 | 市自然资源和规划局 | 市园林绿化局 | ^
        2 | 磷石膏利用 | 建设示范线。 | 市经信局 | 市科技局 | 周某某
        """,
        """
        1.1 | 长江岸线整治 | 拆除非法码头。 | 牵头单位：市交通运输局；配合单位：市水利和湖泊局 | person=李某某
        1.2 | 长江岸线整治 | 复绿滩地。 | 牵头单位：市自然资源和规划局；配合单位：市园林绿化局 | person=李某某
        2.1 | 磷石膏利用 | 建设示范线。 | 牵头单位：市经信局；配合单位：市科技局 | person=周某某
        """,
    ),
    Layout(
        "two-row-header-without-merges",
        "the second header row names the owner columns again, nothing is merged",
        "桂林市",
        """
        序号 | 重点任务 | 责任单位 |
        | | 牵头单位 | 配合单位
        1 | 保护漓江水质。 | 市生态环境局 | 市水利局
        2 | 提升民宿品质。 | 市文广旅局 | 市公安局
        """,
        """
        1.1 | - | 保护漓江水质。 | 牵头单位：市生态环境局；配合单位：市水利局
        2.1 | - | 提升民宿品质。 | 牵头单位：市文广旅局；配合单位：市公安局
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "one-label-over-two-columns",
        "重点任务 spans two columns: the short name and the task itself",
        "赤峰市",
        """
        序号 | 重点任务 | < | 责任单位
        1 | 草原禁牧 | 划定禁牧区并公告。 | 市林草局
        ^ | ^ | 开展巡护。 | 市综合行政执法局
        2 | 黑土地保护 | 推广秸秆还田。 | 市农牧局
        """,
        """
        1.1 | 草原禁牧 | 划定禁牧区并公告。 | 市林草局
        1.2 | 草原禁牧 | 开展巡护。 | 市综合行政执法局
        2.1 | 黑土地保护 | 推广秸秆还田。 | 市农牧局
        """,
    ),
    Layout(
        "title-rows-above-the-header",
        "attachment mark, title and date as rows of the table above its header",
        "昆山市",
        """
        附件2 | < | < | <
        昆山市优化营商环境任务清单 | < | < | <
        填报单位：市政府办公室 | < | 2022年5月 | <
        序号 | 主要任务 | 责任部门 | 时间节点
        1 | 推行一照多址。 | 市行政审批局 | 2022年6月
        2 | 设立企业服务专员。 | 市工信局 | 2022年9月
        """,
        """
        1.1 | - | 推行一照多址。 | 市行政审批局 | deadline=2022年6月
        2.1 | - | 设立企业服务专员。 | 市工信局 | deadline=2022年9月
        """,
        outside=("昆山市优化营商环境任务清单", "填报单位：市政府办公室"),
    ),
    Layout(
        "spaces-inside-header-words",
        "序 号, 责 任 单 位, and a header word broken over two paragraphs",
        "寿光市",
        """
        序 号 | 重 点 任 务 | 责 任¶单 位 | 完成¶时限
        1 | 改造蔬菜大棚。 | 市农业农村局 | 全年
        2 | 建设冷链物流园。 | 市商务局、¶市发展改革局 | 2021年10月底
        """,
        """
        1.1 | - | 改造蔬菜大棚。 | 市农业农村局 | deadline=全年
        2.1 | - | 建设冷链物流园。 | 市商务局、市发展改革局 | deadline=2021年10月底
        """,
        formats="docx html xlsx paste",
    ),
    Layout(
        "traditional-header",
        "headers in traditional characters, as mirror pages print them",
        "福建省",
        """
        序號 | 任務項目 | 具體任務 | 責任單位 | 完成時限
        1 | 深化醫改 | 推廣三明經驗。 | 省卫健委 | 2022年底前
        ^ | ^ | 規範藥品採購。 | 省医保局 | 2022年底前
        """,
        """
        1.1 | 深化醫改 | 推廣三明經驗。 | 省卫健委 | deadline=2022年底前
        1.2 | 深化醫改 | 規範藥品採購。 | 省医保局 | deadline=2022年底前
        """,
    ),
    Layout(
        "half-width-punctuation",
        "half-width brackets, colon and slash in headers; owners parted by half-width commas",
        "陕西省",
        """
        序号: | 任务(事项) | 牵头单位(部门) | 配合(责任)单位: | 责任处室/科室
        1 | 清理证明事项(含村级). | 省司法厅 | 省公安厅,省民政厅 | 法规处
        2 | 公布清单:分两批. | 省政府办公厅 | 省委编办 | 职转办
        """,
        """
        1.1 | - | 清理证明事项(含村级). | 牵头单位(部门)：省司法厅；配合(责任)单位:：省公安厅,省民政厅
        2.1 | - | 公布清单:分两批. | 牵头单位(部门)：省政府办公厅；配合(责任)单位:：省委编办
        """,
    ),
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
        1.1 | - | 建设跨境电商园。 | 牵头单位：市商务局；配合(责任)单位：市财政局 | deadline=6月底 | person=王某>赵某
        2.1 | - | 恢复口岸客运。 | 牵头单位：市口岸办；配合(责任)单位：市公安局、市卫健委 | deadline=年底 | person=孙某>钱某
        """,
    ),
    Layout(
        "two-authorities-in-one-row",
        "measures and lead bodies of province and city side by side, nine columns",
        "汕尾市",
        """
        序号 | 改革任务 | 我省工作措施 | 省牵头单位 | 我市工作措施 | 市牵头单位 | 配合单位 | 责任处室 | 联系人及电话
        1 | 推进强镇扩权 | 下放事项清单。 | 省委编办 | 承接下放事项。 | 市委编办 | 市司法局 | 三科 | 林某000-1
        2 | 完善河湖长制 | 出台考核办法。 | 省水利厅 | 分解考核指标。 | 市水务局 | 无 | 河长科 | 黄某000-2
        """,
        """
        1.1 | 推进强镇扩权 | 承接下放事项。 | 省牵头单位：省委编办；市牵头单位：市委编办；配合单位：市司法局 | person=林某000-1
        2.1 | 完善河湖长制 | 分解考核指标。 | 省牵头单位：省水利厅；市牵头单位：市水务局；配合单位：无 | person=黄某000-2
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
        1.1 | 做优茶产业 | 认定古茶园。 | 牵头单位：省农业农村厅；配合单位：省林草局 | deadline=2026年3月 | section=产业强省
        1.2 | 做优茶产业 | 建立追溯体系。 | 牵头单位：省市场监管局；配合单位：无 | deadline=2026年9月 | section=产业强省
        2.1 | 做强咖啡产业 | 建设精品庄园。 | 牵头单位：省农业农村厅；配合单位：省文旅厅 | deadline=持续推进 | section=产业强省
        3.1 | 畅通中老铁路 | 增开国际货班。 | 牵头单位：省发展改革委；配合单位：昆明海关 | deadline=2026年12月 | section=开放兴滇
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
)
