"""Claims and reports with a field put right by a person: checked like what is read, and told in the trace.

    figure.value 12        place geonames:98717       valid.start 2015-05-17       stance denied
    actors.0 isis          by.0 "Anbar council"       background true              figure.high ""

`name` does the same for words: every mention that is worded alike, in the same report, or anywhere
where the subject is written "words:the militia".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from rashomon.errors import ModelError, UsageError
from rashomon.model.claim import Actor, Claim, Place
from rashomon.model.draft import Decision
from rashomon.model.entry import Judged
from rashomon.model.figure import Figure
from rashomon.model.text import Report
from rashomon.model.time import Valid
from rashomon.reconcile.sides import plain_name
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster

# Claims of a report whose day of publication is another: the report before, after, and its claims.
Redate = Callable[[Report, Report, Sequence[Claim]], Sequence[Claim]]
PLAIN = frozenset({"stance", "background", "change", "part", "frame"})
FIGURE = frozenset({"measure", "low", "high", "value", "quantifier", "unit", "population", "flow", "since", "as_of"})
PARTIES = frozenset({"actors", "recipients"})
PRECISION = {"city": "exact", "admin1": "admin1", "admin2": "admin2", "country": "country", "region": "admin1"}
WORDS = "words:"
_NUMBERED = re.compile(r"(actors|recipients|by)\.(\d+)")


def check_correction(judged: Judged) -> None:
    """Refuse a correction that no claim could take, before it is kept.

    Raises:
        UsageError: There is no such field, or the value is none that it can have.
    """
    field = judged.field
    head, _, tail = field.partition(".")
    if field in ("published", "valid.start", "valid.end", "figure.since", "figure.as_of"):
        _day(judged.value, field)
    elif head == "place":
        _place(judged.value, None)
    elif head in PARTIES or field == "actor":
        _actor(judged.value, None)
    elif not (
        field in PLAIN or field == "outlet" or (head == "figure" and tail in FIGURE) or _NUMBERED.fullmatch(field)
    ):
        fields = "stance, background, change, part, frame, published, outlet, place, actors.N, recipients.N, by.N, "
        raise UsageError(f"no field {field!r}; there are {fields}valid.start, valid.end, figure.…")


def value_field(verdict: str, field: str, value: str, claims: Sequence[Claim]) -> tuple[str, str]:
    """Field and value as they are kept: names become ids, and a naming finds the mention that it is of.

    Args:
        verdict: `correct` or `name`.
        field: As a person gave it, "" where they gave none.
        value: Likewise; a place or an actor may go by its name, if only one does.
        claims: Those judged; none where words are named everywhere.

    Raises:
        UsageError: A name fits more than one, or it is not clear what is meant.
    """
    head = field.partition(".")[0]
    if verdict == "correct":
        if not field:
            raise UsageError("a correction needs --field and --value")
    elif not field:
        actor, place = _find_actor(value), open_gazetteer().find(value)
        if actor and place:
            raise UsageError(f"{value!r} is an actor and a place: say --field actors.0, recipients.0 or place")
        head = field = "place" if place else _open_party(claims)
    elif head not in (*PARTIES, "actor", "place"):
        raise UsageError(f"a mention is actors.N, recipients.N, actor or place, not {field!r}")
    if head.partition(".")[0] == "place":
        return field, _place_id(value)
    if head.partition(".")[0] in (*PARTIES, "actor"):
        return field, _find_actor(value) or value
    return field, value


def _open_party(claims: Sequence[Claim]) -> str:
    """The one party of the claims that nobody has named yet; "actor" where only words are named."""
    if not claims:
        return "actor"
    sides = [(side, n, one) for c in claims for side in sorted(PARTIES) for n, one in enumerate(getattr(c, side))]
    unknown = [f"{side}.{n}" for side, n, one in sides if not one.id]
    if len(unknown) != 1:
        told = ", ".join(f"{side}.{n} “{one.text}”" for side, n, one in sides) or "none"
        raise UsageError(f"say which mention is meant with --field; there are {told}")
    return unknown[0]


def _find_actor(value: str) -> str:
    roster = load_roster()
    entry = roster.get(value) or roster.find(value)
    return entry.id if entry is not None else ""


def _place_id(value: str) -> str:
    rows = open_gazetteer().find(value) if value else ()
    if len(rows) > 1:
        told = "".join(f"\n  {row.id}  {row.name}, {row.admin1 or row.kind} ({row.country})" for row in rows[:8])
        raise UsageError(f"{len(rows)} places go by {value!r}; give the id of one:{told}")
    return rows[0].id if rows else value


def correct_claim(judged: Judged, claim: Claim) -> Claim:
    """The claim with the field as the person says.

    Raises:
        UsageError: The claim has no such field, or cannot take the value.
    """
    field, value = judged.field, judged.value
    head, _, tail = field.partition(".")
    try:
        if field in PLAIN:
            changed = msgspec.structs.replace(claim, **{field: _typed(Claim, field, value)})
        elif head == "figure" and claim.figure is not None and tail in FIGURE:
            changed = msgspec.structs.replace(claim, figure=_figure(claim.figure, tail, value))
        elif head == "valid" and tail in ("start", "end"):
            changed = msgspec.structs.replace(claim, valid=_valid(claim.valid, tail, _day(value, field)))
        elif head == "place":
            changed = msgspec.structs.replace(claim, place=_place(value, claim.place, claim))
        else:
            changed = _party(claim, field, value)
    except (ModelError, msgspec.ValidationError) as why:
        raise UsageError(f"{field} of claim {claim.id} cannot be {value!r}: {why}") from why
    return _traced(changed, judged, field)


def correct_report(
    judged: Judged, report: Report, claims: Sequence[Claim], redate: Redate
) -> tuple[Report, list[Claim]]:
    """The report with its day or outlet as the person says, and its claims with it.

    Args:
        judged: The correction.
        report: As it was read, or corrected before.
        claims: All its claims.
        redate: Reads what counts from the day of publication ("yesterday", "on Monday") from another day.

    Raises:
        UsageError: The field is another.
    """
    if judged.field == "outlet":
        under = report.read_under if report.read_under is not None else report.outlet or ""
        report = msgspec.structs.replace(report, outlet=judged.value, read_under=under)
        found = []
        for claim in claims:
            chain = tuple(
                msgspec.structs.replace(link, name=judged.value) if link.kind == "outlet" else link for link in claim.by
            )
            found.append(_traced(msgspec.structs.replace(claim, outlet=judged.value, by=chain), judged, "outlet"))
        return report, found
    if judged.field != "published":
        raise UsageError(f"of a report only published and outlet can be corrected, not {judged.field!r}")
    day = _day(judged.value, "published")
    newer = msgspec.structs.replace(report, published=day, published_basis="given" if day else "unknown")
    return newer, [_traced(claim, judged, "published") for claim in redate(report, newer, claims)]


def name_mentions(judged: Judged, met: Sequence[str], claims: Iterable[Claim]) -> list[Claim]:
    """Claims in which a mention got its name: those worded like the subject's, in its report or anywhere.

    Raises:
        UsageError: The value is no actor or place, or the field is no mention.
    """
    known = list(claims)
    sort = "place" if judged.field.partition(".")[0] == "place" else "actor"
    wanted: set[tuple[str, str]] = set()
    for subject in judged.subjects:
        if subject.startswith(WORDS):
            wanted.add(("", plain_name(subject.removeprefix(WORDS))))
    for claim in known:
        if claim.id in met:
            wanted |= {(claim.report_id, plain_name(text)) for text in _words(claim, judged.field)}
    found = []
    for claim in known:
        changed = _named(claim, sort, judged.value, wanted)
        if changed != claim:
            found.append(_traced(changed, judged, sort))
    return found


def _words(claim: Claim, field: str) -> list[str]:
    head, _, number = field.partition(".")
    if head == "place":
        return [claim.place.text] if claim.place is not None else []
    parties = claim.recipients if head == "recipients" else claim.actors
    if head == "actor":
        return [actor.text for actor in (*claim.actors, *claim.recipients)]
    return [parties[int(number)].text] if number.isdecimal() and int(number) < len(parties) else []


def _named(claim: Claim, sort: str, value: str, wanted: set[tuple[str, str]]) -> Claim:
    def is_wanted(text: str) -> bool:
        words = plain_name(text)
        return ("", words) in wanted or (claim.report_id, words) in wanted

    if sort == "place":
        if claim.place is None or not is_wanted(claim.place.text):
            return claim
        return msgspec.structs.replace(claim, place=_place(value, claim.place))
    sides = {
        side: tuple(_actor(value, one) if is_wanted(one.text) else one for one in getattr(claim, side))
        for side in ("actors", "recipients")
    }
    return msgspec.structs.replace(claim, **sides)


def _typed(owner: type, field: str, value: str) -> Any:
    """The value as the field's type has it; "" means that it is open."""
    kind = msgspec.structs.fields(owner)
    wanted = next(one.type for one in kind if one.name == field)
    if not value:
        return msgspec.convert(None, wanted)
    return msgspec.convert(value.replace(",", "") if value[:1].isdecimal() else value, wanted, strict=False)


def _figure(figure: Figure, field: str, value: str) -> Figure:
    """The figure with a field put right; a number put right moves the bounds that its words set."""
    fields = {field: _typed(Figure, field, value)}
    number = fields.get("value")
    if number is not None:
        fields |= {
            "exact": {"low": number, "high": number},
            "at_least": {"low": number, "high": None},
            "more_than": {"low": number + 1, "high": None},
            "at_most": {"low": None, "high": number},
            "less_than": {"low": None, "high": number - 1},
        }.get(figure.quantifier, {})
    return msgspec.structs.replace(figure, **fields)


def _day(value: str, field: str) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as why:
        raise UsageError(f"{field}: {value!r} is no day; write it YYYY-MM-DD") from why


def _valid(valid: Valid, side: str, day: dt.date | None) -> Valid:
    start, end = (day, valid.end) if side == "start" else (valid.start, day)
    shown = [one.isoformat() if one else ".." for one in (start, end)]
    edtf = "" if start is None and end is None else shown[0] if start == end else "/".join(shown)
    return Valid(start=start, end=end, edtf=edtf, text=valid.text, basis="stated")


def _place(value: str, place: Place | None, claim: Claim | None = None) -> Place | None:
    """The gazetteer's place under the words of the old one; a claim that named none rests on its quote."""
    if not value:
        return None
    row = open_gazetteer().get(value)
    if row is None:
        raise UsageError(f"no place {value!r} in the gazetteer; give its id, such as geonames:98717")
    if place is not None:
        text, start, end = place.text, place.start, place.end
    elif claim is not None:
        text, start, end = claim.quote, claim.start, claim.end
    else:
        text, start, end = row.name, -1, -1
    return Place(
        id=row.id,
        name=row.name,
        text=text,
        start=start,
        end=end,
        lat=row.lat,
        lon=row.lon,
        country=row.country,
        admin1=row.name if row.kind == "admin1" else row.admin1,
        precision=PRECISION[row.kind],
        radius_km=row.radius_km,
    )


def _actor(value: str, actor: Actor | None) -> Actor:
    entry = load_roster().get(value)
    if entry is None:
        raise UsageError(f"no actor {value!r} in the roster; give its id, such as state:IQ:mil")
    if actor is None:
        return Actor(id=entry.id, name=entry.name, text=entry.name, start=-1, end=-1, sector=entry.sector)
    return msgspec.structs.replace(actor, id=entry.id, name=entry.name, sector=entry.sector)


def _party(claim: Claim, field: str, value: str) -> Claim:
    found = _NUMBERED.fullmatch(field)
    if found is None:
        raise UsageError(f"claim {claim.id} has no field {field!r} that can be corrected")
    side, number = found[1], int(found[2])
    old = getattr(claim, side)
    if number >= len(old):
        raise UsageError(f"claim {claim.id} has {len(old)} {side}, no number {number}")
    new = msgspec.structs.replace(old[number], name=value, id="") if side == "by" else _actor(value, old[number])
    return msgspec.structs.replace(claim, **{side: (*old[:number], new, *old[number + 1 :])})


def _traced(claim: Claim, judged: Judged, field: str) -> Claim:
    step = Decision(
        field=field, value=judged.value or "open", rule=f"judged by {judged.author}: {judged.reason}", words=""
    )
    return msgspec.structs.replace(claim, trace=(*claim.trace, step))
