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

ALL = SCALES_OR_UNITS + SEPARATORS
