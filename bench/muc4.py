"""MUC-4 as values: messages, answer keys, and the scoring of templates against keys.

Keys follow the set's own documents: "/" parts alternatives of one fill, "?" marks a fill that need not be given,
"(OPTIONAL)" a template that need not be, "-" is nothing, "*" does not apply.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

import msgspec

SLOTS = ("type", "date", "place", "weapon", "individual", "organisation", "target", "victim")
_KEY_SLOTS = {
    "2": "date", "3": "place", "4": "type", "6": "weapon", "9": "individual", "10": "organisation", "12": "target",
    "18": "victim", "19": "victim",
}  # fmt: skip
_ROW = re.compile(r"^(\d+)\.\s+[A-Z ]+: [A-Z ]+?\s{2,}(.*)$")
_HEADER = re.compile(r"^((?:DEV-MUC3|TST\d-MUC[34])-\d{4})", re.MULTILINE)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^,\[\]]*?),\s+(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3})[A-Z]*\s*(?P<year>\d{2})?\b"
)
_DATE = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")
MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}
_ARTICLES = frozenset({"the", "a", "an", "one", "some", "his", "her", "their", "its"})
_BREAK = re.compile(r"\s(?:of|in|from|at|on|who|that|which|with|near|wearing|for|to|by)\s")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message: id, body with its paragraphs, dateline's day and place."""

    id: str
    paragraphs: tuple[str, ...]
    published: dt.date | None
    place: str


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """One fill of a key: any of the alternatives will do; optional ones are not missed."""

    any_of: tuple[str, ...]
    optional: bool = False


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """One template of the answer key."""

    slots: dict[str, tuple[Fill, ...]]
    optional: bool = False


Answer = Mapping[str, Sequence[str]]  # fills by slot


class Tally(msgspec.Struct, kw_only=True):
    """Credit (1, or ½ where partial), fills given, fills asked for."""

    right: float = 0.0
    given: int = 0
    asked: int = 0

    def add(self, other: Tally) -> None:
        """Add another's counts."""
        self.right, self.given, self.asked = (
            self.right + other.right,
            self.given + other.given,
            self.asked + other.asked,
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.asked) if self.given + self.asked else 0.0


def read_messages(path: Path) -> Iterator[Message]:
    """Messages of one file in order, lines of a paragraph joined, the wire's own marks but the dateline left out."""
    text = path.read_text(encoding="latin-1")
    heads = list(_HEADER.finditer(text))
    for head, stop in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
        body = text[head.end() : stop].split("\n", 1)[1]
        top, mark, rest = body.partition("--")
        line = _DATELINE.search(" ".join(top.split())) if mark and len(top) < 200 else None
        rest = rest if mark and len(top) < 200 else body
        rest = re.sub(r"^(?:\s*\[[^\]]*\])+", "", rest)
        paragraphs = tuple(" ".join(p.split()) for p in re.split(r"\n\s*\n", rest) if p.strip())
        if line and paragraphs:
            paragraphs = (f"{line.group()} -- {paragraphs[0]}", *paragraphs[1:])
        yield Message(
            id=head.group(1), paragraphs=paragraphs, published=_day(line), place=line["place"] if line else ""
        )


def _day(line: re.Match[str] | None) -> dt.date | None:
    if line is None or not line["year"] or line["month"] not in MONTHS:
        return None
    return dt.date(1900 + int(line["year"]), MONTHS[line["month"]], int(line["day"]))


def read_keys(path: Path) -> dict[str, list[Key]]:
    """Templates by message id; a message without incidents has an empty list."""
    keys: dict[str, list[Key]] = {}
    for block in re.split(r"^(?=0\.\s+MESSAGE: ID)", path.read_text(encoding="latin-1"), flags=re.MULTILINE)[1:]:
        rows: dict[str, list[str]] = {}
        number = ""
        for line in block.splitlines():
            match = _ROW.match(line)
            if match:
                number = match.group(1)
                rows[number] = [match.group(2).strip()]
            elif line.startswith(" ") and line.strip() and number:
                rows[number].append(line.strip())
        message = re.match(r"[A-Z0-9]+-MUC\d-\d{4}", rows["0"][0])
        if message is None:
            continue
        found = keys.setdefault(message.group(), [])
        if rows.get("4", ["*"])[0] not in {"*", "-"}:
            found.append(_key(rows))
    return keys


def _key(rows: dict[str, list[str]]) -> Key:
    slots: dict[str, list[Fill]] = {slot: [] for slot in SLOTS}
    named = {name for line in rows.get("18", ()) for name in re.findall(r'"([^"]*)"', line)}
    for number, slot in _KEY_SLOTS.items():
        for line in rows.get(number, ()):
            plain = line.lstrip("? ").strip()
            if not plain or plain[0] in "*" or plain == "-":
                continue
            optional = line.startswith("?")
            if slot in {"type", "place", "date"}:
                slots[slot].append(Fill(any_of=tuple(p.strip() for p in plain.split(" / ")), optional=optional))
                continue
            if number == "19" and ":" in plain and named & set(re.findall(r'"([^"]*)"', plain.split(":", 1)[1])):
                continue  # a title of somebody named
            texts = tuple(t.replace('\\"', "") for t in re.findall(r'"((?:\\"|[^"])*)"', plain))
            if texts:
                slots[slot].append(Fill(any_of=texts, optional=optional))
    return Key(slots={s: tuple(f) for s, f in slots.items()}, optional="OPTIONAL" in rows["1"][0])


def credit(slot: str, given: str, fill: Fill) -> float:
    """1, ½ or 0 for one given fill against one of the key."""
    judge = {"type": _same, "date": _dates, "place": _places}.get(slot, _words)
    return max(judge(given, told) for told in fill.any_of)


def _same(given: str, told: str) -> float:
    return float(given == told)


def interval(text: str) -> tuple[dt.date | None, dt.date | None]:
    """Days of a date fill: "30 DEC 89", "- 08 JAN 90" (on or before), "01 JAN 90 - 08 JAN 90"."""
    days = [dt.date(1900 + int(y), MONTHS[m], int(d)) for d, m, y in _DATE.findall(text) if m in MONTHS]
    if not days:
        return None, None
    return (None if text.strip().startswith("-") else days[0]), days[-1]


def _dates(given: str, told: str) -> float:
    """Half where one of two bounds is right, or a day lies inside an interval of two known days."""
    mine, theirs = interval(given), interval(told)
    if mine == theirs:
        return 1.0
    inside = None not in (*mine, *theirs) and mine[0] >= theirs[0] and mine[1] <= theirs[1]  # type: ignore[operator]
    return 0.5 if inside or (mine[1] is not None and mine[1] == theirs[1]) else 0.0


def place_names(text: str) -> list[str]:
    """Names of a place fill from the country down, without their types."""
    parts = [re.sub(r"\([^)]*\)", "", part) for whole in text.split(":") for part in whole.split(" - ")]
    return [" ".join(re.findall(r"[a-z0-9]+", p.lower())) for p in parts if p.strip()]


def _places(given: str, told: str) -> float:
    """1 where the narrowest name agrees, ½ where any does."""
    mine, theirs = place_names(given), place_names(told)
    if mine and theirs and (mine[-1] == theirs[-1]):
        return 1.0
    return 0.5 if set(mine) & set(theirs) else 0.0


def _words(given: str, told: str) -> float:
    """1 where both have one head and one's words hold the other's; ½ where they share their head or a name's word."""
    mine, theirs = _tokens(given), _tokens(told)
    if not mine or not theirs:
        return 0.0
    if mine == theirs or (head(given) == head(told) and (set(mine) <= set(theirs) or set(theirs) <= set(mine))):
        return 1.0
    return 0.5 if head(given) == head(told) or head(given) in theirs or head(told) in mine else 0.0


def _tokens(text: str) -> list[str]:
    return [_singular(w) for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in _ARTICLES]


def head(text: str) -> str:
    """The last word before the first preposition, singular and small."""
    words = _tokens(_BREAK.split(text.lower(), maxsplit=1)[0])
    return words[-1] if words else ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def slot_tally(slot: str, answer: Answer, key: Key) -> Tally:
    """One-to-one credit for one slot of one aligned pair."""
    given, fills = list(answer.get(slot, ())), list(key.slots[slot])
    table = [[credit(slot, g, f) for f in fills] for g in given]
    chosen = _align(table)
    right = sum(table[i][j] for i, j in chosen.items())
    asked = sum(not fill.optional or j in chosen.values() for j, fill in enumerate(fills))
    return Tally(right=right, given=len(given), asked=asked)


def score_message(answers: Sequence[Answer], keys: Sequence[Key]) -> dict[str, Tally]:
    """Best alignment of templates, then credit by slot; unmatched templates count whole ("all templates").

    A pair aligns only where its incident types agree; of all alignments the one with most credit is taken.
    """
    table = [[_pair(a, k) for k in keys] for a in answers]
    chosen = _align(table)
    total = {slot: Tally() for slot in SLOTS}
    for i, answer in enumerate(answers):
        j = chosen.get(i)
        for slot in SLOTS:
            total[slot].add(
                slot_tally(slot, answer, keys[j]) if j is not None else Tally(given=len(answer.get(slot, ())))
            )
    for j, key in enumerate(keys):
        if j not in chosen.values() and not key.optional:
            for slot in SLOTS:
                total[slot].asked += sum(not fill.optional for fill in key.slots[slot])
    return total


def _pair(answer: Answer, key: Key) -> float:
    if not slot_tally("type", answer, key).right:
        return 0.0
    return sum(slot_tally(slot, answer, key).right for slot in SLOTS)


def _align(table: list[list[float]]) -> dict[int, int]:
    """The pairing with most credit: exact where small, best pair first beyond six templates."""
    rows, columns = len(table), len(table[0]) if table else 0
    if 0 < max(rows, columns) <= 6:
        best: tuple[float, dict[int, int]] = (0.0, {})
        for order in permutations(range(max(rows, columns)), rows):
            pairs = {i: j for i, j in enumerate(order) if j < columns and table[i][j]}
            best = max(best, (sum(table[i][j] for i, j in pairs.items()), pairs), key=lambda p: p[0])
        return best[1]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(((v, -i, -j) for i, row in enumerate(table) for j, v in enumerate(row) if v), reverse=True):
        if -i not in chosen and -j not in chosen.values():
            chosen[-i] = -j
    return chosen
