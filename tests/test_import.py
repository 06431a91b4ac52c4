"""Importing backref is light, and its public names are all there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import backref

HEAVY = (
    "requests",
    "habanero",
    "bibtexparser",
    "numpy",
    "onnxruntime",
    "tantivy",
    "pydantic",
    "rich",
    "rapidfuzz",
    "markdown_it",
    "msgspec",
    "pyarrow",
    "starlette",
)
SRC = str(Path(__file__).resolve().parents[1] / "src")


def loaded_after(code: str) -> set[str]:
    script = f"import sys; sys.path.insert(0, {SRC!r}); {code}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_backref_loads_nothing_heavy():
    assert not loaded_after("import backref") & set(HEAVY)


def test_help_loads_nothing_heavy():
    whole = (
        "import contextlib; sys.argv = ['backref', '--help']; from backref.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
    )
    assert not loaded_after(whole) & set(HEAVY)


def test_finding_needs_no_network_library_and_no_model():
    assert not loaded_after("import backref; backref.find('See PMID 1.')") & {
        "requests",
        "habanero",
        "bibtexparser",
        "numpy",
        "tantivy",
    }


@pytest.mark.parametrize("name", backref.__all__)
def test_every_public_name_is_there(name):
    assert getattr(backref, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = backref.nonsense


def test_the_server_without_its_extra_is_wrong_use_and_says_what_to_install():
    script = f"import sys; sys.path.insert(0, {SRC!r}); sys.modules['mcp'] = None; from backref.cli import main; sys.argv[1:] = ['mcp']; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install '.[mcp]'" in done.stderr
