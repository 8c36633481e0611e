"""Readers that other processes can import: quick ones, one that dies, one that trips."""

from __future__ import annotations

import os
import time
from pathlib import Path

from rashomon.errors import ReferenceDataError
from rashomon.model.text import Report
from rashomon.pipeline import Read


def plain(report: Report) -> Read:
    return Read(report=report, claims=())


def slow_first(report: Report) -> Read:
    """The first of a chunk takes longest, so that results would overtake each other."""
    time.sleep(0.05 if report.name.endswith("0") else 0)
    return plain(report)


def deadly(report: Report) -> Read:
    """Dies as a fault in a compiled library does: at once, with no word."""
    if "deadly" in report.text:
        os._exit(139)
    return plain(report)


def faulty(report: Report) -> Read:
    if "faulty" in report.text:
        raise IndexError("no such word")
    return plain(report)


def bare(report: Report) -> Read:
    raise ReferenceDataError(f"no gazetteer for {report.name}")


def told_pid(report: Report) -> Read:
    """Writes down which process reads (the report's url names the folder), then takes its time."""
    assert report.url
    (Path(report.url) / str(os.getpid())).touch()
    time.sleep(60)
    return plain(report)
