"""Captured bytes to an article: passages with visibility and role, links, widgets, and the page's markup about itself."""

from attrcheck.reading.about import contradictions, metadata_subject, unreadable_because
from attrcheck.reading.marked import marked
from attrcheck.reading.page import read
from attrcheck.reading.settle import Settled, origin_of, settle

__all__ = ["Settled", "contradictions", "marked", "metadata_subject", "origin_of", "read", "settle", "unreadable_because"]
