"""Actors, sources and places as words in a sentence: article, number, and when a name is no name.

Reports point ("it", "the group", "the city") where resolution may have found nobody. A pointer that
stayed unresolved is left out, and the sentence is built without it, rather than put in as if it named someone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rashomon.export.wording import join_words, unique, wording
from rashomon.model.claim import Actor, Claim, Place, Source

LONGEST_NAME = 64
"""Characters: a longer "name" is a noun phrase that lost its end, and reads worse than none."""
_HALF = re.compile(r"-(?:led|backed|held|run|based|controlled|allied)$")
UNNAMED = "an unnamed source"
_TAIL = re.compile(r"(,|;|\(|\s[–—-]\s|\s(?:who|which|that|whom|whose)\s).*", re.DOTALL)


_NUMBER = re.compile(r"(?:(?:about|at least|at most|more than|fewer than|up to) )?([“\d][\d,]*)")


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    head = _TAIL.sub("", words).strip(" “”‘’\"'")
    first, _, rest = head.partition(" ")
    kept = rest if first.lower() in wording("possessives") and rest else head
    before, _, last = kept.rpartition(" ")
    return before if before and last.lower() in wording("trailing") else kept


def is_plural(name: str) -> bool:
    """Whether a noun phrase takes "were"."""
    lower = name.lower().removeprefix("the ")
    if lower in wording("singular_names"):
        return False
    number = _NUMBER.match(lower)
    if number is not None:
        return number.group(1) != "1"
    if " and " in lower:
        return True
    head = re.split(r",|\s(?:of|in|from|for|at|near|on|with)\s", lower)[0]
    last = head.split()[-1] if head.split() else ""
    return last in wording("plural_words") or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


def _takes_the(name: str) -> bool:
    lower = name.lower()
    if lower.startswith("the "):
        return False
    return lower.split()[-1] in wording("the_last") or any(
        lower.startswith((f"{word} of ", f"{word} for ")) or f" {word} of " in lower or f" {word} for " in lower
        for word in wording("the_of")
    )


def _with_article(name: str, *, resolved: bool, indefinite: bool = False) -> str:
    common = name == name.lower() and not any(letter.isdigit() for letter in name)
    if common and not resolved:
        if is_plural(name) or name.rsplit(maxsplit=1)[-1] in wording("mass_words"):
            return name
        article = ("an" if name[0] in "aeiou" else "a") if indefinite and _is_person(name) else "the"
        return f"{article} {name}"
    if not resolved and is_plural(name) and name.rsplit(maxsplit=1)[-1].islower():
        return name
    return f"the {name}" if _takes_the(name) else name


def _is_person(name: str) -> bool:
    last = re.split(r"\s(?:of|in|from|for|at|with)\s", name)[0].split()[-1]
    if "'s " in name or "’s " in name:
        return False
    return last in wording("person_words") or last.endswith(("man", "woman", "person"))


def _shorter(name: str) -> str:
    """A canonical name as it stands inside a sentence: "the armed forces of Mali"."""
    for long, short in wording("shorter").items():
        if name.startswith(long):
            return f"{short} {name[len(long) :]}"
    return name


def name_actor(actor: Actor) -> str:
    """An actor as a noun phrase with its article, "" where the words only point elsewhere."""
    return _noun(actor.name, "", resolved=True) if actor.id else _noun(actor.name, actor.text, resolved=False)


# The same few hundred parties are named all through an account.
@lru_cache(maxsize=8192)
def _noun(name: str, text: str, *, resolved: bool) -> str:
    words = _first_words(name if resolved else _own_words(text, name))
    if not words or len(words) > LONGEST_NAME:
        return ""
    if not resolved and (words.lower() in wording("pointers") or _HALF.search(words)):
        return ""
    return _with_article(_shorter(words), resolved=resolved)


def _own_words(text: str, name: str) -> str:
    """The printed words; for "him" the name that he was found to bear."""
    return name if not text or _first_words(text).lower() in wording("pointers") else text


def name_actors(actors: Sequence[Actor]) -> str:
    """All of them as one noun phrase."""
    return join_words(unique(name_actor(actor) for actor in actors), most=3)


def name_source(source: Source) -> str:
    """One who says something: "a surgeon", "local officials", "the Afghan interior ministry"."""
    if source.kind == "outlet":
        return " ".join(source.name.split())
    resolved = bool(source.id)
    words = _first_words(source.name if resolved else _own_words(source.text, source.name))
    if not words or len(words) > LONGEST_NAME or words.lower() in wording("pointers"):
        return UNNAMED
    return _with_article(_shorter(words), resolved=resolved, indefinite=True)


def origin_of(claim: Claim) -> Source | None:
    """The first link of the chain, None where the outlet speaks in its own voice."""
    first = claim.by[0] if claim.by else None
    if first is None or first.kind == "outlet" or first.name.casefold() == claim.outlet.casefold():
        return None
    return first


def speaker_of(claim: Claim) -> str:
    """Who says it, in words: the origin, else the outlet."""
    origin = origin_of(claim)
    return name_source(origin) if origin else (claim.outlet or claim.report)


def name_place(place: Place | None) -> str:
    """The name of a place, "" where a report only points ("the city")."""
    if place is None:
        return ""
    if place.id:
        return " ".join(place.name.split())
    words = _first_words(place.text or place.name)
    if not words or len(words) > LONGEST_NAME or words == words.lower():
        return ""
    return words


def at_place(place: Place | None) -> str:
    """The place with its preposition: "in Kunduz", "near Kunduz"; "" where the place is not known."""
    name = name_place(place)
    if not name or place is None:
        return ""
    return f"{'near' if place.precision == 'near' else 'in'} {name}"


_BEFORE = re.compile(
    r"(?:^|\s)(from|out of|to|into|towards?|in|at|near|around)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE
)


def motion_words(place: Place | None, claims: Sequence[Claim]) -> str:
    """Where a movement went, by the preposition that a report prints before the name.

    "fled to Sake" gives "to Sake"; "left Goma" and "pulled out of Goma" give "from Goma".
    """
    name = name_place(place)
    if not name:
        return ""
    for claim in claims:
        spot = claim.place
        if spot is None or spot.id != (place.id if place else "") or not claim.start <= spot.start < claim.end:
            continue
        found = _BEFORE.search(claim.quote[: spot.start - claim.start])
        if found is None:
            return f"from {name}"
        word = found.group(1).lower()
        if word in {"to", "into", "toward", "towards"}:
            return f"to {name}"
        return f"from {name}" if word in {"from", "out of"} else at_place(place)
    return at_place(place)
