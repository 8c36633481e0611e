"""Counts of people killed, hurt, held or gone, by the order of the words alone.

The tree tells who suffered a verb that the codebook knows. Tolls come in many more ways: "sustained injuries",
"unaccounted for", "deaths had reached 212", "buried 35 people", "brings to 61 the number of journalists killed".
So a count of persons that the tree gives no measure is read here from the words straight beside it: to the right
as far as no other verb or count comes first, to the left only where the words end at the number. Ambiguous forms
("killed", which may also do the killing) count only where no one follows whom it was done to.
Source of the words: the casualty terms of Every Casualty's standards, and the ways that wires put them.
"""

from __future__ import annotations

import re

from rashomon.extract.acts.measures import NOT_PERSONS
from rashomon.extract.counts.flight import words_after
from rashomon.extract.syntax.tagging import Tagged

Measured = tuple[str, int, str]

_CLOSE = (
    r"(?=\s*(?:$|[.,;:)–—-]|(?:in|at|by|on|when|after|and|or|since|during|as|while|so|near|with|for|from|this|last|over"
    r"|there|overnight|today|yesterday|across|around|inside|outside|among|between|within|alone|where|according|including"
    r"|also|but|before|under|to|who|that|because)\b))"
)
AFTER = re.compile(
    r"(?P<killed>dead\b|died\b|dying\b|perished\b|drowned\b|slain\b|deceased\b|fatalities\b|fatally\s+\w+"
    rf"|(?:massacred|murdered|executed|slaughtered|beheaded|butchered|eliminated|neutrali[sz]ed|liquidated|annihilated|martyred"
    rf"|assassinated|exterminated|lynched|killed)\b{_CLOSE}"
    r"|(?:embrac|attain|achiev|receiv)\w+\s+martyrdom\b|(?:met|meeting)\s+(?:their|his|her)\s+(?:deaths?|ends?)\b"
    r"|(?:lost|losing|lose|lay(?:ing)?\s+down|gave)\s+(?:their|his|her)\s+li(?:ves|fe)\b|gunned\s+down\b"
    r"|shot\s+dead\b|succumbed\b|(?:burn(?:t|ed)|hacked|beaten|stabbed|crushed|tortured|starved|put)\s+to\s+death\b"
    r"|put\s+to\s+the\s+sword\b|bit(?:ten)?\s+the\s+dust\b|did\s+not\s+survive\b"
    r"|(?:were|was|are)\s+among\s+(?:the\s+|those\s+)?(?:\w+\s+)?(?:dead|killed|slain|fatalities)\b)"
    rf"|(?P<wounded>(?:wounded|injured|maimed|hurt)\b{_CLOSE}"
    r"|(?:suffer(?:ed|ing)|sustain(?:ed|ing)|receiv(?:ed|ing)|with)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:injur(?:y|ies)|wounds?|burns)\b|hospitali[sz]ed\b"
    r"|(?:c[ao]me|coming)\s+to\s+harm\b"
    r"|(?:taken|rushed|brought|flown|sent|ferried|admitted|carried|transferred)\s+to\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:hospitals?|clinics?|(?:medical|health)\s+(?:institutions?|cent(?:re|er)s?|facilit(?:y|ies)))\b"
    r"|(?:\w+\s+)?treated\s+(?:[\w']+\s+){0,3}?for\s+(?:[\w-]+\s+){0,3}?(?:injuries|wounds|burns)\b"
    r"|(?:were|was|are)\s+among\s+(?:the\s+|those\s+)?(?:wounded|injured)\b)"
    r"|(?P<missing>missing\b|unaccounted\s+for\b|disappeared\b|vanished\b"
    r"|(?:not|never)\s+(?:been\s+)?(?:seen|heard\s+of|heard\s+from)(?:\s+(?:or|nor)\s+\w+\s+of)?\s+(?:since|again)\b)"
    rf"|(?P<abducted>(?:kidnapped|abducted)\b{_CLOSE}|(?:taken|held|seized\s+as)\s+hostage|captive\b|carried\s+off\b)"
    rf"|(?P<captured>(?:taken|held|made)\s+(?:prisoners?|captives?)\b|captured\b{_CLOSE}"
    rf"|(?:gave|given|giving)\s+themselves\s+up\b|laid\s+down\s+their\s+(?:arms|weapons)|surrendered\b{_CLOSE})"
    rf"|(?P<detained>(?:arrested|detained|imprisoned|jailed)\b{_CLOSE}"
    r"|(?:were|was|are|is|been|being)\s+(?:\w+ly\s+)?held\s+(?:without|in|for|by|at|under)\b"
    r"|(?:sit|sits|sat|sitting|languish\w*|linger\w*)\s+in\s+(?:the\s+)?(?:\w+\s+)?(?:prisons?|jails?|gaols?|cells?|dungeons?)\b"
    r"|(?:still\s+)?(?:in|into)\s+(?:custody|detention)\b|behind\s+bars\b|rounded\s+up\b)"
    r"|(?P<returned>(?:gone|went|going|come|came|moved)\s+(?:back\s+)?home\b|(?:gone|went|moved|come|came)\s+back\b"
    r"|returned\b)",
    re.IGNORECASE,
)
_FILL = (
    r"[\s,“\"]*(?:[\s,]+(?:an?|the|about|some|at|least|over|up|to|of|all|another|other|around|nearly|almost|more|than))"
    r"{0,3}\s*$"
)
_DEATHS = r"(?:deaths|fatalities|dead|killings|people\s+killed|those\s+killed|victims\s+killed)"
_HURT = r"(?:wounded|injured|injuries|people\s+(?:wounded|injured|hurt)|those\s+(?:wounded|injured))"
_LEVEL = (
    r"(?:(?:had|has|have)\s+)?(?:now\s+)?(?:rose|risen|rise|rises|rising|climb\w*|grew|grown|reach\w*|pass\w*|top(?:s|ped)|exceed\w*|hit|stand|stands"
    r"|stood|number(?:s|ed)?|total(?:s|led|ed)?|was|were|is|are|included?|jumped|went\s+up|gone\s+up|fell|dropped|came|comes)"
)
_THOSE = r"(?:those|people|persons|civilians|soldiers|villagers|children|the)\s+(?:(?:still|now)\s+)?"
_TO_LEVEL = rf"(?:\s[^.;:\d]{{1,60}}?)?\s{_LEVEL}(?:\s+(?:to|at|past))?"
_BEFORE = re.compile(
    r"\b(?:(?P<killed>killing|slaying|(?:bodies|corpses|remains|lives|deaths?|killings?|murders?|massacre|slaughter|funerals?|loss|annihilation"
    r"|elimination|liquidation|martyrdom)\s+(?:of|for)|(?:mourns?|mourning|mourned|bows?\s+before)"
    r"|bur(?:y|ies|ied|ying)|graves?\s+for|estimates?\s+of\s+the\s+dead\s+(?:range|vary|run)\w*\s+(?:from|between)"
    rf"|{_DEATHS}(?:\s+(?:in|at|from|of|among|since|there)\s+[^,.;]{{1,50}}?)?,?\s+{_LEVEL}(?:\s+from\s+[\d,]+)?(?:\s+(?:to|at|past))?"
    rf"|(?:put|puts|putting|set|estimat\w+|placed?|reckon\w*)\s+(?:[^.;:\d]{{0,40}}\s)?{_DEATHS}(?:\s[^.;:\d]{{1,40}}?)?\s+at"
    r"|(?:number|toll|count|total|tally)\s+of\s+[^.;:\d]{1,60}?\b(?:died|killed|dead|perished|slain|murdered|lost\s+their\s+lives)\b"
    r"[^.;:]{0,120}?\s(?:ro?se|risen|climb\w*|gr[eo]wn?|reach\w*|pass(?:es|ed)|top(?:s|ped)|exceed\w*|hit|stands?|stood|totall?\w*|came|come|amount\w*)"
    r"(?:\s+(?:to|at|past))?"
    r"|(?:number|toll|count)\s+of\s+(?:the\s+)?(?:fatalities|deaths|dead|killed|victims)\b[^.;()]{0,80}\("
    r"|lists?\s+of\s+the\s+(?:dead|killed)(?:\s+(?:of|in|from|at)\s+[^,.;]{1,40}?)?\s+(?:now\s+)?"
    r"(?:has|have|had|holds|held|bears|carries|contains|contained|includes|runs\s+to|reached)"
    rf"|(?:put|puts|putting|sets?|placed?|places|estimat\w+|reckon\w*|gave|gives)\s+(?:the\s+|its\s+|their\s+|those\s+|all\s+|own\s+|number\s+of\s+|civilian\s+)*"
    rf"(?:{_DEATHS}|killed|slain|martyrs|death\s+toll|toll|loss\s+of\s+life)\b[^.;:]{{0,100}}?\s(?:at|as|to\s+be)"
    r"|(?:massacre|killings?|slaughter|bloodshed)\b[^.;]{0,40}?\bvictims\b[^.;]{0,90}?\s(?:amount(?:s|ed|ing)?\s+to|number(?:s|ed)?|total(?:s|led)?|came\s+to|come\s+to)"
    r"|victims\s+of\s+(?:the|this|that)\s+(?:massacre|killings?|slaughter|bloodshed)\b[^.;]{0,60}?\s(?:amount(?:s|ed|ing)?\s+to|number(?:s|ed)?|total(?:s|led)?|came\s+to|come\s+to)"
    r"|(?:deaths|dead)\s+(?:of|in|on)\s+(?:both|all|the\s+two|either)\s+[a-z]+"
    r"|(?:bring|brought|rais|increas|lower|cut|revis|reduc|push|lift|correct|updat|climb|rose)\w*\s+(?:up\s+|down\s+|sharply\s+)?(?:from\s+[\d,]+\s+)?to)"
    r"|(?P<returned>(?:those|people|persons|villagers|residents|inhabitants|families|number)\s+(?:who\s+)?(?:have\s+|had\s+)?(?:since\s+)?"
    r"(?:returned|come\s+back|gone\s+back|come\s+home)[^.;:]{0,60}?\s(?:is|are|was|were)\s+(?:now\s+)?(?:estimated|put|thought|reckoned)\s+"
    r"(?:at|to\s+(?:be|number|total)))"
    r"|(?P<cost>cost(?:s|ing)?(?:\s+(?:[\w'’-]+)){1,5}?)"
    rf"|(?P<abducted>(?:kidnapping|abduction)s?\s+of|(?:made|make|making)\s+off\s+with|carr(?:ied|ying)\s+(?:off|away)|march(?:ed|ing)\s+(?:off|away)|{_THOSE}(?:abducted|kidnapped|taken\s+hostage|carried\s+off)\b{_TO_LEVEL})"
    rf"|(?P<captured>{_THOSE}(?:captured|taken\s+(?:prisoner|captive))\b{_TO_LEVEL})"
    rf"|(?P<detained>(?:arrests?|detention)\s+of|custody\s+of|{_THOSE}(?:held|detained|arrested|imprisoned)\b{_TO_LEVEL})"
    rf"|(?P<missing>(?:no|without)\s+(?:trace|news|word|sign)\s+of|whereabouts\s+of|{_THOSE}missing\b{_TO_LEVEL})"
    rf"|(?P<wounded>(?:injuries|wounds)\s+to|(?:wounding|injuring|hurting|maiming)|{_HURT}(?:\s+(?:in|at|from|among)\s+[^,.;]{{1,40}}?)?\s+{_LEVEL}(?:\s+(?:to|at|past))?)"
    r"|(?P<in_hands>(?:have|has|had|having|hold|holds|holding|held|keeps?|keeping|kept))"
    r"|(?P<hospital>(?:puts?|putting|sen[dt]|sending|landed|landing))"
    r"|(?P<unknown>fates?\s+of)"
    r"|(?P<treated>treat(?:ed|ing)|admitt(?:ed|ing))"
    r")"
    rf"{_FILL}",
    re.IGNORECASE,
)
# What reaches a height or is put at one: a state, whose day is not that of the dying.
_STATE = re.compile(
    r"\b(?:ro?se|risen|rises|rising|climb\w*|gr[eo]wn?|reach\w*|pass(?:es|ed)|top(?:s|ped)|exceed\w*|hit|stands?|stood|number(?:s|ed)?"
    r"|total(?:s|led|ed)?|jumped|gone\s+up|went\s+up|fell|dropped|comes?|came|puts?|putting|set|estimat\w+|placed?|places|reckon\w*|gave"
    r"|gives|amount\w*|ha[sd]|have|holds|held|bears|carries|contain\w*|runs)\b",
    re.IGNORECASE,
)
_FOR_WOUNDS = re.compile(r"[^,.;:]{0,40}?\b(?:wounded|injured|(?:injuries|wounds|burns)\b)", re.IGNORECASE)
_TOTAL_BEHIND = re.compile(
    r"\s+(?:as\s+)?(?:the\s+(?:total\s+)?(?:number|total|count|tally|figure)|that)\s+(?:of|for)\s+[^.;\d]{0,120}?\b(?P<what>killed|dead|deaths|wounded|injured"
    r"|displaced|missing|abducted|kidnapped|detained|arrested)\b",
    re.IGNORECASE,
)
_NAMED = {
    "killed": "killed", "dead": "killed", "deaths": "killed", "wounded": "wounded", "injured": "wounded",
    "displaced": "displaced", "missing": "missing", "abducted": "abducted", "kidnapped": "abducted",
    "detained": "detained", "arrested": "detained",
}  # fmt: skip
_SUFFERED = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:lower|rais|revis|cut|reduc|increas|correct|chang|bring|brought|push|put)\w*\s+(?:up\s+|down\s+)?"
    r"(?:the|its|their|his|her|an?|this|that)\s+(?:\w+\s+)?(?:(?P<toll>toll)|number|count|estimate|total|figure|tally|list)"
    r"(?P<of>[^.;:\d]{0,100}?)\s+(?:from\s+[\w,]+\s+to|from|to)\s+$",
    re.IGNORECASE,
)
# What must follow the counted, where the words before their number do not tell by themselves what befell them:
# "cost the army 84 men" (and no jobs), "put 44 people in hospital", "the fate of 19 men is unknown".
_NEEDS = {
    "treated": ("wounded", _FOR_WOUNDS),
    "cost": ("killed", re.compile(r"(?!\s+(?:of\s+)?(?:their|his|her|its)\s+(?!li(?:ves|fe)\b))")),
    "hospital": (
        "wounded",
        re.compile(
            r"\s+(?:\w+\s+)?(?:in(?:to)?|to)\s+(?:the\s+|a\s+)?(?:\w+\s+)?(?:hospitals?|clinics?)\b", re.IGNORECASE
        ),
    ),
    "in_hands": (
        "abducted",
        re.compile(r"[^.,;:\d]{0,30}?\s(?:in|within)\s+(?:their|its|his)\s+(?:power|hands|clutches|grip)\b"),
    ),
    "unknown": (
        "missing",
        re.compile(
            r"[^.;]{0,90}?\b(?:(?:un|not\s+)(?:known|clear|certain)|(?:is|are|remains?)\s+a\s+mystery)\b", re.IGNORECASE
        ),
    ),
}
# "Prisoners, 438 by the army's count, …", "the dead – 41 in all": the counted stand before their number.
_ASIDE = re.compile(
    r"\b(?:(?P<captured>prisoners|captives)|(?P<killed>the\s+dead|bodies|corpses)|(?P<wounded>(?:the\s+)?(?:wounded|injured))"
    rf"|(?P<abducted>hostages|abductees)|(?P<detained>detainees)|(?P<missing>the\s+missing))\s*(?:,|\(|[–—-]){_FILL}",
    re.IGNORECASE,
)
_BY_COUNT = re.compile(
    r"\s+(?:by\s+[^,.;]{0,40}\b(?:count|tally|reckoning|estimate|figures?|account)|in\s+(?:all|total|number)|all\s+told|altogether"
    r"|according\s+to|of\s+them)\b",
    re.IGNORECASE,
)
# "The number of prisoners taken in X as about 15,000".
_NUMBER_OF = re.compile(
    r"\b(?:number|count|total|tally)\s+of\s+(?:[^.;:\d]{0,40}?\s)?"
    r"(?:(?P<captured>prisoners|captives|captured|surrendered)|(?P<abducted>hostages|abductees|abducted|kidnapped)"
    r"|(?P<detained>detainees|arrested|detained)|(?P<wounded>wounded|injured)|(?P<missing>missing)|(?P<killed>dead|killed|slain|deaths))\b"
    rf"[^.;:]{{0,80}}?\s(?:at|as|to\s+be|is|was|now|to|past)(?:\s+being)?{_FILL}",
    re.IGNORECASE,
)
# Who is counted without a word that tells it: "nine others", "three of their own".
_BARE_NOUNS = frozenset({"other", "own", "more", "name", "mark"})


def harm_measure(tagged: Tagged, first: int, last: int, noun: int | None) -> Measured | None:
    """Measure, token and rule of a count of persons whose measure the tree does not tell.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        last: Its last token.
        noun: Head of what is counted, None for a bare number.
    """
    persons = are_persons(tagged, noun, last)
    unknown = (
        noun is not None and not tagged.book.sort_of(tagged.lemmas[noun]) and tagged.lemmas[noun] not in NOT_PERSONS
    )
    if not persons and not unknown:
        return None
    end = max(last, noun if noun is not None else last)
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start = tagged.parsed.spans[first][0] - offset
    before, behind = text[max(0, start - 160) : start], text[tagged.parsed.spans[end][1] - offset :]
    if not persons:
        # "the lives of 40 ronderos": what has lives or corpses is people, whatever they are called
        taken = _OF_LIVES.search(before)
        return ("killed", max(0, first - 1), "figure.harm_before") if taken is not None else None
    at = words_after(tagged, end, AFTER)
    if at is None and not _PARTED.search(before) and (aside := _PAST_RELATIVE.match(behind)) is not None:
        # "Three of the men whom the army names as fighters had been killed"
        begin = tagged.parsed.spans[end][1] + aside.start("told")
        at = next(
            (i for i, (a, _) in enumerate(tagged.parsed.spans) if a >= begin and AFTER.match(text, a - offset)), None
        )
    if at is not None and not _undone(tagged, at):
        found = AFTER.match(text, tagged.parsed.spans[at][0] - offset)
        return (str(found.lastgroup), _predicate(tagged, at), "figure.harm_after") if found is not None else None
    if noun is None and _revised(tagged, first, before) is None:
        given = _beside_noun(before, behind)
        if given:
            return given, max(0, first - 1), "figure.total"
    led = _BEFORE.search(before)
    if led is None:
        return _revised(tagged, first, before)
    measure = str(led.lastgroup)
    if measure in _NEEDS:
        befell, tail = _NEEDS[measure]
        lost = measure != "cost" or _fell(tagged, noun)
        return (befell, max(0, first - 1), "figure.harm_before") if lost and tail.match(behind) else None
    if re.match(
        r"(?:bring|brought|rais|increas|lower|cut|revis|reduc|push|lift|correct|updat|climb|rose)",
        led.group(),
        re.IGNORECASE,
    ):
        told = _TOTAL_BEHIND.match(behind)
        return (_NAMED[told.group("what").lower()], max(0, first - 1), "figure.total") if told is not None else None
    rule = "figure.reached" if _STATE.search(led.group()) else "figure.harm_before"
    return measure, _victims_of(tagged, first, led.group()) or max(0, first - 1), rule


def _revised(tagged: Tagged, first: int, before: str) -> Measured | None:
    """ "Revised the number of those killed in X from 34 to 33": the parser takes "34 to 33" for one number."""
    if "from" not in before and " to" not in before:
        return None
    found = _REVISED.search(before)
    if found is None:
        return None
    named = _SUFFERED.search(found.group("of"))
    measure = _NAMED[named.group().lower()] if named is not None else "killed" if found.group("toll") else ""
    begin = tagged.parsed.spans[first][0] - len(before) + found.start()
    verb = next((i for i, (start, _) in enumerate(tagged.parsed.spans) if start >= begin), first)
    return (measure, verb, "figure.reached") if measure else None


def _victims_of(tagged: Tagged, first: int, words: str) -> int | None:
    """ "Committed at X a massacre, the victims of which amount to 50": where that was, the verb over it knows."""
    if not _BLOODSHED.match(words):
        return None
    noun = next((t for t in tagged.parsed.doc[:first] if _BLOODSHED.fullmatch(t.text)), None)
    if noun is None:
        return None
    did = [i for i in range(noun.i) if tagged.lemmas[i] in {"commit", "perpetrate"}]
    return did[-1] if did else int(noun.head.i) if noun.head.pos_ == "VERB" else None


_BLOODSHED = re.compile(r"(?:massacre|killings?|slaughter|bloodshed)", re.IGNORECASE)
_OF_LIVES = re.compile(
    r"\b(?:lives|bodies|corpses|remains|deaths?|killings?|murders?)\s+of\s+(?:the\s+|some\s+|about\s+)?$", re.IGNORECASE
)
_PARTED = re.compile(r"\bof\s+(?:the|those|these)\s*$", re.IGNORECASE)
_PAST_RELATIVE = re.compile(
    r",?\s+(?:whom|who|that|which)\s[^.;:!?]{3,70}?,?\s(?P<told>(?:had|have|has|were|was)\s+(?:been\s+|already\s+|\w+ly\s+)*"
    r"(?:killed|executed|murdered|wounded|injured|arrested|detained|dead|died|abducted|kidnapped|captured))\b"
)


def _beside_noun(before: str, behind: str) -> str:
    """Measure of a bare number whose counted stand in a noun phrase before it or behind it, "" if none does."""
    if " of " in behind[:40] and (told := _TOTAL_BEHIND.match(behind)) is not None and " as " in behind[:4]:
        return _NAMED[told.group("what").lower()]
    aside = _ASIDE.search(before)
    if aside is not None and _BY_COUNT.match(behind):
        return str(aside.lastgroup)
    number_of = _NUMBER_OF.search(before) if " of " in before else None
    return str(number_of.lastgroup) if number_of is not None else ""


def _fell(tagged: Tagged, noun: int | None) -> bool:
    """Whether what something cost is fighters, men or lives: "cost the party 12 deputies" is no toll."""
    if noun is None:
        return False
    lemma = tagged.lemmas[noun]
    return lemma in {"man", "life", "dead", "comrade", "casualty"} or "armed" in tagged.book.sort_of(lemma)


def _predicate(tagged: Tagged, at: int) -> int:
    """The verb of "are feared dead", "remain missing": it tells how sure and when."""
    token = tagged.parsed.doc[at]
    head = token.head
    return int(head.i) if token.dep_ in {"oprd", "acomp", "attr"} and head.pos_ in {"VERB", "AUX"} else at


def _undone(tagged: Tagged, at: int) -> bool:
    """ "Not killed", "freed after being kidnapped": what is told is not that it befell them."""
    return any(
        tagged.words[k] in {"not", "n't", "never", "nobody", "freed", "released"} for k in range(max(0, at - 3), at)
    )


def are_persons(tagged: Tagged, noun: int | None, last: int) -> bool:
    """Whether a number may count persons, by its noun or by what follows a bare one."""
    doc = tagged.parsed.doc
    if noun is None:
        follows = doc[last + 1] if last + 1 < len(doc) else None
        if follows is not None and follows.pos_ in {"NOUN", "PROPN"} and not _tells(tagged, follows.i):
            return False
        named = last > 0 and doc[last - 1].pos_ == "PROPN" and tagged.words[last].isdigit()
        return not named and tagged.words[last] not in {"both", "one", "all"}  # "Mobile Group 100" is a name
    lemma = tagged.lemmas[noun]
    if lemma in NOT_PERSONS:
        return False
    sorts = tagged.book.sort_of(lemma)
    return bool(sorts & {"civilian", "armed", "official"}) or lemma in _BARE_NOUNS or noun in tagged.number_tokens


def _tells(tagged: Tagged, i: int) -> bool:
    """Whether a word tells of harm, whatever the tagger takes it for: "40 hurt"."""
    return tagged.lemmas[i] in tagged.book.toll_nouns or tagged.words[i] in tagged.book.toll_adjectives
