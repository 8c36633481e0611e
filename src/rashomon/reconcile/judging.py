"""What people decided, made ready for the fold: claims as corrected, and pairs held together or apart.

A judgement wins over every rule. It is applied while folding and never written into a claim that is
kept, so that undoing it gives back the very account of before. Of two judgements on one matter the
one made last counts. Who judged and why stands in the claim's trace and in the reasons of a merge.

Events and tolls are named by their oldest claim, so a judgement on two events is one on those claims.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from rashomon.errors import UsageError
from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.text import Report
from rashomon.reconcile.correcting import WORDS, Redate, correct_claim, correct_report, name_mentions

PAIRED = frozenset({"same", "different", "unsure"})
COUNTED = frozenset({"accept", "discount"})
WHOLES = frozenset({"event", "figure"})
"""Fields of an acceptance or discounting of everything that an event or a figure held when it was judged."""
SEEN = "seen"
"""Field of a judgement on two under which it notes the reports that stood behind them."""


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """Judgements as the fold asks for them.

    Attributes:
        pairs: For each claim the claims that it was judged with, and the judgement that counts.
        accepted, discounted: Ids of claims that a person vouches for, or strikes out.
        reasons: Why a claim was accepted or discounted, with the author.
    """

    pairs: Mapping[str, Mapping[str, Judged]] = {}
    accepted: frozenset[str] = frozenset()
    discounted: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = {}

    def same_as(self, claim: str) -> dict[str, str]:
        """Claims that a person says tell of the same thing, with the reason in words."""
        found = self.pairs.get(claim, {})
        return {other: reason_of(judged) for other, judged in found.items() if judged.verdict == "same"}

    def differs(self, claim: str, others: Container[str]) -> bool:
        """Whether a person holds the claim apart from any of the others."""
        found = self.pairs.get(claim)
        if found is None:
            return False
        return any(judged.verdict == "different" and other in others for other, judged in found.items())


NONE = Decisions()


class Judgeable(msgspec.Struct, frozen=True, kw_only=True):
    """Reports and claims as people have corrected them, with the decisions that the fold still asks for.

    Attributes:
        unmet: Judgements of which no subject is among these claims and reports, or whose value does
            not fit its field any longer: somebody has to look at them again.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    decisions: Decisions = NONE
    unmet: tuple[Judged, ...] = ()


def event_id(claim: str) -> str:
    """Id of the event whose oldest claim this is."""
    return hashlib.sha256(f"event\x1f{claim}".encode()).hexdigest()[:16]


def toll_id(claim: str) -> str:
    """Id of the toll whose oldest claim this is."""
    return hashlib.sha256(f"toll\x1f{claim}".encode()).hexdigest()[:16]


def reason_of(judged: Judged) -> str:
    """The judgement's reason as the account prints it."""
    whole = f" with the whole {judged.field}" if judged.field in WHOLES else ""
    return f"judged by {judged.author}{whole}: {judged.reason}"


def seen_reports(reports: Iterable[str]) -> str:
    """The reports behind what was judged, as one word: another once a report has joined.

    Reports and not claims: reading the same reports by newer rules raises no question again.
    """
    return hashlib.sha256("\x1f".join(sorted(set(reports))).encode()).hexdigest()[:16]


def touches(judged: Judged, claim: Claim, subjects: Subjects) -> bool:
    """Whether a judgement bears on a claim as it was read: by its id, its report, or its words."""
    if claim.report_id in judged.subjects:
        return True
    met = [name for name in map(subjects.claim, judged.subjects) if name]
    if claim.id in met or judged.verdict != "name":
        return claim.id in met
    try:
        named = name_mentions(judged, met, {one.id: one for one in (*subjects.of(met), claim)}.values())
    except UsageError:
        return False
    return any(one.id == claim.id for one in named)


def subjects_of(claims: Iterable[Claim]) -> dict[str, str]:
    """Ids by which a judgement can name these claims, or the events and tolls whose oldest they are; to claim ids."""
    return {name: claim.id for claim in claims for name in (claim.id, event_id(claim.id), toll_id(claim.id))}


def unknown_subjects(
    judgements: Sequence[Judged], reports: Sequence[Report], claims: Sequence[Claim]
) -> frozenset[str]:
    """Subjects of judgements that are none of these: claims of older readings, or nothing at all any more."""
    known = Subjects(claims, {})
    ids = {report.id for report in reports}
    named = {name for judged in judgements for name in judged.subjects}
    return frozenset(name for name in named if not known.claim(name) and name not in ids and not name.startswith(WORDS))


def apply_judgements(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    judgements: Sequence[Judged],
    moved: Mapping[str, str] | None = None,
    *,
    redate: Redate,
) -> Judgeable:
    """Reports and claims under people's judgements; `rashomon.situation.under_judgements` is how others ask.

    Args:
        reports: All reports that there are.
        claims: All their claims.
        judgements: Those that stand, in any order.
        moved: Ids of claims of an older reading to those that took their place.
        redate: As in `correct_report`.

    Returns:
        Corrected copies and what the fold has to know besides.
    """
    if not judgements:
        return Judgeable(reports=tuple(reports), claims=tuple(claims))
    subjects = Subjects(claims, moved or {})
    by_id = {claim.id: claim for claim in claims}
    by_report = {report.id: report for report in reports}
    pairs: dict[str, dict[str, Judged]] = defaultdict(dict)
    counts: dict[str, Judged] = {}
    unmet: list[Judged] = []
    ordered = sorted(judgements, key=_order)
    # Of two days for one report the last counts, read from the day that its claims were read with.
    dated = {name: judged for judged in ordered if judged.field == "published" for name in judged.subjects}
    for judged in ordered:
        if judged.field == "published" and all(dated[name] is not judged for name in judged.subjects):
            continue
        named = list(dict.fromkeys(subjects.claim(name) for name in judged.subjects))
        met = [name for name in named if name]
        if judged.verdict in PAIRED:
            for one, two in combinations(met, 2):
                pairs[one][two] = pairs[two][one] = judged
            if len(met) < 2:
                unmet.append(judged)
        elif judged.verdict in COUNTED:
            counts |= dict.fromkeys(met, judged)
            if not met:
                unmet.append(judged)
        else:
            try:
                if not _rewrite(judged, met, by_id, by_report, redate):
                    unmet.append(judged)
            except UsageError:
                unmet.append(judged)
    decisions = Decisions(
        pairs=pairs,
        accepted=frozenset(name for name, judged in counts.items() if judged.verdict == "accept"),
        discounted=frozenset(name for name, judged in counts.items() if judged.verdict == "discount"),
        reasons={name: reason_of(judged) for name, judged in counts.items()},
    )
    return Judgeable(
        reports=tuple(by_report[report.id] for report in reports),
        claims=tuple(by_id[claim.id] for claim in claims),
        decisions=decisions,
        unmet=tuple(unmet),
    )


def _order(judged: Judged) -> tuple[object, ...]:
    return judged.made, judged.verdict, judged.subjects, judged.field, judged.value, judged.reason, judged.author


def _rewrite(
    judged: Judged, met: Sequence[str], claims: dict[str, Claim], reports: dict[str, Report], redate: Redate
) -> bool:
    """Apply a correction or a naming in place; False where it met nothing."""
    if judged.verdict == "name":
        changed = name_mentions(judged, met, claims.values())
        claims |= {claim.id: claim for claim in changed}
        return bool(changed)
    own = [name for name in judged.subjects if name in reports]
    for name in own:
        older = reports[name]
        reports[name], others = correct_report(
            judged, older, [c for c in claims.values() if c.report_id == name], redate
        )
        claims |= {claim.id: claim for claim in others}
    for name in met:
        claims[name] = correct_claim(judged, claims[name])
    return bool(own or met)


class Subjects:
    """Which claim a judgement's subject means: itself, an event's or toll's oldest, or a successor."""

    def __init__(self, claims: Sequence[Claim], moved: Mapping[str, str]) -> None:
        """File the claims and those that took the place of older ones."""
        self._claims = {claim.id: claim for claim in claims}
        self._found: dict[str, str] = {}
        for old, new in moved.items():
            self._found |= {old: new, event_id(old): new, toll_id(old): new}
        for claim in claims:
            self._found |= {event_id(claim.id): claim.id, toll_id(claim.id): claim.id}
        for claim in claims:
            self._found[claim.id] = claim.id

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def claim(self, subject: str) -> str:
        """The claim that is meant, "" where there is none."""
        return self._found.get(subject, "")

    def of(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids."""
        return [self._claims[name] for name in ids]
