"""A headless Chromium, driven over its debugging protocol; tests only."""

import base64
import contextlib
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = next(
    (
        path
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (path := shutil.which(name))
    ),
    None,
)
_KEYS = {"Enter": "\r"}


#: What the browser answers while one page makes way for the next.
_LEAVING = -32000


class PageLeftError(AssertionError):
    """A script was to run on a page that the tab was leaving."""


class Browser:
    """One tab of a browser."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        self._connection.send(json.dumps(command))
        while True:
            message = json.loads(self._connection.recv(timeout=30))
            if message.get("id") == self._number:
                if message.get("error", {}).get("code") == _LEAVING:
                    raise PageLeftError(message)
                assert "error" not in message, message
                return dict(message["result"])
            if message.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(message["params"])[:500])
            if message.get("method") == "Log.entryAdded":
                self.complaints.append(message["params"]["entry"]["text"])

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression."""
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def open(self, address: str) -> None:
        """Go to a page."""
        self.send("Page.navigate", url=address)

    def wait(self, condition: str, seconds: float = 20.0) -> None:
        """Wait until a JavaScript condition holds, on this page or the one that comes."""
        deadline = time.monotonic() + seconds
        while not self._holds(condition):
            assert time.monotonic() < deadline, (condition, self.complaints)
            time.sleep(0.05)

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.run(f"Boolean({condition})"))
        except PageLeftError:
            return False

    def press(self, key: str) -> None:
        """Press and let go of a key."""
        text = _KEYS.get(key, key if len(key) == 1 else "")
        for kind in ("keyDown", "keyUp"):
            named = {"text": text} if kind == "keyDown" and text else {}
            code = {"windowsVirtualKeyCode": 13} if key == "Enter" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, **named, **code)

    def type(self, text: str) -> None:
        """Type a text into the field that has the focus."""
        self.send("Input.insertText", text=text)

    def take_picture(self, path: Path) -> None:
        """Save what the tab shows as PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))


@contextlib.contextmanager
def open_browser(profile: Path, *, width: int = 1400, height: int = 900) -> Iterator[Browser]:
    """Start a browser with an empty profile, and end it."""
    assert CHROMIUM is not None
    words = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        "about:blank",
    ]
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            port = _wait_for_port(profile / "DevToolsActivePort")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
                tabs = json.load(answer)
            address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            with connect(address, max_size=None) as connection:
                yield Browser(connection)
        finally:
            process.terminate()


def _wait_for_port(file: Path) -> int:
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            return int(file.read_text().splitlines()[0])
        assert time.monotonic() < deadline, "the browser does not start"
        time.sleep(0.1)
