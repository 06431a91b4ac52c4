"""What can be done at a place: mend, cite by key, rename."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from lsprotocol import types
from pygls.workspace import TextDocument

from ..checking import Fault
from ..errors import BackrefError
from ..text.escape import plain
from . import _actions
from ._convert import path_of
from ._places import family, places
from ._serving import Server
from ._telling import insertable
from ._telling import ranges as _ranges

CITE = "backref.cite"


def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done about the faults in a range, and to cite by key what is pasted."""
    uri = params.text_document.uri
    document = ls.document(uri)
    start, end = (document.offset_at_position(at) for at in (params.range.start, params.range.end))
    at = ls.places(document.source)
    actions = []
    for fault in ls.found.get(uri, ()):
        if fault.file.text == document.source and fault.span.start <= end and start <= fault.span.end:
            for title, edits in _mends(ls, document, fault):
                made = [types.TextEdit(at.range(*span), text) for *span, text in edits]
                edit = types.WorkspaceEdit({uri: made})
                actions.append(types.CodeAction(title, types.CodeActionKind.QuickFix, edit=edit))
    if family(path_of(uri).name) != "bib":
        command = types.Command("Cite by key what is pasted here", CITE, arguments=[uri])
        actions.append(types.CodeAction(command.title, types.CodeActionKind.RefactorRewrite, command=command))
    return actions


def _mends(ls: Server, document: TextDocument, fault: Fault) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """The mends of a fault: what each is called, and its edits."""
    if fault.edits:
        yield f"Mend: {plain(fault.message)}", [(*each.span, each.text) for each in fault.edits]
    elif fault.rule.code == "BR403":
        standing = [
            each
            for each in places(document.source, family(path_of(document.uri).name))
            if each.key == fault.key and fault.span.start <= each.end and each.start <= fault.span.end
        ]
        name = path_of(document.uri).name
        for key in insertable(ls.held.near(fault.key), name, document.source, ""):
            yield f"Cite {plain(key)}", [(each.start, each.end, key) for each in standing]


async def cite(ls: Server, uri: str) -> None:
    """Cite by key what is pasted in a document: its own text, the bibliography and the lock are edited."""
    document = ls.document(uri)
    loop = asyncio.get_running_loop()
    changed: Mapping[Path, str] = {}
    async with ls.asking:
        try:
            sources = await loop.run_in_executor(None, ls.sources)
            work = partial(_actions.pasted, path_of(uri), document.source, ls.held, sources)
            changed, said = await loop.run_in_executor(None, work)
        except BackrefError as error:
            said = [str(error)]
    for message in said[:5]:
        ls.say(message)
    if changed:
        await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(ls.edit(changed), "Cite by key"))


def prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
    """Return where the key stands that is to be renamed; None where there is none."""
    found = ls.key_at(params.text_document.uri, params.position)
    if found is None or found[1].key not in ls.held.entries:
        return None
    return ls.places(found[0].source).range(found[1].start, found[1].end)


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Return the edits that rename a key in its entry and wherever it is cited."""
    found = ls.key_at(params.text_document.uri, params.position)
    if found is None:
        return None
    try:
        standing = _actions.renamed(
            found[1].key, params.new_name, ls.held, ls.text_of, ls.documents(params.text_document.uri)
        )
    except BackrefError as error:
        ls.say(str(error))
        return None
    edits = {
        uri: [types.TextEdit(at, params.new_name) for at in ranges] for uri, ranges in _ranges(ls, standing).items()
    }
    return types.WorkspaceEdit(edits)
