"""Styles of other programs and sites: their citations, lists, labels, layout and lists of sources."""

from __future__ import annotations

from .case import Case

OTHER_STYLES = (
    Case(
        "text_below_the_title_is_no_title",
        """\
Oakton raises outlook
The maker of frozen food now expects sales of more than two billion.
Key Takeaways
- Sales rose 12%.
- The shares gained 6%.""",
        """\
title: Oakton raises outlook
lead: Sales rose 12%. The shares gained 6%.
? The maker of frozen food now expects sales of more than two billion.""",
    ),
    Case(
        "numbered_heading_above_the_first_sentence",
        """\
1. Introduction
The plan covers nine cities of the north [0].

2. Results
- Sales rose 12% [1].
- Costs fell by a tenth in all of the nine cities [2].""",
        """\
# 1. Introduction
- The plan covers nine cities of the north.
# 2. Results
- Sales rose 12% [1]
- Costs fell by a tenth in all of the nine cities [2]""",
    ),
    Case(
        "sources_at_the_end_of_the_line",
        "Core Viewpoint - Sales rose 12% [1] Costs - Steel became dearer [2]. Sources: [1] Daily News, 4 March [2] Annual report",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? Sources: [1] Daily News, 4 March [2] Annual report""",
    ),
    Case(
        "sources_below_a_heading",
        """\
# Sales

They rose 12% [S1](#Sources) [S2](#Sources).

## Sources
- [S1] a note
- [S2] another""",
        """\
# Sales
- They rose 12% [1][2]
? ## Sources
? - [1] a note
? - [2] another""",
    ),
    Case(
        "short_labels_zh",
        """\
AI摘要
- 收入同比增长12%
- 钢材涨价

要点：成本上升""",
        """\
lead: 收入同比增长12%；钢材涨价
# 要点
- 成本上升""",
        "zh",
    ),
    Case(
        "title_alone_on_the_last_line",
        """\
Core Viewpoint - Sales rose 12% [1] Group 1: Costs - Steel became dearer [2]
Steel prices weigh on a maker of cars""",
        """\
title: Steel prices weigh on a maker of cars
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]""",
    ),
    Case(
        "title_alone_on_the_last_line_zh",
        """\
核心观点
- 收入同比增长12% [1]

分组 1：成本
- 钢材涨价 [2]

钢价上涨拖累整车企业利润""",
        """\
title: 钢价上涨拖累整车企业利润
lead: 收入同比增长12% [1]
# 成本
- 钢材涨价 [2]""",
        "zh",
    ),
    Case(
        "button_on_the_last_line",
        """\
核心观点
- 收入同比增长12% [1]
分组 1：成本
- 钢材涨价 [2]
展开全文""",
        """\
lead: 收入同比增长12% [1]
# 成本
- 钢材涨价 [2]
? 展开全文""",
        "zh",
    ),
    Case(
        "words_of_the_layout_above_the_title",
        """\
汽车频道
icon
搜索文档
钢价上涨拖累整车企业利润
产业日报· 2025-03-01 08:00
核心观点 - 收入同比增长12% [1] 成本 - 钢材涨价 [2]""",
        """\
title: 钢价上涨拖累整车企业利润
head: 产业日报·2025-03-01 08:00
lead: 收入同比增长12% [1]
# 成本
- 钢材涨价 [2]
? 汽车频道
? icon
? 搜索文档""",
        "zh",
    ),
    Case(
        "words_of_the_layout_without_a_header",
        """\
Workflow
Search documents
Steel prices weigh on a maker of cars
Core Viewpoint
- Sales rose 12% [1]
Group 1: Costs
- Steel became dearer [2]""",
        """\
title: Steel prices weigh on a maker of cars
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? Search documents""",
    ),
    Case(
        "words_of_the_layout_above_one_line",
        """\
icon
Search documents
Steel prices weigh on a maker of cars Reuters·2025-03-01 08:00 Core Viewpoint - Sales rose 12% [1] Group 1: Costs - Steel became dearer [2]""",
        """\
title: Steel prices weigh on a maker of cars
head: Reuters·2025-03-01 08:00
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? icon
? Search documents""",
    ),
    Case(
        "three_lead_bullets_with_stops_zh",
        """\
报告核心观点
- 收入增长。[1]
- 利润下降。[2][3]
- 派息不变。[4]
成本
- 钢材涨价 [5]""",
        """\
lead: 收入增长。利润下降。派息不变。 [1][2][3][4]
# 成本
- 钢材涨价 [5]""",
        "zh",
    ),
    Case(
        "lead_of_the_article_zh",
        """\
文章核心观点 - 收入同比增长12% [1] 成本分析 - 钢材涨价 [2]""",
        """\
lead: 收入同比增长12% [1]
# 成本分析
- 钢材涨价 [2]""",
        "zh",
    ),
    Case(
        "lead_of_the_report_zh_hant",
        """\
報告的核心觀點：收入按年增長12% [1]
分組 1：成本
- 鋼材漲價 [2]
分組 2：展望
- 需求回暖 [3]""",
        """\
lead: 收入按年增長12% [1]
# 成本
- 鋼材漲價 [2]
# 展望
- 需求回暖 [3]""",
        "zh",
    ),
    Case(
        "core_views",
        """\
Core Views
* Sales rose 12% [1]
* Profit fell [2]

Costs
* Steel became dearer [3]""",
        """\
lead: Sales rose 12%; Profit fell [1][2]
# Costs
- Steel became dearer [3]""",
    ),
    Case(
        "rating_of_the_report_zh",
        """\
报告行业投资评级 - 推荐 [2] 报告核心观点 - 需求回暖 [1] 根据相关目录分别进行总结 市场回顾 - 指数上涨3% [3]""",
        """\
lead: 需求回暖 [1]
# 报告行业投资评级
- 推荐 [2]
# 市场回顾
- 指数上涨3% [3]""",
        "zh",
    ),
    Case(
        "sentence_behind_the_last_citation",
        """\
Core Viewpoint - Sales rose 12% [1] Group 1: Costs - Steel became dearer [2]. Analysts had expected less.""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
- Analysts had expected less.""",
    ),
    Case(
        "sentence_behind_the_last_citation_zh",
        """\
核心观点 - 收入同比增长12% [1] 分组 1：成本 - 钢材涨价 [2]。分析师此前预期更低""",
        """\
lead: 收入同比增长12% [1]
# 成本
- 钢材涨价 [2]
- 分析师此前预期更低""",
        "zh",
    ),
    Case(
        "clause_behind_the_last_citation",
        """\
Core Viewpoint - Sales rose 12% [1] because of exports Group 1: Costs - Steel [2] became dearer""",
        """\
lead: Sales rose 12% because of exports [1]
# Costs
- Steel became dearer [2]""",
    ),
    Case(
        "citation_cut_off",
        """\
Core Viewpoint - Sales rose 12% [1] Group 1: Costs - Steel became dearer [2] - Wages rose [1""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
- Wages rose""",
    ),
    Case(
        "citation_cut_off_zh",
        """\
核心观点 - 收入增长 [1] 分组 1：成本 - 钢材涨价[2][3""",
        """\
lead: 收入增长 [1]
# 成本
- 钢材涨价 [2]""",
        "zh",
    ),
    Case(
        "stars_and_bold_labels",
        """\
**Key Takeaways**
* **Revenue**: Sales rose 12% [1]
* **Profit:** it fell by a tenth [2]

**Outlook**
* **Guidance**: none was given [3]""",
        """\
lead: Revenue: Sales rose 12%; Profit: it fell by a tenth [1][2]
# Outlook
- Guidance: none was given [3]""",
    ),
    Case(
        "round_bullets",
        """\
Key points
• Sales rose 12% [1]

Costs
• Steel became dearer [2]
• Wages rose 4% [3]""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
- Wages rose 4% [3]""",
    ),
    Case(
        "indented_sub_bullets",
        """\
Core Viewpoint
- The company grew [1]

Group 1: Results
- Key figures include:
  - Revenue of 340 million yuan [2]
  - Profit of 30 million yuan [3]
- Cash flow is strong [4]""",
        """\
lead: The company grew [1]
# Results
- Key figures include: Revenue of 340 million yuan [2]
- Profit of 30 million yuan [3]
- Cash flow is strong [4]""",
    ),
    Case(
        "outline_zh",
        """\
核心观点
收入增长，利润下降 [1]
一、经营情况
（一）国内
1. 销量同比增长12% [2]
2. 均价下降3% [3]
（二）海外
1. 出口翻倍 [4]
2. 毛利率提高 [5]
二、展望
- 需求回暖 [6]""",
        """\
lead: 收入增长，利润下降 [1]
# 一、经营情况 （一）国内
- 销量同比增长12% [2]
- 均价下降3% [3]
# （二）海外
- 出口翻倍 [4]
- 毛利率提高 [5]
# 二、展望
- 需求回暖 [6]""",
        "zh",
    ),
    Case(
        "numbered_statements_without_a_space_zh",
        """\
核心观点
- 收入增长 [1]

分组 1：数据
1）2024年收入3.4亿元 [2]
2）2025年预计4亿元 [3]""",
        """\
lead: 收入增长 [1]
# 数据
- 2024年收入3.4亿元 [2]
- 2025年预计4亿元 [3]""",
        "zh",
    ),
    Case(
        "numbered_headings_keep_their_numbers",
        """\
Core Viewpoint
- Sales rose [1]

1. Costs
- Steel became dearer [2]

2. Outlook
- Demand recovers [3]""",
        """\
lead: Sales rose [1]
# 1. Costs
- Steel became dearer [2]
# 2. Outlook
- Demand recovers [3]""",
    ),
    Case(
        "taken_for_mathematics",
        """\
Core Viewpoint - The loss was $5million[1]−Acme plans to cut $3 million more[2]Group 1:Costs−Steel became dearer[3]−Wages rose[4]Group2: Outlook−Demand recovers[5]""",
        """\
lead: The loss was $5million; Acme plans to cut $3 million more [1][2]
# Costs
- Steel became dearer [3]
- Wages rose [4]
# Outlook
- Demand recovers [5]""",
    ),
    Case(
        "group_right_behind_a_citation",
        """\
Core Viewpoint - Sales rose [1]Group 1: Costs - Steel became dearer [2]Group 2: Outlook - Demand recovers [3]""",
        """\
lead: Sales rose [1]
# Costs
- Steel became dearer [2]
# Outlook
- Demand recovers [3]""",
    ),
    Case(
        "citations_wide_brackets",
        """\
Core Viewpoint
- Sales rose 12% 【1】

Group 1: Costs
- Steel became dearer 【2】【3】
- Wages rose 4% 【4】""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_full_width_brackets",
        """\
Core Viewpoint
- Sales rose 12% ［1］

Group 1: Costs
- Steel became dearer ［2］［3］
- Wages rose 4% ［4］""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_footnotes",
        """\
Core Viewpoint
- Sales rose 12% [^1]

Group 1: Costs
- Steel became dearer [^2][^3]
- Wages rose 4% [^4]""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_ids",
        """\
Core Viewpoint
- Sales rose 12% [ID:1]

Group 1: Costs
- Steel became dearer [ID:2] [ID:3]
- Wages rose 4% [ID:4]""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_named_sources",
        """\
Core Viewpoint
- Sales rose 12% [Source 1]

Group 1: Costs
- Steel became dearer [Source 2, Source 3]
- Wages rose 4% [Source 4]""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_links",
        """\
Core Viewpoint
- Sales rose 12% [[1]](#c1)

Group 1: Costs
- Steel became dearer [2](https://example.com/2)[3](https://example.com/3)
- Wages rose 4% [4](#c4)""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_raised",
        """\
Core Viewpoint
- Sales rose 12% <sup>1</sup>

Group 1: Costs
- Steel became dearer <sup>2,3</sup>
- Wages rose 4% <sup>[4]</sup>""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_ranges",
        """\
Core Viewpoint
- Sales rose 12% [1]

Group 1: Costs
- Steel became dearer [2]-[3]
- Wages rose 4% [4]""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2][3]
- Wages rose 4% [4]""",
    ),
    Case(
        "citations_circled_zh",
        """\
核心观点
- 收入同比增长百分之十二①

分组 1：成本
- 钢材涨价较多②③
- 工资上涨（10日）④""",
        """\
lead: 收入同比增长百分之十二 [1]
# 成本
- 钢材涨价较多 [2][3]
- 工资上涨（10日） [4]""",
        "zh",
    ),
    Case(
        "citations_sources_zh",
        """\
核心观点
- 收入同比增长百分之十二[来源1]

分组 1：成本
- 钢材涨价较多[来源2、来源3]
- 工资上涨（10日）[来源4]""",
        """\
lead: 收入同比增长百分之十二 [1]
# 成本
- 钢材涨价较多 [2][3]
- 工资上涨（10日） [4]""",
        "zh",
    ),
    Case(
        "citations_round_zh",
        """\
核心观点
- 收入同比增长百分之十二（1）

分组 1：成本
- 钢材涨价较多（2）（3）
- 工资上涨（10日）（4）""",
        """\
lead: 收入同比增长百分之十二 [1]
# 成本
- 钢材涨价较多 [2][3]
- 工资上涨（10日） [4]""",
        "zh",
    ),
    Case(
        "citations_superscript_zh",
        """\
核心观点
- 收入同比增长百分之十二¹

分组 1：成本
- 钢材涨价较多²,³
- 工资上涨（10日）⁴""",
        """\
lead: 收入同比增长百分之十二 [1]
# 成本
- 钢材涨价较多 [2][3]
- 工资上涨（10日） [4]""",
        "zh",
    ),
    Case(
        "list_of_sources",
        """\
Key Takeaways
- Sales rose 12% [1]

Costs
- Steel became dearer [2]

Sources:
1. Daily News, 2025. https://example.com/1
2. Steel Weekly, 40 pages.""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? Sources:
? 1. Daily News, 2025. https://example.com/1
? 2. Steel Weekly, 40 pages.""",
    ),
    Case(
        "list_of_sources_zh",
        """\
核心要点
- 收入同比增长12% [1]
成本
- 钢材涨价 [2]
参考资料：
[1] 产业日报，2025年
[2] 钢铁周刊，第40期""",
        """\
lead: 收入同比增长12% [1]
# 成本
- 钢材涨价 [2]
? 参考资料：
? [1] 产业日报，2025年
? [2] 钢铁周刊，第40期""",
        "zh",
    ),
    Case(
        "references_without_a_heading",
        """\
Core Viewpoint
- Sales rose 12% [1]

Group 1: Costs
- Steel became dearer [2]

[1] Daily News, 3 March 2025
[2] Steel Weekly, 40 pages""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? [1] Daily News, 3 March 2025
? [2] Steel Weekly, 40 pages""",
    ),
    Case(
        "definitions_of_footnotes",
        """\
Core Viewpoint
- Sales rose 12%[^1]

Group 1: Costs
- Steel became dearer[^2]

Sources: [1] Daily News; [2] Steel Weekly""",
        """\
lead: Sales rose 12% [1]
# Costs
- Steel became dearer [2]
? Sources: [1] Daily News; [2] Steel Weekly""",
    ),
)
