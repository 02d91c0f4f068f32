"""Where attrcheck connects: to the open web, never into the machine or the network that it runs in, unless the user says so.

Lists of addresses are written by strangers, and a page may redirect anywhere. A check of the name alone is not enough: a name may lead
anywhere, and its owner may change the answer between two look-ups. So a name is looked up once, every address of the answer is judged,
and the connection goes to one of exactly these addresses. All requests pass here, because the guard sits in the connection.

>>> forbidden_because("93.184.215.14", allows_private=False)
>>> forbidden_because("::ffff:7f00:1", allows_private=False)
'an address of this machine'
>>> forbidden_because("10.0.0.1", allows_private=True)
>>> forbidden_because("169.254.169.254", allows_private=True)
'a metadata service of a cloud, which holds its keys'
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import Protocol
from urllib.parse import urlsplit

from attrcheck.fetch.contract import FetchStopped, shorten
from attrcheck.model import FailureReason

# Ports at which something other than the web answers, so that a page cannot make us talk to a mail server: the Fetch Standard,
# "port blocking" (https://fetch.spec.whatwg.org/#port-blocking), which browsers follow. Port 0 is no port.
BAD_PORTS = frozenset(
    map(
        int,
        """0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143
        161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045
        4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080""".split(),
    )
)


_METADATA = "a metadata service of a cloud, which holds its keys"
_THIS_MACHINE, _LOCAL_NETWORK, _DOCUMENTATION = (
    "an address of this machine",
    "an address of a local network",
    "an address for documentation",
)

# What an address is, by its range. Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), and for metadata
# services the documentation of their clouds.
NEVER: dict[str, str] = {
    "169.254.169.254/32": _METADATA,  # AWS, Google, Azure, Oracle, DigitalOcean, OpenStack
    "169.254.170.0/24": _METADATA,  # AWS ECS (.2) and EKS (.23)
    "100.100.100.200/32": _METADATA,  # Alibaba Cloud
    "168.63.129.16/32": _METADATA,  # Azure's wire server: by its number an address of the open web
    "192.0.0.192/32": _METADATA,  # Oracle Cloud Classic
    "fd00:ec2::/32": _METADATA,  # AWS (::254, ::23)
    "fd20:ce::254/128": _METADATA,  # Google Cloud
    "192.0.0.0/24": "an address for protocols",
    "192.0.2.0/24": _DOCUMENTATION,
    "198.51.100.0/24": _DOCUMENTATION,
    "203.0.113.0/24": _DOCUMENTATION,
    "192.88.99.0/24": "a relay of 6to4, which is out of use",
    "224.0.0.0/4": "a multicast address",
    "240.0.0.0/4": "a reserved address",
    "ff00::/8": "a multicast address",
    # Teredo and 6to4 wrap an IPv4 address that relays of strangers unwrap. Both are out of use (RFC 7526; Teredo's servers are gone).
    "2001::/32": "an address of Teredo, which is out of use",
    "2002::/16": "an address of 6to4, which is out of use",
    "2001::/23": "an address for protocols",
    "2001:db8::/32": _DOCUMENTATION,
    "3fff::/20": _DOCUMENTATION,
}

# What `--allow-private` opens.
PRIVATE: dict[str, str] = {
    "0.0.0.0/8": _THIS_MACHINE,
    "127.0.0.0/8": _THIS_MACHINE,
    "10.0.0.0/8": _LOCAL_NETWORK,
    "172.16.0.0/12": _LOCAL_NETWORK,
    "192.168.0.0/16": _LOCAL_NETWORK,
    "169.254.0.0/16": _LOCAL_NETWORK,
    "100.64.0.0/10": "an address shared behind a carrier's NAT",
    # Proxies on the user's machine hand these out as stand-ins ("fake IP"), so they may be the user's own.
    "198.18.0.0/15": "an address for benchmarks",
    "::/128": _THIS_MACHINE,
    "::1/128": _THIS_MACHINE,
    "fc00::/7": _LOCAL_NETWORK,
    "fe80::/10": _LOCAL_NETWORK,
    "fec0::/10": _LOCAL_NETWORK,
    "64:ff9b:1::/48": _LOCAL_NETWORK,
}

# All of IPv6 that is given out for the open web (RFC 4291, IANA); what lies outside is reserved.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")

# Forms of an IPv4 address inside IPv6: mapped (RFC 4291), translated by NAT64 (RFC 6052), compatible (RFC 4291, out of use). The last four
# bytes are the address, and it alone decides: with NAT64 every site that has only IPv4 looks so.
_WRAPPINGS = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96", "::/96")))

_NEVER, _PRIVATE = (tuple((ipaddress.ip_network(text), what) for text, what in table.items()) for table in (NEVER, PRIVATE))


class Resolver(Protocol):
    """Whoever looks up names. The seam for tests of answers that change."""

    def __call__(self, host: str, seconds: float) -> Sequence[str]:
        """All addresses of a name, the best first, within `seconds`. Raises `socket.gaierror`, also when there was no time."""
        ...


def system_resolver(host: str, seconds: float) -> Sequence[str]:
    """Ask the system, which has no time limit of its own for callers: so in a thread that is left behind when it takes too long."""
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            answers.put([str(address[0]) for *_, address in found])
        except BaseException as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise socket.gaierror(socket.EAI_AGAIN, "the look-up took too long") from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


@lru_cache(maxsize=4_096)  # each fetch asks twice, and a host has several pages
def forbidden_because(address: str, *, allows_private: bool) -> str | None:
    """What an IP address is when it may not be connected to, or None."""
    ip: IPv4Address | IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and int(ip) > 1 and any(ip in wrapping for wrapping in _WRAPPINGS):
        ip = IPv4Address(int(ip) & 0xFFFF_FFFF)
    never = next((what for network, what in _NEVER if ip in network), None)
    private = next((what for network, what in _PRIVATE if ip in network), None)
    if never is None and private is None and isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return "a reserved address"
    return never or (None if allows_private else private)


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Decides where connections go. `allows_private` opens this machine and local networks, never metadata services or reserved ranges."""

    allows_private: bool = False
    resolve: Resolver = system_resolver

    def require(self, url: str) -> None:
        """Stop at what an address itself shows: a password, a port of something else, a host that is a forbidden number.

        A proxy looks up names itself, so with a proxy this is all that can be checked. Raises `FetchStopped`.
        """
        parts = urlsplit(url)
        if "@" in parts.netloc:
            sentence = "The address holds a user name or a password, which attrcheck never sends."
            raise FetchStopped(FailureReason.BAD_ADDRESS, sentence)
        _refuse_port(parts.port)
        host = (parts.hostname or "").rstrip(".")
        address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else _literal(host)  # RFC 6761
        if address is not None:
            self._refuse(host, (address,))

    def addresses(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        """All addresses of a host, each of them permitted.

        One forbidden address forbids the whole name: an answer that mixes both kinds is what rebinding looks like, and the browser, which
        looks up names itself, may take either. Raises `FetchStopped` when it is forbidden, `socket.gaierror` when there is none, and
        `UnicodeError` for what is no name.
        """
        _refuse_port(port)
        host.encode("idna")  # An empty or too long label is a UnicodeError here and anything in a resolver.
        literal = _literal(host)
        found = (literal,) if literal is not None else tuple(dict.fromkeys(self.resolve(host, seconds)))
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        self._refuse(host, found)
        return found

    def _refuse(self, host: str, addresses: Sequence[str]) -> None:
        for address in addresses:
            what = forbidden_because(address, allows_private=self.allows_private)
            if what is None:
                continue
            leads = f"{shorten(host)} is" if host == address else f"{shorten(host)} leads to {address},"
            can_be_opened = not self.allows_private and forbidden_because(address, allows_private=True) is None
            unless = " without --allow-private" if can_be_opened else ""
            raise FetchStopped(FailureReason.FORBIDDEN_ADDRESS, f"{leads} {what}: attrcheck does not connect there{unless}.")


def _refuse_port(port: int | None) -> None:
    if port in BAD_PORTS:
        raise FetchStopped(FailureReason.FORBIDDEN_ADDRESS, f"Port {port} belongs to another service than the web: browsers refuse it too.")


def _literal(host: str) -> str | None:
    """The address that a host is by its number, also in the odd notations that systems accept: 0x7f.1, 2130706433, 0177.0.0.1."""
    text = host.strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        pass
    try:
        return str(IPv4Address(socket.inet_aton(text)))
    except (OSError, ValueError):  # a name; with characters beyond ASCII or zeros inside it is a ValueError
        return None
