"""Back-references: "the group", "the militants", "the army", "the council".

A reference is given to an actor named earlier only if one alone fits by kind, number and the words
that narrow it. Of several, the one of this sentence or the last is taken if it stands there alone;
else the reference stays open. The army and the government are those of the country that the report
is about, unless another country's was just spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rashomon.model.draft import ActorMention
from rashomon.model.text import Block
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import Entry, Roster
from rashomon.reference.roster_text import fold
from rashomon.resolve.actors.names import Identity, Names
from rashomon.resolve.actors.speech import Sentences, Spoken
from rashomon.resolve.actors.words import NominalClass, Phrase, Vocabulary, is_number, lemma, vocabulary

Answer = tuple[Identity | None, str]
NOTHING: Answer = (None, "")
OPEN: Answer = (None, "ambiguous")

_IN_CITY = re.compile(r"\s+in\s+(?P<city>[A-Z]\w+(?:\s[A-Z]\w+)?)\b")
_DECIDED = frozenset({"name", "tie", "institution", "reference", "pronoun"})


class Context:
    """What one report has named so far."""

    def __init__(self, roster: Roster, names: Names, focus: str, sentences: Sentences, blocks: Sequence[Block]) -> None:
        """Start with nothing named."""
        self._roster = roster
        self._book = vocabulary()
        self._names = names
        self._focus = focus
        self.sentences = sentences
        self.spoken: list[Spoken] = []
        self.now = 0  # sentence of the mention being read
        self._headlines = [b for b in blocks if b.role in {"headline", "standfirst"}]

    def add(self, spoken: Spoken) -> None:
        """Take note of a mention, in document order."""
        self.spoken.append(spoken)

    def refer(self, mention: ActorMention, phrase: Phrase, head: str) -> Answer:
        """Whom a nominal means, with the rung that told; (None, "ambiguous") where two fit."""
        # A capital that only opens the sentence makes no name of "Rebels".
        opening = len(phrase.core) == 1 and head in self._book.nominals and self.sentences.opens(mention.start)
        proper = mention.proper and not opening
        if proper and not mention.definite:
            return NOTHING
        body = self._body(mention, phrase)
        if body is not None:
            return body, "reference"
        allied = self._book.allied & {fold(w) for w in phrase.core[:-1]}
        if allied and head in self._book.institutions:
            return self._coalition()
        part = self._book.institutions.get(head)
        if part is not None and phrase.linked >= 0 and (seat := self._seat(mention.start + phrase.length)):
            return self._part(seat, part)
        if part is not None and phrase.linked < 0 and not proper:
            return self._institution(mention, phrase, head, part)
        wanted = self._book.nominals.get(head)
        if head in self._book.formations and mention.definite and len(phrase.core) == 1 and phrase.linked < 0:
            return self._formation()
        if wanted is None or proper or phrase.linked >= 0:
            return NOTHING
        return self._group(mention, phrase, head, wanted)

    def _formation(self) -> Answer:
        """Whose "the column" is: the one party in arms of this sentence and the one before."""
        near = {
            s.identity.id: s.identity for s in self._recent() if s.rung in _DECIDED and self._is_in_arms(s.identity.id)
        }
        return (next(iter(near.values())), "reference") if len(near) == 1 else NOTHING

    def _is_in_arms(self, actor: str) -> bool:
        return self._roster.is_armed_group(actor) or (actor.startswith("state:") and actor.endswith(":mil"))

    def _body(self, mention: ActorMention, phrase: Phrase) -> Identity | None:
        """Answer "the Council" after "the Council of Ministers": the last body named in full with that word."""
        if not mention.definite or len(phrase.core) != 1 or mention.plural:
            return None
        word = fold(phrase.core[0])
        if word in self._book.institutions:
            return None  # "the army" beside an "Independence Army" is the state's
        for one in reversed(self.spoken):
            name = one.identity.name
            if one.rung in {"name", "words"} and len(name.split()) > 1 and word in self._book.organisation_words:
                words = [fold(w) for w in name.split()]
                if word in words and (name[:1].isupper() or one.mention.proper):
                    return one.identity
        return None

    # Institutions of a state

    def _institution(self, mention: ActorMention, phrase: Phrase, head: str, part: str) -> Answer:
        """Answer "the army", "government troops", "soldiers": whose, if anyone's that the report tells."""
        book = self._book
        core = {fold(w) for w in phrase.core[:-1] if not is_number(w)}
        if (
            phrase.narrowing
            or not core <= book.neutral | book.government_side | book.own_arms
            or core & {"local", "foreign"}
            or (head == "army" and mention.plural)  # "three armies" are not the one of a state
        ):
            return NOTHING  # "tribal forces", "Kurdish troops", "local authorities" are no state's army or government
        seat = self._seat(mention.end)
        if seat:
            return self._part(seat, part)
        owner = self._owner() if self.sentences.possessed(mention.start) else ""
        if owner:
            return self._part(owner, part)
        if self.sentences.possessed(mention.start):
            groups = self._groups_here()
            if groups:
                # "The movement said its troops held the town": they are the movement's, no state's.
                return (next(iter(groups.values())), "reference") if len(groups) == 1 else OPEN
        whose = bool(core & book.government_side)
        if head in book.institution_nouns:
            bare = not (
                mention.definite or mention.plural or core or head in {"police", "army", "government", "military"}
            )
            return NOTHING if bare else self._home(part)
        if whose or part not in {"mil", "police"}:
            return self._home(part)
        return self._people_in_arms(part, sure=head != "force" or bool(core & book.own_arms))

    def _seat(self, end: int) -> str:
        """ "The army in Bangkok", "the government in Khartoum": the state whose capital that is; "" if none."""
        named = _IN_CITY.match(self.sentences.text, end)
        if named is None:
            return ""
        rows = [row for row in open_gazetteer().lookup(named["city"]) if row.capital and row.country]
        return f"state:{rows[0].country}" if len(rows) == 1 else ""

    def _home(self, part: str) -> Answer:
        """The institution of the report's country, unless another's was just spoken of."""
        near = self._states(self._recent(), part)
        if near and (f"state:{self._focus}" not in near or (part == "mil" and len(near) > 1)) and self._focus:
            return OPEN
        if self._focus:
            return self._part(f"state:{self._focus}", part)
        named = self._states(self.spoken, "")
        if len(named) == 1 and any(one.identity.id.count(":") > 1 and one.rung in _DECIDED for one in self.spoken):
            return self._part(next(iter(named)), part)
        # A country in passing ("the border with Rwanda") does not lend its army.
        return OPEN if named else NOTHING

    def _owner(self) -> str:
        """The one state of this sentence so far: whose "its troops" are; "" where none or two are."""
        here = self._states([s for s in self.spoken if self.sentences.of(s.mention.start) == self.now], "")
        return next(iter(here)) if len(here) == 1 else ""

    def _groups_here(self) -> dict[str, Identity]:
        """The armed groups of this sentence so far."""
        here = (s for s in self.spoken if self.sentences.of(s.mention.start) == self.now and s.rung in _DECIDED)
        return {s.identity.id: s.identity for s in here if self._roster.is_armed_group(s.identity.id)}

    def _people_in_arms(self, part: str, *, sure: bool) -> Answer:
        """The one army (police) spoken of, or where none was, that of the report's country if `sure`."""
        armies = self._states(self.spoken, part)
        if len(armies) > 1:
            armies = self._states(self._recent(), part)
            if len(armies) != 1:
                return OPEN
        if armies:
            return self._part(next(iter(armies)), part)
        return self._part(f"state:{self._focus}", part) if sure and self._focus else NOTHING

    def _part(self, state: str, part: str) -> Answer:
        entry = self._roster.get(f"{state}:{part}")
        return (Identity(entry.id, entry.name, entry.sector), "institution") if entry else NOTHING

    def _states(self, spoken: Iterable[Spoken], part: str) -> set[str]:
        """States of which some institution (that part, if one is given) is among the mentions."""
        found = set()
        for one in spoken:
            pieces = one.identity.id.split(":")
            if pieces[0] == "state" and one.rung in _DECIDED and (not part or (len(pieces) > 2 and pieces[2] == part)):
                found.add(":".join(pieces[:2]))
        return found

    # Groups

    def _group(self, mention: ActorMention, phrase: Phrase, head: str, wanted: NominalClass) -> Answer:
        bare = len(phrase.core) == 1
        if not mention.definite and not (mention.plural or lemma(phrase.core[-1]) != fold(phrase.core[-1])):
            return NOTHING
        if wanted.singular and (mention.plural or not mention.definite):
            return NOTHING
        if not mention.definite and (not bare or head in self._book.newcomers):
            return NOTHING
        own = self._of_name(mention, phrase, head, wanted)
        if own is not None:
            return own, "reference"
        if self._introduced(head):
            return NOTHING
        fitting = {s.identity.id: s.identity for s in self.spoken if self._fits(s, phrase, head, wanted)}
        if self._names.leads_men(mention.end):
            fitting = {one: who for one, who in fitting.items() if self._roster.is_armed_group(one)}
        passing = self._in_passing(mention, phrase, head, wanted)
        if not mention.definite and not fitting and len(passing) == 1:
            # "Rebels take Goma": the one group that the report goes on to name.
            return next(iter(passing.values())), "reference"
        others = {one for one in passing.keys() - fitting.keys() if self._names.told(one) > 1}
        if others and not (mention.definite and fitting.keys() & self._last_named()):
            return OPEN if fitting or len(passing) > 1 else NOTHING
        if not mention.definite and self._others_here(set(fitting)):
            return OPEN
        if len(fitting) > 1 and mention.definite:
            fitting = {
                s.identity.id: s.identity for s in self._recent() if self._fits(s, phrase, head, wanted)
            } or fitting
        if len(fitting) == 1:
            return next(iter(fitting.values())), "reference"
        return OPEN if fitting else NOTHING

    def _of_name(self, mention: ActorMention, phrase: Phrase, head: str, wanted: NominalClass) -> Identity | None:
        """Whose men they are where it is printed right behind: "rebels of the M23 movement"."""
        hit = self._names.behind(mention.end)
        entry = self._roster.get(hit.actor_id) if hit is not None else None
        if hit is None or entry is None or not self._suits(entry, phrase, head, wanted):
            return None
        return self._names.of(hit)

    def _in_passing(
        self, mention: ActorMention, phrase: Phrase, head: str, wanted: NominalClass
    ) -> dict[str, Identity]:
        """Fitting groups that the text names, if only in passing: before "the rebels", anywhere for bare "rebels"."""
        end = mention.start if mention.definite else self.sentences.last
        found: dict[str, Identity] = {}
        for hit in self._names.inside(0, end):
            entry = self._roster.get(hit.actor_id)
            if entry is not None and entry.armed_group and self._suits(entry, phrase, head, wanted):
                found[hit.actor_id] = self._names.of(hit)
        return found

    def _last_named(self) -> set[str]:
        """The groups of this sentence and the one before, named in whatever way."""
        begin, end = self.sentences.start(max(self.now - 1, 0)), self.sentences.span(self.now)[1]
        named = {hit.actor_id for hit in self._names.inside(begin, end)}
        groups = {one for one in named if self._roster.is_armed_group(one)}
        return groups if len(groups) == 1 else set()

    def _coalition(self) -> Answer:
        """The forces of "coalition forces": the one coalition of states in arms that the report has named."""
        named = {
            s.identity.id: s.identity for s in self.spoken if s.rung in _DECIDED and self._is_coalition(s.identity.id)
        }
        return (next(iter(named.values())), "reference") if len(named) == 1 else OPEN

    def _is_coalition(self, actor: str) -> bool:
        entry = self._roster.get(actor)
        return entry is not None and entry.sector == "MIL" and entry.kind in {"coalition", "igo", "mission"}

    def _others_here(self, fitting: set[str]) -> bool:
        """Whether the sentence names another armed group, if only in passing ("al-Qaeda supporters")."""
        begin, end = self.sentences.span(self.now)
        named = {h.actor_id for h in self._names.inside(begin, end)} - fitting
        return bool(fitting) and any(self._roster.is_armed_group(i) for i in named)

    def _introduced(self, head: str) -> bool:
        """Whether the text itself brought in nameless ones of this sort, whom "the gunmen" then means.

        A headline's nameless ones are not brought in: the text below it names them.
        """
        return any(
            one.head == head
            and one.rung in {"kind", "ambiguous"}
            and not any(b.start <= one.mention.start < b.end for b in self._headlines)
            for one in self.spoken
        )

    def _fits(self, one: Spoken, phrase: Phrase, head: str, wanted: NominalClass) -> bool:
        entry = self._roster.get(one.identity.id)
        return entry is not None and one.rung in _DECIDED and self._suits(entry, phrase, head, wanted)

    def _suits(self, entry: Entry, phrase: Phrase, head: str, wanted: NominalClass) -> bool:
        """Whether an entry can be meant by a noun and the words before it."""
        if entry.kind not in wanted.kinds:
            return False
        if wanted.sectors and entry.sector not in wanted.sectors:
            return False
        if wanted.traits and not wanted.traits & set(entry.traits):
            return False
        core = {fold(w) for w in phrase.core[:-1]}
        if core & self._book.armed_words and not entry.armed_group:
            return False
        if core & self._book.peaceful_words and entry.armed_group:
            return False
        if entry.kind == "coalition" and head not in {"coalition", "alliance"} and not entry.armed_group:
            return False
        unknown = core - self._book.neutral - self._book.armed_words - self._book.peaceful_words
        told = {fold(w) for w in phrase.core[:-1] if _narrows(fold(w), phrase, self._book)}
        return _bears(entry, phrase.narrowing) and not (unknown - told)

    def _recent(self) -> list[Spoken]:
        """Mentions of this sentence so far and of the one before."""
        found = []
        for one in reversed(self.spoken):  # in document order
            if self.sentences.of(one.mention.start) < self.now - 1:
                break
            found.append(one)
        return found[::-1]


def _narrows(word: str, phrase: Phrase, book: Vocabulary) -> bool:
    return book.same_word.get(word, word) in phrase.narrowing or (bool(phrase.narrowing) and "-" in word)


def _bears(entry: Entry, narrowing: frozenset[str]) -> bool:
    """Whether an entry answers to every word that narrows: traits, and countries as "@SY"."""
    return all((word[1:] in entry.countries) if word.startswith("@") else word in entry.traits for word in narrowing)
