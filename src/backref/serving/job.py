"""One asking that takes long: what was given, what is told of it as it goes on, and what came of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Bibliography, Document

_BEAT_S = 15.0  # after which a silent stream says that it is still there


@dataclass(eq=False)
class Job:
    """One asking. `passages` says whether the works are asked what they say; `events` are what is told of it, each a
    name and a value; the last one says how it ended.
    """

    id: str
    inputs: Sequence[Document | Bibliography]
    passages: bool = False
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    result: Bibliography | None = None
    task: asyncio.Task[None] | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return bool(self.events) and self.events[-1][0] in ("done", "failed", "cancelled")

    def tell(self, name: str, **value: Any) -> None:
        """Add an event. Nothing is told after the end: a thread may still say how far it is when its work was
        cancelled, and whoever follows waits for the last event.

        >>> job = Job("one", ())
        >>> job.tell("cancelled")
        >>> job.tell("progress", done=1)
        >>> job.is_over, job.events
        (True, [('cancelled', {})])
        """
        if self.is_over:
            return
        self.events.append((name, value))
        self._news.set()
        self._news = asyncio.Event()

    async def stream(self) -> AsyncIterator[str]:
        """Yield the events as server-sent ones, from the first to the last."""
        at = 0
        while True:
            news = self._news
            while at < len(self.events):
                name, value = self.events[at]
                at += 1
                yield f"event: {name}\ndata: {json.dumps(value)}\n\n"
            if self.is_over:
                return
            try:
                async with asyncio.timeout(_BEAT_S):
                    await news.wait()
            except TimeoutError:
                yield ": still here\n\n"
