"""Claims made ready to be held against each other.

An `Item` is a claim with what every rule asks of it worked out once: the day from which it counts as
known, its window with the reach of undated words, its voice. Items are ordered by that day, so that
folding them one by one gives at each day exactly what was known then; nothing that comes later can
rearrange it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.figure import Figure
from rashomon.model.text import Report
from rashomon.model.time import Interval
from rashomon.reconcile.places.comparing import place_key
from rashomon.reconcile.places.naming import PlaceKeys, settle_names
from rashomon.reconcile.roles import Roles, meant_roles, told_roles
from rashomon.reconcile.rules import family_of, find_phrase, load_rules
from rashomon.reconcile.voices.origins import Copied, Voice, voice_of

HAPPENED = frozenset({"asserted", "reported", "claimed", "alleged"})
STANCE_ORDER = (
    "asserted", "reported", "claimed", "alleged", "suspected", "denied", "doubted", "feared", "planned",
    "promised", "called_for", "predicted", "hypothetical",
)  # fmt: skip
NONE: frozenset[str] = frozenset()
_WORD = re.compile(r"\w+")
_INTAKE = re.compile(r"\b(?:t(?:ook|aken|aking) in|treat(?:ed|ing)|receiv(?:ed|ing)|admitted)\b", re.IGNORECASE)
_ATTACKERS = re.compile(
    r"\bincluding (the|an?|one|both|two|three|four|five) (?:suicide |male |female |two |three )*"
    r"(?:bomber|attacker|assailant|gunman|gunmen|hijacker)s?\b",
    re.IGNORECASE,
)
_FEW = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_THERE = re.compile(r"\bthere (?:are|were|is|was)\W*$", re.IGNORECASE)
_SHARE = re.compile(r"\bof (?:them|whom|these|those|the (?:dead|victims|wounded|killed))\b", re.IGNORECASE)

_OF_NUMBER = re.compile(r"\s*\bof (?:the|these|those|its|their) (\d[\d,]*\d|\d)\b")


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A claim and what the rules ask of it.

    Attributes:
        id: Id of the claim.
        key: Under what its place is filed; "" where none is told.
        day: Day from which it counts as known; None where the report has no day.
        window: When it happened as far as told; an open first day reaches back `reach_days`.
        year: Year of its last day: groups change sides.
        interval: The days that the text sets, as far as it does.
        short: Whether both ends of those are told and no more than `incident_days` apart.
        told: Whether words of the text set the window (and not the tense alone).
        doers, targets: Sides (and words) in both roles; `doer_sides`, `target_sides` the known ones only.
        roles: The parties in the order of what happened.
        voice: Who said it first.
        share: Whether its words count some of those just counted: "twelve of the dead", "36 of them".
        whole: The number that its words name as the whole: "three of the 31 men"; None where they name none.
        attackers: How many of those who did it its words count in: "twelve people, including the bomber".
        recount: The words of its sentence that say that the dead were counted anew: "list of", "inquiry".
        own: Whether its words say that the losses are of the speaker's own side: "on its side", "own losses".
        fights: Whether its report tells of a fight, or of armed dead, at its place.
        intake: Whether a house counts those who were brought to it: "had taken in 50 wounded".
        counts: Measures and numbers printed in its sentence.
        copied: Key of the text that its words stand in where another outlet prints them too.
        scenes: What was hit or had it happen in it, as its words tell: a market, a station; else as its sentence does.
        apart: Whether its words set it off from another: "a second", "later".
        recalls: Whether it tells no day and looks back on a happening of long before, whose days its window has.
        named: Names of places that a count may be of whose own place is told loosely; of another count those of its own
            place under which such ones look for it.
        loose: Whether its place is told loosely, and the names are those of its report.
        rivals: Numbers of the same measure that its report gives close by from somebody else, and not as older ones.
        original: Id of the claim that the first printing of those words makes; "" where this is the first.
    """

    claim: Claim
    id: str
    key: str
    day: dt.date | None
    interval: Interval
    short: bool
    window: Interval
    year: int | None
    told: bool
    doers: frozenset[str]
    targets: frozenset[str]
    doer_sides: frozenset[str]
    target_sides: frozenset[str]
    roles: Roles
    voice: Voice
    copied: str = ""
    original: str = ""
    counts: frozenset[tuple[str, int]] = frozenset()
    scenes: frozenset[str] = frozenset()
    apart: bool = False
    share: bool = False
    intake: bool = False
    recount: str = ""
    own: bool = False
    whole: int | None = None
    attackers: int = 0
    fights: bool = False
    recalls: bool = False
    named: frozenset[str] = frozenset()
    loose: bool = False
    rivals: frozenset[int] = frozenset()

    def follows(self, old: Item) -> bool:
        """Whether the claim is another's printed again, of days that the first printing may mean.

        The days are asked for because the sentences of a daily bulletin are alike from day to day.
        """
        return self.original == old.id and self.window.meets(old.window)


def known_day(report: Report) -> dt.date | None:
    """The day from which a report surely was out: its own, else the last that its text allows."""
    if report.published is not None:
        return report.published
    return report.published_window.end if report.published_window is not None else None


def figure_of(item: Item) -> Figure:
    """The figure of an item that is known to bear one."""
    figure = item.claim.figure
    assert figure is not None, "only figure claims are compared"
    return figure


def window_of(claim: Claim, day: dt.date | None) -> Interval:
    """The days in which to look for what the claim tells of.

    The claim's own days where told. An open first day reaches `reach_days` back from the last (or
    the day of the report), an open last day up to the report.
    """
    start, end = claim.valid.start, claim.valid.end
    if claim.valid.basis == "published" and claim.kind != "control" and start is not None:
        # Headlines tell in the present what happened in the days before.
        start -= dt.timedelta(days=load_rules().numbers.incident_days)
    if claim.figure is not None:
        start = start or claim.figure.since
        end = end or claim.figure.as_of
        if claim.valid.basis == "tense" and end is not None and claim.figure.as_of is not None:
            end = min(end, claim.figure.as_of)  # who was counted by Sunday had died by Sunday
    if end is None:
        end = day if day is not None and (start is None or start <= day) else start
    if start is None and end is not None:
        start = end - dt.timedelta(days=load_rules().numbers.reach_days)
    if start is not None and end is not None and start > end:
        start = end
    return Interval(start=start, end=end)


def words_of(text: str) -> list[str]:
    """The words of a text, case folded."""
    return _WORD.findall(text.casefold())


def scenes_in(words: set[str]) -> frozenset[str]:
    """The sorts of things and places among the words at which acts of force tell one from another."""
    return frozenset(name for name, names in load_rules().scenes.items() if not names.isdisjoint(words))


def _own_words(claim: Claim) -> str:
    """The quote without who says it: "…, a doctor at the hospital said" tells of no hospital that was hit."""
    quote = claim.quote
    for source in claim.by:
        at = source.start - claim.start
        if source.kind == "outlet" or not 0 <= at < len(quote):
            continue
        if at > len(quote) // 2:
            return quote[:at]
        cue = quote.find(source.cue, at) if source.cue else -1
        return quote[cue:] if cue > 0 else quote
    return quote


def _scenes_of(claims: Sequence[Claim]) -> dict[tuple[str, tuple[int, int]], frozenset[str]]:
    """By report and sentence, of all that is told in it."""
    found: dict[tuple[str, tuple[int, int]], frozenset[str]] = {}
    for claim in claims:
        if claim.kind == "event" and claim.sentence != (0, 0) and family_of(claim.frame) in load_rules().weighed:
            key = claim.report, claim.sentence
            found[key] = found.get(key, frozenset()) | scenes_in(set(words_of(_own_words(claim))))
    return found


def attackers_in(claim: Claim) -> int:
    """How many of those who did it the words behind a count say that it counts in."""
    if claim.figure is None or "includ" not in claim.quote:
        return 0
    _, words, behind = claim.quote.partition(claim.figure.text)
    found = _ATTACKERS.search(behind) if words else None
    return _FEW.get(found[1].casefold(), 1) if found is not None else 0


def settled(claims: Iterable[Claim], days: Mapping[str, dt.date | None]) -> Iterator[Claim]:
    """Each claim once, in the order in which they became known, with names of places settled by other reports.

    Args:
        claims: In any order; a second one of the same id is left out.
        days: Known day by report; reports that are not in it count by the claim's own day.
    """
    met = set()
    for claim in settle_names(_ordered(claims, days)):
        if claim.id not in met:
            met.add(claim.id)
            yield claim


def _ordered(claims: Iterable[Claim], days: Mapping[str, dt.date | None]) -> list[Claim]:
    def age(claim: Claim) -> tuple[dt.date, str, int, int, int, str]:
        day = days.get(claim.report, claim.published)
        # Of two counts in one quote the first printed comes first: "79 wounded, of whom 56 are children".
        at = claim.quote.find(claim.figure.text) if claim.figure is not None else 0
        return day or dt.date.max, claim.report, claim.start, claim.end, at, claim.id

    return sorted(claims, key=age)


def make_items(
    claims: Sequence[Claim],
    days: dict[str, dt.date | None],
    texts: dict[str, Copied],
    agencies: dict[str, tuple[str, ...]],
    printed: Mapping[str, str] | None = None,
) -> list[Item]:
    """Items of the claims, ordered, each claim once.

    Args:
        claims: In any order; a second one of the same id is left out.
        days: Known day by report; reports that are not in it count by the claim's own day.
        texts: The copied text by claim id, where a claim stands in one.
        agencies: Agencies that a report credits.
        printed: Texts by report, in which claims have their sentences.
    """
    counted: dict[tuple[str, tuple[int, int]], set[tuple[str, int]]] = {}
    for claim in claims:
        if claim.figure is not None and claim.figure.value and claim.sentence != (0, 0):
            counted.setdefault((claim.report, claim.sentence), set()).add((claim.figure.measure, claim.figure.value))
    scenes = _scenes_of(claims)
    fought = {(claim.report, place_key(claim.place)) for claim in claims if _tells_of_fight(claim)}
    made = []
    keys = PlaceKeys()
    keyed: dict[str, tuple[str, int | None]] = {}
    for claim in settled(claims, days):
        words = set(words_of(_own_words(claim))) if family_of(claim.frame) in load_rules().weighed else set()
        day = days.get(claim.report, claim.published)
        copied = texts.get(claim.id)
        window = window_of(claim, day)
        year = window.end.year if window.end is not None else None
        told = claim.valid.basis in ("stated", "event") and bool(claim.valid.start or claim.valid.end)
        told = told or (claim.valid.start is not None and claim.valid.basis != "published")
        interval = claim.valid.interval
        length = interval.days()
        roles = told_roles(claim, year)
        voice = voice_of(claim, copied, agencies.get(claim.report, ()))
        key = keys.of(claim.place)
        keyed[claim.id] = key, _number(claim)
        item = Item(
            claim=claim,
            id=claim.id,
            key=key,
            day=day,
            interval=interval,
            short=told and length is not None and length <= load_rules().numbers.incident_days,
            window=window,
            year=year,
            told=told,
            doers=roles.doers,
            targets=roles.targets,
            doer_sides=roles.doer_sides,
            target_sides=roles.target_sides,
            roles=meant_roles(claim, roles),
            voice=voice,
            copied=copied.text if copied else "",
            counts=frozenset(counted.get((claim.report, claim.sentence), ())),
            scenes=scenes_in(words) or scenes.get((claim.report, claim.sentence), frozenset())
            if words
            else frozenset(),
            apart=not words.isdisjoint(load_rules().apart_words),
            share=_is_share(claim, keyed, printed),
            attackers=attackers_in(claim),
            recount=_recount(_sentence(claim, printed)),
            fights=claim.figure is not None and (claim.report, place_key(claim.place)) in fought,
            whole=_whole(claim),
            own=claim.figure is not None and bool(find_phrase("own_words", claim.quote)),
            intake=claim.figure is not None and voice.named and _INTAKE.search(claim.quote) is not None,
        )
        made.append(item)
    return _name_originals(_with_days_beside(made))


def _with_days_beside(items: Sequence[Item]) -> list[Item]:
    """Counts without days, most often a headline's, over the days that their own report gives the same number."""
    told: dict[tuple[str, str, int | None], set[Interval]] = {}
    for item in items:
        figure = item.claim.figure
        if figure is not None and item.told and figure.value is not None:
            told.setdefault((item.claim.report, figure.measure, figure.value), set()).add(item.window)
    found = []
    for item in items:
        figure = item.claim.figure
        days = told.get((item.claim.report, figure.measure, figure.value), set()) if figure is not None else set()
        bare = not item.told and len(days) == 1
        found.append(msgspec.structs.replace(item, window=next(iter(days))) if bare else item)
    return found


def _tells_of_fight(claim: Claim) -> bool:
    if claim.figure is not None:
        return claim.figure.population in ("combatants", "mixed")
    return claim.frame in load_rules().fights


def _is_share(claim: Claim, keyed: Mapping[str, tuple[str, int | None]], printed: Mapping[str, str] | None) -> bool:
    """Whether a count is some of another's people at its place, and no words of its own say who they are."""
    figure = claim.figure
    if figure is None:
        return False
    place, number = keyed.get(figure.subset_of, ("", None))
    some = number is not None and (place, number) != keyed[claim.id] and place == keyed[claim.id][0]
    if _SHARE.search(figure.text) is None:
        return some and not figure.population_text
    # "There are 121 of them" counts them all.
    before = printed.get(claim.report, "")[max(0, claim.start - 20) : claim.start] if printed is not None else ""
    return _THERE.search(before + claim.quote.partition(figure.text)[0]) is None


def _whole(claim: Claim) -> int | None:
    if claim.figure is None or " of " not in claim.quote:
        return None
    _, words, behind = claim.quote.partition(claim.figure.text)
    found = _OF_NUMBER.match(behind) or _OF_NUMBER.search(claim.figure.text) if words else None
    return int(found[1].replace(",", "")) if found is not None else None


def _number(claim: Claim) -> int | None:
    return claim.figure.value if claim.figure is not None else None


def _recount(sentence: str) -> str:
    return (find_phrase("revised", sentence) or find_phrase("recounts", sentence)) if sentence else ""


def _sentence(claim: Claim, printed: Mapping[str, str] | None) -> str:
    """The sentence of a count of what does not run; its quote where the text is not at hand."""
    if claim.figure is None or claim.figure.measure in load_rules().running:
        return ""
    text = printed.get(claim.report, "") if printed is not None else ""
    return text[slice(*claim.sentence)] or claim.quote


def _name_originals(items: Iterable[Item]) -> list[Item]:
    """Tell of each claim in a copied text which claim of the first printing it repeats.

    The same words with the same number and source; where a text has them twice, each in its turn.
    """
    first: dict[tuple[tuple[object, ...], int], Item] = {}
    turns: Counter[tuple[str, tuple[object, ...]]] = Counter()
    found = []
    for item in items:
        if not item.copied:
            found.append(item)
            continue
        telling = _telling(item)
        turn = turns[item.claim.report, telling]
        turns[item.claim.report, telling] += 1
        original = first.setdefault((telling, turn), item)
        again = original.claim.report != item.claim.report
        found.append(msgspec.structs.replace(item, original=original.id) if again else item)
    return found


def _telling(item: Item) -> tuple[object, ...]:
    claim, figure = item.claim, item.claim.figure
    count = (figure.measure, figure.unit, figure.low, figure.high) if figure is not None else ()
    source = item.voice.key if item.voice.named else ""
    return (item.copied, claim.quote.casefold(), claim.kind, claim.frame, claim.change, source, *count)
