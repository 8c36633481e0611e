"""Reading many reports on this machine's cores.

Workers turn reports into claims and never write: whoever asked appends the results, in the order of
the reports. One report never costs another. A report at which reading fails is set aside with the
reason. One that kills its worker (out of memory, a fault in a compiled library) breaks the pool, and then
every report that was under way is read again one at a time in a single worker: who kills that one too
is set aside by name, and a fresh pool goes on.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from rashomon.errors import InputError, ModelError, RashomonError
from rashomon.model.text import Rejected, Report
from rashomon.pipeline import Read, read_claims

Reader = Callable[[Report], Read]
Item = Report | Rejected

# Below this a second process costs more to start (a second) than it saves.
POOL_FROM = 24
# Reports handed over at once; few enough that the last chunks end together.
CHUNK = 4
# Each worker holds the parser and the lists, about 370 MB.
MOST_WORKERS = 16

DIED = "reading it killed the process that read it; it was set aside"


def read_all(
    reports: Iterable[Item], *, workers: int | None = None, reader: Reader = read_claims
) -> Iterator[Read | Rejected]:
    """Claims of every report, in the order given; what could not be read passes through.

    Args:
        reports: As `rashomon.pipeline.read_reports` yields them; taken lazily.
        workers: Processes; 1 reads in this one; None: the machine's cores, at most 16, from two dozen
            reports on.
        reader: What reads one report. Must be a function that other processes can import: they start
            afresh and find it by its name.

    Raises:
        RashomonError: A list that reading needs is missing: that is no report's fault.
    """
    source = iter(reports)
    if workers is None:
        first = list(itertools.islice(source, POOL_FROM))
        workers = min(cores(), MOST_WORKERS) if len(first) == POOL_FROM else 1
        source = itertools.chain(first, source)
    if workers <= 1:
        for item in source:
            yield _read_one(item, reader)
        return
    yield from _pooled(source, workers, reader)


def cores() -> int:
    """Cores that this process may use, fewer than the machine's in many containers."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pooled(source: Iterator[Item], workers: int, reader: Reader) -> Iterator[Read | Rejected]:
    pool = _start_pool(workers)
    waiting: list[tuple[list[Item], Future[list[Read | Rejected]]]] = []
    try:
        while True:
            while len(waiting) < workers * 2 and (chunk := list(itertools.islice(source, CHUNK))):
                waiting.append((chunk, _submit(pool, chunk, reader)))
            if not waiting:
                return
            chunk, future = waiting.pop(0)
            try:
                done = future.result()
            except BrokenProcessPool:
                suspects = [(chunk, future), *waiting]
                waiting = []
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(suspects, reader)
                pool = _start_pool(workers)
            else:
                yield from done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(
    suspects: Iterable[tuple[list[Item], Future[list[Read | Rejected]]]], reader: Reader
) -> Iterator[Read | Rejected]:
    """Read what was under way when a worker died, so that a second death names its report."""
    pool = _start_pool(1)
    try:
        for chunk, future in suspects:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from future.result()
                continue
            for item in chunk:
                try:
                    done = pool.submit(_read_chunk, [item], reader).result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = _start_pool(1)
                    yield Rejected(name=item.name, why=DIED)
                else:
                    yield from done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, chunk: list[Item], reader: Reader) -> Future[list[Read | Rejected]]:
    """Hand a chunk over; a pool that has just broken answers as a worker's death does."""
    try:
        return pool.submit(_read_chunk, chunk, reader)
    except BrokenProcessPool as broken:
        failed: Future[list[Read | Rejected]] = Future()
        failed.set_exception(broken)
        return failed


def _start_pool(workers: int) -> ProcessPoolExecutor:
    """A pool of fresh processes; forked ones would share the state of libraries that hold threads."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle_worker)


def _settle_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone, killed or not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _read_chunk(chunk: list[Item], reader: Reader) -> list[Read | Rejected]:
    return [_read_one(item, reader) for item in chunk]


def _read_one(item: Item, reader: Reader) -> Read | Rejected:
    """Read one report; a fault in it, or in our rules on it, sets it aside and stops nothing else."""
    if isinstance(item, Rejected):
        return item
    try:
        return reader(item)
    except InputError as wrong:
        return Rejected(name=item.name, why=wrong.why)
    except ModelError as wrong:
        return Rejected(name=item.name, why=f"a rule of ours made an impossible value of it ({wrong})")
    except RashomonError:
        raise
    except Exception as fault:  # noqa: BLE001  # an archive of a million reports must survive the one that trips a rule
        return Rejected(name=item.name, why=f"reading it failed, by a fault of ours ({_described(fault)})")


def _described(fault: Exception) -> str:
    """What went wrong and where, in a few words that a report of the fault can quote."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(fault).__name__}: {fault}{where}"
