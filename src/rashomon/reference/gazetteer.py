"""Names of places all over the world, and what each may stand for.

Two generated files lie behind it: a trie of names (which keys exist, and whose they are) and a table
of places. A name that stands for many places gives them all; choosing is the resolver's work.

    >>> gazetteer = open_gazetteer()  # doctest: +SKIP
    >>> [place.country for place in gazetteer.lookup("Ramadi")]  # doctest: +SKIP
    ['IQ']
"""

from __future__ import annotations

import os
import re
import sqlite3
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import marisa_trie
import msgspec

from rashomon.errors import ReferenceDataError
from rashomon.reference.gazetteer_keys import ALTERNATE, FAMOUS, LOOSE, fold, loose_key, place_key, without_article

DATA = Path(__file__).parent / "data"
BUILD_COMMAND = "python tools/build_gazetteer.py"
PlaceKind = Literal["country", "admin1", "admin2", "city", "region"]
KINDS: tuple[PlaceKind, ...] = ("country", "admin1", "admin2", "city", "region")
# No name in the index that a report may print has more words.
LONGEST_NAME = 7
# A loose name that fits more places than this tells nothing.
MANY = 40
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’‘`´ʻʼʿ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|adh|at|ath|an|az|ez|es|ul)", re.ASCII)
_JOIN = re.compile(r" |[-‐‑–]|\. |\n(?!\s)")
# "Oxford Street" in another town is not in Oxford.
_STREET = re.compile(r" (?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Boulevard|Square)(?![\w-])")
_TIGHT = re.compile(r"\.? ")
_OPENING = re.compile(r"(?:^|[.!?:;\"“”'‘’(\n])\s*$")
_COLUMNS = "pid, id, name, lat, lon, country, admin1, admin2, population, kind, radius"


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One place of the gazetteer.

    Attributes:
        pid: Row number; stable within one build only, so never stored in a claim.
        id: "geonames:98717", "ne:FRA-5262" (Natural Earth), "iso:IQ" (countries), "x:sahel" (ours).
        name: The name that reports in English use.
        lat, lon: WGS84 degrees; the middle for an area.
        country: ISO 3166-1 alpha-2; "" for what lies in several.
        admin1, admin2: Names of the areas around it, "" if unknown.
        admin1_pid: Row of the first-order area, 0 if unknown.
        population: 0 where not known.
        kind: country, admin1, admin2, city (any populated place) or region.
        radius_km: How far a point inside it may lie from `lat`, `lon`.
        capital: It is a country's capital.
        alternate: The name that was looked up is only one of its other names.
    """

    pid: int
    id: str
    name: str
    lat: float
    lon: float
    country: str
    admin1: str = ""
    admin2: str = ""
    admin1_pid: int = 0
    population: int = 0
    kind: PlaceKind
    radius_km: float
    capital: bool = False
    alternate: bool = False


class Hit(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Words in a text that are some place's name: `text[start:end] == text`."""

    start: int
    end: int
    text: str


class Gazetteer:
    """The two files, opened for reading. Make it with `Gazetteer.open` or `open_gazetteer`."""

    def __init__(self, store: Path, names: Path) -> None:
        """Open both files; `open` says which."""
        for path in (store, names):
            if not path.is_file():
                raise ReferenceDataError(f"{path.name} is missing from {path.parent}; build it with: {BUILD_COMMAND}")
        self._path = store
        self._pid = -1
        self._trie = marisa_trie.RecordTrie("<I")
        try:
            self._trie.mmap(str(names))
        except (OSError, RuntimeError, ValueError) as error:
            raise ReferenceDataError(
                f"{names} cannot be read ({error}); build it anew with: {BUILD_COMMAND}"
            ) from error
        try:
            self._demonyms: dict[str, str] = dict(self._query("SELECT word, country FROM demonym", ()))
            stop = self._query("SELECT word, reason FROM stop", ())
            self._lands: dict[str, str] = dict(self._query("SELECT word, country FROM land", ()))
            self._capitals: dict[int, int] = dict(self._query("SELECT area, city FROM capital", ()))
            seats = self._query("SELECT city FROM capital JOIN place ON pid = area WHERE kind = 0", ())
        except sqlite3.DatabaseError as error:
            raise ReferenceDataError(
                f"{store} cannot be read ({error}); build it anew with: {BUILD_COMMAND}"
            ) from error
        self._seats = frozenset(pid for (pid,) in seats)
        self._acronyms = frozenset(name for name in self._lands if name.isupper())
        self._stop = frozenset(word for word, _ in stop)
        self._persons = frozenset(word for word, reason in stop if reason in {"first name", "title"})
        self.lookup = lru_cache(maxsize=8192)(self._lookup)
        self.row = lru_cache(maxsize=8192)(self._row)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the gazetteer in a folder.

        Args:
            path: Folder that holds gazetteer.sqlite and names.marisa; the package's own if None.

        Raises:
            ReferenceDataError: A file is missing or broken; the message names the command that builds it.
        """
        folder = path or DATA
        return cls(folder / "gazetteer.sqlite", folder / "names.marisa")

    @property
    def stamp(self) -> str:
        """A word that changes whenever the gazetteer is another one or built anew."""
        status = self._path.stat()
        return f"{self._path}:{status.st_mtime_ns:x}-{status.st_size:x}"

    def _query(self, question: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        # SQLite connections must not cross a fork: each process opens its own.
        if self._pid != os.getpid():
            self._store = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._pid = os.getpid()
        return self._store.execute(question, values).fetchall()

    def _row(self, pid: int) -> PlaceRow:
        return self._rows((pid,))[0]

    def _rows(self, pids: tuple[int, ...], alternates: frozenset[int] = frozenset()) -> tuple[PlaceRow, ...]:
        marks = ",".join("?" * len(pids))
        found = self._query(f"SELECT {_COLUMNS} FROM place WHERE pid IN ({marks})", pids)  # noqa: S608
        rows = [self._made(cells, alternate=cells[0] in alternates) for cells in found]
        rows.sort(key=lambda row: (row.alternate, -row.population, row.pid))
        return tuple(rows)

    def _made(self, cells: tuple[Any, ...], *, alternate: bool) -> PlaceRow:
        pid, id_, name, lat, lon, country, admin1, admin2, population, kind, radius = cells
        return PlaceRow(
            pid=pid, id=id_, name=name, lat=lat / 1e5, lon=lon / 1e5, country=country,
            admin1=self.row(admin1).name if admin1 else "", admin2=self.row(admin2).name if admin2 else "",
            capital=pid in self._seats,
            admin1_pid=admin1, population=population, kind=KINDS[kind], radius_km=float(radius),
            alternate=alternate,
        )  # fmt: skip

    def _lookup(self, name: str) -> tuple[PlaceRow, ...]:
        key = place_key(name)
        codes = self._codes(key)
        if not codes and (short := without_article(key)) != key:
            codes = self._codes(short)
        if not codes and key.startswith("the "):
            codes = self._codes(key[4:])
        if not codes:
            return ()
        mains = {code >> 2 for code in codes if not code & ALTERNATE}
        pids = tuple(sorted({code >> 2 for code in codes}))
        return self._rows(pids, frozenset(pids) - mains)

    def lookup_loosely(self, name: str) -> tuple[PlaceRow, ...]:
        """Places whose name is the same but for the freedoms of romanisation ("Husaiba", "Husaybah").

        Such a match proves nothing by itself; the caller must have other reasons to look there.
        """
        codes = self._codes(LOOSE + loose_key(place_key(name)))
        pids = tuple(sorted({code >> 2 for code in codes}))
        return self._rows(pids, frozenset(pids)) if 0 < len(pids) < MANY else ()

    def _codes(self, key: str) -> list[int]:
        return [code for (code,) in self._trie.get(key, ())]

    def get(self, place_id: str) -> PlaceRow | None:
        """The place of an id ("geonames:98717", "iso:IQ"), None if there is none."""
        found = self._query(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (place_id,))  # noqa: S608
        return self._made(found[0], alternate=False) if found else None

    def demonym(self, word: str) -> str:
        """ISO2 of the one country that a word like "Iraqi" or "Syrians" belongs to; "" if none or several."""
        tidy = _POSSESSIVE.sub("", word.strip())
        return self._demonyms.get(tidy) or self._demonyms.get(tidy.removesuffix("s"), "")

    def land(self, name: str) -> str:
        """ISO2 of the country that a name as printed stands for, never a town's or an area's; "" if none."""
        return self._lands.get(name, "")

    def country(self, name: str) -> PlaceRow | None:
        """The country of a name ("Ivory Coast", "U.S.") or of an ISO2 code in capitals; None if it is none."""
        if len(name) == 2 and name.isupper() and (row := self.get(f"iso:{name}")):
            return row
        return next((row for row in self.lookup(name) if row.kind == "country"), None)

    def capital(self, area: PlaceRow) -> PlaceRow | None:
        """The capital of a country or first-order area; of an area without a listed one its largest town."""
        pid = self._capitals.get(area.pid)
        return self.row(pid) if pid else None

    def find(self, name: str) -> tuple[PlaceRow, ...]:
        """Every place that a user may mean by a name or an id, likeliest first."""
        exact = self.get(name) if ":" in name else None
        return (exact,) if exact else self.lookup(name)

    def same_place(self, name: str, place_id: str) -> bool:
        """Whether the name is one of the names of the place with this id."""
        return any(row.id == place_id for row in self.find(name))

    def scan(self, text: str) -> list[Hit]:
        """Capitalised words that are some place's name, longest first, from left to right, without overlap.

        Words of the stop list (resources/gazetteer/stop.csv) are no hit by themselves, but may be part
        of a longer name. A single word is no hit where it reads as someone's name ("John Kerry",
        "General Hayden", and then "Kerry" alone), nor, unless it names a well-known place, where
        another capitalised word leans on it ("Royal Society").

        Args:
            text: Any text; the offsets count its code points.

        Returns:
            Hits in order.
        """
        words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
        found: list[tuple[int, int, str]] = []
        persons: set[str] = set()
        at = 0
        while at < len(words):
            taken, key = self._longest(text, words, at) if self._opens(text, words, at) else (0, "")
            if taken == 1 and self._is_person(text, words, at):
                persons.add(key)
                taken = 0
            elif taken and _STREET.match(text, words[at + taken - 1][1]):
                taken = 0
            elif taken == 1 and not self._is_famous(key) and self._leans(text, words, at):
                taken = 0
            if taken:
                found.append((at, at + taken - 1, key))
            at += taken or 1
        return [self._hit(text, words, first, last) for first, last, key in found if first < last or key not in persons]

    @staticmethod
    def _hit(text: str, words: list[tuple[int, int, str]], first: int, last: int) -> Hit:
        start, end, word = words[first][0], words[last][1], words[last][2]
        end -= len(word) - len(_POSSESSIVE.sub("", word))
        return Hit(start=start, end=end, text=text[start:end])

    def _is_person(self, text: str, words: list[tuple[int, int, str]], at: int) -> bool:
        """Whether a first name or a title stands right before."""
        if at == 0 or _TIGHT.fullmatch(text, words[at - 1][1], words[at][0]) is None:
            return False
        before = words[at - 1][2]
        return before[0].isupper() and place_key(before) in self._persons

    def _is_famous(self, key: str) -> bool:
        """Whether the key names a country, a first-order area or a sizeable town."""
        return any(code & FAMOUS for code in self._codes(key))

    @staticmethod
    def _leans(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
        """Whether a capitalised word that does not open a sentence stands right beside."""
        _, end, word = words[at]
        if at + 1 < len(words) and words[at + 1][2][0].isupper() and text[end : words[at + 1][0]] in {" ", "-"}:
            return _POSSESSIVE.search(word) is None
        # "X al-Y": the article belongs to Y, and both to one name.
        first = at
        while at > 0 and _ARTICLE.fullmatch(words[at - 1][2]) and text[words[at - 1][1] : words[at][0]] in {" ", "-"}:
            at -= 1
        if at == 0 or not words[at - 1][2][0].isupper() or text[words[at - 1][1] : words[at][0]] not in {" ", "-"}:
            return False
        return at < first or _OPENING.search(text, max(0, words[at - 1][0] - 3), words[at - 1][0]) is None

    @staticmethod
    def _opens(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
        """Whether a name may start here: a capital, or "al-" tied to one."""
        word = words[at][2]
        if word[0].isupper():
            return True
        return (
            at + 1 < len(words)
            and words[at + 1][2][0].isupper()
            and text[words[at][1] : words[at + 1][0]] == "-"
            and _ARTICLE.fullmatch(word) is not None
        )

    def _longest(self, text: str, words: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
        """How many words from `at` on make the longest name, and its key; (0, "") if they make none."""
        ends: dict[int, int] = {}
        key = ""
        for count in range(1, LONGEST_NAME + 1):
            if at + count > len(words):
                break
            start, _end, word = words[at + count - 1]
            if count > 1 and not _JOIN.fullmatch(text, words[at + count - 2][1], start):
                break
            plain = _POSSESSIVE.sub("", word)
            key = f"{key} {place_key(plain)}" if key else place_key(plain)
            if not word.islower():
                ends[len(key)] = count
            if plain != word or (count == 1 and word[0].isupper() and not self._starts(key)):
                break
        for found in sorted(self._trie.prefixes(key), key=len, reverse=True):
            count = ends.get(len(found), 0)
            if count > 1 and (not found.startswith("the ") or self._is_famous(found)):
                return count, found
            # "US" and "CAR" are countries, "us" and "Car" are words: acronyms count only as printed.
            if count == 1 and (_POSSESSIVE.sub("", words[at][2]) in self._acronyms or self._may_stand(found)):
                return 1, found
        return 0, ""

    def _may_stand(self, key: str) -> bool:
        return key not in self._stop and len(key) > 2

    def _starts(self, key: str) -> bool:
        """Whether any name starts with this key."""
        return next(self._trie.iterkeys(key), None) is not None


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer of this process, opened once.

    It is the package's own, or the one in the folder that the environment variable
    RASHOMON_GAZETTEER names (made by `rashomon.reference.gazetteer_import.import_geonames`).

    Raises:
        ReferenceDataError: It was not built; the message names the command.
    """
    folder = os.environ.get("RASHOMON_GAZETTEER")
    return Gazetteer.open(Path(folder) if folder else None)


__all__ = ["BUILD_COMMAND", "Gazetteer", "Hit", "PlaceKind", "PlaceRow", "fold", "open_gazetteer", "place_key"]
