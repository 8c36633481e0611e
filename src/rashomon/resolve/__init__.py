"""Words to identities: `resolve(reading)` turns drafts into claims.

Places first (countries, then what lies in them), since they tell which country a report is about;
then actors ("the army" is that country's); then days. What fits two candidates stays unresolved and
keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import msgspec

from rashomon.model.claim import Actor, Claim, Place, Source, claim_id
from rashomon.model.draft import ActorMention, Decision, Draft, PlaceMention, Reading
from rashomon.model.figure import Figure
from rashomon.model.text import Report
from rashomon.model.time import Interval, Tense, Valid
from rashomon.model.timex import CalendarDate, Shift
from rashomon.reference.codebook import Frame, load_codebook
from rashomon.reference.roster import load_roster
from rashomon.resolve.actors.identities import resolve_actors
from rashomon.resolve.dates.focus import with_days
from rashomon.resolve.dates.history import (
    counted_back,
    ended_long_ago,
    long_ago,
    stands_before_a_past_year,
    while_it_lasted,
    with_history,
)
from rashomon.resolve.dates.look_back import as_background, days_looked_back_on
from rashomon.resolve.dates.validity import GIVEN_ON, anchor, given_day, infer_published, valid_of
from rashomon.resolve.places.context import AREA_WORDS, TOWN_WORDS
from rashomon.resolve.places.focus import with_focus
from rashomon.resolve.places.points import is_common, told_alone
from rashomon.resolve.places.settling import focus_country, home_town, in_dateline, resolve_places
from rashomon.resolve.printed import as_printed
from rashomon.resolve.speakers.communique import with_issuer
from rashomon.resolve.speakers.takers import with_own_side
from rashomon.resolve.speakers.voices import Voices, told_of_itself

__all__ = ["date_report", "resolve"]

# Of these the place told is where it came to, not where from ("officers arrived from Bukavu").
ARRIVALS = frozenset({"gather", "mass", "deploy", "advance", "return", "visit"})
_PRONOUNS = frozenset({"he", "she", "it", "its", "they", "them", "their", "him", "her", "we", "us", "i"})
# Between "three villages" and the name of the province.
_AROUND = re.compile(
    r"(?:\s+of\s+[^,.;:]{1,40})?,?(?:\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:town|village|city|hamlet|camp|settlement))?"
    r"\s+(?:in|of|at|around|across|near|outside|inside)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}"
)
# PLOVER's coding rule: these, when still to come, are agreements.
AHEAD = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
# And these, announced by who would do them, are threats.
FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
TO_COME = frozenset({"planned", "promised", "predicted"})
HARM = frozenset({"killed", "wounded", "casualties"})
TIES = {"backs": ("SUPPORT", ""), "fights": ("ASSAULT", "")}


def date_report(reading: Reading) -> Reading:
    """Give a report without a date the days that its own text allows, marked `inferred`.

    A single day becomes the publication day; a longer window leaves `published` empty, so that
    relative dates hanging on it stay open.
    """
    report = reading.report
    if report.published is not None:
        return reading
    window = infer_published(reading.times, report.text)
    if window is None:
        return reading
    day = window.start if window.start is not None and window.start == window.end else None
    dated = msgspec.structs.replace(report, published=day, published_basis="inferred", published_window=window)
    return msgspec.structs.replace(reading, report=dated)


def resolve(reading: Reading) -> tuple[Claim, ...]:
    """Claims of one report, in the order of the text.

    Args:
        reading: What `rashomon.extract.extract` found; undated reports go through `date_report` first.
    """
    report = reading.report
    read = msgspec.structs.replace(report, text=reading.wording) if reading.wording else report
    focus = focus_country(read, reading.places)
    alone: set[str] = set()
    places = {
        _place_key(mention): msgspec.structs.replace(place, text=report.text[place.start : place.end])
        for mention, place in zip(reading.places, resolve_places(read, reading.places, alone=alone), strict=True)
    }
    actors = dict(zip(map(_actor_key, reading.actors), resolve_actors(read, reading.actors, focus), strict=True))
    if reading.wording:
        places = {key: as_printed(place) for key, place in places.items()}
        actors = {key: as_printed(actor) for key, actor in actors.items()}
    named = [
        place
        for mention in reading.places
        if not mention.nominal
        and not mention.unsure
        and (place := places[_place_key(mention)]) is not None
        and not in_dateline(report, mention)
    ]
    ways = {mention.start for mention in reading.places if mention.relation in {"to", "from"}}
    straight = {mention.start for mention in reading.places if mention.relation not in {"to", "from"}}
    writer = _Writer(report, places, actors, named, focus, ways - straight)
    home = home_town(report, reading.places, [places[_place_key(mention)] for mention in reading.places])
    return tuple(told_alone(claim, alone) for claim in writer.claims(reading, home))


def _place_key(mention: PlaceMention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.relation


def _actor_key(mention: ActorMention) -> tuple[int, int]:
    return mention.start, mention.end


class _Writer:
    """Writes the claims of one report; keeps the last stated day for "the following day"."""

    def __init__(
        self,
        report: Report,
        places: Mapping[tuple[int, int, str], Place | None],
        actors: dict[tuple[int, int], Actor],
        named: Sequence[Place],
        focus: str,
        passed: Collection[int],
    ) -> None:
        self.report = report
        self.places = places
        self.actors = actors
        self.named = named
        self.passed = passed
        self.previous: Interval | None = days_looked_back_on(report)
        self.earlier: Interval | None = None
        self.told_at = -1
        self.focus = focus
        self.voices = Voices(report, focus, actors)

    def claims(self, reading: Reading, home: Place | None) -> tuple[Claim, ...]:
        written: list[Claim] = []
        seen: set[str] = set()
        figures: dict[int, list[Claim]] = {}
        for draft in sorted(reading.drafts, key=lambda d: (d.sentence[0], d.kind == "figure", d.trigger)):
            claim = self._claim(draft)
            if claim.kind == "figure":
                figures.setdefault(draft.sentence[0], []).append(claim)
            if claim.id not in seen and not _tells_nothing(claim):
                seen.add(claim.id)
                written.append(claim)
        placed = with_focus(
            with_history(_with_wholes(written, figures)), self.report, self.named, reading.sentences, self.passed, home
        )
        placed = with_issuer(placed, self.report, self.actors.values(), self.focus)
        told = as_background(with_days(placed, self.report, reading.times), self.report)
        return tuple(sorted(told, key=lambda c: (c.start, c.end, c.kind, c.id)))

    def _claim(self, draft: Draft) -> Claim:
        report = self.report
        frame = load_codebook().frames.get(draft.frame, Frame(name=draft.frame, kind=draft.kind))
        place, place_why, around = self._place(draft)
        valid = valid_of(draft.times, report=report, tense=_tense(draft, report), previous=self._before(draft))
        valid = counted_back(valid, report, draft.sentence, draft.trigger)
        history = _is_history(valid, report, draft)
        if draft.change == "hold" and (history or draft.tense == "pluperfect"):
            # "The city that they had held since May": till when, the words beside it say, and not the report's day.
            valid = while_it_lasted(valid)
        if draft.change == "hold" and valid.basis == "published" and _goes_on(draft, report):
            valid = msgspec.structs.replace(valid, start=None)
        if valid.basis == "stated" and valid.interval.known:
            self._tell_day(draft, valid)
        struck = tuple(m for m in draft.recipients if place is None or place.id or m.start != place.start)
        hit = tuple(map(_as_building, self._people(struck)))
        actors, recipients = _parted(self._people(draft.actors, draft), hit)
        if draft.kind in {"figure", "control"} or frame.plover in {"ASSAULT", "COERCE"}:
            # "SANA Aleppo police shelled": the agency's name is glued to the doer's
            actors = tuple(actor for actor in actors if not load_roster().only_tells(actor.id))
        by = self._chain(draft)
        if draft.change == "gain":
            actors = with_own_side(actors, by, report.text[draft.trigger : draft.end])
        figure = self._figure(draft, valid)
        plover, mode = TIES.get(draft.relation, (frame.plover, frame.mode))
        if plover in AHEAD and draft.stance != "denied" and (draft.tense == "future" or draft.stance in TO_COME):
            plover, mode = "AGREE", ""
        elif plover in FORCE and draft.stance == "predicted" and {s.name for s in by} & {a.name for a in actors}:
            plover, mode = "THREATEN", ""  # who says that they will strike
        measure = f"{figure.measure}{figure.value}{figure.text}" if figure is not None else ""
        key = f"{measure}@{draft.trigger}{place.text if place else ''}{draft.change or ''}{draft.relation}"
        quote = report.text[draft.start : draft.end]
        return Claim(
            id=claim_id(
                report.id, draft.start, draft.end, f"{draft.kind}:{draft.frame}", key, by[0].name if by else ""
            ),
            report=report.name,
            report_sha256=report.sha256,
            report_id=report.id,
            outlet=report.outlet or "",
            published=report.published,
            published_basis=report.published_basis,
            start=draft.start,
            end=draft.end,
            quote=quote,
            kind=draft.kind,
            frame=draft.frame,
            plover=plover,
            mode=mode,
            acled=frame.acled,
            sub_event=_sub_event(frame, actors),
            actors=actors,
            recipients=recipients,
            place=place,
            valid=valid,
            stance=draft.stance,
            by=by,
            figure=figure,
            change=draft.change,
            part=draft.part or (around and draft.kind == "control"),
            relation=draft.relation,
            background=history,
            caption=draft.caption,
            about=draft.about,
            sentence=draft.sentence,
            trace=(*draft.trace, *place_why, *_when(valid), *_given_on(draft, report)),
        )

    def _tell_day(self, draft: Draft, valid: Valid) -> None:
        """Keep the day that was told last, and the one before it while the same words are spoken of."""
        at = next((one.start for one in draft.times if one.text == valid.text), -1)
        if at != self.told_at:
            self.earlier, self.told_at = self.previous, at
        since = valid.text.lower().startswith("since ") and valid.start is not None
        # "Held since 29 May … on that day": the day that "since" tells
        self.previous = Interval(start=valid.start, end=valid.start) if since else valid.interval

    def _before(self, draft: Draft) -> Interval | None:
        """The day told before; "a day earlier" beside a day of the same sentence counts from that day."""
        first = draft.times[0].value if draft.times else None
        if draft.times and draft.times[0].start == self.told_at:
            return self.earlier  # the same words again count from the same day
        if not isinstance(first, Shift) or first.anchor != "previous" or self.report.published is None:
            return self.previous
        for mention in draft.times[1:]:
            value = mention.value
            if isinstance(value, CalendarDate) or (isinstance(value, Shift) and value.anchor == "published"):
                told = anchor(mention, published=self.report.published, tense="past")
                if told.days() == 1:
                    return told
        return self.previous

    def _people(self, mentions: Sequence[ActorMention], draft: Draft | None = None) -> tuple[Actor, ...]:
        found = [self._person(m, draft) for m in mentions if _actor_key(m) in self.actors]
        kept: dict[str, Actor] = {}
        for actor in found:
            kept.setdefault(actor.id or actor.name.lower(), actor)
        return tuple(kept.values())

    def _person(self, mention: ActorMention, draft: Draft | None) -> Actor:
        """The actor of a mention; a pronoun that an editor put in brackets points outside what we have."""
        actor = self.actors[_actor_key(mention)]
        if mention.pronoun and self.report.text[mention.start - 1 : mention.start] == "[":
            return Actor(name=mention.text, text=mention.text, start=mention.start, end=mention.end)
        if draft is not None and not actor.id and (own := told_of_itself(mention, draft, self.actors)) is not None:
            actor = msgspec.structs.replace(own, start=actor.start, end=actor.end)
        return msgspec.structs.replace(actor, text=self.report.text[actor.start : actor.end])

    def _place(self, draft: Draft) -> tuple[Place | None, tuple[Decision, ...], bool]:
        """The nearest place that resolves; a name that does not resolve keeps its words, a nominal gives way.

        Also whether one gave way: "three villages in X" are somewhere in X, and not all of it.
        """
        fallback: Place | None = None
        gave_way = ""
        for mention in draft.places:
            place = self.places.get(_place_key(mention))
            if place is None or self._is_no_where(draft, mention, place):
                continue
            if fallback is not None and draft.kind == "control" and not self._is_around(draft.places[0], mention):
                continue  # "from London the group said that it had taken the base": not London
            if place.id or place.lat is not None:
                place = self._finer(draft, mention, place)
                # A base or a port in a town stands for the town; a village in a province does not for the province.
                around = gave_way in TOWN_WORDS | AREA_WORDS
                why = Decision(field="place", value=place.name, rule=f"place.{place.precision}", words=place.text)
                return place, (why,), around
            if not mention.nominal or place.name != place.text:
                why = Decision(field="place", value="", rule="place.unresolved_name", words=place.text)
                return self._set_in(draft, mention, place), (why,), fallback is not None
            gave_way = gave_way or mention.nominal
            fallback = fallback or place
        if fallback is not None and (draft.kind == "control" or not is_common(gave_way, fallback)):
            why = Decision(field="place", value="", rule="place.unresolved_nominal", words=fallback.text)
            return fallback, (why,), False
        return None, (), False

    def _set_in(self, draft: Draft, mention: PlaceMention, place: Place) -> Place:
        """ "At X, a village in the Y region": a name that no list has, in the area that the words tell."""
        for other in draft.places:
            area = self.places.get(_place_key(other))
            if area is not None and area.id and not other.nominal and self._is_around(mention, other):
                return msgspec.structs.replace(place, country=area.country, admin1=area.admin1)
        return place

    def _is_around(self, inner: PlaceMention, outer: PlaceMention) -> bool:
        """Whether a name stands around a nominal: "three villages in X"."""
        return outer.text in inner.inside or _AROUND.fullmatch(self.report.text, inner.end, outer.start) is not None

    def _finer(self, draft: Draft, mention: PlaceMention, area: Place) -> Place:
        """ "In Kachin State, four died when shells hit Hpakant": the town in the area, where one alone is told."""
        frame = load_codebook().frames.get(draft.frame)
        bodily = draft.kind == "figure" or (draft.kind == "event" and frame is not None and frame.plover == "ASSAULT")
        if area.precision not in {"admin1", "country"} or not bodily:
            return area
        finer = {}
        for other in draft.places:
            place = self.places.get(_place_key(other))
            if other is mention or other.nominal or other.relation not in {"in", "near"} or place is None:
                continue
            if not place.id and _AROUND.fullmatch(self.report.text, other.end, mention.start):
                # "At X, in the Y region": a town that no list has, in the area that the words tell
                return msgspec.structs.replace(place, country=area.country, admin1=area.admin1 or area.name)
            held = place.admin1 == area.name or (area.precision == "country" and place.country == area.country)
            if place.precision in {"exact", "near", "admin2"} and (held or place.admin1 == area.admin1 != ""):
                finer[place.id] = place
        return next(iter(finer.values())) if len(finer) == 1 else area

    def _is_no_where(self, draft: Draft, mention: PlaceMention, place: Place) -> bool:
        """Whether a place is only who acted ("U.S. raids"), or where those who came set out from."""
        if mention.relation == "from" and draft.frame in ARRIVALS:
            return True
        if place.precision != "country" or mention.nominal:
            return False
        links = (link.actor for link in draft.by)
        return any(
            one.start <= mention.start < one.end
            and (who := self.actors.get(_actor_key(one))) is not None
            and who.id.split(":")[:2] == ["state", place.country]
            for one in (*draft.actors, *draft.recipients, *links)
        )

    def _chain(self, draft: Draft) -> tuple[Source, ...]:
        report = self.report
        chain: list[Source] = []
        for link in draft.by:
            actor = self.actors.get(_actor_key(link.actor))
            name = actor.name if actor is not None else link.actor.text
            source = Source(
                name=name,
                kind=link.kind,
                id=actor.id if actor is not None else "",
                text=report.text[link.actor.start : link.actor.end],
                start=link.actor.start,
                end=link.actor.end,
                cue=link.cue,
            )
            heard = self.voices.hear(source, link.actor)
            if heard is not None and all(heard.name != other.name for other in chain):
                chain.append(heard)
            if link.told and link.told != report.outlet:
                chain.append(Source(name=link.told, kind="agency", text=link.told, cue="told"))
        if not chain and draft.frame in {"appeal", "promise", "threaten", "reject", "order"}:
            chain.extend(
                Source(name=a.name, kind="official", id=a.id, text=a.text, start=a.start, end=a.end, cue=draft.frame)
                for a in self._people(draft.actors)[:1]
            )
        if report.outlet:
            chain.append(Source(name=report.outlet, kind="outlet"))
        return tuple(chain)

    def _figure(self, draft: Draft, valid: Valid) -> Figure | None:
        figure = draft.figure
        if figure is None:
            return None
        as_of = self.report.published
        if (told := given_day(draft.given, self.report)) is not None:
            as_of = told[1]
        elif figure.flow == "flow" and valid.basis == "stated" and valid.end is not None:
            as_of = min(valid.end, as_of) if as_of is not None else valid.end
        window = valid.basis == "stated" and all(one.text != valid.text for one in draft.given)
        since = valid.start if figure.flow == "cumulative" and window else None
        return msgspec.structs.replace(figure, as_of=as_of, since=since)


def _as_building(hit: Actor) -> Actor:
    """ "Strikes on hospitals": who speaks for a hospital is not whom a strike on it hits."""
    if hit.id == "kind:hospital-sources" and hit.text.lower().rstrip("s").endswith("hospital"):
        return msgspec.structs.replace(hit, id="", name=hit.text, sector="")
    return hit


_GOES_ON = re.compile(r"(?:remain|stay|continu|keep|kept|still)", re.IGNORECASE)


def _goes_on(draft: Draft, report: Report) -> bool:
    """ "The town remains with the rebels", "still hold it": so before the day of the report too."""
    words = report.text[draft.start : draft.end].lower()
    return _GOES_ON.match(report.text, draft.trigger) is not None or " still " in f" {words} "


def _tense(draft: Draft, report: Report) -> Tense:
    """The tense that tells when: a headline's present is what has been, "said that it held" is so as it is said."""
    if draft.change == "hold":
        said = bool(draft.by) and draft.tense == "past" and not draft.times
        return "present" if said else draft.tense
    if draft.tense in {"present", "future"} and draft.figure is not None and draft.figure.measure in HARM:
        return (
            "past"  # "the list now has 477 names", "the toll, 70 on Friday, will rise": who is counted had died before
        )
    heads = (block for block in report.blocks if block.role in {"headline", "standfirst"})
    if draft.tense == "present" and any(block.start <= draft.start < block.end for block in heads):
        return "past"
    return draft.tense


def _parted(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Doers and those it was done to, without one party on both: "fighting between A and B" is A and B."""
    ids = {actor.id or actor.name.lower() for actor in recipients}
    others = tuple(actor for actor in actors if (actor.id or actor.name.lower()) not in ids)
    return (others, recipients) if others else (actors, recipients)


def _sub_event(frame: Frame, actors: Sequence[Actor]) -> str:
    """ACLED tells a state's gain from another's by who takes the place."""
    if frame.change == "gain" and actors:
        state = actors[0].id.startswith("state:")
        return "Government regains territory" if state else "Non-state actor overtakes territory"
    return frame.sub_event


def _is_history(valid: Valid, report: Report, draft: Draft) -> bool:
    """Whether a claim's days ended so long before publication that it is history.

    A holding in the simple past that began so long ago ("was under occupation from 2003") is history
    too: were it to last, the report would say "has been".
    """
    old = long_ago(report)
    if old is not None and valid.basis in {"tense", "none"}:
        return stands_before_a_past_year(report, draft.sentence, draft.trigger, draft.tense)
    if old is None or valid.basis != "stated":
        return False
    if (
        draft.change == "hold"
        and draft.tense in {"past", "pluperfect"}
        and valid.start is not None
        and valid.start < old
    ):
        return True
    return ended_long_ago(valid, report)


def _tells_nothing(claim: Claim) -> bool:
    """An event of nobody known at no place: only pronouns that point to no one."""
    people = (*claim.actors, *claim.recipients)
    nobody = all(not a.id and a.text.lower() in _PRONOUNS for a in people)
    return claim.kind == "event" and nobody and bool(people) and (claim.place is None or claim.place.lat is None)


def _with_wholes(claims: Sequence[Claim], figures: Mapping[int, Sequence[Claim]]) -> list[Claim]:
    """Parts by the id of their whole, which may stand in an earlier sentence ("Of these, 2,500 …").

    Such a part is where and when its whole is, unless its own words tell.
    """
    found = []
    for claim in claims:
        if claim.figure is None or not claim.figure.subset_of:
            found.append(claim)
            continue
        index, _, start = claim.figure.subset_of[1:].partition("@")
        group = figures.get(int(start) if start else claim.sentence[0], ())
        whole = group[int(index)] if int(index) < len(group) else None
        figure = msgspec.structs.replace(claim.figure, subset_of=whole.id if whole is not None else "")
        part = msgspec.structs.replace(claim, figure=figure)
        if whole is not None and start:
            own = part.place is not None and part.sentence[0] <= part.place.start < part.sentence[1]
            part = msgspec.structs.replace(part, place=part.place if own else whole.place or part.place)
            if part.valid.basis in {"tense", "none"}:
                part = msgspec.structs.replace(part, valid=whole.valid, background=whole.background)
        found.append(part)
    return found


def _given_on(draft: Draft, report: Report) -> tuple[Decision, ...]:
    if not draft.given:
        return ()
    words, day = given_day(draft.given, report) or (draft.given[0], None)
    return (Decision(field="figure.as_of", value=day.isoformat() if day else "", rule=GIVEN_ON, words=words.text),)


def _when(valid: Valid) -> tuple[Decision, ...]:
    return (Decision(field="valid", value=valid.edtf, rule=f"date.{valid.basis}", words=valid.text),)
