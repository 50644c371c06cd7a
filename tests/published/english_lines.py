"""English pages with a line for each statement."""

from __future__ import annotations

from .case import Case

ENGLISH_LINES = (
    Case("our_text_form", """\
全球AI云竞赛，阿里靠什么打？
BABA(US:BABA) 虎嗅APP·2025-09-21 02:50

Core Viewpoint
- Alibaba bets on the full stack of AI [2]

Group 1: Cloud
- Cloud revenue rose 26% [4]
- AI revenue has tripled [5][6]

Group 2: Price war
- Rivals cut prices by half [8]""", """\
title: 全球AI云竞赛，阿里靠什么打？
head: BABA(US:BABA) 虎嗅APP·2025-09-21 02:50
lead: Alibaba bets on the full stack of AI [2]
# Cloud
- Cloud revenue rose 26% [4]
- AI revenue has tripled [5][6]
# Price war
- Rivals cut prices by half [8]"""),
    Case("site_lines_with_workflow", """\
Workflow
Deliveries beat expectations
TeslaTesla(US:TSLA) Reuters·2025-10-23 17:43
Core Viewpoint
- Deliveries set a record in the third quarter [1].
Group 1: Deliveries
- Deliveries rose 7% year on year [1].
- Production fell 5% [3].
Group 2: Energy
- Storage deployments reached 12.5 GWh [4].""", """\
title: Deliveries beat expectations
head: Tesla(US:TSLA) Reuters·2025-10-23 17:43
lead: Deliveries set a record in the third quarter [1]
# Deliveries
- Deliveries rose 7% year on year [1]
- Production fell 5% [3]
# Energy
- Storage deployments reached 12.5 GWh [4]"""),
    Case("labels_with_line_each", """\
Core Viewpoint - Deliveries set a record [1]
Group 1: Deliveries - Deliveries rose 7% [2] - Production fell 5% [3]
Group 2: Energy - Storage deployments reached 12.5 GWh [4]""", """\
lead: Deliveries set a record [1]
# Deliveries
- Deliveries rose 7% [2]
- Production fell 5% [3]
# Energy
- Storage deployments reached 12.5 GWh [4]"""),
    Case("markdown_headings", """\
# Weekly strategy
## Core Viewpoint
The market moves sideways in the short term [1].
## Group 1: Macro
- CPI rose 0.2% [2]
- PPI fell 2.9% [3]
## Group 2: Sectors
### Technology
- Semiconductors led gains [4]
### Consumer
- Spirits fell [5]""", """\
title: Weekly strategy
lead: The market moves sideways in the short term [1]
# Macro
- CPI rose 0.2% [2]
- PPI fell 2.9% [3]
# Sectors
# Technology
- Semiconductors led gains [4]
# Consumer
- Spirits fell [5]"""),
    Case("markdown_stars_and_bold", """\
**Core Viewpoint**
* The board approved the merger [1]

**Group 1: The deal**
* Shareholders receive $12.50 a share [2]
* Approval by the regulator is required [3]""", """\
lead: The board approved the merger [1]
# The deal
- Shareholders receive $12.50 a share [2]
- Approval by the regulator is required [3]"""),
    Case("bold_labels_with_colon", """\
**Core Viewpoint:** The board approved the merger [1]

**Group 1: The deal:**
- Shareholders receive $12.50 a share [2]""", """\
lead: The board approved the merger [1]
# The deal
- Shareholders receive $12.50 a share [2]"""),
    Case("round_bullets_and_colons", """\
Core Viewpoint: The board approved the merger [1].

Group 1: The deal:
• Shareholders receive $12.50 a share [2].
• Approval is required [3].""", """\
lead: The board approved the merger [1]
# The deal
- Shareholders receive $12.50 a share [2]
- Approval is required [3]"""),
    Case("no_bullets_at_all", """\
Core Viewpoint
The company moves from hardware to services[3].

Services growth
Services revenue rose 13.3% to $27.4 billion[4].
Gross margin on services is 75.6%[5].

Hardware
Phone revenue rose 13.5%[6].""", """\
lead: The company moves from hardware to services [3]
# Services growth
- Services revenue rose 13.3% to $27.4 billion [4]
- Gross margin on services is 75.6% [5]
# Hardware
- Phone revenue rose 13.5% [6]"""),
    Case("no_label_no_bullets", """\
A pivot to services
AppleApple(US:AAPL) CNBC· 2025-08-01 04:30
The company moves from hardware to services[3].
Services growth
Services revenue rose 13.3% to $27.4 billion[4].
Hardware
Phone revenue rose 13.5%[6].""", """\
title: A pivot to services
head: Apple(US:AAPL) CNBC·2025-08-01 04:30
lead: The company moves from hardware to services [3]
# Services growth
- Services revenue rose 13.3% to $27.4 billion [4]
# Hardware
- Phone revenue rose 13.5% [6]"""),
    Case("several_lead_bullets", """\
Core Points
- Growth is slowing in all regions [1]
- Margins are improving [2]

Group 1: Regions
- Europe fell 3% [3]
- Asia rose 4% [4]""", """\
lead: Growth is slowing in all regions; Margins are improving [1][2]
# Regions
- Europe fell 3% [3]
- Asia rose 4% [4]"""),
    Case("numbered_bullets", """\
Core Viewpoint
1. Growth is slowing [1]

Group 1: Regions
1. Europe fell 3% [3]
2. Asia rose 4% [4]""", """\
lead: Growth is slowing [1]
# Regions
- Europe fell 3% [3]
- Asia rose 4% [4]"""),
    Case("nested_bullets", """\
Core Viewpoint
- Growth is slowing [1]
Group 1: Results
  - Sales fell [2]
    - in Europe by 3% [3]
    - in Asia by 4%
      across all segments [4]
  - Costs rose [5]""", """\
lead: Growth is slowing [1]
# Results
- Sales fell [2]
- in Europe by 3% [3]
- in Asia by 4% across all segments [4]
- Costs rose [5]"""),
    Case("hard_wrapped_bullets", """\
Core Viewpoint
- Growth is slowing in all regions of the world, and
  margins are improving [1]

Group 1: Regions
- Europe fell 3%, which is more than
expected [3]""", """\
lead: Growth is slowing in all regions of the world, and margins are improving [1]
# Regions
- Europe fell 3%, which is more than expected [3]"""),
    Case("titles_below_bare_groups", """\
Core Viewpoint
- Growth is slowing [1]
Group 1
Regions of the world
- Europe fell 3% [3]
Group 2
Margins
- Margins widened [4]""", """\
lead: Growth is slowing [1]
# Regions of the world
- Europe fell 3% [3]
# Margins
- Margins widened [4]"""),
    Case("group_with_full_stop_or_dash", """\
Core Viewpoint
- Growth is slowing [1]
Group 1. Regions
- Europe fell 3% [3]
Group 2 - Margins
- Margins widened [4]""", """\
lead: Growth is slowing [1]
# Regions
- Europe fell 3% [3]
# Margins
- Margins widened [4]"""),
    Case("header_lines_below_the_body", """\
Core Viewpoint
- Revenue rose [1]

Group 1
- Costs fell [2]

Annual report review
XYZXYZ(SH:600000) 证券时报·2025-03-28""", """\
title: Annual report review
head: XYZ(SH:600000) 证券时报·2025-03-28
lead: Revenue rose [1]
#
- Costs fell [2]"""),
    Case("report_headings", """\
3.1.1 Sample selection
- Sample Selection: The study covers 3,500 firms from 2010 to 2022 [3].
- Data sources: filings, annual reports [4].
3.1.2 Model
- The model is a two-way fixed effects regression [5].
4 Results
- The coefficient was 0.032, significant at the 1% level [7].""", """\
# 3.1.1 Sample selection
- Sample Selection: The study covers 3,500 firms from 2010 to 2022 [3]
- Data sources: filings, annual reports [4]
# 3.1.2 Model
- The model is a two-way fixed effects regression [5]
# 4 Results
- The coefficient was 0.032, significant at the 1% level [7]"""),
    Case("rating_lines", """\
Investment Rating
- The industry is rated "Overweight" [1][7].
Core Insights
- Demand is strong [2].
Summary by Sections
Prices
- Prices rose for a third month [3].
Risk Factors
- Trade friction [4].""", """\
lead: Demand is strong [2]
# Investment Rating
- The industry is rated "Overweight" [1][7]
# Prices
- Prices rose for a third month [3]
# Risk Factors
- Trade friction [4]"""),
    Case("intro_and_sub_bullets", """\
Core Viewpoint
- The company is expanding [1]
Group 1: Performance
- Key financial metrics include:
  - Revenue: $1.2 billion [2]
  - Net income: $120 million [2]
- Cash flow is strong [4]""", """\
lead: The company is expanding [1]
# Performance
- Key financial metrics include: Revenue: $1.2 billion [2]
- Net income: $120 million [2]
- Cash flow is strong [4]"""),
    Case("what_happened", """\
Key Takeaways
- Rates are falling [1]

What happened
- The policy rate was cut by 25 bps [3]

Why it matters
- Mortgage rates follow [4]""", """\
lead: Rates are falling [1]
# What happened
- The policy rate was cut by 25 bps [3]
# Why it matters
- Mortgage rates follow [4]"""),
    Case("only_source_and_date", """\
Bloomberg·2025-10-01 08:00
Core Views - Inflation is easing [2], growth is slowing [4], and rates will fall [7]. Group 1: Inflation - CPI at 2.4% [2] Group 2: Growth - GDP at 1.1% [4]""", """\
head: Bloomberg·2025-10-01 08:00
lead: Inflation is easing, growth is slowing, and rates will fall [2][4][7]
# Inflation
- CPI at 2.4% [2]
# Growth
- GDP at 1.1% [4]"""),
    Case("truncated_lines", """\
Core Viewpoint
- Revenue rose [1]

Group 1: Results
- Costs fell [2]
- The divid""", """\
lead: Revenue rose [1]
# Results
- Costs fell [2]
- The divid"""),
    Case("truncated_at_a_heading", """\
Core Viewpoint
- Revenue rose [1]

Group 1: Results
- Costs fell [2]

Group 2: Outl""", """\
lead: Revenue rose [1]
# Results
- Costs fell [2]
# Outl"""),
)
