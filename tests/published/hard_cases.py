"""Words and marks that look like more, or less, than they are."""

from __future__ import annotations

from .case import Case

HARD_CASES = (
    Case(
        "spaced_hyphens",
        """\
Core Viewpoint - The non - ferrous metals sector recovers [1] Group 1: Non - ferrous metals - The "non - ferrous" index rose 4.5% [2]. - AAA - rated issuers paid 2.1% [3]. - Net profit per share was - 0.97 yuan, after 0.15 yuan in 2023 [4]. Group 2: 2025 - 2027 forecast - Year - on - year growth of 15% [5].""",
        """\
lead: The non - ferrous metals sector recovers [1]
# Non - ferrous metals
- The "non - ferrous" index rose 4.5% [2]
- AAA - rated issuers paid 2.1% [3]
- Net profit per share was - 0.97 yuan, after 0.15 yuan in 2023 [4]
# 2025 - 2027 forecast
- Year - on - year growth of 15% [5]""",
    ),
    Case(
        "negative_figures_at_the_start",
        """\
Core Viewpoint - Earnings fell [1] Group 1: Per share - EPS of - $0.12 [2] - A change of - 40% in Europe, vs. +225% [3] - The vote was 10 - 2 [4]""",
        """\
lead: Earnings fell [1]
# Per share
- EPS of - $0.12 [2]
- A change of - 40% in Europe, vs. +225% [3]
- The vote was 10 - 2 [4]""",
    ),
    Case(
        "dashes_as_parentheses",
        """\
Core Viewpoint - Gold hit a record [1] Group 1: Drivers - Real rates - the main driver historically - matter less now [2] - ETF inflows of $ 26 billion [3] Group 2: Targets - Bank A: $4,900 by end - 2026 [4] - Bank B - $4,700 [5]""",
        """\
lead: Gold hit a record [1]
# Drivers
- Real rates - the main driver historically - matter less now [2]
- ETF inflows of $ 26 billion [3]
# Targets
- Bank A: $4,900 by end - 2026 [4]
- Bank B - $4,700 [5]""",
    ),
    Case(
        "colons_quotes_and_numbers_in_titles",
        """\
Core Viewpoint - Net profit fell 89% [1][2] Group 1: Food delivery: "who pays for the war"? - Subsidies of 25 billion yuan [3] Group 2: 3 risks, 2 chances: a list - Orders peaked at 150 million a day [4] Group 3: Overseas: Q3 2025 - Market share of 44% [5]""",
        """\
lead: Net profit fell 89% [1][2]
# Food delivery: "who pays for the war"?
- Subsidies of 25 billion yuan [3]
# 3 risks, 2 chances: a list
- Orders peaked at 150 million a day [4]
# Overseas: Q3 2025
- Market share of 44% [5]""",
    ),
    Case(
        "quotations",
        """\
Core Viewpoint - The CFO calls it "a transition year" [1]. Group 1: Words - "We do not want this war," said the company [2]. - Management said: "We see 2026 as a test - and a chance" [3].""",
        """\
lead: The CFO calls it "a transition year" [1]
# Words
- "We do not want this war," said the company [2]
- Management said: "We see 2026 as a test - and a chance" [3]""",
    ),
    Case(
        "inline_labels",
        """\
Core Viewpoint - The factor works [1] Group 1: Method - Sample Selection: The study covers 3,500 firms from 2010 to 2022 [3]. - Data sources: exchange filings, annual reports [4]. - Key variables: size, value, momentum [5].""",
        """\
lead: The factor works [1]
# Method
- Sample Selection: The study covers 3,500 firms from 2010 to 2022 [3]
- Data sources: exchange filings, annual reports [4]
- Key variables: size, value, momentum [5]""",
    ),
    Case(
        "list_within_a_statement",
        """\
Core Viewpoint - Management is confident [1] Group 1: Outlook - Management expects: 1. Revenue growth of 10% [3] 2. Margin expansion of 100 bps [4] 3. Net debt below 2x EBITDA [5] - The dividend is unchanged [6] Group 2: Risks - Currency [7]""",
        """\
lead: Management is confident [1]
# Outlook
- Management expects: 1. Revenue growth of 10% 2. Margin expansion of 100 bps 3. Net debt below 2x EBITDA [3][4][5]
- The dividend is unchanged [6]
# Risks
- Currency [7]""",
    ),
    Case(
        "bracketed_list_within_a_statement",
        """\
Core Viewpoint - The model is simple [1] Group 1: Method - Key parameters include: (1) lookback of 20 days [7]; (2) holding period of 5 days [8]; (3) cost of 10 bps [9]. - Nothing else is tuned [10].""",
        """\
lead: The model is simple [1]
# Method
- Key parameters include: (1) lookback of 20 days; (2) holding period of 5 days; (3) cost of 10 bps [7][8][9]
- Nothing else is tuned [10]""",
    ),
    Case(
        "sub_bullets_on_one_line",
        """\
Core Viewpoint - The company is expanding [1] Group 1: Performance - Key financial metrics include: - Revenue: $1.2 billion (+8%) [2] - Net income: $120 million (+3%) [2] - EPS: $1.05 [3] - Cash flow is strong [4] Group 2: Outlook - Guidance was raised [5]""",
        """\
lead: The company is expanding [1]
# Performance
- Key financial metrics include: Revenue: $1.2 billion (+8%) [2]
- Net income: $120 million (+3%) [2]
- EPS: $1.05 [3]
- Cash flow is strong [4]
# Outlook
- Guidance was raised [5]""",
    ),
    Case(
        "sub_heading_glued_to_a_title",
        """\
Core Viewpoint - Cement recovers [1] Group 1: Company analysis Maker A - Revenue was 12.1 billion yuan [4]. - Profit rose 3% [5]. Maker B - Revenue was 41.3 billion yuan [6].""",
        """\
lead: Cement recovers [1]
# Company analysis Maker A
- Revenue was 12.1 billion yuan [4]
- Profit rose 3% [5]
# Maker B
- Revenue was 41.3 billion yuan [6]""",
    ),
    Case(
        "brackets_that_are_no_citations",
        """\
Core Viewpoint - The issue is approved (证监许可【2011】1290号) [1] Group 1: Approval - Document 证监许可[2011]1290号 is quoted [2] - See [2011] No. 1290 as well [3] - See the [notice](https://example.com/n) [4] - The interval is [0, 1) [5]""",
        """\
lead: The issue is approved (证监许可【2011】1290号) [1]
# Approval
- Document 证监许可[2011]1290号 is quoted [2]
- See [2011] No. 1290 as well [3]
- See the [notice](https://example.com/n) [4]
- The interval is [0, 1) [5]""",
    ),
    Case(
        "dollar_signs",
        """\
Core Viewpoint - Revenue was $1.2bn, not $$1.2bn [1] Group 1: Sums - Cash of $ 26 billion [2] - R$5.5 billion for the plant [3] - US$3 a share [4]""",
        """\
lead: Revenue was $1.2bn, not $$1.2bn [1]
# Sums
- Cash of $ 26 billion [2]
- R$5.5 billion for the plant [3]
- US$3 a share [4]""",
    ),
    Case(
        "citations_within_statements",
        """\
Core Viewpoint - The strategy [3] yields 12.3% a year [1] and a Sharpe ratio of 1.4 [2]. Group 1: Method - Factors are ranked [5][4] and combined. - Weights are equal [6]. Group 2: Results - The drawdown was 8% [10].""",
        """\
lead: The strategy yields 12.3% a year and a Sharpe ratio of 1.4 [1][2][3]
# Method
- Factors are ranked and combined. [4][5]
- Weights are equal [6]
# Results
- The drawdown was 8% [10]""",
    ),
    Case(
        "citations_out_of_order_and_joined",
        """\
Core Viewpoint - Revenue rose 5% [12][3][7] Group 1: A - Costs [3, 5] - Prices [7-9] - Wages [2] [4] - Rents [6],[8].""",
        """\
lead: Revenue rose 5% [3][7][12]
# A
- Costs [3][5]
- Prices [7][8][9]
- Wages [2][4]
- Rents [6][8]""",
    ),
    Case(
        "citations_missing_from_some",
        """\
Core Viewpoint - Rates were cut by 25 bps [1] Group 1: Vote - The vote was 10 - 2 [2] - One member of the board, Gov. X, dissented [3] - The St. Louis bank voted yes. - Nobody abstained. Group 2: Markets - The S&P 500 rose 0.2% [4]""",
        """\
lead: Rates were cut by 25 bps [1]
# Vote
- The vote was 10 - 2 [2]
- One member of the board, Gov. X, dissented [3]
- The St. Louis bank voted yes.
- Nobody abstained.
# Markets
- The S&P 500 rose 0.2% [4]""",
    ),
    Case(
        "citation_with_full_width_stop",
        """\
Core Viewpoint - Growth slows [1]。 Group 1: Data - GDP grew 1.1% [2]。 - CPI is at 2.4% [3]；""",
        """\
lead: Growth slows [1]
# Data
- GDP grew 1.1% [2]
- CPI is at 2.4% [3]""",
    ),
    Case(
        "bold_words_kept",
        """\
**Core Viewpoint**
* **Alibaba** bets on *all* of it, 2 * 3 = 6 [1]
**Group 1: The deal**
* **Approval**: needed [2]""",
        """\
lead: Alibaba bets on *all* of it, 2 * 3 = 6 [1]
# The deal
- Approval: needed [2]""",
    ),
    Case(
        "heading_words_in_a_statement",
        """\
Core Viewpoint - The core viewpoint of the report is caution [1] Group 1: Members - Group 2 companies grew faster than the group [2] - The working group 3: a new body [3] Group 2: Rest - Nothing [4]""",
        """\
lead: The core viewpoint of the report is caution [1]
# Members
- Group 2 companies grew faster than the group [2]
- The working group 3: a new body [3]
# Rest
- Nothing [4]""",
    ),
    Case(
        "table_on_one_line",
        """\
Core Viewpoint - Orders doubled [1] Group 1: Table - The table shows: | Item | 2023 | 2024 | with 1.2 and 1.4 [2] Group 2: Other - Nothing [3]""",
        """\
lead: Orders doubled [1]
# Table
- The table shows: | Item | 2023 | 2024 | with 1.2 and 1.4 [2]
# Other
- Nothing [3]""",
    ),
    Case(
        "ticker_in_the_text",
        """\
Core Viewpoint - The firm (NASDAQ: NVDA) leads [1]. Group 1: Valuation - NVDA(US:NVDA) trades at 35x [2]. Group 2: Catalysts - The conference on March 17 - 20 [4].""",
        """\
lead: The firm (NASDAQ: NVDA) leads [1]
# Valuation
- NVDA(US:NVDA) trades at 35x [2]
# Catalysts
- The conference on March 17 - 20 [4]""",
    ),
    Case(
        "abbreviations_before_dashes",
        """\
Core Viewpoint - Deals are back [1] Group 1: Deals - Alpha Inc. - Beta Corp. merge [2] - A bid for Gamma Co. - the third - failed. [3]""",
        """\
lead: Deals are back [1]
# Deals
- Alpha Inc. - Beta Corp. merge [2]
- A bid for Gamma Co. - the third - failed. [3]""",
    ),
    Case(
        "only_bullets_with_citations",
        """\
- Revenue rose 5% [1]
- Costs fell 2% [2]
- A dividend of $0.20 per share was declared [3]""",
        """\
#
- Revenue rose 5% [1]
- Costs fell 2% [2]
- A dividend of $0.20 per share was declared [3]""",
    ),
    Case(
        "only_dashes_with_citations",
        """\
Revenue rose 5% [1] - Costs fell 2% [2] - A dividend of $0.20 per share was declared [3]""",
        """\
#
- Revenue rose 5% [1]
- Costs fell 2% [2]
- A dividend of $0.20 per share was declared [3]""",
    ),
    Case(
        "words_behind_the_last_statement",
        """\
Core Viewpoint
- Revenue rose [1]

Group 1: Results
- Costs fell [2]

Read the whole report on our site for more of this and other news of the day.""",
        """\
lead: Revenue rose [1]
# Results
- Costs fell [2]
? Read the whole report on our site for more of this and other news of the day.""",
    ),
    Case(
        "hyphen_in_a_title_before_lower_case",
        """\
Core Viewpoint - Costs matter [1] Group 1: Cost - saving programmes - Savings of 12% [2] - iPhone output is flat [3] Group 2: eCommerce - Orders rose [4]""",
        """\
lead: Costs matter [1]
# Cost - saving programmes
- Savings of 12% [2]
- iPhone output is flat [3]
# eCommerce
- Orders rose [4]""",
    ),
    Case(
        "crlf_tabs_and_wide_spaces",
        """\
Core Viewpoint\t- Revenue\u3000rose 5% [1]
Group 1:\u3000Results
-\tCosts fell [2]""",
        """\
lead: Revenue rose 5% [1]
# Results
- Costs fell [2]""",
    ),
    Case(
        "hyphens_in_named_headings",
        """\
Core Viewpoint - The sector recovers [1] Non - ferrous metals - Copper rose 3% [2] Long - Term Outlook - Supply stays short [3]. 2025 - 2027 forecast - Growth of 15% [4] A - share market - Turnover doubled [5]""",
        """\
lead: The sector recovers [1]
# Non - ferrous metals
- Copper rose 3% [2]
# Long - Term Outlook
- Supply stays short [3]
# 2025 - 2027 forecast
- Growth of 15% [4]
# A - share market
- Turnover doubled [5]""",
    ),
    Case(
        "statement_going_on_behind_a_citation",
        """\
Core Viewpoint - The market - cap leader [1] of the group - once a laggard - grew 26% [2] and Beta 3% [3]. Group 1: Rest - Revenue [4] Was - 0.97 yuan lower [5]""",
        """\
lead: The market - cap leader of the group - once a laggard - grew 26% and Beta 3% [1][2][3]
# Rest
- Revenue Was - 0.97 yuan lower [4][5]""",
    ),
    Case(
        "heading_cut_off_behind_a_citation",
        """\
Core Viewpoint - Prices rose [2] Market review - Copper fell [3] - Tin rose [4] Market outl""",
        """\
lead: Prices rose [2]
# Market review
- Copper fell [3]
- Tin rose [4]
? Market outl""",
    ),
    Case(
        "heading_cut_off_behind_a_citation_zh",
        """\
核心观点 - 需求回暖[1] 国内 - 渗透率过半[2] 海外市""",
        """\
lead: 需求回暖 [1]
# 国内
- 渗透率过半 [2]
? 海外市""",
        "zh",
    ),
    Case(
        "roman_numerals",
        """\
Core Viewpoint - Prices rose [1] I. Market review - Copper fell [2] II. Outlook - Tin rose [3]""",
        """\
lead: Prices rose [1]
# I. Market review
- Copper fell [2]
# II. Outlook
- Tin rose [3]""",
    ),
    Case(
        "crooked_spaces_and_stops",
        """\
Core Viewpoint - Prices rose [1][2] . Group 1: Metals - Copper fell [3] , - Tin rose [ 4 ]- Zinc rose [5] -Lead fell [6] ; Group 2:Outlook - No change [7]""",
        """\
lead: Prices rose [1][2]
# Metals
- Copper fell [3]
- Tin rose [4]
- Zinc rose [5]
- Lead fell [6]
# Outlook
- No change [7]""",
    ),
    Case(
        "capital_labels",
        """\
CORE VIEWPOINT - Prices rose [1] GROUP 1: METALS - Copper fell [2]""",
        """\
lead: Prices rose [1]
# METALS
- Copper fell [2]""",
    ),
    Case(
        "places_and_compounds_joined_in_titles",
        """\
Core Viewpoint - Prices rose [1] Group 1: The U.S. - China trade talks - Talks resume [2] Group 2: Year - on - Year Growth - Sales rose [3] Group 3: COVID - 19 Impact - Travel fell [4] Group 4: Risk - on sentiment - Stocks rise [5]""",
        """\
lead: Prices rose [1]
# The U.S. - China trade talks
- Talks resume [2]
# Year - on - Year Growth
- Sales rose [3]
# COVID - 19 Impact
- Travel fell [4]
# Risk - on sentiment
- Stocks rise [5]""",
    ),
    Case(
        "citation_before_every_comma",
        """\
Core Viewpoint - Net profit [1] rose 10% [2], that of its rival 12% [3]. Group 1: Details - The company: revenue [4], profit [5], cash [6].""",
        """\
lead: Net profit rose 10%, that of its rival 12% [1][2][3]
# Details
- The company: revenue, profit, cash [4][5][6]""",
    ),
    Case(
        "a_title_that_quotes_a_dash",
        """\
Core Viewpoint - The report says "AI - the new electricity" [1] Group 1: "AI - the new electricity" - Demand doubles [2]""",
        """\
lead: The report says "AI - the new electricity" [1]
# "AI - the new electricity"
- Demand doubles [2]""",
    ),
    Case(
        "lead_label_behind_an_uncited_statement",
        """\
Investment Rating - The report does not give an investment rating for the industry [N/A] Core Insights - Prices of polysilicon rose 7.2% [1][3] - N - type wafers cost 0.88 yuan a piece [3] Summary by Sections Market Review - The index rose 2.01% [7] Investment Recommendations - 1) leaders with low cost [11]; 2) new technologies - two of them - and their makers [12] - Risk: weak demand [13]""",
        """\
lead: Prices of polysilicon rose 7.2%; N - type wafers cost 0.88 yuan a piece [1][3]
# Investment Rating
- The report does not give an investment rating for the industry [N/A]
# Market Review
- The index rose 2.01% [7]
# Investment Recommendations
- 1) leaders with low cost; 2) new technologies - two of them - and their makers [11][12]
- Risk: weak demand [13]""",
    ),
    Case(
        "lead_label_named_in_a_statement",
        """\
Core Viewpoint - Sales rose [1] Group 1: Reports - What the others call Core Insights - and we do not - is left out [2]""",
        """\
lead: Sales rose [1]
# Reports
- What the others call Core Insights - and we do not - is left out [2]""",
    ),
    Case(
        "title_and_source_on_one_line_below",
        """\
Core Insights - Demand for chips is rising [1][2] Group 1 - The first plans to raise 8 billion yuan [3] - Its net loss was 1.492 billion yuan [4][5] Group 2 - The second plans to raise 3.904 billion yuan - the proceeds go to research [6]
国产芯片双雄冲刺科创板 证券时报·2025-07-01 07:12""",
        """\
title: 国产芯片双雄冲刺科创板
head: 证券时报·2025-07-01 07:12
lead: Demand for chips is rising [1][2]
#
- The first plans to raise 8 billion yuan [3]
- Its net loss was 1.492 billion yuan [4][5]
#
- The second plans to raise 3.904 billion yuan - the proceeds go to research [6]""",
    ),
    Case(
        "market_week_zh",
        """\
核心观点 - 本周（8.11-8.15）沪指涨1.7%，创业板指涨8.58%[1] 市场回顾 - 通信（+7.66%）、电子（+7.02%）领涨[2] - 银行（-3.19%）领跌[2] 资金面 - 两融余额2.06万亿元，创十年新高[3][4] - 新发基金：18只 - 较上周多5只[5] 投资建议 - 关注“科技 + 反内卷”主线：1）算力[6]；2）光伏[7]""",
        """\
lead: 本周（8.11-8.15）沪指涨1.7%，创业板指涨8.58% [1]
# 市场回顾
- 通信（+7.66%）、电子（+7.02%）领涨 [2]
- 银行（-3.19%）领跌 [2]
# 资金面
- 两融余额2.06万亿元，创十年新高 [3][4]
- 新发基金：18只 - 较上周多5只 [5]
# 投资建议
- 关注“科技 + 反内卷”主线：1）算力；2）光伏 [6][7]""",
        "zh",
    ),
)
