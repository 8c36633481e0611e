"""Questions about single places of a ledger file, answered without folding: what is told of a place is kept.

    asking = Asking(Path("war.ledger"))
    told = asking.place("Goma").at(known=date(2012, 11, 25), on=date(2012, 11, 20))
    control_on(told.control, "Goma", date(2012, 11, 20)).holder

The first question about a place folds, for all days, and keeps what it found beside the ledger; every other one, of
this process or another, reads it. It is asked of the ledger each time whether anything has come in since that bears
on the place; only then is the place folded again, so that an answer is never older than the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from rashomon.kept_places import Kept, KeptPlaces, Sealed, SpoiledPlaceError, Subjects
from rashomon.ledger.sqlite_news import News, State, news_of_place, places_told
from rashomon.pipeline import place_acts, place_reading
from rashomon.reconcile.place_course import Names, PlaceAccount, PlaceCourse
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.situation import history

# Places held in memory where nothing can be written beside the ledger.
HELD = 16
# Reports from which a place is worth keeping: those with fewer are folded in some tens of milliseconds.
LEAST = 20


class ToldOfPlace(Protocol):
    """What is told of one place, on every day."""

    def at(self, known: dt.date | None = None, on: dt.date | None = None) -> PlaceAccount:
        """The account of the place.

        Args:
            known: As known on this day; None: everything.
            on: Only counts that may be of this day; None: of all days.
        """
        ...


class Asking:
    """Questions to a ledger file about single places.

    Args:
        path: The ledger.
        folding: Called with the name of a place that has to be folded before an answer.
        least: A place is kept on disk where at least so many reports tell of it.

    Raises:
        LedgerError: By its methods, where the ledger is missing, damaged or none.
    """

    def __init__(self, path: Path, folding: Callable[[str], object] = lambda _: None, *, least: int = LEAST) -> None:
        self._path = path
        self._least = least
        self._folding = folding
        self._kept = KeptPlaces(path)
        self._held: OrderedDict[str, tuple[Sealed, PlaceCourse | None]] = OrderedDict()

    def place(self, name: str) -> ToldOfPlace | None:
        """What is told of a place, as the ledger stands; None where only the whole ledger answers.

        Args:
            name: In any spelling that the gazetteer has, or as the reports have it. See
                `rashomon.pipeline.place_contents` for what the answer leaves out.
        """
        names = names_of(name)
        sealed, told = self._found(names)
        if sealed is not None and self._is_current(names, sealed):
            return told
        return self.fold(name)

    def latest(self, name: str) -> tuple[ToldOfPlace | None, bool]:
        """What was told of a place when it was last folded, and whether that is so still: for who cannot wait.

        Where nothing is kept of it at all it is folded.
        """
        names = names_of(name)
        sealed, told = self._found(names)
        if sealed is None:
            return self.fold(name), True
        return told, self._is_current(names, sealed)

    def _found(self, names: Names) -> tuple[Sealed | None, ToldOfPlace | None]:
        """What is kept of a place, on disk or in memory, of whatever state of the ledger."""
        kept = self._kept.find(names)
        if kept is not None:
            return kept.sealed, None if kept.sealed.whole else _Read(self, self._kept, kept)
        return self._held.get(names.name, (None, None))

    def fold(self, name: str) -> PlaceCourse | None:
        """What is told of a place, folded anew and kept; None where only the whole ledger answers."""
        names = names_of(name)
        state = self._news(names, None).state
        self._folding(name)
        read = place_reading(self._path, name)
        course = None
        if read.contents is not None:
            found = read.contents
            course = history(
                found.reports, found.claims, judgements=found.judgements, moved=found.moved
            ).of_place(names)  # fmt: skip
        sealed = Sealed(
            batch=state.batch,
            digest=state.digest,
            acts=read.acts,
            whole=course is None,
            subjects=Subjects(read.subjects),
        )
        quick = read.reports < self._least and self._kept.find(names) is None
        if quick or not self._kept.write(names, sealed, course):
            self._held[names.name] = sealed, course
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return course

    def keep_all(self) -> Iterator[tuple[str, bool]]:
        """Bring the accounts of all places up to date that are worth keeping.

        Broken off, it goes on where it stopped. The places most told of come first.

        Yields:
            Each place once it is kept, and whether it had to be folded.
        """
        for name, _ in places_told(self._path, self._least):
            names = names_of(name)
            kept = self._kept.find(names)
            current = kept is not None and self._is_current(names, kept.sealed)
            if not current:
                self.fold(name)
            yield name, not current

    def count_places(self) -> int:
        """How many places `keep_all` goes through."""
        return len(places_told(self._path, self._least))

    def is_empty(self) -> bool:
        """Whether the ledger holds nothing at all."""
        return self._news(names_of(""), None).state.batch == 0

    def refresh(self) -> None:
        """Bring the accounts of all places up to date that are kept and that something new bears on."""
        for name in self._kept.names():
            self.place(name)

    def close(self) -> None:
        """Let go of the file with what is kept."""
        self._kept.close()

    def _news(self, names: Names, since: State | None) -> News:
        return news_of_place(self._path, since, names.name, names.ids)

    def _is_current(self, names: Names, sealed: Sealed) -> bool:
        """Whether nothing has come in since that bears on the place; noted, so that it is not asked again."""
        since = State(batch=sealed.batch, digest=sealed.digest)
        news = self._news(names, since)
        if not news.follows or news.told:
            return False
        if news.judged and place_acts(self._path, names.ids, sealed.subjects) != sealed.acts:
            return False
        if news.state != since:
            self._kept.advance(names, news.state.batch, news.state.digest)
        return True


def names_of(name: str) -> Names:
    """What a place goes by: its name without regard to case, and the ids that the gazetteer has for it."""
    return Names(name=name.casefold(), ids=frozenset(row.id for row in open_gazetteer().find(name)))


class _Read:
    """What is kept of a place, read for each question."""

    def __init__(self, asking: Asking, places: KeptPlaces, kept: Kept) -> None:
        self._asking = asking
        self._places = places
        self._kept = kept

    def at(self, known: dt.date | None = None, on: dt.date | None = None) -> PlaceAccount:
        """See `ToldOfPlace`."""
        try:
            return self._places.at(self._kept, known, on)
        except SpoiledPlaceError:
            folded = self._asking.fold(self._kept.names.name)
            assert folded is not None, "it was no matter for the whole ledger"
            return folded.at(known, on)
