"""Everyone and every place that a sentence names, with the kind of thing each is.

Each noun phrase counts whose head is known to the roster, the gazetteer or the lexicon of sorts, or is a name by its
capitals. Mentions are outermost: "the mayor of Sake" is one person, Sake within it is no mention of its own.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from rashomon.extract.syntax.tagging import Tagged

PartyKind = Literal["person", "organisation", "place"]
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


class PartyReader:
    """Parties of one sentence, by their head tokens in `by_head`. `known` collects surnames over the report."""

    def __init__(self, tagged: Tagged, known: set[str]) -> None:
        self.tagged = tagged
        self.doc = tagged.parsed.doc
        self.known = known
        self.by_head: dict[int, Party] = {}
        self.asides: list[Party] = []
        self.bracketed: list[tuple[Party, Party]] = []

    def read(self) -> None:
        """Find the parties, the outermost first."""
        inside: set[int] = set()
        for token in sorted(self.doc, key=lambda t: (len(list(t.ancestors)), t.i)):
            if token.i in inside or token.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "ADV"}:
                continue
            kind = self.kind_of(token)
            if kind is None:
                continue
            first, last = self.extent(token)
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
            self.bracketed.append((left, aside))

    def _end(self, i: int) -> int:
        return self.tagged.parsed.spans[max(i, 0)][1]

    # -- what kind of thing --

    def kind_of(self, token: Any) -> PartyKind | None:
        """What a token heads the mention of, None where it names nobody and no place."""
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
        if any(c.text.lower() in LOCATING for c in run):
            return "place"  # "Near Sake, …" at the head of a sentence is taken for a name
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

    def extent(self, token: Any) -> tuple[int, int]:
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
                first = min(first, child.left_edge.i)
        for child in token.rights:
            if child.dep_ == "prep" and child.text.lower() in {"of", "for"} and child.i <= last + 2:
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None:
                    last = max(last, self.extent(inner)[1])
        while first < last and (self.doc[first].is_punct or self.doc[first].text.lower() in LOCATING):
            first += 1
        return first, last
