"""How names of the roster are found in running text.

One pass over the tokens, longest match first. A state's institutions are not listed country by country
but put together on the way: a country's adjective, then words that may stand between, then a noun
("Iraqi special forces soldiers"). What a name alone leaves open is settled in a second step, once
everything that the text names for certain is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from rashomon.reference.roster_text import Token, fold_tokens, joined, tokens

# Before an adjective these make it another people's or no one's: "Native American", "former Iraqi officers".
_OTHER_PEOPLE = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "latin",
        "native",
        "african",
        "ethnic",
        "pro",
        "anti",
        "ex",
        "former",
        "anglo",
        "northern",
    }
)
_MILITARY_WORDS = frozenset({"military", "army", "navy", "naval", "security", "air"})
_MAX_BETWEEN = 5


class Known(Protocol):
    """What the scanner needs of an entry."""

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO2 codes."""

    @property
    def since(self) -> int | None:
        """First year."""

    @property
    def until(self) -> int | None:
        """Last year."""


class Hit(NamedTuple):
    """A name found: code points in the text, and whose it is."""

    start: int
    end: int
    actor_id: str


class _Found(NamedTuple):
    """A match before doubts are settled; `open` rows are (id, needs context)."""

    start: int
    end: int
    open: tuple[tuple[str, bool], ...]


class Lexicon:
    """Names by folded key, with the words that make up a state's institutions."""

    def __init__(
        self, aliases: dict[str, list[list[str]]], adjectives: dict[str, list[list[str]]], words: dict[str, list[str]]
    ) -> None:
        """Index the names by first word."""
        self._aliases = aliases
        self.adjectives = adjectives
        self.between = frozenset(w.replace("-", " ") for w in words["between"])
        self.nouns: dict[str, str] = {}
        for part, listed in words.items():
            if part != "between":
                self.nouns.update((" ".join(fold_tokens(noun)), part) for noun in listed)
        self.reach: dict[str, int] = {}
        for table in (aliases, adjectives):
            for key, rows in table.items():
                if all(row[-1] == "kind" for row in rows):
                    continue  # kinds are no names and never scanned for
                first, _, rest = key.partition(" ")
                size = 1 + rest.count(" ") + 1 if rest else 1
                if size > self.reach.get(first, 0):
                    self.reach[first] = size

    def rows(self, key: str) -> Sequence[Sequence[str]]:
        """(printed, id, flag) of each that goes by a folded key."""
        return self._aliases.get(key, ())


class Scanner:
    """Finds the names of one lexicon."""

    def __init__(self, lexicon: Lexicon, entries: Mapping[str, Any]) -> None:
        """Take a lexicon and what its ids stand for."""
        self._lexicon = lexicon
        self._entries: Mapping[str, Known] = entries

    def scan(self, text: str, focus: str, year: int | None, context: frozenset[str]) -> tuple[Hit, ...]:
        """See `rashomon.reference.roster.Roster.scan`."""
        found, named = self._all(text)
        return tuple(self._settle(found, named | context, focus, year))

    def named(self, text: str) -> frozenset[str]:
        """See `rashomon.reference.roster.Roster.named`."""
        found, named = self._all(text)
        return frozenset(named) | _sure(found)

    def _all(self, text: str) -> tuple[list[_Found], set[str]]:
        """Every match with its doubts, and the states that adjectives name."""
        words = tokens(text)
        found: list[_Found] = []
        named: set[str] = set()
        place = 0
        while place < len(words):
            reach = self._lexicon.reach.get(words[place].key)
            match = self._match(text, words, place, reach, named) if reach else None
            if match is None:
                place += 1
            else:
                found.append(_Found(words[place].start, words[match[0] - 1].end, match[1]))
                place = match[0]
        return found, named

    def whole(self, name: str, focus: str, year: int | None) -> str:
        """The id of the one actor that goes by exactly this name, "" where none or several do."""
        words = tokens(name)
        while (
            words and words[0].key in {"the", "so", "called", "self", "styled", "proclaimed"} and not self._rows(words)
        ):
            words = words[1:]
        if not words:
            return ""
        rows = self._rows(words)
        if not rows:
            keys = [" ".join(w.key for w in words[:n]) for n in range(1, len(words) + 1)]
            part = self._institution(name, words, 0, keys, set())
            return part[1] if part and part[0] == len(words) else ""
        return self._one({to for to, _ in rows}, set(), focus, year)

    def _rows(self, words: Sequence[Token]) -> tuple[tuple[str, bool], ...]:
        """Who goes by these tokens, case included."""
        found: dict[str, bool] = {}
        for printed, to, flag in self._lexicon.rows(" ".join(w.key for w in words)):
            if flag != "kind" and _case_fits(printed, words, exact=bool(flag)):
                found[to] = found.get(to, True) and flag == "strict" and bool(self._entries[to].countries)
        return tuple(found.items())

    def _match(
        self, text: str, words: list[Token], place: int, reach: int, named: set[str]
    ) -> tuple[int, tuple[tuple[str, bool], ...]] | None:
        """The longest name that begins at a token: where it ends, and whose it may be."""
        best: tuple[int, tuple[tuple[str, bool], ...]] | None = None
        end = place + 1
        keys = [words[place].key]
        while end < min(place + reach, len(words)) and joined(text[words[end - 1].end : words[end].start]):
            keys.append(f"{keys[-1]} {words[end].key}")
            end += 1
        for stop in range(end, place, -1):
            if not self._lexicon.rows(keys[stop - place - 1]):
                continue
            rows = self._rows(words[place:stop])
            if rows and not (any(doubt for _, doubt in rows) and _shouted(words, place, stop)):
                best = (stop, rows)
                break
        built = self._institution(text, words, place, keys, named)
        if built and (best is None or built[0] > best[0]):
            return built[0], ((built[1], False),)
        return best

    def _institution(
        self, text: str, words: Sequence[Token], place: int, keys: Sequence[str], named: set[str]
    ) -> tuple[int, str] | None:
        """A country's institution that begins at a token: where it ends and its id.

        `keys` are the folded joins of one, two, ... tokens from that place on.
        """
        for stop in range(place + len(keys), place, -1):
            known = self._lexicon.adjectives.get(keys[stop - place - 1])
            if known is None:
                continue
            codes = {code for printed, code in known if _case_fits(printed, words[place:stop], exact=printed.isupper())}
            if len(codes) != 1:
                continue
            code = next(iter(codes))
            named.add(f"state:{code}")
            if place and words[place - 1].key in _OTHER_PEOPLE and words[place].start - words[place - 1].end == 1:
                return None
            if place and text[words[place].start - 1] == "-":
                return None
            built = self._noun(text, words, stop)
            return (built[0], f"state:{code}:{built[1]}") if built else None
        return None

    def _noun(self, text: str, words: Sequence[Token], place: int) -> tuple[int, str] | None:
        """The institution's noun after an adjective: where the phrase ends and which part it names."""
        nouns, between = self._lexicon.nouns, self._lexicon.between
        if place < len(words) and words[place].text == "s" and text[words[place].start - 1] in "'’":
            place += 1
        best: tuple[int, str] | None = None
        seen: list[str] = []
        for at in range(place, min(place + _MAX_BETWEEN, len(words))):
            gap = text[words[at - 1].end : words[at].start]
            # "the United States’ army": an owner in "s" has the mark alone
            if gap not in {" ", "\n"} and not (seen and joined(gap)) and not (at == place and gap in {"’ ", "' "}):
                break
            for size in (3, 2, 1):
                key = " ".join(w.key for w in words[at : at + size])
                part = nouns.get(key)
                if part and len(words) >= at + size:
                    best = (at + size, _part(part, [*seen, key]))
                    break
            seen.append(words[at].key)
            if words[at].key not in between and words[at].key not in nouns:
                break
        if (
            best
            and words[best[0] - 1].key in {"ministry", "ministries"}
            and best[0] + 1 < len(words)
            and words[best[0]].key == "of"
        ):
            best = (best[0] + 2, best[1])
        return best

    def _settle(self, found: Sequence[_Found], named: set[str], focus: str, year: int | None) -> Iterable[Hit]:
        """Settles what context decides: strict names and names that several bear."""
        sure = _sure(found) | {i for i in named if i in self._entries}
        context = sure | named | ({f"state:{focus}"} if focus else set())
        floor = max((self._entries[i].since or 0 for i in sure), default=0)
        for one in found:
            fitting = {to for to, doubt in one.open if not doubt or to in sure or self._at_home(to, context)}
            chosen = self._one(fitting, context, focus, year, floor)
            if chosen:
                yield Hit(one.start, one.end, chosen)

    def _at_home(self, actor: str, context: set[str]) -> bool:
        """Whether the text names the state of one of its countries."""
        return any(
            c == f"state:{code}" or c.startswith(f"state:{code}:")
            for code in self._entries[actor].countries
            for c in context
        )

    def _one(self, fitting: set[str], context: set[str], focus: str, year: int | None, floor: int = 0) -> str:
        """The one that is left when focus, years and countries named have spoken; "" where not one is."""
        if len(fitting) <= 1:
            return next(iter(fitting), "")
        tests: tuple[Callable[[str], bool], ...] = (
            lambda i: i in context,
            lambda i: bool(focus) and focus in self._entries[i].countries,
            lambda i: year is None or ((self._entries[i].since or 0) <= year <= (self._entries[i].until or 9999)),
            lambda i: (self._entries[i].until or 9999) >= floor,
            lambda i: self._at_home(i, context),
        )
        for test in tests:
            kept = {i for i in fitting if test(i)}
            fitting = kept or fitting
            if len(fitting) == 1:
                return next(iter(fitting))
        return ""


def _sure(found: Sequence[_Found]) -> set[str]:
    """Ids of matches that nothing puts in doubt."""
    return {one.open[0][0] for one in found if len(one.open) == 1 and not one.open[0][1]}


def _part(part: str, words: Sequence[str]) -> str:
    """Which institution of the state a noun names, given the words before it."""
    before = set(words[:-1])
    if "police" in before or "riot" in before:
        return "police"
    if part == "gov" and before & _MILITARY_WORDS and words[-1] in {"official", "officials", "leadership"}:
        return "mil"
    return "gov" if part == "spy" else part


def _case_fits(printed: str, words: Sequence[Token], *, exact: bool) -> bool:
    """Whether the text's letters may be that name: proper names are not read from small letters.

    Initials of four and more may be printed as a word ("Isis", "Farc"); shorter ones must keep their
    capitals, since "Is", "Eta" and "Is" are words. A name all in capitals is taken for any.
    """
    if exact:
        return [w.text.replace(".", "") for w in words] == [t.text.replace(".", "") for t in tokens(printed)]
    for given, have in zip(tokens(printed), words, strict=True):
        if given.text[0].islower() or have.text == given.text:
            continue
        if not have.text[0].isupper() and not have.text[0].isdigit():
            return False
        if given.text.isupper() and len(given.text) in {2, 3} and not have.text.isupper():
            return False
    return True


def _shouted(words: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the tokens around are all capitals too, so that capitals tell nothing (headlines)."""
    around = [
        w.text
        for w in (*words[max(0, start - 2) : start], *words[stop : stop + 2])
        if w.text.isalpha() and len(w.text) > 1
    ]
    return bool(around) and all(w.isupper() for w in around)
