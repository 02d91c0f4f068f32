"""Real servers on the loopback address, and a fetcher that finds them under the names of the hosts that they stand for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest

from attrcheck.fetch import HttpFetcher, Limits, user_agent
from attrcheck.model import Capture, CaptureRecord, Failure, Target
from tests.shares.readers.answering import NO_NAME

Fetch = Callable[[Target], Capture | Failure]
UP_SECONDS = 20


def python_with(*modules: str) -> str:
    """Return the Python that has some modules, named by SERVERS_PYTHON where `make servers` made one of its own; without it the test is skipped."""
    python = os.environ.get("SERVERS_PYTHON") or sys.executable
    if subprocess.run([python, "-c", f"import {','.join(modules)}"], capture_output=True, check=False).returncode:
        pytest.skip(f"{modules[0]} is not installed: make servers")
    return python


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it has answered and the test is over."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + UP_SECONDS
            while process.poll() is None and time.monotonic() < deadline:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                pytest.fail(f"{command[0]} did not start")
            yield
        finally:
            process.kill()  # not terminate: a server that keeps somebody waiting would finish that first


def fetching(hosts: Mapping[str, str], asked: list[str], limits: Limits | None = None) -> Fetch:
    """Fetch with the real fetcher: `hosts` says which server on this machine stands for a host. Any other host does not exist."""

    def fetch(target: Target) -> Capture | Failure:
        asked.append(target.url)
        host = target.url.split("/")[2]
        if host not in hosts:
            return NO_NAME
        outside, inside = f"https://{host}/", hosts[host]
        with HttpFetcher(limits or Limits(), user_agent(None)) as web:
            answer = web(Target(url=target.url.replace(outside, inside, 1), accept=target.accept))
        if isinstance(answer, Failure):
            return answer
        told = {field: getattr(answer.record, field) for field in CaptureRecord.__struct_fields__}
        told |= {"url": target.url, "final_url": answer.record.final_url.replace(inside, outside, 1)}
        return Capture(record=CaptureRecord(**told), body=answer.body, headers=answer.headers)

    return fetch
