"""Reconciling: claims of many reports into one sourced account.

`reconcile` is the door. It copies no text into truth: every event, toll and span of control names the
claims it rests on and the rules that put them together, and can be folded again from the claims.
"""

from __future__ import annotations

from rashomon.reconcile.control.intervals import control_on
from rashomon.reconcile.fold import reconcile

__all__ = ["control_on", "reconcile"]
