"""Chinese dates, periods and times of day, and the lengths of time that look like them."""

from .notation import cases

TIMES = cases("""
下午两点三十分 ⇒ time 14:30
两点零五分 ⇒ time 02:05
下午两点零五 ⇒ time 14:05
凌晨两点 ⇒ time 02:00
下午两点半 ⇒ time 14:30
九点三十 ⇒ time 09:30
20时1刻 ⇒ time 20:15
晚上十二点 ⇒ time 24:00
凌晨12点 ⇒ time 00:00
中午12点 ⇒ time 12:00
提出两点建议 ⇒
上午九点三 ⇒ number 9.3
""")

DAYS = cases("""
三日后 ⇒ duration 3 day
3日后 ⇒ date d3 over ?
30日内 ⇒ duration 30 day
7至10日内 ⇒ duration 7..10 day
连续三日 ⇒ duration 3 day
连涨三日 ⇒ duration 3 day up by
停留不超过30日 ⇒ duration 30 day at_most
持续至7日 ⇒ date d7
兩日 ⇒ duration 2 day
近60日 ⇒ duration 60 day nearly
60日均线 ⇒ duration 60 day
10日前 ⇒ date d10 under
1月5日后 ⇒ date m1d5 over
不晚于5月1日 ⇒ date m5d1 at_most
2030年以前 ⇒ period y2030 at_most
2025年1-9月 ⇒ date y2025m1..y2025m9
2024/25财年 ⇒ period fy2024..fy2025
25Q1 ⇒ period y2025q1
自2020年起 ⇒ period y2020 at_least
2025年前后 ⇒ period y2025 about
""")

CALENDARS = cases("""
农历8月15日 ⇒ date m8d15[lunar]
农历八月十五 ⇒ date m8d15[lunar]
闰四月 ⇒ date m4[lunar]
正月初一 ⇒ date m1d1[lunar]
腊月廿三 ⇒ date m12d23[lunar]
八月初五 ⇒ date m8d5[lunar]
八月十五 ⇒ date m8d15 ?
公元前221年 ⇒ period y-221
公元前3世纪 ⇒ period c-3
公元8年 ⇒ period y8
民國114年3月5日 ⇒ date y2025m3d5
民国三十八年十月 ⇒ date y1949m10
民国元年 ⇒ period y1912
114年第2季 ⇒ period y2025q2
114年度 ⇒ period y2025
114年历史 ⇒ duration 114 year
两千零八年 ⇒ period y2008
两千年 ⇒ duration 2000 year
""")

PERIODS = cases("""
前九个月 ⇒ period m1..m9
2025年前9个月 ⇒ period y2025m1..y2025m9
首九個月 ⇒ period m1..m9
上市前9个月 ⇒ period m1..m9 ?
首三季 ⇒ period q1..q3
首季 ⇒ period q1
2025年第二季 ⇒ period y2025q2
《歌手》第三季 ⇒ ordinal 3
2019-2023年间 ⇒ period y2019..y2023
3-5年间 ⇒ duration 3..5 year
上年同期 ⇒ period [year-1] ?
""")

FALSE_DOZENS = cases("""
315打假 ⇒ number 315 ?
向120打了电话 ⇒ number 120 ?
3打啤酒 ⇒ count 36 item
""")

ALL = [*TIMES, *DAYS, *CALENDARS, *PERIODS, *FALSE_DOZENS]
