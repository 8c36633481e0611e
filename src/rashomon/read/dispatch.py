"""From one input to its reports: which reader takes it.

Every failure of an input ends here as a `Rejected` with the reason; the inputs after it go on.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read import archive, jsonl, table
from rashomon.read.assemble import plain_report
from rashomon.read.sniff import is_program_text, kind_of, looks_like
from rashomon.read.source import NO_HINTS, Input


def read_input(item: Input) -> Iterator[Report | Rejected]:
    """The reports of one input, or why it has none. Never raises for what the bytes hold."""
    try:
        yield from _read(item)
    except InputError as error:
        yield Rejected(name=error.name, why=error.why)
    except EOFError:
        yield Rejected(name=item.name, why="is cut short: the compressed data ends before its end")
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error) as error:
        yield Rejected(name=item.name, why=f"is a damaged archive ({error})")
    except OSError as error:
        yield Rejected(name=item.name, why=f"cannot be read ({error.strerror or error})")


def _read(item: Input) -> Iterator[Report | Rejected]:
    head = item.head()
    if (what := looks_like(head)) is not None:
        raise InputError(item.name, f"looks like {what}, which is not supported; give its text, a web page or a feed")
    kind = kind_of(head, item.suffix)
    if kind == "empty":
        # A head of white space may have words after it; only the whole can tell.
        if item.all_bytes().strip():
            raise InputError(item.name, "begins with more than 64 kB of white space")
        raise InputError(item.name, "is empty" if not head else "holds nothing but white space")
    if kind in ("gzip", "zip", "tar"):
        yield from archive.read_archive(item, kind, read_input)
    elif kind == "jsonl":
        yield from jsonl.read_lines(item)
    elif kind == "json":
        yield from jsonl.read_document(item)
    elif kind == "table":
        yield from table.read_rows(item)
    elif kind == "feed":
        # Imported here, as pages are: plain text should not wait for their parsers.
        from rashomon.read.feed import read_entries

        yield from read_entries(item)
    elif kind == "html":
        from rashomon.read.page import read_page

        yield read_page(item)
    elif is_program_text(item.suffix):
        raise InputError(item.name, f"is made for machines ({item.suffix}), not a report")
    else:
        yield plain_report(item.name, item.all_bytes(), item.told(NO_HINTS), item.limits)
