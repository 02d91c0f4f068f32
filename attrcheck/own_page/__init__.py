"""A page that is the work itself: which of its passages are the work's text, and what it says of the work."""

from attrcheck.own_page.facts import work_on
from attrcheck.own_page.own_text import Kept

__all__ = ["Kept", "work_on"]
