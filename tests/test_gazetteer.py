"""The gazetteer: what a name may stand for, and which words of a text are names."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import InputError, ReferenceDataError
from rashomon.reference.gazetteer import BUILD_COMMAND, Gazetteer, open_gazetteer
from rashomon.reference.gazetteer_import import import_geonames
from rashomon.reference.gazetteer_keys import loose_key, place_key

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "usual", "country", "kind"),
    [
        ("Ar Ramādī", "Ramadi", "IQ", "city"),
        ("al-Fallujah", "Fallujah", "IQ", "city"),
        ("Tadmur", "Palmyra", "SY", "city"),
        ("Halab", "Aleppo", "SY", "city"),
        ("Kiev", "Kyiv", "UA", "city"),
        ("Hawija", "Hawija", "IQ", "city"),
        ("Mekele", "Mekelle", "ET", "city"),
        ("Severodonetsk", "Sievierodonetsk", "UA", "city"),
        ("al-Anbar", "Anbar", "IQ", "admin1"),
        ("Salahuddin", "Salah ad Din", "IQ", "admin1"),
        ("Nord-Kivu", "North Kivu", "CD", "admin1"),
        ("Arakan State", "Rakhine", "MM", "admin1"),
        ("Donbass", "Donbas", "UA", "region"),
        ("the Sahel", "Sahel", "", "region"),
        ("Gaza", "Gaza Strip", "PS", "admin1"),
    ],
)
def test_every_spelling_leads_to_the_usual_english_name(
    gazetteer: Gazetteer, name: str, usual: str, country: str, kind: str
) -> None:
    assert any((row.name, row.country, row.kind) == (usual, country, kind) for row in gazetteer.lookup(name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iraq", "IQ"),
        ("U.S.", "US"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Burma", "MM"),
        ("DRC", "CD"),
        ("SY", "SY"),
    ],
)
def test_countries_go_by_their_usual_variants(gazetteer: Gazetteer, name: str, code: str) -> None:
    land = gazetteer.country(name)
    assert land is not None
    assert land.country == code


def test_no_place_takes_a_countrys_name_as_a_mere_alias(gazetteer: Gazetteer) -> None:
    assert [row.id for row in gazetteer.lookup("Iraq")] == ["iso:IQ"]


def test_an_area_is_not_called_by_a_town_inside_it(gazetteer: Gazetteer) -> None:
    # Natural Earth lists Ramadi as a name of Anbar and Mosul as one of Nineveh.
    assert {row.kind for row in gazetteer.lookup("Ramadi")} == {"city"}
    assert "admin1" not in {row.kind for row in gazetteer.lookup("Mosul")}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iraqi", "IQ"),
        ("Syrians", "SY"),
        ("South Sudanese", "SS"),
        ("Nigerien", "NE"),
        ("Congolese", ""),
        ("Dominican", ""),
        ("table", ""),
    ],
)
def test_a_peoples_name_gives_its_country_unless_two_share_it(gazetteer: Gazetteer, word: str, code: str) -> None:
    assert gazetteer.demonym(word) == code


def test_seats_of_areas_and_countries(gazetteer: Gazetteer) -> None:
    seats = {}
    for name in ("Anbar", "Diyala", "North Kivu", "North Darfur", "Kherson", "Sudan"):
        area = next(row for row in gazetteer.lookup(name) if row.kind in {"admin1", "country"})
        seat = gazetteer.capital(area)
        seats[name] = seat.name if seat else ""
    assert seats == {
        "Anbar": "Ramadi", "Diyala": "Baquba", "North Kivu": "Goma", "North Darfur": "El Fasher",
        "Kherson": "Kherson", "Sudan": "Khartoum",
    }  # fmt: skip


def test_an_area_without_a_known_seat_has_none(gazetteer: Gazetteer) -> None:
    # The largest town of a state is its capital in few of the United States: no guess.
    texas = next(row for row in gazetteer.lookup("Texas") if row.kind == "admin1")
    assert gazetteer.capital(texas) is None


def test_find_and_same_place_serve_a_users_question(gazetteer: Gazetteer) -> None:
    ramadi = gazetteer.find("ramadi")[0]
    assert gazetteer.find(ramadi.id) == (gazetteer.get(ramadi.id),)
    assert gazetteer.same_place("Ar-Ramadi", ramadi.id)
    assert not gazetteer.same_place("Fallujah", ramadi.id)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops left Deir ez-Zor for al-Bab on Sunday.", ["Deir ez-Zor", "al-Bab"]),
        ("Ramadi's hospital took in people from N'Djamena and Sana'a.", ["Ramadi", "N'Djamena", "Sana'a"]),
        ("The U.S. and the UK spoke; a car burned. Car bombs hit us.", ["U.S.", "UK"]),
        ("Reading the list, police said most had left. Nice words. Mobile units moved in March.", []),
        ("On Monday, May said of August: Of course. Police came. Most fled.", []),
        ("John Kerry met Haider Hamid; Kerry then left for Baghdad.", ["Baghdad"]),
        ("Residents of Côte d’Ivoire, Kramatorsk and The Hague", ["Côte d’Ivoire", "Kramatorsk", "The Hague"]),
        ("in Port\nSudan and St. Petersburg", ["Port\nSudan", "St. Petersburg"]),
        ("ramadi was quiet", []),
    ],
)
def test_scan_finds_names_and_leaves_words_alone(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert [hit.text for hit in gazetteer.scan(text)] == names


@given(
    st.lists(
        st.sampled_from(["Ramadi", "al-", "the ", "Côte d’Ivoire", "'s", " ", "\n", "(", "U.S.", "ß", "é", "Of", "-"]),
        max_size=25,
    )
)
def test_hits_are_spans_of_the_text_in_order(parts: list[str]) -> None:
    text = "".join(parts)
    hits = open_gazetteer().scan(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(one.end <= other.start for one, other in itertools.pairwise(hits))


@given(st.text(max_size=30))
def test_keys_are_stable(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name)


def test_romanisations_fall_together_loosely_but_names_do_not() -> None:
    assert loose_key(place_key("Husaybah")) == loose_key(place_key("Husaiba"))
    assert loose_key(place_key("Dayr al-Balaḩ")) == loose_key(place_key("Deir el-Balah"))
    assert loose_key(place_key("Izyum")) == loose_key(place_key("Izium"))
    assert loose_key(place_key("Kut")) != loose_key(place_key("Kufa"))


def test_a_missing_gazetteer_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=BUILD_COMMAND):
        Gazetteer.open(tmp_path)


def test_a_broken_gazetteer_says_how_to_build_it(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.sqlite").write_bytes(b"nonsense" * 100)
    (tmp_path / "names.marisa").write_bytes(b"nonsense" * 100)
    with pytest.raises(ReferenceDataError, match=BUILD_COMMAND):
        Gazetteer.open(tmp_path)


DUMP = [
    ("98717", "Ramadi", "P", "33.42056", "43.30778", "IQ", "01", "223500"),
    ("990000001", "Qaryat Namudhaj", "P", "33.41", "43.47", "IQ", "01", "0"),
    ("990000002", "Wadi Nowhere", "H", "33.0", "43.0", "IQ", "01", "0"),
]


def write_dump(path: Path) -> Path:
    lines = [
        f"{id_}\t{name}\t{name}\t\t{lat}\t{lon}\t{kind}\tPPL\t{land}\t\t{area}\t\t\t\t{people}\t\t\t\t"
        for id_, name, kind, lat, lon, land, area, people in DUMP
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_geonames_dump_adds_what_is_lacking_and_keeps_what_is_held(tmp_path: Path) -> None:
    done = import_geonames(write_dump(tmp_path / "IQ.txt"), tmp_path / "wide")
    assert (done.added, done.held, done.other) == (1, 1, 1)
    wide = Gazetteer.open(tmp_path / "wide")
    (village,) = wide.lookup("Qaryat Namudhaj")
    assert (village.admin1, village.country, village.kind) == ("Anbar", "IQ", "city")
    assert wide.lookup("Ramadi") == open_gazetteer().lookup("Ramadi")
    assert [hit.text for hit in wide.scan("near Qaryat Namudhaj.")] == ["Qaryat Namudhaj"]


def test_a_file_that_is_no_dump_is_named_with_its_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.txt:1: 1 columns"):
        import_geonames(bad, tmp_path / "wide")


@pytest.mark.slow
def test_the_build_is_reproducible_and_small() -> None:
    data = ROOT / "src" / "rashomon" / "reference" / "data"
    paths = [data / "gazetteer.sqlite", data / "names.marisa"]
    before = [path.read_bytes() for path in paths]
    subprocess.run([sys.executable, "tools/build_gazetteer.py"], cwd=ROOT, check=True, capture_output=True)
    assert [path.read_bytes() for path in paths] == before
    assert sum(map(len, before)) < 40e6
