"""The tolls: what range the reports allow, on whose word, how it moved, and what else bears on it."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.export.brief_counts import list_counts
from rashomon.export.brief_events import keep_major, merge_same
from rashomon.export.brief_parts import Group, Point, Section, Sentence
from rashomon.export.evidence import Evidence, outlet_of, quotes_of, voices_of
from rashomon.export.names import is_plural, name_source, origin_of, speaker_of
from rashomon.export.wording import (
    bound_words,
    counted,
    join_words,
    phrase_day,
    phrase_days,
    phrase_figure,
    phrase_number,
    phrase_range,
    sentence_case,
    unique,
    vague_words,
    wording,
)
from rashomon.model.claim import Claim
from rashomon.model.event import Relation, Step, Toll
from rashomon.model.figure import Figure

_DISPUTES = frozenset({"contradicts", "attribution_conflict"})
_NOTED = ("part_of", "disjoint_from", "window_drift", "scope_drift", "unit_of", "revises_down")
"""Relations worth a line under a toll; echoes show in the count of voices and rounding is no news."""
NOTES = 4
MAJOR_TOLLS = 7
"""Tolls of one measure that stand in full; the rest go under "also reported"."""


def standing_words(toll: Toll, evidence: Evidence) -> str:
    """The number to read out: as one source puts it where one stands, else the range of them."""
    claims = [claim for claim in evidence.of(toll.standing or toll.claims) if claim.figure is not None]
    figures = [claim.figure for claim in claims if claim.figure is not None]
    if not figures:
        return phrase_range(toll.low, toll.high) or "a number not told"
    if len({(one.low, one.high, one.quantifier) for one in figures}) == 1:
        return _with_printed_noun(figures[-1])
    low, high = toll.low, toll.high
    if _differ(claims):
        # "At least 58" and "more than 100" agree with each other, but the first voice never said 100.
        low = min((one.low for one in figures if one.low is not None), default=None)
    words = bound_words(low, high, figures)
    if not words:
        return vague_words(figures[-1])
    nouns = {counted(one) for one in figures}
    noun = nouns.pop() if len(nouns) == 1 else {"persons": "people", "families": "families"}.get(toll.unit, "")
    return f"{words} {noun}".strip()


def _differ(claims: Sequence[Claim]) -> bool:
    """Whether two voices give two numbers."""
    figures = [(speaker_of(one), one.figure) for one in claims if one.figure is not None]
    return len({who for who, _ in figures}) > 1 and len({(one.low, one.high) for _, one in figures}) > 1


def _with_printed_noun(figure: Figure) -> str:
    """The number with its noun as printed where that says what befell them: "62 bodies", "289 deaths"."""
    noun = " ".join(figure.population_text.split())
    head, comma, rest = noun.partition(",")
    if comma and len(noun) < 64 and not says_it(head):
        return f"{phrase_number(figure)} {head},{rest},"
    if says_it(noun) and len(noun.split()) == 1 and noun.lower() not in wording("pointers"):
        return f"{phrase_number(figure)} {noun}"
    return phrase_figure(figure)


def says_it(words: str) -> bool:
    """Whether the last word already tells what befell those counted."""
    return bool(words) and words.rsplit(maxsplit=1)[-1].lower() in wording("counted_as")


def toll_title(toll: Toll) -> str:
    """What and where: "killed in Kunduz", "displaced"."""
    name = wording("measures")[toll.measure]["verb"]
    return f"{name}{_where(toll)}"


def _where(toll: Toll) -> str:
    """ " in Kunduz"; "" where the place is only words such as "hospital"."""
    return f" in {toll.place}" if toll.place and (toll.place_id or toll.place[:1].isupper()) else ""


def _each(claims: Sequence[Claim]) -> str:
    """Every voice with its own number: "at least 58 according to the monitor, more than 100 according to the army"."""
    told = []
    for claim in claims:
        number = phrase_number(claim.figure) if claim.figure is not None else ""
        origin = origin_of(claim)
        who = f"according to {name_source(origin)}" if origin is not None else f"in {outlet_of(claim)}"
        told.append(f"{number} {who}")
    outlets = unique(outlet_of(claim) for claim in claims if origin_of(claim) is not None)
    told_in = f" ({join_words(outlets)})" if outlets else ""
    return f": {join_words(unique(told), most=4)}{told_in}"


def _sources(claims: Sequence[Claim]) -> str:
    spoken = unique(name_source(origin) for claim in claims if (origin := origin_of(claim)))
    outlets = unique(outlet_of(claim) for claim in claims)
    if spoken:
        return f"according to {join_words(spoken)}, in {join_words(outlets)}"
    return f"{join_words(outlets)} reported"


def toll_sentence(toll: Toll, evidence: Evidence) -> Sentence:
    """One toll: number, window, source; below it how it moved and what it overlaps with."""
    standing = evidence.of(toll.standing or toll.claims)
    when = phrase_days(toll.window.start, toll.window.end)
    told = " ".join(toll.window.text.split())
    window = when + (f" (“{told}”)" if told and told not in when else "")
    number = standing_words(toll, evidence)
    text = f"{number}{_where(toll)}" if says_it(number) else f"{number} {toll_title(toll)}"
    text += f" {window}" if window else ""
    if standing:
        text += _each(standing) if _differ(standing) else f", {_sources(standing)}"
    notes = list(_movement(toll, evidence))
    if toll.status == "contested":
        notes.append("Contested: see what is disputed.")
    notes.extend(_interest_notes(toll, evidence))
    if toll.status in wording("graded"):
        notes.append(sentence_case(f"{wording('status')[toll.status]} ({toll.grade})"))
    notes.extend(relation_notes(toll, evidence))
    return Sentence(
        text=sentence_case(text),
        claims=toll.claims,
        quotes=quotes_of(evidence.of(toll.claims)),
        voices=voices_of(toll.outlets, toll.origins) or wording("status").get(toll.status, ""),
        notes=tuple(notes),
        points=tuple(
            Point(known=step.known, low=step.low, high=step.high, label=_step_words(step, evidence))
            for step in toll.history
        ),
        counts=list_counts(toll, evidence),
    )


def _interest_notes(toll: Toll, evidence: Evidence) -> list[str]:
    """Whose losses a party to the fighting counts: its word on its own dead and on its enemy's weigh otherwise."""
    notes = []
    for interest, words in wording("interest").items():
        own = [origin for origin in toll.origins if origin.interest == interest]
        names = unique(speaker_of(claim) for origin in own for claim in evidence.of(origin.claims))
        if names:
            many = len(names) > 1 or is_plural(names[0])
            notes.append(sentence_case(words["many" if many else "one"].replace("{who}", join_words(names))))
    return notes


def _step_words(step: Step, evidence: Evidence) -> str:
    claim = evidence.claims.get(step.claim)
    return _number(step, claim)


def _number(step: Step, claim: Claim | None) -> str:
    """The number of a step; in the claim's own words where the claim alone set it."""
    figure = claim.figure if claim is not None else None
    if figure is not None and (figure.low, figure.high) == (step.low, step.high):
        return phrase_number(figure)
    return bound_words(step.low, step.high, () if figure is None else (figure,)) or step.text or "a number not told"


def _movement(toll: Toll, evidence: Evidence) -> tuple[str, ...]:
    """How the count moved: "9 (3 October 2015, in The Courier) → 22 (5 October, in The Ledger)"; () if it did not."""
    steps: list[tuple[str, Step, Claim | None]] = []
    for step in toll.history:
        claim = evidence.claims.get(step.claim)
        number = _number(step, claim)
        moved = not steps or (steps[-1][1].low, steps[-1][1].high) != (step.low, step.high)
        if moved and (not steps or steps[-1][0] != number):
            steps.append((number, step, claim))
    if len(steps) < 2:
        return ()
    speakers = {_speaker(step, claim) for _, step, claim in steps}
    shared = len(speakers) == 1 and all(claim is not None and origin_of(claim) for _, _, claim in steps)
    words, year = [], 0
    for number, step, claim in steps:
        known = step.known
        day = "no date" if known is None else phrase_day(known, year=known.year != year)
        year = known.year if known is not None else year
        facts = [day] if shared else [day, _speaker(step, claim)]
        if claim is not None and origin_of(claim) is not None:
            facts.append(f"in {outlet_of(claim)}")
        words.append(f"{number} ({', '.join(fact for fact in facts if fact)})")
    whose = f", each time on the word of {speakers.pop()}" if shared else ""
    return (f"How it moved{whose}: {' → '.join(words)}",)


def _speaker(step: Step, claim: Claim | None) -> str:
    return speaker_of(claim) if claim is not None else step.source


def figure_label(claim: Claim) -> str:
    """A claim in a relation: "the health ministry's at least 30 people": who and how many, for a relation."""
    number = phrase_figure(claim.figure) if claim.figure is not None else ""
    day = f", {phrase_day(claim.published)}" if claim.published is not None else ""
    return f"{number} ({speaker_of(claim)}{day})"


def relation_notes(toll: Toll, evidence: Evidence) -> list[str]:
    """The relations that a reader must know so as not to add or compare what does not fit."""
    notes: list[str] = []
    for kind in _NOTED:
        for relation in toll.relations:
            # Said at the part, or at the derived count, and not again at the other: the whole may have many.
            if relation.kind == kind and (relation.a in toll.claims or kind not in {"part_of", "unit_of"}):
                notes.extend(_relation_words(relation, evidence))
    return list(unique(notes))[:NOTES]


def _relation_words(relation: Relation, evidence: Evidence) -> list[str]:
    one, other = evidence.claims.get(relation.a), evidence.claims.get(relation.b)
    if one is None or other is None or one.figure is None or other.figure is None:
        return []
    if relation.kind == "window_drift" and one.valid.text and other.valid.text:
        return [f"One number for different times: {_side(one.valid.text, one)}, {_side(other.valid.text, other)}."]
    groups = one.figure.population_text, other.figure.population_text
    if relation.kind == "scope_drift" and all(groups):
        return [f"One number for different groups: {_side(groups[0], one)}, {_side(groups[1], other)}."]
    possible = relation.kind == "part_of" and "possible part" in relation.rule
    template = wording("relations")["may_be_part_of" if possible else relation.kind]
    return [template.replace("{a}", figure_label(one)).replace("{b}", figure_label(other))]


def _side(words: str, claim: Claim) -> str:
    return f"“{' '.join(words.split())}” ({outlet_of(claim)})"


def build_tolls(tolls: Sequence[Toll], evidence: Evidence) -> Section | None:
    """All tolls, by measure, the largest first within one."""
    groups = []
    for measure, words in wording("measures").items():
        own = [toll for toll in tolls if toll.measure == measure and evidence.of(toll.claims)]
        own.sort(key=lambda toll: (-len(toll.outlets), -len(toll.history), -(toll.high or toll.low or 0), toll.id))
        if own:
            sentences = merge_same(toll_sentence(one, evidence) for one in own)
            groups.append(Group(title=words["title"], sentences=keep_major(sentences, MAJOR_TOLLS)))
    if not groups:
        return None
    lead = "Each range holds every count that still stands. Counts are shown side by side, never added up."
    return Section(id="tolls", title="The tolls", lead=lead, groups=tuple(groups))


def toll_disputes(tolls: Sequence[Toll], evidence: Evidence) -> list[Sentence]:
    """Pairs of figures that cannot both be right, and numbers whose source the reports disagree on."""
    return [
        _dispute(toll, relation, evidence)
        for toll in tolls
        for relation in toll.relations
        if relation.kind in _DISPUTES and len(evidence.of((relation.a, relation.b))) == 2
    ]


def _dispute(toll: Toll, relation: Relation, evidence: Evidence) -> Sentence:
    pair = evidence.of((relation.a, relation.b))
    one, other = pair
    noun = wording("measures")[toll.measure]["noun"]
    where = _where(toll)
    if relation.kind == "attribution_conflict":
        number = phrase_figure(one.figure) if one.figure is not None else ""
        said = [f"{speaker_of(claim)} in {outlet_of(claim)}" for claim in pair]
        text = f"{noun}{where}: {number}, according to {' but to '.join(said)}"
    else:
        first, second = (phrase_figure(claim.figure) if claim.figure is not None else "" for claim in (one, other))
        told = (f"{speaker_of(one)} said {first}{_said_on(one)}", f"{speaker_of(other)} said {second}{_said_on(other)}")
        text = f"{noun}{where}: {', '.join(told)}"
    return Sentence(text=sentence_case(text), claims=tuple(claim.id for claim in pair), quotes=quotes_of(pair))


def _said_on(claim: Claim) -> str:
    return f" ({phrase_day(claim.published)})" if claim.published is not None else ""
