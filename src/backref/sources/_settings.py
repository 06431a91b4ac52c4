"""Who asks, and within which bounds."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import __version__
from ._reaching import Reach


def _never() -> bool:
    return False


def _mailto() -> str | None:
    return os.environ.get("BACKREF_MAILTO") or None


@dataclass(frozen=True, slots=True)
class Settings:
    """Who asks and within which bounds. `clock`, `now`, `sleep` and `dice` are there for tests.

    Times are seconds: to connect, of silence, for a whole answer once it was asked for, and for all tries of one
    request. `max_body` is in bytes, inflated; the largest honest answer, 200 PubMed records, has 4 MB.

    `base_urls` sends a source's requests elsewhere: {"crossref": "http://127.0.0.1:8000"}; `reaches` says how each is
    reached where the environment does not. `is_stopped` is asked while answers are awaited; once it says yes, the
    asking ends with Interrupted. `share` is how many such policies ask side by side from this machine: each takes that
    part of what a service allows.
    """

    mailto: str | None = field(default_factory=_mailto)
    offline: bool = False
    cache: Path | None = None
    connect_timeout_s: float = 6.0
    read_timeout_s: float = 20.0
    answer_timeout_s: float = 40.0
    deadline_s: float = 90.0
    max_body: int = 64 << 20
    tries: int = 6
    share: int = 1
    base_urls: Mapping[str, str] = field(default_factory=dict)
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep
    is_stopped: Callable[[], bool] = _never
    dice: Callable[[], float] = random.random

    @property
    def can_stop(self) -> bool:
        """Whether somebody may end the asking."""
        return self.is_stopped is not _never

    @property
    def user_agent(self) -> str:
        """What we call ourselves; with an address, services put us in their polite pools."""
        return f"backref/{__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")
