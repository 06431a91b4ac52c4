"""Exceptions of backref: the caller's mistakes and the machine's failures, never bad text.

Bad text becomes a `Problem`, a verdict becomes a `Status`; see `backref.model`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# Until the package is published; then: "pip install 'backref[{}]'". docs/index.md says it too.
_INSTALL = "pip install '.[{}]' in a checkout of backref"


def install(extra: str) -> str:
    """Return how an extra is installed.

    >>> install("pdf")
    "pip install '.[pdf]' in a checkout of backref"
    """
    return _INSTALL.format(extra)


class BackrefError(Exception):
    """Base of every exception that backref raises on purpose. It can be pickled, as between processes."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[BackrefError], args: tuple[object, ...], attributes: dict[str, object]) -> BackrefError:
    """The same exception in another process: its message is made already, so its own `__init__` has nothing to do."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


class SourceError(BackrefError):
    """A source could not be asked, or answered with what is no answer. Says nothing about whether a work exists.

    `retry_after_s` is the wait in seconds that the service asked for, if it did. `status` is that of HTTP, if there was
    one.
    """

    def __init__(
        self, source: str, detail: str, *, retry_after_s: float | None = None, status: int | None = None
    ) -> None:
        self.source = source
        self.status = status
        self.detail = detail
        self.retry_after_s = retry_after_s
        super().__init__(f"{source}: {detail}")


class Interrupted(BackrefError):
    """The asking was stopped by whoever began it. What was answered by then is in the cache, so it can be taken up
    again.
    """


class WorkerLost(BackrefError, RuntimeError):
    """A process that worked for this one ended before its time: it was killed, or could not start."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        super().__init__(
            f"one of {workers} processes that worked ended before its time: it was killed, memory ran out,"
            ' or the main module does its work without `if __name__ == "__main__":`'
        )


class UnknownPlugin(BackrefError, LookupError):
    """No source, reader, format, style or rule goes by this name."""

    def __init__(self, group: str, name: str, known: Iterable[str]) -> None:
        self.group = group
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(f"no {group} named {name!r}; known: {', '.join(self.known)}")


class BrokenPlugin(BackrefError):
    """A plug-in of an installed package cannot be used: it cannot be imported, is of another type, or failed when it
    was asked.
    """

    def __init__(self, group: str, name: str, package: str, detail: str) -> None:
        self.group = group
        self.name = name
        self.package = package
        self.detail = " ".join(detail.split())
        super().__init__(f"the {group} {name!r} of the package {package} cannot be used: {self.detail}")


class UnreadableInput(BackrefError, ValueError):
    """A file or stream that cannot be read as text at all: a directory, a missing file, a binary file."""

    def __init__(self, name: str, detail: str) -> None:
        self.name = name
        self.detail = detail
        super().__init__(f"{name}: {detail}")


class StyleError(BackrefError, ValueError):
    """A list cannot be made in the style of a CSL file: it is none or is broken, or pandoc is missing or gave up."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(f"{path}: {detail}")


class CatalogueError(BackrefError):
    """A catalogue cannot be opened, is locked by another writer, or was made by another version."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(f"catalogue {path}: {detail}")


class ConfigurationError(BackrefError, ValueError):
    """A configuration file says something that is not understood: which file, which key ("" for all of it), and why."""

    def __init__(self, path: str, key: str, detail: str) -> None:
        self.path = path
        self.key = key
        self.detail = detail
        super().__init__(f"{path}: {key}: {detail}" if key else f"{path}: {detail}")


class LockError(BackrefError, ValueError):
    """A lock file cannot be used: it was edited by hand, is broken, or was made by a newer version."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(f"{path}: {detail}")


class UnwritableOutput(BackrefError, OSError):
    """A file that was to be written cannot be; nothing of it was."""

    def __init__(self, name: str, detail: str) -> None:
        self.name = name
        self.detail = detail
        super().__init__(f"{name}: cannot be written: {detail}; nothing was changed")


class ChangedMeanwhile(UnwritableOutput):
    """A file was saved by somebody else after it had been read; so it was not replaced, nor anything that belongs to
    it.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, "it was changed after it had been read; run it again")
