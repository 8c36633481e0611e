"""Words as the parser knows them: offices and hyphened nouns as one, rare forms by others, lost marks put back."""

from __future__ import annotations

import re

from rashomon.extract.syntax.pauses import pauses
from rashomon.model.draft import OWNS
from rashomon.reference.roster_scan import Hit

PAREN = re.compile(r"\s*\(([A-Z][\w’'.\- ]{0,40})\)")
LOWER_INSIDE = re.compile(r"\s(of|and|the|for|in|al|de|la|del)\s")
# "31 fighters, 12 more than were first made public, were killed": between subject and verb.
COMPARED = re.compile(
    r",\s+(?:(?:at\s+least|some|about|nearly)\s+)?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+(?:more|fewer|less)\s+than\s[^,;:]{2,70},"
    r"(?=\s+(?:were|was|have|had|has|died|perished)\b)"
)
IN_ALL = re.compile(r"In (?:all|total),?\s+(?=(?:(?:more|fewer|less)\s+than\s+|at\s+least\s+|some\s+|about\s+)?\d)")
# "All but a sliver of the city" is most of it.
ALL_BUT = re.compile(r"\b[Aa]ll(?P<but>\s+but\s+(?:an?|one|two|three|some)\s+(?:[\w-]+\s+)?[\w-]+)(?=\s+of\b)")
# "In the hamlet of X 13 civilians were killed": without a pause the parser makes one name of place and people.
_OPENING = re.compile(
    r"(?:(?:By|After|During|Since|For|From|According\s+to)\s+(?:the|his|her|its|their|an?)\s+[a-z]+(?:['’]s)?"
    r"(?:\s+[a-z]+){0,4}(?=\s+\d[\d,.]*\s+[a-z]+)"
    r"|(?:In|At|Near|Outside|Around)\s+(?:(?:the\s+|nearby\s+|neighbou?ring\s+)?[a-z]+\s+of\s+)?"
    r"(?:[A-Z][\w'’-]+)(?:\s(?:[A-Z][\w'’-]+|de|del|da|do|la|al|el|alone))*"
    r"(?=\s+(?:at\s+least\s+|some\s+|about\s+|around\s+|more\s+than\s+|over\s+|nearly\s+|almost\s+)?"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands)\s+(?:of\s+)?[a-z])))"
)
# "ECOMOG now in control of the town": bulletins and headlines leave the verb out, and the parser finds no clause.
_VERBLESS = re.compile(
    r"(?:^|[:–—-]\s|\b[Tt]he\s)(?:[Tt]he\s)?(?:(?:[A-Z][\w’'-]*|army|rebels?|government|forces|troops|militia|and|of|fighters)\s){1,6}?"
    r"(?=(?:(?:now|again|still|fully|firmly|reportedly|largely|back)\s)?in\s(?:\w+\s){0,2}?(?:control|command|charge|possession)\sof\b)"
)
# Hyphened offices come apart in the tokenizer ("vice", "-", "president") and the tree with them.
OFFICE = re.compile(
    r"\b(?:(?:vice|deputy|co|ex|under|sub)-(?P<last>presidents?|premiers?|ministers?|chancellors?|chairm[ae]n|governors?|"
    r"marshals?|admirals?|consuls?|commanders?|secretar(?:y|ies)|leaders?|founders?|soldiers?|rebels?|fighters?|generals?)|"
    r"(?P<first>presidents?|secretar(?:y|ies)|governors?|attorneys?|inspectors?|directors?|consuls?|premiers?)-"
    r"(?:general|elect|designate))\b",
    re.IGNORECASE,
)
# Happenings whose name has a hyphen before a particle: one noun, as it is printed.
HYPHENED = re.compile(
    r"\b(?:(?:sit-in|walk-out|pull-out|stay-away|crack-down|clamp-down|call-up|go-ahead)s?"
    r"|re-(?:establish|tak|took|captur|occup|gain|enter|open|impos|conquer|claim|assert)\w*)\b"
)
# Past forms that the tagger takes for nouns, and one of a verb in the same place that it knows.
_STAND_IN = {
    "retook": "seized", "retakes": "seizes", "overruns": "seizes", "overrun": "captured", "hurt": "injured",
    "stray": "random", "re-established": "restored", "re-took": "seized",
}  # fmt: skip
# What the parser sees for endings whose apostrophe was lost.
LOST = {OWNS: "'s", "nt": "n't"}


def stand_in(word: str) -> str:
    """The word that the parser sees: another in the same place where it does not know the printed one."""
    return _STAND_IN.get(word, word)


def core(name: str, first: str) -> str:
    """The word of a name joined into one token that the parser sees: an office's noun, else its last in capitals."""
    office = OFFICE.fullmatch(name)
    if office is not None:
        return office["last"] or office["first"]
    if HYPHENED.fullmatch(name):
        return name
    capitals = [w for w in name.split() if w[:1].isupper()]
    return capitals[-1].strip("(),.'’") if capitals else first


def _pause(text: str, done: int) -> tuple[int, str]:
    """Where a word goes in that the parser needs and the text leaves out, and which; -1 for nowhere."""
    opening = _OPENING.match(text, done)
    if opening is not None:
        return opening.end(), ","
    bare = _VERBLESS.match(text, done) or _VERBLESS.search(text, done)
    return (bare.end() - 1, "is") if bare is not None else (-1, ",")


def left_out(text: str, done: int, names: tuple[Hit, ...], *, stripped: bool) -> list[tuple[int, str]]:
    """Marks and words that the parser needs and the text lacks, each with its place, in order."""
    found = dict.fromkeys(pauses(text, names), ",") if stripped else {}
    at, added = _pause(text, done)
    if at >= 0:
        found[at] = added
    return sorted(found.items())
