"""A server for one person on one machine: pages that follow the articles, and corrections with a click.

It listens on the loopback interface only. Every request needs the token of the process, in a cookie that the printed address sets.
A request that writes also needs it in a header, which no page of another site can send, and has to come from a page of this server.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from seedkit.building.watch import changes
from seedkit.errors import InputError, OutputError, SeedkitError, UsageError
from seedkit.preview.desk import Desk, UnknownArticleError
from seedkit.preview.site import STATIC, asset, targets

HOST = "127.0.0.1"
PORT = 7433
"""The port, unless another is asked for; if it is taken, any free one."""
TOKEN_HEADER = "x-seedkit-token"

_MAX_BODY = 4_096  # bytes of a request that writes
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PAUSE = 0.3  # seconds between two looks at articles that are not in a watched folder
_HEARTBEAT = 15  # seconds; a closed connection is noticed when something is sent


class _Guard:
    """Refuses requests from anyone but the person who started the server."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._cookie = _cookie(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that is refused, ``None`` for any other."""
        headers = request.headers
        if headers.get("host") not in self._hosts:  # a name that someone else points at this machine
            return PlainTextResponse("unknown host", 421)
        if request.url.path == "/" and self._is_token(request.query_params.get("token")):
            return None
        if not self._is_token(request.cookies.get(self._cookie)):
            return PlainTextResponse("open the address that seedkit printed: it has the token of this server", 403)
        if request.method in ("GET", "HEAD"):
            return None
        if not self._is_token(headers.get(TOKEN_HEADER)):
            return PlainTextResponse("the token is missing or wrong", 403)
        if headers.get("origin") != f"http://{headers['host']}":
            return PlainTextResponse("not from a page of this server", 403)
        return PlainTextResponse("too large", 413) if not _is_small(headers) else None

    def _is_token(self, given: str | None) -> bool:
        return given is not None and secrets.compare_digest(given.encode(), self._token.encode())


def _is_small(headers: Headers) -> bool:
    length = headers.get("content-length", "")
    return length.isascii() and length.isdigit() and int(length) <= _MAX_BODY


def _cookie(port: int) -> str:
    return f"seedkit-{port}"


class Listeners:
    """The open pages, which receive the paths of articles that changed."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[set[str]]] = set()

    def tell(self, changed: set[str]) -> None:
        """Tell every page. Called in the loop of the server."""
        for queue in self._queues:
            queue.put_nowait(changed)

    async def events(self, desk: Desk) -> AsyncIterator[str]:
        """Yield server-sent events for one page: the version of the desk, and then what changes."""
        queue: asyncio.Queue[set[str]] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield f"event: version\ndata: {desk.version}\n\n"
            while True:
                try:
                    changed = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                    yield f"data: {json.dumps(sorted(changed))}\n\n"
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._queues.discard(queue)


def application(desk: Desk, token: str, port: int, follow: Iterator[object]) -> ASGIApp:
    """Return the server as an ASGI application. ``follow`` yields whenever an article may have changed."""
    listeners = Listeners()

    async def enter(request: Request) -> Response:
        response = RedirectResponse("/index.html", 303)
        if "token" in request.query_params:  # the guard has compared it
            response.set_cookie(_cookie(port), token, httponly=True, samesite="strict", path="/")
        return response

    def index(_: Request) -> Response:
        return HTMLResponse(desk.index(token).encode("utf-8", "replace"))

    def article(request: Request) -> Response:
        try:
            return HTMLResponse(desk.page(request.path_params["id"], token).encode("utf-8", "replace"))
        except (UnknownArticleError, InputError) as error:
            return PlainTextResponse(str(error).encode("utf-8", "replace"), 404)

    def file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in (*STATIC, "live.js"):
            return PlainTextResponse("not found", 404)
        return Response(asset(name), media_type=_TYPES[Path(name).suffix])

    async def events(_: Request) -> Response:
        return StreamingResponse(listeners.events(desk), media_type="text/event-stream")

    def writes(work: Callable[[dict[str, object]], str]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                wanted = json.loads(await request.body())
                if not isinstance(wanted, dict):
                    raise UsageError("expected an object")
                done = await run_in_threadpool(work, wanted)
            except ValueError as error:
                return JSONResponse({"error": f"not JSON: {error}"}, 400)
            except UnknownArticleError as error:
                return JSONResponse({"error": str(error)}, 404)
            except SeedkitError as error:
                return JSONResponse({"error": str(error)}, 409)
            listeners.tell(await run_in_threadpool(desk.refresh))
            return JSONResponse({"done": done})

        return endpoint

    def pin(wanted: dict[str, object]) -> str:
        level = _number(wanted, "level") if "level" in wanted else None
        return desk.pin(_text(wanted, "article"), _number(wanted, "line"), _text(wanted, "as"), level)

    def unpin(wanted: dict[str, object]) -> str:
        return desk.unpin(_text(wanted, "article"), _number(wanted, "line"))

    def undo(wanted: dict[str, object]) -> str:
        return desk.undo(_text(wanted, "article"))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()

        def tell(changed: set[str]) -> None:
            loop.call_soon_threadsafe(listeners.tell, changed)

        Thread(target=_follow, args=(desk, follow, tell), daemon=True).start()
        yield

    routes = [
        Route("/", enter),
        Route("/index.html", index),
        Route("/articles/{id}.html", article),
        Route("/assets/{name}", file),
        Route("/events", events),
        Route("/pin", writes(pin), methods=["POST"]),
        Route("/unpin", writes(unpin), methods=["POST"]),
        Route("/undo", writes(undo), methods=["POST"]),
    ]
    return _Guard(Starlette(routes=routes, lifespan=lifespan), token, port)


def _text(wanted: dict[str, object], key: str) -> str:
    value = wanted.get(key)
    if not isinstance(value, str):
        raise UsageError(f"`{key}` has to be a text")
    return value


def _number(wanted: dict[str, object], key: str) -> int:
    value = wanted.get(key)
    if type(value) is not int:
        raise UsageError(f"`{key}` has to be a number")
    return value


def _follow(desk: Desk, follow: Iterator[object], tell: Callable[[set[str]], object]) -> None:
    for _ in follow:
        try:
            changed = desk.refresh()
        except OutputError:  # no memory or process for it now: the next change tries again
            continue
        if changed:
            tell(changed)


def serve(paths: Sequence[Path], *, port: int | None, jobs: int, max_bytes: int, ready: Callable[[str], object]) -> None:
    """Serve articles until the process is interrupted; ``ready`` is called with the address to open.

    Raises UsageError for paths that cannot be shown, a port that is taken, or if watchfiles is not installed.
    """
    list(targets(paths))
    listening = _listen(port)
    bound: int = listening.getsockname()[1]
    follow = changes(paths[0], paths[0] / "out") if len(paths) == 1 and paths[0].is_dir() else _polls()
    next(follow)
    token = secrets.token_urlsafe(32)
    desk = Desk(paths, max_bytes)
    desk.refresh(jobs)
    server = configured(application(desk, token, bound, follow))
    ready(f"http://{HOST}:{bound}/?token={token}")
    with listening:
        server.run(sockets=[listening])


def configured(app: ASGIApp) -> uvicorn.Server:
    """Return a server that logs nothing, tells nothing about itself and believes no proxy."""
    config = uvicorn.Config(
        app, log_level="error", access_log=False, proxy_headers=False, server_header=False, timeout_graceful_shutdown=1, ws="none"
    )
    return uvicorn.Server(config)


def _polls() -> Iterator[None]:
    while True:
        yield
        time.sleep(_PAUSE)


def _listen(port: int | None) -> socket.socket:
    """Return a socket on the loopback interface: on ``port``, or else on PORT if it is free, or on any."""
    for wanted in (port,) if port is not None else (PORT, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, wanted))
            listening.listen()  # so that the address can be opened as soon as it is printed
            return listening
        except OSError as error:
            listening.close()
            last = error
    raise UsageError(f"cannot listen on port {port}: {(last.strerror or 'unknown error').lower()}; pass another --port") from last
