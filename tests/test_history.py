"""One pass gives the account of every day, and each is the one that folding anew gives."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.claim import Claim
from rashomon.model.entry import Judged
from rashomon.model.text import Report
from rashomon.situation import history, situation
from test_reconcile_properties import DAY, cases


@settings(max_examples=120, deadline=None)
@given(cases(), st.data())
def test_every_day_of_a_history_is_the_fold_of_what_was_known(
    case: tuple[list[Report], list[Claim]], data: st.DataObject
) -> None:
    reports, claims = case
    names = [claim.id for claim in claims]
    judgements = [
        Judged(
            verdict=data.draw(st.sampled_from(["same", "different", "accept", "discount"])),
            subjects=tuple(data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True))),
            reason="read both",
            author="Ada",
            made=dt.datetime(2022, 1, 1, minute=number, tzinfo=dt.UTC),
        )
        for number in range(data.draw(st.integers(0, 2)) if len(names) > 1 else 0)
    ]
    told = history(reports, claims, judgements=judgements)
    for known in (None, *(DAY + dt.timedelta(days=day) for day in range(-1, 8))):
        folded = situation(reports, claims, known=known, judgements=judgements)
        assert msgspec.json.encode(told.at(known)) == msgspec.json.encode(folded)
