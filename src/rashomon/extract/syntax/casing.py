"""Capitals put right in text that is printed in capitals alone: old wires, telexes, teletype archives.

Everything after reads names off capitals, so "REBELS ATTACKED SAN ISIDRO" must become "Rebels attacked San Isidro"
first. Only letters change, each to one letter, so every offset stays. What is ordinary English is told by the word
lists of the parser's own lemmatizer, what is a name by roster and gazetteer; a word that neither knows is a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from rashomon.extract.syntax.parse import load_parser
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.roster import load_roster

SHOUTED = 0.85  # share of capitals among letters; headlines in capitals over a cased body stay below it
LEAST_LETTERS = 40  # below, a text may be a lone acronym or headline
LONGEST_ACRONYM = 6
LEAST_WORDS = 4  # words of a headline by which its style of capitals is told, small ones aside
LONGEST_SMALL = 3
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|(?<!\b[A-Z])[.?!][\"”')\]]*\s+|\n\s*\n\s*|--\s+)[\"“'(\[]*(?=[^\W\d_])")
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
# "may" and "march" are months only beside a number.
_MONTH_OR_WORD = frozenset({"may", "march"})
# Particles of names: capital at a name's start, before a word that is a name.
_PARTICLES = frozenset("san santa santo el la las los al del de da do dos van von bin ibn abu umm al- st".split())
_INNER = frozenset("de del da do dos y e la las los van von bin ibn al of and the for in".split())
_SMALL = frozenset(
    """a about above across after again against all almost along already also although always am among an and another
    any anyone anything are around as at away back be because been before behind being below beside besides between both
    but by can cannot could did do does doing done down during each either else enough even ever every everyone few for
    from further had has have having he her here hers herself him himself his how however if in inside into is it its
    itself just last least less let many may me might mine more most much must my near neither never no nobody none nor
    not nothing now of off often on once one only onto or other others our ours out outside over own per perhaps quite
    rather same several shall she should since so some someone something soon still such than that the their theirs them
    themselves then there therefore these they this those though through throughout thus to today together tomorrow
    tonight too toward towards under until unto up upon us very via was we well were what whatever when where whether
    which while who whoever whole whom whose why will with within without would yes yesterday yet you your two three
    four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million first second
    third""".split()
)


def is_shouted(text: str) -> bool:
    """Whether a text is printed in capitals throughout."""
    letters = sum(c.isalpha() for c in text)
    return letters >= LEAST_LETTERS and sum(c.isupper() for c in text) > SHOUTED * letters


def recase(text: str) -> str:
    """The text with ordinary words in small letters and names capitalised, where it is shouted; else as it is.

    Args:
        text: Any text.

    Returns:
        A text of the same length that differs in the case of letters alone.
    """
    if not is_shouted(text):
        return text
    return _Recaser(text).text()


def sentence_case(headline: str) -> str:
    """A headline whose every word is capitalised, with its ordinary words in small letters; else as it is."""
    words = [m.group() for m in _WORD.finditer(headline) if len(m.group()) > LONGEST_SMALL]
    if len(words) < LEAST_WORDS or sum(w[0].isupper() for w in words) < SHOUTED * len(words):
        return headline
    mended = _Recaser(headline.upper()).text()
    names = [(hit.start, hit.end) for hit in load_roster().scan(headline)]
    names += [(place.start, place.end) for place in open_gazetteer().scan(headline)]
    names = [(start, end) for start, end in names if " " in headline[start:end]]
    letters = list(headline)
    for match in _WORD.finditer(headline):
        word, at = match.group(), match.start()
        people = "people" in load_codebook().sort_of(word.lower()) or load_roster().is_people(word)
        if word.istitle() and not people and not any(start <= at < end for start, end in names):
            letters[at] = mended[at]
    return "".join(letters)


class _Recaser:
    """One text on its way."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.spans = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        self.words = [text[a:b].lower() for a, b in self.spans]
        self.at = {start: i for i, (start, _) in enumerate(self.spans)}
        self.forms = ["" for _ in self.spans]
        self.surnames: set[str] = set()

    def text(self) -> str:
        """All passes in order."""
        for i in range(len(self.words)):
            self.forms[i] = self._first(i)
        for name in self._listed():
            self._raise(*name)
        for i in range(len(self.words)):
            self._beside(i)
        # A surname told with its first name once is a name wherever it stands.
        for i, word in enumerate(self.words):
            if word in self.surnames and self.forms[i] == "small":
                self.forms[i] = "name"
        for match in _STARTS.finditer(self.source):
            opening = self.at.get(match.end())
            if opening is not None and self.forms[opening] == "small":
                self.forms[opening] = "name"
        return self._written()

    def _first(self, i: int) -> str:
        word = self.words[i].split("’")[0].split("'")[0]
        if word == "i":
            return "name"
        if word in _MONTHS and (word not in _MONTH_OR_WORD or self._by_number(i)):
            return "name"
        if self._dotted(i) or (len(word) == 1 and word not in {"a"}):
            return "shouted"
        if word in _SMALL:
            return "small"
        if open_gazetteer().demonym(word.title()) or load_roster().demonym(word.title()):
            return "name"
        if is_ordinary(word) and not (may_name(word) and is_first_name(word)):
            return "small"
        return "shouted" if self._acronym(i, word) else "name"

    def _by_number(self, i: int) -> bool:
        start, end = self.spans[i]
        return bool(
            re.search(r"\d\s*$", self.source[:start][-4:]) or re.match(r"\s*,?\s*\d", self.source[end : end + 4])
        )

    def _dotted(self, i: int) -> bool:
        """A letter of "U.S." or "D.C."."""
        start, end = self.spans[i]
        return end - start == 1 and (self.source[end : end + 1] == "." or self.source[start - 1 : start] == ".")

    def _acronym(self, i: int, word: str) -> bool:
        start, end = self.spans[i]
        if len(word) > LONGEST_ACRONYM:
            return False
        if not re.search(r"[aeiouy]", word):
            return True
        bracketed = self.source[start - 1 : start] in {"[", "("} and self.source[end : end + 1] in {"]", ")"}
        entry = load_roster().find(word.upper())
        return bracketed or (entry is not None and load_roster().find(word.title() + "x") is None and len(word) <= 5)

    def _listed(self) -> Iterator[tuple[int, int]]:
        """Names of roster and gazetteer: the roster's of several words wherever they stand, places by their rules."""
        titled = _titled(self.source)
        for hit in load_roster().scan(titled):
            words = [i for i, (a, b) in enumerate(self.spans) if hit.start <= a and b <= hit.end]
            if len(words) > 1:
                yield words[0], words[-1]
        drafted = self._written()
        for place in open_gazetteer().scan(drafted):
            words = [i for i, (a, b) in enumerate(self.spans) if place.start <= a and b <= place.end]
            if words:
                yield words[0], words[-1]
        # Several ordinary words can make a place's name; a preposition of place must then stand before.
        for place in open_gazetteer().scan(titled):
            words = [i for i, (a, b) in enumerate(self.spans) if place.start <= a and b <= place.end]
            if words and words[0] and self.words[words[0] - 1] in {"in", "at", "near", "from", "of", "outside", "to"}:
                if len(words) > 1 or not is_ordinary(self.words[words[0]]):
                    yield words[0], words[-1]

    def _raise(self, first: int, last: int) -> None:
        for i in range(first, last + 1):
            if self.forms[i] == "small" and (i in {first, last} or self.words[i] not in _INNER):
                self.forms[i] = "name"

    def _beside(self, i: int) -> None:
        """Particles before names, titles before names, and names after titles."""
        if i + 1 == len(self.words):
            return
        between = self.source[self.spans[i][1] : self.spans[i + 1][0]]
        if len(between) > 2 or between.strip(" -.\n"):
            return
        word, after = self.words[i], i + 1
        if word in _PARTICLES and self.forms[after] == "name" and word not in _SMALL | {"de", "del", "y"}:
            self.forms[i] = "name"
        if word in load_codebook().titles and word not in _SMALL:
            if self.forms[after] == "small" and may_name(self.words[after]):
                self._surname(after)
            if self.forms[after] != "small":
                self.forms[i] = "name"
        elif self.forms[after] == "small" and may_name(self.words[after]) and self._first_name(i):
            self._surname(after)

    def _surname(self, i: int) -> None:
        self.forms[i] = "name"
        self.surnames.add(self.words[i])

    def _first_name(self, i: int) -> bool:
        """Whether the gazetteer takes a name after this word for a person's."""
        return self.forms[i] == "name" and is_first_name(self.words[i])

    def _written(self) -> str:
        letters = list(self.source)
        for (start, end), form in zip(self.spans, self.forms, strict=True):
            if form == "shouted":
                continue
            for k in range(start if form == "small" else start + 1, end):
                letters[k] = _small(letters[k])
        return "".join(letters)


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _titled(text: str) -> str:
    """Every word capitalised, small words small."""
    letters = list(text)
    for match in _WORD.finditer(text):
        small = match.group().lower() in _SMALL
        for k in range(match.start() + (not small), match.end()):
            letters[k] = _small(letters[k])
    return "".join(letters)


def may_name(word: str) -> bool:
    """Whether an ordinary word beside a name can be a surname: listed as a noun alone ("klein", "vargas")."""
    if word in _SMALL or word in load_codebook().forms or word in load_codebook().titles:
        return False
    verbs, nouns, others = _lists()
    return word in nouns and not set(_bases(word)) & (verbs | others)


@functools.cache
def is_ordinary(word: str) -> bool:
    """Whether a word in small letters is ordinary English.

    It is where it is a form of a listed verb, adjective or adverb, or a noun that is no place's name.
    """
    if word in load_codebook().forms:
        return True
    verbs, nouns, others = _lists()
    bases = set(_bases(word))
    return bool(bases & (verbs | others)) or (bool(bases & nouns) and not _is_place(word))


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Verbs, nouns, and adjectives and adverbs of the lemmatizer, irregular forms included."""
    lookups = load_parser().get_pipe("lemmatizer").lookups
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")

    def of(kind: str) -> frozenset[str]:
        return frozenset(index.get(kind, ())) | frozenset(irregular.get(kind, ()))

    return of("verb"), of("noun"), of("adj") | of("adv")


def _bases(word: str) -> Iterator[str]:
    """Forms that the word may be an inflection of, itself first."""
    yield word
    for ending, puts in (
        ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")),
        ("er", ("", "e")), ("est", ("", "e")), ("ly", ("", "le")), ("men", ("man",)), ("women", ("woman",)),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            yield from (stem + put for put in puts)
            if ending in {"ed", "ing", "er"} and len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _is_place(word: str) -> bool:
    """Whether the gazetteer takes the word alone, capitalised, for a place."""
    title = word.title()
    return any(hit.text == title for hit in open_gazetteer().scan(f"They went to {title}."))


@functools.cache
def is_first_name(word: str) -> bool:
    """Whether the gazetteer reads a place's name after this word as somebody's surname."""
    return not open_gazetteer().scan(f"It was {word.title()} Paris.") and word not in load_codebook().titles
