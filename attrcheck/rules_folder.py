"""Where the data lies that attrcheck ships: sets of terms and the tables of platforms."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rules_folder() -> Path:
    """Return the folder of the rule files: inside the installed package, or beside the package in a checkout.

    >>> (rules_folder() / "tables" / "platforms.toml").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    packaged = package / "rules"
    return packaged if packaged.is_dir() else package.parent / "rules"
