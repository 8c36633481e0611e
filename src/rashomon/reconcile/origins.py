"""Who first said it, as far down as the texts tell, and how many voices that makes.

The origin of a claim is the first link of its chain that is not the outlet. Nameless sources ("local
officials") of one matter are one origin under one name: nothing shows that they are two. A claim of
the outlet alone has the outlet as origin, or the one agency that the report credits; where its words
stand in an older report too, the voice of that. Where a report only says that agencies helped, its
own words may be copy, so they are no independent voice.

Rule: Every Casualty Standards on corroboration; docs/model.md#origins.
"""

from __future__ import annotations

import msgspec

from rashomon.model.claim import Claim, Source
from rashomon.reconcile.sides import plain_name
from rashomon.reference.roster import load_roster

# Kinds of source that may be a person by name.
PEOPLE = frozenset({"person", "official", "military", "witness"})


class Voice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The origin of one claim.

    Attributes:
        key: Equal for claims of one origin.
        name, kind: As in `Origin`.
        named: Whether the text names or describes a source besides the outlet.
        nameless: A description ("officials", "residents"), not a name.
        independent: False where the words may be another's copy.
        words: Those of a name or description, to tell a shorter from a longer one; empty for what has an id.
    """

    key: str
    name: str
    kind: str
    named: bool
    nameless: bool = False
    independent: bool = True
    words: tuple[str, ...] = ()


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
        nameless = _is_nameless(source)
        if source.kind in ("agency", "media"):
            key = media_key(source.name)
        else:
            key = source.id or "name:" + (_singular(source.name) if nameless else _bare(source.name))
        words = tuple(key.removeprefix("name:").split()) if key.startswith("name:") else ()
        return Voice(key=key, name=source.name, kind=source.kind, named=True, nameless=nameless, words=words)
    if copied is not None and not copied.own:
        kind = "agency" if copied.agency else "outlet"
        return Voice(key=copied.voice, name=copied.name, kind=kind, named=False)
    agency = agency_of(agencies)
    if agency:
        return Voice(key=media_key(agency), name=agency, kind="agency", named=False)
    outlet = claim.outlet or claim.report
    return Voice(key=media_key(outlet), name=outlet, kind="outlet", named=False, independent=not agencies)


def _is_first_print(source: Source, copied: Copied) -> bool:
    """Whether a copy's source is the outlet that it is copied from."""
    return not copied.own and bool(copied.outlet) and plain_name(source.name) == plain_name(copied.outlet)


def agency_of(agencies: tuple[str, ...]) -> str:
    """The one agency that a report credits by name: its words may be that agency's. "" for none or several."""
    named = {agency for agency in agencies if agency.casefold() not in ("agencies", "agency")}
    return named.pop() if len(named) == 1 and len(agencies) == 1 else ""


def media_key(name: str) -> str:
    """The key of an outlet or agency: the same whether it prints or is quoted."""
    return "media:" + plain_name(name).removesuffix(" news agency").removesuffix(" agency")


def _is_nameless(source: Source) -> bool:
    """Whether the words only describe: "local officials", also where they open a sentence."""
    if source.id:
        return False
    if source.name[:1].islower():
        return True
    first, *others = source.name.split() or [""]
    if others:
        return first.casefold() not in ("al", "el") and all(word[:1].islower() for word in others)
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

    "officials" beside "local officials"; "Daniel Chea" beside "Defence Minister Daniel Chea".
    """
    words, more = one.words, two.words
    if not words or len(words) >= len(more):
        return False
    if one.nameless and two.nameless:
        return words[-1] == more[-1] and set(words) < set(more)
    person = one.kind in PEOPLE and two.kind in PEOPLE and not one.nameless
    return person and len(words) > 1 and more[-len(words) :] == words
