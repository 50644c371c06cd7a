"""Chinese quantities, and false positives that only look like one."""

from .notation import cases

NUMBERS = cases("""
2000 ⇒ number 2000 ?
共2345 ⇒ number 2345
1,234,567 ⇒ number 1234567
１２３４５ ⇒ number 12345
４，５６５ ⇒ number 4565
12345.678 ⇒ number 12345.678
3万 ⇒ number 30000
3.5万 ⇒ number 35000
1亿2000万 ⇒ number 120000000
3万5 ⇒ number 35000
3万5千 ⇒ number 35000
1.2万亿 ⇒ number 1200000000000
2000 万 ⇒ number 20000000
8千 ⇒ number 8000
5百 ⇒ number 500
二十五 ⇒ number 25
一百零五 ⇒ number 105
一百一十五 ⇒ number 115
两千三百五 ⇒ number 2350
一万零三十 ⇒ number 10030
三亿四千万 ⇒ number 340000000
五千六百七十八万 ⇒ number 56780000
二十一万亿 ⇒ number 21000000000000
三点一四 ⇒ number 3.14
三点五亿 ⇒ number 350000000
零点零五 ⇒ number 0.05
壹佰贰拾叁 ⇒ number 123
叁万伍仟 ⇒ number 35000
玖佰捌拾柒亿 ⇒ number 98700000000
三億四千萬 ⇒ number 340000000
兩千三百 ⇒ number 2300
廿三 ⇒ number 23
卅五 ⇒ number 35
负0.97 ⇒ number -0.97
-0.97 ⇒ number -0.97
负三十二 ⇒ number -32
四万五千六百二十二 ⇒ number 45622
3千零5 ⇒ number 3005
1.5兆 ⇒ number 1500000000000
几十 ⇒ number 20..90 about
十几 ⇒ number 10..20 about
数百 ⇒ number 200..900 about
排名前三的品牌 ⇒ number 3
""")

COUNTS = cases("""
3辆 ⇒ count 3 vehicle
三辆 ⇒ count 3 vehicle
12万人 ⇒ count 120000 person
500名员工 ⇒ count 500 person
两名男子 ⇒ count 2 person
一名记者 ⇒ count 1 person
三十多人 ⇒ count 30 person over
2100多名学生 ⇒ count 2100 person over
近百人 ⇒ count 100 person nearly
百元店 ⇒ money 100 CNY ?
数十人 ⇒ count 20..90 person about
数万名观众 ⇒ count 20000..90000 person about
十几个国家 ⇒ count 10..20 country about
20余家企业 ⇒ count 20 company over
七八个 ⇒ count 7..8 item
两三百人 ⇒ count 200..300 person
5家公司 ⇒ count 5 company
三家公司 ⇒ count 3 company
100股 ⇒ count 100 share
20架飞机 ⇒ count 20 aircraft
6艘 ⇒ count 6 ship
300万户家庭 ⇒ count 3000000 household
3次 ⇒ count 3 time
五十例 ⇒ count 50 case
3200点 ⇒ count 3200 point
得17分 ⇒ count 17 point
四个多小时 ⇒ duration 4 hour over
500-1000米 ⇒ measure 500..1000 m
时速350公里 ⇒ measure 350 km/h
最高时速不得超过25公里 ⇒ measure 25 km/h at_most
时速约60英里 ⇒ measure 60 mph about
公里小时数为20公里 ⇒ measure 20 km
加拿大币1万元 ⇒ money 10000 CAD
两打鸡蛋 ⇒ count 24 item
超过1000人 ⇒ count 1000 person over
至少15人死亡 ⇒ count 15 person at_least
不足100人 ⇒ count 100 person under
约300人 ⇒ count 300 person about
300人左右 ⇒ count 300 person about
50人以上 ⇒ count 50 person at_least
200人以下 ⇒ count 200 person at_most
3至5人 ⇒ count 3..5 person
三到五人 ⇒ count 3..5 person
10-20家 ⇒ count 10..20 item
""")

MONEY = cases("""
5元 ⇒ money 5 CNY
15美元 ⇒ money 15 USD
5.35亿美元 ⇒ money 535000000 USD
333.98亿元 ⇒ money 33398000000 CNY
1亿2000万元 ⇒ money 120000000 CNY
US$53.5bn ⇒ money 53500000000 USD
HK$300万 ⇒ money 3000000 HKD
￥300 ⇒ money 300 ¥
¥1.5万 ⇒ money 15000 ¥
€20 ⇒ money 20 EUR
人民币50元 ⇒ money 50 CNY
人民币 3 亿元 ⇒ money 300000000 CNY
8亿元人民币 ⇒ money 800000000 CNY
1万亿日元 ⇒ money 1000000000000 JPY
5306亿台币 ⇒ money 530600000000 TWD
100万港元 ⇒ money 1000000 HKD
2000万欧元 ⇒ money 20000000 EUR
3亿英镑 ⇒ money 300000000 GBP
500万韩元 ⇒ money 5000000 KRW
60万新加坡元 ⇒ money 600000 SGD
1.0092瑞士法郎 ⇒ money 1.0092 CHF
三千卢布 ⇒ money 3000 RUB
20个比特币 ⇒ money 20 BTC
五元三毛 ⇒ money 5.3 CNY
50元6角三分 ⇒ money 50.63 CNY
三块五 ⇒ money 3.5 CNY
两美元又三美分 ⇒ money 2.03 USD
十五美元 ⇒ money 15 USD
两美元 ⇒ money 2 USD
5毛 ⇒ money 0.5 CNY
80美分 ⇒ money 0.8 USD
30到40亿元 ⇒ money 3000000000..4000000000 CNY
30亿至40亿元 ⇒ money 3000000000..4000000000 CNY
3000-5000元 ⇒ money 3000..5000 CNY
近500亿元 ⇒ money 50000000000 CNY nearly
逾20亿美元 ⇒ money 2000000000 USD over
上百亿元 ⇒ money 10000000000 CNY at_least
20多亿元 ⇒ money 2000000000 CNY over
突破550亿元 ⇒ money 55000000000 CNY over
不低于10万元 ⇒ money 100000 CNY at_least
不超过3亿元 ⇒ money 300000000 CNY at_most
约合6.9亿美元 ⇒ money 690000000 USD about
營收三億元 ⇒ money 300000000 元
$20，300美圆 ⇒ money 20 $; money 300 USD
负债12万亿元 ⇒ money 12000000000000 CNY
""")

SHARES = cases("""
12.5% ⇒ percent 12.5
１２.５％ ⇒ percent 12.5
-3.9% ⇒ percent -3.9
负3.9% ⇒ percent -3.9
百分之五 ⇒ percent 5
百分之二十点五 ⇒ percent 20.5
百分之一百二十 ⇒ percent 120
千分之三 ⇒ percent 0.3
万分之五 ⇒ percent 0.05
5‰ ⇒ percent 0.5
三成 ⇒ percent 30
三成五 ⇒ percent 35
两成半 ⇒ percent 25
近七成 ⇒ percent 70 nearly
七成以上 ⇒ percent 70 at_least
八折 ⇒ percent 80 discount
七五折 ⇒ percent 75 discount
2个百分点 ⇒ points 2
0.5个百分点 ⇒ points 0.5
25个基点 ⇒ points 0.25
毛利率同比提升3.2pct ⇒ points 3.2 up by
毛利率36.2%，同比+1.2pct ⇒ percent 36.2 ; points 1.2
收入同比+12pct ⇒ percent 12
毛利率上升至35pct ⇒ percent 35 up to
50bp ⇒ points 0.5
三分之一 ⇒ fraction 1/3
三分之二 ⇒ fraction 2/3
四分之三 ⇒ fraction 0.75
一又二分之一 ⇒ number 1.5
1/3的人 ⇒ fraction 1/3
一半 ⇒ fraction 0.5
过半 ⇒ fraction 0.5 over
10%-15% ⇒ percent 10..15
10-15% ⇒ percent 10..15
10%至15%之间 ⇒ percent 10..15
5%左右 ⇒ percent 5 about
不到1% ⇒ percent 1 under
""")

GROWTH = cases("""
同比增长12.5% ⇒ percent 12.5 up by
下降7.6% ⇒ percent 7.6 down by
增长了3% ⇒ percent 3 up by
增长到30% ⇒ percent 30 up to
涨幅为0.11% ⇒ percent 0.11 up by
跌幅2% ⇒ percent 2 down by
增加约20万人 ⇒ count 200000 person about up by
从5%升至7% ⇒ percent 5 from; percent 7 up to
由3亿元降至2亿元 ⇒ money 300000000 CNY from; money 200000000 CNY down to
下降3%至5亿元 ⇒ percent 3 down by; money 500000000 CNY down to
上涨0.96元 ⇒ money 0.96 CNY up by
5%的增长 ⇒ percent 5 up by
翻了一番 ⇒ multiple 2
翻番 ⇒ multiple 2
翻两番 ⇒ multiple 4
翻倍 ⇒ multiple 2
翻三倍 ⇒ multiple 3 ?
2倍 ⇒ multiple 2
是去年的3倍 ⇒ period [year-1] ?; multiple 3
增长了两倍 ⇒ multiple 3 up by
增长到2倍 ⇒ multiple 2 up to
增长1.5倍 ⇒ multiple 2.5 up by
减半 ⇒ multiple 0.5
提高2个百分点 ⇒ points 2 up by
下调25个基点 ⇒ points 0.25 down by
""")

ORDINALS = cases("""
第三 ⇒ ordinal 3
第21号台风 ⇒ ordinal 21
第一百零二次 ⇒ ordinal 102
排名第3 ⇒ ordinal 3
2号种子 ⇒ ordinal 2
比分5：4 ⇒ score 5..4
108：93胜 ⇒ score 108..93
""")

DATES = cases("""
2025年9月21日 ⇒ date y2025m9d21
2025 年 9 月 21 日 ⇒ date y2025m9d21
二〇二五年九月二十一日 ⇒ date y2025m9d21
9月21日 ⇒ date m9d21
九月二十一日 ⇒ date m9d21
21日 ⇒ date d21
9月 ⇒ date m9
8月份 ⇒ date m8
2025年9月 ⇒ date y2025m9
2025-09-21 ⇒ date y2025m9d21
2025/9/21 ⇒ date y2025m9d21
2010.01.29 ⇒ date y2010m1d29
18年10月1日 ⇒ date y2018m10d1
2025年 ⇒ period y2025
零八年 ⇒ period y2008
08年 ⇒ period y2008
去年 ⇒ period [year-1] ?
今年5月8日 ⇒ date m5d8[year+0]
周一 ⇒ date w1
星期三 ⇒ date w3
礼拜天 ⇒ date w7
週三 ⇒ date w3
上周五 ⇒ date w5[week-1] ?
下下周日 ⇒ date w7[week+2] ?
昨天 ⇒ date [day-1] ?
上个月 ⇒ date [month-1] ?
10月1日至7日 ⇒ date m10d1..m10d7
6月1日-6月30日 ⇒ date m6d1..m6d30
3月到5月 ⇒ date m3..m5
3-5月 ⇒ date m3..m5
2019年至2021年 ⇒ period y2019..y2021
2019-2021年 ⇒ period y2019..y2021
2020年至2024年上半年 ⇒ period y2020..y2024h1
2020至2024年上半年 ⇒ period y2020..y2024h1
2020-2024年前三季度 ⇒ period y2020..y2024q3
2020-2024年第三季度 ⇒ period y2020..y2024q3
二〇二〇至二〇二四年上半年 ⇒ period y2020..y2024h1
2020至2024年度 ⇒ period y2020..y2024
2020年-2024年第三季度 ⇒ period y2020..y2024q3
2023年及2024年上半年 ⇒ period y2023; period y2024h1
2024年至2020年上半年 ⇒ period y2024; period y2020h1
3月和5月 ⇒ date m3; date m5
第三季度 ⇒ period q3
三季度 ⇒ period q3
2025年第三季度 ⇒ period y2025q3
2025年三季报 ⇒ period y2025q3
2025Q3 ⇒ period y2025q3
3Q25 ⇒ period y2025q3
前三季度 ⇒ period q1..q3
一至三季度 ⇒ period q1..q3
上半年 ⇒ period h1
2025年下半年 ⇒ period y2025h2
2025年上半年度 ⇒ period y2025h1
2025财年 ⇒ period fy2025
2025财年第二季度 ⇒ period fy2025q2
2025年底 ⇒ period y2025[end]
上世纪90年代 ⇒ period s1990
20世纪80年代 ⇒ period s1980
21世纪 ⇒ period c21
""")

TIMES = cases("""
下午5点20分 ⇒ time 17:20
凌晨2点半 ⇒ time 02:30
晚上8点 ⇒ time 20:00
15时20分 ⇒ time 15:20
20时 ⇒ time 20:00
17:55:23 ⇒ time 17:55:23
上午9:30 ⇒ time 09:30
下午五点到晚上七点半 ⇒ time 17:00..19:30
三年 ⇒ duration 3 year
3年 ⇒ duration 3 year
10年 ⇒ duration 10 year
三年半 ⇒ duration 3.5 year
距今约2963年 ⇒ duration 2963 year about
距今已有25年 ⇒ duration 25 year
两年多 ⇒ duration 2 year over
3个月 ⇒ duration 3 month
三个半月 ⇒ duration 3.5 month
半年 ⇒ duration 0.5 year
半个月 ⇒ duration 0.5 month
两周 ⇒ duration 2 week
6天 ⇒ duration 6 day
5小时 ⇒ duration 5 hour
两个半小时 ⇒ duration 2.5 hour
半小时 ⇒ duration 0.5 hour
90分钟 ⇒ duration 90 minute
30秒 ⇒ duration 30 second
李丹以7秒98的成绩夺冠 ⇒ duration 7.98 second
跑出7秒98，刷新纪录 ⇒ duration 7.98 second
每5秒10次 ⇒ duration 5 second; count 10 time
3秒50公里 ⇒ duration 3 second; measure 50 km
每3秒20元 ⇒ duration 3 second; money 20 CNY
每5秒60帧 ⇒ duration 5 second; number 60
3小时20分 ⇒ duration 200 minute
8天20小时 ⇒ duration 212 hour
1年零3个月 ⇒ duration 15 month
3到5年 ⇒ duration 3..5 year
35岁 ⇒ age 35
三十五岁 ⇒ age 35
35周岁 ⇒ age 35
""")

MEASURES = cases("""
5公里 ⇒ measure 5 km
5千米 ⇒ measure 5 km
三公里 ⇒ measure 3 km
100米 ⇒ measure 100 m
4米66 ⇒ measure 4.66 m
10厘米 ⇒ measure 10 cm
3.5万公斤 ⇒ measure 35000 kg
5千克 ⇒ measure 5 kg
20吨 ⇒ measure 20 tonne
100平方米 ⇒ measure 100 m2
5公顷 ⇒ measure 5 ha
30亩 ⇒ measure 30 mu
40万千瓦 ⇒ measure 400000 kW
1000兆瓦 ⇒ measure 1000 MW
0.93亿桶 ⇒ measure 93000000 barrel
7度电 ⇒ measure 7 kWh
38.5摄氏度 ⇒ measure 38.5 degC
3纳米 ⇒ measure 3 nm
256GB ⇒ measure 256 GB
5亿立方米 ⇒ measure 500000000 m3
""")

HARD_CASES = cases("""
万一下雨怎么办 ⇒
统一市场 ⇒
一带一路 ⇒
三星电子 ⇒
一些人 ⇒
看一下 ⇒
一直如此 ⇒
第一财经报道 ⇒
第一时间 ⇒
之一 ⇒
唯一 ⇒
进一步 ⇒
一般来说 ⇒
一旦发生 ⇒
万科集团 ⇒
四川省 ⇒
五粮液 ⇒
九江银行 ⇒
两会期间 ⇒
两岸关系 ⇒
千万不要 ⇒
成千上万 ⇒
五花八门 ⇒
乱七八糟 ⇒
十分重要 ⇒
百姓生活 ⇒
百度公司 ⇒
五角大楼 ⇒
三角形 ⇒
三文鱼 ⇒
十四五规划 ⇒ period y2021..y2025
“十五五”时期 ⇒ period y2026..y2030
「十四五」規劃 ⇒ period y2021..y2025
二十大报告 ⇒
三中全会 ⇒
双十一 ⇒ date m11d11
双12 ⇒ date m12d12
半导体行业 ⇒
半决赛 ⇒
GPT-4模型 ⇒
H20芯片 ⇒
标普500指数 ⇒
沪深300 ⇒
A股市场 ⇒
5G网络 ⇒
4K电视 ⇒
波音737客机 ⇒
长征五号 ⇒
神舟十七号 ⇒
COVID-19疫情 ⇒
600519.SH ⇒
联系电话：010-12345678 ⇒
https://a.cn/2023/12/5.html ⇒
营收增长[2][3] ⇒
1. 营收情况 ⇒
（一）总则 ⇒
大陆对外开放 ⇒
收拾房间 ⇒
小米15手机 ⇒
iPhone 15发布 ⇒
v2.3.1版本 ⇒
192.168.1.1 ⇒
一一列举 ⇒
独一无二 ⇒
数一数二 ⇒
""")

ALL = [*NUMBERS, *COUNTS, *MONEY, *SHARES, *GROWTH, *ORDINALS, *DATES, *TIMES, *MEASURES, *HARD_CASES]
