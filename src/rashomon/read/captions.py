"""Whether a line between paragraphs tells what a picture shows.

Captions in saved texts carry no mark. A line is taken for one only by signs that sentences of a
story lack: "(left)", "file photo", a picture credit at its end, smoke that rises in the present
tense, or, among paragraphs that all end in a full stop, one long line that does not.
"""

from __future__ import annotations

import re

from rashomon.read.lexicon import SHORT_DATE, load_patterns
from rashomon.read.paragraphs import is_stopped, sentence_count

_MOST_WORDS = 60
_LEAST_WORDS = 9
_STOPPED_SHARE = 0.75
_SAYS = re.compile(
    r"\b(?:said|says|say|told|according|added|warned|announced|reported(?! to)|claimed)\b", re.IGNORECASE
)
_ON_DATE = re.compile(rf"(?:\b(?:on|in|,)\s*|\(){SHORT_DATE}\)?\.?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|did|killed|captured|seized|fled|attacked|took)\b")
_SMALL_SHARE = 0.4  # of words: a line of capitals is the title of something
_ADDRESSED = re.compile(
    r"(?:you|your|we|our|click|read|see|join|follow|listen|this (?:article|story|report))\b", re.IGNORECASE
)
_LIST_ITEM = re.compile(r"(?:[•*·–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def is_caption(words: str) -> bool:
    """Whether a line is a caption by its own words, with or without a full stop."""
    rules = load_patterns()
    if len(words.split()) > _MOST_WORDS:
        return False
    if rules.caption.fullmatch(words):
        return sentence_count(words) <= 3
    if sentence_count(words) > 1 and not rules.picture_credit.search(words):
        return False
    if sentence_count(words) > 2 or _SAYS.search(words) or words[:1] in "\"“'‘":
        return False
    if rules.caption_mark.search(words):
        return True
    if rules.smoke.match(words) and not _PAST.search(words):
        return True
    scene = rules.scene.match(words) is not None and not _PAST.search(words)
    if rules.picture_credit.search(words):
        return (
            scene
            or not is_stopped(re.sub(r"[\(\[][^()\[\]]*[\)\]]\.?$|[|/][^|/]*$", "", words))
            or words.count("[") > 0
        )
    return scene and _ON_DATE.search(words) is not None


def is_unstopped_caption(words: str, stopped_share: float) -> bool:
    """Whether a line without a full stop, between two paragraphs of the story, is a caption.

    Args:
        words: The line.
        stopped_share: Share of the story's paragraphs that end in a full stop, 0–1.
    """
    parts = words.split()
    if not _LEAST_WORDS <= len(parts) <= _MOST_WORDS or stopped_share < _STOPPED_SHARE:
        return False
    if sentence_count(words) > 1 or _LIST_ITEM.match(words) or words.endswith((",", "-", "–", "—")):
        return False
    if words[:1].islower() or words[:1] in "\"“'‘" or _ADDRESSED.match(words):
        return False
    return sum(part[:1].islower() for part in parts) >= _SMALL_SHARE * len(parts)
