"""Sources that stand outside the sentence of a count: behind it, or at the head of the list that it is in.

"Sixty people were killed. That is the toll of the ministry." "The figure comes from the mayor." "According to the
clinic:" over a list. Read on the words alone, since such sentences are seldom parsed; only what nobody is named for
in its own sentence is given to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.sources.climb import kind_of_words
from rashomon.extract.syntax.sentences import Sentence
from rashomon.extract.syntax.tails import announced_by
from rashomon.model.draft import ActorMention, Draft, SourceMention

_TALLY = (
    r"(?:(?:death\s+|provisional\s+|official\s+|first\s+|latest\s+|last\s+|same\s+)*"
    r"(?:tolls?|figures?|counts?|tall(?:y|ies)|numbers?|totals?|estimates?|balance|reckoning|data|statistics))"
)
_GIVEN = (
    r"(?:given|supplied|provided|released|compiled|issued|published|kept|put\s+out|drawn\s+up|made|announced|quoted)"
)
_WHO = r"(?:the\s+|an?\s+)?(?P<who>[^,;:.()—–\n]{3,70}?)"
_END = r"(?=[,;:.()—–]|\s(?:and|but|which|who|whose|that|as|on|when|after|while)\s|$)"
_BEHIND = tuple(
    map(
        re.compile,
        (
            (
                rf"(?:That|This|It|Such|These|Those)\s+(?:is|was|are|were)\s+(?:the|an?)?\s*{_TALLY}\s+"
                rf"(?:{_GIVEN}\s+)?(?:of|by|from)\s+{_WHO}{_END}"
            ),
            (
                rf"(?:The|That|This|Both|These|Those|All|Its|Their)\s+(?:the\s+|these\s+|two\s+|three\s+)?{_TALLY}\s+"
                r"(?:also\s+)?(?:(?:comes?|came|stems?|originates?|originated|dates?)\s+from|"
                rf"(?:is|was|are|were|has\s+been|have\s+been)\s+(?:those\s+of|that\s+of|from|{_GIVEN}\s+(?:\w+\s+)?by|"
                rf"taken\s+from))\s+{_WHO}{_END}"
            ),
            rf"(?:So|Thus)\s+(?:says?|said|spoke|reports?|reported)\s+{_WHO}{_END}",
            (
                rf"{_WHO}\s+(?:{_GIVEN}|gave|gives)\s+(?:out\s+)?(?:the|that|this|these|those|both)\s+{_TALLY}\b"
                r"(?!\s+(?:of|at|as|for)\b)"
            ),
            (
                rf"{_WHO},?\s+(?:from\s+(?:which|whom)|to\s+which)\s+(?:the|this|that|these|both)\s+{_TALLY}\s+"
                r"(?:comes?|came|is|are|was|were)\b"
            ),
            rf"{_WHO},\s+whose\s+{_TALLY}\s+(?:this|that|it|these)\s+(?:is|was|are|were)\b",
        ),
    )
)
_OPENS = re.compile(r"That|This|It\s|Such|These|Those|The\s|Both|All\s|Its|Their|So\s|Thus")
_HEAD = tuple(
    map(
        re.compile,
        (
            rf"According\s+to\s+{_WHO}(?:,[^:\n]{{0,60}})?:\s*$",
            (
                rf"{_WHO}\s+(?:said|says|reported|reports|gave|gives|announced|announces|counted|counts|lists|listed|"
                r"recorded|records|confirmed|confirms)\b[^.:\n]{0,80}:\s*$"
            ),
            rf"(?:[A-Z][\w ]{{0,30}}\s)?(?:[Ss]ource|[Ff]igures?(?:\s+(?:of|from|by))?):?\s+{_WHO}:\s*$",
        ),
    )
)
# "Forty were killed, a figure given by the army".
_WITHIN = re.compile(
    rf"[,(—–]\s*(?:an?|the|this|both)\s+{_TALLY}\s+(?:also\s+)?(?:{_GIVEN}\s+(?:\w+\s+)?by|by|from)\s+{_WHO}{_END}"
)
# Cue of who issued the bulletin that a sentence stands in.
ANNOUNCED = ":"
_CREDITED = frozenset({"figure", "event", "control"})
_COUNTS = (" figure", " toll", " count", " number", " tall", " total", " estimate")
_POINT = re.compile(r"\s*(?:[-•*–—·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_NOBODY = re.compile(
    r"(?:it|he|she|they|there|nobody|no one|that|this|which|all|both|the|last|other|the attack.*)", re.IGNORECASE
)
# Longer ones hold no such words, and the patterns would only look for them in vain.
_LONGEST = 250


def with_credits(
    rows: Sequence[tuple[Sentence, list[Draft]]], sentences: Sequence[Sentence]
) -> list[tuple[Sentence, list[Draft]]]:
    """The drafts, those that nobody is named for given to who is credited behind them or over their list.

    Args:
        rows: Parsed sentences with their drafts.
        sentences: Every sentence of the report, in order.
    """
    credited: dict[int, SourceMention] = {}
    head: SourceMention | None = None
    before: Sentence | None = None
    for sentence in sentences:
        said = _behind(sentence) if before is not None else None
        if said is not None and before is not None:
            credited.setdefault(before.start, said)
        if any(word in sentence.text for word in _COUNTS) and (own := _WITHIN.search(sentence.text)) is not None:
            speaker = _source(sentence, own, "by")
            if speaker is not None and speaker.kind != "unnamed":
                credited.setdefault(sentence.start, speaker)
        if head is not None and (_POINT.match(sentence.text) or _goes_on(before, sentence)):
            credited.setdefault(sentence.start, head)
        else:
            head = None
        if ":" in sentence.text and (announced := announced_by(sentence)) is not None:
            head = SourceMention(actor=announced, kind=kind_of_words(announced.text.lower().split()), cue=ANNOUNCED)
        elif sentence.text.rstrip().endswith(":"):
            found = next((match for pattern in _HEAD if (match := pattern.match(sentence.text))), None)
            head = _source(sentence, found, "according to") if found is not None else None
        before = sentence
    if not credited:
        return list(rows)
    given = []
    for sentence, drafts in rows:
        source = credited.get(sentence.start)
        given.append((sentence, [_given(draft, source) for draft in drafts] if source is not None else drafts))
    return given


def _goes_on(before: Sentence | None, sentence: Sentence) -> bool:
    """Whether a sentence goes on with a point of a list."""
    return before is not None and before.paragraph == sentence.paragraph and not before.text.rstrip().endswith(":")


def _behind(sentence: Sentence) -> SourceMention | None:
    """Who is credited with what stands before."""
    text = sentence.text
    if _OPENS.match(text) is None or len(text) > _LONGEST:
        return None
    found = next((match for pattern in _BEHIND if (match := pattern.match(text))), None)
    return _source(sentence, found, found.group().split(maxsplit=1)[0]) if found is not None else None


def _source(sentence: Sentence, found: re.Match[str], cue: str) -> SourceMention | None:
    words = found["who"].strip()
    if _NOBODY.fullmatch(words):
        return None
    start = sentence.start + found.start("who")
    *_, last = words.split()
    actor = ActorMention(
        start=start, end=start + len(words), text=words, head=last.lower(), definite=True, proper=last[:1].isupper()
    )
    return SourceMention(actor=actor, kind=kind_of_words(words.lower().split()), cue=cue)


def _given(draft: Draft, source: SourceMention) -> Draft:
    if draft.kind == "control" and source.cue != ANNOUNCED:
        return draft
    if draft.by or draft.stance not in {"asserted", "reported"} or draft.kind not in _CREDITED:
        return draft
    return msgspec.structs.replace(draft, by=(source,), stance="claimed")
