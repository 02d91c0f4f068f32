"""Pages that want more than to be read: nothing leaves the browser but by the scan's own fetcher, and nothing lasts for ever."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest

from attrcheck.fetch.browser import Bounds, find_program
from attrcheck.fetch.browser.session import Browser
from attrcheck.model import Capture, Failure, FailureReason, Visibility
from attrcheck.reading import read
from tests.fetch.browser.conftest import SCRIPT, Site, Watched

METADATA_SERVICE = "http://169.254.169.254/latest/meta-data/"


class Trap:
    """A port of this machine that no page may reach; `met` holds what reached it, by TCP or UDP."""

    def __init__(self) -> None:
        self.tcp, self.udp = socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.port = self.tcp.getsockname()[1]
        self.udp.bind(("127.0.0.1", self.port))
        self.met: list[str] = []
        self.threads = [Thread(target=wait, daemon=True) for wait in (self._accept, self._receive)]
        for thread in self.threads:
            thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.tcp.accept()
            except OSError:
                return
            connection.close()
            self.met.append("tcp")

    def _receive(self) -> None:
        with self.udp:
            while self.udp.recv(2048):
                self.met.append("udp")

    def close(self) -> None:
        self.tcp.shutdown(socket.SHUT_RDWR)
        self.tcp.close()
        self.udp.sendto(b"", ("127.0.0.1", self.port))
        for thread in self.threads:
            thread.join()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    """A trap that has been shown to work."""
    opened = Trap()
    with socket.create_connection(("127.0.0.1", opened.port)), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", ("127.0.0.1", opened.port))
        until = time.monotonic() + 10
        while set(opened.met) != {"tcp", "udp"} and time.monotonic() < until:
            time.sleep(0.01)
    assert set(opened.met) == {"tcp", "udp"}
    opened.met.clear()
    yield opened
    opened.close()


class Attempt(NamedTuple):
    """What a page tries, and the addresses that the fetcher is then asked for; PORT is the trap's. One that leaves is not read."""

    name: str
    script: str
    asked: tuple[str, ...] = ()
    leaves: bool = False


ATTEMPTS = (
    Attempt("metadata-service", f"fetch('{METADATA_SERVICE}').catch(() => 0)", (METADATA_SERVICE,)),
    Attempt("another-port", "fetch('http://127.0.0.1:PORT/secret', {mode: 'no-cors'}).catch(() => 0)", ("http://127.0.0.1:PORT/secret",)),
    Attempt("file-by-fetch", "fetch('file:///etc/passwd').catch(() => 0)"),
    Attempt("file-by-frame", "document.body.append(Object.assign(document.createElement('iframe'), {src: 'file:///etc/passwd'}))"),
    Attempt("frame", "document.body.append(Object.assign(document.createElement('iframe'), {src: 'http://127.0.0.1:PORT/frame'}))"),
    Attempt("web-socket", "new WebSocket('ws://127.0.0.1:PORT/')"),
    Attempt("event-source", "new EventSource('http://127.0.0.1:PORT/')"),
    Attempt("beacon", "navigator.sendBeacon('http://127.0.0.1:PORT/beacon', 'x')"),
    Attempt("post", "fetch('http://127.0.0.1:PORT/post', {method: 'POST', body: 'x', mode: 'no-cors'}).catch(() => 0)"),
    Attempt("form", "Object.assign(document.body.appendChild(document.createElement('form')), {method: 'post', action: 'http://127.0.0.1:PORT/f', target: 'other'}).submit()"),
    Attempt("picture", "new Image().src = 'http://127.0.0.1:PORT/pixel.gif'"),
    Attempt("popup", "window.open('http://127.0.0.1:PORT/popup')"),
    Attempt("popup-by-link", "Object.assign(document.body.appendChild(document.createElement('a')), {href: 'http://127.0.0.1:PORT/p', target: '_blank'}).click()"),
    Attempt("download", "Object.assign(document.body.appendChild(document.createElement('a')), {href: 'http://127.0.0.1:PORT/d', download: 'd'}).click()", leaves=True),
    Attempt("prefetch", "document.head.append(Object.assign(document.createElement('link'), {rel: 'prefetch', href: 'http://127.0.0.1:PORT/prefetch'}))"),
    Attempt("preconnect", "document.head.append(Object.assign(document.createElement('link'), {rel: 'preconnect', href: 'http://127.0.0.1:PORT'}))"),
    Attempt("service-worker", "navigator.serviceWorker && navigator.serviceWorker.register('/worker.js').catch(() => 0)"),
    Attempt("worker", "new Worker(URL.createObjectURL(new Blob([\"new WebSocket('ws://127.0.0.1:PORT/'); fetch('http://127.0.0.1:PORT/w').catch(() => 0)\"])))",
            ("http://127.0.0.1:PORT/w",)),
    Attempt("web-rtc", "const ask = window.RTCPeerConnection || Object.assign(document.body.appendChild(document.createElement('iframe')), {}).contentWindow.RTCPeerConnection;"
            "if (ask) { const one = new ask({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]}); one.createDataChannel('x'); one.createOffer().then((o) => one.setLocalDescription(o)); }"),
    Attempt("alert", "alert('stay'); confirm('stay?'); prompt('stay?')"),
    Attempt("print", "window.print()"),
    Attempt("camera", "navigator.mediaDevices && navigator.mediaDevices.getUserMedia({video: true}).catch(() => 0)"),
)  # fmt: skip


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_no_way_out(attempt: Attempt, browser: Any, web: Watched, site: Site, trap: Trap) -> None:
    """Whatever a page tries, its text is read, nothing reaches another port, and only the fetcher is asked for anything."""
    site.put("/worker.js", "", SCRIPT)
    script = attempt.script.replace("PORT", str(trap.port))
    before = len(web.asked)
    shown = browser.render(
        web.page(f"<title>x</title><p>Before</p><script>try {{ {script} }} catch (error) {{}} document.body.append('After');</script>")
    )
    asked = tuple(url for url in web.asked[before:] if not url.startswith(site.base))

    assert isinstance(shown, Failure if attempt.leaves else Capture), shown
    assert attempt.leaves or b"After" in shown.body
    assert set(asked) <= {url.replace("PORT", str(trap.port)) for url in attempt.asked}
    assert trap.met == []
    assert not [line for line in site.asked if not line.startswith("GET ")]


def test_what_a_page_needs_is_fetched_once_for_all_pages(browser: Any, web: Watched, site: Site) -> None:
    """Scripts and what they load come by the fetcher, and the second page of a site asks for nothing again."""
    site.put(
        "/app.js",
        "fetch('/api.json').then((a) => a.json()).then((a) => { document.querySelector('#app').innerHTML = `<p>${a.text}</p>`; });",
        SCRIPT,
    )
    site.put("/api.json", '{"text": "Loaded by a script"}', "application/json")
    html = '<title>x</title><div id="app"></div><script src="/app.js"></script>'
    texts = [[p.text for p in read(browser.render(web.page(html, path))).passages] for path in ("/one", "/two")]

    assert texts == [["Loaded by a script"]] * 2
    assert [url.removeprefix(site.base) for url in web.asked if url.startswith(site.base)].count("/app.js") == 1
    assert site.asked.count("GET /api.json") == 1


def test_the_record_stays_that_of_the_bytes_that_came(browser: Any, web: Watched) -> None:
    """The bytes from the server are the evidence; what the browser made of them is told beside."""
    capture = web.page("<title>x</title><p>Text</p>")
    shown = browser.render(capture)

    assert (shown.record.digest, shown.record.size) == (capture.record.digest, len(capture.body))
    assert shown.record.rendering.by.startswith("Chromium ")
    assert shown.record.rendering.size == len(shown.body)


def test_a_page_that_leads_on_is_not_taken_for_the_next_one(browser: Any, web: Watched) -> None:
    """The address that was checked is the one in the list."""
    failure = browser.render(web.page("<title>x</title><p>Wait</p><script>location.href = 'http://other.example/next'</script>"))

    assert (failure.reason, failure.detail) == (FailureReason.UNREADABLE, "the page leads on to http://other.example/next by a script")
    assert "http://other.example/next" not in web.asked


def test_a_hundred_thousand_elements(browser: Any, web: Watched) -> None:
    """The largest page that is taken is taken whole; of words that were not reached in time nobody claims that a reader sees them."""
    script = "document.body.innerHTML = '<p>a word of a sentence that is longer</p>'.repeat(100000) + '<p>the end</p>'"
    shown = browser.render(web.page(f"<title>x</title><body><script>{script}</script>"))

    assert isinstance(shown, Capture), shown
    last = read(shown).passages[-1]
    assert last.text == "the end"
    assert last.visibility is (Visibility.SHOWN if b'="s">the end' in shown.body else Visibility.UNKNOWN)


@pytest.fixture(scope="module")
def impatient(browser: object, web: Watched) -> Iterator[Any]:
    """A browser with little patience."""
    program = find_program()
    assert isinstance(program, Path)
    with Browser(program, web, Bounds(seconds=4, quiet_seconds=0.2, elements=5_000, characters=100_000, requests=3)) as opened:
        yield opened


# What a page does for ever or without measure, and the reason that is given.
ENDLESS = {
    "loop": ("while (true);", FailureReason.TIMEOUT),
    "loop-after-load": ("setTimeout(() => { while (true); }, 10)", FailureReason.TIMEOUT),
    "dialogues": ("while (true) alert('again')", FailureReason.TIMEOUT),
    "elements": ("document.body.innerHTML = '<i></i>'.repeat(6000)", FailureReason.TOO_LARGE),
    "characters": ("document.body.append('x'.repeat(200000))", FailureReason.TOO_LARGE),
    "reload": ("location.reload()", FailureReason.UNREADABLE),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_nothing_lasts_for_ever(name: str, impatient: Any, web: Watched) -> None:
    """A page without end is given up with its reason, and the next page is shown."""
    script, reason = ENDLESS[name]
    failure = impatient.render(web.page(f"<title>x</title><body><p>Text</p><script>{script}</script>"))
    after = impatient.render(web.page("<title>x</title><p>Next page</p>", "/next"))

    assert isinstance(failure, Failure)
    assert failure.reason is reason
    assert isinstance(after, Capture)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells how much memory a process takes")
def test_memory_is_bounded(browser: Any, web: Watched) -> None:
    """A page that fills the memory loses its process before the machine suffers."""
    script = "const all = []; while (true) all.push(new Uint8Array(5e7).fill(1))"
    failure = browser.render(web.page(f"<title>x</title><p>Text</p><script>{script}</script>"))

    assert failure.reason is FailureReason.TOO_LARGE


def test_requests_are_counted(impatient: Any, web: Watched) -> None:
    """A page cannot make the scan fetch without end."""
    before = len(web.asked)
    shown = impatient.render(
        web.page("<title>x</title><body><script>for (let i = 0; i < 50; i += 1) fetch('/many' + i).catch(() => 0)</script>")
    )

    assert isinstance(shown, Capture)
    assert len(web.asked) - before == 3


def test_a_browser_that_dies_is_started_again(impatient: Any, web: Watched) -> None:
    """One dead browser costs no page."""
    impatient.render(web.page("<title>x</title><p>Text</p>"))
    impatient._started.kill()
    shown = impatient.render(web.page("<title>x</title><p>Text</p>"))

    assert isinstance(shown, Capture)


def size_of(webp: bytes) -> tuple[int, int]:
    """Width and height of a picture in the extended WebP format, which is what Chromium writes."""
    assert webp[12:16] == b"VP8X"
    return int.from_bytes(webp[24:27], "little") + 1, int.from_bytes(webp[27:30], "little") + 1


def test_a_screenshot_is_a_bounded_picture(web: Watched) -> None:
    """One of the whole page for the evidence, cut where a page has no end, and a small one of its top; the page's pictures are fetched."""
    program = find_program()
    if program is None:
        pytest.skip("no browser")
    with Browser(program, web, Bounds(screenshot_pixels=500), takes_screenshots=True) as opened:
        shown = opened.render(web.page('<title>x</title><p style="height:90000px">Text</p><img src="/a.png">'))

    assert isinstance(shown, Capture)
    assert shown.screenshot is not None
    assert (shown.screenshot[:4], shown.screenshot[8:12]) == (b"RIFF", b"WEBP")
    assert shown.record.rendering is not None
    assert shown.record.rendering.thumbnail is not None
    assert size_of(shown.record.rendering.thumbnail) == (480, 1500)
    assert size_of(shown.screenshot) == (1280, 500)
    assert web.site.base + "/a.png" in web.asked


def test_a_page_that_never_rests_is_looked_at(web: Watched, site: Site, browser: Any) -> None:
    """Pages that ask for news again and again have been read long before."""
    program = find_program()
    assert program is not None
    with Browser(program, web, Bounds(settle_seconds=1, requests=1000)) as opened:
        shown = opened.render(
            web.page("<title>x</title><p>Text</p><script>setInterval(() => fetch('/news?' + Math.random()).catch(() => 0), 100)</script>")
        )

    assert isinstance(shown, Capture)


def test_a_browser_that_does_not_start_costs_no_page(web: Watched, tmp_path: Path) -> None:
    """A broken browser is said of each page, soon."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with Browser(program, web) as opened:
        failures = [opened.render(web.page("<title>x</title><p>Text</p>")) for _ in range(5)]

    assert {failure.reason for failure in failures} == {FailureReason.UNREADABLE}
    assert failures[-1].detail == "the browser failed: it cannot be started"


def test_a_browser_that_is_left_in_the_middle(web: Watched, browser: Any) -> None:
    """A scan that is interrupted leaves its pages, and waits for none of them."""
    program = find_program()
    assert program is not None
    left: list[BaseException] = []

    def wait(opened: Browser) -> None:
        try:
            opened.render(web.page("<title>x</title><script>while (true);</script>"))
        except BaseException as error:
            left.append(error)

    with Browser(program, web) as opened:
        waiting = Thread(target=wait, args=(opened,))
        waiting.start()
        while not opened._under_way:
            time.sleep(0.01)
    waiting.join()

    assert [type(error).__name__ for error in left] == ["CancelledError"]
