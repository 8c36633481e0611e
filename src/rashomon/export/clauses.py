"""Puts a frame with its arguments into a clause, or gives up so that the report is quoted.

Patterns stand in resources/brief/phrases.yaml. A clause keeps verb and arguments apart, so that one pattern
serves what happened ("M23 took Goma") and what is only feared ("would take Goma").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.export.names import at_place, is_plural, motion_words, name_actors, name_place
from rashomon.export.wording import bound_words, brief_words, counted, join_words, phrase_figure, unique, vague_words
from rashomon.model.claim import Actor, Claim, Place
from rashomon.model.event import Event


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A clause in its parts: "M23", "took", "take", "Goma from the Congolese army"."""

    subject: str
    past: str
    base: str
    rest: str

    def _tail(self) -> str:
        return f" {self.rest}" if self.rest and not self.rest.startswith(",") else self.rest

    @property
    def told(self) -> str:
        """As something that happened."""
        past = self.past
        if past.startswith("was ") and is_plural(self.subject):
            past = f"were {past[4:]}"
        return f"{self.subject} {past}{self._tail()}"

    @property
    def would(self) -> str:
        """As something that has not."""
        return f"{self.subject} would {self.base}{self._tail()}"

    @property
    def infinitive(self) -> str:
        """Without its subject, to stand after "to"."""
        return f"{self.base}{self._tail()}"


def weight_of(frame: str) -> int:
    """How much a frame matters for the situation, 0 to 3; an unknown frame 1."""
    return int(brief_words()["frames"].get(frame, {}).get("weight", 1))


def measure_of(frame: str) -> str:
    """The measure that a frame itself counts, "" for none."""
    return {
        "kill": "killed", "execute": "killed", "wound": "wounded", "displace": "displaced", "flee": "displaced",
        "return": "returned", "abduct": "abducted", "take_prisoner": "captured", "surrender": "captured",
        "arrest": "detained", "release": "released", "destroy": "buildings",
    }.get(frame, "")  # fmt: skip


def count_words(claims: Sequence[Claim]) -> str:
    """The versions of one count as one phrase, "" where there are none.

    Counts that stand side by side in one sentence are of different people ("24 patients, 14 staff"): they are
    listed. One count in several reports is a range.
    """
    counts = [one for one in claims if one.figure is not None and not one.figure.subset_of]
    figures = [one.figure for one in counts if one.figure is not None]
    if not figures:
        return ""
    if len({(one.low, one.high) for one in figures}) == 1:
        return phrase_figure(figures[-1])
    last = [one.figure for one in counts if one.figure and (one.report, one.sentence) == _spot(counts[-1])]
    if len(last) > 1 and len({counted(one) for one in last}) == 1:
        # "At least 30 people ... seven bodies": of one sort the smaller is told as part of the greater.
        return phrase_figure(max(last, key=lambda one: one.low or one.high or 0))
    if len(last) > 1:
        return join_words(unique(phrase_figure(one) for one in last), most=4)
    lows = [one.low for one in figures if one.low is not None]
    tops = [one.high for one in figures if one.high is not None]
    top = max(tops) if len(tops) == len(figures) else None
    words = bound_words(min(lows) if lows else None, top, figures)
    nouns = {counted(one) for one in figures}
    noun = nouns.pop() if len(nouns) == 1 else ("people" if figures[0].unit == "persons" else counted(figures[0]))
    return f"{words} {noun}" if words else vague_words(figures[-1])


def _spot(claim: Claim) -> tuple[str, tuple[int, int]]:
    return claim.report, claim.sentence


def make_clause(frame: str, slots: Mapping[str, str]) -> Clause | None:
    """The clause of the first pattern whose needs are filled, None where none is."""
    for pattern in brief_words()["frames"].get(frame, {}).get("patterns", []):
        if all(slots.get(need) for need in pattern["needs"]):
            return Clause(
                subject=_fill(pattern["subject"], slots),
                past=pattern["past"],
                base=pattern["base"],
                rest=_fill(pattern["rest"], slots),
            )
    return None


def _fill(template: str, slots: Mapping[str, str]) -> str:
    def part(found: re.Match[str]) -> str:
        names = re.findall(r"{(\w+)}", found.group(1))
        return found.group(1) if all(slots.get(name) for name in names) else ""

    kept = re.sub(r"\[([^\]]*)\]", part, template)
    # One pass, so that braces inside a report's own words are never filled.
    return " ".join(re.sub(r"{(\w+)}", lambda found: slots.get(found.group(1), ""), kept).split()).replace(" ,", ",")


def _slots(
    actors: Sequence[Actor], recipients: Sequence[Actor], place: Place | None, count: str, claims: Sequence[Claim]
) -> dict[str, str]:
    actor, recipient = name_actors(actors), name_actors(recipients)
    name, at = name_place(place), at_place(place)
    if name and actor.casefold() == name.casefold() and not any(one.id for one in actors):
        actor = ""  # a dateline or a heading taken for an actor
    control = [claim for claim in claims if claim.kind == "control"]
    if name and control and all(claim.part for claim in control):
        name, at = f"part of {name}", f"in part of {name}"
    elif name and place is not None and place.precision == "near":
        name = f"a place in or near {name}"
    same = actor == recipient
    return {
        "actor": actor,
        "recipient": "" if same or recipient == name else recipient,
        "place": name,
        "at": "" if name and name in {actor, recipient} else at,
        "motion": motion_words(place, claims),
        "count": count,
        "no_actor": "" if actors else "yes",
        "no_recipient": "" if recipients else "yes",
    }


def lead_claim(event: Event, claims: Sequence[Claim]) -> Claim | None:
    """The claim that the sentence is built from: the one of the event's own frame that names most.

    Taking actor, recipient and place from one claim keeps the sentence to what some report says; their union
    over all claims can be what none says.
    """
    own = [one for one in claims if one.frame == event.frame and one.stance not in {"denied", "doubted"}]
    if not own:
        return None

    def filled(claim: Claim) -> int:
        named = (name_actors(claim.actors), name_actors(claim.recipients), name_place(claim.place))
        known = any(actor.id for actor in claim.actors)
        return 2 * sum(map(bool, named)) + known

    return max(own, key=filled)


def event_clause(event: Event, claims: Sequence[Claim]) -> Clause | None:
    """The clause of an event, with the count of its own measure where its claims tell one."""
    measure = measure_of(event.frame)
    counts = [one for one in claims if one.figure is not None and one.figure.measure == measure]
    lead = lead_claim(event, claims)
    actors, recipients, place = (
        (event.actors, event.recipients, event.place)
        if lead is None
        else (lead.actors, lead.recipients, lead.place or event.place)
    )
    return make_clause(event.frame, _slots(actors, recipients, place, count_words(counts), claims))


def names_someone(event: Event, claims: Sequence[Claim]) -> bool:
    """Whether the event's sentence can name a side or a count; without it, it tells little."""
    lead = lead_claim(event, claims)
    people = (*lead.actors, *lead.recipients) if lead is not None else (*event.actors, *event.recipients)
    measure = measure_of(event.frame)
    counted_too = any(one.figure is not None and one.figure.measure == measure for one in claims)
    return bool(name_actors(people)) or (bool(measure) and counted_too)


def claim_clause(claim: Claim) -> Clause | None:
    """The clause of one claim."""
    count = phrase_figure(claim.figure) if claim.figure is not None else ""
    return make_clause(claim.frame, _slots(claim.actors, claim.recipients, claim.place, count, (claim,)))
