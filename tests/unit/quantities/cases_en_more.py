"""English quantities, continued: scales and units, foreign separators, signs, words, dates in other forms."""

from .notation import cases

SCALES_OR_UNITS = cases("""
50 mm of rain ⇒ measure 50 mm
a 35mm film ⇒ measure 35 mm
an 850 m bridge ⇒ measure 850 m
the 100m final ⇒ measure 100 m
a 100m loan ⇒ measure 100 m ?
3 m tall ⇒ measure 3 m
278,000 t of steel ⇒ measure 278000 tonne
5t of gold ⇒ measure 5 tonne
120 m² ⇒ measure 120 m2
67m people ⇒ count 67000000 person
$5t ⇒ money 5000000000000 $
5m euros ⇒ money 5000000 EUR
€5 mm ⇒ money 5000000 EUR
1.4bn people ⇒ count 1400000000 person
""")

SEPARATORS = cases("""
16,50 € ⇒ money 16.5 EUR
€16,50 ⇒ money 16.5 EUR
16,5% ⇒ percent 16.5
2 660 euros ⇒ money 2660 EUR
Model 3 500 euros ⇒ money 500 EUR
816 000 t ⇒ measure 816000 tonne
1'250'000 ⇒ number 1250000
CHF 1'250'000.50 ⇒ money 1250000.5 CHF
1.234.567,89 ⇒ number 1234567.89
€1.234,50 ⇒ money 1234.5 EUR
€1.234 ⇒ money 1.234 EUR ?
82，225.00元 ⇒ money 82225 CNY
1,3 and 1,5 ⇒ number 1 ?; number 3 ?; number 1 ?; number 5 ?
""")

SIGNS = cases("""
20 degrees below zero ⇒ measure -20 degree
5 below zero ⇒ measure -5 degree
fell to - 2 degrees ⇒ measure -2 degree down to
- 1,200,000 ⇒ number -1200000
- 1,200,000 people were hired ⇒ count 1200000 person
a profit – 5 million dollars – in ⇒ money 5000000 $
-$0.42 ⇒ money -0.42 $
$(12.5) million ⇒ money -12500000 $
US$(12.5) million ⇒ money -12500000 USD
(3.2)% ⇒ percent -3.2
(12.5) million yuan ⇒ money -12500000 CNY
| Net | (1,204) | 300 | ⇒ number -1204; number 300
He scored (1,204) runs ⇒ number 1204
15 euros ($16.50) ⇒ money 15 EUR; money 16.5 $
-7.1亿到-8.8亿元 ⇒ money -880000000..-710000000 CNY
-2%到3% ⇒ percent -2..3
-2%至-5% ⇒ percent -5..-2
-18 °C to -34 °C ⇒ measure -34..-18 degC
""")

WORDS = cases("""
one fifty ⇒ number 150 ?
sixteen sixty five ⇒ number 1665 ?
one two three ⇒ number 2 ?; number 3
point one trillion ⇒ number 100000000000
about point five percent ⇒ percent 0.5 about
he made the point one day ⇒ duration 1 day ?
eighteen point o five ⇒ number 18.05
5 and a half minutes ⇒ duration 5.5 minute
for the past two quarters ⇒ duration 6 month
three quarters of the people ⇒ fraction 0.75
an hour and a half ⇒ duration 1.5 hour
an hour and 45 minutes ⇒ duration 105 minute
an hour and then ⇒
one hundred eleventh ⇒ ordinal 111
the five hundred first ⇒ ordinal 501 ?
seventieth ⇒ ordinal 70
the nineteen eighties ⇒ period s1980
in the early eighties ⇒ period s1980 ?
in her eighties ⇒
""")

DATES_AND_TIMES = cases("""
2016-12-16T12:23:59Z ⇒ date y2016m12d16; time 12:23:59
2024-02-30 ⇒ date y2024m2d30 ?
February 29, 2024 ⇒ date y2024m2d29
February 29, 2023 ⇒ date y2023m2d29 ?
23:30 - 3:35 ⇒ time 23:30..03:35
5pm to 6:30 ⇒ time 17:00..18:30
3:30 to six p.m. ⇒ time 15:30..18:00
from November to February 2017 ⇒ date y2016m11..y2017m2
10/1-11/2/2017 ⇒ date y2017m10d1..y2017m11d2 ?
31-Oct-74 ⇒ date y1974m10d31
July 13 thru 15 ⇒ date m7d13..m7d15
from the 13th to the 15th of July ⇒ date m7d13..m7d15
a quarter to eight ⇒ time 07:45
half past 3 pm ⇒ time 15:30
20 minutes to 2pm ⇒ time 13:40
a quarter past noon ⇒ time 12:15
in 30 minutes to 2 hours ⇒ duration 30 minute; duration 2 hour
""")

UNITS = cases("""
80 km/hr ⇒ measure 80 km/h
5 ft 2 in ⇒ measure 31/6 foot
7 feet and 10 inches ⇒ measure 47/6 foot
1 km 200 m ⇒ measure 1.2 km
100 degrees fahrenheit ⇒ measure 100 degF
70 ° Fahrenheit ⇒ measure 70 degF
50 Wh ⇒ measure 50 Wh
830 kilohertz ⇒ measure 830 kHz
weighed 200 pounds ⇒ measure 200 pound
200 pounds of cocaine ⇒ measure 200 pound ?
fined 200 pounds ⇒ money 200 GBP
200 pounds ⇒ money 200 GBP ?
361 million pounds ⇒ money 361000000 GBP
18x earnings ⇒ multiple 18
5 per mille ⇒ percent 0.5
3M downloads ⇒ number 3000000 ?
3M shares ⇒ count 3000000 share ?
3M ⇒
MX$3,179 ⇒ money 3179 MXN
2l ⇒ measure 2 litre
between 2.0 g and about 7.0 g ⇒ measure 2..7 g
2m barrels ⇒ measure 2000000 barrel
100m tonnes ⇒ measure 100000000 tonne
3m downloads ⇒ number 3000000
a 100m race ⇒ measure 100 m
150 ktpa ⇒ measure 150000 tonne
12 lacs ⇒ number 1200000
""")

CURRENCIES = cases("""
RM50 ⇒ money 50 MYR
UAH3.04 ⇒ money 3.04 UAH
Rm 12 ⇒ number 12
three renminbi funds ⇒ number 3
two US dollar funds ⇒ number 2
5 million yuan losses ⇒ money 5000000 CNY
rose 4.44 yuan to 834.74 yuan ⇒ money 4.44 CNY up by; money 834.74 CNY up to
$20 and 43c ⇒ money 20.43 $
$.750.30 ⇒ money 0.75 $ ?; number 30 ?
""")

PERIODS = cases("""
4QFY24 ⇒ period fy2024q4
1HFY25 ⇒ period fy2025h1
9M25 ⇒ period y2025m1..y2025m9
2012–13 ⇒ period y2012..y2013
""")

ALL = UNITS + CURRENCIES + PERIODS + WORDS + DATES_AND_TIMES + SIGNS + SCALES_OR_UNITS + SEPARATORS
