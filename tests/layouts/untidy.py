"""Layouts of tables that typists left untidy: dragged borders, sums, several things in a cell."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "dragged-borders",
        "borders were dragged: three cells in every row of a grid of five columns",
        "海东市",
        """
        工作任务 | < | 责任单位 | < | 完成时限
        建设拉面产业园。 | 市商务局 | < | < | 6月底前
        改造老旧管网。 | < | < | 市住房城乡建设局 | 9月底前
        保护河湟文化。 | < | 市文体旅游广电局 | 12月底前 | <
        """,
        """
        -.1 | - | 建设拉面产业园。 | 市商务局 | deadline=6月底前
        -.1 | - | 改造老旧管网。 | 市住房城乡建设局 | deadline=9月底前
        -.1 | - | 保护河湟文化。 | 市文体旅游广电局 | deadline=12月底前
        """,
    ),
    Layout(
        "dragged-borders-below-two-header-rows",
        "dragged borders below a group header, with section rows and merged numbers",
        "金昌市",
        """
        序号 | < | 重点任务 | 主要措施 | < | < | 责任分工 | < | <
        ^ | ^ | ^ | ^ | ^ | ^ | 牵头单位 | < | 配合单位
        一、源头治理 | < | < | < | < | < | < | < | <
        1 | 养殖管理 | < | 备案率100%。 | < | 市农业农村局 | < | < | 市生态环境局
        ^ | ^ | ^ | 推广种养结合。 | 市农业农村局 | < | < | 各县区 | <
        2 | < | 饲料监管 | 抽检合格率98%。 | < | < | 市农业农村局 | < | 市市场监管局
        """,
        """
        1.1 | 养殖管理 | 备案率100%。 | 牵头单位：市农业农村局；配合单位：市生态环境局 | \
            section=一、源头治理
        1.2 | 养殖管理 | 推广种养结合。 | 牵头单位：市农业农村局；配合单位：各县区 | \
            section=一、源头治理
        2.1 | 饲料监管 | 抽检合格率98%。 | 牵头单位：市农业农村局；配合单位：市市场监管局 | \
            section=一、源头治理
        """,
    ),
    Layout(
        "sums-beside-section-headings",
        "一 | 产业类（2个） | | 47000: a heading with the sum of its rows; 注： in the first cell",
        "延安市",
        """
        序号 | 项目名称 | 年度建设内容 | 年度投资 | 责任单位
         | 合计（3个） | | 59000 |
        一 | 产业类（2个） | | 47000 |
        1 | 苹果深加工 | 投产。 | 15000 | 市农业农村局
        2 | 汽车零部件园 | 主体封顶。 | 32000 | 市经开区管委会
        二 | 社会事业类（1个） | | 12000 |
        3 | 第二实验小学 | 投入使用。 | 12000 | 市教育局
        注：投资以统计数据为准。 | | | |
        """,
        """
        1.1 | 苹果深加工 | 投产。 | 市农业农村局 | section=一 产业类（2个）
        2.1 | 汽车零部件园 | 主体封顶。 | 市经开区管委会 | section=一 产业类（2个）
        3.1 | 第二实验小学 | 投入使用。 | 市教育局 | section=二 社会事业类（1个）
        """,
        outside=("注：投资以统计数据为准。", "47000"),
        removed=("total_row",),
    ),
    Layout(
        "bodies-and-time-labelled-in-one-column",
        "责任单位：… and 完成时限：… as paragraphs of one cell under 责任单位及完成时限",
        "天门市",
        """
        序号 | 议定事项 | 责任单位及完成时限
        1 | 修改停车场运营方案。 | 责任单位：市城投公司 ¶ 完成时限：4月20日前
        2 | 列支村卫生室补助。 | 牵头单位：市财政局 ¶ 配合单位：市卫健委 ¶ 完成时限：4月底前
        3 | 拨付移民后扶资金。 | ^
        """,
        """
        1.1 | - | 修改停车场运营方案。 | 市城投公司 | deadline=4月20日前
        2.1 | - | 列支村卫生室补助。 | 牵头单位：市财政局；配合单位：市卫健委 | deadline=4月底前
        3.1 | - | 拨付移民后扶资金。 | 牵头单位：市财政局；配合单位：市卫健委 | deadline=4月底前
        """,
        removed=("note_label",),
    ),
    Layout(
        "bodies-over-time-in-one-column",
        "a body over a time, without labels, under a header that names both",
        "仙桃市",
        """
        序号 | 议定事项 | 责任单位、完成时限
        1 | 修改停车场运营方案。 | 市城投公司 ¶ 4月20日前
        2 | 列支村卫生室补助。 | 市财政局、市卫健委 ¶ 长期坚持
        """,
        """
        1.1 | - | 修改停车场运营方案。 | 市城投公司 | deadline=4月20日前
        2.1 | - | 列支村卫生室补助。 | 市财政局、市卫健委 | deadline=长期坚持
        """,
    ),
    Layout(
        "numbers-count-parts-of-a-cell",
        "1. and 2. as paragraphs of each body's cell: they number no items",
        "商洛市",
        """
        责任单位 | 抗旱任务
        市水利局 | 1.加强水源调度。 ¶ 2.抢修提灌站46座。
        市农业农村局 | 1.指导改种补种。 ¶ 2.发放抗旱种子。
        市气象局 | 1.适时人工增雨。
        """,
        """
        -.1 | - | 1.加强水源调度。¶2.抢修提灌站46座。 | 市水利局
        -.1 | - | 1.指导改种补种。¶2.发放抗旱种子。 | 市农业农村局
        -.1 | - | 1.适时人工增雨。 | 市气象局
        """,
    ),
    Layout(
        "indicators-behind-the-bodies",
        "考核指标 right of the bodies measures the task left of them",
        "杨凌示范区",
        """
        课题 | 研究任务 | 承担单位 | 参加单位 | 考核指标
        抗病育种 | 创制新种质20份 | 省农业科学院 | 农业大学 | 种质登记
        ^ | 审定品种2个 | 省种子管理站 | 农业大学 | 审定证书
        轻简栽培 | 集成技术规程3套 | 农业大学 | 市农技推广中心 | 地方标准
        """,
        """
        -.1 | 抗病育种 | 创制新种质20份 | 承担单位：省农业科学院；参加单位：农业大学
        -.2 | 抗病育种 | 审定品种2个 | 承担单位：省种子管理站；参加单位：农业大学
        -.1 | 轻简栽培 | 集成技术规程3套 | 承担单位：农业大学；参加单位：市农技推广中心
        """,
        outside=("种质登记",),
    ),
    Layout(
        "units-of-the-house",
        "责任庭室: a word for a duty with one for those who have it, over short names",
        "宣威市",
        """
        序号 | 重点任务 | 责任庭室 | 分管领导
        1 | 首次执行案件终本率控制在45%以下。 | 执行局 | 周鸣
        2 | 委托评估拍卖流程公开。 | 司法技术室 | 韩旭
        3 | 配齐执行指挥中心人员。 | 政治部 | 梁爽
        """,
        """
        1.1 | - | 首次执行案件终本率控制在45%以下。 | 执行局 | person=周鸣
        2.1 | - | 委托评估拍卖流程公开。 | 司法技术室 | person=韩旭
        3.1 | - | 配齐执行指挥中心人员。 | 政治部 | person=梁爽
        """,
    ),
    Layout(
        "form-of-labels-and-values",
        "a form for each task: 项目名称 | value | 责任领导 | value, three pairs of rows",
        "鹰潭市",
        """
        项目名称 | 城北水厂扩建 | 责任领导 | 张帆
        责任单位 | 市水务集团 | 配合单位 | 市住建局
        建设内容 | 新增供水能力5万吨/日 | 完成时限 | 2023年10月

        （另附图纸）

        项目名称 | 体育公园 | 责任领导 | 李牧
        责任单位 | 市体育局 | 配合单位 | 市园林局
        建设内容 | 建成健身步道3公里 | 完成时限 | 2023年9月
        """,
        """
        -.1 | 城北水厂扩建 | 新增供水能力5万吨/日 | 责任单位：市水务集团；配合单位：市住建局 | \
            deadline=2023年10月 | person=张帆
        -.1 | 体育公园 | 建成健身步道3公里 | 责任单位：市体育局；配合单位：市园林局 | \
            deadline=2023年9月 | person=李牧
        """,
        formats="docx html",
    ),
    Layout(
        "rows-of-1-1-under-a-row-1",
        "1 | 开办企业 and nothing else over 1.1 and 1.2: a heading",
        "盐城市",
        """
        编号 | 任务 | 牵头单位 | 完成时限
        1 | 开办企业 | |
        1.1 | 全程网办率达到98%。 | 市市场监管局 | 6月底
        1.2 | 免费刻章。 | 市财政局 | 3月底
        2 | 获得电力 | |
        2.1 | 落实“三零”服务。 | 市供电公司 | 长期
        """,
        """
        1.1 | - | 全程网办率达到98%。 | 市市场监管局 | section=1 开办企业 | deadline=6月底
        1.2 | - | 免费刻章。 | 市财政局 | section=1 开办企业 | deadline=3月底
        2.1 | - | 落实“三零”服务。 | 市供电公司 | section=2 获得电力 | deadline=长期
        """,
    ),
    Layout(
        "row-of-text-below-a-comma",
        "a row that prints a text alone below one that ends in a comma is its rest",
        "乐山市",
        """
        序号 | 任务 | 内容 | 责任单位
        1 | 夯实质量基础 | 建设检测平台，新增质检中心1家， | 市市场监管局
         | | 强检覆盖率100%。 |
        2 | 打造质量品牌 | 新增名优产品5个。 | 市经信局
        """,
        """
        1.1 | 夯实质量基础 | 建设检测平台，新增质检中心1家，强检覆盖率100%。 | 市市场监管局
        2.1 | 打造质量品牌 | 新增名优产品5个。 | 市经信局
        """,
    ),
    Layout(
        "what-is-divided-beside-bodies",
        "工作分工 | 责任部门: the first says what is to be done",
        "自贡市",
        """
        工作分工 | 责任部门
        维护灯会现场秩序 | 市公安局
        灯组安装与用电安全 | 市城管局、市供电公司
        设置医疗救护点3处 | 市卫健委
        """,
        """
        -.1 | - | 维护灯会现场秩序 | 市公安局
        -.1 | - | 灯组安装与用电安全 | 市城管局、市供电公司
        -.1 | - | 设置医疗救护点3处 | 市卫健委
        """,
    ),
    Layout(
        "phrases-no-word-knows-beside-names",
        "项目名称 | 细目 | 责任单位: each name has its phrase, so it is the task; for review",
        "张家港市",
        """
        序号 | 项目名称 | 花样 | 责任单位
        1 | 钢渣综合利用 | 年处理60万吨 | 沙钢集团
        2 | 废盐资源化 | 年处理5万吨 | 市生态环境局
        3 | 餐厨处理二期 | 日处理200吨 | 市城管局
        """,
        """
        1.1 | 钢渣综合利用 | 年处理60万吨 | 沙钢集团 | flags=columns_doubtful
        2.1 | 废盐资源化 | 年处理5万吨 | 市生态环境局 | flags=columns_doubtful
        3.1 | 餐厨处理二期 | 日处理200吨 | 市城管局 | flags=columns_doubtful
        """,
    ),
)
