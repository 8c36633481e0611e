"""Reading many reports on this machine's cores.

Workers turn reports into claims and never write: whoever asked appends the results in order. A report
that kills its worker is set aside with the reason, and the reports that were under way with it are
read again one by one, so that nothing else is lost.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from rashomon.model.text import Rejected, Report
from rashomon.pipeline import Read, read_claims

# Below this a second process costs more to start (a second) than it saves.
POOL_FROM = 24
CHUNK = 4


def read_all(reports: Iterable[Report | Rejected], *, workers: int | None = None) -> Iterator[Read | Rejected]:
    """Claims of every report, in the order given; what could not be read passes through.

    Args:
        reports: As `rashomon.pipeline.read_reports` yields them; taken lazily.
        workers: Processes; 1 reads in this one; None: the machine's cores, from two dozen reports on.
    """
    source = iter(reports)
    if workers is None:
        first = list(itertools.islice(source, POOL_FROM))
        workers = (os.cpu_count() or 1) if len(first) == POOL_FROM else 1
        source = itertools.chain(first, source)
    if workers <= 1:
        for item in source:
            yield item if isinstance(item, Rejected) else read_claims(item)
        return
    yield from _pooled(source, workers)


def _pooled(source: Iterator[Report | Rejected], workers: int) -> Iterator[Read | Rejected]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    waiting: list[tuple[list[Report | Rejected], Future[list[Read | Rejected]]]] = []
    try:
        while True:
            while len(waiting) < workers * 2 and (chunk := list(itertools.islice(source, CHUNK))):
                waiting.append((chunk, pool.submit(_read_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.pop(0)
            try:
                yield from future.result()
            except BrokenProcessPool:
                again = [chunk, *(c for c, _ in waiting)]
                waiting.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                for item in itertools.chain.from_iterable(again):
                    yield _read_alone(item)
                pool = ProcessPoolExecutor(workers, mp_context=context)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read_chunk(chunk: list[Report | Rejected]) -> list[Read | Rejected]:
    return [item if isinstance(item, Rejected) else read_claims(item) for item in chunk]


def _read_alone(item: Report | Rejected) -> Read | Rejected:
    """Read a suspect in a process of its own; if that dies too, it is the one."""
    if isinstance(item, Rejected):
        return item
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(_read_chunk, [item]).result()[0]
        except BrokenProcessPool:
            return Rejected(name=item.name, why="reading it killed the process that read it; it was set aside")
