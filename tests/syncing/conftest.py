"""A project in a folder of its own, and a network that is not there."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backref.cli import command


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def project(project) -> Path:
    """The folder with documentation that cites three works, in three ways; the catalogue knows them."""
    (project / "docs" / "a.md").write_text(
        "# Pain\n\nGabapentin fails [see @doi:10.1503/cmaj.171333, p. 3], as `[@code]` does.\n\nSee PMID 25561513.\n"
    )
    (project / "docs" / "b.rst").write_text("Pain\n====\n\nIt does :cite:p:`doi:10.1016/S0140-6736(18)30480-X`.\n")
    return project


@pytest.fixture
def sync():
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["sync", *arguments], prog_name="backref")

    return run
