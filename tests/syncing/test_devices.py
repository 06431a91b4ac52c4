"""A project's own file that is a device or a pipe, which may never end: it is not read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backref.errors import BackrefError
from backref.project import configuration, library


@pytest.mark.parametrize("name", ["references.bib", "backref.lock", "backref.toml"])
def test_what_never_ends_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backref.toml").write_text('lock = "backref.lock"\n')
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    with pytest.raises(BackrefError, match="it is no file"):
        library.read(configuration.load(Path("backref.toml")))
