"""How often place names are put where the annotators put them: LGL and GeoVirus.

    python bench/toponyms.py FOLDER [--half dev|test] [--errors]

FOLDER holds `lgl.xml` and `GeoVirus.xml`. Both can be had from the repository
milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation. The measure is theirs: accuracy within 161 km
(100 miles) and the median error, over names that carry coordinates. A random half by a fixed seed is
for developing; errors are printed for that half only.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Literal

import msgspec

from rashomon.model.draft import PlaceMention
from rashomon.model.text import Block, Report
from rashomon.reference.gazetteer import Gazetteer, open_gazetteer
from rashomon.resolve.places.context import distance_km
from rashomon.resolve.places.settling import resolve_places

NEAR_KM = 161.0
Half = Literal["dev", "test", "all"]


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated name."""

    start: int
    end: int
    text: str
    lat: float
    lon: float


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated text."""

    name: str
    text: str
    golds: tuple[Gold, ...]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What came out.

    Attributes:
        names: Annotated names with coordinates.
        within: Share put within 161 km; an unresolved name counts as wrong.
        answered: Share that was given a point at all.
        median_km: Of those given a point.
        precision, recall, f1: Of names that the scan found by itself, right if within 161 km.
    """

    names: int
    within: float
    answered: float
    median_km: float
    precision: float
    recall: float
    f1: float


def read_documents(path: Path) -> list[Document]:
    """Documents of lgl.xml or GeoVirus.xml, names without coordinates left out."""
    documents = []
    for number, article in enumerate(ET.parse(path).getroot()):  # noqa: S314
        text = article.findtext("text") or ""
        golds = []
        for element in article.iter():
            if element.tag == "toponym" and (tag := element.find("gaztag")) is not None:
                name, point = element.findtext("phrase") or "", tag
            elif element.tag == "location":
                name, point = element.findtext("name") or "", element
            else:
                continue
            lat, lon, start = point.findtext("lat"), point.findtext("lon"), int(element.findtext("start") or 0)
            if lat and lon:
                # GeoVirus counts from one in places: trust the words over the offset.
                start = next((at for at in (start, start - 1, start + 1) if text.startswith(name, max(at, 0))), start)
                golds.append(Gold(start=start, end=start + len(name), text=name, lat=float(lat), lon=float(lon)))
        if golds:
            key = article.get("docid") or article.findtext("source") or ""
            documents.append(Document(name=f"{key}#{number}", text=text, golds=tuple(golds)))
    return documents


def half_of(document: Document) -> Half:
    """`dev` or `test`, fixed by a hash of the document's name without its number."""
    digest = hashlib.sha256(document.name.split("#")[0].encode()).digest()
    return "dev" if digest[0] % 2 else "test"


def measure(documents: list[Document], gazetteer: Gazetteer, *, errors: bool = False) -> Score:
    """Score given names, and names found by scanning."""
    distances: list[float | None] = []
    right = found = 0
    for document in documents:
        report = Report(name=document.name, sha256="", text=document.text,
                        blocks=(Block(role="body", start=0, end=len(document.text)),))  # fmt: skip
        mentions = [PlaceMention(start=g.start, end=g.end, text=g.text) for g in document.golds]
        for gold, place in zip(document.golds, resolve_places(report, mentions, gazetteer), strict=True):
            far = (
                None
                if place.lat is None or place.lon is None
                else distance_km(gold.lat, gold.lon, place.lat, place.lon)
            )
            distances.append(far)
            if errors and (far is None or far > NEAR_KM):
                print(
                    gold.text,
                    gold.lat,
                    gold.lon,
                    place.id or "-",
                    place.name,
                    place.admin1,
                    place.country,
                    far,
                    sep="\t",
                )
        hits = [PlaceMention(start=h.start, end=h.end, text=h.text) for h in gazetteer.scan(document.text)]
        by_start = {gold.start: gold for gold in document.golds}
        for place in resolve_places(report, hits, gazetteer):
            if place.lat is None or place.lon is None:
                continue
            found += 1
            match = by_start.get(place.start)
            right += match is not None and distance_km(match.lat, match.lon, place.lat, place.lon) <= NEAR_KM
    names = len(distances)
    given = [far for far in distances if far is not None]
    precision, recall = right / max(found, 1), right / max(names, 1)
    return Score(
        names=names, within=sum(far <= NEAR_KM for far in given) / max(names, 1), answered=len(given) / max(names, 1),
        median_km=statistics.median(given) if given else 0.0, precision=precision, recall=recall,
        f1=2 * precision * recall / max(precision + recall, 1e-9),
    )  # fmt: skip


def main() -> None:
    """Print one line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with lgl.xml and GeoVirus.xml")
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="list wrong names (dev half only)")
    options = parser.parse_args()
    if options.errors and options.half != "dev":
        parser.error("--errors is for --half dev: errors of the test half are not looked at")
    gazetteer = open_gazetteer()
    for name in ("lgl.xml", "GeoVirus.xml"):
        documents = [d for d in read_documents(options.folder / name) if options.half in {"all", half_of(d)}]
        print(name, msgspec.json.encode(measure(documents, gazetteer, errors=options.errors)).decode())


if __name__ == "__main__":
    main()
