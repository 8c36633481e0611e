"""Text that has lost its commas and apostrophes: archives and data sets cleaned of marks.

"Syrias army retook the hill the ministry said" reads as a heap of names: nothing parts the speaker from
what is said, nor the owner from what is owned. Where a text of some length has not one such mark, what
they told is told by words: a name with an "s" too many owns what follows, a party known by name ends
where the next one begins, and a speaker before a last "said" closes the sentence. Only the reading
changes; every character keeps its place, and claims quote what is printed.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

import msgspec

from rashomon.extract.syntax.casing import is_first_name, is_ordinary, sentence_case
from rashomon.extract.syntax.sentences import Sentence
from rashomon.model.draft import OWNS
from rashomon.model.text import Report
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster

# A text as long as this without a comma or an apostrophe has been stripped of them.
LEAST_WORDS = 40
# A page repeats its headline before the first sentences of its text, if anywhere.
_FIRST = 4
# As many words alike begin the same sentence again.
_SAME = 6
_MARKS = re.compile(r"[,'’‘]")
_WORD = re.compile(r"\S+")
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_NAME_S = re.compile(r"\b(?P<stem>(?:[Aa]l[- ]|[Ee]l[- ])?[A-Z][A-Za-z]+)s(?= (?P<next>[A-Za-z]+))")
# English has no plural in a consonant and "ys".
_NOUN_S = re.compile(r"\b[A-Za-z][a-z]+[bcdfghjklmnpqrstvwxz]y(?P<s>s) [a-z]")
_NO_OWNED = frozenset(
    """a an and are as at be been but by could did do does for from had has have he her his if in into is it its may
    might must nor not of on or our over said say says she should so than that the their then there they this to under
    until was we were when where which while who will with would""".split()
)


# A day with its year that no preposition leads to: a page's own date, glued to what follows.
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_STAMP = re.compile(
    rf"(?:\d{{1,2}} {_MONTH}\.? \d{{4}}|{_MONTH}\.? ?\d{{1,2}} ?\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}"
    r"|\d{4}-\d\d-\d\d)\s?(?=[A-Z\d\"“])"
)
_LEADS = frozenset(
    "in on of since until till by from to between and the before after dated for during at early late mid".split()
)
# A word that opens a sentence, behind a name or a heading: "Homs Countryside A key post was hit".
_OPENS = re.compile(
    r"(?<=[A-Za-z)\d])(?P<gap>\s)(?=(?:(?:The|An?)\s(?:[A-Z][\w-]*\s){0,3}[a-z]|At least\s|More than\s"
    r"|(?:In|On)\s(?:the\s)?[A-Z][\w-]+\s[a-z]|Meanwhile\s|(?:He|It|They|This|There)\s[a-z]))"
)


def is_stripped(text: str) -> bool:
    """Whether a text is too long for its lack of commas and apostrophes to be chance."""
    return _MARKS.search(text) is None and sum(1 for _ in _WORD.finditer(text)) >= LEAST_WORDS


def with_owners(text: str) -> str:
    """The text with the "s" of lost possessives as an apostrophe: "Syrias army" as "Syria’ army"; of equal length."""
    at = [m.end("stem") for m in _NAME_S.finditer(text) if _owns(text, m)]
    at += [m.start("s") for m in _NOUN_S.finditer(text)]
    letters = list(text)
    for place in at:
        letters[place] = OWNS
    return "".join(letters)


def reworded(report: Report) -> str:
    """The text of a stripped report in the letters it is read in: lost possessives marked, its headline in plain case.

    Of equal length: every character keeps its place.
    """
    text = with_owners(report.text)
    for block in report.blocks:
        if block.role == "headline":
            text = text[: block.start] + sentence_case(text[block.start : block.end]) + text[block.end :]
    return text


def part_headings(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Sentences of a stripped text without what is glued before them: its headline again, dates, headings.

    A repeated headline and a run of tags are left out: they tell nothing that the text does not.
    """
    headline = next((_plain(s.text) for s in sentences if s.role == "headline"), "")
    found: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        if sentence.role == "headline":
            found.append(sentence)
            continue
        text = sentence.text
        cuts = {m.start("gap") for m in _OPENS.finditer(text) if _is_heading(text[: m.start()])}
        cuts |= {m.end() for m in _STAMP.finditer(text) if _is_stamp(text[: m.start()])}
        again = text.casefold().find(headline) if headline and number < _FIRST else -1
        if again >= 0:
            cuts |= {again, again + len(headline)}
        begin = max(0, text.find(" ".join(text.split(" ")[:_SAME]), 1))  # the first lines stand above the text too
        bounds = sorted({begin, len(text), *(cut for cut in cuts if cut > begin)})
        found.extend(
            piece
            for a, b in itertools.pairwise(bounds)
            if (piece := _piece(sentence, a, b)) is not None and _plain(piece.text) != headline and not _is_tags(piece)
        )
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .").casefold()


def _piece(sentence: Sentence, start: int, end: int) -> Sentence | None:
    text = sentence.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    text = text.strip()
    if not any(c.isalnum() for c in text):
        return None
    at = sentence.start + begin
    return msgspec.structs.replace(sentence, start=at, end=at + len(text), text=text)


def _is_heading(before: str) -> bool:
    """Whether the words before can stand for themselves: they end in a name or a date, not in a small word."""
    words = before.split()
    last = words[-1].strip("()")
    if words[0] == "Tags":
        return True
    if last.isdigit():
        return len(last) == 4
    return last[:1].isupper() and not (len(words) > 1 and words[-2].lower() in {"by", "told", "the", "called", "of"})


def _is_stamp(before: str) -> bool:
    words = before.split()
    return not words or words[-1].lower() not in _LEADS


def _is_tags(piece: Sentence) -> bool:
    words = piece.text.split()
    return words[0] == "Tags" and sum(w[0].isupper() or not w[0].isalpha() for w in words) >= 0.7 * len(words)


def _owns(text: str, match: re.Match[str]) -> bool:
    stem, after = match["stem"], match["next"]
    if after.lower() in _NO_OWNED:
        return False
    if stem in _DAYS or _is_listed(stem):
        return True
    if stem.lower() in load_codebook().sorts:
        return False
    if stem[:2].lower() in {"al", "el"} and _leads(text[: match.start()]):
        return True  # "Bashar al-Assads forces"
    alone = [text[: m.start()] for m in re.finditer(rf"\b{re.escape(stem)}\b", text)]
    return bool(alone) and (_is_known_place(stem) or any(_leads(before) for before in alone))


@functools.lru_cache(maxsize=4096)
def _is_listed(stem: str) -> bool:
    """Whether a name is on our lists without the "s", and is nothing with it ("Iraqis", "Houthis")."""
    roster, word = load_roster(), f"{stem}s"
    if not stem.isupper() and (roster.candidates(word) or roster.is_people(word) or _is_place(word)):
        return False
    known, low = roster.candidates(stem), stem.lower()
    if any(one.kind == "state" for one in known):
        return not roster.is_people(stem)
    return bool(known) and low not in load_codebook().sorts


def _is_place(word: str) -> bool:
    return any(hit.text == word for hit in open_gazetteer().scan(f"They went to {word}."))


def _leads(before: str) -> bool:
    """Whether the last word is a title, a first name or "al-", so that a surname follows."""
    ahead = re.search(r"\b([A-Za-z]+)\.?[- ]$", before[-24:])
    if ahead is None:
        return False
    low = ahead[1].lower()
    first = ahead[1][0].isupper() and not is_ordinary(low) and is_first_name(low)
    return first or low in {"al", "el"} or low in load_codebook().titles


@functools.lru_cache(maxsize=4096)
def _is_known_place(stem: str) -> bool:
    return not is_ordinary(stem.lower()) and _is_place(stem) and not load_roster().demonym(stem)
