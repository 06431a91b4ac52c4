"""The language server, by a real client over stdio: keys are completed and explained, faults told, mended and
renamed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

pytestmark = pytest.mark.slow

SRC = Path(__file__).resolve().parents[2] / "src"
BIB = """@article{doe2018,
  author = {Doe, Jane and Roe, Max},
  title = {Opioids for low back pain},
  journal = {Pain},
  year = {2018}
}

@article{weiss2020,
  author = {Weiß, Émile},
  title = {Gait 𝛼 and posture.},
  journal = {Gait},
  year = {2020}
}
"""


class Editor(LanguageClient):
    """An editor that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.said: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda said: self.said.put_nowait(said))


@pytest.fixture
def session(project, monkeypatch):
    """Run a conversation with the server over a project of a bibliography and two documents."""
    Path("references.bib").write_text(BIB, encoding="utf-8")
    Path("docs/a.md").write_text("# A\n\nIt helps [@doe2018, p. 3]; 𝛼 @weiss2020 says.\n", encoding="utf-8")
    Path("docs/b.tex").write_text(
        "By \\citet{weiss2020} and \\parencite[see][]{doe2018,weiss2020}.\n", encoding="utf-8"
    )

    def run(talk: Callable[[Editor], Awaitable[None]], *options: str) -> None:
        async def whole() -> None:
            client = Editor()
            environment = os.environ | {"PYTHONPATH": str(SRC)}
            await client.start_io(sys.executable, "-m", "backref", "lsp", *options, env=environment)
            folder = types.WorkspaceFolder(Path.cwd().as_uri(), "project")
            given = types.InitializeParams(
                types.ClientCapabilities(), process_id=os.getpid(), root_uri=folder.uri, workspace_folders=[folder]
            )
            await client.initialize_async(given)
            client.initialized(types.InitializedParams())
            try:
                await talk(client)
            finally:
                await client.shutdown_async(None)
                client.exit(None)
                await client.stop()

        asyncio.run(asyncio.wait_for(whole(), 60))

    return run


def document(name: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(Path(name).absolute().as_uri())


def opened(client: Editor, name: str, text: str | None = None) -> types.TextDocumentIdentifier:
    text = Path(name).read_text(encoding="utf-8") if text is None else text
    language = {"md": "markdown", "tex": "latex", "bib": "bibtex"}[name.rpartition(".")[2]]
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(document(name).uri, language, 1, text))
    )
    return document(name)


async def told(client: Editor, uri: str) -> list[types.Diagnostic]:
    """The next diagnostics of a file."""
    while True:
        said = await client.said.get()
        if said.uri == uri:
            return list(said.diagnostics)


@pytest.mark.parametrize(
    ("name", "line", "keys"),
    [
        ("docs/n.md", "So [see @", ["doe2018", "weiss2020"]),
        ("docs/n.md", "So [see @wei", ["weiss2020"]),
        ("docs/n.md", "So @opio", ["doe2018"]),  # a word of its title
        ("docs/n.md", "So @2020", ["weiss2020"]),
        ("docs/n.md", "So @roe", ["doe2018"]),  # its second author
        ("docs/n.md", "mail a@do", None),
        ("docs/n.tex", "So \\parencite[see][p.~3]{weiss2020, do", ["doe2018"]),
        ("docs/n.tex", "So \\emph{do", None),
        ("docs/n.md", "So {cite:p}`weiss2020,do", ["doe2018"]),
    ],
)
def test_keys_are_completed_by_author_title_and_year(session, name, line, keys):
    async def talk(client: Editor) -> None:
        where = opened(client, name, f"𝛼 first\n{line}")
        found = await client.text_document_completion_async(types.CompletionParams(where, types.Position(1, len(line))))
        assert (found and [item.label for item in found.items]) == keys
        if keys:
            edit = found.items[0].text_edit
            begun = line[edit.range.start.character :]
            assert (begun.isalnum() or not begun, edit.new_text) == (True, keys[0])

    session(talk, "--offline")


def test_hover_definition_and_references(session):
    async def talk(client: Editor) -> None:
        where = opened(client, "docs/a.md")
        at = types.Position(2, 34)  # in @weiss2020, behind a letter of two units
        hover = await client.text_document_hover_async(types.HoverParams(where, at))
        assert hover.contents.kind == types.MarkupKind.PlainText
        assert hover.contents.value.startswith("Weiß É. Gait 𝛼 and posture.")
        assert (hover.range.start.character, hover.range.end.character) == (31, 40)
        place = await client.text_document_definition_async(types.DefinitionParams(where, at))
        assert (place.uri, place.range.start.line) == (document("references.bib").uri, 7)
        context = types.ReferenceContext(include_declaration=True)
        found = await client.text_document_references_async(types.ReferenceParams(context, where, at))
        assert sorted((each.uri.rpartition("/")[2], each.range.start.line, each.range.start.character) for each in found) == [
            ("a.md", 2, 31), ("b.tex", 0, 10), ("b.tex", 0, 51), ("references.bib", 7, 9),
        ]  # fmt: skip
        nowhere = await client.text_document_hover_async(types.HoverParams(where, types.Position(0, 0)))
        assert nowhere is None

    session(talk, "--offline")


def test_a_missing_key_is_told_at_once_and_the_near_one_offered(session):
    async def talk(client: Editor) -> None:
        where = opened(client, "docs/c.md", "𝛼 [@doe2081] and [@doe2018].\n")
        [fault] = await told(client, where.uri)
        assert (fault.code, fault.source) == ("BR403", "backref")
        assert fault.range.start.line == 0
        context = types.CodeActionContext([fault])
        actions = await client.text_document_code_action_async(types.CodeActionParams(where, fault.range, context))
        [edit] = next(each for each in actions if each.title == "Cite doe2018").edit.changes[where.uri]
        assert (edit.range.start.character, edit.range.end.character, edit.new_text) == (5, 12, "doe2018")
        change = types.TextDocumentContentChangeWholeDocument("All is well [@doe2018].\n")
        identifier = types.VersionedTextDocumentIdentifier(version=2, uri=where.uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
        assert await told(client, where.uri) == []

    session(talk, "--offline")


def test_a_fault_of_the_bibliography_is_mended(session):
    async def talk(client: Editor) -> None:
        where = opened(client, "references.bib")
        faults = await told(client, where.uri)
        stop = next(each for each in faults if each.code == "BR235")
        context = types.CodeActionContext([stop])
        actions = await client.text_document_code_action_async(types.CodeActionParams(where, stop.range, context))
        [mend] = [each for each in actions if each.title.startswith("Mend: ")]
        [edit] = mend.edit.changes[where.uri]
        line = BIB.splitlines()[edit.range.start.line].encode("utf-16-le")
        assert line[2 * edit.range.start.character : 2 * edit.range.end.character].decode("utf-16-le").endswith(".")

    session(talk, "--offline")


def test_a_key_is_renamed_everywhere_or_refused(session):
    async def talk(client: Editor) -> None:
        where = opened(client, "docs/a.md")
        at = types.Position(2, 15)
        assert (
            await client.text_document_prepare_rename_async(types.PrepareRenameParams(where, at))
        ).start.character == 11
        edit = await client.text_document_rename_async(types.RenameParams(where, at, "doe2018a"))
        assert {uri.rpartition("/")[2]: len(edits) for uri, edits in edit.changes.items()} == {
            "references.bib": 1, "a.md": 1, "b.tex": 1,
        }  # fmt: skip
        for bad in ("weiss2020", "x}\\input{y", "a b", ""):
            assert await client.text_document_rename_async(types.RenameParams(where, at, bad)) is None

    session(talk, "--offline")


def test_what_is_pasted_is_cited_by_key(session):
    async def talk(client: Editor) -> None:
        applied: list[types.WorkspaceEdit] = []

        @client.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            applied.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        where = opened(client, "docs/d.md", "Gabapentin fails (doi:10.1503/cmaj.171333).\n")
        await client.workspace_execute_command_async(types.ExecuteCommandParams("backref.cite", [where.uri]))
        texts = {
            each.text_document.uri.rpartition("/")[2]: each.edits[0].new_text
            for each in applied[0].document_changes
            if isinstance(each, types.TextDocumentEdit)
        }
        assert sorted(texts) == ["backref.lock", "d.md", "references.bib"]
        assert texts["d.md"] == "Gabapentin fails [@enke2018].\n"
        assert all(entry.strip() in texts["references.bib"] for entry in BIB.split("\n\n"))
        assert "enke2018" in texts["references.bib"]

    session(talk)
