"""A headless chromium, spoken to over two pipes: what a page does, asks for, and looks like. Needs the program and nothing else.

with browser() as page:
    page.open("file:///report.html")
    page.press("j")
    assert page.run("document.activeElement.id") == "r0"
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_TEXT = {"Enter": "\r", "Tab": "", "Escape": "", "Backspace": ""}
_CODES = {"Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8}


class Page:
    """One page. `requests` are the addresses that were asked for since it was opened, its own the first of them."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, os.fdopen(back, "rb", buffering=0)
        self._left, self._number, self._session = b"", 0, ""
        self.requests: list[str] = []
        self.said: list[str] = []
        self._loaded = False

    def begin(self) -> None:
        """Attach to a new page."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address: str, before: str = "") -> None:
        """Go to an address and wait until it is loaded; `before` is a script that runs first."""
        if before:
            self._call("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.requests.clear()
        self._loaded = False
        self._call("Page.navigate", url=address)
        while not self._loaded:
            self._hear()

    def run(self, script: str) -> Any:
        """Return what an expression is, awaited where it is a promise."""
        done = self._call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in done:
            raise AssertionError(str(done["exceptionDetails"])[:2000])
        return done["result"].get("value")

    def until(self, script: str) -> Any:
        """Return what an expression is once it is something. The page looks after each frame; a test's own time ends it."""
        look = f"(async () => {{ let v; while (!(v = ({script}))) await new Promise((r) => setTimeout(r, 20)); return v; }})()"
        while True:
            try:
                return self.run(look)
            except AssertionError as error:  # it may go elsewhere meanwhile
                if "navigated" not in str(error) and "context" not in str(error):
                    raise

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key, as a person would."""
        said = {"key": key, "modifiers": modifiers, "windowsVirtualKeyCode": _CODES.get(key, ord(key[0].upper()))}
        text = _TEXT.get(key, key)
        self._call(
            "Input.dispatchKeyEvent",
            type="keyDown" if text else "rawKeyDown",
            **said,
            **({"text": text} if text else {}),
        )
        self._call("Input.dispatchKeyEvent", type="keyUp", **said)

    def look(self, width: int, height: int, scheme: str = "light") -> None:
        """Show the page in a window of that size, and in a colour scheme."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return b64decode(self._call("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        """Hear no more."""
        self._back.close()

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        message = json.dumps({"id": self._number, "method": method, "params": parameters} | session).encode() + b"\0"
        while message:
            message = message[os.write(self._to, message) :]
        while True:
            said = self._hear()
            if said.get("id") == self._number:
                if "error" in said:
                    raise AssertionError(f"{method}: {said['error']}")
                return said["result"]

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            piece = self._back.read(1 << 16)
            if not piece:
                raise AssertionError("the browser is gone")
            self._left += piece
        line, _, self._left = self._left.partition(b"\0")
        said: dict[str, Any] = json.loads(line)
        match said.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(said["params"]["request"]["url"])
            case "Page.loadEventFired":
                self._loaded = True
            case "Log.entryAdded":
                self.said.append(said["params"]["entry"]["text"])
        return said


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
            started.wait(20)
            os.close(to)
            page.close()
