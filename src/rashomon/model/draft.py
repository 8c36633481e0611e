"""What `extract` reads off one report: drafts of claims whose mentions are words, not yet identities.

`extract` fills these from grammar alone; `resolve` turns each draft into a
`rashomon.model.claim.Claim` by putting actors, places and days behind the words.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.figure import Figure
from rashomon.model.text import Report
from rashomon.model.time import Tense
from rashomon.model.timex import TimeMention

Kind = Literal["event", "figure", "control", "relation", "statement"]
Stance = Literal[
    "asserted", "reported", "claimed", "alleged", "denied", "doubted", "feared", "suspected",
    "planned", "promised", "called_for", "predicted", "hypothetical",
]  # fmt: skip
Change = Literal["gain", "loss", "hold", "contest", "besiege"]
SourceKind = Literal[
    "official", "military", "group", "person", "witness", "organisation", "agency", "media", "outlet", "unnamed"
]
# The rule that a place was found by when nothing in the report but its name, and its size, spoke for it.
BY_NAME_ALONE = "place.by_its_name_alone"
# Stands in the wording of a report for the "s" of a possessive whose apostrophe was lost: one character for one.
OWNS = "’"


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name someone, as printed, with what grammar tells of them.

    Attributes:
        start, end, text: The noun phrase without leading article, code points in the report's text.
        head: Lemma of the head noun, lower case ("militant", "government"); the name for a name.
        proper: Whether the head is a proper noun.
        definite: "the", "this", "its", "their" stand before it: it points back.
        plural: Whether the head is plural.
        pronoun: Whether it is a personal pronoun ("they", "he", "it").
        modifiers: Words before the head in order, as printed ("Iraqi", "special").
        apposition: Spans' texts standing in apposition, with offsets: ((text, start, end), ...).
            For "Tarik al-Abdullah, secretary-general of the council" the second phrase.
    """

    start: int
    end: int
    text: str
    head: str
    proper: bool = False
    definite: bool = False
    plural: bool = False
    pronoun: bool = False
    modifiers: tuple[str, ...] = ()
    apposition: tuple[tuple[str, int, int], ...] = ()


PlaceRelation = Literal["in", "near", "offset", "between", "to", "from", "along"]


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name a place, as printed, with how the claim stands to it.

    Attributes:
        start, end, text: The name or nominal phrase ("Ramadi", "the provincial capital").
        nominal: Lemma of the head noun where it is no name ("city", "capital", "base"); "" for a name.
        relation: `in` (in, at, of, on), `near` (near, outside, around, outskirts), `offset`
            (30 km west of), `between` (two anchors), `to`, `from`, `along` (a road).
        other: For `between`: the second anchor's (text, start, end).
        distance_km: For `offset` and `near` with a distance.
        bearing: Compass word for `offset` ("west"), else "".
        kind_word: A word beside the name that tells what it is ("town", "province", "village", "river").
        inside: Names that the text puts around it ("Ramadi, in Anbar province" → ("Anbar",)).
        unsure: Whether it is no place of the report by itself: it may as well be somebody ("attacked X"), so that only
            "the town" can make it one, or only says where a source sits ("the X-based monitor").
    """

    start: int
    end: int
    text: str
    nominal: str = ""
    relation: PlaceRelation = "in"
    other: tuple[str, int, int] | None = None
    distance_km: float | None = None
    bearing: str = ""
    kind_word: str = ""
    inside: tuple[str, ...] = ()
    unsure: bool = False


class SourceMention(msgspec.Struct, frozen=True, kw_only=True):
    """One link of an attribution chain, origin first.

    Attributes:
        actor: The words that name who says it.
        kind: What sort of source.
        cue: The words that tie the claim to it ("said", "according to"); "" for an outlet.
        told: Outlet or agency it was said to ("told AFP" → "AFP"); "" if not told.
    """

    actor: ActorMention
    kind: SourceKind
    cue: str = ""
    told: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One step on the way to a claim: which rule decided what, resting on which words."""

    field: str
    value: str
    rule: str
    words: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One assertion by one source in one report, in words.

    Attributes:
        kind: event, figure, control, relation or statement.
        frame: Name of the codebook's frame ("capture", "clash"): gives plover/mode/acled/sub_event.
        start, end: The characters it rests on, source and cue included.
        trigger: Start of the predicate's word: with `frame` it tells drafts of one sentence apart.
        sentence: (start, end) of the sentence.
        tense: Of the clause's verb group.
        change: For control: what happened to the place.
        part: For control: only part of the place.
        relation: For relations: backs, fights, commands, part_of, alias. For other kinds: withdraws, where
            the outlet takes back what it printed.
        times: Time words that bear on it, best first.
        given: For a count: time words that tell the day for which it is given, best first.
        places: Place words that bear on it, best first.
        about: For statements: what is said, as printed.
    """

    kind: Kind
    frame: str
    start: int
    end: int
    trigger: int
    sentence: tuple[int, int]
    actors: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    given: tuple[TimeMention, ...] = ()
    tense: Tense = "unknown"
    stance: Stance = "asserted"
    by: tuple[SourceMention, ...] = ()
    figure: Figure | None = None
    change: Change | None = None
    part: bool = False
    relation: str = ""
    background: bool = False
    caption: bool = False
    about: str = ""
    trace: tuple[Decision, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that `extract` found in one report, in the order of the text.

    `actors` and `places` are every mention, also those in no draft: what "the group" or "the city"
    can point back to. `times` likewise, for "the following day". `wording` is the text in the letters it
    was read in, of equal length, where its marks were lost in print; "" where it was read as printed.
    """

    report: Report
    wording: str = ""
    sentences: tuple[tuple[int, int], ...]
    drafts: tuple[Draft, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
