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

from attrcheck.kinds.accounts import Reference, doubt_of_address, is_one_of, is_slip, references, searched_accounts
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, text_of
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Profile, Subject, Work
from attrcheck.text import find_words, fold, words
from attrcheck.urls import HandleMention, handles_in, is_menu, parse_profile, platform_name, profile_of, profile_url, same_profile

# Where a mention is shown as the name of the account, and a copy of the post's text has lost the link behind it.
_DRAW_NAMES = ("facebook", "linkedin")
# Other accounts that a reason lists.
_MAX_OTHERS = 3


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
    return _explain(conclusion, others, accounts, subject) if conclusion.outcome is Outcome.FAILED else conclusion


def remedy(requirement: ShareMention, subject: Subject) -> str:
    """Return the mention to add: as a handle where the network knows one in a text, else as an address."""
    account = _asked(tuple(map(parse_profile, requirement.accounts)), subject.network)[0]
    handle = _handle(account)
    is_known = any(same_profile(account, Profile(platform=account.platform, handle=m.handle)) for m in handles_in(handle, account.platform))
    return f"Add {IN_SHARE}: “{handle if is_known else profile_url(account)}”."


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
    if any(same_profile(account, Profile(platform=account.platform, handle=names.handle)) for account in asked):
        return "as a handle that its words bind to another network" if is_bound else ""
    local = [account for account in asked if account.platform == "mastodon" and (account.handle or "").partition("@")[0]]
    if any(fold((account.handle or "").partition("@")[0]) == fold(names.handle) for account in local):
        return "as a handle without its server, which others may have on another one"
    return None


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


def _explain(conclusion: Conclusion, others: list[Reference], accounts: tuple[Profile, ...], subject: Subject) -> Conclusion:
    """Add to a failure which accounts are named instead: those of the network, and those that are right on another one."""
    found: dict[str, Evidence] = {}
    for reference in others:
        seen = reference.standing.weight is not Weight.WORTHLESS
        note = _note(reference, accounts, subject.network) if seen else None
        if note is not None:
            found.setdefault(f"{reference.account}{note}", reference.evidence)
    if not found:
        return conclusion
    reason = f"{conclusion.reason}; found instead: {', '.join(list(found)[:_MAX_OTHERS])}"
    evidence = tuple(dict.fromkeys((*list(found.values())[:_MAX_OTHERS], *conclusion.evidence)))
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=evidence, remedy=conclusion.remedy)


def _note(reference: Reference, accounts: tuple[Profile, ...], network: str | None) -> str | None:
    """Return what is to be said of another account, empty for nothing; None for one that is beside the point."""
    names = reference.names
    named = profile_of(names) if isinstance(names, str) else Profile(platform=next(iter(names.platforms), ""), handle=names.handle)
    if named is None:
        return None
    handle = Profile(platform="", handle=named.handle) if isinstance(names, str) else named
    right = [own for own in accounts if same_profile(own, Profile(platform=own.platform, handle=handle.handle))]
    if right:
        return f" (the account on {platform_name(right[0].platform)})"
    if is_slip(reference.account, accounts):
        return " (not an account that the terms name)"
    return "" if named.platform in ("", network) else None
