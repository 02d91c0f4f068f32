"""The guard of the test suite itself: a test that reaches out must fail, not depend on the weather."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "8.8.8.8", "2001:db8::1"])
@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_no_connection_leaves_the_machine(address: str, way: str) -> None:
    """Both ways of connecting name the host that was tried."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    with socket.socket(family) as reaching, pytest.raises(AssertionError, match=address):
        getattr(reaching, way)((address, 80))


def test_no_name_is_looked_up() -> None:
    """Even a look-up is traffic."""
    with pytest.raises(AssertionError, match=r"attrcheck\.org"):
        socket.getaddrinfo("attrcheck.org", 80)


@pytest.mark.parametrize("host", ["a.example", "a.invalid", "a.test", "A.TEST."])
def test_reserved_names_do_not_exist(host: str) -> None:
    """They fail as the DNS would, so that tests of DNS trouble need no network."""
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo(host, 80)


def test_this_machine_is_reached() -> None:
    """Loopback servers are what most tests of fetching stand on."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]) as client:
        port = client.getpeername()[1]

    assert port


def test_the_environment_is_clean(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A proxy or a setting of the developer's shell would change what tests see; what scans keep lies among the tests' own files."""
    left = {name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("ATTRCHECK_")}

    assert left == {"ATTRCHECK_ALLOW_PRIVATE", "ATTRCHECK_RATE", "ATTRCHECK_STORE"}
    assert Path(os.environ["ATTRCHECK_STORE"]).is_relative_to(tmp_path_factory.getbasetemp())
