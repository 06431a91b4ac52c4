"""Files: bytes -> text, and bytes into their place, whole or not at all. The one decoder and the one writer of this
package.

What is written goes into a file beside its target first, and takes its place in one step: who reads sees the old
content or the new one. The target's mode stays, and a link is followed. A process that is killed meanwhile leaves such
a file behind; the next writing into that folder removes it.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import IO, NamedTuple

from .errors import ChangedMeanwhile, UnwritableOutput

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None

Check = Callable[[Path], bool]
"""Whether a file may still be replaced: asked of each at the last moment."""

LARGEST = 512 << 20  # bytes of what does not say how long it is
_OURS = re.compile(r"\..{1,200}\.[0-9a-f]{12}\.backref~")
_FOLDER, _NEW_S = "backref-folder-", 60.0  # how the names of our temporary folders begin, and how long one is new
_LONGEST_NAME = 180  # bytes of a target's name in the name of the file beside it; file systems take 255 in all


class Decoded(NamedTuple):
    """A text, the encoding that brings the same bytes back, and the first byte that is not what the encoding should be.

    `odd` is None where all of it is UTF-8, or UTF-16 with a mark that says so.
    """

    text: str
    encoding: str
    odd: int | None = None


def decoded(data: bytes) -> Decoded:
    r"""Return the text in `data`: UTF-8, UTF-16 where a mark says so, else Windows-1252. Never raises.

    >>> decoded(b"M\xfcller")
    Decoded(text='Müller', encoding='cp1252', odd=1)
    >>> decoded(b"\xef\xbb\xbfa")
    Decoded(text='a', encoding='utf-8-sig', odd=None)
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return Decoded(data.decode("utf-16"), "utf-16")
        except UnicodeDecodeError as error:
            return Decoded(data.decode("utf-16", "replace"), "utf-16", error.start)
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        return Decoded(data.decode("cp1252", "replace"), "cp1252", at)


def read(path: Path) -> bytes:
    """Return what a file of a project holds. Raises OSError, also for a device or a pipe, which may never end."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return path.read_bytes()


def read_given(path: Path) -> bytes:
    """Return what a file holds that a person named: it may be a pipe, and is not followed where it grows meanwhile.
    Raises OSError, also for what has no end.
    """
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        return file.read(found.st_size) if stat.S_ISREG(found.st_mode) and found.st_size else ended(file, path)


def ended(file: IO[bytes], path: Path | str) -> bytes:
    """Return all that comes of a pipe. Raises OSError for what has no end."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"more than {LARGEST >> 20} MB came of it, and no end", str(path))
    return data


def write(contents: Mapping[Path, bytes | Iterable[bytes]], *, may_replace: Check = lambda path: True) -> None:
    """Put contents in place, in their order: all of them, or none where one cannot be. A content may come bit by bit.

    A device or a pipe is written into, since to replace it would destroy it. Where `may_replace` says no of a target at
    the last moment, nothing of it or of those after it is replaced. Raises UnwritableOutput, and ChangedMeanwhile,
    which is one, in that case.
    """
    ready: list[_Staged] = []
    path = Path()
    try:
        for path, data in contents.items():
            if path.exists() and not path.is_file() and not path.is_dir():
                with path.open("wb") as device:
                    device.writelines((data,) if isinstance(data, bytes) else data)
                continue
            target = path.resolve()
            ready.append(_staged(target, data))
        for path in contents:
            if not may_replace(path):
                raise ChangedMeanwhile(str(path))
        for staged in ready:
            path = staged.target
            os.replace(staged.temporary, staged.target)
    except (OSError, ValueError, RuntimeError) as error:  # ValueError: NUL in a name; RuntimeError: a link to itself
        if isinstance(error, UnwritableOutput):
            raise
        raise UnwritableOutput(str(path), getattr(error, "strerror", None) or str(error)) from error
    finally:
        for staged in ready:
            staged.give_up()


def real_path(path: Path | str) -> Path:
    """Return where a path leads, with its links followed; a link to itself stays what it is, and whoever opens it hears
    of it.

    >>> real_path("/nowhere/a/../b.bib").as_posix().endswith("/nowhere/b.bib")
    True
    """
    return Path(os.path.realpath(path))


class _Staged(NamedTuple):
    """A file beside its target, ready to take its place; while `handle` is open, nobody else removes it."""

    temporary: Path
    target: Path
    handle: int | None

    def give_up(self) -> None:
        """Let go of the file, and remove it where it has not taken its place."""
        self.temporary.unlink(missing_ok=True)
        if self.handle is not None:
            os.close(self.handle)


def _staged(target: Path, data: bytes | Iterable[bytes]) -> _Staged:
    """Write `data` into a new file beside `target`, with the mode and the owner that the target has or would have."""
    before = target.stat() if target.exists() else None
    if before is not None and not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(before.st_mode) else errno.EINVAL, "it is no file")
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    remove_left_over(target.parent)
    temporary, handle = _created(target, before.st_mode & 0o777 if before else 0o666)
    try:
        with open(handle, "wb", closefd=False) as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            if before is not None:
                _take_after(temporary, before)
            os.fsync(handle)
    except BaseException:
        _Staged(temporary, target, handle).give_up()
        raise
    if fcntl is None:  # Windows moves no file that is open
        os.close(handle)
    return _Staged(temporary, target, handle if fcntl else None)


def _created(target: Path, mode: int) -> tuple[Path, int]:
    """Create the file beside `target` and hold it. The kernel takes the umask off its mode."""
    name = os.fsencode(target.name)[:_LONGEST_NAME].decode("utf-8", "ignore")
    while True:
        temporary = target.with_name(f".{name}.{secrets.token_hex(6)}.backref~")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        try:
            _hold(handle)
        except BlockingIOError:  # another writer takes it for left over
            os.close(handle)
            continue
        except OSError:  # this file system has no locks, so nobody removes what is left over in it
            return temporary, handle
        if os.fstat(handle).st_nlink:
            return temporary, handle
        os.close(handle)


def _take_after(temporary: Path, before: os.stat_result) -> None:
    made = temporary.stat()
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
        with suppress(OSError):  # only root may give files away; the content is what counts
            os.chown(temporary, before.st_uid, before.st_gid)
    os.chmod(temporary, stat.S_IMODE(before.st_mode))


def remove_left_over(folder: Path) -> None:
    """Remove what a writer that was killed left in a folder; what a living one is about to write stays."""
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name.endswith(".backref~") and _OURS.fullmatch(name)]
        for name in names:
            with suppress(OSError), open(folder / name, "rb") as file:
                _hold(file.fileno())
                os.unlink(folder / name)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a folder that goes with the block. Those of killed processes go first. Raises UnwritableOutput."""
    from tempfile import TemporaryDirectory, gettempdir

    try:
        _sweep(Path(gettempdir()))
        made = TemporaryDirectory(prefix=_FOLDER)
    except OSError as error:
        raise UnwritableOutput("a temporary folder", error.strerror or str(error)) from error
    with made as name, _held(name):
        yield Path(name)


@contextmanager
def _held(folder: str) -> Iterator[None]:
    """Hold a folder of ours, or know by OSError that a living process does."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what killed processes of this user left. One that was made just now may not be held yet."""
    for path in folder.glob(f"{_FOLDER}*") if fcntl is not None else ():
        with suppress(OSError):
            found = path.lstat()
            is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
            if is_ours and time.time() - found.st_mtime > _NEW_S:
                with _held(str(path)):
                    shutil.rmtree(path)


def _hold(handle: int) -> None:
    """Hold a file until it is closed. Raises OSError where a living process holds it."""
    if fcntl is not None:  # Windows itself refuses to remove a file that is open
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
