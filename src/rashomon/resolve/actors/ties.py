"""Descriptions that a report ties to a name: "Shia militias, known as ...", "(the Front)", "they operate under ...".

A tie is the report's own word for it and holds in that report only. Later phrases with the same head
and no word against it mean the same: once "Iran-backed Shia militias" are named, so are "the Shia
militias" and "Iran-backed fighters". A phrase that fits two ties means neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.model.draft import ActorMention
from rashomon.reference.roster import Roster
from rashomon.reference.roster_text import fold
from rashomon.resolve.actors.names import Identity, Names
from rashomon.resolve.actors.speech import Sentences
from rashomon.resolve.actors.words import Phrase, cut, lemma, vocabulary

_LEAD = re.compile(r"(?:the|its|their|an?)?\s*(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[\s,“”\"‘']*(?:they|these|it|the (?:groups|militias|fighters|group))\s+(?:all\s+|mostly\s+|now\s+)?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"[\s,]*(?:(?:who|which|that|now|all|mostly)\s+)*")
_REACH = 160


class _Tie(NamedTuple):
    head: str
    narrowing: frozenset[str]
    identity: Identity


class Ties:
    """What one report ties together."""

    def __init__(self, roster: Roster, names: Names, text: str, sentences: Sentences) -> None:
        """Start with nothing tied."""
        self._roster = roster
        self._book = vocabulary()
        self._names = names
        self._text = text
        self._sentences = sentences
        self._ties: list[_Tie] = []
        self._acronyms: dict[str, Identity] = {}
        self._subjects: list[tuple[int, int, Identity]] = []

    def learn(
        self, mentions: Sequence[ActorMention], phrases: Sequence[Phrase], named: Sequence[Identity | None]
    ) -> None:
        """Collect the ties that the mentions' appositions and the words between them tell."""
        described: list[tuple[ActorMention, Phrase]] = []
        for mention, phrase, identity in zip(mentions, phrases, named, strict=True):
            if mention.pronoun or not phrase.core:
                continue
            head = lemma(phrase.core[-1])
            if identity is None:
                self._learn_apposed(mention, phrase, head)
                self._learn_following(mention, phrase, head)
                if head in self._book.armed_heads:
                    described.append((mention, phrase))
            else:
                self._learn_description(mention, identity)
            self._learn_acronym(mention, identity)
        self._learn_belonging(described)

    def _learn_apposed(self, mention: ActorMention, phrase: Phrase, head: str) -> None:
        """A description with a name in apposition."""
        found: dict[str, Identity] = {}
        for _, start, end in mention.apposition:
            for hit in self._names.inside(start, end):
                if hit.start - start <= len("the so-called ") and self._may_tie(hit.actor_id, head):
                    found[hit.actor_id] = self._names.of(hit)
        if len(found) == 1:
            self._add(head, phrase, next(iter(found.values())))

    def _learn_following(self, mention: ActorMention, phrase: Phrase, head: str) -> None:
        """A description, then words such as "known as", then a name."""
        start = mention.start + phrase.length
        match = self._book.ties.match(self._text, start)
        if match is None or re.fullmatch(r"\W*or\s", match.group(), re.IGNORECASE):
            return
        hits = self._names.inside(match.end(), match.end() + 60)
        if (
            hits
            and re.fullmatch(
                r"[\s“\"‘(]*(?:the\s+|as\s+)?[“\"‘]?", self._text[match.end() : hits[0].start], re.IGNORECASE
            )
            and self._may_tie(hits[0].actor_id, head)
        ):
            self._add(head, phrase, self._names.of(hits[0]))

    def _learn_description(self, mention: ActorMention, identity: Identity) -> None:
        """A name with a description in apposition: "X, an Iran-backed militia"."""
        for text, start, _ in mention.apposition:
            phrase = cut(re.sub(r"^(?:the|an?)\s+", "", text))
            if phrase.core and phrase.narrowing and not self._names.inside(start, start + len(text)):
                head = lemma(phrase.core[-1])
                if self._may_tie(identity.id, head):
                    self._add(head, phrase, identity)

    def _learn_acronym(self, mention: ActorMention, identity: Identity | None) -> None:
        """Initials in brackets behind a name that the roster does not know."""
        if identity is not None or not mention.proper:
            return
        for text, _, _ in mention.apposition:
            initials = text.strip("()“”\"' ")
            if re.fullmatch(r"[A-Z][A-Za-z-]{1,7}", initials) and sum(c.isupper() for c in initials) >= 2:
                name = re.sub(r"^(?:the|an?)\s+", "", mention.text, flags=re.IGNORECASE)
                self._acronyms[initials] = Identity("", re.split(r"\s*[(,]", name)[0], "")

    def _learn_belonging(self, described: Sequence[tuple[ActorMention, Phrase]]) -> None:
        """Learn from "They operate under X": the militias spoken of go by the name of what they stand under."""
        for match in self._book.belongs.finditer(self._text):
            hits = self._names.inside(match.end(), match.end() + _REACH)
            if not hits or not _LEAD.fullmatch(self._text[match.end() : hits[0].start]):
                continue
            entry = self._roster.get(hits[0].actor_id)
            if entry is None or entry.kind != "coalition":
                continue
            at = self._sentences.of(match.start())
            begin = self._sentences.start(at)
            same = [d for d in described if begin <= d[0].start and d[0].end <= match.start() + 1]
            if same and _RELATIVE.fullmatch(self._text[same[-1][0].end : match.start()]):
                subject = same[-1]
            elif not same and at and _SUBJECT.fullmatch(self._text[begin : match.start()]):
                before = [d for d in described if self._sentences.of(d[0].start) == at - 1]
                if len({(lemma(p.core[-1]), p.narrowing) for _, p in before}) != 1:
                    continue
                subject = before[-1]
                self._subjects.append((begin, match.start() + 1, self._names.of(hits[0])))
            else:
                continue
            self._subjects.append((subject[0].start, subject[0].end, self._names.of(hits[0])))
            self._add(lemma(subject[1].core[-1]), subject[1], self._names.of(hits[0]))

    def subject(self, mention: ActorMention) -> Identity | None:
        """Whom the very subject of a tie means: "they" of "They operate under X", and the militias before."""
        return next((who for begin, end, who in self._subjects if begin <= mention.start and mention.end <= end), None)

    def _may_tie(self, actor: str, head: str) -> bool:
        """Whether a description with this head can be of that actor: armed words only of armed groups."""
        entry = self._roster.get(actor)
        return (
            entry is not None
            and (head not in self._book.armed_heads or head in self._book.loose_heads or entry.armed_group)
            and entry.kind not in {"state", "kind"}
        )

    def _add(self, head: str, phrase: Phrase, identity: Identity) -> None:
        tie = _Tie(head, phrase.narrowing, identity)
        if tie not in self._ties:
            self._ties.append(tie)

    def of(self, mention: ActorMention, phrase: Phrase, head: str) -> Identity | None:
        """Whom a description means by the report's own ties; None where by none or by two."""
        own = self.subject(mention)
        if own is not None:
            return own
        initials = mention.text.strip("“”\"' ")
        if initials in self._acronyms:
            return self._acronyms[initials]
        if not self._ties or not phrase.core or phrase.linked >= 0:
            return None
        found: dict[str, Identity] = {}
        for tie in self._ties:
            alike = head == tie.head or (
                head in self._book.armed_heads and tie.head in self._book.armed_heads and phrase.narrowing
            )
            fits = phrase.narrowing <= tie.narrowing and (phrase.narrowing or mention.definite or not tie.narrowing)
            if alike and fits and (tie.narrowing or mention.definite) and self._suits(tie, phrase):
                found[tie.identity.id] = tie.identity
        return next(iter(found.values())) if len(found) == 1 else None

    def _suits(self, tie: _Tie, phrase: Phrase) -> bool:
        """Whether "extremist group" can be said of it at all: armed words of the armed, "rights group" of others."""
        entry = self._roster.get(tie.identity.id)
        said = {fold(word) for word in phrase.core[:-1]}
        if entry is None:
            return True
        return not said & (self._book.peaceful_words if entry.armed_group else self._book.armed_words)
