"""How many voices stand behind claims of one matter.

Outlets are shown, origins are counted. Besides equal names two things make one voice of two: a shorter
description within a longer one ("officials" and "local officials": nothing shows that they are
others), and a report's own words with the count that it elsewhere gives a source (the headline of
what the text attributes). Words printed again have the voice of their first printing.

Rule: docs/model.md#origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.model.event import Origin
from rashomon.reconcile.evidence import Item
from rashomon.reconcile.origins import Voice, is_shorter


def join_voices(items: Sequence[Item]) -> dict[str, Voice]:
    """The voice of each claim among claims of one matter, by claim id."""
    first: dict[str, Voice] = {}
    for item in items:
        first.setdefault(item.voice.key, item.voice)
    described = [voice for voice in first.values() if voice.words]
    for voice in sorted(described, key=lambda voice: -len(voice.key)):
        hosts = [other for other in described if is_shorter(voice, other)]
        longest = [host for host in hosts if not any(is_shorter(host, other) for other in hosts)]
        if len(longest) == 1:
            first[voice.key] = longest[0]
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
    for item in items:
        # A copy speaks as what it copies, whoever else its page or the first one names.
        if item.original in voices:
            voices[item.id] = voices[item.original]
    return voices


def one_voice(one: Item, two: Item) -> bool:
    """Whether both claims have one origin."""
    if one.voice.key == two.voice.key or is_shorter(one.voice, two.voice) or is_shorter(two.voice, one.voice):
        return True
    mine, other = one.claim.figure, two.claim.figure
    if mine is None or other is None or one.claim.report != two.claim.report or one.voice.named == two.voice.named:
        return False
    return (mine.low, mine.high) == (other.low, other.high)


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
