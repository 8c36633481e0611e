"""Where the commas stood in a sentence that has lost them: who says it at its end, and pauses inside.

Without its comma a closing "the ministry said" is read as part of what happened, and the claim as the
outlet's own. So the last words of a sentence are taken for its source where they can be nothing else: a
verb of saying, before it a party known by name, a pronoun, or a noun for people or papers that speak,
and before that the end of a clause.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.reference.codebook import load_codebook
from rashomon.reference.roster import load_roster
from rashomon.reference.roster_scan import Hit

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_SAYS = (
    r"(?:(?:has|have|had)\s+)?(?:said|says|say|reported|reports|announced|confirmed|claimed|added|stated|"
    r"told\s+(?P<told>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})(?:\s(?:news\sagency|reporters?|correspondent|television|TV))?)"
)
_WHEN = (
    rf"(?:\s+(?:late\s+|earlier\s+)?(?:on\s+)?{_DAY}{_PART}|\s+on\s+\d{{1,2}}\s[A-Z][a-z]{{2,8}}"
    r"|\s+in\s+(?:an?|its|his|her|their)\s+(?:[\w-]+\s){0,2}(?:statement|report|bulletin|briefing|tweet|interview)"
    r"(?:\s(?:posted|published|released|issued)\s[\w ]{2,40})?"
    r"|\s+by\s+(?:tele)?phone|\s+(?:yesterday|today|earlier)){0,3}"
)
_CLOSING = re.compile(rf"\s(?P<cue>{_SAYS}){_WHEN}(?P<stop>\s*[.;]?)$")
# "… the agency said adding that": the clause that follows still belongs to the speaker.
_ASIDE = re.compile(
    rf"\s(?P<cue>{_SAYS}){_WHEN}(?=\s(?:adding|updating|citing|quoting|noting|describing|referring|stressing|calling)\b)"
)
# "… in the raids said the source adding that": the speaker stands behind the verb.
_INVERTED = re.compile(
    r"(?P<gap>\s)(?:said|says|added)\s(?P<who>(?:the|a|an)\s(?:[\w’-]+\s){0,4}?[\w’-]+)"
    r"(?P<after>(?=\s(?:adding|citing|noting|which|who|in|on)\b)|(?=\.?$))"
)
# A list of harms: "3 Killed 5 Injured in".
_NUMBER = r"(?:\d+|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Dd]ozens|[Ss]cores)"
_HARM = r"(?:[Kk]illed|[Ww]ounded|[Ii]njured|[Dd]ead|[Hh]urt|[Mm]issing|[Mm]artyred|[Aa]rrested)"
_HARMS = re.compile(rf"\b{_HARM}(?P<gap>\s){_NUMBER}\s(?:[\w-]+\s){{0,2}}?{_HARM}\b")
# "claimed the lives of 40 people injured 60 others": one harm ends, another begins.
_NEXT_HARM = re.compile(
    r"\b(?:people|persons|civilians|citizens|others|soldiers|militants|terrorists|rebels|fighters|men|women|children"
    r"|girls|boys|residents|policemen|villagers|students|workers|troops|members)(?P<gap>\s)"
    rf"(?:{_NUMBER}\s(?:others?\s|more\s)?{_HARM}\b|(?:injur|wound|kill|displac|abduct)(?:ed|ing)\s"
    rf"(?:{_NUMBER}|more than|over|about|at least|nearly|some|several|hundreds|thousands|another)\b)"
)
# "In Kassala province the army said", "In Kassala city army units fired": where ends, who begins.
_OPENING = re.compile(
    r"(?:In|At|Near|Outside|Around|Elsewhere in|Also in|North of|South of|East of|West of)\s(?:the\s)?"
    r"(?:(?:[a-z]+\s){0,3}of\s)?(?:[A-Z][\w’-]+\s?)+(?:\s(?:province|city|town|village|district|region|countryside))?"
    r"(?P<gap>\s)(?=(?:the|a|an|his|her|their|its|several|some|many)\s|(?:army|rebels?|militants|police|government|troops|"
    r"soldiers|gunmen|fighters|residents|activists|forces|terrorists)\s)"
)
_DETERMINER = re.compile(
    r"(?:^|(?<=\s))(?:the|a|an|another|one|some|several|local|state|official|media|military|medical|security|opposition|"
    r"rebel|activist|government|police|health|aid|rescue|hospital|tribal|village|army|intelligence|diplomatic|rights)\s"
)
_PERSON = re.compile(
    r"(?<=[a-z\d\"”)]\s)(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Lt|Capt)\.?\s)?"
    r"[A-Z][a-z][\w-]*(?:\s(?:(?:al|el|bin|ibn|abu|van|von|de|da|del)[ -])?[A-Z][\w-]*){1,3}$"
)
# "According to the X": where the speaker's words end, if lists or lexicon know them.
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the |a |an )?(?P<who>(?:[\w’.-]+ ){0,4}?[\w’.-]+)(?P<gap>\s)(?=[\w\"“])")
_GOES_ON = frozenset("of in at from for with on and who which that by to as when while".split())
# "On Monday the …", "In September 2015 the …": a day that opens a sentence.
_WHEN_FIRST = re.compile(
    rf"(?:On|In|Since|By|Late on|Early on|Last|Earlier)\s(?:{_DAY}{_PART}|{_MONTH}\.?(?:\s\d{{1,2}})?(?:\s\d{{4}})?"
    rf"|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|week|month|year|\d{{4}})(?P<gap>\s)"
    r"(?!(?:and|or|to|until|through|of|in|at|morning|night|evening|\d)\b)"
)
# A speaker without an article: "residents said", "police said".
_BARE = re.compile(r"(?:^|(?<=\s))(?P<who>[a-z]+)$")
# What stands before a speaker is the end of a clause, never one of these.
_OPEN = frozenset(
    """a about across after against all an and any around as at because before behind between but by during each every
    for from had has have he if in inside into is it its like my near nor not of on or our outside over said she since
    so some than that the their there these they this those through to toward towards under until was we were what when
    where which while who whom whose why with within according whether no another""".split()
)
# No clause stands inside the words for a speaker.
_BREAKS = frozenset(
    """and as at because but by during if from in into near on or said since that to was were what when where which
    while who whose with is are has have had""".split()
)
_SPEAKING = frozenset({"official", "source", "armed", "civilian"})
_LONGEST = 9
# Behind a speaker's noun these lead to where or for whom it speaks.
TIES = frozenset({"of", "at", "for", "in", "from", "with"})


class Closing(NamedTuple):
    """Where a closing attribution stands in a sentence.

    Attributes:
        start: Where the words of the speaker begin, an article included.
        end: Where they end.
        cue: The verb as printed.
        told: The agency or outlet that it was told to, "" if none.
        stop: Where the attribution ends: before a full stop.
    """

    start: int
    end: int
    cue: str
    told: str
    stop: int


def closing(text: str, names: Sequence[Hit]) -> Closing | None:
    """The attribution that closes a sentence without a comma, None where there is none for sure."""
    match = _CLOSING.search(text)
    if match is None:
        return None
    start = _speaker(text[: match.start()], names)
    if start is None or start < 25:
        return None
    return Closing(start, match.start(), " ".join(match["cue"].split()), match["told"] or "", match.start("stop"))


def pauses(text: str, names: Sequence[Hit]) -> tuple[int, ...]:
    """Where commas are to be read: between two parties, about a speaker in mid-sentence, before "said the …"."""
    found = set(_between(text, names))
    aside = _ASIDE.search(text)
    if aside is not None and (start := _speaker(text[: aside.start()], names)) is not None and start:
        found |= {start - 1, aside.end()}
    for match in _INVERTED.finditer(text):
        if _speaks(match["who"].split()[-1]) and _speaker(text[: match.start()], names) is None:
            found |= {match.start("gap"), match.end("who")}
    found.update(m.start("gap") for pattern in (_HARMS, _NEXT_HARM) for m in pattern.finditer(text))
    for opening in (_OPENING.match(text), _WHEN_FIRST.match(text)):
        if opening is not None:
            found.add(opening.start("gap"))
    found |= _after_according(text, names)
    return tuple(sorted(place for place in found if place < len(text) and text[place].isspace()))


def _after_according(text: str, names: Sequence[Hit]) -> set[int]:
    """Behind the source of "according to", so that its last word takes nothing that follows."""
    found: set[int] = set()
    for match in _ACCORDING.finditer(text):
        hit = next((h for h in names if h.start == match.start("who")), None)
        end = hit.end if hit is not None else _first_speaking(match["who"], match.start("who"))
        if end is None:
            continue
        after = re.match(r"\s([\w’-]+)", text[end:])
        if after is not None and after[1].lower() not in _GOES_ON and not _speaks(after[1]):
            found.add(end)
    return found


def _first_speaking(words: str, start: int) -> int | None:
    """Where the first noun that speaks ends, in words that begin at a place."""
    match = next((m for m in re.finditer(r"[\w’.-]+", words) if _speaks(m.group())), None)
    return start + match.end() if match is not None else None


def _between(text: str, names: Sequence[Hit]) -> list[int]:
    """The gap between two parties that stand side by side: a list without its commas."""
    return [
        one.end
        for one, other in itertools.pairwise(names)
        if text[one.end : other.start] == " " and _is_party(one, text) and _is_party(other, text)
    ]


def _is_party(hit: Hit, text: str) -> bool:
    """Whether a name stands for itself: not "UN" or "US", which narrow what follows."""
    entry = load_roster().get(hit.actor_id)
    return entry is not None and not text[hit.start : hit.end].replace(".", "").isupper()


def _speaker(left: str, names: Sequence[Hit]) -> int | None:
    """Where the words for a speaker begin that end a stretch; None where they may be no one's, or someone's object."""
    end = len(left)
    begins = (_pronoun(left), _named(left, end, names), _noun_phrase(left), _bare(left), _person(left))
    for start in begins:
        if start is None:
            continue
        before = re.search(r"([\w-]+|[\"”)])\s*$", left[:start])
        if before is None:
            continue
        if before[1] == "and":  # "the monitor and a witness said"
            first = _speaker(left[: before.start()].rstrip(), names)
            if first is not None:
                return first
        elif before[1] not in _OPEN:
            return start
    return None


def _pronoun(left: str) -> int | None:
    match = re.search(r"\b(?:he|she|it|they)$", left)
    return match.start() if match else None


def _named(left: str, end: int, names: Sequence[Hit]) -> int | None:
    """A party on our lists that ends there, its article included."""
    hit = next((h for h in names if h.end == end), None)
    if hit is None:
        return None
    article = re.search(r"\b(?:the|The)\s$", left[: hit.start])
    return article.start() if article else hit.start


def _noun_phrase(left: str) -> int | None:
    """ "A monitoring group", "local media", "a source at the clinic": a noun that speaks, from its article on."""
    near = len(left) - len(" ".join(left.split()[-_LONGEST:]))
    for match in reversed(list(_DETERMINER.finditer(left, max(0, near)))):
        before = left[: match.start()].split()[-1:]
        if before and before[0].lower() in {"the", "a", "an", "of", "at", "for", "in", "from"}:
            continue  # the words for the speaker begin farther to the left
        if before and "-" in before[0] and not match.group().startswith(("the ", "a ", "an ")):
            continue  # "the Geneva-based rights group"
        if _is_speaker(left[match.start() :].split()):
            return match.start()
    return None


def _is_speaker(words: list[str]) -> bool:
    """Whether words are one noun phrase whose head speaks, with at most one tie behind it: "an official in Goma"."""
    tie = next((i for i, word in enumerate(words) if word.lower() in TIES), len(words))
    head, rest = words[:tie], words[tie + 1 :]
    return bool(head) and _speaks(head[-1]) and not _BREAKS & {w.lower() for w in (*head, *rest)}


def _bare(left: str) -> int | None:
    match = _BARE.search(left)
    if match is None or not _speaks(match["who"]):
        return None
    return match.start("who") if match["who"].endswith("s") or match["who"] in {"police", "media"} else None


def _speaks(word: str) -> bool:
    book, low = load_codebook(), word.lower()
    single = low[:-1] if low.endswith("s") and low not in book.sorts else low
    return bool(book.sort_of(single) & _SPEAKING)


def _person(left: str) -> int | None:
    match = _PERSON.search(left)
    return match.start() if match else None
