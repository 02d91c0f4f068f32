"""What other tools need for the same list: run by `tests.benchmarks.crawl` in the rivals' own environment: ``python rivals.py MODE LIST``.

``scrapy`` and ``scrapy-trafilatura`` crawl with Scrapy's own defaults apart from robots.txt, retries and its telnet console;
``trafilatura`` is its command line, ``requests`` is the loop that people write first; ``sockets`` is what a connection itself costs, nothing inflated or kept.
"""

from __future__ import annotations

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit


def _scrapy(addresses: list[str], *, extracts: bool) -> None:
    import scrapy  # noqa: PLC0415 - of the rivals' environment
    from scrapy.crawler import CrawlerProcess  # noqa: PLC0415

    if extracts:
        import trafilatura  # noqa: PLC0415

    class Spider(scrapy.Spider):  # type: ignore[misc]
        name = "bench"
        start_urls = addresses

        def parse(self, response: scrapy.http.Response) -> None:
            text = response.text
            if extracts:
                trafilatura.extract(text, url=response.url)

    settings = {"ROBOTSTXT_OBEY": False, "RETRY_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR", "DOWNLOAD_DELAY": 0}
    process = CrawlerProcess(settings | {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 8})
    process.crawl(Spider)
    process.start()


def _requests(addresses: list[str]) -> None:
    import requests  # noqa: PLC0415

    for address in addresses:
        requests.get(address, timeout=20).content  # noqa: B018


def _sockets(addresses: list[str]) -> None:
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(_received, addresses))


def _received(address: str) -> int:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head, _, body = connection.recv(65_536).partition(b"\r\n\r\n")
        missing = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]) - len(body)
        while missing > 0:
            missing -= len(connection.recv(65_536))
    return missing


def _trafilatura(file: str, options: list[str]) -> None:
    """Run the command line, allowed to fetch from this machine."""
    from trafilatura import cli, downloads  # noqa: PLC0415

    downloads._ssrf_active = lambda config: False
    sys.argv = ["trafilatura", "-i", file, *options]
    cli.main()


if __name__ == "__main__":
    mode, file, *rest = sys.argv[1:]
    listed = Path(file).read_text(encoding="ascii").split()
    if mode == "requests":
        _requests(listed)
    elif mode == "sockets":
        _sockets(listed)
    elif mode == "trafilatura":
        _trafilatura(file, rest)
    else:
        _scrapy(listed, extracts=mode == "scrapy-trafilatura")
