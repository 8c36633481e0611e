"""Offices and houses that a report names, wherever it names them: what "the governor" and "the office" point to.

Found on the text alone, since most sentences are never parsed: an office noun with the words before it, what hangs on
it ("of the general hospital"), and the person who is named beside it. "The mayor said" in one paragraph is then the
mayor whom the next one calls "Dragan Ilic, mayor of Mostar". Where two could be meant, none is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from rashomon.reference.gazetteer import open_gazetteer
from rashomon.reference.offices import RANK_OF, Office, read_office, same_office
from rashomon.reference.roster import load_roster
from rashomon.resolve.actors.people import read_person
from rashomon.resolve.actors.words import vocabulary

_HOUSES = frozenset(
    (
        "ministry office agency commission council union hospital clinic organisation organization mission command "
        "secretariat administration department society federation committee collective observatory diocese church "
        "association institute network foundation cooperative brigade syndicate authority directorate bureau parish "
        "municipality prefecture delegation service unit centre center monitor tribunal panel group staff"
    ).split()
)
_VERBS = frozenset("heads runs leads directs chairs headed ran led governs commands commanded".split())
_OFFICES = RANK_OF.keys() - _VERBS - {"ministry", "dg", "pm"}
_WORD = re.compile(r"[A-Za-z]+(?!['’]|-?\w)")
_ROLE = re.compile(r",? who (?P<role>(?:runs|heads|leads|directs|chairs|commands|governs) )")
_BACK = re.compile(r"[\w'’.&-]+\s+$")
_ARTICLES = frozenset("the a an its their his her our this that one another".split())
# Words before a noun that are no part of its phrase.
_STOP = frozenset(
    "of for at in on from with by to and or but as than that who which said says told tells say added according was "
    "were is are be been has have had not also when while after before until since into over under near about against "
    "where".split()
)
_LINKS = frozenset({"of", "for", "at", "in"})
_MARK = re.compile(r"\s+([\w'’.&-]+)")
_PIECE = r"[A-Z](?:\w{0,3}\.|[\w'’-]*)"
_PARTICLES = r"(?:(?:al|el|as|ash|bin|ibn|abu|de|del|da|dos|la|van|von|ul|ould|ag)\s+)?(?:(?:al|el|as|ash|ul)-)?"
_NAMED = rf"{_PIECE}(?:\s+{_PARTICLES}{_PIECE}){{0,4}}"
_NAME_BEHIND = re.compile(rf",?\s+({_NAMED})(?=,|\.(?:\s|$)|;|[”\"]|\s+[a-z]|$)")
_NAME_BEFORE = re.compile(
    rf"({_NAMED}),\s+(?:aged\s)?(?:\d\d,\s+)?(?:the\s+|a\s+|an\s+|its\s+|their\s+|his\s+|her\s+)?$"
)
# "Director, Defence Information", as a statement is signed.
_SIGNED = re.compile(r", ((?:[A-Z][a-z]+ ?){2,4})$", re.MULTILINE)
# "Director General ISPR", "DG ISPR", "Secretary-General": part of the office, and no name.
_TAIL = re.compile(r"(?:[ -][Gg]eneral\b)?(?:\s[A-Z]{3,6}\b)?")
_SHORT = {"DG": "director", "PM": "premier"}
# "The chief town", and no chief.
_ADJECTIVE = re.compile(r"\s(?!said|says|told|put|was|who|and|also|had|has)[a-z]")
_LONGEST = 6
_ITS = re.compile(r"\b(?:its|whose|their)\s+\Z", re.IGNORECASE)
# How far back a house stands whose "its director" is.
NEAR = 150
# How far back a speaker may stand, and after how many words a phrase no longer opens its sentence.
REACH = 400
OPENING = 4
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
# Small words that stand before an office without an article: "interior ministry officials", "rebel spokesman".
_BEFORE = frozenset(
    "deputy vice acting interior foreign defence defense health information police army military rebel government "
    "state regional provincial district city local hospital opposition civil justice finance emergency "
    "presidential human rights".split()
)
# Verbs of small letters by which a phrase surely ends.
_SAYS = frozenset(
    "put puts told spoke speaks gave gives counts wrote writes saw held holds went came makes made did does could "
    "would will may might must can blames blame denies calls estimates reckons insists claims reports confirms".split()
)


class Held(NamedTuple):
    """An office or a house as told at one place.

    Attributes:
        start, end: The phrase, without article.
        phrase: Its words.
        noun: Its noun in small letters.
        person: An office, not a house.
        name: Who is named beside it, "" for nobody.
        definite: Whether it points at one that is known: no "a" or "another" stands before it.
        office: Cut into its parts; None for a house.
    """

    start: int
    end: int
    phrase: str
    noun: str
    person: bool
    name: str
    definite: bool
    office: Office | None

    @property
    def proper(self) -> bool:
        """Whether its noun is printed as a name's."""
        return self.noun.capitalize() in self.phrase


def find_held(text: str) -> list[Held]:
    """Every office and house of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        noun = match.group().lower()
        person = noun in _OFFICES
        if match.group() in _SHORT:
            person, noun = True, _SHORT[match.group()]
        if not person and noun not in _HOUSES:
            continue
        start, article = _left(text, match.start())
        after = _TAIL.match(text, match.end()) if person else None
        noun_end = after.end() if after is not None else match.end()
        end = _right(text, noun_end)
        if noun == "chief" and end == match.end() and _ADJECTIVE.match(text, end):
            continue
        if person and (house := _SIGNED.match(text, end)) is not None and set(house[1].lower().split()) & _BEFORE:
            end = house.end()
        phrase = text[start:end]
        name = _named(text, noun_end, start, end) if person else ""
        office = read_office(phrase) if person else None
        sure = article not in {"a", "an", "another"}
        found.append(
            Held(start=start, end=end, phrase=phrase, noun=noun, person=person, name=name, definite=sure, office=office)
        )
    return found + _by_role(text)


def _by_role(text: str) -> list[Held]:
    """ "Rafi Hamdan, who runs its hospital": an office told by what he does."""
    found = []
    for match in _ROLE.finditer(text):
        before = re.search(rf"({_NAMED})$", text[max(0, match.start() - 60) : match.start()])
        name = _person(before[1]) if before is not None else ""
        start, end = match.start("role"), _phrase_end(text, match.end() - 1)
        office = read_office(text[start:end]) if name else None
        if office is not None:
            found.append(
                Held(
                    start=start, end=end, phrase=text[start:end], noun="", person=True, name=name, definite=True,
                    office=office,
                )
            )  # fmt: skip
    return found


def _left(text: str, at: int) -> tuple[int, str]:
    """Where a phrase begins, and its article: a few words back to one, else as far as capitals and known words go."""
    start = at
    steps = [at]
    for _ in range(4):
        word = _BACK.search(text, max(0, start - 40), start)
        if word is None:
            break
        plain = word.group().strip()
        if plain.lower() in _ARTICLES:
            return start, plain.lower()
        if text[at].isupper() and text[start].isupper() and plain in {"for", "of", "and"}:
            wider = _BACK.search(text, max(0, word.start() - 40), word.start())
            return (wider.start() if wider is not None and wider.group()[0].isupper() else start), ""
        if plain.lower() in _STOP or (plain.endswith((".", ",")) and len(plain) > 4):
            break
        start = word.start()
        steps.append(start)
    start = at
    for begin in steps[1:]:
        lead = text[begin:start].strip()
        if not (lead[:1].isupper() or lead.endswith(("'s", "’s")) or lead.lower() in _BEFORE):
            break
        start = begin
    return start, ""


def _right(text: str, at: int) -> int:
    """Where what hangs on a noun ends: "of the general hospital in Baidoa", up to a verb or a mark."""
    end = at
    for _ in range(3):
        link = _MARK.match(text, end)
        if link is None or link[1] not in _LINKS:
            return end
        stop = _phrase_end(text, link.end())
        told = text[link.end() : stop].strip().removeprefix("the ")
        if not told or (link[1] == "in" and not told[:1].isupper()):
            return end
        end = stop
    return end


def _phrase_end(text: str, at: int) -> int:
    """Where a noun phrase that begins at a point ends."""
    stop, words, last = at, 0, ""
    while words < _LONGEST and (word := _MARK.match(text, stop)) is not None:
        plain = word[1]
        low = plain.lower().rstrip(".")
        if low in _STOP or low in _TIMES or (words and (low in _ARTICLES or _is_verb(plain, last))):
            break
        words += low not in _ARTICLES
        last, stop = plain, word.end()
        if plain.endswith(".") and plain.count(".") == 1 and len(plain) > 3:
            return stop - 1
    return stop if words else at


def _is_verb(word: str, last: str) -> bool:
    """Whether a phrase ends before a small word: a verb by its look, or what follows on a name of one word."""
    if not word[:1].islower():
        return False
    name = last[:1].isupper() and not (last.isupper() or "." in last or "-" in last or load_roster().demonym(last))
    return name or word.endswith(("ed", "ing")) or word in _SAYS


def _named(text: str, noun_end: int, start: int, end: int) -> str:
    """Who is named right behind an office, or right before it."""
    behind = _NAME_BEHIND.match(text, end)
    if behind is not None and (text[end] == "," or end == noun_end):
        name = _person(behind[1], alone=text[end] == ",", full=text[behind.end() : behind.end() + 1] == ",")
        if name:
            return name
    before = _NAME_BEFORE.search(text, max(0, start - 70), start)
    return _person(before[1]) if before is not None else ""


def _person(words: str, *, alone: bool = True, full: bool = True) -> str:
    """The name of a person, "" where the words are none: a place, a people, a day."""
    book = vocabulary()
    words = words.rstrip(".,")
    first = words.split()[0].lower()
    low = {word.lower() for word in words.split()}
    if low & _TIMES or low & _BEFORE or first in _ARTICLES:
        return ""
    person = read_person(words, book)
    if person is None:
        return ""
    name = person.name
    if any(load_roster().demonym(word) for word in name.split()):
        return ""
    if " " not in name and "-" not in name and not person.titles:
        return name if (not alone or full) and not open_gazetteer().lookup(name) else ""
    return name


class Offices:
    """The offices and houses of one report; looked for when they are first asked for."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text
        self._held: list[Held] | None = None
        self._starts: list[int] = []

    @property
    def held(self) -> list[Held]:
        """All that were found, in order."""
        if self._held is None:
            self._held = sorted(find_held(self._text))
            self._starts = [one.start for one in self._held]
        return self._held

    def at(self, start: int, end: int) -> Held | None:
        """The one whose noun stands in a span: of several the first."""
        held = self.held
        for one in held[max(0, bisect_right(self._starts, start) - 3) :]:
            if one.start >= end:
                break
            if one.end > start and not _STOP & set(self._text[start : one.start].lower().split()):
                return one  # "a source close to the governor" is no governor
        return None

    def bearer(self, one: Held) -> tuple[str, str]:
        """Who holds an office told at one place, and the office in full: the one whom the report names, or none.

        Returns:
            Name ("" where nobody is named, or two) and the fullest words of the office.
        """
        if one.name or not one.definite or one.office is None:
            return one.name, one.phrase
        same = [other for other in self.held if other.office is not None and _can_be(one.office, other.office)]
        names = {other.name for other in same if other.name}
        if len(names) > 1 or not _agree(same):
            return "", one.phrase
        told = [other for other in same if other.name] or same
        return "".join(names), max(told, key=_fulness).phrase

    def of_name(self, name: str) -> Held | None:
        """The fullest telling of a person's office, None where none is told."""
        last = name.split()[-1:]
        told = [one for one in self.held if one.name and (one.name == name or one.name.split()[-1:] == last)]
        return max(told, key=_fulness) if told else None

    def in_full(self, surname: str) -> str:
        """The one name in full that ends in a surname; the surname where none or two do."""
        names = {one.name for one in self.held if one.name.split()[-1:] == [surname]}
        return names.pop() if len(names) == 1 else surname

    def named_behind(self, end: int) -> str:
        """Who is named right behind a description that ends at a point: "an analyst for a bureau, Adam Idris, said"."""
        end = _right(self._text, end)
        found = _NAME_BEHIND.match(self._text, end) if self._text[end : end + 1] == "," else None
        name = _person(found[1]) if found is not None else ""
        return name if " " in name and not load_roster().scan(name) else ""

    def last(self, before: int, *, person: bool) -> Held | None:
        """The one person (house) of the sentence before a point, or of the last one that has any; None for two.

        Of several, he who opens the sentence is its subject, and meant.
        """
        begin = max(0, before - REACH)
        near = [one for one in self.held if begin <= one.start and one.end <= before and one.person == person]
        if not near:
            return None
        cut = max(self._text.rfind(mark, begin, near[-1].start) for mark in (". ", ".\n", "\n", "? ", "! ", "” "))
        here = [one for one in near if one.start > cut]
        opening = [one for one in here if len(self._text[cut + 1 : one.start].split()) <= OPENING]
        names = {one.name or one.phrase for one in here}
        if len(names) == 1:
            return here[-1]
        return opening[0] if len({one.name or one.phrase for one in opening}) == 1 else None

    def whose(self, one: Held) -> Held | None:
        """The house that "its director" is of: the last one that is told before it, not far off."""
        if one.office is None or one.office.of or not _ITS.search(self._text[max(0, one.start - 8) : one.start]):
            return None
        near = [other for other in self.held if not other.person and one.start - NEAR < other.start < one.start]
        return near[-1] if near else None

    def house(self, one: Held) -> Held:
        """A house in full: "the office" is the one office that is told in more words."""
        if not one.definite or one.phrase.lower() != one.noun:
            return one
        fuller = {
            other.phrase: other
            for other in self.held
            if not other.person and other.noun == one.noun and other.phrase.lower() != one.noun
        }
        return next(iter(fuller.values())) if len(fuller) == 1 else one


def _can_be(one: Office, two: Office) -> bool:
    """Within one report a bare office is any of its rank."""
    return same_office(one, two) or (one.rank == two.rank and one.beside == two.beside and not (one.of and two.of))


def _fulness(held: Held) -> tuple[int, int]:
    return (len(held.office.of) if held.office is not None else 0, -held.start)


def _agree(held: list[Held]) -> bool:
    """Whether all can be one office."""
    told = [one.office for one in held if one.office is not None and one.office.of]
    return all(same_office(told[0], other) for other in told[1:])
