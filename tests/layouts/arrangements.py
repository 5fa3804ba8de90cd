"""Layouts of how tables stand: side by side, under headings, in one grid."""

from __future__ import annotations

from layouts.layout import Layout

_PAGE = (
    '<html><head><meta charset="gb2312"><title>某县'
    '人民政府</title></head><body><div class="nav"><a'
    ' href="#">首页</a><a>政务公开</a><a>政策文件</a></div>'
    '<table width="100%" class="layout"><tr><td><'
    "h2>关于印发重点工作分解的通知</h2><p>各乡镇人民政府：</p><table b"
    'order="1"><thead><tr><th rowspan="2">序号</th>'
    '<th rowspan="2">工作任务</th><th rowspan="2">工作措'
    '施</th><th colspan="2">责任分工</th><th rowspan="'
    '2">完成<br>时限</th></tr><tr><th>牵头单位</th><th>配合'
    '单位</th></tr></thead><tbody><tr><td rowspan="'
    '2">1</td><td rowspan="2"><p>农村人居环境整治</p></td'
    "><td><p><span>新建卫生户厕</span><span>1200座。</spa"
    "n></p></td><td>县农业农村局</td><td>县卫健局&nbsp;、各乡镇"
    "</td><td>11月底前</td></tr><tr><td>清运垃圾。</td><t"
    "d>县城管局</td><td>各乡镇</td><td>持续推进</td></tr><tr"
    "><td>2</td><td>农村公路</td><td>提级改造80公里。</td><t"
    "d>县交通运输局</td><td>县财政局</td><td>12月底前</td></tr"
    "></tbody></table><p>发布时间：2022-03-01</p></td>"
    "</tr></table><div>版权所有：某县人民政府办公室</div></body"
    "></html>"
).encode("gb2312")

LAYOUTS = (
    Layout(
        "lists-side-by-side",
        "the same three columns twice: the right list goes on with the left",
        "濮阳市",
        """
        序号 | 工作任务 | 责任单位 | 序号 | 工作任务 | 责任单位
        1 | 完成油田社区移交。 | 市民政局 | 4 | 建设氢能示范园。 | 市发改委
        2 | 改造城中村3个。 | 市住建局 | 5 | 治理黄河滩区。 | 市黄河河务局
        3 | 新建公园4个。 | 市城管局 |  |  |
        """,
        """
        1.1 | - | 完成油田社区移交。 | 市民政局
        2.1 | - | 改造城中村3个。 | 市住建局
        3.1 | - | 新建公园4个。 | 市城管局
        4.1 | - | 建设氢能示范园。 | 市发改委
        5.1 | - | 治理黄河滩区。 | 市黄河河务局
        """,
        formats="docx xlsx html",
    ),
    Layout(
        "lists-side-by-side-with-title",
        "a title and a remark over both lists",
        "汉川市",
        """
        汉川市重点事项 | < | < | < | < | <
        序号 | 事项 | 责任单位 | 序号 | 事项 | 责任单位
        1 | 纺织产业园 | 市经信局 | 3 | 汉江大桥 | 市交通运输局
        2 | 马口窑遗址 | 市文旅局 | 4 | 霍城河治理 | 市水利局
        备注：按季度调度 | < | < | < | < | <
        """,
        """
        1.1 | - | 纺织产业园 | 市经信局
        2.1 | - | 马口窑遗址 | 市文旅局
        3.1 | - | 汉江大桥 | 市交通运输局
        4.1 | - | 霍城河治理 | 市水利局
        """,
        formats="docx xlsx html",
    ),
    Layout(
        "lists-side-by-side-parted",
        "a blank column between the lists, no numbers",
        "乐陵市",
        """
        任务 | 牵头部门 |  | 任务 | 牵头部门
        枣产业园 | 市农业农村局 |  | 体育器材产业集群 | 市工信局
        五金商城 | 市商务局 |  | 千红家园改造 | 市住建局
        """,
        """
        -.1 | - | 枣产业园 | 市农业农村局
        -.1 | - | 五金商城 | 市商务局
        -.1 | - | 体育器材产业集群 | 市工信局
        -.1 | - | 千红家园改造 | 市住建局
        """,
        formats="docx xlsx html",
    ),
    Layout(
        "headings-between-tables",
        "一、, 二、 as paragraphs above small tables",
        "安顺市",
        """
        安顺市2022年乡村振兴重点任务分工

        一、巩固拓展脱贫攻坚成果

        序号 | 重点任务 | 责任单位
        1 | 健全防止返贫监测机制。 | 市乡村振兴局
        2 | 落实“两不愁三保障”政策。 | 市教育局、市医保局、市住建局、市水务局

        二、发展山地特色农业

        序号 | 重点任务 | 责任单位
        3 | 新增刺梨种植2万亩。 | 市农业农村局
        4 | 培育龙头企业8家。 | 市农业农村局、市投促局

        三、强化组织保障

        序号 | 重点任务 | 责任单位
        5 | 选派驻村第一书记。 | 市委组织部
        """,
        """
        1.1 | - | 健全防止返贫监测机制。 | 市乡村振兴局 | section=一、巩固拓展脱贫攻坚成果
        2.1 | - | 落实“两不愁三保障”政策。 | 市教育局、市医保局、市住建局、市水务局 | \
            section=一、巩固拓展脱贫攻坚成果
        3.1 | - | 新增刺梨种植2万亩。 | 市农业农村局 | section=二、发展山地特色农业
        4.1 | - | 培育龙头企业8家。 | 市农业农村局、市投促局 | section=二、发展山地特色农业
        5.1 | - | 选派驻村第一书记。 | 市委组织部 | section=三、强化组织保障
        """,
        formats="docx html",
    ),
    Layout(
        "chapters-between-tables",
        "第一章 as paragraph above tables whose numbers begin again",
        "瑞丽市",
        """
        第一章 口岸经济

        序号 | 工作任务 | 责任单位
        1 | 恢复弄岛通道。 | 市商务局
        2 | 建设边民互市二期。 | 姐告管委会

        第二章 跨境产业

        序号 | 工作任务 | 责任单位
        1 | 引进摩托车组装企业。 | 市工信局
        """,
        """
        第一章1.1 | - | 恢复弄岛通道。 | 市商务局 | section=第一章 口岸经济
        第一章2.1 | - | 建设边民互市二期。 | 姐告管委会 | section=第一章 口岸经济
        第二章1.1 | - | 引进摩托车组装企业。 | 市工信局 | section=第二章 跨境产业
        """,
        formats="docx html",
    ),
    Layout(
        "other-columns-in-the-second-table",
        "two tables with different columns, in one sheet too",
        "河池市",
        """
        一、重点任务

        序号 | 任务名称 | 工作内容 | 牵头单位 | 责任单位
        1 | 有色金属 | 建设再生铝基地。 | 市工信局 | 南丹县政府
        2 | 长寿食品 | 认证富硒产品20个。 | 市农业农村局 | 巴马县政府

        二、重点项目

        序号 | 项目名称 | 建设内容 | 责任单位 | 完成时限
        1 | 河池机场改扩建 | 延长跑道400米。 | 市交通运输局 | 2024年
        2 | 龙江河堤 | 新建堤防6公里。 | 市水利局 | 2023年
        """,
        """
        一、1.1 | 有色金属 | 建设再生铝基地。 | 牵头单位：市工信局；责任单位：南丹县政府 | \
            section=一、重点任务
        一、2.1 | 长寿食品 | 认证富硒产品20个。 | 牵头单位：市农业农村局；责任单位：巴马县政府 | \
            section=一、重点任务
        二、1.1 | 河池机场改扩建 | 延长跑道400米。 | 市交通运输局 | section=二、重点项目 | \
            deadline=2024年
        二、2.1 | 龙江河堤 | 新建堤防6公里。 | 市水利局 | section=二、重点项目 | deadline=2023年
        """,
        formats="xlsx docx html",
    ),
    Layout(
        "contacts-below-the-tasks",
        "a contact list after the task table",
        "井冈山市",
        """
        序号 | 工作任务 | 责任单位 | 责任人
        1 | 红色研学基地提升。 | 市文广新旅局 | 谢某
        2 | 竹产业园建设。 | 市林业局 | 罗某

        联系人名单

        单位 | 姓名 | 电话
        市文广新旅局 | 谢某 | 0796-1234567
        市林业局 | 罗某 | 0796-7654321
        """,
        """
        1.1 | - | 红色研学基地提升。 | 市文广新旅局 | person=谢某
        2.1 | - | 竹产业园建设。 | 市林业局 | person=罗某
        """,
        others=1,
    ),
    Layout(
        "contacts-below-in-one-grid",
        "a contact list below the tasks, in the same sheet",
        "井冈山市",
        """
        序号 | 工作任务 | 责任单位 | 责任人
        1 | 红色研学基地提升。 | 市文广新旅局 | 谢某
        2 | 竹产业园建设。 | 市林业局 | 罗某
        联系人名单 | < | < | <
        单位 | 姓名 | 电话 |
        市林业局 | 罗某 | 0796-7654321 |
        """,
        """
        1.1 | - | 红色研学基地提升。 | 市文广新旅局 | person=谢某
        2.1 | - | 竹产业园建设。 | 市林业局 | person=罗某
        """,
        outside=("联系人名单", "姓名", "0796-7654321"),
    ),
    Layout(
        "two-tables-in-one-grid",
        "two tables with different columns and a heading each, in the same sheet",
        "河池市",
        """
        序号 | 任务名称 | 工作内容 | 牵头单位 | 责任单位
        1 | 有色金属 | 建设再生铝基地。 | 市工信局 | 南丹县政府
        二、重点项目 | < | < | < | <
        序号 | 项目名称 | 责任单位 | 完成时限 |
        1 | 河池机场改扩建 | 市交通运输局 | 2024年 |
        2 | 龙江河堤 | 市水利局 | 2023年 |
        """,
        """
        1.1 | 有色金属 | 建设再生铝基地。 | 牵头单位：市工信局；责任单位：南丹县政府
        二、1.1 | - | 河池机场改扩建 | 市交通运输局 | section=二、重点项目 | deadline=2024年
        二、2.1 | - | 龙江河堤 | 市水利局 | section=二、重点项目 | deadline=2023年
        """,
    ),
    Layout(
        "bodies-named-above-each-table",
        "责任单位：… as paragraph above tables without such a column",
        "资兴市",
        """
        资兴市2022年目标任务分解

        责任单位：市教育局

        序号 | 目标任务 | 完成时限
        1 | 新增公办学位2000个。 | 8月
        2 | 改造食堂15所。 | 8月

        责任单位：市卫生健康局

        序号 | 目标任务 | 完成时限
        1 | 建设发热门诊。 | 6月
        """,
        """
        1.1 | - | 新增公办学位2000个。 | 市教育局 | deadline=8月
        2.1 | - | 改造食堂15所。 | 市教育局 | deadline=8月
        1.1 | - | 建设发热门诊。 | 市卫生健康局 | deadline=6月
        """,
        formats="docx html",
    ),
    Layout(
        "signatures-below-the-tasks",
        "title rows with unit and date, a last row of 填表人 and 审核人",
        "漠河市",
        """
        附件2 | < | < | <
        漠河市冬季供暖保障任务分工表 | < | < | <
        制表单位：市住建局 | < | 2023年9月1日 | <
        序号 | 工作内容 | 责任单位 | 备注
        1 | 储煤8万吨。 | 供热公司 |
        2 | 检修管网。 | 供热公司、市住建局 | 9月底完成
        填表人：王某 | < | 审核人：李某 | <
        """,
        """
        1.1 | - | 储煤8万吨。 | 供热公司
        2.1 | - | 检修管网。 | 供热公司、市住建局
        """,
        formats="xlsx docx html",
    ),
    Layout(
        "turned-without-numbers",
        "labels in the first column, a task in each further one",
        "阿勒泰市",
        """
        工作任务 | 承办冬博会 | 扩建将军山雪场 | 冰雪进校园
        责任单位 | 市文旅局 | 市国投公司 | 市教育局
        完成时限 | 2023年1月 | 2023年11月 | 长期
        """,
        """
        -.1 | - | 承办冬博会 | 市文旅局 | deadline=2023年1月
        -.1 | - | 扩建将军山雪场 | 市国投公司 | deadline=2023年11月
        -.1 | - | 冰雪进校园 | 市教育局 | deadline=长期
        """,
        formats="docx xlsx",
    ),
    Layout(
        "saved-page",
        "a table inside a layout table, navigation, GB2312, spans in cells",
        "岚皋县",
        """
        x | y
        """,
        """
        1.1 | 农村人居环境整治 | 新建卫生户厕1200座。 | \
            牵头单位：县农业农村局；配合单位：县卫健局、各乡镇 | deadline=11月底前
        1.2 | 农村人居环境整治 | 清运垃圾。 | 牵头单位：县城管局；配合单位：各乡镇 | \
            deadline=持续推进
        2.1 | 农村公路 | 提级改造80公里。 | 牵头单位：县交通运输局；配合单位：县财政局 | \
            deadline=12月底前
        """,
        formats="html",
        made={"html": _PAGE},
    ),
    Layout(
        "notice-before-the-table",
        "headings of the notice are no sections of the table in its annex",
        "靖西市",
        """
        靖西市人民政府办公室关于印发任务分解表的通知
        各乡（镇）人民政府，市直各单位：
        现印发给你们。第一责任单位为牵头单位。
        一、工作要求
        各单位要高度重视。
        二、时间安排
        于每月25日前报送进展。
        附件：任务分解表

        序号 | 项目 | 工作任务 | 责任单位
        1 | 铝产业 | 投产高纯铝。 | 市工信局
        2 | 边境旅游 | 修复旧州古街。 | 市文旅局
        """,
        """
        1.1 | 铝产业 | 投产高纯铝。 | 市工信局
        2.1 | 边境旅游 | 修复旧州古街。 | 市文旅局
        """,
        formats="docx html",
    ),
    Layout(
        "continued-after-a-remark",
        "（续表） between two halves, the second without header",
        "扎兰屯市",
        """
        重点工作 | 工作措施 | 责任单位
        1．吊桥公园提升 | 改造栈道。 | 市文体旅游广电局
        ^ | 增设夜景灯光。 | 市住建局

        （续表）

        2．绿色食品产业 | 认证绿色食品12个。 | 市农牧局
        ^ | 建设冷链中心。 | 市工信局
        3．铁路货场 | 搬迁老货场。 | 市交通运输局
        """,
        """
        1.1 | 吊桥公园提升 | 改造栈道。 | 市文体旅游广电局
        1.2 | 吊桥公园提升 | 增设夜景灯光。 | 市住建局
        2.1 | 绿色食品产业 | 认证绿色食品12个。 | 市农牧局
        2.2 | 绿色食品产业 | 建设冷链中心。 | 市工信局
        3.1 | 铁路货场 | 搬迁老货场。 | 市交通运输局
        """,
        formats="docx html",
    ),
    Layout(
        "header-between-items",
        "the header printed again between items, titles blank below",
        "宜良县",
        """
        重点任务 | 细化措施 | 牵头单位
        1.花卉产业 | 建设鲜切花基地。 | 县农业农村局
        | 引进新品种。 | 县科技局
        重点任务 | 细化措施 | 牵头单位
        2.烤鸭品牌 | 注册地理标志。 | 县市场监管局
        | 开设旗舰店。 | 县商务局
        """,
        """
        1.1 | 花卉产业 | 建设鲜切花基地。 | 县农业农村局
        1.2 | 花卉产业 | 引进新品种。 | 县科技局
        2.1 | 烤鸭品牌 | 注册地理标志。 | 县市场监管局
        2.2 | 烤鸭品牌 | 开设旗舰店。 | 县商务局
        """,
        formats="docx xlsx",
    ),
)
