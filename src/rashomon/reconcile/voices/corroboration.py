"""How many voices stand behind claims of one matter.

Outlets are shown, origins are counted. Besides equal names some things make one voice of two: a shorter
description within a longer one ("officials" and "local officials": nothing shows that they are
others), an office and who bears it ("the ministry" and its minister), a report's own words with the
count that it elsewhere gives a source (the headline of what the text attributes), an agency or outlet
that another report shows to have passed on a source's words ("officials told AFP", "AFP reported"),
and a number that is printed without a source after one alone gave it. Words printed again have the
voice of their first printing.

Rule: docs/model.md#origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rashomon.model.event import Origin
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.voices.origins import MEDIA, Voice, is_one_office, is_relayed, is_shorter, is_surname


def join_voices(items: Sequence[Item]) -> dict[str, Voice]:
    """The voice of each claim among claims of one matter, by claim id."""
    first = _described(items)
    voices = {item.id: first[item.voice.key] for item in items}
    said: dict[tuple[str, int | None, int | None], Voice] = {}
    for item in items:
        figure = item.claim.figure
        if figure is not None and item.voice.named:
            said.setdefault((item.claim.report, figure.low, figure.high), voices[item.id])
    for item in items:
        figure = item.claim.figure
        if figure is not None and not item.voice.named:
            voices[item.id] = said.get((item.claim.report, figure.low, figure.high), voices[item.id])
    voices |= _relayed(items, voices)
    voices |= _in_one_office(items, voices)
    voices |= _echoed(items, voices)
    for item in items:
        # A copy speaks as what it copies, whoever else its page or the first one names.
        if item.original in voices:
            voices[item.id] = voices[item.original]
    return voices


def _described(items: Iterable[Item]) -> dict[str, Voice]:
    """Voices by key, those whose words are a shorter description of just one other under that one."""
    first: dict[str, Voice] = {}
    for item in items:
        voice = first.setdefault(item.voice.key, item.voice)
        if item.voice.title and not voice.title:
            first[voice.key] = msgspec.structs.replace(voice, title=item.voice.title)
    described = list(first.values())
    found = dict(first)
    for voice in described:
        hosts = [other for other in described if is_shorter(voice, other)]
        longest = [host for host in hosts if not any(is_shorter(host, other) for other in hosts)]
        if len(longest) == 1:
            found[voice.key] = longest[0]
    for key, host in found.items():
        # "The governor's spokesman" is Adam Idris, and he is Colonel Adam Idris.
        last = host
        while found[last.key].key != last.key:
            last = found[last.key]
        first[key] = last
    return first


def _relayed(items: Sequence[Item], voices: Mapping[str, Voice]) -> dict[str, Voice]:
    """Claims of an agency or outlet that elsewhere names the source of the same: they have that one's voice."""
    passed: dict[tuple[str, _Bounds], dict[str, Voice]] = defaultdict(dict)
    for item in items:
        if not item.voice.key.startswith(MEDIA):
            for via in item.voice.via:
                passed[via, _bounds(item)][voices[item.id].key] = voices[item.id]
    found = {}
    for item in items if passed else ():
        # As in `_passes_on`, of all claims at once: each is not held against every other.
        if item.voice.key.startswith(MEDIA) and (item.claim.figure is not None or item.voice.named):
            origins = passed.get((item.voice.key, _bounds(item)), {})
            if len(origins) == 1:
                found[item.id] = next(iter(origins.values()))
    return found


def _in_one_office(items: Sequence[Item], voices: Mapping[str, Voice]) -> dict[str, Voice]:
    """Claims of one number under an office here and a name, or more words of that office, there: one bearer's.

    So is a bare surname the one whole name that ends in it. Of two who could be meant none is, and two people by name
    stay two.
    """
    told: dict[_Bounds, dict[str, Voice]] = defaultdict(dict)
    for item in items:
        if item.claim.figure is not None and not item.voice.key.startswith(MEDIA):
            told[_bounds(item)][voices[item.id].key] = voices[item.id]
    found = {}
    for item in items if told else ():
        mine = voices[item.id]
        hosts = [other for other in told.get(_bounds(item), {}).values() if _is_fuller(other, mine)]
        people = [other for other in hosts if other.person]
        best = people or hosts
        if len(best) == 1:
            found[item.id] = best[0]
    return found


def _is_fuller(other: Voice, mine: Voice) -> bool:
    if other.key == mine.key:
        return False
    if is_surname(mine, other):
        return True
    return not mine.person and is_one_office(mine, other) and (other.person or _fulness(other) > _fulness(mine))


def _fulness(voice: Voice) -> tuple[int, str]:
    return (len(voice.office.of) if voice.office is not None else 0, voice.key)


def _echoed(items: Sequence[Item], voices: Mapping[str, Voice]) -> dict[str, Voice]:
    """Numbers that an outlet prints without a source after one alone gave them: that one's."""
    given: dict[_Bounds, dict[str, str]] = defaultdict(dict)
    found = {}
    for item in items:
        if item.claim.figure is None:
            continue
        before = given[_bounds(item)]
        if item.voice.named:
            before.setdefault(voices[item.id].key, item.id)
        elif len(before) == 1 and voices[item.id].key == item.voice.key:
            found[item.id] = voices[next(iter(before.values()))]
    return found


_Bounds = tuple[int | None, int | None] | None


def _bounds(item: Item) -> _Bounds:
    figure = item.claim.figure
    return (figure.low, figure.high) if figure is not None else None


def _passes_on(item: Item, other: Item) -> bool:
    """Whether the agency or outlet that speaks in one claim is known from the other to have that from somebody."""
    if not is_relayed(item.voice, other.voice):
        return False
    mine, theirs = item.claim.figure, other.claim.figure
    if mine is None or theirs is None:
        # An outlet's own words on an event may be what its reporter saw; "AFP reported" is what AFP had.
        return mine is theirs and item.voice.named
    return (mine.low, mine.high) == (theirs.low, theirs.high)


def one_voice(one: Item, two: Item) -> bool:
    """Whether both claims have one origin."""
    if one.voice.key == two.voice.key or is_shorter(one.voice, two.voice) or is_shorter(two.voice, one.voice):
        return True
    if _passes_on(one, two) or _passes_on(two, one):
        return True
    mine, other = one.claim.figure, two.claim.figure
    if mine is not None and other is not None and _bounds(one) == _bounds(two) and _one_bearer(one.voice, two.voice):
        return True
    if mine is None or other is None or one.claim.report != two.claim.report or one.voice.named == two.voice.named:
        return False
    return (mine.low, mine.high) == (other.low, other.high)


def _one_bearer(one: Voice, two: Voice) -> bool:
    return is_one_office(one, two) or is_surname(one, two) or is_surname(two, one)


def count_origins(items: Sequence[Item], voices: Mapping[str, Voice]) -> tuple[Origin, ...]:
    """The voices behind claims of one matter, in the order in which they were first heard.

    Args:
        items: The claims.
        voices: As `join_voices` gives them.
    """
    heard: dict[str, list[Item]] = {}
    for item in items:
        heard.setdefault(voices[item.id].key, []).append(item)
    return tuple(
        Origin(
            name=shown.name,
            kind=shown.kind,
            outlets=outlets_of(members),
            claims=tuple(item.id for item in members),
            independent=any(voices[item.id].independent for item in members),
        )
        for members in heard.values()
        for shown in [_shown(members, voices)]
    )


def _shown(members: Sequence[Item], voices: Mapping[str, Voice]) -> Voice:
    """The voice under its best name: the agency's, where a copy credits one that the oldest print did not."""
    own = [item.voice for item in members if item.voice.kind == "agency"]
    first = voices[members[0].id]
    return own[0] if own and first.kind == "outlet" else first


def outlets_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Distinct outlets, in order of first appearance."""
    return tuple(dict.fromkeys(item.claim.outlet or item.claim.report for item in items))
