"""Manifests: a CSV or JSONL file that names files of reports and says who printed them and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from rashomon.errors import InputError
from rashomon.model.text import Rejected
from rashomon.read.columns import cell, column_of, hints_of, is_manifest
from rashomon.read.dates import Order
from rashomon.read.encoding import decode
from rashomon.read.jsonl import parse_object
from rashomon.read.records import header_of, lines_of, rows_of
from rashomon.read.source import Hints, Input
from rashomon.read.table import column_order

SUFFIXES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson"})
_REQUIRED = ("outlet", "published")
_SHOWN = {"outlet": "publisher", "published": "published"}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row: the file it names, from where the user stands, and what it says of it."""

    path: Path
    hints: Hints


def looks_like_manifest(item: Input) -> bool:
    """Whether an input names files instead of holding texts. Takes nothing from its stream."""
    try:
        if item.suffix in (".jsonl", ".ndjson"):
            line = item.head().lstrip().split(b"\n", 1)[0]
            return is_manifest(parse_object(item.name, decode(item.name, line).text))
        return is_manifest(header_of(item).cells)
    except InputError:
        return False


def read_manifest(item: Input) -> Iterator[Row | Rejected]:
    """The rows of a manifest; a bad row is rejected and the others go on.

    Raises:
        InputError: It lacks a column, or its dates could be read in two ways.
    """
    folder = Path(item.name).parent
    seen: dict[str, int] = {}
    for number, row, order in _rows(item):
        if isinstance(row, str):
            yield Rejected(name=f"{item.name}#{number}", why=row)
            continue
        file = cell(row, "file")
        if file is None:
            yield Rejected(name=f"{item.name}#{number}", why="names no file")
            continue
        path = folder / file.strip()
        first = seen.setdefault(str(path), number)
        if first != number:
            yield Rejected(
                name=str(path), why=f"is named twice in {item.name}: rows {first} and {number}; the first counts"
            )
            continue
        try:
            yield Row(path=path, hints=hints_of(str(path), row, order))
        except InputError as error:
            yield Rejected(name=error.name, why=f"{error.why} ({item.name}, row {number})")


def _rows(item: Input) -> Iterator[tuple[int, dict[str, object] | str, Order | None]]:
    """Number, and cells or the reason that there are none; and how the file writes slashed dates."""
    if item.suffix in (".jsonl", ".ndjson"):
        for record in lines_of(item):
            try:
                row = parse_object(item.name, decode(item.name, record.data).text)
            except InputError as error:
                yield record.number, record.why or error.why, None
                continue
            yield record.number, row, None
        return
    header = header_of(item)
    missing = [_SHOWN[field] for field in _REQUIRED if column_of(field, header.cells) is None]
    if missing:
        raise InputError(
            item.name, f"is a manifest without the column {' and '.join(missing)}; it needs file, publisher, published"
        )
    order = column_order(item, header)
    for record, cells in rows_of(item, header):
        yield record.number, record.why or dict(cells), order
