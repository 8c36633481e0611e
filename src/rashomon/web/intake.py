"""Reports added through the page: read in the background, one job at a time, with progress."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import msgspec

from rashomon.errors import RashomonError
from rashomon.model.text import Rejected, Report
from rashomon.pipeline import Intake, Read, read_claims, read_reports
from rashomon.web.shapes import Job, RejectedLine

LARGEST = 20 * 1024 * 1024  # bytes of one upload; an archive of a year's newspaper comes by the command line


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """One file or pasted text as it came.

    Attributes:
        name: File name as the browser gave it; only its last part counts.
    """

    name: str
    content: bytes


class Jobs:
    """Jobs of this server, newest last; they live as long as it runs."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        self._jobs: dict[str, Job] = {}
        self._one_at_a_time = threading.Lock()

    def get(self, name: str) -> Job | None:
        """A job as it stands."""
        return self._jobs.get(name)

    def start(self, uploads: Sequence[Upload], outlet: str | None, published: dt.date | None) -> Job:
        """Read uploads into the ledger in the background."""
        name = secrets.token_hex(8)
        job = Job(id=name, state="running", total=len(uploads), done=0, added=0, skipped=0, rejected=())
        self._jobs[name] = job
        threading.Thread(target=self._run, args=(job, uploads, outlet, published), daemon=True).start()
        return job

    def _run(self, job: Job, uploads: Sequence[Upload], outlet: str | None, published: dt.date | None) -> None:
        with self._one_at_a_time, tempfile.TemporaryDirectory() as folder:
            try:
                self._read(job, list(_written(uploads, Path(folder))), outlet, published)
            except (RashomonError, OSError) as why:
                failed = self._jobs[job.id]
                self._jobs[job.id] = msgspec.structs.replace(failed, state="failed", why=str(why))

    def _read(self, job: Job, files: Sequence[tuple[Path, str]], outlet: str | None, published: dt.date | None) -> None:
        rejected: list[RejectedLine] = []
        added = done = 0
        with Intake(self._ledger) as intake:
            for path, name in files:
                source = (
                    _renamed(item, path, name) for item in read_reports([path], published=published, outlet=outlet)
                )
                for item in intake.unread(source):
                    if isinstance(item, Rejected):
                        rejected.append(RejectedLine(name=item.name, why=item.why))
                        intake.keep(item)
                    else:
                        read: Read = read_claims(item)
                        intake.keep(read)
                        added += 1
                done += 1
                job = msgspec.structs.replace(
                    job, done=done, added=added, skipped=intake.skipped, rejected=tuple(rejected)
                )
                self._jobs[job.id] = job
        self._jobs[job.id] = msgspec.structs.replace(job, state="done")


def _written(uploads: Sequence[Upload], folder: Path) -> Iterator[tuple[Path, str]]:
    for number, upload in enumerate(uploads):
        name = PurePath(upload.name.replace("\\", "/")).name or "pasted.txt"
        place = folder / str(number)
        place.mkdir()
        path = place / name
        path.write_bytes(upload.content)
        yield path, name


def _renamed(item: Report | Rejected, path: Path, name: str) -> Report | Rejected:
    """Under the name that the person gave the file, not that of our copy of it."""
    return msgspec.structs.replace(item, name=item.name.replace(str(path), name))
