"""Whom "it" and "they" mean in what someone says, and who "he added" is: told by who speaks, not by who was named.

"The army said that it had taken the town": the one who speaks is the one who took it, where no other
party was named in between. "He added" goes on with the last speaker. Both hold only where the ladder of
`rashomon.resolve.actors` has left the pronoun open, and only where number and kind agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rashomon.model.claim import Actor, Source
from rashomon.model.draft import ActorMention, Draft
from rashomon.reference.roster import load_roster

_ONE = frozenset({"it", "its"})
_MANY = frozenset({"they", "their"})
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
    """Who spoke last, from sentence to sentence."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._last: tuple[Source, bool] | None = None

    def hear(self, source: Source, mention: ActorMention) -> Source:
        """A source as it is: an open "he", "she" or "it" that goes on speaking is the last speaker."""
        word = source.name.lower()
        if word in _PERSON | _ONE:
            if self._last is None or not 0 <= source.start - self._last[0].end < REACH:
                return source
            last, plural = self._last
            fits = not plural and (_is_person(last) if word in _PERSON else not _is_person(last))
            return _named(source, last) if fits else source
        if word not in _MANY:
            self._last = (source, mention.plural)
        return source


def _is_person(source: Source) -> bool:
    return (source.kind == "person" or source.text.lower() in _PERSON) or (
        _OFFICE.search(source.text) is not None and not _BODY.search(source.text.lower())
    )


def _named(source: Source, last: Source) -> Source:
    """The source with the speaker's name and the pronoun's own place in the text."""
    return Source(
        name=last.name, kind=last.kind, id=last.id, text=source.text, start=source.start, end=source.end, cue=source.cue
    )
