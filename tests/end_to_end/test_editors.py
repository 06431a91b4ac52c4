"""The settings of docs/how-to/editors.md, by the editors themselves, without a screen: where one is installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: pip install backref[lsp]")

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "editors.md").read_text(encoding="utf-8")
BIB = "@article{enke2018,\n  author = {Enke, O.},\n  title = {Anticonvulsants},\n  journal = {CMAJ},\n  year = {2018}\n}\n"
NEOVIM = """
dofile("init.lua")
local function wait(found) return (vim.wait(60000, found, 50)) end
local function attached() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end
local said = {}
vim.cmd("edit page.md")
said.attached = wait(attached)
wait(function() return #vim.diagnostic.get(0) > 0 end)
said.diagnostics = vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0))
local at = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 4, character = 8 } }
local answer = vim.lsp.get_clients({ bufnr = 0 })[1]:request_sync("textDocument/completion", at, 60000, 0).result
said.completes = vim.tbl_map(function(each) return each.label end, answer.items or answer)
vim.cmd("edit paper.tex")
said.attached_tex = wait(attached)
vim.api.nvim_win_set_cursor(0, { 3, 10 })
vim.lsp.buf.rename("enke2019")
wait(function() return vim.fn.getline(3):find("enke2019") ~= nil end)
said.renamed = vim.fn.getline(3)
io.stdout:write(vim.json.encode(said))
"""
EMACS = """
(package-initialize)
(require 'eglot)
(require 'markdown-mode)
(load-file "settings.el")
(setq eglot-sync-connect 60)
(fset 'y-or-n-p (lambda (&rest _) t))
(defun attach (name)
  (find-file name)
  (apply #'eglot (eglot--guess-contact))
  (and (eglot-managed-p) t))
(defun completes ()
  (let ((found (eglot-completion-at-point)))
    (all-completions (buffer-substring (nth 0 found) (nth 1 found)) (nth 2 found))))
(let (said)
  (push (cons 'attached (attach "page.md")) said)
  (let ((left 240))
    (while (and (> (setq left (1- left)) 0) (not (flymake-diagnostics))) (accept-process-output nil 0.25)))
  (push (cons 'diagnostics (vconcat (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))) said)
  (goto-char (point-min))
  (search-forward "@enk" nil nil 2)
  (push (cons 'completes (vconcat (mapcar #'substring-no-properties (completes)))) said)
  (push (cons 'attached_tex (attach "paper.tex")) said)
  (goto-char (point-min))
  (search-forward "enke20")
  (eglot-rename "enke2019")
  (push (cons 'renamed (buffer-substring-no-properties (line-beginning-position) (line-end-position))) said)
  (princ (json-encode said)))
(kill-emacs 0)
"""


def settings(language: str, heading: str) -> str:
    found = re.search(rf"^## {heading}.*?^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def edited(tmp_path):
    """Run an editor in a project, and return what its script says."""
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "backref").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m backref "$@"\n')
    (commands / "backref").chmod(0o755)
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    (project / "references.bib").write_text(BIB)
    (project / "page.md").write_text("# Pain\n\nIt fails [@enke2081].\n\nAnd [@enk]\n")
    (project / "paper.tex").write_text(
        "\\documentclass{article}\n\\begin{document}\nA \\cite{enke2018}.\n\\end{document}\n"
    )

    def run(*arguments: str, **files: str) -> dict:
        for name, text in files.items():
            (project / name.replace("_", ".")).write_text(text)
        environment = os.environ | {
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path)
        }  # fmt: skip
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=project, env=environment, timeout=300)
        found = re.search(r"\{.*\}", done.stdout, re.DOTALL)
        assert found, done.stdout + done.stderr
        return json.loads(found[0])

    return run


def test_neovim(edited):
    nvim = os.environ.get("NVIM_PROGRAM") or shutil.which("nvim")
    said = nvim and subprocess.run([nvim, "--version"], capture_output=True, text=True).stdout
    if not said or tuple(map(int, re.findall(r"\d+", said)[:2])) < (0, 11):
        pytest.skip("the editor Neovim 0.11 is not installed; NVIM_PROGRAM may name it")
    said = edited(
        nvim,
        "--headless",
        "--clean",
        "-c",
        "luafile drive.lua",
        "-c",
        "qa!",
        init_lua=settings("lua", "Neovim"),
        drive_lua=NEOVIM,
    )
    assert said == {
        "attached": True, "diagnostics": ["BR403", "BR403"], "completes": ["enke2018"], "attached_tex": True, "renamed": "A \\cite{enke2019}."
    }  # fmt: skip


def test_emacs(edited):
    emacs = shutil.which("emacs")
    asked = "(progn (package-initialize) (require 'eglot) (require 'markdown-mode))"
    if not emacs or subprocess.run([emacs, "--batch", "--eval", asked], capture_output=True, timeout=100).returncode:
        pytest.skip("the editor Emacs with Eglot and markdown-mode is not installed")
    said = edited(emacs, "--batch", "-l", "drive.el", settings_el=settings("text", "Emacs"), drive_el=EMACS)
    assert (said["attached"], said["completes"], said["attached_tex"]) == (True, ["enke2018"], True)
    assert any("enke2081" in each for each in said["diagnostics"])
    assert said["renamed"] == "A \\cite{enke2019}."


def test_what_is_written_for_helix_and_vs_code_can_be_read_and_starts_the_server():
    helix = tomllib.loads(settings("toml", "Helix"))
    started = helix["language-server"]["backref"]
    assert all("backref" in each["language-servers"] for each in helix["language"])
    code = json.loads(settings("json", "VS Code"))
    ran = (
        [started["command"], *started["args"]],
        [code["glspc.server.command"], *code["glspc.server.commandArguments"]],
    )
    assert ran == (["backref", "lsp"], ["backref", "lsp"])
