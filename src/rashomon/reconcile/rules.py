"""The rules' numbers and word lists, as compiled from resources/reconcile/rules.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from rashomon.errors import ReferenceDataError


class Numbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The few numbers of the rules; resources/reconcile/rules.yaml gives each one's reason."""

    reach_days: int
    incident_days: int
    running_days: int
    attribution_days: int
    rise_ratio: int
    climb_ratio: int
    rival_ratio: int
    rounding_from: int
    family_sizes: tuple[int, int]
    hold_back_days: int
    place_km: float
    untold_days: int
    horizon_days: int
    stretch_days: int
    look_back: int
    telling_count: int
    told_on_signs: int
    summary_days: int


class Points(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for one happening and against; resources/reconcile/rules.yaml gives each one's reason."""

    enough: int
    same_kind: int
    can_be_one: int
    other_means: int
    point: int
    area: int
    same_day: int
    days_meet: int
    news_of: int
    no_day: int
    both_sides: int
    one_side: int
    same_words: int
    other_target: int
    same_high_count: int
    same_count: int
    many_dead: int
    few_apart: int
    other_count: int
    same_scene: int
    other_scene: int
    another: int
    told_on: int
    begins_anew: int


class CopyNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When two texts are one: shingle length and the least shares and lengths; `quote_words` of one quotation."""

    shingle: int
    paragraph_words: int
    paragraph_share: float
    report_share: float
    report_words: int
    quote_words: int


class Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Frames that can tell of one happening; those in `any` leave the means open, `measures` are its counts."""

    measures: tuple[str, ...]
    any: tuple[str, ...]
    frames: tuple[str, ...]


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What makes a question worth a person's time; resources/reconcile/rules.yaml gives each number's reason."""

    weights: dict[str, float]
    other_weight: float
    vague: int
    holder: int
    ask_from: float
    one_origin_from: float
    sides: int
    candidates: int
    ambiguity: dict[str, float]


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of resources/reconcile/rules.yaml."""

    numbers: Numbers
    points: Points
    weighed: frozenset[str]
    copies: CopyNumbers
    families: dict[str, Family]
    same_change: frozenset[str]
    placeless: frozenset[str]
    mutual: frozenset[str]
    fights: frozenset[str]
    belongs_to_loss: frozenset[str]
    entries: frozenset[str]
    units: frozenset[str]
    effects: frozenset[str]
    apart_words: frozenset[str]
    once_more: frozenset[str]
    recounts: tuple[str, ...]
    revised: tuple[str, ...]
    looks_back: tuple[str, ...]
    own_words: tuple[str, ...]
    newly: tuple[str, ...]
    in_all: tuple[str, ...]
    talk: frozenset[str]
    scenes: dict[str, frozenset[str]]
    rebels: frozenset[str]
    pronouns: frozenset[str]
    common_places: frozenset[str]
    beside_names: frozenset[str]
    recipient_loses: frozenset[str]
    recipient_is_own: frozenset[str]
    running: frozenset[str]
    who: dict[str, frozenset[str]]
    within: dict[str, frozenset[str]]
    acled_order: tuple[str, ...]
    review: Review


@cache
def load_rules() -> Rules:
    """The compiled rules, read once.

    Raises:
        ReferenceDataError: The file is missing or does not have the shape above.
    """
    try:
        raw = (files("rashomon.reference") / "data" / "reconcile.json").read_bytes()
        return msgspec.json.decode(raw, type=Rules)
    except (OSError, msgspec.DecodeError) as error:
        raise ReferenceDataError(f"reconcile.json: {error}") from error


Phrases = Literal["recounts", "revised", "looks_back", "own_words", "newly", "in_all"]


def find_phrase(which: Phrases, text: str) -> str:
    """The first of a list's words or phrases that stands in a text, case folded; "" where none does."""
    folded = text.casefold()
    # Most texts hold none: to ask for each is far quicker than the pattern.
    if not any(phrase in folded for phrase in getattr(load_rules(), which)):
        return ""
    found = _pattern(which).search(folded)
    return found[0] if found is not None else ""


@cache
def _pattern(which: Phrases) -> re.Pattern[str]:
    told = sorted(getattr(load_rules(), which), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, told)) + r")\b")


@cache
def family_of(frame: str) -> str:
    """Name of the family that the frame is of; the frame's own name where it is of none."""
    for name, family in load_rules().families.items():
        if frame in family.any or frame in family.frames:
            return name
    return frame


@cache
def frames_meet(one: str, two: str) -> bool:
    """Whether words of these two frames can tell of one happening.

    Same frame; or one leaves the means open and the other is of its family; or both say the same
    change of a place's holder.
    """
    rules = load_rules()
    if one == two or {one, two} <= rules.same_change:
        return True
    family = rules.families.get(family_of(one))
    if family is None or family_of(one) != family_of(two):
        return False
    return one in family.any or two in family.any


@cache
def measures_of(frame: str) -> frozenset[str]:
    """Measures whose counts can show that two claims of this frame tell of one happening."""
    family = load_rules().families.get(family_of(frame))
    return frozenset(family.measures) if family is not None else frozenset()


@cache
def acled_rank(sub_event: str) -> int:
    """Place in ACLED's hierarchy, 0 the highest; beyond the last for none or an unknown one."""
    order = load_rules().acled_order
    return order.index(sub_event) if sub_event in order else len(order)
