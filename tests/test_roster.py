import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.reference.roster import load_roster

ROOT = Path(__file__).parents[1]
ROSTER = load_roster()


def found(text, **options):
    return [(text[h.start : h.end], h.actor_id) for h in ROSTER.scan(text, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Isis, ISIL and Da’esh are one.",
            [("Isis", "islamic-state"), ("ISIL", "islamic-state"), ("Da’esh", "islamic-state")],
        ),
        ("Al Shabaab or al-Shabab", [("Al Shabaab", "al-shabaab"), ("al-Shabab", "al-shabaab")]),
        ("Iraqi special forces soldiers fled", [("Iraqi special forces soldiers", "state:IQ:mil")]),
        ("Burkina Faso’s army", [("Burkina Faso’s army", "state:BF:mil")]),
        ("the U.S. Congress and US troops", [("U.S. Congress", "state:US:leg"), ("US troops", "state:US:mil")]),
        ("North Korean troops", [("North Korean troops", "state:KP:mil")]),
        ("Ukraine's defence ministry", [("Ukraine's defence ministry", "state:UA:gov")]),
        ("the Iraqi Ministry of Defence said", [("Iraqi Ministry of Defence", "state:IQ:gov")]),
        ("a US military official", [("US military official", "state:US:mil")]),
        ("Túpac Amaru or Tupac Amaru", [("Túpac Amaru", "mrta"), ("Tupac Amaru", "mrta")]),
        (
            "Revolutionary Armed Forces of Colombia (FARC)",
            [("Revolutionary Armed Forces of Colombia", "farc"), ("FARC", "farc")],
        ),
    ],
)
def test_names_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "this is what it is, and who is to tell us about us",
        "WHAT IS LEFT OF IRAQ",
        "the hamas of small letters",
        "Native American soldiers",
        "South Vietnamese troops",
        "former Iraqi soldiers",
        "pro-Syrian fighters",
        "Turkish-backed forces",
        "the front and the base",
        "The SAF and the RSF",
        "Iraqi Shia militias",
    ],
)
def test_no_actor_is_read_from(text):
    assert [i for _, i in found(text) if i.count(":") != 1] == []


def test_short_names_need_their_country_or_long_form():
    assert found("The RSF shelled it.") == []
    assert ("RSF", "rsf") in found("The RSF shelled a camp in Sudan.")
    assert ("RSF", "rsf") in found("The Rapid Support Forces (RSF) shelled it.")
    assert found("The RSF shelled it.", focus="SD") == [("RSF", "rsf")]


def test_a_report_lends_its_context_to_one_sentence():
    report = "War in Sudan goes on. The RSF shelled it."
    assert found("The RSF shelled it.", context=ROSTER.named(report)) == [("RSF", "rsf")]


def test_a_name_of_two_is_settled_by_country_or_left():
    assert found("The National Liberation Army attacked.") == []
    assert found("The National Liberation Army attacked.", focus="CO") == [("National Liberation Army", "eln")]
    assert found("The National Liberation Army attacked Tetovo in Macedonia.")[0][1] == "nla-macedonia"


def test_years_part_coalitions_of_one_name():
    assert found("The US-led coalition struck.", focus="IQ", year=2005)[0][1] == "multinational-force-iraq"
    assert found("The US-led coalition struck.", focus="IQ", year=2017)[0][1] == "us-led-coalition"


def test_find_takes_whole_names_only():
    assert ROSTER.find("the Houthis").id == "houthis"
    assert ROSTER.find("IS").id == "islamic-state"
    assert ROSTER.find("Iraqi troops").id == "state:IQ:mil"
    assert ROSTER.find("Houthis and Hamas") is None
    assert ROSTER.find("") is None


def test_predecessors_are_kept_apart():
    names = {ROSTER.find(n).id for n in ("Al-Qaeda in Iraq", "Islamic State of Iraq", "Islamic State", "al-Qaeda")}
    assert len(names) == 4


def test_parents_and_sides_go_by_year():
    assert ROSTER.parents("state:IQ:mil") == ("state:IQ:mil", "state:IQ:gov", "state:IQ")
    assert ROSTER.same_side("rsf", "state:SD:mil", 2020)
    assert not ROSTER.same_side("rsf", "state:SD:mil", 2023)
    assert ROSTER.same_side("badr", "pmf")
    assert not ROSTER.same_side("islamic-state", "state:IQ:mil")
    assert not ROSTER.same_side("kind:gunmen", "kind:gunmen")
    assert not ROSTER.same_side("", "")


def test_demonyms_people_and_seats():
    assert [ROSTER.demonym(w) for w in ("Iraqi", "Iraqis", "Iraq", "US", "us", "Dominican", "Ruritanian")] == [
        "IQ",
        "IQ",
        "IQ",
        "US",
        "",
        "",
        "",
    ]
    assert ROSTER.is_people("Sudanese")
    assert not ROSTER.is_people("Sudan")
    assert (ROSTER.seat("Tehran"), ROSTER.seat("Jerusalem")) == ("IR", "")


def test_kinds_have_neutral_names():
    assert ROSTER.kind_of("local officials").name == "local officials"
    assert ROSTER.kind_of("terrorists").name == "armed militants"
    assert ROSTER.kind_of_head("gunman").sector == "UAF"
    assert ROSTER.kind_of("a very long phrase") is None


def test_every_entry_is_whole():
    for entry in ROSTER.entries.values():
        assert entry.name
        assert entry.sector
        assert entry.since is None or entry.until is None or entry.since <= entry.until, entry.id
        assert all(p.id in ROSTER.entries for p in entry.part_of)
        if entry.kind != "kind":
            assert entry.id in ROSTER.parents(entry.id)


def test_no_canonical_name_says_terrorist():
    assert not [e.name for e in ROSTER.entries.values() if "terror" in e.name.lower()]


def test_groups_are_many_and_worldwide():
    groups = [e for e in ROSTER.entries.values() if e.armed_group]
    assert len(groups) >= 200
    assert len({c for e in groups for c in e.countries}) >= 60


def test_armed_groups():
    assert ROSTER.is_armed_group("houthis")
    assert not any(
        ROSTER.is_armed_group(i) for i in ("state:IQ:mil", "us-led-coalition", "unhcr", "kind:gunmen", "nobody")
    )


def test_committed_data_is_what_the_sources_give():
    done = subprocess.run([sys.executable, ROOT / "tools" / "build_roster.py", "--check"], check=False)
    assert done.returncode == 0, "run tools/build_roster.py and commit the result"


def test_scanning_a_long_report_stays_fast():
    text = "Iraqi troops fought Isis militants near the town, local officials told AFP on Tuesday. " * 200
    begun = time.process_time()
    ROSTER.scan(text)
    assert time.process_time() - begun < 1.0  # about 40 ms on an idle core; the margin is for a busy one


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcISUS.'’-– ,()\nIraqi arymtops", max_size=80))
def test_hits_lie_in_the_text_in_order(text):
    hits = ROSTER.scan(text)
    assert all(0 <= h.start < h.end <= len(text) and h.actor_id in ROSTER.entries for h in hits)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))


@given(st.sampled_from(sorted(e.id for e in ROSTER.entries.values() if e.kind not in {"kind", "courts", "parliament"})))
def test_canonical_names_find_their_entry(actor):
    entry = ROSTER.get(actor)
    home = entry.countries[0] if entry.countries else ""
    got = ROSTER.find(entry.name.split(" (")[0], focus=home, year=entry.since)
    assert got is not None
    assert got.id == actor
