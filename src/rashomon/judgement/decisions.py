"""A ledger's decisions by the claim that they bear on."""

from __future__ import annotations

from rashomon.judgement.desk import Desk, Listed
from rashomon.ledger import acts
from rashomon.model.entry import Judged
from rashomon.reconcile.judging import Subjects, touches


class Decisions:
    """Every decision as the ledger stands: made once, then asked for each claim.

    Attributes:
        listed: In the order in which they were made, taken back or not.
    """

    def __init__(self, desk: Desk) -> None:
        self.listed = desk.listed()
        self._subjects = Subjects(desk.contents.claims, desk.contents.moved)
        self._entries = {act.held.id: act.held.entry for act in acts(desk.ledger)}

    def on(self, claim: str) -> tuple[Listed, ...]:
        """Those on a claim, on the event or toll that it opened, its report, its words, and what took one of them back.

        Args:
            claim: Id of a claim of this ledger.
        """
        if not self._subjects.claim(claim):
            return ()
        (own,) = self._subjects.of([claim])
        found: dict[str, Listed] = {}
        for row in self.listed:
            entry = self._entries.get(row.id)
            bears = touches(entry, own, self._subjects) if isinstance(entry, Judged) else own.report_id in row.subjects
            if bears or not found.keys().isdisjoint(row.subjects):
                found[row.id] = row
        return tuple(found.values())
