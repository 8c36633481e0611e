"""Reports added through the page: read in the background, one job at a time, with progress.

What comes in is a stranger's: names of files are names only, never places, and no list among the files
leads to a file of ours. A fault in one report sets that report aside, and a job always ends.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import secrets
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from rashomon.engine import read_all
from rashomon.errors import RashomonError
from rashomon.model.text import Rejected, Report
from rashomon.pipeline import Intake, count_inputs, read_reports
from rashomon.web.shapes import Job, RejectedLine

LARGEST = 20 * 1024 * 1024  # bytes of one upload; an archive of a year's newspaper comes by the command line
LONGEST_NAME = 120  # characters of a file's name; file systems take 255 bytes, and a character has up to four
SHOWN_JOBS = 200  # a server that runs for months forgets older ones
FAULT = "the server could not go on; what was added until then is kept. Its log says more."
_log = logging.getLogger(__name__)


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """One file or pasted text as it came.

    Attributes:
        name: File name as the browser gave it; only its last part counts. "" for a pasted text without one.
        pasted: It is a text, whatever its name ends in.
    """

    name: str
    content: bytes
    pasted: bool = False


class Jobs:
    """Jobs of this server, newest last; they live as long as it runs.

    Args:
        ledger: Where reports go.
        names: Names that reports of the ledger have.
    """

    def __init__(self, ledger: Path, names: Callable[[], Collection[str]] = tuple) -> None:
        self._ledger = ledger
        self._names = names
        self._jobs: dict[str, Job] = {}
        self._one_at_a_time = threading.Lock()

    def get(self, name: str) -> Job | None:
        """A job as it stands."""
        return self._jobs.get(name)

    def start(self, uploads: Sequence[Upload], outlet: str | None, published: dt.date | None) -> Job:
        """Read uploads into the ledger in the background."""
        name = secrets.token_hex(8)
        job = Job(id=name, state="running", total=len(uploads), done=0, added=0, skipped=0, rejected=())
        while len(self._jobs) >= SHOWN_JOBS:
            self._jobs.pop(next(iter(self._jobs)))
        self._jobs[name] = job
        threading.Thread(target=self._run, args=(job, uploads, outlet, published), daemon=True).start()
        return job

    def _run(self, job: Job, uploads: Sequence[Upload], outlet: str | None, published: dt.date | None) -> None:
        with self._one_at_a_time, tempfile.TemporaryDirectory() as folder:
            try:
                self._read(job.id, _written(uploads, Path(folder)), Path(folder), outlet, published)
            except Exception as why:  # noqa: BLE001  # nobody waits on this thread: the page would wait for ever
                _log.exception("adding reports failed")
                told = str(why) if isinstance(why, RashomonError) else FAULT
                self._note(job.id, state="failed", why=told)

    def _read(
        self, name: str, files: Sequence[Path], folder: Path, outlet: str | None, published: dt.date | None
    ) -> None:
        self._note(name, total=count_inputs([str(path) for path in files]))
        rejected: list[RejectedLine] = []
        added = 0
        with Intake(self._ledger) as intake:

            def note(state: str = "running") -> None:
                done = added + intake.skipped + len(rejected)
                total = max(done, self._jobs[name].total)
                self._note(
                    name, state=state, done=done, total=total, added=added, skipped=intake.skipped,
                    rejected=tuple(rejected),
                )  # fmt: skip

            found = (
                _renamed(one, folder) for one in read_reports(files, published=published, outlet=outlet, within=folder)
            )
            for item in read_all(_unlike(intake.unread(found), self._names()), workers=1):
                intake.keep(item)
                if isinstance(item, Rejected):
                    rejected.append(RejectedLine(name=item.name, why=item.why))
                else:
                    added += 1
                note()
            note("done")

    def _note(self, name: str, **changed: object) -> None:
        self._jobs[name] = msgspec.structs.replace(self._jobs[name], **changed)


def _written(uploads: Sequence[Upload], folder: Path) -> list[Path]:
    """The uploads as files side by side, so that a list of reports among them finds the others."""
    taken: set[str] = set()
    paths = []
    for upload in uploads:
        name = _unlike_name(file_name(upload), {one.casefold() for one in taken})
        taken.add(name)
        path = folder / name
        path.write_bytes(upload.content)
        paths.append(path)
    return paths


def file_name(upload: Upload) -> str:
    """A name that is a file's and nothing else: its last part, without control characters, not too long.

    Args:
        upload: With any name at all. Without a name it is called after its content, so that two texts pasted
            are not one.
    """
    last = upload.name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(one for one in last if unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn")).strip()
    if not plain.strip(". "):
        plain = f"pasted-{hashlib.sha256(upload.content).hexdigest()[:8]}"
    if upload.pasted and not plain.lower().endswith(".txt"):
        plain += ".txt"
    path = PurePosixPath(plain)
    suffix = path.suffix if len(path.suffix) <= 10 else ""
    stem = plain.removesuffix(suffix)
    while len((stem + suffix).encode()) > LONGEST_NAME * 2 or len(stem + suffix) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + suffix


def _unlike_name(name: str, taken: Collection[str]) -> str:
    if name.casefold() not in taken:
        return name
    path = PurePosixPath(name)
    number = 2
    while (other := f"{path.stem} ({number}){path.suffix}").casefold() in taken:
        number += 1
    return other


def _renamed(item: Report | Rejected, folder: Path) -> Report | Rejected:
    """Under the name that the person gave the file, not that of our copy of it."""
    prefix = f"{folder}/"
    renamed = msgspec.structs.replace(item, name=item.name.replace(prefix, ""))
    if isinstance(renamed, Rejected):
        return msgspec.structs.replace(renamed, why=renamed.why.replace(prefix, ""))
    return renamed


def _unlike(items: Iterator[Report | Rejected], names: Collection[str]) -> Iterator[Report | Rejected]:
    """A new report under a name that another has is numbered: people tell reports by their names."""
    taken = {name.casefold() for name in names}
    for item in items:
        if isinstance(item, Report):
            item = msgspec.structs.replace(item, name=_unlike_name(item.name, taken))  # noqa: PLW2901
            taken.add(item.name.casefold())
        yield item
