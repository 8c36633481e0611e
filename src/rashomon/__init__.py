"""Rashomon: many reports on an armed conflict in, one sourced account out.

The public door, in the order of the work:

    from rashomon import Report, fold_situation, read_claims, read_reports

    read = [read_claims(r) for r in read_reports(["reports.csv"]) if isinstance(r, Report)]
    account = fold_situation([r.report for r in read], [c for r in read for c in r.claims], known=date(2015, 5, 18))

The stages by themselves are `rashomon.read.read_paths`, `rashomon.extract.extract`, `rashomon.resolve.resolve`
and `rashomon.reconcile`. Names are loaded when first used, so that `import rashomon` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.errors import RashomonError
    from rashomon.ledger import Ledger, open_ledger
    from rashomon.model.claim import Claim
    from rashomon.model.event import Situation
    from rashomon.model.text import Rejected, Report
    from rashomon.pipeline import read_claims, read_reports
    from rashomon.situation import situation as fold_situation

__version__ = "0.1.0"

_DOORS = {
    "Claim": ("rashomon.model.claim", "Claim"),
    "Ledger": ("rashomon.ledger", "Ledger"),
    "RashomonError": ("rashomon.errors", "RashomonError"),
    "Rejected": ("rashomon.model.text", "Rejected"),
    "Report": ("rashomon.model.text", "Report"),
    "Situation": ("rashomon.model.event", "Situation"),
    "fold_situation": ("rashomon.situation", "situation"),
    "open_ledger": ("rashomon.ledger", "open_ledger"),
    "read_claims": ("rashomon.pipeline", "read_claims"),
    "read_reports": ("rashomon.pipeline", "read_reports"),
}

__all__ = [
    "Claim",
    "Ledger",
    "RashomonError",
    "Rejected",
    "Report",
    "Situation",
    "__version__",
    "fold_situation",
    "open_ledger",
    "read_claims",
    "read_reports",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _DOORS:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    module, attribute = _DOORS[name]
    return getattr(importlib.import_module(module), attribute)
