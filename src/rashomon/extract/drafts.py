"""From a tagged sentence to drafts of claims."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from rashomon.extract.acts.doers import find_doers
from rashomon.extract.acts.frames import find_matches
from rashomon.extract.acts.holding_lines import find_held_lines
from rashomon.extract.acts.matching import Match
from rashomon.extract.acts.nearby import places_near, times_near
from rashomon.extract.acts.partners import aimed_at, partners, without_parties
from rashomon.extract.acts.told_acts import declines, is_bare, is_means, is_raid, lacks_will, mostly, tells
from rashomon.extract.counts.count import Count, Told
from rashomon.extract.counts.figures import find_counts
from rashomon.extract.counts.flight_places import PLACED, flight_places
from rashomon.extract.counts.grounds import (
    as_number,
    by_name,
    giver,
    is_estimate,
    is_of_telling,
    is_their_own,
    missing_from,
    places_of_total,
    tells_of,
    times_of_total,
    what_is_put,
    whole_of,
)
from rashomon.extract.counts.telling import given, is_as_of
from rashomon.extract.extents import extent, spoken
from rashomon.extract.parties.relations import Holding, Tie, find_holdings, find_ties
from rashomon.extract.places.placing import place_heads
from rashomon.extract.places.whereabouts import BUILDINGS, is_piece, listed, place_at
from rashomon.extract.sources.attribution import attribute, attribute_number
from rashomon.extract.sources.climb import Attribution
from rashomon.extract.statements import Said, find_statements
from rashomon.extract.syntax.phrases import actors_of, heads_of, words_under
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.tenses import is_under_way, tense_of
from rashomon.model.draft import ActorMention, Change, Decision, Draft, PlaceMention, SourceMention
from rashomon.model.time import Tense
from rashomon.model.timex import TimeMention, till

TOTAL = "figure.total"
TOTALS = frozenset({TOTAL, "figure.reached"})
GIVEN_AGAIN = frozenset({"figure.retold", "figure.same_again", "figure.given_before"})
# Said of a place, these tell what the speaker's own side has done.
OWN_GAINS = frozenset({"liberate", "clear", "cleanse", "secure", "establish", "restore", "achieve", "impose"})
HARM = frozenset({"killed", "wounded", "casualties"})
# The dead are buried on a later day than that of their death.
LATER = frozenset({"bury", "inter", "rebury"})
# Speech acts: who utters them is the source of their content.
SPEECH_ACTS = frozenset({"appeal", "promise", "threaten", "reject", "accuse", "order"})
# PLOVER categories of what one may be asked to do: who will not do it refuses.
WILLING = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"})
ACT_STANCE = {"promise": "promised", "accuse": "alleged"}


class SentenceReader:
    """Reads the drafts of one sentence; holds what its parts share.

    Attributes:
        tagged: The sentence.
        matches: Its predicates.
        counts: Its figures.
        before: Earlier sentences, nearest last.
    """

    def __init__(self, tagged: Tagged, before: list[Tagged], told: Told = (), topic: str = "") -> None:
        self.tagged = tagged
        self.before = before
        self.matches = find_matches(tagged)
        find_doers(tagged, self.matches)
        self.counts = find_counts(tagged, self.matches, before, told, topic)
        self.predicates = frozenset(m.at for m in self.matches)
        # where a part alone is told of: no place of the whole
        self.parted = [
            tagged.span_of(*c.beside)
            for c in self.counts
            if c.beside is not None and (c.part_of >= 0 or c.part_before is not None)
        ]
        self._attributions: dict[int, Attribution] = {}

    def drafts(self) -> list[Draft]:
        """All drafts, in order of their predicates."""
        found: list[Draft] = []
        for match in self.matches:
            found.extend(self._of_match(match))
        for index, count in enumerate(self.counts):
            found.append(self._of_count(count, index))
        found.extend(self._of_tie(tie) for tie in find_ties(self.tagged))
        found.extend(self._of_holding(holding) for holding in find_holdings(self.tagged))
        told = {place.start for draft in found if draft.kind == "control" for place in draft.places}
        lines = (
            one for one in find_held_lines(self.tagged, self.before) if one.place is None or one.place.start not in told
        )
        found.extend(self._of_holding(line) for line in lines)
        statements = find_statements(self.tagged, self.matches, self.predicates)
        found.extend(self._statement(said, who) for said in statements if (who := self._people([said.speaker])))
        return sorted(found, key=lambda d: (d.trigger, d.kind))

    def attribution(self, at: int) -> Attribution:
        """The way up from token `at`, once."""
        if at not in self._attributions:
            self._attributions[at] = attribute(self.tagged, at)
        return self._attributions[at]

    # -- events, control, relations by frame ------------------------------------------------------

    def _of_match(self, match: Match) -> list[Draft]:
        tagged = self.tagged
        frame = tagged.book.frames[match.frame]
        actors = self._people(match.actors)
        actors, recipients = partners(tagged, match, actors, aimed_at(tagged, match))
        told_by = spoken(tagged, self.attribution(match.at))
        places = places_near(tagged, match.at, match.places, self.predicates, told_by)
        places = self._of_whole(without_parties(tagged, match, places, (*actors, *recipients)))
        if not match.noun and not actors and not match.clause.passive and is_bare(self.tagged, match):
            return []
        if match.noun and not tells(tagged, match, actors, recipients, places, self.matches, self.predicates):
            return []
        if actors and ((frame.plover in WILLING and declines(self.tagged, match)) or lacks_will(self.tagged, match)):
            base = {**self._base(match, actors, recipients), "frame": "refuse", "stance": "asserted"}
            if base["attribution"].sources:
                base["stance"] = "claimed"
            return [self._draft(base, places=places)]
        if self.attribution(match.at).negated:
            return []
        if frame.kind == "statement" and not actors:
            return []
        if frame.kind == "relation":
            if not actors or not recipients:
                return []
        elif frame.kind == "event" and not actors and not recipients and not places:
            if not (match.noun and (is_means(tagged, match, self.matches) or match.recipients)):
                return []
        if match.frame == "repel" and not match.noun:
            recipients = self._attackers(match) or recipients
        if frame.change == "gain" and not match.noun and is_under_way(tagged.parsed.doc[match.at]):
            return [
                self._draft(
                    {**self._base(match, actors, recipients), "kind": "event", "frame": "advance"}, places=places
                )
            ]
        if frame.change == "gain" and is_raid(self.tagged, match):
            return [
                self._draft(
                    {**self._base(match, actors, recipients), "kind": "event", "frame": "attack"}, places=places
                )
            ]
        if match.rules.get("adj") == ["ours"]:
            actors = tuple(source.actor for source in self.attribution(match.at).sources[:1])  # "X is ours", they say
        if frame.change == "gain" and not actors and match.clause.passive:
            actors = self._own_side(match)
        base = self._base(match, actors, recipients)
        if frame.kind == "control":
            held = self._control(match, base, places)
            if (
                frame.change == "loss"
                and match.frame in {"withdraw", "lose"}
                and base["attribution"].stance == "denied"
            ):
                held += self._still_held(base, held)
            if held or match.frame != "withdraw" or not actors:
                return held
            base = {**base, "kind": "event", "frame": "retreat"}  # forces leave what is no place by name
        return [self._draft(base, places=places, relation=frame.relation)]

    def _own_side(self, match: Match) -> tuple[ActorMention, ...]:
        """ "The town has been liberated, the army said": words for what the speaker's own side did."""
        if self.tagged.lemmas[match.at] not in OWN_GAINS or (match.rules.get("obj") != "place" and not match.also):
            return ()
        sides = (one.actor for one in self.attribution(match.at).sources[:1] if one.kind in {"official", "military"})
        return tuple(sides)

    def _people(self, heads: list[int]) -> tuple[ActorMention, ...]:
        found = [m for h in dict.fromkeys(heads) for m in actors_of(self.tagged, h)]
        return tuple({m.start: m for m in found}.values())

    def _attackers(self, match: Match) -> tuple[ActorMention, ...]:
        """Who stood behind an attack that was beaten back."""
        obj = match.clause.object
        inner = next((m for m in self.matches if m.noun and m.at == obj), None)
        return self._people(inner.actors) if inner is not None else ()

    def _control(self, match: Match, base: dict[str, Any], places: tuple[PlaceMention, ...]) -> list[Draft]:
        """One draft a place that the frame names: "from Diyala and Salahuddin" are two."""
        tagged = self.tagged
        change = tagged.book.frames[match.frame].change
        named: list[PlaceMention] = []
        if any(tagged.words[i] == "it" for i in match.places):
            # What was taken is "it"; a place beside it is where, not what. What soldiers hold is a place.
            armed = any("armed" in tagged.sorts(head) for head in match.actors)
            if not (change == "hold" and armed and len(match.places) == 1):
                return []
            start, end = tagged.parsed.spans[match.places[0]]
            held = PlaceMention(start=start, end=end, text=words_under(tagged, start, end), nominal="it")
            return [self._draft(base, places=(held, *places), change="hold", part=match.part)]
        for i in match.places:
            for head in (k for top in heads_of(tagged, i) for k in listed(tagged, top) or [top]):
                mention = place_at(tagged, head)
                if mention is not None and not any(m.start == mention.start for m in named):
                    named.append(
                        msgspec.structs.replace(mention, relation="in", other=None, distance_km=None, bearing="")
                    )
        if not named and match.part and places:
            named = [msgspec.structs.replace(p, relation="in") for p in places if not p.nominal][:1]
        drafts: list[Draft] = []
        for mention in named:
            rest = tuple(p for p in places if p.start >= mention.end or mention.start >= p.end)
            roofed = bool(rest) and mention.nominal in BUILDINGS  # in a town that stands beside it
            part = match.part or roofed or any(is_piece(tagged, i) for i in match.places) or mostly(self.tagged, match)
            drafts.append(self._draft(base, places=(mention, *rest), change=cast("Change", change), part=part))
        return drafts

    def _still_held(self, base: dict[str, Any], lost: list[Draft]) -> list[Draft]:
        """ "Denied that its soldiers had left the town": who has not left a place says that they hold it."""
        sources = base["attribution"].sources
        if not sources or not base["actors"]:
            return []
        kept = {**base, "frame": "hold", "stance": "claimed"}
        kept["trace"] = (Decision(field="frame", value="hold", rule="control.not_left"),)
        return [self._draft(kept, places=draft.places, change="hold", part=draft.part) for draft in lost]

    # -- figures -----------------------------------------------------------------------------------

    def _of_count(self, count: Count, index: int) -> Draft:
        tagged = self.tagged
        match = next((m for m in self.matches if m.at == count.at), None)
        attribution = self.attribution(count.at)
        if not attribution.sources and attribution.stance == "asserted":
            attribution = attribute_number(tagged, count.first, count.last) or attribution
        actors = count.actors
        if match is not None and match.rules.get("subj_role") != "recipient":
            actors = tuple(a for a in self._people(match.actors) if a.start not in {p.start for p in count.people})
            if count.figure.measure in HARM and tagged.book.frames[match.frame].plover != "ASSAULT":
                actors = ()  # who treats the wounded or buries the dead did not hurt them
        counted = self.counts[count.part_of] if count.part_of >= 0 else count
        places, times = self._where(count, counted, match)
        figure = count.figure
        if figure.measure in PLACED:
            places = flight_places(tagged, count, places, frozenset(attribution.tokens))
            actors = tuple(
                a for a in actors if not any(a.start < p.end and p.start < a.end for p in places[:1])
            )  # "Chad hosts"
        if count.part_before is not None:
            places = tuple(place for place in places if not is_their_own(self.tagged, place, count))
        trace: tuple[Decision, ...] = (
            Decision(field="figure.measure", value=figure.measure, rule=count.rule, words=figure.text),
        )
        subset = whole_of(count)
        if subset:
            trace += (Decision(field="figure.subset_of", value=subset, rule="figure.including", words=figure.text),)
        first, last = extent(self.tagged, count.at, (*attribution.tokens, count.first, count.last))
        if count.rule == "figure.retold":
            first = min(first, giver(self.tagged, count))
        if count.beside is not None:
            first, last = min(first, count.beside[0]), max(last, count.beside[1])
        telling = given(tagged, as_number(counted), attribution.said_at, [as_number(one) for one in self.counts])
        times = times or self._times_before(count, index)
        of_telling = is_of_telling(counted, telling)
        if of_telling:
            missing = figure.measure == "missing"
            times = telling.days if missing else tuple(one for one in times if one not in telling.days)
        elif telling.as_of and figure.measure in HARM:
            near = times or self._times(count.at, attribution.said_at)
            times, of_telling = tuple(one for one in near if one not in telling.as_of), True
        if count.rule in GIVEN_AGAIN and not times:
            times = tuple(till(mention) for mention in telling.days)
        base = {
            "stance": "claimed" if figure.low is not None and is_estimate(attribution) else attribution.stance,
            "kind": "figure",
            "frame": match.frame if match and tells_of(tagged, match, figure.measure) else count.frame,
            "trigger": tagged.parsed.spans[count.first][0],
            "actors": actors,
            "recipients": count.people,
            "attribution": attribution,
            "at": count.at,
            "first": first,
            "last": last,
            "trace": trace,
            "times": times,
            # when a number was given is not when they died, but after it
            "untimed": of_telling or count.rule in GIVEN_AGAIN,
        }
        figure = msgspec.structs.replace(figure, subset_of=subset, earlier=telling.earlier)
        return self._draft(base, places=places, figure=figure, given=telling.days, index=index)

    def _where(
        self, count: Count, counted: Count, match: Match | None
    ) -> tuple[tuple[PlaceMention, ...], tuple[TimeMention, ...]]:
        """Places of a count, best first, and the days that its whole, its label or its own words tell.

        Args:
            count: The count.
            counted: Its whole, or itself.
            match: The predicate that tells its measure, if any.
        """
        tagged, told = self.tagged, what_is_put(self.tagged, counted)
        named = [*(match.places if match else []), *(i for i in place_heads(tagged) if i in told)]
        named += places_of_total(tagged, counted) if counted.rule in TOTALS else []
        told_by = spoken(tagged, self.attribution(count.at))
        leaving = count.figure.measure in {"displaced", "missing"} or count.rule == "figure.label"
        named += missing_from(tagged, counted) if count.figure.measure == "missing" else []
        places = self._of_whole(places_near(tagged, count.at, named, self.predicates, told_by, leaving=leaving))
        times = times_of_total(tagged, counted) if counted.rule in TOTALS else count.under
        times = times or tuple(mention for mention, first, _ in tagged.times if first in told)
        if count.beside is not None:
            start, end = (tagged.span_of(*count.beside)[k] for k in (0, 1))
            own = [place_at(tagged, i) for i in place_heads(tagged) if count.beside[0] <= i <= count.beside[1]]
            own = own or [place_at(tagged, i) for i in {count.beside[1]} & tagged.place_hit.keys()]
            places = tuple(place for place in own if place is not None) or by_name(tagged, count) or places
            if not self.parted:
                times = tuple(mention for mention, _, _ in tagged.times if start <= mention.start < end) or count.under
        if not places and count.rule in {"figure.harm_before", "figure.reached"} and count.at < count.first:
            # "puts those killed in X at 13": between the verb and the number
            verb = next((t.i for t in tagged.parsed.doc[count.at].ancestors if t.pos_ == "VERB"), count.at)
            between = (place_at(tagged, i) for i in place_heads(tagged) if verb < i < count.first)
            places = tuple(place for place in between if place is not None)
        return places, times

    def _times_before(self, count: Count, index: int) -> tuple[TimeMention, ...]:
        """Days of what a number that is given again counts: those of the whole before it in the sentence."""
        if count.rule not in GIVEN_AGAIN:
            return ()
        before = [c for c in self.counts[:index] if c.part_of < 0 and c.rule not in GIVEN_AGAIN]
        if before and before[-1].rule == TOTAL:
            return times_of_total(self.tagged, before[-1])
        return self._times(before[-1].at, self.attribution(before[-1].at).said_at) if before else ()

    def _of_whole(self, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
        """Places without those of a part alone: "33 died in the province, 13 of them in X"."""
        if not self.parted:
            return places
        return tuple(p for p in places if not any(start <= p.start < end for start, end in self.parted))

    # -- relations and statements --------------------------------------------------------------------

    def _of_tie(self, tie: Tie) -> Draft:
        base = {
            "kind": "relation",
            "frame": tie.relation,
            "trigger": self.tagged.parsed.spans[tie.at][0],
            "actors": tie.left,
            "recipients": tie.right,
            "attribution": Attribution(),
            "at": tie.at,
            "first": tie.first,
            "last": tie.last,
            "trace": (Decision(field="relation", value=tie.relation, rule=tie.rule),),
        }
        return self._draft(base, places=(), relation=tie.relation)

    def _of_holding(self, holding: Holding) -> Draft:
        """ "The rebel-held town": who holds it, said in passing."""
        place = holding.place
        if place is not None:
            place = msgspec.structs.replace(place, relation="in", other=None, distance_km=None, bearing="")
        base = {
            "kind": "control",
            "frame": holding.change,
            "trigger": self.tagged.parsed.spans[holding.at][0],
            "actors": holding.holders,
            "recipients": (),
            "attribution": Attribution(),
            "at": holding.at,
            "first": holding.first,
            "last": holding.last,
            "trace": (Decision(field="frame", value="hold", rule="control.held_compound"),),
        }
        places = (place,) if place is not None else ()
        return self._draft(base, places=places, change=holding.change, part=holding.part)

    def speakers(self) -> tuple[SourceMention, ...]:
        """Who speaks in this sentence: sources of the first verb of saying with someone as its subject."""
        tagged = self.tagged
        for token in tagged.parsed.doc:
            if tagged.lemmas[token.i] in tagged.book.speech and token.pos_ == "VERB":
                content = next((c for c in token.children if c.dep_ in {"ccomp", "parataxis"}), None)
                if content is not None:
                    sources = self.attribution(content.i).sources
                    if sources:
                        return sources
        return ()

    def _statement(self, said: Said, actors: tuple[ActorMention, ...]) -> Draft:
        tagged = self.tagged
        token, content, deepest = said.verb, said.content, said.deepest
        attribution = self.attribution(deepest.i)
        inside = [t.i for c in {content, deepest} for t in c.subtree]
        start, end = tagged.span_of(min(inside), max(inside))
        offset = tagged.parsed.sentence.start
        mentioned = [
            m
            for t in (tagged.parsed.doc[k] for k in sorted(inside))
            if t.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "attr"} and t.pos_ != "PRON"
            for m in actors_of(tagged, t.i)
        ]
        places = places_near(tagged, content.i, [], self.predicates)
        first, last = extent(self.tagged, token.i, attribution.tokens)
        stance = attribution.stance
        if stance in {"claimed", "denied", "hypothetical", "called_for"} and stance != "hypothetical":
            stance = "claimed" if stance == "denied" else stance
        base = {
            "kind": "statement",
            "frame": "say",
            "trigger": tagged.parsed.spans[token.i][0],
            "actors": actors,
            "recipients": tuple({m.start: m for m in mentioned}.values()),
            "attribution": attribution,
            "at": token.i,
            "first": first,
            "last": last,
            "stance": stance,
            "trace": (Decision(field="kind", value="statement", rule="statement.reported_speech", words=token.text),),
        }
        return self._draft(base, places=places, about=tagged.parsed.sentence.text[start - offset : end - offset])

    # -- shared ----------------------------------------------------------------------------------------

    def _base(
        self, match: Match, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...]
    ) -> dict[str, Any]:
        tagged = self.tagged
        attribution = self.attribution(match.at)
        extra = [*attribution.tokens, *match.also]
        for head in (*match.actors, *match.recipients, *match.places):
            extra.extend(tagged.phrase(head))
        first, last = extent(self.tagged, match.at, tuple(extra))
        rule = f"frame.{'noun' if match.noun else 'verb'}:{match.frame}"
        return {
            "kind": tagged.book.frames[match.frame].kind,
            "frame": match.frame,
            "trigger": tagged.parsed.spans[match.at][0],
            "actors": actors,
            "recipients": recipients,
            "attribution": attribution,
            "at": match.at,
            "first": first,
            "last": last,
            "trace": (Decision(field="frame", value=match.frame, rule=rule, words=tagged.parsed.doc[match.at].text),),
        }

    def _draft(self, base: dict[str, Any], *, places: tuple[PlaceMention, ...], **more: Any) -> Draft:
        tagged = self.tagged
        sentence = tagged.parsed.sentence
        attribution: Attribution = base["attribution"]
        start, end = tagged.span_of(base["first"], base["last"])
        if attribution.closing and tagged.parsed.tail is not None:
            end = max(end, tagged.parsed.tail.end)
        frame = base["frame"]
        stance = base.get("stance") or attribution.stance
        by = attribution.sources
        if frame in SPEECH_ACTS and base["kind"] == "event":
            stance = ACT_STANCE.get(frame, stance) if stance in {"asserted", "claimed"} else stance
        more.pop("index", None)
        return Draft(
            kind=base["kind"],
            frame=frame,
            start=start,
            end=end,
            trigger=base["trigger"],
            sentence=(sentence.start, sentence.end),
            actors=base["actors"],
            recipients=base["recipients"],
            places=places,
            times=base.get("times", ())
            or (() if base.get("untimed") else self._times(base["at"], attribution.said_at)),
            tense=cast("Tense", tense_of(tagged.parsed.doc[base["at"]], stative=more.get("change") == "hold")),
            stance=stance,
            by=by,
            caption=sentence.role == "caption",
            trace=(*base["trace"], *attribution.trace),
            **more,
        )

    def _times(self, at: int, said_at: int) -> tuple[TimeMention, ...]:
        if self.tagged.lemmas[at] in LATER:
            return ()
        found = times_near(self.tagged, at, self.predicates, said_at)
        if any(is_as_of(self.tagged, mention) for mention in found):
            frames = {match.frame for match in self.matches if match.at == at}
            if any(self.tagged.book.frames[frame].measure in HARM for frame in frames):
                return tuple(mention for mention in found if not is_as_of(self.tagged, mention))
        return found
