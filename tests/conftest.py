"""What the tests share: the works that the fake services know, and the reference data beside the checkout, if it is
there.
"""

from __future__ import annotations

import atexit
import itertools
import json
import os
import re
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from backref.formats import csl_json
from backref.model import Reference
from backref.sources.catalogue import CatalogueSource
from backref.testing.browser import PROGRAM, browser

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_NUMBERS = itertools.count()
AXE = Path(os.environ.get("NODE_PACKAGES", "")) / "axe-core" / "axe.min.js"

if os.environ.pop("PYTHONDONTWRITEBYTECODE", "") and not sys.pycache_prefix:
    # each of a thousand processes would compile the package anew
    os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="backref-compiled-")
    atexit.register(shutil.rmtree, os.environ["PYTHONPYCACHEPREFIX"], ignore_errors=True)

settings.register_profile("backref", deadline=None, max_examples=60, derandomize=True)
settings.register_profile(
    "few", deadline=None, max_examples=8, derandomize=True
)  # where properties are tried elsewhere
settings.load_profile("backref")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory, monkeypatch):
    """No test reads or writes the user's cache, catalogue or address. The folder is made by who writes to it."""
    own = tmp_path_factory.getbasetemp() / f"own-{next(_NUMBERS)}"
    monkeypatch.setenv("BACKREF_CACHE", str(own / "cache.sqlite"))
    monkeypatch.setenv("BACKREF_CATALOGUE", str(own / "no-catalogue"))
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


@pytest.fixture(scope="module")
def page():
    """A browser without a window."""
    if PROGRAM is None:
        pytest.skip("chromium is not installed")
    with browser() as made:
        yield made


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which says what people with a screen reader or without a mouse could not use."""
    if not AXE.is_file():
        pytest.skip("NODE_PACKAGES names no folder with axe-core")
    return AXE.read_text(encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the code now says into the golden files")
    parser.addoption(
        "--skips", metavar="FILE", help="print why tests are skipped, and fail where FILE does not allow it"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--skips") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skips(Path(config.getoption("--skips"))), "skips")


class Skips:
    """Counts what is skipped and for which reasons; a test that is skipped without leave is a failure."""

    def __init__(self, budget: Path) -> None:
        self.allowed = tomllib.loads(budget.read_text(encoding="utf-8"))["allowed"]
        self.reasons: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
            self.reasons[report.nodeid] = report.longrepr[2].removeprefix("Skipped: ")

    def over(self) -> list[str]:
        """What the budget does not allow."""
        found = []
        counts = Counter(
            next((a["reason"] for a in self.allowed if re.search(a["reason"], r)), r) for r in self.reasons.values()
        )
        most = {allowed["reason"]: allowed["most"] for allowed in self.allowed}
        for reason, count in counts.items():
            if reason not in most:
                found.append(f"no leave to skip {count}: {reason}")
            elif count > most[reason]:
                found.append(f"{count} are skipped, {most[reason]} may be: {reason}")
        return found

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.over() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for reason, count in Counter(self.reasons.values()).most_common():
            terminalreporter.write_line(f"skipped {count}: {reason}")
        for line in self.over():
            terminalreporter.write_line(line, red=True)


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


@contextmanager
def _nobody():
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def _full(size):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def nobody():
    """Be, within a `with`, somebody who is held by modes; whoever runs the tests may be root."""
    return _nobody


@pytest.fixture
def full():
    """Let, within a `with`, no file grow beyond so many bytes, as on a full disk."""
    return _full


@pytest.fixture
def open_folder(tmp_path):
    """A folder that everybody may come to."""
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and path.stat().st_mode & 0o777 == 0o700:
            path.chmod(0o711)
    tmp_path.chmod(0o777)
    return tmp_path
