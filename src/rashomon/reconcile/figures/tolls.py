"""One toll as it grows: which claims stand, the range that they leave, how it moved, what to quote.

A `Tally` takes claims in the order in which they became known and never takes one back, so its state
after the claims of a day is the answer as known on that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.model.claim import Place
from rashomon.model.event import Origin, Relation, RelationKind, Step, Toll
from rashomon.model.time import Valid
from rashomon.reconcile.evidence import Item, figure_of
from rashomon.reconcile.figures.grading import Fronts, fronts_of, grade_toll, shown_interest
from rashomon.reconcile.figures.numbers import is_equal, is_shorthand, point_of
from rashomon.reconcile.figures.ranges import bounds_of, conservative, informative, representative, value_of
from rashomon.reconcile.figures.relate import relate_counts, relate_equal
from rashomon.reconcile.judging import NONE, Decisions, toll_id
from rashomon.reconcile.relations import distinct, relation
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.voices.corroboration import count_origins, join_voices, one_voice, outlets_of
from rashomon.reconcile.voices.origins import Voice

TAKEN_BACK = "its own outlet takes the number back"


class Tally:
    """A toll in the making."""

    def __init__(self, first: Item, number: int = 0) -> None:
        """Open a toll with the claim that was known first; `number` is its place among all."""
        self.number = number
        self.items: list[Item] = [first]
        self.by_id = {first.id: first}
        self.standing: list[Item] = [first]
        self.relations: list[Relation] = []
        self.across: list[Relation] = []
        self.history: list[Step] = [_step(first, self.standing)]
        self.parts: list[Tally] = []
        self.discounted: list[Item] = []
        self._latest: dict[tuple[int | None, int | None], list[Item]] = {}
        self._place_of: dict[str, int] = {}
        self._copies: dict[str, list[Item]] = defaultdict(list)
        self._reported: dict[str, list[Item]] = defaultdict(list)
        self._printed: list[Item] = []
        self._own: list[Item] = []
        self._rivals: dict[str, set[str]] = defaultdict(set)
        self._replaced: dict[str, list[tuple[RelationKind, str, str]]] = defaultdict(list)
        self._held: set[int] = set()
        self._numbers: dict[tuple[object, ...], Item] = {}
        self._taken_back: dict[str, list[Item]] = {}
        self._file(first)
        self._stand(self.standing)

    @property
    def id(self) -> str:
        """Hash over the oldest claim."""
        return toll_id(self.items[0].id)

    @property
    def first(self) -> Item:
        """The claim that opened it."""
        return self.items[0]

    @property
    def lead(self) -> Item:
        """The claim that stands and was known last."""
        return self.standing[-1]

    def add(self, item: Item) -> None:
        """Take a claim that counts the same thing; relate it to what stands; move the history."""
        fallen = self.standing if _is_taken_back(self.history) else []
        if fallen:
            self._stand([])
        twin = self.original_of(item) or self._twin(item)
        moved = True
        if twin is not None:
            self._relate(relate_equal(item, twin))
            self._relate(self._after(item, twin))
            # A number that a later count has replaced stays replaced when it is printed again.
            if twin.id in self._place_of:
                self._append(item)
            moved = twin.id in self._place_of and not _is_same_number(item, twin)
            self._relate_rivals(item, twin)
        elif (
            shorthand := next((old for old in self._reported[item.claim.report] if is_shorthand(item, old)), None)
        ) is not None:
            self._take_shorthand(item, shorthand)
        else:
            self._relate_new(item)
        self.items.append(item)
        self.by_id[item.id] = item
        self._file(item)
        if not self.standing:
            again = twin is not None and (item.follows(twin) or one_voice(item, twin))
            self._stand(fallen if again else [item])  # what was taken back and is only printed again stays so
            moved = not again
        self._relate(_put_right(item, old) for old in self._taken_back.get(item.claim.report, ()))
        # The voices are asked only where the range or the number is another.
        last = self.history[-1]
        # So many reports may give one number that the range is made of the numbers, each once.
        numbers = list(self._numbers.values())
        if moved and (*bounds_of(numbers), value_of(numbers)) != (last.low, last.high, last.value):
            self._move_history(_step(item, self.standing))

    def take_back(self, notice: Item, wrong: Iterable[Item]) -> list[Relation]:
        """Let counts stand no longer that their own outlet takes back, nor what only prints them again.

        Where nothing is left, the last claims stay at hand for those to come, and the last step of the
        history says that they do not stand.

        Args:
            notice: The claim by which it does.
            wrong: The counts meant; those that stand no longer are passed over.

        Returns:
            The relations that tell of it.
        """
        ids = {old.id for old in wrong}
        gone = [old for old in self.standing if old.id in ids or old.original in ids]
        if not gone or _is_taken_back(self.history):
            return []
        found = [relation("revises_down", notice, old, TAKEN_BACK) for old in gone]
        self._relate(found)
        self._taken_back.setdefault(notice.claim.report, []).extend(gone)
        left = [old for old in self.standing if old not in gone]
        if left:
            self._stand(left)
        self._move_history(_step(notice, left) if left else _nothing_left(notice))
        return found

    def _move_history(self, step: Step) -> None:
        last = self.history[-1]
        if (step.low, step.high, step.value) != (last.low, last.high, last.value):
            if last.known == step.known:
                self.history.pop()
            self.history.append(step)

    def _file(self, item: Item) -> None:
        """Keep the last two claims of each number at hand."""
        figure = figure_of(item)
        filed = self._latest.setdefault((figure.low, figure.high), [])
        filed.append(item)
        del filed[:-2]
        if self.original_of(item) is None:
            self._printed.append(item)

    def _relate(self, relations: Iterable[Relation]) -> None:
        for one in relations:
            self.relations.append(one)
            if one.kind in ("supersedes", "revises_down"):
                self._replaced[one.a].append((one.kind, one.b, one.rule))
            if one.kind == "contradicts":
                self._rivals[one.a].add(one.b)
                self._rivals[one.b].add(one.a)

    def _stand(self, standing: list[Item]) -> None:
        """Let these claims stand and no others; few, as only the last are looked at."""
        self.standing = []
        self._place_of, self._own, self._numbers = {}, [], {}
        self._copies.clear()
        self._reported.clear()
        for item in standing:
            self._append(item)

    def _append(self, item: Item) -> None:
        """Let a claim stand after the others; what another report prints again is filed apart."""
        self._place_of[item.id] = len(self.standing)
        self.standing.append(item)
        figure = figure_of(item)
        self._numbers.setdefault((figure.low, figure.high, figure.value, figure.quantifier), item)
        self._reported[item.claim.report].append(item)
        if item.original in self.by_id:
            self._copies[item.claim.report].append(item)
        else:
            self._own.append(item)

    def last_equal(self, item: Item) -> Item | None:
        """The latest claim but the very last that gives the same number with the same bounds; None without one."""
        figure = figure_of(item)
        found = [] if point_of(figure) is None else self._latest.get((figure.low, figure.high), [])
        return next((old for old in reversed(found) if old is not self.items[-1]), None)

    def hold(self, part: Tally) -> None:
        """Take another toll as a part; not where that one holds this: no whole is part of its part."""
        if part is not self and part.number not in self._held and not part.holds(self):
            self._held.add(part.number)
            self.parts.append(part)

    def holds(self, other: Tally) -> bool:
        """Whether another toll is a part of this one, or of one of its parts."""
        seen: set[int] = set()
        todo = list(self.parts)
        while todo:
            part = todo.pop()
            if part is other:
                return True
            if part.number not in seen:
                seen.add(part.number)
                todo.extend(part.parts)
        return False

    def original_of(self, item: Item) -> Item | None:
        """The claim of the toll that this one prints again."""
        return self.by_id.get(item.original)

    def told_to(self, item: Item, most: int) -> list[Item]:
        """The last standing claims to hold a claim against.

        The day on which another report prints one again tells nothing, so such claims are passed over.
        """
        told = [*self._own[-most:], *self._copies.get(item.claim.report, ())[-most:]]
        return sorted(told, key=lambda old: self._place_of[old.id])[-most:]

    def _take_shorthand(self, item: Item, old: Item) -> None:
        """One report's number in two wordings: the one that says more about its bounds stands."""
        self._relate([relation("echo", item, old, "same number twice in one report, in other words")])
        if figure_of(old).quantifier == "exact":
            self._stand([one for one in self.standing if one.id != old.id] + [item])

    def _twin(self, item: Item) -> Item | None:
        """The nearest earlier claim with the same number, of the same origin if there is one."""
        figure = item.claim.figure
        # Copies are passed over: they would push out of sight what they print again.
        recent = [*self._printed[-load_rules().numbers.look_back :], *self._own[:1], self.first]
        twins = [old for old in recent if figure and old.claim.figure and is_equal(figure, old.claim.figure)]
        own = [old for old in twins if one_voice(item, old)]
        if not own and figure is not None and figure.value is not None:
            # "As many as 500,000", then "some 500,000", of one origin: one number in other words.
            own = [old for old in recent if figure_of(old).value == figure.value and _relayed(item, old)]
        found = own or twins
        return found[0] if found else None

    def _relate_new(self, item: Item) -> None:
        # What is printed again stands and falls with its first printing.
        first = self._own
        most = load_rules().numbers.look_back
        yields = False
        relations: list[Relation] = []
        replaced: set[str] = set()
        stays: dict[tuple[int | None, int | None], bool] = {}
        for old in first[-most:]:
            verdict = relate_counts(item, old, rivals=self._is_rival(item, old))
            relations.extend(verdict.relations)
            goes = verdict.outcome == "replaces"
            if goes:
                replaced.add(old.id)
            stays[_bounds(old)] = stays.get(_bounds(old), False) or not goes
            yields = yields or verdict.outcome == "yields"
        self._relate(relations)
        if not replaced:
            if not yields:
                self._append(item)
            return
        # Of those farther back, what gives a number that is replaced goes with it; none is lost from sight.
        replaced |= {old.id for old in first[:-most] if not stays.get(_bounds(old), True)}
        kept = [old for old in self.standing if old.id not in replaced and old.original not in replaced]
        self._stand(kept if yields and kept else [*kept, item])

    def _is_rival(self, item: Item, old: Item) -> bool:
        """Whether a claim that stands and has the voice of this one contradicts the other."""
        return any(
            other in self._place_of and one_voice(item, self.by_id[other]) for other in self._rivals.get(old.id, ())
        )

    def _after(self, item: Item, twin: Item) -> list[Relation]:
        """What a number took the place of it takes the place of in another report's words too."""
        if twin.claim.report == item.claim.report or item.original in self.by_id:
            return []
        return [relation(kind, item, self.by_id[other], rule) for kind, other, rule in self._replaced.get(twin.id, ())]

    def _relate_rivals(self, item: Item, twin: Item) -> None:
        """A number that contradicts another goes on contradicting it under a new name."""
        if twin.id not in self._place_of or one_voice(item, twin):
            return
        for old in self.standing[: load_rules().numbers.look_back]:
            if old.id != item.id and not is_equal(figure_of(old), figure_of(item)):
                found = relate_counts(item, old, rivals=True).relations
                self._relate(rel for rel in found if rel.kind == "contradicts")


def _bounds(item: Item) -> tuple[int | None, int | None]:
    figure = figure_of(item)
    return figure.low, figure.high


def _put_right(new: Item, old: Item) -> Relation:
    first, second = point_of(figure_of(new)), point_of(figure_of(old))
    kind: RelationKind = "supersedes" if (first or 0) > (second or 0) else "revises_down"
    return relation(kind, new, old, "its own outlet puts the number right")


def _nothing_left(notice: Item) -> Step:
    claim = notice.claim
    return Step(
        known=notice.day, low=None, high=None, value=None, quantifier="exact", claim=claim.id, source=claim.outlet
    )


def _is_taken_back(history: Sequence[Step]) -> bool:
    """Whether nothing stands after the last step: words without a number have a text."""
    last = history[-1]
    return last.low is None and last.high is None and last.value is None and not last.text


def _relayed(item: Item, old: Item) -> bool:
    """Whether another outlet prints the number of the same origin."""
    return item.claim.report != old.claim.report and one_voice(item, old)


def _is_same_number(item: Item, twin: Item) -> bool:
    """Whether a claim says of the range and the number just what another says."""
    return is_equal(figure_of(item), figure_of(twin)) and figure_of(item).value == figure_of(twin).value


def _step(item: Item, standing: Sequence[Item]) -> Step:
    low, high = bounds_of(standing)
    figure = figure_of(standing[-1])
    voices = join_voices(standing)
    return Step(
        known=item.day,
        low=low,
        high=high,
        value=value_of(standing),
        quantifier=figure.quantifier,
        claim=standing[-1].id,
        source=voices[standing[-1].id].name,
        text=figure.text,
    )


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A toll as it stands on a day, with all that the account tells of it.

    Attributes:
        claims: Ids of all its claims, oldest first.
        place: The last of `places_of`.
        items: Claims that stand, oldest first.
        vouched: Claims for which a person vouches.
        relations: Within the toll, and then those that tie its claims to those of others.
        history, parts, discounted: As in `Toll`.
    """

    claims: Sequence[str]
    place: Place | None
    items: Sequence[Item]
    vouched: Sequence[Item] = ()
    within: Sequence[Relation] = ()
    across: Sequence[Relation] = ()
    history: Sequence[Step] = ()
    parts: Sequence[str] = ()
    discounted: Sequence[str] = ()


def places_of(items: Sequence[Item]) -> tuple[tuple[int, Place], ...]:
    """The places by which a toll goes, each with the number of the claim from which on it does.

    The first that a claim tells, and then the first that one tells which does not leave it loose.
    """
    told = [(number, item.claim.place) for number, item in enumerate(items) if item.claim.place is not None]
    firm = [row for row in told if not items[row[0]].loose]
    return tuple(dict.fromkeys((*told[:1], *firm[:1])))


def standing_of(tally: Tally, decisions: Decisions) -> Standing:
    """A toll as it stands after all its claims."""
    return Standing(
        claims=[item.id for item in tally.items],
        place=next((place for _, place in reversed(places_of(tally.items))), None),
        items=tally.standing,
        vouched=[item for item in tally.items if item.id in decisions.accepted] if decisions.accepted else (),
        within=tally.relations,
        across=tally.across,
        history=tally.history,
        parts=[part.id for part in tally.parts],
        discounted=[item.id for item in tally.discounted],
    )


def make_toll(found: Standing, decisions: Decisions) -> Toll:
    """The toll as it stands; where a person vouches for some of its claims, on those alone.

    Its relations are those within it and those that tie its claims to those of others: parts, additions, units.
    """
    standing = found.vouched or found.items
    place = found.place
    figure = figure_of(standing[-1])
    fronts, voices = fronts_of(standing), join_voices(standing)
    status, grade = grade_toll(standing, found.within, decisions, fronts)
    low, high = bounds_of(standing)
    named = [figure_of(item).population for item in standing if figure_of(item).population != "unknown"]
    made = Toll(
        id=toll_id(found.claims[0]),
        measure=figure.measure,
        place=place.name if place is not None else "",
        place_id=place.id if place is not None else "",
        low=low,
        high=high,
        value=value_of(standing),
        quantifier=figure.quantifier,
        unit=figure.unit,
        population=named[0] if named else "unknown",
        flow=figure.flow,
        window=_window(standing),
        status=status,
        grade=grade,
        origins=_origins(standing, voices, fronts),
        outlets=outlets_of(standing),
        claims=tuple(found.claims),
        standing=tuple(item.id for item in standing),
        relations=distinct([*found.within, *found.across]),
        history=tuple(found.history),
        conservative=conservative(standing),
        representative=representative(standing, voices),
        informative=informative(standing),
        parts=tuple(sorted(set(found.parts))),
        discounted=tuple(found.discounted),
    )
    if found.vouched or not _is_taken_back(found.history):
        return made
    last = found.history[-1]
    return _without_number(made, "withdrawn", f"{TAKEN_BACK}: {last.source}, {last.known or 'no date'}")


def _without_number(toll: Toll, status: str, grade: str) -> Toll:
    """The toll told of, with nothing that stands."""
    return msgspec.structs.replace(
        toll,
        low=None,
        high=None,
        value=None,
        status=status,
        grade=grade,
        standing=(),
        conservative=None,
        representative=None,
        informative=None,
    )


def make_discounted(found: Standing, decisions: Decisions) -> Toll:
    """The toll of a count that a person struck out and nobody else gives: told of, with no number.

    Args:
        found: All of whose claims were struck out.
        decisions: Why they were.
    """
    shown = make_toll(msgspec.structs.replace(found, vouched=()), NONE)
    reasons = dict.fromkeys(decisions.reasons[claim] for claim in found.claims)
    bare = _without_number(shown, "discounted", "; ".join(reasons))
    return msgspec.structs.replace(bare, relations=(), history=(), parts=(), discounted=shown.claims)


def _origins(standing: Sequence[Item], voices: Mapping[str, Voice], fronts: Fronts) -> tuple[Origin, ...]:
    """The voices behind the range, each with what it has to do with those counted."""
    by_id = {item.id: item for item in standing}
    found = []
    for origin in count_origins(standing, voices):
        interests = {shown_interest(by_id[claim], fronts) for claim in origin.claims} - {""}
        interest = interests.pop() if len(interests) == 1 else ""
        found.append(msgspec.structs.replace(origin, interest=interest))
    return tuple(found)


def _window(standing: Sequence[Item]) -> Valid:
    """The most explicit window among the claims; the earliest report's where several are as explicit."""

    def rank(item: Item) -> tuple[bool, int]:
        return not item.told, item.interval.days() or 10**6

    return min(standing, key=rank).claim.valid
