"""A server of articles for tests, on a free port, and a client that can send any request."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple

from seedkit.preview.desk import Desk
from seedkit.preview.server import HOST, application, configured

TOKEN = "open-sesame"


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        """Return the value of the body."""
        return json.loads(self.text)


class Client(NamedTuple):
    """A client of the server at a port of this machine. It keeps no cookie."""

    port: int

    @property
    def home(self) -> str:
        """The origin of the server."""
        return f"http://{HOST}:{self.port}"

    @property
    def entered(self) -> dict[str, str]:
        """The headers of a page that was opened with the printed address."""
        return {"cookie": f"seedkit-{self.port}={TOKEN}", "origin": self.home, "x-seedkit-token": TOKEN}

    def request(self, method: str, path: str, content: bytes | None = None, **headers: str) -> Answer:
        """Send a request, its path as it is, with exactly these headers besides those that HTTP needs."""
        connection = HTTPConnection(HOST, self.port, timeout=30)
        connection.request(method, path, content, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        text = "" if answer.getheader("content-type") == "text/event-stream" else answer.read().decode()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page as somebody who has the token."""
        return self.request("GET", path, None, **{**self.entered, **headers})

    def post(self, path: str, wanted: object, **headers: str) -> Answer:
        """Send a request that writes as a page of the server does."""
        return self.request("POST", path, json.dumps(wanted).encode(), **{**self.entered, **headers})


@contextmanager
def served(desk: Desk, follow: Iterator[object]) -> Iterator[Client]:
    """Serve the articles of a desk in a thread."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        port: int = listening.getsockname()[1]
        server = configured(application(desk, TOKEN, port, follow))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield Client(port)
        server.should_exit = True
        thread.join(10)
