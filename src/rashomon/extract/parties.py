"""Everyone and every place that a report names, and who stands how to whom, in any sentence.

`extract` names the parties of its claims. This module names all: each noun phrase whose head is known to the
roster, the gazetteer or the lexicon of sorts, or is a name by its capitals, with the kind of thing it is. Two
parties are tied where grammar ties them: apposition and brackets make one an alias of the other, verbs and nouns
of fighting make them foes, of backing allies, and a commander is in charge of what he commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from rashomon.extract.parse import parse
from rashomon.extract.sentences import split_sentences
from rashomon.extract.tagging import Tagged
from rashomon.model.text import Report
from rashomon.reference.roster import load_roster

PartyKind = Literal["person", "organisation", "place"]
TieKind = Literal["fights", "allied", "commands", "alias"]

HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "appos", "attr", "dative", "ROOT", "agent"})
ONE = frozenset({"i", "me", "he", "she", "him", "her", "myself", "himself", "herself", "mine"})
MANY = frozenset({"we", "us", "they", "them", "ourselves", "themselves"})
# Nouns of one word for many: a group even in the singular.
COLLECTIVE = frozenset(
    "army force troop militia police brigade battalion regiment division unit squad squadron coalition navy convoy "
    "contingent opposition faction group military gang cartel junta legion corps movement wing leadership insurgency "
    "mob state bank ministry parliament government authority council cabinet regime administration party committee "
    "commission court agency organisation organization union ngo charity observatory watchdog delegation company "
    "tribunal mission assembly bloc alliance community family household population crew tribe clan minority staff "
    "country nation people personnel department office command service team society association institute institution "
    "foundation network press media television newspaper fund partner ally counterpart member department business "
    "industry firm club orchestra university programme program component element public terrorist organisation corps "
    "task nations secretariat bureau directorate federation league front".split()
)
PEOPLE = frozenset("ally partner counterpart friend supporter backer member colleague enemy foe opponent guest".split())
SITES = frozenset(
    "house home safehouse shop store site village river lake road gate mountain desert sea ocean beach coast frontier "
    "tent room hall palace country governorate world region there here theatre theater target airport base".split()
)
GEOGRAPHY = frozenset(
    "province governorate district city town village river lake bridge airport airfield base camp street road square "
    "mountain mountains hill hills valley island sea gulf desert gate east west north south highway port dam region "
    "county state border university hospital mosque church hotel stadium".split()
)
LOCATING = frozenset({"in", "at", "near", "from", "to", "around", "outside", "into", "across", "throughout", "inside"})
ACTING = frozenset({"say", "tell", "accuse", "condemn", "welcome", "support", "agree", "join", "vote", "call"})
FIGHT = frozenset(
    "fight attack bomb shell strike target hit kill defeat degrade destroy combat counter battle raid assault ambush "
    "liberate shoot dislodge expel oust engage bombard behead execute massacre clash".split()
)
STRUGGLE = frozenset(
    "fight war battle campaign attack strike airstrike operation raid assault offensive clash struggle action "
    "bombardment mission violence atrocity effort defeat destruction siege".split()
)
BACK = frozenset("support back assist aid help arm train partner equip".split())
ALONGSIDE = frozenset({"alongside", "with"})
COMMANDER = frozenset(
    "commander leader head chief director president minister secretary chairman ruler governor".split()
)
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}s?$")


class Party(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One mention of someone or some place.

    Attributes:
        start, end: The noun phrase with article and "of …", code points in the report's text.
        kind: A person, an organisation (any group, nominal ones too) or a place.
        head: Where its head word begins.
    """

    start: int
    end: int
    kind: PartyKind
    head: int


class PartyTie(msgspec.Struct, frozen=True, kw_only=True):
    """`left` fights, is allied with, commands or is also called `right`, with the rule that read it."""

    kind: TieKind
    left: Party
    right: Party
    rule: str


class Parties(msgspec.Struct, frozen=True, kw_only=True):
    """Parties in the order of the text, and ties among them."""

    parties: tuple[Party, ...]
    ties: tuple[PartyTie, ...]


def find_parties(report: Report) -> Parties:
    """Every party of a report and the ties that grammar tells.

    Args:
        report: As `rashomon.read` gives it; only blocks that can bear claims are read.

    Returns:
        Outermost mentions: "the mayor of Sake" is one person, Sake within it is no mention of its own.
    """
    parties: set[Party] = set()
    ties: list[PartyTie] = []
    known: set[str] = set()
    for parsed in parse(split_sentences(report), context=load_roster().named(report.text)):
        reader = _Reader(Tagged(parsed), known)
        reader.read()
        parties.update(reader.by_head.values())
        parties.update(reader.asides)
        ties.extend(reader.ties())
    return Parties(parties=tuple(sorted(parties)), ties=tuple(dict.fromkeys(ties)))


class _Reader:
    """Parties and ties of one sentence. `known` collects surnames over the report."""

    def __init__(self, tagged: Tagged, known: set[str]) -> None:
        self.tagged = tagged
        self.doc = tagged.parsed.doc
        self.known = known
        self.by_head: dict[int, Party] = {}
        self.asides: list[Party] = []
        self.aside_ties: list[PartyTie] = []

    def read(self) -> None:
        """Find the parties, the outermost first."""
        inside: set[int] = set()
        for token in sorted(self.doc, key=lambda t: (len(list(t.ancestors)), t.i)):
            if token.i in inside or token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "ADV"}:
                continue
            kind = self._kind(token)
            if kind is None:
                continue
            first, last = self._extent(token)
            start, end = self.tagged.span_of(first, last)
            self.by_head[token.i] = Party(start=start, end=end, kind=kind, head=self.tagged.parsed.spans[token.i][0])
            inside.update(range(first, last + 1))
            inside.discard(token.i)
        self._read_asides()

    def _read_asides(self) -> None:
        """ "the Northern Front (NF)": the bracket repeats the name before it."""
        for start, end, text, before in self.tagged.parsed.asides:
            left = next((p for i, p in self.by_head.items() if i <= before and p.end >= self._end(before)), None)
            if left is None or not text[:1].isupper():
                continue
            aside = Party(start=start, end=end, kind=left.kind, head=start)
            self.asides.append(aside)
            self.aside_ties.append(PartyTie(kind="alias", left=left, right=aside, rule="tie.bracket"))

    def _end(self, i: int) -> int:
        return self.tagged.parsed.spans[max(i, 0)][1]

    # -- what kind of thing --

    def _kind(self, token: Any) -> PartyKind | None:
        word, lemma = token.text.lower(), self.tagged.lemmas[token.i]
        if token.i in self.tagged.time_tokens or token.i in self.tagged.number_tokens:
            return None
        if token.pos_ == "PRON":
            if token.dep_ == "poss":
                return None
            return "person" if word in ONE else "organisation" if word in MANY else None
        if token.pos_ == "ADV":
            return None
        if token.dep_ in {"compound", "nmod", "amod"}:
            return self._attached(token)
        if token.dep_ not in HEADS and token.dep_ not in {"npadvmod", "oprd", "nsubjpass", "dep", "csubj"}:
            return None
        hit = self.tagged.actor_hit.get(token.i)
        if hit is not None:
            return self._roster_kind(token, hit)
        if token.i in self.tagged.place_hit:
            return self._place_kind(token)
        if token.pos_ == "PROPN":
            return self._name_kind(token, word)
        if token.pos_ == "NOUN":
            return self._noun_kind(token, lemma)
        return None

    def _attached(self, token: Any) -> PartyKind | None:
        """A known name before a noun that is nobody: "Coalition efforts", "the Ramadi offensive"."""
        if token.pos_ != "PROPN":
            return None
        hit = self.tagged.actor_hit.get(token.i)
        if hit is not None and hit[1] == token.i:
            return self._roster_kind(token, hit)
        if token.i in self.tagged.place_hit and self.tagged.place_hit[token.i][1] == token.i:
            return "place"
        return None

    def _roster_kind(self, token: Any, hit: tuple[int, int]) -> PartyKind:
        if token.i in self.tagged.place_hit:
            return self._place_kind(token)
        words = [self.doc[k].text.lower().rstrip(".") for k in range(hit[0], hit[1] + 1)]
        if self.tagged.actor_ids.get(hit[0], "").startswith("person:") or any(
            w in self.tagged.book.titles for w in words[:-1]
        ):
            return "person"
        return "organisation"

    def _place_kind(self, token: Any) -> PartyKind:
        """A place; a country that acts ("Chad condemned …") is its government."""
        if token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ != "be":
            return "organisation"
        if token.dep_ == "agent" or (
            token.dep_ == "pobj" and token.head.text.lower() in {"by", "between", "with", "against"}
        ):
            return "organisation"
        return "place"

    def _name_kind(self, token: Any, word: str) -> PartyKind | None:
        lemma = self.tagged.lemmas[token.i]
        run = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "amod"}]
        before = {c.text.lower().rstrip(".") for c in run}
        if word in GEOGRAPHY or lemma in GEOGRAPHY:
            return "place"
        if word in COLLECTIVE or lemma in COLLECTIVE:
            return "organisation"
        if before & self.tagged.book.titles or before & {"gen", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep"}:
            self.known.add(word)
            return "person"
        if word in self.tagged.book.titles:
            return "person"
        if word in self.known:
            return "person"
        if _ACRONYM.match(token.text):
            return "organisation"
        if any(c.pos_ == "PROPN" for c in run):
            self.known.add(word)
            return "person"
        if self.tagged.book.sort_of(lemma):
            return self._noun_kind(token, lemma)
        if token.dep_ == "pobj" and token.head.text.lower() in LOCATING:
            return "place"
        if token.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return "person"
        return None

    def _noun_kind(self, token: Any, lemma: str) -> PartyKind | None:
        sorts = self.tagged.book.sort_of(lemma)
        plural = "Plur" in token.morph.get("Number")
        if lemma in COLLECTIVE and not (
            lemma in SITES or (lemma in {"state", "country", "community", "nation"} and self._is_where(token))
        ):
            return "organisation"
        if sorts & {"armed", "civilian", "official"} or lemma in PEOPLE:
            if lemma in {"death", "injury", "casualty", "fatality", "body", "corpse", "other"}:
                return None
            return "organisation" if plural or lemma in COLLECTIVE else "person"
        if sorts & {"place", "site", "home", "building"} or lemma in SITES:
            return None if lemma in {"part", "half", "third", "side", "post", "position"} else "place"
        return None

    def _is_where(self, token: Any) -> bool:
        return token.dep_ == "pobj" and token.head.text.lower() in LOCATING

    def _extent(self, token: Any) -> tuple[int, int]:
        """First and last token, article and "of …" included."""
        keep = {"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "punct", "case", "npadvmod"}
        first = last = token.i
        hit = self.tagged.actor_hit.get(token.i) or self.tagged.place_hit.get(token.i)
        if hit is not None:
            first, last = min(first, hit[0]), max(last, hit[1])
        if token.pos_ == "PRON":
            return first, last
        for child in token.lefts:
            if child.dep_ in keep:
                first = min(first, min(t.i for t in child.subtree))
        for child in token.rights:
            if child.dep_ == "prep" and child.text.lower() in {"of", "for"} and child.i <= last + 2:
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None:
                    last = max(last, self._extent(inner)[1])
        while first < last and self.doc[first].is_punct:
            first += 1
        return first, last

    # -- ties --

    def ties(self) -> Iterator[PartyTie]:
        """Every tie of the sentence."""
        yield from self.aside_ties
        for token in self.doc:
            lemma = self.tagged.lemmas[token.i]
            if token.dep_ == "appos" and token.i in self.by_head:
                yield from self._tie("alias", self._of(token.head), self._of(token), "tie.apposition", same=True)
            if token.pos_ == "VERB" and lemma in FIGHT:
                yield from self._tie("fights", self._doers(token), self._objects(token), "tie.fight")
            if token.pos_ == "VERB" and lemma in BACK:
                yield from self._tie("allied", self._doers(token), self._objects(token), "tie.back")
            if token.text.lower() == "against" and token.dep_ == "prep":
                yield from self._against(token)
            if token.text.lower() == "alongside":
                right = [p for c in token.children if c.dep_ == "pobj" for p in self._all(c)]
                yield from self._tie("allied", self._doers_up(token), right, "tie.alongside")
            if token.pos_ in {"NOUN", "PROPN"} and lemma in STRUGGLE:
                yield from self._struggle(token)
            if (
                lemma in {"control", "hold", "seize", "capture", "occupy", "command", "lead", "govern", "rule"}
                and token.pos_ == "VERB"
            ):
                yield from self._tie("commands", self._doers(token), self._objects(token), "tie.control")

    def _tie(
        self, kind: TieKind, left: list[Party], right: list[Party], rule: str, *, same: bool = False
    ) -> Iterator[PartyTie]:
        for a in left:
            for b in right:
                if a != b and not (a.start < b.end and b.start < a.end) and (not same or a.kind == b.kind):
                    yield PartyTie(kind=kind, left=a, right=b, rule=rule)

    def _of(self, token: Any) -> list[Party]:
        return [self.by_head[token.i]] if token.i in self.by_head else []

    def _all(self, token: Any) -> list[Party]:
        """The party headed by a token, those joined to it, and the owner of what is no party itself."""
        found = self._of(token)
        if not found and token.pos_ in {"NOUN", "PROPN"}:
            found = [
                self.by_head[c.i]
                for c in token.children
                if c.dep_ in {"poss", "compound", "nmod"} and c.i in self.by_head
            ]
            for of in (c for c in token.children if c.dep_ == "prep" and c.text.lower() == "of"):
                found += [p for c in of.children if c.dep_ == "pobj" for p in self._all(c)]
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
                found += self._all(child)
        return found

    def _doers(self, verb: Any) -> list[Party]:
        """Who does it: agent of a passive, else the nearest subject up the tree."""
        if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children) or (
            verb.tag_ == "VBN" and verb.dep_ == "acl"
        ):
            by = next((c for c in verb.children if c.dep_ == "agent"), None)
            return [p for c in by.children if c.dep_ == "pobj" for p in self._all(c)] if by is not None else []
        return self._doers_up(verb)

    def _doers_up(self, token: Any) -> list[Party]:
        at = token
        for _ in range(6):
            subject = next((c for c in at.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                if subject.text.lower() in {"who", "which", "that"} and at.dep_ == "relcl":
                    return self._all(at.head)
                return self._all(subject)
            owner = next((c for c in at.children if c.dep_ == "poss"), None)
            if owner is not None and at.pos_ == "NOUN":
                if owner.pos_ != "PRON":
                    return self._all(owner)
            if at.i in self.by_head and at is not token:
                return self._all(at)
            if at.dep_ == "ROOT":
                return []
            at = at.head
        return []

    def _objects(self, verb: Any) -> list[Party]:
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return [p for c in verb.children if c.dep_ == "nsubjpass" for p in self._all(c)]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            return self._all(verb.head)
        found = [p for c in verb.children if c.dep_ == "dobj" for p in self._all(c)]
        if not found:  # "to degrade and defeat X"
            found = [p for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for p in self._objects(c)]
        return found

    def _against(self, prep: Any) -> Iterator[PartyTie]:
        lemma = self.tagged.lemmas[prep.head.i]
        if lemma in STRUGGLE or lemma in FIGHT or lemma in {"use", "launch", "conduct", "operate"}:
            right = [p for c in prep.children if c.dep_ == "pobj" for p in self._all(c)]
            yield from self._tie("fights", self._owners(prep.head), right, "tie.against")

    def _owners(self, noun: Any) -> list[Party]:
        own = [p for c in noun.children if c.dep_ in {"poss", "compound", "nmod"} for p in self._of(c)] + [
            p
            for c in noun.children
            if c.dep_ in {"prep", "agent"} and c.text.lower() == "by"
            for g in c.children
            for p in self._all(g)
        ]
        return own or self._doers_up(noun)

    def _struggle(self, noun: Any) -> Iterator[PartyTie]:
        """ "X's attack on Y", "the defeat of Y", "strikes in Z"."""
        for prep in (c for c in noun.children if c.dep_ == "prep" and c.text.lower() in {"on", "with", "of", "in"}):
            word = prep.text.lower()
            lemma = self.tagged.lemmas[noun.i]
            if (word == "of") != (lemma in {"defeat", "destruction", "siege", "bombardment"}) or (
                word == "in" and lemma not in {"attack", "strike", "airstrike", "bombardment"}
            ):
                continue
            right = [p for c in prep.children if c.dep_ == "pobj" for p in self._all(c)]
            yield from self._tie("fights", self._owners(noun), right, "tie.struggle")
