"""What became different between two states of the account: what somebody who looked before has to know.

Nothing here is stored. A change names the claims that brought it, so that the words stand beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

ChangeKind = Literal["new", "revised", "superseded", "disputed", "settled", "withdrawn", "judged", "undone"]
ChangeSubject = Literal["event", "toll", "control", "report", "judgement"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is otherwise than before.

    Attributes:
        kind: `new`; `revised` (told more narrowly, or moved); `superseded` (a count that a newer one
            replaced); `disputed` (contradicted, denied, or under two names since); `settled` (a dispute
            that is no more); `withdrawn` (told before, and no more); `judged` and `undone` by a person.
        subject: What it is about.
        id: Of the event or toll as it is now (as it was, where it is gone), the place of control, the
            report, or the claim judged first.
        field: What moved: `count`, `status`, `days`, `place`, `parties`, `stance`, `origins`, `claims`,
            `holder`, `against`; "" where the whole is new or gone.
        before, after: The field on both sides, in a few words; "" where there was nothing.
        rule: Why, where a rule or a person gave a reason.
        day: From which day it was known: the first publication among the claims that brought what is new,
            the last among those that moved what was known.
        late: Only reports brought it that were out before, and that nobody had read.
        weight: How much it matters, 0 to 100 (docs/model.md#changes).
        sources: Origins of those claims.
        outlets, reports, claims: Who printed them, in which reports, and their ids.
        words: Their exact words.
    """

    kind: ChangeKind
    subject: ChangeSubject
    id: str
    field: str = ""
    before: str = ""
    after: str = ""
    rule: str = ""
    day: dt.date | None = None
    late: bool = False
    weight: int = 0
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
