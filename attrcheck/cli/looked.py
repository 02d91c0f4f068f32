"""Options that say where else than on the page its shares are looked for: accounts of its outlet, and searches."""

from __future__ import annotations

from typing import NamedTuple

import click
from msgspec.structs import replace

from attrcheck.cli.options import as_one
from attrcheck.errors import TargetsError
from attrcheck.model import Target
from attrcheck.shares import SEARCHES
from attrcheck.targets import not_readable
from attrcheck.urls.address import parse

_ALL = "all"
# The one of these networks that is many servers.
_OF_SERVERS = "lemmy"


class Looked(NamedTuple):
    """Where shares are looked for: the user's choices, in the words of the options."""

    account: tuple[str, ...]
    search: tuple[str, ...]

    def told(self, target: Target) -> Target:
        """Return a target with these accounts and searches besides its own. Raises TargetsError for what cannot be looked through."""
        for account in self.account:
            if why := not_readable(account):
                raise TargetsError(f"--account: {why}")
        return replace(target, accounts=tuple(dict.fromkeys((*target.accounts, *self.account))), searches=self._searches())

    def _searches(self) -> tuple[str, ...]:
        named = dict.fromkeys(self.search)
        for name in named:
            network, colon, server = name.partition(":")
            address = parse(f"https://{server}/") if colon else None
            is_server = not colon or (network == _OF_SERVERS and address is not None and address.host == server.lower())
            if (network not in SEARCHES and name != _ALL) or not is_server:
                raise TargetsError(f"--search: {name!r} cannot be searched; known: {', '.join((*SEARCHES, f'{_OF_SERVERS}:SERVER', _ALL))}")
        return tuple(dict.fromkeys((*(name for name in named if name != _ALL), *(SEARCHES if _ALL in named else ()))))


search_options = as_one(
    "looked",
    Looked,
    click.option(
        "--account",
        multiple=True,
        metavar="URL",
        help="An account of the outlet: its newest posts are searched for the page. Repeatable.",
    ),
    click.option(
        "--search",
        multiple=True,
        metavar="NETWORK",
        help=f"Search a network for posts that share the page: {', '.join(SEARCHES)}, {_OF_SERVERS}:SERVER or {_ALL}. Repeatable.",
    ),
)
