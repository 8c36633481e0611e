"""ECB+ as mentions with their surroundings: reading of its XML, parse and grounds."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from adapter import need
from mentions import EventMention
from rashomon.extract.syntax.parse import load_parser
from rashomon.extract.times.expressions import find_times
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
FIRST_TEST = 36
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "compound", "dative", "agent", "attr", "nmod"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})


class Corpus(msgspec.Struct, kw_only=True):
    """One split, read.

    Attributes:
        mentions: All gold event mentions of the evaluated sentences.
        gold: Gold cluster of each, by id.
        reports: Words of each report.
        paths: The files read.
    """

    mentions: list[EventMention] = []
    gold: dict[str, str] = {}
    reports: dict[str, list[str]] = {}
    paths: list[Path] = []


def split_of(topic: int) -> str:
    """`train`, `dev` or `test`, the split of Cybulska and Vossen (2015)."""
    if topic >= FIRST_TEST:
        return "test"
    return "dev" if topic in DEV else "train"


def read_corpus(folder: Path, split: str, limit: int | None = None) -> Corpus:
    """Read one split; only the sentences that the set lists as annotated for coreference."""
    listed = need(folder / "ECBplus_coreference_sentences.csv")
    kept: dict[str, set[int]] = defaultdict(set)
    with listed.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            kept[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    corpus = Corpus(paths=[listed])
    names = sorted(name for name in kept if split_of(int(name.split("_")[0])) == split)
    for name in names[:limit]:
        path = need(folder / "ECB+" / name.split("_")[0] / f"{name}.xml")
        corpus.paths.append(path)
        _read(path, kept[name], corpus)
    return corpus


def _read(path: Path, kept: set[int], corpus: Corpus) -> None:
    # The set's own files, read from the user's disk: no entity is declared in them.
    root = ET.parse(path).getroot()  # noqa: S314
    sentences: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for token in root.iter("token"):
        sentences[int(token.get("sentence", 0))].append((token.get("t_id", ""), token.text or ""))
    name = path.stem
    body = [word for number, tokens in sentences.items() for _, word in tokens if not _address(number, name, word)]
    corpus.reports[name] = [w.lower() for w in body if len(w) > 2 and w[0].isalnum()]
    chains = _chains(root, name)
    spans: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    at = {t_id: number for number, tokens in sentences.items() for t_id, _ in tokens}
    for mark in root.find("Markables") or ():
        anchors = [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]
        if mark.tag.startswith(("ACTION", "NEG")) and anchors and at[anchors[0]] in kept:
            spans[at[anchors[0]]].append((mark.get("m_id", ""), anchors))
    for number, marks in sorted(spans.items()):
        parsed = _Sentence(sentences[number])
        for m_id, anchors in marks:
            key = f"{name}:{m_id}"
            corpus.mentions.append(parsed.mention(key, name, number, anchors))
            corpus.gold[key] = chains.get(m_id, key)


def _address(number: int, name: str, word: str) -> bool:
    """Sentence 0 of the added texts is their web address."""
    return number == 0 and name.endswith("plus") and bool(re.search(r"https?:|www|\.(com|org|net)", word))


def _chains(root: ET.Element, name: str) -> dict[str, str]:
    chains = {}
    for relation in root.find("Relations") or ():
        instance = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else f"{name}:r{relation.get('r_id')}"
        for source in relation.iter("source"):
            chains[source.get("m_id", "")] = instance or ""
    return chains


class _Sentence:
    """One parsed sentence, told to mentions."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        from spacy.tokens import Doc

        nlp = load_parser()
        words = [word for _, word in tokens]
        self.doc: Any = nlp(Doc(nlp.vocab, words=words))
        self.at = {t_id: i for i, (t_id, _) in enumerate(tokens)}
        text = " ".join(words)
        self.days = frozenset(t.text.lower() for t in find_times(text, 0))
        self.places = frozenset(hit.text.lower() for hit in open_gazetteer().scan(text))
        self.names = frozenset(t.lower_ for t in self.doc if t.pos_ == "PROPN")
        self.words = frozenset(_lemma(t) for t in self.doc if t.pos_ in _CONTENT)

    def mention(self, key: str, report: str, number: int, anchors: list[str]) -> EventMention:
        """The mention over these tokens."""
        inside = sorted(self.at[a] for a in anchors)
        head = next((self.doc[i] for i in inside if self.doc[i].head.i not in inside), self.doc[inside[0]])
        if self.doc[inside[0]].head == self.doc[inside[0]]:
            head = self.doc[inside[0]]
        lemma = _lemma(head)
        book = load_codebook()
        patterns = book.verbs.get(lemma) or book.nouns.get(lemma) or []
        return EventMention(
            id=key,
            report=report,
            sentence=number,
            lemma=lemma,
            phrase=frozenset(_lemma(self.doc[i]) for i in inside if self.doc[i].pos_ in _CONTENT or i == head.i),
            verb=head.pos_ in {"VERB", "AUX"},
            frame=patterns[0].frame if patterns else "",
            arguments=frozenset(self._arguments(head, set(inside))),
            names=self.names,
            words=self.words - {lemma},
            days=self.days,
            places=self.places,
        )

    def _arguments(self, head: Any, inside: set[int]) -> list[str]:
        found = []
        for child in head.children:
            if child.i in inside:
                continue
            if child.dep_ in _ARGUMENTS and child.pos_ != "PRON":
                found += [t for t in child.children if t.dep_ == "pobj"] if child.dep_ == "agent" else [child]
            if child.dep_ == "prep":
                found += [t for t in child.children if t.dep_ == "pobj"]
        if head.dep_ in {"relcl", "acl", "amod"}:
            found.append(head.head)
        return [_lemma(t) for t in found]


def _lemma(token: Any) -> str:
    lemma = str(token.lemma_).lower()
    return load_codebook().lemma_of.get(token.lower_, lemma) if token.pos_ == "VERB" else lemma
