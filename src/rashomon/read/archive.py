"""Archives: every member is read as if it lay in a folder, under limits that no bomb passes."""

from __future__ import annotations

import gzip
import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from rashomon.errors import InputError
from rashomon.model.text import Rejected, Report
from rashomon.read.sniff import Kind
from rashomon.read.source import Input, buffered

Reader = Callable[[Input], Iterator[Report | Rejected]]
_SPOOL_BYTES = 8_000_000
_FLOOR_BYTES = 1_000_000  # below this a high ratio harms nobody: blank or repeated text


def read_archive(item: Input, kind: Kind, read: Reader) -> Iterator[Report | Rejected]:
    """The reports of a gz, zip or tar file, named `archive.zip!member`.

    Args:
        item: The archive.
        kind: `gzip`, `zip` or `tar`.
        read: Reads one member.

    Raises:
        InputError: It is nested too deeply, unfolds too far, has too many members or is locked.
    """
    if item.depth >= item.limits.depth:
        raise InputError(item.name, f"lies in more than {item.limits.depth} archives inside each other")
    if kind == "gzip":
        yield from _read_gzip(item, read)
    elif kind == "zip":
        yield from _read_zip(item, read)
    else:
        yield from _read_tar(item, read)


def _read_gzip(item: Input, read: Reader) -> Iterator[Report | Rejected]:
    suffix = PurePosixPath(item.name.removesuffix(".gz").removesuffix(".GZ")).suffix.lower()
    if item.suffix == ".tgz":
        suffix = ".tar"
    counted = _Counted(item.stream)
    unfolded = _Unfolded(cast("BinaryIO", gzip.GzipFile(fileobj=counted)), counted, item)
    inner = io.BufferedReader(unfolded, 65_536)
    yield from read(_member(item, item.name, suffix, inner))


class _Counted(io.RawIOBase):
    """Counts what is taken from a compressed stream."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        count = self._raw.readinto(buffer)  # type: ignore[arg-type]  # any writable buffer
        self.taken += count
        return count


class _Unfolded(io.RawIOBase):
    """What comes out of a compressed stream, until it is too much for what went in."""

    def __init__(self, raw: BinaryIO, compressed: _Counted, item: Input) -> None:
        self._raw, self._compressed, self._item, self._given = raw, compressed, item, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any writable buffer
        filled = 0
        while filled < len(view) and (piece := self._raw.read(len(view) - filled)):
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._given += filled
        limits = self._item.limits
        if self._given > limits.expanded_bytes:
            raise InputError(self._item.name, f"unfolds to more than {limits.expanded_bytes / 1e6:g} MB")
        if self._given > _FLOOR_BYTES and self._given > limits.ratio * max(self._compressed.taken, 1):
            raise InputError(self._item.name, f"unfolds to more than {limits.ratio} times its size, as a bomb does")
        return filled


def _read_zip(item: Input, read: Reader) -> Iterator[Report | Rejected]:
    with _seekable(item) as file, zipfile.ZipFile(file) as folder:
        members = sorted((info for info in folder.infolist() if not info.is_dir()), key=lambda info: info.filename)
        _refuse_many(item, len(members))
        if not members:
            raise InputError(item.name, "is an archive without members")
        if sum(info.file_size for info in members) > item.limits.expanded_bytes:
            raise InputError(item.name, f"unfolds to more than {item.limits.expanded_bytes / 1e6:g} MB")
        for info in members:
            if skipped(info.filename):
                continue
            name = f"{item.name}!{info.filename}"
            why = _zip_refusal(info, item)
            if why:
                yield Rejected(name=name, why=why)
                continue
            most = max(info.file_size, 1)
            with folder.open(info) as member:
                stream = buffered(cast("BinaryIO", member), name, most, "is larger than its archive says")
                yield from read(_member(item, name, PurePosixPath(info.filename).suffix.lower(), stream))


def _zip_refusal(info: zipfile.ZipInfo, item: Input) -> str:
    if info.flag_bits & 0x1:
        return "is locked with a password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        return "is compressed in a way that is not supported"
    if info.file_size > _FLOOR_BYTES and info.file_size > item.limits.ratio * max(info.compress_size, 1):
        return f"unfolds to more than {item.limits.ratio} times its size, as a bomb does"
    return ""


def _read_tar(item: Input, read: Reader) -> Iterator[Report | Rejected]:
    count = 0
    with tarfile.open(fileobj=item.stream, mode="r|") as folder:
        for info in folder:
            if not info.isfile() or skipped(info.name):
                continue
            count += 1
            _refuse_many(item, count)
            member = folder.extractfile(info)
            if member is not None:
                name = f"{item.name}!{info.name}"
                yield from read(
                    _member(
                        item, name, PurePosixPath(info.name).suffix.lower(), buffered(cast("BinaryIO", member), name)
                    )
                )
    if not count:
        raise InputError(item.name, "is an archive without members")


def _refuse_many(item: Input, count: int) -> None:
    if count > item.limits.entries:
        raise InputError(item.name, f"has more than {item.limits.entries:,} members")


def skipped(path: str) -> bool:
    """Whether a member or file is a system's own: hidden files and folders, and what macOS and Windows leave."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any(
        (part.startswith(".") and part not in (".", "..")) or part in ("__MACOSX", "Thumbs.db", "desktop.ini")
        for part in parts
    )


def _seekable(item: Input) -> BinaryIO:
    """The stream in a form that can be searched: itself if it is a file, else a copy on disk."""
    if item.reopen is not None:
        return item.reopen()
    copy = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115  # closed by the caller
    taken = 0
    while piece := item.stream.read(1_000_000):
        taken += len(piece)
        if taken > item.limits.expanded_bytes:
            raise InputError(item.name, f"is larger than {item.limits.expanded_bytes / 1e6:g} MB")
        copy.write(piece)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _member(item: Input, name: str, suffix: str, stream: io.BufferedReader[Any]) -> Input:
    return Input(
        name=name,
        suffix=suffix,
        stream=stream,
        hints=item.hints,
        fallback=item.fallback,
        limits=item.limits,
        depth=item.depth + 1,
    )
