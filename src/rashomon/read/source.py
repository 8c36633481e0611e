"""One input as it passes between the readers: a name, a stream of bytes, and what is known of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from rashomon.errors import InputError
from rashomon.model.text import PublishedBasis
from rashomon.read.limits import Limits

HEAD_BYTES = 65_536


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What the user, a manifest, a feed or a row says about a report apart from its text."""

    outlet: str | None = None
    published: dt.date | None = None
    basis: PublishedBasis = "given"
    title: str | None = None
    url: str | None = None

    def over(self, other: Hints) -> Hints:
        """These hints, with the other's where these are silent."""
        dated = self if self.published is not None else other
        return Hints(
            outlet=self.outlet or other.outlet,
            published=dated.published,
            basis=dated.basis,
            title=self.title or other.title,
            url=self.url or other.url,
        )


NO_HINTS = Hints()


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to read.

    Attributes:
        name: What users see, and what claims carry.
        suffix: Lower-case, with its dot; "" if none. Only ever a hint: the bytes decide.
        hints: What a manifest says of it: stronger than what it says itself.
        fallback: What the user says of all inputs: stronger than what a page or
            feed says of itself, weaker than a row's own cells.
        stream: The bytes, from their beginning; `peek(HEAD_BYTES)` shows their head.
        reopen: Opens the same bytes again, where that is cheap; None for streams read once.
        depth: Number of containers around it.
    """

    name: str
    suffix: str
    stream: io.BufferedReader[Any]
    limits: Limits
    hints: Hints = NO_HINTS
    fallback: Hints = NO_HINTS
    reopen: Callable[[], BinaryIO] | None = None
    depth: int = 0

    def told(self, own: Hints) -> Hints:
        """What is known of a report in it, given what the report says itself."""
        if own.basis == "page":  # what a page says of itself is often its site's, not its text's
            return self.hints.over(self.fallback).over(own)
        return self.hints.over(own).over(self.fallback)

    def head(self) -> bytes:
        """The first bytes, without taking them."""
        return self.stream.peek(HEAD_BYTES)

    def all_bytes(self) -> bytes:
        """Everything, if it is within the limit of one report.

        Raises:
            InputError: It is longer; no more than the limit was read.
        """
        limit = self.limits.report_bytes
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(self.name, too_large(limit))
        return data


def too_large(limit: int) -> str:
    """The reason for refusing something over the limit of one report."""
    return f"larger than {limit / 1_000_000:g} MB, the most that one report may hold"


class Measured(io.RawIOBase):
    """A stream that fills every read and stops where a compressed file unfolds too far."""

    def __init__(self, raw: BinaryIO, name: str, most: int | None = None, why: str = "") -> None:
        """Wrap a stream.

        Args:
            raw: Where the bytes come from.
            name: For the error.
            most: Bytes allowed; None for no bound.
            why: The reason to give when it is passed.
        """
        self._raw, self._name, self._most, self._why, self._taken = raw, name, most, why, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer as far as the stream goes."""
        view = memoryview(buffer)  # type: ignore[arg-type]  # any writable buffer, as io gives it
        filled = 0
        while filled < len(view):
            piece = self._raw.read(len(view) - filled)
            if not piece:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._taken += filled
        if self._most is not None and self._taken > self._most:
            raise InputError(self._name, self._why)
        return filled

    def close(self) -> None:
        """Close the stream below too."""
        if not self.closed:
            self._raw.close()
        super().close()


def buffered(raw: BinaryIO, name: str, most: int | None = None, why: str = "") -> io.BufferedReader[Any]:
    """The stream with a head that can be looked at without taking it."""
    return io.BufferedReader(Measured(raw, name, most, why), HEAD_BYTES)
