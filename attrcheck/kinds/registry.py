"""The kinds of requirement: one module each, and the one list of them that help, validation and dispatch read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from attrcheck.kinds import (
    access_no_paywall,
    attested,
    credit_affiliation,
    credit_job_title,
    credit_line,
    credit_name,
    credit_not_other,
    credit_outlet,
    credit_title,
    image_rule,
    licence_link,
    licence_notice,
    link_profile,
    link_rel,
    link_source,
    links_kept,
    meta_author,
    meta_canonical,
    meta_noindex,
    meta_syndication,
    pixel,
    profile_reference,
    share_hashtag,
    share_mention,
    tagline_kept,
    text_complete,
    text_max_extract,
    text_note_if_changed,
    text_unchanged,
    time_embargo,
    time_window,
)
from attrcheck.kinds.access_no_paywall import AccessNoPaywall
from attrcheck.kinds.attested import Attested
from attrcheck.kinds.credit_affiliation import CreditAffiliation
from attrcheck.kinds.credit_job_title import CreditJobTitle
from attrcheck.kinds.credit_line import CreditLine
from attrcheck.kinds.credit_name import CreditName
from attrcheck.kinds.credit_not_other import CreditNotOther
from attrcheck.kinds.credit_outlet import CreditOutlet
from attrcheck.kinds.credit_title import CreditTitle
from attrcheck.kinds.image_rule import ImageRule
from attrcheck.kinds.licence_link import LicenceLink
from attrcheck.kinds.licence_notice import LicenceNotice
from attrcheck.kinds.link_profile import LinkProfile
from attrcheck.kinds.link_rel import LinkRel
from attrcheck.kinds.link_source import LinkSource
from attrcheck.kinds.links_kept import LinksKept
from attrcheck.kinds.meta_author import MetaAuthor
from attrcheck.kinds.meta_canonical import MetaCanonical
from attrcheck.kinds.meta_noindex import MetaNoindex
from attrcheck.kinds.meta_syndication import MetaSyndication
from attrcheck.kinds.pixel import Pixel
from attrcheck.kinds.profile_reference import ProfileReference
from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.share_hashtag import ShareHashtag
from attrcheck.kinds.share_mention import ShareMention
from attrcheck.kinds.tagline_kept import TaglineKept
from attrcheck.kinds.text_complete import TextComplete
from attrcheck.kinds.text_max_extract import TextMaxExtract
from attrcheck.kinds.text_note_if_changed import TextNoteIfChanged
from attrcheck.kinds.text_unchanged import TextUnchanged
from attrcheck.kinds.time_embargo import TimeEmbargo
from attrcheck.kinds.time_window import TimeWindow
from attrcheck.model import Conclusion, Subject, Work


class Kind(NamedTuple):
    """What a kind is made of: the struct of its options, and the function that checks a subject."""

    options: type[Requirement]
    check: Callable[[Any, Work, Subject], Conclusion]


KINDS: dict[str, Kind] = {
    kind.options.kind: kind
    for kind in (
        Kind(AccessNoPaywall, access_no_paywall.check),
        Kind(Attested, attested.check),
        Kind(CreditAffiliation, credit_affiliation.check),
        Kind(CreditJobTitle, credit_job_title.check),
        Kind(CreditLine, credit_line.check),
        Kind(CreditName, credit_name.check),
        Kind(CreditNotOther, credit_not_other.check),
        Kind(CreditOutlet, credit_outlet.check),
        Kind(CreditTitle, credit_title.check),
        Kind(ImageRule, image_rule.check),
        Kind(LicenceLink, licence_link.check),
        Kind(LicenceNotice, licence_notice.check),
        Kind(LinkProfile, link_profile.check),
        Kind(LinkRel, link_rel.check),
        Kind(LinkSource, link_source.check),
        Kind(LinksKept, links_kept.check),
        Kind(MetaAuthor, meta_author.check),
        Kind(MetaCanonical, meta_canonical.check),
        Kind(MetaNoindex, meta_noindex.check),
        Kind(MetaSyndication, meta_syndication.check),
        Kind(Pixel, pixel.check),
        Kind(ProfileReference, profile_reference.check),
        Kind(ShareHashtag, share_hashtag.check),
        Kind(ShareMention, share_mention.check),
        Kind(TaglineKept, tagline_kept.check),
        Kind(TextComplete, text_complete.check),
        Kind(TextMaxExtract, text_max_extract.check),
        Kind(TextNoteIfChanged, text_note_if_changed.check),
        Kind(TextUnchanged, text_unchanged.check),
        Kind(TimeEmbargo, time_embargo.check),
        Kind(TimeWindow, time_window.check),
    )
}

# The words of the terms language for single duties; one member for each entry of KINDS (a test compares them).
AnyKind = (
    AccessNoPaywall
    | Attested
    | CreditAffiliation
    | CreditJobTitle
    | CreditLine
    | CreditName
    | CreditNotOther
    | CreditOutlet
    | CreditTitle
    | ImageRule
    | LicenceLink
    | LicenceNotice
    | LinkProfile
    | LinkRel
    | LinkSource
    | LinksKept
    | MetaAuthor
    | MetaCanonical
    | MetaNoindex
    | MetaSyndication
    | Pixel
    | ProfileReference
    | ShareHashtag
    | ShareMention
    | TaglineKept
    | TextComplete
    | TextMaxExtract
    | TextNoteIfChanged
    | TextUnchanged
    | TimeEmbargo
    | TimeWindow
)
