"""The brief's map: dots only where something is told of, all of it again in words, and nothing fetched."""

import math
import re
from xml.etree import ElementTree as ET

import msgspec
import pytest

from rashomon.export.brief import build_brief, render_html
from rashomon.export.brief_map import SIZES, draw_map, sides_of
from rashomon.export.brief_map_layout import (
    MOST_MAPS,
    WIDTH,
    clear,
    frame_spots,
    group_spots,
    label_area,
    place_dots,
    place_labels,
    round_km,
)
from rashomon.export.brief_parts import Brief, Group, Section, Sentence, Spot, Unplaced
from rashomon.model.claim import Place
from rashomon.model.event import ControlSpan, Situation
from rashomon.reference.basemap import Box, land_within
from test_brief import REBELS, claim, day, event, on, report

STATUSES = ("controls", "claimed", "partial", "besieged", "contested", "unknown", "")
SVG = "{http://www.w3.org/2000/svg}"


def spot(name: str, lat: float, lon: float, **more: object) -> Spot:
    return msgspec.structs.replace(
        Spot(id=f"x:{name}", name=name, lat=lat, lon=lon, events=2, status="controls"), **more
    )


def empty(**more: object) -> Brief:
    made = Brief(title="t", known=None, first=None, last=None, summary=(), notes=(), sections=(), reports=())
    return msgspec.structs.replace(made, **more)


RIVER = tuple(
    spot(f"Town {at}", 12 + at * 0.7, 30 + (at % 3) * 0.9, status=status, events=at * 5, holder=f"Side {at % 4}")
    for at, status in enumerate(STATUSES, 1)
)


def dots_of(page: str) -> list[str]:
    return re.findall(r'<a href="#place-\d+" aria-label="[^"]*"><g class="dot side-\d"><title>(.*?)</title>', page)


def test_a_map_is_well_formed_and_names_itself_to_those_who_do_not_see_it() -> None:
    drawn = ET.fromstring(draw_map(RIVER, sides_of(RIVER), "map-1"))
    ids = {one.get("id") for one in drawn.iter()}
    assert set((drawn.get("aria-labelledby") or "").split()) <= ids
    assert drawn.findtext(f"{SVG}title", "").startswith("Map of 7 places: Town 1, Town 2, Town 3")
    assert "Town 7: 35 events." in drawn.findtext(f"{SVG}desc", "")
    for one in drawn.iter():
        assert not {name for name in one.attrib if name == "style" or name.startswith("on")}
        assert one.get("href", "#").startswith("#"), "nothing leaves the page"


def test_every_dot_is_told_again_in_the_list_and_counts_its_events() -> None:
    page = render_html(empty(spots=RIVER))
    listed = re.findall(r'<th scope="row"><bdi>(.*?)</bdi></th><td class="count">(\d+)</td>', page)
    assert sorted(listed) == sorted((one.name, str(one.events)) for one in RIVER)
    assert len(dots_of(page)) == len(RIVER)


def test_a_dot_leads_to_its_place_in_the_list_and_on_to_the_sentences_that_tell_of_it() -> None:
    said = Sentence(text="The ferry was shelled.", claims=("c1",))
    other = Sentence(text="Elsewhere it was quiet.", claims=("c2",))
    gap = Sentence(text="Nobody gives a day.", claims=("c1",))
    sections = (
        Section(id="happened", title="What happened", groups=(Group(sentences=(other, said)),)),
        Section(id="missing", title="What is missing", groups=(Group(sentences=(gap,)),)),
    )
    here = spot("Here", 12, 30, claims=("c1",))
    page = render_html(empty(spots=(spot("There", 12.5, 30.5), here), sections=sections))
    row = page[page.index('<tbody id="place-2">') : page.index("</tbody>", page.index('<tbody id="place-2">'))]
    assert "<bdi>Here</bdi>" in row
    assert re.search(r'<a href="#place-2" aria-label="Here: 2 events.', page)
    (link,) = re.findall(r'href="#(s-\d+)"', row)
    assert f'<div class="sentence" id="{link}"><p class="plain"><bdi>{said.text}</bdi>' in page


def test_each_status_has_a_drawing_of_its_own_and_only_those_used_are_explained() -> None:
    drawings = set()
    for status in STATUSES[:5]:
        one = (spot("Here", 12, 30, status=status),)
        drawing = draw_map(one, {}, "m")
        drawings.add(drawing[drawing.index('class="rim"') : drawing.index("</g>", drawing.index('class="rim"'))])
    assert len(drawings) == 5
    page = render_html(empty(spots=(spot("Here", 12, 30, status="besieged"),)))
    legend = page[page.index('<ul class="legend"') : page.index("</ul>")]
    assert "besieged" in legend
    assert "contested" not in legend


def test_without_a_place_there_is_no_map() -> None:
    page = render_html(empty(unplaced=(Unplaced(name="the hill", events=1),)))
    assert "place-map" not in page.split("</style>")[1]
    assert 'href="#map"' not in page


def test_two_wars_get_a_map_each_and_a_far_capital_is_listed() -> None:
    north = [spot(f"N{at}", 48 + at * 0.3, 37) for at in range(3)]
    south = [spot(f"S{at}", 13 + at * 0.3, 25) for at in range(3)]
    capital = spot("Talks", 46.2, 6.1, status="", events=3)
    groups, far = group_spots([*north, *south, capital])
    assert [{one.name[0] for one in group} for group in groups] == [{"N"}, {"S"}]
    assert far == (capital,)
    page = render_html(empty(spots=(*north, *south, capital)))
    assert page.count('<svg class="place-map"') == 2
    assert "Too far from the rest to be drawn (events in brackets): <bdi>Talks</bdi> (3)." in page


def test_one_place_far_from_crowded_ones_does_not_shrink_them() -> None:
    crowd = [spot(f"C{at}", -1.5 - at * 0.1, 29) for at in range(4)]
    groups, far = group_spots([*crowd, spot("Away", 0.3, 32.5, status="", events=1)])
    assert [len(group) for group in groups] == [4]
    assert [one.name for one in far] == ["Away"]


def test_never_more_maps_than_a_reader_can_hold() -> None:
    spots = [spot(f"P{at}", -40 + at * 16, at * 20) for at in range(6)]
    groups, far = group_spots(spots)
    assert len(groups) == MOST_MAPS
    assert len(far) == 6 - MOST_MAPS


def test_what_has_no_point_is_listed_and_gets_no_dot() -> None:
    area = Unplaced(name="Uplands <area>", events=4)
    page = render_html(empty(spots=RIVER[:1], areas=(area,), unplaced=(Unplaced(name="", events=1),)))
    assert "Told only as an area, so without a dot (events in brackets): <bdi>Uplands &lt;area&gt;</bdi> (4)." in page
    assert "1 event is told without any place." in page
    assert len(dots_of(page)) == 1


@pytest.mark.parametrize("size", SIZES.values())
def test_names_touch_neither_each_other_nor_a_dot_nor_the_frame(size: float) -> None:
    crowd = tuple(spot(f"Settlement {at}", 12 + (at % 6) * 0.11, 30 + at // 6 * 0.13) for at in range(36))
    frame = frame_spots(crowd)
    dots = place_dots(crowd, frame)
    labels = place_labels(dots, frame, size)
    areas = [label_area(one, size) for one in labels]
    assert 0 < len(labels) <= len(crowd)
    for at, area in enumerate(areas):
        assert clear(area, [*areas[:at], *(dot.area for dot in dots)])
        assert area[0] >= 0
        assert area[2] <= WIDTH
        assert area[1] >= 0
        assert area[3] <= frame.height


def test_the_most_told_of_keeps_its_name_where_there_is_no_room_for_all() -> None:
    crowd = tuple(spot(f"A rather long name {at}", 12 + at * 0.001, 30, events=60 - at) for at in range(40))
    frame = frame_spots(crowd)
    named = [one.text for one in place_labels(place_dots(crowd, frame), frame, 20)]
    assert named[0] == "A rather long name 0"
    assert len(named) < 40


def test_a_dot_that_had_to_move_is_tied_to_its_place() -> None:
    city = tuple(spot(f"Quarter {at}", 15.55, 32.53, events=9) for at in range(5))
    frame = frame_spots((*city, spot("Far", 20, 37)))
    dots = place_dots(city, frame)
    for at, one in enumerate(dots):
        assert all(math.dist((one.x, one.y), (two.x, two.y)) > one.size for two in dots[:at])
        assert one.home == frame.spot_at(one.spot)
    assert any(dot.moved for dot in dots)
    assert 'class="tie"' in draw_map((*city, spot("Far", 20, 37)), {}, "m")


def test_a_map_across_the_date_line_is_not_round_the_earth() -> None:
    pair = (spot("West", -17, 179.5), spot("East", -16.5, -179.5))
    frame = frame_spots(pair)
    (west, _), (east, _) = (frame.spot_at(one) for one in pair)
    assert 0 < west < east < WIDTH
    assert {one.name for one in land_within(frame.box).countries} == {"Fiji"}


def test_dots_lie_where_the_basemap_has_their_country() -> None:
    land = land_within(Box(west=29.0, south=-2.2, east=29.5, north=-1.2))
    assert {one.name for one in land.countries} == {"Dem. Rep. Congo", "Rwanda"}
    assert land.borders
    assert land.areas
    assert not land.coasts
    for lines in (land.borders, land.areas, *(one.rings for one in land.countries)):
        assert all(29.0 <= x <= 29.5 and -2.2 <= y <= -1.2 for line in lines for x, y in line)


def test_open_sea_holds_no_land() -> None:
    land = land_within(Box(west=-140, south=-50, east=-135, north=-45))
    assert (land.countries, land.borders, land.coasts, land.areas) == ((), (), (), ())


@pytest.mark.parametrize(("most", "km"), [(0.2, 1), (1, 1), (4.9, 2), (5, 5), (199, 100), (731, 500)])
def test_a_scale_bar_is_a_round_number(most: float, km: int) -> None:
    assert round_km(most) == km


def situation_at(**more: object) -> Situation:
    one = report("a.txt", "The Sheet", day(3), "The Front took Ebel on Sunday. Shells hit the north.")
    here = Place(id="x:1", name="Ebel", text="Ebel", start=0, end=4, lat=12.0, lon=30.0, precision="exact")
    north = Place(id="x:2", name="Northland", text="the north", start=0, end=4, lat=13.0, lon=30.0, precision="admin1")
    took = claim(one, "The Front took Ebel on Sunday.", "control", "capture", actors=(REBELS,), place=here, valid=on(2))
    hit = claim(one, "Shells hit the north.", "event", "shell", place=north, valid=on(2))
    span = ControlSpan(
        place="Ebel", place_id="x:1", holder="Front", holder_id="reb", status="controls", basis="reported",
        start=day(2), end=None, last_told=day(2), claims=(took.id,),
    )  # fmt: skip
    made = Situation(
        known=None, reports=(one,), claims=(took, hit), tolls=(), control=(span,),
        events=(event("capture", [took], actors=(REBELS,), place=here, valid=on(2)),
                event("shell", [hit], place=north, valid=on(2))),
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def test_a_spot_says_who_held_it_and_when_that_was_last_told() -> None:
    (one,) = build_brief(situation_at()).spots
    assert (one.name, one.events, one.holder, one.status) == ("Ebel", 1, "the Front", "controls")
    assert one.held == "The Front held Ebel from 2 March 2031 on, as reported. As last told on 2 March 2031."
    assert one.claims


def test_an_area_is_no_spot() -> None:
    brief = build_brief(situation_at())
    assert brief.areas == (Unplaced(name="Northland", events=1),)
    assert brief.unplaced == ()


def test_where_nobody_tells_who_holds_a_place_its_dot_says_nothing_of_it() -> None:
    (one,) = build_brief(situation_at(control=())).spots
    assert (one.status, one.holder, one.held) == ("", "", "")
    assert "<td>Not told</td>" in render_html(build_brief(situation_at(control=())))
