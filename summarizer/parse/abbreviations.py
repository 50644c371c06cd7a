"""English abbreviations by what may follow their full stop, and words that seldom continue a sentence in capitals."""

from __future__ import annotations

# A name follows: the full stop never ends a sentence.
TITLES = frozenset(
    "mr mrs ms messrs mme mlle dr drs prof profs rev fr hon gen lt col maj capt cmdr cpl sgt adm brig pvt sgts gov govs "
    "sen sens rep reps pres supt det insp mgr msgr amb atty attys sr. st ste mt ft hrh".split()
)
# A number follows: the full stop ends a sentence unless a number, a roman number or a bracket stands behind it.
BEFORE_NUMBERS = frozenset(
    "no nos fig figs eq eqs eqn eqns ref refs sec secs sect vol vols ch chap chaps art arts p pp pg pgs par para tab app "
    "ver v pt pts bk ex div reg rm ext approx ca c circa cf tel aufl nr".split()
)
# The sentence goes on in all but odd cases.
INNER = frozenset(
    "vs viz al e.g eg i.e ie cf incl excl esp resp max min avg dept univ assn bros hwy blvd rd ave lbs oz approx est "
    "ed eds trans orig rev seq op cit ibid".split()
)
# May end a sentence or stand within one: what follows decides.
EITHER = frozenset(
    "inc co corp ltd llc plc cos bros jr sr phd ph.d esq etc a.m p.m am pm u.s u.k u.n e.u u.s.a u.s.s.r d.c b.c a.d b.a "
    "m.a m.d l.a n.y p.s gmbh s.a n.v ag bhd pty s.p.a jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed "
    "thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
    "neb nev okla ore pa penn tenn tex va vt wash wis wyo cal ont que ave blvd rd st sq hwy".split()
)
# Words that open a sentence in capitals and stand in lower case within one.
OPENERS = frozenset(
    "a about after again all also although among an and another any anyone are as at be because before but by can could "
    "did do does during each either even every few finally first for from given had has have he her here his how however "
    "i if in indeed instead into is it its just last later let many may maybe meanwhile more moreover most much my neither "
    "never next no nobody nor not nothing now of on once one only or other our over perhaps please several shares she "
    "should since so some someone sometimes still such than thank that the their then there these they this those though "
    "through thus to today two under unless until up was we were what when where whether which while who whose why will "
    "with within without would yes yesterday yet you your".split()
)
