"""Chinese amounts whose scale, sign or tail stands apart from the number."""

from .notation import cases

SCALES = cases("""
套现1个亿 ⇒ number 100000000
2.3个亿美元 ⇒ money 230000000 USD
两个多亿 ⇒ number 200000000 over
十几个亿 ⇒ number 1000000000..2000000000 about
三个亿元村 ⇒ count 3 item
两个亿吨级港口 ⇒ count 2 item
一万六七 ⇒ number 16000..17000
三万五六 ⇒ number 35000..36000
三万半 ⇒ number 35000
贰佰零參元 ⇒ money 203 CNY
10万参加者 ⇒ number 100000
三十两银子 ⇒ measure 30 liang
一两百元 ⇒ money 100..200 CNY
""")

RANGES = cases("""
五十至六十亿元 ⇒ money 5000000000..6000000000 CNY
七千到九千亿元 ⇒ money 700000000000..900000000000 CNY
一百二十到一百五十万元 ⇒ money 1200000..1500000 CNY
三到五百万 ⇒ number 3000000..5000000
8000到1.2万人 ⇒ count 8000..12000 person
五块六到五块七毛八 ⇒ money 5.6..5.78 CNY
""")

TAILS = cases("""
一米八 ⇒ measure 1.8 m
1米75 ⇒ measure 1.75 m
每隔三米一根 ⇒ measure 3 m; count 1 item
三吨半 ⇒ measure 3.5 tonne
三斤半 ⇒ measure 3.5 jin
一斤二两 ⇒ measure 1.2 jin
五块七毛八 ⇒ money 5.78 CNY
两毛五 ⇒ money 0.25 CNY
5块5 ⇒ money 5.5 CNY
壹拾壹元壹角壹分 ⇒ money 11.11 CNY
""")

SIGNS = cases("""
零下20度 ⇒ measure -20 degree
零下5摄氏度 ⇒ measure -5 degC
零下二十到三十度 ⇒ measure -30..-20 degree
零下5到零上3度 ⇒ measure -5..3 degree
华氏70° ⇒ measure 70 degF
-7.1亿到-8.8亿元 ⇒ money -880000000..-710000000 CNY
-5%至3% ⇒ percent -5..3
净利润为-2.3亿元 ⇒ money -230000000 CNY
同比增长-12.3% ⇒ percent -12.3 up by
同比负增长5.2% ⇒ percent 5.2 down by
误差正负2% ⇒ percent -2..2 ?
百分之三到五 ⇒ percent 3..5
百分之三至百分之五 ⇒ percent 3..5
气温从-5℃降到-10℃ ⇒ measure -5 degC from; measure -10 degC down to
""")

CURRENCIES = cases("""
港币五百元 ⇒ money 500 HKD
新台币五百元 ⇒ money 500 TWD
日币3000元 ⇒ money 3000 JPY
美元三百万 ⇒ money 3000000 USD
澳门币二十元 ⇒ money 20 MOP
人民币数十亿元 ⇒ money 2000000000..9000000000 CNY about
三万元欧元 ⇒ money 30000 EUR
美元5年期国债 ⇒ duration 5 year
日元十年新低 ⇒ duration 10 year
人民币三连跌 ⇒
""")

HEDGED = cases("""
破亿元 ⇒ money 100000000 CNY over
利润破亿 ⇒ number 100000000 over
过亿元 ⇒ money 100000000 CNY over
上亿元 ⇒ money 100000000 CNY at_least
超万人 ⇒ count 10000 person over
超万科 ⇒
粉丝10w+ ⇒ number 100000 at_least
100W粉丝 ⇒ number 1000000 ?
不足500人 ⇒ count 500 person under
未超过5% ⇒ percent 5 at_most
没有超过5% ⇒ percent 5 at_most
未到5% ⇒ percent 5 under
未达100人 ⇒ count 100 person under
50万元（含）以上 ⇒ money 500000 CNY at_least
""")

RATIOS = cases("""
增长到目前的3倍 ⇒ multiple 3 up to
扩大为原来的3倍 ⇒ multiple 3 up to
增长3倍 ⇒ multiple 4 up by
市盈率18倍 ⇒ multiple 18
毛利率降了3个点 ⇒ points 3 down by ?
涨了300个点 ⇒ count 300 point up by ?
第三 三倍 ⇒ ordinal 3; multiple 3
5分 ⇒ money 0.05 CNY ?
12港仙 ⇒ money 0.12 HKD
1000平方呎 ⇒ measure 1000 ft2
半个百分点 ⇒ points 0.5
五個半 ⇒ count 5.5
二份一 ⇒ fraction 0.5
三分二的受訪者 ⇒ fraction 2/3
半吨黄金 ⇒ measure 0.5 tonne
半公里 ⇒ measure 0.5 km
一百点123 ⇒ number 100.123
三千点15年新低 ⇒ count 3000 point; duration 15 year
零例 ⇒ count 0 case
零件 ⇒
""")

ALL = [*SCALES, *RANGES, *TAILS, *SIGNS, *CURRENCIES, *HEDGED, *RATIOS]
