"""English quantities, and false positives that only look like one."""

from .notation import cases

NUMBERS = cases("""
1,234,567 ⇒ number 1234567
12345.678 ⇒ number 12345.678
12,34,567.89 ⇒ number 1234567.89
.08 ⇒ number 0.08
-0.97 ⇒ number -0.97
minus 5 ⇒ number -5
negative two ⇒ number -2
3 million ⇒ number 3000000
33.4 billion ⇒ number 33400000000
33.4bn ⇒ number 33400000000
250k ⇒ number 250000
5mn ⇒ number 5000000
2trn ⇒ number 2000000000000
1.2tn ⇒ number 1200000000000
10M ⇒ number 10000000
13 lakh ⇒ number 1300000
6 crore ⇒ number 60000000
five ⇒ number 5
twenty-one ⇒ number 21
a hundred and five ⇒ number 105
one hundred sixty-one ⇒ number 161
two thousand and two hundred ⇒ number 2200
nine million one hundred thousand ⇒ number 9100000
twenty-one trillion three hundred ⇒ number 21000000000300
five million ⇒ number 5000000
half a million ⇒ number 500000
half million ⇒ number 500000
one and a half million ⇒ number 1500000
five and a half million ⇒ number 5500000
3 million and a half ⇒ number 3500000
a quarter of a million ⇒ number 250000
three quarters of a million ⇒ number 750000
a dozen ⇒ number 12
two dozen ⇒ number 24
dozens ⇒ number 24..120 about
hundreds of thousands ⇒ number 200000..1000000 about
tens of thousands ⇒ number 20000..100000 about
several hundred ⇒ number 200..900 about
a few thousand ⇒ number 2000..9000 about
two point five ⇒ number 2.5
nought point nought three ⇒ number 0.03
one point five billion ⇒ number 1500000000
3 hundred and 21 ⇒ number 321
1 234 567 ⇒ number 1234567
between 5 and 7 ⇒ number 5..7
3 to 5 million ⇒ number 3000000..5000000
about 3,000 ⇒ number 3000 about
2^5 ⇒ number 32
1.3e6 ⇒ number 1300000
6.23x10^-4 ⇒ number 0.000623
""")

COUNTS = cases("""
500 employees ⇒ count 500 person
three cars ⇒ count 3 vehicle
12 people ⇒ count 12 person
2.5 million users ⇒ count 2500000 person
half a million people ⇒ count 500000 person
dozens of people ⇒ count 24..120 person about
hundreds of protesters ⇒ count 200..1000 person about
tens of thousands of people ⇒ count 20000..100000 person about
more than 3 million vehicles ⇒ count 3000000 vehicle over
at least 15 people ⇒ count 15 person at_least
nearly 200 jobs ⇒ count 200 person nearly
up to 40 jobs ⇒ count 40 person at_most
fewer than 50 companies ⇒ count 50 company under
around 300 families ⇒ count 300 household about
100 shares ⇒ count 100 share
23 cases ⇒ count 23 case
five countries ⇒ count 5 country
3 times ⇒ count 3 time
four points ⇒ count 4 point
two ships ⇒ count 2 ship
100 or so people ⇒ number 100 about
10 to 15 companies ⇒ count 10..15 company
six-storey ⇒ count 6 floor
""")

MONEY = cases("""
$20 ⇒ money 20 $
US$53.5bn ⇒ money 53500000000 USD
$33.4 billion ⇒ money 33400000000 $
$5m ⇒ money 5000000 $
£1.97bn ⇒ money 1970000000 GBP
€2 million ⇒ money 2000000 EUR
HK$10.05 billion ⇒ money 10050000000 HKD
C$16.4 million ⇒ money 16400000 CAD
A$500,000 ⇒ money 500000 AUD
¥500 ⇒ money 500 ¥
RMB 3 billion ⇒ money 3000000000 CNY
RMB3bn ⇒ money 3000000000 CNY
3 billion yuan ⇒ money 3000000000 CNY
CNY 200 ⇒ money 200 CNY
200 USD ⇒ money 200 USD
USD115.5 ⇒ money 115.5 USD
5 dollars ⇒ money 5 $
10 us dollars ⇒ money 10 USD
five million yen ⇒ money 5000000 JPY
420 million euros ⇒ money 420000000 EUR
361 million pounds ⇒ money 361000000 GBP
50 cents ⇒ money 0.5 $
470 pence ⇒ money 4.7 GBP
12-cent dividend ⇒ money 0.12 $
3 dollars 50 cents ⇒ money 3.5 $
thirteen dollars and forty-five cents ⇒ money 13.45 $
10,000 swiss francs ⇒ money 10000 CHF
100 million won ⇒ money 100000000 KRW
35 lakh rupees ⇒ money 3500000 rupee
half a million dollars ⇒ money 500000 $
75 USD million ⇒ money 75000000 USD
30 MUSD ⇒ money 30000000 USD
10 bitcoins ⇒ money 10 BTC
-$5 million ⇒ money -5000000 $
$10 to $15 ⇒ money 10..15 $
$10 to £15 ⇒ money 10 $; money 15 GBP
$3-5 billion ⇒ money 3000000000..5000000000 $
between $5 and $7 ⇒ money 5..7 $
more than $38 billion ⇒ money 38000000000 $ over
nearly £50 million ⇒ money 50000000 GBP nearly
as much as $5,000 ⇒ money 5000 $ at_most
""")

SHARES = cases("""
12.5% ⇒ percent 12.5
12.5 per cent ⇒ percent 12.5
twenty percent ⇒ percent 20
minus five percent ⇒ percent -5
-3% ⇒ percent -3
10%-15% ⇒ percent 10..15
10-15% ⇒ percent 10..15
between 5 and 7 percent ⇒ percent 5..7
2% to 3% ⇒ percent 2..3
3 percentage points ⇒ points 3
0.5 percentage point ⇒ points 0.5
25 basis points ⇒ points 0.25
50bp ⇒ points 0.5
half of them ⇒ fraction 0.5
more than half ⇒ fraction 0.5 over
a third of them ⇒ fraction 1/3
two thirds ⇒ fraction 2/3
two-thirds ⇒ fraction 2/3
three quarters ⇒ fraction 0.75 ?
three quarters of them ⇒ fraction 0.75
one fifth ⇒ fraction 0.2
3/4 ⇒ fraction 0.75
⅔ ⇒ fraction 2/3
one in five ⇒ fraction 0.2
three out of ten ⇒ fraction 0.3
about 30 percent ⇒ percent 30 about
up to 30% ⇒ percent 30 at_most
at least 51% ⇒ percent 51 at_least
""")

GROWTH = cases("""
rose 15% ⇒ percent 15 up by
up 5% ⇒ percent 5 up by
fell by 7.6% ⇒ percent 7.6 down by
down 3% ⇒ percent 3 down by
increased to 30% ⇒ percent 30 up to
growth of 4.5% ⇒ percent 4.5 up
a 25% drop ⇒ percent 25 down by
a 5% increase ⇒ percent 5 up by
sales rose 15% to $415.9 million ⇒ percent 15 up by; money 415900000 $ up to
rose from 5% to 7% ⇒ percent 5 from; percent 7 up to
grew more than 20% ⇒ percent 20 over up by
declined about 3 percentage points ⇒ points 3 about down by
doubled ⇒ multiple 2
tripled ⇒ multiple 3
quadrupled ⇒ multiple 4
halved ⇒ multiple 0.5
threefold ⇒ multiple 3
twice the size ⇒ multiple 2
three times as many ⇒ multiple 3
more than doubled ⇒ multiple 2 over
""")

ORDINALS = cases("""
third place ⇒ ordinal 3
3rd place ⇒ ordinal 3
the twenty-first time ⇒ ordinal 21
No. 2 seed ⇒ ordinal 2
number 10 ⇒ ordinal 10
50th birthday ⇒ ordinal 50
a 2-1 victory ⇒ score 2..1
won 3-0 ⇒ score 3..0 ?
""")

DATES = cases("""
September 21, 2025 ⇒ date y2025m9d21
Sept 21 ⇒ date m9d21
Sept. 21 ⇒ date m9d21
lost on Sept 21: 30,861 homes ⇒ date m9d21; count 30861 home
21 September 2025 ⇒ date y2025m9d21
21st of September ⇒ date m9d21
second of August ⇒ date m8d2
May 8 ⇒ date m5d8
8 May ⇒ date m5d8
May 2025 ⇒ date y2025m5
in September ⇒ date m9
2025-09-21 ⇒ date y2025m9d21
9/21/2025 ⇒ date y2025m9d21
9/8/2025 ⇒ date y2025m9d8 ?
05-Aug-2016 ⇒ date y2016m8d5
on Monday ⇒ date w1
Tuesday, Jan 15 ⇒ date m1d15w2
Friday the 26th ⇒ date d26w5
September 3-5 ⇒ date m9d3..m9d5
3 to 5 September ⇒ date m9d3..m9d5
Nov 18-Dec 19, 2015 ⇒ date y2015m11d18..y2015m12d19
Jan-Feb 2017 ⇒ date y2017m1..y2017m2
in 2019 ⇒ period y2019
the 1982 Falklands War ⇒ period y1982
her 2010 marriage ⇒ period y2010
since 1998 ⇒ period y1998 at_least
2014-2018 ⇒ period y2014..y2018
from 2014 to 2018 ⇒ period y2014..y2018
between 2007 and 2009 ⇒ period y2007..y2009
last year ⇒ period [year-1] ?
next month ⇒ date [month+1] ?
yesterday ⇒ date [day-1] ?
Q3 ⇒ period q3
Q3 2025 ⇒ period y2025q3
3Q25 ⇒ period y2025q3
2025Q3 ⇒ period y2025q3
third quarter ⇒ period q3
the third quarter of 2025 ⇒ period y2025q3
second-quarter profit ⇒ period q2
H1 2025 ⇒ period y2025h1
the first half of 2025 ⇒ period y2025h1
first nine months of 2025 ⇒ period y2025m1..y2025m9
FY2025 ⇒ period fy2025
fiscal 2025 ⇒ period fy2025
fiscal year 2025 ⇒ period fy2025
Q2 of FY26 was ⇒ period fy2026q2
the second quarter of the fiscal year 2026 ⇒ period fy2026q2
H1 of FY26 was ⇒ period fy2026h1
In 2024 NIO delivered more ⇒ period y2024
the 2024 SEC rules ⇒ period y2024
the fare is 2024 INR per month ⇒ money 2024 INR
the 1990s ⇒ period s1990
the '90s ⇒ period s1990
the 21st century ⇒ period c21
in nineteen eighty-four ⇒ period y1984
week 31 ⇒ period k31
on the 18th. ⇒ date d18
""")

TIMES = cases("""
5:30 pm ⇒ time 17:30
8am ⇒ time 08:00
8:00 a.m. ⇒ time 08:00
17:55:23 ⇒ time 17:55:23
7 o'clock ⇒ time 07:00
5 to 6pm ⇒ time 17:00..18:00
between 4pm and 5pm ⇒ time 16:00..17:00
three years ⇒ duration 3 year
18 months ⇒ duration 18 month
18-month plan ⇒ duration 18 month
two weeks ⇒ duration 2 week
three-day visit ⇒ duration 3 day
90 minutes ⇒ duration 90 minute
7.27 seconds ⇒ duration 7.27 second
half an hour ⇒ duration 0.5 hour
one and a half hours ⇒ duration 1.5 hour
one hour and a half ⇒ duration 1.5 hour
3 hours 30 minutes ⇒ duration 210 minute
two or three weeks ⇒ duration 2..3 week
a decade ⇒
3 decades ⇒ duration 30 year
35-year-old ⇒ age 35
35 years old ⇒ age 35
aged 35 ⇒ age 35
at the age of 77 ⇒ age 77
John Smith, 38, said ⇒ age 38
""")

MEASURES = cases("""
5 km ⇒ measure 5 km
29km road ⇒ measure 29 km
3.1 miles ⇒ measure 3.1 mile
2,400 metres ⇒ measure 2400 m
6 feet ⇒ measure 6 foot
150ml ⇒ measure 150 ml
20 tonnes ⇒ measure 20 tonne
3 million barrels ⇒ measure 3000000 barrel
500 square feet ⇒ measure 500 ft2
12 hectares ⇒ measure 12 ha
38.5 degrees Celsius ⇒ measure 38.5 degC
500 megawatts ⇒ measure 500 MW
75 kWh ⇒ measure 75 kWh
256GB ⇒ measure 256 GB
60 miles per hour ⇒ measure 60 mph
15 centimetre hook ⇒ measure 15 cm
100 nm ⇒ measure 100 nm
""")

HARD_CASES = cases("""
one of the best ⇒
no one knows ⇒
this one is good ⇒
the one you mentioned ⇒
GPT-4 is a model ⇒
the H20 chips ⇒
the S&P 500 rose ⇒
Nasdaq 100 futures ⇒
FTSE 100 companies ⇒
COVID-19 pandemic ⇒
the iPhone 15 ⇒
a Boeing 737 ⇒
Windows 10 ⇒
5G networks ⇒
B2B sales ⇒
an A380 jet ⇒
the F-16 fighter ⇒
see https://a.com/2023/12/5 ⇒
mail a1@b2.com ⇒
revenue grew [2][3] ⇒
1. Introduction ⇒
version 2.3.1 ⇒
192.168.1.1 ⇒
600519.SH ⇒
0700.HK ⇒
call 555-123-4567 ⇒
It may rise ⇒
She may not go ⇒
the march of time ⇒
a 10K run ⇒
double check ⇒
double-digit growth ⇒
triple jump ⇒
a third possibility ⇒ ordinal 3
fell by a third this ⇒ fraction 1/3 down by
24/7 support ⇒
the 9/11 attacks ⇒
Formula One race ⇒
World War Two ⇒
Chapter 11 ⇒
Model 3 ⇒
Article 5 ⇒
Room 101 ⇒
first half-time ⇒ ordinal 1 ?
M1 chip ⇒
the G7 and G20 ⇒
3D printing ⇒
the sun set ⇒
All 70 of us ⇒ number 70
""")

ALL = [*NUMBERS, *COUNTS, *MONEY, *SHARES, *GROWTH, *ORDINALS, *DATES, *TIMES, *MEASURES, *HARD_CASES]
