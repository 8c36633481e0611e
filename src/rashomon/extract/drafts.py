"""From a tagged sentence to drafts of claims."""

from __future__ import annotations

import re
from typing import Any, cast

import msgspec

from rashomon.extract.attribution import attribute
from rashomon.extract.clauses import surface_subject
from rashomon.extract.climb import Attribution
from rashomon.extract.doers import find_doers
from rashomon.extract.figures import Count, Told, find_counts
from rashomon.extract.flight_places import PLACED, flight_places
from rashomon.extract.frames import find_matches
from rashomon.extract.holding_lines import find_held_lines
from rashomon.extract.matching import Match
from rashomon.extract.measures import LISTS, PUTS, TOTAL_NOUNS
from rashomon.extract.modality import MAY_HAVE
from rashomon.extract.nearby import places_near, times_near
from rashomon.extract.partners import aimed_at, partners, without_parties
from rashomon.extract.phrases import actors_of, heads_of, words_under
from rashomon.extract.placing import place_heads
from rashomon.extract.relations import Holding, Tie, find_holdings, find_ties
from rashomon.extract.tagging import Tagged
from rashomon.extract.telling import REACHED, Given, Number, given, is_as_of
from rashomon.extract.tenses import is_under_way, tense_of
from rashomon.extract.whereabouts import BUILDINGS, is_piece, listed, place_at
from rashomon.model.draft import ActorMention, Change, Decision, Draft, PlaceMention, SourceMention
from rashomon.model.time import Tense
from rashomon.model.timex import TimeMention, till

# Speech acts: who utters them is the source of their content.
_NEAR_HEADS = 5
_NEAR_WORDS = 25  # a giver farther off than this stands in another clause
# Adverbs by which a place is held in part.
MOSTLY = frozenset("largely mostly mainly partly partially almost nearly virtually practically".split())
TOTAL = "figure.total"
TOTALS = frozenset({TOTAL, "figure.reached"})
GIVEN_AGAIN = frozenset({"figure.retold", "figure.same_again", "figure.given_before"})
# Said of a place, these tell what the speaker's own side has done.
OWN_GAINS = frozenset({"liberate", "clear", "cleanse", "secure", "establish", "restore", "achieve", "impose"})
HARM = frozenset({"killed", "wounded", "casualties"})
# The dead are buried on a later day than that of their death.
_STRETCH_OF_TOTAL = re.compile(r"\s+the\s+(?:total\s+)?(?:number|total|count|tally)\s+of\s[^.;]*", re.IGNORECASE)
# "Took about 70 per cent of it".
_SHARE = re.compile(r"\b(?!100\b)\d{1,2}(?:\.\d)?\s?(?:%|per\s?cent)\s+of\b", re.IGNORECASE)
LATER = frozenset({"bury", "inter", "rebury"})
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
        found.extend(self._statements())
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
        spoken = self._spoken(self.attribution(match.at))
        places = places_near(tagged, match.at, match.places, self.predicates, spoken)
        places = self._of_whole(without_parties(tagged, match, places, (*actors, *recipients)))
        if not match.noun and not actors and not match.clause.passive and self._is_bare(match):
            return []
        if match.noun and not self._tells(match, actors, recipients, places):
            return []
        if actors and ((frame.plover in WILLING and self._declines(match)) or self._lacks_will(match)):
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
            if not (match.noun and (self._is_means(match) or match.recipients)):
                return []
        if match.frame == "repel" and not match.noun:
            recipients = self._attackers(match) or recipients
        if frame.change == "gain" and not match.noun and is_under_way(tagged.parsed.doc[match.at]):
            return [
                self._draft(
                    {**self._base(match, actors, recipients), "kind": "event", "frame": "advance"}, places=places
                )
            ]
        if frame.change == "gain" and self._is_raid(match):
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

    def _is_raid(self, match: Match) -> bool:
        """ "Stormed a hotel in the city": an attack on those inside, and no gain of ground."""
        tops = [head for i in match.places for head in heads_of(self.tagged, i)]
        roofed = bool(tops) and all(self.tagged.lemmas[head] in BUILDINGS for head in tops)
        return roofed and not match.noun and self.tagged.lemmas[match.at] == "storm"

    def _own_side(self, match: Match) -> tuple[ActorMention, ...]:
        """ "The town has been liberated, the army said": words for what the speaker's own side did."""
        if self.tagged.lemmas[match.at] not in OWN_GAINS or (match.rules.get("obj") != "place" and not match.also):
            return ()
        sides = (one.actor for one in self.attribution(match.at).sources[:1] if one.kind in {"official", "military"})
        return tuple(sides)

    def _declines(self, match: Match) -> bool:
        """ "Will not meet the envoys": what somebody says that they won't do, they turn down."""
        if match.noun or match.clause.passive:
            return False
        children = list(self.tagged.parsed.doc[match.at].children)
        ahead = any(c.dep_ == "aux" and c.text.lower() in {"will", "would", "wo", "'ll", "’ll"} for c in children)
        return ahead and any(c.dep_ == "neg" or c.text.lower() in {"longer", "never"} for c in children)

    def _lacks_will(self, match: Match) -> bool:
        """ "Has no intention of withdrawing": the negation makes the refusal, it does not deny it."""
        nouns = (self.tagged.parsed.doc[i] for i in match.also if match.frame == "refuse")
        return any(c.text.lower() == "no" for noun in nouns for c in noun.children)

    def _is_bare(self, match: Match) -> bool:
        """An infinitive or participle without anyone to do it: "battles to take the town", "help fighting X"."""
        token = self.tagged.parsed.doc[match.at]
        subject_counts = match.clause.subject is not None and match.rules.get("subj_role") in {"recipient", "nobody"}
        loose = token.tag_ == "VB" or (token.tag_ == "VBG" and token.dep_ in {"acl", "pcomp"})
        return (
            loose
            and match.clause.subject is None
            and not subject_counts
            and match.rules.get("subj") not in {"place", "weapon", "aircraft"}
        )

    def _people(self, heads: list[int]) -> tuple[ActorMention, ...]:
        found = [m for h in dict.fromkeys(heads) for m in actors_of(self.tagged, h)]
        return tuple({m.start: m for m in found}.values())

    def _attackers(self, match: Match) -> tuple[ActorMention, ...]:
        """Who stood behind an attack that was beaten back."""
        obj = match.clause.object
        inner = next((m for m in self.matches if m.noun and m.at == obj), None)
        return self._people(inner.actors) if inner is not None else ()

    def _tells(
        self,
        match: Match,
        actors: tuple[ActorMention, ...],
        recipients: tuple[ActorMention, ...],
        places: tuple[PlaceMention, ...],
    ) -> bool:
        """Whether a nominal event says more than that something was mentioned before."""
        if actors and self._is_claimed(match):
            return True
        if match.places:
            return bool(actors) or self.tagged.book.frames[match.frame].plover == "ASSAULT" or match.kind == "control"
        if self._is_means(match) or (match.frame == "suicide_bomb" and places):
            return True
        if match.recipients and self._own(match) and self._has_time(match):
            return True  # "the hijacking on Wednesday of an airliner"
        own_place = any(p for p in places[:1] if not p.nominal) and self._own(match)
        if own_place and self._is_fragment(match) and self.tagged.book.frames[match.frame].plover == "ASSAULT":
            return True  # "Navy: clashes in Trat", a line of a log without a verb
        return (bool(actors or recipients) and (own_place or bool(actors and recipients) or self._has_time(match))) or (
            own_place and self._has_time(match)
        )

    def _is_fragment(self, match: Match) -> bool:
        """A line that tells by nouns alone."""
        doc = self.tagged.parsed.doc
        return not any(t.pos_ in {"VERB", "AUX"} for t in doc) and match.at in self.tagged.once(
            "roots", lambda: frozenset(t.i for t in doc if t.dep_ in {"ROOT", "appos", "conj", "dep"})
        )

    def _is_claimed(self, match: Match) -> bool:
        """ "Claimed responsibility for the ambush": that somebody did it is what the sentence tells."""
        prep = self.tagged.parsed.doc[match.at].head
        return bool(prep.dep_ == "prep" and self.tagged.lemmas[prep.head.i] == "responsibility")

    def _is_means(self, match: Match) -> bool:
        """ "killed in the shelling of X", "the air strike killed nine": the means of a harm that is told."""
        doc = self.tagged.parsed.doc
        token = doc[match.at]
        above = (
            token.head.head
            if token.dep_ == "pobj" and token.head.text.lower() in {"in", "by", "during", "after"}
            else token.head
        )
        if token.dep_ not in {"nsubj", "pobj"}:
            return False
        harm = next((m for m in self.matches if m.at == above.i and not m.noun), None)
        return harm is not None and bool(self.tagged.book.frames[harm.frame].measure)

    def _own(self, match: Match) -> bool:
        token = self.tagged.parsed.doc[match.at]
        return any(c.dep_ == "prep" for c in token.children)

    def _has_time(self, match: Match) -> bool:
        return bool(times_near(self.tagged, match.at, self.predicates, -1))

    def _control(self, match: Match, base: dict[str, Any], places: tuple[PlaceMention, ...]) -> list[Draft]:
        """One draft a place that the frame names: "from Diyala and Salahuddin" are two."""
        tagged = self.tagged
        change = tagged.book.frames[match.frame].change
        named: list[PlaceMention] = []
        if any(tagged.words[i] == "it" for i in match.places):
            # What was taken is "it"; a place beside it is where, not what. What soldiers hold is a place.
            armed = any("armed" in tagged.sorts(head) for head in match.actors)
            if not (change == "hold" and match.clause.passive and armed and len(match.places) == 1):
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
            part = match.part or roofed or any(is_piece(tagged, i) for i in match.places) or self._mostly(match)
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

    def _mostly(self, match: Match) -> bool:
        """ "Is largely under X's control", "holds nearly all of": not the whole of it."""
        token = self.tagged.parsed.doc[match.at]
        hosts = (token, *(self.tagged.parsed.doc[i] for i in (*match.also, *match.places)))
        parsed = self.tagged.parsed
        begin = parsed.spans[match.at][0] - parsed.sentence.start
        if _SHARE.search(parsed.sentence.text, begin, begin + 80):
            return True
        near = [child for host in hosts for child in host.children if child.dep_ not in {"appos", "relcl"}]
        near = [child for child in near if child.text.lower() != "without"]  # "fell almost without a shot"
        return any(c.text.lower() in MOSTLY for child in near for c in (child, *child.lefts))

    # -- figures -----------------------------------------------------------------------------------

    def _of_count(self, count: Count, index: int) -> Draft:
        tagged = self.tagged
        match = next((m for m in self.matches if m.at == count.at), None)
        attribution = self.attribution(count.at)
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
            places = tuple(place for place in places if not self._is_their_own(place, count))
        trace: tuple[Decision, ...] = (
            Decision(field="figure.measure", value=figure.measure, rule=count.rule, words=figure.text),
        )
        subset = _subset(count)
        if subset:
            trace += (Decision(field="figure.subset_of", value=subset, rule="figure.including", words=figure.text),)
        first, last = self._extent(count.at, (*attribution.tokens, count.first, count.last))
        if count.rule == "figure.retold":
            first = min(first, self._giver(count))
        if count.beside is not None:
            first, last = min(first, count.beside[0]), max(last, count.beside[1])
        telling = given(tagged, _number(counted), attribution.said_at, [_number(one) for one in self.counts])
        times = times or self._times_before(count, index)
        of_telling = _is_of_telling(counted, telling)
        if of_telling:
            missing = figure.measure == "missing"
            times = telling.days if missing else tuple(one for one in times if one not in telling.days)
        elif telling.as_of and figure.measure in HARM:
            near = times or self._times(count.at, attribution.said_at)
            times, of_telling = tuple(one for one in near if one not in telling.as_of), True
        if count.rule in GIVEN_AGAIN and not times:
            times = tuple(till(mention) for mention in telling.days)
        base = {
            "stance": "claimed" if figure.low is not None and _is_estimate(attribution) else attribution.stance,
            "kind": "figure",
            "frame": match.frame if match and _tells_of(tagged, match, figure.measure) else count.frame,
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
        tagged, told = self.tagged, _put(self.tagged, counted)
        named = [*(match.places if match else []), *(i for i in place_heads(tagged) if i in told)]
        named += _places_of_total(tagged, counted) if counted.rule in TOTALS else []
        spoken = self._spoken(self.attribution(count.at))
        leaving = count.figure.measure in {"displaced", "missing"} or count.rule == "figure.label"
        named += _missing_from(tagged, counted) if count.figure.measure == "missing" else []
        places = self._of_whole(places_near(tagged, count.at, named, self.predicates, spoken, leaving=leaving))
        times = _times_of_total(tagged, counted) if counted.rule in TOTALS else count.under
        times = times or tuple(mention for mention, first, _ in tagged.times if first in told)
        if count.beside is not None:
            start, end = (tagged.span_of(*count.beside)[k] for k in (0, 1))
            own = [place_at(tagged, i) for i in place_heads(tagged) if count.beside[0] <= i <= count.beside[1]]
            own = own or [place_at(tagged, i) for i in {count.beside[1]} & tagged.place_hit.keys()]
            places = tuple(place for place in own if place is not None) or _by_name(tagged, count) or places
            if not self.parted:
                times = tuple(mention for mention, _, _ in tagged.times if start <= mention.start < end) or count.under
        if not places and count.rule in {"figure.harm_before", "figure.reached"} and count.at < count.first:
            # "puts those killed in X at 13": between the verb and the number
            verb = next((t.i for t in tagged.parsed.doc[count.at].ancestors if t.pos_ == "VERB"), count.at)
            between = (place_at(tagged, i) for i in place_heads(tagged) if verb < i < count.first)
            places = tuple(place for place in between if place is not None)
        return places, times

    def _is_their_own(self, place: PlaceMention, count: Count) -> bool:
        """ "The dead include nine nurses of the X hospital": where they belong, and not where they died."""
        run = self.tagged.tokens_of(place.start, place.end)
        if run is None:
            return False
        doc = self.tagged.parsed.doc
        over = next((t.head for t in doc[run[0] : run[1] + 1] if not run[0] <= t.head.i <= run[1]), doc[run[1]])
        if over.text.lower() in {"of", "from"} and count.first <= over.head.i <= count.last:
            return True
        while over.dep_ != "ROOT" and over.pos_ not in {"VERB", "AUX"}:
            over = over.head
        return over.dep_ in {"relcl", "ccomp"} and over.i != count.at  # "…, said those whom X questioned in Y"

    def _giver(self, count: Count) -> int:
        """Where the words that give a bare number begin: "the mayor's list has seven", "last figure, 93"."""
        led = self.tagged.parsed.doc[count.at].head
        return min(int(led.left_edge.i), count.first) if count.first - led.left_edge.i < _NEAR_WORDS else count.first

    def _times_before(self, count: Count, index: int) -> tuple[TimeMention, ...]:
        """Days of what a number that is given again counts: those of the whole before it in the sentence."""
        if count.rule not in GIVEN_AGAIN:
            return ()
        before = [c for c in self.counts[:index] if c.part_of < 0 and c.rule not in GIVEN_AGAIN]
        if before and before[-1].rule == TOTAL:
            return _times_of_total(self.tagged, before[-1])
        return self._times(before[-1].at, self.attribution(before[-1].at).said_at) if before else ()

    def _spoken(self, attribution: Attribution) -> frozenset[int]:
        """Tokens of sources and cues, with what stands beside a speaker's name: "X, director of the hospital, said"."""
        beside = [
            run
            for source in attribution.sources
            for _, start, end in source.actor.apposition
            if (head := self.tagged.tokens_of(start, end)) is not None
            and (
                run := (
                    head[0],
                    max(t.i for k in range(head[0], head[1] + 1) for t in self.tagged.parsed.doc[k].subtree),
                )
            )
        ]
        if not beside:
            return frozenset(attribution.tokens)
        return frozenset(attribution.tokens).union(*(range(first, last + 1) for first, last in beside))

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

    def _statements(self) -> list[Draft]:
        """What a named speaker says where no predicate of the codebook carries it."""
        tagged, book = self.tagged, self.tagged.book
        found: list[Draft] = []
        for token in tagged.parsed.doc:
            if tagged.lemmas[token.i] not in book.speech or token.pos_ != "VERB" or token.i in self.predicates:
                continue
            contents = [c for c in token.children if c.dep_ in {"ccomp", "parataxis"} and c.pos_ in {"VERB", "AUX"}]
            content = contents[0] if contents else None
            if content is None or any(not m.noun and m.at in {t.i for t in content.subtree} for m in self.matches):
                continue
            inner = next((c for c in content.children if c.dep_ == "ccomp"), None)
            deepest = contents[-1]
            if len(contents) == 1 and tagged.lemmas[content.i] in book.speech and inner is not None:
                deepest = inner
            if self._reports_speech(token):
                continue
            speaker = surface_subject(tagged, token, 0)
            if speaker is None or "person" not in tagged.sorts(speaker):
                continue
            actors = self._people([speaker])
            if not actors:
                continue
            found.append(self._statement(token, content, deepest, actors))
        return found

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

    def _reports_speech(self, token: Any) -> bool:
        """Whether this verb of saying itself stands in another's reported speech."""
        at = token
        while at.dep_ == "ccomp" and at.head.pos_ == "VERB":
            at = at.head
            if self.tagged.lemmas[at.i] in self.tagged.book.speech:
                return True
        return False

    def _statement(self, token: Any, content: Any, deepest: Any, actors: tuple[ActorMention, ...]) -> Draft:
        tagged = self.tagged
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
        first, last = self._extent(token.i, attribution.tokens)
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
        first, last = self._extent(match.at, tuple(extra))
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

    def _extent(self, at: int, extra: tuple[int, ...]) -> tuple[int, int]:
        """First and last token that a claim rests on: its clause without clauses that stand alone."""
        doc = self.tagged.parsed.doc
        inside = [at]
        queue = [doc[at]]
        while queue:
            token = queue.pop()
            for child in token.children:
                alone = (
                    child.dep_ in {"conj", "advcl", "parataxis"}
                    and child.pos_ in {"VERB", "AUX"}
                    and any(g.dep_ in {"nsubj", "nsubjpass"} for g in child.children)
                )
                if alone or (child.dep_ in {"cc", "punct"} and token.i == at):
                    continue
                inside.append(child.i)
                queue.append(child)
        inside.extend(extra)
        first, last = min(inside), max(inside)
        while last > first and doc[last].dep_ in {"cc", "punct", "mark"} and doc[last].text not in '”"’':
            last -= 1
        while first < last and doc[first].dep_ in {"cc", "punct"} and doc[first].text not in '“"‘':
            first += 1
        return first, last


def _is_of_telling(count: Count, telling: Given) -> bool:
    """A toll rises, stands or is given on a day: nobody died on that day for it."""
    return bool(telling.days) and count.rule in REACHED and count.figure.measure != "displaced"


def _subset(count: Count) -> str:
    """The whole of a part, by its place among the counts of its sentence."""
    if count.part_of >= 0:
        return f"#{count.part_of}"
    return f"#{count.part_before[1]}@{count.part_before[0]}" if count.part_before is not None else ""


def _number(count: Count) -> Number:
    return Number(count.rule, count.at, count.first, count.last)


def _by_name(tagged: Tagged, count: Count) -> tuple[PlaceMention, ...]:
    """The name beside a number of a list ("Soras 29, Huaya 8"), known or not."""
    if count.beside is None:
        return ()
    first, last = count.beside
    while first < last and not tagged.parsed.doc[first].text[:1].isupper():
        first += 1
    start, end = tagged.span_of(first, last)
    words = words_under(tagged, start, end)
    return (PlaceMention(start=start, end=end, text=words),) if words[:1].isupper() else ()


def _is_estimate(attribution: Attribution) -> bool:
    """ "Between 200 and 300 may have died, the envoy said": the number is the envoy's claim."""
    told = {step.value for step in attribution.trace if step.field == "stance" and step.rule != MAY_HAVE}
    return attribution.stance == "suspected" and bool(attribution.sources) and told <= {"claimed"}


def _put(tagged: Tagged, count: Count) -> range:
    """Tokens of what is put at a number: "put its losses in the battle for X at 359 killed"; none where nothing is."""
    token = tagged.parsed.doc[count.first]
    for _ in range(_NEAR_HEADS):
        if token.dep_ == "ROOT":
            break
        token = token.head
        if tagged.lemmas[token.i] in PUTS and token.pos_ == "VERB":
            ats = [
                c.i for c in token.children if c.dep_ == "prep" and c.text.lower() in {"at", "as"} and c.i < count.first
            ]
            things = [c.i for c in token.children if c.dep_ == "dobj" and c.i > token.i]
            return range(things[0], ats[-1]) if things and ats else range(0)
    return range(0)


def _missing_from(tagged: Tagged, count: Count) -> list[int]:
    """ "8,000 people from X are missing": where they were from is where they went missing."""
    last = count.last
    behind = tagged.words[last + 1 : last + 2]
    inside = range(last + 2, min(last + 6, len(tagged.words)))
    return [i for i in place_heads(tagged) if i in inside][:1] if behind == ["from"] else []


def _total_noun(tagged: Tagged, count: Count) -> Any:
    """The noun that is a total: subject or object of the verb, at times under its auxiliary alone; None without one."""
    verb = tagged.parsed.doc[count.at]
    children = [c for one in (verb, *(c for c in verb.children if c.dep_ == "aux")) for c in one.children]
    subject = next((c for c in children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    totals = (c for c in children if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and tagged.lemmas[c.i] in TOTAL_NOUNS)
    return next(totals, subject)


def _places_of_total(tagged: Tagged, count: Count) -> list[int]:
    """ "The number of people displaced from X has reached 14,800": where those are from whom the total counts."""
    total = _total_noun(tagged, count)
    if total is None or tagged.lemmas[total.i] not in TOTAL_NOUNS | LISTS:
        return []
    inside = {t.i for t in total.subtree}
    return [i for i in place_heads(tagged) if i in inside]


def _tells_of(tagged: Tagged, match: Match, measure: str) -> bool:
    """Whether a predicate tells the measure: "400 returned and 500 were displaced" is no return of the 500."""
    return tagged.book.frames[match.frame].measure in {"", None, measure} or measure not in {"displaced", "casualties"}


def _times_of_total(tagged: Tagged, count: Count) -> tuple[TimeMention, ...]:
    """ "The number of people killed in the 14 May raid now stands at 30": the day of what the total counts."""
    if count.at < count.first and tagged.lemmas[count.at] == "to":
        # "increased on Monday to 272 the number of those killed last week": behind the number
        sentence, start = tagged.parsed.sentence, tagged.parsed.spans[count.last][1]
        behind = _STRETCH_OF_TOTAL.match(sentence.text, start - sentence.start)
        stop = sentence.start + (behind.end() if behind is not None else 0)
        return tuple(mention for mention, _, _ in tagged.times if start <= mention.start < stop)[:1]
    total = _total_noun(tagged, count)
    inside = {t.i for t in total.subtree} if total is not None else set()
    # "the number, 340 in April, was cut to 122": April is the older number's
    older = {t.i for i in tagged.number_tokens & inside if i < count.first for t in tagged.parsed.doc[i].subtree}
    return tuple(mention for mention, first, _ in tagged.times if first in inside - older)[:1]
