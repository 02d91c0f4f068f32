"""From what the user names to a list of targets: addresses, lists in many formats, saved pages and folders of saved pages."""

from __future__ import annotations

from attrcheck.targets.addresses import not_readable
from attrcheck.targets.formats import FORMATS
from attrcheck.targets.gather import Targets, gather

__all__ = ["FORMATS", "Targets", "gather", "not_readable"]
