"""The server: whom it answers, what it writes, and what it refuses."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from preview_articles import plant
from serving import TOKEN, Client, served

from sample_articles import files_below
from seedkit.cli import main
from seedkit.errors import UsageError
from seedkit.model.block import ROLES, RUNS
from seedkit.preview.desk import Desk
from seedkit.preview.server import Listeners, serve

PIN = {"article": "tea.md", "line": 9, "as": "subtitle"}


def _plant(folder: Path) -> Path:
    """Write the articles below a folder, beside a file that nothing may touch, and return the folder of the articles."""
    (folder / "secret.md").write_text("# Secret\n\nWords.\n", encoding="utf-8")
    return plant(folder / "seeds")


@contextmanager
def _served(articles: Path) -> Iterator[Client]:
    desk = Desk([articles])
    desk.refresh()
    with served(desk, iter(())) as started:
        yield started


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of the tests that must not change any."""
    return _plant(tmp_path_factory.mktemp("same"))


@pytest.fixture(scope="module")
def reader(same: Path) -> Iterator[Client]:
    """A client of a server that shows these."""
    with _served(same) as client:
        yield client


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Articles that may be changed."""
    return _plant(tmp_path)


@pytest.fixture
def client(articles: Path) -> Iterator[Client]:
    """A client of a server that shows these."""
    with _served(articles) as client:
        yield client


def test_pages_hold_the_articles(reader: Client) -> None:
    index = reader.get("/index.html")
    assert "How to serve tea" in index.text
    page = reader.get("/articles/tea.html")
    assert f'<meta name="seedkit-token" content="{TOKEN}">' in page.text
    for name in ("preview.css", "preview.js", "live.js", "icon.svg"):
        assert reader.get(f"/assets/{name}").status == 200
    for kind in (*ROLES, *RUNS):
        assert f'name="as" value="{kind}"' in page.text


def test_the_printed_address_sets_the_cookie(reader: Client) -> None:
    entered = reader.request("GET", f"/?token={TOKEN}")
    assert (entered.status, entered.headers["location"]) == (303, "/index.html")
    assert entered.headers["set-cookie"] == f"seedkit-{reader.port}={TOKEN}; HttpOnly; Path=/; SameSite=strict"
    assert "set-cookie" not in reader.get("/").headers


@pytest.mark.parametrize("path", ["/index.html", "/articles/tea.html", "/assets/live.js", "/events", "/", "/nothing"])
def test_without_the_token_nothing_is_shown(reader: Client, path: str) -> None:
    for address in (path, f"{path}?token=wrong", f"{path}?token="):
        for cookie in ("", f"seedkit-{reader.port}=", f"seedkit-{reader.port}=wrong", f"seedkit={TOKEN}"):
            answer = reader.request("GET", address, cookie=cookie)
            assert answer.status == 403
            assert TOKEN not in answer.text


@pytest.mark.parametrize("host", ["example.org", "example.org:{}", "127.0.0.1", "127.0.0.1:80", "localhost.example.org:{}", ""])
def test_other_hosts_are_refused(reader: Client, host: str) -> None:
    named = host.format(reader.port)
    assert reader.get("/index.html", host=named).status == 421
    assert reader.post("/pin", PIN, host=named, origin=f"http://{named}").status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"x-seedkit-token": ""}, {"x-seedkit-token": "wrong"}, {"x-seedkit-token": TOKEN[:-1]}, {"cookie": "seedkit-{}=wrong"},
        {"origin": ""}, {"origin": "null"}, {"origin": "http://example.org"}, {"origin": "https://127.0.0.1:{}"},
        {"origin": "http://127.0.0.1"}, {"origin": "http://localhost:{}"},
    ],
)  # fmt: skip
def test_requests_that_write_need_token_and_origin(reader: Client, same: Path, headers: dict[str, str]) -> None:
    before = files_below(same)
    wrong = {name: value.format(reader.port) for name, value in headers.items()}
    for path in ("/pin", "/unpin", "/undo"):
        assert reader.post(path, PIN, **wrong).status == 403
        missing = {name: value for name, value in reader.entered.items() if name not in wrong}
        assert reader.request("POST", path, b"{}", **missing).status == 403
    assert files_below(same) == before


def test_what_writes_is_a_post(reader: Client) -> None:
    for path in ("/pin", "/unpin", "/undo"):
        assert reader.get(path).status == 405
    assert reader.request("PUT", "/pin", b"{}", **reader.entered).status == 405


@pytest.mark.parametrize(
    "path", ["../secret.md", "/etc/passwd", "secret.md", "", "tea.seedkit.yaml", "./tea.md", "hostile/../tea.md"]
)
def test_only_articles_that_are_shown_can_be_corrected(reader: Client, same: Path, path: str) -> None:
    before = files_below(same.parent)
    paths = (path, (same.parent / "secret.md").as_posix())
    for article in paths:
        for action in ("/pin", "/unpin", "/undo"):
            answer = reader.post(action, {**PIN, "article": article, "line": 1})
            assert answer.status == 404
    assert files_below(same.parent) == before


@pytest.mark.parametrize("path", ["/articles/../../secret.html", "/articles/%2e%2e%2fsecret.html", "/articles/secret.html",
                                  "/assets/../site.py", "/assets/%2e%2e%2fsite.py", "/assets/live.py"])  # fmt: skip
def test_nothing_else_is_served(reader: Client, path: str) -> None:
    assert reader.get(path).status == 404


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ([], 409), ({}, 409), ({**PIN, "line": "9"}, 409), ({**PIN, "line": True}, 409), ({**PIN, "line": 10**6}, 409),
        ({**PIN, "as": "headline"}, 409), ({**PIN, "as": 1}, 409), ({**PIN, "line": 8}, 409), ({**PIN, "level": 1}, 409),
        ({**PIN, "article": 1}, 409), ({**PIN, "as": "x" * 5_000}, 413),
    ],
)  # fmt: skip
def test_requests_that_make_no_sense_change_nothing(reader: Client, same: Path, wanted: object, status: int) -> None:
    before = files_below(same)
    answer = reader.post("/pin", wanted)
    assert answer.status == status
    assert files_below(same) == before


def test_a_body_that_is_no_json_is_refused(reader: Client) -> None:
    assert reader.request("POST", "/pin", b"{", **reader.entered).status == 400
    assert reader.request("POST", "/pin", b"2\r\n{}\r\n0\r\n\r\n", transfer_encoding="chunked", **reader.entered).status == 413


def test_every_answer_has_the_policy(reader: Client) -> None:
    for path in ("/index.html", "/articles/tea.html", "/assets/preview.js", "/nothing"):
        headers = reader.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in reader.get("/index.html", host="x").headers["content-security-policy"]


def test_a_click_writes_the_pin_that_the_command_writes(client: Client, articles: Path, tmp_path: Path) -> None:
    other = plant(tmp_path / "other")
    assert main(["pin", str(other / "tea.md:9"), "--as", "subtitle"]) == 0
    assert main(["pin", str(other / "tea.md:20"), "--as", "heading", "--level", "3"]) == 0
    assert client.post("/pin", PIN).json() == {"done": "tea.seedkit.yaml:2: line 9 pinned as subtitle"}
    assert client.post("/pin", {**PIN, "line": 20, "as": "heading", "level": 3}).status == 200
    assert files_below(articles) == files_below(other)
    assert 'data-pin="2"' in client.get("/articles/tea.html").text


def test_undo_brings_back_each_former_sidecar(client: Client, articles: Path) -> None:
    sidecar = articles / "tea.seedkit.yaml"
    sidecar.write_bytes(b"\xef\xbb\xbf# mine\r\nmetadata:\r\n  licence: CC0\r\n")
    states = [files_below(articles)]
    for kind in ("subtitle", "residue"):
        assert client.post("/pin", {**PIN, "as": kind}).status == 200
        states.append(files_below(articles))
    assert client.post("/unpin", PIN).json() == {"done": "tea.seedkit.yaml:5: removed"}
    for state in reversed(states):
        assert client.post("/undo", {"article": "tea.md"}).json() == {"done": "undone in tea.seedkit.yaml"}
        assert files_below(articles) == state
    assert client.post("/undo", {"article": "tea.md"}).json() == {"error": "nothing to undo"}


def test_undo_of_the_first_pin_removes_the_sidecar(client: Client, articles: Path) -> None:
    before = files_below(articles)
    client.post("/pin", PIN)
    assert files_below(articles) != before
    client.post("/undo", {"article": "tea.md"})
    assert files_below(articles) == before


def test_undo_never_overwrites_what_somebody_else_wrote(client: Client, articles: Path) -> None:
    client.post("/pin", PIN)
    sidecar = articles / "tea.seedkit.yaml"
    sidecar.write_text(sidecar.read_text("utf-8") + "# mine\n", encoding="utf-8")
    before = files_below(articles)
    assert client.post("/undo", {"article": "tea.md"}).json() == {"error": "cannot undo: tea.seedkit.yaml has changed since"}
    assert files_below(articles) == before


def test_a_desk_notices_every_change(articles: Path) -> None:
    desk = Desk([articles])
    assert desk.refresh(jobs=2) == {"tea.md", "hostile/text.txt", "hostile/markdown.md", "hostile/page.html"}
    assert desk.refresh() == set()
    (articles / "tea.seedkit.yaml").write_text("metadata: {title: Coffee}\n", encoding="utf-8")
    (articles / "new.txt").write_text("New\n\nWords.\n", encoding="utf-8")
    assert desk.refresh() == {"tea.md", "new.txt"}
    assert '"Coffee"' in desk.index(TOKEN)
    (articles / "new.txt").unlink()
    assert desk.refresh() == {"new.txt"}
    articles.rename(articles.with_name("gone"))
    assert len(desk.refresh()) == 4
    assert '"rows":[]' in desk.index(TOKEN)


def test_an_article_that_cannot_be_read_is_listed_and_not_served(client: Client, articles: Path) -> None:
    (articles / "tea.seedkit.yaml").write_text("pins: 1", encoding="utf-8")
    assert client.get("/articles/tea.html").status == 404
    client.post("/undo", {"article": "tea.md"})  # nothing to undo, but the next look sees the change
    assert client.post("/pin", {**PIN, "article": "hostile/text.txt", "line": 1, "as": "title"}).status == 200
    assert "tea.md" in client.get("/index.html").text.partition("Not read")[2]


def test_open_pages_are_told_what_changed() -> None:
    async def listen() -> list[str]:
        listeners = Listeners()
        events = listeners.events(Desk([]))
        heard = [await anext(events)]
        listeners.tell({"b.md", "a.md"})
        heard.append(await anext(events))
        await events.aclose()  # type: ignore[attr-defined]
        return heard

    assert asyncio.run(listen()) == ["event: version\ndata: 0\n\n", 'data: ["a.md", "b.md"]\n\n']


def test_the_command_serves_on_the_loopback_interface_until_it_is_interrupted(articles: Path) -> None:
    command = [sys.executable, "-m", "seedkit", "preview", str(articles), "--serve", "--port", "0", "--jobs", "1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[0]
        host, _, token = address.removeprefix("http://").partition("/?token=")
        client = Client(int(host.removeprefix("127.0.0.1:")))
        answer = client.request("GET", f"/?token={token}")
        assert (answer.status, "server" in answer.headers) == (303, False)
        with socket.socket() as other, pytest.raises(OSError, match="refused"):
            other.connect(("127.0.0.2", client.port))  # all other addresses of this machine are closed
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 130
    finally:
        server.kill()
        _, errors = server.communicate()
    assert errors == ""


def test_what_cannot_be_served_is_a_usage_error(articles: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["preview", str(articles), "--serve", "--port", port]) == 2
        assert f"cannot listen on port {port}: address already in use" in capfd.readouterr().err
    assert main(["preview", str(articles), "--serve", "--out", "x"]) == 2
    assert main(["preview", str(articles), "--port", "1"]) == 2
    with pytest.raises(UsageError, match="nowhere"):
        serve([Path("nowhere")], port=0, jobs=1, max_bytes=10**6, ready=print)
