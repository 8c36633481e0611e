"""People: titles taken off, short forms joined to the one full name that the report gives.

A person is never an alias of a group and gets no roster id. "Mr Barzan" is the Barzan whom the report
names in full, if it names one; with two of that surname it stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.reference.roster_text import fold
from rashomon.resolve.actors.words import Vocabulary, lemma

_WORD = re.compile(r"[^\W_]+(?:[.\-‐‑'’][^\W_]+)*\.?")


class Person(NamedTuple):
    """A person as one mention gives them.

    Attributes:
        name: Without titles.
        titles: The titles and roles given, folded.
        sector: PLOVER sector of the first title that tells one, "".
        sure: Whether words tell that it is a person (a title, Mr), not capitals alone.
    """

    name: str
    titles: frozenset[str]
    sector: str
    sure: bool


def read_person(text: str, book: Vocabulary) -> Person | None:
    """The person whom a phrase names, None where it names none.

    "US Secretary of State John Kerry" gives the name, its title and GOV; "Mr Obama" a bare surname;
    "the president" no name and so no person.
    """
    phrase = re.split(r"[,;(:“”\"]", text, maxsplit=1)[0].rsplit(" - ", 1)[-1]
    phrase = re.sub(r"['’]s?$", "", phrase.strip())
    words = [m.group() for m in _WORD.finditer(phrase)]
    at, titles, sector, honoured = _strip_titles(words, book)
    owned = max((i + 1 for i, w in enumerate(words) if re.search(r"['’]s?$", w)), default=0)
    name = words[max(at, owned) :]
    if not name or not _is_name(name, book):
        return None
    return Person(" ".join(name).strip("."), frozenset(titles), sector, honoured or bool(titles))


def _strip_titles(words: Sequence[str], book: Vocabulary) -> tuple[int, list[str], str, bool]:
    """Where the name begins, the titles before it, their sector, and whether an honorific stood there."""
    titles: list[str] = []
    sector, honoured, begin = "", False, 0
    low = [fold(w).rstrip(".") for w in words]
    at = 0
    while at < len(words) - 1 or (at < len(words) and not titles):
        for size in range(min(book.title_size, len(words) - at), 0, -1):
            title = " ".join(low[at : at + size])
            if title in book.titles or lemma(title) in book.titles:
                titles.append(title)
                sector = sector or book.titles.get(title, book.titles.get(lemma(title), ""))
                begin = at = at + size
                break
        else:
            if low[at] in book.honorifics and at + 1 < len(words) and _is_name(words[at + 1 :], book):
                honoured, begin = True, at + 1
            at += 1
    return begin, titles, sector, honoured


def _is_name(words: Sequence[str], book: Vocabulary) -> bool:
    """Whether words can be a person's name: capitals or particles, no word of an organisation."""
    if len(words) > 5 or (not words[-1][:1].isupper() and not re.match(r"(?:al|el|ul|as|ash|an|ad)-[A-Z]", words[-1])):
        return False
    low = [fold(w) for w in words]
    if any(w in book.organisation_words for w in low):
        return False
    return all(
        w[:1].isupper() or low[i] in book.name_particles or re.match(r"(?:al|el|ul|as|ash|an|ad|ar|az)-", low[i])
        for i, w in enumerate(words)
    )


class People:
    """The people whom one report names in full."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._full: dict[tuple[str, ...], Person] = {}

    def add(self, person: Person) -> None:
        """Keep a name of two words or more; titles of later mentions join it."""
        key = _key(person.name)
        if len(key) < 2:
            return
        have = self._full.get(key)
        if have is not None:
            person = Person(
                have.name, have.titles | person.titles, have.sector or person.sector, have.sure or person.sure
            )
        self._full[key] = person

    def add_titles(self, person: Person) -> None:
        """Give the titles of a short mention ("Gen Barzan") to the full name it means."""
        full = self.full(person.name)
        if full is not None and full.name != person.name:
            self._full[_key(full.name)] = Person(
                full.name, full.titles | person.titles, full.sector or person.sector, full.sure or person.sure
            )

    def full(self, name: str) -> Person | None:
        """The one person in full whom a name means; None where none or several do."""
        key = _key(name)
        if key in self._full:
            return self._longer(key)
        found = [p for k, p in self._full.items() if k[-len(key) :] == key]
        longest = {p.name: p for p in found if not any(_ends(p.name, other.name) for other in found)}
        return next(iter(longest.values())) if len(longest) == 1 else None

    def _longer(self, key: tuple[str, ...]) -> Person:
        """A fuller form of a full name ("Juan Diaz" for "Juan Manuel Diaz"), where just one has it."""
        longer = [p for k, p in self._full.items() if len(k) > len(key) and k[-1] == key[-1] and k[0] == key[0]]
        return longer[0] if len(longer) == 1 else self._full[key]

    def clashes(self, name: str) -> bool:
        """Whether a short name fits two people."""
        key = _key(name)
        return sum(k[-len(key) :] == key for k in self._full) > 1

    def reporter(self) -> Person | None:
        """The one journalist named in this report: "our correspondent"."""
        found = [p for p in self._full.values() if p.sector == "JRN"]
        return found[0] if len(found) == 1 else None

    def with_title(self, title: str) -> Person | None:
        """The one person who bears a title in this report."""
        found = [p for p in self._full.values() if title in p.titles]
        return found[0] if len(found) == 1 else None


def _key(name: str) -> tuple[str, ...]:
    """A name's words, folded, without particles such as "al-"."""
    words = [fold(w) for w in re.split(r"[\s\-‐‑]+", name)]
    kept = tuple(
        w.strip(".'’") for w in words if w.strip(".'’") not in {"al", "el", "ul", "as", "ash", "an", "ad", "ar", "az"}
    )
    return kept or tuple(words)


def _ends(name: str, other: str) -> bool:
    """Whether a name is another with words before it that are no part of it ("FILE Amina Diallo")."""
    key, short = _key(name), _key(other)
    return len(key) > len(short) > 1 and key[-len(short) :] == short
