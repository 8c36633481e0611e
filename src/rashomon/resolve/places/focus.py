"""Places that a report tells once and means again: "the wounded were taken …", "the toll has risen to 37".

A count or an act of violence without a place of its own is where its paragraph has been so far, if that was
one place; else where the whole report is, if it tells of one place only; else where the paragraph before was.
Two places left means none. A name that the gazetteer does not settle is a place all the same. The place
rests on the words that named it, and the trace says so.

Bulletins put a name over what they tell of it, as a line of its own or before the first stop of a line ("2. Kidal.
Wounded: 12"): such a name is where its section or its line is.

A count of people who left is told with less: "Violence flared in X. Some 1,950 families left their homes." Where
no claim has a place, the one place that the nearest sentence before it in the paragraph names will do, a town
before the province and the country that it is set in. For other counts the sentence has to open with the name:
"X had been the rehearsal. Some 900 died."
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from rashomon.model.claim import Claim, Place
from rashomon.model.draft import Decision
from rashomon.model.text import Report
from rashomon.reference.codebook import load_codebook

NARROW = frozenset({"exact", "near", "admin2"})
# Of these a paragraph may speak, a whole report speaks of more.
WIDE = frozenset({"admin1"})
# Measures of people who left or came back, and of their houses.
LEFT = frozenset({"displaced", "returned", "buildings"})
# Codes of what happens in a place; talks, threats and appeals happen wherever the speaker is.
BODILY = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE"})
# "In the three areas", "in both provinces": several places, whichever the report told last.
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|both|several|these|those|all|other)\s+(?:\w+\s+)?"
    r"(?:areas|provinces|regions|states|districts|governorates|towns|cities|villages|camps|countries)\b",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+(?:and|or|nor)\s+(?:in\s+)?(?:the\s+)?")
_LABEL = re.compile(
    r"\s*(?:[-*•·–—.]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)?(?P<name>[A-Z][\w'’-]*(?:[ -][\w'’-]+){0,3})[.:]\s"
)
# "Since the conflict began", "the war has claimed the lives of": the toll of a whole war is not that of a town.
_WHOLE_WAR = re.compile(
    r"\b(?:since|in|during|of|over)\s+(?:the\s+|its\s+|a\s+)?(?:[\w’'-]+\s+){0,3}(?:conflict|war|uprising|revolt|insurgency)\b"
    r"|\b(?:conflict|war|uprising|revolt|insurgency)\s+(?:that\s+|which\s+)?(?:has|have|had|began|started|broke|erupted)\b",
    re.IGNORECASE,
)
# Houses to which the hurt and the dead are brought, from wherever they were hit.
_BROUGHT_TO = re.compile(r"(?:hospital|clinic|morgue|mortuary|infirmary)s?$", re.IGNORECASE)
# "X, in Y", "X, Y": the second only tells where the first lies.
_SET_IN = re.compile(r",?\s+(?:in|of)\s+(?:the\s+)?|,\s+")
# "West of Y", "10 km from Y": the second only tells where to look.
_BEARING = re.compile(r"\b(?:(?:north|south|east|west)(?:-?(?:east|west))?\s+of|near|from|outside)\s+$", re.IGNORECASE)
# Letters before the name that a sentence is about: "In ", "But in ".
OPENING = 8
FIRM = frozenset({"asserted", "reported", "claimed", "alleged"})


def with_focus(
    claims: Sequence[Claim],
    report: Report,
    named: Sequence[Place] = (),
    sentences: Sequence[tuple[int, int]] = (),
    passed: Collection[int] = (),
    written: Place | None = None,
) -> list[Claim]:
    """The claims, with places that the report leaves to its reader filled in.

    Args:
        claims: Of one report, in any order.
        report: The report, with its blocks.
        named: Places that the report names, datelines aside; what its headline names alone is what it is about.
        sentences: Where its sentences stand.
        passed: Starts of names that somebody only goes to or comes from: they are not what a paragraph is about.
        written: The town of the dateline, where it is not the seat of a government.
    """
    paragraphs = paragraphs_of(report)
    spoken = {(one.sentence, one.place.start) for one in claims if one.place is not None and _is_talk(one)}
    told = {one.place.start for one in claims if one.place is not None and not _is_talk(one)}
    talks = {start for _, start in spoken} - told
    head, lead = _headlined(report, [one for one in named if one.start not in talks and one.start not in passed])
    land = _land_of_lead(report, claims)
    home = _scene_at_home(written, [one for one in named if one.start not in passed])
    anchors = sorted(
        (one for one in claims if _is_anchor(one) and one.place and (one.sentence, one.place.start) not in spoken),
        key=lambda claim: claim.sentence,
    )
    whole = _only(anchors, wide=False)
    lines, sections = _headed(report, named, paragraphs)
    # A sentence that names a place of its own is not about the headline's.
    elsewhere = {one.sentence for one in claims if one.place is not None and one.place.name[:1].isupper()}
    found = []
    for claim in claims:
        place, rule = None, ""
        if _is_open(claim) and not _of_whole_war(claim, report):
            before = [one for one in anchors if one.sentence < claim.sentence]
            near = [one for one in before if stand_together(one, claim, paragraphs)]
            place, rule = _over(claim, lines), "place.line"
            if place is None:
                place, rule = _only(near), "place.paragraph"
            if place is None and not near:
                place, rule = _over(claim, sections), "place.section"
            if place is None and not near and claim.sentence not in elsewhere:
                place, rule = (head, "place.headline") if head is not None else (whole, "place.only_one")
                if place is None:
                    place, rule = lead, "place.lead"
                if place is None and not before and (claim.figure is not None or claim.plover == "ASSAULT"):
                    place, rule = home, "place.dateline"
                if place is None and not before and claim.figure is not None and claim.figure.measure not in LEFT:
                    place, rule = land, "place.lead_country"
                if place is None and before:
                    last = [one for one in before if stand_together(one, before[-1], paragraphs)]
                    place, rule = _only(last), "place.paragraph_before"
            if place is None and not near and claim.figure is not None:
                free = [one for one in named if all(one.start != start for _, start in spoken)]
                if claim.figure.measure not in LEFT:
                    free = [one for one in free if _opens_sentence(one, sentences)]
                place, rule = _named_before(claim, free, sentences, paragraphs), "place.sentence_before"
        found.append(claim if place is None else _placed(claim, place, rule))
    return found


def _headed(
    report: Report, named: Sequence[Place], paragraphs: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int, Place]], list[tuple[int, int, Place]]]:
    """Lines that open with the name of a place, and sections under a line that is nothing but one."""
    known: dict[str, Place] = {}
    for place in named:
        if place.precision != "country":
            known.setdefault(place.text.casefold(), place)
    if not known:
        return [], []
    lines = []
    for start, end in paragraphs:
        label = _LABEL.match(report.text, start, end)
        named_first = known.get(label["name"].casefold()) if label is not None else None
        if named_first is not None:
            lines.append((start, end, named_first))
    sections: list[tuple[int, int, Place]] = []
    for block in report.blocks:
        words = report.text[block.start : block.end].strip(" \t*•·-–—#:.").casefold()
        ends = block.role == "headline" or words in known
        if sections and ends and sections[-1][1] < 0:
            sections[-1] = (sections[-1][0], block.start, sections[-1][2])
        if words in known:
            sections.append((block.end, -1, known[words]))
    return lines, [(start, end if end >= 0 else len(report.text), place) for start, end, place in sections]


def _over(claim: Claim, spans: Sequence[tuple[int, int, Place]]) -> Place | None:
    """The place over the stretch in which a claim's sentence stands."""
    return next((place for start, end, place in spans if start <= claim.sentence[0] < end), None)


def _headlined(report: Report, named: Sequence[Place]) -> tuple[Place | None, Place | None]:
    """The one place that the headline and standfirst name, and the one that the first paragraph names."""
    heads = [(block.start, block.end) for block in report.blocks if block.role in {"headline", "standfirst"}]
    lead = next(iter(paragraphs_of(report)[len([b for b in report.blocks if b.role == "standfirst"]) :]), None)
    words = report.text
    return _named_alone(named, heads, words), _named_alone(named, [lead] if lead is not None else [], words)


def _land_of_lead(report: Report, claims: Sequence[Claim]) -> Place | None:
    """The country of which the first paragraph counts the people, where it tells of no place in it.

    "Some 40,000 people have been displaced in Syria. By Sunday 910 had died."
    """
    first = next(iter(paragraphs_of(report)), None)
    if first is None:
        return None
    told = [one for one in claims if first[0] <= one.sentence[0] < first[1] and one.place is not None]
    lands = {one.place.id: one.place for one in told if one.place is not None}
    counted = any(one.figure is not None and not one.background for one in told)
    land = next(iter(lands.values())) if len(lands) == 1 and counted else None
    return land if land is not None and land.precision == "country" else None


def _scene_at_home(written: Place | None, named: Sequence[Place]) -> Place | None:
    """The dateline's town, where a report names no other place: what it tells, it saw at home."""
    if written is None or written.precision not in NARROW:
        return None
    around = {written.admin1, written.country}
    for one in named:
        if one.precision not in WIDE | {"country"} or not {one.admin1, one.country} & around:
            return None
    return written


def _named_alone(named: Sequence[Place], spans: Sequence[tuple[int, int]], text: str) -> Place | None:
    """The one town that stretches of text name; None where it is one of several ("in Rakhine and X")."""
    inside = [place for place in named if any(start <= place.start < end for start, end in spans)]
    told = [one for one in inside if one.precision in NARROW or (not one.id and one.name[:1].isupper())]
    told = _not_around(told, text)
    if len({one.id or one.name for one in told}) != 1:
        return None
    joined = (text[one.end : two.start] for one, two in pairwise(sorted(inside, key=lambda place: place.start)))
    return None if any(_AND.fullmatch(between) for between in joined) else told[0]


def _not_around(told: Sequence[Place], text: str) -> list[Place]:
    """The names without those that only tell where another lies: "the market of X, west of Y", "X, in Y"."""
    kept: list[Place] = []
    for one in sorted(told, key=lambda place: place.start):
        last = kept[-1] if kept else None
        near = last is not None and not last.id and text.find(".", last.end, one.start) < 0
        if near and last is not None:
            between = text[last.end : one.start]
            if _SET_IN.fullmatch(between) or (len(between) < OPENING * 3 and _BEARING.search(between)):
                continue
        kept.append(one)
    return kept


def _is_anchor(claim: Claim) -> bool:
    """Whether the claim tells where the report is: what happened, or did not, in a place that is named."""
    place = claim.place
    told = claim.kind != "statement" and claim.stance in FIRM | {"denied"} and not claim.background
    if not told or place is None or (not place.id and _BROUGHT_TO.search(place.name)):
        return False
    return place.precision in NARROW | WIDE if place.id else place.name[:1].isupper() and not place.text.islower()


def _is_talk(claim: Claim) -> bool:
    """Whether the claim is of words: where they were spoken ("said in Washington") is not where things happened."""
    frame = load_codebook().frames.get(claim.frame)
    if frame is not None and frame.scene:
        return frame.scene == "spoken"
    return claim.kind == "statement" or (claim.kind == "event" and claim.plover not in BODILY | {"", "AID", "PROTEST"})


def _is_open(claim: Claim) -> bool:
    if claim.background or claim.stance not in FIRM or claim.sentence == (0, 0) or _SEVERAL.search(claim.quote):
        return False
    if claim.kind == "control":
        return claim.part and claim.place is None  # "west of it the army, east of it the rebels"
    unplaced = claim.place is None or (not claim.place.id and claim.place.text.islower())
    return unplaced and (claim.kind == "figure" or (claim.kind == "event" and claim.plover in BODILY))


def _of_whole_war(claim: Claim, report: Report) -> bool:
    start, end = claim.sentence
    harm = claim.figure is not None or claim.plover == "ASSAULT"
    return harm and _WHOLE_WAR.search(report.text, start, end) is not None


def _only(anchors: Sequence[Claim], *, wide: bool = True) -> Place | None:
    """The one place that is told, an exact telling of it before a near one; a wide area only where no town is."""
    places = [claim.place for claim in anchors if claim.place is not None]
    found = [place for place in places if place.precision not in WIDE]
    found = [place for place in found if place.precision != "near"] or found or (places if wide else [])
    if len({place.id or place.name for place in found}) != 1:
        return None
    return min(found, key=lambda place: (place.precision != "exact", place.start))


def _named_before(
    claim: Claim, named: Sequence[Place], sentences: Sequence[tuple[int, int]], paragraphs: Sequence[tuple[int, int]]
) -> Place | None:
    """The one place that the nearest naming sentence before the claim tells, in its paragraph."""
    here = next((span for span in paragraphs if span[0] <= claim.sentence[0] < span[1]), None)
    if here is None:
        return None
    for start, end in sorted(sentences, reverse=True):
        if not here[0] <= start < claim.sentence[0]:
            continue
        inside = [place for place in named if start <= place.start < end and place.text[:1].isupper()]
        for grade in (NARROW | {"unresolved"}, WIDE, {"country"}):
            found = {place.id or place.name: place for place in inside if place.precision in grade}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
    return None


def _opens_sentence(place: Place, sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence is about the place: "X had been the rehearsal", "At X the shops are shut"."""
    return any(start <= place.start <= start + OPENING for start, _ in sentences)


def paragraphs_of(report: Report) -> list[tuple[int, int]]:
    """Stretches of body text between line breaks."""
    spans = []
    for block in report.blocks:
        if block.role in ("body", "standfirst"):
            at = block.start
            for line in report.text[block.start : block.end].split("\n"):
                spans.append((at, at + len(line)))
                at += len(line) + 1
    return spans


def stand_together(one: Claim, other: Claim, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether both claims' sentences stand in one paragraph."""
    return any(start <= one.sentence[0] < end and start <= other.sentence[0] < end for start, end in paragraphs)


def _placed(claim: Claim, place: Place, rule: str) -> Claim:
    step = Decision(field="place", value=place.name, rule=rule, words=place.text)
    return msgspec.structs.replace(claim, place=place, trace=(*claim.trace, step))
