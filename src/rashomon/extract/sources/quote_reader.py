"""Attributions in one sentence: verbs of speech and mind, quotations, "according to", nouns, colons.

The tree gives a verb its subject and clause where the parser is right. A quotation is read by its marks first: the
verb beside it speaks it, and the name beside the verb is the speaker, wherever the parser hangs them.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

import msgspec

from rashomon.extract.syntax.parse import Parsed
from rashomon.extract.syntax.sentences import Sentence
from rashomon.model.text import Span

_COLON = re.compile(r"(?P<who>[A-Z][^:;,.!?“”\"]{1,45})(?P<cue>:)\s+(?P<said>\S.*)", re.DOTALL)
_SIGNED = re.compile(r"\s*(?P<cue>[—―–]|--)\s*(?P<who>[A-Z@][^—―–.!?“”\"]{2,60}?)\s*\(@\w+\)")
_WORD = re.compile(r"\w+")
NO_SOURCE = frozenset({"it", "there", "that", "this", "which", "what"})
ASIDE = frozenset({"npadvmod", "tmod", "advmod", "punct", "mark", "cc", "aux", "auxpass", "neg"})


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution.

    Attributes:
        source: Who is cited, with article and apposition; None where nobody is named.
        cue: The words that tie source and content; None for a quotation without any.
        content: What is said, in order of the text.
        rule: Which rule read it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    rule: str


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Words that cite. `with_preposition` holds (verb, preposition)."""

    say: frozenset[str]
    judge: frozenset[str]
    want: frozenset[str]
    with_preposition: frozenset[tuple[str, str]]
    nouns: frozenset[str]


@functools.cache
def load_lexicon() -> Lexicon:
    """The words of `data/quotes.json`."""
    text = resources.files("rashomon.extract").joinpath("data/quotes.json").read_text("utf-8")
    words = {name: frozenset(group["words"].split()) for name, group in json.loads(text).items()}
    pairs = frozenset((verb, prep) for verb, _, prep in (w.partition(":") for w in words["with_preposition"]))
    return Lexicon(
        say=words["say"], judge=words["judge"], want=words["want"], with_preposition=pairs, nouns=words["nouns"]
    )


def is_sentence(text: str, quote: Span) -> bool:
    """A quotation long enough, and begun like a sentence."""
    words = quote.of(text)
    return bool(re.match(r"\W*[A-Z0-9…]", words)) and len(words.split()) >= 3


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(start=out[-1].start, end=max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


class QuoteReader:
    """Reads the attributions of one parsed sentence, the outermost first."""

    def __init__(self, parsed: Parsed, quotes: Sequence[Span]) -> None:
        self.parsed = parsed
        self.sentence: Sentence = parsed.sentence
        self.doc = parsed.doc
        self.words = load_lexicon()
        within = Span(start=self.sentence.start, end=self.sentence.end)
        self.quotes = [
            Span(start=max(q.start, within.start), end=min(q.end, within.end)) for q in quotes if meet(q, within)
        ]
        self.quoted = {i for i, (a, _) in enumerate(parsed.spans) if any(q.start <= a < q.end for q in self.quotes)}
        self.taken: set[int] = set()
        self.found: list[Attributed] = []

    def attributions(self) -> list[Attributed]:
        """All of the sentence."""
        if self._closing() or self._colon() or self._signed():
            return self.found
        self._according()
        for token in sorted(self.doc, key=lambda t: (len(list(t.ancestors)), t.i)):
            if token.i in self.quoted or token.i in self.taken:
                continue
            if token.pos_ == "VERB":
                self._verb(token)
            elif token.pos_ == "NOUN" and _lemma(token) in self.words.nouns:
                self._noun(token)
        if not self.found:
            self._bare_quote()
        return self.found

    # -- where the sentence's own shape tells --

    def _closing(self) -> bool:
        """ "…, police said on Monday.": kept out of the tree by the parser's front end."""
        tail = self.parsed.tail
        if tail is None or (tail.cue == ":" and not any(t.pos_ in {"VERB", "AUX"} for t in self.doc)):
            return False  # "Mayor: bridge open": without a verb before the colon, the speaker is what stands there
        start = self.sentence.start
        text = self.sentence.text
        who = Span(start=tail.actor.start, end=tail.actor.end)
        at = text.find(tail.cue.split()[0], who.end - start) if tail.cue != ":" else tail.start - start
        cue = Span(start=start + at, end=tail.end) if at >= 0 and start + at < tail.end else None
        content = Span(start=start, end=tail.start)
        self.found.append(Attributed(source=who, cue=cue, content=(content,), rule="closing"))
        return True

    def _colon(self) -> bool:
        """ "Ministry: bridge reopened" in a headline; "SMITH: “I was there.”" anywhere."""
        match = _COLON.fullmatch(self.sentence.text)
        if match is None or not (self.sentence.role == "headline" or match.group("said")[0] in "“\"'‘"):
            return False
        who = match.group("who").split()
        if len(who) > 7 or any(_lemma(t) in self.words.say and t.pos_ == "VERB" for t in self.doc[: len(who)]):
            return False
        self._add(
            "colon", self._at(match, "who"), self._at(match, "cue"), [self._at(match, "said")],
        )  # fmt: skip
        return True

    def _signed(self) -> bool:
        """ "Rain all day — Jane Doe (@jane)": a message from a network, signed."""
        match = _SIGNED.search(self.sentence.text)
        if match is None or match.start() < 5:
            return False
        said = Span(start=self.sentence.start, end=self.sentence.start + match.start())
        self._add("signed", self._at(match, "who"), self._at(match, "cue"), [said])
        return True

    def _at(self, match: re.Match[str], group: str) -> Span:
        return Span(start=self.sentence.start + match.start(group), end=self.sentence.start + match.end(group))

    def _according(self) -> None:
        """ "According to the army, …": the rest of the clause is what is said."""
        for token in self.doc:
            if token.text.lower() != "according" or token.i in self.quoted or token.i + 2 >= len(self.doc):
                continue
            to = self.doc[token.i + 1]
            pobj = next((c for c in to.children if c.dep_ == "pobj"), None) or self.doc[token.i + 2]
            source = self._left_right(pobj)
            if source[0] <= to.i:
                source = (to.i + 1, max(source[1], to.i + 1))
            clause = token.head
            while clause.dep_ not in {"ROOT", "ccomp", "conj", "advcl", "relcl"} and clause.head is not clause:
                clause = clause.head
            inside = set(range(token.i, source[1] + 1))
            said = [t.i for t in clause.subtree if t.i not in inside]
            self._add("according", self._span(*source), self._span(token.i, to.i), self._runs(said), [*said, *inside])

    # -- verbs --

    def _verb(self, verb: Any) -> None:
        lemma = _lemma(verb)
        source = self._source(verb)
        if source is not None and self._is_no_one(source, verb):
            return
        said, rule = self._said(verb, lemma, source)
        if not said:
            return
        if source is None and not rule.startswith("quote") and verb.dep_ != "advcl":
            return
        who = self._span(*source) if source is not None else None
        spans = self._runs(said)
        if rule == "quote":
            spans = list(merged([*spans, *self.quotes]))
        self._add(rule, who, self._cue(verb), spans, said)

    def _said(self, verb: Any, lemma: str, source: tuple[int, int] | None) -> tuple[list[int], str]:
        """Tokens of what a verb ties to its source, and the rule; none if it ties nothing."""
        own = set(range(source[0], source[1] + 1)) if source is not None else set()
        words = self.words
        children = list(verb.children)
        clause = [c for c in children if c.dep_ == "ccomp" or (c.dep_ == "parataxis" and c.i < verb.i)]
        if lemma in words.say and self._speaks_quote(verb, own):
            return sorted(self.quoted - own | {i for c in clause for i in self._under(c, verb)} - own), "quote"
        if verb.dep_ == "parataxis" and lemma in words.say and not clause and "nsubj" in {c.dep_ for c in children}:
            aside = {t.i for t in verb.subtree}
            return [t.i for t in verb.head.subtree if t.i not in aside and t.i not in own], "verb.aside"
        if clause and (lemma in words.say or lemma in words.want):
            return sorted({i for c in clause for i in self._under(c, verb)} - own), "verb.clause"
        if lemma in words.want or lemma in words.say:
            wish = [c for c in children if c.dep_ == "xcomp" and c.i > verb.i]
            if wish:
                told = [c for c in children if c.dep_ == "dobj"]
                return sorted({i for c in (*wish, *told) for i in self._under(c, verb)} - own), "verb.wish"
        if lemma in words.judge or lemma == "want":
            parts = [c for c in children if c.i > verb.i and c.dep_ in {"dobj", "oprd", "prep", "acomp", "attr"}]
            if any(c.dep_ == "dobj" for c in parts):
                return sorted({i for c in parts for i in self._under(c, verb)} - own), "verb.object"
            subject = next((c for c in children if c.dep_ == "nsubjpass"), None)
            if subject is not None and source is not None:
                return sorted(set(self._under(subject, verb)) - own), "verb.passive"
        for c in children:
            if c.dep_ == "prep" and (lemma, c.text.lower()) in words.with_preposition:
                inner = {i for g in c.children for i in self._under(g, verb)}
                return sorted(inner - own), "verb.preposition"
        return [], ""

    def _speaks_quote(self, verb: Any, own: set[int]) -> bool:
        """Whether the verb stands beside a quotation's edge, nothing but its own words between."""
        near = {t.i for t in verb.subtree if t.dep_ in ASIDE} | own | {verb.i}
        for quote in self.quotes:
            inside = [i for i in self.quoted if quote.start <= self.parsed.spans[i][0] < quote.end]
            if not inside:
                continue
            gap = range(inside[-1] + 1, verb.i) if inside[-1] < verb.i else range(verb.i + 1, inside[0])
            if all(i in near or self.doc[i].is_punct for i in gap) or (
                len(gap) <= 10
                and not any(self.doc[i].pos_ == "VERB" for i in gap)
                and is_sentence(
                    self.sentence.text,
                    Span(start=quote.start - self.sentence.start, end=quote.end - self.sentence.start),
                )
            ):
                return True
        return False

    def _source(self, verb: Any) -> tuple[int, int] | None:
        """First and last token of who speaks: subject, agent, or the noun that the verb hangs on."""
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) or (
            verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)
        )
        if passive:
            by = next((c for c in verb.children if c.dep_ == "agent"), None)
            who = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
            if who is not None:
                return self._left_right(who)
            if verb.dep_ != "conj":
                return None
        own = next((c for c in verb.children if c.dep_ == "nsubj" and c.i not in self.quoted), None)
        if own is not None:
            return self._left_right(own)
        if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            if verb.dep_ != "ccomp":
                return self._source(verb.head)
        elif verb.dep_ == "pcomp":  # "answered by saying", "after saying"
            above = next((t for t in verb.ancestors if t.pos_ in {"VERB", "AUX"}), None)
            return self._source(above) if above is not None else None
        elif verb.dep_ == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
            return self._plain(verb.head)
        return self._beside(verb)

    def _beside(self, verb: Any) -> tuple[int, int] | None:
        """The name after or before a verb that stands by a quotation: "…,” said the mayor"."""
        if not self.quotes:
            return None
        last = verb.i
        while last + 1 < len(self.doc) and last + 1 not in self.quoted and not self.doc[last + 1].is_punct:
            last += 1
        after = [i for i in range(verb.i + 1, last + 1) if self.doc[i].pos_ in {"PROPN", "NOUN", "PRON"}]
        if after and self.doc[verb.i + 1].pos_ in {"PROPN", "DET", "PRON", "ADJ", "NOUN"}:
            return (verb.i + 1, after[-1])
        first = verb.i
        while first > 0 and first - 1 not in self.quoted and not self.doc[first - 1].is_punct:
            first -= 1
        ahead = [i for i in range(first, verb.i) if self.doc[i].pos_ in {"PROPN", "NOUN", "PRON"}]
        return (first, ahead[-1]) if ahead else None

    def _is_no_one(self, source: tuple[int, int], verb: Any) -> bool:
        """A bare "it" or "this" is no one, but "It says the bridge fell", "which warned that" are a source's words."""
        word = self.doc[source[0]].text.lower()
        if source[0] != source[1] or word not in NO_SOURCE:
            return False
        return not (
            (word == "it" and _lemma(verb) in self.words.say and any(c.dep_ == "ccomp" for c in verb.children))
            or (word in {"which", "that"} and verb.dep_ == "relcl")
        )

    # -- nouns --

    def _noun(self, noun: Any) -> None:
        """ "the army's claim that …", "calls by the UN for …"."""
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        by = next(
            (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.text.lower() in {"by", "from", "among"}),
            None,
        )
        if owner is None and by is not None:
            owner = next((c for c in by.children if c.dep_ == "pobj"), None)
        clause = [c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i]
        about = [
            inner
            for c in noun.children
            if c.dep_ == "prep" and c.text.lower() in {"of", "for", "about", "on", "to", "against"}
            for inner in c.children
        ]
        said = clause or about
        if not said or owner is None:
            return
        tokens = sorted({i for c in said for i in self._under(c, noun)})
        self._add("noun", self._span(*self._left_right(owner)), self._span(noun.i, noun.i), self._runs(tokens), tokens)

    # -- quotations without a cue --

    def _bare_quote(self) -> None:
        """A quotation in a sentence of someone: its main verb's subject is who is heard."""
        root = next((t for t in self.doc if t.dep_ == "ROOT"), None)
        if root is None or root.i in self.quoted or not self.quotes:
            return
        long = [q for q in self.quotes if len(_WORD.findall(self._words(q))) >= 3]
        source = self._source(root)
        if not long or source is None or self._is_no_one(source, root):
            return
        self._add("quote.bare", self._span(*source), self._cue(root), long)

    def _words(self, span: Span) -> str:
        return self.sentence.text[span.start - self.sentence.start : span.end - self.sentence.start]

    # -- spans --

    def _under(self, token: Any, above: Any) -> list[int]:
        """Tokens of a subtree that stand on its own side of the word above."""
        return [t.i for t in token.subtree if (t.i > above.i) == (token.i > above.i)]

    def _plain(self, noun: Any) -> tuple[int, int]:
        """A noun phrase without what hangs on it to the right."""
        return min([t.i for c in noun.lefts for t in c.subtree] + [noun.i]), noun.i

    def _left_right(self, noun: Any) -> tuple[int, int]:
        inside = [t.i for t in noun.subtree if t.i not in self.quoted] or [noun.i]
        first, last = inside[0], inside[-1]
        head = noun.head
        if head is not noun:  # never over the verb that it belongs to
            if first <= head.i < noun.i:
                first = head.i + 1
            if noun.i < head.i <= last:
                last = head.i - 1
        while first < last and self.doc[first].is_punct:
            first += 1
        while last > first and (self.doc[last].is_punct or self.doc[last].dep_ == "case"):
            last -= 1
        return first, last

    def _cue(self, verb: Any) -> Span:
        parts = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "prt"} and c.i not in self.quoted]
        near = [i for i in parts if abs(i - verb.i) <= 3]
        return self._span(min([*near, verb.i]), max([*near, verb.i]))

    def _span(self, first: int, last: int) -> Span:
        return Span(start=self.parsed.spans[first][0], end=self.parsed.spans[last][1])

    def _runs(self, tokens: Sequence[int]) -> list[Span]:
        """Spans of neighbouring tokens, marks at their outer ends left off."""
        runs: list[list[int]] = []
        for i in sorted(set(tokens)):
            if runs and i == runs[-1][-1] + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
        spans = []
        for run in runs:
            while run and self.doc[run[0]].is_punct and run[0] not in self.quoted:
                run.pop(0)
            while run and self.doc[run[-1]].is_punct and run[-1] not in self.quoted:
                run.pop()
            if run:
                spans.append(self._span(run[0], run[-1]))
        return spans

    def _add(
        self, rule: str, source: Span | None, cue: Span | None, content: Iterable[Span], tokens: Iterable[int] = ()
    ) -> None:
        spans = merged(content)
        if not spans:
            return
        self.taken.update(tokens)
        self.found.append(Attributed(source=source, cue=cue, content=spans, rule=rule))


def _lemma(token: Any) -> str:
    return str(token.lemma_).lower()
