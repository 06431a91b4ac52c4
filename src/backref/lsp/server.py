"""The server: what it can do, by the protocol's names."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from ..project.configuration import opened
from . import _acting, _telling
from ._serving import Opening, Server


def server(opening: Opening | None = opened) -> Server:
    """Return the server. `opening` opens the sources of a project; None for one that asks nobody."""
    made = Server(opening)
    for name, handler in _CHANGES.items():
        made.feature(name)(handler)
    for name, (handler, options) in _ANSWERS.items():
        made.feature(name, options)(handler)
    made.command(_acting.CITE)(_acting.cite)
    return made


def _initialized(ls: Server, params: types.InitializedParams) -> None:
    ls.open_folder()


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.document(params.text_document.uri)  # before a change is put into it
    ls.changed(params.text_document.uri)


async def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


async def _files_changed(
    ls: Server, params: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams
) -> None:
    for uri in list(ls.found):
        ls.changed(uri)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.closed(params.text_document.uri)


_CHANGES: dict[str, Any] = {
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_SAVE: _files_changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
}
_KINDS = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]
_ANSWERS: dict[str, tuple[Any, Any]] = {
    types.TEXT_DOCUMENT_COMPLETION: (
        _telling.completion,
        types.CompletionOptions(trigger_characters=["@", "{", ",", "`", "<"]),
    ),
    types.TEXT_DOCUMENT_HOVER: (_telling.hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (_telling.definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (_telling.references, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (_acting.code_action, types.CodeActionOptions(_KINDS)),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (_acting.prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (_acting.rename, types.RenameOptions(prepare_provider=True)),
}
