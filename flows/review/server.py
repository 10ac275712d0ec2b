"""The server behind ``sidak review``: bound to this machine, gone with Ctrl-C."""

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

from sidak.flows.review.app import make_app
from sidak.flows.review.page_images import GuardedDrawer
from sidak.flows.review.service import ReviewService
from sidak.flows.review.settings import SETTINGS
from sidak.flows.state.sources import SourceFinder
from sidak.schemas import SidakError

ADDRESS = "127.0.0.1"


def serve_review(
    curated: Path,
    *,
    port: int,
    language: str = "id",
    sources: Sequence[Path] = (),
    has_browser: bool = True,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the review page until the process is stopped.

    Args:
        curated: The curated folder.
        port: Port on 127.0.0.1; 0 for any free one.
        language: "id" or "en".
        sources: Folders with reports, searched first.
        has_browser: Whether to open the page in a browser.
        announce: Called with the address of the page.

    Raises:
        SidakError: If there is no release, or the port is taken.
    """
    import uvicorn

    service = ReviewService(curated, language)
    service.list_queue()
    listener = bind_port(port)
    port = listener.getsockname()[1]
    drawer = GuardedDrawer()
    app = make_app(
        service,
        SourceFinder(curated, sources),
        port=port,
        token=secrets.token_urlsafe(24),
        drawer=drawer,
    )
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SETTINGS.shutdown_seconds,
    )
    address = f"http://{ADDRESS}:{port}/"
    announce(address)
    if has_browser:
        # In a thread: a browser that hangs must not keep the page from being served.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        # uvicorn has closed everything and hands the signal on: that is how it is stopped.
        return
    finally:
        listener.close()
        drawer.close()


def bind_port(port: int) -> socket.socket:
    """Return a socket that is bound to this machine only.

    Raises:
        SidakError: If the port is taken or not allowed.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
    except OSError as error:
        listener.close()
        raise SidakError(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    return listener
