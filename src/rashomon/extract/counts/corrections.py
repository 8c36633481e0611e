"""What an outlet takes back: "an earlier version of this story said 14 people were killed; the number is four".

A notice repeats the wrong number to name it. Read as any sentence it would be one more claim; here it is told
as withdrawn: stance `denied`, relation `withdraws`, said by the outlet itself. What "should have been" is what the
outlet says now, not what somebody calls for. A number that the notice only sets beside the other ("four, not 14",
"the correct figure is four") is a count of the same thing in other figures.

    wrong: an earlier version of this story said …   we incorrectly reported …   was misstated as …   not 14
           withdraws / retracts / please kill the story that said …              corrects the toll … from 14
    right: should have read …    has been corrected to show …    the correct number is …    corrects the toll to …

Only the outlet's own words count: "the ministry wrongly said" is a claim about the ministry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.quantities.phrases import Quantity, find_quantities
from rashomon.extract.syntax.sentences import Sentence
from rashomon.model.draft import Decision, Draft

WITHDRAWS = "withdraws"
_WRONGLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|in error)"
_ITEM = (
    r"(?:stor(?:y|ies)|article|report|item|dispatch|despatch|piece|post|headline|caption|bulletin|alert|version|update)"
)
_OWN = rf"(?:this|our|its|the|an?)\s+(?:[\w'’]+\s+){{0,3}}?{_ITEM}"
_SAID = r"(?:said|say|stated|reported|gave|put|quoted|listed|carried|indicated|suggested|described|read)"
# Whether a report is worth a look at all.
_CUE = re.compile(
    rf"\b(?:(?i:correct(?:s|ed|ion|ions)?|clarification|version|mis(?:stated?|reported)|{_WRONGLY}|withdraws?|withdrew"
    r"|withdrawn|retract(?:s|ed|ion)?|should\s+(?:have\s+)?(?:read|said|stated|been)|disregard)|KILL)\b"
)
_NOTICE = re.compile(
    r"\W*(?:kill|advisory|attention|eds|editors?['’]?s?(?:\s+note)?|withdrawal|retraction|corrections?|corrects|clarification"
    r"|note(?:\s+to\s+(?:readers|editors))?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\b(?:earlier|previous|original|initial|first)\s+versions?\s+of\s+{_OWN}\b[^.;]{{0,40}}?(?:{_SAID}|mis\w+)\b"
    rf"|\b(?:we|this\s+(?:newspaper|paper|agency|service|site|website|page)|(?:this|our)\s+(?:[\w'’]+\s+){{0,3}}?{_ITEM})\b"
    rf"[^.;]{{0,30}}?\b{_WRONGLY}\s+(?:had\s+|have\s+)?{_SAID}\b",
    re.IGNORECASE,
)
# "The number of dead was misstated as 14": of a notice, or of the outlet's own item.
_MISSTATED = re.compile(
    rf"\b(?:mis(?:stated|reported)|{_WRONGLY}\s+(?:given|put|stated|reported|described))\s+(?:as|at)\b", re.IGNORECASE
)
_OURS = re.compile(
    rf"\b(?:our|this)\s+(?:[\w'’]+\s+){{0,3}}?{_ITEM}\b|\b(?:earlier|previous)\s+versions?\b|\bwe\b", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    rf"\b(?:withdraws?|withdrew|withdrawn|retract(?:s|ed)?|kill|disregard)\s+(?:[\w'’]+\s+){{0,2}}?{_OWN}\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:we(?:\s+have)?|please)\s*$", re.IGNORECASE)
_RIGHT = re.compile(
    r"\bshould\s+(?:have\s+)?(?:read|said|stated|been)\b"
    rf"|\b(?:this|our)\s+(?:[\w'’]+\s+){{0,3}}?{_ITEM}\b[^.;]{{0,30}}?\b(?:corrected|amended|changed|updated|revised)\s+to\s+"
    r"(?:show|say|read|reflect|state)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(r"\bcorrects\b", re.IGNORECASE)
_END = re.compile(
    r";|\s[-–—]\s|,?\s+(?:in fact|not|instead of|rather than|when in fact)\b|,\s+(?:but|it)\b", re.IGNORECASE
)
_INSTEAD = re.compile(r"(?:\bnot|\binstead\s+of|\brather\s+than|\bto\s+[\w,]+,?\s+from)\s+$", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:(?:number|figure|toll|count|total)(?:\s+(?:of|in)\s+[\w'’ ]{1,30}?)?|it)\s+"
    r"(?:is|was|should\s+be|should\s+have\s+been)\s+$",
    re.IGNORECASE,
)
_OF_ITEM = re.compile(
    rf"(?:\b{_ITEM}\s+(?:of|on|from|dated|published(?:\s+on)?)|^\W*(?:correction|clarification),?)\s+$", re.IGNORECASE
)
_ITEM_OF = re.compile(rf"(?:['’]s)?\s+(?:[\w'’]+\s+){{0,2}}?{_ITEM}\b", re.IGNORECASE)
# Sentences of a paragraph after the wrong number in which the right one may be told.
_REACH = 2


class _Spans(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence tells what was wrong and what is right, as offsets in the report.

    Attributes:
        wrong, right: Half open; empty where there is none.
        all_of_it: What was wrong is the story, not only a word of it.
        words: The words that say so.
    """

    wrong: tuple[int, int] = (0, 0)
    right: tuple[int, int] = (0, 0)
    all_of_it: bool = False
    words: str


def is_correcting(text: str) -> bool:
    """Whether a report may hold a notice of correction or withdrawal."""
    return _CUE.search(text) is not None


def with_corrections(
    rows: Sequence[tuple[Sentence, list[Draft]]], sentences: Sequence[Sentence], outlet: str
) -> list[Draft]:
    """Drafts of a report, with what it takes back told as such.

    Args:
        rows: Sentences that were parsed, with their drafts.
        sentences: All of the report.
        outlet: Who prints it.
    """
    drafts = {sentence.start: group for sentence, group in rows}
    open_until = (-1, -1)
    wrong: list[Draft] = []
    for number, sentence in enumerate(sentences):
        spans = _read(sentence, outlet)
        following = sentence.paragraph == open_until[0] and number <= open_until[1]
        if spans is None and not following:
            continue
        group = drafts.get(sentence.start, [])
        if spans is not None:
            own = [_without_item_days(one, sentence) for one in group]
            group = [
                _withdrawn(one, spans.words) if _is_set_aside(one, sentence) else one for one in _told_anew(own, spans)
            ]
            open_until = sentence.paragraph, number + _REACH
        wrong = [*(wrong if following else []), *(one for one in group if one.relation == WITHDRAWS and one.figure)]
        right = [one for one in group if one.figure and one.relation != WITHDRAWS]
        right = right or [one for rest in drafts.values() for one in rest if one.figure and one.relation != WITHDRAWS]
        drafts[sentence.start] = [*group, *_set_beside(sentence, group, right, wrong)]
    return [draft for start in sorted(drafts) for draft in drafts[start]]


def _read(sentence: Sentence, outlet: str) -> _Spans | None:
    """What a sentence takes back or puts right; None where it is no notice."""
    text = sentence.text
    if not is_correcting(text):
        return None
    opening = _NOTICE.match(text)
    if (found := _EARLIER.search(text)) is not None:
        return _wrong(sentence, found)
    taken = _TAKEN_BACK.search(text)
    if taken is not None and (opening or _ASKED.search(text[: taken.start()]) or _names(outlet, text[: taken.start()])):
        return _Spans(wrong=(sentence.start + taken.start(), sentence.end), all_of_it=True, words=taken.group())
    if (found := _MISSTATED.search(text)) is not None and (opening or _OURS.search(text)):
        return _wrong(sentence, found)
    if (found := _RIGHT.search(text)) is not None:
        span = sentence.start + found.end(), sentence.start + _until(text, found.end())
        return _Spans(right=span, words=found.group())
    if (found := _CORRECTS.search(text)) is not None and (opening or _OURS.search(text[: found.start()])):
        return _Spans(words=found.group())
    return _Spans(words=opening.group()) if opening is not None else None


def _wrong(sentence: Sentence, found: re.Match[str]) -> _Spans:
    span = sentence.start + found.end(), sentence.start + _until(sentence.text, found.end())
    return _Spans(wrong=span, words=found.group())


def _names(outlet: str, words: str) -> bool:
    return bool(outlet) and outlet in words


def _until(text: str, at: int) -> int:
    found = _END.search(text, at)
    return found.start() if found is not None else len(text)


def _told_anew(drafts: Sequence[Draft], spans: _Spans) -> list[Draft]:
    """Drafts of a notice: the wrong ones as withdrawn, the right ones as the outlet's own words."""
    counts = [one for one in drafts if one.figure is not None and _within(one, spans.wrong)]
    only_number = not spans.all_of_it and (bool(counts) or spans.words.rpartition(" ")[2].lower().startswith("mis"))
    found = []
    for draft in drafts:
        if not _within(draft, spans.wrong):
            found.append(_asserted(draft, spans.words) if _within(draft, spans.right) else draft)
        elif draft.kind in ("statement", "relation") or (spans.all_of_it and _is_cue(draft, spans)):
            continue
        elif draft.kind != "event" or not only_number:  # that people were killed is not taken back with how many
            found.append(_withdrawn(draft, spans.words))
    return found


def _is_set_aside(draft: Draft, sentence: Sentence) -> bool:
    """Whether the words of a count stand after "not", "instead of" or the right number and "from"."""
    at = sentence.text.find(draft.figure.text) if draft.figure is not None else -1
    return at >= 0 and draft.relation != WITHDRAWS and _INSTEAD.search(sentence.text[:at]) is not None


def _without_item_days(draft: Draft, sentence: Sentence) -> Draft:
    """ "Our report of 12 May said": the day of the item, not of what it told."""
    first, text = sentence.start, sentence.text
    kept = tuple(
        one
        for one in draft.times
        if not (first <= one.start < sentence.end)
        or not (_OF_ITEM.search(text[: one.start - first]) or _ITEM_OF.match(text, one.end - first))
    )
    return msgspec.structs.replace(draft, times=kept) if len(kept) < len(draft.times) else draft


def _within(draft: Draft, span: tuple[int, int]) -> bool:
    return span[0] <= draft.trigger < span[1]


def _is_cue(draft: Draft, spans: _Spans) -> bool:
    """Whether the draft is of the outlet's own withdrawing: no army is on the move."""
    return draft.figure is None and draft.trigger < spans.wrong[0] + len(spans.words)


def _withdrawn(draft: Draft, words: str) -> Draft:
    step = Decision(field="stance", value="denied", rule="correction.withdrawn", words=words)
    return msgspec.structs.replace(
        draft, stance="denied", relation=WITHDRAWS, by=(), background=False, trace=(*draft.trace, step)
    )


def _asserted(draft: Draft, words: str) -> Draft:
    step = Decision(field="stance", value="asserted", rule="correction.right", words=words)
    return msgspec.structs.replace(draft, stance="asserted", by=(), trace=(*draft.trace, step))


def _set_beside(
    sentence: Sentence, group: Sequence[Draft], right: Sequence[Draft], wrong: Sequence[Draft]
) -> list[Draft]:
    """Counts of which only the number stands in the notice: "not 14", "the correct number is four"."""
    taken = [one for one in group if one.figure is not None]
    numbers = [one for one in find_quantities(sentence.text, sentence.start) if one.value is not None]
    values = {one.value for one in numbers}
    found: list[Draft] = []
    for number in numbers:
        if any(number.text in one.figure.text and one.start <= number.start < one.end for one in taken if one.figure):
            continue
        before = sentence.text[: number.number_start - sentence.start]
        if _INSTEAD.search(before):
            models = [one for one in right if one.stance != "denied" and one.figure and one.figure.value is not None]
            named = [one for one in models if one.figure and one.figure.value in values]
            found += [
                _withdrawn(_with_number(one, sentence, number), before[-24:].strip()) for one in _only(named or models)
            ]
        elif _IS.search(before):
            found += [_asserted(_with_number(one, sentence, number), before[-24:].strip()) for one in _only(wrong)]
    return found


def _only(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The one count that is meant; none where the words fit two."""
    sorts = {(one.figure.measure, one.figure.unit, one.figure.value) for one in drafts if one.figure is not None}
    return drafts[:1] if len(sorts) == 1 else ()


def _with_number(draft: Draft, sentence: Sentence, number: Quantity) -> Draft:
    assert draft.figure is not None
    figure = msgspec.structs.replace(
        draft.figure, low=number.low, high=number.high, value=number.value, quantifier=number.quantifier,
        text=number.text, additional=False, subset_of="",
    )  # fmt: skip
    return msgspec.structs.replace(
        draft, figure=figure, start=sentence.start, end=number.end, trigger=number.number_start,
        sentence=(sentence.start, sentence.end), relation="",
    )  # fmt: skip
