"""English pages with everything on one line."""

from __future__ import annotations

from .case import Case

ENGLISH_LINE = (
    Case("our_line_form", """\
全球AI云竞赛，阿里靠什么打？  BABA(US:BABA) 虎嗅APP·2025-09-21 02:50  Core Viewpoint - Alibaba bets on the full stack of AI [2] Group 1: Cloud - Cloud revenue rose 26% [4] - AI revenue has tripled [5][6] Group 2: Price war - Rivals cut prices by half [8]""", """\
title: 全球AI云竞赛，阿里靠什么打？
head: BABA(US:BABA) 虎嗅APP·2025-09-21 02:50
lead: Alibaba bets on the full stack of AI [2]
# Cloud
- Cloud revenue rose 26% [4]
- AI revenue has tripled [5][6]
# Price war
- Rivals cut prices by half [8]"""),
    Case("site_line_with_workflow", """\
Workflow Alibaba's cloud bet: can it pay off? BABABABA(US:BABA) 虎嗅APP·2025-09-21 02:50 Core Viewpoint - Alibaba bets on the full stack, with capital expenditure of 380 billion yuan over three years [2][3]. Group 1: Cloud growth - Cloud revenue rose 26% to 33.4 billion yuan [4]. - AI revenue has grown at triple digits for eight quarters [5][6]. Group 2: Risks - Rivals cut prices by 50% [8].""", """\
title: Alibaba's cloud bet: can it pay off?
head: BABA(US:BABA) 虎嗅APP·2025-09-21 02:50
lead: Alibaba bets on the full stack, with capital expenditure of 380 billion yuan over three years [2][3]
# Cloud growth
- Cloud revenue rose 26% to 33.4 billion yuan [4]
- AI revenue has grown at triple digits for eight quarters [5][6]
# Risks
- Rivals cut prices by 50% [8]"""),
    Case("core_insights_bare_groups", """\
Core Insights - The company reported revenue of $1.2 billion, up 12% year-over-year [1] Group 1 - Gross margin narrowed to 31.2% from 33.5% [3] - Operating expenses rose to $210 million [4] Group 2 - Guidance for the full year was raised to $5.0 billion [6][7]""", """\
lead: The company reported revenue of $1.2 billion, up 12% year-over-year [1]
#
- Gross margin narrowed to 31.2% from 33.5% [3]
- Operating expenses rose to $210 million [4]
#
- Guidance for the full year was raised to $5.0 billion [6][7]"""),
    Case("lead_of_several_bullets", """\
Core Insights - The company reported revenue of $1.2 billion [1] - Net profit fell 3% to $98 million due to higher costs [2] - Cash flow turned positive [3] Group 1: Margins - Gross margin narrowed to 31.2% [4]""", """\
lead: The company reported revenue of $1.2 billion; Net profit fell 3% to $98 million due to higher costs; Cash flow turned positive [1][2][3]
# Margins
- Gross margin narrowed to 31.2% [4]"""),
    Case("stops_behind_citations", """\
Core Viewpoint - The sector is recovering [1][2]. Group 1: Prices - Copper rose 3.2% over the week [3]. - Tin fell [4]. Group 2: Stocks - Inventories are at a five-year low [5].""", """\
lead: The sector is recovering [1][2]
# Prices
- Copper rose 3.2% over the week [3]
- Tin fell [4]
# Stocks
- Inventories are at a five-year low [5]"""),
    Case("stops_before_citations", """\
Core Viewpoint - The sector is recovering. [1][2] Group 1: Prices - Copper rose 3.2% over the week. [3] - Tin fell. [4] Group 2: Stocks - Inventories are at a five-year low. [5]""", """\
lead: The sector is recovering. [1][2]
# Prices
- Copper rose 3.2% over the week. [3]
- Tin fell. [4]
# Stocks
- Inventories are at a five-year low. [5]"""),
    Case("no_space_before_citations", """\
Core Viewpoint - The sector is recovering[1][2] Group 1: Prices - Copper rose 3.2% over the week[3] - Tin fell[4] Group 2: Stocks - Inventories are at a five-year low[5]""", """\
lead: The sector is recovering [1][2]
# Prices
- Copper rose 3.2% over the week [3]
- Tin fell [4]
# Stocks
- Inventories are at a five-year low [5]"""),
    Case("named_headings", """\
Core Viewpoint - Memory prices are rising again [1][2] Demand side - Data centres take 40% of all output [3] - Phone makers restock before the autumn [4] Supply side - Two makers cut wafer starts by 15% [5] Outlook - Contract prices may rise for three more quarters [6][7]""", """\
lead: Memory prices are rising again [1][2]
# Demand side
- Data centres take 40% of all output [3]
- Phone makers restock before the autumn [4]
# Supply side
- Two makers cut wafer starts by 15% [5]
# Outlook
- Contract prices may rise for three more quarters [6][7]"""),
    Case("named_headings_with_stops", """\
Core View - Memory prices are rising again [1][2]. Demand side - Data centres take 40% of all output [3]. - Phone makers restock before the autumn [4]. Competition: two makers and a follower - The follower holds 5% [5]. - Output of the two fell $60 - 90 million short [6].""", """\
lead: Memory prices are rising again [1][2]
# Demand side
- Data centres take 40% of all output [3]
- Phone makers restock before the autumn [4]
# Competition: two makers and a follower
- The follower holds 5% [5]
- Output of the two fell $60 - 90 million short [6]"""),
    Case("no_lead_label", """\
Services growth - Services revenue rose 13.3% to $27.4 billion [4]. - Gross margin on services is 75.6% [5]. Hardware - Phone revenue rose 13.5% [6].""", """\
# Services growth
- Services revenue rose 13.3% to $27.4 billion [4]
- Gross margin on services is 75.6% [5]
# Hardware
- Phone revenue rose 13.5% [6]"""),
    Case("lead_without_label", """\
The company moves from hardware to services [3] Services growth - Services revenue rose 13.3% [4] - The margin is 75.6% [5] Hardware - Phone revenue rose 13.5% [6]""", """\
lead: The company moves from hardware to services [3]
# Services growth
- Services revenue rose 13.3% [4]
- The margin is 75.6% [5]
# Hardware
- Phone revenue rose 13.5% [6]"""),
    Case("header_below_the_body", """\
Services growth - Services revenue rose 13.3% to $27.4 billion [4]. - Gross margin on services is 75.6% [5]. Hardware - Phone revenue rose 13.5% [6]. A pivot to services AppleApple(US:AAPL) CNBC· 2025-08-01 04:30""", """\
title: A pivot to services
head: Apple(US:AAPL) CNBC·2025-08-01 04:30
# Services growth
- Services revenue rose 13.3% to $27.4 billion [4]
- Gross margin on services is 75.6% [5]
# Hardware
- Phone revenue rose 13.5% [6]"""),
    Case("investment_rating_before_the_lead", """\
Investment Rating - The report maintains a "Buy" rating with a target price of 45.2 yuan [2][5] Core Insights - Revenue reached 12.3 billion yuan in H1 2025, a year - on - year increase of 15.2% [1] Summary by Sections Company Performance - In Q2 2025 revenue was 6.5 billion yuan [1] - The gross margin was 28.5%, up 1.2 percentage points [4] Future Outlook - Net profit for 2025 - 2027 is put at 1.5/1.8/2.1 billion yuan [6]""", """\
lead: Revenue reached 12.3 billion yuan in H1 2025, a year - on - year increase of 15.2% [1]
# Investment Rating
- The report maintains a "Buy" rating with a target price of 45.2 yuan [2][5]
# Company Performance
- In Q2 2025 revenue was 6.5 billion yuan [1]
- The gross margin was 28.5%, up 1.2 percentage points [4]
# Future Outlook
- Net profit for 2025 - 2027 is put at 1.5/1.8/2.1 billion yuan [6]"""),
    Case("summary_by_sections_before_groups", """\
Core Viewpoint - The strategy beats the index by 4.1% a year [1] Summary by Sections Group 1: Signals - Momentum over 12 months works best [2] Group 2: Costs - A cost of 10 bps is assumed [3]""", """\
lead: The strategy beats the index by 4.1% a year [1]
# Signals
- Momentum over 12 months works best [2]
# Costs
- A cost of 10 bps is assumed [3]"""),
    Case("summary_by_sections_with_dash", """\
Core Viewpoint - The strategy beats the index by 4.1% a year [1] Summary by Sections - Signals - Momentum over 12 months works best [2] Costs - A cost of 10 bps is assumed [3]""", """\
lead: The strategy beats the index by 4.1% a year [1]
# Signals
- Momentum over 12 months works best [2]
# Costs
- A cost of 10 bps is assumed [3]"""),
    Case("numbered_report_headings", """\
Core Viewpoint - Dividend - paying stocks outperform [1][2] 3.1.1 Sample selection - The sample covers 3,500 firms from 2010 to 2022 [3] - Sample Selection: firms with fewer than five years are dropped [4] 3.1.2 Model - A fixed effects model is used [5] 4 Results - The coefficient is 0.032 [7]""", """\
lead: Dividend - paying stocks outperform [1][2]
# 3.1.1 Sample selection
- The sample covers 3,500 firms from 2010 to 2022 [3]
- Sample Selection: firms with fewer than five years are dropped [4]
# 3.1.2 Model
- A fixed effects model is used [5]
# 4 Results
- The coefficient is 0.032 [7]"""),
    Case("numbered_headings_with_stops", """\
Core Viewpoints - Demand for storage is structurally strong [2]. Summary by Sections 1. Market review - The index gained 2.3% [4]. 2. Industry dynamics - Contract prices rose 5 - 10% [5]. 3. Risk factors - Demand below expectations; trade friction [6].""", """\
lead: Demand for storage is structurally strong [2]
# 1. Market review
- The index gained 2.3% [4]
# 2. Industry dynamics
- Contract prices rose 5 - 10% [5]
# 3. Risk factors
- Demand below expectations; trade friction [6]"""),
    Case("long_dashes", """\
Core Viewpoint — Alibaba bets on AI [2] Group 1: Cloud — Cloud revenue rose 26% [4] — AI revenue doubled [5] Group 2: Risks — Price cuts of 50% [8]""", """\
lead: Alibaba bets on AI [2]
# Cloud
- Cloud revenue rose 26% [4]
- AI revenue doubled [5]
# Risks
- Price cuts of 50% [8]"""),
    Case("short_long_dashes", """\
Core Viewpoint – Alibaba bets on AI [2] Group 1: Cloud – Cloud revenue rose 26% [4] – AI revenue doubled [5]""", """\
lead: Alibaba bets on AI [2]
# Cloud
- Cloud revenue rose 26% [4]
- AI revenue doubled [5]"""),
    Case("round_bullets_on_one_line", """\
Core Viewpoint • Oil fell 3% [1] • Gas rose [2] Group 1: Supply • Output rose by 137,000 barrels a day [3] • Exports fell [4]""", """\
lead: Oil fell 3%; Gas rose [1][2]
# Supply
- Output rose by 137,000 barrels a day [3]
- Exports fell [4]"""),
    Case("bold_on_one_line", """\
**Core Viewpoint** - Regulation tightens [1] **Group 1: Strategy** - **Full stack**: chips, cloud, models [2] - **Price**: cuts of 50% [3] **Group 2: Risks** - Regulation [4]""", """\
lead: Regulation tightens [1]
# Strategy
- Full stack: chips, cloud, models [2]
- Price: cuts of 50% [3]
# Risks
- Regulation [4]"""),
    Case("colon_behind_lead_label", """\
Core Viewpoint: The vehicle market is slowing [1]. Group 1: Sales - Deliveries fell 2% [2]. - Exports rose 40% [3]. Group 2: Prices - The average price fell to 168,000 yuan [4].""", """\
lead: The vehicle market is slowing [1]
# Sales
- Deliveries fell 2% [2]
- Exports rose 40% [3]
# Prices
- The average price fell to 168,000 yuan [4]"""),
    Case("no_citations_with_sentences", """\
Core Viewpoint - The company plans to issue bonds. Group 1: Details - The size is 5 billion yuan. - The coupon is 3%. Group 2: Purpose - The proceeds refinance old debt.""", """\
lead: The company plans to issue bonds.
# Details
- The size is 5 billion yuan.
- The coupon is 3%.
# Purpose
- The proceeds refinance old debt."""),
    Case("no_citations_no_stops", """\
Core Viewpoint - The company plans to issue bonds Group 1: Details - The size is 5 billion yuan Group 2: Purpose - The proceeds refinance old debt""", """\
lead: The company plans to issue bonds
# Details
- The size is 5 billion yuan
# Purpose
- The proceeds refinance old debt"""),
    Case("chinese_words_under_english_labels", """\
Core Viewpoint - 报告认为，行业景气度回升 [1] Group 1: 行业概览 - 铜价上涨3.2% [2] - 库存下降 [3] Group 2: 投资建议 - 关注资源自给率高的公司 [4]""", """\
lead: 报告认为，行业景气度回升 [1]
# 行业概览
- 铜价上涨3.2% [2]
- 库存下降 [3]
# 投资建议
- 关注资源自给率高的公司 [4]"""),
    Case("glued_group_without_statements", """\
Group 1: Macro Group 2: Rates - The central bank cut the reserve ratio by 50 bps [1] - The one-year prime rate is 3.0% [2] Group 3: Currency - The yuan trades at 7.12 [3]""", """\
# Macro
# Rates
- The central bank cut the reserve ratio by 50 bps [1]
- The one-year prime rate is 3.0% [2]
# Currency
- The yuan trades at 7.12 [3]"""),
    Case("groups_out_of_order", """\
Group 1: Key points - The first [1] Group 3: A skipped number - The third [2] Group 2: Out of order - The second [3]""", """\
# Key points
- The first [1]
# A skipped number
- The third [2]
# Out of order
- The second [3]"""),
    Case("title_without_colon", """\
Core Viewpoint - Sales rose [1] Group 1 Results - Profit fell [2] - Debt rose [3] Group 2 Outlook - No change [4]""", """\
lead: Sales rose [1]
# Results
- Profit fell [2]
- Debt rose [3]
# Outlook
- No change [4]"""),
    Case("several_securities", """\
Chip makers split by the cycle NVIDIANVIDIA(US:NVDA) Advanced Micro DevicesAdvanced Micro Devices(US:AMD) Reuters·2025-08-28 06:12 Core Viewpoint - The cycle splits the sector [1] Group 1: Leaders - Revenue doubled [2]""", """\
title: Chip makers split by the cycle
head: NVIDIA(US:NVDA) Advanced Micro Devices(US:AMD) Reuters·2025-08-28 06:12
lead: The cycle splits the sector [1]
# Leaders
- Revenue doubled [2]"""),
    Case("truncated_in_a_statement", """\
Core Viewpoint - Oil fell 3% [1] Group 1: Supply - Output rose by 137,000 barrels a day [2] - Sanctions hit two produc""", """\
lead: Oil fell 3% [1]
# Supply
- Output rose by 137,000 barrels a day [2]
- Sanctions hit two produc"""),
    Case("truncated_in_a_title", """\
Core Viewpoint - Oil fell 3% [1] Group 1: Supply - Output rose by 137,000 barrels a day [2] Group 2: Dem""", """\
lead: Oil fell 3% [1]
# Supply
- Output rose by 137,000 barrels a day [2]
# Dem"""),
    Case("truncated_in_a_citation", """\
Core Viewpoint - Oil fell 3% [1] Group 1: Supply - Output rose by 137,000 barrels a day [2] - Imports rose 4.3% [5""", """\
lead: Oil fell 3% [1]
# Supply
- Output rose by 137,000 barrels a day [2]
- Imports rose 4.3%"""),
)
