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

ALL = SIGNS + SCALES_OR_UNITS + SEPARATORS
