"""The state of a server: the project, the texts that are open, and their faults. What takes long runs in threads, and
stops when a text changes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams, JsonRpcMethodNotFound
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from .. import __version__
from .. import files as disk
from ..breaking import Pure
from ..checking import Fault
from ..errors import BackrefError, Interrupted
from ..files import real_path
from ..model import Source
from ..project.configuration import Configuration, opened
from ..sources import stoppable
from ..text.escape import plain
from . import _edited, _faults
from ._convert import ClientDocument, Places, diagnostic, path_of
from ._places import KeyPlace, family, places
from ._project_keys import ProjectKeys

# Without a change: before a text is looked at, before all of a large bibliography is, and before sources are asked.
_SETTLED_S, _PAUSED_S, _IDLE_S = 0.15, 1.0, 3.0
_MARKDOWN_CELLS = types.NotebookDocumentFilterWithCells(
    cells=[types.NotebookCellLanguage("markdown")], notebook="jupyter-notebook"
)
T = TypeVar("T")
Opening = Callable[[Configuration], Sequence[Source]]


class _Protocol(LanguageServerProtocol):
    def structure_message(self, data: Any) -> Any:
        """Return a message; a request that is none is answered, for its client waits. Raises what it raises there."""
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if "id" in data and "method" in data:
                is_known = self.get_message_type(data["method"]) is not None
                refused = JsonRpcInvalidParams() if is_known else JsonRpcMethodNotFound()
                self._send_response(data["id"], error=refused.to_response_error())
            raise


class Server(LanguageServer):
    """A language server for one project: the folder that the client opens."""

    def __init__(self, opening: Opening | None = opened) -> None:
        super().__init__(
            "backref",
            __version__,
            protocol_cls=_Protocol,
            notebook_document_sync=types.NotebookDocumentSyncOptions([_MARKDOWN_CELLS]),
        )
        self.opening = opening
        self.held = ProjectKeys(Path.cwd(), self.text_of)
        self.found: dict[str, Sequence[Fault]] = {}
        self._whole: dict[str, Sequence[Fault]] = {}  # those of the text that `held` has
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._stopped: dict[str, Event] = {}
        self._sources: Sequence[Source] | None = None
        self.asking = asyncio.Lock()

    def text_of(self, path: Path) -> str | None:
        """Return the text of a file that is open."""
        uri = unquote(from_fs_path(str(path)) or "")  # as it is kept, whatever the client quotes
        known = self.workspace.text_documents.get(uri) if self.protocol._workspace else None
        return ClientDocument.of(known).source if known else None

    def open_folder(self) -> None:
        """Take the folder that the client opened for the project's."""
        root = self.workspace.root_path or to_fs_path(next(iter(self.workspace.folders), "")) or str(Path.cwd())
        self.held = ProjectKeys(real_path(root), self.text_of)
        for problem in self.held.problems:
            self.say(problem)

    def say(self, message: str) -> None:
        """Show a message to the author."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, plain(message)[:500]))

    def places(self, text: str) -> Places:
        """Return the places of a text."""
        return Places(text, self.workspace.position_codec)

    def document(self, uri: str) -> TextDocument:
        """Return a text, whose lines are as the client has them; an empty one of what cannot be read."""
        document = ClientDocument.of(self.workspace.get_text_document(uri))
        try:
            _ = document.source
        except (OSError, ValueError):
            return ClientDocument(uri, "", position_codec=self.workspace.position_codec)
        return document

    def documents(self, uri: str) -> list[Path]:
        """Return the files that are open in the project's folder, some of which may not be written yet, and the one at
        an address.
        """
        paths = {path_of(each) for each in self.workspace.text_documents if each.startswith("file:")}
        within = {path for path in paths if path.is_relative_to(self.held.folder)}
        return sorted(path for path in within | {path_of(uri)} if family(path.name) != "bib")

    def key_at(self, uri: str, position: types.Position) -> tuple[TextDocument, KeyPlace] | None:
        """Return the key at a position."""
        document = self.document(uri)
        at = document.offset_at_position(position)
        found = places(document.source, family(path_of(uri).name))
        return next(((document, each) for each in found if each.start - 1 <= at <= each.end), None)

    def sources(self) -> Sequence[Source]:
        """Return the sources of the project; none where it is to be looked at offline."""
        if self._sources is None:
            is_silent = self.opening is None or self.held.settings.check.offline
            self._sources = [] if is_silent or self.opening is None else self.opening(self.held.settings)
        return self._sources

    def changed(self, uri: str) -> None:
        """Look at a text once nobody types; what was begun on its last state is given up."""
        self._give_up(uri)
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._look(uri))

    def closed(self, uri: str) -> None:
        """Forget a text that nobody has open: nothing is looked at, and what was told of it is taken back."""
        self._give_up(uri)
        self._whole.pop(uri, None)
        if self.found.pop(uri, None):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    def _give_up(self, uri: str) -> None:
        if (task := self._waiting.pop(uri, None)) is not None:
            task.cancel()
        if (stopped := self._stopped.pop(uri, None)) is not None:
            stopped.set()

    async def _look(self, uri: str) -> None:
        try:
            await asyncio.sleep(_SETTLED_S)
            document = self.document(uri)
            text, path = document.source, path_of(uri)
            loop = asyncio.get_running_loop()
            if (known := self.held.file(path)) is not None and known.is_bib and uri in self.found:
                touched = partial(_edited.faults, path, known.text, text, self._whole.get(uri, ()), self.held)
                if (quick := await self._computed(touched)) is not None:
                    self._publish(uri, text, quick)
                    await asyncio.sleep(_PAUSED_S)
            await loop.run_in_executor(None, self.held.refresh)
            whole = await self._computed(partial(_faults.offline, path, text, self.held))
            self._whole[uri] = whole
            self._publish(uri, text, whole)
            await asyncio.sleep(_IDLE_S)
            async with self.asking:
                sources = await loop.run_in_executor(None, self.sources)
                if sources and self.held.file(path) is not None:
                    stopped = self._stopped[uri] = Event()
                    work = partial(_faults.asked, path, text, self.held, sources)
                    self._publish(uri, text, await loop.run_in_executor(None, partial(stoppable, stopped, work)))
        except Interrupted:
            return
        except BackrefError as error:
            self.say(str(error))

    async def _computed(self, work: Callable[[], T]) -> T:
        """Return what a thread computes; where that is given up, the thread stops too: there are few of them."""
        breaking, given_up = Pure(), Event()

        def begun() -> T:
            if given_up.is_set():
                raise Interrupted("given up")
            return work()

        try:
            return await asyncio.get_running_loop().run_in_executor(None, breaking.heeding(begun))
        except asyncio.CancelledError:
            given_up.set()
            breaking.stop()
            raise

    def _publish(self, uri: str, text: str, faults: Sequence[Fault]) -> None:
        self.found[uri] = faults
        at = self.places(text)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=[diagnostic(fault, at) for fault in faults])
        )

    def edit(self, changed: Mapping[Path, str]) -> types.WorkspaceEdit:
        """Return the edit that makes files what they are to become, those that are not there yet too."""
        made: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
        for path, after in changed.items():
            uri = from_fs_path(str(path)) or ""
            before = self.text_of(path)
            if before is None:
                if not path.exists():
                    made.append(types.CreateFile(uri=uri))
                before = disk.decoded(path.read_bytes())[0] if path.exists() else ""
            edits = [types.TextEdit(self.places(before).all(), after)]
            made.append(types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri=uri), list(edits)))
        return types.WorkspaceEdit(document_changes=made)
