"""Whom "it" and "they" mean in what someone says, and who "he added" is: told by who speaks, not by who was named.

"The army said that it had taken the town": the one who speaks is the one who took it, where no other
party was named in between. "He added" goes on with the last speaker. Both hold only where the ladder of
`rashomon.resolve.actors.identities` has left the pronoun open, and only where number and kind agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from rashomon.model.claim import Actor, Source
from rashomon.model.draft import ActorMention, Draft
from rashomon.model.text import Report
from rashomon.reference.offices import read_office
from rashomon.reference.roster import load_roster
from rashomon.resolve.speakers.bodies import body_of_house, body_of_office
from rashomon.resolve.speakers.offices import Held, Offices

_ONE = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_PERSON = frozenset({"he", "she"})
# In somebody's own words: they themselves, or whom they speak for.
# Whose arms "its armed wing" are.
_ARM = re.compile(r"(?:its|their)\s+(?:[\w-]+\s+){0,2}(?:wing|forces?|fighters|troops|soldiers|units?)$", re.IGNORECASE)
# Who "we" are is who speaks, and "our forces" are that side's.
_WE = frozenset({"we", "us", "ours", "our", "ourselves"})
_OURS = re.compile(
    r"our\s+(?:[\w-]+\s+){0,3}(?:wing|forces?|fighters|troops|soldiers|units?|army|men|boys|heroes|comrades|brothers|warriors"
    r"|lads|combatants|defenders|navy|pilots|militia|mujahideen|guards|commandos|gunners|servicemen|side)$",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:ministry|army|office|agency|police|government|authority|administration|command|committee)\b")
_OFFICE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|official|officer|commander|minister|governor|mayor|chief|head|leader|president|"
    r"ombudsman|coordinator|director|teacher|doctor)\b",
    re.IGNORECASE,
)
_POINTERS = _ONE | _MANY | _PERSON | {"him", "her", "who", "this", "that", "it is", "both"}
_HONOUR = re.compile(
    r"(?:his|her|their)\s+(?:royal\s+)?(?:excellency|highness|majesty|eminence|holiness|honou?r|lordship|beatitude)"
)
_OWNER = re.compile(
    r"([A-Z][\w-]+)['’]s\s+(?:[a-z]+\s+)?(?:administration|government|office|camp|side|staff|team|entourage|headquarters"
    r"|press service|aides?)$"
)
_WHOSE = re.compile(r"\b(?:its|their|whose|his)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?”\"]\s+|\n|[-–—:]\s)(?:[Tt]he\s+|[Aa]n?\s+)?\Z")
# How far back stands whose "its spokesman" is.
WITHIN = 200
# A speaker is taken up within the next sentence or two.
REACH = 500


def told_of_itself(mention: ActorMention, draft: Draft, actors: Mapping[tuple[int, int], Actor]) -> Actor | None:
    """The speaker of a claim, where an open pronoun or "its armed wing" in it means the speaker.

    Args:
        mention: A doer of the draft, left open so far.
        draft: What is told, with its chain of sources.
        actors: Every actor of the report by its span.
    """
    word = mention.text.lower()
    if word in _WE or _OURS.match(mention.text) is not None:
        return _side_of_speaker(draft, actors, own=word in {"our", "ours"})
    own = _ARM.match(mention.text) is not None
    if not (own or word in _ONE | _MANY):
        return None
    for link in draft.by:
        one = link.actor
        speaker = actors.get((one.start, one.end))
        if speaker is None or one.end > mention.start or one.start < draft.sentence[0]:
            continue
        if _between(one.end, mention.start, actors.values()):
            return None
        if own:
            return speaker if load_roster().is_armed_group(speaker.id) else None
        fits = one.plural if word in _MANY else not one.plural and _is_body(speaker)
        return speaker if fits else None
    return None


def _side_of_speaker(draft: Draft, actors: Mapping[tuple[int, int], Actor], *, own: bool) -> Actor | None:
    """Whose "we" and "our forces" are: the nearest speaker whose side is known.

    Args:
        draft: What is told, with its chain of sources.
        actors: Every actor of the report by its span.
        own: A bare "our" ("under our control"): a leader of no known side will do.
    """
    for link in draft.by:
        speaker = actors.get((link.actor.start, link.actor.end))
        if speaker is not None and speaker.id and not speaker.id.startswith("kind:"):
            return speaker
        beside = [
            actor
            for _, start, end in link.actor.apposition
            for span, actor in actors.items()
            if start <= span[0] and span[1] <= end and actor.id and not actor.id.startswith("kind:")
        ]
        if len({actor.id for actor in beside}) == 1:
            return beside[0]
    spoken = (actors.get((link.actor.start, link.actor.end)) for link in draft.by)
    known = [who for who in spoken if who is not None and (who.id or own)]
    return known[0] if known else None


def _between(start: int, end: int, actors: Iterable[Actor]) -> bool:
    """Whether another known party is named in between."""
    return any(start <= one.start and one.end <= end and one.id for one in actors)


def _is_body(speaker: Actor) -> bool:
    return bool(speaker.id) or _BODY.search(speaker.name.lower()) is not None


class Voices:
    """Who speaks in one report: pronouns and bare offices by whom the report tells that they are."""

    def __init__(self, report: Report, focus: str, actors: Mapping[tuple[int, int], Actor]) -> None:
        """Start with nobody.

        Args:
            report: The report as read.
            focus: ISO 3166-1 alpha-2 of the country that it is about, "" if none.
            actors: Every actor of it by its span.
        """
        self._last: tuple[Source, bool] | None = None
        self._report = report
        self._year = report.published.year if report.published is not None else None
        self._focus = focus
        self._actors = actors
        self._offices = Offices(report.text)

    def hear(self, source: Source, mention: ActorMention) -> Source | None:
        """A source as the whole report tells it; None for a pronoun that it leaves open: nobody is named by it.

        "He", "she" and "it" that go on speaking are the last speaker, else the one person or house of the sentence
        or the one before it. "The governor" is he whom the report names with that office, or the office in full.
        """
        word = source.text.lower()
        if _HONOUR.fullmatch(word) is not None:
            word = "she" if word.startswith("her") else "he"
            source = msgspec.structs.replace(source, name=word)
        if word in _POINTERS:
            found = source if source.name.lower() != word else self._meant(source, word)
            if found is not None and word in _PERSON and not found.id and found.name[:1].islower():
                named = self._meant(source, word)  # "a commander" whom the report names beside that word
                found = named if named is not None and named.office else found
            if found is None or found.name.lower() in _POINTERS:
                return None
            found = self._in_office(found)
            self._last = (found, mention.plural)
            return found
        full = self._in_full(source, plural=mention.plural)
        self._last = (full, mention.plural)
        return full

    def _meant(self, source: Source, word: str) -> Source | None:
        """Whom an open pronoun means."""
        if self._last is not None and 0 <= source.start - self._last[0].end < REACH:
            last, plural = self._last
            if plural == (word in _MANY) and (plural or _is_person(last) == (word in _PERSON)):
                return _named(source, last)
        if word in _PERSON | _ONE:
            held = self._offices.last(source.start, person=word in _PERSON)
            if word in _ONE and (body := self._body_opening(source.start, held.start if held is not None else -1)):
                return msgspec.structs.replace(source, name=body.name, id=body.id)
            if held is None:
                return None
            if not held.person:
                return self._house(source, held)
            name, phrase = self._offices.bearer(held)
            found = msgspec.structs.replace(source, name=name or _plain(phrase), office=phrase)
            return self._with_body(msgspec.structs.replace(found, kind="person") if name else found, held.start)
        return None

    def _body_opening(self, before: int, after: int) -> Actor | None:
        """The known body that opens a sentence between two points: "The army gave a list. 40 were killed, it said"."""
        found = None
        text = self._report.text
        for one in sorted(self._actors.values(), key=lambda actor: actor.start):
            if max(after, before - REACH) < one.start < before and _is_known(one):
                lead = text[max(0, one.start - 40) : one.start]
                if _OPENS.search(lead) is not None or one.start == 0:
                    found = one
        return found

    def _house(self, source: Source, held: Held) -> Source:
        """A house by the name that the report gives it in full, and by its id where that has one."""
        whole = self._offices.house(held)
        known = [one for one in self._actors.values() if whole.start <= one.start and one.end <= whole.end and one.id]
        known = [one for one in known if self._report.text[one.start : one.end].lower().endswith(whole.noun)]
        if known:
            return msgspec.structs.replace(source, name=known[0].name, id=known[0].id)
        if whole is held and source.id:
            return source
        return msgspec.structs.replace(
            source, name=_plain(whole.phrase), id="", body=body_of_house(whole.phrase, self._focus, self._year)
        )

    def _in_full(self, source: Source, *, plural: bool) -> Source:
        """An office or a house by the name and words that the report gives it elsewhere."""
        owner = _OWNER.match(source.text)
        if owner is not None and not _is_known_id(source.id) and not load_roster().demonym(owner[1]):
            # "Hamdan's administration": his, by whatever name the report gives him
            return self._in_office(
                msgspec.structs.replace(source, name=self._offices.in_full(owner[1]), id="", kind="person")
            )
        held = self._offices.at(source.start, source.end)
        if held is None or (source.id and held.person):
            name = "" if plural or _is_known_id(source.id) else self._offices.named_behind(source.end)
            return self._in_office(msgspec.structs.replace(source, name=name, id="") if name else source)
        if not held.person:
            if source.text.lower() == held.noun:
                return self._house(source, held)
            # "Justice" of the Justice for Kutum Collective, "Staff" of the General Staff
            name = held.phrase.split(" in ", maxsplit=1)[0]
            cut = held.proper and not source.id and source.name in name
            source = msgspec.structs.replace(source, name=name) if cut else source
            body = body_of_house(held.phrase, self._focus, self._year) if not source.id else ""
            return msgspec.structs.replace(source, body=body) if body else source
        name, phrase = self._offices.bearer(held)
        house = self._offices.whose(held) if phrase == held.phrase else None
        phrase = f"{phrase} of the {house.phrase}" if house is not None else phrase
        if name and (source.name == source.text or source.name in phrase or phrase in source.name):
            source = msgspec.structs.replace(source, name=name)
        elif not name and (source.name in phrase or house is not None):
            source = msgspec.structs.replace(source, name=_plain(phrase))
        return self._with_body(msgspec.structs.replace(source, office=phrase), held.start)

    def _in_office(self, source: Source) -> Source:
        """A person by name, with the office that the report tells of them."""
        if source.id or source.office or not source.name[:1].isupper():
            return source
        held = self._offices.of_name(source.name)
        if held is None:
            return source
        return self._with_body(msgspec.structs.replace(source, office=held.phrase), held.start)

    def _with_body(self, source: Source, at: int) -> Source:
        """The known body for which an office speaks: named in its words, or whose "its spokesman" is."""
        office = read_office(source.office)
        if office is None:
            return source
        words = source.office if source.text in source.office else f"{source.office} {source.text}"
        body = body_of_office(office, words, self._focus, self._year)
        if (
            not body
            and not office.of
            and not office.beside
            and _WHOSE.search(self._report.text[max(0, at - 40) : at]) is not None
        ):
            near = [one for one in self._actors.values() if at - WITHIN < one.start < at and _is_known(one)]
            known = [one for one in near if "\n" not in self._report.text[one.end : at]]
            body = known[-1].id if known else ""
        return msgspec.structs.replace(source, body=body) if body else source


def _is_known(one: Actor) -> bool:
    return _is_known_id(one.id)


def _is_known_id(actor: str) -> bool:
    return bool(actor) and not actor.startswith("kind:")


def _plain(phrase: str) -> str:
    """An office without the town that it is in, where more than its noun is left."""
    short = phrase.split(" in ", maxsplit=1)[0]
    return short if " " in short else phrase


def _is_person(source: Source) -> bool:
    return (
        bool(source.office)
        or (source.kind == "person" or source.text.lower() in _PERSON)
        or (_OFFICE.search(source.text) is not None and not _BODY.search(source.text.lower()))
    )


def _named(source: Source, last: Source) -> Source:
    """The source with the speaker's name and the pronoun's own place in the text."""
    return msgspec.structs.replace(
        source, name=last.name, kind=last.kind, id=last.id, office=last.office, body=last.body
    )
