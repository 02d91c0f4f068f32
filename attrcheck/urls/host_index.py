"""Which entries of a table a host belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from attrcheck.model import Value
from attrcheck.urls import forms
from attrcheck.urls.forms import HOST_PREFIXES

Entry = TypeVar("Entry")


class HostIndex(Value, Generic[Entry], frozen=True):
    """Which entries a host belongs to: plain hosts by name, hosts with holes by the end or the beginning that they share."""

    plain: dict[str, list[Entry]]
    holed: dict[str, list[tuple[re.Pattern[str], Entry]]]


def host_of(text: str) -> str:
    """Return the host that a form names, or ``scheme:`` of an app's scheme."""
    place = text.partition(" -> ")[0].partition("#")[0].partition("?")[0]
    host, path = forms.host_and_path(place)
    return host if host or path.startswith("/") else path.partition(":")[0] + ":"


def host_index(entries: Iterable[tuple[str, Mapping[str, str], Entry]]) -> HostIndex[Entry]:
    """Index entries by host; a host may have holes in its first part (``{sub}.facebook.com``) or its last (``google.{country}``)."""
    plain: dict[str, list[Entry]] = {}
    holed: dict[str, list[tuple[re.Pattern[str], Entry]]] = {}
    for host, known, entry in entries:
        if "{" not in host:
            plain.setdefault(host, []).append(entry)
            continue
        key = host.partition("}.")[2] or host.partition(".{")[0]
        holed.setdefault(key, []).append((forms.pattern(host, known), entry))
    return HostIndex(plain=plain, holed=holed)


def find(index: HostIndex[Entry], host: str) -> list[Entry]:
    """Return the entries of a host, looked up as written and without ``www.``, ``m.`` and ``mobile.``."""
    names = [host, *(host.removeprefix(prefix) for prefix in HOST_PREFIXES if host.startswith(prefix))]
    found: list[Entry] = []
    for name in names:
        found += index.plain.get(name, ())
        found += [entry for key in _keys(name) for expression, entry in index.holed.get(key, ()) if expression.fullmatch(name)]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _keys(host: str) -> tuple[str, ...]:
    """Return its beginning, and its ends without the first labels: hosts of the tables have at most four labels after a hole."""
    labels = host.split(".")
    return labels[0], *(".".join(labels[at:]) for at in range(1, min(len(labels), 5)))
