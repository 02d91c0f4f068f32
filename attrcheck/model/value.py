"""The base of every value."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every value: immutable, keywords only. Type checkers and msgspec want both said again by each class."""
