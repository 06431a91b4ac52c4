"""What the tests share: the works that the fake services know, and the reference data beside the checkout, if it is there."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from backref.formats import csl_json
from backref.model import Reference
from backref.sources.catalogue import CatalogueSource

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("backref", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("backref")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    """No test reads or writes the user's cache, catalogue or address."""
    monkeypatch.setenv("BACKREF_CACHE", str(tmp_path / "cache.sqlite"))
    monkeypatch.setenv("BACKREF_CATALOGUE", str(tmp_path / "no-catalogue"))
    monkeypatch.delenv("BACKREF_MAILTO", raising=False)


@pytest.fixture(scope="session")
def works() -> tuple[Reference, ...]:
    """The works of the example's catalogue."""
    return csl_json.load((ROOT / "examples" / "low-back-pain.catalogue.json").read_text(encoding="utf-8")).references


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder of reference data is not beside the checkout")
    return SHARED


@pytest.fixture
def whole_catalogue(monkeypatch):
    """Take the catalogue for a source that knows every work, so that its silence is "not-found"."""
    monkeypatch.setattr("backref.loading.CatalogueSource", partial(CatalogueSource, name="world"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the code now says into the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a value with a golden JSON file, or write it with --update-golden."""

    def check(path: Path, value: object) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        assert value == json.loads(path.read_text(encoding="utf-8")), path.name

    return check


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A folder with a catalogue of the example's works."""
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "low-back-pain.catalogue.json", folder / "works.json")
    (folder / "backref.toml").write_text('catalogue = "works.json"\nsources = ["catalogue"]\n')
    monkeypatch.chdir(folder)
    return folder
