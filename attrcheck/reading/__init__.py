"""Captured bytes to an article: passages with visibility and role, links, widgets, and the page's markup about itself."""

from attrcheck.reading.about import contradictions, metadata_subject, unreadable_because
from attrcheck.reading.contacts import contacts, mail_address
from attrcheck.reading.page import read
from attrcheck.reading.settle import Settled, origin_of, settle

__all__ = ["Settled", "contacts", "contradictions", "mail_address", "metadata_subject", "origin_of", "read", "settle", "unreadable_because"]
