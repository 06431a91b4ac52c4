"""The server: the tools of `_tools` under the protocol, one call at a time, each in a thread that can be stopped.

What is wrong with an argument comes back as a result that says so. Standard output belongs to the protocol; the SDK
sends whatever else is printed to standard error.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from threading import Event
from typing import Annotated, Any

import anyio
from anyio.from_thread import run as run_in_loop
from anyio.to_thread import run_sync
from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from .. import __version__
from ..asking import Progress
from ..breaking import Pure
from ..errors import BackrefError, Interrupted, UnreadableInput
from . import _shapes as shapes
from . import tools

_AGAIN_S = 0.2  # before work that goes on all the same is interrupted once more

Work = Callable[[Progress], Mapping[str, Any]]


def server(desk: tools.Desk, stopped: Event) -> MCPServer[Any]:
    """Return the server. `stopped` is what the sources of `desk` heed: it is set when a call is cancelled."""
    made: MCPServer[Any] = MCPServer(
        "backref", version=__version__, instructions=shapes.INSTRUCTIONS, log_level="WARNING", subscriptions=False
    )
    calls = _Calls(stopped)

    every = [*((each, True) for each in _asking(desk, calls)), *((each, False) for each in _pure(desk, calls))]
    for function, asks in every:
        made.add_tool(
            function,
            description=shapes.DESCRIPTIONS[function.__name__],
            annotations=ToolAnnotations(
                read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=asks
            ),
        )
    return made


Tool = Callable[..., Awaitable[CallToolResult]]


def _asking(desk: tools.Desk, calls: _Calls) -> tuple[Tool, ...]:
    """The tools that ask the sources."""

    async def resolve(
        ctx: Context, citations: shapes.Citations = [], style: shapes.Style = "vancouver", text: shapes.Text = "",  # noqa: B006
        path: shapes.Path = "", format: shapes.FoundFormat = "", passages: shapes.Quoting = False,
    ) -> Annotated[CallToolResult, shapes.ResolutionShape]:  # fmt: skip
        return await calls.run(ctx, partial(tools.resolve, desk, citations, style, text, path, format, passages))

    async def report(
        ctx: Context, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = "", page: shapes.Page = False,
        passages: shapes.Quoting = False,
    ) -> Annotated[CallToolResult, shapes.ReportShape]:  # fmt: skip
        return await calls.run(ctx, partial(tools.report, desk, text, path, format, page, passages))

    async def get(
        ctx: Context,
        identifiers: shapes.Identifiers,
        to: shapes.EntryFormat = "bibtex",
        style: shapes.Style = "vancouver",
    ) -> Annotated[CallToolResult, shapes.GotShape]:
        return await calls.run(ctx, partial(tools.get, desk, identifiers, to, style))

    async def check(
        ctx: Context, text: shapes.Text = "", path: shapes.Path = "", format: shapes.CheckedFormat = "", ask: shapes.Asks = True
    ) -> Annotated[CallToolResult, shapes.CheckedShape]:  # fmt: skip
        return await calls.run(ctx, partial(tools.check, desk, text, path, format, ask))

    async def evidence(
        ctx: Context, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = ""
    ) -> Annotated[CallToolResult, shapes.PassagesShape]:
        return await calls.run(ctx, partial(tools.evidence, desk, text, path, format))

    return resolve, report, get, check, evidence


def _pure(desk: tools.Desk, calls: _Calls) -> tuple[Tool, ...]:
    """The tools that ask nobody."""

    async def find(
        ctx: Context, text: shapes.Text = "", path: shapes.Path = "", format: shapes.FoundFormat = ""
    ) -> Annotated[CallToolResult, shapes.FoundShape]:
        return await calls.run(ctx, partial(tools.find, desk, text, path, format), is_pure=True)

    async def tidy(
        ctx: Context, texts: shapes.Texts, to: shapes.EntryFormat = "bibtex"
    ) -> Annotated[CallToolResult, shapes.TidiedShape]:
        return await calls.run(ctx, partial(tools.tidy, desk, texts, to), is_pure=True)

    async def convert(
        ctx: Context, text: shapes.BibliographyText, format: shapes.SourceFormat = "", to: shapes.TargetFormat = "text", style: shapes.Style = "vancouver"
    ) -> Annotated[CallToolResult, shapes.ConvertedShape]:  # fmt: skip
        return await calls.run(ctx, partial(tools.convert, desk, text, format, to, style), is_pure=True)

    return find, tidy, convert


class _Calls:
    """Runs one call at a time, since sources are asked by one thread at a time, and stops the one that is cancelled."""

    def __init__(self, stopped: Event) -> None:
        self._stopped = stopped
        self._turn = anyio.CapacityLimiter(1)
        self._pure = Pure()

    async def run(self, ctx: Context, work: Work, *, is_pure: bool = False) -> CallToolResult:
        """Return what `work` made, or why an argument could not be taken. Work that `is_pure` asks nobody, and is
        broken off.
        """
        async with self._turn, anyio.create_task_group() as group:
            self._stopped.clear()
            group.start_soon(self._stop_at_end)
            # Not abandoned when the call is cancelled, but waited for: the next call may ask only once this one has
            # stopped.
            result = await run_sync(self._answer, ctx, self._pure.heeding(work) if is_pure else work)
            group.cancel_scope.cancel()
        return result

    async def _stop_at_end(self) -> None:
        """Tell the thread to stop, once the call is over or cancelled."""
        try:
            await anyio.sleep_forever()
        finally:
            self._stopped.set()
            with anyio.CancelScope(shield=True):
                while self._pure.stop():
                    await anyio.sleep(_AGAIN_S)

    def _answer(self, ctx: Context, work: Work) -> CallToolResult:
        steps = 0

        def progress(done: int, total: int, source: str) -> None:
            nonlocal steps
            if self._stopped.is_set():
                raise Interrupted("the call was cancelled")
            steps += 1  # what is reported must grow, and `done` need not
            said = f"{done} of {total} settled" + (f"; asking {source}" if source else "")
            run_in_loop(ctx.report_progress, steps, None, said)

        try:
            value = tools.cleaned(work(progress))
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            if len(text) > shapes.LARGEST_RESULT:
                raise UnreadableInput(
                    "result", f"{len(text):,} characters; at most {shapes.LARGEST_RESULT:,}: give a part"
                )
        except BackrefError as error:
            return _marked(tools.refusal(error), is_error=True)
        return _marked(text, structured_content=value)


def _marked(text: str, **more: Any) -> CallToolResult:
    """A result that says that its texts are data."""
    marked = TextContent(type="text", text=text, _meta={"texts": shapes.NOTICE})
    return CallToolResult(content=[marked], _meta={"texts": shapes.NOTICE}, **more)
