"""CSV tables with a report a row."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read.assemble import Origin, built_report
from rashomon.read.columns import NAMES, cell, column_of, hints_of, is_manifest
from rashomon.read.dates import Order, is_slashed, order_of
from rashomon.read.encoding import decode
from rashomon.read.markup import plain_words
from rashomon.read.records import Header, Record, header_of, rows_of
from rashomon.read.source import Input, buffered


def read_rows(item: Input) -> Iterator[Report | Rejected]:
    """The reports of a table, named `table.csv#1` and on by their row under the header.

    Raises:
        InputError: It has no column with text, or its dates could be read in two ways.
    """
    header = header_of(item)
    if is_manifest(header.cells):
        why = "is a manifest (it has a column of files); give it by its own path, beside the files that it names"
        raise InputError(item.name, why)
    if column_of("text", header.cells) is None:
        known = ", ".join(NAMES["text"][:4])
        raise InputError(item.name, f"is a table without a column of text ({known} …) or of files (file)")
    order = column_order(item, header)
    for record, cells in rows_of(item, header):
        name = f"{item.name}#{record.number}"
        try:
            yield _report(name, item, record, cells, order)
        except InputError as error:
            yield Rejected(name=error.name, why=error.why)


def _report(name: str, item: Input, record: Record, cells: dict[str, str], order: Order | None) -> Report:
    if record.why:
        raise InputError(name, record.why)
    hints = item.told(hints_of(name, cells, order))
    body = plain_words(cell(cells, "text") or "")
    origin = Origin(name=name, data=record.data, found=decode(name, record.data))
    return built_report(origin, body, hints, item.limits, markup="csv")


def column_order(item: Input, header: Header) -> Order | None:
    """How slashed dates are written in a table's column of dates; None where it has none or they cannot be seen ahead.

    The table is opened a second time for it, so that one pass need not hold its rows.

    Raises:
        InputError: Slashed dates of which no other settles the order, or that contradict each other.
    """
    column = column_of("published", header.cells)
    if column is None or item.reopen is None:
        return None
    ahead = Input(name=item.name, suffix=item.suffix, stream=buffered(item.reopen(), item.name), limits=item.limits)
    example: list[str] = []

    def slashed() -> Iterator[str]:
        for _, cells in rows_of(ahead, header):
            words = cells.get(column, "").strip()
            if is_slashed(words):
                example[:] = example or [words]
                yield words

    with ahead.stream:
        order = order_of(slashed())
    if order in ("month_first", "day_first"):
        return order
    if not example:
        return None
    if order == "mixed":
        why = f"column '{column}' has dates that are day first and others that are month first"
    else:
        why = (
            f"column '{column}' has dates such as '{example[0]}', day first or month first, and none that settles which"
        )
    raise InputError(item.name, f"{why}; write them as 2015-05-20")
