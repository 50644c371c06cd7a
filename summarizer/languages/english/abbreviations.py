"""English abbreviations and other words that decide whether a full stop ends a sentence; all in lower case.

Written by hand from the sets of `benchmarks.sentences`, whose floors hold what they achieve.
"""

from __future__ import annotations


def _word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Followed by a name: the full stop never ends a sentence.
PERSONAL_TITLES = _word_set("""
    mr mrs ms messrs mme mlle dr drs prof profs rev fr hon gen lt col maj capt cmdr cpl sgt adm brig pvt sgts
    gov govs sen sens rep reps pres supt det insp mgr msgr amb atty attys ste hrh
""")
# Followed by a number: the full stop ends a sentence unless a number, a Roman numeral or a bracket comes next.
BEFORE_NUMBERS = _word_set("""
    no nos n° nr fig figs eq eqs eqn eqns ref refs sec secs sect vol vols ch chap chaps art arts p pp pg pgs par
    para tab app ver v pt pts bk ex div reg rm ext tel
""")
# The sentence nearly always goes on.
NON_FINAL = _word_set("""
    vs viz e.g eg i.e ie cf ca c incl excl esp resp max min avg approx est dept depts univ inst assn assoc natl
    intl conf soc fed ed eds trans orig op ibid aka asst dist gmbh
""")
# May end a sentence or not: what follows decides.
AMBIGUOUS = _word_set("""
    inc co corp ltd llc plc cos bros jr sr phd esq al am pm jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass
    mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo cal ont que ave blvd rd st sq
    hwy mt ft lbs oz ag bhd pty dem govt
""")
# Abbreviations that are ordinary words as well: read as words in lower case unless a number follows.
ALSO_WORDS = _word_set("""
    no art arts fig par tab app ex ref pt max min am mar jun mon wed sat sun fri ark del ill ind la mass miss
    ore pa wash ave ed soc fed trans inst conf hon col det pres rep reps gen fr dist dem div bk mo
""")
# What continues a time of day: `8 a.m. Eastern time`, `6 p.m. Monday`.
AFTER_TIME_OF_DAY = _word_set("""
    eastern pacific central mountain gmt est edt pst pdt cst cdt mst mdt utc et pt ct cet bst hkt jst ist local
    on monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec today tomorrow tonight
""")
# Words that open a sentence, where they are capitalised, and are in lower case elsewhere.
SENTENCE_OPENERS = _word_set("""
    a about after again all also although am among an and another any anyone are as at be because before both
    but by can could did do does during each either even every few finally first for from further given had has
    have he her here his how however i i'd i'll i'm i've if in indeed instead into is it it's its just last
    later let let's many may maybe meanwhile more moreover most much my neither never next nobody nor not
    nothing now of on once one only or other our over perhaps please shares she should since so some someone
    sometimes still such than thank thanks that that's the their then there there's therefore these they they're
    this those though through thus to today two under unless until up was we we're well were what when where
    whether which while who whose why will with within without would yes yesterday yet you you're your
""")
# Words after which a single capital letter is an initial (`by J. Smith`), not the end of a noun (`vitamin C. Studies`).
BEFORE_INITIALS = _word_set("""
    a an and as at by for from in is of on or the to was were with than that when while after before but who
    whom mr mrs ms dr prof sir president judge justice
""")
# Verbs of a speech tag: `"Can it fly?" Hailey asked.`
SPEECH_VERBS = _word_set("""
    said says say asked asks added adds wrote writes told replied replies recalled explained exclaimed shouted
    cried whispered quipped joked laughed insisted wondered declared noted announced continued answered argued
""")
