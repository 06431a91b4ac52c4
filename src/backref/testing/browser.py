"""A headless chromium, spoken to over two pipes: what a page does, asks for, and looks like. Needs the program and
nothing else.

with browser() as page:
    page.open("file:///report.html")
    page.press("j")
    assert page.run("document.activeElement.id") == "r0"
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from ._page import Page

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@contextmanager
def browser() -> Iterator[Page]:
    """Run a browser without a window until the block ends. Raises FileNotFoundError where there is none."""
    if PROGRAM is None:
        raise FileNotFoundError("chromium is not installed")
    out, to = os.pipe()
    back, into = os.pipe()
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        "--remote-debugging-pipe",
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        shell = f'exec 3<&{out} 4>&{into}; exec "$@"'
        started = subprocess.Popen(  # noqa: S603
            ["/bin/bash", "-c", shell, "-", PROGRAM, *options, f"--user-data-dir={profile}"],
            pass_fds=(out, into),
            stderr=subprocess.DEVNULL,
        )
        os.close(out)
        os.close(into)
        page = Page(to, back)
        try:
            page.begin()
            yield page
        finally:
            started.terminate()
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                started.kill()
            os.close(to)
            page.close()
