"""What columns say beside tasks and bodies: times, opinions, contacts, figures, labels."""

from __future__ import annotations

from layouts.layout import Layout

LAYOUTS = (
    Layout(
        "time-at-the-end-of-the-bodies",
        "…负责。2024年底前完成 in the cell of bodies, where no column says by when",
        "榆林市",
        """
        榆林市2024年重点任务分工表

        序号 | 任务 | 责任单位
        1 | 推进老旧小区改造50个。 | 市城管局、市财政局负责。2024年底前完成
        2 | 新建停车位3000个。 | 市城管局，持续推进
        3 | 完善社会信用体系。 | 市大数据局
        """,
        """
        1.1 | - | 推进老旧小区改造50个。 | 市城管局、市财政局负责 | deadline=2024年底前完成
        2.1 | - | 新建停车位3000个。 | 市城管局 | deadline=持续推进
        3.1 | - | 完善社会信用体系。 | 市大数据局
        """,
    ),
    Layout(
        "measures-and-times-in-one-column",
        "改革举措及时间节点 is what is to be done; it says by when in its sentences",
        "黔南州",
        """
        黔南州2024年重点改革任务台账

        改革领域 | 改革任务 | 改革举措及时间节点 | 责任单位
        经济体制 | 国企改革 | 6月底前完成混改方案。 | 州国资委
        ^ | 要素市场化 | 9月底前出台实施方案。 | 州自然资源局、州金融办
        生态文明 | 河湖长制 | 每季度开展一次巡查。 | 州水务局
        """,
        """
        -.1 | 国企改革 | 6月底前完成混改方案。 | 州国资委 | section=经济体制
        -.1 | 要素市场化 | 9月底前出台实施方案。 | 州自然资源局、州金融办 | section=经济体制
        -.1 | 河湖长制 | 每季度开展一次巡查。 | 州水务局 | section=生态文明
        """,
    ),
    Layout(
        "opinions-of-those-who-check",
        "审核单位意见 and 问题类型 are no tasks, 交办单位 and 提请单位 no owners beside 承办单位",
        "云浮市",
        """
        云浮市2024年整改任务清单

        序号 | 审计查出问题 | 问题类型 | 整改措施 | 交办单位 | 承办单位 | 审核单位意见
        1 | 专项资金闲置 | 资金管理 | 盘活闲置资金680万元。 | 市审计局 | 市财政局 | 同意
        2 | 多计工程款 | 工程造价 | 收回多计款项36万元。 | 市审计局 | 市住房城乡建设局 | 同意
        """,
        """
        1.1 | 专项资金闲置 | 盘活闲置资金680万元。 | 市财政局 | section=资金管理
        2.1 | 多计工程款 | 收回多计款项36万元。 | 市住房城乡建设局 | section=工程造价
        """,
    ),
    Layout(
        "contacts-behind-a-blank-column",
        "单位, 姓名 and 电话 behind a blank column are a list of their own",
        "萍乡市",
        """
        萍乡市2024年重点任务分解表

        序号 | 任务 | 责任单位 | 时限 |  | 单位 | 姓名 | 电话
        1 | 新建学校3所。 | 市教育局 | 8月 |  | 市教育局 | 王五 | 13900
        2 | 建设公园2座。 | 市城管局 | 10月 |  | 市民政局 | 赵六 | 13901
        3 | 整治河道4条。 | 市水利局 | 11月 |  |  |  |
        """,
        """
        1.1 | - | 新建学校3所。 | 市教育局 | deadline=8月
        2.1 | - | 建设公园2座。 | 市城管局 | deadline=10月
        3.1 | - | 整治河道4条。 | 市水利局 | deadline=11月
        """,
    ),
    Layout(
        "goals-of-two-years-beside-names",
        "2024年工作目标 and 2025年工作目标 in sentences beside mere names are one text",
        "亳州市",
        """
        亳州市2024年中医药发展任务

        任务名称 | 2024年工作目标 | 2025年工作目标 | 牵头单位
        种植基地 | 新增道地药材基地2万亩。 | 道地药材基地达到5万亩。 | 市农业农村局
        交易市场 | 交易额达到400亿元。 | 交易额达到450亿元。 | 市商务局
        """,
        """
        -.1 | 种植基地 | 新增道地药材基地2万亩。¶道地药材基地达到5万亩。 | 市农业农村局
        -.1 | 交易市场 | 交易额达到400亿元。¶交易额达到450亿元。 | 市商务局
        """,
    ),
    Layout(
        "bodies-in-a-row-above-each-header",
        "责任单位：… over the whole width, then the header: the owner of the rows below",
        "鹤岗市",
        """
        鹤岗市2024年冬季取暖保供任务清单

        责任单位：市住建局 | < | <
        序号 | 任务 | 时限
        1 | 储煤60万吨。 | 10月
        2 | 检修锅炉120台。 | 9月
        责任单位：市发改委 | < | <
        序号 | 任务 | 时限
        3 | 签订煤炭保供合同5份。 | 8月
        """,
        """
        1.1 | - | 储煤60万吨。 | 市住建局 | deadline=10月
        2.1 | - | 检修锅炉120台。 | 市住建局 | deadline=9月
        3.1 | - | 签订煤炭保供合同5份。 | 市发改委 | deadline=8月
        """,
    ),
    Layout(
        "sections-of-two-levels-above-no-header",
        "一、 and （一） are the first rows of a table without header",
        "阜新市",
        """
        阜新市2024年工作要点分工

        一、关于经济工作 | < | <
        （一）扩大投资 | < | <
        1.谋划项目100个。 | 市发改委 | 6月
        2.开工项目60个。 | 市发改委、各县区 | 9月
        （二）促进消费 | < | <
        3.发放消费券500万元。 | 市商务局 | 5月
        """,
        """
        1.1 | - | 谋划项目100个。 | 市发改委 | section=一、关于经济工作>（一）扩大投资 | \
            deadline=6月 | flags=columns_doubtful
        2.1 | - | 开工项目60个。 | 市发改委、各县区 | section=一、关于经济工作>（一）扩大投资 | \
            deadline=9月 | flags=columns_doubtful
        3.1 | - | 发放消费券500万元。 | 市商务局 | section=一、关于经济工作>（二）促进消费 | \
            deadline=5月 | flags=columns_doubtful
        """,
    ),
    Layout(
        "notes-at-the-end-of-paragraphs",
        "Each paragraph of a task cell ends in a note: the line feed between them stays",
        "屏南县",
        """
        屏南县2023年传统村落保护任务分工

        序号 | 重点任务 | 任务分解
        1 | 古建修缮 | 1.修缮古建筑35栋（责任单位：县文旅局）¶2.建立古建档案（责任单位：县住建局）
        2 | 产业融合 | 打造研学基地3个（责任单位：县教育局）
        """,
        """
        1.1 | 古建修缮 | 1.修缮古建筑35栋¶2.建立古建档案 | 县文旅局；县住建局
        2.1 | 产业融合 | 打造研学基地3个 | 县教育局
        """,
    ),
    Layout(
        "labels-of-several-words",
        "牵头科室 beside 责任科室 are both owners; labels with 、 and 及责任人 keep their role",
        "福州海关",
        """
        重点任务分工表

        序号 | 任务 | 牵头处室 | 参与处室（隶属海关）
        1 | 建设智能查验场所2处。 | 办公室 | 人事处
        2 | 压缩整体通关时间。 | 财务处 | 莆田海关

        序号 | 任务 | 牵头单位及责任人 | 配合、参与单位
        3 | 开展查验演练4次。 | 市商务局 | 市交通运输局
        """,
        """
        1.1 | - | 建设智能查验场所2处。 | 牵头处室：办公室；参与处室（隶属海关）：人事处
        2.1 | - | 压缩整体通关时间。 | 牵头处室：财务处；参与处室（隶属海关）：莆田海关
        3.1 | - | 开展查验演练4次。 | 牵头单位及责任人：市商务局；配合、参与单位：市交通运输局
        """,
    ),
)
