"""What of a report bears on a place that it tells of."""

from __future__ import annotations

from rashomon.reconcile.narrowing import bearing_on
from reconcile_build import Said
from reconcile_build import make_claim as say
from reconcile_build import make_report as print_report


def test_what_a_report_tells_of_a_far_place_is_left_out_and_what_may_bear_on_this_one_is_kept() -> None:
    report = print_report("a|Daily Post|2021-05-09")
    claims = [
        say(said, report, 100 * at)
        for at, said in enumerate(
            (
                Said(id="here", report="a", place="ataq", at=1),
                Said(id="same-sentence", report="a", place="hodeidah", at=1),
                Said(id="its-area", report="a", place="shabwah", at=2),
                Said(id="its-country", report="a", place="yemen", at=3),
                Said(id="no-place", report="a", at=4),
                Said(id="same-words", report="a", place="?ataq", at=5),
                Said(id="far", report="a", place="hodeidah", at=6),
                Said(id="far-but-judged", report="a", place="hodeidah", at=7),
                Said(id="abroad", report="a", place="diyala", at=8),
            )
        )
    ]
    kept = bearing_on(claims, {"place:ataq"}, "Ataq", {"far-but-judged"})
    assert {claim.id for claim in claims} - {claim.id for claim in kept} == {"far", "abroad"}
    assert bearing_on(claims, {"place:shabwah"}, "Shabwah", set()) == claims, "an area has its towns' news"
