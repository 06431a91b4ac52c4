"""The language server, and the client library that editors built on Node take it by: the settings of
docs/how-to/editors.md for VS Code, run by `vscode-languageserver-protocol`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")
PACKAGES = Path(os.environ.get("NODE_PACKAGES", ""))
BIB = "@article{enke2018,\n  author = {Enke, O.},\n  title = {Anticonvulsants},\n  journal = {CMAJ},\n  year = {2018}\n}\n"
TEXT = "# Pain\n\nIt helps [@enke2018] and [@nobody], says @en"
CLIENT = """
const { spawn } = require("child_process");
const { pathToFileURL } = require("url");
const api = require("vscode-languageserver-protocol/node");
const given = JSON.parse(process.argv[2]);
const server = spawn(given.command, given.arguments, { stdio: ["pipe", "pipe", "ignore"] });
const link = api.createProtocolConnection(new api.StreamMessageReader(server.stdout), new api.StreamMessageWriter(server.stdin));
const uri = pathToFileURL(`${process.cwd()}/page.md`).href;
const found = new Promise((resolve) => link.onNotification(api.PublishDiagnosticsNotification.type, (said) => {
  if (said.diagnostics.length) resolve(said.diagnostics.map((each) => String(each.code)));
}));
link.onRequest((method) => (method === "workspace/configuration" ? [null] : null));
link.listen();
(async () => {
  const folder = pathToFileURL(process.cwd()).href;
  const started = await link.sendRequest(api.InitializeRequest.type, {
    processId: process.pid, rootUri: folder, workspaceFolders: [{ uri: folder, name: "x" }],
    capabilities: { workspace: { configuration: true, workspaceFolders: true },
      textDocument: { completion: { completionItem: { snippetSupport: true } }, rename: { prepareSupport: true },
        publishDiagnostics: { relatedInformation: true } } },
  });
  link.sendNotification(api.InitializedNotification.type, {});
  link.sendNotification(api.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: given.language, version: 1, text: given.text } });
  const at = (line, character) => ({ textDocument: { uri }, position: { line, character } });
  const items = await link.sendRequest(api.CompletionRequest.type, at(2, given.text.split("\\n")[2].length));
  const hover = await link.sendRequest(api.HoverRequest.type, at(2, 13));
  const edit = await link.sendRequest(api.RenameRequest.type, { ...at(2, 13), newName: "enke2019" });
  const said = { offers: Object.keys(started.capabilities), codes: await found,
    completes: (items.items || items).map((each) => each.label),
    hover: hover && (hover.contents.value || String(hover.contents)), edit: JSON.stringify(edit) };
  await link.sendRequest(api.ShutdownRequest.type);
  link.sendNotification(api.ExitNotification.type);
  process.stdout.write(JSON.stringify(said));
})();
"""


def test_a_client_of_node_speaks_with_the_server(tmp_path):
    node = shutil.which("node")
    if node is None or not (PACKAGES / "vscode-languageserver-protocol").is_dir():
        pytest.skip("NODE_PACKAGES names no folder with vscode-languageserver-protocol")
    settings = json.loads(re.search(r"^## VS Code\n.*?^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[1])
    assert settings["glspc.server.command"] == "backref"
    given = {
        "command": sys.executable,
        "arguments": ["-m", "backref", *settings["glspc.server.commandArguments"], "--offline"],
        "language": settings["glspc.server.languageId"][0],
        "text": TEXT,
    }
    (tmp_path / "references.bib").write_text(BIB)
    (tmp_path / "page.md").write_text(TEXT)
    (tmp_path / "backref.toml").write_text('bibliography = "references.bib"\n')
    (tmp_path / "client.js").write_text(CLIENT)
    variables = {"NODE_PATH": str(PACKAGES.resolve()), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [node, "client.js", json.dumps(given)],
        cwd=tmp_path, env=os.environ | variables, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert {"completionProvider", "hoverProvider", "renameProvider", "codeActionProvider"} <= set(said["offers"])
    assert "enke2018" in said["completes"]
    assert "Anticonvulsants" in said["hover"]
    assert said["edit"].count("enke2019") == 2  # the page and the bibliography
    assert any("missing" in code or code.startswith("BR") for code in said["codes"])
