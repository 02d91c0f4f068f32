"""Captured bytes to an article: passages with visibility and role, links, widgets, and the page's markup about itself."""

from attrcheck.reading.about import contradictions, metadata_subject, unreadable_because
from attrcheck.reading.contacts import contacts, mail_address
from attrcheck.reading.marked import marked
from attrcheck.reading.page import read
from attrcheck.reading.part import part_because
from attrcheck.reading.settle import Settled, origin_of, settle
from attrcheck.reading.skimming import Skimmed, is_garbled, skim

__all__ = [
    "Settled",
    "Skimmed",
    "contacts",
    "contradictions",
    "is_garbled",
    "mail_address",
    "marked",
    "metadata_subject",
    "origin_of",
    "part_because",
    "read",
    "settle",
    "skim",
    "unreadable_because",
]
