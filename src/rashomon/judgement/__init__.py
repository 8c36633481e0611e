"""People's decisions: kept in the ledger, with what each of them changes in the account.

    desk = Desk(open_ledger("war.ledger", create=False))
    done = desk.judge(Verdict(word="different", subjects=("3f2a", "90bc"), reason="two strikes", author="Ada"))
    done.changes            # the figures, events and holdings that read otherwise now
    desk.undo(done.id, reason="read the map wrongly", author="Ada")

The command line, the review screen and the pages all go this way, so that a judgement means the same
wherever it was made. Nothing is kept that no claim can take: whoever judges hears of it at once.
"""

from __future__ import annotations

from rashomon.judgement.decisions import Decisions
from rashomon.judgement.desk import Bearing, Desk, Done, Listed, Verdict, bearing_on, fold_contents, questions_of
from rashomon.judgement.effect import SHOWN_ID, Change, compare_accounts
from rashomon.reconcile.questions import Offer, Question

__all__ = [
    "SHOWN_ID",
    "Bearing",
    "Change",
    "Decisions",
    "Desk",
    "Done",
    "Listed",
    "Offer",
    "Question",
    "Verdict",
    "bearing_on",
    "compare_accounts",
    "fold_contents",
    "questions_of",
]
