"""What each token of a parsed sentence is: part of a name we know, a number, a time, a sort of thing.

The roster and the gazetteer win over the model's guesses: it takes Isis for nothing, Palmyra for a
person. A token may be several sorts at once ("Iraq" acts and is a place); grammar decides later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from rashomon.extract.quantities.phrases import Quantity, find_quantities
from rashomon.extract.syntax.parse import Parsed
from rashomon.extract.syntax.wordings import stand_in
from rashomon.extract.times.expressions import find_times
from rashomon.model.timex import TimeMention
from rashomon.reference.codebook import load_codebook
from rashomon.reference.gazetteer import open_gazetteer

# Types of military aircraft by their designations ("F-16", "Su-25", "MiG-29", "Mi-24").
AIRCRAFT = re.compile(r"(?:A|AC|AH|B|C|F|FA|J|Ka|MQ|Mi|MiG|RQ|Su|TB|Tu|UH|Yak)-?\d{1,3}[A-Z]{0,2}$")
PERSON_PRONOUNS = frozenset("he she they we i him her them us who whom it its their our ours".split())
_COMPASS = ("eastern", "western", "northern", "southern")
# Head nouns through which a role passes to what they are made of: "members of the army".
TRANSPARENT = frozenset(
    "member group number part unit much dozen dozens hundred hundreds thousand thousands score scores some one many "
    "most rest whole majority couple handful series column element remnant hundred crowd wave any several all each "
    "range kind sort type ten tens batch half third quarter percent total".split()
)


T = TypeVar("T")


class Tagged:
    """A parsed sentence with what is known of its tokens.

    Attributes:
        parsed: The sentence and its tree.
        lemmas: Lower-case lemma of each token.
        actor_hit, place_hit: For tokens inside a known name: (first, last) token index of the name.
        actor_ids: Roster id by first token of a name.
        times, quantities: With the index of each one's first and last token.
        time_tokens, number_tokens: Indices covered by them.
        names: Runs of proper nouns: (first, last) by token.
        memo: What was worked out once of a token or of the sentence, by a key of the function's own; None while it
            is being tagged.
    """

    __slots__ = (
        "actor_hit", "actor_ids", "book", "lemmas", "memo", "number_tokens", "parsed", "place_hit", "quantities",
        "time_tokens", "times", "words",
    )  # fmt: skip

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.memo: dict[Any, Any] | None = None
        self.book = load_codebook()
        self.words: list[str] = [t.text.lower() for t in parsed.doc]
        self.lemmas: list[str] = [self._known_lemma(t, _lemma(t, parsed.doc)) for t in parsed.doc]
        text, offset = parsed.sentence.text, parsed.sentence.start
        for i, (start, end) in enumerate(parsed.spans):
            printed = text[start - offset : end - offset]
            if stand_in(printed) != printed:  # the parser saw another word: the claim rests on the printed one
                self.words[i] = printed.lower()
                self.lemmas[i] = self.book.lemma_of.get(self.words[i], self.words[i])
        self.actor_hit: dict[int, tuple[int, int]] = {}
        self.actor_ids: dict[int, str] = {}
        for hit in parsed.names:
            run = self.tokens_of(hit.start + offset, hit.end + offset)
            if run:
                self.actor_ids[run[0]] = hit.actor_id
                for i in range(run[0], run[1] + 1):
                    self.actor_hit[i] = run
        self.place_hit: dict[int, tuple[int, int]] = {}
        for place in (hits := open_gazetteer().scan(text)):
            if text[place.end : place.end + 1] == "-" and text[place.end + 1 : place.end + 2].isupper():
                if not any(other.start == place.end + 1 for other in hits):
                    continue  # "Mont-Grivel" is not Mont, while "Moscow-Kyiv" is both
            run = self.tokens_of(place.start + offset, place.end + offset)
            if run and self._is_place(run) and self._is_whole(run, place.end - place.start):
                for i in range(run[0], run[1] + 1):
                    self.place_hit[i] = run
        self.times: list[tuple[TimeMention, int, int]] = []
        self.time_tokens: set[int] = set()
        for mention in find_times(text, offset):
            run = self.tokens_of(mention.start, mention.end)
            if run:
                self.times.append((mention, *run))
                self.time_tokens.update(range(run[0], run[1] + 1))
        self.quantities: list[tuple[Quantity, int, int]] = []
        self.number_tokens: set[int] = set()
        for quantity in find_quantities(text[parsed.dateline :], offset + parsed.dateline):
            run = self.tokens_of(quantity.start, quantity.end)
            if run and not self.time_tokens & set(range(run[0], run[1] + 1)):
                self.quantities.append((quantity, *run))
                self.number_tokens.update(range(run[0], run[1] + 1))
        self.memo = {}

    def _known_lemma(self, token: Any, lemma: str) -> str:
        """The lemma that the lexicon has, where the tagger's own is off ("raped" → "rap", "Rebels" → "rebels")."""
        book = self.book
        if token.pos_ in {"VERB", "AUX"} and lemma not in book.verbs and lemma not in book.speech:
            return book.lemma_of.get(token.text.lower(), lemma)
        if token.tag_ == "NNS" and token.text.lower()[:-1] in book.toll_nouns:
            return str(token.text.lower()[:-1])  # "corpses" are of no corps
        if lemma.endswith("s") and lemma not in book.sorts and lemma not in book.nouns and lemma not in book.verbs:
            single = lemma[:-1]
            if single in book.sorts or single in book.nouns:
                return single
        return lemma

    def tokens_of(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token that lie under a span of the report, None if none does."""
        inside = [i for i, (a, b) in enumerate(self.parsed.spans) if a < end and b > start]
        return (inside[0], inside[-1]) if inside else None

    def _is_place(self, run: tuple[int, int]) -> bool:
        """Whether a gazetteer hit is used as a place: not inside a longer name of someone."""
        doc = self.parsed.doc
        inside = self.actor_hit.get(run[0])
        if inside and inside != run and inside[1] - inside[0] >= run[1] - run[0]:
            return False
        last = doc[run[1]]
        # "Mr Abadi", "Ali Hassan": a name beside a name that is no place is a person's
        if any(c.dep_ in {"compound", "nmod"} and c.i < run[0] and self._names(c) for c in last.lefts):
            return False  # "Husaiba al-Sharqiya" is not Sharqiya
        before = doc[run[0] - 1] if run[0] else None
        led = before is not None and before.dep_ == "det" and run[0] == run[1]
        if led and "body" in self.book.sort_of(last.text.lower()):
            return False  # "the Congress" is a body, and no town of that name
        if before is not None and before.text.lower().rstrip(".") in self.book.titles and before.text[:1].isupper():
            return False
        if before is not None and before.dep_ == "compound" and before.head.i in range(run[0], run[1] + 1):
            word = before.text.lower()
            return word in self.book.sorts or before.pos_ != "PROPN" or word.endswith(_COMPASS)
        after = doc[run[1] + 1] if run[1] + 1 < len(doc) else None
        if after is not None and last.dep_ == "compound" and last.head.i > run[1] and after.pos_ == "PROPN":
            return bool(self.book.sort_of(after.text.lower()) & {"place", "site"}) or after.i in self.actor_hit
        return True

    def _names(self, token: Any) -> bool:
        """Whether a token before a name belongs to it: a proper noun that is no title, kind or known actor."""
        word = token.text.lower()
        return (
            token.pos_ == "PROPN"
            and not word.endswith(_COMPASS)  # "Eastern Chad still counts …"
            and word not in self.book.sorts
            and word not in self.book.titles
            and token.i not in self.actor_hit
        )

    def _is_whole(self, run: tuple[int, int], length: int) -> bool:
        """Whether a gazetteer hit fills its tokens and is no common noun of the lexicon."""
        start, end = self.span_of(*run)
        if end - start > length + 3 and run[0] in self.actor_hit:
            return False
        token = self.parsed.doc[run[1]]
        if run[0] == run[1] and (self.lemmas[run[1]] in self.book.sorts or self.lemmas[run[1]] in self.book.nouns):
            return False
        return token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ"}

    def sorts(self, i: int) -> frozenset[str]:
        """The sorts of thing that the phrase headed by token i may name."""
        token = self.parsed.doc[i]
        lemma = self.lemmas[i]
        found: set[str] = set(self.book.sort_of(lemma))
        if found & {"armed", "civilian", "official"}:
            found.add("person")
        if found & {"place", "site"}:
            found.add("place")
        if AIRCRAFT.match(token.text):
            found.add("aircraft")
        if i in self.actor_hit:
            found |= {"person", "armed"}
        if i in self.place_hit:
            found |= {"place", "named_place"}
        if token.pos_ == "PRON":
            if self.words[i] in PERSON_PRONOUNS:
                found |= {"person", "armed", "civilian"}
            if self.words[i] in {"it", "which", "that", "them", "they"}:
                found |= {"place", "thing"}
        if is_name(token) and not found - {"people", "body"}:
            found |= {"person", "name", "place"}
        if i in self.number_tokens:
            found |= {"number", "person", "civilian"}
        if not found & {"person", "place"}:
            found.add("thing")
        return frozenset(found)

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in the report of a run of tokens."""
        return self.parsed.spans[first][0], self.parsed.spans[last][1]

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the noun phrase headed by token i, without leading article."""
        return self.once(("phrase", i), lambda: self._phrase(i))

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What was made under a key before, else made now; anew each time while the sentence is being tagged."""
        if self.memo is None:
            return make()
        if key not in self.memo:
            self.memo[key] = make()
        return cast("T", self.memo[key])

    def _phrase(self, i: int) -> tuple[int, int]:
        doc = self.parsed.doc
        run = self.actor_hit.get(i)
        # a name before a noun of its own, "Myanmar junta" in "Myanmar junta air strikes", is whole there too
        if run and (doc[i].dep_ not in {"compound", "amod", "nmod", "poss"} or not run[0] <= doc[i].head.i <= run[1]):
            first, last = run
        elif i in self.place_hit:
            first, last = self.place_hit[i]
        else:
            first = last = i
        keep = {"amod", "compound", "nmod", "nummod", "poss", "npadvmod", "quantmod", "punct", "case", "advmod"}
        changed = True
        while changed:
            changed = False
            for child in doc[last].children if last == i else (*doc[i].children, *doc[last].children):
                if child.i < first and child.dep_ in keep:
                    left = min(t.i for t in child.subtree)
                    right = max(t.i for t in child.subtree)
                    if right < last and all(doc[k].dep_ != "relcl" for k in range(left, first)):
                        first, changed = left, True
                        break
        while first < last and (
            doc[first].pos_ in {"DET", "PUNCT", "SYM"}
            or first in self.number_tokens
            or first in self.time_tokens
            or doc[first].pos_ == "ADV"
            or doc[first].text.lower() == "dead"
            or (doc[first].text.lower() == "called" and first >= 2 and doc[first - 2].text.lower() == "so")
        ):
            first += 1
        inside = max((k for k in self.number_tokens if first < k < i), default=-1)
        # "in Samara 16 men fell": the place before the number is no part of the counted
        return (inside + 1 if inside >= 0 and first in self.place_hit else first), last


def is_name(token: Any) -> bool:
    """A proper noun, or a capital inside a sentence that the tagger took for a common noun ("in Sake")."""
    if token.pos_ == "PROPN":
        return True
    return bool(token.pos_ == "NOUN" and token.i > 0 and token.text[:1].isupper() and token.text[1:2].islower())


# Forms whose lemma the model gets wrong.
_MISREAD = {"corpses": "corpse"}


def _lemma(token: Any, doc: Any) -> str:
    lemma = _MISREAD.get(token.text.lower()) or token.lemma_.lower() or token.text.lower()
    # hyphened words come as three tokens: "counter-offensive", "cease-fire"
    i = token.i
    if (
        i >= 2
        and doc[i - 1].text == "-"
        and doc[i - 2].text.lower() in {"counter", "cease", "air", "gun", "re", "build", "test"}
    ):
        return f"{doc[i - 2].text.lower()}-{lemma}"
    return str(lemma)
