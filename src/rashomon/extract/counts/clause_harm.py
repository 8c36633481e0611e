"""Counts whose measure a word of death or harm tells farther off in their clause: the second reader.

Asked only where tree and neighbouring words told nothing. Over the tree it follows the verb whose subject the counted
are, the verbs joined to that and the infinitives below: "Two hundred were led out of the town and never seen again",
"Forty are feared to have been buried alive", "ninety needed treatment for shrapnel wounds". By the words before it
takes verbs whose object the counted are and that the codebook does not know as doing harm to persons: "picked off four
medics", "lined them up and shot eleven of them". What is denied, asked for or wished stays so: the verb found is where
the claim's stance is read.
"""

from __future__ import annotations

import re
from typing import Any

from rashomon.extract.acts.measures import NOT_PERSONS
from rashomon.extract.counts.harm import AFTER, are_persons
from rashomon.extract.syntax.tagging import Tagged

# Words without which no clause tells of harm: the cheap way out.
_GATE = re.compile(
    r"\b(?:di(?:ed|e|ead)\b|dead|death|kill|surviv|alive|shot|shoot|perish|lost|buri|burn|rest\b|hang|throat|drown|slain|slaughter"
    r"|murder|execut|behead|massacr|martyr|shahadat|wound|injur|hurt|hospital|treat|missing|vanish|disappear|seen\b|heard\b|hostage"
    r"|captiv|prison|hands\b|holding\b|trapped|besieged|stranded|encircled|cut\s+off|surrounded|pick|finish|lynch|mow|gun|bod(?:y|ies)"
    r"|corpse|graves?\b|memory|sleep|open\b)",
    re.IGNORECASE,
)
# From the verb on, its auxiliaries first.
_BEFELL = re.compile(
    r"(?:(?:had|have|has|were|was|are|is|been|being|be|to|also|then|all|later|reportedly|now|still)\s+)*(?:"
    r"(?P<killed>(?:did|do|would|could)\s+not\s+(?:survive|live)\b|(?:burn(?:t|ed)|buried|boiled)\s+alive\b|laid\s+to\s+rest\b"
    r"|(?:never\s+(?:came|come|got|emerged|left)|(?:did|could)\s+not\s+(?:come|get|leave|emerge))\b[^,.;]{0,40}?\balive\b"
    r"|(?:found|pulled\s+out|brought\s+out|recovered|washed\s+up)\s+dead\b|no\s+longer\s+alive\b|hanged\b|lynched\b|drowned\b"
    r"|(?:embrac|attain|achiev|receiv)\w+\s+(?:martyrdom|shaha+dat?)\b|sent\s+to\s+hell\b|cut\s+down\b|mown\s+down\b"
    r"|(?:went|gone|go)\s+to\s+(?:their|his|her)\s+deaths?\b|pa(?:id|ying)\s+with\s+(?:their|his|her)\s+li(?:ves|fe)\b)"
    r"|(?P<missing>(?:not|never)\s+(?:been\s+)?(?:seen|heard\s+of|heard\s+from)\b)"
    r"|(?P<wounded>(?:need|requir|receiv|seek|sought)\w*\s+(?:[\w-]+\s+){0,3}?(?:treatment|surgery|care)\s+for\s+(?:[\w-]+\s+){0,3}?(?:wounds?"
    r"|injur(?:y|ies)|burns)\b)"
    r"|(?P<held>in\s+(?:the\s+)?(?:hands|power|grip|custody)\s+of\s+(?:the\s+|its\s+|their\s+)?(?:[\w-]+\s+){0,2}?(?:gunmen|rebels?"
    r"|militants|insurgents|bandits|kidnappers|jihadists|guerrillas|militia(?:s|men)?|fighters|raiders|captors|abductors)\b"
    r"|in\s+(?:rebel|militant|insurgent|militia|bandit|jihadist|guerrilla)\s+hands\b)"
    r"|(?P<affected>(?:trapped|besieged|stranded|encircled|surrounded|cut\s+off|under\s+siege)\b)"
    r"|(?P<displaced>(?:sleeping|camping|living|camped|sitting)\s+(?:rough|(?:out\s+)?in\s+the\s+open|under\s+(?:the\s+)?trees|by\s+the\s+road\w*)))",
    re.IGNORECASE,
)
# Done to whom follows.
_DID = re.compile(
    r"\b(?:(?P<killed>pick(?:ed|ing|s)?\s+off|finish(?:ed|ing|es)?\s+off|mow(?:ed|ing|n|s)?\s+down|gunn(?:ed|ing)\s+down|cut(?:ting|s)?\s+down"
    r"|lynch(?:ed|ing|es)?|(?:cut|cutting|slit|slitting|slash(?:ed|ing))\s+the\s+throats?\s+of|(?:in\s+)?memory\s+of"
    r"|(?:took|takes|taken|taking)\s+the\s+li(?:ves|fe)\s+of|hang(?:ed|ing)|drown(?:ed|ing))"
    r"|(?P<shot>(?:shot|shooting|shoot))"
    r"|(?P<held>(?:is|are|was|were|still|been)\s+holding|(?:still|now)\s+holds?))"
    r"(?:[\s,]+(?:an?|the|about|some|at\s+least|over|up\s+to|of|all|another|other|around|nearly|almost|more|than|as\s+many\s+as)){0,3}\s*$",
    re.IGNORECASE,
)
# Who is taken out of a group in hand and shot is killed; who is shot at else may live.
_IN_HAND = re.compile(
    r"\s+of\s+(?:them|those|these|the\s+(?:prisoners|captives|hostages|men|women|passengers|detainees|inmates))\b"
)
_TAKEN_OUT = re.compile(
    r"\b(?:lined\s+up|put\s+(?:up\s+)?against|stood\s+(?:up\s+)?against|led\s+(?:out|away|off)|taken\s+(?:out|away|off)|dragged\s+\w+|blindfolded|bound"
    r"|tied\s+up|ordered\s+(?:out|off))\b[^.;]{0,80}?\band\s+(?:then\s+)?shot\b(?!\s+at)",
    re.IGNORECASE,
)
_GROUPS = frozenset({"them", "those", "these", "us", "whom"})
_FAR = 4


def clause_measure(tagged: Tagged, first: int, last: int, noun: int | None) -> tuple[str, int, str] | None:
    """Measure, token of the telling verb and rule; None where no word of the clause tells.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        last: Its last token.
        noun: Head of what is counted, None for a bare number.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    if not tagged.once("harm_words", lambda: _GATE.search(text) is not None):
        return None
    grouped = noun is not None and (tagged.words[noun] in _GROUPS or tagged.words[noun] in tagged.book.toll_adjectives)
    if not (grouped or are_persons(tagged, noun, last)) or (noun is not None and tagged.lemmas[noun] in NOT_PERSONS):
        return None
    if noun is None and first > 0 and tagged.parsed.doc[first - 1].pos_ in {"NOUN", "PROPN"}:
        return None  # "UPDATE 6", "Block 14": a number that names
    end = tagged.parsed.spans[last][1] - offset
    led = _DID.search(text[: tagged.parsed.spans[first][0] - offset][-60:])
    if led is not None:
        verb = _begin(tagged, tagged.parsed.spans[first][0] - len(led.group()))
        if led.lastgroup == "killed" or (led.lastgroup == "shot" and _IN_HAND.match(text, end)):
            return "killed", verb, "figure.clause"
        if led.lastgroup == "held" and _are_captors(tagged, verb):
            return _held(tagged, noun), verb, "figure.clause"
    for verb in _predicates(tagged, noun if noun is not None else last):
        start = min([verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"} and c.i < verb.i)])
        found = _BEFELL.match(text, tagged.parsed.spans[start][0] - offset)
        if found is not None and found.lastgroup is not None:
            measure = _held(tagged, noun) if found.lastgroup == "held" else found.lastgroup
            return measure, int(verb.i), "figure.clause"
        known = AFTER.match(text, tagged.parsed.spans[verb.i][0] - offset)
        if known is not None and not any(c.dep_ == "neg" for c in verb.children):
            return str(known.lastgroup), int(verb.i), "figure.clause"
        if _TAKEN_OUT.match(text, tagged.parsed.spans[verb.i][0] - offset):
            return "killed", int(verb.i), "figure.clause"
    return None


def _begin(tagged: Tagged, start: int) -> int:
    """The first token from there on."""
    return next((i for i, (_, end) in enumerate(tagged.parsed.spans) if end > start + 1), 0)


def _predicates(tagged: Tagged, bearer: int) -> list[Any]:
    """The verb whose subject a word is, then those joined to it and the infinitives and adjectives below."""
    at = tagged.parsed.doc[bearer]
    for _ in range(_FAR):
        if at.dep_ in {"nsubj", "nsubjpass"} or at.dep_ == "ROOT":
            break
        outward = at.dep_ in {"nummod", "conj", "appos", "quantmod", "amod", "compound"}
        if not outward and not (at.dep_ == "pobj" and at.head.text.lower() == "of"):
            return []
        at = at.head.head if at.dep_ == "pobj" else at.head
    if at.dep_ not in {"nsubj", "nsubjpass"} or at.head.pos_ not in {"VERB", "AUX"}:
        return []
    found = [at.head]
    for verb in found:
        if len(found) > _FAR:
            break
        for child in verb.children:
            below = child.dep_ in {"xcomp", "acomp", "oprd", "prep"} and child.i > verb.i
            joined = child.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
            if below or joined:
                found.append(child)
    return found


def _are_captors(tagged: Tagged, verb: int) -> bool:
    """Whether who holds people is no state's: "the bandits are holding 38 pupils"."""
    subject = next(
        (i for i in range(verb - 1, max(-1, verb - _FAR - 1), -1) if tagged.parsed.doc[i].dep_ == "nsubj"), None
    )
    return subject is not None and tagged.lemmas[subject] in _CAPTORS


def _held(tagged: Tagged, noun: int | None) -> str:
    """Soldiers in the enemy's hands are prisoners; others are taken away."""
    return "captured" if noun is not None and "armed" in tagged.book.sort_of(tagged.lemmas[noun]) else "abducted"


_CAPTORS = frozenset(
    "gunman bandit rebel militant insurgent kidnapper jihadist guerrilla militia militiaman raider captor abductor "
    "pirate extremist terrorist".split()
)
