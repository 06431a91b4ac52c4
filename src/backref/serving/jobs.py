"""Work that takes long: what was given, how far it is, and what came of it. Held in memory, the newest few, and nowhere
else.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from .. import pipeline
from ..asking import Progress
from ..errors import BackrefError
from ..mcp.tools import Desk
from ..model import Bibliography, Document
from .bounds import Bounds, Refused
from .desks import Desks
from .job import Job


class Jobs:
    """The jobs by their ids, which nobody can guess."""

    def __init__(self, desks: Desks, bounds: Bounds) -> None:
        self._desks, self._bounds = desks, bounds
        self._known: OrderedDict[str, Job] = OrderedDict()

    def begin(self, inputs: Sequence[Document | Bibliography], *, passages: bool = False) -> Job:
        """Start a job. Raises Refused where as many as are kept are still under way."""
        while len(self._known) >= self._bounds.kept:
            over = next((key for key, job in self._known.items() if job.is_over), None)
            if over is None:
                raise Refused(503, "busy", "too many are under way; try again later")
            del self._known[over]
        job = Job(secrets.token_urlsafe(16), inputs, passages)
        self._known[job.id] = job
        job.task = asyncio.create_task(self._work(job))
        job.task.add_done_callback(lambda _: job.tell("cancelled"))  # of one that was cancelled before it began
        return job

    def get(self, id: str) -> Job:
        """Return a job. Raises Refused."""
        if id not in self._known:
            raise Refused(404, "not-found", "there is no such work, or no more")
        return self._known[id]

    async def cancel(self, job: Job) -> None:
        """Stop a job, and forget it."""
        if job.task and not job.task.done():
            job.task.cancel()
            await asyncio.wait([job.task])
        self._known.pop(job.id, None)

    def stop(self) -> None:
        """Stop all of them."""
        for job in self._known.values():
            if job.task:
                job.task.cancel()

    async def _work(self, job: Job) -> None:
        def told(done: int, total: int, source: str) -> None:
            job.tell("progress", done=done, total=total, source=source)

        try:
            job.result = await self._desks.run(partial(_resolved, job), asks=True, progress=told)
            job.tell("done", references=len(job.result.entries))
        except (BackrefError, Refused) as error:
            job.tell("failed", message=str(error))
        except asyncio.CancelledError:
            job.tell("cancelled")
            raise
        except Exception:
            job.tell("failed", message="this could not be done; the server's log says why")
            raise


def _resolved(job: Job, desk: Desk, progress: Progress) -> Bibliography:
    found = pipeline.resolve(job.inputs, desk.sources, progress=progress)
    if not job.passages:
        return found
    from ..passages import evidence

    return evidence(found, desk.sources)
