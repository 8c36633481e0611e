"""Lines and rows of files that hold many reports, one at a time and none longer than the limit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError
from rashomon.read.encoding import decode
from rashomon.read.source import Input, too_large

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One line or row: its number among the data (from 1), its bytes, and why it cannot be used ("" if it can)."""

    number: int
    data: bytes
    why: str = ""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first row of a table: its cells, and what parts them."""

    cells: tuple[str, ...]
    delimiter: str


def lines_of(item: Input) -> Iterator[Record]:
    """The lines of an input that are not blank; an overlong line is passed over without holding it."""
    limit = item.limits.report_bytes
    number = 0
    while line := item.stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            number += 1
            while (rest := item.stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield Record(number=number, data=b"", why=too_large(limit))
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            number += 1
            yield Record(number=number, data=line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def header_of(item: Input) -> Header:
    """The header of a table, without taking it.

    Raises:
        InputError: The table is in UTF-16, or has no header that fits in its head.
    """
    head = item.head()
    if head.startswith(_WIDE_MARKS):
        raise InputError(item.name, "is a table in UTF-16; save it as CSV in UTF-8")
    line = re.split(b"[\r\n]", head.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    first = decode(item.name, line).text
    delimiter = max(",;\t|", key=first.count)
    return Header(cells=tuple(cell.strip() for cell in _cells(item.name, first, delimiter)), delimiter=delimiter)


def _cells(name: str, row: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise InputError(name, f"cannot be read as CSV ({error})") from None


def rows_of(item: Input, header: Header) -> Iterator[tuple[Record, dict[str, str]]]:
    """The rows under a header, each with its bytes and its cells by column name.

    A cell may hold line breaks. A row with too few or too many cells has a `why` and no cells.

    Raises:
        InputError: A quote that opens is never closed: what follows cannot be told apart.
    """
    taken: list[bytes] = []
    csv.field_size_limit(max(csv.field_size_limit(), item.limits.report_bytes))
    reader = csv.reader(_keep(item, taken), delimiter=header.delimiter)
    number = -1
    while True:
        taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(item.name, f"row {number + 1} cannot be read as CSV ({error})") from None
        if cells is None:
            return
        number += 1
        if number == 0 or not any(cells):
            number -= number > 0
            continue
        data = b"".join(taken)
        if len(taken) > 1 and data.count(b'"') % 2 and not item.stream.peek(1):
            raise InputError(item.name, f"row {number} opens a quote that is never closed")
        yield _row(item.name, Record(number=number, data=data), header)


def _row(name: str, record: Record, header: Header) -> tuple[Record, dict[str, str]]:
    own = f"{name}#{record.number}"
    try:
        cells = _cells(own, decode(own, record.data).text, header.delimiter)
    except InputError as error:
        return Record(number=record.number, data=record.data, why=error.why), {}
    if len(cells) != len(header.cells):
        why = f"has {len(cells)} cells where the header has {len(header.cells)}"
        return Record(number=record.number, data=record.data, why=why), {}
    return record, dict(zip(header.cells, cells, strict=True))


def _keep(item: Input, taken: list[bytes]) -> Iterator[str]:
    """The lines for the parser, each kept in bytes as well; odd bytes do not matter for finding the quotes."""
    size = 0
    first = True
    while line := item.stream.readline(item.limits.report_bytes + 1):
        size = len(line) + (size if taken else 0)
        if size > item.limits.report_bytes:
            raise InputError(item.name, f"holds a row {too_large(item.limits.report_bytes)}")
        line = line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        taken.append(line)
        yield line.decode("utf-8", "surrogateescape").replace("\x00", "")
