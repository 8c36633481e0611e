"""The words of `resources/actors/words.yaml` as sets, and how a noun phrase is cut by them."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from rashomon.reference.roster import Roster, load_roster
from rashomon.reference.roster_text import fold

_WORD = re.compile(r"[^\W_]+(?:[.\-‐‑'’][^\W_]+)*\.?")
# Where the noun phrase proper ends and something about it begins.
_TAIL = re.compile(
    r"[,;:(—–“”\"]|\s(?:who|which|that|whom|whose|where|when|and|or|in|on|at|near|against|loyal|opposed|linked|backed|led|allied|"
    r"aligned|affiliated|known|called|accused|believed|suspected|trying|fighting|holding|to|by|under|over|around|outside|inside|"
    r"including|such|as|during|after|before|since|across|along|through|based)\b",
)
_OF = re.compile(r"\s(of|from|for|with|belonging to|within)\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|their|its|his|her|our|this|these|those|that)\s+", re.IGNORECASE)


class NominalClass(NamedTuple):
    """What a back-reference's noun asks of the actor that it means."""

    kinds: frozenset[str]
    sectors: frozenset[str]
    traits: frozenset[str]
    singular: bool


class Vocabulary:
    """The word lists, ready for look-up."""

    def __init__(self, roster: Roster) -> None:
        """Read the lists of a roster."""
        words = roster.words
        self.member_heads = frozenset(words["member_heads"])
        self.suffixes = frozenset(words["binding_suffixes"])
        self.prefixes = frozenset(words["binding_prefixes"])
        self.ties = _alternatives(words["tie_words"])
        self.belongs = re.compile(rf"\b(?:{_either(words['belong_words'])})\s")
        self.nominals = {
            head: NominalClass(
                frozenset(given["kinds"]),
                frozenset(given.get("sectors", ())),
                frozenset(given.get("traits", ())),
                given.get("singular", False),
            )
            for given in words["nominals"].values()
            for head in given["heads"]
        }
        self.institutions = {head: part for part, heads in words["institutions"].items() for head in heads}
        self.titles: dict[str, str] = {title: sector for sector, titles in words["titles"].items() for title in titles}
        self.title_size = max(title.count(" ") for title in self.titles) + 1
        self.honorifics = frozenset(h.rstrip(".") for h in words["honorifics"])
        self.title_modifiers = frozenset(words["title_modifiers"])
        self.organisation_words = frozenset(words["organisation_words"])
        self.institution_nouns = frozenset(words["institution_nouns"])
        self.government_side = frozenset(words["government_side"])
        self.own_arms = frozenset(words["own_arms"])
        self.allied = frozenset(words["allied"])
        self.armed_words = frozenset(words["armed_words"])
        self.peaceful_words = frozenset(words["peaceful_words"])
        self.newcomers = frozenset(words["newcomers"])
        self.formations = frozenset(words["formations"])
        self.armed_heads = frozenset(words["armed_heads"])
        self.fighting_bodies = frozenset(words["fighting_bodies"])
        self.followers = (
            frozenset(words["follower_heads"])
            | frozenset(self.nominals)
            | {*words["institutions"]["mil"], *words["institutions"]["police"]}
        )
        self.loose_heads = frozenset(words["loose_heads"])
        self.executive = frozenset(words["executive"])
        self.offices: dict[str, str] = words["offices"]
        self.name_particles = frozenset(words["name_particles"])
        self.numbers = frozenset(words["numbers"])
        self.irregular: dict[str, str] = words["irregular"]
        self.same_word: dict[str, str] = words["same_word"]
        traits = {trait for entry in roster.entries.values() for trait in entry.traits}
        self.neutral = frozenset(words["neutral"])
        self.narrowing = (frozenset(words["narrowing"]) | traits) - self.neutral


@functools.cache
def vocabulary() -> Vocabulary:
    """The word lists of the shipped roster."""
    return Vocabulary(load_roster())


class Phrase(NamedTuple):
    """A noun phrase cut up.

    Attributes:
        core: Words up to the head, as printed, without what follows.
        length: Code points of the core.
        linked: Start, within the phrase, of what stands behind "of", "from", "for"; -1 if nothing does.
        narrowing: Words that tell which ("shia", "iran-backed"), folded; countries as "@IQ".
    """

    core: tuple[str, ...]
    length: int
    linked: int
    narrowing: frozenset[str]


def cut(text: str) -> Phrase:
    """Cut a noun phrase into its core, what hangs on it by "of", and the words that narrow it."""
    tail = _TAIL.search(text)
    stop = tail.start() if tail else len(text)
    of = _OF.search(text)
    linked = -1
    if of and of.start() <= stop:
        stop, linked = of.start(), of.end()
    core = tuple(m.group() for m in _WORD.finditer(text, _article(text), stop))
    return Phrase(core, stop, linked, narrowing_words(core[:-1]))


def _article(text: str) -> int:
    """Where the phrase begins behind an article that the mention may still hold."""
    match = _ARTICLE.match(text)
    return match.end() if match else 0


def is_number(word: str) -> bool:
    """Whether a modifier only counts: digits, or a vague or plain number word."""
    return word[0].isdigit() or word.lower() in vocabulary().numbers


def narrowing_words(words: tuple[str, ...]) -> frozenset[str]:
    """Those of the words that tell which: "Shia-led" gives "shia", "Iran-backed" itself, "Syrian" "@SY"."""
    found: set[str] = set()
    book, roster = vocabulary(), load_roster()
    for printed in words:
        word = fold(printed).replace("’", "'").removesuffix("'s")
        word = book.same_word.get(word, word)
        if word in book.narrowing:
            found.add(word)
            continue
        first, dash, last = word.partition("-")
        if dash and last in book.suffixes:
            first = book.same_word.get(first, first)
            found.add(first if first in book.narrowing and last in {"led", "dominated", "majority"} else word)
        elif printed[:1].isupper() and (code := roster.demonym(printed)):
            found.add(f"@{code}")
    return frozenset(found)


def lemma(word: str) -> str:
    """Singular of a plain English noun, lower case; enough for the heads in our lists."""
    low = word.lower()
    irregular = vocabulary().irregular.get(low)
    if irregular is not None:
        return irregular
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def _alternatives(words: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"[\s,(“\"']*(?:(?:and|who|which|that|are|is|was|were|also|collectively|commonly|now|all)\s+)*(?:{_either(words)})\s"
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
