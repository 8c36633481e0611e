"""Feasts and months of other calendars: their names, and the rules that put days behind them.

Edited in resources/times/holidays.yaml, compiled by tools/build_times.py.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from importlib import resources
from typing import Literal

import msgspec

from rashomon.errors import ReferenceDataError

Calendar = Literal["gregorian", "easter", "orthodox_easter", "islamic", "hebrew", "listed"]


class HolidayRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one feast falls.

    Attributes:
        key: Its key.
        names: How texts write it.
        calendar: Calendar by which it is found.
        month, day: In that calendar; for Easter `day` is the distance in days.
        days: How long it lasts; 0 for the whole month.
        slack: Days by which countries differ (sightings of the moon).
        listed: For `listed`: its first day, year by year.
    """

    key: str
    names: tuple[str, ...]
    calendar: Calendar
    month: int = 0
    day: int = 0
    days: int = 1
    slack: int = 0
    listed: tuple[dt.date, ...] = ()


class EraRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A period of history with agreed days."""

    key: str
    names: tuple[str, ...]
    first: dt.date
    last: dt.date


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    holidays: tuple[HolidayRule, ...]
    eras: tuple[EraRule, ...]


class NameRun(msgspec.Struct, frozen=True):
    """A name as tokens of the date grammar, in lower case."""

    tokens: tuple[str, ...]
    key: str


@functools.cache
def _table() -> _Table:
    """The compiled table.

    Raises:
        ReferenceDataError: It is missing or does not parse.
    """
    try:
        raw = (resources.files("rashomon.reference") / "data" / "times.json").read_bytes()
        return msgspec.json.decode(raw, type=_Table)
    except (OSError, msgspec.MsgspecError) as error:
        raise ReferenceDataError(f"reference/data/times.json: {error}") from error


@functools.cache
def holiday_rules() -> dict[str, HolidayRule]:
    """Every feast by its key."""
    return {rule.key: rule for rule in _table().holidays}


@functools.cache
def eras() -> dict[str, EraRule]:
    """Every named period by its key."""
    return {rule.key: rule for rule in _table().eras}


def _by_first(pairs: list[tuple[str, str]]) -> dict[str, tuple[NameRun, ...]]:
    """Names by their first token, longest first."""
    runs: dict[str, list[NameRun]] = {}
    both = [(name.replace("'", mark), key) for name, key in pairs for mark in ("'", "’")]
    for name, key in dict.fromkeys(both):
        tokens = tuple(re.sub("[-'’]", r" \g<0> ", name.lower()).split())
        runs.setdefault(tokens[0], []).append(NameRun(tokens, key))
    return {first: tuple(sorted(group, key=lambda run: -len(run.tokens))) for first, group in runs.items()}


@functools.cache
def holiday_names() -> dict[str, tuple[NameRun, ...]]:
    """Names of feasts by their first token, longest first."""
    return _by_first([(name, rule.key) for rule in _table().holidays for name in rule.names])


@functools.cache
def era_names() -> dict[str, tuple[NameRun, ...]]:
    """Names of periods by their first token, longest first."""
    return _by_first([(name, rule.key) for rule in _table().eras for name in rule.names])
