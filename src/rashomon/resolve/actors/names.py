"""Mentions that carry a roster name: which one the whole phrase means.

The modifiers decide, not the head: "Isis militants" are the Islamic State. But only if the head means
people of that name: "Isis hostages" are not, nor are "Iran-backed militias" Iran, nor "former Farc
rebels" Farc.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.model.draft import ActorMention
from rashomon.reference.roster import Roster
from rashomon.reference.roster_scan import Hit
from rashomon.resolve.actors.words import Phrase, Vocabulary, lemma

_AFTER = re.compile(r"[-‐‑–]([a-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+)[-‐‑ ]$")
_TIED = re.compile(r" (?:of|from) (?:the |a )?")
_MEN = re.compile(
    r"['’]s? (?:(?:top|senior|field) )?(?:military|armed|fighters?|commanders?|militants|gunmen|forces)\b"
)
# What only states mostly have: "Turkish air strikes" are Turkey's, a "Turkish attack" may be anyone's.
_STATE_ARMS = re.compile(
    r" (?:[a-z]+ ){0,2}?(?:air|aerial|airstrikes?|drones?|missiles?|jets?|warplanes?|aircraft|artillery|naval|tanks?|"
    r"helicopters?|shelling|bombardment|invasion|incursion|troops|strikes?)\b"
)
_POSSESSIVE = re.compile(r"^(?:['’]s?)\s+|['’]s?$")


class Identity(NamedTuple):
    """Who a mention means: an id (or "" where none fits), the canonical name and the PLOVER sector."""

    id: str
    name: str
    sector: str


class Names:
    """Every roster name of one report, found once."""

    def __init__(self, roster: Roster, book: Vocabulary, text: str, hits: Sequence[Hit]) -> None:
        """Take the hits of one report, leaving out names that are glued to other words."""
        self._roster = roster
        self._book = book
        self._text = text
        self._hits = [h for h in hits if not self.bound(h)]
        self._starts = [h.start for h in self._hits]

    def bound(self, hit: Hit) -> bool:
        """Whether a name is glued into a word that says something else of it ("Isis-held", "ex-Farc")."""
        after = _AFTER.match(self._text, hit.end)
        if after and after.group(1) in self._book.suffixes:
            return True
        before = _BEFORE.search(self._text, max(0, hit.start - 16), hit.start)
        return before is not None and before.group(1).lower() in self._book.prefixes

    def inside(self, start: int, end: int) -> list[Hit]:
        """Names that lie wholly in a span, in order."""
        at = bisect_left(self._starts, start)
        found: list[Hit] = []
        while at < len(self._hits) and self._hits[at].start < end:
            if self._hits[at].end <= end:
                found.append(self._hits[at])
            at += 1
        return found

    def behind(self, end: int) -> Hit | None:
        """The name that "of", "of the" or "from" ties to what ends here: "rebels of the M23 movement"."""
        tie = _TIED.match(self._text, end)
        at = bisect_left(self._starts, tie.end()) if tie is not None else len(self._hits)
        return self._hits[at] if tie is not None and at < len(self._hits) and self._starts[at] == tie.end() else None

    def told(self, actor: str) -> int:
        """How often the report names an actor."""
        return sum(hit.actor_id == actor for hit in self._hits)

    def leads_men(self, end: int) -> bool:
        """Whether what ends here is said to have fighters: "the group's military spokesman"."""
        return _MEN.match(self._text, end) is not None

    def touching(self, start: int, end: int) -> bool:
        """Whether a name shares a character with a span, though it may reach beyond it."""
        at = bisect_left(self._starts, end)
        return any(h.end > start for h in self._hits[max(0, at - 2) : at])

    def over(self, place: int) -> list[Hit]:
        """The name that stands over a code point, if any."""
        at = bisect_left(self._starts, place + 1)
        return [hit for hit in self._hits[max(0, at - 1) : at] if hit.end > place]

    def identify(self, mention: ActorMention, phrase: Phrase) -> Identity | None:
        """Who a mention with a name in it means, None where its name does not tell."""
        core_end = mention.start + phrase.length
        hits = self.inside(mention.start, mention.end)
        if not hits:
            return self._seat(mention, phrase) or self._part_of_name(mention) or self._office(phrase)
        core = [h for h in hits if h.end <= core_end]
        head = lemma(phrase.core[-1]) if phrase.core else ""
        for hit in reversed(core):
            rest = _POSSESSIVE.sub("", self._text[hit.end : core_end]).strip()
            if not rest or (self._passes_on(hit, rest) and self._is_member(rest)):
                return self.of(hit)
        office = self._office(phrase)
        if office is not None:
            return office
        covering = next((h for h in hits if h.start <= mention.start + 4 and h.end > core_end), None)
        if covering is not None:  # a name with "of", "and" or a comma inside
            return self.of(covering)
        if phrase.linked >= 0 and not core:
            return self._linked(mention, phrase, hits, head)
        return None

    def _linked(self, mention: ActorMention, phrase: Phrase, hits: Sequence[Hit], head: str) -> Identity | None:
        """Read "members of the Taliban", "the army of Chad": the name behind the preposition."""
        first = hits[0]
        between = self._text[mention.start + phrase.linked : first.start]
        if between.strip():
            return None
        if self._is_state(first):
            part = self._book.offices.get(head)
            entry = self._roster.get(f"{first.actor_id}:{part}") if part else None
            return Identity(entry.id, entry.name, entry.sector) if entry else None
        after = self._text[first.end : mention.end].split(",")[0].strip(" ’'s")
        if head in self._book.member_heads and (not after or not after[0].isalpha() or self._is_member(after)):
            return self.of(first)
        return None

    def _passes_on(self, hit: Hit, rest: str) -> bool:
        """Whether a name passes its identity on to the words behind it; a state has its own nouns for that."""
        entry = self._roster.entries[hit.actor_id]
        return entry.kind != "state" and (entry.armed_group or (rest.islower() and rest.count(" ") < 3))

    def _is_member(self, rest: str) -> bool:
        """Whether the words behind a name end in a head that means its people, and hold no other name."""
        last = rest.rsplit(maxsplit=1)[-1].strip("’'“”\".,")
        return last.islower() and lemma(last) in self._book.member_heads

    def _is_state(self, hit: Hit) -> bool:
        entry = self._roster.get(hit.actor_id)
        return entry is not None and entry.kind == "state"

    def _seat(self, mention: ActorMention, phrase: Phrase) -> Identity | None:
        """A capital in an actor's role stands for its government."""
        if not mention.proper:
            return None
        code = self._roster.seat(" ".join(phrase.core))
        entry = self._roster.get(f"state:{code}:gov") if code else None
        return Identity(entry.id, entry.name, entry.sector) if entry else None

    def _office(self, phrase: Phrase) -> Identity | None:
        """ "Malawi's president", "the Zambian president": a bare office with its country in front."""
        if len(phrase.core) < 2 or phrase.linked >= 0 or phrase.core[-1] not in self._book.offices:
            return None
        code = self._roster.demonym(_POSSESSIVE.sub("", " ".join(phrase.core[:-1])))
        entry = self._roster.get(f"state:{code}:{self._book.offices[phrase.core[-1]]}") if code else None
        return Identity(entry.id, entry.name, entry.sector) if entry else None

    def _part_of_name(self, mention: ActorMention) -> Identity | None:
        """A name inside a longer one: "Iran" of "Iran-backed", "American" of "American military"."""
        if not mention.proper:
            return None
        known = self._roster.find(mention.text)
        if known is not None:
            return Identity(known.id, known.name, known.sector)
        code = self._roster.demonym(mention.text)
        if not code:
            return None
        inside = next((h for h in self._hits if h.start == mention.start and mention.end < h.end), None)
        if inside is not None:
            return self.of(inside)
        entry = self._roster.get(f"state:{code}") if _STATE_ARMS.match(self._text, mention.end) else None
        return Identity(entry.id, entry.name, entry.sector) if entry is not None else None

    def of(self, hit: Hit) -> Identity:
        """The identity of a name as printed; ministries keep their words."""
        entry = self._roster.entries[hit.actor_id]
        words = " ".join(self._text[hit.start : hit.end].split())
        if (
            entry.kind != "government"
            or lemma(words.split()[-1]) in self._book.executive
            or self._roster.is_listed(words)
        ):
            return Identity(entry.id, entry.name, entry.sector)
        return Identity(entry.id, _body_name(words), entry.sector)


def _body_name(words: str) -> str:
    """A body of a government by its own name: "Iraq's Council of Ministers" is the council "of Iraq"."""
    parts = re.split(r"['’]s?\s+", words, maxsplit=1)
    if len(parts) == 1:
        return words
    owner, body = parts
    return f"{body} of {owner}" if body[:1].isupper() else f"{owner}'s {body}"
