"""The account of a large ledger, kept beside it so that the next start need not fold it anew.

Beside FILE stands FILE.account: what the fold gave, less the reports and claims, which the ledger has. It is
never the truth. It is used only where it is whole and was made of the very batches that the ledger holds, by
the very rules that are installed; else it is passed over. Whoever deletes it loses some seconds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path

import msgspec

from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.event import ControlSpan, Event, Relation, Situation, Toll
from rashomon.model.text import Rejected, Report
from rashomon.reconcile.evidence import known_day, settled
from rashomon.reconcile.fold import Parts, assemble, order_claims, order_reports
from rashomon.reference.gazetteer import open_gazetteer
from rashomon.situation import History, under_judgements

PACKAGE = Path(__file__).resolve().parent
# Whatever can change what claims add up to.
RULES = (
    "model/*.py", "reconcile/**/*.py", "situation.py", "reference/*.py", "reference/data/*.json",
    "extract/times/*.py", "resolve/**/*.py", "pipeline.py", "kept_places.py",
)  # fmt: skip
_SEAL = hashlib.sha256().digest_size


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What is derived in a `Situation`; see there."""

    events: tuple[Event, ...]
    unhappened: tuple[Event, ...]
    background: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    control: tuple[ControlSpan, ...]
    copies: tuple[tuple[str, ...], ...]
    relations: tuple[Relation, ...]


class Meanwhile:
    """The account of today at once, that of earlier days once it is folded: who asks for one waits.

    Args:
        now: The account of today.
        fold: Makes that of every day; run in a thread of its own when `begin` is called.
    """

    def __init__(self, now: Situation, fold: Callable[[], History]) -> None:
        self._now = now
        self._fold = fold
        self._made: Future[History] = Future()

    def begin(self) -> None:
        """Start folding."""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._made.set_result(self._fold())
        except BaseException as why:  # noqa: BLE001 - told to whoever waits for it
            self._made.set_exception(why)

    def at(self, known: dt.date | None = None) -> Situation:
        """The account as known on a day; None: everything."""
        return self._now if known is None else self._made.result().at(known)


def account_path(ledger: Path) -> Path:
    """Where the account of the ledger at a path is kept."""
    return ledger.with_name(ledger.name + ".account")


def account_of(found: Situation) -> Account:
    """The derived part of a situation."""
    return Account(**{name: getattr(found, name) for name in Account.__struct_fields__})


def write_account(ledger: Path, digest: str, account: Account) -> None:
    """Keep an account: whole, or not at all. Where the folder cannot be written nothing is kept.

    Args:
        ledger: The ledger that it was folded from.
        digest: Chained hash of the ledger's last batch at that time.
        account: What was folded from everything that the ledger held then.
    """
    target = account_path(ledger)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    body = msgspec.msgpack.encode(account)
    try:
        draft.write_bytes(_seal(digest, body) + body)
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)


def read_account(ledger: Path, digest: str) -> Account | None:
    """The account that was kept of a ledger; None where there is none of just this state and these rules.

    Args:
        ledger: The ledger.
        digest: Chained hash of its last batch.
    """
    try:
        raw = memoryview(account_path(ledger).read_bytes())
    except OSError:
        return None
    if bytes(raw[:_SEAL]) != _seal(digest, raw[_SEAL:]):
        return None
    return msgspec.msgpack.decode(raw[_SEAL:], type=Account)


def restore(
    account: Account,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    *,
    rejected: Sequence[Rejected] = (),
    judgements: Sequence[Judged] = (),
    moved: Mapping[str, str] | None = None,
) -> Situation:
    """The situation whose account was kept, of the same reports, claims and judgements: as `situation` gives it.

    Args:
        account: What was kept.
        reports: All that the ledger holds.
        claims: All their claims, as they were read.
        rejected: Reports that could not be read.
        judgements: Those that stand.
        moved: Ids of claims of an older reading to those that took their place.
    """
    judged = under_judgements(reports, claims, judgements, moved)
    ordered = order_reports(judged.reports)
    days = {report.name: known_day(report) for report in ordered}
    found = assemble(
        Parts(
            events=account.events,
            unhappened=account.unhappened,
            background=account.background,
            tolls=account.tolls,
            control=account.control,
            relations={(one.a, one.b, one.kind): one for one in account.relations},
        ),
        reports=ordered,
        rejected=rejected,
        claims=order_claims(settled(judged.claims, days)),
        copies=account.copies,
        known=None,
    )
    return msgspec.structs.replace(found, judgements=tuple(judgements), unmet=judged.unmet)


def rules_stamp() -> str:
    """A word for all that can change what claims add up to, save the claims: rules, lists and gazetteer."""
    return f"{_rules()}\x1f{open_gazetteer().stamp}"


def _seal(digest: str, body: bytes | memoryview) -> bytes:
    """Hash over the bytes and all that they are true of."""
    made = hashlib.sha256(f"{digest}\x1f{rules_stamp()}\x1f".encode())
    made.update(body)
    return made.digest()


@cache
def _rules() -> str:
    found = hashlib.sha256()
    for path in sorted(path for pattern in RULES for path in PACKAGE.glob(pattern)):
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
