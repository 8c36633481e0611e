"""Series that do not overlap: a report that says so of two counts leaves them beside each other, neither a part.

"79 killed in the streets … 171 bodies from the basements … The two series do not overlap": the later of the two last
counts of one measure comes on top of the earlier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.syntax.sentences import Sentence
from rashomon.model.draft import Draft

_APART = re.compile(
    r"\b(?:do|does|did)\s+not\s+overlap\b|\bno\s+overlap\b|\bwithout\s+overlap\b|\b(?:are|is|were)\s+(?:entirely\s+|quite\s+)?"
    r"(?:separate|distinct)\s+(?:series|lists?|counts?|groups?|sets?|tallies)\b"
    r"|\bno\s+(?:name|person|one|body)\s+(?:is|stands|appears|was)\s+(?:counted\s+)?(?:on|in)\s+both\b",
    re.IGNORECASE,
)
# So many sentences may stand between the counts and the words on them.
_REACH = 5


def told_apart(drafts: Sequence[Draft], sentences: Sequence[Sentence]) -> list[Draft]:
    """The drafts, with the later of two counts put on top of the earlier where words say that they do not overlap.

    Args:
        drafts: Of one report, in the order of the text.
        sentences: All of its sentences.
    """
    found = list(drafts)
    for number, sentence in enumerate(sentences):
        if not _APART.search(sentence.text):
            continue
        begin = sentences[max(0, number - _REACH)].start
        counts = [
            i
            for i, draft in enumerate(found)
            if draft.figure is not None and not draft.figure.subset_of and begin <= draft.sentence[0] < sentence.start
        ]
        if len(counts) < 2:
            continue
        last = found[counts[-1]]
        before = [i for i in counts[:-1] if _alike(found[i], last) and found[i].sentence != last.sentence]
        if before and last.figure is not None:
            figure = msgspec.structs.replace(last.figure, additional=True)
            found[counts[-1]] = msgspec.structs.replace(last, figure=figure)
    return found


def _alike(one: Draft, two: Draft) -> bool:
    first, second = one.figure, two.figure
    return first is not None and second is not None and (first.measure, first.unit) == (second.measure, second.unit)
