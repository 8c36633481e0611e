"""Counts with their words: a range, what is counted, of whom, and over which window.

A figure keeps what the phrase allows and no more. "At least ten" is 10 and up: its `high` is open,
not ten. "Dozens" has no bounds that a text bears out, so both sides stay open and the words speak.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from rashomon.errors import ModelError

Measure = Literal[
    "killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced",
    "returned", "affected", "strikes", "attacks", "buildings", "vehicles", "fighters",
]  # fmt: skip
Quantifier = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "between", "vague"]
Unit = Literal["persons", "families", "events", "objects"]
Population = Literal["civilians", "combatants", "mixed", "unknown"]
Flow = Literal["stock", "flow", "cumulative"]


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A count as one source puts it.

    Attributes:
        measure: What happened to those counted.
        low: Smallest count that the words allow; None where they set no floor.
        high: Largest count that the words allow; None where they set no ceiling.
        value: The number printed, None for vague words ("dozens") and ranges.
        quantifier: How the words bound it.
        unit: What one is; kept as reported, never converted (families are not persons).
        population: Who is counted, as far as the words tell.
        population_text: Those words ("soldiers", "people, including civilians").
        flow: `stock` (are), `flow` (in a window) or `cumulative` (running total since `since`).
        since: First day of the counting window, where told.
        as_of: Day for which the count is given; publication day at the latest.
        additional: The words say it comes on top of another figure ("a further 7,000").
        subset_of: Claim id of the figure of which this is a part ("including 10 children"), else "".
        hour: Clock time of the log's entry that gives it ("16:05"), "" where none is told.
        earlier: The words say that it was given before another count of the report ("had spoken of 39", "up from
            7,300"): it is the older state, whatever the days.
        text: The quantity phrase as printed, with the thing counted.
    """

    measure: Measure
    low: int | None = None
    high: int | None = None
    value: int | None = None
    quantifier: Quantifier = "exact"
    unit: Unit = "persons"
    population: Population = "unknown"
    population_text: str = ""
    flow: Flow = "flow"
    since: dt.date | None = None
    as_of: dt.date | None = None
    additional: bool = False
    subset_of: str = ""
    hour: str = ""
    earlier: bool = False
    text: str = ""

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ModelError(f"a figure's low is above its high: {self.low} > {self.high}")

    def agrees(self, other: Figure) -> bool:
        """Whether one true count could satisfy both. Measures and units must be the same."""
        if self.measure != other.measure or self.unit != other.unit:
            return False
        below = self.high is not None and other.low is not None and self.high < other.low
        above = other.high is not None and self.low is not None and other.high < self.low
        return not (below or above)
