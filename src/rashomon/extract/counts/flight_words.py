"""Words by which a count of people who left or of houses ruined is known where the tree does not tell it.

Patterns over the characters beside a number: what follows the counted ("were evacuated", "in relief camps"), what
leads up to a number ("the displacement of", "the number of IDPs stood at"), labels of tables, and the words that
tell a part from a whole. Source of the words: the reporting terms of IDMC's Helix and situation reports' usage.
"""

from __future__ import annotations

import re

SAFE = (
    r"(?:safer?|safety|shelters?|camps?|higher|cent(?:re|er)s?|schools?|churches|mosques|elsewhere|relatives"
    r"|accommodation|housing|settlements?)"
)
LODGED = (
    r"(?:shelters?|camps?|tents?|tarpaulins?|the\s+open|host\s+(?:famil\w+|communit\w+)|relatives|displacement\s+sites?"
    r"|(?:evacuation|collective|reception|relief|transit|temporary|accommodation|community|sports)\s+(?:cent(?:re|er)s?"
    r"|sites?|accommodation)|gymnasiums?|makeshift\s+\w+|temporary\s+(?:housing|accommodation|shelters?))"
)
# Only behind a verb of staying: children are "in schools" too.
PUT_UP = (
    r"(?:sites?|stadiums?|schools?|church(?:es)?|mosques?|monaster(?:y|ies)|temples?|cathedrals?|parish(?:es)?|barracks"
    r"|public\s+buildings?|compounds?|bases?|halls?|warehouses?|caves?|open\s+air|relatives'?|friends)"
)
THEIR = r"(?:their|the|his|her)\s+(?:own\s+|\w+\s+)?"
LEAVE = r"(?:leave|flee|abandon|escape|quit|evacuate|vacate|relocate|move|seek)"
HOME = r"(?:homes?|houses?|dwellings?|villages?|farms?|lands?|towns?|communit\w+|areas?|neighbou?rhoods?|countr\w+)"

WAR = (
    r"(?:fighting|clashes|conflicts?|violence|attacks?|raids?|offensive|insecurity|hostilities|bomb(?:ing|ardment)s?|shelling"
    r"|air\s?strikes?|war|battles?|unrest|killings?|massacres?|fires?|floods?|flooding|earthquakes?|cyclone|storm)"
)
# What people behind whose number it stands did or suffered.
LEFT_HOME = re.compile(
    r"(?:(?:internally|forcibly|newly)[\s-]+)?displaced\b|evacuat(?:ed|ing)\b|relocated\b|resettled\b|uprooted\b|evicted\b"
    r"|(?:rendered|left|made|became|becoming)\s+(?:\w+\s+)?(?:homeless|displaced)\b"
    r"|homeless\b|airlifted\b|fled\b|fleeing\b|rehoused\b|sheltering\b|sheltered\b"
    rf"|(?:shifted|moved|moving|transferred|taken|brought|bussed|bused|trucked|ferried|led|sent|sen[dt]ing|rescued)\s+(?:out\s+|away\s+)?"
    rf"(?:to|into|in|towards?|for)\s+(?:\S+\s+){{0,3}}?{SAFE}\b"
    r"|(?:shifted|moved|trucked|bused|bussed|ferried|flown|driven|chased|pushed)\s+(?:out\s+of|away\s+from|from\s+their)\b"
    r"|(?:accommodated|hosted|lodged|housed|put\s+up)\b"
    rf"|(?:(?:living|live|lives|lived|staying|stay|stayed|stays|remain\w*|sleeping|slept|camping|camped|crammed|crowded"
    rf"|residing|placed|put|kept|are|were|is|was|still|now)\s+)?(?:in|at|with|inside|under)\s+(?:[^\s,.;]+\s+){{0,4}}?{LODGED}\b"
    r"|(?:living|staying|stay(?:ed|s)?|sleeping|slept|camp(?:ing|ed)|crammed|crowded|packed|squatting|sheltering|huddled|hiding)\s+"
    rf"(?:\w+\s+)?(?:in|at|with|inside|under|into)\s+(?:[^\s,.;]+\s+){{0,5}}?{PUT_UP}\b"
    r"|camp(?:ed|ing)\s+(?:out\s+)?(?:in|at|on|along|under|near|by|outside|around)\b"
    r"|(?:hid|hiding|hidden|taken\s+to|took\s+to|gone\s+to|scattered\s+in(?:to)?)\s+(?:in\s+|into\s+)?(?:the\s+)?(?:\w+\s+){0,2}?"
    r"(?:bush(?:es)?|forests?|hills?|mountains?|swamps?|jungle|caves?)\b"
    r"|(?:spent|spend|spending)\s+(?:the|a|their|several|\w+)\s+nights?\s+(?:in|at|under|outdoors|outside)\b"
    r"|as\s+(?:internally\s+)?(?:displaced|idps|evacuees|refugees)\b"
    r"|(?:bused|bussed|trucked|ferried|flown|transported)\s+(?:to|into|out|from)\b(?!\s+(?:\S+\s+){0,2}?(?:hospital|clinic)s?\b)"
    r"|(?:tak(?:ing|en|e)|took|sought|seek|seeking|found|finding)\s+(?:\w+\s+){0,2}?(?:refuge|shelter|sanctuary|asylum|safety|protection)\b"
    r"|without\s+(?:an?\s+|any\s+)?(?:homes?|shelters?|roofs?|housing|accommodation)\b"
    r"|(?:lost|losing|lose)\s+(?:their|his|her|its)\s+(?:own\s+|\w+\s+)?(?:homes?|houses?|dwellings?|shelters?)\b"
    rf"|(?:forced|compelled|obliged|driven|chased|pushed)\s+(?:\w+\s+){{0,3}}?(?:to\s+{LEAVE}\b|from\b|out\b|off\b|into\b)"
    rf"|(?:had|have|has|having)\s+to\s+(?:{LEAVE}\b|be\s+(?:evacuated|relocated|moved|resettled|displaced|sheltered|housed|rehoused)\b)"
    rf"|(?:left|leaving|abandon(?:ed|ing)|vacated|deserted)\s+{THEIR}{HOME}\b"
    rf"|(?:moved?|moving|leave|leaving|left|arriv(?:ed|ing)|came|coming|reach(?:ed|ing)|gathered|gathering|cross(?:ed|ing))\b[^.;\d]{{0,70}}?"
    rf"\b(?:because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|following|after|fleeing|escaping)\s+(?:[^\s.;,]+\s+){{0,3}}?{WAR}\b"
    r"|arriv(?:ed|ing)\s+(?:at|in|to)\s+(?:[^\s,.;]+\s+){0,4}?(?:camps?|displacement\s+sites?|settlements?|transit\s+cent(?:re|er)s?|shelters?)\b"
    r"|(?:sleep(?:ing)?|slept|living)\s+(?:rough|outdoors|outside|under)\b|on\s+the\s+run\b"
    r"|(?:still\s+|remain(?:ed|ing)?\s+)(?:internally\s+)?displaced\b"
    r"|(?:brought|taken|led|bused|bussed|driven|let|got|moved|transported)\s+out\s+of\s+(?:the\s+\w+\s+of\s+)?(?-i:[A-Z])"
    r"|living\s+(?:far\s+|away\s+)*(?:away\s+)?from\s+home\b|living\s+as\s+(?:refugees|idps|displaced)"
    r"|landed\s+(?:at|in|on)\s+(?-i:[A-Z])"
    r"|(?:have|has|had)\s+left\s+(?-i:[A-Z])"
    r"|(?:had|have|saw|seen|having)\s+their\s+(?:\w+\s+)?(?:homes?|houses?|dwellings?)\s+(?:destroyed|razed|burn|swept|washed|demol)"
    r"|whose\s+(?:\w+\s+)?(?:homes?|houses?|dwellings?|huts?)\s+(?:were|was|have\s+been|had\s+been|are)\s+(?:\w+ly\s+)?"
    r"(?:destroyed|razed|burn\w+|swept|washed|demolished|flattened|gutted|torched|levell?ed)"
    r"|on\s+the\s+(?:move|road|roads)\b|flee\b"
    r"|escaped\s+(?:to|from|across|into|the)\b"
    r"|(?:crossed|crossing|poured|streamed|pouring|streaming)\s+(?:the\s+border|into|over\s+into|over\s+the\s+border|across\s+the)\b"
    r"|arrived\s+[^,.;]{0,60}?\bafter\s+(?:fleeing|escaping|being\s+displaced|having\s+fled)\b",
    re.IGNORECASE,
)
# People who reach another country, where the sentence tells of war or of those who look after refugees.
ABROAD = re.compile(
    r"(?:reach(?:ed|ing)|cross(?:ed|ing)(?:\s+over)?\s+(?:in)?to|arriv(?:ed|ing)\s+in|enter(?:ed|ing)|c[oa]me\s+(?:over\s+|across\s+)?(?:in)?to"
    r"|made\s+it\s+(?:in)?to|got\s+(?:in)?to|gone\s+(?:over\s+)?to)\s+(?:the\s+|neighbou?ring\s+|eastern\s+|western\s+|northern\s+"
    r"|southern\s+)*(?-i:[A-Z])",
    re.IGNORECASE,
)
OF_REFUGE = re.compile(
    rf"\b(?:{WAR}|refugees?|unhcr|asylum|displac\w+|fled|flee\w*|border|camps?|exodus|violence"
    rf"|united\s+nations|u\.n|red\s+c(?:ross|rescent)|migration|iom)\b",
    re.IGNORECASE,
)
# Of people in general only: "2,340 individuals left the reserve of X", "moved from X to Y".
LEFT_PLACE = re.compile(
    rf"left\s+(?:the\s+)?(?:\w+\s+){{0,2}}?(?:(?-i:[A-Z])[\w'-]+(?!\s+(?:University|School|Party|Church|Hospital|Club))|{HOME}\s+of\b)"
    rf"|(?:moved?|moving)\s+(?:(?:away\s+)?from|out\s+of)\s+(?:the\s+)?(?:\w+\s+){{0,3}}?(?:(?-i:[A-Z])|{HOME}\b)",
    re.IGNORECASE,
)
# "About 110,000 of the district's 132,000 residents left": so many of those who live there.
OF_RESIDENTS = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the|its|their|a|an|some|[A-Z][\w'’-]+)\b[^.;:]{0,45}?\b(?:residents|inhabitants|people|population|citizens"
    r"|townspeople|townsfolk|villagers|souls)\s+(?:(?:have|had)\s+)?(?:already\s+|since\s+)?"
    r"(?:left|fled|gone|departed|escaped|moved\s+(?:out|away)|been\s+(?:displaced|evacuated|uprooted))\b",
    re.IGNORECASE,
)
# What follows the people whom a verb before their number made to leave: "forced 400 people to leave".
AWAY = re.compile(
    rf"(?:\s+(?!to\b)[^\s,.;:]+){{0,6}}?\s+to\s+(?:be\s+)?(?:{LEAVE}|evacuated|relocated|moved)\b"
    r"|(?:\s+[^\s,.;:]+){0,2}?\s+(?:from\s+(?:their|the)\b|away\s+from\b|out\s+of\b|across\s+the\s+border\b|over\s+the\s+border\b"
    r"|into\s+(?:camps?|exile|shelters?|temporary|displacement|the\s+(?:bush|forest|hills|mountains))\b)",
    re.IGNORECASE,
)
HOMELESS = re.compile(
    r"[^,.;:]{0,50}?\b(?:homeless|displaced|without\s+(?:an?\s+|any\s+)?(?:homes?|shelters?|roofs?|housing|accommodation))\b",
    re.IGNORECASE,
)
FILL = r"(?:[\s,]+(?:an?|the|about|some|at|least|over|up|to|of|all|another|other)){0,3}\s*$"
MOVES = re.compile(
    r"\b(?:displac(?:ed|ing|es|e)|evacuat(?:ed|ing|es)|uproot(?:ed|ing|s)|relocat(?:ed|ing|es)|resettl(?:ed|ing)"
    r"|evict(?:ed|ing|s)|shelter(?:ed|ing)|hous(?:ed|ing)|host(?:ed|ing|s)|accommodat(?:ed|ing)"
    r"|(?:camps?|sites?|cent(?:re|er)s?|settlements?|schools?|communit(?:y|ies)|famil(?:y|ies)|relatives|compounds?|bases?)\b[^.;\d]{0,60}?"
    r"\s(?:shelter|house|accommodate|host|hold|lodge)s?"
    r"|(?:displacement|evacuation|exodus|relocation|resettlement|eviction|mass\s+flight)s?\s+of"
    rf"(?:\s*,\s*according\s+to\s+[^,]{{0,40}},)?)(?:\s+(?:and|or)\s+\w+ed)?{FILL}",
    re.IGNORECASE,
)
MAKES = re.compile(
    r"\b(?:forc(?:ed|ing|es|e)|driv(?:en|ing|es)|drove|push(?:ed|ing)|caus(?:ed|ing)|prompt(?:ed|ing)|sen(?:t|ding)|scar(?:ed|ing)"
    rf"|le(?:d|ading)|compell(?:ed|ing)|oblig(?:ed|ing)){FILL}",
    re.IGNORECASE,
)
RENDERS = re.compile(rf"\b(?:left|leaving|leaves|render(?:ed|ing|s)|made|making|makes){FILL}", re.IGNORECASE)
# "The number of people seeking refuge passed 200,000", "estimates of those displaced range from 40,000".
UPROOTED = (
    r"(?:displaced|evacuated|homeless|uprooted|relocated|sheltered|idps?|evacuees|refugees|fled|flee|fleeing|displacements?"
    r"|(?:seeking|sought|taken|taking)\s+(?:refuge|shelter|sanctuary|asylum)|(?:left|leaving|lost)\s+their\s+homes"
    r"|(?:have|had)\s+(?:left|crossed|escaped)|leaving|on\s+the\s+(?:run|move)|forced\s+(?:to|from)|driven\s+(?:from|out)"
    r"|(?:in|at)\s+(?:[\w-]+\s+){0,3}?(?:camps?|shelters?|evacuation\s+cent(?:re|er)s?))"
)
NUMBER_OF = re.compile(
    rf"\b(?:numbers?|totals?|counts?|figures?|estimates?|tally)\s+(?:of|for)\s+[^.;:\d]{{0,50}}?\b{UPROOTED}\b[^.;\d]{{0,70}}?"
    r"\s(?:to|at|is|was|were|are|reached|reaching|be|exceeds?|exceeded|hit|passed|of|from|hits|over|above|between|,|range[sd]?)\s*$"
    r"|\b(?:exodus|flight|displacement)\s+(?:from|out\s+of|of)\s[^.;:\d]{1,70}?\s(?:reach(?:ed|es)|pass(?:ed|es)|top(?:ped|s)|exceed(?:ed|s)|hit|numbers"
    r"|totals|stands\s+at|(?:ris|grow|gr|swoll|swell|climb)\w*\s+to|put\s+at)\s*$"
    r"|\b(?:displaced|idp|evacuated|homeless)\s+(?:population|people|persons|families)[^.;\d]{0,70}?\s"
    r"(?:is|was|stands?\s+at|stood\s+at|at|reached|reaching|rose\s+to|risen\s+to|grew\s+to|grown\s+to|to|exceeds?|exceeded|of"
    r"|(?:grown|increased|risen|swollen|rose|grew|swelled)\s+by)\s*$",
    re.IGNORECASE,
)
# "Put at 17,300 the number of people who had left X".
NUMBER_AFTER = re.compile(
    rf"\s*(?:as\s+)?the\s+number\s+of\s+[^.;:\d]{{0,60}}?\b{UPROOTED}\b"
    r"|\s*(?:as\s+)?the\s+number\s+of\s+(?:people|those|persons|families)\s+who\s+(?:have\s+|had\s+)?left\b",
    re.IGNORECASE,
)
# "The displaced, who number about 7,000", "the IDPs – 18,600 in all", "people displaced, estimated at 5,200".
BESIDE = re.compile(
    r"\b(?:displaced|idps|evacuees|refugees|homeless|displaced\s+(?:people|persons|civilians|families))\b[^.;:\d]{0,60}?"
    r"(?:[,(–—]\s*(?:who\s+)?(?:are\s+|were\s+)?(?:now\s+)?(?:number(?:s|ed|ing)?|estimated\s+(?:at|to\s+(?:be|number))|put\s+at"
    r"|total(?:s|led|ling)?|count(?:ed)?\s+at)|\s[–—-])\s*$"
    # "evacuated the entire village of X, some 1,600 persons"
    r"|\b(?:evacuated|displaced|uprooted|expelled|emptied)\s+(?:the|all|an?)\s[^.;:,\d]{0,50},\s*$",
    re.IGNORECASE,
)
# "Total IDPs in X: 4,128 persons", "Mass displacement in X: 620 persons", "Displacement of civilians: 300 families".
HEADING = re.compile(
    r"(?:^|[.;\n|])\s*(?:[^\s.;:\d\n]+\s+){0,5}?(?:displacements?|displaced|idps?|evacuations?|evacuees|evacuated|homeless|refugees"
    r"|new\s+arrivals)(?:\s+[^\s.;:\d\n]+){0,7}?\s*(?::|\s[–—-])\s*$",
    re.IGNORECASE,
)
# A table's cell: the label and straight behind it the number that closes the line.
CELL = re.compile(
    r"(?:^|[;\n|])\s*(?:[A-Za-z]+[ \t]+){0,5}?(?:displaced|idps?|evacuees|evacuated|homeless)"
    r"(?:[ \t]+(?:population|people|persons|individuals|families|households|hhs?|total|figures?|number))?[ \t]*$",
    re.IGNORECASE,
)
CLOSED = re.compile(r"\s*(?:$|[;\n(|/]|\.(?:\s|$))")
# Words that tell who lives in a camp: "population of the X camp: 27,500", "the camp population rose to 13,400".
CAMP = re.compile(
    r"\b(?:population|residents|inhabitants|occupants)\s+(?:of|in|at)\s[^.;:\d]{0,40}?\bcamps?\b[^.;:\d]{0,30}?"
    r"(?::|\s(?:is|was|to|at|of|reached))\s*$"
    r"|\bcamp(?:'s|’s)?\s+population\s+(?:\w+\s+){0,3}?(?:is|was|to|at|of|reached|hit)\s*$",
    re.IGNORECASE,
)
# "The movement of 13,250 people towards X": of people in general, not of athletes.
FLOW = re.compile(rf"\b(?:movements?|influx|arrivals?|flow|departure|transfer|flight)\s+of{FILL}", re.IGNORECASE)
GENERIC = frozenset(
    "people person individual family household civilian resident villager inhabitant woman child refugee idp hh hhs "
    "member other survivor".split()
)
AFFECTING = re.compile(
    rf"\bdisplacements?\b[^.;\d]*(?:\d[^.;]{{0,40}})?\b(?:affecting|affected|involving|involved){FILL}", re.IGNORECASE
)

# What houses behind whose number it stands suffered, and verbs before their number.
RUINED = re.compile(
    r"(?:destroyed|damaged|razed|flattened|collaps(?:ed|ing)|burn(?:t|ed)|gutted|wrecked|levelled|leveled|demolished|torched"
    r"|submerged|flooded|inundated|ruined|crushed|buried|swamped|engulfed|unroofed|bulldozed"
    r"|(?:swept|washed|carried|blown)\s+away|set\s+(?:on\s+fire|ablaze|alight)|reduced\s+to|under\s?water\b"
    r"|(?:declared|deemed|left|became|made|rendered)\s+uninhabitable|uninhabitable|lost\s+their\s+roofs"
    r"|lost(?=\s*(?:[.,;)]|$|in\b|to\b|when\b)))\b",
    re.IGNORECASE,
)
RUINS = re.compile(
    r"\b(?:(?:destroy(?:ed|ing|s)|damag(?:ed|ing|es)|raz(?:ed|ing)|flatten(?:ed|ing)|gutt?(?:ed|ing|s)|wreck(?:ed|ing)"
    r"|levell?(?:ed|ing)|demolish(?:ed|ing|es)|torch(?:ed|ing)|submerg(?:ed|ing)|flood(?:ed|ing)|inundat(?:ed|ing)"
    r"|ruin(?:ed|ing)|crush(?:ed|ing)|bur(?:ied|ying)|swamp(?:ed|ing)|engulf(?:ed|ing)|bulldoz(?:ed|ing)|unroof(?:ed|ing)"
    r"|burn(?:ed|t|ing)(?:\s+down)?|(?:swept|swe+ping|wash(?:ed|ing)|carr(?:ied|ying)|bl(?:ew|own|owing))\s+away)"
    r"(?:\s+(?:and|or)\s+\w+ed)?"
    r"|(?:destruction|demolition|collapse|flooding|loss)\s+of|damage\s+to|(?:ripp|tear|tore|torn|blew|blow|damag|lift)\w*\s+"
    rf"(?:off\s+)?(?:the\s+)?roofs?\s+(?:off|of|from)){FILL}",
    re.IGNORECASE,
)
# "The evacuation of 50 homes", "50 homes evacuated": whoever lives there has left.
NUMBERING = re.compile(
    r"\b(?:displaced|evacuees|idps|homeless)(?:\s+(?:people|persons|families|households))?,?\s+(?:\w+ly\s+|now\s+|still\s+)?"
    rf"(?:number(?:s|ed|ing)?|total(?:s|led|ling)?){FILL}"
    rf"|\b{UPROOTED}\b[^.;\d]{{0,60}}?\s(?:now|currently|still|already)\s+(?:number|total)(?:s|ed)?{FILL}"
    rf"|\b(?:rise|increase|jump|drop|fall|decline|growth)\s+in\s+(?:[\w-]+\s+){{0,4}}?{UPROOTED}\b[^.;]{{0,80}}?\s(?:from|to)\s*$",
    re.IGNORECASE,
)
EMPTIED = re.compile(rf"\bevacuat(?:ed\b|ions?\s+of{FILL})", re.IGNORECASE)
TOTAL_TO = re.compile(
    r"\b(?:bring|brought|rais|tak|took|push)\w*\s+(?:[\w-]+\s+){0,3}?(?:total|number|tally|figure|count)\b(?P<of>[^.;,]{0,60}?)"
    r"\s+to\s*$"
    r"|\b(?:for|making|giving|which\s+makes)\s+an?\s+(?:\w+\s+)?total(?P<sum>\s+of)?\s*$",
    re.IGNORECASE,
)
OF_FLIGHT = re.compile(r"\b(?:displaced|evacuated|homeless|uprooted|relocated|evacuees|idps|fled)\b", re.IGNORECASE)

HOUSES = frozenset("house home dwelling hut shanty shack apartment bungalow flat".split())
# What opens an aside between commas behind the counted.
ASIDE = frozenset(
    "mostly most mainly including many some largely among comprising or representing nearly about half mainly".split()
)
# Verbs that may stand between the counted and what they did: they say only that it is reported.
PASSED = frozenset(
    "be have do report estimate believe fear say know confirm think remain need register identify record manage assist "
    "help serve".split()
)
STATES = frozenset("displaced evacuated homeless relocated uprooted evicted idp idps evacuee refugee".split())
PART = re.compile(
    r"\b(?:most|many|some|much|majority|part|few)\s+of\s+(?:the|its|their|an?)\s+(?:\w+\s+){0,2}$"
    r"|\d\s+of\s+(?:the|its|their)\s+$",
    re.IGNORECASE,
)
SAID_OF = frozenset("flee flees fled displaced evacuated homeless evacuate".split())
# "61,000 men, women and children", "25 households, or 95 individuals, lost …": the rest of who is counted.
AND_ALL = re.compile(
    r"\s*,?\s*(?:or|i\.e\.|comprising|representing|(?:corresponding|equivalent)\s+to)\s+(?:[a-z]+\s+){0,2}?\d[\d,. ]*"
    r"\s*(?:people|persons|individuals|families|households|hhs?|inds?)\b\s*,?"
    r"|\s+(?:from|in|of)\s+\d[\d,. ]*\s*(?:families|households|hhs?)\b"
    r"|(?:\s*,\s*|\s+and\s+)(?:women|children|the\s+elderly)(?:,?\s+(?:and|or)\s+(?:children|the\s+elderly))?\b",
    re.IGNORECASE,
)
# A word that the end of a line has cut in two.
CUT = re.compile(r"([A-Za-z]+)-\s*\n\s*([a-z]+)")
BREAKS = frozenset(".;:–—")
FARTHEST = 16
FLIGHT_TOLD = re.compile(
    r"\b(?:displac(?:ed|ing)|displacement\s+of|idps|evacuees|exodus|fled|flee(?:ing|s)?|homeless|uprooted|deserted|left\s+their\s+homes"
    r"|took\s+to\s+the\s+(?:bush|hills|mountains|forests?)|new(?:ly)?\s+arriv(?:ed|als?)|expelled|deported|driven\s+out|has\s+emptied"
    r"|displacement\s*[.:]|host\s+(?:communit|famil)\w+|on\s+the\s+(?:move|run)|areas?\s+of\s+origin)\b",
    re.IGNORECASE,
)
MOVE_ON = re.compile(
    r"(?:\s+(?:who|that|which|have|has|had|were|was|are|is|been|being|also|now|then|since|already|still|newly|later|reportedly|currently"
    r"|recently|of\s+them)){0,5}\s+"
    r"(?:(?:allowed|let)\s+out\b|(?:left|leaving|gone|went|arriv(?:ed|ing)|reach(?:ed|ing)|crossed|crossing|moved|moving"
    r"|walked|trekked|travell?ed|streamed|poured|settled|transferred|transported|taken|brought|bused|living|live|staying|residing|hosted"
    r"|housed)\s+(?:to|in|into|at|from|for|on\s+foot|by|with|across|over|there|since)\b"
    r"|(?:registered|recorded|identified|reported|counted|verified|profiled|tracked)(?:\s+(?:in|at|by|from|since|on|so\s+far|alone)\b|\s*[.;,]|\s*$)"
    r"|from\s+(?-i:[A-Z])|with\s+(?:host|relatives))",
    re.IGNORECASE,
)
TAKES = re.compile(
    rf"\b(?:register(?:ed|s|ing)|record(?:ed|s)|identif(?:ied|ies)|track(?:ed|s)|profiled|verified|receiv(?:ed|es|ing)"
    rf"|transferr?(?:ed|ing)|deliver(?:ed|ing|s)|disgorged|brought|transport(?:ed|ing)|host(?:ed|s|ing)|hous(?:ed|es|ing)){FILL}",
    re.IGNORECASE,
)
HOME_AGAIN = re.compile(
    r"[^.;\d]{0,80}?\b(?:cannot|can\s+not|can't|could\s+not|unable\s+to|yet\s+to|not\s+(?:yet\s+)?(?:been\s+able\s+to\s+)?|never|unwilling\s+to"
    r"|afraid\s+to|waiting\s+to|hop(?:e|ing)\s+to|want(?:ing)?\s+to|wish(?:ing)?\s+to)\s*(?:be\s+)?(?:go|gone|return(?:ed)?|come)\b",
    re.IGNORECASE,
)
