"""Reading a file whatever its compression and encoding, and writing one so that it is whole or not there."""

from __future__ import annotations

import errno
import gzip
import io
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from analysis.errors import InputError

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Of those that explain a text equally well the first is taken: é is far more often Western than Polish.
LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"]
LEGACY += ["cp932", "euc_jp", "gb18030", "big5", "cp949"]
SAMPLE = 64 * 1024
BUFFER = 1 << 20
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
ZIP = b"PK\3\4"  # also what office programs save
SHEET, LETTER = "a spreadsheet: save it as CSV", "a word processor's file: save it as plain text (UTF-8)"
OFFICE = {".xlsx": SHEET, ".ods": SHEET, ".docx": LETTER, ".odt": LETTER}
WINDOW = 1 << 31  # what public dumps of Reddit are compressed with
RATIO, FREE = 200, 256 << 20  # no text is 200 times smaller when compressed; 256 MB are let through in any case
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
WHOLE = 1 << 30  # bytes of what has to be in memory at once: text, a JSON document, a web page


class _Unpacked(io.RawIOBase):
    """What a compressed file holds, but no bomb; damage to it is an InputError."""

    def __init__(self, path: Path, file: io.FileIO, inner: IO[bytes] | gzip.GzipFile, packed: int) -> None:
        self.path, self.inner, self.limit, self.given = path, inner, max(FREE, RATIO * packed), 0
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        from zstandard import ZstdError

        try:
            data = self.inner.read(len(buffer))
        except (EOFError, OSError, ZstdError, zlib.error) as error:
            raise InputError(f"{self.path}: the compressed file is damaged ({error})") from None
        self.given += len(data)
        if self.given > self.limit:
            raise InputError(
                f"{self.path} unpacks to more than {RATIO} times its size: no text does, so it is not read further; "
                "unpack it yourself if you trust it"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.inner.close()
        super().close()


def inside(file: Path, folder: Path) -> bool:
    """Whether a file is in a folder, not hidden there and not by a link out of it."""
    if any(name.startswith(".") for name in file.relative_to(folder).parts):
        return False
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


@contextmanager
def opened(path: str | os.PathLike) -> Iterator[io.BufferedReader]:
    """Open a file for reading bytes, unpacked if it is gzip or zstandard.

    Raises
    ------
    InputError
        If there is no such file, it is a folder, empty or a ZIP archive, or it may not be read; while reading, if it is
        damaged or unpacks to more than `RATIO` times its size.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path} is a folder: give a file in it")
    try:
        file = path.open("rb", buffering=0)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    with file, io.BufferedReader(_unpacked(file, path), BUFFER) as stream:
        yield stream


def consumed(stream: io.BufferedReader) -> int:
    """How many bytes of a file that `opened` gave were read, of a compressed one as it is on disk."""
    raw: Any = stream.raw
    return getattr(raw, "file", raw).tell()


@contextmanager
def on_disk(path: Path) -> Iterator[Path]:
    """Give the path of a file that can be read twice: of a pipe, such as /dev/stdin, a copy."""
    if path.is_file() or path.is_dir() or not path.exists():
        yield path
        return
    with tempfile.NamedTemporaryFile() as copy:
        try:
            with path.open("rb") as pipe:
                shutil.copyfileobj(pipe, copy)
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror})") from None
        copy.flush()
        yield Path(copy.name)


def _unpacked(file: io.FileIO, path: Path) -> Any:
    packed = os.fstat(file.fileno()).st_size
    magic = file.read(4)
    if magic == ZSTD and _cut_off(file, packed):  # which the decompressor takes for the end
        raise InputError(f"{path}: the compressed file is damaged (its end is missing)")
    if magic == ZIP:
        raise InputError(f"{path} is {OFFICE.get(path.suffix.lower(), 'a ZIP archive: unpack it first')}")
    file.seek(0)
    if magic.startswith(GZIP):
        return _Unpacked(path, file, gzip.GzipFile(fileobj=file), packed)
    if magic == ZSTD:
        from zstandard import ZstdDecompressor

        inner = ZstdDecompressor(max_window_size=WINDOW).stream_reader(file, read_across_frames=True)
        return _Unpacked(path, file, inner, packed)
    return file


def _cut_off(file: io.FileIO, size: int) -> bool:
    """Whether a zstandard file ends within a frame (RFC 8878): told by the sizes that its blocks begin with."""
    at = 0
    while at < size:
        file.seek(at)
        start = file.read(9)
        kind = int.from_bytes(start[:4], "little")
        if kind >> 4 == 0x184D2A5:  # a frame to be skipped
            at += 8 + int.from_bytes(start[4:8], "little")
            continue
        if start[:4] != ZSTD or len(start) < 5:
            break  # damage of another kind: the decompressor says which
        flags = start[4]
        alone = flags >> 5 & 1
        at += 5 + (not alone) + (0, 1, 2, 4)[flags & 3] + (alone, 2, 4, 8)[flags >> 6]
        last = False
        while not last and at < size:
            file.seek(at)
            block = int.from_bytes(file.read(3), "little")
            last = bool(block & 1)
            at += 3 + (1 if block >> 1 & 3 == 1 else block >> 3)  # one byte stands for a whole block of itself
        at += 4 * (flags >> 2 & 1)
        if not last:
            return True
    return at > size


def whole(stream: io.BufferedReader, path: str | os.PathLike) -> bytes:
    """Read all that follows.

    Raises
    ------
    InputError
        If that is over `WHOLE` bytes.
    """
    data = stream.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise InputError(
            f"{path} is over {WHOLE >> 30} GiB of one text or document: split it, or give it as JSON lines"
        )
    return data


def read_text(path: str | os.PathLike) -> tuple[str, str]:
    """Return a text file's content, line ends as they are, and the encoding it was read with.

    UTF-8 and byte order marks are recognised exactly; among the legacy encodings in use charset-normalizer judges by
    the first 64 KiB of lines that are not ASCII.

    Raises
    ------
    InputError
        If there is no such file, it is a folder, empty, or not text.
    """
    with opened(path) as stream:
        return decoded(whole(stream, path), path)


def decoded(raw: bytes, path: str | os.PathLike) -> tuple[str, str]:
    """Return the text that bytes of a file are, and their encoding; errors as in `read_text`."""
    if not raw.strip():
        raise InputError(f"{path} is empty: it has to hold the text copied from a page")
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding or "utf-8")
    except UnicodeError:
        encoding = None
    if encoding is None or _controls(text[:SAMPLE]) > 0.01:
        raise InputError(f"{path} is not text: save what you copied from the page as a plain text file (UTF-8)")
    return text, encoding


def _encoding(raw: bytes) -> str | None:
    for mark, encoding in BOMS.items():
        if raw.startswith(mark):
            return encoding
    sample = raw[:SAMPLE]
    if sample.count(0) > 0.01 * len(sample):  # UTF-16 without a mark has its zeros on one side; else it is binary
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if min(even, odd) * 20 > max(even, odd):
            return None
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        telling = b"".join(line for line in raw.splitlines(keepends=True) if not line.isascii())[:SAMPLE]
        matches = list(from_bytes(telling, cp_isolation=LEGACY))
        equal = [m for m in matches if (m.chaos, m.coherence) == (matches[0].chaos, matches[0].coherence)]
        possible = {encoding for match in equal for encoding in match.could_be_from_charset}
        return next((encoding for encoding in LEGACY if encoding in possible), None)


def _controls(text: str) -> float:
    """Share of control characters other than white space."""
    return sum(c < " " and c not in "\t\n\r\f\v" for c in text) / len(text) if text else 1.0


@contextmanager
def write_beside(path: str | os.PathLike) -> Iterator[Path]:
    """Give a temporary path in the same folder and move it to `path` if all went well, else remove it.

    Raises
    ------
    InputError
        If the folder cannot be written to.
    OSError
        If the disk is full, which is no matter of what was given.
    """
    final = Path(path).resolve()  # what a link points to is replaced, not the link
    if final.exists() and not final.is_file():
        raise InputError(f"{path}: cannot be written (it is no regular file)")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=final.parent, prefix=f".{final.stem}-", suffix=final.suffix)
    except OSError as error:
        if error.errno in FULL:
            raise
        raise InputError(f"{path}: cannot be written ({error.strerror})") from None
    os.close(handle)
    beside = Path(name)
    umask = os.umask(0)
    os.umask(umask)
    try:
        yield beside
        beside.chmod(0o666 & ~umask)  # mkstemp makes it private
        beside.replace(final)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def folder_beside(path: str | os.PathLike) -> Iterator[Path]:
    """Give a temporary folder in the same folder and move it to `path` if all went well, else remove it.

    A folder that is there already is replaced if it holds nothing but files of the names that the new one has.

    Raises
    ------
    InputError
        If it cannot be written to, or holds anything else.
    OSError
        If the disk is full.
    """
    final = Path(path).resolve()
    if final.exists() and not final.is_dir():
        raise InputError(f"{path}: cannot be written (it is a file, and the result is a folder)")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=final.parent, prefix=f".{final.name}-"))
    except OSError as error:
        if error.errno in FULL:
            raise
        raise InputError(f"{path}: cannot be written ({error.strerror})") from None
    new, old = beside / "new", beside / "old"
    try:
        new.mkdir()  # mkdtemp's own is private
        yield new
        if final.exists():
            foreign = {file.name for file in final.iterdir()} - {file.name for file in new.iterdir()}
            if foreign:
                raise InputError(f"{path}: is a folder with other files ({min(foreign)}); choose a new name")
            final.replace(old)
        new.replace(final)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
