"""From what the user names to a list of targets: addresses, lists in many formats, saved pages and folders of saved pages."""

from __future__ import annotations

from attrcheck.targets.addresses import not_readable
from attrcheck.targets.formats import FORMATS
from attrcheck.targets.gather import PAGE_SUFFIXES, Targets, gather

__all__ = ["FORMATS", "PAGE_SUFFIXES", "Targets", "gather", "not_readable"]
