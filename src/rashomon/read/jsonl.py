"""JSON with reports: one object a line, or one array of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read.assemble import Origin, built_report
from rashomon.read.columns import NAMES, cell, column_of, hints_of, is_manifest
from rashomon.read.encoding import Decoded, decode
from rashomon.read.markup import plain_words
from rashomon.read.records import lines_of
from rashomon.read.source import Input

_LISTS = ("articles", "reports", "items", "documents", "docs", "data", "results", "entries")


def read_lines(item: Input) -> Iterator[Report | Rejected]:
    """The reports of a JSONL file, named `file.jsonl#1` and on by line."""
    for record in lines_of(item):
        name = f"{item.name}#{record.number}"
        try:
            if record.why:
                yield Rejected(name=name, why=record.why)
                continue
            found = decode(name, record.data)
            yield _report(item, Origin(name=name, data=record.data, found=found), parse_object(name, found.text))
        except InputError as error:
            yield Rejected(name=error.name, why=error.why)


def read_document(item: Input) -> Iterator[Report | Rejected]:
    """The reports of a JSON file: one object, a list of them, or an object that holds such a list.

    Raises:
        InputError: It is no such JSON.
    """
    data = item.all_bytes()
    found = decode(item.name, data)
    value = _parse(item.name, found.text)
    if isinstance(value, dict) and column_of("text", value) is None:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if isinstance(value, dict):
        yield _report(item, Origin(name=item.name, data=data, found=found), value)
        return
    if not isinstance(value, list):
        raise InputError(item.name, "is JSON without reports in it")
    for number, entry in enumerate(value, 1):
        name = f"{item.name}#{number}"
        try:
            yield _report(item, _entry_origin(name, entry), entry)
        except InputError as error:
            yield Rejected(name=error.name, why=error.why)


def _entry_origin(name: str, entry: object) -> Origin:
    """A list's entry has no bytes of its own that we could tell apart; its digest is of its JSON in one fixed form."""
    if not isinstance(entry, dict):
        raise InputError(name, "is not a JSON object")
    data = json.dumps(entry, ensure_ascii=True, sort_keys=True).encode("ascii")
    return Origin(name=name, data=data, found=Decoded(text="", encoding="utf-8"))


def parse_object(name: str, text: str) -> dict[str, object]:
    """The JSON object on a line.

    Raises:
        InputError: The line holds none.
    """
    value = _parse(name, text)
    if not isinstance(value, dict):
        raise InputError(name, "is not a JSON object")
    return value


def _parse(name: str, text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(name, f"is not valid JSON ({error})") from None
    except RecursionError:
        raise InputError(name, "is JSON nested too deeply") from None


def _report(item: Input, origin: Origin, row: Mapping[str, object]) -> Report:
    name = origin.name
    if is_manifest(row):
        raise InputError(name, "names a file; give the manifest by its own path, beside the files that it names")
    text = cell(row, "text")
    if text is None:
        raise InputError(name, f"holds no text under {', '.join(NAMES['text'][:4])} …")
    if any("\ud800" <= char <= "\udfff" for char in text + (cell(row, "title") or "")):
        raise InputError(name, "holds half of a surrogate pair, which is no character")
    hints = item.told(hints_of(name, row, None))
    return built_report(origin, plain_words(text), hints, item.limits, markup="json")
