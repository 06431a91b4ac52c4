"""`mkdocs serve`: the site follows the bibliography and the lock, and outlives their faults."""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backref.model import Finding
from backref.project import lock

pytest.importorskip("mkdocs", reason="mkdocs is not installed: pip install backref[mkdocs]")

pytestmark = pytest.mark.slow
LONGEST_S = 100.0


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self._address = address
        self._lines: queue.Queue[str] = queue.Queue()
        self.process = process
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stderr or ():
            self._lines.put(line)

    def says(self, text: str, timeout_s: float = LONGEST_S) -> str:
        """Return what is said up to a line that holds `text`, or until the time is over."""
        end = time.monotonic() + timeout_s
        said: list[str] = []
        while (left := end - time.monotonic()) > 0 and not (said and text in said[-1]):
            try:
                said.append(self._lines.get(timeout=left))
            except queue.Empty:
                break
        return "".join(said)

    def follows(self, change: Callable[[], object], shown: str, told: str = "") -> str:
        """Make a change until it is told and the page shows it, for a watch needs a moment to begin; return what was
        said.
        """
        said = ""
        for _ in range(20):
            change()
            said += self.says("Reloading browsers", LONGEST_S / 20)
            if "Reloading browsers" in said and told in said and shown in self.page():
                return said
        raise AssertionError(f"never told {told!r} and showed {shown!r}: {said}")

    def page(self) -> str:
        """The first page; the server holds it back while it builds."""
        with urllib.request.urlopen(self._address, timeout=LONGEST_S) as answer:  # noqa: S310
            return str(answer.read().decode("utf-8"))


@pytest.fixture
def server(environment, synced) -> Iterator[Server]:
    synced(index_md="One [@pmid:25561513].\n")
    Path("backref.lock").rename("later.lock")
    Path("mkdocs.yml").write_text(json.dumps({"site_name": "x", "plugins": ["backref"]}))
    with socket.create_server(("127.0.0.1", 0)) as free:
        where = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", where]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        made = Server(process, f"http://{where}/")
        try:
            assert "Serving on" in made.says("Serving on"), "the server did not start"
            yield made
        finally:
            process.terminate()


def test_the_site_follows_the_bibliography_and_the_lock(server):
    bib, locked = Path("references.bib"), Path("backref.lock")
    whole = bib.read_text(encoding="utf-8")

    changed = whole.replace("Opioids for low back pain", "Opioids, once more")
    assert changed != whole
    server.follows(lambda: bib.write_text(changed, encoding="utf-8"), "Opioids, once more")

    # The lock was not there when the server started.
    finding = Finding(kind="retracted", message="the work was retracted")
    retracted = lock.dump(
        r.model_copy(update={"findings": (finding,)}) for r in lock.read(Path("later.lock")).references
    )
    server.follows(lambda: locked.write_text(retracted, encoding="utf-8"), 'class="backref-retracted"')

    # Without a bibliography the lock stands for it; when it is back it is read again.
    server.follows(lambda: bib.unlink(missing_ok=True), "Opioids for low back pain")
    server.follows(lambda: bib.write_text(changed, encoding="utf-8"), "Opioids, once more")

    broken = b"@article{deyo2015, title = {\xff}}\n"
    said = server.follows(lambda: bib.write_bytes(broken), "Opioids, once more", "references.bib: not UTF-8")
    assert "the site is built with what was there before" in said
    assert "Traceback" not in said

    said = server.follows(lambda: locked.write_text("<<<<<<< ours\n"), "Opioids, once more", "backref.lock")
    assert "the site is built with what was there before" in said
    assert "Traceback" not in said

    assert server.process.poll() is None
