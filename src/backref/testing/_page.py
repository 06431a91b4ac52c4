"""One page of a browser: it is opened, looked at, run in and typed at."""

from __future__ import annotations

import time
from base64 import b64decode
from contextlib import suppress
from typing import Any

from ._talk import Talk

_PATIENCE_S = 60.0
_LOOK_S = 1.0  # a page that goes elsewhere may never answer what it was asked before

_TEXT = {"Enter": "\r", "Tab": "", "Escape": "", "Backspace": ""}
_CODES = {"Enter": 13, "Tab": 9, "Escape": 27, "Backspace": 8}


class Page(Talk):
    """One page. `requests` are the addresses that were asked for since it was opened, its own the first of them."""

    def begin(self) -> None:
        """Attach to a new page."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def open(self, address: str, before: str = "") -> None:
        """Go to an address and wait until it is loaded; `before` is a script that runs first."""
        if before:
            self.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        self.requests.clear()
        self._loaded = False
        self.call("Page.navigate", url=address)
        end = time.monotonic() + _PATIENCE_S
        while not self._loaded:
            self.hear(end - time.monotonic())

    def run(self, script: str, patience_s: float = _PATIENCE_S) -> Any:
        """Return what an expression is, awaited where it is a promise."""
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True, "userGesture": True}
        done = self.answer("Runtime.evaluate", asked, patience_s)
        if "exceptionDetails" in done:
            raise AssertionError(str(done["exceptionDetails"])[:2000])
        return done["result"].get("value")

    def until(self, script: str) -> Any:
        """Return what an expression is once it is something. The page looks after each frame for half a second, then
        it is asked again. Raises TimeoutError after a minute.
        """
        look = (
            f"(async () => {{ let v; for (let n = 0; n < 25 && !(v = ({script})); n++)"
            " await new Promise((r) => setTimeout(r, 20)); return v; })()"
        )
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                if made := self.run(look, _LOOK_S):
                    return made
            except TimeoutError:
                continue
            except AssertionError as error:  # it may go elsewhere meanwhile
                if "navigated" not in str(error) and "context" not in str(error):
                    raise
        raise TimeoutError(f"{script} is nothing after {_PATIENCE_S:.0f} s")

    def press(self, key: str, modifiers: int = 0) -> None:
        """Press a key, as a person would. The key may lead elsewhere: then nobody says that it is up again."""
        said = {"key": key, "modifiers": modifiers, "windowsVirtualKeyCode": _CODES.get(key, ord(key[0].upper()))}
        text = _TEXT.get(key, key)
        self.call(
            "Input.dispatchKeyEvent",
            type="keyDown" if text else "rawKeyDown",
            **said,
            **({"text": text} if text else {}),
        )
        with suppress(TimeoutError):
            self.answer("Input.dispatchKeyEvent", {"type": "keyUp"} | said, _LOOK_S)

    def look(self, width: int, height: int, scheme: str = "light") -> None:
        """Show the page in a window of that size, and in a colour scheme."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return b64decode(self.call("Page.captureScreenshot", format="png")["data"])
