"""Days of a report's claims read anew when its day of publication turns out to be another.

"Yesterday" and "on Monday" count from the day of publication, and so do tenses, histories and the day up to
which a count holds. A claim keeps its time words, and the grammar that reads them needs no language model, so
they are read again and set against the new day. The tense is not kept: it is the one under which the words
gave the days that the claim has. Where none does, a person or the rest of the text set them, and they stay.

    claim of 2031-05-20: "on Monday" is 2031-05-19  ──published 2031-05-13──▶  2031-05-12
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import product

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.figure import Figure
from rashomon.model.text import Report
from rashomon.model.time import Interval, Tense, Valid
from rashomon.model.timex import Bound, TimeMention, till
from rashomon.resolve.dates.history import ended_long_ago, while_it_lasted, with_history
from rashomon.resolve.dates.validity import GIVEN_ON, given_day, valid_of

FindTimes = Callable[[str], Sequence[TimeMention]]
# Of the tenses that give the days that a claim has, the first decides where the new day tells two apart.
PAST: tuple[Tense, ...] = ("past", "present", "future", "unknown")
AHEAD: tuple[Tense, ...] = ("future", "present", "past", "unknown")
TO_COME = frozenset({"planned", "promised", "predicted", "called_for", "feared"})
TOLD_BEFORE = "date.told_before"


def redate(older: Report, newer: Report, claims: Sequence[Claim], find_times: FindTimes) -> list[Claim]:
    """The claims of a report as its corrected day of publication has them.

    Args:
        older: The report as the claims were read from it.
        newer: The same with the corrected day; None where it is not known.
        claims: All its claims, in any order.
        find_times: Reads time words (`rashomon.extract.times.expressions.find_times`).

    Returns:
        The claims in the order given.
    """
    reader = _Reader(older, newer, find_times)
    ordered = sorted(claims, key=lambda claim: (claim.sentence, claim.kind == "figure", claim.start, claim.id))
    reader.hear(ordered)
    found = {claim.id: reader.read(claim) for claim in ordered}
    judged = {claim.id for claim, plain in zip(claims, _history_anew(claims), strict=True) if claim != plain}
    again = _history_anew([found[claim.id] for claim in claims])
    return [found[claim.id] if claim.id in judged else claim for claim in again]


def _history_anew(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with what is history only for the sentence that it stands in decided again."""
    bare = [
        msgspec.structs.replace(claim, background=False) if claim.valid.basis in {"tense", "none"} else claim
        for claim in claims
    ]
    return with_history(bare)


class _Reader:
    """Reads claims of one report against its old day and its new one."""

    def __init__(self, older: Report, newer: Report, find_times: FindTimes) -> None:
        self._older = older
        self._newer = newer
        self._find_times = find_times
        self._told: list[tuple[tuple[int, int], Interval, Interval]] = []

    def hear(self, claims: Sequence[Claim]) -> None:
        """Note which days are told where, as they were and as they are: "the following day" counts from them."""
        for claim in claims:
            if claim.valid.basis == "stated" and claim.valid.interval.known:
                now = self._again(claim, claim.valid, [(None, None)])
                if now is not None:
                    self._told.append((claim.sentence, claim.valid.interval, now.interval))

    def read(self, claim: Claim) -> Claim:
        """One claim, set against the new day."""
        valid = self._valid(claim)
        was, now = (ended_long_ago(*pair) for pair in ((claim.valid, self._older), (valid, self._newer)))
        stated = claim.valid.basis == "stated" and claim.background == was
        return msgspec.structs.replace(
            claim,
            published=self._newer.published,
            published_basis=self._newer.published_basis,
            valid=valid,
            figure=self._figure(claim, valid),
            background=now if stated else claim.background,
        )

    def _valid(self, claim: Claim) -> Valid:
        valid = claim.valid
        if valid.basis == "none":
            return valid
        told = [(was, now) for sentence, was, now in reversed(self._told) if sentence <= claim.sentence]
        before: list[tuple[Interval | None, Interval | None]] = [*told, (None, None)]
        if valid.basis != "event":
            return self._again(claim, valid, before) or valid
        words = next((step.words for step in reversed(claim.trace) if step.rule == TOLD_BEFORE), "")
        again = self._again(claim, msgspec.structs.replace(valid, text=words, basis="stated"), before)
        return msgspec.structs.replace(again, text="", basis="event") if again is not None else valid

    def _again(
        self, claim: Claim, valid: Valid, told: Sequence[tuple[Interval | None, Interval | None]]
    ) -> Valid | None:
        """The days as the new day of publication has them; None where nothing that is kept gives the old ones.

        Args:
            claim: Whose days they are.
            valid: The days, with their words.
            told: Days told before, as they were and as they are, the nearest first.
        """
        times = self._times(claim, valid.text)
        if valid.basis == "stated" and not times:
            return None
        for (was, now), tense in product(told, AHEAD if claim.stance in TO_COME else PAST):
            # the words of the day on which a number was given are those of its last day too
            for words in (times, [till(one) for one in times]) if claim.figure is not None else (times,):
                read = (valid_of(words, report=self._older, tense=tense, previous=was),)
                held = tuple(map(while_it_lasted, read)) if claim.change == "hold" else ()
                if valid in read + held:
                    found = valid_of(words, report=self._newer, tense=tense, previous=now)
                    return found if valid in read else while_it_lasted(found)
        return None

    def _times(self, claim: Claim, words: str) -> list[TimeMention]:
        """The time words as their sentence has them; those that stand in another sentence, for themselves."""
        if not words:
            return []
        sentence = self._older.text[slice(*claim.sentence)]
        found = self._find_times(sentence if words in sentence else words)
        same = [mention for mention in found if mention.text == words]
        if same or not words.lower().startswith("since "):
            return same[:1]
        # "Since the siege began on 3 August" hangs on the day at its end.
        for day in (mention for mention in found if words.endswith(mention.text)):
            core = (len(words) - len(day.text), len(words))
            return [
                TimeMention(start=0, end=len(words), text=words, value=Bound(bound="since", of=day.value, core=core))
            ]
        return []

    def _figure(self, claim: Claim, valid: Valid) -> Figure | None:
        """The count with the days up to and since which it holds, where these came from days that moved."""
        figure = claim.figure
        if figure is None:
            return None
        since = valid.start if figure.since is not None and figure.since == claim.valid.start else figure.since
        as_of = figure.as_of
        words = next((step.words for step in claim.trace if step.rule == GIVEN_ON), "")
        times = self._times(claim, words)
        was, now = given_day(times, self._older), given_day(times, self._newer)
        if as_of == (was[1] if was is not None else _as_of(claim, claim.valid, self._older.published)):
            as_of = now[1] if now is not None else _as_of(claim, valid, self._newer.published)
        return msgspec.structs.replace(figure, since=since, as_of=as_of)


def _as_of(claim: Claim, valid: Valid, published: dt.date | None) -> dt.date | None:
    """The day up to which a count holds: its own last day where it is of days told, else the report's."""
    if claim.figure is None or claim.figure.flow != "flow" or valid.basis != "stated" or valid.end is None:
        return published
    return min(valid.end, published) if published is not None else valid.end
