"""From figure claims to tolls: which claims give one count, and how the counts stand to each other.

Claims are taken in the order in which they became known. Each joins the one toll that it fits, or
opens its own: where two fit alike it is left apart, for a wrong join makes a false total and a missed
one only shows a number twice. Tolls are filed by measure, unit, place and week, so that a claim is
held against a handful of others however many there are.

Rule: docs/model.md#figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice, pairwise

import msgspec

from rashomon.model.event import Relation, Toll
from rashomon.reconcile.evidence import HAPPENED, Item, figure_of
from rashomon.reconcile.figures.commensurable import fit_figures
from rashomon.reconcile.figures.fits import NEAR_CHARACTERS, OTHER_PEOPLE, Fit
from rashomon.reconcile.figures.numbers import is_equal, is_running, may_be_part, point_of
from rashomon.reconcile.figures.scope import compare_scope
from rashomon.reconcile.figures.tolls import Tally, make_discounted, make_toll, standing_of
from rashomon.reconcile.figures.windows import tells_again
from rashomon.reconcile.judging import NONE, Decisions
from rashomon.reconcile.places.comparing import compare_places, is_area
from rashomon.reconcile.relations import relation
from rashomon.reconcile.rules import load_rules
from rashomon.reconcile.voices.corroboration import one_voice

# Longest window, in weeks, that is filed week by week; beyond it the last weeks are enough to meet.
WEEKS = 6


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What the figure claims of a day changed.

    Attributes:
        tallies: Tolls, by number.
        struck: Counts that only claims give which a person struck out, by their own number.
        relations: Of both kinds: within a toll and between claims of two.
    """

    tallies: dict[int, Tally]
    struck: dict[int, Tally]
    relations: list[Relation]


class Counting:
    """Tolls as claims come; what it holds after the claims of a day is the answer as known on that day.

    Args:
        decisions: Which counts people hold together or apart, accept or strike out.

    Attributes:
        struck: Counts that only claims give which a person struck out, told together as they would be counted.
    """

    def __init__(self, decisions: Decisions = NONE) -> None:
        self._decisions = decisions
        self._shelf = _Shelf()
        self._owner: dict[str, Tally] = {}
        self._history: dict[str, Item] = {}
        self.tallies: list[Tally] = []
        self._printed: dict[tuple[str, str, str, int | None], list[tuple[Item, Tally]]] = defaultdict(list)
        self._corrected: dict[tuple[str, str, str, int], list[Tally]] = defaultdict(list)
        self._told: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
        self._struck: Counting | None = None

    @property
    def struck(self) -> Sequence[Tally]:
        """See the class."""
        return self._struck.tallies if self._struck is not None else ()

    def take(self, items: Sequence[Item]) -> Counted:
        """Take the figure claims of a day, oldest first.

        Args:
            items: Those without a figure, of the background, or only feared, planned or denied are passed over.
        """
        touched: dict[int, Tally] = {}
        found: list[Relation] = []
        alone: list[Item] = []
        notices = [one for one in items if _takes_back(one) and one.id not in self._decisions.discounted]
        correcting = {one.claim.report for one in notices}
        # What was printed is taken back before the right number comes, which else would be a rival of it.
        for item in [one for one in items if one.claim.report not in correcting]:
            self._count(item, touched, found, alone)
        for notice in notices:
            self._take_back(notice, touched, found)
        for item in [one for one in items if one.claim.report in correcting]:
            self._count(item, touched, found, alone)
        for notice in notices:
            self._take_back(notice, touched, found)
        return Counted(tallies=touched, struck=self._strike(alone), relations=found)

    def _count(self, item: Item, touched: dict[int, Tally], found: list[Relation], alone: list[Item]) -> None:
        if item.claim.figure is not None:
            counts = not item.claim.background and item.claim.stance in HAPPENED
            if counts or item.id in self._decisions.accepted or _is_recount(item):
                self._take(item, touched, found, alone)

    def _take_back(self, notice: Item, touched: dict[int, Tally], found: list[Relation]) -> None:
        """Let the one count stand no longer that an outlet printed and takes back; two that fit: neither."""
        printed = self._printed.get(_printed_key(notice, notice.claim.outlet), [])[-load_rules().numbers.look_back :]
        places = [(compare_places(notice.claim.place, old.claim.place), old, tally) for old, tally in printed]
        fits = [row for row in places if row[0] == "same"] or [row for row in places if row[0] != "apart"]
        if len({tally.number for _, _, tally in fits}) != 1:
            return
        tally = fits[0][2]
        told = tally.take_back(notice, [old for _, old, _ in fits])
        if told:
            found.extend(told)
            touched[tally.number] = tally
            self._corrected[_report_key(notice)].append(tally)

    def _put_right(self, item: Item) -> Tally | None:
        """The toll of which the claim's own report took a number back, however far the right one is from that."""
        tallies = self._corrected.get(_report_key(item), [])
        if len(tallies) != 1 or self._decisions.differs(item.id, tallies[0].by_id):
            return None
        first = tallies[0].first
        here = compare_places(item.claim.place, first.claim.place) in ("same", "unknown")
        return tallies[0] if here and item.window.meets(first.window) else None

    def _strike(self, items: Sequence[Item]) -> dict[int, Tally]:
        """Tell counts that a person struck out as they would be counted: one toll, not as many as claims."""
        if not items:
            return {}
        if self._struck is None:
            self._struck = Counting(msgspec.structs.replace(self._decisions, discounted=frozenset()))
        return self._struck.take(items).tallies

    def _take(self, item: Item, touched: dict[int, Tally], found: list[Relation], alone: list[Item]) -> None:
        differs = self._decisions.differs
        near = [one for one in self._shelf.near(item) if not differs(item.id, one.by_id)]
        fits = [(tally, fit_tally(item, tally)) for tally in near]
        judged = self._judged(item)
        tally = judged or self._copied(item) or _choose(item, fits) or self._put_right(item)
        if item.id in self._decisions.discounted:
            if tally is None:
                alone.append(item)
            else:
                tally.discounted.append(item)
                touched[tally.number] = tally
            return
        if judged is None and item.claim.background and item.id not in self._decisions.accepted:
            first = self._history.get(item.original)
            if first is not None and item.follows(first):
                return  # history printed again is no news either
            if tally is None and not any(fit.kind in ("part", "whole") for _, fit in fits):
                self._history[item.id] = item
                return  # history of which nothing was known as it happened stays in the background
        if tally is None:
            tally = Tally(item, len(self.tallies))
            self.tallies.append(tally)
            across = [*_relate_across(item, tally, fits), *_relate_areas(item, tally, self._shelf)]
        else:
            known = len(tally.relations)
            tally.add(item)
            found.extend(tally.relations[known:])
            across = _relate_across(item, tally, [(other, fit) for other, fit in fits if "words say" in fit.rule])
        across.extend(self._added(item, across))
        across.extend(_relate_units(item, self._shelf))
        self._owner[item.id] = tally
        for name in _printers(item):
            self._printed[_printed_key(item, name)].append((item, tally))
        self._shelf.put(item, tally)
        touched[tally.number] = tally
        for one in across:
            for owner in {id(tied): tied for tied in (self._owner[one.a], self._owner[one.b])}.values():
                owner.across.append(one)
                touched[owner.number] = owner
        found.extend(across)

    def _added(self, item: Item, across: Sequence[Relation]) -> list[Relation]:
        """ "At X 171 … at Y 12, not included above": an addition to the count just before it, wherever that was.

        And a part of the total that the words behind it say it brings, also where that is told of a wider place.
        """
        if figure_of(item).subset_of:
            return []
        told = self._told[_kind_key(item)]
        told.append(item)
        del told[: -load_rules().numbers.look_back]
        if len(told) < 2 or not any(figure_of(one).additional for one in told):
            return []
        told.sort(key=lambda one: one.claim.start)
        found = []
        for before, one in pairwise(told):
            near = one.claim.start - before.claim.start <= NEAR_CHARACTERS
            if not near or item not in (before, one) or any({rel.a, rel.b} == {before.id, one.id} for rel in across):
                continue
            if figure_of(one).additional:
                found.append(relation("disjoint_from", one, before, "said to come on top"))
            elif figure_of(before).additional and figure_of(one).flow == "cumulative" and may_be_part(before, one):
                rule = "the words say that it comes on top of the count before this total"
                found.append(relation("part_of", before, one, rule))
        return found

    def _judged(self, item: Item) -> Tally | None:
        """The toll that a person put the claim in: the oldest, where there are several."""
        same = sorted(self._decisions.same_as(item.id))
        return next((self._owner[other] for other in same if other in self._owner), None)

    def _copied(self, item: Item) -> Tally | None:
        """The toll of the claim that this one prints again."""
        tally = self._owner.get(item.original)
        if tally is None or self._decisions.differs(item.id, tally.by_id):
            return None
        original = tally.original_of(item)
        return tally if original is not None and item.follows(original) else None

    def toll(self, tally: Tally) -> Toll:
        """A toll as it stands."""
        return make_toll(standing_of(tally, self._decisions), self._decisions)

    def struck_out(self, tally: Tally) -> Toll:
        """The toll of a count that only claims give that a person struck out."""
        return make_discounted(standing_of(tally, self._decisions), self._decisions)


def _is_recount(item: Item) -> bool:
    """Whether a look back gives its days and place, so that it can count anew what was counted at the time."""
    tells = item.told or item.recalls
    return item.claim.background and item.claim.stance in HAPPENED and tells and item.claim.place is not None


def _takes_back(item: Item) -> bool:
    """Whether an outlet takes back a number of its own."""
    return item.claim.relation == "withdraws" and item.claim.figure is not None and bool(item.claim.outlet)


def _printers(item: Item) -> set[str]:
    """The outlet and the agencies through which a count reached us: each may take it back."""
    media = {link.name for link in item.claim.by if link.kind in ("agency", "media", "outlet")}
    return {item.claim.outlet, *media} - {""}


def _kind_key(item: Item) -> tuple[str, str, str]:
    figure = figure_of(item)
    return item.claim.report, figure.measure, figure.unit


def _printed_key(item: Item, name: str) -> tuple[str, str, str, int | None]:
    figure = figure_of(item)
    return name, figure.measure, figure.unit, point_of(figure)


def fit_tally(item: Item, tally: Tally) -> Fit:
    """How a claim stands to a toll: it must fit a claim that stands and clash with none by its words.

    The first claim is asked too, so that a toll does not drift from what it was opened for.
    """
    fits = [fit_figures(item, old) for old in tally.told_to(item, load_rules().numbers.look_back)]
    for fit in fits:
        if "words say" in fit.rule or fit.kind == "disjoint":
            return fit
    if any(fit.kind == "same" for fit in fits):
        opening = fit_figures(item, tally.first)
        drifted = opening.rule in (OTHER_PEOPLE.rule, "other parties")
        return opening if drifted else min((fit for fit in fits if fit.kind == "same"), key=lambda fit: fit.far)
    if is_running(item.claim):
        twin = tally.last_equal(item)
        again = fit_figures(item, twin) if twin is not None else None
        if again is not None and again.kind == "same":
            return again
    # One number told for the very days and for "late March": the telling that a part or a whole fits counts.
    parted = next((fit for fit in reversed(fits) if fit.kind in ("part", "whole")), None)
    return parted or (fits[-1] if fits else Fit(kind="none", rule="nothing stands"))


def _choose(item: Item, fits: Sequence[tuple[Tally, Fit]]) -> Tally | None:
    """The one toll that the claim belongs to; None where it fits none, or two alike."""
    nearest = min((fit.far for _, fit in fits if fit.kind == "same"), default=False)
    same = _without_parts(item, [tally for tally, fit in fits if fit.kind == "same" and fit.far == nearest])
    if len(same) <= 1:
        return same[0] if same else None
    equal = [tally for tally in same if any(is_equal(figure_of(item), figure_of(old)) for old in tally.standing)]
    if len(equal) > 1:
        equal = [tally for tally in equal if any(one_voice(item, old) for old in tally.standing)]
    if not equal:
        # Several fit and none gives the number: the one that the claim's own report sets it beside.
        equal = [tally for tally in same if any(old.claim.report == item.claim.report for old in tally.standing)]
    return equal[0] if len(equal) == 1 else None


def _without_parts(item: Item, same: Sequence[Tally]) -> list[Tally]:
    """Leave out a toll that is part of another that fits too, where the claim counts no fewer than that one."""
    number = point_of(figure_of(item))
    wholes = [one for one in same if number is not None and number >= (point_of(figure_of(one.lead)) or 0)]
    return [one for one in same if not any(whole is not one and whole.holds(one) for whole in wholes)]


def _relate_across(item: Item, tally: Tally, fits: Sequence[tuple[Tally, Fit]]) -> list[Relation]:
    """Parts and additions between a claim and the claims that stand in other tolls."""
    found = []
    for other, fit in fits[-load_rules().numbers.look_back :]:
        if other is tally:
            continue
        if fit.kind == "part":
            other.hold(tally)
            found.append(relation("part_of", item, other.lead, fit.rule))
        elif fit.kind == "whole":
            tally.hold(other)
            found.append(relation("part_of", other.lead, item, fit.rule))
        elif fit.kind == "disjoint":
            found.append(relation("disjoint_from", item, other.lead, fit.rule))
        elif fit is OTHER_PEOPLE and _is_one_number(item, other.lead):
            who = " / ".join(figure_of(one).population_text for one in (item, other.lead))
            found.append(relation("scope_drift", item, other.lead, f"same number and days, other people: {who}"))
    return found


def _is_one_number(item: Item, old: Item) -> bool:
    """Whether two reports give one number for the same days: the army's fifteen militants, the villagers' fifteen."""
    days = item.short and old.short and item.interval == old.interval
    return days and item.claim.report != old.claim.report and is_equal(figure_of(item), figure_of(old))


def _relate_areas(item: Item, tally: Tally, shelf: _Shelf) -> list[Relation]:
    """A town's toll and a wider area's: never one count; a part where the area's days are told."""
    found = []
    for old, other in shelf.wider_or_narrower(item):
        place = compare_places(item.claim.place, old.claim.place)
        if place not in ("inside", "around") or not item.window.meets(old.window):
            continue
        if is_equal(figure_of(item), figure_of(old)):
            found.append(relation("scope_drift", item, old, "same number for a place and for an area around it"))
            continue
        inner, outer = (item, old) if place == "inside" else (old, item)
        if compare_scope(figure_of(inner), figure_of(outer)) == "apart":
            continue  # the soldiers who died in a town are no part of an area's civilians
        part, whole = point_of(figure_of(inner)), figure_of(outer).high
        fits = part is None or whole is None or part <= whole
        if fits and (item.claim.report == old.claim.report or (outer.told and outer.window.covers(inner.window))):
            (other if inner is item else tally).hold(tally if inner is item else other)
            found.append(relation("part_of", inner, outer, "the place lies in the area (possible part)"))
    return found


def _relate_units(item: Item, shelf: _Shelf) -> list[Relation]:
    """Families and persons: one is worked out from the other, or both are told; never one count."""
    found = []
    mine = figure_of(item)
    least, most = load_rules().numbers.family_sizes
    for old in shelf.other_units(item):
        other = figure_of(old)
        if not mine.value or not other.value or not item.window.meets(old.window, load_rules().numbers.reach_days):
            continue
        families, persons = (mine, other) if mine.unit == "families" else (other, mine)
        one, two = (item, old) if mine.unit == "persons" else (old, item)
        times, rest = divmod(persons.value or 0, families.value or 1)
        if rest == 0 and least <= times <= most:
            found.append(
                relation(
                    "unit_of",
                    one,
                    two,
                    f"worked out: {families.value:,} families × {times} = {persons.value:,} persons",
                )
            )
        elif item.claim.report == old.claim.report:
            found.append(
                relation("unit_of", one, two, "one report gives families and persons: two units, not two counts")
            )
    return found


class _Shelf:
    """Tolls by what could make two of them one, so that each claim meets only a few."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[str, str, str, int], dict[int, Tally]] = defaultdict(dict)
        self._areas: dict[tuple[str, str, str, bool], list[tuple[Item, Tally]]] = defaultdict(list)
        self._units: dict[tuple[str, str, str], list[Item]] = defaultdict(list)

    def near(self, item: Item) -> list[Tally]:
        """Tolls that the claim may belong to, those touched last at the end."""
        found: dict[int, Tally] = {}
        most = load_rules().numbers.look_back * 4
        running = [_running_key(item)] if item.day is not None else []
        again = [_spot_key(item)] if tells_again(item) else []
        again += _named_keys(item)
        for key in (*_keys(item), *running, *again, _report_key(item)):
            shelf = self._tallies.get(key)
            if shelf is not None:
                found |= reversed(list(islice(reversed(shelf.items()), most)))
        return list(found.values())

    def put(self, item: Item, tally: Tally) -> None:
        """File a claim and its toll."""
        running = [_running_key(item)] if is_running(item.claim) and item.day is not None else []
        for key in (*_keys(item), *running, *_named_keys(item), _spot_key(item), _report_key(item)):
            shelf = self._tallies[key]
            shelf.pop(id(tally), None)
            shelf[id(tally)] = tally
        place, figure = item.claim.place, figure_of(item)
        if place is not None and place.country:
            self._areas[(figure.measure, figure.unit, place.country, is_area(place))].append((item, tally))
        if figure.unit in ("families", "persons"):
            self._units[(figure.measure, _where(item), figure.unit)].append(item)

    def wider_or_narrower(self, item: Item) -> list[tuple[Item, Tally]]:
        """The latest claims of areas for a place, and of places and areas for an area, in one country."""
        place, figure = item.claim.place, figure_of(item)
        if place is None or not place.country:
            return []
        kinds = (True, False) if is_area(place) else (True,)
        most = load_rules().numbers.look_back
        key = (figure.measure, figure.unit, place.country)
        return [pair for kind in kinds for pair in self._areas.get((*key, kind), [])[-most:]]

    def other_units(self, item: Item) -> list[Item]:
        """The latest claims of the same measure and place in the other unit of people."""
        figure = figure_of(item)
        other = {"families": "persons", "persons": "families"}.get(figure.unit, "")
        return self._units.get((figure.measure, _where(item), other), [])[-4:]


def _where(item: Item) -> str:
    # A figure without a place is only ever held against others of its own report.
    return item.key or "report:" + item.claim.report


def _keys(item: Item) -> list[tuple[str, str, str, int]]:
    figure = figure_of(item)
    # A copied sentence is the same count wherever each copy's places were resolved to.
    copied = [(figure.measure, figure.unit, item.copied, -3)] if item.copied else []
    return [*copied, *_incident(item), *_days_and_place(item)]


def _incident(item: Item) -> list[tuple[str, str, str, int]]:
    """One day's counts of a first-order area: told for the town here, for the area there."""
    place, figure, end = item.claim.place, figure_of(item), item.window.end
    if place is None or not place.admin1 or not item.short or end is None or place.precision == "country":
        return []
    return [(figure.measure, figure.unit, f"area:{place.country}/{place.admin1}", end.toordinal())]


def _days_and_place(item: Item) -> list[tuple[str, str, str, int]]:
    figure, where = figure_of(item), _where(item)
    if item.window.end is None or item.day is None:
        return [(figure.measure, figure.unit, f"{where}\x1f{item.claim.report}", -2)]
    return [(figure.measure, figure.unit, where, week) for week in _weeks(item)]


def _weeks(item: Item) -> range:
    """The last weeks of its days."""
    start, end = item.window.start, item.window.end
    if end is None:
        return range(0)
    last = end.toordinal() // 7
    return range(max(start.toordinal() // 7 if start is not None else last, last - WEEKS), last + 1)


def _named_keys(item: Item) -> list[tuple[str, str, str, int]]:
    """Where a count with a loose place meets those of the places that its report names."""
    figure = figure_of(item)
    names = (f"named:{name}" for name in sorted(item.named))
    return [(figure.measure, figure.unit, name, week) for name in names for week in _weeks(item)]


def _report_key(item: Item) -> tuple[str, str, str, int]:
    figure = figure_of(item)
    return (figure.measure, figure.unit, "report:" + item.claim.report, -4)


def _running_key(item: Item) -> tuple[str, str, str, int]:
    """Where running counts of a place are filed besides their weeks: they meet later ones."""
    figure = figure_of(item)
    return (figure.measure, figure.unit, _where(item), -1)


def _spot_key(item: Item) -> tuple[str, str, str, int]:
    """Where all counts of a place are filed besides their weeks: one made anew meets those of weeks before."""
    figure = figure_of(item)
    return (figure.measure, figure.unit, _where(item), -5)
