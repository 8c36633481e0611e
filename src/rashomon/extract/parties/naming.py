"""Everyone and every place that a report names, and who stands how to whom, in any sentence.

`extract` names the parties of its claims. This module names all: each noun phrase whose head is known to the
roster, the gazetteer or the lexicon of sorts, or is a name by its capitals, with the kind of thing it is. Two
parties are tied where grammar ties them: apposition and brackets make one an alias of the other, verbs and nouns
of fighting make them foes, of backing allies, and a commander is in charge of what he commands.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from rashomon.extract.parties.reader import Party, PartyReader
from rashomon.extract.syntax.parse import parse
from rashomon.extract.syntax.sentences import Sentence, split_sentences
from rashomon.extract.syntax.tagging import Tagged
from rashomon.extract.syntax.tails import Tail
from rashomon.model.text import Report
from rashomon.reference.roster import load_roster

__all__ = ["Parties", "Party", "PartyTie", "find_parties"]

TieKind = Literal["fights", "allied", "commands", "alias"]
FIGHT = frozenset(
    "fight attack bomb shell strike target hit kill defeat degrade destroy combat counter battle raid assault ambush "
    "pound repel storm besiege encircle eliminate neutralise neutralize murder slaughter terrorise terrorize crush "
    "rout overrun confront resist intercept wound injure gas torture enslave persecute rocket mortar blast snipe "
    "shoot dislodge expel oust engage bombard behead execute massacre clash".split()
)
STRUGGLE = frozenset(
    "fight war battle campaign attack strike airstrike operation raid assault offensive clash struggle action "
    "bombing shelling crackdown push resistance onslaught aggression brutality massacre genocide barrage insurgency "
    "bombardment mission violence atrocity effort defeat destruction siege".split()
)
BACK = frozenset("support back assist aid help arm train partner equip".split())
COMMANDER = frozenset(
    "commander leader head chief director president minister secretary chairman ruler governor".split()
)
HELD = frozenset({"held", "controlled", "occupied"})
CONTROL = frozenset("control hold seize capture occupy command lead govern rule head".split())
JOINT = frozenset("launch advance capture seize retake recapture enter push storm liberate clear".split())
CARRY = frozenset(
    "carry conduct launch mount stage wage make commit perpetrate execute deliver join fight lead".split()
)


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
    closing: list[Sentence] = []
    context = load_roster().named(report.text)
    for parsed in parse(split_sentences(report), context=context):
        reader = PartyReader(Tagged(parsed), known)
        reader.read()
        parties.update(reader.by_head.values())
        parties.update(reader.asides)
        ties.extend(_TieReader(reader).all())
        if parsed.tail is not None:
            closing.append(_closing_words(parsed.sentence, parsed.tail))
    for parsed in parse(closing, context=context):
        reader = PartyReader(Tagged(parsed), known)
        reader.read()
        parties.update(reader.by_head.values())
    return Parties(parties=tuple(sorted(parties)), ties=tuple(dict.fromkeys(ties)))


def _closing_words(sentence: Sentence, tail: Tail) -> Sentence:
    """Who says it at a sentence's end, as a sentence of its own: the words were kept out of its tree."""
    words = sentence.text[tail.start - sentence.start : tail.end - sentence.start]
    bare = words.lstrip(", ")
    begin = tail.start + len(words) - len(bare)
    return msgspec.structs.replace(sentence, start=begin, end=begin + len(bare), text=bare)


class _TieReader:
    """Ties among the parties of one sentence."""

    def __init__(self, reader: PartyReader) -> None:
        self.reader = reader
        self.tagged = reader.tagged
        self.doc = reader.doc
        self.by_head = reader.by_head

    def all(self) -> Iterator[PartyTie]:
        """Every tie of the sentence."""
        for name, short in self.reader.bracketed:
            yield PartyTie(kind="alias", left=name, right=short, rule="tie.bracket")
        yield from self._titled()
        for token in self.doc:
            lemma = self.tagged.lemmas[token.i]
            if token.dep_ in {"appos", "attr"}:
                yield from self._same(token)
            if token.text.lower() in HELD and token.i >= 2 and self.doc[token.i - 1].text == "-":
                yield from self._held(token)
            elif token.pos_ == "VERB":
                yield from self._by_verb(token, lemma)
            elif token.pos_ in {"NOUN", "PROPN"} and lemma in STRUGGLE:
                yield from self._struggle(token)
            elif token.pos_ in {"NOUN", "PROPN"} and lemma in COMMANDER:
                yield from self._commander(token)
            elif token.dep_ == "prep" and token.text.lower() == "against":
                yield from self._against(token)
            elif token.dep_ == "prep" and token.text.lower() == "under":
                yield from self._under(token)
            elif lemma == "support" and token.pos_ == "NOUN":
                yield from self._in_support(token)
            elif token.dep_ == "conj" and lemma in {"ally", "partner"} and token.i in self.by_head:
                yield from self._tie("allied", self._of(token.head), self._of(token), "tie.ally")
            elif token.text.lower() in {"alongside", "together"}:
                right = [p for c in token.subtree if c.dep_ == "pobj" for p in self._all(c)]
                yield from self._tie("allied", self._doers_up(token), right, "tie.alongside")

    def _by_verb(self, verb: Any, lemma: str) -> Iterator[PartyTie]:
        if lemma in FIGHT:
            yield from self._tie("fights", self._doers(verb), self._objects(verb), "tie.fight")
        beaten = [c for c in verb.children if c.dep_ == "dobj" and self.tagged.lemmas[c.i] in {"defeat", "blow"}]
        if beaten:  # "dealt X a defeat"
            right = [p for c in verb.children if c.dep_ == "dative" for p in self._all(c)]
            yield from self._tie("fights", self._doers(verb), right, "tie.defeat")
        if lemma in BACK:
            yield from self._tie("allied", self._doers(verb), self._objects(verb), "tie.back")
        if lemma in CONTROL:
            yield from self._tie("commands", self._doers(verb), self._objects(verb), "tie.control")
        if lemma in FIGHT | JOINT:
            # who fights in one clause as one subject fights on one side
            joint = [
                p
                for c in verb.children
                if c.dep_ in {"nsubj", "agent"}
                for p in self._all(c)
                if p.kind == "organisation"
            ]
            for at, one in enumerate(joint):
                yield from self._tie("allied", [one], joint[at + 1 :], "tie.joint")

    def _same(self, token: Any) -> Iterator[PartyTie]:
        """Apposition, and "X is the commander": two places by name stand one in the other, not one for the other."""
        if token.i not in self.by_head:
            return
        head = token.head
        if token.dep_ == "attr":
            head = next((c for c in head.children if c.dep_ == "nsubj"), None)
            if head is None or self.by_head[token.i].kind != "person":
                return
        if head.pos_ == "PRON" or (token.dep_ == "attr" and any(c.text.lower() in {"a", "an"} for c in token.lefts)):
            return  # "he was a general": one of a kind, no other name
        right = self.by_head[token.i]
        if token.dep_ == "appos" and head.i < token.i and not any(t.is_punct for t in self.doc[head.i : token.i]):
            return  # "the aid group Relief": one mention
        if right.kind == "place" and token.pos_ == "PROPN" and head.pos_ == "PROPN":
            return
        yield from self._tie("alias", self._of(head), [right], "tie.apposition", same=True)

    def _titled(self) -> Iterator[PartyTie]:
        """ "the foreign minister, Jane Doe,": a post and a name side by side, wherever the parser hangs them."""
        people = sorted((p, i) for i, p in self.by_head.items() if p.kind == "person")
        text, offset = self.tagged.parsed.sentence.text, self.tagged.parsed.sentence.start
        for (left, i), (right, j) in itertools.pairwise(people):
            post = [self._is_post(i), self._is_post(j)]
            if text[left.end - offset : right.start - offset] == ", " and post[0] != post[1] and i < j:
                yield PartyTie(kind="alias", left=left, right=right, rule="tie.post")

    def _is_post(self, i: int) -> bool:
        """Whether a person's phrase is headed by a post ("the minister of X"), not a name."""
        return self.doc[i].pos_ == "NOUN" or self.doc[i].text.lower() in self.tagged.book.titles

    def _commander(self, noun: Any) -> Iterator[PartyTie]:
        """ "Jane Doe, commander of the Northern Front"."""
        of = next((c for c in noun.children if c.dep_ == "prep" and c.text.lower() == "of"), None)
        what = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if what is None:
            return
        kind = self.reader.kind_of(what)
        if kind not in {"organisation", "place"}:
            return
        first, last = self.reader.extent(what)
        start, end = self.tagged.span_of(first, last)
        right = Party(start=start, end=end, kind=kind, head=self.tagged.parsed.spans[what.i][0])
        who = (
            self._of(noun.head)
            if noun.dep_ == "appos"
            else [self.by_head[c.i] for c in noun.children if c.dep_ == "appos" and c.i in self.by_head]
        )
        if noun.dep_ == "attr":
            who = [p for c in noun.head.children if c.dep_ == "nsubj" for p in self._of(c)]
        yield from self._tie("commands", who, [right], "tie.commander")

    def _held(self, token: Any) -> Iterator[PartyTie]:
        """ "the rebel-held town"."""
        owner, noun = self.doc[token.i - 2], token.head
        start, end = self.tagged.parsed.spans[owner.i]
        left = Party(start=start, end=end, kind="organisation", head=start)
        for right in self._of(noun):
            if right.kind == "place":
                yield PartyTie(kind="commands", left=left, right=right, rule="tie.held")

    def _tie(
        self, kind: TieKind, left: list[Party], right: list[Party], rule: str, *, same: bool = False
    ) -> Iterator[PartyTie]:
        for a in left:
            for b in right:
                if kind != "alias" and a.kind == "place":
                    continue
                if kind == "allied" and (a.kind, b.kind) != ("organisation", "organisation"):
                    continue
                if (
                    a != b
                    and (rule == "tie.commander" or not (a.start < b.end and b.start < a.end))
                    and (not same or a.kind == b.kind)
                ):
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
            if by is None:  # "was killed in a raid by X", "in a raid conducted by X"
                by = next(
                    (
                        t
                        for t in verb.subtree
                        if t.i > verb.i and t.text.lower() == "by" and t.dep_ in {"agent", "prep"}
                    ),
                    None,
                )
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
                return self._all(owner) if owner.pos_ != "PRON" else self._before(owner)
            if at.dep_ in {"ROOT", "ccomp"}:
                passive = next((c for c in at.children if c.dep_ == "nsubjpass"), None)
                if passive is not None and token.pos_ != "VERB":
                    return self._all(passive)
            if at.i in self.by_head and at is not token:
                return self._all(at)
            if at.dep_ == "ROOT" or (at.dep_ == "acl" and at.head.dep_ == "dobj" and self._talks(at.head.head)):
                return []
            at = at.head
        return []

    def _talks(self, verb: Any) -> bool:
        return self.tagged.lemmas[verb.i] in self.tagged.book.speech or self.tagged.lemmas[verb.i] in {
            "discuss",
            "welcome",
        }

    def _before(self, pronoun: Any) -> list[Party]:
        """Whom "their" means: the nearest party before it that can act, with those joined to it."""
        ahead = [i for i, p in self.by_head.items() if i < pronoun.i and p.kind == "organisation"]
        if not ahead:
            return []
        token = self.doc[max(ahead)]
        while token.dep_ == "conj" and token.head.i in self.by_head:
            token = token.head
        return self._all(token)

    def _objects(self, verb: Any) -> list[Party]:
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return [p for c in verb.children if c.dep_ == "nsubjpass" for p in self._all(c)]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            if verb.head.dep_ == "attr":  # "X is a town held by Y"
                return [p for c in verb.head.head.children if c.dep_ == "nsubj" for p in self._all(c)]
            return self._all(verb.head)
        found = [p for c in verb.children if c.dep_ == "dobj" for p in self._all(c)]
        if not found:  # "to degrade and defeat X"
            found = [p for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for p in self._objects(c)]
        return found

    def _against(self, prep: Any) -> Iterator[PartyTie]:
        """ "operations against X", "conducted strikes using drones against X"."""
        right = [p for c in prep.children if c.dep_ == "pobj" for p in self._all(c)]
        at = prep.head
        for _ in range(4):
            lemmas = {self.tagged.lemmas[at.i], *(self.tagged.lemmas[c.i] for c in at.children if c.dep_ == "dobj")}
            if lemmas & (STRUGGLE | FIGHT) or (at is prep.head and lemmas & CARRY) or self.tagged.lemmas[at.i] == "use":
                yield from self._tie("fights", self._owners(at), right, "tie.against")
                return
            if at.dep_ == "ROOT":
                return
            at = at.head

    def _under(self, prep: Any) -> Iterator[PartyTie]:
        """ "areas under rebel control", "the town is under the control of the army"."""
        noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if noun is None or self.tagged.lemmas[noun.i] not in {"control", "rule", "command", "occupation", "siege"}:
            return
        head = prep.head
        what = self._of(head)
        if not what and head.pos_ in {"VERB", "AUX"}:
            what = [p for c in head.children if c.dep_ in {"nsubj", "nsubjpass"} for p in self._all(c)]
        of = [c for c in noun.children if c.dep_ == "prep" and c.text.lower() == "of"]
        owners = [p for c in of for g in c.children if g.dep_ == "pobj" for p in self._all(g)]
        owners += [p for c in noun.children if c.dep_ in {"poss", "compound", "amod", "nmod"} for p in self._of(c)]
        kind: TieKind = "fights" if self.tagged.lemmas[noun.i] == "siege" else "commands"
        yield from self._tie(kind, owners, what, "tie.under")

    def _in_support(self, noun: Any) -> Iterator[PartyTie]:
        """ "strikes in support of its partners"."""
        of = next((c for c in noun.children if c.dep_ == "prep" and c.text.lower() == "of"), None)
        if of is None or noun.dep_ != "pobj" or noun.head.text.lower() != "in":
            return
        right = [p for c in of.children if c.dep_ == "pobj" for p in self._all(c)]
        yield from self._tie("allied", self._doers_up(noun.head), right, "tie.support")

    def _owners(self, noun: Any, *, near: bool = False) -> list[Party]:
        """Whose attack it is; with `near`, not the subject of just any verb above it."""
        own = [p for c in noun.children if c.dep_ in {"poss", "compound", "nmod"} for p in self._of(c)]
        own += [p for c in noun.children if c.dep_ == "poss" and c.pos_ == "PRON" for p in self._before(c)]
        for by in (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.text.lower() == "by"):
            own += [p for c in by.children for p in self._all(c)]
        if own or not near:
            return own or self._doers_up(noun)
        carried = noun.dep_ in {"dobj", "nsubjpass"} and self.tagged.lemmas[noun.head.i] in CARRY
        return self._doers(noun.head) if carried else []

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
            yield from self._tie("fights", self._owners(noun, near=True), right, "tie.struggle")
