"""Who holds which place, told without a verb: lines of bulletins and front lines.

"Sittwe, Kyaukphyu: the army." and "Ramree: contested" name a place before a colon and who has it behind; "west of
it the government, east of it the rebels" parts the place that the section is about. Both are read only where the
words are nothing else: names of places on the one side, known or armed parties on the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.parties.relations import Holding
from rashomon.extract.places.whereabouts import place_at
from rashomon.extract.syntax.phrases import actor_at
from rashomon.extract.syntax.sentences import BULLET
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.draft import ActorMention, Change, PlaceMention

_NAME = r"[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|de|da|do|del|al|el|la))*"
_LINE = re.compile(
    rf"(?P<places>{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s/\s|/|\s&\s){_NAME})*)"
    r"(?:\s(?:town|city|area|district|and\s(?:beyond|surroundings|environs|surrounding\s\w+)))?"
    r"(?:\s*:|\s[–—-])\s+(?P<how>(?:(?:now|still|again|fully|firmly|largely|mostly|partly|de\sfacto|effectively|reportedly)\s)*"
    r"(?:(?:held|controlled|taken|occupied|administered|ruled|governed)\sby\s|under\s|with\s"
    r"|in\s(?:the\s)?(?:hands|control|possession)\sof\s)?)"
    r"(?P<who>(?:the\s)?[\w'’()-]+(?:\s[\w'’()-]+){0,5}?)(?:['’]?s?\s(?:control|hands|rule|administration))?\s*[.;]?$"
)
_FIGHT = re.compile(
    r"(?:heavily\s|still\s|being\s)*(?:contested|disputed|divided|split|fought\sover|(?:street\s|heavy\s)?fighting(?:\s\w+)?|clashes|frontline)$",
    re.IGNORECASE,
)
_SIEGE = re.compile(
    r"(?:still\s|now\s)?(?:besieged|under\ssiege|encircled|surrounded|cut\soff|blockaded)$", re.IGNORECASE
)
_SIDE = r"(?:north|south|east|west)\w*\sof\s(?:it|that|this|the\s\w+)"
_WHO = r"(?:\s(?:is|are|stands?|sits?|lies?))?\s(?P<{}>(?:the\s)?[\w'’-]+(?:\s[\w'’-]+){{0,2}})"
_FRONT = re.compile(
    rf"{_SIDE}{_WHO.format('one')},\s(?:(?:and|while)\s)?(?:to\sthe\s)?{_SIDE}{_WHO.format('two')}\s*[.;,]?",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:largely|mostly|partly)\b")
_SPLIT = re.compile(r"[,/&]|\band\b")
_LOOSE = frozenset({"the", "and", "forces", "troops", "army", "fighters", "of", "(", ")", "allied"})
_LONGEST = 160
_LETTERS = 6


def may_hold(text: str) -> bool:
    """Whether a sentence may be such a line, before it is parsed."""
    return len(text) < _LONGEST and (":" in text or " of it " in text or " - " in text) and bool(_lines(text))


def find_held_lines(tagged: Tagged, before: Sequence[Tagged]) -> list[Holding]:
    """Every holding that a line or a front in the sentence tells.

    Args:
        tagged: The sentence.
        before: Earlier sentences of the report, nearest last: beside another such line a name that no list has will do.
    """
    text = tagged.parsed.sentence.text
    if len(text) >= _LONGEST or tagged.parsed.sentence.role == "headline":
        return []
    found: list[Holding] = []
    last = before[-1].parsed.sentence if before else None
    same = last is not None and tagged.parsed.sentence.paragraph - last.paragraph <= 1 and bool(_lines(last.text))
    for line in _lines(text):
        if line.re is _FRONT:
            for side in ("one", "two"):
                found.extend(_holding(tagged, line.span(side), None, part=True))
            continue
        part = _PARTLY.search(line["how"]) is not None
        for place in _places(tagged, line, known=same):
            found.extend(_holding(tagged, line.span("who"), place, part=part))
    return found


def _lines(text: str) -> list[re.Match[str]]:
    front = _FRONT.search(text)
    if front is not None:
        return [front]
    bullet = BULLET.match(text)
    at = bullet.end() if bullet is not None else 0
    found = []
    for piece in text[at:].split(";"):
        begin = at + len(piece) - len(piece.lstrip())
        line = _LINE.match(text, begin, at + len(piece))
        if line is not None:
            found.append(line)
        at += len(piece) + 1
    return found


def _places(tagged: Tagged, line: re.Match[str], *, known: bool) -> list[PlaceMention]:
    """The names before the colon; none where one is a country or an actor, or the gazetteer knows not one of them."""
    offset, text = tagged.parsed.sentence.start, tagged.parsed.sentence.text
    begin, stop = line.span("places")
    edges = [begin, *(edge for cut in _SPLIT.finditer(text, begin, stop) for edge in cut.span()), stop]
    found: list[PlaceMention] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        name = text[start:end].strip()
        if not name:
            continue
        first = offset + text.index(name, start)
        run = tagged.tokens_of(first, first + len(name))
        if run is None or run[1] in tagged.actor_hit:
            return []
        known = known or tagged.place_hit.get(run[1]) == run
        hit = place_at(tagged, run[1]) if tagged.place_hit.get(run[1]) == run else None
        found.append(hit or PlaceMention(start=first, end=first + len(name), text=name))
    return found if known else []


def _holding(tagged: Tagged, span: tuple[int, int], place: PlaceMention | None, *, part: bool) -> list[Holding]:
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    words = text[slice(*span)].strip()
    run = tagged.tokens_of(span[0] + offset, span[1] + offset)
    if run is None:
        return []
    first = (
        0 if place is None else min(run[0], next(i for i, at in enumerate(tagged.parsed.spans) if at[1] > place.start))
    )
    change: Change = "contest" if _FIGHT.match(words) else "besiege" if _SIEGE.match(words) else "hold"
    holders: tuple[ActorMention, ...] = ()
    if change == "hold":
        heads = [i for i in range(run[0], run[1] + 1) if _acts(tagged, i)]
        odd = [i for i in range(run[0], run[1] + 1) if i not in heads and tagged.words[i] not in _LOOSE]
        actor = actor_at(tagged, heads[-1]) if heads and not any(i not in tagged.actor_hit for i in odd) else None
        if actor is None:
            return []
        begin = max(actor.start, tagged.parsed.spans[run[0]][0])  # the parser may hang "east of it" on the party
        holders = (msgspec.structs.replace(actor, start=begin, text=text[begin - offset : actor.end - offset]),)
    elif place is None:
        return []
    return [Holding(holders=holders, place=place, part=part, at=run[1], first=first, last=run[1], change=change)]


def _acts(tagged: Tagged, i: int) -> bool:
    """Whether a word is a party: known, armed or in office, or the letters of a name."""
    letters = tagged.parsed.doc[i].text
    return (
        i in tagged.actor_hit
        or bool(tagged.book.sort_of(tagged.lemmas[i]) & {"armed", "official"})
        or (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= _LETTERS)
    )
