"""Who says it by the print alone: closing attributions, asides and speakers before a colon.

"…, police said on Monday.", "…, so the mission concludes, …", "The mayor: 39 killed". Without these
words the rest of a sentence parses better; where they stood and whom they name is kept beside the tree.
"""

from __future__ import annotations

import re

import msgspec

from rashomon.extract.syntax.pauses import TIES, closing
from rashomon.extract.syntax.sentences import Sentence
from rashomon.model.draft import ActorMention
from rashomon.reference.codebook import load_codebook
from rashomon.reference.roster_scan import Hit

# "…, police said on Monday." closes a sentence; without it the rest parses better.
# An office and a name may stand side by side: "…, the mayor, John Smith, said."
# To whom it was told: an outlet by its name, or those who listen.
_TOLD = (
    r"(?:told|tells?|informed)\s+(?:[A-Z][\w ]{1,25}|us|me|this\s+\w+|our\s+\w+|(?:foreign\s+|local\s+|the\s+)?"
    r"(?:reporters|journalists|newsmen|correspondents|press|nation|public)"
    r"|an?\s+(?:news|press)\s+(?:conference|briefing)|state\s+(?:television|media|radio)|parliament)"
)
_SAID = (
    r"said|says|say|reported|reports|learnt|learned|announced|announces|confirmed|confirms|claimed|claims|added|adds|"
    r"stated|states|declared|declares|affirmed|affirms|informs|informed|insisted|insists|maintained|maintains|"
    r"acknowledged|conceded|admitted|admits|agreed|agree|recalled|recalls|recounted|recounts|testified|noted|notes|"
    r"explained|explains|estimated|estimates|asserted|asserts|alleged|alleges|concluded|concludes|revealed|reveals|"
    r"disclosed|discloses|reckoned|reckons|calculated|specified|specifies|stressed|warned|related|certified|wrote|writes"
)
# "…, he said in a message that reached the office", "…, she said over a satellite link": when, where and by what means.
_MEANS = (
    r"(?:\s+(?:late\s+|early\s+)?(?:on|in|at|by|over|via|from|to|during|through|under|before|after|for|while|when|as|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|later|here|there|aloud)\b[^,;:“”\"()]{0,90}?)?"
)
_WHO = r"(?P<who>(?:(?:the|a|an|local|state|several|some|two)\s+)?[^,;:“”\"()]{2,70}?)"
_TAIL = re.compile(
    rf"(?<=[^”\"’'])(?P<comma>,\s+){_WHO}(?:,\s+(?P<beside>[^,;:“”\"()]{{2,50}}?),)?\s+"
    rf"(?P<cue>(?:has|have|had)?\s*(?:{_TOLD}|{_SAID}))(?P<means>{_MEANS})"
    r"(?P<stop>\s*(?:,\s+(?:calling|describing|branding|terming|referring|speaking|pointing)\s[^;]{2,90}"
    r"|,\s+without\s(?:giving|elaborating)[^;,]{0,60})?[.;]?)$"
)
# "…, officials said, hours after …": what follows is the outlet's own, and the aside would break the tree.
_MIDDLE = re.compile(
    rf"(?<=[^”\"’'])(?P<comma>,\s+){_WHO}(?:,\s+(?P<beside>[^,;:“”\"()]{{2,60}}?),)?\s+"
    r"(?P<cue>(?:has|have|had)?\s*(?:said|says|reported|announced|confirmed|stated|declared|wrote|claimed|"
    + _TOLD
    + r"))"
    r"(?P<when>(?:\s+(?:late\s+|early\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+on\s+\d{1,2}\s+[A-Z][a-z]{2,8}|"
    r"\s+in\s+an?\s+statement|\s+by\s+(?:radio|(?:satellite\s+)?(?:tele)?phone)|\s+(?:yesterday|today)){0,2})"
    r"(?P<stop>(?:,\s+(?=(?:\w+\s+){0,3}?(?:hours?|days?|weeks?|months?)\s+(?:after|before)\b|after\b|before\b|as\b|while\b|when\b"
    r"|in\s+(?:the|what)\b|bringing\b|(?:adding|insisting|specifying|explaining|noting)\s+that\b|and\s+(?:\w+\s+){1,6}?(?:were|was|had|have|are|remain)\b"
    r"|(?:raising|lifting|putting|pushing|revising|taking|lowering|cutting)\s+(?:the|its|their|his|her)\b|despite\b|following\b|amid\b|with\b|even\b|just\b|up\s+from\b|down\s+from\b)"
    r"|\s+(?=on\s+the\s+strength\s+of\b|on\s+the\s+basis\s+of\b|at\s+a\s+news\b)))"
)
_CUES = re.compile(r"\s(?:said|says|told|tells|informed|reported|announced|confirmed|stated|declared|wrote|claimed)\b")
# "A priest who went about with a notebook told reporters": who speaks stands before the clause about him.
_WHO_DID = re.compile(r"(?:the|an?|two|three|several|some|one)\s(?:[\w-]+\s){0,4}?[\w-]+(?=\swho\s)", re.IGNORECASE)
_CARRIES_ON = re.compile(
    r"(?:up|down)\s+from\b|and\b|(?:add|insist|specify|explain|not|bring|rais|lift|putt|push|revis|tak|lower|cutt)ing\b"
    r"|on\s+the\s+(?:strength|basis)\b|at\s+a\s+news\b"
)
# "12:20 The governor, John Smith: 39 killed", "Army: 40 rebels dead in raid": who says it, before a colon.
_LEAD = re.compile(
    r"(?:\d{1,2}[:.]?\d{2}\s*(?:hrs|GMT|[|–—-])?\s+)?(?:[Tt]he\s+|[Aa]n?\s+)?(?P<who>[^:;,“”\"()\d]{3,70}?)"
    r"(?:,\s+(?P<beside>[^:;“”\"()\d]{3,60}?))?(?P<cue>:)\s+(?=\S)"
)
# "Communique No. 7 of the Army Command: …", "Statement by the Front: …": whose words a bulletin's label tells.
_LABEL = re.compile(
    r"(?:[A-Z][\w-]*\s+){0,2}?(?:[Cc]ommuniqu[eé]|[Ss]tatement|[Bb]ulletin|[Dd]ispatch|[Pp]roclamation|[Dd]eclaration|"
    r"[Aa]nnouncement)(?:\s+(?:(?:[Nn]o\.?|[Nn]umber)\s*)?\d+)?\s+(?:issued\s+)?(?:of|from|by)\s+(?:the\s+)?"
    r"(?P<who>[^:;,“”\"()]{3,70}?)(?P<beside>(?!))?(?P<cue>:)\s+(?=\S)"
)
# "The general staff made the following known: …", "The ministry announces: …": what stands behind is said by them.
_ANNOUNCES = re.compile(
    r"(?:[Tt]he\s+|[Aa]n?\s+)?(?P<who>[^:;,“”\"()\d]{3,60}?)(?P<beside>(?!))?\s+(?P<cue>(?:(?:has|have)\s+)?"
    r"(?:made|makes?|announces?|announced|declares?|declared|reports?|reported|states?|stated|published|issued|released|"
    r"communicated|sends?|sent|gave|gives?)\s+(?:[^:;,.“”\"()]{0,40}\s)?(?:the\s+following|as\s+follows|(?:this|following)\s+"
    r"(?:statement|communique|bulletin|account))(?:\s+[a-z]+){0,3}):\s+(?=\S)"
)
_LEAD_HEADS = frozenset(
    "governor mayor ministry minister army military navy police spokesman spokeswoman spokesperson office official "
    "officials president premier government authorities council hospital doctors medics ombudsman prosecutor "
    "prosecutors command headquarters staff commander general colonel bishop mission monitor monitors "
    "observatory resident residents witness witnesses rebels".split()
)
_TELLS_HARM = re.compile(
    r"\b(?:killed|dead|died|deaths?|wounded|injured|hurt|missing|fled|displaced|arrested|captured|seized|taken|toll|liberated|recaptured|retaken|cleared"
    r"|under\s+(?:our|full|the)|we\s+(?:have|are|hold|took))\b",
    re.IGNORECASE,
)
_HEADLINE_TAIL = re.compile(
    r"(?:\s*[:–—]\s+|,\s+(?P<cue>says?|according to)\s+)(?P<who>(?:(?:local|health|defence|interior|aid|rights)\s)?"
    r"(?:army|police|officials?|ministry|monitors?|report|residents|witnesses|government|rebels|military|medics|activists|"
    r"sources?|governor|minister|groups?|agency|[A-Z][\w.’'-]*(?:\s(?:of|the|for|[A-Z][\w.’'-]*|army|police|ministry|official)){0,4}))$"
)
# "131 civilians, so the mission concludes after many talks, were killed": who says it, between subject and verb.
_VERB_AFTER = (
    r"(?=(?:were|was|are|is|have|had|has|died|perished|fled|lost|remain(?:ed)?|amount(?:s|ed)?|number(?:s|ed)?|lay|fell|took|"
    r"came|went|left|suffered|sustained)\b)"
)
_INSET = re.compile(
    r",\s+(?:(?:so|as|thus)\s+(?P<who>[^,;:“”\"()]{2,60}?)\s+(?P<cue>(?:has|have|had)?\s*(?:said|says|say|states?|stated|concludes?|"
    r"concluded|reported|reports|puts?\s+it|announced|announces|confirmed|confirms|claimed|claims|told|maintains?|maintained|"
    r"affirmed|affirms|assures?|assured|estimates?|estimated|found|finds|recalls?|recalled|writes|wrote|explained|added))\b"
    r"[^;:“”\"()]{0,90}?"
    r"|(?:so\s+)?(?P<cue2>said|says|reported|claims?|claimed|affirmed|announced)\s+(?P<who2>[^,;:“”\"()]{2,60}?)"
    r"(?:,\s+[^,;:“”\"()]{2,50}?)?"
    # "418 rebels, if General X, the commander, is to be believed, had been killed"
    r"|(?P<cue3>if)\s+(?P<who3>[^,;:“”\"()]{2,60}?)(?:,\s+[^,;:“”\"()]{2,60}?,)?\s+(?:is|are|was|were)\s+to\s+be\s+"
    r"(?:believed|trusted|credited)),\s+" + _VERB_AFTER
)
# A person's name, with the particles that some have.
_NAMED = re.compile(
    r"[A-Z][\w.’'-]*(?:\s(?:(?:al|el|bin|ibn|van|von|der|den|de|da|dos|du|la|ter)[ -])*[A-Z][\w.’'-]*){0,5}"
)
_PRONOUNS = frozenset({"he", "she", "it", "they"})
# With one of these what stands before a colon is a clause of its own.
_SPEAKS = frozenset(
    "said says say told stated added is are was were has have had put puts gave gives reports reported announced "
    "announces writes wrote declared declares from to by".split()
)
_OWNED = re.compile(r"(?:the|an?|its|his|her|their|our)\s|(?:[\w.-]+\s){0,3}[\w.-]+(?:[’']s|s[’'])\s", re.IGNORECASE)
_CLAUSE_WORD = re.compile(r"\b(?:which|who|that|and|but|where|when|as|while|after|of\s+whom)\b", re.IGNORECASE)


class Tail(msgspec.Struct, frozen=True, kw_only=True):
    """The closing attribution of a sentence, kept out of the tree.

    Attributes:
        actor: Who says it.
        cue: The verb as printed.
        learned: The outlet or agency found it out itself ("has learnt").
        told: The agency or outlet it was told to ("told AFP"), "" if none.
        start, end: Where the tail stands in the report.
        resumes: Where the sentence goes on after an attribution in its middle; 0 where it closes the sentence.
        covers: What goes on is the speaker's too ("…, the agency said, up from 7,300").
        inset: It stands between a subject and its verb.
        also: A second speaker, where two say the same.
    """

    actor: ActorMention
    also: ActorMention | None = None
    cue: str
    learned: bool
    told: str = ""
    start: int
    end: int
    resumes: int = 0
    covers: bool = True
    inset: bool = False


def find_tail(sentence: Sentence) -> Tail | None:
    """The closing attribution ("…, police said on Monday."), None where a sentence has none.

    Only where what stands before is long enough to be a clause, and the speaker's words hold no
    clause of their own.
    """
    if sentence.role == "headline":
        credited = _headline_source(sentence)
        if credited is not None:
            return credited
    if ":" in sentence.text[:140]:
        lead = _find_lead(sentence)
        if lead is not None:
            return lead
    if ", " in sentence.text:
        inset = _find_inset(sentence)
        if inset is not None:
            return inset
    match, middle = _TAIL.search(sentence.text), False
    if match is not None and _TELLS_HARM.search(sentence.text, match.start("means")):
        match = None  # what stands behind the verb tells more than when and how it was said
    if match is None and _CUES.search(sentence.text):
        match, middle = _MIDDLE.search(sentence.text), True
    if match is None or match.start() < 25:
        return None
    before_clause = _WHO_DID.match(match.group("who"))
    who = before_clause.group() if before_clause is not None else match.group("who")
    begin = match.start("who")
    also: ActorMention | None = None
    if _CLAUSE_WORD.search(who):
        two = _two_speakers(who)
        if two is None or match.group("beside"):
            return None
        at = sentence.start + begin + len(who) - len(two[1])
        also, who = _mention(two[1], at), two[0]
    article = re.match(r"(?:the|a|an)\s+", who, re.IGNORECASE)
    if article:
        begin, who = begin + article.end(), who[article.end() :]
    who = re.sub(r"\s+(?:there|here|now|also|then|later|earlier|still|again|meanwhile|himself|herself)$", "", who)
    words = who.split()
    if len(words) > 9:
        return None
    beside = match.group("beside")
    apposition: tuple[tuple[str, int, int], ...] = ()
    if beside is not None:
        if not (_office_and_name(match.group("who"), beside) or _is_apposed(match.group("who"), beside)):
            return None
        at = sentence.start + match.start("beside")
        apposition = ((beside, at, at + len(beside)),)
    start = sentence.start + begin
    head = re.sub(r"[’']s$|\.$", "", words[-1])
    actor = ActorMention(
        start=start, end=start + len(who), text=who, head=head.lower(), proper=head[:1].isupper(),
        definite=bool(article), plural=head.endswith("s") and not head[:1].isupper(), modifiers=tuple(words[:-1]),
        pronoun=who.lower() in _PRONOUNS, apposition=apposition,
    )  # fmt: skip
    cue = " ".join(match.group("cue").split())
    return Tail(
        actor=actor,
        also=also,
        cue=cue,
        learned="learn" in cue,
        told=cue.removeprefix("told ") if cue[5:6].isupper() and cue.startswith("told ") else "",
        start=sentence.start + match.start(),
        end=sentence.start + match.start("stop"),
        resumes=sentence.start + match.end() if middle else 0,
        covers=not middle or _CARRIES_ON.match(sentence.text, match.end()) is not None,
    )


def _may_speak(who: str) -> bool:
    """Whether words name somebody who can say something: a person, an office, a body, or a name."""
    book = load_codebook()
    words = who.split()
    lower = [word.lower() for word in words]
    if words[-1][:1].isupper() or any(book.sort_of(word) & {"official", "armed", "civilian"} for word in lower):
        return True
    speak = _LEAD_HEADS.union(*book.source_kinds.values())
    return any(word in speak or word.removesuffix("s") in speak for word in lower)


def _two_speakers(who: str) -> tuple[str, str] | None:
    """ "Inhabitants and a party official": the two who say the same, None where the words are no such pair."""
    one, _, other = who.partition(" and ")
    if not other or _CLAUSE_WORD.search(one) or _CLAUSE_WORD.search(other):
        return None
    named = len(one.split()) <= 6 and len(other.split()) <= 8 and (_may_speak(one) or _may_speak(other))
    return (one, other) if named else None


def _mention(who: str, at: int) -> ActorMention:
    """Words that name a speaker, as a mention."""
    article = re.match(r"(?:the|a|an)\s+", who, re.IGNORECASE)
    if article:
        at, who = at + article.end(), who[article.end() :]
    words = who.split()
    head = re.sub(r"[’']s$|\.$", "", words[-1])
    return ActorMention(
        start=at, end=at + len(who), text=who, head=head.lower(), proper=head[:1].isupper(),
        definite=bool(article), plural=head.endswith("s") and not head[:1].isupper(), modifiers=tuple(words[:-1]),
        pronoun=who.lower() in _PRONOUNS,
    )  # fmt: skip


def _find_lead(sentence: Sentence) -> Tail | None:
    """The speaker before a colon, None where what stands there is a label or a clause."""
    label = _LABEL.match(sentence.text) or _ANNOUNCES.match(sentence.text)
    match = label or _LEAD.match(sentence.text)
    if match is None or not _TELLS_HARM.search(sentence.text, match.end()):
        return None
    who, beside = match.group("who"), match.group("beside")
    words = who.split()
    apposition: tuple[tuple[str, int, int], ...] = ()
    if _CLAUSE_WORD.search(who) or _TELLS_HARM.search(who) or len(words) > 9:
        return None
    if beside is not None:
        if not _office_and_name(f"the {who}", beside) and not _office_and_name(who, beside):
            return None
        at = sentence.start + match.start("beside")
        apposition = ((beside, at, at + len(beside)),)
    elif label is not None:
        if not _may_speak(who):
            return None
    elif not {word.lower() for word in words} & _LEAD_HEADS or any(word.lower() in _SPEAKS for word in words):
        return None
    begin = sentence.start + match.start("who")
    actor = ActorMention(
        start=begin, end=begin + len(who), text=who, head=words[-1].lower(), proper=words[-1][:1].isupper(),
        definite=True, plural=words[-1].endswith("s"), modifiers=tuple(words[:-1]), apposition=apposition,
    )  # fmt: skip
    return Tail(
        actor=actor,
        cue=":",
        learned=False,
        start=sentence.start,
        end=sentence.start + len(match.group().rstrip()),
        resumes=sentence.start + match.end(),
        inset=True,
    )


def announced_by(sentence: Sentence) -> ActorMention | None:
    """Whose announcement a sentence opens, by a bulletin's label or "the following:"; the next ones are of it, too."""
    match = _LABEL.match(sentence.text) or _ANNOUNCES.match(sentence.text)
    if match is None or not _may_speak(match["who"]):
        return None
    return _mention(match["who"], sentence.start + match.start("who"))


def _find_inset(sentence: Sentence) -> Tail | None:
    """The attribution between a subject and its verb, None where there is none or its words are no speaker."""
    match = _INSET.search(sentence.text)
    if match is None:
        return None
    group, cue = next((f"who{n}", f"cue{n}") for n in ("", "2", "3") if match.group(f"who{n}"))
    who = match.group(group)
    if _CLAUSE_WORD.search(who):
        return None
    return _aside(sentence, match, who, match.start(group), " ".join(match.group(cue).split()))


def _aside(sentence: Sentence, match: re.Match[str], who: str, begin: int, cue: str) -> Tail | None:
    """A speaker whose words stand apart from the clause, as a tail that the sentence goes on behind."""
    if not re.sub(r"(?:the|a|an)\s+", "", who, count=1, flags=re.IGNORECASE).split():
        return None
    return Tail(
        actor=_mention(who, sentence.start + begin),
        cue=cue,
        learned=False,
        start=sentence.start + match.start(),
        end=sentence.start + match.start() + len(match.group().rstrip()),
        resumes=sentence.start + match.end(),
        inset=True,
    )


def open_tail(sentence: Sentence, names: tuple[Hit, ...]) -> Tail | None:
    """The closing attribution of a sentence that has lost its commas: "… a monitoring group said Thursday"."""
    found = closing(sentence.text, names)
    if found is None:
        return None
    who = sentence.text[found.start : found.end]
    begin = sentence.start + found.start
    article = re.match(r"(?:the|a|an)\s+", who, re.IGNORECASE)
    if article:
        begin, who = begin + article.end(), who[article.end() :]
    words = who.split()
    tie = next((i for i, word in enumerate(words) if i and word.lower() in TIES), len(words))
    head = words[tie - 1]
    actor = ActorMention(
        start=begin, end=begin + len(who), text=who, head=head.lower(), proper=head[:1].isupper(),
        definite=bool(article), plural=head.endswith("s") and not head[:1].isupper(), modifiers=tuple(words[:-1]),
        pronoun=who.lower() in _PRONOUNS,
    )  # fmt: skip
    return Tail(
        actor=actor, cue=found.cue, learned=False, told=found.told, start=sentence.start + found.start,
        end=sentence.start + found.stop,
    )  # fmt: skip


def _office_and_name(one: str, other: str) -> bool:
    """ "the mayor" and "John Smith", in either order: someone by office and by name, no list of two."""
    return any(_NAMED.fullmatch(a) is not None and _is_office(b) for a, b in ((one, other), (other, one)))


def _is_apposed(one: str, other: str) -> bool:
    """ "The aid coordinator, John Smith, said": a noun with its article beside a full name is one person."""
    pairs = ((one, other), (other, one))
    return any(" " in a and _NAMED.fullmatch(a) is not None and _OWNED.match(b) is not None for a, b in pairs)


def _is_office(words: str) -> bool:
    """A phrase with a word for people under an article or an owner: "the head of the mission", "its spokesman"."""
    book = load_codebook()
    people = any(book.sort_of(word) & {"official", "armed", "civilian"} for word in words.lower().split())
    return people and _OWNED.match(words) is not None


def _headline_source(sentence: Sentence) -> Tail | None:
    """ "Rebels kill 20 soldiers: army", "40 dead in raid, says ministry": who says it, at the end of a headline."""
    match = _HEADLINE_TAIL.search(sentence.text)
    if match is None:
        return None
    who = match.group("who")
    start = sentence.start + match.start("who")
    words = who.split()
    actor = ActorMention(
        start=start,
        end=start + len(who),
        text=who,
        head=words[-1].lower(),
        proper=who[:1].isupper(),
        plural=words[-1].endswith("s"),
        modifiers=tuple(words[:-1]),
    )
    return Tail(
        actor=actor,
        cue=match.group("cue") or ":",
        learned=False,
        start=sentence.start + match.start(),
        end=sentence.end,
    )
