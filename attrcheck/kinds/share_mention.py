"""share.mention: a share mentions the account that the terms name for its network.

Passes: the account's handle in the share's own visible words, or a link to the account, in any form of its address. What a button opens
in a menu of networks passes with any of the accounts.

Fails: no mention; somebody else's account; a handle with a slip; the handle of another network, with the right one as the remedy. A
network for which the terms name no account asks for nothing.

Cannot tell: a Mastodon handle without its server; a handle that its words bind to another network; a link to a post of the account; on
networks that draw a mention as a name, the name of the outlet or of an author without a link; an account in words copied from the work.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.accounts import (
    WITHOUT_SERVER,
    Reference,
    doubt_of_address,
    explained,
    is_one_of,
    lacks_server,
    mention_of,
    references,
    same_handle,
    searched_accounts,
)
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, text_of
from attrcheck.model import Conclusion, Outcome, Place, Profile, Subject, Work
from attrcheck.text import find_words, words
from attrcheck.urls import HandleMention, is_menu, parse_profile, platform_name

# Where a mention is shown as the name of the account, and a copy of the post's text has lost the link behind it.
_DRAW_NAMES = ("facebook", "linkedin")


class ShareMention(Requirement, frozen=True, kw_only=True, tag="share.mention"):
    """A share must mention the account for its network; on a network without one nothing is asked. Accounts are `platform:handle`."""

    accounts: tuple[str, ...]

    kind = "share.mention"
    possible_places = frozenset({Place.SHARE, Place.SHARE_PREVIEW})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"mention {', '.join(self.accounts)}" + (", each on its network" if len(self.accounts) > 1 else "")

    def problems(self) -> Iterator[Problem]:
        """Yield accounts that are none."""
        if not self.accounts:
            yield Problem("accounts", "names no account")
        for i, account in enumerate(self.accounts):
            try:
                if parse_profile(account).handle is None:
                    yield Problem(f"accounts[{i}]", f"{account!r} names a network and no account on it that a share could mention")
            except ValueError as error:
                yield Problem(f"accounts[{i}]", str(error))


def check(requirement: ShareMention, work: Work, subject: Subject) -> Conclusion:
    """Return whether a share mentions the account for its network."""
    accounts = tuple(map(parse_profile, requirement.accounts))
    asked = _asked(accounts, subject.network)
    if not asked:
        network = platform_name(subject.network or "")
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason=f"the terms name no account on {network} to mention")
    hits: list[Hit] = []
    others: list[Reference] = []
    for reference in references(subject):
        doubt = _doubt(reference.names, asked, subject.network)
        if doubt is None:
            others.append(reference)
        elif doubt and reference.standing.weight is Weight.COUNTS:
            hits.append(Hit(Standing(Weight.DOUBTFUL, doubt), reference.evidence))
        else:
            hits.append(Hit(reference.standing, reference.evidence))
    hits += _names(text_of(subject), work, subject.network)
    what = f"a mention of {' or '.join(map(_shown, asked))}"
    conclusion = conclude(what, hits, searched_accounts(subject), remedy(requirement, subject))
    return explained(conclusion, others, accounts, subject) if conclusion.outcome is Outcome.FAILED else conclusion


def remedy(requirement: ShareMention, subject: Subject) -> str:
    """Return the mention to add: as a handle where the network knows one in a text, else as an address."""
    account = _asked(tuple(map(parse_profile, requirement.accounts)), subject.network)[0]
    return f"Add {IN_SHARE}: “{mention_of(account)}”."


def _asked(accounts: tuple[Profile, ...], network: str | None) -> tuple[Profile, ...]:
    """Return the accounts that are good on a network; all of them where its reader still chooses one."""
    if network is None or is_menu(network):
        return accounts
    return tuple(account for account in accounts if account.platform == network)


def _doubt(names: HandleMention | str, asked: tuple[Profile, ...], network: str | None) -> str | None:
    """Return "" for an account that is asked for, a doubt that ends "it stands only …", or None for somebody else's."""
    if isinstance(names, str):
        return doubt_of_address(names, asked)
    is_bound = names.platforms not in ((), (network,))
    if any(is_one_of(Profile(platform=platform, handle=names.handle), asked) for platform in names.platforms):
        return ""
    if same_handle(names, asked):
        return "as a handle that its words bind to another network" if is_bound else ""
    return WITHOUT_SERVER if lacks_server(names, asked) else None


def _names(text: Text, work: Work, network: str | None) -> Iterator[Hit]:
    """Yield names that may have been mentions before the share's text lost its links."""
    outlet = (work.outlet.name, *work.outlet.aliases) if work.outlet else ()
    for name in (*outlet, *(author.name for author in work.authors)) if network in _DRAW_NAMES else ():
        folded = words(name)
        at = find_words(text.tokens, folded)
        if at >= 0:
            hit = text.hit(text.tokens[at].start, text.tokens[at + len(folded) - 1].end)
            if hit.standing.weight is Weight.COUNTS:
                where = f"as a name without a link, and {platform_name(network or '')} draws a mention as a name"
                yield hit._replace(standing=Standing(Weight.DOUBTFUL, where))


def _handle(account: Profile) -> str:
    return f"@{(account.handle or '').removeprefix('@')}"


def _shown(account: Profile) -> str:
    return f"{_handle(account)} on {platform_name(account.platform)}"
