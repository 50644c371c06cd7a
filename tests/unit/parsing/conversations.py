"""Conversations written for these tests, each with the role and speaker that every block of it must have."""

from __future__ import annotations

from typing import NamedTuple

from summarizer.models import BlockRole, DocumentKind

Said = tuple[BlockRole, str | None, str]


class Conversation(NamedTuple):
    """A text, the kind it is of, and its blocks: role, speaker, first words."""

    name: str
    kind: DocumentKind
    text: str
    said: tuple[Said, ...]


CONVERSATIONS = (
    Conversation(
        "persons to whom an operator gives the floor once",
        "transcript",
        """HRW Q1 2025 Earnings Call Transcript

Operator: Good morning and welcome to the Harrow conference call. Please go ahead.

Ida Holm: Our revenue rose 14% to $40 million in the first quarter.

The yard delivered two ferries.

Omar Haddad: Net income was $3 million. We can now take your questions.

Operator: There are no questions at this time.
""",
        (
            ("turn", "Operator", "Good morning"),
            ("turn", "Ida Holm", "Our revenue"),
            ("turn", "Ida Holm", "The yard"),
            ("turn", "Omar Haddad", "Net income"),
            ("turn", "Operator", "There are"),
        ),
    ),
    Conversation(
        "a speaker who calls on the next one asks nothing",
        "transcript",
        """Operator: Good day, and welcome to the Calder Foods conference call.

Ana Ruiz: Thank you, Chantal. Please see our website for the release. Over to Omar.

Omar Haddad: We posted operating income of $207 million in 2024. Prices rose in the fourth quarter. Eduardo?

Eduardo Lima: Thank you, Omar. Net sales were $1 billion. We can now take your questions. Chantal?

Operator: There are no questions at this time.

Omar Haddad: Thank you very much. We look forward to the next call.
""",
        (
            ("turn", "Operator", "Good day"),
            ("turn", "Ana Ruiz", "Thank you"),
            ("turn", "Omar Haddad", "We posted"),
            ("turn", "Eduardo Lima", "Thank you, Omar"),
            ("turn", "Operator", "There are"),
            ("turn", "Omar Haddad", "Thank you very"),
        ),
    ),
    Conversation(
        "names with company and title alone above the text",
        "transcript",
        """Northwind Robotics (NWR) Q3 2025 Earnings Call

Operator

Good day, and welcome to the third quarter conference call. Please go ahead.

Samuel Ortiz -- Northwind -- Chief Executive Officer

Thanks. Revenue rose 14% to $412 million in the third quarter.

Priya Nair -- Chief Financial Officer

Gross margin was 38.2%, up from 36.9% a year ago.

We expect revenue of $430 million to $440 million in the fourth quarter.

Operator

Our first question comes from Dan Wells.

Dan Wells -- Harbor Research -- Analyst

Thanks for taking my question. How should we think about margins next year?

Priya Nair -- Chief Financial Officer

We see margins stable. Prices hold, and freight has come down.
""",
        (
            ("turn", "Operator", "Good day"),
            ("turn", "Samuel Ortiz", "Thanks. Revenue"),
            ("turn", "Priya Nair", "Gross margin"),
            ("turn", "Priya Nair", "We expect"),
            ("turn", "Operator", "Our first question"),
            ("question", "Dan Wells", "Thanks for taking"),
            ("turn", "Priya Nair", "We see margins"),
        ),
    ),
    Conversation(
        "names and titles after a comma",
        "transcript",
        """Conference Call Transcript

Joan Hale, President & Chief Executive Officer

We sold 41,000 units. That is more than we planned.

Otto Brandt, Chief Financial Officer

Cash was $96 million. We repaid our loan in July.

Joan Hale, President & Chief Executive Officer

Thank you all for joining.
""",
        (
            ("turn", "Joan Hale", "We sold"),
            ("turn", "Otto Brandt", "Cash was"),
            ("turn", "Joan Hale", "Thank you"),
        ),
    ),
    Conversation(
        "a reporter and an official, without a title",
        "interview",
        """记者：请介绍一下这次改造的背景。

林副局长：老旧小区多，管线已经用了三十年。去年我们改造了42个小区，今年计划改造58个。

加装电梯的有17个。

记者：资金从哪里来？

林副局长：市里承担一半，区里三成，其余由产权单位承担。

记者：居民要付钱吗？

林副局长：不用。
""",
        (
            ("question", "记者", "请介绍"),
            ("answer", "林副局长", "老旧小区多"),
            ("answer", "林副局长", "加装电梯"),
            ("question", "记者", "资金从哪里来"),
            ("answer", "林副局长", "市里承担"),
            ("question", "记者", "居民要付钱吗"),
            ("answer", "林副局长", "不用"),
        ),
    ),
    Conversation(
        "traditional characters",
        "interview",
        """港口局談新碼頭

問：新碼頭甚麼時候啟用？
答：明年三月，先開放兩個泊位。
問：運費會不會上調？
答：不會，現行收費維持到後年。
""",
        (
            ("question", "問", "新碼頭"),
            ("answer", "答", "明年三月"),
            ("question", "問", "運費"),
            ("answer", "答", "不會"),
        ),
    ),
    Conversation(
        "the minutes of a call with Q and A",
        "transcript",
        """某精密公司调研纪要

Q：公司今年的产能规划？
A：今年底产能到每月12万片，明年再增加3万片。
Q：海外客户的进展怎么样？
A：两家欧洲客户已经通过验证，预计三季度开始供货。
""",
        (
            ("question", "Q", "公司今年"),
            ("turn", "A", "今年底"),
            ("question", "Q", "海外客户"),
            ("turn", "A", "两家欧洲"),
        ),
    ),
    Conversation(
        "numbered questions and answers",
        "interview",
        """The museum answers readers

Q1: When does the new wing open?

A1: In April, with 60 paintings on loan.

Q2: Is entry free?

A2: On Sundays only.
""",
        (
            ("question", "Q1", "When does"),
            ("answer", "A1", "In April"),
            ("question", "Q2", "Is entry"),
            ("answer", "A2", "On Sundays"),
        ),
    ),
    Conversation(
        "numbered speakers with times",
        "transcript",
        """发言人1 00:03
我们先说一下这个季度的情况吧，销售额是多少？
发言人2 00:15
三季度是四点二亿，比去年多了一成。
发言人1 01:02
那渠道呢？
发言人2 01:10
线下关了十二家店，线上还在增长。
""",
        (
            ("question", "发言人1", "我们先说"),
            ("turn", "发言人2", "三季度"),
            ("question", "发言人1", "那渠道呢"),
            ("turn", "发言人2", "线下关"),
        ),
    ),
    Conversation(
        "capitals with the paper in brackets, who ask once",
        "interview",
        """The transport minister meets the press

MINISTER HALE: Good morning. We have decided to extend the northern line by 12 kilometres.

ANNA PRICE (Reuters): Minister, when will the work begin, and what will it cost?

MINISTER HALE: Work begins in May. The budget is 1.4 billion euros.

TOM REED (Daily Post): Will fares rise to pay for it?

MINISTER HALE: No. Fares stay as they are until 2028.
""",
        (
            ("answer", "MINISTER HALE", "Good morning"),
            ("question", "ANNA PRICE", "Minister, when"),
            ("answer", "MINISTER HALE", "Work begins"),
            ("question", "TOM REED", "Will fares"),
            ("answer", "MINISTER HALE", "No. Fares"),
        ),
    ),
    Conversation(
        "bold names",
        "interview",
        """# A talk with the architect

**Mira Stone:** What made you leave the big firm?

**Ivo Brandt:** I wanted to build smaller houses.

**Mira Stone:** And did it pay?

**Ivo Brandt:** Not for two years. Then we won the library, 4,000 square metres.
""",
        (
            ("question", "Mira Stone", "What made"),
            ("answer", "Ivo Brandt", "I wanted"),
            ("question", "Mira Stone", "And did"),
            ("answer", "Ivo Brandt", "Not for"),
        ),
    ),
    Conversation(
        "names in brackets",
        "interview",
        """# A talk with the architect

**[Mira Stone]**: What made you leave the big firm?

[Ivo Brandt]: I wanted to build smaller houses.

**[Mira Stone]**: **And** did it **pay**?

[Ivo Brandt]: Not for two years. Then we won the library, 4,000 square metres.
""",
        (
            ("question", "Mira Stone", "What made"),
            ("answer", "Ivo Brandt", "I wanted"),
            ("question", "Mira Stone", "**And** did"),
            ("answer", "Ivo Brandt", "Not for"),
        ),
    ),
    Conversation(
        "marked questions without names",
        "interview",
        """# 专访建筑师：房子应该小一点

这位建筑师去年离开了大公司。我们和他谈了谈。

## 您为什么离开？

我想盖小一点的房子。那里没有人愿意。

## 后来赚钱了吗？

头两年没有。后来我们中标了图书馆，面积4000平方米。

## 接下来做什么？

一所学校，明年三月开工。
""",
        (
            ("body", None, "这位建筑师"),
            ("question", None, "您为什么离开"),
            ("answer", None, "我想盖"),
            ("question", None, "后来赚钱"),
            ("answer", None, "头两年"),
            ("question", None, "接下来"),
            ("answer", None, "一所学校"),
        ),
    ),
    Conversation(
        "bold questions that are short enough for headings",
        "interview",
        """# The beekeeper of the east dock

**When did you start?**

I bought two hives in 2019, and my neighbours thought I was mad.

**How much honey do you sell?**

About 300 kilograms a year. We keep the rest for the bees.

**Do you want to grow?**

I do not. Twelve hives are what one person can look after.
""",
        (
            ("question", None, "When did"),
            ("answer", None, "I bought"),
            ("question", None, "How much"),
            ("answer", None, "About 300"),
            ("question", None, "Do you"),
            ("answer", None, "I do not"),
        ),
    ),
    Conversation(
        "time stamps before what is said, without names",
        "transcript",
        """[00:12] So the plan is to open in May.
[00:31] The building is finished, the permits are not.
[01:02] We have hired forty people.
[01:40] Half of them come from the old plant.
""",
        (
            ("body", None, "So the plan"),
            ("body", None, "The building"),
            ("body", None, "We have hired"),
            ("body", None, "Half of them"),
        ),
    ),
    Conversation(
        "a clock before each name",
        "transcript",
        """00:00:12 Maya Lind: Good morning. I suggest we begin with the budget.
00:01:40 Jon Aas: We are 40,000 over. I would cut the fair.
00:02:05 Maya Lind: Could you bring a proposal by Friday?
00:02:30 Jon Aas: I can.
""",
        (
            ("turn", "Maya Lind", "Good morning"),
            ("turn", "Jon Aas", "We are"),
            ("question", "Maya Lind", "Could you"),
            ("turn", "Jon Aas", "I can"),
        ),
    ),
)

# Texts with colons and short lines in which nobody speaks.
MONOLOGUES = {
    "advantages and drawbacks": """# 三款手机对比

甲型

优点：屏幕亮，续航两天。
缺点：价格高，3999元。

乙型

优点：轻，只有170克。
缺点：充电慢。

丙型

优点：相机好。
缺点：没有防水。
""",
    "quotations after a verb": """# 小店的冬天

他说：“今年的客人比去年少了三成。”

原因：房租涨了，附近的工厂搬走了。

他说：“再撑三个月。”

原因：合同到四月才到期。

他说：“到时候再看。”
""",
    "notes": """# Release 4.2

Note: the old format is read for one more year.

The import is twice as fast. Memory use fell by a third.

Note: you need version 3.9 or later.

The export was rewritten.

Note: we dropped the old driver.

Warning: back up your data.
""",
    "questions as headings of an essay": """# 谁在买小城的房子

## 房子卖给了谁？

去年卖出的四千套房子，六成由外地人买下，均价每平方米七千元。

## 价格为什么没有跌？

土地供应减少了一半，开发商手里的存货只够卖八个月。

## 明年会怎样？

多数中介预计成交量持平，价格小幅上涨。
""",
    "fields of a report": """Inspection of the harbour cranes

Location: north quay
Date: 4 March 2025
Result: two of five cranes need new cables.

Location: south quay
Date: 6 March 2025
Result: all four cranes are in order.
""",
    "times of a programme": """Programme of the day

09:00 The gates open and the band plays.
10:30 The mayor cuts the ribbon of the new bridge.
12:00 Lunch is served on the square.
14:15 The race of the small boats begins.
""",
}
