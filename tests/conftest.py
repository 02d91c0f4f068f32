"""No test leaves this machine: a connection beyond the loopback address is an error that names the host."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# In a fresh checkout the first text takes as long as Hypothesis needs to learn all characters, and a machine may be busy: no test is about that.
settings.register_profile("attrcheck", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("attrcheck")

# Names that never exist (RFC 6761 and 2606): looking them up fails as it would anywhere, which is what a test of DNS trouble wants.
NEVER_RESOLVED = (".example", ".invalid", ".test")


def pytest_collection_finish() -> None:
    """Spare Python's collector of cycles the tests themselves: looking through 16,000 of them again and again takes half of their time."""
    gc.collect()
    gc.freeze()


class LeftTheMachineError(AssertionError):
    """A test tried to reach another computer."""


def is_loopback(host: object) -> bool:
    """Tell whether a host as a socket call takes it is this machine."""
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def stay_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make every way out of the machine an error, and forget what the caller's shell says about proxies and attrcheck."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(family: int, address: Any) -> None:
        if family in (socket.AF_INET, socket.AF_INET6) and not is_loopback(address[0]):
            raise LeftTheMachineError(f"a test tried to connect to {address[0]}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        check(self.family, address)
        return connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if name.rstrip(".").lower().endswith(NEVER_RESOLVED):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if not is_loopback(host):
            raise LeftTheMachineError(f"a test tried to look up {name}")
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.upper().startswith("ATTRCHECK_"):
            monkeypatch.delenv(name)
    # What scans of tests keep does not land among the sources.
    monkeypatch.setenv("ATTRCHECK_STORE", str(tmp_path_factory.getbasetemp() / "store"))
    # Their servers are on this machine, and no test waits for a pause between two pages.
    monkeypatch.setenv("ATTRCHECK_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("ATTRCHECK_RATE", "1000")
