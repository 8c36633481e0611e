"""Which of a place's many names go into the index, and under which one it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from rashomon.reference.gazetteer_keys import ARTICLES, fold, place_key, without_article

# Where names are brought into Latin letters, the library transliteration (Al Fallūjah) is not what reports print.
ARAB = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
        "KM",
        "TD",
        "IL",
    ]
)
ROMANISED = ARAB | frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BD",
        "BG",
        "BT",
        "BY",
        "CN",
        "ER",
        "ET",
        "GE",
        "GR",
        "IN",
        "IR",
        "JP",
        "KG",
        "KH",
        "KP",
        "KR",
        "KZ",
        "LA",
        "LK",
        "MK",
        "MM",
        "MN",
        "MV",
        "NP",
        "PK",
        "RS",
        "RU",
        "TH",
        "TJ",
        "TM",
        "TW",
        "UA",
        "UZ",
    ]
)
_GENERIC = re.compile(
    r"^(?:Muhafazat|Province of|Province de|State of|Department of|Region of|Departement de)\s+"
    r"|\s+(?:Province|Governorate|State|Region|Oblast|Department|County|Prefecture|Municipality|City|District)$"
)
# A town of this many people is known by its name alone.
FAMOUS_PEOPLE = 50_000
_MARKS = re.compile(r"[()/0-9,;:?!\"]")


def latin(name: str) -> bool:
    """Whether the name is in Latin letters and reads as one (not a code, not "ba ge da")."""
    if len(name) < 3 or _MARKS.search(name) or not any(c.isupper() for c in name[:4]):
        return False
    if name.isupper() and len(name) == 3:
        return False
    return name.isascii() or all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() or
                                 unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name)  # fmt: skip


def town_radius(people: int) -> float:
    """How far (km) a point in a town of this size may lie from its middle."""
    return 15.0 if people > 1_000_000 else 8.0 if people > 100_000 else 4.0


def canonical_city(name: str, country: str) -> str:
    """The name to show: folded where the script is not Latin, without article where it stays long enough."""
    if country not in ROMANISED:
        return name
    plain = re.sub("[‘’ʻʼ`]", "'", fold(name)).strip("'")
    plain = plain.replace("a'iyah", "aiyah") if country in ARAB else plain
    return bare(plain) if country in ARAB else plain


def canonical_area(name: str, country: str) -> str:
    """The name of an area without "Province" and the like, without article in Arab lands."""
    plain = plain_area(canonical_city(name, country)) if name.count(" ") else canonical_city(name, country)
    return plain if len(plain) > 2 else name


def plain_area(name: str) -> str:
    """An area's name without "Province", "Governorate" and the like."""
    return _GENERIC.sub("", name)


def bare(name: str) -> str:
    """Without an Arabic article at its front: "Al Fallujah" → "Fallujah", but "Al Bab" → "al-Bab"."""
    article, mark, rest = name.partition(" ") if " " in name else name.partition("-")
    if not mark or article.lower() not in ARTICLES:
        return name
    if " " in rest or len(rest) < 6:
        return f"al-{rest}" if " " not in rest else name
    return rest[0].upper() + rest[1:]


def keys_of(
    name: str, aliases: Iterable[str], country: str, kind: str, forced: Collection[str] = ()
) -> Iterator[tuple[str, bool]]:
    """(key, whether it is only an alternate) for every name that may stand in a report."""
    main = place_key(name)
    yield main, False
    for alias in aliases:
        key = place_key(alias)
        if len(key) < 3 and kind != "country" and key not in forced:
            continue
        yield key, key != main
        if country in ARAB and (short := without_article(key)) != key and len(short) > 3:
            yield short, True
        if country in ARAB and key.endswith("ah") and len(key) > 4:
            # "Hawijah" in the books, "Hawija" in print.
            yield key[:-1], True
            if (short := without_article(key[:-1])) != key[:-1] and len(short) > 3:
                yield short, True
        if kind in {"admin1", "admin2"}:
            plain = place_key(plain_area(alias))
            if plain != key and len(plain) > 2:
                yield plain, True
    if country in ARAB and (short := without_article(main)) != main and len(short) > 3:
        yield short, True
