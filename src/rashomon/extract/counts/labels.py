"""Counts whose measure a label or a heading tells: "Wounded: 133 flown to the coast", "Deaths since 3 May" over a list.

Communiqués, flash updates and live logs put the word once and the numbers behind or under it. A label is what
stands before a colon at the start of a line or of one of its parts; a heading is a line without a full stop over
lines with bullets. The label tells only what the words beside the number leave open, but that the wounded were
flown out or the dead recovered makes no displaced of them. Source of the words: situation reports, communiqués.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.counts.counted import is_thing
from rashomon.extract.syntax.sentences import BULLET
from rashomon.extract.syntax.tagging import Tagged
from rashomon.model.timex import TimeMention

_SORTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for measure, words in (
        (
            "killed",
            (
                r"deaths?|dead|killed|kia|fatalities|martyrs|martyred|annihilated|liquidated|eliminated|neutrali[sz]ed|slain"
                r"|murdered|corpses|bodies|graves|executed|massacred|fallen|lives\s+lost|death\s+toll|killings"
            ),
        ),
        ("wounded", r"wounded|wia|injured|injuries|hurt|maimed|amputations?|amputees|hospitali[sz]ed|mutilated|burned"),
        ("missing", r"missing|mia|disappeared|disappearances|unaccounted"),
        ("abducted", r"abducted|abductions|kidnapped|kidnappings|hostages"),
        ("captured", r"captured|prisoners(?:\s+of\s+war)?|pows|captives|surrendered"),
        ("detained", r"arrested|arrests|detained|detainees|detentions|imprisoned"),
        ("casualties", r"casualties|victims"),
        ("returned", r"returnees|returned\s+home|returns"),
        (
            "displaced",
            (
                r"displaced|displacements?|idps|evacuees|evacuated|homeless|refugees|uprooted|fled"
                r"|(?:left|leave|lost)\s+(?:their\s+)?homes|(?:in|at)\s+(?:[\w-]+\s+){0,2}shelters"
            ),
        ),
    )
)
HARM = ("killed", "wounded", "missing", "abducted", "captured", "detained")
_WORDS = 14
_REACH = 90
_LINES = 9
_NAME = 4
# What stands between a label and its number: who tells it, and words of quantity; never another clause's end.
_BETWEEN = re.compile(r"[^:.;?!“”\"]*")
# A bare year, hour or date makes no label shorter; a number that counts something does.
_DIGITS = re.compile(r"\d[\d,]{3,}")
# A full sentence that announces the list: "The number of those executed is as follows."
_FOLLOWS = re.compile(
    r"\b(?:as\s+follows|the\s+following|listed\s+below|set\s+out\s+below|is\s+now\s+this)\s*[.:;]$", re.IGNORECASE
)
_CONTINUES = re.compile(r";\s*$")
# "Killed - 17.", "Wounded = 44"; "soldiers killed, 64;", "captured, 12;": labels without a colon.
_DASHED = re.compile(r"^\W*(?P<label>[A-Z][^-–—=:;.,!?\d]{2,50}?)\s*(?:\s[-–—]|=)\s*(?:\w+\s+){0,2}$")
_LISTED = re.compile(r"(?:^|[:;])\s*(?:and\s+)?(?P<label>[^,;:.!?\d]{3,50}),\s*$")
_LET_GO = re.compile(r"\b(?:freed|released|rescued|liberated|escaped|exchanged|swapped)\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[;.]|$)")


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What a label or a heading tells of the numbers behind or under it.

    Attributes:
        measure: What they count.
        at: Token of the telling word, -1 where it stands in another sentence.
        times: Days that a heading in another sentence tells.
    """

    measure: str
    at: int = -1
    times: tuple[TimeMention, ...] = ()


def told_by_label(tagged: Tagged, first: int, last: int, before: Sequence[Tagged]) -> Label | None:
    """The label behind which, or the heading under which, a number stands.

    Args:
        tagged: The sentence.
        first: First token of the quantity phrase.
        last: Its last token.
        before: Earlier sentences of the report, nearest last.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    start = tagged.parsed.spans[first][0] - offset
    colon = text.rfind(":", 0, start)
    if colon >= 0:
        # "1135 By telephone: …", "says X:" and ratios are none
        told = _of_words(text[:colon]) if start - colon <= _REACH and _BETWEEN.fullmatch(text, colon + 1, start) else ""
        if told:
            at = _telling(tagged, told, offset + colon)
            return None if _of_things(tagged, at) else Label(measure=told, at=at)
    bare = _DASHED.match(text[:start]) or _LISTED.search(text[:start])
    if bare is not None and _ENDS.match(text, tagged.parsed.spans[last][1] - offset):
        told = _of_words(bare.group("label").split()[-1])
        at = _telling(tagged, told, offset + bare.end("label")) if told else -1
        return Label(measure=told, at=at) if told and not _of_things(tagged, at) else None
    return tagged.once("heading", lambda: _above(tagged, before))


def place_label(tagged: Tagged, first: int) -> tuple[int, int] | None:
    """Tokens of the place that a line's label is, days behind it aside: "- Homs, 3-5 May: 15 soldiers"; else None.

    In a list a name in capitals is one though nobody knows it.
    """
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    colon = text.rfind(":", 0, tagged.parsed.spans[first][0] - offset)
    if colon < 0:
        return None
    bullet = BULLET.match(text)
    begin = bullet.end() if bullet is not None else 0
    comma = text.find(",", begin, colon)
    run = tagged.tokens_of(begin + offset, (comma if comma > 0 else colon) + offset)
    if run is None:
        return None
    inside = range(run[0], run[1] + 1)
    if all(tagged.place_hit.get(i) == run for i in inside):
        return run
    if bullet is None or len(inside) > _NAME or _of_words(text[:colon]):
        return None
    known = tagged.place_hit.keys() | tagged.actor_hit.keys()
    named = (i not in known and not tagged.book.sort_of(tagged.lemmas[i]) for i in inside)
    capitals = all(tagged.parsed.doc[i].text[:1].isupper() for i in inside)
    return run if capitals and all(named) else None


def label_times(tagged: Tagged, first: int) -> tuple[TimeMention, ...]:
    """Days that a line's own label tells: "- Homs, 3-5 May: 15 soldiers"."""
    text, offset = tagged.parsed.sentence.text, tagged.parsed.sentence.start
    colon = text.rfind(":", 0, tagged.parsed.spans[first][0] - offset)
    return tuple(mention for mention, _, _ in tagged.times if mention.end <= colon + offset) if colon > 0 else ()


def is_item(tagged: Tagged) -> bool:
    """Whether the sentence opens a line of a list."""
    return BULLET.match(tagged.parsed.sentence.text) is not None


def _above(tagged: Tagged, before: Sequence[Tagged]) -> Label | None:
    """What the label of the part before ("Displaced: 51,000 in X; a further 14,000 …") or the heading above tells."""
    if not before:
        return None
    here, last = tagged.parsed.sentence, before[-1].parsed.sentence
    if here.paragraph == last.paragraph and _CONTINUES.search(last.text):
        found = before[-1].once("label", lambda: _own(before[-1], before[:-1]))
        return found and msgspec.structs.replace(found, at=-1)
    if not is_item(tagged):
        return None
    items = {one.parsed.sentence.paragraph for one in before[-2 * _LINES :] if is_item(one)} | {here.paragraph}
    for earlier in reversed(before[-2 * _LINES :]):
        sentence = earlier.parsed.sentence
        if here.paragraph - sentence.paragraph > _LINES:
            return None
        if sentence.paragraph in items:
            continue
        line = sentence.text.rstrip()
        if (line[-1:] in ".!?;" and _FOLLOWS.search(line) is None) or earlier.quantities:
            return None
        told = _of_words(line.rstrip(":"), long=_FOLLOWS.search(line) is not None)
        return Label(measure=told, times=tuple(mention for mention, _, _ in earlier.times)) if told else None
    return None


def _own(tagged: Tagged, before: Sequence[Tagged]) -> Label | None:
    """The label of a part that the next one goes on with."""
    if not tagged.quantities:
        return None
    _, first, last = tagged.quantities[0]
    return told_by_label(tagged, first, last, before)


def _of_words(words: str, *, long: bool = False) -> str:
    """The measure that a label's words tell: harm before flight; the dead and the wounded together are casualties.

    Args:
        words: Before the colon, or of the heading.
        long: A sentence that announces a list: its last clause tells.
    """
    words = words.rpartition(";")[2]
    words = words.rpartition(",")[2] if long else words
    if len(words.split()) > _WORDS or _DIGITS.search(words) or '"' in words or "“" in words:
        return ""
    told = [measure for measure, pattern in _SORTS if pattern.search(words)]
    if _LET_GO.search(words):
        told = [measure for measure in told if measure not in {"abducted", "captured", "detained"}]
    if {"killed", "wounded"} <= set(told):
        return "casualties"
    return told[0] if told else ""


def _of_things(tagged: Tagged, telling: int) -> bool:
    """ "Vehicles burned: 30", "Houses hit by the dead: 4": what stands before the telling word is no person."""
    before = range(telling) if telling > 0 else ()
    return any(is_thing(tagged, i) for i in before) and not any(tagged.sorts(i) & {"person", "armed"} for i in before)


def _telling(tagged: Tagged, measure: str, end: int) -> int:
    """Token of the word by which the label tells the measure."""
    patterns = [pattern for name, pattern in _SORTS if name == measure or (measure == "casualties" and name in HARM)]
    for i, (start, _) in enumerate(tagged.parsed.spans):
        if start >= end:
            break
        if any(pattern.fullmatch(tagged.words[i]) for pattern in patterns):
            return i
    return -1
