"""Counts of people who had to leave and of houses ruined, by the order of the words alone.

The parser loses the subject of "Over 2,000 were evacuated", takes "25 missing, 628,000 relocated" for one
phrase and finds no verb in "Floods: 3,400 people evacuated". So a count that the tree gives no measure is read
here from the words beside it: to the right up to the next count or the next verb of another kind ("2,000 people
living near the river had moved to safer ground"), to the left only straight before the number ("forcing 400
people to leave", "the evacuation of 400 people"). Where other verbs or counts stand between, nothing is read.
Source of the words: the reporting terms of IDMC's Helix.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rashomon.extract.measures import NOT_PERSONS
from rashomon.extract.tagging import Tagged

Measured = tuple[str, int, str]

_SAFE = (
    r"(?:safer?|safety|shelters?|camps?|higher|cent(?:re|er)s?|schools?|churches|mosques|elsewhere|relatives"
    r"|accommodation|housing|settlements?)"
)
_LODGED = (
    r"(?:shelters?|camps?|tents?|tarpaulins?|the\s+open|host\s+(?:famil\w+|communit\w+)|relatives|displacement\s+sites?"
    r"|(?:evacuation|collective|reception|relief|transit|temporary|accommodation|community|sports)\s+(?:cent(?:re|er)s?"
    r"|sites?|accommodation)|gymnasiums?|makeshift\s+\w+|temporary\s+(?:housing|accommodation|shelters?))"
)
_THEIR = r"(?:their|the|his|her)\s+(?:own\s+|\w+\s+)?"
_LEAVE = r"(?:leave|flee|abandon|escape|quit|evacuate|vacate|relocate|move|seek)"
_HOME = r"(?:homes?|houses?|dwellings?|villages?|farms?|lands?|towns?|communit\w+|areas?|neighbou?rhoods?|countr\w+)"

# What people behind whose number it stands did or suffered.
_LEFT_HOME = re.compile(
    r"(?:(?:internally|forcibly|newly)[\s-]+)?displaced\b|evacuat(?:ed|ing)\b|relocated\b|resettled\b|uprooted\b|evicted\b"
    r"|(?:rendered|left|made|became|becoming)\s+(?:\w+\s+)?(?:homeless|displaced)\b"
    r"|homeless\b|airlifted\b|fled\b|fleeing\b|rehoused\b|sheltering\b|sheltered\b"
    rf"|(?:shifted|moved|moving|transferred|taken|brought|bussed|bused|trucked|ferried|led|sent|sen[dt]ing|rescued)\s+(?:out\s+|away\s+)?"
    rf"(?:to|into|in|towards?|for)\s+(?:\S+\s+){{0,3}}?{_SAFE}\b"
    r"|(?:shifted|moved|trucked|bused|bussed|ferried|flown|driven|chased|pushed)\s+(?:out\s+of|away\s+from|from\s+their)\b"
    r"|(?:accommodated|hosted|lodged|housed|put\s+up)\b"
    rf"|(?:(?:living|live|lives|lived|staying|stay|stayed|stays|remain\w*|sleeping|slept|camping|camped|crammed|crowded"
    rf"|residing|placed|put|kept|are|were|is|was|still|now)\s+)?(?:in|at|with|inside|under)\s+(?:[^\s,.;]+\s+){{0,4}}?{_LODGED}\b"
    r"|(?:tak(?:ing|en|e)|took|sought|seek|seeking|found|finding)\s+(?:\w+\s+){0,2}?(?:refuge|shelter|sanctuary|asylum|safety)\b"
    r"|without\s+(?:an?\s+|any\s+)?(?:homes?|shelters?|roofs?|housing|accommodation)\b"
    r"|(?:lost|losing|lose)\s+(?:their|his|her|its)\s+(?:own\s+|\w+\s+)?(?:homes?|houses?|dwellings?|shelters?)\b"
    rf"|(?:forced|compelled|obliged|driven|chased|pushed)\s+(?:\w+\s+){{0,3}}?(?:to\s+{_LEAVE}\b|from\b|out\b|off\b|into\b)"
    rf"|(?:had|have|has|having)\s+to\s+(?:{_LEAVE}\b|be\s+(?:evacuated|relocated|moved|resettled|displaced|sheltered|housed)\b)"
    rf"|(?:left|leaving|abandon(?:ed|ing)|vacated|deserted)\s+{_THEIR}{_HOME}\b"
    r"|(?:have|has|had)\s+left\s+(?-i:[A-Z])"
    r"|(?:brought|taken|led|bused|bussed|driven|let|got|moved|transported)\s+out\s+of\s+(?:the\s+\w+\s+of\s+)?(?-i:[A-Z])"
    r"|living\s+(?:far\s+|away\s+)*(?:away\s+)?from\s+home\b|living\s+as\s+(?:refugees|idps|displaced)"
    r"|landed\s+(?:at|in|on)\s+(?-i:[A-Z])"
    r"|(?:had|have|saw|seen|having)\s+their\s+(?:\w+\s+)?(?:homes?|houses?|dwellings?)\s+(?:destroyed|razed|burn|swept|washed|demol)"
    r"|whose\s+(?:\w+\s+)?(?:homes?|houses?|dwellings?|huts?)\s+(?:were|was|have\s+been|had\s+been|are)\s+(?:\w+ly\s+)?"
    r"(?:destroyed|razed|burn\w+|swept|washed|demolished|flattened|gutted|torched|levell?ed)"
    r"|on\s+the\s+move\b|flee\b"
    r"|escaped\s+(?:to|from|across|into|the)\b"
    r"|(?:crossed|crossing|poured|streamed|pouring|streaming)\s+(?:the\s+border|into|over\s+into|over\s+the\s+border|across\s+the)\b"
    r"|arrived\s+[^,.;]{0,60}?\bafter\s+(?:fleeing|escaping|being\s+displaced|having\s+fled)\b",
    re.IGNORECASE,
)
# What follows the people whom a verb before their number made to leave: "forced 400 people to leave".
_AWAY = re.compile(
    rf"(?:\s+(?!to\b)[^\s,.;:]+){{0,6}}?\s+to\s+(?:be\s+)?(?:{_LEAVE}|evacuated|relocated|moved)\b"
    r"|(?:\s+[^\s,.;:]+){0,2}?\s+(?:from\s+(?:their|the)\b|out\s+of\b|across\s+the\s+border\b|over\s+the\s+border\b"
    r"|into\s+(?:camps?|exile|shelters?|temporary|displacement|the\s+(?:bush|forest|hills|mountains))\b)",
    re.IGNORECASE,
)
_HOMELESS = re.compile(
    r"[^,.;:]{0,50}?\b(?:homeless|displaced|without\s+(?:an?\s+|any\s+)?(?:homes?|shelters?|roofs?|housing|accommodation))\b",
    re.IGNORECASE,
)
_FILL = r"(?:[\s,]+(?:an?|the|about|some|at|least|over|up|to|of|all|another|other)){0,3}\s*$"
_MOVES = re.compile(
    r"\b(?:displac(?:ed|ing|es|e)|evacuat(?:ed|ing|es)|uproot(?:ed|ing|s)|relocat(?:ed|ing|es)|resettl(?:ed|ing)"
    r"|evict(?:ed|ing|s)|shelter(?:ed|ing)|hous(?:ed|ing)|host(?:ed|ing|s)|accommodat(?:ed|ing)"
    r"|(?:displacement|evacuation|exodus|relocation|resettlement|eviction|mass\s+flight)s?\s+of"
    rf"(?:\s*,\s*according\s+to\s+[^,]{{0,40}},)?)(?:\s+(?:and|or)\s+\w+ed)?{_FILL}",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?:forc(?:ed|ing|es|e)|driv(?:en|ing|es)|drove|push(?:ed|ing)|caus(?:ed|ing)|prompt(?:ed|ing)|sen(?:t|ding)"
    rf"|le(?:d|ading)|compell(?:ed|ing)|oblig(?:ed|ing)){_FILL}",
    re.IGNORECASE,
)
_RENDERS = re.compile(rf"\b(?:left|leaving|leaves|render(?:ed|ing|s)|made|making|makes){_FILL}", re.IGNORECASE)
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|figure)s?\s+of\s+(?:[\w-]+\s+){0,4}?"
    r"(?:displaced|evacuated|homeless|uprooted|relocated|idps|evacuees|internally\s+displaced\s+(?:people|persons)"
    r"|(?:have|had)\s+(?:fled|left|crossed|escaped)|fleeing|leaving)\b"
    r"(?:\s+[\w-]+){0,9}?\s+(?:to|at|is|was|reached|reaching|be|exceeds?|exceeded|hit|passed|of|hits|had\s+reached)\s*$",
    re.IGNORECASE,
)

# What houses behind whose number it stands suffered, and verbs before their number.
_RUINED = re.compile(
    r"(?:destroyed|damaged|razed|flattened|collaps(?:ed|ing)|burn(?:t|ed)|gutted|wrecked|levelled|leveled|demolished|torched"
    r"|submerged|flooded|inundated|ruined|crushed|buried|swamped|engulfed|unroofed|bulldozed"
    r"|(?:swept|washed|carried|blown)\s+away|set\s+(?:on\s+fire|ablaze|alight)|reduced\s+to|under\s?water\b"
    r"|(?:declared|deemed|left|became|made|rendered)\s+uninhabitable|uninhabitable|lost\s+their\s+roofs)\b",
    re.IGNORECASE,
)
_RUINS = re.compile(
    r"\b(?:(?:destroy(?:ed|ing|s)|damag(?:ed|ing|es)|raz(?:ed|ing)|flatten(?:ed|ing)|gutt?(?:ed|ing|s)|wreck(?:ed|ing)"
    r"|levell?(?:ed|ing)|demolish(?:ed|ing|es)|torch(?:ed|ing)|submerg(?:ed|ing)|flood(?:ed|ing)|inundat(?:ed|ing)"
    r"|ruin(?:ed|ing)|crush(?:ed|ing)|bur(?:ied|ying)|swamp(?:ed|ing)|engulf(?:ed|ing)|bulldoz(?:ed|ing)|unroof(?:ed|ing)"
    r"|burn(?:ed|t|ing)(?:\s+down)?|(?:swept|swe+ping|wash(?:ed|ing)|carr(?:ied|ying)|bl(?:ew|own|owing))\s+away)"
    r"(?:\s+(?:and|or)\s+\w+ed)?"
    r"|(?:destruction|demolition|collapse|flooding|loss)\s+of|damage\s+to|(?:ripp|tear|tore|torn|blew|blow|damag|lift)\w*\s+"
    rf"(?:off\s+)?(?:the\s+)?roofs?\s+(?:off|of|from)){_FILL}",
    re.IGNORECASE,
)
# "The evacuation of 50 homes", "50 homes evacuated": whoever lives there has left.
_NUMBERING = re.compile(
    r"\b(?:displaced|evacuees|idps|homeless)(?:\s+(?:people|persons|families|households))?,?\s+(?:now\s+)?"
    rf"(?:number(?:s|ed|ing)?|total(?:s|led|ling)?){_FILL}",
    re.IGNORECASE,
)
_EMPTIED = re.compile(rf"\bevacuat(?:ed\b|ions?\s+of{_FILL})", re.IGNORECASE)
_TOTAL_TO = re.compile(
    r"\b(?:bring|brought|rais|tak|took|push)\w*\s+(?:[\w-]+\s+){0,3}?(?:total|number|tally|figure|count)\b(?P<of>[^.;,]{0,60}?)"
    r"\s+to\s*$",
    re.IGNORECASE,
)
_OF_FLIGHT = re.compile(r"\b(?:displaced|evacuated|homeless|uprooted|relocated|evacuees|idps|fled)\b", re.IGNORECASE)

HOUSES = frozenset("house home dwelling hut shanty shack apartment bungalow flat".split())
# Verbs that may stand between the counted and what they did: they say only that it is reported.
_PASSED = frozenset(
    "be have do report estimate believe fear say know confirm think remain need register identify record manage".split()
)
_STATES = frozenset("displaced evacuated homeless relocated uprooted evicted".split())
_BREAKS = frozenset(".;:–—")
_FARTHEST = 16


def flight_measure(tagged: Tagged, first: int, last: int, noun: int | None, *, houses_before: bool) -> Measured | None:
    """Measure, token and rule of a count whose measure the tree does not tell.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        last: Its last token.
        noun: Head of what is counted, None for a bare number.
        houses_before: A count of houses stands earlier in the sentence, for "and 350 destroyed".
    """
    counted = _sort(tagged, noun, last)
    if not counted:
        return None
    end = max(last, noun if noun is not None else last)
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    before = text[max(0, tagged.parsed.spans[first][0] - offset - 160) : tagged.parsed.spans[first][0] - offset]
    behind = text[tagged.parsed.spans[end][1] - offset :]
    if counted == "others":
        counted = "houses" if houses_before else "people"
    if counted == "houses" or (counted == "bare" and houses_before):
        if counted == "houses" and _EMPTIED.search(before):
            return "displaced", max(0, first - 1), "figure.flight_before"
        at = words_after(tagged, end, _RUINED)
        if at is not None:
            return "buildings", at, "figure.ruin_after"
        if counted == "houses" and _RUINS.search(before):
            return "buildings", max(0, first - 1), "figure.ruin_before"
        if counted == "houses":
            at = words_after(tagged, end, _EMPTIED)
            return ("displaced", at, "figure.flight_after") if at is not None else None
    between = next((k for k in range(last + 1, end) if tagged.words[k] in _STATES), None)
    if between is not None:
        return "displaced", between, "figure.flight_between"
    at = words_after(tagged, end, _LEFT_HOME)
    if at is not None:
        return "displaced", at, "figure.flight_after"
    if (
        _MOVES.search(before)
        or _NUMBER_OF.search(before)
        or _NUMBERING.search(before)
        or (_MAKES.search(before) and _AWAY.match(behind))
        or (_RENDERS.search(before) and _HOMELESS.match(behind))
    ):
        return "displaced", max(0, first - 1), "figure.flight_before"
    return None


def running_total(tagged: Tagged, first: int, measures: Sequence[tuple[str, int]]) -> Measured | None:
    """ "… fled, bringing the total to 12,900": the measure that its words or the count before it tell.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        measures: Measure and token of the counts before it in the sentence.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start = tagged.parsed.spans[first][0] - offset
    found = _TOTAL_TO.search(text[max(0, start - 120) : start])
    if found is None:
        return None
    if _OF_FLIGHT.search(found.group("of")):
        return "displaced", max(0, first - 1), "figure.total"
    words = found.group("of").split()
    if measures and (not words or words[0].lower() in {"this", "so", "since", "in", "there", "for"}):
        return measures[-1][0], max(0, first - 1), "figure.total"
    return None


def labelled(tagged: Tagged, first: int, last: int) -> tuple[str, int, int | None] | None:
    """ "Houses destroyed: 77", "Total evacuees 2,318": a line that is a label and its one number.

    Returns:
        Measure, token and the counted noun, where the line holds no word that a label of a table would not.
    """
    if len(tagged.quantities) != 1 or (first > 0 and last < len(tagged.words) - 2):
        return None
    rest = [i for i in range(len(tagged.words)) if not first <= i <= last and tagged.words[i][:1].isalnum()]
    if not 0 < len(rest) <= 8 or any(not _LABEL.fullmatch(tagged.words[i]) for i in rest):
        return None
    flight = [i for i in rest if _FLIGHT_LABEL.fullmatch(tagged.words[i])]
    ruin = [i for i in rest if _RUINED.fullmatch(tagged.words[i])]
    noun = next((i for i in rest if _COUNTED_LABEL.fullmatch(tagged.words[i])), None)
    houses = noun is not None and (tagged.lemmas[noun] in HOUSES or tagged.words[noun] == "housing")
    if flight and not ruin and not houses:
        return "displaced", flight[0], noun
    if ruin and houses and not flight:
        return "buildings", ruin[0], noun
    return None


_FLIGHT_LABEL = re.compile(
    r"displaced|evacuat(?:ed|ion|ees?)|relocated|homeless|idps?|displacement|sheltered|uprooted|evicted"
)
_COUNTED_LABEL = re.compile(
    r"people|persons?|individuals?|population|residents|inhabitants|famil(?:y|ies)|households?|hhs?|houses?|homes?|housing"
    r"|dwellings?|huts"
)
_LABEL = re.compile(
    rf"{_FLIGHT_LABEL.pattern}|{_RUINED.pattern}|{_COUNTED_LABEL.pattern}|total|number|no|nb|of|the|estimated|figure|internally"
    r"|completely|partially|partly|fully|totally|severely|newly|still|currently|and|or|in|camps?|shelters?|centers?|centres?"
)


def listed_measure(tagged: Tagged, last: int) -> tuple[str, int, int | None] | None:
    """ "25 missing, 628,000 relocated and 9 million affected": in a list each participle is the number's before it.

    Returns:
        Measure, token and the counted noun (None: a bare number), where the number or its noun stands
        straight before such a word and a pause, a preposition or the end follows.
    """
    doc, words = tagged.parsed.doc, tagged.words
    for noun_at in (None, last + 1):
        at = last + 1 if noun_at is None else last + 2
        if at >= len(doc) or words[at] not in _listed():
            continue
        if noun_at is not None and "civilian" not in tagged.book.sort_of(tagged.lemmas[noun_at]):
            continue
        if at + 1 < len(doc) and words[at + 1] not in _CLOSE:
            continue
        if at + 2 < len(doc) and words[at + 1] in {"and", "&", "or"} and words[at + 2] in _listed():
            continue  # "48 killed and injured" are the two together
        if words[at + 1 : at + 3] == ["at", "least"]:
            continue  # "killed 12 people, wounded at least 40": the verb of the next count
        if not any(i != at and words[i] in _listed() for i in range(len(doc))):
            continue  # alone it is no list: the tree reads it
        return _listed()[words[at]], at, noun_at
    return None


@functools.cache
def _listed() -> dict[str, str]:
    return {
        "displaced": "displaced", "evacuated": "displaced", "relocated": "displaced", "homeless": "displaced",
        "missing": "missing", "dead": "killed", "killed": "killed", "injured": "wounded", "wounded": "wounded",
    }  # fmt: skip


_CLOSE = frozenset([",", ".", ";", "and", "in", "across", "at", "after", "by", "since", "as", "&", "while"])


def _sort(tagged: Tagged, noun: int | None, last: int) -> str:
    """people, houses or bare; "" for what neither flees nor burns."""
    doc = tagged.parsed.doc
    if noun is not None and tagged.words[noun] in {"which", "whom", "them", "these", "those"}:
        return "bare"  # "of whom 43,000 are in camps", "85,000 of them"
    if noun is None:
        before = doc[last - 1] if last else None
        if (
            before is not None
            and before.pos_ == "PROPN"
            and tagged.words[last].isdigit()
            and len(tagged.words[last]) < 4
        ):
            return ""  # "Mobile Group 100": the number is a name's
        follows = doc[last + 1] if last + 1 < len(doc) else None
        if follows is not None and follows.pos_ in {"NOUN", "PROPN"} and tagged.words[last + 1] not in {"displaced"}:
            return ""
        return "" if tagged.words[last] in {"both", "one", "all"} else "bare"
    lemma = tagged.lemmas[noun]
    if lemma in HOUSES:
        return "houses"
    if lemma == "other":
        return "others"
    sorts = tagged.book.sort_of(lemma)
    if "armed" in sorts or lemma in NOT_PERSONS or lemma in {"passenger", "tourist"}:
        return ""
    if "civilian" in sorts:
        return "people"
    named = doc[noun].pos_ == "PROPN" and noun == last + 1 and tagged.words[noun].endswith("s")
    return "people" if named or noun in tagged.number_tokens else ""


def words_after(tagged: Tagged, end: int, wanted: re.Pattern[str]) -> int | None:
    """Token where the wanted words begin behind the counted, None where another verb or count comes first."""
    doc, spans = tagged.parsed.doc, tagged.parsed.spans
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    i, depth = end + 1, 0
    while i < min(len(doc), end + 1 + _FARTHEST):
        word = tagged.words[i]
        if word in {"(", ")"}:
            depth += 1 if word == "(" else -1
            i += 1
            continue
        if depth > 0:
            i += 1
            continue
        if depth < 0 or word in _BREAKS:
            return None
        found = wanted.match(text, spans[i][0] - offset)
        if found is not None:
            return None if _takes_object(tagged, found.end() + offset) else i
        if word == ",":
            after = tagged.words[i + 1] if i + 1 < len(doc) else ""
            if after not in {"mostly", "most", "mainly", "including", "many", "some", "largely", "among"}:
                return None
            close = next((k for k in range(i + 2, min(len(doc), i + 12)) if tagged.words[k] == ","), None)
            if close is None:
                return None
            i = close + 1
            continue
        if _stops(tagged, i, end):
            return None
        i += 1
    return None


def _takes_object(tagged: Tagged, end: int) -> bool:
    """Whether whom it befell follows: "two columns displaced 1,140 households" moved the households."""
    doc = tagged.parsed.doc
    i = next((k for k, (start, _) in enumerate(tagged.parsed.spans) if start >= end), len(doc))
    for k in range(i, min(len(doc), i + 3)):
        if k in tagged.number_tokens and k not in tagged.time_tokens:
            return True
        if "civilian" in tagged.book.sort_of(tagged.lemmas[k]):
            return True
        if doc[k].pos_ not in {"DET", "ADJ", "ADV"} or k in tagged.time_tokens:
            return False
    return False


def _stops(tagged: Tagged, i: int, end: int) -> bool:
    """Whether the words behind the counted have come to another count or another verb."""
    token = tagged.parsed.doc[i]
    word, lemma = tagged.words[i], tagged.lemmas[i]
    if i in tagged.number_tokens and i not in tagged.time_tokens and _is_crowd(tagged, i):
        return True
    if word in {
        "not",
        "n't",
        "never",
        "no",
        "unable",
        "as",
        "while",
        "but",
        "because",
        "if",
        "unless",
        "whose",
        "where",
        "when",
    }:
        return True
    if word in {"and", "or"}:
        return i == end + 1 or tagged.parsed.doc[i + 1 : i + 2].text.lower() in {"the", "a", "an"}
    if token.pos_ == "AUX" or lemma in _PASSED:
        return False
    return token.tag_ in {"VBD", "VBP", "VBZ", "VB", "VBN"} and token.pos_ == "VERB" and token.dep_ != "acl"


def _is_crowd(tagged: Tagged, i: int) -> bool:
    """Whether a number counts people or houses, or stands bare; "12 districts" does not compete."""
    doc = tagged.parsed.doc
    for k in range(i + 1, min(len(doc), i + 4)):
        if doc[k].pos_ in {"NOUN", "PROPN"} and k not in tagged.number_tokens:
            sorts = tagged.book.sort_of(tagged.lemmas[k])
            return "civilian" in sorts or tagged.lemmas[k] in HOUSES
        if doc[k].pos_ in {"PUNCT", "VERB", "ADP", "CCONJ"}:
            return True
    return True
