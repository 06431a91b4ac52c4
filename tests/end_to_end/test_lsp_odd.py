"""What an editor says that it should not, files that are gone, and work that is given up: the language server in this
process.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

from pygls.exceptions import JsonRpcException
from pygls.workspace import TextDocument, Workspace

from backref.lsp import _actions, _faults, _telling
from backref.lsp._convert import ClientDocument, path_of
from backref.lsp._project_keys import ProjectKeys
from backref.lsp._serving import Server

WHERE = {"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 0}}


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", WHERE | {"position": {"line": -1, "character": 0}}, -32602), ("textDocument/hover", WHERE | {"position": {"line": 0, "character": 2**40}}, -32602),
        ("textDocument/hover", WHERE | {"position": None}, -32602), ("textDocument/hover", {}, -32602), ("textDocument/rename", WHERE, -32602), ("x/y", ..., -32601),
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_read_is_answered(method, params, code, monkeypatch):
    """For whoever asked waits."""
    server, told = Server(None), []
    monkeypatch.setattr(server.protocol, "_send_response", lambda number, result=None, error=None: told.append((number, error.code)))  # fmt: skip
    message = {"jsonrpc": "2.0", "id": 7, "method": method} | ({} if params is ... else {"params": params})
    with pytest.raises(JsonRpcException):
        server.protocol.structure_message(message)
    assert told == [(7, code)]
    with suppress(JsonRpcException):  # of what asks nothing, nothing is said
        server.protocol.structure_message({name: value for name, value in message.items() if name != "id"})
    assert len(told) == 1


def test_half_a_letter_of_a_text_that_is_open_takes_the_place_of_a_letter(tmp_path):
    text = "@article{doe2018, title = {Heat \ud83d}, year = 20188}\n"
    document = ClientDocument.of(TextDocument("file:///a.bib", text))
    assert document.source == text.replace("\ud83d", "\ufffd")
    (tmp_path / "references.bib").write_text(document.source)
    found = _faults.offline(tmp_path / "references.bib", document.source, ProjectKeys(tmp_path))
    assert "20188" in {text[slice(*fault.span)] for fault in found}


@pytest.mark.parametrize("uri", ["file:///%00", "file:///a%00b.md", "file://", "", "untitled:%00", "git:/a.md?x", "file:///" + "a" * 6000, "file:///\ud800", "untitled:\udfff"])  # fmt: skip
def test_every_address_names_a_path_that_can_be_asked_for(uri):
    assert isinstance(path_of(uri), Path)
    assert str(path_of(uri)).encode()
    with suppress(OSError):
        path_of("file:///a%00b.md").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "endless.md").symlink_to("/dev/zero")
    (tmp_path / "plain.md").write_text("See [@doe2018].")
    server = Server(None)
    server.protocol._workspace = Workspace(None, None)
    texts = {name: server.document((tmp_path / name).as_uri()).source for name in ("pipe.md", "endless.md", "plain.md")}
    assert texts == {"pipe.md": "", "endless.md": "", "plain.md": "See [@doe2018]."}


def test_keys_of_files_that_are_gone_stand_nowhere(tmp_path):
    """A project that names no documents, in a folder without any, whose bibliography was deleted meanwhile."""
    bibliography = tmp_path / "references.bib"
    bibliography.write_text("@article{doe2018, title = {Heat}}\n")
    held = ProjectKeys(tmp_path)
    bibliography.unlink()
    standing = _actions.standing("doe2018", held, held.opened)
    assert list(standing) == [bibliography.resolve()]
    server = Server(None)
    server.protocol._workspace = None
    assert _telling.ranges(server, standing) == {}


@pytest.mark.parametrize("is_begun", [True, False])
def test_a_look_that_is_given_up_ends(is_begun):
    """For the threads are few, and a large text takes each of them long."""
    begun, ended, busy = threading.Event(), threading.Event(), threading.Event()

    def look() -> None:
        begun.set()
        try:
            while True:
                sum(range(1000))
        finally:
            ended.set()

    async def typed() -> None:

        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        if not is_begun:
            loop.run_in_executor(None, busy.wait)
        looking = loop.create_task(Server(None)._computed(look))
        while is_begun and not begun.is_set():
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        looking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await looking
        busy.set()

    asyncio.run(typed())  # which waits for the threads
    assert begun.is_set() == ended.is_set() == is_begun


@pytest.mark.parametrize("has_faults", [True, False])
def test_a_text_that_is_closed_is_looked_at_no_more(has_faults, monkeypatch):
    """Else it would be looked at for ever, whenever a file changes."""
    told = []

    async def closed() -> bool:
        server = Server(None)
        monkeypatch.setattr(server, "text_document_publish_diagnostics", lambda said: told.append(list(said.diagnostics)))  # fmt: skip
        server.changed("file:///a.md")
        [task] = server._waiting.values()
        server.found["file:///a.md"] = ["a fault"] if has_faults else []
        server.closed("file:///a.md")
        await asyncio.wait([task])
        assert not server.found
        assert not server._waiting
        return task.cancelled()

    assert asyncio.run(closed())
    assert told == ([[]] if has_faults else [])


def test_what_a_process_can_import_once_is_not_broken_off():
    """Else all that parses would fail from then on."""
    code = """
import sys
from backref.breaking import Pure
pure = Pure()
def work():
    assert "numpy" in sys.modules
    pure.stop()
    while True:
        pass
try:
    pure.heeding(work)()
except Exception as error:
    print(type(error).__name__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "Interrupted\n"
