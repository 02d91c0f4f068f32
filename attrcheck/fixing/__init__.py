"""A cured copy of a page, and the proof that it is cured: the copy is checked like any other page."""

from attrcheck.fixing.fix import Fixed, Left, fix

__all__ = ["Fixed", "Left", "fix"]
