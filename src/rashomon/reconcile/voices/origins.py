"""Who first said it, as far down as the texts tell, and how many voices that makes.

The origin of a claim is the first link of its chain that is not the outlet. Nameless sources ("local
officials") of one matter are one origin under one name: nothing shows that they are two. A claim of
the outlet alone has the outlet as origin, or the one agency that the report credits; where its words
stand in an older report too, the voice of that. Where a report only says that agencies helped, its
own words may be copy, so they are no independent voice.

Rule: Every Casualty Standards on corroboration; docs/model.md#origins.
"""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.model.claim import Claim, Source
from rashomon.reconcile.sides import plain_name
from rashomon.reference.offices import Office, read_office, same_office, speaks_for_body, words_of_house
from rashomon.reference.roster import load_roster

# Kinds of source that may be a person by name.
PEOPLE = frozenset({"person", "official", "military", "witness"})

MEDIA = "media:"
# Longest run of capitals that is taken for the short form of a name.
ACRONYM = 6


class Voice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The origin of one claim.

    Attributes:
        key: Equal for claims of one origin.
        name, kind: As in `Origin`.
        named: Whether the text names or describes a source besides the outlet.
        nameless: A description ("officials", "residents"), not a name.
        independent: False where the words may be another's copy.
        words: Those of a name or description, to tell a shorter from a longer one; empty for what has an id.
        title: Words that stand by a person's name: "governor's spokesman" of "Governor's spokesman Adam Idris".
        via: Keys of the agencies and outlets through which it reached this claim: "officials told AFP".
        office: What the report says that a person is; None where it does not tell, and for who is no person.
        person: Whether that person is known by name.
        body: Roster id of whom an office or a ministry speaks for, "" where that is not known.
    """

    key: str
    name: str
    kind: str
    named: bool
    nameless: bool = False
    independent: bool = True
    words: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    office: Office | None = None
    person: bool = False
    body: str = ""


class Copied(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A paragraph that several outlets print.

    Attributes:
        text: Key of the paragraph.
        voice: Key of who it is from: the agency that the oldest report credits, else that report's outlet.
        name: Its name; the agency's also where only the copy credits one.
        agency: Whether an agency is credited.
        own: Whether this report is the oldest that prints it.
        outlet: Outlet of the oldest: where it names itself as the source, a copy names nobody else by that.
    """

    text: str
    voice: str
    name: str
    agency: bool = False
    own: bool = False
    outlet: str = ""


def source_of(claim: Claim) -> Source | None:
    """The first link of the chain that is not the outlet; None where the outlet speaks for itself."""
    outlet = plain_name(claim.outlet)
    for link in claim.by:
        if link.kind != "outlet" and plain_name(link.name) != outlet:
            return link
    return None


def voice_of(claim: Claim, copied: Copied | None, agencies: tuple[str, ...]) -> Voice:
    """The origin of one claim, taken by itself.

    Args:
        claim: The claim.
        copied: The text that other outlets print too, where the claim stands in one.
        agencies: Agencies that the claim's report credits.
    """
    source = source_of(claim)
    if source is not None and not (copied is not None and _is_first_print(source, copied)):
        known = "" if _is_narrowed(source) else source.id
        nameless = not known and _is_nameless(source)
        office = read_office(source.office) if source.office else None
        kind = _kind_of(source)
        if kind in ("agency", "media"):
            key = media_key(source.name)
        else:
            key = known or "name:" + (_singular(source.name) if nameless else _bare(source.name))
        words = tuple(key.removeprefix("name:").split()) if key.startswith("name:") else ()
        return Voice(
            key=key,
            name=source.name,
            kind=kind,
            named=True,
            nameless=nameless,
            words=words,
            title=() if nameless else _title(source),
            via=_relays(claim, source, copied, agencies),
            office=office,
            person=office is not None and source.name not in source.office,
            body=_body_of(source, claim),
        )
    if copied is not None and not copied.own:
        kind = "agency" if copied.agency else "outlet"
        return Voice(key=copied.voice, name=copied.name, kind=kind, named=False)
    agency = agency_of(agencies)
    if agency:
        return Voice(key=media_key(agency), name=agency, kind="agency", named=False)
    outlet = claim.outlet or claim.report
    return Voice(key=media_key(outlet), name=outlet, kind="outlet", named=False, independent=not agencies)


def _body_of(source: Source, claim: Claim) -> str:
    """Whom the source speaks for; an army of no known country is that of the place told of."""
    country = claim.place.country if claim.place is not None else ""
    if not source.body.startswith("state::"):
        return source.body
    return source.body.replace("state::", f"state:{country}:") if country else ""


def _kind_of(source: Source) -> str:
    """The kind that its words give, but an agency or outlet that is known as such is one: "AFP reported"."""
    entry = load_roster().get(source.id) if source.id and source.kind == "group" else None
    return entry.kind if entry is not None and entry.kind in ("agency", "media") else source.kind


def _relays(claim: Claim, source: Source, copied: Copied | None, agencies: tuple[str, ...]) -> tuple[str, ...]:
    """Who passed a source's words on: links of the chain behind it, the agency of the text, the outlet."""
    links = claim.by[claim.by.index(source) + 1 :]
    found = [media_key(link.name) for link in links if link.kind in ("agency", "media")]
    found.append(copied.voice if copied is not None else media_key(agency_of(agencies) or claim.outlet))
    return tuple(found)


def _title(source: Source) -> tuple[str, ...]:
    """Words before a person's name that tell the office."""
    if source.kind not in PEOPLE or not source.text.endswith(source.name):
        return ()
    return tuple(_singular(source.text.removesuffix(source.name)).split())


def _is_first_print(source: Source, copied: Copied) -> bool:
    """Whether a copy's source is the outlet that it is copied from."""
    return not copied.own and bool(copied.outlet) and plain_name(source.name) == plain_name(copied.outlet)


def agency_of(agencies: tuple[str, ...]) -> str:
    """The one agency that a report credits by name: its words may be that agency's. "" for none or several."""
    named = {agency for agency in agencies if agency.casefold() not in ("agencies", "agency")}
    return named.pop() if len(named) == 1 and len(agencies) == 1 else ""


def media_key(name: str) -> str:
    """The key of an outlet or agency: the same whether it prints or is quoted."""
    return MEDIA + plain_name(name).removesuffix(" news agency").removesuffix(" agency")


def _is_narrowed(source: Source) -> bool:
    """Whether a kind's words say more than the kind: "M23 rebels" are not any rebels."""
    kind = load_roster().get(source.id) if source.id.startswith("kind:") else None
    return kind is not None and kind.name != source.name


def _is_nameless(source: Source) -> bool:
    """Whether the words only describe: "local officials", also where they open a sentence."""
    if source.name[:1].islower():
        return True
    if _is_acronym(source.name):
        return False
    first, *others = source.name.split() or [""]
    if others:
        return first.casefold() not in ("al", "el") and all(word[:1].islower() for word in others)
    if source.text != source.name and source.text.endswith(f" {source.name}"):
        return False  # "General Mokhele"
    return source.kind in ("witness", "unnamed", "official", "military")


def _singular(name: str) -> str:
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in _bare(name).split())


def _bare(name: str) -> str:
    """A name to compare by: "Thailand's foreign minister" and "the Thai foreign minister" are one office."""
    words = []
    for word in name.replace("’", "'").split():
        country = load_roster().demonym(word.removesuffix("'s").removesuffix("'")) if word[:1].isupper() else ""
        words.append(f"@{country}" if country else word)
    return plain_name(" ".join(words))


def is_shorter(one: Voice, two: Voice) -> bool:
    """Whether the first is a shorter description of what may be the second.

    "officials" beside "local officials"; "Daniel Chea" beside "Defence Minister Daniel Chea"; "the governor's
    spokesman" beside him by name; "KHRG" beside "the Karen Human Rights Group" or "the rights group KHRG"; "the UN"
    beside one of its agencies; a ministry beside its minister, and a party beside its spokesman.
    """
    words, more = one.words, two.words
    if _is_of_body(one, two) or _is_bearer(one, two):
        return True
    if not words and not more:
        return _is_body_of(one.key, two.key)
    if not words or not more or words == more:
        return False
    if one.nameless and two.nameless:
        return len(words) < len(more) and words[-1] == more[-1] and set(words) < set(more)
    if one.nameless:
        return one.kind in PEOPLE and len(words) > 1 and words == two.title
    if _is_short_form(one, two):
        return True
    person = one.kind in PEOPLE and two.kind in PEOPLE
    return person and 1 < len(words) < len(more) and more[-len(words) :] == words


def _is_of_body(body: Voice, one: Voice) -> bool:
    """Whether the first is the house that the second, who speaks for it, stands in."""
    if (one.office is not None and one.office.beside) or body.office is not None or body.key == one.key:
        return False
    if one.body and (body.key == one.body or _is_body_of(body.key, one.body)):
        return True
    house = body.words or body.key.endswith(":gov")
    return one.office is not None and bool(house) and speaks_for_body(one.office, words_of_house(body.name))


def _is_bearer(one: Voice, two: Voice) -> bool:
    """Whether the first is an office in the very words that the second, a person by name, bears it."""
    if one.office is None or two.office is None or one.person or not two.person:
        return False
    return bool(one.office.of) and one.office == two.office


def is_surname(one: Voice, two: Voice) -> bool:
    """Whether the first is the bare surname of the second: "Issawi" beside "Rafi al-Issawi"."""
    if len(one.words) != 1 or len(two.words) < 2 or one.nameless or not {one.kind, two.kind} <= PEOPLE | {"unnamed"}:
        return False
    return one.words[0].removeprefix("al-") == two.words[-1].removeprefix("al-")


def is_one_office(one: Voice, two: Voice) -> bool:
    """Whether both can be the bearer of one office, told in other words; two people by name are two."""
    if one.office is None or two.office is None or (one.person and two.person):
        return False
    return same_office(one.office, two.office)


@cache
def _is_body_of(whole: str, part: str) -> bool:
    """Whether one body is part of the other: "the UN" here may be OCHA there, and "Mali" its army."""
    if whole.startswith("state:") and part.startswith(f"{whole}:"):
        return True
    entry = load_roster().get(whole) if whole != part else None
    bodies = entry is not None and entry.kind in ("igo", "mission", "ngo")
    return bodies and load_roster().get(part) is not None and whole in load_roster().parents(part)


def _is_short_form(one: Voice, two: Voice) -> bool:
    """Whether one is an acronym that the other's name bears, or whose letters begin its words."""
    short = one.name
    if not _is_acronym(short) or two.name.isupper():
        return False
    names = [word for word in two.name.replace("-", " ").split() if word[:1].isupper()]
    return short in names or "".join(word[0] for word in names) == short


def _is_acronym(name: str) -> bool:
    return 3 <= len(name) <= ACRONYM and name.isalpha() and name.isupper()


def is_relayed(one: Voice, two: Voice) -> bool:
    """Whether the first is an agency or outlet through which the second reached us: "AFP" of "officials told AFP"."""
    return one.key in two.via and not two.key.startswith(MEDIA)
