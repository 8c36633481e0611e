"""How much one input may hold before it is refused, so that no file can exhaust the machine."""

from __future__ import annotations

import msgspec

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on one input. All are refusals with a message, never a silent cut.

    Attributes:
        report_bytes: Largest single report, row, line or page. News reports are a few kB and saved
            pages up to a few MB.
        report_chars: Longest text kept; the parser needs about 1 GB of memory for a million characters.
        entries: Most members of one archive, counting those of archives inside it.
        expanded_bytes: Most bytes that one compressed file may unfold to.
        ratio: How many times larger than its compressed form a file may get. Text compresses 3 to
            20 times, logs up to 100; a bomb 1,000 times.
        depth: Containers inside containers.
        folders: How deep folders may lie inside each other.
    """

    report_bytes: int = 16 * MEGABYTE
    report_chars: int = 1_000_000
    entries: int = 200_000
    expanded_bytes: int = 20_000 * MEGABYTE
    ratio: int = 250
    depth: int = 3
    folders: int = 64
