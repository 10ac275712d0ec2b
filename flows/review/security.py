"""Who may talk to the review: this machine's own pages, and nobody else's.

A page of another site that is open in the same browser can send requests to 127.0.0.1, and
can make a name of its own point there (DNS rebinding). So every request must name this
server as its host; a request that changes something must come from a page of this server
and carry a token that only such a page can read.
"""

import secrets
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sidak.flows.review.settings import SETTINGS

TOKEN_HEADER = "x-sidak-token"
_SAFE_METHODS = ("GET", "HEAD")

#: Sent with every answer. Nothing is loaded from elsewhere, no script stands in the page.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class SecurityMiddleware:
    """ASGI middleware that refuses foreign requests.

    Args:
        app: The application.
        port: Port that the server listens on.
        token: Secret of this start; pages of this server know it.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        if port == 80:
            self._hosts |= {"127.0.0.1", "localhost"}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    *((key.lower().encode(), value.encode()) for key, value in HEADERS.items()),
                ]
            await send(message)

        fault = self._find_fault(scope)
        if fault:
            refusal = PlainTextResponse(f"{fault}\n", status_code=403)
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _find_fault(self, scope: Scope) -> str:
        headers = _group(scope["headers"])
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return "foreign Host"
        origins = headers.get("origin", [])
        if any(origin.lower() not in self._origins for origin in origins):
            return "foreign Origin"
        site = headers.get("sec-fetch-site", ["none"])[-1]
        is_page = scope["path"] == "/" and scope["method"] in _SAFE_METHODS
        if site not in ("same-origin", "none") and not is_page:
            return "request from another site"
        if scope["method"] in _SAFE_METHODS:
            return ""
        if scope["method"] != "POST":
            return "method not allowed"
        if len(origins) != 1:
            return "no Origin"
        given = headers.get(TOKEN_HEADER, [""])[-1]
        if not secrets.compare_digest(given.encode(), self._token.encode()):
            return "wrong or missing token"
        if headers.get("content-type", [""])[-1].split(";")[0].strip() != "application/json":
            return "not application/json"
        length = headers.get("content-length", [""])[-1]
        if not length.isdecimal() or int(length) > SETTINGS.most_bytes:
            return "body of unknown length or too large"
        return ""


def _group(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in headers:
        grouped.setdefault(key.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return grouped
