"""Walking what the user gave: files, folders, manifests and standard input, in a stable order."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read import manifest
from rashomon.read.archive import skipped
from rashomon.read.dispatch import read_input
from rashomon.read.limits import Limits
from rashomon.read.source import NO_HINTS, Hints, Input, buffered

STDIN = "-"
DEFAULT_LIMITS = Limits()


class _Task(msgspec.Struct, frozen=True, kw_only=True):
    """One file to read, and what a manifest says of it."""

    path: str
    hints: Hints = NO_HINTS


def read_paths(
    paths: Sequence[str | Path],
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    within: str | Path | None = None,
) -> Iterator[Report | Rejected]:
    """The reports of some files, folders, archives and manifests, one at a time.

    Args:
        paths: In this order; the files of a folder are sorted by name. "-" is standard input. In a
            folder with a manifest, its rows are read and the files that it does not name are
            rejected. A file that two of the paths reach is read once, with what a manifest says.
        published: Day of publication for reports of which no manifest or row tells one; it outranks
            what a page or feed says of itself.
        outlet: Likewise who printed them.
        limits: Bounds on single inputs; the defaults suit news.
        within: A folder that manifests may not lead out of: what a stranger sent must not name our files.

    Yields:
        A report for every text that could be read, and for every other a rejection with its reason.
    """
    hints = Hints(outlet=outlet, published=published)
    for task in _Walk(paths, limits, within).tasks():
        if isinstance(task, Rejected):
            yield task
        else:
            yield from _read(task, hints, limits)


def count_inputs(paths: Sequence[str | Path]) -> int:
    """How many files `read_paths` would open or reject; each may hold more than one report.

    Opens manifests and nothing else. Standard input counts as one.
    """
    return sum(1 for _ in _Walk(paths, DEFAULT_LIMITS).tasks())


def _read(task: _Task, hints: Hints, limits: Limits) -> Iterator[Report | Rejected]:
    if task.path == STDIN:
        stream = buffered(cast("BinaryIO", sys.stdin.buffer), STDIN)
        yield from read_input(Input(name=STDIN, suffix="", stream=stream, fallback=hints, limits=limits))
        return
    try:
        item = _open(task.path, task.hints, limits, fallback=hints)
    except OSError as error:
        yield Rejected(name=shown(task.path), why=f"cannot be opened ({error.strerror or error})")
        return
    with item.stream:
        yield from read_input(item)


def _open(path: str, hints: Hints, limits: Limits, fallback: Hints = NO_HINTS) -> Input:
    raw = Path(path).open("rb", buffering=0)  # noqa: SIM115  # closed by the caller
    stream = buffered(cast("BinaryIO", raw), shown(path))
    return Input(
        name=shown(path),
        suffix=Path(path).suffix.lower(),
        stream=stream,
        hints=hints,
        fallback=fallback,
        limits=limits,
        reopen=partial(_reopen, path),
    )


def _reopen(path: str) -> BinaryIO:
    return cast("BinaryIO", Path(path).open("rb"))


def shown(path: str) -> str:
    r"""A path as text that can be printed and stored: bytes that are no UTF-8 as ``\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """One pass over the paths given. Holds the files named one by one, never those of folders."""

    def __init__(self, paths: Sequence[str | Path], limits: Limits, within: str | Path | None = None) -> None:
        self._paths = [os.fspath(path) for path in paths]
        self._limits = limits
        self._within = Path(os.path.realpath(within)) if within is not None else None
        self._named: set[str] = set()  # real paths that a manifest has named so far
        self._single: set[str] = set()  # real paths of files given on their own
        self._claimed: set[str] = set()  # real paths that manifests given on their own name

    def tasks(self) -> Iterator[_Task | Rejected]:
        """What to read, in order."""
        for path in self._paths:
            if path != STDIN and Path(path).is_file():
                self._single.add(os.path.realpath(path))
                if self._is_manifest(path):
                    self._claimed |= {
                        os.path.realpath(row.path) for row in self._rows(path) if isinstance(row, manifest.Row)
                    }
        folders: list[str] = []
        done: set[str] = set()
        for path in self._paths:
            real = os.path.realpath(path)
            if path == STDIN:
                yield _Task(path=path)
            elif _is_folder(path):
                if not any(Path(real).is_relative_to(folder) for folder in folders):
                    folders.append(real)
                    yield from self._folder(path, (), None)
            elif real not in done:
                done.add(real)
                yield from self._file(path, real)

    def _file(self, path: str, real: str) -> Iterator[_Task | Rejected]:
        if real in self._claimed or real in self._named:
            return  # its manifest says more about it
        if (why := _unreadable(path)) is not None:
            yield Rejected(name=shown(path), why=why)
        elif self._is_manifest(path):
            yield from self._manifest(path)
        else:
            yield _Task(path=path)

    def _folder(self, path: str, above: tuple[str, ...], listed: str | None) -> Iterator[_Task | Rejected]:
        """The files of a folder; `above` are the real folders around it, `listed` the manifest that rules it."""
        real = os.path.realpath(path)
        if real in above:
            yield Rejected(name=shown(path), why="is a symbolic link to a folder around it; not entered again")
            return
        if len(above) >= self._limits.folders:
            yield Rejected(name=shown(path), why=f"lies more than {self._limits.folders} folders deep")
            return
        try:
            entries = sorted(os.listdir(path))  # noqa: PTH208  # names only: Path objects of a big folder are heavy
        except OSError as error:
            yield Rejected(name=shown(path), why=f"cannot be opened ({error.strerror or error})")
            return
        whole = [str(Path(path) / entry) for entry in entries if not skipped(entry)]
        manifests = [entry for entry in whole if not _is_folder(entry) and self._is_manifest(entry)]
        for entry in manifests:
            if os.path.realpath(entry) not in self._single:
                yield from self._manifest(entry)
            listed = shown(entry)
        names = frozenset(entries)
        for entry in whole:
            if entry in manifests:
                continue
            if _is_folder(entry):
                if not _belongs_to_page(entry, names):
                    yield from self._folder(entry, (*above, real), listed)
            else:
                yield from self._listed_file(entry, listed)

    def _listed_file(self, path: str, listed: str | None) -> Iterator[_Task | Rejected]:
        real = os.path.realpath(path)
        if real in self._single or real in self._claimed or real in self._named:
            return
        if listed is not None:
            why = f"is not named in {listed}, the manifest of its folder; add it there or give its own path"
            yield Rejected(name=shown(path), why=why)
        elif (why_not := _unreadable(path)) is not None:
            yield Rejected(name=shown(path), why=why_not)
        else:
            yield _Task(path=path)

    def _manifest(self, path: str) -> Iterator[_Task | Rejected]:
        for row in self._rows(path):
            if isinstance(row, Rejected):
                yield row
                continue
            real = os.path.realpath(row.path)
            if self._within is not None and not Path(real).is_relative_to(self._within):
                yield Rejected(name=Path(row.path).name, why=f"is not beside {Path(path).name}, which names it")
                continue
            if real in self._named:
                yield Rejected(
                    name=shown(str(row.path)), why=f"is named in {shown(path)} and was named before; the first counts"
                )
                continue
            self._named.add(real)
            if (why := _unreadable(str(row.path))) is not None:
                yield Rejected(name=shown(str(row.path)), why=f"{why} (named in {shown(path)})")
            else:
                yield _Task(path=str(row.path), hints=row.hints)

    def _rows(self, path: str) -> Iterator[manifest.Row | Rejected]:
        try:
            item = _open(path, NO_HINTS, self._limits)
            with item.stream:
                yield from manifest.read_manifest(item)
        except InputError as error:
            yield Rejected(name=error.name, why=error.why)
        except OSError as error:
            yield Rejected(name=shown(path), why=f"cannot be read ({error.strerror or error})")

    def _is_manifest(self, path: str) -> bool:
        if Path(path).suffix.lower() not in manifest.SUFFIXES or _unreadable(path) is not None:
            return False
        try:
            item = _open(path, NO_HINTS, self._limits)
            with item.stream:
                return manifest.looks_like_manifest(item)
        except OSError:
            return False


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116  # raises where Path.is_dir says no
    except (OSError, ValueError):
        return False


def _unreadable(path: str) -> str | None:
    """Why a path is no file that could be read, or None."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except FileNotFoundError:
        return "is a symbolic link to nothing" if Path(path).is_symlink() else "does not exist"
    except ValueError:
        return "is no possible path"
    except OSError as error:
        return f"cannot be opened ({error.strerror or error})"
    if stat.S_ISDIR(mode):
        return "is a folder; a manifest names files"
    return None if stat.S_ISREG(mode) else "is not a regular file"


def _belongs_to_page(path: str, beside: frozenset[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page beside it."""
    stem = Path(path).name.removesuffix("_files")
    return stem != Path(path).name and any(f"{stem}{suffix}" in beside for suffix in (".html", ".htm"))
